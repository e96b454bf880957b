"""Delete for good: says plainly what goes, and does nothing until a person has said that it may.

For what should never have been typed. What is deleted the usual way stays in the history and can be put back.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gui.style import space
from gui.widgets.buttons import Button
from gui.widgets.text import label
from gui.workspace import Workspace
from model.errors import Refused
from model.field_words import record_word
from model.record_names import Names
from model.store import forgetting
from model.store.backups import backups_of
from model.wording import listed, plural, sentence_case

_WIDTH = 540


def delete_for_good(workspace: Workspace, parent: QWidget | None) -> bool:
    """Ask, and delete the one record that is selected with every trace of it. Whether it was done."""
    chosen = workspace.selection
    if chosen.id is None:
        workspace.refuse("Select the one record to delete for good; several are deleted one by one.")
        return False
    try:
        along = workspace.run(forgetting.would_go, chosen.table, chosen.id)
    except Refused as error:
        workspace.refuse(str(error))
        return False
    dialog = DeleteForGoodDialog(workspace, chosen.table, chosen.id, along, parent)
    try:
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return False
    finally:
        dialog.deleteLater()
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        return workspace.do(forgetting.delete_for_good, chosen.table, chosen.id) is not None
    finally:
        QGuiApplication.restoreOverrideCursor()


class DeleteForGoodDialog(QDialog):
    """What goes, what stays elsewhere, and a box to tick before the button can be pressed."""

    def __init__(
        self, workspace: Workspace, table: str, record_id: str, along: dict[str, int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Delete for good")
        self.setMinimumWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(space.xl, space.l, space.xl, space.l)
        column.setSpacing(space.m)
        name = Names(workspace.plan).titled(table, record_id)
        column.addWidget(label(f"Delete {name} for good?", "heading", wrap=True))
        self.sentences = what_goes(workspace, name, along)
        column.addWidget(label("\n\n".join(self.sentences), wrap=True))
        column.addWidget(
            label(
                "Use this only for what should never have been typed, such as a child's name. The usual Delete keeps "
                "the history and can be undone.",
                "muted",
                wrap=True,
            )
        )
        self.sure = QCheckBox("Delete it for good. I know that this cannot be undone.")
        self.sure.toggled.connect(self._sure_toggled)
        column.addWidget(self.sure)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.cancel_button = Button("Cancel")
        self.cancel_button.setDefault(True)  # a stray Enter deletes nothing
        self.cancel_button.clicked.connect(self.reject)
        self.delete_button = Button("Delete for good", icon="delete", kind="danger")
        self.delete_button.setEnabled(False)
        self.delete_button.clicked.connect(self.accept)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.delete_button)
        column.addLayout(foot)
        self.sure.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # As high as the words are, which is known once the type is.
        self.resize(self.width(), self.layout().totalHeightForWidth(self.width()))

    def accept(self) -> None:
        if self.sure.isChecked():
            super().accept()

    def _sure_toggled(self, sure: bool) -> None:
        self.delete_button.setEnabled(sure)


def what_goes(workspace: Workspace, name: str, along: dict[str, int]) -> tuple[str, ...]:
    """What is gone afterwards and what is not, a sentence or two each."""
    plan = workspace.plan
    under = listed(plural(number, record_word(table)) for table, number in along.items())
    kept = len(backups_of(plan.sitting, plan.path)) if plan.path is not None else 0
    return (
        sentence_case(f"{name} goes from the plan" + (f", with what stands under it: {under}." if under else ".")),
        f"Its history goes too, and every backup of this plan on this computer ({plural(kept, 'backup')} now).",
        "This cannot be undone, and nothing else that was done since the plan was opened can be undone any more.",
        "Copies saved elsewhere, files sent away and papers made before still hold it.",
    )
