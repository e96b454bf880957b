"""What a sample plan holds, entry by entry: the shape of the files in ``resources/sample``.

The fields have the names of the records in ``model/records`` and mean the same; what a
record refers to by id is referred to here by ``key``, a name that holds within the file.
``source`` says where a fact comes from; what no paper gives has ``sample`` set.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from model.records import (
    AREA_KINDS,
    BODY_KINDS,
    IMPACTS,
    PERIOD_UNITS,
    PERSON_KINDS,
    PLAN_STATUSES,
    RATINGS,
    SOURCE_ORIGINS,
    STATUSES,
)


def _word(of: tuple[str, ...], *, optional: bool = False) -> Any:
    return field(default=None, metadata={"one_of": of}) if optional else field(metadata={"one_of": of})


def _key(of: str, *, optional: bool = True) -> Any:
    return field(default=None, metadata={"key": of}) if optional else field(metadata={"key": of})


def _keys(of: str) -> Any:
    return field(default=(), metadata={"key": of})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEntry:
    authority: str
    title: str
    stands_on: date  # the day as on which the sample is read
    statutory_status: str = _word(PLAN_STATUSES)
    period: str | None = None
    introduction: str | None = None
    print_posts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntry:
    key: str
    kind: str = _word(PERSON_KINDS)
    name: str
    post: str | None = None
    team: str | None = None
    email: str | None = None
    left_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyEntry:
    key: str
    name: str
    kind: str = _word(BODY_KINDS)
    chair: str | None = None
    note: str | None = None
    approves: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionEntry:
    text: str
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionEntry:
    text: str
    member: str | None = None
    answer: str | None = None
    promised: str | None = None
    promised_by: date | None = None
    answered_on: date | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingEntry:
    key: str
    body: str = _key("bodies", optional=False)
    on_day: date
    title: str | None = None
    papers_due: date | None = None
    note: str | None = None
    sample: bool = False
    source: str | None = None
    resolutions: tuple[ResolutionEntry, ...] = ()
    questions: tuple[QuestionEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementEntry:
    area: str  # code of a judgement area of the inspection's framework
    grade: str  # code of a grade of the inspection's framework
    printed: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionDeadlineEntry:
    """What is known of one deadline beside its rule: what the letter prints, when it was met."""

    rule: str  # code of a deadline rule of the program
    printed: str | None = None
    printed_day: date | None = None
    page: int | None = None
    met_on: date | None = None
    not_owed: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedValueEntry:
    """What one document says of one field of an inspection, where documents differ."""

    field: str
    value: str  # ISO for a day
    document: str = _key("documents", optional=False)
    page: int | None = None
    quote: str | None = None
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionEntry:
    key: str
    framework: str  # code of a framework of the program
    type: str  # code of a type of that framework
    title: str | None = None
    theme: str | None = None
    notified: date | None = None
    fieldwork_start: date | None = None
    fieldwork_end: date | None = None
    feedback: date | None = None
    received: date | None = None
    published: date | None = None
    embargo_until: date | None = None
    link: str | None = None
    note: str | None = None
    sample: bool = False
    source: str | None = None
    type_inferred: bool = False
    principal_authority: str | None = None
    next_inspection: str | None = None
    judgements: tuple[JudgementEntry, ...] = ()
    deadlines: tuple[InspectionDeadlineEntry, ...] = ()
    stated: tuple[StatedValueEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEntry:
    key: str
    title: str
    link: str  # where it is kept; a sample brings no files
    inspection: str | None = _key("inspections")
    meeting: str | None = _key("meetings")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    origin: str = _word(SOURCE_ORIGINS)
    inspection: str | None = _key("inspections")
    meeting: str | None = _key("meetings")
    quote: str | None = None
    page: int | None = None
    paragraph: str | None = None
    document: str | None = _key("documents")
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceEntry:
    title: str
    shows: str | None = None
    impact: str | None = _word(IMPACTS, optional=True)
    on_day: date | None = None
    checked_by: str | None = _key("people")
    checked_on: date | None = None
    document: str | None = _key("documents")


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneEntry:
    title: str
    due: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateEntry:
    on_day: date
    said_by: str | None = _key("people")
    done: str | None = None
    next: str | None = None
    obstacle: str | None = None
    status_then: str | None = _word(STATUSES, optional=True)
    percent_then: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateChangeEntry:
    """A line of the date ledger; the first has no ``old``, the last ``new`` is the agreed date."""

    on_day: date
    old: date | None = None
    new: date | None = None
    reason: str | None = None
    agreed_by: str | None = None
    meeting: str | None = _key("meetings")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionEntry:
    key: str
    title: str
    how: str | None = None
    owner: str | None = _key("people")
    sponsor: str | None = _key("people")
    support: str | None = None
    start: date | None = None
    first_agreed: date | None = None
    agreed: date | None = None
    forecast: date | None = None
    status: str = _word(STATUSES)
    percent: int | None = None
    success: str | None = None
    exempt: bool = False
    on_hold: bool = False
    awaiting_signoff: bool = False
    completed_on: date | None = None
    delivery_override: str | None = _word(RATINGS, optional=True)
    delivery_reason: str | None = None
    sample: bool = False
    source: str | None = None
    also_answers: tuple[str, ...] = _keys("areas")
    waits_for: tuple[str, ...] = _keys("actions")
    milestones: tuple[MilestoneEntry, ...] = ()
    updates: tuple[UpdateEntry, ...] = ()
    date_changes: tuple[DateChangeEntry, ...] = ()
    evidence: tuple[EvidenceEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaEntry:
    key: str
    title: str
    kind: str = _word(AREA_KINDS)
    words: str | None = None
    tag: str | None = None
    theme: str | None = None
    judgement_area: str | None = None  # code of a judgement area of a framework of the program
    sponsor: str | None = _key("people")
    outcome: str | None = None
    delivery_override: str | None = _word(RATINGS, optional=True)
    delivery_reason: str | None = None
    impact_override: str | None = _word(RATINGS, optional=True)
    impact_reason: str | None = None
    sample: bool = False
    source: str | None = None
    sources: tuple[SourceEntry, ...] = ()
    evidence: tuple[EvidenceEntry, ...] = ()
    actions: tuple[ActionEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentEntry:
    key: str
    sentence: str
    speaker: str | None = None
    inspection: str | None = _key("inspections")
    meeting: str | None = _key("meetings")
    said_on: date | None = None
    counted_from: date | None = None
    counted_from_what: str | None = None
    amount: int | None = None
    unit: str | None = _word(PERIOD_UNITS, optional=True)
    fixed_due: date | None = None
    met_on: date | None = None
    outcome: str | None = None
    page: int | None = None
    sample: bool = False
    source: str | None = None
    areas: tuple[str, ...] = _keys("areas")
    actions: tuple[str, ...] = _keys("actions")


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedViewEntry:
    name: str
    page: str
    spec: str  # JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePlan:
    """A whole sample. Actions stand under their area; their number follows from the order."""

    plan: PlanEntry
    people: tuple[PersonEntry, ...] = ()
    bodies: tuple[BodyEntry, ...] = ()
    meetings: tuple[MeetingEntry, ...] = ()
    inspections: tuple[InspectionEntry, ...] = ()
    documents: tuple[DocumentEntry, ...] = ()
    areas: tuple[AreaEntry, ...] = ()
    commitments: tuple[CommitmentEntry, ...] = ()
    saved_views: tuple[SavedViewEntry, ...] = ()

    @property
    def actions(self) -> tuple[ActionEntry, ...]:
        """The actions of all areas, in order."""
        return tuple(action for area in self.areas for action in area.actions)
