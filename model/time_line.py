"""The deadlines of a plan as rows on one line of time: what moved and how far, group by group.

An action has a row of its own with the day agreed first, the agreed day, the forecast and its milestones;
so have a commitment and a promised answer. The meetings of a body share a row with the days their papers are
due, the days of an inspection another. Days are ordinals (``date.toordinal``), since ten thousand of them are
compared while a picture is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from model import date_requests, deadline_rules, finding, inspections, meetings, ratings
from model.deadlines import Deadlines, Entry, Wanted, actions_wanted, deadlines, of_few, record_of
from model.records import Commitment, Meeting, Question
from model.store.plan import Plan
from model.wording import quoted, short

GROUPS = ("area", "owner", "inspection", "none")
GROUP_WORDS: Mapping[str, str] = {"area": "Area", "owner": "Owner", "inspection": "Inspection", "none": "No groups"}

LONGEST_LABEL = 80

_FEW = {
    "statutory": "Statutory dates",
    "commitment": "Commitments",
    "meeting": "Meetings and their papers",
    "papers": "Meetings and their papers",
    "inspection": "Inspections",
    "question": "Promised answers",
}
"""What is no action stands above them, under these headings, in this order."""


class Mark(NamedTuple):
    """One deadline. ``key``, ``kind`` and ``standing`` are those of its entry in the list."""

    day: int  # the day that counts: of an action the agreed one
    key: str
    kind: str
    standing: str
    first: int | None = None  # agreed first, where the date was moved; of a window its first day
    forecast: int | None = None  # where it is another day than the one that counts
    asked: int | None = None  # the day that it is asked to be moved to, while that waits to be agreed

    @property
    def days(self) -> tuple[int, ...]:
        """Every day that belongs to it."""
        return tuple(day for day in (self.day, self.first, self.forecast, self.asked) if day is not None)


class Lane(NamedTuple):
    """One row: its words at the left, and its marks, earliest first."""

    label: str
    marks: tuple[Mark, ...]


class Heading(NamedTuple):
    """The row over a group. ``lanes`` counts the rows under it."""

    key: str
    label: str
    lanes: int


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Rows from the top; ``first`` and ``last`` are the earliest and the latest day of any mark, and of today."""

    rows: tuple[Lane | Heading, ...]
    first: int
    last: int
    today: int
    kinds: frozenset[str]  # that stand on it
    moved: bool  # whether any date was moved, or is forecast for another day

    @property
    def lanes(self) -> Iterable[Lane]:
        return (row for row in self.rows if isinstance(row, Lane))


def size(plan: Plan) -> int:
    """How many actions there are: from some thousands on, reading takes longer than a window may stand still."""
    ((count,),) = plan.rows("SELECT count(*) FROM action")
    return int(count)


def read(plan: Plan, today: date, wanted: Wanted, group: str = "area") -> tuple[Deadlines, TimeLine]:
    """The list and the line of the same deadlines; what both need is asked once."""
    few = of_few(plan, today, wanted)
    return deadlines(plan, today, wanted, few), time_line(plan, today, wanted, group, few)


def time_line(
    plan: Plan, today: date, wanted: Wanted, group: str = "area", few: Sequence[Entry] | None = None
) -> TimeLine:
    """What is wanted, as rows under the headings of ``group`` (GROUPS), in each the earliest first.

    An action of several areas, or of an area that several inspections raised, stands once: under its own area,
    and under the inspection that raised it last.
    """
    grouped: dict[str, list[Lane]] = {}
    labels = _labels(plan, group)
    given = of_few(plan, today, wanted) if few is None else few
    for place, lane in _few_lanes(plan, [entry for entry in given if entry.kind in wanted.kinds], group):
        grouped.setdefault(place, []).append(lane)
    for place, lane in _action_lanes(plan, today, wanted, group):
        grouped.setdefault(place, []).append(lane)
    return laid_out(grouped, labels, today, headings=group != "none")


def laid_out(
    grouped: Mapping[str, list[Lane]], labels: Mapping[str, str], today: date, *, headings: bool = True
) -> TimeLine:
    """The groups in the order of ``labels``, a heading over each; without headings all rows by their first day."""
    rows: list[Lane | Heading] = []
    if headings:
        for key, label in labels.items():
            if lanes := grouped.get(key):
                rows.append(Heading(key, label, len(lanes)))
                rows += _in_order(lanes)
    else:
        rows += _in_order(lane for lanes in grouped.values() for lane in lanes)
    now = today.toordinal()
    first = last = now
    kinds, moved = set(), False
    for lanes in grouped.values():
        for lane in lanes:
            for mark in lane.marks:
                kinds.add(mark.kind)
                days = mark.days
                first, last = min(first, *days), max(last, *days)
                moved = moved or mark.first is not None or mark.forecast is not None
    return TimeLine(tuple(rows), first, last, now, frozenset(kinds), moved)


def _in_order(lanes: Iterable[Lane]) -> list[Lane]:
    return sorted(lanes, key=_earliest)


def _earliest(lane: Lane) -> tuple[int, str]:
    return lane.marks[0].day, lane.label


def _labels(plan: Plan, group: str) -> dict[str, str]:
    """Every group that there could be, in order."""
    if group == "area":
        found = plan.rows("SELECT id, number, title FROM area ORDER BY position, id")
        own = {str(row): f"{number} {short(title, LONGEST_LABEL)}" for row, number, title in found}
    elif group == "owner":
        found = plan.rows("SELECT id, name FROM person ORDER BY name COLLATE NOCASE, id")
        own = {str(row): str(name) for row, name in found} | {"": "Nobody"}
    elif group == "inspection":
        named = inspections.names(plan)
        own = {one.id: named[one.id] for one in reversed(inspections.in_order(plan))}
        # What belongs to an inspection stands under it; the rest of the few above.
        return {f"few {kind}": label for kind, label in _first_of_each().items()} | own | {"": "No inspection"}
    else:
        own = {"": ""}
    return {f"few {kind}": label for kind, label in _first_of_each().items()} | own


def _first_of_each() -> dict[str, str]:
    """Each heading once, under the first kind that has it."""
    return {next(kind for kind, one in _FEW.items() if one == label): label for label in dict.fromkeys(_FEW.values())}


# --- actions


def _action_lanes(plan: Plan, today: date, wanted: Wanted, group: str) -> Iterable[tuple[str, Lane]]:
    condition, values = actions_wanted(plan, today, wanted)
    which = "a.status <> 'superseded'" if wanted.done else ratings.OPEN
    ordinal = _Ordinals()
    steps = _milestones(plan, wanted, which, condition, values, ordinal)
    with_action = "action" in wanted.kinds
    if not with_action and not steps:
        return
    standing = f"CASE WHEN {ratings.LATE} THEN 'late' WHEN {ratings.OPEN} THEN 'coming' ELSE 'done' END"
    of = {"area": "a.area", "owner": "coalesce(a.owner, '')", "inspection": "a.area"}.get(group, "''")
    rows = plan.rows(
        f"""SELECT a.id, a.agreed, a.first_agreed, CASE WHEN {ratings.OPEN} THEN a.forecast END, {standing},
            a.area_number || '.' || a.item_number || ' ' || substr(a.title, 1, {4 * LONGEST_LABEL}), {of}
        FROM action AS a WHERE {which} AND {condition}""",
        values,
    )
    raised = finding.latest_inspections(plan) if group == "inspection" else None
    asked = date_requests.wanted_days(plan) if with_action else {}
    for row, agreed, first, forecast, stands, label, place in rows:
        marks = steps.get(row, [])
        if with_action and agreed is not None:
            day = ordinal(agreed)
            marks = [
                *marks,
                Mark(
                    day,
                    f"action {row}",
                    "action",
                    stands,
                    ordinal(first) if first is not None and first != agreed else None,
                    ordinal(forecast) if forecast is not None and forecast != agreed else None,
                    asked[row].toordinal() if row in asked else None,
                ),
            ]
        if marks:
            if len(marks) > 1:
                marks.sort()
            where = place if raised is None else raised.get(place, "")
            yield where, Lane(label if len(label) <= LONGEST_LABEL else short(label, LONGEST_LABEL), tuple(marks))


def _milestones(
    plan: Plan, wanted: Wanted, which: str, condition: str, values: dict[str, Any], ordinal: Callable[[str], int]
) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = {}
    if "milestone" in wanted.kinds:
        still_open = "" if wanted.done else "AND m.done_on IS NULL"
        for action, row, due, stands in plan.rows(
            f"""SELECT m.action, m.id, m.due, CASE WHEN m.done_on IS NOT NULL OR NOT {ratings.OPEN} THEN 'done'
                WHEN m.due < :today THEN 'late' ELSE 'coming' END
            FROM milestone AS m JOIN action AS a ON a.id = m.action
            WHERE m.due IS NOT NULL {still_open} AND {which} AND {condition}""",
            values,
        ):
            found.setdefault(action, []).append(Mark(ordinal(due), f"milestone {row}", "milestone", stands))
    return found


class _Ordinals(dict[str, int]):
    """ISO days as ordinals; a plan has many dates and few days."""

    def __call__(self, day: str) -> int:
        found = self.get(day)
        if found is None:
            found = self[day] = date.fromisoformat(day).toordinal()
        return found


# --- what is no action


def _few_lanes(plan: Plan, entries: list[Entry], group: str) -> Iterable[tuple[str, Lane]]:
    """Their rows, each with the key of its group."""
    if not entries:
        return
    sharing: dict[tuple[str, str, str], list[Entry]] = {}
    place = _Placing(plan, group == "inspection")
    for entry in entries:
        sharing.setdefault(place.row_of(entry), []).append(entry)
    for (where, _, label), found in sharing.items():
        yield where, Lane(label, tuple(sorted(_mark(entry) for entry in found)))


def _mark(entry: Entry) -> Mark:
    day = date.fromisoformat(entry.day).toordinal()
    first = date.fromisoformat(entry.first).toordinal() if entry.first else None
    return Mark(day, entry.key, entry.kind, entry.standing, first)


class _Placing:
    """Which row an entry stands in: its group, what tells the row from others, and its words."""

    def __init__(self, plan: Plan, under_inspections: bool) -> None:
        self._under = under_inspections
        self._named = inspections.names(plan)
        self._rules = {rule.code: rule.name for rule in deadline_rules.rules(plan)}
        self._meetings = meetings.names(plan)
        self._bodies = {body.id: body.name for body in meetings.bodies(plan)}
        self._body_of = {meeting.id: meeting.body for meeting in plan.all(Meeting)}
        self._commitments = {one.id: one for one in plan.all(Commitment)}
        self._questions = {question.id: question for question in plan.all(Question)}

    def row_of(self, entry: Entry) -> tuple[str, str, str]:
        _, record = record_of(entry.key)
        if entry.kind in ("meeting", "papers"):
            body = self._body_of[record]
            return "few meeting", body, self._bodies[body]
        if entry.kind == "statutory":
            code = entry.key.split(" ")[1]
            name = self._rules.get(code, code)
            if self._under and record in self._named:
                return record, entry.key, name
            return "few statutory", entry.key, f"{name}: {self._named.get(record) or self._meetings[record]}"
        if entry.kind == "inspection":
            # Under its own heading the row need not say its name again.
            label = "Report and embargo" if self._under else self._named[record]
            return (record if self._under else "few inspection"), record, label
        if entry.kind == "commitment":
            one = self._commitments[record]
            under = one.inspection if self._under and one.inspection is not None else "few commitment"
            return under, record, quoted(one.sentence, LONGEST_LABEL)
        question = self._questions[record]
        return "few question", record, short(question.promised or question.text, LONGEST_LABEL)
