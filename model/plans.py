"""The plan itself: whose it is, what it is called, and how its papers are made."""

from __future__ import annotations

from datetime import date
from typing import TypedDict, Unpack

from model.chosen import fields_named, only
from model.errors import Refused
from model.records import PLAN_STATUSES
from model.store.plan import Plan


class PlanFields(TypedDict, total=False):
    authority: str
    title: str
    period: str | None
    introduction: str | None
    statutory_status: str  # PLAN_STATUSES
    stands_on: date | None
    print_posts: bool


def edit(plan: Plan, **fields: Unpack[PlanFields]) -> None:
    """Change what the plan says of itself.

    ``stands_on`` makes it an archive that is read as on that day; None is read as on today again.
    Refused: no authority or title, a status that there is not.
    """
    only(fields, PlanFields.__annotations__, "Editing the plan")
    for name, words in (("authority", "authority the plan is for"), ("title", "title of the plan")):
        if name in fields and not (fields[name] or "").strip():  # type: ignore[literal-required]
            raise Refused(f"Type the {words}.", field=name)
    status = fields.get("statutory_status")
    if status is not None and status not in PLAN_STATUSES:
        raise Refused(f"A plan is one of {', '.join(PLAN_STATUSES)}.", field="statutory_status")
    with plan.batch(f"Edit plan details: {fields_named('plan', fields)}"):
        plan.change("plan", plan.details.id, **fields)
