"""How wide a table's columns are: the weights the report gave, widened where a word would not fit.

Widths of letters are near enough for one humanist sans serif (they stand in for any of them), so
that the PDF and the Word file share one layout and a date or an owner's post is not cut in two.
"""

from __future__ import annotations

from datetime import date

from model.reports.document import Cell, RatingMark, Row, Table, cell_text

# In points: A4 less the margins, the letters of a table, and what a cell keeps free left and right together.
PORTRAIT = 470.0
LANDSCAPE = 739.0
A3_PORTRAIT = 716.7
A3_LANDSCAPE = 1087.8
TABLE_SIZE = 10.5
PADDING = 10.0

LEFT = 210.0
"""Points that the words at the left of a line of time have."""

PICTURE_ROW = 14.0
_PICTURE_HEIGHT = {"a4": 479.0, "a3": 725.0}
_AROUND = 56.0
"""Points over the rows of a picture: caption and ruler."""

WHOLE_ROW = 2.5
"""A row with fewer characters than this for each point of a cell's width, about 12 lines, stays on one page."""

_NARROW = dict.fromkeys("iljtfrI.,:;'|!()[]-/ ", 0.33)
_WIDE = dict.fromkeys("mwMWOQGD@%&—✓", 0.88)
_LETTERS = {**_NARROW, **_WIDE}
BOLD = 1.08
MARK = 2.2
"""What a rating's shape and its tint take besides the word, in ems."""
SHORT_RATING = 14
"""A rating of up to this many characters ("Not started") stays on one line."""
GREATEST = 0.22
"""A long word widens its column to this share of the table at most; past that it is broken."""


def page_width(paper: str, *, landscape: bool) -> float:
    """Points across, less the margins."""
    if paper == "a3":
        return A3_LANDSCAPE if landscape else A3_PORTRAIT
    return LANDSCAPE if landscape else PORTRAIT


def picture_rows(paper: str, head: float) -> tuple[int, int]:
    """How many rows of a line of time the first page holds under a ``head`` of so many points, and each other page."""
    room = _PICTURE_HEIGHT[paper] - _AROUND
    return max(4, int((room - head) // PICTURE_ROW)), int(room // PICTURE_ROW)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is on one line, in the unit of ``size``."""
    ems = sum(_LETTERS.get(letter, 0.7 if letter.isupper() else 0.6) for letter in text)
    return ems * size * (BOLD if bold else 1.0)


def longest_word(text: str) -> str:
    """The longest stretch that has no place to break."""
    return max(text.replace("-", "- ").split(), key=len, default="")


def cell_need(cell: Cell, size: float) -> float:
    """The width below which a cell's longest word, date or number would be cut."""
    match cell:
        case None | bool():
            return text_width("yes", size)
        case RatingMark():
            word = cell.text if len(cell.text) <= SHORT_RATING else longest_word(cell.text)
            return text_width(word, size, bold=True) + MARK * size
        case date() | int() | float():
            return text_width(cell_text(cell), size)
        case str():
            return text_width(longest_word(cell), size)
        case _:
            return text_width(longest_word(cell_text(cell)), size, bold=True)


def column_widths(table: Table, total: float, size: float, padding: float) -> tuple[float, ...]:
    """A width for each column, together ``total``; ``size`` is that of the letters and ``padding`` what
    a cell keeps free at left and right together, in the same unit.
    """
    weights = [column.weight for column in table.columns]
    share = total / sum(weights)
    most = GREATEST * total
    needs = []
    for index, column in enumerate(table.columns):
        need = text_width(longest_word(column.heading), size, bold=True)
        for row in table.rows:
            if isinstance(row, Row):
                need = max(need, cell_need(row.cells[index], size) * (BOLD if row.strong else 1.0))
        needs.append(min(need + padding, max(most, weights[index] * share)))
    if sum(needs) >= total:
        return tuple(need * total / sum(needs) for need in needs)
    widths = [weight * share for weight in weights]
    fixed: set[int] = set()
    while short := {index for index, width in enumerate(widths) if width < needs[index] - 1e-6} - fixed:
        fixed |= short
        rest = total - sum(needs[index] for index in fixed)
        free = sum(weights[index] for index in range(len(weights)) if index not in fixed)
        widths = [needs[i] if i in fixed else weights[i] * rest / free for i in range(len(weights))]
    return tuple(widths)
