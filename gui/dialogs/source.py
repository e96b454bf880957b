"""Where an area comes from: the inspection or meeting that raised it, with the words and where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from gui.widgets.fields import Field
from gui.widgets.form import DialogForm
from gui.workspace import Workspace
from model import areas, documents, inspections, meetings
from model.records import Area, Source
from model.wording import quoted

Raised = tuple[str, str | None]
"""An origin, and the inspection or meeting where it is one."""

OTHER_ORIGINS: tuple[tuple[Raised, str], ...] = (
    (("self-evaluation", None), "Our self-evaluation"),
    (("audit", None), "An audit"),
    (("other", None), "Elsewhere"),
)


def raised_choices(workspace: Workspace) -> list[tuple[Raised, str]]:
    """Everything an area can come from, newest inspections first, then meetings."""
    plan, today = workspace.plan, workspace.today()
    found: list[tuple[Raised, str]] = [
        (("inspection", row.inspection.id), row.name) for row in reversed(inspections.inspections(plan, today))
    ]
    found += [(("meeting", row.meeting.id), row.name) for row in reversed(meetings.meetings(plan, today))]
    return [*found, *OTHER_ORIGINS]


def raised_of(source: Source) -> Raised:
    return (source.origin, source.inspection or source.meeting)


def source_fields(raised: Raised) -> dict[str, Any]:
    """The columns of a source for what was chosen."""
    origin, named = raised
    return {
        "origin": origin,
        "inspection": named if origin == "inspection" else None,
        "meeting": named if origin == "meeting" else None,
    }


def document_choices(workspace: Workspace, raised: Raised | None) -> list[tuple[str | None, str]]:
    """The documents kept or linked for that inspection or meeting."""
    origin, named = raised or ("", None)
    kept: Sequence[Any] = ()
    if named is not None:
        kept = (documents.of_inspection if origin == "inspection" else documents.of_meeting)(workspace.plan, named)
    return [(None, "None" if kept else "None kept yet"), *((each.id, each.title) for each in kept)]


def _no_documents() -> list[tuple[str | None, str]]:
    """Until it is known which inspection or meeting: see SourceDialog."""
    return [(None, "None kept yet")]


def place_fields() -> tuple[Field, ...]:
    """Where in the report the words stand."""
    return (
        Field("page", "Page", "number", minimum=1, maximum=9999),
        Field("paragraph", "Paragraph", "line", hint="21, or 21 and 32"),
    )


class SourceDialog(DialogForm):
    """Adds a source to an area, or changes one."""

    def __init__(
        self, workspace: Workspace, area: Area, source: Source | None = None, parent: QWidget | None = None
    ) -> None:
        title = "Edit source" if source is not None else "Add source"
        words = f"Where area {area.number} {quoted(area.title)} comes from. Several sources make its golden thread."
        super().__init__(workspace, title, parent, words=words)
        self._raised = raised_choices(workspace)
        self.setMinimumWidth(560)
        self.add_fields(
            Field("raised", "Raised by", "choice", choices=self._choices, required=True),
            Field("quote", "The words", "area", hint="Word for word, as printed"),
            *place_fields(),
            Field("document", "Document", "choice", choices=_no_documents),
            Field("note", "Note", "text"),
        )
        self.editors["raised"].committed.connect(self._raised_chosen)
        if source is not None:
            self.set_values(
                raised=raised_of(source),
                quote=source.quote,
                page=source.page,
                paragraph=source.paragraph,
                note=source.note,
            )
            self._offer_documents(raised_of(source), source.document)
            self.accept_with(partial(self._edit, source.id))
        else:
            self.set_values(raised=self._raised[0][0], page=None)
            self._offer_documents(self._raised[0][0], None)
            self.accept_with(partial(self._add, area.id))

    def _choices(self) -> Sequence[tuple[Raised, str]]:
        return self._raised

    def _raised_chosen(self, _: str, raised: Raised) -> None:
        self._offer_documents(raised, None)

    def _offer_documents(self, raised: Raised, chosen: str | None) -> None:
        held = self.editors["document"].input
        held.set_pairs(document_choices(self.workspace, raised))
        held.set_value(chosen)
        held.setEnabled(held.count() > 1)

    def _add(self, area_id: str, values: Mapping[str, Any]) -> Any:
        return self.workspace.run(areas.add_source, area_id, **_columns(values))

    def _edit(self, source_id: str, values: Mapping[str, Any]) -> Any:
        return self.workspace.run(areas.edit_source, source_id, **_columns(values))


def _columns(values: Mapping[str, Any]) -> dict[str, Any]:
    rest = {name: value for name, value in values.items() if name != "raised"}
    return {**rest, **source_fields(values["raised"])}


def add_source(workspace: Workspace, parent: QWidget | None, area_id: str) -> bool:
    """Ask for a source of that area. Whether one was added."""
    return _ask(SourceDialog(workspace, workspace.plan.get(Area, area_id), None, parent))


def edit_source(workspace: Workspace, parent: QWidget | None, source_id: str) -> bool:
    """Change a source. Whether it was saved."""
    source = workspace.plan.get(Source, source_id)
    return _ask(SourceDialog(workspace, workspace.plan.get(Area, source.area), source, parent))


def _ask(dialog: SourceDialog) -> bool:
    try:
        return dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()
