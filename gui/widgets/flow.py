"""A layout that goes on in the next line where there is no room, like words in a paragraph."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget


class FlowLayout(QLayout):
    """Widgets side by side at their own width, in as many lines as it takes."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 8, *, lines: int | None = None) -> None:
        """``lines`` is the space between two of them, as between two widgets unless given."""
        super().__init__(parent)
        self._between_lines = spacing if lines is None else lines
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        if parent is not None:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            parent.setSizePolicy(policy)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insert_widget(self, place: int, widget: QWidget) -> None:
        """Put a widget before the one that stands at ``place``."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, place: QRect) -> None:
        super().setGeometry(place)
        self._arrange(place, move=True)

    def sizeHint(self) -> QSize:
        widths = [item.sizeHint() for item in self._items if not item.isEmpty()]
        if not widths:
            return QSize(0, 0)
        wide = sum(size.width() for size in widths) + self.spacing() * (len(widths) - 1)
        return QSize(wide, max(size.height() for size in widths))

    def minimumSize(self) -> QSize:
        least = QSize(0, 0)
        for item in self._items:
            if not item.isEmpty():
                least = least.expandedTo(item.minimumSize())
        return least

    def _arrange(self, place: QRect, *, move: bool) -> int:
        """The height that is needed; with ``move`` everything is put there."""
        left, top, high = place.left(), place.top(), 0
        line: list[tuple[QLayoutItem, QSize, int]] = []
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            size.setWidth(min(size.width(), max(place.width(), item.minimumSize().width())))
            if left > place.left() and left + size.width() > place.right() + 1:
                _put(line, top, high, move)
                line, left, top, high = [], place.left(), top + high + self._between_lines, 0
            line.append((item, size, left))
            left += size.width() + self.spacing()
            high = max(high, size.height())
        _put(line, top, high, move)
        return top + high - place.top()


def _put(line: list[tuple[QLayoutItem, QSize, int]], top: int, high: int, move: bool) -> None:
    if move:
        for item, size, left in line:
            item.setGeometry(QRect(QPoint(left, top + (high - size.height()) // 2), size))
