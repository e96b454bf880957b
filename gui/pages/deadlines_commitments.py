"""The commitments over the deadline list: what was promised, by whom, and how long there is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from gui.style import space
from gui.tables.columns import Column
from gui.tables.row_table import RowTable
from gui.tables.table_view import TableView
from gui.widgets.buttons import Button
from gui.widgets.sections import Section
from gui.widgets.text import label
from gui.workspace import Workspace
from model.commitments import CommitmentRow
from model.records import Commitment
from model.wording import in_words, sentence_case

MOST = 5
"""Rows in sight; with more of them the table scrolls."""

SOON = 31
"""Days from which on a promise that is due is shown in amber."""


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One row: the commitment with its clock."""

    id: str
    row: CommitmentRow

    @property
    def commitment(self) -> Commitment:
        return self.row.commitment

    @property
    def rating(self) -> str:
        return clock_rating(self.row)


def clock_rating(row: CommitmentRow) -> str:
    """The colour and shape of a clock: past red, soon amber, met blue; grey runs, or needs a date."""
    clock = row.clock
    if clock.state == "past":
        return "red"
    if clock.state == "met":
        return "blue"
    return "amber" if clock.state == "due" and (clock.days_left or 0) <= SOON else "grey"


class CommitmentsPart(QWidget):
    """A section with a table of a few rows, and under it how the date of the one in hand was worked out."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        kept = workspace.preferences.layout("deadlines/commitments_open")
        self.section = Section("Commitments", self, is_open=kept is not False)
        self.section.body.setContentsMargins(0, 0, 0, space.s)
        self.section.toggled.connect(self._toggled)
        outer.addWidget(self.section)
        self.table = RowTable(
            (
                Column("sentence", "Promised", _sentence, width=300, hint=_sentence_in_full),
                Column("said", "Said by, where", attrgetter("row.said"), width=230),
                Column("from", "Counted from", _counted, width=170, hint=_explained),
                Column("due", "Due", _due, value=attrgetter("row.clock.due"), kind="date", width=128),
                Column("clock", "Stands", _clock, value=attrgetter("rating"), kind="rating", width=142,
                       hint=_explained),
            ),
            self,
            table="commitment",
        )  # fmt: skip
        self.table.set_can_drag(False)
        self.view = TableView(workspace, "commitments", self)
        self.view.commands = ("edit.rename", "edit.delete")
        self.view.setAccessibleName("Commitments")
        self.view.set_table(self.table)
        header = self.view.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.view.chosen.connect(self._explain)
        self.section.body.addWidget(self.view)
        self.explanation = label("", "muted", wrap=True, selectable=True)
        self.section.body.addWidget(self.explanation)
        self.none = label(
            "A promise that was made in public stands here with the sentence that was said and the days left.",
            "muted", wrap=True,
        )  # fmt: skip
        self.section.body.addWidget(self.none)
        self.add_button = Button("Add commitment…", kind="link")
        self.add_button.clicked.connect(workspace.commander("plan.add_commitment"))
        self.section.head.addWidget(self.add_button)

    def show_commitments(self, rows: Sequence[CommitmentRow]) -> None:
        self.table.set_rows([PromiseLine(row.commitment.id, row) for row in rows])
        self.view.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.add_button.setEnabled(self._workspace.writable)
        header = self.view.horizontalHeader().sizeHint().height()
        lines = min(len(rows), MOST) * self.view.verticalHeader().defaultSectionSize()
        self.view.setFixedHeight(header + lines + 2 * self.view.frameWidth() + 2)
        self.section.set_remark(said_of(rows))
        self._explain()

    def select(self, commitment_id: str) -> bool:
        if self.table.row_of(commitment_id) < 0:
            return False
        self.section.set_open(True)
        return self.view.select_ids([commitment_id])

    # --- within

    def _explain(self, *_: object) -> None:
        """How the day of the row in hand was counted, or of the first one."""
        chosen = self.view.selected_ids()
        place = self.table.row_of(chosen[0]) if chosen else 0
        shown = self.table.rowCount() > 0
        self.explanation.setVisible(shown)
        if shown:
            line = self.table.row_at(place)
            self.explanation.setText(f"{line.commitment.number}. {line.row.clock.sentence}")

    def _toggled(self, is_open: bool) -> None:
        self._workspace.preferences.set_layout("deadlines/commitments_open", is_open)


def said_of(rows: Sequence[CommitmentRow]) -> str:
    """The commitments counted: "3 open, 1 past, 1 needs a date, 2 met"."""
    states = [row.clock.state for row in rows]
    words = [f"{len(rows) - states.count('met'):,} open"] if rows else []
    for state, said in (("past", "past"), ("needs a date", "without a date"), ("met", "met")):
        if state in states:
            words.append(f"{states.count(state):,} {said}")
    return ", ".join(words)


def _sentence(line: PromiseLine) -> str:
    return f"“{line.commitment.sentence}”"


def _sentence_in_full(line: PromiseLine) -> str:
    return f"“{line.commitment.sentence}”\n{line.row.said}\n{line.row.clock.sentence}"


def _counted(line: PromiseLine) -> str:
    one = line.commitment
    if one.fixed_due is not None:
        return "a fixed day"
    if one.counted_from is None:
        return "not known"
    return one.counted_from_what or in_words(one.counted_from)


def _explained(line: PromiseLine) -> str:
    return line.row.clock.sentence


def _due(line: PromiseLine) -> str:
    return in_words(line.row.clock.due) if line.row.clock.due is not None else "no date"


def _clock(line: PromiseLine) -> str:
    return sentence_case(line.row.clock.words)
