"""Days typed into a field, as days and as phrases."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.widgets.date_edit import DateEdit
from gui.widgets.fields import Field, FieldEditor
from gui.workspace import Workspace
from model import calendar_days, meetings

TODAY = date(2023, 8, 30)


@pytest.fixture
def edit(qtbot: QtBot) -> DateEdit:
    made = DateEdit(TODAY)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def editor(qtbot: QtBot, workspace: Workspace) -> FieldEditor:
    made = FieldEditor(workspace, Field("agreed", "Agreed date", "date"))
    qtbot.addWidget(made)
    made.put(None)
    made.show()
    return made


def reading(editor: FieldEditor) -> str:
    return "" if editor._reading.isHidden() else editor._reading.text()


def test_a_plain_day_is_taken_without_a_word(qtbot: QtBot, edit: DateEdit) -> None:
    qtbot.keyClicks(edit, "31/3/27")
    assert edit.sentence == ""
    with qtbot.waitSignal(edit.committed) as taken:
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert taken.args == [date(2027, 3, 31)]
    assert edit.text() == "31 March 2027"


def test_a_phrase_says_how_it_is_read_before_it_counts(qtbot: QtBot, edit: DateEdit) -> None:
    taken: list[date] = []
    edit.committed.connect(taken.append)
    qtbot.keyClicks(edit, "in six months")
    assert edit.sentence.startswith("6 months from 30 August 2023 (today) is 29 February 2024")
    assert edit.accessibleDescription() == edit.sentence
    assert taken == []
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert taken == [date(2024, 2, 29)]
    assert edit.text() == "29 February 2024"
    assert edit.sentence == ""


def test_a_phrase_is_counted_from_the_anchor(qtbot: QtBot, edit: DateEdit) -> None:
    edit.set_anchor(date(2018, 4, 25), "the visit")
    qtbot.keyClicks(edit, "within the next 12 months")
    assert edit.sentence == "12 months from 25 April 2018 (the visit) is 25 April 2019."
    assert edit.day == date(2019, 4, 25)


def test_the_sentence_stands_under_a_field_and_goes_with_the_phrase(qtbot: QtBot, editor: FieldEditor) -> None:
    qtbot.keyClicks(editor.input, "end of March 2027")
    assert reading(editor) == "“end of March 2027” is read as 31 March 2027."
    qtbot.keyClick(editor.input, Qt.Key.Key_Return)
    assert reading(editor) == ""
    assert editor.value() == date(2027, 3, 31)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("ongoing", "“ongoing” says that it goes on, and not by when; agree a day on which it is reviewed."),
        ("30 February 2027", "There is no 30 February 2027; check the day."),
        ("31/3/202", "The year in “31/3/202” has 3 digits; give it two or four."),
        ("31 March 2127", "31 March 2127 is 104 years ahead; check the year."),
    ],
)
def test_what_is_no_date_is_refused_at_the_field_and_stays(
    qtbot: QtBot, editor: FieldEditor, typed: str, sentence: str
) -> None:
    qtbot.keyClicks(editor.input, typed)
    qtbot.keyClick(editor.input, Qt.Key.Key_Return)
    assert editor.refusal == sentence
    assert editor.input.text() == typed
    assert reading(editor) == ""
    qtbot.keyClick(editor.input, Qt.Key.Key_Backspace)
    assert editor.refusal == ""


def test_a_field_knows_the_plans_calendar_and_meetings(qtbot: QtBot, workspace: Workspace, editor: FieldEditor) -> None:
    body = meetings.add_body(workspace.plan, "Corporate Parenting Panel", kind="panel")
    meetings.add(workspace.plan, body, date(2023, 9, 7))
    calendar_days.add_holiday(workspace.plan, date(2023, 8, 31), "Local day")
    qtbot.keyClicks(editor.input, "by the September panel")
    assert editor.value() == date(2023, 9, 7)
    assert "Corporate Parenting Panel, 7 September 2023" in reading(editor)
    editor.put(None)
    qtbot.keyClicks(editor.input, "in 1 working day")
    assert editor.value() == date(2023, 9, 1)
    assert "31 August 2023 (Local day) left out" in reading(editor)


def test_escape_puts_back_and_says_no_more(qtbot: QtBot, editor: FieldEditor) -> None:
    qtbot.keyClicks(editor.input, "in six months")
    assert reading(editor)
    qtbot.keyClick(editor.input, Qt.Key.Key_Escape)
    assert (editor.input.text(), reading(editor)) == ("", "")
