"""Agreed dates: the first is kept, a move has its reason, and the ledger holds every line."""

from __future__ import annotations

from datetime import date

import pytest

from model import actions, agreed_dates, areas, checks, date_requests, finding, meetings
from model.records import Action
from model.store.plan import Plan
from tests.model.contents import contents, refused, there_and_back

MARCH, JUNE, AUGUST = date(2026, 3, 31), date(2026, 6, 30), date(2026, 8, 31)


@pytest.fixture
def made(plan: Plan) -> list[str]:
    area = areas.add(plan, "Planning")
    return [actions.add(plan, area, f"Part {n}") for n in range(3)]


def test_the_first_date_needs_no_reason_and_is_kept_for_good(plan: Plan, made: list[str]) -> None:
    there_and_back(plan, lambda: agreed_dates.agree_date(plan, made, MARCH, date(2025, 9, 1)))
    assert plan.undo_title == "Agree 31 March 2026 for 3 actions"
    assert refused(plan, lambda: agreed_dates.agree_date(plan, made, JUNE, AUGUST, " "), "reason") == (
        "Moving an agreed date needs a reason, which is kept with the date it had."
    )
    there_and_back(
        plan, lambda: agreed_dates.agree_date(plan, made[0], JUNE, AUGUST, "Recruitment took longer", "the Board")
    )
    action = plan.get(Action, made[0])
    assert (action.first_agreed, action.agreed) == (MARCH, JUNE)
    lines = agreed_dates.ledger(plan, made[0])
    assert [(line.old, line.new, line.reason) for line in lines] == [
        (None, MARCH, None),
        (MARCH, JUNE, "Recruitment took longer"),
    ]
    assert lines[1].agreed_by == "the Board"


def test_taking_a_date_away_keeps_the_first(plan: Plan, made: list[str]) -> None:
    agreed_dates.agree_date(plan, made[0], MARCH, date(2025, 9, 1))
    assert "Taking away" in refused(plan, lambda: agreed_dates.agree_date(plan, made[0], None, JUNE), "reason")
    there_and_back(plan, lambda: agreed_dates.agree_date(plan, made[0], None, JUNE, "Out of our hands"))
    assert plan.undo_title == "Take away the agreed date of action 1.1"
    agreed_dates.agree_date(plan, made[0], AUGUST, AUGUST)
    action = plan.get(Action, made[0])
    assert (action.first_agreed, action.agreed) == (MARCH, AUGUST)


def test_actions_that_have_the_date_already_are_left_alone(plan: Plan, made: list[str]) -> None:
    agreed_dates.agree_date(plan, made[0], MARCH, date(2025, 9, 1))
    agreed_dates.agree_date(plan, made, MARCH, date(2025, 10, 1))
    assert [len(agreed_dates.ledger(plan, row)) for row in made] == [1, 1, 1]
    before = contents(plan), plan.undo_title
    agreed_dates.agree_date(plan, made, MARCH, date(2025, 11, 1))
    assert (contents(plan), plan.undo_title) == before


def test_the_meeting_that_agreed_it_is_kept(plan: Plan, made: list[str]) -> None:
    meeting = meetings.add(plan, meetings.add_body(plan, "Improvement Board"), date(2025, 9, 1))
    agreed_dates.agree_date(plan, made, MARCH, date(2025, 9, 1), meeting=meeting)
    assert agreed_dates.ledger(plan, made[0])[0].meeting == meeting
    refused(plan, lambda: agreed_dates.agree_date(plan, made, JUNE, AUGUST, "Why", meeting="nowhere"))


def test_an_inline_edit_of_the_date_is_in_the_ledger_too(plan: Plan, made: list[str]) -> None:
    actions.edit(plan, made[0], agreed=MARCH, on_day=date(2025, 9, 1))
    refused(plan, lambda: actions.edit(plan, made[0], agreed=JUNE, on_day=AUGUST), "reason")
    there_and_back(plan, lambda: actions.edit(plan, made[0], agreed=JUNE, on_day=AUGUST, reason="Recruitment"))
    assert plan.undo_title == "Edit agreed date of action 1.1"
    assert len(agreed_dates.ledger(plan, made[0])) == 2


# --- what the ledger tells


def moves_of(plan: Plan, action: str) -> agreed_dates.Moves:
    return agreed_dates.moves(plan, [action])[action]


def test_a_date_that_never_moved_says_nothing(plan: Plan, made: list[str]) -> None:
    assert moves_of(plan, made[0]).sentence == ""
    agreed_dates.agree_date(plan, made[0], MARCH, date(2025, 9, 1))
    told = moves_of(plan, made[0])
    assert (told.first, told.now, told.times, told.days, told.sentence, told.short) == (MARCH, MARCH, 0, 0, "", "")
    assert agreed_dates.moves(plan, ["nowhere"]) == {}


def test_one_sentence_says_how_far_a_date_came(plan: Plan, made: list[str]) -> None:
    board = meetings.add(plan, meetings.add_body(plan, "the Board", kind="board"), date(2026, 5, 4))
    agreed_dates.agree_date(plan, made[0], MARCH, date(2025, 9, 1))
    agreed_dates.agree_date(plan, made[0], date(2026, 5, 31), date(2026, 3, 1), "Recruitment", "the Director")
    assert moves_of(plan, made[0]).sentence == (
        "Was 31 March, now 31 May 2026; moved once, 61 days; agreed by the Director on 1 March"
    )
    agreed_dates.agree_date(plan, made[0], JUNE, date(2026, 5, 4), "The tender failed", meeting=board)
    told = moves_of(plan, made[0])
    assert told.sentence == "Was 31 March, now 30 June 2026; moved twice, 91 days; agreed by the Board on 4 May"
    assert (told.first, told.now, told.times, told.days, told.meeting) == (MARCH, JUNE, 2, 91, board)
    agreed_dates.agree_date(plan, made[0], date(2027, 1, 31), date(2026, 8, 1), "Again", "Director", board)
    assert moves_of(plan, made[0]).sentence == (
        "Was 31 March 2026, now 31 January 2027; moved 3 times, 306 days; agreed by Director at the Board "
        "on 1 August 2026"
    )


def test_earlier_back_and_away_are_said_too(plan: Plan, made: list[str]) -> None:
    agreed_dates.agree_date(plan, made[0], JUNE, date(2025, 9, 1))
    agreed_dates.agree_date(plan, made[0], MARCH, date(2026, 1, 9), "It went faster")
    assert moves_of(plan, made[0]).sentence == (
        "Was 30 June, now 31 March 2026; moved once, 91 days earlier; last moved on 9 January"
    )
    agreed_dates.agree_date(plan, made[0], JUNE, date(2026, 2, 9), "After all")
    assert moves_of(plan, made[0]).short == "Moved twice and back to 30 June 2026"
    agreed_dates.agree_date(plan, made[0], None, date(2026, 3, 9), "Out of our hands", "the Board")
    assert moves_of(plan, made[0]).sentence == (
        "Was 30 June 2026, now without a date; changed 3 times; agreed by the Board on 9 March 2026"
    )


def test_what_was_agreed_earlier_may_be_noted_later(plan: Plan, made: list[str]) -> None:
    """Minutes are caught up with: the order of the ledger is that in which dates replaced each other."""
    agreed_dates.agree_date(plan, made[0], MARCH, date(2026, 8, 30))
    agreed_dates.agree_date(plan, made[0], JUNE, date(2026, 5, 4), "The tender failed", "the Board")
    assert [line.new for line in agreed_dates.ledger(plan, made[0])] == [MARCH, JUNE]
    assert moves_of(plan, made[0]).now == JUNE
    assert not any("ledger" in one.check for one in checks.problems(plan, AUGUST))


def test_a_date_that_was_moved_when_it_had_passed_keeps_its_mark_until_delivery(plan: Plan, made: list[str]) -> None:
    in_time, late, away = made
    agreed_dates.agree_date(plan, made, MARCH, date(2025, 9, 1))
    agreed_dates.agree_date(plan, in_time, JUNE, MARCH, "On the day itself it is not late")
    agreed_dates.agree_date(plan, late, JUNE, date(2026, 5, 4), "The tender failed")
    agreed_dates.agree_date(plan, late, AUGUST, date(2026, 7, 5), "And again")
    agreed_dates.agree_date(plan, away, None, date(2026, 4, 1), "Out of our hands")
    told = agreed_dates.moves(plan, made)
    assert [told[row].was_late for row in made] == [0, 34, 1]
    assert told[late].late_words == "Was 34 days late when its date was moved on 4 May 2026"
    assert told[in_time].late_words == ""
    wanted = finding.Filter(was_late=True)
    today = date(2026, 7, 6)
    by_number = finding.Sort("number")
    assert finding.action_ids(plan, wanted, by_number, today) == [late, away]
    actions.set_status(plan, late, "complete", today)
    assert finding.action_ids(plan, wanted, by_number, today) == [away]
    rows = {row.id: row for row in finding.action_rows(plan, made, today)}
    assert [rows[row].was_late for row in made] == [0, 0, 1]
    actions.set_status(plan, late, "in progress", today)
    assert finding.action_rows(plan, [late], today)[0].was_late == 34
    assert finding.action_ids(plan, finding.Filter(was_late=False), by_number, today) == [in_time]


def test_actions_are_sorted_by_how_often_and_how_far_they_moved(plan: Plan, made: list[str]) -> None:
    agreed_dates.agree_date(plan, made, MARCH, date(2025, 9, 1))
    agreed_dates.agree_date(plan, made[1], JUNE, date(2026, 1, 9), "Why")
    agreed_dates.agree_date(plan, made[2], AUGUST, date(2026, 1, 9), "Why")
    today = date(2026, 2, 1)
    sorts = finding.Sort("moved", descending=True), finding.Sort("moved")
    assert [finding.action_ids(plan, finding.Filter(), sort, today) for sort in sorts] == [
        made[::-1],
        [*made[1:], made[0]],
    ]
    assert finding.action_ids(plan, finding.Filter(date_moved=True), finding.Sort("number"), today) == made[1:]
    date_requests.ask(plan, made[0], JUNE, "Why", today)
    assert finding.action_ids(plan, finding.Filter(date_asked=True), finding.Sort("number"), today) == [made[0]]
    assert finding.action_rows(plan, [made[0]], today)[0].asked_for == 1


def test_a_day_for_each_action_in_one_act(plan: Plan, made: list[str]) -> None:
    agreed_dates.agree_date(plan, made, MARCH, date(2025, 9, 1))
    wanted = {made[0]: JUNE, made[1]: AUGUST, made[2]: MARCH}
    there_and_back(plan, lambda: agreed_dates.agree_dates(plan, wanted, date(2026, 1, 9), "Staff", "the Board"))
    assert plan.undo_title == "Agree new dates for 3 actions"
    assert [plan.get(Action, row).agreed for row in made] == [JUNE, AUGUST, MARCH]
    assert [len(agreed_dates.ledger(plan, row)) for row in made] == [2, 2, 1]
    refused(plan, lambda: agreed_dates.agree_dates(plan, {made[0]: MARCH, made[1]: JUNE}, MARCH), "reason")


# --- order of days, and deadlines that are none


def test_nothing_is_due_or_forecast_before_it_starts(plan: Plan, made: list[str]) -> None:
    actions.edit(plan, made[0], start=JUNE)
    for act in (
        lambda: agreed_dates.agree_date(plan, made, MARCH, date(2025, 9, 1)),
        lambda: actions.edit(plan, made[0], agreed=MARCH, on_day=date(2025, 9, 1)),
    ):
        assert refused(plan, act, "agreed") == (
            "Action 1.1 starts on 30 June 2026, after 31 March 2026; agree a later date, or change the start first."
        )
    assert refused(plan, lambda: actions.set_forecast(plan, made, MARCH), "forecast") == (
        "Action 1.1 starts on 30 June 2026; it cannot be forecast for a day before."
    )
    agreed_dates.agree_date(plan, made[0], JUNE, date(2025, 9, 1))
    assert refused(plan, lambda: actions.edit(plan, made[0], start=AUGUST), "start") == (
        "Action 1.1 is agreed for 30 June 2026; it cannot start after that."
    )
    refused(plan, lambda: actions.edit_many(plan, made, start=AUGUST), "start")
    area = plan.get(Action, made[0]).area
    refused(plan, lambda: actions.add(plan, area, "New", start=JUNE, agreed=MARCH, on_day=MARCH), "agreed")
    refused(plan, lambda: actions.add(plan, area, "New", start=JUNE, forecast=MARCH), "start")
    actions.edit(plan, made[0], forecast=JUNE)


def test_a_deadline_that_is_no_date_keeps_its_words_and_gets_a_review(plan: Plan, made: list[str]) -> None:
    today = date(2026, 1, 9)
    there_and_back(plan, lambda: actions.keep_words(plan, made[0], " ongoing ", MARCH, today))
    assert plan.undo_title == "Note the deadline “ongoing” of action 1.1"
    row = finding.action_rows(plan, [made[0]], today)[0]
    assert row.deadline == "ongoing; review 31 March 2026"
    assert "after 9 January" in refused(
        plan, lambda: actions.keep_words(plan, made, "ongoing", today, today), "review_on"
    )
    refused(plan, lambda: actions.keep_words(plan, made, " ", MARCH, today), "deadline_words")
    agreed_dates.agree_date(plan, made[1], JUNE, today)
    refused(plan, lambda: actions.keep_words(plan, made[1], "ongoing", MARCH, today), "reason")
    there_and_back(plan, lambda: actions.keep_words(plan, made[1], "ongoing", MARCH, today, "It has no end"))
    assert [line.new for line in agreed_dates.ledger(plan, made[1])] == [JUNE, None]
    agreed_dates.agree_date(plan, made[0], JUNE, today)
    assert finding.action_rows(plan, [made[0]], today)[0].deadline == ""


def test_a_review_that_has_passed_is_found_by_the_checks(plan: Plan, made: list[str]) -> None:
    actions.keep_words(plan, made[0], "ongoing", MARCH, date(2026, 1, 9))
    actions.edit(plan, made[1], deadline_words="before the next inspection")

    def found(today: date) -> list[str]:
        return [one.sentence for one in checks.deadlines_in_words_to_review(plan, today)]

    unset = "The deadline of action 1.2 “Part 1” is “before the next inspection”, and no day is set to review it."
    assert found(MARCH) == [unset]
    assert found(JUNE) == [
        "The deadline of action 1.1 “Part 0” is “ongoing” and was to be reviewed on 31 March 2026.",
        unset,
    ]
    undated = [one.row for one in checks.open_actions_without_a_date(plan, JUNE)]
    assert undated == [made[2]]
    actions.set_status(plan, made, "complete", JUNE)
    assert found(AUGUST) == []
