"""What a plan holds, record by record: read this file to learn the field's vocabulary.

A record is frozen. A verb (see ``model/areas.py`` and its neighbours) makes a new state of
the plan; the record is then read again. The fields of a record are the columns of the table
named in ``TABLE``, in the same words. Ids are UUIDv7 text. Days are ``datetime.date``; times
are ISO text in UTC. ``None`` means "not known" or "does not apply", as the docstring says.
"""

from __future__ import annotations

from model.records.meetings import Body, Document, Meeting, Passage, Person, Question, Resolution
from model.records.plans import Batch, Change, PlanDetails, SavedView
from model.records.regime import (
    CalendarDay,
    DeadlineRule,
    Framework,
    Grade,
    Inspection,
    InspectionDeadline,
    InspectionType,
    Judgement,
    JudgementArea,
    StatedValue,
)
from model.records.words import (
    AREA_KINDS,
    BODY_KINDS,
    IMPACTS,
    OPEN_STATUSES,
    PASSAGE_KINDS,
    PERIOD_UNITS,
    PERSON_KINDS,
    PLAN_STATUSES,
    RATINGS,
    REQUEST_STATES,
    RULE_TRIGGERS,
    RULE_UNITS,
    SOURCE_ORIGINS,
    STATUSES,
)
from model.records.work import (
    Action,
    AlsoAnswers,
    Answer,
    Area,
    Commitment,
    DateChange,
    DateRequest,
    Dependency,
    Evidence,
    Milestone,
    Source,
    Update,
)

RECORDS: tuple[type, ...] = (
    PlanDetails, Framework, InspectionType, JudgementArea, Grade, Inspection, Judgement, Person,
    Body, Meeting, Resolution, Question, Document, Area, Source, Action, AlsoAnswers, Milestone,
    Dependency, Commitment, Answer, DateChange, DateRequest, Update, Evidence, SavedView,
    DeadlineRule, InspectionDeadline, CalendarDay, StatedValue, Passage,
)  # fmt: skip
"""Every record whose table is logged, parents before children."""

__all__ = [
    "AREA_KINDS",
    "BODY_KINDS",
    "IMPACTS",
    "OPEN_STATUSES",
    "PASSAGE_KINDS",
    "PERIOD_UNITS",
    "PERSON_KINDS",
    "PLAN_STATUSES",
    "RATINGS",
    "RECORDS",
    "REQUEST_STATES",
    "RULE_TRIGGERS",
    "RULE_UNITS",
    "SOURCE_ORIGINS",
    "STATUSES",
    "Action",
    "AlsoAnswers",
    "Answer",
    "Area",
    "Batch",
    "Body",
    "CalendarDay",
    "Change",
    "Commitment",
    "DateChange",
    "DateRequest",
    "DeadlineRule",
    "Dependency",
    "Document",
    "Evidence",
    "Framework",
    "Grade",
    "Inspection",
    "InspectionDeadline",
    "InspectionType",
    "Judgement",
    "JudgementArea",
    "Meeting",
    "Milestone",
    "Passage",
    "Person",
    "PlanDetails",
    "Question",
    "Resolution",
    "SavedView",
    "Source",
    "StatedValue",
    "Update",
]
