"""The words of the command line: which call is meant, and what opens the window.

Apart from ``command_line``, so that a window need not wait for what only the calls use.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from model import library
from model.errors import Refused

CALLS = ("new", "propose", "import", "list", "deadlines", "report", "export", "check")
NO_DISPLAY = (
    "There is no display to open a window on. These calls need none: new, propose, import, list, deadlines, "
    "report, export, check (main.py --help says what they do)."
)
LATER = {
    "returns": "owners' workbooks",
}
"""Calls of the design that this version does not have yet, and what they will bring."""


@dataclass(frozen=True, slots=True)
class WindowCall:
    """What the window is to open."""

    plan: Path | None = None
    sample: str | None = None
    today: date | None = None


def is_call(arguments: Sequence[str]) -> bool:
    """Whether the words name a call that needs no window."""
    return bool(arguments) and arguments[0] in (*CALLS, *LATER)


def window_call(arguments: Sequence[str]) -> WindowCall:
    """What the window is to open. A wrong call prints its usage and ends with status 2."""
    parser = argparse.ArgumentParser(
        prog="main.py",
        description="Turnaround: improvement plans for children's services. Opens the window.",
        epilog=f"Without a window: main.py {'|'.join(CALLS)} --help",
    )
    parser.add_argument("plan", nargs="?", type=Path, metavar="PLAN", help="the plan to open")
    parser.add_argument(
        "--sample",
        nargs="?",
        const="lincolnshire",
        choices=sample_names(),
        help="open a fresh copy of a sample plan (lincolnshire unless named)",
    )
    parser.add_argument("--today", type=day, metavar="D", help="show the plan as on this day")
    given = parser.parse_args(list(arguments))
    if given.plan is not None and given.sample is not None:
        parser.error("name a plan or ask for a sample, not both")
    return WindowCall(given.plan, given.sample, given.today)


def sample_names() -> tuple[str, ...]:
    return library.names("sample", ".toml")


def day(text: str) -> date:
    """A day as it is typed here; what is none ends the call with a sentence."""
    from model.dates import typed_day

    try:
        found = typed_day(text, date(2000, 1, 1))
    except Refused as refusal:
        raise argparse.ArgumentTypeError(str(refusal)) from refusal
    if found is None:
        raise argparse.ArgumentTypeError("a day is wanted, such as 2026-11-22 or 22/11/2026")
    return found
