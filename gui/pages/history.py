"""Who changed what, and when: every act in a sentence, what it changed field by field, and putting it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from operator import attrgetter
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from gui import messages
from gui.pages.base import Page
from gui.style import space
from gui.tables.block_table import BlockTable
from gui.tables.columns import Column, GroupRow
from gui.tables.table_view import TableView
from gui.widgets.buttons import Button
from gui.widgets.cards import Card
from gui.widgets.chips import FilterBar
from gui.widgets.date_edit import DateEdit
from gui.widgets.search_field import SearchField
from gui.widgets.text import ElidedLabel, label
from gui.workspace import Workspace
from model import history
from model.history import Act, FieldChange, Wanted
from model.record_names import Names
from model.store.plan import Plan
from model.wording import in_words, plural, quoted, sentence_case, short, with_weekday

KINDS = (
    ("action", "Actions", ("action", "milestone", "dependency", "also_answers")),
    ("date", "Agreed dates", ("date_change",)),
    ("update", "Updates", ("action_update",)),
    ("evidence", "Evidence and documents", ("evidence", "document")),
    ("area", "Areas and their sources", ("area", "source")),
    ("inspection", "Inspections and judgements", ("inspection", "judgement")),
    ("commitment", "Commitments", ("commitment", "answer")),
    ("meeting", "Meetings", ("meeting", "body", "resolution", "question")),
    ("person", "Owners", ("person",)),
    ("plan", "The plan itself", ("plan", "saved_view", "framework")),
)
"""Kinds of record to choose from: a key, words, and the tables."""

PERIODS = (("today", "Today"), ("week", "The last 7 days"), ("month", "The last 30 days"), ("year", "The last year"))
_DAYS = {"today": 1, "week": 7, "month": 30, "year": 365}

_OPENS = (
    "action", "area", "inspection", "commitment", "meeting", "person", "body", "milestone", "action_update", "evidence",
    "source", "judgement", "resolution", "question",
)  # fmt: skip
"""Tables whose records a page or panel shows."""

_MANY = 20  # changes from which on putting back is asked about


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One line of what an act changed."""

    id: str
    change: FieldChange

    @property
    def what(self) -> str:
        if self.change.field is None:
            return self.change.sentence.partition(" ")[0].lower()
        return "order" if self.change.field == "position" else self.change.label


class HistoryPage(Page):
    """Above the acts, newest first, by day; below what the chosen one changed."""

    WATCHES = ()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._record: tuple[str, str] | None = None
        self._act: Act | None = None
        self.header.set_title("History")
        self._make_filters()
        self.split = QSplitter(Qt.Orientation.Vertical, self)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.split.addWidget(self._acts_part())
        self.split.addWidget(self._details_part())
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.body.addWidget(self.split, 1)
        self._show_act(None)

    def _make_filters(self) -> None:
        self.search = SearchField("Search acts and what was written", pause=250)
        self.search.setMinimumWidth(260)
        self.search.searched.connect(self._filter_again)
        self.search.down_pressed.connect(self._go_to_table)
        self.header.add_widget(self.search)
        row = QHBoxLayout()
        row.setSpacing(space.s)
        self.filters = FilterBar(self)
        self.filters.add("who", "Person", self._people, many=False)
        self.filters.add("kind", "Kind of record", lambda: [(key, words) for key, words, _ in KINDS])
        self.filters.add("period", "When", lambda: PERIODS, many=False)
        self.filters.changed.connect(self._filter_again)
        self.day = DateEdit(date(2000, 1, 1), self, name="Acts of one day")
        self.day.setPlaceholderText("one day")
        self.day.setFixedWidth(150)
        self.day.committed.connect(self._day_chosen)
        self.day.refused.connect(self.workspace.refuse)
        row.addWidget(self.filters, 1)
        row.addWidget(self.day, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.of_record = QWidget(self)
        line = QHBoxLayout(self.of_record)
        line.setContentsMargins(0, 0, 0, 0)
        self.of_words = ElidedLabel("", "strong")
        self.of_words.setMinimumWidth(120)
        every = Button("Show every act", kind="link")
        every.clicked.connect(self._show_every)
        line.addWidget(self.of_words, 1)
        line.addWidget(every)
        self.of_record.hide()
        self.body.addWidget(self.of_record)

    def _acts_part(self) -> QWidget:
        self.table = BlockTable(
            (
                Column("time", "Time", _clock, value=attrgetter("at"), width=70, hint=_moment),
                Column("what", "What was done", attrgetter("sentence"), width=560),
                Column("who", "Who", attrgetter("who"), width=160),
                Column("state", "", lambda act: "undone since" if act.undone else "", width=100),
                Column("changes", "Changes", lambda act: f"{act.changes:,}", value=attrgetter("changes"), kind="number",
                       width=80, tip="How many fields and records it changed"),
            ),
            self._read_ids,
            self._read_acts,
            self,
            table="batch",
        )  # fmt: skip
        self.table.set_can_drag(False)
        self.table.counted.connect(self._counted)
        self.view = TableView(self.workspace, "history", self)
        self.keys_go_to(self.view)
        self.view.setAccessibleName("Acts, newest first")
        self.view.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.view.follow = False
        self.view.opens_by_itself = False
        self.view.set_table(self.table)
        header = self.view.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(self.table.column_place("what"), QHeaderView.ResizeMode.Stretch)
        self.view.set_empty("No act fits", "Nothing that was done fits these filters. Clear them to see every act.")
        self.view.chosen.connect(self._chosen)
        self.view.opened.connect(self._go_to_details)
        return self.view

    def _details_part(self) -> QWidget:
        card = Card(self)
        head = QHBoxLayout()
        head.setSpacing(space.m)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.act_title = label("", "strong", wrap=True, selectable=True)
        self.act_words = label("", "small", wrap=True)
        words.addWidget(self.act_title)
        words.addWidget(self.act_words)
        head.addLayout(words, 1)
        self.open_button = Button("Open the record", tip="Show the record that the chosen line names (Enter)")
        self.open_button.clicked.connect(self._open_chosen)
        self.back_button = Button("Put back", icon="undo", tip="Take this act back, and nothing that was done since")
        self.back_button.clicked.connect(self.put_back)
        head.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(head)
        self.details = BlockTable(
            (
                Column("name", "Record", lambda row: sentence_case(row.change.name), width=220),
                Column("what", "Field", attrgetter("what"), width=150, hint=attrgetter("change.sentence")),
                Column("old", "Before", attrgetter("change.old"), width=200),
                Column("new", "After", attrgetter("change.new"), width=200),
            ),
            self._read_places,
            self._read_changes,
            self,
            table="change",
        )
        self.details.set_can_drag(False)
        self.details_view = TableView(self.workspace, "history_details", card)
        self.details_view.setAccessibleName("What the act changed, field by field")
        self.details_view.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.details_view.follow = False
        self.details_view.opens_by_itself = False
        self.details_view.set_table(self.details)
        self.details_view.chosen.connect(self._change_chosen)
        self.details_view.opened.connect(self._open_change)
        card.body.addWidget(self.details_view, 1)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(card)
        self.hint = label("Choose an act to see what it changed, field by field, and to put it back.", "muted")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack.addWidget(self.hint)
        return self.stack

    # --- reading

    def refresh(self) -> None:
        self.day.set_today(self._now().date())
        if self.table.count:
            self.table.refresh()
        else:
            self.table.reload()
        chosen = self.view.selected_ids()
        if self._act is not None:
            # Another act may have undone it.
            found = history.these(self.workspace.plan, chosen or [self._act.id])
            self._show_act(found[0] if found else None)

    def wanted(self) -> Wanted:
        """The acts that the filters ask for."""
        values = self.filters.values()
        kinds = values.get("kind", ())
        since, until = self._period(values.get("period", ("",))[0])
        return Wanted(
            who=values.get("who", (None,))[0],
            record=self._record,
            tables=tuple(table for key, _, tables in KINDS if key in kinds for table in tables),
            text=self.search.text(),
            since=since,
            until=until,
        )

    def _period(self, period: str) -> tuple[datetime | None, datetime | None]:
        """Moments at which days begin here, since acts are kept in UTC."""
        day = self.day.day if not self.day.edited else None
        if day is not None:
            return _begins(day), _begins(day + timedelta(days=1))
        if period:
            return _begins(self._now().date() - timedelta(days=_DAYS[period] - 1)), None
        return None, None

    @staticmethod
    def _now() -> datetime:
        # The real clock, not the day that the plan is read on: acts are done when they are done.
        return datetime.now(UTC).astimezone()

    def _read_ids(self, limit: int | None, offset: int) -> Sequence[Any]:
        """Acts with a heading for each day; headings count among the rows."""
        listed: list[Any] = []
        day = None
        for act, at in history.act_ids(self.workspace.plan, self.wanted(), limit):
            here = at.astimezone().date()
            if here != day:
                day = here
                listed.append(GroupRow(day.isoformat(), self._day_words(day)))
            listed.append(act)
        return listed[offset : None if limit is None else offset + limit]

    def _read_acts(self, ids: Sequence[str]) -> Sequence[Act]:
        return history.these(self.workspace.plan, ids)

    def _day_words(self, day: date) -> str:
        days = (self._now().date() - day).days
        return f"{'Today, ' if days == 0 else 'Yesterday, ' if days == 1 else ''}{with_weekday(day)}"

    def _counted(self, _: int) -> None:
        acts = sum(1 for _ in self.table.ids())
        who = len(history.people(self.workspace.plan))
        narrowed = self.wanted() != Wanted()
        self.header.set_summary(
            f"{plural(acts, 'act')} {'fit' if acts != 1 else 'fits'}" if narrowed
            else f"{plural(acts, 'act')} by {plural(who, 'person', 'people')}"
        )  # fmt: skip

    def _people(self) -> list[tuple[str, str]]:
        return [(who, who) for who in history.people(self.workspace.plan)] if self.workspace.has_plan else []

    # --- filters

    def _filter_again(self, *_: object) -> None:
        self.table.reload()

    def _day_chosen(self, day: date | None) -> None:
        self.day.set_day(day)
        self._filter_again()

    def _show_every(self) -> None:
        self._record = None
        self.of_record.hide()
        self._clear_filters()
        self._filter_again()

    def _clear_filters(self) -> None:
        self.filters.set_values({})
        self.search.set_quietly("")
        self.day.set_day(None)

    # --- one act

    def _chosen(self, ids: list[str]) -> None:
        if ids and (self._act is None or self._act.id != ids[0]):
            found = history.these(self.workspace.plan, ids[:1])
            self._show_act(found[0] if found else None)
        elif not ids:
            self._show_act(None)

    def _show_act(self, act: Act | None) -> None:
        before, self._act = self._act, act
        self.stack.setCurrentIndex(0 if act is not None else 1)
        if act is None:
            self.details.clear()
            return
        self.act_title.setText(act.sentence)
        undone = ". It was undone or put back since" if act.undone else ""
        self.act_words.setText(
            f"{_moment(act)}, by {act.who} on {act.computer}: {plural(act.changes, 'change')}{undone}."
        )
        self.back_button.setEnabled(self.workspace.writable and not act.undone)
        if before is not None and before.id == act.id:
            self.details.refresh()
        else:
            self.details.reload()
        self._change_chosen(self.details_view.selected_ids())

    def _read_places(self, limit: int | None, offset: int) -> Sequence[str]:
        if self._act is None:
            return []
        last = self._act.changes if limit is None else min(self._act.changes, offset + limit)
        return [str(place) for place in range(offset, last)]

    def _read_changes(self, places: Sequence[str]) -> list[ShownChange]:
        if self._act is None or not places:
            return []
        first = int(places[0])
        found = history.details(self.workspace.plan, self._act.id, limit=len(places), offset=first)
        return [ShownChange(str(first + at), change) for at, change in enumerate(found)]

    def _change_at(self, place: str | None) -> FieldChange | None:
        row = self.details.row_of(place) if place is not None else -1
        shown = self.details.row_at(row) if row >= 0 else None
        return shown.change if shown is not None else None

    def _change_chosen(self, _: list[str]) -> None:
        self.open_button.setEnabled(self._to_open() is not None)

    def _to_open(self) -> FieldChange | None:
        """The chosen line's record, else the first that can be shown."""
        chosen = self.details_view.selected_ids()
        places = chosen or self._read_places(50, 0)
        for place in places:
            change = self._change_at(place)
            if change is not None and change.exists and change.table in _OPENS:
                return change
        return None

    def _open_chosen(self) -> None:
        change = self._to_open()
        if change is not None:
            self.workspace.open(change.table, change.row)

    def _open_change(self, place: str) -> None:
        change = self._change_at(place)
        if change is None:
            return
        if change.exists and change.table in _OPENS:
            self.workspace.open(change.table, change.row)
        else:
            why = "is not in the plan any more" if not change.exists else "has no page of its own"
            self.workspace.refuse(f"{sentence_case(change.name)} {why}.")

    def _go_to_details(self, _: str) -> None:
        self.details_view.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.details.count and not self.details_view.selected_ids():
            self.details_view.select_ids(["0"])

    def _go_to_table(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- acts

    def put_back(self) -> None:
        """Take the chosen act back; what was done since stays, and where it is in the way, it is refused."""
        act = self._act
        if act is None:
            return
        if act.changes > _MANY and not messages.confirm(
            self.window(), "Put back",
            f"{quoted(act.title, 120)} made {plural(act.changes, 'change')}. Putting it back takes back all of them; "
            "Undo does it again.",
            yes="Put back",
        ):  # fmt: skip
            return
        self.workspace.do(Plan.reverse, act.id)

    def find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def of_selected(self) -> None:
        """The history of the record in hand."""
        chosen = self.workspace.selection
        if chosen.id is None:
            self.workspace.refuse("Select one record to see its history.")
        else:
            self.apply(record=(chosen.table, chosen.id))

    # --- finding the way

    def apply(self, **what: Any) -> None:
        """``act=``: choose this act; ``record=(table, id)``: only what changed this record or stands under it."""
        record = what.get("record")
        if record is not None:
            self._record = record
            names = Names(self.workspace.plan)
            self.of_words.set_words(f"History of {short(names.titled(*record), 120)}")
            self.of_record.show()
            self._clear_filters()
            self._filter_again()
        act = what.get("act")
        if act is not None:
            self.show_record("batch", str(act))

    def show_record(self, table: str, record_id: str) -> bool:
        if table != "batch":
            return False
        self.bring_up_to_date()
        if self.table.row_of(record_id) < 0:
            self._show_every()
        shown = self.view.select_ids([record_id])
        if shown:
            self._chosen([record_id])
        return shown


def _clock(act: Act) -> str:
    return f"{act.at.astimezone():%H:%M}"


def _moment(act: Act) -> str:
    here = act.at.astimezone()
    return f"{in_words(here.date())}, {here:%H:%M}"


def _begins(day: date) -> datetime:
    """The moment at which a day begins on this computer."""
    return datetime.combine(day, time()).astimezone()
