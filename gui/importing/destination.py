"""Where a document goes: the inspection and the meeting that its items belong to, and what it leaves to be asked."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gui.importing.reviewing import NEW, NONE, Review
from gui.style import space
from gui.widgets.buttons import Button
from gui.widgets.choice import Choice
from gui.widgets.date_edit import DateEdit
from gui.widgets.inputs import LineInput
from gui.widgets.text import Label, label
from gui.workspace import Workspace
from model import frameworks, inspections, meetings
from model.imports.review import FACTS
from model.records import Meeting
from model.wording import sentence_case


class Destination(QWidget):
    """Edits the review's inspection and meeting; what the document leaves open stands under it."""

    def __init__(self, workspace: Workspace, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._review = review
        outer = QVBoxLayout(self)
        outer.setContentsMargins(space.m, space.s, space.m, space.s)
        outer.setSpacing(space.xs)
        grid = QGridLayout()
        grid.setHorizontalSpacing(space.s)
        grid.setVerticalSpacing(space.xs)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)
        outer.addLayout(grid)
        self.inspection, self.framework, self.type = Choice(), Choice(), Choice()
        self.meeting, self.body, self.day = (
            Choice(),
            LineInput(),
            DateEdit(workspace.today(), name="Day of the meeting"),
        )
        self.body.setPlaceholderText("committee, board or panel")
        self.days = {
            "fieldwork_start": DateEdit(workspace.today(), name="Fieldwork from"),
            "fieldwork_end": DateEdit(workspace.today(), name="Fieldwork to"),
        }
        self._labels: dict[str, Label] = {}
        for row, (name, words, field, at) in enumerate(
            (
                ("inspection", "Inspection", self.inspection, (0, 0, 1)),
                ("framework", "Framework", self.framework, (1, 0, 1)),
                ("type", "Type", self.type, (1, 2, 1)),
                ("meeting", "Meeting", self.meeting, (0, 2, 1)),
                ("fieldwork_start", "Fieldwork", self.days["fieldwork_start"], (2, 0, 1)),
                ("fieldwork_end", "to", self.days["fieldwork_end"], (2, 2, 1)),
                ("body", "Body", self.body, (3, 0, 1)),
                ("day", "Day", self.day, (3, 2, 1)),
            )
        ):
            line, column, wide = at
            caption = self._labels[name] = label(words, "muted", parent=self)
            caption.setBuddy(field)
            if name not in self.days:
                field.setAccessibleName(words if row else "Goes into")
            grid.addWidget(caption, line, column)
            grid.addWidget(field, line, column + 1, 1, wide)
        self.remark = label("", "small", wrap=True)
        outer.addWidget(self.remark)
        self.asks = label("", "strong", wrap=True, selectable=True)
        outer.addWidget(self.asks)
        self.ours = Button("It is about us all the same: tick what is sure", kind="link")
        self.ours.clicked.connect(review.take_all_the_same)
        outer.addWidget(self.ours, 0, Qt.AlignmentFlag.AlignLeft)
        self.quiet = label("", "small", wrap=True, selectable=True)
        outer.addWidget(self.quiet)
        self.inspection.chosen.connect(review.choose_inspection)
        self.framework.chosen.connect(review.set_framework)
        self.type.chosen.connect(review.set_type)
        self.meeting.chosen.connect(review.choose_meeting)
        self.body.committed.connect(review.set_body)
        self.day.committed.connect(review.set_day)
        self.day.set_says_itself(False)
        for name, edit in self.days.items():
            edit.set_says_itself(False)
            edit.committed.connect(partial(self._set_fact, name))
        review.placed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        draft, plan = self._review.draft, self._workspace.plan
        names = inspections.names(plan)
        held = [(one.id, names[one.id]) for one in reversed(inspections.in_order(plan))]
        self.inspection.set_pairs([(NEW, "A new inspection"), *held, (NONE, "No inspection")])
        self.inspection.set_value(self._review.inspection)
        files = frameworks.choices(plan)
        self.framework.set_pairs([(file.code, file.name) for file in files])
        self.framework.set_value(draft.framework)
        file = next((file for file in files if file.code == draft.framework), None)
        self.type.set_pairs([(one.code, sentence_case(one.name)) for one in file.types] if file else [])
        self.type.set_value(draft.type)
        self._show(("framework", "type"), self._review.inspection == NEW)
        for name, edit in self.days.items():
            fact = self._review.item(f"fact {name}")
            self._show((name,), self._review.inspection == NEW and (fact is None or fact.at is None))
            if not edit.edited or not edit.hasFocus():
                edit.set_day(date.fromisoformat(fact.value) if fact is not None and fact.value else None)
        called = meetings.names(plan)
        met = sorted(plan.all(Meeting), key=_day_of, reverse=True)
        self.meeting.set_pairs(
            [(NEW, "A new meeting"), *((one.id, called[one.id]) for one in met), (NONE, "No meeting")]
        )
        self.meeting.set_value(self._review.meeting)
        self._show(("body", "day"), self._review.meeting == NEW)
        if not self.body.edited or not self.body.hasFocus():
            self.body.show_value(draft.body)
        if not self.day.edited or not self.day.hasFocus():
            self.day.set_day(draft.on_day)
        self._show_words()

    def begin(self, field: str) -> None:
        """Put the keys where an answer is missing: ``framework`` or ``body``."""
        missing: dict[str, QWidget] = {
            "framework": self.framework if self._review.draft.framework is None else self.type,
            "body": self.body if not self._review.draft.body else self.day,
        }
        if field in missing:
            missing[field].setFocus(Qt.FocusReason.OtherFocusReason)

    def take_what_is_typed(self) -> bool:
        taken = [
            field.commit() for field in (self.body, self.day, *self.days.values()) if field.edited
        ]  # each, whatever the other says
        return all(taken)

    # --- within

    def _set_fact(self, name: str, day: date | None) -> None:
        self._review.set_fact(name, dict(FACTS)[name], day)

    def _show(self, names: tuple[str, ...], shown: bool) -> None:
        fields: dict[str, Any] = {
            **self.days, "framework": self.framework, "type": self.type, "body": self.body, "day": self.day,
        }  # fmt: skip
        for name in names:
            fields[name].setVisible(shown)
            self._labels[name].setVisible(shown)

    def _show_words(self) -> None:
        draft, plan = self._review.draft, self._workspace.plan
        found = draft.inspection_match or draft.meeting_match
        remarks = (
            [found.sentence]
            if found is not None and found.id in (self._review.inspection, self._review.meeting)
            else []
        )
        if draft.type_inferred and self._review.inspection == NEW:
            remarks.append("The document does not print the type; it follows from the length of the fieldwork.")
        if draft.known_document is not None:
            remarks.append("The plan keeps this very document already.")
        self._say(self.remark, remarks)
        asks = list(draft.asks)
        if draft.other_authority and draft.authority is not None:
            asks.insert(
                0, f"This document is about {draft.authority.value} and the plan about {plan.details.authority}; "
                "nothing is ticked.",
            )  # fmt: skip
        self._say(self.asks, asks)
        self.ours.setVisible(draft.other_authority)
        self._say(self.quiet, [*draft.unsure, *draft.remarks])

    def _say(self, where: Label, sentences: list[str]) -> None:
        where.setText(" ".join(sentences) if where is self.remark else "\n".join(sentences))
        where.setVisible(bool(sentences))


def _day_of(meeting: Meeting) -> Any:
    return meeting.on_day
