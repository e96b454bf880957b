"""Delete for good: it says what goes, waits to be told twice, and the window shows that it is gone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.dialogs.delete_for_good import DeleteForGoodDialog, delete_for_good
from gui.main_window import MainWindow
from gui.workspace import Workspace
from model.records import Action
from model.store import opening
from model.store.backups import backups_of, make_backup
from model.store.plan import Sitting
from tests.gui.actions_made import Made, answer, make_plan
from tests.model.contents import contents

KEY = Qt.Key
MakeWindow = Callable[[Workspace], MainWindow]


@pytest.fixture
def path(sitting: Sitting, tmp_path: Path) -> Path:
    made = tmp_path / "Borsetshire.turnaround"
    opening.create_plan(made, sitting, authority="Borsetshire", title="Improvement plan").close()
    return made


@pytest.fixture
def window(make_window: MakeWindow, no_plan: Workspace, path: Path) -> MainWindow:
    window = make_window(no_plan)
    window.files.open(path)
    return window


@pytest.fixture
def made(window: MainWindow) -> Made:
    return make_plan(window.workspace.plan)


def tick_and_delete(dialog: DeleteForGoodDialog) -> None:
    """By keys alone, from where the focus is."""
    assert dialog.focusWidget() is dialog.sure
    QTest.keyClick(dialog.sure, KEY.Key_Space)
    QTest.keyClick(dialog.sure, KEY.Key_Tab)
    QTest.keyClick(dialog.focusWidget(), KEY.Key_Tab)
    assert dialog.focusWidget() is dialog.delete_button
    QTest.keyClick(dialog.delete_button, KEY.Key_Space)


def test_it_says_what_goes_and_it_goes(window: MainWindow, made: Made, sitting: Sitting, path: Path) -> None:
    workspace = window.workspace
    workspace.plan.working.publish()
    make_backup(sitting, path, always=True)
    kept = len(backups_of(sitting, path))
    assert kept
    workspace.open("action", made.survey)
    said: list[str] = []

    def drive(dialog: DeleteForGoodDialog) -> None:
        said.extend(dialog.sentences)
        tick_and_delete(dialog)

    driven = answer(DeleteForGoodDialog, drive)
    workspace.command("edit.delete_for_good")
    assert driven
    assert said[0] == (
        "Action 2.2 “Ask care leavers” goes from the plan, with what stands under it: 1 line of the date ledger and "
        "2 milestones."
    )
    assert f"({kept} backup" in said[1]
    assert workspace.plan.find(Action, made.survey) is None
    assert backups_of(sitting, path) == []
    assert workspace.plan.undo_title is None
    assert not window.commands.action("edit.undo").isEnabled()
    assert window.said == "Done: Deleted for good"
    assert workspace.selection.ids == ()
    assert b"Ask care leavers" not in path.read_bytes()


def test_the_page_shows_that_it_is_gone(window: MainWindow, made: Made) -> None:
    page = window.show_page("plan")
    assert page.tree.index_of("action", made.audit).isValid()
    assert page.show_record("action", made.audit)
    answer(DeleteForGoodDialog, tick_and_delete)
    assert delete_for_good(window.workspace, window)
    assert not page.tree.index_of("action", made.audit).isValid()


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Escape])
def test_a_stray_key_deletes_nothing(window: MainWindow, made: Made, key: Qt.Key) -> None:
    window.workspace.select("action", [made.audit])
    before = contents(window.workspace.plan)

    def drive(dialog: DeleteForGoodDialog) -> None:
        assert not dialog.delete_button.isEnabled()
        QTest.keyClick(dialog.sure, key)
        assert not dialog.isVisible()

    driven = answer(DeleteForGoodDialog, drive)
    assert not delete_for_good(window.workspace, window)
    assert driven
    assert contents(window.workspace.plan) == before


def test_several_are_not_deleted_for_good_at_once(window: MainWindow, made: Made) -> None:
    window.workspace.select("action", [made.audit, made.train])
    assert not delete_for_good(window.workspace, window)
    assert "the one record" in window.banner.sentence


def test_what_no_person_typed_is_refused(window: MainWindow, made: Made) -> None:
    window.workspace.select("plan", [window.workspace.plan.details.id])
    assert not delete_for_good(window.workspace, window)
    assert "Only what people enter" in window.banner.sentence
