"""Work that takes longer than a blink: on a thread of its own, with a reader of its own.

The function gets a ``Plan`` to read, and the ``Task`` to report to. It never touches a widget. What it
returns or raises arrives on the thread of the window.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from model.store.plan import Plan


class Cancelled(Exception):
    """Raised by ``Task.report`` in the worker once the task was called off."""


class Task(QObject):
    """One piece of work. ``finished`` comes last, whatever happened."""

    done = Signal(object)
    failed = Signal(object)  # the exception
    progress = Signal(float, str)  # 0 to 1, words
    finished = Signal()
    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cancelled = False
        self._future: Future[Any] | None = None
        # Queued also where the work was done before anybody could say what is to follow.
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def report(self, part: float, words: str = "") -> None:
        """For the worker: how far it is. Raises Cancelled where nobody waits for it any more."""
        if self.cancelled:
            raise Cancelled
        self.progress.emit(part, words)

    def cancel(self) -> None:
        """Nobody waits any more: neither ``done`` nor ``failed`` will come."""
        self.cancelled = True

    @property
    def running(self) -> bool:
        return self._future is not None and not self._future.done()

    def _start(self, pool: ThreadPoolExecutor, work: Callable[[], Any]) -> None:
        self._future = pool.submit(work)
        self._future.add_done_callback(self._hand_over)

    def _hand_over(self, future: Future[Any]) -> None:
        self._arrived.emit()  # from the worker's thread: Qt queues it for ours

    def _deliver(self) -> None:
        assert self._future is not None
        # Work that never began, since the window was closed first, has nothing to hand over.
        error = None if self._future.cancelled() else self._future.exception()
        if not (self.cancelled or self._future.cancelled()):
            if error is None:
                self.done.emit(self._future.result())
            elif not isinstance(error, Cancelled):
                self.failed.emit(error)
        self.finished.emit()


class Background(QObject):
    """The threads of one window and the tasks on them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="turnaround")
        self._tasks: set[Task] = set()

    def make(self) -> Task:
        """A task to listen to before it is started: its first ``progress`` would be lost otherwise."""
        return Task(self)

    def start(self, plan: Plan | None, function: Callable[..., Any], *args: Any, task: Task | None = None) -> Task:
        """Run ``function(reader, task, *args)``, or ``function(task, *args)`` where there is no plan."""
        task = task or self.make()
        reader = plan.reader() if plan is not None else None

        def work() -> Any:
            if reader is None:
                return function(task, *args)
            try:
                return function(reader, task, *args)
            finally:
                reader.close()

        self._tasks.add(task)
        task.finished.connect(self._forget)
        task._start(self._pool, work)
        return task

    @property
    def busy(self) -> bool:
        """Whether anything is under way, or waits for a thread, or has an answer that was not handed over yet."""
        return bool(self._tasks)

    def cancel_all(self) -> None:
        for task in list(self._tasks):
            task.cancel()

    def close(self) -> None:
        """Call everything off and wait until no thread runs."""
        self.cancel_all()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _forget(self) -> None:
        task = self.sender()
        if isinstance(task, Task):
            self._tasks.discard(task)
            task.deleteLater()
