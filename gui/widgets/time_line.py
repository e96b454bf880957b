"""One line of time for everything that has a day: rows to scroll, days to zoom, marks to choose and to move.

What is drawn is no widget, so each mark is reached by keys as well and said in words: arrows go from mark to
mark, Enter opens, plus and minus zoom, Ctrl+0 shows the whole plan, Alt with an arrow proposes another day.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from gui.widgets import time_line_moving as moving
from gui.widgets import time_line_steps as steps
from gui.widgets.time_line_canvas import REACH, STEP, TimeCanvas
from gui.widgets.time_line_moving import Move
from model.time_line import Lane, Mark

_EDGE = 20
"""Pixels from the edge in which a mark that is dragged takes the view along, and by how many."""


class TimeLineView(TimeCanvas):
    """A picture of a ``TimeLine`` that is worked by hand and by keys. ``movable`` says which marks can be moved."""

    chosen = Signal(str)  # key; by hand or by key
    opened = Signal(str)
    proposed = Signal(str, object)  # key, the day it was moved to
    menu_asked = Signal(QPoint)  # on the screen

    def __init__(self, name: str, say: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(name, say, parent)
        self._pressed: tuple[QPoint, str] | None = None  # where, and what for: a key, "pan", "left"
        self._scrolled = (0, 0)
        self.movable: Callable[[str], bool] = _never

    # --- Qt: hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if event.button() is not Qt.MouseButton.LeftButton:
            one = self.mark_at(point)
            if one is not None:
                self._choose(one.key)
            return
        self._drop_move()
        self._scrolled = (self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        if self._on_divider(point):
            self._pressed = (point, "left")
            return
        one = self.mark_at(point)
        row = self.place.row_at(point.y())
        if one is not None:
            # It is chosen when the button is let go: what opens beside it would move it away under the hand.
            self._pressed = (point, one.key)
            self.set_current(one.key, reveal=False)
        elif row is not None and point.x() < self.place.left:
            lane = self.place.rows[row]
            if isinstance(lane, Lane):
                self._choose(_main(lane).key)
        else:
            self._pressed = (point, "pan")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._pressed is None:
            self._show_cursor(point)
            return
        start, what = self._pressed
        if what == "left":
            self._set_left(point.x())
        elif what == "pan":
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.horizontalScrollBar().setValue(self._scrolled[0] - point.x() + start.x())
            self.verticalScrollBar().setValue(self._scrolled[1] - point.y() + start.y())
        elif self._move is not None:
            self._drag(point)
        elif (point - start).manhattanLength() >= QApplication.startDragDistance() and self.movable(what):
            self._begin(what, by_keys=False)
            self._drag(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        pressed, self._pressed = self._pressed, None
        if self._move is not None and not self._move.by_keys:
            self._propose()
        elif pressed is not None and self.has(pressed[1]):
            self._tell(pressed[1])
        self._show_cursor(event.position().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The first of the two clicks may have moved it away: then what was chosen is meant.
        one = self.mark_at(event.position().toPoint())
        key = one.key if one is not None else self._current
        if key is not None and event.button() is Qt.MouseButton.LeftButton and event.position().x() > self.place.left:
            self.opened.emit(key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._current is not None:
            self.menu_asked.emit(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned.y():
                self.set_scale(self.place.per_day * STEP ** (turned.y() / 120), event.position().x())
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - (turned.y() or turned.x()))
            event.accept()
        else:
            super().wheelEvent(event)

    # --- Qt: keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_whole(event):
            # The window's own Ctrl+0 waits while the keys go here.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = Qt.KeyboardModifier.ShiftModifier
        if _is_whole(event):
            self.show_whole()
        elif held & Qt.KeyboardModifier.AltModifier:
            if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                self._move_by_key(-1 if key == Qt.Key.Key_Left else 1)
            else:
                super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal) and held in (Qt.KeyboardModifier.NoModifier, shift):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus and held == Qt.KeyboardModifier.NoModifier:
            self.zoom_out()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current is not None:
            if self._move is not None:
                self._propose()
            else:
                self.opened.emit(self._current)
        elif key == Qt.Key.Key_Escape and self._move is not None:
            self._drop_move()
        elif key in steps.KEYS and self._where:
            self._go(Qt.Key(key), bool(held & Qt.KeyboardModifier.ControlModifier))
        else:
            super().keyPressEvent(event)

    def _go(self, key: Qt.Key, control: bool) -> None:
        if control and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + (60 if key is Qt.Key.Key_Right else -60))
            return
        self._drop_move()
        at = steps.step(
            self.place, self._where[self._current] if self._current is not None else None, key, control=control
        )
        if at is not None:
            lane = self.place.rows[at[0]]
            assert isinstance(lane, Lane)
            self._choose(lane.marks[at[1]].key, reveal=True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._drop_move()
        self.viewport().update()

    # --- moving a mark

    def _begin(self, key: str, *, by_keys: bool) -> None:
        one, (row, _) = self.mark_of(key), self._where[key]
        self._move = Move(key, one.kind, one.standing, row, one.day, one.day, by_keys)

    def _drag(self, point: QPoint) -> None:
        assert self._move is not None
        self.viewport().setCursor(Qt.CursorShape.SizeHorCursor)
        bar = self.horizontalScrollBar()
        if point.x() > self.place.width - _EDGE:
            bar.setValue(bar.value() + _EDGE)
        elif point.x() < self.place.left + _EDGE:
            bar.setValue(bar.value() - _EDGE)
        day = moving.snapped(self.place.day_at(point.x()), self.place.per_day)
        # Back where it was is not moved, though that may be no day that it snaps to.
        near = abs(point.x() - self.place.x_of(self._move.old)) < REACH
        self._show_move(self._move.to(self._move.old if near else day))

    def _move_by_key(self, way: int) -> None:
        if self._current is None or not self.movable(self._current):
            return
        if self._move is None:
            self._begin(self._current, by_keys=True)
        assert self._move is not None
        self._show_move(self._move.to(moving.stepped(self._move.day, way, self.place.per_day)))
        x = self.place.x_of(self._move.day)
        if not self.place.left + 24 <= x <= self.place.width - 24:
            self.horizontalScrollBar().setValue(
                self.place.scroll_for(self._move.day + 0.5, self.place.left + self.place.room / 2)
            )
        self._announce(f"{moving.words_of(self._move, self.calendar)}. Enter proposes it, Escape leaves it.")

    def _show_move(self, move: Move) -> None:
        self._move = move
        self.viewport().update()

    def _propose(self) -> None:
        """Ask whoever listens; what is shown stays until it was answered."""
        move = self._move
        if move is not None and move.days:
            self.proposed.emit(move.key, date.fromordinal(move.day))
        self._drop_move()

    def _drop_move(self) -> None:
        if self._move is not None:
            self._move = None
            self.viewport().update()

    # --- within

    def _choose(self, key: str, *, reveal: bool = False) -> None:
        if key != self._current:
            self.set_current(key, reveal=reveal)
            self._tell(key)
        elif reveal:
            self.reveal(key)

    def _tell(self, key: str) -> None:
        self.chosen.emit(key)
        self._announce(self._say(key))

    def _set_left(self, width: int) -> None:
        self.set_left(width)
        self.scaled.emit()

    def _on_divider(self, point: QPoint) -> bool:
        return abs(point.x() - self.place.left) <= REACH

    def _show_cursor(self, point: QPoint) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if self._on_divider(point):
            shape = Qt.CursorShape.SplitHCursor
        elif self.mark_at(point) is not None:
            shape = Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)


def _main(lane: Lane) -> Mark:
    """The mark that a row is about: its action, else its first one."""
    return next((one for one in lane.marks if one.kind == "action"), lane.marks[0])


def _is_whole(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() == Qt.Key.Key_0 and held == Qt.KeyboardModifier.ControlModifier


def _never(key: str) -> bool:
    return False
