"""What is deleted for good is nowhere any more: not in the plan, its history, its file or its backups."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from model import areas, inspections, meetings
from model.errors import Conflict, Refused
from model.records import Action, Area, Batch
from model.store import backups
from model.store.forgetting import delete_for_good, would_go
from model.store.opening import create_plan, open_plan
from model.store.plan import Plan, Sitting
from tests.model.contents import contents


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


def test_what_would_go_is_counted_and_nothing_is_touched(plan: Plan) -> None:
    area, _ = fill(plan)
    before = contents(plan)
    assert would_go(plan, "area", area) == {"action": 1, "evidence": 1}
    assert contents(plan) == before
    assert plan.undo_title == "Delete “Zebra”"


def test_an_act_on_something_else_does_not_go_on_naming_it(plan: Plan) -> None:
    area, _ = fill(plan)
    with plan.batch("Add Zebra Smith"):
        person = plan.add("person", kind="post", name="Zebra Smith")
    action = plan.all(Action)[0].id
    with plan.batch("Assign Zebra Smith to 1 action"):
        plan.change("action", action, owner=person)
    delete_for_good(plan, "person", person)
    assert plan.get(Action, action).owner is None
    assert plan.get(Area, area).title == "Zebra renamed"
    assert not [batch for batch in plan.all(Batch) if "Smith" in batch.title]


@pytest.mark.parametrize("table", ["inspection", "meeting", "body"])
def test_sources_go_with_what_they_are_from(plan: Plan, table: str) -> None:
    area, _ = fill(plan)
    if table == "inspection":
        row = inspections.add(plan, framework="ilacs-2023", type="short", fieldwork_start=date(2023, 4, 24))
        from_there = {"inspection": row}
    else:
        body = meetings.add_body(plan, "Scrutiny")
        meeting = meetings.add(plan, body, date(2023, 9, 6))
        row, from_there = (body if table == "body" else meeting), {"meeting": meeting}
    areas.add_source(plan, area, quote="Zebra quote", **from_there)
    assert would_go(plan, table, row)["source"] == 1
    delete_for_good(plan, table, row)
    assert areas.sources(plan, area) == []


def test_the_plan_and_its_frameworks_are_no_records_to_forget(plan: Plan) -> None:
    with pytest.raises(Refused, match="Only what people enter"):
        delete_for_good(plan, "plan", plan.details.id)
    assert plan.details.title == "Improvement plan"


def test_a_plan_published_in_between_is_replaced_again(
    sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.turnaround"
    create_plan(path, sitting, authority="B", title="T").close()
    plan = open_plan(path, sitting)
    area, _ = fill(plan)
    working = plan.working
    assert working is not None
    # The publishing thread is as quick as it can be.
    monkeypatch.setattr(plan, "forget_sitting", working.publish)
    delete_for_good(plan, "area", area)
    assert b"crossing" not in path.read_bytes().lower()  # the index cuts off what words have in common
    assert working.state.saved
    plan.close()


def test_a_backup_that_stays_is_said(sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.turnaround"
    plan = create_plan(path, sitting, authority="B", title="T")
    area, _ = fill(plan)
    kept = backups.make_backup(sitting, path, always=True)
    assert kept is not None

    remove = Path.unlink

    def unlink(path: Path, missing_ok: bool = False) -> None:
        if path == kept:
            raise PermissionError(13, "in use")
        remove(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    with pytest.raises(Refused, match="Delete that file by hand"):
        delete_for_good(plan, "area", area)
    assert plan.all(Action) == []
    plan.close()
