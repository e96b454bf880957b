"""One start of a window, in a process of its own: when it first painted, when it answered, its memory.

    python -m bench.window_child bare
    python -m bench.window_child turnaround [PLAN | --sample [NAME]] [page]

Prints the monotonic clock at the first paint and at the first answer, and the peak memory in bytes.
The page named is the one that the plan opens on; "answered" is when it has been painted with its data and
one more event was handled.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

BARE = "bare"


def measured(window: object, app: object, ready: Callable[[], bool] = lambda: True) -> None:
    """Print the stamps, then end the event loop."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        painted = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and not self.painted:
                self.painted = True
                print("painted", time.monotonic(), flush=True)
                # Posted after the paint; it is handled once everything before it is done.
                QTimer.singleShot(0, look)
            return False

    def look() -> None:
        """When what was asked for is on the screen, an answer to one more event is the end."""
        if ready():
            window.repaint()  # type: ignore[attr-defined]
            QTimer.singleShot(0, answered)
        else:
            QTimer.singleShot(1, look)

    def answered() -> None:
        print("answered", time.monotonic(), flush=True)
        print("memory", peak_memory(), flush=True)
        app.exit(0)  # type: ignore[attr-defined]

    watch = Watch(app)  # type: ignore[arg-type]
    window.installEventFilter(watch)  # type: ignore[attr-defined]


def peak_memory() -> int:
    """Bytes; the high-water mark of resident memory, of this process alone."""
    status = Path("/proc/self/status")
    if status.exists():
        # What getrusage says may be the parent's, from before this program was loaded.
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def bare() -> int:
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(1200, 760)
    measured(window, app)
    window.show()
    return app.exec()


def turnaround(words: list[str], page: str | None) -> int:
    from PySide6.QtWidgets import QApplication

    import main
    from gui.main_window import MainWindow

    loop = QApplication.exec

    def watched(*_: object) -> int:
        (window,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
        if page is not None:
            window.workspace.preferences.set_layout("page", page)
        measured(window, QApplication.instance(), lambda: window.current_page() is not None)
        return loop()

    QApplication.exec = watched  # type: ignore[method-assign,assignment]
    return main.main(words)


if __name__ == "__main__":
    if sys.argv[1] == BARE:
        sys.exit(bare())
    asked, _, shown = " ".join(sys.argv[2:]).partition(" page=")
    sys.exit(turnaround(asked.split(), shown or None))
