"""A promise made in public: the sentence, who said it and where, and what its day is counted from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from gui.widgets.answers_editor import AnswersEditor
from gui.widgets.fields import Field
from gui.widgets.form import DialogForm
from gui.widgets.text import label
from gui.workspace import Workspace
from model import commitments, inspections, meetings
from model.calendar_days import calendar_of
from model.commitments import Start
from model.dates import typed_period
from model.errors import Refused
from model.records import Commitment, Meeting
from model.store.plan import Plan

GIVEN, FIXED = "given", "fixed"
"""Besides the named days: another day, and no counting at all."""

_EMPTY = Commitment("", 0, "", *(None,) * 12, 0.0, False, *(None,) * 4)  # type: ignore[arg-type]
_DATING = ("start", "counted_from", "counted_from_what", "period", "fixed_due")


class CommitmentDialog(DialogForm):
    """Says while it is typed when the promise falls due, and how many days that leaves."""

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
        self.setMinimumWidth(560)
        self.add_fields(
            Field("sentence", "The sentence, as it was said", "text", required=True,
                  hint="It will be turned round within the next 12 months"),
            Field("speaker", "Who said it", "line", hint="Director of Children's Services"),
            Field("inspection", "About", "choice", choices=self._inspections),
            Field("meeting", "Said at", "choice", choices=self._meetings),
            Field("said_on", "Said on", "date"),
            Field("start", "Counted from", "choice", choices=self._starts,
                  tip="The days of the inspection and the meeting, a day of your own, or no counting at all."),
            Field("counted_from", "From the day", "date"),
            Field("counted_from_what", "That day was", "line", hint="the visit"),
            Field("period", "How long", "line", hint="12 months"),
            Field("fixed_due", "Due on", "date"),
        )  # fmt: skip
        self.effect = label("", "strong", wrap=True)
        self.effect.setAccessibleName("When it falls due")
        self.add_effect(self.effect)
        heading = label("Answered by", "muted")
        self.body.addWidget(heading)
        self.answers = AnswersEditor(workspace, self, links=False)
        self.body.addWidget(self.answers)
        self._fill(commitment or replace(_EMPTY, inspection=inspection, meeting=meeting))
        for name in ("counted_from", "counted_from_what", "period", "fixed_due"):
            self.editors[name].input.textChanged.connect(self._say_effect)
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
        return commitments.days_to_count_from(self.workspace.plan, *chosen)

    # --- filling

    def _fill(self, one: Commitment) -> None:
        self.set_values(
            sentence=one.sentence or None, speaker=one.speaker, inspection=one.inspection, meeting=one.meeting,
            said_on=one.said_on, counted_from=one.counted_from, counted_from_what=one.counted_from_what,
            period=period_words(one), fixed_due=one.fixed_due,
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

    def _start_chosen(self, *_: object) -> None:
        start = self.editors["start"].input.value
        shown = {"start", "period"} if start != FIXED else {"start", "fixed_due"}
        if start == GIVEN:
            shown |= {"counted_from", "counted_from_what"}
        for name in _DATING:
            self.editors[name].setVisible(name in shown and not self._moved)
        self._say_effect()

    # --- what it comes to

    def _say_effect(self, *_: object) -> None:
        """The due day and the days left, as they are typed."""
        try:
            made = replace(self._before or _EMPTY, **self._dating())
            clock = commitments.clock(made, self.workspace.today(), calendar_of(self.workspace.plan))
            words = clock.sentence
        except Refused as refused:
            words = str(refused)
        if self._moved:
            words = f"{words} Its date was moved before: agree a new one instead of counting again."
        self.effect.setText(words)

    def _dating(self) -> dict[str, Any]:
        """The columns that make the due day, as they stand now. Raises Refused where they are half typed."""
        if self._moved:
            return {}
        start = self.editors["start"].input.value
        fields: dict[str, Any] = dict.fromkeys(("counted_from", "counted_from_what", "amount", "unit", "fixed_due"))
        if start == FIXED:
            fields["fixed_due"] = self.editors["fixed_due"].value()
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
