"""What is remembered of a table's columns: order, widths, which are shown, and the sorting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from gui.tables.record_table import RecordTable
from gui.widgets.text import mnemonic_free


def layout_of(header: QHeaderView, table: RecordTable, for_now: Mapping[str, bool]) -> dict[str, Any]:
    """Plain data, by the columns' names, so that a later version with other columns can use it.

    Columns in ``for_now`` are shown or hidden by the page, which is nobody's choice to remember.
    """
    order = [header.logicalIndex(place) for place in range(header.count())]
    names = [column.name for column in table.columns]
    sort = header.sortIndicatorSection()
    last = next((place for place in reversed(order) if not header.isSectionHidden(place)), -1)
    return {
        "order": [names[place] for place in order if names[place] not in for_now],
        # The last one takes what room is left; how much that is says nothing about the column.
        "widths": {
            names[place]: header.sectionSize(place)
            for place in order
            if not header.isSectionHidden(place) and place != last
        },
        "hidden": [names[place] for place in order if header.isSectionHidden(place) and names[place] not in for_now],
        "sort": None
        if not 0 <= sort < len(names)
        else [names[sort], header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder],
    }


def apply_layout(header: QHeaderView, table: RecordTable, kept: Any) -> None:
    """Set the columns as they were left, as far as that fits the table of today."""
    kept = kept if isinstance(kept, dict) else {}
    names = [column.name for column in table.columns]
    widths, hidden = kept.get("widths"), kept.get("hidden")
    for place, column in enumerate(table.columns):
        width = widths.get(column.name) if isinstance(widths, dict) else None
        header.resizeSection(place, width if isinstance(width, int) and 20 <= width <= 3000 else column.width)
        known = isinstance(kept.get("order"), list) and column.name in kept["order"]
        shown = column.name not in hidden if known and isinstance(hidden, list) else column.shown
        header.setSectionHidden(place, not shown)
    if all(header.isSectionHidden(place) for place in range(header.count())):
        header.setSectionHidden(0, False)
    order = [name for name in kept.get("order", ()) if name in names] if isinstance(kept.get("order"), list) else []
    for wanted, name in enumerate(order):
        header.moveSection(header.visualIndex(names.index(name)), wanted)
    sort = kept.get("sort")
    if isinstance(sort, list) and len(sort) == 2 and sort[0] in names:
        way = Qt.SortOrder.DescendingOrder if sort[1] else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(names.index(sort[0]), way)
        table.set_sorting(names.index(sort[0]), way)
    else:
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)


def columns_menu(parent: QWidget, table: RecordTable, header: QHeaderView) -> QMenu:
    """Which columns are shown; the last one that is shown stays."""
    menu = QMenu(parent)
    shown = [place for place in range(header.count()) if not header.isSectionHidden(place)]
    for place, column in enumerate(table.columns):
        action = menu.addAction(mnemonic_free(column.title))
        action.setCheckable(True)
        action.setChecked(place in shown)
        action.setEnabled(shown != [place])
        action.toggled.connect(partial(_show_column, header, place))
    return menu


def shown_columns(header: QHeaderView, table: RecordTable) -> tuple[str, ...]:
    order = [header.logicalIndex(place) for place in range(header.count())]
    return tuple(table.columns[place].name for place in order if not header.isSectionHidden(place))


def show_columns(header: QHeaderView, table: RecordTable, names: Sequence[str]) -> None:
    wanted = [name for name in names if name in {column.name for column in table.columns}]
    if not wanted:
        return
    for place, column in enumerate(table.columns):
        _show_column(header, place, column.name in wanted)
    for place, name in enumerate(wanted):
        header.moveSection(header.visualIndex(table.column_place(name)), place)


def headings(table: RecordTable) -> Iterator[int]:
    """The rows that are headings, where the table has any."""
    return table.heading_places()


def _show_column(header: QHeaderView, place: int, shown: bool) -> None:
    header.setSectionHidden(place, not shown)
    if shown and header.sectionSize(place) < 20:
        header.resizeSection(place, 120)
