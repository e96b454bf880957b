"""The commitment clock in the paper: the sentence beside its date, how it was counted and moved, and its answer."""

from __future__ import annotations

from datetime import UTC, date, datetime

from model import actions, areas, commitments, meetings
from model.reports.progress_paper import progress_paper
from model.store.plan import Plan
from tests.model.reports.papers_made import cells, table

TODAY = date(2023, 8, 30)
MADE = datetime(2023, 8, 30, 9, 0, tzinfo=UTC)


def rows(plan: Plan) -> list[list[str]]:
    return cells(table(progress_paper(plan, TODAY, MADE), "commitments"))


def test_the_sentence_stands_beside_its_date_and_says_how_it_was_counted(plan: Plan) -> None:
    panel = meetings.add(plan, meetings.add_body(plan, "Scrutiny Committee"), date(2018, 7, 20))
    area = areas.add(plan, "Leaving care")
    actions.set_status(plan, actions.add(plan, area, "Done", on_day=TODAY), "complete", TODAY)
    actions.add(plan, area, "Late", agreed=date(2023, 8, 1), on_day=TODAY)
    commitments.add(
        plan, "Issues would be turned round within the next 12 months", speaker="Assistant Director", meeting=panel,
        phrase="within the next 12 months", counted_from=date(2018, 7, 20), counted_from_what="the meeting", amount=12,
        unit="months", areas=[area],
    )  # fmt: skip
    commitments.add(
        plan, "It will be done", phrase="during August 2026", due_from=date(2026, 8, 1), fixed_due=date(2026, 8, 31)
    )
    commitments.add(plan, "We shall keep on", phrase="ongoing", review_on=date(2023, 12, 1))
    first, second, third = rows(plan)
    assert first[0] == (
        "1 “Issues would be turned round within the next 12 months”\n"
        "Assistant Director, Scrutiny Committee, 20 July 2018.\n"
        "12 months from 20 July 2018 (the meeting) is 20 July 2019. That is a Saturday; the date is not moved."
    )
    assert first[1:] == ["20 Jul 2019", "4 years past", "Area 1\n1 of 2 actions complete, 1 late"]
    assert second[0].endswith("\n“during August 2026” is 1 to 31 August 2026, and its last day counts.")
    assert third[0].endswith("\n“ongoing” gives no date. It is looked at again on 1 December 2023.")


def test_a_date_that_moved_tells_its_ledger_and_not_the_words_it_left_behind(plan: Plan) -> None:
    board = meetings.add(plan, meetings.add_body(plan, "Improvement Board"), date(2023, 5, 4))
    made = commitments.add(plan, "Reviewed in time", phrase="by the end of March 2024", fixed_due=date(2024, 3, 31))
    commitments.agree_date(plan, made, date(2024, 6, 30), date(2023, 5, 4), "Staff were ill", None, board)
    ((words, due, stands, _),) = rows(plan)
    assert due == "30 Jun 2024"
    assert "“by the end of March 2024”" not in words
    assert "Was 31 March, now 30 June 2024; moved once, 91 days; agreed by the Improvement Board on 4 May" in words
    assert stands == "Due in 305 days"
