"""The panel of an action: all of it, edited where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QTimer

from gui.dialogs import add_evidence, agree_date, embedded
from gui.dialogs.override_rating import override_rating
from gui.record_panel.action_dates import DateStory, ForecastNote
from gui.record_panel.action_parts import LedgerList, MilestonesList, NewMilestone, ledger_lines
from gui.record_panel.action_updates import UpdateForm, UpdatesList
from gui.record_panel.base import Field, RecordPanel
from gui.tables.actions import status_choices
from gui.widgets.action_picker import ActionPicker
from gui.widgets.choice import Choice
from gui.widgets.evidence_list import EvidenceList
from gui.widgets.links import LinkList, LinkRow
from gui.widgets.text import label
from model import (
    actions,
    agreed_dates,
    areas,
    commitments,
    date_requests,
    evidence,
    history,
    milestones,
    progress,
    ratings,
    updates,
)
from model.agreed_dates import Moves
from model.commitments import CommitmentRow
from model.date_requests import RequestRow
from model.evidence import EvidenceItem
from model.history import Act
from model.progress import Rating
from model.records import Action, Area, DateChange, Milestone, Update
from model.wording import in_words, quoted, short

_ACTS = 10


@dataclass(frozen=True, slots=True)
class ActionView:
    """An action with what the panel shows beside it."""

    action: Action
    area: Area
    rating: Rating
    changes: tuple[DateChange, ...]
    moves: Moves
    requests: tuple[RequestRow, ...]
    steps: tuple[Milestone, ...]
    updates: tuple[Update, ...]
    evidence: tuple[EvidenceItem, ...]
    also: tuple[Area, ...]
    waits: tuple[Action, ...]
    waited: tuple[Action, ...]
    commitments: tuple[CommitmentRow, ...]
    acts: tuple[Act, ...]


def _of(name: str) -> attrgetter[Any]:
    return attrgetter(f"action.{name}")


class ActionPanel(RecordPanel):
    """One action."""

    TABLE = "action"
    WATCHES: ClassVar[Sequence[str]] = (
        "area", "person", "milestone", "action_update", "evidence", "document", "date_change", "date_request",
        "dependency", "also_answers", "answer", "commitment", "meeting", "plan",
    )  # fmt: skip
    EDIT = staticmethod(actions.edit)

    # --- reading

    def read(self, record_id: str) -> ActionView | None:
        plan, today = self.workspace.plan, self.workspace.today()
        action = plan.find(Action, record_id)
        if action is None:
            return None
        changes = agreed_dates.ledger(plan, record_id)
        return ActionView(
            action,
            plan.get(Area, action.area),
            ratings.action_rating(plan, record_id, today),
            tuple(changes),
            agreed_dates.moved_by(plan, changes, action.first_agreed, action.agreed),
            date_requests.of_action(plan, record_id),
            tuple(milestones.of_action(plan, record_id)),
            tuple(updates.of_action(plan, record_id)),
            tuple(evidence.of_action(plan, record_id)),
            tuple(actions.also_answers(plan, record_id)),
            tuple(actions.waits_for(plan, record_id)),
            tuple(actions.waited_for_by(plan, record_id)),
            commitments.of_action(plan, record_id, today),
            tuple(history.of_record(plan, "action", record_id, limit=_ACTS)),
        )

    def title(self, record: ActionView) -> tuple[str, str, str]:
        action = record.action
        under = f"Under area {record.area.number} {record.area.title}"
        return f"Action {action.number}", action.title, f"{under}. Sample data." if action.sample else under

    def marks(self, record: ActionView) -> Iterable[tuple[str | None, str, str]]:
        return [(record.rating.value, record.rating.text, record.rating.reason)]

    # --- building

    def build(self) -> None:
        self._build_fields()
        self._build_updates()
        self._build_steps()
        self._build_evidence()
        self._build_links()
        self._build_history()

    def _build_fields(self) -> None:
        self.section("Action").fields(
            Field("title", "What will be done", "text", read=_of("title"), required=True),
            Field("owner", "Owner", "person", read=_of("owner"), write=self._write_owner),
            Field("status", "Status", "choice", read=_of("status"), choices=status_choices, write=self._write_status),
            Field("agreed", "Agreed date", "date", read=_of("agreed"), write=self._write_agreed,
                  tip="Moving it asks for the reason and keeps the old date."),
        )  # fmt: skip
        self.date_story = DateStory(self.workspace, self)
        self.forecast_note = ForecastNote(self.workspace, self)
        self.editors["agreed"].input.refused.connect(self._agreed_refused)
        self.editors["agreed"].input.textEdited.connect(self._agreed_typed)
        self.sections["Action"].add(self.date_story).fields(
            Field("deadline_words", "Deadline in words", "line", read=_of("deadline_words"), shown=_has_words,
                  tip="A deadline that is no date, as it was said."),
            Field("review_on", "Review on", "date", read=_of("review_on"), shown=_has_words,
                  tip="The day on which a deadline without a date is looked at again."),
            Field("forecast", "Forecast", "date", read=_of("forecast"),
                  tip="When it is now expected to be done. It never moves the agreed date."),
        ).add(self.forecast_note).fields(
            Field("percent", "Per cent done", "number", read=_of("percent"), suffix="%"),
        )  # fmt: skip
        rating = self.section("Delivery rating and why")
        self.reason = label("", wrap=True, selectable=True)
        rating.add(self.reason)
        self.rate_button = rating.add_button("Set by hand…", self._rate)
        self.rules_button = rating.add_button("By the rules again", self._rate_by_rules)
        self.section("More about it", is_open=False).fields(
            Field("how", "How it will be done", "area", read=_of("how"), hint="Steps, tools, who works together"),
            Field("success", "How we shall know", "area", read=_of("success"), hint="What anyone could check"),
            Field("area", "Area", "choice", read=_of("area"), choices=self._areas, write=self._write_area),
            Field("sponsor", "Sponsor", "person", read=_of("sponsor"), tip="Who is accountable for it."),
            Field("support", "With support of", "line", read=_of("support"), hint="Teams and partner bodies"),
            Field("on_hold", "On hold", "flag", read=_of("on_hold")),
            Field("awaiting_signoff", "Awaiting sign-off", "flag", read=_of("awaiting_signoff")),
            Field("exempt", "Left out of public papers", "flag", read=_of("exempt")),
        )
        self.section("Dates", is_open=False).fields(
            Field("start", "Start", "date", read=_of("start")),
            Field("first_agreed", "First agreed", "shown", read=_first_agreed),
            Field("completed_on", "Completed on", "date", read=_of("completed_on"), shown=_is_done),
            Field("signed_off_by", "Signed off by", "person", read=_of("signed_off_by"), shown=_is_done),
            Field("signed_off_on", "Signed off on", "date", read=_of("signed_off_on"), shown=_is_done),
            Field("recheck_on", "Re-check on", "date", read=_of("recheck_on"), shown=_is_done),
        )
        dates = self.sections["Dates"]
        self.ledger = LedgerList()
        dates.add(self.ledger)
        self.asked_before = label("", "small", wrap=True, selectable=True)
        dates.add(self.asked_before)
        dates.add_button("Move the agreed date…", "edit.agree_date")
        self.ask_button = dates.add_button("Ask for a new date…", self._ask_for_date)

    def _build_updates(self) -> None:
        section = self.section("Updates")
        self.add_update_button = section.add_button("Write an update", self._begin_update)
        self.update_form = UpdateForm(self.workspace, self)
        self.update_form.closed.connect(self._update_closed)
        section.add(self.update_form)
        self.updates = UpdatesList(self.workspace, self)
        section.add(self.updates)

    def _build_steps(self) -> None:
        section = self.section("Milestones")
        self.steps = MilestonesList(self.workspace, self)
        section.add(self.steps)
        self.new_step = NewMilestone(self.workspace, self)
        section.add(self.new_step)

    def _build_evidence(self) -> None:
        section = self.section("Evidence")
        self.evidence = EvidenceList(self.workspace, self)
        self.evidence.file_dropped.connect(self._file_dropped)
        section.add(self.evidence)
        self.add_evidence_button = section.add_button("Add a file, link or note…", self._add_evidence)

    def _build_links(self) -> None:
        waits = self.section("Waits for", is_open=False)
        self.waits = LinkList("Waits for", none="It waits for no other action.")
        self.waits.opened.connect(self.workspace.open)
        self.waits.edit_asked.connect(self.workspace.open)
        self.waits.remove_asked.connect(self._wait_removed)
        waits.add(self.waits)
        self.wait_picker = ActionPicker(self.workspace, "Add an action it waits for: number or words")
        self.wait_picker.chosen.connect(self._wait_chosen)
        waits.add(self.wait_picker)
        self.waited_words = label("Waiting for this one:", "muted")
        waits.add(self.waited_words)
        self.waited = LinkList("Waiting for this one")
        self.waited.opened.connect(self.workspace.open)
        waits.add(self.waited)
        answers = self.section("What it answers", is_open=False)
        answers.add(label("Further areas it helps with:", "muted"))
        self.also = LinkList("Further areas", none="None besides the one it stands under.")
        self.also.opened.connect(self.workspace.open)
        self.also.edit_asked.connect(self.workspace.open)
        self.also.remove_asked.connect(self._also_removed)
        answers.add(self.also)
        self.also_choice = Choice()
        self.also_choice.setAccessibleName("Add a further area")
        self.also_choice.chosen.connect(self._also_chosen)
        answers.add(self.also_choice)
        answers.add(label("Commitments it answers:", "muted"))
        self.commitments = LinkList("Commitments", none="It answers no promise made in public.")
        self.commitments.opened.connect(self.workspace.open)
        self.commitments.edit_asked.connect(self.workspace.open)
        self.commitments.remove_asked.connect(self._commitment_removed)
        answers.add(self.commitments)
        self.commitment_choice = Choice()
        self.commitment_choice.setAccessibleName("Add a commitment it answers")
        self.commitment_choice.chosen.connect(self._commitment_chosen)
        answers.add(self.commitment_choice)

    def _build_history(self) -> None:
        section = self.section("History", is_open=False)
        self.acts = label("", wrap=True, selectable=True)
        section.add(self.acts)
        section.add_button("All of its history", self._all_history)

    # --- showing

    def refreshed(self, record: ActionView) -> None:
        action, writable = record.action, self.workspace.writable
        self.reason.setText(record.rating.reason)
        self.rules_button.setVisible(record.rating.overridden)
        for button in (self.rate_button, self.rules_button, self.add_update_button, self.add_evidence_button):
            button.setEnabled(writable)
        for part in (self.new_step, self.wait_picker, self.also_choice, self.commitment_choice):
            part.setVisible(writable)
        self._show_lists(record)
        self._show_links(record)
        waits = any(one.request.state == "waiting" for one in record.requests)
        self.date_story.show_story(action, record.moves, record.requests)
        self.forecast_note.show_action(action, asked=waits)
        self.ask_button.setVisible(action.agreed is not None and progress.is_open(action) and writable)
        decided = [one for one in record.requests if one.request.state in ("refused", "withdrawn")]
        self.asked_before.setText("\n".join(f"{one.sentence.rstrip('.')}: {one.outcome}." for one in decided[:5]))
        self.asked_before.setVisible(bool(decided))
        self.ledger.show_items(ledger_lines(self.workspace.plan, record.changes))
        self.acts.setText("\n".join(_act_words(act) for act in record.acts))

    def show_record(self, record_id: str) -> None:
        if record_id != self.record_id:
            for lines in (self.updates, self.steps, self.evidence, self.ledger):
                lines.show_few()
        super().show_record(record_id)

    def take_what_is_typed(self) -> bool:
        """Also an update that was begun: its words are never lost by going on to another action."""
        if self.update_form.begun and self.record_id is not None and self.workspace.has_plan:
            if not self.update_form.save():
                return False
        elif not self.update_form.isHidden():
            self.update_form.leave()
        return super().take_what_is_typed()

    def _show_lists(self, record: ActionView) -> None:
        self.updates.show_items(record.updates)
        self.sections["Updates"].set_remark(_count(len(record.updates)))
        self.new_step.action = record.action.id
        self.steps.show_items(record.steps)
        done = sum(step.done_on is not None for step in record.steps)
        self.sections["Milestones"].set_remark(f"{done} of {len(record.steps)} done" if record.steps else "")
        self.evidence.show_items(record.evidence)
        self.sections["Evidence"].set_remark(_count(len(record.evidence)))

    def _show_links(self, record: ActionView) -> None:
        writable = self.workspace.writable
        self.waits.show_rows([self._action_link(one, writable) for one in record.waits])
        self.waited.show_rows([self._action_link(one, False) for one in record.waited])
        self.waited_words.setVisible(bool(record.waited))
        self.sections["Waits for"].set_remark(_count(len(record.waits)))
        self.wait_picker.without = frozenset((record.action.id, *(one.id for one in record.waits)))
        self.also.show_rows(
            [LinkRow("area", one.id, f"{one.number}  {one.title}", can_change=writable) for one in record.also]
        )
        held = {record.area.id, *(one.id for one in record.also)}
        others = [one for one in areas.in_order(self.workspace.plan) if one.id not in held]
        self.also_choice.set_pairs([(None, "Add a further area…"), *((one.id, _area_words(one)) for one in others)])
        self.also_choice.set_value(None)
        self.commitments.show_rows(
            [
                LinkRow("commitment", row.commitment.id, quoted(row.commitment.sentence, 80), row.clock.words,
                        row.clock.state == "past", can_change=writable)
                for row in record.commitments
            ]
        )  # fmt: skip
        answered = {row.commitment.id for row in record.commitments}
        rows = commitments.commitments(self.workspace.plan, self.workspace.today())
        pairs = [(r.commitment.id, short(r.commitment.sentence, 60)) for r in rows if r.commitment.id not in answered]
        self.commitment_choice.set_pairs([(None, "Add a commitment it answers…"), *pairs])
        self.commitment_choice.set_value(None)
        self.sections["What it answers"].set_remark(_count(len(record.also) + len(record.commitments)))

    def _action_link(self, action: Action, can_change: bool) -> LinkRow:
        late = action.agreed is not None and action.agreed < self.workspace.today() and action.status in (
            "not started", "in progress",
        )  # fmt: skip
        quiet = f"{action.status}, agreed for {in_words(action.agreed)}" if action.agreed else action.status
        return LinkRow("action", action.id, f"{action.number}  {action.title}", quiet, late, can_change=can_change)

    # --- writing what a plain field cannot

    def _write_owner(self, plan: Any, action_id: str, owner: str | None) -> None:
        actions.assign(plan, [action_id], owner)

    def _write_area(self, plan: Any, action_id: str, area: str) -> None:
        actions.move(plan, [action_id], area)

    def _write_status(self, plan: Any, action_id: str, status: str) -> None:
        """*Embedded* asks for what is missing, after this field has been left."""
        if status == "embedded" and actions.missing_for_embedded(plan, action_id):
            self._later(partial(embedded.set_status, self.workspace, self.window(), [action_id], status))
            return
        actions.set_status(plan, [action_id], status, self.workspace.today())

    def _write_agreed(self, plan: Any, action_id: str, day: date | None) -> None:
        """The first date is taken as it is; moving one asks why, after this field has been left."""
        if plan.get(Action, action_id).agreed is None:
            agreed_dates.agree_date(plan, [action_id], day, self.workspace.today())
            return
        self._later(partial(agree_date.agree_date, self.workspace, self.window(), [action_id], day))

    def _agreed_refused(self, _: str) -> None:
        self.date_story.offer_words(self.editors["agreed"].input.text(), self.workspace.today())

    def _agreed_typed(self, _: str) -> None:
        self.date_story.forget_words()

    def _ask_for_date(self) -> None:
        if self.record_id is not None:
            agree_date.ask_for_date(self.workspace, self.window(), [self.record_id])

    def _later(self, ask: partial[bool]) -> None:
        QTimer.singleShot(0, self, partial(self._ask, ask))

    def _ask(self, ask: partial[bool]) -> None:
        ask()
        self.refresh(fresh=True)

    # --- buttons

    def _rate(self) -> None:
        if self.record_id is not None:
            override_rating(self.workspace, self.window(), table="action", ids=[self.record_id])

    def _rate_by_rules(self) -> None:
        if self.record_id is not None:
            self.workspace.do(actions.override_delivery, [self.record_id], None)

    def _begin_update(self) -> None:
        if self.record is not None:
            self.add_update_button.hide()
            self.update_form.begin(self.record.action)

    def _update_closed(self) -> None:
        self.add_update_button.show()

    def _add_evidence(self) -> None:
        add_evidence.add_evidence(self.workspace, self.window(), action=self.record_id)

    def _file_dropped(self, path: Path) -> None:
        self._later(partial(add_evidence.add_evidence, self.workspace, self.window(), action=self.record_id, path=path))

    def _wait_chosen(self, other: str) -> None:
        self._set_waits([*(one.id for one in self.record.waits), other])

    def _wait_removed(self, _: str, other: str) -> None:
        self._set_waits([one.id for one in self.record.waits if one.id != other])

    def _set_waits(self, wanted: list[str]) -> None:
        self.workspace.do(actions.set_waits_for, self.record_id, wanted)

    def _also_chosen(self, area: object) -> None:
        if isinstance(area, str):
            wanted = [*(one.id for one in self.record.also), area]
            self.workspace.do(actions.set_also_answers, self.record_id, wanted)

    def _also_removed(self, _: str, area: str) -> None:
        wanted = [one.id for one in self.record.also if one.id != area]
        self.workspace.do(actions.set_also_answers, self.record_id, wanted)

    def _commitment_chosen(self, commitment: object) -> None:
        if isinstance(commitment, str):
            self._answer(commitment, True)

    def _commitment_removed(self, _: str, commitment: str) -> None:
        self._answer(commitment, False)

    def _answer(self, commitment: str, does: bool) -> None:
        row = commitments.row_of(self.workspace.plan, commitment, self.workspace.today())
        held = [one.id for one in row.actions if one.id != self.record_id]
        wanted = [*held, self.record_id] if does else held
        self.workspace.do(commitments.set_answers, commitment, areas=[one.id for one in row.areas], actions=wanted)

    def _areas(self) -> list[tuple[str, str]]:
        return [(one.id, _area_words(one)) for one in areas.in_order(self.workspace.plan)]

    def _all_history(self) -> None:
        self.workspace.go("history", record=("action", self.record_id))


def _has_words(record: ActionView) -> bool:
    return record.action.agreed is None and record.action.deadline_words is not None


def _first_agreed(record: ActionView) -> str:
    day = record.action.first_agreed
    return in_words(day) if day is not None else "No date agreed yet"


def _is_done(record: ActionView) -> bool:
    return record.action.status in ("complete", "embedded") or record.action.signed_off_by is not None


def _area_words(area: Area) -> str:
    return f"{area.number}  {short(area.title, 60)}"


def _count(number: int) -> str:
    return f"{number:,}" if number else ""


def _act_words(act: Act) -> str:
    when = act.at.astimezone()
    return f"{when.day}/{when.month}/{when:%y} {when:%H:%M}  {act.sentence} ({act.who})"


PANEL = ActionPanel
