"""Committees and boards, their meetings with the day by which papers are due, and what was promised there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QStackedWidget, QVBoxLayout, QWidget

from gui import messages
from gui.dialogs import meeting as dialogs
from gui.dialogs.paper_for import paper_for
from gui.pages.base import Page
from gui.record_panel.date_requests import DatesToAgree
from gui.style import space
from gui.tables.actions import short_day
from gui.tables.block_table import BlockTable
from gui.tables.columns import Column, Edit, GroupRow
from gui.tables.row_table import RowTable
from gui.tables.table_view import TableView
from gui.widgets.buttons import Button, IconButton
from gui.widgets.cards import Card
from gui.widgets.empty import EmptyState
from gui.widgets.links import LinkList, LinkRow
from gui.widgets.text import label
from gui.workspace import Selection, Workspace
from model import date_requests, meetings
from model.meetings import MeetingRow
from model.records import Body, Question, Resolution
from model.wording import in_words, plural, short, with_weekday

EVERY = ""  # the row of all bodies

MOST_ASKED = 2
"""Requests to move a date that stand under the meetings; the meeting that hears them has all."""


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body in the list at the left."""

    id: str
    name: str
    meetings: int
    following: date | None  # the next meeting


@dataclass(frozen=True, slots=True)
class ListedMeeting:
    """A meeting in the table."""

    id: str
    row: MeetingRow

    @property
    def upcoming(self) -> bool:
        return self.row.days >= 0

    @property
    def when(self) -> str:
        days = self.row.days
        if days in (0, 1):
            return "today" if days == 0 else "tomorrow"
        return f"in {_long(days)}" if days > 0 else f"{_long(-days)} ago"

    def papers_days(self) -> int:
        """From today to the day on which papers are due."""
        return self.row.days - (self.row.meeting.on_day - self.row.papers.day).days

    @property
    def papers_late(self) -> bool:
        """The day has passed, and the meeting has not."""
        return self.upcoming and self.papers_days() < 0


class MeetingsPage(Page):
    """Left the bodies, right their meetings: the next one first, then those after it, then the past."""

    WATCHES = (
        "meeting", "body", "resolution", "question", "calendar_day", "plan",
        "date_request", "action", "commitment", "person",
    )  # fmt: skip

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._rows: dict[str, ListedMeeting] = {}
        self._body = EVERY
        self._asked_at: str | None = None
        self.header.set_title("Meetings")
        self.header.add_action("plan.add_body")
        self.header.add_action("plan.add_meeting", primary=True)
        self.stack = QStackedWidget(self)
        self.empty = EmptyState(
            "No meeting yet",
            "Add the committee, board or panel that your papers go to, and when it meets. Turnaround then works out "
            "by when papers are due, keeps what was resolved and asked, and makes the paper for each meeting.",
            "Add meeting",
            icon="meetings",
        )
        self.empty.pressed.connect(workspace.commander("plan.add_meeting"))
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self._shown_part())
        self.body.addWidget(self.stack)
        workspace.selection_changed.connect(self._selection_changed)

    def _shown_part(self) -> QWidget:
        whole = QWidget(self)
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.m)
        row.addWidget(self._bodies_part())
        row.addWidget(self._meetings_part(), 1)
        return whole

    def _bodies_part(self) -> QWidget:
        part = QWidget(self)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.xs)
        self.body_table = RowTable(
            (
                Column("name", "Committees and boards", attrgetter("name"), width=160),
                Column("meetings", "", lambda row: str(row.meetings or ""), value=attrgetter("meetings"),
                       kind="number", width=44, tip="Meetings"),
            ),
            self,
            table="body",
        )  # fmt: skip
        self.body_view = TableView(self.workspace, "bodies", part)
        self.body_view.setAccessibleName("Committees and boards")
        self.body_view.set_table(self.body_table)
        self.body_view.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.body_view.follow = False
        self.body_view.opens_by_itself = False
        self.body_view.chosen.connect(self._body_chosen)
        self.body_view.opened.connect(self._edit_body)
        header = self.body_view.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        part.setFixedWidth(round(16 * self.fontMetrics().averageCharWidth() + 100))
        column.addWidget(self.body_view, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        self.edit_body_button = IconButton("edit", "Edit", part, beside=True)
        self.edit_body_button.clicked.connect(self._edit_chosen_body)
        self.remove_body_button = IconButton("delete", "Delete", part, beside=True)
        self.remove_body_button.clicked.connect(self.remove_body)
        self.edit_body_button.setAccessibleName("Edit this committee or board")
        self.remove_body_button.setAccessibleName("Delete this committee or board")
        row.addWidget(self.edit_body_button)
        row.addWidget(self.remove_body_button)
        row.addStretch(1)
        column.addLayout(row)
        return part

    def _meetings_part(self) -> QWidget:
        part = QWidget(self)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.s)
        edit = self._edited
        self.table = BlockTable(
            (
                Column("day", "Meets on", lambda one: short_day(one.row.meeting.on_day),
                       value=attrgetter("row.meeting.on_day"), width=96, hint=_weekday,
                       edit=Edit("date", edit("on_day"), read=attrgetter("row.meeting.on_day"))),
                Column("when", "When", attrgetter("when"), width=102),
                Column("body", "Committee or board", attrgetter("row.body.name"), width=172),
                Column("title", "About", lambda one: one.row.meeting.title or "", width=124,
                       edit=Edit("line", edit("title"), read=attrgetter("row.meeting.title"))),
                Column("papers", "Papers due", _papers_words, value=attrgetter("row.papers.day"), width=140,
                       late=attrgetter("papers_late"), hint=attrgetter("row.papers.sentence"),
                       edit=Edit("date", edit("papers_due"), read=attrgetter("row.meeting.papers_due")),
                       tip="Five clear days before, unless a day was entered"),
                Column("resolutions", "Resolved", lambda one: str(one.row.resolutions or ""),
                       value=attrgetter("row.resolutions"), kind="number", width=76, tip="Resolutions"),
                Column("questions", "Questions", _question_words, value=attrgetter("row.questions"), width=88,
                       tip="Members' questions, and how many are without an answer or a promised follow-up"),
            ),
            self._read_ids,
            self._read_rows,
            self,
            table="meeting",
        )  # fmt: skip
        self.view = TableView(self.workspace, "meetings", part)
        self.keys_go_to(self.view)
        self.view.setAccessibleName("Meetings by date")
        self.view.set_table(self.table)
        self.view.commands = ("edit.rename", "plan.add_commitment", "edit.delete")
        self.view.set_empty(
            "No meeting of this body yet",
            "Add when it meets: the day for its papers is worked out.",
            "plan.add_meeting",
        )
        column.addWidget(self.view, 1)
        column.addWidget(self._papers_part(part))
        column.addWidget(self._dates_part(part))
        column.addWidget(self._promises_part(part))
        return part

    def _papers_part(self, parent: QWidget) -> QWidget:
        self.papers_card = Card(parent)
        row = QHBoxLayout()
        row.setSpacing(space.m)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.papers_title = label("", "strong", wrap=True)
        self.papers_words = label("", "small", wrap=True, selectable=True)
        words.addWidget(self.papers_title)
        words.addWidget(self.papers_words)
        row.addLayout(words, 1)
        self.paper_button = Button(
            "Compose the paper…", icon="print", tip="See, print or save the paper for this meeting"
        )
        self.paper_button.clicked.connect(self._compose)
        row.addWidget(self.paper_button, 0, Qt.AlignmentFlag.AlignTop)
        self.papers_card.body.addLayout(row)
        return self.papers_card

    def _dates_part(self, parent: QWidget) -> QWidget:
        self.dates_card = Card(parent, title="Dates to agree")
        self.dates = DatesToAgree(self.workspace, wide=True, most=MOST_ASKED)
        self.dates.more_asked.connect(self._open_asked)
        self.dates_card.body.addWidget(self.dates)
        return self.dates_card

    def _promises_part(self, parent: QWidget) -> QWidget:
        self.promises_card = Card(parent, title="Follow-ups that were promised and are open")
        self.promises = LinkList("Promised follow-ups", most=4)
        self.promises.opened.connect(self._open_promise)
        self.promises_card.body.addWidget(self.promises)
        return self.promises_card

    # --- reading

    def refresh(self) -> None:
        plan, today = self.workspace.plan, self.workspace.today()
        bodies = meetings.bodies(plan)
        found = meetings.meetings(plan, today)
        if self._body not in {body.id for body in bodies}:
            self._body = EVERY
        self.stack.setCurrentIndex(1 if bodies else 0)
        self.header.set_summary(_summary(bodies, found))
        self._rows = {row.meeting.id: ListedMeeting(row.meeting.id, row) for row in found}
        self.body_table.set_rows([_every(found), *(_body_row(body, found) for body in bodies)])
        self.body_view.select_ids([self._body], scroll=False)
        self.table.refresh()
        self._show_promises()
        self._show_papers()
        self._show_dates()
        self._show_body_buttons()

    def _read_ids(self, limit: int | None, offset: int) -> Sequence[Any]:
        """Upcoming ones by date, then past ones the latest first, each under a heading."""
        shown = [one for one in self._rows.values() if self._body in (EVERY, one.row.body.id)]
        upcoming = [one.id for one in shown if one.upcoming]
        past = [one.id for one in reversed(shown) if not one.upcoming]
        listed: list[Any] = []
        if upcoming:
            listed += [GroupRow("upcoming", "Next and to come", len(upcoming)), *upcoming]
        if past:
            listed += [GroupRow("past", "Past, the latest first", len(past)), *past]
        return listed[offset : None if limit is None else offset + limit]

    def _read_rows(self, ids: Sequence[str]) -> list[ListedMeeting]:
        return [self._rows[row] for row in ids if row in self._rows]

    def _show_promises(self) -> None:
        plan, today = self.workspace.plan, self.workspace.today()
        rows = []
        for question in meetings.promises(plan):
            of = self._rows.get(question.meeting)
            if of is None or self._body not in (EVERY, of.row.body.id):
                continue
            by = question.promised_by
            late = by is not None and by < today
            due = "no day was said" if by is None else f"by {in_words(by)}" + (", late" if late else "")
            words = short(question.promised or question.text, 160)
            rows.append(LinkRow("question", question.id, words, f"{of.row.name}; {due}", late=late))
        self.promises.show_rows(rows)
        self.promises_card.setVisible(bool(rows))

    def _next(self) -> ListedMeeting | None:
        """The next meeting of what is shown."""
        return next((self._rows[row] for row in self.table.ids() if self._rows[row].upcoming), None)

    def _show_papers(self) -> None:
        one = self._next()
        # Of a meeting that is selected the panel says the same.
        self.papers_card.setVisible(one is not None and not self.workspace.selection.of("meeting"))
        if one is None:
            return
        days, on = one.papers_days(), with_weekday(one.row.papers.day)
        soon = "today" if days == 0 else "tomorrow" if days == 1 else f"in {plural(days, 'day')}"
        due = f"are due {soon}, on {on}" if days >= 0 else f"were due {plural(-days, 'day')} ago, on {on}"
        self.papers_title.setText(f"Papers for {one.row.name} {due}")
        self.papers_words.setText(one.row.papers.sentence)

    def _show_dates(self) -> None:
        """The requests to move a date that the next board hears; of a meeting in hand the panel says the same."""
        plan, today = self.workspace.plan, self.workspace.today()
        board = date_requests.next_board(plan, today)
        rows = date_requests.waiting(plan)
        at = self._rows.get(board.id) if board is not None else None
        if self._body != EVERY:
            one = self._next()
            at, rows = one, date_requests.for_meeting(plan, one.id, today) if one is not None else ()
        self.dates_card.setVisible(bool(rows) and not self.workspace.selection.of("meeting"))
        self.dates_card.heading.setText(f"Dates to agree: {plural(len(rows), 'request')}")
        self.dates.show_rows(rows, at.id if at is not None and at.row.meeting.on_day <= today else None)
        self._asked_at = at.id if at is not None else None

    def _show_body_buttons(self) -> None:
        is_one = self._body != EVERY and self.workspace.writable
        self.edit_body_button.setEnabled(is_one)
        self.remove_body_button.setEnabled(is_one)

    # --- choosing

    def _body_chosen(self, ids: list[str]) -> None:
        body = ids[0] if ids else EVERY
        if body == self._body:
            return
        self._body = body
        self.view.set_column_shown("body", body == EVERY)
        self.table.refresh()
        self._show_promises()
        self._show_papers()
        self._show_dates()
        self._show_body_buttons()

    def _selection_changed(self, _: Selection) -> None:
        if self.isVisible() and self.workspace.has_plan:
            self._show_papers()
            self._show_dates()

    def _open_asked(self) -> None:
        """The meeting that hears all of them; where there is none, the actions that wait."""
        if self._asked_at is not None:
            self.workspace.open("meeting", self._asked_at)
        else:
            self.workspace.go("actions", date_asked=True)

    def _open_promise(self, table: str, question_id: str) -> None:
        self.workspace.open(table, question_id)

    # --- acts

    def add_meeting(self) -> None:
        chosen = self.workspace.selection.of("meeting")
        body = self._body or (self._rows[chosen[0]].row.body.id if chosen and chosen[0] in self._rows else None)
        made = dialogs.add_meeting(self.workspace, self.window(), body=body)
        if made is not None:
            self.show_record("meeting", made)

    def add_body(self) -> None:
        made = dialogs.add_body(self.workspace, self.window())
        if made is not None:
            self.show_record("body", made)

    def _edit_body(self, body_id: str) -> None:
        if body_id != EVERY and self.workspace.writable:
            dialogs.edit_body(self.workspace, self.window(), body_id)

    def _edit_chosen_body(self) -> None:
        self._edit_body(self._body)

    def remove_body(self) -> None:
        """Delete the chosen body; where it has met, after asking, since its meetings go along."""
        if self._body == EVERY:
            return
        body = self.workspace.plan.get(Body, self._body)
        held = sum(one.row.body.id == body.id for one in self._rows.values())
        if held and not messages.confirm(
            self.window(), "Delete committee or board",
            f"{body.name} goes with its {plural(held, 'meeting')} and all that stands under them. Undo brings it back.",
            yes="Delete", danger=True,
        ):  # fmt: skip
            return
        self.workspace.do(meetings.remove_body, body.id)

    def delete_selected(self) -> None:
        if self.workspace.selection.of("body"):
            self.workspace.select("", ())
            self.remove_body()
            return
        ids = self.workspace.selection.of("meeting")
        if ids:
            self.workspace.do(meetings.remove, ids)

    def edit_selected(self) -> None:
        """F2: the cell that is current; where it cannot be edited, the day."""
        index = self.view.currentIndex()
        if not index.isValid():
            return
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            index = index.siblingAtColumn(self.table.column_place("day"))
        self.view.edit(index)

    def find(self) -> None:
        """Typing finds a meeting by its day; there is no search field here."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _compose(self) -> None:
        one = self._next()
        if one is not None:
            paper_for(self.workspace, self.window(), one.id)

    def _edited(self, name: str) -> Any:
        def write(one: ListedMeeting, value: Any) -> Any:
            return self.workspace.do(meetings.edit, one.id, **{name: value})

        return write

    # --- finding the way

    def show_record(self, table: str, record_id: str) -> bool:
        kinds: dict[str, type[Question] | type[Resolution]] = {"question": Question, "resolution": Resolution}
        plan = self.workspace.plan
        if table in kinds:
            found = plan.find(kinds[table], record_id)
            record_id = found.meeting if found is not None else ""
        elif table == "body":
            self.bring_up_to_date()
            self._body_chosen([record_id])
            return self.body_view.select_ids([record_id])
        elif table != "meeting":
            return False
        self.bring_up_to_date()
        if record_id not in self._rows:
            return False
        if self.table.row_of(record_id) < 0:
            self._body_chosen([EVERY])
            self.body_view.select_ids([EVERY])
        shown = self.view.select_ids([record_id])
        self.workspace.select("meeting", (record_id,))
        return shown


def _long(days: int) -> str:
    """Days up to two months, months up to two years, then years, as people say it."""
    if days < 61:
        return plural(days, "day")
    return plural(int(days / 30.44), "month") if days < 731 else plural(int(days / 365.25), "year")


def _papers_words(one: ListedMeeting) -> str:
    day, days = short_day(one.row.papers.day), one.papers_days()
    if not one.upcoming:
        return day
    if days < 0:
        return f"{day} · passed"
    return f"{day} · today" if days == 0 else day


def _question_words(one: ListedMeeting) -> str:
    if not one.row.questions:
        return ""
    return f"{one.row.questions}, {one.row.unanswered} open" if one.row.unanswered else str(one.row.questions)


def _summary(bodies: Sequence[Body], found: Sequence[MeetingRow]) -> str:
    if not bodies:
        return ""
    upcoming = sum(row.days >= 0 for row in found)
    words = f"{plural(len(found), 'meeting')} of {plural(len(bodies), 'body')}"
    return f"{words}, {upcoming} to come" if upcoming else words


def _every(found: Sequence[MeetingRow]) -> BodyRow:
    return BodyRow(EVERY, "All", len(found), None)


def _body_row(body: Body, found: Sequence[MeetingRow]) -> BodyRow:
    its = [row for row in found if row.body.id == body.id]
    following = next((row.meeting.on_day for row in its if row.days >= 0), None)
    return BodyRow(body.id, body.name, len(its), following)


def _weekday(one: ListedMeeting) -> str:
    return with_weekday(one.row.meeting.on_day)
