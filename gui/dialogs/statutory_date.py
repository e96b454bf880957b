"""How a statutory date was worked out: rule and source, day 0, what was skipped, and what the letter prints."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gui.style import space
from gui.widgets.buttons import Button
from gui.widgets.text import label
from gui.workspace import Workspace
from model import statutory_dates
from model.statutory_dates import StatutoryDate
from model.wording import sentence_case, with_weekday


class StatutoryDateDialog(QDialog):
    """Its words, a paragraph each, to be read and copied; the inspection or meeting it belongs to is a button away."""

    def __init__(self, workspace: Workspace, date: StatutoryDate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setWindowTitle("How this date was worked out")
        self.setMinimumWidth(560)
        column = QVBoxLayout(self)
        column.setContentsMargins(space.xl, space.l, space.xl, space.l)
        column.setSpacing(space.s)
        column.addWidget(label(date.what, "heading", wrap=True))
        column.addWidget(label(date.of, "muted", wrap=True))
        if date.day is not None:
            column.addWidget(label(f"{with_weekday(date.day)}: {date.words}", "strong", wrap=True))
        # An empty line between two: each is a sentence or two of its own, and is read alone.
        self.words = label("\n\n".join(_lines(date)), wrap=True, selectable=True)
        column.addSpacing(space.s)
        column.addWidget(self.words)
        column.addStretch(1)
        foot = QHBoxLayout()
        of = date.inspection or date.meeting
        if of is not None:
            self.open_button = Button(f"Open the {of.TABLE}", self)
            self.open_button.clicked.connect(partial(_open, self, workspace, of.TABLE, of.id))
            foot.addWidget(self.open_button)
        foot.addStretch(1)
        close = Button("Close", self, kind="primary")
        close.clicked.connect(self.accept)
        close.setDefault(True)
        foot.addWidget(close)
        column.addSpacing(space.s)
        column.addLayout(foot)


def explain_date(workspace: Workspace, parent: QWidget | None, key: str) -> None:
    """Show how the date of that key (``StatutoryDate.key``) came about."""
    found = statutory_dates.find(workspace.plan, key, workspace.today())
    if found is None:
        workspace.refuse("No rule gives this date any more.")
        return
    dialog = StatutoryDateDialog(workspace, found, parent)
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()


def _open(dialog: QDialog, workspace: Workspace, table: str, record: str, *_: object) -> None:
    dialog.accept()
    workspace.open(table, record)


def _lines(date: StatutoryDate) -> list[str]:
    """All but how the date stands, which is said beside the date itself."""
    lines = [sentence_case(line) for line in date.explanation or (date.sentence,)]
    stands = sentence_case(f"{date.words}.")
    return [line for line in lines if line != stands or len(lines) == 1]
