"""A source as a link: "Ofsted report, 14 June 2023, page 2" opens the kept document there, with its words marked."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.widgets.links import LinkLabel
from gui.workspace import Workspace
from model.records import Document

READABLE = (".pdf", ".docx", ".docm", ".html", ".htm", ".txt", ".md")
"""Documents that are shown here; others open in their own program."""


def source_words(title: str, page: int | None) -> str:
    """As in "Ofsted report, 14 June 2023, page 2"."""
    return f"{title}, page {page}" if page else title


def open_source(
    workspace: Workspace, parent: QWidget | None, document_id: str, page: int | None = None, quote: str | None = None
) -> None:
    """Show a document of the plan at a page and its words, in the viewer where it can show it."""
    document = workspace.plan.find(Document, document_id)
    if document is None:
        workspace.refuse("This document is no longer in the plan; it may have been deleted or undone.")
    elif document.digest is None or not (document.file_name or "").lower().endswith(READABLE):
        from gui.dialogs.open_document import open_document

        open_document(workspace, parent, document_id)
    else:
        from gui.importing.start import importing_of

        importing_of(workspace).show_source(document_id, page, quote)


class SourceLink(LinkLabel):
    """A link to the page and words that something rests on. ``words`` are its own where the document is named above."""

    ELIDE = Qt.TextElideMode.ElideMiddle  # the page stands at the end

    def __init__(
        self,
        workspace: Workspace,
        document_id: str,
        page: int | None,
        quote: str | None,
        parent: QWidget | None = None,
        *,
        words: str = "",
    ) -> None:
        document = workspace.plan.find(Document, document_id)
        words = words or source_words(document.title if document is not None else "a document", page)
        super().__init__(words, parent, opens=True, icon="file")
        self.clicked.connect(partial(_open, workspace, document_id, page, quote))


def _open(workspace: Workspace, document_id: str, page: int | None, quote: str | None, *_: object) -> None:
    open_source(workspace, None, document_id, page, quote)


class SourceSlot(QWidget):
    """Room for one source link, or none."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._shown: tuple[object, ...] = ()
        self.link: SourceLink | None = None
        self._row = QVBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)

    def show_source(self, document_id: str | None, page: int | None, quote: str | None) -> None:
        document = self._workspace.plan.find(Document, document_id)
        wanted = (document, page, quote)
        if wanted == self._shown:
            return
        self._shown = wanted
        if self.link is not None:
            self._row.removeWidget(self.link)
            self.link.hide()
            self.link.deleteLater()
            self.link = None
        if document is not None:
            self.link = SourceLink(self._workspace, document.id, page, quote, self)
            self._row.addWidget(self.link)
        self.setVisible(document is not None)
