"""A day as it is entered in a field: typed, or said in a phrase."""

from __future__ import annotations

from datetime import date

import pytest

from model.dates import Calendar, Entered, entered_day
from model.errors import Refused

TODAY = date(2023, 8, 30)


def test_a_typed_day_needs_no_explanation() -> None:
    assert entered_day("31/3/27", TODAY) == Entered(date(2027, 3, 31))
    assert entered_day("  ", TODAY) == Entered(None)


@pytest.mark.parametrize(
    ("text", "day", "sentence"),
    [
        ("in six months", date(2024, 2, 29),
         "6 months from 30 August 2023 (today) is 29 February 2024, the last day of that month, which has no day 30."),
        ("end of March", date(2024, 3, 31),
         ("“end of March” is read as 31 March 2024. That is a Sunday; the date is not moved. "
         "No year was said; the next March after 30 August 2023 (today) was taken.")),
        ("31 March", date(2024, 3, 31),
         ("“31 March” is read as 31 March 2024. That is a Sunday; the date is not moved. "
         "No year was said; the next 31 March after 30 August 2023 (today) was taken.")),
        ("by 16 August 2024", date(2024, 8, 16), "“by 16 August 2024” is read as 16 August 2024."),
        ("Mar-27", date(2027, 3, 31), "“Mar-27” is read as March 2027, 1 to 31 March 2027; its last day counts."),
    ],
)  # fmt: skip
def test_a_phrase_says_how_it_was_read(text: str, day: date, sentence: str) -> None:
    assert entered_day(text, TODAY) == Entered(day, sentence)


def test_a_phrase_is_counted_from_the_anchor_of_the_field() -> None:
    found = entered_day("within 12 months", TODAY, anchor=date(2018, 4, 25), anchor_what="the visit")
    assert found == Entered(date(2019, 4, 25), "12 months from 25 April 2018 (the visit) is 25 April 2019.")


def test_a_phrase_is_read_by_the_plans_calendar_and_meetings() -> None:
    house = Calendar({date(2023, 8, 31): "a local day"})
    assert entered_day("in 1 working day", TODAY, calendar=house).day == date(2023, 9, 1)
    panel = [(date(2023, 9, 7), "Corporate Parenting Panel")]
    assert entered_day("next panel", TODAY, meetings=panel).day == date(2023, 9, 7)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("ongoing", "“ongoing” says that it goes on, and not by when; agree a day on which it is reviewed."),
        ("TBC", "“TBC” says that the date is still to come; agree a day on which it is reviewed."),
        ("30 February 2027", "There is no 30 February 2027; check the day."),
        ("by 30 February 2027", "There is no 30 February 2027; check the day."),
        ("30 February", "There is no 30 February; check the day."),
        ("31/3/202", "The year in “31/3/202” has 3 digits; give it two or four."),
        ("31 March 2127", "31 March 2127 is 104 years ahead; check the year."),
        ("end of March 2127", "The year 2127 is 104 years ahead; check it."),
        ("in 90 years", "“in 90 years” is read as 30 August 2113; check the year."),
        ("Friday 18 April 2023", "18 April 2023 is a Tuesday; check the day or leave out the weekday."),
        ("31/03/2026 revised 30/06/2026",
         "“31/03/2026 revised 30/06/2026” gives two dates. Which one counts: 31 March 2026 or 30 June 2026?"),
        ("somewhere", "“somewhere” is not a day; type a day as 31/03/2027 or 31 March 2027."),
    ],
)  # fmt: skip
def test_what_gives_no_day_is_refused_at_the_field(text: str, sentence: str) -> None:
    with pytest.raises(Refused) as caught:
        entered_day(text, TODAY, field="agreed")
    assert (str(caught.value), caught.value.field) == (sentence, "agreed")
