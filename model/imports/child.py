"""Reading a stranger's document in a process apart, which cannot take the window down.

What is asked for comes back as plain data that is checked, or as ``Refused`` with one plain sentence: when the process
dies, when it takes too much time or memory, and when it is told to stop.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import IO, Any

from model.errors import Refused
from model.imports import limits, plain_data
from model.imports.pages import Reading
from model.imports.process_limits import Held, hold, memory_in_use
from model.imports.proposals import Proposals

_ENTRY = Path(__file__).with_name("reader_process.py")
_TICK = 0.05  # seconds between two looks at whether to stop

Stop = Callable[[], bool]
"""Asked every twentieth of a second, on the thread that waits: True ends the reading."""


class Stopped(Refused):
    """The person did not want to wait for it. Nothing was kept."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one document: both, or the refusal."""

    path: Path
    reading: Reading | None
    proposals: Proposals | None
    refused: Refused | None


def read_apart(path: Path, *, stop: Stop | None = None) -> Reading:
    """Refuses what ``reading.read`` refuses, and what goes over the limits."""
    with Reader() as reader:
        return reader.read(path, stop=stop)


def propose_apart(path: Path, *, stop: Stop | None = None) -> tuple[Reading, Proposals]:
    """What was read, and what it says."""
    with Reader() as reader:
        return reader.propose(path, stop=stop)


def propose_text_apart(text: str, name: str = "pasted text", *, stop: Stop | None = None) -> tuple[Reading, Proposals]:
    """The same of text that was pasted."""
    with Reader() as reader:
        return reader.propose_text(text, name, stop=stop)


def propose_many(paths: Sequence[Path], *, at_once: int | None = None, stop: Stop | None = None) -> Iterator[Outcome]:
    """A whole folder: each document's outcome as soon as it is there, in whatever order that is.

    When ``stop`` says so, or the iterator is closed, all processes end and nothing more comes.
    """
    waiting: queue.SimpleQueue[Path] = queue.SimpleQueue()
    for path in paths:
        waiting.put(path)
    done: queue.SimpleQueue[Outcome | None] = queue.SimpleQueue()
    over = threading.Event()
    count = max(1, min(at_once or os.cpu_count() or 1, 4, len(paths)))
    threads = [threading.Thread(target=_work, args=(waiting, done, over), daemon=True) for _ in range(count)]
    for thread in threads:
        thread.start()
    left = len(threads)
    try:
        while left:
            if stop is not None and stop():
                return
            try:
                outcome = done.get(timeout=_TICK)
            except queue.Empty:
                continue
            if outcome is None:
                left -= 1
            else:
                yield outcome
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _work(waiting: queue.SimpleQueue[Path], done: queue.SimpleQueue[Outcome | None], over: threading.Event) -> None:
    try:
        with Reader() as reader:
            while not over.is_set():
                try:
                    path = waiting.get_nowait()
                except queue.Empty:
                    return
                try:
                    reading, proposals = reader.propose(path, stop=over.is_set)
                    done.put(Outcome(path, reading, proposals, None))
                except Stopped:
                    return
                except Refused as error:
                    done.put(Outcome(path, None, None, error))
    finally:
        done.put(None)


class Reader:
    """A process that reads one document after the other, begun when first needed and again after it died.

    For one thread at a time. To be closed.
    """

    def __init__(self, *, seconds: float = limits.SECONDS, memory: int = limits.MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._process: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] | None = None
        self._held: Held | None = None
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()

    def read(self, path: Path, *, stop: Stop | None = None) -> Reading:
        return _reading(self._ask(["read", str(path), None, None], path.name, stop)[0], path.name)

    def propose(self, path: Path, *, stop: Stop | None = None) -> tuple[Reading, Proposals]:
        return self._proposed(["propose", str(path), None, None], path.name, stop)

    def propose_text(
        self, text: str, name: str = "pasted text", *, stop: Stop | None = None
    ) -> tuple[Reading, Proposals]:
        if len(text) > limits.TEXT_BYTES:
            raise Refused("The text is longer than is read. Paste the part that matters.")
        return self._proposed(["propose", None, text, name], name, stop)

    def _proposed(self, request: list[Any], name: str, stop: Stop | None) -> tuple[Reading, Proposals]:
        read, proposed = self._ask(request, name, stop)
        reading = _reading(read, name)
        try:
            return reading, plain_data.to_proposals(proposed)
        except plain_data.NotOurs as error:
            raise _failed(name) from error

    def _ask(self, request: list[Any], name: str, stop: Stop | None) -> tuple[Any, Any]:
        """Reading and proposals as plain data. After anything but an answer the process is gone."""
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._begin()
        assert self._process is not None
        assert self._process.stdin is not None
        content = plain_data.packed(request)
        try:
            self._process.stdin.write(b"%d\n" % len(content) + content)
            self._process.stdin.flush()
        except OSError as error:
            raise self._died(name) from error
        return self._understood(self._wait(name, stop), name)

    def _wait(self, name: str, stop: Stop | None) -> bytes:
        until = monotonic() + self._seconds
        while True:
            try:
                content = self._answers.get(timeout=_TICK)
            except queue.Empty:
                pass
            else:
                if content is None:
                    raise self._died(name)
                return content
            if stop is not None and stop():
                self.close()
                raise Stopped(f"Reading {name} was stopped.")
            if monotonic() > until:
                self.close()
                raise Refused(f"{name} could not be read within {self._seconds:.0f} seconds; reading it was stopped.")
            if self._process is not None and memory_in_use(self._process) > self._memory:
                self.close()
                raise _too_much(name)

    def _understood(self, content: bytes, name: str) -> tuple[Any, Any]:
        try:
            what, first, second = plain_data.unpacked(content)
        except (plain_data.NotOurs, ValueError, TypeError) as error:
            self.close()
            raise _failed(name) from error
        if what == "done":
            return first, second
        if what == "memory":
            self.close()  # what is left of it is not to be trusted with the next one
            raise _too_much(name)
        if what == "refused" and isinstance(first, str):
            raise Refused(first)
        self.close()
        raise _failed(name)

    def _begin(self) -> None:
        self._answers = queue.SimpleQueue()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the process is there
        hidden = 0
        if sys.platform == "win32":
            hidden = subprocess.CREATE_NO_WINDOW
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(_ENTRY), str(self._memory), str(max(1, round(self._seconds)))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            creationflags=hidden,
        )
        self._held = hold(self._process, self._memory)
        assert self._process.stdout is not None
        threading.Thread(target=_listen, args=(self._process.stdout, self._answers), daemon=True).start()

    def _died(self, name: str) -> Refused:
        """What it left on standard error stands in the notes of the refusal, for whoever looks into it."""
        code: int | str = "unknown"
        if self._process is not None:
            try:
                code = self._process.wait(timeout=2)
            except subprocess.TimeoutExpired:  # it lives, and says nothing that can be understood
                code = "none: it was ended"
        said = b""
        if self._errors is not None:
            self._errors.seek(0)
            said = self._errors.read(1_000_000)[-4000:]
        self.close()
        refused = _too_much(name) if b"MemoryError" in said or b"bad_alloc" in said else _failed(name)
        refused.add_note(f"exit status {code}\n{said.decode('utf-8', errors='replace')}")
        return refused

    def close(self) -> None:
        """Ends the process at once. Closing twice does no harm, and a closed reader begins again when asked."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                _close(pipe)
            self._process = None
        if self._held is not None:
            self._held.close()
            self._held = None
        if self._errors is not None:
            self._errors.close()
            self._errors = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _listen(pipe: IO[bytes], answers: queue.SimpleQueue[bytes | None]) -> None:
    """Hands over each whole answer, and None at the end."""
    try:
        while header := pipe.readline(32):
            length = int(header)
            if not 0 <= length <= limits.ANSWER_BYTES:
                break
            content = pipe.read(length)
            if len(content) < length:
                break
            answers.put(content)
    except (OSError, ValueError):  # closed meanwhile, or no length
        pass
    finally:
        answers.put(None)


def _close(pipe: IO[bytes] | None) -> None:
    if pipe is not None:
        # A pipe may be broken already: what was still to be written has nobody to read it.
        with contextlib.suppress(OSError):
            pipe.close()


def _reading(data: Any, name: str) -> Reading:
    try:
        return plain_data.to_reading(data)
    except plain_data.NotOurs as error:
        raise _failed(name) from error


def _failed(name: str) -> Refused:
    return Refused(f"{name} could not be read: something in it is not as it should be. Nothing was changed.")


def _too_much(name: str) -> Refused:
    return Refused(f"{name} takes more memory than reading it may. Save the pages that matter as a file of their own.")
