"""The small readers: joined lines, days, brackets at the end, names of authorities, headings."""

from __future__ import annotations

import pytest

from model.imports import sections
from model.imports.authorities import short_name
from model.imports.blocks import pieces
from model.imports.citations import taken_apart
from model.imports.day_ranges import one_day, runs, weekday_printed
from model.imports.folding import Joiner, heading_words, without_note_marks
from model.imports.pages import Line, Page, Reading


@pytest.mark.parametrize(
    ("elsewhere", "lines", "joined"),
    [
        ((), ("work between multi-", "agency teams"), "work between multi-agency teams"),
        (("multi-agency work",), ("in multi-", "agency teams"), "in multi-agency teams"),
        (
            ("share information early", "a word is bro-", "ken here broken"),
            ("their infor-", "mation"),
            "their information",
        ),
        (("a pre-birth plan", "a word is bro-", "ken here broken"), ("a pre-", "birth plan"), "a pre-birth plan"),
        ((), ("before and after: pre-", "and post-birth"), "before and after: pre- and post-birth"),
        ((), ("aged 16- and 17-", "year-olds"), "aged 16- and 17-year-olds"),
        ((), ("(paragraphs 129\u2013", "130)"), "(paragraphs 129\u2013130)"),
        ((), ("neglect and/", "or abuse"), "neglect and/or abuse"),
        ((), ("a dash \u2013", "like this"), "a dash \u2013 like this"),
        ((), ("soft\u00ad", "ened"), "softened"),
        ((), ("  one ", "", "two  three "), "one two three"),
    ],
)
def test_lines_are_joined_and_only_a_hyphen_that_broke_a_word_is_lost(
    elsewhere: tuple[str, ...], lines: tuple[str, ...], joined: str
) -> None:
    assert Joiner((*elsewhere, *lines)).join(lines) == joined


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("8 October 2018 to 19 October 2018", "2018-10-08", "2018-10-19"),
        ("28 November to 9 December 2022", "2022-11-28", "2022-12-09"),
        ("11 to 15 September 2023", "2023-09-11", "2023-09-15"),
        ("8 \u2013 12 July 2013", "2013-07-08", "2013-07-12"),
        ("28 January\u20135 February 2014", "2014-01-28", "2014-02-05"),
        ("between 9 and 13 July 2018", "2018-07-09", "2018-07-13"),
        ("Monday 8 June 2026 to Friday 19 June 2026", "2026-06-08", "2026-06-19"),
        ("29th April to 3rd May 2019", "2019-04-29", "2019-05-03"),
        ("14 December to 6 January 2023", "2022-12-14", "2023-01-06"),
        ("1, 2 and 3 March 2022", "2022-03-01", "2022-03-03"),
        ("18 Sept. 2019", "2019-09-18", "2019-09-18"),
    ],
)
def test_runs_of_days(printed: str, first: str, last: str) -> None:
    found = next(runs(f"It took place {printed}, as agreed."))
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize("printed", ["31 February 2020", "2020", "the 4th", "12 Monday 2020", "4 March"])
def test_what_is_no_day(printed: str) -> None:
    assert not list(runs(printed))
    assert one_day(printed) is None


def test_the_weekday_before_a_day() -> None:
    assert weekday_printed("Tuesday 25 October 2022") == "Tuesday"
    assert weekday_printed("25 October 2022") is None


@pytest.mark.parametrize(
    ("printed", "text", "tag", "paragraphs"),
    [
        ("Plans. (outcome 2, national framework)", "Plans.", "outcome 2, national framework", ()),
        ("Response (outcome 3: national framework)", "Response", "outcome 3: national framework", ()),
        ("Offer. (Outcome four, National Framework)", "Offer.", "Outcome four, National Framework", ()),
        ("Offer. (National Framework, Outcome 1)", "Offer.", "National Framework, Outcome 1", ()),
        ("Plans. (Enabler 3)", "Plans.", "Enabler 3", ()),
        ("Calls (outcome 2, national framework).", "Calls.", "outcome 2, national framework", ()),
        ("Teams (MASH).", "Teams (MASH).", None, ()),
        ("What comes out (outcomes for all).", "What comes out (outcomes for all).", None, ()),
        ("Look (paragraphs 21, 32, 40\u201342 and 51).", "Look.", None, ("21", "32", "40\u201342", "51")),
        ("Look (para. 119).", "Look.", None, ("119",)),
        ("Look (paras. 121 and 122).", "Look.", None, ("121", "122")),
        ("Look (paragraphs 139, 146 149,150).", "Look.", None, ("139", "146", "149", "150")),
        ("Look (Recommendation).", "Look.", None, ()),
        ("Look in paragraphs 1 and 2.", "Look in paragraphs 1 and 2.", None, ()),
    ],
)
def test_what_stands_in_brackets_is_taken_apart(
    printed: str, text: str, tag: str | None, paragraphs: tuple[str, ...]
) -> None:
    found = taken_apart(printed)
    assert (found.text, found.tag, found.paragraphs) == (text, tag, paragraphs)


@pytest.mark.parametrize(
    ("printed", "short"),
    [
        ("Birmingham City Council", "Birmingham"),
        ("City of Bradford Metropolitan District Council", "Bradford"),
        ("the London Borough of Hackney", "Hackney"),
        ("Council of the Isles of Scilly", "Isles of Scilly"),
        ("City of London Corporation", "City of London"),
        ("Kingston upon Hull City Council", "Kingston upon Hull"),
        ("Bournemouth, Christchurch and Poole (BCP) Council", "Bournemouth, Christchurch and Poole"),
        ("Birmingham Children\u2019s Trust", "Birmingham"),
        ("Telford & Wrekin Council", "Telford & Wrekin"),
        ("Torbay\u00b9", "Torbay"),
        ("local authority", None),
        ("", None),
        ("what was said on the day", None),
    ],
)
def test_names_of_authorities(printed: str, short: str | None) -> None:
    assert short_name(printed) == short


@pytest.mark.parametrize(
    ("heading", "opens"),
    [
        ("What needs to improve?\u00b9", sections.IMPROVE),
        ("What does the local authority need to improve?", sections.IMPROVE),
        ("Areas for Improvement:", sections.IMPROVE),
        ("Priority and immediate action", sections.PRIORITY),
        ("Areas for priority action", sections.PRIORITY),
        ("Recommendations", sections.RECOMMEND),
        ("The local authority\u2019s strengths", sections.STRENGTH),
        ("The local authority has the following strengths:", sections.STRENGTH),
        ("What is the area partnership doing that is effective?", sections.STRENGTH),
        ("What does the area partnership need to do better?", sections.BETTER),
        ("Key strengths and weaknesses of the LSCB", None),
        ("Practice study: areas for priority action and improvement", None),
        ("The experiences and progress of care leavers: good", None),
        ("Next steps", None),
    ],
)
def test_which_headings_open_a_list(heading: str, opens: str | None) -> None:
    assert sections.opened_by(heading_words(heading)) == opens


def test_raised_digits_are_no_part_of_the_words() -> None:
    assert without_note_marks("Clare\u2019s law\u00b2 is well used") == "Clare\u2019s law is well used"


def test_headers_footers_and_page_numbers_of_pasted_pages_are_left_out() -> None:
    pages = []
    for number, name in enumerate(("one", "two", "three"), 1):
        texts = (f"words of page {name}", "Report of the day", str(number))
        pages.append(Page(number, 0, 0, tuple(Line(text, None, (), 0.0, False) for text in texts)))
    found = pieces(Reading("text", "pasted.txt", "0" * 64, tuple(pages)))
    assert [piece.line.text for piece in found] == ["words of page one", "words of page two", "words of page three"]


def test_a_mark_on_a_line_of_its_own_belongs_to_the_next() -> None:
    lines = tuple(
        Line(text, None, (), 0.0, False) for text in ("1.", "", "See every child.", "\u25fc", "Write it down.")
    )
    found = pieces(Reading("text", "pasted.txt", "0" * 64, (Page(1, 0, 0, lines),)))
    assert [piece.line.text for piece in found] == ["1. See every child.", "\u25fc Write it down."]
