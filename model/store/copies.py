"""Copies of a plan to send or keep: with its history, or without a trace of it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from model.errors import Refused
from model.store import lock_note
from model.store.engine import connect, sqlite3
from model.store.opening import absolute, publish_new
from model.store.plan import Plan


def save_copy(plan: Plan, path: Path) -> None:
    """Write the plan as it is now, with its history and files, to ``path``, replacing what is there.

    Raises Refused where ``path`` is the plan itself, is open somewhere, or cannot be written.
    """
    _write(plan, path, history=True)


def save_copy_without_history(plan: Plan, path: Path) -> None:
    """The same without who changed what, and without anything that was deleted: for sending away.

    The rows, the search index and the free pages of the file hold nothing of what was deleted.
    """
    _write(plan, path, history=False)


def _write(plan: Plan, path: Path, *, history: bool) -> None:
    target = absolute(path)
    if plan.path is not None and target == plan.path:
        raise Refused("A copy needs another name than the plan itself.")
    if target.is_dir():
        raise Refused(f"{target} is a folder; give the copy a name in it.")
    note = lock_note.read(target)
    if note is not None and not note.stale(plan.sitting.clock()):
        raise Refused(f"{note.sentence()}; choose another name for the copy.")
    folder = Path(tempfile.mkdtemp(prefix="turnaround-"))
    try:
        database = folder / "copy.db"
        database.touch(mode=0o600)
        copy = connect(database)
        try:
            plan.db.conn.backup(copy.conn)
            if not history:
                strip_history(copy.conn)
        finally:
            copy.conn.close()
        publish_new(database, target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def strip_history(connection: sqlite3.Connection) -> None:
    """Take the change log, the files nothing names any more, and every deleted byte out of a copy."""
    connection.execute("PRAGMA secure_delete = ON")
    for statement in (
        "BEGIN IMMEDIATE",
        "DELETE FROM change",
        "DELETE FROM batch",
        "DELETE FROM file WHERE digest NOT IN (SELECT digest FROM document WHERE digest IS NOT NULL)",
        "INSERT INTO search (search) VALUES ('optimize')",
        "COMMIT",
        "VACUUM",
    ):
        connection.execute(statement)
