"""The plan's own details, and the rules in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.dialogs.plan_details import PlanDetailsDialog, rule_words
from gui.main_window import MainWindow
from gui.workspace import Workspace
from model import scheme_files
from model.scheme_files import Rules
from model.store.plan import Plan


@pytest.fixture
def dialog(workspace: Workspace, qtbot: QtBot) -> PlanDetailsDialog:
    made = PlanDetailsDialog(workspace)
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_was_changed_is_one_act(dialog: PlanDetailsDialog, plan: Plan) -> None:
    assert dialog.editors["authority"].value() == "Borsetshire"
    title = dialog.editors["title"].input
    title.selectAll()
    QTest.keyClicks(title, "Road to better")
    dialog.editors["statutory_status"].put("submitted")
    dialog.ok_button.click()
    assert dialog.result() == PlanDetailsDialog.DialogCode.Accepted
    assert (plan.details.title, plan.details.statutory_status) == ("Road to better", "submitted")
    plan.undo()
    assert (plan.details.title, plan.details.statutory_status) == ("Improvement plan", "draft")


def test_nothing_changed_is_no_act(dialog: PlanDetailsDialog, plan: Plan) -> None:
    before = plan.undo_title
    dialog.ok_button.click()
    assert dialog.result() == PlanDetailsDialog.DialogCode.Accepted
    assert plan.undo_title == before


def test_an_empty_title_is_said_at_its_field(dialog: PlanDetailsDialog, plan: Plan) -> None:
    dialog.editors["title"].put(None)
    dialog.ok_button.click()
    assert dialog.editors["title"].refusal == "Title cannot be empty."
    assert plan.details.title == "Improvement plan"


def test_a_day_makes_it_an_archive(
    dialog: PlanDetailsDialog, plan: Plan, workspace: Workspace, window: MainWindow
) -> None:
    dialog.editors["stands_on"].put(date(2020, 3, 31))
    dialog.ok_button.click()
    assert workspace.today() == date(2020, 3, 31)
    page = window.show_page("overview")
    assert page.stands_on.accessibleName() == "Archived plan, read as on 31 March 2020"


def test_the_rules_are_said_in_words() -> None:
    words = rule_words(scheme_files.usual())
    assert words.startswith("Delivery in five colours\nAn action is late")
    assert "in the last 14 days before that date" in words
    assert (
        "Red, Off track: Missed, or no way back is agreed. Late by more than 31 days; late by more than 7 days" in words
    )
    assert "forecast after the agreed date" in words
    limits = Rules(due_soon_days=1, red_after_days=1, late_without_forecast_days=1, slip_days=3, late_start_days=1)
    own = rule_words(replace(scheme_files.usual(), limits=limits))
    assert "forecast more than 3 days after the agreed date" in own
    assert "Late by more than 1 day." in own
    assert "without one" not in own


def test_a_read_only_plan_is_only_read(workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(workspace), "writable", False)
    dialog = PlanDetailsDialog(workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.ok_button.isHidden()
    assert not any(editor.input.isEnabled() for editor in dialog.editors.values())
