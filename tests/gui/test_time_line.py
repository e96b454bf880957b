"""The line of time on the Deadlines page, worked by hand and by keys."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QContextMenuEvent,
    QHelpEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from gui.dialogs.agree_date import AgreeDateDialog
from gui.dialogs.commitment_date import MoveDateDialog
from gui.dialogs.statutory_date import StatutoryDateDialog
from gui.main_window import MainWindow
from gui.pages.deadlines import BOTH, LINE, LIST, DeadlinesPage
from gui.widgets.time_line import TimeLineView
from gui.workspace import Workspace
from model import actions, agreed_dates, areas, calendar_days, commitments, meetings, milestones
from model.records import Action, Commitment, Milestone
from model.store.plan import Plan
from model.time_line import Heading, Lane
from tests.gui.actions_made import TODAY, Made, answer, make_plan
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


def rows(line: TimeLineView) -> list[str]:
    """The rows from the top: headings in brackets, and of the others the words and the kinds of their marks."""
    return [
        f"[{row.label}]" if isinstance(row, Heading) else f"{row.label}: {' '.join(one.kind for one in row.marks)}"
        for row in line.place.rows
    ]


def reach(line: TimeLineView, key: str) -> QPoint:
    """Where a mark stands, once it is in view."""
    line.set_current(key)
    line.set_current(None)
    QApplication.processEvents()
    return line.point_of(key)


def drag(line: TimeLineView, key: str, days: int) -> None:
    """Press on the mark, move it by so many days as a hand does, and let go."""
    start = reach(line, key)
    end = QPoint(round(start.x() + days * line.place.per_day), start.y() + 2)
    QTest.mousePress(line.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for part in range(1, 6):
        QTest.mouseMove(line.viewport(), start + (end - start) * part / 5)
    QTest.mouseRelease(line.viewport(), Qt.MouseButton.LeftButton, pos=end)


# --- what stands on it


def test_what_is_fixed_stands_over_the_areas_with_their_actions(line: TimeLineView) -> None:
    found = [row for row in rows(line) if "Next ILACS" not in row]
    assert found == [
        "[Statutory dates]",
        "[Commitments]",
        "“It will be turned round within 12 months.”: commitment",
        "[1 Pathway plans]",
        "1.1 Audit every plan: action",
        "1.2 Train all advisers: action",
        "[2 Suitable homes]",
        "2.2 Ask care leavers: milestone milestone action",
    ]


def test_rows_are_grouped_by_owner_by_inspection_or_not_at_all(
    page: DeadlinesPage, line: TimeLineView, qtbot: QtBot, workspace: Workspace
) -> None:
    grouping = page.line.grouping
    grouping.setFocus()
    QTest.keyClick(grouping, Qt.Key.Key_Down)
    assert [row for row in rows(line) if row[0] == "["][-2:] == ["[Head of Leaving Care]", "[Head of Quality]"]
    QTest.keyClick(grouping, Qt.Key.Key_Down)
    found = rows(line)
    assert "[ILACS short inspection, 24 to 28 April 2023]" in found
    assert found[-2:] == ["[No inspection]", "2.2 Ask care leavers: milestone milestone action"]
    QTest.keyClick(grouping, Qt.Key.Key_Down)
    assert not [row for row in rows(line) if row[0] == "["]
    again = DeadlinesPage(workspace)
    assert again.line.group == "none"
    again.deleteLater()


def test_filters_narrow_the_line_as_they_do_the_list(page: DeadlinesPage, line: TimeLineView, made: Made) -> None:
    page.apply(owner=made.quality)
    assert rows(line) == ["[2 Suitable homes]", "2.2 Ask care leavers: milestone milestone action"]
    page.apply(kinds=("milestone",))
    assert rows(line) == ["[2 Suitable homes]", "2.2 Ask care leavers: milestone milestone"]
    page.apply(inspection=made.ilacs, kinds=("action",))
    assert rows(line) == ["[1 Pathway plans]", "1.1 Audit every plan: action", "1.2 Train all advisers: action"]
    page.apply(done=True, kinds=("meeting", "papers"))
    assert rows(line) == ["[Meetings and their papers]", "Corporate Parenting Panel: papers meeting"]


def test_the_legend_names_what_is_there_and_nothing_else(page: DeadlinesPage, made: Made) -> None:
    page.apply(kinds=("action",))
    assert page.line.legend.words == ("agreed date", "agreed first, with a bar to the date now", "late")
    page.apply(kinds=("meeting", "papers"), done=True)
    assert page.line.legend.words == ("meeting", "papers due", "done or past")
    assert page.line.legend.accessibleDescription() == "meeting; papers due; done or past"


def test_where_nothing_is_shown_the_list_says_what_to_do_and_the_line_is_away(page: DeadlinesPage, made: Made) -> None:
    page.apply(kinds=("question",))
    assert not page.line.isVisible()
    assert page.view._empty.isVisible()
    page.apply()
    assert page.line.isVisible()


def test_an_empty_plan_has_no_line_and_says_what_will_stand_here(window: MainWindow) -> None:
    page = window.show_page("deadlines")
    assert not page.line.isVisible()
    assert page.view._empty.isVisible()
    page.line.view.repaint()
    page.line.view.show_whole()


# --- room


def test_line_and_list_stand_side_by_side_or_alone(page: DeadlinesPage, window: MainWindow, qtbot: QtBot) -> None:
    assert page.line.isVisible()
    assert page.view.isVisible()
    page.shown._buttons[LIST].click()
    assert (page.line.isVisible(), page.view.isVisible()) == (False, True)
    page.shown._buttons[LINE].click()
    assert (page.line.isVisible(), page.view.isVisible()) == (True, False)
    page.shown._buttons[BOTH].click()
    window.resize(900, 700)
    qtbot.waitUntil(lambda: not page.line.isVisible())
    assert page.view.isVisible(), "the list stands alone in a narrow window"


def test_the_line_stays_when_the_panel_takes_the_room_of_the_list(
    page: DeadlinesPage, window: MainWindow, line: TimeLineView, made: Made, qtbot: QtBot
) -> None:
    window.resize(1180, 900)
    QApplication.processEvents()
    assert page.view.isVisible()
    where = reach(line, f"action {made.train}")
    QTest.mouseClick(line.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.waitUntil(window.panel.isVisible)
    qtbot.waitUntil(lambda: not page.view.isVisible())
    assert page.line.isVisible()
    assert line.current == f"action {made.train}"
    assert line.place.left <= line.point_of(line.current).x() <= line.place.width


# --- choosing


def test_what_is_chosen_on_the_line_is_chosen_in_the_list_and_the_other_way_round(
    page: DeadlinesPage, line: TimeLineView, workspace: Workspace, made: Made
) -> None:
    where = reach(line, f"action {made.audit}")
    QTest.mouseClick(line.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QApplication.processEvents()
    assert page.view.selected_ids() == [f"action {made.audit}"]
    assert (workspace.selection.table, workspace.selection.ids) == ("action", (made.audit,))
    page.view.setFocus()
    page.view.select_ids([f"action {made.train}"])
    QApplication.processEvents()
    assert line.current == f"action {made.train}"
    assert workspace.selection.ids == (made.train,)


def test_arrows_go_from_mark_to_mark_and_enter_opens(
    line: TimeLineView, window: MainWindow, workspace: Workspace, made: Made, plan: Plan
) -> None:
    line.set_current(f"action {made.train}")
    QTest.keyClick(line, Qt.Key.Key_Down)
    late, coming = (one.id for one in milestones.of_action(plan, made.survey))
    assert line.current == f"milestone {late}", "the nearest in time of the row below"
    QTest.keyClick(line, Qt.Key.Key_Right)
    assert line.current == f"milestone {coming}"
    QTest.keyClick(line, Qt.Key.Key_End)
    assert line.current == f"action {made.survey}"
    assert workspace.selection.ids == (made.survey,)
    QTest.keyClick(line, Qt.Key.Key_Home)
    QTest.keyClick(line, Qt.Key.Key_Left)
    assert line.current == f"action {made.train}", "on to the row above"
    QTest.keyClick(line, Qt.Key.Key_Up)
    assert line.current == f"action {made.audit}"
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert window.panel.panel.record_id == made.audit
    assert line.current == f"action {made.audit}"
    QTest.keyClick(line, Qt.Key.Key_Home, CONTROL)
    assert line.current.startswith("statutory ")
    QTest.keyClick(line, Qt.Key.Key_End, CONTROL)
    assert line.current == f"action {made.survey}"


def test_the_mark_in_hand_is_said_in_words(line: TimeLineView, page: DeadlinesPage, made: Made) -> None:
    assert line.accessibleName() == "Line of time"
    line.set_current(None)
    assert line.accessibleDescription() == "7 marks; the arrow keys go through them"
    line.set_current(f"action {made.audit}")
    said = line.accessibleDescription()
    assert said.startswith(
        "Action 1.1 Audit every plan, Head of Leaving Care. Sunday 20 August 2023: 10 days late. Was "
    )
    assert "30 June, now 20 August 2023; moved once, 51 days" in said


def test_a_screen_reader_is_told_of_each_mark_that_is_come_to(
    line: TimeLineView, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append(event.message())

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    line.set_scale(10.0)
    line.set_current(f"action {made.audit}")
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Right, ALT)
    assert told[0].startswith(
        "Action 1.2 Train all advisers, Head of Leaving Care. Wednesday 6 September 2023: due in 7"
    )
    assert told[1:] == ["Thursday 7 September 2023, 1 day later. Enter proposes it, Escape leaves it."]


def test_the_menu_of_a_mark_is_that_of_its_record(
    page: DeadlinesPage, line: TimeLineView, workspace: Workspace, made: Made
) -> None:
    asked: list[QPoint] = []
    line.menu_asked.disconnect()
    line.menu_asked.connect(asked.append)
    where = reach(line, f"action {made.audit}")
    QTest.mouseClick(line.viewport(), Qt.MouseButton.RightButton, pos=where)
    there = line.viewport().mapToGlobal(where)
    QApplication.sendEvent(line.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, there))
    assert asked == [there]
    assert workspace.selection.ids == (made.audit,)
    menu = page.line.make_menu()
    assert menu is not None
    found = [entry.text() for entry in menu.actions() if entry.isEnabled() and entry.text()]
    assert found == ["Assign owner…", "Agree a date…", "Delete"]
    menu.deleteLater()


def test_a_tip_says_the_whole_sentence_and_is_never_markup(
    page: DeadlinesPage, line: TimeLineView, plan: Plan, made: Made
) -> None:
    actions.edit(plan, made.train, title="<b>Train</b> & <img src='//host/share'>")
    where = reach(line, f"action {made.train}")
    event = QHelpEvent(QEvent.Type.ToolTip, where, line.viewport().mapToGlobal(where))
    QApplication.sendEvent(line.viewport(), event)
    assert line.tip_at(where).startswith("Action 1.2 <b>Train</b> & <img")
    assert "&lt;b&gt;Train&lt;/b&gt; &amp; &lt;img" in QToolTip.text()
    assert line.tip_at(QPoint(10, where.y())) == "1.2 <b>Train</b> & <img src='//host/share'>"
    QToolTip.hideText()


def test_a_statutory_date_opens_its_whole_explanation(page: DeadlinesPage, line: TimeLineView, made: Made) -> None:
    said: list[str] = []

    def drive(dialog: StatutoryDateDialog) -> None:
        said.append(dialog.words.text())
        dialog.accept()

    key = next(one.key for lane in line.line.lanes for one in lane.marks if one.kind == "statutory")
    line.set_current(key)
    answer(StatutoryDateDialog, drive)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert len(said) == 1
    assert "28 April 2023" in said[0] or "24 April 2023" in said[0], "day 0"
    assert len(said[0].splitlines()) >= 2


def test_a_deleted_record_leaves_the_line_and_the_rest_stays_where_it_was(
    line: TimeLineView, plan: Plan, made: Made, workspace: Workspace
) -> None:
    line.set_scale(6.0)
    line.set_current(f"action {made.train}")
    before = line.point_of(f"action {made.train}").x()
    workspace.do(actions.remove, [made.survey])
    assert not line.has(f"action {made.survey}")
    assert line.current == f"action {made.train}"
    assert abs(line.point_of(f"action {made.train}").x() - before) <= 1
    workspace.do(actions.remove, [made.train])
    assert line.current is None


def test_a_mark_is_chosen_when_the_button_is_let_go_so_that_nothing_moves_under_the_hand(
    page: DeadlinesPage, window: MainWindow, line: TimeLineView, workspace: Workspace, made: Made
) -> None:
    where = reach(line, f"action {made.train}")
    QTest.mousePress(line.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert line.current == f"action {made.train}"
    assert not workspace.selection.ids
    QTest.mouseRelease(line.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert workspace.selection.ids == (made.train,)
    page.view.setFocus()
    page.view.select_ids([f"action {made.audit}"])
    QApplication.processEvents()
    assert workspace.selection.ids == (made.audit,)
    QTest.mouseClick(line.viewport(), Qt.MouseButton.LeftButton, pos=line.point_of(f"action {made.train}"))
    assert workspace.selection.ids == (made.train,)


def test_a_double_click_opens_also_where_the_first_click_moved_the_mark_away(
    page: DeadlinesPage, window: MainWindow, line: TimeLineView, made: Made
) -> None:
    where = reach(line, f"action {made.train}")
    QTest.mouseClick(line.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QApplication.processEvents()
    window.toggle_panel()
    QTest.mouseDClick(line.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert window.panel.isVisible()
    assert window.panel.panel.record_id == made.train


def test_the_row_in_words_takes_its_action_in_hand(line: TimeLineView, workspace: Workspace, made: Made) -> None:
    y = reach(line, f"action {made.survey}").y()
    QTest.mouseClick(line.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, y))
    assert workspace.selection.ids == (made.survey,)


def test_a_row_out_of_view_says_so_at_the_edge_and_how_late_it_is(line: TimeLineView, made: Made) -> None:
    line.set_scale(20.0)
    line.horizontalScrollBar().setValue(line.horizontalScrollBar().maximum())
    where = line.point_of(f"action {made.audit}")
    assert where.x() < line.place.left
    picture = line.viewport().grab().toImage()
    ratio = picture.devicePixelRatio()
    edge = [
        picture.pixelColor(round(x * ratio), round(y * ratio))
        for x in range(line.place.left + 2, line.place.left + 90)
        for y in range(where.y() - 8, where.y() + 8)
    ]
    red = [colour for colour in edge if colour.red() > 120 and colour.green() < 80]
    assert len(red) > 40, "a mark at the edge, and the words beside it"


# --- zoom


def test_keys_and_buttons_zoom_and_the_whole_plan_fits(page: DeadlinesPage, line: TimeLineView, qtbot: QtBot) -> None:
    line.set_scale(2.0)
    QTest.keyClick(line, Qt.Key.Key_Plus)
    assert line.place.per_day == pytest.approx(2.6)
    QTest.keyClick(line, Qt.Key.Key_Minus)
    assert line.place.per_day == pytest.approx(2.0)
    page.line.larger.click()
    page.line.larger.click()
    page.line.smaller.click()
    assert line.place.per_day == pytest.approx(2.6)
    QTest.keyClick(line, Qt.Key.Key_0, CONTROL)
    place = line.place
    assert place.left <= place.x_of(place.first) < place.x_of(place.last) <= place.width
    assert line.horizontalScrollBar().maximum() == 0
    line.set_scale(30.0)
    qtbot.mouseClick(page.line.today, Qt.MouseButton.LeftButton)
    assert place.left < place.x_of(TODAY.toordinal()) < place.width
    qtbot.mouseClick(page.line.whole, Qt.MouseButton.LeftButton)
    assert line.horizontalScrollBar().maximum() == 0


def test_the_windows_own_key_for_normal_text_waits_while_the_line_has_the_keys(
    line: TimeLineView, window: MainWindow, workspace: Workspace, page: DeadlinesPage
) -> None:
    workspace.preferences["text_size"] = 120
    line.set_scale(20.0)
    QTest.keyClick(line, Qt.Key.Key_0, CONTROL)
    assert workspace.preferences["text_size"] == 120
    assert line.place.per_day == pytest.approx(line.place.whole)


def test_the_wheel_with_ctrl_zooms_around_the_pointer(line: TimeLineView) -> None:
    line.set_scale(3.0)
    line.show_today()
    x = line.place.left + 300.0
    day = line.place.day_at(x)

    def wheel(turned: int, held: Qt.KeyboardModifier) -> None:
        at = QPointF(x, 200.0)
        QApplication.sendEvent(
            line.viewport(),
            QWheelEvent(
                at,
                line.viewport().mapToGlobal(at),
                QPoint(),
                QPoint(0, turned),
                Qt.MouseButton.NoButton,
                held,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            ),
        )

    wheel(240, CONTROL)
    assert line.place.per_day == pytest.approx(3.0 * 1.69)
    assert abs(line.place.day_at(x) - day) <= 1
    before = line.horizontalScrollBar().value()
    wheel(-120, Qt.KeyboardModifier.ShiftModifier)
    assert line.horizontalScrollBar().value() == before + 120


def test_zoom_and_the_room_of_the_words_are_remembered(
    page: DeadlinesPage, line: TimeLineView, workspace: Workspace, window: MainWindow
) -> None:
    line.set_scale(7.0)
    divider = QPoint(line.place.left, 200)
    QTest.mousePress(line.viewport(), Qt.MouseButton.LeftButton, pos=divider)
    QTest.mouseMove(line.viewport(), QPoint(300, 200))
    QTest.mouseRelease(line.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    assert line.place.left == 300
    again = DeadlinesPage(workspace)
    again.resize(1200, 800)
    again.show()
    again.bring_up_to_date()
    assert again.line.view.place.per_day == pytest.approx(7.0)
    assert again.line.view.place.left == 300
    again.close()
    again.deleteLater()


def test_an_empty_spot_is_dragged_to_scroll(line: TimeLineView) -> None:
    line.set_scale(20.0)
    line.show_today()
    before = line.horizontalScrollBar().value()
    spot = QPoint(line.place.width - 40, line.place.height - 10)
    assert line.mark_at(spot) is None
    QTest.mousePress(line.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseMove(line.viewport(), spot - QPoint(100, 0))
    QTest.mouseRelease(line.viewport(), Qt.MouseButton.LeftButton, pos=spot - QPoint(100, 0))
    assert line.horizontalScrollBar().value() == before + 100


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
