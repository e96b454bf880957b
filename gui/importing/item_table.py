"""The proposals of a document under their headings, as a list to go through, and how a line of it is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui import style
from gui.importing.reviewing import Review
from gui.style import space
from model.imports.review import DAY_FACTS, GROUPS, Item
from model.wording import in_words, sentence_case, short

Index = QModelIndex | QPersistentModelIndex
_NOTHING = QModelIndex()

KeyRole = Qt.ItemDataRole.UserRole + 1
ItemRole = Qt.ItemDataRole.UserRole + 2  # the Item, or the Heading

CONFIDENCE = {"sure": "read surely", "likely": "likely", "unsure": "unsure: look at it"}
"""How sure the reading is, in words."""

LINES = 3  # of a proposal's words in the list; the field below has them all


@dataclass(frozen=True, slots=True)
class Heading:
    """A group with how many of its items are ticked."""

    group: str
    title: str
    ticked: int
    count: int

    @property
    def words(self) -> str:
        return f"{self.title}: {self.ticked} of {self.count} ticked"


class ItemTable(QAbstractListModel):
    """Headings and items in one list. Ticking a heading ticks its whole group."""

    def __init__(self, review: Review, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._rows: list[Item | Heading] = []
        review.changed.connect(self._changed)
        self._read()

    def rowCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def row_at(self, place: int) -> Item | Heading | None:
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def row_of(self, key: str) -> int:
        return next((at for at, row in enumerate(self._rows) if isinstance(row, Item) and row.key == key), -1)

    def key_of_field(self, field: str) -> str:
        """The item that holds this field of the inspection or meeting; empty where none does."""
        found = (row.key for row in self._rows if isinstance(row, Item) and row.field == field)
        return next(found, "") if field else ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsUserCheckable | flag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words if isinstance(row, Heading) else words_of(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.words if isinstance(row, Heading) else f"{words_of(row)}. {about(row)}"
        if role == Qt.ItemDataRole.CheckStateRole:
            return _state(row)
        if role == ItemRole:
            return row
        if role == KeyRole:
            return row.key if isinstance(row, Item) else None
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None or role != Qt.ItemDataRole.CheckStateRole:
            return False
        ticked = Qt.CheckState(value) is Qt.CheckState.Checked
        if isinstance(row, Heading):
            self._review.tick([item.key for item in self._review.draft.of_group(row.group)], ticked)
        else:
            self._review.tick([row.key], ticked)
        return True

    def toggle(self, index: Index) -> None:
        checked = self.data(index, Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
        self.setData(
            index, Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole
        )

    # --- within

    def _read(self) -> None:
        self._rows = list(_rows(self._review))

    def _changed(self, key: str) -> None:
        fresh = list(_rows(self._review))
        if [_name(row) for row in fresh] == [_name(row) for row in self._rows]:
            self._rows = fresh
            self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()


def _rows(review: Review) -> Iterable[Item | Heading]:
    for group, title in GROUPS:
        items = review.draft.of_group(group)
        if items:
            yield Heading(group, title, sum(item.ticked for item in items), len(items))
            yield from items


def _name(row: Item | Heading) -> str:
    return f"heading {row.group}" if isinstance(row, Heading) else f"{row.group} {row.key}"


def _state(row: Item | Heading) -> Qt.CheckState:
    if isinstance(row, Item):
        return Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked
    if row.ticked == 0:
        return Qt.CheckState.Unchecked
    return Qt.CheckState.Checked if row.ticked == row.count else Qt.CheckState.PartiallyChecked


def words_of(item: Item) -> str:
    """What the item says, for the list."""
    text = short(item.text, 600)
    if item.kind == "fact":
        return f"{item.label}: {day_words(item.text) if item.field in (*DAY_FACTS, 'on_day') else text}"
    if item.kind == "judgement":
        return f"{item.label}: {text}"
    if item.kind == "deadline":
        return f"{item.label}: {in_words(item.due) if item.due else text}"
    if item.kind == "question" and item.speaker:
        return f"{item.speaker}: {text}"
    return f"{item.number}  {text}" if item.number else text


def about(item: Item) -> str:
    """The quiet line under it: where it stands, how surely it was read, and what the plan has to say to it."""
    parts = []
    if item.kind not in ("fact", "judgement", "deadline") and item.group in ("areas", "priority", "lscb", "passages"):
        parts.append(item.kind)
    if item.tag:
        parts.append(item.tag)
    if item.body:
        parts.append(item.body)
    if item.kind == "commitment":
        parts.append(f"by {in_words(item.due)}" if item.due else item.phrase or "no date")
    if item.at is not None:
        parts.append(f"page {item.at.page}")
    if item.paragraphs:
        parts.append(f"paragraph{'s' if len(item.paragraphs) > 1 else ''} {', '.join(item.paragraphs)}")
    parts.append("selected by you" if item.by_hand else CONFIDENCE.get(item.confidence, item.confidence))
    said = sentence_case(" · ".join(parts))
    return f"{said}. {met(item)}" if met(item) else said


def met(item: Item) -> str:
    """What in the plan it is like, in a sentence; empty where there is nothing."""
    if not item.matches:
        return item.why or "" if not item.ticked and not item.by_hand else ""
    first = item.matches[0]
    if item.into is not None:
        joined = next((match.title for match in item.matches if match.id == item.into), "an area of the plan")
        return f"Joins the golden thread of {joined[:1].lower()}{joined[1:]}."
    return first.sentence


def day_words(text: str) -> str:
    try:
        return in_words(date.fromisoformat(text))
    except ValueError:
        return text


class ItemView(QListView):
    """Goes through the items by keys: Space ticks, Enter edits, a letter makes an item of the selected words."""

    edit_wanted = Signal()
    letter_pressed = Signal(str)
    remove_wanted = Signal(str)
    chosen = Signal(object)  # the Item or Heading in hand

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_ItemDelegate(self))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName("Proposals")
        self.verticalScrollBar().setSingleStep(24)
        style.theme().changed.connect(self.doItemsLayout)

    def table(self) -> ItemTable:
        table = self.model()
        assert isinstance(table, ItemTable)
        return table

    def current(self) -> Item | Heading | None:
        return self.table().row_at(self.currentIndex().row())

    def choose(self, key: str) -> bool:
        at = self.table().row_of(key)
        if at < 0:
            return False
        index = self.table().index(at)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(self.table().row_at(current.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        index = self.currentIndex()
        if key == Qt.Key.Key_Space and index.isValid():
            self.table().toggle(index)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held == Qt.KeyboardModifier.NoModifier:
            self.edit_wanted.emit()
        elif key == Qt.Key.Key_Delete and isinstance(row := self.current(), Item):
            self.remove_wanted.emit(row.key)
        elif held == Qt.KeyboardModifier.NoModifier and event.text().isalpha():
            self.letter_pressed.emit(event.text().upper())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton and event.position().x() < _TICK + space.l:
            self.table().toggle(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.position().x() >= _TICK + space.l and self.indexAt(event.position().toPoint()).isValid():
            self.edit_wanted.emit()

    def event(self, event: QEvent) -> bool:
        # Enter and the letters are this list's own, whatever shortcut stands behind them.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not event.modifiers():
            event.accept()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


_TICK = 18
_PAD = 6


class _ItemDelegate(QStyledItemDelegate):
    """Draws plain words only: what the item says on up to three lines, a quiet line under it, a tick before it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, ItemView)
        width = view.viewport().width()
        row = index.data(ItemRole)
        if isinstance(row, Heading):
            return QSize(width, QFontMetrics(style.theme().font("strong")).height() + 2 * _PAD + 6)
        body, small = style.theme().font("body"), style.theme().font("small")
        room = _room(width)
        lines = len(_wrapped(words_of(row), body, room, LINES))
        under = len(_wrapped(about(row), small, room, 2))
        height = lines * QFontMetrics(body).lineSpacing() + under * QFontMetrics(small).lineSpacing()
        return QSize(width, height + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ItemRole)
        painter.save()
        place = option.rect
        chosen = bool(option.state & option.state.State_Selected)
        ground = "raised" if isinstance(row, Heading) else "chosen" if chosen else "surface"
        painter.fillRect(place, style.ink(ground))
        if chosen:
            painter.fillRect(QRect(place.left(), place.top(), 3, place.height()), style.ink("accent"))
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        left = place.left() + space.m
        if isinstance(row, Heading):
            font = style.theme().font("strong")
            _draw_tick(painter, QRectF(left, place.center().y() - 7, 15, 15), state)
            painter.setFont(font)
            painter.setPen(style.ink("text"))
            text = place.adjusted(space.m + _TICK + space.s, 0, -space.m, 0)
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, row.title)
            painter.setFont(style.theme().font("small"))
            painter.setPen(style.ink("muted"))
            counted = f"{row.ticked} of {row.count}"
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, counted)
        elif isinstance(row, Item):
            self._paint_item(painter, place, left, row, state)
        painter.restore()

    def _paint_item(self, painter: QPainter, place: QRect, left: int, item: Item, state: Qt.CheckState) -> None:
        body, small = style.theme().font("body"), style.theme().font("small")
        _draw_tick(painter, QRectF(left, place.top() + _PAD + 1, 15, 15), state)
        x, y = left + _TICK + space.s, place.top() + _PAD
        room = _room(place.width())
        painter.setFont(body)
        painter.setPen(style.ink("text" if item.ticked else "muted"))
        metrics = QFontMetrics(body)
        for line in _wrapped(words_of(item), body, room, LINES):
            painter.drawText(QPointF(x, y + metrics.ascent()), line)
            y += metrics.lineSpacing()
        painter.setFont(small)
        warn = item.confidence == "unsure" or any(match.kind in ("twin", "differs") for match in item.matches)
        painter.setPen(style.ink("notice_ink" if warn else "muted"))
        metrics = QFontMetrics(small)
        for line in _wrapped(about(item), small, room, 2):
            painter.drawText(QPointF(x, y + metrics.ascent()), line)
            y += metrics.lineSpacing()
        painter.setPen(QPen(style.ink("line"), 1))
        painter.drawLine(place.bottomLeft(), place.bottomRight())


def _room(width: int) -> int:
    return max(80, width - space.m - _TICK - space.s - space.m)


def _draw_tick(painter: QPainter, place: QRectF, state: Qt.CheckState) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    on = state is not Qt.CheckState.Unchecked
    painter.setPen(QPen(style.ink("accent" if on else "line_strong"), 1.3))
    painter.setBrush(style.ink("accent" if on else "surface"))
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if on:
        painter.setPen(QPen(style.ink("on_accent"), 1.8))
        middle = place.center()
        if state is Qt.CheckState.Checked:
            painter.drawPolyline([middle + QPointF(-3.6, 0.2), middle + QPointF(-1, 3), middle + QPointF(3.8, -3)])
        else:
            painter.drawLine(middle + QPointF(-3.5, 0), middle + QPointF(3.5, 0))
    painter.restore()


def _wrapped(text: str, font: QFont, width: int, most: int) -> tuple[str, ...]:
    return _wrapped_as(text, font.toString(), width, most)


@lru_cache(maxsize=2000)
def _wrapped_as(text: str, key: str, width: int, most: int) -> tuple[str, ...]:
    """The words on so many lines, the last cut short where there are more."""
    font = QFont()
    font.fromString(key)
    layout = QTextLayout(text, font)
    found: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        if len(found) == most - 1:
            rest = text[line.textStart() :].strip()
            found.append(QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        found.append(text[line.textStart() : line.textStart() + line.textLength()].strip())
    layout.endLayout()
    return tuple(found)
