"""The shape of the plan's tree: what stands under what, read no further than it is shown.

Ids come at once, in two questions for the whole plan; the children of a line when it is first unfolded,
and records by the block when they are first drawn. After a change only the difference is told to the
view, so what is unfolded, selected and scrolled to stays. Qt is given numbers, never our objects: one
that is gone is found to be gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex

from gui.tables.plan_lines import Line, LineColumn, action_line, area_line, milestone_line
from gui.workspace import Workspace
from model import areas, finding, outline
from model.outline import Found
from model.records import Milestone

Index = QModelIndex | QPersistentModelIndex
_NOTHING = QModelIndex()
_BLOCK = 100
_UNDER = {"": "area", "area": "action", "action": "milestone"}


class Node:
    """A place in the tree. ``children`` is None until they are asked for."""

    __slots__ = ("children", "id", "key", "line", "parent", "row", "table")

    def __init__(self, key: int, table: str, record_id: str, parent: Node | None) -> None:
        self.key = key
        self.table = table
        self.id = record_id
        self.parent = parent
        self.row = 0
        self.children: list[Node] | None = None
        self.line: Line | None = None


class PlanOutline(QAbstractItemModel):
    """The shape of one workspace's plan. Read anew by ``reload``, brought up to date by ``refresh``."""

    def __init__(self, workspace: Workspace, columns: Sequence[LineColumn], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.columns = tuple(columns)
        self.found: Found | None = None
        self._last_key = 0
        self._clear()

    # --- reading

    def reload(self, found: Found | None = None) -> None:
        """Show the plan anew, or of it only what was found and what stands above that."""
        self.found = found
        self.beginResetModel()
        self._clear()
        self._read()
        self._root.children = self._made(self._root, self._wanted(self._root))
        self.endResetModel()

    def refresh(self, found: Found | None = None) -> None:
        """Bring what is shown up to the plan, telling the view only what differs."""
        self.found = found
        self._read()
        drawn = [node for node in self._nodes.values() if node.line is not None]
        for node in drawn:
            node.line = None
        self._sync(self._root)
        for area in list(self._root.children or ()):
            if area.children is not None:
                self._sync(area)
        unfolded = [
            node
            for area in self._root.children or ()
            for node in area.children or ()
            if node.children or (node.children is not None and self._has_under(node))
        ]
        steps = outline.milestones_under(self.workspace.plan, [node.id for node in unfolded])
        for node in unfolded:
            self._steps[node.id] = steps.get(node.id, [])
            self._sync(node)
        emptied = [node for node in self._nodes.values() if node.children is None and not self._has_under(node)]
        if emptied:  # the sign to unfold them has to go
            self.layoutAboutToBeChanged.emit()
            for node in emptied:
                node.children = []
            self.layoutChanged.emit()
        self._say_changed([node for node in drawn if self._nodes.get(node.key) is node])

    def _say_changed(self, nodes: Sequence[Node]) -> None:
        """Those lines were drawn and may read otherwise now; a run of neighbours is one message."""
        last = len(self.columns) - 1
        ordered = sorted(nodes, key=lambda node: (node.parent.key if node.parent else 0, node.row))
        start = 0
        for end, node in enumerate(ordered, 1):
            following = ordered[end] if end < len(ordered) else None
            if following is not None and following.parent is node.parent and following.row == node.row + 1:
                continue
            first = self._index_of(ordered[start])
            self.dataChanged.emit(first, self._index_of(node).siblingAtColumn(last))
            start = end

    def clear(self) -> None:
        """Forget everything, where the plan was closed."""
        self.beginResetModel()
        self._clear()
        self.endResetModel()

    def _clear(self) -> None:
        self._root = Node(0, "", "", None)
        self._root.children = []
        self._nodes: dict[int, Node] = {}
        self._known: dict[tuple[str, str], Node] = {}
        self._areas: dict[str, finding.AreaRow] = {}
        self._actions: dict[str, list[str]] = {}
        self._stepped: frozenset[str] = frozenset()
        self._steps: dict[str, list[Milestone]] = {}
        self._found_actions: dict[str, set[str]] = {}
        self._found_steps: dict[str, set[str]] = {}

    def _read(self) -> None:
        plan = self.workspace.plan
        self._today = self.workspace.today()
        self._areas = {row.id: row for row in finding.area_rows(plan, self._today)}
        self._actions = outline.actions_under(plan)
        self._stepped = outline.with_milestones(plan)
        found = self.found or Found()
        self._found_actions, self._found_steps = {}, {}
        for action, area in found.actions.items():
            self._found_actions.setdefault(area, set()).add(action)
        for step, (area, action) in found.milestones.items():
            self._found_actions.setdefault(area, set()).add(action)
            self._found_steps.setdefault(action, set()).add(step)

    def _wanted(self, node: Node) -> list[str]:
        """The ids that stand under a node: all, or those found and those with a find under them.

        Where a line was found and nothing under it, everything under it is there to unfold.
        """
        if node is self._root:
            rows = list(self._areas)
            kept = {*self.found.areas, *self._found_actions} if self.found is not None else None
        elif node.table == "area":
            rows, kept = self._actions.get(node.id, []), self._found_actions.get(node.id)
        else:
            if node.id not in self._steps:
                self._steps.update(outline.milestones_under(self.workspace.plan, [node.id]))
            rows = [step.id for step in self._steps.get(node.id, ())]
            kept = self._found_steps.get(node.id)
        if self.found is None or kept is None:
            return list(rows)
        return [row for row in rows if row in kept]

    def _made(self, parent: Node, ids: Sequence[str], first: int = 0) -> list[Node]:
        made = []
        for row, record_id in enumerate(ids, first):
            self._last_key += 1
            node = Node(self._last_key, _UNDER[parent.table], record_id, parent)
            node.row = row
            if not self._has_under(node):
                node.children = []  # and told to the view as soon as there are some
            self._nodes[node.key] = node
            self._known[node.table, record_id] = node
            made.append(node)
        return made

    # --- telling the difference

    def _sync(self, parent: Node) -> None:
        wanted = self._wanted(parent)
        have = parent.children
        assert have is not None
        if [node.id for node in have] == wanted:
            return
        index = self._index_of(parent)
        self._take_out(have, set(wanted), index)
        self._put_in_order(have, wanted)
        present = {node.id for node in have}
        row = 0
        while row < len(wanted):
            if wanted[row] in present:
                row += 1
                continue
            first = row
            while row < len(wanted) and wanted[row] not in present:
                row += 1
            self.beginInsertRows(index, first, row - 1)
            have[first:first] = self._made(parent, wanted[first:row], first)
            _count(have, row)
            self.endInsertRows()

    def _take_out(self, have: list[Node], keep: set[str], index: QModelIndex) -> None:
        row = len(have) - 1
        while row >= 0:
            last = row
            while row >= 0 and have[row].id not in keep:
                row -= 1
            if row < last:
                self.beginRemoveRows(index, row + 1, last)
                for node in have[row + 1 : last + 1]:
                    self._forget(node)
                del have[row + 1 : last + 1]
                _count(have, row + 1)
                self.endRemoveRows()
            row -= 1

    def _put_in_order(self, have: list[Node], wanted: Sequence[str]) -> None:
        place = {record_id: number for number, record_id in enumerate(wanted)}
        order = sorted(have, key=lambda node: place[node.id])
        if order == have:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        have[:] = order
        _count(have, 0)
        after = []
        for index in before:
            node = self._nodes.get(index.internalId())
            after.append(self.createIndex(node.row, index.column(), node.key) if node else QModelIndex())
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _forget(self, node: Node) -> None:
        for child in node.children or ():
            self._forget(child)
        self._nodes.pop(node.key, None)
        # An action that moved to an area further up stands there already.
        if self._known.get((node.table, node.id)) is node:
            del self._known[node.table, node.id]

    # --- records

    def line_at(self, index: Index) -> Line | None:
        node = self._node(index)
        return self._line(node) if node is not None and node is not self._root else None

    def record_at(self, index: Index) -> tuple[str, str] | None:
        """The table and id of a line."""
        node = self._nodes.get(index.internalId()) if index.isValid() else None
        return (node.table, node.id) if node is not None else None

    def index_of(self, table: str, record_id: str, column: int = 0) -> QModelIndex:
        """Where a record stands, unfolding what is above it; invalid where the tree does not show it."""
        if (table, record_id) not in self._known:
            path = outline.path_of(self.workspace.plan, table, record_id)
            if path is None:
                return QModelIndex()
            for above, name in zip(path[:-1], ("area", "action"), strict=False):
                node = self._known.get((name, above))
                if node is None:
                    return QModelIndex()
                self.fetchMore(self._index_of(node))
            table, record_id = ("area", "action", "milestone")[len(path) - 1], path[-1]
        found = self._known.get((table, record_id))
        return self.createIndex(found.row, column, found.key) if found is not None else QModelIndex()

    def counted(self) -> tuple[int, int, int]:
        """The areas and actions of the plan, shown or not, and how many actions are late."""
        rows = self._areas.values()
        return len(rows), sum(row.total for row in rows), sum(row.late for row in rows)

    def longest_number(self) -> str:
        """About the longest number that the tree has to show."""
        areas = max((row.number for row in self._areas.values()), default=1)
        most = max((len(ids) for ids in self._actions.values()), default=1)
        return f"{areas}.{max(most, 10)}"

    def stepped(self) -> frozenset[str]:
        """The actions that have milestones."""
        return self._stepped

    def siblings(self, index: Index) -> list[str]:
        """The ids that stand under the same parent as shown, in their order."""
        node = self._nodes.get(index.internalId())
        if node is None or node.parent is None:
            return []
        return [child.id for child in node.parent.children or ()]

    def lines(self) -> Iterator[tuple[str, str]]:
        """Table and id of every line that was read so far."""
        return iter(self._known)

    def _line(self, node: Node) -> Line | None:
        if node.line is None:
            if node.table == "area":
                row = self._areas.get(node.id)
                if row is not None:
                    node.line = area_line(row, areas.golden_thread(self.workspace.plan, node.id))
            elif node.table == "action":
                self._read_block(node)
            elif node.parent is not None:
                for step in self._steps.get(node.parent.id, ()):
                    known = self._known.get(("milestone", step.id))
                    if known is not None:
                        known.line = milestone_line(step, self._today)
        return node.line

    def _read_block(self, node: Node) -> None:
        assert node.parent is not None
        start = node.row // _BLOCK * _BLOCK
        block = (node.parent.children or [])[start : start + _BLOCK]
        rows = finding.action_rows(self.workspace.plan, [each.id for each in block], self._today)
        lines = {row.id: action_line(row) for row in rows}
        for each in block:
            each.line = lines.get(each.id)

    def _has_under(self, node: Node) -> bool:
        """Whether anything stands under a node, without reading it."""
        return node.id in self._actions if node.table == "area" else node.id in self._stepped

    def has_find_under(self, index: Index) -> bool:
        """Whether words that were looked for stand in something under this line."""
        node = self._nodes.get(index.internalId())
        return node is not None and (node.id in self._found_actions or node.id in self._found_steps)

    def fetch_all(self) -> None:
        """Read every line, the milestones of the whole plan in one question."""
        for area in list(self._root.children or ()):
            self.fetchMore(self._index_of(area))
        closed = [node for node in self._nodes.values() if node.table == "action" and node.children is None]
        self._steps.update(outline.milestones_under(self.workspace.plan, [node.id for node in closed]))
        for node in closed:
            self.fetchMore(self._index_of(node))

    # --- Qt: the shape

    def _node(self, index: Index) -> Node | None:
        return self._nodes.get(index.internalId()) if index.isValid() else self._root

    def _index_of(self, node: Node) -> QModelIndex:
        return QModelIndex() if node is self._root else self.createIndex(node.row, 0, node.key)

    def index(self, row: int, column: int, parent: Index = _NOTHING) -> QModelIndex:
        node = self._node(parent)
        if node is None or not node.children or not 0 <= column < len(self.columns):
            return QModelIndex()
        if not 0 <= row < len(node.children) or (parent.isValid() and parent.column() != 0):
            return QModelIndex()
        return self.createIndex(row, column, node.children[row].key)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        node = self._nodes.get(index.internalId()) if index.isValid() else None
        if node is None or node.parent is None:
            return QModelIndex()
        return self._index_of(node.parent)

    def rowCount(self, parent: Index = _NOTHING) -> int:
        if parent.isValid() and parent.column() != 0:
            return 0
        node = self._node(parent)
        return len(node.children) if node is not None and node.children else 0

    def columnCount(self, parent: Index = _NOTHING) -> int:
        return len(self.columns)

    def hasChildren(self, parent: Index = _NOTHING) -> bool:
        if parent.isValid() and parent.column() != 0:
            return False
        node = self._node(parent)
        if node is None:
            return False
        return bool(node.children) if node.children is not None else self._has_under(node)

    def canFetchMore(self, parent: Index) -> bool:
        node = self._node(parent)
        return node is not None and node.children is None and parent.column() <= 0 and self.hasChildren(parent)

    def fetchMore(self, parent: Index) -> None:
        node = self._node(parent)
        if node is None or node.children is not None:
            return
        ids = self._wanted(node)
        if not ids:
            node.children = []
            return
        self.beginInsertRows(self._index_of(node), 0, len(ids) - 1)
        node.children = self._made(node, ids)
        self.endInsertRows()


def _count(nodes: list[Node], first: int) -> None:
    for row in range(first, len(nodes)):
        nodes[row].row = row
