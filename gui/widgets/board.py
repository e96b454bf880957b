"""A board: a column for each status, cards in it, moved by dragging or by keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QScrollArea, QVBoxLayout, QWidget

from gui import style
from gui.style import space
from gui.tables.mime import ids_in
from gui.widgets.buttons import Button
from gui.widgets.cards_on_board import Card, CardDelegate, Cards
from gui.widgets.text import label
from model.wording import plural

NARROWEST = 178


@dataclass(frozen=True, slots=True)
class Lane:
    """What a column holds: all it counts, and as many cards as are shown."""

    total: int
    cards: Sequence[Card]


class LaneView(QListView):
    """One column's cards. What a person asks for goes to the board by its signals."""

    dropped = Signal(list)
    stepped = Signal(int, bool)  # -1 or 1; whether the cards are to go along
    entered_on = Signal(str)

    def __init__(self, title: str, table: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table
        self._title = title
        self.cards = Cards(table, self)
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setProperty("lane", True)
        self._target = False
        self.activated.connect(self._activated)

    def selected_ids(self) -> list[str]:
        return [self.cards.card(row).id for row in sorted(index.row() for index in self.selectedIndexes())]

    def select(self, ids: Iterable[str]) -> list[str]:
        """Select those of the ids that stand here; those are returned."""
        wanted = set(ids)
        chosen = QItemSelection()
        found: list[str] = []
        for row in range(self.cards.rowCount()):
            card = self.cards.card(row)
            if card.id in wanted:
                index = self.cards.index(row, 0)
                chosen.select(index, index)
                found.append(card.id)
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if found:
            first = self.cards.index(self.cards.row_of(found[0]), 0)
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(first)
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step, bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
            event.accept()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._look_at(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._look_at(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(False)
        found = ids_in(event.mimeData())
        if found is None or found[0] != self._table or event.source() is self:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        # After the drag is over: what is asked then may open a dialog.
        QTimer.singleShot(0, self, partial(self.dropped.emit, list(found[1])))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._target:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(style.ink("accent"))
            painter.drawRoundedRect(self.viewport().rect().adjusted(1, 1, -2, -2), 7, 7)
        elif not self.cards.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(style.ink("muted"))
            place = self.viewport().rect().adjusted(space.m, space.l, -space.m, -space.m)
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, "None")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _look_at(self, event: QDragMoveEvent) -> None:
        found = ids_in(event.mimeData())
        good = found is not None and found[0] == self._table and event.source() is not self
        self._mark(good)
        if good:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def _mark(self, on: bool) -> None:
        if self._target != on:
            self._target = on
            self.viewport().update()

    def _activated(self, index: QModelIndex) -> None:
        self.entered_on.emit(self.cards.card(index.row()).id)


class Board(QScrollArea):
    """Columns side by side. It changes nothing itself: ``moved`` says what was asked for.

    The arrow keys go from card to card and from column to column; with Alt, left and right take the
    selected cards along.
    """

    moved = Signal(list, str)  # ids, the key of the column they were put into
    chosen = Signal(list)
    opened = Signal(str)
    more_wanted = Signal(str)
    menu_wanted = Signal(QPoint)  # on the screen

    def __init__(
        self, columns: Sequence[tuple[str, str]], parent: QWidget | None = None, *, table: str = "action"
    ) -> None:
        super().__init__(parent)
        self.keys = [key for key, _ in columns]
        self.titles = dict(columns)
        self.lanes: dict[str, LaneView] = {}
        self._boxes: dict[str, QWidget] = {}
        self._heads: dict[str, tuple[QWidget, QWidget]] = {}
        self._counts: dict[str, int] = {}
        self._more: dict[str, Button] = {}
        self._quiet = False
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._row = QHBoxLayout(inner)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(space.s)
        self.setWidgetResizable(True)
        self.setAccessibleName("Board by status")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for key, title in columns:
            self._add_lane(key, title, table)
        self.setWidget(inner)

    def show_lanes(self, lanes: Mapping[str, Lane]) -> None:
        """Show these columns and no other; what was selected stays so where it is still there."""
        kept = self.selected_ids()
        focused = next((key for key, view in self.lanes.items() if view is self.window().focusWidget()), None)
        self._quiet = True
        for key, view in self.lanes.items():
            lane = lanes.get(key)
            self._boxes[key].setVisible(lane is not None)
            view.cards.show(lane.cards if lane is not None else ())
            if lane is None:
                continue
            self._say_count(key, lane)
            view.select(kept)
        self._quiet = False
        if focused is not None and kept:
            self._focus_on(kept[0])
        if self.selected_ids() != kept:
            self.chosen.emit(self.selected_ids())

    def selected_ids(self) -> list[str]:
        return [card for view in self.lanes.values() for card in view.selected_ids()]

    def select_ids(self, ids: Iterable[str]) -> bool:
        """Select these cards where they are shown; whether any is."""
        wanted = list(ids)
        self._quiet = True
        found = [card for view in self.lanes.values() for card in view.select(wanted)]
        self._quiet = False
        self.chosen.emit(self.selected_ids())
        return bool(found)

    def shown_ids(self) -> set[str]:
        """Every card that is shown."""
        return {card for view in self.lanes.values() for card in view.cards.ids()}

    def lane_of(self, card_id: str) -> str | None:
        return next((key for key, view in self.lanes.items() if view.cards.row_of(card_id) >= 0), None)

    def more_button(self, key: str) -> Button:
        """The button under a column that has more cards than it shows."""
        return self._more[key]

    def move_selected(self, step: int) -> None:
        """Ask for the selected cards to go one column to the left (-1) or right (1)."""
        ids = self.selected_ids()
        key = self.lane_of(ids[0]) if ids else None
        if key is None:
            return
        shown = [each for each in self.keys if self._boxes[each].isVisibleTo(self)]
        place = shown.index(key) + step
        if 0 <= place < len(shown):
            self.moved.emit(ids, shown[place])

    def focus_cards(self) -> None:
        """Put the keyboard on the cards: the selected one, or the first there is."""
        ids = self.selected_ids()
        if ids:
            self._focus_on(ids[0])
            return
        for view in self.lanes.values():
            if view.cards.rowCount():
                view.setFocus()
                view.setCurrentIndex(view.cards.index(0, 0))
                return

    # --- within

    def _add_lane(self, key: str, title: str, table: str) -> None:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.xs)
        head = QHBoxLayout()
        head.setContentsMargins(space.xs, 0, space.xs, 0)
        name, count = label(title, "strong"), label("", "muted")
        head.addWidget(name)
        head.addWidget(count)
        head.addStretch(1)
        column.addLayout(head)
        view = LaneView(title, table, box)
        view.dropped.connect(partial(self._dropped, key))
        view.stepped.connect(partial(self._stepped, key))
        view.entered_on.connect(self.opened)
        view.selectionModel().selectionChanged.connect(partial(self._selected, key))
        view.customContextMenuRequested.connect(partial(self._menu, key))
        column.addWidget(view, 1)
        more = Button("", kind="link")
        more.clicked.connect(partial(self._wants_more, key))
        more.hide()
        column.addWidget(more)
        box.setMinimumWidth(NARROWEST)
        self._row.addWidget(box, 1)
        self.lanes[key], self._boxes[key], self._more[key] = view, box, more
        self._heads[key] = (name, count)

    def _say_count(self, key: str, lane: Lane) -> None:
        hidden = lane.total - len(lane.cards)
        count = self._heads[key][1]
        count.setText(f"{lane.total:,}")  # type: ignore[attr-defined]
        self.lanes[key].setAccessibleName(f"{self.titles[key]}: {plural(lane.total, 'action')}")
        self._more[key].setVisible(hidden > 0)
        self._more[key].setText(f"and {hidden:,} more")
        self._more[key].setAccessibleName(f"Show more of {hidden:,} others that are {self.titles[key].casefold()}")

    def _dropped(self, key: str, ids: list[str]) -> None:
        self.moved.emit(ids, key)

    def _stepped(self, key: str, step: int, along: bool) -> None:
        if along:
            self.move_selected(step)
            return
        shown = [each for each in self.keys if self._boxes[each].isVisibleTo(self)]
        place = shown.index(key) + step
        while 0 <= place < len(shown):
            view = self.lanes[shown[place]]
            if view.cards.rowCount():
                row = min(max(self.lanes[key].currentIndex().row(), 0), view.cards.rowCount() - 1)
                view.setFocus()
                view.setCurrentIndex(view.cards.index(row, 0))
                self.ensureWidgetVisible(view, 0, 0)
                return
            place += step

    def _selected(self, key: str, *_: object) -> None:
        if self._quiet:
            return
        if self.lanes[key].selectedIndexes():
            self._quiet = True
            for other, view in self.lanes.items():
                if other != key:
                    view.clearSelection()
            self._quiet = False
        self.chosen.emit(self.selected_ids())

    def _focus_on(self, card_id: str) -> None:
        key = self.lane_of(card_id)
        if key is not None:
            self.lanes[key].setFocus()
            self.ensureWidgetVisible(self.lanes[key], 0, 0)

    def _menu(self, key: str, place: QPoint) -> None:
        view = self.lanes[key]
        index = view.indexAt(place)
        if index.isValid() and index.row() not in {one.row() for one in view.selectedIndexes()}:
            view.setCurrentIndex(index)
        if self.selected_ids():
            self.menu_wanted.emit(view.viewport().mapToGlobal(place))

    def _wants_more(self, key: str, *_: object) -> None:
        self.more_wanted.emit(key)
