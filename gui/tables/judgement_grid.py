"""The judgement grid as a table of Qt's: lines of judgement down, inspections across."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from gui.tables.columns import IdRole, RowRole
from gui.tables.record_table import Index
from gui.widgets.grades import grade_value, short_area, short_grade
from gui.widgets.text import escaped
from model.framework_files import FrameworkFile
from model.judgement_grid import CellArea, CellGrade, GridCell, GridColumn, GridRow, JudgementGrid
from model.wording import sentence_case

_NOTHING = QModelIndex()


@dataclass(frozen=True, slots=True)
class Mark:
    """One area of a cell as it is drawn: its grade, or None, and the name the area had where that matters."""

    area: CellArea
    grade: CellGrade | None
    value: str  # of the rating whose colour and shape it takes
    word: str
    beside: str  # small words beside or under it


class JudgementTable(QAbstractTableModel):
    """Shows a JudgementGrid. ``write(inspection, area code, grade code or None)`` sets one grade."""

    def __init__(self, write: Callable[[str, str, str | None], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._write = write
        self._grid = JudgementGrid((), ())
        self._frameworks: Mapping[str, FrameworkFile] = {}

    def set_grid(self, grid: JudgementGrid, frameworks: Mapping[str, FrameworkFile]) -> bool:
        """Show this grid; ``frameworks`` by code, for their grades. True where rows or columns changed."""
        same = _shape(grid) == _shape(self._grid)
        self._frameworks = dict(frameworks)
        if same:
            self._grid = grid
            if grid.rows and grid.columns:
                self.dataChanged.emit(self.index(0, 0), self.index(len(grid.rows) - 1, len(grid.columns) - 1))
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(grid.columns) - 1)
            return False
        self.beginResetModel()
        self._grid = grid
        self.endResetModel()
        return True

    # --- what stands where

    def column_at(self, place: int) -> GridColumn:
        return self._grid.columns[place]

    def line_at(self, place: int) -> GridRow:
        return self._grid.rows[place]

    def cell_at(self, index: Index) -> GridCell:
        return self._grid.rows[index.row()].cells[index.column()]

    def column_of(self, inspection_id: str) -> int:
        """The column of an inspection, or -1."""
        ids = [column.inspection.id for column in self._grid.columns]
        return ids.index(inspection_id) if inspection_id in ids else -1

    def framework_of(self, area: CellArea) -> FrameworkFile:
        """The framework that grades this area: its code begins with the framework's."""
        return self._frameworks[area.code.partition(".")[0]]

    def marks(self, index: Index) -> tuple[Mark, ...]:
        """What is drawn in a cell that can be graded: one mark an area, or one for all where their grades are alike."""
        cell = self.cell_at(index)
        given = {grade.area.id: grade for grade in cell.grades}
        if len(cell.areas) > 1 and len(given) == len(cell.areas) and len({one.grade for one in cell.grades}) == 1:
            first = self._mark(cell.areas[0], cell.grades[0], cell, index)
            return (replace(first, beside=f"{len(given)} grades alike"),)
        return tuple(self._mark(area, given.get(area.id), cell, index) for area in cell.areas)

    def in_words(self, index: Index) -> str:
        """All that is known of a cell, for the line under the grid and for those who hear the window."""
        row, column, cell = self.line_at(index.row()), self.column_at(index.column()), self.cell_at(index)
        said = [f"{short_area(row.line.name)} at {column.name}: {cell.words}."]
        if len(cell.grades) < 2:  # of several, the words name each already
            said.append(cell.reason)
        for grade in cell.grades:
            if grade.printed and grade.printed.casefold() != grade.grade_name.casefold():
                said.append(f"Printed: “{grade.printed}”.")
        pages = sorted({grade.page for grade in cell.grades if grade.page})
        if pages:
            said.append(f"Page {', '.join(str(page) for page in pages)}.")
        return " ".join(part for part in said if part)

    # --- Qt

    def rowCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self._grid.rows)

    def columnCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self._grid.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self.rowCount() or index.column() >= self.columnCount():
            return None
        cell = self.cell_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return escaped(self.in_words(index))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.in_words(index)
        if role == Qt.ItemDataRole.EditRole:
            return cell.grades[0].grade if len(cell.areas) == 1 and cell.grades else None
        if role == RowRole:
            return cell
        if role == IdRole:
            return self.column_at(index.column()).inspection.id
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and 0 <= section < self.columnCount():
            column = self.column_at(section)
            shown, whole = column.short_name, column.name
        elif orientation is Qt.Orientation.Vertical and 0 <= section < self.rowCount():
            line = self.line_at(section).line
            shown, whole = short_area(line.name), line.name
        else:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return shown
        if role == Qt.ItemDataRole.ToolTipRole:
            return escaped(whole)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return whole
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if len(self.cell_at(index).areas) == 1:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Grade a cell of one area by the code of a grade; None takes the grade away."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or len(self.cell_at(index).areas) != 1:
            return False
        return self.grade(index, self.cell_at(index).areas[0], value)

    def grade(self, index: Index, area: CellArea, grade: str | None) -> bool:
        """Give one area of a cell its grade. False where it has it already or it was refused."""
        before = next((one.grade for one in self.cell_at(index).grades if one.area.id == area.id), None)
        if before == grade:
            return False
        return self._write(self.column_at(index.column()).inspection.id, area.code, grade) is not None

    # --- within

    def _mark(self, area: CellArea, grade: CellGrade | None, cell: GridCell, index: Index) -> Mark:
        if len(cell.areas) > 1:
            beside = short_area(area.name)
        else:
            sharing = sum(area.id in {one.id for one in row.cells[index.column()].areas} for row in self._grid.rows)
            beside = {1: "", 2: "one grade for both"}.get(sharing, "one grade for these")
        if grade is None:
            return Mark(area, None, "grey", "No grade entered", beside)
        levels = len(self.framework_of(area).grades)
        word = sentence_case(short_grade(grade.grade_name))
        return Mark(area, grade, grade_value(grade.level, levels), word, beside)


def _shape(grid: JudgementGrid) -> tuple[object, ...]:
    """What must stay the same for cells to be told as changed only in what they say."""
    columns = tuple((column.inspection.id, column.graded) for column in grid.columns)
    return (columns, tuple(row.line.areas for row in grid.rows))
