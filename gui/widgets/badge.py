"""Small marks: a rating with its reason, or a word or two that stand out."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import style
from gui.widgets.pills import paint_pill, pill_height, pill_width
from gui.widgets.text import escaped

_TONES = {
    "plain": ("raised", "muted"),
    "accent": ("chosen", "accent"),
    "notice": ("notice", "notice_ink"),
    "done": ("done", "done_ink"),
}


class Badge(QWidget):
    """One mark in a line of text's height."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._rating: str | None = None
        self._is_rating = False
        self._tone = "plain"
        self._word = ""
        style.theme().changed.connect(self._changed)

    def show_rating(self, value: str | None, word: str, reason: str = "") -> None:
        self._is_rating, self._rating, self._word = True, value, word
        self.setAccessibleName(f"{word} ({value or 'no rating'})")
        self._tell(reason)

    def show_words(self, words: str, tone: str = "plain", tip: str = "") -> None:
        """``tone``: plain, accent, notice or done."""
        self._is_rating, self._tone, self._word = False, tone, words
        self.setAccessibleName(words)
        self._tell(tip)

    def sizeHint(self) -> QSize:
        font = self.font()
        width = pill_width(font, self._word)
        if not self._is_rating:
            width = QFontMetricsF(font).horizontalAdvance(self._word) + 16
        return QSize(round(width + 1), round(pill_height(font) + 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        place = QRectF(self.rect())
        if self._is_rating:
            paint_pill(painter, place, self._rating, self._word, self.font())
            return
        ground, ink = _TONES[self._tone]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(style.ink(ground))
        painter.setBrush(style.ink(ground))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setPen(style.ink(ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._word)

    def _tell(self, reason: str) -> None:
        self.setToolTip(escaped(reason))
        self.setAccessibleDescription(reason)
        self.setVisible(bool(self._word))
        self._changed()

    def _changed(self) -> None:
        self.updateGeometry()
        self.update()
