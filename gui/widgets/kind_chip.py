"""A chip that is pressed or not, with a count: one kind of thing to show."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from gui import style
from gui.widgets.text import escaped, mnemonic_free


class KindChip(QToolButton):
    """One kind with its count, pressed or not."""

    def __init__(self, words: str, parent: QWidget, tip: str = "") -> None:
        super().__init__(parent)
        self._words = words
        self.setCheckable(True)
        self.setProperty("chip", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(escaped(tip))
        self.toggled.connect(self._tell)
        self.show_count(None)

    def show_count(self, count: int | None) -> None:
        words = self._words if count is None else f"{self._words} {count:,}"
        self.setText(mnemonic_free(words))
        self.setAccessibleName(f"Show {words}")

    def _tell(self, on: bool) -> None:
        style.set_rule(self, "set", on)
