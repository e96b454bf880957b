"""Inspectorates' frameworks inside a plan, and the lines of the judgement grid.

A framework is copied from its file when an inspection first needs it, so that a plan says
what was graded, and in which words, whatever later files say.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from model import framework_files, wording
from model.errors import Refused
from model.framework_files import FrameworkFile, GradeEntry, InspectionTypeEntry, JudgementAreaEntry
from model.records import Framework, Grade, InspectionType, JudgementArea
from model.store.plan import Plan

Entry = TypeVar("Entry", InspectionTypeEntry, JudgementAreaEntry, GradeEntry)

OTHER = "other-inspectorate"
"""The framework of whatever has none of its own."""

_TYPE_SAYS_IT = frozenset({OTHER, "pre-2013"})


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a framework does not fit the first day of fieldwork, and the code of one that does."""

    sentence: str
    better: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the judgement grid: an area under its newest name, with all it was called before."""

    name: str
    overall: bool
    areas: tuple[str, ...]  # judgement_area.id, the newest first


def add(plan: Plan, file: FrameworkFile) -> str:
    """Copy a framework into the plan and return its id.

    A framework that is there already keeps its words; only what it lacks is added, as when a newer
    program knows one more type of visit. Refused where an area's code is another framework's.
    """
    known = in_plan(plan, file.code)
    with plan.batch(f"{'Add to' if known else 'Add'} the framework {file.name}"):
        framework = known.id if known else plan.add(
            "framework", code=file.code, name=file.name, inspectorate=file.inspectorate,
            valid_from=file.valid_from, valid_to=file.valid_to, source=file.source,
        )  # fmt: skip
        there = {
            table: {code for (code,) in plan.rows(f"SELECT code FROM {table} WHERE framework = ?", [framework])}
            for table in ("inspection_type", "judgement_area", "grade")
        }
        for position, kind in enumerate(file.types):
            if kind.code not in there["inspection_type"]:
                values = {"code": kind.code, "name": kind.name, "graded": kind.graded}
                plan.add("inspection_type", framework=framework, position=position, **values)
        for position, area in enumerate(file.areas):
            if area.code not in there["judgement_area"]:
                values = {"code": area.code, "name": area.name, "overall": area.overall}
                formerly = json.dumps(area.formerly)
                plan.add("judgement_area", framework=framework, position=position, formerly=formerly, **values)
        for position, grade in enumerate(file.grades):
            if grade.code not in there["grade"]:
                values = {"code": grade.code, "name": grade.name, "level": grade.level}
                spellings = json.dumps(grade.spellings)
                plan.add("grade", framework=framework, position=position, spellings=spellings, **values)
    return framework


def add_by_code(plan: Plan, code: str) -> str:
    """The id of the framework with that code, copied in from the program's own if need be.

    Refused where neither the plan nor the program has it.
    """
    if code in {one.code for one in framework_files.built_in()}:
        return add(plan, framework_files.framework(code))
    known = in_plan(plan, code)
    return known.id if known is not None else add(plan, framework_files.framework(code))


def in_plan(plan: Plan, code: str) -> Framework | None:
    found = plan.all(Framework, "t.code = ?", [code])
    return found[0] if found else None


def choices(plan: Plan) -> tuple[FrameworkFile, ...]:
    """What a new inspection can be under: the program's frameworks, newest first, then the plan's own.

    The one for whatever has no framework of its own is last.
    """
    built_in = framework_files.built_in()
    codes = {one.code for one in built_in}
    own = [_as_file(plan, one) for one in plan.all(Framework, order="t.name") if one.code not in codes]
    newest = sorted(built_in, key=lambda one: (one.valid_to or date.max, one.valid_from or date.min), reverse=True)
    offered = [choice(plan, one.code) for one in newest]
    return (*(one for one in offered if one.code != OTHER), *own, *(one for one in offered if one.code == OTHER))


def choice(plan: Plan, code: str) -> FrameworkFile:
    """The framework with that code as it would be used. Refused where there is none.

    What the plan's copy has beyond the program's file (it was last open in a newer program) is kept.
    """
    known = in_plan(plan, code)
    if known is None:
        return framework_files.framework(code)
    copy = _as_file(plan, known)
    if code not in {one.code for one in framework_files.built_in()}:
        return copy
    file = framework_files.framework(code)
    return replace(
        file,
        types=_joined(file.types, copy.types),
        areas=_joined(file.areas, copy.areas),
        grades=_joined(file.grades, copy.grades),
    )


def doubt(plan: Plan, code: str, fieldwork_start: date | None) -> Doubt | None:
    """Why an inspection with that first day of fieldwork is not under this framework; None where it is.

    The day of fieldwork decides, not the day of publication: for some weeks after each change
    reports came out in both shapes.
    """
    chosen = choice(plan, code)
    if fieldwork_start is None or chosen.valid_on(fieldwork_start):
        return None
    day = wording.in_words(fieldwork_start)
    if chosen.valid_from is not None and fieldwork_start < chosen.valid_from:
        held = f"is for fieldwork from {wording.in_words(chosen.valid_from)} on"
    else:
        held = f"is for fieldwork up to {wording.in_words(chosen.valid_to or fieldwork_start)}"
    try:
        better = framework_files.framework_for(chosen.family or chosen.code, fieldwork_start, choices(plan))
    except Refused:
        return Doubt(f"{chosen.name} {held}; this inspection began on {day}.", None)
    return Doubt(f"{chosen.name} {held}; this inspection began on {day}, under {better.name}.", better.code)


def kind_in_words(code: str, name: str, type_name: str) -> str:
    """What people call an inspection of a type: "ILACS short inspection", "Area SEND monitoring inspection"."""
    whole = re.sub(r" \([^()]+\)$", "", name)
    if code in _TYPE_SAYS_IT or whole.casefold() == type_name.casefold():
        return wording.sentence_case(type_name)
    bracketed = re.search(r"\(([^()]+)\)$", name)
    called = bracketed.group(1) if bracketed else name.partition(",")[0]
    return f"{called.removesuffix(' inspection')} {type_name}"


def lines(plan: Plan) -> tuple[Line, ...]:
    """The lines of the judgement grid: each area that no newer one in the plan continues.

    A newer area lists every older one it continues, so a renamed area keeps its line, an area
    that was split stands on the line of each part, and areas that were joined share one.
    Frameworks that continue one another stand together, the newest first.
    """
    areas = {area.code: area for area in plan.all(JudgementArea)}
    frameworks = {one.id: one for one in plan.all(Framework)}
    formerly = {
        code: [old for old in json.loads(area.formerly) if old in areas and areas[old].framework != area.framework]
        for code, area in areas.items()
    }
    continued = {old for codes in formerly.values() for old in codes}
    together = _families(formerly)

    def age(area: JudgementArea) -> tuple[int, int]:
        framework = frameworks[area.framework]
        return (-(framework.valid_from or date.min).toordinal(), -(framework.valid_to or date.max).toordinal())

    newest = {family: min(age(areas[code]) for code in codes) for family, codes in _grouped(together).items()}
    oldest = {family: max(age(areas[code]) for code in codes) for family, codes in _grouped(together).items()}

    def place(area: JudgementArea) -> tuple[object, ...]:
        family = together[area.code]
        return (
            frameworks[area.framework].code == OTHER,
            newest[family][0],
            # Of two families as new as each other, the one with the longer past comes first.
            tuple(-part for part in oldest[family]),
            family,
            age(area),
            area.position,
        )

    heads = sorted((area for code, area in areas.items() if code not in continued), key=place)
    return tuple(
        Line(head.name, head.overall, (head.id, *(areas[code].id for code in formerly[head.code]))) for head in heads
    )


def _families(formerly: dict[str, list[str]]) -> dict[str, str]:
    """Each area's code → one code for all that are joined with it through any names, by framework too."""
    parent = {code: code for code in formerly}

    def root(code: str) -> str:
        while parent[code] != code:
            code = parent[code]
        return code

    first_of: dict[str, str] = {}
    for code, olds in formerly.items():
        # Areas of one framework belong together even where only some have a past.
        for other in (*olds, first_of.setdefault(code.partition(".")[0], code)):
            parent[max(root(code), root(other))] = min(root(code), root(other))
    return {code: root(code) for code in formerly}


def _grouped(together: dict[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, family in together.items():
        found.setdefault(family, []).append(code)
    return found


def _joined(of_file: tuple[Entry, ...], of_plan: tuple[Entry, ...]) -> tuple[Entry, ...]:
    codes: set[str] = {entry.code for entry in of_file}
    return of_file + tuple(entry for entry in of_plan if entry.code not in codes)


def _as_file(plan: Plan, framework: Framework) -> FrameworkFile:
    """A framework of the plan in the shape of a file; what a plan does not keep is left empty."""
    of_it = ("t.framework = ?", [framework.id], "t.position")
    return FrameworkFile(
        code=framework.code,
        name=framework.name,
        inspectorate=framework.inspectorate,
        family=framework.code,
        valid_from=framework.valid_from,
        valid_to=framework.valid_to,
        source=framework.source,
        types=tuple(
            InspectionTypeEntry(code=one.code, name=one.name, graded=one.graded)
            for one in plan.all(InspectionType, *of_it)
        ),
        areas=tuple(
            JudgementAreaEntry(
                code=one.code, name=one.name, formerly=tuple(json.loads(one.formerly)), overall=one.overall
            )
            for one in plan.all(JudgementArea, *of_it)
        ),
        grades=tuple(
            GradeEntry(code=one.code, name=one.name, level=one.level, spellings=tuple(json.loads(one.spellings)))
            for one in plan.all(Grade, *of_it)
        ),
    )
