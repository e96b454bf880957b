"""Grades as the window draws them: a colour and a shape beside the word, and names short enough for a grid."""

from __future__ import annotations

import re

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from gui import style
from gui.widgets.pills import paint_shape
from model.framework_files import FrameworkFile
from model.wording import sentence_case

_VALUES = {2: ("green", "red"), 3: ("green", "amber", "red"), 4: ("blue", "green", "amber", "red")}
_BEFORE = re.compile(r"(?:the )?(?:experiences and progress of|effectiveness of the) (?=\w)", re.IGNORECASE)
_LEADERS = re.compile(r"(the impact of leaders) on (?:social work )?practice.*", re.IGNORECASE)


def grade_value(level: int, levels: int) -> str:
    """The colour, and with it the shape, of a grade: the best of four is a blue square, the worst a red diamond.

    Grey for a scale of another length, whose middle nobody could tell the meaning of.
    """
    values = _VALUES.get(levels, ())
    return values[level - 1] if 1 <= level <= len(values) else "grey"


def value_of(file: FrameworkFile, grade_code: str) -> str:
    """The same for a grade of a framework by its code."""
    return grade_value(file.grade(grade_code).level, len(file.grades))


def short_grade(name: str) -> str:
    """A grade for a narrow cell: "Requires improvement" without the words that every such report repeats."""
    return name.removesuffix(" to be good")


def short_area(name: str) -> str:
    """A judgement area for the head of a line: "Children in care" for "The experiences and progress of ..."."""
    leaders = _LEADERS.fullmatch(name)
    return sentence_case(leaders.group(1) if leaders else _BEFORE.sub("", name, count=1))


def shape_icon(value: str) -> QIcon:
    """The shape of a grade in its colour, for a menu or a drop-down."""
    drawing = QPixmap(28, 28)
    drawing.setDevicePixelRatio(2)
    drawing.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawing)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_shape(painter, QRectF(2, 2, 10, 10), value, style.rating_colours(value)[2])
    painter.end()
    return QIcon(drawing)
