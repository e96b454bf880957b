"""The rating rules as a plan holds them, and the same rules asked of a whole plan in SQL.

``DELIVERY`` and its neighbours are SQL over an action called ``a``, with the named values of
``values_for``. They say what ``progress.delivery`` says; a test compares the two on random actions.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any

from model import progress
from model.errors import Refused
from model.field_words import field_word
from model.progress import ActionCounts, Rating, Rules
from model.records import OPEN_STATUSES, Action, Area, Evidence
from model.store.plan import Plan

OPEN = "a.status IN ('not started', 'in progress')"
LATE = f"({OPEN} AND a.agreed < :today)"
DUE_SOON = f"({OPEN} AND a.agreed BETWEEN :today AND :soon)"
BLUE = """(a.signed_off_by IS NOT NULL AND a.signed_off_by IS NOT a.owner AND a.recheck_on >= :today
        AND EXISTS (SELECT 1 FROM evidence WHERE action = a.id))"""
"""Of an embedded action: that it may be called so."""

_DELIVERY = """CASE
    WHEN a.delivery_override IS NOT NULL THEN a.delivery_override
    WHEN a.status = 'superseded' THEN 'grey'
    WHEN a.status = 'embedded' THEN {embedded}
    WHEN a.status = 'complete' THEN 'green'
    WHEN a.on_hold OR a.agreed IS NULL THEN 'grey'
    WHEN a.agreed < :today THEN CASE WHEN a.agreed < :red_before
        OR (coalesce(a.forecast, '') < :today AND a.agreed < :unforecast_before) THEN 'red' ELSE 'amber' END
    WHEN a.forecast < :today THEN 'amber'
    WHEN a.forecast > a.agreed AND julianday(a.forecast) - julianday(a.agreed) > :slip THEN 'amber'
    WHEN a.status = 'in progress' THEN 'green'
    WHEN a.start < :start_before THEN 'amber'
    ELSE 'grey' END"""
_EMBEDDED = f"CASE WHEN {BLUE} THEN 'blue' ELSE 'green' END"
DELIVERY = _DELIVERY.format(embedded=_EMBEDDED)

# Three counts of up to a million are put into one number, since each sum costs as much as the rating itself.
_EACH = 1 << 20


def _packed(embedded: str) -> str:
    return f"""sum(CASE {_DELIVERY.format(embedded=embedded)}
        WHEN 'red' THEN 1 WHEN 'amber' THEN {_EACH} WHEN 'green' THEN {_EACH**2} ELSE 0 END)"""


_MOST_DAYS = 3660


@dataclass(frozen=True, slots=True)
class AreaRatings:
    delivery: Rating
    impact: Rating


# --- the rules of a plan


def rules_of(plan: Plan) -> Rules:
    """The plan's limits where it has its own, otherwise the ones that come with the program."""
    rules = progress.default_rules()
    try:
        own = json.loads(plan.details.rating_rules)
    except ValueError:
        own = {}
    if not isinstance(own, dict):
        return rules
    fit = {name: value for name, value in own.items() if name in asdict(rules) and _is_days(value)}
    return replace(rules, **fit)


def set_rules(plan: Plan, rules: Rules | None) -> None:
    """Give the plan its own limits, or with None go back to those that come with the program."""
    default = asdict(progress.default_rules())
    given = asdict(rules) if rules is not None else default
    for name, value in given.items():
        if not _is_days(value):
            raise Refused(f"The {field_word('rules', name)} are a number between 0 and {_MOST_DAYS:,}.", field=name)
    own = {name: value for name, value in given.items() if value != default[name]}
    title = "Change the rating rules" if own else "Rate by the usual rules again"
    with plan.batch(title):
        plan.change("plan", plan.details.id, rating_rules=json.dumps(own, sort_keys=True))


def _is_days(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_DAYS


def values_for(rules: Rules, today: date) -> dict[str, Any]:
    """The named values that the SQL of this module is asked with."""

    def before(days: int) -> str:
        return (today - timedelta(days=days)).isoformat()

    return {
        "today": today.isoformat(),
        "soon": (today + timedelta(days=rules.due_soon_days)).isoformat(),
        "red_before": before(rules.red_after_days),
        "unforecast_before": before(rules.late_without_forecast_days),
        "start_before": before(rules.late_start_days),
        "slip": rules.slip_days,
    }


# --- one action


def action_rating(plan: Plan, action_id: str, today: date) -> Rating:
    """The delivery rating of one action, with its reason."""
    action = plan.get(Action, action_id)
    ((evidence,),) = plan.rows("SELECT count(*) FROM evidence WHERE action = ?", [action_id])
    return progress.delivery(action, today, rules_of(plan), int(evidence))


def action_impact(plan: Plan, action_id: str) -> Rating:
    """The impact rating of one action, by its own evidence."""
    found = plan.all(Evidence, "t.action = ? AND t.impact IS NOT NULL", [action_id], "t.on_day DESC, t.id DESC LIMIT 1")
    return progress.impact(found[0] if found else None)


# --- every area


def area_ratings(plan: Plan, today: date, tallies: Iterable[Tally] | None = None) -> dict[str, AreaRatings]:
    """The ratings of every area, by its id. Evidence of an area is its own and that of its actions.

    ``tallies``, where the caller has them, are those of every action.
    """
    counts = action_counts(tally(plan, today) if tallies is None else tallies)
    newest = _newest_impacts(plan)
    none = ActionCounts({}, {})
    found = {}
    for area in plan.all(Area):
        its = counts.get(area.id, none)
        impact = progress.impact(newest.get(area.id), area.impact_override, area.impact_reason)
        found[area.id] = AreaRatings(progress.area_delivery(area, its), impact)
    return found


@dataclass(frozen=True, slots=True)
class Tally:
    """The actions of one area that have one status."""

    area: str
    status: str
    total: int
    by_delivery: Mapping[str, int]
    past: int  # agreed before today
    soon: int  # agreed for today or soon
    undated: int
    on_hold: int
    awaiting_signoff: int

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_STATUSES


def tally(plan: Plan, today: date, where: str = "1", values: Mapping[str, Any] | None = None) -> list[Tally]:
    """Counts of the actions that fit, by area and status. ``where`` is SQL of ours over the alias ``a``."""
    values = {**values_for(rules_of(plan), today), **(values or {})}
    blue: dict[str, int] = {}
    if where == "1":
        # Of every action: an index holds all that is asked but for what makes an embedded action blue.
        blue = dict(
            plan.rows(
                f"""SELECT a.area, count(*) FROM action AS a INDEXED BY action_embedded
                WHERE a.status = 'embedded' AND a.delivery_override IS NULL AND {BLUE} GROUP BY a.area""",
                values,
            )
        )
        packed_counts, blue_counts = _packed("'green'"), "sum(a.delivery_override IS 'blue')"
    else:
        packed_counts = _packed(_EMBEDDED)
        blue_counts = f"""sum(CASE WHEN a.status = 'embedded' OR a.delivery_override = 'blue'
            THEN {DELIVERY} = 'blue' ELSE 0 END)"""
    found = []
    for area, status, total, packed, blue_too, past, soon, undated, on_hold, awaiting in plan.rows(
        f"""SELECT a.area, a.status, count(*), {packed_counts}, {blue_counts},
            sum(a.agreed < :today), sum(a.agreed BETWEEN :today AND :soon), sum(a.agreed IS NULL),
            sum(a.on_hold), sum(a.awaiting_signoff)
        FROM action AS a WHERE {where} GROUP BY a.area, a.status""",
        values,
    ):
        embedded = blue.get(area, 0) if status == "embedded" else 0
        by = {
            "red": packed % _EACH,
            "amber": packed // _EACH % _EACH,
            "green": packed // _EACH**2 - embedded,
            "blue": blue_too + embedded,
        }
        by["grey"] = total - sum(by.values())
        by = {rating: count for rating, count in by.items() if count}
        found.append(Tally(area, status, total, by, past or 0, soon or 0, undated, on_hold, awaiting))
    return found


def action_counts(tallies: Iterable[Tally]) -> dict[str, ActionCounts]:
    """How many actions each area has by delivery rating; areas without actions are left out."""
    found: dict[str, tuple[dict[str, int], dict[str, int], int]] = {}
    for one in tallies:
        still_open, every, superseded = found.get(one.area, ({}, {}, 0))
        for rating, count in one.by_delivery.items():
            every[rating] = every.get(rating, 0) + count
            if one.is_open:
                still_open[rating] = still_open.get(rating, 0) + count
        found[one.area] = (still_open, every, superseded + (one.total if one.status == "superseded" else 0))
    return {area: ActionCounts(*counts) for area, counts in found.items()}


def _newest_impacts(plan: Plan) -> Mapping[str, Evidence]:
    ranked = """SELECT e.id, coalesce(e.area, a.area) AS of_area, row_number() OVER (
            PARTITION BY coalesce(e.area, a.area) ORDER BY e.on_day DESC, e.id DESC) AS n
        FROM evidence AS e LEFT JOIN action AS a ON a.id = e.action WHERE e.impact IS NOT NULL"""
    areas = {str(row): str(area) for row, area in plan.rows(f"SELECT id, of_area FROM ({ranked}) WHERE n = 1")}
    found = plan.all(Evidence, "t.id IN (SELECT value FROM json_each(?))", [json.dumps(list(areas))])
    return {areas[evidence.id]: evidence for evidence in found}
