"""The plan as a file among other people's files: its first and last bytes, and replacing it whole.

A plan on disk is one SQLite database followed by a **seal**: 83 bytes that hold the SHA-256 of
everything before them. SQLite ignores what follows its last page, and cannot itself notice a
bit that flipped inside a text. No live database is ever opened here, only finished files.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from model.errors import NewerPlan, NotAPlan, Refused
from model.store import version
from model.store.engine import connect, sqlite3

SUFFIX = ".turnaround"
LARGEST = 2 * 1024**3
"""Bytes; a larger file is refused unread."""

_MAGIC = b"SQLite format 3\x00"
_SEAL = b"\nTurnaround seal: "
SEAL_LENGTH = len(_SEAL) + 64 + 1
_BLOCK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Header:
    """What the first and last bytes of a file say, before SQLite reads any of it."""

    version: int
    length: int  # bytes of the database, without the seal
    seal: str | None  # SHA-256 that was written when the plan was saved


@dataclass(frozen=True, slots=True)
class Stamp:
    """Enough of a file to see, without reading it, that it is still the same one."""

    size: int
    modified: int
    node: int


def stamp(path: Path) -> Stamp:
    found = path.stat()
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ino)


def check_place(path: Path) -> None:
    """Raises Refused unless ``path`` is an ordinary file that can be read."""
    try:
        found = path.stat()
    except FileNotFoundError:
        raise Refused(f"There is no file {path}. It may have been moved or renamed.") from None
    except ValueError as error:
        raise Refused("The name of the file holds what no name can; choose another.") from error
    except OSError as error:
        raise Refused(f"{path} cannot be reached: {error.strerror}. Check the drive or network share.") from error
    if stat.S_ISDIR(found.st_mode):
        raise Refused(f"{path} is a folder, not a plan; choose the file inside it.")
    if not stat.S_ISREG(found.st_mode):
        raise Refused(f"{path} is not an ordinary file, so it cannot be a plan.")
    if found.st_size > LARGEST:
        raise NotAPlan(f"{path.name} is larger than any plan can be (over 2 GB); it was left as it is.")


def read_header(path: Path) -> Header:
    """What kind of file this is. Raises NotAPlan, NewerPlan or Refused in one sentence."""
    check_place(path)
    try:
        with path.open("rb") as file:
            head = file.read(100)
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - SEAL_LENGTH))
            tail = file.read(SEAL_LENGTH)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error
    if not head.startswith(_MAGIC) or len(head) < 100:
        raise NotAPlan(f"{path.name} is not a Turnaround plan; it was left as it is.")
    if struct.unpack(">I", head[68:72])[0] != version.APPLICATION_ID:
        raise NotAPlan(f"{path.name} is a database of another program, not a Turnaround plan; it was left as it is.")
    found = struct.unpack(">I", head[60:64])[0]
    if found > version.VERSION:
        raise NewerPlan(version.newer_sentence(path.name, found))
    sealed = tail.startswith(_SEAL) and size > SEAL_LENGTH
    length = size - SEAL_LENGTH if sealed else size
    page = struct.unpack(">H", head[16:18])[0] or 65536
    page = 65536 if page == 1 else page
    pages = struct.unpack(">I", head[28:32])[0]
    cut = False
    if not sealed and page * pages < size <= page * pages + SEAL_LENGTH:
        # What follows the last page can only be a seal that lost its end.
        cut = _SEAL.startswith(tail[-(size - page * pages) :][: len(_SEAL)])
    if page < 512 or length < page * pages or cut:
        raise NotAPlan(f"{path.name} is damaged: its end is missing. {RESTORE}")
    return Header(found, length, tail[len(_SEAL) : -1].decode("ascii", "replace") if sealed else None)


def is_plan(path: Path) -> bool:
    """Whether a file there begins as a plan does, damaged or newer ones included."""
    try:
        check_place(path)
        with path.open("rb") as file:
            head = file.read(100)
    except (OSError, Refused):
        return False
    return head.startswith(_MAGIC) and head[68:72] == struct.pack(">I", version.APPLICATION_ID)


RESTORE = "It was left as it is; use File ▸ Restore from a backup, or ask for another copy."


def _blocks(file: BinaryIO, length: int) -> Iterator[bytes]:
    while length > 0:
        block = file.read(min(_BLOCK, length))
        if not block:
            return
        length -= len(block)
        yield block


def digest_of(path: Path) -> str:
    """SHA-256 of the database in the file, without its seal."""
    header = read_header(path)
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for block in _blocks(file, header.length):
            digest.update(block)
    return digest.hexdigest()


def copy_checked(source: Path, target: Path) -> str:
    """Copy a plan's database to a new file and return its digest.

    Raises NotAPlan where the bytes are not those that were sealed. ``target`` must not exist;
    after a refusal it does not.
    """
    header = read_header(source)
    digest = hashlib.sha256()
    with _copying(source, target) as (reading, writing):
        for block in _blocks(reading, header.length):
            digest.update(block)
            writing.write(block)
    found = digest.hexdigest()
    if header.seal is not None and header.seal != found:
        target.unlink(missing_ok=True)
        raise NotAPlan(damaged(source.name))
    return found


def copy_unchecked(source: Path, target: Path, length: int) -> None:
    """Copy ``length`` bytes to a new file, as fast as the system can; ``check_seal`` is to follow."""
    with _copying(source, target) as (reading, writing):
        shutil.copyfileobj(reading, writing, _BLOCK * 8)
        writing.truncate(length)


def check_seal(path: Path) -> None:
    """Raises NotAPlan where the file is not what was sealed."""
    header = read_header(path)
    if header.seal is not None and header.seal != digest_of(path):
        raise NotAPlan(damaged(path.name))


def damaged(name: str) -> str:
    return f"{name} is damaged: it is not what was saved. {RESTORE}"


@contextmanager
def _copying(source: Path, target: Path) -> Iterator[tuple[BinaryIO, BinaryIO]]:
    try:
        with source.open("rb") as reading, _create(target) as writing:
            yield reading, writing
    except OSError as error:
        target.unlink(missing_ok=True)
        raise Refused(f"{source.name} could not be copied to this computer: {error.strerror}.") from error


def _create(path: Path) -> BinaryIO:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    return os.fdopen(os.open(path, flags, 0o600), "wb")


def make_part(working: Path, part: Path) -> tuple[str, int]:
    """Copy a live working file, sealed and flushed, to ``part``; its digest and last act.

    Goes through SQLite's backup API, so the copy is of one moment whatever is written meanwhile.
    """
    part.unlink(missing_ok=True)
    _create(part).close()
    source = connect(working, read_only=True)
    try:
        target = sqlite3.connect(part, isolation_level=None)
        try:
            # The part is nobody's until it is flushed whole; it needs no journal beside it.
            target.execute("PRAGMA journal_mode = OFF")
            target.execute("PRAGMA synchronous = OFF")
            source.conn.backup(target)
            (seq,) = target.execute("SELECT coalesce(max(seq), 0) FROM batch").fetchone()
        finally:
            target.close()
    finally:
        source.conn.close()
    return seal(part), int(seq)


def seal(path: Path) -> str:
    """Write the seal after a finished database, flush it to the disk, and return its digest."""
    digest = hashlib.sha256()
    with path.open("r+b") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
        file.write(_SEAL + digest.hexdigest().encode("ascii") + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def put_in_place(part: Path, target: Path) -> None:
    """Rename a finished part over the plan, keeping the plan's permissions, and flush the folder."""
    with suppress(FileNotFoundError):
        os.chmod(part, stat.S_IMODE(target.stat().st_mode))
    os.replace(part, target)
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        except OSError:
            # Some network shares cannot flush a folder; the rename itself is done.
            pass
        finally:
            os.close(folder)


def part_of(target: Path, sitting_id: str) -> Path:
    return target.with_name(f".{target.name}.{sitting_id[-12:]}.part")


def read_only_reason(path: Path) -> str | None:
    """Why the plan cannot be saved where it is, in a sentence, or None."""
    write = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
    # The mode is asked for too: a share may say yes to access() and no to every write.
    if not (path.stat().st_mode & write and os.access(path, os.W_OK)):
        return f"{path.name} is marked read only, so it is open to read; save a copy to change it."
    if not (path.parent.stat().st_mode & write and os.access(path.parent, os.W_OK)):
        return (
            f"The folder {path.parent} is read only, so the plan is open to read; save a copy elsewhere to change it."
        )
    return None
