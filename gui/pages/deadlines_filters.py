"""What the deadlines are narrowed by: kinds with their counts, owner, area, inspection; and what is over or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtWidgets import QWidget

from gui.widgets.chips import FilterBar
from gui.widgets.kind_chip import KindChip
from gui.workspace import Workspace
from model import areas, inspections, people
from model.deadlines import KINDS, Deadlines, Wanted
from model.wording import short

NOBODY = ""
"""Stands among the owners for "no owner"."""

KIND_TITLES = {
    "action": "Actions",
    "milestone": "Milestones",
    "commitment": "Commitments",
    "statutory": "Statutory dates",
    "meeting": "Meetings",
    "papers": "Papers",
    "inspection": "Inspections",
    "question": "Answers",
}


class DeadlineFilters(FilterBar):
    """No kind pressed shows all of them. ``changed`` comes when a person chose."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.kinds: dict[str, KindChip] = {}
        for place, (kind, words) in enumerate(KIND_TITLES.items()):
            self.kinds[kind] = chip = KindChip(words, self)
            chip.clicked.connect(self._changed)
            self._row.insert_widget(place, chip)
        self.add("owner", "Owner", self._owners)
        self.add("area", "Area", self._areas)
        self.add("inspection", "Inspection", self._inspections)
        self.done = KindChip("Done and past", self, "Also what is done, and what is past, latest first at the end.")
        self.done.clicked.connect(self._changed)
        self._row.insert_widget(self._row.count() - 1, self.done)

    def wanted(self) -> Wanted:
        """What is asked for now."""
        values = self.values()
        owners = values.get("owner", ())
        pressed = tuple(kind for kind, chip in self.kinds.items() if chip.isChecked())
        return Wanted(
            kinds=pressed or KINDS,
            owners=tuple(owner for owner in owners if owner != NOBODY),
            no_owner=NOBODY in owners,
            areas=values.get("area", ()),
            inspections=values.get("inspection", ()),
            done=self.done.isChecked(),
        )

    def show_wanted(self, kinds: Iterable[str], values: Mapping[str, tuple[str, ...]], *, done: bool) -> None:
        """Set the chips without saying so."""
        pressed = set(kinds)
        for kind, chip in self.kinds.items():
            chip.setChecked(kind in pressed)
        self.done.setChecked(done)
        self.set_values(values)

    def show_counts(self, shown: Deadlines) -> None:
        """A kind of which there is nothing is not offered, unless it is pressed."""
        for kind, chip in self.kinds.items():
            chip.show_count(shown.counts.get(kind, 0))
            chip.setVisible(bool(shown.counts.get(kind)) or chip.isChecked())

    def say_again(self) -> None:
        """Names may have changed: write the chips anew."""
        self.set_values(self.values())

    def clear(self) -> None:
        if self.wanted() != Wanted():
            self.show_wanted((), {}, done=False)
            self.changed.emit()

    def _owners(self) -> list[tuple[str, str]]:
        if not self._workspace.has_plan:
            return []
        return [(NOBODY, "Nobody"), *((one.id, one.name) for one in people.people(self._workspace.plan))]

    def _areas(self) -> list[tuple[str, str]]:
        if not self._workspace.has_plan:
            return []
        return [(area.id, f"{area.number}  {short(area.title, 70)}") for area in areas.in_order(self._workspace.plan)]

    def _inspections(self) -> list[tuple[str, str]]:
        if not self._workspace.has_plan:
            return []
        plan = self._workspace.plan
        names = inspections.names(plan)
        return [(one.id, short(names[one.id], 70)) for one in reversed(inspections.in_order(plan))]
