"""The words around what a search found, as plain text with the places of the found words.

Looked for here and not by the search index, whose own snippets ask the whole question again for each text.
"""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_BEFORE, _AFTER = 40, 110
"""Characters shown in front of the first found word, and behind it."""

Hits = list[tuple[int, int]]


def words_typed(typed: str) -> list[str]:
    """What a person typed, word by word, as the search index takes it: the first 20, without case and accents."""
    return [_plain(word) for word in _WORD.findall(typed[:500])[:20]]


def hits(text: str, wanted: list[str]) -> Hits:
    """Where the words begin words of the text; nothing where one of them does not."""
    found: Hits = []
    missing = set(wanted)
    for word in _WORD.finditer(text):
        plain = _plain(word.group())
        fitting = [beginning for beginning in wanted if plain.startswith(beginning)]
        if fitting:
            missing.difference_update(fitting)
            found.append(word.span())
    return [] if missing else found


def cut(text: str, found: Hits) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text around the first hit, or its beginning, on one line, and where the hits are in it."""
    first, last = found[0] if found else (0, 0)
    start = max(0, first - _BEFORE)
    if start:
        start = text.find(" ", start, first) + 1 or first
    end = min(len(text), last + _AFTER)
    lead = "…" if start else ""
    # One space for each character, so that places in the snippet stay those in the text.
    line = "".join(" " if c.isspace() else c for c in text[start:end])
    moved = len(lead) - start
    marked = tuple((a + moved, b + moved) for a, b in found if a >= start and b <= end)
    return f"{lead}{line.rstrip()}{'…' if end < len(text) else ''}", marked


def _plain(word: str) -> str:
    """A word without regard to case and accents, as the index holds it."""
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).casefold()
