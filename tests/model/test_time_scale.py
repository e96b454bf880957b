"""The ruler over a line of time: what is named at which scale, for any days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import time_scale
from model.time_scale import FIRST_DAY, LAST_DAY, ruler

DIGIT = 7.0


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def said(ticks: tuple[time_scale.Tick, ...]) -> list[str]:
    return [f"{date.fromordinal(tick.day)} {tick.label}" for tick in ticks]


@pytest.mark.parametrize(
    ("per_day", "unit"), [(40, "day"), (23, "day"), (10, "week"), (3, "month"), (0.5, "quarter"), (0.05, "year")]
)
def test_the_unit_follows_from_the_room_for_its_name(per_day: float, unit: str) -> None:
    assert time_scale.unit_at(per_day, DIGIT) == unit


def test_months_stand_under_their_year() -> None:
    found = ruler(day("2023-11-20"), day("2024-02-03"), 2.0, DIGIT)
    assert said(found.upper) == ["2023-01-01 2023", "2024-01-01 2024"]
    assert said(found.lower) == ["2023-11-01 Nov", "2023-12-01 Dec", "2024-01-01 Jan", "2024-02-01 Feb"]


def test_quarters_are_named_by_their_first_month_and_mean_no_financial_year() -> None:
    found = ruler(day("2023-05-20"), day("2024-01-03"), 0.5, DIGIT)
    assert said(found.lower) == ["2023-04-01 Apr", "2023-07-01 Jul", "2023-10-01 Oct", "2024-01-01 Jan"]


def test_weeks_begin_on_monday_and_days_are_counted() -> None:
    weeks = ruler(day("2023-08-30"), day("2023-09-12"), 5.0, DIGIT)
    assert said(weeks.lower) == ["2023-08-28 28", "2023-09-04 4", "2023-09-11 11"]
    assert [tick.label for tick in weeks.upper] == ["August 2023", "September 2023"]
    days = ruler(day("2023-08-30"), day("2023-09-02"), 30.0, DIGIT)
    assert [tick.label for tick in days.lower] == ["30", "31", "1", "2"]


def test_years_are_named_one_by_one_or_by_tens_where_there_is_no_room() -> None:
    assert [tick.label for tick in ruler(day("2020-05-01"), day("2023-01-01"), 0.2, DIGIT).lower] == [
        "2020", "2021", "2022", "2023",
    ]  # fmt: skip
    far = ruler(day("1900-01-01"), day("2200-12-31"), 0.003, DIGIT)
    assert [tick.label for tick in far.lower] == ["1900", "1950", "2000", "2050", "2100", "2150", "2200"]
    assert far.upper == ()


@given(
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
    st.floats(0.001, 48),
)
def test_ticks_are_in_order_within_reach_and_begin_no_later_than_the_view(
    one: date, other: date, per_day: float
) -> None:
    first, last = sorted((one.toordinal(), other.toordinal()))
    # As many days as a screen shows at that scale, at most.
    last = min(last, first + round(4000 / per_day))
    found = ruler(first, last, per_day, DIGIT)
    for row in (found.upper, found.lower):
        days = [tick.day for tick in row]
        assert days == sorted(set(days))
        assert len(days) <= 4000 / 3 / DIGIT * 3 + 3
    assert found.lower[0].day <= max(first, FIRST_DAY) or first > LAST_DAY
    assert found.lower[-1].day <= max(min(last, LAST_DAY), FIRST_DAY)
