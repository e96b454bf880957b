"""Reminders to owners: the text to copy, or a draft in this computer's own mail program.

Nothing is sent from here. A draft opens only when its button is pressed.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from gui.style import space
from gui.widgets.buttons import Button
from gui.widgets.text import label
from gui.workspace import Workspace
from model.reports import reminder_text
from model.reports.reminder_text import Letter
from model.wording import plural

_NEXT = "\n" + "-" * 60 + "\n\n"


class RemindDialog(QDialog):
    """Left the owners with what is late, right the text of the one in hand."""

    def __init__(self, workspace: Workspace, letters: Iterable[Letter], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.letters = tuple(letters)
        self.setWindowTitle("Remind owners")
        self.setMinimumSize(560, 420)
        self.resize(860, 560)
        column = QVBoxLayout(self)
        column.setContentsMargins(space.xl, space.l, space.xl, space.l)
        column.setSpacing(space.s)
        column.addWidget(label("Remind owners" if len(self.letters) > 1 else "Reminder", "heading"))
        column.addWidget(
            label(
                "Copy a text into any message, or open a draft in your mail program. Nothing is sent from here.",
                "muted",
                wrap=True,
            )
        )
        self.list = QListWidget()
        self.list.setAccessibleName("Owners")
        self.list.setWordWrap(True)
        for letter in self.letters:
            item = QListWidgetItem(f"{letter.person.name}\n{letter.counted}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{letter.person.name}: {letter.counted}")
            self.list.addItem(item)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("The reminder")
        self.text.setTabChangesFocus(True)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self.text)
        split.setStretchFactor(1, 1)
        split.setSizes([240, 580])
        self.list.setVisible(len(self.letters) > 1)
        column.addWidget(split, 1)
        self.address = label("", "muted", wrap=True, selectable=True, parent=self)
        column.addWidget(self.address)
        self.done_words = label("", "strong", wrap=True, parent=self)
        self.done_words.hide()
        column.addWidget(self.done_words)
        row = QHBoxLayout()
        row.setSpacing(space.s)
        self.copy_all_button = Button(f"Copy all {len(self.letters)}", self)
        self.copy_all_button.setVisible(len(self.letters) > 1)
        self.copy_all_button.clicked.connect(self._copy_all)
        self.copy_button = Button("Copy text")
        self.copy_button.clicked.connect(self._copy)
        self.draft_button = Button("Open draft…", kind="primary", tip="In this computer's mail program")
        self.draft_button.clicked.connect(self._open_draft)
        close = Button("Close")
        close.clicked.connect(self.reject)
        row.addWidget(self.copy_all_button)
        row.addStretch(1)
        for button in (close, self.copy_button, self.draft_button):
            row.addWidget(button)
        column.addLayout(row)
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)
        (self.list if len(self.letters) > 1 else self.copy_button).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def letter(self) -> Letter:
        return self.letters[max(0, self.list.currentRow())]

    def _show(self, *_: object) -> None:
        letter = self.letter
        self.text.setPlainText(letter.text)
        draft = reminder_text.draft(letter)
        self.draft_button.setEnabled(draft is not None)
        if draft is None:
            words = f"{letter.no_address} The text can be copied."
        else:
            words = f"To {letter.address}"
            if not draft.whole:
                words += ". The text is too long for a draft: it ends early there and says so; copy the whole of it."
        self.address.setText(words)
        self.done_words.hide()

    def _say(self, words: str) -> None:
        self.done_words.setText(words)
        self.done_words.show()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.letter.text)
        self._say(f"Copied the reminder to {self.letter.person.name}.")

    def _copy_all(self) -> None:
        parts = [f"To {one.person.name}" + (f" <{one.address}>" if one.address else "") for one in self.letters]
        texts = [f"{head}\n\n{one.text}" for head, one in zip(parts, self.letters, strict=True)]
        QGuiApplication.clipboard().setText(_NEXT.join(texts))
        self._say(f"Copied {plural(len(texts), 'reminder')}, one under another.")

    def _open_draft(self) -> None:
        draft = reminder_text.draft(self.letter)
        if draft is None:
            return
        # As it was encoded: Qt would otherwise encode it once more.
        url = QUrl.fromEncoded(draft.url.encode("ascii"), QUrl.ParsingMode.StrictMode)
        if not QDesktopServices.openUrl(url):
            self._say("No mail program answered on this computer. Copy the text and paste it into a message.")
            return
        if not draft.whole:
            QGuiApplication.clipboard().setText(self.letter.text)
            self._say("The draft is open. It was too long, so the whole text is copied as well: paste it there.")
        else:
            self._say(f"A draft to {self.letter.person.name} is open in your mail program.")


def remind_owners(workspace: Workspace, parent: QWidget | None, owners: Iterable[str] | None = None) -> bool:
    """Show the reminders of these owners, of those in hand, or of everyone who has something late, due or owed."""
    wanted = tuple(owners) if owners is not None else workspace.selection.of("person")
    letters = reminder_text.letters(workspace.plan, workspace.today(), wanted or None)
    if not wanted:
        letters = tuple(letter for letter in letters if letter.anything)
    if not letters:
        workspace.refuse("There is nothing to remind anybody of: nothing is late or due soon, and no update is owed.")
        return False
    dialog = RemindDialog(workspace, letters, parent)
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()
    return True
