"""Deadlines that are counted: "within the next 12 months", "in six months", "three years' time", "10 working days"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from model import wording
from model.dates.months import add_period
from model.dates.period import Period
from model.dates.phrase import Phrase, Said, Unclear
from model.dates.phrase_words import NUMBER, UNIT, number, plain, unit
from model.dates.phrases_found import dates_within
from model.dates.spans import month_of, span
from model.errors import Refused

_BEFORE = (
    r"(?:(?P<how>within|inside|in|over|during|for|across|by|through|throughout|up to|(?:in )?no more than"
    r"|(?:in )?not more than|(?:in )?less than|at least|a (?:maximum|minimum|period) of|no later than|not later than)"
    r"(?: a (?:maximum|period) of)? )?"
    r"(?:(?P<about>about|around|approximately|approx\.?|roughly|some|circa|c\.) )?"
    r"(?:the )?(?:(?P<next>next|coming|following|first|initial) )?(?:a period of )?"
)
_AFTER = r"(?:'s|s')?'?(?P<time>(?: |-)time| period)?(?P<tail>.*)"
_COUNTED = re.compile(rf"{_BEFORE}(?P<number>{NUMBER})(?: \([0-9]{{1,3}}\))?[ -]*(?P<unit>{UNIT}){_AFTER}")
_SHORT = re.compile(r"(?:within |in )?(?P<number>[0-9]{1,3}) ?(?P<unit>m|wd|w|y|d)")
_SHORT_UNITS = {"m": "month", "w": "week", "y": "year", "d": "day", "wd": "working day"}
_BETWEEN = re.compile(
    rf"{_BEFORE}(?:between )?(?P<number>{NUMBER})(?:[ -]*{UNIT})?(?: ?- ?| to | and "
    rf"| or )(?P<second>{NUMBER})[ -]*(?P<unit>{UNIT}){_AFTER}"
)
_NEXT_ONE = re.compile(
    rf"(?:within|over|in|during|for|across|throughout) the (?:next|coming|following) (?P<unit>{UNIT})(?P<tail>.*)"
)
_HALF_YEAR = re.compile(
    r"(?P<how>within|in|over|during) ?(?:the )?(?:next )?(?:half a|a half|six months|half) ?-?year(?P<tail>)"
)
_YEAR_AND_HALF = re.compile(
    rf"{_BEFORE}(?:(?P<whole>{NUMBER}) and a half years|(?P<one>a|one) years? and a half){_AFTER}"
)
_TAIL = re.compile(r",? ?(?P<joining>of|from|after|following|since|before|prior to|post)(?:[ :]+)(?P<what>.+)")
_IT = ("today", "now", "this meeting", "the meeting", "the date of this meeting", "the date of the meeting",
       "this report", "the date of this report", "the date hereof", "this date")  # fmt: skip
_EVENTS = (
    "recei",
    "publi",
    "feedback",
    "notif",
    "fieldwork",
    "approv",
    "visit",
    "inspect",
    "meeting",
    "letter",
    "report",
)
_LOOSE = (
    "or so",
    "approximately",
    "approx",
    "or thereabouts",
    "if possible",
    "at the latest",
    "maximum",
    "max",
    "only",
)


def counted(text: str, words: str, said: Said) -> Phrase | None:
    """A period and the day it ends, counted from the day it was said or the day named in it.

    None where the words hold no period. Raises Unclear where there is no day to count from.
    """
    found = _COUNTED.fullmatch(text) or _SHORT.fullmatch(text)
    if found is not None:
        groups = found.groupdict()
        how_many = number(found["number"])
        one, times = unit(_SHORT_UNITS.get(found["unit"], found["unit"]))
        if how_many is None:
            return None
        short = found.re is _SHORT
        timed = (groups.get("time") or "").strip(" -") == "time"
        tail = _TAIL.fullmatch(groups.get("tail") or "") is not None
        exact = (
            short or tail or one in ("hours", "days", "weeks", "working days") or bool(groups["how"] or groups["next"])
        )
        vague = not exact or bool(groups.get("about")) or (timed and one == "years") or "couple" in found["number"]
        return _from(how_many * times, one, groups.get("tail") or "", words, said, groups.get("how"), vague=vague)
    found = _NEXT_ONE.fullmatch(text)
    if found is not None and not (found["unit"].startswith("quarter") and not text.startswith("over")):
        one, times = unit(found["unit"])
        return _from(times, one, found["tail"], words, said, None, vague=False)
    found = _YEAR_AND_HALF.fullmatch(text)
    if found is not None:
        years = (number(found["whole"]) or 0) if found["whole"] else 1
        return _from(years * 12 + 6, "months", found["tail"], words, said, found["how"], vague=not found["how"])
    found = _HALF_YEAR.fullmatch(text)
    if found is not None:
        return _from(6, "months", "", words, said, found["how"], vague=False)
    found = _BETWEEN.fullmatch(text)
    return _between(found, words, said) if found is not None else None


def _from(amount: int, one: str, tail: str, words: str, said: Said, how: str | None, *, vague: bool) -> Phrase | None:
    if one == "hours":
        amount, one = -(-amount // 24), "days"
    if how in ("at least", "a minimum of"):
        sentence = f"{wording.quoted(words)} says how long it lasts at least, and not by when it is due."
        raise Unclear("no date", sentence, "By which day is it due?")
    try:
        period = Period(amount, one)
        start, what = _start(tail, period, words, said)
        due = period.from_day(start, what, said.calendar)
    except Refused as refused:
        raise Unclear("not understood", str(refused), "How long is meant?") from None
    begun = {"counted_from": start, "counted_from_what": what, "amount": amount, "unit": one}
    if not vague:
        return Phrase(words, "day", due.day, due.day, "day", sentence=due.sentence, **begun)  # type: ignore[arg-type]
    first, last = _around(due.day, one)
    sentence = f"{due.rule}; as a round figure it is read as {wording.days_in_words(first, last)}."
    inferred = f"{wording.quoted(words)} is a round figure, so that a window was taken and not a day."
    return Phrase(words, "window", first, last, "approximate", sentence=sentence, inferred=inferred, **begun)  # type: ignore[arg-type]


def _start(tail: str, period: Period, words: str, said: Said) -> tuple[date, str | None]:
    """The day that is counted from, and what it is. Unclear where it is not known."""
    tail = tail.strip(" ,.;)")
    named = _TAIL.fullmatch(tail)
    if named is not None and named["joining"] not in ("before", "prior to"):
        what = named["what"].strip()
        day = span(what.removeprefix("the "), said)
        if day is not None and day.is_day:
            return day.first, None
        within = [span(plain(one[2]), said) for one in dates_within(what)]
        if len(within) == 1 and within[0] is not None and within[0].is_day:
            return within[0].first, re.split(r"[(,]| on ", what)[0].strip()
        what = what.partition("(")[0].strip()
        if what not in _IT:
            return _event(what, period, words, said)
    elif tail and tail not in _LOOSE:
        raise Unclear("not understood", f"{wording.quoted(words)} is counted from something that was not understood.",
                      f"From which day are {period.words} counted?")  # fmt: skip
    if said.on is None:
        raise Unclear("needs anchor", f"{wording.quoted(words)} does not say from which day.",
                      f"From which day {_are(period)} counted?", period.amount, period.unit)  # fmt: skip
    return said.on, said.what


def _event(what: str, period: Period, words: str, said: Said) -> tuple[date, str | None]:
    """A period counted from an event: from the day it was said only where that is the day of the event."""
    if said.on is not None and said.what:
        known = said.what.casefold()
        stems = [stem for stem in _EVENTS if stem in what]
        heart = re.sub(r"^(?:the |its |their |this |our |date of |day of )+", "", what)
        if (stems and stems[0] in known) or (heart and heart in known):
            return said.on, said.what
    raise Unclear("needs anchor", f"{wording.quoted(words)} is counted from {what}, whose day it does not give.",
                  f"On which day was {what}?" if len(what) < 60 else "From which day is it counted?",
                  period.amount, period.unit)  # fmt: skip


def _are(period: Period) -> str:
    return f"is {period.words}" if period.amount == 1 else f"are {period.words}"


def _around(day: date, one: str) -> tuple[date, date]:
    """The window of a round figure: the week, the month, or for years the quarter that the day is in."""
    if one in ("days", "weeks", "working days"):
        first = day - timedelta(days=day.weekday())
        return first, max(day, first + timedelta(days=4))
    if one == "months":
        return month_of(day.year, day.month)
    month = (day.month - 1) // 3 * 3 + 1
    return month_of(day.year, month)[0], month_of(day.year, month + 2)[1]


def _between(found: re.Match[str], words: str, said: Said) -> Phrase | None:
    """ "12 to 18 months": a window."""
    least, most = number(found["number"]), number(found["second"])
    one, times = unit(found["unit"])
    if least is None or most is None or one == "hours":
        return None
    if least >= most:
        sentence = f"In {wording.quoted(words)} the first number is not the smaller one; check them."
        raise Unclear("not understood", sentence, "How long is meant?")
    try:
        period = Period(most * times, one)
        start, what = _start(found["tail"], period, words, said)
        due = period.from_day(start, what, said.calendar)
        first = add_period(start, least * times, one, said.calendar)
    except Refused as refused:
        raise Unclear("not understood", str(refused), "How long is meant?") from None
    return Phrase(
        words, "window", first, due.day, "approximate", start, what, most * times, one,
        f"{due.rule}; the window begins on {wording.in_words(first)}.",
    )  # fmt: skip
