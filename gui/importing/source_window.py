"""A document of the plan, opened at the words that something rests on: to read, to search, to copy from."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.background import Task
from gui.dialogs.open_document import open_document, save_document
from gui.importing.document_view import DocumentView
from gui.importing.fetching import Reads, draw_kept, fetch_kept
from gui.style import space
from gui.widgets.banner import Banner
from gui.widgets.buttons import Button
from gui.widgets.text import ElidedLabel, label
from gui.workspace import Workspace
from model import documents
from model.documents import KeptFile
from model.errors import Refused
from model.imports.pages import Reading
from model.imports.proposals import Words
from model.records import Document
from model.reports.page_pictures import PagePictures


class SourceWindow(QWidget):
    """One document, read only. The pages are there first; its words follow when they were read again."""

    gone = Signal()

    def __init__(self, workspace: Workspace, reads: Reads, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        self._reads = reads
        self._tasks: list[Task] = []
        self._pictures: PagePictures | None = None
        self._at: tuple[int | None, str | None] = (None, None)
        self.document_id = ""
        self.resize(860, 900)
        self.setMinimumSize(480, 360)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.banner = Banner(self)
        column.addWidget(self.banner)
        head = QWidget(self)
        row = QHBoxLayout(head)
        row.setContentsMargins(space.l, space.s, space.m, space.s)
        self.title = ElidedLabel("", "heading", head)
        row.addWidget(self.title, 1)
        self.state = label("", "small", parent=head)
        row.addWidget(self.state)
        self.save_button = Button("Save a copy…", head, icon="save")
        self.save_button.clicked.connect(self._save)
        self.outside_button = Button("Open in its own program", head, kind="link")
        self.outside_button.clicked.connect(self._open_outside)
        row.addWidget(self.outside_button)
        row.addWidget(self.save_button)
        column.addWidget(head)
        self.document = DocumentView(workspace.tasks, self)
        self.document.setFocus()
        column.addWidget(self.document, 1)

    def open(self, document_id: str, page: int | None, quote: str | None) -> None:
        """Show this document of the plan at a page, with the quotation marked on it."""
        self.document_id = document_id
        self._at = (page, quote)
        try:
            title = self._workspace.plan.get(Document, document_id).title
            kept = documents.opened(self._workspace.plan, document_id)
        except Refused as error:
            self.banner.show_sentence(str(error))
            return
        self.title.set_words(title)
        self.setWindowTitle(title)
        self.outside_button.setVisible(not kept.may_run)
        self.state.setText("Reading its words…")
        if kept.media_type == "application/pdf":
            self._start(draw_kept, kept.content).done.connect(partial(self._drawn, kept))
        else:
            self._read(kept)

    def show_at(self, page: int | None, quote: str | None) -> None:
        """Another place of the same document."""
        self._at = (page, quote)
        self._show_place()

    # --- within

    def _start(self, *work: object) -> Task:
        task = self._workspace.tasks.make()
        self._tasks.append(task)
        function, *rest = work
        self._workspace.tasks.start(None, function, *rest, task=task)  # type: ignore[arg-type]
        return task

    def _drawn(self, kept: KeptFile, pictures: PagePictures | None) -> None:
        self._pictures = pictures
        if pictures is not None:
            self.document.show_document(None, pictures)
            self._show_place()
        self._read(kept)

    def _read(self, kept: KeptFile) -> None:
        task = self._start(fetch_kept, self._reads, kept)
        task.done.connect(self._have_words)
        task.failed.connect(self._not_read)

    def _have_words(self, reading: Reading) -> None:
        self.state.setText("")
        if self._pictures is not None:
            self.document.take_reading(reading)
        else:
            self.document.show_document(reading, None)
        self._show_place()

    def _not_read(self, error: BaseException) -> None:
        if not isinstance(error, Refused):
            raise error
        self.state.setText("")
        self.banner.show_sentence(str(error))

    def _show_place(self) -> None:
        page, quote = self._at
        if page is None and not quote:
            return
        words = Words(page or 1, quote or "")
        if self.document.marking.reading is not None and quote:
            self.document.show_words(words)
        else:
            self.document.go_to(words.page)

    def _save(self) -> None:
        save_document(self._workspace, self, self.document_id)

    def _open_outside(self) -> None:
        open_document(self._workspace, self, self.document_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.document.selection is not None:
                self.document.marking.clear()
            else:
                self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        for task in self._tasks:
            _call_off(task)
        self.document.show_document(None, None)
        if self._pictures is not None:
            self._pictures.close()
            self._pictures = None
        self.gone.emit()
        super().closeEvent(event)

    def may_be_left(self) -> bool:
        """Nothing is edited here that could be lost."""
        return True

    def throw_away(self) -> None:
        """The plan is closed, and the document with it."""
        self.close()


def _call_off(task: Task) -> None:
    try:
        task.cancel()
    except RuntimeError:
        return  # over, and gone
