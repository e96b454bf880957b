"""Full-text search: what is indexed, and how a person's words become a query.

Each indexed text has one row in ``search_entry``, which says what record it is and which
action or area it belongs to, and one in the FTS5 table ``search`` under the same number.
They are brought up to date at the end of each batch, in its transaction, from what the change
log says it touched; an edit of none of the indexed columns costs nothing.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from model.store.engine import Database


@dataclass(frozen=True, slots=True)
class Indexed:
    """A table whose words can be found, and whose finds open an action or an area."""

    table: str
    columns: tuple[str, ...]
    action: str = "NULL"  # SQL over the row
    area: str = "NULL"


INDEXED = (
    Indexed("area", ("title", "words", "tag", "theme", "outcome"), area="id"),
    Indexed("source", ("quote", "note"), area="area"),
    Indexed("action", ("title", "how", "support", "success"), action="id"),
    Indexed("action_update", ("done", "next", "obstacle"), action="action"),
    Indexed("milestone", ("title",), action="action"),
    Indexed("evidence", ("title", "shows"), action="action", area="area"),
    Indexed("commitment", ("sentence", "speaker", "outcome")),
    Indexed("question", ("text", "answer", "promised")),
    Indexed("resolution", ("text",)),
)

_WORD = re.compile(r"[^\W_]+", re.UNICODE)


def refresh(db: Database, batch: str) -> None:
    """Bring the index up to what ``batch`` changed, inside its transaction.

    Not by triggers: with ``trusted_schema`` off, SQLite refuses a virtual table inside one.
    """
    changed = dict.fromkeys(
        table for (table,) in db.conn.execute("SELECT DISTINCT record FROM change WHERE batch = ?", [batch])
    )
    for indexed in INDEXED:
        if indexed.table in changed:
            _refresh_table(db, indexed, batch)


def _refresh_table(db: Database, indexed: Indexed, batch: str) -> None:
    table = indexed.table
    watched = ", ".join(f"'{column}'" for column in (*indexed.columns, "action", "area"))
    rows = [
        row
        for (row,) in db.conn.execute(
            # Left to itself SQLite reads every change that the table ever had, for the sake of DISTINCT.
            "SELECT DISTINCT row FROM change INDEXED BY change_batch WHERE batch = ? AND record = ? "
            f"AND (field IS NULL OR field IN ({watched}))",
            [batch, table],
        )
    ]
    if not rows:
        return
    text = " || ' ' || ".join(f"coalesce({table}.{column}, '')" for column in indexed.columns)
    given = {"table": table, "rows": json.dumps(rows)}
    these = "(SELECT value FROM json_each(:rows))"
    entries = f"SELECT entry FROM search_entry WHERE record = :table AND row IN {these}"
    for statement in (
        f"DELETE FROM search WHERE rowid IN ({entries})",
        f"DELETE FROM search_entry WHERE record = :table AND row IN {these}",
        f"""INSERT INTO search_entry (record, row, action, area)
            SELECT :table, id, {indexed.action}, {indexed.area} FROM {table} WHERE id IN {these}""",
        f"""INSERT INTO search (rowid, text)
            SELECT e.entry, {text} FROM {table} JOIN search_entry AS e ON e.record = :table AND e.row = {table}.id
            WHERE {table}.id IN {these}""",
    ):
        db.conn.execute(statement, given)


def match_expression(words: str) -> str | None:
    """The FTS5 expression for what a person typed: every word, the last ones as beginnings.

    Each word is quoted, so nothing typed is an operator. ``None`` when nothing typed can be
    looked for (only punctuation or spaces).
    """
    found = _WORD.findall(words[:500])[:20]
    return " ".join(f'"{word}"*' for word in found) or None
