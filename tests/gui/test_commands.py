"""Every command can be found, has keys of its own, and somebody who does it."""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from gui import commands
from gui.commands import MENUS, Command
from gui.dialogs.shortcuts import sheet
from gui.main_window import MainWindow
from gui.pages import PAGES
from gui.workspace import Workspace
from model.errors import Refused
from model.store.plan import Plan

ROWS = commands.every_command()


def names(rows: tuple[Command, ...]) -> list[str]:
    return [row.id for row in rows]


def test_ids_are_unique() -> None:
    assert [name for name, count in Counter(names(ROWS)).items() if count > 1] == []


def test_no_two_commands_have_the_same_keys() -> None:
    keys = Counter(QKeySequence(row.shortcut).toString() for row in ROWS if row.shortcut)
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("row", [row for row in ROWS if row.shortcut], ids=lambda row: row.id)
def test_keys_are_keys_that_qt_knows(row: Command) -> None:
    sequence = QKeySequence(row.shortcut)
    assert not sequence.isEmpty()
    assert QKeySequence(sequence.toString()) == sequence


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_every_command_is_in_a_menu_and_says_what_it_does(row: Command) -> None:
    assert row.menu.partition("/")[0] in MENUS
    assert row.tip.endswith(".")


def test_every_command_has_someone_who_does_it(window: MainWindow) -> None:
    assert [row.id for row in ROWS if not done_by_someone(row, window)] == []


def done_by_someone(row: Command, window: MainWindow) -> bool:
    kind, _, name = row.handler.partition(":")
    try:
        if kind == "page" and "." not in name and not row.id.startswith("view.page."):
            return any(hasattr(page_class(page.place), name) for page in PAGES)
        if kind == "page":
            page_id, _, method = name.partition(".")
            page = next(page for page in PAGES if page.id == page_id)
            return not method or callable(getattr(page_class(page.place), method, None))
        return callable(window.commands.handler(row))
    except (ModuleNotFoundError, AttributeError):
        return False


def page_class(place: str) -> type:
    module, _, name = place.partition(":")
    found: type = getattr(importlib.import_module(module), name)
    return found


def menu_titles(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_menus_hold_every_command(window: MainWindow) -> None:
    held: set[QAction] = set()

    def gather(menu: QMenu) -> None:
        for action in menu.actions():
            held.add(action)
            inner = action.menu()
            if isinstance(inner, QMenu):
                gather(inner)

    for action in window.menuBar().actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        gather(menu)
    assert [row.id for row in ROWS if window.commands.action(row.id) not in held] == []


def test_the_shortcut_sheet_shows_every_key() -> None:
    shown = {keys for _, lines in sheet() for keys, _ in lines}
    for row in ROWS:
        if row.shortcut:
            native = QKeySequence(row.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
            assert native in shown


def test_undo_and_redo_say_what_they_would_take_back(window: MainWindow, workspace: Workspace) -> None:
    undo, redo = window.commands.action("edit.undo"), window.commands.action("edit.redo")
    assert (undo.isEnabled(), redo.isEnabled()) == (False, False)
    add_person(workspace, "R&D")
    assert undo.text() == "Undo Add R&&D"
    undo.trigger()
    assert redo.text() == "Redo Add R&&D"
    assert not undo.isEnabled()
    redo.trigger()
    assert undo.isEnabled()


def test_without_a_plan_only_what_needs_none_can_be_done(
    make_window: Callable[[Workspace], MainWindow], no_plan: Workspace
) -> None:
    window = make_window(no_plan)
    possible = {row.id for row in ROWS if window.commands.action(row.id).isEnabled()}
    assert possible == {row.id for row in ROWS if row.when == "always"}


def test_what_cannot_be_done_now_says_why(window: MainWindow, workspace: Workspace) -> None:
    workspace.command("edit.assign")
    assert window.banner.sentence == "Assign owner: select an action first."


def test_an_action_in_hand_enables_what_acts_on_it(window: MainWindow, workspace: Workspace) -> None:
    assert not window.commands.action("edit.assign").isEnabled()
    workspace.select("action", ["x"])
    assert window.commands.action("edit.assign").isEnabled()
    workspace.select("area", ["x"])
    assert not window.commands.action("edit.assign").isEnabled()


def test_a_read_only_plan_offers_no_act(
    make_window: Callable[[Workspace], MainWindow], no_plan: Workspace, plan: Plan
) -> None:
    window = make_window(no_plan)
    no_plan.take(plan.reader())
    assert not window.commands.action("plan.add_area").isEnabled()
    no_plan.command("plan.add_area")
    assert "read only" in window.banner.sentence
    assert no_plan.do(rename) is None


def rename(plan: Plan) -> None:
    with plan.batch("Rename"):
        raise Refused("not reached in a plan that is read only")


def add_person(workspace: Workspace, name: str) -> str:
    def add(plan: Plan) -> str:
        with plan.batch(f"Add {name}"):
            return plan.add("person", kind="post", name=name)

    made = workspace.do(add)
    assert isinstance(made, str)
    return made
