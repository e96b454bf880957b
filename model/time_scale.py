"""The ruler over a line of time: which days, weeks, months, quarters or years are named at a scale.

Days are ordinals; lengths are in the unit of whoever draws (pixels, points). Only what lies in view is counted out,
so that a ruler over three hundred years costs what one over three weeks does.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from model.wording import MONTHS

FIRST_DAY = date(1850, 1, 1).toordinal()
LAST_DAY = date(2299, 12, 31).toordinal()
"""A picture reaches no further, whatever was typed: a slip of the finger must not make it endless."""

YEAR = 365.2425
_STEPS = (1, 2, 5, 10, 20, 50, 100)


class Tick(NamedTuple):
    """Where a day, week, month or year begins, and its name."""

    day: int
    label: str


class Ruler(NamedTuple):
    """Two rows of names: ``upper`` for the long stretches (none where ``unit`` is years), ``lower`` for the short."""

    unit: str  # of the lower row: "day", "week", "month", "quarter", "year"
    upper: tuple[Tick, ...]
    lower: tuple[Tick, ...]


def unit_at(per_day: float, digit: float) -> str:
    """What the lower row names where a day is ``per_day`` long and a digit ``digit`` wide."""
    if per_day >= 3.2 * digit:
        return "day"
    if 7 * per_day >= 3.4 * digit:
        return "week"
    if 28 * per_day >= 4.2 * digit:
        return "month"
    return "quarter" if 90 * per_day >= 4.2 * digit else "year"


def ruler(first: int, last: int, per_day: float, digit: float) -> Ruler:
    """The names from the stretch that holds ``first`` to the one that holds ``last``."""
    first, last = within(first), within(last)
    unit = unit_at(per_day, digit)
    if unit == "day":
        lower = tuple(Tick(day, str(date.fromordinal(day).day)) for day in range(first, last + 1))
    elif unit == "week":
        monday = first - date.fromordinal(first).weekday()
        lower = tuple(Tick(day, str(date.fromordinal(day).day)) for day in range(monday, last + 1, 7))
    elif unit in ("month", "quarter"):
        months = _months(first, last, 1 if unit == "month" else 3)
        lower = tuple(Tick(day.toordinal(), MONTHS[day.month - 1][:3]) for day in months)
    else:
        step = next((step for step in _STEPS if step * YEAR * per_day >= 5.5 * digit), _STEPS[-1])
        return Ruler(unit, (), tuple(_years(first, last, step)))
    if unit in ("month", "quarter"):
        return Ruler(unit, tuple(_years(first, last, 1)), lower)
    long = 28 * per_day >= 16 * digit
    upper = tuple(
        Tick(day.toordinal(), f"{MONTHS[day.month - 1] if long else MONTHS[day.month - 1][:3]} {day.year}")
        for day in _months(first, last, 1)
    )
    return Ruler(unit, upper, lower)


def within(day: int) -> int:
    """The day, or the last one that a picture reaches."""
    return min(max(day, FIRST_DAY), LAST_DAY)


def _months(first: int, last: int, step: int) -> Iterator[date]:
    """The first days of months, from the one that holds ``first``; with a step of 3 those of calendar quarters."""
    start = date.fromordinal(first)
    month = start.year * 12 + (start.month - 1) // step * step
    while (day := date(month // 12, month % 12 + 1, 1)).toordinal() <= last:
        yield day
        month += step


def _years(first: int, last: int, step: int) -> Iterator[Tick]:
    year = date.fromordinal(first).year // step * step
    while (day := date(max(1, year), 1, 1).toordinal()) <= last:
        yield Tick(day, str(year))
        year += step
