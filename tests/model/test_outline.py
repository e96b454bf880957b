"""The outline: who stands under whom, what words are found where, what a deletion takes along."""

from __future__ import annotations

from datetime import date

import pytest

from model import actions, areas, milestones, outline, people, updates
from model.errors import Fault
from model.store.plan import Plan

DAY = date(2023, 8, 30)


@pytest.fixture
def ids(plan: Plan) -> dict[str, str]:
    """Two areas; three actions, one with two milestones."""
    made: dict[str, str] = {}
    made["leader"] = people.add(plan, "Head of Leaving Care")
    made["homes"] = areas.add(plan, "Suitable homes", words="Too many care leavers live in unsuitable homes.")
    made["records"] = areas.add(plan, "Records of visits", theme="recording")
    areas.add_source(plan, made["records"], origin="audit", quote="Chronologies were thin, at 50% of cases.")
    made["lease"] = actions.add(plan, made["homes"], "Lease ten flats", owner=made["leader"])
    made["survey"] = actions.add(plan, made["homes"], "Ask every care leaver")
    made["train"] = actions.add(plan, made["records"], "Train all teams")
    made["sites"] = milestones.add(plan, made["lease"], "Sites found")
    made["keys"] = milestones.add(plan, made["lease"], "Keys handed over")
    return made


def test_what_stands_under_what_in_its_order(plan: Plan, ids: dict[str, str]) -> None:
    assert outline.area_ids(plan) == [ids["homes"], ids["records"]]
    assert outline.actions_under(plan) == {
        ids["homes"]: [ids["lease"], ids["survey"]],
        ids["records"]: [ids["train"]],
    }
    assert outline.actions_under(plan, [ids["records"]]) == {ids["records"]: [ids["train"]]}
    actions.move(plan, ids["survey"], ids["homes"], before=ids["lease"])
    assert outline.actions_under(plan, [ids["homes"]]) == {ids["homes"]: [ids["survey"], ids["lease"]]}
    assert outline.with_milestones(plan) == {ids["lease"]}
    under = outline.milestones_under(plan, [ids["lease"], ids["survey"]])
    assert {action: [step.id for step in steps] for action, steps in under.items()} == {
        ids["lease"]: [ids["sites"], ids["keys"]]
    }


def test_where_a_record_stands(plan: Plan, ids: dict[str, str]) -> None:
    source = areas.sources(plan, ids["records"])[0].id
    assert outline.path_of(plan, "area", ids["homes"]) == (ids["homes"],)
    assert outline.path_of(plan, "source", source) == (ids["records"],)
    assert outline.path_of(plan, "action", ids["lease"]) == (ids["homes"], ids["lease"])
    assert outline.path_of(plan, "milestone", ids["keys"]) == (ids["homes"], ids["lease"], ids["keys"])
    milestones.remove(plan, ids["keys"])
    assert outline.path_of(plan, "milestone", ids["keys"]) is None
    with pytest.raises(Fault):
        outline.path_of(plan, "person", ids["leader"])


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("unsuitable", {"homes"}),
        ("RECORD", {"records"}),
        ("thin 50%", {"records"}),
        ("leaving care", {"lease"}),
        ("care leaver", {"homes", "survey"}),
        ("lease", {"lease"}),
        ("keys", {"keys"}),
        ("1.2", {"survey"}),
        ("1.", {"lease", "survey"}),
        ("2", {"records", "train"}),
        ("not started flats", {"lease"}),
        ("%", {"records"}),
        ("_", set()),
        ("' OR 1 --", set()),
    ],
)
def test_words_are_found_where_they_stand(plan: Plan, ids: dict[str, str], words: str, names: set[str]) -> None:
    found = outline.found(plan, words)
    assert found is not None
    hits = {*found.areas, *found.actions, *found.milestones}
    assert {name for name, row in ids.items() if row in hits} == names
    assert found.count == len(names)
    for milestone, path in found.milestones.items():
        assert outline.path_of(plan, "milestone", milestone) == (*path, milestone)


def test_nothing_typed_is_no_question(plan: Plan) -> None:
    assert outline.found(plan, "  ") is None


def test_what_a_deletion_takes_along_is_named(plan: Plan, ids: dict[str, str]) -> None:
    updates.add(plan, ids["lease"], DAY, done="Two flats viewed")
    actions.edit(plan, ids["lease"], agreed=date(2023, 9, 1), on_day=DAY)
    assert outline.goes_along(plan, "milestone", [ids["keys"]]) == ""
    assert outline.goes_along(plan, "action", [ids["survey"]]) == ""
    assert outline.goes_along(plan, "action", [ids["lease"]]) == "2 milestones and 1 update"
    assert outline.goes_along(plan, "area", [ids["homes"]]) == "2 actions, 2 milestones and 1 update"
    assert outline.goes_along(plan, "area", [ids["homes"], ids["records"]]) == (
        "3 actions, 2 milestones, 1 update and 1 source"
    )
