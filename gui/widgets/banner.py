"""A line across the page: why something was refused. It waits, and stops nobody."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui import style
from gui.style import space
from gui.widgets.buttons import Button, IconButton
from gui.widgets.text import label


class Banner(QFrame):
    """One sentence, a button where there is something to do about it, and a cross."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("tone", "notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(space.l, space.xs, space.s, space.xs)
        self._words = label("", wrap=True, selectable=True)
        self.button = Button("", kind="link")
        self.button.clicked.connect(self.pressed)
        self._close = IconButton("close", "Close this message")
        self._close.clicked.connect(self.hide)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        row.addWidget(self._close)
        self.hide()

    def show_sentence(self, sentence: str, *, tone: str = "notice", button: str = "") -> None:
        """``tone``: notice or done."""
        style.set_rule(self, "tone", tone)
        for part in (self._words,):
            part.style().unpolish(part)
            part.style().polish(part)
        self._words.setText(sentence)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.setAccessibleName(sentence)
        self.show()
        from PySide6.QtGui import QAccessible, QAccessibleEvent  # 5 ms that the start does without

        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    @property
    def sentence(self) -> str:
        return self._words.text() if self.isVisibleTo(self.parentWidget()) else ""
