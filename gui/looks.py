"""Light and dark, and the size of text, as the View menu changes them."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from gui import style
from gui.command_set import CommandSet
from gui.preferences import Preferences

_STEP = 10


class Looks(QObject):
    """Takes the preferences over into the theme, and keeps the menu's ticks."""

    def __init__(self, preferences: Preferences, commands: CommandSet, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._commands = commands
        preferences.changed.connect(self._changed)
        self._tick()

    def system(self) -> None:
        self._preferences["theme"] = "system"
        self._tick()

    def light(self) -> None:
        self._preferences["theme"] = "light"
        self._tick()

    def dark(self) -> None:
        self._preferences["theme"] = "dark"
        self._tick()

    def larger(self) -> None:
        self._preferences["text_size"] = min(200, self._preferences["text_size"] + _STEP)

    def smaller(self) -> None:
        self._preferences["text_size"] = max(80, self._preferences["text_size"] - _STEP)

    def normal(self) -> None:
        self._preferences["text_size"] = 100

    def _changed(self, key: str) -> None:
        if key in ("theme", "text_size"):
            app = QApplication.instance()
            assert isinstance(app, QApplication)
            style.dress(app, self._preferences["theme"], self._preferences["text_size"])
            self._tick()

    def _tick(self) -> None:
        for name in ("system", "light", "dark"):
            self._commands.action(f"view.theme.{name}").setChecked(self._preferences["theme"] == name)
