"""The register of actions: every action a row, every fact a column of its own, dates as dates.

It is the plan's own working list, so it holds what papers leave out too; a column says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime

from model import date_requests, finding, inspections, ratings, updates
from model.finding import ActionRow
from model.records import Action, AlsoAnswers, Area, Dependency, Milestone, Source, Update
from model.reports.document import RatingMark
from model.reports.paper_names import Naming
from model.reports.rating_key import rating_keys
from model.reports.spreadsheet import Register, RegisterColumn, Value
from model.store.plan import Plan
from model.wording import sentence_case

COLUMNS = (
    RegisterColumn("Number", width=8),
    RegisterColumn("Area", "number", 6),
    RegisterColumn("Area title", width=32),
    RegisterColumn("Kind of area", width=20),
    RegisterColumn("Theme", width=18),
    RegisterColumn("National Framework tag", width=20),
    RegisterColumn("Raised by", width=36),
    RegisterColumn("Action", width=48),
    RegisterColumn("How", width=40),
    RegisterColumn("Owner", width=26),
    RegisterColumn("Owner's team", width=20),
    RegisterColumn("Sponsor", width=26),
    RegisterColumn("Support", width=24),
    RegisterColumn("Status", width=13),
    RegisterColumn("Percent", "percent", 8),
    RegisterColumn("Delivery", "rating", 13),
    RegisterColumn("Why this rating", width=44),
    RegisterColumn("Impact of the area", "rating", 13),
    RegisterColumn("Start", "date", 12),
    RegisterColumn("First agreed", "date", 12),
    RegisterColumn("Agreed", "date", 12),
    RegisterColumn("Deadline in words", width=22),
    RegisterColumn("Review on", "date", 12),
    RegisterColumn("Times moved", "number", 8),
    RegisterColumn("How the date moved", width=44),
    RegisterColumn("Days late when moved", "number", 9),
    RegisterColumn("New date asked for", "date", 12),
    RegisterColumn("Forecast", "date", 12),
    RegisterColumn("Days late", "number", 8),
    RegisterColumn("Days left", "number", 8),
    RegisterColumn("Completed", "date", 12),
    RegisterColumn("On hold", width=8),
    RegisterColumn("Awaiting sign-off", width=9),
    RegisterColumn("Signed off by", width=24),
    RegisterColumn("Signed off on", "date", 12),
    RegisterColumn("Check again on", "date", 12),
    RegisterColumn("How we shall know", width=40),
    RegisterColumn("Milestones", "number", 10),
    RegisterColumn("Milestones done", "number", 10),
    RegisterColumn("Next milestone", width=32),
    RegisterColumn("Next milestone due", "date", 12),
    RegisterColumn("Updated on", "date", 12),
    RegisterColumn("Updated by", width=24),
    RegisterColumn("Done since", width=44),
    RegisterColumn("Next", width=44),
    RegisterColumn("In the way", width=40),
    RegisterColumn("Pieces of evidence", "number", 9),
    RegisterColumn("Waits for", width=12),
    RegisterColumn("Also answers areas", width=12),
    RegisterColumn("Left out of papers", width=9),
    RegisterColumn("Sample data", width=8),
    RegisterColumn("Id", width=38),
)


def action_register(
    plan: Plan, today: date, made: datetime, *, ids: Sequence[str] | None = None, posts: bool | None = None
) -> Register:
    """The register as on ``today``: every action in the plan's order, or those of ``ids`` in theirs.

    ``posts`` None: names or posts as the plan says.
    """
    wanted = finding.action_ids(plan, finding.Filter(), finding.Sort("plan"), today) if ids is None else list(ids)
    rows = finding.action_rows(plan, wanted, today)
    reading = _Reading(plan, today, [row.id for row in rows], Naming(plan, posts))
    title = f"{plan.details.title}: actions"
    keys = rating_keys(ratings.scheme_of(plan))
    return Register(title, COLUMNS, tuple(reading.cells(row) for row in rows), made, plan.details.authority, keys)


class _Reading:
    """What stands around the actions, each kind of record read once."""

    def __init__(self, plan: Plan, today: date, ids: Iterable[str], naming: Naming) -> None:
        self._naming = naming
        self._areas = {one.id: one for one in plan.all(Area)}
        self._ratings = ratings.area_ratings(plan, today)
        self._latest: Mapping[str, Update] = updates.latest(plan, ids)
        self._steps: dict[str, Milestone] = {}
        for step in plan.all(Milestone, "t.done_on IS NULL", order="t.due IS NULL, t.due, t.position, t.id"):
            self._steps.setdefault(step.action, step)
        numbers = {one.id: one.number for one in plan.all(Action)}
        self._waits = _listed((one.action, numbers[one.waits_for]) for one in plan.all(Dependency))
        self._also = _listed((one.action, str(self._areas[one.area].number)) for one in plan.all(AlsoAnswers))
        names = inspections.names(plan)
        self._raised = _listed(
            (one.area, names[one.inspection])
            for one in plan.all(Source, "t.inspection IS NOT NULL", order="t.position, t.id")
            if one.inspection is not None
        )
        self._asked = {one.row: one.request.wanted for one in date_requests.waiting(plan)}
        self._teams = naming.teams()

    def cells(self, row: ActionRow) -> tuple[Value, ...]:
        area, latest, step = self._areas[row.area], self._latest.get(row.id), self._steps.get(row.id)
        say, of = self._naming.text, self._naming.of
        impact = self._ratings[row.area].impact
        return (
            row.number, area.number, say(area.title), area.kind, _maybe(say, area.theme), area.tag,
            self._raised.get(row.area), say(row.title), _maybe(say, row.how), of(row.owner) or None,
            self._teams.get(row.owner or ""), of(row.sponsor) or None, _maybe(say, row.support),
            sentence_case(row.status), row.percent, RatingMark(row.rating.value, row.rating.word),
            say(row.rating.reason), RatingMark(impact.value, impact.word), row.start, row.first_agreed, row.agreed,
            _maybe(say, row.deadline_words), row.review_on, row.moved or None, _maybe(say, row.moves.sentence),
            row.was_late or None, self._asked.get(row.id), row.forecast, row.days_late or None, row.days_left,
            row.completed_on, row.on_hold,
            row.awaiting_signoff, of(row.signed_off_by) or None, row.signed_off_on, row.recheck_on,
            _maybe(say, row.success), row.milestones, row.milestones_done, _maybe(say, step.title if step else None),
            step.due if step else None, latest.on_day if latest else None,
            of(latest.said_by) or None if latest else None, _maybe(say, latest.done if latest else None),
            _maybe(say, latest.next if latest else None), _maybe(say, latest.obstacle if latest else None),
            row.evidence,
            self._waits.get(row.id), self._also.get(row.id), row.exempt, row.sample, row.id,
        )  # fmt: skip


def _maybe(say: Callable[[str], str], text: str | None) -> str | None:
    return say(text) if text else None


def _listed(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What belongs to each key, in its order and each once: "3.1, 4.2"."""
    found: dict[str, dict[str, None]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[value] = None
    return {
        key: "; ".join(values) if any("," in value for value in values) else ", ".join(values)
        for key, values in found.items()
    }
