"""Ratios, not times: each pair is measured in turn, A B A B, so that a slow moment hits both."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what, against what, and the goal as a ratio."""

    name: str
    against: str
    ours: float  # seconds, or bytes where the name says memory
    theirs: float
    goal: float | None = None  # None: measured, and no goal set
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        return self.ours / self.theirs if self.theirs else float("inf")

    @property
    def met(self) -> bool:
        return self.goal is None or self.ratio <= self.goal


def pairs(
    ours: Callable[[], object],
    theirs: Callable[[], object],
    *,
    runs: int = 5,
    before: Callable[[], object] | None = None,
) -> tuple[float, float]:
    """Median seconds of both, after one run that does not count."""
    found: tuple[list[float], list[float]] = ([], [])
    for run in range(runs + 1):
        for which, call in enumerate((ours, theirs)):
            if before is not None:
                before()
            gc.collect()
            start = time.perf_counter()
            call()
            spent = time.perf_counter() - start
            if run:
                found[which].append(spent)
    return statistics.median(found[0]), statistics.median(found[1])


def table(figures: list[Figure]) -> str:
    """The figures as a table, goals beside them."""
    lines = [
        f"{'what':58} {'ours':>10} {'against':>10}  {'ratio':>6}  {'goal':>5}   against what",
        "-" * 130,
    ]
    for one in figures:
        scale, word = (1000, "ms") if one.unit == "ms" else (1 / 2**20, "MB")
        goal = "    -" if one.goal is None else f"{one.goal:4.2f}x"
        lines.append(
            f"{one.name:58} {one.ours * scale:8.1f}{word} {one.theirs * scale:8.1f}{word}  "
            f"{one.ratio:5.2f}x  {goal} {' ' if one.met else '!'} {one.against}"
        )
    return "\n".join(lines)
