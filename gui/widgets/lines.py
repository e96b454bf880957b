"""A short list of own widgets, one under another, made anew only when what they show has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.style import space
from gui.widgets.buttons import Button
from gui.widgets.text import label


class Lines(QWidget):
    """``show_items`` gives each item to ``make``; beyond ``most`` stands a button for the rest."""

    def __init__(
        self, make: Callable[[Any], QWidget], nothing: str = "", parent: QWidget | None = None, *, most: int = 8
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._most = most
        self._whole = False
        self._items: tuple[Any, ...] = ()
        self.lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space.s)
        self._nothing = label(nothing, "muted", wrap=True)
        self._column.addWidget(self._nothing)
        self.more = Button("", kind="link")
        self.more.clicked.connect(self.show_whole)
        self._column.addWidget(self.more)
        self.more.hide()

    def show_items(self, items: Sequence[Any]) -> None:
        """Show these. Nothing is touched where they are the same as before."""
        given = tuple(items)
        if given == self._items and (self.lines or not given):
            return
        self._items = given
        self._lay_out()

    def show_whole(self) -> None:
        """Show those beyond the first few as well."""
        self._whole = True
        self._lay_out()

    def show_few(self) -> None:
        """Another record is shown: begin with the first few again."""
        if self._whole:
            self._whole = False
            self._lay_out()

    def _lay_out(self) -> None:
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        shown = self._items if self._whole else self._items[: self._most]
        self.lines = [self._make(item) for item in shown]
        for place, line in enumerate(self.lines):
            self._column.insertWidget(place, line)
            line.show()
        self._nothing.setVisible(not self._items and bool(self._nothing.text()))
        hidden = len(self._items) - len(shown)
        self.more.setVisible(hidden > 0)
        self.more.setText(f"Show {hidden} more")
