"""What the tags of a page of a PDF say of its text: headings, items of lists, cells of tables, footnotes.

Word uses tables with one column for frames round a text, and puts lists into them: such a table is none.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdfium2 import raw

from model.imports import limits

_HEADING = re.compile(r"H([1-6])$")


Cell = tuple[int, int, int]
"""Table on this page, row, column: all from 0."""


@dataclass(frozen=True, slots=True)
class Tag:
    """Of one piece of marked content."""

    heading: int = 0  # 1 to 6
    item: int = -1  # which item of a list on this page it belongs to
    cells: tuple[Cell, ...] = ()  # of the table it stands in, then of the table round that one
    is_note: bool = False


@dataclass(slots=True)
class _Table:
    number: int
    rows: int = 0
    columns: int = 0


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the tree: what stands above an element."""

    heading: int = 0
    item: int = -1
    table: _Table | None = None
    row: int = -1
    column: int = -1
    is_note: bool = False
    outer: _Place | None = None  # the place of the table round this one


def of_page(page: Any) -> dict[int, Tag]:
    """By the number of the marked content. Empty for a page without tags."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    try:
        return _read(tree)
    finally:
        raw.FPDF_StructTree_Close(tree)


def _read(tree: Any) -> dict[int, Tag]:
    places: dict[int, _Place] = {}
    top = _children(raw.FPDF_StructTree_CountChildren(tree), raw.FPDF_StructTree_GetChildAtIndex, tree)
    # Without recursion: a tree may be nested deeper than Python would follow.
    waiting = [(element, _Place(), 0) for element in top]
    waiting.reverse()
    items = tables = seen = 0
    while waiting:
        element, place, depth = waiting.pop()
        seen += 1
        if seen > limits.TAGS_ON_A_PAGE:
            break
        kind = _kind(element)
        heading = _HEADING.match(kind)
        count = raw.FPDF_StructElement_CountChildren(element)
        if heading:
            place = _Place(
                int(heading[1]), place.item, place.table, place.row, place.column, place.is_note, place.outer
            )
        elif kind == "LI":
            place = _Place(0, items, place.table, place.row, place.column, place.is_note, place.outer)
            items += 1
        elif kind in ("Note", "FENote"):
            place = _Place(0, -1, None, -1, -1, True, None)
        elif kind == "Table":
            place = _Place(0, place.item, _Table(tables), -1, -1, place.is_note, place)
            tables += 1
        elif kind == "TR" and place.table is not None:
            row = place.table.rows
            place.table.rows = row + 1
            place = _Place(0, place.item, place.table, row, -1, place.is_note, place.outer)
        cells = 0
        below = []
        for index in range(min(count, limits.TAGS_ON_A_PAGE)):
            mark = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if mark >= 0:
                places.setdefault(mark, place)
                continue
            child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
            if not child:
                continue
            under = place
            if kind == "TR" and place.table is not None and _kind(child) in ("TD", "TH"):
                under = _Place(0, place.item, place.table, place.row, cells, place.is_note, place.outer)
                cells += 1
                place.table.columns = max(place.table.columns, cells)
            below.append((child, under, depth + 1))
        if depth < limits.TAG_DEPTH:
            waiting.extend(reversed(below))
    return {mark: _tag(place) for mark, place in places.items()}


def _tag(place: _Place) -> Tag:
    cells = []
    within: _Place | None = place
    while within is not None and within.table is not None:
        if within.table.columns > 1 and within.column >= 0:
            cells.append((within.table.number, within.row, within.column))
        within = within.outer
    return Tag(place.heading, place.item, tuple(cells), place.is_note)


def _children(count: int, child_at: Any, parent: Any) -> Iterator[Any]:
    for index in range(min(count, limits.TAGS_ON_A_PAGE)):
        child = child_at(parent, index)
        if child:
            yield child


def _kind(element: Any) -> str:
    buffer = ctypes.create_string_buffer(64)
    length = raw.FPDF_StructElement_GetType(element, buffer, 64)
    if not 2 < length <= 64:
        return ""
    return buffer.raw[: length - 2].decode("utf-16-le", errors="replace")
