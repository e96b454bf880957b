"""Agree a date, move one, or ask for one: the old date, the reason and who agreed stay in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QHeaderView, QWidget

from gui.tables.columns import Column, shown_value
from gui.tables.row_table import RowTable
from gui.tables.table_view import TableView
from gui.widgets.buttons import Button
from gui.widgets.fields import Field
from gui.widgets.form import DialogForm
from gui.widgets.segmented import SegmentedControl
from gui.workspace import Workspace
from model import agreed_dates, date_requests, finding, meetings
from model.agreed_dates import Proposed
from model.errors import Refused
from model.finding import ActionRow
from model.records import Body, Meeting
from model.wording import in_words, listed, listed_shortly, plural, quoted, sentence_case

MOST_SHOWN = 500
"""Actions whose old and new date are listed; of more, the first."""

AGREED, ASKED = "agreed", "asked"
_WAYS = (
    ("days", 1, "days later"), ("weeks", 1, "weeks later"), ("months", 1, "months later"),
    ("days", -1, "days earlier"), ("weeks", -1, "weeks earlier"), ("months", -1, "months earlier"),
)  # fmt: skip


def agree_date(
    workspace: Workspace,
    parent: QWidget | None,
    ids: Iterable[str] | None = None,
    day: date | None = None,
    *,
    new: date | None = None,
    ask: bool = False,
) -> bool:
    """Ask for the date and why, for the actions given or selected.

    ``day`` (or ``new``) is what was typed or dragged to already; ``ask`` begins with a request, which waits
    for those who may agree. Whether anything was agreed or asked.
    """
    wanted = tuple(workspace.selection.of("action") if ids is None else ids)
    if not wanted:
        workspace.refuse("Select the actions whose date is agreed first.")
        return False
    dialog = AgreeDateDialog(workspace, wanted, parent, day=day or new, ask=ask)
    try:
        return dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()


def ask_for_date(workspace: Workspace, parent: QWidget | None, ids: Iterable[str], day: date | None = None) -> bool:
    """Ask that the dates of these actions be moved; nothing moves before it is agreed."""
    return agree_date(workspace, parent, ids, day, ask=True)


class AgreeDateDialog(DialogForm):
    """The new date; where one is moved also the reason, who agreed it, where and when.

    Of several actions each old and new date is listed before OK. Where a date moves, it can be asked for
    in place of having been agreed: then it waits for a meeting.
    """

    def __init__(
        self,
        workspace: Workspace,
        ids: Sequence[str],
        parent: QWidget | None = None,
        *,
        day: date | None = None,
        ask: bool = False,
    ) -> None:
        self._ids = tuple(ids)
        self._rows = _looked_at(workspace, self._ids)
        self._first = agreed_dates.proposed(workspace.plan, self._ids)
        self._moving = any(one.now is not None for one in self._first)
        self._board = date_requests.next_board(workspace.plan, workspace.today())
        self._agreed_by_meeting: str | None = None
        title = "Move the agreed date" if self._moving else "Agree a date"
        super().__init__(workspace, title, parent, words=self._standing(), ok="Agree")
        self.setMinimumWidth(540)
        self.way = SegmentedControl(
            ((AGREED, "It was agreed"), (ASKED, "Ask for this date")), self, name="Agreed or asked for"
        )
        self.way.chosen.connect(self._way_chosen)
        self.by = SegmentedControl(
            (("one", "One date for all"), ("each", "Move each by as much")), self, name="One date or as much for each"
        )
        self.by.chosen.connect(self._by_chosen)
        self.body.addWidget(self.way, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.by, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_fields(
            Field("agreed", "New date", "date", required=True, tip="The day by which it is to be done.",
                  hint="31 March 2027, or “end of June 2027”"),
            Field("amount", "Move each by", "number", required=True, minimum=1, maximum=999),
            Field("unit", "Counted in", "choice", choices=_units),
            Field("reason", "Reason", "text", hint="Kept with the old date" if self._moving else "Not needed yet",
                  required=self._moving, tip="Why the date moves. It stands in the ledger for good."),
            Field("meeting", "At meeting", "choice", choices=self._meetings),
            Field("agreed_by", "Agreed by", "line", hint="the Board, the Director"),
            Field("on_day", "Agreed on", "date", required=True),
        )  # fmt: skip
        self._list = self._preview_list() if len(self._ids) > 1 else None
        only = self._rows[0] if len(self._rows) == 1 else None
        self.set_values(
            agreed=day or (only.agreed if only is not None else None), amount=None, unit=_WAYS[2][2],
            reason=None, meeting=None, agreed_by=None, on_day=workspace.today(),
        )  # fmt: skip
        self.way.setVisible(self._moving)
        self.by.setVisible(self._moving and len(self._ids) > 1)
        # Of thousands, what is typed comes to something once the keys rest.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(200)
        self._soon.timeout.connect(self._say_effect)
        for name in ("agreed", "amount"):
            self.editors[name].input.textChanged.connect(self._typed)
        self.editors["unit"].committed.connect(self._say_effect)
        self.editors["meeting"].committed.connect(self._meeting_chosen)
        self.accept_with(self._done)
        self._away = Button("Take the date away", kind="link", tip="It then has no agreed date; the reason is kept.")
        self._away.clicked.connect(self._take_away)
        self.foot.insertWidget(0, self._away)
        self._by_chosen("one")
        self._way_chosen(AGREED)
        if ask and self._moving:
            self.way.set_key(ASKED)
            self._way_chosen(ASKED)

    @property
    def asking(self) -> bool:
        return self._moving and self.way.key == ASKED

    # --- what it comes to

    def _standing(self) -> str:
        rows = self._rows
        if not rows:
            return f"{plural(len(self._ids), 'action')}."
        if len(rows) > 1:
            dates = sorted({row.agreed for row in rows if row.agreed is not None})
            now = f", now agreed for {listed_shortly([in_words(day) for day in dates], 2)}" if dates else ""
            return f"{plural(len(rows), 'action')}{now}."
        (row,) = rows
        name = f"Action {row.number} {quoted(row.title)}"
        if row.agreed is None:
            return f"{name} has no agreed date. The first one is kept for good."
        late = f", {plural(row.days_late, 'day')} ago" if row.late else ""
        moved = f" {row.moves.sentence}." if row.moved else ""
        return f"{name} is agreed for {in_words(row.agreed)}{late}.{moved}"

    def proposed(self) -> list[Proposed]:
        """Every action with the date it has and the one it would get by what stands in the fields now."""
        plan = self.workspace.plan
        if self.by.key == "each":
            try:
                amount = self.editors["amount"].value()
                if amount is None:
                    return self._first
                unit, sign = _way(self.editors["unit"].input.value)
                return agreed_dates.proposed(plan, self._ids, by=(amount * sign, unit))
            except Refused:
                return self._first
        return agreed_dates.proposed(plan, self._ids, _day_of(self.editors["agreed"].input))

    def _typed(self, *_: object) -> None:
        if len(self._ids) > MOST_SHOWN:
            self._soon.start()
        else:
            self._say_effect()

    def _say_effect(self, *_: object) -> None:
        """Under the heading, and in the list: how far the dates move."""
        rows = self.proposed()
        said = [self._standing()]
        if len(rows) == 1 and rows[0].moves:
            said.append(f"The new date is {rows[0].words}.")
        elif len(rows) > 1:
            said.append(_summary(rows))
        late = self._late(rows)
        if late and not self.asking:
            said.append(late)
        self.words.setText(" ".join(filter(None, said)))
        if self._list is not None:
            self._list.set_rows(rows[:MOST_SHOWN])

    def _late(self, rows: Sequence[Proposed]) -> str:
        """A date that is moved when it has passed says so until the action is delivered."""
        today = self.workspace.today()
        late = [one for one in rows if one.moves and one.open and one.now is not None and one.now < today]
        if not late:
            return ""
        if len(rows) == 1:
            return "It keeps a mark that it was late when its date was moved, until it is delivered."
        keep = "keeps" if len(late) == 1 else "keep"
        are = "is" if len(late) == 1 else "are"
        return f"{len(late):,} {are} late today, and {keep} a mark that says so until delivered."

    def _moves_in_words(self, one: Proposed) -> str:
        """Nothing while no new date stands in the field: only moving by as much needs a date that is there."""
        return one.words if one.new is not None or (one.now is None and self.by.key == "each") else ""

    def _preview_list(self) -> RowTable:
        table = RowTable(
            (
                Column("number", "No.", attrgetter("number"), width=48),
                Column("title", "Action", attrgetter("title"), width=190),
                Column("now", "Now", _now, width=92),
                Column("new", "New", _new, width=92),
                Column("words", "", self._moves_in_words, width=120),
            ),
            self,
            table="action",
        )
        view = TableView(self.workspace, "agree_date", self)
        view.setAccessibleName("Each action with its date now and then")
        view.set_table(table)
        view.follow = False
        view.opens_by_itself = False
        header = view.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        view.setMinimumHeight(view.fontMetrics().lineSpacing() * 9)
        self.body.insertWidget(self.body.indexOf(self.editors["reason"]), view)
        self.setMinimumWidth(640)
        self.preview = view
        return table

    # --- choosing

    def _by_chosen(self, key: str) -> None:
        self.editors["agreed"].setVisible(key == "one")
        for name in ("amount", "unit"):
            self.editors[name].setVisible(key == "each")
        self._say_effect()
        QTimer.singleShot(0, self, self._grow)

    def _grow(self) -> None:
        """One more field asks for one more line; what has room on the screen is not scrolled."""
        hidden = self._scroll.verticalScrollBar().maximum()
        room = self.screen().availableGeometry().height() - 80
        if self.isVisible() and hidden and self.height() < room:
            self.resize(self.width(), min(room, self.height() + hidden))

    def _way_chosen(self, key: str) -> None:
        """What is asked for has no agreement yet: who asks, when, and where it is to be agreed."""
        asking = key == ASKED
        for name, agreed, asked in (
            ("meeting", "At meeting", "To be agreed at"),
            ("agreed_by", "Agreed by", "Asked by"),
            ("on_day", "Agreed on", "Asked on"),
        ):
            self.editors[name].rename(asked if asking else agreed)
        self.editors["agreed_by"].input.setPlaceholderText("who asks" if asking else "the Board, the Director")
        self.editors["reason"].input.setPlaceholderText(
            "Read by those who agree" if asking else "Kept with the old date" if self._moving else "Not needed yet"
        )
        chosen = self.editors["meeting"].input.value
        self.editors["meeting"].put(self._board.id if asking and self._board is not None and chosen is None else chosen)
        if not asking and self._board is not None and chosen == self._board.id and not self._agreed_by_meeting:
            self.editors["meeting"].put(None)
        if asking:
            self.editors["on_day"].put(self.workspace.today())
        self.ok_button.setText("Ask" if asking else "Agree")
        self._away.setVisible(self._moving and not asking)
        self._say_effect()

    def _meetings(self) -> list[tuple[str | None, str]]:
        names = meetings.names(self.workspace.plan)
        rest = [(row, name) for row, name in names.items() if self._board is None or row != self._board.id]
        nothing = "The next board, whichever it is" if self._moving and self._asks_now() else "No meeting"
        pairs: list[tuple[str | None, str]] = [(None, nothing)]
        if self._board is not None:
            pairs.append((self._board.id, f"Next board: {names[self._board.id]}"))
        return [*pairs, *reversed(rest)]

    def _asks_now(self) -> bool:
        return self.way.key == ASKED

    def _meeting_chosen(self, _: str, chosen: object) -> None:
        """What a meeting agreed was agreed by its body, on its day; what was typed stays."""
        if self.asking or not isinstance(chosen, str):
            return
        meeting = self.workspace.plan.find(Meeting, chosen)
        if meeting is None:
            return
        self.editors["on_day"].put(min(meeting.on_day, self.workspace.today()))
        body = self.workspace.plan.find(Body, meeting.body)
        typed = self.editors["agreed_by"].input.text().strip()
        if body is not None and typed in ("", self._agreed_by_meeting or ""):
            self._agreed_by_meeting = body.name
            self.editors["agreed_by"].put(body.name)

    # --- doing it

    def _done(self, values: dict[str, Any]) -> Any:
        if self.asking:
            return self._ask(values)
        said = values["on_day"], values["reason"], values["agreed_by"], values["meeting"]
        if self.by.key == "one":
            return self.workspace.run(agreed_dates.agree_date, self._ids, values["agreed"], *said)
        dates = {one.id: one.new for one in self._moved()}
        return self.workspace.run(agreed_dates.agree_dates, dates, *said)

    def _ask(self, values: dict[str, Any]) -> Any:
        dates = {one.id: one.new for one in self._moved() if one.open}
        if not dates:
            raise Refused(
                "No date is left to ask for: these actions have that date, none, or are done.", field="agreed"
            )
        wanted: Any = dates if len(set(dates.values())) > 1 else next(iter(dates.values()))
        return self.workspace.run(
            date_requests.ask, list(dates), wanted, values["reason"], values["on_day"], values["agreed_by"],
            values["meeting"],
        )  # fmt: skip

    def _moved(self) -> list[Proposed]:
        moved = [one for one in self.proposed() if one.moves]
        if not moved:
            field = "amount" if self.by.key == "each" else "agreed"
            raise Refused("No date would move: choose another day.", field=field)
        return moved

    def _take_away(self) -> None:
        self.clear_refusals()
        try:
            reason = self.editors["reason"].value()
            if not reason:
                raise Refused("Say why the date is taken away.", field="reason")
            values = {name: self.editors[name].value() for name in ("on_day", "reason", "agreed_by", "meeting")}
            if values["on_day"] is None:
                raise Refused("Agreed on cannot be empty.", field="on_day")
            self.workspace.run(
                agreed_dates.agree_date, self._ids, None, values["on_day"], values["reason"], values["agreed_by"],
                values["meeting"],
            )  # fmt: skip
        except Refused as refused:
            self.show_refusal(refused)
            return
        QDialog.accept(self)


def _looked_at(workspace: Workspace, ids: Sequence[str]) -> list[ActionRow]:
    """The actions, or none where they are too many to look at one by one."""
    if len(ids) > MOST_SHOWN:
        return []
    return finding.action_rows(workspace.plan, ids, workspace.today())


def _summary(rows: Sequence[Proposed]) -> str:
    """ "12 move, 2 keep their date, 1 gets its first." """
    moved, first = sum(one.moves for one in rows), sum(one.is_first for one in rows)
    kept = sum(one.now is not None and one.new == one.now for one in rows)
    if not (moved or first or kept):
        return ""
    parts = [
        (moved, "move", "moves"),
        (kept, "keep their date", "keeps its date"),
        (first, "get their first", "gets its first"),
        (len(rows) - moved - kept - first, "have no date to move", "has no date to move"),
    ]
    said = listed([f"{count:,} {one if count == 1 else many}" for count, many, one in parts if count])
    more = f" The first {MOST_SHOWN} are listed." if len(rows) > MOST_SHOWN else ""
    return f"{sentence_case(said)}.{more}"


def _units() -> list[tuple[str, str]]:
    return [(words, words) for _, _, words in _WAYS]


def _way(words: object) -> tuple[str, int]:
    return next((unit, sign) for unit, sign, said in _WAYS if said == words)


def _now(one: Proposed) -> str:
    return shown_value("date", one.now) or "no date"


def _new(one: Proposed) -> str:
    return shown_value("date", one.new) if one.moves or one.is_first else ""


def _day_of(field: Any) -> date | None:
    try:
        day = field.day
    except Refused:
        return None
    return day if isinstance(day, date) else None
