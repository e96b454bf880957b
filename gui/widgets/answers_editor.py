"""What answers a commitment: areas and actions, each with a way to take it off, and ways to add one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.style import space
from gui.widgets.action_picker import ActionPicker
from gui.widgets.buttons import IconButton
from gui.widgets.choice import Choice
from gui.widgets.lines import Lines
from gui.widgets.links import LinkLabel
from gui.workspace import Workspace
from model import areas
from model.records import Action
from model.wording import short

_ADD = "Add an area…"


class AnswersEditor(QWidget):
    """``areas`` and ``actions`` are the ids, in the order of the plan. ``changed`` comes when a person chose."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None, *, links: bool = True) -> None:
        """``links`` opens what is pressed, which a dialog cannot."""
        super().__init__(parent)
        self._workspace = workspace
        self._links = links
        self.areas: tuple[str, ...] = ()
        self.actions: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.xs)
        self.lines = Lines(self._line, "No area or action answers it yet.", self, most=20)
        column.addWidget(self.lines)
        self.area = Choice()
        self.area.setAccessibleName("Add an area that answers it")
        self.area.chosen.connect(self._area_chosen)
        self.action = ActionPicker(workspace, "Add an action: its number or words")
        self.action.chosen.connect(self._action_chosen)
        column.addWidget(self.area)
        column.addWidget(self.action)

    def show_answers(self, area_ids: Iterable[str], action_ids: Iterable[str]) -> None:
        """Show these."""
        self.areas, self.actions = tuple(area_ids), tuple(action_ids)
        every = {one.id: f"{one.number}  {short(one.title, 80)}" for one in areas.in_order(self._workspace.plan)}
        shown = [("area", row, f"Area {every[row]}") for row in self.areas if row in every]
        for row in self.actions:
            action = self._workspace.plan.find(Action, row)
            if action is not None:
                shown.append(("action", row, f"Action {action.number}  {short(action.title, 80)}"))
        self.lines.show_items(shown)
        rest = [(row, words) for row, words in every.items() if row not in self.areas]
        self.area.set_pairs([(None, _ADD), *rest])
        self.area.set_value(None)
        self.area.setEnabled(bool(rest) and self._workspace.writable)
        self.action.setEnabled(self._workspace.writable)
        self.action.without = frozenset(self.actions)

    # --- within

    def _line(self, shown: tuple[str, str, str]) -> QWidget:
        table, row, words = shown
        line = QWidget(self)
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(space.xs)
        link = LinkLabel(words, line, opens=self._links)
        if self._links:
            link.clicked.connect(partial(_open, self._workspace, table, row))
        across.addWidget(link, 1)
        if self._workspace.writable:
            remove = IconButton("delete", f"Take off: {words}", line)
            remove.clicked.connect(partial(self._take_off, table, row))
            across.addWidget(remove)
        return line

    def _take_off(self, table: str, row: str, *_: object) -> None:
        self.show_answers(
            [one for one in self.areas if (table, row) != ("area", one)],
            [one for one in self.actions if (table, row) != ("action", one)],
        )
        self.changed.emit()

    def _area_chosen(self, row: object) -> None:
        if isinstance(row, str):
            self.show_answers([*self.areas, row], self.actions)
            self.changed.emit()

    def _action_chosen(self, row: str) -> None:
        self.show_answers(self.areas, [*self.actions, row])
        self.changed.emit()


def _open(workspace: Workspace, table: str, record_id: str, *_: object) -> None:
    workspace.open(table, record_id)
