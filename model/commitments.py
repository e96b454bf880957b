"""Commitments: promises made in public, with the clock that runs on each.

A commitment keeps the sentence that was said, who said it and where, and the day it is counted
from. Its due day is worked out, never stored, until a new day is agreed: then the ledger keeps
the old one with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict, Unpack

from dateutil.relativedelta import relativedelta

from model import agreed_dates, answered, inspections, meetings
from model.agreed_dates import CORRECTED
from model.answered import Answered
from model.calendar_days import calendar_of
from model.chosen import fields_named, only, present
from model.dates import Calendar, Due, Period
from model.errors import Refused
from model.records import Action, Answer, Area, Commitment, DateChange, Meeting
from model.store.plan import Plan
from model.wording import days_in_words, due_in, in_words, plural, quoted

STATES = ("past", "due", "needs a date", "met")


class CommitmentFields(TypedDict, total=False):
    speaker: str | None
    inspection: str | None
    meeting: str | None
    said_on: date | None
    counted_from: date | None
    counted_from_what: str | None
    amount: int | None
    unit: str | None  # PERIOD_UNITS
    fixed_due: date | None
    met_on: date | None
    outcome: str | None
    page: int | None
    sample: bool
    phrase: str | None  # the deadline as it was said; see model/promised_dates.py
    due_from: date | None  # the first day of a window whose last day is fixed_due
    review_on: date | None
    document: str | None


class CommitmentEdit(CommitmentFields, total=False):
    sentence: str


_DATING = ("counted_from", "amount", "unit", "fixed_due", "due_from")


@dataclass(frozen=True, slots=True)
class Clock:
    """How a commitment stands on a day.

    ``days_left`` is below 0 once it is past. ``words`` fit a list ("due in 5 days", "4 years past");
    ``sentence`` says how the day was worked out and where it stands.
    """

    state: str  # STATES
    due: date | None
    days_left: int | None
    words: str
    sentence: str

    @property
    def figure(self) -> tuple[str, str]:
        """A number to be read from afar, and what it counts: "242" and "days left", "4" and "years past"."""
        if self.state == "met":
            return "Met", self.words.removeprefix("met").strip()
        if self.days_left is None:
            return "–", "no date yet"
        if self.state == "due":
            return ("Today", "it is due") if not self.days_left else (f"{self.days_left:,}", _left(self.days_left))
        number, _, unit = self.words.partition(" ")
        return number, unit


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A commitment as a list shows it."""

    commitment: Commitment
    clock: Clock
    said: str  # "Director of Children's Services at Corporate Parenting Panel, 7 September 2023"
    areas: tuple[Area, ...]  # that answer it
    actions: tuple[Action, ...]
    moves: int  # how often its date was moved
    first_due: date | None  # before the first move; None where it was never moved
    moved: str  # the ledger in a sentence: "Was 31 March, now 30 June 2027; moved once, 91 days; ..."; or nothing
    answered: Answered  # how far that is

    @property
    def explained(self) -> str:
        """How the day was worked out, where it stands, and how it moved."""
        if not self.moved:
            return self.clock.sentence
        # The ledger tells from which day it moved, so that is not told twice.
        return f"{self.clock.sentence.removesuffix(_first_promised(self.first_due))} {self.moved}."


# --- verbs


def add(
    plan: Plan,
    sentence: str,
    *,
    areas: Iterable[str] = (),
    actions: Iterable[str] = (),
    **fields: Unpack[CommitmentFields],
) -> str:
    """Add a commitment with what answers it, and return its id.

    Refused: no sentence, a period and a fixed day together, a period without its unit, a period
    that ends out of reach, a day of being met before it was said.
    """
    only(fields, CommitmentFields.__annotations__, "Adding a commitment")
    _check(sentence, fields)
    with plan.batch(f"Add commitment {quoted(sentence)}"):
        place = plan.last_position("commitment")
        made = plan.add(
            "commitment", number=plan.next_number("commitment"), sentence=sentence, position=place, **fields
        )
        _answer(plan, made, areas, actions)
    return made


def edit(plan: Plan, commitment_id: str, **fields: Unpack[CommitmentEdit]) -> None:
    """Change a commitment, as when it was entered wrongly. Refused as in ``add``.

    A number without a unit counts months; emptying one of the two empties both. Where the day it is due
    changes by it, the ledger says that it was corrected. Once the date was moved by ``agree_date``, what
    it was counted from is refused to change.
    """
    only(fields, CommitmentEdit.__annotations__, "Editing a commitment")
    before = plan.get(Commitment, commitment_id)
    if fields.get("amount") is not None and before.unit is None:
        fields.setdefault("unit", "months")
    if "fixed_due" in fields and fields["fixed_due"] is None:
        fields.setdefault("due_from", None)
    if ("amount" in fields and fields["amount"] is None) or ("unit" in fields and fields["unit"] is None):
        fields["amount"], fields["unit"] = None, None
    merged: Any = {name: getattr(before, name) for name in CommitmentEdit.__annotations__} | dict(fields)
    lines = date_changes_of(plan, commitment_id)
    if any(is_move(line) for line in lines) and any(merged[name] != getattr(before, name) for name in _DATING):
        changed = next(name for name in _DATING if merged[name] != getattr(before, name))
        raise Refused("The date of this commitment was moved before; agree a new date instead.", field=changed)
    _check(merged["sentence"], merged)
    calendar = calendar_of(plan)
    due = due_of(before, calendar)
    was = due.day if due else None
    with plan.batch(f"Edit {fields_named('commitment', fields)} of {_called(before)}"):
        plan.change("commitment", commitment_id, **fields)
        due = due_of(plan.get(Commitment, commitment_id), calendar)
        now = due.day if due else None
        if now != was and (was is not None or lines):
            # No promised day changes without a line; this one says that it was no move.
            plan.add(
                "date_change", commitment=commitment_id, old=was, new=now, reason=CORRECTED,
                on_day=plan.sitting.clock().date(),
            )  # fmt: skip


def remove(plan: Plan, ids: str | Iterable[str]) -> None:
    """Delete commitments; the areas and actions that answer them stay."""
    ids = present(plan, "commitment", ids)
    what = _called(plan.get(Commitment, ids[0])) if len(ids) == 1 else plural(len(ids), "commitment")
    with plan.batch(f"Delete {what}"):
        plan.remove("commitment", ids)


def set_answers(plan: Plan, commitment_id: str, *, areas: Iterable[str] = (), actions: Iterable[str] = ()) -> None:
    """Have a commitment answered by exactly these areas and actions."""
    with plan.batch(f"Edit what answers {_called(plan.get(Commitment, commitment_id))}"):
        _answer(plan, commitment_id, areas, actions)


def mark_met(plan: Plan, commitment_id: str, on_day: date, outcome: str | None = None) -> None:
    """Note that a commitment was met on a day, and how where ``outcome`` says it."""
    before = plan.get(Commitment, commitment_id)
    _check(before.sentence, {"said_on": before.said_on, "met_on": on_day})
    values: dict[str, Any] = {"met_on": on_day} | ({"outcome": outcome} if outcome is not None else {})
    with plan.batch(f"Mark {_called(before)} as met"):
        plan.change("commitment", commitment_id, **values)


def mark_open(plan: Plan, commitment_id: str) -> None:
    """Note that a commitment is not met after all; what was written of how stays."""
    with plan.batch(f"Mark {_called(plan.get(Commitment, commitment_id))} as not met"):
        plan.change("commitment", commitment_id, met_on=None)


def agree_date(
    plan: Plan,
    commitment_id: str,
    new: date,
    on_day: date,
    reason: str | None = None,
    agreed_by: str | None = None,
    meeting: str | None = None,
) -> None:
    """Move a commitment's due day to one that was agreed on ``on_day``, and keep the old one in the ledger.

    A commitment that had no date needs no reason. From then on it is due on a fixed day.
    """
    before = plan.get(Commitment, commitment_id)
    with plan.batch(f"Agree {in_words(new)} for {_called(before)}"):
        write_date(plan, commitment_id, new, on_day, reason, agreed_by, meeting)


def write_date(
    plan: Plan,
    commitment_id: str,
    new: date | None,
    on_day: date,
    reason: str | None = None,
    agreed_by: str | None = None,
    meeting: str | None = None,
) -> str | None:
    """What ``agree_date`` does, inside the caller's batch; the id of the ledger line, None where nothing moved."""
    before = plan.get(Commitment, commitment_id)
    due = due_of(before, calendar_of(plan))
    if meeting is not None:
        plan.get(Meeting, meeting)
    if new is None:
        raise Refused("A promised date can be moved, not taken away; give the new date.", field="new")
    if due is not None and due.day == new:
        return None
    if due is not None and not (reason or "").strip():
        raise Refused("Moving a promised date needs a reason, which is kept with the date it had.", field="reason")
    line = plan.add(
        "date_change", commitment=commitment_id, old=due.day if due else None, new=new, reason=reason,
        agreed_by=agreed_by, meeting=meeting, on_day=on_day,
    )  # fmt: skip
    plan.change("commitment", commitment_id, amount=None, unit=None, fixed_due=new, due_from=None)
    return line


# --- questions


def due_of(commitment: Commitment, calendar: Calendar, *, moved: bool = False) -> Due | None:
    """When a commitment falls due, and how that was worked out; None where it still needs a date.

    ``moved``: the date was moved since, so that the words that were said do not explain it any more.
    """
    if commitment.fixed_due is not None:
        return Due(commitment.fixed_due, _fixed(commitment, moved=moved))
    if commitment.counted_from is None or commitment.amount is None or commitment.unit is None:
        return None
    period = Period(commitment.amount, commitment.unit)
    return period.from_day(commitment.counted_from, commitment.counted_from_what, calendar)


def _fixed(commitment: Commitment, *, moved: bool) -> str:
    assert commitment.fixed_due is not None
    if moved or not (commitment.phrase or "").strip():
        if commitment.due_from is not None:
            return f"Due in the days from {in_words(commitment.due_from)} to {in_words(commitment.fixed_due)}"
        return f"Due on {in_words(commitment.fixed_due)}"
    said = f"{quoted(commitment.phrase or '', 80)} is"
    if commitment.due_from is not None:
        return f"{said} {days_in_words(commitment.due_from, commitment.fixed_due)}, and its last day counts"
    return f"{said} {in_words(commitment.fixed_due)}"


def clock(commitment: Commitment, today: date, calendar: Calendar, first_due: date | None = None) -> Clock:
    """How a commitment stands on ``today``; ``first_due`` is the day before its first move, where it was moved.

    It is met only from the day it was met on, so that a plan can be read as on an earlier day.
    """
    due = due_of(commitment, calendar, moved=first_due is not None)
    moved = _first_promised(first_due)
    left = None if due is None else (due.day - today).days
    if commitment.met_on is not None and commitment.met_on <= today:
        words = _met(commitment.met_on, due)
        rule = f"{due.rule}. " if due else ""
        when = f"Met on {in_words(commitment.met_on)}"
        said = f"{rule}{', '.join([when, *words.split(' ', 1)[1:]])}."
        return Clock("met", due.day if due else None, left, words, said + moved)
    if due is None or left is None:
        return Clock("needs a date", None, None, "needs a date", _missing(commitment) + _review(commitment, today))
    words = due_in(left) if left >= 0 else f"{_long_past(due.day, today)} past"
    note = f" {due.note}" if due.note else ""
    return Clock("due" if left >= 0 else "past", due.day, left, words, f"{due.rule}: {words}.{note}{moved}")


def commitments(plan: Plan, today: date) -> tuple[CommitmentRow, ...]:
    """Every commitment with its clock: past and due by day, then those that need a date, met ones last."""
    return _rows(plan, today)


def of_inspection(plan: Plan, inspection_id: str, today: date) -> tuple[CommitmentRow, ...]:
    """The commitments made of an inspection."""
    return _rows(plan, today, "t.inspection = ?", [inspection_id])


def of_meeting(plan: Plan, meeting_id: str, today: date) -> tuple[CommitmentRow, ...]:
    """The commitments made at a meeting."""
    return _rows(plan, today, "t.meeting = ?", [meeting_id])


def of_area(plan: Plan, area_id: str, today: date) -> tuple[CommitmentRow, ...]:
    """The commitments that an area answers."""
    return _rows(plan, today, "t.id IN (SELECT commitment FROM answer WHERE area = ?)", [area_id])


def of_action(plan: Plan, action_id: str, today: date) -> tuple[CommitmentRow, ...]:
    """The commitments that an action answers."""
    return _rows(plan, today, "t.id IN (SELECT commitment FROM answer WHERE action = ?)", [action_id])


def row_of(plan: Plan, commitment_id: str, today: date) -> CommitmentRow:
    """One commitment with its clock. Refused where it is no longer in the plan."""
    plan.get(Commitment, commitment_id)
    return _rows(plan, today, "t.id = ?", [commitment_id])[0]


def answers_of(plan: Plan, commitment_id: str) -> tuple[Answer, ...]:
    return tuple(plan.all(Answer, "t.commitment = ?", [commitment_id], "t.id"))


def date_changes_of(plan: Plan, commitment_id: str) -> tuple[DateChange, ...]:
    """Every move of a commitment's date, oldest first."""
    return tuple(plan.all(DateChange, "t.commitment = ?", [commitment_id], "t.id"))


def is_move(line: DateChange) -> bool:
    """Whether a line of the ledger moved a promised date, and did not only set it or correct how it was entered."""
    return line.old is not None and not (line.reason == CORRECTED and line.agreed_by is None)


# --- within


def _rows(plan: Plan, today: date, where: str = "", params: Sequence[str] = ()) -> tuple[CommitmentRow, ...]:
    places = {**inspections.names(plan), **meetings.names(plan)}
    calendar = calendar_of(plan)
    areas = {one.id: one for one in plan.all(Area, "t.id IN (SELECT area FROM answer)", (), "t.position, t.number")}
    actions = {one.id: one for one in plan.all(Action, "t.id IN (SELECT action FROM answer)", (), _BY_NUMBER)}
    answers = plan.all(Answer)
    moves: dict[str, list[DateChange]] = {}
    for change in plan.all(DateChange, "t.commitment IS NOT NULL", (), "t.id"):
        moves.setdefault(str(change.commitment), []).append(change)
    rows: list[CommitmentRow] = []
    found = plan.all(Commitment, where, params, "t.position, t.number")
    how_far = answered.answered(plan, today, [one.id for one in found])
    for one in found:
        by_areas = {answer.area for answer in answers if answer.commitment == one.id}
        by_actions = {answer.action for answer in answers if answer.commitment == one.id}
        moved = [change for change in moves.get(one.id, ()) if is_move(change)]
        first_due = moved[0].old if moved else None
        its = clock(one, today, calendar, first_due)
        told = agreed_dates.moved_by(plan, moved, first_due, its.due).sentence if moved else ""
        rows.append(
            CommitmentRow(
                one, its, _said(one, places),
                tuple(area for area in areas.values() if area.id in by_areas),
                tuple(action for action in actions.values() if action.id in by_actions),
                len(moved), first_due, told, how_far.get(one.id, answered.NOTHING),
            )
        )  # fmt: skip
    return tuple(sorted(rows, key=_soonest))


_BY_NUMBER = "t.area_number, t.item_number"


def _soonest(row: CommitmentRow) -> tuple[int, date, int]:
    group = 0 if row.clock.state in ("past", "due") else STATES.index(row.clock.state)
    return group, row.clock.due or date.max, row.commitment.number


def _said(commitment: Commitment, places: dict[str, str]) -> str:
    """Who said it and where, in words; "said on 7 September 2023" where nothing else is known."""
    place = places.get(commitment.meeting or "") or places.get(commitment.inspection or "")
    joining = "at" if commitment.meeting else "after"
    who = commitment.speaker or ""
    if place and who and place.startswith(who):  # a body spoke at its own meeting
        return place
    if place:
        return f"{who} {joining} {place}".strip()
    day = f"on {in_words(commitment.said_on)}" if commitment.said_on else ""
    return f"{who or ('said' if day else '')} {day}".strip()


def _called(commitment: Commitment) -> str:
    return f"commitment {commitment.number}"


def _met(met_on: date, due: Due | None) -> str:
    if due is None:
        return "met"
    late = (met_on - due.day).days
    if late > 0:
        return f"met {plural(late, 'day')} late"
    return f"met {plural(-late, 'day')} early" if late else "met on the day"


def _left(days: int) -> str:
    return "day left" if days == 1 else "days left"


def _long_past(due: date, today: date) -> str:
    """How long ago, as people say it: days up to two months, months up to two years, then whole years."""
    if (today - due).days < 61:
        return plural((today - due).days, "day")
    ago = relativedelta(today, due)
    return plural(ago.years, "year") if ago.years > 1 else plural(ago.years * 12 + ago.months, "month")


def _first_promised(first_due: date | None) -> str:
    return f" It was first promised for {in_words(first_due)}." if first_due is not None else ""


def _review(commitment: Commitment, today: date) -> str:
    if commitment.review_on is None:
        return ""
    verb = "was to be" if commitment.review_on < today else "is"
    return f" It {verb} looked at again on {in_words(commitment.review_on)}."


def _missing(commitment: Commitment) -> str:
    if (commitment.phrase or "").strip() and commitment.amount is None and commitment.counted_from is None:
        said = quoted(commitment.phrase or "", 80)
        return f"{said} gives no date; agree one" + ("." if commitment.review_on else ", or a day to look at it again.")
    if commitment.amount is not None and commitment.unit is not None:
        period = Period(commitment.amount, commitment.unit).words
        return f"It was promised within {period}; say from which day they are counted."
    if commitment.counted_from is not None:
        return f"It is counted from {in_words(commitment.counted_from)}; say how long, or on which day it is due."
    return "No date was said; agree one, or say what it is counted from and how long."


def _check(sentence: str, fields: Any) -> None:
    if not sentence.strip():
        raise Refused("Type the sentence that was said.", field="sentence")
    amount, unit, start = fields.get("amount"), fields.get("unit"), fields.get("counted_from")
    if (amount is None) != (unit is None):
        raise Refused("A period has a number and a unit, as in 12 months.", field="unit" if unit is None else "amount")
    if amount is not None and fields.get("fixed_due") is not None:
        raise Refused("It is due on a day or after a period, not both; empty one of the two.", field="fixed_due")
    if amount is not None:
        period = Period(amount, str(unit))
        if start is not None:
            period.from_day(start)
    first, last = fields.get("due_from"), fields.get("fixed_due")
    if first is not None and last is None:
        raise Refused("A window ends on the day it is due; give that day too.", field="fixed_due")
    if first is not None and last is not None and first > last:
        raise Refused(f"A window begins before it ends, on {in_words(last)}.", field="due_from")
    said_on, met_on = fields.get("said_on"), fields.get("met_on")
    if said_on and met_on and met_on < said_on:
        raise Refused(f"It cannot have been met before it was said, on {in_words(said_on)}.", field="met_on")


def _answer(plan: Plan, commitment: str, areas: Iterable[str], actions: Iterable[str]) -> None:
    """Make the answers of a commitment exactly these."""
    wanted = {("area", row) for row in areas} | {("action", row) for row in actions}
    for table, row in sorted(wanted):
        present(plan, table, row)
    before: dict[tuple[str, str], str] = {}
    for answer in answers_of(plan, commitment):
        before["area" if answer.area else "action", str(answer.area or answer.action)] = answer.id
    plan.remove("answer", [row for named, row in before.items() if named not in wanted])
    for table, row in sorted(wanted - before.keys()):
        plan.add("answer", commitment=commitment, **{table: row})
