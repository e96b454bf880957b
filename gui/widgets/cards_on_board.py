"""The cards of one column of a board: what they say, and how they are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui import style
from gui.style import space
from gui.tables.mime import ids_mime
from gui.widgets.pills import paint_pill, pill_height, pill_width
from gui.widgets.text import escaped
from model.wording import sentence_case

CardRole = Qt.ItemDataRole.UserRole + 31
Index = QModelIndex | QPersistentModelIndex
MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Card:
    """One action as a card says it."""

    id: str
    number: str
    title: str
    owner: str
    day: str  # "31 Mar 2023", "12 days late"
    late: bool
    rating: str | None
    word: str
    flags: str = ""
    reason: str = ""

    @property
    def spoken(self) -> str:
        """All of it in one line, for a screen reader."""
        parts = (self.number, self.title, self.owner or "no owner", self.day, self.word, self.flags)
        return ", ".join(part for part in parts if part)


class Cards(QAbstractListModel):
    """The cards of one column, in their order. They can be dragged; ``table`` says what their ids are of."""

    def __init__(self, table: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._cards: list[Card] = []

    def show(self, cards: Sequence[Card]) -> None:
        if list(cards) == self._cards:
            return
        self.beginResetModel()
        self._cards = list(cards)
        self.endResetModel()

    def card(self, row: int) -> Card:
        return self._cards[row]

    def ids(self) -> list[str]:
        return [card.id for card in self._cards]

    def row_of(self, card_id: str) -> int:
        return next((row for row, card in enumerate(self._cards) if card.id == card_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._cards):
            return None
        card = self._cards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{card.number} {card.title}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return card.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return escaped("\n".join(part for part in (card.title, card.reason, card.flags) if part))
        if role == CardRole:
            return card
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags

    def mimeTypes(self) -> list[str]:
        return list(self.mimeData([]).formats())

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = sorted({index.row() for index in indexes})
        return ids_mime(self._table, [self._cards[row].id for row in rows])

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction


class CardDelegate(QStyledItemDelegate):
    """Number and rating, what is to be done, who and by when."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = cast(QListView, self.parent())
        width = max(120, view.viewport().width())
        card = index.data(CardRole)
        if not isinstance(card, Card):
            return super().sizeHint(option, index)
        body, small = self._fonts(option)
        inner = width - 2 * space.xs - 2 * space.m
        lines = min(MOST_LINES, len(_broken(card.title, body, inner)))
        height = max(pill_height(small), QFontMetricsF(small).height()) + space.xs
        height += lines * QFontMetricsF(body).lineSpacing() + space.xs
        height += QFontMetricsF(small).height() * (3 if card.flags else 2)
        return QSize(width, round(height + 2 * space.s + space.xs))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card = index.data(CardRole)
        if not isinstance(card, Card):
            super().paint(painter, option, index)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(option.rect).adjusted(space.xs, 2, -space.xs, -2)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setBrush(style.ink("chosen" if selected else "hover" if hovered else "surface"))
        edge = "accent" if selected or focused else "line_strong" if hovered else "line"
        painter.setPen(QPen(style.ink(edge), 2 if focused else 1))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        self._write(painter, frame.adjusted(space.m, space.s, -space.m, -space.s), card, option)
        painter.restore()

    def _write(self, painter: QPainter, inner: QRectF, card: Card, option: QStyleOptionViewItem) -> None:
        body, small = self._fonts(option)
        small_height = QFontMetricsF(small).height()
        head = max(pill_height(small), small_height)
        painter.setFont(small)
        painter.setPen(style.ink("muted"))
        first = QRectF(inner.left(), inner.top(), inner.width(), head)
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, card.number)
        taken = QFontMetricsF(small).horizontalAdvance(card.number) + space.s
        if card.word:
            width = min(pill_width(small, card.word), inner.width() - taken)
            paint_pill(painter, QRectF(inner.right() - width, inner.top(), width, head), card.rating, card.word, small)
        top = inner.top() + head + space.xs
        painter.setFont(body)
        painter.setPen(style.ink("text"))
        metrics = QFontMetricsF(body)
        lines = _broken(card.title, body, inner.width())
        for place, line in enumerate(lines[:MOST_LINES]):
            words = line
            if place == MOST_LINES - 1 and len(lines) > MOST_LINES:
                words = metrics.elidedText(f"{line} {lines[MOST_LINES]}", Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(QPointF(inner.left(), top + metrics.ascent()), words)
            top += metrics.lineSpacing()
        top += space.xs
        painter.setFont(small)
        small_metrics = QFontMetricsF(small)
        line = QRectF(inner.left(), top, inner.width(), small_height)
        painter.setPen(style.ink("text" if card.owner else "muted"))
        owner = small_metrics.elidedText(card.owner or "No owner", Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, owner)
        line.translate(0, small_height)
        painter.setPen(style.ink("late" if card.late else "muted"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, card.day or "No date")
        if card.flags:
            painter.setPen(style.ink("muted"))
            line.translate(0, small_height)
            flags = small_metrics.elidedText(sentence_case(card.flags), Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, flags)

    @staticmethod
    def _fonts(option: QStyleOptionViewItem) -> tuple[QFont, QFont]:
        return QFont(option.font), style.theme().font("small")


def _broken(title: str, font: QFont, width: float) -> list[str]:
    """The title in lines of that width; one line more than is shown is enough to know."""
    text = " ".join(title[:400].split())
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while len(lines) <= MOST_LINES:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return lines or [""]
