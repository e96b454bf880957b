"""What a plan holds, record by record: read this file to learn the field's vocabulary.

A record is frozen. A verb (see ``model/areas.py`` and its neighbours) makes a new state of
the plan; the record is then read again. The fields of a record are the columns of the table
named in ``TABLE``, in the same words. Ids are UUIDv7 text. Days are ``datetime.date``; times
are ISO text in UTC. ``None`` means "not known" or "does not apply", as the docstring says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

# The words a column may hold. The database refuses any other.

STATUSES = ("not started", "in progress", "complete", "embedded", "superseded")
"""Delivery status. *Late* is worked out and never typed."""

OPEN_STATUSES = ("not started", "in progress")
"""The statuses in which an action can be late."""

RATINGS = ("blue", "green", "amber", "red", "grey")
"""Delivery and impact ratings, best first; grey is "not started, not due" or "no data"."""

AREA_KINDS = (
    "area for improvement",
    "area for priority action",
    "priority and immediate action",
    "recommendation",
    "requirement",
    "significant weakness",
    "strategic priority",
    "area of significant concern",
    "LSCB recommendation",
)
"""What an inspectorate or the council called it: domain.md 1.5."""

SOURCE_ORIGINS = ("inspection", "meeting", "self-evaluation", "audit", "other")
PERSON_KINDS = ("person", "post", "team", "partner")
BODY_KINDS = ("committee", "cabinet", "board", "panel", "other")
PLAN_STATUSES = ("draft", "agreed", "submitted", "closed")
IMPACTS = ("sustained", "at target", "moving", "not moving", "worse")
"""What a piece of evidence shows about impact."""

PERIOD_UNITS = ("days", "working days", "weeks", "months", "years")

RULE_TRIGGERS = ("received", "published", "notified", "fieldwork starts", "fieldwork ends", "meeting", "decision")
"""The day a deadline rule counts from: of an inspection, or of a meeting."""

RULE_UNITS = (*PERIOD_UNITS, "clear days")
"""Clear days count back from a meeting: neither its day nor the day of sending counts."""

REQUEST_STATES = ("waiting", "agreed", "refused", "withdrawn")

PASSAGE_KINDS = ("strength", "headline finding", "measure", "money", "action under way", "other")
"""What a passage taken from a document is, where no other record is made of it."""


@dataclass(frozen=True, slots=True)
class PlanDetails:
    """The plan itself; one row."""

    TABLE: ClassVar[str] = "plan"
    id: str
    authority: str
    title: str
    period: str | None  # in words: "2023 to 2026"
    introduction: str | None  # printed under the title of a paper
    statutory_status: str  # PLAN_STATUSES
    stands_on: date | None  # a sample or an archived plan is read as on this day instead of today
    print_posts: bool  # papers show posts in place of names
    rating_rules: str  # JSON, see model/progress.py


@dataclass(frozen=True, slots=True)
class Framework:
    """An inspectorate's framework, copied in from resources/frameworks when first used."""

    TABLE: ClassVar[str] = "framework"
    id: str
    code: str  # "ilacs-2023"
    name: str
    inspectorate: str
    valid_from: date | None  # by the first day of fieldwork
    valid_to: date | None
    source: str | None


@dataclass(frozen=True, slots=True)
class InspectionType:
    """A type of inspection in a framework: standard, short, focused visit, ..."""

    TABLE: ClassVar[str] = "inspection_type"
    id: str
    framework: str
    code: str  # "focused-visit"
    name: str  # "focused visit"
    graded: bool  # an ungraded visit can have no judgement, and the database refuses one
    position: int


@dataclass(frozen=True, slots=True)
class JudgementArea:
    """Something a framework grades. ``line`` joins one area over frameworks: see the grid."""

    TABLE: ClassVar[str] = "judgement_area"
    id: str
    framework: str
    code: str  # stable: "ilacs-2023.care-leavers"
    name: str  # as printed
    formerly: str  # JSON list of codes of other frameworks' areas that this one continues
    overall: bool  # the overall effectiveness grade
    position: int


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade of a framework and the spellings it is printed in."""

    TABLE: ClassVar[str] = "grade"
    id: str
    framework: str
    code: str  # "requires-improvement"
    name: str
    spellings: str  # JSON list
    level: int  # 1 is best
    position: int


@dataclass(frozen=True, slots=True)
class Inspection:
    """One inspection or visit. Received is kept apart from published."""

    TABLE: ClassVar[str] = "inspection"
    id: str
    number: int  # people's number, never reused
    framework: str
    type: str
    graded: bool  # the type's; kept here so that the database can refuse a judgement
    title: str | None  # None: named by framework, type and fieldwork
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
    sample: bool  # made up for a sample plan
    type_inferred: bool  # the report does not say it: it follows from the length of fieldwork
    principal_authority: str | None  # who owes the joint answer, where the letter names it
    next_inspection: str | None  # what the report says of it, in its words


@dataclass(frozen=True, slots=True)
class Judgement:
    """The grade given to one judgement area at one inspection."""

    TABLE: ClassVar[str] = "judgement"
    id: str
    inspection: str
    framework: str
    area: str  # judgement_area.id
    grade: str  # grade.id
    printed: str | None  # as printed, where it differs
    page: int | None
    document: str | None
    quote: str | None  # as it stands on the page


@dataclass(frozen=True, slots=True)
class Person:
    """Someone, or a post, team or partner organisation, that can own an action."""

    TABLE: ClassVar[str] = "person"
    id: str
    kind: str  # PERSON_KINDS
    name: str
    post: str | None  # printed in place of the name
    team: str | None
    email: str | None
    left_on: date | None


@dataclass(frozen=True, slots=True)
class Area:
    """An area for improvement, in the inspector's words."""

    TABLE: ClassVar[str] = "area"
    id: str
    number: int
    title: str  # short, for lists
    words: str | None  # verbatim
    kind: str  # AREA_KINDS
    tag: str | None  # national-framework tag as printed
    theme: str | None
    judgement_area: str | None  # judgement_area.id
    sponsor: str | None  # person.id
    outcome: str | None  # the outcome wanted
    delivery_override: str | None  # RATINGS; with delivery_reason or not at all
    delivery_reason: str | None
    impact_override: str | None
    impact_reason: str | None
    position: float
    sample: bool
    responsible_body: str | None  # of an area of a joint inspection, as printed


@dataclass(frozen=True, slots=True)
class Source:
    """Where an area comes from. Several sources make the golden thread."""

    TABLE: ClassVar[str] = "source"
    id: str
    area: str
    origin: str  # SOURCE_ORIGINS
    inspection: str | None
    meeting: str | None
    quote: str | None
    page: int | None
    paragraph: str | None
    document: str | None
    note: str | None
    position: float


@dataclass(frozen=True, slots=True)
class Action:
    """What will be done about an area. Its number reads "3.2"."""

    TABLE: ClassVar[str] = "action"
    id: str
    area: str  # the area it stands under; see also ``also_answers``
    area_number: int  # the first half of its number; kept when the action moves to another area
    item_number: int
    title: str  # what
    how: str | None
    owner: str | None  # person.id
    sponsor: str | None
    support: str | None  # supporting people and partner bodies, in words
    start: date | None
    first_agreed: date | None  # never lost, never edited after a date was agreed
    agreed: date | None
    forecast: date | None
    status: str  # STATUSES
    percent: int | None
    success: str | None  # how we shall know
    exempt: bool  # left out of public papers
    on_hold: bool
    awaiting_signoff: bool
    completed_on: date | None
    signed_off_by: str | None  # person.id: a second person; *embedded* needs it
    signed_off_on: date | None
    recheck_on: date | None  # when it is looked at again; *embedded* needs it
    delivery_override: str | None
    delivery_reason: str | None
    position: float
    sample: bool
    deadline_words: str | None  # a deadline that is no date: "ongoing", "before the next inspection"
    review_on: date | None  # when such a deadline is looked at again

    @property
    def number(self) -> str:
        return f"{self.area_number}.{self.item_number}"


@dataclass(frozen=True, slots=True)
class AlsoAnswers:
    """A further area that an action answers besides the one it stands under."""

    TABLE: ClassVar[str] = "also_answers"
    id: str
    action: str
    area: str


@dataclass(frozen=True, slots=True)
class Milestone:
    TABLE: ClassVar[str] = "milestone"
    id: str
    action: str
    title: str
    due: date | None
    done_on: date | None
    position: float


@dataclass(frozen=True, slots=True)
class Dependency:
    """``action`` waits for ``waits_for``."""

    TABLE: ClassVar[str] = "dependency"
    id: str
    action: str
    waits_for: str


@dataclass(frozen=True, slots=True)
class DateChange:
    """One line of the date ledger: an agreed date that was set, moved or taken away."""

    TABLE: ClassVar[str] = "date_change"
    id: str
    action: str | None
    commitment: str | None
    old: date | None
    new: date | None
    reason: str | None
    agreed_by: str | None  # in words: "the Board"
    meeting: str | None
    on_day: date


@dataclass(frozen=True, slots=True)
class Update:
    """A dated note on an action."""

    TABLE: ClassVar[str] = "action_update"
    id: str
    action: str
    on_day: date
    said_by: str | None  # person.id
    done: str | None  # done since last time
    next: str | None
    obstacle: str | None
    status_then: str | None
    percent_then: int | None
    delivery_then: str | None
    impact_then: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows that something was done, or that it works."""

    TABLE: ClassVar[str] = "evidence"
    id: str
    action: str | None  # exactly one of action and area
    area: str | None
    title: str
    shows: str | None
    impact: str | None  # IMPACTS
    on_day: date | None
    checked_by: str | None  # person.id
    checked_on: date | None
    document: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """A file kept inside the plan by its digest, or a link to one kept elsewhere."""

    TABLE: ClassVar[str] = "document"
    id: str
    title: str
    inspection: str | None
    meeting: str | None
    digest: str | None  # SHA-256, the key of table ``file``
    file_name: str | None
    media_type: str | None
    size: int | None  # bytes
    link: str | None
    kind: str | None  # "inspection report", "minutes": what the importer took it for
    pages: int | None


@dataclass(frozen=True, slots=True)
class Body:
    """A committee, cabinet, board or panel that receives papers."""

    TABLE: ClassVar[str] = "body"
    id: str
    name: str
    kind: str  # BODY_KINDS
    chair: str | None
    note: str | None
    approves: bool  # it can approve the plan, so a statutory date counts on its meetings


@dataclass(frozen=True, slots=True)
class Meeting:
    TABLE: ClassVar[str] = "meeting"
    id: str
    body: str
    on_day: date
    title: str | None
    papers_due: date | None  # None: five clear days before, worked out
    note: str | None
    sample: bool


@dataclass(frozen=True, slots=True)
class Resolution:
    TABLE: ClassVar[str] = "resolution"
    id: str
    meeting: str
    text: str
    position: float
    document: str | None
    page: int | None


@dataclass(frozen=True, slots=True)
class Question:
    """A member's question, its answer, and what was promised."""

    TABLE: ClassVar[str] = "question"
    id: str
    meeting: str
    member: str | None  # "a member" unless the council wants the name
    text: str
    answer: str | None
    promised: str | None
    promised_by: date | None
    answered_on: date | None
    position: float
    document: str | None
    page: int | None


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise made in public: the sentence, who said it, where, and what it is counted from.

    Either ``amount`` and ``unit`` count from ``counted_from``, or ``fixed_due`` was said
    outright; where neither is known the commitment has no date and needs one.
    """

    TABLE: ClassVar[str] = "commitment"
    id: str
    number: int
    sentence: str
    speaker: str | None
    inspection: str | None
    meeting: str | None
    said_on: date | None
    counted_from: date | None
    counted_from_what: str | None  # in words: "the visit, 25 April 2018"
    amount: int | None
    unit: str | None  # PERIOD_UNITS
    fixed_due: date | None
    met_on: date | None
    outcome: str | None  # how it was met, or not
    page: int | None
    position: float
    sample: bool
    phrase: str | None  # the deadline as it was said: "over the next twelve months"
    due_from: date | None  # the first day of a window whose last day is fixed_due
    review_on: date | None  # when a commitment without a date is looked at again
    document: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """An area or an action that answers a commitment (exactly one of the two)."""

    TABLE: ClassVar[str] = "answer"
    id: str
    commitment: str
    area: str | None
    action: str | None


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """A rule that a deadline follows from, copied in from resources/deadline_rules.toml; users can edit it.

    ``length`` and ``unit`` count from ``counts_from``, which is day 0; ``months_before`` and ``months_after``
    widen the day to a window. Without a length the rule is kept for its words and no date is computed.
    """

    TABLE: ClassVar[str] = "deadline_rule"
    id: str
    code: str  # "R2"; stable, unique
    name: str  # "Written statement of action"
    counts_from: str  # RULE_TRIGGERS
    length: int | None
    unit: str | None  # RULE_UNITS
    months_before: int
    months_after: int
    applies: str  # JSON: frameworks, types, finding kinds, outcomes; see model/deadline_rules.py
    authority: str | None  # the statute or handbook: "SI 2007/462 reg 3"
    checked_on: date | None
    approximate: bool
    statutory: bool
    in_use: bool  # a rule switched off computes nothing
    note: str | None
    position: float


@dataclass(frozen=True, slots=True)
class InspectionDeadline:
    """What is known of one deadline of one inspection beside its rule: what the letter prints, when it was met."""

    TABLE: ClassVar[str] = "inspection_deadline"
    id: str
    inspection: str
    rule: str  # deadline_rule.code
    printed: str | None  # as printed: "by Friday 18 April 2023"
    printed_day: date | None  # a printed date wins over the computed one
    page: int | None
    document: str | None
    met_on: date | None
    not_owed: bool  # it does not apply here; the note says why
    note: str | None


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day that the user added to the bank holidays, or took out of them."""

    TABLE: ClassVar[str] = "calendar_day"
    id: str
    on_day: date
    name: str | None  # "State funeral"
    working: bool  # yes: a working day after all; no: a further holiday


@dataclass(frozen=True, slots=True)
class DateRequest:
    """A request to move an agreed date, waiting for those who may agree it. It changes no date itself."""

    TABLE: ClassVar[str] = "date_request"
    id: str
    action: str | None  # exactly one of action and commitment
    commitment: str | None
    wanted: date | None  # None: that the date be taken away
    reason: str
    asked_by: str | None  # in words
    asked_on: date
    meeting: str | None  # where it is to be agreed; None: the next board
    state: str  # REQUEST_STATES
    decided_on: date | None
    decided_by: str | None
    note: str | None
    date_change: str | None  # the ledger line that agreeing it wrote
    position: float


@dataclass(frozen=True, slots=True)
class StatedValue:
    """What one document says of one field of an inspection; where two disagree, both stand here."""

    TABLE: ClassVar[str] = "stated_value"
    id: str
    inspection: str
    field: str  # a column of inspection, or "judgement " and the area's code
    value: str  # ISO for a day
    document: str | None
    page: int | None
    quote: str | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """Words taken from a document and kept with its inspection or meeting: a strength, a measure, money."""

    TABLE: ClassVar[str] = "passage"
    id: str
    kind: str  # PASSAGE_KINDS
    inspection: str | None
    meeting: str | None
    document: str | None
    text: str
    page: int | None
    paragraph: str | None
    quote: str | None
    position: float


@dataclass(frozen=True, slots=True)
class SavedView:
    """A named set of filters, sort and grouping of a page."""

    TABLE: ClassVar[str] = "saved_view"
    id: str
    name: str
    page: str
    spec: str  # JSON
    position: float


@dataclass(frozen=True, slots=True)
class Batch:
    """One act, as a person would name it."""

    TABLE: ClassVar[str] = "batch"
    id: str
    seq: int
    title: str
    at: str  # ISO, UTC
    who: str
    computer: str
    kind: str  # "act", "undo", "redo" or "reversal"
    of: str | None  # the batch that an undo, redo or reversal reverses


@dataclass(frozen=True, slots=True)
class Change:
    """One changed field of one row (``field`` None: the whole row, made or deleted)."""

    TABLE: ClassVar[str] = "change"
    id: int
    batch: str
    record: str  # table name
    row: str  # its id
    field: str | None
    old: object  # with field None: the whole row as text (change_log.read_row), None if it was made
    new: object


RECORDS: tuple[type, ...] = (
    PlanDetails, Framework, InspectionType, JudgementArea, Grade, Inspection, Judgement, Person,
    Body, Meeting, Resolution, Question, Document, Area, Source, Action, AlsoAnswers, Milestone,
    Dependency, Commitment, Answer, DateChange, DateRequest, Update, Evidence, SavedView,
    DeadlineRule, InspectionDeadline, CalendarDay, StatedValue, Passage,
)  # fmt: skip
"""Every record whose table is logged, parents before children."""
