"""The Deadlines page: the promises made in public, and everything that has a day, on a line of time and by month."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from gui.background import Task
from gui.dialogs import commitment, commitment_date
from gui.dialogs.agree_date import agree_date
from gui.dialogs.statutory_date import explain_date
from gui.pages.base import Page
from gui.pages.deadlines_commitments import CommitmentsPart
from gui.pages.deadlines_filters import DeadlineFilters
from gui.pages.deadlines_line import LinePart
from gui.style import space
from gui.tables.deadlines import DeadlineTable, DeadlineView
from gui.widgets.buttons import Button
from gui.widgets.segmented import SegmentedControl
from gui.workspace import Workspace
from model import actions, commitments, deadline_rows, deadlines, milestones, time_line
from model.calendar_days import calendar_of
from model.deadlines import Deadlines, Wanted
from model.store.plan import Plan
from model.time_line import TimeLine
from model.wording import plural

REMOVERS = {"commitment": commitments.remove, "action": actions.remove, "milestone": milestones.remove}


MANY = 2_500
"""Actions from which on the deadlines are read on a thread: past that it takes longer than a tenth of a second."""

NARROW = 880
"""Pixels of the page up to which line and list do not both have room."""

BOTH, LINE, LIST = "both", "line", "list"


class DeadlinesPage(Page):
    """Commitments at the top; under them the line of time and, month by month, the list of the same deadlines.

    Kinds, owner, area and inspection narrow both; what is chosen in one is chosen in the other. Where there is
    no room for both, the one stands alone that the keys were in last.
    """

    WATCHES = (
        "action", "milestone", "commitment", "answer", "date_change", "meeting", "body", "question", "inspection",
        "source", "also_answers", "person", "area", "plan", "inspection_deadline", "deadline_rule", "calendar_day",
        "judgement", "date_request",
    )  # fmt: skip

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._shown: Deadlines | None = None
        self.header.set_title("Deadlines")
        self.shown = SegmentedControl(
            ((BOTH, "Line and list"), (LINE, "Line"), (LIST, "List")), self, name="What is shown"
        )
        kept_view = workspace.preferences.layout("deadlines/shown")
        self.shown.set_key(kept_view if kept_view in (BOTH, LINE, LIST) else BOTH)
        self.shown.chosen.connect(self._shown_chosen)
        self.header.add_widget(self.shown)
        self.header.add_action("plan.add_commitment", primary=True)
        self.promises = CommitmentsPart(workspace)
        self.body.addWidget(self.promises)
        kept = workspace.preferences.layout("deadlines/closed")
        self._closed = {key for key in kept if isinstance(key, str)} if isinstance(kept, list) else set()
        self.filters = DeadlineFilters(workspace)
        self.filters.changed.connect(self._show)
        self.body.addWidget(self.filters)
        self._task: Task | None = None  # reading
        self._awaited: tuple[str, str] | None = None  # a record to select once it is read
        self._alone = LIST
        self.table = DeadlineTable(workspace, self)
        self.view = DeadlineView(workspace, self.table, self)
        self.view.toggled.connect(self.toggle_section)
        self.view.opened.connect(self._open)
        self.view.chosen.connect(self._chosen)
        self.line = LinePart(workspace, self._say, self)
        self.line.grouped.connect(self._show)
        self.line.view.chosen.connect(self._chosen_on_line)
        self.line.view.opened.connect(self._open)
        self.line.view.proposed.connect(self._proposed)
        self.line.view.movable = self._movable
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.setChildrenCollapsible(False)
        self.split.setObjectName("gap")
        self.split.setHandleWidth(space.m)
        self.split.addWidget(self.line)
        self.split.addWidget(self.view)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        sizes = workspace.preferences.bytes_layout("deadlines/split")
        if sizes.isEmpty() or not self.split.restoreState(sizes):
            self.split.setSizes([600, 400])
        self.split.splitterMoved.connect(self._split_moved)
        self.body.addWidget(self.split, 1)
        self.body.addWidget(self.line.legend)
        self.undated = Button("", kind="link", tip="Show them on the Actions page")
        self.undated.clicked.connect(self._show_undated)
        self.body.addWidget(self.undated)

    # --- what the window asks of a page

    def refresh(self) -> None:
        plan, today = self.workspace.plan, self.workspace.today()
        self.filters.say_again()
        self.promises.show_commitments(commitments.commitments(plan, today), self.height())
        self._show()

    def show_record(self, table: str, record_id: str) -> bool:
        """Select it in the list and on the line; a commitment among the commitments too."""
        if table == "commitment" and self.promises.select(record_id):
            self._select(table, record_id)
            return True
        if table not in ("action", "milestone", "meeting", "inspection"):
            return False
        if self._task is not None:
            self._awaited = (table, record_id)
            return self._is_listed(table, record_id)
        if self._select(table, record_id):
            return True
        # Not in hand yet: without filters it may be.
        if self.filters.wanted() != Wanted() and self._is_listed(table, record_id):
            self.apply()
            return self._select(table, record_id)
        return False

    def apply(self, **what: Any) -> None:
        """``kinds``, ``owner``, ``area``, ``inspection``, ``done``: what to show; all else is as at first.

        ``commitments`` opens them.
        """
        if what.get("commitments"):
            self.promises.set_open(True)
        values = {name: _as_values(what[name]) for name in ("owner", "area", "inspection") if what.get(name)}
        self.filters.show_wanted(what.get("kinds", ()), values, done=bool(what.get("done")))
        self._show()

    def printed(self) -> tuple[Wanted, str]:
        """What Print shows of this page: what the filters leave, and its rows."""
        return self.filters.wanted(), self.line.group

    def add_commitment(self) -> None:
        commitment.add_commitment(self.workspace, self.window())

    def edit_selected(self) -> None:
        chosen = self.workspace.selection
        if chosen.of("commitment"):
            commitment.edit_commitment(self.workspace, self.window(), chosen.ids[0])
        elif chosen.ids:
            self.workspace.open(chosen.table, chosen.ids[0])

    def delete_selected(self) -> None:
        chosen = self.workspace.selection
        remove = REMOVERS.get(chosen.table)
        if remove is not None:
            self.workspace.do(remove, chosen.ids)
        elif chosen.ids:
            self.workspace.refuse(
                "Meetings and inspections are deleted on their own pages, where it is seen what goes along with them."
            )

    # --- sections

    def toggle_section(self, key: str) -> None:
        """Close a section, or open it again."""
        self._closed ^= {key}
        self.workspace.preferences.set_layout("deadlines/closed", sorted(self._closed))
        if self._shown is not None:
            self.table.show_deadlines(self._shown, self._closed)

    # --- within

    def _show(self, *_: object) -> None:
        if not self.workspace.has_plan:
            return
        if self._task is not None:
            self._task.cancel()
            self._task = None
        plan, asked = self.workspace.plan, (self.workspace.today(), self.filters.wanted(), self.line.group)
        if time_line.size(plan) < MANY:
            self._take(time_line.read(plan, *asked))
        else:
            self._task = self.workspace.background(_read, *asked, done=self._take)

    def _take(self, found: tuple[Deadlines, TimeLine]) -> None:
        """Show what was read."""
        self._task = None
        self._shown, line = found
        shown = self._shown
        self._say_empty(self.filters.wanted())
        self.table.show_deadlines(shown, self._closed)
        self.line.view.calendar = calendar_of(self.workspace.plan)
        self.line.show_line(line)
        self.filters.show_counts(shown)
        words = [plural(shown.shown, "deadline"), f"{shown.late:,} late"]
        self.header.set_summary(", ".join(words) if shown.shown else "")
        self.undated.setVisible(bool(shown.undated))
        self.undated.setText(f"{plural(shown.undated, 'open action')} without an agreed date")
        self._give_room()
        if self._awaited is not None:
            awaited, self._awaited = self._awaited, None
            self._select(*awaited)

    def _say_empty(self, wanted: Wanted) -> None:
        if wanted == Wanted():
            self.view.set_empty(
                "Nothing has a date yet",
                "Agreed dates of actions, milestones, statutory dates, meetings and the days their papers are due, and "
                "promises made in public stand here: on a line of time, and month by month.",
                "plan.add_action",
            )
        else:
            self.view.set_empty(
                "Nothing to come for these filters",
                "Take a filter off, or press “Done and past” to see those too.",
                None,
            )

    def _select(self, table: str, record_id: str) -> bool:
        keys = self.table.keys_of(table, record_id)
        if not keys:
            return False
        # Of a record that stands there several times, the one that is in hand stays so.
        key = next((one for one in keys if one == self.line.view.current), keys[0])
        section = self.table.section_of(key)
        if section in self._closed:
            self.toggle_section(section)
        self.line.view.set_current(key)
        return self.view.select_ids([key])

    def _is_listed(self, table: str, record_id: str) -> bool:
        """Whether the record stands in the list as it is without filters."""
        every = deadlines.deadlines(self.workspace.plan, self.workspace.today(), Wanted())
        entries = (entry for section in every.sections for entry in section.entries)
        return any(deadlines.record_of(entry.key) == (table, record_id) for entry in entries)

    def _chosen(self, keys: list[str]) -> None:
        """Take in hand what is selected; where it is of several kinds, that of the current row."""
        current = self.view.current_id()
        records = [deadlines.record_of(key) for key in keys]
        if not records:
            return
        if self.view.hasFocus():
            self._alone = LIST
        chosen = current if current in keys else keys[0]
        if chosen != self.line.view.current:
            self.line.view.set_current(chosen)
        table = deadlines.record_of(chosen)[0]
        ids = [record for of, record in records if of == table]
        self.workspace.select(table, dict.fromkeys(ids))
        if len(ids) < len(records):
            self.workspace.say(f"In hand: {plural(len(ids), deadlines.KIND_WORDS.get(table, table).lower())} of these")

    def _chosen_on_line(self, key: str) -> None:
        """The same from the line; in the list it is selected where its section is open."""
        self._alone = LINE
        self.view.select_ids([key])
        table, record = deadlines.record_of(key)
        self.workspace.select(table, (record,))

    def _open(self, key: str) -> None:
        if key.startswith(("statutory ", "ruled ")):
            explain_date(self.workspace, self.window(), key.partition(" ")[2])
        else:
            self.workspace.open(*deadlines.record_of(key))

    def _say(self, key: str) -> str:
        return deadline_rows.sentence(self.workspace.plan, key, self.workspace.today())

    # --- moving

    def _movable(self, key: str) -> bool:
        """Actions, milestones and commitments that are still to be done; the others follow from what is entered."""
        table = deadlines.record_of(key)[0]
        return (
            self.workspace.writable
            and table in ("action", "milestone", "commitment")
            and self.line.view.mark_of(key).standing != "done"
        )

    def _proposed(self, key: str, day: date) -> None:
        """A day that a mark was moved to: agreed dates ask for the reason, and move only if that is given."""
        table, record = deadlines.record_of(key)
        if table == "action":
            agree_date(self.workspace, self.window(), ids=(record,), day=day)
        elif table == "commitment":
            commitment_date.move_date(self.workspace, self.window(), record, day)
        else:
            self.workspace.do(milestones.edit, record, due=day)

    # --- room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        """Line and list beside each other, or one of them."""
        wanted = self.shown.key
        if self._shown is not None and not self._shown.shown:
            wanted = LIST  # which says what is missing
        elif wanted == BOTH and self.width() < NARROW:
            wanted = self._alone
        self.line.setVisible(wanted != LIST)
        self.line.legend.setVisible(wanted != LIST)
        self.view.setVisible(wanted != LINE)
        self.keys_go_to(self.line.view if wanted == LINE else self.view)

    def _shown_chosen(self, key: str) -> None:
        self.workspace.preferences.set_layout("deadlines/shown", key)
        self._give_room()

    def _split_moved(self, *_: object) -> None:
        self.workspace.preferences.set_bytes_layout("deadlines/split", self.split.saveState())

    def _show_undated(self) -> None:
        self.workspace.go("actions", no_agreed_date=True)


def _as_values(given: Any) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _read(plan: Plan, task: Task, today: date, wanted: Wanted, group: str) -> tuple[Deadlines, TimeLine]:
    """On a thread with a reader of its own."""
    return time_line.read(plan, today, wanted, group)
