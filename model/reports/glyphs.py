"""Which characters the fonts of the papers can show, and where a word too long for its line may break."""

from __future__ import annotations

import re
import struct
import unicodedata
from functools import lru_cache

from model import library
from model.reports.widths import text_width

MAIN = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSans-Italic.ttf", "NotoSans-BoldItalic.ttf")
SECOND = "DejaVuSans.ttf"
MISSING = "?"

LONG = 25
"""A word of this many characters may be broken anywhere, without a hyphen, since none would be its own."""

_BREAK = "\u200b"
_WORD = re.compile(r"[^\s\u200b-]{6,}")
_INVISIBLE = frozenset("\n\t\u200b\u00ad")


def with_any_font(text: str) -> str:
    """The text with "?" for each character that no font has."""
    return text if text.isascii() else _shown(text, _any_font())


def with_main_font(text: str) -> str:
    """The same with the main font's characters only, each with a shape of its own."""
    return text if text.isascii() else _shown(unicodedata.normalize("NFC", text), _main_font())


def _shown(text: str, has: frozenset[str]) -> str:
    if has.issuperset(text):
        return text
    return "".join(
        character if character in has or character in _INVISIBLE else _replacement(character) for character in text
    )


def _replacement(character: str) -> str:
    # What only steers other characters (a joiner, a direction, a variation) leaves no gap when it goes.
    return "" if unicodedata.category(character) in ("Cf", "Mn", "Me") else MISSING


def breakable(text: str, width: float, size: float, *, bold: bool = False) -> tuple[str, bool]:
    """The text with places to break in each word that is wider than ``width``, and whether it has
    plain words that need a hyphen, which whoever sets the lines knows better how to place.
    """
    hyphens = False
    if len(text) * size < width:
        return text, False

    def broken(found: re.Match[str]) -> str:
        nonlocal hyphens
        word = found.group()
        if text_width(word, size, bold=bold) <= width + 0.01:
            return word
        if len(word) < LONG and word.strip(".,;:()").isalpha() and not word.isupper():
            hyphens = True
            return word
        return _anywhere(word)

    return _WORD.sub(broken, text), hyphens


def _anywhere(word: str) -> str:
    pieces: list[str] = []
    for character in word:
        joined = pieces[-1:] == ["\u200d"] or character in "\u200c\u200d"
        if pieces and not joined and not unicodedata.category(character).startswith("M"):
            pieces.append(_BREAK)
        pieces.append(character)
    return "".join(pieces)


@lru_cache(maxsize=1)
def _main_font() -> frozenset[str]:
    return frozenset.intersection(*(_characters(library.data("fonts", name)) for name in MAIN))


@lru_cache(maxsize=1)
def _any_font() -> frozenset[str]:
    return _main_font() | _characters(library.data("fonts", SECOND))


def _characters(font: bytes) -> frozenset[str]:
    """Every character a TrueType font has a shape for: its ``cmap`` table, formats 4 and 12."""
    tables = struct.unpack_from(">H", font, 4)[0]
    for index in range(tables):
        tag, _, start, _ = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        if tag == b"cmap":
            break
    found: set[str] = set()
    for index in range(struct.unpack_from(">H", font, start + 2)[0]):
        offset = start + struct.unpack_from(">HHI", font, start + 4 + 8 * index)[2]
        kind = struct.unpack_from(">H", font, offset)[0]
        if kind == 12:
            for group in range(struct.unpack_from(">I", font, offset + 12)[0]):
                first, last, _ = struct.unpack_from(">III", font, offset + 16 + 12 * group)
                found.update(map(chr, range(first, last + 1)))
        elif kind == 4:
            found.update(_segments(font, offset))
    return frozenset(found)


def _segments(font: bytes, offset: int) -> set[str]:
    count = struct.unpack_from(">H", font, offset + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, offset + 14)
    starts = struct.unpack_from(f">{count}H", font, offset + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", font, offset + 16 + 4 * count)
    place = offset + 16 + 6 * count
    ranges = struct.unpack_from(f">{count}H", font, place)
    found: set[str] = set()
    for index, (first, last, delta, jump) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if jump:
                glyph = struct.unpack_from(">H", font, place + 2 * index + jump + 2 * (code - first))[0]
            if glyph and (glyph + delta) & 0xFFFF:
                found.add(chr(code))
    return found
