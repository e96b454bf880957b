"""A list of own widgets, one a record, that are kept by id: what is typed and where the focus is stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.style import space
from gui.widgets.text import label


class Line(Protocol):
    """What shows one record; a QWidget."""

    def show_item(self, item: Any) -> None: ...


class KeptLines(QWidget):
    """``show_items`` gives each record to its widget, which ``make`` makes once."""

    def __init__(
        self, make: Callable[[str], QWidget], nothing: str, parent: QWidget | None = None, *, spacing: int = space.xs
    ) -> None:
        super().__init__(parent)
        self._make = make
        self.lines: dict[str, Any] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)
        self._nothing = label(nothing, "muted", wrap=True)
        self._column.addWidget(self._nothing)

    def show_items(self, items: Sequence[Any]) -> None:
        """Show these records, each with an ``id``, in this order."""
        wanted = [item.id for item in items]
        for gone in [row for row in self.lines if row not in wanted]:
            line = self.lines.pop(gone)
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._nothing.setVisible(not wanted)
        for place, item in enumerate(items):
            line = self.lines.get(item.id)
            if line is None:
                line = self.lines[item.id] = self._make(item.id)
                self._column.insertWidget(place, line)
            elif self._column.indexOf(line) != place:
                self._column.removeWidget(line)
                self._column.insertWidget(place, line)
            line.show_item(item)
        self.lines = {row: self.lines[row] for row in wanted}
