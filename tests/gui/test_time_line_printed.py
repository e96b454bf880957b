"""Print on the Deadlines page: the line of time as it is shown there, on the sheet that is chosen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from gui.dialogs import papers, printer
from gui.dialogs.papers import OWNER, PROGRESS, TIMELINE
from gui.dialogs.printing import PrintDialog
from gui.main_window import MainWindow
from gui.pages.deadlines import DeadlinesPage
from gui.workspace import Workspace
from model import people, sample_files, samples
from model.reports.document import Document, plain_text
from model.reports.page_pictures import PagePictures
from model.reports.pdf import write_pdf
from tests.gui.actions_made import answer
from tests.gui.by_hand import Hands
from tests.gui.conftest import Messages

LONG = 20_000


@pytest.fixture
def page(workspace: Workspace, window: MainWindow) -> DeadlinesPage:
    samples.fill(workspace.plan, sample_files.sample("lincolnshire"))
    shown = window.show_page("deadlines")
    assert isinstance(shown, DeadlinesPage)
    return shown


def sides(document_pages: PagePictures) -> tuple[int, int]:
    size = document_pages.sizes[0]
    return round(size.width), round(size.height)


def test_ctrl_p_shows_the_line_as_the_page_shows_it_on_a4_or_a3(
    page: DeadlinesPage, window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    owner = next(load.person for load in people.loads(workspace.plan, workspace.today()) if load.person and load.open)
    page.apply(owner=owner.id, kinds=("action",))
    page.line.grouping.set_value("owner")
    seen: list[tuple[str, tuple[int, int]]] = []

    def drive(dialog: PrintDialog) -> None:
        for paper in ("a4", "a3"):
            dialog.paper._buttons[paper].click()
            qtbot.waitUntil(lambda: not dialog.busy, timeout=LONG)
            assert dialog.made is not None
            seen.append((plain_text(dialog.made.document), sides(dialog.made.pages)))
            assert f", {paper.upper()}, tagged" in dialog.note.text()
        dialog.reject()

    hands = Hands(window, qtbot)
    hands.in_dialog(PrintDialog, drive, lambda: hands.press("Ctrl+P"))
    assert [size for _, size in seen] == [(842, 595), (1191, 842)]
    for said, _ in seen:
        assert f"owned by {owner.name}" in said
        assert "Milestone" not in said
    # What was asked for here is not what other pages print.
    assert papers.first_choice(workspace).kind == PROGRESS
    assert papers.first_choice(workspace).paper == "a3"


def test_other_pages_print_what_they_did(window: MainWindow, page: DeadlinesPage, qtbot: QtBot) -> None:
    window.show_page("overview")
    kinds: list[str] = []

    def drive(dialog: PrintDialog) -> None:
        kinds.append(dialog.choice.kind)
        dialog.reject()

    answer(PrintDialog, drive)
    window.commands.run("file.print")
    assert kinds == [PROGRESS]


def test_the_dialog_changes_between_the_three_papers(
    page: DeadlinesPage, workspace: Workspace, window: MainWindow, qtbot: QtBot
) -> None:
    dialog = PrintDialog(workspace, None, papers.first_choice(workspace))
    dialog.show()
    qtbot.waitUntil(lambda: not dialog.busy, timeout=LONG)
    assert not dialog._for_paper.isVisible()
    dialog.kind._buttons[TIMELINE].click()
    qtbot.waitUntil(lambda: not dialog.busy, timeout=LONG)
    assert dialog.made is not None
    assert dialog.made.document.title.startswith("Line of time")
    assert (dialog._for_paper.isVisible(), dialog._for_owner.isVisible(), dialog._for_body.isVisible()) == (
        True, False, False,
    )  # fmt: skip
    dialog.kind._buttons[OWNER].click()
    assert not dialog._for_paper.isVisible()
    dialog.close()
    dialog.deleteLater()


def test_nothing_to_draw_is_said_in_the_dialog(workspace: Workspace, window: MainWindow, qtbot: QtBot) -> None:
    page = window.show_page("deadlines")
    dialog = PrintDialog(workspace, None, papers.of_line(workspace, *page.printed()))
    dialog.show()
    qtbot.waitUntil(lambda: not dialog.busy, timeout=LONG)
    assert "take a filter off, or agree dates" in dialog._banner.sentence
    assert not dialog.print_button.isEnabled()
    dialog.close()
    dialog.deleteLater()


def test_it_is_saved_under_its_name(
    page: DeadlinesPage, workspace: Workspace, qtbot: QtBot, messages: Messages, tmp_path: Path
) -> None:
    choice = papers.of_line(workspace, *page.printed())
    assert papers.file_name(workspace.plan, choice) == "Lincolnshire line of time, 30 August 2023"
    dialog = PrintDialog(workspace, None, choice)
    dialog.show()
    qtbot.waitUntil(lambda: not dialog.busy, timeout=LONG)
    messages.answer(tmp_path / "line.pdf")
    dialog.save_pdf()
    qtbot.waitUntil((tmp_path / "line.pdf").exists, timeout=LONG)
    assert dialog.made is not None
    assert (tmp_path / "line.pdf").read_bytes() == dialog.made.pages.content
    dialog.close()
    dialog.deleteLater()


def test_a3_pages_ask_the_printer_for_a3(
    page: DeadlinesPage, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(parent: object, given: QPrinter, count: int) -> bool:
        asked.append(f"{given.pageLayout().pageSize().name()} {count}")
        return False

    monkeypatch.setattr(printer, "ask_printer", ask)
    for paper in ("a4", "a3"):
        choice = replace(papers.of_line(workspace, *page.printed()), paper=paper)
        document: Document = papers.document(workspace.plan, choice, workspace.plan.sitting.clock())
        made = write_pdf(document)
        assert printer.print_pages(workspace, None, made.content, document.title) is None
    assert [one.split()[0] for one in asked] == ["A4", "A3"]
    assert all(int(one.split()[-1]) > 1 for one in asked)
