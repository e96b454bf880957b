"""What can be done to the selected actions together, in a bar under them and in the context menu."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from gui.style import space
from gui.widgets.buttons import Button
from gui.widgets.flow import FlowLayout
from gui.widgets.text import label
from gui.workspace import Workspace
from model import actions
from model.records import STATUSES
from model.wording import plural, sentence_case

if TYPE_CHECKING:
    from gui.dialogs.change_many import Ask, FlagVerb

FLAGS = (
    ("Put on hold", actions.set_on_hold, True),
    ("Take off hold", actions.set_on_hold, False),
    ("Mark as awaiting sign-off", actions.set_awaiting_signoff, True),
    ("Mark as not awaiting sign-off", actions.set_awaiting_signoff, False),
    ("Leave out of public papers", actions.set_exempt, True),
    ("Show in public papers", actions.set_exempt, False),
)


class SelectionBar(QWidget):
    """How many are selected, and what can be done to them. It keeps its height when nothing is."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        row = FlowLayout(self, space.s)
        self.words = label("", "muted")
        self.words.setMargin(space.xs)
        row.addWidget(self.words)
        self.parts: list[QWidget] = []
        for words, command, icon in (
            ("Assign owner…", "edit.assign", "assign"),
            ("Agree a date…", "edit.agree_date", "date"),
        ):
            button = Button(words, icon=icon)
            button.clicked.connect(workspace.commander(command))
            self._put(row, button)
        self.status = _menu_button("Status")
        self.status.clicked.connect(self._show_status_menu)
        self._put(row, self.status)
        self.more = _menu_button("More")
        self.more.clicked.connect(self._show_more_menu)
        self._put(row, self.more)
        remove = Button("Delete", icon="delete")
        remove.clicked.connect(workspace.commander("edit.delete"))
        self._put(row, remove)
        self.show_count(0)

    def show_count(self, count: int, hidden: int = 0, *, any_shown: bool = True) -> None:
        """Say how many actions are selected, and how many of those the filters hide."""
        words = "Select actions to assign, re-date or re-rate them together." if any_shown else ""
        if count:
            words = f"{plural(count, 'action')} selected" + (f", {hidden:,} not shown here" if hidden else "")
        self.words.setText(words)
        for part in self.parts:
            part.setVisible(bool(count) and self._workspace.writable)

    @cached_property
    def status_menu(self) -> StatusMenu:
        return StatusMenu(self._workspace, self)

    @cached_property
    def more_menu(self) -> MoreMenu:
        return MoreMenu(self._workspace, self)

    def _show_status_menu(self) -> None:
        _pop_up(self.status, self.status_menu)

    def _show_more_menu(self) -> None:
        _pop_up(self.more, self.more_menu)

    def _put(self, row: FlowLayout, button: QWidget) -> None:
        row.addWidget(button)
        self.parts.append(button)
        # The bar is as high with its buttons hidden, so that the table does not jump.
        self.setMinimumHeight(max(self.minimumHeight(), button.sizeHint().height()))


class StatusMenu(QMenu):
    """One entry a status; the selected actions get it."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__("Status", parent)
        self._workspace = workspace
        self._owner = parent
        for status in STATUSES:
            entry = self.addAction(sentence_case(status) + ("…" if status == "embedded" else ""))
            entry.triggered.connect(partial(self._set, status))

    def _set(self, status: str, *_: object) -> None:
        from gui.dialogs import embedded

        embedded.set_status(self._workspace, self._owner.window(), self._workspace.selection.of("action"), status)


class MoreMenu(QMenu):
    """Everything else that can be set for several actions at once."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        from gui.dialogs import agree_date, change_many

        super().__init__("More", parent)
        self._workspace = workspace
        self._owner = parent
        for words, ask in (
            ("Ask for a new date…", agree_date.ask_for_date),
            ("Sponsor…", change_many.set_sponsor),
            ("Forecast…", change_many.set_forecast),
            ("Per cent done…", change_many.set_percent),
            ("Delivery rating…", change_many.set_delivery),
            ("Sign off…", change_many.sign_off),
        ):
            self.addAction(words).triggered.connect(partial(self._ask, ask))
        self.addSeparator()
        for words, verb, on in FLAGS:
            self.addAction(words).triggered.connect(partial(self._flag, verb, on))
        self.addSeparator()
        for words, command in (("Add update…", "plan.add_update"), ("Add evidence…", "plan.add_evidence"),
                               ("Add milestone…", "plan.add_milestone")):  # fmt: skip
            self.addAction(words).triggered.connect(workspace.commander(command))

    def _ask(self, ask: Ask, *_: object) -> None:
        ask(self._workspace, self._owner.window(), self._workspace.selection.of("action"))

    def _flag(self, verb: FlagVerb, on: bool, *_: object) -> None:
        self._workspace.do(verb, self._workspace.selection.of("action"), on)


def _menu_button(words: str) -> Button:
    button = Button(f"{words} ▾")
    button.setAccessibleName(f"{words} of the selected actions")
    return button


def _pop_up(button: QWidget, menu: QMenu) -> None:
    menu.adjustSize()
    menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
