"""The deadline of a promise as it was said: what a commitment keeps of it, how it stands, and how far its answer is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from model import actions, areas, commitments, meetings, promised_dates
from model.promised_dates import Dating
from model.records import Commitment
from model.store.plan import Plan
from tests.model.contents import refused, there_and_back

TODAY = date(2023, 8, 30)
MEETING = date(2023, 9, 7)


def fields_of(plan: Plan, words: str, **known: Any) -> Dating:
    made = promised_dates.read(plan, words, **known)
    assert made is not None
    return made.fields


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("within the next 12 months", Dating(12, "months")),
        ("over the next twelve months", Dating(12, "months")),
        ("in six months", Dating(6, "months")),
        ("12 months", Dating(12, "months")),
        ("about 18 months", Dating(18, "months")),
        ("in 10 working days", Dating(10, "working days")),
        ("by the end of March 2016", Dating(fixed_due=date(2016, 3, 31))),
        ("31/03/2027", Dating(fixed_due=date(2027, 3, 31))),
        ("during August 2026", Dating(fixed_due=date(2026, 8, 31), due_from=date(2026, 8, 1))),
        ("Q3 2026/27", Dating(fixed_due=date(2026, 12, 31), due_from=date(2026, 10, 1))),
        ("by 16 August", Dating(fixed_due=date(2024, 8, 16))),
        ("ongoing", Dating()),
    ],
)
def test_words_become_what_a_commitment_keeps(plan: Plan, words: str, fields: Dating) -> None:
    assert fields_of(plan, words, start=MEETING, start_what="the meeting", said_on=MEETING) == fields


def test_a_period_without_a_day_to_count_from_asks_for_it(plan: Plan) -> None:
    made = promised_dates.read(plan, "within the next 12 months")
    assert made is not None
    assert made.fields == Dating(12, "months")
    assert made.counts
    assert made.asks == "From which day are 12 months counted?"
    told = promised_dates.read(plan, "within the next 12 months", start=MEETING, start_what="the meeting")
    assert told is not None
    assert told.asks is None


def test_a_year_that_was_not_said_is_inferred_aloud_or_asked_for(plan: Plan) -> None:
    made = promised_dates.read(plan, "by 16 August", said_on=date(2023, 7, 20), start=date(2018, 4, 25))
    assert made is not None
    assert made.fields.fixed_due == date(2023, 8, 16)
    assert "No year was said" in str(made.inferred)
    unknown = promised_dates.read(plan, "by 16 August")
    assert unknown is not None
    assert (unknown.fields, unknown.asks) == (Dating(), "Which year?")


def test_a_meeting_that_is_named_is_found_in_the_plan(plan: Plan) -> None:
    body = meetings.add_body(plan, "Corporate Parenting Panel")
    meetings.add(plan, body, date(2024, 7, 11))
    made = promised_dates.read(plan, "by the July panel", said_on=MEETING)
    assert made is not None
    assert made.fields.fixed_due == date(2024, 7, 11)


def test_no_words_are_nothing_and_no_date_asks_for_a_review(plan: Plan) -> None:
    assert promised_dates.read(plan, "  ") is None
    made = promised_dates.read(plan, "as soon as we can")
    assert made is not None
    assert made.no_date
    assert made.asks is not None


def test_the_deadline_is_found_in_the_sentence() -> None:
    assert promised_dates.said_in("It will be turned round within the next 12 months.") == "within the next 12 months"
    assert promised_dates.said_in("We shall do better.") is None


# --- what the commitment says of it


def test_the_words_stand_in_the_clock_until_the_date_is_moved(plan: Plan) -> None:
    made = there_and_back(
        plan,
        lambda: commitments.add(
            plan, "2,300 cases reviewed", phrase="by the end of March 2016", fixed_due=date(2016, 3, 31)
        ),
    )
    row = commitments.row_of(plan, made, TODAY)
    assert row.clock.sentence == "“by the end of March 2016” is 31 March 2016: 7 years past."
    assert row.moved == ""
    panel = meetings.add(plan, meetings.add_body(plan, "Improvement Board"), date(2016, 3, 1))
    commitments.agree_date(plan, made, date(2016, 6, 30), date(2016, 3, 1), "Staff were ill", None, panel)
    row = commitments.row_of(plan, made, TODAY)
    assert row.clock.sentence.startswith("Due on 30 June 2016: 7 years past.")
    assert row.moved.startswith("Was 31 March, now 30 June 2016; moved once, 91 days; agreed by the Improvement Board")
    assert row.explained == f"Due on 30 June 2016: 7 years past. {row.moved}."


def test_a_window_is_due_on_its_last_day(plan: Plan) -> None:
    made = commitments.add(
        plan, "It will be done", phrase="during August 2026", due_from=date(2026, 8, 1), fixed_due=date(2026, 8, 31)
    )
    clock = commitments.row_of(plan, made, TODAY).clock
    assert clock.due == date(2026, 8, 31)
    assert clock.sentence.startswith("“during August 2026” is 1 to 31 August 2026, and its last day counts: due in")
    there_and_back(plan, lambda: commitments.edit(plan, made, fixed_due=None))
    assert plan.get(Commitment, made).due_from is None
    refused(plan, lambda: commitments.edit(plan, made, due_from=date(2026, 8, 1)), "fixed_due")
    refused(
        plan, lambda: commitments.edit(plan, made, due_from=date(2026, 9, 1), fixed_due=date(2026, 8, 1)), "due_from"
    )


def test_without_a_date_the_words_stay_and_a_review_is_asked_for(plan: Plan) -> None:
    made = commitments.add(plan, "We shall keep on", phrase="ongoing")
    assert commitments.row_of(plan, made, TODAY).clock.sentence == (
        "“ongoing” gives no date; agree one, or a day to look at it again."
    )
    there_and_back(plan, lambda: commitments.edit(plan, made, review_on=date(2023, 12, 1)))
    clock = commitments.row_of(plan, made, TODAY).clock
    assert clock.sentence == "“ongoing” gives no date; agree one. It is looked at again on 1 December 2023."
    assert clock.state == "needs a date"
    later = commitments.row_of(plan, made, date(2023, 12, 2)).clock.sentence
    assert later.endswith("It was to be looked at again on 1 December 2023.")


def test_how_far_the_answer_is_counts_each_action_once(plan: Plan) -> None:
    first, second = areas.add(plan, "Leaving care"), areas.add(plan, "Homes")
    done = actions.add(plan, first, "Done", on_day=TODAY)
    actions.set_status(plan, done, "complete", TODAY)
    late = actions.add(plan, first, "Late", agreed=date(2023, 8, 1), on_day=TODAY)
    other = actions.add(plan, second, "Elsewhere", agreed=date(2024, 1, 1), on_day=TODAY)
    gone = actions.add(plan, first, "Superseded", on_day=TODAY)
    actions.set_status(plan, gone, "superseded", TODAY)
    made = commitments.add(plan, "We shall", areas=[first], actions=[late, other], fixed_due=date(2024, 1, 1))
    empty = commitments.add(plan, "We shall too", fixed_due=date(2024, 1, 1))
    row = commitments.row_of(plan, made, TODAY)
    assert (row.answered.total, row.answered.done, row.answered.late) == (3, 1, 1)
    assert row.answered.words == "1 of 3 actions complete, 1 late"
    assert commitments.row_of(plan, empty, TODAY).answered.words == "no action answers it yet"
