"""Days as councils write them: "27th November 2015", "14 September and 8 October 2015", "10/12/2015"."""

from __future__ import annotations

import re
from datetime import date

from model.wording import MONTHS

MONTH = rf"({'|'.join(MONTHS)})"
DAY = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {MONTH}(?:,? (\d{{4}}))?\b", re.IGNORECASE)
RUN = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: {MONTH})?(?:,? (\d{{4}}))? ?(?:-|\u2013|\u2014|to|and|until) ?"
    rf"(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {MONTH}(?:,? (\d{{4}}))?\b",
    re.IGNORECASE,
)
NUMBERS = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
MONTH_ONLY = re.compile(rf"\b{MONTH} (\d{{4}})\b", re.IGNORECASE)


def whole_day(text: str) -> date | None:
    """The first day that is printed with its year."""
    for match in DAY.finditer(text):
        if match[3]:
            return made(match[1], match[2], match[3])
    numbers = NUMBERS.search(text)
    if numbers is not None:
        try:
            return date(int(numbers[3]), int(numbers[2]), int(numbers[1]))
        except ValueError:
            return None
    return None


def made(day: str | None, month: str | None, year: str | None) -> date | None:
    if not day or not month or not year:
        return None
    try:
        return date(int(year), [name.casefold() for name in MONTHS].index(month.casefold()) + 1, int(day))
    except ValueError:
        return None
