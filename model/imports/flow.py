"""Gathers the lines of a document that has no places: a Word file, a web page, plain text."""

from __future__ import annotations

from dataclasses import replace

from model.imports import limits
from model.imports.characters import one_line
from model.imports.pages import Line, Page

Cell = tuple[int, int, int]
"""Table in this document, row, column: all from 0."""


class Flow:
    """Lines in the order in which they come, on pages that ``new_page`` begins."""

    def __init__(self) -> None:
        self.was_cut = False
        self._pages: list[list[tuple[Line, tuple[Cell, ...]]]] = [[]]
        self._left = limits.CHARACTERS
        self._tables = 0

    @property
    def is_full(self) -> bool:
        """No more is kept: whoever reads may stop."""
        return self.was_cut

    def new_page(self) -> None:
        if len(self._pages) >= limits.PAGES:
            self.was_cut = True
        else:
            self._pages.append([])

    def new_table(self) -> int:
        self._tables += 1
        return self._tables - 1

    def add(
        self, text: str, role: str | None = None, *, size: float = 0.0, bold: bool = False, cells: tuple[Cell, ...] = ()
    ) -> None:
        """``cells``: of the table the line stands in, then of the table round that one. No text: no line."""
        text = one_line(text)
        if text:
            self._keep(Line(text, None, (), size, bold, role), cells)

    def add_empty(self) -> None:
        """An empty line, where what stands before it has none."""
        if self._pages[-1] and self._pages[-1][-1][0].text:
            self._keep(Line("", None, (), 0.0, False), ())

    def _keep(self, line: Line, cells: tuple[Cell, ...]) -> None:
        self._left -= len(line.text) + 1
        if self._left < 0:
            self.was_cut = True
        else:
            self._pages[-1].append((line, cells))

    def pages(self) -> tuple[Page, ...]:
        """Rows of which only the first cell holds text are frames, or headings across a table, and no cells."""
        filled = {
            (table, row) for page in self._pages for _, cells in page for table, row, column in cells if column > 0
        }
        made = []
        for number, page in enumerate(self._pages, start=1):
            lines = []
            for line, cells in page:
                cell = next((cell for cell in cells if cell[:2] in filled), None)
                lines.append(line if cell is None else replace(line, role=f"cell {cell[1]},{cell[2]}"))
            while lines and not lines[-1].text:
                lines.pop()
            made.append(Page(number, 0.0, 0.0, tuple(lines)))
        return tuple(made)

    def remarks(self) -> tuple[str, ...]:
        if not self.was_cut:
            return ()
        longer = f"The document is longer than {limits.CHARACTERS:,} characters or {limits.PAGES:,} pages"
        return (f"{longer}; what comes after was not read.",)


def roman(number: int) -> str:
    """Small Roman digits of 1 to 3,999."""
    written = ""
    for value, letters in (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
        (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ):  # fmt: skip
        count, number = divmod(number, value)
        written += letters * count
    return written
