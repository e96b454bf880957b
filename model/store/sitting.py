"""Who sits at a plan, and the notice they are given after each act.

Apart from ``plan``, so that a window can be drawn before anything of the plan file is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sitting:
    """Who acts, on which computer, by which clock, and where working files are kept."""

    who: str
    computer: str
    clock: Callable[[], datetime]  # aware, UTC
    local_folder: Path


@dataclass(frozen=True, slots=True)
class Notice:
    """What a batch changed: table → ids of the rows made, changed or deleted."""

    title: str
    kind: str  # "act", "undo", "redo" or "reversal"
    changed: Mapping[str, frozenset[str]]
    batch: str

    def touches(self, *tables: str) -> bool:
        return any(table in self.changed for table in tables)
