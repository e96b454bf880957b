from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import wording


@pytest.mark.parametrize(
    ("count", "noun", "words"),
    [
        (1, "action", "1 action"), (12, "action", "12 actions"), (10_000, "action", "10,000 actions"),
        (0, "update", "no updates"), (2, "body", "2 bodies"), (2, "day", "2 days"), (3, "person", "3 people"),
        (2, "area for improvement", "2 areas for improvement"), (2, "focused visit", "2 focused visits"),
        (2, "inspection without grades", "2 inspections without grades"), (2, "process", "2 processes"),
        (2, "working day", "2 working days"), (2, "young child", "2 young children"),
    ],
)  # fmt: skip
def test_plurals(count: int, noun: str, words: str) -> None:
    assert wording.plural(count, noun) == words


def test_a_plural_of_its_own() -> None:
    assert wording.plural(2, "medium", "media") == "2 media"


def test_articles() -> None:
    assert [wording.a(noun) for noun in ("visit", "action", "unit")] == ["a visit", "an action", "a unit"]


def test_days() -> None:
    assert wording.in_words(date(2023, 6, 4)) == "4 June 2023"
    assert wording.with_weekday(date(2022, 2, 28)) == "Monday 28 February 2022"
    assert wording.month_in_words(date(2022, 2, 28)) == "February 2022"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2023, 4, 24), date(2023, 4, 28), "24 to 28 April 2023"),
        (date(2015, 9, 14), date(2015, 10, 8), "14 September to 8 October 2015"),
        (date(2023, 12, 28), date(2024, 1, 3), "28 December 2023 to 3 January 2024"),
        (date(2022, 1, 24), date(2022, 1, 24), "24 January 2022"),
    ],
)
def test_runs_of_days(first: date, last: date, words: str) -> None:
    assert wording.days_in_words(first, last) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(-2, "2 days late"), (-1, "1 day late"), (0, "due today"), (1, "due tomorrow"), (5, "due in 5 days")],
)
def test_where_a_due_day_stands(days: int, words: str) -> None:
    assert wording.due_in(days) == words


def test_lists() -> None:
    assert [wording.listed("abc"[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert wording.listed("ab", "or") == "a or b"
    assert wording.listed_shortly("abcd") == "a, b, c and d"
    assert wording.listed_shortly("abcde") == "a, b, c and 2 more"


def test_titles_are_cut_between_words() -> None:
    assert wording.short("The quality of planning, for care leavers", 26) == "The quality of planning…"
    assert wording.short("one\n two") == "one two"
    assert wording.short("x" * 100, 10) == "xxxxxxxxx…"
    assert wording.short("I " + "x" * 100, 10) == "I xxxxxxx…"
    assert wording.quoted("Planning") == "“Planning”"
    assert wording.sentence_case("iLACS visit") == "ILACS visit"
    assert wording.sentence_case("") == ""


@given(st.text(), st.integers(2, 80))
def test_a_short_title_is_short_and_on_one_line(text: str, most: int) -> None:
    found = wording.short(text, most)
    assert len(found) <= most
    assert len(found.splitlines()) <= 1
