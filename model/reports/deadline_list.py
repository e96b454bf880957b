"""Every computed and agreed date of a plan with its explanation: for `main.py deadlines`, as data and as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from model import commitments, finding, meetings, statutory_dates
from model.dates import Due
from model.finding import ActionRow
from model.records import Milestone, Question
from model.statutory_dates import StatutoryDate
from model.store.plan import Plan
from model.wording import due_in, in_words, month_in_words, plural, sentence_case, with_weekday

ORDER = ("late", "coming", "waiting", "met", "not owed")
_HEADS = {
    "late": "Late",
    "coming": "To come",
    "waiting": "Waiting for a day, or to be told",
    "met": "Met or past",
    "not owed": "Does not apply",
}

Row = dict[str, Any]


def deadline_list(plan: Plan, today: date) -> list[Row]:
    """Each date as plain data: late ones first, then by day; days are dates, what is not known is None.

    Every row has the same keys. ``kind`` is statutory, meeting, action, milestone, commitment or answer.
    """
    ids = finding.action_ids(plan, finding.Filter(), finding.Sort("plan"), today)
    actions = list(finding.action_rows(plan, ids, today))
    rows = [
        *(_statutory(one) for one in statutory_dates.all_of(plan, today, with_meetings=True)),
        *_actions(actions, today),
        *_milestones(plan, {one.id: one for one in actions}, today),
        *_commitments(plan, today),
        *_answers(plan, today),
    ]
    return sorted(rows, key=lambda row: (ORDER.index(row["standing"]), row["due"] or date.max))


def deadline_text(rows: list[Row], today: date) -> Iterator[str]:
    """The same to be read: a line for each date, what explains it below."""
    for standing in ORDER:
        of_it = [row for row in rows if row["standing"] == standing]
        if not of_it:
            continue
        yield f"{_HEADS[standing]} ({len(of_it)})"
        yield ""
        for row in of_it:
            day = with_weekday(row["due"]) if row["due"] else "No date"
            if row["approximate"] and row["due"]:
                day = f"About {month_in_words(row['due'])}"
            if row["window_from"]:
                day = f"{in_words(row['window_from'])} to {in_words(row['due'])}"
            rule = f"{row['rule']} " if row["rule"] else f"{row['number']} " if row["number"] else ""
            of = f" ({row['of']})" if row["of"] else ""
            yield f"{day}: {rule}{row['what']}{of}: {row['words']}"
            yield from (f"    {line}" for line in row["explanation"])
            yield ""
    yield f"{plural(len(rows), 'date')}, as on {with_weekday(today)}."


def _row(kind: str, **values: Any) -> Row:
    row: Row = {
        "kind": kind, "number": None, "what": "", "of": None, "who": None, "rule": None, "rule_source": None,
        "statutory": False, "approximate": False, "trigger": None, "day_0": None, "day_0_is": None, "count": None,
        "unit": None, "skipped": [], "computed": None, "window_from": None, "printed": None, "printed_words": None,
        "difference_working_days": None, "difference": None, "weekday_note": None, "first_agreed": None, "agreed": None,
        "forecast": None, "due": None, "standing": "coming", "words": "", "days_left": None, "met_on": None,
        "last_meeting_papers_due": None, "last_meeting": None, "explanation": [], "id": None,
    }  # fmt: skip
    assert values.keys() <= row.keys()
    return row | values


def _statutory(one: StatutoryDate) -> Row:
    rule = one.rule
    return _row(
        "meeting" if one.meeting else "statutory",
        what=one.what, of=one.of, rule=rule.code, rule_source=rule.authority, statutory=rule.statutory,
        approximate=one.approximate, trigger=rule.counts_from, day_0=one.counts_from,
        day_0_is=one.counts_from_what if one.counts_from else None, count=rule.length, unit=rule.unit,
        skipped=[{"day": day, "name": name} for day, name in one.skipped],
        computed=_day(one.computed), window_from=one.first, printed=one.printed, printed_words=one.printed_words,
        difference_working_days=one.difference_days, difference=one.difference, weekday_note=one.weekday_note,
        due=one.day, standing=one.standing, words=one.words, days_left=one.days_left, met_on=one.met_on,
        last_meeting=one.last_meeting_sentence, last_meeting_papers_due=one.last_meeting_papers,
        explanation=list(one.explanation), id=one.inspection.id if one.inspection else one.meeting and one.meeting.id,
    )  # fmt: skip


def _day(computed: Due | None) -> date | None:
    return computed.day if computed else None


def _actions(actions: Sequence[ActionRow], today: date) -> Iterator[Row]:
    for one in actions:
        if one.agreed is None or one.status == "superseded":
            continue
        is_open = one.status in ("not started", "in progress")
        lines = [f"{sentence_case(one.moves.sentence)}."] if one.moves.sentence else []
        if is_open and one.forecast and one.forecast != one.agreed:
            lines.append(f"Forecast {in_words(one.forecast)}.")
        yield _row(
            "action", number=one.number, what=one.title, of=f"area {one.area_is}", who=one.owner_name,
            first_agreed=one.first_agreed, agreed=one.agreed, forecast=one.forecast, due=one.agreed,
            standing=("late" if one.late else "coming") if is_open else "met",
            words=due_in((one.agreed - today).days) if is_open else one.status,
            days_left=(one.agreed - today).days if is_open else None, met_on=one.completed_on, explanation=lines,
            id=one.id,
        )  # fmt: skip


def _milestones(plan: Plan, of: Mapping[str, ActionRow], today: date) -> Iterator[Row]:
    for step in plan.all(Milestone, "t.due IS NOT NULL", order="t.due, t.id"):
        action = of[step.action]
        is_open = action.status in ("not started", "in progress")
        if step.due is None or (step.done_on is None and not is_open):
            continue
        left = (step.due - today).days
        done = f"done on {in_words(step.done_on)}" if step.done_on else ""
        yield _row(
            "milestone", number=action.number, what=step.title, of=f"a step of {action.number}", who=action.owner_name,
            due=step.due, standing="met" if done else "late" if left < 0 else "coming", words=done or due_in(left),
            days_left=None if done else left, met_on=step.done_on, id=step.id,
        )  # fmt: skip


def _commitments(plan: Plan, today: date) -> Iterator[Row]:
    standing = {"past": "late", "due": "coming", "met": "met"}
    for one in commitments.commitments(plan, today):
        held, clock = one.commitment, one.clock
        yield _row(
            "commitment", number=held.number, what=f"“{held.sentence}”", of=one.said or None, who=held.speaker,
            day_0=held.counted_from, day_0_is=held.counted_from_what, count=held.amount, unit=held.unit,
            computed=clock.due if held.fixed_due is None else None,
            first_agreed=one.first_due, agreed=clock.due if one.moves else None, due=clock.due,
            window_from=held.due_from, standing=standing.get(clock.state, "waiting"), words=clock.words,
            days_left=clock.days_left if clock.state != "met" else None, met_on=held.met_on,
            explanation=[clock.sentence, *([one.moved] if one.moved else [])], id=held.id,
        )  # fmt: skip


def _answers(plan: Plan, today: date) -> Iterator[Row]:
    names = meetings.names(plan)
    for one in plan.all(Question, "t.promised IS NOT NULL AND t.promised_by IS NOT NULL", order="t.promised_by, t.id"):
        if one.promised_by is None:
            continue
        left = (one.promised_by - today).days
        done = f"answered on {in_words(one.answered_on)}" if one.answered_on else ""
        yield _row(
            "answer", what=one.promised or one.text, of=names[one.meeting], who=one.member, due=one.promised_by,
            standing="met" if done else "late" if left < 0 else "coming", words=done or due_in(left),
            days_left=None if done else left, met_on=one.answered_on, id=one.id,
        )  # fmt: skip
