"""A document with a bar over it: pages or text, zoom, find, copy. It shows words in place, and hands out others."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from gui.background import Background, Task
from gui.importing.marking import Marking
from gui.importing.pdf_sheets import PdfSheets
from gui.importing.searching import MOST, search
from gui.importing.text_sheets import TextSheets
from gui.style import space
from gui.widgets.buttons import IconButton
from gui.widgets.pdf_pages import FIT_WIDTH
from gui.widgets.text import label
from model.imports import places
from model.imports.pages import Reading
from model.imports.places import Spot
from model.imports.proposals import Words
from model.reports.page_pictures import PagePictures

_LARGE = 300_000
"""Characters of a page from which words are looked for on a thread."""


class FindField(QLineEdit):
    """Enter goes on to the next, Shift+Enter back, Esc to the document."""

    wanted = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)


class DocumentView(QWidget):
    """Give it a reading, and pictures of its pages where it has any; it never owns them."""

    selected = Signal()

    def __init__(self, tasks: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._looking: Task | None = None
        self._hits: tuple[tuple[Spot, ...], ...] = ()
        self._hit = -1
        self.marking = Marking(self)
        self.pdf = PdfSheets(tasks, self.marking, self)
        self.text = TextSheets(self.marking, self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.pdf)
        self.stack.addWidget(self.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(self.stack, 1)
        self.setFocusProxy(self.stack)
        for sheets in (self.pdf, self.text):
            sheets.moved.connect(self._moved)
            sheets.zoomed.connect(self._zoomed)
        self.marking.selected.connect(self._selected)
        for keys, act in (
            (QKeySequence.StandardKey.Find, self.find),
            (QKeySequence.StandardKey.Copy, self.copy),
            (QKeySequence.StandardKey.ZoomIn, self.zoom_in),
            (QKeySequence.StandardKey.ZoomOut, self.zoom_out),
            (QKeySequence("Ctrl+="), self.zoom_in),
            (QKeySequence("Ctrl+0"), self.fit),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            # Copying is the field's own business while one has the keys.
            shortcut.setContext(
                Qt.ShortcutContext.WidgetWithChildrenShortcut
                if keys == QKeySequence.StandardKey.Copy
                else Qt.ShortcutContext.WindowShortcut
            )
            shortcut.activated.connect(act)

    def _bar(self) -> QWidget:
        bar = QWidget(self)
        bar.setObjectName("documentBar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(space.m, space.xs, space.s, space.xs)
        row.setSpacing(space.xs)
        self.where = label("", "small", parent=bar)
        row.addWidget(self.where)
        row.addStretch(1)
        self.field = FindField(bar)
        self.field.setPlaceholderText("Find in the document")
        self.field.setAccessibleName("Find in the document")
        self.field.setMaximumWidth(220)
        self.field.setMaxLength(200)
        self.field.textEdited.connect(self._search)
        self.field.wanted.connect(self.step)
        self.field.left.connect(self._leave_find)
        row.addWidget(self.field, 1)
        self.counted = label("", "small", parent=bar)
        row.addWidget(self.counted)
        self.buttons: dict[str, IconButton] = {}
        for name, icon, words, act in (
            ("less", "minus", "Smaller (Ctrl+-)", self.zoom_out),
            ("more", "add", "Larger (Ctrl++)", self.zoom_in),
            ("fit", "fit", "As wide as there is room (Ctrl+0)", self.fit),
            ("copy", "copy", "Copy the selected words (Ctrl+C)", self.copy),
        ):
            button = IconButton(icon, words, bar)
            button.clicked.connect(act)
            row.addWidget(button)
            self.buttons[name] = button
        self.buttons["copy"].setEnabled(False)
        return bar

    # --- what is shown

    def show_document(self, reading: Reading | None, pictures: PagePictures | None) -> None:
        """Pages where there are pictures of them, else the text as it was read. None, None lets go of both."""
        self.marking.set_reading(reading)
        self._hits, self._hit = (), -1
        self.pdf.show_pages(pictures)
        self.text.show_reading(reading if pictures is None else None)
        self.stack.setCurrentWidget(self.pdf if pictures is not None else self.text)
        self.stack.setFocusProxy(self.sheets)
        self._moved()

    def take_reading(self, reading: Reading) -> None:
        """The words of what is shown already as pages."""
        self.marking.set_reading(reading)

    @property
    def sheets(self) -> PdfSheets | TextSheets:
        current = self.stack.currentWidget()
        return self.pdf if current is self.pdf else self.text

    @property
    def highlighted(self) -> tuple[Spot, ...]:
        """Where the words of the source stand that are shown now."""
        return self.marking.shown

    @property
    def selection(self) -> tuple[Words, tuple[Spot, ...]] | None:
        return self.marking.selection

    def go_to(self, page: int) -> None:
        """The page, counted from 1."""
        self.sheets.go_to(page - 1)

    def show_words(self, words: Words | None) -> None:
        """Mark these words and scroll to them; where they do not stand there, the page is shown all the same."""
        reading = self.marking.reading
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        if words is None or reading is None:
            self.marking.show(())
            return
        pages = [page for page in reading.pages if words.page <= page.number <= (words.last_page or words.page) + 1]
        if sum(len(line.text) for page in pages for line in page.lines) < _LARGE:
            self._show_spots(places.spots_of(reading, words), words.page)
            return
        self.marking.show(())
        task = self._looking = self._tasks.make()
        task.done.connect(_Arrival(self, words.page).take)
        self._tasks.start(None, _look_up, reading, words, task=task)

    def _show_spots(self, spots: tuple[Spot, ...], page: int) -> None:
        self.marking.show(spots)
        if spots and (spots[0].box is not None or self.sheets is self.text):
            self.sheets.bring_to_view(spots)
        elif self.sheets.current != page - 1:
            self.go_to(page)

    # --- find

    def find(self) -> None:
        """Go to the field; what is selected is what is looked for."""
        chosen = self.marking.selection
        if chosen is not None and len(chosen[0].quote) <= 60 and "\n" not in chosen[0].quote:
            self.field.setText(chosen[0].quote)
            self._search(chosen[0].quote)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _search(self, wanted: str) -> None:
        reading = self.marking.reading
        self._hits = search(reading, wanted) if reading is not None and len(wanted.strip()) > 1 else ()
        self._hit = -1
        if self._hits:
            here = self.sheets.current + 1
            self._hit = next((at for at, hit in enumerate(self._hits) if hit[0].page >= here), 0)
        self._show_hit(wanted)

    def step(self, by: int) -> None:
        if self._hits:
            self._hit = (self._hit + by) % len(self._hits)
            self._show_hit(self.field.text())

    def _show_hit(self, wanted: str) -> None:
        if self._hit < 0:
            self.marking.show_found(())
            self.counted.setText("not found" if len(wanted.strip()) > 1 else "")
            return
        self.marking.show_found(self._hits[self._hit])
        self.sheets.bring_to_view(self._hits[self._hit])
        most = f"{MOST} and more" if len(self._hits) == MOST else str(len(self._hits))
        self.counted.setText(f"{self._hit + 1} of {most}")

    def _leave_find(self) -> None:
        found = self.marking.found
        self._hits, self._hit = (), -1
        self._show_hit("")
        if found:
            self.marking.select_spots(found)
        self.sheets.setFocus()

    # --- acts

    def copy(self) -> None:
        chosen = self.marking.selection
        if chosen is not None:
            QGuiApplication.clipboard().setText(chosen[0].quote)

    def zoom_in(self) -> None:
        self.sheets.zoom_in()

    def zoom_out(self) -> None:
        self.sheets.zoom_out()

    def fit(self) -> None:
        self.sheets.set_fit(FIT_WIDTH)

    # --- within

    def _moved(self, *_: object) -> None:
        count = self.sheets.count
        words = f"Page {self.sheets.current + 1} of {count}" if count > 1 or (count and self.sheets is self.pdf) else ""
        self.where.setText(words)

    def _zoomed(self) -> None:
        self._moved()

    def _selected(self) -> None:
        self.buttons["copy"].setEnabled(self.marking.selection is not None)
        self.selected.emit()


class _Arrival(QObject):
    """Where words stand, found on a thread, handed to the view on its own."""

    def __init__(self, view: DocumentView, page: int) -> None:
        super().__init__(view)
        self._view, self._page = view, page

    def take(self, spots: tuple[Spot, ...]) -> None:
        self._view._show_spots(spots, self._page)
        self.deleteLater()


def _look_up(task: Task, reading: Reading, words: Words) -> tuple[Spot, ...]:
    task.report(0)
    return places.spots_of(reading, words)
