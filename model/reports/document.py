"""What a paper can say: the one vocabulary between the reports and the formats.

A ``Document`` is a value. A report builds one from a plan; ``pdf.write_pdf``, ``word.write_word``
and ``html.write_html`` each write it out, and none of them knows what a plan is. On one page:

=================  ==============================================================================
``Document``       title, subtitle, author, made (aware datetime), blocks, header and footer words
``Heading``        level 1 to 4 under the title; levels are never skipped; may be linked to
``Paragraph``      words; ``label`` hangs a paragraph number ("12.") in front; ``small`` for notes
``Bullets``        items with bullets, or numbered
``Facts``          the title block: label and value, line by line
``Table``          columns, rows and group rows, with a caption; its header repeats on each page
``Quote``          somebody's words, kept as they were, and where they stand
``Callout``        a box that must not be missed, with its own short title
``Key``            what each rating means
``TimePicture``    a line of time, drawn where a format can, and in words everywhere
``NewPage``        a new page; pages from there on are portrait or landscape
=================  ==============================================================================

*Words* are a ``str``, a ``Run`` (bold, italic, a link) or a tuple of both. They are never markup:
``#``, ``*``, ``<`` and ``=`` mean themselves in every format. A line feed is a new line in the same
paragraph or cell. A *cell* is words, a whole or decimal number, a ``date``, a ``RatingMark``, a bool
(printed yes or no) or ``None`` (empty). Cells keep their types so that each format can do
its best with them.

A document that contradicts itself (a link to nowhere, a row of the wrong length, a skipped heading
level) is our own mistake and raises ``Fault`` as soon as it is made.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from model.errors import Fault
from model.records import RATINGS
from model.reports.pictures import TimePicture

SHAPES = {"blue": "■", "green": "●", "amber": "▲", "red": "◆", "grey": "○"}
"""The shape that goes with a rating's colour, so that colour is never the only sign."""

INKS = {"blue": "#124a8c", "green": "#14592b", "amber": "#6b4100", "red": "#8f1414", "grey": "#454b52"}
"""The colour of a rating's shape and word; at least 7:1 on its tint and on white."""

TINTS = {"blue": "#dce9f9", "green": "#dcf2e1", "amber": "#ffedc2", "red": "#fde0de", "grey": "#eceef0"}
"""The colour behind a rating's word."""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words of one look. ``to`` is the anchor of a heading or table in the same
    document; ``url`` an address outside, kept as plain words unless it is http or https.
    """

    text: str
    bold: bool = False
    italic: bool = False
    to: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        if self.to and self.url:
            raise Fault(f"a run leads to two places: {self.to!r} and {self.url!r}")


Words: TypeAlias = str | Run | tuple[str | Run, ...]


@dataclass(frozen=True, slots=True)
class RatingMark:
    """A rating as it is printed: shape, word and tint. ``value`` is one of ``RATINGS``; ``word`` is
    what this plan calls it ("on track"), or the colour itself where it is empty.
    """

    value: str
    word: str = ""

    def __post_init__(self) -> None:
        if self.value not in RATINGS:
            raise Fault(f"{self.value!r} is not a rating")

    @property
    def shape(self) -> str:
        return SHAPES[self.value]

    @property
    def text(self) -> str:
        return self.word.strip() or self.value.capitalize()


Cell: TypeAlias = Words | int | float | date | RatingMark | None


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 1 stands right under the title. ``anchor`` lets a ``Run`` lead here."""

    level: int
    text: str
    anchor: str | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.level <= 4:
            raise Fault(f"a heading of level {self.level}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    words: Words
    label: str = ""
    small: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Words, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value, line by line: report to, date, subject, contact."""

    pairs: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """``weight`` is this column's share of the width, beside the other columns' weights."""

    heading: str
    weight: float = 1.0
    align: Literal["left", "right", "centre"] = "left"

    def __post_init__(self) -> None:
        if not 0 < self.weight < 1000:
            raise Fault(f"column {self.heading!r} has the weight {self.weight}")


@dataclass(frozen=True, slots=True)
class Row:
    """``strong`` prints a row of totals in bold."""

    cells: tuple[Cell, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A line across the table that names the rows under it."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """``caption`` says what the table holds; it stands above it. ``row_heading`` is the column that
    names its row, for those who hear the table instead of seeing it; ``None`` where there is none.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row | Group, ...]
    caption: str = ""
    anchor: str | None = None
    row_heading: int | None = 0

    def __post_init__(self) -> None:
        if not self.columns:
            raise Fault("a table without columns")
        if self.row_heading is not None and not 0 <= self.row_heading < len(self.columns):
            raise Fault(f"row heading {self.row_heading} of {len(self.columns)} columns")
        for row in self.rows:
            if isinstance(row, Row) and len(row.cells) != len(self.columns):
                raise Fault(f"{len(row.cells)} cells in a table of {len(self.columns)} columns")


@dataclass(frozen=True, slots=True)
class Quote:
    words: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Callout:
    title: str
    words: Words = ""


@dataclass(frozen=True, slots=True)
class Key:
    """Each rating used in the paper, and what it means in this plan."""

    entries: tuple[tuple[RatingMark, str], ...]
    title: str = "Key to the ratings"


@dataclass(frozen=True, slots=True)
class NewPage:
    landscape: bool = False


Block: TypeAlias = Heading | Paragraph | Bullets | Facts | Table | Quote | Callout | Key | TimePicture | NewPage

PAPERS = ("a4", "a3")
"""The sheets that a document can be made for."""


@dataclass(frozen=True, slots=True)
class Document:
    """One paper. ``made`` is when, with its time zone; it goes into the file's own properties and is
    the only time in them, so that the same document gives the same bytes. ``header`` stands at the
    top of each page after the first (the title where it is empty), ``footer`` at the foot beside
    "Page 2 of 12". ``numbered`` numbers the headings: 1, 1.1. ``paper`` is one of PAPERS.
    """

    title: str
    made: datetime
    blocks: tuple[Block, ...]
    subtitle: str = ""
    author: str = ""
    header: str = ""
    footer: str = ""
    language: str = "en-GB"
    landscape: bool = False
    numbered: bool = False
    paper: str = "a4"

    def __post_init__(self) -> None:
        if self.paper not in PAPERS:
            raise Fault(f"{self.paper!r} is no paper")
        if not clean(self.title).strip():
            raise Fault("a document without a title")
        if self.made.utcoffset() is None:
            raise Fault("a document made at a time without a time zone")
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Z]{2})?", self.language):
            raise Fault(f"{self.language!r} is not a language")
        level = 0
        for block in self.blocks:
            if isinstance(block, Heading):
                if block.level > level + 1:
                    raise Fault(f"heading {block.text!r} skips from level {level} to {block.level}")
                level = block.level
        places = [block.anchor for block in self.blocks if isinstance(block, Heading | Table) and block.anchor]
        if len(places) != len(set(places)):
            raise Fault("two places of a document have the same anchor")
        for run in _all_runs(self.blocks):
            if run.to and run.to not in places:
                raise Fault(f"a link leads to {run.to!r}, which is not in the document")


@dataclass(frozen=True, slots=True)
class Section:
    """Consecutive blocks on pages of one orientation."""

    landscape: bool
    blocks: tuple[Block, ...]


def sections(document: Document) -> tuple[Section, ...]:
    """The document cut where the page turns; a ``NewPage`` that does not turn it stays a block."""
    found: list[tuple[bool, list[Block]]] = [(document.landscape, [])]
    for block in document.blocks:
        turned, blocks = found[-1]
        if isinstance(block, NewPage) and block.landscape != turned:
            if blocks or len(found) == 1:
                found.append((block.landscape, []))
            else:
                found[-1] = (block.landscape, [])
        else:
            blocks.append(block)
    return tuple(Section(turned, tuple(blocks)) for turned, blocks in found)


def anchors(document: Document) -> dict[str, str]:
    """For each anchor a name that every format can use: ``place-1``, ``place-2``, in order."""
    places = [block.anchor for block in document.blocks if isinstance(block, Heading | Table) and block.anchor]
    return {anchor: f"place-{number}" for number, anchor in enumerate(places, start=1)}


def numbers(document: Document) -> Iterator[str]:
    """For each heading in order its number ("2.1"), or "" where the document is not numbered."""
    counts: list[int] = []
    for block in document.blocks:
        if isinstance(block, Heading):
            counts = counts[: block.level] + [0] * (block.level - len(counts))
            counts[-1] += 1
            yield ".".join(map(str, counts)) if document.numbered else ""


_UNPRINTABLE = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
_NONCHARACTER = re.compile(
    "[" + "".join(f"{chr(p + 0xFFFE)}{chr(p + 0xFFFF)}" for p in range(0x10000, 0x110000, 0x10000)) + "]"
)
_NEW_LINE = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> str:
    """The text without what no file format can hold: control characters, halves of surrogate pairs
    and code points that are not characters. Every kind of line end becomes a line feed.
    """
    if text.isascii() and text.isprintable():
        return text
    return _NONCHARACTER.sub("", _UNPRINTABLE.sub("", _NEW_LINE.sub("\n", text)))


def one_line(text: str) -> str:
    """The cleaned text on one line, for titles, headings and labels."""
    return " ".join(clean(text).split())


def runs(words: Words) -> tuple[Run, ...]:
    """Words as runs of cleaned text, without empty ones; an address that is not of the web is left out."""
    given = words if isinstance(words, tuple) else (words,)
    found = []
    for piece in given:
        run = piece if isinstance(piece, Run) else Run(piece)
        text = clean(run.text)
        if text:
            found.append(Run(text, run.bold, run.italic, run.to, web_address(run.url)))
    return tuple(found)


def web_address(url: str | None) -> str | None:
    """The address if it is one of the web; None for anything else ("file:", "javascript:")."""
    if (
        url
        and re.fullmatch(r"https?://[^\s/?#\"'<>\\^`{|}\x00-\x20]+[^\s\"<>\\^`{|}\x00-\x20]*", url)
        and url.isascii()
    ):
        return url
    return None


def long_date(day: date) -> str:
    """4 July 2023"""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """4 Jul 2023, for tables"""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def words_text(words: Words) -> str:
    return "".join(run.text for run in runs(words))


def cell_text(cell: Cell) -> str:
    """What a cell says: a date as "4 Jul 2023", a rating as its word, a bool as yes or no."""
    if cell is None:
        return ""
    if isinstance(cell, RatingMark):
        return one_line(cell.text)
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        return number_text(cell)
    if isinstance(cell, date):
        return short_date(cell)
    return words_text(cell)


def fact_text(value: Cell) -> str:
    """What a fact says: as a cell does, with room to write a date in full."""
    return long_date(value) if isinstance(value, date) else cell_text(value)


def number_text(number: float) -> str:
    """1,234 or 59.1; a minus is a true minus sign."""
    if not math.isfinite(number):
        return ""
    return f"{number:,}".replace("-", "−") if isinstance(number, int) else f"{number:,.10g}".replace("-", "−")


def plain_text(what: Block | Document) -> str:
    """Every word of a block or a document, a line feed between its parts and a tab between cells."""
    match what:
        case Document():
            parts = [what.title, what.subtitle, *(plain_text(block) for block in what.blocks)]
            return "\n".join(clean(part) for part in parts if part)
        case Heading():
            return clean(what.text)
        case Paragraph():
            return " ".join(filter(None, (clean(what.label), words_text(what.words))))
        case Bullets():
            return "\n".join(words_text(item) for item in what.items)
        case Facts():
            return "\n".join(f"{clean(label)}\t{fact_text(value)}" for label, value in what.pairs)
        case Table():
            lines = [clean(what.caption)] if what.caption else []
            lines.append("\t".join(clean(column.heading) for column in what.columns))
            for row in what.rows:
                lines.append(clean(row.text) if isinstance(row, Group) else "\t".join(map(cell_text, row.cells)))
            return "\n".join(lines)
        case Quote():
            return "\n".join(filter(None, (clean(what.words), clean(what.source))))
        case Callout():
            return "\n".join(filter(None, (clean(what.title), words_text(what.words))))
        case Key():
            return "\n".join([clean(what.title), *(f"{cell_text(mark)}\t{clean(m)}" for mark, m in what.entries)])
        case TimePicture():
            rows = [f"{row.label}\t{row.words}".rstrip() for row in what.rows]
            return clean("\n".join([what.caption, what.alt, *rows]))
        case NewPage():
            return ""


def _all_runs(blocks: tuple[Block, ...]) -> Iterator[Run]:
    for block in blocks:
        match block:
            case Paragraph() | Callout():
                yield from _cell_runs(block.words)
            case Bullets():
                for item in block.items:
                    yield from _cell_runs(item)
            case Facts():
                for _, value in block.pairs:
                    yield from _cell_runs(value)
            case Table():
                for row in block.rows:
                    if isinstance(row, Row):
                        for cell in row.cells:
                            yield from _cell_runs(cell)
            case _:
                pass


def _cell_runs(cell: Cell) -> Iterator[Run]:
    for piece in cell if isinstance(cell, tuple) else (cell,):
        if isinstance(piece, Run):
            yield piece
