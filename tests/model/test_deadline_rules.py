"""The rules of a plan: copied in, edited, switched off, put back, and rules of its own."""

from __future__ import annotations

from datetime import date

import pytest

from model import deadline_rules, inspections, rule_files, statutory_dates
from model.errors import Fault
from model.records import DeadlineRule
from model.rule_files import Applies
from model.store.plan import Plan
from tests.model.contents import refused, there_and_back


def codes(plan: Plan) -> list[str]:
    return [rule.code for rule in deadline_rules.rules(plan)]


def test_a_plan_without_inspections_shows_the_rules_of_the_program(plan: Plan) -> None:
    assert plan.all(DeadlineRule) == []
    assert codes(plan) == [entry.code for entry in rule_files.shipped()]
    assert not any(deadline_rules.differs(rule) for rule in deadline_rules.rules(plan))


def test_the_first_inspection_brings_the_rules_in_the_same_act(plan: Plan) -> None:
    there_and_back(plan, lambda: inspections.add(plan, framework="ilacs-2023", type="short"))
    assert len(plan.all(DeadlineRule)) == len(rule_files.shipped())
    assert plan.undo_title.startswith("Add ILACS short inspection")
    inspections.add(plan, framework="ilacs-2023", type="standard")
    assert len(plan.all(DeadlineRule)) == len(rule_files.shipped())
    assert deadline_rules.rules(plan) == plan.all(DeadlineRule, order="t.position")


def test_a_rule_is_edited_and_put_back(plan: Plan) -> None:
    there_and_back(plan, lambda: deadline_rules.edit(plan, "R6", length=40, note="As our region counts."))
    assert plan.undo_title == "Edit length of the period and note of deadline rule R6"
    rule = deadline_rules.rule(plan, "R6")
    assert (rule.length, rule.note, deadline_rules.differs(rule)) == (40, "As our region counts.", True)
    there_and_back(plan, lambda: deadline_rules.edit(plan, "R6", applies=Applies(frameworks=("area-send",))))
    assert deadline_rules.applies(deadline_rules.rule(plan, "R6")) == Applies(frameworks=("area-send",))
    there_and_back(plan, lambda: deadline_rules.put_back(plan, "R6"))
    assert plan.undo_title == "Put back deadline rule R6"
    assert deadline_rules.rule(plan, "R6").length == 35
    assert not deadline_rules.differs(deadline_rules.rule(plan, "R6"))


def test_an_edited_rule_keeps_its_words_when_the_next_inspection_comes(plan: Plan) -> None:
    deadline_rules.edit(plan, "R1", length=25)
    inspections.add(plan, framework="ilacs-2023", type="short")
    assert deadline_rules.rule(plan, "R1").length == 25


def test_a_rule_of_a_newer_program_comes_with_the_next_inspection(plan: Plan) -> None:
    inspections.add(plan, framework="ilacs-2023", type="short")
    with plan.batch("As an older program left it"):
        plan.remove("deadline_rule", [one.id for one in plan.all(DeadlineRule, "t.code = 'R18'")])
    assert codes(plan)[-1] == "R18"  # shown all the same
    inspections.add(plan, framework="ilacs-2023", type="standard")
    assert len(plan.all(DeadlineRule, "t.code = 'R18'")) == 1


def test_rules_are_switched_off_and_on(plan: Plan) -> None:
    inspection = inspections.add(plan, framework="ilacs-2023", type="short", published=date(2023, 6, 14))
    there_and_back(plan, lambda: deadline_rules.switch(plan, ["R1", "R10"], False))
    assert plan.undo_title == "Switch off R1 and R10"
    left = [one.rule.code for one in statutory_dates.of_inspection(plan, inspection, date(2023, 8, 30))]
    assert left == ["R2"]
    there_and_back(plan, lambda: deadline_rules.switch(plan, "R1", True))
    assert plan.undo_title == "Switch on deadline rule R1"
    assert deadline_rules.rule(plan, "R1").in_use
    assert "no rule with the code “R99”" in refused(plan, lambda: deadline_rules.switch(plan, "R99", True), "rule")
    assert refused(plan, lambda: deadline_rules.switch(plan, [], True)) == "Choose a rule first."


def test_a_rule_of_the_plans_own(plan: Plan) -> None:
    made = there_and_back(
        plan,
        lambda: deadline_rules.add(
            plan, "LOCAL-1", name="Brief the lead member", counts_from="published", length=2, unit="working days",
            applies=Applies(frameworks=("ilacs",)),
        ),
    )  # fmt: skip
    assert plan.undo_title == "Add deadline rule LOCAL-1"
    assert plan.get(DeadlineRule, made).code == codes(plan)[-1] == "LOCAL-1"
    inspection = inspections.add(plan, framework="ilacs-2023", type="short", published=date(2023, 6, 14))
    of_it = {one.rule.code: one.day for one in statutory_dates.of_inspection(plan, inspection, date(2023, 6, 14))}
    assert of_it["LOCAL-1"] == date(2023, 6, 16)
    statutory_dates.set_met(plan, inspection, "LOCAL-1", date(2023, 6, 15))
    there_and_back(plan, lambda: deadline_rules.remove(plan, "LOCAL-1"))
    assert plan.undo_title == "Delete deadline rule LOCAL-1 with what was entered of 1 deadline"
    assert "LOCAL-1" not in codes(plan)


def test_what_is_no_rule_is_refused(plan: Plan) -> None:
    taken = refused(plan, lambda: deadline_rules.add(plan, "r2", name="x", counts_from="received"), "code")
    assert taken.startswith("R2 is “Written statement of action")
    refused(plan, lambda: deadline_rules.add(plan, "L 1", name="x", counts_from="received"), "code")
    refused(plan, lambda: deadline_rules.add(plan, "L1", counts_from="received"), "name")
    refused(plan, lambda: deadline_rules.add(plan, "L1", name="x"), "counts_from")
    refused(plan, lambda: deadline_rules.add(plan, "L1", name="x", counts_from="midsummer"), "counts_from")
    refused(plan, lambda: deadline_rules.edit(plan, "R2", unit=None), "unit")
    refused(plan, lambda: deadline_rules.edit(plan, "R2", unit="moons"), "unit")
    refused(plan, lambda: deadline_rules.edit(plan, "R2", length=0), "length")
    refused(plan, lambda: deadline_rules.edit(plan, "R2", name=" "), "name")
    refused(plan, lambda: deadline_rules.edit(plan, "R2", applies=Applies(kinds=("worry",))), "applies")
    assert "five clear days" in refused(plan, lambda: deadline_rules.edit(plan, "R15", length=3))
    with pytest.raises(Fault):
        deadline_rules.edit(plan, "R2", position=1)  # type: ignore[call-arg]


def test_a_rule_of_the_program_is_switched_off_and_not_removed(plan: Plan) -> None:
    said = refused(plan, lambda: deadline_rules.remove(plan, "R2"))
    assert said == "R2 came with the program and can only be switched off."
    deadline_rules.add(plan, "L1", name="House rule", counts_from="received")
    assert "did not come with the program" in refused(plan, lambda: deadline_rules.put_back(plan, "L1"))


def test_a_rule_that_cannot_be_read_applies_to_nothing_until_it_is_put_back(plan: Plan) -> None:
    inspection = inspections.add(plan, framework="ilacs-2023", type="short", published=date(2023, 6, 14))
    with plan.batch("As another program wrote it"):
        plan.change("deadline_rule", plan.all(DeadlineRule, "t.code = 'R2'")[0].id, applies='{"moons": 3}')
    codes_due = [one.rule.code for one in statutory_dates.of_inspection(plan, inspection, date(2023, 6, 14))]
    assert codes_due == ["R1", "R10"]
    assert deadline_rules.differs(deadline_rules.rule(plan, "R2"))
    assert "R2" not in [rule.code for rule, _ in deadline_rules.readable(plan)]
    there_and_back(plan, lambda: deadline_rules.edit(plan, "R2", applies=Applies(frameworks=("ilacs",))))
    there_and_back(plan, lambda: deadline_rules.put_back(plan, "R2"))
    assert not deadline_rules.differs(deadline_rules.rule(plan, "R2"))
