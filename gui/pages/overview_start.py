"""What the Overview says of a plan in which there is little to see yet: three steps, each with its button."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.style import space
from gui.widgets.buttons import Button
from gui.widgets.cards import Card
from gui.widgets.flow import FlowLayout
from gui.widgets.text import label
from gui.workspace import Workspace
from model.wording import plural


@dataclass(frozen=True, slots=True)
class Begun:
    """How far a new plan has come."""

    inspections: int
    areas: int
    actions: int


_STEPS = (
    (
        "1  The inspection",
        "Drop the report here: its days, grades and areas are read from it, and you accept what is right. (Ctrl+I)",
        "Import the report",
        "file.import",
        "Add inspection",
        "plan.add_inspection",
    ),
    (
        "2  Its areas",
        "What must improve, in the inspector's words, so that everyone sees where each is from. (Ctrl+Shift+A)",
        "Add area",
        "plan.add_area",
    ),
    (
        "3  The actions",
        "What will be done, who owns it, and by when. What is late or due is then worked out here. (Ctrl+Shift+N)",
        "Add action",
        "plan.add_action",
    ),
)


class _Step(Card):
    """One step: done, next, or still to come. ``also`` is another way of doing it, and the command for that."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, title: str, words: str, button: str, command: str, *also: str
    ) -> None:
        super().__init__(parent, title=title)
        self._words = label(words, "muted", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self._words, 1)
        self.done = label("", "strong")
        self.body.addWidget(self.done)
        icon = "inspections" if command == "file.import" else "add"
        self.next_button = Button(button, kind="primary", icon=icon)
        self.other_button = Button(button, icon=icon)
        self.also_button = Button(also[0], icon="add") if also else None
        buttons = QWidget(self)
        line = FlowLayout(buttons, space.s)
        for made in (self.next_button, self.other_button):
            made.clicked.connect(workspace.commander(command))
            line.addWidget(made)
        if self.also_button is not None:
            self.also_button.clicked.connect(workspace.commander(also[1]))
            line.addWidget(self.also_button)
        self.body.addWidget(buttons)

    def show_state(self, done: str, *, is_next: bool, writable: bool) -> None:
        self.done.setText(f"✓ {done}" if done else "")
        self.done.setVisible(bool(done))
        self.next_button.setVisible(is_next and writable)
        self.other_button.setVisible(not is_next and writable)
        if self.also_button is not None:
            self.also_button.setVisible(writable)


class StartSteps(QWidget):
    """The inspection, its areas, the actions."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.m)
        self.heading = label("Three steps to a plan", "heading")
        column.addWidget(self.heading)
        row = QHBoxLayout()
        row.setSpacing(space.m)
        self.steps = tuple(_Step(workspace, self, *step) for step in _STEPS)
        for step in self.steps:
            row.addWidget(step, 1)
        column.addLayout(row)
        line = QHBoxLayout()
        line.addWidget(label("To see a plan that is filled, choose File, Open sample.", "muted"))
        line.addStretch(1)
        column.addLayout(line)
        column.addStretch(1)

    def show_begun(self, begun: Begun, *, writable: bool) -> None:
        """Tick what is there; the first that is missing is the next step."""
        counts = (
            (begun.inspections, "inspection", "inspections and visits"),
            (begun.areas, "area", "areas"),
            (begun.actions, "action", "actions"),
        )
        following = next((place for place, (count, *_) in enumerate(counts) if not count), None)
        for place, (step, (count, one, many)) in enumerate(zip(self.steps, counts, strict=True)):
            step.show_state(plural(count, one, many) if count else "", is_next=place == following, writable=writable)
