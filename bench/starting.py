"""From the spawn of a process to a window that answers, against a bare PySide6 window."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from bench.measure import Figure

ROOT = Path(__file__).resolve().parent.parent


def start(*words: str, home: Path) -> tuple[float, float, float]:
    """Seconds to the first paint and to the first answer, and peak memory in bytes."""
    environment = {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        # As after the first start of an installed program, without a trace in the tree.
        "PYTHONPYCACHEPREFIX": str(home / "bytecode"),
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        **{f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "CACHE")},
    }
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "bench.window_child", *words],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    said = dict(line.split() for line in done.stdout.splitlines() if len(line.split()) == 2)
    if done.returncode or set(said) != {"painted", "answered", "memory"}:
        raise RuntimeError(f"The window did not start: {done.stdout}{done.stderr}")
    return float(said["painted"]) - began, float(said["answered"]) - began, float(said["memory"])


def figures(plans: dict[str, Path], home: Path, *, runs: int = 5) -> list[Figure]:
    """``plans``: what to call them → where they are."""
    cases = {"sample": ("turnaround", "--sample"), **{name: ("turnaround", str(path)) for name, path in plans.items()}}
    goals = {"300": (1.3, 1.6, 1.5), "100,000": (1.75, 1.75, 1.7)}
    found: list[Figure] = []
    for name, words in cases.items():
        ours: list[tuple[float, float, float]] = []
        theirs: list[tuple[float, float, float]] = []
        page = () if name == "sample" else ("page=actions",)
        for run in range(runs + 1):
            a, b = start(*words, *page, home=home), start("bare", home=home)
            if run:
                ours.append(a)
                theirs.append(b)
        middle = [
            (statistics.median(one[i] for one in ours), statistics.median(one[i] for one in theirs)) for i in range(3)
        ]
        goal = goals.get(name, (1.6, 1.6, 1.6))
        against = "bare PySide6 window"
        found += [
            Figure(f"{name}: spawn to first paint", against, *middle[0], goal[0]),
            Figure(f"{name}: spawn to an answer", against, *middle[1], goal[1]),
            Figure(f"{name}: peak memory", against, *middle[2], goal[2], unit="MB"),
        ]
    return found
