"""Reads plain text, pasted or from a file, in whatever it was encoded."""

from __future__ import annotations

import codecs
import re

from model.imports.flow import Flow
from model.imports.pages import Reading

_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x85\u2028\u2029]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as UTF-16 does, so it comes first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read(text: str, name: str, sha256: str) -> Reading:
    """A form feed begins a page. An empty line stays one, since it is what ends a paragraph here."""
    flow = Flow()
    for number, page in enumerate(text.split("\f")):
        if number:
            flow.new_page()
        for line in _LINE_ENDS.split(page):
            if flow.is_full:
                break
            if line.strip():
                flow.add(line)
            else:
                flow.add_empty()
    return Reading("text", name, sha256, flow.pages(), None, flow.remarks())


def decoded(content: bytes, declared: str | None = None) -> str:
    """``content`` as text: by its byte order mark, as ``declared``, else as UTF-8, and last as Windows writes it.

    Never fails: what cannot be decoded is the replacement character.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    guessed = _without_mark(content)
    if guessed is not None:
        return content.decode(guessed, errors="replace")
    for wanted in (declared, "utf-8"):
        if wanted is not None:
            try:
                return content.decode(wanted)
            except (UnicodeDecodeError, LookupError):
                continue
    return content.decode("cp1252", errors="replace")


def _without_mark(content: bytes) -> str | None:
    """UTF-16 without a mark: half of its bytes are 0 in a text in English."""
    head = content[:4000]
    if len(head) < 4 or len(content) % 2:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None
