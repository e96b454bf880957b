"""The change log: who changed what, kept by the database itself.

Triggers, generated from the tables, write one row to ``change`` for each row made or deleted
and for each field changed. The batch they belong to is taken from ``current_batch``, a
one-row table that is filled only inside a transaction; its NOT NULL makes the database refuse
every write outside a batch. Reversing a batch is itself a batch, logged like any other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from model.errors import Conflict
from model.records import RECORDS
from model.store.engine import Database, sqlite3

UNLOGGED = frozenset({"batch", "change", "current_batch", "numbering", "file"})
"""Tables that are no part of what a person sees as the plan's contents."""

LOGGED = tuple(str(record.TABLE) for record in RECORDS)  # type: ignore[attr-defined]

_BATCH = "(SELECT batch FROM current_batch)"


def columns_of(db: Database, table: str) -> list[str]:
    return [str(row[1]) for row in db.conn.execute(f'PRAGMA table_info("{table}")')]


def row_as_text(columns: Sequence[str], row: str) -> str:
    """SQL for the whole of one row as text: ``name=literal`` for each column, between unit
    separators, which no text in a plan can hold. ``row`` is NEW, OLD or a table's name.

    ``quote`` gives back every value exactly, and unlike SQLite's JSON functions it may stand
    in a trigger while ``trusted_schema`` is off.
    """
    return " || char(31) || ".join(f"'{c}=' || quote({row}.{c})" for c in columns)


def read_row(text: str) -> dict[str, str | int | float | None]:
    """The row that ``row_as_text`` wrote, column by column."""
    found: dict[str, str | int | float | None] = {}
    for part in text.split("\x1f"):
        name, _, literal = part.partition("=")
        if literal == "NULL":
            found[name] = None
        elif literal.startswith("'"):
            found[name] = literal[1:-1].replace("''", "'")
        else:
            found[name] = float(literal) if set(literal) & set(".eE") else int(literal)
    return found


def trigger_statements(db: Database) -> Iterator[str]:
    """The log's triggers. One an updated column: SQLite fires those in the SET list only, so
    moving ten thousand actions to a new owner runs one small trigger each and no more."""
    for table in LOGGED:
        columns = columns_of(db, table)
        yield f"""CREATE TRIGGER log_{table}_insert AFTER INSERT ON {table} BEGIN
    INSERT INTO change (batch, record, row, new)
    VALUES ({_BATCH}, '{table}', NEW.id, {row_as_text(columns, "NEW")});
END"""
        yield f"""CREATE TRIGGER log_{table}_delete AFTER DELETE ON {table} BEGIN
    INSERT INTO change (batch, record, row, old)
    VALUES ({_BATCH}, '{table}', OLD.id, {row_as_text(columns, "OLD")});
END"""
        for column in columns:
            # IS NOT, because != sees no change from or to NULL.
            yield f"""CREATE TRIGGER log_{table}_{column} AFTER UPDATE OF {column} ON {table}
WHEN OLD.{column} IS NOT NEW.{column} BEGIN
    INSERT INTO change (batch, record, row, field, old, new)
    VALUES ({_BATCH}, '{table}', NEW.id, '{column}', OLD.{column}, NEW.{column});
END"""


def make_triggers(db: Database) -> None:
    """Drop and make every trigger of ours, inside the caller's transaction.

    ``table.transform()`` drops the triggers of the table it rebuilds and says nothing, so this
    follows every migration.
    """
    drop_triggers(db.conn)
    for statement in trigger_statements(db):
        db.conn.execute(statement)


def drop_triggers(connection: sqlite3.Connection) -> None:
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')


def changed_rows(db: Database, batch: str) -> dict[str, frozenset[str]]:
    """Which rows of which tables a batch made, changed or deleted."""
    found: dict[str, set[str]] = {}
    for table, row in db.conn.execute("SELECT DISTINCT record, row FROM change WHERE batch = ?", [batch]):
        found.setdefault(table, set()).add(row)
    return {table: frozenset(rows) for table, rows in found.items()}


def reverse_changes(db: Database, batch: str, into: str) -> None:
    """Put back what ``batch`` changed; the triggers log it under ``into``, the open batch.

    Raises Conflict, and leaves the undoing to the caller's rollback, where a row no longer
    holds what the log says, or where putting it back would change anything more than the
    batch did (a row added since under one that the batch made).
    """
    db.conn.execute("PRAGMA defer_foreign_keys = ON")
    changes = db.conn.execute(
        "SELECT record, row, field, old, new FROM change WHERE batch = ? ORDER BY id DESC", [batch]
    ).fetchall()
    expected = 0
    for (table, kind), group in groupby(changes, key=lambda c: (c[0], _kind(c[2], c[3]))):
        if table not in LOGGED:
            raise Conflict(f"The history names “{table}”, which this plan does not have.")
        expected += _PUT_BACK[kind](db, table, list(group))
    _no_more_than(db, expected, into)


def _kind(field: str | None, old: object) -> str:
    if field is not None:
        return "changed"
    return "made" if old is None else "deleted"


def _put_back_fields(db: Database, table: str, group: Sequence[Sequence[object]]) -> int:
    """Put back all changed fields of a row at once, since a rule of the table may be about two of them."""
    before: dict[object, dict[str, object]] = {}  # row → field → what it was before the act
    after: dict[object, dict[str, object]] = {}
    for _, row, field, old, new in group:  # the latest change first
        before.setdefault(row, {})[str(field)] = old
        after.setdefault(row, {}).setdefault(str(field), new)
    alike: dict[tuple[object, ...], list[object]] = {}  # rows that hold the same and held the same, as in a bulk act
    for row, values in before.items():
        alike.setdefault((*values, *values.values(), *after[row].values()), []).append(row)
    columns = columns_of(db, table)
    for row_ids in alike.values():
        old, new = before[row_ids[0]], after[row_ids[0]]
        for field in old:
            if field not in columns:
                raise Conflict(f"The history names “{field}”, which this plan does not have.")
        setting = ", ".join(f'"{field}" = ?' for field in old)
        # The plus keeps SQLite from looking for all rows of that value, in place of these rows.
        same = " AND ".join(f'+"{field}" IS ?' for field in old)
        cursor = db.conn.execute(
            f'UPDATE "{table}" SET {setting} WHERE id IN (SELECT value FROM json_each(?)) AND {same}',
            [*old.values(), json.dumps(row_ids), *new.values()],
        )
        if cursor.rowcount != len(row_ids):
            raise Conflict("This was changed again since. Reverse the later act first, or edit the field by hand.")
    return sum(old != after[row][field] for row, values in before.items() for field, old in values.items())


def _take_away_rows(db: Database, table: str, group: Sequence[Sequence[object]]) -> int:
    present = columns_of(db, table)
    alike: dict[tuple[str, ...], list[tuple[str, str]]] = {}  # an older version logged fewer columns
    for _, row, _, _, new in group:
        logged = {part.partition("=")[0] for part in str(new).split("\x1f")}
        alike.setdefault(tuple(c for c in present if c in logged), []).append((str(row), str(new)))
    taken = 0
    for columns, values in alike.items():
        if not columns:
            continue  # deleted for good: the log no longer knows what it held
        as_text = row_as_text(columns, f'"{table}"')
        taken += db.conn.executemany(f'DELETE FROM "{table}" WHERE id = ? AND {as_text} IS ?', values).rowcount
    if taken != len(group):
        raise Conflict("What this act added was changed since. Reverse the later act first.")
    return taken


def _put_back_rows(db: Database, table: str, group: Sequence[Sequence[object]]) -> int:
    try:
        wanted = [read_row(str(old)) for _, _, _, old, _ in group]
    except ValueError as error:
        raise Conflict("The history of this act is damaged, so it cannot be put back.") from error
    present = columns_of(db, table)
    for row in wanted:  # what an older version logged has fewer columns; the others take their defaults
        columns = [c for c in present if c in row]
        if "id" not in columns:
            raise Conflict("The history of this act is damaged, so it cannot be put back.")
        listed = ", ".join(f'"{c}"' for c in columns)
        marks = ", ".join("?" for _ in columns)
        db.conn.execute(f'INSERT INTO "{table}" ({listed}) VALUES ({marks})', [row[c] for c in columns])
    return len(wanted)


_PUT_BACK = {"changed": _put_back_fields, "made": _take_away_rows, "deleted": _put_back_rows}


def _no_more_than(db: Database, expected: int, into: str) -> None:
    """The reversal must have changed what it meant to and no more: foreign keys cascade."""
    (changed,) = db.conn.execute("SELECT count(*) FROM change WHERE batch = ?", [into]).fetchone()
    if changed != expected:
        raise Conflict("Something was added since to what this act made. Move or delete it first.")
