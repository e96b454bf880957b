"""Print: what will come out of the printer, page by page, before it does.

The pages in the preview, the file that is saved and the sheets from the printer come from the same bytes.
Papers are made and drawn on threads; the window answers meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.background import Task
from gui.dialogs import exporting, papers
from gui.dialogs.papers import OWNER, PROGRESS, TIMELINE, Choice
from gui.style import space
from gui.widgets import pdf_pages
from gui.widgets.banner import Banner
from gui.widgets.buttons import Button, IconButton
from gui.widgets.choice import Choice as ChoiceBox
from gui.widgets.date_edit import DateEdit
from gui.widgets.pdf_pages import PdfPages
from gui.widgets.segmented import SegmentedControl
from gui.widgets.text import label
from gui.workspace import Workspace
from model import meetings, people
from model.errors import Refused
from model.reports.document import Document
from model.reports.page_pictures import PagePictures
from model.store.plan import Plan
from model.wording import in_words, plural, with_weekday

_SIDE = 300


@dataclass(frozen=True, slots=True)
class Made:
    """A paper that was made: what it is, its file, and its pages."""

    choice: Choice
    document: Document
    pages: PagePictures


def print_paper(
    workspace: Workspace, parent: QWidget | None, *, meeting: str | None = None, owner: str | None = None
) -> None:
    """Show the paper and offer to print or save it: that of a meeting, or one owner's sheet, where given.

    Otherwise the page decides, where it has a paper of its own, or what is in hand: a meeting, or a person.
    """
    page = parent.current_page() if meeting is None and owner is None and hasattr(parent, "current_page") else None
    if hasattr(page, "printed"):
        choice = papers.of_line(workspace, *page.printed())
        _show(PrintDialog(workspace, parent, choice))
        return
    meeting = meeting or (workspace.selection.id if workspace.selection.of("meeting") else None)
    owner = owner or (workspace.selection.id if workspace.selection.of("person") else None)
    _show(PrintDialog(workspace, parent, papers.first_choice(workspace, meeting=meeting, owner=owner)))


def _show(dialog: PrintDialog) -> None:
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()


class PrintDialog(QDialog):
    """Left what is to be printed, right the pages. Every choice makes the paper anew."""

    def __init__(self, workspace: Workspace, parent: QWidget | None, choice: Choice) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.choice = choice
        self.made: Made | None = None
        self._task: Task | None = None
        self._offer: Callable[[], object] | None = None
        self.setWindowTitle("Print")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side())
        row.addWidget(self._preview(), 1)
        self._show_choice()
        self._size_up()
        for keys, call in (
            (QKeySequence.StandardKey.ZoomIn, self.pages.zoom_in),
            (QKeySequence.StandardKey.ZoomOut, self.pages.zoom_out),
            (QKeySequence("Ctrl+0"), self.fit_width),
            (QKeySequence.StandardKey.Print, self.print_it),
            (QKeySequence.StandardKey.Save, self.save_pdf),
        ):
            QShortcut(keys, self).activated.connect(call)
        # What the window behind says of saving and printing is said here, where it is seen.
        workspace.refused.connect(self._show_refusal)
        workspace.offered.connect(self._show_offer)
        workspace.said.connect(self.said.setText)
        self.make()
        self.pages.setFocus()

    # --- making the paper

    def make(self) -> None:
        """Make the paper that is chosen; what was under way for another choice is called off."""
        if self._task is not None:
            self._task.cancel()
        self._enable(False)
        self.note.setText("Making the paper…")
        self._working.show()
        if self.choice.kind == OWNER and self.choice.owner is None:
            self._stop_working()
            self.note.setText("Choose whose sheet it is. Owners are added on the page Owners.")
            return
        made_at = self.workspace.plan.sitting.clock()
        task = self.workspace.background(_make, self.choice, made_at, done=self._take, failed=self._not_made)
        self._task = task

    @property
    def busy(self) -> bool:
        """Whether a paper is being made."""
        return self._task is not None

    def _take(self, made: Made) -> None:
        self._stop_working()
        before, self.made = self.made, made
        self.pages.show_pages(made.pages)
        if before is not None:
            self._drop(before)
        self._banner.hide()
        self._enable(True)
        sheet = made.document.paper.upper()
        self.note.setText(f"{plural(len(made.pages), 'page')}, {sheet}, tagged for screen readers. {self._explained()}")
        self._show_place()

    def _not_made(self, error: BaseException) -> None:
        self._stop_working()
        if not isinstance(error, Refused):
            self.note.setText("The paper could not be made.")
            raise error
        self.note.setText("")
        self._banner.show_sentence(str(error))

    def _stop_working(self) -> None:
        self._task = None
        self._working.hide()

    def _drop(self, made: Made) -> None:
        """Give a paper's memory back, on a thread: a page of it may still be on its way."""
        self.workspace.tasks.start(None, _close, made.pages)

    # --- choosing

    def choose(self, **changed: Any) -> None:
        """Another choice: it is remembered, and its paper made."""
        self.choice = replace(self.choice, **changed)
        papers.remember(self.workspace, self.choice)
        self._show_choice()
        self.make()

    def _kind_chosen(self, kind: str) -> None:
        self.choose(kind=kind)

    def _body_chosen(self, body: str | None) -> None:
        following = meetings.next_meeting(self.workspace.plan, self.choice.today, body) if body else None
        self.choose(body=body, meeting=following.id if following else None)

    def _meeting_chosen(self, meeting: str | None) -> None:
        self.choose(meeting=meeting)

    def _owner_chosen(self, owner: str) -> None:
        self.choose(owner=owner)

    def _day_chosen(self, day: object) -> None:
        if day is None:
            self.day.set_day(self.choice.today)
        elif day != self.choice.today:
            self.choose(today=day)

    def _paper_chosen(self, paper: str) -> None:
        self.choose(paper=paper)

    def _posts_chosen(self, posts: bool) -> None:
        self.choose(posts=posts)

    def _forecast_chosen(self, forecast: bool) -> None:
        self.choose(forecast=forecast)

    def _show_choice(self) -> None:
        """The fields of what is chosen, and only those that belong to it."""
        choice, plan = self.choice, self.workspace.plan
        progress = choice.kind == PROGRESS
        self.kind.set_key(choice.kind)
        self.body.set_pairs([(None, "No particular body"), *((one.id, one.name) for one in meetings.bodies(plan))])
        self.body.set_value(choice.body)
        rows = meetings.meetings(plan, choice.today, choice.body) if choice.body else ()
        shown = [row for row in rows if row.days >= 0] + [row for row in reversed(rows) if row.days < 0]
        self.meeting.set_pairs(
            [(row.meeting.id, in_words(row.meeting.on_day)) for row in shown] or [(None, "No meeting is entered")]
        )
        self.meeting.set_value(choice.meeting)
        self.owner.set_pairs(_owners(plan, choice))
        self.owner.set_value(choice.owner)
        for widget, wanted in (
            (self._for_body, progress),
            (self._for_meeting, progress and choice.body is not None),
            (self._for_owner, choice.kind == OWNER),
            (self._for_paper, choice.kind == TIMELINE),
            (self.forecast, progress),
        ):
            widget.setVisible(wanted)
        meeting = next((row for row in rows if row.meeting.id == choice.meeting), None)
        self.papers_due.setText(f"Its papers are due on {with_weekday(meeting.papers.day)}." if meeting else "")
        self.papers_due.setVisible(progress and meeting is not None)
        self.day.set_day(choice.today)
        self.posts.blockSignals(True)
        self.posts.setChecked(choice.posts)
        self.paper.set_key(choice.paper)
        self.posts.blockSignals(False)
        self.forecast.blockSignals(True)
        self.forecast.setChecked(choice.forecast)
        self.forecast.blockSignals(False)

    def _explained(self) -> str:
        if self.choice.kind == OWNER:
            return "It holds every action of this owner, also those left out of papers."
        if self.choice.kind == TIMELINE:
            shown = "what is to come or late" if self.choice.wanted is None else "what the page Deadlines shows"
            return f"It shows {shown}, but for what is exempt or under embargo."
        return ""

    # --- what is done with it

    def print_it(self) -> None:
        """Ask for the printer, and print what is shown."""
        from gui.dialogs.printer import print_pages

        if self.made is not None:
            print_pages(
                self.workspace, self, self.made.pages.content, self.made.document.title, current=self.pages.current
            )

    def save_pdf(self) -> None:
        self._save("pdf")

    def save_word(self) -> None:
        self._save("docx")

    def save_html(self) -> None:
        self._save("html")

    def _save(self, ending: str) -> None:
        if self.made is None:
            return
        content = self.made.pages.content if ending == "pdf" else None
        exporting.save_document(self.workspace, self, self.made.document, self.made.choice, ending, content)

    def _show_offer(self, sentence: str, button: str, call: Callable[[], object]) -> None:
        self._offer = call
        self._banner.show_sentence(sentence, tone="done", button=button)

    def _take_offer(self) -> None:
        if self._offer is not None:
            self._offer()

    # --- the view

    def fit_width(self) -> None:
        self.pages.set_fit(pdf_pages.FIT_WIDTH)

    def fit_page(self) -> None:
        self.pages.set_fit(pdf_pages.FIT_PAGE)

    def _next_page(self) -> None:
        self.pages.go_to(self.pages.current + 1)

    def _page_before(self) -> None:
        self.pages.go_to(self.pages.current - 1)

    def _show_place(self, *_: object) -> None:
        count = self.pages.count
        self.place.setText(f"Page {self.pages.current + 1} of {count}" if count else "")
        self.percent.setText(f"{round(self.pages.zoom * 100)} %" if count else "")

    # --- making the window

    def _side(self) -> QWidget:
        side = QFrame(self)
        side.setObjectName("sidebar")
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(space.l, space.l, space.l, space.l)
        column.setSpacing(space.xs)
        column.addWidget(label("Paper", "heading"))
        self.kind = SegmentedControl(
            ((PROGRESS, "Progress"), (OWNER, "Owner"), (TIMELINE, "Line of time")), side, name="Which paper"
        )
        self.kind.chosen.connect(self._kind_chosen)
        column.addWidget(self.kind)
        column.addSpacing(space.s)
        self.body, self.meeting, self.owner = (ChoiceBox(parent=side) for _ in range(3))
        self._for_body = _field(column, "Report to", self.body)
        self._for_meeting = _field(column, "Meeting", self.meeting)
        self.papers_due = label("", "small", wrap=True)
        column.addWidget(self.papers_due)
        self._for_owner = _field(column, "Whose sheet", self.owner)
        self.paper = SegmentedControl((("a4", "A4"), ("a3", "A3")), side, name="Sheet")
        self.paper.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._for_paper = _field(column, "Sheet, landscape", self.paper)
        self.paper.chosen.connect(self._paper_chosen)
        self.body.chosen.connect(self._body_chosen)
        self.meeting.chosen.connect(self._meeting_chosen)
        self.owner.chosen.connect(self._owner_chosen)
        self.day = DateEdit(self.workspace.today(), side, name="As on")
        self.day.committed.connect(self._day_chosen)
        self.day.refused.connect(self._show_refusal)
        _field(column, "As on", self.day)
        column.addSpacing(space.s)
        self.posts = QCheckBox("Posts in place of names", side)
        self.posts.toggled.connect(self._posts_chosen)
        column.addWidget(self.posts)
        self.forecast = QCheckBox("When the next inspection may come", side)
        self.forecast.setToolTip("By rule and by how long councils have waited, with the areas that would be open then")
        self.forecast.toggled.connect(self._forecast_chosen)
        column.addWidget(self.forecast)
        column.addSpacing(space.s)
        self.note = label("", "small", wrap=True)
        column.addWidget(self.note)
        self._working = QProgressBar(side)
        self._working.setRange(0, 0)
        self._working.setTextVisible(False)
        self._working.setAccessibleName("Making the paper")
        column.addWidget(self._working)
        column.addStretch(1)
        self.print_button = Button("Print…", side, icon="print", kind="primary", tip="Ctrl+P")
        self.print_button.clicked.connect(self.print_it)
        self.save_buttons = []
        column.addWidget(self.print_button)
        for words, call in (
            ("Save PDF…", self.save_pdf), ("Save Word…", self.save_word), ("Save as web page…", self.save_html),
        ):  # fmt: skip
            button = Button(words, side, tip="Ctrl+S" if call == self.save_pdf else "")
            button.clicked.connect(call)
            column.addWidget(button)
            self.save_buttons.append(button)
        column.addSpacing(space.s)
        close = Button("Close", side)
        close.clicked.connect(self.reject)
        column.addWidget(close)
        return side

    def _preview(self) -> QWidget:
        preview = QWidget(self)
        column = QVBoxLayout(preview)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(space.m, space.s, space.m, space.s)
        bar.setSpacing(space.xs)
        self.pages = PdfPages(self.workspace.tasks, preview)
        self.place, self.percent = label("", "body"), label("", "muted")
        self.percent.setAccessibleName("Size of the pages")
        for drawing, words, call in (
            ("up", "Page before", self._page_before), ("down", "Next page", self._next_page),
        ):  # fmt: skip
            bar.addWidget(_tool(drawing, words, call, preview))
        bar.addSpacing(space.s)
        bar.addWidget(self.place)
        bar.addStretch(1)
        for drawing, words, call in (("minus", "Smaller", self.pages.zoom_out), ("add", "Larger", self.pages.zoom_in)):
            bar.addWidget(_tool(drawing, words, call, preview))
        bar.addWidget(self.percent)
        bar.addSpacing(space.s)
        for words, call in (("Fit width", self.fit_width), ("Whole page", self.fit_page)):
            button = Button(words, preview)
            button.clicked.connect(call)
            bar.addWidget(button)
        column.addLayout(bar)
        self._banner = Banner(preview)
        self._banner.pressed.connect(self._take_offer)
        column.addWidget(self._banner)
        self.pages.moved.connect(self._show_place)
        self.pages.zoomed.connect(self._show_place)
        column.addWidget(self.pages, 1)
        self.said = label("", "small")
        self.said.setContentsMargins(space.m, space.xs, space.m, space.xs)
        column.addWidget(self.said)
        return preview

    def _enable(self, ready: bool) -> None:
        for button in (self.print_button, *self.save_buttons):
            button.setEnabled(ready)

    def _size_up(self) -> None:
        self.setMinimumSize(QSize(820, 520))
        kept = self.workspace.preferences.bytes_layout("print")
        if kept.isEmpty() or not self.restoreGeometry(kept):
            room = self.screen().availableGeometry()
            self.resize(min(1180, room.width() - 60), min(940, room.height() - 80))

    def _show_refusal(self, sentence: str) -> None:
        self._banner.show_sentence(sentence)

    def done(self, result: int) -> None:
        self._leave()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave()
        super().closeEvent(event)

    def _leave(self) -> None:
        """Call off what is under way and give back what is shown."""
        self.workspace.preferences.set_bytes_layout("print", self.saveGeometry())
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.pages.show_pages(None)
        if self.made is not None:
            self._drop(self.made)
            self.made = None


def _field(column: QVBoxLayout, words: str, widget: QWidget) -> QWidget:
    """A field with its name over it, as one widget to show and hide."""
    both = QWidget()
    inside = QVBoxLayout(both)
    inside.setContentsMargins(0, space.xs, 0, 0)
    inside.setSpacing(2)
    name = label(words, "small")
    name.setBuddy(widget)
    widget.setAccessibleName(words)
    inside.addWidget(name)
    inside.addWidget(widget)
    column.addWidget(both)
    return both


def _tool(drawing: str, words: str, call: Any, parent: QWidget) -> IconButton:
    button = IconButton(drawing, words, parent)
    button.clicked.connect(call)
    return button


def _owners(plan: Plan, choice: Choice) -> list[tuple[str, str]]:
    """Those who own an action, by name; the one chosen is always among them."""
    found = people.loads(plan, choice.today)
    return [
        (load.person.id, f"{load.person.name} ({load.open} open)")
        for load in found
        if load.person is not None and (load.owned or load.person.id == choice.owner)
    ]


def _make(plan: Plan, task: Task, choice: Choice, made_at: datetime) -> Made:
    """On a thread with a reader of its own."""
    from model.reports.pdf import write_pdf

    task.report(0.0)
    document = papers.document(plan, choice, made_at)
    task.report(0.2)
    pdf = write_pdf(document)
    task.report(0.9)
    return Made(choice, document, PagePictures(pdf.content))


def _close(task: Task, pages: PagePictures) -> None:
    pages.close()
