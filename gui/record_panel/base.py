"""What every panel has in common: a heading, sections of fields that are edited where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui.style import space
from gui.widgets.badge import Badge
from gui.widgets.buttons import Button
from gui.widgets.fields import Field, FieldEditor
from gui.widgets.sections import Section
from gui.widgets.text import label
from gui.workspace import Workspace
from model.errors import Refused
from model.store.sitting import Notice

__all__ = ["Field", "PanelSection", "RecordPanel"]


class PanelSection(Section):
    """A section of a panel: fields, own widgets and buttons, in the order added."""

    def __init__(self, panel: RecordPanel, title: str, is_open: bool) -> None:
        super().__init__(title, panel, is_open=is_open)
        self._panel = panel

    def fields(self, *fields: Field) -> PanelSection:
        for field in fields:
            self.body.addWidget(self._panel.make_editor(field))
        return self

    def add(self, widget: QWidget) -> PanelSection:
        self.body.addWidget(widget)
        return self

    def add_button(self, words: str, command: str | Callable[[], object]) -> Button:
        """A link at the end of the section: a command's id, or what to call."""
        button = Button(words, kind="link")
        if isinstance(command, str):
            button.clicked.connect(self._panel.workspace.commander(command))
        else:
            button.clicked.connect(command)
        self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button


class RecordPanel(QWidget):
    """Shows one record and changes it.

    A subclass says TABLE, WATCHES and EDIT, and has ``read``, ``build`` and ``title``. EDIT is called as
    ``EDIT(plan, id, **{field: value})``.
    """

    TABLE: ClassVar[str] = ""
    WATCHES: ClassVar[Sequence[str]] = ()
    EDIT: ClassVar[Callable[..., Any] | None] = None

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.record_id: str | None = None
        self.record: Any = None
        self.editors: dict[str, FieldEditor] = {}
        self.sections: dict[str, PanelSection] = {}
        self._marks: list[Badge] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QWidget(self)
        head.setObjectName("panelHead")
        self._head = QVBoxLayout(head)
        self._head.setContentsMargins(space.l, space.s, space.l, space.m)
        self._head.setSpacing(space.xs)
        self._number = label("", "small")
        self._title = label("", "heading", wrap=True, selectable=True)
        self._under = label("", "muted", wrap=True)
        self._mark_row = QHBoxLayout()
        self._mark_row.setSpacing(space.s)
        self._mark_row.addStretch(1)
        self._gone = label("", "muted", wrap=True)
        self._gone.hide()
        for part in (self._number, self._title, self._under, self._gone):
            self._head.addWidget(part)
        self._head.addLayout(self._mark_row)
        column.addWidget(head)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QWidget()
        self._inside.setObjectName("scrolled")
        self._body = QVBoxLayout(self._inside)
        self._body.setContentsMargins(space.s, space.s, space.s, space.xl)
        self._body.setSpacing(space.xs)
        self._body.addStretch(1)
        self._scroll.setWidget(self._inside)
        column.addWidget(self._scroll, 1)
        self.build()

    # --- for a subclass

    def read(self, record_id: str) -> Any:
        """The record, or None (or Refused) where it is gone."""
        raise NotImplementedError

    def build(self) -> None:
        """Make the sections. Nothing is read yet."""

    def title(self, record: Any) -> tuple[str, str, str]:
        """What stands over the record: kind and number, title, and a quiet line under it."""
        return "", str(record), ""

    def marks(self, record: Any) -> Iterable[tuple[str | None, str, str]]:
        """Ratings to show under the title: value, word, reason."""
        return ()

    def refreshed(self, record: Any) -> None:
        """The record was read: fill what is no field."""

    # --- building

    def section(self, title: str, *, is_open: bool = True) -> PanelSection:
        """A section, in the order asked for; whether it is open is remembered."""
        kept = self.workspace.preferences.layout(f"section/{self.TABLE}/{title}")
        made = PanelSection(self, title, kept if isinstance(kept, bool) else is_open)
        made.toggled.connect(self._section_toggled)
        self.sections[title] = made
        self._body.insertWidget(self._body.count() - 1, made)
        return made

    def make_editor(self, field: Field) -> FieldEditor:
        """The editor of a field; it changes the record by itself."""
        editor = FieldEditor(self.workspace, field, self, quiet=True)
        editor.committed.connect(self._write)
        self.editors[field.name] = editor
        return editor

    # --- showing

    def show_record(self, record_id: str) -> None:
        """Show this record; what was half typed for the one before is taken first."""
        if record_id != self.record_id:
            if not self.take_what_is_typed():
                self.tell_what_was_refused()
            for editor in self.editors.values():
                editor.clear_refusal()
            self._scroll.verticalScrollBar().setValue(0)
        self.record_id = record_id
        self.refresh(fresh=True)

    def refresh(self, *, fresh: bool = False) -> None:
        """Read the record again. Focus, and what is half typed, stay."""
        if self.record_id is None:
            return
        try:
            self.record = self.read(self.record_id)
        except Refused as error:
            self._is_gone(str(error))
            return
        if self.record is None:
            self._is_gone("This record is no longer in the plan; it may have been deleted or undone.")
            return
        self._gone.hide()
        self._scroll.show()
        number, title, under = self.title(self.record)
        self._number.setText(number)
        self._title.setText(title)
        self._under.setText(under)
        self._under.setVisible(bool(under))
        self.setAccessibleName(f"{number} {title}")
        self._show_marks(self.marks(self.record))
        for editor in self.editors.values():
            field = editor.field
            shown = field.shown is None or field.shown(self.record)
            editor.setVisible(shown)
            if shown:
                (editor.put if fresh else editor.show_value)(field.value_of(self.record))
            editor.input.setEnabled(self.workspace.writable or field.kind == "shown")
        self.refreshed(self.record)

    def touched_by(self, notice: Notice) -> bool:
        return not self.WATCHES or notice.touches(self.TABLE, *self.WATCHES)

    def take_what_is_typed(self) -> bool:
        """Take what is half typed, as leaving the field does. False where it was refused."""
        if self.record_id is None or not self.workspace.has_plan:
            return True
        taken = True
        for editor in self.editors.values():
            if editor.edited:
                taken = editor.commit() and not editor.refusal and taken
        return taken

    def tell_what_was_refused(self) -> None:
        """Say in the window what was typed here and not taken, since the field is about to go."""
        for editor in self.editors.values():
            if editor.refusal:
                self.workspace.refuse(f"{editor.field.label} was not changed. {editor.refusal}")

    # --- within

    def _write(self, name: str, value: Any) -> None:
        editor = self.editors[name]
        if self.record_id is None or self.record is None or value == editor.field.value_of(self.record):
            return
        if editor.field.required and value in (None, ""):
            editor.refuse(f"{editor.field.label} cannot be empty.")
            return
        try:
            if editor.field.write is not None:
                self.workspace.run(editor.field.write, self.record_id, value)
            elif self.EDIT is not None:
                self.workspace.run(type(self).EDIT, self.record_id, **{name: value})  # type: ignore[arg-type]
        except Refused as error:
            self._refused(editor, error)
            return
        editor.put(value)  # no longer half typed
        self.refresh()

    def _refused(self, editor: FieldEditor, error: Refused) -> None:
        at = self.editors.get(error.field or "", editor)
        shown = at if at.isVisible() else editor
        if shown.field.kind in ("choice", "flag", "person"):
            shown.put(shown.field.value_of(self.record))  # nothing half typed that could be mended
        shown.refuse(str(error))

    def _is_gone(self, sentence: str) -> None:
        self.record = None
        self._gone.setText(sentence)
        self._gone.show()
        self._scroll.hide()
        self._show_marks(())

    def _show_marks(self, marks: Iterable[tuple[str | None, str, str]]) -> None:
        given = list(marks)
        while len(self._marks) < len(given):
            badge = Badge(self)
            self._marks.append(badge)
            self._mark_row.insertWidget(self._mark_row.count() - 1, badge)
        for place, badge in enumerate(self._marks):
            if place < len(given):
                badge.show_rating(*given[place])
            badge.setVisible(place < len(given))

    def _section_toggled(self, is_open: bool) -> None:
        for title, section in self.sections.items():
            if section is self.sender():
                self.workspace.preferences.set_layout(f"section/{self.TABLE}/{title}", is_open)
