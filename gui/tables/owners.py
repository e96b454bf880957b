"""The table of owners: what everyone carries in numbers, and a bar that shows them beside the others'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui import style
from gui.tables.columns import Column, Edit, RowRole
from gui.tables.record_table import Index
from gui.tables.row_table import RowTable
from gui.workspace import Workspace
from model import people
from model.people import Load
from model.records import PERSON_KINDS
from model.wording import in_words, plural, sentence_case

NOBODY_ID = "nobody"
COUNTS = (
    ("open", "Open", "Open actions, in all."),
    ("late", "Late", "Open, and the agreed date is past."),
    ("due_soon", "Due soon", "Open, and agreed for the next days."),
    ("unanswered", "Unanswered", "Open and begun, without an update in the last month."),
    ("undated", "No date", "Open, without an agreed date."),
    ("done", "Done", "Complete or embedded."),
)
"""The columns that count, each with what a number in it opens."""

_WIDTHS = {"due_soon": 88, "unanswered": 104, "undated": 78}


@dataclass(frozen=True, slots=True)
class OwnerLine:
    """One owner, or nobody. ``most`` is the largest number of open actions that anybody has."""

    id: str
    load: Load
    most: int

    @property
    def name(self) -> str:
        return self.load.person.name if self.load.person is not None else "Nobody"

    @property
    def has_left(self) -> bool:
        return self.load.person is not None and self.load.person.left_on is not None

    @property
    def words(self) -> str:
        """The name, and of those who left when, and what still has to be handed over."""
        person = self.load.person
        if person is None or person.left_on is None:
            return self.name
        still = f", still owns {self.load.open:,}" if self.load.open else ""
        return f"{self.name} (left {in_words(person.left_on)}{still})"

    @property
    def in_words(self) -> str:
        """ "5 open, 2 late, 1 due soon"."""
        load = self.load
        parts = [f"{load.open:,} open"]
        counted = ((load.late, "late"), (load.due_soon, "due soon"), (load.unanswered, "unanswered"))
        return ", ".join([*parts, *(f"{count:,} {word}" for count, word in counted if count)])


def owner_lines(loads: Sequence[Load]) -> list[OwnerLine]:
    """Nobody first, since those actions wait for someone; then everyone by name, those who left last."""
    most = max((load.open for load in loads), default=0)
    lines = [OwnerLine(load.person.id if load.person is not None else NOBODY_ID, load, most) for load in loads]
    nobody = [line for line in lines if line.id == NOBODY_ID and line.load.owned]
    here = [line for line in lines if line.id != NOBODY_ID and not line.has_left]
    return [*nobody, *here, *(line for line in lines if line.has_left)]


class OwnerTable(RowTable):
    """Names and kinds are edited where they stand; nobody is no one to be edited."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        self._workspace = workspace
        counts = [
            Column(name, title, partial(_count_words, name), value=attrgetter(f"load.{name}"), kind="number",
                   width=_WIDTHS.get(name, 62), late=_is_late if name == "late" else None, tip=tip,
                   shown=name != "undated", hint=partial(_count_hint, name))
            for name, title, tip in COUNTS
        ]  # fmt: skip
        super().__init__(
            (
                Column("name", "Owner", attrgetter("words"), width=240, hint=_hint,
                       edit=Edit("line", partial(self._edit, "name"), read=attrgetter("name"))),
                *counts,
                Column("bar", "Load", attrgetter("in_words"), value=attrgetter("load.open"), width=130,
                       tip="Open actions beside those of the others: late red, due soon amber."),
                Column("kind", "Kind", _kind, width=84,
                       edit=Edit("choice", partial(self._edit, "kind"), read=_kind_value, choices=kind_choices)),
                Column("post", "Post", partial(_of_person, "post"), width=140, shown=False,
                       edit=Edit("line", partial(self._edit, "post"), read=partial(_of_person, "post"))),
                Column("team", "Team", partial(_of_person, "team"), width=140, shown=False,
                       edit=Edit("line", partial(self._edit, "team"), read=partial(_of_person, "team"))),
            ),
            parent,
            table="person",
        )  # fmt: skip
        self.set_can_drag(False)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and (self.id_at(index.row()) == NOBODY_ID or not self._workspace.writable):
            flags &= ~Qt.ItemFlag.ItemIsEditable
        return flags

    def _cell(self, row: Any, column: Column, role: int) -> Any:
        if role == Qt.ItemDataRole.ForegroundRole and row.has_left:
            return style.ink("muted")
        if role == Qt.ItemDataRole.DisplayRole and column.name == "bar":
            return ""  # drawn, and said in numbers beside it
        return super()._cell(row, column, role)

    def _edit(self, field: str, line: OwnerLine, value: Any) -> Any:
        if field == "name" and not value:
            self._workspace.refuse("An owner has a name; type the person's or the post's.")
            return None
        return self._workspace.do(people.edit, line.id, **{field: value or None})


class LoadBar(QStyledItemDelegate):
    """A bar as long as the open actions, the longest owner's filling the cell: late, due soon, the rest."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        line = index.data(RowRole)
        if not isinstance(line, OwnerLine) or not line.most or not line.load.open:
            return
        place = QRectF(option.rect).adjusted(8, 0, -8, 0)  # type: ignore[attr-defined]
        height = min(12.0, place.height() - 8)
        top = place.center().y() - height / 2
        unit = place.width() / line.most
        load = line.load
        rest = style.ink("line_strong")
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        left = place.left()
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        for count, colour in (
            (load.late, style.rating_colours("red")[2]),
            (load.due_soon, style.rating_colours("amber")[2]),
            (load.open - load.late - load.due_soon, style.ink("muted") if selected else rest),
        ):
            if count:
                painter.setBrush(colour)
                painter.drawRect(QRectF(left, top, max(1.5, count * unit - 1), height))
                left += count * unit
        painter.restore()


def kind_choices() -> list[tuple[str, str]]:
    return [(kind, sentence_case(kind)) for kind in PERSON_KINDS]


def _count_words(name: str, line: OwnerLine) -> str:
    count = getattr(line.load, name)
    return f"{count:,}" if count else ""


def _count_hint(name: str, line: OwnerLine) -> str:
    count = getattr(line.load, name)
    title = next(title for of, title, _ in COUNTS if of == name)
    return f"{line.name}: {plural(count, 'action')} {title.lower()}. Press it to see which." if count else ""


def _is_late(line: OwnerLine) -> bool:
    return line.load.late > 0


def _hint(line: OwnerLine) -> str:
    person = line.load.person
    if person is None:
        return "Actions that nobody owns. Drag them onto an owner, or assign them."
    parts = [line.words, person.post, person.team, line.in_words]
    return "\n".join(part for part in parts if part)


def _kind(line: OwnerLine) -> str:
    return sentence_case(line.load.person.kind) if line.load.person is not None else ""


def _kind_value(line: OwnerLine) -> str | None:
    return line.load.person.kind if line.load.person is not None else None


def _of_person(field: str, line: OwnerLine) -> str:
    return getattr(line.load.person, field) or "" if line.load.person is not None else ""
