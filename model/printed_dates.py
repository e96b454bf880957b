"""A date that a letter prints, set beside the one that its rule gives: how far they differ, and why if it can be told.

Of 63 joint letters that print a day, 33 print the computed one, 28 an earlier and 2 a later one; two of
the days are Saturdays, and one has another day's weekday (domain of the field). The printed date wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from model import wording
from model.dates import Calendar, add_working_days, bank_holiday, is_working_day, skipped, working_days_between
from model.errors import Refused

_MONTHS = {name.casefold()[:n]: place for place, name in enumerate(wording.MONTHS, 1) for n in (3, len(name))}
_NAMED = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?(?: of)?[\s,]+"
    rf"({_NAMED}|sept)\.?[\s,]+(\d{{4}})\b"
    r"|\b(\d{1,2})/(\d{1,2})/(\d{4})\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b({'|'.join(wording.WEEKDAYS)})\b", re.IGNORECASE)
_FARTHEST = 20
"""Working days up to which a difference is put down to another day 0; a letter is not held back for longer."""


@dataclass(frozen=True, slots=True)
class Compared:
    """``days`` is the printed date's count of working days less the rule's; None where it cannot be said."""

    days: int | None
    word: str  # "exact", "earlier", "later"
    sentence: str
    reason: str  # "" where none can be told


def read_day(words: str) -> date:
    """The day that printed words name: "by Friday 18 April 2023". Refused where they name none, or two."""
    found = set()
    for match in _DAY.finditer(words):
        day, month, year = match.group(1, 2, 3) if match[1] else match.group(4, 5, 6)
        number = int(month) if month.isdigit() else 9 if month.casefold() == "sept" else _MONTHS[month.casefold()]
        try:
            found.add(date(int(year), number, int(day)))
        except ValueError as reason:
            raise Refused(
                f"There is no {wording.quoted(match[0], 40)} in the calendar; give the day that is meant.",
                field="printed_day",
            ) from reason
    if len(found) != 1:
        which = "no day that can be read" if not found else "more than one day"
        raise Refused(
            f"{wording.sentence_case(wording.quoted(words, 60))} names {which}; give the day beside the words.",
            field="printed_day",
        )
    return found.pop()


def weekday_note(words: str | None, day: date, calendar: Calendar) -> str | None:
    """What is odd about a printed day: another day's weekday, a weekend, a bank holiday. None where nothing is."""
    notes = []
    named = _WEEKDAY.search(words or "")
    weekday = wording.WEEKDAYS[day.weekday()]
    if named is not None and named[1].casefold() != weekday.casefold():
        notes.append(f"The letter says {named[1].capitalize()}; {wording.in_words(day)} is a {weekday}.")
    if day.weekday() > 4:
        notes.append(f"{wording.in_words(day)} is a {weekday}, not a working day; the date is not moved.")
    elif (holiday := bank_holiday(day, calendar)) is not None:
        notes.append(f"{wording.in_words(day)} is {holiday}, not a working day; the date is not moved.")
    return " ".join(notes) or None


def compare(printed: date, computed: date) -> Compared:
    """The same where nothing is known of how it was counted: by the calendar."""
    if printed == computed:
        return Compared(0, "exact", "The printed date is the computed one.", "")
    days = abs((printed - computed).days)
    word = "earlier" if printed < computed else "later"
    sentence = (
        f"The printed date, {wording.in_words(printed)}, is {wording.plural(days, 'day')} {word} than the "
        f"computed one, {wording.in_words(computed)}."
    )
    return Compared(None, word, sentence, "")


def compare_working_days(
    printed: date, computed: date, start: date, length: int, calendar: Calendar, *, received_known: bool
) -> Compared:
    """A printed date beside the one that lies ``length`` working days after ``start``, its day 0."""
    if printed == computed:
        return Compared(0, "exact", "The printed date is the computed one.", "")
    days = working_days_between(start, printed, calendar) - length
    word = "earlier" if printed < computed else "later"
    if days == 0:
        reason = f"no working day lies between it and {wording.in_words(computed)}"
        sentence = f"The printed date, {wording.with_weekday(printed)}, is {word} than the computed one, but {reason}."
        return Compared(0, word, sentence, wording.sentence_case(f"{reason}."))
    reason = _reason(printed, computed, start, length, calendar, received_known)
    sentence = (
        f"The printed date, {wording.in_words(printed)}, is {wording.plural(abs(days), 'working day')} {word} than "
        f"the computed one, {wording.in_words(computed)}."
    )
    return Compared(days, word, f"{sentence} {reason}".strip(), reason)


def _reason(printed: date, computed: date, start: date, length: int, calendar: Calendar, received_known: bool) -> str:
    once = [(day, name) for day, name in skipped(start, computed, calendar) if _one_year_only(day, name, calendar)]
    for day, name in once:
        without = Calendar(dict(pair for pair in calendar.added if pair[0] != day), {*calendar.removed, day})
        if add_working_days(start, length, without) == printed:
            return (
                f"It is right if {wording.in_words(day)} ({name}) counts as a working day: a holiday of that year "
                "alone, which may have been proclaimed after the letter was written."
            )
    counted_from = _day_zero(printed, length, calendar)
    apart = working_days_between(counted_from, start, calendar)
    if not is_working_day(printed, calendar) or abs(apart) > _FARTHEST:
        return ""
    begun = f"It is {length} working days from {wording.in_words(counted_from)}"
    days = wording.plural(abs(apart), "working day")
    if apart > 0:
        what = "the day of receipt." if received_known else "publication: the report may have been received then."
        return f"{begun}, {days} before {what}"
    what = "receipt" if received_known else "publication"
    return f"{begun}, {days} after {what}: later than the rule."


def _day_zero(last: date, length: int, calendar: Calendar) -> date:
    """The working day from which ``last``, a working day, is so many working days away."""
    day, left = last, length
    while left:
        day -= timedelta(days=1)
        left -= is_working_day(day, calendar)
    return day


@lru_cache(maxsize=512)
def _one_year_only(day: date, name: str, calendar: Calendar) -> bool:
    """Whether a holiday is kept on no such day of the years beside it: a funeral, a jubilee, one that was added."""
    if dict(calendar.added).get(day) is not None:
        return True
    near = {
        bank_holiday(date(year, 1, 1) + timedelta(days=n), calendar)
        for year in (day.year - 1, day.year + 1)
        for n in range(366)
    }
    return name.removeprefix("the substitute day for ") not in {
        (other or "").removeprefix("the substitute day for ") for other in near
    }
