"""How cells are drawn and edited. Only ratings are drawn here: Qt draws plain cells faster than we can."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui.tables.columns import Edit
from gui.tables.record_table import Index, ValueRole
from gui.widgets.pills import pill_icon
from gui.workspace import Workspace
from model.errors import Refused

_AROUND_PILL = 8  # pixels of a cell that its picture does not have

LONGEST = 100_000
"""Characters a field holds; more belongs in a file attached as evidence."""


class CellDelegate(QStyledItemDelegate):
    """Edits the cells of one column in place."""

    def __init__(self, workspace: Workspace, edit: Edit | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._edit = edit

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        edit = self._edit
        assert edit is not None
        if edit.kind == "date":
            from gui.widgets.date_edit import DateEdit

            days = DateEdit(self._workspace.today(), parent)
            days.refused.connect(self._workspace.refuse)
            return days
        if edit.kind == "person":
            from gui.widgets.person_picker import PersonPicker

            picker = PersonPicker(self._workspace, parent)
            picker.refused.connect(self._workspace.refuse)
            return picker
        if edit.kind in ("choice", "flag"):
            from gui.widgets.choice import Choice

            pairs = edit.choices() if edit.choices is not None else ((True, "yes"), (False, "no"))
            choice = Choice(pairs, parent)
            choice.chosen.connect(self._choice_made)
            return choice
        if edit.kind == "number":
            number = QSpinBox(parent)
            number.setRange(edit.minimum, edit.maximum)
            number.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
            return number
        if edit.kind == "text":
            return CellText(parent)
        line = QLineEdit(parent)
        line.setMaxLength(LONGEST)
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        _show(editor, value)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        try:
            value = _held(editor)
        except Refused as error:
            self._workspace.refuse(str(error))
            return
        model.setData(index, value, Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        place = option.rect  # type: ignore[attr-defined]
        if isinstance(editor, CellText):
            place.setHeight(max(place.height(), editor.fontMetrics().height() * 4 + 10))
            inside = editor.parentWidget().rect()
            if place.bottom() > inside.bottom():
                place.moveBottom(inside.bottom())
        else:
            place.setWidth(max(place.width(), min(200, editor.sizeHint().width())))
        editor.setGeometry(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            commit = getattr(watched, "commit", None)
            key = event.key()
            if commit is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                # What is no day or was refused stays open for mending.
                if not commit():
                    return True
            elif isinstance(watched, CellText) and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                    return False
                self.commitData.emit(watched)
                self.closeEditor.emit(watched, QStyledItemDelegate.EndEditHint.NoHint)
                return True
        return super().eventFilter(watched, event)

    def _choice_made(self, _: object) -> None:
        editor = self.sender()
        if isinstance(editor, QWidget):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)


class RatingDelegate(CellDelegate):
    """For a column of ratings: the table's picture of it is drawn, and its word, which is in it, is not.

    In a column that is too narrow for the word the word is cut short, and not the picture.
    """

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        room = option.rect.width() - _AROUND_PILL
        if 0 < room < option.decorationSize.width():
            option.icon = pill_icon(index.data(ValueRole), index.data(Qt.ItemDataRole.DisplayRole), room)
            option.decorationSize = QSize(room, option.decorationSize.height())

    def displayText(self, value: Any, locale: Any) -> str:
        return ""


class CellText(QPlainTextEdit):
    """Several lines in a cell. Enter takes them, Shift+Enter makes a new line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)


def _show(editor: QWidget, value: Any) -> None:
    from gui.widgets.choice import Choice
    from gui.widgets.date_edit import DateEdit

    if isinstance(editor, DateEdit):
        editor.set_day(value)
        editor.selectAll()
    elif hasattr(editor, "set_person"):
        editor.set_person(value)
        editor.selectAll()  # type: ignore[attr-defined]
    elif isinstance(editor, Choice):
        editor.set_value(value)
    elif isinstance(editor, QSpinBox):
        editor.setValue(int(value or 0))
        editor.selectAll()
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(str(value or ""))
        from PySide6.QtGui import QTextCursor

        editor.moveCursor(QTextCursor.MoveOperation.End)
    elif isinstance(editor, QLineEdit):
        editor.setText(str(value or ""))
        editor.selectAll()


def _held(editor: QWidget) -> Any:
    """What the editor holds now. Raises Refused where that cannot be."""
    from gui.widgets.choice import Choice
    from gui.widgets.date_edit import DateEdit

    if isinstance(editor, DateEdit):
        return editor.day
    if hasattr(editor, "person_id"):
        if not editor.commit():  # type: ignore[attr-defined]
            raise Refused("That owner was not taken; the one before still stands.")
        return editor.person_id
    if isinstance(editor, Choice):
        return editor.value
    if isinstance(editor, QSpinBox):
        return editor.value()
    if isinstance(editor, QPlainTextEdit):
        return _not_too_long(editor.toPlainText().strip())
    assert isinstance(editor, QLineEdit)
    return _not_too_long(editor.text().strip())


def _not_too_long(words: str) -> str | None:
    if len(words) > LONGEST:
        raise Refused(
            f"This text has {len(words):,} characters and a field holds {LONGEST:,}; attach it as a file instead."
        )
    return words or None
