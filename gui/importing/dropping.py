"""Files dropped on the window. Kept apart from what reads them, which the start of the program does without."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from gui.workspace import Workspace

NAME = "importing"
"""By which a workspace's ``Importing`` is found, without what reads documents being loaded to ask."""


def may_leave(workspace: Workspace) -> bool:
    """Before the plan is closed: asks where a document under review was edited and not taken in."""
    importing = workspace.findChild(QObject, NAME)
    return importing is None or bool(importing.may_leave())  # type: ignore[attr-defined]


class Dropping(QObject):
    """Takes files that are dropped anywhere on a window where nothing else wants them."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove) and isinstance(
            event, QDragEnterEvent | QDragMoveEvent
        ):
            if _files(event):
                event.acceptProposedAction()
                return True
        elif kind == QEvent.Type.Drop and isinstance(event, QDropEvent) and (paths := _files(event)):
            event.acceptProposedAction()
            # The other program waits until the drop is over: read when it is.
            QTimer.singleShot(0, self, partial(self._take, paths))
            return True
        return False

    def _take(self, paths: list[Path]) -> None:
        from gui.importing.start import importing_of

        importing_of(self._workspace).take(paths)


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
