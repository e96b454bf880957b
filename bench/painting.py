"""From the act to the painted rows on the Actions page, against one repaint by a C++ model.

The yardstick is a QStandardItemModel of the same size of window, filled beforehand: what Qt
itself needs to paint as many cells when no Python is asked.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

from bench.measure import Figure
from model import actions
from model.finding import Filter, Sort
from model.store.opening import open_plan
from model.store.sitting import Sitting

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

KEYSTROKES = ("c", "ca", "car", "care", "care l", "care le", "care lea", "care leavers")


def figures(path: Path, sitting: Sitting, today: date, label: str, *, runs: int = 5) -> list[Figure]:
    from PySide6.QtWidgets import QApplication

    from gui import application, style
    from gui.main_window import MainWindow
    from gui.preferences import Preferences
    from gui.workspace import Workspace

    app = QApplication.instance() or application.make_application(["bench"])
    preferences = Preferences()
    style.dress(app, preferences["theme"], preferences["text_size"])
    workspace = Workspace(preferences, today=today)
    window = MainWindow(workspace, sitting)
    window.resize(1280, 800)
    window.show()
    plan = open_plan(path, sitting)
    workspace.take(plan)
    page = window.show_page("actions")
    _settle(app)
    view = page.view
    table = view.model()
    owners = [row for (row,) in plan.rows("SELECT id FROM person ORDER BY id")]
    yardstick = _repaint_by_cpp(app, table, view)

    def painted(act: Callable[[], object]) -> float:
        """Seconds from the act until its rows are on the screen, without what is done when idle."""
        start = time.perf_counter()
        act()
        view.viewport().repaint()
        spent = time.perf_counter() - start
        _settle(app)
        return spent

    filters = (
        Filter(owners=(owners[3],)),
        Filter(statuses=("in progress",)),
        Filter(late=True),
        Filter(due_within=30),
        Filter(),
    )
    filtering = [painted(lambda f=one: page._ask(f)) for _ in range(runs) for one in filters]
    searching = [painted(lambda w=one: page._searched(w)) for _ in range(runs) for one in KEYSTROKES]
    page._ask(Filter())
    _settle(app)
    sorting = []
    for turn in range(runs * 2):
        for column in ("agreed", "title"):
            sort = Sort(column, descending=turn % 2 == 1)
            sorting.append(painted(lambda s=sort: (view.set_order(s), table.reload())))
    tenth = table.ids()[:: max(1, len(table.ids()) // max(1, table.count // 10))]
    assigning = [painted(lambda n=turn: workspace.do(actions.assign, tenth, owners[n])) for turn in range(3)]
    undoing = [painted(workspace.undo) for _ in range(3)]
    against = "one repaint by a C++ model"
    found = [
        Figure(f"{label}: filter, to painted", against, median(filtering), yardstick, 2.0),
        Figure(f"{label}: keystroke of search, to painted", against, median(searching), yardstick, 2.0),
        Figure(f"{label}: sort by agreed date or title, to painted", against, median(sorting), yardstick, 2.0),
        Figure(f"{label}: assign {len(tenth):,} from the table, to painted", against, median(assigning), yardstick),
        Figure(f"{label}: undo of it, to painted", against, median(undoing), yardstick),
    ]
    workspace.close()
    window.close()
    return found


def _settle(app: object, seconds: float = 0.25) -> None:
    """Let what is done when idle be done, so that the next act does not pay for it."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        app.processEvents()  # type: ignore[attr-defined]


def _repaint_by_cpp(app: object, table: object, view: object) -> float:
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QTableView

    rows, columns = min(table.rowCount(), 60), table.columnCount()  # type: ignore[attr-defined]
    model = QStandardItemModel(rows, columns)
    for row in range(rows):
        for column in range(columns):
            model.setItem(row, column, QStandardItem(str(table.index(row, column).data() or "")))  # type: ignore[attr-defined]
    other = QTableView()
    other.setModel(model)
    other.resize(view.size())  # type: ignore[attr-defined]
    for column in range(columns):
        other.setColumnWidth(column, view.columnWidth(column))  # type: ignore[attr-defined]
        other.setColumnHidden(column, view.isColumnHidden(column))  # type: ignore[attr-defined]
    other.show()
    _settle(app)
    spent = []
    for _ in range(15):
        start = time.perf_counter()
        other.viewport().repaint()
        spent.append(time.perf_counter() - start)
    other.close()
    return median(spent)
