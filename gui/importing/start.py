"""Where importing begins: files dropped on the window, chosen, or pasted; and where a source is opened again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from gui import messages
from gui.importing.dropping import NAME
from gui.importing.fetching import Apart, Reads, documents_in, fetch, fetch_text
from gui.importing.reviewing import Fetched
from gui.workspace import Workspace
from model.errors import Refused
from model.imports.accepting import Accepted

KINDS = (
    ("Documents", "pdf *.docx *.html *.htm *.txt"),
    ("PDF", "pdf"),
    ("Word document", "docx"),
    ("Web page", "html *.htm"),
    ("Text", "txt"),
)
_SOON = 250  # milliseconds before a window says that a document is being read


class Importing(QObject):
    """The import windows of one workspace. ``reads`` is how documents are read; tests give their own."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.setObjectName(NAME)
        self._workspace = workspace
        self.reads: Reads = Apart()
        self.windows: list[QWidget] = []
        workspace.closed.connect(self.close_all)

    # --- what comes in

    def take(self, paths: Sequence[Path]) -> None:
        """One document is reviewed; several, or a folder, are listed first."""
        if not self._possible():
            return
        try:
            found = documents_in(paths)
        except Refused as error:
            self._workspace.refuse(str(error))
            return
        if len(found) == 1 and not paths[0].is_dir():
            self.review(found[0])
        else:
            self._list(found)

    def review(self, path: Path) -> QWidget:
        """Read a document apart and show what it says."""
        return self._review(path.name, partial(fetch, reads=self.reads, path=path))

    def review_text(self, text: str) -> None:
        if self._possible():
            self._review("the pasted text", partial(fetch_text, reads=self.reads, text=text))

    def review_fetched(self, fetched: Fetched) -> QWidget:
        """What was read already."""
        from gui.importing.review_window import ReviewWindow

        window = ReviewWindow(self._workspace)
        self._keep(window)
        window.accepted.connect(self._accepted)
        window.show_fetched(fetched)
        window.show()
        return window

    def _review(self, name: str, work: partial[Fetched]) -> QWidget:
        from gui.importing.review_window import ReviewWindow

        window = ReviewWindow(self._workspace)
        self._keep(window)
        window.accepted.connect(self._accepted)
        task = self._workspace.tasks.make()
        task.done.connect(window.show_fetched)
        task.done.connect(window.show)
        task.done.connect(self._read)
        task.failed.connect(partial(self._not_read, window))
        window.wait_for(name, task.cancel)
        self._workspace.say(f"Reading {name}")
        # A small file is there at once: no window comes and goes for it, above all where it is refused.
        QTimer.singleShot(_SOON, window, window.show)
        self._workspace.tasks.start(None, work, task=task)
        return window

    def _read(self, _: Fetched) -> None:
        self._workspace.say("")

    def _not_read(self, window: QWidget, error: BaseException) -> None:
        window.close()
        window.deleteLater()
        if not isinstance(error, Refused):
            raise error
        self._workspace.say("")
        self._workspace.refuse(str(error))

    def _list(self, paths: Sequence[Path]) -> None:
        from gui.importing.folder_window import FolderWindow

        window = FolderWindow(self._workspace, self)
        self._keep(window)
        window.begin(paths)
        window.show()

    # --- what was taken in

    def _accepted(self, done: Accepted) -> None:
        """Go to what was made, and say what it was."""
        self._workspace.say(done.sentence)
        for table, record in (("inspection", done.inspection), ("meeting", done.meeting)):
            if record is not None:
                self._workspace.open(table, record)
                break
        else:
            if done.areas:
                self._workspace.open("area", done.areas[0])
        self._workspace.offer(done.sentence, "Undo", self._workspace.undo)

    # --- sources

    def show_source(self, document_id: str, page: int | None, quote: str | None) -> None:
        """Open a kept document at a page, with the words marked that stand there."""
        from gui.importing.source_window import SourceWindow

        for window in self.windows:
            if isinstance(window, SourceWindow) and window.document_id == document_id:
                window.show_at(page, quote)
                break
        else:
            window = SourceWindow(self._workspace, self.reads)
            self._keep(window)
            window.open(document_id, page, quote)
        window.show()
        window.raise_()
        window.activateWindow()

    # --- within

    def _possible(self) -> bool:
        if not self._workspace.has_plan:
            self._workspace.refuse("Open a plan first, or make one; then drop the document on it.")
        elif not self._workspace.writable:
            self._workspace.refuse("This plan is open to read only; save a copy to take documents into it.")
        else:
            return True
        return False

    def _keep(self, window: QWidget) -> None:
        self.windows.append(window)
        window.gone.connect(partial(self._forget, window))  # type: ignore[attr-defined]

    def _forget(self, window: QWidget) -> None:
        if window in self.windows:
            self.windows.remove(window)

    def may_leave(self) -> bool:
        """Whether every document under review can go: asked of each that was edited."""
        return all(window.may_be_left() for window in list(self.windows))  # type: ignore[attr-defined]

    def close_all(self) -> None:
        """The plan is closed: what was not taken in is not."""
        for window in list(self.windows):
            window.throw_away()  # type: ignore[attr-defined]


def importing_of(workspace: Workspace) -> Importing:
    """The one of this workspace, made when it is first wanted."""
    found = workspace.findChild(Importing, NAME)
    return found if isinstance(found, Importing) else Importing(workspace)


# --- commands


def import_documents(workspace: Workspace, window: QWidget) -> None:
    """Choose documents to read."""
    paths = messages.open_files(window, "Import documents", KINDS)
    if paths:
        importing_of(workspace).take(paths)


def import_folder(workspace: Workspace, window: QWidget) -> None:
    """Choose a folder, all of whose documents are listed."""
    folder = messages.choose_folder(window, "Import a folder of documents")
    if folder is not None:
        importing_of(workspace).take([folder])


def paste_document(workspace: Workspace, window: QWidget) -> None:
    """Read what was copied elsewhere as if it were a document."""
    text = QGuiApplication.clipboard().text()
    if not text.strip():
        workspace.refuse("There is no text on the clipboard; copy the words of the document first.")
        return
    importing_of(workspace).review_text(text)
