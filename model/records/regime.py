"""What inspectorates say: frameworks, inspections and their judgements, the deadlines that follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


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
