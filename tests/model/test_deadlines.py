"""Everything that has a day: which, in what order, and what is said of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from model import (
    actions,
    areas,
    commitments,
    deadline_rows,
    deadlines,
    inspections,
    meetings,
    milestones,
    people,
    statutory_dates,
)
from model.deadline_rows import DeadlineRow
from model.deadlines import KINDS, Wanted
from model.store.plan import Plan

TODAY = date(2023, 8, 30)


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.fixture
def made(plan: Plan) -> dict[str, str]:
    """A plan with one of each kind, late and to come."""
    ids: dict[str, str] = {}
    ids["leader"] = people.add(plan, "Head of Leaving Care")
    ids["quality"] = people.add(plan, "Head of Quality")
    ids["plans"] = areas.add(plan, "Pathway plans")
    ids["homes"] = areas.add(plan, "Homes")
    ids["late"] = actions.add(plan, ids["plans"], "Audit", on_day=day(-90), owner=ids["leader"], agreed=day(-30))
    actions.edit(plan, ids["late"], agreed=day(-10), on_day=day(-20), reason="The auditor left")
    actions.edit(plan, ids["late"], forecast=day(6))
    ids["today"] = actions.add(plan, ids["plans"], "Train", on_day=TODAY, owner=ids["leader"], agreed=TODAY)
    ids["later"] = actions.add(plan, ids["homes"], "Lease", on_day=TODAY, owner=ids["quality"], agreed=day(40))
    ids["undated"] = actions.add(plan, ids["homes"], "Publish")
    ids["done"] = actions.add(plan, ids["homes"], "Ask", on_day=day(-50), agreed=day(-40))
    actions.set_status(plan, ids["done"], "complete", day(-45))
    ids["dropped"] = actions.add(plan, ids["homes"], "Drop", on_day=day(-50), agreed=day(-40))
    actions.set_status(plan, ids["dropped"], "superseded", day(-45))
    ids["step"] = milestones.add(plan, ids["later"], "Agree the questions", day(-3))
    ids["ticked"] = milestones.add(plan, ids["later"], "Choose the homes", day(-5))
    milestones.set_done(plan, ids["ticked"], day(-6))
    ids["body"] = meetings.add_body(plan, "Corporate Parenting Panel")
    ids["meeting"] = meetings.add(plan, ids["body"], date(2023, 9, 7))
    ids["past"] = meetings.add(plan, ids["body"], date(2023, 5, 4))
    ids["inspection"] = inspections.add(
        plan, framework="ilacs-2023", type="short", fieldwork_start=date(2023, 4, 24),
        fieldwork_end=date(2023, 4, 28), embargo_until=day(20), published=day(21),
    )  # fmt: skip
    areas.add_source(plan, ids["plans"], inspection=ids["inspection"])
    ids["promise"] = commitments.add(
        plan, "All will be on time.", counted_from=date(2022, 8, 1), amount=12, unit="months", actions=[ids["late"]]
    )
    ids["no date"] = commitments.add(plan, "Soon.")
    ids["question"] = meetings.add_question(
        plan, ids["past"], "How many wait?", promised="A figure", promised_by=day(-1)
    )
    return ids


WITHOUT_RULES = tuple(kind for kind in KINDS if kind != "statutory")


def listed(plan: Plan, wanted: Wanted = Wanted()) -> dict[str, list[str]]:  # noqa: B008
    """The keys by section, without what follows from the rules of the plan, which has tests of its own."""
    return {
        section.key: [entry.key for entry in section.entries]
        for section in deadlines.deadlines(plan, TODAY, replace(wanted, kinds=WITHOUT_RULES)).sections
    }


def row(plan: Plan, key: str) -> DeadlineRow:
    (found,) = deadline_rows.rows(plan, [key], TODAY)
    return found


def test_late_comes_first_then_today_then_month_by_month(plan: Plan, made: dict[str, str]) -> None:
    assert listed(plan) == {
        "late": [
            f"commitment {made['promise']}", f"action {made['late']}", f"milestone {made['step']}",
            f"question {made['question']}",
        ],
        "today": [f"action {made['today']}", f"papers {made['meeting']}"],
        "2023-09": [
            f"meeting {made['meeting']}", f"embargo {made['inspection']}", f"published {made['inspection']}",
        ],
        "2023-10": [f"action {made['later']}"],
    }  # fmt: skip
    found = deadlines.deadlines(plan, TODAY, Wanted(kinds=WITHOUT_RULES))
    assert [section.label for section in found.sections] == [
        "Late", "Today, Wednesday 30 August 2023", "September 2023", "October 2023",
    ]  # fmt: skip
    assert (found.late, found.undated, found.shown) == (4, 1, 10)
    assert found.counts == {
        "action": 3, "milestone": 1, "commitment": 1, "statutory": 3, "meeting": 1, "papers": 1, "inspection": 2,
        "question": 1,
    }  # fmt: skip


def test_what_is_done_or_past_stands_last_the_latest_first(plan: Plan, made: dict[str, str]) -> None:
    found = listed(plan, Wanted(done=True))
    done = {key: rows for key, rows in found.items() if key.startswith("done")}
    assert done == {
        "done 2023-08": [f"milestone {made['ticked']}"],
        "done 2023-07": [f"action {made['done']}"],
        "done 2023-05": [f"meeting {made['past']}"],
        "done 2023-04": [f"papers {made['past']}"],
    }
    assert list(found)[-4:] == list(done)
    assert not any(made["dropped"] in key for keys in found.values() for key in keys)


def test_today_has_its_line_where_nothing_is_due(plan: Plan) -> None:
    area = areas.add(plan, "Area")
    actions.add(plan, area, "Later", on_day=TODAY, agreed=day(1))
    found = deadlines.deadlines(plan, TODAY, Wanted()).sections
    assert [(section.label, len(section.entries)) for section in found] == [
        ("Today, Wednesday 30 August 2023: nothing is due today", 0),
        ("Rest of August 2023", 1),
    ]


def test_kinds_narrow_what_is_shown_and_not_what_is_counted(plan: Plan, made: dict[str, str]) -> None:
    found = deadlines.deadlines(plan, TODAY, Wanted(kinds=("milestone",)))
    assert [entry.key for section in found.sections for entry in section.entries] == [f"milestone {made['step']}"]
    assert found.counts["action"] == 3
    assert found.late == 1


def test_an_owner_narrows_to_their_actions_and_what_those_answer(plan: Plan, made: dict[str, str]) -> None:
    keys = [key for rows in listed(plan, Wanted(owners=(made["leader"],))).values() for key in rows]
    assert keys == [f"commitment {made['promise']}", f"action {made['late']}", f"action {made['today']}"]
    assert [key for rows in listed(plan, Wanted(no_owner=True, done=True)).values() for key in rows] == [
        f"action {made['done']}"
    ]


def test_an_area_narrows_to_its_actions_and_where_it_comes_from(plan: Plan, made: dict[str, str]) -> None:
    keys = [key for rows in listed(plan, Wanted(areas=(made["plans"],))).values() for key in rows]
    assert keys == [
        f"commitment {made['promise']}", f"action {made['late']}", f"action {made['today']}",
        f"embargo {made['inspection']}", f"published {made['inspection']}",
    ]  # fmt: skip


def test_each_row_says_what_who_and_how_late(plan: Plan, made: dict[str, str]) -> None:
    late = row(plan, f"action {made['late']}")
    assert (late.number, late.what, late.who, late.area) == ("1.1", "Audit", "Head of Leaving Care", "1 Pathway plans")
    assert (late.words, late.late) == ("10 days late", True)
    assert (
        late.note
        == "Was 31 July, now 20 August 2023; moved once, 20 days; last moved on 10 August; forecast 5 September 2023"
    )
    assert row(plan, f"action {made['today']}").words == "due today"
    assert row(plan, f"action {made['later']}").words == "due in 40 days"
    done = row(plan, f"action {made['done']}")
    assert (done.words, done.note, done.done) == ("complete", "Done on 16 July 2023, 5 days early", True)
    step = row(plan, f"milestone {made['step']}")
    assert (step.words, step.note) == ("3 days late", "A step of 2.1 Lease")
    promise = row(plan, f"commitment {made['promise']}")
    assert (promise.what, promise.words, promise.day) == ("“All will be on time.”", "29 days late", date(2023, 8, 1))
    meeting = row(plan, f"meeting {made['meeting']}")
    assert (meeting.words, meeting.note) == ("in 8 days", "Papers due today")
    papers = row(plan, f"papers {made['meeting']}")
    assert papers.what == "Papers for Corporate Parenting Panel, 7 September 2023"
    assert papers.record == made["meeting"]
    over = row(plan, f"papers {made['past']}")
    assert (over.words, over.late) == ("due 127 days ago", False)
    assert row(plan, f"embargo {made['inspection']}").what.startswith("Embargo ends: ILACS short inspection")
    assert row(plan, f"question {made['question']}").words == "1 day late"


def test_what_is_late_in_the_list_is_late_in_each_row(plan: Plan, made: dict[str, str]) -> None:
    found = deadlines.deadlines(plan, TODAY, Wanted(done=True))
    entries = [entry for section in found.sections for entry in section.entries]
    rows = deadline_rows.rows(plan, [entry.key for entry in entries], TODAY)
    assert [one.id for one in rows] == [entry.key for entry in entries]
    assert [one.standing for one in rows] == [entry.standing for entry in entries]
    assert [one.day.isoformat() for one in rows] == [entry.day for entry in entries]
    assert {one.kind for one in rows} == set(KINDS)


def test_what_is_gone_is_left_out(plan: Plan, made: dict[str, str]) -> None:
    actions.remove(plan, made["late"])
    assert deadline_rows.rows(plan, [f"action {made['late']}", f"papers {made['meeting']}"], TODAY)[0].kind == "papers"


def test_a_step_of_a_finished_action_is_not_late(plan: Plan, made: dict[str, str]) -> None:
    actions.set_status(plan, made["later"], "complete", TODAY)
    assert f"milestone {made['step']}" not in listed(plan)["late"]
    assert row(plan, f"milestone {made['step']}").words == "not ticked; its action is complete"


# --- what follows from rules


def test_what_a_rule_gives_stands_in_the_list_with_its_count(plan: Plan, made: dict[str, str]) -> None:
    found = deadlines.deadlines(plan, TODAY, Wanted(kinds=("statutory",)))
    entries = [entry for section in found.sections for entry in section.entries]
    given = {
        one.key: one
        for one in statutory_dates.all_of(plan, TODAY)
        if one.day is not None and one.standing != "not owed"
    }
    assert {entry.key for entry in entries} == {f"statutory {key}" for key in given}
    assert len(entries) == 3
    for entry in entries:
        one = given[entry.key.removeprefix("statutory ")]
        said = row(plan, entry.key)
        assert (said.day, said.words) == (one.day, one.words)
        assert said.what.startswith(one.what)
        assert one.sentence in said.note
        assert deadlines.record_of(entry.key) == ("inspection", made["inspection"])
        assert entry.first == (one.first.isoformat() if one.first else None)
    assert any(entry.first for entry in entries), "the next inspection is a window"


def test_what_is_not_owed_is_not_listed_and_what_was_met_is_done(plan: Plan, made: dict[str, str]) -> None:
    statutory_dates.set_not_owed(plan, made["inspection"], "R2", "A focused visit")
    statutory_dates.set_met(plan, made["inspection"], "R1", day(10))
    now = deadlines.deadlines(plan, TODAY, Wanted(kinds=("statutory",))).counts["statutory"]
    every = deadlines.deadlines(plan, TODAY, Wanted(kinds=("statutory",), done=True))
    standings = {entry.key.split()[1]: entry.standing for section in every.sections for entry in section.entries}
    assert now == 1
    assert "R2" not in standings
    assert standings["R1"] == "done"


# --- narrowing by inspection


def test_an_inspection_narrows_to_what_it_raised_and_to_its_own_days(plan: Plan, made: dict[str, str]) -> None:
    keys = [key for rows in listed(plan, Wanted(inspections=(made["inspection"],))).values() for key in rows]
    assert keys == [
        f"commitment {made['promise']}", f"action {made['late']}", f"action {made['today']}",
        f"embargo {made['inspection']}", f"published {made['inspection']}",
    ]  # fmt: skip
    other = inspections.add(
        plan, framework="ilacs-2023", type="focused-visit",
        fieldwork_start=date(2023, 1, 10), fieldwork_end=date(2023, 1, 11),
    )  # fmt: skip
    assert listed(plan, Wanted(inspections=(other,))).get("late") is None
    commitments.edit(plan, made["promise"], inspection=other)
    assert listed(plan, Wanted(inspections=(other,)))["late"] == [f"commitment {made['promise']}"]
    both = Wanted(areas=(made["homes"],), inspections=(made["inspection"],))
    assert [key for rows in listed(plan, both).values() for key in rows] == []


def test_the_sentence_of_a_tip_says_all_of_it(plan: Plan, made: dict[str, str]) -> None:
    said = deadline_rows.sentence(plan, f"action {made['late']}", TODAY)
    assert said == (
        "Action 1.1 Audit, Head of Leaving Care. Sunday 20 August 2023: 10 days late. "
        "Was 31 July, now 20 August 2023; moved once, 20 days; last moved on 10 August; forecast 5 September 2023."
    )
    actions.remove(plan, made["late"])
    assert deadline_rows.sentence(plan, f"action {made['late']}", TODAY) == ""
