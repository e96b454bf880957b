"""Setting a status, and asking for what *embedded* needs: evidence, a second person's sign-off, a re-check date."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from gui import messages
from gui.widgets.buttons import Button
from gui.widgets.fields import Field
from gui.widgets.form import DialogForm
from gui.workspace import Workspace
from model import actions, evidence
from model.dates import add_period
from model.records import Action
from model.store.plan import Plan
from model.wording import listed, plural


def set_status(workspace: Workspace, parent: QWidget | None, ids: Iterable[str], status: str) -> bool:
    """Set the status of these actions from today. One that is to be embedded is asked for what it lacks."""
    wanted = tuple(ids)
    if not wanted:
        workspace.refuse("Select the actions whose status changes first.")
        return False
    if status == "embedded" and len(wanted) == 1 and workspace.writable:
        action = workspace.plan.find(Action, wanted[0])
        if action is not None and action.status != "embedded" and actions.missing_for_embedded(
            workspace.plan, action.id
        ):  # fmt: skip
            return make_embedded(workspace, parent, action)
    return workspace.do(actions.set_status, wanted, status, workspace.today()) is not None


def make_embedded(workspace: Workspace, parent: QWidget | None, action: Action) -> bool:
    """Ask for what is missing and mark the action as embedded, in one act."""
    dialog = EmbeddedDialog(workspace, action, parent)
    try:
        return dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()


class EmbeddedDialog(DialogForm):
    """Only what is missing is asked for; OK does all of it as one act."""

    def __init__(self, workspace: Workspace, action: Action, parent: QWidget | None = None) -> None:
        missing = actions.missing_for_embedded(workspace.plan, action.id)
        held = len(evidence.of_action(workspace.plan, action.id))
        words = f"Action {action.number} can be called embedded with {listed(missing)}."
        super().__init__(workspace, "Mark as embedded", parent, words=words, ok="Mark as embedded")
        self._action = action
        self._path: Path | None = None
        if held:
            self.add_fields(Field("held", "Evidence", "shown"))
            self.set_values(held=f"{plural(held, 'piece')}, as it stands")
        else:
            self.add_fields(
                Field("title", "Evidence", "line", hint="What shows that it is embedded: an audit, a survey"),
                Field("shows", "What it shows", "text"),
            )
            self.set_values(title=None, shows=None)
            self.file_button = Button("Attach a file…", kind="link")
            self.file_button.clicked.connect(self._choose_file)
            self.body.addWidget(self.file_button)
        self.add_fields(
            Field("signed_off_by", "Signed off by", "person", tip="Someone other than the owner."),
            Field("signed_off_on", "Signed off on", "date", required=True),
            Field("recheck_on", "Re-check on", "date", required=True, tip="When it is looked at again."),
        )
        own = action.signed_off_by == action.owner
        self.set_values(
            signed_off_by=None if own else action.signed_off_by,
            signed_off_on=action.signed_off_on or workspace.today(),
            recheck_on=action.recheck_on or add_period(workspace.today(), 6, "months"),
        )
        self.accept_with(self._mark)

    def _choose_file(self) -> None:
        path = messages.open_file(self, "Attach evidence", (("Documents", "*"),))
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Attach this file when OK is pressed."""
        self._path = path
        self.file_button.setText(f"File: {path.name}".replace("&", "&&"))
        if not self.editors["title"].input.text().strip():
            self.editors["title"].put(path.stem)

    def _mark(self, values: dict[str, Any]) -> Any:
        return self.workspace.run(mark_embedded, self._action, self.workspace.today(), values, self._path)


def mark_embedded(plan: Plan, action: Action, today: Any, values: dict[str, Any], path: Path | None) -> None:
    """Evidence, sign-off, re-check date and status in one act that Undo takes back whole."""
    with plan.batch(f"Mark action {action.number} as embedded"):
        given = {name: values[name] for name in ("title", "shows") if values.get(name)}
        if path is not None:
            evidence.attach(plan, path, action=action.id, on_day=today, **given)
        elif values.get("title"):
            evidence.note(plan, values["title"], action=action.id, shows=values.get("shows"), on_day=today)
        actions.edit(
            plan,
            action.id,
            on_day=today,
            signed_off_by=values["signed_off_by"],
            signed_off_on=values["signed_off_on"] if values["signed_off_by"] else None,
            recheck_on=values["recheck_on"],
            status="embedded",
        )
