"""Reading documents on a thread: the child process reads them, and the file itself is fetched to be kept and drawn."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from gui.background import Task
from gui.importing.reviewing import Fetched
from model.documents import LARGEST, KeptFile
from model.errors import Fault, Refused
from model.imports import child
from model.imports.child import Outcome, Stop
from model.imports.pages import Reading
from model.imports.proposals import Proposals
from model.reports.page_pictures import PagePictures

ENDINGS = ("pdf", "docx", "docm", "html", "htm", "txt", "md")
"""How the names of documents end that are looked for in a folder."""

MOST_ENTRIES = 50_000
"""Files and folders that are looked at to find them."""

PASTED = "Pasted text.txt"
"""What pasted text is called, and kept as."""

MOST_FILES = 2_000
"""Of a folder: more than an authority has reports."""


class Reads(Protocol):
    """How documents are read; the real one is ``Apart``."""

    def propose(self, path: Path, *, stop: Stop) -> tuple[Reading, Proposals]: ...
    def propose_text(self, text: str, *, stop: Stop) -> tuple[Reading, Proposals]: ...
    def propose_many(self, paths: Sequence[Path], *, stop: Stop) -> Iterator[Outcome]: ...
    def read(self, path: Path, *, stop: Stop) -> Reading: ...


class Apart:
    """In a process of its own, within limits."""

    def propose(self, path: Path, *, stop: Stop) -> tuple[Reading, Proposals]:
        return child.propose_apart(path, stop=stop)

    def propose_text(self, text: str, *, stop: Stop) -> tuple[Reading, Proposals]:
        return child.propose_text_apart(text, PASTED, stop=stop)

    def propose_many(self, paths: Sequence[Path], *, stop: Stop) -> Iterator[Outcome]:
        return child.propose_many(paths, stop=stop)

    def read(self, path: Path, *, stop: Stop) -> Reading:
        return child.read_apart(path, stop=stop)


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """One document of a folder, as far as it came."""

    path: Path
    reading: Reading | None
    proposals: Proposals | None
    refused: str | None


def fetch(task: Task, reads: Reads, path: Path) -> Fetched:
    """A file: what was read, what it says, its bytes, and its pages to draw."""
    task.report(0.0, path.name)
    reading, proposals = reads.propose(path, stop=_stop(task))
    content = content_of(path, reading)
    return Fetched(reading, proposals, content, _pictures(reading, content))


def fetch_text(task: Task, reads: Reads, text: str) -> Fetched:
    """Pasted text; it is kept in the plan as a text file."""
    task.report(0.0, "the pasted text")
    reading, proposals = reads.propose_text(text, stop=_stop(task))
    return Fetched(reading, proposals, text.encode(), None)


def fetch_kept(task: Task, reads: Reads, kept: KeptFile) -> Reading:
    """A file of the plan, read again to show its words."""
    task.report(0.0, kept.name)
    with tempfile.TemporaryDirectory(prefix="turnaround-") as folder:
        path = Path(folder) / kept.name
        path.write_bytes(kept.content)
        return reads.read(path, stop=_stop(task))


def draw_kept(task: Task, content: bytes) -> PagePictures | None:
    """Its pages to draw; None where it is no PDF, or none that can be drawn."""
    task.report(0.0)
    try:
        return PagePictures(content)
    except Fault:
        return None


def fetch_many(task: Task, reads: Reads, paths: Sequence[Path], arrived: Callable[[Seen], object]) -> int:
    """Every document of a list; each is handed over as soon as it is there, in whatever order that is."""
    done = 0
    task.report(0.0, "")
    for outcome in reads.propose_many(paths, stop=_stop(task)):
        refused = str(outcome.refused) if outcome.refused is not None else None
        arrived(Seen(outcome.path, outcome.reading, outcome.proposals, refused))
        done += 1
        task.report(done / max(1, len(paths)), outcome.path.name)
    return done


def content_of(path: Path, reading: Reading) -> bytes | None:
    """The file itself, or None where it is too large to be kept. Refused where it is no longer what was read."""
    try:
        if path.stat().st_size > LARGEST:
            return None
        content = path.read_bytes()
    except OSError as reason:
        raise Refused(f"{path.name} could not be read: {reason.strerror or 'no reason was given'}.") from reason
    if hashlib.sha256(content).hexdigest() != reading.sha256:
        raise Refused(f"{path.name} was changed while it was being read; open it again.")
    return content


def documents_in(paths: Sequence[Path]) -> list[Path]:
    """The files among these, and those in the folders among them. Refused where there are none, or far too many."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += _inside(path)
        else:
            found.append(path)
        if len(found) > MOST_FILES:
            raise Refused(f"There are more than {MOST_FILES:,} documents in {path.name}; choose a folder with fewer.")
    if not found:
        raise Refused("There are no documents to read in that folder: PDF, Word, web page or text.")
    return found


def _inside(folder: Path) -> list[Path]:
    """The documents under a folder, by name. Refused for a whole drive, which would keep the window waiting."""
    found, seen = [], 0
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        seen += len(names) + len(folders)
        if seen > MOST_ENTRIES:
            raise Refused(f"{folder.name or folder} holds too much to look through; choose the folder of the reports.")
        wanted = (Path(place, name) for name in sorted(names) if not name.startswith((".", "~$")))
        found += [path for path in wanted if path.suffix.lower().lstrip(".") in ENDINGS and path.is_file()]
    return found


def _pictures(reading: Reading, content: bytes | None) -> PagePictures | None:
    if reading.kind != "pdf" or content is None:
        return None
    try:
        return PagePictures(content)
    except Fault:
        return None  # the words are shown instead


def _stop(task: Task) -> Stop:
    def stop() -> bool:
        return task.cancelled

    return stop
