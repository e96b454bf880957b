"""The view of the plan's tree: what is unfolded and selected stays so, and all of it works by keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QMenu, QStyleOptionViewItem, QTreeView, QWidget

from gui import style
from gui.tables import layouts
from gui.tables.line_delegate import LineDelegate
from gui.tables.plan_copy import rows_to_copy, way_down
from gui.tables.plan_lines import Line
from gui.tables.plan_outline import Index
from gui.tables.plan_tree import PlanTree
from gui.widgets.golden_thread import paint_thread, thread_words, years_of
from gui.workspace import Workspace
from model.wording import plural

_OPEN_AT_FIRST = 500
"""Actions up to which every area is unfolded when a plan is first shown."""

_FINDS_SHOWN = 300
"""Lines found up to which areas are unfolded for them; the rest is there to unfold."""

_REMEMBERED = 2_000


class PlanTreeView(QTreeView):
    """Shows a PlanTree. Selected lines of one kind are in hand: those of the kind that was chosen last."""

    pressed_insert = Signal()

    def __init__(self, workspace: Workspace, tree: PlanTree, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.tree = tree
        self.key = key
        self.commands: dict[str, Sequence[str]] = {}  # by table: ids of the context menu
        self._folded: set[str] = set()  # areas
        self._unfolded: set[str] = set()  # actions
        self._quiet = False
        self._unfolding = False
        self._fitting = False
        self._by_hand: set[str] = set()  # columns whose width someone chose
        self.setModel(tree)
        self.setItemDelegate(LineDelegate(workspace, tree, self))
        self.setAccessibleName("Areas, actions and milestones")
        self._set_manners()
        self._set_header()
        self._tell = _timer(self, 0, self.tell_selection)
        self._remember = _timer(self, 400, self.save_layout)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self.selectionModel().currentChanged.connect(self._selection_changed)
        self.expanded.connect(partial(self._folding, True))
        self.collapsed.connect(partial(self._folding, False))
        tree.rowsInserted.connect(self._rows_inserted)
        style.theme().changed.connect(self.viewport().update)

    def _set_manners(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.EditKeyPressed | trigger.DoubleClicked | trigger.AnyKeyPressed)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setAllColumnsShowFocus(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setAutoExpandDelay(600)
        self.setIndentation(16)

    def _set_header(self) -> None:
        header = self.header()
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.setStretchLastSection(False)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(36)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._header_menu)
        kept = self.workspace.preferences.layout(f"table/{self.key}")
        layouts.apply_layout(header, self.tree, kept)  # type: ignore[arg-type]
        header.setSectionHidden(0, False)
        chosen = kept.get("by_hand") if isinstance(kept, dict) else None
        self._by_hand = {name for name in chosen if isinstance(name, str)} if isinstance(chosen, list) else set()
        header.sectionResized.connect(self._section_resized)
        header.sectionMoved.connect(self._layout_changed)

    # --- what is selected

    def selected(self) -> tuple[str, list[str]]:
        """The table in hand and the ids of its selected lines, in the order shown."""
        chosen = [index for index in self.selectionModel().selectedRows(0) if index.isValid()]
        current = self.tree.record_at(self.currentIndex())
        held = [found for index in chosen if (found := self.tree.record_at(index)) is not None]
        if not held:
            return "", []
        table = current[0] if current in held else held[0][0]  # type: ignore[index]
        lines = [index for index in chosen if (self.tree.record_at(index) or ("",))[0] == table]
        lines.sort(key=way_down)
        return table, [self.tree.record_at(index)[1] for index in lines]  # type: ignore[index]

    def current(self) -> tuple[str, str] | None:
        return self.tree.record_at(self.currentIndex())

    def select(self, table: str, ids: Iterable[str], *, scroll: bool = True, unfold: bool = True) -> bool:
        """Select those of these records that the tree shows, unfolding what is above. False where none is."""
        selection = QItemSelection()
        first = QModelIndex()
        last = self.tree.columnCount() - 1
        for record_id in ids:
            index = self.tree.index_of(table, record_id)
            if not index.isValid():
                continue
            above = index.parent()
            while unfold and above.isValid():
                self.setExpanded(above, True)
                above = above.parent()
            selection.append(_row(index, index.siblingAtColumn(last)))
            first = first if first.isValid() else index
        if not first.isValid():
            return False
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)
        column = max(self.currentIndex().column(), self._title_column())
        self.selectionModel().setCurrentIndex(first.siblingAtColumn(column), flags.NoUpdate)
        if scroll:
            self.scrollTo(first.siblingAtColumn(self._title_column()))
        return True

    def beside(self, table: str, ids: Sequence[str]) -> tuple[str, str] | None:
        """The line to go on with when these are gone: the next one, else the one before, else the one above."""
        last = self.tree.index_of(table, ids[-1])
        among = self.tree.siblings(last)
        place = among.index(ids[-1])
        after = (row for row in among[place + 1 :] if row not in ids)
        before = (row for row in reversed(among[:place]) if row not in ids)
        near = next(after, None) or next(before, None)
        return (table, near) if near is not None else self.tree.record_at(last.parent())

    def tell_selection(self) -> None:
        """Let the panel and the commands know what is in hand."""
        self._tell.stop()
        if self.workspace.has_plan:
            self.workspace.select(*self.selected())

    def _selection_changed(self, *_: object) -> None:
        if not self._quiet:
            self._tell.start()

    # --- reading again

    def show_plan(self, found: Any = None) -> None:
        """Read everything anew; unfolded as it was, or where words were looked for, down to each find."""
        table, ids = self.selected()
        self._quiet = True
        self.tree.reload(found)
        self._unfold(everything=found is not None)
        if ids:
            self.select(table, ids, unfold=False)
        self._quiet = False
        self._fit_columns()
        self._selection_changed()

    def bring_up_to_date(self, found: Any = None) -> None:
        """Read after a change; what is selected stays, also where it moved."""
        table, ids = self.selected()
        current = self.current()
        self._quiet = True
        self.tree.refresh(found)
        if ids and self.selected() != (table, ids):
            self.select(table, ids, scroll=False)
        self._quiet = False
        if self.current() != current or self.selected() != (table, ids):
            self._selection_changed()

    # --- unfolding

    def fold_all(self) -> None:
        """Show the areas only."""
        self._folded = {record_id for table, record_id in self.tree.lines() if table == "area"}
        self._unfolded.clear()
        self._quietly_apply(self.collapseAll)

    def unfold_actions(self) -> None:
        """Show areas and actions."""
        self._folded.clear()
        self._unfolded.clear()
        self._quietly_apply(self.collapseAll)
        self._unfold(everything=False)
        self._layout_changed()

    def unfold_all(self) -> None:
        """Show every milestone too."""
        self._unfolding = True
        self.tree.fetch_all()
        self._unfolding = False
        self._folded.clear()
        self._quietly_apply(self.expandAll)
        self._unfolded = set(self.tree.stepped())

    def _quietly_apply(self, act: Any) -> None:
        self._quiet = True
        act()
        self._quiet = False
        self._layout_changed()

    def restore_folding(self, actions: int) -> None:
        """As it was left for this plan; at first unfolded, unless that would be a long way down."""
        kept = self.workspace.preferences.layout(self._folding_key())
        self._folded, self._unfolded = set(), set()
        if isinstance(kept, dict):
            self._folded = {row for row in kept.get("folded", ()) if isinstance(row, str)}
            self._unfolded = {row for row in kept.get("unfolded", ()) if isinstance(row, str)}
        elif actions > _OPEN_AT_FIRST:
            self._folded = {record_id for table, record_id in self.tree.lines() if table == "area"}

    def _folding_key(self) -> str:
        return f"folding/{self.key}/{self.workspace.plan.details.id}"

    def _unfold(self, *, everything: bool) -> None:
        """As it was left, or to what was found."""
        quiet, self._quiet, self._unfolding = self._quiet, True, True
        if everything:
            self._unfold_finds()
        elif not self._folded:
            for row in range(self.tree.rowCount()):
                self.tree.fetchMore(self.tree.index(row, 0))
            self.expandToDepth(0)  # one layout, where each area by itself would be one
            self._unfold_kept()
        else:
            self._unfold_kept()
        self._quiet, self._unfolding = quiet, False

    def _unfold_finds(self) -> None:
        """The areas with the first finds, as far as anyone reads on, and the actions in them."""
        shown = 0
        for area in self._under(QModelIndex()):
            if shown <= _FINDS_SHOWN and self.tree.has_find_under(area):
                self._unfold_one(area)
                shown += self.tree.rowCount(area)
                for action in self._under(area):
                    if self.tree.has_find_under(action):
                        self._unfold_one(action)

    def _unfold_kept(self) -> None:
        for area in self._under(QModelIndex()):
            if self.tree.record_at(area)[1] in self._folded:  # type: ignore[index]
                continue
            self._unfold_one(area)
            if self._unfolded:
                for action in self._under(area):
                    if self.tree.record_at(action)[1] in self._unfolded:  # type: ignore[index]
                        self._unfold_one(action)

    def _under(self, above: QModelIndex) -> list[QModelIndex]:
        return [self.tree.index(row, 0, above) for row in range(self.tree.rowCount(above))]

    def _unfold_one(self, index: QModelIndex) -> None:
        self.tree.fetchMore(index)
        if not self.isExpanded(index):
            self.setExpanded(index, True)

    def _folding(self, unfolded: bool, index: QModelIndex) -> None:
        record = self.tree.record_at(index)
        if record is None or self._quiet or self.tree.found is not None:
            return
        table, record_id = record
        kept, add = (self._folded, not unfolded) if table == "area" else (self._unfolded, unfolded)
        (kept.add if add else kept.discard)(record_id)
        self._layout_changed()

    def _rows_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        """What comes back by undo, or moved here, is unfolded as it was."""
        if self.tree.found is not None or self._unfolding:
            return
        above = self.tree.record_at(parent)
        if above is not None and above[0] == "area" and above[1] not in self._folded and not self.isExpanded(parent):
            self._quietly_unfold(parent)
        for row in range(first, last + 1):
            index = self.tree.index(row, 0, parent)
            record = self.tree.record_at(index)
            if record is None or not self.tree.hasChildren(index):
                continue
            if record[1] not in self._folded if record[0] == "area" else record[1] in self._unfolded:
                self._quietly_unfold(index)

    def _quietly_unfold(self, index: QModelIndex) -> None:
        quiet, self._quiet = self._quiet, True
        self._unfold_one(index)
        self._quiet = quiet

    def depth(self) -> str:
        """How far it is unfolded: "areas", "actions" or "milestones", as near as one word says it."""
        every = {record_id for table, record_id in self.tree.lines() if table == "area"}
        if every and every <= self._folded:
            return "areas"
        stepped = self.tree.stepped()
        return "milestones" if stepped and stepped <= self._unfolded else "actions"

    # --- remembering

    def save_layout(self) -> None:
        """Remember columns, and what is unfolded in this plan."""
        self._remember.stop()
        kept = layouts.layout_of(self.header(), self.tree, {})  # type: ignore[arg-type]
        preferences = self.workspace.preferences
        preferences.set_layout(f"table/{self.key}", {**kept, "by_hand": sorted(self._by_hand)})
        if self.workspace.has_plan:
            folding = {"folded": sorted(self._folded), "unfolded": sorted(self._unfolded)[:_REMEMBERED]}
            preferences.set_layout(self._folding_key(), folding)

    def _layout_changed(self, *_: object) -> None:
        self._remember.start()

    def _section_resized(self, section: int, *_: object) -> None:
        if self._fitting:
            return
        if self.isVisible():
            self._by_hand.add(self.tree.columns[section].name)
        self._fit_columns()
        self._layout_changed()

    def _title_column(self) -> int:
        return next(place for place, column in enumerate(self.tree.columns) if column.name == "title")

    def _fit_columns(self) -> None:
        """Numbers get the room they need and titles what is left, until someone says otherwise."""
        header, title, measure = self.header(), self._title_column(), self.fontMetrics()
        self._fitting = True
        if "number" not in self._by_hand:
            header.resizeSection(0, 2 * self.indentation() + measure.horizontalAdvance(self.tree.longest_number()) + 16)
        if "title" not in self._by_hand:
            others = sum(header.sectionSize(place) for place in range(header.count()) if place != title)
            least = measure.averageCharWidth() * 32
            header.resizeSection(title, max(least, self.viewport().width() - others))
        self._fitting = False

    def _header_menu(self, place: Any) -> None:
        menu = layouts.columns_menu(self, self.tree, self.header())  # type: ignore[arg-type]
        menu.actions()[0].setEnabled(False)  # the column with the signs to unfold
        menu.aboutToHide.connect(self._fit_columns)
        menu.aboutToHide.connect(self._layout_changed)
        menu.popup(self.header().mapToGlobal(place))

    # --- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            record = self.current()
            if record is not None:
                self.workspace.open(*record)
        elif key == Qt.Key.Key_F2 and not self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit_title()
        elif key == Qt.Key.Key_Insert:
            self.tell_selection()
            self.pressed_insert.emit()
        elif key == Qt.Key.Key_Delete and self.selected()[1]:
            self.tell_selection()
            self.workspace.command("edit.delete")
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._move_current(-1 if key == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)

    def edit_title(self) -> None:
        """Edit the title of the line in hand."""
        index = self.currentIndex().siblingAtColumn(self._title_column())
        if index.isValid():
            self.setCurrentIndex(index)
            self.edit(index)

    def _move_current(self, way: int) -> None:
        """Ctrl with the left and right arrows goes from cell to cell, which F2 and typing then edit."""
        header, index = self.header(), self.currentIndex()
        place = header.visualIndex(index.column()) + way
        while 0 <= place < header.count() and header.isSectionHidden(header.logicalIndex(place)):
            place += way
        if index.isValid() and 0 <= place < header.count():
            wanted = index.siblingAtColumn(header.logicalIndex(place))
            self.selectionModel().setCurrentIndex(wanted, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(wanted)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        record = self.tree.record_at(index)
        chosen = self.selectionModel().isSelected(index)
        if record is not None and record[0] == "area" and not chosen:
            painter.fillRect(option.rect, style.ink("raised"))  # type: ignore[attr-defined]
        super().drawRow(painter, option, index)
        if record is not None and record[0] == "area":
            self._draw_thread(painter, option, index)

    def _draw_thread(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """An area has no dates of its own: their columns show when it was raised."""
        line = self.tree.line_at(index)
        place = QRectF()
        for column, described in enumerate(self.tree.columns):
            if described.name in ("agreed", "forecast") and not self.header().isSectionHidden(column):
                cell = QRectF(self.visualRect(index.siblingAtColumn(column)))
                beside = place.isNull() or abs(place.right() - cell.left()) < 3
                place = place.united(cell) if beside else place
        if not isinstance(line, Line) or place.isNull():
            return
        place = place.adjusted(7, 0, -5, 0)
        font = option.font  # type: ignore[attr-defined]
        years = years_of(line.steps)
        if years:
            paint_thread(painter, place, years, font)
        else:
            painter.setFont(font)
            painter.setPen(style.ink("muted"))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, thread_words(line.steps) or "no source yet")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_columns()

    def dropEvent(self, event: QDropEvent) -> None:
        super().dropEvent(event)
        # Qt would take the dragged lines out of the tree by itself after a move.
        if event.isAccepted():
            event.setDropAction(Qt.DropAction.CopyAction)

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
        self.tell_selection()
        menu: QMenu = commands.context_menu(self.commands.get(self.workspace.selection.table, ()), self)
        menu.addSeparator()
        menu.addAction("Copy", QKeySequence(QKeySequence.StandardKey.Copy), self.copy)
        return menu

    def copy(self) -> None:
        """The selected lines, of every kind, as a spreadsheet takes them."""
        rows = rows_to_copy(self.tree, self.header(), self.selectionModel().selectedRows(0))
        if len(rows) > 1:
            QGuiApplication.clipboard().setText("\n".join(rows) + "\n")
            self.workspace.say(f"Copied {plural(len(rows) - 1, 'row')}")


def _timer(parent: QWidget, interval: int, call: Any) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    timer.timeout.connect(call)
    return timer


def _row(first: QModelIndex, last: QModelIndex) -> Any:
    from PySide6.QtCore import QItemSelectionRange

    return QItemSelectionRange(first, last)
