"""The right side of the window: the panel of the record in hand, made when first needed."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gui.record_panel import PANELS
from gui.record_panel.base import RecordPanel
from gui.style import space
from gui.widgets.buttons import Button
from gui.widgets.empty import EmptyState
from gui.widgets.text import label
from gui.workspace import Selection, Workspace
from model import wording
from model.store.sitting import Notice

WORDS = {
    "action": "action",
    "area": "area",
    "inspection": "inspection",
    "person": "owner",
    "commitment": "commitment",
    "meeting": "meeting",
    "milestone": "milestone",
}
BULK: dict[str, Sequence[str]] = {"action": ("edit.assign", "edit.agree_date", "edit.delete")}
"""Commands offered where several records are in hand."""


class PanelFrame(QWidget):
    """Follows the selection while it is shown."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(300)
        self._workspace = workspace
        self._panels: dict[str, RecordPanel] = {}
        self._stale = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.stack = QStackedWidget(self)
        self._nothing = EmptyState(
            "Nothing selected",
            "Select an action, an area or an inspection, and it stands here to read and to edit.",
            parent=self,
        )
        self._many = ManyPanel(workspace, self)
        self.stack.addWidget(self._nothing)
        self.stack.addWidget(self._many)
        column.addWidget(self.stack)
        # One look after the last of several changes: the selection often follows a notice.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.show_selection)
        workspace.selection_changed.connect(self._selected)
        workspace.changed.connect(self._changed)
        workspace.day_changed.connect(self._look_again)
        workspace.closed.connect(self._closed)

    @property
    def panel(self) -> RecordPanel | None:
        """The panel that is shown, where one record is in hand."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, RecordPanel) else None

    def show_selection(self) -> None:
        """Show what is in hand now."""
        self._soon.stop()
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        chosen = self._workspace.selection
        if len(chosen.ids) > 1:
            self._leave()
            self._many.show_many(chosen)
            self.stack.setCurrentWidget(self._many)
        elif chosen.ids and (panel := self._panel_of(chosen.table)) is not None:
            if self.panel is not panel:
                self._leave()
            panel.show_record(chosen.ids[0])
            self.stack.setCurrentWidget(panel)
        elif chosen.ids:
            return  # a record without a panel of its own: what stood here stays
        else:
            self._leave()
            self.stack.setCurrentWidget(self._nothing)

    def take_what_is_typed(self) -> bool:
        return self.panel is None or self.panel.take_what_is_typed()

    def focus_first(self) -> None:
        """Go to the first field of the record in hand."""
        if self._soon.isActive():
            self.show_selection()
        panel = self.panel
        if panel is not None:
            for editor in panel.editors.values():
                if editor.isVisible() and editor.input.isEnabled() and editor.field.kind != "shown":
                    editor.input.setFocus(Qt.FocusReason.TabFocusReason)
                    return

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if self._stale:
            self._soon.start()

    def _leave(self) -> None:
        if self.panel is not None:
            if not self.panel.take_what_is_typed():
                self.panel.tell_what_was_refused()
            self.panel.record_id = None

    def _panel_of(self, table: str) -> RecordPanel | None:
        if table not in self._panels:
            if table not in PANELS:
                return None
            module, _, name = PANELS[table].partition(":")
            made: RecordPanel = getattr(importlib.import_module(module), name)(self._workspace, self)
            self._panels[table] = made
            self.stack.addWidget(made)
        return self._panels[table]

    def _selected(self, _: Selection) -> None:
        self._soon.start()

    def _changed(self, notice: Notice) -> None:
        if not self.isVisible():
            self._stale = True
        elif self.panel is not None and self.panel.touched_by(notice):
            self.panel.refresh()

    def _look_again(self) -> None:
        if self.panel is not None:
            self.panel.refresh()

    def _closed(self) -> None:
        for panel in self._panels.values():
            panel.record_id = None
        self.stack.setCurrentWidget(self._nothing)


class ManyPanel(QWidget):
    """Several records in hand: how many, and what can be done with them all."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        column = QVBoxLayout(self)
        column.setContentsMargins(space.l, space.l, space.l, space.l)
        column.setSpacing(space.s)
        self._title = label("", "heading", wrap=True)
        column.addWidget(self._title)
        self._words = label("What you choose here is done to all of them, as one act.", "muted", wrap=True)
        column.addWidget(self._words)
        self._buttons = QVBoxLayout()
        column.addLayout(self._buttons)
        column.addStretch(1)
        self._shown_for = ""

    def show_many(self, chosen: Selection) -> None:
        self._title.setText(f"{wording.plural(len(chosen.ids), WORDS.get(chosen.table, 'record'))} selected")
        if chosen.table == self._shown_for:
            return
        self._shown_for = chosen.table
        while (item := self._buttons.takeAt(0)) is not None:
            if item.widget() is not None:
                item.widget().deleteLater()
        from gui import commands

        rows = {row.id: row for row in commands.every_command()}
        for command_id in BULK.get(chosen.table, ("edit.delete",)):
            row = rows[command_id]
            button = Button(row.title, self, icon=row.icon, tip=row.tip)
            button.clicked.connect(self._workspace.commander(command_id))
            self._buttons.addWidget(button)
