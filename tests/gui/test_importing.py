"""A document comes in: dropped, read, looked through beside its pages, edited, accepted by one act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from gui.importing.review_window import ReviewWindow
from gui.importing.start import importing_of, paste_document
from gui.main_window import MainWindow
from gui.workspace import Workspace
from model import areas, passages
from model.imports import reading as reader
from model.imports.proposals import Proposals
from model.records import Area, Document, Inspection, Judgement
from tests.gui.conftest import Messages
from tests.gui.documents_made import (
    OVERSIGHT,
    PATHWAY,
    Given,
    drop,
    item_keys,
    marked,
    opened,
    press,
    report,
    reviewed,
)
from tests.model.contents import contents


@pytest.fixture
def given(workspace: Workspace) -> Given:
    made = Given()
    importing_of(workspace).reads = made
    return made


@pytest.fixture
def file(tmp_path: Path, given: Given) -> Path:
    path = tmp_path / "report.pdf"
    given.add(path, report(path))
    return path


# --- reading


def test_a_dropped_report_is_read_and_shows_the_words_of_what_is_in_hand(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, file: Path
) -> None:
    drop(window, file)
    review = reviewed(workspace, qtbot)
    assert item_keys(review) == [
        "# inspection", "fact fieldwork_start", "# judgements", "judgement 1", "# areas", "finding 1", "finding 2",
    ]  # fmt: skip
    assert review.document.sheets is review.document.pdf
    assert review.document.pdf.count == 3
    assert marked(review) == "Fieldwork 2026-05-11"
    press(review.list, "Down", "Down")
    assert marked(review) == "Overall effectiveness Good"
    press(review.list, "Down", "Down")
    assert marked(review) == f"- {OVERSIGHT}"
    (spot,) = review.document.highlighted
    assert spot.box is not None
    place = review.document.pdf.rectangle(spot.page, spot.box)
    assert review.document.pdf.viewport().rect().contains(place.center().toPoint()), "it was scrolled to"
    assert review.accept_button.text() == "Accept 4 items"


def test_what_cannot_be_read_is_one_sentence_and_no_window(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, given: Given, tmp_path: Path
) -> None:
    given.refused["locked.pdf"] = "locked.pdf is protected by a password; save it without one and open it again."
    path = tmp_path / "locked.pdf"
    path.write_bytes(b"%PDF")
    drop(window, path)
    qtbot.waitUntil(lambda: "protected by a password" in window.banner.sentence)
    assert importing_of(workspace).windows == []


def test_cancel_ends_the_reading(workspace: Workspace, qtbot: QtBot, given: Given, file: Path) -> None:
    given.waits = True
    importing_of(workspace).take([file])
    review = importing_of(workspace).windows[0]
    assert isinstance(review, ReviewWindow)
    qtbot.waitUntil(review.isVisible)
    assert review.waiting
    review.cancel_button.click()
    qtbot.waitUntil(lambda: given.stopped == 1)
    assert importing_of(workspace).windows == []
    given.waits = False


def test_without_a_plan_a_dropped_file_is_refused(
    make_window: Callable[[Workspace], MainWindow], no_plan: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window(no_plan)
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF")
    said: list[str] = []
    no_plan.refused.connect(said.append)
    drop(window, path)
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["Open a plan first, or make one; then drop the document on it."]


def test_a_file_that_changed_while_it_was_read_is_refused(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, file: Path
) -> None:
    file.write_bytes(file.read_bytes() + b"%")
    importing_of(workspace).take([file])
    qtbot.waitUntil(lambda: window.banner.sentence.startswith("report.pdf was changed while it was being read"))


def test_chosen_files_and_pasted_text_come_in_too(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, given: Given, file: Path, messages: Messages
) -> None:
    messages.answer([str(file)])
    workspace.command("file.import")
    review = reviewed(workspace, qtbot)
    assert review.windowTitle().startswith("report.pdf")
    review.close()
    text = "What needs to improve\nThe pace of change"
    read = reader.read_text(text, "pasted text")
    given.read_ones["pasted text"] = (read, Proposals("other", 1, read.sha256, read.name, unsure=("Nothing known.",)))
    QGuiApplication.clipboard().setText(text)
    paste_document(workspace, window)
    review = reviewed(workspace, qtbot)
    assert review.document.sheets is review.document.text
    assert review.items.rowCount() == 0
    assert not review.accept_button.isEnabled()
    QGuiApplication.clipboard().clear()
    paste_document(workspace, window)
    assert window.banner.sentence.startswith("There is no text on the clipboard")


def test_the_real_process_reads_a_file(window: MainWindow, workspace: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "shopping.txt"
    path.write_text("Milk\nBread\nA dozen eggs")
    importing_of(workspace).take([path])
    qtbot.waitUntil(lambda: bool(importing_of(workspace).windows))
    review = importing_of(workspace).windows[0]
    assert isinstance(review, ReviewWindow)
    qtbot.waitUntil(lambda: not review.waiting, timeout=30_000)
    assert review.review is not None
    assert review.review.draft.kind == "other"
    assert review.destination.quiet.text(), "it says that nothing is proposed"


# --- looking through and accepting


def test_ticked_and_edited_by_keys_then_accepted_by_one_act_that_undo_takes_back(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, file: Path
) -> None:
    before = contents(workspace.plan)
    review = opened(workspace, qtbot, file)
    QAbstractItemModelTester(review.items, QAbstractItemModelTester.FailureReportingMode.Fatal)
    review.list.choose("finding 1")
    press(review.list, "Space")
    assert review.accept_button.text() == "Accept 3 items"
    review.list.choose("finding 2")
    press(review.list, "Return")
    title = review.editor.editors["title"].input
    title.setFocus()
    title.setPlainText("Pathway plans")
    press(review, "Ctrl+Return")
    qtbot.waitUntil(lambda: not importing_of(workspace).windows)
    (area,) = workspace.plan.all(Area)
    assert (area.title, area.words) == ("Pathway plans", PATHWAY)
    (inspection,) = workspace.plan.all(Inspection)
    assert inspection.fieldwork_start == date(2026, 5, 11)
    assert len(workspace.plan.all(Judgement)) == 1
    (document,) = workspace.plan.all(Document)
    assert document.title == "Ofsted report, 11 May 2026"
    (step,) = areas.golden_thread(workspace.plan, area.id)
    assert (step.source.document, step.source.page, step.source.quote) == (document.id, 2, f"- {PATHWAY}")
    assert workspace.selection.of("inspection") == (inspection.id,), "the window goes to what was made"
    assert window.banner.sentence == "Taken in from report.pdf: 1 judgement and 1 area."
    window.banner.button.click()
    assert contents(workspace.plan) == before


def test_a_heading_ticks_its_whole_group(workspace: Workspace, qtbot: QtBot, file: Path) -> None:
    review = opened(workspace, qtbot, file)
    review.list.setCurrentIndex(review.items.index(item_keys(review).index("# areas")))
    press(review.list, "Space")
    assert review.review is not None
    assert [item.ticked for item in review.review.draft.of_group("areas")] == [False, False]
    place = review.list.visualRect(review.items.index(item_keys(review).index("finding 2")))
    QTest.mouseClick(review.list.viewport(), Qt.MouseButton.LeftButton, pos=place.topLeft() + QPoint(18, 12))
    assert [item.ticked for item in review.review.draft.of_group("areas")] == [False, True]
    assert review.items.row_at(item_keys(review).index("# areas")).words == "Areas for improvement: 1 of 2 ticked"  # type: ignore[union-attr]


def test_words_selected_with_the_mouse_become_a_strength_by_its_key(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, file: Path
) -> None:
    review = opened(workspace, qtbot, file)
    sheets = review.document.pdf
    review.document.go_to(3)
    lines = sheets.marking.page(3).lines  # type: ignore[union-attr]
    first, last = lines[0].words[2][1], lines[1].words[1][1]
    begin = sheets.rectangle(3, first).center().toPoint()
    end = sheets.rectangle(3, last).center().toPoint()
    QTest.mousePress(sheets.viewport(), Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(sheets.viewport(), end)
    QTest.mouseRelease(sheets.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert review.document.selection is not None
    assert review.document.selection[0].quote == "know their children well and\nvisit them"
    press(sheets, "Ctrl+C")
    assert QGuiApplication.clipboard().text() == "know their children well and\nvisit them"
    press(sheets, "S")
    assert review.document.selection is None
    assert review.list.current().text == "know their children well and visit them"  # type: ignore[union-attr]
    assert marked(review) == "know their children well and visit them"
    review.accept_button.click()
    (inspection,) = workspace.plan.all(Inspection)
    (strength,) = passages.of_inspection(workspace.plan, inspection.id)
    assert (strength.kind, strength.page) == ("strength", 3)


def test_words_selected_with_the_keys(workspace: Workspace, qtbot: QtBot, file: Path) -> None:
    review = opened(workspace, qtbot, file)
    review.list.choose("finding 2")
    sheets = review.document.pdf
    press(sheets, "Right", "Right", "Shift+Right", "Shift+Right")
    assert review.document.selection is not None
    assert review.document.selection[0].quote == "Pathway plans for"
    press(sheets, "A")
    assert review.list.current().kind == "area for improvement"  # type: ignore[union-attr]
    key = review.list.current().key  # type: ignore[union-attr]
    press(review.list, "Delete")
    assert review.review is not None
    assert review.review.item(key) is None


def test_a_key_without_a_selection_says_what_to_do(workspace: Workspace, qtbot: QtBot, file: Path) -> None:
    review = opened(workspace, qtbot, file)
    press(review.list, "C")
    assert review.banner.sentence.startswith("Select some words of the document first")


def test_esc_asks_before_edits_are_thrown_away(
    workspace: Workspace, qtbot: QtBot, file: Path, messages: Messages
) -> None:
    review = opened(workspace, qtbot, file)
    press(review.list, "Space", "Escape")
    assert len(messages.asked) == 1
    assert review.isVisible(), "the box was answered with its last button"
    messages.answer(True)
    press(review.list, "Escape")
    assert not importing_of(workspace).windows
    assert workspace.plan.all(Inspection) == []


def test_nothing_is_asked_where_nothing_was_edited(
    workspace: Workspace, qtbot: QtBot, file: Path, messages: Messages
) -> None:
    review = opened(workspace, qtbot, file)
    press(review.list, "Escape")
    assert not messages.asked
    assert not importing_of(workspace).windows


def test_words_of_a_document_are_never_markup(workspace: Workspace, qtbot: QtBot, given: Given, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    given.add(path, report(path), areas=["<img src='//host/share'> & <b>bold</b>"])
    review = opened(workspace, qtbot, path)
    review.list.choose("finding 1")
    assert review.items.index(review.list.currentIndex().row()).data().startswith("<img")
    assert review.editor.editors["text"].input.toPlainText() == "<img src='//host/share'> & <b>bold</b>"
    assert review.editor.why.textFormat() is Qt.TextFormat.PlainText
