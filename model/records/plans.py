"""The plan itself, its views, and the acts that its log keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class PlanDetails:
    """The plan itself; one row."""

    TABLE: ClassVar[str] = "plan"
    id: str
    authority: str
    title: str
    period: str | None  # in words: "2023 to 2026"
    introduction: str | None  # printed under the title of a paper
    statutory_status: str  # PLAN_STATUSES
    stands_on: date | None  # a sample or an archived plan is read as on this day instead of today
    print_posts: bool  # papers show posts in place of names
    rating_rules: str  # JSON, see model/progress.py


@dataclass(frozen=True, slots=True)
class SavedView:
    """A named set of filters, sort and grouping of a page."""

    TABLE: ClassVar[str] = "saved_view"
    id: str
    name: str
    page: str
    spec: str  # JSON
    position: float


@dataclass(frozen=True, slots=True)
class Batch:
    """One act, as a person would name it."""

    TABLE: ClassVar[str] = "batch"
    id: str
    seq: int
    title: str
    at: str  # ISO, UTC
    who: str
    computer: str
    kind: str  # "act", "undo", "redo" or "reversal"
    of: str | None  # the batch that an undo, redo or reversal reverses


@dataclass(frozen=True, slots=True)
class Change:
    """One changed field of one row (``field`` None: the whole row, made or deleted)."""

    TABLE: ClassVar[str] = "change"
    id: int
    batch: str
    record: str  # table name
    row: str  # its id
    field: str | None
    old: object  # with field None: the whole row as text (change_log.read_row), None if it was made
    new: object
