"""A line across the page: why something was refused. It waits, and stops nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui import style
from gui.style import space
from gui.widgets.buttons import Button, IconButton
from gui.widgets.text import label


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    sentence: str
    tone: str
    button: str
    call: Callable[[], object] | None


class Banner(QFrame):
    """One sentence, a button where there is something to do about it, and a cross.

    A sentence may stay until it is closed: others come in front of it, and it is there again when they go.
    """

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("tone", "notice")
        self._staying: _Said | None = None
        self._shown: _Said | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(space.l, space.xs, space.s, space.xs)
        self._words = label("", wrap=True, selectable=True)
        self.button = Button("", kind="link")
        self.button.clicked.connect(self._button_pressed)
        self._close = IconButton("close", "Close this message")
        self._close.clicked.connect(self.close_shown)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        row.addWidget(self._close)
        self.hide()

    def show_sentence(
        self,
        sentence: str,
        *,
        tone: str = "notice",
        button: str = "",
        call: Callable[[], object] | None = None,
        stays: bool = False,
    ) -> None:
        """``tone``: notice or done. ``call`` is what the button does. ``stays``: until it is closed."""
        said = _Said(sentence, tone, button, call)
        if stays:
            self._staying = said
        self._show(said)

    def pass_by(self) -> None:
        """Something else is done or shown: what was said of the last act goes, what has to be read is there again."""
        if self._staying is None:
            self.hide()
        elif self._shown is not self._staying or self.isHidden():
            self._show(self._staying)

    def close_shown(self) -> None:
        """Close what is shown; a sentence that stays is gone only when it is the one."""
        if self._shown is self._staying:
            self._staying = None
        self.pass_by()

    def clear(self) -> None:
        """Nothing is said any more, whatever it was."""
        self._staying = None
        self.hide()

    @property
    def sentence(self) -> str:
        return self._words.text() if self.isVisibleTo(self.parentWidget()) else ""

    def _button_pressed(self) -> None:
        self.pressed.emit()
        if self._shown is not None and self._shown.call is not None:
            self._shown.call()

    def _show(self, said: _Said) -> None:
        self._shown = said
        style.set_rule(self, "tone", said.tone)
        for part in (self._words,):
            part.style().unpolish(part)
            part.style().polish(part)
        self._words.setText(said.sentence)
        self.button.setText(said.button)
        self.button.setVisible(bool(said.button))
        self.setAccessibleName(said.sentence)
        self.show()
        from PySide6.QtGui import QAccessible, QAccessibleEvent  # 5 ms that the start does without

        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
