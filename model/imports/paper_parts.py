"""A council's paper as its parts: headings, items of lists and paragraphs, and the sentences in them.

Minutes and decision pages come from web pages and from Word as often as from PDFs, mostly without a trace of how large
anything was printed. So a heading is told by its shape too: a short line of its own that is no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from model.imports.blocks import Block, Piece, blocks
from model.imports.folding import same
from model.imports.proposals import Words
from model.imports.running_text import RunningText

_END = re.compile(r"(?<=[.!?;])[\"'\u2019\u201d)]*\s+(?=[A-Z\u00a3\"\u2018\u201c(])")
_NOT_AN_END = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Cllr|No|St|e\.g|i\.e|etc|vs|Rev|Prof|approx|para|p)|\b[A-Z])\.\s*$")
_LONGEST_HEADING = 90
_LONG, _THROUGH = 12, 5
"""A paper is numbered through where so many paragraphs with a number have more than so many words."""
_EMPHASIS = re.compile(r"\*\*|__")


@dataclass(frozen=True, slots=True)
class Part:
    """``kind`` is "heading", "item" or "text". ``text`` is running text without the mark of an item."""

    kind: str
    text: str
    number: str | None
    pieces: tuple[Piece, ...]
    offset: int  # of ``text`` in the running text of its lines
    running: RunningText

    @property
    def words(self) -> Words:
        """Where the whole part stands."""
        return self.running.words_at(0, len(self.running.text))

    @property
    def plain(self) -> str:
        """For comparing."""
        return same(self.text)

    def at(self, start: int, end: int) -> Words:
        """Where a piece of ``text`` stands: the words themselves, on their page."""
        where = self.running.words_at(self.offset + start, self.offset + end)
        quote = self.running.text[self.offset + start : self.offset + end]
        return Words(where.page, quote, where.last_page)

    def sentences(self) -> Iterator[tuple[str, Words]]:
        """Its sentences with their places."""
        start = 0
        for match in _END.finditer(self.text):
            if self.text[match.start() - 1] != ";" and not _NOT_AN_END.search(self.text[start : match.start()]):
                yield from self._sentence(start, match.start())
                start = match.end()
        yield from self._sentence(start, len(self.text))

    def _sentence(self, start: int, end: int) -> Iterator[tuple[str, Words]]:
        text = self.text[start:end].strip()
        if text:
            yield text, self.at(start, end)


def parts_of(pieces: Sequence[Piece]) -> list[Part]:
    """The parts of a paper, in order. Where every paragraph has its number, a numbered one is no item of a list."""
    found = [part for block in blocks(pieces) for part in _parts(block)]
    numbered = [part for part in found if part.kind == "item" and part.number and len(part.text.split()) > _LONG]
    if len(numbered) < _THROUGH:
        return found
    return [replace(part, kind="text") if part.kind == "item" and part.number else part for part in found]


def _parts(block: Block) -> Iterator[Part]:
    running = RunningText(block.pieces)
    mark = " ".join(block.mark.text.split()) if block.mark else ""
    offset = len(mark) + 1 if mark and running.text.startswith(mark + " ") else len(mark)
    text = _EMPHASIS.sub("", running.text[offset:]).strip() if not _EMPHASIS.search(running.text) else ""
    if _EMPHASIS.search(running.text):
        # Text copied from a marked-up page: the marks are no words, and places are those of the lines.
        text = " ".join(_EMPHASIS.sub("", running.text[offset:]).split())
    if not text:
        return
    number = block.mark.number if block.mark else None
    kind = block.kind
    if (kind == "text" and _is_heading(text)) or (
        kind == "item" and number is not None and len(text.split()) <= 8 and text[-1] not in ".;:,?"
    ):
        kind = "heading"
    yield Part(kind, text, number, block.pieces, offset, running)


def _is_heading(text: str) -> bool:
    if len(text) > _LONGEST_HEADING or "\t" in text:
        return False
    if text.endswith((":", ":-")):
        return len(text.split()) <= 6
    return len(text.split()) <= 12 and text[-1] not in ".;,?!" and text[:1].isupper() and " is " not in f" {text} "
