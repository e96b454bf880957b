"""What papers, the owner's sheet and the register tell of dates that moved, and of those that are to be agreed."""

from __future__ import annotations

from datetime import date

import pytest

from model import actions, agreed_dates, areas, commitments, date_requests, meetings, people
from model.records import Meeting
from model.reports.action_register import COLUMNS, action_register
from model.reports.document import Callout, Document, plain_text
from model.reports.owner_sheet import owner_sheet
from model.reports.progress_paper import progress_paper
from model.store.plan import Plan
from tests.model.reports.papers_made import MADE, TODAY, appendix, cells, headings, table

MARCH, JUNE = date(2023, 3, 31), date(2024, 6, 30)
MOVED = "Was 31 March 2023, now 30 June 2024; moved once, 457 days; agreed by the Board on 4 May 2023."
LATE = "Was 34 days late when its date was moved on 4 May 2023."


@pytest.fixture
def owner(plan: Plan) -> str:
    return people.add(plan, "Head of Homes", kind="post")


@pytest.fixture
def made(plan: Plan, owner: str) -> list[str]:
    area = areas.add(plan, "Planning")
    ids = [
        actions.add(plan, area, title, on_day=date(2022, 9, 1), agreed=MARCH, owner=owner, status="in progress")
        for title in ("Audit", "Train", "Lease")
    ]
    agreed_dates.agree_date(plan, ids[0], JUNE, date(2023, 5, 4), "The tender failed", "the Board")
    actions.keep_words(plan, ids[2], "ongoing", date(2024, 3, 1), TODAY, "It has no end")
    return ids


@pytest.fixture
def board(plan: Plan) -> Meeting:
    row = meetings.add(plan, meetings.add_body(plan, "The Board", kind="board"), date(2023, 9, 27))
    return plan.get(Meeting, row)


def asked(paper: Document) -> str:
    return next(block.words for block in paper.blocks if isinstance(block, Callout))


def test_the_sentence_stands_wherever_the_date_does(plan: Plan, made: list[str], owner: str) -> None:
    paper = plain_text(progress_paper(plan, TODAY, MADE))
    sheet = plain_text(owner_sheet(plan, owner, TODAY, MADE))
    assert f"\n{MOVED} {LATE}" in paper
    assert f"Agreed 30\xa0Jun\xa02024\n{MOVED}\n{LATE}" in sheet
    for text in (paper, sheet):
        assert "Ongoing; review 1 March 2024" in text
    rows = {row[0]: row for row in appendix(progress_paper(plan, TODAY, MADE))}
    assert [rows[number][3:5] for number in ("1.1", "1.2", "1.3")] == [
        ["31 Mar 2023", "30\xa0Jun\xa02024\nmoved once, 457 days"],
        ["31 Mar 2023", "31 Mar 2023"],
        ["31 Mar 2023", "ongoing; review 1 March 2024"],
    ]


def test_the_mark_goes_when_it_is_delivered(plan: Plan, made: list[str], owner: str) -> None:
    actions.set_status(plan, made[0], "complete", TODAY)
    text = plain_text(owner_sheet(plan, owner, TODAY, MADE))
    assert LATE not in text


def test_the_meeting_is_asked_to_agree_new_dates(plan: Plan, made: list[str], board: Meeting) -> None:
    assert "agree" not in asked(progress_paper(plan, TODAY, MADE, meeting=board))
    date_requests.ask(plan, made[:2], date(2024, 9, 30), "Two auditors are ill", TODAY, "Head of Homes")
    promise = commitments.add(plan, "Within 12 months", counted_from=date(2022, 9, 30), amount=12, unit="months")
    date_requests.ask(plan, promise, date(2024, 1, 31), "Staff", TODAY, meeting=board.id, table="commitment")
    paper = progress_paper(plan, TODAY, MADE, meeting=board)
    assert "agree new dates for 2 actions and 1 commitment, as asked under “Dates to agree”" in asked(paper)
    assert "Dates to agree" in headings(paper)
    given = table(paper, "dates to agree")
    assert given.caption == "The Board is asked to agree new dates for 2 actions and 1 commitment"
    assert cells(given) == [
        [
            "1.1 Audit\nHead of Homes", "30\xa0Jun\xa02024", "30\xa0Sep\xa02024\n92 days later",
            "Two auditors are ill (asked by Head of Homes, 30\xa0Aug\xa02023). Moved once before.",
        ],
        [
            "1.2 Train\nHead of Homes", "31\xa0Mar\xa02023", "30\xa0Sep\xa02024\n549 days later",
            "Two auditors are ill (asked by Head of Homes, 30\xa0Aug\xa02023).",
        ],
        ["1 “Within 12 months”", "30\xa0Sep\xa02023", "31\xa0Jan\xa02024\n123 days later", "Staff."],
    ]  # fmt: skip
    assert "Asked for 30\xa0Sep\xa02024" in plain_text(paper)


def test_what_is_brought_elsewhere_or_may_not_be_printed_is_not_asked(
    plan: Plan, made: list[str], board: Meeting
) -> None:
    other = meetings.add(plan, meetings.add_body(plan, "Scrutiny"), date(2023, 9, 12))
    date_requests.ask(plan, made[0], date(2024, 9, 30), "Illness", TODAY, meeting=other)
    date_requests.ask(plan, made[1], date(2024, 9, 30), "Illness", TODAY, meeting=board.id)
    actions.set_exempt(plan, made[1], True)
    paper = progress_paper(plan, TODAY, MADE, meeting=board)
    assert "Dates to agree" not in headings(paper)
    assert [row[0] for row in cells(table(progress_paper(plan, TODAY, MADE, meeting=plan.get(Meeting, other)),
                                          "dates to agree"))] == ["1.1 Audit\nHead of Homes"]  # fmt: skip


def test_the_register_has_each_fact_in_a_column(plan: Plan, made: list[str]) -> None:
    date_requests.ask(plan, made[1], date(2024, 9, 30), "Illness", TODAY)
    names = [column.heading for column in COLUMNS]
    rows = [dict(zip(names, row, strict=True)) for row in action_register(plan, TODAY, MADE).rows]
    wanted = ("Deadline in words", "Review on", "Times moved", "How the date moved", "Days late when moved",
              "New date asked for")  # fmt: skip
    assert [tuple(row[name] for name in wanted) for row in rows] == [
        (None, None, 1, MOVED.rstrip("."), 34, None),
        (None, None, None, None, None, date(2024, 9, 30)),
        ("ongoing", date(2024, 3, 1), 1,
         "Was 31 March 2023, now without a date; changed once; taken away on 30 August 2023", 152, None),
    ]  # fmt: skip
