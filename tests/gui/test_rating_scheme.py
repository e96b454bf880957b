"""The rating scheme as a person chooses and changes it, with what it changes seen before it is taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from gui.dialogs.plan_details import PlanDetailsDialog
from gui.dialogs.rating_scheme import OWN, RatingSchemeDialog
from gui.dialogs.rating_scheme_preview import sentence_of, shift_lines
from gui.main_window import MainWindow
from gui.workspace import Workspace
from model import actions, agreed_dates, areas, rating_schemes, ratings, scheme_files
from model.store.plan import Plan
from tests.gui.by_hand import Hands

TODAY = date(2023, 8, 30)


@pytest.fixture
def filled(plan: Plan) -> dict[str, str]:
    """Three actions: one in time, one ten days late, one not begun; and one whose date was moved when it was late."""
    area = areas.add(plan, "Planning")
    made = {
        "in time": actions.add(plan, area, "Train", on_day=TODAY, agreed=date(2023, 12, 31), status="in progress"),
        "late": actions.add(plan, area, "Audit", on_day=TODAY, agreed=date(2023, 8, 20), forecast=date(2023, 9, 15)),
        "waiting": actions.add(plan, area, "Review", on_day=TODAY, agreed=date(2023, 12, 31)),
        "moved": actions.add(plan, area, "Publish", on_day=TODAY, agreed=date(2023, 5, 31), status="in progress"),
    }
    agreed_dates.agree_date(plan, made["moved"], date(2023, 12, 15), date(2023, 7, 4), "Staff left", "the Board")
    return made


@pytest.fixture
def dialog(workspace: Workspace, filled: dict[str, str], qtbot: QtBot) -> RatingSchemeDialog:
    made = RatingSchemeDialog(workspace)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.preview.told):
        made.show()
    return made


def typed(field: QWidget, words: str) -> None:
    field.setFocus()
    field.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(field, words)


def value_of(plan: Plan, action: str) -> tuple[str, str]:
    rating = ratings.action_rating(plan, action, TODAY)
    return rating.value, rating.text


def test_it_opens_with_the_scheme_in_force_and_changes_nothing(dialog: RatingSchemeDialog, plan: Plan) -> None:
    before = plan.undo_title
    assert dialog.scheme_choice.value == "Delivery in five colours"
    assert dialog.preview.sentence.text() == "No action of 4 changes colour."
    assert dialog.scheme() == scheme_files.usual()
    dialog.ok_button.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert plan.undo_title == before


def test_a_printed_scheme_is_tried_and_then_taken_as_one_act(
    dialog: RatingSchemeDialog, plan: Plan, filled: dict[str, str], qtbot: QtBot
) -> None:
    assert value_of(plan, filled["moved"]) == ("amber", "Behind, moved when late")
    with qtbot.waitSignal(dialog.preview.told):
        dialog.scheme_choice.setFocus()
        QTest.keyClicks(dialog.scheme_choice, "Exc")
    assert dialog.name.text() == "Exception report with reprogrammed"
    assert "Bromsgrove" in dialog.source.text()
    assert dialog.preview.sentence.text().startswith(
        "2 of 4 actions change colour: 1 from grey to green and 1 from amber to blue."
    )
    shown = {(row.example.number, row.example.new.word) for row in map(dialog.preview.table.row_at, range(2))}
    assert shown == {("1.3", "Not started"), ("1.4", "Reprogrammed")}
    assert value_of(plan, filled["moved"])[0] == "amber", "nothing is taken yet"
    QTest.keyClick(dialog.ok_button, Qt.Key.Key_Space)
    assert plan.undo_title == "Rate by “Exception report with reprogrammed”"
    assert value_of(plan, filled["moved"]) == ("blue", "Reprogrammed, moved when late")
    plan.undo()
    assert value_of(plan, filled["moved"]) == ("amber", "Behind, moved when late")
    assert rating_schemes.scheme_of(plan) == scheme_files.usual()


def test_the_chosen_line_says_why(dialog: RatingSchemeDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.preview.told):
        typed(dialog.limits["red_after_days"], "9")
    assert dialog.preview.sentence.text().startswith("1 of 4 actions changes colour: 1 from amber to red.")
    (area,) = [row for row in map(dialog.preview.table.row_at, range(2)) if row.example.table == "area"]
    (late,) = [row for row in map(dialog.preview.table.row_at, range(2)) if row.example.table == "action"]
    assert area.number == "Area 1"
    dialog.preview.view.select_ids([late.id])
    qtbot.waitUntil(lambda: "10 days late (red after 9 days)" in dialog.preview.why.text())


def test_own_words_limits_and_colours(
    dialog: RatingSchemeDialog, plan: Plan, filled: dict[str, str], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(dialog.preview.told):
        typed(dialog.delivery.colours["amber"].word, "At risk")
        dialog.delivery.colours["grey"].used.click()
        dialog.delivery.colours["grey"].instead.set_value("amber")
        dialog.delivery._typed()
    assert dialog.scheme_choice.value == OWN
    assert dialog.source.text() == "The council's own."
    assert not dialog.delivery.colours["grey"].word.isVisible()
    assert {colour.value for colour, _ in dialog.delivery.cases.values()} == {"green", "amber", "blue"}
    assert "will have another word" in dialog.preview.sentence.text()
    dialog.ok_button.click()
    scheme = rating_schemes.scheme_of(plan)
    assert (scheme.name, scheme.source) == ("Delivery in five colours, our own form", None)
    assert (scheme.word("amber"), scheme.shown("grey")) == ("At risk", "amber")
    assert value_of(plan, filled["late"]) == ("amber", "At risk")
    assert value_of(plan, filled["waiting"])[0] == "green"
    again = RatingSchemeDialog(dialog.workspace)
    qtbot.addWidget(again)
    assert again.scheme() == scheme
    assert again.scheme_choice.value == OWN


@pytest.mark.parametrize(
    ("field", "words", "sentence"),
    [
        ("word", "off TRACK", "Red and green have the same word; use another."),
        ("word", "", "The word for green cannot be empty."),
        ("word", "x" * 31, "The word for green is longer than 30 characters; shorten it."),
        ("meaning", "", "The meaning of green cannot be empty."),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    dialog: RatingSchemeDialog, plan: Plan, field: str, words: str, sentence: str
) -> None:
    before = plan.details.rating_rules
    at = getattr(dialog.delivery.colours["green"], field)
    typed(at, words or " ")
    assert dialog.preview.sentence.text() == f"This scheme cannot be used yet. {sentence}"
    dialog.ok_button.click()
    assert dialog.isVisible()
    assert dialog.refusal.text() == sentence
    assert dialog.preview.table.rowCount() == 0
    assert plan.details.rating_rules == before


def test_a_limit_is_a_number_of_days(dialog: RatingSchemeDialog) -> None:
    typed(dialog.limits["slip_days"], "soon")
    dialog.ok_button.click()
    assert dialog.refusal.text() == "Type a whole number from 0 to 3,660, or nothing."
    assert dialog.limits["slip_days"].property("refused")
    typed(dialog.limits["slip_days"], "3")
    assert dialog.refusal.isHidden()
    assert not dialog.limits["slip_days"].property("refused")


def test_late_when_moved_has_no_word_where_the_scheme_has_none(dialog: RatingSchemeDialog) -> None:
    def offered() -> list[str]:
        return [dialog.moved_late.itemText(place) for place in range(dialog.moved_late.count())]

    assert len(offered()) == 2
    dialog.moved.set_value("own word")
    dialog.moved.chosen.emit("own word")
    assert len(offered()) == 3
    dialog.moved_late.set_value("own word")
    dialog.moved.set_value("agreed date")
    dialog.moved.chosen.emit("agreed date")
    assert (len(offered()), dialog.moved_late.value) == (2, "amber")


def test_the_usual_scheme_can_be_put_back(dialog: RatingSchemeDialog, plan: Plan) -> None:
    rating_schemes.set_scheme(plan, rating_schemes.shipped()[-1])
    dialog.show_scheme(rating_schemes.scheme_of(plan))
    dialog.usual_button.click()
    dialog.ok_button.click()
    assert plan.undo_title == "Rate by the usual scheme again"
    assert plan.details.rating_rules == "{}"


def test_a_scheme_that_cannot_be_read_is_said(workspace: Workspace, plan: Plan, qtbot: QtBot) -> None:
    with plan.batch("From elsewhere"):
        plan.change("plan", plan.details.id, rating_rules='{"colours": [1]}')
    dialog = RatingSchemeDialog(workspace)
    qtbot.addWidget(dialog)
    assert dialog.trouble.text().startswith("The rating scheme that this plan came with was not used")
    assert dialog.scheme() == scheme_files.usual()


def test_a_read_only_plan_is_only_read(workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(workspace), "writable", False)
    dialog = RatingSchemeDialog(workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.ok_button.isHidden()
    assert not dialog.name.isEnabled()


def test_words_and_colours_follow_everywhere_and_are_printed(
    window: MainWindow, filled: dict[str, str], qtbot: QtBot
) -> None:
    """By the menu's name, with the keyboard; then the table, the filter and the tally say the new words."""
    hands = Hands(window, qtbot)
    page = window.show_page("actions")
    word = page.table.column_place("delivery")

    def drive(dialog: RatingSchemeDialog) -> None:
        dialog.delivery.colours["red"].word.setFocus()
        hands.press("Ctrl+A")
        hands.type("Missed")
        dialog.limits["late_without_forecast_days"].setFocus()
        hands.press("Ctrl+A")
        hands.type("0")
        dialog.limits["red_after_days"].setFocus()
        hands.press("Ctrl+A")
        hands.type("9")
        hands.press("Return")

    hands.in_dialog(RatingSchemeDialog, drive, lambda: window.workspace.command("plan.rating_scheme"))
    place = page.table.row_of(filled["late"])
    assert page.table.index(place, word).data() == "Missed"
    window.workspace.go("actions", deliveries=("red",))
    assert page.table.ids() == [filled["late"]]
    hands.press("Ctrl+Z")
    window.workspace.go("actions", deliveries=("red",))
    qtbot.waitUntil(lambda: page.table.ids() == [])


def test_a_view_that_asks_for_a_colour_no_longer_used_says_so(window: MainWindow, plan: Plan) -> None:
    page = window.show_page("actions")
    window.workspace.go("actions", deliveries=("blue",))
    chip = page.filters.chip("delivery")
    assert ("blue", "Blue: Embedded") in chip.choices()
    rating_schemes.set_scheme(plan, next(one for one in rating_schemes.shipped() if one.name == "Three colours"))
    assert chip.choices() == [
        ("green", "Green: On track"), ("amber", "Amber: Behind"), ("red", "Red: Off track"),
        ("blue", "Blue: not used in this plan"),
    ]  # fmt: skip
    assert "not used in this plan" in chip.text()


def test_plan_details_lead_to_it(window: MainWindow, plan: Plan, qtbot: QtBot) -> None:
    hands = Hands(window, qtbot)

    def choose(dialog: RatingSchemeDialog) -> None:
        dialog.scheme_choice.setFocus()
        hands.type("Risk")
        hands.click(dialog.ok_button)

    def drive(details: PlanDetailsDialog) -> None:
        hands.in_dialog(RatingSchemeDialog, choose, lambda: hands.click(details.scheme_button))
        assert details.rules.text().startswith("Risk: issues or none\n")
        hands.click(details.cancel_button)

    hands.in_dialog(PlanDetailsDialog, drive, lambda: window.workspace.command("file.details"))
    assert rating_schemes.scheme_of(plan).name == "Risk: issues or none"


def test_the_sentence_of_a_preview() -> None:
    shift = rating_schemes.Shift(("green", "On track"), ("amber", "Behind"), 5)
    preview = rating_schemes.Preview((shift,), (), (), (), 1_200, 3)
    assert sentence_of(preview) == "5 of 1,200 actions change colour: 5 from green to amber."
    assert shift_lines(preview) == ["5 actions: On track (green) → Behind (amber)"]
    assert sentence_of(replace(preview, actions=(), of_actions=0, of_areas=0)) == (
        "The plan has no actions and no areas yet, so nothing changes."
    )
