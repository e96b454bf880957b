"""The picture of a line of time in a scroll area: what is shown, at which scale, and what stands where.

It draws what is in view and nothing else, so ten thousand rows cost what forty do. Hands and keys are in
``time_line``.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from gui import style
from gui.widgets import time_line_moving as moving
from gui.widgets.text import escaped
from gui.widgets.time_line_moving import Move
from gui.widgets.time_line_painter import LinePainter, Words
from gui.widgets.time_line_place import LARGEST, SMALLEST, Place
from gui.widgets.time_marks import SIZE
from model.dates import ENGLAND_AND_WALES, Calendar
from model.time_line import Heading, Lane, Mark, TimeLine
from model.wording import plural

STEP = 1.3
"""How much larger or smaller one step of the wheel or a key makes it."""

_FURTHEST = 0.8
"""Pixels of a day to which one can always go away; further only until the whole plan is in view."""

_LEFT_LEAST, _LEFT_MOST = 90, 420
REACH = 4  # pixels around a mark in which the pointer still means it


class TimeCanvas(QAbstractScrollArea):
    """Shows a ``TimeLine``. ``say`` tells of a mark's key what a tip and a screen reader say of it."""

    scaled = Signal()  # another zoom, or other words at the left

    def __init__(self, name: str, say: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._line: TimeLine | None = None
        self._where: dict[str, tuple[int, int]] = {}
        self._words = Words()
        self._current: str | None = None
        self._move: Move | None = None
        self.place = Place()
        self.calendar: Calendar = ENGLAND_AND_WALES
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(QSize(320, 140))
        self.verticalScrollBar().valueChanged.connect(self._scroll)
        self.horizontalScrollBar().valueChanged.connect(self._scroll)
        style.theme().changed.connect(self._restyled)
        self._restyled()

    # --- what is shown

    def show_line(self, line: TimeLine | None) -> None:
        """Show this; zoom, the days in view and the mark in hand stay, where it is still there."""
        place, before = self.place, self._line
        middle = (place.left + place.width) // 2
        moment = place.time_at(middle) if before is not None and before.rows else None
        kept = self._offset_of_current()
        self._move = None
        self._line = line
        self._where = {}
        place.take(line if line is not None else TimeLine((), 0, 0, 0, frozenset(), False))
        for number, row in enumerate(place.rows):
            if isinstance(row, Lane):
                for at, one in enumerate(row.marks):
                    self._where[one.key] = (number, at)
        if self._current not in self._where:
            self._current = None
        self._measure()
        if moment is not None:
            self.horizontalScrollBar().setValue(place.scroll_for(moment, middle))
        if kept is not None and self._current is not None:
            self.verticalScrollBar().setValue(self._where[self._current][0] * place.row - kept)
        self._describe()
        self.viewport().update()

    @property
    def line(self) -> TimeLine | None:
        return self._line

    @property
    def current(self) -> str | None:
        """The key of the mark in hand."""
        return self._current

    @property
    def move(self) -> Move | None:
        """What is being moved now."""
        return self._move

    def has(self, key: str) -> bool:
        return key in self._where

    def mark_of(self, key: str) -> Mark:
        row, at = self._where[key]
        lane = self.place.rows[row]
        assert isinstance(lane, Lane)
        return lane.marks[at]

    def set_current(self, key: str | None, *, reveal: bool = True) -> None:
        """Take a mark in hand without saying so: the page was told elsewhere."""
        self._current = key if key in self._where else None
        if reveal and self._current is not None:
            self.reveal(self._current)
        self._describe()
        self.viewport().update()

    def reveal(self, key: str) -> None:
        """Scroll until the mark is in view."""
        place, (row, _) = self.place, self._where[key]
        bar = self.verticalScrollBar()
        over = place.heading_over(row)
        least = row * place.row - (place.row if over is not None and over < row else 0)
        if least < bar.value():
            bar.setValue(least)
        elif (row + 1) * place.row > bar.value() + place.height - place.above:
            bar.setValue((row + 1) * place.row - (place.height - place.above))
        x = place.x_of(self.mark_of(key).day)
        if not place.left + 24 <= x <= place.width - 24:
            self.horizontalScrollBar().setValue(
                place.scroll_for(
                    self.mark_of(key).day + 0.5, place.left + place.room * (0.3 if x > place.width else 0.7)
                )
            )

    # --- scale

    def set_scale(self, per_day: float, x: float | None = None) -> None:
        """Pixels of a day; the day at ``x`` stays where it is (None: the mark in hand, or the middle)."""
        place = self.place
        per_day = min(LARGEST, max(min(place.whole, _FURTHEST), SMALLEST, per_day))
        if x is None:
            x = place.left + place.room / 2
            if self._current is not None and place.left <= place.x_of(self.mark_of(self._current).day) <= place.width:
                x = place.x_of(self.mark_of(self._current).day)
        moment = place.time_at(x)
        place.per_day = per_day
        self._measure()
        self.horizontalScrollBar().setValue(place.scroll_for(moment, x))
        self._scroll()
        self.scaled.emit()

    def zoom_in(self) -> None:
        self.set_scale(self.place.per_day * STEP)

    def zoom_out(self) -> None:
        self.set_scale(self.place.per_day / STEP)

    def show_whole(self) -> None:
        """The whole plan, from its first day to its last."""
        self.set_scale(self.place.whole)
        self.horizontalScrollBar().setValue(0)

    def show_today(self) -> None:
        """Today a third from the left, and what is late or due next in view."""
        if self._line is None:
            return
        place = self.place
        self.horizontalScrollBar().setValue(place.scroll_for(self._line.today + 0.5, place.left + place.room / 3))

    # --- Qt: drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if self._line is None:
            painter.fillRect(self.viewport().rect(), style.ink("surface"))
            return
        frame = LinePainter(painter, self.place, self._line.today, self.devicePixelRatioF(), self._words)
        row = self._where[self._current][0] if self._current is not None else None
        frame.draw(self._current, row, focus=self.hasFocus())
        if self._move is not None:
            moving.draw_move(frame, self._move, moving.words_of(self._move, self.calendar))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        current, place = self._current, self.place
        seen = current is not None and place.left <= place.x_of(self.mark_of(current).day) <= place.width
        self._measure()
        if seen and current is not None:
            # The panel that opens beside what was just chosen takes room from it.
            self.reveal(current)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), escaped(self.tip_at(event.pos())), self.viewport())
            return True
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self.set_scale(self.place.per_day * (1 + event.value()), event.position().x())
            return True
        return super().viewportEvent(event)

    def tip_at(self, point: QPoint) -> str:
        """What the tip says there: all of a mark's sentence, or the whole label of a row."""
        one = self.mark_at(point)
        if one is not None:
            return self._say(one.key)
        row = self.place.row_at(point.y())
        return self.place.rows[row].label if row is not None and point.x() < self.place.left else ""

    # --- what stands where

    def mark_at(self, point: QPoint) -> Mark | None:
        """The mark under a point: itself, the day it was agreed for first, its forecast, or the bar between."""
        place = self.place
        row = place.row_at(point.y())
        if row is None or point.x() < place.left:
            return None
        lane = place.rows[row]
        if isinstance(lane, Heading):
            return None
        reach = SIZE / 2 + REACH
        near = min(lane.marks, key=lambda one: abs(place.x_of(one.day) - point.x()))
        if abs(place.x_of(near.day) - point.x()) <= reach:
            return near
        for one in lane.marks:
            days = one.days
            if len(days) > 1 and place.x_of(min(days)) - reach <= point.x() <= place.x_of(max(days)) + reach:
                return one
        return None

    def point_of(self, key: str) -> QPoint:
        """Where a mark stands in the viewport."""
        row, _ = self._where[key]
        return QPoint(round(self.place.x_of(self.mark_of(key).day)), self.place.top_of(row) + self.place.row // 2)

    # --- within

    def _scroll(self, *_: object) -> None:
        self.place.x, self.place.y = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        self.viewport().update()

    def _measure(self) -> None:
        """Sizes and the reach of the scroll bars."""
        place, size = self.place, self.viewport().size()
        place.width, place.height = size.width(), size.height()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, place.length - place.room))
        across.setPageStep(place.room)
        across.setSingleStep(40)
        room = max(1, place.height - place.above)
        down.setRange(0, max(0, len(place.rows) * place.row - room))
        down.setPageStep(room)
        down.setSingleStep(place.row)
        self._scroll()

    def set_left(self, width: int) -> None:
        """How much room the words at the left have."""
        self.place.left = min(max(width, _LEFT_LEAST), _LEFT_MOST, max(_LEFT_LEAST, self.viewport().width() - 120))
        self._measure()

    def _offset_of_current(self) -> int | None:
        """How far the mark in hand stands under the upper edge, where it is in view."""
        if self._current is None:
            return None
        offset = self._where[self._current][0] * self.place.row - self.place.y
        return offset if 0 <= offset < self.place.height else None

    def _describe(self) -> None:
        if not self._where:
            words = "Empty"
        elif self._current is None:
            words = f"{plural(len(self._where), 'mark')}; the arrow keys go through them"
        else:
            words = self._say(self._current)
        self.setAccessibleDescription(words)

    def _announce(self, words: str) -> None:
        """Have a screen reader say it: the window itself has not got the focus of a widget for each mark."""
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # 5 ms that the start does without

        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _restyled(self) -> None:
        self._words = Words()
        height = round(self._words.measure.height())
        self.place.row = max(22, height + 8)
        self.place.above = 2 * (height + 4)
        self._measure()
        self.viewport().update()
