"""What a person calls a record and a field of it: for the names of acts, for history and for forms."""

from __future__ import annotations

from collections.abc import Mapping

RECORD_WORDS: Mapping[str, str] = {
    "plan": "plan",
    "framework": "framework",
    "inspection_type": "inspection type",
    "judgement_area": "judgement area",
    "grade": "grade",
    "inspection": "inspection",
    "judgement": "judgement",
    "person": "person",
    "area": "area",
    "source": "source",
    "action": "action",
    "also_answers": "further area",
    "milestone": "milestone",
    "dependency": "dependency",
    "date_change": "line of the date ledger",
    "action_update": "update",
    "evidence": "piece of evidence",
    "document": "document",
    "body": "body",
    "meeting": "meeting",
    "resolution": "resolution",
    "question": "question",
    "commitment": "commitment",
    "answer": "answer to a commitment",
    "saved_view": "saved view",
}
"""What one row of each table is called."""

_EVERYWHERE: Mapping[str, str] = {
    "first_agreed": "first agreed date",
    "agreed": "agreed date",
    "agreed_by": "agreed by",
    "start": "start date",
    "exempt": "left out of public papers",
    "awaiting_signoff": "awaiting sign-off",
    "completed_on": "day of completion",
    "signed_off_by": "signed off by",
    "signed_off_on": "day of sign-off",
    "recheck_on": "re-check date",
    "delivery_override": "delivery rating set by hand",
    "delivery_reason": "reason for the delivery rating",
    "impact_override": "impact rating set by hand",
    "impact_reason": "reason for the impact rating",
    "success": "how we shall know",
    "how": "how",
    "position": "place in the order",
    "area_number": "area number",
    "item_number": "item number",
    "words": "inspector's words",
    "tag": "national-framework tag",
    "outcome": "outcome wanted",
    "sample": "sample data",
    "on_day": "day",
    "said_by": "said by",
    "said_on": "day it was said",
    "due": "due date",
    "done_on": "day it was done",
    "checked_by": "checked by",
    "checked_on": "day of the check",
    "status_then": "status then",
    "percent_then": "percent then",
    "delivery_then": "delivery rating then",
    "impact_then": "impact rating then",
    "next": "what is next",
    "waits_for": "action it waits for",
    "left_on": "day of leaving",
    "printed": "as printed",
    "fixed_due": "due date",
    "met_on": "day it was met",
    "counted_from_what": "what it is counted from",
    "amount": "length of the period",
    "unit": "unit of the period",
    "promised_by": "promised by",
    "answered_on": "day of the answer",
    "papers_due": "day the papers are due",
    "fieldwork_start": "first day of fieldwork",
    "fieldwork_end": "last day of fieldwork",
    "embargo_until": "embargo until",
    "lead_inspector": "lead inspector",
    "stands_on": "day the plan stands on",
    "print_posts": "papers show posts",
    "rating_rules": "rating rules",
    "statutory_status": "status of the plan",
    "file_name": "name of the file",
    "media_type": "type of the file",
    "spec": "filters, order and columns",
}
_HERE: Mapping[tuple[str, str], str] = {
    ("action_update", "done"): "what was done",
    ("evidence", "impact"): "impact shown",
    ("evidence", "shows"): "what it shows",
    ("commitment", "outcome"): "how it was met",
    ("date_change", "old"): "date before",
    ("date_change", "new"): "date after",
    ("inspection", "received"): "day the report was received",
    ("inspection", "published"): "day of publication",
    ("inspection", "notified"): "day of notification",
    ("inspection", "feedback"): "day of feedback",
}


def record_word(table: str) -> str:
    return RECORD_WORDS.get(table, table.replace("_", " "))


def field_word(table: str, column: str) -> str:
    """What a column is called in the middle of a sentence: "agreed date"."""
    return _HERE.get((table, column)) or _EVERYWHERE.get(column) or column.replace("_", " ")
