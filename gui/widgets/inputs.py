"""The inputs behind a field, each with the same five words: value, show, edited, revert, committed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

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
        # Once more when all is laid out: a scroll bar that comes or goes changes how many lines there are.
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self._fit)
        self.document().documentLayout().documentSizeChanged.connect(self._resized)
        self._fit()

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
        around = self.height() - self.viewport().height()
        around = around if 2 <= around <= 24 else 10
        height = lines * self.fontMetrics().lineSpacing() + 2 * round(self.document().documentMargin())
        return QSize(160, height + around + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resized()

    def _resized(self, *_: object) -> None:
        self._fit()
        self._settle.start()

    def _fit(self) -> None:
        height = self.sizeHint().height()
        if height != self.height():
            self.setFixedHeight(height)


class NumberInput(QLineEdit):
    """A whole number within bounds, or none (typed as nothing). Up and down step by one."""

    committed = Signal(object)
    refused = Signal(str)

    def __init__(self, minimum: int, maximum: int, suffix: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: int | None = None
        self._bounds = (minimum, maximum)
        self._suffix = suffix
        self.setMaxLength(20)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance(f"{maximum:,} {suffix}") + 48)
        self.setPlaceholderText(suffix or "–")

    @property
    def value(self) -> int | None:
        """The number as it is typed. Raises Refused where it is none, or out of bounds."""
        words = self.text().replace(",", "").strip().removesuffix(self._suffix).strip()
        if not words:
            return None
        least, most = self._bounds
        number = int(words) if words.isascii() and words.removeprefix("-").isdigit() else None
        if number is None or not least <= number <= most:
            raise Refused(f"Type a whole number from {least:,} to {most:,}, or nothing.")
        return number

    @property
    def edited(self) -> bool:
        return self.text().strip() != self._shown(self._kept)

    def show_value(self, value: int | None) -> None:
        self._kept = value
        self.setText(self._shown(value))

    def revert(self) -> None:
        self.show_value(self._kept)

    def commit(self) -> bool:
        return _commit(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if event.key() in _ENTER and self.edited:
            self.commit()
        elif step is not None:
            self._step(step)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _QUIET_REASONS:
            self.commit()

    def _step(self, step: int) -> None:
        least, most = self._bounds
        try:
            number = (self.value or 0) + step
        except Refused:
            return
        self.setText(self._shown(max(least, min(most, number))))

    def _shown(self, value: int | None) -> str:
        return "" if value is None else f"{value:,} {self._suffix}".strip()


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
