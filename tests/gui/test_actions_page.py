"""The Actions page: what it shows, finds and groups, what is changed in it, and that the numbers reconcile."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gui.dialogs.agree_date import AgreeDateDialog
from gui.dialogs.change_many import ChangeManyDialog
from gui.dialogs.embedded import EmbeddedDialog
from gui.main_window import MainWindow
from gui.pages import actions_table
from gui.pages.actions import ActionsPage
from gui.tables.actions import ActionEdits, action_columns
from gui.workspace import Workspace
from model import actions, finding, meetings
from model.finding import Filter, Sort
from model.records import STATUSES, Action
from tests.gui.actions_made import TODAY, Made, answer, cell, column, make_plan, shown_lines, trigger
from tests.model.contents import contents


@pytest.fixture
def made(workspace: Workspace) -> Made:
    return make_plan(workspace.plan)


@pytest.fixture
def window(workspace: Workspace, make_window: Callable[[Workspace], MainWindow]) -> MainWindow:
    """The main window, opened on this page: the others are not made."""
    workspace.preferences.set_layout("page", "actions")
    return make_window(workspace)


@pytest.fixture
def page(window: MainWindow, made: Made, qtbot: QtBot) -> ActionsPage:
    shown = window.show_page("actions")
    assert isinstance(shown, ActionsPage)
    qtbot.waitUntil(lambda: shown.table.count == 5 and bool(shown.header.summary))
    return shown


def write(page: ActionsPage, action: str, name: str, value: object) -> bool:
    return page.table.setData(page.table.index(page.table.row_of(action), column(page, name)), value)


# --- what is shown


def test_the_table_holds_to_qt(page: ActionsPage) -> None:
    QAbstractItemModelTester(page.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.group.chosen.emit("area")
    page.search.setText("plan")
    page.search.returnPressed.emit()
    page.apply(late=True)


def test_every_action_with_its_columns(page: ActionsPage, made: Made) -> None:
    assert page.table.ids() == [made.audit, made.train, made.offer, made.flats, made.survey]
    assert page.header.summary == "5 actions, 1 late, 1 open without an owner"
    said = {one.name: cell(page, made.audit, one.name) for one in page.table.columns if one.name != "found"}
    assert said == {
        "number": "1.1", "title": "Audit every plan", "area": "1 Pathway plans", "owner": "Head of Leaving Care",
        "sponsor": "", "start": "", "first_agreed": "30 Jun 2023", "agreed": "20 Aug 2023", "late": "10 days",
        "delivery": "Off track", "status": "In progress", "forecast": "", "percent": "", "updated": "1 Aug 2023",
        "completed": "", "steps": "", "evidence": "", "moved": "51 days", "flags": "",
    }  # fmt: skip
    assert cell(page, made.survey, "steps") == "0 of 2"
    tip = page.table.index(0, column(page, "agreed")).data(Qt.ItemDataRole.ToolTipRole)
    assert "20 August 2023, 10 days late<br>Was 30 June, now 20 August 2023; moved once, 51 days" in tip


def test_an_empty_plan_says_what_to_do(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    page = window.show_page("actions")
    words = [one.text() for one in page.view.findChildren(QLabel) if one.isVisible()]
    assert "No actions yet" in words
    assert page.header.summary == ""
    page.apply(late=True)
    assert "Nothing found" in [one.text() for one in page.view.findChildren(QLabel) if one.isVisible()]


def test_the_columns_are_those_that_the_question_can_sort(workspace: Workspace, page: ActionsPage) -> None:
    for one in action_columns(ActionEdits(workspace, page)):
        if one.sort is not None:
            finding.action_ids(workspace.plan, Filter(), Sort(one.sort), TODAY)


def test_a_header_sorts(page: ActionsPage, made: Made) -> None:
    header = page.view.horizontalHeader()
    header.setSortIndicator(column(page, "agreed"), Qt.SortOrder.AscendingOrder)
    assert page.table.ids() == [made.flats, made.audit, made.train, made.survey, made.offer]
    header.setSortIndicator(column(page, "agreed"), Qt.SortOrder.DescendingOrder)
    assert page.table.ids()[0] == made.survey
    assert page.table.ids()[-1] == made.offer  # without a date: last either way


@pytest.mark.parametrize(
    ("group", "lines"),
    [
        ("status", ["Not started (2)", "1.3", "2.2", "In progress (2)", "1.1", "1.2", "Complete (1)", "2.1"]),
        ("owner", ["Head of Leaving Care (2)", "1.1", "1.2", "Head of Quality (1)", "2.2", "No owner (2)", "1.3",
                   "2.1"]),
        ("area", ["1 Pathway plans (3)", "1.1", "1.2", "1.3", "2 Suitable homes (2)", "2.1", "2.2"]),
        ("month", ["August 2023 (2)", "1.1", "2.1", "September 2023 (1)", "1.2", "January 2024 (1)", "2.2",
                   "No agreed date (1)", "1.3"]),
        ("inspection", ["ILACS short inspection, 24 to 28 April 2023 (3)", "1.1", "1.2", "1.3", "No inspection (2)",
                        "2.1", "2.2"]),
    ],
)  # fmt: skip
def test_groups_have_headings_that_count(page: ActionsPage, group: str, lines: list[str]) -> None:
    page.group.set_value(group)
    page.group.chosen.emit(group)
    assert shown_lines(page) == lines
    page.grab()


# --- changing


def test_each_cell_writes_and_goes_back(page: ActionsPage, workspace: Workspace, made: Made) -> None:
    before = contents(workspace.plan)
    for name, value in (
        ("title", "Publish the refreshed local offer"),
        ("owner", made.quality),
        ("sponsor", made.leader),
        ("start", date(2023, 9, 1)),
        ("agreed", date(2023, 12, 1)),
        ("forecast", date(2023, 12, 24)),
        ("status", "in progress"),
        ("percent", 40),
    ):
        assert write(page, made.offer, name, value)
        workspace.undo()
        assert contents(workspace.plan) == before, name
        workspace.redo()
        workspace.undo()
    assert write(page, made.offer, "agreed", date(2023, 12, 1))
    offer = workspace.plan.get(Action, made.offer)
    assert (offer.agreed, offer.first_agreed) == (date(2023, 12, 1), date(2023, 12, 1))


def test_moving_a_date_in_its_cell_asks_why(page: ActionsPage, workspace: Workspace, made: Made, qtbot: QtBot) -> None:
    before = contents(workspace.plan)

    def give_no_reason(dialog: AgreeDateDialog) -> None:
        assert dialog.editors["agreed"].value() == date(2023, 9, 30)
        assert "The new date is 41 days later." in dialog.words.text()
        dialog.accept()
        assert dialog.isVisible()
        assert dialog.editors["reason"].refusal == "Reason cannot be empty."
        dialog.editors["reason"].put("Two auditors are ill")
        dialog.editors["meeting"].input.set_value(made.panel)
        dialog.editors["meeting"].input.chosen.emit(made.panel)
        assert dialog.editors["agreed_by"].value() == "Corporate Parenting Panel"
        assert dialog.editors["on_day"].value() == date(2023, 5, 4)
        dialog.accept()

    driven = answer(AgreeDateDialog, give_no_reason)
    write(page, made.audit, "agreed", date(2023, 9, 30))
    qtbot.waitUntil(lambda: bool(driven) and not driven[0].isVisible())
    audit = workspace.plan.get(Action, made.audit)
    assert (audit.agreed, audit.first_agreed) == (date(2023, 9, 30), date(2023, 6, 30))
    workspace.undo()
    assert contents(workspace.plan) == before


def test_taking_a_date_away_needs_a_reason_too(workspace: Workspace, made: Made, qtbot: QtBot) -> None:
    dialog = AgreeDateDialog(workspace, [made.audit])
    qtbot.addWidget(dialog)
    dialog.show()
    dialog._take_away()
    assert dialog.editors["reason"].refusal == "Say why the date is taken away."
    dialog.editors["reason"].put("The area was closed")
    dialog._take_away()
    assert not dialog.isVisible()
    assert workspace.plan.get(Action, made.audit).agreed is None


def test_agreeing_a_date_for_several_at_once(page: ActionsPage, workspace: Workspace, made: Made) -> None:
    page.view.select_ids([made.train, made.offer])
    workspace.select("action", [made.train, made.offer])

    def agree(dialog: AgreeDateDialog) -> None:
        assert dialog.words.text() == "2 actions, now agreed for 6 September 2023."
        dialog.editors["agreed"].put(date(2023, 10, 1))
        dialog.editors["reason"].put("One launch for both")
        dialog.accept()

    answer(AgreeDateDialog, agree)
    workspace.command("edit.agree_date")
    assert {workspace.plan.get(Action, row).agreed for row in (made.train, made.offer)} == {date(2023, 10, 1)}
    assert workspace.plan.undo_title == "Agree 1 October 2023 for 2 actions"


def test_the_bar_acts_on_all_that_is_selected(
    page: ActionsPage, workspace: Workspace, made: Made, qtbot: QtBot
) -> None:
    assert page.bar.words.text() == "Select actions to assign, re-date or re-rate them together."
    page.view.select_ids([made.audit, made.train])
    qtbot.waitUntil(lambda: page.bar.words.text() == "2 actions selected")
    menu = page.view.make_menu()
    assert menu is not None
    status, more = (next(e for e in menu.actions() if e.text() == words).menu() for words in ("Status", "More"))
    before = contents(workspace.plan)
    trigger(status, "Complete")
    assert {workspace.plan.get(Action, row).status for row in (made.audit, made.train)} == {"complete"}
    assert page.view.selected_ids() == [made.audit, made.train]
    workspace.undo()
    assert contents(workspace.plan) == before
    trigger(more, "Put on hold")
    assert cell(page, made.audit, "status") == "In progress, on hold"
    workspace.undo()
    said: list[str] = []
    workspace.refused.connect(said.append)
    trigger(status, "Embedded…")
    assert said[0].startswith("Action 1.1 cannot be embedded yet: it needs evidence")
    assert contents(workspace.plan) == before
    menu.deleteLater()


@pytest.mark.parametrize(
    ("words", "values", "title"),
    [
        ("Forecast…", {"forecast": date(2023, 10, 1)}, "Forecast 1 October 2023 for 2 actions"),
        ("Per cent done…", {"percent": 60}, "Set 2 actions to 60 %"),
    ],
)
def test_small_questions_for_several(
    page: ActionsPage, workspace: Workspace, made: Made, words: str, values: dict[str, object], title: str
) -> None:
    workspace.select("action", [made.train, made.offer])
    before = contents(workspace.plan)

    def give(dialog: ChangeManyDialog) -> None:
        dialog.set_values(**values)
        dialog.accept()

    answer(ChangeManyDialog, give)
    trigger(page.bar.more_menu, words)
    assert workspace.plan.undo_title == title
    workspace.undo()
    assert contents(workspace.plan) == before


def test_deleting_several_and_undo(page: ActionsPage, workspace: Workspace, made: Made, qtbot: QtBot) -> None:
    before = contents(workspace.plan)
    page.view.select_ids([made.audit, made.flats])
    qtbot.waitUntil(lambda: len(workspace.selection.ids) == 2)
    workspace.command("edit.delete")
    assert page.table.ids() == [made.train, made.offer, made.survey]
    workspace.undo()
    assert contents(workspace.plan) == before
    assert page.table.count == 5


def test_embedded_asks_for_what_is_missing(workspace: Workspace, page: ActionsPage, made: Made, qtbot: QtBot) -> None:
    before = contents(workspace.plan)

    def fill(dialog: EmbeddedDialog) -> None:
        assert dialog.words.text() == (
            "Action 1.1 can be called embedded with evidence, the sign-off of someone other than its owner and a "
            "re-check date."
        )
        dialog.editors["title"].put("Audit of March")
        dialog.accept()
        assert dialog.isVisible()
        dialog.editors["signed_off_by"].put(made.quality)
        dialog.accept()

    driven = answer(EmbeddedDialog, fill)
    write(page, made.audit, "status", "embedded")
    qtbot.waitUntil(lambda: bool(driven) and not driven[0].isVisible())
    audit = workspace.plan.get(Action, made.audit)
    assert (audit.status, audit.signed_off_by, audit.recheck_on) == ("embedded", made.quality, date(2024, 2, 29))
    assert workspace.plan.undo_title == "Mark action 1.1 as embedded"
    workspace.undo()
    assert contents(workspace.plan) == before


# --- many


def test_a_long_answer_is_read_aside(workspace: Workspace, window: MainWindow, qtbot: QtBot) -> None:
    chance = random.Random(3)
    plan = workspace.plan
    made = make_plan(plan)
    with plan.batch("Fill"):
        ids = [
            actions.add(plan, chance.choice((made.plans, made.homes)), f"Review number {n}", on_day=TODAY,
                        agreed=TODAY + timedelta(days=chance.randint(-50, 50)))
            for n in range(180)
        ]  # fmt: skip
    page = window.show_page("actions")
    page.apply()
    assert page.table.count == actions_table.BLOCK
    qtbot.waitUntil(lambda: page.table.complete)
    everything = finding.action_ids(plan, Filter(), Sort(), TODAY)
    assert page.table.ids() == everything
    page.apply(text="review")
    assert page.table.count == actions_table.BLOCK  # as they are found
    qtbot.waitUntil(lambda: page.table.complete)
    assert page.table.ids() == finding.action_ids(plan, Filter(text="review"), Sort(), TODAY)
    qtbot.waitUntil(lambda: page.header.summary.startswith("180 of 185 actions"))
    page.view.select_ids([ids[-1]])
    page.view.selectAll()
    assert len(page.view.selected_ids()) == 180
    workspace.select("action", page.view.selected_ids())
    workspace.run(actions.assign, page.view.selected_ids(), made.quality)
    qtbot.waitUntil(lambda: page.table.complete)
    assert len(page.view.selected_ids()) == 180
    page.apply()
    assert page.show_record("action", ids[-1])
    assert page.view.selected_ids() == [ids[-1]]
    QTest.qWait(1)


def test_read_only_shows_and_changes_nothing(page: ActionsPage, workspace: Workspace, made: Made) -> None:
    workspace.plan.read_only = True
    page.view.select_ids([made.audit])
    page.bar.show_count(1)
    assert not any(part.isVisible() for part in page.bar.parts)
    said: list[str] = []
    workspace.refused.connect(said.append)
    assert not write(page, made.audit, "title", "Other")
    assert said == ["This plan is open to read only; save a copy to change it."]
    workspace.plan.read_only = False


def test_owners_come_into_sight_while_actions_are_dragged(page: ActionsPage, made: Made) -> None:
    assert not page.owners.isVisible()
    page.view.dragging.emit(True)
    assert page.owners.isVisible()
    assert page.owners.view.table.rowCount() == 3
    page.view.dragging.emit(False)
    assert not page.owners.isVisible()


def test_names_for_a_screen_reader(page: ActionsPage) -> None:
    assert page.search.accessibleName() == "Search actions, areas, updates and sources"
    assert page.group.accessibleName() == "Group"
    assert page.view.accessibleName() == "Actions"
    assert set(STATUSES) == {value for value, _ in page.filters._statuses()}
    assert meetings.bodies(page.workspace.plan)
