"""One document under review: pages at the left, what they say at the right, nothing written until it is accepted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QProgressBar, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from gui import messages
from gui.importing.destination import Destination
from gui.importing.document_view import DocumentView
from gui.importing.item_editor import ItemEditor
from gui.importing.item_table import Heading, ItemTable, ItemView
from gui.importing.reviewing import Fetched, Review
from gui.style import space
from gui.widgets.banner import Banner
from gui.widgets.buttons import Button
from gui.widgets.flow import FlowLayout
from gui.widgets.text import ElidedLabel, label, mnemonic_free
from gui.workspace import Workspace
from model.errors import Refused
from model.imports import accepting
from model.imports.accepting import Accepted
from model.imports.review import Item
from model.wording import plural, sentence_case

LETTERS = {
    "S": ("strength", "Strength"),
    "A": ("area for improvement", "Area for improvement"),
    "P": ("area for priority action", "Priority action"),
    "C": ("commitment", "Commitment"),
    "Q": ("question", "Question"),
    "R": ("resolution", "Resolution"),
}
"""The key that makes an item of the selected words, its kind, and what its button says."""


class ReviewWindow(QWidget):
    """A window of its own, so that the plan can be looked at meanwhile. Closing it throws the draft away."""

    accepted = Signal(object)  # Accepted
    gone = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        self._cancel: Callable[[], object] | None = None
        self.review: Review | None = None
        self.resize(1280, 800)
        self.setMinimumSize(760, 480)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.banner = Banner(self)
        column.addWidget(self.banner)
        self._stack = QStackedWidget(self)
        column.addWidget(self._stack, 1)
        self._stack.addWidget(self._waiting())
        self.setWindowTitle("Import a document")

    # --- while it is read

    def _waiting(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.addStretch(2)
        self._reading_words = label("", "heading")
        self._reading_words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._reading_words)
        self.progress = QProgressBar(page)
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(320)
        column.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignHCenter)
        self.cancel_button = Button("Cancel", page)
        self.cancel_button.clicked.connect(self.close)
        column.addWidget(self.cancel_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return page

    def wait_for(self, name: str, cancel: Callable[[], object]) -> None:
        """Say that a document is being read; ``cancel`` ends that when the window is closed."""
        self._cancel = cancel
        self._reading_words.setText(f"Reading {name}")
        self.setWindowTitle(f"{name} — Import")

    @property
    def waiting(self) -> bool:
        return self.review is None

    # --- the review

    def show_fetched(self, fetched: Fetched) -> None:
        """It was read: show it and what it says."""
        self._cancel = None
        self.review = Review(self._workspace, fetched, self)
        self.setWindowTitle(f"{fetched.reading.name} — Import[*]")
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head(fetched))
        split = QSplitter(Qt.Orientation.Horizontal, page)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        self.document = DocumentView(self._workspace.tasks, split)
        self.document.setMinimumWidth(300)
        left = QWidget(split)
        beside = QVBoxLayout(left)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.document, 1)
        beside.addWidget(self._making())
        split.addWidget(left)
        split.addWidget(self._right())
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        split.setSizes([640, 640])
        column.addWidget(split, 1)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.document.show_document(fetched.reading, fetched.pictures)
        self.document.selected.connect(self._selected)
        for sheets in (self.document.pdf, self.document.text):
            sheets.viewport().installEventFilter(self)
            sheets.installEventFilter(self)
        self.review.changed.connect(self._changed)
        self.review.added.connect(self._added)
        accept = QShortcut(QKeySequence("Ctrl+Return"), self)
        accept.activated.connect(self.accept)
        QShortcut(QKeySequence("Ctrl+Enter"), self).activated.connect(self.accept)
        self._changed("")
        self._selected()
        if self.items.rowCount() > 1:
            self.list.setCurrentIndex(self.items.index(1))
        self.list.setFocus()

    def _head(self, fetched: Fetched) -> QWidget:
        head = QWidget(self)
        head.setObjectName("reviewHead")
        row = QHBoxLayout(head)
        row.setContentsMargins(space.l, space.s, space.m, space.s)
        row.setSpacing(space.s)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(fetched.reading.name, "heading", head))
        assert self.review is not None
        draft = self.review.draft
        kind = sentence_case(draft.kind) if draft.kind != "other" else "No inspection paper that is known here"
        words.addWidget(ElidedLabel(f"{kind}, {plural(draft.pages, 'page')}", "small", head))
        row.addLayout(words, 1)
        self.leave_button = Button("Leave it", head, tip="Close without taking anything in (Esc)")
        self.leave_button.clicked.connect(self.close)
        self.accept_button = Button("Accept", head, kind="primary", tip="Ctrl+Enter")
        self.accept_button.clicked.connect(self.accept)
        row.addWidget(self.leave_button)
        row.addWidget(self.accept_button)
        return head

    def _making(self) -> QWidget:
        """A row of buttons under the document: what the selected words become."""
        bar = QWidget(self)
        bar.setObjectName("documentBar")
        inside = QWidget(bar)
        outer = QVBoxLayout(bar)
        outer.setContentsMargins(space.m, space.xs, space.m, space.xs)
        outer.addWidget(inside)
        row = FlowLayout(inside, space.m, lines=0)
        self.hint = label(
            "Select words in the document to make an item of them (Shift and the arrows, or the mouse).",
            "small",
            parent=bar,
        )
        row.addWidget(self.hint)
        self.letters: dict[str, Button] = {}
        for letter, (_, words) in LETTERS.items():
            button = Button(f"{words} ({letter})", bar, kind="link")
            button.setProperty("letter", letter)
            button.clicked.connect(self._letter_clicked)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
            self.letters[letter] = button
        return bar

    def _right(self) -> QWidget:
        assert self.review is not None
        right = QWidget(self)
        right.setMinimumWidth(340)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.destination = Destination(self._workspace, self.review, right)
        column.addWidget(self.destination)
        split = QSplitter(Qt.Orientation.Vertical, right)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        self.items = ItemTable(self.review, self)
        self.list = ItemView(split)
        self.list.setModel(self.items)
        self.list.chosen.connect(self._chosen)
        self.list.edit_wanted.connect(self.edit)
        self.list.letter_pressed.connect(self.make)
        self.list.remove_wanted.connect(self.review.remove)
        self.editor = ItemEditor(self._workspace, self.review, split)
        split.addWidget(self.list)
        split.addWidget(self.editor)
        split.setSizes([340, 260])
        column.addWidget(split, 1)
        self.items.modelReset.connect(self._listed)
        return right

    # --- acts

    def edit(self) -> None:
        self.editor.begin()

    def make(self, letter: str) -> None:
        """Make an item of the selected words."""
        if letter not in LETTERS or self.review is None:
            return
        chosen = self.document.selection
        if chosen is None:
            self.banner.show_sentence("Select some words of the document first; then this key makes an item of them.")
            return
        try:
            self.review.add(LETTERS[letter][0], chosen[0])
        except Refused as error:
            self.banner.show_sentence(str(error))
            return
        self.document.marking.clear()  # they are marked as the item's words now
        self.banner.pass_by()

    def accept(self) -> None:
        """Write all that is ticked, as one act. A refusal stands over the document, and nothing was written."""
        if self.review is None or not self.accept_button.isEnabled():
            return
        if not (self.editor.take_what_is_typed() and self.destination.take_what_is_typed()):
            return
        try:
            done: Accepted = self._workspace.run(accepting.accept, self.review.draft, self.review.fetched.content)
        except Refused as error:
            self._show_refusal(error)
            return
        self.review.edited = False
        self.accepted.emit(done)
        self.close()

    def _show_refusal(self, error: Refused) -> None:
        self.banner.show_sentence(str(error))
        field = error.field or ""
        if field in ("framework", "body"):
            self.destination.begin(field)
        elif not self.list.choose(field):
            self.list.choose(self.items.key_of_field(field))

    def may_be_left(self) -> bool:
        """Whether this can be closed; asked where something was edited, and then only once."""
        if self.review is None or not self.review.edited or not self._workspace.has_plan:
            return True
        name = self.review.draft.name
        if messages.confirm(
            self, "Leave this document",
            f"What you edited and selected in {name} has not been taken in and would be lost.",
            yes="Throw it away", no="Go on reviewing",
        ):  # fmt: skip
            self.review.edited = False
            return True
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_be_left():
            event.ignore()
            return
        if self._cancel is not None:
            self._cancel()
        if self.review is not None:
            self.document.show_document(None, None)
            if self.review.fetched.pictures is not None:
                self.review.fetched.pictures.close()
        self.gone.emit()
        super().closeEvent(event)

    def throw_away(self) -> None:
        """Close without asking: the plan is closed."""
        if self.review is not None:
            self.review.edited = False
        self.close()

    # --- what follows from what

    def _chosen(self, row: Item | Heading | None) -> None:
        if isinstance(row, Item):
            self.editor.show_item(row.key)
            if row.at is not None:
                self.document.show_words(row.at)
            else:
                self.document.show_words(None)
        else:
            self.editor.show_item(None)

    def _listed(self) -> None:
        """The list was made anew: the same item stays in hand."""
        item = self.editor.item
        if item is not None:
            self.list.choose(item.key)

    def _added(self, key: str) -> None:
        self.list.choose(key)

    def _changed(self, _: str) -> None:
        assert self.review is not None
        ticked = len(self.review.draft.ticked)
        self.accept_button.setText(f"Accept {plural(ticked, 'item')}" if ticked else "Nothing is ticked")
        self.accept_button.setEnabled(ticked > 0)
        self.setWindowModified(self.review.edited)

    def _selected(self) -> None:
        some = self.document.selection is not None
        self.hint.setVisible(not some)
        for button in self.letters.values():
            button.setVisible(some)

    def _letter_clicked(self) -> None:
        button = self.sender()
        if button is not None:
            self.make(str(button.property("letter")))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters make items of what is selected; the other button of the mouse offers the same as a menu."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            if plain and event.text().upper() in LETTERS and watched in (self.document.pdf, self.document.text):
                self.make(event.text().upper())
                return True
        elif event.type() == QEvent.Type.ContextMenu and self.document.selection is not None:
            self._menu().exec(event.globalPos())  # type: ignore[attr-defined]
            return True
        return super().eventFilter(watched, event)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for letter, (_, words) in LETTERS.items():
            act = menu.addAction(mnemonic_free(f"{words}\t{letter}"))
            act.setProperty("letter", letter)
            act.triggered.connect(self._letter_clicked)
        menu.addSeparator()
        menu.addAction("Copy").triggered.connect(self.document.copy)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.review is not None and self.document.selection is not None:
                self.document.marking.clear()
            elif self.review is not None and not self.list.hasFocus():
                self.list.setFocus()  # out of a field, or out of the document
            else:
                self.close()
        else:
            super().keyPressEvent(event)
