"""The list of deadline rules and the calendar of working days, worked by hand."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSpinBox
from pytestqt.qtbot import QtBot

from gui.dialogs.bank_holidays import BankHolidaysDialog, HolidayForm
from gui.dialogs.deadline_rules import DeadlineRulesDialog, RuleForm, applies_in_words
from gui.dialogs.meeting import BodyDialog
from gui.main_window import MainWindow
from gui.workspace import Workspace
from model import calendar_days, deadline_rules, inspections, rule_files
from model.records import Body, CalendarDay, DeadlineRule
from model.rule_files import Applies
from model.store.plan import Plan
from tests.gui.by_hand import Hands


@pytest.fixture
def rules(workspace: Workspace, qtbot: QtBot) -> DeadlineRulesDialog:
    dialog = DeadlineRulesDialog(workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.fixture
def days(workspace: Workspace, qtbot: QtBot) -> BankHolidaysDialog:
    dialog = BankHolidaysDialog(workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def cell(dialog: DeadlineRulesDialog, code: str, column: str) -> object:
    place = dialog.table.index(dialog.table.row_of(code), dialog.table.column_place(column))
    return dialog.table.data(place)


def test_every_rule_is_listed_with_its_source(rules: DeadlineRulesDialog) -> None:
    assert rules.table.ids() == [entry.code for entry in rule_files.shipped()]
    assert cell(rules, "R2", "name") == "Written statement of action (the Ofsted action plan)"
    assert cell(rules, "R2", "length") == "70"
    assert "SI 2007/462 reg 3" in str(cell(rules, "R2", "authority"))
    assert cell(rules, "R2", "origin") == "as shipped"
    rules.view.select_ids(["R6"])
    assert "Inspections under area send of the type inspection, with the outcome outcome 3." in rules.about.text()
    assert "Not checked" in rules.about.text()
    rules.view.select_ids(["R10"])
    assert "A window from 6 months before to 6 after." in rules.about.text()


def test_a_rule_is_edited_where_it_stands(rules: DeadlineRulesDialog, plan: Plan) -> None:
    name = rules.table.columns[rules.table.column_place("name")].edit
    length = rules.table.columns[rules.table.column_place("length")].edit
    assert name is not None
    assert length is not None
    row = next(row for row in rules.rows if row.id == "R6")
    assert length.write(row, 40) is True
    assert deadline_rules.rule(plan, "R6").length == 40
    assert cell(rules, "R6", "origin") == "changed"
    assert name.write(row, "") is None
    assert rules.refusal == "Give the rule a name of one line and at most 200 characters."
    rules.view.select_ids(["R6"])
    assert rules.refusal == ""
    assert rules.put_back_button.isEnabled()
    rules.put_back_button.click()
    assert deadline_rules.rule(plan, "R6").length == 35
    assert not rules.put_back_button.isEnabled()


def test_a_cell_is_edited_by_keys(rules: DeadlineRulesDialog, plan: Plan, qtbot: QtBot) -> None:
    rules.activateWindow()
    place = rules.table.index(rules.table.row_of("R6"), rules.table.column_place("length"))
    rules.view.setFocus()
    rules.view.setCurrentIndex(place)
    QTest.keyClick(rules.view, Qt.Key.Key_F2)
    editor = rules.view.viewport().findChild(QSpinBox)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "42")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: deadline_rules.rule(plan, "R6").length == 42)
    assert rules.view.selected_ids() == ["R6"]
    assert plan.undo_title == "Edit length of the period of deadline rule R6"


def test_rules_are_switched_off_and_on_by_a_button(rules: DeadlineRulesDialog, plan: Plan) -> None:
    rules.view.select_ids(["R7", "R12"])
    assert not rules.edit_button.isEnabled()
    rules.switch_button.click()
    assert not deadline_rules.rule(plan, "R7").in_use
    assert cell(rules, "R12", "in_use") == ""
    assert rules.switch_button.text() == "Switch on"
    rules.switch_button.click()
    assert deadline_rules.rule(plan, "R12").in_use
    assert not rules.remove_button.isEnabled()


def test_a_rule_of_the_plans_own_is_added_and_deleted(rules: DeadlineRulesDialog, plan: Plan, qtbot: QtBot) -> None:
    form = RuleForm(rules.workspace, rules)
    qtbot.addWidget(form)
    form.set_values(code="LOCAL-1", name="Brief the lead member", counts_from="published", length=2)
    form.set_values(unit="working days", frameworks="ilacs, ilacs, jtai", types="short", approval=True)
    form.ok_button.click()
    assert form.result_value == "LOCAL-1"
    made = deadline_rules.rule(plan, "LOCAL-1")
    assert (made.length, made.unit) == (2, "working days")
    assert deadline_rules.applies(made) == Applies(frameworks=("ilacs", "jtai"), types=("short",), approval=True)
    rules.refresh()
    rules.view.select_ids(["LOCAL-1"])
    assert cell(rules, "LOCAL-1", "origin") == "own"
    rules.remove_button.click()
    assert "LOCAL-1" not in rules.table.ids()


def test_a_rule_that_cannot_be_is_said_at_its_field(rules: DeadlineRulesDialog, plan: Plan, qtbot: QtBot) -> None:
    form = RuleForm(rules.workspace, rules, code="R2")
    qtbot.addWidget(form)
    form.show()
    form.set_values(kinds="worry")
    form.ok_button.click()
    assert "no kind of finding “worry”" in form._refusal.text()
    form.set_values(kinds=None, length=None)
    form.set_values(months_before=6)
    form.ok_button.click()
    assert "needs a period to lie about" in form.editors["months_before"].refusal
    form.set_values(length=75, months_before=0)
    form.ok_button.click()
    assert not form.isVisible()
    changed = deadline_rules.rule(plan, "R2")
    assert (changed.length, changed.unit, deadline_rules.applies(changed).approval) == (75, "working days", True)
    assert plan.undo_title == "Edit length of the period of deadline rule R2"


def test_a_rule_that_cannot_be_read_says_so(rules: DeadlineRulesDialog, plan: Plan) -> None:
    deadline_rules.copy_in(plan)
    with plan.batch("As another program wrote it"):
        plan.change("deadline_rule", plan.all(DeadlineRule, "t.code = 'R2'")[0].id, applies="moons")
    rules.refresh()
    rules.view.select_ids(["R2"])
    assert "cannot be read" in rules.about.text()
    assert not rules.edit_button.isEnabled()
    rules.put_back_button.click()
    assert "cannot be read" not in rules.about.text()


def test_a_body_can_be_marked_as_able_to_approve(workspace: Workspace, plan: Plan, qtbot: QtBot) -> None:
    form = BodyDialog(workspace)
    qtbot.addWidget(form)
    form.set_values(name="Cabinet", kind="cabinet", approves=True)
    form.ok_button.click()
    (body,) = plan.all(Body)
    assert body.approves
    form = BodyDialog(workspace, body=body.id)
    qtbot.addWidget(form)
    assert form.editors["approves"].value() is True
    form.set_values(approves=False)
    form.ok_button.click()
    assert not plan.get(Body, body.id).approves
    assert plan.undo_title == "Edit can approve the plan of Cabinet"


def test_what_a_rule_applies_to_is_said_in_words() -> None:
    words = {
        entry.code: applies_in_words(
            DeadlineRule(
                id="", code=entry.code, position=1.0, applies="", name="", counts_from=entry.counts_from, length=None,
                unit=None, months_before=0, months_after=0, authority=None, checked_on=None, approximate=False,
                statutory=False, in_use=True, note=None,
            ),
            entry.applies,
        )
        for entry in rule_files.shipped()
    }  # fmt: skip
    assert words["R3"] == (
        "Inspections under ILACS of the type focused visit, with a finding that is an area for priority action."
    )
    assert words["R15"] == "Meetings of any body."
    assert words["R18"] == "Meetings of cabinet that can approve the plan."
    assert words["R10"].endswith("The inspectorate comes: it is expected, and never late.")
    assert "the last approving meeting is told" in words["R2"]


def test_bank_holidays_of_the_years_around_are_listed(days: BankHolidaysDialog) -> None:
    ids = days.table.ids()
    assert ids == sorted(ids)
    assert {"2022-09-19", "2023-05-08", "2026-12-28"} <= set(ids)
    assert ids[0].startswith("2022-")
    assert ids[-1].startswith("2026-")
    assert days.view.selected_ids() == ["2023-12-25"]
    words = [days.table.data(days.table.index(days.table.row_of("2023-08-28"), n)) for n in range(4)]
    assert words == ["28 Aug 2023", "Monday", "The summer bank holiday", "bank holiday"]


def test_a_day_is_added_taken_out_and_put_back(days: BankHolidaysDialog, plan: Plan, qtbot: QtBot) -> None:
    form = HolidayForm(days.workspace, days)
    qtbot.addWidget(form)
    form.show()
    form.set_values(on_day=date(2023, 9, 2), name="Coronation")
    form.ok_button.click()
    assert "is a Saturday" in form.editors["on_day"].refusal
    form.set_values(on_day=date(2023, 9, 4), name="Day of thanksgiving")
    form.ok_button.click()
    assert form.result_value == "2023-09-04"
    days.refresh()
    days.view.select_ids(["2023-09-04"])
    assert not days.take_out_button.isEnabled()
    days.put_back_button.click()
    assert plan.all(CalendarDay) == []
    days.view.select_ids(["2023-08-28"])
    days.take_out_button.click()
    assert not calendar_days.calendar_of(plan).holiday(date(2023, 8, 28))
    place = days.table.index(days.table.row_of("2023-08-28"), days.table.column_place("standing"))
    assert days.table.data(place) == "taken out: a working day"
    days.view.select_ids(["2023-08-28"])
    days.put_back_button.click()
    assert plan.all(CalendarDay) == []


def test_by_keyboard_from_the_command_list_to_a_moved_date(window: MainWindow, plan: Plan, qtbot: QtBot) -> None:
    """A holiday is proclaimed; a date that was worked out moves by a day."""
    inspections.add(plan, framework="ilacs-2023", type="short", published=date(2023, 6, 14))
    hands = Hands(window, qtbot)

    def holiday(form: HolidayForm) -> None:
        hands.fill("11/9/2023", "State funeral")
        hands.press("Return")

    def calendar(dialog: BankHolidaysDialog) -> None:
        hands.in_dialog(HolidayForm, holiday, lambda: hands.click(dialog.add_button))
        assert dialog.view.selected_ids() == ["2023-09-11"]
        hands.click(dialog.close_button)

    hands.in_dialog(BankHolidaysDialog, calendar, lambda: window.workspace.command("plan.bank_holidays"))
    from model import statutory_dates

    (one,) = [one for one in statutory_dates.all_of(plan, date(2023, 8, 30)) if one.rule.code == "R2"]
    assert one.day == date(2023, 9, 22)
    assert (date(2023, 9, 11), "State funeral") in one.skipped


def test_a_plan_that_is_only_read_shows_its_rules(workspace: Workspace, qtbot: QtBot, monkeypatch: object) -> None:
    monkeypatch.setattr(type(workspace), "writable", property(lambda _: False))  # type: ignore[attr-defined]
    dialog = DeadlineRulesDialog(workspace)
    qtbot.addWidget(dialog)
    assert not any(
        button.isEnabled()
        for button in (dialog.add_button, dialog.edit_button, dialog.switch_button, dialog.remove_button)
    )
    assert all(column.edit is None for column in dialog.table.columns)
