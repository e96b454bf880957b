"""What stands on the line of time: rows, groups, what moved, windows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from model import (
    actions,
    areas,
    commitments,
    date_requests,
    deadline_rows,
    deadlines,
    inspections,
    meetings,
    milestones,
    people,
    time_line,
)
from model.deadlines import KINDS, Wanted
from model.store.plan import Plan
from model.time_line import GROUPS, Heading, Lane, Mark, TimeLine

TODAY = date(2023, 8, 30)
WITHOUT_RULES = Wanted(kinds=tuple(kind for kind in KINDS if kind != "statutory"))


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.fixture
def made(plan: Plan) -> dict[str, str]:
    ids: dict[str, str] = {}
    ids["leader"] = people.add(plan, "Head of Leaving Care")
    ids["plans"] = areas.add(plan, "Pathway plans")
    ids["homes"] = areas.add(plan, "Homes")
    ids["visit"] = inspections.add(
        plan, framework="ilacs-2023", type="short",
        fieldwork_start=date(2023, 4, 24), fieldwork_end=date(2023, 4, 28), published=day(10),
    )  # fmt: skip
    areas.add_source(plan, ids["plans"], inspection=ids["visit"])
    ids["late"] = actions.add(plan, ids["plans"], "Audit", on_day=day(-90), owner=ids["leader"], agreed=day(-30))
    actions.edit(plan, ids["late"], agreed=day(-10), on_day=day(-40), reason="The auditor left")
    actions.edit(plan, ids["late"], forecast=day(6))
    ids["soon"] = actions.add(plan, ids["plans"], "Train", on_day=TODAY, agreed=day(2))
    ids["homes action"] = actions.add(plan, ids["homes"], "Lease", on_day=TODAY, agreed=day(40))
    ids["step"] = milestones.add(plan, ids["homes action"], "Choose", day(20))
    ids["undated"] = actions.add(plan, ids["homes"], "Publish")
    ids["step of undated"] = milestones.add(plan, ids["undated"], "Draft", day(5))
    ids["done"] = actions.add(plan, ids["homes"], "Ask", on_day=day(-50), agreed=day(-40))
    actions.set_status(plan, ids["done"], "complete", day(-45))
    ids["board"] = meetings.add_body(plan, "Board")
    ids["first"] = meetings.add(plan, ids["board"], day(20))
    ids["second"] = meetings.add(plan, ids["board"], day(50))
    ids["promise"] = commitments.add(plan, "All will be on time.", inspection=ids["visit"], fixed_due=day(60))
    return ids


def rows(line: TimeLine) -> list[str]:
    return [
        f"[{row.label} {row.lanes}]"
        if isinstance(row, Heading)
        else f"{row.label}: {' '.join(m.kind for m in row.marks)}"
        for row in line.rows
    ]


def lane_of(line: TimeLine, key: str) -> Lane:
    return next(lane for lane in line.lanes if any(mark.key == key for mark in lane.marks))


def mark_of(line: TimeLine, key: str) -> Mark:
    return next(mark for mark in lane_of(line, key).marks if mark.key == key)


def test_an_action_is_a_row_with_its_milestones_and_a_body_one_with_all_its_meetings(
    plan: Plan, made: dict[str, str]
) -> None:
    assert rows(time_line.time_line(plan, TODAY, WITHOUT_RULES)) == [
        "[Commitments 1]",
        "“All will be on time.”: commitment",
        "[Meetings and their papers 1]",
        "Board: papers meeting papers meeting",
        "[Inspections 1]",
        "ILACS short inspection, 24 to 28 April 2023: inspection",
        "[1 Pathway plans 2]",
        "1.1 Audit: action",
        "1.2 Train: action",
        "[2 Homes 2]",
        "2.2 Publish: milestone",
        "2.1 Lease: milestone action",
    ]


def test_what_moved_is_kept_beside_the_day_that_counts(plan: Plan, made: dict[str, str]) -> None:
    line = time_line.time_line(plan, TODAY, WITHOUT_RULES)
    moved = mark_of(line, f"action {made['late']}")
    assert (moved.first, moved.day, moved.forecast) == tuple(day(n).toordinal() for n in (-30, -10, 6))
    assert moved.standing == "late"
    still = mark_of(line, f"action {made['soon']}")
    assert (still.first, still.forecast) == (None, None)
    assert line.moved
    assert (line.first, line.today) == (day(-30).toordinal(), TODAY.toordinal())
    assert line.last == day(60).toordinal()


def test_a_move_that_is_asked_for_is_shown_until_it_is_decided(plan: Plan, made: dict[str, str]) -> None:
    requests = date_requests.ask(plan, [made["soon"]], day(30), "The trainer is ill", TODAY)
    key = f"action {made['soon']}"
    line = time_line.time_line(plan, TODAY, WITHOUT_RULES)
    mark = mark_of(line, key)
    assert (mark.asked, mark.day, mark.first) == (day(30).toordinal(), day(2).toordinal(), None)
    said = deadline_rows.sentence(plan, key, TODAY)
    assert "Asked to be moved to 29 September 2023, which is not agreed yet." in said
    date_requests.withdraw(plan, requests, TODAY)
    assert mark_of(time_line.time_line(plan, TODAY, WITHOUT_RULES), key).asked is None
    assert "sked" not in deadline_rows.sentence(plan, key, TODAY)


def test_by_inspection_what_belongs_to_it_stands_under_its_name(plan: Plan, made: dict[str, str]) -> None:
    found = rows(time_line.time_line(plan, TODAY, WITHOUT_RULES, "inspection"))
    place = found.index("[ILACS short inspection, 24 to 28 April 2023 4]")
    assert sorted(found[place + 1 : place + 5]) == [
        "1.1 Audit: action",
        "1.2 Train: action",
        "Report and embargo: inspection",
        "“All will be on time.”: commitment",
    ]
    assert found[place + 5 :] == ["[No inspection 2]", "2.2 Publish: milestone", "2.1 Lease: milestone action"]


def test_by_owner_those_without_one_stand_last_and_without_groups_all_stand_by_day(
    plan: Plan, made: dict[str, str]
) -> None:
    found = rows(time_line.time_line(plan, TODAY, WITHOUT_RULES, "owner"))
    assert found[-6:] == [
        "[Head of Leaving Care 1]", "1.1 Audit: action",
        "[Nobody 3]", "1.2 Train: action", "2.2 Publish: milestone", "2.1 Lease: milestone action",
    ]  # fmt: skip
    line = time_line.time_line(plan, TODAY, WITHOUT_RULES, "none")
    assert not any(isinstance(row, Heading) for row in line.rows)
    days = [lane.marks[0].day for lane in line.lanes]
    assert days == sorted(days)


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("done", [False, True])
def test_the_line_holds_what_the_list_holds_and_each_once(
    plan: Plan, made: dict[str, str], group: str, done: bool
) -> None:
    for wanted in (
        Wanted(done=done), Wanted(done=done, areas=(made["plans"],)), Wanted(done=done, owners=(made["leader"],)),
        Wanted(done=done, inspections=(made["visit"],)), Wanted(done=done, kinds=("milestone", "papers")),
    ):  # fmt: skip
        shown, line = time_line.read(plan, TODAY, wanted, group)
        listed = {entry.key: entry for section in shown.sections for entry in section.entries}
        marks = [mark for lane in line.lanes for mark in lane.marks]
        assert sorted(mark.key for mark in marks) == sorted(listed)
        for mark in marks:
            entry = listed[mark.key]
            assert (date.fromordinal(mark.day).isoformat(), mark.kind, mark.standing) == (
                entry.day, entry.kind, entry.standing,
            )  # fmt: skip
        assert line.kinds == {mark.kind for mark in marks}
        assert all(list(lane.marks) == sorted(lane.marks) for lane in line.lanes)


def test_headings_count_their_rows_and_none_is_empty(plan: Plan, made: dict[str, str]) -> None:
    line = time_line.time_line(plan, TODAY, Wanted(done=True), "area")
    under = 0
    for row in reversed(line.rows):
        if isinstance(row, Heading):
            assert row.lanes == under > 0
            under = 0
        else:
            under += 1


def test_a_commitment_due_within_a_window_is_a_span(plan: Plan, made: dict[str, str]) -> None:
    commitments.edit(plan, made["promise"], due_from=day(30))
    mark = mark_of(time_line.time_line(plan, TODAY, WITHOUT_RULES), f"commitment {made['promise']}")
    assert (mark.first, mark.day) == (day(30).toordinal(), day(60).toordinal())


def test_an_action_of_several_areas_stands_once_under_its_own(plan: Plan, made: dict[str, str]) -> None:
    with plan.batch("Also"):
        plan.add("also_answers", action=made["late"], area=made["homes"])
    keys = [m.key for lane in time_line.time_line(plan, TODAY, WITHOUT_RULES).lanes for m in lane.marks]
    assert keys.count(f"action {made['late']}") == 1
    only = replace(WITHOUT_RULES, areas=(made["homes"],), kinds=("action",))
    assert "1.1 Audit: action" in rows(time_line.time_line(plan, TODAY, only))


def test_an_empty_plan_has_no_rows_and_stands_on_today(plan: Plan) -> None:
    line = time_line.time_line(plan, TODAY, Wanted())
    assert (line.rows, line.first, line.last) == ((), TODAY.toordinal(), TODAY.toordinal())
    assert time_line.size(plan) == 0


def test_long_titles_are_cut_for_the_row(plan: Plan) -> None:
    area = areas.add(plan, "Area " + "word " * 60)
    actions.add(plan, area, "word " * 2_000, on_day=TODAY, agreed=day(1))
    heading, lane = time_line.time_line(plan, TODAY, Wanted()).rows
    assert isinstance(heading, Heading)
    assert isinstance(lane, Lane)
    assert len(lane.label) <= time_line.LONGEST_LABEL
    assert len(heading.label) < 100


def test_the_list_is_the_same_whether_the_few_were_asked_before(plan: Plan, made: dict[str, str]) -> None:
    few = deadlines.of_few(plan, TODAY, Wanted())
    assert deadlines.deadlines(plan, TODAY, Wanted(), few) == deadlines.deadlines(plan, TODAY, Wanted())
