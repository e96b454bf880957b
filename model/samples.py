"""Sample plans: an empty plan becomes one of the four, in one act that cannot be undone."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from model import deadline_rules, frameworks
from model.dates import add_period
from model.errors import Fault
from model.records import Area, Inspection, InspectionType, JudgementArea, Person
from model.sample_entries import (
    ActionEntry,
    AreaEntry,
    CommitmentEntry,
    EvidenceEntry,
    InspectionEntry,
    MeetingEntry,
    SamplePlan,
)
from model.store.plan import Plan

_RECHECK_AFTER = 6
"""Months from sign-off to the re-check of embedded work; the files give none."""


def fill(plan: Plan, sample: SamplePlan) -> None:
    """Put all that a sample holds into a plan without any contents. Fault where it has some.

    Nothing of it can be undone, so that undo in a fresh sample is about what its user did.
    """
    for record in (Area, Inspection, Person):
        if plan.all(record):
            raise Fault("A sample is put into an empty plan only")
    with plan.batch(f"Open the sample “{sample.plan.title}”"):
        _Filling(plan, sample).run()
    plan.forget_sitting()


class _Filling:
    """One filling of one plan: which key of the file became which id."""

    def __init__(self, plan: Plan, sample: SamplePlan) -> None:
        self._plan = plan
        self._sample = sample
        self._ids: dict[tuple[str, str], str] = {}

    def run(self) -> None:
        plan, sample = self._plan, self._sample
        plan.change("plan", plan.details.id, **_values(sample.plan))
        deadline_rules.copy_in(plan)
        for person in sample.people:
            self._ids["people", person.key] = plan.add("person", **_values(person, "key"))
        for body in sample.bodies:
            self._ids["bodies", body.key] = plan.add("body", **_values(body, "key"))
        for inspection in sample.inspections:
            self._inspection(inspection)
        for meeting in sample.meetings:
            self._meeting(meeting)
        for document in sample.documents:
            self._ids["documents", document.key] = plan.add(
                "document",
                title=document.title,
                link=document.link,
                inspection=self._id("inspections", document.inspection),
                meeting=self._id("meetings", document.meeting),
            )
        for inspection in sample.inspections:
            for stated in inspection.stated:
                plan.add(
                    "stated_value", inspection=self._id("inspections", inspection.key),
                    document=self._id("documents", stated.document), **_values(stated, "document"),
                )  # fmt: skip
        for position, area in enumerate(sample.areas, start=1):
            self._area(area, position)
        for action in sample.actions:
            row = self._id("actions", action.key)
            for key in action.also_answers:
                plan.add("also_answers", action=row, area=self._id("areas", key))
            for key in action.waits_for:
                plan.add("dependency", action=row, waits_for=self._id("actions", key))
        for position, commitment in enumerate(sample.commitments, start=1):
            self._commitment(commitment, position)
        for position, view in enumerate(sample.saved_views, start=1):
            plan.add("saved_view", position=position, **_values(view))

    def _id(self, kind: str, key: str | None) -> str | None:
        return None if key is None else self._ids[kind, key]

    def _inspection(self, entry: InspectionEntry) -> None:
        plan = self._plan
        framework = frameworks.add_by_code(plan, entry.framework)
        kind = plan.all(InspectionType, "t.framework = ? AND t.code = ?", [framework, entry.type])[0]
        values = _values(entry, "key", "framework", "type", "judgements", "deadlines", "stated", "source", "note")
        row = plan.add(
            "inspection", number=plan.next_number("inspection"), framework=framework, type=kind.id, graded=kind.graded,
            note=entry.note or entry.source, **values,
        )  # fmt: skip
        self._ids["inspections", entry.key] = row
        of_it = [framework]
        areas = dict(plan.rows("SELECT code, id FROM judgement_area WHERE framework = ?", of_it))
        grades = dict(plan.rows("SELECT code, id FROM grade WHERE framework = ?", of_it))
        for judgement in entry.judgements:
            plan.add(
                "judgement", inspection=row, framework=framework, area=areas[judgement.area],
                grade=grades[judgement.grade], printed=judgement.printed, page=judgement.page,
            )  # fmt: skip
        for deadline in entry.deadlines:
            plan.add("inspection_deadline", inspection=row, **_values(deadline))

    def _meeting(self, entry: MeetingEntry) -> None:
        values = _values(entry, "key", "body", "resolutions", "questions", "source", "note")
        row = self._plan.add("meeting", body=self._id("bodies", entry.body), note=entry.note or entry.source, **values)
        self._ids["meetings", entry.key] = row
        for position, resolution in enumerate(entry.resolutions, start=1):
            self._plan.add("resolution", meeting=row, text=resolution.text, position=position)
        for position, question in enumerate(entry.questions, start=1):
            self._plan.add("question", meeting=row, position=position, **_values(question, "source"))

    def _area(self, entry: AreaEntry, position: int) -> None:
        plan = self._plan
        number = plan.next_number("area")
        values = _values(entry, "key", "source", "sources", "evidence", "actions", "judgement_area", "sponsor")
        row = plan.add(
            "area", number=number, position=position, sponsor=self._id("people", entry.sponsor),
            judgement_area=self._judgement_area(entry.judgement_area), **values,
        )  # fmt: skip
        self._ids["areas", entry.key] = row
        for place, source in enumerate(entry.sources, start=1):
            plan.add(
                "source", area=row, position=place,
                inspection=self._id("inspections", source.inspection), meeting=self._id("meetings", source.meeting),
                document=self._id("documents", source.document),
                **_values(source, "inspection", "meeting", "document"),
            )  # fmt: skip
        for evidence in entry.evidence:
            self._evidence(evidence, area=row)
        for place, action in enumerate(entry.actions, start=1):
            self._action(action, row, number, place)

    def _judgement_area(self, code: str | None) -> str | None:
        if code is None:
            return None
        frameworks.add_by_code(self._plan, code.partition(".")[0])
        return self._plan.all(JudgementArea, "t.code = ?", [code])[0].id

    def _action(self, entry: ActionEntry, area: str, number: int, position: int) -> None:
        plan = self._plan
        values = _values(
            entry, "key", "source", "owner", "sponsor", "also_answers", "waits_for", "milestones", "updates",
            "date_changes", "evidence",
        )  # fmt: skip
        row = plan.add(
            "action", area=area, area_number=number, item_number=plan.next_number(f"action {number}"),
            position=position, owner=self._id("people", entry.owner), sponsor=self._id("people", entry.sponsor),
            **values, **self._sign_off(entry),
        )  # fmt: skip
        self._ids["actions", entry.key] = row
        for place, milestone in enumerate(entry.milestones, start=1):
            plan.add("milestone", action=row, position=place, **_values(milestone))
        for update in entry.updates:
            plan.add(
                "action_update", action=row, said_by=self._id("people", update.said_by), **_values(update, "said_by")
            )
        if entry.first_agreed and not any(change.old is None for change in entry.date_changes):
            # The file tells of moves only; the ledger begins with the date that was agreed first.
            known = (entry.start, entry.first_agreed, *(change.on_day for change in entry.date_changes))
            agreed_on = min(day for day in known if day is not None)
            plan.add("date_change", action=row, new=entry.first_agreed, on_day=agreed_on)
        for change in entry.date_changes:
            plan.add(
                "date_change", action=row, meeting=self._id("meetings", change.meeting), **_values(change, "meeting")
            )
        for evidence in entry.evidence:
            self._evidence(evidence, action=row)

    def _sign_off(self, entry: ActionEntry) -> dict[str, Any]:
        """Embedded work was signed off by whoever checked its evidence; the files say no more."""
        checked = [one for one in entry.evidence if one.checked_by not in (None, entry.owner) and one.checked_on]
        if entry.status != "embedded" or not checked or checked[-1].checked_on is None:
            return {}
        last = checked[-1].checked_on
        return {
            "signed_off_by": self._id("people", checked[-1].checked_by),
            "signed_off_on": last,
            "recheck_on": add_period(last, _RECHECK_AFTER, "months"),
        }

    def _evidence(self, entry: EvidenceEntry, **under: str) -> None:
        self._plan.add(
            "evidence", checked_by=self._id("people", entry.checked_by), document=self._id("documents", entry.document),
            **_values(entry, "checked_by", "document"), **under,
        )  # fmt: skip

    def _commitment(self, entry: CommitmentEntry, position: int) -> None:
        plan = self._plan
        row = plan.add(
            "commitment", number=plan.next_number("commitment"), position=position,
            inspection=self._id("inspections", entry.inspection), meeting=self._id("meetings", entry.meeting),
            **_values(entry, "key", "source", "inspection", "meeting", "areas", "actions"),
        )  # fmt: skip
        for key in entry.areas:
            plan.add("answer", commitment=row, area=self._id("areas", key))
        for key in entry.actions:
            plan.add("answer", commitment=row, action=self._id("actions", key))


def _values(entry: Any, *leave_out: str) -> dict[str, Any]:
    """What an entry holds, field by field, but for what is not a column or refers to something else."""
    return {field.name: getattr(entry, field.name) for field in fields(entry) if field.name not in leave_out}
