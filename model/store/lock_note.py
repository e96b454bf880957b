"""The polite note beside an open plan: who has it open, on which computer, since when.

A note stops nobody; it is read before opening, so that two people do not save over each
other unknowing. At most 1 KB of plain text, never followed as a link, never believed further
than its sentence.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

STALE_AFTER = timedelta(minutes=10)
"""A note whose heartbeat is older was left behind by a program or computer that stopped."""

_FIRST_LINE = "Turnaround has this plan open"
_LONGEST = 1024


@dataclass(frozen=True, slots=True)
class LockNote:
    who: str
    computer: str
    since: datetime
    heartbeat: datetime
    sitting: str

    def sentence(self) -> str:
        return f"{self.who} on {self.computer} has had this plan open since {self.since:%H:%M on %d %B %Y} (UTC)"

    def stale(self, now: datetime) -> bool:
        return now - self.heartbeat > STALE_AFTER


def note_path(plan: Path) -> Path:
    return plan.with_name(f".{plan.name}.in-use")


def read(plan: Path) -> LockNote | None:
    """The note beside a plan, or None where there is none that can be read as one."""
    path = note_path(plan)
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return None
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            lines = file.read(_LONGEST).decode("utf-8", "replace").splitlines()
    except OSError:
        return None
    if len(lines) < 6 or lines[0] != _FIRST_LINE:
        return None
    try:
        since, heartbeat = (datetime.fromisoformat(line).astimezone(UTC) for line in lines[3:5])
    except (ValueError, OverflowError):
        return None
    who, computer = ("".join(c for c in line if c.isprintable())[:80] for line in lines[1:3])
    return LockNote(who, computer, since, heartbeat, lines[5][:64])


def write(plan: Path, note: LockNote) -> None:
    """Put the note in place whole. Raises OSError where the folder cannot be written to."""
    text = "\n".join(
        [
            _FIRST_LINE,
            " ".join(note.who[:80].split()) or "Someone",
            " ".join(note.computer[:80].split()) or "a computer",
            note.since.isoformat(timespec="seconds"),
            note.heartbeat.isoformat(timespec="seconds"),
            note.sitting,
            "",
        ]
    )
    path = note_path(plan)
    part = path.with_name(f"{path.name}.{note.sitting[-12:]}")
    with suppress(FileNotFoundError):
        part.unlink()
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(part, flags, 0o644), "wb") as file:
        file.write(text.encode("utf-8", "replace")[:_LONGEST])
    os.replace(part, path)


def remove(plan: Path, sitting: str) -> None:
    """Take our own note away; another's stays."""
    found = read(plan)
    if found is not None and found.sitting == sitting:
        with suppress(OSError):
            note_path(plan).unlink()
