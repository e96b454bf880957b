"""The deadline of a promise, read from the words that were said.

"Within the next 12 months" is a number and a unit, which count from a day that a person chooses; "by the end of
March 2016" a day; "during August 2026" a window. Words that are no date keep being words, and ask for a day on
which the promise is looked at again. What is read is what a commitment keeps: see ``Reading.fields``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from model import meetings
from model.calendar_days import calendar_of
from model.dates.phrases import Phrase, find_phrases, read_phrase
from model.records import Inspection, Meeting
from model.store.plan import Plan
from model.wording import in_words

SAID = "the day it was said"
"""What is counted from where nothing else is known."""

ROUND = "It is a round figure; the day is counted exactly."


@dataclass(frozen=True, slots=True)
class Dating:
    """The columns of a commitment that words come to; all None where they are no date."""

    amount: int | None = None
    unit: str | None = None
    fixed_due: date | None = None
    due_from: date | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of a deadline say.

    ``counts``: they are a period, which counts from a day. ``sentence`` says how they were read, ``inferred``
    what was taken though it was not said; ``asks`` is what a person has to answer before there is a date.
    """

    phrase: Phrase
    fields: Dating
    counts: bool
    sentence: str
    inferred: str | None
    asks: str | None

    @property
    def no_date(self) -> bool:
        """Whether the words are no date at all, so that a day to look at it again is wanted."""
        return self.phrase.kind in ("no date", "not understood")


@dataclass(frozen=True, slots=True)
class Start:
    """A day to count from. ``what`` it is: "the last day of fieldwork"; in a list: "fieldwork ended 28 April 2023"."""

    day: date
    what: str
    words: str


def days_to_count_from(
    plan: Plan, inspection: str | None, meeting: str | None, *, said_on: date | None = None
) -> tuple[Start, ...]:
    """The known days of an inspection and of a meeting that a promise made there may be counted from.

    Last the day it was said, unless that is the meeting's.
    """
    found: list[Start] = []
    one = plan.find(Inspection, inspection)
    if one is not None:
        for name, what, happened in _STARTS:
            day = getattr(one, name)
            if day is not None:
                found.append(Start(day, what, f"{happened} {in_words(day)}"))
    held = plan.find(Meeting, meeting)
    if held is not None:
        found.append(Start(held.on_day, "the meeting", f"the meeting, {in_words(held.on_day)}"))
    if said_on is not None and (held is None or held.on_day != said_on):
        found.append(Start(said_on, SAID, f"{SAID}, {in_words(said_on)}"))
    return tuple(found)


def read(
    plan: Plan, words: str | None, *, start: date | None = None, start_what: str | None = None,
    said_on: date | None = None,
) -> Reading | None:  # fmt: skip
    """Read a deadline. ``start`` is the day to count from, ``said_on`` the day it was said; None for no words.

    A year that was not said is the next after ``said_on``, or after ``start`` where that alone is known.
    """
    calendar = calendar_of(plan)
    names = meetings.names(plan)
    held = [(one.on_day, names[one.id]) for one in plan.all(Meeting, order="t.on_day, t.id")]
    anchor, what = (start, start_what) if start is not None else (said_on, "the day it was said")
    made = read_phrase(words or "", said_on=anchor, said_on_what=what, calendar=calendar, meetings=held)
    if made is None:
        return None
    counted = _counted(made, words or "", said_on or start or date(2000, 1, 3))
    if counted is not None:
        # From which day is the person's choice, so that the period is kept and not the day it comes to.
        asks = None if start is not None else made.asks or "From which day is that counted?"
        return Reading(made, Dating(*counted), True, made.sentence, ROUND if _is_round(made) else None, asks)
    if said_on is not None and start is not None:
        # Said without a year: the next one after it was said, whatever else is counted from.
        again = read_phrase(words or "", said_on=said_on, calendar=calendar, meetings=held,
                            said_on_what="the day it was said")  # fmt: skip
        made = again or made
    if made.last is None:
        return Reading(made, Dating(), False, made.sentence, made.inferred, made.asks)
    first = made.first if made.first != made.last else None
    return Reading(made, Dating(fixed_due=made.last, due_from=first), False, made.sentence, made.inferred, made.asks)


def said_in(sentence: str) -> str | None:
    """The first deadline that stands within a sentence: "within the next 12 months"."""
    found = find_phrases(sentence)
    return found[0][2] if found else None


def _counted(made: Phrase, words: str, any_day: date) -> tuple[int, str] | None:
    """The number and unit of words that count from a day, also where no day is known yet."""
    if made.amount is not None and made.unit is not None:
        return made.amount, made.unit
    if made.kind != "needs anchor":
        return None
    again = read_phrase(words, said_on=any_day)
    if again is None or again.amount is None or again.unit is None:
        return None
    return again.amount, again.unit


def _is_round(made: Phrase) -> bool:
    """Whether a figure is one of those that people mean roughly: "about 18 months"."""
    return made.precision == "approximate" and not made.words[:1].isdigit()


_STARTS = (
    ("notified", "the notice", "notified"),
    ("fieldwork_start", "the first day of fieldwork", "fieldwork began"),
    ("fieldwork_end", "the last day of fieldwork", "fieldwork ended"),
    ("feedback", "the feedback", "feedback given"),
    ("received", "the day the report was received", "report received"),
    ("published", "publication", "published"),
)
