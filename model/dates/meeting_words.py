"""Deadlines that are a meeting: "by the July committee", "next board", "September Cabinet"."""

from __future__ import annotations

import re
from datetime import date

from model import wording
from model.dates.phrase import Phrase, Said, Unclear
from model.dates.phrase_words import MONTH, month
from model.wording import MONTHS, in_words

_BODY = re.compile(
    r"\b(?:sub-?)?(?:committees?|boards?|cabinet|panels?|council|scrutiny|executive|forum|meetings?|partnership"
    r"|commission|governors)\b"
)
_WHEN = re.compile(rf"\b(?P<month>{MONTH})(?:[ ,'-]*(?P<year>[0-9]{{4}}|'?[0-9]{{2}})\b)?")
_STOP = frozenset(
    {
        "by",
        "before",
        "at",
        "for",
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "on",
        "from",
        "next",
        "following",
        "first",
        "last",
    }
    | {"this", "coming", "subsequent", "our", "and", "until", "no", "later", "than", "be", "ready", "due", "meeting"}
    | {"meetings", "report", "reported", "present", "presented", "go", "taken", "back", "agenda", "papers", "cycle"}
)
MOST_WORDS = 12


def meeting(text: str, words: str, said: Said) -> Phrase | None:
    """The meeting that words name, found among those of the plan. Raises Unclear where there is not exactly one."""
    if len(text.split()) > MOST_WORDS or _BODY.search(text) is None:
        return None
    when = _WHEN.search(text)
    year = said.year(when["year"], words) if when is not None and when["year"] else None
    number = month(when["month"]) if when is not None else None
    name = _WHEN.sub(" ", text)
    wanted = {word for word in re.findall(r"[a-z']+", name) if word not in _STOP}
    soon = re.search(r"\b(?:next|following|coming|subsequent|first|this)\b", text) is not None
    if not soon and number is None:
        return None  # "the Board" alone is who agrees, not when
    after = said.on
    found = [
        (day, called)
        for day, called in sorted(said.meetings)
        if (after is None or day >= after or year is not None)
        and (number is None or day.month == number)
        and (year is None or day.year == year)
        and all(any(_same(word, part) for part in re.findall(r"[a-z']+", called.casefold())) for word in wanted)
    ]
    if soon and after is None:
        raise Unclear("needs anchor", f"{wording.quoted(words)} is the next from the day it was said.",
                      "On which day was it said?")  # fmt: skip
    if number is not None and year is None and found:
        # Without a year the nearest one is meant, not that month of every year.
        found = [one for one in found if one[0].year == found[0][0].year]
    if soon:
        found = found[:1]
    if len(found) == 1:
        day, called = found[0]
        named = called if in_words(day) in called else f"{called}, {in_words(day)}"
        sentence = f"{wording.quoted(words)} is read as the meeting {named}."
        inferred = None
        if after is not None and (soon or year is None):
            inferred = f"It is the first that fits on or after {said.day_in_words}, of the meetings in the plan."
        return Phrase(words, "day", day, day, "day", said.on, called, sentence=sentence, inferred=inferred)
    raise Unclear("needs anchor", *_asked(words, number, year, found))


def _same(word: str, part: str) -> bool:
    return part == word or part.rstrip("s") == word.rstrip("s")


def _asked(words: str, number: int | None, year: int | None, found: list[tuple[date, str]]) -> tuple[str, str]:
    if found:
        each = [called if in_words(day) in called else f"{called}, {in_words(day)}" for day, called in found]
        return f"{wording.quoted(words)} may be one of several meetings.", (
            f"Which meeting is meant: {wording.listed(each[:6], 'or')}?"
        )
    when = f" in {MONTHS[number - 1]}" + (f" {year}" if year else "") if number else ""
    return f"{wording.quoted(words)} is a meeting, and the plan has none that fits{when}.", (
        "Which meeting is meant, and on which day is it?"
    )
