"""Set a rating by hand, with the reason that stands beside it, or go back to what the rules suggest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from gui.widgets.badge import Badge
from gui.widgets.buttons import Button
from gui.widgets.fields import Field
from gui.widgets.form import DialogForm
from gui.widgets.text import label
from gui.workspace import Workspace
from model import actions, areas, ratings
from model.errors import Refused
from model.progress import Rating
from model.records import Action, Area
from model.scheme_files import Scheme
from model.scheme_words import best_first
from model.wording import plural, quoted

QUESTIONS = {"delivery": "Did we do it?", "impact": "Did it work?"}


def rating_choices(scheme: Scheme, which: str) -> list[tuple[str, str]]:
    """The colours that the plan's scheme uses, best first: "Green: On track"."""
    part = scheme.impact if which == "impact" else scheme
    return [(one.value, f"{one.value.capitalize()}: {one.word}") for one in best_first(part)]


class OverrideDialog(DialogForm):
    """One rating of one record or of several at once."""

    def __init__(
        self, workspace: Workspace, table: str, ids: Sequence[str], which: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, f"Set {which} rating", parent, words=_whose(workspace, table, ids), ok="Set rating")
        self._table, self._ids, self._which = table, tuple(ids), which
        now = _rating_now(workspace, table, ids[0], which) if len(ids) == 1 else None
        if now is not None:
            self.badge = Badge(self)
            self.badge.show_rating(now.value, now.word, now.reason)
            self.body.addWidget(self.badge)
            self.body.addWidget(label(now.reason, wrap=True))
        self.add_fields(
            Field(
                "rating",
                QUESTIONS[which],
                "choice",
                choices=partial(rating_choices, ratings.scheme_of(workspace.plan), which),
                required=True,
            ),
            Field(
                "reason",
                "Reason",
                "text",
                hint="Stands beside the rating in every paper, with what the rules suggest",
            ),
        )
        self.set_values(rating=now.value if now is not None else None)
        if now is not None and now.overridden:
            self.set_values(reason=_reason_held(workspace, table, ids[0], which))
        self.clear_button = Button("By the rules again")
        self.clear_button.clicked.connect(self.clear)
        self.clear_button.setVisible(now is None or now.overridden)
        self.foot.insertWidget(0, self.clear_button)
        self.accept_with(self._set)

    def clear(self) -> None:
        """Forget what was set by hand."""
        try:
            self._write(None, None)
        except Refused as error:
            self.show_refusal(error)
            return
        QDialog.accept(self)

    def _set(self, values: Mapping[str, Any]) -> None:
        self._write(values["rating"], values["reason"])

    def _write(self, rating: str | None, reason: str | None) -> None:
        verb = _verb(self._table, self._which)
        try:
            self.workspace.run(verb, list(self._ids), rating, reason)
        except Refused as error:
            at = "reason" if error.field in ("delivery_reason", "impact_reason") else error.field
            raise Refused(str(error), field=at) from error


def _verb(table: str, which: str) -> Any:
    if table == "action":
        return actions.override_delivery
    return areas.override_delivery if which == "delivery" else areas.override_impact


def _rating_now(workspace: Workspace, table: str, record_id: str, which: str) -> Rating:
    plan, today = workspace.plan, workspace.today()
    if table == "action":
        return ratings.action_rating(plan, record_id, today)
    found: Rating = getattr(ratings.area_ratings(plan, today)[record_id], which)
    return found


def _reason_held(workspace: Workspace, table: str, record_id: str, which: str) -> str | None:
    kind: type[Action] | type[Area] = Action if table == "action" else Area
    held: str | None = getattr(workspace.plan.get(kind, record_id), f"{which}_reason")
    return held


def _whose(workspace: Workspace, table: str, ids: Sequence[str]) -> str:
    if len(ids) > 1:
        return f"The same rating and reason for {plural(len(ids), table)}."
    kind: type[Action] | type[Area] = Action if table == "action" else Area
    record = workspace.plan.get(kind, ids[0])
    return f"{table.capitalize()} {record.number} {quoted(record.title)}"


def override_rating(
    workspace: Workspace,
    parent: QWidget | None,
    *,
    table: str | None = None,
    ids: Sequence[str] = (),
    which: str = "delivery",
) -> bool:
    """Ask for a rating of these areas or actions (those selected, unless given). Whether it was set or cleared.

    Actions have a delivery rating only.
    """
    chosen = workspace.selection
    table, wanted = (table, ids) if table is not None else (chosen.table, chosen.ids)
    if table not in ("area", "action") or not wanted:
        workspace.refuse("Select an area or an action to rate first.")
        return False
    dialog = OverrideDialog(workspace, table, wanted, which if table == "area" else "delivery", parent)
    try:
        return dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()


def override_delivery(workspace: Workspace, parent: QWidget | None) -> bool:
    """The delivery rating of what is selected."""
    return override_rating(workspace, parent, which="delivery")


def override_impact(workspace: Workspace, parent: QWidget | None) -> bool:
    """The impact rating of the selected areas."""
    return override_rating(workspace, parent, which="impact")
