"""The panel of a commitment: what was promised, when it is due and how that was counted, and what answers it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from gui.dialogs import commitment as dialogs
from gui.dialogs import commitment_date
from gui.importing.links import SourceSlot
from gui.record_panel.base import Field, RecordPanel
from gui.record_panel.date_requests import Asked, RequestLine
from gui.widgets.answers_editor import AnswersEditor
from gui.widgets.kept_lines import KeptLines
from gui.widgets.links import LinkList, LinkRow
from gui.widgets.promise_clock import PromiseClock, clock_rating
from gui.widgets.text import label
from model import commitments, date_requests, inspections, meetings, promised_dates
from model.commitments import CommitmentRow
from model.date_requests import RequestRow
from model.dates import typed_period
from model.errors import Refused
from model.promised_dates import Start
from model.records import Commitment, DateChange
from model.store.plan import Plan
from model.wording import in_words, sentence_case


@dataclass(frozen=True, slots=True)
class ShownCommitment:
    """A commitment with its clock, its ledger, and the days it may be counted from."""

    commitment: Commitment
    row: CommitmentRow
    starts: tuple[Start, ...]
    ledger: tuple[DateChange, ...]
    requests: tuple[RequestRow, ...]  # to move its date
    names: dict[str, str]  # of inspections and meetings


def _field(name: str, title: str, kind: str, **more: Any) -> Field:
    return Field(name, title, kind, read=attrgetter(f"commitment.{name}"), **more)


class CommitmentPanel(RecordPanel):
    """One commitment."""

    TABLE = "commitment"
    WATCHES: ClassVar[Sequence[str]] = (
        "answer", "date_change", "area", "action", "inspection", "meeting", "body", "calendar_day",
        "date_request",
    )  # fmt: skip
    EDIT = staticmethod(commitments.edit)

    def read(self, record_id: str) -> ShownCommitment | None:
        plan, today = self.workspace.plan, self.workspace.today()
        one = plan.find(Commitment, record_id)
        if one is None:
            return None
        return ShownCommitment(
            one,
            commitments.row_of(plan, record_id, today),
            promised_dates.days_to_count_from(plan, one.inspection, one.meeting, said_on=one.said_on),
            commitments.date_changes_of(plan, record_id),
            date_requests.of_commitment(plan, record_id),
            {**inspections.names(plan), **meetings.names(plan)},
        )

    # --- what stands where

    def build(self) -> None:
        due = self.section("When it is due")
        self.clock = PromiseClock(with_sentence=False)
        due.add(self.clock)
        self.explanation = label("", wrap=True, selectable=True)
        due.add(self.explanation)
        due.fields(
            Field("phrase", "Deadline, as said", "line", read=attrgetter("commitment.phrase"), write=self._set_phrase,
                  hint="the words that were said", tip="As in “by the end of March 2027”; other words date it anew.",
                  shown=_never_moved),
            Field("start", "Counted from", "choice", read=_start_of, write=self._set_start, choices=self._starts,
                  shown=_never_moved),
            _field("counted_from", "From the day", "date", shown=_never_moved),
            _field("counted_from_what", "That day was", "line", hint="the visit", shown=_never_moved),
            Field("period", "How long", "line", read=_period, write=_set_period, hint="12 months",
                  shown=_never_moved),
            _field("fixed_due", "Due on", "date", shown=_is_fixed_by_hand,
                   tip="The day that was said outright; a period is counted instead."),
            _field("due_from", "From", "date", shown=_is_window,
                   tip="The first day of a window; it is due on the last."),
            _field("review_on", "Look again on", "date", shown=_has_no_date,
                   tip="What has no date is looked at again on a day."),
        )  # fmt: skip
        self.move_button = due.add_button("Agree a new date…", self._move)
        self.requests = KeptLines(self._request_line, "", self)
        due.add(self.requests)
        self.ledger = LinkList("Dates it had")
        self.ledger.opened.connect(self.workspace.open)
        due.add(self.ledger)
        met = self.section("Met")
        met.fields(
            _field("met_on", "Met on", "date"),
            _field("outcome", "How it was met", "area", hint="or what came of it instead"),
        )
        self.met_button = met.add_button("Mark as met…", self._met)
        said = self.section("What was said")
        said.fields(
            _field("sentence", "The sentence", "text", required=True),
            _field("speaker", "Who said it", "line", hint="Director of Children's Services"),
            _field("inspection", "About", "choice", choices=self._inspections),
            _field("meeting", "Said at", "choice", choices=self._meetings),
            _field("said_on", "Said on", "date"),
            _field("page", "Page", "number", minimum=1, maximum=9999, tip="Where it stands in the minutes or report."),
        )
        self.places = LinkList("Where it was said")
        self.places.opened.connect(self.workspace.open)
        said.add(self.places)
        self.source = SourceSlot(self.workspace)
        said.add(self.source)
        said.add_button("Edit as a whole…", self._edit_whole)
        answered = self.section("Answered by")
        self.answers = AnswersEditor(self.workspace, self)
        self.answers.changed.connect(self._set_answers)
        answered.add(self.answers)

    def title(self, record: ShownCommitment) -> tuple[str, str, str]:
        one = record.commitment
        sample = ", sample data" if one.sample else ""
        return f"Commitment {one.number}{sample}", f"“{one.sentence}”", sentence_case(record.row.said)

    def marks(self, record: ShownCommitment) -> Iterable[tuple[str | None, str, str]]:
        clock = record.row.clock
        return ((clock_rating(record.row), sentence_case(clock.words), clock.sentence),)

    def refreshed(self, record: ShownCommitment) -> None:
        row, writable = record.row, self.workspace.writable
        self.clock.show_row(row)
        self.explanation.setText(row.explained)
        self.answers.show_answers([area.id for area in row.areas], [action.id for action in row.actions])
        waiting = [Asked(one.request.id, one) for one in record.requests if one.request.state == "waiting"]
        self.requests.show_items(waiting)
        self.requests.setVisible(bool(waiting))
        self.ledger.show_rows([_moved(change, record.names) for change in record.ledger])
        self.move_button.setText("Agree a new date…" if row.clock.due is not None else "Agree a date…")
        self.move_button.setVisible(writable and row.clock.state != "met")
        is_met = record.commitment.met_on is not None
        self.met_button.setText("It is not met after all" if is_met else "Mark as met…")
        self.met_button.setVisible(writable)
        one = record.commitment
        self.source.show_source(one.document, one.page, one.sentence)
        places = (("inspection", record.commitment.inspection), ("meeting", record.commitment.meeting))
        self.places.show_rows([LinkRow(table, row, record.names[row]) for table, row in places if row is not None])

    # --- choices

    def _inspections(self) -> list[tuple[str | None, str]]:
        plan = self.workspace.plan
        names = inspections.names(plan)
        return [(None, "No inspection"), *((one.id, names[one.id]) for one in reversed(inspections.in_order(plan)))]

    def _meetings(self) -> list[tuple[str | None, str]]:
        rows = meetings.meetings(self.workspace.plan, self.workspace.today())
        return [(None, "No meeting"), *((row.meeting.id, row.name) for row in reversed(rows))]

    def _starts(self) -> list[tuple[str | None, str]]:
        named = [(start.what, start.words) for start in self.record.starts] if self.record is not None else []
        return [(None, "A day of its own" if not named else "Another day"), *named]

    # --- acts

    def _set_start(self, plan: Plan, commitment_id: str, what: str | None) -> None:
        for start in self.record.starts:
            if start.what == what:
                commitments.edit(
                    plan, commitment_id, counted_from=start.day, counted_from_what=start.what, fixed_due=None
                )

    def _set_phrase(self, plan: Plan, commitment_id: str, words: str | None) -> None:
        """Other words: the date they come to, counted from the same day as before, or from the meeting."""
        one = plan.get(Commitment, commitment_id)
        starts = {start.what: start for start in self.record.starts}
        likely = starts.get("the meeting") or starts.get(promised_dates.SAID)
        start, what = one.counted_from, one.counted_from_what
        if start is None and likely is not None:
            start, what = likely.day, likely.what
        made = promised_dates.read(plan, words, start=start, start_what=what, said_on=one.said_on)
        fields: dict[str, Any] = {"phrase": words}
        if made is not None:
            read = made.fields
            fields |= {"amount": read.amount, "unit": read.unit, "fixed_due": read.fixed_due,
                       "due_from": read.due_from}  # fmt: skip
            fields |= {"counted_from": start if made.counts else None,
                       "counted_from_what": what if made.counts else None}  # fmt: skip
        commitments.edit(plan, commitment_id, **fields)

    def _set_answers(self) -> None:
        if self.record_id is not None:
            self.workspace.do(
                commitments.set_answers, self.record_id, areas=self.answers.areas, actions=self.answers.actions
            )

    def _move(self) -> None:
        if self.record_id is not None:
            commitment_date.move_date(self.workspace, self.window(), self.record_id)

    def _met(self) -> None:
        if self.record_id is None:
            return
        if self.record.commitment.met_on is not None:
            self.workspace.do(commitments.mark_open, self.record_id)
        else:
            commitment_date.mark_met(self.workspace, self.window(), self.record_id)

    def _request_line(self, _: str) -> QWidget:
        return RequestLine(self.workspace, named=False)

    def _edit_whole(self) -> None:
        if self.record_id is not None:
            dialogs.edit_commitment(self.workspace, self.window(), self.record_id)


def _never_moved(record: ShownCommitment) -> bool:
    return not any(commitments.is_move(line) for line in record.ledger)


def _is_fixed_by_hand(record: ShownCommitment) -> bool:
    return _never_moved(record) and record.commitment.amount is None


def _is_window(record: ShownCommitment) -> bool:
    return record.commitment.due_from is not None


def _has_no_date(record: ShownCommitment) -> bool:
    return record.row.clock.due is None and record.row.clock.state != "met"


def _start_of(record: ShownCommitment) -> str | None:
    for start in record.starts:
        if (start.day, start.what) == (record.commitment.counted_from, record.commitment.counted_from_what):
            return start.what
    return None


def _period(record: ShownCommitment) -> str | None:
    return dialogs.period_words(record.commitment)


def _set_period(plan: Plan, commitment_id: str, words: str | None) -> None:
    period = typed_period(words or "", field="period")
    amount, unit = (period.amount, period.unit) if period is not None else (None, None)
    try:
        commitments.edit(plan, commitment_id, amount=amount, unit=unit)
    except Refused as refused:
        raise Refused(str(refused), field="period") from refused


def _moved(change: DateChange, names: dict[str, str]) -> LinkRow:
    old = f"{in_words(change.old)} → " if change.old else ""
    new = in_words(change.new) if change.new else "no date"
    if change.old is not None and not commitments.is_move(change):
        words = f"Corrected on {in_words(change.on_day)}: it had been entered otherwise"
    else:
        by = f" by {change.agreed_by}" if change.agreed_by else ""
        words = f"Agreed on {in_words(change.on_day)}{by}" + (f": {change.reason}" if change.reason else "")
    meeting = change.meeting or ""
    return LinkRow("meeting", meeting, f"{old}{new}", words, opens=meeting in names)


PANEL = CommitmentPanel
