"""Add milestones under an action, one after another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from gui.dialogs.adding import AddingForm
from gui.widgets.fields import Field
from gui.workspace import Workspace
from model import milestones
from model.records import Action, Milestone
from model.wording import quoted


class AddMilestoneDialog(AddingForm):
    """A step and when it is due. Each further one stands after the one before."""

    def __init__(
        self, workspace: Workspace, action_id: str, parent: QWidget | None = None, *, after: str | None = None
    ) -> None:
        action = workspace.plan.get(Action, action_id)
        super().__init__(
            workspace,
            "Add milestone",
            parent,
            words=f"A step under action {action.number} {quoted(action.title)}.",
            added=self._said,
        )
        self._action = action_id
        self._after = after
        self.add_fields(
            Field("title", "Milestone", "line", hint="Training booked for all teams", required=True),
            Field("due", "Due", "date"),
        )
        self.set_values(due=None)
        self.accept_with(self._add)

    def _add(self, values: Mapping[str, Any]) -> Any:
        made = self.workspace.run(milestones.add, self._action, values["title"], due=values["due"], before=self._next())
        self._after = made
        return made

    def _next(self) -> str | None:
        ids = [step.id for step in milestones.of_action(self.workspace.plan, self._action)]
        if self._after not in ids:
            return None
        place = ids.index(self._after) + 1
        return ids[place] if place < len(ids) else None

    def _said(self, milestone_id: str) -> str:
        return f"Added {quoted(self.workspace.plan.get(Milestone, milestone_id).title, 40)}"


def add_milestones(
    workspace: Workspace, parent: QWidget | None, action_id: str, *, after: str | None = None
) -> list[str]:
    """Ask for milestones; the ids of those that were added."""
    dialog = AddMilestoneDialog(workspace, action_id, parent, after=after)
    try:
        dialog.exec()
        return dialog.made
    finally:
        dialog.deleteLater()
