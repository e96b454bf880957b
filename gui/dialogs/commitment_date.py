"""A promised day is moved, with its reason; a promise is marked as met, with what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.widgets.fields import Field
from gui.widgets.form import DialogForm
from gui.widgets.segmented import SegmentedControl
from gui.workspace import Workspace
from model import commitments, date_requests, meetings
from model.calendar_days import calendar_of
from model.errors import Refused
from model.records import Body, Commitment, Meeting
from model.wording import in_words, plural, quoted

AGREED, ASKED = "agreed", "asked"


class MoveDateDialog(DialogForm):
    """The new day, why, who agreed it and when; the day it had stays in the ledger."""

    def __init__(
        self, workspace: Workspace, commitment: Commitment, parent: QWidget | None = None, *, day: date | None = None
    ) -> None:
        self._commitment = commitment
        self._due = commitments.due_of(commitment, calendar_of(workspace.plan))
        moving = self._due is not None
        super().__init__(
            workspace, "Agree a new date" if moving else "Agree a date", parent,
            words=self._standing(None), ok="Agree",
        )  # fmt: skip
        self._board = date_requests.next_board(workspace.plan, workspace.today())
        self.way = SegmentedControl(
            ((AGREED, "It was agreed"), (ASKED, "Ask for this date")), self, name="Agreed or asked for"
        )
        self.way.chosen.connect(self._way_chosen)
        self.way.setVisible(moving)
        self.body.addWidget(self.way, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_fields(
            Field("new", "New date", "date", required=True),
            Field("reason", "Reason", "text", required=moving,
                  hint="Kept with the date it had" if moving else "Not needed for a first date"),
            Field("meeting", "At meeting", "choice", choices=self._meetings),
            Field("agreed_by", "Agreed by", "line", hint="the Board, the Director"),
            Field("on_day", "Agreed on", "date", required=True),
        )  # fmt: skip
        before = self._due.day if self._due is not None else None
        self.set_values(new=day or before, reason=None, meeting=None, agreed_by=None, on_day=workspace.today())
        self.editors["new"].input.textChanged.connect(self._say_effect)
        self.editors["meeting"].committed.connect(self._meeting_chosen)
        self.accept_with(self._agree)
        self._say_effect()

    def _way_chosen(self, key: str) -> None:
        """What is asked for waits: who asks, when, and where it is to be agreed."""
        asking = key == ASKED
        for name, agreed, asked in (
            ("meeting", "At meeting", "To be agreed at"),
            ("agreed_by", "Agreed by", "Asked by"),
            ("on_day", "Agreed on", "Asked on"),
        ):
            self.editors[name].rename(asked if asking else agreed)
        if asking:
            if self._board is not None and self.editors["meeting"].input.value is None:
                self.editors["meeting"].put(self._board.id)
            self.editors["on_day"].put(self.workspace.today())
        elif self._board is not None and self.editors["meeting"].input.value == self._board.id:
            self.editors["meeting"].put(None)
        self.ok_button.setText("Ask" if asking else "Agree")

    def _standing(self, new: date | None) -> str:
        name = f"Commitment {self._commitment.number} {quoted(self._commitment.sentence)}"
        if self._due is None:
            return f"{name} has no date yet."
        words = f"{name} is due on {in_words(self._due.day)}."
        if new is not None and new != self._due.day:
            days = (new - self._due.day).days
            words += f" The new date is {plural(abs(days), 'day')} {'later' if days > 0 else 'earlier'}."
        return words

    def _say_effect(self, *_: object) -> None:
        try:
            new = self.editors["new"].value()
        except Refused:
            new = None
        self.words.setText(self._standing(new))

    def _meetings(self) -> list[tuple[str | None, str]]:
        rows = meetings.meetings(self.workspace.plan, self.workspace.today())
        return [(None, "No meeting"), *((row.meeting.id, row.name) for row in reversed(rows))]

    def _meeting_chosen(self, _: str, chosen: object) -> None:
        """What a meeting agreed was agreed by its body, on its day."""
        held = self.workspace.plan.find(Meeting, chosen) if isinstance(chosen, str) else None
        if held is None or self.way.key == ASKED:
            return
        self.editors["on_day"].put(min(held.on_day, self.workspace.today()))
        body = self.workspace.plan.find(Body, held.body)
        if body is not None and not self.editors["agreed_by"].input.text().strip():
            self.editors["agreed_by"].put(body.name)

    def _agree(self, values: Mapping[str, Any]) -> Any:
        if self._due is not None and self.way.key == ASKED:
            return self.workspace.run(
                date_requests.ask, self._commitment.id, values["new"], values["reason"], values["on_day"],
                values["agreed_by"], values["meeting"], table="commitment",
            )  # fmt: skip
        return self.workspace.run(
            commitments.agree_date, self._commitment.id, values["new"], values["on_day"], values["reason"],
            values["agreed_by"], values["meeting"],
        )  # fmt: skip


class MetDialog(DialogForm):
    """On which day it was met, and what came of it."""

    def __init__(self, workspace: Workspace, commitment: Commitment, parent: QWidget | None = None) -> None:
        name = f"Commitment {commitment.number} {quoted(commitment.sentence)}"
        super().__init__(workspace, "Mark as met", parent, words=name, ok="Mark as met")
        self._commitment = commitment
        self.add_fields(
            Field("met_on", "Met on", "date", required=True),
            Field("outcome", "How it was met", "area", hint="Shown by words of inspectors, a figure, a paper"),
        )  # fmt: skip
        self.set_values(met_on=commitment.met_on or workspace.today(), outcome=commitment.outcome)
        self.accept_with(self._mark)

    def _mark(self, values: Mapping[str, Any]) -> Any:
        return self.workspace.run(
            commitments.mark_met, self._commitment.id, values["met_on"], values["outcome"] or self._commitment.outcome
        )


def move_date(workspace: Workspace, parent: QWidget | None, commitment_id: str, day: date | None = None) -> bool:
    """Ask for a new day and why. Whether it was agreed."""
    return _ask(MoveDateDialog(workspace, workspace.plan.get(Commitment, commitment_id), parent, day=day))


def mark_met(workspace: Workspace, parent: QWidget | None, commitment_id: str) -> bool:
    """Ask on which day it was met, and how. Whether it was marked."""
    return _ask(MetDialog(workspace, workspace.plan.get(Commitment, commitment_id), parent))


def _ask(dialog: DialogForm) -> bool:
    try:
        return dialog.exec() == dialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()
