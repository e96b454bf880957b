"""Lists of records that open when their line is pressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui import style
from gui.style import space
from gui.widgets.badge import Badge
from gui.widgets.buttons import Button, IconButton
from gui.widgets.text import escaped, label, mnemonic_free


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One line: what it is called, a quiet second line, and its rating as value, word and reason."""

    table: str
    id: str
    words: str
    quiet: str = ""
    late: bool = False  # the second line says so
    rating: tuple[str | None, str, str] | None = None
    can_change: bool = False  # has buttons to edit and to remove it
    opens: bool = True


class LinkLabel(Button):
    """A link of one line that is cut short where there is no room; its tip says all of it."""

    ELIDE = Qt.TextElideMode.ElideRight

    def __init__(self, words: str, parent: QWidget | None = None, *, opens: bool = True, icon: str = "") -> None:
        super().__init__(words, parent, kind="link", icon=icon, tip=words)
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if not opens:  # a self-evaluation or an audit has no record of its own
            self.setEnabled(False)
            palette = self.palette()
            palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText, style.ink("text"))
            self.setPalette(palette)

    def set_words(self, words: str) -> None:
        """Another link in the same place."""
        self._words = words
        self.setToolTip(escaped(words))
        self.setAccessibleName(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        room = self.width() - 6 - (self.iconSize().width() + 4 if not self.icon().isNull() else 0)
        self.setText(mnemonic_free(self.fontMetrics().elidedText(self._words, self.ELIDE, room)))


class LinkList(QWidget):
    """Lines that open what they name; where there are many, the first and how many more."""

    opened = Signal(str, str)  # table, id
    edit_asked = Signal(str, str)
    remove_asked = Signal(str, str)
    more_asked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, *, most: int = 30, none: str = "") -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._most = most
        self._shown: tuple[LinkRow, ...] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.xs)
        self._none = label(none, "muted", wrap=True)
        column.addWidget(self._none)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(space.xs)
        column.addLayout(self._rows)
        self.more = Button("", kind="link")
        self.more.clicked.connect(self.more_asked)
        self.more.hide()
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_rows(self, rows: Sequence[LinkRow]) -> None:
        wanted = tuple(rows)
        if wanted == self._shown:
            return
        self._shown = wanted
        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for row in wanted[: self._most]:
            self._rows.addWidget(self._made(row))
        self._none.setVisible(not wanted and bool(self._none.text()))
        self.more.setText(f"and {len(wanted) - self._most} more")
        self.more.setVisible(len(wanted) > self._most)

    def rows(self) -> tuple[LinkRow, ...]:
        return self._shown or ()

    def links(self) -> list[LinkLabel]:
        """The links as they are shown, from the top."""
        return [link for link in self.findChildren(LinkLabel) if not link.parentWidget().isHidden()]

    def _made(self, row: LinkRow) -> QWidget:
        line = QWidget(self)
        outer = QVBoxLayout(line)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(space.xs)
        link = LinkLabel(row.words, line, opens=row.opens)
        link.clicked.connect(partial(_emit, self.opened, row))
        head.addWidget(link, 1)
        if row.rating is not None:
            badge = Badge(line)
            badge.show_rating(*row.rating)
            head.addWidget(badge)
        if row.can_change:
            for icon, what, signal in (("edit", "Edit", self.edit_asked), ("delete", "Remove", self.remove_asked)):
                button = IconButton(icon, f"{what}: {row.words}", line)
                button.clicked.connect(partial(_emit, signal, row))
                head.addWidget(button)
        outer.addLayout(head)
        if row.quiet:
            quiet = label(row.quiet, "refusal" if row.late else "small", wrap=True, parent=line)
            quiet.setContentsMargins(2, 0, 0, 0)
            outer.addWidget(quiet)
        return line


def _emit(signal: Any, row: LinkRow, *_: object) -> None:
    signal.emit(row.table, row.id)
