"""A period that was promised or is prescribed, counted from a day, with a sentence that explains it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from model import wording
from model.dates.due import Due
from model.dates.months import add_period
from model.dates.working_days import bank_holiday, skipped_in_words
from model.errors import Refused
from model.records import PERIOD_UNITS

__all__ = ["Due", "Period"]

MOST = 10_000


@dataclass(frozen=True, slots=True)
class Period:
    """A number of units, "12 months". Refused unless the number is 1 to ``MOST`` of ``PERIOD_UNITS``."""

    amount: int
    unit: str

    def __post_init__(self) -> None:
        if self.unit not in PERIOD_UNITS:
            raise Refused(f"A period is counted in {wording.listed(PERIOD_UNITS, 'or')}.", field="unit")
        if not 1 <= self.amount <= MOST:
            raise Refused(f"A period is a whole number from 1 to {MOST:,}.", field="amount")

    @property
    def words(self) -> str:
        """As in "12 months" and "1 working day"."""
        return wording.plural(self.amount, self.unit.removesuffix("s"))

    def from_day(self, start: date, named: str | None = None) -> Due:
        """When the period ends that begins on ``start``, which is day 0.

        ``named`` says in words what day that was: "the visit". A day that is no working day is
        not moved; the sentence says so. Refused where it ends later than ``due.LAST_YEAR``.
        """
        due = add_period(start, self.amount, self.unit)
        rule = f"{self.words} from {_start_in_words(start, named)} is {wording.in_words(due)}"
        if self.unit == "working days":
            rule += skipped_in_words(start, due)
        elif self.unit in ("months", "years") and due.day != start.day:
            rule += f", the last day of that month, which has no day {start.day}"
        return Due(due, rule, _not_moved(due))


def _start_in_words(start: date, named: str | None) -> str:
    day = wording.in_words(start)
    named = " ".join((named or "").split()).rstrip(".")
    if not named:
        return day
    # What a person wrote often holds the day already: "the visit, 25 April 2018".
    if day not in named:
        return f"{day} ({named})"
    return f"{named}," if ", " in named else named


def _not_moved(due: date) -> str:
    if due.weekday() > 4:
        return f"That is a {wording.WEEKDAYS[due.weekday()]}; the date is not moved."
    name = bank_holiday(due)
    return f"That is {name}; the date is not moved." if name else ""
