"""The window worked as a person works it: keys go where the focus is, clicks to where a thing stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow

D = TypeVar("D", bound=QDialog)


class Strays(QObject):
    """What was shown for a moment as a window of its own: a widget made visible before it was put anywhere."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.seen: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            is_popup = watched.windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip)
            if not (is_popup or isinstance(watched, (QDialog, QMainWindow))):
                self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


class Hands:
    """Two hands before a window; ``calls`` is what a nested event loop raised."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self.qtbot = qtbot
        self._open: list[QDialog] = []
        self.come_forward(window)

    # --- where the keys go

    def come_forward(self, widget: QWidget) -> None:
        """Have this window take the keys; a virtual screen has nobody who does that by itself."""
        widget.activateWindow()
        widget.raise_()
        self.qtbot.waitUntil(widget.isActiveWindow)

    @property
    def focus(self) -> QWidget:
        """Where the next key goes."""
        if self._open:
            return self._open[-1].focusWidget() or self._open[-1]
        return QApplication.activePopupWidget() or self.window.focusWidget() or self.window

    def press(self, *keys: str) -> None:
        """Keys as Qt writes them: "Ctrl+Shift+A", "Tab", "Return"."""
        for key in keys:
            pressed = QKeySequence(key)[0]
            QTest.keyClick(self.focus, pressed.key(), pressed.keyboardModifiers())

    def type(self, words: str) -> None:
        QTest.keyClicks(self.focus, words)

    def fill(self, *words: str) -> None:
        """Words into this field and those that Tab comes to next; "" passes one by."""
        for place, given in enumerate(words):
            if place:
                self.press("Tab")
            if given:
                self.press("Ctrl+A")
                self.type(given)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        assert widget.isVisible(), f"{widget.accessibleName() or widget} is not there to be clicked"
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())

    # --- dialogs

    def in_dialog(self, kind: type[D], drive: Callable[[D], None], act: Callable[[], object]) -> None:
        """Do ``act``, which opens a dialog of this kind, and in it what ``drive`` does; it closes it too."""
        driven: list[D] = []
        looking = QTimer()
        looking.setInterval(5)

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, kind):
                return
            looking.stop()
            driven.append(dialog)
            self._open.append(dialog)
            try:
                self.come_forward(dialog)
                drive(dialog)
                assert not dialog.isVisible(), f"{dialog.windowTitle()} is still open"
            finally:
                self._open.remove(dialog)
                if dialog.isVisible():
                    dialog.reject()

        looking.timeout.connect(look)
        looking.start()
        act()
        looking.stop()
        assert driven, f"no {kind.__name__} came: the window says {self.window.banner.sentence!r}"
        self.come_forward(self._open[-1] if self._open else self.window)

    def find(self, words: str) -> None:
        """Ctrl+K, these words, Enter: a command by its name, or a record by its own."""
        from gui.dialogs.find_anything import FindAnything

        def drive(dialog: FindAnything) -> None:
            self.type(words)
            self.qtbot.waitUntil(lambda: dialog.list.count() > 0 and words in dialog.list.item(0).text())
            self.press("Return")

        self.in_dialog(FindAnything, drive, lambda: self.press("Ctrl+K"))
