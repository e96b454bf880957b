"""Plain English for what a window and a paper say: plurals, days, lists, short titles.

One place for the words, so that a day reads the same on a page, in a paper and in a refusal.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_IRREGULAR = {"person": "people", "child": "children"}
_HEAD_ENDS = (" for ", " of ", " from ", " in ", " with ", " without ")


def plural_word(one: str) -> str:
    """The plural of a noun or a phrase: "areas for improvement", "bodies", "people"."""
    for preposition in _HEAD_ENDS:
        head, found, rest = one.partition(preposition)
        if found:
            return plural_word(head) + found + rest
    before, space, last = one.rpartition(" ")
    if last in _IRREGULAR:
        return before + space + _IRREGULAR[last]
    if last.endswith("y") and last[-2:-1] not in tuple("aeiou"):
        return one[:-1] + "ies"
    if last.endswith(("s", "x", "z", "ch", "sh")):
        return one + "es"
    return one + "s"


def plural(count: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 action", "12 actions", "10,000 actions", "no actions"."""
    if count == 1:
        return f"1 {one}"
    return f"{count:,} {many or plural_word(one)}" if count else f"no {many or plural_word(one)}"


def a(noun: str) -> str:
    """A noun with its article: "a focused visit", "an annual engagement meeting"."""
    return f"an {noun}" if noun[:1].casefold() in tuple("aeio") else f"a {noun}"


def in_words(day: date) -> str:
    """As in "14 June 2023"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def with_weekday(day: date) -> str:
    """As in "Monday 28 February 2022"."""
    return f"{WEEKDAYS[day.weekday()]} {in_words(day)}"


def month_in_words(day: date) -> str:
    """As in "June 2023"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def days_in_words(first: date, last: date) -> str:
    """A run of days as short as it can be said: "24 to 28 April 2023"."""
    if first == last:
        return in_words(first)
    if first.year != last.year:
        return f"{in_words(first)} to {in_words(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} to {in_words(last)}"
    return f"{first.day} to {in_words(last)}"


def listed(items: Iterable[str], joining: str = "and") -> str:
    """As in "a", "a and b", "a, b and c"; nothing for none."""
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joining} {words[-1]}"


def listed_shortly(items: Iterable[str], most: int = 3) -> str:
    """A list that stops: "a, b, c and 4 more"."""
    words = list(items)
    if len(words) <= most + 1:
        return listed(words)
    return f"{', '.join(words[:most])} and {len(words) - most} more"


def days_late(days: int) -> str:
    """As in "1 day late" and "12 days late"; ``days`` is 1 or more."""
    return f"{plural(days, 'day')} late"


def due_in(days: int) -> str:
    """Where a due day stands from today: "due in 5 days", "due tomorrow", "due today", "2 days late"."""
    if days < 0:
        return days_late(-days)
    return ("due today", "due tomorrow")[days] if days < 2 else f"due in {plural(days, 'day')}"


def short(text: str, most: int = 60) -> str:
    """The beginning of a text on one line, cut between words, with an ellipsis where something is left out."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    between_words = cut.rpartition(" ")[0]
    # A single long word, or a very short first one, is cut where it must be.
    return (between_words if len(between_words) > most // 2 else cut).rstrip(" ,.;:–-") + "…"


def quoted(text: str, most: int = 60) -> str:
    """A short title in quotation marks: “Planning and case records…”."""
    return f"“{short(text, most)}”"


def sentence_case(text: str) -> str:
    """The same with a capital at its beginning; the rest is left, so "ILACS" stays."""
    return text[:1].upper() + text[1:]
