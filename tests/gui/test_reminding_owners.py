"""Reminders to owners and calendars of their dates: to copy, as a draft on a press, as a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from icalendar import Calendar
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from gui.dialogs.calendar_export import CalendarDialog
from gui.dialogs.remind_owners import RemindDialog
from gui.main_window import MainWindow
from gui.record_panel.person import PersonPanel
from gui.widgets.buttons import Button
from gui.workspace import Workspace
from model import people, samples
from model.sample_files import sample
from model.store.plan import Plan
from tests.gui.by_hand import Hands, Strays
from tests.gui.conftest import Messages

LONG = 20_000


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    samples.fill(workspace.plan, sample("lincolnshire"))
    return workspace


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    urls: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: urls.append(url) or True)
    return urls


def head(plan: Plan) -> str:
    found = people.find(plan, "Head of Leaving Care")
    assert found is not None
    return found.id


def test_everyone_with_something_to_answer_is_listed_and_copied(
    filled: Workspace, window: MainWindow, qtbot: QtBot, opened: list[QUrl]
) -> None:
    hands, strays = Hands(window, qtbot), Strays(QApplication.instance())

    def drive(dialog: RemindDialog) -> None:
        assert len(dialog.letters) > 3
        assert all(letter.anything for letter in dialog.letters)
        second = dialog.letters[1]
        dialog.list.setFocus()
        hands.press("Down")
        assert dialog.text.toPlainText() == second.text
        hands.click(dialog.copy_button)
        assert QGuiApplication.clipboard().text() == second.text
        assert dialog.done_words.text() == f"Copied the reminder to {second.person.name}."
        hands.click(dialog.copy_all_button)
        everything = QGuiApplication.clipboard().text()
        assert all(letter.text in everything for letter in dialog.letters)
        dialog.reject()

    hands.in_dialog(RemindDialog, drive, lambda: filled.command("edit.remind"))
    assert opened == []  # nothing opens by itself
    assert strays.seen == []


def test_a_draft_opens_on_a_press_and_only_then(
    filled: Workspace, window: MainWindow, qtbot: QtBot, opened: list[QUrl], monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = Hands(window, qtbot)
    owner = head(filled.plan)
    people.edit(filled.plan, owner, email="head.leaving@borsetshire.gov.uk")
    filled.select("person", [owner])

    def drive(dialog: RemindDialog) -> None:
        (letter,) = dialog.letters
        assert not dialog.list.isVisible()
        assert dialog.address.text().startswith("To head.leaving@borsetshire.gov.uk")
        assert opened == []
        hands.click(dialog.draft_button)
        (url,) = opened
        parts = urlsplit(bytes(url.toEncoded().data()).decode("ascii"))
        assert (parts.scheme, parts.path) == ("mailto", "head.leaving@borsetshire.gov.uk")
        body = dict(parse_qsl(parts.query))["body"]
        assert body.split("\r\n")[0] == letter.text.split("\n")[0]
        monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
        hands.click(dialog.draft_button)
        assert "No mail program answered" in dialog.done_words.text()
        dialog.reject()

    hands.in_dialog(RemindDialog, drive, lambda: filled.command("edit.remind"))


def test_without_a_usable_address_there_is_text_and_no_draft(
    filled: Workspace, window: MainWindow, qtbot: QtBot, opened: list[QUrl]
) -> None:
    hands = Hands(window, qtbot)
    owner = head(filled.plan)
    people.edit(filled.plan, owner, email="x@y.uk?bcc=all@z.uk")
    filled.open("person", owner)
    panel = window.panel.findChild(PersonPanel)
    assert panel is not None

    def drive(dialog: RemindDialog) -> None:
        assert not dialog.draft_button.isEnabled()
        assert "cannot be used for a draft" in dialog.address.text()
        hands.click(dialog.draft_button)
        dialog.reject()

    hands.in_dialog(RemindDialog, drive, lambda: panel.remind_button.click())
    assert opened == []


def test_nothing_to_remind_of_is_said(workspace: Workspace, window: MainWindow) -> None:
    workspace.command("edit.remind")
    assert "nothing to remind anybody of" in window.banner.sentence


def test_the_owners_page_and_the_panel_offer_both(filled: Workspace, window: MainWindow) -> None:
    page = window.show_page("owners")
    words = {button.text().replace("&", "") for button in page.findChildren(QPushButton) if button.isVisible()}
    assert "Remind…" in words
    filled.open("person", head(filled.plan))
    panel = window.panel.findChild(PersonPanel)
    assert panel is not None
    assert {"Reminder…", "Calendar of their dates…"} <= {one.text() for one in panel.findChildren(Button)}


@pytest.mark.parametrize(
    ("choose", "name"),
    [
        (lambda dialog: None, "Lincolnshire dates, 30 August 2023.ics"),
        (lambda dialog: _choose(dialog, "statutory"), "Lincolnshire statutory dates, 30 August 2023.ics"),
    ],
)
def test_a_calendar_is_saved_from_the_menu(
    filled: Workspace, window: MainWindow, qtbot: QtBot, messages: Messages, tmp_path: Path,
    choose: Callable[[CalendarDialog], None], name: str, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    hands = Hands(window, qtbot)
    path = tmp_path / "dates.ics"
    offered: list[str] = []
    ask = type(messages).save_file

    def save_file(self: Messages, parent: object, title: str, kinds: object, wanted: str) -> str:
        offered.append(Path(wanted).name)
        return ask(self, parent, title, kinds, wanted)

    monkeypatch.setattr(type(messages), "save_file", save_file)
    messages.answer(path)
    said: list[str] = []

    def drive(dialog: CalendarDialog) -> None:
        choose(dialog)
        said.append(dialog.effect.text())
        hands.click(dialog.ok_button)

    hands.in_dialog(CalendarDialog, drive, lambda: filled.command("file.export.calendar"))
    qtbot.waitUntil(path.exists, timeout=LONG)
    assert offered == [name]
    standing = [one for one in Calendar.from_ical(path.read_bytes()).walk("VEVENT") if one["STATUS"] == "CONFIRMED"]
    assert said[0].startswith(f"{len(standing)} dates, as of 30 August 2023.")


def _choose(dialog: CalendarDialog, which: str) -> None:
    dialog.editors["which"].put(which)
    dialog._chosen()


def test_one_owners_calendar_is_offered_from_the_panel_with_alarms(
    filled: Workspace, window: MainWindow, qtbot: QtBot, messages: Messages, tmp_path: Path
) -> None:
    hands = Hands(window, qtbot)
    path = tmp_path / "dates.ics"
    messages.answer(path)
    filled.open("person", head(filled.plan))
    panel = window.panel.findChild(PersonPanel)
    assert panel is not None
    (button,) = [one for one in panel.findChildren(Button) if one.text() == "Calendar of their dates…"]

    def drive(dialog: CalendarDialog) -> None:
        assert dialog.editors["which"].value() == "owner"
        assert dialog.editors["owner"].value() == head(filled.plan)
        dialog.editors["alarm"].put(7)
        hands.click(dialog.ok_button)

    hands.in_dialog(CalendarDialog, drive, button.click)
    qtbot.waitUntil(path.exists, timeout=LONG)
    read = Calendar.from_ical(path.read_bytes())
    assert str(read["X-WR-CALNAME"]).endswith(": Head of Leaving Care")
    assert read.walk("VALARM")


def test_an_empty_plan_has_no_dates_to_export(workspace: Workspace, window: MainWindow, qtbot: QtBot) -> None:
    hands = Hands(window, qtbot)

    def drive(dialog: CalendarDialog) -> None:
        assert dialog.effect.text() == "No dates, as of 30 August 2023."
        assert not dialog.ok_button.isEnabled()
        dialog.reject()

    hands.in_dialog(CalendarDialog, drive, lambda: workspace.command("file.export.calendar"))
