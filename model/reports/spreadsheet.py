"""A register as a workbook (.xlsx) or as comma-separated values (.csv), for Excel and for whatever reads it next.

A cell of a register can do nothing. In a workbook every text is stored as text, so that "=1+1" shows
those four characters; nothing becomes a formula or a link. A CSV file has no types, and Excel runs
what starts with ``=``, ``+``, ``-``, ``@``, a tab or a line end: such a text is written with an
apostrophe before it, which Excel shows and does not run. Numbers and dates are written as such.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain, islice
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal, TypeAlias

from model.errors import Fault
from model.reports.document import INKS, TINTS, Key, RatingMark, clean, one_line

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

Kind: TypeAlias = Literal["text", "number", "percent", "date", "rating"]
Value: TypeAlias = str | int | float | date | RatingMark | None
"""What a cell holds; a bool is written as yes or no."""

LONGEST_CELL = 32_767
"""The characters that a cell of Excel can hold."""
MOST_ROWS = 1_048_575
"""The rows that a sheet of Excel can hold under its header."""
ROWS_IN_MEMORY = 10_000
CUT = " ... (the rest of this text did not fit into the cell)"

_DAY_ZERO = date(1899, 12, 30).toordinal()
_LAST_WRONG_DAY = 60
"""Excel takes 1900 for a leap year: before 1 March its days are one off, and before 1900 it has none."""
_EXACT = 10**15
"""Excel keeps 15 digits; a longer number is a reference and is written as text."""
_RUNS = re.compile(r"[\t\n]|[\s\ufeff\u200b-\u200f\u2060]*[=+\-@＝＋－＠]")
_FORBIDDEN_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True, slots=True)
class RegisterColumn:
    """``width`` is in characters of the sheet's own letters. A percent is a number from 0 to 100."""

    heading: str
    kind: Kind = "text"
    width: float = 16


@dataclass(frozen=True, slots=True)
class Register:
    """A list of things of one kind, row by row, each cell with its type. ``rows`` may be any iterable and
    is read once by each writer; a row of another length than ``columns`` is a ``Fault``. ``keys`` say what the
    ratings mean, and stand on a sheet of their own.
    """

    title: str
    columns: tuple[RegisterColumn, ...]
    rows: Iterable[Sequence[Value]]
    made: datetime
    author: str = ""
    keys: tuple[Key, ...] = ()

    def __post_init__(self) -> None:
        if not self.columns:
            raise Fault("a register without columns")
        if self.made.utcoffset() is None:
            raise Fault("a register made at a time without a time zone")


def write_xlsx(register: Register) -> bytes:
    """The register as a workbook: header frozen and filtered, dates as dates shown dd/mm/yyyy, ratings
    with their word on their colour. A text longer than a cell can hold is cut, and says so.

    Raises Fault where there are more rows than a sheet can hold.
    """
    import xlsxwriter

    saved = io.BytesIO()
    # Nothing is guessed from a text: no formula, no link, no number.
    as_they_are = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    rows = iter(register.rows)
    first = tuple(islice(rows, ROWS_IN_MEMORY + 1))
    with TemporaryDirectory(prefix="turnaround-") as folder:
        # Many rows are kept in the folder while they are written: 100,000 of them in 40 MB in place of 400.
        long = {"constant_memory": True, "tmpdir": folder}
        way = long if len(first) > ROWS_IN_MEMORY else {"in_memory": True}
        with xlsxwriter.Workbook(saved, {**as_they_are, **way}) as workbook:
            _write(workbook, register, chain(first, rows))
    return saved.getvalue()


def _write(workbook: Workbook, register: Register, rows: Iterable[Sequence[Value]]) -> None:
    title, author = one_line(register.title), one_line(register.author)
    made = register.made.astimezone(UTC).replace(tzinfo=None)
    workbook.set_properties({"title": title[:255], "author": author[:255], "created": made})
    sheet = workbook.add_worksheet(_sheet_name(title))
    looks = _Looks(workbook)
    count = _fill(sheet, register.columns, rows, looks)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, count, len(register.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{title[:150].replace('&', '&&')}&RPage &P of &N")
    if register.keys:
        _write_keys(workbook, register.keys, looks)


def _write_keys(workbook: Workbook, keys: tuple[Key, ...], looks: _Looks) -> None:
    """The second sheet: each rating on its colour with shape and word, and what it means."""
    sheet = workbook.add_worksheet("Key to the ratings")
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 110)
    row = 0
    for key in keys:
        sheet.write_string(row, 0, sheet_text(one_line(key.title)), looks.header)
        sheet.write_string(row, 1, "What it means", looks.header)
        for mark, meaning in key.entries:
            row += 1
            shown = f"{mark.shape} {one_line(mark.text)}, {mark.value}"
            sheet.write_string(row, 0, sheet_text(shown), looks.ratings[mark.value])
            sheet.write_string(row, 1, sheet_text(one_line(meaning)), looks.text)
        row += 2
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


class _Looks:
    """How cells look, by what they hold."""

    def __init__(self, workbook: Workbook) -> None:
        top = {"valign": "top", "font_name": "Arial", "font_size": 10}
        head = {"bold": True, "text_wrap": True, "bg_color": "#e4eaf1", "bottom": 1}
        self.header = workbook.add_format({**top, **head})
        self.text = workbook.add_format({**top, "text_wrap": True})
        self.whole = workbook.add_format({**top, "num_format": "#,##0"})
        self.number = workbook.add_format({**top, "num_format": "#,##0.########"})
        self.percent = workbook.add_format({**top, "num_format": '0"%"'})
        self.date = workbook.add_format({**top, "num_format": "dd/mm/yyyy", "align": "left"})
        self.ratings = {
            value: workbook.add_format({**top, "bold": True, "font_color": INKS[value], "bg_color": TINTS[value]})
            for value in INKS
        }


def _fill(sheet: Worksheet, columns: tuple[RegisterColumn, ...], rows: Iterable[Sequence[Value]], looks: _Looks) -> int:
    """Write header and rows; returns how many rows there were."""
    kinds = [column.kind for column in columns]
    empty = {"number": looks.number, "percent": looks.percent, "date": looks.date}
    write_text, write_number = sheet.write_string, sheet.write_number
    text, day, whole, number, percent = looks.text, looks.date, looks.whole, looks.number, looks.percent
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width, empty.get(column.kind, text))
        write_text(0, index, sheet_text(one_line(column.heading)), looks.header)
    count = 0
    for count, row in enumerate(rows, start=1):
        if count > MOST_ROWS:
            raise Fault("a sheet cannot hold more than 1,048,575 rows")
        if len(row) != len(kinds):
            raise Fault(f"{len(row)} cells in a register of {len(kinds)} columns")
        for index, value in enumerate(row):
            if isinstance(value, str):
                if value:
                    write_text(count, index, sheet_text(value), text)
            elif isinstance(value, date):
                days = value.toordinal() - _DAY_ZERO
                if days > _LAST_WRONG_DAY:
                    write_number(count, index, days, day)
                else:
                    write_text(count, index, f"{value:%d/%m/}{value.year:04}", text)
            elif isinstance(value, RatingMark):
                write_text(count, index, sheet_text(one_line(value.text)), looks.ratings[value.value])
            elif isinstance(value, bool):
                write_text(count, index, "yes" if value else "no", text)
            elif value is not None and abs(value) < _EXACT and kinds[index] == "percent":
                write_number(count, index, value, percent)
            elif value is not None and abs(value) < _EXACT:
                write_number(count, index, value, whole if isinstance(value, int) else number)
            elif value is not None and math.isfinite(value):
                write_text(count, index, str(value), text)
    return count


def write_csv(register: Register) -> bytes:
    """The register as CSV: UTF-8 with the mark by which Excel knows it, lines ending in CR LF, dates as
    2023-07-04, every text in quotation marks, and an apostrophe before each text that Excel would run.
    A text is cut where Excel's cell ends, since what is left over would start a cell of its own.
    """
    saved = io.StringIO(newline="")
    out = csv.writer(saved, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    out.writerow([harmless(one_line(column.heading)) for column in register.columns])
    for row in register.rows:
        if len(row) != len(register.columns):
            raise Fault(f"{len(row)} cells in a register of {len(register.columns)} columns")
        out.writerow([_plain(value) for value in row])
    return b"\xef\xbb\xbf" + saved.getvalue().encode("utf-8")


def sheet_text(text: str) -> str:
    """The text as a cell can hold it: cleaned, and cut with a word about it where it is too long."""
    text = clean(text)
    if len(text) * 2 <= LONGEST_CELL or (length := len(text.encode("utf-16-le")) // 2) <= LONGEST_CELL:
        return text
    room = LONGEST_CELL - len(CUT)
    kept = text[:room] if length == len(text) else text.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore")
    return kept + CUT


def harmless(text: str) -> str:
    """The text for a file without types: an apostrophe before what a spreadsheet would run."""
    text = sheet_text(text)
    return sheet_text(f"'{text}") if _RUNS.match(text) else text


def _plain(value: Value) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, RatingMark):
        return harmless(one_line(value.text))
    if isinstance(value, date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if math.isfinite(value) else ""


def _sheet_name(title: str) -> str:
    name = _FORBIDDEN_IN_SHEET_NAMES.sub(" ", title).strip()[:31].strip()
    # Excel keeps "History" for itself.
    return "Register" if not name or name.casefold() == "history" else name
