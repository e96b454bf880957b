"""The cards of the Overview: commitments, the next meeting, the latest judgements, what was done lately."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui import style
from gui.pages.overview_words import meeting_words, time_ago
from gui.style import space
from gui.widgets.badge import Badge
from gui.widgets.buttons import Button
from gui.widgets.cards import Card
from gui.widgets.flow import FlowLayout
from gui.widgets.grades import short_area, short_grade, value_of
from gui.widgets.lines import Lines
from gui.widgets.links import LinkLabel
from gui.widgets.promise_clock import PromiseClock
from gui.widgets.text import ElidedLabel, escaped, label
from gui.workspace import Workspace
from model import frameworks
from model.commitments import CommitmentRow
from model.history import Act
from model.judgement_grid import CellGrade, JudgementGrid
from model.meetings import MeetingRow

COMMITMENTS_SHOWN = 4
_SHORT = re.compile(r"\(([A-Z]{2,6})\)$")


class CommitmentsCard(Card):
    """The promises that are still open, soonest first, each with its clock."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent, title="Commitments")
        self._workspace = workspace
        self.all_button = Button("", kind="link")
        self.all_button.clicked.connect(self._open_all)
        self.head.addWidget(self.all_button)
        self.clock = PromiseClock(self)
        self.clock.opened.connect(partial(workspace.open, "commitment"))
        self.body.addWidget(self.clock)
        self.lines = Lines(
            self._line, "No promise that was made in public is in the plan yet.", self, most=COMMITMENTS_SHOWN - 1
        )
        _close_up(self.lines)
        self.lines.more.clicked.disconnect()
        self.lines.more.clicked.connect(self._open_all)
        self.body.addWidget(self.lines)
        self.add_button = Button("Add commitment…", kind="link")
        self.add_button.clicked.connect(workspace.commander("plan.add_commitment"))
        self.body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_commitments(self, rows: Sequence[CommitmentRow]) -> None:
        still_open = [row for row in rows if row.clock.state != "met"]
        met = len(rows) - len(still_open)
        # The first of those that have a date: what has none is no clock.
        first = next((row for row in still_open if row.clock.due is not None), still_open[0] if still_open else None)
        self.clock.setVisible(first is not None)
        if first is not None:
            self.clock.show_row(first)
        rest = [row for row in still_open if row is not first]
        self.lines.show_items(rest)
        self.lines.setVisible(bool(rest) or not rows)
        self.add_button.setVisible(not rows and self._workspace.writable)
        self.all_button.setVisible(bool(rows))
        self.all_button.setText(f"{len(still_open)} open, {met} met" if met else f"{len(still_open)} open")
        self.all_button.setToolTip(escaped("Show every commitment by date"))

    def _line(self, row: CommitmentRow) -> QWidget:
        line = QWidget(self)
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        link = LinkLabel(row.commitment.sentence, line)
        link.setToolTip(escaped(f"“{row.commitment.sentence}”\n{row.said}\n{row.clock.sentence}"))
        link.clicked.connect(partial(_open, self._workspace, "commitment", row.commitment.id))
        column.addWidget(link)
        below = QHBoxLayout()
        below.setSpacing(space.s)
        said = ElidedLabel(row.said or "nobody is named", "small", line)
        said.setContentsMargins(3, 0, 0, 0)
        below.addWidget(said, 1)
        column.addLayout(below)
        badge = Badge(line)
        if row.clock.state == "past":
            badge.show_rating("red", row.clock.words, row.clock.sentence)
        else:
            tone = "notice" if row.clock.state == "needs a date" else "accent"
            badge.show_words(row.clock.words, tone, row.clock.sentence)
        below.addWidget(badge)
        return line

    def _open_all(self) -> None:
        self._workspace.go("deadlines", commitments=True)


class MeetingCard(Card):
    """The next meeting, and by when its papers have to be out."""

    print_asked = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent, title="Next meeting")
        self._workspace = workspace
        self.row: MeetingRow | None = None
        self.link = LinkLabel("", self)
        self.link.clicked.connect(self._open)
        self.when = label("", wrap=True)
        self.papers = label("", wrap=True)
        self.none = label("No meeting is in the plan from today on.", "muted", wrap=True)
        self.paper_button = Button("Compose the paper…", kind="link", tip="See, save or print its paper")
        self.paper_button.clicked.connect(self._print)
        self.add_button = Button("Add meeting…", kind="link")
        self.add_button.clicked.connect(workspace.commander("plan.add_meeting"))
        self.head.addWidget(self.paper_button)
        for part in (self.link, self.when, self.papers, self.none):
            self.body.addWidget(part)
        self.body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.setSpacing(2)

    def show_meeting(self, row: MeetingRow | None, today: date) -> None:
        self.row = row
        for part in (self.link, self.when, self.papers, self.paper_button):
            part.setVisible(row is not None)
        self.none.setVisible(row is None)
        self.add_button.setVisible(row is None and self._workspace.writable)
        if row is None:
            return
        when, papers, past = meeting_words(row, today)
        self.link.set_words(row.body.name + (f": {row.meeting.title}" if row.meeting.title else ""))
        self.when.setText(when)
        self.papers.setText(papers)
        self.papers.setToolTip(escaped(row.papers.sentence))
        style.set_rule(self.papers, "tone", "red" if past else "plain")

    def _open(self) -> None:
        if self.row is not None:
            self._workspace.open("meeting", self.row.meeting.id)

    def _print(self) -> None:
        if self.row is not None:
            self.print_asked.emit(self.row.meeting.id)


class JudgementLine(QWidget):
    """The latest graded inspection with its grades, in a line that flows on where there is no room."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._shown: object = None
        self._flow = FlowLayout(self, space.s)
        self.badges: list[Badge] = []

    def show_grid(self, grid: JudgementGrid) -> None:
        place = next(
            (
                place
                for place in range(len(grid.columns) - 1, -1, -1)
                if any(row.cells[place].grades for row in grid.rows)
            ),
            None,
        )
        self.setVisible(place is not None)
        if place is None:
            return
        column = grid.columns[place]
        graded = [(row.line.overall, grade) for row in grid.rows for grade in row.cells[place].grades]
        graded = list({grade.judgement: (overall, grade) for overall, grade in graded}.values())
        graded.sort(key=lambda found: not found[0])  # overall effectiveness first
        by_grade: dict[str, list[tuple[bool, CellGrade]]] = {}
        for overall, grade in graded:
            by_grade.setdefault(grade.grade, []).append((overall, grade))
        wanted = (column.inspection.id, column.name, tuple(graded))
        if wanted == self._shown:
            return
        self._shown = wanted
        while (item := self._flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        link = Button(column.name, self, kind="link", tip="Open this inspection")
        link.clicked.connect(partial(_open, self._workspace, "inspection", column.inspection.id))
        self._flow.addWidget(link)
        self.badges = []
        for its in sorted(by_grade.values(), key=lambda its: (not its[0][0], its[0][1].level)):
            grade = its[0][1]
            value = value_of(frameworks.choice(self._workspace.plan, grade.area.code.partition(".")[0]), grade.grade)
            names = ", ".join("overall" if overall else _brief(grade.area.name) for overall, grade in its)
            badge = Badge(self)
            said = "\n".join(f"{grade.area.name}: {grade.grade_name}" for _, grade in its)
            badge.show_rating(value, f"{short_grade(grade.grade_name)}: {names}", said)
            self.badges.append(badge)
            self._flow.addWidget(badge)
            badge.show()
        link.show()
        self.updateGeometry()


class LatelyCard(Card):
    """The last few acts, each opening the history where it stands."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None, *, most: int = 3) -> None:
        super().__init__(parent, title="Lately")
        self._workspace = workspace
        self.most = most
        self.all_button = Button("History", kind="link", tip="Who changed what, and when")
        self.all_button.clicked.connect(self._open_all)
        self.head.addWidget(self.all_button)
        self.lines = Lines(self._line, "Nothing was done yet.", self, most=most)
        _close_up(self.lines)
        self.body.addWidget(self.lines)
        self.body.addStretch(1)
        self._now: datetime | None = None

    def show_acts(self, acts: Sequence[Act], now: datetime) -> None:
        self._now = now
        self.lines.show_items([(act, time_ago(act.at, now)) for act in acts[: self.most]])

    def _line(self, shown: tuple[Act, str]) -> QWidget:
        act, when = shown
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.s)
        link = LinkLabel(act.sentence, line)
        link.setToolTip(escaped(f"{act.sentence}\n{act.who}, {when}" + ("; undone since" if act.undone else "")))
        link.clicked.connect(partial(_go_to_act, self._workspace, act.id))
        row.addWidget(link, 1)
        row.addWidget(label("undone" if act.undone else when, "small", parent=line))
        return line

    def _open_all(self) -> None:
        self._workspace.go("history")


def _close_up(lines: Lines) -> None:
    layout = lines.layout()
    assert layout is not None
    layout.setSpacing(space.xs)


def _brief(name: str) -> str:
    """A judgement area within a sentence: "help and protection"."""
    words = short_area(name)
    short = _SHORT.search(words)
    if short:
        return short[1]
    words = words.partition(",")[0].removesuffix(" and achieving permanence")
    for before in ("The impact of ", "Children who need "):
        words = words.removeprefix(before)
    return words[:1].lower() + words[1:]


def _open(workspace: Workspace, table: str, record_id: str, *_: object) -> None:
    workspace.open(table, record_id)


def _go_to_act(workspace: Workspace, act_id: str, *_: object) -> None:
    workspace.go("history", act=act_id)
