"""Deadlines found in running text, without what it tells of the past."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.dates.phrases import find_phrases


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("RESOLVED that a progress report be presented within the next 12 months.", ["within the next 12 months"]),
        ("The Director said that all actions would be completed by the end of July.", ["by the end of July"]),
        (
            "It should prepare and publish a written statement within 70 working days of receiving this report.",
            ["within 70 working days of receiving this report"],
        ),
        ("A further update to be brought to the Panel in six months.", ["in six months"]),
        ("Over the next twelve months the service will recruit 20 social workers.", ["Over the next twelve months"]),
        ("The plan should be submitted by 2 December 2019 (70 working days).", ["by 2 December 2019"]),
        ("Please send it by Friday 18 April 2023.", ["by Friday 18 April 2023"]),
        (
            "The report will be presented at the next meeting and to the July Cabinet.",
            ["at the next meeting", "to the July Cabinet"],
        ),
        ("The council will reduce this to 10% in Quarter 3 2026/27.", ["in Quarter 3 2026/27"]),
        ("It was agreed that the plan be implemented\nby the end of March\n2016", ["by the end of March 2016"]),
        ("Windows was going to be rolled out to teams during August, which would help.", ["during August"]),
        ("There would be visits before the next inspection in three years.", ["in three years"]),
    ],
)
def test_deadlines_are_found(text: str, found: list[str]) -> None:
    assert [words for _, _, words in find_phrases(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "In March 2015 inspectors found that thresholds were unclear.",
        "In the last 12 months the number of children in care rose from 400 to 450.",
        "Children are visited every six weeks.",
        "By May 2015, the local authority had improved.",
        "Performance in Quarter 1 of 2022/23 was 85%.",
        "An awards ceremony was held in May which was attended by 70 children.",
        "The adoption scorecard for 2010-13 shows that it took longer.",
        "The service was inspected in July 2012 and was judged to be good.",
        "The strategy agreed by the Board in January 2014, has not yet been implemented.",
        "",
    ],
)
def test_what_is_told_of_the_past_is_no_deadline(text: str) -> None:
    assert find_phrases(text) == []


def test_each_is_where_it_stands() -> None:
    text = "İstanbul Street: it will be done\u00a0by 31 March 2027. Also within 6\nmonths of the inspection."
    places = find_phrases(text)
    assert [" ".join(text[start:end].split()) for start, end, _ in places] == [words for _, _, words in places]
    assert [words for _, _, words in places] == ["by 31 March 2027", "within 6 months of the inspection"]


@given(st.text(max_size=300))
def test_any_text_can_be_searched(text: str) -> None:
    last = 0
    for start, end, words in find_phrases(text):
        assert last <= start < end <= len(text)
        assert words == " ".join(text[start:end].split())
        last = end
