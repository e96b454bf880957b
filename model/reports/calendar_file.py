"""A plan's dates as a calendar file (.ics), which Outlook and other calendars read.

Every date is an event of a whole day that leaves the day free. Its UID is made from the id of the record,
so a second import moves the event that is there and makes no other; SEQUENCE counts how often the date was
changed, which the change log knows. What has lost its date, was superseded, deleted or given to another
owner is in the file as cancelled, so that it goes from the calendar too. Nothing rings unless asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from model import commitments, inspections, meetings, statutory_dates
from model.calendar_days import calendar_of
from model.errors import Refused
from model.records import Action, Area, Meeting, Milestone, Person, Question
from model.reports.paper_names import NOBODY, Naming
from model.store.change_log import read_row
from model.store.plan import Plan
from model.wording import in_words, plural, sentence_case, short, with_weekday

PRODUCT = "-//Turnaround//Calendar of an improvement plan//EN"
LATELY = timedelta(days=92)
"""What was done longer ago than a quarter of a year is left out, unless its day is later."""

MOST_ALARM = 60
MOST_WORDS = 4_000
"""Characters of a description; calendars show no more, and some refuse more."""


@dataclass(frozen=True, slots=True)
class Dated:
    """One event to be: whose date it is, when, in words, and how often the date was changed."""

    uid: str
    kind: str  # "Agreed date", "Commitment": its category
    day: date
    title: str
    words: tuple[str, ...] = ()
    sequence: int = 0
    private: bool = False
    cancelled: bool = False


def write(
    plan: Plan,
    today: date,
    made: datetime,
    *,
    owner: str | None = None,
    statutory: bool = False,
    ring_before: int | None = None,
    posts: bool | None = None,
) -> bytes:
    """The calendar of a plan as on ``today``; ``made`` (aware) is stamped on every event.

    ``owner`` is the id of the one whose dates are wanted; ``statutory`` leaves only what the law and the
    inspectorates ask. ``ring_before`` is the number of days before a date that its alarm rings; None: none.
    ``posts`` None: names or posts as the plan says. Refused: both an owner and ``statutory``, an alarm more
    than ``MOST_ALARM`` days ahead, an owner who is no longer in the plan.
    """
    if owner is not None and statutory:
        raise Refused("Statutory dates are the authority's and no single owner's; choose one or the other.")
    if ring_before is not None and not 0 <= ring_before <= MOST_ALARM:
        raise Refused(f"An alarm rings from 0 to {MOST_ALARM} days before.", field="ring_before")
    naming = Naming(plan, posts)
    name = plan.details.title
    if owner is not None:
        name += f": {naming.of(plan.get(Person, owner).id)}"
    elif statutory:
        name += ": statutory dates"
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _line(name))
    calendar.add("x-wr-caldesc", f"Dates as of {in_words(today)}.")
    for one in dated(plan, today, naming, owner=owner, statutory=statutory):
        calendar.add_component(_event(one, plan.details.title, today, made, ring_before))
    content: bytes = calendar.to_ical()
    return content


def dated(
    plan: Plan, today: date, naming: Naming, *, owner: str | None = None, statutory: bool = False
) -> tuple[Dated, ...]:
    """What the calendar holds, by day."""
    log = _Log(plan)
    found: list[Dated] = []
    if not statutory:
        found += _actions(plan, today, naming, owner, log)
        found += _milestones(plan, today, naming, owner, log)
        found += _commitments(plan, today, naming, owner, log)
        found += _gone(plan, owner, log)
    if owner is None:
        found += _statutory(plan, today, log, only=statutory)
        found += _meetings(plan, today, naming, log, papers_only=statutory)
    if owner is None and not statutory:
        found += _questions(plan, naming, log)
    # What was never in a calendar need not be taken out of one.
    found = [one for one in found if one.sequence or not one.cancelled]
    return tuple(sorted(found, key=lambda one: (one.day, one.uid)))


# --- events


def _event(one: Dated, plan_title: str, today: date, made: datetime, ring_before: int | None) -> Event:
    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", made.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", one.sequence)
    event.add("dtstart", one.day)
    event.add("dtend", one.day + timedelta(days=1))
    event.add("summary", _line(one.title))
    words = [*one.words, f"From {plan_title}, dates as of {in_words(today)}."]
    event.add("description", _text("\n".join(words)))
    event.add("categories", [one.kind])
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    # The day stays free: whoever looks for a time to meet is not told that it is taken.
    event.add("transp", "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    if one.private:
        event.add("class", "PRIVATE")
    if ring_before is not None and not one.cancelled and one.day >= today:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", _line(one.title))
        alarm.add("trigger", -timedelta(days=ring_before))
        event.add_component(alarm)
    return event


def _line(text: str) -> str:
    """On one line, without characters that a calendar cannot hold."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _text(text: str) -> str:
    shown = "".join(c if c.isprintable() or c == "\n" else " " for c in text.replace("\r\n", "\n"))
    return shown if len(shown) <= MOST_WORDS else shown[: MOST_WORDS - 1] + "…"


# --- how often a date was changed


class _Log:
    """Reads from the change log how often the days of a record were changed; undoing counts as well."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._counts: dict[str, dict[str, int]] = {}

    def count(self, table: str, row: str, fields: Sequence[str]) -> int:
        key = f"{table} {','.join(fields)}"
        if key not in self._counts:
            counted = self._plan.rows(
                """SELECT row, count(DISTINCT batch) FROM change
                WHERE record = ? AND field IN (SELECT value FROM json_each(?)) GROUP BY row""",
                [table, json.dumps(list(fields))],
            )
            self._counts[key] = {str(one): int(count) for one, count in counted}
        return self._counts[key].get(row, 0)

    def all_of(self, table: str, where: str = "1", params: Sequence[str] = ()) -> int:
        """How many acts made, changed or deleted rows of a table."""
        ((count,),) = self._plan.rows(
            f"SELECT count(DISTINCT batch) FROM change WHERE record = ? AND {where}", [table, *params]
        )
        return int(count)


_OF_ACTION = ("agreed", "status", "owner", "review_on", "recheck_on")
_OF_COMMITMENT = ("amount", "unit", "counted_from", "fixed_due", "met_on", "review_on")


# --- actions


def _uid(record: str, part: str) -> str:
    return f"{record}-{part}@turnaround"


def _wanted(day: date | None, done_on: date | None, today: date) -> bool:
    """Whether the day of something done still belongs in a calendar."""
    return day is not None and max(day, done_on or day) >= today - LATELY


def _actions(plan: Plan, today: date, naming: Naming, owner: str | None, log: _Log) -> Iterator[Dated]:
    areas = {one.id: one for one in plan.all(Area)}
    where, params = ("t.owner = ?", [owner]) if owner is not None else ("", [])
    rows = plan.all(Action, where, params, "t.area_number, t.item_number")
    moved = _ledger(plan, today)
    for one in rows:
        sequence = log.count("action", one.id, _OF_ACTION)
        done = one.status in ("complete", "embedded")
        said = [
            f"Action {one.number}: {naming.text(one.title)}",
            f"Area {areas[one.area].number}: {naming.text(areas[one.area].title)}",
            f"Owner: {naming.of(one.owner, NOBODY)}",
            f"Status: {one.status}" + (f", completed on {in_words(one.completed_on)}" if one.completed_on else ""),
        ]
        if one.id in moved:
            said.append(moved[one.id])
        if one.forecast is not None and not done and one.forecast != one.agreed:
            said.append(f"Forecast: {in_words(one.forecast)}")
        if one.success:
            said.append(f"How we shall know: {naming.text(one.success)}")
        words = tuple(said)
        title = f"{one.number} {short(naming.text(one.title), 100)}"
        if one.agreed is not None and one.status != "superseded":
            if not done or _wanted(one.agreed, one.completed_on, today):
                head = "Done: " if done else ""
                yield Dated(
                    _uid(one.id, "agreed"), "Agreed date", one.agreed, head + title, words, sequence, one.exempt
                )
        elif (day := one.agreed or one.first_agreed) is not None:
            why = "superseded" if one.status == "superseded" else "no agreed date any more"
            yield Dated(
                _uid(one.id, "agreed"), "Agreed date", day, f"{title}: {why}", words, sequence, one.exempt,
                cancelled=True,
            )  # fmt: skip
        if one.review_on is not None and not done and one.status != "superseded":
            because = f" ({one.deadline_words})" if one.deadline_words else ""
            yield Dated(
                _uid(one.id, "review"), "Review date", one.review_on, f"Look again at {title}{because}", words,
                sequence, one.exempt,
            )  # fmt: skip
        if one.recheck_on is not None and one.status == "embedded" and _wanted(one.recheck_on, None, today):
            yield Dated(
                _uid(one.id, "recheck"), "Review date", one.recheck_on, f"Check again: {title}", words, sequence,
                one.exempt,
            )  # fmt: skip


def _ledger(plan: Plan, today: date) -> dict[str, str]:
    """Of actions whose date was moved, from when to when, as a sentence."""
    rows = plan.rows(
        """SELECT a.id, a.first_agreed, a.agreed, count(*) FROM date_change AS d JOIN action AS a ON a.id = d.action
        WHERE d.old IS NOT NULL GROUP BY a.id"""
    )
    found: dict[str, str] = {}
    for row, first, now, times in rows:
        was = f"First agreed for {in_words(date.fromisoformat(first))}" if first else "Agreed before"
        then = f"now {in_words(date.fromisoformat(now))}" if now else "now without a date"
        found[row] = f"{was}, {then}; moved {_TIMES.get(times, plural(times, 'time'))}."
    return found


_TIMES = {1: "once", 2: "twice"}


def _milestones(plan: Plan, today: date, naming: Naming, owner: str | None, log: _Log) -> Iterator[Dated]:
    owned = {one.id: one for one in plan.all(Action)}
    for step in plan.all(Milestone, "t.due IS NOT NULL", (), "t.due, t.id"):
        action = owned[step.action]
        if step.due is None or (owner is not None and action.owner != owner) or action.status == "superseded":
            continue
        done = step.done_on is not None or action.status in ("complete", "embedded")
        if done and not _wanted(step.due, step.done_on, today):
            continue
        yield Dated(
            _uid(step.id, "milestone"),
            "Milestone",
            step.due,
            ("Done: " if done else "") + f"{action.number} step: {short(naming.text(step.title), 100)}",
            (f"A step of action {action.number}: {naming.text(action.title)}",
             f"Owner: {naming.of(action.owner, NOBODY)}"),
            log.count("milestone", step.id, ("due", "done_on")),
            action.exempt,
        )  # fmt: skip


def _commitments(plan: Plan, today: date, naming: Naming, owner: str | None, log: _Log) -> Iterator[Dated]:
    """Of one owner, those that their actions answer."""
    mine: set[str] | None = None
    if owner is not None:
        rows = plan.rows(
            "SELECT n.commitment FROM answer AS n JOIN action AS a ON a.id = n.action WHERE a.owner = ?", [owner]
        )
        mine = {str(row) for (row,) in rows}
    for row in commitments.commitments(plan, today):
        one, clock = row.commitment, row.clock
        if mine is not None and one.id not in mine:
            continue
        said = sentence_case(naming.text(row.said))
        words = (f"“{naming.text(one.sentence)}”", *((said,) if said else ()), clock.sentence)
        sequence = log.count("commitment", one.id, _OF_COMMITMENT)
        title = f"“{short(naming.text(one.sentence), 90)}”"
        met = clock.state == "met"
        if clock.due is not None and (not met or _wanted(clock.due, one.met_on, today)):
            head = "Met: " if met else "Promised: "
            yield Dated(_uid(one.id, "commitment"), "Commitment", clock.due, head + title, words, sequence)
        if one.review_on is not None and clock.due is None and not met:
            yield Dated(
                _uid(one.id, "review"), "Review date", one.review_on, f"Look again at the promise {title}", words,
                sequence,
            )  # fmt: skip


def _gone(plan: Plan, owner: str | None, log: _Log) -> Iterator[Dated]:
    """What was deleted, and of one owner's calendar what was given to another: known by the log alone."""
    if owner is not None:
        rows = plan.rows(
            """SELECT a.id, coalesce(a.agreed, a.first_agreed), a.area_number || '.' || a.item_number FROM action AS a
            WHERE a.owner IS NOT ?1 AND coalesce(a.agreed, a.first_agreed) IS NOT NULL AND a.id IN (
                SELECT row FROM change WHERE record = 'action' AND field = 'owner' AND old = ?1)""",
            [owner],
        )
        for row, day, number in rows:
            yield Dated(
                _uid(row, "agreed"), "Agreed date", date.fromisoformat(day), f"{number}: given to another owner", (),
                log.count("action", row, _OF_ACTION), cancelled=True,
            )  # fmt: skip
    for record, column, part, what in (
        ("action", "agreed", "agreed", "Agreed date"),
        ("milestone", "due", "milestone", "Milestone"),
        ("commitment", "fixed_due", "commitment", "Commitment"),
        ("meeting", "on_day", "meeting", "Meeting"),
    ):
        if owner is not None and record != "action":
            continue
        rows = plan.rows(
            f"""SELECT row, old FROM change WHERE record = ? AND field IS NULL AND new IS NULL
            AND row NOT IN (SELECT id FROM {record}) GROUP BY row HAVING id = max(id)""",
            [record],
        )
        for row, text in rows:
            was: Mapping[str, object] = read_row(text)
            gone_day = was.get(column)
            if not isinstance(gone_day, str) or (owner is not None and was.get("owner") != owner):
                continue
            acts = log.all_of(record, "row = ?", [row])
            yield Dated(
                _uid(row, part), what, date.fromisoformat(gone_day), f"{what}: no longer in the plan", (), acts,
                cancelled=True,
            )  # fmt: skip


# --- what the law and the inspectorates ask

_OF_INSPECTION = (
    "notified", "fieldwork_start", "fieldwork_end", "feedback", "received", "published", "type", "framework",
)  # fmt: skip


def _statutory(plan: Plan, today: date, log: _Log, *, only: bool) -> Iterator[Dated]:
    """What is due after inspections; unless ``only`` those are wanted, also when the next may come."""
    # Counted over every inspection: what was entered beside a rule may be cleared again, and a count never falls.
    besides = sum(log.all_of(table) for table in ("inspection_deadline", "deadline_rule", "calendar_day"))
    for one in statutory_dates.all_of(plan, today):
        if one.day is None or one.inspection is None or (only and one.expected):
            continue
        if one.standing in ("met", "waiting") and not _wanted(one.day, one.met_on, today):
            continue
        day, head = one.day, "Met: " if one.standing == "met" and not one.expected else ""
        if one.expected:
            day, head = one.first or one.day, "Expected from here on: " if one.first else "Expected about now: "
        yield Dated(
            _uid(one.inspection.id, f"rule-{_token(one.rule.code)}"),
            "Expected" if one.expected else "Statutory date",
            day,
            f"{head}{one.what}: {one.of}",
            tuple(dict.fromkeys([*one.explanation, *([one.sentence] if not one.explanation else [])])),
            log.count("inspection", one.inspection.id, _OF_INSPECTION) + besides,
            private=inspections.embargoed(one.inspection, today),
            cancelled=one.standing == "not owed",
        )


def _token(code: str) -> str:
    """A rule's code as a part of a UID; people name rules of their own."""
    return "".join(c if c.isascii() and c.isalnum() else f"_{ord(c):x}" for c in code)


# --- meetings and what members were promised


def _meetings(plan: Plan, today: date, naming: Naming, log: _Log, *, papers_only: bool) -> Iterator[Dated]:
    names, calendar = meetings.names(plan), calendar_of(plan)
    moved = log.all_of("calendar_day")
    for one in plan.all(Meeting, order="t.on_day, t.id"):
        name = naming.text(names[one.id])
        sequence = log.count("meeting", one.id, ("on_day", "papers_due"))
        due = meetings.papers_due(one, calendar)
        if one.on_day < today - LATELY:
            continue
        if not papers_only:
            yield Dated(
                _uid(one.id, "meeting"), "Meeting", one.on_day, name,
                (f"Papers are due on {with_weekday(due.day)}.",), sequence,
            )  # fmt: skip
        yield Dated(
            _uid(one.id, "papers"), "Papers due", due.day, f"Papers due: {name}", (f"{due.sentence.rstrip('.')}.",),
            sequence + moved,
        )  # fmt: skip


def _questions(plan: Plan, naming: Naming, log: _Log) -> Iterator[Dated]:
    names = meetings.names(plan)
    for one in plan.all(Question, "t.promised_by IS NOT NULL AND t.promised IS NOT NULL", (), "t.promised_by, t.id"):
        if one.promised_by is None or one.promised is None or one.answered_on is not None:
            continue
        yield Dated(
            _uid(one.id, "answer"), "Answer promised", one.promised_by,
            f"Answer promised: {short(naming.text(one.promised), 100)}",
            (f"Asked at {names[one.meeting]}: {naming.text(one.text)}", f"Promised: {naming.text(one.promised)}"),
            log.count("question", one.id, ("promised_by", "answered_on")),
        )  # fmt: skip
