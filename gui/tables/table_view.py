"""The view of a table: it remembers its columns, keeps selections by id and can be worked by keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from gui import style
from gui.tables import layouts
from gui.tables.delegates import CellDelegate, RatingDelegate
from gui.tables.mime import ids_in
from gui.tables.record_table import RecordTable
from gui.widgets.empty import EmptyState
from gui.widgets.pills import pill_height
from gui.workspace import Workspace

_SEARCHABLE = 5_000  # rows up to which typing finds a row: it reads them all


class TableView(QTableView):
    """Rows of a RecordTable.

    Enter and a double click open the record (``opened``, and by default ``workspace.open``), F2 edits,
    Delete runs the command, Ctrl+C copies the selected rows for a spreadsheet.
    """

    opened = Signal(str)
    chosen = Signal(list)  # ids
    dropped = Signal(str, list, str)  # table and ids dragged, the id they were dropped on ("" for none)

    def __init__(self, workspace: Workspace, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.key = key
        self.commands: Sequence[str] = ()
        self.follow = True
        self.opens_by_itself = True
        self.accept_drops_of: Sequence[str] = ()
        self._table: RecordTable | None = None
        self._kept: tuple[list[str], str | None, int] | None = None
        self._restoring = False
        self._empty: EmptyState | None = None
        self._empty_command: str | None = None
        self._spans = False
        self._for_now: dict[str, bool] = {}
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setCornerButtonEnabled(False)
        self.setDragEnabled(True)
        self.setDropIndicatorShown(True)
        self.setAcceptDrops(True)
        self.setDragDropOverwriteMode(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(36)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._header_menu)
        self._tell = QTimer(self)
        self._tell.setSingleShot(True)
        self._tell.setInterval(0)
        self._tell.timeout.connect(self._tell_selection)
        self._remember = QTimer(self)
        self._remember.setSingleShot(True)
        self._remember.setInterval(400)
        self._remember.timeout.connect(self.save_layout)
        style.theme().changed.connect(self._size_rows)
        self._size_rows()

    def set_table(self, table: RecordTable) -> None:
        """Show this table, with the columns as they were last time."""
        self._table = table
        self.setModel(table)
        for place, column in enumerate(table.columns):
            # A plain cell keeps Qt's own delegate, which asks nothing of Python while it draws.
            delegate: CellDelegate | None = None
            if column.kind == "rating":
                delegate = RatingDelegate(self.workspace, column.edit, self)
            elif column.edit is not None:
                delegate = CellDelegate(self.workspace, column.edit, self)
            self.setItemDelegateForColumn(place, delegate)  # type: ignore[arg-type]
        header = self.horizontalHeader()
        layouts.apply_layout(header, table, self.workspace.preferences.layout(f"table/{self.key}"))
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.sortIndicatorChanged.connect(self._sort_asked)
        header.sectionResized.connect(self._layout_changed)
        header.sectionMoved.connect(self._layout_changed)
        table.modelAboutToBeReset.connect(self._keep_selection)
        table.modelReset.connect(self._after_reset)
        table.rowsInserted.connect(self._rows_changed)
        table.rowsRemoved.connect(self._rows_changed)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self._rows_changed()

    @property
    def table(self) -> RecordTable:
        assert self._table is not None
        return self._table

    def set_empty(self, title: str, words: str, command_id: str | None = None, *, button: str = "") -> None:
        """What is shown where there are no rows, and the command of its button."""
        if self._empty is None:
            self._empty = EmptyState(title, words, parent=self.viewport())
            self._empty.pressed.connect(self._empty_pressed)
        self._empty_command = command_id
        if command_id and not button:
            from gui import commands

            titles = {row.id: row.title for row in commands.every_command()}
            button = titles[command_id]
        self._empty.say(title, words, button if command_id else "")
        self._rows_changed()

    # --- selection by id

    def selected_ids(self) -> list[str]:
        """The ids of the selected rows, in the order shown."""
        found = []
        ranges = self.selectionModel().selection() if self.selectionModel() is not None else ()
        for row in sorted({row for part in ranges for row in range(part.top(), part.bottom() + 1)}):
            record_id = self.table.id_at(row)
            if record_id is not None:
                found.append(record_id)
        return found

    def current_id(self) -> str | None:
        index = self.currentIndex()
        return self.table.id_at(index.row()) if index.isValid() else None

    def select_ids(self, ids: Iterable[str], *, scroll: bool = True) -> bool:
        """Select those of these records that are shown. False where none is."""
        places = sorted(place for row in ids if (place := self.table.row_of(row)) >= 0)
        selection = QItemSelection()
        last = self.table.columnCount() - 1
        start = 0
        for here in range(len(places)):
            if here + 1 == len(places) or places[here + 1] != places[here] + 1:
                first = self.table.index(places[start], 0)
                selection.merge(
                    QItemSelection(first, self.table.index(places[here], last)),
                    QItemSelectionModel.SelectionFlag.Select,
                )
                start = here + 1
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if places:
            column = max(0, self.currentIndex().column())
            current = self.table.index(places[0], self._shown_column(column))
            self.selectionModel().setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)
            if scroll:
                self.scrollTo(current)
        return bool(places)

    # --- columns and order, from code

    def shown_columns(self) -> tuple[str, ...]:
        """The names of the columns shown, in their order."""
        return layouts.shown_columns(self.horizontalHeader(), self.table)

    def show_columns(self, names: Sequence[str]) -> None:
        """Show these columns, in this order, and no others."""
        layouts.show_columns(self.horizontalHeader(), self.table, names)

    def set_column_shown(self, name: str, shown: bool) -> None:
        """Show or hide a column for now; what the user chose is not touched."""
        place = self.table.column_place(name)
        self._for_now = {**self._for_now, name: shown}
        self.setColumnHidden(place, not shown)

    def sort_by(self, name: str | None, *, descending: bool = False) -> None:
        """Sort by that column, or in the order given; the header shows it."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(-1 if name is None else self.table.column_place(name), order)

    def save_layout(self) -> None:
        """Remember columns, widths and order now."""
        self._remember.stop()
        if self._table is not None:
            kept = layouts.layout_of(self.horizontalHeader(), self.table, self._for_now)
            self.workspace.preferences.set_layout(f"table/{self.key}", kept)

    # --- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # The editor of a cell lets Enter through to here while it is taken: it ends the editing and opens nothing.
            current = self.current_id() if self.state() != QAbstractItemView.State.EditingState else None
            if current is not None:
                self._open(current)
        elif event.key() == Qt.Key.Key_Delete and self.selected_ids():
            self.workspace.select(self.table.table, self.selected_ids())
            self.workspace.command("edit.delete")
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        if self.table.rowCount() <= _SEARCHABLE:
            super().keyboardSearch(search)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        record_id = self.table.id_at(index.row()) if index.isValid() else None
        if record_id is not None and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self._open(record_id)
        else:
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.make_menu()
        if menu is not None:
            menu.exec(event.globalPos())
            menu.deleteLater()

    def make_menu(self) -> QMenu | None:
        """The context menu of what is selected."""
        commands = self.workspace.command_set
        if commands is None:
            return None
        if self.follow:
            self._tell_selection()
        menu: QMenu = commands.context_menu(self.commands, self)
        if self.commands:
            menu.addSeparator()
        menu.addAction("Copy", QKeySequence(QKeySequence.StandardKey.Copy), self.copy)
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_empty()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._size_rows()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        held = ids_in(event.mimeData())
        if held is not None and held[0] in self.accept_drops_of:
            super().dragEnterEvent(event)
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        held = ids_in(event.mimeData())
        if held is None or held[0] not in self.accept_drops_of:
            event.ignore()
            return
        super().dragMoveEvent(event)
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        held = ids_in(event.mimeData())
        if held is None or held[0] not in self.accept_drops_of:
            event.ignore()
            return
        index = self.indexAt(event.position().toPoint())
        onto = self.table.id_at(index.row()) if index.isValid() else None
        # A move would have Qt remove the dragged rows from their table by itself.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
        self.dropped.emit(held[0], held[1], onto or "")

    def copy(self) -> None:
        """The selected rows, shown columns, as a spreadsheet takes them."""
        header = self.horizontalHeader()
        places = [header.logicalIndex(place) for place in range(header.count())]
        shown = [place for place in places if not self.isColumnHidden(place)]
        lines = ["\t".join(self.table.columns[place].title for place in shown)]
        for record_id in self.selected_ids():
            row = self.table.row_at(self.table.row_of(record_id))
            lines.append("\t".join(_one_line(self.table.columns[place].words(row)) for place in shown))
        if len(lines) > 1:
            QGuiApplication.clipboard().setText("\n".join(lines) + "\n")
            self.workspace.say(f"Copied {len(lines) - 1} rows" if len(lines) > 2 else "Copied 1 row")

    # --- within

    def _open(self, record_id: str) -> None:
        self.opened.emit(record_id)
        if self.opens_by_itself:
            self.workspace.open(self.table.table, record_id)

    def _empty_pressed(self) -> None:
        if self._empty_command:
            self.workspace.command(self._empty_command)

    def _shown_column(self, wanted: int) -> int:
        if not self.isColumnHidden(wanted):
            return wanted
        header = self.horizontalHeader()
        shown = (header.logicalIndex(place) for place in range(header.count()))
        return next((place for place in shown if not self.isColumnHidden(place)), 0)

    def _keep_selection(self) -> None:
        if self._kept is None:
            self._kept = (self.selected_ids(), self.current_id(), self.verticalScrollBar().value())

    def _after_reset(self) -> None:
        self._rows_changed()
        if self._kept is None:
            return
        ids, current, scroll = self._kept
        self._kept = None
        self._restoring = True
        self.select_ids(ids, scroll=False)
        place = self.table.row_of(current) if current is not None and ids else -1
        if place >= 0:
            self.selectionModel().setCurrentIndex(
                self.table.index(place, self._shown_column(max(0, self.currentIndex().column()))),
                QItemSelectionModel.SelectionFlag.NoUpdate,
            )
        self.updateGeometries()
        self.verticalScrollBar().setValue(scroll)
        self._restoring = False

    def _rows_changed(self, *_: object) -> None:
        if self._spans:
            self.clearSpans()
            self._spans = False
        if self._table is not None:
            columns = self._table.columnCount()
            for place in layouts.headings(self._table):
                self.setSpan(place, 0, 1, columns)
                self._spans = True
        if self._empty is not None:
            self._empty.setVisible(self._table is not None and self._table.rowCount() == 0)
            self._place_empty()

    def _place_empty(self) -> None:
        if self._empty is not None:
            self._empty.setGeometry(self.viewport().rect())

    def _selection_changed(self, *_: object) -> None:
        if not self._restoring:
            self._tell.start()

    def _tell_selection(self) -> None:
        self._tell.stop()
        ids = self.selected_ids()
        self.chosen.emit(ids)
        if self.follow and self.workspace.has_plan:
            self.workspace.select(self.table.table, ids)

    def _sort_asked(self, column: int, order: Qt.SortOrder) -> None:
        if column >= 0 and not self.table.sortable(column):
            header = self.horizontalHeader()
            header.blockSignals(True)
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            header.blockSignals(False)
            column = -1
        self.table.sort(column, order)
        self._layout_changed()

    def _layout_changed(self, *_: object) -> None:
        self._remember.start()

    def _size_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 13)
        self.setIconSize(QSize(400, round(pill_height(self.font()))))

    def _header_menu(self, place: object) -> None:
        menu = layouts.columns_menu(self, self.table, self.horizontalHeader())
        menu.aboutToHide.connect(self._layout_changed)
        menu.popup(self.horizontalHeader().mapToGlobal(place))  # type: ignore[call-overload]

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Headings are passed over on the way up and down."""
        index = super().moveCursor(action, modifiers)
        if index.isValid() and self.table.group_at(index.row()) is not None:
            up = action in (QAbstractItemView.CursorAction.MoveUp, QAbstractItemView.CursorAction.MovePageUp)
            place = index.row() + (-1 if up else 1)
            while 0 <= place < self.table.rowCount() and self.table.group_at(place) is not None:
                place += -1 if up else 1
            if 0 <= place < self.table.rowCount():
                return self.table.index(place, self._shown_column(max(0, self.currentIndex().column())))
            return self.currentIndex()
        return index


def _one_line(words: str) -> str:
    """Tabs and line ends would make other cells of it; a formula of it is the spreadsheet's own risk."""
    line = " ".join(words.split())
    return f"'{line}" if line[:1] in ("=", "+", "-", "@") else line
