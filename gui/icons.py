"""Icons: the SVG drawings of ``resources/icons`` in a colour of the theme."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from model import library

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 20, 32, 48)
"""Pixels for which a drawing is made ahead, so that it stays sharp up to 200 % of size 24."""


@lru_cache(maxsize=256)
def icon(name: str, ink: str, chosen: str = "") -> QIcon:
    """The drawing ``name`` in the colour ``ink``, and where it is switched on in ``chosen``."""
    made = QIcon()
    _add(made, name, ink, QIcon.Mode.Normal, QIcon.State.Off)
    if chosen:
        _add(made, name, chosen, QIcon.Mode.Normal, QIcon.State.On)
    return made


@lru_cache(maxsize=8)
def picture(name: str, side: int, scale: float = 1.0, ink: str = "") -> QPixmap:
    """The drawing as a picture of ``side`` by ``side``; without ``ink`` in colours of its own."""
    return _painted(_drawing(name, ink), side, scale)


def _drawing(name: str, ink: str) -> QSvgRenderer:
    from PySide6.QtSvg import QSvgRenderer

    drawing = library.text("icons", f"{name}.svg")
    if ink:
        drawing = drawing.replace("currentColor", ink)
    return QSvgRenderer(QByteArray(drawing.encode()))


def _painted(drawing: QSvgRenderer, side: int, scale: float = 1.0) -> QPixmap:
    pixels = QPixmap(QSize(round(side * scale), round(side * scale)))
    pixels.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixels)
    drawing.render(painter, QRectF(0, 0, side * scale, side * scale))
    painter.end()
    pixels.setDevicePixelRatio(scale)
    return pixels


def application_icon() -> QIcon:
    made = QIcon()
    drawing = _drawing("turnaround", "")
    for side in (16, 24, 32, 48, 64, 128):
        made.addPixmap(_painted(drawing, side))
    return made


def _add(made: QIcon, name: str, ink: str, mode: QIcon.Mode, state: QIcon.State) -> None:
    drawing = _drawing(name, ink)
    for side in SIZES:
        made.addPixmap(_painted(drawing, side), mode, state)
