"""The inputs behind a field, each with the same five words: value, show, edited, revert, committed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QSizePolicy, QSpinBox, QWidget

from gui.widgets.text import mnemonic_free
from model.errors import Refused

LONGEST = 100_000
"""Characters a field holds. Qt lays out much longer ones too slowly, and they belong in a file."""

_QUIET_REASONS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def checked_words(words: str) -> str | None:
    """The words without space around them, None for none. Raises Refused where there are too many."""
    if len(words) > LONGEST:
        raise Refused(
            f"This text has {len(words):,} characters and a field holds {LONGEST:,}; attach it as a file instead."
        )
    return words.strip() or None


class LineInput(QLineEdit):
    """One line of words, or none."""

    committed = Signal(object)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: str | None = None
        self.setMaxLength(LONGEST + 1)  # one more, so that what is too long is said and not cut

    @property
    def value(self) -> str | None:
        return checked_words(self.text())

    @property
    def edited(self) -> bool:
        return (self.text().strip() or None) != self._kept

    def show_value(self, value: str | None) -> None:
        self._kept = (value or "").strip() or None
        self.setText(value or "")
        self.setCursorPosition(0)

    def revert(self) -> None:
        self.show_value(self._kept)

    def commit(self) -> bool:
        return _commit(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.edited:
            self.revert()
        elif event.key() in _ENTER and self.edited:
            self.commit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _QUIET_REASONS:
            self.commit()


class TextInput(QPlainTextEdit):
    """Words over several lines; as high as they are, within bounds.

    Without ``paragraphs`` Enter takes the words and Shift+Enter makes a new line; with them Enter makes
    a new line, and Ctrl+Enter or leaving the field takes them.
    """

    committed = Signal(object)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, paragraphs: bool = False, most_lines: int = 14) -> None:
        super().__init__(parent)
        self._kept: str | None = None
        self._paragraphs = paragraphs
        self._least, self._most = (2 if paragraphs else 1), most_lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._resized)
        self._resized()

    @property
    def value(self) -> str | None:
        return checked_words(self.toPlainText())

    @property
    def edited(self) -> bool:
        return (self.toPlainText().strip() or None) != self._kept

    def show_value(self, value: str | None) -> None:
        self._kept = (value or "").strip() or None
        if self.toPlainText() != (value or ""):
            self.setPlainText(value or "")

    def revert(self) -> None:
        self.show_value(self._kept)

    def commit(self) -> bool:
        return _commit(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers()
        wanted = Qt.KeyboardModifier.ControlModifier if self._paragraphs else Qt.KeyboardModifier.NoModifier
        enter = event.key() in _ENTER and held & ~Qt.KeyboardModifier.KeypadModifier == wanted
        if event.key() == Qt.Key.Key_Escape and self.edited:
            self.revert()
        elif enter:
            if not self.edited:
                event.ignore()  # a dialog's OK
            self.commit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _QUIET_REASONS:
            self.commit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if len(source.text()) + self.document().characterCount() > LONGEST:
            self.refused.emit(
                f"That is more than the {LONGEST:,} characters a field holds; attach it as a file instead."
            )
            return
        self.insertPlainText(source.text())

    def sizeHint(self) -> QSize:
        lines = max(self._least, min(self._most, round(self.document().size().height())))
        # What stands around the words is the style's to say, and known once it was laid out.
        around = self.height() - self.viewport().height() if self.viewport().height() > 0 else 10
        height = lines * self.fontMetrics().lineSpacing() + 2 * round(self.document().documentMargin())
        return QSize(160, height + min(around, 24) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resized()

    def _resized(self, *_: object) -> None:
        self.setFixedHeight(self.sizeHint().height())


class NumberInput(QSpinBox):
    """A whole number within bounds, or none (typed as nothing)."""

    committed = Signal(object)
    refused = Signal(str)

    def __init__(self, minimum: int, maximum: int, suffix: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: int | None = None
        self.setRange(minimum - 1, maximum)
        self.setSpecialValueText("–")
        if suffix:
            self.setSuffix(f" {suffix}")
        self.setKeyboardTracking(False)

    @property
    def held(self) -> int | None:
        cleared = self.cleanText().strip() in ("", "–", self.suffix().strip())
        return None if cleared or super().value() == self.minimum() else super().value()

    @property
    def edited(self) -> bool:
        self.interpretText()
        return self.held != self._kept

    def show_value(self, value: int | None) -> None:
        self._kept = value
        self.setValue(self.minimum() if value is None else value)

    def revert(self) -> None:
        self.show_value(self._kept)

    def commit(self) -> bool:
        if self.edited:
            self._kept = self.held
            self.committed.emit(self._kept)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.edited:
            self.revert()
            return
        super().keyPressEvent(event)
        if event.key() in _ENTER:
            self.commit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.commit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class FlagInput(QCheckBox):
    """Yes or no."""

    committed = Signal(object)
    refused = Signal(str)

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(mnemonic_free(words), parent)
        self.clicked.connect(self._clicked)

    edited = False

    @property
    def value(self) -> bool:
        return self.isChecked()

    def show_value(self, value: bool | None) -> None:
        self.setChecked(bool(value))

    def revert(self) -> None:
        return

    def commit(self) -> bool:
        return True

    def _clicked(self, checked: bool) -> None:
        self.committed.emit(checked)


def _commit(given: Any) -> bool:
    """Take what was typed. False where it was refused; the words stay for mending."""
    if not given.edited:
        return True
    try:
        value = given.value
    except Refused as error:
        given.refused.emit(str(error))
        return False
    given.committed.emit(value)
    return True
