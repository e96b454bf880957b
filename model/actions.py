"""Actions: what will be done, who does it, how it stands, and the rules for calling it embedded."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypedDict, Unpack

from model import agreed_dates, documents, people, progress
from model.chosen import as_ids, fields_named, named, only, present, titled
from model.errors import Fault, Refused
from model.placing import put
from model.records import OPEN_STATUSES, STATUSES, Action, Area, Person
from model.store.plan import Plan
from model.wording import in_words, listed, plural, quoted, sentence_case


class ManyFields(TypedDict, total=False):
    """What can be set to one value for many actions at once."""

    owner: str | None
    sponsor: str | None
    support: str | None
    start: date | None
    forecast: date | None
    percent: int | None
    exempt: bool
    on_hold: bool
    awaiting_signoff: bool
    review_on: date | None  # when a deadline that is no date is looked at again


class NewFields(ManyFields, total=False):
    how: str | None
    success: str | None
    status: str  # STATUSES; needs the day
    agreed: date | None  # needs the day, and a reason where it moves
    deadline_words: str | None  # a deadline that is no date, as it was said
    completed_on: date | None
    signed_off_by: str | None
    signed_off_on: date | None
    recheck_on: date | None


class ActionFields(NewFields, total=False):
    title: str


def add(
    plan: Plan,
    area_id: str,
    title: str,
    *,
    on_day: date | None = None,
    before: str | None = None,
    sample: bool = False,
    **fields: Unpack[NewFields],
) -> str:
    """Add an action under an area, with that area's next number; returns its id.

    A number is never given again, also after the action was deleted. With ``agreed`` or ``status``
    given, ``on_day`` is the day on which that was so. Refused as ``set_status`` says, and where it would
    be due, or forecast, before it starts.
    """
    only(fields, NewFields.__annotations__, "Adding an action")
    area = plan.get(Area, area_id)
    with plan.batch(f"Add action {quoted(title)} to area {area.number}"):
        new = plan.new_id()
        values: dict[str, Any] = {k: v for k, v in fields.items() if k not in ("status", "agreed")}
        plan.add(
            "action",
            **values,
            id=new,
            area=area_id,
            area_number=area.number,
            item_number=plan.next_number(f"action {area.number}"),
            title=title,
            position=put(plan, "action", [new], "t.area = ?", [area_id], before)[new],
            sample=sample,
        )
        _write_dated(plan, [new], fields, on_day, None)
        _refuse_out_of_order(plan, [new], fields)
        _refuse_own_signoff(plan, new, "signed_off_by")
        return new


def edit(
    plan: Plan,
    action_id: str,
    *,
    on_day: date | None = None,
    reason: str | None = None,
    **fields: Unpack[ActionFields],
) -> None:
    """Change fields of one action. ``status`` and ``agreed`` need the day it is so from.

    Moving an agreed date needs a ``reason``. Refused as ``set_status`` and ``agree_date`` say, where it
    would be due or forecast before it starts, and where the owner would sign off their own action.
    """
    present(plan, "action", action_id)
    only(fields, ActionFields.__annotations__, "Editing an action")
    with plan.batch(f"Edit {fields_named('action', fields)} of {named(plan, 'action', [action_id])}"):
        plain: dict[str, Any] = {k: v for k, v in fields.items() if k not in ("status", "agreed")}
        plan.change("action", action_id, **plain)
        _write_dated(plan, [action_id], fields, on_day, reason)
        _refuse_out_of_order(plan, [action_id], fields)
        if "signed_off_by" in fields:
            _refuse_own_signoff(plan, action_id, "signed_off_by")


def edit_many(plan: Plan, ids: str | Iterable[str], **fields: Unpack[ManyFields]) -> None:
    """Give one value to these fields of many actions. Refused as in ``edit``."""
    ids = present(plan, "action", ids)
    only(fields, ManyFields.__annotations__, "Editing many actions")
    with plan.batch(f"Edit {fields_named('action', fields)} of {named(plan, 'action', ids)}"):
        plan.change("action", ids, **fields)
        _refuse_out_of_order(plan, ids, fields)


def remove(plan: Plan, ids: str | Iterable[str]) -> None:
    """Delete actions with their milestones, updates and evidence. Their numbers are not used again."""
    ids = present(plan, "action", ids)
    name = named(plan, "action", ids)
    if len(ids) == 1:
        name += f" {titled(plan, 'action', ids[0])}"
    with plan.batch(f"Delete {name}"):
        evidence = plan.rows(
            "SELECT id FROM evidence WHERE action IN (SELECT value FROM json_each(?))", [json.dumps(ids)]
        )
        going = documents.only_evidence(plan, [str(row) for (row,) in evidence])
        plan.remove("action", ids)
        plan.remove("document", going)


def move(plan: Plan, ids: str | Iterable[str], area_id: str, before: str | None = None) -> None:
    """Put actions, in the order given, under an area: in front of ``before`` or at the end.

    They keep their numbers, which stand in papers already issued.
    """
    ids = present(plan, "action", ids)
    area = plan.get(Area, area_id)
    with plan.batch(f"Move {named(plan, 'action', ids)} in area {area.number}"):
        for row, place in put(plan, "action", ids, "t.area = ?", [area_id], before).items():
            plan.change("action", row, area=area_id, position=place)


# --- who


def assign(plan: Plan, ids: str | Iterable[str], owner: str | None) -> None:
    """Give actions to a person, post, team or partner, or with None to nobody."""
    ids = present(plan, "action", ids)
    name = named(plan, "action", ids)
    title = f"Assign {plan.get(Person, owner).name} to {name}" if owner else f"Take the owner off {name}"
    with plan.batch(title):
        plan.change("action", ids, owner=owner)


def assign_to_new(plan: Plan, ids: str | Iterable[str], name: str, kind: str = "post") -> str:
    """Give actions to an owner by name, who is added to the plan where nobody is called so; one act.

    Returns the owner's id. Refused as ``people.find_or_add`` says.
    """
    ids = present(plan, "action", ids)
    with plan.batch(f"Assign {' '.join(name.split())} to {named(plan, 'action', ids)}"):
        owner = people.find_or_add(plan, name, kind=kind)
        plan.change("action", ids, owner=owner)
        return owner


def set_sponsor(plan: Plan, ids: str | Iterable[str], sponsor: str | None) -> None:
    """Say who is accountable for actions, or with None nobody."""
    ids = present(plan, "action", ids)
    name = named(plan, "action", ids)
    title = f"Make {plan.get(Person, sponsor).name} sponsor of {name}" if sponsor else f"Take the sponsor off {name}"
    with plan.batch(title):
        plan.change("action", ids, sponsor=sponsor)


# --- how it stands


def set_status(plan: Plan, ids: str | Iterable[str], status: str, on_day: date) -> None:
    """Set the status of actions as from ``on_day``.

    *Complete* and *embedded* keep that day as the day of completion, unless there is one, and count as
    100 per cent. An action that is open again loses its day of completion and its sign-off. *Embedded*
    is refused without evidence, the sign-off of someone other than the owner, and a re-check date.
    """
    ids = present(plan, "action", ids)
    with plan.batch(f"Mark {named(plan, 'action', ids)} as {status}"):
        _write_status(plan, ids, status, on_day)


def missing_for_embedded(plan: Plan, action_id: str) -> list[str]:
    """What *embedded* still needs, in words; nothing where it may be said."""
    action = plan.get(Action, action_id)
    ((evidence,),) = plan.rows("SELECT count(*) FROM evidence WHERE action = ?", [action_id])
    return progress.missing_for_embedded(action, int(evidence))


def sign_off(plan: Plan, ids: str | Iterable[str], by: str, on_day: date, recheck_on: date | None = None) -> None:
    """A second person says that actions are done. Refused for an action that they own themselves.

    The actions no longer await sign-off. ``recheck_on``, where given, is when it is looked at again.
    """
    ids = present(plan, "action", ids)
    who = plan.get(Person, by)
    values: dict[str, Any] = {"signed_off_by": by, "signed_off_on": on_day, "awaiting_signoff": False}
    if recheck_on is not None:
        if recheck_on <= on_day:
            raise Refused(f"The re-check has to come after {in_words(on_day)}.", field="recheck_on")
        values["recheck_on"] = recheck_on
    with plan.batch(f"Sign off {named(plan, 'action', ids)} by {who.name}"):
        plan.change("action", ids, **values)
        for row in ids:
            _refuse_own_signoff(plan, row, "signed_off_by")


def set_forecast(plan: Plan, ids: str | Iterable[str], day: date | None) -> None:
    """Say when actions are expected to be done. The agreed date stays as it was."""
    ids = present(plan, "action", ids)
    name = named(plan, "action", ids)
    with plan.batch(f"Forecast {in_words(day)} for {name}" if day else f"Take away the forecast of {name}"):
        plan.change("action", ids, forecast=day)
        _refuse_out_of_order(plan, ids, {"forecast": day})


def keep_words(
    plan: Plan,
    ids: str | Iterable[str],
    words: str,
    review_on: date,
    on_day: date,
    reason: str | None = None,
    agreed_by: str | None = None,
    meeting: str | None = None,
) -> None:
    """Give actions a deadline that is no date ("ongoing"), and the day on which it is looked at again.

    An agreed date that they have is taken away, which needs a ``reason`` and stands in the ledger as any
    move does. Refused: no words, a review that is not after ``on_day``.
    """
    ids = present(plan, "action", ids)
    words = " ".join(words.split())
    if not words:
        raise Refused("Type the deadline in words, as it was said.", field="deadline_words")
    if review_on <= on_day:
        raise Refused(f"The review has to come after {in_words(on_day)}.", field="review_on")
    with plan.batch(f"Note the deadline {quoted(words, 30)} of {named(plan, 'action', ids)}"):
        agreed_dates.write(plan, ids, None, on_day, reason, agreed_by, meeting)
        plan.change("action", ids, deadline_words=words, review_on=review_on)


def set_percent(plan: Plan, ids: str | Iterable[str], percent: int | None) -> None:
    ids = present(plan, "action", ids)
    name = named(plan, "action", ids)
    title = f"Set {name} to {percent} %" if percent is not None else f"Take away the percentage of {name}"
    with plan.batch(title):
        plan.change("action", ids, percent=percent)


def set_on_hold(plan: Plan, ids: str | Iterable[str], on: bool) -> None:
    _flag(plan, ids, "on_hold", on, "Put {} on hold", "Take {} off hold")


def set_awaiting_signoff(plan: Plan, ids: str | Iterable[str], on: bool) -> None:
    _flag(plan, ids, "awaiting_signoff", on, "Mark {} as awaiting sign-off", "Mark {} as not awaiting sign-off")


def set_exempt(plan: Plan, ids: str | Iterable[str], on: bool) -> None:
    _flag(plan, ids, "exempt", on, "Leave {} out of public papers", "Show {} in public papers")


def _flag(plan: Plan, ids: str | Iterable[str], column: str, on: bool, do: str, undo: str) -> None:
    ids = present(plan, "action", ids)
    values: dict[str, Any] = {column: on}
    with plan.batch((do if on else undo).format(named(plan, "action", ids))):
        plan.change("action", ids, **values)


def override_delivery(plan: Plan, ids: str | Iterable[str], rating: str | None, reason: str | None = None) -> None:
    """Give actions a delivery rating by hand, with its reason, or with None go back to the rules."""
    ids = present(plan, "action", ids)
    if rating is not None and not (reason or "").strip():
        raise Refused("A delivery rating set by hand needs a reason: say why it differs.", field="delivery_reason")
    name = named(plan, "action", ids)
    title = f"Rate delivery of {name} {rating}" if rating else f"Rate delivery of {name} by the rules again"
    with plan.batch(title):
        plan.change("action", ids, delivery_override=rating, delivery_reason=reason if rating else None)


# --- what it answers besides, and what it waits for


def set_also_answers(plan: Plan, action_id: str, area_ids: Iterable[str]) -> None:
    """The further areas that an action answers besides the one it stands under: the whole set."""
    action = plan.get(Action, action_id)
    wanted = set(as_ids(area_ids))
    if action.area in wanted:
        raise Refused("The action stands under that area already; choose another one.")
    if wanted:
        present(plan, "area", wanted)
    _set_links(plan, "also_answers", "area", action, wanted, "Change the further areas of action {}")


def also_answers(plan: Plan, action_id: str) -> list[Area]:
    return plan.all(Area, "t.id IN (SELECT area FROM also_answers WHERE action = ?)", [action_id], "t.position, t.id")


def set_waits_for(plan: Plan, action_id: str, action_ids: Iterable[str]) -> None:
    """What an action waits for: the whole set. Refused where actions would wait for one another in a circle."""
    action = plan.get(Action, action_id)
    wanted = set(as_ids(action_ids))
    if action_id in wanted:
        raise Refused("An action cannot wait for itself.")
    if wanted:
        present(plan, "action", wanted)
    loop = _loop(plan, action_id, wanted)
    if loop:
        numbers = [named(plan, "action", [row]) for row in loop]
        chain = ", which waits for ".join([f"{numbers[0]} would wait for {numbers[1]}", *numbers[2:]])
        raise Refused(f"{sentence_case(chain)}: a circle in which none could start.")
    _set_links(plan, "dependency", "waits_for", action, wanted, "Change what action {} waits for")


def waits_for(plan: Plan, action_id: str) -> list[Action]:
    return _linked(plan, "SELECT waits_for FROM dependency WHERE action = ?", action_id)


def waited_for_by(plan: Plan, action_id: str) -> list[Action]:
    return _linked(plan, "SELECT action FROM dependency WHERE waits_for = ?", action_id)


def _linked(plan: Plan, question: str, action_id: str) -> list[Action]:
    return plan.all(Action, f"t.id IN ({question})", [action_id], "t.area_number, t.item_number")


def _set_links(plan: Plan, table: str, column: str, action: Action, wanted: set[str], title: str) -> None:
    held = {
        str(other): str(row)
        for row, other in plan.rows(f"SELECT id, {column} FROM {table} WHERE action = ?", [action.id])
    }
    with plan.batch(title.format(action.number)):
        plan.remove(table, [row for other, row in held.items() if other not in wanted])
        for other in sorted(wanted - set(held)):
            values: dict[str, Any] = {column: other}
            plan.add(table, action=action.id, **values)


def _loop(plan: Plan, start: str, wanted: set[str]) -> list[str]:
    """The way from ``start`` over one of ``wanted`` back to ``start``, or nothing."""
    edges: dict[str, list[str]] = {}
    for action, other in plan.rows("SELECT action, waits_for FROM dependency"):
        edges.setdefault(str(action), []).append(str(other))
    came_from = dict.fromkeys(wanted, start)
    waiting = sorted(wanted)
    while waiting:
        here = waiting.pop()
        if here == start:
            way = [start]
            while len(way) == 1 or way[-1] != start:
                way.append(came_from[way[-1]])
            return way[::-1]
        for further in edges.get(here, ()):
            if further not in came_from:
                came_from[further] = here
                waiting.append(further)
    return []


# --- within a batch


def _write_dated(
    plan: Plan, ids: list[str], fields: Mapping[str, Any], on_day: date | None, reason: str | None
) -> None:
    if "status" not in fields and "agreed" not in fields:
        return
    if on_day is None:
        raise Fault("A status or an agreed date is set as from a day")
    if "agreed" in fields:
        agreed_dates.write(plan, ids, fields["agreed"], on_day, reason)
    if "status" in fields:
        _write_status(plan, ids, fields["status"], on_day)


def _refuse_out_of_order(plan: Plan, ids: Sequence[str], fields: Mapping[str, Any]) -> None:
    """Nothing is due, or forecast, before it starts; said of the field that was given."""
    if not {"start", "forecast", "agreed"}.intersection(fields):
        return
    for column, what in (("agreed", "agreed"), ("forecast", "forecast")):
        found = plan.rows(
            f"""SELECT area_number, item_number, start, {column} FROM action
            WHERE id IN (SELECT value FROM json_each(?)) AND start > {column} ORDER BY 1, 2 LIMIT 1""",
            [json.dumps(list(ids))],
        )
        if not found or not {"start", column}.intersection(fields):
            continue
        area, item, start, day = found[0]
        start, day = in_words(date.fromisoformat(start)), in_words(date.fromisoformat(day))
        if "start" in fields:
            raise Refused(f"Action {area}.{item} is {what} for {day}; it cannot start after that.", field="start")
        raise Refused(f"Action {area}.{item} starts on {start}; it cannot be {what} for a day before.", field=column)


def _write_status(plan: Plan, ids: Sequence[str], status: str, on_day: date) -> None:
    if status not in STATUSES:
        raise Refused(f"A status is one of {listed(STATUSES, 'or')}.", field="status")
    if status == "embedded":
        _refuse_unless_ready(plan, ids)
    if status == "superseded":
        plan.change("action", ids, status=status)
    elif status in OPEN_STATUSES:
        plan.change("action", ids, status=status, completed_on=None, signed_off_by=None, signed_off_on=None)
    else:
        plan.change("action", ids, status=status, percent=100, on_hold=False)
        undated = plan.rows(
            "SELECT id FROM action WHERE completed_on IS NULL AND id IN (SELECT value FROM json_each(?))",
            [json.dumps(list(ids))],
        )
        plan.change("action", [str(row) for (row,) in undated], completed_on=on_day)


def _refuse_unless_ready(plan: Plan, ids: Sequence[str]) -> None:
    """The sentence says what is missing."""
    unready = plan.rows(
        """SELECT id FROM action AS a WHERE id IN (SELECT value FROM json_each(?)) AND (
            signed_off_by IS NULL OR signed_off_by IS owner OR recheck_on IS NULL
            OR NOT EXISTS (SELECT 1 FROM evidence WHERE action = a.id))
        ORDER BY area_number, item_number""",
        [json.dumps(list(ids))],
    )
    if not unready:
        return
    first = str(unready[0][0])
    needs = listed(missing_for_embedded(plan, first))
    name = named(plan, "action", [first])
    more = f" {plural(len(unready) - 1, 'more action')} cannot either." if len(unready) > 1 else ""
    raise Refused(f"{sentence_case(name)} cannot be embedded yet: it needs {needs}.{more}", field="status")


def _refuse_own_signoff(plan: Plan, action_id: str, field: str) -> None:
    action = plan.get(Action, action_id)
    if action.signed_off_by is not None and action.signed_off_by == action.owner:
        raise Refused(f"Action {action.number} has to be signed off by someone other than its owner.", field=field)
