"""The one bridge between the window and the plan.

Pages, panels and dialogs get the workspace and nothing else: they ask it for the plan, the day and the
selection, have acts done through it, and hear of changes by its signals. One notice comes after each
act; several acts inside ``together`` make one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from operator import methodcaller
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from gui.background import Background, Task
from gui.preferences import Preferences
from model import wording
from model.errors import Fault, Refused
from model.store.sitting import Notice

if TYPE_CHECKING:
    from model.store.plan import Plan


@dataclass(frozen=True, slots=True)
class Selection:
    """The records in hand: ids of one table, in the order shown."""

    table: str = ""
    ids: tuple[str, ...] = ()

    @property
    def id(self) -> str | None:
        """The one record in hand; None where there is none or more."""
        return self.ids[0] if len(self.ids) == 1 else None

    def of(self, table: str) -> tuple[str, ...]:
        """The selected ids where they are of that table, else none."""
        return self.ids if self.table == table else ()


@dataclass(frozen=True, slots=True)
class SavedState:
    """What the status bar says of the plan's own file."""

    saved: bool
    sentence: str


class Workspace(QObject):
    """Holds the plan that is open, if any. Lives on the window's thread."""

    opened = Signal()
    closed = Signal()
    changed = Signal(object)  # Notice
    day_changed = Signal()
    said = Signal(str)
    refused = Signal(str)
    offered = Signal(str, str, object)  # sentence, words of a button, what it does
    selection_changed = Signal(object)  # Selection
    saved_changed = Signal(object)  # SavedState
    parted = Signal(str)  # someone else had saved the plan: ours goes on beside it under another name
    open_requested = Signal(str, str)  # table, id
    page_requested = Signal(str, object)  # page, dict for its ``apply``
    command_requested = Signal(str)
    _saved_elsewhere = Signal(object)

    def __init__(self, preferences: Preferences, *, today: date | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.preferences = preferences
        self.tasks = Background(self)
        self.command_set: Any = None  # the window's CommandSet, for context menus
        self.selection = Selection()
        self.saved = SavedState(True, "")
        self._plan: Plan | None = None
        self._given_day = today
        self._shown_day: date | None = None
        self._together = 0
        self._aside = ""  # what was told of a plan that goes on beside another's
        self._notices: list[Notice] = []
        self._saved_elsewhere.connect(self._saved_state)
        self._clock = QTimer(self)
        self._clock.setInterval(60_000)
        self._clock.timeout.connect(self._look_at_the_day)

    # --- the plan

    @property
    def has_plan(self) -> bool:
        return self._plan is not None

    @property
    def plan(self) -> Plan:
        if self._plan is None:
            raise Fault("No plan is open")
        return self._plan

    @property
    def writable(self) -> bool:
        return self._plan is not None and not self._plan.read_only

    def today(self) -> date:
        """The day on which the plan is read: its own, the one the program was started for, or today."""
        given = self._given_day or datetime.now().astimezone().date()
        return self._plan.today(given) if self._plan is not None else given

    def take(self, plan: Plan) -> None:
        """Work on this plan from now on; the one before is closed."""
        self.release()
        self._plan, self._aside = plan, ""
        plan.listen(self._hear)
        if plan.working is not None:
            plan.working.listen(self._saved_elsewhere.emit)
            self._saved_state(plan.working.state)
        else:
            words = "Read only" if plan.read_only else "Not kept in a file"
            self._saved_state(SavedState(plan.read_only, words))
        self._shown_day = self.today()
        self._clock.start()
        self.opened.emit()

    def release(self) -> None:
        """Close the plan, if one is open, once everything in it is in its file."""
        if self._plan is None:
            return
        self._clock.stop()
        self.tasks.cancel_all()
        self.select("", ())
        plan, self._plan = self._plan, None
        plan.close()
        left = plan.working.state if plan.working is not None else None
        if left is not None and left.aside:
            self._tell_parted(plan, left.sentence)
        self.closed.emit()

    def close(self) -> None:
        """Close the plan and end every thread."""
        self.release()
        self.tasks.close()

    # --- acts

    def run(self, verb: Callable[..., Any], *args: Any, **values: Any) -> Any:
        """``verb(plan, ...)``; its result, or True where that is None. Raises Refused."""
        with self.together():
            result = verb(self.plan, *args, **values)
        return True if result is None else result

    def do(self, verb: Callable[..., Any], *args: Any, **values: Any) -> Any:
        """The same, but what is refused is shown in the window, and None returned."""
        try:
            return self.run(verb, *args, **values)
        except Refused as error:
            self.refuse(str(error))
            return None

    def undo(self) -> None:
        self.do(methodcaller("undo"))

    def redo(self) -> None:
        self.do(methodcaller("redo"))

    @contextmanager
    def together(self) -> Iterator[None]:
        """Several acts, one notice at the end (they stay several steps to undo)."""
        self._together += 1
        try:
            yield
        finally:
            self._together -= 1
            if not self._together:
                self._tell()

    def background(
        self,
        function: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        progress: Callable[[float, str], object] | None = None,
    ) -> Task:
        """Run ``function(reader, task, *args)`` on a thread; see gui/background.py.

        Without ``failed``, a refusal is shown as any other and our own mistake is raised.
        """
        task = self.tasks.make()
        if done is not None:
            task.done.connect(done)
        task.failed.connect(failed if failed is not None else self._task_failed)
        if progress is not None:
            task.progress.connect(progress)
        self.tasks.start(self.plan, function, *args, task=task)
        return task

    # --- saying

    def say(self, words: str) -> None:
        """Say in the status bar what just happened."""
        self.said.emit(words)

    def refuse(self, sentence: str) -> None:
        """Show in the window why something was not done."""
        self.refused.emit(sentence)

    def offer(self, sentence: str, button: str, call: Callable[[], object]) -> None:
        """Show in the window what was done, with a button for what may be wanted next."""
        self.offered.emit(sentence, button, call)

    def opened_words(self) -> str:
        """Which plan is open, and the day it is read as on where it has one of its own."""
        details = self.plan.details
        words = f"Opened {details.title}"
        if details.stands_on is not None:
            words += f", read as on {wording.in_words(details.stands_on)}"
        return words

    # --- finding the way

    def select(self, table: str, ids: Iterable[str]) -> None:
        """Take these records in hand: the panel shows them, commands act on them."""
        wanted = Selection(table, tuple(ids))
        if not wanted.ids:
            wanted = Selection()
        if wanted != self.selection:
            self.selection = wanted
            self.selection_changed.emit(wanted)

    def open(self, table: str, record_id: str) -> None:
        """Open this, please: the window finds the page that holds it."""
        self.open_requested.emit(table, record_id)

    def go(self, page: str, **what: Any) -> None:
        """Show a page, set as ``what`` says."""
        self.page_requested.emit(page, what)

    def command(self, command_id: str) -> None:
        """Run a command of gui/commands.py as if it were chosen from its menu."""
        self.command_requested.emit(command_id)

    def commander(self, command_id: str) -> Callable[..., None]:
        """The same as something to connect a button to."""
        return partial(_command, self, command_id)

    # --- within

    def _hear(self, notice: Notice) -> None:
        self._notices.append(notice)
        if not self._together:
            self._tell()

    def _tell(self) -> None:
        if not self._notices:
            return
        notices, self._notices = self._notices, []
        notice = merged(notices)
        self.say(sentence_of(notice))
        self._drop_what_is_gone(notice)
        self.changed.emit(notice)

    def _drop_what_is_gone(self, notice: Notice) -> None:
        """A record that an act deleted cannot stay in hand."""
        chosen = self.selection
        touched = notice.changed.get(chosen.table, frozenset())
        # A long selection is a table's, which looks for what is left of it when it reads again.
        if len(chosen.ids) <= 50 and touched.intersection(chosen.ids) and (kind := _record_of(chosen.table)):
            self.select(chosen.table, [row for row in chosen.ids if self.plan.find(kind, row) is not None])

    def _saved_state(self, state: Any) -> None:
        if self._plan is None:
            return
        # What comes from the publishing thread may be of the plan before, or older than the next one.
        if getattr(state, "aside", False):
            # Also where an act has come since: nothing else will say it.
            self._tell_parted(self._plan, state.sentence)
        state = getattr(self._plan.working, "state", state)
        self.saved = SavedState(state.saved, "Saved" if state.sentence == self._aside else state.sentence)
        self.saved_changed.emit(self.saved)

    def _tell_parted(self, plan: Plan, sentence: str) -> None:
        """Say once that someone else had saved the plan, and remember the name by which it goes on."""
        if plan.path is None or plan.path.name not in sentence or sentence == self._aside:
            return
        self._aside = sentence
        self.preferences.remember_plan(plan.path)
        self.parted.emit(sentence)

    def _task_failed(self, error: BaseException) -> None:
        if not isinstance(error, Refused):
            raise error
        self.refuse(str(error))

    def _look_at_the_day(self) -> None:
        if self.today() != self._shown_day:
            self._shown_day = self.today()
            self.day_changed.emit()


def merged(notices: list[Notice]) -> Notice:
    """One notice of several: the last one's name, everything that any of them changed."""
    if len(notices) == 1:
        return notices[0]
    changed: dict[str, frozenset[str]] = {}
    for notice in notices:
        for table, ids in notice.changed.items():
            changed[table] = changed.get(table, frozenset()) | ids
    last = notices[-1]
    return Notice(last.title, last.kind, changed, last.batch)


def sentence_of(notice: Notice) -> str:
    """What just happened, for the status bar."""
    if notice.kind == "undo":
        return f"Undone: {notice.title}"
    if notice.kind == "redo":
        return f"Done again: {notice.title}"
    if notice.kind == "reversal":
        return f"Put back: {notice.title}"
    return f"Done: {notice.title}"


def _command(workspace: Workspace, command_id: str, *_: object) -> None:
    workspace.command(command_id)


def _record_of(table: str) -> type | None:
    """The record kept in a table. Looked up when needed: a window is drawn before any record is."""
    from model.records import RECORDS

    return next((record for record in RECORDS if table == record.TABLE), None)  # type: ignore[attr-defined]
