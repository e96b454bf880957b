"""Kill the program in the middle of edits, again and again, and look for every edit it had answered.

    python -m bench.kills [TIMES]

A child process opens a plan and edits it as fast as it can, saying after each act that it is
kept, and each time the plan's own file was replaced that it is saved. It is killed at a random
moment. The plan on disk must then be whole and hold every edit that was said to be saved; the
next opening must find every edit that was said to be kept.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import tempfile
import threading
from datetime import UTC, datetime
from pathlib import Path

from model.records import Area
from model.store.opening import create_plan, open_plan, read_plan
from model.store.plan import Plan
from model.store.sitting import Sitting
from model.store.working_file import SavedState

ROOT = Path(__file__).resolve().parent.parent


def sitting(folder: Path) -> Sitting:
    return Sitting("Improvement Officer", "PC-1", lambda: datetime.now(UTC), folder / "local")


def count(plan: Plan) -> int:
    """The number of the last edit that the plan holds."""
    return int(plan.all(Area)[0].title.removeprefix("Edit "))


def edit_for_ever(path: Path, folder: Path) -> None:
    """What the child does until it is killed."""
    plan = open_plan(path, sitting(folder))
    area, number = plan.all(Area)[0].id, count(plan)
    working = plan.working
    assert working is not None
    acts_before = plan.rows("SELECT max(seq) FROM batch")[0][0] - number
    telling = threading.Lock()

    def tell(word: str, edit: int) -> None:
        with telling:
            print(word, edit, flush=True)

    def published(state: SavedState) -> None:
        progress = working.folder.read()
        if state.saved and progress is not None:
            tell("saved", progress.seq - acts_before)

    working.listen(published)
    while True:
        number += 1
        with plan.batch(f"Edit {number}"):
            plan.change("area", area, title=f"Edit {number}")
        tell("kept", number)


def kill_once(path: Path, folder: Path, seconds: float, *, module: str = "bench.kills") -> dict[str, int]:
    """Start the child, kill it that long after its first line; the last number it said with each word.

    Raises AssertionError where it ended by itself.
    """
    answered = {"kept": 0, "saved": 0}
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(
            [sys.executable, "-m", module, "--child", str(path), str(folder)],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=errors,
        ) as child,
    ):  # fmt: skip
        assert child.stdout is not None
        first = child.stdout.readline()  # it is at work now
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            child.kill()
        # What comes after the last line end was cut off with the process.
        for line in (first + child.stdout.read()).rpartition(b"\n")[0].splitlines():
            word, _, number = line.partition(b" ")
            answered[word.decode("ascii")] = int(number)
        status = child.wait()
        errors.seek(0)
        assert status == -signal.SIGKILL, f"it ended by itself, {status}: {errors.read().decode(errors='replace')}"
    return answered


def make_plan(folder: Path) -> Path:
    """A plan of one area, called by the number of its last edit."""
    path = folder / "plan.turnaround"
    plan = create_plan(path, sitting(folder), authority="Borsetshire", title="Plan")
    with plan.batch("Add"):
        plan.add("area", number=1, title="Edit 0", position=1)
    plan.close()
    return path


def count_on_disk(path: Path, folder: Path) -> int:
    """The number of the last edit that has reached the plan's own file, which is found whole."""
    published = read_plan(path, sitting(folder))
    on_disk = count(published)
    published.close()
    return on_disk


def kill_often(times: int, folder: Path, *, seed: int = 1) -> int:
    """Kill the program that often; how many edits were answered. Raises AssertionError at the first loss."""
    chance = random.Random(seed)
    path = make_plan(folder)
    kept_before = 0
    for turn in range(times):
        answered = kill_once(path, folder, chance.uniform(0.0, 1.2))
        on_disk = count_on_disk(path, folder)
        assert on_disk >= answered["saved"], f"turn {turn}: saved {answered['saved']}, on disk {on_disk}"
        again = open_plan(path, sitting(folder))
        found = count(again)
        again.close()
        kept = max(answered["kept"], kept_before)
        assert found >= kept, f"turn {turn}: kept {kept}, found {found}"
        kept_before = found
    return kept_before


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        edit_for_ever(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        asked = int(sys.argv[1]) if len(sys.argv) > 1 else 100
        with tempfile.TemporaryDirectory() as name:
            done = kill_often(asked, Path(name))
        print(f"Killed {asked} times in the middle of edits: {done} edits answered, none lost.")
