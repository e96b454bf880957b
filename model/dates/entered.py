"""A day as it is entered in a field: typed, or said in a phrase, which then says how it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from model import wording
from model.dates.bank_holidays import ENGLAND_AND_WALES, Calendar
from model.dates.typed import NEAR, UnreadDay, typed_day
from model.errors import Refused


@dataclass(frozen=True, slots=True)
class Entered:
    """A day, or none for an empty field. ``sentence`` says how a phrase was read; it is empty for a typed day."""

    day: date | None
    sentence: str = ""


def entered_day(
    text: str,
    today: date,
    *,
    anchor: date | None = None,
    anchor_what: str | None = None,
    calendar: Calendar = ENGLAND_AND_WALES,
    meetings: Sequence[tuple[date, str]] = (),
    field: str | None = None,
) -> Entered:
    """The day that was entered: of a window its last one.

    A phrase is counted from ``anchor``, or from ``today`` where the field has none. Refused, in a sentence about
    ``field``: what ``typed_day`` refuses, words that are no date ("ongoing"), and a phrase that leaves a question.
    """
    try:
        return Entered(typed_day(text, today, field=field))
    except UnreadDay as refused:
        # The patterns of phrases are not wanted before somebody types one.
        from model.dates.phrases import read_phrase

        what = anchor_what if anchor is not None else "today"
        read = read_phrase(text, said_on=anchor or today, said_on_what=what, calendar=calendar, meetings=meetings)
        if read is None or read.kind == "not understood":
            own = read is not None and read.asks is not None and "names no day that can be read" not in read.sentence
            raise Refused(read.sentence if read is not None and own else str(refused), field=field) from refused
        if read.last is None:
            raise Refused(read.explained, field=field) from refused
        if abs(read.last.year - today.year) > NEAR:
            sentence = f"{wording.quoted(text, 40)} is read as {wording.in_words(read.last)}; check the year."
            raise Refused(sentence, field=field) from refused
        return Entered(read.last, read.explained)
