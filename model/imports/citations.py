"""What stands in brackets at the end of a finding and is no part of its words: the tag of the Children's Social Care
National Framework, the paragraphs of the report that it rests on, and the word "Recommendation".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBER_WORDS = "one|two|three|four|five|six|seven|[1-9]"
_NAMED = r"(?:children['\u2019]s\s+social\s+care:?\s+)?national\s+framework"
_ONE = rf"(?:outcomes?|enablers?|principles?)\b(?:\s*(?:{_NUMBER_WORDS})\b|\s*[:\u2013-]\s*[^()]+|\s+[^()]+)?"
_TAG = re.compile(
    rf"\s*[(\[]\s*((?:{_NAMED}|{_ONE})(?:[^()\[\]]|\([^()]*\))*?)\s*[)\]]\s*(\.?)\s*$",
    re.IGNORECASE,
)
_IS_TAG = re.compile(
    rf"{_NAMED}|(?:outcomes?|enablers?|principles?)\s*[:\u2013-]?\s*(?:{_NUMBER_WORDS})\b", re.IGNORECASE
)
_STARTS_AS_TAG = re.compile(rf"(?:{_NAMED}|outcome|enabler|principle)", re.IGNORECASE)

_ITEM = r"\d{1,3}(?:\.\d{1,2})*"
_RANGE = rf"{_ITEM}(?:\s*(?:[-\u2010-\u2014]|to)\s*{_ITEM})?"
_PARAGRAPHS = re.compile(
    rf"\s*[(\[]\s*(?:see\s+)?(?:paragraphs?|paras?\.?|paragraph\s+numbers?)\s*:?\s*"
    rf"({_RANGE}(?:(?:\s*[,;&]\s*|\s+)(?:and\s+)?{_RANGE})*)\s*\.?\s*[)\]](?:\s*([.;,]))?",
    re.IGNORECASE,
)
_EACH = re.compile(rf"{_ITEM}(?:\s*(?:[-\u2010-\u2014]|to)\s*{_ITEM})?")
_RECOMMENDATION = re.compile(r"\s*\(recommendations?\)\s*(\.?)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cited:
    """A finding's own words, and what stood in brackets behind them."""

    text: str
    tag: str | None
    paragraphs: tuple[str, ...]


def taken_apart(text: str) -> Cited:
    """The words that remain keep their own end: the stop after a bracket is the sentence's."""
    paragraphs: list[str] = []

    def take(match: re.Match[str]) -> str:
        paragraphs.extend(_each(match[1]))
        return match[2] or ""

    rest = _RECOMMENDATION.sub(r"\1", text)
    rest = _PARAGRAPHS.sub(take, rest)
    tags: list[str] = []
    while found := _tag(rest):
        tags.insert(0, " ".join(found[1].split()))
        rest = rest[: found.start()].rstrip()
        if found[2] and not rest.endswith((".", "!", "?")):
            rest += found[2]
    return Cited(rest.strip(), "; ".join(tags) or None, tuple(dict.fromkeys(paragraphs)))


def _tag(text: str) -> re.Match[str] | None:
    found = _TAG.search(text)
    if found is None or not _STARTS_AS_TAG.match(found[1]):
        return None
    return found if _IS_TAG.search(found[1]) or found[1].casefold().startswith(("enabler:", "outcome:")) else None


def _each(text: str) -> Iterator[str]:
    for match in _EACH.finditer(text):
        yield re.sub(r"\s*([-\u2010-\u2014])\s*", r"\1", match.group())
