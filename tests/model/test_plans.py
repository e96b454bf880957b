"""What a plan says of itself is edited in one act."""

from __future__ import annotations

from datetime import date

from model import plans
from model.store.plan import Plan
from tests.model.contents import refused, there_and_back


def test_the_plan_is_edited_there_and_back(plan: Plan) -> None:
    there_and_back(
        plan, lambda: plans.edit(plan, period="2026 to 2029", statutory_status="agreed", stands_on=date(2026, 3, 31))
    )
    assert plan.undo_title == "Edit plan details: period, status of the plan and day the plan stands on"
    assert plan.today(date(2030, 1, 1)) == date(2026, 3, 31)
    there_and_back(plan, lambda: plans.edit(plan, stands_on=None))
    assert plan.undo_title == "Edit plan details: day the plan stands on"
    assert plan.today(date(2030, 1, 1)) == date(2030, 1, 1)


def test_what_a_plan_cannot_be_without_is_refused(plan: Plan) -> None:
    refused(plan, lambda: plans.edit(plan, authority=" "), "authority")
    refused(plan, lambda: plans.edit(plan, title=""), "title")
    sentence = refused(plan, lambda: plans.edit(plan, statutory_status="finished"), "statutory_status")
    assert sentence == "A plan is one of draft, agreed, submitted, closed."
