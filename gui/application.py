"""The program with its window: what is set before anything is drawn, and what happens to our mistakes."""

from __future__ import annotations

import platform
import sys
import traceback
from datetime import date
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTimer, QTranslator, qVersion
from PySide6.QtWidgets import QApplication

from gui import icons, messages, style
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.workspace import Workspace
from model.errors import Refused
from model.store.sitting import Sitting

NAME = "turnaround"


def run(sitting: Sitting, *, plan: Path | None = None, sample: str | None = None, today: date | None = None) -> int:
    """Open the window, on a plan or a sample where one is named; returns the exit status."""
    app = make_application(sys.argv[:1])
    preferences = Preferences()
    style.dress(app, preferences["theme"], preferences["text_size"])
    workspace = Workspace(preferences, today=today)
    opening = sample is not None or plan is not None
    window = MainWindow(workspace, sitting, opening=opening)
    faults = Faults(window)
    sys.excepthook = faults.say
    if opening:
        # The window is there at once; the plan is read when it has been drawn.
        QTimer.singleShot(0, window, partial(_open_first, window, plan, sample))
    window.show()
    app.aboutToQuit.connect(workspace.close)
    status = app.exec()
    workspace.close()
    sys.excepthook = sys.__excepthook__
    return status


_PATIENCE = 50
"""How often to look, 10 ms apart, whether the screen shows the window, before opening the plan all the same."""


def _open_first(window: MainWindow, plan: Path | None, sample: str | None, looked: int = 0) -> None:
    """Open what was asked for, once the window itself has been drawn."""
    handle = window.windowHandle()
    if looked < _PATIENCE and (handle is None or not handle.isExposed()):
        QTimer.singleShot(10, window, partial(_open_first, window, plan, sample, looked + 1))
        return
    window.repaint()
    if sample is not None:
        window.files.open_sample(sample)
    elif plan is not None:
        window.files.open(plan)
    window.opening_over()


def make_application(arguments: list[str]) -> QApplication:
    """The one QApplication, set for this country before the first window."""
    QCoreApplication.setApplicationName(NAME)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    app = QApplication(arguments)
    app.setApplicationDisplayName("")
    app.setWindowIcon(icons.application_icon())
    app.setDesktopFileName(NAME)
    # Words of Qt's own ("Cancel", "Look in") in this language too, on a computer set to another.
    translator = QTranslator(app)
    if translator.load("qtbase_en", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    return app


class Faults:
    """Says our own mistakes in words, with a report to copy, and goes on: every act is in the file already."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._saying = False
        self.reports: list[str] = []

    def say(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """An exception that nobody caught. A refusal that slipped through is shown as any other."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if isinstance(error, Refused):
            self._window.workspace.refuse(str(error))
            return
        report = report_of(kind, error, trace)
        sys.stderr.write(report)
        self.reports.append(report)
        if not self._saying:
            # Shown when the event that failed is over: a box inside a paint event would hang.
            self._saying = True
            QTimer.singleShot(0, self._window, self._show)

    def _show(self) -> None:
        messages.tell(
            self._window,
            "A mistake of the program",
            "Something went wrong in Turnaround, which is not your doing. What you saved before is safe, and "
            "you can go on. The report under “Show Details” says what happened; it holds nothing of your plan "
            "but perhaps a few words.",
            detail=self.reports[-1],
        )
        self._saying = False


def report_of(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """What went wrong, for whoever mends it."""
    where = "".join(traceback.format_exception(kind, error, trace))
    return f"Turnaround on {platform.platform()}, Python {platform.python_version()}, Qt {qVersion()}\n\n{where}"
