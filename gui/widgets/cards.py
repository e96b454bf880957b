"""Cards, and tiles that show one number and open what it counts."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui import style
from gui.style import space
from gui.widgets.text import escaped, label


class Card(QFrame):
    """A quiet frame around what belongs together; ``body`` is where it goes."""

    def __init__(self, parent: QWidget | None = None, *, title: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(space.l, space.m, space.l, space.m)
        self.body.setSpacing(space.s)
        self.head = QHBoxLayout()
        self.heading = label(title, "heading")
        if title:
            self.head.addWidget(self.heading)
            self.head.addStretch(1)
            self.body.addLayout(self.head)


class StatTile(QAbstractButton):
    """A number and what it counts: "7 late". Pressing it opens those seven."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.l, space.xs, space.l, space.s)
        layout.setSpacing(0)
        self._number = label("", "number")
        self._words = label("", "strong")
        self._more = label("", "small", wrap=True)
        for part in (self._number, self._words, self._more):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(part)
        layout.addStretch(1)
        self._tone = "plain"
        style.theme().changed.connect(self._colour)

    def show_number(self, number: str, words: str, more: str = "", *, tone: str = "plain", tip: str = "") -> None:
        """``tone`` is plain or a rating; ``more`` a quiet second line ("2 more than last time")."""
        self._number.setText(number)
        self._words.setText(words)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._tone = tone
        self.setToolTip(escaped(tip))
        self.setAccessibleName(f"{number} {words}")
        self.setAccessibleDescription(more)
        self._colour()

    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return layout.sizeHint().expandedTo(QSize(132, 76))

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return layout.minimumSize().expandedTo(QSize(108, 72))

    def paintEvent(self, event: QPaintEvent) -> None:
        # By hand rather than by the style: QStyle alone costs 15 ms of every start.
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over, focused = self.underMouse(), self.hasFocus()
        painter.setBrush(style.ink("raised" if over else "surface"))
        painter.setPen(QPen(style.ink("accent" if focused else "line_strong" if over else "line"), 2 if focused else 1))
        edge = 1.0 if focused else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), 8, 8)
        if self._tone != "plain":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.rating_colours(self._tone)[2])
            painter.drawRoundedRect(5, 12, 3, self.height() - 24, 1.5, 1.5)

    def _colour(self) -> None:
        style.set_rule(self._number, "tone", self._tone)
        self.update()
