"""Kinds to show, as chips with counts: none pressed shows all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from gui import style
from gui.style import space
from gui.widgets.flow import FlowLayout
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


class KindChips(QWidget):
    """``kinds`` are those pressed; where none is, all are shown."""

    changed = Signal()

    def __init__(self, kinds: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = FlowLayout(self, space.s)
        self.chips: dict[str, KindChip] = {}
        for kind, words in kinds:
            chip = KindChip(words, self)
            chip.clicked.connect(self.changed)
            self._row.addWidget(chip)
            self.chips[kind] = chip

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(kind for kind, chip in self.chips.items() if chip.isChecked())

    def set_kinds(self, kinds: Iterable[str]) -> None:
        """Press these without saying so."""
        wanted = set(kinds)
        for kind, chip in self.chips.items():
            chip.setChecked(kind in wanted)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """A kind of which there is nothing is not offered, unless it is pressed."""
        for kind, chip in self.chips.items():
            chip.show_count(counts.get(kind, 0))
            chip.setVisible(bool(counts.get(kind)) or chip.isChecked())
