"""The records that a verb was given: that they are there, and what they are called in its name."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from model.errors import Fault, Refused
from model.field_words import field_word, record_word
from model.store.plan import Plan
from model.wording import listed_shortly, plural, quoted


def as_ids(ids: str | Iterable[str]) -> list[str]:
    """One id or many as a list, each once, in the order given."""
    return [ids] if isinstance(ids, str) else list(dict.fromkeys(ids))


def present(plan: Plan, table: str, ids: str | Iterable[str]) -> list[str]:
    """The ids as a list. Refused where there are none, or one of them is no longer in the plan."""
    wanted = as_ids(ids)
    word = record_word(table)
    if not wanted:
        raise Refused(f"Choose what to change first: no {word} is selected.")
    ((found,),) = plan.rows(
        f'SELECT count(*) FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))', [json.dumps(wanted)]
    )
    gone = len(wanted) - int(found)
    if gone:
        which = f"That {word} is" if len(wanted) == 1 else f"{gone:,} of these {plural(len(wanted), word)} are"
        raise Refused(f"{which} no longer in the plan; it may have been deleted or undone. Nothing was changed.")
    return wanted


def named(plan: Plan, table: str, ids: Collection[str]) -> str:
    """As in "action 3.2", "area 3", "milestone “Pilot”", "12 actions"; for the name of an act."""
    if len(ids) != 1:
        return plural(len(ids), record_word(table))
    (only,) = ids
    if table == "action":
        ((area, item),) = plan.rows("SELECT area_number, item_number FROM action WHERE id = ?", [only])
        return f"action {area}.{item}"
    if table == "area":
        return f"area {plan.rows('SELECT number FROM area WHERE id = ?', [only])[0][0]}"
    word = "evidence" if table == "evidence" else record_word(table)  # "piece of" is for counting
    return f"{word} {titled(plan, table, only)}"


def titled(plan: Plan, table: str, row: str) -> str:
    """The short title of a record in quotation marks."""
    column = {"person": "name", "saved_view": "name", "body": "name"}.get(table, "title")
    return quoted(str(plan.rows(f'SELECT {column} FROM "{table}" WHERE id = ?', [row])[0][0]))


def fields_named(table: str, fields: Iterable[str]) -> str:
    """As in "forecast and status"; for the name of an act."""
    return listed_shortly([field_word(table, field) for field in fields], 2)


def only(fields: Mapping[str, Any], allowed: Collection[str], verb: str) -> None:
    """Raises Fault where a field is given that this verb does not change."""
    other = set(fields) - set(allowed)
    if other:
        raise Fault(f"{verb} does not change {', '.join(sorted(other))}")
