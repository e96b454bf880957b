"""The one door for every change: batches, undo, redo, reversal, and what the database refuses."""

from __future__ import annotations

from datetime import date

import pytest

from model.errors import Conflict, Fault, Refused
from model.records import Action, Area, Batch, Person
from model.store import change_log
from model.store.plan import Notice, Plan
from tests.model.contents import contents


def fill(plan: Plan, actions: int = 3) -> tuple[str, list[str]]:
    with plan.batch("Add an area with its actions"):
        area = plan.add("area", number=plan.next_number("area"), title="Planning for care leavers", position=1)
        made = [
            plan.add(
                "action", area=area, area_number=1, item_number=plan.next_number("action 1"),
                title=f"Audit plans, part {n}", position=n, start=date(2025, 9, 1),
            )
            for n in range(actions)
        ]  # fmt: skip
    return area, made


def test_everything_can_be_undone_and_done_again(plan: Plan) -> None:
    states = [contents(plan)]
    area, made = fill(plan)
    states.append(contents(plan))
    with plan.batch("Add a post"):
        owner = plan.add("person", kind="post", name="Head of Leaving Care")
    states.append(contents(plan))
    with plan.batch("Assign"):
        plan.change("action", made, owner=owner)
    states.append(contents(plan))
    with plan.batch("Delete a post"):
        plan.remove("person", owner)
    states.append(contents(plan))
    with plan.batch("Delete an area"):
        plan.remove("area", area)
    states.append(contents(plan))
    assert plan.all(Action) == []

    for before in reversed(states[:-1]):
        assert plan.undo() is not None
        assert contents(plan) == before
    assert plan.undo() is None
    for after in states[1:]:
        assert plan.redo() is not None
        assert contents(plan) == after
    assert plan.redo() is None


def test_the_notice_says_what_changed_and_the_menu_what_would_be_undone(plan: Plan) -> None:
    heard: list[Notice] = []
    plan.listen(heard.append)
    area, made = fill(plan)
    assert heard[-1].changed == {"area": frozenset({area}), "action": frozenset(made)}
    assert plan.undo_title == "Add an area with its actions"
    plan.undo()
    assert (heard[-1].kind, plan.undo_title, plan.redo_title) == (
        "undo",
        None,
        "Add an area with its actions",
    )


def test_a_new_act_forgets_what_could_be_redone(plan: Plan) -> None:
    fill(plan)
    plan.undo()
    with plan.batch("Add a post"):
        plan.add("person", name="Service Manager", kind="post")
    assert plan.redo_title is None


def test_a_batch_inside_a_batch_joins_it(plan: Plan) -> None:
    with plan.batch("Outer"):
        fill(plan)
        with plan.batch("Inner"):
            plan.add("person", name="Service Manager", kind="post")
    assert plan.undo_title == "Outer"
    plan.undo()
    assert plan.all(Person) == plan.all(Area) == []


def test_an_act_that_changes_nothing_is_no_step(plan: Plan) -> None:
    area, _ = fill(plan)
    batches = len(plan.all(Batch))
    with plan.batch("Nothing"):
        plan.change("area", area, title="Planning for care leavers")
    assert (plan.undo_title, len(plan.all(Batch))) == ("Add an area with its actions", batches)


def test_an_act_that_fails_never_happened(plan: Plan) -> None:
    before = contents(plan)

    def half() -> None:
        with plan.batch("Half"):
            fill(plan)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert contents(plan) == before
    assert plan.undo_title is None
    fill(plan)  # and the plan is as usable as it was


def test_numbers_are_never_given_twice(plan: Plan) -> None:
    fill(plan)
    plan.undo()
    fill(plan)
    assert plan.all(Area)[0].number == 2


def test_a_write_outside_a_batch_is_refused_by_the_database(plan: Plan) -> None:
    with pytest.raises(Fault):
        plan.add("person", name="X")
    with pytest.raises(Exception, match=r"NOT NULL constraint failed: change\.batch"):
        plan.db.conn.execute("INSERT INTO person (id, name) VALUES ('x', 'X')")


def test_changes_from_and_to_nothing_are_logged(plan: Plan) -> None:
    _, (action, *_) = fill(plan)
    with plan.batch("Forecast"):
        plan.change("action", action, forecast=date(2026, 4, 14))
    with plan.batch("No forecast"):
        plan.change("action", action, forecast=None)
    plan.undo()
    assert plan.get(Action, action).forecast == date(2026, 4, 14)
    plan.undo()
    assert plan.get(Action, action).forecast is None


def test_fields_that_only_stand_together_are_put_back_together(plan: Plan) -> None:
    area, made = fill(plan)
    with plan.batch("Override"):
        plan.change("action", made, delivery_override="red", delivery_reason="Nobody has begun", percent=10)
    with plan.batch("Several times in one act"):
        plan.change("area", area, title="Planning")
        plan.change("action", made[0], delivery_override=None, delivery_reason=None, percent=15)
        plan.change("area", area, title="Planning for care leavers")
        plan.change("action", made[0], delivery_override="amber", delivery_reason="Begun", percent=10)
    after = contents(plan)
    plan.undo()
    assert {plan.get(Action, one).delivery_reason for one in made} == {"Nobody has begun"}
    plan.undo()
    assert {plan.get(Action, one).delivery_override for one in made} == {None}
    plan.redo()
    plan.redo()
    assert contents(plan) == after


def test_an_older_act_is_put_back_where_nothing_stands_against_it(plan: Plan) -> None:
    _, made = fill(plan)
    with plan.batch("Rename"):
        plan.change("action", made[0], title="Audit twelve plans")
    rename = plan.all(Batch, order="t.seq DESC")[0]
    with plan.batch("Start"):
        plan.change("action", made[1], status="in progress")
    plan.reverse(rename.id)
    assert plan.get(Action, made[0]).title == "Audit plans, part 0"
    assert plan.get(Action, made[1]).status == "in progress"
    assert plan.undo_title == "Put back “Rename”"
    plan.undo()
    assert plan.get(Action, made[0]).title == "Audit twelve plans"


def test_an_older_act_is_refused_where_a_later_one_stands_on_it(plan: Plan) -> None:
    area, made = fill(plan)
    first = plan.all(Batch, order="t.seq DESC")[0]
    with plan.batch("Rename"):
        plan.change("action", made[0], title="Audit twelve plans")
    rename = plan.all(Batch, order="t.seq DESC")[0]
    with plan.batch("Rename again"):
        plan.change("action", made[0], title="Audit thirteen plans")
    before = contents(plan)
    with pytest.raises(Conflict, match="changed again since"):
        plan.reverse(rename.id)
    with pytest.raises(Conflict):
        plan.reverse(first.id)
    assert contents(plan) == before
    with plan.batch("Add under it"):
        plan.change("action", made[0], title="Audit plans, part 0")
        plan.add("action", area=area, area_number=1, item_number=99, title="Later", position=9)
    with pytest.raises(Conflict, match="added since"):
        plan.reverse(first.id)


@pytest.mark.parametrize(
    ("table", "values", "sentence"),
    [
        ("area", {"number": 9, "title": "  ", "position": 1}, "An area needs a title"),
        ("area", {"number": 9, "title": "A", "position": 1, "kind": "wish"}, "kind is one of"),
        ("area", {"number": 9, "title": "A", "position": 1, "delivery_override": "red"}, "needs a reason"),
        ("milestone", {"title": "Pilot", "position": 1, "action": "nowhere"}, "depends on it"),
        ("milestone", {"title": "Pilot", "position": 1}, "missing: action"),
        ("evidence", {"title": "Audit"}, "one action or one area"),
        ("commitment", {"number": 1, "sentence": "S", "position": 1, "amount": 12}, "a number and a unit"),
        ("person", {"name": "A", "left_on": "2026-02-30"}, "day of the calendar"),
        ("person", {"name": "A", "kind": "robot"}, "kind is one of"),
    ],
)
def test_the_database_refuses_nonsense_in_a_sentence(plan: Plan, table: str, values: dict, sentence: str) -> None:
    before = contents(plan)
    with pytest.raises(Refused, match=sentence), plan.batch("Nonsense"):
        plan.add(table, **values)
    assert contents(plan) == before


def test_long_text_is_refused_and_control_characters_are_dropped(plan: Plan) -> None:
    with pytest.raises(Refused, match="attach it as a file") as caught, plan.batch("Long"):
        plan.add("person", name="x" * 100_001)
    assert caught.value.field == "name"
    with plan.batch("Odd"):
        person = plan.add("person", name=" Head\x00 of\x1f Care\ud800 ", post="   ")
    assert plan.get(Person, person).name == "Head of Care"
    assert plan.get(Person, person).post is None


def test_files_are_kept_once_by_their_digest(plan: Plan) -> None:
    with plan.batch("Attach"):
        digest = plan.keep_file(b"letter")
        assert plan.keep_file(b"letter") == digest
        plan.add("document", title="Letter", digest=digest, size=6)
    assert plan.kept_file(digest) == b"letter"
    plan.undo()
    plan.redo()
    assert plan.kept_file(digest) == b"letter"
    with pytest.raises(Refused):
        plan.kept_file("0" * 64)


def test_a_reader_sees_the_plan_and_cannot_change_it(plan: Plan) -> None:
    fill(plan)
    reader = plan.reader()
    assert reader.all(Area) == plan.all(Area)
    with pytest.raises(Refused, match="read only"), reader.batch("No"):
        pass
    reader.close()


def test_ids_sort_in_the_order_they_were_made(plan: Plan) -> None:
    made = [plan.new_id() for _ in range(2000)]
    assert made == sorted(set(made))
    assert all(one[14] == "7" for one in made)


@pytest.mark.parametrize(
    "value", [None, 0, -7, 2**53 + 1, 1.5, 0.1 + 0.2, 1e-300, "", "it's", "a=b\nc", "NULL", "'", "12"]
)
def test_a_logged_row_comes_back_exactly(plan: Plan, value: object) -> None:
    (text,) = plan.rows("SELECT 'x=' || quote(:v) || char(31) || 'y=' || quote(1)", {"v": value})[0]
    assert change_log.read_row(text) == {"x": value, "y": 1}


def test_many_rows_are_added_at_once(plan: Plan) -> None:
    before = contents(plan)
    with plan.batch("Add posts"):
        made = plan.add_all("person", ({"kind": "post", "name": f" Post {n}\x00 "} for n in range(3)))
        assert plan.add_all("person", []) == []
    assert [(person.id, person.name) for person in plan.all(Person, order="t.id")] == [
        (row, f"Post {n}") for n, row in enumerate(made)
    ]
    plan.undo()
    assert contents(plan) == before
    with pytest.raises(Fault):
        plan.add_all("person", [{"name": "X"}])
