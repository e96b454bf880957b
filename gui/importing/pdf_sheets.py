"""The pages of a PDF with what is marked on them: its words are selected with the mouse and the keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.background import Background
from gui.importing.marking import Marking
from gui.importing.select_keys import moved_by
from gui.widgets.pdf_pages import PdfPages
from model.imports import places
from model.imports.pages import Box
from model.imports.places import Place, Spot

# Laid over white paper with Multiply, in light and in dark: the page itself is white in both.
SHOWN = QColor(255, 221, 87)
FOUND = QColor(255, 170, 90)
SELECTED = QColor(150, 205, 240)


class PdfSheets(PdfPages):
    """Pictures of pages, and ``marking`` drawn over them."""

    def __init__(self, tasks: Background, marking: Marking, parent: QWidget | None = None) -> None:
        super().__init__(tasks, parent)
        self.marking = marking
        self.setAccessibleName("Pages of the document")
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        marking.changed.connect(self.viewport().update)

    # --- places

    def rectangle(self, page: int, box: Box) -> QRectF:
        """Where a box of a page (from 1) stands in the view now."""
        assert self._pages is not None
        sheet = self._places[page - 1].translated(-self._away())
        scale = sheet.width() / self._pages.sizes[page - 1].width
        return QRectF(
            sheet.left() + box.left * scale, sheet.top() + box.top * scale,
            (box.right - box.left) * scale, (box.bottom - box.top) * scale,
        )  # fmt: skip

    def place_at(self, point: QPointF) -> Place | None:
        """The word under a point of the view, or the nearest on the page that it is on or beside."""
        if self._pages is None or not self._places:
            return None
        away = self._away()
        y = point.y() + away.y()
        number = min(range(len(self._places)), key=lambda at: _distance(self._places[at], y))
        page = self.marking.page(number + 1)
        if page is None:
            return None
        sheet = self._places[number].translated(-away)
        scale = self._pages.sizes[number].width / sheet.width()
        return places.nearest(page, (point.x() - sheet.left()) * scale, (point.y() - sheet.top()) * scale)

    def bring_to_view(self, spots: tuple[Spot, ...]) -> None:
        """Scroll so that these words stand in the upper part of the view, unless they are in sight already."""
        spots = tuple(spot for spot in spots if spot.box is not None and spot.page <= len(self._places))
        if not spots:
            return
        first, last = spots[0], spots[-1]
        assert first.box is not None
        assert last.box is not None
        top, bottom = self.rectangle(first.page, first.box), self.rectangle(last.page, last.box)
        height = self.viewport().height()
        if top.top() < 24 or min(bottom.bottom(), top.bottom() + height / 2) > height - 24:
            bar = self.verticalScrollBar()
            bar.setValue(round(bar.value() + top.top() - height / 4))
        across = self.horizontalScrollBar()
        if across.maximum() and (top.left() < 0 or top.right() > self.viewport().width()):
            across.setValue(round(across.value() + top.left() - 40))

    # --- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._pages is None:
            return
        painter = QPainter(self.viewport())
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.setPen(Qt.PenStyle.NoPen)
        selection = self.marking.selection
        for colour, spots in (
            (SHOWN, self.marking.shown),
            (FOUND, self.marking.found),
            (SELECTED, selection[1] if selection else ()),
        ):
            painter.setBrush(colour)
            for spot in spots:
                if spot.box is not None and spot.page <= len(self._places):
                    painter.drawRect(self.rectangle(spot.page, spot.box).adjusted(-1.5, -1, 1.5, 1))
        if self.marking.shown:
            self._draw_margin(painter)
        painter.end()

    def _draw_margin(self, painter: QPainter) -> None:
        """A line beside the words of the source, for whoever cannot tell the colours."""
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setPen(QPen(QColor("#b07800"), 2))
        pages: dict[int, tuple[float, float, float]] = {}
        for spot in self.marking.shown:
            if spot.box is not None and spot.page <= len(self._places):
                left, top, bottom = pages.get(spot.page, (spot.box.left, spot.box.top, spot.box.bottom))
                pages[spot.page] = (min(left, spot.box.left), min(top, spot.box.top), max(bottom, spot.box.bottom))
        for page, (left, top, bottom) in pages.items():
            place = self.rectangle(page, Box(left, top, left, bottom))
            painter.drawLine(place.topLeft() + QPointF(-7, 0), place.bottomLeft() + QPointF(-7, 0))

    # --- mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and (place := self.place_at(event.position())):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.marking.extend(place)
            else:
                self.marking.begin(place)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and (place := self.place_at(event.position())):
            self.marking.extend(place)
            self._scroll_along(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if place := self.place_at(event.position()):
            self.marking.select_word(place)

    def _scroll_along(self, point: QPointF) -> None:
        bar = self.verticalScrollBar()
        if point.y() < 0:
            bar.setValue(bar.value() - 30)
        elif point.y() > self.viewport().height():
            bar.setValue(bar.value() + 30)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if moved_by(event, self.marking):
            if (cursor := self.marking.cursor) and (page := self.marking.page(cursor.page)):
                words = page.lines[cursor.line].words
                box = words[cursor.word][1] if cursor.word < len(words) else None
                self.bring_to_view((Spot(cursor.page, cursor.line, box, cursor.word, cursor.word),))
        else:
            super().keyPressEvent(event)


def _distance(sheet: QRect, y: float) -> float:
    return max(sheet.top() - y, 0, y - sheet.bottom())
