"""The rows of gui/commands.py as Qt actions: when each can be used, and who does it."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from functools import partial
from operator import attrgetter
from typing import Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from gui import commands
from gui.commands import MENUS, Command
from gui.workspace import Workspace


class Host(Protocol):
    """The main window, as far as commands know it."""

    def current_page(self) -> Any: ...
    def show_page(self, page_id: str) -> Any: ...


class CommandSet(QObject):
    """Every command as one shared QAction, kept on or off with the plan, the page and the selection."""

    def __init__(self, workspace: Workspace, window: QWidget, rows: tuple[Command, ...] | None = None) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window
        self.rows = {row.id: row for row in rows or commands.every_command()}
        self._actions = {row.id: self._made(row) for row in self.rows.values()}
        workspace.opened.connect(self.refresh)
        workspace.closed.connect(self.refresh)
        workspace.changed.connect(self.refresh)
        workspace.selection_changed.connect(self.refresh)
        workspace.command_requested.connect(self.run)

    def action(self, command_id: str) -> QAction:
        return self._actions[command_id]

    def run(self, command_id: str) -> None:
        """Do it, if it can be done now; otherwise say what is missing."""
        action = self._actions[command_id]
        self.refresh_one(self.rows[command_id])
        if action.isEnabled():
            action.trigger()
        else:
            self._workspace.refuse(self.why_not(self.rows[command_id]))

    def why_not(self, row: Command) -> str:
        """Why a command cannot be used now, in a sentence."""
        title = row.title.rstrip("…")
        workspace = self._workspace
        if not workspace.has_plan:
            return f"{title}: open a plan first."
        if row.when != "plan" and not workspace.writable:
            return f"{title}: this plan is open to read only; save a copy to change it."
        if row.when == "selection":
            return f"{title}: select something first."
        if row.when not in ("always", "plan", "writable"):
            return f"{title}: select {'an' if row.when[0] in 'aeiou' else 'a'} {row.when} first."
        return f"{title} cannot be used here."

    def possible(self, row: Command) -> bool:
        """Whether the command can be used now."""
        workspace = self._workspace
        if row.when != "always" and not workspace.has_plan:
            return False
        if row.when not in ("always", "plan") and not workspace.writable:
            return False
        if row.when == "selection" and not workspace.selection.ids:
            return False
        if row.when not in ("always", "plan", "writable", "selection") and not workspace.selection.of(row.when):
            return False
        if row.id in ("edit.undo", "edit.redo"):
            return self._title_to_take_back(row.id) is not None
        kind, _, name = row.handler.partition(":")
        if kind == "page" and not row.id.startswith("view.page.") and "." not in name:
            return hasattr(self._host.current_page(), name)
        return True

    def refresh(self, *_: object) -> None:
        """Look again which commands can be used, and what Undo and Redo would take back."""
        for row in self.rows.values():
            self.refresh_one(row)

    def refresh_one(self, row: Command) -> None:
        action = self._actions[row.id]
        action.setEnabled(self.possible(row))
        if row.id in ("edit.undo", "edit.redo"):
            title = self._title_to_take_back(row.id)
            # A name from people may hold &, which a menu would take for an underline.
            action.setText(f"{row.title} {title.replace('&', '&&')}" if title else row.title)

    def fill_menu_bar(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Make the menus; returned by their path ("File", "File/Export")."""
        menus: dict[str, QMenu] = {}
        for name in MENUS:
            menus[name] = bar.addMenu(f"&{name}")
            self._fill(menus, name)
        return menus

    def _fill(self, menus: dict[str, QMenu], path: str) -> None:
        menu, group = menus[path], None
        for row in self.rows.values():
            inner = row.menu if row.menu.startswith(f"{path}/") else ""
            if row.menu != path and not inner:
                continue
            if inner and inner in menus:
                continue
            if group is not None and row.group != group and (not inner or row.group):
                menu.addSeparator()
            group = row.group
            if inner:
                menus[inner] = menu.addMenu(inner.rpartition("/")[2])
                self._fill(menus, inner)
            else:
                menu.addAction(self._actions[row.id])

    def context_menu(self, command_ids: Iterable[str], parent: QWidget) -> QMenu:
        """A menu of those commands; "" is a line between them."""
        menu = QMenu(parent)
        for command_id in command_ids:
            if command_id:
                menu.addAction(self._actions[command_id])
            else:
                menu.addSeparator()
        return menu

    # --- within

    @property
    def _host(self) -> Host:
        return self._window  # type: ignore[return-value]

    def _made(self, row: Command) -> QAction:
        action = QAction(row.title, self._window)
        action.setObjectName(row.id)
        action.setCheckable(row.checkable)
        action.setStatusTip(row.tip)
        action.setMenuRole(QAction.MenuRole.NoRole)
        if row.shortcut:
            action.setShortcut(QKeySequence(row.shortcut))
            action.setToolTip(f"{row.tip} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
        elif row.tip:
            action.setToolTip(row.tip)
        action.triggered.connect(partial(self._triggered, row.id))
        self._window.addAction(action)
        return action

    def _triggered(self, command_id: str, *_: object) -> None:
        self.handler(self.rows[command_id])()

    def handler(self, row: Command) -> Callable[[], Any]:
        """What does the command. Raises ImportError or AttributeError where nothing does."""
        kind, _, name = row.handler.partition(":")
        if kind == "window":
            return attrgetter(name)(self._window)  # type: ignore[no-any-return]
        if kind == "page":
            page_id, _, method = name.partition(".")
            if row.id.startswith("view.page."):
                return partial(self._host.show_page, name)
            page = self._host.show_page(page_id) if method else self._host.current_page()
            return getattr(page, method or name)  # type: ignore[no-any-return]
        return partial(getattr(importlib.import_module(kind), name), self._workspace, self._window)

    def _title_to_take_back(self, command_id: str) -> str | None:
        if not self._workspace.writable:
            return None
        plan = self._workspace.plan
        return plan.undo_title if command_id == "edit.undo" else plan.redo_title
