"""People, the bodies that receive papers, what was said there, and documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Person:
    """Someone, or a post, team or partner organisation, that can own an action."""

    TABLE: ClassVar[str] = "person"
    id: str
    kind: str  # PERSON_KINDS
    name: str
    post: str | None  # printed in place of the name
    team: str | None
    email: str | None
    left_on: date | None


@dataclass(frozen=True, slots=True)
class Body:
    """A committee, cabinet, board or panel that receives papers."""

    TABLE: ClassVar[str] = "body"
    id: str
    name: str
    kind: str  # BODY_KINDS
    chair: str | None
    note: str | None
    approves: bool  # it can approve the plan, so a statutory date counts on its meetings


@dataclass(frozen=True, slots=True)
class Meeting:
    TABLE: ClassVar[str] = "meeting"
    id: str
    body: str
    on_day: date
    title: str | None
    papers_due: date | None  # None: five clear days before, worked out
    note: str | None
    sample: bool


@dataclass(frozen=True, slots=True)
class Resolution:
    TABLE: ClassVar[str] = "resolution"
    id: str
    meeting: str
    text: str
    position: float
    document: str | None
    page: int | None


@dataclass(frozen=True, slots=True)
class Question:
    """A member's question, its answer, and what was promised."""

    TABLE: ClassVar[str] = "question"
    id: str
    meeting: str
    member: str | None  # "a member" unless the council wants the name
    text: str
    answer: str | None
    promised: str | None
    promised_by: date | None
    answered_on: date | None
    position: float
    document: str | None
    page: int | None


@dataclass(frozen=True, slots=True)
class Document:
    """A file kept inside the plan by its digest, or a link to one kept elsewhere."""

    TABLE: ClassVar[str] = "document"
    id: str
    title: str
    inspection: str | None
    meeting: str | None
    digest: str | None  # SHA-256, the key of table ``file``
    file_name: str | None
    media_type: str | None
    size: int | None  # bytes
    link: str | None
    kind: str | None  # "inspection report", "minutes": what the importer took it for
    pages: int | None


@dataclass(frozen=True, slots=True)
class Passage:
    """Words taken from a document and kept with its inspection or meeting: a strength, a measure, money."""

    TABLE: ClassVar[str] = "passage"
    id: str
    kind: str  # PASSAGE_KINDS
    inspection: str | None
    meeting: str | None
    document: str | None
    text: str
    page: int | None
    paragraph: str | None
    quote: str | None
    position: float
