"""What every page has in common: a header, a body, and when it reads the plan again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.style import space
from gui.widgets.buttons import Button
from gui.widgets.text import escaped, label
from gui.workspace import Workspace
from model.store.sitting import Notice


class PageHeader(QWidget):
    """Title, a quiet summary in words beside it, and what can be done at the right."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.m)
        self._title = label("", "title")
        self._summary = label("", "muted")
        self._summary.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self._summary.setContentsMargins(0, 0, 0, 3)
        # The first to give way where there is no room.
        self._summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self._title, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self._summary, 1, Qt.AlignmentFlag.AlignBottom)
        self._right = QHBoxLayout()
        self._right.setSpacing(space.s)
        row.addLayout(self._right)

    def set_title(self, words: str) -> None:
        self._title.setText(words)

    def set_summary(self, words: str) -> None:
        """What is shown here, counted: "22 actions, 7 late"."""
        self._summary.setText(words)
        self._summary.setToolTip(escaped(words))

    def add_action(self, command_id: str, *, primary: bool = False) -> Button:
        """A button for a command."""
        from gui import commands

        row = next(row for row in commands.every_command() if row.id == command_id)
        title = row.title.rstrip("…")
        icon = "add" if title.startswith("Add ") else row.icon
        button = Button(title, self, icon=icon, kind="primary" if primary else "plain", tip=row.tip)
        button.clicked.connect(self._workspace.commander(command_id))
        self._right.addWidget(button)
        return button

    def add_widget(self, widget: QWidget) -> None:
        self._right.addWidget(widget)

    @property
    def title(self) -> str:
        return self._title.text()

    @property
    def summary(self) -> str:
        return self._summary.text()


class Page(QWidget):
    """One page. ``refresh`` reads the plan; it is called when the page is seen and what it shows is stale.

    A subclass builds its widgets into ``body`` in ``__init__`` and reads nothing there. WATCHES names the
    tables whose changes make it stale; with none, every change does.
    """

    WATCHES: ClassVar[Sequence[str]] = ()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.stale = True
        self._keys: QWidget | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(space.xl, space.l, space.xl, space.l)
        outer.setSpacing(space.m)
        self.header = PageHeader(workspace, self)
        outer.addWidget(self.header)
        self.body = QVBoxLayout()
        self.body.setSpacing(space.m)
        outer.addLayout(self.body, 1)
        workspace.changed.connect(self._changed)
        workspace.day_changed.connect(self.look_again)
        workspace.opened.connect(self.look_again)

    # --- where the keys go

    def keys_go_to(self, part: QWidget) -> None:
        """What has the keys when the page is shown.

        No focus proxy: Tab jumps from the widget before the page to its proxy, and never comes to what stands above it.
        """
        self._keys = part

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        if self._keys is not None:
            self._keys.setFocus(reason)
        else:
            super().setFocus(reason)

    # --- for a subclass

    def refresh(self) -> None:
        """Read the plan and show it, keeping what is selected and where the page is scrolled to."""
        raise NotImplementedError

    def show_record(self, table: str, record_id: str) -> bool:
        """Select this record here. False where it is not here."""
        return False

    def apply(self, **what: Any) -> None:
        """Show what ``workspace.go`` asked for."""

    # --- when to read

    def look_again(self) -> None:
        """What is shown is stale: read now if it is seen, else when it is."""
        self.stale = True
        if self.isVisible():
            self.bring_up_to_date()

    def bring_up_to_date(self) -> None:
        if self.stale and self.workspace.has_plan:
            self.stale = False
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.bring_up_to_date()

    def _changed(self, notice: Notice) -> None:
        if not self.WATCHES or notice.touches(*self.WATCHES):
            self.look_again()
