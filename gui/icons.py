"""Icons: the SVG drawings of ``resources/icons`` in a colour of the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from model import library

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
    from PySide6.QtSvg import QSvgRenderer

    drawing = library.text("icons", f"{name}.svg")
    if ink:
        drawing = drawing.replace("currentColor", ink)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    pixels = QPixmap(QSize(round(side * scale), round(side * scale)))
    pixels.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixels)
    renderer.render(painter, QRectF(0, 0, side * scale, side * scale))
    painter.end()
    pixels.setDevicePixelRatio(scale)
    return pixels


def application_icon() -> QIcon:
    made = QIcon()
    for side in (16, 24, 32, 48, 64, 128):
        made.addPixmap(picture("turnaround", side))
    return made


def _add(made: QIcon, name: str, ink: str, mode: QIcon.Mode, state: QIcon.State) -> None:
    for side in SIZES:
        made.addPixmap(picture(name, side, 1.0, ink), mode, state)
