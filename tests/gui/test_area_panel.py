"""The panel of an area: its words, its golden thread, its ratings, and what stands under it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from gui.record_panel.area import AreaPanel
from gui.record_panel.milestone import MilestonePanel
from gui.workspace import Workspace
from model import actions, areas, commitments, meetings
from model.records import Area, Milestone
from model.store.plan import Notice, Plan
from tests.gui.plan_made import TODAY, Made, make_plan
from tests.model.contents import contents


@pytest.fixture
def made(plan: Plan) -> Made:
    return make_plan(plan)


@pytest.fixture
def show(workspace: Workspace, qtbot) -> Callable[..., AreaPanel | MilestonePanel]:
    """A panel on a record, which hears of changes as in the window."""
    heard = []

    def show(kind: type, record_id: str) -> AreaPanel | MilestonePanel:
        panel = kind(workspace)
        qtbot.addWidget(panel)

        def again(notice: Notice) -> None:
            if panel.touched_by(notice):
                panel.refresh()

        workspace.changed.connect(again)
        heard.append(again)
        panel.resize(380, 900)
        panel.show_record(record_id)
        panel.show()
        return panel

    yield show
    for again in heard:
        workspace.changed.disconnect(again)


def test_the_words_and_the_ratings_with_their_reasons(show, made: Made) -> None:
    panel = show(AreaPanel, made.plans)
    assert panel.editors["words"].input.toPlainText() == "Pathway plans are not timely."
    assert panel.title(panel.record) == ("Area 1", "Pathway plans", "Area for improvement, outcome 4")
    assert [mark[1] for mark in panel.marks(panel.record)] == ["Delivery: Off track", "Impact: Moving"]
    assert panel.reasons["delivery"].text().startswith("Delivery red (Off track): ")
    assert (
        panel.reasons["impact"].text() == "Impact amber (Moving): the latest evidence of 1 August 2023 shows “moving”."
    )


def test_the_golden_thread_is_in_the_order_of_time_and_opens_its_inspections(
    show, workspace: Workspace, plan: Plan, made: Made, qtbot
) -> None:
    body = meetings.add_body(plan, "Scrutiny")
    meeting = meetings.add(plan, body, TODAY)
    workspace.run(areas.add_source, made.plans, meeting=meeting, note="Members asked")
    workspace.run(areas.add_source, made.plans, origin="audit")
    panel = show(AreaPanel, made.plans)
    rows = panel.thread.rows()
    assert [row.year.text() for row in rows] == ["2014", "2023", "2023", ""]
    assert [row.quote.text() for row in rows] == ["“Ensure plans are owned.”", "“Plans are late.”", "", ""]
    assert rows[1].place.text() == "Page 2, paragraph 21"
    assert rows[2].note.text() == "Members asked"
    with qtbot.waitSignal(workspace.open_requested) as asked:
        rows[0].name.click()
    assert asked.args == ["inspection", made.sif]
    with qtbot.waitSignal(workspace.open_requested) as asked:
        rows[2].name.click()
    assert asked.args == ["meeting", meeting]
    assert not rows[3].name.isEnabled()


def test_a_source_removed_comes_back(show, workspace: Workspace, plan: Plan, made: Made) -> None:
    before = contents(plan)
    panel = show(AreaPanel, made.plans)
    panel.thread.rows()[0].remove.click()
    assert [row.year.text() for row in panel.thread.rows()] == ["2023"]
    workspace.undo()
    assert contents(plan) == before
    assert [row.year.text() for row in panel.thread.rows()] == ["2014", "2023"]


def test_an_area_without_a_source_says_so(show, made: Made) -> None:
    panel = show(AreaPanel, made.homes)
    assert panel.no_source.isVisible()
    assert not panel.thread.isVisible()


def test_fields_are_edited_where_they_stand(show, workspace: Workspace, plan: Plan, made: Made) -> None:
    before = contents(plan)
    panel = show(AreaPanel, made.plans)
    field = panel.editors["tag"].input
    field.setFocus()
    field.setText("outcome 2")
    QTest.keyClick(field, Qt.Key.Key_Return)
    panel.editors["kind"].input.chosen.emit("recommendation")
    area = plan.get(Area, made.plans)
    assert (area.tag, area.kind) == ("outcome 2", "recommendation")
    workspace.undo()
    workspace.undo()
    assert contents(plan) == before
    assert field.text() == "outcome 4"


def test_a_title_cannot_be_emptied(show, plan: Plan, made: Made) -> None:
    panel = show(AreaPanel, made.plans)
    field = panel.editors["title"].input
    field.setFocus()
    field.setPlainText("")
    field.commit()
    assert panel.editors["title"].refusal == "Title cannot be empty."
    assert plan.get(Area, made.plans).title == "Pathway plans"


def test_actions_are_listed_with_who_and_when_and_open(show, workspace: Workspace, made: Made, qtbot) -> None:
    panel = show(AreaPanel, made.plans)
    rows = panel.actions.rows()
    assert [(row.words, row.quiet, row.late) for row in rows] == [
        ("1.1  Audit every plan", "Head of Quality, 10 days late", True),
        ("1.2  Train all advisers", "No owner, no date agreed", False),
    ]
    assert panel.sections["Actions"].button.text().endswith("2, 1 late")
    with qtbot.waitSignal(workspace.open_requested) as asked:
        panel.actions.links()[0].click()
    assert asked.args == ["action", made.audit]


def test_what_else_answers_it_and_what_it_answers(show, workspace: Workspace, plan: Plan, made: Made) -> None:
    panel = show(AreaPanel, made.plans)
    workspace.run(actions.set_also_answers, made.flats, [made.plans])
    promise = workspace.run(commitments.add, "Every plan within 12 months", fixed_due=TODAY.replace(month=9))
    workspace.run(commitments.set_answers, promise, areas=[made.plans])
    assert [row.words for row in panel.actions.rows()][-1] == "2.1  Lease ten flats"
    (row,) = panel.commitments.rows()
    assert (row.id, row.late) == (promise, False)
    assert "Every plan" in row.words


def test_a_deleted_area_says_that_it_is_gone(show, workspace: Workspace, made: Made) -> None:
    panel = show(AreaPanel, made.homes)
    workspace.run(areas.remove, made.homes)
    assert "no longer" in panel._gone.text()
    workspace.undo()
    assert panel._gone.isHidden()


def test_words_from_people_are_plain_text_everywhere(show, workspace: Workspace, made: Made, walk) -> None:
    hostile = "<img src='//host/share/x.png'>"
    workspace.run(areas.edit, made.plans, title=hostile, words=hostile)
    workspace.run(areas.add_source, made.plans, origin="audit", quote=hostile, note=hostile)
    workspace.run(actions.edit, made.audit, title=hostile)
    panel: QWidget = show(AreaPanel, made.plans)
    for widget in walk(panel):
        if isinstance(widget, QLabel):
            assert widget.textFormat() == Qt.TextFormat.PlainText, widget
        assert "<img" not in widget.toolTip()


def test_a_milestone_is_ticked_off(show, workspace: Workspace, plan: Plan, made: Made) -> None:
    panel = show(MilestonePanel, made.sites)
    assert panel.title(panel.record) == ("Milestone of action 2.1", "Sites found", "1 August 2023, 29 days late")
    assert panel.editors["done_on"].isHidden()
    panel.editors["done"].input.click()
    assert plan.get(Milestone, made.sites).done_on == TODAY
    assert not panel.editors["done_on"].isHidden()
    assert [row.words for row in panel.steps.rows()] == ["Sites found", "Keys handed over"]
    workspace.undo()
    assert plan.get(Milestone, made.sites).done_on is None
