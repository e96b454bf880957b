"""Progress over time as a picture: what was due by each month's end, and what was complete by then.

Two lines that differ in stroke as well as in colour, each named at its end. The picture is drawn and
not made of widgets, so its months are also reached by the arrow keys and said in words.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import style
from model.trend import MonthPoint
from model.wording import MONTHS, in_words

_STEPS = (1, 2, 5)
_TOP = 8.0


def nice_step(most: int, lines: int = 4) -> int:
    """The distance between the lines of an axis from 0 to ``most``: 1, 2 or 5 with noughts."""
    ten = 1
    while True:
        for step in _STEPS:
            if step * ten * lines >= most:
                return step * ten
        ten *= 10


class TrendChart(QWidget):
    """The points of ``model.trend.over_time``. ``pointed`` says in words what stands under the pointer."""

    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[MonthPoint, ...] = ()
        self._at: int | None = None
        self.setAccessibleName("Progress over time")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        style.theme().changed.connect(self._restyled)

    def set_points(self, points: Sequence[MonthPoint]) -> None:
        """Show these, earliest first. Months before anything was due or complete are left out, but for one."""
        begun = next((place for place, point in enumerate(points) if point.due or point.complete), len(points))
        self._points = tuple(points[max(0, min(begun - 1, len(points) - 2)) :])
        self._at = None
        self._describe()
        self.update()

    def points(self) -> tuple[MonthPoint, ...]:
        return self._points

    def words_of(self, place: int) -> str:
        """As in "31 July 2023: 17 due, 13 complete"."""
        point = self._points[place]
        return f"{in_words(point.day)}: {point.due:,} due, {point.complete:,} complete"

    @property
    def most(self) -> int:
        """The highest number shown."""
        return max((max(point.due, point.complete) for point in self._points), default=0)

    # --- where things stand

    def sizeHint(self) -> QSize:
        return QSize(380, round(7 * self._row()))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, round(6 * self._row()))

    def plot(self) -> QRectF:
        """The ground of the lines, inside the words around it."""
        measure = QFontMetricsF(self.font())
        left = measure.horizontalAdvance(f"{self._top_value():,}") + 8
        right = max((measure.horizontalAdvance(words) for words in self._ends()), default=0.0) + 12
        return QRectF(left, _TOP, max(40.0, self.width() - left - right), self.height() - _TOP - self._row() - 4)

    def place_of(self, place: int, value: int) -> QPointF:
        ground = self.plot()
        along = place / max(1, len(self._points) - 1)
        up = value / max(1, self._top_value())
        return QPointF(ground.left() + along * ground.width(), ground.bottom() - up * ground.height())

    def point_at(self, x: float) -> int | None:
        """The month that is nearest to a point."""
        if not self._points:
            return None
        ground = self.plot()
        along = (x - ground.left()) / max(1.0, ground.width())
        return max(0, min(len(self._points) - 1, round(along * (len(self._points) - 1))))

    def _row(self) -> float:
        return QFontMetricsF(self.font()).height()

    def _top_value(self) -> int:
        step = nice_step(max(1, self.most))
        return -(-max(1, self.most) // step) * step

    def _ends(self) -> tuple[str, ...]:
        if not self._points:
            return ()
        last = self._points[-1]
        return f"{last.due:,} due", f"{last.complete:,} complete"

    # --- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_axes(painter)
        if self._at is not None:
            x = self.place_of(self._at, 0).x()
            painter.setPen(QPen(style.ink("accent" if self.hasFocus() else "line_strong"), 1))
            painter.drawLine(QPointF(x, _TOP), QPointF(x, self.plot().bottom()))
        self._draw_lines(painter)
        self._draw_ends(painter)

    def _draw_axes(self, painter: QPainter) -> None:
        ground, row = self.plot(), self._row()
        step = nice_step(max(1, self.most), max(1, min(4, int(ground.height() / (row * 1.6)))))
        for value in range(0, self._top_value() + 1, step):
            y = self.place_of(0, value).y()
            painter.setPen(QPen(style.ink("line_strong" if value == 0 else "line"), 1))
            painter.drawLine(QPointF(ground.left(), y), QPointF(ground.right(), y))
            painter.setPen(style.ink("muted"))
            box = QRectF(0, y - row / 2, ground.left() - 8, row)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{value:,}")
        measure = QFontMetricsF(self.font())
        wide = measure.horizontalAdvance("Sep 2023") + 14
        every = max(1, round(wide * (len(self._points) - 1) / max(1.0, ground.width()) + 0.5))
        last = len(self._points) - 1
        for place in range(last, -1, -every):
            words = "today" if place == last else _month(self._points[place])
            x = self.place_of(place, 0).x()
            box = QRectF(x - wide / 2, ground.bottom() + 4, wide, row)
            if box.left() < 0:
                box.moveLeft(0)
            painter.setPen(style.ink("muted"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _draw_lines(self, painter: QPainter) -> None:
        due = [self.place_of(place, point.due) for place, point in enumerate(self._points)]
        complete = [self.place_of(place, point.complete) for place, point in enumerate(self._points)]
        base = self.plot().bottom()
        solid = style.rating_colours("green")[2]
        under = style.rating_colours("green")[0]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(under)
        painter.drawPolygon(QPolygonF([QPointF(complete[0].x(), base), *complete, QPointF(complete[-1].x(), base)]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(style.ink("text"), 1.6, Qt.PenStyle.DashLine))
        painter.drawPolyline(QPolygonF(due))
        painter.setPen(QPen(solid, 2.4))
        painter.drawPolyline(QPolygonF(complete))
        for places, colour in ((due, style.ink("text")), (complete, solid)):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(places[-1], 3.5, 3.5)
            if self._at is not None:
                painter.drawEllipse(places[self._at], 3.0, 3.0)

    def _draw_ends(self, painter: QPainter) -> None:
        row, last = self._row(), len(self._points) - 1
        ends = [self.place_of(last, value) for value in (self._points[last].due, self._points[last].complete)]
        ys = [end.y() for end in ends]
        # Two names never stand on one another, and neither leaves the picture.
        upper = 0 if ys[0] <= ys[1] else 1
        if abs(ys[0] - ys[1]) < row:
            middle = (ys[0] + ys[1]) / 2
            ys[upper], ys[1 - upper] = middle - row / 2, middle + row / 2
        push = max(0.0, row / 2 - min(ys)) - max(0.0, max(ys) + row / 2 - self.plot().bottom() - row / 2)
        for words, y, ink in zip(self._ends(), ys, (style.ink("text"), style.rating_colours("green")[1]), strict=True):
            painter.setPen(ink)
            box = QRectF(ends[0].x() + 9, y + push - row / 2, self.width() - ends[0].x() - 9, row)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)

    # --- pointing

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_to(self.point_at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self._point_to(None)
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point_to(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._points) - 1
        at = last if self._at is None else self._at
        wanted = {
            Qt.Key.Key_Left: last if self._at is None else max(0, at - 1),
            Qt.Key.Key_Right: min(last, at + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if wanted is None or last < 0:
            super().keyPressEvent(event)
        else:
            self._point_to(wanted)

    def _point_to(self, place: int | None) -> None:
        if place == self._at:
            return
        self._at = place
        self._describe()
        self.pointed.emit(self.words_of(place) if place is not None else "")
        self.update()

    def _describe(self) -> None:
        if not self._points:
            self.setAccessibleDescription("Nothing to show")
        elif self._at is not None:
            self.setAccessibleDescription(self.words_of(self._at))
        else:
            said = "; ".join(self.words_of(place) for place in range(len(self._points)))
            self.setAccessibleDescription(f"{said}. The arrow keys go through the months.")

    def _restyled(self) -> None:
        self.updateGeometry()
        self.update()


def _month(point: MonthPoint) -> str:
    return f"{MONTHS[point.day.month - 1][:3]} {point.day.year}"
