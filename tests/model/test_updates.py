"""Updates keep where the action stood when they were given."""

from __future__ import annotations

from datetime import date

import pytest

from model import actions, areas, evidence, people, updates
from model.records import Action, Update
from model.store.plan import Plan
from tests.model.contents import refused, there_and_back

DAY = date(2026, 3, 1)


@pytest.fixture
def action(plan: Plan) -> str:
    return actions.add(
        plan, areas.add(plan, "Planning"), "Audit", on_day=DAY, agreed=date(2026, 3, 31), forecast=date(2026, 4, 14)
    )


def test_an_update_keeps_status_percent_and_ratings_of_its_day(plan: Plan, action: str) -> None:
    person = people.add(plan, "Service Manager")
    evidence.note(plan, "Audit of 12 plans", action=action, impact="moving", on_day=DAY)
    made = there_and_back(
        plan,
        lambda: updates.add(
            plan,
            action,
            DAY,
            done="Sample drawn",
            next="Read the plans",
            said_by=person,
            status="in progress",
            percent=30,
        ),
    )
    assert plan.undo_title == "Add an update to action 1.1"
    update = plan.get(Update, made)
    assert (update.status_then, update.percent_then) == ("in progress", 30)
    assert (update.delivery_then, update.impact_then) == ("amber", "amber")
    assert plan.get(Action, action).percent == 30
    actions.set_percent(plan, action, 80)
    assert plan.get(Update, made).percent_then == 30


def test_an_update_says_something(plan: Plan, action: str) -> None:
    refused(plan, lambda: updates.add(plan, action, DAY, done="  ", status="in progress"), "done")
    made = updates.add(plan, action, DAY, obstacle="No records system")
    refused(plan, lambda: updates.edit(plan, made, obstacle=" "), "obstacle")


def test_a_refused_status_leaves_no_update(plan: Plan, action: str) -> None:
    refused(plan, lambda: updates.add(plan, action, DAY, done="All of it", status="embedded"), "status")


def test_updates_are_edited_deleted_and_read_newest_first(plan: Plan, action: str) -> None:
    old = updates.add(plan, action, DAY, done="Sample drawn")
    new = updates.add(plan, action, date(2026, 3, 8), done="Plans read")
    there_and_back(plan, lambda: updates.edit(plan, old, done="Sample of 12 drawn"))
    assert plan.undo_title == "Edit what was done of the update of 1 March 2026 to action 1.1"
    assert [u.id for u in updates.of_action(plan, action)] == [new, old]
    assert updates.latest(plan, [action])[action].id == new
    there_and_back(plan, lambda: updates.remove(plan, new))
    assert plan.undo_title == "Delete the update of 8 March 2026 to action 1.1"
    updates.add(plan, action, DAY, done="Later the same day")
    assert updates.latest(plan, [action])[action].done == "Later the same day"
    there_and_back(plan, lambda: updates.remove(plan, [u.id for u in updates.of_action(plan, action)]))
    assert plan.undo_title == "Delete 2 updates"
    assert updates.latest(plan, [action]) == {}
