"""Turnaround: improvement plans for children's services. With no call named, opens the window."""

from __future__ import annotations

import getpass
import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path

from model import command_words
from model.store.sitting import Sitting


def local_folder() -> Path:
    """Where this person's working files and backups are kept on this computer."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
        return Path(base) / "Turnaround"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Turnaround"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "turnaround"


def sitting_here() -> Sitting:
    """Who sits here now. The window's preferences may give a better name."""
    try:
        who = getpass.getuser()
    except (OSError, KeyError, ImportError):
        who = "Someone"
    folder = local_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Sitting(who, platform.node() or "this computer", lambda: datetime.now(UTC), folder)


def main(arguments: Sequence[str]) -> int:
    """Exit status: 0, 2 for a wrong call, 1 for anything refused."""
    if command_words.is_call(arguments):
        from model import command_line

        call = command_line.understand(arguments)
        today = datetime.now().astimezone().date()
        try:
            sitting = sitting_here()
        except OSError as error:
            print(f"{local_folder()}, where working files are kept, cannot be used: {error.strerror}.", file=sys.stderr)
            return 1
        with open(os.devnull, "w", encoding="utf-8") as nowhere:
            out, errors = sys.stdout or nowhere, sys.stderr or nowhere  # closed by whoever called
            if isinstance(out, TextIOWrapper):
                out.reconfigure(errors="backslashreplace")  # a screen or pipe that lacks a letter
            return command_line.run(call, sitting, today, out, errors)
    wanted = command_words.window_call(arguments)
    if not has_display():
        print(command_words.NO_DISPLAY, file=sys.stderr)
        return 1
    from gui import application

    return application.run(sitting_here(), plan=wanted.plan, sample=wanted.sample, today=wanted.today)


def has_display() -> bool:
    """Whether a window can be shown; Qt itself would abort the process where it cannot."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
