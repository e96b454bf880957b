"""Draws what is in view of a line of time: ruler, bars, marks, today's line, the words at the left."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui import style
from gui.widgets.time_line_place import Place
from gui.widgets.time_marks import FIRST, FORECAST, FORECAST_EARLIER, SIZE, mark
from model import time_scale
from model.time_line import Heading, Lane, Mark
from model.wording import days_late

_MANY = 24  # marks of a row from which on only those in view are looked at
_WEEKENDS = 5.0  # pixels of a day from which on weekends are shaded


class LinePainter:
    """One frame. ``current`` is the key of the mark in hand, ``moving`` one that is shown elsewhere meanwhile."""

    def __init__(self, painter: QPainter, place: Place, today: int, ratio: float) -> None:
        self.painter = painter
        self.place = place
        self.today = today
        self.ratio = ratio
        self.font = style.theme().font("small")
        self.measure = QFontMetricsF(self.font)
        self.digit = self.measure.horizontalAdvance("0")
        self.scale = max(1.0, self.measure.height() / 17)
        self.inks: Mapping[str, QColor] = {
            name: style.ink(name)
            for name in ("surface", "raised", "line", "line_strong", "text", "muted", "accent", "late", "chosen")
        }
        self.soft = QColor(self.inks["accent"])
        self.soft.setAlpha(56)
        self.late_soft = QColor(self.inks["late"])
        self.late_soft.setAlpha(56)

    def draw(self, current: str | None, current_row: int | None, labels: dict[int, str], *, focus: bool) -> None:
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
        self._words(current_row, labels)
        self._ruler(ruler)

    # --- the days

    def _grid(self, ruler: time_scale.Ruler, first: int, last: int) -> None:
        place, painter = self.place, self.painter
        height = place.height
        if place.per_day >= _WEEKENDS:
            wide = round(2 * place.per_day)
            for saturday in range(first + (5 - date.fromordinal(first).weekday()) % 7 - 7, last + 1, 7):
                painter.fillRect(round(place.start_of(saturday)), place.above, wide, height, self.inks["raised"])
        painter.setPen(self.inks["line"])
        for day, _ in ruler.lower if ruler.unit != "day" else ():
            x = round(place.start_of(day))
            painter.drawLine(x, place.above, x, height)
        painter.setPen(self.inks["line_strong"])
        for day, _ in ruler.upper:
            x = round(place.start_of(day))
            painter.drawLine(x, place.above, x, height)

    def _today_line(self) -> None:
        x = self.place.x_of(self.today)
        self.painter.setPen(QPen(self.inks["accent"], 1.6, Qt.PenStyle.DashLine))
        self.painter.drawLine(QPointF(x, self.place.above), QPointF(x, self.place.height))

    def _ruler(self, ruler: time_scale.Ruler) -> None:
        place, painter = self.place, self.painter
        half = place.above // 2
        painter.fillRect(0, 0, place.width, place.above, self.inks["raised"])
        painter.save()
        painter.setClipRect(QRect(place.left, 0, place.room, place.above))
        down = (half + self.measure.ascent() - self.measure.descent()) / 2
        painter.setPen(self.inks["text"])
        for number, (day, label) in enumerate(ruler.upper):
            # The name of what fills the view stands at its left edge, not out of sight.
            end = place.start_of(ruler.upper[number + 1].day) if number + 1 < len(ruler.upper) else float(place.width)
            start = max(place.start_of(day), float(place.left))
            if end - start > self.measure.horizontalAdvance(label) + 8:
                painter.drawText(QPointF(start + 5, down), label)
        lower = half + down if ruler.upper else place.above / 2 + down / 2
        painter.setPen(self.inks["muted"])
        flag = self._today_box(half)
        for number, (day, label) in enumerate(ruler.lower):
            x, wide = place.start_of(day), self.measure.horizontalAdvance(label)
            if ruler.unit == "day":
                x += (place.per_day - wide) / 2 - 4
            elif x < place.left and number + 1 < len(ruler.lower):
                # What began before the view is named at its edge, where there is room.
                x = min(float(place.left), place.start_of(ruler.lower[number + 1].day) - wide - 8)
            if x >= place.left - 4 and not (flag.left() - wide - 4 < x < flag.right()):
                painter.drawText(QPointF(x + 4, lower), label)
        painter.setPen(self.inks["line_strong"])
        for day, _ in ruler.upper:
            x = round(place.start_of(day))
            painter.drawLine(x, 2, x, place.above)
        painter.setPen(self.inks["line"])
        for day, _ in ruler.lower:
            x = round(place.start_of(day))
            painter.drawLine(x, half if ruler.upper else 2, x, place.above)
        self._today_flag(flag)
        painter.restore()
        painter.setPen(self.inks["line_strong"])
        painter.drawLine(0, place.above - 1, place.width, place.above - 1)

    def _today_box(self, half: int) -> QRectF:
        x = self.place.x_of(self.today)
        width = self.measure.horizontalAdvance("Today") + 10
        return QRectF(x - width / 2, half + 1, width, self.place.above - half - 3)

    def _today_flag(self, box: QRectF) -> None:
        """The word over today's line."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.inks["accent"])
        self.painter.drawRoundedRect(box, 3, 3)
        self.painter.setPen(style.ink("on_accent"))
        self.painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "Today")

    # --- the rows

    def _lane(self, top: int, lane: Lane, current: str | None, first: int, last: int, *, focus: bool) -> None:
        middle = top + self.place.row / 2
        marks: tuple[Mark, ...] = lane.marks
        if len(marks) > _MANY:
            # Of a body that meets each week for years.
            reach = round(SIZE / self.place.per_day) + 1
            marks = marks[bisect_left(marks, (first - reach,)) : bisect_left(marks, (last + reach + 1,))]
        behind = -1.0
        late: Mark | None = None
        for one in marks:
            x = self.place.x_of(one.day)
            if len(marks) > _MANY and x - behind < 2 and one.key != current:
                continue
            behind = max(self._mark(one, x, middle, current, focus=focus), behind)
            if one.standing == "late" and (late is None or one.kind == "action"):
                late = one
        if late is not None and self.place.left <= behind < self.place.width:
            self.painter.setPen(self.inks["late"])
            self.painter.drawText(
                QPointF(behind + 5, middle + self.measure.ascent() / 2 - 1), days_late(self.today - late.day)
            )
        self._beyond(lane.marks, middle)

    def _mark(self, one: Mark, x: float, middle: float, current: str | None, *, focus: bool) -> float:
        """Draw it with what moved; where it ends at the right."""
        place, painter = self.place, self.painter
        end = x
        if one.first is not None:
            start = self._near(place.x_of(one.first))
            if one.kind == "action":
                painter.setPen(QPen(self.inks["line_strong"], 4))
                painter.drawLine(QPointF(start, middle), QPointF(self._near(x), middle))
                self._stamp(FIRST, one.standing, start, middle)
            else:
                soft = self.late_soft if one.standing == "late" else self.soft
                box = QRectF(start - place.per_day / 2, middle - 5, self._near(x) - start + place.per_day, 10)
                painter.setPen(QPen(self.inks["late" if one.standing == "late" else "accent"], 1))
                painter.setBrush(soft)
                painter.drawRect(box)
        if one.forecast is not None:
            to = self._near(place.x_of(one.forecast))
            painter.setPen(QPen(self.inks["muted"], 1.6, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(self._near(x), middle), QPointF(to, middle))
            self._stamp(FORECAST if one.forecast > one.day else FORECAST_EARLIER, one.standing, to, middle)
            end = max(end, to)
        if one.key == current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.inks["accent"], 2 if focus else 1))
            reach = (SIZE / 2 + 2) * self.scale
            painter.drawEllipse(QPointF(x, middle), reach, reach)
        self._stamp(one.kind, one.standing, x, middle)
        return end + SIZE * self.scale / 2

    def _stamp(self, shape: str, standing: str, x: float, middle: float) -> None:
        half = SIZE * self.scale / 2
        if self.place.left - half <= x <= self.place.width + half:
            self.painter.drawPixmap(QPointF(x - half, middle - half), mark(shape, standing, self.scale, self.ratio))

    def _near(self, x: float) -> float:
        """The same or just out of sight: a line across centuries is not drawn whole."""
        return min(max(x, self.place.left - 40.0), self.place.width + 40.0)

    def _beyond(self, marks: tuple[Mark, ...], middle: float) -> None:
        """A row whose marks all lie out of view says at the edge where they are."""
        place = self.place
        if not marks:
            return
        before = max(place.x_of(max(one.day, one.first or 0, one.forecast or 0)) for one in (marks[-1], marks[0]))
        after = place.x_of(marks[0].day if marks[0].first is None else min(marks[0].day, marks[0].first))
        half = SIZE * self.scale / 2
        if before < place.left - half:
            x, way = place.left + 7.0, 1.0
        elif after > place.width + half:
            x, way = place.width - 7.0, -1.0
        else:
            return
        self.painter.setPen(QPen(self.inks["late" if any(m.standing == "late" for m in marks) else "muted"], 1.6))
        for up in (-4.0, 4.0):
            self.painter.drawLine(QPointF(x - 2 * way, middle), QPointF(x + 2 * way, middle + up))

    # --- the words at the left

    def _words(self, current_row: int | None, labels: dict[int, str]) -> None:
        place, painter = self.place, self.painter
        painter.save()
        painter.setClipRect(QRect(0, place.above, place.width, max(0, place.height - place.above)))
        painter.fillRect(0, place.above, place.left, place.height, self.inks["surface"])
        down = (place.row + self.measure.ascent() - self.measure.descent()) / 2
        rows = place.rows_in_view
        for number in rows:
            row, top = place.rows[number], place.top_of(number)
            if isinstance(row, Heading):
                self._heading(row, top, down)
                continue
            if number == current_row:
                painter.fillRect(0, top, place.left, place.row, self.inks["chosen"])
            label = labels.get(number)
            if label is None:
                label = labels[number] = self.measure.elidedText(
                    row.label, Qt.TextElideMode.ElideRight, place.left - 20
                )
            painter.setPen(self.inks["text"])
            painter.drawText(QPointF(12, top + down), label)
        painter.setPen(self.inks["line_strong"])
        painter.drawLine(place.left - 1, place.above, place.left - 1, place.height)
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
        strong = style.theme().font("strong")
        strong.setPointSizeF(self.font.pointSizeF())
        painter.setFont(strong)
        painter.setPen(self.inks["text"])
        words = f"{heading.label} ({heading.lanes:,})"
        painter.drawText(QPointF(6, top + down), QFontMetricsF(strong).elidedText(
            words, Qt.TextElideMode.ElideRight, place.width - 12))  # fmt: skip
        painter.setFont(self.font)
