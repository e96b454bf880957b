"""What must improve and what is done about it: areas, actions, dates and what shows that it worked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


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
