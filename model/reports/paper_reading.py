"""Where a plan stands on a day, as far as a paper for a committee may tell it.

Two things stay out of a paper. Actions that are marked so: they are exempt information. And what an
inspection under embargo says: its judgements, its words, the areas that only it raised, with their
actions. Every count and every rating is of what is left, so that the figures of one paper agree with
one another and say nothing about what is not printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from model import agreed_dates, areas, commitments, date_requests, inspections, meetings, progress, ratings, updates
from model.agreed_dates import Moves
from model.areas import ThreadStep
from model.commitments import CommitmentRow
from model.date_requests import RequestRow
from model.progress import ActionCounts, Rating
from model.records import (
    STATUSES,
    Action,
    AlsoAnswers,
    Area,
    DateChange,
    Document,
    Evidence,
    Inspection,
    Meeting,
    Milestone,
    PlanDetails,
    Source,
    Update,
)
from model.scheme_files import Rules, Scheme
from model.store.plan import Plan

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PaperAction:
    """An action with all that a paper says of it."""

    action: Action
    rating: Rating
    days_late: int  # 0 where it is not late
    due_soon: bool
    moves: tuple[DateChange, ...]  # every time its agreed date moved, oldest first
    story: Moves  # how far it came by them
    request: RequestRow | None  # to move it, that waits
    latest: Update | None
    milestones: tuple[Milestone, ...]  # still to be done, the next first
    evidence: tuple[Evidence, ...]  # newest first

    @property
    def number(self) -> str:
        return self.action.number

    @property
    def open(self) -> bool:
        return progress.is_open(self.action)

    @property
    def done(self) -> bool:
        return self.action.status in ("complete", "embedded")

    @property
    def slips(self) -> bool:
        """Open, not late yet, and forecast for after its agreed date: somebody has to agree a new date."""
        action = self.action
        ahead = self.open and not self.days_late and action.agreed is not None and action.forecast is not None
        return ahead and action.forecast > action.agreed  # type: ignore[operator]

    @property
    def was_late(self) -> str:
        """That it was late when its date was moved, in words, until it is delivered."""
        return self.story.late_words if self.open else ""


@dataclass(frozen=True, slots=True)
class PaperArea:
    """An area with its actions; ``also`` are actions under other areas that answer it too."""

    area: Area
    sources: tuple[ThreadStep, ...]  # newest first
    words: str | None  # verbatim, where they may be printed
    actions: tuple[PaperAction, ...]
    also: tuple[Action, ...]
    evidence: tuple[Evidence, ...]  # its own and that of its actions, newest first
    delivery: Rating
    impact: Rating


@dataclass(frozen=True, slots=True)
class Withheld:
    """What is in the plan and not in the paper: the inspections by name, everything else as a number."""

    inspections: tuple[tuple[Inspection, str], ...]  # under embargo
    areas: int
    actions: int  # under those areas
    commitments: int
    exempt: int  # actions, besides those

    @property
    def last_day(self) -> date | None:
        """The first day on which nothing is under embargo any more."""
        days = [day for one, _ in self.inspections for day in (one.embargo_until, one.published) if day]
        return max(days, default=None)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many actions there are, by status, and what is open among them."""

    by_status: Mapping[str, int]
    open: int
    late: int
    due_soon: int
    no_date: int
    no_owner: int
    on_hold: int

    @property
    def total(self) -> int:
        return sum(self.by_status.values())

    @property
    def done(self) -> int:
        return self.by_status["complete"] + self.by_status["embedded"]


def counted(lines: Iterable[PaperAction]) -> Counts:
    by_status = dict.fromkeys(STATUSES, 0)
    still_open: list[PaperAction] = []
    for line in lines:
        by_status[line.action.status] += 1
        if line.open:
            still_open.append(line)
    return Counts(
        by_status,
        open=len(still_open),
        late=sum(line.days_late > 0 for line in still_open),
        due_soon=sum(line.due_soon for line in still_open),
        no_date=sum(line.action.agreed is None for line in still_open),
        no_owner=sum(line.action.owner is None for line in still_open),
        on_hold=sum(line.action.on_hold for line in still_open),
    )


@dataclass(frozen=True)
class Position:
    """All that one paper is made from, read once."""

    plan: Plan
    details: PlanDetails
    today: date
    scheme: Scheme
    areas: tuple[PaperArea, ...]  # in the plan's order
    commitments: tuple[CommitmentRow, ...]  # soonest first
    withheld: Withheld
    inspections: tuple[Inspection, ...]  # oldest first, also those under embargo
    inspection_names: Mapping[str, str]
    meetings: tuple[Meeting, ...]  # oldest first
    meeting_names: Mapping[str, str]
    body_names: Mapping[str, str]

    @property
    def rules(self) -> Rules:
        return self.scheme.limits

    @cached_property
    def actions(self) -> tuple[PaperAction, ...]:
        return tuple(line for part in self.areas for line in part.actions)

    @cached_property
    def counts(self) -> Counts:
        return counted(self.actions)

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """The numbers of the actions in the paper, by id."""
        return {line.action.id: line.number for line in self.actions}

    @cached_property
    def withheld_ids(self) -> frozenset[str]:
        return frozenset(one.id for one, _ in self.withheld.inspections)

    @property
    def empty(self) -> bool:
        return not (self.areas or self.actions or self.commitments)


def position(plan: Plan, today: date, public_on: date) -> Position:
    """Read the plan as on ``today`` for a paper that others can read from ``public_on`` on."""
    scheme = ratings.scheme_of(plan)
    inspection_names = inspections.names(plan)
    every_inspection = inspections.in_order(plan)
    embargoed = [one for one in every_inspection if inspections.embargoed(one, public_on)]
    closed = {one.id for one in embargoed}
    every_area = areas.in_order(plan)
    threads = _threads(plan, inspection_names, meetings.names(plan))
    hidden = {
        area.id
        for area in every_area
        if threads.get(area.id) and all(step.source.inspection in closed for step in threads[area.id])
    }
    every_action = plan.all(Action, order="t.position, t.id")
    printed = [one for one in every_action if one.area not in hidden and not one.exempt]
    evidence = _evidence(plan, closed)
    lines = lines_of(plan, printed, today, scheme, evidence)
    of_area = _grouped((one.area, lines[one.id]) for one in printed)
    also = _also(plan, {one.id: one for one in printed})
    parts = tuple(
        _part(area, threads.get(area.id, []), closed, of_area.get(area.id, []), also.get(area.id, []), evidence, scheme)
        for area in every_area
        if area.id not in hidden
    )
    told = commitments.commitments(plan, today)
    open_commitments = tuple(row for row in told if row.commitment.inspection not in closed)
    withheld = Withheld(
        tuple((one, inspection_names[one.id]) for one in embargoed),
        areas=len(hidden),
        actions=sum(one.area in hidden for one in every_action),
        commitments=len(told) - len(open_commitments),
        exempt=sum(one.exempt and one.area not in hidden for one in every_action),
    )
    return Position(
        plan, plan.details, today, scheme, parts, open_commitments, withheld, tuple(every_inspection),
        inspection_names, tuple(plan.all(Meeting, order="t.on_day, t.id")), meetings.names(plan),
        {one.id: one.name for one in meetings.bodies(plan)},
    )  # fmt: skip


def lines_of(
    plan: Plan,
    actions: list[Action],
    today: date,
    scheme: Scheme,
    evidence: Mapping[str, list[Evidence]] | None = None,
) -> dict[str, PaperAction]:
    """Each action with what stands under it, by id; one question for each kind of record.

    ``evidence`` is what may be told, by action; the ratings rest on all of it.
    """
    told = evidence or {}
    moves = _grouped(
        (str(one.action), one)
        for one in plan.all(DateChange, "t.action IS NOT NULL AND t.old IS NOT NULL", order="t.on_day, t.id")
    )
    steps = _grouped(
        (one.action, one)
        for one in plan.all(Milestone, "t.done_on IS NULL", order="t.due IS NULL, t.due, t.position, t.id")
    )
    latest = updates.latest(plan, [one.id for one in actions])
    ledger = agreed_dates.moves(plan, [one.id for one in actions])
    asked = {one.row: one for one in date_requests.waiting(plan) if one.table == "action"}
    # What counts as embedded is what the window counts: evidence that this paper cannot print is there.
    pieces: dict[str, int] = dict(
        plan.rows("SELECT action, count(*) FROM evidence WHERE action IS NOT NULL GROUP BY action")
    )
    return {
        one.id: PaperAction(
            one,
            progress.delivery(one, today, scheme, pieces.get(one.id, 0), ledger[one.id]),
            progress.days_late(one, today),
            progress.is_due_soon(one, today, scheme.limits),
            tuple(moves.get(one.id, ())),
            ledger[one.id],
            asked.get(one.id),
            latest.get(one.id),
            tuple(steps.get(one.id, ())),
            tuple(told.get(one.id, ())),
        )
        for one in actions
    }


def _part(
    area: Area,
    thread: list[ThreadStep],
    closed: set[str],
    lines: list[PaperAction],
    also: list[Action],
    evidence: Mapping[str, list[Evidence]],
    scheme: Scheme,
) -> PaperArea:
    hidden = [step.source for step in thread if step.source.inspection in closed]
    its = [*evidence.get(area.id, ()), *(one for line in lines for one in line.evidence)]
    its.sort(key=lambda one: (one.on_day or date.min, one.id), reverse=True)
    newest = next((one for one in its if one.impact is not None), None)
    words = area.words
    if words and any(_same(words, source.quote) for source in hidden):
        words = None
    if hidden:
        # The golden thread goes on; what a person wrote about the impact may rest on what is withheld.
        area = replace(area, impact_override=None, impact_reason=None)
    return PaperArea(
        area,
        tuple(step for step in reversed(thread) if step.source.inspection not in closed),
        words,
        tuple(lines),
        tuple(also),
        tuple(its),
        progress.area_delivery(area, _ratings(lines), scheme),
        progress.impact(newest, scheme, area.impact_override, area.impact_reason),
    )


def _ratings(lines: list[PaperAction]) -> ActionCounts:
    every: dict[str, int] = {}
    still_open: dict[str, int] = {}
    for line in lines:
        every[line.rating.value] = every.get(line.rating.value, 0) + 1
        if line.open:
            still_open[line.rating.value] = still_open.get(line.rating.value, 0) + 1
    return ActionCounts(still_open, every, sum(line.action.status == "superseded" for line in lines))


def _same(words: str, quote: str | None) -> bool:
    """Whether words of an area are those of a quotation, or the one has the other in it."""
    one, other = (" ".join(text.casefold().split()).strip(" .“”\"'") for text in (words, quote or ""))
    return bool(one and other) and (one in other or other in one)


def _threads(
    plan: Plan, inspection_names: Mapping[str, str], meeting_names: Mapping[str, str]
) -> dict[str, list[ThreadStep]]:
    """What ``areas.golden_thread`` says, of every area in one question."""
    days: dict[str, date | None] = {one.id: inspections.day_of(one) for one in plan.all(Inspection)}
    days.update((one.id, one.on_day) for one in plan.all(Meeting))
    found: dict[str, list[ThreadStep]] = {}
    for source in plan.all(Source, order="t.area, t.position, t.id"):
        of = source.inspection or source.meeting
        if of is None:
            name = "Elsewhere" if source.origin == "other" else source.origin.capitalize()
            step = ThreadStep(source, None, name, None, None)
        else:
            table = "inspection" if source.inspection else "meeting"
            step = ThreadStep(source, days[of], {**inspection_names, **meeting_names}[of], table, of)
        found.setdefault(source.area, []).append(step)
    for steps in found.values():
        steps.sort(key=lambda step: (step.day is None, step.day or date.min))
    return found


def _evidence(plan: Plan, closed: set[str]) -> dict[str, list[Evidence]]:
    """Evidence by the action or area it is for, newest first; none that is a report under embargo."""
    hidden = {one.id for one in plan.all(Document, "t.inspection IS NOT NULL") if one.inspection in closed}
    return _grouped(
        (str(one.action or one.area), one)
        for one in plan.all(Evidence, order="t.on_day DESC, t.id DESC")
        if one.document not in hidden
    )


def _also(plan: Plan, printed: Mapping[str, Action]) -> dict[str, list[Action]]:
    found = _grouped((one.area, printed[one.action]) for one in plan.all(AlsoAnswers) if one.action in printed)
    for actions in found.values():
        actions.sort(key=lambda one: (one.area_number, one.item_number))
    return found


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
