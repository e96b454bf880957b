"""The lower part of the Owners page: the actions of one owner, narrowed to what a number counts."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.style import space
from gui.tables.held_actions import SCOPES, HeldTable, HeldView
from gui.tables.owners import COUNTS, NOBODY_ID, OwnerLine
from gui.widgets.buttons import Button
from gui.widgets.flow import FlowLayout
from gui.widgets.kind_chip import KindChip
from gui.widgets.text import ElidedLabel
from gui.workspace import Workspace
from model import people
from model.people import Held


class HeldPart(QWidget):
    """Whose they are, chips with the same numbers as above, and the list."""

    hand_over_asked = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._line: OwnerLine | None = None
        self._held: Held | None = None
        self.scope = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space.s, 0, 0)
        column.setSpacing(space.s)
        self.heading = ElidedLabel("", "heading")
        self.hand_over_button = Button("Hand over everything…", kind="link")
        self.hand_over_button.clicked.connect(self.hand_over_asked)
        self.sheet_button = Button("Print this owner's sheet…", kind="link", tip="What this owner carries, on a sheet")
        self.sheet_button.clicked.connect(self._print_sheet)
        self.actions_button = Button("Show on the Actions page", kind="link")
        self.actions_button.clicked.connect(self._show_actions)
        head = QHBoxLayout()
        head.setSpacing(space.m)
        head.addWidget(self.heading, 1)
        for button in (self.hand_over_button, self.sheet_button, self.actions_button):
            head.addWidget(button)
        column.addLayout(head)
        chips = QWidget(self)
        row = FlowLayout(chips, space.s)
        self.chips: dict[str, KindChip] = {}
        for name, title, tip in COUNTS:
            chip = KindChip(title, chips, tip)
            chip.clicked.connect(partial(self._pressed, name))
            row.addWidget(chip)
            self.chips[name] = chip
        column.addWidget(chips)
        self.table = HeldTable(workspace, self)
        self.view = HeldView(workspace, self.table, self)
        column.addWidget(self.view, 1)

    def show_owner(self, line: OwnerLine) -> None:
        """Show the actions of this owner; another one's begin with all of them."""
        if self._line is None or self._line.id != line.id:
            self.scope = ""
        self._line = line
        is_nobody = line.id == NOBODY_ID
        self._held = people.held(self._workspace.plan, None if is_nobody else line.id, self._workspace.today())
        self.heading.set_words("Without an owner" if is_nobody else line.words)
        for name, chip in self.chips.items():
            count = getattr(line.load, name)
            chip.show_count(count)
            chip.setVisible(bool(count) or name == self.scope)
        self.hand_over_button.setVisible(not is_nobody and self._workspace.writable)
        self.sheet_button.setVisible(not is_nobody)
        self.actions_button.setVisible(bool(line.load.owned))
        self._show()

    def set_scope(self, scope: str) -> None:
        """Show what that number counts; "" shows everything."""
        self.scope = scope if scope in SCOPES else ""
        self._show()

    # --- within

    def _show(self) -> None:
        for name, chip in self.chips.items():
            chip.setChecked(name == self.scope)
        if self._held is None or self._line is None:
            return
        if self.scope:
            self.view.set_empty("None of these any more", "Press the chip again to see all of this owner's actions.")
        elif self._line.id == NOBODY_ID:
            self.view.set_empty("Every action has an owner", "")
        else:
            self.view.set_empty(
                "Carries nothing yet", "Drag actions onto the name above, or assign them with Ctrl+Shift+O."
            )
        self.table.show_held(self._held, self.scope)
        chosen = self._workspace.selection.of("action")
        here = [row for row in chosen if self.table.row_of(row) >= 0]
        if here and self.view.selected_ids() != here:
            self.view.select_ids(here, scroll=False)

    def _pressed(self, name: str, *_: object) -> None:
        self.set_scope("" if self.scope == name else name)

    def _print_sheet(self) -> None:
        if self._line is not None:
            from gui.dialogs.printing import print_paper  # brings much along

            print_paper(self._workspace, self.window(), owner=self._line.id)

    def _show_actions(self) -> None:
        if self._line is None:
            return
        if self._line.id == NOBODY_ID:
            self._workspace.go("actions", no_owner=True)
        else:
            self._workspace.go("actions", owner=self._line.id)
