"""The Actions page: every action in one flat table or on a board, filtered, grouped, searched and changed together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QToolButton, QWidget

from gui.background import Task
from gui.dialogs.saved_views import ViewsButton
from gui.pages.actions_bulk import SelectionBar
from gui.pages.actions_filters import ActionFilters, filter_from
from gui.pages.actions_read import action_of, counted
from gui.pages.actions_table import PAUSE, ActionsTable, ActionsView, add_bulk
from gui.pages.base import Page
from gui.style import space
from gui.widgets.choice import Choice
from gui.widgets.search_field import SearchField
from gui.widgets.segmented import SegmentedControl
from gui.widgets.tab_order import follow
from gui.workspace import Workspace
from model import actions
from model import views as saved
from model.errors import Refused
from model.finding import GROUP_WORDS, GROUPS, Counts, Filter, Sort
from model.records import SavedView
from model.views import View
from model.wording import plural

if TYPE_CHECKING:
    from gui.pages.actions_board import BoardShown
    from gui.pages.actions_owners import OwnersList
    from gui.widgets.board import Board

NOTHING_YET = (
    "No actions yet",
    "An action says what is done about an area, by whom and by when. Add an area first, then its actions.",
    "plan.add_action",
)
NOTHING_FOUND = (
    "Nothing found",
    "No action answers these filters and words. Take a filter off, or choose Everything under Views.",
    None,
)
LARGE = 5_000
"""Actions in a plan from which on they are counted on a thread."""


class ActionsPage(Page):
    """Filter by chips and words, group, sort by a header, save what is shown; act on what is selected."""

    WATCHES = (
        "action", "area", "person", "source", "inspection", "meeting", "body", "also_answers", "milestone",
        "action_update", "evidence", "date_change", "saved_view", "plan",
    )  # fmt: skip

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._filter = Filter()
        self._group = "none"
        self._counting_task: Task | None = None
        self._large = False  # too many actions to count while someone waits
        self._table_stale = True  # the question was changed while the board was shown
        self._asked_anew = False
        self._said_empty: tuple[str, str, str | None] | None = None
        self._restored = False
        self._board_shown: BoardShown | None = None
        self._owners: OwnersList | None = None
        self.header.set_title("Actions")
        self._make_head()
        self.filters = ActionFilters(workspace)
        self.filters.changed.connect(self._chips_changed)
        self.body.addWidget(self.filters)
        self._make_middle()
        self.bar = SelectionBar(workspace)
        self.body.addWidget(self.bar)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.timeout.connect(self._count)
        workspace.selection_changed.connect(self._selection_changed)

    # --- what the window asks of a page

    def refresh(self) -> None:
        """Read and show again; the selection and the place stay."""
        if not self._restored:
            self._restore()
        self.filters.say_again()
        self.views.tell()
        self._show(again=True)
        if self._owners is not None and self._owners.isVisibleTo(self):
            self._owners.refresh()

    def show_record(self, table: str, record_id: str) -> bool:
        """Show and select an action, or the one that an update or a piece of evidence belongs to."""
        action = action_of(self.workspace.plan, table, record_id)
        if action is None:
            return False
        if self._find(action):
            return True
        self._everything()
        if self._find(action):
            return True
        self.show_board(False)
        return self._find(action)

    def apply(self, **what: Any) -> None:
        """Show what another page counted: fields of finding.Filter, and ``group``, ``sort`` or ``board``."""
        board = what.pop("board", None)
        group = what.pop("group", "none")
        sort = what.pop("sort", None)
        self.views.forget()
        self._show_view(View(filter_from(what), sort if isinstance(sort, Sort) else self.table.sort_asked(), group, ()))
        if board is not None:
            self.show_board(board)

    def find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def delete_selected(self) -> None:
        ids = self.workspace.selection.of("action")
        if ids:
            self.workspace.do(actions.remove, ids)

    def edit_selected(self) -> None:
        """F2: the title of the current action, or the cell it stands on."""
        if self.switch.key == "table":
            self.view.edit_current()
        elif self.board.selected_ids():
            self.workspace.open("action", self.board.selected_ids()[0])

    def add_update(self) -> None:
        from gui.dialogs import add_update

        add_update.add_update(self.workspace, self.window())

    def add_evidence(self) -> None:
        from gui.dialogs import add_evidence

        add_evidence.add_evidence(self.workspace, self.window())

    # --- what is shown

    def view_shown(self) -> View:
        """Filters, order, grouping and columns as they are now."""
        return View(self._filter, self.table.sort_asked(), self._group, self.view.shown_columns())

    def selected_ids(self) -> list[str]:
        shown = self.board if self.switch.key == "board" else self.view
        return list(shown.selected_ids())

    # --- building

    def _make_head(self) -> None:
        self.search = SearchField("Search actions, areas, updates and sources")
        self.search.setMinimumWidth(120)
        self.search.setMaximumWidth(420)
        self.search.searched.connect(self._searched)
        self.search.down_pressed.connect(self._into_list)
        self.views = ViewsButton(self.workspace, "actions", self.view_shown)
        self.views.chosen.connect(self._show_view)
        self.views.cleared.connect(self._everything)
        by = [(name, f"By {GROUP_WORDS[name].casefold()}") for name in GROUPS if name != "none"]
        self.group = Choice([("none", GROUP_WORDS["none"]), *by])
        self.group.setAccessibleName("Group")
        self.group.set_value("none")
        self.group.setMaximumWidth(180)
        self.group.chosen.connect(self._group_chosen)
        self.switch = SegmentedControl([("table", "Table"), ("board", "Board")], name="Show as")
        self.switch.chosen.connect(self._switch)
        self.owners_switch = QToolButton()
        self.owners_switch.setText("Owners")
        self.owners_switch.setToolTip("What each owner carries, and a place to drag actions onto.")
        self.owners_switch.setAccessibleName("Show owners beside the actions")
        self.owners_switch.setCheckable(True)
        self.owners_switch.setProperty("chip", True)
        self.owners_switch.toggled.connect(self._owners_toggled)
        row = QHBoxLayout()
        row.setSpacing(space.s)
        row.addWidget(self.search, 1)
        row.addWidget(self.views)
        row.addStretch(0)
        row.addWidget(self.group)
        row.addWidget(self.owners_switch)
        self.body.addLayout(row)
        self.header.add_widget(self.switch)
        self.header.add_action("plan.add_action", primary=True)

    def _make_middle(self) -> None:
        self.table = ActionsTable(self.workspace, self)
        self.view = ActionsView(self.workspace, self.table, self)
        self.keys_go_to(self.view)
        self.table.sorted.connect(self._sorted)
        self.view.dragging.connect(self._dragging)
        self.table.counted.connect(self._settle)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.middle = QSplitter(Qt.Orientation.Horizontal)
        self.middle.addWidget(self.stack)
        self.middle.setStretchFactor(0, 1)
        self.middle.setChildrenCollapsible(False)
        self.body.addWidget(self.middle, 1)

    @property
    def board_shown(self) -> BoardShown:
        """The board, made when it is first wanted."""
        if self._board_shown is None:
            from gui.pages.actions_board import BoardShown

            self._board_shown = BoardShown(self.workspace, self)
            board = self._board_shown.board
            board.moved.connect(self._moved)
            board.chosen.connect(self._chosen_on_board)
            board.menu_wanted.connect(self._board_menu)
            self._board_shown.empty.pressed.connect(self.workspace.commander("plan.add_action"))
            self.stack.addWidget(board)
            self.stack.addWidget(self._board_shown.empty)
            follow(self.view, board, self._board_shown.empty)
        return self._board_shown

    @property
    def board(self) -> Board:
        return self.board_shown.board

    @property
    def owners(self) -> OwnersList:
        """The owners beside the actions, made when they are first wanted."""
        if self._owners is None:
            from gui.pages.actions_owners import OwnersList

            self._owners = OwnersList(self.workspace)
            self._owners.filter_wanted.connect(self._owner_wanted)
            self._owners.hide()
            self.middle.addWidget(self._owners)
            self.middle.setStretchFactor(1, 0)
            follow(self.stack, self._owners)
        return self._owners

    # --- the question

    def _chips_changed(self) -> None:
        self._ask(self.filters.filter(self._filter.text))

    def _searched(self, words: str) -> None:
        self._ask(replace(self._filter, text=words.strip()))

    def _group_chosen(self, group: str) -> None:
        self._group = group
        self.view.group_by(group)
        self._show()

    def _sorted(self) -> None:
        self.views.tell()
        self._remember()

    def _owner_wanted(self, owner: str) -> None:
        """From the list beside the table: that owner's actions, and no other owner's."""
        self.apply_chips({**self.filters.values(), "owner": (owner,)})

    def apply_chips(self, values: Mapping[str, tuple[Any, ...]]) -> None:
        """Set the chips as if a person had; the words to search for stay."""
        self.filters.set_values(values)
        self._chips_changed()

    def _everything(self) -> None:
        """No filter, no words, no group."""
        self.views.forget()
        self._show_view(View(Filter(), self.table.sort_asked(), "none", ()))

    def _show_view(self, view: View) -> None:
        self._take_view(view)
        self._show()

    def _take_view(self, view: View) -> None:
        self._filter, self._group = view.filter, view.group
        self.filters.show_filter(view.filter)
        self.search.set_quietly(view.filter.text)
        self.group.set_value(view.group)
        if view.columns:
            self.view.show_columns(view.columns)
        self.view.group_by(view.group)
        self.view.set_order(view.sort)

    def _ask(self, wanted: Filter) -> None:
        self._filter = wanted
        self._show()

    def _show(self, *, again: bool = False) -> None:
        """Have the question answered; ``again`` after a change, where the place is kept."""
        if not self.workspace.has_plan:
            return
        self.view.show_found(bool(self._filter.text))
        self._say_empty()
        if self.switch.key == "board":
            found = self.board_shown.ask(self._filter, self.table.sort_asked())
            self.stack.setCurrentWidget(self.board if found else self.board_shown.empty)
            self._table_stale = True
        elif again and not self._table_stale:
            self.table.ask_again()
        else:
            self._table_stale = False
            self.table.ask(self._filter, self._group)
        self._asked_anew = self._asked_anew or not again
        self._settle()
        self.views.tell()
        self._count_soon()
        if not again:
            self._remember()

    def _count_soon(self) -> None:
        """Count when what is shown is painted; where that takes its time, once nobody types any more."""
        if self._counting_task is not None:
            self._counting_task.cancel()
            self._counting_task = None
        aside = self._large or not self._is_known
        if aside and self.header.summary:
            self.header.set_summary("Counting…")  # the numbers of the question before would be wrong
        self._counting.start(PAUSE if aside else 0)

    def _count(self) -> None:
        """Count what is shown and what there is; on a thread where that takes its time."""
        if not self.workspace.has_plan:
            return
        wanted, today = self._filter, self.workspace.today()
        if self._large or not self._is_known:
            self._counting_task = self.workspace.background(counted, wanted, today, done=self._say_counts)
        else:
            self._say_counts(counted(self.workspace.plan, None, wanted, today))

    def _say_counts(self, found: tuple[Counts, int]) -> None:
        """How many are shown of how many, how many of those are late and how many nobody has."""
        shown, total = found
        self._large = total > LARGE
        words = [plural(total, "action") if shown.total == total else f"{shown.total:,} of {plural(total, 'action')}"]
        words.append(f"{shown.late:,} late")
        if shown.no_owner:
            words.append(f"{shown.no_owner:,} open without an owner")
        self.header.set_summary(", ".join(words) if total else "")

    def _say_empty(self) -> None:
        """What stands where there is nothing to show."""
        said = NOTHING_YET if self._filter.is_empty else NOTHING_FOUND
        if said != self._said_empty:
            self._said_empty = said
            self.view.set_empty(*said)
        if self.switch.key == "board":
            self.board_shown.say_empty(*said)

    # --- table and board, selection

    def show_board(self, on: bool) -> None:
        """Show the board, or the table."""
        self.switch.set_key("board" if on else "table")
        self._switch(self.switch.key)

    def _switch(self, key: str) -> None:
        kept = self.view.selected_ids() if key == "board" else self.board.selected_ids()
        self.stack.setCurrentWidget(self.board if key == "board" else self.view)
        self.keys_go_to(self.stack.currentWidget())
        self.group.setEnabled(key == "table")
        self._show(again=True)
        if kept:
            self._select(kept)
        self._remember()

    def _select(self, ids: Sequence[str]) -> bool:
        shown = self.board if self.switch.key == "board" else self.view
        return bool(shown.select_ids(ids))

    def _settle(self) -> None:
        """What is in hand is selected where it is shown.

        After a change all of it stays in hand, so that it is selected again when Undo brings it back;
        after another question only what is shown does.
        """
        held = self.workspace.selection.of("action")
        if held and self.isVisible():
            if self.switch.key == "board":
                shown = self.board.shown_ids()
                here = [row for row in held if row in shown]
            else:
                here = [row for row in held if self.table.row_of(row) >= 0]
            if not set(here).issubset(self.selected_ids()):
                self._select(here)
            if self._asked_anew and self._is_known:
                self.workspace.select("action", here)
        if self._is_known:
            self._asked_anew = False
        self._say_selected()

    @property
    def _is_known(self) -> bool:
        """Whether everything that answers the question is known."""
        return self.switch.key == "board" or self.table.complete

    def _find(self, action: str) -> bool:
        """Select one action, wherever it stands in what is shown."""
        if self.switch.key == "table" and self.table.row_of(action) < 0:
            self.table.read_rest()
        return self._select([action])

    def _chosen_on_board(self, ids: list[str]) -> None:
        self.workspace.select("action", ids)

    def _selection_changed(self, _: object) -> None:
        self._say_selected()

    def _say_selected(self) -> None:
        held = self.workspace.selection.of("action")
        shown = len(self.selected_ids()) if held and self.isVisible() else len(held)
        empty = self._board_shown is not None and self.stack.currentWidget() is self._board_shown.empty
        any_shown = not empty and bool(self.table.count or self._table_stale)
        self.bar.show_count(len(held), max(0, len(held) - shown), any_shown=any_shown)

    def _board_menu(self, place: QPoint) -> None:
        commands = self.workspace.command_set
        if commands is None:
            return
        menu = commands.context_menu(("edit.assign", "edit.agree_date"), self)
        for words, step in (("Move left\tAlt+Left", -1), ("Move right\tAlt+Right", 1)):
            menu.addAction(words).triggered.connect(partial(self._step, step))
        menu.addSeparator()
        add_bulk(menu, self.workspace, self)
        menu.exec(place)
        menu.deleteLater()

    def _step(self, step: int, *_: object) -> None:
        self.board.move_selected(step)

    def _into_list(self) -> None:
        """From the search field down into what was found."""
        if self.switch.key == "board":
            self.board.focus_cards()
        else:
            self.view.setFocus()
            if not self.view.selected_ids() and self.table.rowCount():
                self.view.selectRow(0)

    def _moved(self, ids: list[str], status: str) -> None:
        """A card was put into another column: its status changes, or it is said why not."""
        from gui.dialogs import embedded

        embedded.set_status(self.workspace, self.window(), ids, status)

    def _owners_toggled(self, on: bool) -> None:
        self._show_owners(on)
        self._remember()

    def _dragging(self, on: bool) -> None:
        """Actions that are dragged find the owners beside the table, also where they are not shown otherwise."""
        self._show_owners((on and self.workspace.writable) or self.owners_switch.isChecked())

    def _show_owners(self, on: bool) -> None:
        if self._owners is None and not on:
            return
        if on and not self.owners.isVisibleTo(self):
            self.owners.refresh()
        self.owners.setVisible(on)
        if on and self.middle.sizes()[1] < 120:
            self.middle.setSizes([max(200, self.middle.width() - 280), 280])

    # --- what is remembered

    def _remember(self) -> None:
        """Keep for next time how this page was left; filters only for this plan, whose ids they name."""
        if not self._restored or not self.workspace.has_plan:
            return
        kept = {
            "plan": self.workspace.plan.details.id,
            "spec": saved.as_text(self.view_shown()),
            "board": self.switch.key == "board",
            "owners": self.owners_switch.isChecked(),
        }
        self.workspace.preferences.set_layout("actions", kept)

    def _restore(self) -> None:
        """Before the first reading: as it was left."""
        self._restored = True
        kept = self.workspace.preferences.layout("actions")
        if not isinstance(kept, dict):
            return
        self.switch.set_key("board" if kept.get("board") else "table")
        self.stack.setCurrentWidget(self.board if kept.get("board") else self.view)
        self.keys_go_to(self.stack.currentWidget())
        self.owners_switch.setChecked(bool(kept.get("owners")))
        spec = kept.get("spec")
        if kept.get("plan") != self.workspace.plan.details.id or not isinstance(spec, str):
            return
        try:
            view = saved.read(SavedView("", "", "actions", spec, 0.0))
        except Refused:
            return  # of another version of the program
        self._take_view(view)
