"""When reminders are shown: at opening, and not again on the same day unless there is something new.

What was told, and when this person last opened each plan, is remembered in their preferences. The plan is
asked on a thread, after it is on the screen.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from gui.background import Task
from gui.widgets.reminder_strip import ReminderStrip
from gui.widgets.text import mnemonic_free
from gui.workspace import Workspace
from model.store.sitting import Notice

if TYPE_CHECKING:
    # Looked up when they are wanted: a window is drawn before anything of the plan is.
    from model.reminders import Item, Line, Reminders
    from model.store.plan import Plan

AFTER = 500
"""Milliseconds after opening, so that the page is drawn first."""

REMEMBERED = 20
"""Plans of which it is remembered when they were last opened."""

_LAYOUT = "reminders"
_DEADLINES = {"milestone": "milestone", "commitment": "commitment", "question": "question", "inspection": "statutory",
              "meeting": "papers"}  # fmt: skip


class Reminding(QObject):
    """Asks the plan, fills the strip, and opens what a line counts."""

    def __init__(self, workspace: Workspace, strip: ReminderStrip, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._strip = strip
        self._wanted = False  # asked for by a person, so shown even if there is nothing
        self._told: Reminders | None = None
        self._task: Task | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER)
        self._timer.timeout.connect(self._ask)
        strip.chosen.connect(self._open)
        workspace.opened.connect(self._plan_opened)
        workspace.closed.connect(self._plan_closed)
        workspace.day_changed.connect(self._plan_opened)
        workspace.changed.connect(self._plan_changed)

    def show(self) -> None:
        """Show them now, whatever was told before."""
        self._wanted = True
        self._ask()

    # --- when

    def _plan_opened(self) -> None:
        self._strip.hide()
        self._remember_opening()
        if self._workspace.preferences["reminders"]:
            self._timer.start()

    def _plan_closed(self) -> None:
        self._timer.stop()
        self._task = None
        self._strip.hide()

    def _plan_changed(self, notice: Notice) -> None:
        """What is shown stays true: a reminder that was acted on goes."""
        if not self._strip.isHidden():
            self._timer.start()

    def _ask(self) -> None:
        if not self._workspace.has_plan:
            return
        if self._task is not None:
            self._task.cancel()
        today = self._workspace.today()
        self._task = self._workspace.background(
            _read, today, self._since(today), done=self._answered, failed=self._failed
        )

    def _failed(self, error: BaseException) -> None:
        """Nobody asked for it, so nobody is told; whoever did ask is."""
        wanted, self._wanted = self._wanted, False
        if wanted:
            self._workspace.refuse(str(error))

    def _answered(self, found: Reminders) -> None:
        if not self._workspace.has_plan or found.today != self._workspace.today():
            return
        wanted, self._wanted = self._wanted, False
        showing = not self._strip.isHidden()
        known = self._known(found.today)
        if not (wanted or showing or (found.lines and found.new_to(known))):
            return
        if found.lines or wanted:
            self._strip.show_reminders(found)
        else:
            self._strip.hide()
        self._remember(told=sorted(found.keys | known), on=found.today.isoformat())

    # --- what is remembered

    def _entry(self) -> dict[str, Any]:
        kept = self._workspace.preferences.layout(_LAYOUT)
        entry = kept.get(self._workspace.plan.details.id) if isinstance(kept, dict) else None
        return entry if isinstance(entry, dict) else {}

    def _remember(self, **values: Any) -> None:
        plan_id = self._workspace.plan.details.id
        kept = self._workspace.preferences.layout(_LAYOUT)
        plans = kept if isinstance(kept, dict) else {}
        plans[plan_id] = {**self._entry(), **values}
        # Kept are those that were opened last.
        latest = sorted(plans, key=lambda one: (one == plan_id, str(dict(plans[one]).get("opened"))))[-REMEMBERED:]
        self._workspace.preferences.set_layout(_LAYOUT, {one: plans[one] for one in latest})

    def _remember_opening(self) -> None:
        entry, today = self._entry(), self._workspace.today()
        if entry.get("opened") != today.isoformat():
            self._remember(opened=today.isoformat(), before=entry.get("opened"))

    def _since(self, today: date) -> date | None:
        """The day before today on which this person last opened the plan; None: never before."""
        before = _day(self._entry().get("before"))
        return before if before is not None and before < today else None

    def _known(self, today: date) -> frozenset[str]:
        """What was told on this same day already."""
        entry = self._entry()
        told = entry.get("told")
        if entry.get("on") != today.isoformat() or not isinstance(told, list):
            return frozenset()
        return frozenset(one for one in told if isinstance(one, str))

    # --- opening what is counted

    def _open(self, line: Line) -> None:
        workspace = self._workspace
        if line.count == 1 and line.table != "date_request":
            workspace.open(line.items[0].table, line.items[0].id)
        elif line.table == "action" and line.kind != "reviews":
            workspace.go("actions", **self._filter_of(line))
        elif line.kind == "requests":
            self._open_requests(line)
        elif line.kind == "reviews" or line.count <= 12:
            self._open_menu(line.items)
        else:
            workspace.go("deadlines", kinds=(_DEADLINES[line.table],))

    def _filter_of(self, line: Line) -> dict[str, Any]:
        today = self._workspace.today()
        if line.kind == "updates":
            return {"unanswered": True}
        if line.kind == "due":
            from model.reminders import SOON

            return {"due_within": SOON}
        since = self._since(today) or today
        return {"open": True, "due_from": since, "due_to": today - timedelta(days=1)}

    def _open_requests(self, line: Line) -> None:
        """The meeting that is to agree them; where none is to come, what they ask for."""
        from model import date_requests

        board = date_requests.next_board(self._workspace.plan, self._workspace.today())
        if board is not None:
            self._workspace.open("meeting", board.id)
        else:
            self._open_menu(line.items)

    def _open_menu(self, items: tuple[Item, ...]) -> None:
        menu = QMenu(self._strip)
        menu.aboutToHide.connect(menu.deleteLater)
        for item in items[:12]:
            action = menu.addAction(mnemonic_free(item.words.partition("\n")[0][:120]))
            action.triggered.connect(partial(self._open_item, item))
        menu.popup(QCursor.pos() if self._strip.underMouse() else self._strip.mapToGlobal(QPoint(40, 24)))
        self.menu = menu

    menu: QMenu | None = None

    def _open_item(self, item: Item, *_: object) -> None:
        self._workspace.open(item.table, item.id)


def _read(plan: Plan, task: Task, today: date, since: date | None) -> Reminders:
    from model import reminders

    return reminders.at_opening(plan, today, since)


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
