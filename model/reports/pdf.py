"""A document as a PDF that anyone can read: PDF/UA-1 (ISO 14289-1), set by Typst.

Typst is asked for PDF/UA-1 and refuses to write anything less. It is given the words as JSON
data, never as markup, and sets them in the fonts of ``resources/fonts`` alone, so that one document
gives the same bytes on every computer. It releases the interpreter's lock while it works, so a
paper can be made on a thread.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from model import library
from model.errors import Fault
from model.reports import glyphs
from model.reports.document import (
    INKS,
    TINTS,
    Block,
    Bullets,
    Callout,
    Cell,
    Document,
    Facts,
    Group,
    Heading,
    Key,
    NewPage,
    Paragraph,
    Quote,
    RatingMark,
    Section,
    Table,
    Words,
    anchors,
    cell_text,
    long_date,
    numbers,
    one_line,
    runs,
    sections,
)
from model.reports.glyphs import breakable
from model.reports.page_pictures import page_count
from model.reports.pictures import TimePicture
from model.reports.widths import (
    LEFT,
    MARK,
    PADDING,
    PICTURE_ROW,
    PORTRAIT,
    TABLE_SIZE,
    WHOLE_ROW,
    column_widths,
    page_width,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import typst

# In points.
SIZE = 12.0
TITLE_SIZE = 23.0
HEADING_SIZE = 16.0
FACT_LABEL = 110.0
INDENT = 40.0

REPEATED = 200
"""A heading of a column or of a group is repeated on each page only where it has fewer characters than
this, so that it leaves room for the rows.
"""


@dataclass(frozen=True, slots=True)
class Pdf:
    """The file's bytes and how many pages it has."""

    content: bytes
    pages: int


def write_pdf(document: Document) -> Pdf:
    """The document as PDF/UA-1, tagged, in its own language, with bookmarks.

    A character that the fonts do not have is printed as "?", since the standard allows no
    missing shapes; control characters are left out. Safe to call on any thread.
    """
    import typst

    try:
        content = _compile(document, glyphs.with_any_font)
    except typst.TypstError as error:
        # A mark from one font on a letter of the other has no shape, though each alone has one.
        if "could not be displayed" not in str(error):
            raise Fault(f"the paper could not be set: {error}") from error
        content = _compile(document, glyphs.with_main_font)
    return Pdf(content, page_count(content))


def _compile(document: Document, fit: Callable[[str], str]) -> bytes:
    import typst

    content = typst.compile(
        str(library.path("typst", "paper.typ")),
        root=str(library.path("typst")),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"document": json.dumps(_Setting(document, fit).paper(), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=int(document.made.timestamp()),
    )
    if not isinstance(content, bytes):
        raise Fault("Typst gave no PDF")
    return content


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    import typst

    folder = str(library.path("fonts"))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


class _Setting:
    """A document as the data that ``resources/typst/paper.typ`` expects."""

    def __init__(self, document: Document, fit: Callable[[str], str]) -> None:
        self._document = document
        self._fit = fit
        self._places = anchors(document)
        self._numbers: Iterator[str] = numbers(document)
        self._width = PORTRAIT

    def paper(self) -> dict[str, Any]:
        document = self._document
        language, _, region = document.language.partition("-")
        made = document.made.astimezone(UTC)
        return {
            "look": {
                "inks": INKS,
                "tints": TINTS,
                "size": SIZE,
                "table_size": TABLE_SIZE,
                "padding": PADDING / 2,
                "label": FACT_LABEL,
            },
            "title": self._line(document.title, TITLE_SIZE),
            "subtitle": self._line(document.subtitle, TITLE_SIZE),
            "author": self._line(document.author),
            "header": self._line(document.header or document.title),
            "footer": self._line(document.footer),
            "language": language,
            "region": region or None,
            "made": [made.year, made.month, made.day, made.hour, made.minute, made.second],
            "paper": document.paper,
            "sections": [self._section(part) for part in sections(document)],
        }

    def _section(self, part: Section) -> dict[str, Any]:
        self._width = page_width(self._document.paper, landscape=part.landscape)
        return {"landscape": part.landscape, "blocks": [self._block(block) for block in part.blocks]}

    def _block(self, block: Block) -> dict[str, Any]:
        match block:
            case Heading():
                text = self._line(block.text, HEADING_SIZE)
                at = self._place(block.anchor)
                return {
                    "kind": "heading",
                    "level": block.level,
                    "number": next(self._numbers),
                    "text": text,
                    "at": at,
                }
            case Paragraph():
                words = self._words(block.words)
                return {
                    "kind": "paragraph",
                    "words": words,
                    "label": self._line(block.label),
                    "small": block.small,
                }
            case Bullets():
                items = [self._words(item) for item in block.items]
                return {"kind": "bullets", "items": items, "numbered": block.numbered}
            case Facts():
                return {"kind": "facts", "pairs": [self._pair(label, value) for label, value in block.pairs]}
            case Table():
                return self._table(block)
            case Quote():
                words = self._words(block.words)
                return {"kind": "quote", "words": words, "source": self._line(block.source)}
            case Callout():
                return {
                    "kind": "callout",
                    "title": self._line(block.title),
                    "words": self._words(block.words),
                }
            case Key():
                entries = [
                    [self._cell(mark, self._width / 3), self._words(meaning, self._width / 2)]
                    for mark, meaning in block.entries
                ]
                return {"kind": "key", "title": self._line(block.title), "entries": entries}
            case TimePicture():
                return self._picture(block)
            case NewPage():
                return {"kind": "page"}

    def _picture(self, picture: TimePicture) -> dict[str, Any]:
        rows = [
            {
                "label": self._line(row.label),
                "words": self._line(row.words),
                "marks": [[one.shape, one.standing, one.at, one.first, one.forecast, one.asked] for one in row.marks],
            }
            for row in picture.rows
        ]
        return {
            "kind": "time",
            "caption": self._line(picture.caption),
            "alt": self._line(picture.alt),
            "rows": rows,
            "upper": [[tick.at, self._line(tick.label)] for tick in picture.upper],
            "lower": [[tick.at, self._line(tick.label)] for tick in picture.lower],
            "today": picture.today,
            "key": [[shape, self._line(words)] for shape, words in picture.key],
            "width": self._width,
            "left": LEFT,
            "row": PICTURE_ROW,
        }

    def _table(self, table: Table) -> dict[str, Any]:
        widths = column_widths(table, self._width, TABLE_SIZE, PADDING)
        rows: list[dict[str, Any]] = []
        for row in table.rows:
            if isinstance(row, Group):
                rows.append({"group": self._line(row.text), "repeat": len(row.text) < REPEATED})
            else:
                whole = (
                    max(len(cell_text(cell)) / width for cell, width in zip(row.cells, widths, strict=True)) < WHOLE_ROW
                )
                cells = [
                    self._cell(cell, width - PADDING, bold=row.strong)
                    for cell, width in zip(row.cells, widths, strict=True)
                ]
                rows.append({"cells": cells, "strong": row.strong, "whole": whole})
        columns = [
            {
                "heading": self._words(one_line(column.heading), width - PADDING, bold=True),
                "width": round(width, 2),
                "align": column.align,
            }
            for column, width in zip(table.columns, widths, strict=True)
        ]
        at = self._place(table.anchor)
        return {
            "kind": "table",
            "columns": columns,
            "repeat": all(len(column.heading) < REPEATED for column in table.columns),
            "rows": rows,
            "caption": self._line(table.caption),
            "at": at,
        }

    def _pair(self, label: str, value: Cell) -> list[Any]:
        shown = (
            self._fit(long_date(value))
            if isinstance(value, date)
            else self._cell(value, self._width - FACT_LABEL - PADDING)
        )
        return [self._words(one_line(label), FACT_LABEL * TABLE_SIZE / SIZE, bold=True), shown]

    def _cell(self, cell: Cell, width: float, *, bold: bool = False) -> Any:
        match cell:
            case None:
                return None
            case RatingMark():
                word = self._words(one_line(cell.text), width - MARK * TABLE_SIZE, bold=True)
                return {"rating": cell.value, "word": word}
            case bool() | int() | float() | date():
                return cell_text(cell).replace(" ", "\xa0")
            case _:
                return self._words(cell, width, bold=bold)

    def _words(self, words: Words, width: float | None = None, *, bold: bool = False) -> Any:
        """A text, or runs; in a "narrow" box where a word has to be cut with a hyphen."""
        pieces = runs(words)
        width, size = (self._width - INDENT, SIZE) if width is None else (width, TABLE_SIZE)
        set_pieces: list[dict[str, Any]] = []
        hyphens = False
        for run in pieces:
            text, needs = breakable(self._fit(run.text.expandtabs(4)), width, size, bold=bold or run.bold)
            hyphens = hyphens or needs
            to = self._places[run.to] if run.to else None
            set_pieces.append({"text": text, "bold": run.bold, "italic": run.italic, "to": to, "url": run.url})
        plain = all(not (run.bold or run.italic or run.to or run.url) for run in pieces)
        set_words = "".join(piece["text"] for piece in set_pieces) if plain else set_pieces
        return {"narrow": set_words} if hyphens else set_words

    def _place(self, anchor: str | None) -> str | None:
        return self._places[anchor] if anchor else None

    def _line(self, text: str, size: float = SIZE) -> str:
        return breakable(self._fit(one_line(text)), self._width - INDENT, size)[0]
