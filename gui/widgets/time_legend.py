"""What the marks of a line of time mean, in words: those that are on it now, in as many rows as they need."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import style
from gui.style import space
from gui.widgets.time_marks import ASKED, FIRST, FORECAST, SIZE, mark
from model.time_line import TimeLine

WORDS = {
    "action": "agreed date",
    FIRST: "agreed first, with a bar to the date now",
    FORECAST: "forecast, where it differs",
    ASKED: "move asked for, not agreed yet",
    "milestone": "milestone",
    "commitment": "commitment",
    "statutory": "statutory date",
    "meeting": "meeting",
    "papers": "papers due",
    "inspection": "report published or embargo ends",
    "question": "answer promised",
}
LATE, DONE, WINDOW = "late", "done", "window"


def entries(line: TimeLine) -> tuple[tuple[str, str], ...]:
    """What is named: a shape (or LATE, DONE, WINDOW) and its words, of what is on the line."""
    marks = [one for lane in line.lanes for one in lane.marks]
    kinds = {one.kind for one in marks}
    shown = {
        **dict.fromkeys(kinds, True),
        FIRST: any(one.kind == "action" and one.first is not None for one in marks),
        FORECAST: any(one.forecast is not None for one in marks),
        ASKED: any(one.asked is not None for one in marks),
    }
    found = [(shape, words) for shape, words in WORDS.items() if shown.get(shape)]
    if any(one.kind != "action" and one.first is not None for one in marks):
        found.append((WINDOW, "window from first to last day"))
    if any(one.standing == "late" for one in marks):
        found.append((LATE, "late"))
    if any(one.standing == "done" for one in marks):
        found.append((DONE, "done or past"))
    return tuple(found)


class TimeLegend(QWidget):
    """Shapes with their words, drawn as they are on the line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[tuple[str, str]] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("What the marks mean")
        style.theme().changed.connect(self._restyled)

    def show_entries(self, found: Sequence[tuple[str, str]]) -> None:
        self._entries = tuple(found)
        self.setAccessibleDescription("; ".join(words for _, words in found))
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(words for _, words in self._entries)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        places = self._places(width)
        return (places[-1][1].y() if places else 0) + self._row()

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(max(self.width(), 400)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(self.width(), 120)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() != self.heightForWidth(event.size().width()):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(style.theme().font("small"))
        measure, row = QFontMetricsF(painter.font()), self._row()
        ratio = self.devicePixelRatioF()
        scale = max(1.0, measure.height() / 17)
        half = SIZE * scale / 2
        for (shape, words), at in self._places(self.width()):
            middle = at.y() + row / 2
            if shape == WINDOW:
                soft = style.ink("accent")
                painter.setPen(soft)
                soft.setAlpha(56)
                painter.setBrush(soft)
                painter.drawRect(at.x(), round(middle - 4), round(2 * half), 8)
            else:
                if shape == FIRST:
                    painter.setPen(QPen(style.ink("line_strong"), 4))
                    painter.drawLine(QPointF(at.x() + half, middle), QPointF(at.x() + 2 * half, middle))
                elif shape in (FORECAST, ASKED):
                    painter.setPen(QPen(style.ink("muted"), 1.6, Qt.PenStyle.DotLine))
                    painter.drawLine(QPointF(at.x() - 2, middle), QPointF(at.x() + half, middle))
                kind, standing = ("action", shape) if shape in (LATE, DONE) else (shape, "coming")
                painter.drawPixmap(QPointF(at.x(), middle - half), mark(kind, standing, scale, ratio))
            painter.setPen(style.ink("muted"))
            painter.drawText(QPointF(at.x() + 2 * half + 5, middle + (measure.ascent() - measure.descent()) / 2), words)
        painter.end()

    def _row(self) -> int:
        return round(QFontMetricsF(style.theme().font("small")).height()) + 5

    def _places(self, width: int) -> list[tuple[tuple[str, str], QPoint]]:
        measure = QFontMetricsF(style.theme().font("small"))
        beside = SIZE * max(1.0, measure.height() / 17) + 5
        found, x, y = [], 0, 0
        for entry in self._entries:
            wide = round(beside + measure.horizontalAdvance(entry[1]))
            if x and x + wide > width:
                x, y = 0, y + self._row()
            found.append((entry, QPoint(x, y)))
            x += wide + space.l
        return found

    def _restyled(self) -> None:
        self.updateGeometry()
        self.update()
