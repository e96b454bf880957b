"""Sample plans, read from files: real facts of four authorities with made-up work around them.

People are posts, never persons. Anything that does not fit is refused with file and reason,
and that includes what a plan could hold but a careful one would not: dates out of order, a
date ledger that does not end at the agreed date, work embedded without evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from model import data_files, framework_files, library, rule_files
from model.errors import Refused
from model.records import OPEN_STATUSES
from model.sample_entries import ActionEntry, AreaEntry, CommitmentEntry, InspectionEntry, SamplePlan

MOST_BYTES = 1024 * 1024


def sample_names() -> tuple[str, ...]:
    """The samples that come with the program, as the command line names them."""
    return library.names("sample", ".toml")


def sample(name: str) -> SamplePlan:
    """The sample of that name. Refused if there is none."""
    if name not in sample_names():
        raise Refused(f"There is no sample “{name}”; there are {', '.join(sample_names())}.", field="sample")
    return parse_sample(library.text("sample", f"{name}.toml"), f"{name}.toml")


def read_sample(path: Path) -> SamplePlan:
    """A sample from any file, refused with the file's name and the reason if it does not fit."""
    return parse_sample(data_files.read_text(path, most_bytes=MOST_BYTES), path.name)


def parse_sample(text: str, file_name: str) -> SamplePlan:
    """The same for a text that has been read already; ``file_name`` is for the sentences."""
    found = data_files.parse(SamplePlan, text, file_name)
    for reason in _wrong(found):
        raise Refused(f"{file_name}: {reason}")
    return found


def _wrong(found: SamplePlan) -> Iterator[str]:
    yield from _wrong_keys(found)
    for inspection in found.inspections:
        yield from _wrong_inspection(inspection)
    for area in found.areas:
        yield from _wrong_area(area)
    for action in found.actions:
        yield from _wrong_action(action, found.plan.stands_on)
    yield from _wrong_waits(found.actions)
    for commitment in found.commitments:
        yield from _wrong_commitment(commitment)


def _wrong_keys(found: SamplePlan) -> Iterator[str]:
    keyed: dict[str, tuple[Any, ...]] = {
        "people": found.people,
        "bodies": found.bodies,
        "meetings": found.meetings,
        "inspections": found.inspections,
        "documents": found.documents,
        "areas": found.areas,
        "actions": found.actions,
        "commitments": found.commitments,
    }
    known: dict[str, set[str]] = {}
    for kind, entries in keyed.items():
        known[kind] = set()
        for entry in entries:
            if entry.key in known[kind]:
                yield f"two {kind} have the key “{entry.key}”; each needs its own."
            known[kind].add(entry.key)
    for owner, kind, key in _references(found, "the plan"):
        if key not in known[kind]:
            yield f"{owner} refers to “{key}”, which is not among the {kind}."


def _references(entry: Any, owner: str) -> Iterator[tuple[str, str, str]]:
    """Every reference below ``entry``: who refers, to what kind, by which key."""
    owner = getattr(entry, "key", owner)
    for described in fields(entry):
        value = getattr(entry, described.name)
        kind = described.metadata.get("key")
        for one in value if isinstance(value, tuple) else (value,):
            if kind is not None and one is not None:
                yield owner, kind, one
            elif is_dataclass(one):
                yield from _references(one, owner)


def _wrong_inspection(inspection: InspectionEntry) -> Iterator[str]:
    who = f"inspection {inspection.key}"
    days = ("notified", "fieldwork_start", "fieldwork_end", "received", "published")
    yield from _out_of_order(who, inspection, days)
    framework = _framework(inspection.framework)
    if framework is None:
        yield f"{who} names a framework that is not there, “{inspection.framework}”."
        return
    kind = {entry.code: entry for entry in framework.types}.get(inspection.type)
    if kind is None:
        yield f"{who} has a type that {framework.name} has not, “{inspection.type}”."
    elif not kind.graded and inspection.judgements:
        yield f"{who} is a {kind.name}, which is not graded, but has judgements."
    if inspection.fieldwork_start and not framework.valid_on(inspection.fieldwork_start):
        yield f"{who} began on a day on which {framework.name} was not in force."
    seen: set[str] = set()
    for judgement in inspection.judgements:
        if judgement.area not in {area.code for area in framework.areas}:
            yield f"{who} judges “{judgement.area}”, which {framework.name} does not grade."
        if judgement.grade not in {grade.code for grade in framework.grades}:
            yield f"{who} gives “{judgement.grade}”, which is no grade of {framework.name}."
        if judgement.area in seen:
            yield f"{who} judges “{judgement.area}” twice."
        seen.add(judgement.area)
    told: set[str] = set()
    for deadline in inspection.deadlines:
        if rule_files.shipped_rule(deadline.rule) is None:
            yield f"{who} tells of a deadline by rule “{deadline.rule}”, which the program has not."
        if deadline.rule in told:
            yield f"{who} tells of the deadline by rule {deadline.rule} twice."
        if deadline.not_owed and not deadline.note:
            yield f"{who} does not owe what rule {deadline.rule} says, without a note that says why."
        told.add(deadline.rule)
    for stated in inspection.stated:
        held = getattr(inspection, stated.field, None)
        if stated.field not in days:
            yield f"{who} tells what a document says of “{stated.field}”, which is no day of it."
        elif stated.chosen and (held is None or held.isoformat() != stated.value):
            yield f"{who} chose {stated.value} for {stated.field}, but holds another day."


def _wrong_area(area: AreaEntry) -> Iterator[str]:
    who = f"area {area.key}"
    if area.judgement_area is not None:
        framework = _framework(area.judgement_area.partition(".")[0])
        if framework is None or area.judgement_area not in {entry.code for entry in framework.areas}:
            yield f"{who} belongs to a judgement area that no framework has, “{area.judgement_area}”."
    if (area.delivery_override is None) != (area.delivery_reason is None):
        yield f"{who} must have both delivery_override and delivery_reason, or neither."
    if (area.impact_override is None) != (area.impact_reason is None):
        yield f"{who} must have both impact_override and impact_reason, or neither."
    for source in area.sources:
        if (source.origin == "inspection") != (source.inspection is not None):
            yield f"{who} has a source that names an inspection or has the origin inspection, but not both."


def _wrong_action(action: ActionEntry, stands_on: date) -> Iterator[str]:
    who = f"action {action.key}"
    if (action.delivery_override is None) != (action.delivery_reason is None):
        yield f"{who} must have both delivery_override and delivery_reason, or neither."
    if action.percent is not None and not 0 <= action.percent <= 100:
        yield f"{who} is {action.percent} % done; write 0 to 100."
    yield from _out_of_order(who, action, ("start", "agreed"))
    yield from _out_of_order(who, action, ("start", "completed_on"))
    done = action.status in ("complete", "embedded")
    if done != (action.completed_on is not None):
        yield f"{who} is {action.status}: a day of completion belongs to complete and embedded actions only."
    if done and action.percent not in (None, 100):
        yield f"{who} is {action.status} at {action.percent} %."
    if action.status == "embedded" and not any(item.checked_by for item in action.evidence):
        yield f"{who} is embedded without evidence that a second person has checked."
    if action.on_hold and action.status not in OPEN_STATUSES:
        yield f"{who} is {action.status} and cannot be on hold."
    if action.awaiting_signoff and action.status not in (*OPEN_STATUSES, "complete"):
        yield f"{who} is {action.status} and cannot be awaiting sign-off."
    if any(item.checked_by is not None and item.checked_by == action.owner for item in action.evidence):
        yield f"{who} has evidence that its own owner has checked."
    for day in (action.completed_on, *(update.on_day for update in action.updates)):
        if day is not None and day > stands_on:
            yield f"{who} tells of {day}, which is after the day on which the plan is read, {stands_on}."
    yield from _wrong_ledger(who, action)


def _wrong_ledger(who: str, action: ActionEntry) -> Iterator[str]:
    ledger = action.date_changes
    if not ledger:
        if action.agreed != action.first_agreed:
            yield f"{who} was given another date, but the date changes do not say when and by whom."
        return
    if ledger[0].new != action.first_agreed or ledger[-1].new != action.agreed:
        yield f"{who}: the date changes must lead from the first agreed date to the agreed date."
    for earlier, later in pairwise(ledger):
        if later.old != earlier.new or later.on_day < earlier.on_day:
            yield f"{who}: each date change must start from the one before it."
    for change in ledger[1:]:
        if change.reason is None or change.agreed_by is None:
            yield f"{who}: a moved date needs a reason and who agreed it."


def _wrong_waits(actions: Iterable[ActionEntry]) -> Iterator[str]:
    waits = {action.key: action.waits_for for action in actions}
    for start in waits:
        reached = set(waits[start])
        ahead = list(reached)
        while ahead:
            for key in waits.get(ahead.pop(), ()):
                if key not in reached:
                    reached.add(key)
                    ahead.append(key)
        if start in reached:
            yield f"action {start} waits for itself, directly or through others."


def _wrong_commitment(commitment: CommitmentEntry) -> Iterator[str]:
    who = f"commitment {commitment.key}"
    counted = (commitment.counted_from, commitment.amount, commitment.unit)
    if any(part is not None for part in counted):
        if None in counted or commitment.counted_from_what is None:
            yield f"{who} needs counted_from, counted_from_what, amount and unit together, or none of them."
        if commitment.fixed_due is not None:
            yield f"{who} is counted and has a fixed date; keep one of the two."


def _out_of_order(who: str, entry: object, names: tuple[str, ...]) -> Iterator[str]:
    given = [(name, day) for name in names if (day := getattr(entry, name)) is not None]
    for (earlier, first), (later, second) in pairwise(given):
        if second < first:
            yield f"{who}: {later} ({second}) is before {earlier} ({first})."


def _framework(code: str) -> framework_files.FrameworkFile | None:
    return next((one for one in framework_files.built_in() if one.code == code), None)
