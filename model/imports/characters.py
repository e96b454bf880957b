"""Characters as they come from outside: what is not seen is dropped, what is seen is kept."""

from __future__ import annotations

LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
"""Letters that a font draws together. They are no other letters."""

UNSEEN = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\ufeff\ufff9\ufffa\ufffb"
    + "".join(chr(code) for code in (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)))
)
"""Zero-width characters, and the marks that turn the direction of writing. The letters they stood between
keep their order; a mark left in could make a sentence read as another one.
"""

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""A footnote's mark, as it stands on the page: above the line."""

_CONTROLS = dict.fromkeys((*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)))
_FOLDED: dict[int, str | None] = {
    **_CONTROLS,
    **dict.fromkeys(map(ord, UNSEEN)),
    **{ord(joined): parts for joined, parts in LIGATURES.items()},
    0x2011: "-",  # a hyphen at which a line does not end
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}


def plain(text: str) -> str:
    """Less control, zero-width and direction characters and NULs; ligatures as letters. White space is kept."""
    return text.translate(_FOLDED)


def one_line(text: str) -> str:
    """``plain``, with any white space in it as one space."""
    return " ".join(plain(text).split())
