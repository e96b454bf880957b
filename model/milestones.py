"""Milestones: the steps under an action."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypedDict, Unpack

from model.chosen import as_ids, fields_named, named, only, present
from model.errors import Refused
from model.placing import put
from model.records import Milestone
from model.store.plan import Plan
from model.wording import in_words


class MilestoneFields(TypedDict, total=False):
    title: str
    due: date | None
    done_on: date | None


def add(plan: Plan, action_id: str, title: str, due: date | None = None, before: str | None = None) -> str:
    """Add a step under an action, at the end or in front of ``before``."""
    present(plan, "action", action_id)
    with plan.batch(f"Add a milestone to {named(plan, 'action', [action_id])}"):
        new = plan.new_id()
        place = put(plan, "milestone", [new], "t.action = ?", [action_id], before)[new]
        return plan.add("milestone", id=new, action=action_id, title=title, due=due, position=place)


def edit(plan: Plan, milestone_id: str, **fields: Unpack[MilestoneFields]) -> None:
    present(plan, "milestone", milestone_id)
    only(fields, MilestoneFields.__annotations__, "Editing a milestone")
    with plan.batch(f"Edit {fields_named('milestone', fields)} of {named(plan, 'milestone', [milestone_id])}"):
        plan.change("milestone", milestone_id, **fields)


def set_done(plan: Plan, ids: str | Iterable[str], on_day: date | None) -> None:
    """Mark milestones as done on a day, or with None as not done."""
    ids = present(plan, "milestone", ids)
    done = f"done on {in_words(on_day)}" if on_day else "not done"
    with plan.batch(f"Mark {named(plan, 'milestone', ids)} as {done}"):
        plan.change("milestone", ids, done_on=on_day)


def remove(plan: Plan, ids: str | Iterable[str]) -> None:
    ids = present(plan, "milestone", ids)
    with plan.batch(f"Delete {named(plan, 'milestone', ids)}"):
        plan.remove("milestone", ids)


def reorder(plan: Plan, ids: str | Iterable[str], before: str | None = None) -> None:
    """Put milestones of one action in front of another of its milestones, or at the end."""
    ids = present(plan, "milestone", as_ids(ids))
    actions = {m.action for m in (plan.get(Milestone, row) for row in ids)}
    if len(actions) > 1:
        raise Refused("These milestones stand under different actions; move those of one action at a time.")
    with plan.batch(f"Move {named(plan, 'milestone', ids)}"):
        for row, place in put(plan, "milestone", ids, "t.action = ?", [*actions], before).items():
            plan.change("milestone", row, position=place)


def of_action(plan: Plan, action_id: str) -> list[Milestone]:
    return plan.all(Milestone, "t.action = ?", [action_id], "t.position, t.id")
