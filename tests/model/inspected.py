"""Inspections with their days, for tests of what follows from them."""

from __future__ import annotations

from datetime import date
from typing import Any

from model import areas, inspections, statutory_dates
from model.inspections import Given
from model.statutory_dates import StatutoryDate
from model.store.plan import Plan


def sif(plan: Plan, published: date, **fields: Any) -> str:
    return inspections.add(plan, framework="sif", type="inspection", published=published, **fields)


def ilacs(plan: Plan, kind: str = "short", framework: str = "ilacs-2023", **fields: Any) -> str:
    return inspections.add(plan, framework=framework, type=kind, **fields)


def jtai(plan: Plan, **fields: Any) -> str:
    return inspections.add(plan, framework="jtai", type="jtai", **fields)


def send(plan: Plan, outcome: int | None, **fields: Any) -> str:
    given = [] if outcome is None else [Given("area-send.outcome", f"outcome-{outcome}")]
    return inspections.add(plan, framework="area-send", type="inspection", judgements=given, **fields)


def finding(plan: Plan, inspection: str, kind: str) -> str:
    """An area of that kind, raised by the inspection."""
    area = areas.add(plan, "Oversight at the front door", kind=kind)
    areas.add_source(plan, area, origin="inspection", inspection=inspection)
    return area


def due(plan: Plan, inspection: str, rule: str, today: date = date(2023, 8, 30)) -> StatutoryDate:
    found = [one for one in statutory_dates.of_inspection(plan, inspection, today) if one.rule.code == rule]
    assert len(found) == 1, f"{len(found)} dates by {rule}"
    return found[0]


def codes(plan: Plan, inspection: str, today: date = date(2023, 8, 30)) -> list[str]:
    return [one.rule.code for one in statutory_dates.of_inspection(plan, inspection, today)]
