"""Lists in the action's panel: milestones to tick, and the ledger of its dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gui import style
from gui.style import space
from gui.tables.actions import short_day
from gui.widgets.buttons import Button, IconButton
from gui.widgets.date_edit import DateEdit
from gui.widgets.inputs import LONGEST, FlagInput, LineInput
from gui.widgets.lines import Lines
from gui.widgets.text import label
from gui.workspace import Workspace
from model import meetings, milestones
from model.errors import Refused
from model.records import DateChange, Milestone
from model.store.plan import Plan
from model.wording import in_words, plural


class MilestonesList(Lines):
    """Steps to tick, each edited where it stands."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(self._line, "No milestones yet.", parent, most=12)
        self._workspace = workspace

    def _line(self, step: Milestone) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(space.xs)
        tick = FlagInput("")
        tick.setChecked(step.done_on is not None)
        tick.setAccessibleName(f"Done: {step.title}")
        tick.committed.connect(partial(self._ticked, step.id))
        title = LineInput()
        title.setProperty("quiet", True)
        title.setAccessibleName("Milestone")
        title.show_value(step.title)
        title.committed.connect(partial(self._titled, step.id, title))
        remove = IconButton("delete", f"Delete the milestone {step.title}")
        remove.clicked.connect(partial(self._removed, step.id))
        row.addWidget(tick)
        row.addWidget(title, 1)
        row.addWidget(remove)
        column.addLayout(row)
        below = QHBoxLayout()
        below.setContentsMargins(26, 0, 0, 0)
        due = DateEdit(self._workspace.today(), name=f"Due: {step.title}")
        due.setProperty("quiet", True)
        due.set_day(step.due)
        due.setMaximumWidth(170)
        due.committed.connect(partial(self._dated, step.id))
        due.refused.connect(self._workspace.refuse)
        below.addWidget(due)
        says = label(self._says(step), "small")
        if self._late(step):
            palette = says.palette()
            palette.setColor(palette.ColorRole.WindowText, style.ink("late"))
            says.setPalette(palette)
        below.addWidget(says, 1)
        column.addLayout(below)
        for part in (tick, title, remove, due):
            part.setEnabled(self._workspace.writable)
        return line

    def _late(self, step: Milestone) -> bool:
        return step.done_on is None and step.due is not None and step.due < self._workspace.today()

    def _says(self, step: Milestone) -> str:
        if step.done_on is not None:
            return f"done {short_day(step.done_on)}"
        if self._late(step) and step.due is not None:
            return f"{plural((self._workspace.today() - step.due).days, 'day')} late"
        return ""

    def _ticked(self, step: str, done: bool) -> None:
        self._workspace.do(milestones.set_done, [step], self._workspace.today() if done else None)

    def _titled(self, step: str, field: LineInput, words: str | None) -> None:
        if not words:
            field.revert()
            self._workspace.refuse("A milestone needs a title; delete it if it is no longer wanted.")
        elif self._workspace.do(milestones.edit, step, title=words) is None:
            field.revert()

    def _dated(self, step: str, day: date | None) -> None:
        self._workspace.do(milestones.edit, step, due=day)

    def _removed(self, step: str, *_: object) -> None:
        self._workspace.do(milestones.remove, [step])


class NewMilestone(QWidget):
    """One line to add a step: what, and by when."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.action: str | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.xs)
        self.title = QLineEdit()
        self.title.setMaxLength(LONGEST)
        self.title.setPlaceholderText("New milestone")
        self.title.setAccessibleName("New milestone")
        self.due = NewDate(workspace.today(), name="Due date of the new milestone")
        self.due.setPlaceholderText("due")
        self.due.setMinimumWidth(104)
        self.due.setMaximumWidth(116)
        self.add_button = Button("Add")
        self.add_button.clicked.connect(self.add)
        self.title.returnPressed.connect(self.add)
        self.due.returnPressed.connect(self.add)
        row.addWidget(self.title, 1)
        row.addWidget(self.due)
        row.addWidget(self.add_button)

    def add(self) -> None:
        """Add what stands in the two fields."""
        if self.action is None:
            return
        words = self.title.text().strip()
        if not words:
            self.title.setFocus()
            return
        try:
            due = self.due.day
        except Refused as refused:
            self._workspace.refuse(str(refused))
            return
        if self._workspace.do(milestones.add, self.action, words, due) is not None:
            self.title.clear()
            self.due.set_day(None)
            self.title.setFocus()


class NewDate(DateEdit):
    """A day of a small form: Enter is the form's, and nothing is taken when the field is left."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.returnPressed.emit()
            return
        super().keyPressEvent(event)

    def commit(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line of the ledger, in words."""

    sentence: str
    reason: str


def ledger_lines(plan: Plan, changes: Sequence[DateChange]) -> list[LedgerLine]:
    """Newest first, where ``changes`` are in the order of the ledger.

    As in "Moved from 31 March 2023 to 30 June 2023, 91 days later, agreed by the Board on 4 May 2023".
    """
    lines = []
    names = meetings.names(plan) if any(change.meeting for change in changes) else {}
    for change in reversed(changes):
        lines.append(LedgerLine(_moved(change) + _agreed(change, names), change.reason or ""))
    return lines


class LedgerList(Lines):
    """Every date that was agreed, moved or taken away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self._line, "", parent, most=6)

    @staticmethod
    def _line(entry: LedgerLine) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(label(entry.sentence, wrap=True, selectable=True), 0, Qt.AlignmentFlag.AlignTop)
        if entry.reason:
            column.addWidget(label(f"Reason: {entry.reason}", "small", wrap=True, selectable=True))
        return line


def _moved(change: DateChange) -> str:
    if change.old is None:
        return f"Agreed for {in_words(change.new)}" if change.new is not None else "Agreed"
    if change.new is None:
        return f"{in_words(change.old)} taken away"
    days = (change.new - change.old).days
    way = "later" if days > 0 else "earlier"
    return f"Moved from {in_words(change.old)} to {in_words(change.new)}, {plural(abs(days), 'day')} {way}"


def _agreed(change: DateChange, names: dict[str, str]) -> str:
    parts = []
    if change.agreed_by:
        parts.append(f"agreed by {change.agreed_by}")
    if change.meeting and change.meeting in names:
        parts.append(f"at {names[change.meeting]}")
    elif change.agreed_by or change.old is not None:
        parts.append(f"on {in_words(change.on_day)}")
    return ", " + " ".join(parts) if parts else ""
