from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from model.reports.document import Bullets, Document, Paragraph, clean, one_line, plain_text
from model.reports.word import write_word


def read(content: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(content))


@pytest.fixture(scope="module")
def word(paper: Document) -> WordDocument:
    return read(write_word(paper))


def words(word: WordDocument) -> str:
    """Every word of the body, in order, as Word shows it."""
    shown = []
    for element in word.element.body.iter(qn("w:t"), qn("w:br"), qn("w:tab"), qn("w:p")):
        shown.append({"t": element.text or ""}.get(element.tag.rpartition("}")[2], "\n"))
    return "".join(shown)


def test_headings_lists_and_quotes_are_styles(word: WordDocument) -> None:
    styles = [paragraph.style.name for paragraph in word.paragraphs if paragraph.style]
    assert styles[:3] == ["Author line", "Title", "Subtitle"]
    wanted = {"Heading 1", "Heading 2", "Heading 3", "Heading 4", "List Bullet", "List Number", "Quote", "Caption"}
    assert wanted <= set(styles)
    assert not word.paragraphs[-1].text


def test_it_says_what_it_is(word: WordDocument, paper: Document) -> None:
    said = word.core_properties
    assert (said.title, said.author, said.subject) == (paper.title, paper.author, paper.subtitle)
    assert (said.language, said.comments) == ("en-GB", "")
    assert said.created == said.modified == paper.made
    languages = {lang.get(qn("w:val")) for lang in word.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_table_headers_repeat_and_rows_stay_whole(word: WordDocument) -> None:
    for table in word.tables:
        first, *rest = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert not any(row.find(f".//{qn('w:tblHeader')}") is not None for row in rest)
        assert first.trPr.find(qn("w:cantSplit")) is not None
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        assert sum(widths) == pytest.approx(9400, abs=10) or sum(widths) == pytest.approx(14780, abs=10)
        for cell in first.tc_lst:
            assert cell.width is not None


def test_the_appendix_is_landscape_with_its_own_page_numbers(word: WordDocument) -> None:
    assert [section.orientation for section in word.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    for section in word.sections:
        fields = [field.text for field in section.footer._element.iter(qn("w:instrText"))]
        assert fields == [" PAGE ", " NUMPAGES "]
    assert word.sections[0].different_first_page_header_footer
    assert not word.sections[1].different_first_page_header_footer


def test_a_rating_is_shape_word_and_shade(word: WordDocument) -> None:
    cell = word.tables[0].rows[1].cells[5]
    assert cell.text == "▲\xa0Behind, recoverable"
    shade = cell._tc.tcPr.find(qn("w:shd"))
    assert shade.get(qn("w:fill")) == "ffedc2"


def test_links_lead_to_bookmarks(word: WordDocument) -> None:
    body = word.element.body
    leads = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} - {None}
    places = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    assert leads == places == {"place_1", "place_2"}


def test_each_numbered_list_begins_at_one(everywhere: Callable[[str], Document]) -> None:
    items = Bullets(("a", "b"), numbered=True)
    word = read(write_word(Document("T", everywhere("").made, (items, Paragraph("p"), items))))
    found = [number.get(qn("w:val")) for number in word.element.body.iter(qn("w:numId"))]
    assert len(found) == 4
    assert len(set(found)) == 2


def test_the_same_paper_is_the_same_file(paper: Document) -> None:
    assert write_word(paper) == write_word(paper)


def test_every_word_is_there_once(word: WordDocument, paper: Document) -> None:
    found = re.sub(r"[■●▲◆○\s]", "", words(word))
    for line in plain_text(paper).splitlines():
        for part in line.split("\t"):
            assert re.sub(r"\s", "", part) in found


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=60))
def test_any_text_gives_a_whole_file_with_the_same_words(everywhere: Callable[[str], Document], text: str) -> None:
    content = write_word(everywhere(text))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
    word = read(content)
    assert clean(text).replace("\t", "\n") in words(word)
    assert word.core_properties.title == one_line(f"T {text}")[:255]


def test_hard_texts(everywhere: Callable[[str], Document], odd: tuple[str, ...]) -> None:
    for text in (*odd, "]]>", "<w:p/>", "&#0;", "_x0041_", "", "a\x0bb\x85c"):
        assert clean(text) in words(read(write_word(everywhere(text))))
