"""The plan as an outline: the actions under each area, the milestones under each action.

Questions only. Ids come first and records later, so that a window can show the outline of ten thousand
actions while it has read the rows of no more than it shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from model.errors import Fault
from model.records import Milestone
from model.store.plan import Plan
from model.wording import listed, plural

Path = tuple[str, ...]
"""Ids from an area downwards: ``(area,)``, ``(area, action)`` or ``(area, action, milestone)``."""

_NUMBER = re.compile(r"\d+(\.\d*)?")


@dataclass(frozen=True, slots=True)
class Found:
    """What words were found in. What stands above a find is shown with it."""

    areas: frozenset[str] = frozenset()
    actions: Mapping[str, str] = field(default_factory=dict)  # action → its area
    milestones: Mapping[str, Path] = field(default_factory=dict)  # milestone → (area, action)

    @property
    def count(self) -> int:
        return len(self.areas) + len(self.actions) + len(self.milestones)


def area_ids(plan: Plan) -> list[str]:
    """Every area, in the plan's order."""
    return [row for (row,) in plan.rows("SELECT id FROM area ORDER BY position, id")]


def actions_under(plan: Plan, areas: Collection[str] | None = None) -> dict[str, list[str]]:
    """The ids of the actions under each area (of all areas), in their order. Areas with none are left out."""
    found: dict[str, list[str]] = {}
    if areas is None:
        rows = plan.rows("SELECT area, id FROM action ORDER BY area, position, id")
    else:
        rows = plan.rows(
            "SELECT area, id FROM action WHERE area IN (SELECT value FROM json_each(?)) ORDER BY area, position, id",
            [json.dumps(list(areas))],
        )
    for area, action in rows:
        found.setdefault(area, []).append(action)
    return found


def with_milestones(plan: Plan) -> frozenset[str]:
    """The actions that have a milestone."""
    return frozenset(row for (row,) in plan.rows("SELECT DISTINCT action FROM milestone"))


def milestones_under(plan: Plan, actions: Collection[str]) -> dict[str, list[Milestone]]:
    """The milestones under each of these actions, in their order. Actions with none are left out."""
    found: dict[str, list[Milestone]] = {}
    for milestone in plan.all(
        Milestone,
        "t.action IN (SELECT value FROM json_each(?))",
        [json.dumps(list(actions))],
        "t.action, t.position, t.id",
    ):
        found.setdefault(milestone.action, []).append(milestone)
    return found


def path_of(plan: Plan, table: str, record_id: str) -> Path | None:
    """Where an area, action, milestone or source stands. None where it is not in the plan.

    A source stands at its area.
    """
    if table not in _PATHS:
        raise Fault(f"A {table} has no place in the outline")
    found = plan.rows(_PATHS[table], [record_id])
    return tuple(found[0]) if found else None


_PATHS = {
    "area": "SELECT id FROM area WHERE id = ?",
    "source": "SELECT area FROM source WHERE id = ?",
    "action": "SELECT area, id FROM action WHERE id = ?",
    "milestone": """
        SELECT a.area, a.id, m.id FROM milestone AS m JOIN action AS a ON a.id = m.action WHERE m.id = ?
    """,
}


# --- finding as someone types

_IN_AREA = """
    ' ' || t.number || ' ' || t.title || ' ' || coalesce(t.words, '') || ' ' || coalesce(t.theme, '') || ' '
    || coalesce(t.tag, '') || ' ' || coalesce(p.name, '') || ' ' || coalesce(p.post, '') || ' '
    || coalesce((SELECT group_concat(s.quote, ' ') FROM source AS s WHERE s.area = t.id), '')
"""
_IN_ACTION = """
    ' ' || t.area_number || '.' || t.item_number || ' ' || t.title || ' ' || coalesce(p.name, '') || ' '
    || coalesce(p.post, '') || ' ' || t.status
"""


def found(plan: Plan, words: str) -> Found | None:
    """Where every one of the words stands: in what the outline shows of a record, in its inspectors' words,
    or in the name of who carries it. A number is looked for from its beginning: "3.2" finds 3.2 and 3.21.

    None where nothing was typed.
    """
    wanted = words[:500].split()[:20]
    if not wanted:
        return None
    likes = [_like(word) for word in wanted]
    areas = plan.rows(
        f"SELECT t.id FROM area AS t LEFT JOIN person AS p ON p.id = t.sponsor WHERE {_all(_IN_AREA, likes)}", likes
    )
    actions = plan.rows(
        f"SELECT t.id, t.area FROM action AS t LEFT JOIN person AS p ON p.id = t.owner WHERE {_all(_IN_ACTION, likes)}",
        likes,
    )
    milestones = plan.rows(
        f"""SELECT t.id, a.area, a.id FROM milestone AS t JOIN action AS a ON a.id = t.action
            WHERE {_all("' ' || t.title", likes)}""",
        likes,
    )
    return Found(
        frozenset(row for (row,) in areas),
        dict(actions),
        {row: (area, action) for row, area, action in milestones},
    )


def _all(text: str, likes: Collection[str]) -> str:
    return " AND ".join([f"{text} LIKE ? ESCAPE '\\'"] * len(likes))


def _like(word: str) -> str:
    literal = re.sub(r"([%_\\])", r"\\\1", word)
    return f"% {literal}%" if _NUMBER.fullmatch(word) else f"%{literal}%"


# --- what goes along when something is deleted

_ALONG: Mapping[str, tuple[tuple[str, str], ...]] = {
    "area": (
        ("action", "SELECT count(*) FROM action WHERE area IN {ids}"),
        ("milestone", "SELECT count(*) FROM milestone WHERE action IN (SELECT id FROM action WHERE area IN {ids})"),
        ("update", "SELECT count(*) FROM action_update WHERE action IN (SELECT id FROM action WHERE area IN {ids})"),
        (
            "piece of evidence",
            """SELECT count(*) FROM evidence
               WHERE area IN {ids} OR action IN (SELECT id FROM action WHERE area IN {ids})""",
        ),
        ("source", "SELECT count(*) FROM source WHERE area IN {ids}"),
    ),
    "action": (
        ("milestone", "SELECT count(*) FROM milestone WHERE action IN {ids}"),
        ("update", "SELECT count(*) FROM action_update WHERE action IN {ids}"),
        ("piece of evidence", "SELECT count(*) FROM evidence WHERE action IN {ids}"),
        ("line of the date ledger", "SELECT count(*) FROM date_change WHERE action IN {ids} AND old IS NOT NULL"),
    ),
    "milestone": (),
}


def goes_along(plan: Plan, table: str, ids: Collection[str]) -> str:
    """What stands under these records and is deleted with them: "4 actions, 6 milestones and 2 updates".

    Empty where nothing does.
    """
    if table not in _ALONG:
        raise Fault(f"A {table} has no place in the outline")
    given = {"ids": json.dumps(list(ids))}
    counted = [
        (word, plan.rows(sql.format(ids="(SELECT value FROM json_each(:ids))"), given)[0][0])
        for word, sql in _ALONG[table]
    ]
    return listed(plural(number, word) for word, number in counted if number)
