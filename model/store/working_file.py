"""The working file: where every act is committed at once, and how it reaches the plan.

Opening a plan copies it to a folder of its own on this computer. Every act is in that file,
flushed, before the window says so. A thread then replaces the plan whole, within a second,
and says "Saved", or "Saved on this computer, not yet in ..., trying again". After a crash the
folder is still here, and the next opening carries on from it.
"""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from model.errors import NotAPlan, Refused
from model.store import lock_note, plan_file
from model.store.engine import sqlite3
from model.store.lock_note import LockNote
from model.store.plan import Plan
from model.store.sitting import Notice, Sitting

_QUIET = 0.3  # seconds without an act before the plan is replaced
_HEARTBEAT = 60.0
_RETRY = 1.0
_RETRY_FOR = 10  # tries a second apart, before trying less often
_RETRY_LATER = 15.0


@dataclass(frozen=True, slots=True)
class SavedState:
    """What may be said of the last act. ``saved``: it is in the plan's own file.

    ``aside``: someone else had replaced the plan, so ours goes on beside it.
    """

    saved: bool
    sentence: str
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """What has reached the plan: kept beside the working file, so that a crash loses nothing."""

    plan: str
    base: str  # digest of the plan as we last saw or left it
    seq: int  # last act that is in it
    next: str | None = None  # digest of what is being put in its place
    next_seq: int = 0


class Folder:
    """One folder of the local data folder, for one open plan, held by one process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database = path / "plan.db"
        self._lock: BinaryIO | None = None

    def take(self) -> bool:
        """Hold the folder until the process ends. False where another process holds it."""
        file = (self.path / "held").open("a+b")
        try:
            if os.name == "nt":
                import msvcrt

                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
            else:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return False
        self._lock = file
        return True

    def give_back(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def read(self) -> Progress | None:
        try:
            found = json.loads((self.path / "progress.json").read_text("utf-8"))
            return Progress(**found)
        except (OSError, ValueError, TypeError):
            return None

    def write(self, progress: Progress) -> None:
        part = self.path / "progress.part"
        with part.open("w", encoding="utf-8") as file:
            json.dump({name: getattr(progress, name) for name in progress.__slots__}, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, self.path / "progress.json")

    def discard(self) -> None:
        """Remove the folder, once everything in it has reached the plan."""
        self.give_back()
        shutil.rmtree(self.path, ignore_errors=True)


def new_folder(sitting: Sitting, name: str) -> Folder:
    folder = working_folder(sitting) / name
    try:
        folder.mkdir(mode=0o700, parents=True)
    except OSError as error:
        raise Refused(f"The folder for working files, {folder.parent}, cannot be used: {error.strerror}.") from error
    return Folder(folder)


def working_folder(sitting: Sitting) -> Path:
    folder = sitting.local_folder / "working"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def folders_of(sitting: Sitting, plan: Path) -> list[Folder]:
    """Working folders that were left for this plan, newest last."""
    found = [Folder(path) for path in sorted(working_folder(sitting).iterdir()) if path.is_dir()]
    return [folder for folder in found if (progress := folder.read()) is not None and progress.plan == str(plan)]


class WorkingFile:
    """Keeps a plan's file in step with its working file, on a thread of its own.

    ``state`` may be read at any time; ``listen`` callbacks run on the thread.
    """

    def __init__(
        self,
        plan: Plan,
        path: Path,
        folder: Folder,
        progress: Progress,
        sitting_id: str,
        settle: Callable[[], None],
    ) -> None:
        self.path = path
        self.folder = folder
        self.state = SavedState(True, "Saved")
        self._plan = plan
        self._progress = progress
        self._stamp = plan_file.stamp(path) if path.exists() else None
        self._sitting_id = sitting_id
        self._since = plan.sitting.clock()
        self._listeners: list[Callable[[SavedState], None]] = []
        self._publishing = threading.Lock()
        self._standing = threading.Lock()  # over _dirty and state, which say the same
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._unsaid = "Saved"  # what is said when the next publishing leaves nothing to be saved
        self._settle: Callable[[], None] | None = settle
        self._dirty = False
        self._tries = 0
        self._thread = threading.Thread(target=self._run, name="publish", daemon=True)

    def start(self) -> None:
        self._write_note()
        self._plan.listen(self.note_act)
        self._thread.start()

    def listen(self, callback: Callable[[SavedState], None]) -> None:
        """Call ``callback`` on every new state, from the publishing thread."""
        self._listeners.append(callback)

    def unlisten(self, callback: Callable[[SavedState], None]) -> None:
        self._listeners.remove(callback)

    def note_act(self, notice: Notice | None = None) -> None:
        """An act was committed to the working file; the plan's own file is to follow."""
        with self._standing:
            self._dirty = True
            self.state = SavedState(False, "Saved on this computer")
        self._tries = 0
        self._tell()
        self._wake.set()

    def publish(self) -> SavedState:
        """Replace the plan now, on the caller's thread. Never raises for the world's reasons."""
        with self._publishing:
            if not self._dirty:
                return self.state
            self._dirty = False
            try:
                self._settle_first()
                sentence = self._replace()
                if sentence is not None:
                    self._unsaid = sentence
            except NotAPlan as error:
                self._stop_writing(error)
            except (OSError, sqlite3.Error, Refused) as error:
                self._dirty = True
                self._tries += 1
                reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
                self._say(
                    SavedState(
                        False,
                        f"Saved on this computer, not yet in {self.path.parent} ({reason}), trying again",
                    )
                )
            else:
                self._tries = 0
                with self._standing:
                    # An act may have come while the file was written; it is not in there.
                    if not self._dirty:
                        aside = self._unsaid != "Saved"
                        self.state, self._unsaid = SavedState(True, self._unsaid, aside), "Saved"
                self._tell()
        return self.state

    def close(self) -> None:
        """Publish what is left, give back lock and note; keep the folder if something is left."""
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()
        if self._dirty:
            self.publish()
        lock_note.remove(self.path, self._sitting_id)
        if self._dirty:
            self.folder.give_back()
        else:
            self.folder.discard()

    def _settle_first(self) -> None:
        """What must be done once, before anything of ours replaces the plan."""
        if self._settle is not None:
            self._settle()
            self._settle = None

    def _stop_writing(self, error: NotAPlan) -> None:
        """The plan turned out to be damaged: nothing replaces it, and nothing more is written."""
        self._settle = None
        self._plan.read_only = True
        self._say(SavedState(False, str(error)))

    def _run(self) -> None:
        noted = self._since
        with self._publishing:
            try:
                self._settle_first()
            except NotAPlan as error:
                self._stop_writing(error)
            except (OSError, sqlite3.Error, Refused):
                pass  # publishing tries again, and says what is wrong
        while not self._stop.is_set():
            if self._dirty:
                tries = self._tries
                waiting = _QUIET if tries == 0 else _RETRY if tries < _RETRY_FOR else _RETRY_LATER
                if self._stop.wait(waiting):
                    return
                self.publish()
            else:
                self._wake.wait(_HEARTBEAT)
                self._wake.clear()
            now = self._plan.sitting.clock()
            if (now - noted).total_seconds() >= _HEARTBEAT and not self._stop.is_set():
                noted = now
                self._write_note()

    def _replace(self) -> str | None:
        """Put the working file in the plan's place; what has to be said of it besides "Saved"."""
        part = plan_file.part_of(self.path, self._sitting_id)
        try:
            digest, seq = plan_file.make_part(self.folder.database, part)
            sentence = None
            if self._someone_else_replaced_it():
                sentence = self._step_aside()
            self._progress = replace(self._progress, next=digest, next_seq=seq)
            self.folder.write(self._progress)
            plan_file.put_in_place(part, self.path)
        finally:
            with suppress(OSError):
                part.unlink()
        self._stamp = plan_file.stamp(self.path)
        self._progress = Progress(str(self.path), digest, seq)
        self.folder.write(self._progress)
        return sentence

    def _someone_else_replaced_it(self) -> bool:
        try:
            now = plan_file.stamp(self.path)
        except FileNotFoundError:
            return False  # nothing there that could be written over
        if now == self._stamp:
            return False
        try:
            return plan_file.digest_of(self.path) != self._progress.base
        except Refused:
            return True

    def _step_aside(self) -> str:
        """Go on beside the plan, under a name that says so; theirs is not touched."""
        theirs = self.path
        lock_note.remove(theirs, self._sitting_id)
        self.path = kept_name(theirs, self._plan.sitting)
        self._plan.path = self.path
        self._progress = replace(self._progress, plan=str(self.path))
        self._stamp = None
        self._write_note()
        return (
            f"Someone else saved {theirs.name} meanwhile. Theirs is as they left it; yours is kept beside it "
            f"as “{self.path.name}”, and this window goes on with that"
        )

    def _write_note(self) -> None:
        sitting = self._plan.sitting
        # A missing note hides nothing from us; a lost share is told by the next publishing.
        with suppress(OSError):
            lock_note.write(
                self.path,
                LockNote(sitting.who, sitting.computer, self._since, sitting.clock(), self._sitting_id),
            )

    def _say(self, state: SavedState) -> None:
        self.state = state
        self._tell()

    def _tell(self) -> None:
        state = self.state
        for callback in list(self._listeners):
            callback(state)


def kept_name(plan: Path, sitting: Sitting) -> Path:
    """A free name beside ``plan`` that says whose copy this is and when it was kept."""
    when = f"{sitting.clock():%d %B %Y %H%M}"
    computer = "".join(c for c in sitting.computer if c.isalnum() or c in " -_")[:40] or "another computer"
    name = f"{plan.stem} (kept from {computer}, {when})"
    candidate, count = plan.with_name(f"{name}{plan.suffix}"), 1
    while candidate.exists():
        count += 1
        candidate = plan.with_name(f"{name} {count}{plan.suffix}")
    return candidate
