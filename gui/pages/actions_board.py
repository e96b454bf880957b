"""The board of the Actions page: the same question as the table's, a column for each status."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.tables.actions import held_words, short_day
from gui.widgets.board import Board, Lane
from gui.widgets.cards_on_board import Card
from gui.widgets.empty import EmptyState
from gui.workspace import Workspace
from model import finding
from model.finding import ActionRow, Filter, Sort
from model.records import OPEN_STATUSES, STATUSES
from model.wording import days_late, sentence_case

FIRST = 40
"""Cards in a column before someone asks for more."""


class BoardShown(QObject):
    """Reads the board's columns and fills them."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._filter = Filter()
        self._sort = Sort()
        self._most = dict.fromkeys(STATUSES, FIRST)
        self.board = Board([(status, sentence_case(status)) for status in STATUSES], parent)
        self.board.more_wanted.connect(self._more)
        self.empty = EmptyState("", "")

    def ask(self, wanted: Filter, sort: Sort) -> bool:
        """Show what this question finds. Whether it finds anything."""
        if (wanted, sort) != (self._filter, self._sort):
            self._most = dict.fromkeys(STATUSES, FIRST)
        self._filter, self._sort = wanted, sort
        return self.ask_again()

    def ask_again(self) -> bool:
        plan, today = self._workspace.plan, self._workspace.today()
        totals = finding.counts(plan, self._filter, today).by_status
        lanes: dict[str, Lane] = {}
        for status in self._statuses():
            ids = finding.action_ids(
                plan, replace(self._filter, statuses=(status,)), self._sort, today, self._most[status]
            )
            rows = finding.action_rows(plan, ids, today)
            lanes[status] = Lane(totals.get(status, 0), [card_of(row) for row in rows])
        self.board.show_lanes(lanes)
        return any(lane.total for lane in lanes.values())

    def say_empty(self, title: str, words: str, command: str | None) -> None:
        """What stands in its place where it has nothing to show."""
        self.empty.say(title, words, "Add action…" if command else "")

    def _statuses(self) -> tuple[str, ...]:
        asked = self._filter.statuses or STATUSES
        if self._filter.open is None:
            return tuple(status for status in STATUSES if status in asked)
        return tuple(
            status for status in STATUSES if status in asked and (status in OPEN_STATUSES) == self._filter.open
        )

    def _more(self, status: str) -> None:
        self._most[status] *= 4
        self.ask_again()


def card_of(row: ActionRow) -> Card:
    """An action as its card says it."""
    day = days_late(row.days_late) if row.late else short_day(row.agreed)
    if row.status in ("complete", "embedded") and row.completed_on is not None:
        day = f"done {short_day(row.completed_on)}"
    flags = held_words(row)
    return Card(
        row.id, row.number, row.title, row.owner_name or "", day, row.late, row.rating.value, row.rating.word,
        flags, row.rating.reason,
    )  # fmt: skip
