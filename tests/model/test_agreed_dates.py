"""Agreed dates: the first is kept, a move has its reason, and the ledger holds every line."""

from __future__ import annotations

from datetime import date

import pytest

from model import actions, agreed_dates, areas, meetings
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
