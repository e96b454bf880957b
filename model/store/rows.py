"""Rows in, records out: booleans and days are given their types on the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any, TypeVar

from model.errors import Fault, Refused
from model.records import RECORDS, Batch, Change

R = TypeVar("R")

LONGEST_TEXT = 100_000
"""Characters in one field; a megabyte without a space froze Qt's layout for 83 seconds."""

_ALL: tuple[type, ...] = (*RECORDS, Batch, Change)
_TABLES: dict[str, type] = {record.TABLE: record for record in RECORDS}  # type: ignore[attr-defined]
# Control characters that no form can show, and the halves of characters that are none.
_UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

Convert = Callable[[Any], Any]


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


@cache
def _converters(record: type) -> tuple[tuple[int, Convert], ...]:
    found: list[tuple[int, Convert]] = []
    for index, field in enumerate(fields(record)):
        kind = str(field.type)
        if kind == "bool":
            found.append((index, bool))
        elif kind.startswith("date"):
            found.append((index, _day))
    return tuple(found)


@cache
def select(record: type) -> str:
    """``SELECT`` of a record's columns, in the record's order."""
    if record not in _ALL:
        raise Fault(f"{record.__name__} is not a record of the plan")
    columns = ", ".join(f't."{field.name}"' for field in fields(record))
    return f'SELECT {columns} FROM "{record.TABLE}" AS t'  # type: ignore[attr-defined]


def as_record(record: type[R], row: Sequence[Any]) -> R:
    values = list(row)
    kind: type = record
    for index, convert in _converters(kind):
        values[index] = convert(values[index])
    return record(*values)


@cache
def _columns(table: str) -> Mapping[str, str]:
    if table not in _TABLES:
        raise Fault(f"There is no record with the table {table!r}")
    return {field.name: str(field.type) for field in fields(_TABLES[table])}


def one_line(text: str) -> str:
    """The name of an act or of who did it, as the history keeps it."""
    return " ".join(_UNWANTED.sub("", text).split())


def checked(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as the table keeps them.

    Text is stripped of control characters and of white space at its ends; empty text becomes
    None where the column may be empty. Raises Refused for a text that is too long, Fault for
    a column the record does not have.
    """
    columns = _columns(table)
    result: dict[str, Any] = {}
    for name, value in values.items():
        kind = columns.get(name)
        if kind is None:
            raise Fault(f"{table} has no column {name!r}")
        if isinstance(value, bool):
            value = int(value)
        elif isinstance(value, date):
            value = value.isoformat()[:10]
        elif isinstance(value, str):
            value = _UNWANTED.sub("", value).strip()
            if len(value) > LONGEST_TEXT:
                raise Refused(
                    f"This text is {len(value):,} characters long and a field holds {LONGEST_TEXT:,}; "
                    "attach it as a file instead.",
                    field=name,
                )
            if not value and "None" in kind:
                value = None
        result[name] = value
    return result
