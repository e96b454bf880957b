"""The table of the Actions page: which ids, in which order, and what was found in each while searching."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from gui.background import Task
from gui.pages.actions_bulk import MoreMenu, StatusMenu
from gui.tables.actions import ActionEdits, action_columns
from gui.tables.block_table import BlockTable
from gui.tables.columns import Column
from gui.tables.table_view import TableView
from gui.workspace import Workspace
from model import finding
from model.finding import ActionRow, Filter, Sort
from model.found_in import FoundIn, found_in
from model.store.plan import Plan

FOUND = "found"
NARROWEST = 220
"""Of the title, in pixels at 100 %."""

GROUP_COLUMNS = {"status": "status", "owner": "owner", "area": "area", "delivery": "delivery"}

BLOCK = 50
"""Rows that are read together, and ids that are read before anything is drawn: more than most screens hold."""

PAUSE = 220
"""Milliseconds without another key, after which what takes its time is begun."""

AT_ONCE = 2_000
"""Ids that are read again at once after a change."""


class ActionsTable(BlockTable):
    """A BlockTable over ``model.finding``; ``ask`` changes the question.

    Only the first page is read while someone waits. The rest of a long answer is read on a thread, and
    again after each change; what is on the screen is always read from the plan as it is.
    """

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        self._workspace = workspace
        self._filter = Filter()
        self._group = "none"
        self._finds: dict[str, FoundIn] = {}
        self._task: Task | None = None
        columns = action_columns(ActionEdits(workspace, window))
        found = Column(
            FOUND, "Found in", self._found_words, width=300, shown=False, hint=self._found_hint,
            tip="Where the words you search for stand.",
        )  # fmt: skip
        super().__init__((*columns, found), self._ids_in_order, self._rows, window, table="action", block=BLOCK)
        self._rest.timeout.disconnect(self.read_rest)
        self._rest.timeout.connect(self._read_aside)
        workspace.closed.connect(self._forget_task)

    def ask(self, wanted: Filter, group: str) -> None:
        """Show what this question finds, in the order that the header says."""
        self._filter, self._group = wanted, group
        self._rest.setInterval(PAUSE if wanted.text else 0)
        self.reload()

    def ask_again(self) -> None:
        """The plan was changed: the same question once more."""
        self.refresh()

    def sort_asked(self) -> Sort:
        """The order in force, in the words of the question."""
        if self.sorting is None:
            return Sort()
        return Sort(self.sorting.sort, self.sorting.descending)

    def column_of_sort(self, sort: Sort) -> int:
        """The column that sorts so; -1 for the plan's own order."""
        return next((place for place, column in enumerate(self.columns) if column.sort == sort.column), -1)

    # --- reading ids: the first page at once, all of a long answer aside

    def reload(self) -> None:
        self._forget_task()
        self._finds.clear()
        super().reload()

    def refresh(self) -> None:
        if not self.complete or self.count <= AT_ONCE:
            self._finds.clear()
            super().refresh()
            return
        self._finds.clear()
        self._blocks.clear()
        self.dataChanged.emit(self.index(0, 0), self.index(self.count - 1, len(self.columns) - 1))
        self._read_aside()

    def row_of(self, record_id: str) -> int:
        """Where that action stands among the rows known so far, or -1; ``read_rest`` makes all known."""
        if self._places is None:
            self._places = {entry: place for place, entry in enumerate(self._ids) if isinstance(entry, str)}
        return self._places.get(record_id, -1)

    def read_rest(self) -> None:
        """Read every id now, on this thread."""
        if not self.complete and self._workspace.has_plan:
            self._rest.stop()
            self._arrived(all_ids(self._workspace.plan, None, *self._question()))

    def _question(self) -> tuple[Filter, Sort, str, date]:
        return self._filter, self.sort_asked(), self._group, self._workspace.today()

    def _ids_in_order(self, limit: int | None, offset: int) -> Sequence[Any]:
        if not self._workspace.has_plan:
            return []
        plan = self._workspace.plan
        wanted, sort, group, today = self._question()
        if limit is None:
            return all_ids(plan, None, wanted, sort, group, today)[offset:]
        if wanted.text:
            # Words that very many actions hold are shown as they are found, and put in order aside.
            first = finding.action_ids(plan, wanted, Sort("found"), today, limit)
            return first if len(first) == limit else all_ids(plan, None, wanted, sort, group, today)
        return finding.grouped_ids(plan, wanted, sort, group, today, limit, offset)

    def _read_aside(self) -> None:
        self._forget_task()
        if self._workspace.has_plan:
            self._task = self._workspace.background(all_ids, *self._question(), done=self._arrived)

    def _arrived(self, ids: Sequence[Any]) -> None:
        """Every id, in order: what is shown stays where it is, unless it stands elsewhere now."""
        self._forget_task()
        known = self.count
        if list(ids[:known]) != self._ids:
            self.beginResetModel()
            self._take(list(ids))
            self.complete = True
            self.endResetModel()
            self.reordered.emit()
        elif len(ids) > known:
            self.beginInsertRows(QModelIndex(), known, len(ids) - 1)
            self._ids.extend(ids[known:])
            self._places = None
            self.complete = True
            self.endInsertRows()
        self.complete = True
        self.counted.emit(self.count)

    def _forget_task(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    # --- reading rows

    def _rows(self, ids: Sequence[str]) -> Iterable[ActionRow]:
        plan = self._workspace.plan
        if self._filter.text:
            self._finds.update(found_in(plan, self._filter.text, ids))
        return finding.action_rows(plan, ids, self._workspace.today())

    def _found_words(self, row: ActionRow) -> str:
        find = self._finds.get(row.id)
        return f"{find.kind}: {find.snippet}" if find is not None else ""

    def _found_hint(self, row: ActionRow) -> str:
        find = self._finds.get(row.id)
        return f"{find.kind}\n{find.snippet}" if find is not None else ""


def all_ids(plan: Plan, task: Task | None, wanted: Filter, sort: Sort, group: str, today: date) -> list[Any]:
    """Every id and heading of the answer, in order; ``task`` is the one it is read for, if any."""
    return finding.grouped_ids(plan, wanted, sort, group, today)


class ActionsView(TableView):
    """The view of that table; its context menu holds what can be set for several at once."""

    dragging = Signal(bool)  # rows are taken up to be dropped somewhere, or were let go

    def __init__(self, workspace: Workspace, table: ActionsTable, parent: QWidget) -> None:
        super().__init__(workspace, "actions", parent)
        self.commands = ("edit.rename", "", "edit.assign", "edit.agree_date")
        self.setAccessibleName("Actions")
        self.actions_table = table
        self._group = "none"
        self._fitting = False
        self._by_hand = workspace.preferences.layout("actions/title_by_hand") is True
        self.set_table(table)
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        # With the rows' selection a header asks for every selected cell whether its whole column is selected.
        header.setSelectionModel(QItemSelectionModel(table, header))
        header.sectionResized.connect(self._section_resized)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_title()

    def _fit_title(self) -> None:
        """The title takes the room that is left, until someone gives it a width."""
        place = self._place_of("title")
        if self._by_hand or self._fitting or self.isColumnHidden(place):
            return
        header = self.horizontalHeader()
        order = (header.logicalIndex(at) for at in range(header.count()))
        others = [header.sectionSize(at) for at in order if at != place and not self.isColumnHidden(at)]
        # Where not all of them fit, as many as do, and the rest by scrolling.
        while others and self.viewport().width() - sum(others) < NARROWEST:
            others.pop()
        self._fitting = True
        header.resizeSection(place, max(NARROWEST, self.viewport().width() - sum(others)))
        self._fitting = False

    def _section_resized(self, place: int, old: int, new: int) -> None:
        if self._fitting or not self.isVisible():
            return
        if place == self._place_of("title") and old and new:
            self._by_hand = True
            self.workspace.preferences.set_layout("actions/title_by_hand", True)
        else:
            self._fit_title()

    def _place_of(self, name: str) -> int:
        return next(place for place, column in enumerate(self.table.columns) if column.name == name)

    def startDrag(self, actions: Qt.DropAction) -> None:
        self.dragging.emit(True)
        super().startDrag(actions)  # until they are dropped
        self.dragging.emit(False)

    def selectAll(self) -> None:
        """All there are, also those that were not read yet."""
        self.actions_table.read_rest()
        super().selectAll()

    def make_menu(self) -> QMenu | None:
        menu = super().make_menu()
        return add_bulk(menu, self.workspace, self) if menu is not None else None

    def shown_columns(self) -> tuple[str, ...]:
        """The names of the columns that are shown, from left to right, without what searching adds."""
        header = self.horizontalHeader()
        places = (header.logicalIndex(place) for place in range(header.count()))
        shown = (self.table.columns[place].name for place in places if not self.isColumnHidden(place))
        return tuple(name for name in shown if name != FOUND)

    def show_columns(self, names: Sequence[str]) -> None:
        """Show these columns in this order; names that are no columns are passed over."""
        places = {column.name: place for place, column in enumerate(self.table.columns)}
        wanted = [name for name in names if name in places and name != FOUND]
        if not wanted:
            return
        header = self.horizontalHeader()
        for name, place in places.items():
            self.setColumnHidden(place, name not in wanted)
        for to, name in enumerate(wanted):
            header.moveSection(header.visualIndex(places[name]), to)

    def show_found(self, shown: bool) -> None:
        """Show or hide where the words that are searched for were found, behind the title."""
        place = self._place_of(FOUND)
        if self.isColumnHidden(place) != shown:
            return
        header = self.horizontalHeader()
        self.setColumnHidden(place, not shown)
        if shown:
            header.moveSection(header.visualIndex(place), header.visualIndex(self._place_of("title")) + 1)

    def group_by(self, group: str) -> None:
        """Leave out the column that the headings say already."""
        for name in GROUP_COLUMNS.values():
            column = self.table.columns[self._place_of(name)]
            if name == GROUP_COLUMNS.get(group):
                self.setColumnHidden(self._place_of(name), True)
            elif name == GROUP_COLUMNS.get(self._group) and column.shown:
                self.setColumnHidden(self._place_of(name), False)
        self._group = group
        self._fit_title()

    def set_order(self, sort: Sort) -> None:
        """Say in the header which order is asked for; the table is not asked yet."""
        place = self.actions_table.column_of_sort(sort)
        way = Qt.SortOrder.DescendingOrder if sort.descending else Qt.SortOrder.AscendingOrder
        header = self.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(place, way)
        header.blockSignals(False)
        self.actions_table.set_sorting(place, way)

    def edit_current(self) -> None:
        """Edit the cell in hand, or the title of its row where the cell cannot be edited."""
        index = self.currentIndex()
        if not index.isValid():
            return
        if not index.flags() & Qt.ItemFlag.ItemIsEditable or self.isColumnHidden(index.column()):
            index = index.siblingAtColumn(self._place_of("title"))
            self.selectionModel().setCurrentIndex(index, self.selectionModel().SelectionFlag.NoUpdate)
        self.edit(index)


def add_bulk(menu: QMenu, workspace: Workspace, parent: QWidget) -> QMenu:
    """Put "Status" and "More" into a context menu, in front of its last part."""
    commands = workspace.command_set
    before = menu.actions()[-1] if menu.actions() else None
    for part in (StatusMenu(workspace, parent), MoreMenu(workspace, parent)):
        part.setEnabled(workspace.writable and bool(workspace.selection.of("action")))
        menu.aboutToHide.connect(part.deleteLater)
        menu.insertMenu(before, part) if before is not None else menu.addMenu(part)
    if commands is not None:
        menu.addSeparator()
        menu.addAction(commands.action("edit.delete"))
    return menu
