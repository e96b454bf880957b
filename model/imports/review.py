"""Proposals as a person looks at them: a list of items to tick, to change and to join with what the plan holds.

A ``Draft`` is plain data. The window edits it item by item; ``accepting.accept`` writes it, in one batch.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from model import frameworks, passages
from model.errors import Refused
from model.framework_files import FrameworkFile
from model.imports import matching
from model.imports.matching import Match, Worries
from model.imports.proposals import (
    Finding,
    InspectionSaid,
    JudgementSaid,
    PrintedDeadline,
    Promise,
    Proposals,
    Stated,
    Words,
)
from model.records import AREA_KINDS, PASSAGE_KINDS, Area, Grade, Inspection, Judgement, JudgementArea, Meeting
from model.store.plan import Plan
from model.wording import in_words, short

GROUPS: tuple[tuple[str, str], ...] = (
    ("inspection", "Inspection"),
    ("judgements", "Judgements"),
    ("priority", "Areas for priority action"),
    ("areas", "Areas for improvement"),
    ("lscb", "Local safeguarding children board"),
    ("strengths", "Strengths"),
    ("deadlines", "Dates the document prints"),
    ("commitments", "Commitments"),
    ("meeting", "Meeting"),
    ("resolutions", "Resolutions"),
    ("questions", "Members' questions"),
    ("passages", "Also worth keeping"),
)
"""The groups in which proposals are shown, in order, with their headings."""

URGENT = ("area for priority action", "priority and immediate action", "significant weakness",
          "area of significant concern")  # fmt: skip

FACTS: tuple[tuple[str, str], ...] = (
    ("fieldwork_start", "Fieldwork from"),
    ("fieldwork_end", "Fieldwork to"),
    ("notified", "Notified"),
    ("received", "Received"),
    ("published", "Published"),
    ("lead_inspector", "Lead inspector"),
    ("theme", "Theme"),
    ("principal_authority", "Principal authority"),
    ("next_inspection", "Next inspection"),
)
DAY_FACTS = ("fieldwork_start", "fieldwork_end", "notified", "received", "published")

KINDS = (*AREA_KINDS, "strength", "headline finding", "commitment", "question", "resolution", "measure", "money",
         "action under way")  # fmt: skip
"""What a passage of the document can be made by hand, besides what was proposed."""

LONGEST_TITLE = 90

_HELD = "The plan holds this already."


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One proposal. ``text`` is what will be written, ``at`` where the document says it.

    ``field`` is the column of an inspection fact, the code of a judgement area or the code of a deadline rule;
    ``value`` the code of a grade or an ISO day. ``into`` is the id of a record to join instead of adding one:
    an area whose golden thread grows.
    """

    key: str  # "finding 3": stable within the document
    group: str  # GROUPS
    kind: str  # "fact", "judgement", "deadline" or one of KINDS
    label: str
    text: str
    at: Words | None
    confidence: str
    ticked: bool
    why: str | None = None  # a sentence: why it was inferred, or why it is not ticked
    field: str | None = None
    value: str | None = None
    title: str | None = None  # of an area, for lists
    tag: str | None = None
    number: str | None = None
    paragraphs: tuple[str, ...] = ()
    body: str | None = None
    theme: str | None = None
    speaker: str | None = None
    phrase: str | None = None
    anchor: date | None = None
    anchor_what: str | None = None
    due: date | None = None
    answer: str | None = None
    by_hand: bool = False
    matches: tuple[Match, ...] = ()
    into: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """All that will be written of one document, once it is accepted."""

    name: str
    sha256: str
    kind: str
    pages: int
    authority: Stated | None
    other_authority: bool  # the document names another authority than the plan's
    framework: str | None  # codes
    type: str | None
    type_inferred: bool
    inspection: str | None  # the plan's own, where the document is about one it holds
    inspection_match: Match | None
    meeting: str | None
    meeting_match: Match | None
    body: str | None
    on_day: date | None
    known_document: str | None  # the plan holds these very bytes already
    items: tuple[Item, ...]
    asks: tuple[str, ...]
    unsure: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def ticked(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.ticked)

    def of_group(self, group: str) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.group == group)

    def with_item(self, item: Item) -> Draft:
        """The draft with the item of that key in place of the one it had, or with a new one at the end."""
        if any(one.key == item.key for one in self.items):
            return replace(self, items=tuple(item if one.key == item.key else one for one in self.items))
        return replace(self, items=(*self.items, item))

    def without(self, key: str) -> Draft:
        return replace(self, items=tuple(one for one in self.items if one.key != key))

    def tick(self, keys: Iterable[str], ticked: bool) -> Draft:
        wanted = set(keys)
        return replace(
            self, items=tuple(replace(one, ticked=ticked) if one.key in wanted else one for one in self.items)
        )


class Chosen(NamedTuple):
    """What a person said the document is about: ids of the plan's own; None for a new one, or none."""

    inspection: str | None
    meeting: str | None


def draft(plan: Plan, proposals: Proposals, today: date, *, chosen: Chosen | None = None) -> Draft:
    """What a document says as items to look at, set beside what the plan holds.

    Ticked is what is sure or likely. What the plan holds already, and what could not be read surely, is shown and
    not ticked. A document about another authority is shown with nothing ticked. ``chosen`` wins over the inspection
    and the meeting that are found by likeness.
    """
    found = matching.same_inspection(plan, proposals.inspection)
    meeting = matching.same_meeting(plan, proposals.meeting)
    known = matching.same_document(plan, proposals.sha256)
    other = not matching.agrees(proposals, plan.details.authority)
    inspection = found.id if found else known.inspection if known else None
    met = meeting.id if meeting else known.meeting if known else None
    if chosen is not None:
        inspection, met = chosen
    kept = _passages_held(plan, inspection, met)
    items = (
        *_facts(plan, proposals.inspection, inspection),
        *_judgements(plan, proposals, inspection),
        *_findings(plan, proposals, inspection, kept),
        *_deadlines(proposals),
        *_commitments(plan, proposals, today),
        *_of_the_meeting(plan, proposals, met),
        *_passages(proposals, kept),
    )
    if other:
        items = tuple(replace(item, ticked=False) for item in items)
    said = proposals.inspection
    body = proposals.meeting.body.value if proposals.meeting and proposals.meeting.body else None
    return Draft(
        name=proposals.name, sha256=proposals.sha256, kind=proposals.kind, pages=proposals.pages,
        authority=proposals.authority, other_authority=other, framework=said.framework if said else None,
        type=said.type if said else None, type_inferred=bool(said and said.type_inferred), inspection=inspection,
        inspection_match=found, meeting=met, meeting_match=meeting, body=body,
        on_day=_meeting_day(proposals), known_document=known.id if known else None, items=items,
        asks=proposals.asks, unsure=proposals.unsure, remarks=proposals.remarks,
    )  # fmt: skip


def by_hand(draft: Draft, kind: str, text: str, at: Words) -> Item:
    """An item made of a passage that a person selected. Refused for what is none of ``KINDS``, or no words."""
    if kind not in KINDS:
        raise Refused(f"A passage cannot be made a “{kind}”.")
    words = " ".join(text.split())
    if not words:
        raise Refused("Select some words of the document first.")
    number = 1 + sum(item.by_hand for item in draft.items)
    while any(item.key == f"hand {number}" for item in draft.items):
        number += 1
    return Item(
        key=f"hand {number}", group=group_of(kind), kind=kind, label=kind.capitalize(), text=words, at=at,
        confidence="sure", ticked=True, title=title_of(words) if kind in AREA_KINDS else None, by_hand=True,
        why="You selected these words.",
    )  # fmt: skip


def group_of(kind: str) -> str:
    """Where an item of that kind is shown."""
    if kind in URGENT:
        return "priority"
    if kind == "LSCB recommendation":
        return "lscb"
    if kind in AREA_KINDS:
        return "areas"
    return {
        "fact": "inspection", "judgement": "judgements", "deadline": "deadlines", "strength": "strengths",
        "commitment": "commitments", "question": "questions", "resolution": "resolutions",
    }.get(kind, "passages")  # fmt: skip


def title_of(text: str) -> str:
    """A short title of an area, for lists: its words up to the first full clause that fits."""
    whole = " ".join(text.split()).rstrip(".;:, ")
    if len(whole) <= LONGEST_TITLE:
        return whole[:1].upper() + whole[1:]
    for mark in (":", ";", " – "):
        head = whole.split(mark)[0].strip()
        if 25 <= len(head) <= LONGEST_TITLE:
            return head[:1].upper() + head[1:]
    return short(whole[:1].upper() + whole[1:], LONGEST_TITLE)


# --- the items of each kind


def _facts(plan: Plan, said: InspectionSaid | None, inspection: str | None) -> Iterable[Item]:
    if said is None:
        return
    held = plan.get(Inspection, inspection) if inspection else None
    for field, label in FACTS:
        stated: Stated | None = getattr(said, field)
        if stated is None:
            continue
        own = getattr(held, field) if held else None
        own_text = own.isoformat() if isinstance(own, date) else own
        matches: tuple[Match, ...] = ()
        why, ticked = stated.why, stated.confidence != "unsure"
        if held is not None and own_text and _same(field, own_text, stated.value):
            why, ticked = _HELD, False
        elif held is not None and own_text:
            words = in_words(own) if isinstance(own, date) else str(own)
            why = f"The plan says {words}; tick this to take the document's instead. Both are kept."
            matches = (Match("inspection", held.id, "differs", 0, label, words, why),)
            ticked = False
        yield Item(
            key=f"fact {field}", group="inspection", kind="fact", label=label, text=stated.value, at=stated.at,
            confidence=stated.confidence, ticked=ticked, why=why, field=field, value=stated.value, matches=matches,
        )  # fmt: skip


def _same(field: str, own: str, said: str) -> bool:
    return own == said if field in DAY_FACTS else own.casefold().split() == said.casefold().split()


def _judgements(plan: Plan, proposals: Proposals, inspection: str | None) -> Iterable[Item]:
    held = _grades_held(plan, inspection)
    file = _framework(plan, proposals.inspection)
    for place, one in enumerate(proposals.judgements, 1):
        yield _judgement(one, place, held, file)


def _judgement(one: JudgementSaid, place: int, held: dict[str, tuple[str, str]], file: FrameworkFile | None) -> Item:
    why = None
    matches: tuple[Match, ...] = ()
    ticked = one.confidence != "unsure" and one.area_id is not None and one.grade_id is not None
    if one.area_id is None or one.grade_id is None:
        why = "The name or the grade is none of this framework's; choose it before you tick this."
    own = held.get(one.area_id or "")
    if own is not None and own[0] == one.grade_id:
        why, ticked = _HELD, False
    elif own is not None:
        why = f"The plan says “{own[1]}”; tick this to take the document's instead."
        matches = (Match("judgement", one.area_id or "", "differs", 0, one.area, own[1], why),)
        ticked = False
    label = one.area
    if file is not None and one.area_id is not None:
        label = next((entry.name for entry in file.areas if entry.code == one.area_id), one.area)
    return Item(
        key=f"judgement {place}", group="judgements", kind="judgement", label=label, text=one.grade, at=one.at,
        confidence=one.confidence, ticked=ticked, why=why, field=one.area_id, value=one.grade_id, matches=matches,
    )  # fmt: skip


def _grades_held(plan: Plan, inspection: str | None) -> dict[str, tuple[str, str]]:
    if inspection is None:
        return {}
    codes = {one.id: one.code for one in plan.all(JudgementArea)}
    grades = {one.id: (one.code, one.name) for one in plan.all(Grade)}
    return {codes[one.area]: grades[one.grade] for one in plan.all(Judgement, "t.inspection = ?", [inspection])}


def _framework(plan: Plan, said: InspectionSaid | None) -> FrameworkFile | None:
    if said is None or said.framework is None:
        return None
    return next((file for file in frameworks.choices(plan) if file.code == said.framework), None)


def _findings(plan: Plan, proposals: Proposals, inspection: str | None, kept: set[str]) -> Iterable[Item]:
    worries = Worries(plan)
    repeated = matching.twins_within([one.text for one in proposals.findings])
    for place, one in enumerate(proposals.findings):
        matches: tuple[Match, ...] = ()
        if one.kind in AREA_KINDS:
            matches = worries.like(one.text, inspection, anywhere=proposals.inspection is None)
        item = _finding(one, place, repeated.get(place), matches)
        yield _unless_kept(item, kept)


def _finding(one: Finding, place: int, repeats: int | None, matches: tuple[Match, ...]) -> Item:
    area = one.kind in AREA_KINDS
    ticked, why = one.confidence != "unsure", None
    if repeats is not None:
        ticked, why = False, "The document says this twice; it is taken once."
    twin = next((match for match in matches if match.kind == "twin"), None)
    if twin is not None:
        ticked, why = False, twin.sentence
    return Item(
        key=f"finding {place + 1}", group=group_of(one.kind), kind=one.kind, label=one.kind.capitalize(),
        text=one.text, at=one.at, confidence=one.confidence, ticked=ticked, why=why,
        title=title_of(one.text) if area else None, tag=one.tag, number=one.number, paragraphs=one.paragraphs,
        body=one.body, theme=one.theme, matches=matches,
    )  # fmt: skip


def _deadlines(proposals: Proposals) -> Iterable[Item]:
    for place, one in enumerate(proposals.printed_deadlines, 1):
        yield _deadline(one, place)


def _deadline(one: PrintedDeadline, place: int) -> Item:
    return Item(
        key=f"deadline {place}", group="deadlines", kind="deadline", label=one.what[:1].upper() + one.what[1:],
        text=one.phrase, at=one.at, confidence="sure" if one.rule else "likely", ticked=one.rule is not None,
        field=one.rule, value=one.day.isoformat(), due=one.day,
        why=None if one.rule else "Choose the deadline rule that this date answers.",
    )  # fmt: skip


def _commitments(plan: Plan, proposals: Proposals, today: date) -> Iterable[Item]:
    for place, one in enumerate(proposals.commitments, 1):
        yield _commitment(plan, one, place, today)


def _commitment(plan: Plan, one: Promise, place: int, today: date) -> Item:
    twin = matching.like_commitments(plan, one.text, today)
    return Item(
        key=f"commitment {place}", group="commitments", kind="commitment", label="Commitment", text=one.text, at=one.at,
        confidence=one.confidence, ticked=twin is None and one.confidence != "unsure",
        why=twin.sentence if twin else one.asks, speaker=one.speaker, phrase=one.phrase, anchor=one.anchor,
        anchor_what=one.anchor_what, due=one.due, matches=(twin,) if twin else (),
    )  # fmt: skip


def _of_the_meeting(plan: Plan, proposals: Proposals, meeting: str | None) -> Iterable[Item]:
    said = proposals.meeting
    held = plan.get(Meeting, meeting) if meeting else None
    if said is not None:
        for field, label, stated in (("body", "Body", said.body), ("on_day", "Day", said.on_day)):
            if stated is not None:
                yield Item(
                    key=f"meeting {field}", group="meeting", kind="fact", label=label, text=stated.value, at=stated.at,
                    confidence=stated.confidence, ticked=held is None, field=field, value=stated.value,
                    why=_HELD if held else None,
                )  # fmt: skip
    known = _plain_texts(plan, "resolution", meeting), _plain_texts(plan, "question", meeting)
    for place, one in enumerate(proposals.resolutions, 1):
        twin = _folded(one.text) in known[0]
        yield Item(
            key=f"resolution {place}", group="resolutions", kind="resolution", label="Resolution", text=one.text,
            at=one.at, confidence="sure", ticked=not twin, why=_HELD if twin else None,
        )  # fmt: skip
    for place, question in enumerate(proposals.questions, 1):
        twin = _folded(question.text) in known[1]
        yield Item(
            key=f"question {place}", group="questions", kind="question", label=question.member or "A member",
            text=question.text, at=question.at, confidence="likely", ticked=not twin, why=_HELD if twin else None,
            answer=question.answer, speaker=question.member,
        )  # fmt: skip


def _plain_texts(plan: Plan, table: str, meeting: str | None) -> set[str]:
    rows = plan.rows(f"SELECT text FROM {table} WHERE meeting IS ?", [meeting]) if meeting else []
    return {_folded(str(text)) for (text,) in rows}


def _passages(proposals: Proposals, kept: set[str]) -> Iterable[Item]:
    for place, one in enumerate(proposals.passages, 1):
        item = Item(
            key=f"passage {place}", group=group_of(one.kind), kind=one.kind, label=one.kind.capitalize(),
            text=one.text, at=one.at, confidence="likely", ticked=True,
        )  # fmt: skip
        yield _unless_kept(item, kept)


def _passages_held(plan: Plan, inspection: str | None, meeting: str | None) -> set[str]:
    held = passages.of_inspection(plan, inspection) if inspection else []
    held += passages.of_meeting(plan, meeting) if meeting else []
    return {_folded(one.text) for one in held}


def _unless_kept(item: Item, kept: set[str]) -> Item:
    held = item.kind in PASSAGE_KINDS and _folded(item.text) in kept
    return replace(item, ticked=False, why=_HELD) if held else item


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _meeting_day(proposals: Proposals) -> date | None:
    said = proposals.meeting
    if said is None or said.on_day is None:
        return None
    try:
        return date.fromisoformat(said.on_day.value)
    except ValueError:
        return None


def areas_to_join(plan: Plan) -> list[tuple[str, str]]:
    """Every area that a finding could join, with its number and title."""
    return [(one.id, f"{one.number} {one.title}") for one in plan.all(Area, order="t.number")]
