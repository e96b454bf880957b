"""Which actions are wanted: the filter of the Actions page as a value, and as a condition in SQL."""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from model import agreed_dates, people, ratings
from model.store import search
from model.store.plan import Plan

MATCHES = """a.id IN (
    WITH hit AS MATERIALIZED (SELECT e.action, e.area FROM search AS s JOIN search_entry AS e ON e.entry = s.rowid
        WHERE search MATCH :match)
    SELECT action FROM hit WHERE action IS NOT NULL
    UNION ALL SELECT under.id FROM action AS under
        WHERE under.area IN (SELECT area FROM hit WHERE action IS NULL AND area IS NOT NULL))"""
"""The condition that a text puts on an action: it stands in the action, in what stands under it, or in its area."""

UNANSWERED = f"""({ratings.OPEN} AND coalesce(a.start, '') <= :today AND NOT EXISTS (SELECT 1 FROM action_update AS u
    WHERE u.action = a.id AND u.on_day > :answered_since AND u.on_day <= :today))"""
"""Of an action: its owner owes an update. The same that ``people.loads`` counts."""

_NUMBER = re.compile(r"\s*(\d{1,9})\.(\d{1,9})\s*")

_FARTHEST = 100_000  # days; a view that someone wrote by hand may say more than a calendar holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What an action has to be. Several values of one kind: any of them; several kinds: all of them."""

    statuses: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    no_owner: bool = False  # with owners: these, or nobody
    sponsors: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()  # stands under it, or answers it too
    inspections: tuple[str, ...] = ()  # that raised its area
    bodies: tuple[str, ...] = ()  # where its area was raised, or a commitment made that it answers
    late: bool | None = None
    due_within: int | None = None  # open, and agreed for one of the next days, today included
    due_this_month: bool = False  # open, and agreed for a day of the month that it is now
    due_from: date | None = None
    due_to: date | None = None
    no_agreed_date: bool = False  # open, and no date agreed
    was_late: bool | None = None  # open, and late when its date was moved
    date_moved: bool | None = None  # its agreed date was moved or taken away
    date_asked: bool | None = None  # a request to move its date waits
    deliveries: tuple[str, ...] = ()  # ratings
    open: bool | None = None
    on_hold: bool | None = None
    awaiting_signoff: bool | None = None
    unanswered: bool | None = None  # open and begun, and without an update for people.ANSWER_WITHIN days
    exempt: bool | None = None
    sample: bool | None = None
    text: str = ""  # words in the action or under it, or in its area and where that comes from; or its number

    @property
    def is_empty(self) -> bool:
        return self == _EMPTY

    @property
    def is_narrow(self) -> bool:
        """Whether an index finds the actions that fit, or a part of them."""
        lists = self.statuses, self.owners, self.sponsors, self.areas, self.inspections, self.bodies
        days = self.due_within, self.due_from, self.due_to
        single = (
            self.was_late,
            self.date_moved,
            self.date_asked,
            self.no_owner,
            self.late,
            self.due_this_month,
            self.no_agreed_date,
            self.text.strip(),
        )
        return any(lists) or any(single) or any(day is not None for day in days)


_EMPTY = Filter()


def where(plan: Plan, filter: Filter, today: date) -> tuple[str, dict[str, Any]]:
    """The condition over the alias ``a`` and its named values, those of the rating rules included."""
    made = _Condition(ratings.values_for(ratings.scheme_of(plan), today))
    made.one_of("a.status", "statuses", filter.statuses)
    made.one_of("a.sponsor", "sponsors", filter.sponsors)
    made.one_of(ratings.DELIVERY, "deliveries", filter.deliveries)
    _owners(made, filter)
    _areas(plan, made, filter)
    _days(made, filter, today)
    _text(made, filter.text)
    for column in ("on_hold", "awaiting_signoff", "exempt", "sample"):
        wanted = getattr(filter, column)
        if wanted is not None:
            made.add(f"a.{column} = {int(wanted)}")
    if filter.unanswered is not None:
        since = (today - timedelta(days=people.ANSWER_WITHIN)).isoformat()
        made.add(UNANSWERED if filter.unanswered else f"NOT {UNANSWERED}", answered_since=since)
    if filter.open is not None:
        made.add(ratings.OPEN if filter.open else f"NOT {ratings.OPEN}")
    return made.sql, made.values


class _Condition:
    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values
        self._parts: list[str] = []

    @property
    def sql(self) -> str:
        return " AND ".join(self._parts) or "1"

    def add(self, sql: str, **values: Any) -> None:
        self._parts.append(sql)
        self.values |= values

    def one_of(self, expression: str, name: str, wanted: Sequence[str]) -> None:
        if wanted:
            self.add(self.listed(expression, name, wanted))

    def listed(self, expression: str, name: str, wanted: Sequence[str]) -> str:
        """One value is asked for as such, so that an index gives the order within it too."""
        if len(wanted) == 1:
            self.values[name] = wanted[0]
            return f"{expression} = :{name}"
        self.values[name] = json.dumps(list(wanted))
        return f"{expression} IN (SELECT value FROM json_each(:{name}))"


def _owners(made: _Condition, filter: Filter) -> None:
    if filter.owners and filter.no_owner:
        made.add(f"(a.owner IS NULL OR {made.listed('a.owner', 'owners', filter.owners)})")
    elif filter.no_owner:
        made.add("a.owner IS NULL")
    else:
        made.one_of("a.owner", "owners", filter.owners)


def _areas(plan: Plan, made: _Condition, filter: Filter) -> None:
    if filter.areas:
        under = made.listed("a.area", "areas", filter.areas)
        also = f"SELECT action FROM also_answers WHERE {made.listed('area', 'areas', filter.areas)}"
        # Asked first, because an OR keeps the index from giving the order of the area.
        if plan.rows(f"{also} LIMIT 1", {"areas": made.values["areas"]}):
            under = f"({under} OR a.id IN ({also}))"
        made.add(under)
    if filter.inspections:
        raised = made.listed("inspection", "inspections", filter.inspections)
        made.add(f"a.area IN (SELECT area FROM source WHERE {raised})")
    if filter.bodies:
        meetings = f"SELECT id FROM meeting WHERE {made.listed('body', 'bodies', filter.bodies)}"
        answers = f"""FROM answer AS n JOIN commitment AS c ON c.id = n.commitment WHERE c.meeting IN ({meetings})"""
        made.add(
            f"""(a.area IN (SELECT area FROM source WHERE meeting IN ({meetings}))
            OR a.area IN (SELECT n.area {answers}) OR a.id IN (SELECT n.action {answers}))"""
        )


def _days(made: _Condition, filter: Filter, today: date) -> None:
    if filter.late is not None:
        made.add(ratings.LATE if filter.late else f"{ratings.LATE} IS NOT TRUE")
    if filter.due_within is not None:
        last = today + timedelta(days=min(filter.due_within, _FARTHEST))
        made.add(f"{ratings.OPEN} AND a.agreed BETWEEN :today AND :due_within", due_within=last.isoformat())
    if filter.due_this_month:
        first, last = today.replace(day=1), today.replace(day=monthrange(today.year, today.month)[1])
        made.add(
            f"{ratings.OPEN} AND a.agreed BETWEEN :month_first AND :month_last",
            month_first=first.isoformat(),
            month_last=last.isoformat(),
        )
    if filter.due_from is not None:
        made.add("a.agreed >= :due_from", due_from=filter.due_from.isoformat())
    if filter.due_to is not None:
        made.add("a.agreed <= :due_to", due_to=filter.due_to.isoformat())
    if filter.no_agreed_date:
        made.add(f"{ratings.OPEN} AND a.agreed IS NULL")
    for wanted, sql in (
        (filter.was_late, f"({ratings.OPEN} AND {agreed_dates.WAS_LATE})"),
        (filter.date_moved, agreed_dates.MOVED),
        (filter.date_asked, agreed_dates.ASKED),
    ):
        if wanted is not None:
            made.add(sql if wanted else f"NOT {sql}")


def _text(made: _Condition, text: str) -> None:
    number = _NUMBER.fullmatch(text)
    if number:
        area, item = (int(part) for part in number.groups())
        made.add("a.area_number = :area_number AND a.item_number = :item_number", area_number=area, item_number=item)
        return
    match = search.match_expression(text)
    if match is not None:
        made.add(MATCHES, match=match)
