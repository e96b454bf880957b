"""Deadlines as councils write them, read as days: "within the next 12 months", "Q3 2026/27", "by the July committee"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from model.dates.bank_holidays import ENGLAND_AND_WALES, Calendar

KINDS = ("day", "window", "no date", "needs anchor", "not understood")
PRECISIONS = ("day", "week", "month", "quarter", "half", "term", "year", "approximate")


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a phrase says of a day.

    ``last`` is the day it is due, the last of a window, and ``first`` the first day of it. ``sentence`` says how
    it was read, for a person; ``asks`` is the question that has to be answered before there is a day, and
    ``inferred`` a sentence on what was taken though it was not said.
    """

    words: str
    kind: str  # KINDS
    first: date | None = None
    last: date | None = None
    precision: str | None = None  # PRECISIONS
    counted_from: date | None = None
    counted_from_what: str | None = None
    amount: int | None = None
    unit: str | None = None  # PERIOD_UNITS
    sentence: str = ""
    asks: str | None = None
    inferred: str | None = None


def read_phrase(
    text: str,
    *,
    said_on: date | None = None,
    said_on_what: str | None = None,
    quarters: str = "financial",
    calendar: Calendar = ENGLAND_AND_WALES,
    meetings: Sequence[tuple[date, str]] = (),
) -> Phrase | None:
    """What a phrase says, counted from the day it was said on; None for nothing but spaces."""
    words = " ".join(text.split())
    return Phrase(words, "not understood", sentence=f"{words} is no deadline that can be read.") if words else None


def find_phrases(text: str) -> list[tuple[int, int, str]]:
    """Where deadlines stand in running text: start, end and the words."""
    return []
