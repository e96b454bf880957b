"""Draws what is in view of a line of time: ruler, bars, marks, today's line, the words at the left."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from PySide6.QtCore import QLine, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QStaticText

from gui import style
from gui.widgets.time_line_place import Place
from gui.widgets.time_marks import ASKED, EARLIER, FIRST, FORECAST, FORECAST_EARLIER, LATER, SIZE, dots, mark
from model import time_scale
from model.time_line import Heading, Lane, Mark
from model.wording import days_late

_MANY = 24  # marks of a row from which on only those in view are looked at
_KEPT = 4_000  # words kept laid out
_WEEKENDS = 5.0  # pixels of a day from which on weekends are shaded


class Words:
    """Words laid out once and kept: to lay them out anew costs more than all else in a frame."""

    def __init__(self) -> None:
        self.font = style.theme().font("small")
        self.measure = QFontMetricsF(self.font)
        self.strong = style.theme().font("strong")
        self.strong.setPointSizeF(self.font.pointSizeF())
        self.strong_measure = QFontMetricsF(self.strong)
        self._kept: dict[tuple[str, int, bool], tuple[QStaticText, float]] = {}

    def draw(self, painter: QPainter, x: float, y: float, words: str, room: float = 0, *, strong: bool = False) -> None:
        """Draw them with their upper left corner there, cut short where ``room`` is given and too little."""
        laid, _ = self.laid_out(words, int(room), strong)
        painter.drawStaticText(QPointF(x, y), laid)

    def width(self, words: str) -> float:
        return self.laid_out(words, 0, False)[1]

    def laid_out(self, words: str, room: int, strong: bool) -> tuple[QStaticText, float]:
        found = self._kept.get((words, room, strong))
        if found is None:
            if len(self._kept) > _KEPT:
                self._kept.clear()
            measure = self.strong_measure if strong else self.measure
            shown = measure.elidedText(words, Qt.TextElideMode.ElideRight, room) if room else words
            laid = QStaticText(shown)
            laid.setTextFormat(Qt.TextFormat.PlainText)
            laid.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            laid.prepare(font=self.strong if strong else self.font)
            found = self._kept[words, room, strong] = laid, measure.horizontalAdvance(shown)
        return found


class LinePainter:
    """One frame."""

    def __init__(self, painter: QPainter, place: Place, today: int, ratio: float, words: Words) -> None:
        self.painter = painter
        self.place = place
        self.today = today
        self.ratio = ratio
        self.words = words
        self.font = words.font
        self.measure = words.measure
        self.digit = self.measure.horizontalAdvance("0")
        self.scale = max(1.0, self.measure.height() / 17)
        self.half = SIZE * self.scale / 2
        # The middle of day 0, so that a day's place is one sum.
        self.zero = place.x_of(place.first) - place.first * place.per_day
        self.inks: Mapping[str, QColor] = {
            name: style.ink(name)
            for name in ("surface", "raised", "line", "line_strong", "text", "muted", "accent", "late", "chosen")
        }
        self.soft = QColor(self.inks["accent"])
        self.soft.setAlpha(56)
        self.late_soft = QColor(self.inks["late"])
        self.late_soft.setAlpha(56)

    def draw(self, current: str | None, current_row: int | None, *, focus: bool) -> None:
        """Everything but a mark that is being moved."""
        place, painter = self.place, self.painter
        painter.setFont(self.font)
        painter.fillRect(0, 0, place.width, place.height, self.inks["surface"])
        first, last = place.days_in_view
        ruler = time_scale.ruler(first, last, place.per_day, self.digit)
        painter.save()
        painter.setClipRect(QRect(place.left, place.above, place.room, max(0, place.height - place.above)))
        self._grid(ruler, first, last)
        if current_row is not None:
            painter.fillRect(place.left, place.top_of(current_row), place.room, place.row, self.inks["chosen"])
        self._today_line()
        for row, lane in place.lanes(place.rows_in_view):
            self._lane(place.top_of(row), lane, current, first, last, focus=focus)
        painter.restore()
        self._labels(current_row)
        self._ruler(ruler)

    # --- the days

    def _grid(self, ruler: time_scale.Ruler, first: int, last: int) -> None:
        place, painter = self.place, self.painter
        height = place.height
        if place.per_day >= _WEEKENDS:
            wide = round(2 * place.per_day)
            for saturday in range(first + (5 - date.fromordinal(first).weekday()) % 7 - 7, last + 1, 7):
                painter.fillRect(round(place.start_of(saturday)), place.above, wide, height, self.inks["raised"])
        for ink, ticks in (("line", ruler.lower if ruler.unit != "day" else ()), ("line_strong", ruler.upper)):
            places = [round(place.start_of(tick.day)) for tick in ticks]
            painter.setPen(self.inks[ink])
            painter.drawLines([QLine(x, place.above, x, height) for x in places])

    def _today_line(self) -> None:
        x = self.place.x_of(self.today)
        self.painter.setPen(QPen(self.inks["accent"], 2, Qt.PenStyle.DashLine))
        self.painter.drawLine(round(x), self.place.above, round(x), self.place.height)

    def _ruler(self, ruler: time_scale.Ruler) -> None:
        place, painter, words = self.place, self.painter, self.words
        half = place.above // 2
        painter.fillRect(0, 0, place.width, place.above, self.inks["raised"])
        painter.save()
        painter.setClipRect(QRect(place.left, 0, place.room, place.above))
        down = (half - self.measure.height()) / 2
        painter.setPen(self.inks["text"])
        for number, (day, label) in enumerate(ruler.upper):
            # The name of what fills the view stands at its left edge, not out of sight.
            end = place.start_of(ruler.upper[number + 1].day) if number + 1 < len(ruler.upper) else float(place.width)
            start = max(place.start_of(day), float(place.left))
            if end - start > words.width(label) + 8:
                words.draw(painter, start + 5, down, label)
        lower = half + down if ruler.upper else (place.above - self.measure.height()) / 2
        painter.setPen(self.inks["muted"])
        flag = self._today_box(half)
        for number, (day, label) in enumerate(ruler.lower):
            x, wide = place.start_of(day), words.width(label)
            if ruler.unit == "day":
                x += (place.per_day - wide) / 2 - 4
            elif x < place.left and number + 1 < len(ruler.lower):
                # What began before the view is named at its edge, where there is room.
                x = min(float(place.left), place.start_of(ruler.lower[number + 1].day) - wide - 8)
            if x >= place.left - 4 and not (flag.left() - wide - 4 < x < flag.right()):
                words.draw(painter, x + 4, lower, label)
        for ink, ticks, top in (
            ("line", ruler.lower, half if ruler.upper else 2), ("line_strong", ruler.upper, 2),
        ):  # fmt: skip
            places = [round(place.start_of(tick.day)) for tick in ticks]
            painter.setPen(self.inks[ink])
            painter.drawLines([QLine(x, top, x, place.above) for x in places])
        self._today_flag(flag)
        painter.restore()
        painter.setPen(self.inks["line_strong"])
        painter.drawLine(0, place.above - 1, place.width, place.above - 1)

    def _today_box(self, half: int) -> QRectF:
        x = self.place.x_of(self.today)
        width = self.words.width("Today") + 10
        return QRectF(x - width / 2, half + 1, width, self.place.above - half - 3)

    def _today_flag(self, box: QRectF) -> None:
        """The word over today's line."""
        painter = self.painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.inks["accent"])
        painter.drawRoundedRect(box, 3, 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(style.ink("on_accent"))
        self.words.draw(painter, box.left() + 5, box.top() + (box.height() - self.measure.height()) / 2, "Today")

    # --- the rows

    def _lane(self, top: int, lane: Lane, current: str | None, first: int, last: int, *, focus: bool) -> None:
        place, marks = self.place, lane.marks
        middle = top + place.row // 2
        if len(marks) > _MANY:
            # Of a body that meets each week for years.
            reach = round(SIZE / place.per_day) + 1
            marks = marks[bisect_left(marks, (first - reach,)) : bisect_left(marks, (last + reach + 1,))]
        crowded = len(marks) > _MANY
        behind, before = -1e9, 1e9
        late: Mark | None = None
        for one in marks:
            x = self.zero + one.day * place.per_day
            if crowded and x - behind + self.half < 2 and one.key != current:
                continue
            start, end = self._mark(one, x, middle, current, focus=focus)
            before, behind = min(start, before), max(end, behind)
            if one.standing == "late" and (late is None or one.kind == "action"):
                late = one
        if late is not None and place.left <= behind < place.width:
            self.painter.setPen(self.inks["late"])
            words = _late_in_words(self.today - late.day)
            self.words.draw(self.painter, behind + 5, middle - self.measure.height() / 2, words)
        if behind < place.left or before > place.width:
            self._beyond(lane.marks, middle)

    def _mark(self, one: Mark, x: float, middle: int, current: str | None, *, focus: bool) -> tuple[float, float]:
        """Draw it with what moved; where it begins and ends."""
        place, painter = self.place, self.painter
        start = end = x
        if one.first is not None:
            start = self.zero + one.first * place.per_day
            near = self._near(start)
            wide = round(self._near(x) - near)
            if one.kind == "action":
                painter.fillRect(round(near), middle - 2, wide, 4, self.inks["line_strong"])
                self._stamp(FIRST, one.standing, start, middle)
            else:
                is_late = one.standing == "late"
                box = QRect(round(near - place.per_day / 2), middle - 5, round(wide + place.per_day), 10)
                painter.fillRect(box, self.late_soft if is_late else self.soft)
                painter.setPen(self.inks["late" if is_late else "accent"])
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(box)
            start, end = min(start, x), max(start, x)
        if one.forecast is not None:
            to = self.zero + one.forecast * place.per_day
            left, right = sorted((round(self._near(x)), round(self._near(to))))
            painter.drawTiledPixmap(left, middle - 1, right - left, 2, dots(self.ratio))
            self._stamp(FORECAST if one.forecast > one.day else FORECAST_EARLIER, one.standing, to, middle)
            start, end = min(start, to), max(end, to)
        if one.asked is not None:
            to = self.zero + one.asked * place.per_day
            left, right = sorted((round(self._near(x)), round(self._near(to))))
            painter.drawTiledPixmap(left, middle - 1, right - left, 2, dots(self.ratio))
            self._stamp(ASKED, "coming", to, middle)
            start, end = min(start, to), max(end, to)
        if one.key == current:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.inks["accent"], 2 if focus else 1))
            reach = self.half + 2 * self.scale
            painter.drawEllipse(QPointF(x, middle), reach, reach)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._stamp(one.kind, one.standing, x, middle)
        return start - self.half, end + self.half

    def _stamp(self, shape: str, standing: str, x: float, middle: int) -> None:
        if self.place.left - self.half <= x <= self.place.width + self.half:
            picture = mark(shape, standing, self.scale, self.ratio)
            self.painter.drawPixmap(QPointF(x - self.half, middle - self.half), picture)

    def _near(self, x: float) -> float:
        """The same or just out of sight: a line across centuries is not drawn whole."""
        return min(max(x, self.place.left - 40.0), self.place.width + 40.0)

    def _beyond(self, marks: tuple[Mark, ...], middle: int) -> None:
        """A row whose marks all lie out of view says at the edge on which side they are."""
        place = self.place
        if max(place.x_of(one.day) for one in (marks[0], marks[-1])) < place.left:
            shape, x = EARLIER, place.left + self.half
        else:
            shape, x = LATER, place.width - self.half
        late = [one for one in marks if one.standing == "late"]
        self._stamp(shape, "late" if late else "coming", x, middle)
        if late and shape == EARLIER:
            about = next((one for one in late if one.kind == "action"), late[0])
            self.painter.setPen(self.inks["late"])
            words = _late_in_words(self.today - about.day)
            self.words.draw(self.painter, x + self.half + 3, middle - self.measure.height() / 2, words)

    # --- the words at the left

    def _labels(self, current_row: int | None) -> None:
        place, painter = self.place, self.painter
        painter.save()
        painter.setClipRect(QRect(0, place.above, place.width, max(0, place.height - place.above)))
        down = (place.row - self.measure.height()) / 2
        rows = place.rows_in_view
        painter.setPen(self.inks["line_strong"])
        painter.drawLine(place.left - 1, place.above, place.left - 1, place.height)
        for number in rows:
            row, top = place.rows[number], place.top_of(number)
            if isinstance(row, Heading):
                self._heading(row, top, down)
                continue
            if number == current_row:
                painter.fillRect(0, top, place.left - 1, place.row, self.inks["chosen"])
            painter.setPen(self.inks["text"])
            self.words.draw(painter, 12, top + down, row.label, place.left - 20)
        over = place.heading_over(rows.start) if rows else None
        if over is not None and place.top_of(over) < place.above:
            # The group's name stays in sight, and is pushed out by the next one.
            following = place.headings.index(over) + 1
            push = place.above
            if following < len(place.headings):
                push = min(push, place.top_of(place.headings[following]) - place.row)
            heading = place.rows[over]
            assert isinstance(heading, Heading)
            self._heading(heading, push, down)
        painter.restore()

    def _heading(self, heading: Heading, top: int, down: float) -> None:
        place, painter = self.place, self.painter
        painter.fillRect(0, top, place.width, place.row, self.inks["raised"])
        painter.setPen(self.inks["line"])
        painter.drawLine(0, top + place.row - 1, place.width, top + place.row - 1)
        painter.setFont(self.words.strong)
        painter.setPen(self.inks["text"])
        words = f"{heading.label} ({heading.lanes:,})"
        self.words.draw(painter, 6, top + down, words, place.width - 12, strong=True)
        painter.setFont(self.font)


@lru_cache(maxsize=4096)
def _late_in_words(days: int) -> str:
    return days_late(days)
