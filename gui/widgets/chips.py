"""Filters as a row of chips: each says what it is set to, and opens a list to choose from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QToolButton, QVBoxLayout, QWidget

from gui import style
from gui.style import space
from gui.widgets.buttons import Button
from gui.widgets.flow import FlowLayout
from gui.widgets.search_field import SearchField
from gui.widgets.text import mnemonic_free
from model import wording

Choices = Callable[[], Sequence[tuple[Any, str]]]

_MANY = 10  # choices from which on the list can be searched


class FilterBar(QWidget):
    """Chips in a row, which flows into a second where there is no room, and one to clear them all."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = FlowLayout(self, space.s)
        self._chips: dict[str, Chip] = {}
        self._clear = Button("Clear filters", kind="link")
        self._clear.clicked.connect(self.clear)
        self._row.addWidget(self._clear)
        self._clear.hide()

    def add(self, name: str, title: str, choices: Choices, *, many: bool = True) -> Chip:
        """A chip; ``choices()`` is asked each time its list opens. Without ``many``, one can be chosen."""
        chip = Chip(title, choices, many, self)
        chip.changed.connect(self._changed)
        self._row.insert_widget(self._row.count() - 1, chip)
        self._chips[name] = chip
        return chip

    def chip(self, name: str) -> Chip:
        return self._chips[name]

    def values(self) -> dict[str, tuple[Any, ...]]:
        """What is chosen, for each chip that is set."""
        return {name: chip.values for name, chip in self._chips.items() if chip.values}

    def set_values(self, values: Mapping[str, Sequence[Any]]) -> None:
        """Choose without saying so; chips that are not named are cleared."""
        for name, chip in self._chips.items():
            chip.set_values(tuple(values.get(name, ())))
        self._clear.setVisible(bool(self.values()))

    def clear(self) -> None:
        if self.values():
            self.set_values({})
            self.changed.emit()

    def _changed(self) -> None:
        self._clear.setVisible(bool(self.values()))
        self.changed.emit()


class Chip(QToolButton):
    """One filter. Its words are its title, or what is chosen: "Owner: Head of Leaving Care and 2 more"."""

    changed = Signal()

    def __init__(self, title: str, choices: Choices, many: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._choices = choices
        self._many = many
        self.values: tuple[Any, ...] = ()
        self.setProperty("chip", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self.open_list)
        self._popup: ChipList | None = None
        self._tell()

    def set_values(self, values: tuple[Any, ...]) -> None:
        self.values = values
        self._tell()

    def choices(self) -> Sequence[tuple[Any, str]]:
        """What can be chosen now, as values and words."""
        return self._choices()

    def open_list(self) -> None:
        self._popup = ChipList(self._choices(), self.values, self._many, self)
        self._popup.chosen.connect(self._chosen)
        place = self.mapToGlobal(QPoint(0, self.height() + 2))
        screen = self.screen().availableGeometry()
        size = self._popup.sizeHint()
        place.setX(max(screen.left(), min(place.x(), screen.right() - size.width())))
        self._popup.move(place)
        self._popup.show()

    def close_list(self) -> None:
        """Close the list, if it is open, and take nothing from it."""
        if self._popup is not None and shiboken6.isValid(self._popup):
            self._popup.chosen.disconnect(self._chosen)
            self._popup.close()
        self._popup = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_list()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.values:
            self._chosen(())
        else:
            super().keyPressEvent(event)

    def _chosen(self, values: tuple[Any, ...]) -> None:
        if values != self.values:
            self.set_values(values)
            self.changed.emit()

    def _tell(self) -> None:
        words = self._title
        if self.values:
            names = dict(self._choices())
            shown = [names.get(value, str(value)) for value in self.values]
            words = f"{self._title}: {wording.listed_shortly([wording.short(name, 28) for name in shown], 1)}"
        self.setText(mnemonic_free(words))
        self.setAccessibleName(f"Filter by {words}")
        style.set_rule(self, "set", bool(self.values))


class ChipList(QFrame):
    """The list under a chip. Space ticks, Enter takes, Esc leaves it."""

    chosen = Signal(tuple)

    def __init__(
        self, choices: Sequence[tuple[Any, str]], values: tuple[Any, ...], many: bool, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._many = many
        self._choices = list(choices)
        column = QVBoxLayout(self)
        column.setContentsMargins(space.s, space.s, space.s, space.s)
        self._search = SearchField("Find in this list", self, pause=0)
        self._search.searched.connect(self._filter)
        self._search.setVisible(len(self._choices) > _MANY)
        column.addWidget(self._search)
        self._list = QListWidget(self)
        self._list.setAccessibleName("Choices")
        for value, words in self._choices:
            item = QListWidgetItem(words)
            if many:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if value in values else Qt.CheckState.Unchecked)
            self._list.addItem(item)
            if value in values:
                self._list.setCurrentItem(item)
        if self._list.currentRow() < 0 and self._choices:
            self._list.setCurrentRow(0)
        self._list.setMinimumWidth(min(420, max(200, self._list.sizeHintForColumn(0) + 48)))
        rows = min(max(len(self._choices), 1), 12)
        self._list.setFixedHeight(rows * max(22, self._list.sizeHintForRow(0)) + 8)
        self._list.itemClicked.connect(self._clicked)
        self._ticked_before = values
        column.addWidget(self._list)
        self._search.down_pressed.connect(self._list.setFocus)
        self._search.returnPressed.connect(self._take)
        if not self._choices:
            self._list.addItem("Nothing to choose from yet")
            self._list.item(0).setFlags(Qt.ItemFlag.NoItemFlags)
        if values:
            clear = Button("Clear", kind="link")
            clear.clicked.connect(partial(self._say, ()))
            column.addWidget(clear)
        (self._search if len(self._choices) > _MANY else self._list).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: Any) -> None:
        # Clicking beside the list keeps what was ticked.
        if self._many:
            self.chosen.emit(self._ticked())
        super().closeEvent(event)

    def _clicked(self, item: QListWidgetItem) -> None:
        if not self._many:
            self._say((self._choices[self._list.row(item)][0],))
        elif self._ticked() != self._ticked_before:
            # Ticked by its box; the list stays open for more.
            self._ticked_before = self._ticked()
            self.chosen.emit(self._ticked_before)
        else:
            ticked = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
            self._ticked_before = self._ticked()
            self.chosen.emit(self._ticked_before)

    def _take(self) -> None:
        row = self._list.currentRow()
        if self._many:
            ticked = self._ticked()
            if ticked == self._ticked_before and 0 <= row < len(self._choices) and not self._list.isRowHidden(row):
                value = self._choices[row][0]
                ticked = tuple(v for v in ticked if v != value) if value in ticked else (*ticked, value)
                self._list.item(row).setCheckState(
                    Qt.CheckState.Checked if value in ticked else Qt.CheckState.Unchecked
                )
            self._say(ticked)
        elif 0 <= row < len(self._choices):
            self._say((self._choices[row][0],))

    def _say(self, values: tuple[Any, ...], *_: object) -> None:
        if self._many and not values:
            for row in range(len(self._choices)):
                self._list.item(row).setCheckState(Qt.CheckState.Unchecked)
        self.chosen.emit(values)
        self.close()

    def _ticked(self) -> tuple[Any, ...]:
        return tuple(
            value
            for row, (value, _) in enumerate(self._choices)
            if self._list.item(row).checkState() is Qt.CheckState.Checked
        )

    def _filter(self, words: str) -> None:
        first = -1
        for row, (_, shown) in enumerate(self._choices):
            fits = words.casefold() in shown.casefold()
            self._list.setRowHidden(row, not fits)
            first = row if fits and first < 0 else first
        self._list.setCurrentRow(first)
