"""The pages of a PDF as pictures, drawn by PDFium: for the preview, and for the printer.

PDFium works for one thread at a time, so every call to it goes through ``PDFIUM``. A page can be drawn in
bands, so that a page at the resolution of a printer needs the memory of a strip of it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING

from model.errors import Fault

if TYPE_CHECKING:
    import pypdfium2

PDFIUM = RLock()
"""Held around every call. A lock that its holder can take again: what is no longer used may be given back
in the middle of another call, on the same thread.
"""


@dataclass(frozen=True, slots=True)
class PageSize:
    """In points, 72 to an inch."""

    width: float
    height: float

    def pixels(self, scale: float) -> tuple[int, int]:
        """Width and height of the whole page at ``scale`` pixels to a point."""
        return max(1, math.ceil(self.width * scale)), max(1, math.ceil(self.height * scale))


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows of pixels from the top, four bytes each: blue, green, red, and one that says nothing."""

    width: int
    height: int
    stride: int  # bytes in a row
    pixels: bytes


class PagePictures:
    """A PDF whose pages can be drawn; to be closed when it is no longer shown. Safe on any thread."""

    def __init__(self, content: bytes) -> None:
        import pypdfium2

        self.content = content
        with PDFIUM:
            try:
                self._pdf: pypdfium2.PdfDocument | None = pypdfium2.PdfDocument(content)
            except pypdfium2.PdfiumError as error:
                raise Fault(f"the paper could not be drawn: {error}") from error
            sizes = (self._pdf.get_page_size(page) for page in range(len(self._pdf)))
            self.sizes: Sequence[PageSize] = tuple(PageSize(*size) for size in sizes)

    def __len__(self) -> int:
        return len(self.sizes)

    def draw(
        self, page: int, scale: float, top: int = 0, height: int | None = None, *, for_printer: bool = False
    ) -> Picture:
        """A page (the first is 0) at ``scale`` pixels to a point; of its rows of pixels those from ``top`` on.

        Raises Fault where the PDF was closed meanwhile, or there are no such rows.
        """
        import pypdfium2
        from pypdfium2 import raw

        width, whole = self.sizes[page].pixels(scale)
        rows = min(whole - top, whole if height is None else height)
        if rows < 1 or top < 0:
            raise Fault(f"page {page + 1} has {whole} rows of pixels, and {top} is none of them")
        with PDFIUM:
            if self._pdf is None:
                raise Fault("the paper was closed while it was being drawn")
            bitmap = pypdfium2.PdfBitmap.new_native(width, rows, raw.FPDFBitmap_BGRx)
            bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, rows)
            drawn = self._pdf[page]
            flags = raw.FPDF_ANNOT | (raw.FPDF_PRINTING if for_printer else 0)
            raw.FPDF_RenderPageBitmap(bitmap, drawn, 0, -top, width, whole, 0, flags)
            picture = Picture(width, rows, bitmap.stride, bytes(bitmap.buffer))
            bitmap.close()
            drawn.close()
        return picture

    def close(self) -> None:
        """Give back what PDFium holds. Closing twice does no harm."""
        with PDFIUM:
            if self._pdf is not None:
                self._pdf.close()
                self._pdf = None

    def __del__(self) -> None:
        # A paper that nobody took (the preview was closed meanwhile): PDFium's own way would not wait its turn.
        if hasattr(self, "_pdf"):
            self.close()

    def __enter__(self) -> PagePictures:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def page_count(content: bytes) -> int:
    import pypdfium2

    with PDFIUM, pypdfium2.PdfDocument(content) as pdf:
        return len(pdf)
