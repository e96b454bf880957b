"""PDFs, tagged and not, are read as a person reads them: line by line, column by column, row by row."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from model.errors import Refused
from model.imports import limits, pdf_tags, reading
from model.imports.pages import Line, Reading
from tests.model.imports.made_pdfs import pdf, rule, show, turned


def read(content: bytes) -> Reading:
    return reading.read_content(content, "report.pdf")


def lines(content: bytes) -> list[Line]:
    return [line for page in read(content).pages for line in page.lines]


def texts(content: bytes) -> list[str]:
    return [line.text for line in lines(content)]


def set_in_type(source: str) -> bytes:
    """A tagged PDF."""
    made = typst.compile(source.encode(), ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def test_words_have_their_places() -> None:
    (line,) = lines(pdf([show(72, 100, "What needs to improve?", 14, "F2")]))
    assert line.text == "What needs to improve?"
    assert [text for text, _ in line.words] == line.text.split(" ")
    assert line.size == 14
    assert line.bold
    assert line.box is not None
    assert line.box.left == pytest.approx(73, abs=1.5)
    assert line.box.top < 100 < line.box.bottom + 1
    lefts = [box.left for _, box in line.words]
    assert lefts == sorted(lefts)
    assert all(box.top >= line.box.top and box.bottom <= line.box.bottom for _, box in line.words)


def test_lines_are_in_order_of_the_page_and_not_of_the_painting() -> None:
    assert texts(pdf([show(72, 300, "last") + show(72, 100, "first") + show(72, 200, "second")])) == [
        "first",
        "second",
        "last",
    ]


def test_a_page_number_in_the_margin_is_a_footer() -> None:
    pages = [show(72, 100, f"{number * number}. Text") + show(500, 815, str(number)) for number in (1, 2, 3)]
    found = lines(pdf(pages))
    assert [line.text for line in found if line.role == "footer"] == ["1", "2", "3"]
    assert [line.role for line in found if line.text.endswith("Text")] == [None] * 3


def test_what_repeats_at_the_top_is_a_header() -> None:
    pages = [
        show(72, 40, f"Borsetshire {number} of 2") + show(72, 100, words)
        for number, words in ((1, "One thing"), (2, "Another"))
    ]
    found = read(pdf(pages))
    assert [(line.text, line.role) for page in found.pages for line in page.lines] == [
        ("Borsetshire 1 of 2", "header"),
        ("One thing", None),
        ("Borsetshire 2 of 2", "header"),
        ("Another", None),
    ]


def test_a_heading_with_which_sections_begin_is_no_header() -> None:
    pages = [
        show(72, 100, "Inspection findings" if number % 4 == 0 else f"text of page {number * 7}")
        + show(72, 130, f"More words, {number * 11}")
        for number in range(14)
    ]
    assert {line.role for line in lines(pdf(pages))} == {None}


LEFT = ["The committee met in the", "morning and heard from the", "director about the report,", "which it noted."]
RIGHT = ["Members asked how the", "service would change and", "when they would be told", "what came of it."]


def test_two_columns_of_text_are_read_one_after_the_other() -> None:
    page = show(72, 80, "A heading that goes across both of the columns of this page", 16)
    page += "".join(show(72, 110 + 15 * row, words) for row, words in enumerate(LEFT))
    page += "".join(show(320, 110 + 15 * row, words) for row, words in enumerate(RIGHT))
    page += show(72, 200, "What stands under both columns goes across the page again, as it should.")
    assert texts(pdf([page]))[1:-1] == LEFT + RIGHT


TABLE = (
    ("Judgement", ["Grade"]),
    ("The impact of leaders", ["Requires improvement", "to be good"]),
    ("Children in care", ["Good"]),
)


def table(*, ruled: bool) -> str:
    page, top = show(72, 80, "Inspection dates: 5 to 9 June 2023"), 120
    for left, right in TABLE:
        if ruled:
            page += rule(70, top - 12, 400, 0.5) + rule(250, top + 20, 0.5, 32)
        page += show(72, top + (7 if len(right) > 1 else 0), left)
        for number, words in enumerate(right):
            page += show(260, top + 15 * number, words)
        top += 32
    if ruled:
        page += rule(70, top - 12, 400, 0.5)
    return page + show(72, top + 20, "The authority is making progress.")


def test_a_table_is_read_row_by_row() -> None:
    found = [(line.text, line.role) for line in lines(pdf([table(ruled=True)]))]
    assert found == [
        ("Inspection dates: 5 to 9 June 2023", None),
        ("Judgement", "cell 0,0"),
        ("Grade", "cell 0,1"),
        ("The impact of leaders", "cell 1,0"),
        ("Requires improvement", "cell 1,1"),
        ("to be good", "cell 1,1"),
        ("Children in care", "cell 2,0"),
        ("Good", "cell 2,1"),
        ("The authority is making progress.", None),
    ]


def test_a_table_without_rules_is_still_read_cell_by_cell() -> None:
    found = [line.text for line in lines(pdf([table(ruled=False)]))]
    assert found[1:-1] == [words for left, right in TABLE for words in (left, *right)]


def test_a_bullet_and_its_text_are_one_line_however_wide_the_gap() -> None:
    page = "".join(
        show(72, 100 + 30 * number, "\u2022") + show(108, 100 + 30 * number, f"Point {number}")
        + show(108, 114 + 30 * number, "goes on here.")
        for number in range(4)
    )  # fmt: skip
    found = texts(pdf([page]))
    assert found == [words for number in range(4) for words in (f"\u2022 Point {number}", "goes on here.")]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_seen(turn: int) -> None:
    matrix = {90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0"}[turn]
    first, second = {90: (100, 130), 180: (700, 670), 270: (500, 470)}[turn], "The second line"
    page = "".join(
        turned(place if turn % 180 else 400, 600 if turn % 180 else place, words, matrix)
        for place, words in zip(first, ("The first line", second), strict=True)
    )
    page = page if turn != 180 else page.replace("400 142", "400 742").replace("400 172", "400 712")
    found = read(pdf([page], rotate=turn)).pages[0]
    if turn % 180:
        assert (found.width, found.height) == (842, 595)
    assert sorted(line.text for line in found.lines) == ["The first line", second]
    for line in found.lines:
        assert line.box is not None
        assert 0 <= line.box.left < line.box.right <= found.width
        assert 0 <= line.box.top < line.box.bottom <= found.height
        assert line.box.right - line.box.left > line.box.bottom - line.box.top


def test_text_that_stands_up_the_page_is_not_mixed_with_the_rest() -> None:
    page = "".join(show(72, 100 + 15 * row, words) for row, words in enumerate(LEFT)) + turned(560, 180, "Draft only")
    assert texts(pdf([page])) == [*LEFT, "Draft only"]


def test_a_page_that_is_a_picture_is_said_to_have_no_text() -> None:
    words = show(72, 100, "Words")
    assert read(pdf([words, "", "", "", words, ""])).remarks == ("There is no text on pages 2 to 4 and 6.",)
    assert read(pdf([words, "", words])).remarks == ("There is no text on page 2.",)
    assert read(pdf(["", ""])).remarks == (
        "There is no text in this file: its pages are pictures, as a scanner makes them.",
    )


def test_letters_that_say_nothing_are_said() -> None:
    """A font cut down to its shapes: what it is read as is in the private part of Unicode."""
    table = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
    table += b"1 begincodespacerange <00> <FF> endcodespacerange\n1 beginbfrange <20> <7E> <F020> endbfrange\n"
    table += b"endcmap end end"
    content = pdf([show(72, 100, "What needs to improve is this and that, as it was then")])
    font = b"/BaseFont /Helvetica /Encoding /WinAnsiEncoding >>\nendobj\n"
    assert font in content
    stream = b"99 0 obj\n<< /Length %d >>\nstream\n" % len(table) + table + b"\nendstream\nendobj\n"
    content = content.replace(font, font[:-11] + b" /ToUnicode 99 0 R >>\nendobj\n" + stream, 1)
    content = content.replace(b"startxref", b"startxxxx")  # the places have moved: they are looked for
    (remark,) = read(content).remarks
    assert remark == "The letters on page 1 do not say which they are; what was read there is not to be relied on."


def test_footnotes_keep_their_marks_above_the_line() -> None:
    page = (
        "BT /F1 12 Tf 1 0 0 1 72 700 Tm (the board) Tj /F1 7 Tf 1 0 0 1 122.5 705 Tm (1) Tj ET\n"
        + show(72, 160, "in 2014 and page 1")
        + "BT /F1 6 Tf 1 0 0 1 72 90 Tm (1) Tj /F1 10 Tf 1 0 0 1 78 86 Tm (Under section 20 of the Act.) Tj ET\n"
    )
    assert texts(pdf([page])) == ["the board\u00b9", "in 2014 and page 1", "\u00b9 Under section 20 of the Act."]


def test_tags_say_what_is_heading_list_cell_and_note() -> None:
    source = """#set page(width: 400pt, height: 500pt, columns: 1)
= What needs to improve
- The timeliness of visits
- The quality of plans
+ Numbered one
#table(columns: 2, [Judgement], [Grade], [Overall], [Good])
A sentence.#footnote[A note.]
"""
    found = {line.text: line.role for line in lines(set_in_type(source))}
    assert found["What needs to improve"] == "heading 1"
    assert found["\u2022 The timeliness of visits"] == "bullet"
    assert found["1. Numbered one"] == "number"
    assert (found["Judgement"], found["Grade"]) == ("cell 0,0", "cell 0,1")
    assert (found["Overall"], found["Good"]) == ("cell 1,0", "cell 1,1")
    assert found["\u00b9A note."] == "footnote"
    assert found["A sentence.\u00b9"] is None


def test_tags_that_know_little_of_a_page_are_not_relied_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in a margin and has no tag is a header, but not where next to nothing has one."""
    content = pdf([show(72, 90, "What needs to improve") + show(72, 130, "The timeliness of visits.")])
    monkeypatch.setattr(pdf_tags, "of_page", lambda page: {7: pdf_tags.Tag(heading=1)})
    assert [line.role for line in lines(content)] == [None, None]


def test_a_frame_with_one_column_is_no_table() -> None:
    source = "#table(columns: 1, [= Heading], [- First point], [Text in a frame])"
    roles = {line.text: line.role for line in lines(set_in_type(source))}
    assert roles == {"Heading": "heading 1", "\u2022 First point": "bullet", "Text in a frame": None}


def test_ligatures_are_letters_and_a_split_word_ends_in_its_hyphen() -> None:
    source = '#set page(width: 150pt)\n#set text(hyphenate: true, lang: "en")\n#set par(justify: true)\n'
    found = lines(set_in_type(source + "The office is efficient in its identification of safeguarding difficulties."))
    whole = " ".join(line.text for line in found)
    assert "office" in whole.replace("- ", "")
    assert "efficient" in whole.replace("- ", "")
    assert any(line.text.endswith("-") for line in found)
    assert "identification" in whole.replace("- ", "")


def test_writing_from_right_to_left_keeps_its_words() -> None:
    words = "\u05e9\u05dc\u05d5\u05dd \u05dc\u05d9\u05dc\u05d3\u05d9\u05dd"
    found = texts(set_in_type(f'#set text(lang: "he", font: "Libertinus Serif", fallback: true)\n{words}'))
    assert [word for line in found for word in line.split()]  # a font may lack the letters; nothing fails


def test_the_title_is_what_the_file_calls_itself() -> None:
    assert read(pdf([show(72, 100, "Words")], title="Borsetshire \\200 report")).title == "Borsetshire \u2022 report"
    assert read(pdf([show(72, 100, "Words")])).title is None


def test_a_word_for_each_place(subtests: pytest.Subtests) -> None:
    """What the window shows rests on it: the words of a line are its text."""
    for page in read(pdf([table(ruled=True), table(ruled=False)])).pages:
        for line in page.lines:
            with subtests.test(line.text):
                assert " ".join(text for text, _ in line.words) == line.text


def test_more_pages_than_are_read_are_refused_in_a_sentence() -> None:
    with pytest.raises(Refused, match=r"^report\.pdf has 2,000 pages, and at most 1,500 are read\. "):
        read(pdf([show(72, 100, "Page")] * 2000))
    assert limits.PAGES == 1500


def test_a_huge_page_is_read_like_any_other() -> None:
    found = read(pdf([show(72, 100, "Words")], box="0 0 2000000 2000000"))
    assert [line.text for line in found.pages[0].lines] == ["Words"]


def test_a_page_box_that_is_none_is_taken_for_a4() -> None:
    found = read(pdf([show(72, 100, "Words")], box="0 0 0 0"))
    assert [line.text for line in found.pages[0].lines] == ["Words"]
    assert found.pages[0].width > 100


def test_a_centred_cell_stands_beside_all_lines_of_the_other() -> None:
    """Without tags: what the rules enclose is one cell, however its lines lie to those beside it."""
    page = rule(70, 108, 400, 0.5) + rule(70, 168, 400, 0.5) + rule(300, 168, 0.5, 60)
    page += "".join(
        show(72, 120 + 15 * row, words) for row, words in enumerate(("Children who", "need help and", "protection"))
    )
    page += show(310, 142, "Inadequate")
    found = [(line.text, line.role) for line in lines(pdf([page]))]
    assert found == [
        ("Children who", "cell 0,0"),
        ("need help and", "cell 0,0"),
        ("protection", "cell 0,0"),
        ("Inadequate", "cell 0,1"),
    ]


def test_shading_behind_words_is_no_table() -> None:
    page = (
        "0.9 g\n"
        + rule(72, 104, 60, 15)
        + rule(132, 104, 80, 15)
        + "0 g\n"
        + show(72, 100, "Social workers know children well.")
    )
    assert [(line.text, line.role) for line in lines(pdf([page]))] == [("Social workers know children well.", None)]


@pytest.mark.slow
def test_real_reports_are_read_in_the_same_order_without_their_tags(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tags say in which order the words are read; without them the places must say the same."""
    pages = differing = 0
    for name in (
        "ilacs-birmingham-2023*",
        "ilacs-norfolk-2026*",
        "jtai-durham*",
        "send-durham*",
        "sif-essex*",
        "sif-torbay-2016*",
    ):
        (path,) = sorted((shared / "corpus").glob(name))
        tagged = reading.read(path)
        with monkeypatch.context() as without:
            without.setattr(pdf_tags, "of_page", lambda page: {})
            untagged = reading.read(path)
        for one, other in zip(tagged.pages, untagged.pages, strict=True):
            pages += 1
            differing += [line.text for line in one.lines] != [line.text for line in other.lines]
            footers = [[line.text for line in page.lines if line.role == "footer"] for page in (one, other)]
            assert footers[0] == footers[1]
    assert pages > 100
    assert differing <= 2
