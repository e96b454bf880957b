"""A small plan for the tests of the Plan page: two areas, three inspections, four actions, milestones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from model import actions, areas, evidence, inspections, milestones, people, updates
from model.store.plan import Plan

TODAY = date(2023, 8, 30)


@dataclass(frozen=True)
class Made:
    """The ids, by what they stand for."""

    sif: str
    ilacs: str
    leader: str
    quality: str
    plans: str  # an area with two sources
    homes: str
    audit: str  # 1.1, late, with an update and evidence
    train: str  # 1.2, no owner, no date
    flats: str  # 2.1, with milestones
    survey: str  # 2.2
    sites: str
    keys: str


def make_plan(plan: Plan) -> Made:
    sif = inspections.add(plan, framework="sif", type="inspection", fieldwork_start=date(2014, 11, 4))
    ilacs = inspections.add(
        plan,
        framework="ilacs-2023",
        type="short",
        fieldwork_start=date(2023, 4, 24),
        fieldwork_end=date(2023, 4, 28),
    )
    leader = people.add(plan, "Head of Leaving Care")
    quality = people.add(plan, "Head of Quality")
    plans = areas.add(plan, "Pathway plans", words="Pathway plans are not timely.", tag="outcome 4")
    areas.add_source(plan, plans, inspection=ilacs, quote="Plans are late.", page=2, paragraph="21")
    areas.add_source(plan, plans, inspection=sif, quote="Ensure plans are owned.", page=5)
    homes = areas.add(plan, "Suitable homes", sponsor=leader)
    audit = actions.add(
        plan, plans, "Audit every plan", on_day=TODAY, owner=quality, agreed=date(2023, 8, 20), status="in progress"
    )
    train = actions.add(plan, plans, "Train all advisers")
    flats = actions.add(plan, homes, "Lease ten flats", on_day=TODAY, owner=leader, agreed=date(2023, 12, 1))
    survey = actions.add(plan, homes, "Ask care leavers", on_day=TODAY, owner=leader, agreed=date(2024, 1, 31))
    sites = milestones.add(plan, flats, "Sites found", date(2023, 8, 1))
    keys = milestones.add(plan, flats, "Keys handed over", date(2023, 11, 1))
    updates.add(plan, audit, date(2023, 8, 1), done="40 audited")
    evidence.note(plan, "Audit of 40 plans", area=plans, impact="moving", on_day=date(2023, 8, 1))
    return Made(sif, ilacs, leader, quality, plans, homes, audit, train, flats, survey, sites, keys)
