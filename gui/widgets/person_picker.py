"""Who: type to filter, or a new name on the spot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from gui.workspace import Workspace
from model import people
from model.errors import Refused

_NEW = "New post “{}”"


class PersonPicker(QLineEdit):
    """Holds a person's id or none. ``chosen`` comes with the id when a person has chosen.

    A name that nobody has is offered as a new post; it is made when it is chosen (people.find_or_add).
    """

    chosen = Signal(object)  # id or None
    refused = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None, *, name: str = "Owner") -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._id: str | None = None
        self._ids: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self.setPlaceholderText("Type a name or post")
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self.setMaxLength(200)
        self._list = QStringListModel(self)
        self._completer = QCompleter(self._list, self)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._completer.setMaxVisibleItems(12)
        self._completer.activated.connect(self._picked)
        self.setCompleter(self._completer)
        self.textEdited.connect(self._typed)
        self._completer.popup().installEventFilter(self)

    @property
    def person_id(self) -> str | None:
        """Who stands here, as last chosen."""
        return self._id

    @property
    def edited(self) -> bool:
        return self.text().strip() != self._names.get(self._id or "", "")

    def set_person(self, person_id: str | None) -> None:
        """Show this person, as if they had always stood here."""
        self._read()
        self._id = person_id if person_id in self._names else None
        self.setText(self._names.get(self._id or "", ""))
        self.setCursorPosition(0)

    def commit(self) -> bool:
        """Take what is typed: nobody, someone known, or a new post. False where it was refused."""
        if not self.edited:
            return True
        words = self.text().strip()
        for known, person_id in self._ids.items():
            if known.casefold() == words.casefold():
                return self._take(person_id)
        if not words:
            return self._take(None)
        try:
            made = self._workspace.run(people.find_or_add, words)
        except Refused as error:
            self.refused.emit(str(error))
            return False
        self._read()
        return self._take(made)

    def revert(self) -> None:
        self.set_person(self._id)

    def show_everyone(self) -> None:
        """Open the list without a letter typed."""
        self._offer("")
        self._completer.setCompletionPrefix("")
        self._completer.complete()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self._completer.popup().isVisible():
            self.show_everyone()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.edited:
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.edited:
            self.revert()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._read()
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.commit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Tab in the open list takes what is marked there, as Enter does.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
            and watched is self._completer.popup()
        ):
            marked = self._completer.popup().currentIndex()
            if marked.isValid():
                self.setText(str(marked.data()))
                self._picked(self.text())
            self._completer.popup().hide()
            return True
        return super().eventFilter(watched, event)

    def _read(self) -> None:
        known = people.people(self._workspace.plan)
        self._ids = {person.name: person.id for person in known}
        self._names = {person.id: person.name for person in known}

    def _typed(self, words: str) -> None:
        self._offer(words.strip())

    def _offer(self, words: str) -> None:
        names: Sequence[str] = list(self._ids)
        if words and words.casefold() not in (name.casefold() for name in names):
            names = [*names, _NEW.format(words)]
        if self._list.stringList() != list(names):
            self._list.setStringList(names)

    def _picked(self, words: str) -> None:
        typed = words.removeprefix(_NEW.partition("{}")[0]).removesuffix("”") if words not in self._ids else words
        self.setText(typed)
        self.commit()

    def _take(self, person_id: str | None) -> bool:
        changed = person_id != self._id
        self._id = person_id
        self.setText(self._names.get(person_id or "", ""))
        if changed:
            self.chosen.emit(person_id)
        return True
