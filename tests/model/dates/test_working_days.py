"""Working days and clear days: real cases of the field, and against a count by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.dates import (
    add_working_days,
    bank_holiday,
    clear_days_before,
    is_working_day,
    working_days_between,
)
from model.dates.bank_holidays import from_package
from model.errors import Refused
from tools import bank_holidays

DAYS = st.dates(date(1990, 1, 1), date(2059, 12, 31))


@pytest.mark.parametrize(
    ("received", "count", "due"),
    [
        (date(2023, 5, 9), 70, date(2023, 8, 16)),  # the spring holiday out, as Stockton's paper has it
        (date(2023, 6, 15), 70, date(2023, 9, 22)),
        (date(2023, 6, 14), 70, date(2023, 9, 21)),
        (date(2015, 11, 27), 70, date(2016, 3, 9)),
        (date(2015, 11, 27), 30, date(2016, 1, 13)),
        (date(2016, 11, 25), 70, date(2017, 3, 8)),
        (date(2026, 8, 20), 70, date(2026, 11, 27)),
        (date(2018, 8, 10), 20, date(2018, 9, 10)),
        (date(2026, 4, 13), 20, date(2026, 5, 12)),
        (date(2019, 8, 23), 70, date(2019, 12, 2)),  # printed in the letter
        (date(2022, 7, 18), 70, date(2022, 10, 26)),  # with the State Funeral's day
        (date(2025, 2, 12), 35, date(2025, 4, 2)),
        (date(2022, 3, 8), 0, date(2022, 3, 8)),
    ],
)
def test_deadlines_that_were_printed_or_recomputed(received: date, count: int, due: date) -> None:
    assert add_working_days(received, count) == due
    assert working_days_between(received, due) == count


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2022, 9, 19), "State Funeral of Queen Elizabeth II"),
        (date(2023, 5, 8), "Coronation of Charles III"),
        (date(2020, 5, 8), "the early May bank holiday"),
        (date(2022, 6, 2), "the spring bank holiday"),
        (date(2022, 6, 3), "Platinum Jubilee of Elizabeth II"),
        (date(2026, 12, 28), "the substitute day for Boxing Day"),
        (date(2027, 12, 27), "the substitute day for Christmas Day"),
        (date(2027, 12, 28), "the substitute day for Boxing Day"),
        (date(2023, 8, 28), "the summer bank holiday"),
        (date(1985, 4, 5), "Good Friday"),  # before the table
        (date(2065, 12, 25), "Christmas Day"),  # after it
        (date(2020, 5, 4), None),  # moved to the 8th that year
        (date(2023, 8, 7), None),  # Scotland's
        (date(2023, 3, 17), None),  # Northern Ireland's
    ],
)
def test_bank_holidays_of_england_and_wales(day: date, name: str | None) -> None:
    assert bank_holiday(day) == name
    assert is_working_day(day) == (name is None)


def test_the_table_is_what_the_package_says() -> None:
    """Where a day was proclaimed since: .venv/bin/python -m tools.bank_holidays"""
    tabled = "".join(f"{day},{bank_holiday(day)}\n" for year in range(1990, 2061) for day in sorted(from_package(year)))
    assert bank_holidays.table() == tabled


@given(DAYS, st.integers(0, 150))
def test_adding_working_days_agrees_with_crossing_them_off_a_calendar(day: date, count: int) -> None:
    # Independent and slow: write down every day, strike out weekends and the package's holidays.
    struck_out = {off for year in range(day.year, day.year + 2) for off in from_package(year)}
    calendar = [day + timedelta(days=n) for n in range(1, 400)]
    left = [one for one in calendar if one.strftime("%a") not in ("Sat", "Sun") and one not in struck_out]
    assert add_working_days(day, count) == ([day, *left])[count]


@given(DAYS, st.integers(0, 400))
def test_counting_back_is_the_same_with_a_minus(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    assert working_days_between(last, first) == -working_days_between(first, last)
    assert working_days_between(first, last) == len(
        [n for n in range(1, days + 1) if is_working_day(first + timedelta(days=n))]
    )


@pytest.mark.parametrize(
    ("meeting", "days", "due", "clear", "left_out"),
    [
        (date(2022, 3, 8), 5, date(2022, 2, 28), "1, 2, 3, 4 and 7 March", "weekends left out"),
        (date(2023, 9, 7), 5, date(2023, 8, 30), "31 August and 1, 4, 5 and 6 September", "weekends left out"),
        (
            date(2023, 9, 1),
            4,
            date(2023, 8, 24),
            "25, 29, 30 and 31 August",
            "28 August 2023 (the summer bank holiday)",
        ),
    ],
)
def test_papers_are_due_clear_days_before(meeting: date, days: int, due: date, clear: str, left_out: str) -> None:
    found = clear_days_before(meeting, days)
    assert found.day == due
    assert f"{clear}, " in found.sentence
    assert left_out in found.sentence


@given(DAYS, st.integers(0, 20))
def test_clear_days_are_counted_between_sending_and_meeting(meeting: date, days: int) -> None:
    sent = clear_days_before(meeting, days).day
    between = [sent + timedelta(days=n) for n in range(1, (meeting - sent).days)]
    assert sum(map(is_working_day, between)) == days
    assert is_working_day(sent)
    # and sending a day later would be a day too late
    later = [day for day in between[1:] if is_working_day(day)]
    assert not between or not is_working_day(between[0]) or len(later) < days


@pytest.mark.parametrize("count", [-1, 10_001])
def test_a_number_of_working_days_that_is_none_is_refused(count: int) -> None:
    with pytest.raises(Refused, match="between 0 and 10,000"):
        add_working_days(date(2023, 1, 1), count)


def test_no_count_leaves_the_calendar() -> None:
    with pytest.raises(Refused, match="after the year 2200"):
        add_working_days(date(2199, 12, 1), 10_000)
    with pytest.raises(Refused, match="check its day"):
        clear_days_before(date(1, 1, 3))
    with pytest.raises(Refused, match="between 0 and 100"):
        clear_days_before(date(2023, 1, 3), 101)
