"""A meeting: its day and papers, what was resolved, what members asked, and what came from it."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from gui.dialogs.attach_document import attach_document
from gui.dialogs.paper_for import paper_for
from gui.record_panel.base import Field, RecordPanel
from gui.record_panel.date_requests import DatesToAgree
from gui.record_panel.inspection_documents import PassageList
from gui.record_panel.meeting_parts import NewLine, QuestionList, ResolutionList
from gui.widgets.document_list import DocumentList
from gui.widgets.links import LinkList, LinkRow
from gui.widgets.text import label
from model import commitments, date_requests, documents, meetings, passages
from model.calendar_days import calendar_of
from model.commitments import CommitmentRow
from model.date_requests import RequestRow
from model.meetings import PapersDue
from model.records import Area, Body, Document, Meeting, Passage, Question, Resolution
from model.wording import plural, quoted, with_weekday


@dataclass(frozen=True, slots=True)
class ShownMeeting:
    """What the panel reads of a meeting."""

    meeting: Meeting
    body: Body
    papers: PapersDue
    resolutions: tuple[Resolution, ...]
    questions: tuple[Question, ...]
    documents: tuple[Document, ...]
    areas: tuple[Area, ...]
    commitments: tuple[CommitmentRow, ...]
    passages: tuple[Passage, ...]
    requests: tuple[RequestRow, ...]  # that wait for this meeting
    decided: tuple[RequestRow, ...]  # here


def _field(name: str, title: str, kind: str, **more: Any) -> Field:
    return Field(name, title, kind, read=attrgetter(f"meeting.{name}"), **more)


class MeetingPanel(RecordPanel):
    TABLE = "meeting"
    WATCHES = (
        "body", "resolution", "question", "document", "source", "area", "commitment", "date_change", "answer",
        "calendar_day", "passage", "date_request", "action", "person", "meeting",
    )  # fmt: skip
    EDIT = staticmethod(meetings.edit)

    def build(self) -> None:
        self.section("Meeting").fields(
            _field("body", "Committee", "choice", choices=self._bodies),
            _field("on_day", "Meets on", "date", required=True),
            _field("title", "About", "line", hint="what it is to hear"),
        )
        papers = self.section("Papers").fields(
            _field("papers_due", "Papers due", "date", hint="worked out"),
        )
        self.papers_words = label("", "small", wrap=True, selectable=True)
        papers.add(self.papers_words)
        self.paper_button = papers.add_button("Compose the paper for this meeting…", self._compose)
        self.dates = DatesToAgree(self.workspace)
        self.dates_section = self.section("Dates to agree").add(self.dates)
        self.decided = label("", "small", wrap=True, selectable=True)
        self.dates_section.add(self.decided)
        resolved = self.section("Resolutions")
        self.resolutions = ResolutionList(self.workspace)
        self.new_resolution = NewLine("Add a resolution")
        self.new_resolution.added.connect(self._add_resolution)
        resolved.add(self.resolutions).add(self.new_resolution)
        asked = self.section("Members' questions")
        self.questions = QuestionList(self.workspace)
        self.new_question = NewLine("Add a member's question")
        self.new_question.added.connect(self._add_question)
        asked.add(self.questions).add(self.new_question)
        self.documents = DocumentList(self.workspace, "No agenda, report or minutes are attached yet.")
        kept = self.section("Documents").add(self.documents)
        self.attach_button = kept.add_button("Attach a document…", self._attach)
        self.raised = LinkList("Raised here", none="No area or commitment names this meeting yet.")
        self.raised.opened.connect(self.workspace.open)
        raised = self.section("Raised and promised here").add(self.raised)
        raised.add_button("Add commitment…", "plan.add_commitment")
        self.passages = PassageList(self.workspace)
        self.passages_section = self.section("Passages kept of it").add(self.passages)
        self.section("Note").fields(_field("note", "Note", "area"))

    # --- reading

    def read(self, record_id: str) -> ShownMeeting | None:
        plan = self.workspace.plan
        one = plan.find(Meeting, record_id)
        if one is None:
            return None
        return ShownMeeting(
            one,
            plan.get(Body, one.body),
            meetings.papers_due(one, calendar_of(plan)),
            meetings.resolutions_of(plan, record_id),
            meetings.questions_of(plan, record_id),
            tuple(documents.of_meeting(plan, record_id)),
            meetings.areas_of(plan, record_id),
            commitments.of_meeting(plan, record_id, self.workspace.today()),
            tuple(passages.of_meeting(plan, record_id)),
            date_requests.for_meeting(plan, record_id, self.workspace.today()),
            date_requests.decided_at(plan, record_id),
        )

    def title(self, record: ShownMeeting) -> tuple[str, str, str]:
        days = (record.meeting.on_day - self.workspace.today()).days
        when = "today" if days == 0 else f"in {plural(days, 'day')}" if days > 0 else f"{plural(-days, 'day')} ago"
        under = f"{with_weekday(record.meeting.on_day)}, {when}"
        if record.meeting.title:
            under = f"{record.meeting.title}. {under}"
        sample = ", sample data" if record.meeting.sample else ""
        return "Meeting", record.body.name, f"{under}{sample}"

    def refreshed(self, record: ShownMeeting) -> None:
        writable = self.workspace.writable
        self.papers_words.setText(record.papers.sentence)
        self.dates.show_rows(record.requests, record.meeting.id)
        self.decided.setText("\n".join(f"{one.called}: {one.outcome}." for one in record.decided))
        self.decided.setVisible(bool(record.decided))
        self.dates_section.setVisible(bool(record.requests or record.decided))
        waiting = len(record.requests)
        self.dates_section.set_remark(f"{waiting} waiting" if waiting else "")
        self.resolutions.show_items(record.resolutions)
        self.questions.show_items(record.questions)
        for new in (self.new_resolution, self.new_question, self.attach_button):
            new.setVisible(writable)
        self.documents.show_documents(record.documents)
        self.passages.show_passages(record.passages)
        self.passages_section.setVisible(bool(record.passages))
        self.passages_section.set_remark(str(len(record.passages)))
        self.raised.show_rows(
            [
                *(LinkRow("area", area.id, f"{area.number}  {area.title}") for area in record.areas),
                *map(_commitment, record.commitments),
            ]
        )
        open_questions = sum(
            question.answer is None or bool(question.promised and question.answered_on is None)
            for question in record.questions
        )
        counted = f"{len(record.questions)}, {open_questions} open" if open_questions else str(len(record.questions))
        for title, count in (
            ("Resolutions", len(record.resolutions)),
            ("Documents", len(record.documents)),
            ("Raised and promised here", len(record.areas) + len(record.commitments)),
        ):
            self.sections[title].set_remark(str(count) if count else "")
        self.sections["Members' questions"].set_remark(counted if record.questions else "")

    def take_what_is_typed(self) -> bool:
        taken = super().take_what_is_typed()
        if self.record_id is None or not self.workspace.has_plan:
            return taken
        for line in [*self.resolutions.lines.values()]:
            if line.text.edited:
                taken = line.text.commit() and taken
        for line in [*self.questions.lines.values()]:
            for editor in line.editors.values():
                if editor.edited:
                    taken = editor.commit() and not editor.refusal and taken
        return taken

    def show_record(self, record_id: str) -> None:
        if record_id != self.record_id:
            for new in (self.new_resolution, self.new_question):
                new.clear()
        super().show_record(record_id)

    def _bodies(self) -> list[tuple[str, str]]:
        return [(body.id, body.name) for body in meetings.bodies(self.workspace.plan)]

    # --- acts

    def _add_resolution(self, words: str) -> None:
        if self.record_id and self.workspace.do(meetings.add_resolution, self.record_id, words) is not None:
            self.new_resolution.clear()

    def _add_question(self, words: str) -> None:
        if self.record_id is None:
            return
        made = self.workspace.do(meetings.add_question, self.record_id, words)
        if made is not None:
            self.new_question.clear()
            self.refresh()
            line = self.questions.lines[made]
            line.set_open(True)
            line.editors["answer"].input.setFocus()

    def _compose(self) -> None:
        if self.record_id is not None:
            paper_for(self.workspace, self.window(), self.record_id)

    def _attach(self) -> None:
        if self.record_id is not None:
            attach_document(self.workspace, self.window(), meeting=self.record_id)


def _commitment(row: CommitmentRow) -> LinkRow:
    late = row.clock.state == "past"
    return LinkRow("commitment", row.commitment.id, quoted(row.commitment.sentence, 120), row.clock.words, late=late)


PANEL = MeetingPanel
