"""A disk that is full, at whatever step of an act: one sentence, nothing changed, and the next act works."""

from __future__ import annotations

import pytest

from model import actions, areas
from model.errors import Refused
from model.records import Action
from model.store.plan import Plan
from tests.model.contents import contents


@pytest.fixture
def filled(plan: Plan) -> tuple[Plan, list[str]]:
    area = areas.add(plan, "Planning")
    made = [actions.add(plan, area, f"Audit {n} " + "plans " * 100) for n in range(30)]
    return plan, made


def fill(plan: Plan, made: list[str]) -> None:
    for n in range(200):
        actions.edit(plan, made[n % 30], how=f"{n} " + "words of some length " * 2000)


@pytest.mark.parametrize("room", range(6))
def test_an_act_that_finds_no_room_changes_nothing(filled: tuple[Plan, list[str]], room: int) -> None:
    plan, made = filled
    before = contents(plan)
    (pages,) = plan.db.conn.execute("PRAGMA page_count").fetchone()
    plan.db.conn.execute(f"PRAGMA max_page_count = {pages + room}")
    with pytest.raises(Refused, match="could not be saved on this computer"):
        fill(plan, made)
    plan.db.conn.execute("PRAGMA max_page_count = 1073741823")
    while plan.undo_title and plan.undo_title.startswith("Edit how"):
        plan.undo()
    assert contents(plan) == before
    actions.edit(plan, made[0], how="There is room again")
    assert plan.get(Action, made[0]).how == "There is room again"


def test_an_undo_that_finds_no_room_can_be_tried_again(filled: tuple[Plan, list[str]]) -> None:
    plan, made = filled
    before = contents(plan)
    actions.remove(plan, made)
    after = contents(plan)
    plan.db.conn.execute("VACUUM")  # so that no room is left from what was deleted
    (pages,) = plan.db.conn.execute("PRAGMA page_count").fetchone()
    plan.db.conn.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Refused):
        plan.undo()
    assert contents(plan) == after
    plan.db.conn.execute("PRAGMA max_page_count = 1073741823")
    plan.undo()
    assert contents(plan) == before
