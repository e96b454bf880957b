"""Days as people in Britain type them, the day before the month."""

from __future__ import annotations

import re
from datetime import date

from model import wording
from model.errors import Refused

NEAR = 60
"""Years from today within which a typed day is believed; beyond it the year is a slip of the finger."""

LONGEST = 40

_MONTHS = {name.casefold()[:length]: n for n, name in enumerate(wording.MONTHS, 1) for length in (3, len(name))}
_MONTHS["sept"] = 9
_WEEKDAYS = {name.casefold()[:length]: n for n, name in enumerate(wording.WEEKDAYS) for length in (2, 3, len(name))}
_WEEKDAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_TYPED = re.compile(
    r"(?:(?P<weekday>[a-z]+)[ ,.]+)?"
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)?[ /.,-]+(?P<month>\d{1,2}|[a-z]+)\.?[ /.,-]+(?P<year>'?\d+)"
)
_NO_YEAR = re.compile(r"\d{1,2}(?:st|nd|rd|th)?[ /.-]+(?:\d{1,2}|[a-z]+)\.?")
_HINT = "type a day as 31/03/2027 or 31 March 2027"


class UnreadDay(Refused):
    """What was typed is not a day in figures or words; it may be a phrase that gives one."""


def typed_day(text: str, today: date, *, field: str | None = None) -> date | None:
    """The day that was typed; None for nothing but spaces.

    Read are 31/03/2027, 31.3.27, 31-3-2027, 31 March 2027, 31st Mar 27, Wed 31 March 2027 and
    2027-03-31. A year of two digits is the one nearest to ``today``. Refused, in one sentence
    about ``field``: what is no day, a day the calendar lacks, a year that is not of two or four
    digits or is more than ``NEAR`` years away, a weekday that is not that day's.
    """
    line = " ".join(text.split())
    plain = line.casefold().replace("\u2019", "'").rstrip(".,")
    if not plain:
        return None
    shown = wording.quoted(line, LONGEST)
    if len(plain) > LONGEST or not plain.isascii():
        raise UnreadDay(f"{shown} is not a day; {_HINT}.", field=field)
    weekday: str | None = None
    if iso := _ISO.fullmatch(plain):
        year_text, month_text, day_text = iso.groups()
    elif typed := _TYPED.fullmatch(plain):
        weekday, day_text, month_text, year_text = typed.group("weekday", "day", "month", "year")
    elif _NO_YEAR.fullmatch(plain):
        raise UnreadDay(f"{shown} has no year; {_HINT}.", field=field)
    else:
        raise UnreadDay(f"{shown} is not a day; {_HINT}.", field=field)
    year = _year(year_text.removeprefix("'"), today, shown, field)
    month = _month(month_text, shown, field, day_first=not iso)
    found = _calendar_day(int(day_text), month, year, shown, field)
    if abs(found.year - today.year) > NEAR:
        years = abs(found.year - today.year)
        way = "ahead" if found > today else "back"
        raise Refused(f"{wording.in_words(found)} is {years:,} years {way}; check the year.", field=field)
    if weekday is not None and _WEEKDAYS.get(weekday) != found.weekday():
        right = wording.WEEKDAYS[found.weekday()]
        known = Refused if weekday in _WEEKDAYS else UnreadDay  # "by 16 August 2026"
        raise known(f"{wording.in_words(found)} is a {right}; check the day or leave out the weekday.", field=field)
    return found


def _year(text: str, today: date, shown: str, field: str | None) -> int:
    if len(text) == 4:
        return int(text)
    if len(text) != 2:
        digits = wording.plural(len(text), "digit")
        raise Refused(f"The year in {shown} has {digits}; give it two or four.", field=field)
    century = today.year - today.year % 100
    return min((century + int(text) + step for step in (-100, 0, 100)), key=lambda year: abs(year - today.year))


def _month(text: str, shown: str, field: str | None, *, day_first: bool) -> int:
    if not text.isdigit():
        month = _MONTHS.get(text)
        if month is None:
            raise Refused(f"{shown} names no month; {_HINT}.", field=field)
        return month
    if not 1 <= int(text) <= 12:
        mend = "the day comes before the month" if day_first else "the month comes before the day"
        raise Refused(f"There is no month {int(text)}, as in {shown}; {mend}.", field=field)
    return int(text)


def _calendar_day(day: int, month: int, year: int, shown: str, field: str | None) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        pass
    if year < 1:
        raise Refused(f"There is no year 0 in {shown}; check the year.", field=field)
    raise Refused(f"There is no {day} {wording.MONTHS[month - 1]} {year}; check the day.", field=field)
