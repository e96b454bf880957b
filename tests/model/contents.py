"""All a person could see of a plan, for comparing it before and after."""

from __future__ import annotations

from model.store import change_log
from model.store.plan import Plan


def contents(plan: Plan) -> dict[str, list[tuple]]:
    """Every logged table, and the search index."""
    tables = (*change_log.LOGGED, "search_entry")
    found = {table: plan.rows(f"SELECT * FROM {table} ORDER BY 1") for table in tables}
    found["words"] = plan.rows(
        "SELECT e.record, e.row, s.text FROM search s JOIN search_entry e ON e.entry = s.rowid ORDER BY 1, 2"
    )
    found["search_entry"] = sorted(row[1:] for row in found["search_entry"])
    return found
