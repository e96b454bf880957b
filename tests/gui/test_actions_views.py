"""Saved views of the Actions page, and the page found again as it was left."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from gui.dialogs.saved_views import READY_MADE
from gui.main_window import MainWindow
from gui.pages.actions import ActionsPage
from gui.workspace import Workspace
from model import people
from model.finding import Filter
from model.views import View
from tests.gui.actions_made import Made, entries, make_plan, shown_lines, trigger
from tests.gui.conftest import Messages
from tests.model.contents import contents


@pytest.fixture
def made(workspace: Workspace) -> Made:
    return make_plan(workspace.plan)


@pytest.fixture
def window(workspace: Workspace, make_window: Callable[[Workspace], MainWindow]) -> MainWindow:
    """The main window, opened on this page: the others are not made."""
    workspace.preferences.set_layout("page", "actions")
    return make_window(workspace)


@pytest.fixture
def page(window: MainWindow, made: Made, qtbot: QtBot) -> ActionsPage:
    shown = window.show_page("actions")
    assert isinstance(shown, ActionsPage)
    qtbot.waitUntil(lambda: shown.table.count == 5 and bool(shown.header.summary))
    return shown


def test_ready_made_views(page: ActionsPage, made: Made) -> None:
    found = {}
    for name, view in READY_MADE:
        page.views.show_view(name, view)
        found[name] = page.table.ids()
        assert page.views.text() == f"View: {name}"
    assert found == {
        "Late": [made.audit],
        "Due in the next 14 days": [made.train],
        "No owner": [made.offer],
        "Complete, not embedded": [made.flats],
    }


def test_a_view_is_saved_opened_changed_renamed_and_deleted(
    page: ActionsPage, workspace: Workspace, made: Made, messages: Messages
) -> None:
    page.apply(status="in progress", group="owner")
    before = contents(workspace.plan)
    messages.answer("Under way")
    page.views.save_new()
    saved = contents(workspace.plan)
    workspace.undo()
    assert contents(workspace.plan) == before
    assert page.views.text() == "Views"
    workspace.redo()
    assert contents(workspace.plan) == saved
    trigger(page.views.menu_now(), "Everything")
    assert page.table.count == 5
    trigger(page.views.menu_now(), "Under way")
    assert page.table.ids() == [made.audit, made.train]
    assert page.group.value == "owner"
    page.apply_chips({"status": ("complete",)})
    assert page.views.text() == "View: Under way, changed"
    trigger(page.views.menu_now(), "Save the changes to “Under way”")
    assert page.views.text() == "View: Under way"
    messages.answer("Finished")
    trigger(page.views.menu_now(), "Rename “Under way”…")
    assert page.views.text() == "View: Finished"
    trigger(page.views.menu_now(), "Everything")
    trigger(page.views.menu_now(), "Finished")
    assert page.table.ids() == [made.flats]
    messages.answer("finished", True)
    page.views.save_new()
    assert "already" in messages.sentences[-1]
    trigger(page.views.menu_now(), "Delete “Finished”")
    assert "Finished" not in entries(page.views.menu_now())


def test_a_view_of_someone_who_is_gone_says_so(page: ActionsPage, workspace: Workspace, made: Made) -> None:
    view = View(Filter(owners=(made.quality,)))
    workspace.run(people.remove, [made.quality])
    page.views.show_view("Quality", view)
    assert page.table.ids() == []
    assert page.filters.chip("owner").text() == "Owner: no longer in the plan"


def test_columns_belong_to_a_view(page: ActionsPage, messages: Messages) -> None:
    page.view.show_columns(["number", "title", "sponsor", "owner"])
    messages.answer("Sponsors")
    page.views.save_new()
    page.view.show_columns(["number", "title"])
    trigger(page.views.menu_now(), "Sponsors")
    assert page.view.shown_columns() == ("number", "title", "sponsor", "owner")


def test_the_page_is_left_and_found_again_as_it_was(
    page: ActionsPage, window: MainWindow, workspace: Workspace, made: Made, qtbot: QtBot
) -> None:
    page.apply(status="in progress", group="owner")
    again = ActionsPage(workspace)
    qtbot.addWidget(again)
    again.show()
    again.bring_up_to_date()
    assert shown_lines(again) == ["Head of Leaving Care (2)", "1.1", "1.2"]
    assert again.filters.values() == {"status": ("in progress",)}
