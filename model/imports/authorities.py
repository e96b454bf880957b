"""The name of a local authority out of the ways in which titles print it.

"Birmingham City Council", "City of Wolverhampton", "the London Borough of Hackney" and "Metropolitan Borough of
Barnsley Council" all go by one short name, so that reports of several years meet under one authority.
"""

from __future__ import annotations

import re

from model.imports.folding import SUPERSCRIPTS

_ENDS = re.compile(
    r"\s*,?\s*(?:(?:metropolitan\s+|unitary\s+)?(?:county|city|borough|district|town)?\s*(?:and\s+county\s+)?"
    r"(?:borough\s+|district\s+)?council(?:['\u2019]s)?|local\s+authority(?:['\u2019]s)?|unitary\s+authority"
    r"|metropolitan\s+(?:borough|district)|(?:metropolitan\s+)?borough"
    r"|children(?:['\u2019]s|s['\u2019]|s)?\s+(?:services\s+)?(?:trust|company|first)|children['\u2019]s(?:\s+social\s+care)?\s+services"
    r"|children\s+first)\s*$",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"^(?:the\s+)?(?:council\s+of\s+the\s+|(?:london|royal|metropolitan|county)\s+borough\s+of\s+"
    r"|borough\s+of\s+|(?:the\s+)?city\s+(?:and\s+county\s+|and\s+borough\s+)?(?:council\s+)?of\s+|county\s+of\s+"
    r"|county\s+council\s+of\s+|council\s+for\s+the\s+)",
    re.IGNORECASE,
)
_STAYS = re.compile(r"^(?:the\s+)?city\s+of\s+london\b", re.IGNORECASE)
_THE = re.compile(r"^(?:the|in|of|to)\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_CAPITAL = r"[A-Z\u00c0-\u00de][\w'\u2019.-]*"
_NAME = re.compile(rf"{_CAPITAL}(?:[ ,&]+(?:{_CAPITAL}|upon|on|under|in|and|of|with|the|le|by|&))*$")
_NO_NAME = (
    "local authority",
    "inspection",
    "services",
    "children",
    "children's",
    "report",
    "ofsted",
    "council",
    "the council",
    "single",
    "care quality commission",
    "partnership",
    "local partnership",
    "dear",
    "hm government",
    "your",
)
_TITLE = re.compile(r"(?:re-?)?inspection\b|review of\b|report\b|joint\b", re.IGNORECASE)
LONGEST = 60


def short_name(printed: str) -> str | None:
    """As people say it; None if the words are no name."""
    name = " ".join(printed.split()).strip(" .,;:-\u2013\u2014*" + SUPERSCRIPTS)
    name = _BRACKETS.sub("", name)
    name = re.sub(r"(?<=[^\W\d])\d{1,2}$", "", name)
    if _STAYS.match(name):
        return "City of London"
    before = None
    while before != name:
        before = name
        name = _ENDS.sub("", name).strip(" ,.-\u2013")
    stripped = _THE.sub("", _STARTS.sub("", _STARTS.sub("", name))).strip()
    if not stripped or len(stripped) > LONGEST or stripped.casefold() in _NO_NAME or _TITLE.match(stripped):
        return None
    return stripped if _NAME.match(stripped) else None


def names_one(printed: str) -> bool:
    """Whether the words say that they name an authority: "... County Council", "London Borough of ..."."""
    name = _BRACKETS.sub("", " ".join(printed.split())).strip(" .,;:")
    return bool((_ENDS.search(name) or _STARTS.match(name)) and short_name(name))
