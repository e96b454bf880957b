"""Where records stand among their neighbours.

Positions are numbers with room between them, so that putting one record in front of another
changes that one record. Only where the room is used up are the neighbours counted anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from model.errors import Refused
from model.field_words import record_word
from model.store.plan import Plan

_LEAST_ROOM = 1e-6


def put(
    plan: Plan, table: str, ids: Sequence[str], where: str, params: Sequence[Any], before: str | None
) -> dict[str, float]:
    """Give ``ids``, in this order, places in front of ``before`` among the rows that fit, or at the end.

    ``where`` is SQL of ours over the alias ``t``. Returns the positions; the caller writes them, since a
    record may get a new parent along with its place. Only inside a batch: neighbours may be counted anew.
    """
    moved = set(ids)
    if before in moved:
        raise Refused("A record cannot be put in front of itself.")
    rest = [
        (str(row), float(position))
        for row, position in plan.rows(
            f'SELECT t.id, t.position FROM "{table}" AS t WHERE {where} ORDER BY t.position, t.id', params
        )
        if row not in moved
    ]
    index = len(rest)
    if before is not None:
        index = next((i for i, (row, _) in enumerate(rest) if row == before), -1)
        if index < 0:
            raise Refused(f"The {record_word(table)} to put it in front of does not stand there any more.")
    low = rest[index - 1][1] if index > 0 else None
    high = rest[index][1] if index < len(rest) else None
    if low is not None and high is not None and high - low < _LEAST_ROOM * (len(ids) + 1):
        return _count_anew(plan, table, rest, index, ids)
    if high is None:
        start, step = (low or 0.0) + 1.0, 1.0
    elif low is None:
        start, step = high - len(ids), 1.0
    else:
        step = (high - low) / (len(ids) + 1)
        start = low + step
    return {row: start + step * n for n, row in enumerate(ids)}


def _count_anew(
    plan: Plan, table: str, rest: Sequence[tuple[str, float]], index: int, ids: Sequence[str]
) -> dict[str, float]:
    for n, (row, _) in enumerate(rest):
        plan.change(table, row, position=float(n + 1 + (len(ids) if n >= index else 0)))
    return {row: float(index + 1 + n) for n, row in enumerate(ids)}
