"""People and posts: adding, finding, handing over, and what each has to do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model import people, progress
from model.errors import Fault
from model.records import STATUSES, Action, Area, Person, Update
from model.store.plan import Plan
from tests.model.contents import contents, refused, there_and_back

TODAY = date(2023, 8, 30)


def an_area(plan: Plan, **fields: object) -> str:
    with plan.batch("Add an area"):
        return plan.add("area", number=plan.next_number("area"), title="Planning", position=1, **fields)


def an_action(plan: Plan, area: str, **fields: object) -> str:
    with plan.batch("Add an action"):
        number = plan.next_number("action 1")
        agreed = {"first_agreed": fields["agreed"]} if fields.get("agreed") else {}
        made = plan.add(
            "action", area=area, area_number=1, item_number=number, title="Audit", position=number, **agreed, **fields
        )
        if agreed:
            plan.add("date_change", action=made, new=fields["agreed"], on_day=TODAY)
        return made


def test_a_post_is_added_and_edited(plan: Plan) -> None:
    made = there_and_back(plan, lambda: people.add(plan, "  Head of  Leaving Care ", team="Leaving Care"))
    assert plan.undo_title == "Add Head of Leaving Care"
    assert plan.get(Person, made) == Person(made, "post", "Head of Leaving Care", None, "Leaving Care", None, None)
    there_and_back(plan, lambda: people.edit(plan, made, team=None, email="leaving.care@example.org"))
    assert plan.undo_title == "Edit team and email of Head of Leaving Care"
    there_and_back(plan, lambda: people.edit(plan, made, name="Service Manager, Leaving Care"))
    before = contents(plan)
    people.edit(plan, made, name="Service Manager,  Leaving Care")
    assert contents(plan) == before
    with pytest.raises(Fault):
        people.edit(plan, made, id="x")  # type: ignore[call-arg]


def test_the_same_name_twice_is_refused_and_says_who_has_it(plan: Plan) -> None:
    people.add(plan, "Head of Leaving Care", team="Corporate parenting")
    other = people.add(plan, "Principal Social Worker")
    assert refused(plan, lambda: people.add(plan, "head of leaving  care"), "name") == (
        "Head of Leaving Care (post, Corporate parenting) is in the plan already; "
        "choose that one, or give this one another name."
    )
    refused(plan, lambda: people.edit(plan, other, name="HEAD OF LEAVING CARE"), "name")
    assert refused(plan, lambda: people.add(plan, " \t"), "name") == "Type the name of the person or post."
    assert "kind is one of" in refused(plan, lambda: people.add(plan, "A robot", kind="robot"))


def test_what_was_typed_finds_somebody_or_makes_a_post(plan: Plan) -> None:
    made = there_and_back(plan, lambda: people.find_or_add(plan, "Head of Leaving Care"))
    assert plan.get(Person, made).kind == "post"
    assert people.find_or_add(plan, " head of leaving care") == made
    officer = people.add(plan, "Improvement Officer A", kind="person", post="Improvement Officer")
    assert people.find_or_add(plan, "improvement officer") == officer
    people.add(plan, "Improvement Officer B", kind="person", post="Improvement Officer")
    assert people.find(plan, "Improvement Officer") is None
    assert people.find(plan, "  ") is None
    team = people.find_or_add(plan, "Health Trust", kind="partner")
    assert plan.get(Person, team).kind == "partner"
    refused(plan, lambda: people.find_or_add(plan, "  "), "name")


def test_people_are_listed_by_name(plan: Plan) -> None:
    for name in ("b", "Á", "a", "C"):
        people.add(plan, name)
    assert [person.name for person in people.people(plan)] == ["a", "b", "C", "Á"]


def test_deleting_leaves_the_actions_without_an_owner(plan: Plan) -> None:
    one, two = people.add(plan, "One"), people.add(plan, "Two")
    area = an_area(plan, sponsor=one)
    action = an_action(plan, area, owner=one)
    there_and_back(plan, lambda: people.remove(plan, one))
    assert plan.undo_title == "Delete One; 1 action left without an owner"
    assert plan.get(Action, action).owner is None
    assert plan.get(Area, area).sponsor is None
    plan.undo()
    there_and_back(plan, lambda: people.remove(plan, [one, two]))
    assert plan.undo_title == "Delete 2 people; 1 action left without an owner"
    refused(plan, lambda: people.remove(plan, [one]))


def test_a_leavers_actions_are_handed_over_in_one_act(plan: Plan) -> None:
    leaver, heir = people.add(plan, "Leaver"), people.add(plan, "Heir")
    area = an_area(plan, sponsor=leaver)
    open_ones = [an_action(plan, area, owner=leaver, status=status) for status in ("not started", "in progress")]
    done = an_action(plan, area, owner=leaver, status="complete")
    sponsored = an_action(plan, area, owner=heir, sponsor=leaver)
    assert there_and_back(plan, lambda: people.hand_over(plan, leaver, heir, day=TODAY)) == 2
    assert plan.undo_title == "Hand 2 actions of Leaver over to Heir"
    assert {plan.get(Action, one).owner for one in open_ones} == {heir}
    assert plan.get(Action, done).owner == leaver
    assert plan.get(Action, sponsored).sponsor == plan.get(Area, area).sponsor == heir
    assert plan.get(Person, leaver).left_on == TODAY
    assert refused(plan, lambda: people.hand_over(plan, heir, leaver), "to") == (
        "Leaver left on 30 August 2023; choose someone else."
    )
    assert there_and_back(plan, lambda: people.hand_over(plan, leaver, None, statuses=STATUSES)) == 1
    assert plan.undo_title == "Take 1 action from Leaver"
    assert plan.get(Action, done).owner is None
    assert "nothing to hand over" in refused(plan, lambda: people.hand_over(plan, leaver, heir, day=TODAY), "leaver")
    refused(plan, lambda: people.hand_over(plan, leaver, leaver), "to")
    refused(plan, lambda: people.hand_over(plan, "nobody", heir))


def test_leaving_without_actions_and_sponsors_without_actions(plan: Plan) -> None:
    leaver, heir = people.add(plan, "Leaver"), people.add(plan, "Heir")
    assert there_and_back(plan, lambda: people.hand_over(plan, leaver, heir, day=TODAY)) == 0
    assert plan.undo_title == "Note that Leaver left on 30 August 2023"
    an_area(plan, sponsor=leaver)
    there_and_back(plan, lambda: people.hand_over(plan, leaver, heir))
    assert plan.undo_title == "Hand 1 sponsorship of Leaver over to Heir"


def test_a_paper_prints_posts_in_place_of_names() -> None:
    person = Person("1", "person", "A Name", "Head of Service", "Quality", None, None)
    assert people.printed(person, posts=False) == "A Name"
    assert people.printed(person, posts=True) == "Head of Service"
    assert people.printed(Person("1", "person", "A Name", None, "Quality", None, None), posts=True) == "Quality"
    assert people.printed(Person("1", "person", "A Name", None, None, None, None), posts=True) == "post not given"
    assert people.printed(Person("1", "team", "Quality", None, None, None, None), posts=True) == "Quality"


def test_loads_of_everyone_and_of_nobody(plan: Plan) -> None:
    busy, idle = people.add(plan, "Busy"), people.add(plan, "Idle")
    area = an_area(plan)
    assert [(load.person and load.person.name, load.owned) for load in people.loads(plan, TODAY)] == [
        ("Busy", 0), ("Idle", 0),
    ]  # fmt: skip
    an_action(plan, area, owner=busy, agreed=TODAY - timedelta(days=1))
    an_action(plan, area, owner=busy, agreed=TODAY)
    soon = an_action(plan, area, owner=busy, agreed=TODAY + timedelta(days=14), status="in progress")
    an_action(plan, area, owner=busy, agreed=TODAY + timedelta(days=15), start=TODAY + timedelta(days=1))
    an_action(plan, area, owner=busy, agreed=TODAY - timedelta(days=90), status="complete")
    an_action(plan, area)
    with plan.batch("Update"):
        plan.add("action_update", action=soon, on_day=TODAY - timedelta(days=30), done="Begun")
    loads = people.loads(plan, TODAY)
    assert [load.person and load.person.id for load in loads] == [busy, idle, None]
    assert loads[0] == people.Load(
        plan.get(Person, busy), owned=5, open=4, late=1, due_soon=2, unanswered=2, undated=0, done=1
    )
    assert loads[2] == people.Load(None, owned=1, open=1, late=0, due_soon=0, unanswered=1, undated=1, done=0)
    assert people.loads(plan, TODAY, soon=15)[0].due_soon == 3
    assert people.loads(plan, TODAY + timedelta(days=1))[0].unanswered == 4


DAY = st.none() | st.integers(-60, 60).map(lambda days: TODAY + timedelta(days=days))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from(STATUSES), DAY, DAY, st.lists(st.integers(-60, 5), max_size=2))
    )
)
def test_loads_agree_with_counting_by_hand(plan: Plan, actions: list[tuple]) -> None:
    for left in plan.all(Area):
        with plan.batch("Clear"):
            plan.remove("area", left.id)
    owners = [people.find_or_add(plan, name) for name in "AB"]
    area = an_area(plan)
    for owner, status, agreed, start, updates in actions:
        made = an_action(plan, area, owner=[*owners, None][owner], status=status, agreed=agreed, start=start)
        with plan.batch("Updates"):
            for days in updates:
                plan.add("action_update", action=made, on_day=TODAY + timedelta(days=days), done="Done")
    rules = progress.default_rules()
    by_owner = {load.person and load.person.id: load for load in people.loads(plan, TODAY)}
    for owner in (*owners, None):
        mine = [action for action in plan.all(Action) if action.owner == owner]
        assert (owner in by_owner) == (owner is not None or bool(mine))
        if owner not in by_owner:
            continue
        open_ones = [action for action in mine if progress.is_open(action)]
        recent = {
            update.action for update in plan.all(Update) if TODAY - timedelta(days=31) < update.on_day <= TODAY
        }  # fmt: skip
        expected = people.Load(
            by_owner[owner].person,
            owned=len(mine),
            open=len(open_ones),
            late=sum(progress.is_late(action, TODAY) for action in mine),
            due_soon=sum(progress.is_due_soon(action, TODAY, rules) for action in mine),
            unanswered=sum(
                action.id not in recent and (action.start is None or action.start <= TODAY) for action in open_ones
            ),
            undated=sum(action.agreed is None for action in open_ones),
            done=sum(action.status in ("complete", "embedded") for action in mine),
        )
        assert by_owner[owner] == expected


STATUS_AND_DAY = st.tuples(
    st.sampled_from(STATUSES), st.none() | st.integers(-40, 40), st.none() | st.integers(-60, 60), st.booleans()
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_actions=st.lists(STATUS_AND_DAY, max_size=6), nobody=st.booleans())
def test_what_a_load_counts_is_what_is_held(
    plan: Plan, given_actions: list[tuple[str, int | None, int | None, bool]], nobody: bool
) -> None:
    with plan.batch("Clear"):
        plan.remove("action", [one.id for one in plan.all(Action)])
        plan.remove("area", [one.id for one in plan.all(Area)])
        plan.remove("person", [one.id for one in plan.all(Person)])
    area = an_area(plan)
    owner = None if nobody else people.add(plan, "Head of Leaving Care")
    for status, agreed, updated, _ in given_actions:
        made = an_action(
            plan,
            area,
            owner=owner,
            status=status,
            agreed=TODAY + timedelta(days=agreed) if agreed is not None else None,
        )
        if updated is not None:
            with plan.batch("Add an update"):
                plan.add("action_update", action=made, on_day=TODAY + timedelta(days=updated), done="Some")
    held = people.held(plan, owner, TODAY)
    found = [load for load in people.loads(plan, TODAY) if (load.person.id if load.person else None) == owner]
    if not given_actions and nobody:
        assert found == []
        return
    (load,) = found
    counts = {group: len(ids) for group, ids in held.groups.items()}
    assert (load.owned, load.open) == (sum(counts.values()), len(held.open))
    assert (load.late, load.due_soon) == (counts["late"], counts["due soon"])
    assert (load.undated, load.done) == (counts["undated"], counts["done"])
    assert load.unanswered == len(held.unanswered)
    assert held.unanswered <= set(held.open)


def test_what_is_held_stands_by_date_and_what_is_done_the_latest_first(plan: Plan) -> None:
    area = an_area(plan)
    owner = people.add(plan, "Head of Leaving Care")
    later, late, sooner = (
        an_action(plan, area, owner=owner, agreed=TODAY + timedelta(days=days)) for days in (90, -3, 60)
    )
    long_ago, lately = (
        an_action(plan, area, owner=owner, status="complete", completed_on=TODAY - timedelta(days=days))
        for days in (50, 5)
    )
    held = people.held(plan, owner, TODAY)
    assert held.open == (late, sooner, later)
    assert held.groups["done"] == (lately, long_ago)
    assert people.held(plan, None, TODAY).open == ()


def test_what_there_is_to_hand_over_is_what_goes(plan: Plan) -> None:
    leaver, heir = people.add(plan, "Head of Leaving Care"), people.add(plan, "Head of Quality")
    assert not people.to_hand_over(plan, leaver, TODAY).anything
    area = an_area(plan, sponsor=leaver)
    an_action(plan, area, owner=leaver, agreed=TODAY - timedelta(days=1))
    an_action(plan, area, owner=leaver, sponsor=leaver)
    an_action(plan, area, owner=leaver, status="complete")
    an_action(plan, area, sponsor=leaver, status="superseded")
    there = people.to_hand_over(plan, leaver, TODAY)
    assert there == people.ToHandOver(actions=2, late=1, sponsored=1, areas=1, stays=1)
    assert people.hand_over(plan, leaver, heir) == 2
    assert people.to_hand_over(plan, leaver, TODAY) == people.ToHandOver(0, 0, 0, 0, 1)
    assert people.to_hand_over(plan, heir, TODAY) == people.ToHandOver(2, 1, 1, 1, 0)
    assert [one.id for one in people.sponsored_areas(plan, heir)] == [area]
