"""Lines of the plan's tree as rows for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHeaderView

from gui.tables.plan_tree import PlanTree


def rows_to_copy(tree: PlanTree, header: QHeaderView, indexes: Iterable[QModelIndex]) -> list[str]:
    """The headings of the shown columns, then these lines in the order shown, cells divided by tabs."""
    order = [header.logicalIndex(place) for place in range(header.count())]
    shown = [place for place in order if not header.isSectionHidden(place)]
    rows = ["\t".join(tree.columns[place].title for place in shown)]
    for index in sorted(indexes, key=way_down):
        line = tree.line_at(index)
        if line is not None:
            rows.append("\t".join(_one_line(tree.columns[place].words(line)) for place in shown))
    return rows


def way_down(index: QModelIndex) -> tuple[int, ...]:
    """Where a line stands, to sort lines as they are shown."""
    way: list[int] = []
    while index.isValid():
        way.insert(0, index.row())
        index = index.parent()
    return tuple(way)


def _one_line(words: str) -> str:
    """Tabs and line ends would make other cells of it, and a sign at its beginning a formula."""
    line = " ".join(words.split())
    return f"'{line}" if line[:1] in ("=", "+", "-", "@") else line
