"""Frames of the line of time: scrolled down, scrolled across, zoomed; and what it takes to have it read.

The yardstick is a QGraphicsView of the same size that holds what is in view as items, so that C++ alone
paints the same words, lines and marks.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import date
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench.measure import Figure
from model.store.opening import open_plan
from model.store.sitting import Sitting

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

FRAMES = 120
AGAINST = "one repaint of the same by C++ (QGraphicsView)"
SMOOTH = 2.5
"""A frame may cost so many of the yardstick's, and 19 of 20 frames half as much again and a bit."""


def figures(path: Path, sitting: Sitting, today: date, label: str, *, runs: int = 5) -> list[Figure]:
    from PySide6.QtWidgets import QApplication

    from gui import application, style
    from gui.main_window import MainWindow
    from gui.preferences import Preferences
    from gui.workspace import Workspace
    from model import time_line
    from model.deadlines import Wanted

    app = QApplication.instance() or application.make_application(["bench"])
    preferences = Preferences()
    style.dress(app, preferences["theme"], preferences["text_size"])
    workspace = Workspace(preferences, today=today)
    window = MainWindow(workspace, sitting)
    window.resize(1600, 1000)
    window.show()
    plan = open_plan(path, sitting)
    workspace.take(plan)
    page = window.show_page("deadlines")
    page.shown.set_key("line")
    page._give_room()
    while workspace.tasks.busy:
        _settle(app, 0.05)
    _settle(app)
    view = page.line.view
    found = []
    frames = FRAMES if runs > 1 else 10
    for name, acts in (
        ("scrolled down", _down(view)),
        ("scrolled across", _across(view)),
        ("zoomed", _zoomed(view)),
    ):
        ours, theirs = _pairs(app, view, acts, frames)
        yardstick = median(theirs)
        found.append(Figure(f"{label}: line of time {name}, a frame", AGAINST, median(ours), yardstick, SMOOTH))
        late = quantiles(ours, n=20)[-1]
        found.append(Figure(f"{label}: the same, 95 of 100 frames within", AGAINST, late, yardstick, 1.6 * SMOOTH))
    spent = []
    for _ in range(runs):
        start = time.perf_counter()
        time_line.read(plan, today, Wanted())
        spent.append(time.perf_counter() - start)
    start = time.perf_counter()
    plan.rows("SELECT id, agreed, first_agreed, forecast, title FROM action WHERE agreed IS NOT NULL")
    raw = time.perf_counter() - start
    found.append(
        Figure(f"{label}: read list and line (on a thread from 2,500)", "their rows by SQL alone", median(spent), raw)
    )
    workspace.close()
    window.close()
    return found


def _pairs(app: Any, view: Any, acts: Iterator[Callable[[], object]], frames: int) -> tuple[list[float], list[float]]:
    """Seconds from an act to its painted frame, and of a repaint by C++ right after it."""
    other = _by_cpp(app, view)
    ours, theirs = [], []
    for _ in range(frames):
        act = next(acts)
        start = time.perf_counter()
        act()
        view.viewport().repaint()
        ours.append(time.perf_counter() - start)
        start = time.perf_counter()
        other.viewport().repaint()
        theirs.append(time.perf_counter() - start)
        app.processEvents()
    other.close()
    return ours, theirs


def _down(view: Any) -> Iterator[Callable[[], object]]:
    bar = view.verticalScrollBar()
    bar.setValue(0)
    steps = cycle((*(67,) * 50, *(-67,) * 50, max(1, bar.maximum() // 3), -max(1, bar.maximum() // 3)))
    for step in steps:
        yield lambda by=step: bar.setValue(bar.value() + by)


def _across(view: Any) -> Iterator[Callable[[], object]]:
    bar = view.horizontalScrollBar()
    for step in cycle((*(43,) * 25, *(-43,) * 25)):
        yield lambda by=step: bar.setValue(bar.value() + by)


def _zoomed(view: Any) -> Iterator[Callable[[], object]]:
    yield from cycle((*(view.zoom_in,) * 10, *(view.zoom_out,) * 16, *(view.zoom_in,) * 6))


def _by_cpp(app: Any, view: Any) -> Any:
    """What is in view as items, each painted by C++."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QPen
    from PySide6.QtWidgets import QGraphicsScene, QGraphicsView

    from gui import style
    from gui.widgets.time_marks import mark
    from model.time_line import Heading

    place = view.place
    scene = QGraphicsScene(0, 0, place.width, place.height)
    scene.setBackgroundBrush(style.ink("surface"))
    font = style.theme().font("small")
    for number in place.rows_in_view:
        row, top = place.rows[number], place.top_of(number)
        if isinstance(row, Heading):
            scene.addRect(0, top, place.width, place.row, QPen(Qt.PenStyle.NoPen), style.ink("raised"))
            scene.addSimpleText(row.label, font).setPos(6, top + 4)
            continue
        scene.addSimpleText(row.label[:28], font).setPos(12, top + 4)
        for one in row.marks:
            x = place.x_of(one.day)
            for day in (one.first, one.forecast):
                if day is not None:
                    scene.addLine(x, top + 12, place.x_of(day), top + 12, QPen(style.ink("line_strong"), 4))
                    scene.addPixmap(mark("first", one.standing, 1.0, 1.0)).setPos(place.x_of(day) - 7, top + 5)
            scene.addPixmap(mark(one.kind, one.standing, 1.0, 1.0)).setPos(x - 7, top + 5)
            if one.standing == "late":
                scene.addSimpleText("123 days late", font).setPos(x + 12, top + 4)
    for x in range(place.left, place.width, 80):
        scene.addLine(x, 0, x, place.height, QPen(style.ink("line")))
        scene.addSimpleText("Sep", font).setPos(x + 4, 20)
    other = QGraphicsView(scene)
    scene.setParent(other)  # a view does not own its scene
    other.resize(view.size())
    other.show()
    _settle(app)
    return other


def _settle(app: Any, seconds: float = 0.25) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        app.processEvents()
