"""Reads a PDF: its pages as lines of words with their places, by PDFium."""

from __future__ import annotations

import ctypes
from typing import Any

from pypdfium2 import raw

from model.errors import Refused
from model.imports import limits, pdf_lines, pdf_rules, pdf_tags, running_heads
from model.imports.characters import one_line
from model.imports.pages import Line, Page, Reading
from model.imports.pdf_words import PageWords, sight

_LOCKED = (
    "{name} is locked with a password. Open it with the password in a PDF reader, print it to a new PDF, "
    "and import that."
)
_BROKEN = "{name} is damaged and cannot be read as a PDF. Download it again, or ask for another copy."


def read(content: bytes, name: str, sha256: str) -> Reading:
    """Refuses a file that is locked, damaged or empty; a damaged page is said in ``remarks``."""
    pdf = raw.FPDF_LoadMemDocument64(content, len(content), None)
    if not pdf:
        code = raw.FPDF_GetLastError()
        locked = code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise Refused((_LOCKED if locked else _BROKEN).format(name=name))
    try:
        return _read(pdf, name, sha256)
    finally:
        raw.FPDF_CloseDocument(pdf)


def _read(pdf: Any, name: str, sha256: str) -> Reading:
    count = raw.FPDF_GetPageCount(pdf)
    if count < 1:
        raise Refused(_BROKEN.format(name=name))
    if count > limits.PAGES:
        raise Refused(
            f"{name} has {count:,} pages, and at most {limits.PAGES:,} are read. "
            "Save the pages of the report as a PDF of their own, and import that."
        )
    words = PageWords(limits.CHARACTERS)
    pages = []
    broken = []
    for index in range(count):
        page = raw.FPDF_LoadPage(pdf, index)
        if not page:
            broken.append(index + 1)
            pages.append(Page(index + 1, 595.0, 842.0, ()))
            continue
        try:
            pages.append(_page(page, index + 1, words))
        finally:
            raw.FPDF_ClosePage(page)
    if len(broken) == count:
        raise Refused(_BROKEN.format(name=name))
    remarks = _remarks(pages, broken)
    garbled = [page.number for page in pages if _is_garbled(page)]
    if garbled:
        remarks.append(
            f"The letters on {_pages_said(garbled)} do not say which they are; "
            "what was read there is not to be relied on."
        )
    if words.was_cut:
        remarks.append(f"The text is longer than {limits.CHARACTERS:,} characters; what comes after was not read.")
    return Reading("pdf", name, sha256, running_heads.marked(pages), _title(pdf), tuple(remarks))


def _page(page: Any, number: int, words: PageWords) -> Page:
    seen = sight(page)
    found = words.of(page, seen)
    lines: list[Line] = []
    if found:
        tags = pdf_tags.of_page(page)
        if 3 * sum(word.mcid in tags for word in found) < len(found):
            tags = {}  # most of the page was painted later, and the tags do not know of it
        grids = pdf_rules.NO_GRIDS if tags else pdf_rules.of_page(page, seen)
        lines = pdf_lines.lines(found, tags, seen.height, grids)
    return Page(number, round(seen.width, 2), round(seen.height, 2), tuple(lines))


def _remarks(pages: list[Page], broken: list[int]) -> list[str]:
    remarks = []
    empty = [page.number for page in pages if not page.has_text and page.number not in broken]
    if broken:
        remarks.append(
            f"{_pages_said(broken).capitalize()} {'is' if len(broken) == 1 else 'are'} damaged and could not be read."
        )
    if len(empty) == len(pages):
        remarks.append("There is no text in this file: its pages are pictures, as a scanner makes them.")
    elif empty:
        remarks.append(f"There is no text on {_pages_said(empty)}.")
    return remarks


def _is_garbled(page: Page) -> bool:
    """Whether a third of the letters are none that Unicode knows: the font was cut down to its shapes."""
    letters = "".join(line.text for line in page.lines)
    unknown = sum("\ue000" <= letter <= "\uf8ff" or letter == "\ufffd" for letter in letters)
    return unknown * 3 > len(letters) > 40


def _pages_said(numbers: list[int]) -> str:
    """ "page 3", "pages 3 to 5", "pages 1, 4 to 6 and 9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = []
    for run in runs:
        if len(run) == 2:
            said += [str(run[0]), str(run[1])]
        else:
            said.append(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}")
    words = said[0] if len(said) == 1 else ", ".join(said[:-1]) + " and " + said[-1]
    return ("page " if len(numbers) == 1 else "pages ") + words


def _title(pdf: Any) -> str | None:
    buffer = ctypes.create_string_buffer(2048)
    length = raw.FPDF_GetMetaText(pdf, b"Title", buffer, 2048)
    if not 2 < length <= 2048:
        return None
    return one_line(buffer.raw[: length - 2].decode("utf-16-le", errors="replace")) or None
