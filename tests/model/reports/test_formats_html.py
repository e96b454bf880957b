from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.reports.document import Document, Paragraph, Run, clean, one_line
from model.reports.html import write_html

VOID = {"meta", "col", "br", "wbr"}


class Page(HTMLParser):
    """The elements and the words of a page; it is a failure when one is not closed where it should be."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(content.decode("utf-8"))
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "br":
            self.words.append("\n")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open[-1:] != ["style"]:
            self.words.append(data)

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.elements)


@pytest.fixture(scope="module")
def page(paper: Document) -> Page:
    return Page(write_html(paper))


def test_it_is_a_whole_page_in_its_language(page: Page, paper: Document) -> None:
    assert page.elements[0] == ("html", {"lang": "en-GB"})
    for tag in ("title", "h1", "main", "header", "footer"):
        assert page.count(tag) == 1
    assert write_html(paper).startswith(b"<!DOCTYPE html>")
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert all(level <= before + 1 for before, level in pairwise(levels))


def test_it_loads_and_runs_nothing(page: Page, paper: Document) -> None:
    assert not {"script", "link", "img", "iframe", "object", "base", "form"} & {tag for tag, _ in page.elements}
    names = {name for _, attributes in page.elements for name in attributes}
    assert not {name for name in names if name.startswith("on") or name in ("src", "srcset", "background")}
    assert b"url(" not in write_html(paper)
    assert b"@import" not in write_html(paper)


def test_tables_are_named_and_their_headers_have_a_scope(page: Page) -> None:
    assert page.count("caption") == 3
    scopes = [attributes.get("scope") for tag, attributes in page.elements if tag == "th"]
    assert {"col", "row", "rowgroup"} == set(scopes)
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in page.elements:
        for reference in (attributes.get("aria-labelledby"), (attributes.get("href") or "")[1:]):
            if reference and not reference.startswith("ttps"):
                assert reference in ids


def test_markup_in_an_address_or_a_text_stays_text(paper: Document) -> None:
    address = 'https://x.example/"><img src=x>'
    found = Page(write_html(Document("<script>", paper.made, (Paragraph(Run('"><b>', url=address)),))))
    assert found.count("img") == found.count("b") == found.count("a") == found.count("script") == 0


@given(st.text(alphabet=st.characters(), max_size=60))
def test_any_text_gives_a_sound_page_with_the_same_words(everywhere: Callable[[str], Document], text: str) -> None:
    found = Page(write_html(everywhere(text)))
    words = "".join(found.words)
    assert clean(text) in words
    assert one_line(text) in words
    empty = Page(write_html(everywhere("")))
    assert found.count("td") == empty.count("td")
    assert found.count("p") >= empty.count("p")


def test_hard_texts(everywhere: Callable[[str], Document], odd: tuple[str, ...]) -> None:
    for text in (*odd, "</p></main>", "<!-- x", "&lt;", "<![CDATA[", "</style><script>alert(1)</script>"):
        assert clean(text) in "".join(Page(write_html(everywhere(text))).words)
