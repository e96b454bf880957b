"""The rules in SQL say what the rules in Python say; a plan may have limits of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model import actions, areas, evidence, progress, ratings
from model.progress import Rules
from model.records import RATINGS, STATUSES, Action
from model.store.plan import Plan
from tests.model.contents import refused, there_and_back

TODAY = date(2026, 6, 15)

days = st.none() | st.integers(-50, 50).map(lambda n: TODAY + timedelta(days=n))
action_fields = st.fixed_dictionaries(
    {
        "status": st.sampled_from(STATUSES),
        "start": days,
        "agreed": days,
        "forecast": days,
        "recheck_on": days,
        "owner": st.sampled_from([None, "p1", "p2"]),
        "signed_off_by": st.sampled_from([None, "p1", "p2"]),
        "on_hold": st.booleans(),
        "awaiting_signoff": st.booleans(),
        "delivery_override": st.none() | st.none() | st.none() | st.sampled_from(RATINGS),
    }
)
limits = st.builds(
    Rules,
    due_soon_days=st.integers(0, 60),
    red_after_days=st.integers(0, 60),
    late_without_forecast_days=st.integers(0, 60),
    slip_days=st.integers(0, 30),
    late_start_days=st.integers(0, 60),
)


def put_actions(plan: Plan, drawn: list[tuple[Mapping[str, Any], int]]) -> None:
    """An area for every third action, with two people and the evidence that each is to have."""
    with plan.batch("Fill"):
        plan.remove("area", [area.id for area in areas.in_order(plan)])
        plan.remove("person", ["p1", "p2"])
        for person in ("p1", "p2"):
            plan.add("person", id=person, name=person)
        for n, (fields, shown) in enumerate(drawn):
            if n % 3 == 0:
                area = plan.add("area", id=f"r{n // 3}", number=n // 3 + 1, title="Area", position=n)
            reason = "By hand" if fields["delivery_override"] else None
            made = plan.add(
                "action", id=f"a{n}", area=area, area_number=1, item_number=n + 1, title=f"Part {n}", position=n,
                first_agreed=fields["agreed"], delivery_reason=reason, **fields,
            )  # fmt: skip
            if fields["agreed"] is not None:
                plan.add("date_change", action=made, new=fields["agreed"], on_day=TODAY)
            for _ in range(shown):
                plan.add("evidence", action=made, title="Audit")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=60)
@given(drawn=st.lists(st.tuples(action_fields, st.integers(0, 1)), min_size=1, max_size=25), rules=limits)
def test_sql_and_python_agree(plan: Plan, drawn: list[tuple[Mapping[str, Any], int]], rules: Rules) -> None:
    put_actions(plan, drawn)
    ratings.set_rules(plan, rules)
    values = ratings.values_for(rules, TODAY)
    in_sql = {
        row: rest
        for row, *rest in plan.rows(
            f"SELECT a.id, {ratings.DELIVERY}, {ratings.LATE} IS TRUE, {ratings.DUE_SOON} IS TRUE FROM action AS a",
            values,
        )
    }
    by_area: dict[str, dict[str, int]] = {}
    for action in plan.all(Action):
        shown = drawn[int(action.id[1:])][1]
        rating = progress.delivery(action, TODAY, rules, shown)
        late = progress.is_late(action, TODAY)
        assert in_sql[action.id] == [rating.value, late, progress.is_due_soon(action, TODAY, rules)]
        assert ratings.action_rating(plan, action.id, TODAY) == rating
        area = by_area.setdefault(action.area, {})
        area[rating.value] = area.get(rating.value, 0) + 1
    assert {
        area: dict(counts.all) for area, counts in ratings.action_counts(ratings.tally(plan, TODAY)).items()
    } == by_area


def test_a_plan_may_have_limits_of_its_own(plan: Plan) -> None:
    usual = ratings.rules_of(plan)
    assert usual == progress.default_rules()
    own = replace(usual, red_after_days=60)
    there_and_back(plan, lambda: ratings.set_rules(plan, own))
    assert plan.undo_title == "Change the rating rules"
    assert ratings.rules_of(plan) == own
    assert plan.details.rating_rules == '{"red_after_days": 60}'
    there_and_back(plan, lambda: ratings.set_rules(plan, None))
    assert ratings.rules_of(plan) == usual
    refused(plan, lambda: ratings.set_rules(plan, replace(usual, slip_days=-1)), "slip_days")


@pytest.mark.parametrize("text", ["", "[]", "7", '{"red_after_days": "soon"}', '{"red_after_days": -1, "x": 1}', "{"])
def test_limits_that_cannot_be_read_are_the_usual_ones(plan: Plan, text: str) -> None:
    with plan.batch("From elsewhere"):
        plan.change("plan", plan.details.id, rating_rules=text)
    assert ratings.rules_of(plan) == progress.default_rules()


def test_an_area_is_rated_by_its_actions_and_its_newest_evidence(plan: Plan) -> None:
    area, other = areas.add(plan, "Planning"), areas.add(plan, "Health")
    late = actions.add(plan, area, "Audit", on_day=TODAY, agreed=date(2026, 1, 31))
    actions.add(plan, area, "Train", on_day=TODAY, agreed=date(2026, 12, 31), status="in progress")
    evidence.note(plan, "Old", area=area, impact="worse", on_day=date(2026, 1, 1))
    evidence.note(plan, "New", action=late, impact="moving", on_day=date(2026, 5, 1))
    evidence.note(plan, "Undated", area=area, impact="sustained")
    evidence.note(plan, "Newest, but says nothing of impact", area=area, on_day=date(2026, 6, 1))
    rated = ratings.area_ratings(plan, TODAY)
    assert rated[area].delivery.reason == "Delivery red: of 2 open actions 1 red and 1 green."
    assert rated[area].impact.reason == "Impact amber: the latest evidence of 1 May 2026 shows “moving”."
    assert (rated[other].delivery.word, rated[other].impact.word) == ("No actions", "No data")
    assert ratings.action_impact(plan, late).value == "amber"
    areas.override_impact(plan, area, "green", "Seen on the visit")
    assert ratings.area_ratings(plan, TODAY)[area].impact.overridden
