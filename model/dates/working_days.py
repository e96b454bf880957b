"""Working days in England and Wales, and clear days before a meeting.

A working day is no Saturday, Sunday or bank holiday of England and Wales (Banking and Financial
Dealings Act 1971; Christmas Day and Good Friday with them). The day something is received is
day 0, so the next working day is day 1. Days that were proclaimed late, such as 19 September
2022, are in the table; nothing is ever fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from model import library, wording
from model.dates.due import LAST_YEAR, Due, too_far
from model.errors import Refused

_DAY = timedelta(days=1)
_MOST = 10_000

# As the government's own list calls them.
_CALLED = {
    "May Day": "the early May bank holiday",
    "Spring Bank Holiday": "the spring bank holiday",
    "Late Summer Bank Holiday": "the summer bank holiday",
}
_SUBSTITUTE = " (observed)"


FIRST_YEAR = 1990
LAST_TABLED_YEAR = 2060
"""The years of the table that comes with the program; ``holidays`` knows the others."""


def from_package(year: int) -> dict[date, str]:
    """A year's bank holidays as the ``holidays`` package has them."""
    # Takes a third of a second, because it imports every country of the world.
    from holidays import country_holidays

    # Wales keeps the same days as England.
    found = country_holidays("GB", subdiv="ENG", years=year)
    return {day: _called(found[day]) for day in list(found)}


@cache
def _tabled() -> dict[date, str]:
    lines = library.text("bank-holidays.csv").splitlines()
    return {date.fromisoformat(line[:10]): line[11:] for line in lines}


@cache
def _bank_holidays(year: int) -> dict[date, str]:
    return _tabled() if FIRST_YEAR <= year <= LAST_TABLED_YEAR else from_package(year)


def _called(name: str) -> str:
    if name.endswith(_SUBSTITUTE):
        return f"the substitute day for {_called(name.removesuffix(_SUBSTITUTE))}"
    return _CALLED.get(name, name)


def bank_holiday(day: date) -> str | None:
    """The name of that day's bank holiday in England and Wales, or None."""
    return _bank_holidays(day.year).get(day)


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and bank_holiday(day) is None


def add_working_days(day: date, count: int) -> date:
    """The day that many working days after ``day``, which is day 0 and need not be a working day."""
    if not 0 <= count <= _MOST:
        raise Refused(f"A number of working days is between 0 and {_MOST:,}.", field="amount")
    while count:
        if day.year > LAST_YEAR:
            raise too_far()
        day += _DAY
        count -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days after ``first`` up to ``last``, that one included; below 0 if it is earlier."""
    if last < first:
        return -working_days_between(last, first)
    return sum(is_working_day(first + _DAY * n) for n in range(1, (last - first).days + 1))


def holidays_between(first: date, last: date) -> Iterator[tuple[date, str]]:
    """The bank holidays from Monday to Friday after ``first`` up to ``last``: what a count skips beside weekends."""
    day = first + _DAY
    while day <= last:
        name = bank_holiday(day)
        if name is not None and day.weekday() < 5:
            yield day, name
        day += _DAY


def skipped_in_words(first: date, last: date) -> str:
    """What was left out in counting from ``first`` to ``last``, for the end of a sentence."""
    left_out = [f"{wording.in_words(day)} ({name})" for day, name in holidays_between(first, last)]
    weekend = any((first + _DAY * n).weekday() > 4 for n in range(1, min((last - first).days, 7) + 1))
    if not left_out:
        return ", weekends left out" if weekend else ""
    if len(left_out) > 4:
        return f", weekends and {wording.plural(len(left_out), 'bank holiday')} left out"
    return f", {'weekends and ' if weekend else ''}{wording.listed(left_out)} left out"


def clear_days_before(meeting: date, days: int = 5) -> Due:
    """The last working day on which papers can be sent with so many clear days before the meeting.

    Clear days are working days; the day of sending and the day of the meeting do not count
    (Local Government Act 1972 s100B(3): five clear days). Refused for fewer than 0 or more
    than 100 days.
    """
    if not 0 <= days <= 100:
        raise Refused("Clear days before a meeting are between 0 and 100.")
    if not 1900 <= meeting.year <= LAST_YEAR:
        raise Refused(f"The meeting is in the year {meeting.year}; check its day.", field="on_day")
    day, left = meeting, days + 1
    clear: list[date] = []
    while left:
        day -= _DAY
        if is_working_day(day):
            left -= 1
            clear.append(day)
    clear = clear[-2::-1]
    if not clear:
        return Due(day, f"{wording.with_weekday(day)} is the last working day before the meeting")
    count = wording.plural(days, "clear day")
    between = "is" if days == 1 else "are"
    skipped = skipped_in_words(day, meeting - _DAY)
    return Due(
        day,
        f"{wording.with_weekday(day)} leaves {count} before {wording.with_weekday(meeting)}: "
        f"the clear {'day' if days == 1 else 'days'} {between} {_days_listed(clear)}{skipped}",
    )


def _days_listed(days: list[date]) -> str:
    """As in "31 August and 1, 4, 5 and 6 September": a month is named once for its days."""
    months: list[list[date]] = []
    for day in days:
        if months and months[-1][0].month == day.month:
            months[-1].append(day)
        else:
            months.append([day])
    return " and ".join(
        f"{wording.listed(str(day.day) for day in month)} {wording.MONTHS[month[0].month - 1]}" for month in months
    )
