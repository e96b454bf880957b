"""Headers, footers and page numbers: what stands on the same place of page after page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from model.imports.pages import Line, Page

_DIGITS = re.compile(r"\d+")
_NUMBER_ALONE = re.compile(r"[-–—|\s]*(?:page\s+)?(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?[-–—|.\s]*$", re.IGNORECASE)
_MARGIN = 0.14
"""Of a page's height, at the top and at the bottom: no header of a report is deeper."""
_NEAR = 6.0  # points


def marked(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The same pages, with the role "header" or "footer" for lines that repeat."""
    if len(pages) < 2:
        return tuple(pages)
    places: dict[tuple[bool, str], list[tuple[int, float]]] = {}
    numbers: dict[tuple[bool, int], list[tuple[int, float]]] = {}
    for page in pages:
        for line in page.lines:
            top = _at_top(line, page)
            if top is None or line.box is None:
                continue
            places.setdefault((top, _pattern(line.text)), []).append((page.number, line.box.top))
            alone = _NUMBER_ALONE.match(line.text)
            if alone:
                numbers.setdefault((top, int(alone[1]) - page.number), []).append((page.number, line.box.top))
    return tuple(_with_roles(page, places, numbers) for page in pages)


def _with_roles(
    page: Page,
    places: dict[tuple[bool, str], list[tuple[int, float]]],
    numbers: dict[tuple[bool, int], list[tuple[int, float]]],
) -> Page:
    made = []
    changed = False
    for line in page.lines:
        top = _at_top(line, page)
        if top is not None and line.box is not None:
            found = places[(top, _pattern(line.text))]
            alone = _NUMBER_ALONE.match(line.text)
            if alone:
                found = numbers[(top, int(alone[1]) - page.number)]
            if any(number != page.number and abs(y - line.box.top) < _NEAR for number, y in found):
                line = replace(line, role="header" if top else "footer")
                changed = True
        made.append(line)
    return replace(page, lines=tuple(made)) if changed else page


def _at_top(line: Line, page: Page) -> bool | None:
    """True in the upper margin, False in the lower one, None between them."""
    if line.box is None or page.height <= 0:
        return None
    if line.box.bottom < page.height * _MARGIN:
        return True
    if line.box.top > page.height * (1 - _MARGIN):
        return False
    return None


def _pattern(text: str) -> str:
    return " ".join(_DIGITS.sub("#", text).casefold().split())
