"""Bodies and their meetings: when papers are due, what was resolved, what members asked."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypedDict, Unpack

from model.calendar_days import calendar_of
from model.chosen import fields_named, only, present
from model.dates import Calendar, Due, clear_days_before
from model.errors import Refused
from model.placing import put
from model.records import Area, Body, Meeting, Question, Resolution
from model.store.plan import Plan
from model.wording import in_words, listed, plural, quoted, short, with_weekday

CLEAR_DAYS = 5
"""Local Government Act 1972 s100B(3): agenda and reports are open to the public five clear days before."""


class BodyFields(TypedDict, total=False):
    name: str
    kind: str  # BODY_KINDS
    chair: str | None
    note: str | None
    approves: bool


class MeetingFields(TypedDict, total=False):
    body: str
    on_day: date
    title: str | None
    papers_due: date | None
    note: str | None
    sample: bool


class QuestionFields(TypedDict, total=False):
    member: str | None
    answer: str | None
    promised: str | None
    promised_by: date | None
    answered_on: date | None


class QuestionEdit(QuestionFields, total=False):
    text: str


@dataclass(frozen=True, slots=True)
class PapersDue:
    """The day by which papers go out, and the sentence that explains it."""

    day: date
    sentence: str
    worked_out: bool  # not entered by hand


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting as a list shows it. ``days`` is from today to the meeting, below 0 where it is over."""

    meeting: Meeting
    body: Body
    name: str
    papers: PapersDue
    days: int
    resolutions: int
    questions: int
    unanswered: int  # questions without an answer, or with a promise that is still open


# --- bodies


def add_body(
    plan: Plan,
    name: str,
    *,
    kind: str = "committee",
    chair: str | None = None,
    note: str | None = None,
    approves: bool = False,
) -> str:
    """Add a committee, cabinet, board or panel; ``approves`` where it can approve the plan.

    Refused: no name, or one that is in the plan already.
    """
    name = _new_body_name(plan, name)
    with plan.batch(f"Add {short(name)}"):
        return plan.add("body", name=name, kind=kind, chair=chair, note=note, approves=approves)


def find_or_add_body(plan: Plan, text: str, *, kind: str = "committee") -> str:
    """The id of the body that was typed, whatever its case and spacing; a new one if there is none."""
    for body in bodies(plan):
        if _plain(body.name) == _plain(text):
            return body.id
    return add_body(plan, text, kind=kind)


def edit_body(plan: Plan, body_id: str, **fields: Unpack[BodyFields]) -> None:
    only(fields, BodyFields.__annotations__, "Editing a body")
    before = plan.get(Body, body_id)
    if "name" in fields:
        fields["name"] = _new_body_name(plan, fields["name"], besides=body_id)
    with plan.batch(f"Edit {fields_named('body', fields)} of {short(before.name)}"):
        plan.change("body", body_id, **fields)


def remove_body(plan: Plan, body_id: str) -> None:
    """Delete a body with its meetings and all that stands under them."""
    body = plan.get(Body, body_id)
    under = [row for (row,) in plan.rows("SELECT id FROM meeting WHERE body = ?", [body_id])]
    along = [plural(len(under), "meeting"), *_along(plan, under)] if under else []
    with plan.batch(f"Delete {short(body.name)}" + (f" with {listed(along)}" if along else "")):
        plan.remove("source", _sources_naming(plan, under))
        plan.remove("body", body_id)


def bodies(plan: Plan) -> tuple[Body, ...]:
    """Every body, by name."""
    return tuple(plan.all(Body, order="t.name COLLATE NOCASE, t.id"))


# --- meetings


def add(
    plan: Plan,
    body: str,
    on_day: date,
    *,
    title: str | None = None,
    papers_due: date | None = None,
    note: str | None = None,
    sample: bool = False,
) -> str:
    """Add a meeting of a body. ``papers_due`` None is worked out: see ``papers_due``.

    Refused: a second meeting of the body on that day under the same title, papers due after it.
    """
    name = _named(plan.get(Body, body).name, on_day, title)
    _check(plan, None, body, on_day, title, papers_due)
    with plan.batch(f"Add meeting {name}"):
        return plan.add(
            "meeting", body=body, on_day=on_day, title=title, papers_due=papers_due, note=note, sample=sample
        )


def add_at_new_body(
    plan: Plan,
    name: str,
    on_day: date,
    *,
    kind: str = "committee",
    title: str | None = None,
    papers_due: date | None = None,
    note: str | None = None,
) -> str:
    """Add a meeting and the body that meets, in one act; a body of that name is taken. Refused as in ``add``."""
    with plan.batch(f"Add meeting {_named(' '.join(name.split()), on_day, title)}"):
        body = find_or_add_body(plan, name, kind=kind)
        return add(plan, body, on_day, title=title, papers_due=papers_due, note=note)


def edit(plan: Plan, meeting_id: str, **fields: Unpack[MeetingFields]) -> None:
    """Change a meeting. Refused as in ``add``."""
    only(fields, MeetingFields.__annotations__, "Editing a meeting")
    before = plan.get(Meeting, meeting_id)
    _check(
        plan,
        meeting_id,
        fields.get("body", before.body),
        fields.get("on_day", before.on_day),
        fields.get("title", before.title),
        fields.get("papers_due", before.papers_due),
    )
    with plan.batch(f"Edit {fields_named('meeting', fields)} of {name_of(plan, before)}"):
        plan.change("meeting", meeting_id, **fields)


def remove(plan: Plan, ids: str | Iterable[str]) -> None:
    """Delete meetings with their resolutions, questions, documents, and the sources of areas that name them.

    Commitments and moved dates that name them stay, without the meeting.
    """
    ids = present(plan, "meeting", ids)
    along = _along(plan, ids)
    what = name_of(plan, plan.get(Meeting, ids[0])) if len(ids) == 1 else plural(len(ids), "meeting")
    with plan.batch(f"Delete {what}" + (f" with {listed(along)}" if along else "")):
        plan.remove("source", _sources_naming(plan, ids))
        plan.remove("meeting", ids)


@lru_cache(maxsize=4096)
def clear_days(meeting: date, days: int, calendar: Calendar) -> Due:
    """``dates.clear_days_before``, kept: it goes day by day, and lists ask for it after every act."""
    return clear_days_before(meeting, days, calendar)


def papers_due(meeting: Meeting, calendar: Calendar) -> PapersDue:
    """When the papers of a meeting are due: as entered, or five clear days before it in the plan's calendar."""
    worked_out = clear_days(meeting.on_day, CLEAR_DAYS, calendar)
    if meeting.papers_due is None:
        return PapersDue(worked_out.day, worked_out.sentence, True)
    entered = with_weekday(meeting.papers_due)
    if meeting.papers_due == worked_out.day:
        return PapersDue(meeting.papers_due, f"{entered} was entered by hand. {worked_out.sentence}", False)
    late = " This is too late for them." if meeting.papers_due > worked_out.day else ""
    clear = f"Five clear days before the meeting would be {with_weekday(worked_out.day)}."
    return PapersDue(meeting.papers_due, f"{entered} was entered by hand. {clear}{late}", False)


def name_of(plan: Plan, meeting: Meeting) -> str:
    """As in "Corporate Parenting Panel, 7 September 2023", with the meeting's own title where it has one."""
    return _named(plan.get(Body, meeting.body).name, meeting.on_day, meeting.title)


def names(plan: Plan) -> dict[str, str]:
    """The name of every meeting, by id."""
    called = {body.id: body.name for body in plan.all(Body)}
    return {one.id: _named(called[one.body], one.on_day, one.title) for one in plan.all(Meeting)}


def named_days(plan: Plan) -> tuple[tuple[date, str], ...]:
    """The day of every meeting with who meets, for phrases that name one: "by the July committee"."""
    sql = """SELECT m.on_day, b.name || coalesce(' (' || m.title || ')', '') FROM meeting AS m
        JOIN body AS b ON b.id = m.body ORDER BY m.on_day, 2"""
    return tuple((date.fromisoformat(day), name) for day, name in plan.rows(sql))


def meetings(plan: Plan, today: date, body: str | None = None) -> tuple[MeetingRow, ...]:
    """Every meeting, or every one of a body, oldest first."""
    of_plan = {one.id: one for one in plan.all(Body)}
    calendar = calendar_of(plan)
    counts = {
        row: (resolutions, questions, unanswered)
        for row, resolutions, questions, unanswered in plan.rows(
            """SELECT m.id, (SELECT count(*) FROM resolution AS r WHERE r.meeting = m.id), count(q.id),
                sum(q.id IS NOT NULL AND (q.answer IS NULL OR (q.promised IS NOT NULL AND q.answered_on IS NULL)))
            FROM meeting AS m LEFT JOIN question AS q ON q.meeting = m.id GROUP BY m.id"""
        )
    }
    found = plan.all(Meeting, *_of(body), "t.on_day, t.title, t.id")
    return tuple(
        MeetingRow(
            one,
            of_plan[one.body],
            _named(of_plan[one.body].name, one.on_day, one.title),
            papers_due(one, calendar),
            (one.on_day - today).days,
            *counts[one.id],
        )
        for one in found
    )


def next_meeting(plan: Plan, today: date, body: str | None = None) -> Meeting | None:
    """The first meeting from ``today`` on, of that body or of any."""
    where, params = _of(body)
    found = plan.all(
        Meeting, f"{where} AND t.on_day >= ?", [*params, today.isoformat()], "t.on_day, t.title, t.id LIMIT 1"
    )
    return found[0] if found else None


def last_meeting(plan: Plan, today: date, body: str | None = None) -> Meeting | None:
    """The latest meeting before ``today``, of that body or of any."""
    where, params = _of(body)
    found = plan.all(
        Meeting, f"{where} AND t.on_day < ?", [*params, today.isoformat()], "t.on_day DESC, t.title, t.id LIMIT 1"
    )
    return found[0] if found else None


def areas_of(plan: Plan, meeting_id: str) -> tuple[Area, ...]:
    """The areas for improvement that name a meeting as a source, in the plan's order."""
    where = "t.id IN (SELECT s.area FROM source AS s WHERE s.meeting = ?)"
    return tuple(plan.all(Area, where, [meeting_id], "t.position, t.number"))


# --- resolutions


def add_resolution(plan: Plan, meeting_id: str, text: str, *, before: str | None = None) -> str:
    name = name_of(plan, plan.get(Meeting, meeting_id))
    text = _said(text, "A resolution says what was resolved.")
    with plan.batch(f"Add a resolution of {name}"):
        new = plan.new_id()
        place = put(plan, "resolution", [new], "t.meeting = ?", [meeting_id], before)[new]
        return plan.add("resolution", id=new, meeting=meeting_id, text=text, position=place)


def edit_resolution(plan: Plan, resolution_id: str, text: str) -> None:
    before = plan.get(Resolution, resolution_id)
    text = _said(text, "A resolution says what was resolved.")
    with plan.batch(f"Edit resolution {quoted(before.text, 40)}"):
        plan.change("resolution", resolution_id, text=text)


def remove_resolution(plan: Plan, ids: str | Iterable[str]) -> None:
    ids = present(plan, "resolution", ids)
    one = f"resolution {quoted(plan.get(Resolution, ids[0]).text, 40)}"
    with plan.batch(f"Delete {one if len(ids) == 1 else plural(len(ids), 'resolution')}"):
        plan.remove("resolution", ids)


def reorder_resolutions(plan: Plan, ids: str | Iterable[str], before: str | None = None) -> None:
    """Put resolutions of one meeting in front of ``before``, or at the end."""
    ids = present(plan, "resolution", ids)
    meeting = plan.get(Resolution, ids[0]).meeting
    with plan.batch(f"Move {plural(len(ids), 'resolution')}"):
        for row, place in put(plan, "resolution", ids, "t.meeting = ?", [meeting], before).items():
            plan.change("resolution", row, position=place)


def resolutions_of(plan: Plan, meeting_id: str) -> tuple[Resolution, ...]:
    return tuple(plan.all(Resolution, "t.meeting = ?", [meeting_id], "t.position, t.id"))


# --- members' questions


def add_question(plan: Plan, meeting_id: str, text: str, **fields: Unpack[QuestionFields]) -> str:
    """Add a member's question, with its answer and what was promised, where known."""
    only(fields, QuestionFields.__annotations__, "Adding a question")
    name = name_of(plan, plan.get(Meeting, meeting_id))
    text = _said(text, "Type what was asked.")
    with plan.batch(f"Add a question asked at {name}"):
        place = plan.last_position("question", "t.meeting = ?", [meeting_id])
        return plan.add("question", meeting=meeting_id, text=text, position=place, **fields)


def edit_question(plan: Plan, question_id: str, **fields: Unpack[QuestionEdit]) -> None:
    only(fields, QuestionEdit.__annotations__, "Editing a question")
    before = plan.get(Question, question_id)
    if "text" in fields:
        fields["text"] = _said(fields["text"], "Type what was asked.")
    with plan.batch(f"Edit {fields_named('question', fields)} of question {quoted(before.text, 40)}"):
        plan.change("question", question_id, **fields)


def remove_question(plan: Plan, ids: str | Iterable[str]) -> None:
    ids = present(plan, "question", ids)
    one = f"question {quoted(plan.get(Question, ids[0]).text, 40)}"
    with plan.batch(f"Delete {one if len(ids) == 1 else plural(len(ids), 'question')}"):
        plan.remove("question", ids)


def reorder_questions(plan: Plan, ids: str | Iterable[str], before: str | None = None) -> None:
    """Put questions of one meeting in front of ``before``, or at the end."""
    ids = present(plan, "question", ids)
    meeting = plan.get(Question, ids[0]).meeting
    with plan.batch(f"Move {plural(len(ids), 'question')}"):
        for row, place in put(plan, "question", ids, "t.meeting = ?", [meeting], before).items():
            plan.change("question", row, position=place)


def questions_of(plan: Plan, meeting_id: str) -> tuple[Question, ...]:
    return tuple(plan.all(Question, "t.meeting = ?", [meeting_id], "t.position, t.id"))


def promises(plan: Plan) -> tuple[Question, ...]:
    """Questions whose promised follow-up has no day of an answer yet, the earliest promised day first."""
    where = "t.promised IS NOT NULL AND t.answered_on IS NULL"
    return tuple(plan.all(Question, where, (), "t.promised_by IS NULL, t.promised_by, t.position, t.id"))


# --- within


def _of(body: str | None) -> tuple[str, list[str]]:
    return ("1", []) if body is None else ("t.body = ?", [body])


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _named(body: str, on_day: date, title: str | None) -> str:
    return f"{body}, {in_words(on_day)}" + (f" ({short(title, 40)})" if title else "")


def _said(text: str, refusal: str) -> str:
    if not text.strip():
        raise Refused(refusal, field="text")
    return text


def _new_body_name(plan: Plan, name: str, besides: str | None = None) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refused("Type the name of the committee, board or panel.", field="name")
    for body in bodies(plan):
        if body.id != besides and _plain(body.name) == _plain(name):
            raise Refused(f"{body.name} is in the plan already; choose that one, or give another name.", field="name")
    return name


def _check(plan: Plan, meeting_id: str | None, body: str, on_day: date, title: str | None, papers: date | None) -> None:
    worked_out = clear_days_before(on_day, CLEAR_DAYS, calendar_of(plan))
    if papers is not None and papers > on_day:
        raise Refused(
            f"Papers cannot be due after the meeting on {in_words(on_day)}; leave the day out to have it worked out "
            f"({in_words(worked_out.day)}).",
            field="papers_due",
        )
    same_day = plan.all(
        Meeting, "t.body = ? AND t.on_day = ? AND t.id IS NOT ?", [body, on_day.isoformat(), meeting_id]
    )
    if any(_plain(one.title or "") == _plain(title or "") for one in same_day):
        name = _named(plan.get(Body, body).name, on_day, title)
        raise Refused(f"{name} is in the plan already; give a second meeting on that day a title.", field="on_day")


def _sources_naming(plan: Plan, ids: list[str]) -> list[str]:
    sql = "SELECT id FROM source WHERE meeting IN (SELECT value FROM json_each(?))"
    return [row for (row,) in plan.rows(sql, [json.dumps(ids)])]


def _along(plan: Plan, ids: list[str]) -> list[str]:
    """What goes along with meetings, counted in words."""
    counted = [
        (
            plan.rows(
                f"SELECT count(*) FROM {table} WHERE meeting IN (SELECT value FROM json_each(?))", [json.dumps(ids)]
            ),
            word,
        )
        for table, word in (
            ("resolution", "resolution"),
            ("question", "question"),
            ("document", "document"),
            ("source", "source of an area"),
        )
    ]
    return [plural(count, word) for (((count,),), word) in counted if count]
