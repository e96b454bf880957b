"""A whole plan as JSON: every record under its table's name, in the words of ``model/records``.

For other programs and for keeping; kept files and the history are not in it.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date

from model.records import RECORDS
from model.store import version
from model.store.plan import Plan


def plan_json(plan: Plan) -> str:
    """The plan's records as JSON text; days are ISO, ids are the plan's own."""
    tables: dict[str, object] = {}
    for record in RECORDS:
        rows: list[object] = plan.all(record, order="t.rowid")
        tables[record.TABLE] = [asdict(row) for row in rows]  # type: ignore[attr-defined, call-overload]
    return json.dumps(
        {"turnaround": version.VERSION, **tables}, ensure_ascii=False, indent=1, default=_plain, sort_keys=False
    )


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(value)
