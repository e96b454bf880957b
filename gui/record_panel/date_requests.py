"""Requests to move a date, where they are decided: under an action's date, and beside the meeting that hears them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.dialogs import decide_request
from gui.style import space
from gui.widgets.buttons import Button
from gui.widgets.kept_lines import KeptLines
from gui.widgets.links import LinkLabel
from gui.widgets.text import ElidedLabel, label
from gui.workspace import Workspace
from model import date_requests
from model.date_requests import RequestRow
from model.wording import in_words


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with the id that a kept line goes by."""

    id: str
    row: RequestRow


class RequestLine(QWidget):
    """One request that waits: what is asked and why, with what can be done about it."""

    def __init__(self, workspace: Workspace, *, named: bool, wide: bool = False, parent: QWidget | None = None) -> None:
        """``named``: with a link to what it is about; ``wide``: on two lines, the buttons beside the link."""
        super().__init__(parent)
        self._workspace = workspace
        self._row: RequestRow | None = None
        self.meeting: str | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.link = LinkLabel("", self)
        self.link.clicked.connect(self._open)
        self.link.setVisible(named)
        self.words: QLabel = ElidedLabel("", "small", self) if wide else label(
            "", "small" if named else "body", wrap=True, selectable=True
        )  # fmt: skip
        self.words.setContentsMargins(2, 0, 0, 0)
        buttons = QHBoxLayout()
        buttons.setSpacing(space.m)
        self.agree_button = Button("Agree…", kind="link")
        self.agree_button.clicked.connect(partial(self._decide, False))
        self.refuse_button = Button("Refuse…", kind="link")
        self.refuse_button.clicked.connect(partial(self._decide, True))
        self.withdraw_button = Button("Withdraw", kind="link", tip="Take the request back; the date stays as it is.")
        self.withdraw_button.clicked.connect(self._withdraw)
        for button in (self.agree_button, self.refuse_button, self.withdraw_button):
            buttons.addWidget(button)
        if wide:
            head = QHBoxLayout()
            head.setSpacing(space.m)
            head.addWidget(self.link, 1)
            head.addLayout(buttons)
            column.addLayout(head)
            column.addWidget(self.words)
            return
        column.addWidget(self.link)
        column.addWidget(self.words)
        buttons.addStretch(1)
        column.addLayout(buttons)

    def show_item(self, item: Asked) -> None:
        row = self._row = item.row
        self.link.set_words(f"{row.number}  {row.title}" if row.table == "action" else row.title)
        if isinstance(self.words, ElidedLabel):
            self.words.set_words(_said(row))
        else:
            self.words.setText(_said(row))
        for button, what in (
            (self.agree_button, "Agree"), (self.refuse_button, "Refuse"), (self.withdraw_button, "Withdraw"),
        ):  # fmt: skip
            button.setAccessibleName(f"{what} the new date of {row.called[:1].lower()}{row.called[1:]}")
            button.setVisible(self._workspace.writable)

    def _open(self) -> None:
        if self._row is not None:
            self._workspace.open(self._row.table, self._row.row)

    def _decide(self, refuse: bool, *_: object) -> None:
        if self._row is not None:
            decide_request.decide(
                self._workspace, self.window(), [self._row.request.id], refuse=refuse, meeting=self.meeting
            )

    def _withdraw(self) -> None:
        if self._row is not None:
            self._workspace.do(date_requests.withdraw, [self._row.request.id], self._workspace.today())


class DatesToAgree(QWidget):
    """The requests that a meeting is to hear, each or all of them to be agreed or refused."""

    more_asked = Signal()

    def __init__(
        self, workspace: Workspace, parent: QWidget | None = None, *, wide: bool = False, most: int = 50
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._wide, self._most = wide, most
        self._meeting: str | None = None
        self._rows: tuple[RequestRow, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.s)
        self.lines = KeptLines(self._made, "", self, spacing=space.xs if wide else space.s)
        column.addWidget(self.lines)
        foot = QHBoxLayout()
        foot.setSpacing(space.s)
        self.agree_all = Button("Agree all…")
        self.agree_all.clicked.connect(partial(self._decide_all, False))
        self.refuse_all = Button("Refuse all…")
        self.refuse_all.clicked.connect(partial(self._decide_all, True))
        foot.addWidget(self.agree_all)
        foot.addWidget(self.refuse_all)
        self.more = Button("", kind="link")
        self.more.clicked.connect(self.more_asked)
        foot.addWidget(self.more)
        foot.addStretch(1)
        column.addLayout(foot)

    def show_rows(self, rows: Sequence[RequestRow], meeting: str | None) -> None:
        """Show these requests; what is decided here was decided at ``meeting``."""
        self._rows, self._meeting = tuple(rows), meeting
        self.lines.show_items([Asked(one.request.id, one) for one in rows[: self._most]])
        self.more.setText(f"and {len(rows) - self._most} more")
        self.more.setVisible(len(rows) > self._most)
        for line in self.lines.lines.values():
            line.meeting = meeting
        for button in (self.agree_all, self.refuse_all):
            button.setVisible(len(self._rows) > 1 and self._workspace.writable)

    def _made(self, _: str) -> QWidget:
        return RequestLine(self._workspace, named=True, wide=self._wide)

    def _decide_all(self, refuse: bool, *_: object) -> None:
        ids = [one.request.id for one in self._rows]
        decide_request.decide(self._workspace, self.window(), ids, refuse=refuse, meeting=self._meeting)


def _said(row: RequestRow) -> str:
    """What is asked, by whom, when, and where it is to be agreed."""
    one = row.request
    by = f" by {one.asked_by}" if one.asked_by else ""
    where = f"; to be agreed at {row.meeting_name}" if row.meeting_name else ""
    return f"{row.sentence.rstrip('.')}. Asked{by} on {in_words(one.asked_on)}{where}."
