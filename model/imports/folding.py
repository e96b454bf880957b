"""From printed lines to running text: joined lines, hyphens at a line's end, marks of footnotes.

A report breaks "multi-agency" after its hyphen at the end of a line, and an automatic hyphenation breaks
"informa-tion": both look alike. Which it is, the document itself says elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from model.imports.pages import Reading

_SAME = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
        "\u00a0": " ", "\u202f": " ", "\u00ad": None,
    }
)  # fmt: skip
SUPERSCRIPTS = "\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079"

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*(?:-[^\W\d_]+(?:['\u2019][^\W\d_]+)*)*")
_LAST = re.compile(r"([^\W_]+(?:[-'\u2019][^\W_]+)*)[-\u2010]$")
_FIRST = re.compile(r"([^\W_]+(?:[-'\u2019][^\W_]+)*)")
_HYPHENS = ("-", "\u2010")
_SOFT = "\u00ad"
_DASHES = ("\u2013", "\u2014")

_KEEPS = re.compile(
    r"multi|pre|post|non|self|co|well|long|short|high|low|inter|part|full|half|cross|anti|re|sub|semi|good|best|better|"
    r"decision|information|risk|child|family|early|front|end|hospital|school|police|health|first|second|third|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|sixteen|seventeen|day|week|month|year|large|small|trauma|"
    r"life|return|strengths?|needs|age|area|county|city|community|care|foster|step|drop|peer|inner|outer|"
    r"over|under|up|out|off|on|mid|ex|vice|all|single|joint|social|solution|person|evidence|home|ill"
)
"""What stands before a hyphen of its own in compounds of the field."""

_HANGS = frozenset({"and", "or", "to"})
"""After a hyphen that waits for the second half: "pre- and post-birth"."""

_MARK = re.compile(rf"(?<=[^\s\d])\s?[{SUPERSCRIPTS}]+(?=[\s.,;:?!)\u2019'\"]|$)")
_HEADING_MARK = re.compile(rf"(?<=[^\W\d][?:.)\w]|\w[?:])\s?(?:[{SUPERSCRIPTS}]+|\d{{1,2}}|\*+|\u2020)$")


def same(text: str) -> str:
    """For comparing: small letters, straight marks, one space between words."""
    return " ".join(text.translate(_SAME).casefold().split())


def heading_words(text: str) -> str:
    """A heading for comparing: without its number, the mark of a footnote, and the stop at its end."""
    words = _HEADING_MARK.sub("", same_marks(text).strip())
    words = same(words).strip(" .:;?!-*")
    words = re.sub(r"^(?:section\s+)?\d{1,2}(?:\.\d{1,2})*[.):]?\s+(?=\D)", "", words)
    return words.strip(" .:;?!-*")


def same_marks(text: str) -> str:
    """Superscript digits kept, white space folded."""
    return " ".join(text.split())


def without_note_marks(text: str) -> str:
    """Without the raised digits that lead to footnotes: "Clare's law²" is "Clare's law"."""
    return _MARK.sub("", text)


def words_of(text: str) -> list[str]:
    """The words of a text, folded: what likeness is measured on."""
    return re.findall(r"[^\W_]+(?:['-][^\W_]+)*", same(text))


class Joiner:
    """Joins the lines of one document. It knows the words that stand unbroken in it."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._whole: set[str] = set()
        ends: list[tuple[str, str]] = []
        before = ""
        for text in texts:
            line = same(text)
            found = [match.group() for match in _WORD.finditer(line)]
            last = _LAST.search(before)
            first = _FIRST.match(line)
            if last and first:
                ends.append((last[1], first[1]))
                found = found[1:]
            if line.endswith("-") and found:
                found = found[:-1]
            self._whole.update(found)
            before = line
        self._breaks_words = any(
            left + right in self._whole and f"{left}-{right}" not in self._whole for left, right in ends
        )

    @classmethod
    def of(cls, reading: Reading) -> Joiner:
        return cls(line.text for page in reading.pages for line in page.lines if line.role not in ("header", "footer"))

    def join(self, lines: Sequence[str]) -> str:
        """One text with single spaces. No word is lost or changed, but for a hyphen that only broke a line."""
        joined = ""
        for line in lines:
            text = " ".join(line.split())
            if not text:
                continue
            joined = self._joined(joined, text) if joined else text
        return joined.replace(_SOFT, "")

    def _joined(self, before: str, after: str) -> str:
        if before.endswith(_SOFT):
            return before[:-1] + after
        if before.endswith(_HYPHENS) and before[-2:-1].isalnum():
            first = _FIRST.match(after)
            if first is None or first[1].casefold() in _HANGS:
                return f"{before} {after}"
            return before + after if self._keeps(before, same(first[1])) else before[:-1] + after
        if before.endswith(_DASHES) and before[-2:-1].isalnum() and after[:1].isdigit() and before[-2:-1].isdigit():
            return before + after
        if before.endswith("/") and before[-2:-1].isalnum() and after[:1].isalnum():
            return before + after
        return f"{before} {after}"

    def _keeps(self, before: str, right: str) -> bool:
        """Whether the hyphen is the word's own."""
        last = _LAST.search(same(before))
        left = last[1] if last else ""
        if right[:1].isdigit() or left[-1:].isdigit():
            return True
        if f"{left}-{right}" in self._whole:
            return True
        plain = left + right
        if plain in self._whole:
            return False
        return not self._breaks_words or bool(_KEEPS.fullmatch(left.rpartition("-")[2]))
