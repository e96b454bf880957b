"""The Overview's clock, statutory dates and the next inspection: calm, true, and each opens what it tells of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.pages.overview import OverviewPage
from gui.widgets.links import LinkLabel
from gui.widgets.text import escaped
from gui.workspace import Workspace
from model import actions, areas, commitments, forecasts, inspections, meetings, samples, statutory_dates
from model.sample_files import sample
from model.store.plan import Plan

TODAY = date(2023, 8, 30)
Shown = Callable[[], OverviewPage]


def words_of(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot) -> Shown:
    """Show the page, with what comes a moment after it."""

    def show() -> OverviewPage:
        page = window.show_page("overview")
        assert isinstance(page, OverviewPage)
        qtbot.waitUntil(lambda: page.dates_known)
        return page

    return show


@pytest.fixture
def page(plan: Plan, opened: Shown) -> OverviewPage:
    samples.fill(plan, sample("lincolnshire"))
    return opened()


def test_the_last_approving_meeting_stands_under_the_statutory_date(
    page: OverviewPage, window: MainWindow, workspace: Workspace, plan: Plan
) -> None:
    (owed,) = [
        one for one in statutory_dates.all_of(plan, TODAY) if one.standing in ("late", "coming") and not one.expected
    ]
    words = words_of(page.statutory)
    assert "The last meeting before it that can approve it is Corporate Parenting Panel, 7 September 2023" in words
    assert "its papers are due on Wednesday 30 August 2023." in words
    link = page.statutory.findChildren(LinkLabel)[0]
    assert "70 working days" in link.toolTip()
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert owed.inspection is not None
    assert workspace.selection.ids == (owed.inspection.id,)
    window.show_page("overview")
    page.statutory.all_button.click()
    assert window.current_page() is window.pages["deadlines"]


def test_once_met_the_statutory_card_goes(page: OverviewPage, workspace: Workspace, plan: Plan) -> None:
    (owed,) = [
        one for one in statutory_dates.all_of(plan, TODAY) if one.standing in ("late", "coming") and not one.expected
    ]
    assert owed.inspection is not None
    workspace.do(statutory_dates.set_met, owed.inspection.id, owed.rule.code, TODAY)
    assert not page.statutory.isVisibleTo(page)
    workspace.undo()
    assert page.statutory.isVisibleTo(page)


def test_the_next_inspection_with_what_would_be_open_then(
    page: OverviewPage, window: MainWindow, workspace: Workspace, plan: Plan
) -> None:
    rule, measured = forecasts.next_inspection(plan, TODAY)
    assert page.forecast.when.text() == "ILACS inspection: 24 October 2025 to 24 October 2026, by rule"
    assert page.forecast.measured.text() == measured.sentence
    assert page.forecast.count.text() == f"{len(rule.open_areas)} areas would be open then"
    links = page.forecast.findChildren(LinkLabel)
    assert [link.toolTip() for link in links] == [
        escaped(f"{one.area.number}  {one.area.title}") for one in rule.open_areas
    ]
    links[0].click()
    assert workspace.selection.ids == (rule.open_areas[0].area.id,)


def test_the_clock_shows_the_first_promise_and_opens_it(page: OverviewPage, workspace: Workspace, plan: Plan) -> None:
    first = next(row for row in commitments.commitments(plan, TODAY) if row.clock.state != "met" and row.clock.due)
    clock = page.commitments.clock
    assert (clock.number.text(), clock.unit.text()) == first.clock.figure
    assert clock.accessibleDescription() == first.explained
    assert clock.answered.words == f"{first.answered.words[:1].upper()}{first.answered.words[1:]}"
    # It is not told a second time under itself.
    below = [link.toolTip() for link in page.commitments.lines.findChildren(LinkLabel)]
    assert len(below) == 3
    assert not any(first.commitment.sentence in tip for tip in below)
    clock.link.click()
    assert workspace.selection.ids == (first.commitment.id,)


@pytest.mark.parametrize(
    ("days", "figure"),
    [
        (1, ("1", "day left")), (242, ("242", "days left")), (0, ("Today", "it is due")), (-1, ("1", "day past")),
        (-40, ("40", "days past")), (-400, ("13", "months past")), (-1600, ("4", "years past")),
    ],
)  # fmt: skip
def test_the_figure_can_be_read_from_afar(
    opened: Shown,
    window: MainWindow,
    workspace: Workspace,
    plan: Plan,
    days: int,
    figure: tuple[str, str],
) -> None:
    made = commitments.add(plan, "We shall", fixed_due=TODAY + timedelta(days=days))
    clock = opened().commitments.clock
    assert (clock.number.text(), clock.unit.text()) == figure
    workspace.do(commitments.mark_met, made, TODAY)
    assert not clock.isVisibleTo(window)


def test_a_promise_without_a_date_is_no_clock_of_days(opened: Shown, window: MainWindow, plan: Plan) -> None:
    commitments.add(plan, "We shall keep on", phrase="ongoing")
    clock = opened().commitments.clock
    assert (clock.number.text(), clock.unit.text()) == ("–", "no date yet")
    assert not clock.bar.isVisibleTo(window)


def test_a_letter_alone_sets_the_clock_running(
    opened: Shown, window: MainWindow, workspace: Workspace, plan: Plan
) -> None:
    page = opened()
    assert not page.cards.isVisibleTo(page)
    workspace.do(
        inspections.add, framework="ilacs-2023", type="standard", fieldwork_start=date(2023, 7, 3),
        received=date(2023, 8, 28),
    )  # fmt: skip
    assert page.statutory.isVisibleTo(page)
    assert "No body of this plan is marked as one that can approve it." in words_of(page.statutory)
    body = meetings.add_body(plan, "Cabinet")
    with plan.batch("It approves"):
        plan.change("body", body, approves=True)
    workspace.do(meetings.add, body, date(2023, 11, 1))
    assert "Cabinet, 1 November 2023; its papers are due on" in words_of(page.statutory)


def test_nothing_open_then_is_said(opened: Shown, window: MainWindow, workspace: Workspace, plan: Plan) -> None:
    inspections.add(plan, framework="ilacs-2023", type="standard", fieldwork_start=date(2023, 4, 24))
    area = areas.add(plan, "Leaving care")
    made = actions.add(plan, area, "Train", on_day=TODAY, agreed=date(2023, 12, 1))
    page = opened()
    assert page.forecast.count.text() == "No areas would be open then, if every date is kept"
    workspace.do(actions.edit, made, forecast=date(2026, 12, 1))
    assert page.forecast.count.text() == "1 area would be open then"
