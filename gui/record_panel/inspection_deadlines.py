"""What is due after an inspection: each date in a line, and opened, how it came about and what is known beside it."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gui import messages, style
from gui.style import space
from gui.widgets.badge import Badge
from gui.widgets.buttons import Button
from gui.widgets.fields import Field, FieldEditor
from gui.widgets.kept_lines import KeptLines
from gui.widgets.lines import Lines
from gui.widgets.tab_order import follow
from gui.widgets.text import label, mnemonic_free
from gui.workspace import Workspace
from model import printed_dates, statutory_dates
from model.errors import Refused
from model.statutory_dates import StatutoryDate
from model.wording import in_words, month_in_words, sentence_case, with_weekday

FIELDS = (
    Field("printed_words", "Letter prints", "line", hint="by Friday 18 April 2023",
          tip="The words of the letter. The date that it prints wins over the computed one."),
    Field("printed", "Printed date", "date", tip="The day that the letter names; it is read from its words."),
    Field("met_on", "Met on", "date", hint="not yet"),
    Field("not_owed", "Does not apply here", "flag"),
    Field("note", "Note", "text", hint="why it does not apply"),
)  # fmt: skip

NEAR = 28
"""Days before a date from which it stands out."""


def day_words(one: StatutoryDate) -> str:
    """The day as a list shows it: "Thursday 21 September 2023", "24 October 2025 to 24 October 2026"."""
    if one.day is None:
        return "No date yet"
    if one.first is not None:
        return f"{in_words(one.first)} to {in_words(one.day)}"
    return f"About {month_in_words(one.day)}" if one.approximate else with_weekday(one.day)


class DeadlineLine(QWidget):
    """One date: what is due, when, and how it stands; opened, everything about it."""

    def __init__(self, owner: DeadlineList, key: str) -> None:
        super().__init__(owner)
        self._owner = owner
        self.editors: dict[str, FieldEditor] = {}
        self.item: StatutoryDate | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.opener = QToolButton(self)
        self.opener.setProperty("section", True)
        self.opener.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.opener.setIconSize(QSize(14, 14))
        self.opener.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.opener.setCheckable(True)
        self.opener.toggled.connect(self._toggled)
        column.addWidget(self.opener)
        self.what = label("", wrap=True, parent=self)
        self.badge = Badge(self)
        self.state = label("", "small", wrap=True, parent=self)
        for widget in (self.what, self.state):
            widget.setContentsMargins(24, 0, 0, 0)
            column.addWidget(widget)
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 0, space.xs)
        row.addWidget(self.badge)
        row.addStretch(1)
        column.addLayout(row)
        self.content = QWidget(self)
        self._column = QVBoxLayout(self.content)
        self._column.setContentsMargins(24, 0, 0, space.m)
        self._column.setSpacing(space.xs)
        self.explanation = Lines(_explained, "", self.content, most=20)
        self.explanation.setAccessibleName("How this date was worked out")
        self._column.addWidget(self.explanation)
        self.clear_button = Button("Clear what was entered", self.content, kind="link")
        self.clear_button.clicked.connect(self._clear)
        self._column.addWidget(self.clear_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.content.hide()
        column.addWidget(self.content)
        style.theme().changed.connect(self._take_icon)
        self._take_icon()

    def show_item(self, item: StatutoryDate) -> None:
        self.item = item
        self.opener.setText(mnemonic_free(day_words(item)))
        self.opener.setAccessibleName(f"{item.what}: {day_words(item)}, {item.words}")
        self.what.setText(item.what)
        if item.standing == "late":
            self.badge.show_rating("red", item.words)
            self.state.hide()
        elif len(item.words) > 42:  # a sentence is no mark
            self.badge.hide()
            self.state.setText(sentence_case(item.words))
            self.state.show()
        else:
            self.badge.show_words(item.words, _tone(item))
            self.state.hide()
        self.explanation.show_items(item.explanation[:-1])  # the last says how it stands, as the mark does
        writable = self._owner.workspace.writable
        for name, editor in self.editors.items():
            editor.show_value(self._value(name))
            editor.input.setEnabled(writable)
        if "met_on" in self.editors:
            self.editors["met_on"].setVisible(not item.expected)
        self.clear_button.setVisible(writable and self._is_entered())

    @property
    def edited(self) -> bool:
        return any(editor.edited for editor in self.editors.values())

    def set_open(self, is_open: bool) -> None:
        self.opener.setChecked(is_open)

    def _value(self, name: str) -> Any:
        assert self.item is not None
        return self.item.standing == "not owed" if name == "not_owed" else getattr(self.item, name)

    def _is_entered(self) -> bool:
        one = self.item
        if one is None:
            return False
        met = one.met_on is not None and not one.expected
        return bool(one.printed_words or one.printed or met or one.note or one.standing == "not owed")

    def _toggled(self, is_open: bool) -> None:
        if is_open and not self.editors:
            for place, field in enumerate(FIELDS, start=1):
                editor = FieldEditor(self._owner.workspace, field, self.content, quiet=True)
                editor.committed.connect(self._written)
                self.editors[field.name] = editor
                self._column.insertWidget(place, editor)
            follow(self.opener, *self.editors.values(), self.clear_button)
            if self.item is not None:
                self.show_item(self.item)
        self.content.setVisible(is_open)
        self._take_icon()

    def _written(self, name: str, value: Any) -> None:
        one, editor = self.item, self.editors[name]
        if one is None or one.inspection is None or value == self._value(name):
            return
        try:
            self._write(one, one.inspection.id, name, value)
        except Refused as error:
            if name == "not_owed":
                editor.put(self._value(name))
            editor.refuse(str(error))
        else:
            editor.put(self._value(name))

    def _write(self, one: StatutoryDate, inspection: str, name: str, value: Any) -> None:
        run, code = self._owner.workspace.run, one.rule.code
        if name == "printed_words":
            day = None
            if value and one.printed is not None:
                try:
                    printed_dates.read_day(value)
                except Refused:
                    day = one.printed  # its words name none, and the day was given apart
            run(statutory_dates.set_printed, inspection, code, value, day)
        elif name == "printed":
            run(statutory_dates.set_printed, inspection, code, one.printed_words if value else None, value)
        elif name == "met_on":
            run(statutory_dates.set_met, inspection, code, value)
        elif name == "note":
            run(statutory_dates.set_note, inspection, code, value)
        elif value:
            reason = one.note or messages.ask_text(self, one.what, "Why does it not apply here?")
            if reason is not None:
                run(statutory_dates.set_not_owed, inspection, code, reason)
        else:
            run(statutory_dates.set_owed, inspection, code)

    def _clear(self) -> None:
        if self.item is not None and self.item.inspection is not None:
            self._owner.workspace.do(statutory_dates.clear, self.item.inspection.id, self.item.rule.code)

    def _take_icon(self) -> None:
        self.opener.setIcon(style.icon("down" if self.opener.isChecked() else "right", "muted"))
        self.opener.setAccessibleDescription("open" if self.opener.isChecked() else "closed")


def _tone(one: StatutoryDate) -> str:
    """Of the mark: what is met, and what is due soon, stands out."""
    if one.standing == "met":
        return "done"
    near = one.standing == "coming" and not one.expected and (one.days_left or 0) <= NEAR
    return "notice" if near else "plain"


def _explained(sentence: str) -> QWidget:
    return label(sentence, "small", wrap=True, selectable=True)


class DeadlineList(KeptLines):
    """The dates of one inspection, in the order of their days."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(
            partial(DeadlineLine, self), "No rule gives a date for an inspection of this type.", parent, spacing=space.s
        )
        self.workspace = workspace
