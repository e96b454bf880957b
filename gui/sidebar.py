"""The list of pages at the left: a drawing, a word, and a quiet number where there is something to see."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from gui import style
from gui.pages import PAGES, PageEntry
from gui.style import space
from gui.widgets.text import escaped

_ICON = 20


class PageLink(QAbstractButton):
    """One page in the list."""

    def __init__(self, page: PageEntry, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = page
        self._count = ""
        self._tone = "muted"
        self.setText(page.title)
        self.setCheckable(True)
        self.setAccessibleName(page.title)
        self.setAccessibleDescription(page.purpose)
        self.setToolTip(escaped(f"{page.purpose} ({keys})"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        style.theme().changed.connect(self.updateGeometry)

    def show_count(self, count: int, meaning: str, tone: str = "muted") -> None:
        """A number beside the word; none for 0. ``meaning`` is said to who cannot see it: "7 late"."""
        self._count = f"{count:,}" if count else ""
        self._tone = tone
        self.setAccessibleName(f"{self.page.title}, {meaning}" if count else self.page.title)
        self.update()

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.page.title)
        number = self.fontMetrics().horizontalAdvance("00,000")
        return QSize(space.m + _ICON + space.m + words + number + space.m, self.fontMetrics().height() + 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(style.ink("chosen"))
            painter.drawRoundedRect(place, 6, 6)
            painter.setBrush(style.ink("accent"))
            painter.drawRoundedRect(QRectF(0, 8, 3, self.height() - 16), 1.5, 1.5)
        elif self.underMouse():
            painter.setBrush(style.ink("hover"))
            painter.drawRoundedRect(place, 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(style.ink("accent"))
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 6, 6)
        ink = "accent" if self.isChecked() else "text"
        drawing = style.icon(self.page.icon, ink if self.isChecked() else "muted")
        top = (self.height() - _ICON) // 2
        drawing.paint(painter, space.m, top, _ICON, _ICON)
        font = style.theme().font("strong" if self.isChecked() else "body")
        painter.setFont(font)
        painter.setPen(style.ink(ink))
        left = space.m + _ICON + space.m
        words = QRectF(left, 0, self.width() - left - space.s, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.page.title)
        if self._count:
            painter.setFont(style.theme().font("small"))
            painter.setPen(style.ink(self._tone))
            painter.drawText(
                words.adjusted(0, 0, -2, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._count
            )


class Sidebar(QWidget):
    """The pages, one of which is shown. Up and down go through them."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Pages")
        column = QVBoxLayout(self)
        column.setContentsMargins(space.s, space.m, space.s, space.m)
        column.setSpacing(2)
        self._group = QButtonGroup(self)
        self.links: dict[str, PageLink] = {}
        for place, page in enumerate(PAGES, start=1):
            link = PageLink(page, f"Ctrl+{place}", self)
            link.clicked.connect(partial(self._clicked, page.id))
            self._group.addButton(link)
            column.addWidget(link)
            self.links[page.id] = link
        column.addStretch(1)

    def mark(self, page_id: str) -> None:
        self.links[page_id].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        held = [page for page, link in self.links.items() if link.hasFocus()]
        if step is None or not held:
            super().keyPressEvent(event)
            return
        pages = list(self.links)
        place = pages.index(held[0]) + step
        if 0 <= place < len(pages):
            self.links[pages[place]].setFocus()

    def _clicked(self, page_id: str, *_: object) -> None:
        self.chosen.emit(page_id)
