"""The main window: opening, refusing, remembering, saying what happened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from gui import application
from gui.dialogs.find_anything import FindAnything
from gui.dialogs.restore import RestoreDialog, backup_words
from gui.main_window import MainWindow
from gui.pages import PAGES
from gui.workspace import Workspace
from model.errors import Refused
from model.records import Person
from model.store import opening
from model.store.backups import backups_of, make_backup
from model.store.plan import Plan, Sitting

if TYPE_CHECKING:
    from tests.gui.conftest import Messages

MakeWindow = Callable[[Workspace], MainWindow]


@pytest.fixture
def path(sitting: Sitting, tmp_path: Path) -> Path:
    """A plan on disk."""
    made = tmp_path / "Borsetshire.turnaround"
    opening.create_plan(made, sitting, authority="Borsetshire", title="Improvement plan").close()
    return made


@pytest.fixture
def start(make_window: MakeWindow, no_plan: Workspace) -> MainWindow:
    """The window with no plan open."""
    return make_window(no_plan)


def test_with_no_plan_the_start_page_says_what_can_be_done(start: MainWindow) -> None:
    assert start.stack.currentWidget() is start.start
    assert not start.sidebar.isVisible()
    assert start.windowTitle() == "Turnaround[*]"


def test_every_page_is_in_the_list_and_made_when_first_shown(window: MainWindow) -> None:
    assert list(window.sidebar.links) == [page.id for page in PAGES]
    assert list(window.pages) == ["overview"]
    for page in PAGES:
        window.commands.action(f"view.page.{page.id}").trigger()
        assert window.current_page() is window.pages[page.id]
        assert window.sidebar.links[page.id].isChecked()


def test_the_keys_go_to_the_page_that_is_shown(window: MainWindow) -> None:
    for page in PAGES:
        window.commands.action(f"view.page.{page.id}").trigger()
        focused = window.focusWidget()
        assert focused is not None
        assert window.current_page() is focused or window.current_page().isAncestorOf(focused), page.id
    assert window.focusWidget() is window.pages["history"].view


def test_who_goes_through_the_list_of_pages_by_keys_stays_in_it(window: MainWindow, qtbot: QtBot) -> None:
    window.sidebar.links["plan"].setFocus()
    qtbot.keyClick(window.sidebar.links["plan"], Qt.Key.Key_Space)
    assert window.current_page() is window.pages["plan"]
    assert window.focusWidget() is window.sidebar.links["plan"]
    qtbot.keyClick(window.sidebar.links["plan"], Qt.Key.Key_Down)
    assert window.focusWidget() is window.sidebar.links["actions"]


def test_a_plan_is_opened_named_and_remembered(start: MainWindow, path: Path, messages: Messages) -> None:
    messages.answer(path)
    start.commands.action("file.open").trigger()
    assert start.windowTitle() == "Improvement plan — Turnaround[*]"
    assert start.said == "Opened Improvement plan"
    assert start.workspace.preferences.recent_plans() == [path]
    assert start.workspace.saved.sentence == "Saved"
    start.commands.action("file.close").trigger()
    assert start.stack.currentWidget() is start.start
    assert start.pages == {}


def test_an_act_reaches_the_plan_and_the_window_says_so(start: MainWindow, path: Path, qtbot: QtBot) -> None:
    start.files.open(path)
    start.workspace.do(add_person, "Head of Service")
    assert start.said == "Done: Add Head of Service"
    qtbot.waitUntil(lambda: start.workspace.saved.saved)
    assert not start.isWindowModified()


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "turnaround"), (b"PK\x03\x04 a spreadsheet", "turnaround"), (b"SQLite format 3\x00" + b"\x00" * 500, "")],
)
def test_what_is_no_plan_is_refused_and_left_as_it_was(
    start: MainWindow, tmp_path: Path, messages: Messages, content: bytes, said: str
) -> None:
    file = tmp_path / "odd.turnaround"
    file.write_bytes(content)
    assert not start.files.open(file)
    assert messages.asked[0][0] == "Open a plan"
    assert said in messages.sentences[0]
    assert file.read_bytes() == content
    assert not start.workspace.has_plan


def test_a_plan_that_is_open_elsewhere_can_be_read(
    start: MainWindow, path: Path, sitting: Sitting, messages: Messages
) -> None:
    other = opening.open_plan(path, sitting)
    try:
        assert not start.files.open(path)
        messages.answer("Open to read only")
        assert start.files.open(path)
        assert start.workspace.plan.read_only
        assert "read only" in start.banner.sentence
        assert not start.commands.action("plan.add_area").isEnabled()
        start.workspace.release()
    finally:
        other.close()


def test_a_refused_opening_leaves_the_open_plan_open(window: MainWindow, tmp_path: Path, messages: Messages) -> None:
    plan = window.workspace.plan
    assert not window.files.open(tmp_path / "missing.turnaround")
    assert window.workspace.plan is plan
    assert len(messages.asked) == 1


def test_refusals_stand_in_the_banner_until_something_is_done(window: MainWindow) -> None:
    def refuse(plan: Plan) -> None:
        raise Refused("That cannot be; do this instead.")

    window.workspace.do(refuse)
    assert window.banner.sentence == "That cannot be; do this instead."
    window.workspace.do(add_person, "Head of Service")
    assert window.banner.sentence == ""


def test_the_panel_waits_for_something_in_hand(window: MainWindow) -> None:
    assert not window.panel.isVisible()
    person = window.workspace.do(add_person, "Head of Service")
    window.workspace.select("milestone", [person])
    assert window.panel.isVisible()
    window.commands.action("view.panel").trigger()
    assert not window.panel.isVisible()
    window.workspace.select("", ())
    window.workspace.select("milestone", [person])
    assert not window.panel.isVisible()
    window.commands.action("view.panel").trigger()
    assert window.panel.isVisible()


def test_what_was_shown_last_is_shown_next_time(
    make_window: MakeWindow, no_plan: Workspace, path: Path, qtbot: QtBot
) -> None:
    window = make_window(no_plan)
    window.files.open(path)
    window.show_page("history")
    window.workspace.release()
    window.files.open(path)
    assert window.current_page() is window.pages["history"]


def test_a_sample_that_was_only_looked_at_leaves_nothing(start: MainWindow, sitting: Sitting) -> None:
    assert start.files.open_sample("durham")
    assert start.said.endswith("a sample: yours to try things on")
    kept = sitting.local_folder / "samples"
    assert len(list(kept.iterdir())) == 1
    start.workspace.release()
    assert list(kept.iterdir()) == []


def test_a_sample_in_which_something_was_done_stays(start: MainWindow) -> None:
    start.files.open_sample("durham")
    path = start.workspace.plan.path
    assert path is not None
    start.workspace.do(add_person, "Head of Trying Things")
    start.workspace.release()
    assert path.exists()
    assert start.workspace.preferences.recent_plans() == [path]
    assert start.files.open(path)


def test_an_unknown_sample_is_refused(start: MainWindow, messages: Messages) -> None:
    assert not start.files.open_sample("atlantis")
    assert len(messages.asked) == 1
    assert not start.workspace.has_plan


def test_a_copy_and_one_without_history(
    start: MainWindow, path: Path, sitting: Sitting, messages: Messages, tmp_path: Path
) -> None:
    start.files.open(path)
    start.workspace.do(add_person, "Head of Service")
    messages.answer(tmp_path / "copy.turnaround", tmp_path / "clean.turnaround", path)
    start.commands.action("file.copy").trigger()
    start.commands.action("file.copy_clean").trigger()
    assert start.said == f"Saved a copy as {tmp_path / 'clean.turnaround'}"
    for name in ("copy", "clean"):
        plan = opening.read_plan(tmp_path / f"{name}.turnaround", sitting)
        assert b"Head of Service" in (tmp_path / f"{name}.turnaround").read_bytes()
        plan.close()
    start.commands.action("file.copy").trigger()
    assert start.banner.sentence == "A copy needs another name than the plan itself."


def test_a_backup_is_put_back_and_can_be_taken_back(
    start: MainWindow, path: Path, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_backup(sitting, path, always=True)
    start.files.open(path)
    start.workspace.do(add_person, "Head of Service")
    backups = backups_of(sitting, path)
    monkeypatch.setattr("gui.dialogs.restore.choose_backup", lambda *_: backups[0].path)
    start.commands.action("file.restore").trigger()
    assert start.workspace.plan.undo_title is None
    assert number_of_people(start.workspace.plan) == 0
    assert len(backups_of(sitting, path)) > len(backups)


def test_the_list_of_backups_says_when_each_was_made(start: MainWindow, path: Path, sitting: Sitting) -> None:
    make_backup(sitting, path, always=True)
    start.files.open(path)
    backups = backups_of(sitting, path)
    dialog = RestoreDialog(backups, start)
    assert dialog.list.item(0).text() == backup_words(backups[0])
    assert "30 August 2023" in backup_words(backups[0])
    dialog.accept()
    assert dialog.chosen == backups[0].path


def test_find_anything_finds_commands_and_runs_them(window: MainWindow, qtbot: QtBot) -> None:
    dialog = FindAnything(window.workspace, window)
    qtbot.addWidget(dialog)
    dialog.search("histo")
    assert dialog.list.item(0).text().startswith("History")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert window.current_page() is window.pages["history"]


def test_find_anything_finds_records_and_opens_them(window: MainWindow, qtbot: QtBot) -> None:
    def add(plan: Plan) -> str:
        with plan.batch("Add area"):
            return plan.add("area", number=3, title="Pathway plans", kind="area for improvement", position=1.0)

    area = window.workspace.do(add)
    dialog = FindAnything(window.workspace, window)
    qtbot.addWidget(dialog)
    dialog.search("pathw")
    assert dialog.list.item(0).text().startswith("3 Pathway plans")
    with qtbot.waitSignal(window.workspace.open_requested) as opened:
        dialog.take()
    assert opened.args == ["area", area]


def test_find_anything_says_when_there_is_nothing(window: MainWindow, qtbot: QtBot) -> None:
    dialog = FindAnything(window.workspace, window)
    qtbot.addWidget(dialog)
    dialog.search("zzzz <b>")
    assert dialog.list.count() == 0
    assert dialog._nothing.text() == "Nothing in this plan fits “zzzz <b>”."


def test_our_own_mistake_is_told_with_a_report_and_nothing_is_lost(window: MainWindow, messages: Messages) -> None:
    faults = application.Faults(window)
    try:
        raise ZeroDivisionError("division by zero")
    except ZeroDivisionError as error:
        faults.say(type(error), error, error.__traceback__)
        faults.say(type(error), error, error.__traceback__)
    faults._show()
    assert messages.asked[0][0] == "A mistake of the program"
    assert "ZeroDivisionError" in messages.details[0]
    assert "Python" in messages.details[0]
    refused = Refused("Not so.")
    faults.say(Refused, refused, None)
    assert window.banner.sentence == "Not so."


def test_the_window_is_as_it_was_left(make_window: MakeWindow, no_plan: Workspace) -> None:
    first = make_window(no_plan)
    first.resize(1111, 777)
    first.close()
    assert not no_plan.preferences.bytes_layout("window").isEmpty()


def add_person(plan: Plan, name: str) -> str:
    with plan.batch(f"Add {name}"):
        return plan.add("person", kind="post", name=name)


def number_of_people(plan: Plan) -> int:
    return len(plan.all(Person))


@pytest.mark.parametrize("page_id", ["inspections", "plan", "actions", "owners", "deadlines", "meetings", "history"])
def test_tab_goes_through_all_of_a_page(window: MainWindow, page_id: str) -> None:
    """From what has the keys at first, round, to all that stands above it."""
    page = window.show_page(page_id)
    window.activateWindow()
    page.setFocus()
    above = {
        one  # of those of which one is pressed, the arrows choose
        for one in page.header.findChildren(QAbstractButton)
        if one.isVisible() and one.isEnabled() and one.text() and not one.isCheckable()
    }
    seen = set()
    for _ in range(60):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        seen.add(window.focusWidget())
    assert not [one.text() for one in above - seen]
