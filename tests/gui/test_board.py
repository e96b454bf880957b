"""The board by status: what its cards say, and moving them by dragging and by keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from gui.dialogs.embedded import EmbeddedDialog
from gui.main_window import MainWindow
from gui.pages import actions_board
from gui.pages.actions import ActionsPage
from gui.tables.mime import ids_in, ids_mime
from gui.workspace import Workspace
from model import actions
from model.records import Action
from tests.gui.actions_made import TODAY, Made, answer, make_plan
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
    shown.show_board(True)
    qtbot.waitUntil(shown.board.isVisible)
    return shown


def cards(page: ActionsPage) -> dict[str, list[str]]:
    """The numbers of the cards in each column that is shown."""
    return {
        key: [view.cards.card(row).number for row in range(view.cards.rowCount())]
        for key, view in page.board.lanes.items()
        if view.isVisibleTo(page.board)
    }


def status(workspace: Workspace, action: str) -> str:
    return workspace.plan.get(Action, action).status


def drop(page: ActionsPage, ids: list[str], key: str) -> None:
    view = page.board.lanes[key]
    place = QPointF(view.viewport().rect().center())
    data = ids_mime("action", ids)  # the event does not keep it
    event = QDropEvent(
        place,
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    view.dropEvent(event)


def test_a_column_for_each_status(page: ActionsPage, made: Made, window: MainWindow) -> None:
    assert cards(page) == {
        "not started": ["1.3", "2.2"],
        "in progress": ["1.1", "1.2"],
        "complete": ["2.1"],
        "embedded": [],
        "superseded": [],
    }
    assert page.board.lanes["in progress"].accessibleName() == "In progress: 2 actions"
    late = page.board.lanes["in progress"].cards.card(0)
    assert late.spoken == "1.1, Audit every plan, Head of Leaving Care, 10 days late, Off track"
    assert page.board.lanes["not started"].cards.card(0).spoken == "1.3, Publish the local offer, no owner, No date"
    for view in page.board.lanes.values():
        QAbstractItemModelTester(view.cards, QAbstractItemModelTester.FailureReportingMode.Fatal)
    window.grab()  # every card is drawn


def test_filters_and_words_go_for_the_board_too(page: ActionsPage, made: Made) -> None:
    page.apply(owner=made.leader)
    assert cards(page)["in progress"] == ["1.1", "1.2"]
    assert cards(page)["not started"] == []
    page.apply(statuses=("complete", "in progress"))
    assert cards(page) == {"in progress": ["1.1", "1.2"], "complete": ["2.1"]}
    page.apply(text="chronolog")
    assert cards(page)["in progress"] == ["1.1"]
    page.apply(board=False)
    assert page.view.isVisible()
    assert page.table.count == 5


def test_a_card_dropped_on_a_column_changes_its_status(
    page: ActionsPage, workspace: Workspace, made: Made, qtbot: QtBot
) -> None:
    before = contents(workspace.plan)
    drop(page, [made.train, made.offer], "complete")
    qtbot.waitUntil(lambda: cards(page)["complete"] == ["1.2", "1.3", "2.1"])
    assert workspace.plan.undo_title == "Mark 2 actions as complete"
    after = contents(workspace.plan)
    workspace.undo()
    assert contents(workspace.plan) == before
    assert cards(page)["in progress"] == ["1.1", "1.2"]
    workspace.redo()
    assert contents(workspace.plan) == after


def test_what_may_not_be_embedded_is_said(page: ActionsPage, workspace: Workspace, made: Made, qtbot: QtBot) -> None:
    said: list[str] = []
    workspace.refused.connect(said.append)
    before = contents(workspace.plan)
    drop(page, [made.audit, made.train], "embedded")
    qtbot.waitUntil(lambda: bool(said))
    assert said[0].startswith("Action 1.1 cannot be embedded yet: it needs evidence, ")
    assert said[0].endswith("1 more action cannot either.")
    asked: list[str] = []

    def read(dialog: EmbeddedDialog) -> None:
        asked.append(dialog.words.text())
        dialog.reject()

    answer(EmbeddedDialog, read)
    drop(page, [made.flats], "embedded")
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [
        "Action 2.1 can be called embedded with the sign-off of someone other than its owner and a re-check date."
    ]
    assert contents(workspace.plan) == before


def test_keys_go_from_card_to_card_and_take_it_along(
    page: ActionsPage, workspace: Workspace, made: Made, qtbot: QtBot
) -> None:
    page.board.focus_cards()
    lanes = page.board.lanes
    assert workspace.selection.of("action") == (made.offer,)
    qtbot.keyClick(lanes["not started"], Qt.Key.Key_Down)
    qtbot.keyClick(lanes["not started"], Qt.Key.Key_Right)
    assert page.window().focusWidget() is lanes["in progress"]
    assert page.board.selected_ids() == [made.train]
    qtbot.keyClick(lanes["in progress"], Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert status(workspace, made.train) == "complete"
    assert page.board.selected_ids() == [made.train]
    assert page.window().focusWidget() is lanes["complete"]
    qtbot.keyClick(lanes["complete"], Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert status(workspace, made.train) == "in progress"
    workspace.undo()
    workspace.undo()
    assert status(workspace, made.train) == "in progress"
    assert page.board.selected_ids() == [made.train]
    assert workspace.selection.of("action") == (made.train,)


def test_enter_opens_the_card(page: ActionsPage, workspace: Workspace, made: Made, qtbot: QtBot) -> None:
    page.board.select_ids([made.survey])
    opened: list[str] = []
    page.board.opened.connect(opened.append)
    view = page.board.lanes["not started"]
    view.activated.emit(view.currentIndex())
    assert opened == [made.survey]
    assert workspace.selection.of("action") == (made.survey,)


def test_one_column_is_selected_at_a_time(page: ActionsPage, made: Made) -> None:
    page.board.lanes["not started"].selectAll()
    assert page.board.selected_ids() == [made.offer, made.survey]
    page.board.lanes["complete"].selectAll()
    assert page.board.selected_ids() == [made.flats]


def test_cards_can_be_dragged_elsewhere(page: ActionsPage, made: Made) -> None:
    view = page.board.lanes["not started"]
    data = view.cards.mimeData([view.cards.index(1, 0), view.cards.index(0, 0)])
    assert ids_in(data) == ("action", [made.offer, made.survey])


def test_a_long_column_stops_and_goes_on(page: ActionsPage, workspace: Workspace, made: Made, qtbot: QtBot) -> None:
    with workspace.plan.batch("Fill"):
        for n in range(60):
            actions.add(workspace.plan, made.homes, f"More {n}", on_day=TODAY, agreed=TODAY + timedelta(days=n))
    page.bring_up_to_date()
    assert len(cards(page)["not started"]) == actions_board.FIRST
    more = page.board.more_button("not started")
    assert more.isVisible()
    assert more.text() == "and 22 more"
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert len(cards(page)["not started"]) == 62
    assert not more.isVisible()


def test_the_selection_goes_along_from_table_to_board_and_back(
    page: ActionsPage, workspace: Workspace, made: Made, qtbot: QtBot
) -> None:
    page.show_board(False)
    page.view.select_ids([made.flats])
    qtbot.waitUntil(lambda: workspace.selection.of("action") == (made.flats,))
    page.show_board(True)
    assert page.board.selected_ids() == [made.flats]
    page.board.select_ids([made.survey])
    page.show_board(False)
    assert page.view.selected_ids() == [made.survey]


def test_an_action_beyond_the_first_cards_is_shown_in_the_table(
    page: ActionsPage, workspace: Workspace, made: Made
) -> None:
    with workspace.plan.batch("Fill"):
        last = [actions.add(workspace.plan, made.homes, f"More {n}") for n in range(60)][-1]
    page.bring_up_to_date()
    assert page.show_record("action", last)
    assert page.view.isVisible()
    assert page.view.selected_ids() == [last]
