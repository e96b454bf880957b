"""Where days and rows of a line of time stand in its window: arithmetic only, no painting."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from model import time_scale
from model.time_line import Heading, Lane, TimeLine

EDGE = 48.0
"""Pixels left free before the first day and behind the last."""

LARGEST = 48.0
"""Pixels of a day at the closest."""

SMALLEST = 0.001
"""At the furthest: four centuries in a hundred and fifty pixels."""


@dataclass(slots=True)
class Place:
    """A picture of so many pixels; ``left`` is where the words at the left end, ``above`` where the ruler does.

    ``x`` and ``y`` are how far it is scrolled.
    """

    per_day: float = 3.0
    x: int = 0
    y: int = 0
    left: int = 200
    above: int = 40
    row: int = 24
    width: int = 600
    height: int = 400
    first: int = 0
    last: int = 0
    rows: Sequence[Lane | Heading] = field(default=())
    headings: list[int] = field(default_factory=list)

    def take(self, line: TimeLine) -> None:
        self.rows = line.rows
        self.first, self.last = time_scale.within(line.first), time_scale.within(line.last)
        self.headings = [place for place, row in enumerate(line.rows) if isinstance(row, Heading)]

    # --- across

    @property
    def room(self) -> int:
        """Pixels that the days have."""
        return max(1, self.width - self.left)

    @property
    def length(self) -> int:
        """Pixels of the whole plan at this scale."""
        return round((self.last - self.first + 1) * self.per_day + 2 * EDGE)

    @property
    def whole(self) -> float:
        """Pixels of a day at which the whole plan is in view."""
        return min(LARGEST, max(SMALLEST, (self.room - 2 * EDGE) / (self.last - self.first + 1)))

    def x_of(self, day: int) -> float:
        """The middle of a day."""
        return self.left + EDGE + (time_scale.within(day) - self.first + 0.5) * self.per_day - self.x

    def start_of(self, day: int) -> float:
        return self.x_of(day) - self.per_day / 2

    def time_at(self, x: float) -> float:
        """The moment that stands there, as an ordinal with its part of the day."""
        return self.first + (x - self.left - EDGE + self.x) / self.per_day

    def day_at(self, x: float) -> int:
        """The day that stands there, as far as a picture reaches."""
        return time_scale.within(int(self.time_at(x) // 1))

    def scroll_for(self, time: float, x: float) -> int:
        """How far it is scrolled when that moment stands at ``x``; the middle of a day is half a day on."""
        return round(self.left + EDGE + (time - self.first) * self.per_day - x)

    @property
    def days_in_view(self) -> tuple[int, int]:
        return self.day_at(self.left), self.day_at(self.width)

    # --- down

    def top_of(self, row: int) -> int:
        return self.above + row * self.row - self.y

    def row_at(self, y: float) -> int | None:
        """The row under a point; None above the first and below the last."""
        row = int((y - self.above + self.y) // self.row)
        return row if y >= self.above and 0 <= row < len(self.rows) else None

    @property
    def rows_in_view(self) -> range:
        first = max(0, self.y // self.row)
        last = (self.y + max(0, self.height - self.above) - 1) // self.row
        return range(first, min(len(self.rows), last + 1))

    def heading_over(self, row: int) -> int | None:
        """The heading of the group in which a row stands."""
        place = bisect_right(self.headings, row) - 1
        return self.headings[place] if place >= 0 else None

    def lanes(self, rows: range) -> Iterator[tuple[int, Lane]]:
        for place in rows:
            row = self.rows[place]
            if isinstance(row, Lane):
                yield place, row
