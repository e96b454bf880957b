"""Words taken from a document and kept with its inspection or meeting: strengths, measures, money."""

from __future__ import annotations

from collections.abc import Iterable

from model.chosen import present
from model.errors import Refused
from model.placing import put
from model.records import PASSAGE_KINDS, Inspection, Meeting, Passage
from model.store.plan import Plan
from model.wording import listed, plural, quoted


def add(
    plan: Plan,
    kind: str,
    text: str,
    *,
    inspection: str | None = None,
    meeting: str | None = None,
    document: str | None = None,
    page: int | None = None,
    paragraph: str | None = None,
    quote: str | None = None,
) -> str:
    """Keep a passage and return its id. Refused: no words, or nothing that it belongs to."""
    if kind not in PASSAGE_KINDS:
        raise Refused(f"A passage is one of {listed(PASSAGE_KINDS, 'or')}.", field="kind")
    if not text.strip():
        raise Refused("A passage has words; select some first.", field="text")
    if inspection is None and meeting is None and document is None:
        raise Refused("Say which inspection, meeting or document the passage belongs to.", field="inspection")
    if inspection is not None:
        plan.get(Inspection, inspection)
    if meeting is not None:
        plan.get(Meeting, meeting)
    with plan.batch(f"Keep {kind} {quoted(text)}"):
        new = plan.new_id()
        place = put(plan, "passage", [new], "t.inspection IS ?", [inspection], None)[new]
        return plan.add(
            "passage", id=new, kind=kind, text=text, inspection=inspection, meeting=meeting, document=document,
            page=page, paragraph=paragraph, quote=quote, position=place,
        )  # fmt: skip


def edit(plan: Plan, passage_id: str, *, kind: str | None = None, text: str | None = None) -> None:
    """Change a passage's words or what it is; its quotation stays as it stands on the page."""
    before = plan.get(Passage, passage_id)
    kind, text = kind or before.kind, before.text if text is None else text
    if kind not in PASSAGE_KINDS:
        raise Refused(f"A passage is one of {listed(PASSAGE_KINDS, 'or')}.", field="kind")
    if not text.strip():
        raise Refused("A passage has words; delete it instead.", field="text")
    with plan.batch(f"Edit {before.kind} {quoted(before.text)}"):
        plan.change("passage", passage_id, kind=kind, text=text)


def remove(plan: Plan, ids: str | Iterable[str]) -> None:
    ids = present(plan, "passage", ids)
    what = quoted(plan.get(Passage, ids[0]).text) if len(ids) == 1 else plural(len(ids), "passage")
    with plan.batch(f"Delete {what}"):
        plan.remove("passage", ids)


def of_inspection(plan: Plan, inspection_id: str) -> list[Passage]:
    return plan.all(Passage, "t.inspection = ?", [inspection_id], "t.kind, t.position, t.id")


def of_meeting(plan: Plan, meeting_id: str) -> list[Passage]:
    return plan.all(Passage, "t.meeting = ?", [meeting_id], "t.kind, t.position, t.id")
