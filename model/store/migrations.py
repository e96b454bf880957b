"""How a plan file came to its present shape, step by step, as sqlite-utils migrations.

Version 1 (2026): the first. Version 2 (2026): deadline rules, requests to move a date, words with their source,
and what an import keeps. Each step has a test that opens a file of the version before it.
The schema is made here and nowhere else; the triggers are made anew after the steps.
"""

from __future__ import annotations

import sqlite_utils
from sqlite_utils import Migrations

from model.errors import Fault
from model.store import change_log, schema, schema_dates, schema_work
from model.store.engine import Database, sqlite3
from model.store.version import APPLICATION_ID, VERSION

migrations = Migrations("turnaround")


@migrations()
def version_1(db: sqlite_utils.Database) -> None:
    """Everything that a plan shows, the change log, and the search index."""
    for part in (
        schema.LOG_TABLES,
        schema.PLAN_TABLES,
        schema.INSPECTION_TABLES,
        schema.MEETING_TABLES,
        schema_work.AREA_TABLES,
        schema_work.ACTION_TABLES,
        schema_work.COMMITMENT_TABLES,
        schema.SEARCH_TABLES,
    ):
        run_script(db, part)


@migrations()
def version_2(db: sqlite_utils.Database) -> None:
    """Deadline rules, further holidays, requests to move a date, and words taken from documents."""
    change_log.drop_triggers(db.conn)  # a row that moves to the table built again is no act of anybody's
    for part in (schema_dates.AREA_AGAIN, schema_dates.MORE_COLUMNS, schema_dates.DATE_TABLES):
        run_script(db, part)


def run_script(db: sqlite_utils.Database, script: str) -> None:
    """Run several statements without the implicit COMMIT of ``executescript``."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.conn.execute(statement)
            statement = ""
    if statement.strip():
        raise Fault(f"A statement of a migration does not end: {statement[:80]}")


def migrate(db: Database) -> None:
    """Bring a file to the present version: foreign keys off, then checked, then triggers."""
    db.conn.execute("PRAGMA foreign_keys = OFF")
    migrations.apply(db.utils)
    with db.utils.atomic():
        change_log.make_triggers(db)
        db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.conn.execute(f"PRAGMA user_version = {VERSION}")
    broken = db.conn.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise Fault(f"After migrating, a row of {broken[0]} points at nothing in {broken[2]}.")
    db.conn.execute("PRAGMA foreign_keys = ON")
