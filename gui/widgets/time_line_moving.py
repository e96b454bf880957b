"""A day that is being proposed on a line of time: by how far it moves, to which day, and what day that is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gui import style
from gui.widgets.time_line_painter import LinePainter
from gui.widgets.time_marks import FIRST, SIZE, mark
from model import time_scale
from model.dates import ENGLAND_AND_WALES, Calendar
from model.wording import plural, with_weekday

DAYS = 2.5
"""Pixels of a day from which on a hand can point at a single one; below, a move goes by weeks, to Fridays."""

FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Move:
    """A mark under way. ``row`` is where it stands; ``by_keys``: it waits for Enter or Esc."""

    key: str
    kind: str
    standing: str
    row: int
    old: int
    day: int
    by_keys: bool = False

    @property
    def days(self) -> int:
        return self.day - self.old

    def to(self, day: int) -> Move:
        return replace(self, day=time_scale.within(day))


def snapped(day: int, per_day: float) -> int:
    """The day, or where a day is too narrow to point at the Friday next to it."""
    if per_day >= DAYS:
        return day
    return day + (FRIDAY - date.fromordinal(day).weekday() + 3) % 7 - 3


def stepped(day: int, way: int, per_day: float) -> int:
    """One day on, or one Friday on where days are too narrow to be seen."""
    if per_day >= DAYS:
        return day + way
    to_friday = (date.fromordinal(day).weekday() - FRIDAY) % 7
    if way > 0:
        return day + 7 - to_friday
    return day - (to_friday or 7)


def words_of(move: Move, calendar: Calendar = ENGLAND_AND_WALES) -> str:
    """The new day in words: "Monday 28 August 2023, 12 days later. That is the summer bank holiday."."""
    day = date.fromordinal(move.day)
    if not move.days:
        return f"{with_weekday(day)}, not moved"
    words = f"{with_weekday(day)}, {plural(abs(move.days), 'day')} {'later' if move.days > 0 else 'earlier'}"
    holiday = calendar.holiday(day)
    if holiday is not None:
        return f"{words}. That is {holiday}."
    return f"{words}. That is a weekend." if day.weekday() > FRIDAY else words


def draw_move(frame: LinePainter, move: Move, words: str) -> None:
    """Where the mark would stand, a line from where it stands now, and the new day in words."""
    painter, place = frame.painter, frame.place
    middle = place.top_of(move.row) + place.row / 2
    old, new = place.x_of(move.old), place.x_of(move.day)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(QRectF(place.left, 0, place.room, place.height))
    painter.setPen(QPen(style.ink("accent"), 1))
    painter.drawLine(QPointF(new, place.above), QPointF(new, place.height))
    painter.setPen(QPen(style.ink("accent"), 3))
    painter.drawLine(QPointF(max(old, place.left - 40.0), middle), QPointF(new, middle))
    half = SIZE * frame.scale / 2
    for shape, x in ((FIRST, old), (move.kind, new)):
        painter.drawPixmap(QPointF(x - half, middle - half), mark(shape, "coming", frame.scale, frame.ratio))
    painter.setFont(frame.font)
    width = frame.measure.horizontalAdvance(words) + 16
    left = min(max(new - width / 2, place.left + 4.0), max(place.left + 4.0, place.width - width - 4.0))
    # Over the row, or under it where there is no room above.
    top = middle - 2.4 * place.row
    if top < place.above:
        top = middle + 0.8 * place.row
    box = QRectF(left, top, width, 1.3 * place.row)
    painter.setPen(QPen(style.ink("line_strong"), 1))
    painter.setBrush(style.ink("notice"))
    painter.drawRoundedRect(box, 5, 5)
    painter.setPen(style.ink("notice_ink"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()
