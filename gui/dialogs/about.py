"""About the program: which version, and where this user's files are."""

from __future__ import annotations

import platform
from importlib import metadata

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gui import icons
from gui.style import space
from gui.widgets.buttons import Button
from gui.widgets.text import label
from gui.workspace import Workspace


def version() -> str:
    """The program's version, or "from its folder" where it was not installed."""
    try:
        return metadata.version("turnaround")
    except metadata.PackageNotFoundError:
        return "from its folder"


class AboutDialog(QDialog):
    def __init__(self, workspace: Workspace, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Turnaround")
        row = QHBoxLayout(self)
        row.setContentsMargins(space.xl, space.xl, space.xl, space.xl)
        row.setSpacing(space.l)
        sign = label()
        sign.setPixmap(icons.picture("turnaround", 64, 2.0))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(space.s)
        column.addWidget(label("Turnaround", "title"))
        column.addWidget(label(f"Version {version()}", "muted", selectable=True))
        column.addWidget(
            label(
                "Carries a council's children's services from the inspection letter to the committee paper. "
                "Nothing leaves this computer. Free software under the MIT licence.",
                wrap=True,
            )
        )
        lines = [f"Python {platform.python_version()}, Qt {qVersion()}"]
        if workspace.has_plan:
            plan = workspace.plan
            lines.append(f"Plan: {plan.path or 'kept in no file'}")
            lines.append(f"Working files and backups: {plan.sitting.local_folder}")
        for line in lines:
            column.addWidget(label(line, "small", wrap=True, selectable=True))
        close = Button("Close")
        close.clicked.connect(self.accept)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        row.addLayout(column, 1)
        self.setMinimumWidth(480)


def show_about(workspace: Workspace, parent: QWidget | None) -> None:
    AboutDialog(workspace, parent).exec()
