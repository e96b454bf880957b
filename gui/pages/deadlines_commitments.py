"""The commitments over the deadline list: what was promised, by whom, and how long there is left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.style import space
from gui.tables.promises import PromiseLine, PromisesView, promise_columns
from gui.tables.row_table import RowTable
from gui.widgets.sections import Section
from gui.widgets.text import label
from gui.workspace import Workspace
from model.commitments import CommitmentRow

MOST = 3
"""Rows in sight; with more of them the table scrolls, and half a row says so."""


TALL = 900
"""Pixels of the page from which on they stand open by themselves; below, the line of time needs the room."""


class CommitmentsPart(QWidget):
    """A section with a table of a few rows, and under it how the date of the one in hand was worked out."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        kept = workspace.preferences.layout("deadlines/commitments_open")
        self._wanted = kept if isinstance(kept, bool) else None  # as the user left it
        self._by_itself = False
        self.section = Section("Commitments", self, is_open=kept is not False)
        self.section.body.setContentsMargins(0, 0, 0, 0)
        self.section.body.setSpacing(space.xs)
        self.section.toggled.connect(self._toggled)
        outer.addWidget(self.section)
        self.table = RowTable(promise_columns(), self, table="commitment")
        self.table.set_can_drag(False)
        self.view = PromisesView(workspace, self.table, self)
        self.view.chosen.connect(self._explain)
        self.section.body.addWidget(self.view)
        self.explanation = label("", "muted", wrap=True, selectable=True)
        self.section.body.addWidget(self.explanation)
        self.none = label(
            "A promise that was made in public stands here with the sentence that was said and the days left.",
            "muted",
            wrap=True,
        )
        self.section.body.addWidget(self.none)

    def show_commitments(self, rows: Sequence[CommitmentRow], height: int) -> None:
        """Show these on a page of that height."""
        if self._wanted is None:
            self.set_open(not rows or height >= TALL)
        self.table.set_rows([PromiseLine(row.commitment.id, row) for row in rows])
        self.view.setVisible(bool(rows))
        self.none.setVisible(not rows)
        lines = len(rows) if len(rows) <= MOST else MOST + 0.5
        self.view.setFixedHeight(round(lines * self.view.line_height()) + 2 * self.view.frameWidth() + 2)
        self.section.set_remark(said_of(rows))
        self._explain()

    def select(self, commitment_id: str) -> bool:
        if self.table.row_of(commitment_id) < 0:
            return False
        self.set_open(True)
        return self.view.select_ids([commitment_id])

    def set_open(self, is_open: bool) -> None:
        """Open or close without taking it for the user's choice."""
        self._by_itself = True
        self.section.set_open(is_open)
        self._by_itself = False

    # --- within

    def _explain(self, *_: object) -> None:
        """How the day of the row in hand was counted, or of the first one."""
        chosen = self.view.selected_ids()
        place = self.table.row_of(chosen[0]) if chosen else 0
        shown = self.table.rowCount() > 0
        self.explanation.setVisible(shown)
        if shown:
            self.explanation.setText(self.table.row_at(place).row.explained)

    def _toggled(self, is_open: bool) -> None:
        if not self._by_itself:
            self._wanted = is_open
            self._workspace.preferences.set_layout("deadlines/commitments_open", is_open)


def said_of(rows: Sequence[CommitmentRow]) -> str:
    """The commitments counted: "3 open, 1 past, 1 without a date, 2 met"."""
    states = [row.clock.state for row in rows]
    words = [f"{len(rows) - states.count('met'):,} open"] if rows else []
    for state, said in (("past", "past"), ("needs a date", "without a date"), ("met", "met")):
        if state in states:
            words.append(f"{states.count(state):,} {said}")
    return ", ".join(words)
