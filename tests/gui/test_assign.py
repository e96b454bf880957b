"""Assigning owners: by the popup from the keyboard, by dragging, back and again, with the selection kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from gui.dialogs.assign import AssignDialog, assign_owner
from gui.main_window import MainWindow
from gui.pages.actions import ActionsPage
from gui.pages.actions_owners import NOBODY_ID
from gui.tables.mime import ids_mime
from gui.tables.owner_choices import NEW, NOBODY, OwnerChoiceTable, choices
from gui.tables.table_view import TableView
from gui.workspace import Workspace
from model import people
from model.records import Action
from tests.gui.actions_made import TODAY, Made, answer, make_plan
from tests.model.contents import contents


@pytest.fixture
def made(workspace: Workspace) -> Made:
    return make_plan(workspace.plan)


def owners(workspace: Workspace, *ids: str) -> list[str | None]:
    return [workspace.plan.get(Action, row).owner for row in ids]


def titles(dialog: AssignDialog) -> list[str]:
    return [str(dialog.table.index(row, 0).data()) for row in range(dialog.table.rowCount())]


@pytest.fixture
def dialog(qtbot: QtBot, workspace: Workspace, made: Made) -> AssignDialog:
    shown = AssignDialog(workspace, [made.audit, made.train, made.offer])
    qtbot.addWidget(shown)
    shown.show()
    return shown


# --- the popup


def test_it_says_which_actions_and_who_has_them(dialog: AssignDialog) -> None:
    assert dialog.windowTitle() == "Assign 3 actions"
    assert dialog.what.text() == "3 actions, now with Head of Leaving Care (2) and nobody (1)."


def test_the_list_says_what_everyone_carries(dialog: AssignDialog, qtbot: QtBot) -> None:
    QAbstractItemModelTester(dialog.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert titles(dialog) == ["Head of Leaving Care", "Head of Quality", "Nobody"]
    spoken = [str(dialog.table.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(3)]
    assert spoken == ["Head of Leaving Care, 2 open, 1 late", "Head of Quality, 1 open", "Nobody, 1 open"]
    dialog.grab()  # every line is drawn


def test_typing_narrows_and_enter_assigns_all(
    dialog: AssignDialog, workspace: Workspace, made: Made, qtbot: QtBot
) -> None:
    before = contents(workspace.plan)
    qtbot.keyClicks(dialog.field, "qual")
    assert titles(dialog)[0] == "Head of Quality"
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert owners(workspace, made.audit, made.train, made.offer) == [made.quality] * 3
    assert workspace.plan.undo_title == "Assign Head of Quality to 3 actions"
    after = contents(workspace.plan)
    workspace.undo()
    assert contents(workspace.plan) == before
    workspace.redo()
    assert contents(workspace.plan) == after


def test_arrows_choose_while_the_keys_stay_in_the_field(dialog: AssignDialog, qtbot: QtBot) -> None:
    assert not dialog.ok.isEnabled()
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)  # nothing is marked yet
    assert dialog.refusal.text() == "Type a name or post first, or choose one below."
    qtbot.keyClick(dialog.field, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Down)
    marked = dialog.marked()
    assert marked is not None
    assert marked.title == "Head of Quality"
    assert dialog.ok.isEnabled()
    assert dialog.field.accessibleDescription() == "Head of Quality, 1 open"
    qtbot.keyClick(dialog.field, Qt.Key.Key_PageDown)
    marked = dialog.marked()
    assert marked is not None
    assert marked.what == NOBODY


def test_a_new_post_is_made_and_given_them_in_one_act(
    dialog: AssignDialog, workspace: Workspace, made: Made, qtbot: QtBot
) -> None:
    before = contents(workspace.plan)
    qtbot.keyClicks(dialog.field, "Virtual  School Head ")
    assert titles(dialog) == ["New post “Virtual School Head”", "New person “Virtual School Head”"]
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    new = people.find(workspace.plan, "Virtual School Head")
    assert new is not None
    assert new.kind == "post"
    assert owners(workspace, made.audit, made.train, made.offer) == [new.id] * 3
    workspace.undo()
    assert contents(workspace.plan) == before
    workspace.redo()
    assert owners(workspace, made.offer) == [new.id]


def test_a_new_person_can_be_made_as_well(dialog: AssignDialog, workspace: Workspace, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.field, "A. Newcomer")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    new = people.find(workspace.plan, "A. Newcomer")
    assert new is not None
    assert new.kind == "person"


def test_nobody_takes_the_owner_off(dialog: AssignDialog, workspace: Workspace, made: Made, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.field, "nob")
    assert titles(dialog)[0] == "Nobody"
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert owners(workspace, made.audit, made.train) == [None, None]
    assert workspace.plan.undo_title == "Take the owner off 3 actions"


def test_escape_changes_nothing(dialog: AssignDialog, workspace: Workspace, qtbot: QtBot) -> None:
    before = contents(workspace.plan)
    qtbot.keyClicks(dialog.field, "Someone new")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert contents(workspace.plan) == before


def test_what_is_refused_stands_in_the_popup(
    dialog: AssignDialog, workspace: Workspace, made: Made, qtbot: QtBot
) -> None:
    with workspace.plan.batch("Delete behind its back"):
        workspace.plan.remove("action", [made.offer])
    qtbot.keyClick(dialog.field, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "no longer in the plan" in dialog.refusal.text()


def test_those_who_left_are_not_offered(workspace: Workspace, made: Made) -> None:
    people.edit(workspace.plan, made.quality, left_on=TODAY)
    offered = choices(people.loads(workspace.plan, TODAY), "")
    assert [choice.title for choice in offered] == ["Head of Leaving Care", "Nobody"]


def test_names_that_begin_so_come_first(workspace: Workspace, made: Made) -> None:
    people.add(workspace.plan, "Quality Officer", team="Leaving Care")
    loads = people.loads(workspace.plan, TODAY)
    assert [choice.title for choice in choices(loads, "qu")][:2] == ["Quality Officer", "Head of Quality"]
    assert [choice.title for choice in choices(loads, "leav")][:2] == ["Head of Leaving Care", "Quality Officer"]
    assert next(choice.title for choice in choices(loads, "head qual")) == "Head of Quality"
    assert [choice.what for choice in choices(loads, "head of quality")] == ["person"]  # no second one of that name
    assert NEW in [choice.what for choice in choices(loads, "<b>bold</b>")]


def test_a_name_is_shown_as_typed_and_never_as_markup(qtbot: QtBot) -> None:
    table = OwnerChoiceTable()
    table.show(choices((), "<img src=x>"))
    assert table.index(0, 0).data() == "New post “<img src=x>”"


def test_without_a_selection_it_says_what_to_do(workspace: Workspace, made: Made) -> None:
    said: list[str] = []
    workspace.refused.connect(said.append)
    assert not assign_owner(workspace, None)
    assert said == ["Select the actions to assign first; Ctrl and Shift select several."]


# --- from the page


@pytest.fixture
def window(workspace: Workspace, make_window: Callable[[Workspace], MainWindow]) -> MainWindow:
    """The main window, opened on this page: the others are not made."""
    workspace.preferences.set_layout("page", "actions")
    return make_window(workspace)


@pytest.fixture
def page(window: MainWindow, made: Made, qtbot: QtBot) -> ActionsPage:
    shown = window.show_page("actions")
    assert isinstance(shown, ActionsPage)
    qtbot.waitUntil(lambda: shown.table.count == 5)
    return shown


def test_the_shortcut_assigns_and_the_selection_is_kept_through_undo_and_redo(
    window: MainWindow, page: ActionsPage, workspace: Workspace, made: Made, qtbot: QtBot
) -> None:
    wanted = [made.audit, made.offer, made.survey]
    page.view.select_ids(wanted)
    qtbot.waitUntil(lambda: workspace.selection.of("action") == tuple(wanted))

    def choose(dialog: AssignDialog) -> None:
        qtbot.keyClicks(dialog.field, "quality")
        qtbot.keyClick(dialog.field, Qt.Key.Key_Return)

    answer(AssignDialog, choose)
    window.commands.action("edit.assign").trigger()
    assert owners(workspace, *wanted) == [made.quality] * 3
    assert page.view.selected_ids() == wanted
    assert workspace.selection.of("action") == tuple(wanted)
    for step in (workspace.undo, workspace.redo, workspace.undo):
        step()
        QTest.qWait(1)
        assert page.view.selected_ids() == wanted
        assert workspace.selection.of("action") == tuple(wanted)
    assert owners(workspace, *wanted) == [made.leader, None, made.quality]


def test_those_that_a_filter_hides_after_assigning_are_selected_again_by_undo(
    page: ActionsPage, workspace: Workspace, made: Made, qtbot: QtBot
) -> None:
    page.apply(no_owner=True)
    assert page.table.ids() == [made.offer, made.flats]
    page.view.select_ids([made.offer, made.flats])
    qtbot.waitUntil(lambda: len(workspace.selection.ids) == 2)
    page.owners.view.dropped.emit("action", list(workspace.selection.ids), made.quality)
    assert page.table.ids() == []
    assert page.bar.words.text() == "2 actions selected, 2 not shown here"
    workspace.undo()
    assert page.view.selected_ids() == [made.offer, made.flats]
    assert page.bar.words.text() == "2 actions selected"


def test_actions_are_dragged_onto_an_owner(page: ActionsPage, workspace: Workspace, made: Made, qtbot: QtBot) -> None:
    page.owners_switch.setChecked(True)
    owner_view = page.owners.view
    assert [owner_view.table.row_at(row).name for row in range(owner_view.table.rowCount())] == [
        "Head of Leaving Care",
        "Head of Quality",
        "Nobody",
    ]
    drop(owner_view, ids_mime("action", [made.audit, made.train]), made.quality)
    assert owners(workspace, made.audit, made.train) == [made.quality] * 2
    assert workspace.plan.undo_title == "Assign Head of Quality to 2 actions"
    drop(owner_view, ids_mime("action", [made.audit]), NOBODY_ID)
    assert owners(workspace, made.audit) == [None]
    assert owner_view.table.row_at(1).open == 2


def test_the_list_of_owners_filters_the_actions(page: ActionsPage, made: Made, qtbot: QtBot) -> None:
    page.owners_switch.setChecked(True)
    page.owners.view.select_ids([made.leader])
    qtbot.keyClick(page.owners.view, Qt.Key.Key_Return)
    assert page.table.ids() == [made.audit, made.train]
    page.owners.filter_wanted.emit("")
    assert page.table.ids() == [made.offer, made.flats]


def test_inline_in_the_table(page: ActionsPage, workspace: Workspace, made: Made, qtbot: QtBot) -> None:
    place = next(place for place, column in enumerate(page.table.columns) if column.name == "owner")
    index = page.table.index(page.table.row_of(made.offer), place)
    assert page.table.setData(index, made.quality)
    assert owners(workspace, made.offer) == [made.quality]
    assert workspace.plan.undo_title == "Assign Head of Quality to action 1.3"
    assert not page.table.setData(page.table.index(page.table.row_of(made.offer), place), made.quality)


def drop(view: TableView, data: QMimeData, onto: str) -> None:
    """Drop onto that row as Qt would have it."""
    table = view.table
    place = view.visualRect(table.index(table.row_of(onto), 0)).center()
    event = QDropEvent(
        QPointF(place), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    view.dropEvent(event)
    assert event.isAccepted()
