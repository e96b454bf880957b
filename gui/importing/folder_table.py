"""The documents of a folder, a line each: what it is, what it brings, and whether it will be taken in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from gui.importing.fetching import Seen
from gui.importing.item_table import day_words
from model import frameworks
from model.imports import review
from model.imports.proposals import Proposals
from model.imports.review import Draft
from model.records import AREA_KINDS
from model.store.plan import Plan
from model.wording import in_words, listed, plural, sentence_case

Index = QModelIndex | QPersistentModelIndex
_NOTHING = QModelIndex()

COLUMNS = ("Document", "Kind", "Inspection or meeting", "What it brings", "State")
WAITING, READY, REFUSED, OTHER, HELD, NOTHING, TAKEN = (
    "waiting", "ready", "refused", "another authority", "held already", "nothing in it", "taken in",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderRow:
    """One document of the list; ``state`` is one of the words above, ``sentence`` says why."""

    path: Path
    state: str = WAITING
    sentence: str = "Not read yet"
    kind: str = ""
    about: str = ""
    brings: str = ""
    when: str = ""
    ticked: bool = False
    proposals: Proposals | None = None

    @property
    def can_be_taken(self) -> bool:
        return self.state == READY


class FolderTable(QAbstractTableModel):
    """Rows come in the order given, and are sorted by the day they are about once all were read."""

    counted = Signal()  # how many are ticked changed

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[FolderRow] = []

    def set_paths(self, paths: list[Path]) -> None:
        self.beginResetModel()
        self._rows = [FolderRow(path=path) for path in paths]
        self.endResetModel()
        self.counted.emit()

    @property
    def rows(self) -> tuple[FolderRow, ...]:
        return tuple(self._rows)

    @property
    def ticked(self) -> tuple[FolderRow, ...]:
        return tuple(row for row in self._rows if row.ticked)

    def row_at(self, place: int) -> FolderRow:
        return self._rows[place]

    def set_row(self, row: FolderRow) -> None:
        """Another state of the row of that file."""
        place = next((at for at, one in enumerate(self._rows) if one.path == row.path), None)
        if place is not None:
            self._rows[place] = row
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(COLUMNS) - 1))
            self.counted.emit()

    def order(self) -> None:
        """Put them in the order of time, what cannot be taken in last."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        paths = [self._rows[index.row()].path for index in before]
        self._rows.sort(key=lambda row: (row.state not in (READY, HELD, TAKEN), row.when or "9999", row.path.name))
        places = {row.path: at for at, row in enumerate(self._rows)}
        after = [self.index(places[path], index.column()) for path, index in zip(paths, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    # --- Qt's questions

    def rowCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if index.column() == 0 and self._rows[index.row()].can_be_taken:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return (row.path.name, row.kind, row.about, row.brings, row.sentence)[column]
        if role == Qt.ItemDataRole.CheckStateRole and column == 0 and row.can_be_taken:
            return Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        row = self._rows[index.row()]
        if not row.can_be_taken:
            return False
        self.set_row(replace(row, ticked=Qt.CheckState(value) is Qt.CheckState.Checked))
        return True

    def tick(self, places: list[int], ticked: bool) -> None:
        for place in places:
            if self._rows[place].can_be_taken:
                self.set_row(replace(self._rows[place], ticked=ticked))


def row_of(plan: Plan, seen: Seen, draft: Draft | None) -> FolderRow:
    """A document that was read, or refused, as its line."""
    if seen.proposals is None or draft is None:
        return FolderRow(path=seen.path, state=REFUSED, sentence=seen.refused or "It could not be read.")
    said = seen.proposals
    row = FolderRow(
        path=seen.path, kind=sentence_case(said.kind) if said.kind != "other" else "", about=_about(plan, draft),
        brings=_brings(draft), when=_when(draft), proposals=said,
    )  # fmt: skip
    if draft.other_authority and draft.authority is not None:
        return replace(row, state=OTHER, sentence=f"It is about {draft.authority.value}.")
    if not draft.items:
        return replace(row, state=NOTHING, sentence=said.unsure[0] if said.unsure else "Nothing is proposed from it.")
    if not draft.ticked:
        return replace(row, state=HELD, sentence="The plan holds all of it already.")
    if not draft.framework and draft.inspection is None and not draft.body:
        asks = draft.asks[0] if draft.asks else "It leaves something to be asked; open it."
        return replace(row, state=READY, sentence=asks, ticked=False)
    return replace(row, state=READY, sentence=draft.asks[0] if draft.asks else "Read", ticked=True)


def _about(plan: Plan, draft: Draft) -> str:
    if draft.inspection_match is not None:
        return draft.inspection_match.title
    if draft.framework is not None:
        file = next((one for one in frameworks.choices(plan) if one.code == draft.framework), None)
        kind = next((one.name for one in file.types if one.code == draft.type), "") if file is not None else ""
        words = kind or (file.name if file is not None else "")
        words = words[:1].upper() + words[1:]
        day = day_words(_when(draft))
        return f"{words}, {day}" if day else words
    if draft.body:
        return draft.body + (f", {in_words(draft.on_day)}" if draft.on_day else "")
    return ""


def _when(draft: Draft) -> str:
    for field in ("fieldwork_start", "published"):
        for item in draft.items:
            if item.kind == "fact" and item.field == field:
                return item.value or ""
    return draft.on_day.isoformat() if draft.on_day else ""


def _brings(draft: Draft) -> str:
    judgements = sum(item.kind == "judgement" for item in draft.items)
    areas = sum(item.kind in AREA_KINDS for item in draft.items)
    promises = sum(item.kind == "commitment" for item in draft.items)
    rest = sum(item.kind not in ("fact", "judgement", "commitment", *AREA_KINDS) for item in draft.items)
    counts = ((judgements, "judgement"), (areas, "area"), (promises, "commitment"), (rest, "passage"))
    return listed(plural(count, word) for count, word in counts if count)


def draft_of(plan: Plan, seen: Seen, today: Any) -> Draft | None:
    return review.draft(plan, seen.proposals, today) if seen.proposals is not None else None
