"""The rating scheme that a plan is given: taken as one act, and tried on the plan before it is taken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from model import agreed_dates, progress, ratings, scheme_files
from model.progress import WORST_FIRST, Rating
from model.ratings import scheme_of
from model.records import Action, Area
from model.scheme_files import Impact, Scheme, shipped, shipped_impacts
from model.store.plan import Plan
from model.wording import quoted

__all__ = [
    "Impact", "Preview", "Scheme", "Shift", "preview", "scheme_of", "set_scheme", "shipped", "shipped_impacts",
    "trouble_of",
]  # fmt: skip

MOST_EXAMPLES = 200
"""Records that a preview tells one by one."""


def set_scheme(plan: Plan, scheme: Scheme) -> None:
    """Rate the plan by this scheme from now on. Refused, with the field, where it cannot be used."""
    scheme_files.check(scheme)
    usual = scheme == scheme_files.usual()
    title = "Rate by the usual scheme again" if usual else f"Rate by {quoted(scheme.name)}"
    with plan.batch(title):
        plan.change("plan", plan.details.id, rating_rules=scheme_files.as_json(scheme))


def trouble_of(plan: Plan) -> str | None:
    """What is wrong with the scheme that came with the plan, in a sentence, where it could not be read."""
    reason = scheme_files.read_json(plan.details.rating_rules)[1]
    if reason is None:
        return None
    return f"The rating scheme that this plan came with was not used as it stands: {reason}."


# --- tried before it is taken


@dataclass(frozen=True, slots=True)
class Shift:
    """How many go from one rating to another: colour and word."""

    old: tuple[str, str]
    new: tuple[str, str]
    count: int

    @property
    def colour(self) -> bool:
        """Whether the colour changes, and not the word alone."""
        return self.old[0] != self.new[0]


@dataclass(frozen=True, slots=True)
class Example:
    """One record whose rating would change."""

    table: str  # "action" or "area"
    id: str
    number: str
    title: str
    kind: str  # "delivery" or "impact"
    old: Rating
    new: Rating


@dataclass(frozen=True, slots=True)
class Preview:
    """What a scheme would change on a plan. Shifts of one kind are worst first, and add up to all that change."""

    actions: tuple[Shift, ...]
    areas: tuple[Shift, ...]  # by delivery
    impacts: tuple[Shift, ...]  # of areas
    examples: tuple[Example, ...]  # those whose colour changes: areas first, then actions, MOST_EXAMPLES of each
    of_actions: int  # in the plan
    of_areas: int

    @property
    def changed_actions(self) -> int:
        """How many actions change colour."""
        return _changed(self.actions)

    @property
    def changed_areas(self) -> int:
        return _changed(self.areas)

    @property
    def changed_impacts(self) -> int:
        return _changed(self.impacts)

    @property
    def renamed(self) -> int:
        """How many ratings, of actions and areas, keep their colour under another word."""
        every = (*self.actions, *self.areas, *self.impacts)
        return sum(shift.count for shift in every if not shift.colour)


def preview(plan: Plan, scheme: Scheme, today: date) -> Preview:
    """What would change if the plan were rated by ``scheme``. Refused where the scheme cannot be used."""
    scheme_files.check(scheme)
    now = scheme_of(plan)
    actions, examples = _actions(plan, now, scheme, today)
    before, after = (ratings.area_ratings(plan, today, scheme=one) for one in (now, scheme))
    of_area = {area.id: area for area in plan.all(Area, order="t.position, t.id")}
    told: list[Example] = []
    counted: dict[str, Counter[tuple[tuple[str, str], tuple[str, str]]]] = {"delivery": Counter(), "impact": Counter()}
    for kind, counts in counted.items():
        for area in of_area.values():
            old: Rating = getattr(before[area.id], kind)
            new: Rating = getattr(after[area.id], kind)
            counts[(old.value, old.word), (new.value, new.word)] += 1
            if old.value != new.value:
                told.append(Example("area", area.id, str(area.number), area.title, kind, old, new))
    return Preview(
        actions,
        _shifts(counted["delivery"]),
        _shifts(counted["impact"]),
        (*told[:MOST_EXAMPLES], *examples),
        of_actions=sum(count for (count,) in plan.rows("SELECT count(*) FROM action")),
        of_areas=len(of_area),
    )


def _actions(plan: Plan, now: Scheme, scheme: Scheme, today: date) -> tuple[tuple[Shift, ...], list[Example]]:
    """The shifts of all actions, counted in SQL by what each scheme finds, and the first of those that change."""
    before = _named("before", ratings.cases_for(now, today))
    after = _named("after", ratings.cases_for(scheme, today))
    was, becomes = _asking("before"), _asking("after")
    counted: Counter[tuple[tuple[str, str], tuple[str, str]]] = Counter()
    changing: list[tuple[str, str]] = []
    for old_case, new_case, count in plan.rows(
        f"SELECT {was} AS old_case, {becomes} AS new_case, count(*) FROM action AS a GROUP BY old_case, new_case",
        {**before, **after},
    ):
        old, new = _of_case(now, old_case), _of_case(scheme, new_case)
        counted[old, new] += count
        if old[0] != new[0]:
            changing.append((old_case, new_case))
    examples: list[Example] = []
    if changing:
        either = " OR ".join(f"(old_case = :old{n} AND new_case = :new{n})" for n in range(len(changing)))
        pairs = {f"old{n}": old for n, (old, _) in enumerate(changing)}
        pairs |= {f"new{n}": new for n, (_, new) in enumerate(changing)}
        found = plan.rows(
            f"""SELECT id FROM (SELECT a.id, {was} AS old_case, {becomes} AS new_case FROM action AS a
            ORDER BY a.area_number, a.item_number) WHERE {either} LIMIT {MOST_EXAMPLES}""",
            {**before, **after, **pairs},
        )
        examples = [_example(plan, str(row), now, scheme, today) for (row,) in found]
    return _shifts(counted), examples


def _example(plan: Plan, action_id: str, now: Scheme, scheme: Scheme, today: date) -> Example:
    action = plan.get(Action, action_id)
    ((evidence,),) = plan.rows("SELECT count(*) FROM evidence WHERE action = ?", [action_id])
    moves = agreed_dates.moves(plan, action_id)[action_id]
    old, new = (progress.delivery(action, today, one, int(evidence), moves) for one in (now, scheme))
    return Example("action", action_id, action.number, action.title, "delivery", old, new)


def _asking(prefix: str) -> str:
    """The rating in SQL, with named values of its own, so that two schemes are asked in one go."""
    return re.sub(r":(\w+)", rf":{prefix}_\1", ratings.DELIVERY)


def _named(prefix: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{prefix}_{name}": value for name, value in values.items()}


def _of_case(scheme: Scheme, case: str) -> tuple[str, str]:
    by_hand = case.removeprefix("by hand ")
    if by_hand != case:
        return scheme.shown(by_hand), scheme.word(by_hand)
    return scheme.case(case)


def _shifts(counted: Mapping[tuple[tuple[str, str], tuple[str, str]], int]) -> tuple[Shift, ...]:
    """What changes, colours before words, the worst outcome first."""
    changed = [Shift(old, new, count) for (old, new), count in counted.items() if old != new and count]
    changed.sort(
        key=lambda one: (not one.colour, WORST_FIRST.index(one.new[0]), WORST_FIRST.index(one.old[0]), one.old)
    )
    return tuple(changed)


def _changed(shifts: tuple[Shift, ...]) -> int:
    return sum(shift.count for shift in shifts if shift.colour)
