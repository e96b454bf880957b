"""The Overview's cards of dates that others set: what the law asks, and when the inspectorate may come next."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.style import space
from gui.widgets.badge import Badge
from gui.widgets.buttons import Button
from gui.widgets.cards import Card
from gui.widgets.lines import Lines
from gui.widgets.links import LinkLabel
from gui.widgets.text import ElidedLabel, escaped, label
from gui.workspace import Workspace
from model.wording import days_in_words, month_in_words, plural, sentence_case, short, with_weekday

if TYPE_CHECKING:
    # They bring much along; the Overview asks for them when it has been drawn.
    from model.forecasts import Forecast, OpenArea
    from model.statutory_dates import StatutoryDate

STATUTORY_SHOWN = 3
SOON = 31
"""Days from which on a statutory date is shown in amber."""

OPEN_SHOWN = 3


class StatutoryCard(Card):
    """What is late or to come, soonest first; under each the last meeting that can approve it in time."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent, title="Statutory dates")
        self._workspace = workspace
        self.all_button = Button("All", kind="link", tip="Every statutory date on the Deadlines page")
        self.all_button.clicked.connect(self._open_all)
        self.head.addWidget(self.all_button)
        self.lines = Lines(self._line, "", self, most=STATUTORY_SHOWN)
        self.lines.more.clicked.disconnect()
        self.lines.more.clicked.connect(self._open_all)
        self.body.addWidget(self.lines)
        self.hide()

    def show_dates(self, dates: Sequence[StatutoryDate]) -> None:
        """Hidden where nothing is owed: a card that says so every day is noise."""
        owed = [one for one in dates if not one.expected and one.standing in ("late", "coming")]
        self.setVisible(bool(owed))
        self.lines.show_items(owed)

    def _line(self, one: StatutoryDate) -> QWidget:
        line = QWidget(self)
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        link = LinkLabel(one.what, line)
        explained = "\n".join([one.of, *one.explanation])
        link.setToolTip(escaped(explained))
        if one.inspection is not None:
            link.clicked.connect(partial(_open, self._workspace, "inspection", one.inspection.id))
        column.addWidget(link)
        middle = QHBoxLayout()
        middle.setSpacing(space.s)
        middle.setContentsMargins(3, 0, 0, 0)
        day = ElidedLabel(with_weekday(one.day) if one.day is not None else "", "small", line)
        middle.addWidget(day, 1)
        badge = Badge(line)
        if one.standing == "late":
            badge.show_rating("red", one.words, one.sentence)
        elif one.days_left is not None and one.days_left <= SOON:
            badge.show_rating("amber", one.words, one.sentence)
        else:
            badge.show_words(one.words, "accent", one.sentence)
        middle.addWidget(badge)
        column.addLayout(middle)
        if one.last_meeting_sentence:
            below = label(one.last_meeting_sentence, "small", wrap=True, parent=line)
            below.setContentsMargins(3, 0, 0, 0)
            below.setToolTip(escaped(explained))
            column.addWidget(below)
        return line

    def _open_all(self, *_: object) -> None:
        self._workspace.go("deadlines", kinds=("statutory",))


class ForecastCard(Card):
    """The window that the rule gives, the day that others' waits make likely, and what would still be open then."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent, title="Next inspection")
        self._workspace = workspace
        self.count = label("", "small")
        self.head.addWidget(self.count)
        self.when = label("", wrap=True)
        self.measured = label("", "small", wrap=True)
        for words in (self.when, self.measured):
            self.body.addWidget(words)
        self.lines = Lines(self._line, "", self, most=OPEN_SHOWN)
        self.lines.more.clicked.disconnect()
        self.lines.more.clicked.connect(self._open_plan)
        layout = self.lines.layout()
        assert layout is not None
        layout.setSpacing(0)
        self.body.addWidget(self.lines)
        self.body.setSpacing(space.xs)
        self.shown: Forecast | None = None
        self.hide()

    def show_forecasts(self, found: Sequence[Forecast]) -> None:
        """Hidden where nothing can be said."""
        by_rule = [one for one in found if one.basis == "rule" and one.first is not None]
        measured = next((one for one in found if one.basis == "measured"), None)
        # The one that may come first: a monitoring visit before the next full inspection.
        first = min(by_rule, key=lambda one: one.open_on, default=measured)
        self.shown = first
        self.setVisible(first is not None)
        if first is None:
            return
        self.when.setText(_window(first))
        told = "\n".join(part for part in (first.sentence, first.note, first.source) if part)
        self.when.setToolTip(escaped(told))
        is_other = measured is not None and measured is not first
        self.measured.setVisible(is_other)
        if measured is not None and is_other:
            self.measured.setText(measured.sentence)
            self.measured.setToolTip(escaped("\n".join(part for part in (measured.note, measured.source) if part)))
        count = len(first.open_areas)
        verb = "would be open then" if count else "would be open then, if every date is kept"
        self.count.setText(f"{sentence_case(plural(count, 'area'))} {verb}")
        self.count.setToolTip(escaped(first.open_sentence))
        self.lines.show_items(first.open_areas)
        self.lines.setVisible(bool(count))

    def _line(self, one: OpenArea) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.s)
        link = LinkLabel(f"{one.area.number}  {one.area.title}", line)
        link.clicked.connect(partial(_open, self._workspace, "area", one.area.id))
        row.addWidget(link, 1)
        said = label(short(one.sentence.rstrip("."), 60), "small", parent=line)
        said.setToolTip(escaped(one.sentence))
        said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(said)
        return line

    def _open_plan(self, *_: object) -> None:
        self._workspace.go("plan")


def _window(one: Forecast) -> str:
    """As in "ILACS inspection: 24 October 2025 to 24 October 2026, by rule"."""
    what = sentence_case(one.what.removeprefix("Next "))
    if one.first is not None and one.last is not None and one.first != one.last:
        return f"{what}: {days_in_words(one.first, one.last)}, by rule"
    day = one.likely or one.first or one.open_on
    return f"{what}: about {month_in_words(day)}" + (", by rule" if one.basis == "rule" else "")


def _open(workspace: Workspace, table: str, record_id: str, *_: object) -> None:
    workspace.open(table, record_id)
