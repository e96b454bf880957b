"""The rules in SQL say what the rules in Python say; a plan may have limits of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model import actions, agreed_dates, areas, evidence, progress, rating_schemes, ratings, scheme_files
from model.records import IMPACTS, RATINGS, STATUSES, Action
from model.scheme_files import (
    DELIVERY_CASES,
    IMPACT_CASES,
    MOVED,
    MOVED_LATE,
    Case,
    Colour,
    Impact,
    Rules,
    Scheme,
)
from model.store.plan import Plan

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


@st.composite
def part(draw: st.DrawFn, cases: tuple[str, ...]) -> dict[str, Any]:
    """Colours and cases of a scheme: three, four or five colours, and any of them for each case."""
    used = ["green", "amber", "red"] + [value for value in ("blue", "grey") if draw(st.booleans())]
    return {
        "colours": tuple(Colour(value=value, word=f"Is {value}", meaning="So it is.") for value in used),
        "cases": tuple(Case(case=case, colour=draw(st.sampled_from(used)), word=f"A {case}") for case in cases),
        "blue_as": draw(st.sampled_from(["green", "amber", "red"])),
        "grey_as": draw(st.sampled_from(["green", "amber", "red"])),
    }


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    moved = draw(st.sampled_from(MOVED))
    late = draw(st.sampled_from(MOVED_LATE if moved == "own word" else MOVED_LATE[:2]))
    delivery = draw(part(DELIVERY_CASES))
    made = Scheme(
        name="Own", limits=draw(limits), moved=moved, moved_late=late,
        impact=Impact(name="Own", **draw(part(IMPACT_CASES))), **delivery,
    )  # fmt: skip
    if late == "own word" and made.case("reprogrammed")[0] == "green":
        made = replace(made, moved_late="amber")
    scheme_files.check(made)
    return made


moves = st.lists(st.tuples(st.integers(-60, 60), st.integers(-30, 30), st.booleans()), max_size=2)
"""Of an agreed date that was moved: the days it was before, when it was moved, and whether it is said who agreed."""


def put_actions(plan: Plan, drawn: list[tuple[Mapping[str, Any], int, list[tuple[int, int, bool]]]]) -> None:
    """An area for every third action, with two people, the evidence that each is to have, and its ledger."""
    with plan.batch("Fill"):
        plan.remove("area", [area.id for area in areas.in_order(plan)])
        plan.remove("person", ["p1", "p2"])
        for person in ("p1", "p2"):
            plan.add("person", id=person, name=person)
        for n, (fields, shown, moved) in enumerate(drawn):
            if n % 3 == 0:
                hand = fields["delivery_override"]
                reason = "By hand" if hand else None
                area = plan.add(
                    "area", id=f"r{n // 3}", number=n // 3 + 1, title="Area", position=n, delivery_override=hand,
                    delivery_reason=reason, impact_override=hand, impact_reason=reason,
                )  # fmt: skip
            reason = "By hand" if fields["delivery_override"] else None
            ends: list[date | None] = [TODAY + timedelta(days=before) for before, _, _ in moved]
            ends = [day for place, day in enumerate(ends) if day != [*ends, fields["agreed"]][place + 1]]
            ends.append(fields["agreed"])
            if ends[0] is None:
                ends = []
            made = plan.add(
                "action", id=f"a{n}", area=area, area_number=1, item_number=n + 1, title=f"Part {n}", position=n,
                first_agreed=ends[0] if ends else None, delivery_reason=reason, **fields,
            )  # fmt: skip
            for place, new in enumerate(ends):
                _, on_day, said = moved[place - 1] if place else (0, 0, False)
                plan.add(
                    "date_change", action=made, old=ends[place - 1] if place else None, new=new,
                    reason="Moved" if place else None, on_day=TODAY + timedelta(days=on_day),
                    agreed_by="the Board" if said else None,
                )  # fmt: skip
            for _ in range(shown):
                plan.add("evidence", action=made, title="Audit", impact=IMPACTS[n % len(IMPACTS)])


some_actions = st.lists(st.tuples(action_fields, st.integers(0, 1), moves), min_size=1, max_size=25)
many = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=120)


@many
@given(drawn=some_actions, scheme=schemes())
def test_sql_and_python_agree(plan: Plan, drawn: list[Any], scheme: Scheme) -> None:
    put_actions(plan, drawn)
    rating_schemes.set_scheme(plan, scheme)
    assert ratings.scheme_of(plan) == scheme
    in_sql = {
        row: rest
        for row, *rest in plan.rows(
            f"SELECT a.id, {ratings.DELIVERY}, {ratings.LATE} IS TRUE, {ratings.DUE_SOON} IS TRUE FROM action AS a",
            ratings.values_for(scheme, TODAY),
        )
    }
    by_case = dict(plan.rows(f"SELECT a.id, {ratings.DELIVERY} FROM action AS a", ratings.cases_for(scheme, TODAY)))
    by_area: dict[str, dict[str, int]] = {}
    for action in plan.all(Action):
        rating = ratings.action_rating(plan, action.id, TODAY)
        late = progress.is_late(action, TODAY)
        assert in_sql[action.id] == [rating.value, late, progress.is_due_soon(action, TODAY, scheme.limits)]
        hand = by_case[action.id].removeprefix("by hand ")
        said = (scheme.shown(hand), scheme.word(hand)) if rating.overridden else scheme.case(by_case[action.id])
        assert said == (rating.value, rating.word)
        area = by_area.setdefault(action.area, {})
        area[rating.value] = area.get(rating.value, 0) + 1
    for tallies in (ratings.tally(plan, TODAY), ratings.tally(plan, TODAY, "a.position >= 0")):
        assert {area: dict(counts.all) for area, counts in ratings.action_counts(tallies).items()} == by_area
    if scheme.moved_late != "own word":
        moved = agreed_dates.moves(plan, list(in_sql))
        for action in plan.all(Action, "t.delivery_override IS NULL AND NOT t.on_hold"):
            if progress.is_open(action) and moved[action.id].was_late:
                assert in_sql[action.id][0] in ("amber", "red")


@many
@given(drawn=some_actions, before=schemes(), after=schemes())
def test_a_preview_says_what_happens(plan: Plan, drawn: list[Any], before: Scheme, after: Scheme) -> None:
    put_actions(plan, drawn)
    rating_schemes.set_scheme(plan, before)
    ids = [action.id for action in plan.all(Action)]

    def now() -> dict[tuple[str, str, str], tuple[str, str]]:
        found = {}
        for row in ids:
            rating = ratings.action_rating(plan, row, TODAY)
            found["action", row, "delivery"] = (rating.value, rating.word)
        for row, rated in ratings.area_ratings(plan, TODAY).items():
            found["area", row, "delivery"] = (rated.delivery.value, rated.delivery.word)
            found["area", row, "impact"] = (rated.impact.value, rated.impact.word)
        return found

    told = rating_schemes.preview(plan, after, TODAY)
    old = now()
    rating_schemes.set_scheme(plan, after)
    new = now()
    for shifts, table, kind in (
        (told.actions, "action", "delivery"), (told.areas, "area", "delivery"), (told.impacts, "area", "impact")
    ):  # fmt: skip
        happened = Counter(
            (old[key], new[key]) for key in old if (key[0], key[2]) == (table, kind) and old[key] != new[key]
        )
        assert {(one.old, one.new): one.count for one in shifts} == happened
    assert {(one.table, one.id, one.kind): (one.old.value, one.new.value) for one in told.examples} == {
        key: (old[key][0], new[key][0]) for key in old if old[key][0] != new[key][0]
    }
    assert (told.of_actions, told.of_areas) == (len(ids), len(ratings.area_ratings(plan, TODAY)))


@pytest.mark.parametrize("text", ["", "[]", "7", '{"red_after_days": "soon"}', '{"red_after_days": -1, "x": 1}', "{"])
def test_limits_that_cannot_be_read_are_the_usual_ones(plan: Plan, text: str) -> None:
    with plan.batch("From elsewhere"):
        plan.change("plan", plan.details.id, rating_rules=text)
    assert ratings.scheme_of(plan) == scheme_files.usual()
    assert (rating_schemes.trouble_of(plan) is None) == (text in ("", "{}"))


def test_an_area_is_rated_by_its_actions_and_its_newest_evidence(plan: Plan) -> None:
    area, other = areas.add(plan, "Planning"), areas.add(plan, "Health")
    late = actions.add(plan, area, "Audit", on_day=TODAY, agreed=date(2026, 1, 31))
    actions.add(plan, area, "Train", on_day=TODAY, agreed=date(2026, 12, 31), status="in progress")
    evidence.note(plan, "Old", area=area, impact="worse", on_day=date(2026, 1, 1))
    evidence.note(plan, "New", action=late, impact="moving", on_day=date(2026, 5, 1))
    evidence.note(plan, "Undated", area=area, impact="sustained")
    evidence.note(plan, "Newest, but says nothing of impact", area=area, on_day=date(2026, 6, 1))
    rated = ratings.area_ratings(plan, TODAY)
    assert rated[area].delivery.reason == "Delivery red (Off track): of 2 open actions 1 red and 1 green."
    assert rated[area].impact.reason == "Impact amber (Moving): the latest evidence of 1 May 2026 shows “moving”."
    assert (rated[other].delivery.word, rated[other].impact.word) == ("No actions", "No data")
    assert ratings.action_impact(plan, late).value == "amber"
    areas.override_impact(plan, area, "green", "Seen on the visit")
    assert ratings.area_ratings(plan, TODAY)[area].impact.overridden
