"""Commitments and their clocks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model import commitments, inspections, meetings, promised_dates
from model.dates import ENGLAND_AND_WALES
from model.errors import Fault
from model.records import PERIOD_UNITS, Answer, Commitment
from model.store.plan import Plan
from tests.model.contents import contents, refused, there_and_back

TODAY = date(2023, 8, 30)
SENTENCE = "issues would be turned round within the next 12 months"


def promised(plan: Plan, **fields: Any) -> str:
    values = {"counted_from": date(2018, 4, 25), "counted_from_what": "the visit", "amount": 12, "unit": "months"}
    return commitments.add(plan, SENTENCE, **{**values, **fields})


def clock_of(plan: Plan, made: str, today: date = TODAY) -> commitments.Clock:
    return commitments.row_of(plan, made, today).clock


def an_area_with_an_action(plan: Plan) -> tuple[str, str]:
    with plan.batch("Add an area"):
        number = plan.next_number("area")
        area = plan.add("area", number=number, title=f"Area {number}", position=number)
        action = plan.add("action", area=area, area_number=number, item_number=1, title="Audit", position=1)
    return area, action


def test_the_clock_runs_from_the_day_it_is_counted_from(plan: Plan) -> None:
    made = there_and_back(plan, lambda: promised(plan))
    assert plan.undo_title == f"Add commitment “{SENTENCE}”"
    assert commitments.due_of(plan.get(Commitment, made), ENGLAND_AND_WALES).day == date(2019, 4, 25)  # type: ignore[union-attr]
    clock = clock_of(plan, made)
    assert (clock.state, clock.days_left, clock.words) == ("past", -1588, "4 years past")
    assert clock.sentence == "12 months from 25 April 2018 (the visit) is 25 April 2019: 4 years past."
    assert clock_of(plan, made, date(2026, 6, 1)).words == "7 years past"
    assert clock_of(plan, made, date(2019, 4, 20)).sentence.endswith("is 25 April 2019: due in 5 days.")


@pytest.mark.parametrize(
    ("days", "state", "words"),
    [
        (-30, "due", "due in 30 days"), (-1, "due", "due tomorrow"), (0, "due", "due today"), (1, "past", "1 day past"),
        (60, "past", "60 days past"), (61, "past", "2 months past"), (365, "past", "11 months past"),
        (366, "past", "12 months past"),
        (729, "past", "23 months past"), (730, "past", "23 months past"), (731, "past", "2 years past"),
    ],
)  # fmt: skip
def test_where_a_commitment_stands(plan: Plan, days: int, state: str, words: str) -> None:
    made = promised(plan)
    clock = clock_of(plan, made, date(2019, 4, 25) + timedelta(days=days))
    assert (clock.state, clock.words, clock.days_left) == (state, words, -days)


def test_a_fixed_day_and_a_day_that_is_no_working_day(plan: Plan) -> None:
    fixed = commitments.add(plan, "Reviewed by the end of March 2016", fixed_due=date(2016, 3, 31))
    assert clock_of(plan, fixed, date(2016, 1, 25)).sentence == "Due on 31 March 2016: due in 66 days."
    weekend = promised(plan, counted_from=date(2022, 9, 2))
    assert clock_of(plan, weekend).sentence == (
        "12 months from 2 September 2022 (the visit) is 2 September 2023: due in 3 days. "
        "That is a Saturday; the date is not moved."
    )


def test_a_commitment_without_a_date_asks_for_one(plan: Plan) -> None:
    open_end = commitments.add(plan, "A report to every meeting")
    uncounted = promised(plan, counted_from=None)
    unending = promised(plan, amount=None, unit=None)
    assert [clock_of(plan, one).state for one in (open_end, uncounted, unending)] == ["needs a date"] * 3
    assert clock_of(plan, open_end).sentence.startswith("No date was said")
    assert clock_of(plan, uncounted).sentence == (
        "It was promised within 12 months; say from which day they are counted."
    )
    assert "counted from 25 April 2018" in clock_of(plan, unending).sentence


def test_a_commitment_is_met_from_the_day_it_was(plan: Plan) -> None:
    made = promised(plan)
    there_and_back(plan, lambda: commitments.mark_met(plan, made, date(2019, 5, 3), "The re-visit found it so"))
    assert plan.undo_title == "Mark commitment 1 as met"
    clock = clock_of(plan, made)
    assert (clock.state, clock.words) == ("met", "met 8 days late")
    assert clock.sentence == (
        "12 months from 25 April 2018 (the visit) is 25 April 2019. Met on 3 May 2019, 8 days late."
    )
    assert clock_of(plan, made, date(2019, 5, 2)).state == "past"
    there_and_back(plan, lambda: commitments.mark_open(plan, made))
    assert plan.get(Commitment, made).outcome == "The re-visit found it so"
    commitments.mark_met(plan, made, date(2019, 4, 25))
    assert clock_of(plan, made).words == "met on the day"
    commitments.mark_met(plan, made, date(2019, 4, 24))
    assert clock_of(plan, made).words == "met 1 day early"
    undated = commitments.add(plan, "A report to every meeting", met_on=TODAY)
    assert clock_of(plan, undated).sentence == "Met on 30 August 2023."


def test_what_is_no_commitment_is_refused(plan: Plan) -> None:
    refused(plan, lambda: commitments.add(plan, " \n"), "sentence")
    assert "number and a unit" in refused(plan, lambda: promised(plan, unit=None), "unit")
    refused(plan, lambda: promised(plan, amount=None), "amount")
    refused(plan, lambda: promised(plan, amount=0), "amount")
    refused(plan, lambda: promised(plan, amount=10_000, unit="years"), "amount")
    refused(plan, lambda: promised(plan, unit="terms"), "unit")
    assert "not both" in refused(plan, lambda: promised(plan, fixed_due=TODAY), "fixed_due")
    refused(plan, lambda: promised(plan, said_on=TODAY, met_on=TODAY - timedelta(days=1)), "met_on")
    made = promised(plan, said_on=TODAY)
    refused(plan, lambda: commitments.mark_met(plan, made, TODAY - timedelta(days=1)), "met_on")
    refused(plan, lambda: commitments.edit(plan, made, sentence=""), "sentence")
    refused(plan, lambda: promised(plan, page=0))
    with pytest.raises(Fault):
        commitments.edit(plan, made, number=2)  # type: ignore[call-arg]


def test_a_commitment_is_edited_field_by_field(plan: Plan) -> None:
    made = commitments.add(plan, "We will")
    there_and_back(plan, lambda: commitments.edit(plan, made, sentence="We shall", speaker="Director"))
    assert plan.undo_title == "Edit sentence and speaker of commitment 1"
    there_and_back(plan, lambda: commitments.edit(plan, made, amount=6))
    assert plan.get(Commitment, made).unit == "months"
    there_and_back(plan, lambda: commitments.edit(plan, made, unit="weeks"))
    there_and_back(plan, lambda: commitments.edit(plan, made, counted_from=TODAY))
    assert clock_of(plan, made).due == date(2023, 10, 11)
    assert "not both" in refused(plan, lambda: commitments.edit(plan, made, fixed_due=TODAY), "fixed_due")
    there_and_back(plan, lambda: commitments.edit(plan, made, amount=None, fixed_due=TODAY))
    after = plan.get(Commitment, made)
    assert (after.amount, after.unit, after.fixed_due) == (None, None, TODAY)


def test_a_moved_date_keeps_what_was_promised_first(plan: Plan) -> None:
    panel = meetings.add_body(plan, "Panel")
    meeting = meetings.add(plan, panel, date(2019, 3, 1))
    made = promised(plan)
    assert "needs a reason" in refused(
        plan, lambda: commitments.agree_date(plan, made, date(2019, 9, 30), date(2019, 3, 1)), "reason"
    )
    there_and_back(
        plan,
        lambda: commitments.agree_date(
            plan, made, date(2019, 9, 30), date(2019, 3, 1), "The system was late", "the Panel", meeting
        ),
    )
    assert plan.undo_title == "Agree 30 September 2019 for commitment 1"
    (change,) = commitments.date_changes_of(plan, made)
    assert (change.old, change.new, change.meeting) == (date(2019, 4, 25), date(2019, 9, 30), meeting)
    row = commitments.row_of(plan, made, date(2019, 9, 1))
    assert (row.moves, row.first_due) == (1, date(2019, 4, 25))
    assert row.clock.sentence == ("Due on 30 September 2019: due in 29 days. It was first promised for 25 April 2019.")
    assert "agree a new date instead" in refused(
        plan, lambda: commitments.edit(plan, made, fixed_due=date(2020, 1, 1)), "fixed_due"
    )
    commitments.edit(plan, made, fixed_due=date(2019, 9, 30), speaker="Director")
    before = contents(plan)
    commitments.agree_date(plan, made, date(2019, 9, 30), TODAY)
    assert contents(plan) == before
    refused(plan, lambda: commitments.agree_date(plan, made, TODAY, TODAY, "Late", meeting="gone"))


def test_a_first_date_needs_no_reason(plan: Plan) -> None:
    made = commitments.add(plan, "A report to every meeting")
    there_and_back(plan, lambda: commitments.agree_date(plan, made, TODAY, TODAY))
    row = commitments.row_of(plan, made, TODAY)
    assert (row.moves, row.first_due, row.clock.words) == (0, None, "due today")


def test_areas_and_actions_answer_it(plan: Plan) -> None:
    area, action = an_area_with_an_action(plan)
    other, _ = an_area_with_an_action(plan)
    made = there_and_back(plan, lambda: commitments.add(plan, "We will", areas=[other], actions=[action]))
    kept = {answer.id for answer in commitments.answers_of(plan, made) if answer.action}
    there_and_back(plan, lambda: commitments.set_answers(plan, made, areas=[area, area], actions=[action]))
    assert plan.undo_title == "Edit what answers commitment 1"
    row = commitments.row_of(plan, made, TODAY)
    assert ([one.id for one in row.areas], [one.id for one in row.actions]) == ([area], [action])
    assert kept < {answer.id for answer in commitments.answers_of(plan, made)}
    assert [one.commitment.id for one in commitments.of_area(plan, area, TODAY)] == [made]
    assert commitments.of_area(plan, other, TODAY) == ()
    assert [one.commitment.id for one in commitments.of_action(plan, action, TODAY)] == [made]
    refused(plan, lambda: commitments.set_answers(plan, made, areas=["gone"]))
    there_and_back(plan, lambda: commitments.remove(plan, made))
    assert plan.undo_title == "Delete commitment 1"
    assert plan.all(Answer) == []


def test_several_are_deleted_and_numbers_not_given_again(plan: Plan) -> None:
    both = [promised(plan), promised(plan)]
    there_and_back(plan, lambda: commitments.remove(plan, both))
    assert plan.undo_title == "Delete 2 commitments"
    assert plan.get(Commitment, promised(plan)).number == 3


def test_who_said_it_and_where(plan: Plan) -> None:
    visit = inspections.add(plan, framework="ilacs-2018", type="focused-visit", fieldwork_start=date(2018, 4, 25))
    meeting = meetings.add(plan, meetings.add_body(plan, "Scrutiny Committee"), date(2018, 6, 15))
    said = [
        ({"speaker": "Assistant Director", "meeting": meeting, "inspection": visit},
         "Assistant Director at Scrutiny Committee, 15 June 2018"),
        ({"speaker": "Scrutiny Committee", "meeting": meeting}, "Scrutiny Committee, 15 June 2018"),
        ({"inspection": visit}, "after ILACS focused visit, 25 April 2018"),
        ({"speaker": "Director", "said_on": TODAY}, "Director on 30 August 2023"),
        ({"said_on": TODAY}, "said on 30 August 2023"),
        ({"speaker": "Director"}, "Director"),
        ({}, ""),
    ]  # fmt: skip
    for fields, words in said:
        made = commitments.add(plan, "We will", **fields)  # type: ignore[arg-type]
        assert commitments.row_of(plan, made, TODAY).said == words
    assert len(commitments.of_inspection(plan, visit, TODAY)) == 2
    assert len(commitments.of_meeting(plan, meeting, TODAY)) == 2


def test_the_list_is_by_due_day_and_what_is_met_is_last(plan: Plan) -> None:
    met = promised(plan, met_on=date(2019, 1, 1))
    undated = commitments.add(plan, "Every meeting")
    later = promised(plan, counted_from=date(2023, 1, 1))
    past = promised(plan)
    assert [row.commitment.id for row in commitments.commitments(plan, TODAY)] == [past, later, undated, met]


def test_a_commitment_that_was_deleted_has_no_row(plan: Plan) -> None:
    refused(plan, lambda: commitments.row_of(plan, "gone", TODAY))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.none() | st.dates(date(2000, 1, 1), date(2040, 1, 1)),
    amount=st.none() | st.integers(1, 120),
    unit=st.sampled_from(PERIOD_UNITS),
    fixed=st.none() | st.dates(date(2000, 1, 1), date(2060, 1, 1)),
    met=st.none() | st.dates(date(2000, 1, 1), date(2060, 1, 1)),
    today=st.dates(date(2000, 1, 1), date(2060, 1, 1)),
)
def test_every_clock_is_of_one_mind(
    start: date | None, amount: int | None, unit: str, fixed: date | None, met: date | None, today: date
) -> None:
    commitment = Commitment(
        id="1", number=1, sentence="We will", speaker=None, inspection=None, meeting=None, said_on=None,
        counted_from=start, counted_from_what=None, amount=amount if fixed is None else None,
        unit=unit if amount is not None and fixed is None else None, fixed_due=fixed, met_on=met, outcome=None,
        page=None, position=1, sample=False, phrase=None, due_from=None, review_on=None, document=None,
    )  # fmt: skip
    clock = commitments.clock(commitment, today, ENGLAND_AND_WALES)
    dated = fixed is not None or (start is not None and amount is not None)
    assert (clock.due is not None) == dated == (clock.days_left is not None)
    if met is not None and met <= today:
        assert clock.state == "met"
    elif clock.due is None:
        assert clock.state == "needs a date"
    else:
        assert clock.state == ("past" if clock.due < today else "due")
    assert clock.sentence.endswith(".")
    assert "None" not in clock.sentence


def test_the_days_of_an_inspection_and_a_meeting_can_be_counted_from_by_name(plan: Plan) -> None:
    visited = inspections.add(
        plan, framework="ilacs-2023", type="short", fieldwork_start=date(2023, 4, 24), fieldwork_end=date(2023, 4, 28),
        published=date(2023, 6, 14),
    )  # fmt: skip
    held = meetings.add(plan, meetings.add_body(plan, "Corporate Parenting Panel"), date(2023, 9, 7))
    assert [(one.day, one.what, one.words) for one in promised_dates.days_to_count_from(plan, visited, held)] == [
        (date(2023, 4, 24), "the first day of fieldwork", "fieldwork began 24 April 2023"),
        (date(2023, 4, 28), "the last day of fieldwork", "fieldwork ended 28 April 2023"),
        (date(2023, 6, 14), "publication", "published 14 June 2023"),
        (date(2023, 9, 7), "the meeting", "the meeting, 7 September 2023"),
    ]
    assert promised_dates.days_to_count_from(plan, None, None) == ()
