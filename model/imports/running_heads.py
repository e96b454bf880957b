"""Headers, footers and page numbers: what stands on the same place of page after page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from model.imports.pages import Box, Line, Page

_DIGITS = re.compile(r"\d+")
_MARGIN = 0.14
"""Of a page's height, at the top and at the bottom: no header of a report is deeper."""
_EDGE = 0.09
"""Of a page's height. Nearer to the edge than that, what stands on two pages is no chance."""
_DENSE = 0.45
"""Of the pages from the first to the last on which it stands: odd pages may have another header than even ones, but a
heading with which a section begins comes less often.
"""
_NEAR = 6.0  # points

Key = tuple[bool, str, int | None]
"""Whether at the top, the words, and by how much the number in them that goes with the pages differs from theirs."""


def marked(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The same pages, with the role "header" or "footer" for lines that repeat.

    A line repeats if it stands on the same height of another page with the same words, one number of which may go on
    with the pages. Further from the edge it takes three pages, since a list may well begin two of them alike.
    """
    found: dict[Key, list[tuple[int, float]]] = {}
    for page in pages:
        for line in page.lines:
            for key in _keys(line, page):
                assert line.box is not None
                found.setdefault(key, []).append((page.number, line.box.top))
    return tuple(_with_roles(page, found, len(pages)) for page in pages)


def _with_roles(page: Page, found: dict[Key, list[tuple[int, float]]], count: int) -> Page:
    made = []
    changed = False
    for line in page.lines:
        keys = _keys(line, page)
        if keys and line.box is not None and line.role not in ("header", "footer"):
            near = line.box.bottom < page.height * _EDGE or line.box.top > page.height * (1 - _EDGE)
            enough = 2 if near or count < 4 else 3
            for key in keys:
                on = sorted({number for number, y in found[key] if abs(y - line.box.top) < _NEAR})
                if len(on) >= enough and len(on) >= _DENSE * (on[-1] - on[0] + 1):
                    line = replace(line, role="header" if key[0] else "footer")
                    changed = True
                    break
        made.append(line)
    return replace(page, lines=tuple(made)) if changed else page


def _keys(line: Line, page: Page) -> list[Key]:
    top = at_top(line.box, page.height)
    if top is None:
        return []
    text = " ".join(line.text.casefold().split())
    keys: list[Key] = []
    if _DIGITS.sub("", text).strip(" -–—|."):  # a number alone may repeat by chance
        keys.append((top, text, None))
    for digits in _DIGITS.finditer(text):
        if len(digits[0]) < 5:
            words = text[: digits.start()] + "#" + text[digits.end() :]
            keys.append((top, words, int(digits[0]) - page.number))
    return keys


def at_top(box: Box | None, height: float) -> bool | None:
    """True in the upper margin, False in the lower one, None between them."""
    if box is None or height <= 0:
        return None
    if box.bottom < height * _MARGIN:
        return True
    if box.top > height * (1 - _MARGIN):
        return False
    return None
