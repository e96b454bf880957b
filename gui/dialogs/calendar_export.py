"""The plan's dates as a calendar file: whose, with or without an alarm, and as of which day."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from gui.background import Task
from gui.dialogs import exporting, papers
from gui.widgets.fields import Field
from gui.widgets.form import DialogForm
from gui.widgets.text import label
from gui.workspace import Workspace
from model import people
from model.records import Person
from model.store.plan import Plan
from model.wording import in_words, plural

WHOLE, OWNER, STATUTORY = "plan", "owner", "statutory"

_ALARMS = ((None, "No alarms"), (0, "On the day"), (1, "1 day before"), (3, "3 days before"),
           (7, "7 days before"), (14, "14 days before"))  # fmt: skip


class CalendarDialog(DialogForm):
    """Says how many dates there are, and as of which day."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None, *, owner: str | None = None) -> None:
        super().__init__(
            workspace, "Export a calendar", parent, ok="Save…",
            words="A file for Outlook and other calendars. Each date is an event of a whole day that leaves the day "
            "free; importing a later file moves the events that are there.",
        )  # fmt: skip
        self._owners = [
            load.person for load in people.loads(workspace.plan, workspace.today()) if load.person and load.owned
        ]
        self.add_fields(
            Field("which", "Which dates", "choice", choices=self._choices),
            Field("owner", "Owner", "choice", choices=self._owner_choices),
            Field("alarm", "Alarms", "choice", choices=self._alarms),
        )
        self.effect = label("", "strong", wrap=True)
        self.effect.setAccessibleName("What the calendar holds")
        self.add_effect(self.effect)
        known = owner if owner in {one.id for one in self._owners} else None
        first = self._owners[0].id if self._owners else None
        self.set_values(which=OWNER if known else WHOLE, owner=known or first, alarm=None)
        for name in ("which", "owner"):
            self.editors[name].committed.connect(self._chosen)
        self.accept_with(self._take)
        self._chosen()

    def _choices(self) -> list[tuple[str, str]]:
        found = [(WHOLE, "The whole plan")]
        if self._owners:
            found.append((OWNER, "One owner's"))
        return [*found, (STATUTORY, "Statutory dates and papers only")]

    def _owner_choices(self) -> list[tuple[str, str]]:
        return [(one.id, one.name) for one in self._owners]

    def _alarms(self) -> list[tuple[int | None, str]]:
        return list(_ALARMS)

    def _wanted(self) -> dict[str, Any]:
        """What ``calendar_file.write`` is asked for."""
        which = self.editors["which"].value()
        return {"owner": self.editors["owner"].value() if which == OWNER else None, "statutory": which == STATUTORY}

    def _chosen(self, *_: object) -> None:
        from model.reports import calendar_file
        from model.reports.paper_names import Naming

        self.editors["owner"].setVisible(self.editors["which"].value() == OWNER)
        plan, today = self.workspace.plan, self.workspace.today()
        found = calendar_file.dated(plan, today, Naming(plan, None), **self._wanted())
        gone = sum(one.cancelled for one in found)
        words = f"{plural(len(found) - gone, 'date').capitalize()}, as of {in_words(today)}."
        if gone:
            words += f" {plural(gone, 'event').capitalize()} that no longer stand{'s' if gone == 1 else ''} cancelled."
        self.effect.setText(words)
        self.ok_button.setEnabled(bool(found))

    def _take(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {**self._wanted(), "ring_before": self.editors["alarm"].value()}


def export_calendar(workspace: Workspace, parent: QWidget | None, owner: str | None = None) -> Task | None:
    """Ask which dates and where to, and write them. One owner's is offered where an owner is in hand."""
    owner = owner or (workspace.selection.id if workspace.selection.of("person") else None)
    dialog = CalendarDialog(workspace, parent, owner=owner)
    try:
        if dialog.exec() != dialog.DialogCode.Accepted:
            return None
        wanted: dict[str, Any] = dialog.result_value
    finally:
        dialog.deleteLater()
    name = _name(workspace, wanted)
    path = exporting.ask_where(workspace, parent, "ics", name)
    return None if path is None else exporting.start(workspace, path, _write, wanted)


def _name(workspace: Workspace, wanted: Mapping[str, Any]) -> str:
    whose = "statutory dates" if wanted["statutory"] else "dates"
    if wanted["owner"] is not None:
        whose = f"dates of {workspace.plan.get(Person, wanted['owner']).name}"
    return papers.dated_name(workspace.plan, whose, workspace.today())


def _write(plan: Plan, task: Task, asked: exporting.Asked, wanted: Mapping[str, Any]) -> Path:
    from model.reports import calendar_file, files

    files.write_whole(asked.path, calendar_file.write(plan, asked.today, asked.made, **wanted))
    return asked.path
