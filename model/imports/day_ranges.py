"""Days as reports print them: one day, a run of days, the days of a visit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from model.wording import MONTHS, WEEKDAYS

_MONTH_OF = {name.casefold(): number for number, name in enumerate(MONTHS, 1)} | {
    name[:3].casefold(): number for number, name in enumerate(MONTHS, 1)
} | {"sept": 9}  # fmt: skip
_MONTH = "(?:" + "|".join(sorted(_MONTH_OF, key=len, reverse=True)) + r")\.?"
_WEEKDAY = rf"(?:(?:{'|'.join(WEEKDAYS)}|Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\.?,?\s+)?"
_DAY = rf"{_WEEKDAY}(?:the\s+)?(\d{{1,2}})(?:\s?(?:st|nd|rd|th))?"
_YEAR = r"((?:19|20)\d{2})"
_TO = r"\s*(?:to|until|and|&|-|\u2010|\u2011|\u2012|\u2013|\u2014|\u2212)\s*"

_ONE_DAY = re.compile(rf"\b{_DAY}(?:\s+of)?\s+({_MONTH}),?\s+{_YEAR}\b", re.IGNORECASE)
_RUN = re.compile(
    rf"\b{_DAY}(?:\s+(?:of\s+)?({_MONTH}))?(?:,?\s+{_YEAR})?(?:\s*,\s*{_DAY}(?:\s+{_MONTH})?)*{_TO}"
    rf"(?:on\s+)?{_DAY}\s+(?:of\s+)?({_MONTH}),?\s+{_YEAR}\b",
    re.IGNORECASE,
)
_WITH_WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)}),?\s+(?:the\s+)?(\d{{1,2}})", re.IGNORECASE)

LONGEST_FIELDWORK = 130
"""Days from first to last: a run that is longer is no fieldwork."""


@dataclass(frozen=True, slots=True)
class Days:
    """``first`` and ``last`` are the same for one day. ``words`` as printed, between ``start`` and ``end``."""

    first: date
    last: date
    words: str
    start: int
    end: int


def runs(text: str) -> Iterator[Days]:
    """Every run of days and every single day, from left to right."""
    place = 0
    while place < len(text):
        run, one = _RUN.search(text, place), _ONE_DAY.search(text, place)
        if run is not None and (one is None or run.start() <= one.start()):
            made = _run(run)
            if made is not None:
                yield made
                place = made.end
                continue
        if one is None:
            return
        single = _day(one[1], one[2], one[3])
        if single is not None:
            yield Days(single, single, one.group(), one.start(), one.end())
        place = one.end()


def first_run(text: str) -> Days | None:
    return next(runs(text), None)


def one_day(text: str) -> tuple[date, str] | None:
    """The first single day, with its words."""
    for match in _ONE_DAY.finditer(text):
        day = _day(match[1], match[2], match[3])
        if day is not None:
            return day, match.group()
    return None


def weekday_printed(words: str) -> str | None:
    """The weekday that stands before a day, where one does."""
    found = _WITH_WEEKDAY.search(words)
    return found[1].capitalize() if found else None


def _run(match: re.Match[str]) -> Days | None:
    # day, month?, year?, middle day?, last day, month, year
    groups = match.groups()
    first_day, first_month, first_year, last_day, last_month, last_year = (
        groups[0], groups[1], groups[2], groups[-3], groups[-2], groups[-1],
    )  # fmt: skip
    last = _day(last_day, last_month, last_year)
    if last is None:
        return None
    month = first_month or last_month
    first = _day(first_day, month, first_year or last_year)
    if first is not None and first > last and first_year is None:
        # "28 November to 9 January 2023": the year that is not printed is the one before.
        first = _day(first_day, month, str(last.year - 1))
    if first is None or not 0 <= (last - first).days <= LONGEST_FIELDWORK:
        return None
    return Days(first, last, match.group(), match.start(), match.end())


def _day(day: str, month: str, year: str) -> date | None:
    number = _MONTH_OF.get(month.casefold().rstrip("."))
    if number is None:
        return None
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None
