"""Adding areas, actions, milestones and sources, and rating by hand, from the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.dialogs.add_action import AddActionDialog
from gui.dialogs.add_area import AddAreaDialog
from gui.dialogs.add_milestone import AddMilestoneDialog
from gui.dialogs.override_rating import OverrideDialog
from gui.dialogs.source import SourceDialog
from gui.widgets.form import DialogForm
from gui.workspace import Workspace
from model import areas, milestones, outline, ratings
from model.records import Action, Area, Person, Source
from model.store.plan import Plan
from tests.gui.plan_made import TODAY, Made, make_plan
from tests.model.contents import contents

KEY = Qt.Key
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def made(plan: Plan) -> Made:
    return make_plan(plan)


@pytest.fixture
def opened(qtbot) -> Callable[[DialogForm], DialogForm]:
    def open_dialog(dialog: DialogForm) -> DialogForm:
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(dialog.isVisible)
        return dialog

    return open_dialog


def field(dialog: DialogForm, name: str) -> Any:
    return dialog.editors[name].input


def enter(dialog: DialogForm, name: str, words: str) -> None:
    field(dialog, name).setFocus()
    QTest.keyClicks(field(dialog, name), words)


# --- areas


def test_an_area_with_its_source_is_one_act(workspace: Workspace, plan: Plan, made: Made, opened) -> None:
    before = contents(plan)
    dialog = opened(AddAreaDialog(workspace))
    enter(dialog, "title", "Records")
    enter(dialog, "words", "The quality of records.")
    enter(dialog, "tag", "outcome 3")
    enter(dialog, "page", "3")
    enter(dialog, "paragraph", "14")
    QTest.keyClick(field(dialog, "paragraph"), KEY.Key_Return)
    assert not dialog.isVisible()
    (area_id,) = dialog.made
    area = plan.get(Area, area_id)
    assert (area.number, area.title, area.words, area.tag) == (3, "Records", "The quality of records.", "outcome 3")
    (source,) = areas.sources(plan, area_id)
    assert (source.inspection, source.page, source.paragraph) == (made.ilacs, 3, "14")
    workspace.undo()
    assert contents(plan) == before
    workspace.redo()
    assert plan.get(Area, area_id) == area


def test_the_inspection_in_hand_is_the_likely_source(workspace: Workspace, made: Made, opened) -> None:
    workspace.select("inspection", [made.sif])
    assert field(opened(AddAreaDialog(workspace)), "raised").value == ("inspection", made.sif)


def test_an_area_can_do_without_a_source(workspace: Workspace, plan: Plan, opened) -> None:
    dialog = opened(AddAreaDialog(workspace))
    enter(dialog, "title", "Our own worry")
    QTest.keyClick(field(dialog, "title"), KEY.Key_Return)
    (area_id,) = dialog.made
    assert areas.sources(plan, area_id) == []


def test_save_and_add_another_keeps_what_is_likely_the_same(
    workspace: Workspace, plan: Plan, made: Made, opened
) -> None:
    dialog = opened(AddAreaDialog(workspace))
    field(dialog, "raised").set_value(("inspection", made.sif))
    enter(dialog, "title", "First")
    QTest.keyClick(field(dialog, "title"), KEY.Key_Return, CTRL_SHIFT)
    assert dialog.isVisible()
    assert dialog.said.text() == "Added area 3 “First”"
    assert field(dialog, "title").text() == ""
    assert field(dialog, "raised").value == ("inspection", made.sif)
    enter(dialog, "title", "Second")
    QTest.keyClick(field(dialog, "title"), KEY.Key_Return)
    assert not dialog.isVisible()
    assert [plan.get(Area, row).title for row in dialog.made] == ["First", "Second"]
    assert [areas.sources(plan, row)[0].inspection for row in dialog.made] == [made.sif, made.sif]


def test_an_empty_form_after_another_is_no_further_record(workspace: Workspace, plan: Plan, opened) -> None:
    dialog = opened(AddAreaDialog(workspace))
    enter(dialog, "title", "Only one")
    dialog.save_and_go_on()
    QTest.keyClick(field(dialog, "title"), KEY.Key_Return)
    assert not dialog.isVisible()
    assert len(dialog.made) == len(plan.all(Area)) == 1


def test_a_missing_title_is_said_at_its_field(workspace: Workspace, plan: Plan, opened) -> None:
    dialog = opened(AddAreaDialog(workspace))
    dialog.ok_button.click()
    assert dialog.isVisible()
    assert dialog.editors["title"].refusal == "Title cannot be empty."
    assert plan.all(Area) == []


# --- actions


def test_an_action_stands_after_the_one_in_hand(workspace: Workspace, plan: Plan, made: Made, opened) -> None:
    before = contents(plan)
    dialog = opened(AddActionDialog(workspace, made.plans, after=made.audit))
    enter(dialog, "title", "Write guidance")
    field(dialog, "owner").setText("Head of Quality")
    enter(dialog, "agreed", "31/3/24")
    QTest.keyClick(field(dialog, "agreed"), KEY.Key_Return)
    (new,) = dialog.made
    action = plan.get(Action, new)
    assert (action.number, action.owner, action.agreed) == ("1.3", made.quality, date(2024, 3, 31))
    assert action.first_agreed == date(2024, 3, 31)
    assert outline.actions_under(plan)[made.plans] == [made.audit, new, made.train]
    workspace.undo()
    assert contents(plan) == before


def test_further_actions_follow_in_the_order_they_are_typed(
    workspace: Workspace, plan: Plan, made: Made, opened
) -> None:
    dialog = opened(AddActionDialog(workspace, made.plans, after=made.audit))
    for title in ("First", "Second"):
        enter(dialog, "title", title)
        dialog.save_and_go_on()
    titles = [plan.get(Action, row).title for row in outline.actions_under(plan)[made.plans]]
    assert titles == ["Audit every plan", "First", "Second", "Train all advisers"]


def test_a_day_that_is_none_is_said_at_its_field(workspace: Workspace, plan: Plan, made: Made, opened) -> None:
    dialog = opened(AddActionDialog(workspace, made.plans))
    enter(dialog, "title", "Something")
    enter(dialog, "agreed", "30 February 2024")
    dialog.ok_button.click()
    assert dialog.isVisible()
    assert "February" in dialog.editors["agreed"].refusal
    assert len(plan.all(Action)) == 4


# --- milestones


def test_milestones_follow_one_another(workspace: Workspace, plan: Plan, made: Made, opened) -> None:
    before = contents(plan)
    dialog = opened(AddMilestoneDialog(workspace, made.flats, after=made.sites))
    enter(dialog, "title", "Lease signed")
    enter(dialog, "due", "1 October 2023")
    QTest.keyClick(field(dialog, "due"), KEY.Key_Return)
    steps = milestones.of_action(plan, made.flats)
    assert [step.title for step in steps] == ["Sites found", "Lease signed", "Keys handed over"]
    assert steps[1].due == date(2023, 10, 1)
    workspace.undo()
    assert contents(plan) == before


# --- sources


def test_a_source_is_added_and_edited(workspace: Workspace, plan: Plan, made: Made, opened) -> None:
    before = contents(plan)
    dialog = opened(SourceDialog(workspace, plan.get(Area, made.homes)))
    assert field(dialog, "raised").value == ("inspection", made.ilacs)
    enter(dialog, "quote", "Homes are not suitable.")
    enter(dialog, "page", "7")
    dialog.ok_button.click()
    (source,) = areas.sources(plan, made.homes)
    assert (source.inspection, source.quote, source.page) == (made.ilacs, "Homes are not suitable.", 7)
    edit = opened(SourceDialog(workspace, plan.get(Area, made.homes), source))
    assert field(edit, "quote").toPlainText() == "Homes are not suitable."
    field(edit, "raised").set_value(("self-evaluation", None))
    edit.ok_button.click()
    (source,) = areas.sources(plan, made.homes)
    assert (source.origin, source.inspection, source.page) == ("self-evaluation", None, 7)
    workspace.undo()
    workspace.undo()
    assert contents(plan) == before
    assert plan.find(Source, source.id) is None


# --- ratings


def rating_of(plan: Plan, area: str) -> Any:
    return ratings.area_ratings(plan, TODAY)[area].impact


def test_a_rating_by_hand_needs_its_reason(workspace: Workspace, plan: Plan, made: Made, opened) -> None:
    dialog = opened(OverrideDialog(workspace, "area", [made.plans], "impact"))
    assert field(dialog, "rating").value == "amber"
    assert dialog.clear_button.isHidden()
    field(dialog, "rating").set_value("red")
    dialog.ok_button.click()
    assert "reason" in dialog.editors["reason"].refusal
    enter(dialog, "reason", "Young people say otherwise")
    QTest.keyClick(field(dialog, "reason"), KEY.Key_Return)
    assert not dialog.isVisible()
    assert (rating_of(plan, made.plans).value, rating_of(plan, made.plans).overridden) == ("red", True)
    workspace.undo()
    assert not rating_of(plan, made.plans).overridden


def test_a_rating_by_hand_is_cleared(workspace: Workspace, plan: Plan, made: Made, opened) -> None:
    workspace.run(areas.override_impact, made.plans, "red", "Young people say otherwise")
    dialog = opened(OverrideDialog(workspace, "area", [made.plans], "impact"))
    assert field(dialog, "reason").toPlainText() == "Young people say otherwise"
    dialog.clear_button.click()
    assert not dialog.isVisible()
    assert rating_of(plan, made.plans).value == "amber"


def test_several_actions_are_rated_at_once(workspace: Workspace, plan: Plan, made: Made, opened) -> None:
    dialog = opened(OverrideDialog(workspace, "action", [made.audit, made.train], "delivery"))
    assert dialog.words.text() == "The same rating and reason for 2 actions."
    field(dialog, "rating").set_value("green")
    enter(dialog, "reason", "Agreed by the board")
    dialog.ok_button.click()
    assert [plan.get(Action, row).delivery_override for row in (made.audit, made.train)] == ["green", "green"]


def test_no_dialog_closes_the_program_or_leaves_a_person_behind(
    workspace: Workspace, plan: Plan, made: Made, opened
) -> None:
    known = len(plan.all(Person))
    for dialog in (AddAreaDialog(workspace), AddActionDialog(workspace, made.plans)):
        opened(dialog)
        QTest.keyClick(dialog, KEY.Key_Escape)
        assert not dialog.isVisible()
        assert dialog.made == []
    QApplication.processEvents()
    assert len(plan.all(Person)) == known
