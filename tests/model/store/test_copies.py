"""Copies to send away hold what they should, and nothing that was deleted."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.errors import Refused
from model.records import Area, Batch
from model.store.copies import save_copy, save_copy_without_history
from model.store.opening import open_plan, read_plan
from model.store.plan import Plan, Sitting


@pytest.fixture
def filled(plan: Plan) -> Plan:
    with plan.batch("Add areas"):
        for number in (1, 2):
            plan.add("area", number=number, title=f"Zebracrossing {number}", position=number)
        digest = plan.keep_file(b"zebraletter" * 500)
        plan.add("document", title="Letter", digest=digest, size=11)
        kept = plan.keep_file(b"kept attachment")
        plan.add("document", title="Kept", digest=kept, size=15)
    with plan.batch("Delete"):
        plan.remove("area", [area.id for area in plan.all(Area, "t.number = 2")])
        plan.remove("document", [row[0] for row in plan.rows("SELECT id FROM document WHERE title = 'Letter'")])
    with plan.batch("Rename"):
        plan.change("area", plan.all(Area)[0].id, title="Planning")
    return plan


def test_a_copy_holds_everything(filled: Plan, tmp_path: Path, sitting: Sitting) -> None:
    save_copy(filled, tmp_path / "copy.turnaround")
    copy = read_plan(tmp_path / "copy.turnaround", sitting)
    assert copy.all(Area) == filled.all(Area)
    assert copy.all(Batch) == filled.all(Batch)
    copy.close()


def test_a_copy_without_history_holds_nothing_that_was_deleted(filled: Plan, tmp_path: Path, sitting: Sitting) -> None:
    target = tmp_path / "clean.turnaround"
    save_copy(filled, tmp_path / "full.turnaround")
    assert b"ebracrossing" in (tmp_path / "full.turnaround").read_bytes()
    save_copy_without_history(filled, target)
    content = target.read_bytes().lower()
    assert b"zebra" not in content
    assert b"kept attachment" in content
    copy = open_plan(target, sitting)
    assert copy.all(Area) == filled.all(Area)
    assert copy.all(Batch) == []
    with copy.batch("Add"):
        copy.add("area", number=copy.next_number("area") + 2, title="New", position=9)
    assert copy.undo() is not None
    copy.close()


def test_a_copy_never_lands_on_the_plan_itself_or_on_one_in_use(tmp_path: Path, sitting: Sitting, filled: Plan) -> None:
    save_copy(filled, tmp_path / "plan.turnaround")
    plan = open_plan(tmp_path / "plan.turnaround", sitting)
    with pytest.raises(Refused, match="another name"):
        save_copy(plan, tmp_path / "plan.turnaround")
    with pytest.raises(Refused, match="has had this plan open"):
        save_copy(filled, tmp_path / "plan.turnaround")
    with pytest.raises(Refused, match="could not be written"):
        save_copy(plan, tmp_path / "no folder" / "copy.turnaround")
    plan.close()
