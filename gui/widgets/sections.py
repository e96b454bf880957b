"""Sections that open and close, and the heading over a group of things."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gui import style
from gui.style import space
from gui.widgets.text import label, mnemonic_free


class SectionHeader(QWidget):
    """A heading, a quiet remark beside it, and room for buttons at the right."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(space.s)
        self._title = label(title, "heading")
        self._remark = label("", "muted")
        self._row.addWidget(self._title)
        self._row.addWidget(self._remark)
        self._row.addStretch(1)

    def set_title(self, words: str) -> None:
        self._title.setText(words)

    def set_remark(self, words: str) -> None:
        self._remark.setText(words)

    def add_widget(self, widget: QWidget) -> None:
        self._row.addWidget(widget)


class Section(QWidget):
    """A heading that opens and closes what stands under it; ``body`` is where that goes."""

    toggled = Signal(bool)

    def __init__(self, title: str, parent: QWidget | None = None, *, is_open: bool = True) -> None:
        super().__init__(parent)
        self._title = title
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(space.xs)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        self.button = QToolButton(self)
        self.button.setProperty("section", True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setIconSize(QSize(16, 16))
        self.button.setCheckable(True)
        self.button.setText(mnemonic_free(title))
        self.button.setAccessibleName(title)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        font = style.theme().font("strong")
        self.button.setFont(font)
        self.button.toggled.connect(self.set_open)
        head.addWidget(self.button, 1)
        self.head = head
        outer.addLayout(head)
        self.content = QWidget(self)
        self.body = QVBoxLayout(self.content)
        self.body.setContentsMargins(space.s, 0, space.s, space.m)
        self.body.setSpacing(space.s)
        outer.addWidget(self.content)
        style.theme().changed.connect(self._take_icon)
        self.set_open(is_open)

    def set_remark(self, words: str) -> None:
        """A count or the like, after the heading."""
        self.button.setText(mnemonic_free(f"{self._title}  {words}" if words else self._title))

    def set_open(self, is_open: bool) -> None:
        changed = self.button.isChecked() != is_open or self.content.isHidden() == is_open
        self.button.setChecked(is_open)
        self.content.setVisible(is_open)
        self._take_icon()
        if changed:
            self.toggled.emit(is_open)

    def is_open(self) -> bool:
        return self.button.isChecked()

    def _take_icon(self) -> None:
        self.button.setIcon(style.icon("down" if self.button.isChecked() else "right", "muted"))
        self.button.setAccessibleDescription("open" if self.button.isChecked() else "closed")
