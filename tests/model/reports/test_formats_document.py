from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import Fault
from model.records import RATINGS
from model.reports.document import (
    INKS,
    SHAPES,
    TINTS,
    Column,
    Document,
    Heading,
    NewPage,
    Paragraph,
    RatingMark,
    Row,
    Run,
    Table,
    cell_text,
    clean,
    long_date,
    number_text,
    numbers,
    one_line,
    plain_text,
    runs,
    sections,
)
from model.reports.html import DARK_INKS, DARK_TINTS
from model.reports.widths import column_widths

MADE = datetime(2023, 8, 30, tzinfo=UTC)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.1."""

    def light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("rating", RATINGS)
def test_a_rating_is_read_without_its_colour_and_on_it(rating: str) -> None:
    assert contrast(INKS[rating], TINTS[rating]) >= 7
    assert contrast(INKS[rating], "#ffffff") >= 7
    assert contrast(DARK_INKS[rating], DARK_TINTS[rating]) >= 7
    assert RatingMark(rating).text == rating.capitalize()
    assert len(set(SHAPES.values())) == len(RATINGS)


@pytest.mark.parametrize(
    ("blocks", "what"),
    [
        ((Heading(2, "a"),), "skips"),
        ((Heading(1, "a"), Heading(3, "b")), "skips"),
        ((Paragraph(Run("a", to="nowhere")),), "nowhere"),
        ((Heading(1, "a", anchor="x"), Heading(1, "b", anchor="x")), "same anchor"),
    ],
)
def test_a_document_that_contradicts_itself_is_a_fault(blocks: tuple[Heading, ...], what: str) -> None:
    with pytest.raises(Fault, match=what):
        Document("Title", MADE, blocks)


def test_a_document_has_a_title_and_says_when_it_was_made() -> None:
    with pytest.raises(Fault, match="title"):
        Document(" \x00", MADE, ())
    with pytest.raises(Fault, match="time zone"):
        Document("Title", datetime(2023, 8, 30), ())  # noqa: DTZ001


def test_a_table_refuses_a_row_of_another_length() -> None:
    with pytest.raises(Fault, match="2 cells in a table of 1"):
        Table((Column("A"),), (Row(("a", "b")),))
    with pytest.raises(Fault, match="not a rating"):
        RatingMark("purple")


def test_pages_turn_and_a_plain_new_page_stays_a_block() -> None:
    one, two, three = Paragraph("1"), Paragraph("2"), Paragraph("3")
    found = sections(Document("T", MADE, (one, NewPage(), two, NewPage(landscape=True), three, NewPage())))
    assert [(part.landscape, part.blocks) for part in found] == [
        (False, (one, NewPage(), two)),
        (True, (three,)),
        (False, ()),
    ]


def test_headings_are_numbered_in_order() -> None:
    levels = (1, 2, 2, 3, 1, 2)
    blocks = tuple(Heading(level, "h") for level in levels)
    assert list(numbers(Document("T", MADE, blocks, numbered=True))) == ["1", "1.1", "1.2", "1.2.1", "2", "2.1"]
    assert list(numbers(Document("T", MADE, blocks))) == [""] * 6


def test_cells_in_words() -> None:
    assert long_date(date(2023, 7, 4)) == "4 July 2023"
    assert cell_text(date(2023, 7, 4)) == "4 Jul 2023"
    assert cell_text(True) == "yes"
    assert cell_text(None) == ""
    assert (number_text(-1234), number_text(59.1), number_text(float("nan"))) == ("−1,234", "59.1", "")
    assert plain_text(Table((Column("A"), Column("B")), (Row(("x", 3)),), caption="C")) == "C\nA\tB\nx\t3"


def test_only_addresses_of_the_web_are_links() -> None:
    bad = ("javascript:alert(1)", "file:///etc/passwd", r"\\host\share", "https://a b", "http://", 'http://x"y', None)
    assert [runs(Run("x", url=url))[0].url for url in bad] == [None] * len(bad)
    assert runs(Run("x", url="https://files.ofsted.gov.uk/v1/file/50219?a=b#c"))[0].url


@given(st.text(alphabet=st.characters()))
def test_cleaned_text_is_what_xml_can_hold(text: str) -> None:
    found = clean(text)
    assert all(
        character in "\t\n"
        or "\x20" <= character <= "\ud7ff"
        or "\ue000" <= character <= "\ufffd"
        or character > "\uffff"
        for character in found
    )
    assert clean(found) == found
    found.encode("utf-8")
    assert "\n" not in one_line(text)


@given(st.lists(st.tuples(st.text(max_size=40), st.floats(0.01, 900)), min_size=1, max_size=12))
def test_columns_fill_the_width_whatever_they_hold(columns: list[tuple[str, float]]) -> None:
    table = Table(
        tuple(Column(text, weight) for text, weight in columns),
        (Row(tuple(text for text, _ in columns)), Row(tuple(date(2023, 9, 28) for _ in columns))),
    )
    found = column_widths(table, 470, 10.5, 10)
    assert sum(found) == pytest.approx(470)
    assert min(found) > 0


def test_a_column_is_widened_for_a_date() -> None:
    table = Table((Column("A", 30), Column("B", 1)), (Row(("words that can break", date(2023, 9, 28))),))
    assert column_widths(table, 470, 10.5, 10)[1] > 60
