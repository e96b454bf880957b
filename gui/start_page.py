"""What is shown while no plan is open: what can be done, the plans opened lately, and the samples."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui import icons
from gui.style import space
from gui.widgets.buttons import Button, IconButton
from gui.widgets.cards import Card
from gui.widgets.text import escaped, label
from gui.workspace import Workspace

SAMPLES: tuple[tuple[str, str, str], ...] = (
    ("lincolnshire", "Lincolnshire", "From a 2014 inspection over a focused visit to two areas in 2023"),
    ("lancashire", "Lancashire", "An inadequate judgement in 2015 and an improvement board"),
    ("durham", "Durham", "Two strategic priorities after 2019, with members' questions"),
    ("leicestershire", "Leicestershire", "Grades of 2019, a focused visit in 2022, and the road on"),
)
"""Sample plans by name: what they are called, and what there is to see in them."""


class StartPage(QScrollArea):
    """Says which plan is wanted; the window opens it."""

    plan_wanted = Signal(object)  # Path
    sample_wanted = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        inside.setObjectName("scrolled")
        centre = QHBoxLayout(inside)
        centre.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(space.l)
        column.setContentsMargins(space.xl, space.xl, space.xl, space.xl)
        centre.addLayout(column, 8)
        centre.addStretch(1)
        column.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(space.l)
        sign = label()
        sign.setPixmap(icons.picture("turnaround", 56, 2.0))
        head.addWidget(sign)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label("Turnaround", "title"))
        words.addWidget(
            label("From the inspection letter to the committee paper, in one file that is yours.", "muted", wrap=True)
        )
        head.addLayout(words, 1)
        column.addLayout(head)
        buttons = QHBoxLayout()
        buttons.setSpacing(space.s)
        new = Button("New plan…", icon="new", kind="primary", tip="Make an empty plan for an authority.")
        new.clicked.connect(workspace.commander("file.new"))
        opening = Button("Open…", icon="open", tip="Open a plan file.")
        opening.clicked.connect(workspace.commander("file.open"))
        buttons.addWidget(new)
        buttons.addWidget(opening)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self._recent = Card(title="Opened lately")
        self._recent_rows = QVBoxLayout()
        self._recent_rows.setSpacing(2)
        self._recent.body.addLayout(self._recent_rows)
        column.addWidget(self._recent)
        column.addWidget(self._samples())
        column.addStretch(2)
        self.setWidget(inside)
        workspace.preferences.changed.connect(self._preference_changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the plans opened lately."""
        while (item := self._recent_rows.takeAt(0)) is not None:
            if item.widget() is not None:
                item.widget().deleteLater()
        recent = self._workspace.preferences.recent_plans()[:6]
        for path in recent:
            self._recent_rows.addWidget(self._recent_row(path))
        self._recent.setVisible(bool(recent))

    def _recent_row(self, path: Path) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        name = Button(path.stem, kind="link", tip=str(path))
        name.clicked.connect(partial(self._plan_pressed, path))
        folder = label(str(path.parent), "small")
        folder.setToolTip(escaped(str(path)))
        folder.setMinimumWidth(40)
        forget = IconButton("close", f"Take {path.stem} off this list")
        forget.clicked.connect(partial(self._forget_pressed, path))
        line.addWidget(name)
        line.addWidget(folder, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(forget)
        return row

    def _samples(self) -> QWidget:
        card = Card(title="Sample plans")
        card.body.addWidget(
            label(
                "Made from published reports, to look around in and to try things on. Yours is a copy.",
                "muted",
                wrap=True,
            )
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(space.xl)
        grid.setVerticalSpacing(space.s)
        for place, (name, title, words) in enumerate(SAMPLES):
            cell = QVBoxLayout()
            cell.setSpacing(0)
            button = Button(title, kind="link", tip=words)
            button.clicked.connect(partial(self._sample_pressed, name))
            cell.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            cell.addWidget(label(words, "small", wrap=True))
            grid.addLayout(cell, place // 2, place % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        card.body.addLayout(grid)
        return card

    def _plan_pressed(self, path: Path, *_: object) -> None:
        self.plan_wanted.emit(path)

    def _sample_pressed(self, name: str, *_: object) -> None:
        self.sample_wanted.emit(name)

    def _forget_pressed(self, path: Path, *_: object) -> None:
        self._workspace.preferences.forget_plan(path)

    def _preference_changed(self, key: str) -> None:
        if key == "recent":
            self.refresh()
