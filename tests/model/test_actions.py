"""Actions: adding, editing, moving, assigning, and what it takes to call one embedded."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import actions, agreed_dates, areas, documents, evidence, people
from model.errors import Fault, Refused
from model.records import Action, Document, Evidence
from model.store.plan import Plan, Sitting
from tests.model.contents import contents, refused, there_and_back
from tests.plans_made import empty_plan

DAY = date(2026, 3, 31)
NOBODY = Sitting("X", "Y", lambda: datetime(2026, 1, 1, tzinfo=UTC), Path())


@pytest.fixture
def area(plan: Plan) -> str:
    return areas.add(plan, "Planning for care leavers")


@pytest.fixture
def owner(plan: Plan) -> str:
    return people.add(plan, "Head of Leaving Care")


def test_actions_are_numbered_under_their_area_and_no_number_comes_twice(plan: Plan, area: str) -> None:
    first = there_and_back(plan, lambda: actions.add(plan, area, "Audit plans"))
    assert plan.undo_title == "Add action “Audit plans” to area 1"
    second = actions.add(plan, area, "Train advisers")
    assert [a.number for a in areas.actions_of(plan, area)] == ["1.1", "1.2"]
    actions.remove(plan, second)
    third = actions.add(plan, area, "Write to young people", before=first)
    assert [(a.id, a.number) for a in areas.actions_of(plan, area)] == [(third, "1.3"), (first, "1.1")]


def test_an_action_can_be_added_with_all_that_is_known(plan: Plan, area: str, owner: str) -> None:
    made = actions.add(
        plan, area, "Audit", on_day=date(2026, 1, 5), owner=owner, agreed=DAY, status="complete", percent=40
    )
    action = plan.get(Action, made)
    assert (action.owner, action.first_agreed, action.agreed, action.percent) == (owner, DAY, DAY, 100)
    assert action.completed_on == date(2026, 1, 5)
    assert [(line.old, line.new) for line in agreed_dates.ledger(plan, made)] == [(None, DAY)]
    plan.undo()
    assert plan.all(Action) == []


def test_fields_are_edited_one_or_several_at_a_time(plan: Plan, area: str, owner: str) -> None:
    made = actions.add(plan, area, "Audit")
    there_and_back(plan, lambda: actions.edit(plan, made, forecast=DAY))
    assert plan.undo_title == "Edit forecast of action 1.1"
    there_and_back(plan, lambda: actions.edit(plan, made, title="Audit 12 plans", success="All are up to date"))
    assert plan.undo_title == "Edit title and how we shall know of action 1.1"
    there_and_back(plan, lambda: actions.edit(plan, made, status="in progress", on_day=DAY, owner=owner))
    action = plan.get(Action, made)
    assert (action.title, action.forecast, action.status, action.owner) == ("Audit 12 plans", DAY, "in progress", owner)
    before = plan.undo_title
    actions.edit(plan, made, title="Audit 12 plans")
    assert plan.undo_title == before


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": "  "}, "says what will be done"),
        ({"percent": 101}, "between 0 and 100"),
        ({"status": "finished", "on_day": DAY}, "A status is one of not started, in progress"),
        ({"owner": "nobody"}, "depends on it"),
    ],
)
def test_what_an_action_cannot_be_is_refused(plan: Plan, area: str, fields: dict, sentence: str) -> None:
    made = actions.add(plan, area, "Audit")
    before = contents(plan)
    with pytest.raises(Refused, match=sentence):
        actions.edit(plan, made, **fields)
    assert contents(plan) == before


def test_an_edit_of_what_has_its_own_verb_is_our_mistake(plan: Plan, area: str) -> None:
    made = actions.add(plan, area, "Audit")
    with pytest.raises(Fault):
        actions.edit(plan, made, first_agreed=DAY)  # type: ignore[call-arg]
    with pytest.raises(Fault):
        actions.edit(plan, made, status="complete")


def test_one_act_assigns_many(plan: Plan, area: str, owner: str) -> None:
    made = [actions.add(plan, area, f"Part {n}") for n in range(12)]
    there_and_back(plan, lambda: actions.assign(plan, made, owner))
    assert plan.undo_title == "Assign Head of Leaving Care to 12 actions"
    assert {a.owner for a in plan.all(Action)} == {owner}
    there_and_back(plan, lambda: actions.assign(plan, made[0], None))
    assert plan.undo_title == "Take the owner off action 1.1"
    there_and_back(plan, lambda: actions.set_sponsor(plan, made, owner))
    assert plan.undo_title == "Make Head of Leaving Care sponsor of 12 actions"
    there_and_back(plan, lambda: actions.edit_many(plan, made, exempt=True, on_hold=True))
    assert refused(plan, lambda: actions.assign(plan, [], owner)) == (
        "Choose what to change first: no action is selected."
    )
    actions.remove(plan, made[3:5])
    assert "2 of these 12 actions are no longer" in refused(plan, lambda: actions.assign(plan, made, owner))


def test_the_flags_and_figures_of_many_are_set_in_one_act(plan: Plan, area: str) -> None:
    made = [actions.add(plan, area, f"Part {n}") for n in range(2)]
    for act, title in (
        (lambda: actions.set_on_hold(plan, made, True), "Put 2 actions on hold"),
        (lambda: actions.set_on_hold(plan, made[0], False), "Take action 1.1 off hold"),
        (lambda: actions.set_awaiting_signoff(plan, made, True), "Mark 2 actions as awaiting sign-off"),
        (lambda: actions.set_exempt(plan, made, True), "Leave 2 actions out of public papers"),
        (lambda: actions.set_forecast(plan, made, DAY), "Forecast 31 March 2026 for 2 actions"),
        (lambda: actions.set_forecast(plan, made, None), "Take away the forecast of 2 actions"),
        (lambda: actions.set_percent(plan, made, 40), "Set 2 actions to 40 %"),
        (
            lambda: actions.override_delivery(plan, made, "red", "Funding fell through"),
            "Rate delivery of 2 actions red",
        ),
        (lambda: actions.override_delivery(plan, made, None), "Rate delivery of 2 actions by the rules again"),
    ):
        there_and_back(plan, act)
        assert plan.undo_title == title
    assert "needs a reason" in refused(plan, lambda: actions.override_delivery(plan, made, "red"), "delivery_reason")


def test_complete_has_a_day_and_going_back_forgets_it(plan: Plan, area: str, owner: str) -> None:
    made = actions.add(plan, area, "Audit")
    there_and_back(plan, lambda: actions.set_status(plan, made, "complete", DAY))
    assert plan.undo_title == "Mark action 1.1 as complete"
    assert (plan.get(Action, made).completed_on, plan.get(Action, made).percent) == (DAY, 100)
    actions.sign_off(plan, made, owner, DAY)
    actions.set_status(plan, made, "complete", date(2026, 5, 1))
    assert plan.get(Action, made).completed_on == DAY
    there_and_back(plan, lambda: actions.set_status(plan, made, "in progress", date(2026, 5, 1)))
    again = plan.get(Action, made)
    assert (again.completed_on, again.signed_off_by, again.signed_off_on) == (None, None, None)


def test_embedded_needs_evidence_a_second_person_and_a_recheck(plan: Plan, area: str, owner: str) -> None:
    made = actions.add(plan, area, "Audit", owner=owner)
    other = actions.add(plan, area, "Train")

    def embed() -> None:
        actions.set_status(plan, made, "embedded", DAY)

    assert refused(plan, embed, "status") == (
        "Action 1.1 cannot be embedded yet: it needs evidence, the sign-off of someone other than its owner and a "
        "re-check date."
    )
    many = refused(plan, lambda: actions.set_status(plan, [made, other], "embedded", DAY), "status")
    assert many.endswith("1 more action cannot either.")
    evidence.note(plan, "Audit of 12 plans", action=made)
    assert "own" in refused(plan, lambda: actions.sign_off(plan, made, owner, DAY), "signed_off_by")
    assert "own" in refused(plan, lambda: actions.edit(plan, made, signed_off_by=owner), "signed_off_by")
    director = people.add(plan, "Director")
    assert actions.missing_for_embedded(plan, made) == [
        "the sign-off of someone other than its owner",
        "a re-check date",
    ]
    early = refused(plan, lambda: actions.sign_off(plan, made, director, DAY, recheck_on=DAY), "recheck_on")
    assert early == "The re-check has to come after 31 March 2026."
    there_and_back(plan, lambda: actions.sign_off(plan, made, director, DAY, recheck_on=date(2026, 9, 30)))
    assert plan.undo_title == "Sign off action 1.1 by Director"
    assert actions.missing_for_embedded(plan, made) == []
    there_and_back(plan, embed)
    assert plan.get(Action, made).status == "embedded"


def test_actions_move_and_keep_their_numbers(plan: Plan, area: str) -> None:
    first, second, third = (actions.add(plan, area, f"Part {n}") for n in range(3))
    there_and_back(plan, lambda: actions.move(plan, third, area, before=first))
    assert [a.number for a in areas.actions_of(plan, area)] == ["1.3", "1.1", "1.2"]
    other = areas.add(plan, "Health")
    there_and_back(plan, lambda: actions.move(plan, [second, first], other))
    assert plan.undo_title == "Move 2 actions in area 2"
    assert [a.number for a in areas.actions_of(plan, other)] == ["1.2", "1.1"]
    assert plan.get(Action, actions.add(plan, other, "New")).number == "2.1"
    assert "not stand there" in refused(plan, lambda: actions.move(plan, first, other, before=third))
    assert "itself" in refused(plan, lambda: actions.move(plan, first, other, before=first))


def test_deleting_takes_what_stands_under_it_and_its_files(plan: Plan, area: str, tmp_path: Path) -> None:
    made = actions.add(plan, area, "Audit", on_day=DAY, agreed=DAY)
    other = actions.add(plan, area, "Train")
    actions.set_waits_for(plan, other, [made])
    letter = tmp_path / "audit.pdf"
    letter.write_bytes(b"%PDF")
    evidence.attach(plan, letter, action=made)
    there_and_back(plan, lambda: actions.remove(plan, made))
    assert plan.undo_title == "Delete action 1.1 “Audit”"
    assert plan.all(Evidence) == plan.all(Document) == []
    plan.undo()
    (document,) = plan.all(Document)
    assert documents.opened(plan, document.id).content == b"%PDF"


def test_an_action_answers_further_areas(plan: Plan, area: str) -> None:
    made = actions.add(plan, area, "Audit")
    health, housing = areas.add(plan, "Health"), areas.add(plan, "Housing")
    there_and_back(plan, lambda: actions.set_also_answers(plan, made, [health, housing]))
    there_and_back(plan, lambda: actions.set_also_answers(plan, made, [housing]))
    assert plan.undo_title == "Change the further areas of action 1.1"
    assert [a.title for a in actions.also_answers(plan, made)] == ["Housing"]
    assert [a.id for a in areas.also_answered_by(plan, housing)] == [made]
    assert "already" in refused(plan, lambda: actions.set_also_answers(plan, made, [area]))


def test_a_circle_of_waiting_is_refused_by_name(plan: Plan, area: str) -> None:
    one, two, three = (actions.add(plan, area, f"Part {n}") for n in range(3))
    there_and_back(plan, lambda: actions.set_waits_for(plan, one, [two]))
    actions.set_waits_for(plan, two, [three])
    assert refused(plan, lambda: actions.set_waits_for(plan, three, [one])) == (
        "Action 1.3 would wait for action 1.1, which waits for action 1.2, which waits for action 1.3: "
        "a circle in which none could start."
    )
    assert "itself" in refused(plan, lambda: actions.set_waits_for(plan, one, [one]))
    assert [a.id for a in actions.waits_for(plan, one)] == [two]
    assert [a.id for a in actions.waited_for_by(plan, three)] == [two]


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12))
def test_no_order_of_waiting_makes_a_circle(edges: list[tuple[int, int]]) -> None:
    plan = empty_plan(NOBODY)
    area = areas.add(plan, "A")
    made = [actions.add(plan, area, str(n)) for n in range(6)]
    held: dict[int, set[int]] = {n: set() for n in range(6)}
    for start, end in edges:
        wanted = [made[n] for n in held[start] | {end}]
        if _reaches(held, end, start):
            with pytest.raises(Refused):
                actions.set_waits_for(plan, made[start], wanted)
        else:
            actions.set_waits_for(plan, made[start], wanted)
            held[start].add(end)
    plan.close()


def _reaches(held: dict[int, set[int]], start: int, end: int) -> bool:
    return start == end or any(_reaches(held, further, end) for further in held[start])
