"""A dialog over one list: its rows, what can be done with the chosen ones, and a refusal said in the dialog itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gui.style import space
from gui.tables.table_view import TableView
from gui.widgets.buttons import Button
from gui.widgets.text import label
from gui.workspace import Workspace
from model.errors import Refused


class ListingDialog(QDialog):
    """Every act is done at once and can be undone afterwards; the banner of the window would stand behind it."""

    def __init__(self, workspace: Workspace, title: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.setWindowTitle(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(space.xl, space.l, space.xl, space.l)
        self.column.setSpacing(space.m)
        self.column.addWidget(label(title, "heading"))
        self.column.addWidget(label(words, "muted", wrap=True))
        self._refusal = label("", "refusal", wrap=True)
        self._refusal.hide()
        self.foot = QHBoxLayout()
        self.foot.setSpacing(space.s)
        self.close_button = Button("Close", kind="primary")
        self.close_button.clicked.connect(self.accept)

    def finish(self, view: TableView, *buttons: Button) -> None:
        """Put list, buttons and Close in their places; what was added before stands between them."""
        view.follow = False
        view.opens_by_itself = False
        view.selectionModel().selectionChanged.connect(self._chosen)
        self.column.insertWidget(2, view, 1)
        self.column.addWidget(self._refusal)
        for button in buttons:
            button.setAutoDefault(False)
            self.foot.addWidget(button)
        self.foot.addStretch(1)
        self.foot.addWidget(self.close_button)
        self.column.addLayout(self.foot)

    @property
    def refusal(self) -> str:
        return "" if self._refusal.isHidden() else self._refusal.text()

    def act(self, verb: Callable[..., Any], *args: Any, **given: Any) -> Any:
        """Do it and show the list anew. None where it was refused, and the sentence stands under the list."""
        self._refusal.hide()
        try:
            done = self.workspace.run(verb, *args, **given)
        except Refused as error:
            self._refusal.setText(str(error))
            self._refusal.show()
            return None
        self.refresh()
        return True if done is None else done

    def refresh(self) -> None:
        """Read the list again, and what can be done with what is chosen."""
        raise NotImplementedError

    def _chosen(self, *_: object) -> None:
        self._refusal.hide()
        self.tell()

    def tell(self) -> None:
        """What is chosen has changed: which buttons can be pressed."""
        raise NotImplementedError
