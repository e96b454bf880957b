"""The whole way, in the real window on a file: from a new plan over undo and redo to the paper in the file.

The same acts run without a screen in every run, and marked ``window`` on a virtual one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from gui import messages
from gui.dialogs.add_action import AddActionDialog
from gui.dialogs.add_area import AddAreaDialog
from gui.dialogs.add_evidence import EvidenceDialog
from gui.dialogs.add_inspection import InspectionDialog
from gui.dialogs.add_update import UpdateDialog
from gui.dialogs.assign import AssignDialog
from gui.dialogs.printing import PrintDialog
from gui.main_window import MainWindow
from gui.pages import PAGES
from gui.widgets.chips import ChipList
from gui.widgets.form import DialogForm
from gui.workspace import Workspace
from model import areas, inspections
from model.records import (
    Action,
    Area,
    Commitment,
    Evidence,
    Inspection,
    Meeting,
    Milestone,
    Person,
    Update,
)
from model.store import opening
from model.store.plan import Plan, Sitting
from tests.gui.by_hand import Hands, Strays
from tests.model.contents import contents

if TYPE_CHECKING:
    from tests.gui.conftest import Messages

AREAS = (
    ("Planning and case records", "The quality of planning and of case records is not consistent.", "3", "14"),
    ("Suitable homes for care leavers", "Too few care leavers live in suitable accommodation.", "4", "21 and 32"),
    ("Management oversight", "Oversight does not prevent drift and delay.", "5", "40"),
)
ACTIONS = (
    # the area by its place, the title, the agreed date as it is typed
    ("1", "Audit thirty plans each month", "30/6/23"),
    ("1", "Write practice guidance", "14 july 2023"),
    ("1", "Train every team in planning", "31.10.23"),
    ("1", "Put chronologies into Eclipse", "31/3/24"),
    ("2", "Lease ten flats", "1/8/23"),
    ("2", "Ask care leavers what they need", "30/11/23"),
    ("2", "Publish the local offer", ""),
    ("3", "Agree a supervision policy", "1/8/23"),
    ("3", "Dip-sample supervision records", "29/2/24"),
    ("3", "Report drift to the board", "31/12/23"),
)
LATE = {"1.1", "1.2", "2.1", "3.1"}

ASKER = messages.asker  # the real one: conftest puts a recorder in its place

# What only the screenless platform says, of every list that opens.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support grabbing the keyboard", extend=True)

on_both = pytest.mark.parametrize("screen", ["none", pytest.param("virtual", marks=pytest.mark.window)])


class Journey:
    """What a person does, an act each; the plan is ``path``."""

    def __init__(self, hands: Hands, messages: Messages, path: Path) -> None:
        self.hands = hands
        self.messages = messages
        self.path = path

    @property
    def window(self) -> MainWindow:
        return self.hands.window

    @property
    def plan(self) -> Plan:
        return self.window.workspace.plan

    # --- files

    def new_plan(self) -> None:
        def drive(dialog: DialogForm) -> None:
            self.hands.fill("Borsetshire County Council", "Improvement plan")
            self.hands.press("Return")

        self.messages.answer(self.path)
        self.hands.in_dialog(DialogForm, drive, lambda: self.hands.press("Ctrl+N"))
        assert self.window.windowTitle() == "Improvement plan — Turnaround[*]"

    def close_plan(self) -> None:
        self.hands.press("Ctrl+W")
        assert self.window.stack.currentWidget() is self.window.start

    def open_plan(self, path: Path | None = None) -> None:
        self.messages.answer(path or self.path)
        self.hands.press("Ctrl+O")

    # --- entering

    def add_inspection(self) -> None:
        """A short inspection with a grade in each of the five areas, by keys alone."""

        def drive(dialog: InspectionDialog) -> None:
            self.hands.press("Tab")
            self.hands.fill("24/4/23", "28/4/23")
            grades = [row.grade for row in dialog.judgements.rows.values()]
            assert len(grades) == 5
            while self.hands.focus is not grades[0]:
                self.hands.press("Tab")
            for letter in "grrgr":
                self.hands.type(letter)
                self.hands.press("Tab")
            while self.hands.focus is not dialog.editors["published"].input:
                self.hands.press("Tab")
            self.hands.type("14/6/23")
            self.hands.press("Return")

        self.hands.in_dialog(InspectionDialog, drive, lambda: self.hands.press("Ctrl+Shift+I"))

    def add_areas(self) -> None:
        def drive(dialog: AddAreaDialog) -> None:
            for place, (title, words, page, paragraph) in enumerate(AREAS):
                self.hands.fill(title, words, "", "", "", page, paragraph)
                self.hands.press("Return" if place == len(AREAS) - 1 else "Ctrl+Shift+Return")

        self.hands.in_dialog(AddAreaDialog, drive, lambda: self.hands.press("Ctrl+Shift+A"))

    def add_actions(self) -> None:
        def drive(dialog: AddActionDialog) -> None:
            for place, (area, title, agreed) in enumerate(ACTIONS):
                self.hands.fill(title)
                self.hands.press("Tab", "Home", *["Down"] * (int(area) - 1))
                self.hands.press("Tab", "Tab", "Ctrl+A", "Delete")
                self.hands.type(agreed)
                self.hands.press("Ctrl+Return" if place == len(ACTIONS) - 1 else "Ctrl+Shift+Return")

        self.hands.in_dialog(AddActionDialog, drive, lambda: self.hands.press("Ctrl+Shift+N"))

    def select(self, *numbers: str) -> None:
        """These actions on the Actions page, by clicking the first and Ctrl-clicking the others."""
        page = self.window.show_page("actions")
        self.hands.qtbot.waitUntil(lambda: page.table.rowCount() == len(ACTIONS))
        view = page.view
        view.clearSelection()
        rows = {page.table.row_at(row).number: row for row in range(page.table.rowCount())}
        for place, number in enumerate(numbers):
            index = page.table.index(rows[number], page.table.column_place("title"))
            view.scrollTo(index)
            held = Qt.KeyboardModifier.ControlModifier if place else Qt.KeyboardModifier.NoModifier
            self.hands.qtbot.mouseClick(
                view.viewport(), Qt.MouseButton.LeftButton, held, view.visualRect(index).center()
            )
        wanted = {page.table.id_at(rows[number]) for number in numbers}
        self.hands.qtbot.waitUntil(lambda: set(self.window.workspace.selection.of("action")) == wanted)

    def assign(self, owner: str) -> None:
        """What is selected, to a name as far as it has to be typed."""

        def drive(dialog: AssignDialog) -> None:
            self.hands.type(owner)
            self.hands.press("Return")

        self.hands.in_dialog(AssignDialog, drive, lambda: self.hands.press("Ctrl+Shift+O"))

    def add_update(self, done: str, following: str) -> None:
        def drive(dialog: UpdateDialog) -> None:
            self.hands.fill(done, following)
            self.hands.press("Return")

        self.hands.in_dialog(UpdateDialog, drive, lambda: self.hands.press("Ctrl+Shift+U"))

    def add_evidence(self, file: Path) -> None:
        def drive(dialog: EvidenceDialog) -> None:
            self.messages.answer(file)
            self.hands.click(dialog.file_button)
            self.hands.click(dialog.ok_button)

        self.hands.in_dialog(EvidenceDialog, drive, lambda: self.hands.find("Add evidence"))

    def enter_everything(self, file: Path) -> int:
        """Steps one to four of the way; how many acts that were."""
        self.add_inspection()
        self.add_areas()
        self.add_actions()
        self.select("1.1", "1.2", "1.3", "1.4", "3.1")
        self.assign("Head of Safeguarding")
        self.select("2.1", "2.2", "2.3", "3.2", "3.3")
        self.assign("Head of Leaving Care")
        self.select("2.1")
        self.add_update("Four flats are leased", "The other six by October")
        self.select("1.1")
        self.add_update("Sixty plans audited, a third of them good", "Feed back to each team")
        self.add_evidence(file)
        return 1 + len(AREAS) + len(ACTIONS) + 2 + 2 + 1

    # --- looking

    def choose(self, chip: str, words: str) -> None:
        """Open this chip, and take the line that says so."""
        page = self.window.current_page()
        self.hands.click(page.filters.chip(chip))
        (opened,) = [one for one in page.filters.chip(chip).findChildren(ChipList) if one.isVisible()]
        lines = opened._list
        (item,) = lines.findItems(words, Qt.MatchFlag.MatchExactly)
        self.hands.qtbot.mouseClick(
            lines.viewport(), Qt.MouseButton.LeftButton, pos=lines.visualItemRect(item).center()
        )
        if opened.isVisible():
            self.hands.press("Escape")
        self.hands.qtbot.waitUntil(lambda: not opened.isVisible())
        self.hands.come_forward(self.window)  # a virtual screen forgets whose turn it is after a list

    def shown(self) -> set[str]:
        """The numbers of the actions that the page shows."""
        table = self.window.current_page().table
        return {table.row_at(row).number for row in range(table.rowCount())}

    def save_as(self, words: str, file: Path) -> None:
        self.messages.answer(file)
        self.hands.find(words)
        self.hands.qtbot.waitUntil(file.exists, timeout=60_000)
        self.hands.qtbot.waitUntil(lambda: self.window.said == f"Saved {file.name} in {file.parent}")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "Children's services"
    folder.mkdir()
    return folder / "Borsetshire.turnaround"


@pytest.fixture
def evidence_file(tmp_path: Path) -> Path:
    file = tmp_path / "Audit_report_June.txt"
    file.write_text("Sixty plans were read; twenty of them were good.", encoding="utf-8")
    return file


@pytest.fixture
def journey(
    make_window: Callable[[Workspace], MainWindow], no_plan: Workspace, messages: Messages, qtbot: QtBot, path: Path
) -> Journey:
    """Before the start page."""
    return Journey(Hands(make_window(no_plan), qtbot), messages, path)


@on_both
def test_from_an_inspection_to_the_paper(journey: Journey, screen: str, evidence_file: Path, tmp_path: Path) -> None:
    hands, window = journey.hands, journey.window
    journey.new_plan()
    before = contents(journey.plan)

    # enter, assign, report, attach
    acts = journey.enter_everything(evidence_file)
    plan = journey.plan
    (inspection,) = plan.all(Inspection)
    assert [one.grade for one in inspections.judgements_given(plan, inspection.id)] == [
        "good", "requires-improvement", "requires-improvement", "good", "requires-improvement",
    ]  # fmt: skip
    assert (inspection.fieldwork_start, inspection.published) == (date(2023, 4, 24), date(2023, 6, 14))
    assert [area.title for area in areas.in_order(plan)] == [title for title, *_ in AREAS]
    for area, (_, words, page, paragraph) in zip(areas.in_order(plan), AREAS, strict=True):
        (source,) = areas.sources(plan, area.id)
        assert (area.words, source.inspection, source.page, source.paragraph) == (
            words, inspection.id, int(page), paragraph,
        )  # fmt: skip
    assert {action.title for action in plan.all(Action)} == {title for _, title, _ in ACTIONS}
    assert {person.name for person in plan.all(Person)} == {"Head of Safeguarding", "Head of Leaving Care"}
    assert not [action for action in plan.all(Action) if action.owner is None]
    assert len(plan.all(Update)) == 2
    (evidence,) = plan.all(Evidence)
    assert evidence.title == "Audit report June"

    # undo all, redo all
    after = contents(plan)
    steps = 0
    while window.commands.action("edit.undo").isEnabled():
        hands.press("Ctrl+Z")
        steps += 1
    assert steps == acts
    assert contents(plan) == before
    assert window.said == f"Undone: Add {inspections_name()}"
    for _ in range(steps):
        hands.press("Ctrl+Y")
    assert contents(plan) == after
    assert not window.commands.action("edit.redo").isEnabled()

    # close, open
    journey.close_plan()
    assert journey.path.is_file()
    assert sorted(path.name for path in journey.path.parent.iterdir()) == [journey.path.name]
    journey.open_plan()
    assert contents(journey.plan) == after
    assert window.workspace.saved.sentence == "Saved"

    # filter late by owner
    hands.click(window.sidebar.links["actions"])
    journey.choose("deadline", "Late")
    hands.qtbot.waitUntil(lambda: journey.shown() == LATE)
    journey.choose("owner", "Head of Leaving Care")
    hands.qtbot.waitUntil(lambda: journey.shown() == {"2.1"})
    hands.qtbot.waitUntil(lambda: window.current_page().header.summary == "1 of 10 actions, 1 late")

    # the paper, to PDF and Word
    pdf, word = tmp_path / "paper.pdf", tmp_path / "paper.docx"
    journey.save_as("Committee paper as PDF", pdf)
    journey.save_as("Committee paper as Word", word)
    read = pypdfium2.PdfDocument(pdf)
    printed = " ".join(" ".join(page.get_textpage().get_text_range() for page in read).split())
    read.close()
    written = docx.Document(str(word))
    texts = [paragraph.text for paragraph in written.paragraphs]
    texts += [cell.text for table in written.tables for row in table.rows for cell in row.cells]
    for _, title, _ in ACTIONS:
        assert title in printed
        assert any(title in text for text in texts)
    assert "4 are late" in printed or "4 late" in printed
    assert journey.messages.sentences == [""] * len(journey.messages.sentences)  # nothing but files was asked


def inspections_name() -> str:
    return "ILACS short inspection, 24 to 28 April 2023"


def test_what_was_not_saved_yet_when_the_window_closes_is_in_the_file(
    journey: Journey, sitting: Sitting, path: Path
) -> None:
    journey.new_plan()
    journey.add_inspection()
    journey.window.close()
    plan = opening.read_plan(path, sitting)
    assert len(plan.all(Inspection)) == 1
    plan.close()


@on_both
def test_from_the_start_screen_to_a_printed_preview_without_the_mouse(
    journey: Journey, screen: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands, window = journey.hands, journey.window
    monkeypatch.setattr(messages, "asker", ASKER)  # and Qt's own dialogs for files

    def fill(form: DialogForm) -> None:
        hands.fill("Borsetshire County Council", "Improvement plan")
        hands.press("Return")

    def name_file(dialog: QFileDialog) -> None:
        hands.press("Ctrl+A")
        hands.type(str(path))
        hands.press("Return")

    hands.press("Tab")
    assert hands.focus.accessibleName() == "New plan"
    hands.in_dialog(QFileDialog, name_file, lambda: hands.in_dialog(DialogForm, fill, lambda: hands.press("Space")))
    assert path.is_file()

    journey.add_inspection()
    journey.add_areas()
    journey.add_actions()

    # the tree has the keys as soon as its page is shown, and Down goes into it from its search
    hands.press("Ctrl+3")
    assert hands.focus is window.pages["plan"].view
    hands.press("Ctrl+F", "Down")
    assert hands.focus is window.pages["plan"].view
    # every action to one post
    hands.press("Ctrl+4", "Ctrl+A")
    hands.qtbot.waitUntil(lambda: len(window.workspace.selection.of("action")) == len(ACTIONS))
    journey.assign("Head of Safeguarding")
    assert {action.owner for action in journey.plan.all(Action)} == {journey.plan.all(Person)[0].id}
    assert len(window.workspace.selection.of("action")) == len(ACTIONS)
    # what is late, by words
    hands.press("Ctrl+F")
    hands.type("drift")
    hands.qtbot.waitUntil(lambda: journey.shown() == {"3.1", "3.2", "3.3"})

    pages: list[int] = []

    def look(dialog: PrintDialog) -> None:
        hands.qtbot.waitUntil(lambda: dialog.made is not None and 0 in dialog.pages.drawn, timeout=60_000)
        pages.append(dialog.pages.count)
        assert hands.focus is dialog.pages
        hands.press("End")
        hands.qtbot.waitUntil(lambda: dialog.pages.count - 1 in dialog.pages.drawn, timeout=20_000)
        assert dialog.place.text().endswith(f" of {pages[0]}")
        hands.press("Escape")

    hands.in_dialog(PrintDialog, look, lambda: hands.press("Ctrl+P"))
    assert pages[0] > 2
    hands.press("Ctrl+W")
    assert window.stack.currentWidget() is window.start


@pytest.mark.slow
def test_nothing_flashes_up_while_pages_panels_and_dialogs_are_made(journey: Journey, qapp: QApplication) -> None:
    hands, window = journey.hands, journey.window
    assert window.files.open_sample("lincolnshire")
    hands.come_forward(window)
    workspace, plan = window.workspace, window.workspace.plan
    strays = Strays(qapp)
    try:
        for page in PAGES:
            window.show_page(page.id)
        for kind in (Inspection, Area, Milestone, Person, Commitment, Meeting, Action):
            workspace.open(kind.TABLE, plan.all(kind)[0].id)
            qapp.processEvents()
        for command in (
            "plan.add_inspection", "plan.add_area", "plan.add_action", "plan.add_milestone", "plan.add_commitment",
            "plan.add_meeting", "plan.add_body", "plan.add_person", "plan.hand_over", "file.preferences",
            "help.shortcuts",
        ):  # fmt: skip
            hands.in_dialog(QDialog, lambda _: hands.press("Escape"), partial(workspace.command, command))
        for command in ("plan.add_update", "plan.add_evidence", "edit.assign", "edit.agree_date"):
            workspace.open("action", plan.all(Action)[0].id)
            hands.in_dialog(QDialog, lambda _: hands.press("Escape"), partial(workspace.command, command))
    finally:
        qapp.removeEventFilter(strays)
    assert strays.seen == []
    workspace.release()
