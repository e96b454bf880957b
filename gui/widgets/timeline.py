"""Events on one line of time, to scale by year: what is graded is a disc, what is not a diamond.

The marks are drawn and not widgets, so each is also reached by the keyboard (left, right, Home, End,
Enter) and said in words by ``accessibleDescription``; a page shows the same events as a list beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui import style
from gui.widgets.text import escaped

_RADIUS = 7.0
_LEVELS = 2  # rows of words above the line
_REACH = 4.0  # pixels beside a mark in which the pointer still means it


@dataclass(frozen=True, slots=True)
class Mark:
    """One event. ``label`` is drawn where there is room for it; ``words`` say all of it in one sentence."""

    id: str
    day: date
    label: str
    words: str
    short: str = ""  # the label where there is less room
    filled: bool = True  # a disc; else an empty diamond
    sealed: bool = False  # not public yet: drawn with a bar across


class Timeline(QWidget):
    """Shows marks on an axis of years and lets one of them be chosen."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: tuple[Mark, ...] = ()
        self._today: date | None = None
        self._current: str | None = None
        self._legend: tuple[str, str, str] = ("", "", "")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        style.theme().changed.connect(self._restyled)

    # --- what is shown

    def set_legend(self, filled: str, empty: str, sealed: str) -> None:
        """What a disc, a diamond and a bar across stand for; the last is named only where there is one."""
        self._legend = (filled, empty, sealed)

    def set_marks(self, marks: Iterable[Mark], today: date) -> None:
        """Show these, earliest first; the chosen one stays chosen if it is still among them."""
        self._marks = tuple(sorted(marks, key=lambda mark: (mark.day, mark.id)))
        self._today = today
        if self._current not in {mark.id for mark in self._marks}:
            self._current = None
        self._describe()
        self.update()

    @property
    def current(self) -> str | None:
        return self._current

    def set_current(self, mark_id: str | None) -> None:
        """Choose without saying so: the page was told elsewhere."""
        known = {mark.id for mark in self._marks}
        self._current = mark_id if mark_id in known else None
        self._describe()
        self.update()

    def marks(self) -> tuple[Mark, ...]:
        return self._marks

    # --- where it stands

    def years(self) -> tuple[int, int]:
        """The first and last year of the axis, both shown whole."""
        days = [mark.day for mark in self._marks] + ([self._today] if self._today else [])
        first, last = min(days).year, max(days).year
        return first, last

    def x_of(self, day: date) -> float:
        """Where a day stands, in pixels from the left."""
        first, last = self.years()
        start, end = date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal()
        left = style.space.m + _RADIUS
        return left + (day.toordinal() - start) / (end - start) * (self.width() - 2 * left)

    def mark_at(self, x: float, y: float) -> Mark | None:
        """The mark under a point: the nearest on the line, or the one whose words are there."""
        for mark, box, _words in self._labels():
            if box.contains(QPointF(x, y)):
                return mark
        if abs(y - self._line()) > _RADIUS + 2 * _REACH:
            return None
        near = min(self._marks, key=lambda mark: abs(self.x_of(mark.day) - x), default=None)
        return near if near is not None and abs(self.x_of(near.day) - x) <= _RADIUS + _REACH else None

    def sizeHint(self) -> QSize:
        return QSize(480, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self._height())

    def _row(self) -> float:
        return QFontMetricsF(style.theme().font("small")).height() + 2

    def _line(self) -> float:
        return style.space.xs + _LEVELS * self._row() + style.space.s + _RADIUS

    def _height(self) -> int:
        return round(self._line() + _RADIUS + style.space.s + 2 * self._row() + style.space.xs)

    def _labels(self) -> list[tuple[Mark, QRectF, str]]:
        """Words for the marks that have room for them, in two rows: the chosen one first, then the latest.

        Where the whole label has no room, the short one may.
        """
        measure = QFontMetricsF(style.theme().font("small"))
        placed: list[tuple[Mark, QRectF, str]] = []
        for mark in sorted(self._marks, key=lambda one: (one.id != self._current, -one.day.toordinal())):
            for words in (mark.label, mark.short):
                box = self._free_place(mark, measure.horizontalAdvance(words) + 6, [box for _, box, _ in placed])
                if words and box is not None:
                    placed.append((mark, box, words))
                    break
        return placed

    def _free_place(self, mark: Mark, width: float, taken: list[QRectF]) -> QRectF | None:
        left = min(max(self.x_of(mark.day) - width / 2, 0.0), max(self.width() - width, 0.0))
        for level in range(_LEVELS):
            box = QRectF(left, style.space.xs + (_LEVELS - 1 - level) * self._row(), width, self._row())
            if not any(box.adjusted(-style.space.s, 0, style.space.s, 0).intersects(other) for other in taken):
                return box
        return None

    # --- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(style.theme().font("small"))
        if self._marks:
            self._draw_axis(painter)
            self._draw_labels(painter)
            for mark in self._marks:
                self._draw_mark(painter, mark)
        painter.end()

    def _draw_axis(self, painter: QPainter) -> None:
        line, row = self._line(), self._row()
        first, last = self.years()
        painter.setPen(QPen(style.ink("line_strong"), 1.5))
        painter.drawLine(QPointF(self.x_of(date(first, 1, 1)), line), QPointF(self.x_of(date(last, 12, 31)), line))
        top = line + _RADIUS + style.space.s
        wide = QFontMetricsF(painter.font()).horizontalAdvance("2000") + 2 * style.space.s
        one = self.x_of(date(last, 12, 31)) - self.x_of(date(last, 1, 1))
        step = max(1, -int(-wide // max(one, 1.0)))
        for year in range(first, last + 1):
            x = self.x_of(date(year, 1, 1))
            painter.setPen(QPen(style.ink("line_strong"), 1))
            painter.drawLine(QPointF(x, line), QPointF(x, line + _RADIUS))
            if (year - first) % step == 0:
                painter.setPen(style.ink("muted"))
                middle = x + one * min(step, last + 1 - year) / 2 if step == 1 else x + wide / 2
                box = QRectF(middle - wide / 2, top, wide, row)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(year))
        if self._today is not None:
            self._draw_today(painter, top)
        self._draw_legend(painter, top + row)

    def _draw_today(self, painter: QPainter, bottom: float) -> None:
        x = self.x_of(self._today) if self._today else 0.0
        painter.setPen(QPen(style.ink("accent"), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, self._line() - _RADIUS - 4), QPointF(x, bottom))

    def _draw_legend(self, painter: QPainter, top: float) -> None:
        measure, row = QFontMetricsF(painter.font()), self._row()
        entries = [
            (words, kind) for words, kind in zip(self._legend, ("disc", "diamond", "seal"), strict=True) if words
        ]
        if not any(mark.sealed for mark in self._marks):
            entries = [entry for entry in entries if entry[1] != "seal"]
        if self._today is not None:
            entries.append(("today", "today"))
        x = float(style.space.m)
        for words, kind in entries:
            centre = QPointF(x + 5, top + row / 2)
            if kind == "today":
                painter.setPen(QPen(style.ink("accent"), 1.5, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(x + 5, top + 2), QPointF(x + 5, top + row - 2))
            else:
                self._draw_shape(painter, centre, 4.5, kind == "disc")
                if kind == "seal":
                    self._draw_seal(painter, centre, 5.5)
            painter.setPen(style.ink("muted"))
            width = measure.horizontalAdvance(words)
            painter.drawText(QRectF(x + 16, top, width + 2, row), Qt.AlignmentFlag.AlignVCenter, words)
            x += 16 + width + style.space.l

    def _draw_labels(self, painter: QPainter) -> None:
        found = self._labels()
        for mark, box, _words in found:
            x = self.x_of(mark.day)
            painter.setPen(QPen(style.ink("line"), 1))
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x, self._line() - _RADIUS))
        for mark, box, words in found:
            painter.setPen(style.ink("accent" if mark.id == self._current else "text"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _draw_mark(self, painter: QPainter, mark: Mark) -> None:
        centre = QPointF(self.x_of(mark.day), self._line())
        if mark.id == self._current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(style.ink("accent"), 2 if self.hasFocus() else 1))
            painter.drawEllipse(centre, _RADIUS + 4, _RADIUS + 4)
        self._draw_shape(painter, centre, _RADIUS, mark.filled)
        if mark.sealed:
            self._draw_seal(painter, centre, _RADIUS + 1)

    @staticmethod
    def _draw_seal(painter: QPainter, centre: QPointF, reach: float) -> None:
        painter.setPen(QPen(style.ink("danger"), 2))
        painter.drawLine(centre + QPointF(-reach, reach), centre + QPointF(reach, -reach))

    def _draw_shape(self, painter: QPainter, centre: QPointF, radius: float, filled: bool) -> None:
        accent: QColor = style.ink("accent")
        painter.setPen(QPen(accent, 1.8))
        if filled:
            painter.setBrush(accent)
            painter.drawEllipse(centre, radius - 1, radius - 1)
        else:
            painter.setBrush(style.ink("surface"))
            painter.drawPolygon(
                QPolygonF(
                    [
                        centre + QPointF(0, -radius),
                        centre + QPointF(radius, 0),
                        centre + QPointF(0, radius),
                        centre + QPointF(-radius, 0),
                    ]
                )
            )

    # --- choosing

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            point = event.pos()  # type: ignore[attr-defined]
            mark = self.mark_at(point.x(), point.y())
            words = escaped(mark.words) if mark is not None else ""
            QToolTip.showText(event.globalPos(), words, self)  # type: ignore[attr-defined]
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.mark_at(event.position().x(), event.position().y())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        mark = self.mark_at(event.position().x(), event.position().y())
        if mark is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(mark)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        mark = self.mark_at(event.position().x(), event.position().y())
        if mark is not None:
            self.opened.emit(mark.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ids = [mark.id for mark in self._marks]
        key = event.key()
        if not ids:
            super().keyPressEvent(event)
            return
        at = ids.index(self._current) if self._current in ids else None
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and at is not None:
            self.opened.emit(ids[at])
        elif key == Qt.Key.Key_Right:
            self._choose(self._marks[0 if at is None else min(at + 1, len(ids) - 1)])
        elif key == Qt.Key.Key_Left:
            self._choose(self._marks[-1 if at is None else max(at - 1, 0)])
        elif key == Qt.Key.Key_Home:
            self._choose(self._marks[0])
        elif key == Qt.Key.Key_End:
            self._choose(self._marks[-1])
        else:
            super().keyPressEvent(event)

    def _choose(self, mark: Mark) -> None:
        if mark.id == self._current:
            return
        self.set_current(mark.id)
        self.chosen.emit(mark.id)

    def _describe(self) -> None:
        at = next((place for place, mark in enumerate(self._marks, 1) if mark.id == self._current), None)
        if not self._marks:
            words = "Empty"
        elif at is None:
            words = f"{len(self._marks)} marks; the arrow keys go through them"
        else:
            words = f"{self._marks[at - 1].words} ({at} of {len(self._marks)})"
        self.setAccessibleDescription(words)

    def _restyled(self) -> None:
        self.updateGeometry()
        self.update()
