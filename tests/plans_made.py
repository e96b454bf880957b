"""New plans for tests, each a copy of one that was made in this process in the ordinary way.

Making the tables, the search index and the triggers of a plan takes longer than most tests do with it, so
it is done once, by ``Plan.in_memory``, and SQLite copies the database. What a test gets is the same: every
table and trigger, the plan's first row, its first act in the history, and a clock as far on as after making
a plan. How plans are made, in memory and in files, is the business of tests/model/store, which makes its own.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from model.store.engine import Database, connect
from model.store.plan import Plan, Sitting


def officer(local_folder: Path = Path("nowhere")) -> Sitting:
    """The improvement officer at her desk. Each look at the clock is a second after the one before."""
    now = datetime(2023, 8, 30, 8, 59, 59, tzinfo=UTC)

    def clock() -> datetime:
        nonlocal now
        now += timedelta(seconds=1)
        return now

    return Sitting(who="Improvement Officer", computer="DESK-1", clock=clock, local_folder=local_folder)


@cache
def _made() -> tuple[Database, int]:
    """A plan as it is made, and how often the clock was looked at meanwhile."""
    looks = 0
    sitting = officer()
    looked_at = sitting.clock

    def clock() -> datetime:
        nonlocal looks
        looks += 1
        return looked_at()

    plan = Plan.in_memory(replace(sitting, clock=clock), authority="Borsetshire", title="Improvement plan")
    return plan.db, looks


def empty_plan(sitting: Sitting) -> Plan:
    """An empty plan in memory, made by the ``officer`` at the hour at which her clock begins."""
    made, looks = _made()
    db = connect(":memory:")
    made.conn.backup(db.conn)
    for _ in range(looks):
        sitting.clock()
    return Plan(db, sitting)
