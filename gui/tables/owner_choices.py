"""Who an action can be given to: people with what they carry, and who is not in the plan yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui import style
from gui.style import space
from model.people import Load
from model.wording import quoted

NOBODY, PERSON, NEW = "nobody", "person", "new"
LoadRole = Qt.ItemDataRole.UserRole + 21
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class OwnerChoice:
    """One line to choose. ``person`` is an id for PERSON; ``kind`` is a kind of person for NEW."""

    what: str
    title: str
    person: str | None = None
    kind: str = ""
    second: str = ""  # post or team, beside a person's name
    load: str = ""
    late: str = ""

    @property
    def carries(self) -> str:
        """ "5 open, 1 late"."""
        return ", ".join(part for part in (self.load, self.late) if part)


def choices(loads: Sequence[Load], typed: str) -> list[OwnerChoice]:
    """What fits what was typed, best first: names that begin so, words that begin so, the rest.

    Those who have left are not offered. "Nobody" is offered until something is typed that it does
    not begin with; a new post or person where nobody is called exactly so.
    """
    wanted = " ".join(typed.split()).casefold()
    found: list[tuple[int, OwnerChoice]] = []
    exact = False
    for load in loads:
        person = load.person
        if person is None or person.left_on is not None:
            continue
        exact = exact or person.name.casefold() == wanted
        rank = _rank(wanted, person.name, person.post, person.team)
        if rank is not None:
            second = ", ".join(part for part in (person.post, person.team) if part and part != person.name)
            words = f"{load.open:,} open" if load.open else "nothing open"
            late = f"{load.late:,} late" if load.late else ""
            found.append((rank, OwnerChoice(PERSON, person.name, person.id, "", second, words, late)))
    found.sort(key=lambda pair: pair[0])  # stable: by name within a rank
    rows = [choice for _, choice in found]
    if "nobody".startswith(wanted):
        nobody = next((load for load in loads if load.person is None), None)
        words = f"{nobody.open:,} open" if nobody is not None and nobody.open else ""
        rows.append(OwnerChoice(NOBODY, "Nobody", load=words))
    if wanted and not exact:
        name = " ".join(typed.split())
        for kind in ("post", "person"):
            rows.append(OwnerChoice(NEW, f"New {kind} {quoted(name)}", kind=kind))
    return rows


def _rank(wanted: str, *texts: str | None) -> int | None:
    """0 begins so, 1 a word begins so, 2 holds it, 3 every word typed begins one of its words; else None."""
    if not wanted:
        return 0
    best: int | None = None
    for place, text in enumerate(texts):
        if not text:
            continue
        folded = text.casefold()
        words = folded.replace("-", " ").split()
        if folded.startswith(wanted):
            rank = 0
        elif any(word.startswith(wanted) for word in words):
            rank = 1
        elif wanted in folded:
            rank = 2
        elif all(any(word.startswith(part) for word in words) for part in wanted.split()):
            rank = 3
        else:
            continue
        rank += 4 * (place > 0)
        best = rank if best is None else min(best, rank)
    return best


class OwnerChoiceTable(QAbstractListModel):
    """The lines of the popup, drawn by OwnerChoiceDelegate."""

    def __init__(self, parent: object = None) -> None:
        super().__init__(parent)  # type: ignore[arg-type]
        self._rows: list[OwnerChoice] = []

    def show(self, rows: Sequence[OwnerChoice]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def choice(self, row: int) -> OwnerChoice | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        choice = self.choice(index.row()) if index.isValid() else None
        if choice is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (choice.title, choice.second, choice.carries) if part)
        if role == LoadRole:
            return choice
        return None


class OwnerChoiceDelegate(QStyledItemDelegate):
    """A name, quietly the post beside it, and at the right what they carry."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        choice = index.data(LoadRole)
        if not isinstance(choice, OwnerChoice):
            super().paint(painter, option, index)
            return
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, style.ink("chosen"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, style.ink("hover"))
        inner = option.rect.adjusted(space.m, 0, -space.m, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        metrics = QFontMetrics(option.font)
        painter.setFont(option.font)
        load_width = metrics.horizontalAdvance(choice.carries)
        if choice.late:
            painter.setPen(style.ink("late"))
            painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, choice.late)
        rest = inner.adjusted(0, 0, -metrics.horizontalAdvance(f" {choice.late}") if choice.late else 0, 0)
        painter.setPen(style.ink("muted"))
        painter.drawText(rest, middle | Qt.AlignmentFlag.AlignRight, choice.load + ("," if choice.late else ""))
        left = inner.adjusted(0, 0, -(load_width + space.m if load_width else 0), 0)
        painter.setPen(style.ink("accent" if choice.what == NEW else "text"))
        title = metrics.elidedText(choice.title, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, middle, title)
        taken = metrics.horizontalAdvance(title) + space.s
        if choice.second and left.width() - taken > 60:
            rest = left.adjusted(taken, 0, 0, 0)
            painter.setPen(style.ink("muted"))
            painter.drawText(rest, middle, metrics.elidedText(choice.second, Qt.TextElideMode.ElideRight, rest.width()))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, QFontMetrics(option.font).height() + 2 * space.s)
