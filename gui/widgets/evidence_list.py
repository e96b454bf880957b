"""Evidence as the panels show it: what it shows, its file or link, and who checked it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from gui.dialogs import add_evidence, open_document
from gui.style import space
from gui.widgets.badge import Badge
from gui.widgets.buttons import Button, IconButton
from gui.widgets.fields import Field
from gui.widgets.form import DialogForm
from gui.widgets.lines import Lines
from gui.widgets.text import label
from gui.workspace import Workspace
from model import evidence, ratings
from model.evidence import EvidenceItem
from model.wording import in_words, sentence_case


class EvidenceList(Lines):
    """The evidence of one action or area. A file dropped on it is asked about by whoever holds the list."""

    file_dropped = Signal(object)  # Path

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(self._line, "No evidence yet. Drop a file here, or add one.", parent, most=6)
        self._workspace = workspace
        self.setAcceptDrops(True)

    def show_items(self, items: Sequence[EvidenceItem]) -> None:
        super().show_items(items)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._workspace.writable and add_evidence.dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = add_evidence.dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.file_dropped.emit(path)

    def _line(self, item: EvidenceItem) -> QWidget:
        return EvidenceLine(self._workspace, item)


class EvidenceLine(QWidget):
    """One piece: its title opens it, the button at the right has what else can be done."""

    def __init__(self, workspace: Workspace, item: EvidenceItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._item = item
        held = item.evidence
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(space.xs)
        if item.document is not None:
            opener = Button(held.title, kind="link", icon="link" if item.document.link else "file",
                            tip=item.document.link or f"Open {item.document.file_name or 'the file'}")  # fmt: skip
            opener.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            opener.clicked.connect(self.open)
            first.addWidget(opener, 1)
        else:
            first.addWidget(label(held.title, wrap=True), 1)
        more = IconButton("more", f"What can be done with {held.title}")
        more.clicked.connect(partial(self._show_menu, more))
        first.addWidget(more)
        column.addLayout(first)
        if held.shows:
            column.addWidget(label(held.shows, wrap=True))
        last = QHBoxLayout()
        last.setSpacing(space.s)
        if held.impact is not None:
            badge = Badge(self)
            value, _ = ratings.scheme_of(self._workspace.plan).impact.case(held.impact)
            badge.show_rating(value, sentence_case(held.impact), "What it shows about impact.")
            last.addWidget(badge)
        last.addWidget(label(self.quiet_words(), "small", wrap=True), 1)
        column.addLayout(last)

    def quiet_words(self) -> str:
        """When it is from, and who checked it."""
        held = self._item.evidence
        dated = in_words(held.on_day) if held.on_day else "No date"
        if held.checked_on is None:
            return f"{dated}. Not checked by anybody yet"
        return f"{dated}. Checked by {self._item.checked_by_name or 'someone who left'} on {in_words(held.checked_on)}"

    def open(self) -> None:
        if self._item.document is not None:
            open_document.open_document(self._workspace, self.window(), self._item.document.id)

    def menu(self) -> QMenu:
        """What can be done with it."""
        menu = QMenu(self)
        document, held = self._item.document, self._item.evidence
        if document is not None:
            menu.addAction("Open").triggered.connect(self._called(self.open))
            if document.digest is not None:
                menu.addAction("Save a copy…").triggered.connect(self._called(self._save))
            menu.addSeparator()
        writable = self._workspace.writable
        for words, call, fits in (
            ("Edit…", self._edit, True),
            ("Checked by…", self._check, held.checked_on is None),
            ("Take back the check", self._uncheck, held.checked_on is not None),
            ("Delete", self._delete, True),
        ):
            if fits:
                entry = menu.addAction(words)
                entry.setEnabled(writable)
                entry.triggered.connect(self._called(call))
        return menu

    # --- within

    @staticmethod
    def _called(call: Any) -> Any:
        return partial(_call, call)

    def _show_menu(self, button: QWidget, *_: object) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _save(self) -> None:
        if self._item.document is not None:
            open_document.save_document(self._workspace, self.window(), self._item.document.id)

    def _edit(self) -> None:
        add_evidence.edit_evidence(self._workspace, self.window(), self._item.evidence.id)

    def _check(self) -> None:
        dialog = CheckDialog(self._workspace, self._item, self.window())
        dialog.exec()
        dialog.deleteLater()

    def _uncheck(self) -> None:
        self._workspace.do(evidence.uncheck, [self._item.evidence.id])

    def _delete(self) -> None:
        self._workspace.do(evidence.remove, [self._item.evidence.id])


class CheckDialog(DialogForm):
    """Who looked at a piece of evidence, and when."""

    def __init__(self, workspace: Workspace, item: EvidenceItem, parent: QWidget | None = None) -> None:
        words = f"{item.evidence.title}: who looked at it and found that it shows what it says."
        super().__init__(workspace, "Evidence checked", parent, words=words)
        self._item = item
        self.add_fields(
            Field("by", "Checked by", "person", required=True),
            Field("on_day", "Checked on", "date", required=True),
        )
        self.set_values(by=None, on_day=workspace.today())
        self.accept_with(self._save)

    def _save(self, values: dict[str, Any]) -> Any:
        return self.workspace.run(evidence.check, [self._item.evidence.id], values["by"], values["on_day"])


def _call(call: Any, *_: object) -> None:
    call()
