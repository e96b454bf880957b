"""Lists in the meeting's panel: what was resolved, and what members asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gui import style
from gui.importing.links import SourceLink
from gui.style import space
from gui.tables.actions import short_day
from gui.widgets.badge import Badge
from gui.widgets.buttons import Button, IconButton
from gui.widgets.fields import Field, FieldEditor
from gui.widgets.inputs import TextInput
from gui.widgets.kept_lines import KeptLines
from gui.widgets.text import mnemonic_free
from gui.workspace import Workspace
from model import meetings
from model.errors import Refused
from model.records import Question, Resolution
from model.wording import plural, short

_SHIFT = Qt.KeyboardModifier.ShiftModifier

QUESTION_FIELDS = (
    Field("text", "Asked", "text", required=True),
    Field("member", "By", "line", hint="a member"),
    Field("answer", "Answer", "text", hint="what was said in reply"),
    Field("promised", "Promised", "text", hint="a follow-up that was promised"),
    Field("promised_by", "Promised by", "date"),
    Field("answered_on", "Followed up", "date", hint="not yet"),
)


def standing(question: Question, today: date) -> tuple[str, str]:
    """How far a question is: the words, and the tone of their badge (or "late")."""
    if question.promised and question.answered_on is None:
        if question.promised_by is None:
            return "follow-up open", "notice"
        days = (question.promised_by - today).days
        if days < 0:
            return f"follow-up {plural(-days, 'day')} late", "late"
        return f"follow-up by {short_day(question.promised_by)}", "notice"
    if question.answer is None:
        return "no answer yet", "notice"
    return ("followed up", "done") if question.promised else ("answered", "done")


class MoveButtons(QWidget):
    """Up, down and delete for one line of a list."""

    moved = Signal(int)
    removed = Signal()

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.up = _arrow(Qt.ArrowType.UpArrow, f"Move this {what} up", self)
        self.down = _arrow(Qt.ArrowType.DownArrow, f"Move this {what} down", self)
        self.delete_button = IconButton("delete", f"Delete this {what}", self)
        self.up.clicked.connect(partial(self._moved, -1))
        self.down.clicked.connect(partial(self._moved, 1))
        self.delete_button.clicked.connect(self.removed)
        for button in (self.up, self.down, self.delete_button):
            row.addWidget(button)

    def _moved(self, way: int, *_: object) -> None:
        self.moved.emit(way)


class ResolutionLine(QWidget):
    """One resolution, written where it stands."""

    def __init__(self, owner: ResolutionList, resolution_id: str) -> None:
        super().__init__(owner)
        self._owner, self._id = owner, resolution_id
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.xs)
        self.text = TextInput(self)
        self.text.setProperty("quiet", True)
        self.text.setAccessibleName("Resolution")
        self.text.committed.connect(self._written)
        self.text.refused.connect(owner.workspace.refuse)
        self.buttons = MoveButtons("resolution", self)
        self.buttons.moved.connect(partial(owner.move, resolution_id))
        self.buttons.removed.connect(partial(owner.remove, resolution_id))
        self._words = QVBoxLayout()
        self._words.setSpacing(0)
        self._words.addWidget(self.text)
        self.link: SourceLink | None = None
        row.addLayout(self._words, 1)
        row.addWidget(self.buttons, 0, Qt.AlignmentFlag.AlignTop)

    def show_item(self, item: Resolution) -> None:
        if self.link is None and item.document is not None:
            self.link = SourceLink(self._owner.workspace, item.document, item.page, item.text, self)
            self._words.addWidget(self.link)
        if not (self.text.edited and self.text.hasFocus()):
            self.text.show_value(item.text)
        self.text.setReadOnly(not self._owner.workspace.writable)
        self.buttons.setVisible(self._owner.workspace.writable)

    def _written(self, words: str | None) -> None:
        workspace = self._owner.workspace
        if not words:
            workspace.refuse("A resolution says what was resolved; delete it if it is not wanted.")
            self.text.revert()
        elif workspace.do(meetings.edit_resolution, self._id, words) is None:
            self.text.revert()


class QuestionLine(QWidget):
    """One question: its words and how far it is; opened, everything about it to be filled in."""

    def __init__(self, owner: QuestionList, question_id: str) -> None:
        super().__init__(owner)
        self._owner, self._id = owner, question_id
        self.editors: dict[str, FieldEditor] = {}
        self.item: Question | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(space.xs)
        self.opener = QToolButton(self)
        self.opener.setProperty("section", True)
        self.opener.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.opener.setIconSize(QSize(14, 14))
        self.opener.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.opener.setCheckable(True)
        self.opener.toggled.connect(self._toggled)
        head.addWidget(self.opener, 1)
        self.buttons = MoveButtons("question", self)
        self.buttons.moved.connect(partial(owner.move, question_id))
        self.buttons.removed.connect(partial(owner.remove, question_id))
        head.addWidget(self.buttons)
        column.addLayout(head)
        state = QHBoxLayout()
        state.setContentsMargins(24, 0, 0, space.xs)
        self.badge = Badge(self)
        self.done_button = Button("Done today", self, kind="link")
        self.done_button.setToolTip("The promised follow-up was given today")
        self.done_button.clicked.connect(self._done)
        state.addWidget(self.badge)
        state.addWidget(self.done_button)
        state.addStretch(1)
        column.addLayout(state)
        self.content = QWidget(self)
        self._fields = QVBoxLayout(self.content)
        self._fields.setContentsMargins(24, 0, 0, space.s)
        self._fields.setSpacing(space.xs)
        self.content.hide()
        column.addWidget(self.content)
        style.theme().changed.connect(self._take_icon)
        self._take_icon()

    @property
    def edited(self) -> bool:
        return any(editor.edited for editor in self.editors.values())

    def show_item(self, item: Question) -> None:
        self.item = item
        self.opener.setText(mnemonic_free(short(item.text, 90)))
        self.opener.setAccessibleName(f"Question: {short(item.text, 200)}")
        words, tone = standing(item, self._owner.workspace.today())
        if tone == "late":
            self.badge.show_rating("red", words)
        else:
            self.badge.show_words(words, tone)
        self.badge.updateGeometry()
        writable = self._owner.workspace.writable
        open_promise = bool(item.promised) and item.answered_on is None
        self.done_button.setVisible(open_promise and writable)
        self.buttons.setVisible(writable)
        for name, editor in self.editors.items():
            editor.show_value(getattr(item, name))
            editor.input.setEnabled(writable)

    def set_open(self, is_open: bool) -> None:
        self.opener.setChecked(is_open)

    def _toggled(self, is_open: bool) -> None:
        if is_open and not self.editors:
            for field in QUESTION_FIELDS:
                editor = FieldEditor(self._owner.workspace, field, self.content, quiet=True)
                editor.committed.connect(self._written)
                self.editors[field.name] = editor
                self._fields.addWidget(editor)
            if self.item is not None:
                self.show_item(self.item)
        self.content.setVisible(is_open)
        self._take_icon()

    def _written(self, name: str, value: Any) -> None:
        editor = self.editors[name]
        if self.item is None or value == getattr(self.item, name):
            return
        try:
            self._owner.workspace.run(
                meetings.edit_question, self._id, **{name: value if name != "text" else value or ""}
            )
        except Refused as error:
            editor.refuse(str(error))
        else:
            editor.put(value)

    def _done(self) -> None:
        workspace = self._owner.workspace
        workspace.do(meetings.edit_question, self._id, answered_on=workspace.today())

    def _take_icon(self) -> None:
        self.opener.setIcon(style.icon("down" if self.opener.isChecked() else "right", "muted"))
        self.opener.setAccessibleDescription("open" if self.opener.isChecked() else "closed")


class _Ordered(KeptLines):
    """Lines that are put in another order, and deleted, by verbs of the meeting."""

    REORDER: Callable[..., Any]
    REMOVE: Callable[..., Any]

    def __init__(self, workspace: Workspace, make: Any, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(make, nothing, parent)
        self.workspace = workspace

    def move(self, record_id: str, way: int) -> None:
        """One place up or down."""
        ids = list(self.lines)
        place = ids.index(record_id) + way
        if not 0 <= place < len(ids):
            return
        following = place if way < 0 else place + 1
        before = ids[following] if following < len(ids) else None
        self.workspace.do(type(self).REORDER, record_id, before)

    def remove(self, record_id: str, *_: object) -> None:
        self.workspace.do(type(self).REMOVE, record_id)


class ResolutionList(_Ordered):
    REORDER = staticmethod(meetings.reorder_resolutions)
    REMOVE = staticmethod(meetings.remove_resolution)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, partial(ResolutionLine, self), "Nothing was resolved yet.", parent)


class QuestionList(_Ordered):
    REORDER = staticmethod(meetings.reorder_questions)
    REMOVE = staticmethod(meetings.remove_question)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, partial(QuestionLine, self), "No member's question yet.", parent)


class NewLine(QWidget):
    """A field and a button: what is typed is added under a list. Enter adds."""

    added = Signal(str)

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.xs)
        self.text = _NewText(self)
        self.text.setPlaceholderText(words)
        self.text.setAccessibleName(words)
        self.text.entered.connect(self.add)
        self.add_button = Button("Add")
        self.add_button.setAccessibleName(words)
        self.add_button.clicked.connect(self.add)
        row.addWidget(self.text, 1)
        row.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignTop)

    def add(self) -> None:
        words = self.text.toPlainText().strip()
        if words:
            self.added.emit(words)
        self.text.setFocus()

    def clear(self) -> None:
        self.text.show_value(None)


class _NewText(TextInput):
    """Words of something new: Enter is the form's, and leaving the field takes nothing."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _SHIFT:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def commit(self) -> bool:
        return True


def _arrow(way: Qt.ArrowType, words: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setProperty("flat", True)
    button.setArrowType(way)
    button.setIconSize(QSize(10, 10))
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
