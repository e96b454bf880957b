"""Writing what a person accepted of a document: one batch, so that one undo takes it all back.

The document itself is kept by its digest, and everything that was taken from it points at its page and words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from model import (
    areas,
    commitments,
    documents,
    inspections,
    meetings,
    passages,
    promised_dates,
    stated_values,
    statutory_dates,
)
from model.chosen import present
from model.errors import Refused
from model.imports.proposals import Proposals
from model.imports.review import DAY_FACTS, Draft, Item, draft
from model.inspections import Given
from model.records import AREA_KINDS, PASSAGE_KINDS, Framework, Grade, Inspection, Judgement, JudgementArea, Meeting
from model.store.plan import Plan
from model.wording import in_words, listed, plural, quoted, sentence_case

_KINDS_OF_PASSAGE = frozenset(PASSAGE_KINDS)


class _Place(NamedTuple):
    """What the accepted items belong to: ids."""

    inspection: str | None
    meeting: str | None
    document: str | None


@dataclass(frozen=True, slots=True)
class Accepted:
    """What accepting made: ids, and a sentence for the person."""

    document: str | None
    inspection: str | None
    meeting: str | None
    areas: tuple[str, ...]
    sentence: str


def accept(plan: Plan, draft: Draft, content: bytes | None) -> Accepted:
    """Write the ticked items of a draft. Everything is in one batch, "Take in 5 judgements and 6 areas from …".

    ``content`` is the file itself, which is kept in the plan; None keeps no copy. Refused in one sentence, and then
    nothing was written: nothing is ticked, an inspection without framework or type, a meeting without body or
    day where something is taken from it, days that do not fit one another.
    """
    ticked = draft.ticked
    if not ticked:
        raise Refused("Nothing is ticked, so there is nothing to take in.")
    with plan.batch(f"Take in {_counted(ticked)} from {quoted(draft.name)}"):
        inspection = _inspection(plan, draft)
        meeting = _meeting(plan, draft)
        document = _document(plan, draft, content, inspection, meeting)
        place = _Place(inspection, meeting, document)
        if inspection is not None:
            _facts(plan, draft, inspection, document)
            _judgements(plan, ticked, inspection, document)
        made = [_area(plan, item, place) for item in ticked if item.kind in AREA_KINDS]
        for item in ticked:
            _rest(plan, item, place)
    return Accepted(document, inspection, meeting, tuple(made), f"Taken in from {draft.name}: {_counted(ticked)}.")


def accept_all(
    plan: Plan, read: Sequence[tuple[Proposals, bytes | None]], today: date
) -> tuple[list[Accepted], list[tuple[str, str]]]:
    """Take in many documents as they are proposed, oldest inspection first, in one batch.

    Returns what was taken in, and for each document that was left out its name and the reason in a sentence. Each
    is set beside what those before it brought, so that a worry raised again is not added twice.
    """
    done: list[Accepted] = []
    left: list[tuple[str, str]] = []
    with plan.batch(f"Take in {plural(len(read), 'document')}"):
        for proposals, content in sorted(read, key=lambda one: _when(one[0])):
            made = draft(plan, proposals, today)
            if made.other_authority and made.authority is not None:
                left.append((proposals.name, f"It is about {made.authority.value}, not {plan.details.authority}."))
            elif not made.ticked:
                left.append((proposals.name, "The plan holds all of it already." if made.items else _NOTHING))
            else:
                try:
                    done.append(accept(plan, made, content))
                except Refused as refusal:
                    left.append((proposals.name, str(refusal)))
    return done, left


_NOTHING = "It is no inspection report, letter or committee paper that could be read."


def _when(proposals: Proposals) -> str:
    said = proposals.inspection
    if said is not None:
        for stated in (said.fieldwork_start, said.published):
            if stated is not None:
                return stated.value
    if proposals.meeting is not None and proposals.meeting.on_day is not None:
        return proposals.meeting.on_day.value
    return "9999"


def _counted(items: Iterable[Item]) -> str:
    """As in "5 judgements, 6 areas and 1 commitment"."""
    words = {
        "fact": "fact", "judgement": "judgement", "deadline": "printed date", "commitment": "commitment",
        "resolution": "resolution", "question": "question",
    }  # fmt: skip
    counts: dict[str, int] = {}
    for item in items:
        word = "area" if item.kind in AREA_KINDS else words.get(item.kind, "passage")
        counts[word] = counts.get(word, 0) + 1
    return listed(plural(count, word) for word, count in counts.items() if word != "fact" or len(counts) == 1)


# --- what the rest belongs to


def _inspection(plan: Plan, draft: Draft) -> str | None:
    """The inspection that the items belong to: the plan's own, or a new one from the facts that are ticked."""
    if draft.inspection is not None:
        present(plan, "inspection", draft.inspection)
        return draft.inspection
    facts = _fact_values(draft)
    if draft.framework is None and not facts:
        return None
    if draft.framework is None or draft.type is None:
        raise Refused("Choose the framework and the type of the inspection first.", field="framework")
    return inspections.add(plan, framework=draft.framework, type=draft.type, type_inferred=draft.type_inferred, **facts)


def _fact_values(draft: Draft) -> Any:
    return {item.field: _value(item) for item in draft.ticked if item.kind == "fact" and item.group == "inspection"}


def _value(item: Item) -> date | str:
    if item.field not in DAY_FACTS:
        return item.text
    try:
        return date.fromisoformat(item.value or item.text)
    except ValueError:
        raise Refused(f"{item.label} is no day: “{item.text}”.", field=item.field) from None


def _meeting(plan: Plan, draft: Draft) -> str | None:
    if draft.meeting is not None:
        present(plan, "meeting", draft.meeting)
        return draft.meeting
    wanted = any(item.group in ("meeting", "resolutions", "questions") for item in draft.ticked)
    if not wanted:
        return None
    if not draft.body or draft.on_day is None:
        raise Refused("Say which body met, and on which day, before you take this in.", field="body")
    body = meetings.find_or_add_body(plan, draft.body)
    return meetings.add(plan, body, draft.on_day)


def _document(
    plan: Plan, draft: Draft, content: bytes | None, inspection: str | None, meeting: str | None
) -> str | None:
    if content is None:
        return draft.known_document
    return documents.keep_content(
        plan, draft.name, content, title=_document_title(plan, draft, inspection), kind=draft.kind, pages=draft.pages,
        inspection=inspection, meeting=None if inspection else meeting,
    )  # fmt: skip


def _document_title(plan: Plan, draft: Draft, inspection: str | None) -> str:
    """As in "Ofsted report, 14 June 2023": what a source is called wherever it is named."""
    if draft.kind in ("inspection report", "inspection letter") and inspection is not None:
        held = plan.get(Inspection, inspection)
        framework = plan.get(Framework, held.framework)
        word = draft.kind.removeprefix("inspection ")
        day = held.published or held.received or held.fieldwork_start
        return f"{framework.inspectorate} {word}" + (f", {in_words(day)}" if day else "")
    what = sentence_case(draft.kind) if draft.kind != "other" else draft.name
    about = f" of {draft.body}" if draft.body else ""
    return f"{what}{about}" + (f", {in_words(draft.on_day)}" if draft.on_day else "")


# --- what was taken


def _facts(plan: Plan, draft: Draft, inspection: str, document: str | None) -> None:
    """Where a fact is ticked the inspection gets it; in any case stays noted what the document says."""
    changed: Any = {}
    held = plan.get(Inspection, inspection)
    for item in draft.items:
        if item.kind != "fact" or item.group != "inspection" or item.field not in stated_values.FIELDS:
            continue
        value, own = _value(item), getattr(held, item.field)
        if item.ticked and own != value:
            changed[item.field] = value
        stated_values.note(
            plan, inspection, item.field, item.value or item.text, document=document,
            page=item.at.page if item.at else None, quote=item.at.quote if item.at else None,
            chosen=item.ticked or own == value,
        )  # fmt: skip
    if changed:
        inspections.edit(plan, inspection, **changed)


def _judgements(plan: Plan, ticked: Iterable[Item], inspection: str, document: str | None) -> None:
    wanted = [item for item in ticked if item.kind == "judgement"]
    if not wanted:
        return
    for item in wanted:
        if item.field is None or item.value is None:
            raise Refused(f"Choose the judgement area and the grade of “{item.label}” first.", field=item.key)
    taken = {str(item.field): item for item in wanted}
    rest = [one for one in inspections.judgements_given(plan, inspection) if one.area not in taken]
    given = [
        Given(area, str(item.value), _printed(plan, inspection, item), item.at.page if item.at else None)
        for area, item in taken.items()
    ]
    inspections.set_judgements(plan, inspection, [*rest, *given])
    codes = {one.id: one.code for one in plan.all(JudgementArea)}
    for one in plan.all(Judgement, "t.inspection = ?", [inspection]):
        source = taken.get(codes[one.area])
        if source is not None:
            plan.change("judgement", one.id, document=document, quote=source.at.quote if source.at else None)


def _printed(plan: Plan, inspection: str, item: Item) -> str | None:
    """The grade as printed, where its words differ from the framework's."""
    framework = plan.get(Inspection, inspection).framework
    names = {one.code: one.name for one in plan.all(Grade, "t.framework = ?", [framework])}
    return item.text if names.get(item.value or "", "").casefold() != item.text.casefold() else None


def _area(plan: Plan, item: Item, place: _Place) -> str:
    source: areas.SourceFields = {
        "inspection": place.inspection,
        "meeting": None if place.inspection else place.meeting,
        "quote": item.at.quote if item.at else item.text,
        "page": item.at.page if item.at else None,
        "paragraph": ", ".join(item.paragraphs) or None,
        "document": place.document,
    }
    if place.inspection is None and place.meeting is None:
        source["origin"] = "other"
    if item.into is not None:
        areas.add_source(plan, item.into, **source)
        return item.into
    return areas.add(
        plan, item.title or item.text, words=item.text, kind=item.kind, tag=item.tag, theme=item.theme,
        responsible_body=item.body, source=source,
    )  # fmt: skip


def _rest(plan: Plan, item: Item, place: _Place) -> None:
    page = item.at.page if item.at else None
    if item.kind == "commitment":
        _commitment(plan, item, place, page)
    elif item.kind == "deadline":
        _deadline(plan, item, place, page)
    elif item.kind == "resolution" and place.meeting is not None:
        made = meetings.add_resolution(plan, place.meeting, item.text)
        plan.change("resolution", made, document=place.document, page=page)
    elif item.kind == "question" and place.meeting is not None:
        made = meetings.add_question(plan, place.meeting, item.text, member=item.speaker, answer=item.answer)
        plan.change("question", made, document=place.document, page=page)
    elif item.kind in _KINDS_OF_PASSAGE:
        passages.add(
            plan, item.kind, item.text, inspection=place.inspection,
            meeting=None if place.inspection else place.meeting, document=place.document, page=page,
            paragraph=", ".join(item.paragraphs) or None, quote=item.at.quote if item.at else None,
        )  # fmt: skip


def _commitment(plan: Plan, item: Item, place: _Place, page: int | None) -> None:
    """A period stays one, counted from the day the document is of; a day that was put in by hand is that day."""
    met = plan.find(Meeting, place.meeting)
    said_on = item.anchor or (met.on_day if met else None)
    what = item.anchor_what or ("the meeting" if met else None)
    read = promised_dates.read(plan, item.phrase, start=said_on, start_what=what, said_on=said_on)
    dating: Any = {"fixed_due": item.due}
    if read is not None and said_on is not None and read.counts:
        dating = {
            "counted_from": said_on, "counted_from_what": what, "amount": read.fields.amount, "unit": read.fields.unit,
        }  # fmt: skip
    elif read is not None and read.fields.fixed_due == item.due:
        dating = {"fixed_due": item.due, "due_from": read.fields.due_from}
    commitments.add(
        plan, item.text, speaker=item.speaker, inspection=place.inspection, meeting=place.meeting, said_on=said_on,
        phrase=item.phrase, document=place.document, page=page, **dating,
    )  # fmt: skip


def _deadline(plan: Plan, item: Item, place: _Place, page: int | None) -> None:
    if place.inspection is None:
        raise Refused("A printed date belongs to an inspection; choose its framework and type first.")
    if item.field is None:
        raise Refused(f"Choose the deadline rule that “{item.text}” answers first.", field=item.key)
    if item.due is None:
        raise Refused(f"Give the day of “{item.text}” first.", field=item.key)
    statutory_dates.set_printed(
        plan, place.inspection, item.field, item.text, item.due, page=page, document=place.document
    )
