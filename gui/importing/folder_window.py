"""A whole folder of documents: read one after another, looked through, and taken in by one act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui.background import Task
from gui.importing.fetching import Seen, content_of, fetch_many
from gui.importing.folder_table import READY, TAKEN, FolderRow, FolderTable, draft_of, row_of
from gui.style import space
from gui.widgets.banner import Banner
from gui.widgets.buttons import Button
from gui.widgets.text import label
from gui.workspace import Workspace
from model.errors import Refused
from model.imports import accepting
from model.imports.accepting import Accepted
from model.imports.pages import Reading
from model.imports.proposals import Proposals
from model.wording import listed_shortly, plural

if TYPE_CHECKING:
    from gui.importing.start import Importing


class _Arrivals(QObject):
    """Hands each document from the thread that reads to the window's own."""

    came = Signal(object)


class FolderView(QTableView):
    """Space ticks the selected documents, Enter opens the one in hand."""

    opened = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        table = self.model()
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        if event.key() == Qt.Key.Key_Space and isinstance(table, FolderTable) and places:
            table.tick(places, not table.row_at(places[0]).ticked)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and places:
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class FolderWindow(QWidget):
    """A list of documents with what each brings. Nothing is written before "Take in all that is ticked"."""

    gone = Signal()

    def __init__(self, workspace: Workspace, importing: Importing, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Import a folder")
        self._workspace = workspace
        self._importing = importing
        self._task: Task | None = None
        self._readings: dict[Path, Reading] = {}
        self.resize(1180, 720)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.banner = Banner(self)
        column.addWidget(self.banner)
        head = QHBoxLayout()
        head.setContentsMargins(space.l, space.m, space.m, space.s)
        self.words = label("", "heading")
        head.addWidget(self.words, 1)
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(220)
        head.addWidget(self.progress)
        self.cancel_button = Button("Cancel", self)
        self.cancel_button.clicked.connect(self.stop)
        head.addWidget(self.cancel_button)
        self.take_button = Button("Take in all that is ticked", self, kind="primary")
        self.take_button.clicked.connect(self.take_in)
        head.addWidget(self.take_button)
        column.addLayout(head)
        self.table = FolderTable(self)
        self.table.counted.connect(self._count)
        self.view = FolderView(self)
        self.view.setModel(self.table)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setWordWrap(False)
        self.view.setShowGrid(False)
        self.view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() + 14)
        self.view.setAccessibleName("Documents")
        header = self.view.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at, width in enumerate((250, 125, 260, 330)):
            self.view.setColumnWidth(at, width)
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        self.view.doubleClicked.connect(self._double_clicked)
        self.view.opened.connect(self.open_row)
        self.view.selectionModel().currentRowChanged.connect(self._chosen)
        column.addWidget(self.view, 1)
        self.sentence = label("Enter or a double click opens a document for review first.", "small", wrap=True)
        self.sentence.setContentsMargins(space.l, space.s, space.l, space.s)
        column.addWidget(self.sentence)

    # --- reading

    def begin(self, paths: Sequence[Path]) -> None:
        """Read all these."""
        self.table.set_paths(list(paths))
        arrivals = _Arrivals(self)
        arrivals.came.connect(self._came, Qt.ConnectionType.QueuedConnection)
        self._task = self._workspace.tasks.make()
        self._task.progress.connect(self._moved)
        self._task.done.connect(self._read_all)
        self._task.failed.connect(self._failed)
        self.progress.setRange(0, 1000)
        self._count()
        self._workspace.tasks.start(
            None, fetch_many, self._importing.reads, tuple(paths), arrivals.came.emit, task=self._task
        )

    @property
    def reading(self) -> bool:
        return self._task is not None

    def stop(self) -> None:
        """Read no more; what was read can still be taken in."""
        if self._task is not None:
            self._task.cancel()
            self._over()

    def _came(self, seen: Seen) -> None:
        if not self._workspace.has_plan:
            return
        if seen.reading is not None:
            self._readings[seen.path] = seen.reading
        draft = draft_of(self._workspace.plan, seen, self._workspace.today())
        self.table.set_row(row_of(self._workspace.plan, seen, draft))

    def _moved(self, part: float, _: str) -> None:
        self.progress.setValue(round(part * 1000))

    def _read_all(self, _: int) -> None:
        self._over()

    def _failed(self, error: BaseException) -> None:
        self._over()
        if not isinstance(error, Refused):
            raise error
        self.banner.show_sentence(str(error))

    def _over(self) -> None:
        self._task = None
        self.table.order()
        self._count()

    def _count(self) -> None:
        rows = self.table.rows
        read = sum(row.sentence != FolderRow.sentence or row.state != FolderRow.state for row in rows)
        ticked = len(self.table.ticked)
        if self.reading:
            self.words.setText(f"Reading {plural(len(rows), 'document')}: {read} read")
        else:
            self.words.setText(f"{plural(len(rows), 'document')}, {ticked} ticked")
        self.progress.setVisible(self.reading)
        self.cancel_button.setVisible(self.reading)
        self.take_button.setText(f"Take in {plural(ticked, 'document')}" if ticked else "Nothing is ticked")
        self.take_button.setEnabled(bool(ticked) and not self.reading)

    # --- acts

    def take_in(self) -> None:
        """Everything that is ticked, oldest first, as one act."""
        read: list[tuple[Proposals, bytes | None]] = []
        names: dict[str, FolderRow] = {}
        for row in self.table.ticked:
            try:
                content = content_of(row.path, self._readings[row.path])
            except Refused as error:
                self.banner.show_sentence(str(error))
                return
            assert row.proposals is not None
            read.append((row.proposals, content))
            names[row.path.name] = row
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            done, left = self._workspace.run(accepting.accept_all, read, self._workspace.today())
        except Refused as error:
            self.banner.show_sentence(str(error))
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        self._finish(done, left, names)

    def _finish(self, done: Sequence[Accepted], left: Sequence[tuple[str, str]], names: dict[str, FolderRow]) -> None:
        reasons = dict(left)
        for name, row in names.items():
            if name in reasons:
                self.table.set_row(replace(row, ticked=False, sentence=reasons[name]))
            else:
                self.table.set_row(replace(row, state=TAKEN, ticked=False, sentence="Taken in"))
        said = f"Taken in: {plural(len(done), 'document')}."
        if left:
            said += f" Left out: {listed_shortly([name for name, _ in left])}; the list says why."
        self._workspace.go("inspections")
        self._workspace.offer(said, "Undo", self._workspace.undo)
        if left:
            self.banner.show_sentence(said, tone="done")
        else:
            self.close()

    def open_row(self, place: int) -> None:
        """Look at one first."""
        row = self.table.row_at(place)
        window = self._importing.review(row.path)
        window.accepted.connect(partial(self._taken, row))  # type: ignore[attr-defined]

    def _taken(self, row: FolderRow, _: Accepted) -> None:
        self.table.set_row(replace(row, state=TAKEN, ticked=False, sentence="Taken in"))

    def _double_clicked(self, index: QModelIndex) -> None:
        self.open_row(index.row())

    def _chosen(self, current: QModelIndex, _: QModelIndex) -> None:
        if current.isValid():
            row = self.table.row_at(current.row())
            more = " Enter or a double click opens it for review first." if row.state == READY else ""
            self.sentence.setText(f"{row.path.name}: {row.sentence.rstrip('.')}.{more}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.stop()
        self.gone.emit()
        super().closeEvent(event)

    def may_be_left(self) -> bool:
        """Nothing is edited here that could be lost."""
        return True

    def throw_away(self) -> None:
        """The plan is closed."""
        self.close()
