"""Colours that can be read, drawings that are there, and text that is never markup."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from gui import commands, icons, palette, style
from gui.pages import PAGES
from gui.widgets.text import LONGEST, escaped, label
from model import library


def luminance(colour: str) -> float:
    parts = [(value / 255) for value in QColor(colour).getRgb()[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """As WCAG 2 measures it, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("inks", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["text", "muted", "accent", "danger", "late", "good"])
@pytest.mark.parametrize("ground", ["surface", "window", "sidebar", "raised", "hover", "chosen"])
def test_every_ink_can_be_read_on_every_ground(inks: palette.Inks, ink: str, ground: str) -> None:
    assert contrast(getattr(inks, ink), getattr(inks, ground)) >= 4.5


@pytest.mark.parametrize("inks", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("on_accent", "accent"),
        ("on_accent", "accent_strong"),
        ("notice_ink", "notice"),
        ("done_ink", "done"),
    ],
)
def test_words_on_coloured_ground_can_be_read(inks: palette.Inks, ink: str, ground: str) -> None:
    assert contrast(getattr(inks, ink), getattr(inks, ground)) >= 4.5


@pytest.mark.parametrize("ratings", [palette.LIGHT_RATINGS, palette.DARK_RATINGS], ids=["light", "dark"])
def test_ratings_can_be_read_and_told_apart(ratings: dict[str, palette.RatingColours]) -> None:
    for colours in ratings.values():
        assert contrast(colours.ink, colours.fill) >= 4.5
    assert len({colours.fill for colours in ratings.values()}) == len(ratings)


def test_every_drawing_that_is_named_is_there(qapp: QApplication) -> None:
    named = {row.icon for row in commands.every_command() if row.icon} | {page.icon for page in PAGES}
    assert named <= set(library.names("icons", ".svg"))


def test_every_drawing_draws_something(qapp: QApplication) -> None:
    for name in library.names("icons", ".svg"):
        image = icons.picture(name, 24, 1.0, "#000000").toImage()
        inked = [image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)]
        assert max(inked) > 120, name


def test_the_stylesheet_names_only_colours_that_there_are() -> None:
    known = {*palette.names(), *palette.LIGHT_RATINGS, "arrow", "check"}
    for file in ("own.qss", "controls.qss"):
        assert set(re.findall(r"@(\w+)", library.text("style", file))) <= known


def test_light_and_dark_follow_the_choice(qapp: QApplication) -> None:
    style.dress(qapp, "dark", 100)
    assert style.theme().dark
    assert style.ink("surface") == QColor(palette.DARK.surface)
    style.dress(qapp, "light", 100)
    assert not style.theme().dark


def test_the_size_of_text_is_in_per_cent_of_the_system_s(qapp: QApplication) -> None:
    style.dress(qapp, "light", 100)
    before = qapp.font().pointSizeF()
    style.dress(qapp, "light", 150)
    assert qapp.font().pointSizeF() == pytest.approx(before * 1.5)
    style.dress(qapp, "light", 100)
    assert qapp.font().pointSizeF() == pytest.approx(before)


def test_what_looks_like_markup_is_shown_as_it_was_typed(qapp: QApplication) -> None:
    style.dress(qapp, "light", 100)
    shown = label('<img src="//host/share/x.png"> & <b>bold</b>')
    assert shown.textFormat() is Qt.TextFormat.PlainText
    assert shown.text().startswith("<img")
    assert escaped("<b>x</b>\n&") == "<qt>&lt;b&gt;x&lt;/b&gt;<br>&amp;</qt>"


def test_a_very_long_text_is_cut_in_a_label(qapp: QApplication) -> None:
    style.dress(qapp, "light", 100)
    assert len(label("x" * 100_000).text()) == LONGEST


def test_setting_texts_loses_no_reference_to_none(qapp: QApplication) -> None:
    # PySide6 6.12.0 on Python 3.11 drops one reference to None a call, and the process dies of it.
    shown = QLabel()
    before = sys.getrefcount(None)
    for number in range(1_000):
        shown.setText(str(number))
    assert sys.getrefcount(None) >= before - 20


def test_every_label_of_the_window_shows_plain_text(
    window: QWidget, walk: Callable[[QWidget], Iterator[QWidget]]
) -> None:
    formats = [part.textFormat() for part in walk(window) if isinstance(part, QLabel)]
    assert formats
    pictures = [part for part in walk(window) if isinstance(part, QLabel) and not part.text()]
    wrong = [
        part.text()
        for part in walk(window)
        if isinstance(part, QLabel) and part not in pictures and part.textFormat() is not Qt.TextFormat.PlainText
    ]
    assert wrong == []
