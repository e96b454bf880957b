"""What is marked in a document that is shown: the words of a source, what was found, what a person selects.

The views of a document draw what stands here and tell it where the mouse went; they hold no words of their own.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from model.imports import places
from model.imports.pages import Page, Reading
from model.imports.places import Place, Spot, line_words
from model.imports.proposals import Words

MOST_SELECTED = 20_000
"""Characters of a selection: more is a document of its own, and no passage."""


class Marking(QObject):
    """Marks by the word. Pages count from 1, lines and words from 0, as in ``places``."""

    changed = Signal()  # something is to be drawn otherwise
    selected = Signal()  # another selection, or none

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.reading: Reading | None = None
        self.shown: tuple[Spot, ...] = ()
        self.found: tuple[Spot, ...] = ()
        self.cursor: Place | None = None
        self._anchor: Place | None = None
        self._selection: tuple[Words, tuple[Spot, ...]] | None = None
        self._pages: dict[int, Page] = {}

    def set_reading(self, reading: Reading | None) -> None:
        """Another document, or another reading of it: nothing is marked."""
        self.reading = reading
        self._pages = {page.number: page for page in reading.pages} if reading is not None else {}
        self.shown = self.found = ()
        self.cursor = self._anchor = self._selection = None
        self.changed.emit()
        self.selected.emit()

    def page(self, number: int) -> Page | None:
        return self._pages.get(number)

    def show(self, spots: tuple[Spot, ...]) -> None:
        """Mark the words of a source."""
        self.shown = spots
        self.changed.emit()

    def show_found(self, spots: tuple[Spot, ...]) -> None:
        """Mark what was searched for: the one in hand."""
        self.found = spots
        self.changed.emit()

    # --- selecting

    @property
    def selection(self) -> tuple[Words, tuple[Spot, ...]] | None:
        """What is selected, as a quotation and where it stands."""
        return self._selection

    def begin(self, place: Place) -> None:
        """From here on a selection runs; nothing is selected yet."""
        self._anchor = self.cursor = place
        self._select(None)

    def extend(self, place: Place) -> None:
        """The selection runs to here."""
        if self._anchor is None:
            self._anchor = place
        if place != self.cursor or self._selection is None:
            self.cursor = place
            self._take()

    def select_word(self, place: Place) -> None:
        self._anchor = self.cursor = place
        self._take()

    def select_line(self, place: Place) -> None:
        """The whole printed line, or the whole paragraph where there are no lines."""
        page = self._pages.get(place.page)
        if page is not None and (count := len(line_words(page.lines[place.line]))):
            self._anchor = Place(place.page, place.line, 0)
            self.cursor = Place(place.page, place.line, count - 1)
            self._take()

    def select_spots(self, spots: tuple[Spot, ...]) -> None:
        """What is marked becomes what is selected, to be copied or made an item."""
        if spots:
            first, last = spots[0], spots[-1]
            self._anchor = Place(first.page, first.line, first.first)
            self.cursor = Place(last.page, last.line, last.last)
            self._take()

    def clear(self) -> None:
        self._anchor = None
        self._select(None)

    def move(self, step: str, *, extend: bool) -> None:
        """The cursor by "word", "line", "line end" or "page", backwards with "-" in front of it."""
        start = self.cursor or self._start()
        if start is None:
            return
        if self.cursor is None:
            self._anchor = self.cursor = start
            self._take()
            return
        target = self._stepped(start, step)
        if extend:
            self.extend(target)
        else:
            self.select_word(target)

    # --- within

    def _start(self) -> Place | None:
        if self.shown:
            first = self.shown[0]
            return Place(first.page, first.line, first.first)
        for page in self._pages.values():
            for at, line in enumerate(page.lines):
                if line_words(line):
                    return Place(page.number, at, 0)
        return None

    def _stepped(self, place: Place, step: str) -> Place:
        back = step.startswith("-")
        what = step.lstrip("-")
        here = len(line_words(self._pages[place.page].lines[place.line]))
        if what == "line end":
            return Place(place.page, place.line, 0 if back else max(0, here - 1))
        if what == "word":
            if 0 <= place.word + (-1 if back else 1) < here:
                return Place(place.page, place.line, place.word + (-1 if back else 1))
            other = self._other_line(place, back)
            if other is None:
                return place
            return Place(other.page, other.line, self._count(other) - 1 if back else 0)
        if what == "page":
            number = place.page + (-1 if back else 1)
            page = self._pages.get(number)
            if page is not None:
                for at, line in enumerate(page.lines):
                    if line_words(line):
                        return Place(number, at, 0)
            return place
        other = self._other_line(place, back)
        return place if other is None else self._under(place, other)

    def _other_line(self, place: Place, back: bool) -> Place | None:
        """The next line with words in it, over the end of a page too."""
        page, at = place.page, place.line
        while page in self._pages:
            lines = self._pages[page].lines
            at += -1 if back else 1
            while 0 <= at < len(lines):
                if line_words(lines[at]):
                    return Place(page, at, 0)
                at += -1 if back else 1
            page += -1 if back else 1
            at = len(self._pages[page].lines) if back and page in self._pages else -1
        return None

    def _under(self, place: Place, other: Place) -> Place:
        """The word of another line that stands under (or over) a word."""
        own, theirs = self._pages[place.page].lines[place.line], self._pages[other.page].lines[other.line]
        if place.word < len(own.words) and theirs.words:
            box = own.words[place.word][1]
            middle = (box.left + box.right) / 2
            nearest = min(
                range(len(theirs.words)),
                key=lambda at: max(theirs.words[at][1].left - middle, 0, middle - theirs.words[at][1].right),
            )
            return Place(other.page, other.line, nearest)
        return Place(other.page, other.line, min(place.word, self._count(other) - 1))

    def _count(self, place: Place) -> int:
        return len(line_words(self._pages[place.page].lines[place.line]))

    def _take(self) -> None:
        if self.reading is None or self._anchor is None or self.cursor is None:
            self._select(None)
            return
        self._select(places.between(self.reading, self._anchor, self.cursor))

    def _select(self, what: tuple[Words, tuple[Spot, ...]] | None) -> None:
        if what is not None and len(what[0].quote) > MOST_SELECTED:
            return
        if what != self._selection:
            self._selection = what
            self.selected.emit()
        self.changed.emit()
