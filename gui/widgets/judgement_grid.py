"""The view of the judgement grid: grades by colour, shape and word, chosen in the cell itself."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gui import style
from gui.style import space
from gui.tables.judgement_grid import JudgementTable, Mark
from gui.tables.record_table import Index
from gui.widgets.grades import grade_value, shape_icon, short_area
from gui.widgets.pills import paint_pill, pill_height, pill_width
from gui.widgets.text import mnemonic_free
from model.judgement_grid import CellArea

_WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignVCenter)
_MIDDLE = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignCenter)


class WordHeader(QHeaderView):
    """A header whose words go over several lines; the section of what is in hand is marked."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self.marked = -1
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        across = self.orientation() is Qt.Orientation.Horizontal
        painter.save()
        painter.fillRect(rect, style.ink("chosen" if section == self.marked else "raised"))
        painter.setPen(QPen(style.ink("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if across:
            painter.drawLine(rect.topRight(), rect.bottomRight())
        font = style.theme().font("small")
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(style.ink("text"))
        words = str(self.model().headerData(section, self.orientation()) or "")
        painter.drawText(rect.adjusted(space.s, 2, -space.xs, -2), _WRAPPED, words)
        painter.restore()


class JudgementDelegate(QStyledItemDelegate):
    """Draws a cell: a mark for each area that was graded, or in small words why there is none."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, place = self.parent(), QRect(option.rect)  # type: ignore[attr-defined]
        table = index.model()
        assert isinstance(view, JudgementView)
        assert isinstance(table, JudgementTable)
        painter.save()
        is_marked = index.column() == view.marked_column
        cell = table.cell_at(index)
        painter.fillRect(place, style.ink("surface" if cell.areas else "raised"))
        if is_marked:
            # Half of the ground of a selection: a grade of the same colour still stands out on it.
            tint = style.ink("chosen")
            tint.setAlphaF(0.45)
            painter.fillRect(place, tint)
        painter.setPen(QPen(style.ink("line"), 1))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        painter.drawLine(place.topRight(), place.bottomRight())
        inside = QRectF(place).adjusted(space.s, 2, -space.xs, -3)
        if cell.areas:
            self._draw_marks(painter, inside, table.marks(index))
        else:
            if cell.state == "not graded":
                # The one cell of a whole column: its words stay in the part that is seen.
                seen = QRectF(view.viewport().rect())
                inside.setTop(max(inside.top(), seen.top()))
                inside.setBottom(min(inside.bottom(), seen.bottom()))
            painter.setFont(style.theme().font("small"))
            painter.setPen(style.ink("muted"))
            words = view.ungraded_words(index) if cell.state == "not graded" else cell.words
            painter.drawText(inside, _MIDDLE if cell.state == "not graded" else _WRAPPED, words)
        if view.hasFocus() and QPersistentModelIndex(view.currentIndex()) == QPersistentModelIndex(index):
            painter.setPen(QPen(style.ink("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place.adjusted(1, 1, -2, -2))
        painter.restore()

    def _draw_marks(self, painter: QPainter, place: QRectF, marks: tuple[Mark, ...]) -> None:
        small = style.theme().font("small")
        measure = QFontMetricsF(small)
        several = len(marks) > 1
        row = pill_height(small) + 3
        under = measure.height() if not several and marks[0].beside else 0.0
        top = place.center().y() - (row * len(marks) + under) / 2
        for mark in marks:
            box = QRectF(place.left(), top, place.width(), row)
            width = (
                min(pill_width(small, mark.word), place.width()) if mark.grade else measure.horizontalAdvance(mark.word)
            )
            if mark.grade is not None:
                paint_pill(painter, QRectF(box.left(), box.top(), width, row), mark.value, mark.word, small)
            else:
                painter.setFont(small)
                painter.setPen(style.ink("muted"))
                painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), mark.word)
            if mark.beside:
                painter.setFont(small)
                painter.setPen(style.ink("muted"))
                beside = box.adjusted(width + space.s, 0, 0, 0) if several else box.translated(2, row - 2)
                shown = measure.elidedText(mark.beside, Qt.TextElideMode.ElideRight, beside.width())
                painter.drawText(beside, int(Qt.AlignmentFlag.AlignVCenter), shown)
            top += row


class JudgementView(QTableView):
    """The grid. Arrows go from cell to cell; a grade's first letter gives it, Enter or F2 offers them all."""

    inspection_chosen = Signal(str)
    cell_shown = Signal(str)  # what is known of the cell in hand, in words

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marked_column = -1
        self.writable = True
        self._restoring = False
        self._laid_out_for = -1
        self._wide = 240
        self._menu: QMenu | None = None
        self.setAccessibleName("Judgement grid: what is judged down the side, inspections across")
        self.setItemDelegate(JudgementDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        across, down = WordHeader(Qt.Orientation.Horizontal, self), WordHeader(Qt.Orientation.Vertical, self)
        self.setHorizontalHeader(across)
        self.setVerticalHeader(down)
        across.sectionClicked.connect(self._head_clicked)
        self.verticalScrollBar().rangeChanged.connect(self._widen)
        style.theme().changed.connect(self.lay_out)

    def set_table(self, table: JudgementTable) -> None:
        self.setModel(table)
        table.modelReset.connect(self.lay_out)
        table.dataChanged.connect(self.lay_out)
        self.selectionModel().currentChanged.connect(self._current_changed)

    @property
    def table(self) -> JudgementTable:
        table = self.model()
        assert isinstance(table, JudgementTable)
        return table

    # --- what is in hand

    def mark_inspection(self, inspection_id: str | None) -> None:
        """Show which inspection is in hand, without saying so."""
        column = self.table.column_of(inspection_id) if inspection_id else -1
        changed = column != self.marked_column
        if changed:
            self.marked_column = column
            header = self.horizontalHeader()
            assert isinstance(header, WordHeader)
            header.marked = column
            header.viewport().update()
            self.viewport().update()
        if column >= 0 and column != self.currentIndex().column():
            self._restoring = True
            self.setCurrentIndex(self.table.index(max(0, self.currentIndex().row()), column))
            self._restoring = False
        if column >= 0 and changed:
            self.scrollTo(self.table.index(max(0, self.currentIndex().row()), column))

    def ungraded_words(self, index: Index) -> str:
        """Why a visit has no grades, for its column."""
        return self.table.cell_at(index).reason.rstrip(".")

    def lay_out(self, *_: object) -> None:
        """Widths and heights by what is said, and one cell for the whole column of an ungraded visit."""
        table, small = self.table, style.theme().font("small")
        measure = QFontMetricsF(small)
        line = measure.height()
        rows, columns = table.rowCount(), table.columnCount()
        across, down = self.horizontalHeader(), self.verticalHeader()
        self.clearSpans()
        for column in range(columns):
            self.setColumnWidth(column, self._width_of(column, small))
            if not table.column_at(column).graded and rows > 1:
                self.setSpan(0, column, rows, 1)
        heads = [str(table.headerData(row, Qt.Orientation.Vertical) or "") for row in range(rows)]
        longest = max([measure.horizontalAdvance(head) for head in heads], default=80.0) * 1.12 + 2 * space.s
        # In a narrow window the inspections need the room more than the names of the lines.
        side = max(110.0, min(210.0, longest, 0.36 * self._room()))
        down.setFixedWidth(round(side))
        for row in range(rows):
            marks = [
                table.marks(table.index(row, column))
                for column in range(columns)
                if table.cell_at(table.index(row, column)).areas
            ]
            high = max([self._height_of(one, small, line) for one in marks], default=0.0)
            wrapped = measure.boundingRect(QRectF(0, 0, down.width() - 14, 1000), _WRAPPED, heads[row]).height()
            missing = max([self._height_of_words(row, column, measure) for column in range(columns)], default=0.0)
            self.setRowHeight(row, round(max(high, wrapped, missing, line) + 10))
        titles = [str(table.headerData(column, Qt.Orientation.Horizontal) or "") for column in range(columns)]
        heights = [
            measure.boundingRect(QRectF(0, 0, self.columnWidth(place) - 16, 1000), _WRAPPED, title).height()
            for place, title in enumerate(titles)
        ]
        across.setFixedHeight(round(max(heights, default=line) + 12))
        wide = down.width() + sum(self.columnWidth(column) for column in range(columns))
        self._wide = max(wide + 2 * self.frameWidth() + 2, 240)
        self._widen()
        self.updateGeometry()

    def _widen(self, *_: object) -> None:
        """No wider than what is in it, with room for the bar at the side, which would else hide a part of it."""
        bar = self.verticalScrollBar()
        self.setMaximumWidth(self._wide + (bar.sizeHint().width() if bar.maximum() else 0))

    def _room(self) -> int:
        """How wide the grid could be."""
        around = self.parentWidget()
        return around.width() if around is not None else self.width()

    def content_height(self) -> int:
        """How high the grid is with every line in view."""
        rows = sum(self.rowHeight(row) for row in range(self.table.rowCount()))
        bar = self.horizontalScrollBar()
        return self.horizontalHeader().height() + rows + (bar.sizeHint().height() if bar.isVisible() else 0) + 4

    def sizeHint(self) -> QSize:
        return QSize(480, self.content_height())

    # --- grading

    def grade_menu(self, index: QModelIndex) -> QMenu | None:
        """The grades that a cell can have, of its own framework; None where it can have none."""
        cell = self.table.cell_at(index)
        if not cell.areas or not self.writable:
            return None
        menu = QMenu(self)
        menu.setAccessibleName("Grade")
        for area in cell.areas:
            of_area = menu.addMenu(mnemonic_free(short_area(area.name))) if len(cell.areas) > 1 else menu
            self._fill(of_area, index, area)
        return menu

    def offer_grades(self, index: QModelIndex) -> bool:
        """Open the menu of grades at the cell."""
        menu = self.grade_menu(index)
        if menu is None:
            return False
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = menu
        rect = self.visualRect(index)
        menu.popup(self.viewport().mapToGlobal(QPoint(rect.left(), rect.bottom())))
        return True

    def _fill(self, menu: QMenu, index: QModelIndex, area: CellArea) -> None:
        file = self.table.framework_of(area)
        before = next((one.grade for one in self.table.cell_at(index).grades if one.area.id == area.id), None)
        kept = QPersistentModelIndex(index)
        letters: set[str] = set()
        for grade in file.grades:
            letter = grade.name[:1].casefold()
            words = mnemonic_free(grade.name)
            action = menu.addAction(words if letter in letters else f"&{words}")
            letters.add(letter)
            action.setIcon(shape_icon(grade_value(grade.level, len(file.grades))))
            self._bind(action, kept, area, grade.code, before)
        menu.addSeparator()
        self._bind(menu.addAction("No grade" if "n" in letters else "&No grade"), kept, area, None, before)

    def _bind(
        self, action: QAction, index: QPersistentModelIndex, area: CellArea, grade: str | None, before: str | None
    ) -> None:
        action.setCheckable(True)
        action.setChecked(grade == before)
        if grade == before:
            font = action.font()
            font.setBold(True)
            action.setFont(font)
        action.triggered.connect(partial(self._grade, index, area, grade))

    def _grade(self, index: QPersistentModelIndex, area: CellArea, grade: str | None, _checked: bool = False) -> None:
        if index.isValid():
            self.table.grade(index, area, grade)

    # --- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key = self.currentIndex(), event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif not index.isValid():
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space):
            self.offer_grades(index)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._grade_by_key(index, None)
        elif event.text().isalpha() and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        ):
            self._grade_by_key(index, event.text().casefold())
        else:
            super().keyPressEvent(event)

    def _grade_by_key(self, index: QModelIndex, letter: str | None) -> None:
        """The grade that begins with the letter, where the cell has one area and only one grade does."""
        cell = self.table.cell_at(index)
        if not self.writable or not cell.areas:
            return
        if len(cell.areas) > 1:
            self.offer_grades(index)
            return
        area = cell.areas[0]
        codes = [
            grade.code
            for grade in self.table.framework_of(area).grades
            if letter is not None and grade.name.casefold().startswith(letter)
        ]
        if letter is None:
            self.table.grade(index, area, None)
        elif len(codes) == 1:
            self.table.grade(index, area, codes[0])
        elif codes:
            self.offer_grades(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or not self.offer_grades(index):
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            self.offer_grades(index)

    def focusInEvent(self, event: QEvent) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        if not self.currentIndex().isValid() and self.table.rowCount() and self.table.columnCount():
            self.setCurrentIndex(self.table.index(0, self.table.columnCount() - 1))
        self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is in hand stays in view where there is less room; else the latest inspection does."""
        bar = self.horizontalScrollBar()
        at_the_end = bar.value() >= bar.maximum()
        super().resizeEvent(event)
        if self.model() is None:
            return
        if self._laid_out_for != self._room():
            self._laid_out_for = self._room()
            self.lay_out()
        if self.marked_column >= 0:
            self.scrollTo(self.table.index(max(0, self.currentIndex().row()), self.marked_column))
        elif at_the_end:
            bar.setValue(bar.maximum())

    def copy(self) -> None:
        """The whole grid, as a spreadsheet takes it."""
        from PySide6.QtGui import QGuiApplication

        table = self.table
        lines = ["\t".join(["", *(table.column_at(place).name for place in range(table.columnCount()))])]
        for row in range(table.rowCount()):
            line = table.line_at(row)
            lines.append("\t".join([line.line.name, *(cell.words for cell in line.cells)]))
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not current.isValid():
            return
        self.cell_shown.emit(self.table.in_words(current))
        if not self._restoring:
            self.inspection_chosen.emit(self.table.column_at(current.column()).inspection.id)

    def _head_clicked(self, section: int) -> None:
        row = max(0, self.currentIndex().row())
        self.setCurrentIndex(self.table.index(row, section))

    def _width_of(self, column: int, small: QFont) -> int:
        """As wide as its longest grade, and wide enough for a month in its head."""
        measure = QFontMetricsF(small)
        least = measure.horizontalAdvance("September 2023") * 1.15 + 2 * space.s
        beside = measure.horizontalAdvance("Adoption p…")
        cells = [self.table.marks(self.table.index(row, column)) for row in range(self.table.rowCount())]
        # Beside each of several grades stands, as far as it fits, which of the joined areas it was given to.
        wanted = [
            pill_width(small, mark.word) + 2 * space.s + (beside if len(marks) > 1 else 0)
            for marks in cells
            for mark in marks
        ]
        # A longer grade, such as an outcome of an Area SEND inspection, is cut short; the line below says it whole.
        most = pill_width(small, "Requires improvement") + 2 * space.s + beside
        return round(min(max([least, *wanted]), most))

    def _height_of_words(self, row: int, column: int, measure: QFontMetricsF) -> float:
        """How high the words are that say why a framework does not grade a line."""
        cell = self.table.cell_at(self.table.index(row, column))
        if cell.state != "not part":
            return 0.0
        room = QRectF(0, 0, self.columnWidth(column) - space.s - space.xs, 1000)
        return measure.boundingRect(room, _WRAPPED, cell.words).height()

    @staticmethod
    def _height_of(marks: tuple[Mark, ...], small: QFont, line: float) -> float:
        row = pill_height(small) + 3
        return row * len(marks) + (line - 2 if len(marks) == 1 and marks[0].beside else 0)
