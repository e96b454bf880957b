"""A folder of documents: listed with what each brings, and taken in by one act."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from gui.importing import fetching
from gui.importing.folder_table import HELD, OTHER, READY, REFUSED, TAKEN
from gui.importing.folder_window import FolderWindow
from gui.importing.review_window import ReviewWindow
from gui.importing.start import importing_of
from gui.main_window import MainWindow
from gui.workspace import Workspace
from model import inspections
from model.records import Area, Inspection
from tests.gui.conftest import Messages
from tests.gui.documents_made import Given, report
from tests.model.contents import contents


@pytest.fixture
def given(workspace: Workspace) -> Given:
    made = Given()
    importing_of(workspace).reads = made
    return made


@pytest.fixture
def folder(tmp_path: Path, given: Given) -> Path:
    """Three reports of ours, one of another authority, one that is refused, and a picture."""
    place = tmp_path / "reports"
    (place / "older").mkdir(parents=True)
    for name, start in (("2026.pdf", "2026-05-11"), ("older/2023.pdf", "2023-05-15"), ("2019.pdf", "2019-03-04")):
        path = place / name
        given.add(path, report(path, start, areas=[f"What mattered in {start}"]), start=start,
                  areas=[f"What mattered in {start}"])  # fmt: skip
    stranger = place / "stranger.pdf"
    given.add(stranger, report(stranger, authority="Felpersham"), authority="Felpersham")
    (place / "locked.pdf").write_bytes(b"%PDF locked")
    given.refused["locked.pdf"] = "locked.pdf is protected by a password."
    (place / "logo.png").write_bytes(b"no document")
    (place / "~$draft.docx").write_bytes(b"what Word leaves behind")
    return place


def listed(workspace: Workspace, qtbot: QtBot, *paths: Path) -> FolderWindow:
    importing_of(workspace).take(paths)
    window = importing_of(workspace).windows[-1]
    assert isinstance(window, FolderWindow)
    qtbot.waitUntil(lambda: not window.reading)
    return window


def states(window: FolderWindow) -> dict[str, str]:
    return {row.path.name: row.state for row in window.table.rows}


def test_a_folder_is_listed_and_taken_in_by_one_act(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, folder: Path
) -> None:
    before = contents(workspace.plan)
    listing = listed(workspace, qtbot, folder)
    QAbstractItemModelTester(listing.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert states(listing) == {
        "2019.pdf": READY, "2023.pdf": READY, "2026.pdf": READY, "locked.pdf": REFUSED, "stranger.pdf": OTHER,
    }  # fmt: skip
    assert [row.path.name for row in listing.table.rows][:3] == ["2019.pdf", "2023.pdf", "2026.pdf"]
    sentences = {row.path.name: row.sentence for row in listing.table.rows}
    assert sentences["locked.pdf"] == "locked.pdf is protected by a password."
    assert sentences["stranger.pdf"] == "It is about Felpersham."
    first = listing.table.rows[0]
    assert (first.kind, first.brings) == ("Inspection report", "1 judgement and 1 area")
    assert listing.take_button.text() == "Take in 3 documents"
    listing.view.selectRow(1)
    QTest.keyClick(listing.view, Qt.Key.Key_Space)
    assert listing.take_button.text() == "Take in 2 documents"
    listing.take_button.click()
    assert [str(one.fieldwork_start) for one in inspections.in_order(workspace.plan)] == ["2019-03-04", "2026-05-11"]
    assert len(workspace.plan.all(Area)) == 2
    assert importing_of(workspace).windows == []
    assert window.banner.sentence == "Taken in: 2 documents."
    window.banner.button.click()
    assert contents(workspace.plan) == before


def test_what_is_held_already_is_said_and_cannot_be_ticked(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, folder: Path
) -> None:
    listed(workspace, qtbot, folder).take_button.click()
    again = listed(workspace, qtbot, folder)
    assert [row.state for row in again.table.rows][:3] == [HELD, HELD, HELD]
    assert not again.take_button.isEnabled()
    index = again.table.index(0, 0)
    assert not again.table.setData(index, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)


def test_one_is_opened_for_review_first(window: MainWindow, workspace: Workspace, qtbot: QtBot, folder: Path) -> None:
    listing = listed(workspace, qtbot, folder)
    listing.view.selectRow(0)
    QTest.keyClick(listing.view, Qt.Key.Key_Return)
    review = importing_of(workspace).windows[-1]
    assert isinstance(review, ReviewWindow)
    qtbot.waitUntil(lambda: not review.waiting)
    review.accept_button.click()
    assert states(listing)["2019.pdf"] == TAKEN
    assert listing.take_button.text() == "Take in 2 documents"


def test_cancel_keeps_what_was_read(workspace: Workspace, qtbot: QtBot, given: Given, folder: Path) -> None:
    given.waits = True
    importing_of(workspace).take([folder])
    listing = importing_of(workspace).windows[-1]
    assert isinstance(listing, FolderWindow)
    assert listing.cancel_button.isVisible()
    listing.cancel_button.click()
    qtbot.waitUntil(lambda: given.stopped == 1)
    given.waits = False
    assert not listing.reading
    assert {row.sentence for row in listing.table.rows} == {"Not read yet"}
    listing.close()


def test_several_files_are_listed_too_and_an_empty_folder_is_refused(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, folder: Path, tmp_path: Path, messages: Messages
) -> None:
    listing = listed(workspace, qtbot, folder / "2019.pdf", folder / "2026.pdf")
    assert len(listing.table.rows) == 2
    listing.close()
    (tmp_path / "empty").mkdir()
    messages.answer(tmp_path / "empty")
    workspace.command("file.import_folder")
    assert window.banner.sentence.startswith("There are no documents to read in that folder")


def test_a_file_that_is_gone_refuses_and_changes_nothing(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, folder: Path
) -> None:
    listing = listed(workspace, qtbot, folder)
    (folder / "2019.pdf").unlink()
    listing.take_button.click()
    assert listing.banner.sentence.startswith("2019.pdf could not be read")
    assert workspace.plan.all(Inspection) == []


def test_the_real_process_reads_a_folder(workspace: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Milk and bread")
    importing_of(workspace).take([tmp_path / "a.txt", tmp_path / "b.txt"])
    listing = importing_of(workspace).windows[-1]
    assert isinstance(listing, FolderWindow)
    qtbot.waitUntil(lambda: not listing.reading, timeout=30_000)
    assert {row.state for row in listing.table.rows} == {"nothing in it"}
    listing.close()


def test_a_whole_drive_is_not_looked_through(
    window: MainWindow, workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "MOST_ENTRIES", 3)
    importing_of(workspace).take([folder])
    assert window.banner.sentence == "reports holds too much to look through; choose the folder of the reports."
    assert importing_of(workspace).windows == []
