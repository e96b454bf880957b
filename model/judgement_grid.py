"""The judgement grid: what was graded down the side, the inspections across, old names joined to new."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from model import framework_files, frameworks, inspections
from model.frameworks import Line
from model.records import Framework, Inspection, InspectionType, JudgementArea
from model.store.plan import Plan
from model.wording import a, listed, month_in_words, quoted, sentence_case

CELL_STATES = ("graded", "not entered", "not graded", "not part")


@dataclass(frozen=True, slots=True)
class GridColumn:
    """An inspection; ``short_name`` fits the head of a column: "Short inspection, April 2023"."""

    inspection: Inspection
    name: str
    short_name: str
    graded: bool


@dataclass(frozen=True, slots=True)
class CellArea:
    """A judgement area of the column's framework that stands on the row's line."""

    id: str
    code: str
    name: str  # as that framework prints it


@dataclass(frozen=True, slots=True)
class CellGrade:
    """A grade that was given, under the name the area had then."""

    judgement: str  # judgement.id
    area: CellArea
    grade: str  # its code
    grade_name: str
    level: int  # 1 is best
    printed: str | None
    page: int | None


@dataclass(frozen=True, slots=True)
class GridCell:
    """What one inspection said of one line.

    ``state`` is "graded"; "not entered" where the framework grades the line and no grade is in the
    plan; "not graded" at an ungraded visit; "not part" where that framework does not grade the line.
    """

    state: str
    areas: tuple[CellArea, ...]  # more than one where areas were joined since; none unless graded or not entered
    grades: tuple[CellGrade, ...]
    words: str  # "Good", "Good; adoption…: Requires improvement", "Not graded"
    reason: str  # a sentence: which name the area had, or why there is no grade


@dataclass(frozen=True, slots=True)
class GridRow:
    line: Line
    cells: tuple[GridCell, ...]  # one a column


@dataclass(frozen=True, slots=True)
class JudgementGrid:
    columns: tuple[GridColumn, ...]  # oldest first
    rows: tuple[GridRow, ...]


def judgement_grid(plan: Plan) -> JudgementGrid:
    """Every inspection and every line that at least one of them could grade."""
    shown = inspections.in_order(plan)
    names = inspections.names(plan)
    kinds = {one.id: one for one in plan.all(InspectionType)}
    known = {one.id: one for one in plan.all(Framework)}
    areas = {one.id: one for one in plan.all(JudgementArea)}
    grades = _grades(plan)
    lines = frameworks.lines(plan)
    standing_on: dict[str, list[str]] = {}
    for line in lines:
        for area in line.areas:
            standing_on.setdefault(area, []).append(line.name)
    rows: list[GridRow] = []
    for line in lines:
        cells = tuple(
            _cell(
                one, kinds[one.type].name, grades,
                [areas[area] for area in line.areas if areas[area].framework == one.framework],
                line, standing_on, _missing(areas[line.areas[0]], known[one.framework], known),
            )
            for one in shown
        )  # fmt: skip
        if any(cell.areas for cell in cells):
            rows.append(GridRow(line, cells))
    columns = tuple(GridColumn(one, names[one.id], _short_name(one, kinds[one.type].name), one.graded) for one in shown)
    return JudgementGrid(columns, tuple(rows))


def _short_name(inspection: Inspection, type_name: str) -> str:
    day = inspections.day_of(inspection)
    if day is None and inspection.title:
        return inspection.title
    return sentence_case(type_name) + (f", {month_in_words(day)}" if day else "")


def _grades(plan: Plan) -> dict[tuple[str, str], tuple[str, str, str, int, str | None, int | None]]:
    """(inspection, judgement area) → judgement, code and name of the grade, level, printed words, page."""
    return {
        (inspection, area): (judgement, code, name, level, printed, page)
        for inspection, area, judgement, code, name, level, printed, page in plan.rows(
            """SELECT j.inspection, j.area, j.id, g.code, g.name, g.level, j.printed, j.page
            FROM judgement AS j JOIN grade AS g ON g.id = j.grade"""
        )
    }


def _cell(
    inspection: Inspection,
    type_name: str,
    grades: dict[tuple[str, str], tuple[str, str, str, int, str | None, int | None]],
    here: list[JudgementArea],
    line: Line,
    standing_on: dict[str, list[str]],
    missing: GridCell,
) -> GridCell:
    if not inspection.graded:
        return GridCell("not graded", (), (), "Not graded", f"No grades are given at {a(type_name)}.")
    if not here:
        return missing
    areas = tuple(CellArea(one.id, one.code, one.name) for one in sorted(here, key=lambda one: one.position))
    given = tuple(
        CellGrade(found[0], area, *found[1:])
        for area in areas
        if (found := grades.get((inspection.id, area.id))) is not None
    )
    reason = _under_the_name(areas, line, standing_on)
    if not given:
        return GridCell("not entered", areas, (), "No grade entered", f"No grade is entered yet. {reason}".strip())
    each = [f"{one.area.name}: {one.grade_name}" for one in given]
    words = "; ".join(each) if len(given) > 1 else given[0].grade_name
    return GridCell("graded", areas, given, words, reason)


def _missing(head: JudgementArea, framework: Framework, known: dict[str, Framework]) -> GridCell:
    """The cell of a framework that does not grade a line; where that is a matter of time, since when or until when.

    Every framework of the program counts, also those that no inspection of the plan was under, so that
    "not graded before 2023" is true of the regime and not only of this plan.
    """
    reason = f"{framework.name} does not grade this on its own."
    when = {one.code: (one.valid_from, one.valid_to) for one in framework_files.built_in()}
    when |= {one.code: (one.valid_from, one.valid_to) for one in known.values()}
    codes = {head.code, *json.loads(head.formerly)}
    codes |= {area.code for file in framework_files.built_in() for area in file.areas if head.code in area.formerly}
    spans = [when[code] for code in {code.partition(".")[0] for code in codes} if code in when]
    begins = [first or date.min for first, _ in spans]
    this = framework.valid_from or date.min
    words = "–"
    if framework.inspectorate == known[head.framework].inspectorate and this < min(begins):
        first = min(begins)
        words = f"Not graded before {first.year if (first.month, first.day) == (1, 1) else month_in_words(first)}"
    elif framework.inspectorate == known[head.framework].inspectorate and this > max(begins):
        last = max(last or date.max for _, last in spans)
        words = f"Not graded after {last.year if (last.month, last.day) == (12, 31) else month_in_words(last)}"
    return GridCell("not part", (), (), words, reason)


def _under_the_name(areas: tuple[CellArea, ...], line: Line, standing_on: dict[str, list[str]]) -> str:
    """Which names the line had then, and what it shared its grade with; nothing where the name is the same."""
    others = {name for area in areas for name in standing_on[area.id] if name != line.name}
    said: list[str] = []
    if [area.name for area in areas] != [line.name]:
        said.append(f"Graded as {listed(quoted(area.name, 120) for area in areas)}.")
    if others:
        said.append(f"The same grade stands for {listed(quoted(name, 120) for name in sorted(others))}.")
    return " ".join(said)
