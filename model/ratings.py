"""The rating scheme of a plan, and the same rules asked of a whole plan in SQL.

``DELIVERY`` and its neighbours are SQL over an action called ``a``, with the named values of
``values_for``. They say what ``progress.delivery`` says; a test compares the two on random actions
and random schemes. The text is the same whatever the scheme: its colours and limits are values.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from model import agreed_dates, progress, scheme_files
from model.progress import ActionCounts, Rating
from model.records import OPEN_STATUSES, RATINGS, Action, Area, Evidence
from model.scheme_files import Rules, Scheme
from model.store.plan import Plan

OPEN = "a.status IN ('not started', 'in progress')"
LATE = f"({OPEN} AND a.agreed < :today)"
DUE_SOON = f"({OPEN} AND a.agreed BETWEEN :today AND :soon)"
BLUE = """(a.signed_off_by IS NOT NULL AND a.signed_off_by IS NOT a.owner AND a.recheck_on >= :today
        AND EXISTS (SELECT 1 FROM evidence WHERE action = a.id))"""
"""Of an action whose status is embedded: that it may be called so."""

_WAS_LATE = "EXISTS (SELECT 1 FROM date_change WHERE action = a.id AND old < on_day)"
"""``agreed_dates.WAS_LATE``, asked of one action at a time, since few come to it."""
_APPROVED = """(SELECT trim(coalesce(agreed_by, '')) <> '' OR meeting IS NOT NULL FROM date_change
        WHERE action = a.id AND old IS NOT NULL ORDER BY id DESC LIMIT 1)"""
"""Whether somebody is named who agreed the last move; NULL where the date never moved."""


def _by_dates(due: str, ends: str, *, plain: bool = False) -> str:
    """The colour of an open action that is not on hold, by the days it is rated against.

    ``plain``: what a moved date adds is left out.
    """
    good = {case: f":{case}" for case in ("no_date", "on_track", "not_started")}
    behind = ":behind"
    if not plain:
        behind = f"CASE WHEN :late_is_red AND {_WAS_LATE} THEN :off_track ELSE :behind END"
        good["no_date"] = f"CASE WHEN {_WAS_LATE} THEN :moved_late ELSE :no_date END"
        for case in ("on_track", "not_started"):
            own = f"coalesce(CASE {_APPROVED} WHEN 1 THEN :reprogrammed WHEN 0 THEN :behind END, :{case})"
            good[case] = f"CASE WHEN {_WAS_LATE} THEN :moved_late WHEN :own_word THEN {own} ELSE :{case} END"
    return f"""CASE
        WHEN {due} IS NULL THEN {good["no_date"]}
        WHEN {due} < :today THEN CASE WHEN {due} < :red_before
            OR (coalesce({ends}, '') < :today AND {due} < :unforecast_before) THEN :off_track ELSE {behind} END
        WHEN {ends} < :today THEN {behind}
        WHEN {ends} > {due} AND julianday({ends}) - julianday({due}) > :slip THEN {behind}
        WHEN a.status = 'in progress' THEN {good["on_track"]}
        WHEN a.start < :start_before THEN {behind}
        ELSE {good["not_started"]} END"""


def _delivery(embedded: str, by_dates: str) -> str:
    return f"""CASE
    WHEN a.delivery_override IS NOT NULL THEN {_BY_HAND}
    WHEN a.status = 'superseded' THEN :closed
    WHEN a.status = 'embedded' THEN {embedded}
    WHEN a.status = 'complete' THEN :complete
    WHEN a.on_hold THEN :on_hold
    ELSE {by_dates} END"""


_BY_HAND = f"CASE a.delivery_override {' '.join(f'''WHEN '{one}' THEN :by_hand_{one}''' for one in RATINGS)} END"
_EMBEDDED = f"CASE WHEN {BLUE} THEN :embedded ELSE :complete END"
_PLAIN = _delivery(":complete", _by_dates("a.agreed", "a.forecast", plain=True))
"""Without what an index of the counts does not hold: evidence, and the ledger of dates."""

_OF_FIRST = "(:by_first AND a.first_agreed < coalesce(a.agreed, '9999'))"
"""Rated against the date first agreed; the one agreed now is then what is expected of it."""

DELIVERY = _delivery(
    _EMBEDDED,
    f"""CASE WHEN {_OF_FIRST} THEN {_by_dates("a.first_agreed", "coalesce(a.forecast, a.agreed)")}
        ELSE {_by_dates("a.agreed", "a.forecast")} END""",
)

# Three counts of up to a million are put into one number, since each sum costs as much as the rating itself.
_EACH = 1 << 20


def _packed(delivery: str) -> str:
    return f"""sum(CASE {delivery}
        WHEN 'red' THEN 1 WHEN 'amber' THEN {_EACH} WHEN 'green' THEN {_EACH**2} ELSE 0 END)"""


@dataclass(frozen=True, slots=True)
class AreaRatings:
    delivery: Rating
    impact: Rating


# --- the scheme of a plan


def scheme_of(plan: Plan) -> Scheme:
    """The scheme that a plan rates by: its own where it has one that can be read, otherwise the usual one."""
    return scheme_files.read_json(plan.details.rating_rules)[0]


def rules_of(plan: Plan) -> Rules:
    """The limits of the plan's scheme, in days."""
    return scheme_of(plan).limits


_CASES = ("embedded", "complete", "reprogrammed", "not started", "on hold", "no date", "closed", *scheme_files.OF_DATES)


def values_for(scheme: Scheme, today: date) -> dict[str, Any]:
    """The named values that the SQL of this module is asked with."""
    colours = {case.replace(" ", "_"): scheme.case(case)[0] for case in _CASES}
    by_hand = {f"by_hand_{value}": scheme.shown(value) for value in RATINGS}
    return {
        **_limits(scheme, today),
        **colours,
        **by_hand,
        "moved_late": scheme.case(scheme_files.when_late(scheme))[0],
    }


def cases_for(scheme: Scheme, today: date) -> dict[str, Any]:
    """Values with which ``DELIVERY`` says the case that was found in place of its colour: "on track", and of
    what was set by hand "by hand amber"."""
    cases = {case.replace(" ", "_"): case for case in _CASES}
    by_hand = {f"by_hand_{value}": f"by hand {value}" for value in RATINGS}
    return {**_limits(scheme, today), **cases, **by_hand, "moved_late": scheme_files.when_late(scheme)}


def _limits(scheme: Scheme, today: date) -> dict[str, Any]:
    def before(days: int) -> str:
        return (today - timedelta(days=days)).isoformat()

    limits = scheme.limits
    return {
        "today": today.isoformat(),
        "soon": (today + timedelta(days=limits.due_soon_days)).isoformat(),
        "red_before": before(limits.red_after_days),
        "unforecast_before": before(limits.late_without_forecast_days),
        "start_before": before(limits.late_start_days),
        "slip": limits.slip_days,
        "by_first": scheme.moved == "first agreed date",
        "own_word": scheme.moved == "own word",
        "late_is_red": scheme.moved_late == "red",
    }


# --- one action


def action_rating(plan: Plan, action_id: str, today: date) -> Rating:
    """The delivery rating of one action, with its reason."""
    action = plan.get(Action, action_id)
    ((evidence,),) = plan.rows("SELECT count(*) FROM evidence WHERE action = ?", [action_id])
    moves = agreed_dates.moves(plan, action_id)[action_id]
    return progress.delivery(action, today, scheme_of(plan), int(evidence), moves)


def action_impact(plan: Plan, action_id: str) -> Rating:
    """The impact rating of one action, by its own evidence."""
    found = plan.all(Evidence, "t.action = ? AND t.impact IS NOT NULL", [action_id], "t.on_day DESC, t.id DESC LIMIT 1")
    return progress.impact(found[0] if found else None, scheme_of(plan))


# --- every area


def area_ratings(
    plan: Plan, today: date, tallies: Iterable[Tally] | None = None, scheme: Scheme | None = None
) -> dict[str, AreaRatings]:
    """The ratings of every area, by its id. Evidence of an area is its own and that of its actions.

    ``tallies``, where the caller has them, are those of every action. ``scheme`` None: the plan's.
    """
    scheme = scheme_of(plan) if scheme is None else scheme
    counts = action_counts(tally(plan, today, scheme=scheme) if tallies is None else tallies)
    newest = _newest_impacts(plan)
    none = ActionCounts({}, {})
    found = {}
    for area in plan.all(Area):
        its = counts.get(area.id, none)
        impact = progress.impact(newest.get(area.id), scheme, area.impact_override, area.impact_reason)
        found[area.id] = AreaRatings(progress.area_delivery(area, its, scheme), impact)
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


def tally(
    plan: Plan,
    today: date,
    where: str = "1",
    values: Mapping[str, Any] | None = None,
    scheme: Scheme | None = None,
) -> list[Tally]:
    """Counts of the actions that fit, by area and status. ``where`` is SQL of ours over the alias ``a``.

    ``scheme`` None: the plan's.
    """
    scheme = scheme_of(plan) if scheme is None else scheme
    values = {**(values or {}), **values_for(scheme, today)}
    # Of every action: an index holds all that is asked, but for what is put right afterwards.
    delivery = _PLAIN if where == "1" else DELIVERY
    found: dict[tuple[str, str], tuple[dict[str, int], tuple[int, ...]]] = {}
    for area, status, total, packed, blue, past, soon, undated, on_hold, awaiting in plan.rows(
        f"""SELECT a.area, a.status, count(*), {_packed(delivery)}, {_blue(delivery, scheme)},
            sum(a.agreed < :today), sum(a.agreed BETWEEN :today AND :soon), sum(a.agreed IS NULL),
            sum(a.on_hold), sum(a.awaiting_signoff)
        FROM action AS a WHERE {where} GROUP BY a.area, a.status""",
        values,
    ):
        by = {
            "red": packed % _EACH, "amber": packed // _EACH % _EACH, "green": packed // _EACH**2, "blue": blue,
        }  # fmt: skip
        by["grey"] = total - sum(by.values())
        found[area, status] = (by, (total, past or 0, soon or 0, undated, on_hold, awaiting))
    if where == "1":
        for area, status, before, after, count in _put_right(plan, scheme, values):
            by = found[area, status][0]
            by[before] -= count
            by[after] += count
    return [
        Tally(area, status, numbers[0], {rating: n for rating, n in by.items() if n}, *numbers[1:])
        for (area, status), (by, numbers) in found.items()
    ]


def _blue(delivery: str, scheme: Scheme) -> str:
    """SQL that counts what is blue, asked of no more actions than can be."""
    if scheme.shown("blue") != "blue":
        return "0"
    open_ones = any(scheme.case(case)[0] == "blue" for case in ("not started", "on hold", "no date"))
    if open_ones or (delivery == DELIVERY and "own word" in (scheme.moved, scheme.moved_late)):
        return f"sum({delivery} = 'blue')"
    if delivery == _PLAIN and not any(scheme.case(case)[0] == "blue" for case in ("complete", "closed")):
        return "sum(a.delivery_override IS 'blue')"
    return f"sum(CASE WHEN a.delivery_override IS NOT NULL OR NOT {OPEN} THEN {delivery} = 'blue' ELSE 0 END)"


def _put_right(plan: Plan, scheme: Scheme, values: Mapping[str, Any]) -> list[tuple[str, str, str, str, int]]:
    """Area, status, the colour that ``_PLAIN`` says, the colour it is, and of how many actions."""
    found: list[tuple[str, str, str, str, int]] = []
    embedded, complete = scheme.case("embedded")[0], scheme.case("complete")[0]
    if embedded != complete:
        found += [
            (area, "embedded", complete, embedded, count)
            for area, count in plan.rows(
                f"""SELECT a.area, count(*) FROM action AS a INDEXED BY action_embedded
                WHERE a.status = 'embedded' AND a.delivery_override IS NULL AND {BLUE} GROUP BY a.area""",
                values,
            )
        ]
    # Whose date was late when it moved; or whose date moved at all, where the scheme makes something of that.
    moved = "old IS NOT NULL" if scheme.moved == "own word" else "old < on_day"
    which = f"SELECT action FROM date_change WHERE {moved} AND action IS NOT NULL"
    if scheme.moved == "first agreed date":
        which += " UNION SELECT id FROM action WHERE first_agreed < coalesce(agreed, '9999')"
    found += plan.rows(
        f"""SELECT a.area, a.status, {_PLAIN} AS plain, {DELIVERY} AS whole, count(*)
        FROM (SELECT DISTINCT action FROM ({which})) AS m CROSS JOIN action AS a ON a.id = m.action
        WHERE {OPEN} AND a.delivery_override IS NULL AND NOT a.on_hold
        GROUP BY a.area, a.status, plain, whole HAVING plain <> whole""",
        values,
    )
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
