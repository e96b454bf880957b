"""A field to search as you type: it waits for a short pause, Enter does not wait."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gui import style

_PAUSE = 90  # milliseconds: shorter than one more keystroke, longer than none


class SearchField(QLineEdit):
    """Says ``searched`` with the text. Esc empties it, the down arrow goes on to what was found."""

    searched = Signal(str)
    down_pressed = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None, *, pause: int = _PAUSE) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder.rstrip("…"))
        self.setClearButtonEnabled(True)
        self.setMaxLength(500)
        self.setMinimumWidth(180)
        self._lens = QAction(self)
        self.addAction(self._lens, QLineEdit.ActionPosition.LeadingPosition)
        self._said = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause)
        self._timer.timeout.connect(self._say)
        self.textChanged.connect(self._typed)
        self.returnPressed.connect(self._say)
        self._take_icon()
        style.theme().changed.connect(self._take_icon)

    def event(self, event: QEvent) -> bool:
        # Undo and redo stay those of the plan: what was typed here is no act.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if control and event.key() in (Qt.Key.Key_Z, Qt.Key.Key_Y):
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._say()
        elif event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        else:
            super().keyPressEvent(event)

    def set_quietly(self, text: str) -> None:
        """Set the text without a search."""
        self._said = text
        self.setText(text)
        self._timer.stop()

    def _typed(self, text: str) -> None:
        self._timer.start()

    def _say(self) -> None:
        self._timer.stop()
        if self.text() != self._said:
            self._said = self.text()
            self.searched.emit(self._said)

    def _take_icon(self) -> None:
        self._lens.setIcon(style.icon("search", "muted"))
