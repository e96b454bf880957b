"""Deleting for good: the row, its words in the index, its history, its files, its free pages.

For what should never have been typed, such as a child's name. Everything else that is deleted
stays in the history and can be put back; this cannot.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from model.errors import Refused
from model.store import backups, change_log
from model.store.engine import sqlite3
from model.store.plan import Plan

TITLE = "Deleted for good"
"""What the history says, in place of every title that could repeat the words."""

FORGETTABLE = frozenset(change_log.LOGGED) - {"plan", "framework", "inspection_type", "judgement_area", "grade"}
"""Tables whose records people type. The plan itself and the frameworks are no such records."""

# A source names the inspection or meeting it is from, and would keep it in the plan.
_SOURCES: Mapping[str, str] = {
    "inspection": "SELECT id FROM source WHERE inspection = ?",
    "meeting": "SELECT id FROM source WHERE meeting = ?",
    "body": "SELECT s.id FROM source AS s JOIN meeting AS m ON m.id = s.meeting WHERE m.body = ?",
}


class _Looked(Exception):
    """Ends a batch that was only to be looked at."""


def delete_for_good(plan: Plan, table: str, row: str) -> int:
    """Delete a record, what stands under it, and every trace of them; how many records went.

    Also for a record that was deleted before. The plan's own file is replaced at once, its backups on
    this computer go too, since they hold it, and nothing of this sitting can be undone any more.
    Raises Refused where the plan is read only or has never held such a record; and, with the record
    deleted, where the sentence says that the file or a backup could not be cleared.
    """
    with plan.batch(TITLE):
        _check(plan, table, row)
        gone = _went_with(plan, table, row)
        gone |= set(_remove(plan, table, row))
        _clear_history(plan, gone)
    plan.forget_sitting()
    not_cleared = _clear_pages(plan)
    if plan.working is not None:
        # The plan may have been published between the deletion and the clearing; and the backup that
        # is made before the first publishing has to be there before it can go.
        plan.working.note_act()
        plan.working.publish()
    held = _remove_backups(plan)
    if held is not None:
        raise Refused(f"It is deleted from the plan, but not from its backup {held}. Delete that file by hand.")
    if not_cleared is not None:
        raise Refused(
            f"It is deleted, but the plan's file could not be cleared of its words: {not_cleared}. Make room on this "
            "computer, then go on with a copy without history, which holds nothing of it."
        )
    return len(gone)


def would_go(plan: Plan, table: str, row: str) -> dict[str, int]:
    """How many records of which tables would go, the record itself left out. Raises Refused as the deletion does."""
    counted: dict[str, int] = {}
    try:
        with plan.batch(TITLE):
            _check(plan, table, row)
            for record, other in _remove(plan, table, row):
                if (record, other) != (table, row):
                    counted[record] = counted.get(record, 0) + 1
            raise _Looked
    except _Looked:
        return counted


def _clear_pages(plan: Plan) -> str | None:
    """The index keeps deleted words, and pages their bytes, until they are written anew; why that failed."""
    try:
        plan.db.conn.execute("INSERT INTO search (search) VALUES ('optimize')")
        plan.db.conn.execute("VACUUM")
    except sqlite3.OperationalError as error:
        return str(error)
    return None


def _remove_backups(plan: Plan) -> Path | None:
    """Remove every backup of the plan on this computer; one that could not be."""
    held = None
    for backup in backups.backups_of(plan.sitting, plan.path) if plan.path is not None else ():
        try:
            backup.path.unlink(missing_ok=True)
        except OSError:
            held = backup.path
    return held


def _check(plan: Plan, table: str, row: str) -> None:
    if table not in FORGETTABLE:
        raise Refused("Only what people enter can be deleted for good: an area, an action, an update, a person.")
    if not plan.rows("SELECT 1 FROM change WHERE record = ? AND row = ? LIMIT 1", [table, row]) and not plan.rows(
        f'SELECT 1 FROM "{table}" WHERE id = ?', [row]
    ):
        raise Refused("That record is not in this plan and never was.")


def _remove(plan: Plan, table: str, row: str) -> list[tuple[str, str]]:
    """Delete the row; it and everything that went with it."""
    before = int(plan.rows("SELECT coalesce(max(id), 0) FROM change")[0][0])
    if table in _SOURCES:
        plan.remove("source", [source for (source,) in plan.rows(_SOURCES[table], [row])])
    plan.remove(table, row)
    return plan.rows("SELECT DISTINCT record, row FROM change WHERE id > ? AND field IS NULL", [before])


def _went_with(plan: Plan, table: str, row: str) -> set[tuple[str, str]]:
    """The record, and what an earlier deletion of it took along."""
    return {
        (table, row),
        *plan.rows(
            "SELECT DISTINCT c.record, c.row FROM change AS c JOIN change AS d ON d.batch = c.batch "
            "WHERE d.record = ? AND d.row = ? AND d.field IS NULL AND d.new IS NULL "
            "AND c.field IS NULL AND c.new IS NULL",
            [table, row],
        ),
    }


def _clear_history(plan: Plan, gone: set[tuple[str, str]]) -> None:
    connection = plan.db.conn
    # An act on something else may name what is gone: "Assign …" names the owner.
    connection.execute(
        "UPDATE batch SET title = ? WHERE id IN (SELECT batch FROM change "
        "WHERE old IN (SELECT value FROM json_each(?)) OR new IN (SELECT value FROM json_each(?)))",
        [TITLE, *[json.dumps([row for _, row in gone])] * 2],
    )
    for record, row in gone:
        connection.execute(
            "UPDATE batch SET title = ? WHERE id IN (SELECT batch FROM change WHERE record = ? AND row = ?)",
            [TITLE, record, row],
        )
        connection.execute("DELETE FROM change WHERE record = ? AND row = ?", [record, row])
        # The act itself stays in the history: that something went, when, and by whom. Not what.
        connection.execute(
            "INSERT INTO change (batch, record, row) VALUES ((SELECT batch FROM current_batch), ?, ?)", [record, row]
        )
    connection.execute("DELETE FROM file WHERE digest NOT IN (SELECT digest FROM document WHERE digest IS NOT NULL)")
