"""Quarters, halves, years and terms that words name: Q3 2026/27, 2026/27, the end of the academic year, H1 2027."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from model import wording
from model.dates.phrase import Said, Span, Unclear
from model.dates.phrase_words import ORDINAL, ORDINALS, SPLIT_YEAR
from model.wording import MONTHS, in_words

_KINDS = {"f": "financial", "a": "academic", "s": "academic", "c": "calendar", "m": "municipal"}
_BEGINS = {"financial": 4, "academic": 9, "calendar": 1}
_QUARTER = re.compile(
    r"(?:the )?(?:(?P<kind>financial|calendar) )?"
    rf"(?:(?:q|qtr|quarter) ?\.?(?P<n>[1-4])|(?P<word>{ORDINAL}|one|final|last) quarter|quarter (?P<said>one|two"
    rf"|three|four))"
    r"(?:[ ,:-]*(?:of |in |for |- )?(?:the )?\(?(?P<of>(?:fy|financial year|calendar year|year)?) ?'?"
    rf"(?:(?P<split>{SPLIT_YEAR})|(?P<year>[0-9]{{1,6}}))\)?)?"
)
_YEAR_THEN_QUARTER = re.compile(
    rf"(?P<year>{SPLIT_YEAR}|(?:fy ?)?[0-9]{{4}})[ ,:-]*(?P<quarter>(?:q|qtr|quarter) ?[1-4])"
)
_SAID = {"one": 1, "two": 2, "three": 3, "four": 4, "final": 4, "last": 4} | ORDINALS
_QUARTER_NEAR = re.compile(
    r"(?:the )?(?P<which>this|current|next|following|coming)? ?(?P<kind>financial|calendar)? ?quarter"
)
_HALF = re.compile(
    r"(?:the )?(?:h(?P<n>[12])|(?P<word>first|1st|second|2nd|last|latter) half)(?: of)?[ ,]*(?:the )?(?P<rest>.*)"
)
_YEAR = re.compile(
    r"(?:the )?(?:(?P<before>fy|(?:financial|academic|school|calendar|council|municipal) year|year) ?[:-]?)? ?"
    rf"(?:(?P<split>{SPLIT_YEAR})|(?P<year>'?[0-9]{{2}}|[0-9]{{1,6}}))"
    r"(?: (?P<after>(?:financial|academic|school|calendar|council|municipal) year))?"
)
_YEAR_NEAR = re.compile(
    r"(?:the )?(?P<which>this|current|next|following|coming|same)? ?"
    r"(?P<kind>financial|academic|school|calendar|council|municipal|fiscal)?[ -]?(?P<unit>year(?:-end)?|fy)"
)
_TERM = re.compile(
    r"(?:the )?(?P<term>autumn|spring|summer)(?: school)? term[ ,]*(?:of |in )?(?:the )?(?:academic year )?"
    rf"(?:(?P<split>{SPLIT_YEAR})|(?P<year>[0-9]{{4}}|'?[0-9]{{2}}))"
)
_TERMS = {"spring": (1, 3), "summer": (4, 7), "autumn": (9, 12)}


def quarter(text: str, said: Said) -> Span | None:
    """A quarter. Without more said it is of the financial year, from April, and what else it may be is named."""
    found = _YEAR_THEN_QUARTER.fullmatch(text)
    if found is not None:
        text = f"{found['quarter']} {found['year']}"
    found = _QUARTER.fullmatch(text)
    if found is None:
        return _quarter_near(text, said)
    number = int(found["n"]) if found["n"] else _SAID[found["word"] or found["said"]]
    financial = _is_financial(found, said.quarters)
    told = bool(found["kind"] or found["of"] in ("fy", "financial year", "calendar year"))
    if found["split"]:
        first = split_year(found["split"], said, text)
        made = _quarter(first, number, financial)
        return made if told else made.inferring(_other(first, number, financial))
    if found["year"]:
        year = said.year(found["year"], text)
        if financial and found["of"] in ("fy", "financial year") and found["split"] is None:
            year -= 1  # FY27 is the year that ends in 2027
            made = _quarter(year, number, financial)
            return made.inferring(f"FY {year + 1} was taken as the financial year that ends on 31 March {year + 1}.")
        made = _quarter(year, number, financial)
        return made if told else made.inferring(_other(year, number, financial))
    year, inferred = said.next_year(f"quarter {number}", lambda year: _window(year, number, financial))
    made = _quarter(year, number, financial).inferring(inferred)
    made = made if told else made.inferring(_other(year, number, financial))
    return Span(made.first, made.last, made.precision, made.called, made.inferred, yearless=True)


def _is_financial(found: re.Match[str], quarters: str) -> bool:
    kind = found["kind"] or ("calendar" if found["of"] == "calendar year" else "")
    return (kind or ("financial" if found["of"] in ("fy", "financial year") else quarters)) == "financial"


def _window(year: int, number: int, financial: bool) -> tuple[date, date]:
    month = (number - 1) * 3 + (4 if financial else 1)
    year, month = year + (month > 12), (month - 1) % 12 + 1
    return date(year, month, 1), date(year, month + 2, monthrange(year, month + 2)[1])


def _quarter(year: int, number: int, financial: bool) -> Span:
    of = f"{year}/{(year + 1) % 100:02}" if financial else str(year)
    return Span(*_window(year, number, financial), "quarter", f"quarter {number} of {of}")


def _other(year: int, number: int, financial: bool) -> str:
    """How the quarter was read, and the day it would be otherwise."""
    read = "financial year, from April" if financial else "calendar year"
    other = "calendar" if financial else "financial"
    day = in_words(_window(year, number, not financial)[1])
    return f"Quarters were read as those of the {read}; by {other} quarters it would be {day}."


def _quarter_near(text: str, said: Said) -> Span | None:
    found = _QUARTER_NEAR.fullmatch(text)
    if found is None or text == "quarter":
        return None
    _need_day(text, said)
    assert said.on is not None
    ahead = 3 if found["which"] in ("next", "following", "coming") else 0
    year, month = divmod(said.on.year * 12 + (said.on.month - 1) // 3 * 3 + ahead, 12)
    financial = (found["kind"] or said.quarters) == "financial"
    number = (month // 3 - 1) % 4 + 1 if financial else month // 3 + 1
    # January to March is the last quarter of the financial year that began the April before.
    made = _quarter(year - (financial and month < 3), number, financial)
    return made.inferring(_counted(said))


def split_year(split: str, said: Said, shown: str) -> int:
    """The first of two years that follow each other, "2026/27". Unclear where they do not."""
    first, second = (part.strip() for part in re.split("[/-]", split))
    year = said.year(first, shown)
    if int(second) % 100 != (year + 1) % 100:
        after = f"{year}/{(year + 1) % 100:02}"
        raise Unclear("not understood", f"{wording.quoted(split)} are no two years in a row, as {after} are.",
                      "Which year is meant?")  # fmt: skip
    return year


def year_or_half(text: str, said: Said) -> Span | None:
    found = _HALF.fullmatch(text)
    if found is None:
        return _year(text, said)
    whole = _year(found["rest"], said) if found["rest"] else None
    if whole is None:
        return None
    second = (found["n"] or found["word"]) not in ("1", "first", "1st")
    year, month = divmod(whole.first.year * 12 + whole.first.month + 5, 12)
    middle = date(year, month + 1, 1)
    first, last = (middle, whole.last) if second else (whole.first, middle - timedelta(days=1))
    called = f"the {'second' if second else 'first'} half of {whole.called}"
    return Span(first, last, "half", called, whole.inferred, yearless=whole.yearless)


def _year(text: str, said: Said) -> Span | None:
    found = _YEAR.fullmatch(text)
    if found is None:
        return _year_near(text, said)
    named = found["before"] or found["after"] or ""
    kind = _KINDS.get(named[:1], "")
    if found["split"]:
        if not kind and not _are_years(found["split"]):
            return None
        first = split_year(found["split"], said, text)
        made = _of_kind(first, "academic" if kind == "academic" else "financial")
        if kind:
            return made
        other = _of_kind(first, "academic").last
        return made.inferring(f"It was read as a financial year; the academic year ends on {in_words(other)}.")
    digits = found["year"]
    if named in ("", "year") and len(digits.removeprefix("'")) != 4:
        return None  # a number alone is no year, and "year 1" is one of a plan
    year = said.year(digits, text)
    if kind in ("financial", "academic"):
        # FY27 and the financial year 2027 are the one that ends in 2027.
        made = _of_kind(year - 1, kind)
        return made.inferring(f"It was taken as the {kind} year that ends in {year}.")
    return _of_kind(year, "calendar")


def _are_years(split: str) -> bool:
    """Whether two numbers stand for a year: 26/27 do, 11/12 are a day, 2027-03 a month, 2026-2028 a run of years."""
    first, second = re.split(" ?[/-] ?", split)
    follow = (int(first) + 1) % 100 == int(second) % 100
    if len(first) == len(second) == 2:
        return follow and int(second) > 12
    return follow or (len(first) == 4 and "/" in split)


def _of_kind(year: int, kind: str) -> Span:
    month = _BEGINS[kind]
    if kind == "calendar":
        return Span(date(year, 1, 1), date(year, 12, 31), "year", str(year))
    last = date(year + 1, month, 1) - timedelta(days=1)
    return Span(date(year, month, 1), last, "year", f"the {kind} year {year}/{(year + 1) % 100:02}")


def _year_near(text: str, said: Said) -> Span | None:
    """ "This year", "the financial year", "next academic year", "year-end"."""
    found = _YEAR_NEAR.fullmatch(text)
    if found is None:
        return None
    at_end = found["unit"] == "year-end" or found["unit"] == "fy"
    kind = _KINDS.get((found["kind"] or ("f" if at_end else "c")).replace("fiscal", "financial")[:1], "calendar")
    if found["kind"] == "council":
        kind = "municipal"
    if kind == "municipal":
        sentence = "A municipal year ends at each council's own annual meeting in May."
        raise Unclear("needs anchor", sentence, "On which day does it end?")
    _need_day(text, said)
    assert said.on is not None
    year = said.on.year - (said.on.month < _BEGINS[kind]) + (found["which"] in ("next", "following", "coming"))
    made = _of_kind(year, kind).inferring(_counted(said))
    if kind == "academic":
        made = made.inferring("The academic year was taken to end on 31 August.")
    if found["kind"] is None:
        other = "calendar" if kind == "financial" else "financial"
        end = _of_kind(said.on.year - (said.on.month < _BEGINS[other]) + (found["which"] == "next"), other).last
        made = made.inferring(f"It was read as the {kind} year; the {other} year ends on {in_words(end)}.")
    return made


def term(text: str, said: Said) -> Span | None:
    """A school term of a named year. Its days are each council's own, so that whole months are taken."""
    found = _TERM.fullmatch(text)
    if found is None:
        return None
    name = found["term"]
    if found["split"]:
        year = split_year(found["split"], said, text) + (name != "autumn")
    else:
        year = said.year(found["year"], text)
    first, last = _TERMS[name]
    made = Span(date(year, first, 1), date(year, last, monthrange(year, last)[1]), "term", f"the {name} term {year}")
    months = f"{MONTHS[first - 1]} to {MONTHS[last - 1]}"
    return made.inferring(
        f"Each council sets its own terms; {months} {year} was taken, so put in the day once it is known."
    )


def _need_day(text: str, said: Said) -> None:
    if said.on is None:
        sentence = f"{wording.quoted(text)} is counted from the day it was said."
        raise Unclear("needs anchor", sentence, "On which day was it said?")


def _counted(said: Said) -> str:
    return f"It was counted from {said.day_in_words}."
