"""Attaching documents, and opening them without running anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.dialogs.attach_document import AttachDialog
from gui.dialogs.open_document import open_document, save_document
from gui.workspace import Workspace
from model import documents, inspections
from model.records import Document
from model.store.plan import Plan
from tests.gui.conftest import Messages


@pytest.fixture
def inspection(plan: Plan) -> str:
    return inspections.add(plan, framework="ilacs-2023", type="short")


@pytest.fixture
def dialog(workspace: Workspace, inspection: str, qtbot: QtBot) -> AttachDialog:
    made = AttachDialog(workspace, inspection=inspection)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """What was handed to this computer's programs."""
    found: list[QUrl] = []

    def take(address: QUrl) -> bool:
        found.append(address)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return found


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "Report_April_2023.pdf"
    path.write_bytes(b"%PDF-1.7 of an inspection")
    return path


def test_a_file_is_attached_under_its_own_name_and_taken_back(
    dialog: AttachDialog, plan: Plan, messages: Messages, report: Path, inspection: str
) -> None:
    messages.answer(report)
    dialog.choose_button.click()
    assert dialog.file_words.text() == "Report_April_2023.pdf"
    assert dialog.editors["title"].input.text() == "Report April 2023"
    dialog.accept()
    (document,) = documents.of_inspection(plan, inspection)
    assert (document.title, document.file_name) == ("Report April 2023", "Report_April_2023.pdf")
    assert plan.undo_title == "Attach “Report April 2023”"
    plan.undo()
    assert documents.of_inspection(plan, inspection) == []


def test_a_title_that_was_typed_stays(dialog: AttachDialog, report: Path) -> None:
    dialog.editors["title"].input.setText("The letter")
    dialog.take_file(report)
    assert dialog.editors["title"].input.text() == "The letter"


def test_a_link_is_kept_as_it_is_and_a_wrong_one_refused_beside_it(
    dialog: AttachDialog, plan: Plan, inspection: str
) -> None:
    dialog.kind.set_key("link")
    dialog.kind.chosen.emit("link")
    dialog.accept()
    assert dialog.editors["link"].refusal == "Type or paste the address of the document."
    dialog.editors["link"].input.setText("javascript:alert(1)")
    dialog.accept()
    assert "begins with https://" in dialog.editors["link"].refusal
    dialog.editors["link"].input.setText("https://reports.example/1")
    dialog.accept()
    (document,) = documents.of_inspection(plan, inspection)
    assert (document.link, document.digest) == ("https://reports.example/1", None)


def test_without_a_file_it_says_to_choose_one(dialog: AttachDialog, plan: Plan) -> None:
    dialog.accept()
    assert dialog.isVisible()
    assert plan.all(Document) == []


def test_a_program_is_not_taken_in(dialog: AttachDialog, plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "Report.exe").write_bytes(b"MZ")
    dialog.take_file(tmp_path / "Report.exe")
    dialog.accept()
    assert dialog.isVisible()
    assert plan.all(Document) == []


# --- opening


def test_a_kept_file_is_opened_as_a_copy_that_cannot_be_written(
    workspace: Workspace, plan: Plan, report: Path, inspection: str, opened: list[QUrl]
) -> None:
    document = documents.keep(plan, report, inspection=inspection)
    assert open_document(workspace, None, document)
    assert open_document(workspace, None, document), "a second time too, though the copy is there"
    path = Path(opened[0].toLocalFile())
    assert path.name == "Report_April_2023.pdf"
    assert path.read_bytes() == report.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o400
    assert path.parent.stat().st_mode & 0o077 == 0


def test_what_could_run_is_only_saved(
    workspace: Workspace, plan: Plan, tmp_path: Path, opened: list[QUrl], messages: Messages
) -> None:
    (tmp_path / "Letter.pdf").write_bytes(b"#!/bin/sh")
    document = documents.keep(plan, tmp_path / "Letter.pdf")
    with plan.batch("As if the plan had come from elsewhere"):
        plan.change("document", document, file_name="Letter.sh")
    assert not open_document(workspace, None, document)
    assert (opened, "could run something" in messages.sentences[0]) == ([], True)
    messages.answer("Save it…", tmp_path / "saved.sh")
    assert open_document(workspace, None, document)
    assert opened == []
    assert (tmp_path / "saved.sh").read_bytes() == b"#!/bin/sh"


def test_a_web_address_goes_to_the_browser_and_a_share_does_not(
    workspace: Workspace, plan: Plan, opened: list[QUrl], messages: Messages
) -> None:
    web = documents.link(plan, "https://reports.example/1?a=b")
    share = documents.link(plan, r"\\server\children\Letter.pdf")
    assert open_document(workspace, None, web)
    assert [address.toString() for address in opened] == ["https://reports.example/1?a=b"]
    messages.answer("Copy the address")
    assert open_document(workspace, None, share)
    assert len(opened) == 1
    assert QApplication.clipboard().text() == r"\\server\children\Letter.pdf"


def test_a_document_that_is_gone_or_cannot_be_opened_is_said(
    workspace: Workspace, plan: Plan, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    workspace.refused.connect(said.append)
    document = documents.keep(plan, report)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    assert not open_document(workspace, None, document)
    documents.remove(plan, document)
    assert not open_document(workspace, None, document)
    assert not save_document(workspace, None, document)
    assert said[0].startswith("This computer has no program to open Report_April_2023.pdf")
    assert len(said) == 3


def test_saving_asks_where_and_says_when_it_cannot(
    workspace: Workspace, plan: Plan, report: Path, tmp_path: Path, messages: Messages
) -> None:
    said: list[str] = []
    workspace.refused.connect(said.append)
    document = documents.keep(plan, report)
    assert not save_document(workspace, None, document), "called off"
    messages.answer(tmp_path / "copy.pdf", tmp_path / "nowhere" / "copy.pdf")
    assert save_document(workspace, None, document)
    assert (tmp_path / "copy.pdf").read_bytes() == report.read_bytes()
    assert not save_document(workspace, None, document)
    assert said[0].startswith("copy.pdf could not be written there")
