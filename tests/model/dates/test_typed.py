"""Days as people type them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from model import wording
from model.dates import typed_day
from model.errors import Refused

TODAY = date(2023, 8, 30)


@pytest.mark.parametrize(
    "text",
    [
        "31/03/2027", "31/3/27", "31.3.27", "31.03.2027", "31-03-2027", "31 3 2027", " 31 /3/ 2027 ", "31 March 2027",
        "31 Mar 27", "31 march '27", "31 Mar. 2027", "31st March 2027", "31st of March, 2027", "31-Mar-2027",
        "Wed 31 March 2027", "Wednesday, 31 March 2027", "weds 31/3/27", "2027-03-31", "2027-3-31",
        "31\u00a0March 2027",
    ],
)  # fmt: skip
def test_the_ways_to_type_a_day(text: str) -> None:
    assert typed_day(text, TODAY) == date(2027, 3, 31)


def test_the_day_comes_before_the_month() -> None:
    assert typed_day("4/5/2023", TODAY) == date(2023, 5, 4)
    assert typed_day("1 Sept 2023", TODAY) == date(2023, 9, 1)


@pytest.mark.parametrize("text", ["", "   ", "\t", " . "])
def test_nothing_typed_is_no_day(text: str) -> None:
    assert typed_day(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "year"), [("1/1/23", 2023), ("1/1/00", 2000), ("1/1/72", 2072), ("1/1/74", 1974), ("1/1/99", 1999)]
)
def test_a_year_of_two_digits_is_the_nearest(text: str, year: int) -> None:
    assert typed_day(text, TODAY) == date(year, 1, 1)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("30 February 2027", "There is no 30 February 2027; check the day."),
        ("29/2/2027", "There is no 29 February 2027; check the day."),
        ("31/04/2027", "There is no 31 April 2027; check the day."),
        ("32/1/2027", "There is no 32 January 2027; check the day."),
        ("0/1/2027", "There is no 0 January 2027; check the day."),
        ("31/3/202", "The year in “31/3/202” has 3 digits; give it two or four."),
        ("31/3/20277", "The year in “31/3/20277” has 5 digits; give it two or four."),
        ("31/3/2", "The year in “31/3/2” has 1 digit; give it two or four."),
        ("31 March 2127", "31 March 2127 is 104 years ahead; check the year."),
        ("31/3/1927", "31 March 1927 is 96 years back; check the year."),
        ("1/1/0000", "There is no year 0 in “1/1/0000”; check the year."),
        ("03/31/2027", "There is no month 31, as in “03/31/2027”; the day comes before the month."),
        ("2027-31-03", "There is no month 31, as in “2027-31-03”; the month comes before the day."),
        ("31 Smarch 2027", "“31 Smarch 2027” names no month; type a day as 31/03/2027 or 31 March 2027."),
        ("31 March", "“31 March” has no year; type a day as 31/03/2027 or 31 March 2027."),
        ("soon", "“soon” is not a day; type a day as 31/03/2027 or 31 March 2027."),
        ("٣١/٣/٢٠٢٧", "“٣١/٣/٢٠٢٧” is not a day; type a day as 31/03/2027 or 31 March 2027."),
        ("Friday 18 April 2023", "18 April 2023 is a Tuesday; check the day or leave out the weekday."),
        ("Froday 18 April 2023", "18 April 2023 is a Tuesday; check the day or leave out the weekday."),
    ],
)
def test_what_is_no_day_is_refused_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(Refused) as caught:
        typed_day(text, TODAY, field="agreed")
    assert (str(caught.value), caught.value.field) == (sentence, "agreed")


@given(st.dates(date(1970, 1, 1), date(2080, 12, 31)))
def test_what_the_program_writes_can_be_typed(day: date) -> None:
    for text in (
        wording.in_words(day),
        wording.with_weekday(day),
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day:%d.%m.%y}",
    ):
        near = abs(day.year - TODAY.year) < 50
        assert typed_day(text, TODAY) == day or (text == f"{day:%d.%m.%y}" and not near)


@given(st.text(max_size=60) | st.from_regex(r"[0-9]{1,5}[ /.-][0-9a-z]{1,9}[ /.-][0-9]{0,6}"))
@example("١/1/2023")
@example("1/1/²³")
def test_anything_typed_is_a_near_day_or_a_refusal(text: str) -> None:
    said = ""
    found: date | None = None
    try:
        found = typed_day(text, TODAY)
    except Refused as refused:
        said = str(refused)
    assert not said or (said.endswith(".") and "\n" not in said)
    assert found is None or abs(found - TODAY) < timedelta(days=61 * 366)
