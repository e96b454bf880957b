"""What inspection reports and letters say, on papers of our own words in the inspectorate's forms."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from model.imports.as_json import as_json
from model.imports.pages import Box, Page, Reading
from model.imports.proposals import FINDING_KINDS, Proposals
from model.imports.proposing import propose
from tests.model.imports import inspectorate_papers as papers
from tests.model.imports.laid_out import FORMS, reading

LONG = (
    "The use of what teams learn from each other, so that work between agencies is well-planned, multi-agency "
    "and prompt for every family that asks for help."
)
POINTED = (
    "Strengthen the response to those who go missing by ensuring that: someone is named what was said is written down."
)
AUTHORITIES = (
    ("London Borough of Pemberley", "Pemberley"),
    ("Royal Borough of Windlestraw and Maidenhill", "Windlestraw and Maidenhill"),
    ("City of Northwick", "Northwick"),
    ("Isles of Farre", "Isles of Farre"),
    ("Borsetshire County Council", "Borsetshire"),
    ("Metropolitan Borough of Ashby Council", "Ashby"),
    ("Stowe-on-the-Wold Borough Council", "Stowe-on-the-Wold"),
)


def proposed(
    paper: str, form: str = "placed", authority: str = "Borsetshire County Council", **named: str
) -> Proposals:
    short = named.pop("short", "Borsetshire")
    text = paper.format(authority=authority, short=short, heading=named.get("heading", "What needs to improve?"))
    return propose(reading(text, form, footer="Inspection of Borsetshire"))


def grades(found: Proposals) -> dict[str, str | None]:
    return {one.area_id.partition(".")[2]: one.grade_id for one in found.judgements if one.area_id}


def findings(found: Proposals, kind: str) -> list[str]:
    return [one.text for one in found.findings if one.kind == kind]


def days(found: Proposals) -> tuple[str | None, str | None, str | None]:
    said = found.inspection
    assert said is not None
    values = (said.fieldwork_start, said.fieldwork_end, said.published)
    return tuple(one.value if one else None for one in values)  # type: ignore[return-value]


# ILACS


@pytest.mark.parametrize("form", FORMS)
def test_an_ilacs_report_in_every_form(form: str) -> None:
    found = proposed(papers.ILACS_2024, form)
    assert (found.kind, found.authority and found.authority.value) == ("inspection report", "Borsetshire")
    assert found.inspection is not None
    assert (found.inspection.framework, found.inspection.type, found.inspection.type_inferred) == (
        "ilacs-2023",
        "standard",
        True,
    )
    assert days(found) == ("2024-03-04", "2024-03-15", None)
    assert found.inspection.lead_inspector is not None
    assert found.inspection.lead_inspector.value == "Ada Example"
    assert grades(found) == {
        "leaders": "good",
        "help-and-protection": "requires-improvement",
        "in-care": "outstanding",
        "care-leavers": "inadequate",
        "overall": "requires-improvement",
    }
    assert [(one.text, one.tag) for one in found.findings] == [
        (LONG, None),
        ("The reach of advice for young people who leave care.", "outcome 4, national framework"),
        ("Written plans", "enabler: leaders drive conditions for effective practice, National Framework"),
    ]
    assert not found.unsure
    assert not found.asks


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "heading",
    [
        "What needs to improve",
        "What needs to improve?",
        "What needs to improve:",
        "What needs to improve?1",
        "What needs to improve?\u00b9",
        "What needs to be improved",
        "Areas for improvement",
        "Key areas for improvement",
        "What needs to improve in this area of social work practice?",
    ],
)
def test_each_way_of_heading_the_list(heading: str, form: str) -> None:
    assert len(findings(proposed(papers.ILACS_2024, form, heading=heading), "area for improvement")) == 3


@pytest.mark.parametrize("glyph", ["\u25fc", "\u25aa", "\u2022", "\uf06e", "\uf0b7", "\uf0a7", "-", "\u2013", "*"])
def test_each_mark_before_an_item(glyph: str) -> None:
    paper = papers.ILACS_2018.format(authority="Borsetshire")
    found = propose(reading(paper, "placed", glyph=glyph))
    assert findings(found, "area for improvement") == [
        "How long a first answer takes.",
        "What is written down about a decision, and where.",
    ]
    assert found.findings[0].at.quote.startswith(glyph)


@pytest.mark.parametrize(("printed", "short"), AUTHORITIES)
def test_an_authority_goes_by_its_short_name(printed: str, short: str) -> None:
    for paper in (papers.ILACS_2024, papers.ILACS_2018, papers.SIF_2016, papers.FOCUSED_VISIT, papers.MONITORING_VISIT):
        found = proposed(paper, "placed", printed, short=short)
        assert found.authority is not None
        assert found.authority.value == short
        assert found.authority.at is not None
        assert short.split()[-1] in found.authority.at.quote


@pytest.mark.parametrize("form", FORMS)
def test_before_2023_care_leavers_share_a_grade_and_from_april_2026_nothing_is_graded_overall(form: str) -> None:
    assert grades(proposed(papers.ILACS_2018, form)) == {
        "leaders": "requires-improvement",
        "help-and-protection": "good",
        "in-care-and-care-leavers": "good",
        "overall": "requires-improvement",
    }
    newest = proposed(papers.ILACS_2026, form)
    assert newest.inspection is not None
    assert newest.inspection.framework == "ilacs-2026"
    assert set(grades(newest)) == {"leaders", "help-and-protection", "in-care", "care-leavers"}


def test_a_grade_that_table_and_heading_give_differently_is_unsure() -> None:
    paper = papers.ILACS_2024.replace(
        "help and protection: requires improvement to be good", "help and protection: good"
    )
    found = proposed(paper)
    said = next(one for one in found.judgements if one.area_id == "ilacs-2023.help-and-protection")
    assert (said.grade_id, said.confidence) == ("requires-improvement", "unsure")
    assert any("in the heading" in sentence for sentence in found.unsure)


def test_a_type_that_is_printed_is_not_inferred() -> None:
    paper = papers.ILACS_2018.replace("Inspection of children", "Short inspection of children")
    said = proposed(paper).inspection
    assert said is not None
    assert (said.type, said.type_inferred) == ("short", False)


def test_fieldwork_that_is_not_printed_is_asked_for() -> None:
    found = proposed(papers.ILACS_2024.replace("4 to 15 March 2024", "see the letter"))
    assert found.asks
    assert found.inspection is not None
    assert found.inspection.fieldwork_start is None


def test_a_list_over_a_page_end_with_footer_and_footnote_between() -> None:
    paper = papers.ILACS_2024.replace("* The reach of", "~ \u00b9 A note at the foot of the page.\n---\n* The reach of")
    found = proposed(paper)
    assert len(found.findings) == 3
    assert [one.at.page for one in found.findings] == [2, 3, 3]


def test_an_item_that_runs_over_a_page_end_has_both_pages() -> None:
    first = "* The use of what teams learn from each other, so that work between agencies is well-planned, multi-agency"
    lines = reading(papers.ILACS_2024.format(authority="Borsetshire", heading="What needs to improve")).pages
    page = lines[1]
    at = next(index for index, line in enumerate(page.lines) if line.text.endswith(("multi-", "well-", "is")))
    moved = [
        replace(line, box=Box(line.box.left, 90.0 + 15 * n, 400.0, 102.0 + 15 * n))
        for n, line in enumerate(page.lines[at + 1 :])
        if line.box is not None
    ]
    split = (lines[0], replace(page, lines=page.lines[: at + 1]), Page(3, page.width, page.height, tuple(moved)))
    found = propose(Reading("pdf", "paper.pdf", "0" * 64, split))
    assert first[2:40] in found.findings[0].text
    assert found.findings[0].text.endswith("asks for help.")
    assert (found.findings[0].at.page, found.findings[0].at.last_page) == (2, 3)


# The single inspection framework


@pytest.mark.parametrize("form", FORMS)
def test_a_single_inspection_with_the_boards_list_apart(form: str) -> None:
    found = proposed(papers.SIF_2014, form)
    assert grades(found) == {
        "overall": "requires-improvement",
        "help-and-protection": "requires-improvement",
        "looked-after": "good",
        "adoption": "outstanding",
        "care-leavers": "good",
        "leaders": "requires-improvement",
        "lscb": "requires-improvement",
    }
    assert days(found) == ("2014-03-03", "2014-03-26", "2014-05-09")
    assert [(one.kind, one.number, one.theme) for one in found.findings] == [
        ("priority and immediate action", "1", None),
        ("area for improvement", "2", "Leadership and management"),
        ("area for improvement", "3", "Leadership and management"),
        ("area for improvement", "4", "Work with families"),
        ("strength", "5", None),
        ("LSCB recommendation", "40", "Areas for improvement"),
        ("LSCB recommendation", "41", "Areas for improvement"),
    ]


@pytest.mark.parametrize("form", FORMS)
def test_recommendations_with_their_paragraphs_points_and_titles(form: str) -> None:
    found = proposed(papers.SIF_2016, form)
    assert [(one.number, one.text, one.paragraphs, one.theme) for one in found.findings] == [
        ("1", "Answer the phone within the day.", ("21", "32", "40\u201342"), None),
        ("2", POINTED, ("51",), None),
        (None, "Find more carers near home.", ("60",), "Work on supply"),
        (None, "Keep the carers there are.", (), "Work on supply"),
    ]
    assert found.findings[1].points == ("someone is named", "what was said is written down.")
    assert "lscb" not in grades(found)


def test_a_numbered_list_ends_where_its_numbers_do() -> None:
    paper = papers.SIF_2016.replace(
        "# Summary for children and young people\n* People", "1. Another list begins.\n* People"
    )
    assert "Another list begins." not in [one.text for one in proposed(paper).findings]


def test_numbered_sentences_that_tags_call_headings_are_recommendations() -> None:
    paper = papers.SIF_2016.replace(
        "1. Answer the phone within the day (paragraphs 21, 32 and 40\u201342).", "1. Answer."
    )
    read = reading(paper.format(authority="Borsetshire", short="Borsetshire"), "tagged")
    pages = [
        replace(
            page, lines=tuple(replace(line, role="heading 3") if line.role == "number" else line for line in page.lines)
        )
        for page in read.pages
    ]
    found = propose(replace(read, pages=tuple(pages)))
    assert {"1", "2"} <= {one.number for one in found.findings}


# Letters


@pytest.mark.parametrize("form", FORMS)
def test_a_focused_visit_is_ungraded_and_its_lists_are_kept_apart(form: str) -> None:
    found = proposed(papers.FOCUSED_VISIT, form)
    assert found.kind == "inspection letter"
    assert found.inspection is not None
    assert (found.inspection.framework, found.inspection.type, found.inspection.type_inferred) == (
        "ilacs-2018",
        "focused-visit",
        False,
    )
    assert found.inspection.theme is not None
    assert found.inspection.theme.value == "children in need and those subject to a child protection plan"
    assert days(found) == ("2022-01-25", "2022-01-26", "2022-03-02")
    assert not found.judgements
    assert findings(found, "area for priority action") == [
        "Decisions about those who are at once in danger, and how soon they are made.",
        "The time that a plan takes.",
    ]
    assert findings(found, "area for improvement") == ["Supervision that asks what has changed.", "Chronologies."]
    assert [(one.day, one.rule) for one in found.printed_deadlines] == [(date(2022, 3, 30), "R3")]
    assert found.inspection.lead_inspector is not None
    assert found.inspection.lead_inspector.confidence == "likely"


@pytest.mark.parametrize("form", FORMS)
def test_a_monitoring_visit(form: str) -> None:
    found = proposed(papers.MONITORING_VISIT, form)
    assert found.inspection is not None
    assert (found.inspection.framework, found.inspection.type) == ("ilacs-2018", "monitoring-visit")
    assert days(found) == ("2019-06-12", "2019-06-13", "2019-07-11")
    assert not found.findings
    assert not found.unsure
    earlier = proposed(papers.MONITORING_VISIT.replace("2019", "2017"), form).inspection
    assert earlier is not None
    assert earlier.framework == "sif"


@pytest.mark.parametrize("form", FORMS)
def test_a_joint_letter_with_its_principal_authority_and_due_date(form: str) -> None:
    found = proposed(papers.JTAI_2023, form)
    said = found.inspection
    assert said is not None
    assert (said.framework, said.type) == ("jtai", "jtai")
    assert said.theme is not None
    assert said.theme.value == "serious youth violence"
    assert said.principal_authority is not None
    assert said.principal_authority.value == "Borsetshire County Council"
    assert days(found) == ("2023-06-05", "2023-06-09", "2023-07-20")
    urgent = findings(found, "area for priority action")
    assert len(urgent) == 1
    assert urgent[0].startswith("Urgent action is required")
    assert urgent[0].endswith("who reads it in the morning.")
    assert findings(found, "area for improvement") == ["How often partners meet.", "What is shared when a child moves."]
    assert findings(found, "strength") == ["The work of the youth service."]
    due = found.printed_deadlines[0]
    assert (due.phrase, due.day, due.rule) == ("by Friday 26 October 2023", date(2023, 10, 26), "R5")
    assert any("26 October 2023 is a Thursday" in sentence for sentence in found.unsure)


# Area SEND


@pytest.mark.parametrize("form", ["placed", "tagged", "paragraphs"])
def test_area_send_tables_name_the_body_that_answers(form: str) -> None:
    found = proposed(papers.AREA_SEND, form)
    assert grades(found) == {"outcome": "outcome-3"}
    urgent = [one for one in found.findings if one.kind == "area for priority action"]
    assert [(one.body, one.text.split()[2]) for one in urgent] == [
        ("Borsetshire County Council and the integrated care board", "work"),
        ("The integrated care board", "shorten"),
    ]
    assert findings(found, "area for improvement") == [
        "Leaders should make the local offer easier to find. They should ask parents first.",
        "Leaders should share what they learn from complaints.",
    ]
    assert findings(found, "strength") == ["Schools know early who needs help."]
    assert [one.text for one in found.passages] == ["Waiting is too long for too many."]
    said = found.inspection
    assert said is not None
    assert said.next_inspection is not None
    assert "within approximately three years" in said.next_inspection.value
    assert said.lead_inspector is not None
    assert said.lead_inspector.value == "Ada Example"


def test_columns_that_ran_into_one_another_are_said_and_not_guessed() -> None:
    found = proposed(papers.AREA_SEND, "pasted")
    assert not findings(found, "area for priority action")
    assert any("could not be read" in sentence for sentence in found.unsure)


def test_rows_whose_border_cannot_be_seen_are_unsure() -> None:
    found = proposed(papers.AREA_SEND, "placed")
    assert "unsure" in {one.confidence for one in found.findings}
    assert any("compare them with the page" in sentence for sentence in found.unsure)


def test_a_row_over_a_page_end_is_one_area() -> None:
    paper = papers.AREA_SEND.replace("# Areas for improvement\n", "")
    read = reading(paper.format(authority="Borsetshire County Council", short="Borsetshire"), "tagged")
    last = read.pages[1]
    at = next(n for n, line in enumerate(last.lines) if line.text.startswith("says who does"))
    rest = tuple(
        replace(line, role=line.role.replace("cell 1", "cell 0").replace("cell 2", "cell 1") if line.role else None)
        for line in last.lines[at:]
    )
    pages = (read.pages[0], replace(last, lines=last.lines[:at]), replace(last, number=3, lines=rest))
    found = propose(replace(read, pages=pages))
    urgent = [one for one in found.findings if one.kind == "area for priority action"]
    assert urgent[0].text.endswith("they should say by when.")
    assert (urgent[0].at.page, urgent[0].at.last_page) == (2, 3)


# Before 2013, and what is none


@pytest.mark.parametrize("form", FORMS)
def test_before_2013_the_third_grade_was_adequate(form: str) -> None:
    found = proposed(papers.BEFORE_2013, form)
    assert grades(found) == {"safeguarding": "adequate", "looked-after": "good", "capacity": "good"}
    assert [(one.text, one.theme) for one in found.findings] == [
        ("see every child who waits", "Immediately"),
        ("agree who answers at night", "Within three months"),
        ("write it down.", "Within three months"),
    ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("paper", [papers.SHOPPING, papers.NOVEL, papers.COUNCIL_REPORT, papers.HIGHWAYS_REPORT])
def test_nothing_of_an_inspection_is_proposed_from_what_is_no_report(paper: str, form: str) -> None:
    found = proposed(paper, form)
    assert found.kind not in ("inspection report", "inspection letter")
    assert not found.judgements
    assert not [one for one in found.findings if found.kind == "other"]


def test_an_empty_document() -> None:
    found = propose(Reading("pdf", "empty.pdf", "0" * 64, (Page(1, 595.0, 842.0, ()),)))
    assert found.kind == "other"
    assert found.is_empty
    assert found.unsure


def test_pages_without_text_are_said() -> None:
    read = reading(papers.ILACS_2018.format(authority="Borsetshire"))
    found = propose(replace(read, pages=(*read.pages, Page(3, 595.0, 842.0, ()))))
    assert any("no text to read" in sentence for sentence in found.unsure)


# Where it stands


@pytest.mark.parametrize("paper", [papers.ILACS_2024, papers.SIF_2014, papers.JTAI_2023, papers.AREA_SEND])
def test_every_value_rests_on_words_of_its_page(paper: str) -> None:
    text = paper.format(authority="Borsetshire County Council", short="Borsetshire", heading="What needs to improve?")
    read = reading(text, "tagged")
    found = propose(read)
    pages = {page.number: {line.text.strip() for line in page.lines} for page in read.pages}
    said = found.inspection
    assert said is not None
    stated = [found.authority, said.fieldwork_start, said.published, said.lead_inspector, said.theme, said.outcome]
    places = [one.at for one in stated if one is not None]
    places += [one.at for one in (*found.judgements, *found.findings, *found.printed_deadlines)]
    for place in places:
        assert place is not None
        lines = pages[place.page] | (pages[place.last_page] if place.last_page else set())
        assert place.quote
        assert set(place.quote.split("\n")) <= lines


def test_the_json_has_the_form_that_the_command_prints() -> None:
    printed = json.loads(json.dumps(as_json(proposed(papers.JTAI_2023))))
    assert list(printed) == [
        "document", "authority", "inspection", "judgements", "findings", "commitments", "deadlines_printed",
        "meeting", "resolutions", "questions", "asks", "unsure",
    ]  # fmt: skip
    assert printed["document"] == {"kind": "inspection letter", "pages": 1, "sha256": "0" * 64}
    assert printed["authority"]["value"] == "Borsetshire"
    assert printed["inspection"]["fieldwork_start"] == "2023-06-05"
    assert list(printed["inspection"]) == [
        "framework", "type", "type_inferred", "theme", "fieldwork_start", "fieldwork_end", "notified", "published",
        "received", "lead_inspector", "outcome", "next_inspection",
    ]  # fmt: skip
    assert printed["deadlines_printed"][0]["date"] == "2023-10-26"
    assert printed["meeting"] is None
    assert {one["kind"] for one in printed["findings"]} <= set(FINDING_KINDS)
