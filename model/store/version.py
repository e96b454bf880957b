"""Which version of the plan file this program writes, and what such a file must be made of.

Apart from the migrations, so that a plan of this version opens without loading what makes one.
"""

from __future__ import annotations

import hashlib
from functools import cache

from model.store.engine import Database, connect

APPLICATION_ID = 0x5475726E  # "Turn"
VERSION = 2


def version_of(db: Database) -> int:
    return int(db.conn.execute("PRAGMA user_version").fetchone()[0])


def newer_sentence(name: str, version: int) -> str:
    return (
        f"{name} was saved by a newer Turnaround (file version {version}; this one reads up to {VERSION}). "
        "Install the newer program to open it; the file was not changed."
    )


def is_current(db: Database) -> bool:
    """Whether the file is of this version, so that nothing is left to migrate."""
    return version_of(db) == VERSION


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


WANTED = "1810fa56546587353d3000e09692757f3d699ea60538d3f9fe720a404701da7f"
"""SHA-256 of ``wanted_listing``, which takes long to make; a test keeps it true."""

EARLIER = {1: "71bf7369d3f5f6a6d44a97d49e3cb4830350fd56d83aeac29cdcc25a672e0c0e"}
"""What files of earlier versions are made of, so that nothing else runs while they are brought to this one."""


def digest_of(parts: frozenset[tuple[str, str, str]]) -> str:
    return hashlib.sha256(repr(sorted(parts)).encode()).hexdigest()


def has_wanted_schema(db: Database) -> bool:
    """Whether a file holds the parts of its version, nothing more and nothing less."""
    found = listing(db)
    if not is_current(db):
        return digest_of(found) == EARLIER.get(version_of(db))
    return digest_of(found) == WANTED or found == wanted_listing()


@cache
def wanted_listing() -> frozenset[tuple[str, str, str]]:
    """The schema that a file of this version must have, nothing more and nothing less."""
    from model.store import migrations

    db = connect(":memory:")
    migrations.migrate(db)
    found = listing(db)
    db.conn.close()
    return found
