"""An inspection: its days, its judgements, its documents, and everything the plan took from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from operator import attrgetter
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.dialogs.add_inspection import edit_inspection
from gui.dialogs.attach_document import attach_document
from gui.importing.links import SourceLink
from gui.record_panel.base import Field, RecordPanel
from gui.record_panel.inspection_deadlines import DeadlineList
from gui.record_panel.inspection_documents import (
    DisagreementList,
    GradeLinks,
    GradeSource,
    PassageList,
    grade_sources,
)
from gui.style import space
from gui.widgets.document_list import DocumentList
from gui.widgets.golden_thread import LinkLabel
from gui.widgets.judgement_rows import JudgementRows
from gui.widgets.text import label
from gui.workspace import Workspace
from model import commitments, documents, frameworks, inspections, passages, stated_values, statutory_dates
from model.commitments import CommitmentRow
from model.errors import Refused
from model.inspections import Given, SourceOf, Standing
from model.records import Document, Framework, Inspection, InspectionType, Passage
from model.stated_values import Disagreement
from model.statutory_dates import StatutoryDate
from model.wording import sentence_case


@dataclass(frozen=True, slots=True)
class ShownInspection:
    """What the panel reads of an inspection."""

    inspection: Inspection
    name: str
    framework_name: str
    framework_code: str
    type_name: str
    standing: Standing
    under_embargo: bool
    doubt: str
    given: tuple[Given, ...]
    deadlines: tuple[StatutoryDate, ...]
    documents: tuple[Document, ...]
    sources: tuple[SourceOf, ...]
    commitments: tuple[CommitmentRow, ...]
    passages: tuple[Passage, ...]
    disagreements: tuple[Disagreement, ...]
    grades: tuple[GradeSource, ...]


def _field(name: str, title: str, kind: str, **more: Any) -> Field:
    return Field(name, title, kind, read=attrgetter(f"inspection.{name}"), **more)


class InspectionPanel(RecordPanel):
    TABLE = "inspection"
    WATCHES = (
        "judgement", "document", "source", "area", "commitment", "date_change", "framework", "inspection_type",
        "deadline_rule", "inspection_deadline", "calendar_day", "meeting", "body", "passage",
        "stated_value",
    )  # fmt: skip
    EDIT = staticmethod(inspections.edit)

    def build(self) -> None:
        self.section("Days").fields(
            _field("notified", "Notified", "date"),
            _field("fieldwork_start", "Fieldwork from", "date"),
            _field("fieldwork_end", "Fieldwork to", "date"),
            _field("feedback", "Feedback", "date"),
            _field("received", "Report received", "date", tip="The day on which the council received the report."),
            _field("embargo_until", "Embargo until", "date", tip="The day on which the report may be told."),
            _field("published", "Published", "date", tip="The day on which the inspectorate published it."),
        )
        self.disagreements_section = self.section("Documents disagree")
        self.disagreements = DisagreementList(self.workspace)
        self.disagreements_section.add(self.disagreements)
        self.deadlines_section = self.section("Deadlines")
        self.deadlines = DeadlineList(self.workspace)
        self.deadlines_section.add(self.deadlines)
        self.deadlines_section.add_button("Deadline rules…", "plan.deadline_rules")
        judged = self.section("Judgements")
        self.judgements_words = label("", "muted", wrap=True)
        self.judgements = JudgementRows(narrow=True)
        self.judgements.changed.connect(self._judged)
        self.judgements.rebuilt.connect(self._order_focus)
        self.judgements.refused.connect(self.workspace.refuse)
        judged.add(self.judgements_words).add(self.judgements)
        self.grade_links = GradeLinks(self.workspace)
        judged.add(self.grade_links)
        self.details_button = judged.add_button("Pages and printed words", self._ask_details)
        judged.add_button("Change framework or type…", self._edit_whole)
        self.raised_section = self.section("Raised here")
        self.raised = _Listing()
        self.raised_section.add(self.raised)
        self.raised_section.add_button("Add area…", "plan.add_area")
        self.passages_section = self.section("Strengths and other passages")
        self.passages = PassageList(self.workspace)
        self.passages_section.add(self.passages)
        self.documents_section = self.section("Documents")
        self.documents = DocumentList(self.workspace, "No report or letter is attached yet.")
        self.documents_section.add(self.documents)
        self.documents_section.add_button("Attach a document…", self._attach)
        self.commitments_section = self.section("Commitments")
        self.commitments = _Listing()
        self.commitments_section.add(self.commitments)
        self.commitments_section.add_button("Add commitment…", "plan.add_commitment")
        self.section("About it").fields(
            _field("theme", "Topic", "line", hint="what the visit was about"),
            _field("lead_inspector", "Lead inspector", "line"),
            _field("principal_authority", "Principal authority", "line", hint="who owes the joint answer",
                   tip="Who has to send the written statement, where the letter names it."),
            _field("next_inspection", "Next inspection", "line", hint="what the report says of it"),
            _field("type_inferred", "The type was inferred", "flag",
                   tip="The report does not say it: it follows from the length of fieldwork."),
            _field("title", "Called", "line", hint="named by framework, type and days"),
            _field("link", "Link", "line", hint="https://…"),
            _field("note", "Note", "area"),
        )  # fmt: skip

    # --- reading

    def read(self, record_id: str) -> ShownInspection | None:
        plan, today = self.workspace.plan, self.workspace.today()
        one = plan.find(Inspection, record_id)
        if one is None:
            return None
        framework = plan.get(Framework, one.framework)
        doubt = frameworks.doubt(plan, framework.code, one.fieldwork_start)
        return ShownInspection(
            one,
            inspections.name_of(plan, one),
            framework.name,
            framework.code,
            plan.get(InspectionType, one.type).name,
            inspections.standing(one, today),
            inspections.embargoed(one, today),
            doubt.sentence if doubt is not None else "",
            inspections.judgements_given(plan, record_id),
            tuple(
                sorted(
                    statutory_dates.of_inspection(plan, one, today), key=lambda due: (due.day is None, due.day or today)
                )
            ),
            tuple(documents.of_inspection(plan, record_id)),
            inspections.sources_of(plan, record_id),
            commitments.of_inspection(plan, record_id, today),
            tuple(passages.of_inspection(plan, record_id)),
            stated_values.disagreements(plan, record_id),
            grade_sources(plan, record_id),
        )

    def title(self, record: ShownInspection) -> tuple[str, str, str]:
        sample = ", sample data" if record.inspection.sample else ""
        kind = f"{record.framework_name}, {record.type_name}{sample}"
        under = f"{kind}. {record.standing.sentence}" + (f" {record.doubt}" if record.doubt else "")
        return f"Inspection {record.inspection.number}", record.name, under

    def marks(self, record: ShownInspection) -> Iterable[tuple[str | None, str, str]]:
        return (("amber", "Under embargo", record.standing.sentence),) if record.under_embargo else ()

    def refreshed(self, record: ShownInspection) -> None:
        self._show_deadlines(record.deadlines)
        self._show_judgements(record)
        self._show_raised(record.sources)
        self._show_documents(record.documents)
        self._show_commitments(record.commitments)
        self._show_passages(record.passages)
        self.disagreements_section.setVisible(bool(record.disagreements))
        self.disagreements_section.set_remark(str(len(record.disagreements)))
        self.disagreements.show_disagreements(record.disagreements)
        self.grade_links.show_sources(record.grades)

    def _show_deadlines(self, found: Sequence[StatutoryDate]) -> None:
        late = sum(one.standing == "late" for one in found)
        self.deadlines_section.set_remark(f"{late} late" if late else str(len(found)) if found else "")
        self.deadlines.show_items(found)

    def _show_judgements(self, record: ShownInspection) -> None:
        graded = record.inspection.graded
        self.judgements.setVisible(graded)
        self.details_button.setVisible(graded)
        self.judgements_words.setVisible(not graded)
        self.judgements_words.setText(f"{sentence_case(record.type_name)}: no grades are given.")
        self.sections["Judgements"].set_remark("" if graded else "none")
        if graded:
            self.judgements.show_framework(frameworks.choice(self.workspace.plan, record.framework_code))
            self.judgements.set_given(record.given)
            self.judgements.set_writable(self.workspace.writable)

    def _show_raised(self, sources: Sequence[SourceOf]) -> None:
        """Each area once, with every quote that it took from here."""
        of_area: dict[str, list[SourceOf]] = {}
        for one in sources:
            of_area.setdefault(one.area.id, []).append(one)
        self.raised_section.set_remark(str(len(of_area)) if of_area else "")
        self.raised.clear("Nothing yet: an area for improvement names this inspection as its source.")
        for taken in of_area.values():
            area = taken[0].area
            row = self.raised.add()
            link = LinkLabel(f"{area.number}  {area.title}", row, opens=True)
            link.clicked.connect(partial(_open, self.workspace, "area", area.id))
            row.column.addWidget(link)
            for one in taken:
                self._add_quote(row, one)

    def _add_quote(self, row: _Entry, one: SourceOf) -> None:
        source = one.source
        where = ", ".join(
            part
            for part in (
                f"page {source.page}" if source.page else "",
                f"paragraph {source.paragraph}" if source.paragraph else "",
            )
            if part
        )
        if source.quote:
            row.column.addWidget(label(f"“{source.quote}”", wrap=True, selectable=True, parent=row))
        if source.document is not None:
            row.column.addWidget(SourceLink(self.workspace, source.document, source.page, source.quote, row))
        elif where:
            row.column.addWidget(label(sentence_case(where), "small", parent=row))
        if source.note:
            row.column.addWidget(label(source.note, "small", wrap=True, parent=row))

    def _show_passages(self, found: Sequence[Passage]) -> None:
        self.passages_section.set_remark(str(len(found)) if found else "")
        self.passages.show_passages(found)

    def _show_documents(self, found: Sequence[Document]) -> None:
        self.documents_section.set_remark(str(len(found)) if found else "")
        self.documents.show_documents(found)

    def _show_commitments(self, found: Sequence[CommitmentRow]) -> None:
        self.commitments_section.set_remark(str(len(found)) if found else "")
        self.commitments.clear("No promise that was made about it is in the plan.")
        for one in found:
            row = self.commitments.add()
            link = LinkLabel(one.commitment.sentence, row, opens=True)
            link.clicked.connect(partial(_open, self.workspace, "commitment", one.commitment.id))
            row.column.addWidget(link)
            row.column.addWidget(label(sentence_case(one.clock.words), "small", wrap=True, parent=row))

    def _order_focus(self) -> None:
        """Widgets made late come last for Tab: have the rows come where they stand."""
        order = [self.sections["Judgements"].button, *self.judgements.inputs(), self.details_button]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    # --- acts

    def _judged(self, area: str) -> None:
        if self.record_id is None:
            return
        before = next((given for given in self.record.given if given.area == area), None)
        try:
            now = self.judgements.given_for(area)
            if (before.grade if before else None) != (now.grade if now else None):
                self.workspace.run(inspections.set_judgement, self.record_id, area, now.grade if now else None)
            else:
                self.workspace.run(inspections.set_judgements, self.record_id, self.judgements.given())
        except Refused as error:
            self.workspace.refuse(str(error))
            self.refresh()

    def _ask_details(self) -> None:
        self.judgements.show_details()

    def _edit_whole(self) -> None:
        if self.record_id is not None:
            edit_inspection(self.workspace, self.window(), self.record_id)

    def _attach(self) -> None:
        if self.record_id is not None:
            attach_document(self.workspace, self.window(), inspection=self.record_id)


class _Entry(QWidget):
    """One thing of a listing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, space.s)
        self.column.setSpacing(2)


class _Listing(QWidget):
    """Things one under the other, or in a quiet line that there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._none = label("", "muted", wrap=True, parent=self)
        self._column.addWidget(self._none)
        self.entries: list[_Entry] = []

    def clear(self, nothing: str) -> None:
        """Begin anew; ``nothing`` is said until something is added."""
        for entry in self.entries:
            self._column.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        self.entries = []
        self._none.setText(nothing)
        self._none.show()

    def add(self) -> _Entry:
        self._none.hide()
        entry = _Entry(self)
        self._column.addWidget(entry)
        self.entries.append(entry)
        return entry


def _open(workspace: Workspace, table: str, record_id: str, *_: object) -> None:
    workspace.open(table, record_id)


PANEL = InspectionPanel
