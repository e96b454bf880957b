"""Stands in for a page whose module is not there while the program is being built."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.pages.base import Page
from gui.widgets.empty import EmptyState
from gui.workspace import Workspace


class MissingPage(Page):
    """Says which module is missing. A released program has every page: tests/gui/test_commands.py."""

    def __init__(self, workspace: Workspace, module: str, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.body.addWidget(EmptyState("This page is not here", f"The module {module} is missing."))

    def refresh(self) -> None:
        return
