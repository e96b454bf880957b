"""A line of time as a picture in a paper: where each mark stands, and the words that say the same.

Places are parts of the width that the days have, from 0 to 1, so that a picture is drawn on any paper. What
lies outside is drawn up to the edge. No format has to draw it: ``alt`` says what it shows, and a table with every
day follows it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PictureMark:
    """``shape`` is a kind of deadline, ``standing`` late, coming or done.

    ``first`` is where the date agreed first stands, or a window begins; ``forecast`` where it is foreseen, and
    ``asked`` where it is asked to be moved to.
    """

    shape: str
    standing: str
    at: float
    first: float | None = None
    forecast: float | None = None
    asked: float | None = None


@dataclass(frozen=True, slots=True)
class PictureRow:
    """``words`` stand behind its last mark: "29 days late". A row without marks is the heading of a group."""

    label: str
    marks: tuple[PictureMark, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class PictureTick:
    at: float
    label: str


@dataclass(frozen=True, slots=True)
class TimePicture:
    """One picture that fits a page. ``key`` names the shapes, ``today`` is where today stands, if it is in it."""

    caption: str
    alt: str
    rows: tuple[PictureRow, ...]
    upper: tuple[PictureTick, ...]
    lower: tuple[PictureTick, ...]
    today: float | None
    key: tuple[tuple[str, str], ...] = ()  # shape, words
