"""``python -m bench``: every figure as a table, ratios in one run. ``--smoke``: a quick run that must not fail.

Plans of 300, 10,000 and 100,000 actions are made once, in ``build/bench``.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench import measure, plans
from model.store import version
from model.store.sitting import Sitting

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "bench"
PARTS = ("writing", "searching", "papers", "painting", "timeline", "starting")


def plan_of(actions: int, sitting: Sitting) -> Path:
    """The seeded plan of that size, made when there is none of this schema yet."""
    path = KEPT / f"{version.WANTED[:8]}-{actions}.turnaround"
    if not path.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        print(f"Making a plan of {actions:,} actions ...", file=sys.stderr)
        plans.make(path, sitting, actions)
    return path


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="300 actions, few runs: does it run at all")
    parser.add_argument("--sizes", type=int, nargs="+", default=[300, 10_000, 100_000], metavar="N")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    given = parser.parse_args()
    sizes = [300] if given.smoke else given.sizes
    runs = 1 if given.smoke else 5
    figures: list[measure.Figure] = []
    with tempfile.TemporaryDirectory(prefix="turnaround-bench-") as name:
        folder = Path(name)
        for variable in ("CONFIG", "DATA", "CACHE"):
            os.environ[f"XDG_{variable}_HOME"] = str(folder / variable.lower())
        sitting = Sitting("Bench", "bench", lambda: datetime.now(UTC), folder / "local")
        copies = {size: Path(shutil.copy(plan_of(size, sitting), folder / f"{size}.turnaround")) for size in sizes}
        for size, path in copies.items():
            label = f"{size:,}"
            if "writing" in given.parts:
                from bench import writing

                figures += writing.figures(path, sitting, folder, label)
            if "searching" in given.parts:
                from bench import papers

                figures += papers.search_figures(path, sitting, plans.TODAY, label)
            if "papers" in given.parts and size <= 10_000:
                from bench import papers

                figures += papers.paper_figures(path, sitting, plans.TODAY, label)
            if "painting" in given.parts:
                from bench import painting

                figures += painting.figures(path, sitting, plans.TODAY, label, runs=runs)
            if "timeline" in given.parts and size <= 10_000:
                from bench import timeline

                figures += timeline.figures(path, sitting, plans.TODAY, label, runs=runs)
        if "starting" in given.parts:
            from bench import starting

            named = {f"{size:,}": path for size, path in copies.items()}
            figures += starting.figures(named, folder, runs=runs)
    print(measure.table(figures))
    missed = [one for one in figures if not one.met]
    print(
        f"\n{len(figures)} figures, {len(missed)} over their goal (marked !). Times are this machine's; ratios travel."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
