"""Proposals in the form that ``main.py propose FILE --json`` prints. Days are ISO; what is not said is null."""

from __future__ import annotations

from typing import Any

from model.imports.proposals import (
    Finding,
    InspectionSaid,
    JudgementSaid,
    MeetingSaid,
    PrintedDeadline,
    Promise,
    Proposals,
    QuestionSaid,
    ResolutionSaid,
    Stated,
)


def as_json(proposals: Proposals) -> dict[str, Any]:
    """Ready for ``json.dumps``."""
    return {
        "document": {"kind": proposals.kind, "pages": proposals.pages, "sha256": proposals.sha256},
        "authority": _stated(proposals.authority),
        "inspection": _inspection(proposals.inspection),
        "judgements": [_judgement(one) for one in proposals.judgements],
        "findings": [_finding(one) for one in proposals.findings],
        "commitments": [_promise(one) for one in proposals.commitments],
        "deadlines_printed": [_deadline(one) for one in proposals.printed_deadlines],
        "meeting": _meeting(proposals.meeting),
        "resolutions": [_resolution(one) for one in proposals.resolutions],
        "questions": [_question(one) for one in proposals.questions],
        "asks": list(proposals.asks),
        "unsure": [*proposals.unsure, *(remark for remark in proposals.remarks if remark not in proposals.unsure)],
    }


def _value(said: Stated | None) -> str | None:
    return said.value if said is not None else None


def _stated(said: Stated | None) -> dict[str, Any] | None:
    if said is None:
        return None
    return {
        "value": said.value,
        "page": said.at.page if said.at is not None else None,
        "quote": said.at.quote if said.at is not None else None,
    }


def _inspection(said: InspectionSaid | None) -> dict[str, Any] | None:
    if said is None:
        return None
    return {
        "framework": said.framework,
        "type": said.type,
        "type_inferred": said.type_inferred,
        "theme": _value(said.theme),
        "fieldwork_start": _value(said.fieldwork_start),
        "fieldwork_end": _value(said.fieldwork_end),
        "notified": _value(said.notified),
        "published": _value(said.published),
        "received": _value(said.received),
        "lead_inspector": _value(said.lead_inspector),
        "outcome": _value(said.outcome),
        "next_inspection": _value(said.next_inspection),
    }


def _judgement(said: JudgementSaid) -> dict[str, Any]:
    return {
        "area": said.area,
        "area_id": said.area_id,
        "grade": said.grade,
        "grade_id": said.grade_id,
        "page": said.at.page,
        "quote": said.at.quote,
    }


def _finding(said: Finding) -> dict[str, Any]:
    return {
        "kind": said.kind,
        "number": said.number,
        "text": said.text,
        "tag": said.tag,
        "paragraphs": list(said.paragraphs),
        "page": said.at.page,
        "quote": said.at.quote,
        "body": said.body,
    }


def _promise(said: Promise) -> dict[str, Any]:
    return {
        "text": said.text,
        "phrase": said.phrase,
        "anchor": said.anchor.isoformat() if said.anchor else None,
        "due": said.due.isoformat() if said.due else None,
        "precision": said.precision,
        "page": said.at.page,
    }


def _deadline(said: PrintedDeadline) -> dict[str, Any]:
    return {"phrase": said.phrase, "date": said.day.isoformat(), "for": said.what, "page": said.at.page}


def _meeting(said: MeetingSaid | None) -> dict[str, Any] | None:
    return {"body": _value(said.body), "date": _value(said.on_day)} if said is not None else None


def _resolution(said: ResolutionSaid) -> dict[str, Any]:
    return {"text": said.text, "page": said.at.page, "quote": said.at.quote}


def _question(said: QuestionSaid) -> dict[str, Any]:
    return {"member": said.member, "text": said.text, "answer": said.answer}
