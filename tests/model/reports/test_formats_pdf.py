from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from model.reports.document import Document, Paragraph, plain_text
from model.reports.pdf import Pdf, write_pdf


@pytest.fixture(scope="module")
def made(paper: Document) -> Pdf:
    return write_pdf(paper)


def words(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def tags(content: bytes) -> Iterator[tuple[str, str]]:
    """Each element of the structure tree: its type and, for a header cell, its scope."""

    def walk(element: pdfium.FPDF_STRUCTELEMENT) -> Iterator[tuple[str, str]]:
        buffer = ctypes.create_string_buffer(100)
        size = pdfium.FPDF_StructElement_GetType(element, buffer, 100)
        yield buffer.raw[: size - 2].decode("utf-16-le"), scope(element)
        for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
            if child:
                yield from walk(child)

    def scope(element: pdfium.FPDF_STRUCTELEMENT) -> str:
        for index in range(pdfium.FPDF_StructElement_GetAttributeCount(element)):
            attributes = pdfium.FPDF_StructElement_GetAttributeAtIndex(element, index)
            value = pdfium.FPDF_StructElement_Attr_GetValue(attributes, b"Scope")
            buffer, size = ctypes.create_string_buffer(100), ctypes.c_ulong()
            if value and pdfium.FPDF_StructElement_Attr_GetStringValue(value, buffer, 100, size):
                return buffer.raw[: size.value - 2].decode("utf-16-le")
        return ""

    with pypdfium2.PdfDocument(content) as pdf:
        for page in pdf:
            tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
            for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
                yield from walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index))
            pdfium.FPDF_StructTree_Close(tree)


def test_it_says_that_it_is_accessible_and_what_it_is(made: Pdf, paper: Document) -> None:
    assert re.search(rb"pdfuaid:part>1<", made.content)
    assert re.search(rb"/Lang ?\(en-GB\)", made.content)
    assert re.search(rb"/DisplayDocTitle true", made.content)
    assert re.search(rb"/Marked true", made.content)
    with pypdfium2.PdfDocument(made.content) as pdf:
        said = pdf.get_metadata_dict()
        assert (said["Title"], said["Author"]) == (paper.title, paper.author)
        assert said["CreationDate"] == "D:20230830091500Z"
        assert len(pdf) == made.pages
        assert {round(page.get_width()) for page in pdf} == {595, 842}


def test_it_is_tagged(made: Pdf) -> None:
    found = Counter(tags(made.content))
    names = Counter(name for name, _ in found.elements())
    assert names["H1"] >= 4
    assert all(names[name] for name in ("H2", "H3", "H4", "L", "LI", "Table", "THead", "Caption", "BlockQuote", "Link"))
    assert all(scope == "Column" for name, scope in found if name == "TH")


def test_it_has_bookmarks_and_page_numbers(made: Pdf) -> None:
    with pypdfium2.PdfDocument(made.content) as pdf:
        titles = [" ".join(bookmark.get_title().split()) for bookmark in pdf.get_toc()]
        last = pdf[len(pdf) - 1].get_textpage().get_text_bounded()
    assert titles[:3] == ["1 Summary", "1.1 What is late", "2 Area 1: the quality of supervision"]
    assert f"Page {made.pages} of {made.pages}" in last
    assert "Agreed" in last  # the table's header again
    assert "Area 4: Permanence planning" in last  # and its group's


def test_the_words_are_there_and_nothing_is_markup(made: Pdf, paper: Document) -> None:
    found = "".join(words(made.content).replace("\u200b", "").split())
    assert "#strong[*not*]$markup$@here<b>&amp;\\`code`=1+1“quoted”naïvecaféŁódźΕλλάδα" in found
    assert "x" * 300 in found
    assert found.count("Openfhomes".replace("f", "two")) == 1
    assert "nulbellhalf" in found
    for piece in ("DesignatedNurse", "29Dec2023", "7September2023", "Ofsted,14June2023,page2,paragraph5"):
        assert piece in found


def test_a_long_word_stays_on_its_page(make_paper: Callable[..., Document], odd: tuple[str, ...]) -> None:
    paper = make_paper(actions=1)
    with pypdfium2.PdfDocument(write_pdf(paper).content) as pdf:
        for page in pdf:
            text = page.get_textpage()
            for index in range(text.count_chars()):
                if text.get_text_range(index, 1).strip():
                    assert text.get_charbox(index)[2] <= page.get_width() - 50


def test_the_same_paper_is_the_same_file_on_any_thread(paper: Document, made: Pdf) -> None:
    with ThreadPoolExecutor(2) as pool:
        again = list(pool.map(write_pdf, [paper, replace(paper, title="Another"), paper]))
    assert again[0] == again[2] == made
    assert again[1] != made


def test_typst_itself_would_refuse_less(paper: Document) -> None:
    with pytest.raises(typst.TypstError, match="PDF/UA-1"):
        typst.compile(b"no title", format="pdf", pdf_standards=["ua-1"])


@pytest.mark.parametrize(
    "text",
    [
        "x\u064b \u0628e\u0301\u0332 \u05d0\u0301",
        "\u0915\u094d\u0937 漢字 \U0001f469\u200d\U0001f680 \U0001f3f4\U000e0067\U000e0062",
        "\u202eabc\u202c \u2066a\u2069 \ufeff\u00ad\u200d\u200b",
        "\ud800\x00\x07",
        "",
        "W" * 60 + " " + "i" * 5000,
        "\n\n a \n\t b",
    ],
)
def test_hard_texts_still_give_an_accessible_paper(text: str, everywhere: Callable[[str], Document]) -> None:
    assert write_pdf(everywhere(text)).pages >= 1


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=40))
def test_any_text_gives_an_accessible_paper(everywhere: Callable[[str], Document], text: str) -> None:
    assert write_pdf(everywhere(text)).pages >= 1


LETTERS = st.characters(min_codepoint=33, max_codepoint=0x17F, exclude_categories=("Cc", "Cf", "Zs", "Lm", "Sk"))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=LETTERS, min_size=1, max_size=80))
def test_what_is_typed_is_what_is_read(paper: Document, text: str) -> None:
    found = words(write_pdf(replace(paper, blocks=(Paragraph(f"{text}.end"),))).content)
    plain = unicodedata.normalize("NFKC", "".join(found.replace("\u200b", "").split()))
    assert unicodedata.normalize("NFKC", text) in plain
    assert text in plain_text(Paragraph(text))
