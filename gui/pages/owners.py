"""The Owners page: what everyone carries, and the actions of the one in hand, to tick off or to give to others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from gui.dialogs import hand_over, person
from gui.pages.base import Page
from gui.pages.owners_actions import HeldPart
from gui.tables.fitted_view import FittedView
from gui.tables.owners import COUNTS, NOBODY_ID, LoadBar, OwnerLine, OwnerTable, owner_lines
from gui.workspace import Workspace
from model import actions, people
from model.records import Action
from model.wording import plural


class OwnersPage(Page):
    """A number opens what it counts in the list below; actions dragged from there onto an owner are theirs."""

    WATCHES = ("person", "action", "action_update", "area", "evidence", "date_change", "plan")

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._owner: str | None = None  # of whom the actions are shown: an id, NOBODY_ID, or None
        self._marked: list[str] = []  # rows that were marked and not taken in hand
        self.header.set_title("Owners")
        # Short, because the header has three buttons; whom, is said on this page by the selection.
        self.header.add_action("edit.remind").setText("Remind…")
        self.hand_over_button = self.header.add_action("plan.hand_over")
        self.header.add_action("plan.add_person", primary=True)
        self.table = OwnerTable(workspace, self)
        self.view = FittedView(
            workspace, "owners", self.table, self, fit="name", least=270, give_way=("kind", "bar", "undated")
        )
        self.keys_go_to(self.view)
        self.view.follow = False
        self.view.opens_by_itself = False
        self.view.commands = (
            "edit.rename", "edit.remind", "plan.hand_over", "file.export.owner_sheet", "file.export.calendar", "",
            "edit.delete",
        )  # fmt: skip
        self.view.accept_drops_of = ("action",)
        self.view.setAccessibleName("Owners and what they carry")
        self.view.setItemDelegateForColumn(self.table.column_place("bar"), LoadBar(self.view))
        self.view.set_empty(
            "Nobody here yet",
            "People, posts, teams and partners that carry actions stand here, with what of it is late. "
            "Naming an owner in an action adds them too.",
            "plan.add_person",
        )
        self.view.chosen.connect(self._chosen)
        self.view.opened.connect(self._opened)
        self.view.clicked.connect(self._clicked)
        self.view.setMouseTracking(True)
        self.view.entered.connect(self._hovered)
        self.view.dropped.connect(self._dropped)
        self.held = HeldPart(workspace, self)
        self.held.hand_over_asked.connect(self.hand_over)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.view)
        self.split.addWidget(self.held)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 1)
        kept = workspace.preferences.layout("owners/split")
        if isinstance(kept, list) and len(kept) == 2 and all(isinstance(size, int) and size > 0 for size in kept):
            self.split.setSizes(kept)
        self.split.splitterMoved.connect(self._split_moved)
        self.body.addWidget(self.split, 1)

    # --- what the window asks of a page

    def refresh(self) -> None:
        loads = people.loads(self.workspace.plan, self.workspace.today())
        self.table.set_rows(owner_lines(loads))
        self.header.set_summary(self._summary())
        self.hand_over_button.setEnabled(self.workspace.writable and bool(loads))
        self._show_held()

    def show_record(self, table: str, record_id: str) -> bool:
        """Select an owner; of an action its owner, and the action below."""
        if table == "person":
            return self._select(record_id)
        if table != "action":
            return False
        action = self.workspace.plan.find(Action, record_id)
        if action is None or not self._select(action.owner or NOBODY_ID):
            return False
        self.held.set_scope("")
        return self.held.view.select_ids([record_id])

    def apply(self, **what: Any) -> None:
        """``person`` (None: nobody) and ``scope``: one of ``held_actions.SCOPES``."""
        if "person" in what:
            self._select(what["person"] or NOBODY_ID)
        self.held.set_scope(what.get("scope", ""))

    def find(self) -> None:
        """Typing a name finds it in the table."""
        self.view.setFocus()

    def add_person(self) -> None:
        made = person.add_people(self.workspace, self.window())
        if made:
            self._select(made[-1])

    def hand_over(self) -> None:
        chosen = self._person()
        hand_over.hand_over(self.workspace, self.window(), chosen)

    def edit_selected(self) -> None:
        """F2: the name of the owner, or the title of the action in hand."""
        if self.workspace.selection.of("action"):
            view, name = self.held.view, "title"
        else:
            view, name = self.view, "name"
        index = view.currentIndex()
        if index.isValid():
            index = index.siblingAtColumn(view.table.column_place(name))
            view.setCurrentIndex(index)
            view.edit(index)

    def delete_selected(self) -> None:
        chosen = self.workspace.selection
        if chosen.of("action"):
            self.workspace.do(actions.remove, chosen.ids)
        elif chosen.of("person"):
            self.workspace.do(people.remove, chosen.ids)

    # --- within

    def _split_moved(self, *_: object) -> None:
        self.workspace.preferences.set_layout("owners/split", self.split.sizes())

    def _person(self) -> str | None:
        """The person in hand, by the selection or by what is shown below."""
        chosen = self.workspace.selection.of("person")
        if len(chosen) == 1:
            return chosen[0]
        return self._owner if self._owner != NOBODY_ID else None

    def _line(self) -> OwnerLine | None:
        place = self.table.row_of(self._owner) if self._owner is not None else -1
        return self.table.row_at(place) if place >= 0 else None

    def _select(self, row_id: str) -> bool:
        if not self.view.select_ids([row_id]):
            return False
        self._owner = row_id
        self._show_held()
        return True

    def _show_held(self) -> None:
        line = self._line()
        if line is None and self.table.rowCount():
            # The first one to look at: whoever has most that is late.
            lines = [self.table.row_at(place) for place in range(self.table.rowCount())]
            line = max(lines, key=lambda one: (one.load.late, one.load.open))
            self._owner = line.id
            # Marked, so that it is seen whose actions these are; nobody was chosen yet.
            self._marked = [line.id]
            self.view.select_ids(self._marked)
        self.held.setVisible(line is not None)
        if line is not None:
            self.held.show_owner(line)

    def _summary(self) -> str:
        lines = [self.table.row_at(place) for place in range(self.table.rowCount())]
        owners = [line for line in lines if line.id != NOBODY_ID and not line.has_left]
        parts = [plural(len(owners), "owner")] if lines else []
        nobody = next((line.load.open for line in lines if line.id == NOBODY_ID), 0)
        if nobody:
            parts.append(f"{plural(nobody, 'open action')} without an owner")
        left = [line for line in lines if line.has_left and line.load.open]
        if left:
            parts.append(f"{plural(sum(line.load.open for line in left), 'action')} still with someone who left")
        return ", ".join(parts)

    def _chosen(self, ids: Sequence[str]) -> None:
        """Take the owner in hand and show their actions. "Nobody" is no record."""
        marked, self._marked = self._marked, []
        if not ids or ids == marked:
            return
        current = self.view.current_id()
        self._owner = current if current in ids else ids[0]
        self.workspace.select("person", [row for row in ids if row != NOBODY_ID])
        self._show_held()

    def _opened(self, row_id: str) -> None:
        if row_id != NOBODY_ID:
            self.workspace.open("person", row_id)

    def _hovered(self, index: QModelIndex) -> None:
        """A number that can be pressed says so."""
        counted = {column for column, _, _ in COUNTS}
        name = self.table.columns[index.column()].name
        opens = name in counted and bool(getattr(self.table.row_at(index.row()).load, name))
        shape = Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor
        self.view.viewport().setCursor(shape)

    def _clicked(self, index: QModelIndex) -> None:
        """A number opens what it counts; the name everything."""
        name = self.table.columns[index.column()].name
        line = self.table.row_at(index.row())
        counted = {column for column, _, _ in COUNTS}
        self._owner = line.id
        self._show_held()
        self.held.set_scope(name if name in counted and getattr(line.load, name) else "")

    def _dropped(self, table: str, ids: list[str], onto: str) -> None:
        if table == "action" and onto:
            self.workspace.do(actions.assign, ids, None if onto == NOBODY_ID else onto)
