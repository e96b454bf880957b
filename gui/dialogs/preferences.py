"""The preferences, made from their descriptions in gui/preferences.py."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui import messages
from gui.preferences import PREFERENCES, Preference
from gui.widgets.buttons import Button
from gui.widgets.fields import LABEL_WIDTH, Field
from gui.widgets.form import DialogForm
from gui.widgets.text import label
from gui.workspace import Workspace

_KINDS = {"text": "line", "folder": "line", "choice": "choice", "number": "number", "flag": "flag"}


def edit_preferences(workspace: Workspace, parent: QWidget | None) -> None:
    """Show them and take what is chosen when it is saved."""
    dialog = PreferencesDialog(workspace, parent)
    dialog.exec()


class PreferencesDialog(DialogForm):
    """One field a preference, with its meaning under it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None) -> None:
        super().__init__(workspace, "Preferences", parent)
        preferences = workspace.preferences
        for row in PREFERENCES:
            if not row.label:
                continue
            self.add_fields(_field(row))
            value = preferences[row.key]
            self.editors[row.key].put(value or None if row.kind in ("text", "folder") else value)
            meaning = label(row.meaning, "small", wrap=True)
            meaning.setContentsMargins(LABEL_WIDTH + 8, 0, 0, 6)
            self.body.addWidget(meaning)
            if row.kind == "folder":
                choose = Button("Choose a folder…", kind="link")
                choose.clicked.connect(partial(self._choose_folder, row.key))
                line = QHBoxLayout()
                line.addSpacing(LABEL_WIDTH + 8)
                line.addWidget(choose)
                line.addStretch(1)
                self.body.addLayout(line)
        self.editors["who"].input.setPlaceholderText(preferences.who())
        self.body.addStretch(1)
        self.accept_with(self._save)

    def _save(self, values: dict[str, Any]) -> None:
        for row in PREFERENCES:
            if row.label:
                given = values[row.key]
                if given is None:
                    given = row.default
                self.workspace.preferences[row.key] = given

    def _choose_folder(self, key: str, *_: object) -> None:
        path = messages.choose_folder(self, "Folder for papers", str(self.workspace.preferences[key]))
        if path is not None:
            self.editors[key].put(str(path))


def _field(row: Preference) -> Field:
    def choices() -> tuple[tuple[str, str], ...]:
        return row.choices

    return Field(
        row.key,
        row.label,
        _KINDS[row.kind],
        choices=choices if row.choices else None,
        minimum=row.minimum,
        maximum=row.maximum,
        suffix="%" if row.key == "text_size" else "",
        tip=row.meaning,
    )
