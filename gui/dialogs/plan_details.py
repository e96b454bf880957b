"""What the plan says of itself, and the rules by which it is rated."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from gui.dialogs.rating_scheme import rating_scheme
from gui.widgets.buttons import Button
from gui.widgets.fields import Field
from gui.widgets.form import DialogForm
from gui.widgets.sections import SectionHeader
from gui.widgets.text import label
from gui.workspace import Workspace
from model import plans, ratings
from model.records import PLAN_STATUSES
from model.scheme_files import Scheme
from model.scheme_words import delivery_key, late_words, moved_words
from model.wording import sentence_case

NAMES = ("authority", "title", "period", "statutory_status", "introduction", "print_posts", "stands_on")


class PlanDetailsDialog(DialogForm):
    """One act, of those fields that were changed."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, "Plan details", parent)
        self._details = workspace.plan.details
        self.setMinimumWidth(540)
        self.add_fields(
            Field("authority", "Authority", "line", hint="Borsetshire County Council", required=True),
            Field("title", "Title", "line", hint="Children's services improvement plan", required=True),
            Field("period", "Period", "line", hint="2026 to 2029"),
            Field("statutory_status", "Status", "choice", choices=_statuses,
                  tip="How far the plan itself has come: agreed by the council, submitted to the Secretary of State."),
            Field("introduction", "Introduction, printed under the title of a paper", "area"),
            Field("print_posts", "Papers print posts in place of names", "flag"),
            Field("stands_on", "Read as on", "date", hint="today",
                  tip="For an archived plan: what is late and due is counted from this day instead of today."),
        )  # fmt: skip
        stands = label(
            "Leave “Read as on” empty for a plan at work. A day there makes it an archive: late, due and days left "
            "are counted from that day.",
            "small",
            wrap=True,
        )
        self.body.addWidget(stands)
        self.set_values(**{name: getattr(self._details, name) for name in NAMES})
        head = SectionHeader("How actions are rated")
        self.scheme_button = Button("Rating scheme…")
        self.scheme_button.clicked.connect(self._rating_scheme)
        head.add_widget(self.scheme_button)
        self.body.addWidget(head)
        self.rules = label(rule_words(ratings.scheme_of(workspace.plan)), "muted", wrap=True, selectable=True)
        self.rules.setAccessibleName("How actions are rated")
        self.body.addWidget(self.rules)
        self.body.addStretch(1)
        self.accept_with(self._save)
        if not workspace.writable:
            for editor in self.editors.values():
                editor.input.setEnabled(False)
            self.ok_button.hide()
            self.cancel_button.setText("Close")

    def _rating_scheme(self) -> None:
        rating_scheme(self.workspace, self)
        self.rules.setText(rule_words(ratings.scheme_of(self.workspace.plan)))

    def _save(self, values: dict[str, Any]) -> None:
        changed = {name: values[name] for name in NAMES if values[name] != getattr(self._details, name)}
        if changed:
            self.workspace.run(plans.edit, **changed)


def rule_words(scheme: Scheme) -> str:
    """The scheme in force: its name, a line for each colour, and how moved dates are rated."""
    colours = (f"{sentence_case(line.value)}, {line.word}: {line.text}" for line in delivery_key(scheme))
    return "\n".join((scheme.name, late_words(scheme), *colours, moved_words(scheme)))


def plan_details(workspace: Workspace, parent: QWidget | None) -> None:
    """Show what the plan says of itself, to read and to change."""
    dialog = PlanDetailsDialog(workspace, parent)
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()


def _statuses() -> list[tuple[str, str]]:
    return [(status, sentence_case(status)) for status in PLAN_STATUSES]
