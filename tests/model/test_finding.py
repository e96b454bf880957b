"""Which actions, in what order, in what groups: against a slow count in Python, page by page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model import (
    actions,
    agreed_dates,
    areas,
    commitments,
    evidence,
    finding,
    inspections,
    meetings,
    milestones,
    ordering,
    people,
    progress,
    ratings,
    updates,
)
from model.errors import Fault
from model.finding import Filter, GroupHeading, Sort
from model.records import RATINGS, STATUSES, Action
from model.store.plan import Plan
from tests.model.test_ratings import TODAY, put_actions, some_actions

some_days = st.integers(-60, 60).map(lambda n: TODAY + timedelta(days=n))
flags = st.none() | st.booleans()
filters = st.builds(
    Filter,
    statuses=st.lists(st.sampled_from(STATUSES), max_size=2, unique=True).map(tuple),
    owners=st.lists(st.sampled_from(["p1", "p2"]), max_size=2, unique=True).map(tuple),
    no_owner=st.booleans(),
    areas=st.lists(st.sampled_from(["r0", "r1", "r2"]), max_size=2, unique=True).map(tuple),
    late=flags,
    due_within=st.none() | st.integers(0, 40),
    due_from=st.none() | some_days,
    due_to=st.none() | some_days,
    no_agreed_date=st.booleans(),
    deliveries=st.lists(st.sampled_from(RATINGS), max_size=2, unique=True).map(tuple),
    open=flags,
    on_hold=flags,
    awaiting_signoff=flags,
)
sorts = st.builds(Sort, st.sampled_from(finding.SORTS), st.booleans())


def fits(action: Action, filter: Filter, rating: str) -> bool:
    soon = TODAY + timedelta(days=filter.due_within or 0)
    is_open, agreed = progress.is_open(action), action.agreed
    checks: list[tuple[Any, Callable[[], bool]]] = [
        (filter.statuses, lambda: action.status in filter.statuses),
        (
            filter.owners or filter.no_owner,
            lambda: action.owner in filter.owners or (filter.no_owner and not action.owner),
        ),
        (filter.areas, lambda: action.area in filter.areas),
        (filter.late is not None, lambda: progress.is_late(action, TODAY) is filter.late),
        (filter.due_within is not None, lambda: is_open and agreed is not None and TODAY <= agreed <= soon),
        (filter.due_from, lambda: agreed is not None and filter.due_from is not None and agreed >= filter.due_from),
        (filter.due_to, lambda: agreed is not None and filter.due_to is not None and agreed <= filter.due_to),
        (filter.no_agreed_date, lambda: is_open and agreed is None),
        (filter.deliveries, lambda: rating in filter.deliveries),
        (filter.open is not None, lambda: is_open is filter.open),
        (filter.on_hold is not None, lambda: action.on_hold is filter.on_hold),
        (filter.awaiting_signoff is not None, lambda: action.awaiting_signoff is filter.awaiting_signoff),
    ]
    return all(check() for asked, check in checks if asked)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=60)
@given(
    drawn=some_actions,
    filter=filters,
    sort=sorts,
    group=st.sampled_from([group for group in finding.GROUPS if group != "none"]),
    page=st.integers(1, 7),
)
def test_every_filter_finds_what_a_slow_count_finds_whichever_way_it_is_read(
    plan: Plan,
    drawn: list[Any],
    filter: Filter,
    sort: Sort,
    group: str,
    page: int,
) -> None:
    put_actions(plan, drawn)
    rated = {a.id: ratings.action_rating(plan, a.id, TODAY) for a in plan.all(Action)}
    wanted = {a.id for a in plan.all(Action) if fits(a, filter, rated[a.id].value)}

    whole = finding.action_ids(plan, filter, sort, TODAY)
    assert len(whole) == len(set(whole))
    assert set(whole) == wanted
    question = ordering.Question(plan, filter, TODAY)
    known = sort if sort.column != "found" else Sort()
    assert question.gathered(known, None, 0) == whole
    assert question.walked(known, None, 0) == whole
    pages = [finding.action_ids(plan, filter, sort, TODAY, page, at) for at in range(0, len(whole) + 1, page)]
    assert [row for one in pages for row in one] == whole

    counted = finding.counts(plan, filter, TODAY)
    assert counted.total == len(whole)
    assert counted.by_delivery == {r: sum(rated[row].value == r for row in whole) for r in progress.WORST_FIRST}
    rows = finding.action_rows(plan, whole, TODAY)
    assert [row.id for row in rows] == whole
    assert [row.rating for row in rows] == [rated[row] for row in whole]
    assert counted.late == sum(row.late for row in rows)
    assert counted.no_owner == sum(row.owner is None and row.status in ("not started", "in progress") for row in rows)

    grouped = finding.grouped_ids(plan, filter, sort, group, TODAY)
    assert sorted(row for row in grouped if isinstance(row, str)) == sorted(whole)
    headings = [at for at, row in enumerate(grouped) if isinstance(row, GroupHeading)]
    for at, end in pairwise([*headings, len(grouped)]):
        heading = grouped[at]
        assert isinstance(heading, GroupHeading)
        assert heading.count == end - at - 1
    pages = [finding.grouped_ids(plan, filter, sort, group, TODAY, page, at) for at in range(0, len(grouped) + 1, page)]
    assert [row for one in pages for row in one] == grouped


@pytest.fixture
def filled(plan: Plan) -> dict[str, str]:
    """Two areas, of which an inspection raised one, three actions and two owners."""
    inspection = inspections.add(
        plan, framework="ilacs-2023", type="short", fieldwork_start=date(2023, 4, 24), fieldwork_end=date(2023, 4, 28)
    )
    body = meetings.add_body(plan, "Improvement Board")
    planning, health = areas.add(plan, "Planning"), areas.add(plan, "Health")
    areas.add_source(plan, planning, inspection=inspection)
    anna, zoe = people.add(plan, "zoe’s post"), people.add(plan, "Anna’s post")
    audit = actions.add(plan, planning, "Audit plans", owner=anna, on_day=TODAY, agreed=TODAY - timedelta(days=40))
    train = actions.add(plan, planning, "Train advisers", owner=zoe, on_day=TODAY, agreed=TODAY + timedelta(days=3))
    letter = actions.add(plan, health, "Write to the ICB")
    updates.add(plan, letter, TODAY, done="Drafted the chronology")
    milestones.add(plan, audit, "Pilot")
    milestones.set_done(plan, milestones.add(plan, audit, "Sample"), TODAY)
    evidence.note(plan, "Dip sample", action=audit)
    agreed_dates.agree_date(plan, audit, TODAY - timedelta(days=20), TODAY, "Recruitment")
    return {
        "inspection": inspection, "body": body, "planning": planning, "health": health, "anna": anna, "zoe": zoe,
        "audit": audit, "train": train, "letter": letter,
    }  # fmt: skip


def test_the_inspection_and_the_body_lead_to_their_actions(plan: Plan, filled: dict[str, str]) -> None:
    by_inspection = Filter(inspections=(filled["inspection"],))
    assert finding.action_ids(plan, by_inspection, Sort(), TODAY) == [filled["audit"], filled["train"]]
    by_body = Filter(bodies=(filled["body"],))
    assert finding.action_ids(plan, by_body, Sort(), TODAY) == []
    meeting = meetings.add(plan, filled["body"], date(2026, 5, 1))
    promise = commitments.add(plan, "All plans current within 12 months", meeting=meeting)
    commitments.set_answers(plan, promise, actions=[filled["letter"]])
    assert finding.action_ids(plan, by_body, Sort(), TODAY) == [filled["letter"]]
    commitments.set_answers(plan, promise, areas=[filled["planning"]])
    assert finding.action_ids(plan, by_body, Sort(), TODAY) == [filled["audit"], filled["train"]]


def test_an_area_has_the_actions_that_answer_it_too(plan: Plan, filled: dict[str, str]) -> None:
    only = Filter(areas=(filled["health"],))
    assert finding.action_ids(plan, only, Sort(), TODAY) == [filled["letter"]]
    actions.set_also_answers(plan, filled["train"], [filled["health"]])
    assert set(finding.action_ids(plan, only, Sort(), TODAY)) == {filled["letter"], filled["train"]}


def test_a_text_is_found_in_an_action_and_what_stands_under_it(plan: Plan, filled: dict[str, str]) -> None:
    def found(text: str, sort: str = "found", **more: Any) -> list[str]:
        return finding.action_ids(plan, Filter(text=text, **more), Sort(sort), TODAY)

    assert found("audit") == [filled["audit"]]
    assert found("CHRONO") == [filled["letter"]]
    assert found("pil") == found("dip samp") == [filled["audit"]]
    assert found("1.2") == found("1.2", "number") == [filled["train"]]
    assert found("a") == found("a", "plan") == [filled["audit"], filled["train"]]
    assert found("a", owners=(filled["anna"],)) == [filled["audit"]]
    assert found("a", "agreed") == [filled["audit"], filled["train"]]
    assert found("pilot nothing") == found('" OR 1') == []
    assert len(found(" -- ")) == 3
    assert finding.action_ids(plan, Filter(text="a"), Sort("found"), TODAY, limit=1, offset=1) == [filled["train"]]


def test_a_row_shows_what_stands_beside_an_action(plan: Plan, filled: dict[str, str]) -> None:
    row, other = finding.action_rows(plan, [filled["audit"], filled["letter"]], TODAY)
    assert (row.number, row.area_title, row.owner_name, row.days_late, row.moved) == (
        "1.1",
        "Planning",
        "zoe’s post",
        20,
        1,
    )
    assert (row.milestones, row.milestones_done, row.evidence, row.days_left) == (2, 1, 1, None)
    assert row.rating.value == "red"
    assert (other.updated_on, other.area_is, other.owner_name, other.late) == (TODAY, 2, None, False)
    actions.move(plan, filled["audit"], filled["health"])
    actions.remove(plan, filled["letter"])
    (moved,) = finding.action_rows(plan, [filled["letter"], filled["audit"]], TODAY)
    assert (moved.number, moved.area_is, moved.area_title) == ("1.1", 2, "Health")
    (train,) = finding.action_rows(plan, [filled["train"]], TODAY)
    assert train.days_left == 3


def test_owners_are_in_the_order_of_their_names(plan: Plan, filled: dict[str, str]) -> None:
    in_order = [filled["train"], filled["audit"], filled["letter"]]
    assert finding.action_ids(plan, Filter(), Sort("owner"), TODAY, 10) == in_order
    assert finding.action_ids(plan, Filter(), Sort("owner", True), TODAY, 10) == [in_order[1], in_order[0], in_order[2]]


@pytest.mark.parametrize(
    ("group", "labels"),
    [
        ("status", ["Not started"]),
        ("owner", ["Anna’s post", "zoe’s post", "No owner"]),
        ("area", ["1 Planning", "2 Health"]),
        ("month", ["May 2026", "June 2026", "No agreed date"]),
        ("delivery", ["Red: Off track", "Grey: Not started"]),
    ],
)
def test_groups_have_headings_in_words(plan: Plan, filled: dict[str, str], group: str, labels: list[str]) -> None:
    headings = finding.groups(plan, Filter(), group, TODAY)
    assert [heading.label for heading in headings] == labels
    assert sum(heading.count for heading in headings) == 3


def test_an_action_stands_under_the_last_inspection_that_raised_its_area(plan: Plan, filled: dict[str, str]) -> None:
    later = inspections.add(plan, framework="ilacs-2023", type="focused-visit", fieldwork_start=date(2025, 2, 4))
    areas.add_source(plan, filled["planning"], inspection=later)
    headings = finding.groups(plan, Filter(), "inspection", TODAY)
    assert [(heading.key, heading.count) for heading in headings] == [(later, 2), (None, 1)]
    assert headings[1].label == "No inspection"


def test_areas_are_shown_with_ratings_and_counts(plan: Plan, filled: dict[str, str]) -> None:
    actions.set_status(plan, filled["train"], "complete", TODAY)
    planning, health = finding.area_rows(plan, TODAY)
    assert (planning.total, planning.open, planning.late, planning.complete, planning.sources) == (2, 1, 1, 1, 1)
    assert (planning.delivery.value, health.delivery.value) == ("red", "grey")
    assert (health.title, health.total, health.impact.word) == ("Health", 1, "No data")


def test_an_empty_filter_is_known_and_nonsense_is_our_mistake(plan: Plan) -> None:
    assert Filter().is_empty
    assert not Filter(text="a").is_empty
    with pytest.raises(Fault):
        finding.action_ids(plan, Filter(), Sort("colour"), TODAY)
    with pytest.raises(Fault):
        finding.groups(plan, Filter(), "colour", TODAY)
