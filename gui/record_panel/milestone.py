"""The panel of a milestone: what, when, done or not, and the action it is a step of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, ClassVar

from gui.record_panel.base import Field, RecordPanel
from gui.widgets.links import LinkList, LinkRow
from model import milestones
from model.records import Action, Milestone
from model.wording import due_in, in_words


@dataclass(frozen=True, slots=True)
class MilestoneView:
    milestone: Milestone
    action: Action
    steps: tuple[Milestone, ...]  # all of that action


class MilestonePanel(RecordPanel):
    """One milestone."""

    TABLE = "milestone"
    WATCHES: ClassVar[Sequence[str]] = ("action",)
    EDIT = staticmethod(milestones.edit)

    def read(self, record_id: str) -> MilestoneView | None:
        plan = self.workspace.plan
        step = plan.find(Milestone, record_id)
        if step is None:
            return None
        return MilestoneView(step, plan.get(Action, step.action), tuple(milestones.of_action(plan, step.action)))

    def build(self) -> None:
        self.section("Milestone").fields(
            Field("title", "Milestone", "text", read=attrgetter("milestone.title"), required=True),
            Field("due", "Due", "date", read=attrgetter("milestone.due")),
            Field("done", "Done", "flag", read=_is_done, write=self._set_done),
            Field("done_on", "Done on", "date", read=attrgetter("milestone.done_on"), shown=_is_done),
        )
        self.action = LinkList("Action")
        self.action.opened.connect(self.workspace.open)
        self.section("A step of").add(self.action)
        self.steps = LinkList("Milestones of that action")
        self.steps.opened.connect(self.workspace.open)
        self.section("All its milestones").add(self.steps).add_button("Add milestone…", "plan.add_milestone")

    def title(self, record: MilestoneView) -> tuple[str, str, str]:
        return f"Milestone of action {record.action.number}", record.milestone.title, self._when(record.milestone)

    def refreshed(self, record: MilestoneView) -> None:
        action = record.action
        self.action.show_rows([LinkRow("action", action.id, f"{action.number}  {action.title}")])
        self.steps.show_rows(
            [LinkRow("milestone", step.id, step.title, self._when(step), self._late(step)) for step in record.steps]
        )

    def _when(self, step: Milestone) -> str:
        if step.done_on is not None:
            return f"Done on {in_words(step.done_on)}"
        if step.due is None:
            return "No date"
        return f"{in_words(step.due)}, {due_in((step.due - self.workspace.today()).days)}"

    def _late(self, step: Milestone) -> bool:
        return step.done_on is None and step.due is not None and step.due < self.workspace.today()

    def _set_done(self, plan: Any, milestone_id: str, done: bool) -> None:
        milestones.set_done(plan, milestone_id, self.workspace.today() if done else None)


def _is_done(record: MilestoneView) -> bool:
    return record.milestone.done_on is not None


PANEL = MilestonePanel
