"""What a person is reminded of when a plan is opened: a few lines, each a number with what it counts.

Only what asks for something is there: what has become late since this person last looked, what is due soon,
papers to send, requests to decide, reviews that have come, updates that are owed. What was late before is on
the Overview and is not told again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from model import (
    commitments,
    date_requests,
    filters,
    meetings,
    ratings,
    statutory_dates,
)
from model.calendar_days import calendar_of
from model.commitments import CommitmentRow
from model.people import ANSWER_WITHIN
from model.records import Meeting, Question
from model.statutory_dates import StatutoryDate
from model.store.plan import Plan
from model.wording import days_late, due_in, in_words, listed, plural, sentence_case, short

SOON = 14
"""Days that count as soon."""

TOLD = 5
"""Of many records, how many are named."""

KEPT = 40
"""Of very many records, how many stand in a line one by one."""

KINDS = ("late", "statutory", "due", "papers", "requests", "reviews", "updates")


@dataclass(frozen=True, slots=True)
class Item:
    """One record that is counted, and what is said of it: "3.2 Train all advisers, due in 5 days"."""

    table: str  # what opens: a table of the plan
    id: str
    words: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One number and what it counts. ``table`` is the kind of record; of a line, all are of one kind."""

    kind: str  # KINDS
    table: str
    words: str  # "3 actions due within 14 days"
    items: tuple[Item, ...]  # the most pressing first; of very many, the first
    count: int
    keys: frozenset[str]  # one for each record; where there are very many, one that changes with them

    @property
    def told(self) -> str:
        """The first of them by name, a line each."""
        named = [item.words for item in self.items[:TOLD]]
        if self.count > len(named):
            named.append(f"and {self.count - len(named):,} more")
        return "\n".join(named)


@dataclass(frozen=True, slots=True)
class Reminders:
    """``since`` is the day this person last opened the plan; None: never before."""

    today: date
    since: date | None
    lines: tuple[Line, ...]

    @property
    def keys(self) -> frozenset[str]:
        """What is told, in short words to remember."""
        return frozenset(key for line in self.lines for key in line.keys)

    def new_to(self, known: frozenset[str]) -> bool:
        """Whether there is anything that was not told before; what is done since is nothing new."""
        return not self.keys <= known

    @property
    def heading(self) -> str:
        if self.since is None or self.since >= self.today:
            return "Reminders"
        return f"Since {in_words(self.since)}"


def at_opening(plan: Plan, today: date, since: date | None, soon: int = SOON) -> Reminders:
    """What there is to be reminded of as on ``today``, for someone who last opened the plan on ``since``.

    Newly late is what was agreed for a day from ``since`` on and is open and past now: on that day it was not late
    yet. On the same day as the last time, what became late today is newly late.
    """
    reading = _Reading(plan, today, since, soon)
    return Reminders(today, since, tuple(line for line in reading.lines() if line.count))


class _Reading:
    """One reading of the plan."""

    def __init__(self, plan: Plan, today: date, since: date | None, soon: int) -> None:
        self.plan, self.today, self.since = plan, today, since
        self.last = today + timedelta(days=soon)
        self.within = f"within {plural(soon, 'day')}"
        self.promises = commitments.commitments(plan, today)
        self.dates = [one for one in statutory_dates.all_of(plan, today) if not one.expected]

    def lines(self) -> Iterator[Line]:
        if self.since is not None:
            yield from self._newly_late(min(self.since, self.today))
        yield self._dates_due()
        yield from self._due()
        yield self._papers()
        yield self._requests()
        yield self._reviews()
        yield self._updates()

    # --- newly late

    def _newly_late(self, since: date) -> Iterator[Line]:
        ids = self._actions(f"{ratings.LATE} AND a.agreed >= :since", since=since.isoformat())
        yield _line("late", "action", ids, f"{plural(len(ids), 'action')} newly late")
        steps = self._milestones("m.due >= :since AND m.due < :today", since=since.isoformat())
        yield _line("late", "milestone", steps, f"{plural(len(steps), 'milestone')} newly late")
        past = [row for row in self.promises if row.clock.state == "past" and row.clock.due and row.clock.due >= since]
        items = [_promise(row) for row in past]
        yield _line("late", "commitment", items, f"{plural(len(items), 'commitment')} newly past")
        missed = [one for one in self.dates if one.standing == "late" and one.day is not None and one.day >= since]
        items = [_dated(one) for one in missed]
        yield _line("late", "inspection", items, f"{plural(len(items), 'statutory date')} newly late")

    # --- due

    def _dates_due(self) -> Line:
        items = [_dated(one) for one in self._coming()]
        return _line("statutory", "inspection", items, f"{plural(len(items), 'statutory date')} {self.within}")

    def _coming(self) -> list[StatutoryDate]:
        return [one for one in self.dates if one.standing == "coming" and one.day is not None and one.day <= self.last]

    def _due(self) -> Iterator[Line]:
        last = self.last.isoformat()
        ids = self._actions(f"{ratings.OPEN} AND a.agreed BETWEEN :today AND :last", last=last)
        yield _line("due", "action", ids, f"{plural(len(ids), 'action')} due {self.within}")
        steps = self._milestones("m.due BETWEEN :today AND :last", last=last)
        yield _line("due", "milestone", steps, f"{plural(len(steps), 'milestone')} due {self.within}")
        soon = [
            row for row in self.promises if row.clock.state == "due" and row.clock.due and row.clock.due <= self.last
        ]
        items = [_promise(row) for row in soon]
        yield _line("due", "commitment", items, f"{plural(len(items), 'commitment')} due {self.within}")
        answers = [_answer(one, self.today) for one in self.plan.all(
            Question, "t.promised IS NOT NULL AND t.answered_on IS NULL AND t.promised_by <= ?", [last], "t.promised_by"
        )]  # fmt: skip
        yield _line("due", "question", answers, f"{plural(len(answers), 'answer')} owed to members")

    def _papers(self) -> Line:
        """Of meetings to come, those whose papers go out soon or were to be out; and for an approval, the last one."""
        names, calendar = meetings.names(self.plan), calendar_of(self.plan)
        bodies = {one.id: one.name for one in meetings.bodies(self.plan)}
        # The real deadline before a statutory date is that of the papers of the last meeting that can approve it.
        approve: dict[str, list[str]] = {}
        for owed in self.dates:
            if owed.standing == "coming" and owed.last_meeting is not None and owed.last_meeting.on_day >= self.today:
                approve.setdefault(owed.last_meeting.id, []).append(owed.what)
        found: list[tuple[date, Item]] = []
        for one in self.plan.all(Meeting, "t.on_day >= ?", [self.today.isoformat()], "t.on_day, t.id"):
            due = meetings.papers_due(one, calendar).day
            if due <= self.last:
                left = (due - self.today).days
                stands = due_in(left) if left >= 0 else f"were due on {in_words(due)}"
                what = listed(f"“{name}”" for name in approve.get(one.id, ()))
                last = f"; the last meeting that can approve {what} in time" if what else ""
                found.append((due, Item("meeting", one.id, f"{names[one.id]}: papers {stands}{last}", left < 0)))
        items = [item for _, item in sorted(found, key=lambda pair: pair[0])]
        if len(items) == 1:
            due, item = found[0]
            left = (due - self.today).days
            stands = due_in(left) if left >= 0 else f"were due on {in_words(due)}"
            words = f"Papers for {short(bodies[self.plan.get(Meeting, item.id).body], 50)} {stands}"
            words += ", the last before a statutory date" if item.id in approve else ""
        else:
            words = f"Papers for {plural(len(items), 'meeting')} due {self.within}"
        return _line("papers", "meeting", items, words)

    # --- waiting

    def _requests(self) -> Line:
        rows = date_requests.waiting(self.plan)
        items = [Item(row.table, row.row, f"{row.called} {short(row.title, 60)}: {row.sentence}") for row in rows]
        verb = "waits" if len(items) == 1 else "wait"
        return _line("requests", "date_request", items, f"{plural(len(items), 'request')} to move a date {verb}")

    def _reviews(self) -> Line:
        """Deadlines in words, promises without a date and embedded work whose day to look again has come."""
        rows = self.plan.rows(
            f"""SELECT a.id, a.area_number || '.' || a.item_number, a.title,
                CASE WHEN {ratings.OPEN} THEN a.review_on ELSE a.recheck_on END AS day
            FROM action AS a WHERE ({ratings.OPEN} AND a.review_on <= :today)
                OR (a.status = 'embedded' AND a.recheck_on <= :today) ORDER BY day, a.area_number, a.item_number""",
            {"today": self.today.isoformat()},
        )
        items = [
            Item("action", row, f"{number} {short(title, 60)}: to be looked at again on {_said(day)}")
            for row, number, title, day in rows
        ]
        for promise in self.promises:
            day = promise.commitment.review_on
            if promise.clock.state == "needs a date" and day is not None and day <= self.today:
                words = f"“{short(promise.commitment.sentence, 60)}”: to be looked at again on {in_words(day)}"
                items.append(Item("commitment", promise.commitment.id, words))
        verb = "has" if len(items) == 1 else "have"
        return _line("reviews", "review", items, f"{plural(len(items), 'review date')} {verb} come")

    def _updates(self) -> Line:
        since = (self.today - timedelta(days=ANSWER_WITHIN)).isoformat()
        items = self._actions(filters.UNANSWERED, answered_since=since)
        words = f"{plural(len(items), 'update')} owed: none for {plural(ANSWER_WITHIN, 'day')}"
        return _line("updates", "action", items, words)

    # --- reading

    def _actions(self, condition: str, **values: str) -> list[Item]:
        rows = self.plan.rows(
            f"""SELECT a.id, a.area_number || '.' || a.item_number, a.title, a.agreed FROM action AS a
            WHERE {condition} ORDER BY a.agreed IS NULL, a.agreed, a.area_number, a.item_number""",
            {"today": self.today.isoformat(), **values},
        )
        # Of thousands only the first are named: the others are counted.
        return [
            Item("action", row, f"{number} {short(title, 60)}{self._stands(day)}" if place < TOLD else "")
            for place, (row, number, title, day) in enumerate(rows)
        ]

    def _milestones(self, condition: str, **values: str) -> list[Item]:
        rows = self.plan.rows(
            f"""SELECT m.id, m.title, m.due, a.area_number || '.' || a.item_number FROM milestone AS m
            JOIN action AS a ON a.id = m.action
            WHERE m.done_on IS NULL AND {ratings.OPEN} AND {condition} ORDER BY m.due, m.id""",
            {"today": self.today.isoformat(), **values},
        )
        return [
            Item("milestone", row, f"{short(title, 60)}, a step of {number}{self._stands(day)}" if n < TOLD else "")
            for n, (row, title, day, number) in enumerate(rows)
        ]

    def _stands(self, day: str | None) -> str:
        if day is None:
            return ""
        left = (date.fromisoformat(day) - self.today).days
        return f", {due_in(left) if left >= 0 else days_late(-left)}"


def _line(kind: str, table: str, items: Iterable[Item], words: str) -> Line:
    found = tuple(items)
    ids = sorted(item.id for item in found)
    ends = [one[-12:] for one in ids] if len(ids) <= KEPT else [f"{len(ids)} {ids[-1][-12:]}"]
    keys = frozenset(f"{kind[:2]} {end}" for end in ends)
    return Line(kind, table, sentence_case(words), found[:KEPT], len(found), keys)


def _promise(row: CommitmentRow) -> Item:
    past = row.clock.state == "past"
    return Item("commitment", row.commitment.id, f"“{short(row.commitment.sentence, 60)}”, {row.clock.words}", past)


def _dated(one: StatutoryDate) -> Item:
    assert one.inspection is not None
    told = f"{one.what}, {one.of}: {one.words}"
    if one.standing == "coming" and one.last_meeting_sentence:
        told += f". {one.last_meeting_sentence}"
    return Item("inspection", one.inspection.id, told, one.standing == "late")


def _answer(one: Question, today: date) -> Item:
    assert one.promised_by is not None
    left = (one.promised_by - today).days
    stands = due_in(left) if left >= 0 else days_late(-left)
    return Item("meeting", one.meeting, f"{short(one.promised or one.text, 60)}, {stands}", left < 0)


def _said(day: str) -> str:
    return in_words(date.fromisoformat(day))
