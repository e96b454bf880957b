"""Takes the pictures of docs/pictures: the real window, on a fresh copy of a sample plan, page by page.

    python tools/pictures.py [FOLDER]

``make pictures`` runs it on a virtual screen; without a screen it looks for one itself (xvfb-run). The
sample plan stands on a day of its own, so the same program gives the same pictures on every day.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication, QWidget

    from gui.main_window import MainWindow

SAMPLE = "lincolnshire"
SIZE = (1280, 800)
LARGEST = 200_000
"""Bytes of a picture: a README is read on slow lines too."""

_APART = 4  # of 255, in one of red, green and blue
_LONGEST = 60.0  # seconds that anything may take to be drawn


@dataclass(frozen=True)
class Picture:
    """``ready`` brings the window to what is to be seen, and returns what is to be taken."""

    name: str
    ready: Callable[[Camera], QWidget]
    theme: str = "light"


class Camera:
    """A window on the sample, and what it takes to see it settled."""

    def __init__(self, app: QApplication, window: MainWindow) -> None:
        self.app = app
        self.window = window

    def page(self, page_id: str) -> QWidget:
        """That page, with nothing in hand."""
        self.window.workspace.select("", ())
        self.window.show_page(page_id)
        return self.window

    def with_record(self, page_id: str, table: str, record_id: str) -> QWidget:
        """That page, and a record of it in the panel at the right."""
        self.page(page_id)
        self.settle()
        self.window.workspace.open(table, record_id)
        return self.window

    def settle(self) -> None:
        """Until nothing is read, counted or drawn any more."""
        until = time.monotonic() + _LONGEST
        quiet = 0
        while quiet < 10:
            self.app.processEvents()
            quiet = 0 if self.window.workspace.tasks.busy else quiet + 1
            time.sleep(0.05)
            if time.monotonic() > until:
                sys.exit("The window is still at work after a minute; no picture was taken.")

    def take(self, picture: Picture, folder: Path) -> Path:
        self.window.workspace.preferences["theme"] = picture.theme
        widget = picture.ready(self)
        self.settle()
        widget.setFocus()
        self.settle()
        file = folder / f"{picture.name}.png"
        image = widget.grab().toImage()
        if (image.width(), image.height()) != SIZE:
            sys.exit(f"{picture.name} is {image.width()} × {image.height()}: the screen is too small or scaled.")
        if not with_palette(image).save(str(file), "PNG", 0):  # 0 is the smallest file
            sys.exit(f"{file} could not be written.")
        if widget is not self.window:
            widget.close()
            self.settle()
        return file


def with_palette(image: QImage) -> QImage:
    """The same in 256 colours: of the colours that are seen most, those that can be told apart."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    image = image.convertToFormat(QImage.Format.Format_RGB32)
    chosen: list[tuple[int, int, int]] = []
    for colour, _ in Counter(image.constBits().cast("I")).most_common(8_000):
        parts = (colour >> 16 & 255, colour >> 8 & 255, colour & 255)
        if not any(max(abs(a - b) for a, b in zip(parts, one, strict=True)) <= _APART for one in chosen):
            chosen.append(parts)
            if len(chosen) == 256:
                break
    table = [255 << 24 | red << 16 | green << 8 | blue for red, green, blue in chosen]
    return image.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither)


def overview(camera: Camera) -> QWidget:
    return camera.page("overview")


def plan(camera: Camera) -> QWidget:
    """An area with its golden thread."""
    from model import areas

    return camera.with_record("plan", "area", areas.in_order(camera.window.workspace.plan)[0].id)


def actions(camera: Camera) -> QWidget:
    """One that is late and off track."""
    from model import finding

    workspace = camera.window.workspace
    red = finding.action_ids(
        workspace.plan, finding.Filter(deliveries=("red",)), finding.Sort("agreed"), workspace.today()
    )
    return camera.with_record("actions", "action", red[0])


def inspections(camera: Camera) -> QWidget:
    return camera.page("inspections")


def deadlines(camera: Camera) -> QWidget:
    return camera.page("deadlines")


def paper(camera: Camera) -> QWidget:
    """What comes out of the printer."""
    from gui.dialogs import papers
    from gui.dialogs.printing import PrintDialog

    workspace = camera.window.workspace
    dialog = PrintDialog(workspace, camera.window, papers.first_choice(workspace))
    dialog.resize(*SIZE)
    dialog.show()
    return dialog


PICTURES = (
    Picture("overview-light", overview),
    Picture("overview-dark", overview, "dark"),
    Picture("plan", plan),
    Picture("actions", actions),
    Picture("inspections", inspections),
    Picture("deadlines", deadlines),
    Picture("paper", paper),
)


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("QT_QPA_PLATFORM")):
        virtual = shutil.which("xvfb-run")
        if virtual is None:
            print("There is no screen here, and no xvfb-run that makes one: apt-get install xvfb", file=sys.stderr)
            return 1
        os.execv(virtual, [virtual, "-a", "-s", "-screen 0 1600x1000x24", sys.executable, *sys.argv])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="turnaround-pictures-") as home:
        # Nothing of this user's is read or written.
        for name in ("CONFIG", "DATA", "CACHE"):
            os.environ[f"XDG_{name}_HOME"] = home
        return take_all(folder, Path(home))


def clock() -> datetime:
    """It stands at the day of the sample, so that what is said to be made today is."""
    return datetime(2023, 8, 30, 9, 0, tzinfo=UTC) + timedelta(seconds=time.monotonic() % 3600)


def take_all(folder: Path, home: Path) -> int:
    from gui import style
    from gui.application import make_application
    from gui.main_window import MainWindow
    from gui.preferences import Preferences
    from gui.workspace import Workspace
    from model.store.sitting import Sitting

    app = make_application(sys.argv[:1])
    style.dress(app, "light", 100)
    workspace = Workspace(Preferences(home / "preferences.ini"))
    sitting = Sitting("Improvement Officer", "DESK-1", clock, home)
    window = MainWindow(workspace, sitting)
    window.resize(*SIZE)
    window.show()
    if not window.files.open_sample(SAMPLE):
        return 1
    camera = Camera(app, window)
    too_large = []
    for picture in PICTURES:
        file = camera.take(picture, folder)
        size = file.stat().st_size
        print(f"{file.name}: {size / 1000:.0f} kB")
        if size > LARGEST:
            too_large.append(file.name)
    window.close()
    if too_large:
        print(f"Over {LARGEST // 1000} kB: {', '.join(too_large)}", file=sys.stderr)
    return 1 if too_large else 0


if __name__ == "__main__":
    sys.exit(main())
