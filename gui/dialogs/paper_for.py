"""The paper for one meeting: the preview, begun with that meeting."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.workspace import Workspace


def paper_for(workspace: Workspace, parent: QWidget | None, meeting_id: str) -> None:
    """Show the paper for this meeting as it will come out of the printer."""
    # What makes and draws papers is loaded when the first one is wanted.
    from gui.dialogs.printing import print_paper

    print_paper(workspace, parent, meeting=meeting_id)
