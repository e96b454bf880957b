"""Under the agreed date of an action: how far it came, whether it was late, what is asked, and what may be asked."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.record_panel.date_requests import Asked, RequestLine
from gui.style import space
from gui.widgets.buttons import Button
from gui.widgets.fields import LABEL_WIDTH
from gui.widgets.kept_lines import KeptLines
from gui.widgets.text import label
from gui.workspace import Workspace
from model import progress
from model.agreed_dates import Moves
from model.date_requests import RequestRow
from model.dates import phrases
from model.records import Action
from model.wording import plural


class DateStory(QWidget):
    """ "Was 31 March, now 30 June 2027; moved twice, 91 days; agreed by the Board on 4 May", and what belongs to it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._action: str | None = None
        self._words = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(LABEL_WIDTH + space.s, 0, 0, 0)  # in line with the date above
        column.setSpacing(space.xs)
        self.moved = label("", "small", wrap=True, selectable=True)
        self.was_late = label("", "refusal", wrap=True, selectable=True)
        self.requests = KeptLines(self._line, "", self)
        self.keep_button = Button(
            "Keep these words…", kind="link", tip="It then has no agreed date, and a day on which it is reviewed."
        )
        self.keep_button.clicked.connect(self._keep)
        for part in (self.moved, self.was_late, self.requests):
            column.addWidget(part)
        column.addWidget(self.keep_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.keep_button.hide()

    def show_story(self, action: Action, moves: Moves, requests: tuple[RequestRow, ...]) -> None:
        if action.id != self._action:
            self.keep_button.hide()
        self._action = action.id
        self.moved.setText(f"{moves.sentence}." if moves.sentence else "")
        self.moved.setVisible(bool(moves.sentence))
        late = moves.late_words if progress.is_open(action) else ""
        self.was_late.setText(f"{late}." if late else "")
        self.was_late.setVisible(bool(late))
        waiting = [Asked(one.request.id, one) for one in requests if one.request.state == "waiting"]
        self.requests.show_items(waiting)
        self.requests.setVisible(bool(waiting))
        self.setVisible(bool(moves.sentence or late or waiting) or not self.keep_button.isHidden())

    def offer_words(self, typed: str, today: date) -> None:
        """What was typed for a date is no date: offer to keep the words, where they say so much."""
        read = phrases.read_phrase(typed, said_on=today)
        fits = read is not None and read.kind == "no date" and self._workspace.writable
        self._words = " ".join(typed.split()) if fits else ""
        self.keep_button.setVisible(fits)
        if fits:
            self.show()

    def forget_words(self) -> None:
        """Another date stands in the field: there is nothing to keep."""
        self.keep_button.hide()

    def _line(self, _: str) -> QWidget:
        return RequestLine(self._workspace, named=False)

    def _keep(self) -> None:
        from gui.dialogs import keep_words

        if self._action is not None and keep_words.keep_words(
            self._workspace, self.window(), [self._action], self._words
        ):  # fmt: skip
            self.keep_button.hide()


class ForecastNote(QWidget):
    """Quietly, under a forecast that is later than the agreed date: a new date may be asked for."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._action: str | None = None
        self._forecast: date | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(LABEL_WIDTH + space.s, 0, 0, 0)
        column.setSpacing(0)
        self.words = label("", "small", wrap=True)
        self.ask_button = Button("Ask for a new date…", kind="link")
        self.ask_button.clicked.connect(partial(self._ask))
        column.addWidget(self.words)
        column.addWidget(self.ask_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_action(self, action: Action, *, asked: bool) -> None:
        self._action, self._forecast = action.id, action.forecast
        later = 0
        if action.forecast is not None and action.agreed is not None and progress.is_open(action):
            later = (action.forecast - action.agreed).days
        self.words.setText(f"{plural(later, 'day')} after the agreed date, which stays as it is.")
        self.ask_button.setVisible(not asked and self._workspace.writable)
        self.setVisible(later > 0)

    def _ask(self, *_: object) -> None:
        from gui.dialogs import agree_date

        if self._action is not None:
            agree_date.ask_for_date(self._workspace, self.window(), [self._action], self._forecast)
