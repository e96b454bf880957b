"""Dates that are moved or asked for, as a person does it: in the panel, in the dialog for many, at a meeting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gui.dialogs.add_action import AddActionDialog
from gui.dialogs.agree_date import AgreeDateDialog, agree_date
from gui.dialogs.commitment_date import MoveDateDialog
from gui.dialogs.decide_request import DecideDialog
from gui.dialogs.keep_words import KeepWordsDialog
from gui.main_window import MainWindow
from gui.pages.actions import ActionsPage
from gui.pages.meetings import MeetingsPage
from gui.record_panel.action import ActionPanel
from gui.record_panel.commitment import CommitmentPanel
from gui.record_panel.date_requests import RequestLine
from gui.record_panel.meeting import MeetingPanel
from gui.widgets.form import DialogForm
from gui.workspace import Workspace
from model import actions, agreed_dates, commitments, date_requests, meetings
from model.finding import Filter
from model.records import Action, Commitment
from model.store.plan import Plan
from tests.gui.actions_made import TODAY, Made, answer, cell, make_plan
from tests.model.contents import contents

SEPTEMBER = date(2023, 9, 27)


@pytest.fixture
def made(plan: Plan) -> Made:
    return make_plan(plan)


@pytest.fixture
def board(plan: Plan, made: Made) -> str:
    found = meetings.add(plan, meetings.add_body(plan, "Improvement Board", kind="board"), SEPTEMBER)
    plan._undo.clear()
    return found


@pytest.fixture
def panel(workspace: Workspace, made: Made, board: str, qtbot: QtBot) -> ActionPanel:
    shown = ActionPanel(workspace)
    qtbot.addWidget(shown)
    workspace.changed.connect(lambda _: shown.refresh())
    shown.resize(360, 900)
    shown.show()
    shown.show_record(made.audit)
    return shown


def there_and_back(workspace: Workspace, before: object) -> None:
    after = contents(workspace.plan)
    workspace.undo()
    assert contents(workspace.plan) == before
    workspace.redo()
    assert contents(workspace.plan) == after


def typed(dialog: DialogForm, name: str, words: str) -> None:
    field = dialog.editors[name].input
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)


def listed(dialog: AgreeDateDialog) -> list[list[str]]:
    """The lines of the preview, cell by cell."""
    table = dialog.preview.model()
    return [[str(table.index(row, place).data()) for place in (0, 2, 3, 4)] for row in range(table.rowCount())]


# --- the panel


def test_a_forecast_after_the_agreed_date_offers_to_ask_and_moves_nothing(
    panel: ActionPanel, workspace: Workspace, made: Made, board: str, qtbot: QtBot
) -> None:
    assert not panel.forecast_note.isVisible()
    before = contents(workspace.plan)
    panel.editors["forecast"].committed.emit("forecast", date(2023, 10, 31))
    assert workspace.plan.get(Action, made.audit).agreed == date(2023, 8, 20)
    assert panel.forecast_note.words.text() == "72 days after the agreed date, which stays as it is."
    there_and_back(workspace, before)

    def ask(dialog: AgreeDateDialog) -> None:
        assert dialog.way.key == "asked"
        assert dialog.editors["agreed"].value() == date(2023, 10, 31)
        assert dialog.editors["meeting"].value() == board
        assert dialog.editors["meeting"].input.currentText() == "Next board: Improvement Board, 27 September 2023"
        dialog.ok_button.click()
        assert dialog.editors["reason"].refusal == "Reason cannot be empty."
        typed(dialog, "reason", "Two auditors are ill")
        typed(dialog, "agreed_by", "Head of Leaving Care")
        dialog.ok_button.click()

    driven = answer(AgreeDateDialog, ask)
    before = contents(workspace.plan)
    qtbot.mouseClick(panel.forecast_note.ask_button, Qt.MouseButton.LeftButton)
    assert driven
    assert workspace.plan.undo_title == "Ask for 31 October 2023 for action 1.1"
    assert workspace.plan.get(Action, made.audit).agreed == date(2023, 8, 20)
    (line,) = panel.date_story.requests.lines.values()
    assert line.words.text() == (
        "Asks for 31 October 2023 instead of 20 August 2023, 72 days later: Two auditors are ill. "
        "Asked by Head of Leaving Care on 30 August 2023; to be agreed at Improvement Board, 27 September 2023."
    )
    assert not panel.forecast_note.ask_button.isVisible()
    there_and_back(workspace, before)
    qtbot.mouseClick(line.withdraw_button, Qt.MouseButton.LeftButton)
    assert date_requests.waiting(workspace.plan) == ()
    assert not panel.date_story.requests.isVisible()
    assert "withdrawn on 30 August 2023" in panel.asked_before.text()


def test_a_request_is_agreed_with_another_date_from_the_panel(
    panel: ActionPanel, workspace: Workspace, made: Made, board: str, qtbot: QtBot
) -> None:
    date_requests.ask(workspace.plan, made.audit, date(2023, 10, 31), "Illness", TODAY, meeting=board)
    (line,) = panel.date_story.requests.lines.values()

    def agree(dialog: DecideDialog) -> None:
        assert "Asks for 31 October 2023 instead of 20 August 2023" in dialog.words.text()
        assert dialog.editors["agreed"].value() == date(2023, 10, 31)
        assert dialog.editors["decided_by"].value() == "Improvement Board"
        typed(dialog, "agreed", "end of September 2023")
        dialog.ok_button.click()

    answer(DecideDialog, agree)
    before = contents(workspace.plan)
    qtbot.mouseClick(line.agree_button, Qt.MouseButton.LeftButton)
    assert workspace.plan.get(Action, made.audit).agreed == date(2023, 9, 30)
    assert panel.date_story.moved.text() == (
        "Was 30 June, now 30 September 2023; moved twice, 92 days; agreed by the Improvement Board on 30 August."
    )
    assert panel.date_story.was_late.text() == "Was 10 days late when its date was moved on 30 August 2023."
    there_and_back(workspace, before)
    actions.set_status(workspace.plan, made.audit, "complete", TODAY)
    assert not panel.date_story.was_late.isVisible()


def test_a_deadline_that_is_no_date_keeps_its_words(
    panel: ActionPanel, workspace: Workspace, made: Made, qtbot: QtBot
) -> None:
    field = panel.editors["agreed"].input
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "ongoing")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "agree a day on which it is reviewed" in panel.editors["agreed"].refusal
    assert panel.date_story.keep_button.isVisible()

    def keep(dialog: KeepWordsDialog) -> None:
        assert dialog.editors["deadline_words"].value() == "ongoing"
        assert dialog.editors["review_on"].value() == date(2024, 2, 29)
        dialog.ok_button.click()
        assert dialog.editors["reason"].refusal == "Reason cannot be empty."
        typed(dialog, "reason", "It has no end")
        typed(dialog, "review_on", "30/2/2024")
        dialog.ok_button.click()
        assert dialog.editors["review_on"].refusal == "There is no 30 February 2024; check the day."
        typed(dialog, "review_on", "1/8/2023")
        dialog.ok_button.click()
        assert dialog.editors["review_on"].refusal == "The review has to come after 30 August 2023."
        typed(dialog, "review_on", "1 March 2024")
        dialog.ok_button.click()

    answer(KeepWordsDialog, keep)
    before = contents(workspace.plan)
    qtbot.mouseClick(panel.date_story.keep_button, Qt.MouseButton.LeftButton)
    action = workspace.plan.get(Action, made.audit)
    assert (action.agreed, action.deadline_words, action.review_on) == (None, "ongoing", date(2024, 3, 1))
    assert panel.editors["deadline_words"].isVisible()
    assert panel.editors["review_on"].value() == date(2024, 3, 1)
    there_and_back(workspace, before)


def test_other_words_are_not_offered_to_be_kept(panel: ActionPanel) -> None:
    field = panel.editors["agreed"].input
    field.setFocus()
    for words in ("30/2/2024", "31/3/202", "31/3/2126", "whenever it suits us"):
        field.selectAll()
        QTest.keyClicks(field, words)
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert panel.editors["agreed"].refusal, words
        assert not panel.date_story.keep_button.isVisible(), words


# --- bad input, at the field

BAD = {
    "30/2/2024": "There is no 30 February 2024; check the day.",
    "31/3/202": "The year in “31/3/202” has 3 digits; give it two or four.",
    "31/3/2126": "31 March 2126 is 103 years ahead; check the year.",
}


@pytest.mark.parametrize("name", ["agreed", "forecast", "start"])
def test_no_day_is_refused_at_every_date_of_the_panel(panel: ActionPanel, workspace: Workspace, name: str) -> None:
    panel.sections["Dates"].set_open(True)
    before = contents(workspace.plan)
    editor = panel.editors[name]
    for words, sentence in BAD.items():
        editor.input.setFocus()
        editor.input.selectAll()
        QTest.keyClicks(editor.input, words)
        QTest.keyClick(editor.input, Qt.Key.Key_Return)
        assert editor.refusal == sentence
    assert contents(workspace.plan) == before


def test_a_start_after_the_agreed_date_is_refused_at_the_field(panel: ActionPanel, workspace: Workspace) -> None:
    panel.sections["Dates"].set_open(True)
    panel.editors["start"].committed.emit("start", date(2023, 9, 1))
    assert panel.editors["start"].refusal == "Action 1.1 is agreed for 20 August 2023; it cannot start after that."
    assert workspace.plan.undo_title is None
    panel.editors["start"].put_back()
    panel.editors["start"].committed.emit("start", date(2023, 6, 1))
    panel.editors["forecast"].committed.emit("forecast", date(2023, 5, 1))
    assert panel.editors["forecast"].refusal == (
        "Action 1.1 starts on 1 June 2023; it cannot be forecast for a day before."
    )


def test_no_day_is_refused_at_the_dates_of_a_new_action(workspace: Workspace, made: Made, qtbot: QtBot) -> None:
    dialog = AddActionDialog(workspace, made.plans)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.editors["title"].put("Audit again")
    dates = [name for name, one in dialog.editors.items() if one.field.kind == "date" and one.isVisible()]
    assert dates
    for name in dates:
        for words, sentence in BAD.items():
            dialog.editors[name].input.setText(words)
            dialog.ok_button.click()
            assert dialog.editors[name].refusal == sentence
        dialog.editors[name].input.setText("")
    assert workspace.plan.undo_title is None


# --- the dialog for one and for many


def test_each_is_moved_by_as_much_and_listed_before(workspace: Workspace, made: Made, qtbot: QtBot) -> None:
    ids = [made.audit, made.train, made.offer]
    dialog = AgreeDateDialog(workspace, ids)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.by.findChildren(type(dialog.by._buttons["each"]))[1].click()
    typed(dialog, "amount", "2")
    assert listed(dialog) == [
        ["1.1", "20 Aug 2023", "20 Oct 2023", "61 days later"],
        ["1.2", "6 Sep 2023", "6 Nov 2023", "61 days later"],
        ["1.3", "no date", "", "no date to move"],
    ]
    assert dialog.words.text().endswith(
        "2 move and 1 has no date to move. 1 is late today, and keeps a mark that says so until delivered."
    )
    typed(dialog, "reason", "Two auditors are ill")
    before = contents(workspace.plan)
    dialog.ok_button.click()
    assert not dialog.isVisible()
    assert workspace.plan.undo_title == "Agree new dates for 2 actions"
    assert [workspace.plan.get(Action, row).agreed for row in ids] == [date(2023, 10, 20), date(2023, 11, 6), None]
    there_and_back(workspace, before)


def test_one_date_for_all_by_a_phrase_keeps_what_has_it(workspace: Workspace, made: Made, qtbot: QtBot) -> None:
    agreed_dates.agree_date(workspace.plan, made.train, date(2024, 6, 30), TODAY, "Before")
    dialog = AgreeDateDialog(workspace, [made.audit, made.train, made.offer])
    qtbot.addWidget(dialog)
    dialog.show()
    assert {tuple(line[2:]) for line in listed(dialog)} == {("", "")}  # nothing is said before a date is given
    typed(dialog, "agreed", "end of June 2024")
    assert [line[2:] for line in listed(dialog)] == [
        ["30 Jun 2024", "315 days later"],
        ["", "keeps its date"],
        ["30 Jun 2024", "its first date"],
    ]
    typed(dialog, "reason", "One launch")
    dialog.ok_button.click()
    assert {workspace.plan.get(Action, row).agreed for row in (made.audit, made.train, made.offer)} == {
        date(2024, 6, 30)
    }
    assert len(agreed_dates.ledger(workspace.plan, made.train)) == 2


def test_the_next_board_is_offered_and_a_start_is_minded(
    workspace: Workspace, made: Made, board: str, qtbot: QtBot
) -> None:
    actions.edit(workspace.plan, made.audit, start=date(2023, 7, 1))
    dialog = AgreeDateDialog(workspace, [made.audit])
    qtbot.addWidget(dialog)
    dialog.show()
    offered = [dialog.editors["meeting"].input.itemText(place) for place in range(3)]
    assert offered == ["No meeting", "Next board: Improvement Board, 27 September 2023",
                       "Corporate Parenting Panel, 4 May 2023"]  # fmt: skip
    typed(dialog, "agreed", "1/6/2023")
    typed(dialog, "reason", "Earlier")
    dialog.ok_button.click()
    assert dialog.editors["agreed"].refusal == (
        "Action 1.1 starts on 1 July 2023, after 1 June 2023; agree a later date, or change the start first."
    )


def test_a_day_that_was_dragged_to_stands_in_the_dialog(workspace: Workspace, made: Made) -> None:
    def look(dialog: AgreeDateDialog) -> None:
        assert dialog.editors["agreed"].value() == date(2023, 12, 24)
        dialog.reject()

    driven = answer(AgreeDateDialog, look)
    assert not agree_date(workspace, None, ids=[made.audit], new=date(2023, 12, 24))
    assert driven
    assert workspace.plan.undo_title is None


# --- the table


def test_the_table_tells_moves_and_finds_them(window: MainWindow, workspace: Workspace, made: Made) -> None:
    agreed_dates.agree_date(workspace.plan, made.audit, date(2023, 10, 31), TODAY, "Illness", "the Board")
    actions.keep_words(workspace.plan, [made.offer], "ongoing", date(2024, 3, 1), TODAY)
    page = window.show_page("actions")
    assert isinstance(page, ActionsPage)
    assert cell(page, made.audit, "moved") == "twice, 123 days, was late"
    assert cell(page, made.audit, "late") == "was 10 days"
    assert cell(page, made.offer, "agreed") == "ongoing; review 1 March 2024"
    place = next(n for n, one in enumerate(page.table.columns) if one.name == "agreed")
    tip = page.table.index(page.table.row_of(made.audit), place).data(Qt.ItemDataRole.ToolTipRole)
    assert "Was 30 June, now 31 October 2023; moved twice, 123 days; agreed by the Board on 30 August" in tip
    assert "Was 10 days late when its date was moved on 30 August 2023" in tip
    page.apply(was_late=True)
    assert page.table.ids() == [made.audit]
    assert page.filters.filter() == Filter(was_late=True)


# --- at the meeting


def requests_of(widget: MeetingsPage | MeetingPanel) -> list[str]:
    return [line.link.accessibleName() for line in widget.dates.lines.lines.values()]


def test_dates_to_agree_are_listed_for_the_next_board_and_agreed_together(
    window: MainWindow, workspace: Workspace, made: Made, board: str, qtbot: QtBot
) -> None:
    page = window.show_page("meetings")
    assert isinstance(page, MeetingsPage)
    assert not page.dates_card.isVisible()
    plan = workspace.plan
    workspace.do(date_requests.ask, [made.audit, made.train, made.survey], date(2024, 3, 31), "Illness", TODAY)
    qtbot.waitUntil(page.dates_card.isVisible)
    assert page.dates_card.heading.text() == "Dates to agree: 3 requests"
    assert len(requests_of(page)) == 2
    qtbot.mouseClick(page.dates.more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: workspace.selection.of("meeting") == (board,))
    panel = window.findChild(MeetingPanel)
    assert panel is not None
    assert requests_of(panel) == ["1.1  Audit every plan", "1.2  Train all advisers", "2.2  Ask care leavers"]

    def agree(dialog: DecideDialog) -> None:
        assert "Action 1.1: 20 August 2023 → 31 March 2024" in dialog.words.text()
        assert not dialog.editors["agreed"].isVisible()
        assert dialog.editors["meeting"].value() == board
        dialog.ok_button.click()

    answer(DecideDialog, agree)
    before = contents(plan)
    qtbot.mouseClick(panel.dates.agree_all, Qt.MouseButton.LeftButton)
    assert plan.undo_title == "Agree 3 requests to move a date"
    assert {plan.get(Action, row).agreed for row in (made.audit, made.train, made.survey)} == {date(2024, 3, 31)}
    assert "Action 1.1: agreed by the Improvement Board" in panel.decided.text() or (
        "Action 1.1: agreed by Improvement Board" in panel.decided.text()
    )
    there_and_back(workspace, before)


def test_one_is_refused_at_the_meeting_and_its_date_stays(
    window: MainWindow, workspace: Workspace, made: Made, board: str, qtbot: QtBot
) -> None:
    date_requests.ask(workspace.plan, made.audit, date(2024, 3, 31), "Illness", TODAY)
    page = window.show_page("meetings")
    assert isinstance(page, MeetingsPage)
    (line,) = page.dates.findChildren(RequestLine)

    def refuse(dialog: DecideDialog) -> None:
        assert dialog.way.key == "refuse"
        assert not dialog.editors["agreed"].isVisible()
        typed(dialog, "decided_by", "the Board")
        typed(dialog, "note", "Hold to August")
        dialog.ok_button.click()

    answer(DecideDialog, refuse)
    qtbot.mouseClick(line.refuse_button, Qt.MouseButton.LeftButton)
    assert workspace.plan.undo_title == "Refuse the request to move action 1.1"
    assert workspace.plan.get(Action, made.audit).agreed == date(2023, 8, 20)
    qtbot.waitUntil(lambda: not page.dates_card.isVisible())
    (row,) = date_requests.of_action(workspace.plan, made.audit)
    assert row.outcome == "refused by the Board on 30 August 2023: Hold to August"


def test_no_words_of_the_dialogs_are_cut(workspace: Workspace, made: Made, board: str, qtbot: QtBot) -> None:
    """Everything that is said stands in sight, at the width that the dialog opens with."""
    makers: list[Callable[[], AgreeDateDialog | DecideDialog]] = [
        lambda: AgreeDateDialog(workspace, [made.audit], ask=True),
        lambda: AgreeDateDialog(workspace, [made.audit, made.train]),
    ]
    for make in makers:
        dialog = make()
        qtbot.addWidget(dialog)
        dialog.show()
        for one in dialog.findChildren(QLabel):
            if one.isVisible() and one.text() and not one.wordWrap():
                assert one.width() >= one.fontMetrics().horizontalAdvance(one.text()), one.text()


def test_a_new_action_may_have_a_deadline_that_is_no_date(workspace: Workspace, made: Made, qtbot: QtBot) -> None:
    dialog = AddActionDialog(workspace, made.plans)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.editors["review_on"].isVisible()
    dialog.editors["title"].put("Meet every month")
    typed(dialog, "agreed", "ongoing")
    assert dialog.editors["review_on"].isVisible()
    assert dialog.editors["review_on"].value() == date(2024, 2, 29)
    typed(dialog, "review_on", "1/8/2023")
    dialog.ok_button.click()
    assert dialog.editors["review_on"].refusal == "The review has to come after 30 August 2023."
    typed(dialog, "review_on", "1/3/2024")
    before = contents(workspace.plan)
    dialog.ok_button.click()
    assert not dialog.isVisible()
    action = workspace.plan.get(Action, dialog.made[0])
    assert (action.agreed, action.deadline_words, action.review_on) == (None, "ongoing", date(2024, 3, 1))
    there_and_back(workspace, before)


# --- promised dates


def test_a_promised_date_is_asked_for_and_agreed_at_the_board(
    workspace: Workspace, made: Made, board: str, qtbot: QtBot
) -> None:
    panel = CommitmentPanel(workspace)
    qtbot.addWidget(panel)
    workspace.changed.connect(lambda _: panel.refresh())
    panel.resize(360, 900)
    panel.show()
    panel.show_record(made.promise)

    def ask(dialog: MoveDateDialog) -> None:
        dialog.way._buttons["asked"].click()
        assert dialog.editors["meeting"].value() == board
        typed(dialog, "new", "31 October 2024")
        typed(dialog, "reason", "The service begins in autumn")
        dialog.ok_button.click()

    answer(MoveDateDialog, ask)
    before = contents(workspace.plan)
    qtbot.mouseClick(panel.move_button, Qt.MouseButton.LeftButton)
    assert workspace.plan.undo_title is not None
    assert workspace.plan.undo_title.startswith("Ask for 31 October 2024 for commitment 1")
    there_and_back(workspace, before)
    (line,) = panel.requests.lines.values()
    assert line.words.text().startswith("Asks for 31 October 2024 instead of 28 April 2024, 186 days later")
    answer(DecideDialog, lambda dialog: dialog.ok_button.click())
    qtbot.mouseClick(line.agree_button, Qt.MouseButton.LeftButton)
    assert workspace.plan.get(Commitment, made.promise).fixed_due == date(2024, 10, 31)
    assert not panel.requests.isVisible()
    assert not panel.editors["period"].isVisible()


def test_a_promise_that_was_entered_wrongly_is_corrected_and_can_be_again(
    workspace: Workspace, made: Made, qtbot: QtBot
) -> None:
    """The ledger says so; it is no move, and the paper does not call it one."""
    panel = CommitmentPanel(workspace)
    qtbot.addWidget(panel)
    panel.show()
    panel.show_record(made.promise)
    for words, due in (("6 months", date(2023, 10, 28)), ("9 months", date(2024, 1, 28))):
        panel.editors["period"].committed.emit("period", words)
        row = commitments.row_of(workspace.plan, made.promise, TODAY)
        assert (row.clock.due, row.moves, row.first_due, row.moved) == (due, 0, None, "")
        assert panel.editors["period"].isVisible()
    assert [line.quiet for line in panel.ledger.rows()] == [
        "Corrected on 30 August 2023: it had been entered otherwise",
        "Corrected on 30 August 2023: it had been entered otherwise",
    ]
