"""One action, by its number or by words: type, choose from what is found."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from gui.workspace import Workspace
from model import finding
from model.finding import Filter, Sort
from model.wording import short

_MOST = 12


class ActionPicker(QLineEdit):
    """``chosen`` comes with an action's id; the field is empty again afterwards."""

    chosen = Signal(str)

    def __init__(self, workspace: Workspace, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._ids: dict[str, str] = {}
        self.without: frozenset[str] = frozenset()  # not offered
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setMaxLength(200)
        self._found = QStringListModel(self)
        completer = QCompleter(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(_MOST)
        completer.activated.connect(self._picked)
        self.setCompleter(completer)
        self.textEdited.connect(self.look)

    def look(self, words: str) -> None:
        """Offer what fits these words."""
        self._ids = {}
        if words.strip():
            plan, today = self._workspace.plan, self._workspace.today()
            ids = finding.action_ids(plan, Filter(text=words.strip()), Sort("number"), today, _MOST + len(self.without))
            rows = finding.action_rows(plan, [row for row in ids if row not in self.without][:_MOST], today)
            self._ids = {f"{row.number}  {short(row.title, 70)}": row.id for row in rows}
        self._found.setStringList(list(self._ids))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text().strip():
            popup = self.completer().popup()
            marked = popup.currentIndex() if popup.isVisible() else None
            if marked is not None and marked.isValid():
                self._picked(str(marked.data()))
            elif self._ids:
                self._picked(next(iter(self._ids)))
            else:
                self._workspace.refuse(f"No action was found for “{short(self.text(), 40)}”; type its number or words.")
            popup.hide()
            return
        super().keyPressEvent(event)

    def _picked(self, words: str) -> None:
        found = self._ids.get(words)
        if found is not None:
            self.chosen.emit(found)
            # After the completer has written the line that was picked.
            self.setText("")
            self.clear()
