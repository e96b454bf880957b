"""The Meetings page, a meeting's panel, and the dialogs for meetings and bodies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from gui.dialogs.meeting import BodyDialog, MeetingDialog
from gui.main_window import MainWindow
from gui.pages.meetings import EVERY, MeetingsPage
from gui.record_panel.meeting import MeetingPanel
from gui.record_panel.meeting_parts import standing
from gui.workspace import Workspace
from model import areas, commitments, documents, meetings
from model.records import Body, Meeting, Question
from model.store.plan import Plan
from tests.gui.conftest import Messages


@dataclass(frozen=True)
class Held:
    """The ids of what is in the plan."""

    panel: str
    board: str
    past: str
    soon: str  # 7 September 2023, papers due today
    later: str
    asked: str


@pytest.fixture
def held(plan: Plan) -> Held:
    panel = meetings.add_body(plan, "Corporate Parenting Panel", kind="panel")
    board = meetings.add_body(plan, "Improvement Board", kind="board")
    past = meetings.add(plan, board, date(2023, 7, 26))
    soon = meetings.add(plan, panel, date(2023, 9, 7), title="Ofsted inspection")
    later = meetings.add(plan, board, date(2023, 10, 20))
    meetings.add_resolution(plan, past, "That the report be noted.")
    meetings.add_resolution(plan, past, "That a visit be made.")
    asked = meetings.add_question(
        plan, past, "How many plans are late?", answer="Six.", promised="A table", promised_by=date(2023, 8, 20)
    )
    return Held(panel, board, past, soon, later, asked)


@pytest.fixture
def page(held: Held, window: MainWindow) -> MeetingsPage:
    shown = window.show_page("meetings")
    assert isinstance(shown, MeetingsPage)
    return shown


@pytest.fixture
def panel(page: MeetingsPage, window: MainWindow, held: Held) -> MeetingPanel:
    window.workspace.open("meeting", held.past)
    shown = window.panel.panel
    assert isinstance(shown, MeetingPanel)
    return shown


def listed(page: MeetingsPage) -> list[str]:
    """The table's rows as they are read, headings included."""
    found = []
    for place in range(page.table.rowCount()):
        heading = page.table.group_at(place)
        found.append(heading.label if heading else page.table.id_at(place))
    return found


def cell(page: MeetingsPage, meeting: str, name: str) -> str:
    return page.table.columns[page.table.column_place(name)].words(page.table.row_at(page.table.row_of(meeting)))


# --- the page


def test_an_empty_plan_says_what_a_meeting_is_for(window: MainWindow) -> None:
    page = window.show_page("meetings")
    assert page.stack.currentWidget() is page.empty
    assert page.empty.button.text() == "Add meeting"


def test_the_next_meeting_comes_first_then_the_past(page: MeetingsPage, held: Held) -> None:
    assert listed(page) == ["Next and to come", held.soon, held.later, "Past, the latest first", held.past]
    assert [cell(page, held.soon, name) for name in ("day", "when", "body", "title", "papers")] == [
        "7 Sep 2023", "in 8 days", "Corporate Parenting Panel", "Ofsted inspection", "30 Aug 2023 · today",
    ]  # fmt: skip
    assert [cell(page, held.past, name) for name in ("when", "resolutions", "questions")] == [
        "35 days ago", "2", "1, 1 open",
    ]  # fmt: skip
    assert page.header.summary == "3 meetings of 2 bodies, 2 to come"


def test_the_papers_day_is_explained(page: MeetingsPage) -> None:
    assert page.papers_title.text() == (
        "Papers for Corporate Parenting Panel, 7 September 2023 (Ofsted inspection) are due today, "
        "on Wednesday 30 August 2023"
    )
    assert "weekends left out" in page.papers_words.text()


def test_papers_that_should_be_out_are_marked(page: MeetingsPage, plan: Plan, held: Held) -> None:
    meetings.edit(plan, held.soon, papers_due=date(2023, 8, 28))
    assert cell(page, held.soon, "papers") == "28 Aug 2023 · passed"
    assert page.table.row_at(page.table.row_of(held.soon)).papers_late
    assert "were due 2 days ago, on Monday 28 August 2023" in page.papers_title.text()
    assert not page.table.row_at(page.table.row_of(held.past)).papers_late


def test_qt_finds_nothing_wrong_with_the_tables(page: MeetingsPage, plan: Plan, held: Held) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(table, mode) for table in (page.table, page.body_table)]
    meetings.remove(plan, held.later)
    plan.undo()
    meetings.add(plan, held.panel, date(2024, 1, 10))
    assert page.table.rowCount() == 6
    del testers


def test_choosing_a_body_shows_its_meetings_only(page: MeetingsPage, held: Held, qtbot: QtBot) -> None:
    page.body_view.select_ids([held.panel])
    qtbot.waitUntil(lambda: listed(page) == ["Next and to come", held.soon])
    assert not page.promises_card.isVisible(), "the follow-up was promised to another body"
    page.body_view.select_ids([EVERY])
    qtbot.waitUntil(lambda: len(listed(page)) == 5)
    assert page.promises_card.isVisible()


def test_a_day_is_typed_in_the_table_and_undone(page: MeetingsPage, window: MainWindow, plan: Plan, held: Held) -> None:
    index = page.table.index(page.table.row_of(held.later), page.table.column_place("day"))
    assert page.table.setData(index, date(2023, 8, 31))
    assert listed(page)[1] == held.later
    assert cell(page, held.later, "papers") == "22 Aug 2023 · passed"
    window.undo()
    assert listed(page)[1] == held.soon
    window.redo()
    assert listed(page)[1] == held.later


def test_deleting_a_meeting_comes_back_by_undo(page: MeetingsPage, window: MainWindow, plan: Plan, held: Held) -> None:
    page.show_record("meeting", held.past)
    page.delete_selected()
    assert held.past not in listed(page)
    assert plan.find(Question, held.asked) is None
    window.undo()
    assert held.past in listed(page)
    assert plan.get(Question, held.asked).answer == "Six."


def test_a_body_that_has_met_is_deleted_after_asking(
    page: MeetingsPage, window: MainWindow, plan: Plan, held: Held, messages: Messages
) -> None:
    page.show_record("body", held.board)
    page.remove_body_button.click()
    assert "Improvement Board goes with its 2 meetings" in messages.sentences[0]
    assert plan.find(Body, held.board) is not None, "not without a yes"
    messages.answer(True)
    page.remove_body_button.click()
    assert page.table.ids() == [held.soon]
    window.undo()
    assert set(page.table.ids()) == {held.soon, held.later, held.past}


def test_an_open_promise_opens_its_meeting(
    page: MeetingsPage, window: MainWindow, workspace: Workspace, held: Held
) -> None:
    (row,) = page.promises.rows()
    assert (row.words, row.late) == ("A table", True)
    assert row.quiet == "Improvement Board, 26 July 2023; by 20 August 2023, late"
    page.promises.links()[0].click()
    assert workspace.selection.of("meeting") == (held.past,)
    assert isinstance(window.panel.panel, MeetingPanel)


# --- the panel


def test_the_panel_says_all_of_a_meeting(panel: MeetingPanel, plan: Plan, held: Held) -> None:
    assert panel.accessibleName() == "Meeting Improvement Board"
    assert "the clear days are" in panel.papers_words.text()
    assert [line.text.toPlainText() for line in panel.resolutions.lines.values()] == [
        "That the report be noted.", "That a visit be made.",
    ]  # fmt: skip
    (question,) = panel.questions.lines.values()
    assert question.badge.accessibleName().startswith("follow-up 10 days late")
    area = areas.add(plan, "Pathway plans")
    areas.add_source(plan, area, origin="meeting", meeting=held.past)
    commitments.add(plan, "We will count them.", meeting=held.past, fixed_due=date(2023, 12, 1))
    documents.link(plan, "https://example.org/minutes", title="Minutes", meeting=held.past)
    assert [row.table for row in panel.raised.rows()] == ["area", "commitment"]
    assert len(panel.documents.lines) == 1


def test_a_resolution_is_added_written_moved_and_deleted(
    panel: MeetingPanel, window: MainWindow, plan: Plan, held: Held
) -> None:
    def texts() -> list[str]:
        return [one.text for one in meetings.resolutions_of(plan, held.past)]

    panel.new_resolution.text.setFocus()
    QTest.keyClicks(panel.new_resolution.text, "That it come back in June.")
    QTest.keyClick(panel.new_resolution.text, Qt.Key.Key_Return)
    assert texts()[-1] == "That it come back in June."
    assert panel.new_resolution.text.toPlainText() == ""
    last = list(panel.resolutions.lines.values())[-1]
    last.buttons.up.click()
    assert texts() == ["That the report be noted.", "That it come back in June.", "That a visit be made."]
    assert [line.text.toPlainText() for line in panel.resolutions.lines.values()] == texts()
    last.text.setFocus()
    last.text.selectAll()
    QTest.keyClicks(last.text, "That it come back in May.")
    QTest.keyClick(last.text, Qt.Key.Key_Return)
    assert texts()[1] == "That it come back in May."
    last.buttons.delete_button.click()
    assert texts() == ["That the report be noted.", "That a visit be made."]
    for _ in range(4):
        window.undo()
    assert texts() == ["That the report be noted.", "That a visit be made."]
    for _ in range(3):
        window.redo()
    assert texts()[1] == "That it come back in May."


def test_an_emptied_resolution_is_refused(panel: MeetingPanel, window: MainWindow, plan: Plan, held: Held) -> None:
    line = next(iter(panel.resolutions.lines.values()))
    line.text.setFocus()
    line.text.selectAll()
    QTest.keyClick(line.text, Qt.Key.Key_Delete)
    QTest.keyClick(line.text, Qt.Key.Key_Return)
    assert "delete it if it is not wanted" in window.banner.sentence
    assert line.text.toPlainText() == "That the report be noted."


def test_a_question_is_added_answered_and_followed_up(
    panel: MeetingPanel, window: MainWindow, plan: Plan, held: Held
) -> None:
    panel.new_question.text.setFocus()
    QTest.keyClicks(panel.new_question.text, "When will it be done?")
    QTest.keyClick(panel.new_question.text, Qt.Key.Key_Return)
    new = meetings.questions_of(plan, held.past)[-1]
    line = panel.questions.lines[new.id]
    assert line.opener.isChecked(), "ready for the answer"
    assert line.badge.accessibleName() == "no answer yet"
    answer = line.editors["answer"].input
    answer.setFocus()
    QTest.keyClicks(answer, "By March.")
    QTest.keyClick(answer, Qt.Key.Key_Return)
    assert plan.get(Question, new.id).answer == "By March."
    assert line.badge.accessibleName() == "answered"
    assert panel.questions.lines[new.id] is line, "the line is kept, and with it the focus"
    promised = panel.questions.lines[held.asked]
    assert promised.done_button.isVisibleTo(panel)
    promised.done_button.click()
    assert plan.get(Question, held.asked).answered_on == date(2023, 8, 30)
    assert promised.badge.accessibleName() == "followed up"
    window.undo()
    assert promised.badge.accessibleName().startswith("follow-up 10 days late")


def test_an_emptied_question_is_refused_at_its_field(panel: MeetingPanel, plan: Plan, held: Held) -> None:
    line = panel.questions.lines[held.asked]
    line.set_open(True)
    editor = line.editors["text"]
    editor.input.setFocus()
    editor.input.selectAll()
    QTest.keyClick(editor.input, Qt.Key.Key_Delete)
    QTest.keyClick(editor.input, Qt.Key.Key_Return)
    assert editor.refusal == "Type what was asked."
    assert plan.get(Question, held.asked).text == "How many plans are late?"


def test_what_is_half_typed_is_taken_when_another_meeting_is_opened(
    panel: MeetingPanel, window: MainWindow, plan: Plan, held: Held
) -> None:
    line = panel.questions.lines[held.asked]
    line.set_open(True)
    line.editors["member"].input.setFocus()
    QTest.keyClicks(line.editors["member"].input, "The chair")
    window.workspace.open("meeting", held.soon)
    assert plan.get(Question, held.asked).member == "The chair"
    assert window.panel.panel is panel
    assert panel.questions.lines == {}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "no answer yet"),
        ({"answer": "Six."}, "answered"),
        ({"answer": "Six.", "promised": "A table"}, "follow-up open"),
        ({"promised": "A table", "promised_by": date(2023, 9, 9)}, "follow-up by 9 Sep 2023"),
        ({"promised": "A table", "promised_by": date(2023, 8, 29)}, "follow-up 1 day late"),
        ({"promised": "A table", "answered_on": date(2023, 8, 29)}, "no answer yet"),
        ({"answer": "Six.", "promised": "A table", "answered_on": date(2023, 8, 29)}, "followed up"),
    ],
)
def test_how_far_a_question_is(plan: Plan, held: Held, fields: dict[str, object], words: str) -> None:
    made = meetings.add_question(plan, held.soon, "How many?", **fields)  # type: ignore[arg-type]
    assert standing(plan.get(Question, made), date(2023, 8, 30))[0] == words


def test_a_read_only_plan_offers_nothing_to_change(
    page: MeetingsPage, window: MainWindow, plan: Plan, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(window.workspace), "writable", False)
    window.workspace.open("meeting", held.past)
    panel = window.panel.panel
    assert not panel.new_resolution.isVisible()
    assert not any(line.buttons.isVisible() for line in panel.resolutions.lines.values())
    assert not panel.questions.lines[held.asked].done_button.isVisible()


# --- dialogs


def test_a_meeting_at_a_new_body_is_one_act(workspace: Workspace, plan: Plan, qtbot: QtBot) -> None:
    dialog = MeetingDialog(workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.editors["body"].isVisible(), "there is none to choose from"
    QTest.keyClicks(dialog.editors["name"].input, "Scrutiny Committee")
    QTest.keyClicks(dialog.editors["on_day"].input, "7/9/23")
    assert "Wednesday 30 August 2023 leaves 5 clear days" in dialog.explained.text()
    QTest.keyClick(dialog.editors["on_day"].input, Qt.Key.Key_Return)
    assert dialog.result() == MeetingDialog.DialogCode.Accepted
    made = plan.get(Meeting, dialog.result_value)
    assert (made.on_day, plan.get(Body, made.body).name) == (date(2023, 9, 7), "Scrutiny Committee")
    assert plan.undo_title == "Add meeting Scrutiny Committee, 7 September 2023"
    plan.undo()
    assert meetings.bodies(plan) == ()


def test_the_dialog_says_at_the_field_what_is_wrong(workspace: Workspace, plan: Plan, held: Held, qtbot: QtBot) -> None:
    dialog = MeetingDialog(workspace, body=held.panel)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.ok_button.click()
    assert dialog.editors["on_day"].refusal == "Meets on cannot be empty."
    dialog.editors["on_day"].put(date(2023, 9, 7))
    dialog.editors["title"].put("Ofsted inspection")
    dialog.ok_button.click()
    assert "is in the plan already" in dialog.editors["on_day"].refusal
    dialog.editors["on_day"].put(date(2023, 9, 8))
    dialog.editors["papers_due"].put(date(2023, 9, 12))
    dialog.ok_button.click()
    assert "Papers cannot be due after the meeting" in dialog.editors["papers_due"].refusal


def test_a_body_is_added_and_edited(workspace: Workspace, plan: Plan, qtbot: QtBot, held: Held) -> None:
    dialog = BodyDialog(workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.editors["name"].input, "improvement  board")
    dialog.ok_button.click()
    assert "is in the plan already" in dialog.editors["name"].refusal
    dialog.editors["name"].put("Cabinet")
    dialog.editors["kind"].put("cabinet")
    dialog.ok_button.click()
    assert plan.get(Body, dialog.result_value).kind == "cabinet"
    again = BodyDialog(workspace, body=held.board)
    qtbot.addWidget(again)
    again.show()
    before = plan.undo_title
    again.ok_button.click()
    assert plan.undo_title == before, "nothing was changed, so nothing was done"
    once_more = BodyDialog(workspace, body=held.board)
    qtbot.addWidget(once_more)
    once_more.show()
    once_more.editors["chair"].put("Independent chair")
    once_more.ok_button.click()
    assert plan.get(Body, held.board).chair == "Independent chair"


def test_everything_that_can_be_pressed_has_a_name(panel: MeetingPanel, page: MeetingsPage, held: Held) -> None:
    panel.questions.lines[held.asked].set_open(True)
    for part in (page, panel):
        pressed = [one for one in part.findChildren(QAbstractButton) if one.isVisibleTo(part)]
        assert all(one.accessibleName() or one.text() for one in pressed)
