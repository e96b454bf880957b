"""A meeting, and the committee, board or panel that meets."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from gui.widgets.fields import Field
from gui.widgets.form import DialogForm
from gui.widgets.text import label
from gui.workspace import Workspace
from model import meetings
from model.calendar_days import calendar_of
from model.dates import clear_days_before
from model.errors import Refused
from model.records import BODY_KINDS, Body
from model.wording import sentence_case

_NEW = "new"


def kind_choices() -> tuple[tuple[str, str], ...]:
    return tuple((kind, sentence_case(kind)) for kind in BODY_KINDS)


class MeetingDialog(DialogForm):
    """Which body meets, on what day; a body that is not in the plan yet is typed on the spot."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None, *, body: str | None = None) -> None:
        super().__init__(workspace, "Add meeting", parent)
        self._bodies = meetings.bodies(workspace.plan)
        self._calendar = calendar_of(workspace.plan)
        self.add_fields(
            Field("body", "Who meets", "choice", choices=self._choices),
            Field("name", "Committee or board", "line", hint="Corporate Parenting Panel"),
            Field("kind", "Kind", "choice", choices=kind_choices),
            Field("on_day", "Meets on", "date", required=True),
            Field("title", "About", "line", hint="what it is to hear, if you want to say so"),
            Field("papers_due", "Papers due", "date", hint="worked out"),
            Field("note", "Note", "area"),
        )
        self.explained = label("", "small", wrap=True)
        self.body.insertWidget(self.body.indexOf(self.editors["papers_due"]) + 1, self.explained)
        self.editors["body"].setVisible(bool(self._bodies))
        self.editors["body"].committed.connect(self._body_chosen)
        for name in ("on_day", "papers_due"):
            self.editors[name].committed.connect(self._explain)
            self.editors[name].input.textChanged.connect(self._explain)
        first = body or (self._bodies[0].id if self._bodies else _NEW)
        self.set_values(body=first, kind="committee", on_day=None, papers_due=None)
        self._body_chosen()
        self._explain()
        self.accept_with(self._add)

    def _choices(self) -> list[tuple[str, str]]:
        return [*((body.id, body.name) for body in self._bodies), (_NEW, "One that is not in the plan yet…")]

    def _body_chosen(self, *_: object) -> None:
        is_new = self.editors["body"].value() == _NEW
        for name in ("name", "kind"):
            self.editors[name].setVisible(is_new)
        if is_new and self.isVisible():
            self.editors["name"].input.setFocus()

    def _explain(self, *_: object) -> None:
        """Say by when papers have to be out, as soon as there is a day."""
        try:
            day, papers = self.editors["on_day"].value(), self.editors["papers_due"].value()
            words = clear_days_before(day, calendar=self._calendar).sentence if day is not None else ""
        except Refused:
            words, papers = "", None
        if words and papers is not None:
            words = f"Entered by hand. Otherwise: {words}"
        self.explained.setText(words or "Left empty, it is worked out: five clear days before the meeting.")

    def _add(self, values: dict[str, Any]) -> Any:
        fields = {name: values[name] for name in ("title", "papers_due", "note")}
        if values.get("body", _NEW) != _NEW:
            return self.workspace.run(meetings.add, values["body"], values["on_day"], **fields)
        if not values["name"]:
            raise Refused("Type the name of the committee, board or panel.", field="name")
        return self.workspace.run(
            meetings.add_at_new_body, values["name"], values["on_day"], kind=values["kind"], **fields
        )


class BodyDialog(DialogForm):
    """A committee, cabinet, board or panel."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None, *, body: str | None = None) -> None:
        super().__init__(workspace, "Edit committee or board" if body else "Add committee or board", parent)
        self._body = body
        self.add_fields(
            Field("name", "Name", "line", hint="Corporate Parenting Panel", required=True),
            Field("kind", "Kind", "choice", choices=kind_choices),
            Field("chair", "Chair", "line", hint="the post, as papers print it"),
            Field("approves", "Can approve the plan", "flag",
                  tip="The last of its meetings before a statutory date is the day by which the plan has to be ready."),
            Field("note", "Note", "area"),
        )  # fmt: skip
        if body is None:
            self.set_values(kind="committee", approves=False)
        else:
            held = workspace.plan.get(Body, body)
            self.set_values(name=held.name, kind=held.kind, chair=held.chair, approves=held.approves, note=held.note)
        self.accept_with(self._save)

    def _save(self, values: dict[str, Any]) -> Any:
        if self._body is None:
            return self.workspace.run(meetings.add_body, values.pop("name"), **values)
        held = self.workspace.plan.get(Body, self._body)
        changed = {name: value for name, value in values.items() if value != getattr(held, name)}
        if changed:
            self.workspace.run(meetings.edit_body, self._body, **changed)
        return self._body


def add_meeting(workspace: Workspace, parent: QWidget | None, *, body: str | None = None) -> str | None:
    """Ask for a meeting; its id, or None where it was called off."""
    return _asked(MeetingDialog(workspace, parent, body=body))


def add_body(workspace: Workspace, parent: QWidget | None) -> str | None:
    return _asked(BodyDialog(workspace, parent))


def edit_body(workspace: Workspace, parent: QWidget | None, body: str) -> str | None:
    return _asked(BodyDialog(workspace, parent, body=body))


def _asked(dialog: DialogForm) -> str | None:
    try:
        if dialog.exec() != DialogForm.DialogCode.Accepted:
            return None
        return str(dialog.result_value)
    finally:
        dialog.deleteLater()
