"""Days and windows that words name: 16 August, Aug-26, Q3 2026/27, spring term 2027, w/c 24 January, mid-June."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from model import wording
from model.dates.phrase import Said, Span, Unclear
from model.dates.phrase_words import MONTH, SPLIT_YEAR, WEEKDAY, YEAR, month, weekday
from model.dates.years import quarter, split_year, term, year_or_half
from model.wording import MONTHS, WEEKDAYS, in_words

_DAY = timedelta(days=1)

_NAMED = re.compile(
    rf"(?:(?P<weekday>{WEEKDAY})[ ,]*(?:the )?)?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?: day)?(?: of)?[ /.,-]*"
    rf"(?P<month>{MONTH})(?:[ /.,-]*(?:in )?(?P<year>{YEAR}))?"
)
_MONTH_FIRST = re.compile(
    rf"(?:(?P<weekday>{WEEKDAY})[ ,]*)?(?P<month>{MONTH}) ?(?:the )?"
    rf"(?P<day>[0-9]{{1,2}})(?:(?:st|nd|rd|th)(?:,? ?(?P<year>{YEAR}))?|(?:, ?| )(?P<full>[0-9]{{4}}))"
)
_NUMBERS = re.compile(
    rf"(?:(?P<weekday>{WEEKDAY})[ ,]*)?(?P<day>[0-9]{{1,2}}) ?[/.-] ?(?P<month>[0-9]{{1,2}}) ?[/.-] ?(?P<year>{YEAR})"
)
_SPACED = re.compile(rf"(?P<weekday>)(?P<day>[0-9]{{1,2}}) (?P<month>[0-9]{{1,2}}) (?P<year>{YEAR})")
_ISO = re.compile(r"(?P<weekday>)(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})")
_COMPACT = re.compile(r"(?P<weekday>)(?P<year>20[0-9]{2})(?P<month>[01][0-9])(?P<day>[0-3][0-9])")
_NO_YEAR = re.compile(r"(?:(?P<weekday>[a-z]{3,9})[ ,]+)?(?P<day>[0-9]{1,2})[/.](?P<month>[0-9]{1,2})")
_SERIAL = re.compile(r"([0-9]{5})(?:\.0+)?")
_MONTH_YEAR = re.compile(rf"(?P<month>{MONTH})(?P<between>(?: of)?[ /.,'-]*)(?P<year>{YEAR})")
_MONTH_IN_SPLIT = re.compile(rf"(?P<month>{MONTH})[ ,-]*(?:of )?(?P<split>{SPLIT_YEAR})")
_MONTH_NUMBER = re.compile(r"(?P<month>[0-9]{1,2}) ?[/.-] ?(?P<year>[0-9]{4})|(?P<iso>[0-9]{4})-(?P<of>[0-9]{2})")
_MONTH_SHORT = re.compile(r"(?P<month>[0-9]{1,2})/(?P<year>[0-9]{2})")
_SEASON = re.compile(
    r"(?P<season>spring|summer|autumn|winter)(?:[ ,]*(?:of )?(?:(?P<split>" + SPLIT_YEAR + r")|(?P<year>[0-9]{4}"
    r"|'?[0-9]{2})))?"
)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_FEAST = re.compile(
    rf"(?P<feast>christmas(?: day| eve)?|xmas|easter(?: sunday| monday)?|good friday"
    rf"|new year(?:'?s day)?)(?:[ ,]*(?P<year>{YEAR}))?"
)
_WEEK = re.compile(
    r"(?:the )?(?P<which>w/?c|w\.c\.?|week commencing|week beginning|week of|w/?e|week ending)(?![a-z])[ :.-]*(?:the )?"
                   r"(?P<rest>.+)")  # fmt: skip
_RELATIVE = re.compile(r"(?:the )?(?P<which>this|current|next|following|coming|same)? ?(?P<unit>week|month)")
_WEEKDAY = re.compile(rf"(?P<which>this |next |the following |the next )?(?P<weekday>{WEEKDAY})(?P<week> next week)?")
_NEAR = {"today": 0, "tomorrow": 1, "the day after tomorrow": 2, "yesterday": -1, "now": 0}


def span(text: str, said: Said) -> Span | None:
    """The day or window of these words; None where they name none. Raises Unclear where they name one badly."""
    for read in _READERS:
        found = read(text, said)
        if found is not None:
            return found
    return None


def day_of(number: int, month_number: int, year: int) -> date:
    """That day. Unclear where the calendar lacks it."""
    try:
        return date(year, month_number, number)
    except ValueError:
        sentence = f"There is no {number} {MONTHS[month_number - 1]} {year}; check the day."
        raise Unclear("not understood", sentence, "Which day is meant?") from None


def month_of(year: int, number: int) -> tuple[date, date]:
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def _day(text: str, said: Said) -> Span | None:
    for pattern in (_NAMED, _NUMBERS, _SPACED, _ISO, _COMPACT, _MONTH_FIRST):
        found = pattern.fullmatch(text)
        if found is None:
            continue
        digits = found["year"] or (found.groupdict().get("full"))
        number, month_number = int(found["day"]), _month_number(found["month"], text)
        if digits is None:
            return _yearless_day(number, month_number, found["weekday"], said)
        return _on_weekday(day_of(number, month_number, said.year(digits, text)), found["weekday"])
    found = _NO_YEAR.fullmatch(text)
    if found is not None and int(found["month"]) <= 12 and (not found["weekday"] or weekday(found["weekday"])):
        return _yearless_day(int(found["day"]), _month_number(found["month"], text), found["weekday"], said)
    return None


def _month_number(word: str, text: str) -> int:
    if not word.isdigit():
        return month(word)
    if not 1 <= int(word) <= 12:
        sentence = f"There is no month {int(word)}, as in {wording.quoted(text, 40)}; the day comes before the month."
        raise Unclear("not understood", sentence, "Which day is meant?")
    return int(word)


def _yearless_day(number: int, month_number: int, weekday_said: str | None, said: Said) -> Span:
    called = f"{number} {MONTHS[month_number - 1]}"
    if not 1 <= number <= (29 if month_number == 2 else monthrange(2023, month_number)[1]):
        raise Unclear("not understood", f"There is no {called}; check the day.", "Which day is meant?")

    def occurs(year: int) -> tuple[date, date] | None:
        fits = number <= monthrange(year, month_number)[1]
        return (date(year, month_number, number),) * 2 if fits else None

    year, inferred = said.next_year(called, occurs)
    found = _on_weekday(date(year, month_number, number), weekday_said)
    return Span(found.first, found.last, "day", found.called, (inferred, *found.inferred), yearless=True)


def _on_weekday(day: date, said: str | None) -> Span:
    found = Span(day, day, "day", in_words(day))
    named = weekday(said) if said else None
    if named is not None and named != day.weekday():
        right = WEEKDAYS[day.weekday()]
        return found.inferring(f"{in_words(day)} is a {right}, not a {WEEKDAYS[named]}; the date was taken.")
    return found


def _serial(text: str, said: Said) -> Span | None:
    """A day number of a spreadsheet, 1 January 1900 being 1 (and 29 February of that year counted in error)."""
    found = _SERIAL.fullmatch(text)
    if found is None:
        return None
    day = date(1899, 12, 30) + timedelta(days=int(found[1]))
    said.year(str(day.year), text)
    return Span(day, day, "day", in_words(day)).inferring(f"{found[1]} was read as the day number of a spreadsheet.")


def _month(text: str, said: Said) -> Span | None:
    if re.fullmatch(MONTH, text):
        return _yearless(MONTHS[month(text) - 1], "month", lambda year: month_of(year, month(text)), said)
    found = _MONTH_YEAR.fullmatch(text)
    if found is not None:
        return _month_with_year(found, text, said)
    found = _MONTH_IN_SPLIT.fullmatch(text)
    if found is not None:
        return _month_in_split(month(found["month"]), found["split"], said)
    found = _MONTH_NUMBER.fullmatch(text)
    if found is not None:
        number, digits = found["month"] or found["of"], found["year"] or found["iso"]
        if 1 <= int(number) <= 12:
            return _whole_month(said.year(digits, text), int(number))
        return None
    found = _MONTH_SHORT.fullmatch(text)
    if found is not None and 1 <= int(found["month"]) <= 12 < int(found["year"]):
        made = _whole_month(said.year(found["year"], text), int(found["month"]))
        return made.inferring(f"{wording.quoted(text)} was read as a month and a year.")
    return None


def _month_with_year(found: re.Match[str], text: str, said: Said) -> Span:
    digits, number = found["year"], month(found["month"])
    year = said.year(digits, text)
    made = _whole_month(year, number)
    if len(digits) == 2 and found["between"] in (" ", "") and 1 <= int(digits) <= monthrange(2024, number)[1]:
        other = f"{int(digits)} {MONTHS[number - 1]}"
        if said.on is not None and made.last < said.on:
            sentence = f"{wording.quoted(text)} may be the month of {made.called} or the day {other}."
            raise Unclear("needs anchor", sentence, f"Is {made.called} meant, or {other}?")
        return made.inferring(f"“{digits}” was read as the year {year}, not as the day {other}.")
    return made


def _month_in_split(number: int, split: str, said: Said) -> Span:
    """ "September 2026/27": the month of that financial year."""
    first = _first_year(split, said)
    year = first if number >= 4 else first + 1
    called = f"{first}/{(first + 1) % 100:02}"
    return _whole_month(year, number).inferring(
        f"It was read as the {MONTHS[number - 1]} of the financial year {called}."
    )


def _first_year(split: str, said: Said) -> int:
    return said.year(re.split(" ?[/-] ?", split)[0], split)


def _whole_month(year: int, number: int) -> Span:
    return Span(*month_of(year, number), "month", f"{MONTHS[number - 1]} {year}")


def _yearless(called: str, precision: str, occurs: Callable[[int], tuple[date, date]], said: Said) -> Span:
    year, inferred = said.next_year(called, occurs)
    return Span(*occurs(year), precision, f"{called} {year}", (inferred,), yearless=True)


def _season(text: str, said: Said) -> Span | None:
    found = _SEASON.fullmatch(text)
    if found is None:
        return None
    name = found["season"]
    start = _SEASONS[name]

    def occurs(year: int) -> tuple[date, date]:
        return date(year, start, 1), month_of(year + (start == 12), (start + 1) % 12 + 1)[1]

    if found["year"] or found["split"]:
        if found["split"]:
            year = split_year(found["split"], said, text) + (name in ("spring", "summer"))
        else:
            year = said.year(found["year"], text)
        made = Span(*occurs(year), "approximate", f"{name} {year}")
    else:
        made = _yearless(name, "approximate", occurs, said)
    months = f"{MONTHS[start - 1]} to {MONTHS[(start + 1) % 12]}"
    return made.inferring(f"{name.capitalize()} was taken as {months}.")


def _feast(text: str, said: Said) -> Span | None:
    found = _FEAST.fullmatch(text)
    if found is None:
        return None

    def occurs(year: int) -> tuple[date, date]:
        return (_feast_day(found["feast"], year),) * 2

    name = next(name for begins, name in _FEASTS.items() if found["feast"].startswith(begins))
    if found["year"]:
        year = said.year(found["year"], text)
        return Span(*occurs(year), "day", in_words(occurs(year)[0]))
    made = _yearless(name, "day", occurs, said)
    return Span(made.first, made.last, "day", in_words(made.first), made.inferred, yearless=True)


_FEASTS = {
    "christmas eve": "Christmas Eve", "christmas": "Christmas Day", "xmas": "Christmas Day", "good": "Good Friday",
    "easter monday": "Easter Monday", "easter": "Easter Sunday", "new": "New Year's Day",
}  # fmt: skip


def _feast_day(feast: str, year: int) -> date:
    if feast.startswith("new"):
        return date(year, 1, 1)
    if feast.startswith(("c", "x")):
        return date(year, 12, 24 if feast.endswith("eve") else 25)
    from dateutil.easter import easter

    return easter(year) + _DAY * {"good friday": -2, "easter monday": 1}.get(feast, 0)


def _week(text: str, said: Said) -> Span | None:
    found = _WEEK.fullmatch(text)
    if found is None:
        return None
    begun = _day(found["rest"], said)
    if begun is None:
        return None
    day, ends = begun.first, found["which"].endswith("ending") or found["which"] in ("we", "w/e")
    if ends:
        first, last = day - _DAY * day.weekday(), day
    else:
        # A week of work, so that it is not due on a Sunday.
        first, last = day, day + _DAY * (4 if day.weekday() == 0 else 6)
    called = f"the week {'ending' if ends else 'beginning'} {in_words(day)}"
    made = Span(first, last, "week", called, begun.inferred, yearless=begun.yearless)
    if not ends and day.weekday() != 0:
        made = made.inferring(f"{in_words(day)} is a {WEEKDAYS[day.weekday()]}, not a Monday.")
    return made


def _relative(text: str, said: Said) -> Span | None:
    found = _RELATIVE.fullmatch(text)
    if found is None:
        return _near(text, said)
    ahead = found["which"] in ("next", "following", "coming")
    if not found["which"] and text not in ("the week", "the month", "week", "month"):
        return None
    if said.on is None:
        raise Unclear("needs anchor", f"{wording.quoted(text)} is counted from the day it was said.",
                      "On which day was it said?")  # fmt: skip
    if found["unit"] == "week":
        first = said.on - _DAY * said.on.weekday() + _DAY * 7 * ahead
        made = Span(first, first + _DAY * 4, "week", f"the week beginning {in_words(first)}")
    else:
        year, number = divmod(said.on.year * 12 + said.on.month - 1 + ahead, 12)
        made = _whole_month(year, number + 1)
    return made.inferring(f"It was counted from {said.day_in_words}.")


def _near(text: str, said: Said) -> Span | None:
    """ "Tomorrow", "next Friday"."""
    found = _WEEKDAY.fullmatch(text)
    if found is None and text not in _NEAR:
        return None
    if said.on is None:
        raise Unclear("needs anchor", f"{wording.quoted(text)} is counted from the day it was said.",
                      "On which day was it said?")  # fmt: skip
    if found is None:
        day = said.on + _DAY * _NEAR[text]
    else:
        wanted = weekday(found["weekday"])
        assert wanted is not None
        if found["week"]:
            day = said.on + _DAY * (7 - said.on.weekday() + wanted)
        else:
            day = said.on + _DAY * ((wanted - said.on.weekday() - 1) % 7 + 1)
    made = Span(day, day, "day", in_words(day))
    return made.inferring(f"It was counted from {said.day_in_words}.")


_READERS: tuple[Callable[[str, Said], Span | None], ...] = (
    quarter, term, year_or_half, _month, _day, _serial, _season, _feast, _week, _relative,
)  # fmt: skip
