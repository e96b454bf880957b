"""How the lines of the plan's tree are drawn, and edited by kind of record."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem, QWidget

from gui import style
from gui.tables.columns import LateRole, ValueRole
from gui.tables.delegates import CellDelegate
from gui.tables.plan_lines import DONE
from gui.tables.plan_outline import Index
from gui.tables.plan_tree import PlanTree
from gui.widgets.pills import paint_pill
from gui.workspace import Workspace


class LineDelegate(CellDelegate):
    """Draws areas a little stronger, dates that are past as late, ratings as pills; edits by kind of record."""

    def __init__(self, workspace: Workspace, tree: PlanTree, parent: QWidget) -> None:
        super().__init__(workspace, None, parent)
        self._tree = tree

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        self._edit = self._tree.edit_of(index)
        if self._edit is None:
            return None  # type: ignore[return-value]
        return super().createEditor(parent, option, index)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        record = self._tree.record_at(index)
        if record is None:
            return
        column = self._tree.columns[index.column()]
        if record[0] == "area" and column.name in ("number", "title"):
            font = QFont(option.font)  # type: ignore[attr-defined]
            font.setWeight(QFont.Weight.DemiBold)
            option.font = font  # type: ignore[attr-defined]
        if record[0] == "milestone" and column.name == "title":
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration  # type: ignore[attr-defined]
            option.decorationSize = QSize(14, 14)  # type: ignore[attr-defined]
            line = self._tree.line_at(index)
            done = line is not None and line.status == DONE
            option.icon = style.icon("saved", "good") if done else style.icon("milestone", "muted")  # type: ignore[attr-defined]
        if column.kind == "rating" or (record[0] == "area" and column.name == "agreed"):
            option.text = ""  # type: ignore[attr-defined]
        elif column.late is not None and index.data(LateRole):
            palette = option.palette  # type: ignore[attr-defined]
            for role in (palette.ColorRole.Text, palette.ColorRole.HighlightedText):
                palette.setColor(role, style.ink("late"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if self._tree.columns[index.column()].kind != "rating":
            return
        word = index.data(Qt.ItemDataRole.DisplayRole)
        if word:
            place = QRectF(option.rect).adjusted(6, 1, -4, -1)  # type: ignore[attr-defined]
            paint_pill(painter, place, index.data(ValueRole), word, option.font)  # type: ignore[attr-defined]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, option.fontMetrics.height() + 13)  # type: ignore[attr-defined]

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put in the value, and give words as much room as they need to be read while they are changed."""
        super().setEditorData(editor, index)
        inside = editor.parentWidget()
        if isinstance(editor, QLineEdit) and inside is not None:
            wanted = editor.fontMetrics().horizontalAdvance(editor.text()) + 48
            room = inside.width() - editor.x()
            editor.resize(max(editor.width(), min(wanted, room)), editor.height())
