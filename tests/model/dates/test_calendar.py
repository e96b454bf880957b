"""Counting against an independent slow count: a plain list of every working day, made from the holidays library.

Ten thousand random cases for each rule of the field that is arithmetic, the same ones every time.
"""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from holidays import country_holidays

from model.dates import (
    ENGLAND_AND_WALES,
    Calendar,
    Period,
    add_period,
    add_working_days,
    bank_holiday,
    clear_days_before,
    is_working_day,
    skipped,
    working_days_between,
)

CASES = 10_000
FIRST, LAST = date(1995, 1, 1), date(2058, 12, 31)
EVERY_DAY = [date.fromordinal(n) for n in range(FIRST.toordinal(), LAST.toordinal() + 1)]
OFF = frozenset(country_holidays("GB", subdiv="ENG", years=range(1995, 2059)))

# As a council may enter them: a day proclaimed late, one moved away from, one moved to.
PROCLAIMED = {date(2031, 5, 13): "a royal wedding", date(2026, 11, 27): "a local day", date(2024, 2, 29): "leap day"}
MOVED_FROM = frozenset({date(2030, 5, 6), date(2026, 8, 31), date(2019, 12, 26)})
HOUSE = Calendar(PROCLAIMED, MOVED_FROM)


def working(off: frozenset[date]) -> list[date]:
    """The plain list: Monday to Friday by name, less the days off."""
    return [day for day in EVERY_DAY if day.strftime("%a") not in ("Sat", "Sun") and day not in off]


LISTS = [
    pytest.param(ENGLAND_AND_WALES, working(OFF), id="bank holidays"),
    pytest.param(HOUSE, working((OFF - MOVED_FROM) | PROCLAIMED.keys()), id="with days of its own"),
]


def days(seed: int, last_year: int = 2056) -> Iterator[date]:
    chance = random.Random(seed)
    most = date(last_year, 12, 31).toordinal()
    for _ in range(CASES):
        yield date.fromordinal(chance.randint(date(1996, 1, 1).toordinal(), most))


@pytest.mark.parametrize(("calendar", "working_days"), LISTS)
@pytest.mark.parametrize("length", [20, 30, 35, 70])
def test_a_rule_in_working_days_agrees_with_a_list_of_them(
    calendar: Calendar, working_days: list[date], length: int
) -> None:
    for n, day in enumerate(days(length)):
        expected = working_days[bisect_right(working_days, day) + length - 1]
        assert add_working_days(day, length, calendar) == expected, day
        if n % 10 == 0:  # the inverse
            assert working_days_between(day, expected, calendar) == length


@pytest.mark.parametrize(("calendar", "working_days"), LISTS)
def test_five_clear_days_agree_with_a_list_of_working_days(calendar: Calendar, working_days: list[date]) -> None:
    for meeting in days(5):
        place = bisect_left(working_days, meeting)
        sent = clear_days_before(meeting, 5, calendar).day
        assert sent == working_days[place - 6], meeting
        between = working_days[bisect_right(working_days, sent) : place]
        assert len(between) == 5


@pytest.mark.parametrize("clear", [0, 1, 3, 28])
def test_other_counts_of_clear_days_agree_too(clear: int) -> None:
    working_days = working(OFF)
    for meeting in list(days(clear))[:1000]:
        assert clear_days_before(meeting, clear).day == working_days[bisect_left(working_days, meeting) - clear - 1]


def test_days_between_agree_with_a_list_of_working_days() -> None:
    working_days = working(OFF)
    chance = random.Random(1)
    for first in days(2):
        last = first + timedelta(days=chance.randint(-60, 60))
        expected = bisect_right(working_days, last) - bisect_right(working_days, first)
        assert working_days_between(first, last) == expected, (first, last)


@pytest.mark.parametrize("months", [6, 12, 18, 30, 36, 42])
def test_months_agree_with_turning_the_pages_of_a_calendar(months: int) -> None:
    """R8, R10 and what is promised in months: also backwards, as the window of the next inspection begins."""
    for day in days(months):
        for count in (months, -months):
            year, month = day.year, day.month
            for _ in range(months):
                month += 1 if count > 0 else -1
                if month in (0, 13):
                    year, month = (year + 1, 1) if month == 13 else (year - 1, 12)
            expected = date(year, month, min(day.day, monthrange(year, month)[1]))
            assert add_period(day, count, "months") == expected, (day, count)


def test_a_period_says_every_holiday_it_left_out() -> None:
    for day in list(days(9))[:500]:
        due = Period(70, "working days").from_day(day).day
        left_out = skipped(day, due)
        assert [one for one, _ in left_out] == [
            one for one in sorted(OFF) if day < one <= due and one.strftime("%a") not in ("Sat", "Sun")
        ]
        assert all(bank_holiday(one) == name for one, name in left_out)


# --- calendars


def test_a_calendar_adds_days_and_takes_them_away() -> None:
    assert is_working_day(date(2031, 5, 13))
    assert not is_working_day(date(2031, 5, 13), HOUSE)
    assert bank_holiday(date(2031, 5, 13), HOUSE) == "a royal wedding"
    assert is_working_day(date(2026, 8, 31), HOUSE)
    assert bank_holiday(date(2026, 8, 31), HOUSE) is None
    assert not is_working_day(date(2026, 8, 31))
    assert not is_working_day(date(2026, 8, 30), HOUSE)  # a Sunday


def test_calendars_are_values() -> None:
    other = Calendar(tuple(reversed(PROCLAIMED.items())), set(MOVED_FROM))
    assert other == HOUSE
    assert hash(other) == hash(HOUSE)
    assert len({other, HOUSE, ENGLAND_AND_WALES, Calendar()}) == 2
    assert Calendar({date(2031, 5, 13): "a"}) != Calendar({date(2031, 5, 13): "b"})


def test_a_day_that_is_added_and_taken_away_is_a_holiday() -> None:
    both = Calendar({date(2026, 12, 28): "our own day"}, {date(2026, 12, 28)})
    assert bank_holiday(date(2026, 12, 28), both) == "our own day"


def test_what_a_period_left_out_is_said_by_the_calendar_given() -> None:
    found = Period(70, "working days").from_day(date(2026, 8, 20), "publication", HOUSE)
    # The summer holiday is worked, and the day it would be due is a holiday of this council's.
    assert found.day == date(2026, 11, 26)
    later = Period(71, "working days").from_day(date(2026, 8, 20), None, HOUSE)
    assert later.day == date(2026, 11, 30)
    assert "27 November 2026 (a local day)" in later.rule
    note = Period(99, "days").from_day(date(2026, 8, 20), None, HOUSE).note
    assert note == "That is a local day; the date is not moved."


def test_the_days_skipped_are_from_monday_to_friday_and_after_day_0() -> None:
    assert skipped(date(2026, 12, 24), date(2026, 12, 28)) == (
        (date(2026, 12, 25), "Christmas Day"),
        (date(2026, 12, 28), "the substitute day for Boxing Day"),  # the 26th is a Saturday
    )
    assert skipped(date(2026, 12, 28), date(2026, 12, 31)) == ()
    assert skipped(date(2026, 12, 28), date(2026, 12, 1)) == ()
