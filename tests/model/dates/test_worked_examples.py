"""Deadlines of real councils, as their papers and letters print them or as they were recomputed by hand."""

from __future__ import annotations

from datetime import date

import pytest

from model.dates import Calendar, Period, add_period, add_working_days, clear_days_before, working_days_between
from model.wording import WEEKDAYS


@pytest.mark.parametrize(
    ("received", "length", "due", "weekday"),
    [
        # A written statement of action, 70 working days (SI 2007/462).
        (date(2023, 5, 9), 70, date(2023, 8, 16), "Wednesday"),
        (date(2023, 6, 15), 70, date(2023, 9, 22), "Friday"),
        (date(2023, 6, 14), 70, date(2023, 9, 21), "Thursday"),
        (date(2015, 11, 27), 70, date(2016, 3, 9), "Wednesday"),
        (date(2016, 11, 25), 70, date(2017, 3, 8), "Wednesday"),  # the council wrote 9 March
        (date(2025, 8, 5), 70, date(2025, 11, 12), "Wednesday"),  # officers told members 21 November
        (date(2026, 8, 20), 70, date(2026, 11, 27), "Friday"),
        (date(2026, 8, 3), 70, date(2026, 11, 10), "Tuesday"),
        # Publication, 30 working days.
        (date(2015, 11, 27), 30, date(2016, 1, 13), "Wednesday"),
        # After a focused visit with areas for priority action: draft in 20, final in 70.
        (date(2018, 8, 10), 20, date(2018, 9, 10), "Monday"),
        (date(2026, 4, 13), 20, date(2026, 5, 12), "Tuesday"),
        (date(2026, 4, 13), 70, date(2026, 7, 22), "Wednesday"),
        # Joint targeted area inspections, 70 working days (SI 2015/1792).
        (date(2019, 8, 23), 70, date(2019, 12, 2), "Monday"),
        (date(2018, 11, 23), 70, date(2019, 3, 6), "Wednesday"),
        (date(2022, 7, 18), 70, date(2022, 10, 26), "Wednesday"),
        (date(2023, 1, 6), 70, date(2023, 4, 18), "Tuesday"),  # its letter says Friday
        # Area SEND, a priority action plan: 35 working days.
        (date(2025, 2, 12), 35, date(2025, 4, 2), "Wednesday"),
    ],
)
def test_days_due(received: date, length: int, due: date, weekday: str) -> None:
    assert add_working_days(received, length) == due
    assert WEEKDAYS[due.weekday()] == weekday
    assert working_days_between(received, due) == length


def test_what_councils_counted_differently() -> None:
    # 67 days after publication: the report had been received before.
    assert working_days_between(date(2019, 8, 27), date(2019, 11, 28)) == 67
    assert add_working_days(date(2019, 8, 21), 70) == date(2019, 11, 28)
    assert working_days_between(date(2025, 8, 5), date(2025, 11, 21)) == 77


def test_a_letter_written_before_a_holiday_was_proclaimed() -> None:
    """It prints Tuesday 25 October 2022: right, had the State Funeral not been."""
    before = Calendar(removed={date(2022, 9, 19)})
    assert add_working_days(date(2022, 7, 18), 70, before) == date(2022, 10, 25)
    assert add_working_days(date(2022, 7, 18), 70) == date(2022, 10, 26)


def test_what_was_left_out_is_said() -> None:
    def said(received: date, length: int) -> str:
        return Period(length, "working days").from_day(received).rule

    assert "29 May 2023 (the spring bank holiday) left out" in said(date(2023, 5, 9), 70)
    assert "4 May 2026 (the early May bank holiday) left out" in said(date(2026, 4, 13), 20)
    in_winter = said(date(2015, 11, 27), 70)
    for left_out in ("25 December 2015", "28 December 2015 (the substitute day for Boxing Day)", "1 January 2016"):
        assert left_out in in_winter
    final = said(date(2026, 4, 13), 70)
    assert "4 May 2026" in final
    assert "25 May 2026" in final


def test_the_window_of_the_next_inspection() -> None:
    """Three years from the first day of fieldwork, from half a year before to half a year after (ILACS)."""
    anniversary = add_period(date(2023, 4, 24), 3, "years")
    assert add_period(anniversary, -6, "months") == date(2025, 10, 24)
    assert add_period(anniversary, 6, "months") == date(2026, 10, 24)


def test_monitoring_and_the_next_full_inspection_of_area_send() -> None:
    assert add_period(date(2025, 2, 12), 18, "months") == date(2026, 8, 12)
    assert add_period(date(2025, 2, 12), 3, "years") == date(2028, 2, 12)


@pytest.mark.parametrize(
    ("meeting", "papers", "weekday", "clear"),
    [
        (date(2022, 3, 8), date(2022, 2, 28), "Monday", "1, 2, 3, 4 and 7 March"),
        (date(2023, 9, 7), date(2023, 8, 30), "Wednesday", "31 August and 1, 4, 5 and 6 September"),
    ],
)
def test_papers_five_clear_days_before(meeting: date, papers: date, weekday: str, clear: str) -> None:
    found = clear_days_before(meeting)
    assert found.day == papers
    assert WEEKDAYS[papers.weekday()] == weekday
    assert clear in found.sentence


def test_dates_printed_on_a_saturday() -> None:
    for day in (date(2018, 8, 18), date(2024, 3, 9)):
        assert Period(1, "days").from_day(date.fromordinal(day.toordinal() - 1)).note == (
            "That is a Saturday; the date is not moved."
        )


@pytest.mark.parametrize(
    ("start", "amount", "due"),
    [
        (date(2022, 2, 21), 6, date(2022, 8, 21)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2022, 8, 31), 6, date(2023, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months(start: date, amount: int, due: date) -> None:
    assert add_period(start, amount, "months") == due
