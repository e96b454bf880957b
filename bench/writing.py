"""One edit, a bulk of ten thousand and its undo, against the same SQL with the same triggers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bench.measure import Figure, pairs
from model import actions
from model.store import plan_file
from model.store.engine import connect
from model.store.opening import open_plan
from model.store.sitting import Sitting


@contextmanager
def _raw(plan: Path, folder: Path) -> Iterator[sqlite3.Connection]:
    """The same file with the same triggers and the same safety, and nothing of ours in between."""
    copy = folder / "raw.db"
    copy.unlink(missing_ok=True)
    plan_file.copy_checked(plan, copy)
    with closing(connect(copy).conn) as connection:
        connection.execute("INSERT INTO batch (id, title, at, who, computer, kind) VALUES ('b', '', '', '', '', 'act')")
        yield connection


def figures(path: Path, sitting: Sitting, folder: Path, label: str) -> list[Figure]:
    plan = open_plan(path, sitting)
    ids = [row for (row,) in plan.rows("SELECT id FROM action ORDER BY id")]
    tenth = ids[:: max(1, len(ids) // max(10, len(ids) // 10))]
    owners = [row for (row,) in plan.rows("SELECT id FROM person ORDER BY id")]
    turn = 0

    with _raw(path, folder) as raw:

        def raw_update(sql: str, params: list[object]) -> None:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("INSERT INTO current_batch (one, batch) VALUES (1, 'b')")
            raw.execute(sql, params)
            raw.execute("DELETE FROM current_batch")
            raw.execute("COMMIT")

        def edit() -> None:
            nonlocal turn
            turn += 1
            actions.set_percent(plan, ids[0], turn % 100)

        def raw_edit() -> None:
            raw_update("UPDATE action SET percent = ? WHERE id = ?", [turn % 100, ids[0]])

        one = pairs(edit, raw_edit, runs=15)

        def assign() -> None:
            nonlocal turn
            turn += 1
            actions.assign(plan, tenth, owners[turn % len(owners)])

        def raw_assign() -> None:
            raw_update(
                "UPDATE action SET owner = ? WHERE id IN (SELECT value FROM json_each(?))",
                [owners[turn % len(owners)], json.dumps(tenth)],
            )

        bulk = pairs(assign, raw_assign)

        def raw_next() -> None:
            nonlocal turn
            turn += 1
            raw_assign()

        undone = pairs(plan.undo, raw_next, runs=3)
    plan.close()
    few = f"{len(tenth):,}"
    return [
        Figure(f"{label}: one edit, durable and logged", "raw SQLite, same triggers", *one, 3.0),
        Figure(f"{label}: assign {few} actions", "raw SQLite, same triggers", *bulk, 1.5),
        Figure(f"{label}: undo of {few} assignments", "raw bulk update, same triggers", *undone, 1.5),
    ]
