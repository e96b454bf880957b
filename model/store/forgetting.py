"""Deleting for good: the row, its words in the index, its history, its files, its free pages.

For what should never have been typed, such as a child's name. Everything else that is deleted
stays in the history and can be put back; this cannot.
"""

from __future__ import annotations

from model.errors import Refused
from model.store import backups
from model.store.plan import Plan

TITLE = "Deleted for good"
"""What the history says, in place of every title that could repeat the words."""


def delete_for_good(plan: Plan, table: str, row: str) -> int:
    """Delete a record, what stands under it, and every trace of them; how many records went.

    Also for a record that was deleted before. The plan's backups on this computer go too, since
    they hold it, and nothing of this sitting can be undone any more. Raises Refused where the
    plan is read only, or has never held such a record.
    """
    with plan.batch(TITLE):
        if not plan.rows("SELECT 1 FROM change WHERE record = ? AND row = ? LIMIT 1", [table, row]) and not plan.rows(
            f'SELECT 1 FROM "{table}" WHERE id = ?', [row]
        ):
            raise Refused("That record is not in this plan and never was.")
        gone = _went_with(plan, table, row)
        before = _last_change(plan)
        plan.remove(table, row)
        gone |= set(plan.rows("SELECT DISTINCT record, row FROM change WHERE id > ? AND field IS NULL", [before]))
        _clear_history(plan, gone)
    plan.forget_sitting()
    connection = plan.db.conn
    connection.execute("INSERT INTO search (search) VALUES ('optimize')")
    connection.execute("VACUUM")
    if plan.path is not None:
        for backup in backups.backups_of(plan.sitting, plan.path):
            backup.path.unlink(missing_ok=True)
    return len(gone)


def _last_change(plan: Plan) -> int:
    return int(plan.rows("SELECT coalesce(max(id), 0) FROM change")[0][0])


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
