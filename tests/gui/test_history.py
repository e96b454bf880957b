"""The History page: acts by day, what each changed, finding them, and putting an old one back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.pages.history import HistoryPage
from gui.workspace import Workspace
from model import actions, areas, history, milestones, people
from model.records import Action
from model.store.plan import Plan
from tests.gui.conftest import Messages
from tests.gui.plan_made import Made, make_plan


@pytest.fixture
def made(plan: Plan) -> Made:
    return make_plan(plan)


@pytest.fixture
def page(made: Made, window: MainWindow) -> HistoryPage:
    shown = window.show_page("history")
    assert isinstance(shown, HistoryPage)
    return shown


def sentences(page: HistoryPage) -> list[str]:
    """The acts shown, newest first, without the headings."""
    return [page.table.row_at(page.table.row_of(act)).sentence for act in page.table.ids()]


def choose(page: HistoryPage, qtbot: QtBot, sentence: str) -> None:
    act = page.table.ids()[sentences(page).index(sentence)]
    page.view.select_ids([act])
    qtbot.waitUntil(lambda: page.act_title.text() == sentence and page.stack.currentIndex() == 0)


def changed(page: HistoryPage) -> list[list[str]]:
    """The lines under the chosen act."""
    rows = [page.details.row_at(place) for place in range(page.details.rowCount())]
    return [[column.words(row) for column in page.details.columns] for row in rows]


# --- what was done


def test_acts_stand_newest_first_under_their_day(page: HistoryPage, plan: Plan) -> None:
    shown = sentences(page)
    assert shown[0] == "Add evidence “Audit of 40 plans” to area 1"
    assert shown[-1] == "Make the plan “Improvement plan”"
    assert len(shown) == len(history.acts(plan))
    heading = page.table.group_at(0)
    assert heading.label == "Wednesday 30 August 2023"
    assert page.header.summary == f"{len(shown)} acts by 1 person"


def test_qt_finds_nothing_wrong_with_the_tables(
    page: HistoryPage, plan: Plan, made: Made, window: MainWindow, qtbot: QtBot
) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(table, mode) for table in (page.table, page.details)]
    actions.assign(plan, [made.audit, made.train], made.leader)
    choose(page, qtbot, "Assign Head of Leaving Care to 2 actions")
    window.undo()
    page.search.setText("Assign")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert len(sentences(page)) == 2
    del testers


def test_an_act_says_what_it_changed_field_by_field(page: HistoryPage, plan: Plan, made: Made, qtbot: QtBot) -> None:
    actions.assign(plan, [made.audit, made.train], made.leader)
    choose(page, qtbot, "Assign Head of Leaving Care to 2 actions")
    assert changed(page) == [
        ["Action 1.1", "Owner", "Head of Quality", "Head of Leaving Care"],
        ["Action 1.2", "Owner", "nothing", "Head of Leaving Care"],
    ]
    assert "by Improvement Officer on" in page.act_words.text()
    assert page.act_words.text().endswith(": 2 changes.")


def test_deleted_records_are_named_and_cannot_be_opened(
    page: HistoryPage, plan: Plan, made: Made, window: MainWindow, qtbot: QtBot
) -> None:
    milestones.remove(plan, made.sites)
    choose(page, qtbot, sentences(page)[0])
    assert changed(page) == [["Milestone “Sites found” of action 2.1", "deleted", "", ""]]
    assert not page.open_button.isEnabled()
    page.details_view.select_ids(["0"])
    QTest.keyClick(page.details_view, Qt.Key.Key_Return)
    assert window.banner.sentence == "Milestone “Sites found” of action 2.1 is not in the plan any more."


def test_the_record_of_a_line_is_opened(
    page: HistoryPage, plan: Plan, made: Made, window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    actions.assign(plan, [made.audit, made.train], made.leader)
    choose(page, qtbot, "Assign Head of Leaving Care to 2 actions")
    page.details_view.select_ids(["1"])
    page.open_button.click()
    assert workspace.selection.of("action") == (made.train,)
    assert window.current_page() is window.pages["actions"]


def test_a_long_act_is_read_by_the_block(page: HistoryPage, plan: Plan, made: Made, qtbot: QtBot) -> None:
    with plan.batch("Add many posts"):
        for number in range(450):
            people.add(plan, f"Post {number}")
    choose(page, qtbot, "Add many posts")
    page.details.read_rest()
    assert page.details.rowCount() == 450
    assert page.details.columns[0].words(page.details.row_at(449)) == "Post 449"
    assert page.details.columns[1].words(page.details.row_at(449)) == "added"


# --- putting back


def test_an_older_act_is_put_back_and_that_is_undone(
    page: HistoryPage, plan: Plan, made: Made, window: MainWindow, qtbot: QtBot
) -> None:
    actions.assign(plan, made.train, made.leader)
    actions.set_percent(plan, made.audit, 40)
    choose(page, qtbot, "Assign Head of Leaving Care to action 1.2")
    page.back_button.click()
    assert plan.get(Action, made.train).owner is None
    assert plan.get(Action, made.audit).percent == 40, "what was done since stays"
    assert sentences(page)[0] == "Put back “Assign Head of Leaving Care to action 1.2”"
    assert page.act_title.text() == "Assign Head of Leaving Care to action 1.2", "it stays chosen"
    assert not page.back_button.isEnabled()
    assert "undone or put back since" in page.act_words.text()
    window.undo()
    assert plan.get(Action, made.train).owner == made.leader
    assert page.back_button.isEnabled()


def test_what_was_changed_since_is_not_put_back_and_why_is_said(
    page: HistoryPage, plan: Plan, made: Made, window: MainWindow, qtbot: QtBot
) -> None:
    actions.assign(plan, made.train, made.leader)
    actions.assign(plan, made.train, made.quality)
    choose(page, qtbot, "Assign Head of Leaving Care to action 1.2")
    page.back_button.click()
    assert plan.get(Action, made.train).owner == made.quality
    assert window.banner.sentence
    assert page.back_button.isEnabled()


def test_an_act_of_many_changes_is_put_back_after_asking(
    page: HistoryPage, plan: Plan, made: Made, messages: Messages, qtbot: QtBot
) -> None:
    with plan.batch("Add many posts"):
        for number in range(30):
            people.add(plan, f"Post {number}")
    choose(page, qtbot, "Add many posts")
    page.back_button.click()
    assert messages.sentences == [
        "“Add many posts” made 30 changes. Putting it back takes back all of them; Undo does it again."
    ]
    assert len(people.people(plan)) == 32
    messages.answer(True)
    page.back_button.click()
    assert len(people.people(plan)) == 2


def test_the_act_that_made_the_plan_stays(page: HistoryPage, plan: Plan, window: MainWindow, qtbot: QtBot) -> None:
    choose(page, qtbot, "Make the plan “Improvement plan”")
    page.back_button.click()
    assert "made the plan cannot be put back" in window.banner.sentence
    assert plan.details.title == "Improvement plan"


# --- finding


def test_acts_are_found_by_words_kind_and_person(page: HistoryPage, plan: Plan, made: Made, qtbot: QtBot) -> None:
    QTest.keyClicks(page.search, "Sites found")
    qtbot.waitUntil(lambda: len(sentences(page)) == 1)
    assert page.header.summary == "1 act fits"
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    page.filters.chip("kind").set_values(("person", "evidence"))
    page.filters.changed.emit()
    assert sentences(page) == ["Add evidence “Audit of 40 plans” to area 1", "Add Head of Quality",
                               "Add Head of Leaving Care"]  # fmt: skip
    page.filters.set_values({"who": ("Nobody",)})
    page.filters.changed.emit()
    assert sentences(page) == []
    page.filters.clear()
    assert len(sentences(page)) == len(history.acts(plan))


def test_acts_of_one_day(page: HistoryPage, plan: Plan) -> None:
    every = sentences(page)
    page.day.setFocus()
    QTest.keyClicks(page.day, "30/8/2023")
    QTest.keyClick(page.day, Qt.Key.Key_Return)
    assert sentences(page) == every
    page.day.set_day(None)
    page._day_chosen(date(2023, 8, 30) + timedelta(days=1))
    assert sentences(page) == []
    page._day_chosen(None)
    assert sentences(page) == every


def test_the_history_of_one_record(
    page: HistoryPage, plan: Plan, made: Made, window: MainWindow, workspace: Workspace
) -> None:
    workspace.select("action", (made.flats,))
    workspace.command("edit.history")
    assert page.of_words.words == "History of action 2.1 “Lease ten flats”"
    assert sentences(page) == [
        "Add a milestone to action 2.1", "Add a milestone to action 2.1", "Add action “Lease ten flats” to area 2",
    ]  # fmt: skip
    actions.set_percent(plan, made.flats, 10)
    assert sentences(page)[0] == "Set action 2.1 to 10 %"
    shown = page.findChildren(QAbstractButton)
    next(button for button in shown if button.text() == "Show every act").click()
    assert len(sentences(page)) == len(history.acts(plan))


def test_another_page_opens_an_act_whatever_is_filtered(
    page: HistoryPage, plan: Plan, made: Made, workspace: Workspace, qtbot: QtBot
) -> None:
    workspace.go("history", record=("action", made.flats))
    first = next(act for act in history.acts(plan) if act.title.startswith("Add Head of Quality"))
    workspace.go("history", act=first.id)
    assert page.act_title.text() == "Add Head of Quality"
    assert page.of_record.isHidden()


def test_many_acts_are_there_at_once_and_read_when_seen(
    page: HistoryPage, plan: Plan, made: Made, qtbot: QtBot
) -> None:
    for number in range(300):
        areas.edit(plan, made.homes, title=f"Suitable homes {number}")
    page.table.reload()
    assert page.table.count == 200, "the first ones"
    qtbot.waitUntil(lambda: page.table.complete)
    assert len(page.table.ids()) == len(history.act_ids(plan, history.Wanted()))
    assert len(page.table._blocks) <= 2


def test_a_read_only_plan_puts_nothing_back(
    page: HistoryPage, plan: Plan, made: Made, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    monkeypatch.setattr(type(window.workspace), "writable", False)
    choose(page, qtbot, "Add Head of Quality")
    assert not page.back_button.isEnabled()


def test_every_part_has_a_name(page: HistoryPage) -> None:
    for part in (page.view, page.details_view, page.search, page.day):
        assert part.accessibleName()
