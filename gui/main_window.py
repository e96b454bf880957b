"""The main window: it puts the parts together and decides who answers what they ask for.

Left the pages, in the middle the page, right the record in hand. While no plan is open, the start page.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gui import messages, style
from gui.command_set import CommandSet
from gui.importing.dropping import Dropping, may_leave
from gui.looks import Looks
from gui.pages import PAGES, page_showing
from gui.plan_files import PlanFiles
from gui.record_panel import PANELS
from gui.record_panel.frame import PanelFrame
from gui.reminding import Reminding
from gui.sidebar import Sidebar
from gui.style import space
from gui.widgets.banner import Banner
from gui.widgets.reminder_strip import ReminderStrip
from gui.widgets.text import label
from gui.workspace import SavedState, Workspace
from model.store.sitting import Notice, Sitting

if TYPE_CHECKING:
    from gui.start_page import StartPage

_PANEL_WIDTH = 360


class MainWindow(QMainWindow):
    """One window, one plan."""

    def __init__(self, workspace: Workspace, sitting: Sitting, *, opening: bool = False) -> None:
        """``opening``: a plan is about to be opened, so there is no need of the start page yet."""
        super().__init__()
        self.workspace = workspace
        self._preferences = workspace.preferences
        self.pages: dict[str, Any] = {}
        self._page_id = ""
        self.commands = CommandSet(workspace, self)
        workspace.command_set = self.commands
        self.files = PlanFiles(workspace, sitting, self)
        self.looks = Looks(self._preferences, self.commands, self)
        self.dropping = Dropping(workspace, self)
        self._lay_out()
        self.reminding = Reminding(workspace, self.reminders, self)
        self._fill_menus()
        self._connect()
        self._restore_layout()
        self.commands.refresh()
        if opening:
            self.panel.hide()
            self._banner.hide()
            self._name_window()
        else:
            self._plan_gone()

    # --- pages

    def current_page(self) -> Any:
        """The page that is shown; None while no plan is open."""
        return self.pages.get(self._page_id) if self.workspace.has_plan else None

    def show_page(self, page_id: str) -> Any:
        """Show this page, making it where it is shown for the first time."""
        entry = next(page for page in PAGES if page.id == page_id)
        if page_id not in self.pages:
            module, _, name = entry.place.partition(":")
            made = getattr(importlib.import_module(module), name)(self.workspace, self.stack)
            made.setAccessibleName(entry.title)
            self.pages[page_id] = made
            self.stack.addWidget(made)
        self._page_id = page_id
        page = self.pages[page_id]
        self.stack.setCurrentWidget(page)
        self.sidebar.mark(page_id)
        self._banner.pass_by()
        self.commands.refresh()
        self._preferences.set_layout("page", page_id)
        # The keys go to what is shown; who goes through the list of pages by keys stays in it.
        if not self.sidebar.isAncestorOf(self.focusWidget() or page):
            page.setFocus()
        return page

    def go(self, page_id: str, what: dict[str, Any]) -> None:
        page = self.show_page(page_id)
        if what:
            page.apply(**what)

    def open_record(self, table: str, record_id: str) -> None:
        """Show this record where it is at home, and in the panel."""
        entry = page_showing(table)
        here = self.current_page()
        found = here is not None and here.show_record(table, record_id)
        if not found and entry is not None:
            found = self.show_page(entry.id).show_record(table, record_id)
        # What has no panel of its own is shown in that of the record it stands under, which the page selects.
        if table in PANELS or not found:
            self.workspace.select(table, (record_id,))
        self.set_panel_shown(True)
        self.panel.show_selection()

    # --- the panel

    def toggle_panel(self) -> None:
        self.set_panel_shown(not self._panel_wanted)

    def set_panel_shown(self, shown: bool) -> None:
        """Whether what is in hand stands at the right; while nothing is, the page has the room."""
        self._panel_wanted = shown
        self._preferences.set_layout("panel", shown)
        self._show_panel()

    def _show_panel(self, *_: object) -> None:
        shown = self._panel_wanted and bool(self.workspace.selection.ids)
        self.commands.action("view.panel").setChecked(self._panel_wanted)
        if shown != self.panel.isVisibleTo(self._split):
            if not shown:
                self.panel.take_what_is_typed()
            self.panel.setVisible(shown)

    # --- acts

    def undo(self) -> None:
        if self._finish_typing():
            self.workspace.undo()

    def redo(self) -> None:
        if self._finish_typing():
            self.workspace.redo()

    def _finish_typing(self) -> bool:
        return self.panel.take_what_is_typed()

    # --- making

    def _lay_out(self) -> None:
        self.setMinimumSize(QSize(820, 520))
        self.sidebar = Sidebar(self)
        self.stack = QStackedWidget(self)
        self._banner = Banner(self)
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._banner)
        self.reminders = ReminderStrip(self)
        column.addWidget(self.reminders)
        column.addWidget(self.stack, 1)
        self.panel = PanelFrame(self.workspace, self)
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(middle)
        self._split.addWidget(self.panel)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)
        central = QWidget(self)
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(self._split, 1)
        self.setCentralWidget(central)
        self._start: StartPage | None = None
        self._opening = label("Opening the plan…", "muted")
        self._opening.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack.addWidget(self._opening)
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(space.m, 0, space.m, 0)
        self._said = label("", "small")
        self._said.setMinimumWidth(60)
        self._saved_icon = QLabel(self)
        self._saved = label("", "small")
        bar.addWidget(self._said, 1)
        bar.addPermanentWidget(self._saved_icon)
        bar.addPermanentWidget(self._saved)

    def _fill_menus(self) -> None:
        menus = self.commands.fill_menu_bar(self.menuBar())
        opening = self.commands.action("file.copy")
        recent, samples = QMenu("Open recent", self), QMenu("Open sample", self)
        recent.aboutToShow.connect(self._fill_recent)
        self._recent_menu = recent
        self.files.fill_samples(samples)
        before = menus["File"].actions()[menus["File"].actions().index(opening) - 1]
        menus["File"].insertMenu(before, recent)
        menus["File"].insertMenu(before, samples)

    def _connect(self) -> None:
        workspace = self.workspace
        workspace.opened.connect(self._plan_opened)
        workspace.closed.connect(self._plan_gone)
        workspace.changed.connect(self._plan_changed)
        workspace.said.connect(self._said.setText)
        workspace.refused.connect(self.show_refusal)
        workspace.offered.connect(self._show_offer)
        workspace.parted.connect(self._show_parted)
        workspace.saved_changed.connect(self._show_saved)
        workspace.open_requested.connect(self.open_record)
        workspace.page_requested.connect(self.go)
        workspace.selection_changed.connect(self._show_panel)
        self.sidebar.chosen.connect(self.show_page)
        self.files.remarked.connect(self.show_refusal)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(150)
        self._counting.timeout.connect(self._count)
        workspace.day_changed.connect(self._counting.start)
        style.theme().changed.connect(self._repaint)

    def _restore_layout(self) -> None:
        kept = self._preferences.bytes_layout("window")
        if kept.isEmpty() or not self.restoreGeometry(kept):
            room = self.screen().availableGeometry()
            self.resize(min(1440, room.width() - 40), min(900, room.height() - 60))
        width = self._preferences.layout("panel_width")
        width = width if isinstance(width, int) and 260 <= width <= 1200 else _PANEL_WIDTH
        room = self.width() - self.sidebar.sizeHint().width()
        self._split.setSizes([max(400, room - width), width])
        shown = self._preferences.layout("panel")
        self._panel_wanted = shown if isinstance(shown, bool) else True

    # --- answering

    def show_refusal(self, sentence: str) -> None:
        self._banner.show_sentence(sentence)

    def _show_parted(self, sentence: str) -> None:
        """Someone else had saved the plan. From here on there are two, and only people can make one of them."""
        sentence += ". Nothing is lost. Look at theirs, carry over what is missing in one of the two, "
        sentence += "and agree which goes on."
        if not self.workspace.has_plan:  # found when it was closed
            messages.tell(self, "Someone else saved this plan", sentence)
        else:
            self._banner.show_sentence(
                sentence, button="Show both in their folder", call=self.files.show_both, stays=True
            )

    def _show_offer(self, sentence: str, button: str, call: Callable[[], object]) -> None:
        self._banner.show_sentence(sentence, tone="done", button=button, call=call)

    @property
    def start(self) -> StartPage:
        """What is shown while no plan is open; made when it is first wanted."""
        if self._start is None:
            from gui.start_page import StartPage

            self._start = StartPage(self.workspace, self.stack)
            self._start.plan_wanted.connect(self.files.open)
            self._start.sample_wanted.connect(self.files.open_sample)
            self.stack.addWidget(self._start)
        return self._start

    def show_start(self) -> None:
        self.sidebar.hide()
        self.stack.setCurrentWidget(self.start)

    def opening_over(self) -> None:
        """The plan is open, or was refused: then it is the start page's turn."""
        if not self.workspace.has_plan:
            self.show_start()

    @property
    def banner(self) -> Banner:
        return self._banner

    @property
    def said(self) -> str:
        """What the status bar says just happened."""
        return self._said.text()

    def _plan_opened(self) -> None:
        self.sidebar.show()
        self._show_panel()
        self._banner.clear()
        self._name_window()
        self.workspace.say(self.workspace.opened_words())
        kept = self._preferences.layout("page")
        self.show_page(kept if kept in [page.id for page in PAGES] else PAGES[0].id)
        self._counting.start()

    def _plan_gone(self) -> None:
        self._page_id = ""
        self.panel.hide()
        self._banner.clear()
        self._said.setText("")
        self._saved.setText("")
        self._saved_icon.clear()
        self.show_start()
        for page in self.pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self.pages.clear()
        self._name_window()
        self.commands.refresh()

    def _plan_changed(self, notice: Notice) -> None:
        self._banner.pass_by()
        if notice.touches("plan"):
            self._name_window()
        if notice.touches("action", "commitment"):
            self._counting.start()

    def _name_window(self) -> None:
        if self.workspace.has_plan:
            self.setWindowTitle(f"{self.workspace.plan.details.title} — Turnaround[*]")
        else:
            self.setWindowTitle("Turnaround[*]")
            self.setWindowModified(False)

    def _show_saved(self, state: SavedState) -> None:
        self._saved.setText(state.sentence)
        self.setWindowModified(not state.saved)
        drawing = style.icon("saved" if state.saved else "waiting", "good" if state.saved else "muted")
        self._saved_icon.setPixmap(drawing.pixmap(16, 16))

    def _repaint(self) -> None:
        if self.workspace.has_plan:
            self._show_saved(self.workspace.saved)
        self.sidebar.update()

    def _count(self) -> None:
        """The quiet numbers beside the pages, when there is nothing else to do."""
        if not self.workspace.has_plan:
            return
        from model import finding

        counts = finding.counts(self.workspace.plan, finding.Filter(), self.workspace.today())
        self.sidebar.links["actions"].show_count(counts.late, f"{counts.late} late", "late")

    def _fill_recent(self) -> None:
        self.files.fill_recent(self._recent_menu)

    def closeEvent(self, event: QCloseEvent) -> None:
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()  # what is typed there counts
        if not self._finish_typing() or not may_leave(self.workspace):
            event.ignore()
            return
        self._preferences.set_bytes_layout("window", QByteArray(self.saveGeometry()))
        if self.panel.isVisibleTo(self._split):
            self._preferences.set_layout("panel_width", self.panel.width())
        self.workspace.close()
        self._preferences.sync()
        super().closeEvent(event)
