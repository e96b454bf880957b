"""From the words of a page to its lines, in the order in which a person reads them.

What stands side by side is read down one column and then down the next, unless it is a table: that is read row by
row. The file's tags say what is a table, where it has tags; else the order in which it was painted does, for a table
is painted cell by cell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from model.imports.characters import RAISED
from model.imports.pages import Box, Line
from model.imports.pdf_rules import NO_GRIDS, Grids
from model.imports.pdf_tags import Cell, Tag
from model.imports.pdf_words import Word, around
from model.imports.running_heads import at_top

_MARK = re.compile(r"[^\w\s]{1,2}$|[-–—o§]$|\(?(\d{1,3}|[ivxlc]{1,5}|[A-Za-z])(\.\d{1,2})*[.):]?$")
"""What stands before an item of a list: it is no column."""
_NUMBERED = re.compile(r"\(?(\d{1,3}|[ivx]{1,4}|[a-zA-Z])(\.\d{1,2})*[.)](\s|$)|\d{1,3}(\.\d{1,2})+\s")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")

_NO_TAG = Tag()


@dataclass(slots=True)
class _Piece:
    """Words that stand on one line with no wide gap between them."""

    words: list[Word]
    box: Box
    size: float
    y: float
    order: int  # in which it was painted
    tag: Tag
    cell: Cell | None = None

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class _Unit:
    """What is ordered as a whole: a piece, or a table."""

    box: Box
    pieces: list[_Piece] = field(default_factory=list)
    is_table: bool = False


def lines(words: Sequence[Word], tags: Mapping[int, Tag], height: float = 0.0, grids: Grids = NO_GRIDS) -> list[Line]:
    """All lines of a page of that height. Words that stand turned on it come after those of the prevailing direction.

    Where there are tags, what has none and stands in a margin is a header or footer. ``grids``: the tables drawn on a
    page that has no tags.
    """
    by_angle: dict[int, list[Word]] = {}
    for word in words:
        by_angle.setdefault(word.angle, []).append(word)
    made: list[Line] = []
    for angle in sorted(by_angle, key=lambda angle: -len(by_angle[angle])):
        made += _upright(by_angle[angle], tags, height, grids) if angle == 0 else _turned(by_angle[angle], angle, tags)
    return made


def _turned(words: list[Word], angle: int, tags: Mapping[int, Tag]) -> list[Line]:
    """Read as if the page were turned so that these words stand upright; their places stay those on the page."""
    places = {}
    upright = []
    for word in words:
        box = _turn(word.box, angle)
        size = word.size or box.bottom - box.top
        one = Word(word.text, box, word.size, word.bold, box.bottom - 0.2 * size, word.mcid, 0, word.ends_line)
        upright.append(one)
        places[box] = word.box
    made = []
    for line in _upright(upright, tags, 0.0, NO_GRIDS):
        again = tuple((text, places.get(box, _turn(box, 360 - angle))) for text, box in line.words)
        whole = again[0][1]
        for _, box in again[1:]:
            whole = around(whole, box)
        made.append(Line(line.text, whole, again, line.size, line.bold, line.role))
    return made


def _turn(box: Box, angle: int) -> Box:
    """A box as it lies once the page is turned back by ``angle``; its distances from the corner may be negative."""
    if angle == 90:
        return Box(box.top, -box.right, box.bottom, -box.left)
    if angle == 180:
        return Box(-box.right, -box.bottom, -box.left, -box.top)
    if angle == 270:
        return Box(-box.bottom, box.left, -box.top, box.right)
    return box


def _upright(words: list[Word], tags: Mapping[int, Tag], height: float, grids: Grids) -> list[Line]:
    pieces = _pieces(words, tags, grids)
    if grids:
        for piece in pieces:
            cell = grids.cell(piece.box)
            if cell is not None:
                piece.tag = Tag(cells=(cell,))
    stretches = _choose_cells(pieces)
    units: list[_Unit] = []
    tables: dict[tuple[int, int], _Unit] = {}
    for piece in pieces:
        if piece.cell is None:
            units.append(_Unit(piece.box, [piece]))
            continue
        key = (piece.cell[0], stretches[piece.cell[:2]])
        if key in tables:
            table = tables[key]
            table.pieces.append(piece)
            table.box = around(table.box, piece.box)
        else:
            tables[key] = _Unit(piece.box, [piece], is_table=True)
            units.append(tables[key])
    made: list[Line] = []
    items: set[int] = set()
    for group in _ordered(units):
        line = _line(group, items)
        if tags and line.role is None and not any(word.mcid in tags for piece in group for word in piece.words):
            top = at_top(line.box, height)
            if top is not None:
                line = replace(line, role="header" if top else "footer")
        made.append(line)
    return made


def _pieces(words: list[Word], tags: Mapping[int, Tag], grids: Grids) -> list[_Piece]:
    pieces: list[_Piece] = []
    for word in words:
        tag = tags.get(word.mcid, _NO_TAG)
        last = pieces[-1] if pieces else None
        if last is not None and _goes_on(last, word, tag) and not (grids and grids.parts(last.words[-1].box, word.box)):
            last.words.append(word)
            last.box = around(last.box, word.box)
            if word.size > last.size:
                last.size, last.y = word.size, word.y
        else:
            pieces.append(_Piece([word], word.box, word.size, word.y, len(pieces), tag))
    return pieces


def _goes_on(piece: _Piece, word: Word, tag: Tag) -> bool:
    before = piece.words[-1]
    size = max(before.size, word.size, 1.0)
    if not _same_line(piece.box, piece.y, word.box, word.y, size):
        return False
    gap = word.box.left - before.box.right
    if tag.cells != piece.tag.cells or gap > 1.2 * size:
        return False
    return gap > -0.6 * size


def _same_line(one: Box, one_y: float, other: Box, other_y: float, size: float) -> bool:
    if abs(one_y - other_y) < 0.25 * size:
        return True
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > 0.6 * min(one.bottom - one.top, other.bottom - other.top)


def _choose_cells(pieces: list[_Piece]) -> dict[tuple[int, int], int]:
    """Gives each piece the cell of the innermost table that is one, and is filled beside it as well.

    Where only the first cell of a row holds text, the row is a frame or a heading across the table.
    """
    filled = cells_filled(cell for piece in pieces for cell in piece.tag.cells)
    for piece in pieces:
        piece.cell = next((cell for cell in piece.tag.cells if cell[:2] in filled), None)
    return filled


def cells_filled(cells: Iterable[Cell]) -> dict[tuple[int, int], int]:
    """By table and row, of those that are read as cells: in which unbroken stretch of rows they stand, from 1."""
    rows: dict[int, dict[int, set[int]]] = {}
    for table, row, column in cells:
        rows.setdefault(table, {}).setdefault(row, set()).add(column)
    found = {}
    for table, columns in rows.items():
        stretch, parted = 1, False
        for row in sorted(columns):
            if columns[row] == {0}:
                parted = True
                continue
            stretch, parted = stretch + parted, False
            found[table, row] = stretch
    return found


def _ordered(units: list[_Unit]) -> list[list[_Piece]]:
    """The pieces as they are read, those of one line together."""
    bands = _bands(units)
    made: list[list[_Piece]] = []
    at = 0
    while at < len(bands):
        end, columns = _side_by_side(bands, at)
        if columns:
            if _is_table(columns):
                made += _table(_cells_as_painted(columns))
            else:
                for column in columns:
                    made += _ordered(column)
            at = end
            continue
        band = bands[at]
        at += 1
        loose = [piece for unit in band if not unit.is_table for piece in unit.pieces]
        made += _on_one_line(loose)
        for unit in band:
            if unit.is_table:
                made += _table(unit.pieces)
    return made


def _bands(units: list[_Unit]) -> list[list[_Unit]]:
    """What stands on one height together, from the top."""
    bands: list[list[_Unit]] = []
    bottom = top = 0.0
    for unit in sorted(
        units, key=lambda unit: (unit.box.top + unit.box.bottom) / 2 if not unit.is_table else unit.box.top
    ):
        height = unit.box.bottom - unit.box.top
        shared = min(bottom, unit.box.bottom) - max(top, unit.box.top)
        if bands and shared > 0.5 * min(height, bottom - top):
            bands[-1].append(unit)
            bottom, top = max(bottom, unit.box.bottom), min(top, unit.box.top)
        else:
            bands.append([unit])
            bottom, top = unit.box.bottom, unit.box.top
    return bands


def _side_by_side(bands: list[list[_Unit]], start: int) -> tuple[int, list[list[_Unit]]]:
    """The columns that begin with the band ``start``, and the band after their last; none: it is no column's."""
    if len(bands[start]) < 2 or any(unit.is_table for unit in bands[start]):
        return start, []
    gaps: list[tuple[float, float]] | None = None
    end = start
    kept: list[tuple[float, float]] = []
    paired = 0
    for index in range(start, len(bands)):
        band = bands[index]
        if any(unit.is_table for unit in band):
            break
        left = _free(band)
        both = left[1:-1] if gaps is None else _common(gaps, left)
        if not both:
            break
        gaps = both
        if len(band) > 1:
            paired += 1
            end, kept = index + 1, gaps
        elif index - end > 40:
            break
    size = median(unit.pieces[0].size or 10.0 for band in bands[start:end] for unit in band) if end > start else 10.0
    kept = [gap for gap in kept if gap[1] - gap[0] > size]
    if not kept or paired < 2:
        return start, []
    # The last lines of a column may stand alone: they belong to it where they keep to its side.
    columns = _split([unit for band in bands[start:end] for unit in band], kept)
    columns = [column for column in columns if column]
    if len(columns) < 2 or any(_only_marks(column) for column in columns[:-1]) or _only_marks(columns[-1]):
        return start, []
    return end, columns


def _free(band: list[_Unit]) -> list[tuple[float, float]]:
    """The stretches of a band on which nothing stands, those at its ends without limit."""
    at = float("-inf")
    found = []
    for unit in sorted(band, key=lambda unit: unit.box.left):
        if unit.box.left > at:
            found.append((at, unit.box.left))
        at = max(at, unit.box.right)
    found.append((at, float("inf")))
    return found


def _common(gaps: list[tuple[float, float]], free: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """What is left of the gaps where no more than that is free."""
    found = []
    for left, right in gaps:
        for start, stop in free:
            low, high = max(left, start), min(right, stop)
            if high - low > 4.0:
                found.append((low, high))
    return found


def _split(units: list[_Unit], gaps: list[tuple[float, float]]) -> list[list[_Unit]]:
    columns: list[list[_Unit]] = [[] for _ in range(len(gaps) + 1)]
    for unit in units:
        middle = (unit.box.left + unit.box.right) / 2
        columns[sum(middle > (left + right) / 2 for left, right in gaps)].append(unit)
    return columns


def _only_marks(column: list[_Unit]) -> bool:
    return all(_MARK.match(piece.text) for unit in column for piece in unit.pieces)


def _is_table(columns: list[list[_Unit]]) -> bool:
    """Whether it was painted row by row: the brush went back from one column to one before it."""
    painted = sorted(
        (piece.order, number) for number, column in enumerate(columns) for unit in column for piece in unit.pieces
    )
    back = sum(later[1] < earlier[1] for earlier, later in pairwise(painted))
    return back > 0


def _cells_as_painted(columns: list[list[_Unit]]) -> list[_Piece]:
    painted = sorted(
        ((piece, number) for number, column in enumerate(columns) for unit in column for piece in unit.pieces),
        key=lambda one: one[0].order,
    )
    row, at = 0, 0
    for piece, column in painted:
        if column < at:
            row += 1
        at = column
        piece.cell = (-1, row, column)
    return [piece for piece, _ in painted]


def _table(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Row by row, and in a row cell by cell."""
    cells: dict[Cell, list[_Piece]] = {}
    for piece in pieces:
        assert piece.cell is not None
        cells.setdefault(piece.cell, []).append(piece)
    made = []
    for cell in sorted(cells):
        made += _on_one_line(cells[cell])
    return made


def _on_one_line(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Pieces of one column, brought together line by line from the top."""
    groups: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.y, piece.box.left)):
        last = groups[-1][0] if groups else None
        if last is not None and _same_line(last.box, last.y, piece.box, piece.y, max(last.size, piece.size, 1.0)):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    for group in groups:
        group.sort(key=lambda piece: piece.box.left)
    return groups


def _line(pieces: list[_Piece], items: set[int]) -> Line:
    """``items``: of lists, whose first line was made already."""
    words = [word for piece in pieces for word in piece.words]
    if len(pieces) > 1 and sum(len(_RTL.findall(word.text)) for word in words) * 2 > sum(
        len(word.text) for word in words
    ):
        words = [word for piece in reversed(pieces) for word in piece.words]
    sizes = Counter[float]()
    bold = 0
    letters = 0
    box = words[0].box
    for word in words:
        sizes[word.size] += len(word.text)
        letters += len(word.text)
        bold += len(word.text) if word.bold else 0
        box = around(box, word.box)
    size = max(sizes, key=lambda size: (sizes[size], size))
    base = median(word.y for word in words if word.size == size)
    texts = []
    for word in words:
        small = word.size <= 0.8 * size and base - word.y > 0.15 * size
        texts.append(word.text.translate(RAISED) if small and len(word.text) < 4 else word.text)
    text = " ".join(texts)
    together = tuple(zip(texts, (word.box for word in words), strict=True))
    return Line(text, box, together, size, bold * 2 > letters, _role(pieces, text, items))


def _role(pieces: list[_Piece], text: str, items: set[int]) -> str | None:
    cell = pieces[0].cell
    if cell is not None:
        return f"cell {cell[1]},{cell[2]}"
    tag = pieces[0].tag
    if tag.is_note:
        return "footnote"
    if tag.heading:
        return f"heading {tag.heading}"
    if tag.item >= 0 and tag.item not in items:
        items.add(tag.item)
        if _NUMBERED.match(text):
            return "number"
        if not text[0].isalnum() or text[:2] == "o ":
            return "bullet"
    return None
