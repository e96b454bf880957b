"""The golden thread of an area: the same worry raised at one inspection after another.

``paint_thread`` draws its years on one line, for a table. ``GoldenThread`` shows every source with its
words, page and paragraph, each opening the inspection or meeting that it comes from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui import style
from gui.importing.links import source_words
from gui.style import space
from gui.widgets.buttons import IconButton
from gui.widgets.links import LinkLabel
from gui.widgets.text import label
from model.areas import ThreadStep
from model.records import Source
from model.wording import in_words, plural

_DOT, _GAP, _REACH = 3.0, 5.0, 12.0


# --- on one line


def years_of(steps: Sequence[ThreadStep]) -> tuple[str, ...]:
    """The years in which it was raised, each once, earliest first."""
    return tuple(dict.fromkeys(str(step.day.year) for step in steps if step.day is not None))


def thread_words(steps: Sequence[ThreadStep]) -> str:
    """As in "2014 · 2019 · 2023", or where nothing has a day, where it comes from."""
    years = years_of(steps)
    return " · ".join(years) if years else (steps[0].name if steps else "")


def thread_sentence(steps: Sequence[ThreadStep]) -> str:
    """For a tooltip: one source a line, under how often it was raised."""
    if not steps:
        return "No source yet: say which inspection or meeting raised it."
    times = "Raised once" if len(steps) == 1 else f"Raised {plural(len(steps), 'time')}"
    return "\n".join([f"{times}:", *(step.name for step in steps)])


def thread_width(font: QFont, years: Sequence[str]) -> float:
    measure = QFontMetricsF(font)
    words = sum(measure.horizontalAdvance(year) for year in years)
    return words + len(years) * (2 * _DOT + _GAP) + max(0, len(years) - 1) * (_REACH + 2 * _GAP)


def paint_thread(painter: QPainter, place: QRectF, years: Sequence[str], font: QFont) -> None:
    """The years with a dot each and a line between; where there is no room, a dot each between first and last."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    if len(years) < 2 or thread_width(font, years) <= place.width():
        x = place.left()
        for number, year in enumerate(years):
            if number:
                x = _line(painter, x + _GAP, place.center().y(), _REACH) + _GAP
            x = _words(painter, _dot(painter, x, place.center().y()) + _GAP, place, year)
    else:
        x = _words(painter, place.left(), place, years[0]) + _GAP
        for number, _ in enumerate(years):
            if number:
                x = _line(painter, x, place.center().y(), _REACH / 2)
            x = _dot(painter, x, place.center().y())
        _words(painter, x + _GAP, place, years[-1])
    painter.restore()


def _dot(painter: QPainter, x: float, middle: float) -> float:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(style.ink("accent"))
    painter.drawEllipse(QPointF(x + _DOT, middle), _DOT, _DOT)
    return x + 2 * _DOT


def _line(painter: QPainter, x: float, middle: float, length: float) -> float:
    painter.setPen(QPen(style.ink("accent"), 1.2))
    painter.drawLine(QPointF(x, middle), QPointF(x + length, middle))
    return x + length


def _words(painter: QPainter, x: float, place: QRectF, words: str) -> float:
    painter.setPen(style.ink("text"))
    width = QFontMetricsF(painter.font()).horizontalAdvance(words)
    painter.drawText(QRectF(x, place.top(), width + 1, place.height()), Qt.AlignmentFlag.AlignVCenter, words)
    return x + width


# --- in full


class GoldenThread(QWidget):
    """Every source of an area in the order of time, down the page."""

    opened = Signal(str, str)  # table, id: the inspection or meeting
    document_asked = Signal(str, int, str)  # document id, page (0: none), quotation
    edit_asked = Signal(str)  # source id
    remove_asked = Signal(str)  # source id

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Golden thread")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._shown: tuple[object, ...] = ()

    def show_steps(self, steps: Sequence[ThreadStep], documents: Mapping[str, str], *, writable: bool = True) -> None:
        """``documents``: the titles of those that sources name."""
        wanted = (tuple(steps), tuple(sorted(documents.items())), writable)
        if wanted == self._shown:
            return
        self._shown = wanted
        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for place, step in enumerate(steps):
            row = _Step(step, documents.get(step.source.document or ""), writable, self)
            row.rail.first, row.rail.last = place == 0, place == len(steps) - 1
            self._connect(row, step)
            self._rows.addWidget(row)

    def rows(self) -> list[_Step]:
        """The rows as they are shown, earliest first."""
        found = (self._rows.itemAt(place) for place in range(self._rows.count()))
        return [row for item in found if item is not None and isinstance(row := item.widget(), _Step)]

    def _connect(self, row: _Step, step: ThreadStep) -> None:
        if step.table is not None and step.opens is not None:
            row.name.clicked.connect(partial(_emit, self.opened, step.table, step.opens))
        if step.source.document is not None:
            row.document.clicked.connect(partial(_ask, self.document_asked, step.source))
        row.edit.clicked.connect(partial(_emit, self.edit_asked, step.source.id))
        row.remove.clicked.connect(partial(_emit, self.remove_asked, step.source.id))


class _Step(QWidget):
    """One source: where it comes from, its words, and where they stand."""

    def __init__(self, step: ThreadStep, document: str | None, writable: bool, parent: QWidget) -> None:
        super().__init__(parent)
        source = step.source
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(space.s)
        self.rail = _Rail(self)
        outer.addWidget(self.rail)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, space.m)
        column.setSpacing(2)
        outer.addLayout(column, 1)

        head = QHBoxLayout()
        head.setSpacing(0)
        self.year = label(str(step.day.year) if step.day else "", "strong", parent=self)
        self.year.setVisible(step.day is not None)
        head.addWidget(self.year, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        self.edit = IconButton("edit", f"Edit this source: {step.name}", self)
        self.remove = IconButton("delete", f"Remove this source: {step.name}", self)
        for button in (self.edit, self.remove):
            button.setVisible(writable)
            head.addWidget(button)
        column.addLayout(head)

        self.name = LinkLabel(step.name, self, opens=step.opens is not None)
        column.addWidget(self.name)
        self.quote = label(f"“{source.quote}”" if source.quote else "", wrap=True, selectable=True, parent=self)
        self.quote.setVisible(bool(source.quote))
        column.addWidget(self.quote)
        self.place = label(_place(None if document else source.page, source.paragraph), "small", wrap=True, parent=self)
        self.place.setVisible(bool(self.place.text()))
        column.addWidget(self.place)
        self.document = LinkLabel(source_words(document or "", source.page), self, opens=True, icon="file")
        self.document.setVisible(document is not None)
        column.addWidget(self.document)
        self.note = label(source.note or "", "muted", wrap=True, parent=self)
        self.note.setVisible(bool(source.note))
        column.addWidget(self.note)
        self.setAccessibleName(step.name)
        self.setAccessibleDescription(
            f"{source.quote or ''} {self.place.text()} {in_words(step.day) if step.day else ''}".strip()
        )


class _Rail(QWidget):
    """The line down the side with this step's dot."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.first = self.last = True
        self.setFixedWidth(14)
        style.theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, dot = 6.5, 14.0
        painter.setPen(QPen(style.ink("accent"), 1.5))
        if not self.first:
            painter.drawLine(QPointF(x, 0), QPointF(x, dot))
        if not self.last:
            painter.drawLine(QPointF(x, dot), QPointF(x, self.height()))
        painter.setBrush(style.ink("accent"))
        painter.drawEllipse(QPointF(x, dot), 4.0, 4.0)


def _place(page: int | None, paragraph: str | None) -> str:
    parts = [f"page {page}" if page else "", f"paragraph {paragraph}" if paragraph else ""]
    return ", ".join(part for part in parts if part).capitalize()


def _ask(signal: object, source: Source, *_: object) -> None:
    signal.emit(source.document, source.page or 0, source.quote or "")  # type: ignore[attr-defined]


def _emit(signal: object, *values: str) -> None:
    signal.emit(*[value for value in values if isinstance(value, str)])  # type: ignore[attr-defined]
