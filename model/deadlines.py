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

from model import commitments, deadline_rules, filters, meetings, ratings, statutory_dates
from model.calendar_days import calendar_of
from model.records import Inspection, Meeting, Question
from model.store.plan import Plan
from model.wording import month_in_words, with_weekday

KINDS = ("action", "milestone", "commitment", "statutory", "meeting", "papers", "inspection", "question")
KIND_WORDS: Mapping[str, str] = {
    "action": "Action",
    "milestone": "Milestone",
    "commitment": "Commitment",
    "statutory": "Statutory",
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
    answers it, and a meeting or inspection with the areas that name it as their source. An inspection is
    the one that raised an action's area; its own days and the promises made after it go with it.
    """

    kinds: tuple[str, ...] = KINDS
    owners: tuple[str, ...] = ()
    no_owner: bool = False
    areas: tuple[str, ...] = ()
    inspections: tuple[str, ...] = ()
    done: bool = False

    @property
    def narrowed(self) -> bool:
        """Whether owners, areas or inspections leave anything out."""
        return bool(self.owners or self.no_owner or self.areas or self.inspections)


class Entry(NamedTuple):
    """One deadline. ``key`` names it in the list: a meeting stands there twice, itself and its papers.

    ``first`` is the first day of a window whose last day is ``day``.
    """

    day: str  # ISO
    kind: str  # KINDS
    key: str  # "papers 018f…"
    standing: str  # "late", "coming", or "done" for what is done or past
    first: str | None = None  # ISO


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


_TABLE_OF = {
    "papers": "meeting",
    "published": "inspection",
    "embargo": "inspection",
    "statutory": "inspection",
    "ruled": "meeting",  # what a rule asks for of a meeting, its papers apart
}


def record_of(key: str) -> tuple[str, str]:
    """The table and the id of what a deadline belongs to."""
    part = key.partition(" ")[0]
    return _TABLE_OF.get(part, part), key.rpartition(" ")[2]


# --- which there are


def deadlines(plan: Plan, today: date, wanted: Wanted, few: Sequence[Entry] | None = None) -> Deadlines:
    """Every deadline that is wanted: late ones first, then today's, then month by month; done and past ones last.

    ``few`` is what ``of_few`` gave, where it was asked before.
    """
    found = [*_of_actions(plan, today, wanted), *(of_few(plan, today, wanted) if few is None else few)]
    counts = Counter(entry.kind for entry in found)
    shown = [entry for entry in found if entry.kind in wanted.kinds]
    condition, values = actions_wanted(plan, today, wanted)
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


def actions_wanted(plan: Plan, today: date, wanted: Wanted) -> tuple[str, dict[str, Any]]:
    """The condition that is put on an action called ``a``, and its named values."""
    asked = filters.Filter(
        owners=wanted.owners, no_owner=wanted.no_owner, areas=wanted.areas, inspections=wanted.inspections
    )
    return filters.where(plan, asked, today)


def _of_actions(plan: Plan, today: date, wanted: Wanted) -> list[Entry]:
    """Actions by their agreed date, and the milestones of those that are not closed."""
    condition, values = actions_wanted(plan, today, wanted)
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


def of_few(plan: Plan, today: date, wanted: Wanted) -> list[Entry]:
    """Commitments, statutory dates, meetings with their papers, inspections and promised answers: some hundreds.

    Of every kind, since each kind is counted; without what is done unless that is wanted.
    """
    return [entry for entry in _of_few(plan, today, wanted) if wanted.done or entry.standing != "done"]


def _of_few(plan: Plan, today: date, wanted: Wanted) -> Iterable[Entry]:
    only = _few_wanted(plan, today, wanted) if wanted.narrowed else None
    for one in commitments.commitments(plan, today):
        if one.clock.due is not None and (only is None or one.commitment.id in only):
            standing = {"past": "late", "due": "coming"}.get(one.clock.state, "done")
            first = one.commitment.due_from
            window = first.isoformat() if first is not None and first < one.clock.due else None
            yield Entry(one.clock.due.isoformat(), "commitment", f"commitment {one.commitment.id}", standing, window)
    yield from _statutory(plan, today, only)
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


def _statutory(plan: Plan, today: date, only: set[str] | None) -> Iterable[Entry]:
    """What a rule gives; papers stand as such already. What may have been met long ago is past, not late."""
    for one in statutory_dates.all_of(plan, today, with_meetings=True):
        of = one.inspection or one.meeting
        if one.day is None or of is None or one.standing == "not owed" or one.rule.code == deadline_rules.PAPERS:
            continue
        if only is None or of.id in only:
            standing = one.standing if one.standing in ("late", "coming") else "done"
            part = "statutory" if one.inspection is not None else "ruled"
            first = one.first.isoformat() if one.first is not None else None
            yield Entry(one.day.isoformat(), "statutory", f"{part} {one.key}", standing, first)


def _dated(day: date, today: date, kind: str, key: str) -> Entry:
    """Of what simply happens on a day: it is past, never late."""
    return Entry(day.isoformat(), kind, key, "coming" if day >= today else "done")


def _few_wanted(plan: Plan, today: date, wanted: Wanted) -> set[str]:
    """The commitments that the wanted actions answer; without owners also what the areas or inspections name."""
    condition, values = actions_wanted(plan, today, wanted)
    found = plan.rows(
        f"SELECT n.commitment FROM answer AS n JOIN action AS a ON a.id = n.action WHERE {condition}", values
    )
    kept = {str(row) for (row,) in found if row is not None}
    if wanted.owners or wanted.no_owner:
        return kept
    named = []
    if wanted.areas:
        named.append((wanted.areas, _NAMED_BY_AREAS))
    if wanted.inspections:
        named.append((wanted.inspections, _NAMED_BY_INSPECTIONS))
    each = [{str(row) for (row,) in plan.rows(sql, {"named": json.dumps(list(ids))})} for ids, sql in named]
    return kept.union(set.intersection(*each)) if each else kept


_THESE = "IN (SELECT value FROM json_each(:named))"
_NAMED_BY_AREAS = f"""SELECT commitment FROM answer WHERE area {_THESE}
    UNION SELECT meeting FROM source WHERE area {_THESE} UNION SELECT inspection FROM source WHERE area {_THESE}"""
_NAMED_BY_INSPECTIONS = f"SELECT id FROM commitment WHERE inspection {_THESE} UNION SELECT value FROM json_each(:named)"
