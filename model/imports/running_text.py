"""Lines as one running text in which a place leads back to its lines: for rules that read sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from model.imports.blocks import Piece
from model.imports.proposals import Words


class RunningText:
    """``text`` has one space between lines, and none after a hyphen at a line's end."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = tuple(pieces)
        parts: list[str] = []
        self._starts: list[int] = []
        place = 0
        for piece in self.pieces:
            line = " ".join(piece.line.text.split())
            if parts and not (parts[-1].endswith(("-", "/")) and line[:1].isalpha()):
                parts.append(" ")
                place += 1
            self._starts.append(place)
            parts.append(line)
            place += len(line)
        self.text = "".join(parts)

    def pieces_at(self, start: int, end: int) -> tuple[Piece, ...]:
        """The lines that hold this part of the text."""
        if not self.pieces:
            return ()
        first = max(0, bisect_right(self._starts, start) - 1)
        last = max(first, bisect_right(self._starts, max(start, end - 1)) - 1)
        return self.pieces[first : last + 1]

    def words_at(self, start: int, end: int) -> Words:
        """Where it stands: its lines as they are printed."""
        return words_of_lines(self.pieces_at(start, end))

    def at(self, match: re.Match[str], group: int | str = 0) -> Words:
        return self.words_at(*match.span(group))


def words_of_lines(pieces: Sequence[Piece]) -> Words:
    """Where these lines stand."""
    if not pieces:
        return Words(1, "")
    last = pieces[-1].page
    return Words(
        pieces[0].page,
        "\n".join(piece.line.text.strip() for piece in pieces),
        last if last != pieces[0].page else None,
    )
