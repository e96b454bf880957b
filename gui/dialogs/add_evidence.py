"""Add evidence to an action or an area: a file kept in the plan, a link, or what was found in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from gui import messages
from gui.style import space
from gui.widgets.buttons import Button
from gui.widgets.fields import Field
from gui.widgets.form import DialogForm
from gui.widgets.segmented import SegmentedControl
from gui.widgets.text import label
from gui.workspace import Workspace
from model import evidence
from model.errors import Refused
from model.records import IMPACTS, Action, Area, Evidence
from model.wording import quoted, sentence_case, short


def add_evidence(
    workspace: Workspace,
    parent: QWidget | None,
    *,
    action: str | None = None,
    area: str | None = None,
    path: Path | None = None,
) -> bool:
    """Ask for evidence of the action or area given, or of the one selected. Whether some was added."""
    if action is None and area is None:
        chosen = workspace.selection
        if chosen.id is None or chosen.table not in ("action", "area"):
            workspace.refuse("Select the one action or the one area that this is evidence for.")
            return False
        action, area = (chosen.id, None) if chosen.table == "action" else (None, chosen.id)
    about = workspace.plan.find(Action, action) if action is not None else workspace.plan.find(Area, area)
    if about is None:
        workspace.refuse("That record is no longer in the plan; it may have been deleted or undone.")
        return False
    return _shown(EvidenceDialog(workspace, about, parent, path=path))


def edit_evidence(workspace: Workspace, parent: QWidget | None, evidence_id: str) -> bool:
    """Mend what a piece of evidence says. Whether it was changed."""
    held = workspace.plan.find(Evidence, evidence_id)
    if held is None:
        workspace.refuse("That evidence is no longer in the plan; it may have been deleted or undone.")
        return False
    return _shown(EditEvidenceDialog(workspace, held, parent))


def impact_choices() -> list[tuple[str | None, str]]:
    return [(None, "Says nothing about impact"), *((impact, sentence_case(impact)) for impact in IMPACTS)]


def evidence_fields() -> tuple[Field, ...]:
    """What is said of every piece of evidence."""
    return (
        Field("title", "Title", "line", hint="What it is called"),
        Field("shows", "What it shows", "text"),
        Field("impact", "Impact", "choice", choices=impact_choices, tip="Whether what was done works. The newest one "
              "that says so decides the area's impact rating."),
        Field("on_day", "Dated", "date"),
    )  # fmt: skip


class EvidenceDialog(DialogForm):
    """A file can be chosen or dropped on the dialog; a link is typed; a note is neither."""

    def __init__(
        self, workspace: Workspace, about: Action | Area, parent: QWidget | None = None, *, path: Path | None = None
    ) -> None:
        kind = "Action" if isinstance(about, Action) else "Area"
        words = f"{kind} {about.number} {quoted(about.title)}."
        super().__init__(workspace, "Add evidence", parent, words=words, ok="Add")
        self._to = {"action": about.id} if isinstance(about, Action) else {"area": about.id}
        self._path: Path | None = None
        self.setAcceptDrops(True)
        self.kind = SegmentedControl([("file", "File"), ("link", "Link"), ("note", "Note")], name="Kind of evidence")
        self.kind.chosen.connect(self._kind_chosen)
        kinds = QHBoxLayout()
        kinds.addWidget(self.kind)
        kinds.addStretch(1)
        self.body.addLayout(kinds)
        self.file_row = QWidget()
        row = QHBoxLayout(self.file_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.s)
        self.file_button = Button("Choose a file…", icon="file")
        self.file_button.clicked.connect(self._choose_file)
        self.file_words = label("or drop one here. A copy is kept in the plan.", "muted", wrap=True)
        row.addWidget(self.file_button)
        row.addWidget(self.file_words, 1)
        self.body.addWidget(self.file_row)
        address = Field("link", "Address", "line", hint="https://… or S:\\Children\\Audit.pdf")
        self.add_fields(address, *evidence_fields())
        self.set_values(link=None, title=None, shows=None, impact=None, on_day=workspace.today())
        self.accept_with(self._add)
        self._kind_chosen("file")
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Take this file; it is read when OK is pressed."""
        self._path = path
        self.kind.set_key("file")
        self._kind_chosen("file")
        self.file_words.setText(path.name)
        if not self.editors["title"].input.text().strip():
            self.editors["title"].put(short(path.stem.replace("_", " "), 100))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        if path is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.take_file(path)

    def _kind_chosen(self, kind: str) -> None:
        self.file_row.setVisible(kind == "file")
        self.editors["link"].setVisible(kind == "link")
        self.clear_refusals()

    def _choose_file(self) -> None:
        path = messages.open_file(self, "Choose evidence", (("Documents", "*"),))
        if path is not None:
            self.take_file(path)

    def _add(self, values: dict[str, Any]) -> Any:
        link = values.pop("link", None)
        said = {name: value for name, value in values.items() if value is not None}
        kind = self.kind.key
        if kind == "file":
            if self._path is None:
                raise Refused("Choose a file first, or take Link or Note above.")
            return self.workspace.run(evidence.attach, self._path, **self._to, **said)
        if kind == "link":
            return self.workspace.run(evidence.add_link, link or "", **self._to, **said)
        if not said.get("title"):
            raise Refused("A note needs a title: say in a few words what was found.", field="title")
        return self.workspace.run(evidence.note, said.pop("title"), **self._to, **said)


class EditEvidenceDialog(DialogForm):
    """The words of a piece of evidence; its file or link stays."""

    def __init__(self, workspace: Workspace, held: Evidence, parent: QWidget | None = None) -> None:
        super().__init__(workspace, "Edit evidence", parent)
        self._held = held
        self.add_fields(*evidence_fields())
        self.set_values(title=held.title, shows=held.shows, impact=held.impact, on_day=held.on_day)
        self.accept_with(self._save)

    def _save(self, values: dict[str, Any]) -> Any:
        if not values["title"]:
            raise Refused("Evidence needs a title.", field="title")
        return self.workspace.run(evidence.edit, self._held.id, **values)


def dropped_file(data: QMimeData) -> Path | None:
    """The one file that is dragged from elsewhere, if it is one."""
    urls = data.urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


def _shown(dialog: DialogForm) -> bool:
    try:
        return dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()
