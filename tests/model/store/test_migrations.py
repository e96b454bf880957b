"""The schema: what this version wants, that every table has its record and triggers, how older files come to it."""

from __future__ import annotations

import gzip
from dataclasses import fields
from pathlib import Path

import pytest

from model import actions, areas
from model.errors import NotAPlan
from model.records import RECORDS, Action, Area, Batch
from model.store import change_log, version
from model.store.engine import sqlite3
from model.store.opening import open_plan, read_plan
from model.store.plan import Plan
from model.store.sitting import Sitting
from tests.model.contents import contents

FILES = Path(__file__).resolve().parents[2] / "files"


def test_the_digest_of_the_wanted_schema_is_kept_true() -> None:
    """After a change of the schema, put this digest into version.WANTED."""
    assert version.digest_of(version.wanted_listing()) == version.WANTED


def test_every_table_with_a_record_is_logged_column_by_column(plan: Plan) -> None:
    triggers = {name for (name,) in plan.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    wanted = set()
    for record in RECORDS:
        table = record.TABLE  # type: ignore[attr-defined]
        columns = change_log.columns_of(plan.db, table)
        assert {field.name for field in fields(record)} <= set(columns)
        wanted |= {f"log_{table}_insert", f"log_{table}_delete", *(f"log_{table}_{column}" for column in columns)}
    assert triggers == wanted


def test_every_table_is_either_logged_or_said_not_to_be(plan: Plan) -> None:
    tables = {
        name
        for (name,) in plan.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not name.startswith(("sqlite_", "_sqlite", "search"))
    }
    assert tables == set(change_log.LOGGED) | change_log.UNLOGGED


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A plan that version 1 of the file format was written to: a sample, and then three acts.

    "An area that was added in version 1"; an action without its owner; area 1 deleted with all that stood under it.
    """
    path = tmp_path / "first.turnaround"
    path.write_bytes(gzip.decompress((FILES / "version-1.turnaround.gz").read_bytes()))
    return path


def raw(path: Path, table: str) -> list[dict[str, object]]:
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    found = [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY id")]
    connection.close()
    return found


def test_a_plan_of_version_1_opens_with_every_row_as_it_was(first: Path, sitting: Sitting) -> None:
    tables = [table for table in change_log.LOGGED if table not in ADDED]
    before = {table: raw(first, table) for table in (*tables, "change", "batch")}
    plan = open_plan(first, sitting)
    assert version.has_wanted_schema(plan.db)
    assert plan.rows("PRAGMA foreign_key_check") == []
    assert plan.file is not None
    for table, rows in before.items():
        now = raw(plan.file, table)
        assert len(now) == len(rows), table
        for old, new in zip(rows, now, strict=True):
            assert {name: new[name] for name in old} == old
    assert all(not plan.rows(f"SELECT * FROM {table}") for table in ADDED)
    plan.close()
    assert version.is_current(again := read_plan(first, sitting).db)
    assert version.has_wanted_schema(again)


ADDED = ("deadline_rule", "inspection_deadline", "calendar_day", "date_request", "stated_value", "passage")


def test_acts_of_version_1_can_still_be_taken_back(first: Path, sitting: Sitting) -> None:
    plan = open_plan(first, sitting)
    acts = {batch.title: batch.id for batch in plan.all(Batch)}
    deleted = next(title for title in acts if title.startswith("Delete area 1"))
    assert not plan.all(Area, "t.number = 1")
    plan.reverse(acts[deleted])
    (area,) = plan.all(Area, "t.number = 1")
    assert area.responsible_body is None
    assert plan.all(Action, "t.area = ?", [area.id])
    unassigned = next(title for title in acts if "owner" in title)
    plan.reverse(acts[unassigned])
    added = next(title for title in acts if title.startswith("Add area") and "version 1" in title)
    plan.reverse(acts[added])
    assert not plan.all(Area, "t.title LIKE 'An area that was added%'")
    plan.close()


def test_what_a_plan_of_version_1_gets_can_be_undone_and_redone(first: Path, sitting: Sitting) -> None:
    plan = open_plan(first, sitting)
    before = contents(plan)
    area = areas.add(plan, "Raised by a safeguarding board", kind="LSCB recommendation")
    actions.add(plan, area, "Answer it")
    after = contents(plan)
    plan.undo()
    plan.undo()
    assert contents(plan) == before
    plan.redo()
    plan.redo()
    assert contents(plan) == after
    plan.close()


def test_a_plan_of_version_1_with_a_strangers_trigger_is_not_brought_to_this_version(
    first: Path, sitting: Sitting
) -> None:
    connection = sqlite3.connect(first)
    connection.execute("CREATE TRIGGER theirs AFTER UPDATE ON plan BEGIN DELETE FROM action; END")
    connection.commit()
    connection.close()
    content = first.read_bytes()
    with pytest.raises(NotAPlan):
        open_plan(first, sitting)
    assert first.read_bytes() == content
