"""A document without pages of its own, or whose pages cannot be drawn: its lines as plain text.

Only the lines in view are laid out. How high the others are is guessed from how long they are, so that twenty
megabytes scroll like one page; the guess is corrected line by line as they come into view.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextLayout,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from gui import style
from gui.importing.marking import Marking
from gui.importing.select_keys import moved_by
from model.imports.pages import Line, Reading
from model.imports.places import Place, Spot, line_words

WORDS_OF_A_PIECE = 300
"""A paragraph longer than this is laid out in pieces: a text without line ends is one line."""

LONGEST_WORD = 400  # characters that are shown of a word: one of a megabyte would freeze Qt
WIDEST = 760  # pixels of a line at 100 %: longer ones are hard to read
MARGIN = 28
KEPT = 400  # laid-out pieces
LEAST, MOST = 0.5, 3.0

_MARKS = {"light": ("#ffe58a", "#ffc98f", "#bfe0f5"), "dark": ("#6b5500", "#7a4a12", "#1d5a78")}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of one line of a page: both from 0, the page from 1."""

    page: int
    line: int
    first: int
    last: int  # the last word, less than first where there is none


class TextSheets(QAbstractScrollArea):
    """``marking`` says what is marked; words have no place of their own here but where they are laid out."""

    zoomed = Signal()
    moved = Signal(int)

    def __init__(self, marking: Marking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marking = marking
        self._pieces: list[Piece] = []
        self._tops: list[float] = [0.0]  # where each is guessed to begin, and the end of the last
        self._laid: OrderedDict[int, tuple[QTextLayout, list[int], float]] = OrderedDict()
        self._zoom = 1.0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName("Text of the document")
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.verticalScrollBar().setSingleStep(40)
        marking.changed.connect(self._marked)
        style.theme().changed.connect(self._dressed)

    def show_reading(self, reading: Reading | None) -> None:
        self._pieces = list(_pieces(reading)) if reading is not None else []
        self._measure()
        self.verticalScrollBar().setValue(0)

    @property
    def count(self) -> int:
        return len(self.marking.reading.pages) if self.marking.reading is not None else 0

    @property
    def current(self) -> int:
        """The page at the top of the view, the first is 0."""
        if not self._pieces:
            return 0
        at = bisect_right(self._tops, self.verticalScrollBar().value()) - 1
        return self._pieces[min(at, len(self._pieces) - 1)].page - 1

    @property
    def laid_out(self) -> int:
        """How many pieces are laid out now."""
        return len(self._laid)

    def go_to(self, page: int) -> None:
        for at, piece in enumerate(self._pieces):
            if piece.page == page + 1:
                self.verticalScrollBar().setValue(round(self._tops[at]))
                return

    # --- how large

    @property
    def zoom(self) -> float:
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        self._zoom = min(max(zoom, LEAST), MOST)
        self._keep_place()
        self.zoomed.emit()

    def zoom_in(self) -> None:
        self.set_zoom(self._zoom * 1.15)

    def zoom_out(self) -> None:
        self.set_zoom(self._zoom / 1.15)

    def set_fit(self, fit: str) -> None:
        """As large as other text."""
        self.set_zoom(1.0)

    # --- places

    def place_at(self, point: QPointF) -> Place | None:
        """The word under a point of the view, or the nearest on its line."""
        found: tuple[float, int, float] | None = None
        for at, top, height in self._in_view():
            away = max(top - point.y(), 0, point.y() - top - height)
            if self._pieces[at].last >= self._pieces[at].first and (found is None or away < found[0]):
                found = (away, at, top)
        if found is None:
            return None
        _, at, top = found
        layout, starts, _ = self._layout(at)
        x, y = point.x() - self._left(), point.y() - top
        line = layout.lineAt(0)
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            if y < line.y() + line.height():
                break
        letter = line.xToCursor(x, line.CursorPosition.CursorOnCharacter)
        piece = self._pieces[at]
        word = min(max(0, bisect_right(starts, letter) - 1), piece.last - piece.first)
        return Place(piece.page, piece.line, piece.first + word)

    def bring_to_view(self, spots: tuple[Spot, ...]) -> None:
        if not spots:
            return
        at = self._piece_of(spots[0])
        if at is None:
            return
        height = self.viewport().height()
        for seen, top, tall in self._in_view():
            if seen == at and top >= 0 and top + min(tall, height / 2) <= height:
                return
        self.verticalScrollBar().setValue(round(self._tops[at] - height / 4))

    def rectangles(self, spot: Spot) -> list[QRectF]:
        """Where the words of a spot are drawn now; none where they are not in view."""
        found = []
        for at, top, _ in self._in_view():
            piece = self._pieces[at]
            if piece.page == spot.page and piece.line == spot.line:
                found += [place.translated(self._left(), top) for place in self._boxes(at, spot)]
        return found

    # --- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), style.ink("surface"))
        marks = _MARKS["dark" if style.theme().dark else "light"]
        selection = self.marking.selection
        layers = ((marks[0], self.marking.shown), (marks[1], self.marking.found),
                  (marks[2], selection[1] if selection else ()))  # fmt: skip
        left = self._left()
        for at, top, _ in self._in_view():
            piece = self._pieces[at]
            for colour, spots in layers:
                for spot in spots:
                    if spot.page == piece.page and spot.line == piece.line:
                        for place in self._boxes(at, spot):
                            painter.fillRect(place.translated(left, top).adjusted(-1, 0, 1, 0), QColor(colour))
                        if spots is self.marking.shown:
                            painter.fillRect(QRectF(left - 12, top, 3, self._layout(at)[2]), QColor("#b07800"))
            role = self._line(piece).role or ""
            painter.setPen(QPen(style.ink("muted" if role in ("header", "footer", "footnote") else "text")))
            self._layout(at)[0].draw(painter, QPointF(left, top))
            if role.startswith("cell"):
                painter.fillRect(QRectF(left - 8, top, 1, self._layout(at)[2]), style.ink("line_strong"))
        painter.end()

    # --- within

    def _line(self, piece: Piece) -> Line:
        page = self.marking.page(piece.page)
        assert page is not None
        return page.lines[piece.line]

    def _width(self) -> float:
        return max(120.0, min(self.viewport().width() - 2 * MARGIN, WIDEST * self._zoom))

    def _left(self) -> float:
        return max(float(MARGIN), (self.viewport().width() - self._width()) / 2)

    def _font(self, role: str | None) -> QFont:
        font = QFont(self.font())
        larger = 1.0
        if role is not None and role.startswith("heading"):
            larger = {"heading 1": 1.35, "heading 2": 1.2}.get(role, 1.08)
            font.setWeight(QFont.Weight.DemiBold)
        font.setPointSizeF(font.pointSizeF() * larger * self._zoom)
        return font

    def _measure(self) -> None:
        """Guess how high everything is."""
        self._laid.clear()
        metrics = QFontMetricsF(self._font(None))
        letters = max(10.0, self._width() / max(1.0, metrics.averageCharWidth()))
        row, gap = metrics.lineSpacing(), metrics.lineSpacing() * 0.45
        page = {one.number: one for one in self.marking.reading.pages} if self.marking.reading else {}
        heights = []
        for piece in self._pieces:
            length = len(page[piece.page].lines[piece.line].text)
            if length > WORDS_OF_A_PIECE * 8:
                length = (piece.last - piece.first + 1) * 6
            heights.append((int(length / letters) + 1) * row + gap)
        self._tops = [0.0, *accumulate(heights)] if heights else [0.0]
        view = self.viewport().height()
        self.verticalScrollBar().setRange(0, max(0, round(self._tops[-1] + 2 * MARGIN - view)))
        self.verticalScrollBar().setPageStep(max(40, view - 40))
        self.viewport().update()

    def _layout(self, at: int) -> tuple[QTextLayout, list[int], float]:
        """A piece laid out: with where each of its words begins, and how high it is."""
        if at in self._laid:
            self._laid.move_to_end(at)
            return self._laid[at]
        piece = self._pieces[at]
        line = self._line(piece)
        words = [
            word if len(word) <= LONGEST_WORD else f"{word[:LONGEST_WORD]}…"
            for word in line_words(line)[piece.first : piece.last + 1]
        ]
        starts = [0, *accumulate(len(word) + 1 for word in words)][:-1] if words else []
        font = self._font(line.role)
        if line.bold:
            font.setWeight(QFont.Weight.DemiBold)
        layout = QTextLayout(" ".join(words), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        height = 0.0
        layout.beginLayout()
        while (row := layout.createLine()).isValid():
            row.setLineWidth(self._width())
            row.setPosition(QPointF(0, height))
            height += row.height()
        layout.endLayout()
        if not words:
            height = QFontMetricsF(font).lineSpacing() * 0.6
        self._laid[at] = (layout, starts, height)
        while len(self._laid) > KEPT:
            self._laid.popitem(last=False)
        return self._laid[at]

    def _in_view(self) -> list[tuple[int, float, float]]:
        """The pieces that are seen: which, where each begins in the view, and how high it is."""
        if not self._pieces:
            return []
        away = float(self.verticalScrollBar().value()) - MARGIN
        at = min(max(0, bisect_right(self._tops, max(0.0, away)) - 1), len(self._pieces) - 1)
        gap = QFontMetricsF(self.font()).lineSpacing() * 0.45 * self._zoom
        guessed = self._tops[at + 1] - self._tops[at]
        part = max(0.0, away - self._tops[at]) / guessed if guessed else 0.0
        top = min(0.0, -away) * -1 if away < 0 else -part * (self._layout(at)[2] + gap)
        found = []
        while at < len(self._pieces) and top < self.viewport().height():
            height = self._layout(at)[2]
            found.append((at, top, height))
            top += height + gap
            at += 1
        return found

    def _boxes(self, at: int, spot: Spot) -> list[QRectF]:
        piece = self._pieces[at]
        first, last = max(spot.first, piece.first) - piece.first, min(spot.last, piece.last) - piece.first
        if last < first:
            return []
        layout, starts, _ = self._layout(at)
        begin = starts[first]
        end = starts[last + 1] - 1 if last + 1 < len(starts) else len(layout.text())
        found = []
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            start, stop = max(begin, line.textStart()), min(end, line.textStart() + line.textLength())
            if stop > start:
                x, _ = line.cursorToX(start)
                right, _ = line.cursorToX(stop)
                found.append(QRectF(min(x, right), line.y(), abs(right - x), line.height()))
        return found

    def _piece_of(self, spot: Spot) -> int | None:
        for at, piece in enumerate(self._pieces):
            if (piece.page, piece.line) == (spot.page, spot.line) and piece.first <= spot.first <= piece.last:
                return at
        return None

    def _keep_place(self) -> None:
        at = min(max(0, bisect_right(self._tops, self.verticalScrollBar().value()) - 1), max(0, len(self._pieces) - 1))
        self._measure()
        if self._pieces:
            self.verticalScrollBar().setValue(round(self._tops[at]))

    def _marked(self) -> None:
        self.viewport().update()

    def _dressed(self) -> None:
        self._keep_place()

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
            bar = self.verticalScrollBar()
            if event.position().y() < 0:
                bar.setValue(bar.value() - 30)
            elif event.position().y() > self.viewport().height():
                bar.setValue(bar.value() + 30)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if place := self.place_at(event.position()):
            self.marking.select_word(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, key = self.verticalScrollBar(), event.key()
        if moved_by(event, self.marking):
            if cursor := self.marking.cursor:
                self.bring_to_view((Spot(cursor.page, cursor.line, None, cursor.word, cursor.word),))
        elif key == Qt.Key.Key_Home:
            bar.setValue(0)
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_PageDown):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            bar.setValue(bar.value() + (-1 if back else 1) * bar.pageStep())
        elif key == Qt.Key.Key_PageUp:
            bar.setValue(bar.value() - bar.pageStep())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_place()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()
        self.moved.emit(self.current)


def _pieces(reading: Reading) -> Iterator[Piece]:
    for page in reading.pages:
        for at, line in enumerate(page.lines):
            if len(line.text) <= WORDS_OF_A_PIECE:  # not even with words of one letter
                yield Piece(page.number, at, 0, max(-1, _count(line) - 1))
                continue
            count = _count(line)
            for first in range(0, max(1, count), WORDS_OF_A_PIECE):
                yield Piece(page.number, at, first, min(first + WORDS_OF_A_PIECE, count) - 1)


def _count(line: Line) -> int:
    return len(line.words) if line.words else len(line.text.split())
