"""Add areas for improvement, one after another, in the inspector's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from gui.dialogs.adding import AddingForm
from gui.dialogs.source import Raised, place_fields, raised_choices, source_fields
from gui.widgets.fields import Field
from gui.workspace import Workspace
from model import areas
from model.records import AREA_KINDS, Area
from model.wording import quoted, sentence_case

NO_SOURCE: Raised = ("", None)
WORDS = "Copy the words from the report; the title is yours, short enough for a list."


def kind_choices() -> list[tuple[str, str]]:
    return [(kind, sentence_case(kind)) for kind in AREA_KINDS]


class AddAreaDialog(AddingForm):
    """The title, the words, and the inspection or meeting they come from."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None, *, before: str | None = None) -> None:
        super().__init__(
            workspace,
            "Add area",
            parent,
            words=WORDS,
            keeps=("kind", "raised", "page"),
            added=self._said,
        )
        self._before = before
        self._raised = [*raised_choices(workspace), (NO_SOURCE, "Not said yet")]
        self.setMinimumWidth(560)
        self.add_fields(
            Field("title", "Title", "line", hint="Quality of pathway plans", required=True),
            Field("words", "The inspector's words", "area", hint="Word for word, as printed"),
            Field("kind", "Kind", "choice", choices=kind_choices),
            Field("tag", "National framework", "line", hint="As printed: outcome 4, national framework"),
            Field("raised", "Raised by", "choice", choices=self._choices),
            *place_fields(),
            Field("quote", "Quote from there", "text", hint="Only where it differs from the words above"),
        )
        self.set_values(kind=AREA_KINDS[0], raised=self._likely_source(), page=None)
        self.accept_with(self._add)

    def _choices(self) -> Sequence[tuple[Raised, str]]:
        return self._raised

    def _likely_source(self) -> Raised:
        """The inspection or meeting in hand, else the latest inspection."""
        chosen = self.workspace.selection
        in_hand: Raised = (chosen.table, chosen.id)
        known = [raised for raised, _ in self._raised]
        if in_hand[1] is not None and in_hand in known:
            return in_hand
        return known[0] if known[0][0] == "inspection" else NO_SOURCE

    def _add(self, values: Mapping[str, Any]) -> Any:
        source = None
        if values["raised"] not in (None, NO_SOURCE):
            source = {name: values[name] for name in ("quote", "page", "paragraph")}
            source |= source_fields(values["raised"])
        fields = {name: values[name] for name in ("words", "kind", "tag")}
        return self.workspace.run(areas.add, values["title"], before=self._before, source=source, **fields)

    def _said(self, area_id: str) -> str:
        area = self.workspace.plan.get(Area, area_id)
        return f"Added area {area.number} {quoted(area.title, 40)}"


def add_areas(workspace: Workspace, parent: QWidget | None = None, *, before: str | None = None) -> list[str]:
    """Ask for areas; the ids of those that were added."""
    dialog = AddAreaDialog(workspace, parent, before=before)
    try:
        dialog.exec()
        return dialog.made
    finally:
        dialog.deleteLater()
