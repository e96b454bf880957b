"""The Plan page as a person works it: typing, keys, deleting, undoing, finding, unfolding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPointF, Qt, QTimer
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from gui.dialogs.add_area import AddAreaDialog
from gui.pages.plan import PlanPage
from gui.tables.mime import ids_mime
from gui.workspace import Workspace
from model import actions, areas, outline
from model.records import Action, Area, Milestone
from model.store.plan import Plan
from tests.gui.plan_made import TODAY, Made, make_plan
from tests.model.contents import contents

KEY = Qt.Key


@pytest.fixture
def made(plan: Plan) -> Made:
    return make_plan(plan)


def page_of(workspace: Workspace, make_window: Callable[[Workspace], Any], qtbot) -> PlanPage:
    workspace.preferences.set_layout("page", "plan")
    window = make_window(workspace)
    page = window.current_page()
    assert isinstance(page, PlanPage)
    qtbot.waitUntil(page.isVisible)
    return page


@pytest.fixture
def page(workspace: Workspace, made: Made, make_window, qtbot) -> PlanPage:
    return page_of(workspace, make_window, qtbot)


@pytest.fixture
def empty_page(workspace: Workspace, make_window, qtbot) -> PlanPage:
    return page_of(workspace, make_window, qtbot)


def in_sight(page: PlanPage) -> list[str]:
    """The titles that are unfolded, from the top."""
    found = []
    index = page.tree.index(0, 1)
    while index.isValid():
        found.append(index.data())
        index = page.view.indexBelow(index).siblingAtColumn(1)
    return found


def choose(page: PlanPage, table: str, *ids: str, column: str = "title") -> QModelIndex:
    """Select lines, with the cell of the first in hand."""
    assert page.view.select(table, ids)
    place = [each.name for each in page.tree.columns].index(column)
    index = page.tree.index_of(table, ids[0], place)
    page.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
    page.view.tell_selection()
    page.view.setFocus()
    return index


def editor_of(page: PlanPage) -> QLineEdit:
    """The field that is open in the tree."""
    (found,) = [field for field in page.view.viewport().findChildren(QLineEdit) if field.isVisible()]
    return found


# --- showing


def test_an_empty_plan_says_what_to_do(empty_page: PlanPage) -> None:
    assert empty_page.stack.currentWidget() is empty_page.empty
    assert "Ctrl+Shift+I" in empty_page.empty._words.text()
    assert empty_page.empty.button.text() == "Add area"
    assert empty_page.header.summary == "No areas, no actions"


def test_the_page_shows_the_plan_unfolded_to_its_actions(page: PlanPage) -> None:
    assert in_sight(page) == [
        "Pathway plans",
        "Audit every plan",
        "Train all advisers",
        "Suitable homes",
        "Lease ten flats",
        "Ask care leavers",
    ]
    assert page.header.summary == "2 areas, 4 actions, 1 late"
    assert page.depth.key == "actions"


def test_unfolding_is_remembered(page: PlanPage, workspace: Workspace, made: Made, plan: Plan, qtbot) -> None:
    page.depth._buttons["milestones"].click()
    assert "Keys handed over" in in_sight(page)
    page.depth._buttons["areas"].click()
    assert in_sight(page) == ["Pathway plans", "Suitable homes"]
    page.view.setExpanded(page.tree.index_of("area", made.homes), True)
    page.view.setExpanded(page.tree.index_of("action", made.flats), True)
    steps = ["Lease ten flats", "Sites found", "Keys handed over", "Ask care leavers"]
    wanted = ["Pathway plans", "Suitable homes", *steps]
    assert in_sight(page) == wanted
    page.view.save_layout()
    again = PlanPage(workspace)
    qtbot.addWidget(again)
    again.show()
    assert in_sight(again) == wanted
    again.hide()


def test_a_record_is_shown_wherever_it_stands(page: PlanPage, workspace: Workspace, made: Made, plan: Plan) -> None:
    page.view.fold_all()
    assert page.show_record("milestone", made.keys)
    assert workspace.selection.of("milestone") == (made.keys,)
    source = areas.sources(plan, made.plans)[0].id
    assert page.show_record("source", source)
    assert workspace.selection.of("area") == (made.plans,)
    assert not page.show_record("person", made.leader)
    assert not page.show_record("action", "absent")


# --- finding


def test_typing_finds_and_escape_shows_everything_again(page: PlanPage, qtbot) -> None:
    page.find()
    QTest.keyClicks(page.search, "keys")
    qtbot.waitUntil(lambda: in_sight(page) == ["Suitable homes", "Lease ten flats", "Keys handed over"])
    assert page.header.summary.startswith("Found 1 time in 2 areas")
    QTest.keyClick(page.search, KEY.Key_Escape)
    qtbot.waitUntil(lambda: len(in_sight(page)) == 6)


def test_nothing_found_says_so_and_leads_back(page: PlanPage, qtbot) -> None:
    QTest.keyClicks(page.search, "zebra")
    QTest.keyClick(page.search, KEY.Key_Return)
    assert page.stack.currentWidget() is page.empty
    assert "“zebra”" in page.empty._title.text()
    qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert page.stack.currentWidget() is page.view
    assert page.search.text() == ""


def test_a_record_hidden_by_the_search_ends_it_when_it_is_asked_for(page: PlanPage, made: Made) -> None:
    page.search.set_quietly("keys")
    page._searched("keys")
    assert page.show_record("action", made.audit)
    assert page.search.text() == ""


# --- editing where it stands


def test_f2_edits_and_enter_takes_it(page: PlanPage, plan: Plan, made: Made, qtbot) -> None:
    choose(page, "action", made.train)
    QTest.keyClick(page.view, KEY.Key_F2)
    field = editor_of(page)
    assert field.text() == "Train all advisers"
    field.setText("Train everyone")
    QTest.keyClick(field, KEY.Key_Return)
    qtbot.waitUntil(lambda: plan.get(Action, made.train).title == "Train everyone")


def test_f2_on_the_number_edits_the_title(page: PlanPage, made: Made) -> None:
    choose(page, "action", made.train, column="number")
    QTest.keyClick(page.view, KEY.Key_F2)
    assert editor_of(page).text() == "Train all advisers"


def test_typing_edits_like_a_spreadsheet(page: PlanPage, plan: Plan, made: Made, qtbot) -> None:
    choose(page, "milestone", made.keys)
    QTest.keyClick(page.view, "N")
    field = editor_of(page)
    QTest.keyClicks(field, "ext")
    QTest.keyClick(field, KEY.Key_Return)
    qtbot.waitUntil(lambda: plan.get(Milestone, made.keys).title == "Next")


def test_escape_leaves_it(page: PlanPage, plan: Plan, made: Made) -> None:
    choose(page, "area", made.homes)
    title = plan.undo_title
    QTest.keyClick(page.view, KEY.Key_F2)
    field = editor_of(page)
    field.setText("Other")
    QTest.keyClick(field, KEY.Key_Escape)
    assert plan.get(Area, made.homes).title == "Suitable homes"
    assert plan.undo_title == title


def test_a_forecast_is_typed_in_british_order(page: PlanPage, plan: Plan, made: Made, qtbot) -> None:
    choose(page, "action", made.audit, column="forecast")
    QTest.keyClick(page.view, KEY.Key_F2)
    field = editor_of(page)
    field.setText("1/10/23")
    QTest.keyClick(field, KEY.Key_Return)
    qtbot.waitUntil(lambda: str(plan.get(Action, made.audit).forecast) == "2023-10-01")


def test_moving_an_agreed_date_asks_why(page: PlanPage, plan: Plan, made: Made, qtbot) -> None:
    asked: list[str] = []

    def leave_it() -> None:
        dialog = QApplication.activeModalWidget()
        asked.append(dialog.windowTitle())
        dialog.reject()

    index = choose(page, "action", made.audit, column="agreed")
    QTimer.singleShot(100, page, leave_it)
    page.tree.setData(index, date(2023, 12, 24))
    qtbot.waitUntil(lambda: bool(asked))
    assert plan.get(Action, made.audit).agreed == date(2023, 8, 20)


def test_an_owner_is_chosen_or_new_on_the_spot(page: PlanPage, plan: Plan, made: Made, qtbot) -> None:
    choose(page, "action", made.train, column="owner")
    QTest.keyClick(page.view, KEY.Key_F2)
    field = editor_of(page)
    field.setText("Principal Social Worker")
    QTest.keyClick(field, KEY.Key_Return)
    qtbot.waitUntil(lambda: plan.get(Action, made.train).owner is not None)
    assert page.tree.index_of("action", made.train, 2).data() == "Principal Social Worker"


# --- selection


def test_selection_stays_through_assign_undo_and_redo(page: PlanPage, workspace: Workspace, made: Made) -> None:
    choose(page, "action", made.audit, made.train)
    wanted = {made.audit, made.train}
    workspace.run(actions.assign, [made.audit, made.train], made.leader)
    assert set(page.view.selected()[1]) == wanted
    workspace.undo()
    assert set(page.view.selected()[1]) == wanted
    workspace.redo()
    assert set(page.view.selected()[1]) == wanted
    assert set(workspace.selection.of("action")) == wanted


def test_selection_goes_along_when_lines_move(page: PlanPage, workspace: Workspace, made: Made) -> None:
    choose(page, "action", made.audit)
    workspace.run(actions.move, [made.audit], made.homes)
    assert page.view.selected() == ("action", [made.audit])
    workspace.undo()
    assert page.view.selected() == ("action", [made.audit])


def test_of_several_kinds_those_of_the_current_one_are_in_hand(page: PlanPage, made: Made) -> None:
    choose(page, "action", made.audit)
    flags = QItemSelectionModel.SelectionFlag
    for table, record_id in (("area", made.homes), ("action", made.flats)):
        index = page.tree.index_of(table, record_id, 1)
        page.view.selectionModel().setCurrentIndex(index, flags.Select | flags.Rows)
    assert page.view.selected() == ("action", [made.audit, made.flats])


# --- deleting


def test_deleting_names_what_goes_along_and_undo_brings_it_back(
    page: PlanPage, workspace: Workspace, plan: Plan, made: Made, messages
) -> None:
    before = contents(plan)
    choose(page, "area", made.homes)
    messages.answer(True)
    QTest.keyClick(page.view, KEY.Key_Delete)
    assert messages.sentences == [
        "Area 2 “Suitable homes” goes with its 2 actions and 2 milestones. Undo brings all of it back."
    ]
    assert plan.find(Area, made.homes) is None
    assert page.view.selected() == ("area", [made.plans])
    workspace.undo()
    assert contents(plan) == before
    assert page.view.selected() == ("area", [made.homes])
    assert "Lease ten flats" in in_sight(page)


def test_saying_no_leaves_everything(page: PlanPage, plan: Plan, made: Made, messages) -> None:
    choose(page, "action", made.flats)
    QTest.keyClick(page.view, KEY.Key_Delete)
    assert len(messages.asked) == 1
    assert plan.find(Action, made.flats) is not None


def test_what_takes_nothing_along_goes_without_a_question(page: PlanPage, plan: Plan, made: Made, messages) -> None:
    choose(page, "milestone", made.sites, made.keys)
    QTest.keyClick(page.view, KEY.Key_Delete)
    assert messages.asked == []
    assert plan.all(Milestone) == []
    assert page.view.selected() == ("action", [made.flats])


# --- moving


def test_alt_and_arrows_move_lines(page: PlanPage, workspace: Workspace, plan: Plan, made: Made) -> None:
    choose(page, "action", made.audit)
    workspace.command("plan.move_down")
    assert outline.actions_under(plan)[made.plans] == [made.train, made.audit]
    workspace.command("plan.move_down")
    assert outline.actions_under(plan)[made.homes][0] == made.audit
    workspace.command("plan.move_up")
    assert outline.actions_under(plan)[made.plans] == [made.train, made.audit]
    assert page.view.selected() == ("action", [made.audit])
    choose(page, "area", made.homes)
    workspace.command("plan.move_up")
    assert outline.area_ids(plan) == [made.homes, made.plans]
    choose(page, "milestone", made.keys)
    workspace.command("plan.move_up")
    assert [step.id for step in outline.milestones_under(plan, [made.flats])[made.flats]] == [made.keys, made.sites]


def test_the_first_cannot_go_further_up(page: PlanPage, workspace: Workspace, plan: Plan, made: Made) -> None:
    choose(page, "action", made.audit)
    title = plan.undo_title
    workspace.command("plan.move_up")
    assert plan.undo_title == title


def test_a_drop_in_the_tree_moves_and_takes_nothing_out(page: PlanPage, plan: Plan, made: Made) -> None:
    place = page.view.visualRect(page.tree.index_of("area", made.homes, 1)).center()
    both = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    data = ids_mime("action", [made.audit])
    drop = QDropEvent(QPointF(place), both, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    page.view.dropEvent(drop)
    assert outline.actions_under(plan)[made.homes] == [made.flats, made.survey, made.audit]
    # After a move Qt would delete the dragged lines from the tree.
    assert drop.dropAction() == Qt.DropAction.CopyAction
    assert plan.get(Action, made.audit).number == "1.1"


# --- adding


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, workspace: Workspace, made: Made) -> list[Any]:
    """What the page would ask for; one action is made each time."""
    found: list[Any] = []

    def add(_: Workspace, parent: object, area: str | None, *, after: str | None = None) -> list[str]:
        found.append((area, after))
        return [workspace.run(actions.add, area or made.plans, "New")]

    monkeypatch.setattr("gui.pages.plan.add_actions", add)
    return found


@pytest.mark.parametrize(
    ("table", "name", "area", "after"),
    [
        ("area", "homes", "homes", None),
        ("action", "audit", "plans", "audit"),
        ("milestone", "keys", "homes", "flats"),
    ],
)
def test_insert_adds_an_action_after_the_one_in_hand(
    page: PlanPage, made: Made, plan: Plan, asked: list[Any], table: str, name: str, area: str, after: str | None
) -> None:
    choose(page, table, getattr(made, name))
    QTest.keyClick(page.view, KEY.Key_Insert)
    assert asked == [(getattr(made, area), getattr(made, after) if after else None)]
    new = next(action.id for action in plan.all(Action) if action.title == "New")
    assert page.view.selected() == ("action", [new])


def test_an_action_without_any_area_is_refused_in_words(empty_page: PlanPage, workspace: Workspace, qtbot) -> None:
    with qtbot.waitSignal(workspace.refused) as refused:
        empty_page.add_action()
    assert "add the area first" in refused.args[0]


def test_a_milestone_needs_an_action(page: PlanPage, workspace: Workspace, made: Made, qtbot) -> None:
    choose(page, "area", made.plans)
    with qtbot.waitSignal(workspace.refused) as refused:
        page.add_milestone()
    assert "select the action first" in refused.args[0]


def test_an_area_is_added_from_the_keyboard(page: PlanPage, workspace: Workspace, plan: Plan, qtbot) -> None:
    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, AddAreaDialog)
        QTest.keyClicks(dialog.editors["title"].input, "Records")
        QTest.keyClick(dialog.editors["title"].input, KEY.Key_Return)

    QTimer.singleShot(0, page, fill)
    workspace.command("plan.add_area")
    (new,) = [area for area in plan.all(Area) if area.title == "Records"]
    assert page.view.selected() == ("area", [new.id])
    workspace.undo()
    assert plan.find(Area, new.id) is None


# --- a plan that is only read


def test_a_plan_to_read_only_is_shown_and_not_changed(plan: Plan, made: Made, preferences, qtbot) -> None:
    reader = plan.reader()
    workspace = Workspace(preferences, today=TODAY)
    workspace.take(reader)
    page = PlanPage(workspace)
    qtbot.addWidget(page)
    page.show()
    assert len(in_sight(page)) == 6
    index = page.tree.index_of("action", made.train, 1)
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable
    assert not page.tree.canDropMimeData(
        ids_mime("action", [made.train]), Qt.DropAction.MoveAction, -1, 0, page.tree.index_of("area", made.homes)
    )
    page.hide()
    workspace.close()


# --- copying


def test_copied_lines_are_rows_for_a_spreadsheet(page: PlanPage, workspace: Workspace, made: Made, qapp) -> None:
    workspace.run(actions.edit, made.train, title="=1+1\tx")
    choose(page, "action", made.audit, made.train)
    page.view.copy()
    rows = qapp.clipboard().text().splitlines()
    assert rows[0].startswith("No.\tWhat\tOwner\tAgreed date")
    assert rows[1].startswith("1.1\tAudit every plan\tHead of Quality\t20 Aug 2023, late")
    assert rows[2].startswith("1.2\t'=1+1 x\t")


# --- looks


def test_every_control_has_a_name(page: PlanPage, walk) -> None:
    for widget in walk(page):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName(), widget
