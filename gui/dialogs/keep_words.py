"""A deadline that is no date ("ongoing") keeps its words and gets a day on which it is looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from gui.widgets.fields import Field
from gui.widgets.form import DialogForm
from gui.workspace import Workspace
from model import actions
from model.dates import add_period
from model.records import Action
from model.wording import in_words, quoted

REVIEWED_AFTER = 6
"""Months after which a deadline without a date is looked at again, unless another day is given."""


def keep_words(workspace: Workspace, parent: QWidget | None, ids: Sequence[str], words: str = "") -> bool:
    """Ask for the words and the review date of these actions. Whether they were kept."""
    dialog = KeepWordsDialog(workspace, ids, words, parent)
    try:
        return dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()


class KeepWordsDialog(DialogForm):
    """The words, the review date, and why where an agreed date gives way to them."""

    def __init__(self, workspace: Workspace, ids: Sequence[str], words: str, parent: QWidget | None = None) -> None:
        self._ids = tuple(ids)
        only = workspace.plan.get(Action, self._ids[0])
        dated = any(one is not None and one.agreed for one in (workspace.plan.find(Action, row) for row in self._ids))
        said = f"Action {only.number} {quoted(only.title)} then has no agreed date"
        if only.agreed is not None:
            said += f"; that of {in_words(only.agreed)} stays in its ledger"
        super().__init__(workspace, "A deadline that is no date", parent, words=f"{said}.", ok="Keep these words")
        self.add_fields(
            Field("deadline_words", "Deadline", "line", required=True, hint="ongoing, before the next inspection"),
            Field("review_on", "Review on", "date", required=True, tip="The day on which it is looked at again."),
        )
        self.set_values(
            deadline_words=words or only.deadline_words,
            review_on=only.review_on or add_period(workspace.today(), REVIEWED_AFTER, "months"),
        )
        if dated:
            self.add_fields(
                Field("reason", "Reason", "text", required=True, hint="Why the agreed date is taken away"),
                Field("agreed_by", "Agreed by", "line", hint="the Board, the Director"),
            )
            self.set_values(reason=None, agreed_by=None)
        self.accept_with(self._keep)

    def _keep(self, values: dict[str, Any]) -> Any:
        return self.workspace.run(
            actions.keep_words, self._ids, values["deadline_words"], values["review_on"], self.workspace.today(),
            values.get("reason"), values.get("agreed_by"),
        )  # fmt: skip
