"""Working days in England and Wales, and clear days before a meeting.

A working day is no Saturday, Sunday or bank holiday of England and Wales (Banking and Financial
Dealings Act 1971; Christmas Day and Good Friday with them), nor a day that the plan's calendar adds.
The day something is received is day 0, so the next working day is day 1.
"""

from __future__ import annotations

from datetime import date, timedelta

from model import wording
from model.dates.bank_holidays import ENGLAND_AND_WALES, Calendar
from model.dates.due import LAST_YEAR, Due, too_far
from model.errors import Refused

_DAY = timedelta(days=1)
_MOST = 10_000


def bank_holiday(day: date, calendar: Calendar = ENGLAND_AND_WALES) -> str | None:
    """The name of that day's holiday, or None."""
    return calendar.holiday(day)


def is_working_day(day: date, calendar: Calendar = ENGLAND_AND_WALES) -> bool:
    return calendar.is_working_day(day)


def add_working_days(day: date, count: int, calendar: Calendar = ENGLAND_AND_WALES) -> date:
    """The day that many working days after ``day``, which is day 0 and need not be a working day."""
    if not 0 <= count <= _MOST:
        raise Refused(f"A number of working days is between 0 and {_MOST:,}.", field="amount")
    while count:
        if day.year > LAST_YEAR:
            raise too_far()
        day += _DAY
        count -= calendar.is_working_day(day)
    return day


def working_days_between(first: date, last: date, calendar: Calendar = ENGLAND_AND_WALES) -> int:
    """How many working days after ``first`` up to ``last``, that one included; below 0 if it is earlier."""
    if last < first:
        return -working_days_between(last, first, calendar)
    return sum(calendar.is_working_day(first + _DAY * n) for n in range(1, (last - first).days + 1))


def skipped(first: date, last: date, calendar: Calendar = ENGLAND_AND_WALES) -> tuple[tuple[date, str], ...]:
    """The holidays from Monday to Friday after ``first`` up to ``last``: what a count leaves out beside weekends."""
    found = []
    for n in range(1, (last - first).days + 1):
        day = first + _DAY * n
        name = calendar.holiday(day) if day.weekday() < 5 else None
        if name is not None:
            found.append((day, name))
    return tuple(found)


def skipped_in_words(first: date, last: date, calendar: Calendar = ENGLAND_AND_WALES) -> str:
    """What was left out in counting from ``first`` to ``last``, for the end of a sentence."""
    left_out = [f"{wording.in_words(day)} ({name})" for day, name in skipped(first, last, calendar)]
    weekend = any((first + _DAY * n).weekday() > 4 for n in range(1, min((last - first).days, 7) + 1))
    if not left_out:
        return ", weekends left out" if weekend else ""
    if len(left_out) > 4:
        return f", weekends and {wording.plural(len(left_out), 'bank holiday')} left out"
    return f", {'weekends and ' if weekend else ''}{wording.listed(left_out)} left out"


def clear_days_before(meeting: date, days: int = 5, calendar: Calendar = ENGLAND_AND_WALES) -> Due:
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
        if calendar.is_working_day(day):
            left -= 1
            clear.append(day)
    clear = clear[-2::-1]
    if not clear:
        return Due(day, f"{wording.with_weekday(day)} is the last working day before the meeting")
    count = wording.plural(days, "clear day")
    between = "is" if days == 1 else "are"
    left_out = skipped_in_words(day, meeting - _DAY, calendar)
    return Due(
        day,
        f"{wording.with_weekday(day)} leaves {count} before {wording.with_weekday(meeting)}: "
        f"the clear {'day' if days == 1 else 'days'} {between} {_days_listed(clear)}{left_out}",
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
