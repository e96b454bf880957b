"""Agreed dates and their ledger. A date is never moved without saying why, and the first is never lost."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from model.chosen import named, present
from model.errors import Refused
from model.records import DateChange, Meeting
from model.store.plan import Plan
from model.wording import in_words


def agree_date(
    plan: Plan,
    ids: str | Iterable[str],
    new: date | None,
    on_day: date,
    reason: str | None = None,
    agreed_by: str | None = None,
    meeting: str | None = None,
) -> None:
    """Agree a date for actions, or with None take their date away, and write it into the ledger.

    An action's first date needs no reason and becomes its first agreed date for good. Moving a date or
    taking it away needs a reason. ``on_day`` is when this was agreed, ``agreed_by`` who did in words
    ("the Board"), ``meeting`` the meeting where. Actions that have this date already are left alone.
    """
    ids = present(plan, "action", ids)
    if meeting is not None:
        plan.get(Meeting, meeting)
    name = named(plan, "action", ids)
    title = f"Agree {in_words(new)} for {name}" if new else f"Take away the agreed date of {name}"
    with plan.batch(title):
        write(plan, ids, new, on_day, reason, agreed_by, meeting)


def write(
    plan: Plan,
    ids: list[str],
    new: date | None,
    on_day: date,
    reason: str | None = None,
    agreed_by: str | None = None,
    meeting: str | None = None,
) -> None:
    """What ``agree_date`` does, inside the caller's batch."""
    before = plan.rows(
        """SELECT id, agreed, first_agreed FROM action
        WHERE id IN (SELECT value FROM json_each(?)) AND agreed IS NOT ?""",
        [json.dumps(ids), new.isoformat() if new else None],
    )
    moved = sum(agreed is not None for _, agreed, _ in before)
    if moved and not (reason or "").strip():
        what = "Moving an agreed date" if new else "Taking away an agreed date"
        raise Refused(f"{what} needs a reason, which is kept with the date it had.", field="reason")
    said: dict[str, Any] = {"new": new, "reason": reason, "agreed_by": agreed_by, "meeting": meeting, "on_day": on_day}
    plan.add_all(
        "date_change",
        ({"action": row, "old": date.fromisoformat(agreed) if agreed else None, **said} for row, agreed, _ in before),
    )
    plan.change("action", [row for row, _, first in before if first is not None], agreed=new)
    plan.change("action", [row for row, _, first in before if first is None], agreed=new, first_agreed=new)


def ledger(plan: Plan, action_id: str) -> list[DateChange]:
    """Every date that was agreed for an action, moved or taken away; oldest first."""
    return plan.all(DateChange, "t.action = ?", [action_id], "t.on_day, t.id")
