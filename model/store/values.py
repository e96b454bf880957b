"""What the rows of a plan may hold, looked at before a page or a paper believes them.

The tables' own rules are asked for by ``PRAGMA quick_check``. Here is what they cannot say: that text is
UTF-8, no longer than a field holds and free of what the log parts its columns with; that days are ones that
Python knows; that the small lists kept as JSON are lists.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import chain

from model.records import RECORDS
from model.store.engine import Database
from model.store.rows import LONGEST_TEXT
from model.store.search import INDEXED

_CHUNK = 500  # rows whose text is read at a time
_MOMENT = "????-??-??T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]+00:00"
_LISTS = (("judgement_area", "formerly"), ("grade", "spellings"))
_YEARS = "'1900-01-01' AND '2200-12-31'"


def fit(db: Database) -> bool:
    """Whether every row holds what a plan can hold. May raise what SQLite or Python does on damaged text."""
    return (
        all(db.conn.execute(f"{question} LIMIT 1").fetchone() is None for question in _NEVER)
        and all(_is_list(text) for table, column in _LISTS for text in _column(db, table, column))
        and all(_records_fit(db, record) for record in RECORDS)
        and all("\0" not in "".join(map(str, found)) for table, columns in _LOG for found in _read(db, table, columns))
    )


# Questions that no plan has an answer to.
_NEVER = (
    f"SELECT 1 FROM plan WHERE stands_on NOT BETWEEN {_YEARS}",
    f"SELECT 1 FROM meeting WHERE on_day NOT BETWEEN {_YEARS}",
    # A day by the rule of every column of days, then the time.
    f"""SELECT 1 FROM batch WHERE at NOT GLOB '{_MOMENT}' OR substr(at, 12, 2) > '23' OR at < '0001'
        OR substr(at, 1, 10) IS NOT date(substr(at, 1, 10), '+0 days')""",
    f"""SELECT 1 FROM search_entry
        WHERE record NOT IN ({", ".join(f"'{indexed.table}'" for indexed in INDEXED)})""",
)

_LOG = (
    ("batch", ("id", "title", "who", "computer", "of")),
    ("change", ("batch", "record", "row", "field", "old", "new")),
    ("search_entry", ("row", "action", "area")),
    ("search_content", ("c0",)),
)


def _records_fit(db: Database, record: type) -> bool:
    kinds = {field.name: str(field.type) for field in fields(record)}
    table = str(record.TABLE)  # type: ignore[attr-defined]
    texts = [name for name, kind in kinds.items() if kind.startswith("str")]
    for found in _read(db, table, texts):
        whole = "".join(found)
        if "\0" in whole or "\x1f" in whole or (len(whole) > LONGEST_TEXT and max(map(len, found)) > LONGEST_TEXT):
            return False
    # SQLite has a year 0 and years before it.
    days = [name for name, kind in kinds.items() if kind.startswith("date")]
    before = " OR ".join(f"{name} < '0001'" for name in days)
    return not days or db.conn.execute(f"SELECT 1 FROM {table} WHERE {before} LIMIT 1").fetchone() is None


def _read(db: Database, table: str, columns: Sequence[str]) -> Iterator[list[str]]:
    """All the text of these columns, some rows at a time; reading it finds what is not UTF-8."""
    cursor = db.conn.execute(f"SELECT {', '.join(columns)} FROM {table}")
    while rows := cursor.fetchmany(_CHUNK):
        yield [text for text in chain.from_iterable(rows) if text]


def _column(db: Database, table: str, column: str) -> list[str]:
    return [text for (text,) in db.conn.execute(f"SELECT {column} FROM {table}")]


def _is_list(text: str) -> bool:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, list) and all(isinstance(one, str) for one in found)
