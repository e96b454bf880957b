"""What was taken from a document leads back to its page and words; passages and disagreements stand in the panel."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.importing.links import SourceLink
from gui.importing.source_window import SourceWindow
from gui.importing.start import importing_of
from gui.main_window import MainWindow
from gui.record_panel.inspection_documents import PassageLine
from gui.widgets.buttons import Button
from gui.widgets.golden_thread import GoldenThread
from gui.workspace import Workspace
from model import areas, commitments, documents, inspections, meetings, passages, stated_values
from model.imports import accepting, review
from model.records import Area, Commitment, Document, Inspection, Passage
from model.store.plan import Plan
from tests.gui.documents_made import PATHWAY, Given, proposals, report


@pytest.fixture
def given(workspace: Workspace) -> Given:
    made = Given()
    importing_of(workspace).reads = made
    return made


@pytest.fixture
def taken(workspace: Workspace, given: Given, tmp_path: Path) -> str:
    """A report that was taken in, with a strength of its third page. Returns the inspection."""
    path = tmp_path / "report.pdf"
    content = report(path)
    given.add(path, content)
    read, _ = given.read_ones["report.pdf"]
    done = workspace.run(accepting.accept, review.draft(workspace.plan, proposals(read), workspace.today()), content)
    workspace.run(
        passages.add, "strength", "Social workers know their children well", inspection=done.inspection,
        document=done.document, page=3, quote="Social workers know their children well and\nvisit them often.",
    )  # fmt: skip
    return str(done.inspection)


def shown(workspace: Workspace, qtbot: QtBot) -> SourceWindow:
    windows = [one for one in importing_of(workspace).windows if isinstance(one, SourceWindow)]
    window = windows[-1]
    qtbot.waitUntil(lambda: window.document.marking.reading is not None)
    return window


def marked(window: SourceWindow) -> list[str]:
    reading = window.document.marking.reading
    assert reading is not None
    return [
        " ".join(reading.pages[spot.page - 1].lines[spot.line].text.split()[spot.first : spot.last + 1])
        for spot in window.document.highlighted
    ]


def links(widget: QWidget) -> dict[str, SourceLink]:
    return {link.accessibleName(): link for link in widget.findChildren(SourceLink) if link.isVisibleTo(widget)}


def test_an_areas_source_opens_the_document_at_its_words(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, taken: str
) -> None:
    area = next(one for one in workspace.plan.all(Area) if one.words == PATHWAY)
    workspace.open("area", area.id)
    thread = next(one for one in window.panel.findChildren(GoldenThread) if one.isVisible())
    link = thread.rows()[0].document
    assert link.accessibleName() == "Ofsted report, 11 May 2026, page 2"
    link.click()
    source = shown(workspace, qtbot)
    assert source.windowTitle() == "Ofsted report, 11 May 2026"
    assert marked(source) == [f"- {PATHWAY}"]
    assert source.document.where.text() == "Page 2 of 3"
    link.click()
    assert len(importing_of(workspace).windows) == 1, "the same document is not opened twice"
    source.close()
    assert importing_of(workspace).windows == []


def test_the_inspections_panel_leads_to_every_source(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, taken: str
) -> None:
    workspace.open("inspection", taken)
    panel = window.panel.stack.currentWidget()
    found = links(panel)
    assert set(found) >= {f"Ofsted report, 11 May 2026, page {page}" for page in (2, 3)}
    assert "Overall effectiveness, page 1" in found
    panel.grade_links.findChildren(SourceLink)[0].click()
    source = shown(workspace, qtbot)
    assert marked(source) == ["Overall effectiveness Good"]
    (line,) = panel.findChildren(PassageLine)
    assert line.link is not None
    line.link.click()
    assert marked(source) == ["Social workers know their children well and", "visit them often."]
    source.close()


def test_a_passage_is_edited_where_it_stands_and_deleted(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, taken: str
) -> None:
    workspace.open("inspection", taken)
    panel = window.panel.stack.currentWidget()
    (line,) = panel.findChildren(PassageLine)
    line.text.setPlainText("Workers know their children")
    line.text.commit()
    (passage,) = workspace.plan.all(Passage)
    assert passage.text == "Workers know their children"
    (line,) = [one for one in panel.findChildren(PassageLine) if one.isVisibleTo(panel)]
    line.kind.chosen.emit("measure")
    assert workspace.plan.all(Passage)[0].kind == "measure"
    (line,) = [one for one in panel.findChildren(PassageLine) if one.isVisibleTo(panel)]
    line.text.setPlainText("  ")
    line.text.commit()
    assert window.banner.sentence == "A passage has words; delete it instead."
    line.remove.click()
    assert workspace.plan.all(Passage) == []


def test_what_documents_disagree_on_is_shown_with_its_sources_and_chosen(
    window: MainWindow, workspace: Workspace, taken: str
) -> None:
    def other(plan: Plan) -> None:
        with plan.batch("Note what the minutes say"):
            kept = documents.keep_content(plan, "minutes.pdf", b"%PDF minutes", title="Minutes, 7 September 2026",
                                          inspection=taken)  # fmt: skip
            stated_values.note(plan, taken, "fieldwork_start", "2026-05-08", document=kept, page=4, quote="8 May")

    workspace.run(other)
    workspace.open("inspection", taken)
    panel = window.panel.stack.currentWidget()
    assert panel.disagreements_section.isVisibleTo(panel)
    found = links(panel.disagreements)
    assert list(found) == ["Ofsted report, 11 May 2026, page 1", "Minutes, 7 September 2026, page 4"]
    (choose,) = [one for one in panel.disagreements.findChildren(Button) if one.text() == "Choose"]
    choose.click()
    assert workspace.plan.get(Inspection, taken).fieldwork_start == date(2026, 5, 8)
    workspace.undo()
    assert workspace.plan.get(Inspection, taken).fieldwork_start == date(2026, 5, 11)


def test_a_promise_and_a_resolution_lead_to_their_document(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, taken: str
) -> None:
    (document,) = workspace.plan.all(Document)

    def take(plan: Plan) -> str:
        with plan.batch("Take in minutes"):
            body = meetings.add_body(plan, "Children's Panel")
            meeting = meetings.add(plan, body, date(2026, 9, 7))
            resolved = meetings.add_resolution(plan, meeting, "visit them often")
            plan.change("resolution", resolved, document=document.id, page=3)
            promise = commitments.add(plan, "Social workers know their children well", page=3)
            plan.change("commitment", promise, document=document.id)
            passages.add(plan, "money", "visit them", meeting=meeting, document=document.id, page=3, quote="visit them")
        return str(meeting)

    meeting = workspace.run(take)
    workspace.open("meeting", meeting)
    panel = window.panel.stack.currentWidget()
    (resolved,) = panel.resolutions.findChildren(SourceLink)
    resolved.click()
    source = shown(workspace, qtbot)
    assert marked(source) == ["visit them often."]
    assert panel.passages_section.isVisibleTo(panel)
    (promise,) = workspace.plan.all(Commitment)
    workspace.open("commitment", promise.id)
    link = window.panel.stack.currentWidget().source.link
    assert link is not None
    link.click()
    assert marked(source) == ["Social workers know their children well"]
    source.close()


def test_words_that_do_not_stand_there_any_more_still_open_the_page(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, taken: str
) -> None:
    (document,) = workspace.plan.all(Document)
    importing_of(workspace).show_source(document.id, 3, "words that nobody wrote")
    source = shown(workspace, qtbot)
    assert marked(source) == []
    assert source.document.where.text() == "Page 3 of 3"
    source.close()


def test_a_text_is_shown_as_its_lines_and_a_link_as_before(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, given: Given
) -> None:
    from model.imports import reading as reader
    from model.imports.proposals import Proposals

    inspection = workspace.run(inspections.add, framework="ilacs-2023", type="short")
    text = b"First line\n\n<b>Second</b> line of it"
    read = reader.read_content(text, "letter.txt")
    given.read_ones["letter.txt"] = (read, Proposals("other", 1, read.sha256, read.name))

    def keep(plan: Plan) -> str:
        with plan.batch("Attach a letter"):
            return documents.keep_content(plan, "letter.txt", text, title="Letter", inspection=inspection)

    kept = workspace.run(keep)
    area = workspace.run(areas.add, "Title", source={"inspection": inspection, "document": kept, "page": 1,
                                                     "quote": "<b>Second</b> line"})  # fmt: skip
    (step,) = areas.golden_thread(workspace.plan, area)
    importing_of(workspace).show_source(kept, step.source.page, step.source.quote)
    source = shown(workspace, qtbot)
    assert source.document.sheets is source.document.text
    assert marked(source) == ["<b>Second</b> line"]
    assert source.document.text.rectangles(source.document.highlighted[0])
    source.close()


def test_a_document_that_was_undone_is_said_to_be_gone(window: MainWindow, workspace: Workspace, taken: str) -> None:
    from gui.importing.links import open_source

    (document,) = workspace.plan.all(Document)
    workspace.run(documents.remove, document.id)
    open_source(workspace, None, document.id, 1)
    assert window.banner.sentence.startswith("This document is no longer in the plan")
