"""What documents say of an inspection or meeting: passages kept, where grades stand, and where two disagree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.importing.links import SourceLink
from gui.style import space
from gui.widgets.buttons import Button, IconButton
from gui.widgets.choice import Choice
from gui.widgets.inputs import TextInput
from gui.widgets.lines import Lines
from gui.widgets.text import label
from gui.workspace import Workspace
from model import passages, stated_values
from model.records import PASSAGE_KINDS, Document, Judgement, JudgementArea, Passage
from model.stated_values import Disagreement
from model.store.plan import Plan
from model.wording import sentence_case


@dataclass(frozen=True, slots=True)
class GradeSource:
    """Where a judgement stands in a document."""

    area: str  # its name
    document: str
    page: int | None
    quote: str | None


def grade_sources(plan: Plan, inspection_id: str) -> tuple[GradeSource, ...]:
    """Those judgements of an inspection that were taken from a document, in the framework's order."""
    areas = {one.id: one for one in plan.all(JudgementArea)}
    given = [one for one in plan.all(Judgement) if one.inspection == inspection_id and one.document is not None]
    given.sort(key=lambda one: areas[one.area].position)
    return tuple(GradeSource(areas[one.area].name, one.document or "", one.page, one.quote) for one in given)


class GradeLinks(Lines):
    """The documents in which the grades stand, and under each a link for every grade to its words."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(self._document, "", parent, most=3)
        self._workspace = workspace

    def show_sources(self, found: Sequence[GradeSource]) -> None:
        titles = {one.id: one.title for one in self._workspace.plan.all(Document)}
        documents = list(dict.fromkeys(one.document for one in found))
        self.show_items(
            [(titles.get(name, ""), tuple(one for one in found if one.document == name)) for name in documents]
        )
        self.setVisible(bool(found))

    def _document(self, shown: tuple[str, tuple[GradeSource, ...]]) -> QWidget:
        title, grades = shown
        line = QWidget(self)
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(label(f"As printed in {title}:", "small", wrap=True, parent=line))
        for one in grades:
            words = f"{one.area}, page {one.page}" if one.page else one.area
            link = SourceLink(self._workspace, one.document, one.page, one.quote, line, words=words)
            column.addWidget(link)
        return line


class PassageList(Lines):
    """Passages with their kind and words, to be edited where they stand, and the link to their page."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(
            self._line, "Nothing besides its areas was kept of it: strengths, measures, money.", parent, most=6
        )
        self._workspace = workspace

    def show_passages(self, found: Sequence[Passage]) -> None:
        titles = {one.id: one.title for one in self._workspace.plan.all(Document)}
        writable = self._workspace.writable
        self.show_items([(one, titles.get(one.document or "", ""), writable) for one in found])

    def _line(self, shown: tuple[Passage, str, bool]) -> QWidget:
        passage, _, writable = shown
        return PassageLine(self._workspace, passage, writable, self)


class PassageLine(QWidget):
    """One passage."""

    def __init__(self, workspace: Workspace, passage: Passage, writable: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._id = passage.id
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(space.xs)
        self.kind = Choice([(kind, sentence_case(kind)) for kind in PASSAGE_KINDS], self)
        self.kind.setProperty("quiet", True)
        self.kind.setAccessibleName("Kind of passage")
        self.kind.set_value(passage.kind)
        self.kind.setEnabled(writable)
        self.kind.chosen.connect(self._set_kind)
        head.addWidget(self.kind, 1)
        self.remove = IconButton("delete", f"Delete this {passage.kind}", self)
        self.remove.setVisible(writable)
        self.remove.clicked.connect(self._remove)
        head.addWidget(self.remove)
        column.addLayout(head)
        self.text = TextInput(self)
        self.text.setProperty("quiet", True)
        self.text.setAccessibleName(f"Words of the {passage.kind}")
        self.text.show_value(passage.text)
        self.text.setReadOnly(not writable)
        self.text.committed.connect(self._set_text)
        self.text.refused.connect(workspace.refuse)
        column.addWidget(self.text)
        self.link: SourceLink | None = None
        if passage.document is not None:
            self.link = SourceLink(workspace, passage.document, passage.page, passage.quote, self)
            column.addWidget(self.link)

    def _set_kind(self, kind: str) -> None:
        self._workspace.do(passages.edit, self._id, kind=kind)

    def _set_text(self, words: str | None) -> None:
        if self._workspace.do(passages.edit, self._id, text=words or "") is None:
            self.text.revert()

    def _remove(self) -> None:
        self._workspace.do(passages.remove, self._id)


class DisagreementList(Lines):
    """Fields for which documents give different values: each value with its source, and which one is in force."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(self._line, "", parent, most=10)
        self._workspace = workspace

    def show_disagreements(self, found: Sequence[Disagreement]) -> None:
        self.show_items([(one, self._workspace.writable) for one in found])

    def _line(self, shown: tuple[Disagreement, bool]) -> QWidget:
        one, writable = shown
        line = QWidget(self)
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, space.xs)
        column.setSpacing(2)
        column.addWidget(label(f"{one.label}: {one.in_force}", "strong", wrap=True, parent=line))
        for said in sorted(one.said, key=attrgetter("stated.chosen"), reverse=True):
            row = QHBoxLayout()
            row.setSpacing(space.s)
            words = label(said.words, wrap=True, selectable=True, parent=line)
            row.addWidget(words, 1)
            if said.words == one.in_force:
                row.addWidget(label("in force", "small", parent=line))
            elif writable:
                choose = Button("Choose", line, kind="link", tip=f"Take {said.words} as the plan's own")
                choose.setAccessibleName(f"Choose {said.words} as {one.label.lower()}")
                choose.clicked.connect(partial(self._choose, said.stated.id))
                row.addWidget(choose, 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)
            stated = said.stated
            if stated.document is not None:
                column.addWidget(SourceLink(self._workspace, stated.document, stated.page, stated.quote, line))
            else:
                column.addWidget(label(said.source, "small", wrap=True, parent=line))
        return line

    def _choose(self, stated_id: str, *_: object) -> None:
        self._workspace.do(stated_values.choose, stated_id)
