"""A drop-down whose entries stand for values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter, QToolTip, QWidget

from gui.widgets.text import escaped


class Choice(QComboBox):
    """``chosen`` comes only when a person chooses. The wheel scrolls what is behind it, not the choice."""

    chosen = Signal(object)

    def __init__(self, pairs: Sequence[tuple[Any, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[Any] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.set_pairs(pairs)
        self.activated.connect(self._activated)

    def set_pairs(self, pairs: Sequence[tuple[Any, str]]) -> None:
        """New entries; the value stays where it is still among them."""
        kept = self.value
        self.blockSignals(True)
        self.clear()
        self._values = [value for value, _ in pairs]
        self.addItems([words for _, words in pairs])
        self.blockSignals(False)
        self.set_value(kept)

    @property
    def value(self) -> Any:
        place = self.currentIndex()
        return self._values[place] if 0 <= place < len(self._values) else None

    def set_value(self, value: Any) -> None:
        """Choose without saying so; nothing is chosen where it is not among the entries."""
        self.blockSignals(True)
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)
        self.blockSignals(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """As ever, but words without room end in an ellipsis; Qt cuts them through a letter."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self._fitted(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def event(self, event: QEvent) -> bool:
        """The tip of what is cut short says all of it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and not self.toolTip():
            option = QStyleOptionComboBox()
            self.initStyleOption(option)
            if self._fitted(option) != option.currentText:
                QToolTip.showText(event.globalPos(), escaped(option.currentText), self)
                return True
        return super().event(event)

    def _fitted(self, option: QStyleOptionComboBox) -> str:
        """The chosen words, as far as there is room for them."""
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width() - 2
        if not option.currentIcon.isNull():
            room -= option.iconSize.width() + 4
        return self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _activated(self, place: int) -> None:
        self.chosen.emit(self._values[place])
