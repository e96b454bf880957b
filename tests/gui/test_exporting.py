"""Saving papers and registers from the menu: where it is, or why not, in words."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import docx
import openpyxl
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from gui import messages as boxes
from gui.dialogs import exporting, papers
from gui.dialogs.printing import PrintDialog
from gui.main_window import MainWindow
from gui.workspace import Workspace
from model import meetings, people, sample_files, samples
from model.records import Action
from model.reports.page_pictures import page_count
from tests.gui.conftest import Messages

LONG = 20_000
"""Milliseconds that a shared machine may take to write a paper."""


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    samples.fill(workspace.plan, sample_files.sample("lincolnshire"))
    return workspace


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that were offered for files, in turn."""
    offered: list[str] = []
    ask = boxes.asker.save_file

    def save_file(parent: object, title: str, kinds: object, name: str) -> str:
        offered.append(Path(name).name)
        return ask(parent, title, kinds, name)  # type: ignore[arg-type]

    monkeypatch.setattr(boxes.asker, "save_file", save_file)
    return offered


def exported(qtbot: QtBot, window: MainWindow, command: str, path: Path) -> None:
    """Run a command of File ▸ Export and wait for its file."""
    window.workspace.command(command)
    qtbot.waitUntil(lambda: path.exists() and "Saved" in window.said, timeout=LONG)


@pytest.mark.parametrize(
    ("command", "ending", "name"),
    [
        ("file.export.paper_pdf", "pdf", "Lincolnshire progress summary, 30 August 2023.pdf"),
        ("file.export.paper_word", "docx", "Lincolnshire progress summary, 30 August 2023.docx"),
        ("file.export.paper_html", "html", "Lincolnshire progress summary, 30 August 2023.html"),
        ("file.export.register_xlsx", "xlsx", "Lincolnshire action register, 30 August 2023.xlsx"),
        ("file.export.register_csv", "csv", "Lincolnshire action register, 30 August 2023.csv"),
        ("file.export.json", "json", "Children's services improvement plan, 30 August 2023.json"),
    ],
)
def test_everything_in_the_menu_is_written_and_said(
    qtbot: QtBot, filled: Workspace, window: MainWindow, messages: Messages, names: list[str], tmp_path: Path,
    command: str, ending: str, name: str,
) -> None:  # fmt: skip
    path = tmp_path / f"here.{ending}"
    messages.answer(path)
    exported(qtbot, window, command, path)
    assert names == [name]
    assert window.said == f"Saved here.{ending} in {tmp_path}"
    assert window.banner.sentence == f"Saved here.{ending} in {tmp_path}."
    assert window.banner.button.text() == "Show in folder"
    content = path.read_bytes()
    count = len(filled.plan.all(Action))
    if ending == "pdf":
        assert page_count(content) > 5
    elif ending == "docx":
        assert docx.Document(str(path)).paragraphs
    elif ending == "html":
        assert b"Corporate Parenting Panel" in content
    elif ending == "xlsx":
        sheet = openpyxl.load_workbook(path).active
        assert sheet is not None
        assert sheet.max_row == count + 1
    elif ending == "csv":
        assert len(list(csv.reader(content.decode("utf-8-sig").splitlines()))) >= count
    else:
        assert len(json.loads(content)["action"]) == count


def test_the_button_shows_the_folder(
    qtbot: QtBot, filled: Workspace, window: MainWindow, messages: Messages, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url) or True)
    messages.answer(tmp_path / "register.csv")
    exported(qtbot, window, "file.export.register_csv", tmp_path / "register.csv")
    window.banner.button.click()
    assert [Path(url.toLocalFile()) for url in shown] == [tmp_path]
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    window.banner.button.click()
    assert "could not be shown" in window.banner.sentence


def test_a_name_without_an_ending_or_with_another_gets_the_right_one(
    qtbot: QtBot, filled: Workspace, window: MainWindow, messages: Messages, tmp_path: Path
) -> None:
    messages.answer(tmp_path / "register", tmp_path / "register 30.8.23")
    exported(qtbot, window, "file.export.register_csv", tmp_path / "register.csv")
    exported(qtbot, window, "file.export.register_xlsx", tmp_path / "register 30.8.23.xlsx")


def test_what_cannot_be_written_is_refused_and_the_old_file_stays(
    qtbot: QtBot, filled: Workspace, window: MainWindow, messages: Messages, tmp_path: Path
) -> None:
    messages.answer(tmp_path / "gone" / "register.csv")
    filled.command("file.export.register_csv")
    qtbot.waitUntil(lambda: "could not be written" in window.banner.sentence, timeout=LONG)
    old = tmp_path / "paper.pdf"
    old.mkdir()
    messages.answer(old)
    filled.command("file.export.paper_pdf")
    qtbot.waitUntil(lambda: "paper.pdf could not be written" in window.banner.sentence, timeout=LONG)
    assert old.is_dir()
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_calling_it_off_writes_nothing(filled: Workspace, window: MainWindow, messages: Messages) -> None:
    said = window.said
    for export in (exporting.paper_pdf, exporting.register_xlsx, exporting.plan_json):
        assert export(filled, window) is None
    assert window.said == said


def test_the_paper_from_the_menu_is_the_one_that_was_looked_at(
    qtbot: QtBot, filled: Workspace, window: MainWindow, messages: Messages, tmp_path: Path
) -> None:
    board = next(one.id for one in meetings.bodies(filled.plan) if one.name == "Quality Assurance Board")
    papers.remember(filled, papers.Choice(papers.OWNER, filled.today(), False, body=board))
    messages.answer(tmp_path / "paper.html")
    exported(qtbot, window, "file.export.paper_html", tmp_path / "paper.html")
    written = (tmp_path / "paper.html").read_text("utf-8")
    assert "Quality Assurance Board" in written
    assert "27 September 2023" in written
    assert "printed by name" in written


def test_the_folder_of_the_last_paper_is_where_the_next_one_begins(
    qtbot: QtBot, filled: Workspace, window: MainWindow, messages: Messages, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    begun: list[str] = []
    monkeypatch.setattr(boxes.asker, "save_file", lambda parent, title, kinds, name: begun.append(name) or "")
    filled.preferences["papers_last"] = (str(tmp_path),)
    exporting.register_csv(filled, window)
    (tmp_path / "papers").mkdir()
    filled.preferences["papers_folder"] = str(tmp_path / "papers")
    exporting.register_csv(filled, window)
    assert [Path(name).parent for name in begun] == [tmp_path, tmp_path / "papers"]


def test_the_sheet_of_the_owner_in_hand_is_saved_at_once(
    qtbot: QtBot, filled: Workspace, window: MainWindow, messages: Messages, names: list[str], tmp_path: Path
) -> None:
    owner = people.find(filled.plan, "Head of Leaving Care")
    assert owner is not None
    filled.select("person", [owner.id])
    messages.answer(tmp_path / "sheet.pdf")
    exported(qtbot, window, "file.export.owner_sheet", tmp_path / "sheet.pdf")
    assert names == ["Lincolnshire actions of Head of Leaving Care, 30 August 2023.pdf"]


def test_without_an_owner_in_hand_the_preview_asks_whose(
    filled: Workspace, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[papers.Choice] = []
    monkeypatch.setattr(PrintDialog, "exec", lambda dialog: shown.append(dialog.choice))
    filled.select("", ())
    exporting.owner_sheet(filled, window)
    assert shown[0].kind == papers.OWNER
    assert shown[0].owner is not None


def test_a_plan_without_owners_has_no_sheet_and_says_so(workspace: Workspace, window: MainWindow) -> None:
    exporting.owner_sheet(workspace, window)
    assert "assign one first" in window.banner.sentence


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Borsetshire: plan / 2023?", "Borsetshire plan 2023"),
        ("a\x00b\tc", "a b c"),
        ("dots...", "dots"),
        ("***", "paper"),
        ("x" * 500, "x" * 120),
    ],
)
def test_names_of_files_hold_nothing_that_a_share_refuses(name: str, safe: str) -> None:
    assert papers.safe_name(name) == safe
