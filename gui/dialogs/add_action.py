"""Add actions under an area, one after another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from gui.dialogs.adding import AddingForm
from gui.dialogs.keep_words import REVIEWED_AFTER
from gui.widgets.fields import Field
from gui.workspace import Workspace
from model import actions, areas
from model.dates import add_period
from model.errors import Refused
from model.records import Action
from model.wording import in_words, quoted, short


class AddActionDialog(AddingForm):
    """What will be done, by whom and by when. Each further one stands after the one before."""

    def __init__(
        self, workspace: Workspace, area_id: str | None, parent: QWidget | None = None, *, after: str | None = None
    ) -> None:
        super().__init__(
            workspace,
            "Add action",
            parent,
            words="What will be done, in words that a member can read. The number is given for you.",
            keeps=("area", "owner", "agreed"),
            added=self._said,
        )
        self._after = after
        self.setMinimumWidth(540)
        self._areas = [(area.id, f"{area.number}  {short(area.title, 70)}") for area in areas.in_order(workspace.plan)]
        self.add_fields(
            Field("title", "What will be done", "text", hint="Audit every pathway plan each quarter", required=True),
            Field("area", "Under area", "choice", choices=self._choices, required=True),
            Field("owner", "Owner", "person"),
            Field("agreed", "Agreed date", "date", tip="May stay empty until a date is agreed"),
            Field("review_on", "Review on", "date", required=True, tip="When a deadline without a date is looked at"),
            Field("how", "How", "text", hint="The steps, where they help"),
            Field("success", "How we shall know", "text", hint="What will be different for children"),
        )
        self.set_values(area=area_id or (self._areas[0][0] if self._areas else None), owner=None, agreed=None)
        self.editors["review_on"].hide()
        typed = self.editors["agreed"].input
        typed.textChanged.connect(self._agreed_typed)
        typed.refused.connect(self._agreed_refused)
        self.accept_with(self._add)

    # --- a deadline that is no date

    def _words(self) -> str:
        """What stands in the place of the agreed date, where it says itself that it is none: "ongoing"."""
        typed = self.editors["agreed"].input.text()
        if not any(letter.isalpha() for letter in typed):
            return ""
        from model.dates.phrases import read_phrase

        read = read_phrase(typed, said_on=self.workspace.today())
        return read.words if read is not None and read.kind == "no date" else ""

    def _agreed_typed(self, *_: object) -> None:
        review = self.editors["review_on"]
        has_words = bool(self._words())
        if has_words and review.isHidden():
            review.put(add_period(self.workspace.today(), REVIEWED_AFTER, "months"))
        review.setVisible(has_words)

    def _agreed_refused(self, *_: object) -> None:
        if self._words():  # it is kept as it was said; the field under it asks for the review
            self.editors["agreed"].clear_refusal()

    def values(self) -> dict[str, Any]:
        words = self._words()
        if not words:
            return super().values()
        field = self.editors["agreed"]
        field.put(None)
        self.editors["review_on"].show()
        try:
            found = super().values()
        finally:
            field.input.setText(words)
        if found["review_on"] <= self.workspace.today():
            sentence = f"The review has to come after {in_words(self.workspace.today())}."
            raise Refused(sentence, field="review_on")
        return {**found, "deadline_words": words}

    # --- within

    def _choices(self) -> Sequence[tuple[str, str]]:
        return self._areas

    def _add(self, values: Mapping[str, Any]) -> Any:
        given = ("owner", "agreed", "how", "success", "deadline_words", "review_on")
        fields = {name: values[name] for name in given if name in values}
        made = self.workspace.run(
            actions.add,
            values["area"],
            values["title"],
            on_day=self.workspace.today(),
            before=self._next(values["area"]),
            **fields,
        )
        self._after = made
        return made

    def _next(self, area_id: str) -> str | None:
        """The action in front of which a new one stands: the one that comes after ``after`` in that area."""
        ids = [action.id for action in areas.actions_of(self.workspace.plan, area_id)]
        if self._after not in ids:
            return None
        place = ids.index(self._after) + 1
        return ids[place] if place < len(ids) else None

    def _said(self, action_id: str) -> str:
        action = self.workspace.plan.get(Action, action_id)
        return f"Added action {action.number} {quoted(action.title, 40)}"


def add_actions(
    workspace: Workspace, parent: QWidget | None, area_id: str | None, *, after: str | None = None
) -> list[str]:
    """Ask for actions; the ids of those that were added."""
    dialog = AddActionDialog(workspace, area_id, parent, after=after)
    try:
        dialog.exec()
        return dialog.made
    finally:
        dialog.deleteLater()
