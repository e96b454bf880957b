"""A house's rating scheme: taken as one act, read strictly from a stranger's plan, told in every paper's key."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pypdfium2
import pytest
from docx import Document as read_word
from hypothesis import given
from hypothesis import strategies as st

from model import actions, agreed_dates, areas, history, people, rating_schemes, ratings, scheme_files, scheme_words
from model.reports.action_register import action_register
from model.reports.html import write_html
from model.reports.owner_sheet import owner_sheet
from model.reports.pdf import write_pdf
from model.reports.progress_paper import progress_paper
from model.reports.spreadsheet import write_csv, write_xlsx
from model.reports.word import write_word
from model.scheme_files import Case, Colour, Scheme
from model.store.plan import Plan
from tests.model.contents import refused, there_and_back
from tests.model.test_ratings import schemes

TODAY = date(2026, 6, 15)
MADE = datetime(2026, 6, 15, 9, 30, tzinfo=UTC)
USUAL = scheme_files.usual()


def shipped(name: str) -> Scheme:
    return next(one for one in rating_schemes.shipped() if one.name == name)


def renamed(scheme: Scheme, value: str, **changes: str) -> Scheme:
    return replace(
        scheme, colours=tuple(replace(one, **changes) if one.value == value else one for one in scheme.colours)
    )


# --- taking one


@pytest.mark.parametrize("name", [one.name for one in rating_schemes.shipped()[1:]])
def test_taking_a_scheme_is_one_act_and_can_be_undone(plan: Plan, name: str) -> None:
    scheme = shipped(name)
    there_and_back(plan, lambda: rating_schemes.set_scheme(plan, scheme))
    assert plan.undo_title == f"Rate by “{name}”"
    assert rating_schemes.scheme_of(plan) == scheme
    there_and_back(plan, lambda: rating_schemes.set_scheme(plan, USUAL))
    assert plan.undo_title == "Rate by the usual scheme again"
    assert plan.details.rating_rules == "{}"


def test_limits_alone_are_kept_as_older_programs_keep_them(plan: Plan) -> None:
    own = replace(USUAL, limits=replace(USUAL.limits, red_after_days=60))
    there_and_back(plan, lambda: rating_schemes.set_scheme(plan, own))
    assert plan.details.rating_rules == '{"red_after_days": 60}'
    assert ratings.rules_of(plan).red_after_days == 60


def test_the_scheme_in_force_is_no_act(plan: Plan) -> None:
    before = plan.undo_title
    rating_schemes.set_scheme(plan, USUAL)
    assert plan.undo_title == before


@pytest.mark.parametrize(
    ("scheme", "field"),
    [
        (replace(USUAL, name=" "), "name"),
        (replace(USUAL, limits=replace(USUAL.limits, slip_days=-1)), "slip_days"),
        (replace(USUAL, limits=replace(USUAL.limits, red_after_days=3661)), "red_after_days"),
        (replace(USUAL, colours=USUAL.colours[1:]), "delivery case embedded"),
        (replace(USUAL, colours=tuple(one for one in USUAL.colours if one.value != "red")), "delivery"),
        (replace(USUAL, colours=(*USUAL.colours, USUAL.colours[0])), "delivery"),
        (replace(USUAL, cases=USUAL.cases[1:]), "delivery"),
        (renamed(USUAL, "amber", word="on TRACK"), "delivery amber word"),
        (renamed(USUAL, "amber", word="Late: soon"), "delivery amber word"),
        (renamed(USUAL, "amber", word="Be\nhind"), "delivery amber word"),
        (renamed(USUAL, "amber", meaning="x" * 301), "delivery amber meaning"),
        (replace(USUAL, moved_late="own word"), "moved_late"),
        (
            replace(USUAL, cases=(Case(case="embedded", colour="blue", word="Behind"), *USUAL.cases[1:])),
            "delivery case embedded",
        ),
        (replace(USUAL, impact=replace(USUAL.impact, cases=USUAL.impact.cases[1:])), "impact"),
    ],
)
def test_a_scheme_that_cannot_be_used_is_refused_with_its_field(plan: Plan, scheme: Scheme, field: str) -> None:
    refused(plan, lambda: rating_schemes.set_scheme(plan, scheme), field)
    refused(plan, lambda: rating_schemes.preview(plan, scheme, TODAY), field)


def test_what_was_late_never_gets_a_green_word_of_its_own(plan: Plan) -> None:
    cases = tuple(replace(one, colour="green") if one.case == "reprogrammed" else one for one in USUAL.cases)
    sentence = refused(
        plan,
        lambda: rating_schemes.set_scheme(plan, replace(USUAL, moved="own word", moved_late="own word", cases=cases)),
        "moved_late",
    )
    assert sentence.startswith("Moving a date does not turn an action that was late green")


# --- a stranger's


@given(schemes())
def test_what_a_plan_keeps_is_read_back_as_it_was(scheme: Scheme) -> None:
    assert scheme_files.read_json(scheme_files.as_json(scheme)) == (scheme, None)


def spoiled(**changes: Any) -> str:
    held = json.loads(scheme_files.as_json(shipped("Three colours")))
    return json.dumps({**held, **changes})


@pytest.mark.parametrize(
    "text",
    [
        spoiled(colours="red"), spoiled(colours=[]), spoiled(name=""), spoiled(name=7), spoiled(blue_as="purple"),
        spoiled(moved="never"), spoiled(limits={"red_after_days": 3}), spoiled(surprise=1), spoiled(cases=None),
        spoiled(impact={"name": "x"}), spoiled(name="x" * 30_000), spoiled(limits=None), spoiled(name="a\u202eb"),
        "[" * 5_000, '{"colours": ' + "[" * 5_000, '{"colours": NaN}', '{"red_after_days": 1e400}',
        '{"red_after_days": ' + "9" * 5_000 + "}",
    ],
)  # fmt: skip
def test_a_scheme_that_does_not_fit_is_not_taken_by_half(plan: Plan, text: str) -> None:
    with plan.batch("From elsewhere"):
        plan.change("plan", plan.details.id, rating_rules=text)
    assert rating_schemes.scheme_of(plan) == USUAL
    trouble = rating_schemes.trouble_of(plan)
    assert trouble is not None
    assert trouble.endswith(".")
    assert "\n" not in trouble


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["colours", "cases", "limits", "impact", "name", "value", "case"]) | st.text(max_size=3),
        inner, max_size=5,
    ),
    max_leaves=20,
))  # fmt: skip
def test_no_json_stops_the_program(held: object) -> None:
    scheme, _trouble = scheme_files.read_json(json.dumps(held))
    scheme_files.check(scheme)


# --- what it changes


def test_a_preview_of_words_alone_counts_them_and_no_colour(plan: Plan) -> None:
    area = areas.add(plan, "Planning")
    actions.add(plan, area, "Train", on_day=TODAY, agreed=date(2026, 12, 31), status="in progress")
    told = rating_schemes.preview(plan, renamed(USUAL, "green", word="On target"), TODAY)
    assert (told.changed_actions, told.changed_areas, told.renamed) == (0, 0, 2)
    assert told.examples == ()
    assert told.actions == (rating_schemes.Shift(("green", "On track"), ("green", "On target"), 1),)


def test_a_rating_set_by_hand_in_a_colour_that_is_gone_is_kept_and_said(plan: Plan) -> None:
    area = areas.add(plan, "Planning")
    made = actions.add(plan, area, "Train", on_day=TODAY, agreed=date(2026, 12, 31), status="in progress")
    actions.override_delivery(plan, made, "blue", "Seen by the board")
    areas.override_impact(plan, area, "grey", "Nobody asked")
    own = replace(shipped("Three colours"), impact=rating_schemes.shipped_impacts()[1])
    rating_schemes.set_scheme(plan, own)
    rating = ratings.action_rating(plan, made, TODAY)
    assert (rating.value, rating.word) == ("green", "On track")
    assert rating.reason.startswith(
        "Delivery green (On track), set by hand as blue, which is not used any more: Seen by the board."
    )
    impact = ratings.area_ratings(plan, TODAY)[area].impact
    assert (impact.value, impact.word) == ("amber", "Not yet at target")
    rating_schemes.set_scheme(plan, USUAL)
    assert ratings.action_rating(plan, made, TODAY).value == "blue"


def test_the_history_calls_schemes_and_colours_by_their_words(plan: Plan) -> None:
    area = areas.add(plan, "Planning")
    made = actions.add(plan, area, "Train", on_day=TODAY)
    actions.override_delivery(plan, made, "amber", "It waits")
    (act, *_rest) = history.acts(plan)
    assert "Delivery rating set by hand of action 1.1: nothing → amber (Behind)" in {
        one.sentence for one in history.details(plan, act.id)
    }
    rating_schemes.set_scheme(plan, shipped("Risk: issues or none"))
    (act, *_rest) = history.acts(plan)
    (change,) = history.details(plan, act.id)
    assert change.sentence == ("Rating scheme of the plan: “Delivery in five colours” → “Risk: issues or none”")


# --- the key of every paper


@pytest.fixture
def own(plan: Plan) -> Scheme:
    """A scheme in a house's words on a plan with an owner, an action in time, and one that was late when moved."""
    scheme = renamed(replace(shipped("Exception report with reprogrammed"), name="Our form"), "amber", word="At risk")
    scheme = renamed(scheme, "red", meaning="The board has to hear of it.")
    scheme = replace(scheme, limits=replace(scheme.limits, red_after_days=45, late_without_forecast_days=10))
    owner = people.add(plan, "Head of Leaving Care")
    area = areas.add(plan, "Planning")
    actions.add(plan, area, "Train", on_day=TODAY, agreed=date(2026, 6, 10), status="in progress", owner=owner)
    moved = actions.add(plan, area, "Audit", on_day=TODAY, agreed=date(2026, 3, 31), owner=owner)
    agreed_dates.agree_date(plan, moved, date(2026, 9, 30), date(2026, 5, 4), "Staff left", "the Board")
    rating_schemes.set_scheme(plan, scheme)
    return scheme


def told_in_key(scheme: Scheme) -> list[str]:
    said = []
    for line in (*scheme_words.delivery_key(scheme), *scheme_words.impact_key(scheme)):
        said += [line.word, line.meaning, line.rule]
    return said


def test_the_key_says_words_meanings_and_the_schemes_numbers(own: Scheme) -> None:
    lines = {line.value: line for line in scheme_words.delivery_key(own)}
    assert list(lines) == ["blue", "green", "amber", "red"]
    assert lines["red"].text == (
        "The board has to hear of it. Late by more than 45 days; late by more than 10 days with no forecast ahead."
    )
    assert lines["blue"].rule.startswith("Moved to a date that is ahead, and it is said who agreed it; late when")
    assert lines["amber"].rule.startswith("Late by up to 45 days with a forecast ahead, or by up to 10 days without")
    assert "without an agreed date (“No date”)" in lines["amber"].rule
    assert [line.rule for line in scheme_words.impact_key(own)][3:] == [
        "The latest evidence shows “not moving” or “worse”.", "No evidence shows whether it works.",
    ]  # fmt: skip
    assert "Reprogrammed" in scheme_words.moved_words(own)
    assert scheme_words.fallback_words(own).endswith("and shown: grey as amber (At risk).")


def test_every_paper_prints_the_key_of_the_scheme_in_force(plan: Plan, own: Scheme) -> None:
    owner = people.people(plan)[0].id
    for paper in (progress_paper(plan, TODAY, MADE), owner_sheet(plan, owner, TODAY, MADE)):
        sheet = paper.title.startswith("Head of Leaving Care")
        wanted = told_in_key(replace(own))[: 12 if sheet else None]
        html = write_html(paper)
        html = html.decode() if isinstance(html, bytes) else html
        word = read_word(BytesIO(write_word(paper)))
        words = "\n".join(p.text for p in word.paragraphs)
        words += "\n".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
        pdf = pypdfium2.PdfDocument(write_pdf(paper).content)
        pages = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pdf)
        for said in (*wanted, "Our form", "Reprogrammed, moved when late"):
            assert said.replace("'", "&#x27;") in html or said in html
            assert said in words
            assert said.replace(" ", "") in pages.replace(" ", "").replace("\u00ad", "")
        for shape in "■●▲◆":
            assert shape in html
            assert shape in words


def test_the_registers_second_sheet_is_the_key(plan: Plan, own: Scheme) -> None:
    register = action_register(plan, TODAY, MADE)
    book = openpyxl.load_workbook(BytesIO(write_xlsx(register)))
    assert book.sheetnames[1:] == ["Key to the ratings"]
    rows = [[cell.value for cell in row] for row in book["Key to the ratings"].iter_rows()]
    first = {row[0]: row[1] for row in rows if row[0]}
    assert first["■ Reprogrammed, blue"].startswith("Its date was moved, with approval.")
    assert "45 days" in first["◆ Over a month behind, red"]
    assert first["○ No data, grey"]
    delivery = [cell.value for cell in book.worksheets[0][1]].index("Delivery")
    assert {row[delivery].value for row in book.worksheets[0].iter_rows(min_row=2)} == {"At risk", "Reprogrammed"}
    fills = {row[0].value: row[0].fill.fgColor.rgb for row in book["Key to the ratings"].iter_rows() if row[0].value}
    cell = next(row[delivery] for row in book.worksheets[0].iter_rows(min_row=2) if row[delivery].value == "At risk")
    assert cell.fill.fgColor.rgb == fills["▲ At risk, amber"]
    assert "Key to the ratings" not in write_csv(register).decode("utf-8-sig")


@pytest.mark.parametrize("value", ["red", "amber", "green", "blue", "grey"])
def test_a_words_limit_is_that_of_the_columns_it_stands_in(value: str) -> None:
    colour = Colour(value=value, word="W" * scheme_files.LONGEST_WORD, meaning="M")
    scheme_files.check(renamed(USUAL, value, word=colour.word))
