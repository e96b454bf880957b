"""What documents say of an inspection, each with its page and words; where two disagree, a person chooses.

Councils and inspectorates print different days of fieldwork for the same inspection, and different days of
publication. The plan holds one value; here stands who said which, and which was chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from model import inspections
from model.chosen import present
from model.errors import Refused
from model.field_words import field_word
from model.records import Document, Inspection, StatedValue
from model.store.plan import Plan
from model.wording import in_words, sentence_case

DAYS = ("notified", "fieldwork_start", "fieldwork_end", "feedback", "received", "published")
FIELDS = (*DAYS, "theme", "lead_inspector", "principal_authority", "next_inspection")
"""The columns of an inspection that a document can state."""


@dataclass(frozen=True, slots=True)
class Said:
    """One value as one document gives it; ``words`` are for the person: "15 June 2023"."""

    stated: StatedValue
    words: str
    source: str  # "Ofsted report, 14 June 2023, page 1", or where there is no document "Entered by hand"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Documents give different values for one field. ``in_force`` is the plan's own, in words."""

    field: str
    label: str
    in_force: str
    said: tuple[Said, ...]


def note(
    plan: Plan,
    inspection_id: str,
    field: str,
    value: str,
    *,
    document: str | None = None,
    page: int | None = None,
    quote: str | None = None,
    chosen: bool = False,
) -> None:
    """Keep what a document says, inside the caller's batch; ``chosen`` where it is what the plan says too.

    The same from the same document is kept once.
    """
    known = plan.all(
        StatedValue,
        "t.inspection = ? AND t.field = ? AND t.value = ? AND t.document IS ?",
        [inspection_id, field, value, document],
    )
    if known:
        plan.change("stated_value", known[0].id, page=page, quote=quote, chosen=chosen)
    else:
        plan.add(
            "stated_value", inspection=inspection_id, field=field, value=value, document=document, page=page,
            quote=quote, chosen=chosen,
        )  # fmt: skip


def of_inspection(plan: Plan, inspection_id: str) -> Mapping[str, tuple[Said, ...]]:
    """What documents say of an inspection, by field; the chosen value first."""
    titles = {one.id: one.title for one in plan.all(Document)}
    found: dict[str, list[Said]] = {}
    for one in plan.all(StatedValue, "t.inspection = ?", [inspection_id], "t.chosen DESC, t.id"):
        source = titles.get(one.document or "", "Entered by hand")
        if one.document and one.page:
            source = f"{source}, page {one.page}"
        found.setdefault(one.field, []).append(Said(one, value_in_words(one.field, one.value), source))
    return {field: tuple(said) for field, said in found.items()}


def disagreements(plan: Plan, inspection_id: str) -> tuple[Disagreement, ...]:
    """The fields for which documents give different values."""
    inspection = plan.get(Inspection, inspection_id)
    found = []
    for field, said in of_inspection(plan, inspection_id).items():
        if field in FIELDS and len({one.words.casefold() for one in said}) > 1:
            in_force = value_in_words(field, _text(getattr(inspection, field)) or "")
            found.append(Disagreement(field, sentence_case(field_word("inspection", field)), in_force, said))
    return tuple(found)


def choose(plan: Plan, stated_id: str) -> None:
    """Take one document's value as the plan's own. Refused where it does not fit the inspection's other days."""
    present(plan, "stated_value", stated_id)
    stated = plan.get(StatedValue, stated_id)
    if stated.field not in FIELDS:
        raise Refused("This is chosen in the judgement grid of the inspection.")
    value: Any = date.fromisoformat(stated.value) if stated.field in DAYS else stated.value
    taken: Any = {stated.field: value}
    name = inspections.name_of(plan, plan.get(Inspection, stated.inspection))
    words = value_in_words(stated.field, stated.value)
    with plan.batch(f"Take {words} as the {field_word('inspection', stated.field)} of {name}"):
        inspections.edit(plan, stated.inspection, **taken)
        for one in plan.all(StatedValue, "t.inspection = ? AND t.field = ?", [stated.inspection, stated.field]):
            plan.change("stated_value", one.id, chosen=one.value == stated.value)


def value_in_words(field: str, value: str) -> str:
    if field in DAYS and value:
        return in_words(date.fromisoformat(value))
    return value or "nothing"


def _text(value: object) -> str | None:
    return value.isoformat() if isinstance(value, date) else None if value is None else str(value)
