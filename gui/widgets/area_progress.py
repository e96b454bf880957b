"""Areas one a line: how many of their actions are complete, and the two ratings with what they rest on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from gui import style
from gui.style import space
from gui.widgets.badge import Badge
from gui.widgets.buttons import Button
from gui.widgets.links import LinkLabel
from gui.widgets.text import escaped, label, mnemonic_free
from model.finding import AreaRow
from model.wording import plural

_WITH_BARS = 500  # pixels at 100 %


class ProgressBar(QWidget):
    """Complete, late and other open actions as lengths of one bar; the words beside it say the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = (0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        style.theme().changed.connect(self.update)

    def show_parts(self, complete: int, late: int, others: int) -> None:
        self._parts = (complete, late, others)
        words = f"{complete:,} complete, {late:,} late, {others:,} open and not late"
        self.setToolTip(escaped(words))
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(64, 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = sum(self._parts)
        place = QRectF(0, 1, self.width(), self.height() - 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.ink("line"))
        painter.drawRoundedRect(place, 4, 4)
        if not whole:
            return
        left = place.left()
        for count, value in zip(self._parts[:2], ("green", "red"), strict=True):
            width = place.width() * count / whole
            if count:
                painter.setBrush(style.rating_colours(value)[2])
                # A late part is lower as well as red, so that it is seen without colour.
                inset = 0.0 if value == "green" else 2.0
                painter.drawRoundedRect(QRectF(left, place.top() + inset, width, place.height() - 2 * inset), 3, 3)
            left += width


class AreaLines(QWidget):
    """Lines that open: the title its area, the count its actions."""

    area_opened = Signal(str)
    actions_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(space.m)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        for column, across, words in ((0, 1, "Area"), (1, 2, "Complete"), (3, 1, "Delivery"), (4, 1, "Impact")):
            self._grid.addWidget(label(words, "small"), 0, column, 1, across)
        self.lines: list[_Line] = []
        self._has_bars = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Where there is little room the words say it alone, and the titles have the place of the bars.
        has_bars = event.size().width() >= _WITH_BARS
        if has_bars != self._has_bars:
            self._has_bars = has_bars
            for line in self.lines:
                line.bar.setVisible(has_bars and line.area is not None)
        super().resizeEvent(event)

    def show_areas(self, areas: Sequence[AreaRow], counts: Sequence[str]) -> None:
        """Show these; ``counts`` are the words beside each bar. Widgets are kept, and with them the focus."""
        while len(self.lines) < len(areas):
            line = _Line(self)
            row = 1 + 2 * len(self.lines)
            centre = Qt.AlignmentFlag.AlignVCenter
            self._grid.addWidget(line.title, row, 0)
            self._grid.addWidget(line.bar, row, 1, centre)
            self._grid.addWidget(line.count, row, 2, centre | Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(line.delivery, row, 3, centre)
            self._grid.addWidget(line.impact, row, 4, centre)
            self._grid.addWidget(line.reason, row + 1, 0, 1, 5)
            self.lines.append(line)
        for place, line in enumerate(self.lines):
            if place < len(areas):
                line.show_area(areas[place], counts[place], bar=self._has_bars)
            else:
                line.hide()


class _Line:
    """The widgets of one line of the grid."""

    def __init__(self, lines: AreaLines) -> None:
        self._lines = lines
        self.area: AreaRow | None = None
        self.title = LinkLabel("", lines)
        self.bar = ProgressBar(lines)
        self.count = Button("", lines, kind="link")
        self.delivery, self.impact = Badge(lines), Badge(lines)
        self.reason = label("", "small", wrap=True, parent=lines)
        self.reason.setContentsMargins(space.l, 0, 0, 2)
        self.title.clicked.connect(self._open)
        self.count.clicked.connect(self._ask)

    def show_area(self, area: AreaRow, count: str, *, bar: bool) -> None:
        self.area = area
        self.title.set_words(f"{area.number}  {area.title}")
        self.title.setAccessibleName(f"Area {area.number}, {area.title}")
        reasons = f"{area.delivery.reason}\n{area.impact.reason}"
        self.title.setAccessibleDescription(reasons)
        self.title.setToolTip(escaped(f"{area.number}  {area.title}\n{reasons}"))
        self.bar.show_parts(area.complete, area.late, area.open - area.late)
        self.count.setText(mnemonic_free(count))
        self.count.setAccessibleName(f"Area {area.number}: {count}")
        self.count.setToolTip(escaped(f"Show the {plural(area.total, 'action')} of this area"))
        self.count.setEnabled(bool(area.total))
        self.delivery.show_rating(area.delivery.value, area.delivery.word, area.delivery.reason)
        self.impact.show_rating(area.impact.value, area.impact.word, area.impact.reason)
        for part in (self.title, self.count, self.delivery, self.impact):
            part.show()
        self.bar.setVisible(bar)
        # What is off track or does not work is said at once; the rest on asking.
        said = [rating.reason for rating in (area.delivery, area.impact) if rating.value == "red"]
        self.reason.setText(" ".join(said))
        self.reason.setVisible(bool(said))

    def hide(self) -> None:
        self.area = None
        for part in (self.title, self.bar, self.count, self.delivery, self.impact, self.reason):
            part.hide()

    def _open(self) -> None:
        if self.area is not None:
            self._lines.area_opened.emit(self.area.id)

    def _ask(self) -> None:
        if self.area is not None:
            self._lines.actions_asked.emit(self.area.id)
