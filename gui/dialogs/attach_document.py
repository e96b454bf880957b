"""Attach a document to an inspection or a meeting: a copy kept in the plan, or a link to where it is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from gui import messages
from gui.style import space
from gui.widgets.buttons import Button
from gui.widgets.fields import Field
from gui.widgets.form import DialogForm
from gui.widgets.segmented import SegmentedControl
from gui.widgets.text import label
from gui.workspace import Workspace
from model import documents
from model.documents import LARGEST, MEDIA_TYPES
from model.errors import Refused

KINDS = (
    ("Documents", " *".join(ending if number else ending.lstrip(".") for number, ending in enumerate(MEDIA_TYPES))),
)


def attach_document(
    workspace: Workspace, parent: QWidget | None, *, inspection: str | None = None, meeting: str | None = None
) -> str | None:
    """Ask which document, and attach it. Its id, or None where it was called off."""
    dialog = AttachDialog(workspace, parent, inspection=inspection, meeting=meeting)
    try:
        return dialog.result_value if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()


class AttachDialog(DialogForm):
    """A file or a link, and what it is called in lists."""

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget | None = None,
        *,
        inspection: str | None = None,
        meeting: str | None = None,
    ) -> None:
        super().__init__(workspace, "Attach a document", parent, ok="Attach")
        self._where = {"inspection": inspection, "meeting": meeting}
        self._path: Path | None = None
        self._proposed = ""
        self.kind = SegmentedControl(
            [("file", "Keep a copy in the plan"), ("link", "Link to where it is kept")], name="How it is attached"
        )
        self.kind.chosen.connect(self._kind_chosen)
        self.body.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignLeft)
        self.file_row = QWidget()
        row = QHBoxLayout(self.file_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.m)
        self.choose_button = Button("Choose a file…", icon="open")
        self.choose_button.clicked.connect(self.choose_file)
        row.addWidget(self.choose_button)
        self.file_words = label("No file chosen yet", "muted")
        row.addWidget(self.file_words, 1)
        self.body.addWidget(self.file_row)
        self.add_fields(
            Field("link", "Address", "line", hint="https://… or S:\\Children\\Letter.pdf"),
            Field("title", "Called", "line", hint="its own name, if left empty"),
        )
        self.remark = label("", "small", wrap=True)
        self.body.addWidget(self.remark)
        self.accept_with(self._attach)
        self._kind_chosen("file")

    def choose_file(self) -> None:
        path = messages.open_file(self, "Attach a file", KINDS)
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Take this file, and its name for a title that nobody typed."""
        self._path = path
        self.file_words.setText(path.name)
        typed = self.editors["title"].input.text()
        if typed in ("", self._proposed):
            self._proposed = path.stem.replace("_", " ")
            self.editors["title"].put(self._proposed)
        self.clear_refusals()

    def _kind_chosen(self, key: str) -> None:
        as_file = key == "file"
        self.file_row.setVisible(as_file)
        self.editors["link"].setVisible(not as_file)
        self.remark.setText(
            f"The plan keeps its own copy, up to {LARGEST // 2**20} MB, and it goes wherever the plan goes."
            if as_file
            else "Only the address is kept: whoever opens it needs to be able to reach that place."
        )
        self.clear_refusals()
        if not as_file:
            self.editors["link"].input.setFocus()

    def _attach(self, values: dict[str, Any]) -> str:
        title = values["title"]
        if self.kind.key == "link":
            if not values["link"]:
                raise Refused("Type or paste the address of the document.", field="link")
            return str(self.workspace.run(documents.link, values["link"], title=title, **self._where))
        if self._path is None:
            raise Refused("Choose a file first, or link to where it is kept.")
        return str(self.workspace.run(documents.keep, self._path, title=title, **self._where))
