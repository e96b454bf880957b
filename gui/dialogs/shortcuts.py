"""The sheet of keyboard shortcuts, made from the commands themselves."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from gui import commands
from gui.style import space
from gui.widgets.text import label
from gui.workspace import Workspace

IN_A_TABLE: tuple[tuple[str, str], ...] = (
    ("F2", "Edit the cell"),
    ("Return", "Open the record"),
    ("Delete", "Delete what is selected"),
    ("Ctrl+C", "Copy the selected rows for a spreadsheet"),
    ("Ctrl+A", "Select everything"),
    ("Esc", "Leave the field as it was"),
)
"""Keys that belong to tables and fields, not to a command."""

ON_THE_LINE: tuple[tuple[str, str], ...] = (
    ("Right", "Next mark of the row, then of the next row"),
    ("Down", "The mark below that is nearest in time"),
    ("Ctrl+Home", "First mark of all"),
    ("Return", "Open what the mark stands for"),
    ("+", "Shorter stretch of time"),
    ("-", "Longer stretch of time"),
    ("Ctrl+0", "Whole plan"),
    ("Alt+Right", "Propose a later day; Return asks for the reason"),
    ("Alt+Left", "Propose an earlier day; Esc leaves it"),
)
"""Keys of the line of time on the page Deadlines."""


def sheet() -> list[tuple[str, list[tuple[str, str]]]]:
    """Headings, each with keys (as written on this system) and what they do."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in commands.every_command():
        if row.shortcut:
            heading = row.menu.partition("/")[0]
            found.setdefault(heading, []).append((_keys(row.shortcut), row.title.rstrip("…")))
    own = (("In a table or a field", IN_A_TABLE), ("On the line of time", ON_THE_LINE))
    return [*found.items(), *((heading, [(_keys(keys), words) for keys, words in rows]) for heading, rows in own)]


class ShortcutSheet(QDialog):
    """Two columns of headings with keys."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        inside.setObjectName("scrolled")
        columns = QGridLayout(inside)
        columns.setContentsMargins(space.xl, space.l, space.xl, space.l)
        columns.setHorizontalSpacing(space.xxl)
        halves = (QVBoxLayout(), QVBoxLayout())
        for place, half in enumerate(halves):
            half.setSpacing(space.xs)
            columns.addLayout(half, 0, place)
            columns.setColumnStretch(place, 1)
        groups = sheet()
        filled = [0, 0]
        for heading, keys in groups:
            side = 0 if filled[0] <= filled[1] else 1
            filled[side] += len(keys) + 2
            halves[side].addWidget(label(heading, "heading"))
            grid = QGridLayout()
            grid.setContentsMargins(0, 0, 0, space.m)
            grid.setHorizontalSpacing(space.l)
            for line, (key, words) in enumerate(keys):
                grid.addWidget(label(words), line, 0)
                grid.addWidget(label(key, "strong"), line, 1)
            grid.setColumnStretch(0, 1)
            halves[side].addLayout(grid)
        for half in halves:
            half.addStretch(1)
        scroll.setWidget(inside)
        outer.addWidget(scroll)
        # As wide as both columns are in these letters; what is too high is scrolled.
        bar = scroll.verticalScrollBar().sizeHint().width()
        self.resize(max(760, inside.sizeHint().width() + bar + space.m), 680)


def show_shortcuts(workspace: Workspace, parent: QWidget | None) -> None:
    ShortcutSheet(parent).exec()


def _keys(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
