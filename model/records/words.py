"""The words a column may hold. The database refuses any other."""

from __future__ import annotations

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
