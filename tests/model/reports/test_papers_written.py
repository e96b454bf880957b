"""Papers and registers as files: written out, and read back by other programs' readers."""

from __future__ import annotations

import csv
import html
import io
import re
from datetime import date
from typing import Any

import docx
import openpyxl
import pypdfium2
import pytest

from model import (
    actions,
    areas,
    finding,
    people,
    progress,
    sample_files,
)
from model.records import Action
from model.reports.action_register import action_register
from model.reports.document import (
    Table,
)
from model.reports.html import write_html
from model.reports.owner_sheet import owner_sheet
from model.reports.pdf import write_pdf
from model.reports.progress_paper import progress_paper
from model.reports.spreadsheet import write_csv, write_xlsx
from model.reports.word import write_word
from model.store.plan import Plan
from tests.model.reports.papers_made import (
    MADE,
    TODAY,
    headings,
    of_sample,
    with_people,
)


@pytest.fixture(params=sample_files.sample_names())
def sample_plan(request: pytest.FixtureRequest, plan: Plan) -> Plan:
    """Each of the four sample plans, on its own day."""
    return of_sample(plan, request.param)


@pytest.fixture
def named(plan: Plan) -> Plan:
    return with_people(plan)


# --- written out and read back


def test_a_paper_as_pdf_word_and_html_says_what_it_is(sample_plan: Plan) -> None:
    paper = progress_paper(sample_plan, sample_plan.today(TODAY), MADE)
    made = write_pdf(paper)
    assert b"pdfuaid:part" in made.content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made.content
    assert 8 <= made.pages <= 22
    with pypdfium2.PdfDocument(made.content) as pdf:
        printed = _plain("".join(page.get_textpage().get_text_range() for page in pdf))
        marks = [mark.get_title() for mark in pdf.get_toc()]
    assert [text for text in headings(paper) if not any(text in mark for mark in marks)] == []
    written = docx.Document(io.BytesIO(write_word(paper)))
    styles = [line.style.name for line in written.paragraphs if line.style is not None]
    assert sum(name.startswith("Heading") for name in styles) == len(headings(paper))
    tables_of_paper = [block for block in paper.blocks if isinstance(block, Table)]
    assert len(written.tables) >= len(tables_of_paper)
    shown = write_html(paper).decode()
    in_word = _plain("\n".join(cell.text for one in written.tables for row in one.rows for cell in row.cells))
    for action in sample_plan.all(Action):
        assert _plain(action.title) in printed
        assert _plain(action.title) in in_word
        assert html.escape(action.title, quote=False) in shown or html.escape(action.title) in shown


def _plain(text: str) -> str:
    """Only what is read: a line end may fall anywhere on a page, with a hyphen or without."""
    return re.sub(r"[\s\ufffe\u00ad-]+", "", text)


def test_the_sheet_and_an_empty_plans_paper_are_written(plan: Plan) -> None:
    assert write_pdf(progress_paper(plan, TODAY, MADE)).pages == 1
    owner = people.add(plan, "Head of Leaving Care")
    assert write_pdf(owner_sheet(plan, owner, TODAY, MADE)).pages == 1
    assert docx.Document(io.BytesIO(write_word(owner_sheet(plan, owner, TODAY, MADE)))).paragraphs


def test_words_of_a_plan_are_never_markup(plan: Plan) -> None:
    area = areas.add(plan, "#strong[loud] <b>bold</b> $x$", words="=1+1 `code` \\ @ref")
    actions.add(
        plan, area, "*star* _under_ https://example.org/?a=1&b=2", on_day=TODAY, agreed=TODAY, status="in progress"
    )
    paper = progress_paper(plan, TODAY, MADE)
    with pypdfium2.PdfDocument(write_pdf(paper).content) as pdf:
        printed = _plain("".join(page.get_textpage().get_text_range() for page in pdf))
    for words in (
        "#strong[loud] <b>bold</b> $x$",
        "=1+1 `code` \\ @ref",
        "*star* _under_ https://example.org/?a=1&b=2",
    ):
        assert _plain(words) in printed
    assert "<b>bold</b>" not in write_html(paper).decode()


# --- the register


def register_rows(plan: Plan, **given: Any) -> list[dict[str, Any]]:
    """The register as it comes out of a workbook."""
    sheet = openpyxl.load_workbook(io.BytesIO(write_xlsx(action_register(plan, TODAY, MADE, **given)))).active
    assert sheet is not None
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def test_the_register_holds_every_action_with_dates_as_dates(sample_plan: Plan) -> None:
    rows = register_rows(sample_plan)
    by_id = {one.id: one for one in sample_plan.all(Action)}
    assert [row["Id"] for row in rows] == finding.action_ids(sample_plan, finding.Filter(), finding.Sort("plan"), TODAY)
    assert {row["Id"] for row in rows} == by_id.keys()
    for row in rows:
        action = by_id[row["Id"]]
        assert (row["Number"], row["Action"], row["Status"]) == (
            action.number, action.title, action.status.capitalize()
        )  # fmt: skip
        for column, field in (("Agreed", "agreed"), ("First agreed", "first_agreed"), ("Forecast", "forecast")):
            wanted = getattr(action, field)
            assert (row[column].date() if row[column] else None) == wanted
        assert (row["Days late"] or 0) == progress.days_late(action, TODAY)
        assert row["Percent"] == action.percent


def test_the_register_of_a_selection_keeps_its_order(plan: Plan) -> None:
    of_sample(plan, "lincolnshire")
    wanted = [one.id for one in plan.all(Action)][5:0:-2]
    assert [row["Id"] for row in register_rows(plan, ids=wanted)] == wanted


def test_a_register_names_nobody_where_posts_are_wanted(named: Plan) -> None:
    (first, second) = register_rows(named, posts=True)
    text = " ".join(str(cell) for row in (first, second) for cell in row.values())
    for name in ("Okafor", "Gwilym", "O'Neil"):
        assert name.casefold() not in text.casefold()
    assert (first["Owner"], first["Sponsor"]) == ("Head of Leaving Care", "Director of Children's Services")
    assert register_rows(named, posts=False)[0]["Owner"] == "Adaeze Okafor"


def test_a_register_as_csv_can_do_nothing(plan: Plan) -> None:
    area = areas.add(plan, "Planning")
    actions.add(plan, area, "=HYPERLINK(1)", on_day=TODAY, agreed=date(2023, 12, 1))
    lines = list(csv.DictReader(io.StringIO(write_csv(action_register(plan, TODAY, MADE)).decode("utf-8-sig"))))
    assert lines[0]["Action"] == "'=HYPERLINK(1)"
    assert "2023" in lines[0]["Agreed"]
    assert register_rows(plan)[0]["Action"] == "=HYPERLINK(1)"
