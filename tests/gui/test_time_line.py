"""The line of time on the Deadlines page: what stands on it, how it is zoomed, and what is chosen."""

from __future__ import annotations

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

from gui.dialogs.statutory_date import StatutoryDateDialog
from gui.main_window import MainWindow
from gui.pages.deadlines import BOTH, LINE, LIST, DeadlinesPage
from gui.widgets.time_line import TimeLineView
from gui.workspace import Workspace
from model import actions, milestones
from model.store.plan import Plan
from model.time_line import Heading
from tests.gui.actions_made import TODAY, Made, answer, make_plan
from tests.gui.time_line_hands import reach

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
