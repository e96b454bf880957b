"""Who does it: give the selected actions an owner, in as few keys as a name has letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from gui import style
from gui.style import space
from gui.tables.owner_choices import NEW, PERSON, OwnerChoice, OwnerChoiceDelegate, OwnerChoiceTable, choices
from gui.widgets.buttons import Button
from gui.widgets.text import label
from gui.workspace import Workspace
from model import actions, finding, people
from model.errors import Refused
from model.finding import ActionRow
from model.wording import listed_shortly, plural, quoted

_LOOKED_AT = 500
"""Actions up to which the popup says who has them now."""


def assign_owner(workspace: Workspace, parent: QWidget | None, ids: Iterable[str] | None = None) -> bool:
    """Ask who, and assign the actions (those selected, unless given). Whether it was done."""
    wanted = tuple(workspace.selection.of("action") if ids is None else ids)
    if not wanted:
        workspace.refuse("Select the actions to assign first; Ctrl and Shift select several.")
        return False
    dialog = AssignDialog(workspace, wanted, parent)
    try:
        return dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()


class AssignDialog(QDialog):
    """A field to type in and the list it narrows. Enter assigns what is marked; the keys stay in the field.

    Nothing is marked until something is typed or chosen, so that Enter alone assigns to nobody by chance.
    """

    def __init__(self, workspace: Workspace, ids: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._ids = tuple(ids)
        self._loads = people.loads(workspace.plan, workspace.today())
        self.setWindowTitle(f"Assign {plural(len(self._ids), 'action')}")
        self.setModal(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(space.l, space.l, space.l, space.m)
        column.setSpacing(space.s)
        self.what = label(self._what(), "muted", wrap=True)
        column.addWidget(self.what)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Type a name or post")
        self.field.setAccessibleName("Owner")
        self.field.setClearButtonEnabled(True)
        self.field.setMaxLength(200)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        column.addWidget(self.field)
        self.refusal = label("", "refusal", wrap=True)
        self.refusal.hide()
        column.addWidget(self.refusal)
        self.table = OwnerChoiceTable(self)
        self.list = QListView()
        self.list.setAccessibleName("Owners to choose from")
        self.list.setModel(self.table)
        self.list.setItemDelegate(OwnerChoiceDelegate(self.list))
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.doubleClicked.connect(self._double_clicked)
        self.list.selectionModel().currentChanged.connect(self._marked_another)
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.addWidget(label("↑ ↓ choose, Enter assigns, Esc leaves it", "small"))
        foot.addStretch(1)
        cancel = Button("Cancel")
        cancel.clicked.connect(self.reject)
        self.ok = Button("Assign", kind="primary")
        self.ok.clicked.connect(self.take_marked)
        foot.addWidget(cancel)
        foot.addWidget(self.ok)
        column.addLayout(foot)
        self._typed("")
        self.resize(440, 420)
        self.field.setFocus()

    def marked(self) -> OwnerChoice | None:
        """The line that Enter takes."""
        return self.table.choice(self.list.currentIndex().row())

    def take_marked(self) -> None:
        """Assign to the line that is marked; stays open with the sentence where that is refused."""
        choice = self.marked()
        if choice is None:
            self._say("Type a name or post first, or choose one below.")
            return
        try:
            if choice.what == NEW:
                name = " ".join(self.field.text().split())
                self._workspace.run(actions.assign_to_new, self._ids, name, kind=choice.kind)
            else:
                owner = choice.person if choice.what == PERSON else None
                self._workspace.run(actions.assign, self._ids, owner)
        except Refused as refused:
            self._say(str(refused))
            return
        self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {
                Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8,
            }.get(Qt.Key(event.key()))  # fmt: skip
            if step is not None:
                self._mark(self.list.currentIndex().row() + step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.take_marked()
                return True
        return super().eventFilter(watched, event)

    # --- within

    def _what(self) -> str:
        """Which actions, and who has them now."""
        if len(self._ids) > _LOOKED_AT:
            return f"{plural(len(self._ids), 'action')} selected."
        rows = finding.action_rows(self._workspace.plan, self._ids, self._workspace.today())
        if len(rows) == 1:
            return f"Action {rows[0].number} {quoted(rows[0].title)}, now with {_owner(rows[0])}."
        counts: dict[str, int] = {}
        for row in rows:
            counts[_owner(row)] = counts.get(_owner(row), 0) + 1
        by_count = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        held = listed_shortly([f"{name} ({count})" for name, count in by_count], 2)
        return f"{plural(len(rows), 'action')}, now with {held}."

    def _typed(self, words: str) -> None:
        self.refusal.hide()
        style.set_rule(self.field, "refused", False)
        self.table.show(choices(self._loads, words))
        if words.strip():
            self._mark(0)
        else:
            self.field.setAccessibleDescription("")
            self.ok.setEnabled(False)

    def _mark(self, row: int) -> None:
        last = self.table.rowCount() - 1
        if last >= 0:
            index = self.table.index(min(max(row, 0), last), 0)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    def _marked_another(self, index: QModelIndex, _: QModelIndex) -> None:
        # A screen reader follows the field, which keeps the keyboard.
        spoken = index.data(Qt.ItemDataRole.AccessibleTextRole) if index.isValid() else ""
        self.field.setAccessibleDescription(str(spoken or ""))
        self.ok.setEnabled(index.isValid())

    def _double_clicked(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self.take_marked()

    def _say(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.show()
        style.set_rule(self.field, "refused", True)


def _owner(row: ActionRow) -> str:
    return row.owner_name or "nobody"
