"""A table of any length: ids in the order that the plan gives them, records read by the block.

The first ids are asked for at once, the rest when the window is idle; records are read when they are
first shown. Sorting and filtering are the plan's: another order is another question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from gui.tables.columns import Column
from gui.tables.record_table import _NOTHING, Index, RecordTable

FIRST = 200
"""Ids that are asked for before anything is drawn: more than a screen holds."""

_KEPT = 20  # blocks of records kept


@dataclass(frozen=True, slots=True)
class Sorting:
    """The order asked for: the column, the word that the plan's question takes for it, and which way."""

    column: str
    sort: str
    descending: bool


class BlockTable(RecordTable):
    """``read_ids(limit, offset)`` gives ids (and headings) in order, ``read_rows(ids)`` their records."""

    counted = Signal(int)  # every id is known now
    sorted = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        read_ids: Callable[[int | None, int], Sequence[Any]],
        read_rows: Callable[[Sequence[str]], Iterable[Any]],
        parent: QObject | None = None,
        *,
        table: str = "action",
        block: int = FIRST,
    ) -> None:
        super().__init__(columns, parent, table)
        self._read_ids = read_ids
        self._read_rows = read_rows
        self._block = block
        self._ids: list[Any] = []
        self._places: dict[str, int] | None = None
        self._blocks: dict[int, dict[str, Any]] = {}
        self.sorting: Sorting | None = None
        self.complete = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(0)
        self._rest.timeout.connect(self.read_rest)

    @property
    def count(self) -> int:
        """Rows known so far; all of them once ``complete``."""
        return len(self._ids)

    def reload(self) -> None:
        """Ask for other ids: a filter or the order changed."""
        first = list(self._read_ids(self._block, 0))
        self.beginResetModel()
        self._take(first)
        self.complete = len(first) < self._block
        self.endResetModel()
        self.reordered.emit()
        if self.complete:
            self.counted.emit(self.count)
        else:
            self._rest.start()

    def refresh(self) -> None:
        """Read again after a change; where the same ids stand in the same order, nothing moves."""
        if not self.complete:
            self.reload()
            return
        found = list(self._read_ids(None, 0))
        self._blocks.clear()
        if found == self._ids:
            if found:
                self.dataChanged.emit(self.index(0, 0), self.index(len(found) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._take(found)
        self.endResetModel()
        self.reordered.emit()
        self.counted.emit(self.count)

    def clear(self) -> None:
        """Forget everything, where the plan was closed."""
        self._rest.stop()
        self.beginResetModel()
        self._take([])
        self.complete = False
        self.endResetModel()

    def read_rest(self) -> None:
        """Ask for the ids after the first ones."""
        self._rest.stop()
        if self.complete:
            return
        rest = list(self._read_ids(None, len(self._ids)))
        if rest:
            self.beginInsertRows(_NOTHING, len(self._ids), len(self._ids) + len(rest) - 1)
            self._ids.extend(rest)
            self._places = None
            self.complete = True
            self.endInsertRows()
        self.complete = True
        self.counted.emit(self.count)

    def rowCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def row_at(self, place: int) -> Any:
        entry = self._ids[place]
        if not isinstance(entry, str):
            return None
        number = place // self._block
        block = self._blocks.get(number)
        if block is None:
            block = self._read_block(number)
        return block.get(entry)

    def id_at(self, place: int) -> str | None:
        entry = self._ids[place] if 0 <= place < len(self._ids) else None
        return entry if isinstance(entry, str) else None

    def group_at(self, place: int) -> Any:
        entry = self._ids[place] if 0 <= place < len(self._ids) else None
        return None if isinstance(entry, str) else entry

    def row_of(self, record_id: str) -> int:
        if self._places is None:
            self._places = {entry: place for place, entry in enumerate(self._ids) if isinstance(entry, str)}
        place = self._places.get(record_id, -1)
        if place < 0 and not self.complete:
            self.read_rest()
            return self.row_of(record_id)
        return place

    def ids(self) -> list[str]:
        """Every id, also those that were not asked for yet."""
        self.read_rest()
        return [entry for entry in self._ids if isinstance(entry, str)]

    def sortable(self, column: int) -> bool:
        return self.columns[column].sort is not None

    def heading_places(self) -> Iterator[int]:
        return (place for place, entry in enumerate(self._ids) if not isinstance(entry, str))

    def set_sorting(self, column: int, order: Qt.SortOrder) -> None:
        asked = self.columns[column] if 0 <= column < len(self.columns) else None
        if asked is None or asked.sort is None:
            self.sorting = None
        else:
            self.sorting = Sorting(asked.name, asked.sort, order is Qt.SortOrder.DescendingOrder)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        before = self.sorting
        self.set_sorting(column, order)
        if self.sorting != before:
            self.sorted.emit()
            self.reload()

    def _take(self, ids: list[Any]) -> None:
        self._ids = ids
        self._places = None
        self._blocks.clear()

    def _read_block(self, number: int) -> dict[str, Any]:
        start = number * self._block
        ids = [entry for entry in self._ids[start : start + self._block] if isinstance(entry, str)]
        while len(self._blocks) >= _KEPT:
            del self._blocks[next(iter(self._blocks))]
        found = {row.id: row for row in self._read_rows(ids)}
        self._blocks[number] = found
        return found
