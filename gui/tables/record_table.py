"""What every table of records has in common: columns, roles, editing and dragging."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QModelRoleDataSpan,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from gui import style
from gui.tables.columns import RIGHT, Column, GroupRole, IdRole, LateRole, RowRole, ValueRole
from gui.tables.mime import ids_mime
from gui.widgets.pills import pill_icon
from gui.widgets.text import escaped

Index = QModelIndex | QPersistentModelIndex
_NOTHING = QModelIndex()
# Roles and flags as plain numbers: comparing and joining enumerations costs more than the answers.
_DISPLAY, _EDIT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)
_DECORATION, _TIP = int(Qt.ItemDataRole.DecorationRole), int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT, _FOREGROUND = int(Qt.ItemDataRole.TextAlignmentRole), int(Qt.ItemDataRole.ForegroundRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_ANSWERED = frozenset({_DISPLAY, _EDIT, _DECORATION, _TIP, _ALIGNMENT, _FOREGROUND, _ACCESSIBLE,
                       int(Qt.ItemDataRole.FontRole), int(Qt.ItemDataRole.BackgroundRole),
                       IdRole, RowRole, ValueRole, LateRole, GroupRole})  # fmt: skip
_PLAIN = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemNeverHasChildren
    | Qt.ItemFlag.ItemIsDropEnabled
)
_HEADING = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class RecordTable(QAbstractTableModel):
    """Rows of one table of the plan. A subclass says how many there are and which stands where."""

    reordered = Signal()  # ids stand elsewhere now, or others stand there: select again by id

    def __init__(self, columns: Sequence[Column], parent: QObject | None, table: str) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.table = table
        self._flags = [self._flags_of(column) for column in self.columns]

    def set_can_drag(self, can_drag: bool) -> None:
        """Whether rows can be dragged elsewhere; they can unless it is said."""
        self._flags = [self._flags_of(column, can_drag) for column in self.columns]

    # --- for a subclass to say

    def row_at(self, place: int) -> Any:
        """The record in that row; None where it is a heading or not there any more."""
        raise NotImplementedError

    def id_at(self, place: int) -> str | None:
        raise NotImplementedError

    def row_of(self, record_id: str) -> int:
        """Where that record stands, or -1."""
        raise NotImplementedError

    def ids(self) -> list[str]:
        raise NotImplementedError

    def group_at(self, place: int) -> Any:
        """The heading that stands in that row, or None."""
        return None

    def column_place(self, name: str) -> int:
        """Where the column of that name stands. Raises KeyError where there is none."""
        return {column.name: place for place, column in enumerate(self.columns)}[name]

    def sortable(self, column: int) -> bool:
        return True

    def heading_places(self) -> Iterator[int]:
        """The rows that are headings."""
        return iter(())

    def set_sorting(self, column: int, order: Qt.SortOrder) -> None:
        """Sort that way from the next reading on; nothing is read now."""
        self.sort(column, order)

    # --- Qt

    def columnCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < self.rowCount():
            return None
        place = index.row()
        if role == IdRole:
            return self.id_at(place)
        heading = self.group_at(place)
        if heading is not None:
            return self._heading_data(heading, index.column(), role)
        row = self.row_at(place)
        return None if row is None else self._cell(row, self.columns[index.column()], role)

    def multiData(self, index: Index, spans: QModelRoleDataSpan) -> None:
        # One look at the row for all that Qt asks about a cell when it draws it: a third off a repaint.
        place = index.row()
        row = self.row_at(place)
        column = self.columns[index.column()]
        cell = self._cell
        heading = self.group_at(place) if row is None else None
        for span in spans:
            role = span.role()
            if role not in _ANSWERED:
                value = None
            elif heading is not None:
                value = self._heading_data(heading, index.column(), role)
            elif role == IdRole:
                value = self.id_at(place)
            else:
                value = None if row is None else cell(row, column, role)
            if value is None:
                span.clearData()
            else:
                span.setData(value)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return escaped(column.tip or column.title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.kind in RIGHT else _LEFT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.group_at(index.row()) is not None:
            return _HEADING
        return self._flags[index.column()]

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Have the column's verb do it. False where nothing changes or it was refused."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        edit = self.columns[index.column()].edit
        row = self.row_at(index.row())
        if edit is None or row is None or value == self._to_edit(row, self.columns[index.column()]):
            return False
        return edit.write(row, value) is not None

    def mimeTypes(self) -> list[str]:
        from gui.tables.mime import MIME

        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = sorted({index.row() for index in indexes})
        ids = [found for row in rows if (found := self.id_at(row)) is not None]
        return ids_mime(self.table, ids)

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    # --- within

    def _cell(self, row: Any, column: Column, role: int) -> Any:
        if role == _DISPLAY:
            words = column.words(row)
            # The word beside the colour, where the column does not say by how much itself.
            marked = column.late is not None and column.text is None and column.late(row)
            return f"{words} · late" if marked else words
        if role == _ALIGNMENT:
            return _RIGHT if column.kind in RIGHT else _LEFT
        if role == _FOREGROUND:
            return style.ink("late") if column.late is not None and column.late(row) else None
        if role == _DECORATION:
            if column.kind != "rating":
                return None
            words = column.words(row)
            return pill_icon(column.held(row), words) if words else None
        if role == ValueRole:
            return column.held(row)
        if role == LateRole:
            return bool(column.late(row)) if column.late is not None else None
        if role == _EDIT:
            return self._to_edit(row, column)
        if role == RowRole:
            return row
        if role == _TIP:
            return escaped(column.hint(row) if column.hint is not None else column.words(row))
        if role == _ACCESSIBLE:
            late = column.late is not None and column.late(row)
            words = f"{column.title}: {column.words(row) or 'empty'}"
            return f"{words}, late" if late else words
        return None

    def _flags_of(self, column: Column, can_drag: bool = True) -> Qt.ItemFlag:
        flags = _PLAIN | Qt.ItemFlag.ItemIsDragEnabled if can_drag else _PLAIN
        return flags | Qt.ItemFlag.ItemIsEditable if column.edit is not None else flags

    def _to_edit(self, row: Any, column: Column) -> Any:
        if column.edit is not None and column.edit.read is not None:
            return column.edit.read(row)
        return column.held(row)

    def _heading_data(self, heading: Any, column: int, role: int) -> Any:
        if role == GroupRole:
            return heading
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) and column == 0:
            return heading.label if heading.count is None else f"{heading.label} ({heading.count:,})"
        if role == Qt.ItemDataRole.FontRole:
            return style.theme().font("strong")
        if role == Qt.ItemDataRole.BackgroundRole:
            return style.ink("raised")
        return None
