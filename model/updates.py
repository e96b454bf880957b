"""Updates: dated notes on an action, with where the action stood then."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, TypedDict, Unpack

from model import actions, ratings
from model.chosen import fields_named, named, only, present
from model.errors import Refused
from model.records import Action, Update
from model.store.plan import Plan
from model.wording import in_words, plural


class Standing(TypedDict, total=False):
    """What an update may say about the action besides its words."""

    status: str  # STATUSES
    percent: int | None
    forecast: date | None


class UpdateFields(TypedDict, total=False):
    on_day: date
    said_by: str | None
    done: str | None
    next: str | None
    obstacle: str | None


def add(
    plan: Plan,
    action_id: str,
    on_day: date,
    *,
    done: str | None = None,
    next: str | None = None,
    obstacle: str | None = None,
    said_by: str | None = None,
    **standing: Unpack[Standing],
) -> str:
    """Add an update, and in the same act a new status, percent or forecast where given.

    The update keeps the action's status, percent and both ratings as they stand afterwards, on that
    day. Refused where it says nothing, and as ``actions.set_status`` says. Returns the update's id.
    """
    present(plan, "action", action_id)
    only(standing, Standing.__annotations__, "An update")
    words = [text for text in (done, next, obstacle) if text and text.strip()]
    if not words:
        raise Refused("Say what was done, what is next or what stands in the way.", field="done")
    with plan.batch(f"Add an update to {named(plan, 'action', [action_id])}"):
        if standing:
            actions.edit(plan, action_id, on_day=on_day, **standing)
        action = plan.get(Action, action_id)
        then: dict[str, Any] = {
            "status_then": action.status,
            "percent_then": action.percent,
            "delivery_then": ratings.action_rating(plan, action_id, on_day).value,
            "impact_then": ratings.action_impact(plan, action_id).value,
        }
        return plan.add(
            "action_update", action=action_id, on_day=on_day, said_by=said_by, done=done, next=next,
            obstacle=obstacle, **then,
        )  # fmt: skip


def edit(plan: Plan, update_id: str, **fields: Unpack[UpdateFields]) -> None:
    """Change an update's words, day or speaker. Where the action stood then is kept as it was."""
    update = plan.get(Update, update_id)
    only(fields, UpdateFields.__annotations__, "Editing an update")
    words = [fields.get("done", update.done), fields.get("next", update.next)]
    if not any(text and text.strip() for text in (*words, fields.get("obstacle", update.obstacle))):
        raise Refused("An update says something; delete it if it says nothing any more.", field=next(iter(fields)))
    name = f"the update of {in_words(update.on_day)} to {named(plan, 'action', [update.action])}"
    with plan.batch(f"Edit {fields_named('action_update', fields)} of {name}"):
        plan.change("action_update", update_id, **fields)


def remove(plan: Plan, ids: str | Iterable[str]) -> None:
    ids = present(plan, "action_update", ids)
    if len(ids) == 1:
        update = plan.get(Update, ids[0])
        name = f"the update of {in_words(update.on_day)} to {named(plan, 'action', [update.action])}"
    else:
        name = plural(len(ids), "update")
    with plan.batch(f"Delete {name}"):
        plan.remove("action_update", ids)


def of_action(plan: Plan, action_id: str) -> list[Update]:
    """The updates of an action, newest first."""
    return plan.all(Update, "t.action = ?", [action_id], "t.on_day DESC, t.id DESC")


def latest(plan: Plan, action_ids: Iterable[str]) -> dict[str, Update]:
    """The newest update of each of these actions that has one."""
    found = plan.all(
        Update,
        """t.id IN (SELECT (SELECT u.id FROM action_update AS u WHERE u.action = j.value
            ORDER BY u.on_day DESC, u.id DESC LIMIT 1) FROM json_each(?) AS j)""",
        [json.dumps(list(action_ids))],
    )
    return {update.action: update for update in found}
