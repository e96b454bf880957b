"""Days: working days, periods that explain themselves, days as people type them, phrases read as days."""

from __future__ import annotations

from model.dates.bank_holidays import ENGLAND_AND_WALES, Calendar
from model.dates.entered import Entered, entered_day
from model.dates.months import add_period
from model.dates.period import Due, Period, typed_period
from model.dates.typed import typed_day
from model.dates.working_days import (
    add_working_days,
    bank_holiday,
    clear_days_before,
    is_working_day,
    skipped,
    working_days_between,
)

__all__ = [
    "ENGLAND_AND_WALES",
    "Calendar",
    "Due",
    "Entered",
    "Period",
    "add_period",
    "add_working_days",
    "bank_holiday",
    "clear_days_before",
    "entered_day",
    "is_working_day",
    "skipped",
    "typed_day",
    "typed_period",
    "working_days_between",
]
