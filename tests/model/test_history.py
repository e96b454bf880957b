"""Who did what and when, in sentences, also of what was deleted."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from model import (
    actions,
    agreed_dates,
    areas,
    evidence,
    history,
    inspections,
    meetings,
    milestones,
    people,
    updates,
    views,
)
from model.errors import Refused
from model.history import Wanted
from model.record_names import Names
from model.records import RECORDS
from model.store.plan import Plan
from model.views import View
from tests.model.contents import contents

DAY = date(2026, 3, 31)


@pytest.fixture
def action(plan: Plan) -> str:
    return actions.add(plan, areas.add(plan, "Planning"), "Audit plans", on_day=date(2026, 1, 5), agreed=DAY)


def sentences(plan: Plan, at: int = 0) -> list[str]:
    return [change.sentence for change in history.details(plan, history.acts(plan)[at].id)]


def test_each_change_is_said_in_words(plan: Plan, action: str) -> None:
    owner = people.add(plan, "Head of Leaving Care")
    agreed_dates.agree_date(plan, action, date(2026, 6, 30), DAY, "Recruitment")
    assert sentences(plan) == [
        "Added line of the date ledger of action 1.1: 31 March 2026 → 30 June 2026: Recruitment",
        "Agreed date of action 1.1: 31 March 2026 → 30 June 2026",
    ]
    actions.assign(plan, action, owner)
    assert sentences(plan) == ["Owner of action 1.1: nothing → Head of Leaving Care"]
    actions.set_on_hold(plan, action, True)
    assert sentences(plan) == ["On hold of action 1.1: no → yes"]
    actions.set_percent(plan, action, 40)
    assert sentences(plan) == ["Percent of action 1.1: nothing → 40 %"]
    actions.edit(plan, action, title="Audit\nall plans")
    assert sentences(plan) == ["Title of action 1.1: Audit plans → Audit all plans"]
    (change,) = history.details(plan, history.acts(plan)[0].id)
    assert (change.label, change.old, change.new, change.exists) == ("Title", "Audit plans", "Audit all plans", True)


def test_what_was_deleted_keeps_its_name(plan: Plan, action: str) -> None:
    owner = people.add(plan, "Head of Leaving Care")
    actions.assign(plan, action, owner)
    milestones.add(plan, action, "Pilot")
    actions.remove(plan, action)
    people.remove(plan, owner)
    deleted = history.details(plan, history.acts(plan)[1].id)
    assert "Deleted action 1.1 “Audit plans”" in [change.sentence for change in deleted]
    assert "Deleted milestone “Pilot” of action 1.1" in [change.sentence for change in deleted]
    assert not any(change.exists for change in deleted)
    assigned = next(act for act in history.acts(plan) if act.title.startswith("Assign"))
    (change,) = history.details(plan, assigned.id)
    assert change.sentence == "Owner of action 1.1: nothing → Head of Leaving Care"


def test_acts_say_when_and_by_whom_and_whether_they_stand(plan: Plan, action: str) -> None:
    actions.set_percent(plan, action, 40)
    plan.undo()
    act, done = history.acts(plan)[:2]
    assert (act.sentence, act.kind, act.of) == ("Undid “Set action 1.1 to 40 %”", "undo", done.id)
    assert (done.undone, act.undone) == (True, False)
    assert act.at.utcoffset() is not None
    assert isinstance(act.at, datetime)
    assert (act.who, act.computer, act.changes) == ("Improvement Officer", "DESK-1", 1)
    plan.redo()
    again, act, done = history.acts(plan)[:3]
    assert again.sentence == "Did again “Set action 1.1 to 40 %”"
    assert (again.undone, act.undone, done.undone) == (False, True, False)
    plan.undo()
    assert history.acts(plan)[3].undone
    assert history.people(plan) == ["Improvement Officer"]


def test_an_older_act_is_put_back(plan: Plan, action: str) -> None:
    actions.set_percent(plan, action, 40)
    actions.set_on_hold(plan, action, True)
    older = history.acts(plan)[1]
    plan.reverse(older.id)
    assert history.acts(plan)[0].sentence == "Put back “Set action 1.1 to 40 %”"
    assert history.acts(plan)[2].undone


def test_acts_are_found_by_record_person_words_and_day(plan: Plan, action: str) -> None:
    area = areas.in_order(plan)[0].id
    other = actions.add(plan, area, "Train advisers")
    milestone = milestones.add(plan, action, "Pilot")
    milestones.remove(plan, milestone)
    updates.add(plan, other, DAY, done="Rooms booked 100%")

    def titles(**asked: object) -> list[str]:
        return [act.title for act in history.acts(plan, **asked)]  # type: ignore[arg-type]

    assert titles(record=("action", action)) == [
        "Delete milestone “Pilot”",
        "Add a milestone to action 1.1",
        "Add action “Audit plans” to area 1",
    ]
    assert [act.title for act in history.of_record(plan, "milestone", milestone)] == titles(record=("action", action))[
        :2
    ]
    assert titles(text="rooms book") == ["Add an update to action 1.2"]
    assert titles(text="100%") == ["Add an update to action 1.2"]
    assert titles(text="0_%") == titles(who="Somebody else") == []
    assert titles(text="MILESTONE", limit=1, offset=1) == ["Add a milestone to action 1.1"]
    today = history.acts(plan)[0].at.date()
    assert len(titles(since=today, until=today)) == len(titles())
    assert titles(until=date(2020, 1, 1)) == []
    assert len(titles(record=("area", area))) == 3


def test_what_changed_since_is_known(plan: Plan, action: str) -> None:
    since = history.last_seq(plan)
    assert history.changed_since(plan, since) == {}
    milestone = milestones.add(plan, action, "Pilot")
    actions.set_percent(plan, action, 40)
    assert history.changed_since(plan, since) == {
        "milestone": frozenset({milestone}),
        "action": frozenset({action}),
    }
    assert set(history.changed_since(plan, date(2020, 1, 1))) >= {"area", "action", "milestone"}


def test_every_change_of_one_record_is_read_with_its_act(plan: Plan, action: str) -> None:
    actions.set_percent(plan, action, 40)
    plan.undo()
    found = [(act.kind, change.sentence) for act, change in history.record_changes(plan, "action", action)]
    assert found[:2] == [
        ("undo", "Percent of action 1.1: 40 % → nothing"),
        ("act", "Percent of action 1.1: nothing → 40 %"),
    ]


def test_reading_history_changes_nothing(plan: Plan, action: str) -> None:
    before = contents(plan)
    for act in history.acts(plan):
        history.details(plan, act.id)
    assert contents(plan) == before
    with pytest.raises(Refused, match="not in this plan's history"):
        history.details(plan, "nowhere")


def test_every_kind_of_record_has_a_name(plan: Plan, action: str) -> None:
    area, other = areas.in_order(plan)[0].id, areas.add(plan, "Health")
    inspection = inspections.add(
        plan, framework="ilacs-2023", type="standard", fieldwork_start=date(2023, 4, 24),
        judgements=[inspections.Given("ilacs-2023.care-leavers", "good")],
    )  # fmt: skip
    meeting = meetings.add(plan, meetings.add_body(plan, "Scrutiny Panel"), DAY)
    meetings.add_question(plan, meeting, "How many?")
    meetings.add_resolution(plan, meeting, "Noted")
    areas.add_source(plan, area, inspection=inspection)
    second = actions.add(plan, other, "Train")
    actions.set_waits_for(plan, second, [action])
    actions.set_also_answers(plan, second, [area])
    milestones.add(plan, action, "Pilot")
    updates.add(plan, action, DAY, done="Begun", said_by=people.add(plan, "Director"))
    evidence.add_link(plan, "https://example.org/a", action=action, title="Audit")
    views.save(plan, "actions", "Late", View())
    with plan.batch("Promise"):
        promise = plan.add("commitment", number=1, sentence="Within 12 months", position=1)
        plan.add("answer", commitment=promise, area=area)
    with plan.batch("What follows from dates and documents"):
        plan.add(
            "deadline_rule", code="Z2", name="Plan", counts_from="received", applies="{}", position=1, months_before=0,
            months_after=0, approximate=False, statutory=True, in_use=True,
        )  # fmt: skip
        plan.add("inspection_deadline", inspection=inspection, rule="R2")
        plan.add("calendar_day", on_day=DAY, name="State funeral", working=False)
        plan.add("date_request", action=action, reason="Late", asked_on=DAY, state="waiting", position=1)
        plan.add("stated_value", inspection=inspection, field="published", value="2023-06-14")
        plan.add("passage", kind="strength", inspection=inspection, text="Stable placements", position=1)
    names = Names(plan)
    found = {
        record.TABLE: names.titled(record.TABLE, plan.rows(f"SELECT id FROM {record.TABLE} ORDER BY id LIMIT 1")[0][0])
        for record in RECORDS
    }
    wanted = {
        "plan": "the plan",
        "action": "action 1.1 “Audit plans”",
        "area": "area 1 “Planning”",
        "inspection": "inspection 1",
        "judgement": "judgement on The experiences and progress of care leavers at inspection 1",
        "meeting": "Scrutiny Panel, 31 March 2026",
        "deadline_rule": "deadline rule R1",
        "inspection_deadline": "deadline R2 of inspection 1",
        "calendar_day": "31 March 2026",
        "date_request": "request to move a date of action 1.1: wants nothing: Late",
        "stated_value": "day of publication of inspection 1",
        "passage": "strength “Stable placements”",
        "question": "question “How many?” of Scrutiny Panel, 31 March 2026",
        "resolution": "resolution “Noted” of Scrutiny Panel, 31 March 2026",
        "source": "source of area 1",
        "dependency": "wait of action 2.1 for action 1.1",
        "also_answers": "answer of action 2.1 to area 1",
        "answer": "answer of area 1 to commitment 1",
        "commitment": "commitment 1 “Within 12 months”",
        "milestone": "milestone “Pilot” of action 1.1",
        "action_update": "update of 31 March 2026 to action 1.1",
        "evidence": "evidence “Audit” of action 1.1",
        "document": "document “Audit”",
        "date_change": "line of the date ledger of action 1.1: 31 March 2026",
        "saved_view": "saved view “Late”",
        "person": "Director",
        "body": "Scrutiny Panel",
    }
    assert {table: found[table] for table in wanted} == wanted
    assert set(found) - set(wanted) == {"framework", "inspection_type", "judgement_area", "grade"}
    for act in history.acts(plan):
        assert all(change.sentence for change in history.details(plan, act.id))


def test_ids_of_acts_are_paged_and_narrowed(plan: Plan, action: str) -> None:
    owner = people.add(plan, "Head of Leaving Care")
    actions.assign(plan, action, owner)
    every = history.act_ids(plan, Wanted())
    assert [act for act, _ in every] == [act.id for act in history.acts(plan)]
    assert history.act_ids(plan, Wanted(), limit=2, offset=1) == every[1:3]
    assigned, added = (act for act, _ in every[:2])
    assert [act for act, _ in history.act_ids(plan, Wanted(tables=("person",)))] == [added]
    assert [act for act, _ in history.act_ids(plan, Wanted(tables=("person", "action"), text="Leaving"))] == [
        assigned, added,
    ]  # fmt: skip
    assert [act for act, _ in history.act_ids(plan, Wanted(record=("action", action)), limit=1)] == [assigned]
    moment = every[0][1]
    assert history.act_ids(plan, Wanted(since=moment)) == every[:1]
    assert history.act_ids(plan, Wanted(until=moment)) == every[1:]
    assert history.act_ids(plan, Wanted(since=moment.date())) == every
    assert history.act_ids(plan, Wanted(text="100 %")) == []


def test_acts_come_by_their_ids_in_the_order_asked(plan: Plan, action: str) -> None:
    known = history.acts(plan)
    assert history.these(plan, [known[1].id, "gone", known[0].id]) == [known[1], known[0]]


def test_the_act_that_made_the_plan_cannot_be_put_back(plan: Plan, action: str) -> None:
    before = contents(plan)
    first = history.acts(plan)[-1]
    with pytest.raises(Refused, match="made the plan"):
        plan.reverse(first.id)
    assert contents(plan) == before
