"""Areas for improvement, where each comes from, and the ratings that a person gives them by hand.

An area keeps the inspector's words. Its sources, put in order of time, are its golden thread: the same
worry raised at one inspection after another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict, Unpack

from model import documents, inspections, meetings
from model.chosen import fields_named, named, only, present, titled
from model.errors import Refused
from model.placing import put
from model.records import Action, Area, Inspection, Meeting, Source
from model.store.plan import Plan
from model.wording import plural, quoted


class NewFields(TypedDict, total=False):
    words: str | None
    kind: str  # AREA_KINDS
    tag: str | None
    theme: str | None
    judgement_area: str | None
    sponsor: str | None
    outcome: str | None
    responsible_body: str | None


class AreaFields(NewFields, total=False):
    title: str


class SourceFields(TypedDict, total=False):
    origin: str  # SOURCE_ORIGINS
    inspection: str | None
    meeting: str | None
    quote: str | None
    page: int | None
    paragraph: str | None
    document: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class ThreadStep:
    """One source of an area in the order of time, and what it opens."""

    source: Source
    day: date | None  # of the inspection or the meeting
    name: str  # "ILACS short inspection, 24 to 28 April 2023", "Self-evaluation"
    table: str | None  # "inspection" or "meeting", where it opens one
    opens: str | None


# --- areas


def add(
    plan: Plan,
    title: str,
    *,
    before: str | None = None,
    source: SourceFields | None = None,
    sample: bool = False,
    **fields: Unpack[NewFields],
) -> str:
    """Add an area with the next number, in front of ``before`` or at the end. Returns its id.

    ``source`` says where it comes from, as ``add_source`` does, in the same act.
    """
    only(fields, NewFields.__annotations__, "Adding an area")
    with plan.batch(f"Add area {quoted(title)}"):
        new = plan.new_id()
        place = put(plan, "area", [new], "1", [], before)[new]
        values: dict[str, Any] = {**fields, "title": title, "position": place, "sample": sample}
        plan.add("area", id=new, number=plan.next_number("area"), **values)
        if source is not None:
            add_source(plan, new, **source)
        return new


def edit(plan: Plan, area_id: str, **fields: Unpack[AreaFields]) -> None:
    present(plan, "area", area_id)
    only(fields, AreaFields.__annotations__, "Editing an area")
    with plan.batch(f"Edit {fields_named('area', fields)} of {named(plan, 'area', [area_id])}"):
        plan.change("area", area_id, **fields)


def remove(plan: Plan, ids: str | Iterable[str]) -> None:
    """Delete areas with their sources, their actions and all that stands under those."""
    ids = present(plan, "area", ids)
    marks = ", ".join("?" for _ in ids)
    ((actions,),) = plan.rows(f"SELECT count(*) FROM action WHERE area IN ({marks})", ids)
    name = named(plan, "area", ids)
    if len(ids) == 1:
        name += f" {titled(plan, 'area', ids[0])}"
    whose = "its" if len(ids) == 1 else "their"
    taking = f" with {whose} {plural(actions, 'action')}" if actions else ""
    with plan.batch(f"Delete {name}{taking}"):
        evidence = plan.rows(
            f"""SELECT id FROM evidence WHERE area IN ({marks})
            OR action IN (SELECT id FROM action WHERE area IN ({marks}))""",
            [*ids, *ids],
        )
        going = documents.only_evidence(plan, [str(row) for (row,) in evidence])
        plan.remove("area", ids)
        plan.remove("document", going)


def reorder(plan: Plan, ids: str | Iterable[str], before: str | None = None) -> None:
    """Put areas, in the order given, in front of another one, or at the end. Numbers are kept."""
    ids = present(plan, "area", ids)
    with plan.batch(f"Move {named(plan, 'area', ids)}"):
        for row, place in put(plan, "area", ids, "1", [], before).items():
            plan.change("area", row, position=place)


def override_delivery(plan: Plan, ids: str | Iterable[str], rating: str | None, reason: str | None = None) -> None:
    """Give areas a delivery rating by hand, with its reason, or with None go back to the rules."""
    _override(plan, ids, "delivery", rating, reason)


def override_impact(plan: Plan, ids: str | Iterable[str], rating: str | None, reason: str | None = None) -> None:
    """Give areas an impact rating by hand, with its reason, or with None go back to the rules."""
    _override(plan, ids, "impact", rating, reason)


def _override(plan: Plan, ids: str | Iterable[str], kind: str, rating: str | None, reason: str | None) -> None:
    ids = present(plan, "area", ids)
    if rating is not None and not (reason or "").strip():
        raise Refused(f"A {kind} rating set by hand needs a reason: say why it differs.", field=f"{kind}_reason")
    name = named(plan, "area", ids)
    title = f"Rate {kind} of {name} {rating}" if rating else f"Rate {kind} of {name} by the rules again"
    values: dict[str, Any] = {f"{kind}_override": rating, f"{kind}_reason": reason if rating else None}
    with plan.batch(title):
        plan.change("area", ids, **values)


def in_order(plan: Plan) -> list[Area]:
    return plan.all(Area, order="t.position, t.id")


def actions_of(plan: Plan, area_id: str) -> list[Action]:
    """The actions that stand under an area, in their order."""
    return plan.all(Action, "t.area = ?", [area_id], "t.position, t.id")


def also_answered_by(plan: Plan, area_id: str) -> list[Action]:
    """Actions under other areas that answer this one too."""
    return plan.all(
        Action,
        "t.id IN (SELECT action FROM also_answers WHERE area = ?)",
        [area_id],
        "t.area_number, t.item_number",
    )


# --- where they come from


def add_source(plan: Plan, area_id: str, *, before: str | None = None, **fields: Unpack[SourceFields]) -> str:
    """Say where an area comes from. The origin is told by what is named: an inspection, a meeting.

    Refused where the origin is an inspection or a meeting and none is named. Returns the source's id.
    """
    present(plan, "area", area_id)
    values = _source_fields(fields)
    with plan.batch(f"Add a source to {named(plan, 'area', [area_id])}"):
        new = plan.new_id()
        place = put(plan, "source", [new], "t.area = ?", [area_id], before)[new]
        return plan.add("source", id=new, area=area_id, position=place, **values)


def edit_source(plan: Plan, source_id: str, **fields: Unpack[SourceFields]) -> None:
    """Change a source. An origin without inspection or meeting forgets the one that was named."""
    source = plan.get(Source, source_id)
    values = _source_fields(fields) if {"origin", "inspection", "meeting"} & set(fields) else dict(fields)
    only(values, SourceFields.__annotations__, "Editing a source")
    name = f"a source of {named(plan, 'area', [source.area])}"
    with plan.batch(f"Edit {fields_named('source', fields)} of {name}"):
        plan.change("source", source_id, **values)


def remove_source(plan: Plan, ids: str | Iterable[str]) -> None:
    """Delete sources; the areas stay."""
    ids = present(plan, "source", ids)
    with plan.batch(f"Delete {plural(len(ids), 'source')} of {_areas_of_sources(plan, ids)}"):
        plan.remove("source", ids)


def reorder_sources(plan: Plan, ids: str | Iterable[str], before: str | None = None) -> None:
    """Put sources of one area in front of another of its sources, or at the end."""
    ids = present(plan, "source", ids)
    areas = {plan.get(Source, row).area for row in ids}
    if len(areas) > 1:
        raise Refused("These sources belong to different areas; move those of one area at a time.")
    with plan.batch(f"Move {plural(len(ids), 'source')} of {_areas_of_sources(plan, ids)}"):
        for row, place in put(plan, "source", ids, "t.area = ?", [*areas], before).items():
            plan.change("source", row, position=place)


def sources(plan: Plan, area_id: str) -> list[Source]:
    return plan.all(Source, "t.area = ?", [area_id], "t.position, t.id")


def golden_thread(plan: Plan, area_id: str) -> tuple[ThreadStep, ...]:
    """The sources of an area in the order of time; those without any come last, in their own order."""
    inspection_names = inspections.names(plan)
    meeting_names = meetings.names(plan)
    steps: list[tuple[date | None, ThreadStep]] = []
    for source in sources(plan, area_id):
        if source.inspection is not None:
            inspection = plan.get(Inspection, source.inspection)
            day, name = inspections.day_of(inspection), inspection_names[source.inspection]
            step = ThreadStep(source, day, name, "inspection", source.inspection)
            steps.append((inspections.about(inspection), step))
        elif source.meeting is not None:
            day = plan.get(Meeting, source.meeting).on_day
            steps.append((day, ThreadStep(source, day, meeting_names[source.meeting], "meeting", source.meeting)))
        else:
            name = "Elsewhere" if source.origin == "other" else source.origin.capitalize()
            steps.append((None, ThreadStep(source, None, name, None, None)))
    return tuple(step for _, step in sorted(steps, key=lambda pair: pair[0] or date.max))


def _areas_of_sources(plan: Plan, ids: list[str]) -> str:
    marks = ", ".join("?" for _ in ids)
    areas = [str(row) for (row,) in plan.rows(f"SELECT DISTINCT area FROM source WHERE id IN ({marks})", ids)]
    return named(plan, "area", areas)


def _source_fields(fields: SourceFields) -> dict[str, Any]:
    """The columns of a source with its origin in agreement with what it names."""
    only(fields, SourceFields.__annotations__, "A source")
    values: dict[str, Any] = dict(fields)
    inspection, meeting = fields.get("inspection"), fields.get("meeting")
    origin = fields.get("origin")
    if origin is None:
        origin = "inspection" if inspection else "meeting" if meeting else "other"
    if origin == "inspection" and inspection is None:
        raise Refused("Choose the inspection that this comes from.", field="inspection")
    if origin == "meeting" and meeting is None:
        raise Refused("Choose the meeting that this comes from.", field="meeting")
    values["origin"] = origin
    values["inspection"] = inspection if origin == "inspection" else None
    values["meeting"] = meeting if origin == "meeting" else None
    return values
