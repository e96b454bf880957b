"""The Owners page: what everyone carries, ticking off, giving to others, a leaver; and the panel of an owner."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.dialogs.hand_over import HandOverDialog
from gui.dialogs.person import AddPersonDialog
from gui.main_window import MainWindow
from gui.pages.owners import OwnersPage
from gui.record_panel.person import PersonPanel
from gui.tables.owners import NOBODY_ID
from gui.workspace import Workspace
from model import actions, areas, people
from model.records import Action, Area, Person
from model.store.plan import Plan
from tests.gui.actions_made import TODAY, Made, answer, make_plan
from tests.model.contents import contents

MODE = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def made(plan: Plan) -> Made:
    return make_plan(plan)


@pytest.fixture
def page(made: Made, window: MainWindow) -> OwnersPage:
    shown = window.show_page("owners")
    assert isinstance(shown, OwnersPage)
    QApplication.processEvents()
    return shown


def shown(page: OwnersPage) -> list[list[str]]:
    names = ("name", "open", "late", "due_soon", "unanswered", "done")
    columns = [page.table.columns[page.table.column_place(name)] for name in names]
    rows = [page.table.row_at(place) for place in range(page.table.rowCount())]
    return [[column.words(row) for column in columns] for row in rows]


def held(page: OwnersPage) -> list[str]:
    """The lower list: headings and numbers."""
    table = page.held.table
    return [
        row.number if (row := table.row_at(place)) is not None else str(table.index(place, 0).data())
        for place in range(table.rowCount())
    ]


def press(page: OwnersPage, row_id: str, column: str, qtbot: QtBot) -> None:
    index = page.table.index(page.table.row_of(row_id), page.table.column_place(column))
    where = page.view.visualRect(index).center()
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QApplication.processEvents()


def drop(page: OwnersPage, data: QMimeData, row_id: str) -> None:
    """Let go over an owner, as Qt tells the view."""
    where = page.view.visualRect(page.table.index(page.table.row_of(row_id), 0)).center()
    event = QDropEvent(
        QPointF(where), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    page.view.dropEvent(event)


# --- what everyone carries


def test_each_owner_stands_with_their_numbers_and_nobody_first(page: OwnersPage) -> None:
    assert shown(page) == [
        ["Nobody", "1", "", "", "1", "1"],
        ["Head of Leaving Care", "2", "1", "1", "1", ""],
        ["Head of Quality", "1", "", "", "1", ""],
    ]
    assert page.header.summary == "2 owners, 1 open action without an owner"


def test_an_empty_plan_says_who_will_stand_here(window: MainWindow) -> None:
    page = window.show_page("owners")
    assert page.view._empty.isVisible()
    assert not page.held.isVisible()


def test_the_numbers_agree_with_what_they_open(page: OwnersPage, made: Made, plan: Plan, qtbot: QtBot) -> None:
    for row_id, owner in ((NOBODY_ID, None), (made.leader, made.leader), (made.quality, made.quality)):
        load = next(one for one in people.loads(plan, TODAY) if (one.person.id if one.person else None) == owner)
        for column in ("open", "late", "due_soon", "unanswered", "done"):
            press(page, row_id, column, qtbot)
            count = getattr(load, column)
            listed = len(page.held.table.ids())
            assert listed == (count or load.owned), (row_id, column)
            if count:
                assert page.held.chips[column].text().endswith(f" {count}")
                assert page.held.chips[column].isChecked()


def test_who_is_most_pressed_is_marked_first_and_no_panel_comes_up(
    page: OwnersPage, window: MainWindow, workspace: Workspace, made: Made
) -> None:
    assert page.view.selected_ids() == [made.leader]
    assert page.held.heading.words == "Head of Leaving Care"
    assert held(page) == ["Late (1)", "1.1", "Due soon (1)", "1.2"]
    assert workspace.selection.ids == ()
    assert not window.panel.isVisible()


def test_an_owner_is_chosen_by_key_and_taken_in_hand(page: OwnersPage, workspace: Workspace, made: Made) -> None:
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Down)
    QApplication.processEvents()
    assert workspace.selection.of("person") == (made.quality,)
    assert held(page) == ["Later (1)", "2.2"]
    QTest.keyClick(page.view, Qt.Key.Key_Up)
    QTest.keyClick(page.view, Qt.Key.Key_Up)
    QApplication.processEvents()
    assert workspace.selection.ids == ()  # nobody is no record
    assert held(page) == ["No agreed date (1)", "1.3", "Done (1)", "2.1"]


def test_the_actions_page_shows_the_same(page: OwnersPage, window: MainWindow, made: Made, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.held.actions_button, Qt.MouseButton.LeftButton)
    assert sorted(window.current_page().table.ids()) == sorted([made.audit, made.train])


# --- ticking off and giving to others


def test_ticking_off_is_one_act_and_the_row_goes_under_done(
    page: OwnersPage, workspace: Workspace, plan: Plan, made: Made
) -> None:
    before = contents(plan)
    view = page.held.view
    view.setFocus()
    view.select_ids([made.audit, made.train])
    QApplication.processEvents()
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert [plan.get(Action, row).status for row in (made.audit, made.train)] == ["complete", "complete"]
    assert plan.get(Action, made.audit).completed_on == TODAY
    assert held(page) == ["Done (2)", "1.1", "1.2"]
    assert set(view.selected_ids()) == {made.audit, made.train}
    after = contents(plan)
    workspace.undo()
    assert contents(plan) == before
    assert held(page) == ["Late (1)", "1.1", "Due soon (1)", "1.2"]
    assert set(view.selected_ids()) == {made.audit, made.train}
    workspace.redo()
    assert contents(plan) == after
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert plan.get(Action, made.audit).status == "in progress"


def test_the_box_in_a_row_ticks_it_off(page: OwnersPage, plan: Plan, made: Made, qtbot: QtBot) -> None:
    table, view = page.held.table, page.held.view
    index = table.index(table.row_of(made.audit), 0)
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked.value
    box = view.visualRect(index)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.left() + 15, box.center().y()))
    assert plan.get(Action, made.audit).status == "complete"
    index = table.index(table.row_of(made.audit), 0)
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "1.1 Audit every plan: done"


def test_actions_dragged_onto_an_owner_are_theirs(
    page: OwnersPage, workspace: Workspace, plan: Plan, made: Made
) -> None:
    before = contents(plan)
    table = page.held.table
    places = [table.row_of(row) for row in (made.audit, made.train)]
    drop(page, table.mimeData([table.index(place, 0) for place in places]), made.quality)
    assert {plan.get(Action, row).owner for row in (made.audit, made.train)} == {made.quality}
    assert plan.undo_title == "Assign Head of Quality to 2 actions"
    assert shown(page)[2] == ["Head of Quality", "3", "1", "1", "2", ""]
    workspace.undo()
    assert contents(plan) == before
    drop(page, table.mimeData([table.index(table.row_of(made.audit), 0)]), NOBODY_ID)
    assert plan.get(Action, made.audit).owner is None


def test_the_actions_in_hand_are_assigned_by_shortcut_and_selected_again_by_undo(
    page: OwnersPage, workspace: Workspace, made: Made
) -> None:
    page.held.view.setFocus()
    page.held.view.select_ids([made.audit])
    QApplication.processEvents()
    assert workspace.selection.of("action") == (made.audit,)
    workspace.do(actions.assign, workspace.selection.ids, made.quality)
    assert held(page) == ["Due soon (1)", "1.2"]
    workspace.undo()
    assert page.held.view.selected_ids() == [made.audit]


def test_delete_is_of_what_is_in_hand(page: OwnersPage, workspace: Workspace, plan: Plan, made: Made) -> None:
    before = contents(plan)
    workspace.select("action", [made.audit])
    page.delete_selected()
    assert plan.find(Action, made.audit) is None
    workspace.select("person", [made.leader])
    page.delete_selected()
    assert plan.find(Person, made.leader) is None
    assert plan.get(Action, made.train).owner is None
    workspace.undo()
    workspace.undo()
    assert contents(plan) == before


# --- people


def test_a_name_is_edited_where_it_stands(page: OwnersPage, workspace: Workspace, plan: Plan, made: Made) -> None:
    page.show_record("person", made.quality)
    before = contents(plan)
    QApplication.processEvents()
    page.edit_selected()
    (editor,) = page.view.viewport().findChildren(QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "Head of Practice")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()  # Qt takes it after the key
    assert plan.get(Person, made.quality).name == "Head of Practice"
    workspace.undo()
    assert contents(plan) == before
    index = page.table.index(page.table.row_of(NOBODY_ID), 0)
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable


def test_two_of_the_same_name_are_refused_in_words(
    page: OwnersPage, workspace: Workspace, plan: Plan, made: Made
) -> None:
    refused: list[str] = []
    workspace.refused.connect(refused.append)
    index = page.table.index(page.table.row_of(made.quality), 0)
    assert not page.table.setData(index, "head of  leaving care")
    assert "is in the plan already" in refused[0]
    assert not page.table.setData(index, "")
    assert "has a name" in refused[1]
    assert plan.get(Person, made.quality).name == "Head of Quality"


def test_people_are_added_one_after_another(page: OwnersPage, plan: Plan) -> None:
    def drive(dialog: AddPersonDialog) -> None:
        for name in ("Housing partnership", "Virtual School"):
            dialog.editors["kind"].put("partner")
            field = dialog.editors["name"].input
            field.setFocus()
            QTest.keyClicks(field, name)
            if name == "Housing partnership":
                dialog.another_button.click()
            else:
                QTest.keyClick(field, Qt.Key.Key_Return)

    answer(AddPersonDialog, drive)
    page.add_person()
    assert [(one.name, one.kind) for one in people.people(plan) if one.kind == "partner"] == [
        ("Housing partnership", "partner"),
        ("Virtual School", "partner"),
    ]
    assert page.view.selected_ids() == [people.find(plan, "Virtual School").id]


def test_who_has_left_stands_last_and_says_what_they_still_own(
    page: OwnersPage, workspace: Workspace, made: Made
) -> None:
    workspace.do(people.edit, made.leader, left_on=date(2023, 8, 18))
    assert [row[0] for row in shown(page)] == [
        "Nobody", "Head of Quality", "Head of Leaving Care (left 18 August 2023, still owns 2)",
    ]  # fmt: skip
    assert page.header.summary.endswith("2 actions still with someone who left")
    index = page.table.index(page.table.row_of(made.leader), 0)
    from gui import style

    assert index.data(Qt.ItemDataRole.ForegroundRole) == style.ink("muted")


def test_a_leavers_work_moves_in_one_act(page: OwnersPage, workspace: Workspace, plan: Plan, made: Made) -> None:
    areas.edit(plan, made.plans, sponsor=made.leader)
    actions.set_status(plan, made.train, "complete", TODAY)
    said: list[str] = []

    def drive(dialog: HandOverDialog) -> None:
        said.append(dialog.effect.text())
        dialog.accept()
        said.append(dialog.editors["to"].refusal)
        dialog.editors["to"].put(made.quality)
        dialog.editors["day"].put(date(2023, 8, 31))
        said.append(dialog.effect.text())
        dialog.accept()

    before = contents(plan)
    page.show_record("person", made.leader)
    answer(HandOverDialog, drive)
    page.hand_over()
    name = "Head of Leaving Care"
    there = "1 open action (1 late) and the sponsorship of 1 area"
    assert said == [
        f"{there} of {name}. 1 finished action stays in the name of {name}.",
        "Choose who takes it over, or tick that nobody does for now.",
        said[0] + " They are noted as having left on 31 August 2023.",
    ]
    assert plan.get(Action, made.audit).owner == made.quality
    assert plan.get(Action, made.train).owner == made.leader
    assert plan.get(Area, made.plans).sponsor == made.quality
    assert plan.get(Person, made.leader).left_on == date(2023, 8, 31)
    after = contents(plan)
    workspace.undo()
    assert contents(plan) == before
    workspace.redo()
    assert contents(plan) == after


def test_handing_over_to_nobody_is_said_on_purpose(
    window: MainWindow, workspace: Workspace, plan: Plan, made: Made
) -> None:
    dialog = HandOverDialog(workspace, made.leader, window)
    dialog.show()
    dialog.editors["nobody"].input.click()
    assert dialog.editors["to"].isHidden()
    dialog.accept()
    assert plan.get(Action, made.audit).owner is None
    dialog.deleteLater()


def test_qt_finds_nothing_wrong_with_the_tables(page: OwnersPage, plan: Plan, made: Made) -> None:
    testers = [QAbstractItemModelTester(table, MODE) for table in (page.table, page.held.table)]
    people.add(plan, "Virtual School")
    actions.assign(plan, [made.audit], None)
    page.held.set_scope("open")
    people.remove(plan, made.quality)
    plan.undo()
    assert len(testers) == 2
    assert page.table.rowCount() == 4


def test_a_record_is_shown_with_its_owner(page: OwnersPage, made: Made) -> None:
    assert page.show_record("action", made.survey)
    assert page.view.selected_ids() == [made.quality]
    assert page.held.view.selected_ids() == [made.survey]
    assert not page.show_record("person", "gone")
    page.apply(person=None, scope="done")
    assert held(page) == ["Done (1)", "2.1"]


# --- the panel


def test_the_panel_says_what_they_carry_and_is_edited(
    page: OwnersPage, window: MainWindow, workspace: Workspace, plan: Plan, made: Made
) -> None:
    areas.edit(plan, made.plans, sponsor=made.leader)
    workspace.open("person", made.leader)
    panel = window.panel.panel
    assert isinstance(panel, PersonPanel)
    assert panel.counts.text() == "2 open, 1 late, 1 due soon, 1 unanswered"
    assert [(row.words, row.quiet, row.late) for row in panel.actions.rows()] == [
        ("1.1  Audit every plan", "20 August 2023, 10 days late, moved once, 51 days", True),
        ("1.2  Train all advisers", "6 September 2023, due in 7 days", False),
    ]
    assert [row.words for row in panel.areas.rows()] == ["1  Pathway plans"]
    before = contents(plan)
    field = panel.editors["post"].input
    field.setFocus()
    QTest.keyClicks(field, "Service manager")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert plan.get(Person, made.leader).post == "Service manager"
    workspace.undo()
    assert contents(plan) == before
    field = panel.editors["name"].input
    field.selectAll()
    QTest.keyClicks(field, "Head of Quality")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "is in the plan already" in panel.editors["name"].refusal


def test_an_owners_sheet_is_printed_from_the_list_whatever_is_in_hand(
    page: OwnersPage, workspace: Workspace, made: Made, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[str | None] = []

    def print_paper(workspace: Workspace, parent: QWidget, *, owner: str | None = None) -> None:
        asked.append(owner)

    monkeypatch.setattr("gui.dialogs.printing.print_paper", print_paper)
    workspace.select("action", [made.audit])
    qtbot.mouseClick(page.held.sheet_button, Qt.MouseButton.LeftButton)
    assert asked == [made.leader]
