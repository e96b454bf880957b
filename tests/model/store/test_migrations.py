"""The schema: what this version wants, and that every table's record and trigger is there."""

from __future__ import annotations

from dataclasses import fields

from model.records import RECORDS
from model.store import change_log, version
from model.store.plan import Plan


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
