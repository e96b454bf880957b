"""Deadlines as councils write them, read as days: "within the next 12 months", "Q3 2026/27", "by the July committee".

Nothing is guessed silently. What was inferred says so, a phrase without its anchor asks for it, and what is no
date is said to be none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from model import wording
from model.dates.bank_holidays import ENGLAND_AND_WALES, Calendar
from model.dates.counted import counted
from model.dates.due import LAST_YEAR
from model.dates.meeting_words import meeting
from model.dates.no_dates import GOES_ON, begins, event, no_date
from model.dates.parts import part, run
from model.dates.period import not_moved
from model.dates.phrase import KINDS, PRECISIONS, Phrase, Said, Span, Unclear
from model.dates.phrase_words import plain
from model.dates.phrases_found import dates_within, find_phrases
from model.errors import Fault, Refused
from model.wording import days_in_words, quoted

__all__ = ["KINDS", "PRECISIONS", "Phrase", "find_phrases", "read_phrase"]

LONGEST = 300
"""Longer text is no cell; only the deadlines within it are looked for."""

_MOST_READ = 4000

_LEAD = re.compile(
    r"(?:(?:(?:to|must|should|will|shall) be |is |are |it is )?(?:completed?|completion|delivered|done|implemented"
    r"|achieved|in place|finished"
    r"|reviewed|submitted|published|reported|ready|due(?: date)?|target(?:ed)?(?: date)?|deadline|timescales?"
    r"|time ?frame|expected|anticipated"
    r"|planned|scheduled|proposed|revised(?: date)?|provisional(?:ly)?|estimated|est\.?|aim(?:ing)?|aim for|date"
    r"|end date|review(?: date)?|latest|final|now|new date)"
    r"|extended to|moved to|action)(?: (?:is|are|on|for))?(?: ?[:=-]+ ?| )(?=[a-z0-9'])"
)
_TIME = re.compile(r"[ ,t]+(?:at )?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?z?(?: ?[ap]m)?$")
_TRAILING = re.compile(
    r"[ ,;-]+(?:at the (?:very )?latest|latest|\(?(?:provisional(?:ly)?|tbc|target|revised|estimated"
    r"|est\.?|approx(?:imately|\.)?|latest|if possible)\)?)$"
)
_DUE = re.compile(
    r"\b(?:review(?:ed)?|until|by|due|end|ends|expected|target|complete|completion|deadline)[a-z ,:()-]{0,15}$"
)
_ASKING = "By which day is it to be done?"


def read_phrase(
    text: str,
    *,
    said_on: date | None = None,
    said_on_what: str | None = None,
    quarters: str = "financial",
    calendar: Calendar = ENGLAND_AND_WALES,
    meetings: Sequence[tuple[date, str]] = (),
) -> Phrase | None:
    """What a deadline phrase says; None for nothing but spaces. Never refused: what is not understood is said to be.

    ``said_on`` is what it is counted from, ``said_on_what`` that day in words ("the visit"). ``quarters`` are
    "financial" (from April) or "calendar". ``meetings`` are those that a phrase may name, with their names.
    """
    if quarters not in ("financial", "calendar"):
        raise Fault(f"Quarters are financial or calendar, not {quarters!r}")
    words = " ".join(text[:_MOST_READ].split())
    if not words:
        return None
    if said_on is not None and not 1900 <= said_on.year <= LAST_YEAR:
        said_on = None  # no day on which a council said anything
    said = Said(said_on, said_on_what, quarters, calendar, meetings)
    try:
        return _read(words, said) or _not_understood(words)
    except Unclear as unclear:
        return Phrase(
            words, unclear.kind, sentence=str(unclear), asks=unclear.asks, amount=unclear.amount, unit=unclear.unit
        )
    except (Refused, OverflowError):
        # A day before the year 1 or after 2200, which no deadline is.
        sentence = f"{quoted(words)} ends out of reach; check the numbers in it."
        return Phrase(words, "not understood", sentence=sentence, asks=_ASKING)


def _read(words: str, said: Said) -> Phrase | None:
    core = plain(words)
    why = no_date(core)
    if why is not None and why[1] in ("surely", "done"):
        return _no_date(words, why[0])
    if len(words) > LONGEST:
        return _within(words, said, find_phrases(words))
    core = _trimmed(core)
    why = no_date(core)
    if why is not None and why[1] in ("surely", "done"):
        return _no_date(words, why[0])
    if why is not None:
        dates = dates_within(words)
        if why[1] != "later":
            dates = find_phrases(words) or [one for one in dates if _DUE.search(plain(words[: one[0]]))]
        found = dates
        found = [one for one in found if plain(one[2]) != core]
        later = _within(words, said, found) if found else None
        return later if later is not None and later.last is not None else _no_date(words, why[0])
    found_span = _counted_or_named(core, words, said)
    if found_span is not None:
        return found_span
    return _less_sure(core, words, said)


def _trimmed(core: str) -> str:
    """Without quotation marks, brackets around all of it, what comes before a date, and a time of day after it."""
    core = core.strip(" \"'.,;:!*")
    if core.startswith("(") and core.endswith(")"):
        core = core[1:-1].strip()
    core = _TIME.sub("", core)
    core = _TRAILING.sub("", core).strip(" ,;:")
    for _ in range(3):
        lead = _LEAD.match(core)
        if lead is None:
            break
        core = core[lead.end() :]
    return core


def _counted_or_named(core: str, words: str, said: Said) -> Phrase | None:
    made = counted(core, words, said)
    if made is not None:
        return made
    found = part(core, said)
    if found is None:
        found = run(core, said)
    return _of_span(found, words, said) if found is not None else None


def _less_sure(core: str, words: str, said: Said) -> Phrase | None:
    """A date within other words, a meeting, an event, or what says only when it begins."""
    rest = begins(core)
    if rest is not None:
        start = part(rest, said)
        if start is None and GOES_ON.search(rest):
            start = next((part(plain(one[2]), said) for one in dates_within(rest)), None)
        if start is not None:
            return _no_date(
                words, f"says when it begins ({start.called}), and not by when it is due; agree a day for that"
            )
    within = dates_within(words)
    try:
        made = meeting(core, words, said)
    except Unclear:
        made = None
        if not within:
            raise
    if made is not None and not any(re.search("[0-9] ?[a-z]|[0-9][/.-][0-9]", plain(one[2])) for one in within):
        return made  # a day that is said beside the meeting is the surer one
    if within:
        return _within(words, said, within)
    why = event(core)
    if why is not None:
        return _no_date(words, why)
    return _within(words, said, find_phrases(words))


def _within(words: str, said: Said, found: Sequence[tuple[int, int, str]]) -> Phrase | None:
    """The one deadline that stands within other words; of two that differ it asks which counts."""
    read: list[Phrase] = []
    for _, _, inner in found[:12]:
        core = _trimmed(plain(inner))
        one = _counted_or_named(core, inner, said) or (meeting(core, inner, said) if core != plain(words) else None)
        if one is not None and one.last is not None and all(one.last != other.last for other in read):
            read.append(one)
    if len(read) > 1:
        days = wording.listed([wording.in_words(one.last) for one in read if one.last][:4], "or")
        number = "two dates" if len(read) == 2 else f"{len(read)} dates"
        raise Unclear("needs anchor", f"{quoted(words)} gives {number}.", f"Which one counts: {days}?")
    if not read:
        return None
    (one,) = read
    told = f"Of {quoted(words)} only {quoted(one.words)} was read."
    return _with(one, words, f"{told} {one.inferred}" if one.inferred else told)


def _with(one: Phrase, words: str, inferred: str) -> Phrase:
    return Phrase(
        words, one.kind, one.first, one.last, one.precision, one.counted_from, one.counted_from_what, one.amount,
        one.unit, one.sentence, one.asks, inferred,
    )  # fmt: skip


def _of_span(found: Span, words: str, said: Said) -> Phrase:
    inferred = " ".join(found.inferred) or None
    start, what = (said.on, said.what) if found.yearless else (None, None)
    if found.is_day:
        note = not_moved(found.last, said.calendar)
        sentence = f"{quoted(words)} is read as {found.called}. {note}".strip()
        return Phrase(words, "day", found.first, found.last, found.precision, start, what,
                      sentence=sentence, inferred=inferred)  # fmt: skip
    days = days_in_words(found.first, found.last)
    called = "" if found.called == days else f"{found.called}, "
    sentence = f"{quoted(words)} is read as {called}{days}; its last day counts."
    return Phrase(words, "window", found.first, found.last, found.precision, start, what,
                  sentence=sentence, inferred=inferred)  # fmt: skip


def _no_date(words: str, why: str) -> Phrase:
    return Phrase(words, "no date", sentence=f"{quoted(words, 40)} {why}.", asks="On which day is it reviewed?")


def _not_understood(words: str) -> Phrase:
    sentence = f"{quoted(words, 40)} names no day that can be read; type a day, or agree one on which it is reviewed."
    return Phrase(words, "not understood", sentence=sentence, asks=_ASKING)
