"""A dialog of fields, described by the same rows as the record panel's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui.style import space
from gui.widgets.buttons import Button
from gui.widgets.fields import Field, FieldEditor
from gui.widgets.text import label
from gui.workspace import Workspace
from model.errors import Refused


class DialogForm(QDialog):
    """Fields, and an OK that stays open with the sentence where it was refused.

    ``accept_with(call)``: ``call(values)`` does the act (by ``workspace.run``) when OK is pressed; what
    it returns is in ``result_value`` afterwards.
    """

    def __init__(
        self, workspace: Workspace, title: str, parent: QWidget | None = None, *, words: str = "", ok: str = "Save"
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self.editors: dict[str, FieldEditor] = {}
        self.result_value: Any = None
        self._call: Callable[[dict[str, Any]], Any] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(space.xl, space.l, space.xl, space.s)
        self.heading = label(title.rstrip("…"), "heading")
        head.addWidget(self.heading)
        self.words = label(words, "muted", wrap=True, parent=self)
        self.words.setVisible(bool(words))
        head.addWidget(self.words)
        column.addLayout(head)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        inside.setObjectName("scrolled")
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(space.xl, space.s, space.xl, space.s)
        self.body.setSpacing(space.s)
        self._scroll.setWidget(inside)
        column.addWidget(self._scroll, 1)
        self._refusal = label("", "refusal", wrap=True)
        self._refusal.setContentsMargins(space.xl, space.xs, space.xl, 0)
        self._refusal.hide()
        column.addWidget(self._refusal)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(space.xl, space.m, space.xl, space.l)
        self.foot.setSpacing(space.s)
        self.foot.addStretch(1)
        self.cancel_button = Button("Cancel")
        self.cancel_button.clicked.connect(self.reject)
        self.ok_button = Button(ok, kind="primary")
        self.ok_button.setDefault(True)
        self.ok_button.clicked.connect(self.accept)
        self.foot.addWidget(self.cancel_button)
        self.foot.addWidget(self.ok_button)
        column.addLayout(self.foot)

    def add_fields(self, *fields: Field) -> DialogForm:
        for field in fields:
            editor = FieldEditor(self.workspace, field, self)
            self.editors[field.name] = editor
            editor.input.installEventFilter(self)
            self.body.addWidget(editor)
        return self

    def add_effect(self, words: QWidget) -> None:
        """Put what the fields come to between them and the buttons, always in sight."""
        words.setContentsMargins(space.xl, space.s, space.xl, 0)
        words.setMinimumHeight(words.fontMetrics().lineSpacing() * 2 + space.s)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.indexOf(self._refusal), words)

    def set_values(self, **values: Any) -> None:
        for name, value in values.items():
            self.editors[name].put(value)

    def values(self) -> dict[str, Any]:
        """What stands in the fields. Raises Refused, said at the field, for the first that cannot be."""
        found: dict[str, Any] = {}
        for name, editor in self.editors.items():
            if editor.field.kind == "shown" or editor.isHidden():
                continue
            try:
                found[name] = editor.value()
            except Refused as error:
                raise Refused(str(error), field=name) from error
            if editor.field.required and found[name] in (None, ""):
                raise Refused(f"{editor.field.label} cannot be empty.", field=name)
        return found

    def accept_with(self, call: Callable[[dict[str, Any]], Any]) -> None:
        self._call = call

    def accept(self) -> None:
        self.clear_refusals()
        try:
            values = self.values()
            if self._call is not None:
                self.result_value = self._call(values)
        except Refused as error:
            self.show_refusal(error)
            return
        super().accept()

    def show_refusal(self, error: Refused) -> None:
        """Say it at its field, or over the buttons where it is about none."""
        editor = self.editors.get(error.field or "")
        if editor is not None and not editor.isHidden():
            editor.refuse(str(error))
            self._scroll.ensureWidgetVisible(editor)
            editor.input.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._refusal.setText(str(error))
            self._refusal.show()

    def clear_refusals(self) -> None:
        self._refusal.hide()
        for editor in self.editors.values():
            editor.clear_refusal()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Enter in a field is OK; in a text of several paragraphs it is Ctrl+Enter.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            editor = watched.parent() if isinstance(watched, QObject) else None
            area = isinstance(editor, FieldEditor) and editor.field.kind == "area"
            wanted = Qt.KeyboardModifier.ControlModifier if area else Qt.KeyboardModifier.NoModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held == wanted:
                self.ok_button.click()
                return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        width = max(self.width(), self.minimumWidth())
        inside = (
            self.body.totalHeightForWidth(width) if self.body.hasHeightForWidth() else self.body.sizeHint().height()
        )
        others = self.sizeHint().height() - self._scroll.sizeHint().height()
        room = self.screen().availableGeometry().height() - 80
        self.resize(width, min(room, inside + others + 24))
        first = next((e for e in self.editors.values() if e.field.kind != "shown" and not e.isHidden()), None)
        if first is not None:
            first.input.setFocus(Qt.FocusReason.TabFocusReason)
