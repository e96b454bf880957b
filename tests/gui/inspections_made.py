"""A plan with four inspections, for the tests of what shows them."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QLabel

from model import inspections
from model.inspections import Given
from model.store.plan import Plan

LEADERS = "ilacs-2023.leaders"


def fill(plan: Plan) -> dict[str, str]:
    """A single inspection, a visit, a short inspection of the older shape, and one of the newer."""
    return {
        "sif": inspections.add(
            plan, framework="sif", type="inspection",
            judgements=[
                Given("sif.looked-after", "good"), Given("sif.adoption", "outstanding"),
                Given("sif.lscb", "requires-improvement", "The LSCB requires improvement", 30),
            ],
            fieldwork_start=date(2014, 10, 22), fieldwork_end=date(2014, 11, 12), published=date(2015, 1, 6),
        ),
        "visit": inspections.add(
            plan, framework="ilacs-2018", type="focused-visit", fieldwork_start=date(2018, 4, 25),
            theme="Planning and achieving permanence",
        ),
        "2019": inspections.add(
            plan, framework="ilacs-2018", type="short",
            judgements=[Given("ilacs-2018.in-care-and-care-leavers", "outstanding", page=1)],
            fieldwork_start=date(2019, 4, 29), fieldwork_end=date(2019, 5, 3), published=date(2019, 6, 11),
        ),
        "2023": inspections.add(
            plan, framework="ilacs-2023", type="short",
            judgements=[Given(LEADERS, "outstanding"), Given("ilacs-2023.overall", "outstanding")],
            fieldwork_start=date(2023, 4, 24), fieldwork_end=date(2023, 4, 28),
            received=date(2023, 8, 1), published=date(2023, 9, 14),
        ),
    }  # fmt: skip


def words_of(widget: Any) -> list[str]:
    """What the labels in a widget say, as far as they are shown."""
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget) and one.text()]


def given(plan: Plan, inspection_id: str) -> dict[str, str]:
    """The grades of an inspection by area, in codes."""
    return {one.area: one.grade for one in inspections.judgements_given(plan, inspection_id)}
