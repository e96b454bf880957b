"""Saved views: the ready-made ones, the plan's own, and keeping what is shown under a name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from gui import messages
from gui.widgets.text import mnemonic_free
from gui.workspace import Workspace
from model import views
from model.errors import Refused
from model.finding import Filter, Sort
from model.records import SavedView
from model.views import View
from model.wording import quoted, short

READY_MADE: tuple[tuple[str, View], ...] = (
    ("Late", View(Filter(late=True), Sort("agreed"), "none", ())),
    ("Due in the next 14 days", View(Filter(due_within=14), Sort("agreed"), "none", ())),
    ("No owner", View(Filter(no_owner=True, open=True), Sort("agreed"), "area", ())),
    ("Complete, not embedded", View(Filter(statuses=("complete",)), Sort("completed_on"), "none", ())),
)
"""What everybody asks for; they belong to the program and cannot be changed."""


class ViewsButton(QToolButton):
    """Says which view is shown, and opens the list of them. ``chosen`` comes with the View to show."""

    chosen = Signal(object)  # View
    cleared = Signal()  # show everything again

    def __init__(
        self, workspace: Workspace, page: str, shown: Callable[[], View], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._page = page
        self._shown = shown  # what the page shows now
        self._name = ""
        self._id: str | None = None
        self._view: View | None = None
        self.setProperty("chip", True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self.tell()

    @property
    def name(self) -> str:
        """The view that is shown; empty where it is none."""
        return self._name

    @property
    def changed_since(self) -> bool:
        """Whether what is shown is no longer what the view says."""
        return self._view is not None and not same(self._shown(), self._view)

    def forget(self) -> None:
        """What is shown is no view by name any more."""
        self._name, self._id, self._view = "", None, None
        self.tell()

    def tell(self) -> None:
        """Write the name anew, with a mark where filters were changed since."""
        if self._id is not None and self._workspace.has_plan and self._workspace.plan.find(SavedView, self._id) is None:
            self._name, self._id, self._view = "", None, None  # deleted meanwhile
        words = "Views"
        if self._name:
            words = f"View: {short(self._name, 32)}" + (", changed" if self.changed_since else "")
        self.setText(mnemonic_free(words))
        self.setAccessibleName(words)

    def show_view(self, name: str, view: View, view_id: str | None = None) -> None:
        """Take a view in force and have the page show it."""
        self._name, self._id, self._view = name, view_id, view
        self.chosen.emit(view)
        self.tell()

    def menu_now(self) -> QMenu:
        """The list as it would open."""
        self._fill()
        return self._menu

    # --- acts

    def save_new(self) -> None:
        """Keep what is shown under a name that is asked for."""
        name = messages.ask_text(self, "Save this view", "Name of the view", self._name if self._id is None else "")
        if name is None:
            return
        view = self._shown()
        held = next((one for one in self._saved() if one.name.casefold() == name.casefold()), None)
        if held is not None:
            sentence = f"There is a view called {quoted(held.name)} already. Put what is shown now in its place?"
            if messages.confirm(self, "Save this view", sentence, yes="Replace it"):
                self._overwrite(held.id, held.name, view)
            return
        made = self._workspace.do(views.save, self._page, name, view)
        if made is not None:
            self._name, self._id, self._view = name, made, view
            self.tell()

    def save_changes(self) -> None:
        """Put what is shown now in place of the view in force."""
        if self._id is not None:
            self._overwrite(self._id, self._name, self._shown())

    def rename(self) -> None:
        if self._id is None:
            return
        name = messages.ask_text(self, "Rename the view", "Name of the view", self._name)
        if name is not None and self._workspace.do(views.rename, self._id, name) is not None:
            self._name = name
            self.tell()

    def delete(self) -> None:
        if self._id is not None and self._workspace.do(views.remove, [self._id]) is not None:
            self.forget()

    # --- within

    def _overwrite(self, view_id: str, name: str, view: View) -> None:
        if self._workspace.do(views.overwrite, view_id, view) is not None:
            self._name, self._id, self._view = name, view_id, view
            self.tell()

    def _saved(self) -> list[SavedView]:
        return list(views.of_page(self._workspace.plan, self._page)) if self._workspace.has_plan else []

    def _fill(self) -> None:
        menu = self._menu
        menu.clear()
        for name, view in READY_MADE:
            self._add(name, partial(self._ready_made, name, view), checked=name == self._name and self._id is None)
        saved = self._saved()
        if saved:
            menu.addSeparator()
        for one in saved:
            self._add(short(one.name, 50), partial(self._open_saved, one.id), checked=one.id == self._id)
        menu.addSeparator()
        self._add("Everything", self._show_everything)
        menu.addSeparator()
        writable = self._workspace.writable
        self._add("Save this view…", self.save_new).setEnabled(writable)
        if self._id is not None:
            name = quoted(self._name, 30)
            self._add(f"Save the changes to {name}", self.save_changes).setEnabled(writable and self.changed_since)
            self._add(f"Rename {name}…", self.rename).setEnabled(writable)
            self._add(f"Delete {name}", self.delete).setEnabled(writable)

    def _add(self, words: str, call: Callable[[], None], *, checked: bool = False) -> QAction:
        action = self._menu.addAction(mnemonic_free(words))
        action.setCheckable(checked)
        action.setChecked(checked)
        action.triggered.connect(partial(_called, call))
        return action

    def _ready_made(self, name: str, view: View) -> None:
        self.show_view(name, view)

    def _open_saved(self, view_id: str) -> None:
        saved = self._workspace.plan.find(SavedView, view_id)
        if saved is None:
            self._workspace.refuse("That view was deleted meanwhile.")
            return
        try:
            view = views.read(saved)
        except Refused as refused:
            self._workspace.refuse(str(refused))
            return
        self.show_view(saved.name, view, saved.id)

    def _show_everything(self) -> None:
        self.forget()
        self.cleared.emit()


def same(shown: View, saved: View) -> bool:
    """Whether a page shows this view; one that names no columns leaves them to the page."""
    columns_fit = not saved.columns or shown.columns == saved.columns
    return (shown.filter, shown.sort, shown.group) == (saved.filter, saved.sort, saved.group) and columns_fit


def _called(call: Callable[[], None], *_: object) -> None:
    call()
