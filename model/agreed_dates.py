"""Agreed dates and their ledger. A date is never moved without saying why, and the first is never lost.

``write`` is the one writer of an action's agreed date; ``store/date_ledger.py`` refuses a batch that
changed one in any other way. What a ledger tells ("was 31 March, now 30 June 2027; moved twice, 91 days")
is said by ``moves``, for every page and paper in the same words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from model.chosen import as_ids, named, present
from model.dates import add_period
from model.errors import Refused
from model.records import OPEN_STATUSES, Action, DateChange, Meeting
from model.store.plan import Plan
from model.wording import MONTHS, in_words, plural

CORRECTED = "Corrected: it had been entered otherwise."
"""The reason of a ledger line where a promise had been entered wrongly, which is no move of its date."""

WAS_LATE = "a.id IN (SELECT action FROM date_change WHERE action IS NOT NULL AND old IS NOT NULL AND on_day > old)"
"""SQL over an action called ``a``: its date was moved or taken away when it had passed."""

MOVED = "a.id IN (SELECT action FROM date_change WHERE action IS NOT NULL AND old IS NOT NULL)"
ASKED = "a.id IN (SELECT action FROM date_request WHERE action IS NOT NULL AND state = 'waiting')"
"""SQL over an action called ``a``: its date was moved or taken away; a request to move it waits."""

DAYS_WAS_LATE = """(SELECT CAST(max(julianday(on_day) - julianday(old)) AS INTEGER) FROM date_change
    WHERE action = a.id AND old IS NOT NULL AND on_day > old)"""
"""By how many days, at the most; NULL where that never was so."""


@dataclass(frozen=True, slots=True)
class Moves:
    """How far a date has come from the one agreed first. ``times`` 0: it never moved, and ``sentence`` is empty."""

    first: date | None
    now: date | None
    times: int  # moved or taken away
    days: int | None  # from the first to now, below 0 for earlier; None where there is no date now
    last_on: date | None  # when it was last moved
    agreed_by: str | None  # the last move, in words: "the Board", "the Director at the Board"
    meeting: str | None  # the id of the meeting that agreed the last move
    reason: str | None  # of the last move
    was_late: int  # days that a date had passed when it was moved, the most; 0 where it was always moved in time
    was_late_on: date | None  # the day of that move

    @property
    def sentence(self) -> str:
        """ "Was 31 March, now 30 June 2027; moved twice, 91 days; agreed by the Board on 4 May"."""
        if not self.times or self.first is None:
            return ""
        return f"{self.short}; {self._agreed()}"

    @property
    def short(self) -> str:
        """The same without who agreed: "Was 31 March, now 30 June 2027; moved twice, 91 days"."""
        if not self.times or self.first is None:
            return ""
        if self.now is None:
            return f"Was {in_words(self.first)}, now without a date; changed {_times(self.times)}"
        if self.days == 0:
            return f"Moved {_times(self.times)} and back to {in_words(self.now)}"
        was = in_words(self.first) if self.first.year != self.now.year else _day_and_month(self.first)
        return f"Was {was}, now {in_words(self.now)}; {self.moved_words}"

    @property
    def moved_words(self) -> str:
        """ "moved twice, 91 days"; empty where it never moved."""
        if not self.times:
            return ""
        if self.days is None:
            return f"changed {_times(self.times)}"
        if self.days == 0:
            return f"moved {_times(self.times)} and back"
        far = plural(abs(self.days), "day") + ("" if self.days > 0 else " earlier")
        return f"moved {_times(self.times)}, {far}"

    @property
    def late_words(self) -> str:
        """ "Was 34 days late when its date was moved on 4 May 2027"; empty where it was not."""
        if not self.was_late or self.was_late_on is None:
            return ""
        return f"Was {plural(self.was_late, 'day')} late when its date was moved on {in_words(self.was_late_on)}"

    def _agreed(self) -> str:
        assert self.last_on is not None
        same_year = self.now is not None and self.now.year == self.last_on.year
        day = _day_and_month(self.last_on) if same_year else in_words(self.last_on)
        moved = "taken away" if self.now is None else "last moved"
        return f"agreed by {self.agreed_by} on {day}" if self.agreed_by else f"{moved} on {day}"


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a date in hand would do to one action, before it is agreed. ``new`` None: it gets none."""

    id: str
    number: str
    title: str
    now: date | None
    new: date | None
    open: bool

    @property
    def moves(self) -> bool:
        return self.now is not None and self.new is not None and self.new != self.now

    @property
    def is_first(self) -> bool:
        return self.now is None and self.new is not None

    @property
    def words(self) -> str:
        """ "91 days later", "keeps its date", "its first date", "no date to move"."""
        if self.new is None:
            return "no date to move"
        if self.now is None:
            return "its first date"
        days = (self.new - self.now).days
        return f"{plural(abs(days), 'day')} {'later' if days > 0 else 'earlier'}" if days else "keeps its date"


# --- verbs


def agree_date(
    plan: Plan,
    ids: str | Iterable[str],
    new: date | None,
    on_day: date,
    reason: str | None = None,
    agreed_by: str | None = None,
    meeting: str | None = None,
) -> None:
    """Agree a date for actions, or with None take their date away, and write it into the ledger.

    An action's first date needs no reason and becomes its first agreed date for good. Moving a date or
    taking it away needs a reason. ``on_day`` is when this was agreed, ``agreed_by`` who did in words
    ("the Board"), ``meeting`` the meeting where. Actions that have this date already are left alone.
    Refused: a date before an action's start.
    """
    ids = present(plan, "action", ids)
    name = named(plan, "action", ids)
    title = f"Agree {in_words(new)} for {name}" if new else f"Take away the agreed date of {name}"
    if meeting is not None:
        plan.get(Meeting, meeting)
    with plan.batch(title):
        write(plan, ids, new, on_day, reason, agreed_by, meeting)


def agree_dates(
    plan: Plan,
    dates: Mapping[str, date],
    on_day: date,
    reason: str | None = None,
    agreed_by: str | None = None,
    meeting: str | None = None,
) -> None:
    """Agree a date of its own for each action of ``dates``, in one act. Refused as ``agree_date`` says."""
    ids = present(plan, "action", dates)
    if meeting is not None:
        plan.get(Meeting, meeting)
    alike: dict[date, list[str]] = {}
    for row in ids:
        alike.setdefault(dates[row], []).append(row)
    if len(alike) == 1:
        agree_date(plan, ids, next(iter(alike)), on_day, reason, agreed_by, meeting)
        return
    with plan.batch(f"Agree new dates for {named(plan, 'action', ids)}"):
        for new, its in sorted(alike.items()):
            write(plan, its, new, on_day, reason, agreed_by, meeting)


def write(
    plan: Plan,
    ids: Sequence[str],
    new: date | None,
    on_day: date,
    reason: str | None = None,
    agreed_by: str | None = None,
    meeting: str | None = None,
) -> list[str]:
    """What ``agree_date`` does, inside the caller's batch; the ids of the lines it wrote."""
    before = plan.rows(
        """SELECT id, agreed, first_agreed FROM action
        WHERE id IN (SELECT value FROM json_each(?)) AND agreed IS NOT ?""",
        [json.dumps(list(ids)), new.isoformat() if new else None],
    )
    moved = sum(agreed is not None for _, agreed, _ in before)
    if moved and not (reason or "").strip():
        what = "Moving an agreed date" if new else "Taking away an agreed date"
        raise Refused(f"{what} needs a reason, which is kept with the date it had.", field="reason")
    if new is not None:
        refuse_before_start(plan, [row for row, _, _ in before], new)
    said: dict[str, Any] = {"new": new, "reason": reason, "agreed_by": agreed_by, "meeting": meeting, "on_day": on_day}
    lines = plan.add_all(
        "date_change",
        ({"action": row, "old": date.fromisoformat(agreed) if agreed else None, **said} for row, agreed, _ in before),
    )
    plan.change("action", [row for row, _, first in before if first is not None], agreed=new)
    plan.change("action", [row for row, _, first in before if first is None], agreed=new, first_agreed=new)
    return lines


def refuse_before_start(plan: Plan, ids: Sequence[str], new: date) -> None:
    """An action is not agreed for a day before it starts."""
    found = plan.rows(
        """SELECT area_number, item_number, start FROM action
        WHERE id IN (SELECT value FROM json_each(?)) AND start > ? ORDER BY 1, 2""",
        [json.dumps(list(ids)), new.isoformat()],
    )
    if not found:
        return
    area, item, start = found[0]
    what = f"Action {area}.{item} starts on {in_words(date.fromisoformat(start))}"
    if len(found) > 1:
        what = f"{plural(len(found), 'action')} start later, the first of them {area}.{item}"
    raise Refused(f"{what}, after {in_words(new)}; agree a later date, or change the start first.", field="agreed")


# --- questions


def ledger(plan: Plan, action_id: str) -> list[DateChange]:
    """Every date that was agreed for an action, moved or taken away, in the order in which they replaced each other."""
    return in_order(plan.all(DateChange, "t.action = ?", [action_id], "t.id"))


def in_order(lines: Sequence[DateChange]) -> list[DateChange]:
    """The lines of one ledger so that each begins where the one before ended.

    That is the order in which they were written, unless a clock was wrong; the day on which a date was
    agreed may well be before that of an earlier line, as when minutes are caught up with.
    """
    left = sorted(lines, key=lambda line: line.id)
    chain: list[DateChange] = []
    at = None
    while left:
        found = next((line for line in left if line.old == at), None)
        if found is None:
            return sorted(lines, key=lambda line: line.id)
        left.remove(found)
        chain.append(found)
        at = found.new
    return chain


def moves(plan: Plan, ids: str | Iterable[str]) -> dict[str, Moves]:
    """How far the agreed date of each of these actions has moved; ids that are not in the plan are left out."""
    wanted = json.dumps(as_ids(ids))
    lines = _by(plan, "action", wanted)
    said = _Said(plan)
    return {
        str(row): _moves(said, lines.get(row, ()), _day(first), _day(agreed))
        for row, first, agreed in plan.rows(
            """SELECT a.id, a.first_agreed, a.agreed FROM json_each(?) AS j CROSS JOIN action AS a
            ON a.id = j.value""",
            [wanted],
        )
    }


def moves_of_commitments(plan: Plan, due: Mapping[str, date | None]) -> dict[str, Moves]:
    """The same of commitments; ``due`` is when each is due now (``commitments.due_of``), by its id."""
    lines = _by(plan, "commitment", json.dumps(list(due)))
    said = _Said(plan)
    found: dict[str, Moves] = {}
    for row, now in due.items():
        its = lines.get(row, ())
        moved = [line for line in its if line.reason != CORRECTED or line.agreed_by is not None]
        first = next((line.old or line.new for line in moved), now)
        found[row] = _moves(said, moved, first, now)
    return found


def moved_by(plan: Plan, changes: Sequence[DateChange], first: date | None, now: date | None) -> Moves:
    """What these lines of one ledger tell, for whoever has read them already."""
    return _moves(_Said(plan), in_order(changes), first, now)


def proposed(
    plan: Plan, ids: Iterable[str], new: date | None = None, by: tuple[int, str] | None = None
) -> list[Proposed]:
    """What agreeing ``new`` for all of these, or moving each ``by`` so many units, would do, in the order given.

    A number below 0 moves to an earlier day; units are those of ``records.PERIOD_UNITS`` but working days.
    Actions without a date are not moved by a period.
    """
    found = []
    shifted: dict[str, date] = {}  # thousands have few days between them
    for row, area, item, title, agreed, status in plan.rows(
        """SELECT a.id, a.area_number, a.item_number, a.title, a.agreed, a.status
        FROM json_each(?) AS j CROSS JOIN action AS a ON a.id = j.value ORDER BY j.key""",
        [json.dumps(as_ids(ids))],
    ):
        now, then = _day(agreed), new
        if by is not None:
            if agreed is not None and agreed not in shifted:
                shifted[agreed] = add_period(date.fromisoformat(agreed), *by)
            then = shifted.get(agreed)
        found.append(Proposed(row, f"{area}.{item}", title, now, then, status in OPEN_STATUSES))
    return found


def deadline_in_words(action: Action) -> str:
    """A deadline that is no date, with its review: "ongoing; review 1 March 2027"; nothing where there is none."""
    if not action.deadline_words:
        return ""
    return action.deadline_words + (f"; review {in_words(action.review_on)}" if action.review_on else "")


def who_agreed(plan: Plan, line: DateChange) -> str:
    """Who agreed a line of the ledger, and at which meeting: "the Board", "the Director at the Board"; or nothing."""
    return _Said(plan).who(line) or ""


# --- within


class _Said:
    """Who agreed, in words; the bodies are read once."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._bodies: dict[str, tuple[str, str]] | None = None

    def who(self, line: DateChange) -> str | None:
        body = self._body(line.meeting) if line.meeting else ""
        by = (line.agreed_by or "").strip()
        if not body:
            return by or None
        if not by or _plain(by) == _plain(body):
            return with_article(body)
        return f"{by} at {with_article(body)}"

    def _body(self, meeting: str) -> str:
        if self._bodies is None:
            self._bodies = {
                str(row): (str(name), str(day))
                for row, name, day in self._plan.rows(
                    "SELECT m.id, b.name, m.on_day FROM meeting AS m JOIN body AS b ON b.id = m.body"
                )
            }
        return self._bodies.get(meeting, ("", ""))[0]


def with_article(body: str) -> str:
    """A body in the middle of a sentence: "the Improvement Board", "Cabinet"."""
    first = body.split(" ", 1)[0].casefold()
    return body if first in ("the", "cabinet", "council") else f"the {body}"


def _plain(words: str) -> str:
    plain = " ".join(words.casefold().split())
    return plain.removeprefix("the ")


def _moves(said: _Said, lines: Sequence[DateChange], first: date | None, now: date | None) -> Moves:
    moved = [line for line in lines if line.old is not None]
    if not moved:
        return Moves(first, now, 0, 0 if now is not None else None, None, None, None, None, 0, None)
    last = moved[-1]
    late, late_on = max(((line.on_day - line.old).days, line.on_day) for line in moved if line.old is not None)
    return Moves(
        first, now, len(moved), (now - first).days if now is not None and first is not None else None,
        last.on_day, said.who(last), last.meeting, last.reason,
        max(0, late), late_on if late > 0 else None,
    )  # fmt: skip


def _by(plan: Plan, column: str, wanted: str) -> dict[str, list[DateChange]]:
    found: dict[str, list[DateChange]] = {}
    # Most dates never moved, and the one line of those tells nothing.
    moved = f"""t.{column} IN (SELECT d.{column} FROM json_each(?) AS j CROSS JOIN date_change AS d
        ON d.{column} = j.value WHERE d.old IS NOT NULL)"""
    for line in plan.all(DateChange, moved, [wanted], "t.id"):
        found.setdefault(str(getattr(line, column)), []).append(line)
    return {row: in_order(lines) if len(lines) > 1 else lines for row, lines in found.items()}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _day_and_month(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"
