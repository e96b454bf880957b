"""From a quotation to its places on the page and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from model.imports.pages import Box, Line, Page, Reading
from model.imports.places import Place, between, nearest, spots_of
from model.imports.proposals import Words


def line(text: str, top: float, role: str | None = None) -> Line:
    """Each letter six points wide, each line ten high."""
    words, at = [], 50.0
    for word in text.split():
        words.append((word, Box(at, top, at + 6 * len(word), top + 10)))
        at += 6 * (len(word) + 1)
    return Line(text, Box(50, top, at, top + 10), tuple(words), 10, False, role)


def page(number: int, *texts: str) -> Page:
    head = line(f"Report {number}", 20, "header")
    return Page(number, 595, 842, (head, *(line(text, 100 + 14 * n) for n, text in enumerate(texts))))


READING = Reading(
    "pdf", "report.pdf", "0" * 64,
    (
        page(1, "The quality of plans", "for care leavers.", "It is good."),
        page(2, "Visits were late and", "some were"),
        page(3, "missed altogether, we", "found; it is good."),
    ),
)  # fmt: skip


def test_a_quotation_is_found_line_by_line() -> None:
    first, second = spots_of(READING, Words(1, "quality of plans for\ncare leavers."))
    assert (first.page, first.line, first.first, first.last) == (1, 1, 1, 3)
    assert first.box == Box(50 + 6 * 4, 100, 50 + 6 * 20, 110)
    assert (second.line, second.first, second.last) == (2, 0, 2)


def test_a_quotation_over_a_pages_end_leaves_out_what_is_printed_on_every_page() -> None:
    spots = spots_of(READING, Words(2, "some were missed altogether,", last_page=3))
    assert [(spot.page, spot.line) for spot in spots] == [(2, 2), (3, 1)]


def test_a_quotation_may_begin_and_end_within_words() -> None:
    (spot,) = spots_of(READING, Words(3, "ound; it is goo"))
    assert (spot.line, spot.first, spot.last) == (2, 0, 3)
    assert spots_of(READING, Words(1, "avers")) != ()


def test_words_that_do_not_stand_there_are_not_shown_elsewhere() -> None:
    assert spots_of(READING, Words(1, "missed altogether")) == ()
    assert spots_of(READING, Words(9, "it is good.")) == ()
    assert spots_of(READING, Words(1, " \n ")) == ()


def test_the_header_itself_can_be_quoted() -> None:
    (spot,) = spots_of(READING, Words(2, "Report 2"))
    assert (spot.page, spot.line) == (2, 0)


def test_what_lies_between_two_places_is_quoted_in_reading_order() -> None:
    found = between(READING, Place(3, 1, 1), Place(2, 2, 0))
    assert found is not None
    words, spots = found
    assert words == Words(2, "some were\nmissed altogether,", last_page=3)
    assert [(spot.page, spot.line) for spot in spots] == [(2, 2), (3, 1)]


def test_the_word_nearest_to_a_point() -> None:
    first = READING.pages[0]
    assert nearest(first, 55, 105) == Place(1, 1, 0)
    assert nearest(first, 500, 106) == Place(1, 1, 3)
    assert nearest(first, 60, 800) == Place(1, 3, 0)
    assert nearest(Page(1, 595, 842, ()), 10, 10) is None


@given(st.data())
def test_what_was_selected_is_found_again(data: st.DataObject) -> None:
    places = [
        Place(page.number, at, word)
        for page in READING.pages
        for at, line in enumerate(page.lines)
        for word in range(len(line.words))
        if line.role is None
    ]
    one, other = data.draw(st.sampled_from(places)), data.draw(st.sampled_from(places))
    found = between(READING, one, other)
    assert found is not None
    words, spots = found
    again = spots_of(READING, words)
    assert len(words.quote.split()) == sum(spot.last - spot.first + 1 for spot in spots)
    assert sum(spot.last - spot.first + 1 for spot in again) == len(words.quote.split())
