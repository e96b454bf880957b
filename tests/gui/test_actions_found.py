"""Finding actions: by chips, by words, by what another page asks for, and where the words stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.pages.actions import ActionsPage
from gui.pages.actions_filters import filter_from, filter_of, values_of
from gui.workspace import Workspace
from model.errors import Fault
from model.finding import Filter
from model.records import Evidence, Update
from tests.gui.actions_made import Made, cell, column, make_plan


@pytest.fixture
def made(workspace: Workspace) -> Made:
    return make_plan(workspace.plan)


@pytest.fixture
def window(workspace: Workspace, make_window: Callable[[Workspace], MainWindow]) -> MainWindow:
    """The main window, opened on this page: the others are not made."""
    workspace.preferences.set_layout("page", "actions")
    return make_window(workspace)


@pytest.fixture
def page(window: MainWindow, made: Made, qtbot: QtBot) -> ActionsPage:
    shown = window.show_page("actions")
    assert isinstance(shown, ActionsPage)
    qtbot.waitUntil(lambda: shown.table.count == 5 and bool(shown.header.summary))
    return shown


@pytest.mark.parametrize(
    ("chips", "wanted"),
    [
        ({"status": ("complete",)}, ["flats"]),
        ({"status": ("complete", "not started")}, ["offer", "flats", "survey"]),
        ({"owner": ("",)}, ["offer", "flats"]),
        ({"deadline": ("late",)}, ["audit"]),
        ({"deadline": ("14",)}, ["train"]),
        ({"deadline": ("month",)}, ["audit"]),
        ({"deadline": ("none",)}, ["offer"]),
        ({"deadline": ("2023-08-01/2023-08-31",)}, ["audit", "flats"]),
        ({"delivery": ("red",)}, ["audit"]),
        ({"flags": ("on_hold",)}, []),
    ],
)
def test_chips_filter(page: ActionsPage, made: Made, chips: dict[str, tuple[str, ...]], wanted: list[str]) -> None:
    page.filters.set_values(chips)
    page.filters.changed.emit()
    assert page.table.ids() == [getattr(made, name) for name in wanted]
    page.filters.clear()
    assert page.table.count == 5


@pytest.mark.qt_log_ignore("^This plugin does not support grabbing")
def test_rare_filters_are_brought_out_of_more(page: ActionsPage, made: Made, qtbot: QtBot) -> None:
    sponsor = page.filters.chip("sponsor")
    assert not sponsor.isVisible()
    page.filters.more.open_list()
    page.filters.more._chosen(("brings sponsor",))
    qtbot.waitUntil(sponsor.isVisible)
    assert page.filters.values() == {}
    sponsor.close_list()
    sponsor._chosen((made.quality,))
    assert page.table.ids() == []
    page.filters.clear()
    assert not sponsor.isVisible()


def test_chips_by_record(page: ActionsPage, made: Made) -> None:
    for chips, wanted in (
        ({"owner": (made.quality, "")}, [made.offer, made.flats, made.survey]),
        ({"area": (made.homes,)}, [made.flats, made.survey]),
        ({"inspection": (made.ilacs,)}, [made.audit, made.train, made.offer]),
    ):
        page.filters.set_values(chips)
        page.filters.changed.emit()
        assert page.table.ids() == wanted
    assert page.filters.chip("inspection").text() == "Inspection: ILACS short inspection, 24…"


def test_what_is_counted_reconciles(page: ActionsPage, qtbot: QtBot) -> None:
    page.filters.set_values({"status": ("in progress",)})
    page.filters.changed.emit()
    qtbot.waitUntil(lambda: page.header.summary == "2 of 5 actions, 1 late")


def test_words_are_found_as_they_are_typed_and_it_says_where(page: ActionsPage, made: Made, qtbot: QtBot) -> None:
    found = column(page, "found")
    assert page.view.isColumnHidden(found)
    qtbot.keyClicks(page.search, "chronolog")
    qtbot.waitUntil(lambda: page.table.ids() == [made.audit])
    assert not page.view.isColumnHidden(found)
    assert cell(page, made.audit, "found") == "Update: Forty chronologies audited Twenty more"
    page.search.setText("timely")
    page.search.returnPressed.emit()
    assert page.table.ids() == [made.audit, made.train, made.offer]
    assert cell(page, made.train, "found") == "Area: Pathway plans Pathway plans are not timely."
    page.search.setText("drawn")
    page.search.returnPressed.emit()
    assert cell(page, made.offer, "found") == "Source: Too many are drawn up late."
    page.search.setText("tenanc")
    page.search.returnPressed.emit()
    assert cell(page, made.flats, "found").startswith("Piece of evidence: Tenancies signed")
    page.search.setText("2.2")
    page.search.returnPressed.emit()
    assert page.table.ids() == [made.survey]
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.table.count == 5
    assert page.view.isColumnHidden(found)


def test_words_go_with_chips(page: ActionsPage, made: Made) -> None:
    page.apply(text="timely", owner="")
    assert page.table.ids() == []
    page.apply(text="timely", no_owner=True)
    assert page.table.ids() == [made.offer]
    assert page.search.text() == "timely"


def test_down_goes_from_the_words_into_the_list(page: ActionsPage, made: Made, qtbot: QtBot) -> None:
    page.find()
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    assert page.window().focusWidget() is page.view
    assert page.view.selected_ids() == [made.audit]


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(),
        Filter(statuses=("complete",), owners=("p",), no_owner=True, areas=("a", "b"), deliveries=("red",)),
        Filter(late=True, text="plan"),
        Filter(due_within=14, on_hold=True, sample=True),
        Filter(due_within=45),
        Filter(due_this_month=True, exempt=True, awaiting_signoff=True),
        Filter(no_agreed_date=True, sponsors=("s",), inspections=("i",), bodies=("b",)),
        Filter(due_from=date(2023, 5, 1), due_to=date(2023, 5, 31)),
        Filter(due_to=date(2023, 5, 31)),
    ],
)
def test_a_question_and_its_chips_say_the_same(page: ActionsPage, wanted: Filter) -> None:
    assert filter_of(values_of(wanted), wanted.text) == wanted
    page.filters.show_filter(wanted)
    assert page.filters.filter(wanted.text) == wanted


def test_what_another_page_asks_for(made: Made) -> None:
    assert filter_from({"owner": "x", "late": True}) == Filter(owners=("x",), late=True)
    assert filter_from({"statuses": ["complete"]}) == Filter(statuses=("complete",))
    assert filter_from({"filter": Filter(late=True)}) == Filter(late=True)
    with pytest.raises(Fault):
        filter_from({"filter": Filter(), "late": True})
    assert values_of(Filter(open=True)) == {"status": ("not started", "in progress")}


def test_a_record_that_filters_hide_is_shown_all_the_same(
    page: ActionsPage, workspace: Workspace, made: Made, qtbot: QtBot
) -> None:
    page.apply(late=True)
    workspace.open("action", made.survey)
    assert page.view.selected_ids() == [made.survey]
    assert page.filters.values() == {}
    update = workspace.plan.all(Update)[0]
    assert page.show_record("action_update", update.id)
    assert page.view.selected_ids() == [made.audit]
    kept = workspace.plan.all(Evidence)[0]
    assert page.show_record("evidence", kept.id)
    assert page.view.selected_ids() == [made.flats]
    assert not page.show_record("action", "gone")
