"""The Deadlines page: the promises made in public, and everything that has a day, late first and then by month."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from gui.dialogs import commitment
from gui.pages.base import Page
from gui.pages.deadlines_commitments import CommitmentsPart
from gui.pages.deadlines_filters import DeadlineFilters
from gui.tables.deadlines import DeadlineTable, DeadlineView
from gui.widgets.buttons import Button
from gui.workspace import Workspace
from model import actions, commitments, deadlines, milestones
from model.deadlines import Deadlines, Wanted
from model.wording import plural

REMOVERS = {"commitment": commitments.remove, "action": actions.remove, "milestone": milestones.remove}


class DeadlinesPage(Page):
    """Commitments at the top, the list under them; kinds, owner and area narrow the list."""

    WATCHES = (
        "action", "milestone", "commitment", "answer", "date_change", "meeting", "body", "question", "inspection",
        "source", "also_answers", "person", "area", "plan",
    )  # fmt: skip

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._shown: Deadlines | None = None
        self.header.set_title("Deadlines")
        self.header.add_action("plan.add_commitment", primary=True)
        self.promises = CommitmentsPart(workspace)
        self.body.addWidget(self.promises)
        kept = workspace.preferences.layout("deadlines/closed")
        self._closed = {key for key in kept if isinstance(key, str)} if isinstance(kept, list) else set()
        self.filters = DeadlineFilters(workspace)
        self.filters.changed.connect(self._show)
        self.body.addWidget(self.filters)
        self.table = DeadlineTable(workspace, self)
        self.view = DeadlineView(workspace, self.table, self)
        self.setFocusProxy(self.view)
        self.view.toggled.connect(self.toggle_section)
        self.view.opened.connect(self._open)
        self.view.chosen.connect(self._chosen)
        self.body.addWidget(self.view, 1)
        self.undated = Button("", kind="link", tip="Show them on the Actions page")
        self.undated.clicked.connect(self._show_undated)
        self.body.addWidget(self.undated)

    # --- what the window asks of a page

    def refresh(self) -> None:
        plan, today = self.workspace.plan, self.workspace.today()
        self.filters.say_again()
        self.promises.show_commitments(commitments.commitments(plan, today))
        self._show()

    def show_record(self, table: str, record_id: str) -> bool:
        """Select it in the list; a commitment among the commitments."""
        if table == "commitment" and self.promises.select(record_id):
            return True
        if table not in ("action", "milestone", "meeting", "inspection"):
            return False
        if self._select(table, record_id):
            return True
        # Not in hand yet: without filters it may be.
        if self.filters.wanted() != Wanted() and self._is_listed(table, record_id):
            self.apply()
            return self._select(table, record_id)
        return False

    def apply(self, **what: Any) -> None:
        """``kinds``, ``owner``, ``area``, ``done``: what to list; what is not named is as when first opened."""
        values = {name: _as_values(what[name]) for name in ("owner", "area") if what.get(name)}
        self.filters.show_wanted(what.get("kinds", ()), values, done=bool(what.get("done")))
        self._show()

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
        plan, today, wanted = self.workspace.plan, self.workspace.today(), self.filters.wanted()
        self._shown = shown = deadlines.deadlines(plan, today, wanted)
        self._say_empty(wanted)
        self.table.show_deadlines(shown, self._closed)
        self.filters.show_counts(shown)
        words = [plural(shown.shown, "deadline"), f"{shown.late:,} late"]
        self.header.set_summary(", ".join(words) if shown.shown else "")
        self.undated.setVisible(bool(shown.undated))
        self.undated.setText(f"{plural(shown.undated, 'open action')} without an agreed date")

    def _say_empty(self, wanted: Wanted) -> None:
        if wanted == Wanted():
            self.view.set_empty(
                "Nothing has a date yet",
                "Agreed dates of actions, milestones, meetings and the days their papers are due, and promises made "
                "in public stand here, late ones first.",
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
        for key in keys:
            section = self.table.section_of(key)
            if section in self._closed:
                self.toggle_section(section)
        return self.view.select_ids(keys[:1]) if keys else False

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
        table = deadlines.record_of(current)[0] if current in keys else records[0][0]
        ids = [record for of, record in records if of == table]
        self.workspace.select(table, dict.fromkeys(ids))
        if len(ids) < len(records):
            self.workspace.say(f"In hand: {plural(len(ids), deadlines.KIND_WORDS.get(table, table).lower())} of these")

    def _open(self, key: str) -> None:
        self.workspace.open(*deadlines.record_of(key))

    def _show_undated(self) -> None:
        self.workspace.go("actions", no_agreed_date=True)


def _as_values(given: Any) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)
