"""Progress over time, for the Overview's picture: what was due by each month's end, and what was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from model.store.plan import Plan


@dataclass(frozen=True, slots=True)
class MonthPoint:
    day: date  # the last day of a month; for the running month, today
    due: int  # actions first agreed for that day or before
    complete: int  # actions completed on that day or before
    total: int  # actions with an agreed date


def over_time(plan: Plan, today: date, months: int = 12) -> list[MonthPoint]:
    """One point for each of the last ``months`` month ends, and one for today.

    By the *first* agreed date, so that moving dates does not make the past look better. Superseded
    actions are left out. What is complete without a day counts from today.
    """
    ends = [today]
    first = today.replace(day=1)
    for _ in range(months):
        last = first - timedelta(days=1)
        ends.append(last)
        first = last.replace(day=1)
    due = _by_day(
        plan,
        """SELECT first_agreed, count(*) FROM action
        WHERE status <> 'superseded' AND first_agreed IS NOT NULL GROUP BY first_agreed""",
    )
    complete = _by_day(
        plan,
        """SELECT coalesce(completed_on, ?) AS day, count(*) FROM action
        WHERE status IN ('complete', 'embedded') GROUP BY day""",
        today.isoformat(),
    )
    total = sum(count for _, count in due)
    return [MonthPoint(day, _until(due, day), _until(complete, day), total) for day in reversed(ends)]


def _by_day(plan: Plan, question: str, *values: str) -> list[tuple[str, int]]:
    return [(str(day), int(count)) for day, count in plan.rows(question, values)]


def _until(counted: list[tuple[str, int]], day: date) -> int:
    last = day.isoformat()
    return sum(count for of, count in counted if of <= last)
