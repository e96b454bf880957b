"""What a document says, set beside the plan; what it leaves open; long documents, and finding in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.importing.fetching import Apart
from gui.importing.review_window import ReviewWindow
from gui.importing.reviewing import NEW, NONE, Fetched
from gui.importing.start import importing_of
from gui.importing.text_sheets import KEPT
from gui.main_window import MainWindow
from gui.workspace import Workspace
from model import areas, inspections, statutory_dates
from model.imports import reading as reader
from model.imports.places import Place
from model.imports.proposals import JudgementSaid, PrintedDeadline, Proposals, Words
from model.records import Area, Inspection, Judgement, Meeting, Question
from model.reports.page_pictures import PagePictures
from tests.gui.conftest import Messages
from tests.gui.documents_made import (
    OVERSIGHT,
    PATHWAY,
    Given,
    item_keys,
    marked,
    opened,
    paper,
    press,
    report,
)
from tests.model.imports.made_pdfs import pdf, show


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


@pytest.mark.slow
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


def test_the_program_asks_before_it_closes_over_an_edited_review(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, file: Path, messages: Messages
) -> None:
    review = opened(workspace, qtbot, file)
    press(review.list, "Space")
    window.files.close_plan()
    assert workspace.has_plan
    assert review.isVisible()
    window.close()
    assert window.isVisible()
    assert len(messages.asked) == 2
    messages.answer(True)
    window.files.close_plan()
    assert not workspace.has_plan
    assert len(messages.asked) == 3, "once for each time"
    assert importing_of(workspace).windows == []


def test_pasted_text_is_kept_as_a_text_that_opens_again(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("The pace of change must improve.\nVisits are too few.")
    importing_of(workspace).reads = Apart()
    workspace.command("edit.paste_document")
    qtbot.waitUntil(lambda: bool(importing_of(workspace).windows))
    review = importing_of(workspace).windows[0]
    assert isinstance(review, ReviewWindow)
    qtbot.waitUntil(lambda: not review.waiting, timeout=30_000)
    review.document.marking.select_line(Place(1, 0, 0))
    press(review.document.text, "A")
    review.accept_button.click()
    (area,) = workspace.plan.all(Area)
    assert workspace.selection.of("area") == (area.id,), "there is no inspection to go to"
    (step,) = areas.golden_thread(workspace.plan, area.id)
    importing_of(workspace).show_source(step.source.document or "", step.source.page, step.source.quote)
    source = importing_of(workspace).windows[-1]
    qtbot.waitUntil(lambda: bool(source.document.highlighted), timeout=30_000)  # type: ignore[attr-defined]
    source.close()


def test_a_grade_that_was_not_recognised_is_chosen_and_a_printed_date_gets_its_rule(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, given: Given, file: Path
) -> None:
    read, said = given.read_ones["report.pdf"]
    given.read_ones["report.pdf"] = (
        read,
        replace(
            said,
            judgements=(JudgementSaid("Overall", None, "Goodish", None, Words(1, "Overall effectiveness Good")),),
            printed_deadlines=(
                PrintedDeadline("by 2 December 2026", date(2026, 12, 2), "written statement", Words(1, "Overall")),
            ),
        ),
    )
    review = opened(workspace, qtbot, file)
    assert review.review is not None
    review.list.choose("judgement 1")
    press(review.list, "Space")
    review.accept_button.click()
    assert review.banner.sentence.startswith("Choose the judgement area and the grade")
    assert review.list.current() == review.review.item("judgement 1")
    review.editor.editors["field"].committed.emit("field", "ilacs-2023.overall")
    review.editor.editors["value"].committed.emit("value", "good")
    review.list.choose("deadline 1")
    press(review.list, "Space")
    rule = next(code for code, name in review.editor._rules() if "statement" in name.lower())
    review.editor.editors["field"].committed.emit("field", rule)
    review.accept_button.click()
    (judgement,) = workspace.plan.all(Judgement)
    assert judgement.quote == "Overall effectiveness Good"
    (inspection,) = workspace.plan.all(Inspection)
    due = {one.rule.code: one for one in statutory_dates.of_inspection(workspace.plan, inspection, workspace.today())}
    assert any(one.printed == date(2026, 12, 2) for one in due.values())


def test_three_hundred_pages_scroll_and_keep_few_pictures(workspace: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    content = pdf([show(72, 100, f"Page {number} of the pack") for number in range(1, 301)])
    read = reader.read_content(content, "pack.pdf")
    fetched = Fetched(read, Proposals("other", 300, read.sha256, read.name), content, PagePictures(content))
    review = importing_of(workspace).review_fetched(fetched)
    assert isinstance(review, ReviewWindow)
    view = review.document
    view.field.setText("Page 288 of")
    view._search("Page 288 of")
    assert view.where.text() in ("Page 288 of 300", "Page 287 of 300")
    qtbot.waitUntil(lambda: 287 in view.pdf.drawn)
    assert len(view.pdf._images) < 20
