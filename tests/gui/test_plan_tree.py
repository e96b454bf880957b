"""The tree of the plan: its shape, what its cells say, what is told after a change, and what a drop means."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget

from gui.tables.mime import ids_in, ids_mime
from gui.tables.plan_drops import Place, drop_of
from gui.tables.plan_lines import LineEdits, line_columns
from gui.tables.plan_tree import PlanTree
from gui.workspace import Workspace
from model import actions, areas, milestones, outline
from model.records import Action, Area, Milestone
from model.store.plan import Notice, Plan
from tests.gui.plan_made import TODAY, Made, make_plan

MOVE = Qt.DropAction.MoveAction


@pytest.fixture
def made(plan: Plan) -> Made:
    return make_plan(plan)


class Watched(PlanTree):
    """Read further only when the test says so: Qt's checks would do it in the middle of a change, which
    they then complain about themselves."""

    def canFetchMore(self, parent: QModelIndex) -> bool:
        return False


@pytest.fixture
def tree(workspace: Workspace, made: Made, qtbot: object) -> Iterator[PlanTree]:
    """Brought up to date after each act, as the page does, and watched by Qt's own checks."""
    window = QWidget()
    tree = Watched(workspace, line_columns(LineEdits(workspace, window)))
    tester = QAbstractItemModelTester(tree, QAbstractItemModelTester.FailureReportingMode.Fatal)
    tree.reload()

    def again(_: Notice) -> None:
        tree.refresh(tree.found)

    workspace.changed.connect(again)
    yield tree
    workspace.changed.disconnect(again)
    tester.deleteLater()
    window.deleteLater()


def shown(tree: PlanTree, column: str = "title") -> list[object]:
    """What stands in a column, unfolded: a list under each line that has any under it."""
    place = [each.name for each in tree.columns].index(column)

    def under(above: QModelIndex) -> list[object]:
        tree.fetchMore(above)
        rows: list[object] = []
        for row in range(tree.rowCount(above)):
            index = tree.index(row, 0, above)
            rows.append(index.siblingAtColumn(place).data())
            inside = under(index)
            if inside:
                rows.append(inside)
        return rows

    return under(QModelIndex())


def cell(tree: PlanTree, table: str, record_id: str, column: str) -> QModelIndex:
    return tree.index_of(table, record_id, [each.name for each in tree.columns].index(column))


# --- shape


def test_areas_actions_and_milestones_stand_under_one_another(tree: PlanTree) -> None:
    assert shown(tree) == [
        "Pathway plans",
        ["Audit every plan", "Train all advisers"],
        "Suitable homes",
        ["Lease ten flats", ["Sites found", "Keys handed over"], "Ask care leavers"],
    ]
    assert shown(tree, "number") == ["1", ["1.1", "1.2"], "2", ["2.1", ["", ""], "2.2"]]


def test_nothing_under_an_area_is_read_before_it_is_unfolded(workspace: Workspace, made: Made) -> None:
    tree = PlanTree(workspace, line_columns(LineEdits(workspace, QWidget())))
    tree.reload()
    first = tree.index(0, 0)
    assert tree.hasChildren(first)
    assert tree.rowCount(first) == 0
    assert tree.canFetchMore(first)
    tree.fetchMore(first)
    assert tree.rowCount(first) == 2
    assert not tree.canFetchMore(first)


def test_cells_say_owner_dates_status_and_ratings(tree: PlanTree, made: Made) -> None:
    shown(tree)

    def said(table: str, record_id: str) -> list[object]:
        return [tree.index_of(table, record_id, place).data() for place in range(1, len(tree.columns))]

    assert said("area", made.plans) == [
        "Pathway plans", "", "2014 · 2023", "Off track", "0 of 2 complete, 1 late", "", "Moving"
    ]  # fmt: skip
    assert said("action", made.audit) == [
        "Audit every plan", "Head of Quality", "20 Aug 2023, late", "Off track", "In progress", "", ""
    ]  # fmt: skip
    assert said("milestone", made.sites) == ["Sites found", "", "1 Aug 2023, late", "", "To do", "", ""]
    assert said("milestone", made.keys)[2] == "1 Nov 2023"


def test_what_is_read_aloud_names_the_kind_and_the_column(tree: PlanTree, made: Made) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    assert cell(tree, "action", made.audit, "title").data(role) == "Action 1.1 Audit every plan"
    assert cell(tree, "area", made.plans, "agreed").data(role) == "Raised: 2014 · 2023"
    assert cell(tree, "area", made.homes, "agreed").data(role) == "Raised: no source yet"
    assert cell(tree, "action", made.train, "owner").data(role) == "Owner: empty"


def test_words_from_people_are_no_markup_in_a_tip(workspace: Workspace, tree: PlanTree, made: Made) -> None:
    workspace.run(actions.edit, made.train, title="<img src='//host/share/x.png'>")
    tip = cell(tree, "action", made.train, "title").data(Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tip
    assert "&lt;img" in tip


# --- after a change


def test_only_the_difference_is_told(workspace: Workspace, tree: PlanTree, made: Made) -> None:
    shown(tree)
    told: list[str] = []
    tree.rowsInserted.connect(lambda parent, first, last: told.append(f"in {parent.data()} {first}-{last}"))
    tree.rowsRemoved.connect(lambda parent, first, last: told.append(f"out {parent.data()} {first}-{last}"))
    tree.modelReset.connect(lambda: told.append("reset"))
    new = workspace.run(actions.add, made.plans, "New", before=made.train)
    assert told == ["in 1 1-1"]
    workspace.run(actions.edit, new, title="Newer")
    assert told == ["in 1 1-1"]
    workspace.run(actions.remove, [new])
    assert told == ["in 1 1-1", "out 1 1-1"]


def test_what_is_drawn_and_changed_is_drawn_again(workspace: Workspace, tree: PlanTree, made: Made, qtbot) -> None:
    index = cell(tree, "action", made.train, "title")
    assert index.data() == "Train all advisers"
    with qtbot.waitSignal(tree.dataChanged):
        workspace.run(actions.edit, made.train, title="Train everyone")
    assert index.data() == "Train everyone"


def test_every_act_shows_and_so_do_undo_and_redo(workspace: Workspace, tree: PlanTree, made: Made) -> None:
    before = shown(tree)
    acts = [
        (areas.reorder, [made.homes], {"before": made.plans}),
        (actions.move, [made.flats], {"area_id": made.plans, "before": made.audit}),
        (actions.move, [made.audit, made.train], {"area_id": made.homes}),
        (milestones.reorder, [made.keys], {"before": made.sites}),
        (milestones.remove, [made.keys, made.sites], {}),
        (actions.remove, [made.flats, made.audit], {}),
        (areas.remove, [made.plans], {}),
    ]
    for verb, ids, values in acts:
        workspace.run(verb, ids, **values)
        after = shown(tree)
        assert after != before
        workspace.undo()
        assert shown(tree) == before
        workspace.redo()
        assert shown(tree) == after
        workspace.undo()


def test_the_first_milestone_of_an_action_can_be_unfolded(workspace: Workspace, tree: PlanTree, made: Made) -> None:
    tree.fetchMore(tree.index_of("area", made.plans))
    action = tree.index_of("action", made.train)
    assert not tree.hasChildren(action)
    workspace.run(milestones.add, made.train, "Booked")
    assert tree.hasChildren(tree.index_of("action", made.train))
    workspace.undo()
    assert not tree.hasChildren(tree.index_of("action", made.train))


def test_an_area_emptied_before_it_was_unfolded_cannot_be_unfolded(
    workspace: Workspace, tree: PlanTree, made: Made
) -> None:
    assert tree.hasChildren(tree.index(1, 0))
    workspace.run(actions.remove, [made.flats, made.survey])
    assert not tree.hasChildren(tree.index(1, 0))


def test_an_index_kept_too_long_is_nothing_and_no_crash(workspace: Workspace, tree: PlanTree, made: Made) -> None:
    tree.fetchMore(tree.index_of("area", made.plans))
    stale = QModelIndex(tree.index_of("action", made.train))
    workspace.run(actions.remove, [made.train])
    assert tree.record_at(stale) is None
    assert tree.data(stale) is None
    assert not tree.parent(stale).isValid()
    assert tree.rowCount(stale) == 0


# --- finding


def test_a_find_keeps_what_stands_above_it(workspace: Workspace, tree: PlanTree, plan: Plan) -> None:
    tree.reload(outline.found(plan, "keys"))
    assert shown(tree) == ["Suitable homes", ["Lease ten flats", ["Keys handed over"]]]
    tree.reload(outline.found(plan, "1.2"))
    assert shown(tree) == ["Pathway plans", ["Train all advisers"]]


def test_everything_under_a_find_is_there_to_unfold(tree: PlanTree, plan: Plan) -> None:
    tree.reload(outline.found(plan, "flats"))
    assert shown(tree) == ["Suitable homes", ["Lease ten flats", ["Sites found", "Keys handed over"]]]
    tree.reload(outline.found(plan, "suitable"))
    assert len(shown(tree)[1]) == 3


# --- editing


@pytest.mark.parametrize(
    ("table", "name", "columns"),
    [
        ("area", "plans", {"title", "owner"}),
        ("action", "audit", {"title", "owner", "agreed", "forecast", "status"}),
        ("milestone", "keys", {"title", "agreed", "status"}),
    ],
)
def test_each_kind_has_its_own_cells_to_edit(
    tree: PlanTree, made: Made, table: str, name: str, columns: set[str]
) -> None:
    here = {
        column.name
        for place, column in enumerate(tree.columns)
        if tree.index_of(table, getattr(made, name), place).flags() & Qt.ItemFlag.ItemIsEditable
    }
    assert here == columns


def test_editing_a_cell_is_one_act_that_can_be_taken_back(
    workspace: Workspace, tree: PlanTree, plan: Plan, made: Made
) -> None:
    def act(table: str, record_id: str, column: str, value: object) -> None:
        steps = plan.undo_title
        assert tree.setData(cell(tree, table, record_id, column), value)
        assert plan.undo_title != steps

    act("area", made.plans, "title", "Plans")
    act("area", made.plans, "owner", made.leader)
    act("action", made.train, "owner", made.leader)
    act("action", made.train, "agreed", date(2023, 10, 1))
    act("action", made.train, "forecast", date(2023, 10, 8))
    act("action", made.train, "status", "in progress")
    act("milestone", made.sites, "agreed", date(2023, 9, 1))
    act("milestone", made.sites, "status", "done")
    area, action, step = (
        plan.get(Area, made.plans), plan.get(Action, made.train), plan.get(Milestone, made.sites)
    )  # fmt: skip
    assert (area.title, area.sponsor) == ("Plans", made.leader)
    assert (action.owner, action.agreed, action.first_agreed) == (made.leader, date(2023, 10, 1), date(2023, 10, 1))
    assert (action.forecast, action.status) == (date(2023, 10, 8), "in progress")
    assert (step.due, step.done_on) == (date(2023, 9, 1), TODAY)
    for _ in range(8):
        workspace.undo()
    assert plan.get(Action, made.train).owner is None
    assert plan.get(Milestone, made.sites).done_on is None


def test_the_same_value_again_is_no_act(tree: PlanTree, plan: Plan, made: Made) -> None:
    title = plan.undo_title
    assert not tree.setData(cell(tree, "action", made.audit, "title"), "Audit every plan")
    assert plan.undo_title == title


def test_an_empty_title_is_refused_in_words(
    workspace: Workspace, tree: PlanTree, plan: Plan, made: Made, qtbot
) -> None:
    with qtbot.waitSignal(workspace.refused) as refused:
        assert not tree.setData(cell(tree, "action", made.audit, "title"), None)
    assert refused.args[0].endswith(".")
    assert plan.get(Action, made.audit).title == "Audit every plan"


# --- dragging


def test_dragged_lines_are_those_of_the_first_ones_kind(tree: PlanTree, made: Made) -> None:
    indexes = [
        cell(tree, "action", made.train, "title"),
        cell(tree, "action", made.audit, "title"),
        cell(tree, "area", made.homes, "title"),
    ]
    assert ids_in(tree.mimeData(indexes)) == ("action", [made.train, made.audit])


def test_an_action_dropped_under_another_area_keeps_its_number(
    workspace: Workspace, tree: PlanTree, plan: Plan, made: Made
) -> None:
    onto = tree.index_of("area", made.homes)
    data = ids_mime("action", [made.train])
    assert tree.canDropMimeData(data, MOVE, 0, 0, onto)
    assert tree.dropMimeData(data, MOVE, 0, 0, onto)
    assert shown(tree, "number") == ["1", ["1.1"], "2", ["1.2", "2.1", ["", ""], "2.2"]]
    workspace.undo()
    assert plan.get(Action, made.train).area == made.plans


def test_a_milestone_stays_under_its_action(tree: PlanTree, made: Made) -> None:
    tree.fetch_all()
    data = ids_mime("milestone", [made.keys])
    assert tree.canDropMimeData(data, MOVE, 0, 0, tree.index_of("action", made.flats))
    assert not tree.canDropMimeData(data, MOVE, 0, 0, tree.index_of("action", made.audit))
    assert not tree.canDropMimeData(data, MOVE, 0, 0, QModelIndex())


def test_what_is_no_line_of_the_plan_cannot_be_dropped(tree: PlanTree, made: Made) -> None:
    assert not tree.canDropMimeData(ids_mime("person", [made.leader]), MOVE, 0, 0, QModelIndex())


AREAS, ACTIONS, STEPS = ("A", "B", "C"), ("a1", "a2", "a3"), ("m1", "m2")
A, B = Place("area", "A", AREAS), Place("area", "B", AREAS)
A2 = Place("action", "a2", ACTIONS)
M1 = Place("milestone", "m1", STEPS)


@pytest.mark.parametrize(
    ("table", "ids", "above", "children", "row", "args", "before"),
    [
        ("area", ["C"], [], AREAS, 0, (["C"],), "A"),
        ("area", ["A"], [], AREAS, 3, (["A"],), None),
        ("area", ["A"], [], AREAS, -1, (["A"],), None),
        ("area", ["A"], [B], ACTIONS, 1, (["A"],), "C"),
        ("action", ["a1"], [A], ACTIONS, 3, (["a1"], "A"), None),
        ("action", ["a3"], [A], ACTIONS, 0, (["a3"], "A"), "a1"),
        ("action", ["a1", "a2"], [A], ACTIONS, 3, (["a1", "a2"], "A"), None),
        ("action", ["x"], [A], ACTIONS, 1, (["x"], "A"), "a2"),
        ("action", ["x"], [A], ACTIONS, -1, (["x"], "A"), None),
        ("action", ["x"], [A, A2], STEPS, -1, (["x"], "A"), "a3"),
        ("action", ["x"], [], AREAS, 2, (["x"], "B"), "absent"),
        ("milestone", ["m1"], [A, A2], STEPS, 2, (["m1"],), None),
        ("milestone", ["m2"], [A, A2], STEPS, 0, (["m2"],), "m1"),
    ],
)
def test_what_a_drop_means(table, ids, above, children, row, args, before) -> None:
    drop = drop_of(table, ids, above, children, row)
    assert drop is not None
    assert drop.args == args
    assert drop.values.get("before", "absent") == before


@pytest.mark.parametrize(
    ("table", "ids", "above", "children", "row"),
    [
        ("area", ["A"], [], AREAS, 0),
        ("area", ["A"], [], AREAS, 1),
        ("area", ["A", "B"], [], AREAS, 2),
        ("area", ["B"], [A], (), -1),
        ("action", ["a1"], [A], ACTIONS, 1),
        ("action", ["x"], [], AREAS, 0),
        ("action", ["a3"], [A], ACTIONS, -1),
        ("milestone", ["m2"], [A, A2, M1], (), -1),
        ("milestone", ["m9"], [A, A2], STEPS, 0),
        ("milestone", ["m1"], [A], ACTIONS, 0),
        ("source", ["s"], [A], ACTIONS, 0),
    ],
)
def test_a_drop_that_changes_nothing_or_means_nothing(table, ids, above, children, row) -> None:
    assert drop_of(table, ids, above, children, row) is None
