"""The owners beside the actions: what each carries, and a place to drop actions on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from gui.style import space
from gui.tables.columns import Column
from gui.tables.row_table import RowTable
from gui.tables.table_view import TableView
from gui.widgets.text import label
from gui.workspace import Workspace
from model import actions, people
from model.people import Load

NOBODY_ID = "nobody"


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """One owner, or nobody, with what of theirs is open and late."""

    id: str
    name: str
    open: int
    late: int

    @property
    def open_words(self) -> str:
        return f"{self.open:,}" if self.open else ""

    @property
    def late_words(self) -> str:
        return f"{self.late:,}" if self.late else ""


class OwnersList(QWidget):
    """A narrow list. Actions dropped on a line are theirs; choosing a line asks for that owner's actions."""

    filter_wanted = Signal(str)  # a person's id, or "" for nobody

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.xs)
        hint = label("Drag actions onto an owner. Press Enter to see one owner's actions.", "small", wrap=True)
        column.addWidget(hint)
        self.table = RowTable(
            (
                Column("name", "Owner", _name, width=140),
                Column("open", "Open", _open_words, value=_open, kind="number", width=50),
                Column("late", "Late", _late_words, value=_late, kind="number", width=46, late=_is_late),
            ),
            self,
            table="person",
        )
        self.table.set_can_drag(False)
        self.view = TableView(workspace, "actions.owners", self)
        self.view.follow = False
        self.view.opens_by_itself = False
        self.view.set_table(self.table)
        self.view.set_empty("No owners yet", "Assign an action and name its owner on the spot.", "edit.assign")
        self.view.accept_drops_of = ("action",)
        self.view.setAccessibleName("Owners and what they carry")
        self.view.dropped.connect(self._dropped)
        self.view.opened.connect(self._opened)
        header = self.view.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        column.addWidget(self.view, 1)

    def refresh(self) -> None:
        """Read again what everybody carries."""
        self.table.set_rows(owner_rows(people.loads(self._workspace.plan, self._workspace.today())))

    def _dropped(self, table: str, ids: list[str], onto: str) -> None:
        if table == "action":
            self._workspace.do(actions.assign, ids, None if onto == NOBODY_ID else onto)

    def _opened(self, row_id: str) -> None:
        self.filter_wanted.emit("" if row_id == NOBODY_ID else row_id)


def owner_rows(loads: tuple[Load, ...]) -> list[OwnerRow]:
    """Everyone who has not left, and those who have but still carry something open; nobody last."""
    rows: list[OwnerRow] = []
    nobody = OwnerRow(NOBODY_ID, "Nobody", 0, 0)
    for load in loads:
        if load.person is None:
            nobody = OwnerRow(NOBODY_ID, "Nobody", load.open, load.late)
        elif load.person.left_on is None or load.open:
            rows.append(OwnerRow(load.person.id, load.person.name, load.open, load.late))
    return [*rows, nobody] if rows or nobody.open else []


def _name(row: OwnerRow) -> str:
    return row.name


def _open(row: OwnerRow) -> int:
    return row.open


def _late(row: OwnerRow) -> int:
    return row.late


def _open_words(row: OwnerRow) -> str:
    return row.open_words


def _late_words(row: OwnerRow) -> str:
    return row.late_words


def _is_late(row: OwnerRow) -> bool:
    return row.late > 0
