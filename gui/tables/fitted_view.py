"""A table whose main column takes the room that is left, and whose lesser ones give way where there is little."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.tables.record_table import RecordTable
from gui.tables.table_view import TableView
from gui.workspace import Workspace


class FittedView(TableView):
    """``fit`` names the main column and its least width; ``give_way`` the columns that go first, in turn."""

    def __init__(
        self,
        workspace: Workspace,
        key: str,
        table: RecordTable,
        parent: QWidget | None = None,
        *,
        fit: str,
        least: int,
        give_way: Sequence[str] = (),
    ) -> None:
        super().__init__(workspace, key, parent)
        self.setMinimumWidth(240)
        self._fit = table.column_place(fit)
        self._least = least
        self._give_way = tuple(table.column_place(name) for name in give_way)
        self._gone: list[int] = []
        self._fitting = False
        self.set_table(table)
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.sectionResized.connect(self._resized)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Give the main column what is left, and hide lesser ones until it has enough."""
        if self._fitting or not self.viewport().width():
            return
        self._fitting = True
        header = self.horizontalHeader()
        for place in self._gone:
            self.set_column_shown(self.table.columns[place].name, True)
        self._gone = []
        self._for_now = {}
        for place in self._give_way:
            if self._room() >= self._least:
                break
            if not self.isColumnHidden(place):
                self.set_column_shown(self.table.columns[place].name, False)
                self._gone.append(place)
        header.resizeSection(self._fit, max(self._least, self._room()))
        self._fitting = False

    def _room(self) -> int:
        header = self.horizontalHeader()
        others = header.length() - (0 if self.isColumnHidden(self._fit) else header.sectionSize(self._fit))
        return self.viewport().width() - others

    def _resized(self, place: int, old: int, new: int) -> None:
        if not self._fitting and self.isVisible():
            self.fit_columns()
