from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import UTC, date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from model.errors import Fault
from model.reports.document import TINTS, RatingMark, clean
from model.reports.spreadsheet import (
    CUT,
    LONGEST_CELL,
    Register,
    RegisterColumn,
    Value,
    write_csv,
    write_xlsx,
)

MADE = datetime(2023, 8, 30, 9, 15, tzinfo=UTC)
COLUMNS = (
    RegisterColumn("No.", "text", 8),
    RegisterColumn("Days late", "number", 10),
    RegisterColumn("Agreed", "date", 12),
    RegisterColumn("Delivery", "rating", 18),
    RegisterColumn("Done", "percent", 8),
)
HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\x00=1",
    '=HYPERLINK("http://x")',
    " =1",
    "＝1",
    "\ufeff=1",
)


def register(
    *rows: tuple[Value, ...], columns: tuple[RegisterColumn, ...] = COLUMNS, title: str = "Actions"
) -> Register:
    return Register(title, columns, rows, MADE, author="Borsetshire")


def sheet(content: bytes) -> Worksheet:
    found = openpyxl.load_workbook(io.BytesIO(content)).active
    assert isinstance(found, Worksheet)
    return found


def lines(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_cells_keep_their_types() -> None:
    found = sheet(write_xlsx(register(("1.2", 30, date(2023, 9, 29), RatingMark("amber", "Behind"), 40))))
    assert [cell.value for cell in found[1]] == [column.heading for column in COLUMNS]
    assert [cell.value for cell in found[2]] == ["1.2", 30, datetime(2023, 9, 29), "Behind", 40]  # noqa: DTZ001
    assert found["C2"].number_format == "dd/mm/yyyy"
    assert found["D2"].fill.fgColor.rgb == f"FF{TINTS['amber'][1:].upper()}"
    assert found["E2"].number_format == '0"%"'
    assert found.freeze_panes == "A2"
    assert found.auto_filter.ref == "A1:E2"
    assert found.column_dimensions["D"].width == pytest.approx(18, abs=1)
    assert found.title == "Actions"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_can_do_anything(text: str) -> None:
    column = (RegisterColumn("What"),)
    cell = sheet(write_xlsx(register((text,), columns=column)))["A2"]
    assert cell.data_type == "s"
    assert cell.value == clean(text)
    assert cell.hyperlink is None
    (shown,) = lines(write_csv(register((text,), columns=column)))[1]
    assert shown == f"'{clean(text)}"


def test_a_heading_cannot_either() -> None:
    column = (RegisterColumn("=1+1"),)
    assert sheet(write_xlsx(register(columns=column)))["A1"].data_type == "s"
    assert lines(write_csv(register(columns=column))) == [["'=1+1"]]


def test_there_is_no_formula_and_no_link_in_the_file() -> None:
    rows = tuple(
        (text, None, None, None, None) for text in (*HOSTILE, "https://x.example", "mailto:a@b", r"\\host\share")
    )
    with zipfile.ZipFile(io.BytesIO(write_xlsx(register(*rows)))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert not re.search(rb"<f[ >/]|hyperlink", parts["xl/worksheets/sheet1.xml"])
    assert not [name for name in parts if "externalLink" in name or name.startswith("xl/worksheets/_rels")]


def test_csv_is_what_excel_reads() -> None:
    content = write_csv(register(('say "é", please', -30, date(2023, 9, 9), RatingMark("red"), 12.5)))
    assert (
        content
        == (
            '\ufeff"No.","Days late","Agreed","Delivery","Done"\r\n"say ""é"", please",-30,"2023-09-09","Red",12.5\r\n'
        ).encode()
    )


@pytest.mark.parametrize("long", ["a" * 100_000, "😀" * 50_000, "=" + "\n" * 40_000])
def test_a_text_longer_than_a_cell_is_cut_and_says_so(long: str) -> None:
    column = (RegisterColumn("What"),)
    cell = sheet(write_xlsx(register((long,), columns=column)))["A2"].value
    (shown,) = lines(write_csv(register((long,), columns=column)))[1]
    for found in (cell, shown):
        assert isinstance(found, str)
        assert found.endswith(CUT)
        assert len(found.encode("utf-16-le")) // 2 <= LONGEST_CELL
    assert shown.startswith("'") == long.startswith("=")


def test_what_excel_counts_wrongly_is_written_in_words() -> None:
    columns = (RegisterColumn("When", "date"), RegisterColumn("Reference", "number"))
    found = sheet(write_xlsx(register((date(1867, 1, 2), 10**18), (date(1900, 3, 1), float("nan")), columns=columns)))
    assert [cell.value for cell in found[2]] == ["02/01/1867", str(10**18)]
    assert [cell.value for cell in found[3]] == [datetime(1900, 3, 1), None]  # noqa: DTZ001


@pytest.mark.parametrize("title", ["[a]:*?/\\'b", "History", "", "x" * 60, "=1 & 2", "\x00"])
def test_any_title_names_a_sheet(title: str) -> None:
    found = sheet(write_xlsx(register(("1", 1, None, None, None), title=title)))
    assert 1 <= len(found.title) <= 31


def test_a_row_of_another_length_is_a_fault() -> None:
    with pytest.raises(Fault, match="1 cells in a register of 5"):
        write_xlsx(register(("1",)))
    with pytest.raises(Fault, match="1 cells in a register of 5"):
        write_csv(register(("1",)))


def test_a_long_register_is_written_from_rows_that_are_made_as_they_go(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = (RegisterColumn("What"), RegisterColumn("Agreed", "date"))
    rows = [("=1", date(2023, 9, 9)), ("two", None), ("three", date(2024, 2, 29))]
    short = sheet(write_xlsx(register(*rows, columns=columns)))
    monkeypatch.setattr("model.reports.spreadsheet.ROWS_IN_MEMORY", 1)
    long = sheet(write_xlsx(Register("Actions", columns, iter(rows), MADE)))
    assert [[cell.value for cell in row] for row in long.rows] == [[cell.value for cell in row] for row in short.rows]
    assert {cell.data_type for cell in long["A"]} <= {"s", "inlineStr"}
    assert long.auto_filter.ref == "A1:B4"


def test_the_same_register_is_the_same_file() -> None:
    rows = (("1", 1, date(2023, 9, 9), RatingMark("blue"), True),)
    assert write_xlsx(register(*rows)) == write_xlsx(register(*rows))


@settings(deadline=None)
@given(st.lists(st.text(alphabet=st.characters(), min_size=1, max_size=40), min_size=1, max_size=8))
def test_any_text_comes_back_as_it_was(texts: list[str]) -> None:
    column = (RegisterColumn("What"), RegisterColumn("No", "number"))
    rows = [(text, number) for number, text in enumerate(texts)]
    found = sheet(write_xlsx(register(*rows, columns=column)))
    back = lines(write_csv(register(*rows, columns=column)))
    for index, text in enumerate(texts):
        cell = found.cell(index + 2, 1)
        assert (openpyxl.utils.escape.unescape(cell.value) if cell.value else "") == clean(text)
        assert cell.data_type in "sn"
        assert back[index + 1][0].removeprefix("'") == clean(text).removeprefix("'")
        assert not re.match(r"\s*[=+\-@]", back[index + 1][0])
