"""What a rating scheme would change on this very plan, worked out beside the dialog that edits it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.background import Task
from gui.style import space
from gui.tables.columns import Column
from gui.tables.fitted_view import FittedView
from gui.tables.row_table import RowTable
from gui.widgets.text import label
from gui.workspace import Workspace
from model import rating_schemes
from model.errors import Refused
from model.rating_schemes import Example, Preview, Shift
from model.scheme_files import Scheme
from model.store.plan import Plan
from model.wording import listed, plural, sentence_case

PAUSE = 250  # milliseconds without a key after which the plan is asked
MOST_SHIFTS = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One record whose colour changes."""

    example: Example

    @property
    def id(self) -> str:
        return f"{self.example.table} {self.example.id} {self.example.kind}"

    @property
    def number(self) -> str:
        one = self.example
        if one.table == "action":
            return one.number
        return f"Area {one.number}" + (", impact" if one.kind == "impact" else "")


class PreviewPane(QWidget):
    """``told`` comes when the figures are there; ``refused`` with why a scheme cannot be used."""

    told = Signal(object)  # Preview
    refused = Signal(object)  # Refused

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._scheme: Scheme | None = None
        self._task: Task | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.s)
        column.addWidget(label("What changes in this plan", "heading"))
        self.sentence = label("", wrap=True, selectable=True)
        self.sentence.setAccessibleName("What changes in this plan")
        column.addWidget(self.sentence)
        self.shifts = label("", "muted", wrap=True, selectable=True)
        column.addWidget(self.shifts)
        self.table = RowTable(
            (
                Column("number", "No.", attrgetter("number"), width=70),
                Column("title", "Action or area", attrgetter("example.title"), width=170),
                Column("old", "Now", attrgetter("example.old.word"), value=attrgetter("example.old.value"),
                       kind="rating", width=98),
                Column("new", "Would be", attrgetter("example.new.word"), value=attrgetter("example.new.value"),
                       kind="rating", width=98),
            ),
            self,
        )  # fmt: skip
        self.view = FittedView(
            workspace, "rating-preview", self.table, self, fit="title", least=70, give_way=("number",)
        )
        self.view.follow = False
        self.view.opens_by_itself = False
        self.view.setAccessibleName("Actions and areas whose colour changes")
        self.view.set_empty("No colour changes", "Every action and area keeps the colour it has.")
        self.view.chosen.connect(self._tell_why)
        column.addWidget(self.view, 1)
        self.why = label("", wrap=True, selectable=True)
        self.why.setAccessibleName("Why it would be rated so")
        self.why.setMinimumHeight(self.why.fontMetrics().lineSpacing() * 3)
        self.why.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.why)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)

    def show_scheme(self, scheme: Scheme) -> None:
        """Try this scheme once no key has been typed for a moment."""
        self._scheme = scheme
        self._pause.start()

    def stop(self) -> None:
        """Ask no more."""
        self._pause.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def say_refused(self, sentence: str) -> None:
        self.stop()
        self.sentence.setText(f"This scheme cannot be used yet. {sentence}")
        self.shifts.setText("")
        self._show_lines([])

    def _ask(self) -> None:
        if self._scheme is None or not self._workspace.has_plan:
            return
        if self._task is not None:
            self._task.cancel()
        self.sentence.setText("Trying it on this plan…")
        self._task = self._workspace.background(
            _tried, self._scheme, self._workspace.today(), done=self._done, failed=self._failed
        )

    def _done(self, preview: Preview) -> None:
        if self.sender() not in (None, self._task):
            return  # of a scheme that was typed over since
        self._task = None
        self.sentence.setText(sentence_of(preview))
        lines = shift_lines(preview, MOST_SHIFTS if self.height() > 500 else 2)
        self.shifts.setText("\n".join(lines))
        self._show_lines([Line(example) for example in preview.examples])
        self.told.emit(preview)

    def _show_lines(self, lines: list[Line]) -> None:
        self.table.set_rows(lines)
        if lines:
            self.view.select_ids([lines[0].id])
        self._tell_why([lines[0].id] if lines else [])

    def _tell_why(self, ids: list[str]) -> None:
        place = self.table.row_of(ids[0]) if ids else -1
        self.why.setText(self.table.row_at(place).example.new.reason if place >= 0 else "")

    def _failed(self, error: BaseException) -> None:
        self._task = None
        if not isinstance(error, Refused):
            raise error
        self.say_refused(str(error))
        self.refused.emit(error)


def _tried(plan: Plan, task: Task, scheme: Scheme, today: date) -> Preview:
    return rating_schemes.preview(plan, scheme, today)


def sentence_of(preview: Preview) -> str:
    """As in "12 of 300 actions change colour: 5 from green to amber and 7 from amber to red."."""
    if not preview.of_actions and not preview.of_areas:
        return "The plan has no actions and no areas yet, so nothing changes."
    said = []
    if preview.changed_actions:
        colours: dict[tuple[str, str], int] = {}
        for one in preview.actions:
            if one.colour:
                key = (one.old[0], one.new[0])
                colours[key] = colours.get(key, 0) + one.count
        parts = listed(f"{count:,} from {old} to {new}" for (old, new), count in colours.items())
        verb = "changes" if preview.changed_actions == 1 else "change"
        of = plural(preview.of_actions, "action")
        said.append(f"{preview.changed_actions:,} of {of} {verb} colour: {parts}.")
    else:
        said.append(f"No action of {preview.of_actions:,} changes colour.")
    areas = []
    if preview.changed_areas:
        areas.append(f"{plural(preview.changed_areas, 'area')} by delivery")
    if preview.changed_impacts:
        areas.append(f"{plural(preview.changed_impacts, 'area')} by impact")
    if areas:
        said.append(f"{sentence_case(listed(areas))} too.")
    if preview.renamed:
        said.append(f"{plural(preview.renamed, 'rating')} with the same colour will have another word.")
    return " ".join(said)


def shift_lines(preview: Preview, most: int = MOST_SHIFTS) -> list[str]:
    """The largest shifts of actions with their words: "5 actions: On track (green) → Behind (amber)"."""
    shifts = sorted((one for one in preview.actions), key=lambda one: (not one.colour, -one.count))
    lines = [f"{plural(one.count, 'action')}: {_named(one)}" for one in shifts[:most]]
    if len(shifts) > most:
        lines.append(f"and {plural(len(shifts) - most, 'further change')}")
    return lines


def _named(one: Shift) -> str:
    return f"{one.old[1]} ({one.old[0]}) → {one.new[1]} ({one.new[0]})"
