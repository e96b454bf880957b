"""Requests to move an agreed date: they wait for those who may agree, and change no date themselves.

Agreeing one writes the ledger line and keeps which line it was; what was asked stays as it was asked, also
where another date was agreed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from model import agreed_dates, commitments, meetings
from model.calendar_days import calendar_of
from model.chosen import as_ids, named, present
from model.errors import Refused
from model.records import OPEN_STATUSES, Action, Body, Commitment, DateRequest, Meeting, Person
from model.store.plan import Plan
from model.wording import in_words, plural, quoted, sentence_case

TABLES = ("action", "commitment")


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request as a list shows it."""

    request: DateRequest
    table: str  # "action" or "commitment"
    row: str  # the id of what it asks for
    number: str  # "3.2"; of a commitment its number
    title: str  # of the action; a commitment's sentence
    owner: str | None  # a person's id
    owner_name: str | None
    first: date | None  # agreed first
    now: date | None  # agreed now; of a commitment when it is due
    moved: int  # how often it was moved before
    meeting_name: str | None  # where it is to be agreed; None: the next board
    closed: bool  # the action is done or superseded, or the commitment met: there is nothing left to move

    @property
    def called(self) -> str:
        """ "Action 3.2", "Commitment 1"."""
        return f"{sentence_case(self.table)} {self.number}"

    @property
    def days(self) -> int | None:
        """How much later it would be; below 0 for earlier; None where one of the two is no date."""
        if self.now is None or self.request.wanted is None:
            return None
        return (self.request.wanted - self.now).days

    @property
    def sentence(self) -> str:
        """ "Asks for 30 June 2027 instead of 31 March 2027, 91 days later: the tender failed"."""
        wanted = self.request.wanted
        if wanted is None:
            words = f"Asks that the date of {in_words(self.now)} be taken away" if self.now else "Asks for no date"
        elif self.now is None:
            words = f"Asks for {in_words(wanted)}"
        else:
            words = f"Asks for {in_words(wanted)} instead of {in_words(self.now)}"
            if self.days:
                words += f", {plural(abs(self.days), 'day')} {'later' if self.days > 0 else 'earlier'}"
        return f"{words}: {self.request.reason}"

    @property
    def outcome(self) -> str:
        """What became of it: "agreed by the Board on 4 May 2027"; "waiting" while it does."""
        one = self.request
        if one.state == "waiting" or one.decided_on is None:
            return "waiting"
        by = f" by {one.decided_by}" if one.decided_by else ""
        note = f": {one.note}" if one.note else ""
        return f"{one.state}{by} on {in_words(one.decided_on)}{note}"


# --- verbs


def ask(
    plan: Plan,
    ids: str | Iterable[str],
    wanted: date | Mapping[str, date] | None,
    reason: str,
    asked_on: date,
    asked_by: str | None = None,
    meeting: str | None = None,
    *,
    table: str = "action",
) -> list[str]:
    """Ask that the dates of actions (or commitments) be moved to ``wanted``, and return the requests' ids.

    ``wanted`` is one day for all, a day for each by its id, or None to have the date taken away. ``meeting``
    is where it is to be agreed; None is the next board. A request for the same record that still waits is
    replaced: it is withdrawn on that day. Refused: no reason, a record without a date to move, one that has
    the date already, an action that is done, a date before its start.
    """
    ids = present(plan, table, ids)
    if not reason.strip():
        raise Refused("Say why the date should move: those who agree will ask.", field="reason")
    if meeting is not None:
        plan.get(Meeting, meeting)
    days: dict[str, date | None] = {row: wanted[row] if isinstance(wanted, Mapping) else wanted for row in ids}
    standing = _standing(plan, table, ids)
    for row in ids:
        _refuse_pointless(standing[row], days[row])
    if table == "action":
        for day in sorted({day for day in days.values() if day is not None}):
            agreed_dates.refuse_before_start(plan, [row for row in ids if days[row] == day], day)
    with plan.batch(f"Ask for {_day_asked(days)} for {_named(plan, table, ids)}"):
        _withdraw_waiting(plan, table, ids, asked_on, asked_by)
        place = plan.last_position("date_request")
        return plan.add_all(
            "date_request",
            (
                {
                    table: row, "wanted": days[row], "reason": reason.strip(), "asked_by": asked_by,
                    "asked_on": asked_on, "meeting": meeting, "position": place + n,
                }
                for n, row in enumerate(ids)
            ),
        )  # fmt: skip


def agree(
    plan: Plan,
    ids: str | Iterable[str],
    on_day: date,
    agreed_by: str | None = None,
    meeting: str | None = None,
    *,
    other: date | None = None,
    note: str | None = None,
) -> None:
    """Agree requests: the dates move, with the reason that was asked with, and the ledger says who agreed.

    ``other`` is a date that was agreed instead of the one asked for. Refused: a request that is decided, one
    whose record is done since.
    """
    rows = _undecided(plan, ids)
    for one in rows:
        if one.closed:
            what = "met" if one.table == "commitment" else "done or superseded"
            raise Refused(f"{one.called} is {what} since; refuse or withdraw the request instead.")
    if meeting is not None:
        plan.get(Meeting, meeting)
    by = agreed_by or _body_of(plan, meeting)
    with plan.batch(f"Agree {_requests(rows)}"):
        for one in rows:
            new = other or one.request.wanted
            if one.table == "action":
                lines = agreed_dates.write(plan, [one.row], new, on_day, one.request.reason, agreed_by, meeting)
                line = lines[0] if lines else None
            else:
                line = commitments.write_date(plan, one.row, new, on_day, one.request.reason, agreed_by, meeting)
            plan.change(
                "date_request", one.request.id, state="agreed", decided_on=on_day, decided_by=by,
                note=note or _agreed_otherwise(one, new), date_change=line,
            )  # fmt: skip


def refuse(
    plan: Plan,
    ids: str | Iterable[str],
    on_day: date,
    decided_by: str | None = None,
    note: str | None = None,
) -> None:
    """Refuse requests: the dates stay. ``note`` says why, where that was said."""
    _decide(plan, ids, "refused", "Refuse", on_day, decided_by, note)


def withdraw(
    plan: Plan, ids: str | Iterable[str], on_day: date, by: str | None = None, note: str | None = None
) -> None:
    """Take requests back before they are decided."""
    _decide(plan, ids, "withdrawn", "Withdraw", on_day, by, note)


def bring_to(plan: Plan, ids: str | Iterable[str], meeting: str | None) -> None:
    """Say at which meeting waiting requests are to be agreed; None is the next board."""
    rows = _undecided(plan, ids)
    name = meetings.name_of(plan, plan.get(Meeting, meeting)) if meeting is not None else "the next board"
    with plan.batch(f"Bring {_requests(rows)} to {name}"):
        plan.change("date_request", [one.request.id for one in rows], meeting=meeting)


# --- questions


def waiting(plan: Plan) -> tuple[RequestRow, ...]:
    """Every request that waits, in the order in which they were asked."""
    return _rows(plan, "t.state = 'waiting'")


def of_action(plan: Plan, action_id: str) -> tuple[RequestRow, ...]:
    """Every request for an action, the newest first."""
    return _rows(plan, "t.action = ?", [action_id])[::-1]


def of_commitment(plan: Plan, commitment_id: str) -> tuple[RequestRow, ...]:
    """Every request for a commitment, the newest first."""
    return _rows(plan, "t.commitment = ?", [commitment_id])[::-1]


def row_of(plan: Plan, request_id: str) -> RequestRow:
    """One request. Refused where it is no longer in the plan."""
    plan.get(DateRequest, request_id)
    return _rows(plan, "t.id = ?", [request_id])[0]


def next_board(plan: Plan, today: date) -> Meeting | None:
    """Where requests without a meeting are agreed: the next meeting of a body that may approve the plan.

    Where no body is marked so, the next meeting of a board; else the next one of any.
    """
    found = plan.all(Meeting, "t.on_day >= ?", [today.isoformat()], "t.on_day, t.title, t.id")
    bodies = {one.id: one for one in plan.all(Body)}
    for wanted in (lambda body: body.approves, lambda body: body.kind == "board", lambda body: True):
        for meeting in found:
            if wanted(bodies[meeting.body]):
                return meeting
    return None


def for_meeting(plan: Plan, meeting_id: str, today: date) -> tuple[RequestRow, ...]:
    """The requests that wait for a meeting: those brought to it, and where it is the next board those for that.

    What was brought to a meeting that has passed without a decision goes on to the next board.
    """
    board = next_board(plan, today)
    past = {str(row) for (row,) in plan.rows("SELECT id FROM meeting WHERE on_day < ?", [today.isoformat()])}
    is_board = board is not None and board.id == meeting_id
    return tuple(
        one
        for one in waiting(plan)
        if one.request.meeting == meeting_id
        or (is_board and (one.request.meeting is None or one.request.meeting in past))
    )


def decided_at(plan: Plan, meeting_id: str) -> tuple[RequestRow, ...]:
    """The requests that were agreed at a meeting, by the ledger, or refused when they were brought to it."""
    return _rows(
        plan,
        """(t.date_change IN (SELECT id FROM date_change WHERE meeting = ?))
        OR (t.state = 'refused' AND t.meeting = ?)""",
        [meeting_id, meeting_id],
    )


def wanted_days(plan: Plan) -> dict[str, date]:
    """The day that each action is asked to be moved to, by its id, of the requests that wait; the last one asked."""
    found = plan.rows(
        """SELECT action, wanted FROM date_request
        WHERE state = 'waiting' AND action IS NOT NULL AND wanted IS NOT NULL ORDER BY asked_on, id"""
    )
    return {str(action): date.fromisoformat(wanted) for action, wanted in found}


def count_waiting(plan: Plan) -> int:
    ((count,),) = plan.rows("SELECT count(*) FROM date_request WHERE state = 'waiting'")
    return int(count)


# --- within


def _rows(plan: Plan, where: str, params: Sequence[str] = ()) -> tuple[RequestRow, ...]:
    found = plan.all(DateRequest, where, params, "t.asked_on, t.position, t.id")
    if not found:
        return ()
    names = meetings.names(plan) if any(one.meeting for one in found) else {}
    standing = _standing(plan, "action", [one.action for one in found if one.action])
    standing |= _standing(plan, "commitment", [one.commitment for one in found if one.commitment])
    rows = []
    for one in found:
        table = "action" if one.action else "commitment"
        its = standing[str(one.action or one.commitment)]
        rows.append(
            RequestRow(
                one, table, its.row, its.number, its.title, its.owner, its.owner_name, its.first, its.now, its.moved,
                names.get(one.meeting or ""), its.closed,
            )
        )  # fmt: skip
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class _Standing:
    """The record that a request is about, as it stands."""

    row: str
    table: str
    number: str
    title: str
    owner: str | None
    owner_name: str | None
    first: date | None
    now: date | None
    moved: int
    closed: bool


def _standing(plan: Plan, table: str, ids: Sequence[str]) -> dict[str, _Standing]:
    wanted = list(dict.fromkeys(ids))
    where, params = "t.id IN (SELECT value FROM json_each(?))", [json.dumps(wanted)]
    if not wanted:
        return {}
    if table == "action":
        moves = agreed_dates.moves(plan, wanted)
        people = {one.id: one.name for one in plan.all(Person)}
        return {
            one.id: _Standing(
                one.id, table, one.number, one.title, one.owner, people.get(one.owner or ""), one.first_agreed,
                one.agreed, moves[one.id].times, one.status not in OPEN_STATUSES,
            )
            for one in plan.all(Action, where, params)
        }  # fmt: skip
    found = plan.all(Commitment, where, params)
    calendar = calendar_of(plan)
    due = {one.id: commitments.due_of(one, calendar) for one in found}
    days = {row: its.day if its else None for row, its in due.items()}
    moves = agreed_dates.moves_of_commitments(plan, days)
    return {
        one.id: _Standing(
            one.id, table, str(one.number), one.sentence, None, one.speaker, moves[one.id].first, days[one.id],
            moves[one.id].times, one.met_on is not None,
        )
        for one in found
    }  # fmt: skip


def _refuse_pointless(one: _Standing, wanted: date | None) -> None:
    called = f"{sentence_case(one.table)} {one.number}"
    if one.closed:
        what = "met" if one.table == "commitment" else "done or superseded"
        raise Refused(f"{called} is {what}, so there is no date left to move.")
    if one.now is None:
        raise Refused(f"{called} has no agreed date yet; agree its first date instead.", field="wanted")
    if one.now == wanted:
        raise Refused(f"{called} is agreed for {in_words(one.now)} already; ask for another day.", field="wanted")
    if wanted is None and one.table == "commitment":
        raise Refused("A promised date can be moved, not taken away; ask for another day.", field="wanted")


def _withdraw_waiting(plan: Plan, table: str, ids: Sequence[str], on_day: date, by: str | None) -> None:
    before = plan.rows(
        f"SELECT id FROM date_request WHERE state = 'waiting' AND {table} IN (SELECT value FROM json_each(?))",
        [json.dumps(list(ids))],
    )
    plan.change(
        "date_request", [str(row) for (row,) in before], state="withdrawn", decided_on=on_day, decided_by=by,
        note="Another date was asked for",
    )  # fmt: skip


def _undecided(plan: Plan, ids: str | Iterable[str]) -> tuple[RequestRow, ...]:
    wanted = present(plan, "date_request", as_ids(ids))
    rows = _rows(plan, "t.id IN (SELECT value FROM json_each(?))", [json.dumps(wanted)])
    for one in rows:
        if one.request.state != "waiting":
            raise Refused(f"The request for {one.called[:1].lower()}{one.called[1:]} is {one.outcome} already.")
    return rows


def _decide(
    plan: Plan, ids: str | Iterable[str], state: str, verb: str, on_day: date, by: str | None, note: str | None
) -> None:
    rows = _undecided(plan, ids)
    values: dict[str, Any] = {"state": state, "decided_on": on_day, "decided_by": by}
    if note:
        values["note"] = note
    with plan.batch(f"{verb} {_requests(rows)}"):
        plan.change("date_request", [one.request.id for one in rows], **values)


def _requests(rows: Sequence[RequestRow]) -> str:
    """As in "the request to move action 3.2", "3 requests to move a date"; for the name of an act."""
    if len(rows) == 1:
        return f"the request to move {rows[0].table} {rows[0].number}"
    return plural(len(rows), "request to move a date", "requests to move a date")


def _day_asked(days: Mapping[str, date | None]) -> str:
    wanted = set(days.values())
    if len(wanted) > 1:
        return "new dates"
    day = next(iter(wanted))
    return in_words(day) if day is not None else "no date"


def _named(plan: Plan, table: str, ids: Sequence[str]) -> str:
    if table == "commitment" and len(ids) == 1:
        one = plan.get(Commitment, ids[0])
        return f"commitment {one.number} {quoted(one.sentence, 40)}"
    return named(plan, table, ids)


def _agreed_otherwise(one: RequestRow, new: date | None) -> str | None:
    if new == one.request.wanted or new is None:
        return one.request.note
    asked = in_words(one.request.wanted) if one.request.wanted else "no date"
    return f"{in_words(new)} was agreed; {asked} had been asked for"


def _body_of(plan: Plan, meeting: str | None) -> str | None:
    held = plan.find(Meeting, meeting)
    return agreed_dates.with_article(plan.get(Body, held.body).name) if held is not None else None
