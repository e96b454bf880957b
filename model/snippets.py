"""The words around what a search found, as plain text with the places of the found words.

Looked for here and not by the search index, whose own snippets ask the whole question again for each text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_ACCENTED = re.compile(r"[^\W_\x00-\x7f]")  # a letter or digit that is no plain one
_SPACE = re.compile(r"\s")
_BEFORE, _AFTER = 40, 110
"""Characters shown in front of the first found word, and behind it."""

Hits = list[tuple[int, int]]


def words_typed(typed: str) -> list[str]:
    """What a person typed, word by word, as the search index takes it: the first 20, without case and accents."""
    return [_plain(word) for word in _WORD.findall(typed[:500])[:20]]


def hits(text: str, wanted: list[str]) -> Hits:
    """Where the words begin words of the text; nothing where one of them does not."""
    found: Hits = []
    if text.isascii() or not _ACCENTED.search(text):
        # In plain letters a word is what it looks like, and most texts need no look at each word.
        small = text.lower()
        if wanted and all(beginning in small for beginning in wanted):
            found = [word.span() for word in _beginning(tuple(wanted)).finditer(small)]
        begun = [small[start:end] for start, end in found]
        return found if all(any(word.startswith(one) for word in begun) for one in wanted) else []
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
    line = _SPACE.sub(" ", text[start:end])
    moved = len(lead) - start
    marked = tuple((a + moved, b + moved) for a, b in found if a >= start and b <= end)
    return f"{lead}{line.rstrip()}{'…' if end < len(text) else ''}", marked


@lru_cache(maxsize=50)
def _beginning(wanted: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words that begin with one of these."""
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, wanted))})[^\W_]*")


def _plain(word: str) -> str:
    """A word without regard to case and accents, as the index holds it."""
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).casefold()
