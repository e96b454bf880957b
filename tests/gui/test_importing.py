"""A document comes in: dropped, read, looked through beside its pages, edited, accepted by one act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.importing.item_table import Heading
from gui.importing.review_window import ReviewWindow
from gui.importing.reviewing import NEW, NONE, Fetched
from gui.importing.start import importing_of, paste_document
from gui.importing.text_sheets import KEPT
from gui.main_window import MainWindow
from gui.workspace import Workspace
from model import areas, inspections, passages
from model.imports import reading as reader
from model.imports.pages import Reading
from model.imports.proposals import MeetingSaid, Proposals, QuestionSaid, ResolutionSaid, Stated, Words
from model.records import Area, Document, Inspection, Judgement, Meeting, Question
from tests.gui.conftest import Messages
from tests.gui.documents_made import OVERSIGHT, PATHWAY, Given, report
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


def press(widget: QWidget, *keys: str) -> None:
    for key in keys:
        pressed = QKeySequence(key)[0]
        QTest.keyClick(widget, pressed.key(), pressed.keyboardModifiers())


def drop(window: QWidget, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(400, 300), copy, mime, left, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    event = QDropEvent(QPointF(400, 300), copy, mime, left, none)
    QApplication.sendEvent(window, event)
    assert event.isAccepted()


def reviewed(workspace: Workspace, qtbot: QtBot) -> ReviewWindow:
    """The review that is open, once its document was read."""
    importing = importing_of(workspace)
    qtbot.waitUntil(lambda: bool(importing.windows))
    window = importing.windows[-1]
    assert isinstance(window, ReviewWindow)
    qtbot.waitUntil(lambda: not window.waiting and window.isVisible())
    return window


def opened(workspace: Workspace, qtbot: QtBot, path: Path) -> ReviewWindow:
    importing_of(workspace).take([path])
    return reviewed(workspace, qtbot)


def marked(window: ReviewWindow) -> str:
    """The words that are highlighted in the document."""
    reading = window.document.marking.reading
    assert reading is not None
    lines = []
    for spot in window.document.highlighted:
        words = reading.pages[spot.page - 1].lines[spot.line].text.split()
        lines.append(" ".join(words[spot.first : spot.last + 1]))
    return " ".join(lines)


def item_keys(window: ReviewWindow) -> list[str]:
    rows = (window.items.row_at(at) for at in range(window.items.rowCount()))
    return [f"# {row.group}" if isinstance(row, Heading) else row.key for row in rows if row is not None]


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


# --- set beside the plan


def test_the_same_report_again_stands_beside_its_twin_and_is_not_ticked(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, file: Path
) -> None:
    opened(workspace, qtbot, file).accept_button.click()
    review = opened(workspace, qtbot, file)
    assert not review.accept_button.isEnabled()
    (inspection,) = workspace.plan.all(Inspection)
    assert review.destination.inspection.value == inspection.id
    assert "fieldwork began on that day" in review.destination.remark.text()
    review.list.choose("finding 1")
    assert review.editor.beside.theirs.text.text() == OVERSIGHT
    assert review.editor.beside.sentence.text() == "Area 1 says the same and comes from the same inspection."


def test_a_worry_raised_before_joins_its_thread(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, given: Given, file: Path, tmp_path: Path
) -> None:
    opened(workspace, qtbot, file).accept_button.click()
    later = tmp_path / "later.pdf"
    words = "Pathway plans for care leavers, also for those who live out of the area, are out of date."
    given.add(later, report(later, "2029-03-05", areas=[words]), start="2029-03-05", areas=[words])
    review = opened(workspace, qtbot, later)
    review.list.choose("finding 1")
    beside = review.editor.beside
    assert beside.sentence.text() == "This was raised in 2026."
    assert beside.mine.text.text() == words
    assert beside.theirs.text.text() == PATHWAY
    assert beside.choice.currentText() == "A new area"
    beside.choice.setCurrentIndex(1)
    beside.choice.activated.emit(1)
    assert review.review is not None
    assert review.review.item("finding 1").into is not None  # type: ignore[union-attr]
    review.accept_button.click()
    held = workspace.plan.all(Area)
    assert len(held) == 2
    (area,) = [one for one in held if one.words == PATHWAY]
    days = [step.day.year for step in areas.golden_thread(workspace.plan, area.id) if step.day]
    assert days == [2026, 2029]


def test_another_inspection_can_be_chosen_and_edits_stay(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, file: Path
) -> None:
    held = workspace.run(inspections.add, framework="ilacs-2023", type="short", fieldwork_start=date(2024, 1, 8))
    review = opened(workspace, qtbot, file)
    assert review.review is not None
    assert review.review.inspection == NEW
    review.review.edit("finding 1", title="Mine")
    review.review.tick(["finding 2"], False)
    review.review.choose_inspection(held)
    assert not review.destination.framework.isVisibleTo(review)
    fact = review.review.item("fact fieldwork_start")
    assert fact is not None
    assert not fact.ticked, "the plan's own day is another"
    assert review.review.item("finding 1").title == "Mine"  # type: ignore[union-attr]
    assert not review.review.item("finding 2").ticked  # type: ignore[union-attr]
    review.list.choose("fact fieldwork_start")
    assert review.editor.beside.theirs.title.text() == "The plan, entered by hand"
    assert review.editor.beside.theirs.text.text() == "8 January 2024"
    review.review.choose_inspection(NONE)
    assert not review.review.draft.of_group("judgements")[0].ticked


def test_a_document_about_another_authority_says_so_and_is_taken_only_on_purpose(
    workspace: Workspace, qtbot: QtBot, given: Given, tmp_path: Path
) -> None:
    path = tmp_path / "report.pdf"
    given.add(path, report(path, authority="Felpersham"), authority="Felpersham")
    review = opened(workspace, qtbot, path)
    assert "is about Felpersham and the plan about Borsetshire" in review.destination.asks.text()
    assert not review.accept_button.isEnabled()
    review.destination.ours.click()
    assert review.accept_button.text() == "Accept 4 items"


def paper(workspace: Workspace) -> Fetched:
    """Minutes that do not say who met."""
    text = (
        "RESOLVED that the report be noted\nCouncillor A asked how many visits there were\nFour a year, by March 2027"
    )
    read: Reading = reader.read_text(text, "minutes.txt")
    found = Proposals(
        kind="minutes", pages=1, sha256=read.sha256, name=read.name,
        meeting=MeetingSaid(None, Stated("2026-03-05", None)),
        resolutions=(ResolutionSaid("That the report be noted", Words(1, "that the report be noted")),),
        questions=(QuestionSaid("a member", "How many visits?", "Four a year", Words(1, "how many visits")),),
        asks=("Which body met?",),
    )  # fmt: skip
    return Fetched(read, found, text.encode(), None)


def test_what_a_paper_leaves_open_is_asked_before_it_is_taken_in(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    review = importing_of(workspace).review_fetched(paper(workspace))
    assert isinstance(review, ReviewWindow)
    assert review.destination.asks.text() == "Which body met?"
    review.accept_button.click()
    assert "which body met" in review.banner.sentence.lower()
    assert review.isVisible()
    review.activateWindow()
    review.destination.body.setText("Corporate Parenting Panel")
    review.accept_button.click()
    (meeting,) = workspace.plan.all(Meeting)
    assert meeting.on_day == date(2026, 3, 5)
    (question,) = workspace.plan.all(Question)
    assert question.answer == "Four a year"
    assert workspace.selection.of("meeting") == (meeting.id,)


def test_a_commitment_by_hand_takes_the_deadline_in_its_words(workspace: Workspace, qtbot: QtBot) -> None:
    review = importing_of(workspace).review_fetched(paper(workspace))
    assert isinstance(review, ReviewWindow)
    review.document.marking.select_line(next_place(review, 2))
    press(review.document.text, "C")
    item = review.list.current()
    assert (item.kind, item.due) == ("commitment", date(2027, 3, 31))  # type: ignore[union-attr]
    assert "March 2027" in (item.phrase or "")  # type: ignore[union-attr]
    review.editor.editors["phrase"].committed.emit("phrase", "by 30 June 2027")
    assert review.review is not None
    assert review.review.item(item.key).due == date(2027, 6, 30)  # type: ignore[union-attr]


def next_place(review: ReviewWindow, line: int) -> object:
    from model.imports.places import Place

    return Place(1, line, 0)


# --- large documents, and find


def test_a_very_long_text_is_laid_out_only_where_it_is_seen(workspace: Workspace, qtbot: QtBot) -> None:
    lines = "\n".join(f"Line {number} of a text that goes on and on" for number in range(60_000))
    read = reader.read_text(lines + "\n" + "x" * 500_000 + "\n" + "word " * 200_000, "long.txt")
    fetched = Fetched(read, Proposals("other", 1, read.sha256, read.name), None, None)
    review = importing_of(workspace).review_fetched(fetched)
    assert isinstance(review, ReviewWindow)
    sheets = review.document.text
    for part in (0.0, 0.3, 0.97, 0.99, 1.0):
        sheets.verticalScrollBar().setValue(round(sheets.verticalScrollBar().maximum() * part))
        sheets.grab()
        assert 0 < sheets.laid_out <= KEPT
    review.document.show_words(Words(1, "Line 41234 of a text"))
    qtbot.waitUntil(lambda: marked(review) == "Line 41234 of a text", timeout=20_000)
    assert any(sheets.rectangles(review.document.highlighted[0]))


def test_find_goes_from_hit_to_hit_and_over_line_ends(workspace: Workspace, qtbot: QtBot, file: Path) -> None:
    review = opened(workspace, qtbot, file)
    view = review.document
    view.find()
    QTest.keyClicks(view.field, "well AND visit")
    assert view.counted.text() == "1 of 1"
    assert [(spot.page, spot.line, spot.first, spot.last) for spot in view.marking.found] == [
        (3, 0, 5, 6),
        (3, 1, 0, 0),
    ]
    view.field.clear()
    QTest.keyClicks(view.field, "children")
    first = view.marking.found
    press(view.field, "Return")
    assert view.marking.found != first
    press(view.field, "Shift+Return")
    assert view.marking.found == first
    QTest.keyClicks(view.field, "zzz")
    assert view.counted.text() == "not found"


def test_closing_the_plan_closes_the_review(workspace: Workspace, qtbot: QtBot, file: Path, messages: Messages) -> None:
    review = opened(workspace, qtbot, file)
    press(review.list, "Space")
    workspace.close()
    assert importing_of(workspace).windows == []
    assert not messages.asked


def test_an_edit_of_the_kind_moves_an_item_to_its_group(workspace: Workspace, qtbot: QtBot, file: Path) -> None:
    review = opened(workspace, qtbot, file)
    assert review.review is not None
    review.list.choose("finding 1")
    review.editor.editors["kind"].committed.emit("kind", "area for priority action")
    item = review.review.item("finding 1")
    assert item is not None
    assert (item.group, item.label) == ("priority", "Area for priority action")
    assert replace(item, group="areas").title == item.title
    assert item_keys(review)[4:6] == ["# priority", "finding 1"]
    assert review.list.current() == item, "it stays in hand"


def test_days_that_the_document_does_not_give_can_be_given(workspace: Workspace, qtbot: QtBot, file: Path) -> None:
    review = opened(workspace, qtbot, file)
    start, end = review.destination.days["fieldwork_start"], review.destination.days["fieldwork_end"]
    assert not start.isVisible(), "the document prints it"
    assert end.isVisible()
    end.setText("15 May 2026")
    review.accept_button.click()
    (inspection,) = workspace.plan.all(Inspection)
    assert (inspection.fieldwork_start, inspection.fieldwork_end) == (date(2026, 5, 11), date(2026, 5, 15))
