"""Kill the real window in the middle of edits, again and again, and look for every edit it had shown.

    python -m bench.window_kills [TIMES]

The child is the whole program, on no screen: a timer edits through the workspace as fast as the event
loop allows, in bursts, since the status bar says Saved only where there is a pause. After each act the
child says that it is kept, and each time the status bar comes to say Saved, that it is saved. It is
killed at a random moment. The plan on disk must then be whole and hold every edit that was shown as
saved; the next window must find every edit that was done.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from pathlib import Path
from types import TracebackType

from bench.kills import count, count_on_disk, kill_once, make_plan, sitting


def edit_for_ever(path: Path, folder: Path) -> None:
    """What the child does until it is killed."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from gui import style
    from gui.application import make_application
    from gui.main_window import MainWindow
    from gui.preferences import Preferences
    from gui.workspace import Workspace
    from model import areas
    from model.records import Area

    def stop(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        QApplication.exit(1)

    sys.excepthook = stop  # a mistake must not look like a kill
    app = make_application(sys.argv[:1])
    style.dress(app, "light", 100)
    workspace = Workspace(Preferences(folder / "preferences.ini"))
    window = MainWindow(workspace, sitting(folder))
    if not window.files.open(path):
        sys.exit("the window did not open the plan")
    window.show()
    window.show_page("plan")
    chance = random.Random()
    area, number = workspace.plan.all(Area)[0].id, count(workspace.plan)
    print("found", number, flush=True)
    left = 0

    def edit() -> None:
        nonlocal number, left
        number, left = number + 1, left - 1
        if workspace.do(areas.edit, area, title=f"Edit {number}") is None:
            raise AssertionError(f"the window refused an edit: {window.banner.sentence}")
        print("kept", number, flush=True)
        if left <= 0:
            timer.stop()
            QTimer.singleShot(chance.randrange(900), begin)

    def begin() -> None:
        nonlocal left
        left = chance.randrange(1, 60)
        timer.start()

    def look(_: object) -> None:
        if window._saved.text() == "Saved":
            print("saved", number, flush=True)

    timer = QTimer(app)
    timer.setInterval(0)
    timer.timeout.connect(edit)
    # After the window's own, so that the status bar says it already.
    workspace.saved_changed.connect(look)
    begin()
    sys.exit(app.exec())


def kill_often(times: int, folder: Path, *, seed: int = 1) -> tuple[int, int]:
    """Kill the window that often; how many edits were done, and before how many of the kills "Saved" was shown.

    Raises AssertionError at the first loss.
    """
    chance = random.Random(seed)
    path = make_plan(folder)
    kept = shown = 0
    for turn in range(times):
        answered = kill_once(path, folder, chance.uniform(0.0, 2.0), module="bench.window_kills")
        found = answered["found"]
        assert found >= kept, f"turn {turn}: kept {kept}, the next window found {found}"
        on_disk = count_on_disk(path, folder)
        assert on_disk >= answered["saved"], f"turn {turn}: shown as saved {answered['saved']}, on disk {on_disk}"
        kept = max(answered["kept"], found)
        shown += answered["saved"] > 0
    return kept, shown


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        edit_for_ever(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        asked = int(sys.argv[1]) if len(sys.argv) > 1 else 100
        with tempfile.TemporaryDirectory() as name:
            done, shown = kill_often(asked, Path(name))
        print(
            f"Killed the window {asked} times in the middle of edits: {done} edits done, none lost; "
            f"Saved was on show before {shown} of the kills."
        )
