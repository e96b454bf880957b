"""A period that was promised or is prescribed, counted from a day, with a sentence that explains it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from model import wording
from model.dates.bank_holidays import ENGLAND_AND_WALES, Calendar
from model.dates.due import Due
from model.dates.months import add_period
from model.dates.working_days import skipped_in_words
from model.errors import Refused
from model.records import PERIOD_UNITS

__all__ = ["Due", "Period", "typed_period"]

MOST = 10_000

_TYPED = re.compile(r"(?:within |in |for )?(?:the next |the )?([a-z]+|[0-9][0-9,]*)[ -]*([a-z][a-z ]*?)")
_NUMBERS = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_SHORT_UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years", "wd": "working days", "working": "working days"}


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

    def from_day(self, start: date, named: str | None = None, calendar: Calendar = ENGLAND_AND_WALES) -> Due:
        """When the period ends that begins on ``start``, which is day 0.

        ``named`` says in words what day that was: "the visit". A day that is no working day is
        not moved; the sentence says so. Refused where it ends later than ``due.LAST_YEAR``.
        """
        due = add_period(start, self.amount, self.unit, calendar)
        rule = f"{self.words} from {_start_in_words(start, named)} is {wording.in_words(due)}"
        if self.unit == "working days":
            rule += skipped_in_words(start, due, calendar)
        elif self.unit in ("months", "years") and due.day != start.day:
            rule += f", the last day of that month, which has no day {start.day}"
        return Due(due, rule, not_moved(due, calendar))


def typed_period(text: str, *, field: str | None = None) -> Period | None:
    """The period that was typed or said; None for nothing but spaces.

    Read are "12 months", "twelve months", "a year", "6 weeks", "10 working days", "12m" and "within the
    next 12 months". Refused, in one sentence about ``field``, is what holds no number or no unit.
    """
    plain = " ".join(text.split()).casefold().rstrip(".")
    if not plain:
        return None
    found = _TYPED.fullmatch(plain)
    number = _number(found[1]) if found else None
    unit = _unit(found[2].strip()) if found else None
    if number is None or unit is None:
        raise Refused(f"{wording.quoted(text, 40)} is no period; type it as 12 months or 10 working days.", field=field)
    return Period(number, unit)


def _number(word: str) -> int | None:
    if word.replace(",", "").isdigit():
        return int(word.replace(",", ""))
    if word in ("a", "an"):
        return 1
    return _NUMBERS.index(word) if word in _NUMBERS[1:] else None


def _unit(word: str) -> str | None:
    return next((unit for unit in PERIOD_UNITS if word in (unit, unit.removesuffix("s"))), _SHORT_UNITS.get(word))


def _start_in_words(start: date, named: str | None) -> str:
    day = wording.in_words(start)
    named = " ".join((named or "").split()).rstrip(".")
    if not named:
        return day
    # What a person wrote often holds the day already: "the visit, 25 April 2018".
    if day not in named:
        return f"{day} ({named})"
    return f"{named}," if ", " in named else named


def not_moved(due: date, calendar: Calendar = ENGLAND_AND_WALES) -> str:
    """That a due day is no working day, in a sentence; nothing where it is one."""
    if due.weekday() > 4:
        return f"That is a {wording.WEEKDAYS[due.weekday()]}; the date is not moved."
    name = calendar.holiday(due)
    return f"That is {name}; the date is not moved." if name else ""
