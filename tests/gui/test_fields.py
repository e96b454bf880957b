"""Fields: edited where they stand, refused where they stand, and never half lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.record_panel.base import Field, RecordPanel
from gui.widgets.fields import FieldEditor
from gui.widgets.form import DialogForm
from gui.widgets.inputs import LONGEST, LineInput, NumberInput, TextInput
from gui.workspace import Workspace
from model.errors import Refused
from model.records import Action, Person
from model.store.plan import Plan

STATUSES = (("not started", "Not started"), ("in progress", "In progress"))


def edit(plan: Plan, record_id: str, **values: Any) -> None:
    """Stands for the verb; refuses a forecast before the start, as a verb does."""
    action = plan.get(Action, record_id)
    if values.get("forecast") and action.start and values["forecast"] < action.start:
        raise Refused("The forecast is before the start; choose a later day.", field="forecast")
    with plan.batch(f"Edit action {action.number}"):
        plan.change("action", record_id, **values)


class ActionForm(RecordPanel):
    TABLE = "action"
    WATCHES = ("person",)
    EDIT = staticmethod(edit)

    def read(self, record_id: str) -> Action | None:
        return self.workspace.plan.find(Action, record_id)

    def title(self, record: Action) -> tuple[str, str, str]:
        return f"Action {record.number}", record.title, ""

    def build(self) -> None:
        self.section("What").fields(
            Field("title", "Action", "text", required=True),
            Field("how", "How", "area"),
            Field("owner", "Owner", "person"),
        )
        self.section("When").fields(
            Field("start", "Start", "date"),
            Field("forecast", "Forecast", "date"),
            Field("percent", "Done", "number", suffix="%"),
            Field("status", "Status", "choice", choices=lambda: STATUSES),
            Field("on_hold", "On hold", "flag"),
            Field("first_agreed", "First agreed", "shown"),
        )


@pytest.fixture
def action(plan: Plan) -> str:
    with plan.batch("Add an action"):
        area = plan.add("area", number=1, title="Planning", kind="area for improvement", position=1.0)
        return plan.add(
            "action", area=area, area_number=1, item_number=1, title="Begin", status="not started", position=1.0,
            start=date(2023, 5, 1),
        )  # fmt: skip


@pytest.fixture
def panel(workspace: Workspace, action: str, qtbot: QtBot) -> ActionForm:
    made = ActionForm(workspace)
    qtbot.addWidget(made)
    made.show()
    made.show_record(action)
    return made


def now(panel: ActionForm) -> Action:
    assert panel.record_id is not None
    return panel.workspace.plan.get(Action, panel.record_id)


def leave(widget: QWidget) -> None:
    """As the Tab key does to whoever had the focus."""
    widget.focusOutEvent(QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))


def test_enter_takes_what_was_typed_as_one_act(panel: ActionForm, qtbot: QtBot) -> None:
    field = panel.editors["title"].input
    field.setPlainText("Begin again")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert now(panel).title == "Begin again"
    assert panel.workspace.plan.undo_title == "Edit action 1.1"
    assert not panel.editors["title"].edited
    panel.workspace.undo()
    panel.refresh()
    assert field.toPlainText() == "Begin"


def test_leaving_the_field_takes_it_too(panel: ActionForm) -> None:
    field = panel.editors["how"].input
    field.setPlainText("In two steps.\nThen a third.")
    leave(field)
    assert now(panel).how == "In two steps.\nThen a third."


def test_a_day_is_typed_as_people_here_type_it(panel: ActionForm, qtbot: QtBot) -> None:
    field = panel.editors["forecast"].input
    field.setText("31/3/24")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert now(panel).forecast == date(2024, 3, 31)
    assert field.text() == "31 March 2024"
    field.setText("")
    leave(field)
    assert now(panel).forecast is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("30 February 2024", "There is no 30 February 2024; check the day."),
        ("1/4/23", "The forecast is before the start; choose a later day."),
    ],
)
def test_what_is_refused_is_said_at_the_field_and_stays(
    panel: ActionForm, qtbot: QtBot, typed: str, sentence: str
) -> None:
    editor = panel.editors["forecast"]
    editor.input.setText(typed)
    qtbot.keyClick(editor.input, Qt.Key.Key_Return)
    assert editor.refusal == sentence
    assert now(panel).forecast is None
    panel.refresh()
    assert editor.input.text() != ""
    qtbot.keyClick(editor.input, Qt.Key.Key_Escape)
    assert (editor.refusal, editor.input.text()) == ("", "")


def test_esc_puts_back_what_was_there(panel: ActionForm, qtbot: QtBot) -> None:
    field = panel.editors["title"].input
    field.setPlainText("half ty")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.toPlainText() == "Begin"
    leave(field)
    assert now(panel).title == "Begin"


def test_what_is_required_cannot_be_emptied(panel: ActionForm) -> None:
    editor = panel.editors["title"]
    editor.input.setPlainText("   ")
    leave(editor.input)
    assert editor.refusal == "Action cannot be empty."
    assert now(panel).title == "Begin"


def test_a_notice_takes_neither_focus_nor_half_typed_words(panel: ActionForm, qtbot: QtBot) -> None:
    panel.activateWindow()
    field = panel.editors["how"].input
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.setPlainText("half ty")
    assert panel.record_id is not None
    panel.workspace.do(edit, panel.record_id, title="Changed elsewhere")
    panel.refresh()
    assert field.toPlainText() == "half ty"
    assert panel.editors["title"].input.toPlainText() == "Changed elsewhere"


def test_numbers_choices_and_flags(panel: ActionForm, qtbot: QtBot) -> None:
    number = panel.editors["percent"].input
    number.setText("40%")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert now(panel).percent == 40
    number.setText("140")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert panel.editors["percent"].refusal == "Type a whole number from 0 to 100, or nothing."
    number.setText("")
    leave(number)
    assert now(panel).percent is None
    panel.editors["status"].input.setCurrentIndex(1)
    panel.editors["status"].input.activated.emit(1)
    assert now(panel).status == "in progress"
    panel.editors["on_hold"].input.click()
    assert now(panel).on_hold is True


def test_a_new_owner_on_the_spot(panel: ActionForm, qtbot: QtBot) -> None:
    field = panel.editors["owner"].input
    field.setText("Head of Leaving Care")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    owner = panel.workspace.plan.get(Person, now(panel).owner or "")
    assert (owner.name, owner.kind) == ("Head of Leaving Care", "post")
    field.setText("head of leaving care ")
    leave(field)
    assert len(panel.workspace.plan.all(Person)) == 1
    field.setText("")
    leave(field)
    assert now(panel).owner is None


def test_a_record_that_is_gone_says_so(panel: ActionForm) -> None:
    panel.workspace.undo()
    panel.refresh()
    assert panel.record is None
    assert panel._gone.isVisible()


def test_what_was_half_typed_is_taken_before_another_record_is_shown(panel: ActionForm, plan: Plan) -> None:
    first = panel.record_id
    panel.editors["title"].input.setPlainText("Taken along")
    with plan.batch("Another"):
        other = plan.add("action", area=now(panel).area, area_number=1, item_number=2, title="Other",
                         status="not started", position=2.0)  # fmt: skip
    panel.show_record(other)
    assert first is not None
    assert plan.get(Action, first).title == "Taken along"
    assert panel.editors["title"].input.toPlainText() == "Other"


# --- how much a field holds


@pytest.mark.parametrize("make", [LineInput, TextInput])
def test_too_long_a_text_is_refused_in_words(qtbot: QtBot, make: Callable[[], Any]) -> None:
    given = make()
    qtbot.addWidget(given)
    refused: list[str] = []
    given.refused.connect(refused.append)
    given.show_value(None)
    (given.setPlainText if isinstance(given, TextInput) else given.setText)("x " * (LONGEST // 2 + 10))
    assert not given.commit()
    assert "attach it as a file" in refused[0]


def test_too_much_is_not_even_pasted(qtbot: QtBot) -> None:
    given = TextInput()
    qtbot.addWidget(given)
    refused: list[str] = []
    given.refused.connect(refused.append)
    data = QMimeData()
    data.setText("x" * 1_000_000)
    given.insertFromMimeData(data)
    assert given.toPlainText() == ""
    assert "100,000 characters" in refused[0]


def test_pasted_markup_is_only_its_words(qtbot: QtBot) -> None:
    given = TextInput()
    qtbot.addWidget(given)
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setText("<b>bold</b>")
    given.insertFromMimeData(data)
    assert given.toPlainText() == "<b>bold</b>"


@pytest.mark.parametrize(
    ("typed", "value"), [("", None), ("0", 0), (" 12 ", 12), ("55 %", 55), ("1,00", 100), ("1", 1)]
)
def test_numbers_as_they_are_typed(qtbot: QtBot, typed: str, value: int | None) -> None:
    given = NumberInput(0, 100, "%")
    qtbot.addWidget(given)
    given.setText(typed)
    assert given.value == value


@pytest.mark.parametrize("typed", ["-1", "101", "half", "1.5", "²", "12 12"])
def test_what_is_no_number_is_refused(qtbot: QtBot, typed: str) -> None:
    given = NumberInput(0, 100, "%")
    qtbot.addWidget(given)
    given.setText(typed)
    with pytest.raises(Refused):
        _ = given.value


# --- the same in a dialog


@pytest.fixture
def form(workspace: Workspace, qtbot: QtBot) -> DialogForm:
    made = DialogForm(workspace, "Add person…")
    qtbot.addWidget(made)
    made.add_fields(Field("name", "Name", "line", required=True), Field("since", "Since", "date"))
    made.show()
    return made


def test_enter_in_a_field_is_ok(form: DialogForm, qtbot: QtBot) -> None:
    given: list[dict[str, Any]] = []
    form.accept_with(given.append)
    qtbot.keyClicks(form.editors["name"].input, "Head of Service")
    qtbot.keyClick(form.editors["name"].input, Qt.Key.Key_Return)
    assert given == [{"name": "Head of Service", "since": None}]
    assert form.result() == DialogForm.DialogCode.Accepted


def test_a_dialog_stays_open_with_the_sentence(form: DialogForm, qtbot: QtBot) -> None:
    def save(values: dict[str, Any]) -> None:
        raise Refused("There is a Head of Service already; choose them.", field="name")

    form.accept_with(save)
    form.accept()
    assert form.editors["name"].refusal == "Name cannot be empty."
    form.set_values(name="Head of Service")
    form.editors["since"].input.setText("31 June 2023")
    form.accept()
    assert form.editors["since"].refusal == "There is no 31 June 2023; check the day."
    form.editors["since"].input.setText("30 June 2023")
    form.accept()
    assert form.editors["name"].refusal == "There is a Head of Service already; choose them."
    assert form.isVisible()


def test_every_kind_of_field_shows_and_gives_a_value(workspace: Workspace, qtbot: QtBot) -> None:
    for kind, value in (
        ("line", "words"),
        ("text", "words"),
        ("area", "two\nlines"),
        ("date", date(2023, 8, 30)),
        ("choice", "in progress"),
        ("number", 12),
        ("flag", True),
        ("shown", "words"),
    ):
        editor = FieldEditor(workspace, Field("x", "X", kind, choices=lambda: STATUSES))
        qtbot.addWidget(editor)
        editor.put(value)
        assert editor.value() == value
        assert not editor.edited
        assert editor.input.accessibleName() == "X"
