"""Moving and deleting lines of the plan's tree by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from gui.tables.plan_outline import PlanOutline
from gui.workspace import Workspace
from model import actions, areas, milestones

_REMOVE: dict[str, Callable[..., Any]] = {
    "area": areas.remove,
    "action": actions.remove,
    "milestone": milestones.remove,
}


def delete(workspace: Workspace, table: str, ids: Sequence[str]) -> Any:
    """None where it was refused."""
    return workspace.do(_REMOVE[table], list(ids))


def move(workspace: Workspace, tree: PlanOutline, table: str, ids: Sequence[str], way: int) -> Any:
    """Move lines one place among their neighbours: up for -1, down for 1. None where they cannot go further.

    Several move together, to beside the first one's neighbour. Actions go on into the next area.
    """
    first = tree.index_of(table, ids[0])
    among = tree.siblings(first)
    moved = [row for row in among if row in ids]
    rest = [row for row in among if row not in ids]
    at = len([row for row in among[: among.index(moved[0])] if row not in ids])
    wanted = at + way
    if 0 <= wanted <= len(rest):
        before = rest[wanted] if wanted < len(rest) else None
        if table == "area":
            return workspace.do(areas.reorder, moved, before=before)
        if table == "milestone":
            return workspace.do(milestones.reorder, moved, before=before)
        area = tree.record_at(first.parent())
        return workspace.do(actions.move, moved, area[1], before=before) if area is not None else None
    return _into_next_area(workspace, tree, first.parent(), moved, way) if table == "action" else None


def _into_next_area(workspace: Workspace, tree: PlanOutline, area: Any, moved: Sequence[str], way: int) -> Any:
    other = tree.record_at(area.siblingAtRow(area.row() + way)) if area.row() + way >= 0 else None
    if other is None:
        return None
    before = None
    if way > 0:
        ids = [action.id for action in areas.actions_of(workspace.plan, other[1])]
        before = ids[0] if ids else None
    return workspace.do(actions.move, list(moved), other[1], before=before)
