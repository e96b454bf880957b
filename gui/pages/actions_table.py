"""The table of the Actions page: which ids, in which order, and what was found in each while searching."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from gui.pages.actions_bulk import MoreMenu, StatusMenu
from gui.tables.actions import ActionEdits, action_columns
from gui.tables.block_table import BlockTable
from gui.tables.columns import Column
from gui.tables.table_view import TableView
from gui.workspace import Workspace
from model import finding, text_search
from model.finding import ActionRow, Filter, Sort
from model.text_search import Find

FOUND = "found"
NARROWEST = 186
"""Of the title, in pixels at 100 %."""


class ActionsTable(BlockTable):
    """A BlockTable over ``model.finding``; ``ask`` changes the question."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        self._workspace = workspace
        self._filter = Filter()
        self._group = "none"
        self._finds: dict[str, Find] = {}
        columns = action_columns(ActionEdits(workspace, window))
        found = Column(FOUND, "Found in", self._found_words, width=300, shown=False, hint=self._found_hint,
                       tip="Where the words you search for stand.")  # fmt: skip
        super().__init__((*columns, found), self._ids_in_order, self._rows, window, table="action")

    def ask(self, wanted: Filter, group: str) -> None:
        """Show what this question finds, in the order that the header says."""
        self._filter, self._group = wanted, group
        self._finds.clear()
        self.reload()

    def ask_again(self) -> None:
        """The plan was changed: the same question once more."""
        self._finds.clear()
        self.refresh()

    def sort_asked(self) -> Sort:
        """The order in force, in the words of the question."""
        if self.sorting is None:
            return Sort()
        return Sort(self.sorting.sort, self.sorting.descending)

    def column_of_sort(self, sort: Sort) -> int:
        """The column that sorts so; -1 for the plan's own order."""
        return next((place for place, column in enumerate(self.columns) if column.sort == sort.column), -1)

    # --- within

    def _ids_in_order(self, limit: int | None, offset: int) -> Sequence[Any]:
        if not self._workspace.has_plan:
            return []
        plan, today, sort = self._workspace.plan, self._workspace.today(), self.sort_asked()
        if self._group == "none":
            return finding.action_ids(plan, self._filter, sort, today, limit, offset)
        return finding.grouped_ids(plan, self._filter, sort, self._group, today, limit, offset)

    def _rows(self, ids: Sequence[str]) -> Iterable[ActionRow]:
        plan = self._workspace.plan
        if self._filter.text.strip():
            self._finds.update(text_search.matches(plan, self._filter.text, ids))
        return finding.action_rows(plan, ids, self._workspace.today())

    def _found_words(self, row: ActionRow) -> str:
        find = self._finds.get(row.id)
        return f"{find.kind}: {find.snippet}" if find is not None else ""

    def _found_hint(self, row: ActionRow) -> str:
        find = self._finds.get(row.id)
        return f"{find.kind}\n{find.snippet}" if find is not None else ""


class ActionsView(TableView):
    """The view of that table; its context menu holds what can be set for several at once."""

    commands = ("edit.rename", "", "edit.assign", "edit.agree_date")

    def __init__(self, workspace: Workspace, table: ActionsTable, parent: QWidget) -> None:
        super().__init__(workspace, "actions", parent)
        self.commands = ActionsView.commands
        self.setAccessibleName("Actions")
        self.actions_table = table
        self._fitting = False
        self._by_hand = workspace.preferences.layout("actions/title_by_hand") is True
        self.set_table(table)
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
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
        room = self.viewport().width() - (header.length() - header.sectionSize(place))
        self._fitting = True
        header.resizeSection(place, max(NARROWEST, room))
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
