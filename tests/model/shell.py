"""Calls without a window, as a script makes them."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

from model import command_line
from model.store.plan import Sitting

TODAY = date(2026, 11, 22)


class Shell:
    """Runs calls as main.py does, and keeps what they said."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.out = self.error = ""

    def __call__(self, *words: str | Path) -> int:
        out, errors = io.StringIO(), io.StringIO()
        call = command_line.understand([str(word) for word in words])
        status = command_line.run(call, self.sitting, TODAY, out, errors)
        self.out, self.error = out.getvalue(), errors.getvalue()
        assert (status == 0) == (self.error == "")
        assert self.error.count("\n") <= 1
        return status
