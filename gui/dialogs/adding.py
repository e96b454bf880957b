"""A form that can add one record after another without leaving the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gui.widgets.buttons import Button
from gui.widgets.form import DialogForm
from gui.widgets.text import label
from gui.workspace import Workspace
from model.errors import Refused

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class AddingForm(DialogForm):
    """Adds records by ``accept_with(call)``. "Save and add another" saves and stays, ready for the next one.

    ``keeps`` names the fields whose values are the likely ones for the next record too. ``added`` is called
    with what ``call`` returned, after each record.
    """

    def __init__(
        self,
        workspace: Workspace,
        title: str,
        parent: QWidget | None = None,
        *,
        words: str = "",
        keeps: Sequence[str] = (),
        added: Callable[[Any], str] | None = None,
    ) -> None:
        super().__init__(workspace, title, parent, words=words, ok="Save")
        self.keeps = tuple(keeps)
        self.made: list[Any] = []
        self._added = added
        self.said = label("", "small")
        self.foot.insertWidget(0, self.said)
        self.another_button = Button("Save and add another", tip="Ctrl+Shift+Enter")
        self.another_button.clicked.connect(self.save_and_go_on)
        self.foot.insertWidget(self.foot.count() - 1, self.another_button)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # In whatever field: Ctrl+Enter is Save, Ctrl+Shift+Enter goes on to the next one.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            button = {_CTRL: self.ok_button, _CTRL | _SHIFT: self.another_button}.get(held)
            if button is not None:
                button.click()
                return True
        return super().eventFilter(watched, event)

    def accept(self) -> None:
        # An empty form after "Save and add another" is not one more record.
        if self.made and self._untouched():
            self.reject()
            return
        super().accept()
        if self.result() == self.DialogCode.Accepted:
            self.made.append(self.result_value)

    def save_and_go_on(self) -> None:
        """Save this one and be ready for the next."""
        self.clear_refusals()
        try:
            values = self.values()
            assert self._call is not None
            made = self._call(values)
        except Refused as error:
            self.show_refusal(error)
            return
        self.made.append(made)
        self.said.setText(self._added(made) if self._added is not None else "Saved")
        for name, editor in self.editors.items():
            if name not in self.keeps:
                editor.put(None)
        next(iter(self.editors.values())).input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _untouched(self) -> bool:
        return not any(
            editor.value() for name, editor in self.editors.items() if name not in self.keeps and not editor.isHidden()
        )
