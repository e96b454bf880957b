"""The quiet panel of reminders over the page: a few numbers, each of which opens what it counts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.style import space
from gui.widgets.buttons import Button, IconButton
from gui.widgets.flow import FlowLayout
from gui.widgets.text import escaped, label

if TYPE_CHECKING:
    from model.reminders import Line, Reminders

NOTHING = "Nothing to be reminded of: nothing is newly late or due soon, and nothing waits."


class ReminderStrip(QFrame):
    """It takes no focus when it comes, stops nobody, and goes when it is closed."""

    chosen = Signal(object)  # Line
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Reminders")
        self._shown: Reminders | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(space.l, space.xs, space.s, space.xs)
        row.setSpacing(space.m)
        self.heading = label("", "strong", parent=self)
        top = Qt.AlignmentFlag.AlignTop
        self.heading.setContentsMargins(0, 3, 0, 0)
        row.addWidget(self.heading, 0, top)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        self._lines = QWidget(self)
        self._flow = FlowLayout(self._lines, space.m, lines=0)
        self.links: list[Button] = []
        middle.addWidget(self._lines)
        self.nothing = label(NOTHING, "muted", wrap=True, parent=self)
        self.nothing.setContentsMargins(0, 3, 0, 3)
        self.nothing.hide()
        middle.addWidget(self.nothing)
        row.addLayout(middle, 1)
        self.close_button = IconButton("close", "Close the reminders", self)
        self.close_button.clicked.connect(self._close)
        row.addWidget(self.close_button, 0, top)
        self.hide()

    def show_reminders(self, reminders: Reminders) -> None:
        """Show these; widgets are kept where the words are the same, and with them the focus."""
        self._shown = reminders
        self.heading.setText(reminders.heading)
        while len(self.links) < len(reminders.lines):
            place = len(self.links)
            link = Button("", self._lines, kind="link")
            link.clicked.connect(partial(self._pressed, place))
            self._flow.addWidget(link)
            self.links.append(link)
        for place, link in enumerate(self.links):
            line = reminders.lines[place] if place < len(reminders.lines) else None
            link.setVisible(line is not None)
            if line is not None:
                link.setText(line.words.replace("&", "&&"))
                link.setToolTip(escaped(line.told))
                link.setAccessibleName(line.words)
                link.setAccessibleDescription(line.told)
        self._lines.setVisible(bool(reminders.lines))
        self.nothing.setVisible(not reminders.lines)
        self.setAccessibleDescription("; ".join(line.words for line in reminders.lines) or NOTHING)
        self._lines.updateGeometry()
        self.show()

    @property
    def reminders(self) -> Reminders | None:
        """What is shown; None while it is closed."""
        return None if self.isHidden() else self._shown

    def _pressed(self, place: int, *_: object) -> None:
        if self._shown is not None and place < len(self._shown.lines):
            line: Line = self._shown.lines[place]
            self.chosen.emit(line)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
