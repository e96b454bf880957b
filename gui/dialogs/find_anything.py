"""Find anything: records by their words or number, and commands by their names, as you type."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from gui import commands, style
from gui.style import space
from gui.widgets.search_field import SearchField
from gui.widgets.text import label
from gui.workspace import Workspace
from model import wording

_MOST = 40


@dataclass(frozen=True, slots=True)
class Found:
    """One line: what is shown, and what choosing it does (a command, or a record to open)."""

    words: str
    remark: str
    command: str = ""
    table: str = ""
    record_id: str = ""
    icon: str = ""


class FindAnything(QDialog):
    """A field and a list under it. Enter takes the marked line, Esc leaves."""

    def __init__(self, workspace: Workspace, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._found: list[Found] = []
        self.setWindowTitle("Find anything")
        self.resize(620, 460)
        column = QVBoxLayout(self)
        column.setContentsMargins(space.m, space.m, space.m, space.m)
        column.setSpacing(space.s)
        self.field = SearchField("Words, a number such as 3.2, or a command", self, pause=40)
        self.field.searched.connect(self.search)
        self.field.down_pressed.connect(self._down)
        self.field.returnPressed.connect(self.take)
        self.field.installEventFilter(self)
        column.addWidget(self.field)
        self.list = QListWidget(self)
        self.list.setAccessibleName("What was found")
        self.list.setUniformItemSizes(True)
        self.list.itemActivated.connect(self.take)
        self.list.itemClicked.connect(self.take)
        column.addWidget(self.list, 1)
        self._nothing = label("", "muted", wrap=True)
        column.addWidget(self._nothing)
        self.search("")

    def search(self, words: str) -> None:
        """Show what those words find: records first, then commands."""
        self._found = [*self._records(words), *self._commands(words)][:_MOST]
        self.list.clear()
        for found in self._found:
            item = QListWidgetItem(f"{found.words}    {found.remark}" if found.remark else found.words)
            if found.icon:
                item.setIcon(style.icon(found.icon, "muted"))
            self.list.addItem(item)
        if self._found:
            self.list.setCurrentRow(0)
        self._nothing.setVisible(not self._found)
        self._nothing.setText(f"Nothing in this plan fits “{wording.short(words, 60)}”.")

    def take(self, *_: object) -> None:
        """Do what the marked line stands for."""
        place = self.list.currentRow()
        if not 0 <= place < len(self._found):
            return
        found = self._found[place]
        self.accept()
        if found.command:
            self._workspace.command(found.command)
        else:
            self._workspace.open(found.table, found.record_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def _down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        place = self.list.currentRow() + step
        if 0 <= place < self.list.count():
            self.list.setCurrentRow(place)

    def _records(self, words: str) -> list[Found]:
        if not words.strip() or not self._workspace.has_plan:
            return []
        from model import text_search

        icons = {"area": "area", "action": "action", "source": "area", "milestone": "milestone",
                 "action_update": "update", "evidence": "evidence", "commitment": "commitment"}  # fmt: skip
        return [
            Found(
                " ".join(part for part in (hit.number, wording.short(hit.title, 70)) if part),
                f"{hit.kind}: {wording.short(hit.snippet, 60)}" if hit.snippet != hit.title else hit.kind,
                table=hit.table,
                record_id=hit.opens,
                icon=icons.get(hit.record, "meetings"),
            )
            for hit in text_search.search(self._workspace.plan, words, limit=25)
        ]

    def _commands(self, words: str) -> list[Found]:
        wanted = words.casefold().split()
        possible = self._workspace.command_set
        found = []
        for row in commands.every_command():
            text = f"{row.title} {row.tip}".casefold()
            if row.id == "edit.find_anything" or not all(word in text for word in wanted):
                continue
            if possible is None or possible.possible(row):
                menu = row.menu.replace("/", " ▸ ")
                remark = f"{menu}, {row.shortcut}" if row.shortcut else menu
                found.append(Found(row.title, remark, command=row.id, icon=row.icon or "right"))
        starts = [item for item in found if item.words.casefold().startswith(words.casefold())]
        return starts + [item for item in found if item not in starts]


def find_anything(workspace: Workspace, parent: QWidget | None) -> None:
    FindAnything(workspace, parent).exec()
