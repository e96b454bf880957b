"""Milestones under an action."""

from __future__ import annotations

from datetime import date

import pytest

from model import actions, areas, milestones
from model.store.plan import Plan
from tests.model.contents import refused, there_and_back


@pytest.fixture
def action(plan: Plan) -> str:
    return actions.add(plan, areas.add(plan, "Planning"), "Audit")


def test_steps_are_added_in_order(plan: Plan, action: str) -> None:
    pilot = there_and_back(plan, lambda: milestones.add(plan, action, "Pilot", date(2026, 1, 31)))
    assert plan.undo_title == "Add a milestone to action 1.1"
    sample = milestones.add(plan, action, "Draw a sample", before=pilot)
    assert [m.id for m in milestones.of_action(plan, action)] == [sample, pilot]
    assert "title" in refused(plan, lambda: milestones.add(plan, action, " "))


def test_steps_are_edited_done_moved_and_deleted(plan: Plan, action: str) -> None:
    one, two = milestones.add(plan, action, "Pilot"), milestones.add(plan, action, "Roll out")
    there_and_back(plan, lambda: milestones.edit(plan, one, title="Pilot in the north", due=date(2026, 1, 31)))
    there_and_back(plan, lambda: milestones.set_done(plan, [one, two], date(2026, 1, 30)))
    assert plan.undo_title == "Mark 2 milestones as done on 30 January 2026"
    there_and_back(plan, lambda: milestones.set_done(plan, one, None))
    assert plan.undo_title == "Mark milestone “Pilot in the north” as not done"
    there_and_back(plan, lambda: milestones.reorder(plan, two, before=one))
    assert [m.id for m in milestones.of_action(plan, action)] == [two, one]
    there_and_back(plan, lambda: milestones.remove(plan, one))
    assert plan.undo_title == "Delete milestone “Pilot in the north”"


def test_steps_of_two_actions_are_not_mixed(plan: Plan, action: str) -> None:
    other = actions.add(plan, areas.add(plan, "Health"), "Train")
    one, two = milestones.add(plan, action, "Pilot"), milestones.add(plan, other, "Book rooms")
    assert "different actions" in refused(plan, lambda: milestones.reorder(plan, [one, two]))
