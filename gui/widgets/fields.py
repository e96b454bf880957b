"""Fields described as rows, for the record panel and for dialogs alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui import style
from gui.style import space
from gui.widgets.inputs import FlagInput, LineInput, NumberInput, TextInput
from gui.widgets.text import escaped, label
from gui.workspace import Workspace
from model import meetings
from model.calendar_days import calendar_of

if TYPE_CHECKING:
    from gui.widgets.date_edit import Known

KINDS = ("line", "text", "area", "date", "choice", "person", "number", "flag", "shown")

LABEL_WIDTH = 112


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    ``name`` is the column: ``Refused.field`` finds it. ``read(record)`` gives the value (the attribute of
    that name unless said), ``write(plan, id, value)`` is the verb that changes it (the panel's EDIT
    unless said). ``choices()`` gives (value, words). ``shown(record)`` says whether it is there at all.
    """

    name: str
    label: str
    kind: str
    read: Callable[[Any], Any] | None = None
    write: Callable[[Any, str, Any], Any] | None = None
    choices: Callable[[], Sequence[tuple[Any, str]]] | None = None
    hint: str = ""  # what belongs here, in the empty field
    tip: str = ""
    minimum: int = 0
    maximum: int = 100
    suffix: str = ""
    shown: Callable[[Any], bool] | None = None
    required: bool = False

    def value_of(self, record: Any) -> Any:
        return self.read(record) if self.read is not None else getattr(record, self.name, None)


class FieldEditor(QWidget):
    """A field with its label, its input, and room for the sentence that refuses it."""

    committed = Signal(str, object)  # name, value

    def __init__(
        self, workspace: Workspace, field: Field, parent: QWidget | None = None, *, quiet: bool = False
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._workspace = workspace
        self._value: Any = None
        self._label = label(field.label, "muted")
        self._refusal = label("", "refusal", wrap=True)
        self._refusal.hide()
        self._reading = label("", "small", wrap=True)  # how a phrase in a date is read
        self._reading.hide()
        self.input = self._made()
        self.input.setAccessibleName(field.label)
        self.input.setToolTip(escaped(field.tip))
        if hasattr(self.input, "setPlaceholderText") and field.hint:
            self.input.setPlaceholderText(field.hint)
        self._label.setBuddy(self.input)
        if quiet:
            self.input.setProperty("quiet", True)
        self._lay_out()
        if hasattr(self.input, "committed"):
            self.input.committed.connect(self._committed)
            self.input.refused.connect(self.refuse)
        elif hasattr(self.input, "chosen"):
            self.input.chosen.connect(self._committed)
        if hasattr(self.input, "textEdited"):
            self.input.textEdited.connect(self.clear_refusal)
        if field.kind == "person":
            self.input.refused.connect(self.refuse)
        self._quiet = quiet
        self.input.installEventFilter(self)

    @property
    def edited(self) -> bool:
        """Whether something is typed here that was not taken yet."""
        return bool(getattr(self.input, "edited", False))

    def show_value(self, value: Any) -> None:
        """Show what the plan holds. What is half typed here stays."""
        if (self.edited and self.input.hasFocus()) or not self._refusal.isHidden():
            return
        self.put(value)

    def put(self, value: Any) -> None:
        """Show this value, whatever is typed."""
        self._value = value
        kind = self.field.kind
        if kind == "date":
            self.input.set_today(self._workspace.today())
            self.input.set_day(value)
        elif kind == "person":
            self.input.set_person(value)
        elif kind == "choice":
            if self.field.choices is not None:
                self.input.set_pairs(self.field.choices())
            self.input.set_value(value)
        elif kind == "shown":
            self.input.setText(str(value or ""))
        else:
            self.input.show_value(value)

    def value(self) -> Any:
        """What stands here now. Raises Refused where it cannot be."""
        kind = self.field.kind
        if kind == "date":
            return self.input.day
        if kind == "person":
            self.input.commit()
            return self.input.person_id
        if kind == "shown":
            return self._value
        return self.input.value

    def commit(self) -> bool:
        """Take what is typed, as leaving the field does. False where it was refused."""
        commit = getattr(self.input, "commit", None)
        return True if commit is None else bool(commit())

    def refuse(self, sentence: str) -> None:
        """Say at the field why it was not taken; the words stay for mending."""
        self._refusal.setText(sentence)
        self._refusal.show()
        style.set_rule(self.input, "refused", True)
        self.input.setAccessibleDescription(sentence)

    def rename(self, words: str) -> None:
        """Call the field otherwise, where what is asked for depends on another field."""
        self._label.setText(words)
        self.input.setAccessibleName(words)

    def clear_refusal(self, *_: object) -> None:
        if not self._refusal.isHidden():
            self._refusal.hide()
            style.set_rule(self.input, "refused", False)
            self.input.setAccessibleDescription("")

    @property
    def refusal(self) -> str:
        return "" if self._refusal.isHidden() else self._refusal.text()

    def put_back(self) -> None:
        """Show what the plan holds again, whatever was typed."""
        self.clear_refusal()
        self.put(self._value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and (self.edited or self.refusal)
        ):
            self.put_back()
            return True
        return super().eventFilter(watched, event)

    def _committed(self, value: Any) -> None:
        self.clear_refusal()
        if not self._quiet:
            self.put(value)  # in a dialog what was typed stands, until OK
        self.committed.emit(self.field.name, value)

    def _made(self) -> Any:
        field = self.field
        if field.kind == "line":
            return LineInput()
        if field.kind in ("text", "area"):
            return TextInput(paragraphs=field.kind == "area")
        if field.kind == "number":
            return NumberInput(field.minimum, field.maximum, field.suffix)
        if field.kind == "flag":
            return FlagInput(field.label)
        if field.kind == "date":
            from gui.widgets.date_edit import DateEdit

            edit = DateEdit(self._workspace.today(), name=field.label)
            edit.set_known(self._known)
            edit.set_says_itself(False)
            edit.explained.connect(self._explain)
            return edit
        if field.kind == "person":
            from gui.widgets.person_picker import PersonPicker

            return PersonPicker(self._workspace, name=field.label)
        if field.kind == "choice":
            from gui.widgets.choice import Choice

            return Choice(field.choices() if field.choices is not None else ())
        shown = label("", wrap=True, selectable=True)
        shown.setContentsMargins(9, 4, 4, 4)  # in line with what stands in the fields around it
        shown.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        return shown

    def _known(self) -> Known:
        """The plan's own calendar and meetings, for a phrase typed as a date."""
        from gui.widgets.date_edit import Known

        plan = self._workspace.plan
        return Known(calendar_of(plan), meetings.named_days(plan))

    def _explain(self, sentence: str) -> None:
        self._reading.setText(sentence)
        self._reading.setVisible(bool(sentence))

    def _lay_out(self) -> None:
        if self.field.kind in ("text", "area"):
            column = QVBoxLayout(self)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            column.addWidget(self._label)
            column.addWidget(self.input)
            column.addWidget(self._refusal)
            return
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space.s)
        grid.setVerticalSpacing(2)
        self._label.setFixedWidth(LABEL_WIDTH)
        self._label.setWordWrap(True)
        if self.field.kind == "flag":
            self._label.setText("")
        grid.addWidget(self._label, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        if self.field.kind == "number":
            # A number needs no more room than it has digits.
            holder = QHBoxLayout()
            holder.addWidget(self.input)
            holder.addStretch(1)
            grid.addLayout(holder, 0, 1)
        else:
            grid.addWidget(self.input, 0, 1)
        grid.addWidget(self._refusal, 1, 1)
        grid.addWidget(self._reading, 2, 1)
        grid.setColumnStretch(1, 1)
