"""A small plan for the tests of the Actions page, and how its dialogs are driven."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from gui.pages.actions import ActionsPage
from model import actions, areas, commitments, evidence, inspections, meetings, milestones, people, updates
from model.store.plan import Plan

TODAY = date(2023, 8, 30)
D = TypeVar("D", bound=QDialog)


@dataclass(frozen=True)
class Made:
    """The ids, by what they stand for."""

    ilacs: str
    panel: str  # a meeting, 4 May 2023
    leader: str  # Head of Leaving Care: 1.1 (late), 1.2
    quality: str  # Head of Quality: 2.2
    plans: str
    homes: str
    promise: str
    audit: str  # 1.1, late by 10 days, moved once, with an update
    train: str  # 1.2, due in a week
    offer: str  # 1.3, no owner, no date
    flats: str  # 2.1, complete, no owner
    survey: str  # 2.2, not started, with two milestones


def make_plan(plan: Plan) -> Made:
    ilacs = inspections.add(
        plan, framework="ilacs-2023", type="short", fieldwork_start=date(2023, 4, 24), fieldwork_end=date(2023, 4, 28)
    )
    board = meetings.add_body(plan, "Corporate Parenting Panel")
    panel = meetings.add(plan, board, date(2023, 5, 4))
    leader = people.add(plan, "Head of Leaving Care")
    quality = people.add(plan, "Head of Quality")
    plans = areas.add(plan, "Pathway plans", words="Pathway plans are not timely.")
    areas.add_source(plan, plans, inspection=ilacs, quote="Too many are drawn up late.", page=2)
    homes = areas.add(plan, "Suitable homes", sponsor=quality)
    audit = actions.add(plan, plans, "Audit every plan", on_day=date(2023, 5, 1), owner=leader,
                        agreed=date(2023, 6, 30), status="in progress")  # fmt: skip
    actions.edit(plan, audit, agreed=date(2023, 8, 20), on_day=date(2023, 6, 20), reason="The auditor left")
    train = actions.add(plan, plans, "Train all advisers", on_day=TODAY, owner=leader,
                        agreed=TODAY + timedelta(days=7), status="in progress")  # fmt: skip
    offer = actions.add(plan, plans, "Publish the local offer")
    flats = actions.add(plan, homes, "Lease ten flats", on_day=date(2023, 8, 1), agreed=date(2023, 8, 10))
    actions.set_status(plan, flats, "complete", date(2023, 8, 5))
    survey = actions.add(plan, homes, "Ask care leavers", on_day=TODAY, owner=quality, agreed=date(2024, 1, 31))
    milestones.add(plan, survey, "Questions agreed", date(2023, 8, 1))
    milestones.add(plan, survey, "Survey sent", date(2023, 11, 1))
    updates.add(plan, audit, date(2023, 8, 1), done="Forty chronologies audited", next="Twenty more")
    evidence.note(plan, "Tenancies signed", action=flats, shows="All ten", on_day=date(2023, 8, 5))
    promise = commitments.add(
        plan, "It will be turned round within 12 months.", counted_from=date(2023, 4, 28), amount=12, unit="months"
    )
    # Not part of what a test undoes.
    plan._undo.clear()
    return Made(ilacs, panel, leader, quality, plans, homes, promise, audit, train, offer, flats, survey)


def answer(kind: type[D], drive: Callable[[D], None]) -> list[D]:
    """When the next dialog of this kind opens, drive it; it is closed afterwards. Returns those driven."""
    driven: list[D] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind):
            QTimer.singleShot(5, look)
            return
        driven.append(dialog)
        try:
            drive(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, look)
    return driven


def column(page: ActionsPage, name: str) -> int:
    return next(place for place, one in enumerate(page.table.columns) if one.name == name)


def cell(page: ActionsPage, action: str, name: str) -> str:
    return str(page.table.index(page.table.row_of(action), column(page, name)).data())


def shown_lines(page: ActionsPage) -> list[str]:
    """What stands in the table, headings included, from the top."""
    return [str(page.table.index(row, 0).data()) for row in range(page.table.rowCount())]


def trigger(menu: QMenu, words: str) -> None:
    next(entry for entry in menu.actions() if entry.text() == words).trigger()


def entries(menu: QMenu) -> dict[str, object]:
    return {entry.text(): entry for entry in menu.actions() if entry.text()}
