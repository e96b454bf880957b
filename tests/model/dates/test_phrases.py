"""Deadline phrases as councils write them: each with the day or window it gives, or why it gives none."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.dates import Calendar
from model.dates.phrases import KINDS, PRECISIONS, Phrase, find_phrases, read_phrase
from model.errors import Fault

SAID = date(2026, 6, 10)
MEETINGS = (
    (date(2026, 5, 5), "Improvement Board"),
    (date(2026, 7, 7), "Children's Scrutiny Committee"),
    (date(2026, 7, 14), "Cabinet"),
    (date(2026, 9, 7), "Improvement Board"),
    (date(2026, 9, 21), "Safeguarding Board"),
)


def read(text: str, said_on: date | None = SAID, **more: object) -> Phrase:
    found = read_phrase(text, said_on=said_on, said_on_what="the meeting", meetings=MEETINGS, **more)  # type: ignore[arg-type]
    assert found is not None
    return found


def day(text: str) -> tuple[date, date]:
    first, _, last = text.partition(" ")
    return date.fromisoformat(first), date.fromisoformat(last or first)


@pytest.mark.parametrize(
    ("text", "kind", "days", "precision"),
    [
        # counted from the day it was said
        ("within the next 12 months", "day", "2027-06-10", "day"),
        ("over the next twelve months", "day", "2027-06-10", "day"),
        ("in six months", "day", "2026-12-10", "day"),
        ("In the next 6 months.", "day", "2026-12-10", "day"),
        ("within one month", "day", "2026-07-10", "day"),
        ("over the coming year", "day", "2027-06-10", "day"),
        ("in a year", "day", "2027-06-10", "day"),
        ("within 10 working days", "day", "2026-06-24", "day"),
        ("within 24 hours", "day", "2026-06-11", "day"),
        ("a fortnight", "day", "2026-06-24", "day"),
        ("12m", "day", "2027-06-10", "day"),
        ("within 3 months of 1 May 2026", "day", "2026-08-01", "day"),
        ("12 months from the visit, 25 April 2018", "day", "2019-04-25", "day"),
        ("18 months", "window", "2027-12-01 2027-12-31", "approximate"),
        ("three years' time", "window", "2029-04-01 2029-06-30", "approximate"),
        ("three years\u2019 time", "window", "2029-04-01 2029-06-30", "approximate"),
        ("12-18 months", "window", "2027-06-10 2027-12-10", "approximate"),
        ("two to three years", "window", "2028-06-10 2029-06-10", "approximate"),
        # days
        ("by 16 August", "day", "2026-08-16", "day"),
        ("1st April", "day", "2027-04-01", "day"),
        ("31/03/2027", "day", "2027-03-31", "day"),
        ("31.3.27", "day", "2027-03-31", "day"),
        ("4/5/26", "day", "2026-05-04", "day"),
        ("2027-03-31", "day", "2027-03-31", "day"),
        ("2027-03-31 00:00:00", "day", "2027-03-31", "day"),
        ("April 1st, 2027", "day", "2027-04-01", "day"),
        ("46112", "day", "2026-03-31", "day"),
        ("by Friday 18 April 2023", "day", "2023-04-18", "day"),
        ("by 5pm on Friday 31 March 2028", "day", "2028-03-31", "day"),
        ("31 March 2027 at the latest", "day", "2027-03-31", "day"),
        ("no later than 31 March 2027", "day", "2027-03-31", "day"),
        ("before 31 March 2027", "day", "2027-03-30", "day"),
        ("11/12", "day", "2026-12-11", "day"),
        ("29 February", "day", "2028-02-29", "day"),
        ("last Friday of March 2027", "day", "2027-03-26", "day"),
        ("last working day of May 2027", "day", "2027-05-28", "day"),
        ("by Monday", "day", "2026-06-15", "day"),
        ("by Christmas", "day", "2026-12-25", "day"),
        ("before Christmas", "day", "2026-12-24", "day"),
        ("Easter 2027", "day", "2027-03-28", "day"),
        # months and their parts
        ("by the end of March 2016", "day", "2016-03-31", "day"),
        ("end of March", "day", "2027-03-31", "day"),
        ("end February 2028", "day", "2028-02-29", "day"),
        ("during August", "window", "2026-08-01 2026-08-31", "month"),
        ("August 2026", "window", "2026-08-01 2026-08-31", "month"),
        ("by March 2016", "window", "2016-03-01 2016-03-31", "month"),
        ("Aug-26", "window", "2026-08-01 2026-08-31", "month"),
        ("Mar-27", "window", "2027-03-01 2027-03-31", "month"),
        ("Sept 26", "window", "2026-09-01 2026-09-30", "month"),
        ("03/2027", "window", "2027-03-01 2027-03-31", "month"),
        ("2027-03", "window", "2027-03-01 2027-03-31", "month"),
        ("before March 2028", "day", "2028-02-29", "day"),
        ("mid-June", "window", "2026-06-11 2026-06-20", "approximate"),
        ("early February 2027", "window", "2027-02-01 2027-02-10", "approximate"),
        ("late February 2027", "window", "2027-02-21 2027-02-28", "approximate"),
        ("second half of June 2026", "window", "2026-06-16 2026-06-30", "half"),
        ("next month", "window", "2026-07-01 2026-07-31", "month"),
        ("by end of month", "day", "2026-06-30", "day"),
        # weeks
        ("w/c 24 January 2022", "window", "2022-01-24 2022-01-28", "week"),
        ("week commencing 24 January 2022", "window", "2022-01-24 2022-01-28", "week"),
        ("week ending 28 January 2022", "window", "2022-01-24 2022-01-28", "week"),
        ("the end of next week", "day", "2026-06-19", "day"),
        # quarters, halves, years
        ("Q3 2026/27", "window", "2026-10-01 2026-12-31", "quarter"),
        ("Q4 26/27", "window", "2027-01-01 2027-03-31", "quarter"),
        ("quarter 1 of 2022/23", "window", "2022-04-01 2022-06-30", "quarter"),
        ("Quarter 1 of 2022/23", "window", "2022-04-01 2022-06-30", "quarter"),
        ("third quarter of 2026-27", "window", "2026-10-01 2026-12-31", "quarter"),
        ("Quarter 3 2026", "window", "2026-10-01 2026-12-31", "quarter"),
        ("end of Q3 2026/27", "day", "2026-12-31", "day"),
        ("Q3", "window", "2026-10-01 2026-12-31", "quarter"),
        ("next quarter", "window", "2026-07-01 2026-09-30", "quarter"),
        ("H1 2026/27", "window", "2026-04-01 2026-09-30", "half"),
        ("second half of 2027", "window", "2027-07-01 2027-12-31", "half"),
        ("2026/27", "window", "2026-04-01 2027-03-31", "year"),
        ("2026-27", "window", "2026-04-01 2027-03-31", "year"),
        ("2027", "window", "2027-01-01 2027-12-31", "year"),
        ("academic year 2026/27", "window", "2026-09-01 2027-08-31", "year"),
        ("end of the financial year", "day", "2027-03-31", "day"),
        ("end of the calendar year", "day", "2026-12-31", "day"),
        ("end of the academic year", "day", "2026-08-31", "day"),
        ("year-end", "day", "2027-03-31", "day"),
        # terms and seasons
        ("spring term 2027", "window", "2027-01-01 2027-03-31", "term"),
        ("autumn term 2026/27", "window", "2026-09-01 2026-12-31", "term"),
        ("summer term 2026/27", "window", "2027-04-01 2027-07-31", "term"),
        ("early summer", "window", "2026-06-01 2026-06-30", "approximate"),
        ("late summer 2027", "window", "2027-08-01 2027-08-31", "approximate"),
        ("winter 2026/27", "window", "2026-12-01 2027-02-28", "approximate"),
        # from one to another
        ("April to June 2026", "window", "2026-04-01 2026-06-30", "month"),
        ("April \u2013 June 26", "window", "2026-04-01 2026-06-30", "month"),
        ("Apr/May 26", "window", "2026-04-01 2026-05-31", "month"),
        ("November to February 2027", "window", "2026-11-01 2027-02-28", "month"),
        ("between 1 and 14 May 2026", "window", "2026-05-01 2026-05-14", "day"),
        ("1-14 May 2026", "window", "2026-05-01 2026-05-14", "day"),
        ("31/03/2026 - 30/06/2026", "window", "2026-03-31 2026-06-30", "day"),
        ("Q2-Q3 2026/27", "window", "2026-07-01 2026-12-31", "quarter"),
        ("2026-2028", "window", "2026-01-01 2028-12-31", "year"),
        # meetings
        ("by the July committee", "day", "2026-07-07", "day"),
        ("next committee", "day", "2026-07-07", "day"),
        ("next board", "day", "2026-09-07", "day"),
        ("July 2026 Cabinet", "day", "2026-07-14", "day"),
        # within other words
        ("Ongoing until 31 March 2027", "day", "2027-03-31", "day"),
        ("TBC (expected March 2027)", "window", "2027-03-01 2027-03-31", "month"),
        ("Milestone 1: 31 March 2027", "day", "2027-03-31", "day"),
        ("to be completed by 31 March 2027", "day", "2027-03-31", "day"),
    ],
)  # fmt: skip
def test_phrases_that_give_a_day_or_a_window(text: str, kind: str, days: str, precision: str) -> None:
    found = read(text)
    assert (found.kind, (found.first, found.last), found.precision) == (kind, day(days), precision)
    assert found.words == " ".join(text.split())
    assert found.sentence.endswith(".")
    assert found.asks is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ongoing", "says that it goes on"),
        ("On-going", "says that it goes on"),
        ("business as usual", "says that it goes on"),
        ("immediate", "says that it is urgent"),
        ("with immediate effect", "says that it is urgent"),
        ("ASAP", "says that it is urgent"),
        ("Immediate and ongoing", "says that it is urgent"),
        ("TBC", "the date is still to come"),
        ("to be agreed with partners", "the date is still to come"),
        ("n/a", "gives no date"),
        ("-", "gives no date"),
        ("fortnightly", "says how often"),
        ("monthly", "says how often"),
        ("Quarterly reporting", "says how often"),
        ("every six weeks", "says how often"),
        ("before the next inspection", "names an event"),
        ("prior to next Ofsted visit", "names an event"),
        ("autumn term", "is set by each council"),
        ("autumn half term", "is set by each council"),
        ("by half term", "is set by each council"),
        ("complete", "says that it is done"),
        ("Completed March 2026", "says that it is done"),
        ("from September 2026", "says when it begins (September 2026)"),
        ("medium term", "is no date"),
        ("in the coming months", "is no date"),
        ("for at least 6 months", "at least"),
    ],
)
def test_words_that_are_no_date_say_so_and_want_a_day_of_review(text: str, why: str) -> None:
    found = read(text)
    if text.startswith("for at least"):
        assert found.last is None
        return
    assert (found.kind, found.first, found.last) == ("no date", None, None)
    assert why in found.sentence
    assert found.asks == "On which day is it reviewed?"


# --- what was inferred


@pytest.mark.parametrize(
    ("text", "inferred"),
    [
        ("by 16 August", "No year was said; the next 16 August after 10 June 2026 (the meeting) was taken."),
        ("by Friday 18 April 2023", "18 April 2023 is a Tuesday, not a Friday; the date was taken."),
        ("Mar 27", "“27” was read as the year 2027, not as the day 27 March."),
        ("46112", "46112 was read as the day number of a spreadsheet."),
        (
            "Q3 2026/27",
            (
                "Quarters were read as those of the financial year, from April; "
                "by calendar quarters it would be 30 September 2026."
            ),
        ),
        ("2026/27", "It was read as a financial year; the academic year ends on 31 August 2027."),
        ("early summer 2027", "Summer was taken as June to August. Early summer 2027 was taken as 1 to 30 June 2027."),
        ("end of the financial year", "It was counted from 10 June 2026 (the meeting)."),
        ("18 months", "“18 months” is a round figure, so that a window was taken and not a day."),
        ("December 2026 and ongoing", "Of “December 2026 and ongoing” only “December 2026” was read."),
        (
            "by the July committee",
            "It is the first that fits on or after 10 June 2026 (the meeting), of the meetings in the plan.",
        ),
    ],
)
def test_nothing_is_inferred_silently(text: str, inferred: str) -> None:
    assert read(text).inferred == inferred


@pytest.mark.parametrize("text", ["31 March 2027", "by the end of March 2016", "in six months", "August 2026"])
def test_what_was_said_outright_is_not_called_inferred(text: str) -> None:
    assert read(text).inferred is None


def test_the_next_day_of_that_name_may_be_today() -> None:
    assert read("by 10 June").last == SAID
    assert read("9 June").last == date(2027, 6, 9)
    assert read("by 16 August", date(2023, 7, 20)).last == date(2023, 8, 16)


# --- how it was read


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("in six months", "6 months from 10 June 2026 (the meeting) is 10 December 2026."),
        (
            "within 10 working days",
            "10 working days from 10 June 2026 (the meeting) is 24 June 2026, weekends left out.",
        ),
        ("31/03/2027", "“31/03/2027” is read as 31 March 2027."),
        ("by 16 August", "“by 16 August” is read as 16 August 2026. That is a Sunday; the date is not moved."),
        ("during August", "“during August” is read as August 2026, 1 to 31 August 2026; its last day counts."),
        ("next board", "“next board” is read as the meeting Improvement Board, 7 September 2026."),
        (
            "ongoing",
            "“ongoing” says that it goes on, and not by when; agree a day on which it is reviewed.",
        ),
    ],
)
def test_each_says_how_it_was_read(text: str, sentence: str) -> None:
    assert read(text).sentence == sentence


def test_a_counted_phrase_keeps_what_it_was_counted_from() -> None:
    found = read("within the next 12 months")
    assert (found.counted_from, found.counted_from_what, found.amount, found.unit) == (
        SAID,
        "the meeting",
        12,
        "months",
    )


def test_slough_in_six_months() -> None:
    assert read("in six months", date(2022, 2, 21)).last == date(2022, 8, 21)
    assert read("in six months", date(2023, 8, 31)).last == date(2024, 2, 29)
    assert read("within 12 months", date(2024, 2, 29)).last == date(2025, 2, 28)


def test_working_days_are_counted_by_the_calendar_given() -> None:
    house = Calendar({date(2026, 6, 15): "a local day"})
    assert read("within 10 working days", calendar=house).last == date(2026, 6, 25)
    assert "15 June 2026 (a local day)" in read("within 10 working days", calendar=house).sentence


def test_quarters_may_be_of_the_calendar_year() -> None:
    found = read("Quarter 3 2026", quarters="calendar")
    assert (found.first, found.last) == (date(2026, 7, 1), date(2026, 9, 30))
    assert "by financial quarters it would be 31 December 2026" in str(found.inferred)
    assert read("calendar quarter 3 2026").last == date(2026, 9, 30)
    assert read("calendar quarter 3 2026").inferred is None
    with pytest.raises(Fault):
        read_phrase("Q3", quarters="lunar")


# --- what has to be asked


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("within the next 12 months", "From which day are 12 months counted?"),
        ("in six months", "From which day are 6 months counted?"),
        ("by 16 August", "Which year?"),
        ("during August", "Which year?"),
        ("Q3", "Which year?"),
        ("next month", "On which day was it said?"),
        ("end of the financial year", "On which day was it said?"),
        ("tomorrow", "On which day was it said?"),
        ("next board", "On which day was it said?"),
    ],
)
def test_a_phrase_without_its_anchor_asks_for_it(text: str, asks: str) -> None:
    found = read_phrase(text, meetings=MEETINGS)
    assert found is not None
    assert (found.kind, found.last, found.asks) == ("needs anchor", None, asks)


def test_the_period_is_kept_where_only_its_anchor_is_wanting() -> None:
    found = read_phrase("within the next 12 months")
    assert found is not None
    assert (found.amount, found.unit) == (12, "months")


def test_a_period_of_an_event_is_counted_from_that_event_alone() -> None:
    found = read("within 70 working days of receipt of the report")
    assert (found.kind, found.asks) == ("needs anchor", "On which day was receipt of the report?")
    known = read_phrase(
        "within 70 working days of receiving this report", said_on=date(2023, 6, 15),
        said_on_what="the day the report was received",
    )  # fmt: skip
    assert known is not None
    assert known.last == date(2023, 9, 22)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("31/03/2026 revised 30/06/2026", "Which one counts: 31 March 2026 or 30 June 2026?"),
        ("Original: March 2026, Revised: June 2026", "Which one counts: 31 March 2026 or 30 June 2026?"),
        ("31.03.2027 (was 30.09.2026)", "Which one counts: 31 March 2027 or 30 September 2026?"),
        ("by the September board", ("Which meeting is meant: Improvement Board, 7 September 2026 or "
                                   "Safeguarding Board, 21 September 2026?")),
        ("by the March committee", "Which meeting is meant, and on which day is it?"),
        ("March 22", "Is March 2022 meant, or 22 March?"),
        ("end of the municipal year", "On which day does it end?"),
    ],
)  # fmt: skip
def test_of_two_meanings_it_asks_which(text: str, asks: str) -> None:
    found = read(text)
    assert (found.kind, found.last, found.asks) == ("needs anchor", None, asks)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("30 February 2027", "There is no 30 February 2027; check the day."),
        ("by 31 April", "There is no 31 April; check the day."),
        ("31/3/202", "The year in “31/3/202” has 3 digits; give it two or four."),
        ("March 20277", "The year in “march 20277” has 5 digits; give it two or four."),
        ("31 March 2127", "The year 2127 is 101 years ahead; check it."),
        ("Q3 1926", "The year 1926 is 100 years back; check it."),
        ("03/31/2027", "There is no month 31, as in “03/31/2027”; the day comes before the month."),
        ("2026/28", "“2026/28” are no two years in a row, as 2026/27 are."),
        ("June to April 2026 to March 2025", None),
        ("June 2026 - May 2026", "“june 2026 - may 2026” ends on 31 May 2026, before it begins; check the days."),
        ("0 months", "A period is a whole number from 1 to 10,000."),
        ("in 9000 years", "That period ends after the year 2200; check the number and the unit."),
        ("somewhere else", ("“somewhere else” names no day that can be read; type a day, or agree one on which it "
                           "is reviewed.")),
    ],
)  # fmt: skip
def test_what_cannot_be_is_questioned(text: str, sentence: str | None) -> None:
    found = read(text)
    if sentence is None:
        assert found.last is None or found.inferred
        return
    assert (found.kind, found.last, found.sentence) == ("not understood", None, sentence)
    assert found.asks


def test_a_year_far_off_is_questioned_without_an_anchor_too() -> None:
    found = read_phrase("31 March 2127")
    assert found is not None
    assert (found.kind, found.asks) == ("not understood", "Is 2127 right?")


@pytest.mark.parametrize("text", ["", "  ", "\n\t"])
def test_nothing_is_no_phrase(text: str) -> None:
    assert read_phrase(text) is None


# --- anything at all

PIECES = (
    "within the next 12 months", "by", "end of", "March", "2026/27", "Q3", "quarter", "of", "1", "14", "31", "/",
    "-", ".", ",", " ", "(", ")", "'", "w/c", "term", "spring", "half", "year", "years'", "time", "TBC", "ongoing",
    "and", "to", "between", "before", "committee", "next", "Friday", "the", "in", "at", "a", "twenty", "-four",
    "working", "days", "99999", "0", "000", "2026", "½", "٣", "²", "–", "“", "\n", "İ", "ß", "revised", "first",
    "last", "week", "mid", "early", "5pm", "on", "completed", "every", "six", "or", "due:", "'s", "from", "31000",
)  # fmt: skip


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=24) | st.lists(st.characters(), max_size=40),
    st.sampled_from([" ", ""]),
    st.none() | st.dates(),
    st.sampled_from(["financial", "calendar"]),
)
def test_any_text_is_read_as_something(pieces: list[str], between: str, said_on: date | None, quarters: str) -> None:
    text = between.join(pieces)
    found = read_phrase(text, said_on=said_on, quarters=quarters, meetings=MEETINGS)
    if found is None:
        assert not text.strip()
        return
    check(found)


def check(found: Phrase) -> None:
    assert found.kind in KINDS
    assert found.precision is None or found.precision in PRECISIONS
    assert (found.last is not None) == (found.first is not None) == (found.kind in ("day", "window"))
    assert found.first is None or found.last is None or found.first <= found.last
    assert found.kind != "day" or found.first == found.last
    assert (found.asks is not None) == (found.last is None)
    assert found.sentence.endswith(".")
    assert "\n" not in found.sentence


def test_many_a_cell_is_read_as_something() -> None:
    chance = random.Random(20260610)
    for _ in range(3000):
        text = chance.choice((" ", "")).join(chance.choice(PIECES) for _ in range(chance.randint(1, 12)))
        found = read_phrase(text, said_on=SAID, meetings=MEETINGS)
        if found is not None:
            check(found)
        find_phrases(text)


@pytest.mark.parametrize("piece", ["a ", "the ", "1", "- ", "by the ", "within the next ", "twenty ", "1/", "in ", "'"])
def test_very_long_text_comes_to_an_end(piece: str) -> None:
    text = piece * 20_000
    assert read_phrase(text, said_on=SAID) is not None
    assert read_phrase(text[:290], said_on=SAID) is not None
    find_phrases(text)
