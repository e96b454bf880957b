"""From mark to mark of a line of time by keys: along a row, and from row to row to the mark that is nearest in time."""

from __future__ import annotations

from PySide6.QtCore import Qt

from gui.widgets.time_line_place import Place
from model.time_line import Lane

KEYS = frozenset(
    (
        Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End,
        Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
    )
)  # fmt: skip

At = tuple[int, int]
"""A mark: its row, and its place in the row."""


def step(place: Place, at: At | None, key: Qt.Key, *, control: bool = False) -> At | None:
    """The mark that a key leads to from ``at``; None where there is no mark at all.

    Left and right go along the row, and at its end on to the next, as in a text. Home and End go to the
    ends of the row, with Ctrl to the first and the last mark of all; so does any key while none is in hand.
    """
    back = key in (Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_Up, Qt.Key.Key_PageUp)
    if at is None or (control and key in (Qt.Key.Key_Home, Qt.Key.Key_End)):
        last = key is Qt.Key.Key_End
        row = _lane_from(place, len(place.rows) - 1 if last else 0, -1 if last else 1)
        return None if row is None else (row, len(_lane(place, row).marks) - 1 if last else 0)
    row, mark = at
    marks = _lane(place, row).marks
    if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        return row, 0 if key is Qt.Key.Key_Home else len(marks) - 1
    way = -1 if back else 1
    if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        if 0 <= mark + way < len(marks):
            return row, mark + way
        found = _lane_from(place, row + way, way)
        return at if found is None else (found, len(_lane(place, found).marks) - 1 if back else 0)
    page = max(1, (place.height - place.above) // place.row - 1)
    by = way if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) else way * page
    found = _lane_from(place, min(max(row + by, 0), len(place.rows) - 1), way)
    if found is None:
        return at
    days = [abs(one.day - marks[mark].day) for one in _lane(place, found).marks]
    return found, days.index(min(days))


def _lane(place: Place, row: int) -> Lane:
    found = place.rows[row]
    assert isinstance(found, Lane)
    return found


def _lane_from(place: Place, row: int, way: int) -> int | None:
    """The first row of marks from there on."""
    while 0 <= row < len(place.rows):
        if isinstance(place.rows[row], Lane):
            return row
        row += way
    return None
