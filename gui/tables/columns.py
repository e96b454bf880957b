"""Columns of a table, described as rows: what a cell says, sorts by, and how it is edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt

from model import wording

IdRole = Qt.ItemDataRole.UserRole + 1
RowRole = Qt.ItemDataRole.UserRole + 2  # the record itself
ValueRole = Qt.ItemDataRole.UserRole + 3  # what the cell sorts by and is edited from
LateRole = Qt.ItemDataRole.UserRole + 4
GroupRole = Qt.ItemDataRole.UserRole + 5  # the heading that this row is, or None

KINDS = ("text", "number", "percent", "date", "rating", "status", "person", "flag")
RIGHT = ("number", "percent")


@dataclass(frozen=True, slots=True)
class Edit:
    """How a cell is edited in place.

    ``write(row, value)`` does it and returns None where it was refused (``workspace.do`` does both).
    ``read(row)`` is the value to start from; the column's value where it is not given.
    """

    kind: str  # line, text, date, choice, person, number or flag
    write: Callable[[Any, Any], Any]
    read: Callable[[Any], Any] | None = None
    choices: Callable[[], Sequence[tuple[Any, str]]] | None = None
    minimum: int = 0
    maximum: int = 100


@dataclass(frozen=True)
class Column:
    """One column. ``text`` may be left out for a date, number or flag, which know how to show themselves."""

    name: str
    title: str
    text: Callable[[Any], str] | None = None
    value: Callable[[Any], Any] | None = None
    kind: str = "text"
    width: int = 140
    edit: Edit | None = None
    late: Callable[[Any], bool] | None = None
    sort: str | None = None
    shown: bool = True
    tip: str = ""
    hint: Callable[[Any], str] | None = None  # tip of one cell

    def words(self, row: Any) -> str:
        """What the cell says."""
        if self.text is not None:
            return self.text(row)
        return shown_value(self.kind, self.value(row) if self.value is not None else getattr(row, self.name))

    def held(self, row: Any) -> Any:
        """What the cell holds: for sorting, and for drawing a date or a rating."""
        if self.value is not None:
            return self.value(row)
        if self.text is not None and self.kind == "text":
            return self.text(row)
        return getattr(row, self.name, None)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A heading across the table, in the place of an id. The model's own GroupHeading will do as well."""

    key: str
    label: str
    count: int | None = None


def shown_value(kind: str, value: Any) -> str:
    if value is None:
        return ""
    if kind == "date" and isinstance(value, date):
        return f"{value.day} {wording.MONTHS[value.month - 1][:3]} {value.year}"
    if kind == "percent":
        return f"{value} %"
    if kind == "flag":
        return "yes" if value else ""
    return str(value)


def sort_key(value: Any) -> tuple[int, Any]:
    """For sorting in Python: nothing comes last, words without regard to case."""
    if value is None or value == "":
        return (1, 0)
    return (0, value.casefold() if isinstance(value, str) else value)
