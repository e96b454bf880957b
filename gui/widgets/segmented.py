"""A choice of a few things of equal rank, all in sight: Table | Board."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from gui.widgets.text import mnemonic_free


class SegmentedControl(QWidget):
    """One of several keys is chosen. Arrow keys move the choice."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, (key, words) in enumerate(choices):
            button = QToolButton(self)
            button.setText(mnemonic_free(words))
            button.setCheckable(True)
            button.setProperty("segment", True)
            button.setProperty("first", place == 0)
            button.setProperty("last", place == len(choices) - 1)
            button.setAccessibleName(f"{name}: {words}" if name else words)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(self._pressed, key))
            group.addButton(button)
            row.addWidget(button)
            self._buttons[key] = button
        next(iter(self._buttons.values())).setChecked(True)

    @property
    def key(self) -> str:
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def set_key(self, key: str) -> None:
        """Choose without saying so."""
        self._buttons[key].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = list(self._buttons)
        place = keys.index(self.key) + step
        if 0 <= place < len(keys):
            self._buttons[keys[place]].setFocus()
            self._buttons[keys[place]].click()

    def _pressed(self, key: str, *_: object) -> None:
        self.chosen.emit(key)
