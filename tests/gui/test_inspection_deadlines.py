"""Deadlines in the panel of an inspection: what is due, how it was worked out, and what is entered beside it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.record_panel.inspection import InspectionPanel
from gui.record_panel.inspection_deadlines import DeadlineLine
from model import inspections, meetings, statutory_dates
from model.records import InspectionDeadline
from model.store.plan import Plan


@pytest.fixture
def inspection(plan: Plan) -> str:
    return inspections.add(
        plan, framework="ilacs-2023", type="short", fieldwork_start=date(2023, 4, 24), fieldwork_end=date(2023, 4, 28),
        published=date(2023, 6, 14),
    )  # fmt: skip


@pytest.fixture
def panel(window: MainWindow, inspection: str, qtbot: QtBot) -> InspectionPanel:
    window.workspace.open("inspection", inspection)
    found = window.panel.panel
    assert isinstance(found, InspectionPanel)
    qtbot.waitUntil(lambda: found.record_id == inspection)
    return found


def line(panel: InspectionPanel, rule: str) -> DeadlineLine:
    (found,) = [one for key, one in panel.deadlines.lines.items() if key.startswith(f"{rule} ")]
    assert isinstance(found, DeadlineLine)
    return found


def words_of(line: DeadlineLine) -> str:
    return "\n".join(label.text() for label in line.explanation.findChildren(QLabel) if not label.isHidden())


def enter(line: DeadlineLine, name: str, words: str) -> None:
    editor = line.editors[name]
    editor.input.setFocus()
    if hasattr(editor.input, "setText"):
        editor.input.setText(words)
    else:
        editor.input.setPlainText(words)
    editor.commit()


def test_each_deadline_stands_by_its_day(panel: InspectionPanel) -> None:
    assert [key.split(" ")[0] for key in panel.deadlines.lines] == ["R1", "R2", "R10"]
    assert "1 late" in panel.sections["Deadlines"].button.text()
    written = line(panel, "R2")
    assert written.opener.text() == "Thursday 21 September 2023"
    assert written.what.text() == "Written statement of action (the Ofsted action plan)"
    assert written.badge.accessibleName() == "due in 22 days"
    assert line(panel, "R1").badge.accessibleName() == "35 days late (red)"
    assert line(panel, "R10").opener.text() == "24 October 2025 to 24 October 2026"
    assert written.content.isHidden()


def test_opened_it_says_how_it_was_worked_out(panel: InspectionPanel, plan: Plan) -> None:
    written = line(panel, "R2")
    QTest.mouseClick(written.opener, Qt.MouseButton.LeftButton)
    assert written.content.isVisible()
    said = words_of(written)
    assert "Day 0: Wednesday 14 June 2023" in said
    assert "28 August 2023 (the summer bank holiday)" in said
    assert "No body of this plan is marked as one that can approve it." in said
    meetings.add(plan, meetings.add_body(plan, "Cabinet", kind="cabinet", approves=True), date(2023, 9, 7))
    assert "its papers are due on Wednesday 30 August 2023" in words_of(line(panel, "R2"))
    for label in panel.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_printed_date_is_typed_as_the_letter_has_it(panel: InspectionPanel, plan: Plan, window: MainWindow) -> None:
    written = line(panel, "R2")
    written.set_open(True)
    enter(written, "printed_words", "by Friday 19 September 2023")
    (row,) = plan.all(InspectionDeadline)
    assert (row.printed, row.printed_day) == ("by Friday 19 September 2023", date(2023, 9, 19))
    assert written.opener.text() == "Tuesday 19 September 2023"
    assert written.editors["printed"].value() == date(2023, 9, 19)
    assert "The letter says Friday; 19 September 2023 is a Tuesday." in words_of(written)
    assert "2 working days earlier than the computed one" in words_of(written)
    window.undo()
    assert line(panel, "R2").opener.text() == "Thursday 21 September 2023"


def test_words_without_a_day_are_refused_beside_the_field(panel: InspectionPanel, plan: Plan) -> None:
    written = line(panel, "R2")
    written.set_open(True)
    enter(written, "printed_words", "in good time")
    assert "names no day that can be read" in written.editors["printed_words"].refusal
    assert plan.all(InspectionDeadline) == []
    enter(written, "printed", "19/9/2023")
    enter(written, "printed_words", "in good time")
    (row,) = plan.all(InspectionDeadline)
    assert (row.printed, row.printed_day) == ("in good time", date(2023, 9, 19))
    enter(written, "printed", "")
    assert plan.all(InspectionDeadline) == []


def test_the_day_it_was_met_and_clearing_it(panel: InspectionPanel, plan: Plan) -> None:
    report = line(panel, "R1")
    report.set_open(True)
    assert report.clear_button.isHidden()
    enter(report, "met_on", "1/4/2023")
    assert "before fieldwork began" in report.editors["met_on"].refusal
    enter(report, "met_on", "20 July 2023")
    assert report.badge.accessibleName() == "met on 20 July 2023, 6 days early"
    assert "late" not in panel.sections["Deadlines"].button.text()
    QTest.mouseClick(report.clear_button, Qt.MouseButton.LeftButton)
    assert report.badge.accessibleName() == "35 days late (red)"
    assert plan.all(InspectionDeadline) == []


def test_a_deadline_that_does_not_apply_asks_why(panel: InspectionPanel, plan: Plan, messages: object) -> None:
    report = line(panel, "R1")
    report.set_open(True)
    messages.answer(None)  # type: ignore[attr-defined]
    report.editors["not_owed"].input.click()
    assert plan.all(InspectionDeadline) == []
    assert not report.editors["not_owed"].value()
    messages.answer("The report was published with the last one.")  # type: ignore[attr-defined]
    report.editors["not_owed"].input.click()
    (row,) = plan.all(InspectionDeadline)
    assert (row.not_owed, row.note) == (True, "The report was published with the last one.")
    assert report.badge.accessibleName() == "does not apply"
    report.editors["not_owed"].input.click()
    assert plan.all(InspectionDeadline) == []


def test_what_inspectors_expect_has_no_day_of_being_met(panel: InspectionPanel) -> None:
    following = line(panel, "R10")
    following.set_open(True)
    assert following.editors["met_on"].isHidden()
    assert not following.editors["printed_words"].isHidden()


def test_an_open_line_stays_open_when_something_else_changes(
    panel: InspectionPanel, plan: Plan, inspection: str
) -> None:
    written = line(panel, "R2")
    written.set_open(True)
    inspections.edit(plan, inspection, received=date(2023, 6, 7))
    assert line(panel, "R2") is written
    assert written.content.isVisible()
    assert written.opener.text() == "Thursday 14 September 2023"
    statutory_dates.set_met(plan, inspection, "R2", date(2023, 9, 13))
    assert written.badge.accessibleName() == "met on 13 September 2023, 1 day early"


def test_tab_goes_from_a_date_through_what_is_entered_of_it(panel: InspectionPanel) -> None:
    written = line(panel, "R2")
    written.set_open(True)
    written.opener.setFocus(Qt.FocusReason.TabFocusReason)
    seen = []
    for _ in range(4):
        QTest.keyClick(panel.window().focusWidget(), Qt.Key.Key_Tab)
        at = panel.window().focusWidget()
        seen.append(next((name for name, one in written.editors.items() if one.isAncestorOf(at)), at))
    assert [name for name in dict.fromkeys(seen) if isinstance(name, str)][:2] == ["printed_words", "printed"]
