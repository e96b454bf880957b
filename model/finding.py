"""The questions behind the table of actions, the board and the tree: which, in what order, in what groups."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter
from typing import Any

from model import agreed_dates, inspections, progress, ratings
from model.agreed_dates import Moves, deadline_in_words
from model.errors import Fault
from model.filters import Filter, where
from model.ordering import SORTS, Question, Sort
from model.progress import WORST_FIRST, Rating, worst_first
from model.records import STATUSES, Action, Area
from model.store.plan import Plan
from model.store.rows import as_record
from model.wording import month_in_words, sentence_case

__all__ = [
    "GROUPS", "GROUP_WORDS", "SORTS", "ActionRow", "AreaRow", "Counts", "Filter", "GroupHeading", "Sort", "action_ids",
    "action_rows", "area_rows", "counts", "grouped_ids", "groups",
]  # fmt: skip

GROUPS = ("none", "status", "owner", "area", "month", "inspection", "delivery")
GROUP_WORDS: Mapping[str, str] = {
    "none": "No groups",
    "status": "Status",
    "owner": "Owner",
    "area": "Area",
    "month": "Month agreed",
    "inspection": "Inspection",
    "delivery": "Delivery rating",
}


@dataclass(frozen=True, slots=True)
class GroupHeading:
    key: str | None  # None: those without owner, date, ...
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class ActionRow(Action):
    """An action with what a table shows beside it."""

    area_is: int  # the number of the area it stands under now
    area_title: str
    owner_name: str | None
    owner_post: str | None
    sponsor_name: str | None
    updated_on: date | None
    evidence: int
    milestones: int
    milestones_done: int
    moves: Moves  # how far its agreed date came from the first
    asked_for: int  # requests to move its date that wait
    days_late: int  # 0 where it is not late
    days_left: int | None  # for an open action with a date that is not late
    rating: Rating

    @property
    def late(self) -> bool:
        return self.days_late > 0

    @property
    def moved(self) -> int:
        """How often an agreed date was moved or taken away."""
        return self.moves.times

    @property
    def was_late(self) -> int:
        """How many days it was late when its date was moved, until it is delivered."""
        return self.moves.was_late if progress.is_open(self) else 0

    @property
    def deadline(self) -> str:
        """What stands where an agreed date is missing: "ongoing; review 1 March 2027"; nothing where there is one."""
        return "" if self.agreed is not None else deadline_in_words(self)


@dataclass(frozen=True, slots=True)
class AreaRow(Area):
    """An area with its ratings and counts."""

    sponsor_name: str | None
    delivery: Rating
    impact: Rating
    total: int
    open: int
    late: int
    complete: int  # complete or embedded
    sources: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many actions fit a filter, and how they stand."""

    total: int
    by_status: Mapping[str, int]  # every status, also those with none
    by_delivery: Mapping[str, int]  # every rating
    open: int
    late: int
    due_soon: int
    no_owner: int  # open ones
    no_agreed_date: int  # open ones
    on_hold: int
    awaiting_signoff: int


# --- which actions, in what order


def action_ids(
    plan: Plan, filter: Filter, sort: Sort, today: date, limit: int | None = None, offset: int = 0
) -> list[str]:
    """The ids of the actions that fit, in order: a page of them, or all."""
    return Question(plan, filter, today).ids(sort, limit, offset)


def groups(plan: Plan, filter: Filter, group: str, today: date) -> list[GroupHeading]:
    """The groups of the actions that fit, with their counts, in the order in which they are shown."""
    condition, values = where(plan, filter, today)
    if group == "month":
        key = "substr(a.agreed, 1, 7)"
    elif group == "delivery":
        key = ratings.DELIVERY
    elif group in ("status", "owner"):
        key = f"a.{group}"
    elif group in ("area", "inspection"):
        key = "a.area"
    else:
        raise Fault(f"There is no group {group!r}")
    counted = {
        k: int(n)
        for k, n in plan.rows(f"SELECT {key} AS k, count(*) FROM action AS a WHERE {condition} GROUP BY k", values)
    }
    if group == "inspection":
        raised = latest_inspections(plan)
        by_inspection: dict[str | None, int] = {}
        for area, count in counted.items():
            inspection = raised.get(area)
            by_inspection[inspection] = by_inspection.get(inspection, 0) + count
        counted = by_inspection
    labels = _labels(plan, group)
    if group == "month":
        labels = {key: month_in_words(date.fromisoformat(f"{key}-01")) for key in sorted(k for k in counted if k)}
    headings = [GroupHeading(key, label, counted[key]) for key, label in labels.items() if key in counted]
    if None in counted:
        label = {"owner": "No owner", "month": "No agreed date"}.get(group, "No inspection")
        headings.append(GroupHeading(None, label, counted[None]))
    return headings


def grouped_ids(
    plan: Plan,
    filter: Filter,
    sort: Sort,
    group: str,
    today: date,
    limit: int | None = None,
    offset: int = 0,
) -> list[str | GroupHeading]:
    """The same as ``action_ids`` with a heading in front of each group; headings count in a page."""
    if group == "none":
        return list(action_ids(plan, filter, sort, today, limit, offset))
    raised = latest_inspections(plan) if group == "inspection" else {}
    found: list[str | GroupHeading] = []
    at, end = 0, math.inf if limit is None else offset + limit
    for heading in groups(plan, filter, group, today):
        if at + 1 + heading.count > offset and at < end:
            if at >= offset:
                found.append(heading)
            skip = max(0, offset - at - 1)
            room = min(heading.count - skip, end - at - 1 - skip)
            if room > 0:
                extra, its = _in_group(group, heading.key, raised)
                found += Question(plan, filter, today, extra, its).ids(sort, int(room), skip)
        at += 1 + heading.count
    return found


# --- groups


def _labels(plan: Plan, group: str) -> dict[str, str]:
    """What each group that there could be is called, in order."""
    if group == "status":
        return {status: sentence_case(status) for status in STATUSES}
    if group == "delivery":
        return {one.value: f"{sentence_case(one.value)}: {one.word}" for one in worst_first(ratings.scheme_of(plan))}
    if group == "owner":
        return dict(plan.rows("SELECT id, name FROM person ORDER BY name COLLATE NOCASE, id"))
    if group == "area":
        found = plan.rows("SELECT id, number, title FROM area ORDER BY position, id")
        return {row: f"{number} {title}" for row, number, title in found}
    if group == "inspection":
        return inspections.names(plan)
    return {}


def latest_inspections(plan: Plan) -> dict[str, str]:
    """Of each area that an inspection raised: the last one that did."""
    return dict(
        plan.rows(
            """SELECT s.area, s.inspection FROM source AS s JOIN inspection AS i ON i.id = s.inspection
            ORDER BY coalesce(i.fieldwork_start, i.published, i.received, i.notified, ''), i.number"""
        )
    )


def _in_group(group: str, key: str | None, raised: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
    if group == "month":
        if key is None:
            return "a.agreed IS NULL", {}
        return "a.agreed BETWEEN :group || '-01' AND :group || '-31'", {"group": key}
    if group == "inspection":
        if key is None:
            return "a.area NOT IN (SELECT value FROM json_each(:group))", {"group": json.dumps(list(raised))}
        areas = [area for area, inspection in raised.items() if inspection == key]
        return "a.area IN (SELECT value FROM json_each(:group))", {"group": json.dumps(areas)}
    column = ratings.DELIVERY if group == "delivery" else f"a.{group}"
    return f"{column} IS :group", {"group": key}


# --- what is shown of them


_ACTION_FIELDS = tuple(field.name for field in fields(Action))
_of_action = attrgetter(*_ACTION_FIELDS)
_of_area = attrgetter(*(field.name for field in fields(Area)))
_ROWS = f"""SELECT {", ".join(f"a.{name}" for name in _ACTION_FIELDS)}, ar.number, ar.title, p.name, p.post, s.name,
    (SELECT max(on_day) FROM action_update WHERE action = a.id),
    (SELECT count(*) FROM evidence WHERE action = a.id),
    (SELECT count(*) FROM milestone WHERE action = a.id),
    (SELECT count(done_on) FROM milestone WHERE action = a.id),
    (SELECT count(*) FROM date_request WHERE action = a.id AND state = 'waiting')
FROM json_each(?) AS j CROSS JOIN action AS a ON a.id = j.value JOIN area AS ar ON ar.id = a.area
LEFT JOIN person AS p ON p.id = a.owner LEFT JOIN person AS s ON s.id = a.sponsor
ORDER BY j.key"""


def action_rows(plan: Plan, ids: Sequence[str], today: date) -> list[ActionRow]:
    """These actions as a table shows them, in the order of ``ids``; those that are gone are left out."""
    scheme = ratings.scheme_of(plan)
    width = len(_ACTION_FIELDS)
    moves = agreed_dates.moves(plan, ids)
    found = []
    for row in plan.rows(_ROWS, [json.dumps(list(ids))]):
        action = as_record(Action, row[:width])
        number, title, owner, post, sponsor, updated, evidence, milestones, done, asked = row[width:]
        late = progress.days_late(action, today)
        left = None
        if action.agreed is not None and progress.is_open(action) and not late:
            left = (action.agreed - today).days
        beside: tuple[Any, ...] = (
            number,
            title,
            owner,
            post,
            sponsor,
            date.fromisoformat(updated) if updated else None,
            evidence,
            milestones,
            done,
            moves[action.id],
            asked,
            late,
            left,
            progress.delivery(action, today, scheme, evidence, moves[action.id]),
        )
        found.append(ActionRow(*(_of_action(action) + beside)))
    return found


def area_rows(plan: Plan, today: date, tallies: Sequence[ratings.Tally] | None = None) -> list[AreaRow]:
    """Every area in order, with ratings and counts. ``tallies``, where the caller has them, are of every action."""
    tallies = ratings.tally(plan, today) if tallies is None else tallies
    rated = ratings.area_ratings(plan, today, tallies)
    counted: dict[str, list[int]] = {}
    for one in tallies:
        its = counted.setdefault(one.area, [0, 0, 0, 0])
        its[0] += one.total
        if one.is_open:
            its[1] += one.total
            its[2] += one.past
        elif one.status != "superseded":
            its[3] += one.total
    sponsors = dict(plan.rows("SELECT id, name FROM person WHERE id IN (SELECT sponsor FROM area)"))
    sources = dict(plan.rows("SELECT area, count(*) FROM source GROUP BY area"))
    found = []
    for area in plan.all(Area, order="t.position, t.id"):
        total, still_open, late, complete = counted.get(area.id, [0, 0, 0, 0])
        beside: tuple[Any, ...] = (
            sponsors.get(area.sponsor),
            rated[area.id].delivery,
            rated[area.id].impact,
            total,
            still_open,
            late,
            complete,
            sources.get(area.id, 0),
        )
        found.append(AreaRow(*(_of_area(area) + beside)))
    return found


def counts(plan: Plan, filter: Filter, today: date, tallies: Sequence[ratings.Tally] | None = None) -> Counts:
    """How many actions fit, and how they stand, for the figures above a table and on the Overview.

    ``tallies``, where the caller has them, are of the actions that fit.
    """
    condition, values = where(plan, filter, today)
    tallies = ratings.tally(plan, today, condition, values) if tallies is None else tallies
    still_open = [one for one in tallies if one.is_open]
    indexed = "INDEXED BY action_open" if condition == "1" else ""
    ((no_owner,),) = plan.rows(
        f"SELECT count(*) FROM action AS a {indexed} WHERE a.owner IS NULL AND {ratings.OPEN} AND {condition}", values
    )
    return Counts(
        total=sum(one.total for one in tallies),
        by_status={s: sum(one.total for one in tallies if one.status == s) for s in STATUSES},
        by_delivery={r: sum(one.by_delivery.get(r, 0) for one in tallies) for r in WORST_FIRST},
        open=sum(one.total for one in still_open),
        late=sum(one.past for one in still_open),
        due_soon=sum(one.soon for one in still_open),
        no_owner=int(no_owner),
        no_agreed_date=sum(one.undated for one in still_open),
        on_hold=sum(one.on_hold for one in still_open),
        awaiting_signoff=sum(one.awaiting_signoff for one in tallies),
    )
