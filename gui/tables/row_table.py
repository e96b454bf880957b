"""A table of a few hundred rows at most, all of them held and sorted here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt

from gui.tables.columns import Column, sort_key
from gui.tables.record_table import _NOTHING, Index, RecordTable


class RowTable(RecordTable):
    """Frozen records, each with an ``id``, in the order given or sorted by a column."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None, *, table: str = "") -> None:
        super().__init__(columns, parent, table)
        self._given: list[Any] = []
        self._rows: list[Any] = []
        self._places: dict[str, int] = {}
        self._sort: tuple[int, bool] | None = None

    def set_rows(self, rows: Iterable[Any]) -> None:
        """Show these records. Where only their contents differ, nothing moves and nothing is deselected."""
        self._given = list(rows)
        ordered = self._ordered()
        same = [row.id for row in ordered] == [row.id for row in self._rows]
        if same:
            self._rows = ordered
            if ordered:
                last = self.index(len(ordered) - 1, len(self.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._take(ordered)
        self.endResetModel()
        self.reordered.emit()

    def rowCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def row_at(self, place: int) -> Any:
        return self._rows[place]

    def id_at(self, place: int) -> str | None:
        return str(self._rows[place].id) if 0 <= place < len(self._rows) else None

    def row_of(self, record_id: str) -> int:
        return self._places.get(record_id, -1)

    def ids(self) -> list[str]:
        return [row.id for row in self._rows]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sort = None if column < 0 else (column, order is Qt.SortOrder.DescendingOrder)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self.id_at(index.row()) for index in before]
        self._take(self._ordered())
        after = [self.index(self._places[str(row)], index.column()) for row, index in zip(ids, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _take(self, rows: list[Any]) -> None:
        self._rows = rows
        self._places = {row.id: place for place, row in enumerate(rows)}

    def _ordered(self) -> list[Any]:
        if self._sort is None:
            return list(self._given)
        place, descending = self._sort
        column = self.columns[place]
        empty = [row for row in self._given if sort_key(column.held(row))[0]]
        filled = [row for row in self._given if not sort_key(column.held(row))[0]]
        filled.sort(key=lambda row: sort_key(column.held(row)), reverse=descending)
        return filled + empty
