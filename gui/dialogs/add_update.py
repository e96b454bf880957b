"""Add an update: what was done, what is next, what stands in the way, and where the action stands now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from gui.widgets.fields import Field
from gui.widgets.form import DialogForm
from gui.workspace import Workspace
from model import updates
from model.records import STATUSES, Action, Update
from model.wording import quoted, sentence_case


def add_update(workspace: Workspace, parent: QWidget | None, ids: Iterable[str] | None = None) -> bool:
    """Ask for an update to the one action given or selected. Whether one was added."""
    wanted = tuple(workspace.selection.of("action") if ids is None else ids)
    if len(wanted) != 1:
        workspace.refuse("Select the one action that the update is about.")
        return False
    action = workspace.plan.find(Action, wanted[0])
    if action is None:
        workspace.refuse("That action is no longer in the plan; it may have been deleted or undone.")
        return False
    return _shown(UpdateDialog(workspace, action, parent))


def edit_update(workspace: Workspace, parent: QWidget | None, update_id: str) -> bool:
    """Mend the words, day or speaker of an update. Whether it was changed."""
    update = workspace.plan.find(Update, update_id)
    if update is None:
        workspace.refuse("That update is no longer in the plan; it may have been deleted or undone.")
        return False
    action = workspace.plan.get(Action, update.action)
    return _shown(UpdateDialog(workspace, action, parent, update=update))


class UpdateDialog(DialogForm):
    """One update; a new one can also say how far the action is."""

    def __init__(
        self, workspace: Workspace, action: Action, parent: QWidget | None = None, *, update: Update | None = None
    ) -> None:
        title = "Edit update" if update is not None else "Add update"
        super().__init__(workspace, title, parent, words=f"Action {action.number} {quoted(action.title)}.")
        self._action = action
        self._update = update
        self.add_fields(
            Field("done", "Done since last time", "text"),
            Field("next", "Next", "text"),
            Field("obstacle", "What stands in the way", "text"),
            Field("said_by", "Said by", "person"),
            Field("on_day", "On", "date", required=True),
        )
        if update is not None:
            self.set_values(done=update.done, next=update.next, obstacle=update.obstacle, said_by=update.said_by,
                            on_day=update.on_day)  # fmt: skip
        else:
            self.add_fields(
                Field("status", "Status", "choice", choices=_statuses),
                Field("percent", "Per cent done", "number", suffix="%"),
                Field("forecast", "Forecast", "date", tip="When it is now expected to be done."),
            )
            self.set_values(done=None, next=None, obstacle=None, said_by=action.owner, on_day=workspace.today(),
                            status=action.status, percent=action.percent, forecast=action.forecast)  # fmt: skip
        self.accept_with(self._save)

    def _save(self, values: dict[str, Any]) -> Any:
        if self._update is not None:
            return self.workspace.run(updates.edit, self._update.id, **values)
        said = {name: values.pop(name) for name in ("done", "next", "obstacle", "said_by")}
        on_day = values.pop("on_day")
        standing = {name: value for name, value in values.items() if value != getattr(self._action, name)}
        return self.workspace.run(updates.add, self._action.id, on_day, **said, **standing)


def _statuses() -> list[tuple[str, str]]:
    return [(status, sentence_case(status)) for status in STATUSES]


def _shown(dialog: UpdateDialog) -> bool:
    try:
        return dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()
