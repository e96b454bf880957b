"""Inspections and visits, with their judgements: entering them, and what stands in the plan about them.

The report *received* (the council reads it, under embargo) is kept apart from the report
*published*. An ungraded visit has no judgements.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict, Unpack

from model import deadline_rules, frameworks
from model.chosen import fields_named, only, present
from model.errors import Refused
from model.framework_files import FrameworkFile
from model.records import Area, Framework, Grade, Inspection, InspectionType, Judgement, JudgementArea, Source
from model.store.plan import Plan
from model.wording import MONTHS, a, days_in_words, in_words, listed, plural, plural_word, quoted, sentence_case

_MONTH_NAMED = re.compile(rf"\b({'|'.join(MONTHS)}) ((?:19|20)\d\d)\b")


class InspectionFields(TypedDict, total=False):
    title: str | None
    theme: str | None
    notified: date | None
    fieldwork_start: date | None
    fieldwork_end: date | None
    feedback: date | None
    received: date | None
    published: date | None
    embargo_until: date | None
    lead_inspector: str | None
    link: str | None
    note: str | None
    sample: bool
    type_inferred: bool
    principal_authority: str | None
    next_inspection: str | None


@dataclass(frozen=True, slots=True)
class Given:
    """A grade given to a judgement area, both by code; ``printed`` where the report's words differ."""

    area: str  # "ilacs-2023.care-leavers"
    grade: str  # "good"
    printed: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an inspection has come: a word for a list, and a sentence with the days."""

    word: str
    sentence: str


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """An inspection as a list shows it."""

    inspection: Inspection
    name: str
    framework_name: str
    type_name: str
    when: str
    judgements: int
    overall: str | None  # the overall grade, where one was given
    areas: int  # areas for improvement that name it as a source
    standing: Standing

    @property
    def id(self) -> str:
        return self.inspection.id


@dataclass(frozen=True, slots=True)
class SourceOf:
    """What an area took from an inspection."""

    source: Source
    area: Area


@dataclass(frozen=True, slots=True)
class Inferred:
    """A type that the report does not print, and what it was inferred from."""

    type: str
    sentence: str


# --- verbs


def add(
    plan: Plan, *, framework: str, type: str, judgements: Iterable[Given] = (), **fields: Unpack[InspectionFields]
) -> str:
    """Add an inspection with its judgements and return its id; framework and type are codes.

    The framework is copied into the plan if it is not there, and so are the deadline rules. Refused: a
    type the framework does not have, judgements of an ungraded visit, an area or grade of another
    framework, days out of order.
    """
    only(fields, InspectionFields.__annotations__, "Adding an inspection")
    file = frameworks.choice(plan, framework)
    kind = file.type(type)
    given = list(judgements)
    if given and not kind.graded:
        raise _ungraded(kind.name)
    _check_days(fields)
    name = fields.get("title") or _named(file.code, file.name, kind.name, _when(fields))
    with plan.batch(f"Add {name}"):
        framework_id = frameworks.add_by_code(plan, framework)
        deadline_rules.copy_in(plan)
        chosen = plan.all(InspectionType, "t.framework = ? AND t.code = ?", [framework_id, type])[0]
        inspection = plan.add(
            "inspection",
            number=plan.next_number("inspection"),
            framework=framework_id,
            type=chosen.id,
            graded=chosen.graded,
            **fields,
        )
        _write(plan, inspection, framework_id, given)
    return inspection


def edit(
    plan: Plan,
    inspection_id: str,
    *,
    framework: str | None = None,
    type: str | None = None,
    judgements: Iterable[Given] | None = None,
    **fields: Unpack[InspectionFields],
) -> None:
    """Change an inspection; ``judgements``, where given, are its whole new set.

    A type that is changed is no longer an inferred one, unless that is said.
    Refused as in ``add``, and where the type or framework changes while judgements stand that the
    new one cannot have.
    """
    only(fields, InspectionFields.__annotations__, "Editing an inspection")
    before = plan.get(Inspection, inspection_id)
    old_framework = plan.get(Framework, before.framework).code
    old_type = plan.get(InspectionType, before.type).code
    file = frameworks.choice(plan, framework or old_framework)
    kind = file.type(type or old_type)
    given = None if judgements is None else list(judgements)
    standing = plan.all(Judgement, "t.inspection = ?", [inspection_id])
    if given and not kind.graded:
        raise _ungraded(kind.name)
    if given is None and standing and not kind.graded:
        count = plural(len(standing), "judgement")
        raise Refused(
            f"{sentence_case(a(kind.name))} gives no grades, and this inspection has {count}; remove them first.",
            field="type",
        )
    if given is None and standing and file.code != old_framework:
        count = plural(len(standing), "judgement")
        raise Refused(
            f"This inspection has {count} in the words of another framework; remove them first, or give the new ones.",
            field="framework",
        )
    days = {name: getattr(before, name) for name in InspectionFields.__annotations__}
    _check_days({**days, **fields})
    changed = [*fields, *(["type"] if framework or type else []), *(["judgements"] if given is not None else [])]
    if before.type_inferred and kind.code != old_type:
        fields.setdefault("type_inferred", False)  # it was chosen now
    with plan.batch(f"Edit {fields_named('inspection', changed)} of {name_of(plan, before)}"):
        framework_id = frameworks.add_by_code(plan, file.code)
        chosen = plan.all(InspectionType, "t.framework = ? AND t.code = ?", [framework_id, kind.code])[0]
        if given is not None and (chosen.graded != before.graded or framework_id != before.framework):
            # The database holds judgements to their inspection's framework: they make way first.
            plan.remove("judgement", [one.id for one in standing])
        plan.change(
            "inspection",
            inspection_id,
            framework=framework_id,
            type=chosen.id,
            graded=chosen.graded,
            **fields,
        )
        if given is not None:
            _write(plan, inspection_id, framework_id, given)


def set_judgements(plan: Plan, inspection_id: str, judgements: Iterable[Given]) -> None:
    """Give an inspection exactly these judgements. Refused as in ``add``."""
    inspection = plan.get(Inspection, inspection_id)
    given = list(judgements)
    if given and not inspection.graded:
        raise _ungraded(plan.get(InspectionType, inspection.type).name)
    with plan.batch(f"Edit judgements of {name_of(plan, inspection)}"):
        _write(plan, inspection_id, inspection.framework, given)


def set_judgement(
    plan: Plan,
    inspection_id: str,
    area: str,
    grade: str | None,
    *,
    printed: str | None = None,
    page: int | None = None,
) -> None:
    """Give one judgement area its grade, both by code; None takes the grade away.

    The same grade keeps the printed words and page it has, unless others are given.
    """
    inspection = plan.get(Inspection, inspection_id)
    if grade is not None and not inspection.graded:
        raise _ungraded(plan.get(InspectionType, inspection.type).name)
    file = frameworks.choice(plan, plan.get(Framework, inspection.framework).code)
    words = quoted(file.area(area).name, 50)
    title = f"Grade {words} {file.grade(grade).name.lower()} at" if grade else f"Remove the grade of {words} at"
    rest = [one for one in judgements_given(plan, inspection_id) if one.area != area]
    same = [one for one in judgements_given(plan, inspection_id) if (one.area, one.grade) == (area, grade)]
    if same:
        printed, page = printed or same[0].printed, page or same[0].page
    with plan.batch(f"{title} {name_of(plan, inspection)}"):
        given = [*rest, Given(area, grade, printed, page)] if grade else rest
        _write(plan, inspection_id, inspection.framework, given)


def remove(plan: Plan, ids: str | Iterable[str]) -> None:
    """Delete inspections with their judgements, documents, and the sources of areas that name them."""
    ids = present(plan, "inspection", ids)
    counted = {
        word: plan.rows(
            f"SELECT id FROM {table} WHERE inspection IN (SELECT value FROM json_each(?))", [json.dumps(ids)]
        )
        for table, word in (
            ("judgement", "judgement"), ("document", "document"), ("inspection_deadline", "deadline entry"),
            ("source", "source of an area"),
        )
    }  # fmt: skip
    along = [plural(len(rows), word) for word, rows in counted.items() if rows]
    what = name_of(plan, plan.get(Inspection, ids[0])) if len(ids) == 1 else plural(len(ids), "inspection")
    with plan.batch(f"Delete {what}" + (f" with {listed(along)}" if along else "")):
        plan.remove("source", [row for (row,) in counted["source of an area"]])
        plan.remove("inspection", ids)


# --- questions


def name_of(plan: Plan, inspection: Inspection) -> str:
    """As in "ILACS short inspection, 24 to 28 April 2023"; the inspection's own title where it has one."""
    framework = plan.get(Framework, inspection.framework)
    kind = plan.get(InspectionType, inspection.type)
    return inspection.title or _named(framework.code, framework.name, kind.name, when_in_words(inspection))


def names(plan: Plan) -> dict[str, str]:
    """The name of every inspection, by id."""
    kinds = _kinds(plan)
    return {one.id: _name_from(one, kinds) for one in plan.all(Inspection)}


def when_in_words(inspection: Inspection) -> str:
    """The days of fieldwork, or the best that is known: "24 to 28 April 2023", "published 14 June 2023"."""
    return _when({name: getattr(inspection, name) for name in InspectionFields.__annotations__})


def day_of(inspection: Inspection) -> date | None:
    """The first day that is known of it: of fieldwork, else of publication, receipt or notification."""
    return inspection.fieldwork_start or inspection.published or inspection.received or inspection.notified


def about(inspection: Inspection) -> date | None:
    """The day by which inspections are put in order of time; not one to be shown.

    Where no day is known it is the first of the month that its title names: minutes often say no
    more than "the focused visit in April 2018".
    """
    named = None if day_of(inspection) else _MONTH_NAMED.search(inspection.title or "")
    return date(int(named[2]), MONTHS.index(named[1]) + 1, 1) if named else day_of(inspection)


def in_order(plan: Plan) -> list[Inspection]:
    """Every inspection, oldest first; those of which nothing is known last."""
    return sorted(plan.all(Inspection), key=lambda one: (about(one) or date.max, one.number))


def standing(inspection: Inspection, today: date) -> Standing:
    """How far an inspection has come by that day."""
    one = inspection
    if one.published and one.published <= today:
        return Standing("published", f"Published on {in_words(one.published)}.")
    if embargoed(one, today):
        got = f"Received on {in_words(one.received)}; under" if one.received else "Under"
        if one.embargo_until and today < one.embargo_until:
            return Standing("under embargo", f"{got} embargo until {in_words(one.embargo_until)}.")
        return Standing("under embargo", f"{got} embargo until it is published on {in_words(one.published or today)}.")
    if one.received and one.received <= today:
        return Standing("received", f"Received on {in_words(one.received)}, not yet published.")
    last = one.fieldwork_end or one.fieldwork_start
    if last and last < today:
        return Standing(
            "awaiting the report", f"Fieldwork ended on {in_words(last)}; the report has not been received."
        )
    if one.fieldwork_start and one.fieldwork_start <= today:
        return Standing("fieldwork", f"Inspectors are here: {when_in_words(one)}.")
    if one.fieldwork_start:
        return Standing("to come", f"Fieldwork begins on {in_words(one.fieldwork_start)}.")
    if one.notified:
        return Standing("notified", f"Notified on {in_words(one.notified)}; the days of fieldwork are not entered.")
    return Standing("no date", "No date is entered yet.")


def embargoed(inspection: Inspection, today: date) -> bool:
    """Whether what the report says may not yet be told outside the council.

    So it is before the day on which the embargo ends, and before a day of publication that is
    still to come. Papers for a meeting go out before a report is public.
    """
    if inspection.published is not None and inspection.published <= today:
        return False
    return any(day is not None and today < day for day in (inspection.embargo_until, inspection.published))


def inspections(plan: Plan, today: date) -> tuple[InspectionRow, ...]:
    """Every inspection with what a list says of it, oldest first."""
    kinds = _kinds(plan)
    counts = {
        row: (judgements, overall, areas)
        for row, judgements, overall, areas in plan.rows(
            """SELECT i.id,
                (SELECT count(*) FROM judgement AS j WHERE j.inspection = i.id),
                (SELECT g.name FROM judgement AS j JOIN judgement_area AS a ON a.id = j.area
                    JOIN grade AS g ON g.id = j.grade WHERE j.inspection = i.id AND a.overall = 1),
                (SELECT count(DISTINCT s.area) FROM source AS s WHERE s.inspection = i.id)
            FROM inspection AS i"""
        )
    }
    found: list[InspectionRow] = []
    for one in in_order(plan):
        _, framework_name, type_name = kinds[one.type]
        found.append(
            InspectionRow(
                one, _name_from(one, kinds), framework_name, type_name, when_in_words(one), *counts[one.id],
                standing(one, today),
            )
        )  # fmt: skip
    return tuple(found)


def judgements_given(plan: Plan, inspection_id: str) -> tuple[Given, ...]:
    """The judgements of an inspection by code, in the order of its framework."""
    return tuple(
        Given(*row)
        for row in plan.rows(
            """SELECT a.code, g.code, j.printed, j.page FROM judgement AS j
            JOIN judgement_area AS a ON a.id = j.area JOIN grade AS g ON g.id = j.grade
            WHERE j.inspection = ? ORDER BY a.position""",
            [inspection_id],
        )
    )


def sources_of(plan: Plan, inspection_id: str) -> tuple[SourceOf, ...]:
    """What was taken from an inspection, by the page it stands on."""
    areas = {area.id: area for area in areas_of(plan, inspection_id)}
    sources = plan.all(Source, "t.inspection = ?", [inspection_id], "t.page IS NULL, t.page, t.position, t.id")
    return tuple(SourceOf(source, areas[source.area]) for source in sources)


def areas_of(plan: Plan, inspection_id: str) -> tuple[Area, ...]:
    """The areas for improvement that name an inspection as a source, in the plan's order."""
    where = "t.id IN (SELECT s.area FROM source AS s WHERE s.inspection = ?)"
    return tuple(plan.all(Area, where, [inspection_id], "t.position, t.number"))


def likely_type(file: FrameworkFile, first: date | None, last: date | None) -> Inferred | None:
    """Visit, short or standard, by the length of fieldwork, since no report says it; None where nothing follows.

    ILACS: two days on site are a focused visit, one week is a short inspection, two weeks a standard one.
    """
    codes = {kind.code for kind in file.types}
    if first is None or last is None or last < first or not {"focused-visit", "short", "standard"} <= codes:
        return None
    days = (last - first).days + 1
    code, length = ("standard", "two weeks")
    if days <= 7:
        code, length = ("focused-visit", "two days") if days <= 3 else ("short", "one week")
    name = file.type(code).name
    return Inferred(code, f"Inferred: {a(name)} is {length} on site, and fieldwork lasted {plural(days, 'day')}.")


# --- within


def _kinds(plan: Plan) -> dict[str, tuple[str, str, str]]:
    """Each inspection type's id → code and name of its framework, and its own name."""
    return {
        row: (code, framework, name)
        for row, code, framework, name in plan.rows(
            "SELECT k.id, f.code, f.name, k.name FROM inspection_type AS k JOIN framework AS f ON f.id = k.framework"
        )
    }


def _name_from(inspection: Inspection, kinds: dict[str, tuple[str, str, str]]) -> str:
    return inspection.title or _named(*kinds[inspection.type], when_in_words(inspection))


def _named(framework_code: str, framework_name: str, type_name: str, when: str) -> str:
    return f"{frameworks.kind_in_words(framework_code, framework_name, type_name)}, {when}"


def _when(fields: Any) -> str:
    first, last = fields.get("fieldwork_start"), fields.get("fieldwork_end")
    if first or last:
        return days_in_words(first or last, last or first)
    for name in ("published", "received", "notified"):
        if fields.get(name):
            return f"{name} {in_words(fields[name])}"
    return "no date yet"


_ORDER = (
    ("notified", "fieldwork_start", "Fieldwork cannot begin before the day of notification, {}."),
    ("fieldwork_start", "fieldwork_end", "Fieldwork cannot end before it begins, on {}."),
    ("fieldwork_start", "feedback", "Feedback cannot come before fieldwork begins, on {}."),
    ("fieldwork_start", "received", "A report cannot be received before fieldwork begins, on {}."),
    ("fieldwork_start", "published", "A report cannot be published before fieldwork begins, on {}."),
)


def _check_days(fields: Any) -> None:
    for earlier, later, sentence in _ORDER:
        first, second = fields.get(earlier), fields.get(later)
        if first and second and second < first:
            raise Refused(sentence.format(in_words(first)), field=later)


def _ungraded(type_name: str) -> Refused:
    return Refused(
        f"{sentence_case(plural_word(type_name))} are not graded; choose a graded type, or leave the judgements out.",
        field="type",
    )


def _write(plan: Plan, inspection: str, framework: str, given: list[Given]) -> None:
    """Make the judgements of an inspection exactly these, changing only those that differ."""
    name = plan.get(Framework, framework).name
    areas = {one.code: one for one in plan.all(JudgementArea, "t.framework = ?", [framework])}
    grades = {one.code: one for one in plan.all(Grade, "t.framework = ?", [framework])}
    before = {one.area: one for one in plan.all(Judgement, "t.inspection = ?", [inspection])}
    wanted: set[str] = set()
    for one in given:
        area, grade = areas.get(one.area), grades.get(one.grade)
        if area is None:
            raise Refused(f"{name} does not grade “{one.area}”.", field="area")
        if grade is None:
            raise Refused(f"{name} has no grade “{one.grade}”.", field="grade")
        if area.id in wanted:
            raise Refused(f"{quoted(area.name, 80)} is graded twice; leave one of the two out.", field="area")
        wanted.add(area.id)
        values = {"grade": grade.id, "printed": one.printed, "page": one.page}
        if area.id in before:
            plan.change("judgement", before[area.id].id, **values)
        else:
            plan.add("judgement", inspection=inspection, framework=framework, area=area.id, **values)
    plan.remove("judgement", [one.id for one in before.values() if one.area not in wanted])
