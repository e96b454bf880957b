"""What a document says, as proposals: each value with the page and the words that it rests on. Nothing is written.

These classes are the vocabulary of reading, reviewing and accepting, and ``as_json`` writes them in the form that
``main.py propose FILE --json`` prints.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

CONFIDENCES = ("sure", "likely", "unsure")
"""In words for the person: "sure" rests on the printed form, "likely" was inferred, "unsure" needs a look."""

FINDING_KINDS = (
    "area for improvement",
    "area for priority action",
    "priority and immediate action",
    "recommendation",
    "LSCB recommendation",
    "requirement",
    "significant weakness",
    "area of significant concern",
    "strategic priority",
    "strength",
    "headline finding",
)
"""What an inspectorate calls what it found: the field's own terms."""

DOCUMENT_KINDS = ("inspection report", "inspection letter", "minutes", "officer report", "decision notice", "other")


@dataclass(frozen=True, slots=True)
class Words:
    """Where something stands: ``quote`` is as printed on ``page`` (from 1)."""

    page: int
    quote: str
    last_page: int | None = None  # where the quote runs over a page's end


@dataclass(frozen=True, slots=True)
class Stated:
    """A value as the document gives it. ``value`` is text; days are ISO."""

    value: str
    at: Words | None
    confidence: str = "sure"  # CONFIDENCES
    inferred: bool = False  # not in the text: it follows from something else, see ``why``
    why: str | None = None  # a sentence


@dataclass(frozen=True, slots=True)
class InspectionSaid:
    """What the document says of an inspection. None: it does not say."""

    framework: str | None = None  # a code of resources/frameworks: "ilacs-2023"
    type: str | None = None  # a code of that framework's types: "focused-visit"
    type_inferred: bool = False
    theme: Stated | None = None
    fieldwork_start: Stated | None = None
    fieldwork_end: Stated | None = None
    notified: Stated | None = None
    published: Stated | None = None
    received: Stated | None = None
    lead_inspector: Stated | None = None
    outcome: Stated | None = None
    next_inspection: Stated | None = None
    principal_authority: Stated | None = None


@dataclass(frozen=True, slots=True)
class JudgementSaid:
    area: str  # as printed
    area_id: str | None  # code of the judgement area: "ilacs-2023.care-leavers"
    grade: str  # as printed
    grade_id: str | None  # "requires-improvement"
    at: Words
    confidence: str = "sure"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found. ``text`` is without the printed number, tag or paragraph citation, its lines joined."""

    kind: str  # FINDING_KINDS
    number: str | None  # as printed: "1", "2.3"
    text: str
    tag: str | None  # national-framework tag as printed, without its brackets
    paragraphs: tuple[str, ...]  # "21", "32"
    at: Words
    body: str | None = None  # the responsible body, where a table names one
    theme: str | None = None  # the heading it stands under
    points: tuple[str, ...] = ()  # sub-points, already part of ``text``
    confidence: str = "sure"


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment with its deadline phrase."""

    text: str
    phrase: str | None  # "within the next 12 months"
    anchor: date | None  # what it is counted from; None where the document does not say
    anchor_what: str | None
    due: date | None
    precision: str | None  # see model/dates/phrases.py
    at: Words
    speaker: str | None = None
    asks: str | None = None  # the question that must be answered first
    confidence: str = "likely"


@dataclass(frozen=True, slots=True)
class PrintedDeadline:
    """A due date that the document prints: it wins over the computed one."""

    phrase: str  # as printed: "by 2 December 2019"
    day: date
    what: str  # "written statement of proposed action"
    at: Words
    rule: str | None = None  # code of the deadline rule it answers: "R5"


@dataclass(frozen=True, slots=True)
class MeetingSaid:
    body: Stated | None
    on_day: Stated | None


@dataclass(frozen=True, slots=True)
class QuestionSaid:
    member: str | None
    text: str
    answer: str | None
    at: Words


@dataclass(frozen=True, slots=True)
class ResolutionSaid:
    text: str
    at: Words


@dataclass(frozen=True, slots=True)
class PassageSaid:
    """Anything else worth keeping: kind is one of records.PASSAGE_KINDS."""

    kind: str
    text: str
    at: Words


@dataclass(frozen=True, slots=True)
class Proposals:
    """All that one document says. ``kind`` "other" proposes nothing and says so in ``unsure``."""

    kind: str  # DOCUMENT_KINDS
    pages: int
    sha256: str
    name: str
    authority: Stated | None = None
    inspection: InspectionSaid | None = None
    judgements: tuple[JudgementSaid, ...] = ()
    findings: tuple[Finding, ...] = ()
    commitments: tuple[Promise, ...] = ()
    printed_deadlines: tuple[PrintedDeadline, ...] = ()
    meeting: MeetingSaid | None = None
    resolutions: tuple[ResolutionSaid, ...] = ()
    questions: tuple[QuestionSaid, ...] = ()
    passages: tuple[PassageSaid, ...] = ()
    asks: tuple[str, ...] = ()  # questions for the person, a sentence each
    unsure: tuple[str, ...] = ()  # what could not be read surely, a sentence each
    remarks: tuple[str, ...] = field(default=())  # of the reading: "There is no text on pages 3 to 5."

    @property
    def is_empty(self) -> bool:
        return not (
            self.inspection or self.judgements or self.findings or self.commitments or self.resolutions
            or self.questions or self.passages or self.meeting
        )  # fmt: skip
