"""Days that a plan adds to the bank holidays or takes out of them, and what they move."""

from __future__ import annotations

from datetime import date

import pytest

from model import calendar_days, commitments, meetings
from model.calendar_days import calendar_of
from model.dates import ENGLAND_AND_WALES, add_working_days, is_working_day
from model.records import CalendarDay, Meeting
from model.store.plan import Plan
from tests.model.contents import refused, there_and_back

FUNERAL = date(2023, 9, 4)  # a Monday


def test_a_plan_without_days_of_its_own_counts_bank_holidays(plan: Plan) -> None:
    assert calendar_of(plan) is ENGLAND_AND_WALES


def test_a_day_is_added_and_taken_out(plan: Plan) -> None:
    made = there_and_back(plan, lambda: calendar_days.add_holiday(plan, FUNERAL, "  State   funeral "))
    assert plan.undo_title == "Count 4 September 2023 as a holiday: State funeral"
    assert plan.get(CalendarDay, made) == CalendarDay(made, FUNERAL, "State funeral", False)
    assert calendar_of(plan).holiday(FUNERAL) == "State funeral"
    assert not is_working_day(FUNERAL, calendar_of(plan))
    there_and_back(plan, lambda: calendar_days.remove(plan, made))
    assert plan.undo_title == "Take 4 September 2023 out of the calendar"
    assert calendar_of(plan) == ENGLAND_AND_WALES


def test_a_bank_holiday_is_worked_after_all(plan: Plan) -> None:
    there_and_back(plan, lambda: calendar_days.make_working(plan, date(2030, 5, 6), "moved to 8 May"))
    assert plan.undo_title == "Count 6 May 2030 as a working day"
    assert is_working_day(date(2030, 5, 6), calendar_of(plan))
    assert calendar_days.days(plan)[0].name == "moved to 8 May"


def test_several_days_are_taken_out_at_once(plan: Plan) -> None:
    ids = [calendar_days.add_holiday(plan, date(2031, 5, day), "Wedding") for day in (13, 14)]
    there_and_back(plan, lambda: calendar_days.remove(plan, ids))
    assert plan.undo_title == "Take 2 days out of the calendar"


def test_days_stand_in_order(plan: Plan) -> None:
    calendar_days.add_holiday(plan, date(2031, 5, 14), "Second")
    calendar_days.add_holiday(plan, date(2031, 5, 13), "First")
    assert [day.name for day in calendar_days.days(plan)] == ["First", "Second"]


@pytest.mark.parametrize(
    ("day", "name", "field", "sentence"),
    [
        (FUNERAL, "  ", "name", "Type what the day is called, as in State funeral."),
        (date(2023, 9, 2), "Gala", "on_day", "2 September 2023 is a Saturday, which is no working day in any case."),
        (date(2023, 9, 3), "Gala", "on_day", "3 September 2023 is a Sunday, which is no working day in any case."),
        (date(2023, 8, 28), "Gala", "on_day", "28 August 2023 is a bank holiday already: the summer bank holiday."),
        (date(1023, 8, 28), "Gala", "on_day", "28 August 1023 is in the year 1023; check the year."),
        (date(2223, 8, 28), "Gala", "on_day", "28 August 2223 is in the year 2223; check the year."),
    ],
)
def test_what_is_no_further_holiday_is_refused(plan: Plan, day: date, name: str, field: str, sentence: str) -> None:
    assert refused(plan, lambda: calendar_days.add_holiday(plan, day, name), field) == sentence


def test_a_day_is_entered_once(plan: Plan) -> None:
    calendar_days.add_holiday(plan, FUNERAL, "State funeral")
    calendar_days.make_working(plan, date(2030, 5, 6))
    said = refused(plan, lambda: calendar_days.add_holiday(plan, FUNERAL, "Again"), "on_day")
    assert said == "4 September 2023 was entered already, as a holiday, State funeral; take that out first."
    said = refused(plan, lambda: calendar_days.make_working(plan, date(2030, 5, 6)), "on_day")
    assert said == "6 May 2030 was entered already, as a working day; take that out first."


def test_a_working_day_needs_no_entry(plan: Plan) -> None:
    said = refused(plan, lambda: calendar_days.make_working(plan, FUNERAL), "on_day")
    assert said == "Monday 4 September 2023 is a working day already; nothing needs to be entered."
    refused(plan, lambda: calendar_days.make_working(plan, date(2023, 9, 2)), "on_day")


def test_a_day_that_is_gone_cannot_be_taken_out(plan: Plan) -> None:
    refused(plan, lambda: calendar_days.remove(plan, "018a-none"))
    refused(plan, lambda: calendar_days.remove(plan, []))


# --- what it moves


def test_papers_move_with_the_calendar(plan: Plan, today: date) -> None:
    body = meetings.add_body(plan, "Corporate Parenting Panel", kind="panel")
    meeting = meetings.add(plan, body, date(2023, 9, 7))

    def papers() -> set[date]:
        (row,) = meetings.meetings(plan, today)
        return {row.papers.day, meetings.papers_due(plan.get(Meeting, meeting), calendar_of(plan)).day}

    assert papers() == {date(2023, 8, 30)}
    added = calendar_days.add_holiday(plan, FUNERAL, "State funeral")
    assert papers() == {date(2023, 8, 29)}
    sentence = meetings.papers_due(plan.get(Meeting, meeting), calendar_of(plan)).sentence
    assert "4 September 2023 (State funeral)" in sentence
    calendar_days.make_working(plan, date(2023, 8, 28))
    assert papers() == {date(2023, 8, 29)}
    calendar_days.remove(plan, added)
    assert papers() == {date(2023, 8, 30)}
    plan.undo()
    assert papers() == {date(2023, 8, 29)}


def test_papers_refused_after_the_meeting_name_the_day_by_the_calendar(plan: Plan) -> None:
    calendar_days.add_holiday(plan, FUNERAL, "State funeral")
    body = meetings.add_body(plan, "Corporate Parenting Panel", kind="panel")
    said = refused(plan, lambda: meetings.add(plan, body, date(2023, 9, 7), papers_due=date(2023, 9, 8)), "papers_due")
    assert "(29 August 2023)" in said


def test_a_commitment_in_working_days_moves_with_the_calendar(plan: Plan, today: date) -> None:
    made = commitments.add(
        plan, "We will publish the plan.", counted_from=date(2023, 8, 30), amount=5, unit="working days"
    )
    assert commitments.row_of(plan, made, today).clock.due == date(2023, 9, 6)
    calendar_days.add_holiday(plan, FUNERAL, "State funeral")
    row = commitments.row_of(plan, made, today)
    assert row.clock.due == date(2023, 9, 7)
    assert "4 September 2023 (State funeral)" in row.clock.sentence
    in_months = commitments.add(plan, "In a month.", counted_from=date(2023, 8, 4), amount=1, unit="months")
    shown = commitments.row_of(plan, in_months, today).clock
    assert shown.due == FUNERAL
    assert "That is State funeral; the date is not moved." in shown.sentence


def test_the_calendar_of_a_reader_is_that_of_the_plan(plan: Plan) -> None:
    calendar_days.add_holiday(plan, FUNERAL, "State funeral")
    reader = plan.reader()
    try:
        assert add_working_days(date(2023, 9, 1), 1, calendar_of(reader)) == date(2023, 9, 5)
    finally:
        reader.close()
