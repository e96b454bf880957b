"""Areas for improvement, their sources in the order of time, and ratings given by hand."""

from __future__ import annotations

from datetime import date

import pytest

from model import actions, areas, evidence, inspections, meetings
from model.records import Action, Area, Evidence, Source
from model.store.plan import Plan
from tests.model.contents import refused, there_and_back


def _inspection(plan: Plan, year: int) -> str:
    return inspections.add(
        plan,
        framework="ilacs-2018" if year < 2023 else "ilacs-2023",
        type="focused-visit",
        fieldwork_start=date(year, 4, 24),
        fieldwork_end=date(year, 4, 25),
    )


def test_areas_are_numbered_and_a_number_never_comes_again(plan: Plan) -> None:
    first = there_and_back(plan, lambda: areas.add(plan, "Planning", words="Plans are not always up to date."))
    assert plan.undo_title == "Add area “Planning”"
    areas.remove(plan, areas.add(plan, "Wrong"))
    third = areas.add(plan, "Health", before=first, kind="recommendation", theme="Health")
    assert [(a.id, a.number) for a in areas.in_order(plan)] == [(third, 3), (first, 1)]
    assert plan.get(Area, third).kind == "recommendation"


def test_an_area_is_edited(plan: Plan) -> None:
    made = areas.add(plan, "Planning")
    there_and_back(plan, lambda: areas.edit(plan, made, outcome="Every plan is current", tag="NF 2"))
    assert plan.undo_title == "Edit outcome wanted and national-framework tag of area 1"
    refused(plan, lambda: areas.edit(plan, made, title=" "))
    refused(plan, lambda: areas.edit(plan, made, kind="wish"))


def test_areas_are_put_in_another_order(plan: Plan) -> None:
    one, two, three, four = (areas.add(plan, f"Area {n}") for n in range(4))
    there_and_back(plan, lambda: areas.reorder(plan, [four, three], before=one))
    assert [a.id for a in areas.in_order(plan)] == [four, three, one, two]
    there_and_back(plan, lambda: areas.reorder(plan, four))
    assert plan.undo_title == "Move area 4"
    assert [a.id for a in areas.in_order(plan)] == [three, one, two, four]


def test_places_never_run_out(plan: Plan) -> None:
    first, last = areas.add(plan, "First"), areas.add(plan, "Last")
    middle = [areas.add(plan, f"Middle {n}", before=last) for n in range(60)]
    assert [a.id for a in areas.in_order(plan)] == [first, *middle, last]
    turn = [middle[0], middle[1]]
    for n in range(80):  # each time between the same two: the room halves
        areas.reorder(plan, turn[n % 2], before=last)
        areas.reorder(plan, turn[(n + 1) % 2], before=turn[n % 2])
    assert [a.id for a in areas.in_order(plan)] == [first, *middle[2:], turn[0], turn[1], last]
    positions = [a.position for a in areas.in_order(plan)]
    assert positions == sorted(set(positions))


def test_deleting_an_area_says_how_many_actions_go_with_it(plan: Plan) -> None:
    made = areas.add(plan, "Planning for care leavers")
    action = actions.add(plan, made, "Audit")
    actions.add(plan, made, "Train")
    evidence.add_link(plan, "https://example.org/audit", action=action)
    evidence.add_link(plan, "https://example.org/survey", area=made)
    areas.add_source(plan, made, origin="audit", quote="Seven of twelve plans were out of date.")
    there_and_back(plan, lambda: areas.remove(plan, made))
    assert plan.undo_title == "Delete area 1 “Planning for care leavers” with its 2 actions"
    assert plan.all(Action) == plan.all(Evidence) == plan.all(Source) == []
    assert plan.rows("SELECT count(*) FROM document") == [(0,)]
    empty = [areas.add(plan, "A"), areas.add(plan, "B")]
    areas.remove(plan, empty)
    assert plan.undo_title == "Delete 2 areas"


def test_the_golden_thread_is_in_the_order_of_time(plan: Plan) -> None:
    made = areas.add(plan, "Planning")
    body = meetings.add_body(plan, "Corporate Parenting Panel")
    panel = meetings.add(plan, body, date(2021, 9, 7))
    late, early = _inspection(plan, 2023), _inspection(plan, 2019)
    areas.add_source(plan, made, inspection=late, quote="Still not current", page=3, paragraph="12")
    there_and_back(plan, lambda: areas.add_source(plan, made, inspection=early, quote="Not always current"))
    assert plan.undo_title == "Add a source to area 1"
    areas.add_source(plan, made, meeting=panel)
    areas.add_source(plan, made, origin="self-evaluation")
    thread = areas.golden_thread(plan, made)
    assert [step.opens for step in thread] == [early, panel, late, None]
    assert [step.table for step in thread] == ["inspection", "meeting", "inspection", None]
    assert [step.day for step in thread] == [date(2019, 4, 24), date(2021, 9, 7), date(2023, 4, 24), None]
    assert thread[0].name == inspections.names(plan)[early]
    assert thread[3].name == "Self-evaluation"


def test_a_source_agrees_with_what_it_names(plan: Plan) -> None:
    made = areas.add(plan, "Planning")
    inspection = _inspection(plan, 2023)
    source = areas.add_source(plan, made, inspection=inspection, quote="Words", page=4)
    assert "inspection" in refused(plan, lambda: areas.add_source(plan, made, origin="inspection"), "inspection")
    assert "meeting" in refused(plan, lambda: areas.edit_source(plan, source, origin="meeting"), "meeting")
    there_and_back(plan, lambda: areas.edit_source(plan, source, quote="Other words", page=5))
    assert plan.undo_title == "Edit quote and page of a source of area 1"
    there_and_back(plan, lambda: areas.edit_source(plan, source, origin="audit"))
    changed = plan.get(Source, source)
    assert (changed.origin, changed.inspection, changed.quote) == ("audit", None, "Other words")
    refused(plan, lambda: areas.edit_source(plan, source, page=0))


def test_sources_are_moved_and_deleted(plan: Plan) -> None:
    made, other = areas.add(plan, "Planning"), areas.add(plan, "Health")
    one, two = (areas.add_source(plan, made, origin="audit", quote=f"Q{n}") for n in range(2))
    elsewhere = areas.add_source(plan, other, origin="other")
    there_and_back(plan, lambda: areas.reorder_sources(plan, two, before=one))
    assert [s.id for s in areas.sources(plan, made)] == [two, one]
    assert "different areas" in refused(plan, lambda: areas.reorder_sources(plan, [one, elsewhere]))
    there_and_back(plan, lambda: areas.remove_source(plan, [one, two]))
    assert plan.undo_title == "Delete 2 sources of area 1"


@pytest.mark.parametrize("kind", ["delivery", "impact"])
def test_a_rating_set_by_hand_has_its_reason(plan: Plan, kind: str) -> None:
    made = [areas.add(plan, "Planning"), areas.add(plan, "Health")]
    override = areas.override_delivery if kind == "delivery" else areas.override_impact
    assert "needs a reason" in refused(plan, lambda: override(plan, made, "red", "  "), f"{kind}_reason")
    there_and_back(plan, lambda: override(plan, made, "red", "The partner has withdrawn"))
    assert plan.undo_title == f"Rate {kind} of 2 areas red"
    area = plan.get(Area, made[0])
    assert getattr(area, f"{kind}_override") == "red"
    assert getattr(area, f"{kind}_reason") == "The partner has withdrawn"
    there_and_back(plan, lambda: override(plan, made[0], None))
    assert plan.undo_title == f"Rate {kind} of area 1 by the rules again"
    refused(plan, lambda: override(plan, made, "purple", "Because"))
