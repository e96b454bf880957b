"""Evidence: what shows that something was done, or that it works, and who checked it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypedDict, Unpack

from model import documents
from model.chosen import fields_named, named, only, present
from model.errors import Refused
from model.records import Document, Evidence, Person
from model.store.plan import Plan
from model.wording import quoted


class EvidenceFields(TypedDict, total=False):
    title: str
    shows: str | None
    impact: str | None  # IMPACTS
    on_day: date | None


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    evidence: Evidence
    document: Document | None
    checked_by_name: str | None


def attach(
    plan: Plan,
    path: Path,
    *,
    action: str | None = None,
    area: str | None = None,
    **fields: Unpack[EvidenceFields],
) -> str:
    """Keep a file as evidence of one action or one area; titled by its name unless a title is given.

    Refused as ``documents.keep`` says.
    """
    title = fields.get("title") or documents.safe_name(path.name)
    to = _belongs(plan, action, area)
    with plan.batch(f"Attach {quoted(title)} to {to}"):
        document = documents.keep(plan, path, title=title)
        return _add(plan, action, area, document, {**fields, "title": title})


def add_link(
    plan: Plan,
    address: str,
    *,
    action: str | None = None,
    area: str | None = None,
    **fields: Unpack[EvidenceFields],
) -> str:
    """Name a document kept elsewhere as evidence."""
    title = fields.get("title") or address.strip()
    to = _belongs(plan, action, area)
    with plan.batch(f"Link {quoted(title)} to {to}"):
        document = documents.link(plan, address, title=title)
        return _add(plan, action, area, document, {**fields, "title": title})


def note(
    plan: Plan,
    title: str,
    *,
    action: str | None = None,
    area: str | None = None,
    shows: str | None = None,
    impact: str | None = None,
    on_day: date | None = None,
) -> str:
    """Evidence without a document: what an audit found, what young people said."""
    to = _belongs(plan, action, area)
    with plan.batch(f"Add evidence {quoted(title)} to {to}"):
        return _add(plan, action, area, None, EvidenceFields(title=title, shows=shows, impact=impact, on_day=on_day))


def edit(plan: Plan, evidence_id: str, **fields: Unpack[EvidenceFields]) -> None:
    present(plan, "evidence", evidence_id)
    only(fields, EvidenceFields.__annotations__, "Editing evidence")
    with plan.batch(f"Edit {fields_named('evidence', fields)} of {named(plan, 'evidence', [evidence_id])}"):
        plan.change("evidence", evidence_id, **fields)


def check(plan: Plan, ids: str | Iterable[str], by: str, on_day: date) -> None:
    """Say who looked at evidence and found that it shows what it says."""
    ids = present(plan, "evidence", ids)
    who = plan.get(Person, by)
    with plan.batch(f"Check {named(plan, 'evidence', ids)} by {who.name}"):
        plan.change("evidence", ids, checked_by=by, checked_on=on_day)


def uncheck(plan: Plan, ids: str | Iterable[str]) -> None:
    ids = present(plan, "evidence", ids)
    with plan.batch(f"Take back the check of {named(plan, 'evidence', ids)}"):
        plan.change("evidence", ids, checked_by=None, checked_on=None)


def remove(plan: Plan, ids: str | Iterable[str]) -> None:
    """Delete evidence, with its document where nothing else in the plan names that."""
    ids = present(plan, "evidence", ids)
    with plan.batch(f"Delete {named(plan, 'evidence', ids)}"):
        going = documents.only_evidence(plan, ids)
        plan.remove("evidence", ids)
        plan.remove("document", going)


def of_action(plan: Plan, action_id: str) -> list[EvidenceItem]:
    """The evidence of an action, newest first."""
    return _items(plan, "t.action = ?", action_id)


def of_area(plan: Plan, area_id: str) -> list[EvidenceItem]:
    """The evidence of an area itself, without that of its actions, newest first."""
    return _items(plan, "t.area = ?", area_id)


def _items(plan: Plan, where: str, of: str) -> list[EvidenceItem]:
    found = plan.all(Evidence, where, [of], "t.on_day DESC, t.id DESC")
    kept = {d.id: d for d in plan.all(Document, f"t.id IN (SELECT t.document FROM evidence AS t WHERE {where})", [of])}
    names = {
        str(row): str(name)
        for row, name in plan.rows(
            f"SELECT id, name FROM person WHERE id IN (SELECT t.checked_by FROM evidence AS t WHERE {where})", [of]
        )
    }
    return [EvidenceItem(e, kept.get(e.document or ""), names.get(e.checked_by or "")) for e in found]


def _belongs(plan: Plan, action: str | None, area: str | None) -> str:
    """What the evidence is for, by name."""
    if (action is None) == (area is None):
        raise Refused("Choose the one action or the one area that this is evidence for.")
    table, row = ("action", action) if action is not None else ("area", area)
    return named(plan, table, present(plan, table, str(row)))


def _add(plan: Plan, action: str | None, area: str | None, document: str | None, fields: EvidenceFields) -> str:
    only(fields, EvidenceFields.__annotations__, "Adding evidence")
    return plan.add("evidence", action=action, area=area, document=document, **fields)
