"""Labels: always plain text, in one of the few kinds of type the window uses."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gui import style

LONGEST = 2_000
"""Characters of a text that a label shows; Qt lays out a very long one too slowly."""


class Label(QLabel):
    """A label in plain text that follows the theme's size of type."""

    def __init__(self, words: str, role: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._role = role
        self.setProperty("role", role)
        self._take_font()
        style.theme().changed.connect(self._take_font)
        self.setText(words)

    def setText(self, words: str) -> None:
        super().setText(words if len(words) <= LONGEST else words[: LONGEST - 1] + "…")

    def _take_font(self) -> None:
        if self._role not in ("body", "muted"):
            self.setFont(style.theme().font(self._role))


class ElidedLabel(Label):
    """One line that is cut short where there is no room; its tip says all of it."""

    def __init__(self, words: str, role: str = "body", parent: QWidget | None = None) -> None:
        self._words = ""
        super().__init__("", role, parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_words(words)

    def set_words(self, words: str) -> None:
        self._words = " ".join(words[:LONGEST].split())
        self.setToolTip(escaped(words))
        self.setAccessibleName(self._words)
        self._fit()

    @property
    def words(self) -> str:
        """All of it, whatever there is room for."""
        return self._words

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        room = self.contentsRect().width()
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))


def label(
    words: str = "",
    role: str = "body",
    *,
    wrap: bool = False,
    selectable: bool = False,
    parent: QWidget | None = None,
) -> Label:
    """A label in plain text; ``role`` is one of style.ROLES."""
    made = Label(words, role, parent)
    if wrap:
        made.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    if selectable:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return made


def escaped(words: str) -> str:
    """For a tooltip, which Qt shows as HTML when it looks like it: plain words, line ends kept.

    The one place where rich text is really meant.
    """
    import html

    return f"<qt>{html.escape(words[:LONGEST]).replace(chr(10), '<br>')}</qt>" if words else ""


def mnemonic_free(words: str) -> str:
    """The words for a button or a menu, where & would underline what follows it."""
    return words.replace("&", "&&")
