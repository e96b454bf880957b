"""What is due after an inspection: the worked examples of the field, and what decides which rules apply."""

from __future__ import annotations

from datetime import date

import pytest

from model import calendar_days, deadline_rules, inspections, meetings, statutory_dates
from model.dates import add_working_days, is_working_day
from model.inspections import Given
from model.records import InspectionDeadline
from model.store.plan import Plan
from tests.model.contents import refused, there_and_back
from tests.model.inspected import codes, due, finding, ilacs, jtai, send, sif

TODAY = date(2023, 8, 30)


# --- the worked examples


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (date(2023, 5, 9), date(2023, 8, 16)),  # Stockton: as the council says
        (date(2023, 6, 15), date(2023, 9, 22)),  # Lincolnshire, as the council gives the day
        (date(2023, 6, 14), date(2023, 9, 21)),  # Lincolnshire, as Ofsted does
        (date(2026, 8, 20), date(2026, 11, 27)),  # Lancashire
        (date(2026, 8, 3), date(2026, 11, 10)),  # Trafford
        (date(2025, 8, 5), date(2025, 11, 12)),  # Bath and North East Somerset
    ],
)
def test_the_written_statement_is_due_in_70_working_days(plan: Plan, published: date, expected: date) -> None:
    framework = "ilacs-2026" if published.year == 2026 else "ilacs-2023"
    one = due(plan, ilacs(plan, "standard", framework, published=published), "R2", published)
    assert (one.day, one.counts_from, one.standing) == (expected, published, "coming")
    assert "the day of receipt is not entered" in one.sentence
    assert one.days_left == (expected - published).days


def test_the_statement_and_the_publication_after_the_single_inspection_of_2015(plan: Plan) -> None:
    inspection = sif(plan, date(2015, 11, 27))
    plan_due, report_due = due(plan, inspection, "R2", date(2016, 1, 25)), due(plan, inspection, "R1", date(2016, 1, 4))
    assert plan_due.day == date(2016, 3, 9)
    assert report_due.day == date(2016, 1, 13)
    assert plan_due.skipped == (
        (date(2015, 12, 25), "Christmas Day"),
        (date(2015, 12, 28), "the substitute day for Boxing Day"),
        (date(2016, 1, 1), "New Year's Day"),
    )
    assert (
        "Left out: Saturdays, Sundays and 25 December 2015 (Christmas Day), 28 December 2015 (the substitute day"
        in (" ".join(plan_due.explanation))
    )


def test_a_council_that_wrote_a_day_too_late(plan: Plan) -> None:
    """Kirklees: the rule gives 8 March 2017, the council wrote 9 March."""
    inspection = sif(plan, date(2016, 11, 25))
    statutory_dates.set_printed(plan, inspection, "R2", "by 9 March 2017")
    one = due(plan, inspection, "R2", date(2017, 2, 1))
    assert (one.computed and one.computed.day, one.day) == (date(2017, 3, 8), date(2017, 3, 9))
    assert one.difference_days == 1
    assert one.difference == (
        "The printed date, 9 March 2017, is 1 working day later than the computed one, 8 March 2017. "
        "It is 70 working days from 28 November 2016, 1 working day after publication: later than the rule."
    )


def test_a_report_that_was_received_before_it_was_published(plan: Plan) -> None:
    """Medway: published 27 August 2019, due 28 November, which is 67 working days."""
    inspection = ilacs(plan, "standard", "ilacs-2018", published=date(2019, 8, 27))
    statutory_dates.set_printed(plan, inspection, "R2", None, date(2019, 11, 28))
    one = due(plan, inspection, "R2", date(2019, 9, 1))
    assert (one.computed and one.computed.day, one.difference_days) == (date(2019, 12, 3), -3)
    assert "It is 70 working days from 21 August 2019, 3 working days before publication" in (one.difference or "")
    assert "the report may have been received then" in (one.difference or "")
    inspections.edit(plan, inspection, received=date(2019, 8, 21))
    one = due(plan, inspection, "R2", date(2019, 9, 1))
    assert (one.counts_from, one.day, one.difference) == (date(2019, 8, 21), date(2019, 11, 28), None)
    assert "received" in one.counts_from_what


def test_a_date_later_than_the_rule_is_pointed_out(plan: Plan) -> None:
    """Bath and North East Somerset: members were told 21 November, 77 working days after publication."""
    inspection = ilacs(plan, "standard", published=date(2025, 8, 5))
    statutory_dates.set_printed(plan, inspection, "R2", "21 November 2025")
    one = due(plan, inspection, "R2", date(2025, 9, 1))
    assert one.difference_days == 7
    assert "7 working days later than the computed one, 12 November 2025" in (one.difference or "")


def test_a_focused_visit_with_areas_for_priority_action_brings_a_draft_and_a_final_plan(plan: Plan) -> None:
    visit = ilacs(plan, "focused-visit", "ilacs-2026", received=date(2026, 4, 13))
    assert codes(plan, visit) == []
    finding(plan, visit, "area for improvement")
    assert codes(plan, visit) == []
    finding(plan, visit, "area for priority action")
    assert codes(plan, visit) == ["R3", "R4"]
    draft, final = due(plan, visit, "R3"), due(plan, visit, "R4")
    assert (draft.day, final.day) == (date(2026, 5, 12), date(2026, 7, 22))
    assert [day for day, _ in draft.skipped] == [date(2026, 5, 4)]
    assert [day for day, _ in final.skipped] == [date(2026, 5, 4), date(2026, 5, 25)]


def test_the_draft_plan_of_2018_leaves_out_the_summer_bank_holiday(plan: Plan) -> None:
    """St Helens: due 10 September 2018, 20 working days after 10 August."""
    visit = ilacs(plan, "focused-visit", "ilacs-2018", received=date(2018, 8, 10))
    finding(plan, visit, "area for priority action")
    assert due(plan, visit, "R3", date(2018, 8, 11)).day == date(2018, 9, 10)


@pytest.mark.parametrize(
    ("published", "printed", "computed"),
    [
        (date(2019, 8, 23), "by 2 December 2019", date(2019, 12, 2)),  # Halton
        (date(2018, 11, 23), "by 6 March 2019", date(2019, 3, 6)),  # Cornwall
        (date(2023, 1, 6), "Friday 18 April 2023", date(2023, 4, 18)),  # Walsall
    ],
)
def test_joint_letters_that_print_the_computed_day(plan: Plan, published: date, printed: str, computed: date) -> None:
    inspection = jtai(plan, published=published)
    statutory_dates.set_printed(plan, inspection, "R5", printed)
    one = due(plan, inspection, "R5", published)
    assert one.day == one.printed == computed
    assert one.computed is not None
    assert (one.computed.day, one.difference, one.difference_days) == (computed, None, 0)
    assert "The printed date is the computed one." in one.explanation


def test_a_holiday_proclaimed_after_the_letter_is_named(plan: Plan) -> None:
    """Barnsley, 18 July 2022: right before 19 September became a holiday."""
    inspection = jtai(plan, published=date(2022, 7, 18))
    statutory_dates.set_printed(plan, inspection, "R5", "Tuesday 25 October 2022")
    one = due(plan, inspection, "R5", date(2022, 7, 20))
    assert (one.day, one.computed and one.computed.day) == (date(2022, 10, 25), date(2022, 10, 26))
    assert one.difference_days == -1
    assert one.difference == (
        "The printed date, 25 October 2022, is 1 working day earlier than the computed one, 26 October 2022. "
        "It is right if 19 September 2022 (State Funeral of Queen Elizabeth II) counts as a working day: a holiday of "
        "that year alone, which may have been proclaimed after the letter was written."
    )
    assert one.weekday_note is None


def test_a_holiday_that_the_plan_added_explains_a_difference_too(plan: Plan) -> None:
    inspection = jtai(plan, published=date(2026, 1, 12))
    statutory_dates.set_printed(plan, inspection, "R5", "22 April 2026")
    assert due(plan, inspection, "R5", date(2026, 2, 1)).difference is None
    calendar_days.add_holiday(plan, date(2026, 3, 2), "Day of thanksgiving")
    one = due(plan, inspection, "R5", date(2026, 2, 1))
    assert (date(2026, 3, 2), "Day of thanksgiving") in one.skipped
    assert "It is right if 2 March 2026 (Day of thanksgiving) counts as a working day" in (one.difference or "")


def test_a_wrong_weekday_is_pointed_out(plan: Plan) -> None:
    inspection = jtai(plan, published=date(2023, 1, 6))
    statutory_dates.set_printed(plan, inspection, "R5", "by Friday 18 April 2023", page=9)
    one = due(plan, inspection, "R5", date(2023, 2, 1))
    assert one.weekday_note == "The letter says Friday; 18 April 2023 is a Tuesday."
    assert one.weekday_note in one.explanation
    assert "on page 9" in " ".join(one.explanation)


@pytest.mark.parametrize("printed", [date(2018, 8, 18), date(2024, 3, 9)])  # Southend, Manchester
def test_a_day_at_a_weekend_is_pointed_out_and_not_moved(plan: Plan, printed: date) -> None:
    inspection = jtai(plan, published=add_working_days(printed, 0).replace(day=1))
    statutory_dates.set_printed(plan, inspection, "R5", None, printed)
    one = due(plan, inspection, "R5", printed)
    assert one.day == printed
    assert one.weekday_note is not None
    assert "is a Saturday, not a working day; the date is not moved." in one.weekday_note


def test_a_printed_bank_holiday_is_pointed_out(plan: Plan) -> None:
    inspection = jtai(plan, published=date(2023, 1, 27))
    statutory_dates.set_printed(plan, inspection, "R5", "8 May 2023")
    note = due(plan, inspection, "R5").weekday_note or ""
    assert note == "8 May 2023 is Coronation of Charles III, not a working day; the date is not moved."


def test_who_owes_the_joint_answer_is_said(plan: Plan) -> None:
    """Torbay, January 2024: the integrated care board is the principal authority."""
    inspection = jtai(plan, published=date(2024, 1, 30), principal_authority="One Devon Integrated Care Board")
    said = "Owed by the principal authority that the letter names: One Devon Integrated Care Board."
    assert said in due(plan, inspection, "R5", date(2024, 2, 1)).explanation


def test_the_priority_action_plan_after_the_worst_send_outcome(plan: Plan) -> None:
    """Lancashire, 12 February 2025."""
    inspection = send(plan, 3, received=date(2025, 2, 12), published=date(2025, 2, 12))
    today = date(2025, 2, 13)
    assert codes(plan, inspection, today) == ["R6", "R7", "R8", "R9"]
    assert due(plan, inspection, "R6", today).day == date(2025, 4, 2)
    monitoring, full = due(plan, inspection, "R8", today), due(plan, inspection, "R9", today)
    assert (monitoring.day, full.day) == (date(2026, 8, 12), date(2028, 2, 12))
    assert monitoring.approximate
    assert monitoring.words == "expected about August 2026"
    assert full.words == "expected about February 2028"


def test_the_other_send_outcomes(plan: Plan) -> None:
    best = send(plan, 1, published=date(2025, 2, 12))
    assert codes(plan, best) == ["R7", "R9.1"]
    assert due(plan, best, "R9.1").day == date(2030, 2, 12)
    middle = send(plan, 2, published=date(2025, 2, 12))
    assert codes(plan, middle) == ["R7", "R9"]


def test_without_the_outcome_the_priority_action_plan_waits_for_it(plan: Plan) -> None:
    inspection = send(plan, None, received=date(2025, 2, 12))
    assert codes(plan, inspection) == ["R6", "R7"]
    waiting = due(plan, inspection, "R6")
    assert (waiting.day, waiting.standing) == (None, "waiting")
    assert waiting.words == "waiting: enter the outcome of the inspection"


def test_the_next_ilacs_inspection(plan: Plan) -> None:
    inspection = ilacs(plan, fieldwork_start=date(2023, 4, 24), published=date(2023, 6, 14))
    one = due(plan, inspection, "R10", TODAY)
    assert (one.first, one.day) == (date(2025, 10, 24), date(2026, 10, 24))
    assert (one.expected, one.approximate, one.standing) == (True, True, "coming")
    assert one.words == "expected from 24 October 2025"
    assert one.sentence == (
        "Between 24 October 2025 and 24 October 2026: 3 years from 24 April 2023 (the first day of fieldwork) is "
        "24 April 2026."
    )
    assert due(plan, inspection, "R10", date(2026, 1, 1)).words == "can come now, until 24 October 2026"
    past = due(plan, inspection, "R10", date(2027, 1, 1))
    assert past.standing == "waiting"
    assert past.words == "was expected by 24 October 2026; no such inspection is entered"
    ilacs(plan, "standard", "ilacs-2026", fieldwork_start=date(2026, 11, 2))
    assert due(plan, inspection, "R10", date(2027, 1, 1)).words == "took place on 2 November 2026"
    assert due(plan, inspection, "R10", date(2026, 11, 1)).standing == "waiting"


def test_monitoring_visits_after_an_inadequate_grade(plan: Plan) -> None:
    overall = [Given("ilacs-2023.overall", "inadequate"), Given("ilacs-2023.in-care", "good")]
    inspection = ilacs(plan, "standard", published=date(2024, 7, 12), judgements=overall)
    assert due(plan, inspection, "R12", date(2024, 8, 1)).day == date(2024, 10, 12)
    visit = ilacs(plan, "monitoring-visit", fieldwork_start=date(2024, 11, 5))
    assert due(plan, inspection, "R12", date(2024, 12, 1)).met_on == date(2024, 11, 5)
    assert due(plan, visit, "R12.1", date(2024, 12, 1)).day == date(2025, 2, 5)


def test_only_the_overall_grade_brings_monitoring_where_there_is_one(plan: Plan) -> None:
    part = [Given("ilacs-2023.overall", "requires-improvement"), Given("ilacs-2023.leaders", "inadequate")]
    before = ilacs(plan, "standard", published=date(2023, 3, 17), judgements=part)
    assert "R12" not in codes(plan, before)


def test_without_an_overall_grade_any_inadequate_grade_does(plan: Plan) -> None:
    """Trafford, June 2026: leaders inadequate, children in care good, and no overall grade any more."""
    given = [Given("ilacs-2026.leaders", "inadequate"), Given("ilacs-2026.in-care", "good")]
    inspection = ilacs(plan, "standard", "ilacs-2026", published=date(2026, 8, 3), judgements=given)
    one = due(plan, inspection, "R12", date(2026, 8, 4))
    assert one.day == date(2026, 11, 3)
    assert "not verified" in " ".join(one.explanation)


def test_the_annual_engagement_meeting_and_the_youth_justice_plan(plan: Plan) -> None:
    meeting = ilacs(plan, "annual-engagement-meeting", fieldwork_start=date(2025, 11, 10))
    one = due(plan, meeting, "R13", date(2026, 1, 1))
    assert (one.first, one.day) == (date(2026, 10, 10), date(2026, 12, 10))
    youth = inspections.add(plan, framework="other-inspectorate", type="youth-justice", published=date(2024, 12, 3))
    waiting = due(plan, youth, "R14", date(2024, 12, 4))
    assert (waiting.standing, waiting.words) == ("waiting", "waiting: give the date that the letter prints")
    statutory_dates.set_printed(plan, youth, "R14", "by 20 December 2024")
    assert due(plan, youth, "R14", date(2024, 12, 4)).words == "due in 16 days"


# --- what decides


def test_without_a_day_the_deadline_waits_for_it(plan: Plan) -> None:
    inspection = ilacs(plan, fieldwork_start=date(2023, 4, 24), fieldwork_end=date(2023, 4, 28))
    one = due(plan, inspection, "R2")
    assert (one.day, one.computed, one.standing, one.days_left) == (None, None, "waiting", None)
    assert one.sentence == "Waiting: give the day the report was received."
    inspections.edit(plan, inspection, received=date(2023, 6, 7))
    assert due(plan, inspection, "R2").counts_from == date(2023, 6, 7)


def test_received_wins_over_published(plan: Plan) -> None:
    inspection = ilacs(plan, received=date(2023, 6, 7), published=date(2023, 6, 14))
    assert due(plan, inspection, "R2").counts_from == date(2023, 6, 7)
    assert "not entered" not in " ".join(due(plan, inspection, "R2").explanation)


def test_history_that_nobody_entered_is_not_late(plan: Plan) -> None:
    inspection = sif(plan, date(2015, 1, 6))
    old = due(plan, inspection, "R2", TODAY)
    assert old.standing == "waiting"
    assert old.words == "was due on 16 April 2015; whether it was met is not entered"
    assert due(plan, inspection, "R2", date(2015, 4, 17)).words == "1 day late"
    assert due(plan, inspection, "R2", date(2016, 4, 15)).standing == "late"


def test_a_rule_that_no_longer_applies_stays_where_its_date_was_printed(plan: Plan) -> None:
    visit = ilacs(plan, "focused-visit", received=date(2023, 5, 9))
    statutory_dates.set_printed(plan, visit, "R3", "7 June 2023")
    assert codes(plan, visit) == ["R3"]
    deadline_rules.switch(plan, "R3", False)
    assert codes(plan, visit) == ["R3"]


def test_the_calendar_of_the_plan_counts(plan: Plan) -> None:
    inspection = ilacs(plan, published=date(2023, 6, 14))
    before = due(plan, inspection, "R2").day
    calendar_days.make_working(plan, date(2023, 8, 28))
    assert due(plan, inspection, "R2").day == date(2023, 9, 20)
    assert before == date(2023, 9, 21)


# --- meetings


def test_the_last_approving_meeting_with_the_day_its_papers_are_due(plan: Plan) -> None:
    inspection = ilacs(plan, published=date(2023, 6, 14))
    assert due(plan, inspection, "R2").last_meeting_sentence == (
        "No body of this plan is marked as one that can approve it."
    )
    panel = meetings.add_body(plan, "Corporate Parenting Panel", kind="panel")
    cabinet = meetings.add_body(plan, "Cabinet", kind="cabinet", approves=True)
    meetings.add(plan, panel, date(2023, 9, 20))
    meetings.add(plan, cabinet, date(2023, 6, 1))  # before the report was there
    meetings.add(plan, cabinet, date(2023, 9, 21))  # the day itself is too late
    assert due(plan, inspection, "R2").last_meeting_sentence == (
        "No meeting that can approve it stands in the plan before 21 September 2023."
    )
    meetings.add(plan, cabinet, date(2023, 7, 12))
    last = meetings.add(plan, cabinet, date(2023, 9, 7))
    one = due(plan, inspection, "R2")
    assert one.last_meeting is not None
    assert (one.last_meeting.id, one.last_meeting_papers) == (last, date(2023, 8, 30))
    assert one.last_meeting_sentence == (
        "The last meeting before it that can approve it is Cabinet, 7 September 2023; its papers are due on "
        "Wednesday 30 August 2023."
    )
    assert "papers were due" in (due(plan, inspection, "R2", date(2023, 8, 31)).last_meeting_sentence or "")
    assert "no other is entered" in (due(plan, inspection, "R2", date(2023, 9, 8)).last_meeting_sentence or "")
    assert due(plan, inspection, "R1").last_meeting_sentence is None


def test_papers_are_due_five_clear_days_before_every_meeting(plan: Plan) -> None:
    panel = meetings.add_body(plan, "Overview and Scrutiny Committee")
    meeting = meetings.add(plan, panel, date(2022, 3, 8))
    (one,) = statutory_dates.of_meeting(plan, meeting, date(2022, 2, 1))
    assert (one.rule.code, one.day, one.standing) == ("R15", date(2022, 2, 28), "coming")
    assert "1, 2, 3, 4 and 7 March" in one.sentence
    meetings.edit(plan, meeting, papers_due=date(2022, 2, 25))
    (one,) = statutory_dates.of_meeting(plan, meeting, date(2022, 2, 26))
    assert (one.day, one.printed, one.standing) == (date(2022, 2, 25), date(2022, 2, 25), "met")
    deadline_rules.switch(plan, ["R16", "R18"], True)
    assert [one.rule.code for one in statutory_dates.of_meeting(plan, meeting, date(2022, 2, 1))] == ["R15", "R16"]
    cabinet = meetings.add(plan, meetings.add_body(plan, "Cabinet", kind="cabinet", approves=True), date(2022, 3, 8))
    of_cabinet = {one.rule.code: one.day for one in statutory_dates.of_meeting(plan, cabinet, date(2022, 2, 1))}
    assert of_cabinet == {"R15": date(2022, 2, 28), "R16": date(2026, 3, 8), "R18": date(2022, 1, 26)}


def test_everything_together_stands_by_day_and_can_be_found_again(plan: Plan) -> None:
    ilacs(plan, fieldwork_start=date(2023, 4, 24), published=date(2023, 6, 14))
    ilacs(plan, "standard", "ilacs-2026")
    meetings.add(plan, meetings.add_body(plan, "Board", kind="board"), date(2023, 9, 7))
    found = statutory_dates.all_of(plan, TODAY, with_meetings=True)
    days = [one.day for one in found if one.day is not None]
    assert days == sorted(days)
    assert [one.day for one in found[len(days) :]] == [None] * 3
    assert [one.rule.code for one in found if one.meeting] == ["R15"]
    assert not [one for one in statutory_dates.all_of(plan, TODAY) if one.meeting]
    for one in found:
        assert statutory_dates.find(plan, one.key, TODAY) == one
    assert statutory_dates.find(plan, "R2 gone", TODAY) is None
    assert len({one.key for one in found}) == len(found)


# --- what is entered beside a rule


def test_a_printed_date_wins_and_can_be_taken_back(plan: Plan) -> None:
    inspection = ilacs(plan, published=date(2023, 6, 14))
    there_and_back(plan, lambda: statutory_dates.set_printed(plan, inspection, "R2", " by  19 September 2023 ", page=4))
    assert plan.undo_title == (
        "Set the printed date of “Written statement of action (the Ofsted action plan)” of ILACS short inspection, "
        "published 14 June 2023"
    )
    (row,) = plan.all(InspectionDeadline)
    assert (row.printed, row.printed_day, row.page) == ("by 19 September 2023", date(2023, 9, 19), 4)
    assert due(plan, inspection, "R2").day == date(2023, 9, 19)
    statutory_dates.set_printed(plan, inspection, "R2", "by 20 September 2023")
    assert plan.all(InspectionDeadline)[0].page == 4
    there_and_back(plan, lambda: statutory_dates.set_printed(plan, inspection, "R2"))
    assert plan.all(InspectionDeadline) == []
    assert due(plan, inspection, "R2").day == date(2023, 9, 21)


def test_what_names_no_day_is_refused(plan: Plan) -> None:
    inspection = ilacs(plan, published=date(2023, 6, 14))
    for words, said in (
        ("in good time", "names no day that can be read"),
        ("by 30 February 2024", "no “30 February 2024” in the calendar"),
        ("by 3 May 2024 or 4 May 2024", "names more than one day"),
    ):
        sentence = refused(
            plan, lambda words=words: statutory_dates.set_printed(plan, inspection, "R2", words), "printed_day"
        )
        assert said in sentence
    century = refused(plan, lambda: statutory_dates.set_printed(plan, inspection, "R2", "1 May 1923"), "printed_day")
    assert century.startswith("1 May 1923 is 100 years from the inspection; check the year of “Written statement")
    statutory_dates.set_printed(plan, inspection, "R2", "in good time", date(2023, 9, 1))
    assert due(plan, inspection, "R2").printed_words == "in good time"
    assert "no rule" in refused(plan, lambda: statutory_dates.set_met(plan, inspection, "R99", TODAY), "rule")


def test_a_deadline_is_met(plan: Plan) -> None:
    inspection = ilacs(plan, fieldwork_start=date(2023, 4, 24), published=date(2023, 6, 14))
    there_and_back(plan, lambda: statutory_dates.set_met(plan, inspection, "R2", date(2023, 9, 20)))
    one = due(plan, inspection, "R2", date(2023, 10, 1))
    assert (one.standing, one.words) == ("met", "met on 20 September 2023, 1 day early")
    statutory_dates.set_met(plan, inspection, "R2", date(2023, 9, 22))
    assert due(plan, inspection, "R2").words == "met on 22 September 2023, 1 day late"
    there_and_back(plan, lambda: statutory_dates.set_met(plan, inspection, "R2", None))
    assert due(plan, inspection, "R2").standing == "coming"
    assert "before fieldwork began" in refused(
        plan, lambda: statutory_dates.set_met(plan, inspection, "R2", date(2023, 4, 1)), "met_on"
    )


def test_a_deadline_that_does_not_apply_says_why(plan: Plan) -> None:
    inspection = ilacs(plan, published=date(2023, 6, 14))
    assert "Say why" in refused(plan, lambda: statutory_dates.set_not_owed(plan, inspection, "R1", " "), "note")
    there_and_back(plan, lambda: statutory_dates.set_not_owed(plan, inspection, "R1", "Ofsted agreed a later day."))
    one = due(plan, inspection, "R1")
    assert (one.standing, one.sentence) == ("not owed", "It does not apply: Ofsted agreed a later day.")
    assert "Say why" in refused(plan, lambda: statutory_dates.set_note(plan, inspection, "R1", None), "note")
    there_and_back(plan, lambda: statutory_dates.set_owed(plan, inspection, "R1"))
    assert due(plan, inspection, "R1").standing == "late"


def test_what_was_entered_is_forgotten(plan: Plan) -> None:
    inspection = ilacs(plan, published=date(2023, 6, 14))
    assert "Nothing is entered" in refused(plan, lambda: statutory_dates.clear(plan, inspection, "R2"))
    statutory_dates.set_printed(plan, inspection, "R2", "19 September 2023")
    there_and_back(plan, lambda: statutory_dates.set_note(plan, inspection, "R2", "As the letter has it"))
    there_and_back(plan, lambda: statutory_dates.clear(plan, inspection, "R2"))
    assert due(plan, inspection, "R2").printed is None


def test_an_inspection_goes_with_what_was_entered_of_its_deadlines(plan: Plan) -> None:
    inspection = ilacs(plan, published=date(2023, 6, 14))
    statutory_dates.set_printed(plan, inspection, "R2", "19 September 2023")
    there_and_back(plan, lambda: inspections.remove(plan, inspection))
    assert plan.undo_title == "Delete ILACS short inspection, published 14 June 2023 with 1 deadline entry"
    assert plan.all(InspectionDeadline) == []


def test_every_counted_day_is_a_working_day(plan: Plan) -> None:
    """Over two years of days of receipt, with Easters, jubilees and a funeral among them."""
    inspection = ilacs(plan, received=date(2022, 1, 1))
    for n in range(0, 730, 7):
        received = date.fromordinal(date(2022, 1, 1).toordinal() + n)
        inspections.edit(plan, inspection, received=received)
        one = due(plan, inspection, "R2", received)
        assert one.day is not None
        assert is_working_day(one.day)
        span = [date.fromordinal(day) for day in range(received.toordinal() + 1, one.day.toordinal() + 1)]
        assert sum(day.weekday() < 5 for day in span) - len(one.skipped) == 70
