"""The rules that deadlines follow from, as this plan has them.

They are copied in from the program's own when an inspection is added, so that a plan says by which
rules it was counted, and can be edited. A rule of the program can be changed, switched off and put
back, never removed: so a newer program knows which of its rules a plan has not met yet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, TypedDict, Unpack

from model import rule_files
from model.chosen import fields_named, only
from model.errors import Refused
from model.records import RULE_TRIGGERS, RULE_UNITS, DeadlineRule
from model.rule_files import Applies, RuleEntry
from model.store.plan import Plan
from model.wording import listed, plural, quoted

PAPERS = "R15"
"""The rule by which ``meetings.papers_due`` counts; its five clear days are the law's and stand there."""


class RuleFields(TypedDict, total=False):
    name: str
    counts_from: str  # RULE_TRIGGERS
    length: int | None
    unit: str | None  # RULE_UNITS
    months_before: int
    months_after: int
    applies: Applies
    authority: str | None
    checked_on: date | None
    approximate: bool
    statutory: bool
    in_use: bool
    note: str | None


# --- questions


def rules(plan: Plan) -> list[DeadlineRule]:
    """Every rule in the order of the list: the plan's own copy, and the program's where it has none yet."""
    own = {rule.code: rule for rule in plan.all(DeadlineRule, order="t.position, t.code")}
    shipped = [own.get(entry.code) or _as_record(entry, place) for place, entry in _placed()]
    return [*shipped, *(rule for code, rule in own.items() if rule_files.shipped_rule(code) is None)]


def rule(plan: Plan, code: str) -> DeadlineRule:
    """The rule with that code. Refused if there is none."""
    for one in rules(plan):
        if one.code == code:
            return one
    raise Refused(f"There is no rule with the code “{code[:40]}”.", field="rule")


def applies(rule: DeadlineRule) -> Applies:
    """What a rule applies to. Refused where it cannot be read."""
    return rule_files.applies_from_json(rule.applies)


def readable(plan: Plan) -> list[tuple[DeadlineRule, Applies]]:
    """Every rule with what it applies to.

    One that another program wrote so that it cannot be read applies to nothing; the list of rules says so.
    """
    found = []
    for one in rules(plan):
        try:
            found.append((one, applies(one)))
        except Refused:
            continue
    return found


def of_program(rule: DeadlineRule) -> bool:
    """Whether the rule came with the program; else it is the plan's own."""
    return rule_files.shipped_rule(rule.code) is not None


def differs(rule: DeadlineRule) -> bool:
    """Whether a rule of the program was changed in this plan."""
    entry = rule_files.shipped_rule(rule.code)
    try:
        return entry is not None and _as_entry(rule) != entry
    except Refused:
        return True  # what it applies to cannot be read, so another program wrote it


# --- verbs


def copy_in(plan: Plan) -> None:
    """Copy the rules of the program that the plan has not got; those that it has keep their words."""
    there = {code for (code,) in plan.rows("SELECT code FROM deadline_rule")}
    missing = [(place, entry) for place, entry in _placed() if entry.code not in there]
    if not missing:
        return
    with plan.batch("Copy in the deadline rules"):
        for place, entry in missing:
            plan.add("deadline_rule", code=entry.code, position=place, **_columns(entry))


def add(plan: Plan, code: str, **fields: Unpack[RuleFields]) -> str:
    """Add a rule of the plan's own and return its id. It needs at least a name and what it counts from.

    Refused: a code that is taken, a number without a unit, and whatever ``rule_files.wrong`` names.
    """
    only(fields, RuleFields.__annotations__, "Adding a rule")
    code = code.strip()
    for one in rules(plan):
        if one.code.casefold() == code.casefold():
            raise Refused(f"{one.code} is {quoted(one.name)}; give the new rule another code.", field="code")
    if not fields.get("name"):
        raise Refused("Give the rule a name of one line and at most 200 characters.", field="name")
    if not fields.get("counts_from"):
        raise Refused("Say what the rule counts from.", field="counts_from")
    entry = RuleEntry(code=code, **fields)
    _check(entry)
    with plan.batch(f"Add deadline rule {code}"):
        copy_in(plan)
        place = plan.last_position("deadline_rule")
        return plan.add("deadline_rule", code=code, position=place, **_columns(entry))


def edit(plan: Plan, code: str, **fields: Unpack[RuleFields]) -> None:
    """Change a rule; its code stays. Refused as in ``add``."""
    only(fields, RuleFields.__annotations__, "Editing a rule")
    before = rule(plan, code)
    if "applies" in fields and before not in (one for one, _ in readable(plan)):
        before = replace(before, applies="{}")  # what cannot be read is written anew
    changed: dict[str, Any] = dict(fields)
    if code == PAPERS and {"counts_from", "length", "unit"} & changed.keys():
        raise Refused("Papers go out five clear days before every meeting; enter another day at the meeting itself.")
    _check(replace(_as_entry(before), **changed))
    with plan.batch(f"Edit {fields_named('deadline_rule', fields)} of deadline rule {code}"):
        copy_in(plan)
        if "applies" in changed:
            changed["applies"] = rule_files.applies_as_json(changed["applies"])
        plan.change("deadline_rule", _row(plan, code), **changed)


def switch(plan: Plan, codes: str | Iterable[str], in_use: bool) -> None:
    """Switch rules off, so that nothing is worked out from them, or on again."""
    wanted = _named(plan, codes)
    names = listed(wanted) if len(wanted) < 4 else plural(len(wanted), "rule")
    with plan.batch(f"Switch {'on' if in_use else 'off'} {'deadline rule ' if len(wanted) == 1 else ''}{names}"):
        copy_in(plan)
        plan.change("deadline_rule", [_row(plan, code) for code in wanted], in_use=in_use)


def put_back(plan: Plan, codes: str | Iterable[str]) -> None:
    """Put rules of the program back as they came with it. Refused for one of the plan's own."""
    wanted = _named(plan, codes)
    for code in wanted:
        if rule_files.shipped_rule(code) is None:
            raise Refused(f"{code} is a rule of this plan and did not come with the program; edit or remove it.")
    names = listed(wanted) if len(wanted) < 4 else plural(len(wanted), "rule")
    with plan.batch(f"Put back {'deadline rule ' if len(wanted) == 1 else ''}{names}"):
        copy_in(plan)
        for code in wanted:
            entry = rule_files.shipped_rule(code)
            if entry is not None:
                plan.change("deadline_rule", _row(plan, code), **_columns(entry))


def remove(plan: Plan, codes: str | Iterable[str]) -> None:
    """Delete rules of the plan's own, with what was entered about their deadlines.

    Refused for a rule of the program: it can be switched off instead.
    """
    wanted = _named(plan, codes)
    for code in wanted:
        if rule_files.shipped_rule(code) is not None:
            raise Refused(f"{code} came with the program and can only be switched off.")
    entered = [
        row for code in wanted for (row,) in plan.rows("SELECT id FROM inspection_deadline WHERE rule = ?", [code])
    ]
    along = f" with what was entered of {plural(len(entered), 'deadline')}" if entered else ""
    what = f"deadline rule {wanted[0]}" if len(wanted) == 1 else plural(len(wanted), "deadline rule")
    with plan.batch(f"Delete {what}{along}"):
        plan.remove("inspection_deadline", entered)
        plan.remove("deadline_rule", [_row(plan, code) for code in wanted])


# --- within


def _placed() -> list[tuple[float, RuleEntry]]:
    return [(float(place), entry) for place, entry in enumerate(rule_files.shipped(), start=1)]


def _named(plan: Plan, codes: str | Iterable[str]) -> list[str]:
    wanted = [codes] if isinstance(codes, str) else list(dict.fromkeys(codes))
    if not wanted:
        raise Refused("Choose a rule first.")
    return [rule(plan, code).code for code in wanted]


def _row(plan: Plan, code: str) -> str:
    ((row,),) = plan.rows("SELECT id FROM deadline_rule WHERE code = ?", [code])
    return str(row)


def _check(entry: RuleEntry) -> None:
    if entry.counts_from not in RULE_TRIGGERS:
        raise Refused(f"A rule counts from {listed(RULE_TRIGGERS, 'or')}.", field="counts_from")
    if entry.unit is not None and entry.unit not in RULE_UNITS:
        raise Refused(f"A period is counted in {listed(RULE_UNITS, 'or')}.", field="unit")
    for sentence, field in rule_files.wrong(entry):
        raise Refused(sentence, field=field)


_PLAIN = tuple(RuleFields.__annotations__.keys() - {"applies"})


def _columns(entry: RuleEntry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in _PLAIN} | {"applies": rule_files.applies_as_json(entry.applies)}


def _as_entry(rule: DeadlineRule) -> RuleEntry:
    values = {name: getattr(rule, name) for name in _PLAIN}
    return RuleEntry(code=rule.code, applies=applies(rule), **values)


def _as_record(entry: RuleEntry, place: float) -> DeadlineRule:
    """A rule of the program in the shape of a plan's; ``id`` is no row's."""
    return DeadlineRule(id=f"shipped {entry.code}", code=entry.code, position=place, **_columns(entry))
