"""Where words stand: from a quotation to places on the page, and from two places to the words between them.

The window shows the source of a value by it, and makes a quotation of what a person selected.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model.imports.pages import Box, Line, Page, Reading
from model.imports.proposals import Words


@dataclass(frozen=True, slots=True)
class Spot:
    """One printed line of what is shown: its page (from 1), its place there, and which line of the page it is."""

    page: int
    line: int
    box: Box | None  # None in a document without places
    first: int  # the first and last word of the line, from 0
    last: int


@dataclass(frozen=True, slots=True)
class Place:
    """A word of a document: its page (from 1), its line on that page and its number in the line, both from 0."""

    page: int
    line: int
    word: int


def spots_of(reading: Reading, words: Words) -> tuple[Spot, ...]:
    """Where a quotation stands, a spot for each line of it; nothing where it does not stand there any more.

    White space and line ends do not count. Where a quotation runs over a page's end, or lines of a header fall
    inside it, what stands between is left out.
    """
    wanted = words.quote.split()
    if not wanted:
        return ()
    pages = [page for page in reading.pages if words.page <= page.number <= max(words.page, words.last_page or 0) + 1]
    running = [(place, word) for page in pages for place, word in _words(page, running_heads=False)]
    found = _find([word for _, word in running], wanted)
    if found is None:
        running = [(place, word) for page in pages for place, word in _words(page, running_heads=True)]
        found = _find([word for _, word in running], wanted)
    if found is None:
        return ()
    return _spots(reading, [place for place, _ in running[found : found + len(wanted)]])


def between(reading: Reading, one: Place, other: Place) -> tuple[Words, tuple[Spot, ...]] | None:
    """The words from one place to another, in reading order, as a quotation with its spots. None for no words."""
    first, last = sorted((one, other), key=lambda place: (place.page, place.line, place.word))
    chosen: list[tuple[Place, str]] = []
    for page in reading.pages:
        if first.page <= page.number <= last.page:
            heads = first.page == last.page
            lines = range(
                first.line if page.number == first.page else 0,
                last.line + 1 if page.number == last.page else len(page.lines),
            )
            chosen += [
                (place, word)
                for place, word in _words(page, running_heads=heads, lines=lines)
                if _order(first) <= _order(place) <= _order(last)
            ]
    if not chosen:
        return None
    quote, before = "", chosen[0][0]
    for place, word in chosen:
        if quote:
            quote += " " if (place.page, place.line) == (before.page, before.line) else "\n"
        quote += word
        before = place
    last_page = before.page if before.page != first.page else None
    return Words(chosen[0][0].page, quote, last_page), _spots(reading, [place for place, _ in chosen])


def nearest(page: Page, x: float, y: float) -> Place | None:
    """The word at a point of a page, or the one nearest to it; None on a page without words that have a place."""
    best: tuple[float, Place] | None = None
    for at, line in enumerate(page.lines):
        for number, (_, box) in enumerate(line.words):
            across = max(box.left - x, 0.0, x - box.right)
            down = max(box.top - y, 0.0, y - box.bottom)
            away = across + 4 * down  # the same line before the next one
            if best is None or away < best[0]:
                best = (away, Place(page.number, at, number))
    return best[1] if best else None


def line_words(line: Line) -> list[str]:
    """The words of a line, whether or not they have a place."""
    return [word for word, _ in line.words] if line.words else line.text.split()


def _order(place: Place) -> tuple[int, int, int]:
    return place.page, place.line, place.word


def _words(page: Page, *, running_heads: bool, lines: range | None = None) -> Iterator[tuple[Place, str]]:
    for at in lines if lines is not None else range(len(page.lines)):
        line = page.lines[at]
        if running_heads or line.role not in ("header", "footer"):
            for number, word in enumerate(line_words(line)):
                yield Place(page.number, at, number), word


def _find(words: Sequence[str], wanted: Sequence[str]) -> int | None:
    """Where the wanted words stand one after the other. The first and the last may be parts of a word."""
    most = len(words) - len(wanted) + 1
    for start in range(max(0, most)):
        if words[start] == wanted[0] and list(words[start : start + len(wanted)]) == list(wanted):
            return start
    for start in range(max(0, most)):
        if len(wanted) == 1:
            if wanted[0] in words[start]:
                return start
        elif (
            words[start].endswith(wanted[0])
            and words[start + len(wanted) - 1].startswith(wanted[-1])
            and list(words[start + 1 : start + len(wanted) - 1]) == list(wanted[1:-1])
        ):
            return start
    return None


def _spots(reading: Reading, places: Sequence[Place]) -> tuple[Spot, ...]:
    pages = {page.number: page for page in reading.pages}
    lines: dict[tuple[int, int], list[int]] = {}
    for place in places:
        lines.setdefault((place.page, place.line), []).append(place.word)
    found = []
    for (number, at), chosen in lines.items():
        line = pages[number].lines[at]
        boxes = [line.words[word][1] for word in chosen if word < len(line.words)]
        box = None
        if boxes:
            box = Box(
                min(one.left for one in boxes), min(one.top for one in boxes),
                max(one.right for one in boxes), max(one.bottom for one in boxes),
            )  # fmt: skip
        found.append(Spot(number, at, box, min(chosen), max(chosen)))
    return tuple(found)
