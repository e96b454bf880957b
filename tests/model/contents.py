"""All a person could see of a plan, and whether an act leaves it as it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest

from model.errors import Refused
from model.store import change_log
from model.store.plan import Plan

Made = TypeVar("Made")


def contents(plan: Plan) -> dict[str, list[tuple]]:
    """Every logged table, and the search index."""
    tables = (*change_log.LOGGED, "search_entry")
    found = {table: plan.rows(f"SELECT * FROM {table} ORDER BY 1") for table in tables}
    found["words"] = plan.rows(
        "SELECT e.record, e.row, s.text FROM search s JOIN search_entry e ON e.entry = s.rowid ORDER BY 1, 2"
    )
    found["search_entry"] = sorted(row[1:] for row in found["search_entry"])
    return found


def there_and_back(plan: Plan, act: Callable[[], Made]) -> Made:
    """Do an act that changes something, undo it, do it again; the plan is each time exactly as it was."""
    before = contents(plan)
    steps = len(plan._undo)
    made = act()
    after = contents(plan)
    assert after != before
    assert len(plan._undo) == steps + 1
    plan.undo()
    assert contents(plan) == before
    plan.redo()
    assert contents(plan) == after
    return made


def refused(plan: Plan, act: Callable[[], object], field: str | None = None) -> str:
    """What an act is refused with; nothing was changed by it, and the sentence is one."""
    before = contents(plan)
    with pytest.raises(Refused) as caught:
        act()
    assert contents(plan) == before
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert caught.value.field == field
    return sentence
