"""Agree a date, or move one: the old date, the reason and who agreed stay in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from gui.widgets.buttons import Button
from gui.widgets.fields import Field
from gui.widgets.form import DialogForm
from gui.workspace import Workspace
from model import agreed_dates, finding, meetings
from model.errors import Refused
from model.finding import ActionRow
from model.records import Body, Meeting
from model.wording import in_words, listed_shortly, plural, quoted

_LOOKED_AT = 500


def agree_date(
    workspace: Workspace, parent: QWidget | None, ids: Iterable[str] | None = None, day: date | None = None
) -> bool:
    """Ask for the date and why, for the actions given or selected. ``day`` is what was typed already."""
    wanted = tuple(workspace.selection.of("action") if ids is None else ids)
    if not wanted:
        workspace.refuse("Select the actions whose date is agreed first.")
        return False
    dialog = AgreeDateDialog(workspace, wanted, parent, day=day)
    try:
        return dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()


class AgreeDateDialog(DialogForm):
    """The new date; where one is moved also the reason, who agreed it, where and when."""

    def __init__(
        self, workspace: Workspace, ids: Sequence[str], parent: QWidget | None = None, *, day: date | None = None
    ) -> None:
        self._ids = tuple(ids)
        self._rows = _looked_at(workspace, self._ids)
        self._moving = not self._rows or any(row.agreed is not None for row in self._rows)
        title = "Move the agreed date" if self._moving else "Agree a date"
        super().__init__(workspace, title, parent, words=self._standing(), ok="Agree")
        self.add_fields(
            Field("agreed", "New date", "date", required=True, tip="The day by which it is to be done."),
            Field("reason", "Reason", "text", hint="Kept with the old date" if self._moving else "Not needed yet",
                  required=self._moving, tip="Why the date moves. It stands in the ledger for good."),
            Field("meeting", "At meeting", "choice", choices=self._meetings),
            Field("agreed_by", "Agreed by", "line", hint="the Board, the Director"),
            Field("on_day", "Agreed on", "date", required=True),
        )  # fmt: skip
        only = self._rows[0] if len(self._rows) == 1 else None
        self.set_values(
            agreed=day or (only.agreed if only is not None else None),
            reason=None, meeting=None, agreed_by=None, on_day=workspace.today(),
        )  # fmt: skip
        self.editors["agreed"].committed.connect(self._say_effect)
        self.editors["meeting"].committed.connect(self._meeting_chosen)
        self.accept_with(self._agree)
        if self._moving:
            away = Button("Take the date away", kind="link", tip="It then has no agreed date; the reason is kept.")
            away.clicked.connect(self._take_away)
            self.foot.insertWidget(0, away)
        self._say_effect()

    # --- within

    def _standing(self) -> str:
        rows = self._rows
        if not rows:
            return f"{plural(len(self._ids), 'action')}."
        if len(rows) > 1:
            dates = sorted({row.agreed for row in rows if row.agreed is not None})
            now = f", now agreed for {listed_shortly([in_words(day) for day in dates], 2)}" if dates else ""
            return f"{plural(len(rows), 'action')}{now}."
        (row,) = rows
        name = f"Action {row.number} {quoted(row.title)}"
        if row.agreed is None:
            return f"{name} has no agreed date. The first one is kept for good."
        first = ""
        if row.first_agreed is not None and row.first_agreed != row.agreed:
            first = f", first for {in_words(row.first_agreed)}"
        return f"{name} is agreed for {in_words(row.agreed)}{first}."

    def _say_effect(self, *_: object) -> None:
        """Under the heading: how far the date moves."""
        base = self._standing()
        if len(self._rows) == 1 and self._rows[0].agreed is not None:
            old = self._rows[0].agreed
            new = _day_of(self.editors["agreed"].input)
            if new is not None and new != old:
                days = (new - old).days
                way = "later" if days > 0 else "earlier"
                base += f" The new date is {plural(abs(days), 'day')} {way}."
            if self._rows[0].moved:
                base += f" It was moved {plural(self._rows[0].moved, 'time')} before."
        self.words.setText(base)

    def _meetings(self) -> list[tuple[str | None, str]]:
        names = meetings.names(self.workspace.plan)
        return [(None, "No meeting"), *reversed(list(names.items()))]

    def _meeting_chosen(self, _: str, chosen: object) -> None:
        """What a meeting agreed was agreed by its body, on its day; what was typed stays."""
        if not isinstance(chosen, str):
            return
        meeting = self.workspace.plan.find(Meeting, chosen)
        if meeting is None:
            return
        self.editors["on_day"].put(meeting.on_day)
        body = self.workspace.plan.find(Body, meeting.body)
        if body is not None and not self.editors["agreed_by"].input.text().strip():
            self.editors["agreed_by"].put(body.name)

    def _agree(self, values: dict[str, Any]) -> Any:
        return self.workspace.run(
            agreed_dates.agree_date,
            self._ids,
            values["agreed"],
            values["on_day"],
            values["reason"],
            values["agreed_by"],
            values["meeting"],
        )

    def _take_away(self) -> None:
        self.clear_refusals()
        try:
            reason = self.editors["reason"].value()
            if not reason:
                raise Refused("Say why the date is taken away.", field="reason")
            values = {name: self.editors[name].value() for name in ("on_day", "reason", "agreed_by", "meeting")}
            if values["on_day"] is None:
                raise Refused("Agreed on cannot be empty.", field="on_day")
            self._agree({**values, "agreed": None})
        except Refused as refused:
            self.show_refusal(refused)
            return
        QDialog.accept(self)


def _looked_at(workspace: Workspace, ids: Sequence[str]) -> list[ActionRow]:
    """The actions, or none where they are too many to look at one by one."""
    if len(ids) > _LOOKED_AT:
        return []
    return finding.action_rows(workspace.plan, ids, workspace.today())


def _day_of(field: Any) -> date | None:
    try:
        day = field.day
    except Refused:
        return None
    return day if isinstance(day, date) else None
