"""The pages of a PDF, one under the other, as they will come out of the printer.

Pages are drawn on a thread when they come into view, at the resolution of the screen; until then a page
is a white sheet with its number.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from gui import style
from gui.background import Background, Task
from model.reports.page_pictures import PagePictures

GAP = 14
"""Pixels between the pages, and around them."""

SCREEN = 96 / 72
"""Pixels to a point at 100 %."""

LEAST, MOST = 0.25, 3.0
STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0, 3.0)
FIT_WIDTH, FIT_PAGE = "width", "page"

KEPT_BYTES = 96_000_000
"""Of pictures of pages, besides those in view."""


class PdfPages(QAbstractScrollArea):
    """Shows a ``PagePictures``; closing that is its owner's business, after ``show_pages(None)``."""

    moved = Signal(int)  # the page in the middle of the view, the first is 0
    zoomed = Signal()

    def __init__(self, tasks: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._pages: PagePictures | None = None
        self._shown = 0  # counts what was shown, so that a late picture is known for one
        self._fit: str | None = FIT_WIDTH
        self._zoom = 1.0
        self._places: list[QRect] = []
        self._images: OrderedDict[int, QImage] = OrderedDict()
        self._sharp: dict[int, float] = {}  # the scale of each of them
        self._drawing: int | None = None
        self._task: Task | None = None
        self._current = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Always there: where it came and went with the size of the pages, the one would chase the other.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName("Pages of the paper")
        self.verticalScrollBar().setSingleStep(40)
        self.horizontalScrollBar().setSingleStep(40)
        style.theme().changed.connect(self.viewport().update)

    # --- what is shown

    def show_pages(self, pages: PagePictures | None) -> None:
        """Show these from now on; the place in the paper is kept where it is still there."""
        place = self.verticalScrollBar().value()
        self._shown += 1
        self._pages = pages
        self._images.clear()
        self._sharp.clear()
        self._stop()
        self._lay_out()
        self.verticalScrollBar().setValue(place)
        self._look()

    @property
    def count(self) -> int:
        return len(self._pages) if self._pages is not None else 0

    @property
    def current(self) -> int:
        """The page in view, the first is 0."""
        return self._current

    @property
    def drawn(self) -> frozenset[int]:
        """The pages whose picture is as sharp as it should be."""
        return frozenset(page for page in self._images if self._sharp[page] == self._scale(page))

    def go_to(self, page: int) -> None:
        if 0 <= page < len(self._places):
            self.verticalScrollBar().setValue(self._places[page].top() - GAP)

    # --- how large

    @property
    def zoom(self) -> float:
        """1.0 is the size of the paper."""
        return self._zoom

    @property
    def fit(self) -> str | None:
        return self._fit

    def set_fit(self, fit: str) -> None:
        """As wide as the view (FIT_WIDTH), or whole pages (FIT_PAGE), whatever the size of the window."""
        self._fit = fit
        self._keep_place()

    def set_zoom(self, zoom: float) -> None:
        self._fit = None
        self._zoom = min(max(zoom, LEAST), MOST)
        self._keep_place()

    def zoom_in(self) -> None:
        self.set_zoom(next((step for step in STEPS if step > self._zoom + 0.01), MOST))

    def zoom_out(self) -> None:
        self.set_zoom(next((step for step in reversed(STEPS) if step < self._zoom - 0.01), LEAST))

    # --- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), style.ink("window"))
        if self._pages is None:
            return
        away = self._away()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self._in_view():
            place = self._places[page].translated(-away)
            if not place.intersects(event.rect()):
                continue
            painter.fillRect(place, Qt.GlobalColor.white)
            image = self._images.get(page)
            if image is not None:
                painter.drawImage(place, image)
            else:
                self._draw_waiting(painter, place, page)
            painter.setPen(QPen(style.ink("line_strong"), 1))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.end()

    def _draw_waiting(self, painter: QPainter, place: QRect, page: int) -> None:
        painter.setPen(Qt.GlobalColor.gray)
        words = f"Page {page + 1}"
        width = QFontMetrics(painter.font()).horizontalAdvance(words)
        painter.drawText(QPoint(place.center().x() - width // 2, place.top() + 48), words)

    # --- within

    def _scale(self, page: int) -> float:
        """Pixels of the screen to a point of a page."""
        return round(self._zoom_of(page) * SCREEN * self.devicePixelRatioF(), 4)

    def _zoom_of(self, page: int) -> float:
        """A landscape page among upright ones is smaller where all are to fit."""
        assert self._pages is not None
        if self._fit is None:
            return self._zoom
        return min(self._zoom, _across(self.viewport().size()) / (self._pages.sizes[page].width * SCREEN))

    def _away(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _in_view(self, margin: int = 0) -> list[int]:
        away, height = self._away().y(), self.viewport().height()
        return [
            page
            for page, place in enumerate(self._places)
            if place.bottom() >= away - margin and place.top() <= away + height + margin
        ]

    def _lay_out(self) -> None:
        """Say where each page stands, and set the scroll bars to it."""
        self._places = []
        if self._pages is None or not len(self._pages):
            self.verticalScrollBar().setRange(0, 0)
            self.horizontalScrollBar().setRange(0, 0)
            return
        view = self.viewport().size()
        if self._fit is not None:
            self._zoom = min(max(self._fitting(view), LEAST), MOST)
        sizes = [self._size(page) for page in range(len(self._pages))]
        widest = max(size.width() for size in sizes)
        across = max(view.width(), widest + 2 * GAP)
        top = GAP
        for size in sizes:
            self._places.append(QRect(QPoint((across - size.width()) // 2, top), size))
            top += size.height() + GAP
        self.verticalScrollBar().setRange(0, max(0, top - view.height()))
        self.verticalScrollBar().setPageStep(view.height() - 40)
        self.horizontalScrollBar().setRange(0, max(0, across - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())

    def _size(self, page: int) -> QSize:
        assert self._pages is not None
        ratio = self.devicePixelRatioF()
        width, height = self._pages.sizes[page].pixels(self._scale(page))
        # As many pixels as its picture has, so that nothing is drawn finer or coarser than it is.
        return QSize(max(1, round(width / ratio)), max(1, round(height / ratio)))

    def _fitting(self, view: QSize) -> float:
        assert self._pages is not None
        first = self._pages.sizes[0]
        wide = _across(view) / (first.width * SCREEN)
        if self._fit == FIT_WIDTH:
            return min(wide, 1.6)
        return min(wide, (view.height() - 2 * GAP) / (first.height * SCREEN))

    def _keep_place(self) -> None:
        """Lay out anew with the same line of the same page at the top."""
        page, part = self._current, 0.0
        if page < len(self._places):
            place = self._places[page]
            part = (self.verticalScrollBar().value() - place.top()) / max(1, place.height())
        self._lay_out()
        if page < len(self._places):
            place = self._places[page]
            self.verticalScrollBar().setValue(round(place.top() + part * place.height()))
        self.zoomed.emit()
        self._look()

    def _look(self) -> None:
        """Say which page is in view, and have drawn what is not yet drawn of it."""
        middle = self._away().y() + self.viewport().height() // 3
        current = next((page for page, place in enumerate(self._places) if place.bottom() >= middle), 0)
        bar = self.verticalScrollBar()
        if bar.maximum() and bar.value() == bar.maximum():
            current = self.count - 1  # the end has been reached, however small the last page is in the view
        self._current = current
        self.setAccessibleDescription(f"Page {current + 1} of {self.count}" if self.count else "")
        self.moved.emit(current)
        self.viewport().update()
        self._draw_next()

    def _draw_next(self) -> None:
        """One page at a time, those in view first, then the ones beside them."""
        if self._pages is None or self._drawing is not None:
            return
        drawn = self.drawn
        in_view = self._in_view()
        near = [page for page in self._in_view(self.viewport().height()) if page not in in_view]
        for page in (*in_view, *near):
            if page not in drawn:
                scale = self._scale(page)
                self._drawing = page
                self._task = self._tasks.start(None, _draw, self._pages, page, scale)
                self._task.done.connect(partial(self._take, self._shown, page, scale))
                self._task.failed.connect(partial(self._not_drawn, self._shown))
                return

    def _take(self, shown: int, page: int, scale: float, image: QImage) -> None:
        if shown != self._shown:
            return
        self._drawing = None
        self._images[page] = image
        self._images.move_to_end(page)
        self._sharp[page] = scale
        self._forget_old()
        self.viewport().update()
        self._draw_next()

    def _not_drawn(self, shown: int, error: BaseException) -> None:
        if shown == self._shown:
            raise error  # our own mistake: the program says so as it does of every other

    def _forget_old(self) -> None:
        kept = set(self._in_view())
        spent = sum(image.sizeInBytes() for image in self._images.values())
        for page in [page for page in self._images if page not in kept]:
            if spent <= KEPT_BYTES:
                return
            spent -= self._images.pop(page).sizeInBytes()
            del self._sharp[page]

    def _stop(self) -> None:
        if self._task is not None and self._drawing is not None:
            self._task.cancel()
        self._task, self._drawing = None, None

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_place()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, key = self.verticalScrollBar(), event.key()
        if key == Qt.Key.Key_Home:
            bar.setValue(0)
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif key == Qt.Key.Key_Space:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            bar.setValue(bar.value() + (-1 if back else 1) * bar.pageStep())
        else:
            super().keyPressEvent(event)


def _across(view: QSize) -> int:
    """What a page that fits may be wide: a pixel less than there is, since pages are rounded up."""
    return view.width() - 2 * GAP - 1


def _draw(task: Task, pages: PagePictures, page: int, scale: float) -> QImage:
    """On a thread: the page as an image that holds its own pixels."""
    task.report(0)
    picture = pages.draw(page, scale)
    return QImage(picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32).copy()
