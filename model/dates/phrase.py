"""What a deadline phrase was read as, and what is known to those who read it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from model import wording
from model.dates.bank_holidays import Calendar
from model.wording import in_words

KINDS = ("day", "window", "no date", "needs anchor", "not understood")
PRECISIONS = ("day", "week", "month", "quarter", "half", "term", "year", "approximate")

NEAR = 60
"""Years from the day it was said within which a year is believed."""

FIRST_YEAR, LAST_YEAR = 1950, 2100
"""The years that are believed where no day is known on which it was said."""


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

    @property
    def explained(self) -> str:
        """All that is to be said of how it was read: the sentence, and what was inferred."""
        said = self.asks if self.asks and self.kind == "needs anchor" else self.inferred
        return f"{self.sentence} {said}" if said and said not in self.sentence else self.sentence


class Unclear(Exception):
    """A phrase that is a deadline but gives no day: why not, in a sentence, and what has to be asked."""

    def __init__(
        self, kind: str, sentence: str, asks: str | None = None, amount: int | None = None, unit: str | None = None
    ) -> None:
        super().__init__(sentence)
        self.kind = kind
        self.asks = asks
        self.amount = amount  # the period, where only the day it is counted from is wanting
        self.unit = unit


@dataclass(frozen=True, slots=True)
class Said:
    """When a phrase was said, and by which calendar and quarters it counts."""

    on: date | None
    what: str | None
    quarters: str  # "financial" or "calendar"
    calendar: Calendar
    meetings: Sequence[tuple[date, str]]

    @property
    def day_in_words(self) -> str:
        assert self.on is not None
        return in_words(self.on) + (f" ({self.what})" if self.what and in_words(self.on) not in self.what else "")

    def year(self, digits: str, shown: str) -> int:
        """The year of these digits. Unclear unless they are two or four, and the year is near."""
        digits = digits.removeprefix("'")
        if len(digits) not in (2, 4):
            sentence = f"The year in {wording.quoted(shown, 40)} has {wording.plural(len(digits), 'digit')}"
            raise Unclear("not understood", f"{sentence}; give it two or four.", "Which year is meant?")
        if len(digits) == 2:
            near = self.on.year if self.on else 2020
            return min((n * 100 + int(digits) for n in (19, 20, 21)), key=lambda year: abs(year - near))
        year = int(digits)
        if self.on is not None and abs(year - self.on.year) > NEAR:
            way = "ahead" if year > self.on.year else "back"
            years = abs(year - self.on.year)
            raise Unclear("not understood", f"The year {year} is {years:,} years {way}; check it.", f"Is {year} right?")
        if not FIRST_YEAR <= year <= LAST_YEAR + NEAR or (self.on is None and year > LAST_YEAR):
            raise Unclear("not understood", f"The year {year} is far from today; check it.", f"Is {year} right?")
        return year

    def next_year(self, called: str, occurs: Callable[[int], tuple[date, date] | None]) -> tuple[int, str]:
        """The year of the next occurrence that is not over on the day it was said, and a sentence that says so."""
        if self.on is None:
            raise Unclear("needs anchor", f"{wording.sentence_case(called)} was said without a year.", "Which year?")
        for year in range(self.on.year - 1, self.on.year + 9):
            found = occurs(year)
            if found is not None and found[1] >= self.on:
                begun = "that was not over" if found[0] <= self.on else "the next"
                after = "on" if found[0] <= self.on else "after"
                if begun == "the next":
                    return year, f"No year was said; the next {called} {after} {self.day_in_words} was taken."
                return year, f"No year was said; the {called} that was not over on {self.day_in_words} was taken."
        raise Unclear("not understood", f"There is no {called}; check the day.", "Which day is meant?")


@dataclass(frozen=True, slots=True)
class Span:
    """A day or a window that words name: ``called`` as a person would say it, "August 2026"."""

    first: date
    last: date
    precision: str
    called: str
    inferred: tuple[str, ...] = ()
    yearless: bool = False  # the year was inferred, so that a range may give it another

    def inferring(self, sentence: str) -> Span:
        return replace(self, inferred=(*self.inferred, sentence))

    @property
    def is_day(self) -> bool:
        return self.first == self.last
