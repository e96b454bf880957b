"""Buttons: one look each for the main thing to do, others, quiet ones and links."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from gui import style
from gui.widgets.text import escaped, mnemonic_free


class Button(QPushButton):
    """A push button in plain words, its icon in the colour that the theme has for it."""

    def __init__(
        self, words: str, parent: QWidget | None = None, *, icon: str = "", kind: str = "plain", tip: str = ""
    ) -> None:
        super().__init__(mnemonic_free(words), parent)
        self._icon = icon
        self._kind = kind
        if kind != "plain":
            self.setProperty(kind, True)
        self.setToolTip(escaped(tip))
        self.setAccessibleName(words.rstrip("…"))
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor if kind == "link" else Qt.CursorShape.ArrowCursor)
        self._take_icon()
        style.theme().changed.connect(self._take_icon)

    def _take_icon(self) -> None:
        if self._icon:
            ink = {"primary": "on_accent", "danger": "danger", "link": "accent"}.get(self._kind, "text")
            self.setIcon(style.icon(self._icon, ink))


class IconButton(QToolButton):
    """A quiet button that is only a drawing, so it has a name and a tip in words."""

    def __init__(self, icon: str, words: str, parent: QWidget | None = None, *, beside: bool = False) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setProperty("flat", True)
        self.setIconSize(QSize(18, 18))
        if beside:
            self.setText(mnemonic_free(words))
            self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setToolTip(escaped(words))
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._take_icon()
        style.theme().changed.connect(self._take_icon)

    def set_drawing(self, icon: str) -> None:
        self._icon = icon
        self._take_icon()

    def _take_icon(self) -> None:
        self.setIcon(style.icon(self._icon, "muted", chosen="accent"))
