"""The actions of one owner in groups, late ones first, each with a box to tick it off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelRoleDataSpan, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gui import style
from gui.tables.actions import ActionEdits, action_columns
from gui.tables.block_table import BlockTable
from gui.tables.columns import Column, GroupRow
from gui.tables.fitted_view import FittedView
from gui.tables.record_table import Index
from gui.workspace import Workspace
from model import actions, finding
from model.finding import ActionRow
from model.people import GROUPS, Held
from model.records import OPEN_STATUSES

TITLES = {
    "late": "Late",
    "due soon": "Due soon",
    "later": "Later",
    "undated": "No agreed date",
    "done": "Done",
    "superseded": "Superseded",
}
SCOPES = ("open", "late", "due_soon", "unanswered", "undated", "done")
"""What can be shown of them, in the words of ``model.people.Load``; "" is everything."""

_SHOWN = ("number", "title", "agreed", "late", "delivery", "status", "forecast", "updated", "area", "percent")
_AT_FIRST = ("number", "title", "agreed", "late", "delivery", "updated")
_LEAST = {"number": 58, "late": 84}  # "104.12", "1,197 days"
_TICK = "tick"
_CHECK = int(Qt.ItemDataRole.CheckStateRole)


class HeldTable(BlockTable):
    """``show_held`` says whose; ticking a box completes an action, or opens it again."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        self._workspace = workspace
        self._lines: list[Any] = []
        of = {column.name: column for column in action_columns(ActionEdits(workspace, window))}
        columns = [
            replace(of[name], sort=None, shown=name in _AT_FIRST, width=max(of[name].width, _LEAST.get(name, 0)))
            for name in _SHOWN
        ]
        tick = Column(_TICK, "Done", _no_words, width=54, tip="Tick it off: complete as from today.")
        super().__init__((tick, *columns), self._read_lines, self._read, window, table="action", block=100)

    def show_held(self, held: Held, scope: str) -> None:
        """Show the actions of that scope, in their groups."""
        self._lines = []
        for group in GROUPS:
            ids = [row for row in held.groups[group] if in_scope(held, group, row, scope)]
            if ids:
                self._lines.append(GroupRow(group, TITLES[group], len(ids)))
                self._lines += ids
        self.refresh()

    def tick(self, ids: Sequence[str], done: bool) -> None:
        """Complete these as from today, or take them up again."""
        status = "complete" if done else "in progress"
        self._workspace.do(actions.set_status, list(ids), status, self._workspace.today())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == _CHECK:
            return self._checked(index)
        return super().data(index, role)

    def multiData(self, index: Index, spans: QModelRoleDataSpan) -> None:
        super().multiData(index, spans)
        if index.column() == 0:
            for span in spans:
                if span.role() == _CHECK:
                    value = self._checked(index)
                    if value is None:
                        span.clearData()
                    else:
                        span.setData(value)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == 0 and self.group_at(index.row()) is None and self._workspace.writable:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role == _CHECK and index.isValid():
            row = self.id_at(index.row())
            if row is not None:
                self.tick([row], Qt.CheckState(value) is Qt.CheckState.Checked)
            return row is not None
        return super().setData(index, value, role)

    def _checked(self, index: Index) -> Any:
        """None where there is nothing to tick."""
        if not index.isValid() or index.column() != 0:
            return None
        row = self.row_at(index.row())
        if not isinstance(row, ActionRow) or row.status == "superseded":
            return None
        return int((Qt.CheckState.Unchecked if row.status in OPEN_STATUSES else Qt.CheckState.Checked).value)

    def _cell(self, row: Any, column: Column, role: int) -> Any:
        if column.name == _TICK and role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.number} {row.title}: " + ("not done" if row.status in OPEN_STATUSES else "done")
        return super()._cell(row, column, role)

    def _heading_data(self, heading: Any, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.ForegroundRole and heading.key == "late":
            return style.ink("late")
        return super()._heading_data(heading, column, role)

    def _read_lines(self, limit: int | None, offset: int) -> Sequence[Any]:
        return self._lines[offset : None if limit is None else offset + limit]

    def _read(self, ids: Sequence[str]) -> Iterable[ActionRow]:
        return finding.action_rows(self._workspace.plan, ids, self._workspace.today())


class HeldView(FittedView):
    """Space ticks off what is selected."""

    def __init__(self, workspace: Workspace, table: HeldTable, parent: QWidget | None = None) -> None:
        super().__init__(
            workspace, "owners.actions", table, parent, fit="title", least=200,
            give_way=("updated", "delivery", "late"),
        )  # fmt: skip
        self.held = table
        self.commands = ("edit.assign", "edit.agree_date", "", "plan.add_update", "", "edit.delete")
        self.setAccessibleName("Actions of this owner")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.selected_ids() and self.workspace.writable:
            self.tick_selected()
        else:
            super().keyPressEvent(event)

    def tick_selected(self) -> None:
        """Complete what is selected; where all of it is done, take it up again."""
        ids = self.selected_ids()
        rows = [self.held.row_at(self.held.row_of(row)) for row in ids]
        still_open = [row.id for row in rows if row is not None and row.status in OPEN_STATUSES]
        self.held.tick(still_open or ids, bool(still_open))


def in_scope(held: Held, group: str, row: str, scope: str) -> bool:
    """Whether an action of that group is among what a number counts."""
    if not scope:
        return True
    if scope == "unanswered":
        return row in held.unanswered
    if scope == "open":
        return group not in ("done", "superseded")
    return group == scope.replace("_", " ")


def _no_words(row: ActionRow) -> str:
    return ""
