"""Days: working days, periods that explain themselves, and days as people type them."""

from __future__ import annotations

from model.dates.months import add_period
from model.dates.period import Due, Period, typed_period
from model.dates.typed import typed_day
from model.dates.working_days import (
    add_working_days,
    bank_holiday,
    clear_days_before,
    is_working_day,
    working_days_between,
)

__all__ = [
    "Due",
    "Period",
    "add_period",
    "add_working_days",
    "bank_holiday",
    "clear_days_before",
    "is_working_day",
    "typed_day",
    "typed_period",
    "working_days_between",
]
