"""The order in which the Tab key goes through parts that were made later than what stands after them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def follow(before: QWidget, *parts: QWidget) -> None:
    """Have the Tab key come to ``parts``, and what they hold, right after ``before`` and what that holds."""
    last = (_stops(before) or [before])[-1]
    for part in parts:
        for stop in _stops(part):
            QWidget.setTabOrder(last, stop)
            last = stop


def _stops(part: QWidget) -> list[QWidget]:
    held = [part, *part.findChildren(QWidget)]
    return [widget for widget in held if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
