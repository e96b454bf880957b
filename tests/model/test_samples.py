"""Sample plans in a plan: everything arrives, nothing is there to undo, and it reads as it should."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from model import checks, commitments, frameworks, inspections, judgement_grid, meetings, people, sample_files, samples
from model.errors import Fault
from model.records import (
    Action,
    AlsoAnswers,
    Answer,
    Area,
    Batch,
    DateChange,
    Dependency,
    Document,
    Evidence,
    Inspection,
    Judgement,
    Meeting,
    Milestone,
    Person,
    Question,
    Resolution,
    SavedView,
    Source,
    Update,
)
from model.sample_entries import SamplePlan
from model.store.plan import Plan
from tests.model.contents import contents

SMALL = """
[plan]
authority = "Borsetshire"
title = "Borsetshire improvement plan"
stands_on = 2023-08-30
statutory_status = "agreed"
print_posts = true

[[people]]
key = "head"
kind = "post"
name = "Head of Leaving Care"

[[people]]
key = "quality"
kind = "post"
name = "Principal Social Worker"

[[bodies]]
key = "panel"
kind = "panel"
name = "Corporate Parenting Panel"

[[meetings]]
key = "june"
body = "panel"
on_day = 2023-06-01
source = "Minutes, 1 June 2023"
resolutions = [{ text = "That the report be noted." }]
questions = [{ text = "How many wait?", member = "a member", answer = "Twelve." }]

[[inspections]]
key = "visit"
framework = "ilacs-2018"
type = "focused-visit"
fieldwork_start = 2018-04-25
note = "Two days"
source = "Letter"

[[inspections]]
key = "short"
framework = "ilacs-2023"
type = "short"
fieldwork_start = 2023-04-24
fieldwork_end = 2023-04-28
judgements = [{ area = "ilacs-2023.care-leavers", grade = "good", page = 2 }]

[[documents]]
key = "report"
title = "Report"
inspection = "short"
link = "https://example.org/report"

[[areas]]
key = "planning"
title = "Planning for care leavers"
kind = "area for improvement"
judgement_area = "ilacs-2023.care-leavers"
sponsor = "quality"
sources = [
  { origin = "inspection", inspection = "short", quote = "The quality of planning", page = 2, document = "report" },
  { origin = "meeting", meeting = "june" },
]
evidence = [{ title = "Audit", impact = "moving", on_day = 2023-08-01 }]

[[areas.actions]]
key = "done"
title = "Train"
owner = "head"
status = "embedded"
start = 2023-05-01
first_agreed = 2023-06-30
agreed = 2023-06-30
completed_on = 2023-06-20
sample = true
evidence = [{ title = "Register", checked_by = "quality", checked_on = 2023-07-31 }]

[[areas.actions]]
key = "audit"
title = "Audit"
owner = "head"
status = "in progress"
first_agreed = 2023-07-31
agreed = 2023-09-30
waits_for = ["done"]
also_answers = ["offer"]
sample = true
milestones = [{ title = "Pilot", due = 2023-07-01 }, { title = "All teams" }]
updates = [{ on_day = 2023-08-01, said_by = "head", done = "Begun", status_then = "in progress" }]
date_changes = [
  { on_day = 2023-05-01, new = 2023-07-31 },
  { on_day = 2023-06-01, old = 2023-07-31, new = 2023-09-30, reason = "Late", agreed_by = "Panel", meeting = "june" },
]

[[areas]]
key = "offer"
title = "The offer to care leavers"
kind = "area for improvement"

[[areas.actions]]
key = "review"
title = "Review the offer"
status = "not started"

[[commitments]]
key = "promise"
sentence = "issues would be turned round within the next 12 months"
inspection = "visit"
counted_from = 2018-04-25
counted_from_what = "the visit"
amount = 12
unit = "months"
areas = ["planning"]
actions = ["audit"]

[[saved_views]]
name = "Late"
page = "actions"
spec = "{}"
"""


@pytest.fixture
def small() -> SamplePlan:
    return sample_files.parse_sample(SMALL, "small.toml")


def test_every_entry_arrives_under_its_place(plan: Plan, small: SamplePlan) -> None:
    samples.fill(plan, small)
    details = plan.details
    assert (details.authority, details.stands_on, details.print_posts) == ("Borsetshire", date(2023, 8, 30), True)
    assert [one.number for one in plan.all(Action, order="t.position, t.area_number")] == ["1.1", "2.1", "1.2"]
    planning, offer = plan.all(Area, order="t.number")
    done, audit, review = plan.all(Action, order="t.area_number, t.item_number")
    assert (
        planning.judgement_area
        == plan.rows("SELECT id FROM judgement_area WHERE code = 'ilacs-2023.care-leavers'")[0][0]
    )
    first, second = plan.all(Source, order="t.position")
    assert (first.page, first.document) == (2, plan.all(Document)[0].id)
    assert second.meeting == plan.all(Meeting)[0].id
    assert plan.all(Meeting)[0].note == "Minutes, 1 June 2023"
    assert {one.note for one in plan.all(Inspection)} == {"Two days", None}
    head, quality = (people.find(plan, name) for name in ("Head of Leaving Care", "Principal Social Worker"))
    assert head is not None
    assert quality is not None
    assert (done.owner, planning.sponsor) == (head.id, quality.id)
    assert (done.signed_off_by, done.signed_off_on, done.recheck_on) == (
        quality.id, date(2023, 7, 31), date(2024, 1, 31),
    )  # fmt: skip
    assert (audit.signed_off_by, review.owner, review.agreed) == (None, None, None)
    assert [(one.action, one.area) for one in plan.all(AlsoAnswers)] == [(audit.id, offer.id)]
    assert [(one.action, one.waits_for) for one in plan.all(Dependency)] == [(audit.id, done.id)]
    assert [one.title for one in plan.all(Milestone, order="t.position")] == ["Pilot", "All teams"]
    assert [one.said_by for one in plan.all(Update)] == [head.id]
    ledger = [one.new for one in plan.all(DateChange, order="t.on_day, t.id")]
    assert ledger == [date(2023, 6, 30), date(2023, 7, 31), date(2023, 9, 30)]
    assert {(one.area, one.action) for one in plan.all(Evidence)} == {(planning.id, None), (None, done.id)}
    assert {(one.area, one.action) for one in plan.all(Answer)} == {(planning.id, None), (None, audit.id)}
    assert [len(plan.all(record)) for record in (Resolution, Question, Judgement, SavedView)] == [1, 1, 1, 1]


def test_it_is_one_act_that_cannot_be_undone(plan: Plan, small: SamplePlan) -> None:
    samples.fill(plan, small)
    assert [batch.title for batch in plan.all(Batch, order="t.seq")][1:] == [
        "Open the sample “Borsetshire improvement plan”"
    ]
    assert plan.undo_title is None
    assert plan.undo() is None


def test_a_plan_with_contents_is_not_written_over(plan: Plan, small: SamplePlan) -> None:
    samples.fill(plan, small)
    before = contents(plan)
    with pytest.raises(Fault):
        samples.fill(plan, small)
    assert contents(plan) == before


@pytest.mark.parametrize("name", sample_files.sample_names())
def test_each_sample_becomes_a_plan_that_reads(plan: Plan, name: str) -> None:
    sample = sample_files.sample(name)
    samples.fill(plan, sample)
    today = plan.today(date(2026, 1, 1))
    assert today == sample.plan.stands_on
    counted = {
        Person: sample.people, Inspection: sample.inspections, Meeting: sample.meetings, Document: sample.documents,
        Area: sample.areas, Action: sample.actions,
    }  # fmt: skip
    for record, entries in counted.items():
        assert len(plan.all(record)) == len(entries)
    # Every field of every action is as the file has it.
    columns = {field.name for field in fields(Action)}
    for action, entry in zip(plan.all(Action, order="t.area_number, t.item_number"), sample.actions, strict=True):
        for field in fields(entry):
            if field.name in columns - {"owner", "sponsor"}:
                assert getattr(action, field.name) == getattr(entry, field.name), (entry.key, field.name)
    assert len(inspections.inspections(plan, today)) == len(sample.inspections)
    graded = [cell for row in judgement_grid.judgement_grid(plan).rows for cell in row.cells if cell.grades]
    assert graded
    assert len({grade.judgement for cell in graded for grade in cell.grades}) == len(plan.all(Judgement))
    assert {row.clock.state for row in commitments.commitments(plan, today)} <= set(commitments.STATES)
    assert sum(load.owned for load in people.loads(plan, today)) == len(sample.actions)
    assert len(meetings.meetings(plan, today)) == len(sample.meetings)
    assert all(frameworks.doubt(plan, one.framework, one.fieldwork_start) is None for one in sample.inspections)


@pytest.mark.parametrize("name", sample_files.sample_names())
def test_the_ledger_of_a_sample_bears_out_every_agreed_date(plan: Plan, name: str) -> None:
    samples.fill(plan, sample_files.sample(name))
    assert list(checks.dates_the_ledger_does_not_bear_out(plan, plan.today(date(2026, 1, 1)))) == []
    for action in plan.all(Action):
        first = plan.all(DateChange, "t.action = ?", [action.id], "t.on_day, t.id")[:1]
        assert [change.new for change in first] == ([action.first_agreed] if action.first_agreed else [])
