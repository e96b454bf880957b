"""Adding days, weeks, months and years to a day.

Months are the calendar's: the same day of the month, or its last day where it has no such day
(31 August and 6 months is 28 or 29 February; 29 February and 12 months is 28 February).
"""

from __future__ import annotations

from datetime import date, timedelta

from model.dates.bank_holidays import ENGLAND_AND_WALES, Calendar
from model.dates.due import LAST_YEAR, too_far
from model.dates.working_days import add_working_days
from model.errors import Fault


def add_months(day: date, months: int) -> date:
    """The day that many months later, or earlier for a number below 0. Refused beyond ``LAST_YEAR``."""
    if not 1 <= day.year + months // 12 <= LAST_YEAR:
        raise too_far()
    from dateutil.relativedelta import relativedelta  # no window needs it to start

    return day + relativedelta(months=months)


def add_period(day: date, amount: int, unit: str, calendar: Calendar = ENGLAND_AND_WALES) -> date:
    """The day after a period; ``unit`` is one of ``records.PERIOD_UNITS``. Day 0 is ``day`` itself."""
    if unit == "working days":
        return add_working_days(day, amount, calendar)
    if unit in ("months", "years"):
        return add_months(day, amount * (12 if unit == "years" else 1))
    if unit not in ("days", "weeks"):
        raise Fault(f"There is no period counted in {unit!r}")
    try:
        found = day + timedelta(days=amount * (7 if unit == "weeks" else 1))
    except OverflowError:
        raise too_far() from None
    if found.year > LAST_YEAR:
        raise too_far()
    return found
