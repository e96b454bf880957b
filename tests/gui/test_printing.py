"""Print: what is shown is what is saved and what comes out of the printer; nothing keeps the window waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPageRanges
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.background import Task
from gui.dialogs import papers, printer, printing
from gui.dialogs.printing import PrintDialog
from gui.main_window import MainWindow
from gui.workspace import Workspace
from model import meetings, people, sample_files, samples
from model.errors import Fault
from model.records import Person
from model.reports.document import plain_text
from model.reports.page_pictures import PagePictures
from tests.gui.conftest import Messages

LONG = 20_000
"""Milliseconds that a shared machine may take to make a paper."""


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    """On the sample plan of Lincolnshire, on its own day."""
    samples.fill(workspace.plan, sample_files.sample("lincolnshire"))
    return workspace


@pytest.fixture
def show(qtbot: QtBot, filled: Workspace) -> Iterator[Callable[..., PrintDialog]]:
    """The dialog on a screen, once its paper is made."""
    shown: list[PrintDialog] = []

    def show(**given: str) -> PrintDialog:
        dialog = PrintDialog(filled, None, papers.first_choice(filled, **given))
        shown.append(dialog)
        dialog.resize(1100, 800)
        dialog.show()
        ready(qtbot, dialog)
        return dialog

    yield show
    for dialog in shown:
        dialog.close()
        dialog.deleteLater()


def ready(qtbot: QtBot, dialog: PrintDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.busy, timeout=LONG)


def text_of(dialog: PrintDialog) -> str:
    assert dialog.made is not None
    return plain_text(dialog.made.document)


def image_of(pages: PagePictures, page: int, scale: float) -> QImage:
    picture = pages.draw(page, scale)
    return QImage(picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32).copy()


# --- the preview


def test_the_paper_for_the_next_meeting_is_shown_page_by_page(qtbot: QtBot, show: Callable[..., PrintDialog]) -> None:
    dialog = show()
    assert dialog.made is not None
    assert "Report to\tCorporate Parenting Panel" in text_of(dialog)
    count = len(dialog.made.pages)
    assert dialog.place.text() == f"Page 1 of {count}"
    assert dialog.note.text().startswith(f"{count} pages, A4")
    qtbot.waitUntil(lambda: 0 in dialog.pages.drawn, timeout=LONG)
    # Only what is near the view was drawn.
    assert count - 1 not in dialog.pages.drawn
    dialog.pages.setFocus()
    qtbot.keyClick(dialog.pages, Qt.Key.Key_End)
    assert dialog.place.text() == f"Page {count} of {count}"
    qtbot.waitUntil(lambda: count - 1 in dialog.pages.drawn, timeout=LONG)
    qtbot.keyClick(dialog.pages, Qt.Key.Key_Home)
    assert dialog.pages.current == 0
    qtbot.keyClick(dialog.pages, Qt.Key.Key_PageDown)
    assert dialog.pages.verticalScrollBar().value() > 0
    assert dialog.pages.accessibleDescription() == dialog.place.text()


def test_what_is_drawn_is_the_page(qtbot: QtBot, show: Callable[..., PrintDialog]) -> None:
    dialog = show()
    assert dialog.made is not None
    qtbot.waitUntil(lambda: 0 in dialog.pages.drawn, timeout=LONG)
    shown = dialog.pages.viewport().grab().toImage()
    wanted = image_of(dialog.made.pages, 0, dialog.pages.zoom * 96 / 72)
    place = dialog.pages._places[0]
    ratio = shown.devicePixelRatio()
    inked = 0
    for down in range(60, 400, 7):
        for across in range(60, 400, 7):
            colour = shown.pixelColor(round((place.left() + across) * ratio), round((place.top() + down) * ratio))
            other = wanted.pixelColor(across, down)
            assert abs(colour.lightness() - other.lightness()) < 12
            inked += other.lightness() < 128
    assert inked > 20


def test_pages_are_made_larger_and_smaller(qtbot: QtBot, show: Callable[..., PrintDialog]) -> None:
    dialog = show()
    dialog.fit_page()
    small = dialog.pages.zoom
    assert dialog.pages._places[0].height() <= dialog.pages.viewport().height()
    dialog.fit_width()
    assert dialog.pages.zoom > small
    assert dialog.pages.horizontalScrollBar().maximum() == 0
    dialog.pages.set_zoom(1.0)
    dialog.pages.zoom_in()
    assert dialog.percent.text() == "110 %"
    dialog.pages.zoom_out()
    dialog.pages.zoom_out()
    assert dialog.percent.text() == "90 %"
    for _ in range(20):
        dialog.pages.zoom_in()
    assert dialog.percent.text() == "300 %"
    qtbot.waitUntil(lambda: 0 in dialog.pages.drawn, timeout=LONG)


# --- choosing


def test_another_body_another_day_and_names_make_another_paper(
    qtbot: QtBot, show: Callable[..., PrintDialog], filled: Workspace
) -> None:
    dialog = show()
    scrutiny = next(one.id for one in meetings.bodies(filled.plan) if "Scrutiny" in one.name)
    dialog.body.chosen.emit(scrutiny)
    ready(qtbot, dialog)
    assert "Report to\tChildren and Young People Scrutiny Committee\nDate of meeting\t20 October 2023" in text_of(
        dialog
    )
    assert "Thursday 12 October 2023" in dialog.papers_due.text()
    dialog.posts.click()
    ready(qtbot, dialog)
    assert "People are printed by name" in text_of(dialog)
    dialog.day.setText("15/9/2023")
    dialog.day.commit()
    ready(qtbot, dialog)
    assert "Position on\t15 September 2023" in text_of(dialog)
    dialog.body.chosen.emit(None)
    ready(qtbot, dialog)
    assert "Report to" not in text_of(dialog)
    assert not dialog.meeting.isVisible()


def test_what_was_chosen_is_there_again(qtbot: QtBot, show: Callable[..., PrintDialog], filled: Workspace) -> None:
    dialog = show()
    board = next(one.id for one in meetings.bodies(filled.plan) if one.name == "Quality Assurance Board")
    dialog.body.chosen.emit(board)
    dialog.posts.click()
    ready(qtbot, dialog)
    again = papers.first_choice(filled)
    assert (again.body, again.posts, again.kind) == (board, False, papers.PROGRESS)
    meetings.remove_body(filled.plan, board)
    assert papers.first_choice(filled).body is None


def test_one_owners_sheet(qtbot: QtBot, show: Callable[..., PrintDialog], filled: Workspace) -> None:
    dialog = show()
    assert dialog.owner.isVisible() is False
    dialog.kind.chosen.emit(papers.OWNER)
    assert dialog.note.text().startswith("Choose whose sheet")
    assert not dialog.print_button.isEnabled()
    owner = people.find(filled.plan, "Head of Leaving Care")
    assert owner is not None
    dialog.owner.chosen.emit(owner.id)
    ready(qtbot, dialog)
    assert text_of(dialog).startswith("Head of Leaving Care: actions on 30 August 2023")
    assert not dialog.body.isVisible()
    assert dialog.print_button.isEnabled()


def test_the_meeting_or_the_person_in_hand_decides(
    filled: Workspace, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[papers.Choice] = []
    monkeypatch.setattr(PrintDialog, "exec", lambda dialog: shown.append(dialog.choice))
    meeting = meetings.last_meeting(filled.plan, date(2023, 8, 30))
    owner = people.find(filled.plan, "Principal Social Worker")
    assert meeting is not None
    assert owner is not None
    filled.select("meeting", [meeting.id])
    filled.command("file.print")
    filled.select("person", [owner.id])
    filled.command("file.print")
    filled.select("", ())
    printing.print_paper(filled, window, meeting=meeting.id)
    assert [one.kind for one in shown] == [papers.PROGRESS, papers.OWNER, papers.PROGRESS]
    assert shown[0].meeting == shown[2].meeting == meeting.id
    assert shown[1].owner == owner.id


def test_an_owner_who_is_gone_is_said_in_words(
    qtbot: QtBot, show: Callable[..., PrintDialog], filled: Workspace
) -> None:
    owner = people.add(filled.plan, "Head of Fostering")
    dialog = show(owner=owner)
    people.remove(filled.plan, owner)
    assert filled.plan.find(Person, owner) is None
    dialog.make()
    ready(qtbot, dialog)
    assert "no longer in the plan" in dialog._banner.sentence


def test_a_day_that_is_none_is_said_in_words(show: Callable[..., PrintDialog]) -> None:
    dialog = show()
    dialog.day.setText("31/2/2023")
    assert dialog.day.commit() is False
    assert dialog._banner.sentence


def test_closing_while_a_paper_is_made_is_quiet(qtbot: QtBot, filled: Workspace) -> None:
    dialog = PrintDialog(filled, None, papers.first_choice(filled))
    dialog.show()
    assert dialog.busy
    dialog.close()
    qtbot.waitUntil(lambda: not filled.tasks._tasks, timeout=LONG)
    assert dialog.made is None
    dialog.deleteLater()


def test_pages_that_are_no_longer_shown_are_given_back(qtbot: QtBot, show: Callable[..., PrintDialog]) -> None:
    dialog = show()
    assert dialog.made is not None
    first = dialog.made.pages
    dialog.posts.click()
    ready(qtbot, dialog)
    assert dialog.made.pages is not first
    qtbot.waitUntil(lambda: first._pdf is None, timeout=LONG)
    second = dialog.made.pages
    dialog.close()
    qtbot.waitUntil(lambda: second._pdf is None, timeout=LONG)
    with pytest.raises(Fault):
        second.draw(0, 1.0)


def test_everything_in_the_dialog_has_a_name(
    show: Callable[..., PrintDialog], walk: Callable[[QWidget], Iterator[QWidget]]
) -> None:
    dialog = show()
    nameless = [
        type(widget).__name__
        for widget in walk(dialog)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisible()
        and not widget.accessibleName()
        and not getattr(widget, "text", str)()
    ]
    assert nameless == []


# --- saving from it


def test_the_pdf_that_is_saved_is_the_one_that_is_shown(
    qtbot: QtBot, show: Callable[..., PrintDialog], messages: Messages, tmp_path: Path, filled: Workspace
) -> None:
    dialog = show()
    assert dialog.made is not None
    messages.answer(tmp_path / "paper.pdf")
    dialog.save_pdf()
    qtbot.waitUntil((tmp_path / "paper.pdf").exists, timeout=LONG)
    assert (tmp_path / "paper.pdf").read_bytes() == dialog.made.pages.content
    qtbot.waitUntil(lambda: "Saved paper.pdf" in dialog._banner.sentence, timeout=LONG)
    assert dialog._banner.button.text() == "Show in folder"
    messages.answer(tmp_path / "paper.docx", tmp_path / "no" / "such" / "paper.html")
    dialog.save_word()
    qtbot.waitUntil((tmp_path / "paper.docx").exists, timeout=LONG)
    dialog.save_html()
    qtbot.waitUntil(lambda: "could not be written" in dialog._banner.sentence, timeout=LONG)


# --- printing


@pytest.fixture
def to_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The printer that is chosen in the system's dialog writes a PDF file."""
    path = tmp_path / "printed.pdf"

    def ask(parent: QWidget | None, chosen: QPrinter, count: int) -> bool:
        chosen.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        chosen.setOutputFileName(str(path))
        chosen.setResolution(150)
        return True

    monkeypatch.setattr(printer, "ask_printer", ask)
    return path


def test_the_printer_gets_every_page_as_it_is_shown(
    qtbot: QtBot, show: Callable[..., PrintDialog], to_file: Path, filled: Workspace
) -> None:
    dialog = show()
    assert dialog.made is not None
    said: list[str] = []
    filled.said.connect(said.append)
    dialog.print_button.click()
    count = len(dialog.made.pages)
    qtbot.waitUntil(lambda: any(f"{count} pages sent to" in words for words in said), timeout=LONG)
    paper = dialog.made.pages
    with PagePictures(to_file.read_bytes()) as printed:
        assert len(printed) == count
        for page in range(count):
            sheet, shown = printed.sizes[page], paper.sizes[page]
            assert (sheet.width > sheet.height) == (shown.width > shown.height)
            assert apart(seen(printed, page), seen(paper, page)) < 3
        assert apart(seen(printed, 0), seen(paper, 1)) > 6


def seen(pages: PagePictures, page: int) -> QImage:
    """A page as from across the room: where it is dark and where it is light."""
    size = QSize(20, 28) if pages.sizes[page].height > pages.sizes[page].width else QSize(28, 20)
    smooth = Qt.TransformationMode.SmoothTransformation
    return image_of(pages, page, 0.6).scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)


def apart(one: QImage, other: QImage) -> float:
    """How far apart two pictures are, from 0 to 255, on the average."""
    places = [(x, y) for x in range(one.width()) for y in range(one.height())]
    each = [abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) for x, y in places]
    return sum(each) / len(each)


def test_only_the_pages_that_were_asked_for_are_printed(qtbot: QtBot, filled: Workspace, tmp_path: Path) -> None:
    chosen = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    assert printer.sheets(chosen, 4, 0) == [0, 1, 2, 3]
    chosen.setPrintRange(QPrinter.PrintRange.PageRange)
    chosen.setFromTo(2, 3)
    assert printer.sheets(chosen, 4, 0) == [1, 2]
    chosen.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert printer.sheets(chosen, 4, 0) == [2, 1]
    chosen.setPageRanges(QPageRanges.fromString("1,3-9"))
    assert printer.sheets(chosen, 4, 0) == [3, 2, 0]
    chosen.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert printer.sheets(chosen, 4, 2) == [2]


def test_copies_that_the_printer_cannot_make_are_printed_one_after_the_other() -> None:
    chosen = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    chosen.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    if chosen.supportsMultipleCopies():
        pytest.skip("this platform's printer makes copies by itself")
    chosen.setCopyCount(2)
    chosen.setCollateCopies(True)
    assert printer.sheets(chosen, 2, 0) in ([0, 1, 0, 1], [0, 1])
    chosen.setCollateCopies(False)
    assert printer.sheets(chosen, 2, 0) in ([0, 0, 1, 1], [0, 1])


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_said_in_words(
    qtbot: QtBot, show: Callable[..., PrintDialog], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, filled: Workspace
) -> None:
    def ask(parent: QWidget | None, chosen: QPrinter, count: int) -> bool:
        chosen.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        chosen.setOutputFileName(str(tmp_path / "no" / "such" / "folder" / "printed.pdf"))
        return True

    monkeypatch.setattr(printer, "ask_printer", ask)
    dialog = show()
    dialog.print_it()
    qtbot.waitUntil(lambda: "did not take the paper" in dialog._banner.sentence, timeout=LONG)


def test_printing_that_is_called_off_in_the_dialog_or_meanwhile_prints_nothing_more(
    qtbot: QtBot, show: Callable[..., PrintDialog], monkeypatch: pytest.MonkeyPatch, filled: Workspace, tmp_path: Path
) -> None:
    dialog = show()
    monkeypatch.setattr(printer, "ask_printer", lambda *_: False)
    assert dialog.made is not None
    assert printer.print_pages(filled, dialog, dialog.made.pages.content, "Paper") is None
    chosen = QPrinter(QPrinter.PrinterMode.HighResolution)
    chosen.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    chosen.setOutputFileName(str(tmp_path / "printed.pdf"))
    said: list[str] = []
    filled.said.connect(said.append)
    task = printer.send(filled, dialog, chosen, dialog.made.pages.content, list(range(len(dialog.made.pages))))
    assert isinstance(task, Task)
    with qtbot.waitSignal(task.finished, timeout=LONG):
        task.cancel()
    assert not any("sent to" in words for words in said)
