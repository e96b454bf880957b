"""The marks of a line of time: a shape a kind, and how it stands in the shape too, never in colour alone.

What is to come is filled, what is late bears an exclamation mark, what is done or past is empty. Each is drawn
once and kept as a picture, since a frame shows hundreds of them.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from gui import style

SIZE = 15
"""Pixels that a mark takes up, its edge included."""

FIRST, FORECAST, FORECAST_EARLIER, ASKED = "first", "forecast", "forecast earlier", "asked"
"""Marks of an action beside the agreed one: agreed first, the forecast (later, or earlier), and what is asked for."""

EARLIER, LATER = "earlier", "later"
"""At the edge of a row whose marks are out of view on that side."""

_EMPTY = frozenset((FIRST, FORECAST, FORECAST_EARLIER, ASKED, EARLIER, LATER))

_R = 6.2


def mark(shape: str, standing: str, scale: float, ratio: float) -> QPixmap:
    """The picture of a mark, ``scale`` times SIZE; ``shape`` is a kind of deadline or one of the three above."""
    return _drawn(shape, standing, round(scale * 8) / 8, ratio, style.theme().dark)


def dots(ratio: float) -> QPixmap:
    """What the line to a forecast is tiled of; a dotted pen costs ten times as much."""
    return _dots(ratio, style.theme().dark)


@lru_cache(maxsize=8)
def _dots(ratio: float, dark: bool) -> QPixmap:
    picture = QPixmap(round(5 * ratio), round(2 * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.fillRect(QRectF(0, 0, 3, 2), style.ink("muted"))
    painter.end()
    return picture


def ink_of(shape: str, standing: str) -> QColor:
    """What was agreed in the accent, what is owed in the colour of words, what simply happens more quietly."""
    if standing == "late":
        return style.ink("danger")
    if standing == "done" or shape in (FIRST, EARLIER, LATER, "meeting", "papers", "inspection"):
        return style.ink("muted")
    return style.ink("text" if shape in ("statutory", "commitment", "question") else "accent")


@lru_cache(maxsize=256)
def _drawn(shape: str, standing: str, scale: float, ratio: float, dark: bool) -> QPixmap:
    side = round(SIZE * scale * ratio)
    picture = QPixmap(side, side)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    painter.translate(SIZE / 2, SIZE / 2)
    _draw(painter, shape, standing)
    painter.end()
    return picture


def _draw(painter: QPainter, shape: str, standing: str) -> None:
    ink = ink_of(shape, standing)
    if shape in (EARLIER, LATER):
        painter.setPen(QPen(ink, 1.6))
        way = 1 if shape == EARLIER else -1
        painter.drawPolyline(QPolygonF([QPointF(2 * way, -4), QPointF(-2 * way, 0), QPointF(2 * way, 4)]))
        return
    filled = standing != "done" and shape not in _EMPTY
    line = Qt.PenStyle.DotLine if shape == ASKED else Qt.PenStyle.SolidLine
    painter.setPen(QPen(ink, 1.5, line, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(ink if filled else style.ink("surface"))
    painter.drawPath(_outline(shape))
    inside = style.ink("surface") if filled else ink
    if standing == "late" and shape not in _EMPTY:
        _letter(painter, "!", inside, 0.6 if shape == "commitment" else 0.0)
    elif shape == "statutory":
        _letter(painter, "§", inside)
    elif shape == "question":
        _letter(painter, "?", inside)
    elif shape == "papers":
        painter.setPen(QPen(inside, 1.1))
        for y in (-1.8, 0.7, 3.2):
            painter.drawLine(QPointF(-2.4, y), QPointF(2.4, y))
    elif standing == "done" and shape == "action":
        painter.setPen(QPen(ink, 1.5))
        painter.drawPolyline(QPolygonF([QPointF(-2.6, 0.2), QPointF(-0.7, 2.3), QPointF(2.8, -2.2)]))


def _outline(shape: str) -> QPainterPath:
    path = QPainterPath()
    if shape == "milestone":
        path.addPolygon(_closed((0, -_R), (_R, 0), (0, _R), (-_R, 0)))
    elif shape == "commitment":
        # A flag on its pole; the pole stands on the day.
        path.addPolygon(
            _closed((-4.5, 6.5), (-4.5, -6.5), (6.5, -6.5), (3.6, -2.6), (6.5, 1.3), (-3.1, 1.3), (-3.1, 6.5))
        )
    elif shape == "statutory":
        path.addRoundedRect(QRectF(-6.2, -6.2, 12.4, 12.4), 1.5, 1.5)
    elif shape == "meeting":
        path.addPolygon(_closed((0, -6), (6.3, 5.2), (-6.3, 5.2)))
    elif shape == "papers":
        path.addPolygon(_closed((-4.6, -6.4), (1.6, -6.4), (4.6, -3.4), (4.6, 6.4), (-4.6, 6.4)))
    elif shape == "inspection":
        path.addPolygon(
            _closed((0, -7), (1.9, -1.9), (7, 0), (1.9, 1.9), (0, 7), (-1.9, 1.9), (-7, 0), (-1.9, -1.9))
        )  # fmt: skip
    elif shape == "question":
        path.addRoundedRect(QRectF(-6.4, -5.6, 12.8, 11.2), 4.5, 4.5)
    elif shape == FIRST:
        path.addEllipse(QPointF(0, 0), 3.6, 3.6)
    elif shape == FORECAST:
        path.addPolygon(_closed((-3.4, -4.8), (4.6, 0), (-3.4, 4.8)))
    elif shape == FORECAST_EARLIER:
        path.addPolygon(_closed((3.4, -4.8), (-4.6, 0), (3.4, 4.8)))
    else:
        path.addEllipse(QPointF(0, 0), _R, _R)
    return path


def _closed(*points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in (*points, points[0])])


def _letter(painter: QPainter, letter: str, ink: QColor, up: float = 0.0) -> None:
    font = QFont(style.theme().font("body"))
    font.setPixelSize(10)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(QRectF(-7, -7.4 - up * 4, 14, 14.5), Qt.AlignmentFlag.AlignCenter, letter)
