"""The documents of a record: each opens, is saved as a copy, or is removed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.dialogs.open_document import save_document
from gui.importing.links import open_source
from gui.widgets.buttons import IconButton
from gui.widgets.lines import Lines
from gui.widgets.links import LinkLabel
from gui.widgets.text import label
from gui.workspace import Workspace
from model import documents
from model.records import Document
from model.wording import plural


class DocumentList(Lines):
    """Kept files and links, as ``documents.of_meeting`` and its neighbours give them."""

    def __init__(self, workspace: Workspace, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(self._line, nothing, parent, most=12)
        self._workspace = workspace

    def show_documents(self, found: Sequence[Document]) -> None:
        self.show_items([(document, self._workspace.writable) for document in found])

    def _line(self, shown: tuple[Document, bool]) -> QWidget:
        document, writable = shown
        line = QWidget(self)
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(0)
        is_link = document.digest is None
        link = LinkLabel(document.title, line, opens=True, icon="link" if is_link else "file")
        link.clicked.connect(partial(self._open, document.id))
        row.addWidget(link, 1)
        if not is_link:
            save = IconButton("save", f"Save a copy of {document.title}", line)
            save.clicked.connect(partial(self._save, document.id))
            row.addWidget(save)
        if writable:
            remove = IconButton("delete", f"Remove {document.title} from the plan", line)
            remove.clicked.connect(partial(self._remove, document.id))
            row.addWidget(remove)
        column.addLayout(row)
        column.addWidget(label(kept_words(document), "small", wrap=True, parent=line))
        return line

    def _open(self, document_id: str, *_: object) -> None:
        open_source(self._workspace, self.window(), document_id)

    def _save(self, document_id: str, *_: object) -> None:
        save_document(self._workspace, self.window(), document_id)

    def _remove(self, document_id: str, *_: object) -> None:
        self._workspace.do(documents.remove, document_id)


def kept_words(document: Document) -> str:
    """Where it is, and how large: "Kept in the plan, 340 KB"."""
    if document.digest is None:
        return f"Link: {document.link}"
    size = document.size or 0
    if size < 1024:
        return f"Kept in the plan, {plural(size, 'byte')}"
    return f"Kept in the plan, {size / 1024:,.0f} KB" if size < 2**20 else f"Kept in the plan, {size / 2**20:,.1f} MB"
