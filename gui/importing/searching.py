"""Finding words in a document that is shown."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from model.imports.pages import Page, Reading
from model.imports.places import Spot, line_words

MOST = 500
"""Hits that are counted; whoever gets more types another word."""


def search(reading: Reading, wanted: str) -> tuple[tuple[Spot, ...], ...]:
    """Every place where these words stand, in order: case does not count, nor where a line ends."""
    parts = wanted.casefold().split()
    if not parts:
        return ()
    pattern = re.compile(r"\s+".join(re.escape(part) for part in parts))
    found: list[tuple[Spot, ...]] = []
    for page in reading.pages:
        for spots in _on_page(page, pattern):
            found.append(spots)
            if len(found) == MOST:
                return tuple(found)
    return tuple(found)


def _on_page(page: Page, pattern: re.Pattern[str]) -> Iterator[tuple[Spot, ...]]:
    lines = [" ".join(line_words(line)).casefold() for line in page.lines]
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    for hit in pattern.finditer("\n".join(lines)):
        first, last = bisect_right(starts, hit.start()) - 1, bisect_right(starts, hit.end() - 1) - 1
        spots = []
        for line in range(first, last + 1):
            begin = max(0, hit.start() - starts[line])
            end = min(len(lines[line]), hit.end() - starts[line])
            spot = _spot(page, line, lines[line], begin, end)
            if spot is not None:
                spots.append(spot)
        if spots:
            yield tuple(spots)


def _spot(page: Page, at: int, text: str, begin: int, end: int) -> Spot | None:
    if end <= begin:
        return None
    first = text.count(" ", 0, begin)
    last = text.count(" ", 0, end)
    line = page.lines[at]
    boxes = [line.words[word][1] for word in range(first, last + 1) if word < len(line.words)]
    box = None
    if boxes:
        box = type(boxes[0])(
            min(one.left for one in boxes), min(one.top for one in boxes),
            max(one.right for one in boxes), max(one.bottom for one in boxes),
        )  # fmt: skip
    return Spot(page.number, at, box, first, last)
