"""The paper for one meeting: the preview, begun with that meeting."""

from __future__ import annotations

import importlib.util

from PySide6.QtWidgets import QWidget

from gui.workspace import Workspace


def paper_for(workspace: Workspace, parent: QWidget | None, meeting_id: str) -> None:
    """Show the paper for this meeting as it will come out of the printer."""
    if importlib.util.find_spec("gui.dialogs.printing") is None:
        workspace.command("file.print")
        return
    from gui.dialogs.printing import print_paper

    print_paper(workspace, parent, meeting=meeting_id)
