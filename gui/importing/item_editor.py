"""One proposal to edit, with what the plan holds beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from gui.importing.item_table import CONFIDENCE, words_of
from gui.importing.reviewing import Review
from gui.style import space
from gui.widgets.buttons import Button
from gui.widgets.choice import Choice
from gui.widgets.fields import Field, FieldEditor
from gui.widgets.text import label
from gui.workspace import Workspace
from model import deadline_rules, frameworks, stated_values
from model.framework_files import FrameworkFile
from model.imports import review
from model.imports.matching import Match
from model.imports.review import DAY_FACTS, KINDS, Item
from model.records import AREA_KINDS, PASSAGE_KINDS
from model.wording import sentence_case

_SOURCE_WORDS = {"sure": "The document prints this.", "likely": "This is likely what the document means.",
                 "unsure": "This could not be read surely; look at the words in the document."}  # fmt: skip


def shape_of(item: Item) -> str:
    """Which fields an item has."""
    if item.kind == "fact":
        return "fact day" if item.field in (*DAY_FACTS, "on_day") else "fact"
    if item.kind in AREA_KINDS:
        return "area"
    return "passage" if item.kind in PASSAGE_KINDS else item.kind


class ItemEditor(QWidget):
    """Shows the item in hand. What is typed goes into the review at once, into the plan when it is accepted."""

    words_wanted = Signal()

    def __init__(self, workspace: Workspace, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._review = review
        self._key = ""
        self._forms: dict[str, _Form] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: where it came and went, the words in the fields would wrap otherwise each time.
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._scroll = scroll
        inside = QWidget()
        inside.setObjectName("scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(space.m, space.s, space.m, space.m)
        column.setSpacing(space.s)
        self.heading = label("", "strong", wrap=True)
        self.quiet = label("", "small", wrap=True)
        self.why = label("", wrap=True, selectable=True)
        column.addWidget(self.heading)
        column.addWidget(self.quiet)
        column.addWidget(self.why)
        self.beside = Beside(self)
        self.beside.chosen.connect(self._joined)
        column.addWidget(self.beside)
        self._stack = QStackedWidget()
        self._stack.addWidget(QWidget())
        column.addWidget(self._stack)
        self.remove = Button("Take this item away", kind="link")
        self.remove.clicked.connect(self._remove)
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        scroll.setWidget(inside)
        outer.addWidget(scroll)
        review.changed.connect(self._changed)
        review.placed.connect(self.refresh)
        self.show_item(None)

    @property
    def item(self) -> Item | None:
        return self._review.item(self._key)

    @property
    def editors(self) -> dict[str, FieldEditor]:
        """The fields of the item in hand, by name."""
        form = self._stack.currentWidget()
        return form.editors if isinstance(form, _Form) else {}

    def show_item(self, key: str | None) -> None:
        if key != self._key:
            self.take_what_is_typed()
            self._scroll.verticalScrollBar().setValue(0)
        self._key = key or ""
        self.refresh()

    def refresh(self) -> None:
        """Show the item as it is now; what is half typed stays."""
        item = self.item
        self.remove.setVisible(item is not None and item.by_hand)
        if item is None:
            if not self._review.draft.items:
                self.heading.setText("Nothing was found in this document")
                self.quiet.setText("Select words in it, and say with a key or a button what they are.")
            else:
                self.heading.setText("Nothing in hand")
                self.quiet.setText("Go through the list with the arrows; select words in the document to make an item.")
            self.why.hide()
            self.beside.show_matches(None, (), ())
            self._stack.setCurrentIndex(0)
            return
        self.heading.setText(sentence_case(item.kind) if item.kind != "fact" else item.label)
        self.quiet.setText(_where(item))
        sentence = item.why or ("" if item.by_hand or item.confidence == "sure" else _SOURCE_WORDS[item.confidence])
        self.why.setText(sentence)
        self.why.setVisible(bool(sentence) and not item.matches)
        self.beside.show_matches(item, self._matches(item), review.areas_to_join(self._workspace.plan))
        form = self._form(shape_of(item))
        form.show_item(item)
        self._stack.setCurrentWidget(form)

    def begin(self) -> None:
        """Put the keys into the first field."""
        for editor in self.editors.values():
            if editor.isVisibleTo(self) and editor.field.kind != "shown":
                editor.input.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def take_what_is_typed(self) -> bool:
        """Take what is half typed. False where it was refused."""
        edited = [editor for editor in self.editors.values() if editor.edited]
        taken = [editor.commit() and not editor.refusal for editor in edited]  # each, whatever the others say
        return all(taken)

    # --- within

    def _form(self, shape: str) -> _Form:
        if shape not in self._forms:
            form = self._forms[shape] = _Form(self._workspace, self._fields(shape), self)
            form.committed.connect(self._write)
            self._stack.addWidget(form)
        return self._forms[shape]

    def _fields(self, shape: str) -> Sequence[Field]:
        kind = Field("kind", "Kind", "choice", choices=_kinds)
        text = Field("text", "Words", "area", required=True)
        paragraphs = Field("paragraphs", "Paragraphs", "line", read=_paragraphs, hint="as printed: 21, 32")
        return {
            "fact day": (Field("text", "Day", "date", read=_day),),
            "fact": (Field("text", "As it will stand", "line", required=True),),
            "judgement": (
                Field("field", "Judgement area", "choice", choices=self._areas),
                Field("value", "Grade", "choice", choices=self._grades),
            ),
            "area": (
                text, kind,
                Field("title", "Short title", "text", required=True),
                Field("tag", "National framework", "line", hint="as printed: outcome 4"),
                Field("number", "Number", "line", hint="as printed"),
                paragraphs,
                Field("body", "Responsible", "line", hint="the body that a table names"),
                Field("theme", "Theme", "line"),
            ),
            "passage": (text, kind, paragraphs),
            "commitment": (
                text, kind,
                Field("speaker", "Said by", "line"),
                Field("phrase", "Deadline", "line", hint="as it was said: within twelve months"),
                Field("due", "Due", "date"),
            ),
            "resolution": (text, kind),
            "question": (text, kind, Field("speaker", "Member", "line", hint="a member"),
                         Field("answer", "Answer", "area")),
            "deadline": (
                Field("field", "Rule", "choice", choices=self._rules),
                Field("due", "Day", "date", required=True),
                Field("text", "As printed", "line", required=True),
            ),
        }[shape]  # fmt: skip

    def _write(self, name: str, value: Any) -> None:
        item = self.item
        if item is None:
            return
        values: dict[str, Any] = {name: value}
        editor = self.editors.get(name)
        if editor is not None and editor.field.required and value in (None, ""):
            editor.refuse(f"{editor.field.label} cannot be empty.")
            return
        if name == "paragraphs":
            values = {name: tuple(part.strip() for part in (value or "").split(",") if part.strip())}
        elif item.kind == "fact":
            words = value.isoformat() if isinstance(value, date) else value or ""
            values = {"text": words, "value": words}
        elif item.kind == "deadline" and name == "due":
            values = {"due": value, "value": value.isoformat()}
        elif item.kind == "judgement":
            values = self._judged(name, value)
        if editor is not None:
            editor.put(value)
        self._review.edit(item.key, **values)

    def _judged(self, name: str, value: str) -> dict[str, Any]:
        file = self._framework()
        if file is None:
            return {name: value}
        if name == "field":
            return {"field": value, "label": next((one.name for one in file.areas if one.code == value), value)}
        return {"value": value, "text": next((one.name for one in file.grades if one.code == value), value)}

    def _framework(self) -> FrameworkFile | None:
        code = self._review.draft.framework
        plan = self._workspace.plan
        return next((file for file in frameworks.choices(plan) if file.code == code), None)

    def _areas(self) -> list[tuple[str, str]]:
        file = self._framework()
        return [(one.code, one.name) for one in file.areas] if file is not None else []

    def _grades(self) -> list[tuple[str, str]]:
        file = self._framework()
        return [(one.code, one.name) for one in file.grades] if file is not None else []

    def _rules(self) -> list[tuple[str, str]]:
        return [(one.code, one.name) for one in deadline_rules.rules(self._workspace.plan)]

    def _matches(self, item: Item) -> tuple[Match, ...]:
        """What it is like; a value of the plan's is named by the document that it came from."""
        return tuple(self._sourced(item, match) if match.kind == "differs" else match for match in item.matches)

    def _sourced(self, item: Item, match: Match) -> Match:
        if match.table != "inspection" or item.field is None:
            return replace(match, title="The plan")
        said = stated_values.of_inspection(self._workspace.plan, match.id).get(item.field, ())
        source = next((one.source for one in said if one.stated.chosen), "entered by hand")
        return replace(match, title=f"The plan, from {source}" if said else "The plan, entered by hand")

    def _joined(self, area: str) -> None:
        if (item := self.item) is None:
            return
        if item.kind in AREA_KINDS:
            # Whoever joins a twin to its area wants it taken.
            self._review.edit(item.key, into=area or None, ticked=True if area else item.ticked)
        else:
            self._review.tick([item.key], bool(area))

    def _remove(self) -> None:
        self._review.remove(self._key)

    def _changed(self, key: str) -> None:
        if not key or key == self._key:
            self.refresh()


class _Form(QWidget):
    """The fields of one kind of item."""

    committed = Signal(str, object)

    def __init__(self, workspace: Workspace, fields: Sequence[Field], parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.xs)
        self.editors: dict[str, FieldEditor] = {}
        self._key = ""
        for field in fields:
            editor = FieldEditor(workspace, field, self, quiet=True)
            editor.committed.connect(self.committed)
            self.editors[field.name] = editor
            column.addWidget(editor)
        column.addStretch(1)

    def show_item(self, item: Item) -> None:
        for editor in self.editors.values():
            if item.key != self._key:
                editor.clear_refusal()
                editor.put(editor.field.value_of(item))
            else:
                editor.show_value(editor.field.value_of(item))
        self._key = item.key


class Beside(QFrame):
    """The plan's words and the document's, next to each other, and what to do about it."""

    chosen = Signal(str)  # the id of what it joins; "" for a new one, or to keep what the plan has

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, space.s)
        column.setSpacing(space.xs)
        self.sentence = label("", "strong", wrap=True)
        column.addWidget(self.sentence)
        row = QHBoxLayout()
        row.setSpacing(space.m)
        self.mine, self.theirs = _Column("This document", self), _Column("", self)
        row.addWidget(self.mine, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.theirs, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        self.others = QVBoxLayout()
        column.addLayout(self.others)
        self.choice = Choice()
        self.choice.setAccessibleName("What to do about it")
        self.choice.chosen.connect(self._choose)
        column.addWidget(self.choice)
        self._matches: tuple[Match, ...] = ()
        self._links: list[QLabel | Button] = []
        self.hide()

    def show_matches(self, item: Item | None, matches: Sequence[Match], areas: Sequence[tuple[str, str]]) -> None:
        self._matches = tuple(matches)
        is_area = item is not None and item.kind in AREA_KINDS
        self.setVisible(item is not None and (bool(matches) or (is_area and bool(areas))))
        if item is None or self.isHidden():
            return
        shown = next((match for match in matches if match.id == item.into), matches[0] if matches else None)
        for part in (self.sentence, self.mine, self.theirs):
            part.setVisible(shown is not None)
        if shown is not None:
            self._show(item, shown)
        self._list_others([match for match in matches if match is not shown])
        self.choice.set_pairs(_ways(item, matches, areas))
        self.choice.setVisible(is_area or any(match.kind == "differs" for match in matches))
        self.choice.set_value((item.into or "") if is_area else "take" if item.ticked else "")

    def _show(self, item: Item, match: Match) -> None:
        self.sentence.setText(match.sentence)
        text = words_of(item) if item.kind in ("fact", "judgement") else item.text
        self.mine.show_text("This document", text)
        self.theirs.show_text(match.title, match.text)

    def _list_others(self, matches: Sequence[Match]) -> None:
        for old in self._links:
            self.others.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._links = []
        for match in matches:
            link = Button(f"{match.title}: compare", self, kind="link", tip=match.text)
            link.clicked.connect(partial(self._compare, match))
            self.others.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            self._links.append(link)

    def _compare(self, match: Match, *_: object) -> None:
        self.sentence.setText(match.sentence)
        self.theirs.show_text(match.title, match.text)

    def _choose(self, value: str) -> None:
        self.chosen.emit(value)


class _Column(QWidget):
    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.title = label(title, "small", wrap=True)
        self.text = label("", wrap=True, selectable=True)
        column.addWidget(self.title)
        column.addWidget(self.text)

    def show_text(self, title: str, text: str) -> None:
        self.title.setText(title)
        self.text.setText(text)


def _ways(item: Item, matches: Sequence[Match], areas: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    if item.kind not in AREA_KINDS:
        return [("", "Keep what the plan has"), ("take", "Take what this document says")]
    near = [(match.id, f"Add to the thread of {match.title[:1].lower()}{match.title[1:]}") for match in matches]
    known = {match.id for match in matches}
    rest = [(area, f"Add to the thread of area {words}") for area, words in areas if area not in known]
    return [("", "A new area"), *near, *rest]


def _where(item: Item) -> str:
    parts = [f"Page {item.at.page}" if item.at is not None else "Nowhere in the document"]
    parts.append("selected by you" if item.by_hand else CONFIDENCE.get(item.confidence, item.confidence))
    return ", ".join(parts)


def _kinds() -> list[tuple[str, str]]:
    return [(kind, sentence_case(kind)) for kind in KINDS]


def _paragraphs(item: Item) -> str:
    return ", ".join(item.paragraphs)


def _day(item: Item) -> date | None:
    try:
        return date.fromisoformat(item.text)
    except ValueError:
        return None
