"""The words that deadlines are made of, as parts of patterns over text in small letters."""

from __future__ import annotations

import re

from model import wording

MONTHS = {name.casefold()[:length]: n for n, name in enumerate(wording.MONTHS, 1) for length in (3, len(name))}
MONTHS["sept"] = 9
WEEKDAYS = {name.casefold()[:length]: n for n, name in enumerate(wording.WEEKDAYS) for length in (3, len(name))}
WEEKDAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
WEEKDAY = r"(?:mon|tues?|wed(?:s|nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?(?![a-z])\.?"
YEAR = r"'?[0-9]{1,6}"
SPLIT_YEAR = r"(?:20)?[0-9]{2} ?[/-] ?(?:20)?[0-9]{2}(?![0-9])"

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
NUMBERS = (
    {word: n for n, word in enumerate(_ONES)}
    | _TENS
    | {f"{tens}{by}{_ONES[n]}": ten + n for tens, ten in _TENS.items() for n in range(1, 10) for by in "- "}
    | {"a": 1, "an": 1, "a couple of": 2, "couple of": 2, "a hundred": 100, "one hundred": 100}
)
NUMBER = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,6}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    rf"(?:[ -](?:{'|'.join(_ONES[1:10])}))?|{'|'.join(sorted(_ONES[1:], key=len, reverse=True))}"
    r"|(?:a|one) hundred|(?:a )?couple of|an?)(?![a-z0-9])"
)
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
ORDINAL = "(?:first|1st|second|2nd|third|3rd|fourth|4th)"

UNITS = {
    "working day": ("working days", 1), "business day": ("working days", 1), "wd": ("working days", 1),
    "hour": ("hours", 1), "hr": ("hours", 1), "calendar day": ("days", 1), "day": ("days", 1),
    "week": ("weeks", 1), "wk": ("weeks", 1), "fortnight": ("weeks", 2),
    "calendar month": ("months", 1), "month": ("months", 1), "mth": ("months", 1), "mnth": ("months", 1),
    "quarter": ("months", 3), "year": ("years", 1), "yr": ("years", 1),
}  # fmt: skip
UNIT = rf"(?:{'|'.join(sorted(UNITS, key=len, reverse=True))})(?:s)?(?![a-z])"

_PLAIN = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "`": "'", "\u2032": "'", "\u201c": '"', "\u201d": '"', "\u2192": " > "}
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
)


def plain(text: str) -> str:
    """The words in small letters, with one kind of dash and apostrophe, spaces single."""
    words = " ".join(text.translate(_PLAIN).casefold().split())
    return words.replace("year end", "year-end")


def number(words: str) -> int | None:
    """The number that digits or words say: "12", "1,000", "twelve", "a", "twenty-four"."""
    words = words.replace(",", "")
    return int(words) if words.isdigit() and words.isascii() else NUMBERS.get(words)


def month(word: str) -> int:
    return MONTHS[word.rstrip(".")]


def unit(word: str) -> tuple[str, int]:
    """The unit of ``PERIOD_UNITS`` and how many of it one is: a fortnight is two weeks."""
    return UNITS[word if word in UNITS else word.removesuffix("s")]


def weekday(word: str) -> int | None:
    word = word.rstrip(".")
    return WEEKDAYS.get(word, WEEKDAYS.get(word[:3]))


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern written over several lines, whose single spaces stand for themselves."""
    return re.compile("".join(line.strip("\n") for line in pattern.splitlines()))
