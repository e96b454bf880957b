"""The panel of an action: everything edited where it stands, each act there and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLabel, QLineEdit, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.dialogs.add_evidence import EditEvidenceDialog, EvidenceDialog
from gui.dialogs.add_update import UpdateDialog, add_update
from gui.dialogs.agree_date import AgreeDateDialog
from gui.dialogs.embedded import EmbeddedDialog
from gui.record_panel.action import ActionPanel
from gui.widgets.evidence_list import CheckDialog, EvidenceLine
from gui.widgets.inputs import LineInput
from gui.workspace import Workspace
from model import actions, agreed_dates, commitments, evidence, milestones, updates
from model.records import Action, Milestone, Update
from tests.gui.actions_made import TODAY, Made, answer, make_plan
from tests.gui.conftest import Messages
from tests.model.contents import contents


@pytest.fixture
def made(workspace: Workspace) -> Made:
    return make_plan(workspace.plan)


@pytest.fixture
def panel(workspace: Workspace, made: Made, qtbot: QtBot) -> ActionPanel:
    shown = ActionPanel(workspace)
    qtbot.addWidget(shown)
    shown.resize(380, 900)
    shown.show()
    workspace.changed.connect(lambda notice: shown.refresh())
    for section in shown.sections.values():
        section.set_open(True)
    shown.show_record(made.audit)
    return shown


def words(widget: QWidget) -> list[str]:
    """What can be read in it."""
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text()]


def there_and_back(workspace: Workspace, before: dict[str, Any]) -> None:
    """What was just done goes back to ``before`` and forth again."""
    after = contents(workspace.plan)
    assert after != before
    workspace.undo()
    assert contents(workspace.plan) == before
    workspace.redo()
    assert contents(workspace.plan) == after
    workspace.undo()


def test_it_says_what_the_action_is(panel: ActionPanel) -> None:
    assert panel.accessibleName() == "Action 1.1 Audit every plan"
    assert "Under area 1 Pathway plans" in words(panel)
    assert panel.reason.text() == (
        "Delivery red (Off track): it is 10 days late and no forecast is given (red after 7 days without a forecast)."
    )
    assert panel.editors["first_agreed"].input.text() == "30 June 2023"


@pytest.mark.parametrize(
    ("name", "value", "title"),
    [
        ("title", "Audit every pathway plan", "Edit title of action 1.1"),
        ("how", "Twenty a month", "Edit how of action 1.1"),
        ("success", "No plan is late", "Edit how we shall know of action 1.1"),
        ("support", "Health", "Edit support of action 1.1"),
        ("start", date(2023, 5, 2), "Edit start date of action 1.1"),
        ("forecast", date(2023, 9, 30), "Edit forecast of action 1.1"),
        ("percent", 70, "Edit percent of action 1.1"),
        ("on_hold", True, "Edit on hold of action 1.1"),
        ("awaiting_signoff", True, "Edit awaiting sign-off of action 1.1"),
        ("exempt", True, "Edit left out of public papers of action 1.1"),
        ("status", "complete", "Mark action 1.1 as complete"),
    ],
)
def test_each_field_writes_and_goes_back(
    panel: ActionPanel, workspace: Workspace, name: str, value: object, title: str
) -> None:
    before = contents(workspace.plan)
    panel.editors[name].committed.emit(name, value)
    assert workspace.plan.undo_title == title
    there_and_back(workspace, before)


def test_owner_and_area_are_acts_of_their_own(panel: ActionPanel, workspace: Workspace, made: Made) -> None:
    before = contents(workspace.plan)
    panel.editors["owner"].committed.emit("owner", made.quality)
    assert workspace.plan.undo_title == "Assign Head of Quality to action 1.1"
    there_and_back(workspace, before)
    panel.editors["area"].committed.emit("area", made.homes)
    assert workspace.plan.get(Action, made.audit).area == made.homes
    assert workspace.plan.get(Action, made.audit).number == "1.1"
    there_and_back(workspace, before)


def test_the_first_date_is_taken_and_a_move_asks_why(
    panel: ActionPanel, workspace: Workspace, made: Made, qtbot: QtBot
) -> None:
    panel.show_record(made.offer)
    before = contents(workspace.plan)
    panel.editors["agreed"].committed.emit("agreed", date(2023, 10, 31))
    assert workspace.plan.undo_title == "Agree 31 October 2023 for action 1.3"
    there_and_back(workspace, before)
    panel.show_record(made.audit)

    def say_why(dialog: AgreeDateDialog) -> None:
        assert dialog.editors["agreed"].value() == date(2023, 11, 18)
        dialog.editors["reason"].put("Two auditors are ill")
        dialog.editors["agreed_by"].put("the Board")
        dialog.accept()

    answer(AgreeDateDialog, say_why)
    panel.editors["agreed"].committed.emit("agreed", date(2023, 11, 18))
    qtbot.waitUntil(lambda: workspace.plan.get(Action, made.audit).agreed == date(2023, 11, 18))
    there_and_back(workspace, before)


def test_a_move_that_is_called_off_leaves_the_date(
    panel: ActionPanel, workspace: Workspace, made: Made, qtbot: QtBot
) -> None:
    driven = answer(AgreeDateDialog, AgreeDateDialog.reject)
    panel.editors["agreed"].committed.emit("agreed", date(2023, 11, 18))
    qtbot.waitUntil(lambda: bool(driven) and panel.editors["agreed"].value() == date(2023, 8, 20))
    assert workspace.plan.undo_title is None


def test_the_ledger_is_told_in_words(panel: ActionPanel, workspace: Workspace, made: Made) -> None:
    assert panel.date_story.moved.text() == (
        "Was 30 June, now 20 August 2023; moved once, 51 days; last moved on 20 June."
    )
    assert words(panel.ledger) == [
        "Moved from 30 June 2023 to 20 August 2023, 51 days later, on 20 June 2023",
        "Reason: The auditor left",
        "Agreed for 30 June 2023",
    ]
    agreed_dates.agree_date(
        workspace.plan, [made.audit], date(2023, 9, 30), date(2023, 5, 4), "Ill", "the Board", made.panel
    )
    panel.refresh()
    assert panel.date_story.moved.text() == (
        "Was 30 June, now 30 September 2023; moved twice, 92 days; "
        "agreed by the Board at the Corporate Parenting Panel on 4 May."
    )
    assert "agreed by the Board at Corporate Parenting Panel, 4 May 2023" in "\n".join(words(panel.ledger))


def test_embedded_asks_for_the_rest(panel: ActionPanel, workspace: Workspace, made: Made, qtbot: QtBot) -> None:
    panel.show_record(made.flats)

    def refuse_then_fill(dialog: EmbeddedDialog) -> None:
        dialog.accept()
        assert "needs the sign-off of someone other than its owner" in " ".join(words(dialog))
        dialog.editors["signed_off_by"].put(made.leader)
        dialog.accept()

    answer(EmbeddedDialog, refuse_then_fill)
    before = contents(workspace.plan)
    panel.editors["status"].committed.emit("status", "embedded")
    qtbot.waitUntil(lambda: workspace.plan.get(Action, made.flats).status == "embedded")
    assert panel.editors["recheck_on"].isVisible()
    there_and_back(workspace, before)


def test_a_rating_by_hand_and_by_the_rules_again(panel: ActionPanel, workspace: Workspace, made: Made) -> None:
    assert not panel.rules_button.isVisible()
    actions.override_delivery(workspace.plan, [made.audit], "green", "It was finished yesterday")
    panel.refresh()
    assert "set by hand: It was finished yesterday. The rules suggest red (Off track)" in panel.reason.text()
    before = contents(workspace.plan)
    panel.rules_button.click()
    assert workspace.plan.get(Action, made.audit).delivery_override is None
    there_and_back(workspace, before)


# --- updates


def test_an_update_is_written_in_place(panel: ActionPanel, workspace: Workspace, made: Made, qtbot: QtBot) -> None:
    assert "Forty chronologies audited" in words(panel.updates)
    assert "Next: Twenty more" in words(panel.updates)
    before = contents(workspace.plan)
    panel.add_update_button.click()
    form = panel.update_form
    assert form.isVisible()
    assert form.editors["said_by"].input.text() == "Head of Leaving Care"
    assert not form.save()  # says nothing yet
    assert form.editors["done"].refusal.startswith("Say what was done")
    form.editors["done"].input.setPlainText("All sixty audited")
    form.editors["obstacle"].input.setPlainText("Two are missing")
    qtbot.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    assert not form.isVisible()
    shown = words(panel.updates)
    assert shown[0] == "30 August 2023 · Head of Leaving Care · In progress"
    assert shown[1:3] == ["All sixty audited", "In the way: Two are missing"]
    there_and_back(workspace, before)


def test_a_begun_update_is_not_lost_by_going_on(panel: ActionPanel, workspace: Workspace, made: Made) -> None:
    panel.add_update_button.click()
    panel.update_form.editors["next"].input.setPlainText("Audit the last ten")
    panel.show_record(made.train)
    assert [one.next for one in updates.of_action(workspace.plan, made.audit)] == ["Audit the last ten", "Twenty more"]
    assert not panel.update_form.isVisible()
    panel.add_update_button.click()
    panel.show_record(made.survey)  # nothing was typed
    assert updates.of_action(workspace.plan, made.train) == []


def test_the_dialog_adds_an_update_with_where_it_stands(workspace: Workspace, made: Made, qtbot: QtBot) -> None:
    workspace.select("action", [made.train])
    before = contents(workspace.plan)

    def fill(dialog: UpdateDialog) -> None:
        dialog.editors["next"].put("Last session")
        dialog.editors["percent"].put(90)
        dialog.editors["forecast"].put(date(2023, 9, 10))
        dialog.accept()

    answer(UpdateDialog, fill)
    assert add_update(workspace, None)
    train = workspace.plan.get(Action, made.train)
    assert (train.percent, train.forecast, train.status) == (90, date(2023, 9, 10), "in progress")
    (added,) = updates.of_action(workspace.plan, made.train)
    assert (added.next, added.percent_then, added.said_by) == ("Last session", 90, made.leader)
    there_and_back(workspace, before)
    workspace.select("action", [made.train, made.audit])
    said: list[str] = []
    workspace.refused.connect(said.append)
    assert not add_update(workspace, None)
    assert said == ["Select the one action that the update is about."]


def test_an_update_is_mended_and_deleted(panel: ActionPanel, workspace: Workspace, made: Made) -> None:
    (update,) = workspace.plan.all(Update)
    before = contents(workspace.plan)

    def mend(dialog: UpdateDialog) -> None:
        dialog.editors["done"].put("Fifty chronologies audited")
        dialog.accept()

    answer(UpdateDialog, mend)
    panel.updates._edit(update.id)
    assert workspace.plan.get(Update, update.id).done == "Fifty chronologies audited"
    there_and_back(workspace, before)
    panel.updates._delete(update.id)
    assert words(panel.updates) == ["No update yet."]
    there_and_back(workspace, before)


# --- milestones


def test_milestones_are_ticked_edited_added_and_deleted(
    panel: ActionPanel, workspace: Workspace, made: Made, qtbot: QtBot
) -> None:
    panel.show_record(made.survey)
    assert panel.sections["Milestones"].button.text() == "Milestones  0 of 2 done"
    first, second = milestones.of_action(workspace.plan, made.survey)
    assert "29 days late" in words(panel.steps)
    before = contents(workspace.plan)
    qtbot.mouseClick(panel.steps.findChildren(QCheckBox)[0], Qt.MouseButton.LeftButton)
    assert workspace.plan.get(Milestone, first.id).done_on == TODAY
    assert panel.sections["Milestones"].button.text() == "Milestones  1 of 2 done"
    there_and_back(workspace, before)
    title = panel.steps.findChildren(LineInput)[0]
    title.setText("All questions agreed")
    qtbot.keyClick(title, Qt.Key.Key_Return)
    assert workspace.plan.get(Milestone, first.id).title == "All questions agreed"
    there_and_back(workspace, before)
    panel.steps._dated(second.id, date(2023, 12, 1))
    there_and_back(workspace, before)
    panel.new_step.title.setText("Answers read")
    panel.new_step.due.setText("1/12/23")
    qtbot.keyClick(panel.new_step.due, Qt.Key.Key_Return)
    added = milestones.of_action(workspace.plan, made.survey)[-1]
    assert (added.title, added.due) == ("Answers read", date(2023, 12, 1))
    there_and_back(workspace, before)
    panel.steps._removed(second.id)
    there_and_back(workspace, before)


# --- evidence


def test_a_file_is_attached_checked_opened_and_deleted(
    panel: ActionPanel,
    workspace: Workspace,
    made: Made,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    messages: Messages,
    qtbot: QtBot,
) -> None:
    file = tmp_path / "Audit_of_March.pdf"
    file.write_bytes(b"%PDF-1.4 audit")
    before = contents(workspace.plan)

    def add(dialog: EvidenceDialog) -> None:
        dialog.accept()
        assert "Choose a file first, or take Link or Note above." in words(dialog)
        messages.answer(file)
        dialog._choose_file()
        assert dialog.editors["title"].value() == "Audit of March"
        dialog.editors["shows"].put("17 of 20 plans in time")
        dialog.editors["impact"].put("moving")
        dialog.accept()

    answer(EvidenceDialog, add)
    panel.add_evidence_button.click()
    (item,) = evidence.of_action(workspace.plan, made.audit)
    assert item.document is not None
    assert (item.document.file_name, item.evidence.impact) == ("Audit_of_March.pdf", "moving")
    there_and_back(workspace, before)
    workspace.redo()
    line = panel.evidence.findChildren(EvidenceLine)[0]
    assert line.quiet_words() == "30 August 2023. Not checked by anybody yet"
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    line.open()
    assert Path(opened[0].toLocalFile()).read_bytes() == b"%PDF-1.4 audit"

    def check(dialog: CheckDialog) -> None:
        dialog.editors["by"].put(made.quality)
        dialog.accept()

    answer(CheckDialog, check)
    trigger(line.menu(), "Checked by…")
    assert evidence.of_action(workspace.plan, made.audit)[0].checked_by_name == "Head of Quality"
    line = panel.evidence.lines[0]  # type: ignore[assignment]
    assert line.quiet_words() == "30 August 2023. Checked by Head of Quality on 30 August 2023"
    trigger(line.menu(), "Take back the check")
    line = panel.evidence.lines[0]  # type: ignore[assignment]
    messages.answer(tmp_path / "copy.pdf")
    trigger(line.menu(), "Save a copy…")
    assert (tmp_path / "copy.pdf").read_bytes() == b"%PDF-1.4 audit"

    def mend(dialog: EditEvidenceDialog) -> None:
        dialog.editors["title"].put("Audit of March 2023")
        dialog.accept()

    answer(EditEvidenceDialog, mend)
    trigger(line.menu(), "Edit…")
    line = panel.evidence.lines[0]  # type: ignore[assignment]
    trigger(line.menu(), "Delete")
    assert evidence.of_action(workspace.plan, made.audit) == []


def test_a_link_a_note_and_a_wrong_address(panel: ActionPanel, workspace: Workspace, made: Made) -> None:
    def link(dialog: EvidenceDialog) -> None:
        dialog.kind.chosen.emit("link")
        dialog.kind.set_key("link")
        dialog.editors["link"].put("javascript:alert(1)")
        dialog.accept()
        assert "An address begins with https://" in dialog.editors["link"].refusal
        dialog.editors["link"].put("https://example.org/audit")
        dialog.accept()

    def note(dialog: EvidenceDialog) -> None:
        dialog.kind.set_key("note")
        dialog.kind.chosen.emit("note")
        dialog.accept()
        assert dialog.editors["title"].refusal.startswith("A note needs a title")
        dialog.editors["title"].put("What young people said")
        dialog.accept()

    for drive in (link, note):
        answer(EvidenceDialog, drive)
        panel.add_evidence_button.click()
    titles = {item.evidence.title for item in evidence.of_action(workspace.plan, made.audit)}
    assert titles == {"https://example.org/audit", "What young people said"}


def test_a_file_dropped_on_the_evidence_is_asked_about(
    panel: ActionPanel, workspace: Workspace, made: Made, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "Survey.txt"
    file.write_text("ten answers")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    driven = answer(EvidenceDialog, EvidenceDialog.accept)
    panel.evidence.dropEvent(event)
    qtbot.waitUntil(lambda: bool(driven) and not driven[0].isVisible())
    assert [item.evidence.title for item in evidence.of_action(workspace.plan, made.audit)] == ["Survey"]


# --- what it waits for and answers


@pytest.mark.qt_log_ignore("^This plugin does not support grabbing")
def test_what_it_waits_for(panel: ActionPanel, workspace: Workspace, made: Made, qtbot: QtBot) -> None:
    before = contents(workspace.plan)
    qtbot.keyClicks(panel.wait_picker, "2.2")
    qtbot.keyClick(panel.wait_picker, Qt.Key.Key_Return)
    assert [row.words for row in panel.waits.rows()] == ["2.2  Ask care leavers"]
    assert panel.wait_picker.text() == ""
    there_and_back(workspace, before)
    workspace.redo()
    said: list[str] = []
    workspace.refused.connect(said.append)
    panel.show_record(made.survey)
    assert [row.words for row in panel.waited.rows()] == ["1.1  Audit every plan"]
    panel.wait_picker.chosen.emit(made.audit)
    assert said == [
        "Action 2.2 would wait for action 1.1, which waits for action 2.2: a circle in which none could start."
    ]
    panel.show_record(made.audit)
    panel.waits.remove_asked.emit("action", made.survey)
    assert panel.waits.rows() == ()
    qtbot.keyClicks(panel.wait_picker, "nothing like it")
    qtbot.keyClick(panel.wait_picker, Qt.Key.Key_Return)
    assert said[-1] == "No action was found for “nothing like it”; type its number or words."


def test_what_it_answers(panel: ActionPanel, workspace: Workspace, made: Made) -> None:
    before = contents(workspace.plan)
    panel.also_choice.chosen.emit(made.homes)
    assert [row.words for row in panel.also.rows()] == ["2  Suitable homes"]
    there_and_back(workspace, before)
    panel.commitment_choice.chosen.emit(made.promise)
    (row,) = commitments.of_action(workspace.plan, made.audit, TODAY)
    assert row.commitment.id == made.promise
    assert panel.commitments.rows()[0].words == "“It will be turned round within 12 months.”"
    there_and_back(workspace, before)
    workspace.redo()
    panel.commitments.remove_asked.emit("commitment", made.promise)
    assert commitments.of_action(workspace.plan, made.audit, TODAY) == ()


def test_its_history_is_the_last_ten_acts(panel: ActionPanel, workspace: Workspace, made: Made) -> None:
    workspace.run(actions.set_forecast, [made.audit], date(2023, 9, 30))
    first = panel.acts.text().splitlines()[0]
    assert "Forecast 30 September 2023 for action 1.1 (Improvement Officer)" in first
    for percent in range(20):
        workspace.run(actions.set_percent, [made.audit], percent)
    assert len(panel.acts.text().splitlines()) == 10


def test_a_deleted_action_says_so_and_comes_back(panel: ActionPanel, workspace: Workspace, made: Made) -> None:
    workspace.run(actions.remove, [made.audit])
    assert any("no longer in the plan" in said for said in words(panel))
    workspace.undo()
    assert "Audit every plan" in words(panel)


def test_words_from_people_are_never_markup(
    panel: ActionPanel, workspace: Workspace, made: Made, walk: Callable[[QWidget], Any]
) -> None:
    updates.add(workspace.plan, made.audit, TODAY, done="<img src='//host/x'> <b>bold</b>")
    evidence.note(workspace.plan, "<h1>Big</h1>", action=made.audit, shows="<a href='x'>y</a>")
    milestones.add(workspace.plan, made.audit, "<i>step</i>")
    panel.refresh()
    labels = [one for one in walk(panel) if isinstance(one, QLabel)]
    assert all(one.textFormat() is Qt.TextFormat.PlainText for one in labels)
    assert any("<img src" in one.text() for one in labels)


def test_every_control_has_a_name(panel: ActionPanel, walk: Callable[[QWidget], Any]) -> None:
    for one in walk(panel):
        if isinstance(one.parentWidget(), QLineEdit):
            continue  # Qt's own button to empty a line
        if isinstance(one, QAbstractButton | QComboBox | QLineEdit | QPlainTextEdit) and one.isVisible():
            assert one.accessibleName() or getattr(one, "text", str)(), one


def trigger(menu: QMenu, wanted: str) -> None:
    next(entry for entry in menu.actions() if entry.text() == wanted).trigger()
