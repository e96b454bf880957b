"""A rating drawn as colour, shape and word together, for tables and badges alike."""

from __future__ import annotations

from math import ceil, inf
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QIcon, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QApplication

from gui import style

_SIDE, _GAP, _PAD = 9.0, 6.0, 8.0
_KEPT = 500

_pictures: dict[tuple[Any, ...], QPixmap] = {}
_icons: dict[tuple[Any, ...], QIcon] = {}


def pill_width(font: QFont, word: str) -> float:
    """How wide the pill is in that font."""
    return QFontMetricsF(font).horizontalAdvance(word) + _SIDE + _GAP + 2 * _PAD


def pill_height(font: QFont) -> float:
    return QFontMetricsF(font).height() + 4


def paint_pill(
    painter: QPainter, place: QRectF, value: str | None, word: str, font: QFont, *, centred: bool = False
) -> None:
    """Draw the rating into ``place``, its word cut short where it does not fit."""
    width = min(pill_width(font, word), place.width())
    height = min(pill_height(font), place.height() - 2)
    if width < 1 or height < 1:
        return  # not laid out yet: there is nowhere to draw
    left = place.left() + ((place.width() - width) / 2 if centred else 0)
    device = painter.device()
    drawn = _pill(value, word, font, width, height, device.devicePixelRatioF() if device is not None else 1.0)
    painter.drawPixmap(QPointF(left, place.center().y() - height / 2), drawn)


def pill_icon(value: str | None, word: str, most: float = inf) -> QIcon:
    """The rating as an icon in the window's own font, for a table that has Qt draw its cells; ``most`` wide."""
    font = QApplication.font()
    scale = QApplication.instance().devicePixelRatio()  # type: ignore[union-attr]
    key = (value, word, font.key(), scale, style.theme().dark, most)
    made = _icons.get(key)
    if made is None:
        drawn = _pill(value, word, font, min(pill_width(font, word), most), pill_height(font), scale)
        made = QIcon(drawn)
        # Otherwise Qt tints it in a selected row, and red is no longer red.
        made.addPixmap(drawn, QIcon.Mode.Selected)
        made.addPixmap(drawn, QIcon.Mode.Disabled)
        if len(_icons) > _KEPT:
            _icons.clear()
        _icons[key] = made
    return made


def _pill(value: str | None, word: str, font: QFont, width: float, height: float, scale: float) -> QPixmap:
    """The pill as a picture; drawn once, since a table shows the same few a thousand times."""
    key = (value, word, font.key(), round(width), round(height), scale, style.theme().dark)
    made = _pictures.get(key)
    if made is None:
        made = QPixmap(ceil(width * scale), ceil(height * scale))
        made.setDevicePixelRatio(scale)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        _draw(painter, QRectF(0, 0, width, height), value, word, font)
        painter.end()
        if len(_pictures) > _KEPT:
            _pictures.clear()
        _pictures[key] = made
    return made


def _draw(painter: QPainter, pill: QRectF, value: str | None, word: str, font: QFont) -> None:
    ground, ink, _ = style.rating_colours(value)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    mark = QRectF(QPointF(pill.left() + _PAD, pill.center().y() - _SIDE / 2), QSizeF(_SIDE, _SIDE))
    paint_shape(painter, mark, value, ink)
    painter.setPen(ink)
    painter.setFont(font)
    words = QRectF(mark.right() + _GAP, pill.top(), pill.right() - mark.right() - _GAP - _PAD / 2, pill.height())
    shown = QFontMetricsF(font).elidedText(word, Qt.TextElideMode.ElideRight, words.width())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


def paint_shape(painter: QPainter, place: QRectF, value: str | None, ink: QColor) -> None:
    """The shape of a rating: square, circle, triangle, diamond; a ring for grey, as in the papers."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    if value == "blue":
        painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
    elif value == "green":
        painter.drawEllipse(place)
    elif value == "amber":
        corners = [place.bottomLeft(), QPointF(place.center().x(), place.top()), place.bottomRight()]
        painter.drawPolygon(QPolygonF(corners))
    elif value == "red":
        middle = place.center()
        corners = [
            QPointF(middle.x(), place.top() - 1),
            QPointF(place.right() + 1, middle.y()),
            QPointF(middle.x(), place.bottom() + 1),
            QPointF(place.left() - 1, middle.y()),
        ]
        painter.drawPolygon(QPolygonF(corners))
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 1.5))
        painter.drawEllipse(place.adjusted(1, 1, -1, -1))
