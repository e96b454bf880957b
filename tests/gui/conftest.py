"""What the tests of the window stand on: a workspace on the plan in memory, a window on it, recorded messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from gui import messages, style
from gui.preferences import Preferences
from gui.workspace import Workspace
from model.store.plan import Plan, Sitting

if TYPE_CHECKING:
    from gui.main_window import MainWindow


@dataclass
class Messages:
    """Stands in for gui.messages.asker: records what was asked, and answers what the test says.

    Answers are taken in turn; a box without one gets its last button, a file or text None.
    """

    asked: list[tuple[str, str]] = field(default_factory=list)  # title, sentence
    details: list[str] = field(default_factory=list)
    answers: list[object] = field(default_factory=list)

    def answer(self, *answers: object) -> None:
        """The words of a button, True for the first one, a text, or a path."""
        self.answers.extend(answers)

    @property
    def sentences(self) -> list[str]:
        return [sentence for _, sentence in self.asked]

    def choose(
        self, parent: object, title: str, sentence: str, buttons: Sequence[str], *, danger: bool, detail: str
    ) -> str:
        self.asked.append((title, sentence))
        self.details.append(detail)
        answer = self._next()
        return buttons[0] if answer is True else answer if answer in buttons else buttons[-1]  # type: ignore[return-value]

    def words(self, parent: object, title: str, label: str, initial: str) -> str | None:
        self.asked.append((title, label))
        answer = self._next()
        return answer if isinstance(answer, str) else None

    def open_file(self, parent: object, title: str, kinds: object, folder: str) -> str:
        return self._file(title)

    def open_files(self, parent: object, title: str, kinds: object, folder: str) -> list[str]:
        self.asked.append((title, ""))
        answer = self._next()
        return [str(path) for path in answer] if isinstance(answer, (list, tuple)) else []

    def save_file(self, parent: object, title: str, kinds: object, name: str) -> str:
        return self._file(title)

    def folder(self, parent: object, title: str, folder: str) -> str:
        return self._file(title)

    def _file(self, title: str) -> str:
        self.asked.append((title, ""))
        answer = self._next()
        return str(answer) if isinstance(answer, str | Path) else ""

    def _next(self) -> object:
        return self.answers.pop(0) if self.answers else None


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(autouse=True)
def messages_recorded(monkeypatch: pytest.MonkeyPatch) -> Messages:
    recorder = Messages()
    monkeypatch.setattr(messages, "asker", recorder)
    return recorder


@pytest.fixture(name="messages")
def _messages(messages_recorded: Messages) -> Messages:
    """What was asked and told in boxes; ``messages.answer(...)`` says what is answered next."""
    return messages_recorded


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    style.dress(qapp, "light", 100)


@pytest.fixture
def preferences(qapp: QApplication, tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "preferences.ini")


@pytest.fixture
def reminders() -> bool:
    """Whether a window reminds at opening: it comes when a test has shown its page, and few tests want that."""
    return False


@pytest.fixture
def workspace(preferences: Preferences, plan: Plan, today: date) -> Iterator[Workspace]:
    """On the empty plan in memory; there is no window around it."""
    made = Workspace(preferences, today=today)
    made.take(plan)
    yield made
    made.close()


@pytest.fixture
def no_plan(preferences: Preferences, today: date) -> Iterator[Workspace]:
    """Without a plan."""
    made = Workspace(preferences, today=today)
    yield made
    made.close()


@pytest.fixture
def make_window(qtbot: object, sitting: Sitting, reminders: bool) -> Iterator[Callable[[Workspace], MainWindow]]:
    from gui.main_window import MainWindow

    made: list[MainWindow] = []

    def make(workspace: Workspace) -> MainWindow:
        workspace.preferences["reminders"] = reminders
        window = MainWindow(workspace, sitting)
        window.resize(1280, 800)
        made.append(window)
        if workspace.has_plan:
            workspace.opened.emit()
        window.show()
        return window

    yield make
    for window in made:
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(make_window: Callable[[Workspace], MainWindow], workspace: Workspace) -> MainWindow:
    """The main window, on the plan of ``workspace``."""
    return make_window(workspace)


@pytest.fixture
def walk() -> Callable[[QWidget], Iterator[QWidget]]:
    """Every widget in a widget, itself first."""

    def walk(widget: QWidget) -> Iterator[QWidget]:
        yield widget
        yield from widget.findChildren(QWidget)

    return walk
