"""The tables that are drawn on a page of a PDF: what its lines and frames enclose is a cell.

For files without tags. Word draws the border of each cell as a thin rectangle of its own, others as one long line.
"""

from __future__ import annotations

import ctypes
import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdfium2 import raw

from model.imports import limits
from model.imports.pages import Box
from model.imports.pdf_tags import Cell
from model.imports.pdf_words import Sight

_THIN = 3.0  # points: a rule is no thicker
_NEAR = 3.5  # two rules that are no further from each other touch
_SHORT = 6.0  # a rule is longer than that


@dataclass(slots=True)
class Grid:
    """One table: rules that touch each other."""

    box: Box
    across: list[Box] = field(default_factory=list)
    down: list[Box] = field(default_factory=list)
    rows: list[float] = field(default_factory=list)  # where one begins
    columns: list[float] = field(default_factory=list)

    def cell(self, number: int, box: Box) -> Cell | None:
        """In which a piece of text stands: below the nearest rule above it, right of the nearest one to its left."""
        middle = (box.top + box.bottom) / 2
        if not (self.box.top - 1 < middle < self.box.bottom + 1 and self.box.left - 1 < box.left + 1 < self.box.right):
            return None
        x, y = box.left + min(4.0, (box.right - box.left) / 2), middle
        above = [rule.top for rule in self.across if rule.top < y and rule.left - 1 < x < rule.right + 1]
        left = [rule.left for rule in self.down if rule.left < x and rule.top - 1 < y < rule.bottom + 1]
        row = bisect_right(self.rows, max(above, default=self.box.top) + _NEAR) - 1
        column = bisect_right(self.columns, max(left, default=self.box.left) + _NEAR) - 1
        return number, max(0, row), max(0, column)


class Grids:
    """The tables drawn on one page."""

    def __init__(self, rules: list[Box]) -> None:
        self._grids = [grid for grid in _joined(rules) if len(grid.columns) > 1] if rules else []
        self._down = [rule for grid in self._grids for rule in grid.down]

    def __bool__(self) -> bool:
        return bool(self._grids)

    def cell(self, box: Box) -> Cell | None:
        for number, grid in enumerate(self._grids):
            cell = grid.cell(number, box)
            if cell is not None:
                return cell
        return None

    def parts(self, before: Box, after: Box) -> bool:
        """Whether a rule stands between two words of a line."""
        y = (after.top + after.bottom) / 2
        return any(before.right - 1 < rule.left < after.left + 1 and rule.top < y < rule.bottom for rule in self._down)


NO_GRIDS = Grids([])


def of_page(page: Any, seen: Sight) -> Grids:
    rules: list[Box] = []
    for index in range(min(raw.FPDFPage_CountObjects(page), limits.DRAWN_ON_A_PAGE)):
        drawn = raw.FPDFPage_GetObject(page, index)
        if drawn and raw.FPDFPageObj_GetType(drawn) == raw.FPDF_PAGEOBJ_PATH:
            fill, stroked = ctypes.c_int(), ctypes.c_int()
            raw.FPDFPath_GetDrawMode(drawn, fill, stroked)
            for box in _shapes(drawn, seen):
                rules += _rules(box, stroked=bool(stroked.value))
                if len(rules) > limits.RULES_ON_A_PAGE:  # a drawing, and no table
                    return NO_GRIDS
    return Grids(rules) if rules else NO_GRIDS


def _shapes(path: Any, seen: Sight) -> Iterator[Box]:
    """The box round each separate stroke or frame of a path."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(path, matrix):
        return
    count = raw.FPDFPath_CountSegments(path)
    if not 0 < count <= limits.RULES_ON_A_PAGE:
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return
        if kind == raw.FPDF_SEGMENT_MOVETO and points:
            yield _around(points)
            points = []
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        u = matrix.a * x.value + matrix.c * y.value + matrix.e
        v = matrix.b * x.value + matrix.d * y.value + matrix.f
        if not math.isfinite(u + v):
            return
        points.append(seen.point(u, v))
    if points:
        yield _around(points)


def _around(points: list[tuple[float, float]]) -> Box:
    across, down = [x for x, _ in points], [y for _, y in points]
    return Box(min(across), min(down), max(across), max(down))


def _rules(box: Box, *, stroked: bool) -> list[Box]:
    """A thin shape is one rule, and a frame is four. What is filled and has no edge shades words."""
    width, height = box.right - box.left, box.bottom - box.top
    if min(width, height) <= _THIN:
        return [box] if max(width, height) > _SHORT else []
    if not stroked or width < _SHORT or height < _SHORT:
        return []
    return [
        Box(box.left, box.top, box.right, box.top),
        Box(box.left, box.bottom, box.right, box.bottom),
        Box(box.left, box.top, box.left, box.bottom),
        Box(box.right, box.top, box.right, box.bottom),
    ]


def _joined(rules: list[Box]) -> list[Grid]:
    """The rules that touch, together. From the top down, so that each is held against few others."""
    grids: list[Grid] = []
    for rule in sorted(rules, key=lambda rule: rule.top):
        touched = [grid for grid in grids if _touch(grid.box, rule)]
        if touched:
            home = touched[0]
            for other in touched[1:]:
                home.across += other.across
                home.down += other.down
                home.box = _both(home.box, other.box)
                grids.remove(other)
            home.box = _both(home.box, rule)
        else:
            home = Grid(rule)
            grids.append(home)
        (home.across if rule.right - rule.left > rule.bottom - rule.top else home.down).append(rule)
    for grid in grids:
        grid.rows = _places([grid.box.top, *(rule.top for rule in grid.across)], grid.box.bottom)
        grid.columns = _places([grid.box.left, *(rule.left for rule in grid.down)], grid.box.right)
    return sorted(grids, key=lambda grid: grid.box.top)


def _touch(one: Box, other: Box) -> bool:
    return (
        one.left - _NEAR <= other.right
        and other.left <= one.right + _NEAR
        and one.top - _NEAR <= other.bottom
        and other.top <= one.bottom + _NEAR
    )


def _both(one: Box, other: Box) -> Box:
    return Box(
        min(one.left, other.left), min(one.top, other.top), max(one.right, other.right), max(one.bottom, other.bottom)
    )


def _places(found: list[float], end: float) -> list[float]:
    """Without those that are nearly the same, and without the last, at which nothing begins."""
    kept: list[float] = []
    for place in sorted(found):
        if place < end - _NEAR and (not kept or place - kept[-1] > _NEAR):
            kept.append(place)
    return kept
