"""Inspections over time: a line of years, the judgements of them all, and the list with what was raised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from gui.dialogs.add_inspection import add_inspection, edit_inspection
from gui.pages.base import Page
from gui.style import space
from gui.tables.columns import Column
from gui.tables.judgement_grid import JudgementTable
from gui.tables.row_table import RowTable
from gui.tables.table_view import TableView
from gui.widgets.empty import EmptyState
from gui.widgets.grades import short_grade
from gui.widgets.judgement_grid import JudgementView
from gui.widgets.text import label
from gui.widgets.timeline import Mark, Timeline
from gui.workspace import Selection, Workspace
from model import frameworks, inspections, judgement_grid
from model.inspections import InspectionRow
from model.judgement_grid import JudgementGrid
from model.records import Inspection, Judgement
from model.wording import month_in_words, plural, sentence_case

_HOW = "Arrow keys go through the grid; a grade's first letter gives it, Enter offers them all."


@dataclass(frozen=True, slots=True)
class ListedInspection:
    """A row of the list."""

    id: str
    row: InspectionRow
    day: date | None
    about: date | None  # where it stands on the line of time: perhaps only the month is known
    under_embargo: bool

    @property
    def inspection(self) -> Inspection:
        return self.row.inspection

    @property
    def report(self) -> str:
        """How far the report has come, with the day where it is published."""
        published = self.inspection.published
        if self.row.standing.word == "published" and published is not None:
            return f"published {published.day} {month_in_words(published)[:3]} {published.year}"
        return self.row.standing.word

    @property
    def judged(self) -> str:
        """The overall grade, or that there is none."""
        if not self.inspection.graded:
            return "not graded"
        if self.row.overall:
            return sentence_case(short_grade(self.row.overall))
        return "no overall grade"


class InspectionsPage(Page):
    """Every inspection and visit: on a line of time, in the judgement grid, and as a list."""

    WATCHES = ("inspection", "judgement", "judgement_area", "framework", "source", "plan")

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.header.set_title("Inspections")
        self.header.add_action("file.import")
        self.header.add_action("plan.add_inspection", primary=True)
        self._following = False
        self.stack = QStackedWidget(self)
        self.empty = EmptyState(
            "No inspection yet",
            "Drop the inspector's report here, or enter the inspection or visit that this plan answers. "
            "Earlier ones show how the judgements went, and which worries came back.",
            "Add inspection",
            icon="inspections",
        )
        self.empty.pressed.connect(workspace.commander("plan.add_inspection"))
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self._shown_part())
        self.body.addWidget(self.stack)
        workspace.selection_changed.connect(self._selection_changed)

    def _shown_part(self) -> QWidget:
        whole = QWidget(self)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.s)
        self.timeline = Timeline("Inspections on a line of time", whole)
        self.timeline.set_legend("graded", "not graded", "under embargo")
        self.timeline.chosen.connect(self._timeline_chosen)
        self.timeline.opened.connect(self._open)
        column.addWidget(self.timeline)
        self.split = QSplitter(Qt.Orientation.Vertical, whole)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self._grid_part())
        self.split.addWidget(self._list_part())
        column.addWidget(self.split, 1)
        return whole

    def _grid_part(self) -> QWidget:
        part = QWidget(self)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.xs)
        self.grid_table = JudgementTable(self._grade, self)
        self.grid = JudgementView(part)
        self.grid.set_table(self.grid_table)
        self.grid.setMinimumHeight(110)
        self.grid.inspection_chosen.connect(self._grid_chosen)
        self.grid.cell_shown.connect(self._cell_shown)
        self.grid_words = label(_HOW, "small", wrap=True, parent=part)
        self.grid_words.setAlignment(Qt.AlignmentFlag.AlignTop)
        # Two lines always, so that nothing jumps while someone goes through the cells.
        self.grid_words.setFixedHeight(2 * self.grid_words.fontMetrics().lineSpacing() + 2)
        column.addWidget(self.grid, 1)
        column.addWidget(self.grid_words)
        return part

    def _list_part(self) -> QWidget:
        part = QWidget(self)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, space.s, 0, 0)
        self.table = RowTable(
            (
                Column("name", "Inspection", attrgetter("row.name"), width=280),
                Column("judged", "Judged overall", attrgetter("judged"), width=166),
                Column("areas", "Areas", lambda row: str(row.row.areas or ""), value=attrgetter("row.areas"),
                       kind="number", width=60, tip="Areas for improvement raised: those that name it as a source"),
                Column("report", "Report", attrgetter("report"), value=attrgetter("inspection.published"), width=140,
                       hint=attrgetter("row.standing.sentence")),
                Column("day", "Began", value=attrgetter("day"), kind="date", width=100, shown=False,
                       tip="First day of fieldwork; where it is not known, the best that is"),
                Column("theme", "Topic", lambda row: row.inspection.theme or "", width=180, shown=False),
            ),
            self,
            table="inspection",
        )  # fmt: skip
        self.view = TableView(self.workspace, "inspections", part)
        self.keys_go_to(self.view)
        self.view.setAccessibleName("List of inspections")
        self.view.set_table(self.table)
        self.view.commands = ("edit.rename", "plan.add_area", "edit.delete")
        self.view.setMinimumHeight(100)
        column.addWidget(self.view, 1)
        return part

    # --- reading

    def refresh(self) -> None:
        plan, today = self.workspace.plan, self.workspace.today()
        rows = inspections.inspections(plan, today)
        grid = judgement_grid.judgement_grid(plan)
        self.stack.setCurrentIndex(1 if rows else 0)
        self.header.set_summary(_summary(rows, today))
        listed = [
            ListedInspection(
                row.id, row, inspections.day_of(row.inspection), inspections.about(row.inspection),
                inspections.embargoed(row.inspection, today),
            )
            for row in reversed(rows)
        ]  # fmt: skip
        self._following = True
        self.table.set_rows(listed)
        self.grid.writable = self.workspace.writable
        used = {area.code.partition(".")[0] for row in grid.rows for cell in row.cells for area in cell.areas}
        if self.grid_table.set_grid(grid, {code: frameworks.choice(plan, code) for code in used}):
            self._grid_is_new(grid)
        self._following = False
        self._show_timeline(listed, today)
        self._show_in_hand()

    def _grid_is_new(self, grid: JudgementGrid) -> None:
        has_lines = bool(grid.rows)
        self.grid.setVisible(has_lines)
        self.grid_words.setText(
            _HOW if has_lines else "None of these visits gives grades; the first graded inspection begins the grid."
        )
        first = not self._sized
        self._sized = True
        self.grid.marked_column = -1
        if has_lines:
            # The latest inspection is the one that matters most: it stands at the right.
            bar = self.grid.horizontalScrollBar()
            bar.setValue(bar.maximum())
        if first:
            # The list shows some rows, the grid has the rest.
            row = self.view.verticalHeader().defaultSectionSize()
            listed = (min(5, self.table.rowCount()) + 1) * row + 4 * space.s
            wanted = self.grid.content_height() + self.grid_words.height() + space.s if has_lines else 80
            upper = min(wanted, max(150, self.split.height() - listed))
            self.split.setSizes([upper, self.split.height() - upper])

    _sized = False

    def _show_timeline(self, listed: list[ListedInspection], today: date) -> None:
        marks = [
            Mark(
                one.id,
                one.about,
                f"{sentence_case(one.row.type_name)}, {month_in_words(one.about)[:3]} {one.about.year}",
                f"{one.row.name}: {_told(one)}. {one.row.standing.sentence}",
                short=f"{month_in_words(one.about)[:3]} {one.about.year}",
                filled=one.inspection.graded,
                sealed=one.under_embargo,
            )
            for one in listed
            if one.about is not None
        ]
        self.timeline.setVisible(bool(marks))
        self.timeline.set_marks(marks, today)

    # --- one inspection in hand, whichever part it was chosen in

    def _selection_changed(self, chosen: Selection) -> None:
        if self.isVisible():
            self._show_in_hand()

    def _show_in_hand(self) -> None:
        ids = self.workspace.selection.of("inspection")
        only = ids[0] if len(ids) == 1 else None
        self._following = True
        self.timeline.set_current(only)
        self.grid.mark_inspection(only)
        if ids and set(self.view.selected_ids()) != set(ids):
            self.view.select_ids(ids)
        self._following = False

    def _timeline_chosen(self, inspection_id: str) -> None:
        self.workspace.select("inspection", (inspection_id,))

    def _grid_chosen(self, inspection_id: str) -> None:
        if not self._following:
            self.workspace.select("inspection", (inspection_id,))

    def _cell_shown(self, words: str) -> None:
        self.grid_words.setText(words)
        self.grid_words.setToolTip("")

    def _open(self, inspection_id: str) -> None:
        self.workspace.open("inspection", inspection_id)

    # --- acts

    def add_inspection(self) -> None:
        made = add_inspection(self.workspace, self.window())
        if made is not None:
            self.show_record("inspection", made)

    def edit_selected(self) -> None:
        """Framework, type, days and judgements of the inspection in hand, in the dialog it was entered in."""
        chosen = self.workspace.selection.of("inspection")
        if len(chosen) == 1:
            edit_inspection(self.workspace, self.window(), chosen[0])
        else:
            self.workspace.refuse("Select one inspection to edit it.")

    def delete_selected(self) -> None:
        chosen = self.workspace.selection.of("inspection")
        if not chosen:
            self.workspace.refuse("Select the inspection to delete first.")
            return
        self.workspace.do(inspections.remove, chosen)

    def find(self) -> None:
        """There is no search field here: typing finds an inspection in the list by how its name begins."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _grade(self, inspection_id: str, area: str, grade: str | None) -> object:
        done = self.workspace.do(inspections.set_judgement, inspection_id, area, grade)
        current = self.grid.currentIndex()
        if current.isValid():
            self._cell_shown(self.grid_table.in_words(current))
        return done

    # --- finding the way

    def show_record(self, table: str, record_id: str) -> bool:
        if table == "judgement":
            found = self.workspace.plan.find(Judgement, record_id)
            record_id = found.inspection if found is not None else ""
        elif table != "inspection":
            return False
        self.bring_up_to_date()
        if not self.view.select_ids([record_id]):
            return False
        self.workspace.select("inspection", (record_id,))
        return True


def _told(one: ListedInspection) -> str:
    if not one.inspection.graded:
        return "not graded"
    return f"{one.judged} overall" if one.row.overall else plural(one.row.judgements, "grade")


def _summary(rows: tuple[InspectionRow, ...], today: date) -> str:
    """As in "6 inspections and visits, 2014 to 2023; 1 under embargo"."""
    if not rows:
        return ""
    one = "inspection" if rows[0].inspection.graded else "visit"
    words = plural(len(rows), one, "inspections and visits")
    days = [day for row in rows if (day := inspections.about(row.inspection)) is not None]
    if days:
        first, last = days[0].year, days[-1].year
        words += f", {first} to {last}" if first != last else f", {first}"
    sealed = sum(inspections.embargoed(row.inspection, today) for row in rows)
    undated = len(rows) - len(days)
    said = [f"{sealed} under embargo" if sealed else "", f"{undated} without a date" if undated else ""]
    return "; ".join([words, *(part for part in said if part)])
