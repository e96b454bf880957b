"""Which backup of the plan to put in its place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from gui import messages
from gui.style import space
from gui.widgets.buttons import Button
from gui.widgets.text import label
from model import wording
from model.store.backups import Backup, backups_of
from model.store.plan import Sitting


class RestoreDialog(QDialog):
    """The backups of one plan, newest first, or a plan file from elsewhere."""

    def __init__(self, backups: list[Backup], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Restore from a backup")
        self.setMinimumWidth(480)
        self._backups = backups
        self.chosen: Path | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(space.xl, space.l, space.xl, space.l)
        column.setSpacing(space.m)
        column.addWidget(label("Restore from a backup", "heading"))
        column.addWidget(
            label(
                "The plan is put back to what it was then. What it is now is kept as a backup too, so this can "
                "be taken back the same way.",
                "muted",
                wrap=True,
            )
        )
        self.list = QListWidget(self)
        self.list.setAccessibleName("Backups, newest first")
        for backup in backups:
            self.list.addItem(backup_words(backup))
        if backups:
            self.list.setCurrentRow(0)
        else:
            self.list.addItem("No backup of this plan was made on this computer yet")
            self.list.setEnabled(False)
        self.list.itemDoubleClicked.connect(self.accept)
        column.addWidget(self.list)
        row = QHBoxLayout()
        other = Button("Another file…")
        other.clicked.connect(self._other)
        row.addWidget(other)
        row.addStretch(1)
        cancel = Button("Cancel")
        cancel.clicked.connect(self.reject)
        self.restore = Button("Restore", kind="primary")
        self.restore.setEnabled(bool(backups))
        self.restore.setDefault(True)
        self.restore.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(self.restore)
        column.addLayout(row)

    def accept(self) -> None:
        if self.chosen is None and 0 <= self.list.currentRow() < len(self._backups):
            self.chosen = self._backups[self.list.currentRow()].path
        super().accept()

    def _other(self) -> None:
        path = messages.open_file(self, "Restore from", (("Turnaround plan", "turnaround"),))
        if path is not None:
            self.chosen = path
            super().accept()


def backup_words(backup: Backup) -> str:
    """When it was made, by this computer's clock, and how large it is."""
    made = backup.made.astimezone()
    return f"{wording.with_weekday(made.date())}, {made:%H:%M}    {max(1, backup.size // 1024):,} KB"


def choose_backup(sitting: Sitting, plan: Path, parent: QWidget | None) -> Path | None:
    """Ask which; None where it was called off."""
    dialog = RestoreDialog(backups_of(sitting, plan), parent)
    return dialog.chosen if dialog.exec() == QDialog.DialogCode.Accepted else None
