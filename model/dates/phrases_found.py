"""Where deadlines stand within other words: in the running text of minutes and reports, and in crowded cells."""

from __future__ import annotations

import re
from itertools import pairwise

from model.dates.phrase_words import MONTH, NUMBER, ORDINAL, SPLIT_YEAR, UNIT, WEEKDAY

_YEAR = r"(?:[0-9]{4}|'[0-9]{2})(?![0-9])"
_NAMED_DAY = (
    rf"(?:{WEEKDAY},? )?(?:the )?[0-9]{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}(?:,? (?:{_YEAR}"
    rf"|[0-9]{{2}}(?![0-9a-z%])))?"
)
_DIGITS_DAY = r"(?:[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:[0-9]{4}|[0-9]{2})(?![0-9])|[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9]))"
_MONTH_YEAR = rf"{MONTH}(?:[ ,-]+{_YEAR}|[ -][0-9]{{2}}(?![0-9a-z%]))"
_QUARTER = (
    rf"(?:(?:q|quarter )[1-4]|{ORDINAL} quarter)(?:[ ,]*(?:of )?(?:the financial year |fy)?(?:{SPLIT_YEAR}|[0-9]{{4}}))"
)
_SPLIT = r"20[0-9]{2}[/-](?:20)?[0-9]{2}(?![0-9/-])"
_SEASON_YEAR = rf"(?:spring|summer|autumn|winter)(?: term)? (?:{SPLIT_YEAR}|20[0-9]{{2}})"
_NAMED_YEAR = rf"(?:the )?(?:financial|academic|calendar) year(?: {SPLIT_YEAR}| 20[0-9]{{2}})?"
_PART = r"(?:(?:the )?(?:end|start|beginning|middle|first half|second half) of (?:the )?|mid[ -]|early |late |end[ -])"
_ABSOLUTE = rf"(?:{_DIGITS_DAY}|{_NAMED_DAY}|{_QUARTER}|{_SEASON_YEAR}|{_MONTH_YEAR})"
_ANY_DATE = re.compile(
    rf"(?<![a-z0-9/.-])(?:{_PART})?(?:{_ABSOLUTE}|{_NAMED_YEAR}|{_SPLIT})(?![a-z0-9])|(?<![a-z]){_PART}{MONTH}(?![a-z])"
)

_BY = r"(?:by|on or before|no later than|not later than|before|until|due (?:on|by|in|for)?|deadline (?:of|is))"
_LOOSE_MONTH = rf"{MONTH}(?! (?:had|have|was|were|is|be|well|also|not)\b)"
_AFTER_BY = (
    rf"(?:{_PART})?(?:{_ABSOLUTE}|{_NAMED_YEAR}|{_SPLIT}|(?:the )?(?:financial|academic|calendar|school|this"
    rf"|next) (?:year|month|quarter|week)"
    rf"|the (?:year|month|quarter|week)|christmas(?: 20[0-9]{{2}})?|easter(?: 20[0-9]{{2}})?|{_LOOSE_MONTH}"
    rf"|20[0-9]{{2}}(?![0-9/%]))"
)
_MEETING = (
    rf"(?:the )?(?:next|following|{MONTH})(?: 20[0-9]{{2}})? (?:[a-z]+ ){{0,3}}?(?:committee|board|cabinet|panel"
    rf"|council|meeting)(?![a-z])"
)
_TAIL = (
    r"(?: (?:of|from|after|following) (?:the )?(?:date of )?(?:the )?(?:receipt|receiving|publication|inspection"
    r"|visit|letter|report|notification"
    r"|monitoring visit|focused visit|meeting|approval)(?: (?:of )?(?:the |this |our |that )?(?:final "
    r"|inspection )?(?:report"
    r"|letter|inspection|findings))?)?"
)
_NEXT = rf"(?:within|over|in|during|for|throughout|across) (?:the )?(?:next|coming|following) (?:{NUMBER}[ -])?{UNIT}"
_WITHIN = rf"within (?:a (?:maximum|period) of |the )?{NUMBER}(?: \([0-9]{{1,3}}\))?[ -]{UNIT}(?:'s?)?(?: time)?{_TAIL}"
_IN = (
    rf"in (?:about |around |approximately )?{NUMBER}[ -]{UNIT}(?:'s?|s')?(?: time)?(?! (?:of|to|prior|before|since"
    rf"|previous|preceding|up)\b)(?:{_TAIL})?"
)
_TIME = rf"{NUMBER}[ -]{UNIT}(?:'s?)? time(?![a-z])"
_STRONG = re.compile(
    rf"(?<![a-z0-9-])(?:{_BY} {_AFTER_BY}|{_BY} {_MEETING}|{_NEXT}|{_WITHIN}|{_TIME}"
    rf"|(?:w/c|week commencing|week beginning) {_NAMED_DAY}|(?:w/c|week commencing|week beginning) {_DIGITS_DAY}"
    r"|with immediate effect|as soon as possible)(?![a-z0-9])"
)
_WEAK = re.compile(
    rf"(?<![a-z0-9-])(?:{_IN}|(?:in|during|for) (?:the )?(?:{_PART})?(?:{_QUARTER}|{_SEASON_YEAR}|{_MONTH_YEAR}"
    rf"|{_LOOSE_MONTH})"
    rf"|(?:to|at) {_MEETING})(?![a-z0-9])"
)
_NOT_BEFORE = re.compile(r"(?:every|once|twice|times|last|past|previous|aged|old|least|only|than|older) $")
_CLOSE = 60
_MODAL = re.compile(
    r"\b(?:will|would|shall|should|must|to be|going to|is to|are to|due|scheduled|planned|expected|intends?"
    r"|deadline|target"
    r"|(?:agreed|resolved|recommended|recommends|requested|asked|required|committed|promised) (?:that|to))\b"
)
_BEHIND = re.compile(
    r"\b(?:had|was|were|found|did|has been|have been|took place|fell|rose|became|saw|began|started|led|made|gave"
    r"|received|published|inspected|judged|visited"
    r"|completed|decreased|increased|improved|reduced|identified|reported|showed|remained|lived|left|entered"
    r"|joined|took|held|carried out)\b"
)
_SURELY_AHEAD = re.compile(
    r"\b(?:will|would|shall|should|must|to be|is to|are to|going to|intends?|due|deadline|target|scheduled"
    r"|requested|asked|agreed|resolved"
    r"|recommend(?:s|ed)?|committed|undertook|ensure|needs? to|promised|planned|expected|anticipated|requires?)\b"
)
_SENTENCE_END = re.compile(r"[.!?;](?=\s+[A-Z0-9\"'\u2018\u201c(•-]|\s*\n|\s*$)|\n[ \t]*\n|[•▪●]")
_FOLD = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u2013": "-",
        "\u2014": "-",
        "\u2011": "-",
        "\u00a0": " ",
        "\n": " ",
        "\t": " ",
        "\r": " ",
    }
)


def dates_within(words: str) -> list[tuple[int, int, str]]:
    """Every date in a crowded cell, whatever is said of it."""
    found = [(one.start(), one.end()) for one in _ANY_DATE.finditer(_folded(words))]
    return [(start, end, words[start:end]) for start, end in found]


def find_phrases(text: str) -> list[tuple[int, int, str]]:
    """Every deadline in running text, as (start, end, words as printed), in their order.

    Found are words such as "within the next 12 months", "by the end of July", "in six months". A date in a
    sentence that tells of the past is none ("in March 2015 inspectors found"), unless the sentence also says
    what is to be done.
    """
    folded = _folded(text)
    found: list[tuple[int, int, str]] = []
    for first, last in _sentences(text):
        sentence = folded[first:last]
        ahead, behind = _SURELY_AHEAD.search(sentence) is not None, _BEHIND.search(sentence) is not None
        for one in _STRONG.finditer(sentence):
            if (
                ahead
                or not behind
                or one[0].startswith(("over the next", "within the next", "in the next", "with imm"))
            ):
                _keep(found, first, one, text, folded)
        for one in _WEAK.finditer(sentence) if ahead else ():
            if _is_ahead(sentence, one.start(), one.end()):
                _keep(found, first, one, text, folded)
    return sorted(found)


def _is_ahead(sentence: str, start: int, end: int) -> bool:
    """Whether the verb nearest to "in July" says what is to come: the last one before it, or the first after it
    where the sentence begins so."""
    cues = [(one.start(), True) for one in _MODAL.finditer(sentence)]
    cues += [(one.start(), False) for one in _BEHIND.finditer(sentence)]
    before = [cue for cue in cues if cue[0] < start]
    if before:
        return max(before)[1]
    after = [cue for cue in cues if end <= cue[0] < end + _CLOSE]
    begins = len(sentence[:start].strip()) < _CLOSE // 4
    return begins and bool(after) and min(after)[1]


def _keep(found: list[tuple[int, int, str]], offset: int, one: re.Match[str], text: str, folded: str) -> None:
    start, end = offset + one.start(), offset + one.end()
    if any(start < other_end and other_start < end for other_start, other_end, _ in found):
        return
    if _NOT_BEFORE.search(folded[max(0, start - 12) : start]):
        return
    while end > start and text[end - 1] in " \t\n,.'":
        end -= 1
    found.append((start, end, " ".join(text[start:end].split())))


def _folded(text: str) -> str:
    """The text in small letters, each character in its place."""
    small = "".join(one if len(one) == 1 else other for one, other in zip(map(str.lower, text), text, strict=True))
    return small.translate(_FOLD)


def _sentences(text: str) -> list[tuple[int, int]]:
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    cuts = sorted({0, *ends, len(text)})
    return list(pairwise(cuts))
