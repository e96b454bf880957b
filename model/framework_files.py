"""Inspectorates' frameworks, read from files: what is graded, in which words, and since when.

The judgement areas of a framework change every few years (domain of the field: the single
inspection framework of 2013, ILACS of 2018, care leavers graded apart from January 2023, no
overall effectiveness from April 2026). So they are data, one file a framework, each valid by
the *first day of fieldwork*: reports published in the same week may come in either shape.

A user's own framework is a file of the same kind. A wrong one is refused with file and reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Protocol

from model import data_files, library
from model.errors import Refused

MOST_BYTES = 256 * 1024
"""A framework file is a few kilobytes; a larger one is something else."""

LONGEST_NAME = 300
LONGEST_CODE = 60

_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_STRAIGHT = str.maketrans({"\u2018": "'", "\u2019": "'", "\u00ad": ""})
_NUMBERING = re.compile(r"^\d+(?:\.\d+)*\.?\s+")


class _Named(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionTypeEntry:
    """A type of inspection. ``themes`` are the topics it may be about, offered when one is entered."""

    code: str
    name: str
    graded: bool
    notice: str | None = None
    length: str | None = None
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementAreaEntry:
    """Something that the framework grades, under the name it prints.

    ``code`` is "framework.area" and never changes. ``spellings`` are other ways in which the
    name has been printed. ``formerly`` holds the code of *every* older area that this one
    continues, newest first, so that nobody has to follow a chain: a join lists two areas of one
    framework, and after a split two areas list the same one.
    """

    code: str
    name: str
    spellings: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    overall: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeEntry:
    """A grade. ``level`` 1 is best; ``spellings`` are the other ways in which it is printed."""

    code: str
    name: str
    level: int
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkFile:
    """One framework as its file gives it. Order in a tuple is the order on the page."""

    code: str
    name: str
    inspectorate: str
    family: str | None = None  # frameworks that follow one another share it: "ilacs"
    valid_from: date | None = None  # by the first day of fieldwork; None: any day before valid_to
    valid_to: date | None = None  # that day included; None: still in use
    source: str | None = None
    note: str | None = None
    types: tuple[InspectionTypeEntry, ...] = ()
    areas: tuple[JudgementAreaEntry, ...] = ()
    grades: tuple[GradeEntry, ...] = ()

    def type(self, code: str) -> InspectionTypeEntry:
        """The type of inspection with that code. Refused if the framework has none."""
        for entry in self.types:
            if entry.code == code:
                return entry
        raise Refused(f"{self.name} has no type of inspection with the code “{code}”.", field="type")

    def area(self, code: str) -> JudgementAreaEntry:
        """The judgement area with that code. Refused if the framework has none."""
        for entry in self.areas:
            if entry.code == code:
                return entry
        raise Refused(f"{self.name} has no judgement area with the code “{code}”.", field="area")

    def grade(self, code: str) -> GradeEntry:
        """The grade with that code. Refused if the framework has none."""
        for entry in self.grades:
            if entry.code == code:
                return entry
        raise Refused(f"{self.name} has no grade with the code “{code}”.", field="grade")

    def grade_printed(self, words: str) -> GradeEntry | None:
        """The grade that is printed in these words, whatever their case and spacing."""
        wanted = _plain(words)
        for entry in self.grades:
            if wanted in {_plain(spelling) for spelling in (entry.name, *entry.spellings)}:
                return entry
        return None

    def area_printed(self, words: str) -> JudgementAreaEntry | None:
        """The judgement area with this printed name, with or without a number before it."""
        wanted = _plain(words)
        for entry in self.areas:
            if wanted in {_plain(spelling) for spelling in (entry.name, *entry.spellings)}:
                return entry
        return None

    def valid_on(self, fieldwork_start: date) -> bool:
        """Whether an inspection whose fieldwork began on that day falls under this framework."""
        return (self.valid_from is None or self.valid_from <= fieldwork_start) and (
            self.valid_to is None or fieldwork_start <= self.valid_to
        )


@cache
def built_in() -> tuple[FrameworkFile, ...]:
    """The frameworks that come with the program, oldest first, those without a first day last."""
    found = [
        _parsed(library.text("frameworks", f"{name}.toml"), f"{name}.toml")
        for name in library.names("frameworks", ".toml")
    ]
    for framework in found:
        _refuse_first(f"{framework.code}.toml", _wrong_formerly(framework, found))
    return tuple(sorted(found, key=lambda framework: (framework.valid_to or date.max, framework.code)))


def framework(code: str) -> FrameworkFile:
    """The framework of the program with that code. Refused if there is none."""
    for found in built_in():
        if found.code == code:
            return found
    raise Refused(f"There is no framework with the code “{code}”.", field="framework")


def framework_for(
    family: str, fieldwork_start: date, frameworks: Iterable[FrameworkFile] | None = None
) -> FrameworkFile:
    """The framework of a family under which an inspection with that first day of fieldwork falls.

    The day of fieldwork decides and not the day of publication: ILACS reports published from 10
    March to 10 May 2023, and on 17 and 18 June 2026, come in the older and the newer shape.
    Refused if the family has no framework for that day.
    """
    family_of = [one for one in (built_in() if frameworks is None else frameworks) if one.family == family]
    for found in family_of:
        if found.valid_on(fieldwork_start):
            return found
    day = f"{fieldwork_start.day} {fieldwork_start:%B %Y}"
    if not family_of:
        raise Refused(f"There is no framework of the family “{family}”.", field="framework")
    raise Refused(f"No framework of the family “{family}” was in force on {day}.", field="fieldwork_start")


def read_framework(path: Path, known: Iterable[FrameworkFile] = ()) -> FrameworkFile:
    """A user's own framework file, checked against the program's frameworks and ``known``.

    Refused, with the file's name and the reason, if it is larger than ``MOST_BYTES``, is not
    TOML, does not fit, has the code of a framework of the program, or continues an area that
    no framework has.
    """
    return parse_framework(data_files.read_text(path, most_bytes=MOST_BYTES), path.name, known)


def parse_framework(text: str, file_name: str, known: Iterable[FrameworkFile] = ()) -> FrameworkFile:
    """The same for a text that has been read already; ``file_name`` is for the sentences."""
    found = _parsed(text, file_name)
    for other in built_in():
        if other.code == found.code:
            raise Refused(
                f"{file_name}: the code “{found.code}” belongs to a framework of the program, {other.name}; "
                "choose another."
            )
    _refuse_first(file_name, _wrong_formerly(found, (*built_in(), *known)))
    return found


def _parsed(text: str, file_name: str) -> FrameworkFile:
    read = data_files.parse(FrameworkFile, text, file_name)
    found = replace(read, family=read.family or read.code)
    _refuse_first(file_name, _wrong_codes(found), _wrong_names(found), _wrong_grading(found))
    return found


def _refuse_first(file_name: str, *checks: Iterator[str]) -> None:
    for reason in chain(*checks):
        raise Refused(f"{file_name}: {reason}")


def _wrong_codes(found: FrameworkFile) -> Iterator[str]:
    coded = (("type", found.types), ("grade", found.grades))
    whole = [("code", found.code), ("family", found.family or found.code)]
    parts = [(f"code of the {kind}", entry.code) for kind, entries in coded for entry in entries]
    for what, code in whole + parts:
        if not _CODE.fullmatch(code) or len(code) > LONGEST_CODE:
            yield (
                f"the {what}, “{code[:60]}”, may have only small letters, digits and single hyphens, "
                f"at most {LONGEST_CODE} of them."
            )
    for area in found.areas:
        start, dot, rest = area.code.partition(".")
        if start != found.code or not dot or not _CODE.fullmatch(rest) or len(rest) > LONGEST_CODE:
            yield (
                f"the code of the area “{area.name[:60]}” must be “{found.code}.” and then small letters, "
                "digits and hyphens."
            )
    for kind, entries in (*coded, ("area", found.areas)):
        for code, count in Counter(entry.code for entry in entries).items():
            if count > 1:
                yield f"two {kind}s have the code “{code}”; each needs its own."


def _wrong_names(found: FrameworkFile) -> Iterator[str]:
    named: tuple[tuple[str, tuple[_Named, ...]], ...] = (
        ("framework", (found,)),
        ("type", found.types),
        ("area", found.areas),
        ("grade", found.grades),
    )
    for kind, entries in named:
        owner: dict[str, str] = {}
        for entry in entries:
            for name in (entry.name, *getattr(entry, "spellings", ())):
                if len(name) > LONGEST_NAME or "\n" in name:
                    yield f"“{name[:60]}…” is not a name of one line and at most {LONGEST_NAME} characters."
                first = owner.setdefault(_plain(name), entry.code)
                if first != entry.code:
                    yield f"“{name[:60]}” is printed for two {kind}s, {first} and {entry.code}."


def _wrong_grading(found: FrameworkFile) -> Iterator[str]:
    if found.valid_from and found.valid_to and found.valid_to < found.valid_from:
        yield "valid_to is before valid_from; put the later day in valid_to."
    if not found.types:
        yield "there is no type of inspection; add at least one [[types]]."
    graded = next((entry.name for entry in found.types if entry.graded), None)
    if graded and not found.grades:
        yield f"“{graded}” is graded, but there are no grades; add [[grades]]."
    if graded and not found.areas:
        yield f"“{graded}” is graded, but there is nothing to grade; add [[areas]]."
    if not graded and (found.grades or found.areas):
        yield "no type of inspection is graded; write graded = true for one, or leave out areas and grades."
    if sum(area.overall for area in found.areas) > 1:
        yield "more than one area is marked overall; mark only the overall grade."
    levels = sorted(grade.level for grade in found.grades)
    if levels != list(range(1, len(levels) + 1)):
        yield "the levels of the grades must be 1, 2, 3 and so on, each once, with 1 the best."


def _wrong_formerly(found: FrameworkFile, others: Iterable[FrameworkFile]) -> Iterator[str]:
    older = {area.code for other in others if other.code != found.code for area in other.areas}
    for area in found.areas:
        for code, count in Counter(area.formerly).items():
            if count > 1:
                yield f"{area.code} names “{code[:60]}” twice under formerly."
            if code not in older:
                yield f"{area.code} continues “{code[:60]}”, which is not an area of any other framework."


def _plain(words: str) -> str:
    """For comparing: one space between words, straight quotation marks, no number or end mark."""
    text = words.translate(_STRAIGHT)
    text = " ".join(text.split()).casefold().strip(" .:;")
    return _NUMBERING.sub("", text)
