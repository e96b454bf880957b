"""A promise made in public: the sentence, who said it and where, and what its day is counted from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from gui.widgets.answers_editor import AnswersEditor
from gui.widgets.fields import Field
from gui.widgets.form import DialogForm
from gui.widgets.text import label
from gui.workspace import Workspace
from model import commitments, inspections, meetings, promised_dates
from model.calendar_days import calendar_of
from model.commitments import Clock
from model.dates import typed_period
from model.errors import Refused
from model.promised_dates import Reading, Start
from model.records import Commitment, Meeting
from model.store.plan import Plan

GIVEN, FIXED = "given", "fixed"
"""Besides the named days: another day, and no counting at all."""

_EMPTY = Commitment("", 0, "", *(None,) * 12, 0.0, False, *(None,) * 4)  # type: ignore[arg-type]
_DATING = ("start", "counted_from", "counted_from_what", "period", "due_from", "fixed_due")


class CommitmentDialog(DialogForm):
    """Says while it is typed when the promise falls due, and how many days that leaves.

    The deadline is read from the words that were said: they fill the fields under them, which can be mended.
    """

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget | None = None,
        *,
        commitment: Commitment | None = None,
        inspection: str | None = None,
        meeting: str | None = None,
    ) -> None:
        adding = commitment is None
        super().__init__(workspace, "Add commitment" if adding else "Edit commitment", parent)
        self._before = commitment
        self._moved = commitment is not None and bool(commitments.date_changes_of(workspace.plan, commitment.id))
        self.setMinimumWidth(580)
        self._reading: Reading | None = None
        self._phrase_is_ours = adding  # taken from the sentence, and not typed
        self.add_fields(
            Field("sentence", "The sentence, as it was said", "text", required=True,
                  hint="It will be turned round within the next 12 months"),
            Field("speaker", "Who said it", "line", hint="Director of Children's Services"),
            Field("inspection", "About", "choice", choices=self._inspections),
            Field("meeting", "Said at", "choice", choices=self._meetings),
            Field("said_on", "Said on", "date"),
            Field("phrase", "Deadline, as said", "line", hint="within the next 12 months; by the end of March 2027",
                  tip="The words that were said; they are read as you type, and kept."),
            Field("start", "Counted from", "choice", choices=self._starts,
                  tip="The days of the inspection and the meeting, a day of your own, or no counting at all."),
            Field("counted_from", "From the day", "date"),
            Field("counted_from_what", "That day was", "line", hint="the visit"),
            Field("period", "How long", "line", hint="12 months"),
            Field("due_from", "From", "date", tip="The first day of a window; it is due on the last."),
            Field("fixed_due", "Due on", "date"),
            Field("review_on", "Look again on", "date", tip="What has no date is looked at again on a day."),
        )  # fmt: skip
        self.effect = label("", "strong", wrap=True)
        self.effect.setAccessibleName("When it falls due")
        self.add_effect(self.effect)
        heading = label("Answered by", "muted")
        self.body.addWidget(heading)
        self.answers = AnswersEditor(workspace, self, links=False)
        self.body.addWidget(self.answers)
        self._fill(commitment or replace(_EMPTY, inspection=inspection, meeting=meeting))
        for name in ("counted_from", "counted_from_what", "period", "due_from", "fixed_due", "review_on"):
            self.editors[name].input.textChanged.connect(self._say_effect)
        self.editors["phrase"].input.textEdited.connect(self._phrase_typed)
        self.editors["sentence"].input.textChanged.connect(self._sentence_typed)
        self.editors["said_on"].input.textChanged.connect(self._said_on_typed)
        self.editors["inspection"].committed.connect(self._place_chosen)
        self.editors["meeting"].committed.connect(self._place_chosen)
        self.editors["start"].committed.connect(self._start_chosen)
        if adding and meeting is not None:
            self._place_chosen("meeting", meeting)
        self.accept_with(self._save)
        self._start_chosen()

    # --- choices

    def _inspections(self) -> Sequence[tuple[str | None, str]]:
        plan = self.workspace.plan
        names = inspections.names(plan)
        return [(None, "No inspection"), *((one.id, names[one.id]) for one in reversed(inspections.in_order(plan)))]

    def _meetings(self) -> Sequence[tuple[str | None, str]]:
        rows = meetings.meetings(self.workspace.plan, self.workspace.today())
        return [(None, "No meeting"), *((row.meeting.id, row.name) for row in reversed(rows))]

    def _starts(self) -> Sequence[tuple[str | None, str]]:
        named = [(start.what, start.words) for start in self._named_days()]
        return [(None, "Not known yet"), *named, (GIVEN, "Another day"), (FIXED, "Not counted: due on a fixed day")]

    def _named_days(self) -> tuple[Start, ...]:
        chosen = (self.editors[name].input.value for name in ("inspection", "meeting"))
        return promised_dates.days_to_count_from(self.workspace.plan, *chosen, said_on=self._said_on())

    def _said_on(self) -> date | None:
        try:
            day: date | None = self.editors["said_on"].value()
        except Refused:
            return None  # half typed
        return day

    # --- filling

    def _fill(self, one: Commitment) -> None:
        self.set_values(
            sentence=one.sentence or None, speaker=one.speaker, inspection=one.inspection, meeting=one.meeting,
            said_on=one.said_on, counted_from=one.counted_from, counted_from_what=one.counted_from_what,
            phrase=one.phrase, period=period_words(one), fixed_due=one.fixed_due, due_from=one.due_from,
            review_on=one.review_on,
        )  # fmt: skip
        self.set_values(start=self._start_of(one))
        if one.id:
            found = commitments.row_of(self.workspace.plan, one.id, self.workspace.today())
            self.answers.show_answers([a.id for a in found.areas], [a.id for a in found.actions])
        else:
            chosen = self.workspace.selection
            self.answers.show_answers(chosen.of("area"), chosen.of("action"))

    def _start_of(self, one: Commitment) -> str | None:
        if one.fixed_due is not None:
            return FIXED
        for start in self._named_days():
            if (start.day, start.what) == (one.counted_from, one.counted_from_what):
                return start.what
        return GIVEN if one.counted_from is not None else None

    def _place_chosen(self, name: str, chosen: object) -> None:
        """Other days can be counted from now; what was said at a meeting was said on its day."""
        if name == "meeting" and isinstance(chosen, str):
            held = self.workspace.plan.find(Meeting, chosen)
            if held is not None:
                self.editors["said_on"].put(held.on_day)
        self.editors["start"].put(self.editors["start"].input.value)
        self._start_chosen()

    # --- the deadline as it was said

    def _sentence_typed(self, *_: object) -> None:
        """A deadline within the sentence is offered, until somebody types another."""
        if self._phrase_is_ours and not self._moved:
            found = promised_dates.said_in(self.editors["sentence"].value() or "")
            if found != self.editors["phrase"].value():
                self.editors["phrase"].put(found)
                self._read_phrase()

    def _phrase_typed(self, *_: object) -> None:
        self._phrase_is_ours = False
        self._read_phrase()

    def _said_on_typed(self, *_: object) -> None:
        """Another day to count from; and a year that was not said may be another now."""
        if self.editors["start"].input.value not in (GIVEN, FIXED):
            self.editors["start"].put(self.editors["start"].input.value)
        if self._reading is not None:
            self._read_phrase()

    def _read_phrase(self) -> None:
        """Put what the words say into the fields that make the date; words that are no date empty them."""
        if self._moved:
            return
        before = self._reading
        chosen = self._chosen_start()
        start = chosen or (self._likely_start() if self.editors["start"].input.value != GIVEN else None)
        self._reading = made = promised_dates.read(
            self.workspace.plan, self.editors["phrase"].value(), said_on=self._said_on(),
            start=start.day if start else None, start_what=start.what if start else None,
        )  # fmt: skip
        if made is None and before is None:
            self._say_effect()
            return
        fields = made.fields if made is not None else promised_dates.Dating()
        at = self.editors["start"].input.value
        if fields.amount is not None:
            at = at if at is not None and at != FIXED else (start.what if start else None)
        elif fields.fixed_due is not None:
            at = FIXED
        elif at == FIXED:
            at = None
        period = period_words(replace(_EMPTY, amount=fields.amount, unit=fields.unit))
        self.set_values(period=period, fixed_due=fields.fixed_due, due_from=fields.due_from, start=at)
        self._start_chosen()

    def _chosen_start(self) -> Start | None:
        """The day that is counted from, where one is chosen."""
        at = self.editors["start"].input.value
        if at == GIVEN:
            try:
                day = self.editors["counted_from"].value()
            except Refused:
                return None
            return Start(day, self.editors["counted_from_what"].value() or "", "") if day else None
        return next((start for start in self._named_days() if start.what == at), None)

    def _likely_start(self) -> Start | None:
        """What a promise is counted from unless somebody says otherwise: the meeting, or the day it was said."""
        named = {start.what: start for start in self._named_days()}
        return named.get("the meeting") or named.get(promised_dates.SAID)

    def _start_chosen(self, *_: object) -> None:
        start = self.editors["start"].input.value
        shown = {"start", "period"} if start != FIXED else {"start", "fixed_due"}
        if start == GIVEN:
            shown |= {"counted_from", "counted_from_what"}
        if start == FIXED and self.editors["due_from"].input.text().strip():
            shown.add("due_from")
        for name in _DATING:
            self.editors[name].setVisible(name in shown and not self._moved)
        self._say_effect()

    # --- what it comes to

    def _say_effect(self, *_: object) -> None:
        """The due day and the days left, as they are typed."""
        try:
            made = replace(self._before or _EMPTY, **self._dating())
            clock = commitments.clock(made, self.workspace.today(), calendar_of(self.workspace.plan))
            words = self._explained(clock)
            self.editors["review_on"].setVisible(clock.due is None)
        except Refused as refused:
            words = str(refused)
        if self._moved:
            words = f"{words} Its date was moved before: agree a new one instead of counting again."
        self.effect.setText(words)

    def _explained(self, clock: Clock) -> str:
        """How the date is worked out: what was read, what was taken though it was not said, what is asked."""
        reading = self._reading
        if reading is None:
            return clock.sentence
        if clock.due is not None:
            return f"{clock.sentence} {reading.inferred}" if reading.inferred else clock.sentence
        return f"{reading.sentence} {reading.asks}" if reading.asks else reading.sentence

    def _dating(self) -> dict[str, Any]:
        """The columns that make the due day, as they stand now. Raises Refused where they are half typed."""
        if self._moved:
            return {}
        start = self.editors["start"].input.value
        fields: dict[str, Any] = dict.fromkeys(
            ("counted_from", "counted_from_what", "amount", "unit", "fixed_due", "due_from")
        )
        fields["phrase"] = self.editors["phrase"].value()
        if start == FIXED:
            fields["fixed_due"] = self.editors["fixed_due"].value()
            if not self.editors["due_from"].isHidden():
                fields["due_from"] = self.editors["due_from"].value()
            return fields
        period = typed_period(self.editors["period"].value() or "", field="period")
        if period is not None:
            fields["amount"], fields["unit"] = period.amount, period.unit
        if start == GIVEN:
            fields["counted_from"] = self.editors["counted_from"].value()
            fields["counted_from_what"] = self.editors["counted_from_what"].value()
        for named in self._named_days():
            if named.what == start:
                fields["counted_from"], fields["counted_from_what"] = named.day, named.what
        return fields

    def _save(self, values: Mapping[str, Any]) -> Any:
        fields = {name: values[name] for name in ("speaker", "inspection", "meeting", "said_on")}
        fields |= self._dating()
        fields["phrase"] = values["phrase"]
        if "review_on" in values:
            fields["review_on"] = values["review_on"]
        answered = {"areas": self.answers.areas, "actions": self.answers.actions}
        try:
            if self._before is None:
                return self.workspace.run(commitments.add, values["sentence"], **answered, **fields)
            fields = {"sentence": values["sentence"], **fields}
            changed = {name: value for name, value in fields.items() if value != getattr(self._before, name)}
            return self.workspace.run(_edited, self._before, changed, answered)
        except Refused as refused:
            at = "period" if refused.field in ("amount", "unit") else refused.field
            raise Refused(str(refused), field=at) from refused


def _edited(plan: Plan, before: Commitment, changed: Mapping[str, Any], answered: Mapping[str, Sequence[str]]) -> None:
    """The changed fields, and what answers it, as one act."""
    with plan.batch(f"Edit commitment {before.number}"):
        if changed:
            commitments.edit(plan, before.id, **changed)
        commitments.set_answers(plan, before.id, **answered)


def period_words(one: Commitment) -> str | None:
    """The period as it is typed: "12 months"."""
    if one.amount is None or one.unit is None:
        return None
    return f"{one.amount} {one.unit.removesuffix('s') if one.amount == 1 else one.unit}"


def add_commitment(workspace: Workspace, parent: QWidget | None) -> str | None:
    """Ask for a commitment and take it in hand; made of the inspection or meeting that is selected."""
    chosen = workspace.selection
    dialog = CommitmentDialog(
        workspace, parent, inspection=next(iter(chosen.of("inspection")), None),
        meeting=next(iter(chosen.of("meeting")), None),
    )  # fmt: skip
    try:
        if dialog.exec() != dialog.DialogCode.Accepted:
            return None
        made = str(dialog.result_value)
    finally:
        dialog.deleteLater()
    workspace.open("commitment", made)
    return made


def edit_commitment(workspace: Workspace, parent: QWidget | None, commitment_id: str) -> bool:
    """Ask for what is to be changed of a commitment. Whether it was changed."""
    found = workspace.plan.find(Commitment, commitment_id)
    if found is None:
        workspace.refuse("This commitment is no longer in the plan; it may have been deleted or undone.")
        return False
    dialog = CommitmentDialog(workspace, parent, commitment=found)
    try:
        return dialog.exec() == dialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()
