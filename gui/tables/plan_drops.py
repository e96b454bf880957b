"""What it means to drop lines of the plan's tree somewhere: pure, so that each case can be read and tested."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from model import actions, areas, milestones


@dataclass(frozen=True, slots=True)
class Place:
    """A line on the way down to where something is dropped, and the ids it stands among."""

    table: str
    id: str
    among: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drop:
    """The verb that does it."""

    verb: Callable[..., Any]
    args: tuple[Any, ...]
    values: dict[str, Any] = field(default_factory=dict)


def drop_of(table: str, ids: Sequence[str], above: Sequence[Place], children: Sequence[str], row: int) -> Drop | None:
    """``above`` leads to the line it is dropped on or under, with those ``children``; ``row`` is in front of
    which of them, -1 on the line itself. None where it means nothing.

    Areas go between areas; actions under any area; milestones stay under their action.
    """
    if table == "area":
        return _drop_areas(ids, above, children, row)
    if table == "action":
        return _drop_actions(ids, above, children, row)
    if table == "milestone":
        return _drop_milestones(ids, above, children, row)
    return None


def _drop_areas(ids: Sequence[str], above: Sequence[Place], children: Sequence[str], row: int) -> Drop | None:
    if not above:
        among, before = children, _before(ids, children, row)
    else:  # on an area or on what stands under it: after that area
        among, before = above[0].among, _after(ids, above[0].among, above[0].id)
    if _as_before(ids, among, before):
        return None
    return Drop(areas.reorder, (list(ids),), {"before": before})


def _drop_actions(ids: Sequence[str], above: Sequence[Place], children: Sequence[str], row: int) -> Drop | None:
    if not above:  # between two areas: at the end of the one above
        if row <= 0:
            return None
        return Drop(actions.move, (list(ids), children[row - 1]))
    area = above[0].id
    if len(above) == 1:
        before = _before(ids, children, row)
        if _as_before(ids, children, before):
            return None
        return Drop(actions.move, (list(ids), area), {"before": before})
    before = _after(ids, above[1].among, above[1].id)
    if _as_before(ids, above[1].among, before):
        return None
    return Drop(actions.move, (list(ids), area), {"before": before})


def _drop_milestones(ids: Sequence[str], above: Sequence[Place], children: Sequence[str], row: int) -> Drop | None:
    if len(above) == 2:
        among, before = children, _before(ids, children, row)
    elif len(above) == 3:
        among, before = above[2].among, _after(ids, above[2].among, above[2].id)
    else:
        return None
    if not set(ids) <= set(among) or _as_before(ids, among, before):
        return None
    return Drop(milestones.reorder, (list(ids),), {"before": before})


def _before(ids: Sequence[str], among: Sequence[str], row: int) -> str | None:
    """The first line from ``row`` on that is not itself moved."""
    rest = among[row:] if row >= 0 else ()
    return next((other for other in rest if other not in ids), None)


def _after(ids: Sequence[str], among: Sequence[str], line: str) -> str | None:
    return _before(ids, among, among.index(line) + 1)


def _as_before(ids: Sequence[str], among: Sequence[str], before: str | None) -> bool:
    """Whether they stand there already, in this order."""
    if not set(ids) <= set(among):
        return False
    rest = [other for other in among if other not in ids]
    at = rest.index(before) if before is not None else len(rest)
    return [*rest[:at], *ids, *rest[at:]] == list(among)
