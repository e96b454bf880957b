"""A request to move a date is agreed, with the date asked for or another, or refused; one or several at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from gui.widgets.fields import Field
from gui.widgets.form import DialogForm
from gui.widgets.segmented import SegmentedControl
from gui.workspace import Workspace
from model import date_requests, meetings
from model.date_requests import RequestRow
from model.records import Body, Meeting
from model.wording import in_words, plural, quoted

AGREE, REFUSE = "agree", "refuse"
MOST_LISTED = 12


def decide(
    workspace: Workspace,
    parent: QWidget | None,
    ids: Iterable[str],
    *,
    refuse: bool = False,
    meeting: str | None = None,
) -> bool:
    """Ask what was decided of these requests, at ``meeting`` where it is known. Whether it was noted."""
    wanted = set(ids)
    rows = [one for one in date_requests.waiting(workspace.plan) if one.request.id in wanted]
    if not rows:
        workspace.refuse("These requests are decided already.")
        return False
    dialog = DecideDialog(workspace, rows, parent, refuse=refuse, meeting=meeting)
    try:
        return dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()


class DecideDialog(DialogForm):
    """What was decided, by whom, where and when."""

    def __init__(
        self,
        workspace: Workspace,
        rows: Sequence[RequestRow],
        parent: QWidget | None = None,
        *,
        refuse: bool = False,
        meeting: str | None = None,
    ) -> None:
        self._requests = tuple(rows)
        self._by_meeting: str | None = None
        only = self._requests[0] if len(self._requests) == 1 else None
        what = f"{only.called} {quoted(only.title)}. {only.sentence}" if only else _listed(self._requests)
        super().__init__(workspace, "Decide on a new date" if only else "Decide on new dates", parent, words=what)
        self.setMinimumWidth(520)
        self.way = SegmentedControl(((AGREE, "It was agreed"), (REFUSE, "It was refused")), self, name="Decision")
        self.way.chosen.connect(self._way_chosen)
        self.body.addWidget(self.way, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_fields(
            Field(
                "agreed", "Date agreed", "date", required=True, tip="Another date than the one asked for may be agreed."
            ),
            Field("meeting", "At meeting", "choice", choices=self._meetings),
            Field("decided_by", "Agreed by", "line", hint="the Board, the Director"),
            Field("on_day", "Agreed on", "date", required=True),
            Field("note", "Note", "text", hint="What was said of it"),
        )
        asked_at = meeting or (only.request.meeting if only else None)
        self.set_values(
            agreed=only.request.wanted if only else None, meeting=asked_at, decided_by=None, on_day=workspace.today(),
            note=None,
        )  # fmt: skip
        self.editors["meeting"].committed.connect(self._meeting_chosen)
        self._meeting_chosen("meeting", asked_at)
        if refuse:
            self.way.set_key(REFUSE)
        self._way_chosen(self.way.key)
        self.accept_with(self._done)

    def _way_chosen(self, key: str) -> None:
        agreeing = key == AGREE
        only = len(self._requests) == 1 and self._requests[0].request.wanted is not None
        self.editors["agreed"].setVisible(agreeing and only)
        self.editors["meeting"].setVisible(True)
        self.editors["decided_by"].rename("Agreed by" if agreeing else "Refused by")
        self.editors["on_day"].rename("Agreed on" if agreeing else "Refused on")
        self.editors["note"].rename("Note" if agreeing else "Why")
        self.ok_button.setText("Agree" if agreeing else "Refuse")

    def _meetings(self) -> list[tuple[str | None, str]]:
        return [(None, "No meeting"), *reversed(list(meetings.names(self.workspace.plan).items()))]

    def _meeting_chosen(self, _: str, chosen: object) -> None:
        """What a meeting decided was decided by its body, on its day."""
        held = self.workspace.plan.find(Meeting, chosen) if isinstance(chosen, str) else None
        if held is None:
            return
        self.editors["on_day"].put(min(held.on_day, self.workspace.today()))
        body = self.workspace.plan.get(Body, held.body)
        if self.editors["decided_by"].input.text().strip() in ("", self._by_meeting or ""):
            self._by_meeting = body.name
            self.editors["decided_by"].put(body.name)

    def _done(self, values: dict[str, Any]) -> Any:
        ids = [one.request.id for one in self._requests]
        by, on_day, note = values["decided_by"], values["on_day"], values["note"]
        if self.way.key == REFUSE:
            return self.workspace.run(date_requests.refuse, ids, on_day, by, note)
        other = values.get("agreed")
        if other == self._requests[0].request.wanted:
            other = None
        return self.workspace.run(date_requests.agree, ids, on_day, by, values["meeting"], other=other, note=note)


def _listed(rows: Sequence[RequestRow]) -> str:
    """How many they are, and each on a line of its own."""
    more = [f"and {len(rows) - MOST_LISTED} more"] if len(rows) > MOST_LISTED else []
    counted = f"{plural(len(rows), 'request to move a date', 'requests to move a date')}:"
    return "\n".join((counted, *map(_line, rows[:MOST_LISTED]), *more))


def _line(one: RequestRow) -> str:
    now = in_words(one.now) if one.now else "no date"
    wanted = in_words(one.request.wanted) if one.request.wanted else "no date"
    return f"{one.called}: {now} → {wanted}"
