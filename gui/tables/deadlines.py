"""The list of deadlines: sections that open and close, and everything that has a day under them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTableView, QWidget

from gui import style
from gui.tables.block_table import BlockTable
from gui.tables.columns import Column, GroupRow
from gui.tables.fitted_view import FittedView
from gui.tables.mime import ids_mime
from gui.workspace import Workspace
from model import deadline_rows, deadlines
from model.deadline_rows import DeadlineRow
from model.deadlines import LATE, TODAY, Deadlines
from model.wording import WEEKDAYS, in_words, sentence_case, with_weekday

BLOCK = 100


class DeadlineTable(BlockTable):
    """Shows the sections it was given; rows are read when they come into view. Ids are the entries' keys."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        self._workspace = workspace
        self._lines: list[Any] = []
        self.closed: frozenset[str] = frozenset()
        self._shown: Deadlines | None = None
        super().__init__(_columns(), self._read_lines, self._read, parent, table="deadline", block=BLOCK)

    def show_deadlines(self, shown: Deadlines, closed: Iterable[str]) -> None:
        """Show these, without what stands in the sections that are closed."""
        self._shown, self.closed = shown, frozenset(closed)
        self._lines = []
        for section in shown.sections:
            count = len(section.entries) or None
            self._lines.append(GroupRow(section.key, section.label, count))
            if section.key not in self.closed:
                self._lines += [entry.key for entry in section.entries]
        if not shown.shown:
            self._lines = []  # the view says in words what is missing
        self.refresh()

    def section_of(self, key: str) -> str | None:
        """The section in which a deadline stands, open or closed."""
        if self._shown is None:
            return None
        return next((s.key for s in self._shown.sections if any(entry.key == key for entry in s.entries)), None)

    def keys_of(self, table: str, record: str) -> list[str]:
        """The deadlines of one record, as they are listed."""
        if self._shown is None:
            return []
        entries = (entry for section in self._shown.sections for entry in section.entries)
        return [entry.key for entry in entries if deadlines.record_of(entry.key) == (table, record)]

    def place_of(self, section: str) -> int:
        """The row of a section's heading, or -1."""
        return next((place for place, line in enumerate(self._ids) if getattr(line, "key", None) == section), -1)

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Actions can be dragged onto an owner; of other records nothing is taken along."""
        keys = [key for row in sorted({index.row() for index in indexes}) if (key := self.id_at(row)) is not None]
        records = [deadlines.record_of(key) for key in keys]
        return ids_mime("action", [record for table, record in records if table == "action"])

    def sortable(self, column: int) -> bool:
        return False

    # --- within

    def _read_lines(self, limit: int | None, offset: int) -> Sequence[Any]:
        return self._lines[offset : None if limit is None else offset + limit]

    def _read(self, keys: Sequence[str]) -> Iterable[DeadlineRow]:
        return deadline_rows.rows(self._workspace.plan, keys, self._workspace.today())

    def _heading_data(self, heading: Any, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.ForegroundRole:
            if heading.key == LATE:
                return style.ink("late")
            return style.ink("accent") if heading.key == TODAY else None
        if role == Qt.ItemDataRole.BackgroundRole and heading.key == TODAY:
            return style.ink("chosen")
        if role == Qt.ItemDataRole.DecorationRole and column == 0 and heading.count:
            return style.icon("right" if heading.key in self.closed else "down", "muted")
        if role == Qt.ItemDataRole.AccessibleTextRole and column == 0:
            state = "closed" if heading.key in self.closed else "open"
            return f"{super()._heading_data(heading, column, role)}, {state}"
        return super()._heading_data(heading, column, role)

    def _cell(self, row: Any, column: Column, role: int) -> Any:
        if role == Qt.ItemDataRole.ForegroundRole and row.done:
            return style.ink("muted")
        return super()._cell(row, column, role)


class DeadlineView(FittedView):
    """Enter and a click open and close a section; Left goes to the heading of a row, or closes it."""

    toggled = Signal(str)  # section

    def __init__(self, workspace: Workspace, table: DeadlineTable, parent: QWidget | None = None) -> None:
        super().__init__(
            workspace,
            "deadlines",
            table,
            parent,
            fit="what",
            least=150,
            give_way=("note", "area", "kind", "who", "number"),
        )
        self.follow = False
        self.opens_by_itself = False
        self.commands = ("edit.assign", "edit.agree_date", "", "edit.delete")
        self.setAccessibleName("Deadlines by month")
        self.deadline_table = table
        self.horizontalHeader().setSortIndicatorShown(False)

    def heading_at(self, index: QModelIndex) -> Any:
        """The section's heading that stands there, or None."""
        return self.table.group_at(index.row()) if index.isValid() else None

    def moveCursor(self, action: QTableView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        # Headings are stops on the way: they open and close.
        return QTableView.moveCursor(self, action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        heading = self.heading_at(self.currentIndex())
        key = event.key()
        if heading is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._toggle(heading)
        elif key == Qt.Key.Key_Left:
            if heading is None:
                self._to_heading()
            elif heading.key not in self.deadline_table.closed:
                self._toggle(heading)
        elif key == Qt.Key.Key_Right:
            if heading is not None and heading.key in self.deadline_table.closed:
                self._toggle(heading)
        elif key == Qt.Key.Key_Delete:
            self.workspace.command("edit.delete")
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        index = self.currentIndex()
        if self.hasFocus() and self.heading_at(index) is not None:
            # A heading cannot be selected: a line around it says that the keys go there.
            painter = QPainter(self.viewport())
            painter.setPen(QPen(style.ink("accent"), 2))
            painter.drawRoundedRect(self.visualRect(index.siblingAtColumn(0)).adjusted(2, 2, -2, -2), 4, 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        heading = self.heading_at(self.indexAt(event.position().toPoint()))
        if heading is not None and event.button() is Qt.MouseButton.LeftButton:
            self._toggle(heading)
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.heading_at(self.indexAt(event.position().toPoint())) is None:
            super().mouseDoubleClickEvent(event)

    def _toggle(self, heading: Any) -> None:
        if heading.count:
            self.toggled.emit(heading.key)
            place = self.deadline_table.place_of(heading.key)
            if place >= 0:
                self.setCurrentIndex(self.table.index(place, 0))

    def _to_heading(self) -> None:
        place = self.currentIndex().row()
        while place > 0 and self.table.group_at(place) is None:
            place -= 1
        if place >= 0 and self.table.group_at(place) is not None:
            self.setCurrentIndex(self.table.index(place, 0))


def _columns() -> tuple[Column, ...]:
    return (
        Column("day", "Day", _day, value=attrgetter("day"), width=126, hint=_day_in_full),
        Column("standing", "Stands", _words, width=118, late=attrgetter("late"), hint=_standing_in_full,
               tip="How many days late it is, or are left, from today."),
        Column("kind", "Kind", _kind, width=106),
        Column("number", "No.", attrgetter("number"), width=58),
        Column("what", "What", attrgetter("what"), width=240, hint=_what_in_full),
        Column("who", "Who", attrgetter("who"), kind="person", width=152),
        Column("area", "Area", attrgetter("area"), width=180, shown=False),
        Column("note", "Also", attrgetter("note"), width=190,
               tip="The date agreed first and the forecast, where they differ."),
    )  # fmt: skip


def _day(row: DeadlineRow) -> str:
    parts = in_words(row.day).split()
    return f"{WEEKDAYS[row.day.weekday()][:3]} {parts[0]} {parts[1][:3]} {parts[2]}"


def _day_in_full(row: DeadlineRow) -> str:
    return with_weekday(row.day)


def _words(row: DeadlineRow) -> str:
    return sentence_case(row.words)


def _standing_in_full(row: DeadlineRow) -> str:
    return f"{with_weekday(row.day)}: {row.words}" + (f". {row.note}" if row.note else "")


def _kind(row: DeadlineRow) -> str:
    return deadlines.KIND_WORDS[row.kind]


def _what_in_full(row: DeadlineRow) -> str:
    return "\n".join(part for part in (row.what, row.area) if part)
