"""Parts of named windows, and what stands before them: the end of March, mid-June, early summer, before Christmas."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from model import wording
from model.dates.phrase import Said, Span, Unclear
from model.dates.phrase_words import MONTH, WEEKDAY, weekday
from model.dates.spans import span
from model.wording import days_in_words, in_words

_DAY = timedelta(days=1)

_BY = re.compile(
    r"(?:by|on or before|no later than|not later than|at the latest by|latest by|until|till|up to|on|for|due|in"
    r"|during|throughout"
    r"|over|within|across|into|to|any ?time in|some ?time in|around|about|approx(?:imately|\.)?|circa|c\.|(?:by "
    r"|at )?close of play(?: on)?"
    r"|close of business(?: on)?|cop|cob|(?:12 )?noon(?: on)?|midday(?: on)?|midnight(?: on)?"
    r"|[0-9]{1,2}(?:[:.][0-9]{2})? ?[ap]m(?: on)?)"
    r"[ :-]+(?:the )?"
)
_NEW_YEAR = re.compile(r"(?:early |during |some ?time )?(?:in )?(?:the )?new year(?<=the new year)")
_ABOUT = re.compile(r"\b(?:around|about|approx|circa|c\.)")
_BEFORE = re.compile(r"(?:before|prior to|ahead of|in advance of|earlier than)[ :]+(?:the )?")
_END = re.compile(r"(?:the )?(?:very |latest )?(?:end|close)(?: of| in)?[ -]+(?:the )?(?P<rest>.+)")
_ENDED = re.compile(r"(?P<rest>.+?)[ -]end")
_START = re.compile(r"(?:the )?(?:start|beginning|outset|commencement)(?: of| in)?[ -]+(?:the )?(?P<rest>.+)")
_THIRD = re.compile(
    r"(?:the )?(?P<which>early|mid|middle|late|later)(?:[ -]?(?:part|way through))?(?: of"
    r"| in)?[ -]+(?:the )?(?P<rest>.+)"
)
_HALF = re.compile(r"(?:the )?(?P<which>first|1st|second|2nd|last|latter) half(?: of| in)?[ -]+(?:the )?(?P<rest>.+)")
_WEEK = re.compile(
    r"(?:the )?(?P<which>first|1st|second|2nd|third|3rd|fourth|4th|last|final) (?P<full>full )?week(?: of| in"
    r"| beginning)?[ -]+(?:the )?(?P<rest>.+)"
)
_ONE_DAY = re.compile(
    rf"(?:the )?(?P<which>first|1st|second|2nd|third|3rd|fourth|4th|last|final) (?P<day>working day|day"
    rf"|{WEEKDAY})(?: of| in)[ -]+(?:the )?(?P<rest>.+)"
)
_ORDER = {
    "first": 0,
    "1st": 0,
    "second": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
    "4th": 3,
    "last": -1,
    "final": -1,
}


def part(text: str, said: Said) -> Span | None:
    """The day or window of these words with what stands before it: "by the end of March 2016", "mid-June"."""
    if _NEW_YEAR.fullmatch(text):
        made = span("new year", said)
        assert made is not None
        last = date(made.first.year, 3, 31)
        made = Span(made.first, last, "approximate", f"the first months of {last.year}", made.inferred)
        return made.inferring("The new year was taken as January to March.")
    about = False
    for _ in range(3):
        begun = _BY.match(text)
        if begun is None:
            break
        about = about or _ABOUT.match(text) is not None
        text = text[begun.end() :]
    before = _BEFORE.match(text)
    made = _before(text[before.end() :], said) if before is not None else _named(text, said)
    if made is not None and about and not made.is_day:
        made = replace(made, precision="approximate")
    return made


def _before(text: str, said: Said) -> Span | None:
    if _END.fullmatch(text) or _ENDED.fullmatch(text):
        return _named(text, said)
    whole = _named(text, said)
    if whole is None:
        return None
    day = whole.first - _DAY
    precision = whole.precision if whole.precision in ("approximate", "term") else "day"
    return Span(day, day, precision, f"{in_words(day)}, the day before {whole.called}", whole.inferred)


def _named(text: str, said: Said) -> Span | None:
    whole = span(text, said)
    if whole is not None:
        return _end(whole) if text.endswith("year-end") else whole
    for pattern, make in ((_WEEK, _week), (_ONE_DAY, _one_day), (_HALF, _half), (_THIRD, _third)):
        found = pattern.fullmatch(text)
        if found is not None:
            whole = span(found["rest"], said)
            return make(found, whole, said) if whole is not None and not whole.is_day else None
    found = _END.fullmatch(text) or _ENDED.fullmatch(text)
    if found is not None:
        whole = span(found["rest"], said)
        return _end(whole) if whole is not None and not whole.is_day else whole
    found = _START.fullmatch(text)
    if found is not None:
        whole = span(found["rest"], said)
        return _day(whole, whole.first) if whole is not None else None
    return None


def _day(whole: Span, day: date) -> Span:
    precision = whole.precision if whole.precision in ("approximate", "term") else "day"
    return Span(day, day, precision, in_words(day), whole.inferred, yearless=whole.yearless)


def _end(whole: Span) -> Span:
    """The last day; of a season or a term, whose end is not sure, the last month."""
    if whole.precision not in ("approximate", "term"):
        return _day(whole, whole.last)
    first = whole.last.replace(day=1)
    return Span(first, whole.last, whole.precision, f"the end of {whole.called}", whole.inferred)


def _thirds(whole: Span) -> list[tuple[date, date]]:
    """Beginning, middle and end: by months where there are three or more, else by days."""
    months = (whole.last.year - whole.first.year) * 12 + whole.last.month - whole.first.month + 1
    if months >= 3 and whole.first.day == 1:
        ends = []
        for n in range(4):
            year, month = divmod(whole.first.year * 12 + whole.first.month - 1 + months * n // 3, 12)
            ends.append(date(year, month + 1, 1))
        return [(ends[n], ends[n + 1] - _DAY) for n in range(3)]
    days = (whole.last - whole.first).days + 1
    step = 10 if days >= 28 else max(days // 3, 1)
    middle, late = whole.first + _DAY * step, whole.first + _DAY * (2 * step)
    return [(whole.first, middle - _DAY), (middle, late - _DAY), (late, max(late, whole.last))]


def _third(found: re.Match[str], whole: Span, said: Said) -> Span:
    place = {"e": 0, "m": 1, "l": 2}[found["which"][0]]
    first, last = _thirds(whole)[place]
    name = ("early", "mid", "late")[place]
    made = Span(first, last, "approximate", f"{name} {whole.called}", whole.inferred, yearless=whole.yearless)
    return made.inferring(f"{name.capitalize()} {whole.called} was taken as {days_in_words(first, last)}.")


def _half(found: re.Match[str], whole: Span, said: Said) -> Span:
    first = found["which"] in ("first", "1st")
    middle = whole.first + _DAY * (((whole.last - whole.first).days + 1) // 2)
    days = (whole.first, middle - _DAY) if first else (middle, whole.last)
    name = f"the {'first' if first else 'second'} half of {whole.called}"
    return Span(*days, "half", name, whole.inferred, yearless=whole.yearless)


def _week(found: re.Match[str], whole: Span, said: Said) -> Span | None:
    place = _ORDER[found["which"]]
    if place < 0:
        last = whole.last
        first = last - _DAY * 6
    else:
        first = whole.first + _DAY * 7 * place
        if found["full"]:
            first += _DAY * ((7 - first.weekday()) % 7)
        last = first + _DAY * 6
    made = Span(first, last, "week", f"a week of {whole.called}", whole.inferred, yearless=whole.yearless)
    return made.inferring(f"The {found['which']} week of {whole.called} was taken as {days_in_words(first, last)}.")


def _one_day(found: re.Match[str], whole: Span, said: Said) -> Span | None:
    days = [whole.first + _DAY * n for n in range((whole.last - whole.first).days + 1)]
    if found["day"] == "working day":
        days = [day for day in days if said.calendar.is_working_day(day)]
    elif found["day"] != "day":
        days = [day for day in days if day.weekday() == weekday(found["day"])]
    place = _ORDER[found["which"]]
    return _day(whole, days[place]) if place < len(days) and days else None


# --- from one to another

_JOINED = re.compile(r" ?(?:-|>) ?| (?:to|until|till|through|and|&) |/")
_SHORT = re.compile(r"(?:[0-9]{1,2})(?:st|nd|rd|th)?")
_YEAR_AT_END = re.compile(r"(?:(?:20)?[0-9]{2} ?[/-] ?(?:20)?[0-9]{2}|(?:'|[ /.-])[0-9]{2}|[0-9]{4})$")
_WORD_OR_QUARTER = re.compile(r"[a-z]{3,9}\.?|(?:q|quarter )[1-4]|[a-z]+ (?:term|quarter)")


def run(text: str, said: Said) -> Span | None:
    """A window from one day or month to another: "April to June 2026", "between 1 and 14 May 2026"."""
    text = re.sub(r"^(?:in |during )?(?:(?:between|from) )(?:the )?", "", text)
    joins = list(_JOINED.finditer(text))
    for join in joins[:8]:
        left, right = text[: join.start()].strip(), text[join.end() :].strip()
        if not left or not right or (join[0] == "/" and not _WORD_OR_QUARTER.fullmatch(left)):
            continue
        if re.fullmatch(MONTH, left):
            right = _year_of_month(right, said)
        last = _without_error(right, said)
        first = _left(left, right, last, said) if last is not None else None
        if first is None or last is None:
            continue
        if first.first > last.last:
            sentence = f"{wording.quoted(text)} ends on {in_words(last.last)}, before it begins; check the days."
            raise Unclear("not understood", sentence, "Which days are meant?")
        precision = last.precision if first.precision == last.precision else "approximate"
        called = f"{first.called} to {last.called}"
        told = {sentence[:16]: sentence for sentence in (*first.inferred, *last.inferred)}
        return Span(first.first, last.last, precision, called, tuple(told.values()))
    return None


def _year_of_month(text: str, said: Said) -> str:
    """ "may 26" as "may 2026": after another month it is no day."""
    found = re.fullmatch(rf"({MONTH})[ -]'?([0-9]{{2}})", text)
    return f"{found[1]} {said.year(found[2], text)}" if found is not None else text


def _without_error(text: str, said: Said) -> Span | None:
    try:
        return _named(text, said)
    except Unclear as unclear:
        if unclear.kind == "needs anchor":
            raise
        return None


def _left(left: str, right: str, last: Span, said: Said) -> Span | None:
    """The first of two, which may borrow its month and year from the second."""
    if _SHORT.fullmatch(left):
        number = int(re.sub("[a-z]", "", left))
        if not last.is_day or not 1 <= number <= monthrange(last.last.year, last.last.month)[1]:
            return None
        day = last.last.replace(day=number)
        return Span(day, day, "day", str(number) if day < last.last else in_words(day))
    year = _YEAR_AT_END.search(right)
    if _YEAR_AT_END.search(left) is None and not last.yearless and year is not None:
        # A month takes the year of the second or the one before; "Q2 to Q3 2026/27" the same words.
        for words in (year[0].strip(" '/.-"), str(last.last.year), str(last.last.year - 1)):
            found = _without_error(f"{left} {words}", said)
            if found is not None and found.first <= last.last:
                return found
    try:
        found = _without_error(left, said)
    except Unclear:
        found = None
    if (found is None or found.yearless) and last.yearless:
        for year_number in (last.last.year, last.last.year - 1):
            other = _without_error(f"{left} {year_number}", said)
            if other is not None and other.first <= last.last:
                return other
    return found
