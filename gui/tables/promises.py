"""The table of commitments: the sentence with who said it and where under it, its day, and its clock."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui import style
from gui.style import space
from gui.tables.columns import Column, RowRole
from gui.tables.fitted_view import FittedView
from gui.tables.row_table import RowTable
from gui.widgets.promise_clock import clock_rating
from gui.workspace import Workspace
from model.commitments import CommitmentRow
from model.records import Commitment
from model.wording import in_words, sentence_case


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One row: the commitment with its clock."""

    id: str
    row: CommitmentRow

    @property
    def commitment(self) -> Commitment:
        return self.row.commitment

    @property
    def rating(self) -> str:
        return clock_rating(self.row)

    @property
    def under(self) -> str:
        """The quiet line: who said it and where, and what the day is counted from."""
        said = sentence_case(self.row.said) or "Nobody is named"
        return f"{said}; {self.counted}"

    @property
    def counted(self) -> str:
        one = self.commitment
        if one.fixed_due is not None:
            return "due on a fixed day" if self.row.first_due is None else "its date was moved"
        if one.counted_from is None:
            return "not known what it is counted from"
        return f"counted from {one.counted_from_what or in_words(one.counted_from)}"


class TwoLines(QStyledItemDelegate):
    """The sentence, and quietly what stands under it."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line = index.data(RowRole)
        own = QStyleOptionViewItem(option)
        self.initStyleOption(own, index)
        own.text = ""  # type: ignore[attr-defined]
        widget = own.widget  # type: ignore[attr-defined]
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, own, painter, widget)
        if not isinstance(line, PromiseLine):
            return
        place: QRect = own.rect.adjusted(space.s, 4, -space.s, -4)  # type: ignore[attr-defined]
        painter.save()
        middle = place.center().y()
        for words, ink, top, bottom in (
            (f"“{line.commitment.sentence}”", "text", place.top(), middle),
            (line.under, "muted", middle + 1, place.bottom()),
        ):
            font = style.theme().font("body" if ink == "text" else "small")
            painter.setFont(font)
            painter.setPen(style.ink(ink))
            room = QRect(place.left(), top, place.width(), bottom - top + 1)
            shown = QFontMetrics(font).elidedText(
                " ".join(words[:500].split()), Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        painter.restore()


class PromisesView(FittedView):
    """No headings over the columns: a sentence, a day and a clock say what they are."""

    def __init__(self, workspace: Workspace, table: RowTable, parent: QWidget | None = None) -> None:
        super().__init__(workspace, "promises", table, parent, fit="sentence", least=300, give_way=("answered", "due"))
        self.commands = ("edit.rename", "edit.delete")
        self.setAccessibleName("Commitments")
        self.horizontalHeader().hide()
        self.setItemDelegateForColumn(table.column_place("sentence"), TwoLines(self))

    def line_height(self) -> int:
        return 2 * self.fontMetrics().height() + 10

    def _size_rows(self) -> None:
        super()._size_rows()
        self.verticalHeader().setDefaultSectionSize(self.line_height())


def promise_columns() -> tuple[Column, ...]:
    return (
        Column("sentence", "Promised", _sentence, width=300, hint=_in_full),
        Column("answered", "Answered", _answered, width=150, hint=_how_far),
        Column("due", "Due", _due, value=attrgetter("row.clock.due"), kind="date", width=136, hint=_explained),
        Column("clock", "Stands", _clock, value=attrgetter("rating"), kind="rating", width=152, hint=_explained),
    )


def _sentence(line: PromiseLine) -> str:
    return f"“{line.commitment.sentence}”"


def _answered(line: PromiseLine) -> str:
    done = line.row.answered
    return f"{done.done:,} of {done.total:,} complete" if done.total else ""


def _how_far(line: PromiseLine) -> str:
    return sentence_case(line.row.answered.words)


def _in_full(line: PromiseLine) -> str:
    told = (f"“{line.commitment.sentence}”", line.row.said, line.row.clock.sentence, line.row.moved)
    return "\n".join(part for part in told if part)


def _explained(line: PromiseLine) -> str:
    return line.row.clock.sentence


def _due(line: PromiseLine) -> str:
    return in_words(line.row.clock.due) if line.row.clock.due is not None else "no date"


def _clock(line: PromiseLine) -> str:
    return sentence_case(line.row.clock.words)
