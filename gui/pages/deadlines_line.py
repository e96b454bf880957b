"""The line of time on the Deadlines page, with what it is grouped by, its zoom and what its marks mean."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from gui.style import space
from gui.widgets import time_legend
from gui.widgets.buttons import Button, IconButton
from gui.widgets.choice import Choice
from gui.widgets.text import label
from gui.widgets.time_legend import TimeLegend
from gui.widgets.time_line import TimeLineView
from gui.workspace import Workspace
from model.time_line import GROUP_WORDS, GROUPS, TimeLine

_MONTHS_AT_FIRST = 14
COMMANDS = ("edit.assign", "edit.agree_date", "", "edit.delete")


class LinePart(QWidget):
    """``grouped`` comes when another grouping was chosen. Zoom, grouping and the room of the words are remembered."""

    grouped = Signal()

    def __init__(self, workspace: Workspace, say: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.s)
        self.view = TimeLineView("Line of time", say, self)
        column.addLayout(self._bar())
        column.addWidget(self.view, 1)
        self.legend = TimeLegend(self)  # the page puts it under line and list, where there is more room
        self._placed = False
        self.view.scaled.connect(self._remember)
        self.view.menu_asked.connect(self._show_menu)

    @property
    def group(self) -> str:
        return str(self.grouping.value)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._placed and self.view.line is not None:
            self.place_first()

    def show_line(self, line: TimeLine) -> None:
        self.view.show_line(line)
        self.legend.show_entries(time_legend.entries(line))
        if not self._placed and line.rows and self.view.isVisible():
            self.place_first()

    def place_first(self) -> None:
        """The zoom that was used last, else a bit more than a year, with today in view."""
        self._placed = True
        kept = self._workspace.preferences.layout("deadlines/line")
        kept = kept if isinstance(kept, dict) else {}
        left, scale = kept.get("left"), kept.get("per_day")
        self.view.set_left(left if isinstance(left, int) else min(230, self.view.viewport().width() * 2 // 5))
        usual = self.view.place.room / (_MONTHS_AT_FIRST * 30.4)
        self.view.set_scale(scale if isinstance(scale, float) and scale > 0 else usual)
        self.view.show_today()

    # --- within

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setSpacing(space.s)
        name = label("Rows by", "muted")
        self.grouping = Choice([(group, GROUP_WORDS[group]) for group in GROUPS], self)
        self.grouping.setAccessibleName("Rows of the line of time by")
        self.grouping.setMaximumWidth(170)
        kept = self._workspace.preferences.layout("deadlines/group")
        self.grouping.set_value(kept if kept in GROUPS else GROUPS[0])
        self.grouping.chosen.connect(self._group_chosen)
        name.setBuddy(self.grouping)
        bar.addWidget(name)
        bar.addWidget(self.grouping)
        bar.addStretch(1)
        self.smaller = IconButton("minus", "Longer stretch of time (−)", self)
        self.larger = IconButton("add", "Shorter stretch of time (+)", self)
        self.whole = Button("Whole plan", self, tip="From the first day to the last (Ctrl+0)")
        self.today = Button("Today", self, tip="Scroll to today")
        for button, call in (
            (self.smaller, self.view.zoom_out), (self.larger, self.view.zoom_in),
            (self.whole, self.view.show_whole), (self.today, self.view.show_today),
        ):  # fmt: skip
            button.clicked.connect(call)
            bar.addWidget(button)
        return bar

    def _group_chosen(self, group: str) -> None:
        self._workspace.preferences.set_layout("deadlines/group", group)
        self.grouped.emit()

    def _remember(self) -> None:
        if self._placed:
            place = self.view.place
            self._workspace.preferences.set_layout(
                "deadlines/line", {"per_day": round(place.per_day, 4), "left": place.left}
            )

    def make_menu(self) -> QMenu | None:
        """The menu of the mark in hand."""
        commands = self._workspace.command_set
        made: QMenu | None = commands.context_menu(COMMANDS, self) if commands is not None else None
        return made

    def _show_menu(self, where: QPoint) -> None:
        menu = self.make_menu()
        if menu is not None:
            menu.exec(where)
            menu.deleteLater()
