"""People, posts, teams and partners: who owns what, handing over, and what each has to do."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypedDict, Unpack

from model import ratings
from model.chosen import fields_named, only, present
from model.errors import Refused
from model.records import OPEN_STATUSES, Area, Person
from model.store.plan import Plan
from model.wording import in_words, plural, short

ANSWER_WITHIN = 31
"""Days: owners are asked for an update each month."""


class PersonFields(TypedDict, total=False):
    kind: str  # PERSON_KINDS
    name: str
    post: str | None
    team: str | None
    email: str | None
    left_on: date | None


@dataclass(frozen=True, slots=True)
class Load:
    """What one person has to do; ``person`` None counts the actions that nobody owns.

    ``due_soon`` is open, not late, and agreed for the next days; ``unanswered`` is open, begun by
    its start date, and without an update for so many days; ``undated`` is open without an agreed date.
    """

    person: Person | None
    owned: int
    open: int
    late: int
    due_soon: int
    unanswered: int
    undated: int
    done: int  # complete or embedded


GROUPS = ("late", "due soon", "later", "undated", "done", "superseded")
"""Of one owner's actions, the most pressing first; together they are all that is owned."""


@dataclass(frozen=True, slots=True)
class Held:
    """The actions of one owner, as ids by group, each by agreed date; what is done, the latest first.

    ``unanswered`` are those among them that still wait for an update, as in ``Load``.
    """

    groups: Mapping[str, tuple[str, ...]]  # every one of GROUPS
    unanswered: frozenset[str]

    @property
    def open(self) -> tuple[str, ...]:
        return tuple(row for group in ("late", "due soon", "later", "undated") for row in self.groups[group])


@dataclass(frozen=True, slots=True)
class ToHandOver:
    """What ``hand_over`` gives to another: open actions, and what is sponsored."""

    actions: int
    late: int
    sponsored: int  # open actions
    areas: int
    stays: int  # actions that are done or superseded

    @property
    def anything(self) -> bool:
        return bool(self.actions or self.sponsored or self.areas)


# --- verbs


def add(
    plan: Plan,
    name: str,
    *,
    kind: str = "post",
    post: str | None = None,
    team: str | None = None,
    email: str | None = None,
) -> str:
    """Add a person, post, team or partner and return the id.

    Refused: no name, or a name that is in the plan already, whatever its case and spacing.
    """
    name = _new_name(plan, name)
    with plan.batch(f"Add {_called(name)}"):
        return plan.add("person", kind=kind, name=name, post=post, team=team, email=email)


def find_or_add(plan: Plan, text: str, *, kind: str = "post") -> str:
    """The id of whoever is meant by what was typed; somebody new if nobody is called so."""
    known = find(plan, text)
    return known.id if known is not None else add(plan, text, kind=kind)


def edit(plan: Plan, person_id: str, **fields: Unpack[PersonFields]) -> None:
    """Change a person. Refused as in ``add``."""
    only(fields, PersonFields.__annotations__, "Editing a person")
    before = plan.get(Person, person_id)
    if "name" in fields:
        fields["name"] = _new_name(plan, fields["name"], besides=person_id)
    with plan.batch(f"Edit {fields_named('person', fields)} of {_called(before.name)}"):
        plan.change("person", person_id, **fields)


def remove(plan: Plan, ids: str | Iterable[str]) -> None:
    """Delete people. What they own, sponsor or have signed stays, without them."""
    ids = present(plan, "person", ids)
    ((owned,),) = plan.rows(
        "SELECT count(*) FROM action WHERE owner IN (SELECT value FROM json_each(?))", [json.dumps(ids)]
    )
    what = _called(plan.get(Person, ids[0]).name) if len(ids) == 1 else plural(len(ids), "person")
    left = f"; {plural(owned, 'action')} left without an owner" if owned else ""
    with plan.batch(f"Delete {what}{left}"):
        plan.remove("person", ids)


def hand_over(
    plan: Plan,
    leaver: str,
    to: str | None,
    *,
    day: date | None = None,
    statuses: Collection[str] = OPEN_STATUSES,
) -> int:
    """Give someone's actions of these statuses to another, with what they sponsor, in one act.

    ``to`` None leaves them without an owner. ``day``, where given, is noted as the day of leaving.
    Returns how many actions changed their owner. Refused: to the same person, to one who has
    left, and where there is nothing to hand over.
    """
    person = plan.get(Person, leaver)
    heir = None if to is None else plan.get(Person, to)
    if to == leaver:
        raise Refused("Choose someone else: these actions are theirs already.", field="to")
    if heir is not None and heir.left_on is not None:
        raise Refused(f"{heir.name} left on {in_words(heir.left_on)}; choose someone else.", field="to")
    given = [leaver, json.dumps(list(statuses))]
    of_these = "AND status IN (SELECT value FROM json_each(?))"
    owned = [row for (row,) in plan.rows(f"SELECT id FROM action WHERE owner = ? {of_these}", given)]
    sponsored = [row for (row,) in plan.rows(f"SELECT id FROM action WHERE sponsor = ? {of_these}", given)]
    areas = [row for (row,) in plan.rows("SELECT id FROM area WHERE sponsor = ?", [leaver])]
    if not (owned or sponsored or areas or (day is not None and day != person.left_on)):
        raise Refused(f"{person.name} has nothing to hand over.", field="leaver")
    with plan.batch(_handed(person, heir, owned, sponsored + areas, day)):
        plan.change("action", owned, owner=to)
        plan.change("action", sponsored, sponsor=to)
        plan.change("area", areas, sponsor=to)
        if day is not None:
            plan.change("person", leaver, left_on=day)
    return len(owned)


# --- questions


def people(plan: Plan) -> tuple[Person, ...]:
    """Everyone in the plan, by name."""
    return tuple(sorted(plan.all(Person), key=lambda person: (person.name.casefold(), person.id)))


def find(plan: Plan, text: str) -> Person | None:
    """The one with that name, or the only one in that post, whatever the case and spacing; else None."""
    wanted = _plain(text)
    everyone = people(plan)
    for person in everyone:
        if _plain(person.name) == wanted:
            return person
    in_post = [person for person in everyone if person.post and _plain(person.post) == wanted and not person.left_on]
    return in_post[0] if wanted and len(in_post) == 1 else None


def printed(person: Person, posts: bool) -> str:
    """What a paper calls someone; with ``posts`` never the name of a person, but the post or team."""
    if not posts or person.kind != "person":
        return person.name
    return person.post or person.team or "post not given"


def loads(plan: Plan, today: date, soon: int | None = None, answer_within: int = ANSWER_WITHIN) -> tuple[Load, ...]:
    """What everyone has to do as on ``today``, by name; last, where there are any, nobody's actions.

    ``soon`` is the number of days that count as soon: the plan's own rule unless given.
    """
    values = _counted_by(plan, today, soon, answer_within)
    # A table scan: in the order of owners' index every row would be looked up on its own.
    found = plan.rows(
        f"""WITH answered AS MATERIALIZED ({_ANSWERED})
        SELECT a.owner, count(*), sum({ratings.OPEN}), sum({ratings.LATE} IS TRUE), sum({ratings.DUE_SOON} IS TRUE),
            sum({_UNANSWERED}),
            sum({ratings.OPEN} AND a.agreed IS NULL), sum(a.status IN ('complete', 'embedded'))
        FROM action AS a NOT INDEXED GROUP BY a.owner""",
        values,
    )
    counts = {owner: tuple(int(count) for count in rest) for owner, *rest in found}
    everyone = [Load(person, *counts.get(person.id, (0,) * 7)) for person in people(plan)]
    nobody = [Load(None, *counts[None])] if None in counts else []
    return (*everyone, *nobody)


def held(
    plan: Plan, owner: str | None, today: date, soon: int | None = None, answer_within: int = ANSWER_WITHIN
) -> Held:
    """The actions of one owner, or those that nobody owns, in the groups that ``loads`` counts."""
    values = _counted_by(plan, today, soon, answer_within)
    found = plan.rows(
        f"""WITH answered AS MATERIALIZED ({_ANSWERED})
        SELECT a.id, CASE WHEN {ratings.LATE} THEN 'late' WHEN {ratings.DUE_SOON} THEN 'due soon'
            WHEN {ratings.OPEN} AND a.agreed IS NULL THEN 'undated' WHEN {ratings.OPEN} THEN 'later'
            WHEN a.status = 'superseded' THEN 'superseded' ELSE 'done' END, {_UNANSWERED}
        FROM action AS a WHERE a.owner IS :owner
        ORDER BY CASE WHEN {ratings.OPEN} THEN a.agreed END NULLS LAST, a.completed_on DESC,
            a.area_number, a.item_number""",
        {**values, "owner": owner},
    )
    groups: dict[str, list[str]] = {group: [] for group in GROUPS}
    for row, group, _ in found:
        groups[group].append(row)
    unanswered = frozenset(row for row, _, waits in found if waits)
    return Held({group: tuple(ids) for group, ids in groups.items()}, unanswered)


def to_hand_over(plan: Plan, leaver: str, today: date) -> ToHandOver:
    """What there is to hand over of one person."""
    ((owned, late, stays),) = plan.rows(
        f"""SELECT coalesce(sum({ratings.OPEN}), 0), coalesce(sum({ratings.LATE} IS TRUE), 0),
            coalesce(sum(NOT {ratings.OPEN}), 0)
        FROM action AS a WHERE a.owner = :leaver""",
        {"leaver": leaver, "today": today.isoformat()},
    )
    ((sponsored, areas),) = plan.rows(
        f"""SELECT (SELECT count(*) FROM action AS a WHERE a.sponsor = :leaver AND {ratings.OPEN}),
            (SELECT count(*) FROM area WHERE sponsor = :leaver)""",
        {"leaver": leaver},
    )
    return ToHandOver(int(owned), int(late), int(sponsored), int(areas), int(stays))


def sponsored_areas(plan: Plan, person: str) -> tuple[Area, ...]:
    """The areas that someone sponsors, in the plan's order."""
    return tuple(plan.all(Area, "t.sponsor = ?", [person], "t.position, t.number"))


# --- within

_ANSWERED = "SELECT DISTINCT u.action FROM action_update AS u WHERE u.on_day > :since AND u.on_day <= :today"
_UNANSWERED = f"""({ratings.OPEN} AND coalesce(a.start, '') <= :today AND a.id NOT IN (SELECT action FROM answered))"""


def _counted_by(plan: Plan, today: date, soon: int | None, answer_within: int) -> dict[str, str]:
    """The days that loads are counted by; ``soon`` None is the plan's own rule."""
    if soon is None:
        soon = ratings.rules_of(plan).due_soon_days
    return {
        "today": today.isoformat(),
        "soon": (today + timedelta(days=soon)).isoformat(),
        "since": (today - timedelta(days=answer_within)).isoformat(),
    }


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _called(name: str) -> str:
    return short(name, 50)


def _new_name(plan: Plan, name: str, besides: str | None = None) -> str:
    """The name with single spaces. Refused where it is none, or somebody else's."""
    name = " ".join(name.split())
    if not name:
        raise Refused("Type the name of the person or post.", field="name")
    for other in plan.all(Person):
        if other.id != besides and _plain(other.name) == _plain(name):
            more = [part for part in (other.post, other.team) if part and _plain(part) != _plain(other.name)]
            who = f"{other.name} ({', '.join([other.kind, *more])})"
            raise Refused(
                f"{who} is in the plan already; choose that one, or give this one another name.", field="name"
            )
    return name


def _handed(person: Person, heir: Person | None, owned: list[str], roles: list[str], day: date | None) -> str:
    of = _called(person.name)
    if not owned and not roles:
        return f"Note that {of} left on {in_words(day)}" if day else f"Hand over from {of}"
    what = plural(len(owned), "action") if owned else plural(len(roles), "sponsorship")
    if heir is None:
        return f"Take {what} from {of}"
    return f"Hand {what} of {of} over to {_called(heir.name)}"
