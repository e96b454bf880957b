"""Entering an inspection by keyboard, and changing how it was entered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from gui.dialogs.add_inspection import InspectionDialog
from gui.main_window import MainWindow
from gui.workspace import Workspace
from model import inspections
from model.inspections import Given
from model.records import Framework, Inspection, InspectionType
from model.store.plan import Plan
from tests.gui.conftest import Messages
from tests.gui.inspections_made import LEADERS, fill, given
from tests.model.contents import contents

OWN = """
code = "borset-peer"
name = "Borsetshire peer review"
inspectorate = "Borsetshire"
[[types]]
code = "review"
name = "peer review"
graded = true
[[areas]]
code = "borset-peer.whole"
name = "The whole service"
[[grades]]
code = "strong"
name = "Strong"
level = 1
[[grades]]
code = "weak"
name = "Weak"
level = 2
"""


@pytest.fixture
def dialog(workspace: Workspace, qtbot: QtBot) -> InspectionDialog:
    return shown(workspace, qtbot)


def shown(workspace: Workspace, qtbot: QtBot, inspection_id: str | None = None) -> InspectionDialog:
    made = InspectionDialog(workspace, inspection_id=inspection_id)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: made.focusWidget() is not None)
    return made


def typed(dialog: InspectionDialog, words: str) -> None:
    """Type where the focus is."""
    at = dialog.focusWidget()
    assert at is not None
    QTest.keyClicks(at, words)


def tab(dialog: InspectionDialog, times: int = 1) -> QWidget:
    for _ in range(times):
        QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Tab)
    at = dialog.focusWidget()
    assert at is not None
    return at


def put_day(dialog: InspectionDialog, name: str, words: str) -> None:
    editor = dialog.editors[name]
    editor.input.setText(words)
    editor.commit()


def type_code(plan: Plan, inspection_id: str) -> str:
    return plan.get(InspectionType, plan.get(Inspection, inspection_id).type).code


def framework_code(plan: Plan, inspection_id: str) -> str:
    return plan.get(Framework, plan.get(Inspection, inspection_id).framework).code


def test_a_whole_inspection_is_entered_by_keys_alone(dialog: InspectionDialog, plan: Plan) -> None:
    assert dialog.focusWidget() is dialog.editors["family"].input
    tab(dialog)
    typed(dialog, "24/4/23")
    tab(dialog)
    typed(dialog, "28.4.2023")
    assert tab(dialog) is dialog.editors["type"].input
    assert dialog.framework_words.text() == (
        "ILACS, 2023 to March 2026: chosen by the first day of fieldwork, 24 April 2023."
    )
    assert dialog.type_words.text() == "Inferred: a short inspection is one week on site, and fieldwork lasted 5 days."
    tab(dialog)
    while dialog.focusWidget() not in [row.grade for row in dialog.judgements.rows.values()]:
        tab(dialog)
    for letter in "ogrio":
        typed(dialog, letter)
        tab(dialog)
    assert dialog.focusWidget() is dialog.details_button
    assert tab(dialog) is dialog.editors["received"].input
    tab(dialog)
    typed(dialog, "14 june 23")
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    made = plan.get(Inspection, dialog.result_value)
    assert (made.fieldwork_start, made.fieldwork_end) == (date(2023, 4, 24), date(2023, 4, 28))
    assert (made.received, made.published) == (None, date(2023, 6, 14))
    assert type_code(plan, made.id) == "short"
    assert given(plan, made.id) == {
        LEADERS: "outstanding", "ilacs-2023.help-and-protection": "good",
        "ilacs-2023.in-care": "requires-improvement", "ilacs-2023.care-leavers": "inadequate",
        "ilacs-2023.overall": "outstanding",
    }  # fmt: skip


def test_all_of_it_is_one_act(dialog: InspectionDialog, plan: Plan) -> None:
    before = contents(plan)
    put_day(dialog, "fieldwork_start", "24/4/23")
    put_day(dialog, "fieldwork_end", "28/4/23")
    dialog.judgements.rows[LEADERS].grade.set_value("good")
    dialog.accept()
    after = contents(plan)
    assert plan.undo_title == "Add ILACS short inspection, 24 to 28 April 2023"
    plan.undo()
    assert contents(plan) == before
    assert plan.undo_title is None
    plan.redo()
    assert contents(plan) == after


@pytest.mark.parametrize(
    ("start", "framework", "areas"),
    [
        ("9/12/22", "ilacs-2018", 4),
        ("1/1/23", "ilacs-2023", 5),
        ("31/3/26", "ilacs-2023", 5),
        ("1/4/26", "ilacs-2026", 4),
    ],
)
def test_the_first_day_of_fieldwork_chooses_framework_and_areas(
    dialog: InspectionDialog, start: str, framework: str, areas: int
) -> None:
    put_day(dialog, "fieldwork_start", start)
    assert dialog.framework.code == framework
    assert len(dialog.judgements.rows) == areas


def test_grades_entered_before_the_day_stay_where_the_area_is_the_same(dialog: InspectionDialog) -> None:
    put_day(dialog, "fieldwork_start", "24/4/23")
    for code, grade in ((LEADERS, "good"), ("ilacs-2023.overall", "good")):
        dialog.judgements.rows[code].grade.set_value(grade)
    put_day(dialog, "fieldwork_start", "11/5/26")
    assert dialog.judgements.given() == [Given("ilacs-2026.leaders", "good")]


def test_a_day_no_framework_was_in_force_is_said(dialog: InspectionDialog) -> None:
    put_day(dialog, "fieldwork_start", "3/5/2016")
    assert "this inspection began on 3 May 2016" in dialog.framework_words.text()


@pytest.mark.parametrize(("last", "kind"), [("25/4/23", "focused-visit"), ("28/4/23", "short"), ("5/5/23", "standard")])
def test_the_type_is_inferred_from_the_length_and_said_to_be(dialog: InspectionDialog, last: str, kind: str) -> None:
    put_day(dialog, "fieldwork_start", "24/4/23")
    put_day(dialog, "fieldwork_end", last)
    assert dialog.editors["type"].input.value == kind
    assert dialog.type_words.text().startswith("Inferred: ")


def test_a_type_that_was_inferred_is_kept_as_such_until_one_is_chosen(
    dialog: InspectionDialog, workspace: Workspace, plan: Plan, qtbot: QtBot
) -> None:
    put_day(dialog, "fieldwork_start", "24/4/23")
    put_day(dialog, "fieldwork_end", "28/4/23")
    dialog.accept()
    made = plan.get(Inspection, dialog.result_value)
    assert made.type_inferred
    again = shown(workspace, qtbot, made.id)
    again.editors["type"].input.setFocus()
    QTest.keyClicks(again.editors["type"].input, "f")
    again.accept()
    assert type_code(plan, made.id) == "focused-visit"
    assert not plan.get(Inspection, made.id).type_inferred


def test_a_type_chosen_by_hand_stays(dialog: InspectionDialog) -> None:
    put_day(dialog, "fieldwork_start", "24/4/23")
    dialog.editors["type"].input.setFocus()
    QTest.keyClicks(dialog.editors["type"].input, "m")
    assert dialog.editors["type"].input.value == "monitoring-visit"
    put_day(dialog, "fieldwork_end", "28/4/23")
    assert dialog.editors["type"].input.value == "monitoring-visit"
    assert dialog.type_words.isHidden()


def test_a_focused_visit_has_topics_and_no_grades(dialog: InspectionDialog, plan: Plan) -> None:
    put_day(dialog, "fieldwork_start", "24/1/22")
    dialog.judgements.rows["ilacs-2018.leaders"].grade.set_value("good")
    dialog.editors["type"].input.setFocus()
    QTest.keyClicks(dialog.editors["type"].input, "f")
    assert dialog.judgements.isHidden()
    assert dialog.judgements_words.text() == "No grades: focused visit."
    completer = dialog.editors["theme"].input.completer()
    assert "Care leavers" in completer.model().stringList()
    dialog.editors["theme"].input.setText("Care leavers")
    dialog.accept()
    made = plan.get(Inspection, dialog.result_value)
    assert (made.theme, made.graded, given(plan, made.id)) == ("Care leavers", False, {})


def test_without_days_the_type_is_asked_for(dialog: InspectionDialog, plan: Plan) -> None:
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.editors["type"].refusal.startswith("Choose the type of inspection")
    assert plan.all(Inspection) == []


def test_what_is_no_day_is_refused_beside_its_field(dialog: InspectionDialog, plan: Plan) -> None:
    field = dialog.editors["fieldwork_start"].input
    field.setFocus()
    QTest.keyClicks(field, "4/24/23")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "the day comes before the month" in dialog.editors["fieldwork_start"].refusal
    field.selectAll()
    QTest.keyClicks(field, "24/4/23")
    assert dialog.editors["fieldwork_start"].refusal == ""
    put_day(dialog, "fieldwork_end", "20/4/23")
    dialog.editors["type"].put("short")
    dialog.accept()
    assert dialog.editors["fieldwork_end"].refusal == "Fieldwork cannot end before it begins, on 24 April 2023."
    assert plan.all(Inspection) == []


def test_a_refusal_of_a_folded_field_unfolds_it(dialog: InspectionDialog) -> None:
    put_day(dialog, "fieldwork_start", "24/4/23")
    put_day(dialog, "feedback", "20/4/23")
    dialog.editors["type"].put("short")
    assert not dialog.more.is_open()
    dialog.accept()
    assert dialog.more.is_open()
    assert dialog.editors["feedback"].refusal == "Feedback cannot come before fieldwork begins, on 24 April 2023."


def test_a_framework_of_the_users_own_comes_in_with_its_inspection(
    dialog: InspectionDialog, plan: Plan, messages: Messages, tmp_path: Path
) -> None:
    (tmp_path / "peer.toml").write_text(OWN, encoding="utf-8")
    messages.answer(tmp_path / "peer.toml")
    dialog.file_button.click()
    assert dialog.editors["family"].input.currentText() == "Borsetshire peer review"
    assert dialog.editors["type"].input.value == "review", "the only type there is"
    (row,) = dialog.judgements.rows.values()
    row.grade.set_value("weak")
    before = contents(plan)
    dialog.accept()
    assert framework_code(plan, dialog.result_value) == "borset-peer"
    assert given(plan, dialog.result_value) == {"borset-peer.whole": "weak"}
    plan.undo()
    assert contents(plan) == before
    assert plan.undo_title is None


def test_a_wrong_framework_file_is_refused_with_file_and_reason(
    dialog: InspectionDialog, messages: Messages, tmp_path: Path
) -> None:
    (tmp_path / "peer.toml").write_text(OWN.replace("level = 2", "level = 3"), encoding="utf-8")
    messages.answer(tmp_path / "peer.toml")
    dialog.file_button.click()
    assert dialog.editors["family"].refusal.startswith("peer.toml: the levels of the grades must be")
    assert dialog.framework.family == "ilacs"


def test_the_command_opens_it_and_what_was_added_is_in_hand(
    window: MainWindow, plan: Plan, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def fill_and_accept(dialog: InspectionDialog) -> int:
        put_day(dialog, "fieldwork_start", "24/4/23")
        put_day(dialog, "fieldwork_end", "28/4/23")
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(InspectionDialog, "exec", fill_and_accept)
    window.commands.action("plan.add_inspection").trigger()
    (made,) = plan.all(Inspection)
    assert window.workspace.selection.of("inspection") == (made.id,)
    page = window.current_page()
    assert page.table.ids() == [made.id]
    qtbot.waitUntil(lambda: page.view.selected_ids() == [made.id])


# --- changing how it was entered


def test_the_dialog_shows_how_an_inspection_was_entered(workspace: Workspace, plan: Plan, qtbot: QtBot) -> None:
    ids = fill(plan)
    dialog = shown(workspace, qtbot, ids["2023"])
    assert dialog.editors["fieldwork_start"].value() == date(2023, 4, 24)
    assert dialog.editors["type"].input.value == "short"
    assert dialog.judgements.given() == list(inspections.judgements_given(plan, ids["2023"]))
    before = plan.undo_title
    dialog.accept()
    assert plan.undo_title == before, "nothing was changed, so it is no act"


def test_framework_days_and_grades_change_in_one_act(workspace: Workspace, plan: Plan, qtbot: QtBot) -> None:
    ids = fill(plan)
    before = contents(plan)
    dialog = shown(workspace, qtbot, ids["2023"])
    put_day(dialog, "published", "15/6/22")
    put_day(dialog, "received", "")
    put_day(dialog, "fieldwork_start", "25/4/22")
    put_day(dialog, "fieldwork_end", "29/4/22")
    dialog.judgements.rows["ilacs-2018.leaders"].grade.set_value("good")
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert framework_code(plan, ids["2023"]) == "ilacs-2018"
    assert given(plan, ids["2023"]) == {"ilacs-2018.leaders": "good", "ilacs-2018.overall": "outstanding"}
    plan.undo()
    assert contents(plan) == before


def test_an_undated_visit_keeps_the_framework_it_was_entered_under(
    workspace: Workspace, plan: Plan, qtbot: QtBot
) -> None:
    made = inspections.add(plan, framework="ilacs-2018", type="focused-visit", title="Focused visit, April 2018")
    dialog = shown(workspace, qtbot, made)
    assert dialog.framework.code == "ilacs-2018"
    assert dialog.framework_words.text().startswith("ILACS, 2018 to 2022: as it was entered.")
    dialog.accept()
    assert framework_code(plan, made) == "ilacs-2018"


def test_making_it_a_visit_takes_its_grades_away(workspace: Workspace, plan: Plan, qtbot: QtBot) -> None:
    ids = fill(plan)
    dialog = shown(workspace, qtbot, ids["2019"])
    dialog.editors["type"].input.setFocus()
    QTest.keyClicks(dialog.editors["type"].input, "f")
    dialog.accept()
    assert type_code(plan, ids["2019"]) == "focused-visit"
    assert given(plan, ids["2019"]) == {}
    plan.undo()
    assert given(plan, ids["2019"]) == {"ilacs-2018.in-care-and-care-leavers": "outstanding"}


def test_every_field_has_a_name_and_a_label(dialog: InspectionDialog) -> None:
    for editor in dialog.editors.values():
        assert editor.input.accessibleName()
    assert QApplication.activeModalWidget() is None
