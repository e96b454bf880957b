"""The Deadlines page, the dialogs of a commitment, and its panel."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.dialogs.commitment import CommitmentDialog
from gui.dialogs.commitment_date import MetDialog, MoveDateDialog
from gui.main_window import MainWindow
from gui.pages.deadlines import DeadlinesPage
from gui.record_panel.commitment import CommitmentPanel
from gui.tables.columns import RowRole
from gui.workspace import Workspace
from model import actions, areas, commitments
from model.records import Action, Commitment
from model.store.plan import Plan
from tests.gui.actions_made import TODAY, Made, answer, make_plan
from tests.model.contents import contents

LAST_DAY = "1 year from 28 April 2023 (the last day of fieldwork)"
MODE = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def made(plan: Plan) -> Made:
    return make_plan(plan)


@pytest.fixture
def page(made: Made, window: MainWindow) -> DeadlinesPage:
    shown = window.show_page("deadlines")
    assert isinstance(shown, DeadlinesPage)
    return shown


def lines(page: DeadlinesPage) -> list[str]:
    """What is read from the list: headings, and of each row what stands and what it is."""
    table = page.table
    found = []
    for place in range(table.rowCount()):
        row = table.index(place, 0).data(RowRole)
        found.append(f"{row.words} {row.what}" if row is not None else str(table.index(place, 0).data()))
    return found


def is_next_inspection(line: str) -> bool:
    """What a rule gives for the inspection of this plan."""
    return line.startswith("expected from ") and line.endswith(
        "Next ILACS inspection: ILACS short inspection, 24 to 28 April 2023"
    )


def place_of(page: DeadlinesPage, record: str) -> int:
    return next(p for p in range(page.table.rowCount()) if (page.table.id_at(p) or "").endswith(record))


def choose(page: DeadlinesPage, record: str) -> None:
    page.view.setFocus()
    page.view.selectRow(place_of(page, record))
    QApplication.processEvents()


# --- the page


def test_late_comes_first_and_the_line_of_today_before_the_months(page: DeadlinesPage, made: Made) -> None:
    assert lines(page)[:12] == [
        "Late (2)",
        "29 days late Questions agreed",
        "10 days late Audit every plan",
        "Today, Wednesday 30 August 2023: nothing is due today",
        "September 2023 (1)",
        "due in 7 days Train all advisers",
        "November 2023 (1)",
        "due in 63 days Survey sent",
        "January 2024 (1)",
        "due in 154 days Ask care leavers",
        "April 2024 (1)",
        "due in 242 days “It will be turned round within 12 months.”",
    ]
    assert is_next_inspection(lines(page)[13])
    assert page.header.summary == "7 deadlines, 2 late"
    assert page.undated.text() == "1 open action without an agreed date"


def test_an_empty_plan_says_what_will_stand_here(window: MainWindow) -> None:
    page = window.show_page("deadlines")
    assert page.table.rowCount() == 0
    assert page.promises.none.isVisible()
    assert "promise" in page.promises.none.text()
    assert page.view._empty.isVisible()
    assert not page.undated.isVisible()


def test_a_kind_is_switched_on_by_its_chip_which_says_how_many(page: DeadlinesPage, qtbot: QtBot) -> None:
    chip = page.filters.kinds["milestone"]
    assert chip.text() == "Milestones 2"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert lines(page) == [
        "Late (1)",
        "29 days late Questions agreed",
        "Today, Wednesday 30 August 2023: nothing is due today",
        "November 2023 (1)",
        "due in 63 days Survey sent",
    ]
    assert page.filters.kinds["action"].text() == "Actions 3"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert page.table.rowCount() == 14


def test_owner_and_area_narrow_the_list(page: DeadlinesPage, made: Made) -> None:
    page.apply(owner=made.leader)
    assert [line for line in lines(page) if "(" not in line][::2] == [
        "10 days late Audit every plan",
        "due in 7 days Train all advisers",
    ]
    page.apply(area=made.homes)
    assert page.header.summary == "3 deadlines, 1 late"
    page.apply()
    assert page.header.summary == "7 deadlines, 2 late"
    page.apply(inspection=made.ilacs)
    assert [line for line in lines(page) if "(" not in line][:3] == [
        "10 days late Audit every plan",
        "Today, Wednesday 30 August 2023: nothing is due today",
        "due in 7 days Train all advisers",
    ]
    assert is_next_inspection(lines(page)[-1])
    assert page.header.summary == "3 deadlines, 1 late"


def test_done_and_past_stand_at_the_end_when_asked_for(page: DeadlinesPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.filters.done, Qt.MouseButton.LeftButton)
    assert lines(page)[-6:] == [
        "Done or past: August 2023 (1)",
        "complete Lease ten flats",
        "Done or past: May 2023 (1)",
        "118 days ago Corporate Parenting Panel, 4 May 2023",
        "Done or past: April 2023 (1)",
        "due 127 days ago Papers for Corporate Parenting Panel, 4 May 2023",
    ]


def test_a_section_closes_by_click_and_by_key_and_stays_so(
    page: DeadlinesPage, workspace: Workspace, qtbot: QtBot
) -> None:
    view = page.view
    where = view.visualRect(page.table.index(0, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert lines(page)[:2] == ["Late (2)", "Today, Wednesday 30 August 2023: nothing is due today"]
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert lines(page)[1] == "29 days late Questions agreed"
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.currentIndex().row() == 0
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert page.table.rowCount() == 12
    again = DeadlinesPage(workspace)
    again.refresh()
    assert again.table.rowCount() == 12
    again.deleteLater()


def test_a_row_is_in_hand_by_its_record_and_enter_opens_it(
    page: DeadlinesPage, window: MainWindow, workspace: Workspace, made: Made
) -> None:
    choose(page, made.audit)
    assert (workspace.selection.table, workspace.selection.ids) == ("action", (made.audit,))
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert window.panel.isVisible()
    assert window.panel.panel.record_id == made.audit
    assert window.current_page() is page
    assert page.view.selected_ids() == [f"action {made.audit}"]


def test_what_is_selected_is_assigned_and_re_dated_here(
    page: DeadlinesPage, workspace: Workspace, plan: Plan, made: Made
) -> None:
    choose(page, made.survey)
    before = contents(plan)
    workspace.do(actions.assign, workspace.selection.of("action"), made.leader)
    place = place_of(page, made.survey)
    assert page.table.row_at(place).who == "Head of Leaving Care"
    assert page.view.selected_ids() == [f"action {made.survey}"]
    workspace.undo()
    assert contents(plan) == before
    assert page.table.row_at(place).who == "Head of Quality"


def test_deleting_is_of_what_has_its_home_here(
    page: DeadlinesPage, workspace: Workspace, plan: Plan, made: Made
) -> None:
    refused: list[str] = []
    workspace.refused.connect(refused.append)
    workspace.select("meeting", [made.panel])
    page.delete_selected()
    assert "their own pages" in refused[0]
    choose(page, made.train)
    before = contents(plan)
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    assert plan.find(Action, made.train) is None
    workspace.undo()
    assert contents(plan) == before


def test_a_record_is_found_though_its_section_is_closed_or_filtered_away(page: DeadlinesPage, made: Made) -> None:
    page.toggle_section("late")
    page.apply(kinds=("milestone",))
    assert page.show_record("action", made.audit)
    assert page.view.selected_ids() == [f"action {made.audit}"]
    assert not page.show_record("action", made.offer)
    assert not page.show_record("question", "any")


def test_the_link_under_the_list_shows_what_has_no_date(
    page: DeadlinesPage, window: MainWindow, qtbot: QtBot, made: Made
) -> None:
    qtbot.mouseClick(page.undated, Qt.MouseButton.LeftButton)
    shown = window.current_page()
    assert shown is window.pages["actions"]
    assert shown.table.ids() == [made.offer]


def test_qt_finds_nothing_wrong_with_the_tables(page: DeadlinesPage, plan: Plan, made: Made) -> None:
    testers = [QAbstractItemModelTester(table, MODE) for table in (page.table, page.promises.table)]
    actions.remove(plan, made.train)
    page.toggle_section("late")
    page.apply(done=True)
    commitments.mark_met(plan, made.promise, TODAY)
    plan.undo()
    assert len(testers) == 2
    assert page.table.rowCount() > 6


def test_actions_can_be_dragged_away_and_nothing_else(page: DeadlinesPage, made: Made) -> None:
    from gui.tables.mime import ids_in

    every = [page.table.index(place, 0) for place in range(page.table.rowCount())]
    held = ids_in(page.table.mimeData(every))
    assert held == ("action", [made.audit, made.train, made.survey])


# --- commitments


def test_the_commitments_stand_on_top_with_their_clock(
    page: DeadlinesPage, plan: Plan, made: Made, workspace: Workspace
) -> None:
    line = page.promises.table.row_at(0)
    assert line.rating == "grey"
    assert [column.words(line) for column in page.promises.table.columns] == [
        "“It will be turned round within 12 months.”", "", "28 April 2024", "Due in 242 days",
    ]  # fmt: skip
    assert page.promises.explanation.text() == (
        "12 months from 28 April 2023 is 28 April 2024: due in 242 days. That is a Sunday; the date is not moved."
    )
    workspace.do(commitments.mark_met, made.promise, TODAY)
    assert page.promises.table.row_at(0).rating == "blue"
    assert "1 met" in page.promises.section.button.text()
    assert page.show_record("commitment", made.promise)


def typed(dialog: CommitmentDialog, name: str, words: str) -> None:
    field = dialog.editors[name].input
    field.setFocus()
    QTest.keyClicks(field, words)


def test_a_commitment_is_added_and_says_when_it_is_due_while_it_is_typed(
    page: DeadlinesPage, workspace: Workspace, plan: Plan, made: Made
) -> None:
    workspace.select("inspection", [made.ilacs])
    said: list[str] = []

    def drive(dialog: CommitmentDialog) -> None:
        said.append(dialog.effect.text())
        typed(dialog, "sentence", "Every plan will be timely within a year")
        start = dialog.editors["start"].input
        assert [start.itemText(place) for place in range(start.count())] == [
            "Not known yet", "fieldwork began 24 April 2023", "fieldwork ended 28 April 2023",
            "Another day", "Not counted: due on a fixed day",
        ]  # fmt: skip
        assert dialog.editors["phrase"].input.text() == "within a year"
        assert dialog.editors["period"].input.text() == "1 year"
        said.append(dialog.effect.text())
        start.setFocus()
        QTest.keyClick(start, Qt.Key.Key_Down)
        QTest.keyClick(start, Qt.Key.Key_Down)
        said.append(dialog.effect.text())
        QTest.keyClick(dialog.editors["speaker"].input, Qt.Key.Key_Return)

    before = contents(plan)
    answer(CommitmentDialog, drive)
    page.add_commitment()
    assert said == [
        "No date was said; agree one, or say what it is counted from and how long.",
        "“within a year” does not say from which day. From which day is 1 year counted?",
        f"{LAST_DAY} is 28 April 2024: due in 242 days. That is a Sunday; the date is not moved.",
    ]
    (made_now,) = (one for one in plan.all(Commitment) if one.id != made.promise)
    assert (made_now.inspection, made_now.amount, made_now.unit) == (made.ilacs, 1, "years")
    assert made_now.phrase == "within a year"
    assert (made_now.counted_from, made_now.counted_from_what) == (date(2023, 4, 28), "the last day of fieldwork")
    assert workspace.selection.ids == (made_now.id,)
    after = contents(plan)
    workspace.undo()
    assert contents(plan) == before
    workspace.redo()
    assert contents(plan) == after


def test_a_meeting_fills_the_day_and_offers_its_own(window: MainWindow, workspace: Workspace, made: Made) -> None:
    dialog = CommitmentDialog(workspace, window, meeting=made.panel)
    assert dialog.editors["said_on"].value() == date(2023, 5, 4)
    dialog.editors["start"].input.set_value("the meeting")
    dialog._start_chosen()
    dialog.editors["period"].put("10 working days")
    assert dialog.effect.text().startswith("10 working days from 4 May 2023 (the meeting) is 19 May 2023")
    dialog.editors["start"].input.set_value("fixed")
    dialog._start_chosen()
    assert dialog.editors["period"].isHidden()
    assert not dialog.editors["fixed_due"].isHidden()
    dialog.deleteLater()


def test_what_is_no_period_is_said_at_its_field_and_nothing_is_added(
    window: MainWindow, workspace: Workspace, plan: Plan
) -> None:
    dialog = CommitmentDialog(workspace, window)
    dialog.show()
    typed(dialog, "sentence", "Soon")
    typed(dialog, "period", "twelve moons")
    dialog.accept()
    assert "is no period" in dialog.editors["period"].refusal
    assert dialog.isVisible()
    assert plan.all(Commitment) == []
    dialog.reject()
    dialog.deleteLater()


def test_an_edited_commitment_is_one_act_with_what_answers_it(
    page: DeadlinesPage, workspace: Workspace, plan: Plan, made: Made
) -> None:
    def drive(dialog: CommitmentDialog) -> None:
        dialog.editors["speaker"].put("Director")
        dialog.answers._area_chosen(made.plans)
        dialog.answers.action.look("2.2")
        dialog.answers.action._picked(next(iter(dialog.answers.action._ids)))
        dialog.accept()

    before = contents(plan)
    answer(CommitmentDialog, drive)
    workspace.select("commitment", [made.promise])
    page.edit_selected()
    row = commitments.row_of(plan, made.promise, TODAY)
    assert row.commitment.speaker == "Director"
    assert [area.id for area in row.areas] == [made.plans]
    assert [action.id for action in row.actions] == [made.survey]
    workspace.undo()
    assert contents(plan) == before


def test_moving_the_date_asks_why_and_keeps_the_old_one(
    window: MainWindow, workspace: Workspace, plan: Plan, made: Made
) -> None:
    dialog = MoveDateDialog(workspace, plan.get(Commitment, made.promise), window, day=date(2024, 6, 28))
    dialog.show()
    assert dialog.words.text().endswith("The new date is 61 days later.")
    dialog.accept()
    assert dialog.editors["reason"].refusal == "Reason cannot be empty."
    dialog.editors["meeting"].put(made.panel)
    dialog._meeting_chosen("meeting", made.panel)
    dialog.editors["reason"].put("The new service starts in June")
    dialog.accept()
    (change,) = commitments.date_changes_of(plan, made.promise)
    assert (change.old, change.new) == (date(2024, 4, 28), date(2024, 6, 28))
    assert (change.agreed_by, change.on_day) == ("Corporate Parenting Panel", date(2023, 5, 4))
    dialog.deleteLater()
    edit = CommitmentDialog(workspace, window, commitment=plan.get(Commitment, made.promise))
    assert edit.editors["period"].isHidden()
    assert "agree a new one" in edit.effect.text()
    edit.deleteLater()


def test_marking_as_met_takes_the_day_and_what_came_of_it(
    window: MainWindow, workspace: Workspace, plan: Plan, made: Made
) -> None:
    dialog = MetDialog(workspace, plan.get(Commitment, made.promise), window)
    assert dialog.editors["met_on"].value() == TODAY
    dialog.editors["outcome"].put("The inspectors said so.")
    dialog.accept()
    one = plan.get(Commitment, made.promise)
    assert (one.met_on, one.outcome) == (TODAY, "The inspectors said so.")
    dialog.deleteLater()


# --- the panel


@pytest.fixture
def panel(page: DeadlinesPage, window: MainWindow, workspace: Workspace, made: Made) -> CommitmentPanel:
    workspace.open("commitment", made.promise)
    shown = window.panel.panel
    assert isinstance(shown, CommitmentPanel)
    return shown


def test_the_panel_explains_the_date_and_is_edited_where_it_stands(
    panel: CommitmentPanel, workspace: Workspace, plan: Plan, made: Made
) -> None:
    assert panel.explanation.text().startswith("12 months from 28 April 2023 is 28 April 2024: due in 242 days.")
    before = contents(plan)
    field = panel.editors["period"].input
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "6 weeks")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert panel.explanation.text().startswith("6 weeks from 28 April 2023 is 9 June 2023: 2 months past")
    after = contents(plan)
    workspace.undo()
    assert contents(plan) == before
    assert field.text() == "12 months"
    workspace.redo()
    assert contents(plan) == after


def test_another_day_to_count_from_is_chosen_by_its_name(
    panel: CommitmentPanel, workspace: Workspace, plan: Plan, made: Made
) -> None:
    workspace.do(commitments.edit, made.promise, meeting=made.panel)
    start = panel.editors["start"].input
    assert [start.itemText(place) for place in range(start.count())] == ["Another day", "the meeting, 4 May 2023"]
    start.setFocus()
    QTest.keyClick(start, Qt.Key.Key_Down)
    one = plan.get(Commitment, made.promise)
    assert (one.counted_from, one.counted_from_what) == (date(2023, 5, 4), "the meeting")


def test_what_is_no_period_is_refused_under_its_field(panel: CommitmentPanel, plan: Plan, made: Made) -> None:
    field = panel.editors["period"].input
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "soon")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "is no period" in panel.editors["period"].refusal
    assert plan.get(Commitment, made.promise).amount == 12


def test_once_moved_the_ledger_stands_in_place_of_the_counting(
    panel: CommitmentPanel, workspace: Workspace, made: Made
) -> None:
    workspace.do(commitments.agree_date, made.promise, date(2024, 6, 28), TODAY, "New service")
    assert not panel.editors["period"].isVisible()
    assert [row.words for row in panel.ledger.rows()] == ["28 April 2024 → 28 June 2024"]
    assert [row.quiet for row in panel.ledger.rows()] == ["Agreed on 30 August 2023: New service"]


def test_met_and_not_met_after_all(panel: CommitmentPanel, workspace: Workspace, plan: Plan, made: Made) -> None:
    workspace.do(commitments.mark_met, made.promise, TODAY - timedelta(days=1))
    assert panel.met_button.text() == "It is not met after all"
    assert not panel.move_button.isVisible()
    panel.met_button.click()
    assert plan.get(Commitment, made.promise).met_on is None


def test_what_answers_it_is_added_and_taken_off(panel: CommitmentPanel, plan: Plan, made: Made) -> None:
    panel.answers._area_chosen(made.homes)
    assert [one.area for one in commitments.answers_of(plan, made.promise)] == [made.homes]
    panel.answers._take_off("area", made.homes)
    assert commitments.answers_of(plan, made.promise) == ()


def test_of_thousands_only_the_rows_in_view_are_read(window: MainWindow, workspace: Workspace, plan: Plan) -> None:
    area = areas.add(plan, "Area")
    with plan.batch("Fill"):
        for number in range(1, 2_001):
            day = TODAY + timedelta(days=number // 10)
            made = plan.add("action", area=area, area_number=1, item_number=number, title=f"Action {number}",
                            first_agreed=day, agreed=day, position=float(number))  # fmt: skip
            plan.add("date_change", action=made, new=day, on_day=TODAY)
    page = window.show_page("deadlines")
    assert page.header.summary == "2,000 deadlines, 0 late"
    assert page.table.row_at(1).what == "Action 1"
    assert len(page.table._blocks) <= 2
    page.table.read_rest()
    assert page.table.count > 2_000
