"""Everything in a plan that has a day, late first and then by month: the questions behind the deadline list.

First which there are, in order, as short entries; then what a list says of each, for those in view. A
plan of ten thousand actions has as many entries, and a screen shows forty of them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from model import commitments, filters, inspections, meetings, ratings
from model.calendar_days import calendar_of
from model.records import Inspection, Meeting, Question
from model.store.plan import Plan
from model.wording import days_late, due_in, in_words, month_in_words, plural, sentence_case, short, with_weekday

KINDS = ("action", "milestone", "commitment", "meeting", "papers", "inspection", "question")
KIND_WORDS: Mapping[str, str] = {
    "action": "Action",
    "milestone": "Milestone",
    "commitment": "Commitment",
    "meeting": "Meeting",
    "papers": "Papers",
    "inspection": "Inspection",
    "question": "Answer",
}
LATE, TODAY, DONE = "late", "today", "done "


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which deadlines to list. ``done`` lists what is done and what is past as well.

    Owners and areas are those of actions: a milestone goes with its action, a commitment with what
    answers it, and a meeting or inspection with the areas that name it as their source.
    """

    kinds: tuple[str, ...] = KINDS
    owners: tuple[str, ...] = ()
    no_owner: bool = False
    areas: tuple[str, ...] = ()
    done: bool = False

    @property
    def narrowed(self) -> bool:
        """Whether owners or areas leave anything out."""
        return bool(self.owners or self.no_owner or self.areas)


class Entry(NamedTuple):
    """One deadline. ``key`` names it in the list: a meeting stands there twice, itself and its papers."""

    day: str  # ISO
    kind: str  # KINDS
    key: str  # "papers 018f…"
    standing: str  # "late", "coming", or "done" for what is done or past


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it: what is late, what is due today, a month, a month that is past."""

    key: str
    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Deadlines:
    """``counts`` counts each kind as if all were shown; ``undated`` are open actions without an agreed date."""

    sections: tuple[Section, ...]
    counts: Mapping[str, int]
    late: int
    undated: int

    @property
    def shown(self) -> int:
        return sum(len(section.entries) for section in self.sections)


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A deadline as a list shows it; ``id`` is the entry's key, ``table`` and ``record`` what it belongs to."""

    id: str
    table: str
    record: str
    kind: str  # KINDS
    day: date
    standing: str
    words: str  # "12 days late", "due in 5 days", "met 3 days early"
    number: str  # "3.2"
    what: str
    who: str
    area: str
    note: str  # "first agreed 30 June 2023; forecast 5 September 2023"

    @property
    def late(self) -> bool:
        return self.standing == "late"

    @property
    def done(self) -> bool:
        return self.standing == "done"


_TABLE_OF = {"papers": "meeting", "published": "inspection", "embargo": "inspection"}


def record_of(key: str) -> tuple[str, str]:
    """The table and the id of what a deadline belongs to."""
    part, _, record = key.partition(" ")
    return _TABLE_OF.get(part, part), record


# --- which there are


def deadlines(plan: Plan, today: date, wanted: Wanted) -> Deadlines:
    """Every deadline that is wanted: late ones first, then today's, then month by month; done and past ones last."""
    found = [*_of_actions(plan, today, wanted), *_of_few(plan, today, wanted)]
    if not wanted.done:
        found = [entry for entry in found if entry.standing != "done"]
    counts = Counter(entry.kind for entry in found)
    shown = [entry for entry in found if entry.kind in wanted.kinds]
    condition, values = _actions_wanted(plan, today, wanted)
    ((undated,),) = plan.rows(
        f"SELECT count(*) FROM action AS a WHERE {ratings.OPEN} AND a.agreed IS NULL AND {condition}", values
    )
    late = sum(entry.standing == "late" for entry in shown)
    return Deadlines(tuple(_sections(shown, today)), {kind: counts[kind] for kind in KINDS}, late, int(undated))


def _sections(entries: list[Entry], today: date) -> Iterable[Section]:
    by_key: dict[str, list[Entry]] = {LATE: [], TODAY: []}
    now = today.isoformat()
    for entry in sorted(entries, key=_in_order):
        if entry.standing == "late":
            key = LATE
        elif entry.standing == "done":
            key = DONE + entry.day[:7]
        else:
            key = TODAY if entry.day == now else entry.day[:7]
        by_key.setdefault(key, []).append(entry)
    if by_key[LATE]:
        yield Section(LATE, "Late", tuple(by_key[LATE]))
    if any(entry.standing != "late" for entry in entries) or not entries:
        nothing = "" if by_key[TODAY] else ": nothing is due today"
        yield Section(TODAY, f"Today, {with_weekday(today)}{nothing}", tuple(by_key[TODAY]))
    months = sorted(key for key in by_key if key[:1].isdigit())
    for key in months:
        label = month_in_words(date.fromisoformat(f"{key}-01"))
        yield Section(key, f"Rest of {label}" if key == now[:7] else label, tuple(by_key[key]))
    for key in sorted((key for key in by_key if key.startswith(DONE)), reverse=True):
        label = month_in_words(date.fromisoformat(f"{key.removeprefix(DONE)}-01"))
        yield Section(key, f"Done or past: {label}", tuple(reversed(by_key[key])))


def _in_order(entry: Entry) -> tuple[str, int, str]:
    return entry.day, KINDS.index(entry.kind), entry.key


def _actions_wanted(plan: Plan, today: date, wanted: Wanted) -> tuple[str, dict[str, Any]]:
    asked = filters.Filter(owners=wanted.owners, no_owner=wanted.no_owner, areas=wanted.areas)
    return filters.where(plan, asked, today)


def _of_actions(plan: Plan, today: date, wanted: Wanted) -> list[Entry]:
    """Actions by their agreed date, and the milestones of those that are not closed."""
    condition, values = _actions_wanted(plan, today, wanted)
    which = "a.status <> 'superseded'" if wanted.done else ratings.OPEN
    standing = f"CASE WHEN {ratings.LATE} THEN 'late' WHEN {ratings.OPEN} THEN 'coming' ELSE 'done' END"
    rows = plan.rows(
        f"""SELECT a.agreed, 'action', 'action ' || a.id, {standing} FROM action AS a
        WHERE a.agreed IS NOT NULL AND {which} AND {condition}""",
        values,
    )
    still_open = "" if wanted.done else "AND m.done_on IS NULL"
    steps = plan.rows(
        f"""SELECT m.due, 'milestone', 'milestone ' || m.id,
            CASE WHEN m.done_on IS NOT NULL OR NOT {ratings.OPEN} THEN 'done'
                WHEN m.due < :today THEN 'late' ELSE 'coming' END
        FROM milestone AS m JOIN action AS a ON a.id = m.action
        WHERE m.due IS NOT NULL {still_open} AND {which} AND {condition}""",
        values,
    )
    return [Entry(*row) for row in (*rows, *steps)]


def _of_few(plan: Plan, today: date, wanted: Wanted) -> Iterable[Entry]:
    """Commitments, meetings with their papers, inspections and promised answers: some hundreds at most."""
    only = _few_wanted(plan, today, wanted) if wanted.narrowed else None
    for one in commitments.commitments(plan, today):
        if one.clock.due is not None and (only is None or one.commitment.id in only):
            standing = {"past": "late", "due": "coming"}.get(one.clock.state, "done")
            yield Entry(one.clock.due.isoformat(), "commitment", f"commitment {one.commitment.id}", standing)
    calendar = calendar_of(plan)
    for meeting in plan.all(Meeting):
        if only is None or meeting.id in only:
            yield _dated(meeting.on_day, today, "meeting", f"meeting {meeting.id}")
            yield _dated(meetings.papers_due(meeting, calendar).day, today, "papers", f"papers {meeting.id}")
    for inspection in plan.all(Inspection):
        if only is None or inspection.id in only:
            for part, day in (("published", inspection.published), ("embargo", inspection.embargo_until)):
                if day is not None and not (part == "embargo" and day == inspection.published):
                    yield _dated(day, today, "inspection", f"{part} {inspection.id}")
    for question in plan.all(Question):
        if question.promised and question.promised_by and (only is None or question.meeting in only):
            late = "late" if question.promised_by < today else "coming"
            standing = "done" if question.answered_on else late
            yield Entry(question.promised_by.isoformat(), "question", f"question {question.id}", standing)


def _dated(day: date, today: date, kind: str, key: str) -> Entry:
    """Of what simply happens on a day: it is past, never late."""
    return Entry(day.isoformat(), kind, key, "coming" if day >= today else "done")


def _few_wanted(plan: Plan, today: date, wanted: Wanted) -> set[str]:
    """The commitments that the wanted actions answer; with areas alone also what those areas come from."""
    condition, values = _actions_wanted(plan, today, wanted)
    found = plan.rows(
        f"SELECT n.commitment FROM answer AS n JOIN action AS a ON a.id = n.action WHERE {condition}", values
    )
    if wanted.areas and not (wanted.owners or wanted.no_owner):
        named = "area IN (SELECT value FROM json_each(:named))"
        found += plan.rows(
            f"""SELECT commitment FROM answer WHERE {named} UNION SELECT meeting FROM source WHERE {named}
            UNION SELECT inspection FROM source WHERE {named}""",
            {"named": json.dumps(list(wanted.areas))},
        )
    return {str(row) for (row,) in found if row is not None}


# --- what a list says of each


def rows(plan: Plan, keys: Sequence[str], today: date) -> list[DeadlineRow]:
    """The deadlines of these keys, in their order; those that are gone are left out."""
    wanted: dict[str, list[str]] = {}
    for key in keys:
        part, _, record = key.partition(" ")
        wanted.setdefault(part, []).append(record)
    found: dict[str, DeadlineRow] = {}
    for part, read in _READ.items():
        if part in wanted:
            found.update((row.id, row) for row in read(plan, wanted[part], today))
    return [found[key] for key in keys if key in found]


_ACTION = """a.id, a.area_number || '.' || a.item_number, a.title, p.name, r.number || ' ' || r.title
    FROM action AS a JOIN area AS r ON r.id = a.area LEFT JOIN person AS p ON p.id = a.owner"""


def _actions(plan: Plan, ids: list[str], today: date) -> Iterable[DeadlineRow]:
    sql = f"""SELECT a.agreed, a.first_agreed, a.forecast, a.status, a.on_hold, a.completed_on, {_ACTION}
        WHERE a.id IN (SELECT value FROM json_each(?)) AND a.agreed IS NOT NULL"""
    for agreed, first, forecast, status, on_hold, completed, row, number, title, owner, area in plan.rows(
        sql, [json.dumps(ids)]
    ):
        day = date.fromisoformat(agreed)
        notes = []
        if first is not None and first != agreed:
            notes.append(f"first agreed {_said(first)}")
        if status not in ("not started", "in progress"):
            standing, words = "done", status
            if completed is not None:
                notes.append(f"done on {_said(completed)}, {_against(completed, agreed)}")
        else:
            standing, words = _standing(day, today)
            if forecast is not None and forecast != agreed:
                notes.append(f"forecast {_said(forecast)}")
            if on_hold:
                notes.append("on hold")
        note = sentence_case("; ".join(notes))
        who = owner or "Nobody"
        yield DeadlineRow(
            f"action {row}", "action", row, "action", day, standing, words, number, title, who, area, note
        )


def _milestones(plan: Plan, ids: list[str], today: date) -> Iterable[DeadlineRow]:
    sql = f"""SELECT m.id, m.due, m.done_on, m.title, a.status, {_ACTION} JOIN milestone AS m ON m.action = a.id
        WHERE m.id IN (SELECT value FROM json_each(?)) AND m.due IS NOT NULL"""
    for row, due, done, step, status, _, number, title, owner, area in plan.rows(sql, [json.dumps(ids)]):
        day = date.fromisoformat(due)
        if done is not None:
            standing, words = "done", "done"
        elif status not in ("not started", "in progress"):
            standing, words = "done", f"not ticked; its action is {status}"
        else:
            standing, words = _standing(day, today)
        note = f"A step of {number} {short(title, 50)}"
        if done is not None:
            note = f"Done on {_said(done)}, {_against(done, due)}; a step of {number}"
        yield DeadlineRow(
            f"milestone {row}", "milestone", row, "milestone", day, standing, words, number, step,
            owner or "Nobody", area, note,
        )  # fmt: skip


def _commitments(plan: Plan, ids: list[str], today: date) -> Iterable[DeadlineRow]:
    for one in commitments.commitments(plan, today):
        row, clock = one.commitment, one.clock
        if row.id not in ids or clock.due is None:
            continue
        standing = {"past": "late", "due": "coming"}.get(clock.state, "done")
        words = days_late(-(clock.days_left or 0)) if standing == "late" else clock.words
        first = f"First promised for {in_words(one.first_due)}" if one.first_due else ""
        yield DeadlineRow(
            f"commitment {row.id}", "commitment", row.id, "commitment", clock.due, standing, words, "",
            f"“{short(row.sentence, 300)}”", row.speaker or "", listed_areas(one), first,
        )  # fmt: skip


def listed_areas(one: commitments.CommitmentRow) -> str:
    """What answers a commitment, by number: "areas 1 and 2, action 3.2"."""
    return ", ".join([*(f"{area.number} {area.title}" for area in one.areas), *(a.number for a in one.actions)])


def _meetings(plan: Plan, ids: list[str], today: date) -> Iterable[DeadlineRow]:
    names, calendar = meetings.names(plan), calendar_of(plan)
    for one in plan.all(Meeting):
        if one.id in ids:
            papers = meetings.papers_due(one, calendar).day
            left = (papers - today).days
            note = f"Papers {due_in(left)}" if left >= 0 else f"Papers were due on {in_words(papers)}"
            yield DeadlineRow(
                f"meeting {one.id}", "meeting", one.id, "meeting", one.on_day, *_happens(one.on_day, today), "",
                names[one.id], "", "", note if one.on_day >= today else "",
            )  # fmt: skip


def _papers(plan: Plan, ids: list[str], today: date) -> Iterable[DeadlineRow]:
    names, calendar = meetings.names(plan), calendar_of(plan)
    for one in plan.all(Meeting):
        if one.id in ids:
            due = meetings.papers_due(one, calendar)
            left = (due.day - today).days
            standing, ago = _happens(due.day, today)
            words = due_in(left) if left >= 0 else f"due {ago}"
            yield DeadlineRow(
                f"papers {one.id}", "meeting", one.id, "papers", due.day, standing, words, "",
                f"Papers for {names[one.id]}", "", "", due.sentence,
            )  # fmt: skip


def _published(plan: Plan, ids: list[str], today: date) -> Iterable[DeadlineRow]:
    return _inspections(plan, ids, today, "published", "Report is published", "Report was published")


def _embargoes(plan: Plan, ids: list[str], today: date) -> Iterable[DeadlineRow]:
    return _inspections(plan, ids, today, "embargo", "Embargo ends", "Embargo ended")


def _inspections(plan: Plan, ids: list[str], today: date, part: str, coming: str, over: str) -> Iterable[DeadlineRow]:
    names = inspections.names(plan)
    for one in plan.all(Inspection):
        day = one.published if part == "published" else one.embargo_until
        if one.id in ids and day is not None:
            what = f"{coming if day >= today else over}: {names[one.id]}"
            yield DeadlineRow(
                f"{part} {one.id}", "inspection", one.id, "inspection", day, *_happens(day, today), "", what, "", "",
                inspections.standing(one, today).sentence,
            )  # fmt: skip


def _questions(plan: Plan, ids: list[str], today: date) -> Iterable[DeadlineRow]:
    names = meetings.names(plan)
    for one in plan.all(Question):
        if one.id in ids and one.promised_by is not None:
            standing, words = _standing(one.promised_by, today)
            if one.answered_on is not None:
                standing, words = "done", f"answered on {in_words(one.answered_on)}"
            yield DeadlineRow(
                f"question {one.id}", "question", one.id, "question", one.promised_by, standing, words, "",
                short(one.promised or one.text, 300), one.member or "", "", f"Promised at {names[one.meeting]}",
            )  # fmt: skip


_READ = {
    "action": _actions,
    "milestone": _milestones,
    "commitment": _commitments,
    "meeting": _meetings,
    "papers": _papers,
    "published": _published,
    "embargo": _embargoes,
    "question": _questions,
}


def _standing(day: date, today: date) -> tuple[str, str]:
    """Of what is still to be done: whether it is late, and by how much, in words."""
    left = (day - today).days
    return ("late" if left < 0 else "coming"), due_in(left)


def _happens(day: date, today: date) -> tuple[str, str]:
    left = (day - today).days
    if left < 0:
        return "done", "yesterday" if left == -1 else f"{plural(-left, 'day')} ago"
    return "coming", ("today", "tomorrow")[left] if left < 2 else f"in {plural(left, 'day')}"


def _against(done: str, due: str) -> str:
    """When something was done, beside the day it was due: "3 days early"."""
    days = (date.fromisoformat(done) - date.fromisoformat(due)).days
    return days_late(days) if days > 0 else f"{plural(-days, 'day')} early" if days else "on the day"


def _said(day: str) -> str:
    return in_words(date.fromisoformat(day))
