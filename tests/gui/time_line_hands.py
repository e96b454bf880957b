"""How the line of time is worked in its tests: a mark brought into view, pressed and dragged."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.widgets.time_line import TimeLineView


def reach(line: TimeLineView, key: str) -> QPoint:
    """Where a mark stands, once it is in view."""
    line.set_current(key)
    line.set_current(None)
    QApplication.processEvents()
    return line.point_of(key)


def drag(line: TimeLineView, key: str, days: int) -> None:
    """Press on the mark, move it by so many days as a hand does, and let go."""
    start = reach(line, key)
    end = QPoint(round(start.x() + days * line.place.per_day), start.y() + 2)
    QTest.mousePress(line.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for part in range(1, 6):
        QTest.mouseMove(line.viewport(), start + (end - start) * part / 5)
    QTest.mouseRelease(line.viewport(), Qt.MouseButton.LeftButton, pos=end)
