"""A promise is entered in the words that were said, and the dialog says what they come to before OK."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.dialogs.commitment import CommitmentDialog
from gui.main_window import MainWindow
from gui.workspace import Workspace
from model import commitments, meetings
from model.records import Commitment
from model.store.plan import Plan
from tests.gui.actions_made import Made, make_plan
from tests.gui.by_hand import Hands

AUGUST = "“during August 2026” is 1 to 31 August 2026, and its last day counts: due in 1,097 days."
ONGOING = (
    "“ongoing” says that it goes on, and not by when; agree a day on which it is reviewed. On which day is it reviewed?"
)


@pytest.fixture
def made(plan: Plan) -> Made:
    return make_plan(plan)


def shown(dialog: CommitmentDialog) -> set[str]:
    names = ("start", "counted_from", "period", "due_from", "fixed_due", "review_on")
    return {name for name in names if dialog.editors[name].isVisible()}


def text(dialog: CommitmentDialog, name: str) -> str:
    return str(dialog.editors[name].input.text())


def test_at_a_meeting_the_whole_promise_is_one_sentence(
    window: MainWindow, workspace: Workspace, plan: Plan, made: Made, qtbot: QtBot
) -> None:
    hands = Hands(window, qtbot)
    workspace.open("meeting", made.panel)

    def drive(dialog: CommitmentDialog) -> None:
        hands.type("It will be turned round within the next 12 months")
        assert text(dialog, "phrase") == "within the next 12 months"
        assert text(dialog, "period") == "12 months"
        assert dialog.editors["start"].value() == "the meeting"
        assert dialog.effect.text().startswith("12 months from 4 May 2023 (the meeting) is 4 May 2024: due in 248 days")
        assert shown(dialog) == {"start", "period"}
        hands.press("Return")

    hands.in_dialog(CommitmentDialog, drive, lambda: hands.press("Ctrl+Shift+C"))
    (one,) = (one for one in plan.all(Commitment) if one.id != made.promise)
    assert (one.phrase, one.amount, one.unit) == ("within the next 12 months", 12, "months")
    assert (one.counted_from, one.counted_from_what) == (date(2023, 5, 4), "the meeting")
    assert (one.fixed_due, one.said_on) == (None, date(2023, 5, 4))


@pytest.mark.parametrize(
    ("words", "said", "fields"),
    [
        ("by the end of March 2016", "“by the end of March 2016” is 31 March 2016: 7 years past.",
         {"start", "fixed_due"}),
        ("during August 2026", AUGUST, {"start", "due_from", "fixed_due"}),
        ("ongoing", ONGOING, {"start", "period", "review_on"}),
        ("within six weeks", "“within six weeks” does not say from which day. From which day are 6 weeks counted?",
         {"start", "period", "review_on"}),
        ("30 February 2026", None, {"start", "period", "review_on"}),
    ],
)  # fmt: skip
def test_the_deadline_is_read_as_it_is_typed(
    window: MainWindow, workspace: Workspace, words: str, said: str | None, fields: set[str]
) -> None:
    dialog = CommitmentDialog(workspace, window)
    dialog.show()
    QTest.keyClicks(dialog.editors["phrase"].input, words)
    if said is not None:
        assert dialog.effect.text() == said
    assert shown(dialog) == fields
    dialog.deleteLater()


def test_a_year_that_was_not_said_is_told(window: MainWindow, workspace: Workspace) -> None:
    dialog = CommitmentDialog(workspace, window)
    dialog.show()
    QTest.keyClicks(dialog.editors["said_on"].input, "20/7/2023")
    QTest.keyClicks(dialog.editors["phrase"].input, "by 16 August")
    assert dialog.effect.text().startswith("“by 16 August” is 16 August 2023: 14 days past.")
    assert "No year was said; the next 16 August after 20 July 2023 (the day it was said) was taken." in (
        dialog.effect.text()
    )
    dialog.deleteLater()


def test_what_was_typed_is_not_written_over_by_the_sentence(window: MainWindow, workspace: Workspace) -> None:
    dialog = CommitmentDialog(workspace, window)
    dialog.show()
    QTest.keyClicks(dialog.editors["phrase"].input, "31 March 2027")
    QTest.keyClicks(dialog.editors["sentence"].input, "It will be done within the next 12 months")
    assert text(dialog, "phrase") == "31 March 2027"
    assert "is 31 March 2027" in dialog.effect.text()
    dialog.deleteLater()


def test_another_day_to_count_from_moves_the_date_at_once(
    window: MainWindow, workspace: Workspace, plan: Plan, made: Made
) -> None:
    dialog = CommitmentDialog(workspace, window, meeting=made.panel, inspection=made.ilacs)
    dialog.show()
    QTest.keyClicks(dialog.editors["phrase"].input, "in six months")
    assert "6 months from 4 May 2023 (the meeting)" in dialog.effect.text()
    dialog.editors["start"].input.set_value("the last day of fieldwork")
    dialog.editors["start"].input.chosen.emit("the last day of fieldwork")
    assert "6 months from 28 April 2023 (the last day of fieldwork)" in dialog.effect.text()
    dialog.editors["sentence"].put("It will be done")
    dialog.accept()
    (one,) = (one for one in plan.all(Commitment) if one.id != made.promise)
    assert one.counted_from_what == "the last day of fieldwork"
    dialog.deleteLater()


def test_no_date_keeps_the_words_and_the_day_to_look_again(
    window: MainWindow, workspace: Workspace, plan: Plan, made: Made
) -> None:
    dialog = CommitmentDialog(workspace, window)
    dialog.show()
    QTest.keyClicks(dialog.editors["sentence"].input, "We shall keep at it")
    QTest.keyClicks(dialog.editors["phrase"].input, "ongoing")
    QTest.keyClicks(dialog.editors["review_on"].input, "1/12/2023")
    dialog.accept()
    (one,) = (one for one in plan.all(Commitment) if one.id != made.promise)
    assert (one.phrase, one.review_on, one.fixed_due) == ("ongoing", date(2023, 12, 1), None)
    dialog.deleteLater()
    again = CommitmentDialog(workspace, window, commitment=one)
    again.show()
    assert text(again, "phrase") == "ongoing"
    assert again.editors["review_on"].value() == date(2023, 12, 1)
    assert "looked at again on 1 December 2023" in again.effect.text()
    again.deleteLater()


def test_nothing_changes_where_a_dialog_is_opened_and_saved(
    window: MainWindow, workspace: Workspace, plan: Plan
) -> None:
    panel = meetings.add(plan, meetings.add_body(plan, "Panel"), date(2023, 5, 4))
    first = commitments.add(
        plan, "Reviewed", phrase="during August 2026", due_from=date(2026, 8, 1), fixed_due=date(2026, 8, 31),
        meeting=panel,
    )  # fmt: skip
    second = commitments.add(plan, "Done", amount=12, unit="months", counted_from=date(2023, 5, 4),
                             counted_from_what="the meeting", meeting=panel)  # fmt: skip
    for one in (first, second):
        before = plan.get(Commitment, one)
        dialog = CommitmentDialog(workspace, window, commitment=before)
        dialog.show()
        dialog.accept()
        assert plan.get(Commitment, one) == before
        dialog.deleteLater()
