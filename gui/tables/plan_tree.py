"""Areas, the actions under each, the milestones under those: what each cell says, how it is edited and dragged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, QModelRoleDataSpan, Qt

from gui.tables.columns import RIGHT, IdRole, LateRole, RowRole, ValueRole
from gui.tables.mime import MIME, ids_in, ids_mime
from gui.tables.plan_drops import Drop, Place, drop_of
from gui.tables.plan_lines import Line, LineColumn
from gui.tables.plan_outline import Index, Node, PlanOutline
from gui.widgets.text import escaped

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_READ = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_MOVE = _READ | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
_EDIT = _MOVE | Qt.ItemFlag.ItemIsEditable


class PlanTree(PlanOutline):
    """The plan as a tree of lines."""

    # --- Qt: the cells

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self._nodes.get(index.internalId()) if index.isValid() else None
        if node is None:
            return None
        if role == IdRole:
            return node.id
        line = self._line(node)
        return None if line is None else self._cell(line, self.columns[index.column()], role)

    def multiData(self, index: Index, spans: QModelRoleDataSpan) -> None:
        # One look at the line for all that the delegate asks about a cell.
        for span in spans:
            value = self.data(index, span.role())
            if value is None:
                span.clearData()
            else:
                span.setData(value)

    def _cell(self, line: Line, column: LineColumn, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return column.words(line)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.kind in RIGHT else _LEFT
        if role == ValueRole:
            return column.held(line)
        if role == LateRole:
            return bool(column.late(line)) if column.late is not None else None
        if role == Qt.ItemDataRole.EditRole:
            edit = column.edit_of(line)
            return edit.read(line) if edit is not None and edit.read is not None else column.held(line)
        if role == RowRole:
            return line
        if role == Qt.ItemDataRole.ToolTipRole:
            return escaped(column.hint(line) if column.hint is not None else column.words(line))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(line, column)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return escaped(column.tip or column.title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        node = self._nodes.get(index.internalId())
        if node is None or not self.workspace.writable:
            return _READ
        return _EDIT if node.table in (self.columns[index.column()].edits or ()) else _MOVE

    def edit_of(self, index: Index) -> Any:
        """How that cell is edited, or None."""
        line = self.line_at(index)
        return self.columns[index.column()].edit_of(line) if line is not None else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Have the verb do it. False where nothing changes or it was refused."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        line, edit = self.line_at(index), self.edit_of(index)
        if line is None or edit is None or value == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        return edit.write(line, value) is not None

    # --- Qt: dragging

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The lines that are dragged; of different kinds, those of the kind of the first."""
        held = list(dict.fromkeys(found for index in indexes if (found := self.record_at(index)) is not None))
        table = held[0][0] if held else ""
        return ids_mime(table, [record_id for kind, record_id in held if kind == table])

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def supportedDropActions(self) -> Qt.DropAction:
        # Which of the two depends on keys and platform; here both move.
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        return self._drop(data, row, parent) is not None

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        self.fetchMore(parent)  # which line it goes in front of has to be known
        drop = self._drop(data, row, parent)
        return drop is not None and self.workspace.do(drop.verb, *drop.args, **drop.values) is not None

    def _drop(self, data: QMimeData, row: int, parent: Index) -> Drop | None:
        held = ids_in(data)
        node = self._node(parent)
        if held is None or node is None or not self.workspace.writable:
            return None
        above: list[Place] = []
        step: Node | None = node
        while step is not None and step is not self._root:
            assert step.parent is not None
            above.insert(0, Place(step.table, step.id, tuple(child.id for child in step.parent.children or ())))
            step = step.parent
        children = tuple(child.id for child in node.children or ())
        return drop_of(held[0], held[1], above, children, row)


def _spoken(line: Line, column: LineColumn) -> str:
    words = column.words(line)
    if column.name == "title":
        return f"{line.table.capitalize()} {line.number} {words}".replace("  ", " ")
    if column.name == "agreed" and line.table == "area":
        return f"Raised: {words or 'no source yet'}"
    return f"{column.title}: {words or 'empty'}"
