"""The ids of the actions that fit a filter, in order.

Ids come first and rows by blocks, so that a table of 100,000 actions shows its first page at once. A page
is read in one of two ways that give the same order. Where few actions fit, they are gathered by an index
of the filter and sorted; where many do, the actions are walked in the wanted order, along an index or
step by step, until the page is full.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from model import ratings
from model.errors import Fault
from model.filters import MATCHES, Filter, where
from model.progress import WORST_FIRST
from model.records import STATUSES
from model.store.plan import Plan

_NUMBER = "a.area_number {d}, a.item_number {d}"
_BY_NUMBER = _NUMBER.format(d="ASC")
_PLAIN = {
    "plan": "ar.position {d}, ar.id {d}, a.position {d}, a.id {d}",
    "area": "ar.number {d}, a.position {d}, a.id {d}",
    "number": _NUMBER,
    "title": f"a.title COLLATE NOCASE {{d}}, {_BY_NUMBER}",
    "start": f"a.start {{d}} NULLS LAST, {_BY_NUMBER}",
    "first_agreed": f"a.first_agreed {{d}} NULLS LAST, {_BY_NUMBER}",
    "agreed": f"a.agreed {{d}} NULLS LAST, {_BY_NUMBER}",
    "forecast": f"a.forecast {{d}} NULLS LAST, {_BY_NUMBER}",
    "completed_on": f"a.completed_on {{d}} NULLS LAST, {_BY_NUMBER}",
    "percent": f"a.percent {{d}} NULLS LAST, {_BY_NUMBER}",
    # How often, and within that how far.
    "moved": f"""nullif((SELECT count(old) FROM date_change WHERE action = a.id), 0) {{d}} NULLS LAST,
        julianday(a.agreed) - julianday(a.first_agreed) {{d}} NULLS LAST, {_BY_NUMBER}""",
    "updated": f"(SELECT max(on_day) FROM action_update WHERE action = a.id) {{d}} NULLS LAST, {_BY_NUMBER}",
}
_BY_DATE = f"a.agreed NULLS LAST, {_BY_NUMBER}"


def _rank(expression: str, words: Sequence[str]) -> str:
    return f"CASE {expression} " + " ".join(f"WHEN '{word}' THEN {n}" for n, word in enumerate(words)) + " END"


# These have few values each, and within one value the order is that of the agreed date.
_STEPPED = {
    "owner": "p.name COLLATE NOCASE {d} NULLS LAST, p.id",
    "sponsor": "p.name COLLATE NOCASE {d} NULLS LAST, p.id",
    "status": _rank("a.status", STATUSES) + " {d}",
    "delivery": _rank(ratings.DELIVERY, WORST_FIRST) + " {d}",
    "late": f"{ratings.LATE} IS TRUE {{d}}",
}
SORTS = (*_PLAIN, *_STEPPED, "found")
"""The columns of a sort. "found" is the order in which the search index finds a text: with a text that many
actions hold, the one order that is as quick as a keystroke."""


@dataclass(frozen=True, slots=True)
class Sort:
    """By which column. What has no value comes last either way; "late" descending puts the latest first."""

    column: str = "plan"  # SORTS
    descending: bool = False


class Question:
    """One filter, asked of the actions in one order or another."""

    def __init__(
        self, plan: Plan, filter: Filter, today: date, group: str = "", of_group: Mapping[str, Any] | None = None
    ) -> None:
        """``group`` is a further condition, of ours, that an index finds."""
        self.plan = plan
        self.group = group
        self.narrow = filter.is_narrow or bool(group)
        self.condition, values = where(plan, filter, today)
        self.values = {**values, **(of_group or {})}

    def ids(self, sort: Sort, limit: int | None, offset: int) -> list[str]:
        if sort.column not in SORTS:
            raise Fault(f"Actions are not sorted by {sort.column!r}")
        if sort.column == "found":
            if "match" in self.values:
                return self._as_found(limit, offset)
            sort = Sort()
        if self._is_gathered(sort, limit, offset):
            return self.gathered(sort, limit, offset)
        return self.walked(sort, limit, offset)

    def walked(self, sort: Sort, limit: int | None, offset: int) -> list[str]:
        """The ids in order, read along an index of the order."""
        if sort.column in _PLAIN:
            return self._walk(sort, limit, offset)
        return self._walk_steps(sort, limit, offset)

    def _is_gathered(self, sort: Sort, limit: int | None, offset: int) -> bool:
        if "match" in self.values:
            return True  # what a text is in is found as a whole or not at all
        if limit is None:
            return self.narrow or sort.column not in ("plan", "area")
        return self.narrow and self._few(offset + limit)

    def _few(self, wanted: int) -> bool:
        """Whether fewer actions fit than would be passed by in a walk until ``wanted`` are found."""
        ((last,),) = self.plan.rows("SELECT max(rowid) FROM action")
        cap = math.isqrt(wanted * int(last or 0)) + 1
        ((count,),) = self.plan.rows(
            f"SELECT count(*) FROM (SELECT 1 FROM action AS a WHERE {self._all()} LIMIT :cap)",
            {**self.values, "cap": cap},
        )
        return int(count) < cap

    def _as_found(self, limit: int | None, offset: int) -> list[str]:
        """An action stands where the first of its texts is found; the index is read as far as is needed.

        Those whose area holds the text come after those that hold it themselves.
        """
        wanted = math.inf if limit is None else offset + limit
        found = self._found_by("a.id = e.action", wanted)
        if len(found) < wanted:
            found = list(dict.fromkeys(found + self._found_by("a.area = e.area AND e.action IS NULL", wanted)))
        return found[offset : None if limit is None else offset + limit]

    def _found_by(self, joined: str, wanted: float) -> list[str]:
        reading = -1 if wanted == math.inf else 4 * int(wanted)
        while True:
            rows = self.plan.rows(
                f"""SELECT a.id FROM search AS s CROSS JOIN search_entry AS e ON e.entry = s.rowid
                CROSS JOIN action AS a ON {joined}
                WHERE search MATCH :match AND {self._all().replace(MATCHES, "1")} LIMIT :reading""",
                {**self.values, "reading": reading},
            )
            found = list(dict.fromkeys(str(row) for (row,) in rows))
            if reading < 0 or len(rows) < reading or len(found) >= wanted:
                return found
            reading *= 4

    def _all(self) -> str:
        return f"{self.condition} AND {self.group}" if self.group else self.condition

    def gathered(self, sort: Sort, limit: int | None, offset: int) -> list[str]:
        """The ids in order, found by an index of the filter and sorted."""
        # Every id of the plan: one pass over the table is quicker than an index and then the table.
        source = "action AS a" if self.narrow or limit is not None else "action AS a NOT INDEXED"
        if sort.column in ("plan", "area"):
            source += " CROSS JOIN area AS ar ON ar.id = a.area"
        elif sort.column in ("owner", "sponsor"):
            source += f" LEFT JOIN person AS p ON p.id = a.{sort.column}"
        return self._read(source, self._all(), _order(sort), limit, offset, self.values)

    def _walk(self, sort: Sort, limit: int | None, offset: int) -> list[str]:
        source = "action AS a"
        if sort.column in ("plan", "area"):
            source = "area AS ar CROSS JOIN action AS a ON a.area = ar.id"
        # A plus keeps a condition from choosing the index; only one on the order's own column may.
        passed_by = _without_index(self._all(), sort.column)
        return self._read(source, passed_by, _order(sort), limit, offset, self.values)

    def _walk_steps(self, sort: Sort, limit: int | None, offset: int) -> list[str]:
        """Value by value, each along its own index, until the page is full."""
        found: list[str] = []
        wanted = None if limit is None else offset + limit
        passed_by = _without_index(self._all(), "agreed")
        for step, value, order in self._steps(sort):
            room = None if wanted is None else wanted - len(found)
            if room == 0:
                break
            values = {**self.values, "step": value}
            found += self._read("action AS a", f"{passed_by} AND {step}", order, room, 0, values)
        return found[offset:]

    def _steps(self, sort: Sort) -> list[tuple[str, Any, str]]:
        column = sort.column
        if column == "late":
            late = (_without_index(ratings.LATE, "agreed"), None, _BY_DATE)
            others = (f"{ratings.LATE} IS NOT TRUE", None, _BY_DATE)
            return [late, others] if sort.descending else [others, late]
        if column in ("owner", "sponsor"):
            order = "DESC" if sort.descending else "ASC"
            people = self.plan.rows(f"SELECT id FROM person ORDER BY name COLLATE NOCASE {order}, id")
            steps = [(f"a.{column} = :step", person, _BY_DATE) for (person,) in people]
            return [*steps, (f"a.{column} IS NULL", None, _BY_DATE)]
        words = STATUSES if column == "status" else WORST_FIRST
        expression = "a.status" if column == "status" else ratings.DELIVERY
        steps = [(f"{expression} = :step", word, _BY_DATE) for word in words]
        return steps[::-1] if sort.descending else steps

    def _read(
        self, source: str, condition: str, order: str, limit: int | None, offset: int, values: Mapping[str, Any]
    ) -> list[str]:
        question = f"SELECT a.id FROM {source} WHERE {condition} ORDER BY {order} LIMIT :most OFFSET :offset"
        page = {"most": -1 if limit is None else limit, "offset": offset}
        return [row for (row,) in self.plan.rows(question, {**values, **page})]


def _order(sort: Sort) -> str:
    direction = "DESC" if sort.descending else "ASC"
    if sort.column in _PLAIN:
        return _PLAIN[sort.column].format(d=direction)
    return f"{_STEPPED[sort.column].format(d=direction)}, {_BY_DATE}"


def _without_index(condition: str, but: str) -> str:
    return re.sub(rf"\ba\.(?!{but}\b)", "+a.", condition)
