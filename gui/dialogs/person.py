"""Add people, posts, teams and partners that can own actions, one after another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from gui.dialogs.adding import AddingForm
from gui.widgets.fields import Field
from gui.workspace import Workspace
from model import people
from model.records import PERSON_KINDS, Person
from model.wording import sentence_case


def kind_choices() -> list[tuple[str, str]]:
    return [(kind, sentence_case(kind)) for kind in PERSON_KINDS]


class AddPersonDialog(AddingForm):
    """A name is enough; papers print the post in place of a person's name."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(
            workspace,
            "Add person or post",
            parent,
            words="Whoever can own an action. Posts outlast people; papers can print the post in place of a name.",
            keeps=("kind", "team"),
            added=self._said,
        )
        self.add_fields(
            Field("name", "Name", "line", hint="Head of Leaving Care", required=True),
            Field("kind", "Kind", "choice", choices=kind_choices, required=True),
            Field("post", "Post", "line", hint="of a person"),
            Field("team", "Team", "line"),
            Field("email", "Email", "line"),
        )
        self.set_values(name=None, kind="post", post=None, team=None, email=None)
        self.accept_with(self._add)

    def _add(self, values: Mapping[str, Any]) -> Any:
        return self.workspace.run(people.add, values["name"], **{k: v for k, v in values.items() if k != "name"})

    def _said(self, person_id: str) -> str:
        return f"Added {self.workspace.plan.get(Person, person_id).name}"


def add_people(workspace: Workspace, parent: QWidget | None) -> list[str]:
    """Ask for owners; the ids of those that were added."""
    dialog = AddPersonDialog(workspace, parent)
    try:
        dialog.exec()
        return [str(row) for row in dialog.made]
    finally:
        dialog.deleteLater()
