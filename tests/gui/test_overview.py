"""The Overview: figures that add up and open what they count, the picture, and a plan that is still empty."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.pages.overview import AREAS_SHOWN, OverviewPage
from gui.pages.overview_words import headline, time_ago
from gui.widgets.links import LinkLabel
from gui.widgets.trend_chart import TrendChart, nice_step
from gui.workspace import Workspace
from model import actions, areas, commitments, evidence, finding, inspections, meetings, samples
from model.finding import Filter
from model.inspections import Given
from model.sample_files import sample, sample_names
from model.store.plan import Plan
from model.trend import MonthPoint
from tests.gui.plan_made import Made, make_plan


@pytest.fixture
def made(plan: Plan) -> Made:
    return make_plan(plan)


@pytest.fixture
def page(made: Made, window: MainWindow) -> OverviewPage:
    shown = window.show_page("overview")
    assert isinstance(shown, OverviewPage)
    return shown


def words_of(widget: QWidget) -> str:
    """Everything that can be read in a widget, a line each."""
    found = [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
    found += [one.text() for one in widget.findChildren(QAbstractButton) if one.isVisibleTo(widget)]
    return "\n".join(found)


def number(page: OverviewPage, tile: str) -> int:
    return int(page.tiles[tile].accessibleName().split()[0].replace(",", ""))


def last_act(page: OverviewPage) -> LinkLabel:
    return page.lately.lines.lines[0].findChildren(LinkLabel)[0]


def shown_actions(window: MainWindow) -> list[str]:
    """The numbers of the actions that the Actions page shows now."""
    page = window.current_page()
    table = page.table
    return [table.row_at(table.row_of(row)).number for row in table.ids()]


# --- figures


def test_the_headline_splits_all_actions(page: OverviewPage, plan: Plan) -> None:
    assert page.headline.text() == "4 actions: 0 complete, 1 late, 2 due later, 1 without a date."


@pytest.mark.parametrize("name", sample_names())
def test_the_parts_of_the_headline_add_up(plan: Plan, name: str) -> None:
    samples.fill(plan, sample(name))
    counts = finding.counts(plan, Filter(), plan.today(date(2026, 1, 1)))
    total, *parts = [int(figure) for figure in re.findall(r"(\d+) (?!days)", headline(counts, 14))]
    assert total == sum(parts) == counts.total


@pytest.mark.parametrize(("tile", "count"), [("late", 4), ("soon", 2), ("no owner", 1), ("sign-off", 1)])
def test_a_figure_opens_what_it_counts(plan: Plan, window: MainWindow, tile: str, count: int) -> None:
    samples.fill(plan, sample("lincolnshire"))
    page = window.show_page("overview")
    assert number(page, tile) == count
    QTest.mouseClick(page.tiles[tile], Qt.MouseButton.LeftButton)
    assert window.current_page() is window.pages["actions"]
    assert len(shown_actions(window)) == count


def test_figures_follow_an_act_and_its_undo(page: OverviewPage, window: MainWindow, plan: Plan, made: Made) -> None:
    before = (page.headline.text(), number(page, "late"), number(page, "no owner"))
    assert before[1:] == (1, 1)
    window.workspace.do(actions.assign, made.train, made.leader)
    window.workspace.do(actions.set_status, made.audit, "complete", date(2023, 8, 29))
    assert (number(page, "late"), number(page, "no owner")) == (0, 0)
    after = page.headline.text()
    window.undo()
    window.undo()
    assert (page.headline.text(), number(page, "late"), number(page, "no owner")) == before
    window.redo()
    window.redo()
    assert page.headline.text() == after


def test_one_area_that_does_not_work_is_opened(
    page: OverviewPage, window: MainWindow, workspace: Workspace, plan: Plan, made: Made
) -> None:
    evidence.note(plan, "Survey", area=made.homes, impact="worse", on_day=date(2023, 8, 20))
    assert number(page, "not working") == 1
    page.tiles["not working"].click()
    assert window.current_page() is window.pages["plan"]
    assert workspace.selection.ids == (made.homes,)


def test_several_areas_that_do_not_work_are_shown_alone(page: OverviewPage, plan: Plan, made: Made) -> None:
    third = areas.add(plan, "Health histories")
    for area in (made.homes, third):
        evidence.note(plan, "Survey", area=area, impact="not moving", on_day=date(2023, 8, 20))
    assert number(page, "not working") == 2
    page.tiles["not working"].click()
    assert [line.area.id for line in page.area_lines.lines if line.area] == [made.homes, third]
    assert page.areas_button.text() == "Not working only. Show all 3"
    page.areas_button.click()
    assert len([line for line in page.area_lines.lines if line.area]) == 3


# --- areas


def test_an_area_says_its_ratings_and_why(page: OverviewPage, made: Made) -> None:
    line = page.area_lines.lines[0]
    assert line.area is not None
    assert line.area.id == made.plans
    assert line.count.text() == "0 of 2, 1 late"
    assert line.bar.accessibleName() == "0 complete, 1 late, 1 open and not late"
    assert "Delivery" in line.delivery.toolTip()
    assert line.impact.accessibleName() == "Moving (amber)"
    assert "the latest evidence of 1 August 2023 shows “moving”" in line.title.accessibleDescription()


def test_an_area_off_track_says_so_at_once(page: OverviewPage, plan: Plan, made: Made) -> None:
    line = page.area_lines.lines[1]
    assert line.reason.isHidden()
    areas.override_delivery(plan, made.homes, "red", "The landlord withdrew")
    assert not line.reason.isHidden()
    assert "set by hand: The landlord withdrew" in line.reason.text()


def test_the_count_of_an_area_opens_its_actions(page: OverviewPage, window: MainWindow, made: Made) -> None:
    page.area_lines.lines[1].count.click()
    assert sorted(shown_actions(window)) == ["2.1", "2.2"]


def test_beside_the_panel_everything_stands_one_under_the_other(
    page: OverviewPage, window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: page.scroll.viewport().width() > 800)
    assert page.areas_card.parentWidget().x() != page.commitments.parentWidget().x()
    assert page.area_lines.lines[0].bar.isVisible()
    window.resize(820, 700)
    qtbot.waitUntil(lambda: page.areas_card.parentWidget().x() == page.commitments.parentWidget().x())
    assert page.scroll.horizontalScrollBar().maximum() == 0, "nothing is cut off at the right"
    tiles = list(page.tiles.values())
    assert tiles[3].y() > tiles[0].y()


def test_of_many_areas_the_worst_are_shown(page: OverviewPage, plan: Plan, made: Made) -> None:
    with plan.batch("Many"):
        many = [areas.add(plan, f"Area {place}") for place in range(20)]
    areas.override_impact(plan, many[-1], "red", "Nothing moved")
    shown = [line.area.id for line in page.area_lines.lines if line.area]
    assert len(shown) == AREAS_SHOWN
    assert many[-1] in shown
    assert page.areas_button.text() == f"The {AREAS_SHOWN} that most need looking at. Show all 22"


# --- commitments, meetings, judgements, acts


def test_commitments_stand_with_their_clocks(plan: Plan, workspace: Workspace, made: Made, qtbot: QtBot) -> None:
    page = OverviewPage(workspace)
    qtbot.addWidget(page)
    page.show()
    soon = commitments.add(
        plan, "Every plan will be read by Christmas.", speaker="The director", fixed_due=date(2023, 12, 25)
    )
    commitments.add(plan, "We will publish.", fixed_due=date(2023, 8, 1))
    met = commitments.add(plan, "A guide will be out.", fixed_due=date(2023, 8, 1))
    commitments.mark_met(plan, met, date(2023, 7, 30))
    names = [badge.accessibleName() for badge in page.commitments.findChildren(QWidget) if badge.accessibleName()]
    assert "due in 117 days" in names
    assert any(name.startswith("29 days past") for name in names)
    assert page.commitments.all_button.text() == "2 open, 1 met"
    link = next(link for link in page.commitments.findChildren(LinkLabel) if "Christmas" in link.toolTip())
    opened: list[tuple[str, str]] = []
    workspace.open_requested.connect(lambda table, row: opened.append((table, row)))
    link.click()
    assert opened == [("commitment", soon)]


def test_the_next_meeting_says_when_its_papers_are_due(page: OverviewPage, plan: Plan) -> None:
    assert "No meeting is in the plan" in words_of(page.meeting)
    body = meetings.add_body(plan, "Corporate Parenting Panel")
    meetings.add(plan, body, date(2023, 7, 1))
    later = meetings.add(plan, body, date(2023, 9, 7))
    said = words_of(page.meeting)
    assert "Thursday 7 September 2023, in 8 days" in said
    assert "Papers due today, Wednesday 30 August 2023" in said
    meetings.edit(plan, later, papers_due=date(2023, 8, 28))
    assert "Papers were due 2 days ago, Monday 28 August 2023" in words_of(page.meeting)


def test_the_latest_judgements_are_grouped_by_grade(page: OverviewPage, plan: Plan, made: Made) -> None:
    assert page.judgements.isHidden()
    inspections.set_judgements(
        plan,
        made.ilacs,
        [Given("ilacs-2023.leaders", "good"), Given("ilacs-2023.care-leavers", "requires-improvement"),
         Given("ilacs-2023.overall", "good")],
    )  # fmt: skip
    assert not page.judgements.isHidden()
    said = [badge.accessibleName() for badge in page.judgements.badges]
    assert said == ["Good: overall, leaders (green)", "Requires improvement: care leavers (amber)"]


def test_the_last_acts_open_the_history(page: OverviewPage, plan: Plan, window: MainWindow, made: Made) -> None:
    actions.assign(plan, made.train, made.leader)
    assert last_act(page).toolTip().startswith("<qt>Assign Head of Leaving Care to action 1.2")
    window.undo()
    assert "Undid" in last_act(page).toolTip()


def test_time_is_said_as_people_say_it() -> None:
    now = datetime(2026, 3, 3, 14, 5, tzinfo=UTC)
    assert time_ago(now - timedelta(seconds=20), now) == "just now"
    assert time_ago(now - timedelta(minutes=5), now) == "5 minutes ago"
    assert time_ago(now - timedelta(hours=4), now) == "today 10:05"
    assert time_ago(now - timedelta(hours=20), now) == "yesterday 18:05"
    assert time_ago(now - timedelta(days=20), now) == "11 February 2026"


# --- the picture


def points() -> list[MonthPoint]:
    return [
        MonthPoint(date(2023, 5, 31), 0, 0, 8),
        MonthPoint(date(2023, 6, 30), 0, 0, 8),
        MonthPoint(date(2023, 7, 31), 4, 2, 8),
        MonthPoint(date(2023, 8, 30), 6, 5, 8),
    ]


def test_the_picture_is_said_in_words_and_by_keys(qtbot: QtBot, workspace: Workspace) -> None:
    chart = TrendChart()
    qtbot.addWidget(chart)
    chart.resize(400, 160)
    said: list[str] = []
    chart.pointed.connect(said.append)
    chart.set_points(points())
    assert [point.day.month for point in chart.points()] == [6, 7, 8], "months before it began are left out"
    assert "30 August 2023: 6 due, 5 complete" in chart.accessibleDescription()
    chart.show()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_End):
        QTest.keyClick(chart, key)
    assert said == [
        "30 August 2023: 6 due, 5 complete", "31 July 2023: 4 due, 2 complete", "30 June 2023: 0 due, 0 complete",
        "30 August 2023: 6 due, 5 complete",
    ]  # fmt: skip
    assert chart.accessibleDescription() == said[-1]
    assert chart.point_at(0) == 0
    assert chart.point_at(400) == 2
    assert chart.place_of(2, 6).y() < chart.place_of(2, 5).y()
    QTest.mouseMove(chart, QPoint(round(chart.place_of(1, 0).x()), 50))


def test_lines_of_an_axis_stand_at_round_numbers() -> None:
    assert [nice_step(most) for most in (1, 4, 5, 18, 33, 100, 90_000)] == [1, 1, 2, 5, 10, 50, 50_000]


# --- an empty plan, a sample, an archive


def test_an_empty_plan_offers_three_steps(window: MainWindow, plan: Plan) -> None:
    page = window.show_page("overview")
    assert page.start.isVisible()
    for part in (page.headline, page.figures, page.cards, page.judgements):
        assert part.isHidden()
    assert [step.next_button.text() for step in page.start.steps] == ["Import the report", "Add area", "Add action"]
    assert page.start.steps[0].also_button.isVisible()
    assert page.start.steps[0].also_button.text() == "Add inspection"
    assert [step.next_button.isVisible() for step in page.start.steps] == [True, False, False]
    inspections.add(plan, framework="ilacs-2023", type="short", fieldwork_start=date(2023, 4, 24))
    assert page.start.steps[0].done.text() == "✓ 1 inspection"
    assert [step.next_button.isVisible() for step in page.start.steps] == [False, True, False]
    area = areas.add(plan, "Pathway plans")
    assert [step.next_button.isVisible() for step in page.start.steps] == [False, False, True]
    actions.add(plan, area, "Audit")
    assert page.start.isHidden()
    assert page.headline.text() == "1 action: 0 complete, none late, 1 without a date."


def test_a_sample_says_the_day_on_which_it_is_read(window: MainWindow, plan: Plan) -> None:
    assert window.show_page("overview").stands_on.isHidden()
    samples.fill(plan, sample("lincolnshire"))
    window.workspace.opened.emit()
    badge = window.show_page("overview").stands_on
    assert badge.isVisible()
    assert badge.accessibleName() == "Sample plan, read as on 30 August 2023"


def test_everything_that_can_be_pressed_has_a_name(plan: Plan, window: MainWindow) -> None:
    samples.fill(plan, sample("lancashire"))
    page = window.show_page("overview")
    page.look_again()
    pressed = [one for one in page.findChildren(QAbstractButton) if one.isVisibleTo(page)]
    assert len(pressed) > 30
    assert all(one.accessibleName() or one.text() for one in pressed)
    assert page.chart.accessibleName()
