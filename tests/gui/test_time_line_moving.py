"""Days proposed on the line of time by hand and by keys, and days and numbers out of the ordinary."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.dialogs.agree_date import AgreeDateDialog
from gui.dialogs.commitment_date import MoveDateDialog
from gui.main_window import MainWindow
from gui.pages.deadlines import DeadlinesPage
from gui.widgets.time_line import TimeLineView
from gui.workspace import Workspace
from model import agreed_dates, areas, calendar_days, commitments, date_requests, meetings, milestones
from model.records import Action, Commitment, Milestone
from model.store.plan import Plan
from model.time_line import Lane
from tests.gui.actions_made import TODAY, Made, answer, make_plan
from tests.gui.time_line_hands import drag, reach
from tests.model.contents import contents

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def made(plan: Plan) -> Made:
    return make_plan(plan)


@pytest.fixture
def page(made: Made, window: MainWindow) -> DeadlinesPage:
    window.resize(1600, 1000)
    shown = window.show_page("deadlines")
    assert isinstance(shown, DeadlinesPage)
    QApplication.processEvents()
    return shown


@pytest.fixture
def line(page: DeadlinesPage) -> TimeLineView:
    page.line.view.setFocus()
    return page.line.view


# --- moving


def test_an_agreed_date_is_dragged_and_moves_with_its_reason_in_the_ledger(
    line: TimeLineView, plan: Plan, made: Made, workspace: Workspace
) -> None:
    line.set_scale(10.0)
    shown: list[object] = []

    def drive(dialog: AgreeDateDialog) -> None:
        shown.append(dialog.editors["agreed"].value())
        dialog.editors["reason"].put("The trainer is ill")
        dialog.accept()

    before = contents(plan)
    answer(AgreeDateDialog, drive)
    drag(line, f"action {made.train}", 12)
    wanted = TODAY + timedelta(days=19)
    assert shown == [wanted]
    assert plan.get(Action, made.train).agreed == wanted
    assert plan.get(Action, made.train).first_agreed == TODAY + timedelta(days=7)
    last = agreed_dates.ledger(plan, made.train)[-1]
    assert (last.old, last.new, last.reason) == (TODAY + timedelta(days=7), wanted, "The trainer is ill")
    assert line.mark_of(f"action {made.train}").day == wanted.toordinal()
    assert line.mark_of(f"action {made.train}").first == (TODAY + timedelta(days=7)).toordinal()
    workspace.undo()
    assert contents(plan) == before
    assert line.mark_of(f"action {made.train}").first is None


def test_a_drag_may_ask_for_the_date_and_shows_what_waits(
    page: DeadlinesPage, line: TimeLineView, plan: Plan, made: Made, workspace: Workspace
) -> None:
    line.set_scale(10.0)

    def drive(dialog: AgreeDateDialog) -> None:
        dialog.way._buttons["asked"].click()
        dialog.editors["reason"].put("The trainer is ill")
        dialog.accept()

    before = contents(plan)
    answer(AgreeDateDialog, drive)
    drag(line, f"action {made.train}", 12)
    (waiting,) = date_requests.waiting(plan)
    assert (waiting.row, waiting.request.wanted) == (made.train, TODAY + timedelta(days=19))
    assert plan.get(Action, made.train).agreed == TODAY + timedelta(days=7)
    mark = line.mark_of(f"action {made.train}")
    assert (mark.day, mark.asked) == tuple((TODAY + timedelta(days=n)).toordinal() for n in (7, 19))
    assert "move asked for, not agreed yet" in page.line.legend.words
    line.viewport().repaint()
    workspace.undo()
    assert contents(plan) == before
    assert line.mark_of(f"action {made.train}").asked is None


def test_a_drag_that_is_called_off_leaves_all_as_it_was(line: TimeLineView, plan: Plan, made: Made) -> None:
    line.set_scale(10.0)
    before = contents(plan)
    driven = answer(AgreeDateDialog, AgreeDateDialog.reject)
    drag(line, f"action {made.train}", -3)
    assert len(driven) == 1
    assert contents(plan) == before
    assert line.move is None
    assert line.mark_of(f"action {made.train}").day == (TODAY + timedelta(days=7)).toordinal()


def test_a_drag_back_to_where_it_was_asks_nothing(line: TimeLineView, plan: Plan, made: Made) -> None:
    line.set_scale(1.2)
    start = reach(line, f"action {made.train}")
    QTest.mousePress(line.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(line.viewport(), start + QPoint(60, 0))
    assert line.move is not None
    QTest.mouseMove(line.viewport(), start + QPoint(1, 0))
    QTest.mouseRelease(line.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(1, 0))
    assert line.move is None
    assert QApplication.activeModalWidget() is None


def test_escape_drops_what_is_being_dragged(line: TimeLineView, plan: Plan, made: Made) -> None:
    line.set_scale(10.0)
    before = contents(plan)
    start = reach(line, f"action {made.train}")
    QTest.mousePress(line.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(line.viewport(), start + QPoint(80, 0))
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert line.move is None
    QTest.mouseRelease(line.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(80, 0))
    assert contents(plan) == before


def test_by_keys_a_day_is_proposed_and_names_weekends_and_bank_holidays(
    line: TimeLineView, plan: Plan, made: Made, page: DeadlinesPage
) -> None:
    calendar_days.add_holiday(plan, date(2023, 9, 11), "State funeral")
    line.set_scale(10.0)
    line.set_current(f"action {made.train}")  # Wednesday 6 September 2023
    for _ in range(3):
        QTest.keyClick(line, Qt.Key.Key_Right, ALT)
    assert said(line) == "Saturday 9 September 2023, 3 days later. That is a weekend."
    for _ in range(2):
        QTest.keyClick(line, Qt.Key.Key_Right, ALT)
    assert said(line) == "Monday 11 September 2023, 5 days later. That is State funeral."
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert line.move is None
    QTest.keyClick(line, Qt.Key.Key_Left, ALT)
    shown: list[object] = []

    def drive(dialog: AgreeDateDialog) -> None:
        shown.append(dialog.editors["agreed"].value())
        dialog.reject()

    answer(AgreeDateDialog, drive)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert shown == [TODAY + timedelta(days=6)]
    assert plan.get(Action, made.train).agreed == TODAY + timedelta(days=7)


def said(line: TimeLineView) -> str:
    from gui.widgets.time_line_moving import words_of

    assert line.move is not None
    return words_of(line.move, line.calendar)


def test_far_away_a_move_goes_by_weeks_to_fridays(line: TimeLineView, made: Made) -> None:
    line.set_scale(1.0)
    line.set_current(f"action {made.train}")
    QTest.keyClick(line, Qt.Key.Key_Right, ALT)
    assert said(line) == "Friday 8 September 2023, 2 days later"
    QTest.keyClick(line, Qt.Key.Key_Right, ALT)
    assert said(line) == "Friday 15 September 2023, 9 days later"
    for _ in range(3):
        QTest.keyClick(line, Qt.Key.Key_Left, ALT)
    assert said(line) == "Friday 25 August 2023, 12 days earlier"


def test_a_milestone_is_moved_outright_and_a_commitment_asks(
    line: TimeLineView, plan: Plan, made: Made, workspace: Workspace
) -> None:
    line.set_scale(10.0)
    step = milestones.of_action(plan, made.survey)[1]
    before = contents(plan)
    drag(line, f"milestone {step.id}", 5)
    assert plan.get(Milestone, step.id).due == step.due + timedelta(days=5)
    workspace.undo()
    assert contents(plan) == before
    asked: list[object] = []

    def drive(dialog: MoveDateDialog) -> None:
        asked.append(dialog.editors["new"].value())
        dialog.editors["reason"].put("The service starts later")
        dialog.accept()

    answer(MoveDateDialog, drive)
    drag(line, f"commitment {made.promise}", 3)
    assert asked == [date(2024, 5, 1)]
    assert plan.get(Commitment, made.promise).fixed_due == date(2024, 5, 1)


def test_what_is_done_or_follows_from_a_rule_does_not_move(
    page: DeadlinesPage, line: TimeLineView, plan: Plan, made: Made
) -> None:
    page.apply(done=True)
    before = contents(plan)
    for key in (f"action {made.flats}", f"meeting {made.panel}"):
        drag(line, key, 10)
        line.set_current(key)
        QTest.keyClick(line, Qt.Key.Key_Right, ALT)
        assert line.move is None
    assert contents(plan) == before


# --- days out of the ordinary, and many of them


def test_days_of_three_centuries_are_drawn_at_every_zoom(window: MainWindow, workspace: Workspace, plan: Plan) -> None:
    area = areas.add(plan, "Area")
    with plan.batch("Fill"):
        for number, (first, agreed, forecast) in enumerate(
            (
                (date(1900, 1, 1), date(2199, 12, 31), date(1900, 1, 2)),
                (date(2200, 12, 31), date(1900, 1, 1), None),
                (date(2023, 2, 28), date(2024, 2, 29), date(2200, 1, 1)),
            ),
            start=1,
        ):
            row = plan.add("action", area=area, area_number=1, item_number=number, title=f"Action {number}",
                     first_agreed=first, agreed=agreed, forecast=forecast, position=float(number))  # fmt: skip
            plan.add("date_change", action=row, old=None, new=first, on_day=first)
            plan.add("date_change", action=row, old=first, new=agreed, reason="Test", on_day=first)
    page = window.show_page("deadlines")
    view = page.line.view
    for scale in (0.001, 0.05, 1.0, 20.0, 1000.0):
        view.set_scale(scale)
        for part in (0.0, 0.5, 1.0):
            view.horizontalScrollBar().setValue(round(part * view.horizontalScrollBar().maximum()))
            view.viewport().repaint()
    view.show_whole()
    assert view.horizontalScrollBar().maximum() == 0
    assert not view.grab().isNull()


def test_thousands_are_read_on_a_thread_and_only_what_is_in_view_is_drawn(
    window: MainWindow, workspace: Workspace, plan: Plan, qtbot: QtBot
) -> None:
    area = areas.add(plan, "Area")
    with plan.batch("Fill"):
        for number in range(1, 2_601):
            day = TODAY + timedelta(days=number // 10)
            row = plan.add("action", area=area, area_number=1, item_number=number, title=f"Action {number}",
                     first_agreed=day, agreed=day, position=float(number))  # fmt: skip
            plan.add("date_change", action=row, old=None, new=day, on_day=TODAY)
    page = window.show_page("deadlines")
    assert page._task is not None
    assert page.show_record("action", row), "it is there, and is selected once it is read"
    qtbot.waitUntil(lambda: page._task is None, timeout=20_000)
    assert page.header.summary == "2,600 deadlines, 0 late"
    view = page.line.view
    assert view.current == f"action {row}"
    assert len(view.place.rows_in_view) < 60
    assert sum(1 for lane in view.line.lanes) == 2_600
    QTest.keyClick(view, Qt.Key.Key_Home, CONTROL)
    assert view.verticalScrollBar().value() == 0


def test_a_body_that_meets_each_week_for_years_is_one_row(window: MainWindow, workspace: Workspace, plan: Plan) -> None:
    board = meetings.add_body(plan, "Board")
    with plan.batch("Fill"):
        for week in range(300):
            plan.add("meeting", body=board, on_day=TODAY + timedelta(days=7 * week))
    page = window.show_page("deadlines")
    view = page.line.view
    (lane,) = [row for row in view.place.rows if isinstance(row, Lane)]
    assert lane.label == "Board"
    assert len(lane.marks) > 590, "meetings, and the days their papers are due"
    for scale in (0.2, 2.0, 30.0):
        view.set_scale(scale)
        view.viewport().repaint()
    view.set_current(lane.marks[-1].key)
    assert view.place.left <= view.point_of(lane.marks[-1].key).x() <= view.place.width


def test_a_window_is_a_span_from_its_first_day_to_its_last(line: TimeLineView, plan: Plan, made: Made) -> None:
    commitments.edit(plan, made.promise, amount=None, unit=None, counted_from=None, counted_from_what=None,
                     fixed_due=date(2023, 10, 31), due_from=date(2023, 10, 1))  # fmt: skip
    mark = line.mark_of(f"commitment {made.promise}")
    assert mark.first is not None
    assert (date.fromordinal(mark.first), date.fromordinal(mark.day)) == (date(2023, 10, 1), date(2023, 10, 31))
    where = reach(line, mark.key)
    inside = QPoint(where.x() - round(15 * line.place.per_day), where.y())
    found = line.mark_at(inside)
    assert found is not None
    assert found.key == mark.key
