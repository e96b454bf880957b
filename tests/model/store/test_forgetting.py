"""What is deleted for good is nowhere any more: not in the plan, its history, its file or its backups."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.errors import Conflict, Refused
from model.records import Action, Area, Batch
from model.store import backups
from model.store.forgetting import delete_for_good
from model.store.opening import create_plan, open_plan
from model.store.plan import Plan, Sitting


def fill(plan: Plan) -> tuple[str, str]:
    with plan.batch("Add “Zebracrossing”"):
        area = plan.add("area", number=1, title="Zebracrossing", words="zebra words", position=1)
        plan.add("action", area=area, area_number=1, item_number=1, title="Zebra action", position=1)
        document = plan.add("document", title="Zebra", digest=plan.keep_file(b"zebra letter"), size=1)
        plan.add("evidence", area=area, title="Zebra evidence", document=document)
    with plan.batch("Rename “Zebracrossing”"):
        plan.change("area", area, title="Zebra renamed")
    with plan.batch("Add another"):
        other = plan.add("area", number=2, title="Planning", position=2)
    with plan.batch("Delete “Zebra”"):
        plan.remove("document", document)
    return area, other


@pytest.mark.parametrize("deleted_before", [False, True])
def test_nothing_is_left_of_it(sitting: Sitting, tmp_path: Path, deleted_before: bool) -> None:
    path = tmp_path / "plan.turnaround"
    plan = create_plan(path, sitting, authority="B", title="T")
    area, other = fill(plan)
    plan.close()
    plan = open_plan(path, sitting)
    if deleted_before:
        with plan.batch("Delete area 1 “Zebra renamed”"):
            plan.remove("area", area)
    assert delete_for_good(plan, "area", area) == 3
    assert [one.id for one in plan.all(Area)] == [other]
    assert plan.all(Action) == []
    assert plan.undo() is None
    assert plan.rows("SELECT * FROM pragma_quick_check") == [("ok",)]
    # The documents went before, by themselves: they have a history of their own.
    assert delete_for_good(plan, "document", plan.rows("SELECT row FROM change WHERE record = 'document'")[0][0]) == 1
    assert any(batch.title == "Deleted for good" for batch in plan.all(Batch))
    plan.close()
    content = path.read_bytes().lower()
    assert b"zebra" not in content
    assert b"planning" in content
    assert backups.backups_of(sitting, path) == []


def test_the_deletion_cannot_be_put_back_and_the_rest_of_the_history_can(plan: Plan) -> None:
    area, other = fill(plan)
    with plan.batch("Rename"):
        plan.change("area", other, title="Planning for care leavers")
    rename = plan.all(Batch, order="t.seq DESC")[0].id
    delete_for_good(plan, "area", area)
    last = plan.all(Batch, order="t.seq DESC")[0]
    with pytest.raises(Conflict):
        plan.reverse(last.id)
    plan.reverse(rename)
    assert plan.get(Area, other).title == "Planning"


def test_what_never_was_is_refused(plan: Plan) -> None:
    with pytest.raises(Refused, match="never was"):
        delete_for_good(plan, "area", "nothing")
