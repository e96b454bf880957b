"""The plan's own calendar: days that count as holidays beside the bank holidays, and bank holidays that do not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from model.chosen import present
from model.dates import ENGLAND_AND_WALES, Calendar, bank_holiday
from model.errors import Refused
from model.records import CalendarDay
from model.store.plan import Plan
from model.wording import WEEKDAYS, a, in_words, plural, short, with_weekday

FIRST_YEAR, LAST_YEAR = 1950, 2150
"""A day outside of these years is a slip of the finger."""


def add_holiday(plan: Plan, day: date, name: str) -> str:
    """Count a day from Monday to Friday as a holiday, as when one is proclaimed late: "State funeral".

    Refused: a day without a name, one at a weekend, a bank holiday, a day that was entered before.
    """
    name = " ".join(name.split())
    if not name:
        raise Refused("Type what the day is called, as in State funeral.", field="name")
    _check(plan, day)
    holiday = bank_holiday(day)
    if holiday is not None:
        raise Refused(f"{in_words(day)} is a bank holiday already: {holiday}.", field="on_day")
    with plan.batch(f"Count {in_words(day)} as a holiday: {short(name, 40)}"):
        return plan.add("calendar_day", on_day=day, name=name, working=False)


def make_working(plan: Plan, day: date, name: str | None = None) -> str:
    """Count a bank holiday as a working day after all; ``name`` may say why: "moved to 8 May".

    Refused: a day that is no bank holiday, one at a weekend, a day that was entered before.
    """
    _check(plan, day)
    if bank_holiday(day) is None:
        raise Refused(f"{with_weekday(day)} is a working day already; nothing needs to be entered.", field="on_day")
    name = " ".join((name or "").split()) or None
    with plan.batch(f"Count {in_words(day)} as a working day"):
        return plan.add("calendar_day", on_day=day, name=name, working=True)


def remove(plan: Plan, ids: str | Iterable[str]) -> None:
    """Take days back out of the plan's calendar; they count as the bank holidays say."""
    ids = present(plan, "calendar_day", ids)
    one = in_words(plan.get(CalendarDay, ids[0]).on_day)
    with plan.batch(f"Take {one if len(ids) == 1 else plural(len(ids), 'day')} out of the calendar"):
        plan.remove("calendar_day", ids)


def days(plan: Plan) -> tuple[CalendarDay, ...]:
    """The days that were entered, earliest first."""
    return tuple(plan.all(CalendarDay, order="t.on_day"))


def calendar_of(plan: Plan) -> Calendar:
    """The calendar that this plan counts by.

    One small question, some 20 microseconds: ask once for a list and not for each of its rows.
    """
    rows = plan.rows("SELECT on_day, name, working FROM calendar_day")
    if not rows:
        return ENGLAND_AND_WALES
    return Calendar(
        added=[(date.fromisoformat(day), name or "a further holiday") for day, name, working in rows if not working],
        removed=[date.fromisoformat(day) for day, _, working in rows if working],
    )


def _check(plan: Plan, day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused(f"{in_words(day)} is in the year {day.year}; check the year.", field="on_day")
    if day.weekday() > 4:
        weekday = WEEKDAYS[day.weekday()]
        raise Refused(f"{in_words(day)} is {a(weekday)}, which is no working day in any case.", field="on_day")
    for entered in plan.all(CalendarDay, "t.on_day = ?", [day.isoformat()]):
        as_what = "a working day" if entered.working else f"a holiday, {entered.name or 'without a name'}"
        raise Refused(f"{in_words(day)} was entered already, as {as_what}; take that out first.", field="on_day")
