"""The colours of the window, light and dark, by what they are for.

Every ink stands at least 4.5:1 on every ground that it is used on (tests/gui/test_style.py measures
it). The ratings' colours on light ground are those of the papers, so that both look the same.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette


class RatingColours(NamedTuple):
    """How a rating is drawn: the ground behind its word, the word and shape, and the shape alone."""

    fill: str
    ink: str
    solid: str  # large marks, bars of a chart


@dataclass(frozen=True, slots=True)
class Inks:
    """One theme's colours. Grounds first, then inks, then lines."""

    surface: str  # tables, fields, cards
    window: str  # behind the page
    sidebar: str  # behind the page list
    raised: str  # headings of tables, tiles under the pointer
    hover: str
    chosen: str  # the selected row, the page that is shown
    text: str
    muted: str  # second in rank, still to be read
    accent: str  # links, the page that is shown, focus
    on_accent: str
    accent_strong: str  # the accent under the pointer
    danger: str
    late: str
    good: str
    line: str
    line_strong: str  # borders of fields
    notice: str  # ground of a refusal
    notice_ink: str
    done: str  # ground of what was done
    done_ink: str


LIGHT = Inks(
    surface="#ffffff",
    window="#f6f7f8",
    sidebar="#eceff1",
    raised="#f1f3f5",
    hover="#e6ebee",
    chosen="#d7e8ec",
    text="#1b2329",
    muted="#55616b",
    accent="#0b5a69",
    on_accent="#ffffff",
    accent_strong="#084855",
    danger="#a01818",
    late="#a01818",
    good="#14592b",
    line="#dde2e6",
    line_strong="#aeb8c0",
    notice="#fff0cf",
    notice_ink="#5e3900",
    done="#dcf2e1",
    done_ink="#14592b",
)

DARK = Inks(
    surface="#1c2125",
    window="#15191c",
    sidebar="#101316",
    raised="#252b30",
    hover="#2b3238",
    chosen="#1d414a",
    text="#e6eaed",
    muted="#a5b0b9",
    accent="#6cc3d3",
    on_accent="#082329",
    accent_strong="#8ed4e1",
    danger="#ff9a92",
    late="#ff9a92",
    good="#7fd396",
    line="#30383e",
    line_strong="#56616a",
    notice="#45340f",
    notice_ink="#ffdf9e",
    done="#17391f",
    done_ink="#a5e5b5",
)

LIGHT_RATINGS = {
    "blue": RatingColours("#dce9f9", "#124a8c", "#2f6fbd"),
    "green": RatingColours("#dcf2e1", "#14592b", "#2f8a4c"),
    "amber": RatingColours("#ffedc2", "#6b4100", "#d18a00"),
    "red": RatingColours("#fde0de", "#8f1414", "#c53030"),
    "grey": RatingColours("#eceef0", "#454b52", "#8b959e"),
}

DARK_RATINGS = {
    "blue": RatingColours("#17365c", "#b5d4fb", "#5b9bea"),
    "green": RatingColours("#163c22", "#a6e3b6", "#4fb36f"),
    "amber": RatingColours("#4a3508", "#ffd98a", "#e0a526"),
    "red": RatingColours("#561c1b", "#ffc0ba", "#ef6a62"),
    "grey": RatingColours("#30363c", "#ccd3d9", "#7f8a93"),
}


def names() -> tuple[str, ...]:
    return tuple(field.name for field in fields(Inks))


def qt_palette(inks: Inks) -> QPalette:
    """The same colours for what Qt draws by itself."""
    palette = QPalette()
    role = QPalette.ColorRole
    for which, name in (
        (role.Window, "window"),
        (role.WindowText, "text"),
        (role.Base, "surface"),
        (role.AlternateBase, "raised"),
        (role.Text, "text"),
        (role.Button, "surface"),
        (role.ButtonText, "text"),
        (role.BrightText, "danger"),
        (role.ToolTipBase, "raised"),
        (role.ToolTipText, "text"),
        (role.PlaceholderText, "muted"),
        (role.Highlight, "chosen"),
        (role.HighlightedText, "text"),
        (role.Accent, "accent"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.Light, "raised"),
        (role.Midlight, "line"),
        (role.Mid, "line_strong"),
        (role.Dark, "line_strong"),
        (role.Shadow, "line_strong"),
    ):
        palette.setColor(which, QColor(getattr(inks, name)))
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        colour = QColor(inks.muted)
        colour.setAlphaF(0.75)
        palette.setColor(QPalette.ColorGroup.Disabled, which, colour)
    return palette
