"""How a plan file came to its present shape, step by step, as sqlite-utils migrations.

Version 1 (2026): the first. Each step has a test that opens a file of the version before it.
The schema is made here and nowhere else; the triggers are made anew after the steps.
"""

from __future__ import annotations

import hashlib
from functools import cache

from sqlite_utils import Database, Migrations

from model.errors import Fault
from model.store import change_log, schema, schema_work
from model.store.engine import sqlite3

APPLICATION_ID = 0x5475726E  # "Turn"
VERSION = 1

migrations = Migrations("turnaround")


@migrations()
def version_1(db: Database) -> None:
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


def run_script(db: Database, script: str) -> None:
    """Run several statements without the implicit COMMIT of ``executescript``."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.conn.execute(statement)
            statement = ""
    if statement.strip():
        raise Fault(f"A statement of a migration does not end: {statement[:80]}")


def version_of(db: Database) -> int:
    return int(db.conn.execute("PRAGMA user_version").fetchone()[0])


def newer_sentence(name: str, version: int) -> str:
    return (
        f"{name} was saved by a newer Turnaround (file version {version}; this one reads up to {VERSION}). "
        "Install the newer program to open it; the file was not changed."
    )


def is_current(db: Database) -> bool:
    """Whether nothing is left to migrate."""
    return version_of(db) == VERSION and not migrations.pending(db)


def migrate(db: Database) -> None:
    """Bring a file to the present version: foreign keys off, then checked, then triggers."""
    db.conn.execute("PRAGMA foreign_keys = OFF")
    migrations.apply(db)
    with db.atomic():
        change_log.make_triggers(db)
        db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.conn.execute(f"PRAGMA user_version = {VERSION}")
    broken = db.conn.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise Fault(f"After migrating, a row of {broken[0]} points at nothing in {broken[2]}.")
    db.conn.execute("PRAGMA foreign_keys = ON")


def listing(db: Database) -> frozenset[tuple[str, str, str]]:
    """The schema as a set of (type, name, SQL). FTS5's own tables count by name only: their
    text is SQLite's, and differs between its versions."""
    return frozenset(
        (
            kind,
            name,
            "" if name.startswith("search_") and kind == "table" and name != "search_entry" else sql or "",
        )
        for kind, name, sql in db.conn.execute("SELECT type, name, sql FROM sqlite_master")
        if not name.startswith("sqlite_")
    )


WANTED = "71bf7369d3f5f6a6d44a97d49e3cb4830350fd56d83aeac29cdcc25a672e0c0e"
"""SHA-256 of ``wanted_listing``, which takes long to make; a test keeps it true."""


def digest_of(parts: frozenset[tuple[str, str, str]]) -> str:
    return hashlib.sha256(repr(sorted(parts)).encode()).hexdigest()


def has_wanted_schema(db: Database) -> bool:
    """Whether a file of this version holds our parts, nothing more and nothing less."""
    found = listing(db)
    return digest_of(found) == WANTED or found == wanted_listing()


@cache
def wanted_listing() -> frozenset[tuple[str, str, str]]:
    """The schema that a file of this version must have, nothing more and nothing less."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    db = Database(connection, execute_plugins=False)
    migrate(db)
    found = listing(db)
    connection.close()
    return found
