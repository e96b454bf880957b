"""What the Actions page reads besides its rows."""

from __future__ import annotations

from datetime import date

from gui.background import Task
from model import finding
from model.finding import Counts, Filter
from model.records import Evidence, Update
from model.store.plan import Plan


def counted(plan: Plan, task: Task | None, wanted: Filter, today: date) -> tuple[Counts, int]:
    """What the filter finds, counted, and how many actions there are; ``task`` is the one it is counted for."""
    shown = finding.counts(plan, wanted, today)
    total = shown.total if wanted.is_empty else finding.counts(plan, Filter(), today).total
    return shown, total


def action_of(plan: Plan, table: str, record_id: str) -> str | None:
    """The action that this record is or belongs to, where it is an action, an update or a piece of evidence."""
    if table == "action":
        return record_id
    if table == "action_update":
        update = plan.find(Update, record_id)
        return update.action if update is not None else None
    if table == "evidence":
        held = plan.find(Evidence, record_id)
        return held.action if held is not None else None
    return None
