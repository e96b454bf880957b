"""Tables: Qt's own tester, ids in order, selections kept, editing through verbs, columns remembered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from gui.tables.block_table import BlockTable, Sorting
from gui.tables.columns import Column, Edit, GroupRow, ValueRole
from gui.tables.mime import MIME, ids_in, ids_mime
from gui.tables.row_table import RowTable
from gui.tables.table_view import TableView
from gui.widgets.choice import Choice
from gui.widgets.date_edit import DateEdit
from gui.workspace import Selection, Workspace

TODAY = date(2023, 8, 30)


@dataclass(frozen=True)
class Row:
    id: str
    title: str
    agreed: date | None = None
    rating: str | None = None
    percent: int | None = None


class Source:
    """Stands for the plan's questions: keeps rows by id, and counts what it is asked."""

    def __init__(self, count: int) -> None:
        self.rows = {str(n): Row(str(n), f"Action {n}", rating="red", percent=n % 101) for n in range(count)}
        self.order: list[Any] = list(self.rows)
        self.asked: list[tuple[int | None, int]] = []
        self.read: list[int] = []

    def ids(self, limit: int | None, offset: int) -> Sequence[Any]:
        self.asked.append((limit, offset))
        return self.order[offset : None if limit is None else offset + limit]

    def read_rows(self, ids: Sequence[str]) -> list[Row]:
        self.read.append(len(ids))
        return [self.rows[row] for row in ids if row in self.rows]


def columns(**edits: Edit) -> tuple[Column, ...]:
    return (
        Column("title", "Action", attrgetter("title"), sort="title", edit=edits.get("title")),
        Column("agreed", "Agreed", kind="date", late=is_late, sort="agreed", edit=edits.get("agreed")),
        Column("rating", "Delivery", rating_word, value=attrgetter("rating"), kind="rating", edit=edits.get("rating")),
        Column("percent", "Done", kind="percent", shown=False),
    )


def is_late(row: Row) -> bool:
    return row.agreed is not None and row.agreed < TODAY


def rating_word(row: Row) -> str:
    return {"red": "Off track", "green": "On track"}.get(row.rating or "", "")


@pytest.fixture
def rows() -> RowTable:
    table = RowTable(columns(), table="action")
    table.set_rows(
        [
            Row("a", "beta", date(2023, 9, 1), "red"),
            Row("b", "Alpha", None, "green"),
            Row("c", "gamma", date(2023, 8, 1)),
        ]
    )
    return table


def view_of(workspace: Workspace, qtbot: QtBot, table: Any) -> TableView:
    view = TableView(workspace, "test")
    qtbot.addWidget(view)
    view.set_table(table)
    view.resize(600, 400)
    view.show()
    return view


def titles(table: Any) -> list[str]:
    return [table.index(row, 0).data() for row in range(table.rowCount())]


# --- what both tables do


def test_qt_s_tester_finds_nothing_wrong_with_a_row_table(rows: RowTable) -> None:
    tester = QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows.sort(0)
    rows.set_rows([Row("d", "new"), Row("a", "beta")])
    rows.set_rows([])
    assert tester.model() is rows


def test_qt_s_tester_finds_nothing_wrong_with_a_block_table() -> None:
    source = Source(450)
    table = BlockTable(columns(), source.ids, source.read_rows, block=100)
    tester = QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table.reload()
    table.read_rest()
    source.order = [GroupRow("late", "Late", 3), *source.order[:3]]
    table.refresh()
    table.clear()
    assert tester.model() is table


def test_cells_say_and_hold_what_their_column_says(rows: RowTable) -> None:
    assert rows.index(0, 1).data() == "1 Sep 2023"
    assert rows.index(2, 1).data() == "1 Aug 2023 · late"
    assert rows.index(1, 1).data() == ""
    assert rows.index(0, 1).data(ValueRole) == date(2023, 9, 1)
    assert rows.index(0, 2).data(ValueRole) == "red"
    assert "late" in rows.index(2, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert rows.headerData(1, Qt.Orientation.Horizontal) == "Agreed"


def test_a_row_table_sorts_with_nothing_last_either_way(rows: RowTable) -> None:
    rows.sort(0)
    assert titles(rows) == ["Alpha", "beta", "gamma"]
    rows.sort(1)
    assert titles(rows) == ["gamma", "beta", "Alpha"]
    rows.sort(1, Qt.SortOrder.DescendingOrder)
    assert titles(rows) == ["beta", "gamma", "Alpha"]
    rows.sort(-1)
    assert titles(rows) == ["beta", "Alpha", "gamma"]


# --- ids by the block


def test_a_page_comes_first_and_the_rest_when_idle(qtbot: QtBot) -> None:
    source = Source(1_000)
    table = BlockTable(columns(), source.ids, source.read_rows, block=200)
    with qtbot.waitSignal(table.counted) as counted:
        table.reload()
        assert table.rowCount() == 200
        assert source.asked == [(200, 0)]
    assert counted.args == [1_000]
    assert source.asked == [(200, 0), (None, 200)]
    assert source.read == []  # nothing was shown yet
    assert table.index(999, 0).data() == "Action 999"
    assert source.read == [200]


def test_a_short_table_is_asked_for_once() -> None:
    source = Source(3)
    table = BlockTable(columns(), source.ids, source.read_rows)
    table.reload()
    assert table.complete
    assert source.asked == [(200, 0)]


def test_sorting_asks_for_other_ids() -> None:
    source = Source(3)
    table = BlockTable(columns(), source.ids, source.read_rows)
    table.reload()
    table.sort(0, Qt.SortOrder.DescendingOrder)
    assert table.sorting == Sorting("title", "title", True)
    assert len(source.asked) == 2
    table.sort(2)  # no question sorts by it
    assert table.sorting is None


def test_a_change_that_moves_nothing_moves_nothing(qtbot: QtBot) -> None:
    source = Source(3)
    table = BlockTable(columns(), source.ids, source.read_rows)
    table.reload()
    assert table.index(1, 0).data() == "Action 1"
    source.rows["1"] = replace(source.rows["1"], title="Renamed")
    with qtbot.assertNotEmitted(table.modelReset), qtbot.waitSignal(table.dataChanged):
        table.refresh()
    assert table.index(1, 0).data() == "Renamed"


def test_a_record_that_went_meanwhile_shows_as_nothing() -> None:
    source = Source(3)
    table = BlockTable(columns(), source.ids, source.read_rows)
    table.reload()
    del source.rows["1"]
    assert table.index(1, 0).data() is None
    assert table.index(2, 0).data() == "Action 2"


# --- the view


def test_selections_are_kept_by_id(workspace: Workspace, qtbot: QtBot) -> None:
    source = Source(300)
    table = BlockTable(columns(), source.ids, source.read_rows, block=100)
    view = view_of(workspace, qtbot, table)
    table.reload()
    assert view.select_ids(["250", "3", "4"])
    assert view.selected_ids() == ["3", "4", "250"]
    source.order.reverse()
    source.order.remove("4")
    table.refresh()
    assert view.selected_ids() == ["250", "3"]
    assert not view.select_ids(["gone"])


def test_what_is_selected_is_in_hand(workspace: Workspace, qtbot: QtBot, rows: RowTable) -> None:
    view = view_of(workspace, qtbot, rows)
    view.select_ids(["c"])
    qtbot.waitUntil(lambda: workspace.selection == Selection("action", ("c",)))
    rows.set_rows([Row("a", "beta")])  # filtered away, not deleted
    assert workspace.selection == Selection("action", ("c",))


def test_enter_opens_and_copy_copies(workspace: Workspace, qtbot: QtBot, rows: RowTable) -> None:
    view = view_of(workspace, qtbot, rows)
    view.select_ids(["a"])
    with qtbot.waitSignal(workspace.open_requested) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == ["action", "a"]
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Action\tAgreed\tDelivery\nbeta\t1 Sep 2023\tOff track\n"


def test_a_copied_cell_can_do_nothing_in_a_spreadsheet(workspace: Workspace, qtbot: QtBot) -> None:
    table = RowTable(columns(), table="action")
    table.set_rows([Row("a", "=cmd|' /C calc'!A0"), Row("b", "two\tcells\nand lines")])
    view = view_of(workspace, qtbot, table)
    view.select_ids(["a", "b"])
    view.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[1].startswith("'=cmd")
    assert lines[2].startswith("two cells and lines\t")


def test_columns_widths_and_order_are_remembered(workspace: Workspace, qtbot: QtBot, rows: RowTable) -> None:
    view = view_of(workspace, qtbot, rows)
    header = view.horizontalHeader()
    view.setColumnWidth(0, 217)
    header.moveSection(0, 1)
    view.setColumnHidden(3, False)
    view.sort_by("title", descending=True)
    view.set_column_shown("percent", False)  # for now only
    view.save_layout()
    table = RowTable(columns(), table="action")
    again = view_of(workspace, qtbot, table)
    assert again.shown_columns() == ("agreed", "title", "rating")
    assert again.columnWidth(0) == 217
    table.set_rows([Row("a", "alpha"), Row("b", "beta")])
    assert titles(table) == ["beta", "alpha"]


def test_headings_stand_across_and_are_never_selected(workspace: Workspace, qtbot: QtBot) -> None:
    source = Source(4)
    source.order = [GroupRow("l", "Late", 2), "0", "1", GroupRow("d", "Due soon", 2), "2", "3"]
    table = BlockTable(columns(), source.ids, source.read_rows)
    view = view_of(workspace, qtbot, table)
    table.reload()
    assert table.index(0, 0).data() == "Late (2)"
    assert view.columnSpan(0, 0) == table.columnCount()
    view.selectAll()
    assert view.selected_ids() == ["0", "1", "2", "3"]
    view.select_ids(["1"])
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.current_id() == "2"


def test_an_empty_table_says_what_helps(workspace: Workspace, qtbot: QtBot) -> None:
    table = RowTable(columns(), table="action")
    view = view_of(workspace, qtbot, table)
    view.set_empty("No actions yet", "An action says what will be done.", "plan.add_action")
    with qtbot.waitSignal(workspace.command_requested) as asked:
        qtbot.mouseClick(view._empty.button, Qt.MouseButton.LeftButton)
    assert asked.args == ["plan.add_action"]
    table.set_rows([Row("a", "alpha")])
    assert not view._empty.isVisible()


# --- editing and dragging


def test_a_cell_is_edited_by_its_verb(workspace: Workspace, qtbot: QtBot) -> None:
    given: list[tuple[str, Any]] = []

    def write(row: Row, value: Any) -> bool:
        given.append((row.id, value))
        return True

    table = RowTable(
        columns(
            title=Edit("line", write),
            agreed=Edit("date", write),
            rating=Edit("choice", write, choices=lambda: [("red", "Off track"), ("green", "On track")]),
        ),
        table="action",
    )
    table.set_rows([Row("a", "alpha", date(2023, 9, 1), "red")])
    view = view_of(workspace, qtbot, table)
    view.edit(table.index(0, 0))
    line = view.findChild(QLineEdit)
    assert line.text() == "alpha"
    line.setText("beta")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: given == [("a", "beta")])
    view.edit(table.index(0, 1))
    day = view.findChild(DateEdit)
    assert day.text() == "1 September 2023"
    day.setText("31/3/24")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(given) == 2)
    assert given[1] == ("a", date(2024, 3, 31))
    view.edit(table.index(0, 2))
    choice = view.findChild(Choice)
    assert choice.value == "red"
    choice.setCurrentIndex(1)
    choice.activated.emit(1)
    assert given[2] == ("a", "green")


def test_a_day_that_is_none_stays_open_for_mending(workspace: Workspace, qtbot: QtBot) -> None:
    refused: list[str] = []
    workspace.refused.connect(refused.append)
    table = RowTable(columns(agreed=Edit("date", lambda row, value: True)), table="action")
    table.set_rows([Row("a", "alpha", date(2023, 9, 1))])
    view = view_of(workspace, qtbot, table)
    view.edit(table.index(0, 1))
    day = view.findChild(DateEdit)
    day.setText("30 February 2024")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    assert refused == ["There is no 30 February 2024; check the day."]
    assert day.isVisible()
    assert day.text() == "30 February 2024"


def test_writing_the_same_again_is_no_act(rows: RowTable) -> None:
    given: list[Any] = []
    table = RowTable(columns(title=Edit("line", lambda row, value: given.append(value) or True)), table="action")
    table.set_rows([Row("a", "alpha")])
    assert not table.setData(table.index(0, 0), "alpha")
    assert table.setData(table.index(0, 0), "beta")
    assert given == ["beta"]


def test_ids_are_what_is_dragged() -> None:
    assert ids_in(ids_mime("action", ["a", "b"])) == ("action", ["a", "b"])
    assert ids_in(QMimeData()) is None
    for odd in (b"not json", b"[]", b'{"table": 1, "ids": []}', b'{"table": "action", "ids": []}'):
        data = QMimeData()
        data.setData(MIME, odd)
        assert ids_in(data) is None


def test_a_drop_says_what_was_dropped_on_what(workspace: Workspace, qtbot: QtBot, rows: RowTable) -> None:
    view = view_of(workspace, qtbot, rows)
    view.accept_drops_of = ("action",)
    dropped: list[tuple[str, list[str], str]] = []
    view.dropped.connect(lambda table, ids, onto: dropped.append((table, ids, onto)))
    place = view.visualRect(rows.index(1, 0)).center()
    # An event holds on to nothing: the data must outlive it.
    actions, area, below = ids_mime("action", ["x", "y"]), ids_mime("area", ["z"]), ids_mime("action", ["x"])
    view.dropEvent(drop(place, actions))
    view.dropEvent(drop(place, area))
    view.dropEvent(drop(QPoint(5, 300), below))
    assert dropped == [("action", ["x", "y"], "b"), ("action", ["x"], "")]


def drop(place: QPoint, data: QMimeData) -> QDropEvent:
    return QDropEvent(
        QPointF(place),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
