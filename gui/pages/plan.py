"""The plan as a tree: areas, the actions under each, their milestones; edited, ordered and added to in place."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from gui import messages
from gui.dialogs.add_action import add_actions
from gui.dialogs.add_area import add_areas
from gui.dialogs.add_milestone import add_milestones
from gui.pages.base import Page
from gui.pages.plan_moves import delete, move
from gui.style import space
from gui.tables.plan_lines import LineEdits, line_columns
from gui.tables.plan_tree import PlanTree
from gui.tables.plan_tree_view import PlanTreeView
from gui.widgets.empty import EmptyState
from gui.widgets.search_field import SearchField
from gui.widgets.segmented import SegmentedControl
from gui.widgets.text import label
from gui.workspace import Workspace
from model import outline
from model.records import Area
from model.wording import plural, quoted, sentence_case

_ON_AREA = (
    "plan.add_action", "", "edit.rename", "edit.override_delivery", "edit.override_impact",
    "plan.add_evidence", "", "plan.move_up", "plan.move_down", "", "edit.delete",
)  # fmt: skip
_ON_ACTION = (
    "edit.assign", "edit.agree_date", "plan.add_update", "plan.add_evidence", "plan.add_milestone", "",
    "plan.add_action", "edit.rename", "edit.override_delivery", "", "plan.move_up", "plan.move_down", "", "edit.delete",
)  # fmt: skip
_ON_MILESTONE = (
    "plan.add_milestone", "edit.rename", "", "plan.move_up", "plan.move_down", "", "edit.delete"
)  # fmt: skip


class PlanPage(Page):
    """Areas → actions → milestones."""

    WATCHES = ("area", "source", "action", "milestone", "evidence", "inspection", "meeting", "person", "plan")

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._shown_plan: object = None
        self._deleted: tuple[str, list[str]] = ("", [])
        self.header.set_title("Plan")
        self.header.add_action("plan.add_action")
        self.header.add_action("plan.add_area", primary=True)
        self.search = SearchField("Find in areas, actions and milestones…")
        self.search.setMinimumWidth(300)
        self.search.searched.connect(self._searched)
        self.search.down_pressed.connect(self._go_to_tree)
        self.depth = SegmentedControl(
            (("areas", "Areas"), ("actions", "Actions"), ("milestones", "Milestones")), name="Unfold down to"
        )
        self.depth.chosen.connect(self._depth_chosen)
        bar = QHBoxLayout()
        bar.setSpacing(space.m)
        bar.addWidget(self.search)
        bar.addStretch(1)
        bar.addWidget(label("Unfold to", "muted"))
        bar.addWidget(self.depth)
        self.body.addLayout(bar)
        self.tree = PlanTree(workspace, line_columns(LineEdits(workspace, self)), self)
        self.view = PlanTreeView(workspace, self.tree, "plan", self)
        self.view.commands = {"area": _ON_AREA, "action": _ON_ACTION, "milestone": _ON_MILESTONE}
        self.view.pressed_insert.connect(workspace.commander("plan.add_action"))
        self.empty = EmptyState("", "", parent=self, icon="plan")
        self.empty.pressed.connect(self._empty_pressed)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.empty)
        self.body.addWidget(self.stack, 1)
        self.keys_go_to(self.view)
        workspace.closed.connect(self._closed)

    # --- showing

    def refresh(self) -> None:
        plan = self.workspace.plan
        words = self.search.text()
        found = outline.found(plan, words)
        if self._shown_plan is not plan:
            self._shown_plan = plan
            self.view.show_plan(found)
            self.view.restore_folding(self.tree.counted()[1])
            self.view.show_plan(found)
        else:
            self.view.bring_up_to_date(found)
            self._take_up_again()
        self._say_what_is_shown(words, found)

    def show_record(self, table: str, record_id: str) -> bool:
        """An area, action or milestone, or the area of a source. A search that hides it is ended."""
        if table not in ("area", "action", "milestone", "source"):
            return False
        self.bring_up_to_date()
        path = outline.path_of(self.workspace.plan, table, record_id)
        if path is None:
            return False
        kind = ("area", "action", "milestone")[len(path) - 1]
        if not self.view.select(kind, [path[-1]]):
            self._end_search()
            self.view.select(kind, [path[-1]])
        self.view.tell_selection()
        return True

    def apply(self, **what: Any) -> None:
        """``text=``: look for these words; ``area=``: show this area and what stands under it."""
        self.search.set_quietly(str(what.get("text", "")))
        self.look_again()
        area = what.get("area")
        if isinstance(area, str) and self.show_record("area", area):
            self.view.setExpanded(self.tree.index_of("area", area), True)

    def _say_what_is_shown(self, words: str, found: outline.Found | None) -> None:
        areas, actions, late = self.tree.counted()
        said = f"{plural(areas, 'area')}, {plural(actions, 'action')}" + (f", {late:,} late" if late else "")
        if found is not None:
            said = f"Found {plural(found.count, 'time')} in {said}"
        self.header.set_summary(sentence_case(said))
        self.depth.setEnabled(found is None)
        self.depth.set_key(self.view.depth())
        if areas == 0:
            self.empty.say(
                "No areas for improvement yet",
                "Add each area in the inspector's words, then the actions that answer it. Where a report is new, "
                "add the inspection first (Ctrl+Shift+I): areas then point to it, with page and paragraph.",
                "Add area" if self.workspace.writable else "",
            )
        elif found is not None and not found.count:
            self.empty.say(
                f"Nothing found for {quoted(words)}",
                "Titles, numbers, owners, statuses, inspectors' words and quotes were looked through. "
                "Updates and evidence are searched on the Actions page.",
                "Show the whole plan",
            )
        shown = self.empty if areas == 0 or (found is not None and not found.count) else self.view
        self.stack.setCurrentWidget(shown)

    def _empty_pressed(self) -> None:
        if self.search.text():
            self._end_search()
            self.view.setFocus()
        else:
            self.workspace.command("plan.add_area")

    # --- searching and unfolding

    def find(self) -> None:
        """Go to the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _searched(self, words: str) -> None:
        found = outline.found(self.workspace.plan, words)
        self.view.show_plan(found)
        self._say_what_is_shown(words, found)

    def _end_search(self) -> None:
        self.search.set_quietly("")
        self._searched("")

    def _go_to_tree(self) -> None:
        self.view.setFocus()
        if not self.view.currentIndex().isValid() and self.tree.rowCount():
            self.view.setCurrentIndex(self.tree.index(0, 1))

    def _depth_chosen(self, depth: str) -> None:
        chosen = {"areas": self.view.fold_all, "actions": self.view.unfold_actions, "milestones": self.view.unfold_all}
        chosen[depth]()

    # --- adding

    def add_area(self) -> None:
        """Ask for areas; they stand at the end."""
        made = add_areas(self.workspace, self.window())
        self._show_made("area", made)

    def add_action(self) -> None:
        """Ask for actions under the area in hand, after the action in hand."""
        path = self._path_in_hand()
        if not path and not self.workspace.plan.all(Area):
            self.workspace.refuse("An action stands under an area: add the area first (Ctrl+Shift+A).")
            return
        area = path[0] if path else None
        made = add_actions(self.workspace, self.window(), area, after=path[1] if len(path) > 1 else None)
        self._show_made("action", made)

    def add_milestone(self) -> None:
        """Ask for milestones under the action in hand, after the milestone in hand."""
        path = self._path_in_hand()
        if len(path) < 2:
            self.workspace.refuse("A milestone stands under an action: select the action first.")
            return
        made = add_milestones(self.workspace, self.window(), path[1], after=path[2] if len(path) > 2 else None)
        self._show_made("milestone", made)

    def _path_in_hand(self) -> outline.Path:
        """Where the record in hand stands; of several, the last one."""
        chosen = self.workspace.selection
        if chosen.table not in ("area", "action", "milestone") or not chosen.ids:
            return ()
        return outline.path_of(self.workspace.plan, chosen.table, chosen.ids[-1]) or ()

    def _show_made(self, table: str, made: list[str]) -> None:
        if made and self.show_record(table, made[-1]):
            self.view.setFocus()

    # --- changing what is selected

    def edit_selected(self) -> None:
        """Edit the cell in hand, or the title where that cell cannot be edited."""
        index = self.view.currentIndex()
        self.view.setFocus()
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.view.edit(index)
        else:
            self.view.edit_title()

    def delete_selected(self) -> None:
        """Delete what is in hand, after saying what goes along; Undo brings all of it back."""
        table, ids = self.view.selected()
        if not ids:
            return
        beside = self.view.beside(table, ids)
        along = outline.goes_along(self.workspace.plan, table, ids)
        if along:
            what, title = self._named(table, ids)
            whose = "its" if len(ids) == 1 else "their"
            verb = "goes" if len(ids) == 1 else "go"
            sentence = f"{sentence_case(title)} {verb} with {whose} {along}."
            sentence += " Undo brings all of it back."
            if not messages.confirm(self.window(), f"Delete {what}", sentence, yes="Delete"):
                return
        if delete(self.workspace, table, ids) is None:
            return
        self._deleted = (table, ids)
        if beside is not None:
            self.view.select(beside[0], [beside[1]], scroll=False)

    def _named(self, table: str, ids: list[str]) -> tuple[str, str]:
        """Without and with its title: "area 3", "area 3 “Planning”"; of several "4 actions" twice."""
        if len(ids) > 1:
            return plural(len(ids), table), plural(len(ids), table)
        line = self.tree.line_at(self.tree.index_of(table, ids[0]))
        name = f"{table} {line.number}".rstrip() if line is not None else table
        return name, f"{name} {quoted(line.title)}" if line is not None else name

    def _take_up_again(self) -> None:
        """What was deleted and is back by Undo is selected again."""
        table, ids = self._deleted
        if ids and self.tree.index_of(table, ids[0]).isValid():
            self._deleted = ("", [])
            self.view.select(table, ids)

    def move_up(self) -> None:
        """One place up; an action at the top goes to the end of the area above."""
        self._move(-1)

    def move_down(self) -> None:
        """One place down; an action at the end goes to the top of the area below."""
        self._move(1)

    def _move(self, way: int) -> None:
        table, ids = self.view.selected()
        if ids:
            move(self.workspace, self.tree, table, ids, way)
            self.view.scrollTo(self.view.currentIndex())

    # --- within

    def _closed(self) -> None:
        self._shown_plan = None
        self._deleted = ("", [])
        self.search.set_quietly("")
        self.tree.clear()
        self.stale = True
