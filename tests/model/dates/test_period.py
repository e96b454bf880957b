"""Periods counted from a day, and the sentences that explain them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.dates import Period, add_period, typed_period
from model.dates.months import add_months
from model.errors import Fault, Refused
from model.records import PERIOD_UNITS

SUMMER = "28 August 2023 (the summer bank holiday)"
DAYS = st.dates(date(1990, 1, 1), date(2059, 12, 31))


@pytest.mark.parametrize(
    ("start", "amount", "unit", "due"),
    [
        (date(2018, 4, 25), 12, "months", date(2019, 4, 25)),
        (date(2023, 8, 31), 6, "months", date(2024, 2, 29)),
        (date(2022, 8, 31), 6, "months", date(2023, 2, 28)),
        (date(2024, 2, 29), 12, "months", date(2025, 2, 28)),
        (date(2024, 2, 29), 4, "years", date(2028, 2, 29)),
        (date(2022, 2, 21), 6, "months", date(2022, 8, 21)),
        (date(2023, 1, 31), 1, "months", date(2023, 2, 28)),
        (date(2023, 4, 24), 30, "months", date(2025, 10, 24)),
        (date(2023, 12, 27), 1, "weeks", date(2024, 1, 3)),
        (date(2024, 2, 28), 2, "days", date(2024, 3, 1)),
        (date(2023, 6, 15), 70, "working days", date(2023, 9, 22)),
    ],
)
def test_periods_end_where_they_should(start: date, amount: int, unit: str, due: date) -> None:
    assert add_period(start, amount, unit) == Period(amount, unit).from_day(start).day == due


@given(DAYS, st.integers(0, 400))
def test_months_agree_with_turning_the_pages_of_a_calendar(start: date, months: int) -> None:
    year, month = start.year, start.month
    for _ in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    day = start.day
    while day > monthrange(year, month)[1]:
        day -= 1
    assert add_months(start, months) == date(year, month, day)


@given(DAYS, st.integers(1, 60))
def test_years_weeks_and_days_agree_with_their_smaller_units(start: date, amount: int) -> None:
    assert add_period(start, amount, "years") == add_months(start, 12 * amount)
    one_by_one = start
    for _ in range(amount * 7):
        one_by_one += timedelta(days=1)
    assert add_period(start, amount, "weeks") == one_by_one == add_period(start, amount * 7, "days")


@pytest.mark.parametrize(
    ("period", "start", "named", "sentence"),
    [
        (Period(12, "months"), date(2018, 4, 25), "the visit",
         "12 months from 25 April 2018 (the visit) is 25 April 2019."),
        (Period(12, "months"), date(2018, 4, 25), "the visit, 25 April 2018",
         "12 months from the visit, 25 April 2018, is 25 April 2019."),
        (Period(1, "years"), date(2022, 4, 24), None,
         "1 year from 24 April 2022 is 24 April 2023."),
        (Period(6, "months"), date(2023, 8, 31), None,
         "6 months from 31 August 2023 is 29 February 2024, the last day of that month, which has no day 31."),
        (Period(10, "days"), date(2023, 8, 18), None,
         "10 days from 18 August 2023 is 28 August 2023. That is the summer bank holiday; the date is not moved."),
        (Period(2, "weeks"), date(2023, 7, 1), None,
         "2 weeks from 1 July 2023 is 15 July 2023. That is a Saturday; the date is not moved."),
        (Period(1, "working days"), date(2023, 8, 25), "receipt",
         f"1 working day from 25 August 2023 (receipt) is 29 August 2023, weekends and {SUMMER} left out."),
        (Period(2, "working days"), date(2023, 8, 29), None,
         "2 working days from 29 August 2023 is 31 August 2023."),
        (Period(300, "working days"), date(2023, 1, 3), None,
         "300 working days from 3 January 2023 is 11 March 2024, weekends and 9 bank holidays left out."),
    ],
)  # fmt: skip
def test_a_period_explains_itself(period: Period, start: date, named: str | None, sentence: str) -> None:
    assert period.from_day(start, named).sentence == sentence


@pytest.mark.parametrize(
    ("amount", "unit", "field"), [(0, "days", "amount"), (10_001, "weeks", "amount"), (1, "fortnights", "unit")]
)
def test_what_is_no_period_is_refused(amount: int, unit: str, field: str) -> None:
    with pytest.raises(Refused) as caught:
        Period(amount, unit)
    assert caught.value.field == field


@pytest.mark.parametrize("unit", PERIOD_UNITS)
def test_no_period_leaves_the_calendar(unit: str) -> None:
    with pytest.raises(Refused, match="after the year 2200"):
        Period(10_000, unit).from_day(date(2190, 1, 1))
    with pytest.raises(Refused, match="after the year 2200"):
        Period(10_000, unit).from_day(date(9999, 12, 31))


def test_an_unknown_unit_is_our_own_mistake() -> None:
    with pytest.raises(Fault):
        add_period(date(2023, 1, 1), 1, "terms")


@pytest.mark.parametrize(
    ("typed", "amount", "unit"),
    [
        ("12 months", 12, "months"),
        ("twelve months", 12, "months"),
        ("a year", 1, "years"),
        ("1 year", 1, "years"),
        ("6 weeks", 6, "weeks"),
        ("10 Working Days", 10, "working days"),
        ("12m", 12, "months"),
        ("within the next 12 months", 12, "months"),
        (" 90  days. ", 90, "days"),
    ],
)
def test_a_period_is_read_as_it_is_typed(typed: str, amount: int, unit: str) -> None:
    assert typed_period(typed) == Period(amount, unit)


def test_nothing_typed_is_no_period() -> None:
    assert typed_period("  ") is None


@pytest.mark.parametrize("typed", ["soon", "12", "months", "12 moons", "1.5 years", "-3 days", "0 days", "20000 days"])
def test_what_is_no_period_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(Refused):
        typed_period(typed, field="period")
