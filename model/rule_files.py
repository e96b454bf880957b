"""Rules that deadlines follow from, read from a file: what is due, how long after what, and who says so.

A rule is data, so that a council can correct it without waiting for a new version. What a rule applies
to is said in the words of ``Applies``; every one of them narrows, and one that is left out does not.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from typing import Any

from model import data_files, library
from model.errors import Refused
from model.records import AREA_KINDS, BODY_KINDS, RULE_TRIGGERS, RULE_UNITS

LONGEST_CODE = 20
MOST_LENGTH = 10_000
MOST_MONTHS = 120

OF_MEETINGS = ("meeting", "decision")
"""A rule that counts from one of these is of meetings, any other of inspections."""

_CODE = re.compile(r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Applies:
    """What a rule applies to, and how its date is to be read. In a plan it stands as JSON with these keys.

    An inspection fits where its framework (by code, or by family as in "ilacs"), its type, the kind of at
    least one area that names it as its source, and its outcome are each among those listed. The outcome is the
    overall grade; where the framework grades nothing overall it is every grade that was given. A meeting fits
    by the kind of its body, and with ``approves`` only where that body can approve the plan.

    ``approval``: what is due has to be approved first, so the last approving meeting before it matters.
    ``expected``: the inspectorate comes on that day; it is owed by nobody here and never late.
    ``answered_by``: "family/type" of the later inspection that the date was about, as in "ilacs/short".
    """

    frameworks: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()  # AREA_KINDS
    outcomes: tuple[str, ...] = ()  # codes of grades
    bodies: tuple[str, ...] = ()  # BODY_KINDS
    approves: bool = False
    approval: bool = False
    expected: bool = False
    answered_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEntry:
    """One rule as the file gives it: the columns of ``records.DeadlineRule``, with what it applies to spelt out."""

    code: str
    name: str
    counts_from: str = field(metadata={"one_of": RULE_TRIGGERS})
    length: int | None = None
    unit: str | None = field(default=None, metadata={"one_of": RULE_UNITS})
    months_before: int = 0
    months_after: int = 0
    authority: str | None = None
    checked_on: date | None = None
    approximate: bool = False
    statutory: bool = False
    in_use: bool = True
    note: str | None = None
    applies: Applies = Applies()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFile:
    rules: tuple[RuleEntry, ...] = ()


@cache
def shipped() -> tuple[RuleEntry, ...]:
    """The rules that come with the program, in the order in which they are listed."""
    return parse_rules(library.text("deadline_rules.toml"), "deadline_rules.toml")


def shipped_rule(code: str) -> RuleEntry | None:
    return next((entry for entry in shipped() if entry.code == code), None)


def parse_rules(text: str, file_name: str) -> tuple[RuleEntry, ...]:
    """The rules of a file's text, refused with ``file_name`` and the reason if it does not fit."""
    found = data_files.parse(RuleFile, text, file_name).rules
    for code, count in Counter(entry.code for entry in found).items():
        if count > 1:
            raise Refused(f"{file_name}: {count} rules have the code “{code[:LONGEST_CODE]}”; each needs its own.")
    for entry in found:
        for reason, _ in wrong(entry):
            raise Refused(f"{file_name}: rule {entry.code[:LONGEST_CODE]}: {reason}")
    return found


def wrong(entry: RuleEntry) -> Iterator[tuple[str, str]]:
    """Why a rule cannot be: a sentence, and the field it is about."""
    if not _CODE.fullmatch(entry.code) or len(entry.code) > LONGEST_CODE:
        yield f"A code has letters, digits, full stops and hyphens, at most {LONGEST_CODE}: R2, or LOCAL-1.", "code"
    if not entry.name.strip() or "\n" in entry.name or len(entry.name) > 200:
        yield "Give the rule a name of one line and at most 200 characters.", "name"
    if (entry.length is None) != (entry.unit is None):
        yield "A period has a number and a unit; give both, or neither.", "length" if entry.length is None else "unit"
    if entry.length is not None and not 1 <= entry.length <= MOST_LENGTH:
        yield f"A period is a whole number from 1 to {MOST_LENGTH:,}.", "length"
    for name in ("months_before", "months_after"):
        months = getattr(entry, name)
        if not 0 <= months <= MOST_MONTHS:
            yield f"A window is from 0 to {MOST_MONTHS} months.", name
        elif months and entry.length is None:
            yield "A window needs a period to lie about; give the number and the unit.", name
    of_meetings = entry.counts_from in OF_MEETINGS
    if entry.unit == "clear days" and not of_meetings:
        yield "Clear days count back from a meeting; count them from a meeting or a decision.", "unit"
    if of_meetings and entry.unit is not None and entry.unit != "clear days" and entry.applies.expected:
        yield "A meeting is not expected of an inspectorate.", "counts_from"
    yield from _wrong_applies(entry.applies, of_meetings)


def _wrong_applies(applies: Applies, of_meetings: bool) -> Iterator[tuple[str, str]]:
    for word, known, what in (("kinds", AREA_KINDS, "kind of finding"), ("bodies", BODY_KINDS, "kind of body")):
        for one in getattr(applies, word):
            if one not in known:
                yield f"There is no {what} “{one[:60]}”; there are {', '.join(known)}.", "applies"
    of_inspections = ("frameworks", "types", "kinds", "outcomes", "expected", "answered_by")
    given = next((word for word in of_inspections if getattr(applies, word)), None)
    if of_meetings and given:
        yield f"“{given}” is of inspections, and this rule counts from a meeting.", "applies"
    if not of_meetings and (applies.bodies or applies.approves):
        yield "“bodies” and “approves” are of meetings, and this rule counts from a day of an inspection.", "applies"
    for one in applies.answered_by:
        family, slash, kind = one.partition("/")
        if not family or not slash or not kind:
            yield f"“{one[:60]}” is not a family and a type, as in “ilacs/short”.", "applies"


def applies_as_json(applies: Applies) -> str:
    """As a plan keeps it: only what is said, in the order of the words."""
    said = {one.name: getattr(applies, one.name) for one in fields(Applies)}
    return json.dumps({word: list(v) if isinstance(v, tuple) else v for word, v in said.items() if v})


def applies_from_json(text: str) -> Applies:
    """What a plan keeps, read as strictly as a file. Refused where it is not what ``Applies`` says."""
    wrong_sentence = "What this rule applies to cannot be read; put the shipped rule back, or enter it again."
    try:
        given = json.loads(text)
    except ValueError as reason:
        raise Refused(wrong_sentence, field="applies") from reason
    if not isinstance(given, dict):
        raise Refused(wrong_sentence, field="applies")
    known: dict[str, Any] = {one.name: one.default for one in fields(Applies)}
    values: dict[str, Any] = {}
    for word, value in given.items():
        if word not in known:
            raise Refused(f"A rule cannot say “{str(word)[:60]}”; it can say {', '.join(known)}.", field="applies")
        if isinstance(known[word], bool):
            if not isinstance(value, bool):
                raise Refused(f"“{word}” of a rule is yes or no.", field="applies")
            values[word] = value
        elif isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value):
            values[word] = tuple(value)
        else:
            raise Refused(f"“{word}” of a rule is a list of words.", field="applies")
    return Applies(**values)


# --- measured intervals, for forecasts


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """How long it was to the next inspection after one with that grade; ``words`` is the median as measured."""

    family: str
    grade: str
    words: str
    median_months: int
    fewest_months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWait:
    """From the end of fieldwork to publication: the median, and what nine of ten reports kept within."""

    family: str
    type: str
    median_working_days: int
    most_working_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervals:
    source: str
    note: str | None = None
    waits: tuple[Wait, ...] = ()
    reports: tuple[ReportWait, ...] = ()

    def wait(self, family: str, grade: str) -> Wait | None:
        return next((one for one in self.waits if (one.family, one.grade) == (family, grade)), None)

    def report(self, family: str, kind: str) -> ReportWait | None:
        return next((one for one in self.reports if (one.family, one.type) == (family, kind)), None)


@cache
def intervals() -> Intervals:
    """The intervals that come with the program."""
    return data_files.parse(Intervals, library.text("intervals.toml"), "intervals.toml")
