"""The updates in the action's panel: newest first, and a new one written in place."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.dialogs import add_update
from gui.style import space
from gui.widgets.buttons import Button, IconButton
from gui.widgets.fields import Field, FieldEditor
from gui.widgets.lines import Lines
from gui.widgets.text import label
from gui.workspace import Workspace
from model import people, updates
from model.errors import Refused
from model.records import Action, Update
from model.wording import in_words, sentence_case

PARTS = (("done", ""), ("next", "Next: "), ("obstacle", "In the way: "))


class UpdateForm(QFrame):
    """Three short fields, who and when; hidden until it is asked for."""

    closed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._action: Action | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, space.s)
        column.setSpacing(space.xs)
        self.editors: dict[str, FieldEditor] = {}
        for field in (
            Field("done", "Done since last time", "text"),
            Field("next", "Next", "text"),
            Field("obstacle", "What stands in the way", "text"),
            Field("said_by", "Said by", "person"),
            Field("on_day", "On", "date"),
        ):
            editor = FieldEditor(workspace, field, self)
            self.editors[field.name] = editor
            column.addWidget(editor)
        self.refusal = label("", "refusal", wrap=True)
        self.refusal.hide()
        column.addWidget(self.refusal)
        row = QHBoxLayout()
        self.save_button = Button("Save update", kind="primary")
        self.save_button.clicked.connect(self.save)
        cancel = Button("Cancel")
        cancel.clicked.connect(self.leave)
        row.addWidget(self.save_button)
        row.addWidget(cancel)
        row.addStretch(1)
        column.addLayout(row)
        self.hide()

    @property
    def begun(self) -> bool:
        """Whether words were typed that are not saved yet."""
        return not self.isHidden() and any(
            self.editors[name].input.toPlainText().strip() for name in ("done", "next", "obstacle")
        )

    def begin(self, action: Action) -> None:
        """Ask for an update to this action."""
        self._action = action
        for name in ("done", "next", "obstacle"):
            self.editors[name].put(None)
        self.editors["said_by"].put(action.owner)
        self.editors["on_day"].put(self._workspace.today())
        self.refusal.hide()
        self.show()
        self.editors["done"].input.setFocus()

    def leave(self) -> None:
        self.hide()
        self.closed.emit()

    def save(self) -> bool:
        """Add the update; stays open with the sentence where it is refused."""
        if self._action is None:
            return True
        for editor in self.editors.values():
            editor.clear_refusal()
        self.refusal.hide()
        try:
            said = {name: self.editors[name].value() for name in ("done", "next", "obstacle", "said_by")}
            on_day = self.editors["on_day"].value()
            if on_day is None:
                raise Refused("Give the day of the update.", field="on_day")
            self._workspace.run(updates.add, self._action.id, on_day, **said)
        except Refused as refused:
            editor = self.editors.get(refused.field or "")
            if editor is not None:
                editor.refuse(str(refused))
            else:
                self.refusal.setText(str(refused))
                self.refusal.show()
            return False
        self.leave()
        return True


class UpdatesList(Lines):
    """Newest first; each can be mended or deleted."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(self._line, "No update yet.", parent, most=3)
        self._workspace = workspace

    def _line(self, update: Update) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, space.xs)
        column.setSpacing(1)
        head = QHBoxLayout()
        head.setSpacing(space.xs)
        head.addWidget(label(self._said(update), "small", wrap=True), 1)
        for icon, words, call in (
            ("edit", "Edit this update", self._edit),
            ("delete", "Delete this update", self._delete),
        ):
            button = IconButton(icon, words)
            button.setEnabled(self._workspace.writable)
            button.clicked.connect(partial(call, update.id))
            head.addWidget(button)
        column.addLayout(head)
        for name, prefix in PARTS:
            words = getattr(update, name)
            if words:
                column.addWidget(label(f"{prefix}{words}", wrap=True, selectable=True))
        return line

    def _said(self, update: Update) -> str:
        names = {person.id: person.name for person in people.people(self._workspace.plan)}
        said = names.get(update.said_by or "", "")
        then = sentence_case(update.status_then) if update.status_then else ""
        return " · ".join(part for part in (in_words(update.on_day), said, then) if part)

    def _edit(self, update_id: str, *_: object) -> None:
        add_update.edit_update(self._workspace, self.window(), update_id)

    def _delete(self, update_id: str, *_: object) -> None:
        self._workspace.do(updates.remove, [update_id])
