"""Reminders over the page: quiet, once a day, each opens what it counts; and the banner of a plan that parted."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.widgets.banner import Banner
from gui.workspace import Workspace
from model import actions, areas
from model.store.opening import create_plan, open_plan
from model.store.plan import Plan, Sitting
from tests.gui.actions_made import TODAY, Made, make_plan
from tests.gui.by_hand import Hands
from tests.gui.conftest import Messages

LONG = 10_000


@pytest.fixture
def made(plan: Plan) -> Made:
    return make_plan(plan)


@pytest.fixture
def reminders(request: pytest.FixtureRequest) -> bool:
    return "wanted" in request.fixturenames


@pytest.fixture
def wanted(preferences: Preferences) -> Preferences:
    """Whoever asks for these has a window that reminds."""
    return preferences


def words(window: MainWindow) -> list[str]:
    return [link.text() for link in window.reminders.links if not link.isHidden()]


def asked(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the plan was asked."""
    reminding = window.reminding
    qtbot.waitUntil(
        lambda: not reminding._timer.isActive() and reminding._task is not None and not reminding._task.running,
        timeout=LONG,
    )
    qtbot.wait(20)


def press(window: MainWindow, qtbot: QtBot, beginning: str) -> None:
    (link,) = [link for link in window.reminders.links if not link.isHidden() and link.text().startswith(beginning)]
    Hands(window, qtbot).click(link)


def test_at_opening_a_quiet_line_says_what_waits(
    made: Made, wanted: Preferences, window: MainWindow, qtbot: QtBot
) -> None:
    focus = window.focusWidget()
    qtbot.waitUntil(window.reminders.isVisible, timeout=LONG)
    assert window.reminders.heading.text() == "Reminders"
    assert words(window) == ["1 action due within 14 days", "3 updates owed: none for 31 days"]
    assert window.focusWidget() is focus  # nothing is taken from who is typing
    tip = window.reminders.links[0].toolTip()
    assert "Train all advisers, due in 7 days" in tip


def test_each_line_opens_what_it_counts(
    made: Made, wanted: Preferences, window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    qtbot.waitUntil(window.reminders.isVisible, timeout=LONG)
    press(window, qtbot, "3 updates owed")
    page = window.current_page()
    assert page is window.pages["actions"]
    assert page.table.count == 3
    press(window, qtbot, "1 action due")
    assert workspace.selection.table == "action"
    assert len(workspace.selection.ids) == 1


def test_closed_it_stays_away_until_there_is_something_new_or_another_day(
    made: Made, wanted: Preferences, plan: Plan, workspace: Workspace, make_window: Callable[[Workspace], MainWindow],
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    window = make_window(workspace)
    qtbot.waitUntil(window.reminders.isVisible, timeout=LONG)
    Hands(window, qtbot).click(window.reminders.close_button)
    assert not window.reminders.isVisible()
    workspace.opened.emit()
    asked(window, qtbot)
    assert not window.reminders.isVisible()
    # The command brings it back, whatever was told.
    workspace.command("view.reminders")
    qtbot.waitUntil(window.reminders.isVisible, timeout=LONG)
    window.reminders.close_button.click()
    actions.add(plan, areas.add(plan, "New"), "New", agreed=TODAY + timedelta(days=2), on_day=TODAY)
    workspace.opened.emit()
    qtbot.waitUntil(window.reminders.isVisible, timeout=LONG)
    assert words(window)[0] == "2 actions due within 14 days"
    window.reminders.close_button.click()
    # A week later the day of this opening is the one that counts.
    later = TODAY + timedelta(days=8)
    monkeypatch.setattr(workspace, "_given_day", later)
    workspace.day_changed.emit()
    qtbot.waitUntil(window.reminders.isVisible, timeout=LONG)
    assert window.reminders.heading.text() == "Since 30 August 2023"
    assert words(window)[0] == "2 actions newly late"
    press(window, qtbot, "2 actions newly late")
    assert window.current_page().table.count == 2


def test_what_was_acted_on_goes(
    made: Made, wanted: Preferences, window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    qtbot.waitUntil(window.reminders.isVisible, timeout=LONG)
    workspace.do(actions.set_status, made.train, "complete", TODAY)
    qtbot.waitUntil(lambda: words(window) == ["2 updates owed: none for 31 days"], timeout=LONG)


def test_switched_off_it_comes_only_when_asked_for(
    made: Made, window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    qtbot.wait(800)
    assert not window.reminders.isVisible()
    workspace.command("view.reminders")
    qtbot.waitUntil(window.reminders.isVisible, timeout=LONG)


def test_with_nothing_to_say_it_does_not_come_and_says_so_when_asked(
    wanted: Preferences, window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    asked(window, qtbot)
    assert not window.reminders.isVisible()
    workspace.command("view.reminders")
    qtbot.waitUntil(window.reminders.isVisible, timeout=LONG)
    assert window.reminders.nothing.isVisible()
    workspace.release()
    assert not window.reminders.isVisible()


def test_what_was_remembered_is_not_believed_blindly(
    made: Made, wanted: Preferences, workspace: Workspace, plan: Plan, make_window: Callable[[Workspace], MainWindow],
    qtbot: QtBot,
) -> None:  # fmt: skip
    wanted.set_layout("reminders", {plan.details.id: {"opened": "never", "before": 7, "told": "all", "on": None}})
    window = make_window(workspace)
    qtbot.waitUntil(window.reminders.isVisible, timeout=LONG)
    wanted.set_layout("reminders", {f"plan {n}": {"opened": "2023-01-01"} for n in range(40)})
    workspace.opened.emit()
    asked(window, qtbot)
    kept = wanted.layout("reminders")
    assert len(kept) == 20
    assert plan.details.id in kept


# --- someone else saved the plan


def test_that_someone_else_saved_stays_until_it_is_read(
    no_plan: Workspace, make_window: Callable[[Workspace], MainWindow], sitting: Sitting, tmp_path: Path,
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    path = tmp_path / "Borsetshire.turnaround"
    create_plan(path, sitting, authority="Borsetshire", title="Improvement plan").close()
    create_plan(tmp_path / "theirs.turnaround", sitting, authority="Borsetshire", title="Theirs").close()
    window = make_window(no_plan)
    no_plan.take(open_plan(path, sitting))
    os.replace(tmp_path / "theirs.turnaround", path)
    no_plan.do(areas.add, "Supervision")
    qtbot.waitUntil(lambda: "Someone else saved" in window.banner.sentence, timeout=LONG)
    told = window.banner.sentence
    assert "yours is kept beside it as “Borsetshire (kept from" in told
    assert told.endswith("and agree which goes on.")
    assert no_plan.preferences.recent_plans()[0] == no_plan.plan.path
    # Other things are said and done in between; it is there again.
    no_plan.do(areas.add, "Placements")
    window.show_page("plan")
    assert window.banner.sentence == told
    no_plan.refuse("That cannot be.")
    assert window.banner.sentence == "That cannot be."
    window.show_page("overview")
    assert window.banner.sentence == told
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url) or True)
    window.banner.button.click()
    assert [Path(url.toLocalFile()) for url in shown] == [tmp_path]
    window.banner.close_shown()
    no_plan.do(areas.add, "Homes")
    qtbot.waitUntil(lambda: no_plan.saved.saved, timeout=LONG)
    assert window.banner.sentence == ""


def test_found_out_at_closing_it_is_told_in_a_box(
    no_plan: Workspace, make_window: Callable[[Workspace], MainWindow], sitting: Sitting, tmp_path: Path,
    messages: Messages,
) -> None:  # fmt: skip
    path = tmp_path / "Borsetshire.turnaround"
    create_plan(path, sitting, authority="Borsetshire", title="Improvement plan").close()
    create_plan(tmp_path / "theirs.turnaround", sitting, authority="Borsetshire", title="Theirs").close()
    make_window(no_plan)
    no_plan.take(open_plan(path, sitting))
    os.replace(tmp_path / "theirs.turnaround", path)
    no_plan.do(areas.add, "Supervision")
    no_plan.release()
    assert [title for title, _ in messages.asked] == ["Someone else saved this plan"]
    assert "kept from" in no_plan.preferences.recent_plans()[0].name


def test_a_banner_shows_what_stays_again(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    pressed: list[str] = []
    banner.show_sentence("This stays.", button="Do", call=lambda: pressed.append("stays"), stays=True)
    banner.show_sentence("Passing.", button="Do", call=lambda: pressed.append("passing"))
    banner.button.click()
    banner.close_shown()
    assert banner.sentence == "This stays."
    banner.button.click()
    assert pressed == ["passing", "stays"]
    banner.close_shown()
    assert banner.isHidden()
