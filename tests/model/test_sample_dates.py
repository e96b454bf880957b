"""The real dates of the four samples, as their papers and letters have them."""

from __future__ import annotations

from datetime import date

import pytest

from model import inspections, meetings, sample_files, samples, statutory_dates
from model.calendar_days import calendar_of
from model.records import Body, Inspection, Meeting
from model.statutory_dates import StatutoryDate
from model.store.plan import Plan
from tests.model.inspected import due, ilacs

TODAY = date(2026, 11, 22)


def filled(plan: Plan, name: str) -> Plan:
    samples.fill(plan, sample_files.sample(name))
    return plan


def inspection(plan: Plan, published: date) -> str:
    (one,) = [one.id for one in plan.all(Inspection) if one.published == published]
    return one


def of(plan: Plan, published: date, rule: str) -> StatutoryDate:
    return due(plan, inspection(plan, published), rule, plan.today(TODAY))


def papers(plan: Plan, day: date) -> date:
    (meeting,) = plan.all(Meeting, "t.on_day = ?", [day.isoformat()])
    return meetings.papers_due(meeting, calendar_of(plan)).day


def test_lincolnshire_2023(plan: Plan) -> None:
    filled(plan, "lincolnshire")
    one = of(plan, date(2023, 6, 14), "R2")
    assert one.day == date(2023, 9, 21)
    assert one.last_meeting is not None
    assert (one.last_meeting.on_day, one.last_meeting_papers) == (date(2023, 9, 7), date(2023, 8, 30))
    assert (
        "Outcome report to the Corporate Parenting Panel gives 15 June 2023 as the day of publication: "
        "from there it would be Friday 22 September 2023." in one.explanation
    )
    assert papers(plan, date(2023, 9, 7)) == date(2023, 8, 30) == plan.today(TODAY)
    window = of(plan, date(2023, 6, 14), "R10")
    assert (window.first, window.day) == (date(2025, 10, 24), date(2026, 10, 24))
    inspections.edit(plan, inspection(plan, date(2023, 6, 14)), published=date(2023, 6, 15))
    assert of(plan, date(2023, 6, 15), "R2").day == date(2023, 9, 22)


def test_lincolnshires_joint_letter_of_2016_was_counted_from_an_earlier_day(plan: Plan) -> None:
    filled(plan, "lincolnshire")
    one = of(plan, date(2016, 12, 5), "R5")
    assert one.printed == one.day == date(2017, 3, 7)
    assert one.counts_from == date(2016, 12, 2)
    assert one.computed is not None
    assert (one.computed.day, one.difference_days) == (date(2017, 3, 15), -6)
    assert "It is 70 working days from 24 November 2016" in (one.difference or "")
    assert one.last_meeting_sentence is None


def test_lancashire_2015(plan: Plan) -> None:
    filled(plan, "lancashire")
    one = of(plan, date(2015, 11, 27), "R2")
    assert (one.day, one.standing) == (date(2016, 3, 9), "coming")
    assert of(plan, date(2015, 11, 27), "R1").day == date(2016, 1, 13)
    assert one.last_meeting is not None
    assert plan.get(Body, one.last_meeting.body).name == "Post Inspection Improvement Board"
    assert (one.last_meeting.on_day, one.last_meeting_papers) == (date(2016, 2, 17), date(2016, 2, 9))


def test_leicestershire_2022(plan: Plan) -> None:
    filled(plan, "leicestershire")
    assert papers(plan, date(2022, 3, 8)) == date(2022, 2, 28) == plan.today(TODAY)
    (meeting,) = plan.all(Meeting, "t.on_day = '2022-03-08'")
    (one,) = statutory_dates.of_meeting(plan, meeting, plan.today(TODAY))
    assert (one.day, one.words) == (date(2022, 2, 28), "due today")


def test_durham_2018(plan: Plan) -> None:
    filled(plan, "durham")
    one = of(plan, date(2018, 8, 24), "R5")
    assert (one.printed, one.difference_days, one.difference) == (date(2018, 12, 3), 0, None)


def test_lancashire_2026(plan: Plan) -> None:
    report = ilacs(plan, "standard", "ilacs-2026", fieldwork_start=date(2026, 5, 11), published=date(2026, 8, 20))
    one = due(plan, report, "R2", TODAY)
    assert (one.day, one.words) == (date(2026, 11, 27), "due in 5 days")
    assert [day for day, _ in one.skipped] == [date(2026, 8, 31)]


@pytest.mark.parametrize("name", sample_files.sample_names())
def test_no_sample_says_of_a_real_council_that_a_statutory_date_was_missed(plan: Plan, name: str) -> None:
    filled(plan, name)
    found = statutory_dates.all_of(plan, plan.today(TODAY))
    assert found
    assert [one.key for one in found if one.standing == "late"] == []
