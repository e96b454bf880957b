"""What a page or a table says where there is nothing to show, and the button that helps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui import style
from gui.style import space
from gui.widgets.buttons import Button
from gui.widgets.text import label


class EmptyState(QWidget):
    """A heading, a sentence or two, and at most one button."""

    pressed = Signal()

    def __init__(
        self, title: str, words: str, button: str = "", parent: QWidget | None = None, *, icon: str = ""
    ) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.xl, space.xl, space.xl, space.xl)
        layout.setSpacing(space.s)
        layout.addStretch(2)
        self._icon = icon
        self._drawing = label()
        self._drawing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self._drawing)
        self._title = label(title, "heading")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self._title)
        self._words = label(words, "muted", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._words.setMaximumWidth(460)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self._words, 100)
        line.addStretch(1)
        layout.addLayout(line)
        self.button = Button(button, self, kind="primary")
        self.button.clicked.connect(self.pressed)
        self.button.setVisible(bool(button))
        layout.addSpacing(space.s)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self._take_icon()
        style.theme().changed.connect(self._take_icon)

    def say(self, title: str, words: str, button: str = "") -> None:
        self._title.setText(title)
        self._words.setText(words)
        self.button.setText(button)
        self.button.setVisible(bool(button))

    def _take_icon(self) -> None:
        self._drawing.setVisible(bool(self._icon))
        if self._icon:
            self._drawing.setPixmap(style.icon(self._icon, "muted").pixmap(32, 32))
