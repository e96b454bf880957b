"""What is said of each deadline: its day, how late it is, what it is, whose, and what else is to be known.

``deadlines`` says which there are and in what order; here are the rows of a list, for those in view,
and the sentence that a tip or a screen reader says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from model import agreed_dates, commitments, date_requests, inspections, meetings, statutory_dates
from model.calendar_days import calendar_of
from model.deadlines import KIND_WORDS
from model.records import Inspection, Meeting, Question
from model.store.plan import Plan
from model.wording import days_late, due_in, in_words, plural, sentence_case, short, with_weekday


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


def rows(plan: Plan, keys: Sequence[str], today: date) -> list[DeadlineRow]:
    """The deadlines of these keys, in their order; those that are gone are left out."""
    wanted: dict[str, list[str]] = {}
    for key in keys:
        part, _, rest = key.partition(" ")
        wanted.setdefault(part, []).append(rest)
    found: dict[str, DeadlineRow] = {}
    for part, read in _READ.items():
        if part in wanted:
            found.update((row.id, row) for row in read(plan, wanted[part], today))
    return [found[key] for key in keys if key in found]


_ACTION = """a.id, a.area_number || '.' || a.item_number, a.title, p.name, r.number || ' ' || r.title
    FROM action AS a JOIN area AS r ON r.id = a.area LEFT JOIN person AS p ON p.id = a.owner"""


def _actions(plan: Plan, ids: list[str], today: date) -> Iterable[DeadlineRow]:
    moved, asked = agreed_dates.moves(plan, ids), date_requests.wanted_days(plan)
    sql = f"""SELECT a.agreed, a.forecast, a.status, a.on_hold, a.completed_on, {_ACTION}
        WHERE a.id IN (SELECT value FROM json_each(?)) AND a.agreed IS NOT NULL"""
    for agreed, forecast, status, on_hold, completed, row, number, title, owner, area in plan.rows(
        sql, [json.dumps(ids)]
    ):
        day = date.fromisoformat(agreed)
        notes = []
        if moved[row].times:
            notes.append(moved[row].sentence)
        if status not in ("not started", "in progress"):
            standing, words = "done", status
            if completed is not None:
                notes.append(f"done on {_said(completed)}, {_against(completed, agreed)}")
        else:
            standing, words = _standing(day, today)
            if forecast is not None and forecast != agreed:
                notes.append(f"forecast {_said(forecast)}")
            if row in asked:
                notes.append(f"asked to be moved to {in_words(asked[row])}, which is not agreed yet")
            if on_hold:
                notes.append("on hold")
        note = sentence_case("; ".join(notes))
        who = owner or "Nobody"
        yield DeadlineRow(
            f"action {row}", "action", row, "action", day, standing, words, number, title, who, area, note
        )


def sentence(plan: Plan, key: str, today: date) -> str:
    """All that a tip or a screen reader says of one deadline; nothing where it is gone."""
    for row in rows(plan, [key], today):
        name = " ".join(filter(None, (KIND_WORDS[row.kind], row.number, row.what)))
        who = f", {row.who}" if row.who else ""
        note = f" {row.note.rstrip('.')}." if row.note else ""
        return f"{name}{who}. {with_weekday(row.day)}: {row.words}.{note}"
    return ""


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


def _statutory(plan: Plan, keys: list[str], today: date) -> Iterable[DeadlineRow]:
    return _by_rule(plan, keys, today, "statutory", "inspection")


def _ruled(plan: Plan, keys: list[str], today: date) -> Iterable[DeadlineRow]:
    return _by_rule(plan, keys, today, "ruled", "meeting")


def _by_rule(plan: Plan, keys: list[str], today: date, part: str, table: str) -> Iterable[DeadlineRow]:
    for one in statutory_dates.all_of(plan, today, with_meetings=part == "ruled"):
        of = one.inspection or one.meeting
        if one.key in keys and one.day is not None and of is not None:
            standing = one.standing if one.standing in ("late", "coming") else "done"
            notes = (one.sentence, one.difference, one.weekday_note, one.last_meeting_sentence)
            yield DeadlineRow(
                f"{part} {one.key}", table, of.id, "statutory", one.day, standing, one.words, "",
                f"{one.what}: {one.of}", "", "", " ".join(filter(None, notes)),
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
    "statutory": _statutory,
    "ruled": _ruled,
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
