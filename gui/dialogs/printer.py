"""Sheets from the printer: the pages of the PDF at the printer's resolution, band by band, on a thread."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QProgressDialog, QWidget

from gui.background import Cancelled, Task
from gui.workspace import Workspace
from model.errors import Refused
from model.reports.page_pictures import PagePictures, PageSize
from model.wording import plural

MOST_DPI = 600
"""Past this nobody sees a difference, and a page takes four times as long."""

BAND = 6_000_000
"""Pixels of a page in memory at once: 24 megabytes, a sixth of a page at 600 dots to an inch."""

_A4_LONG = 850
"""Points past which a page is no A4 any more."""

OVERLAP = 32
"""Rows that a strip has in common with the one below. A printer that is a file keeps the strips as they are,
and whatever shows them smaller rounds at their edges.
"""


def print_pages(
    workspace: Workspace, parent: QWidget | None, content: bytes, title: str, *, current: int = 0
) -> Task | None:
    """Ask for the printer, which pages and how many copies, and print; None where it was called off."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCreator("Turnaround")
    with PagePictures(content) as pages:
        count, large = len(pages), max(max(size.width, size.height) for size in pages.sizes) > _A4_LONG
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A3 if large else QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    if not ask_printer(parent, printer, count):
        return None
    return send(workspace, parent, printer, content, sheets(printer, count, current))


def ask_printer(parent: QWidget | None, printer: QPrinter, count: int) -> bool:
    """The system's own dialog: printer, pages, copies, both sides."""
    dialog = QPrintDialog(printer, parent)
    option = QAbstractPrintDialog.PrintDialogOption
    dialog.setOption(option.PrintPageRange, True)
    dialog.setOption(option.PrintCurrentPage, True)
    dialog.setOption(option.PrintSelection, False)
    dialog.setMinMax(1, count)
    dialog.setFromTo(1, count)
    dialog.setPrintRange(QAbstractPrintDialog.PrintRange.AllPages)
    try:
        return dialog.exec() == QPrintDialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()


def send(
    workspace: Workspace, parent: QWidget | None, printer: QPrinter, content: bytes, wanted: Sequence[int]
) -> Task | None:
    """Print these pages (the first is 0) in this order. The window answers meanwhile, and can call it off."""
    if not wanted:
        workspace.refuse("No page was printed: the paper has none of the pages that were asked for.")
        return None
    task = workspace.tasks.start(None, print_job, printer, content, tuple(wanted))
    progress = QProgressDialog("Printing…", "Cancel", 0, len(wanted), parent)
    progress.setWindowTitle("Print")
    progress.setWindowModality(Qt.WindowModality.WindowModal)
    progress.setMinimumDuration(400)
    progress.setAutoClose(False)
    progress.canceled.connect(task.cancel)
    task.progress.connect(partial(_show_progress, progress, len(wanted)))
    task.done.connect(partial(_printed, workspace, printer))
    task.failed.connect(partial(_not_printed, workspace))
    task.finished.connect(progress.deleteLater)
    return task


def sheets(printer: QPrinter, count: int, current: int) -> list[int]:
    """The pages to print, in order, the first being 0: ranges, order and copies as they were asked for."""
    chosen = list(range(count))
    if printer.printRange() == QPrinter.PrintRange.CurrentPage:
        chosen = [current]
    elif printer.printRange() == QPrinter.PrintRange.PageRange:
        ranges = [(one.from_, one.to) for one in printer.pageRanges().toRangeList()]
        if not ranges and printer.fromPage():
            ranges = [(printer.fromPage(), printer.toPage() or count)]
        chosen = [page for page in chosen if any(first <= page + 1 <= last for first, last in ranges)]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        chosen.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    if printer.collateCopies():
        return chosen * copies
    return [page for page in chosen for _ in range(copies)]


def print_job(task: Task, printer: QPrinter, content: bytes, wanted: Sequence[int]) -> int:
    """On a thread: print the pages; how many. Refused where the printer takes none."""
    painter = QPainter()
    with PagePictures(content) as pages:
        try:
            for place, page in enumerate(wanted):
                task.report(place / len(wanted), f"Printing page {place + 1} of {len(wanted)}…")
                _turn(printer, pages.sizes[page])
                started = printer.newPage() if painter.isActive() else painter.begin(printer)
                if not started:
                    raise Refused(
                        "The printer did not take the paper. Look whether it is on and has paper; or save the PDF."
                    )
                _draw(task, painter, printer, pages, page)
        except (Cancelled, Refused):
            printer.abort()
            raise
        finally:
            if painter.isActive():
                painter.end()
    if printer.printerState() == QPrinter.PrinterState.Error:
        raise Refused("The printer reported an error, so the paper may not have come out whole.")
    return len(wanted)


def _turn(printer: QPrinter, size: PageSize) -> None:
    """Upright or landscape; it counts from the next page on."""
    way = QPageLayout.Orientation
    printer.setPageOrientation(way.Landscape if size.width > size.height else way.Portrait)


def _draw(task: Task, painter: QPainter, printer: QPrinter, pages: PagePictures, page: int) -> None:
    """One page as large as the sheet allows, in strips from the top.

    A pixel of a strip is a whole number of the printer's own, so that no seam shows between two strips.
    """
    size, resolution = pages.sizes[page], printer.resolution()
    sheet = printer.pageLayout().fullRectPixels(resolution)
    coarse = max(1, math.ceil(resolution / MOST_DPI))
    # Rounding up takes a pixel at most, so that the picture never hangs over the edge.
    scale = min((sheet.width() - coarse) / size.width, (sheet.height() - coarse) / size.height) / coarse
    width, height = size.pixels(scale)
    left, top = (sheet.width() - width * coarse) // 2, (sheet.height() - height * coarse) // 2
    rows = max(1, BAND // width)
    grey = printer.colorMode() == QPrinter.ColorMode.GrayScale
    for first in range(0, height, rows):
        if task.cancelled:
            raise Cancelled
        picture = pages.draw(page, scale, first, rows + OVERLAP, for_printer=True)
        image = QImage(picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32)
        if grey:
            image = image.convertToFormat(QImage.Format.Format_Grayscale8)
        place = QRectF(left, top + first * coarse, picture.width * coarse, picture.height * coarse)
        painter.drawImage(place, image)


def _show_progress(progress: QProgressDialog, count: int, part: float, words: str) -> None:
    progress.setLabelText(words)
    progress.setValue(min(count - 1, round(part * count)))


def _printed(workspace: Workspace, printer: QPrinter, count: int) -> None:
    to = printer.outputFileName() or printer.printerName() or "the printer"
    workspace.say(f"{plural(count, 'page')} sent to {to}")


def _not_printed(workspace: Workspace, error: BaseException) -> None:
    if not isinstance(error, Refused):
        raise error
    workspace.refuse(str(error))
