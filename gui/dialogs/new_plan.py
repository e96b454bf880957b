"""A new plan: for which authority, by what title, and where its file goes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from gui import messages
from gui.widgets.fields import Field
from gui.widgets.form import DialogForm
from gui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class NewPlan:
    authority: str
    title: str
    path: Path


def ask_new_plan(workspace: Workspace, parent: QWidget | None) -> NewPlan | None:
    """Ask for an authority, a title and a file; None where it was called off."""
    form = DialogForm(
        workspace,
        "New plan",
        parent,
        words="One plan is one file. You can put it where your council keeps files; every change is saved at once.",
        ok="Choose where to save it…",
    )
    form.add_fields(
        Field("authority", "Authority", "line", hint="Borsetshire County Council", required=True),
        Field("title", "Title", "line", hint="Children's services improvement plan", required=True),
    )
    form.set_values(title="Children's services improvement plan")
    form.accept_with(_as_given)
    if form.exec() != DialogForm.DialogCode.Accepted:
        return None
    authority, title = form.result_value
    folder = workspace.preferences.recent_plans()[0].parent if workspace.preferences.recent_plans() else Path.home()
    name = "".join(c for c in f"{authority} {title}" if c.isalnum() or c in " -_,.").strip()[:80]
    path = messages.save_file(
        parent, "Save the new plan", (("Turnaround plan", "turnaround"),), str(folder / f"{name}.turnaround")
    )
    return NewPlan(authority, title, path) if path is not None else None


def _as_given(values: dict[str, Any]) -> tuple[str, str]:
    return values["authority"], values["title"]
