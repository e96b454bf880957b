"""A day, typed as people here type it ("31/3/27", "31 March 2027") or taken from a calendar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QToolTip, QWidget

from gui import style
from gui.widgets.text import escaped
from model import wording
from model.dates import ENGLAND_AND_WALES, Calendar, Entered, entered_day
from model.errors import Refused


@dataclass(frozen=True, slots=True)
class Known:
    """What a phrase may be read by: the plan's calendar, and its meetings by day and name."""

    calendar: Calendar = ENGLAND_AND_WALES
    meetings: Sequence[tuple[date, str]] = ()


class DateEdit(QLineEdit):
    """Holds a day or none. What is typed counts on Enter or when the field is left.

    Besides a day a phrase may be typed that gives one ("in six months", "end of March", "Q3 2026/27"). How it is
    read is said before it counts: ``explained`` comes with the sentence at each key, empty for a plain day, and
    the field shows it beside itself unless somebody else does.

    ``committed`` comes with the day; ``refused`` with a sentence where it is no day, and the text stays for
    mending. Up and down move by a day, with Shift by a week.
    """

    committed = Signal(object)  # date or None
    refused = Signal(str)
    explained = Signal(str)

    def __init__(self, today: date, parent: QWidget | None = None, *, name: str = "Date") -> None:
        super().__init__(parent)
        self._today = today
        self._day: date | None = None
        self.setPlaceholderText("day/month/year")
        self.setAccessibleName(name)
        self.setMaxLength(80)
        self.setMinimumWidth(130)
        self._anchor: tuple[date, str | None] | None = None
        self._known: Callable[[], Known] = Known
        self._says_itself = True
        self._sentence = ""
        self._calendar: QCalendarWidget | None = None
        self._opener = QAction(self)
        self._opener.setText("Calendar")
        self._opener.triggered.connect(self.open_calendar)
        self.addAction(self._opener, QLineEdit.ActionPosition.TrailingPosition)
        self._take_icon()
        style.theme().changed.connect(self._take_icon)
        self.textChanged.connect(self._explain)

    @property
    def day(self) -> date | None:
        """The day as it is typed now. Raises Refused where it is no day."""
        return self._entered().day

    def set_day(self, day: date | None) -> None:
        """Show this day, as if it had always stood here."""
        self._day = day
        self.setText(self._shown(day))
        self.setCursorPosition(0)

    def set_today(self, today: date) -> None:
        self._today = today

    def set_anchor(self, day: date | None, what: str | None = None) -> None:
        """What a phrase is counted from, and that day in words ("the visit"); without one it is today."""
        self._anchor = (day, what) if day is not None else None
        self._explain()

    def set_known(self, known: Callable[[], Known]) -> None:
        """Where to ask for the calendar and the meetings, when a phrase is typed."""
        self._known = known

    def set_says_itself(self, yes: bool) -> None:
        """Whether the field shows how a phrase is read by itself; somebody else listens to ``explained`` if not."""
        self._says_itself = yes

    @property
    def sentence(self) -> str:
        """How the phrase that stands here is read; empty for a plain day."""
        return self._sentence

    @property
    def edited(self) -> bool:
        """Whether something is typed that was not committed."""
        return self.text() != self._shown(self._day)

    def commit(self) -> bool:
        """Take what is typed. False where it is no day."""
        if not self.edited:
            return True
        try:
            day = self.day
        except Refused as error:
            self.refused.emit(str(error))
            return False
        changed = day != self._day
        self.set_day(day)
        if changed:
            self.committed.emit(day)
        return True

    def revert(self) -> None:
        self.set_day(self._day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.edited:
                self.commit()
            else:
                super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            days = 7 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            self._move(days if key == Qt.Key.Key_Up else -days)
        elif key == Qt.Key.Key_Escape and self.edited:
            self.revert()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.commit()

    def open_calendar(self) -> None:
        if self._calendar is None:
            self._calendar = QCalendarWidget(self)
            self._calendar.setWindowFlags(Qt.WindowType.Popup)
            self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
            self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
            self._calendar.activated.connect(self._picked)
            self._calendar.clicked.connect(self._picked)
            self._calendar.installEventFilter(self)
        shown = self._day or self._today
        self._calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self._calendar.move(self.mapToGlobal(QPoint(0, self.height())))
        self._calendar.show()
        self._calendar.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self._calendar
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self._calendar.hide()
            return True
        return super().eventFilter(watched, event)

    def _picked(self, picked: QDate) -> None:
        assert self._calendar is not None
        self._calendar.hide()
        self.setText(self._shown(date(picked.year(), picked.month(), picked.day())))
        self.commit()
        self.setFocus()

    def _entered(self) -> Entered:
        if not self.edited:
            return Entered(self._day)
        known = self._known()
        anchor, what = self._anchor or (None, None)
        return entered_day(
            self.text(), self._today, anchor=anchor, anchor_what=what,
            calendar=known.calendar, meetings=known.meetings,
        )  # fmt: skip

    def _explain(self, *_: object) -> None:
        try:
            sentence = self._entered().sentence
        except Refused:
            sentence = ""
        if sentence == self._sentence:
            return
        self._sentence = sentence
        self.setAccessibleDescription(sentence)
        if self._says_itself:
            if sentence and self.isVisible():
                QToolTip.showText(self.mapToGlobal(QPoint(0, self.height() // 2)), escaped(sentence), self)
            else:
                QToolTip.hideText()
        self.explained.emit(sentence)

    def _move(self, days: int) -> None:
        try:
            start = self.day or self._today
            self.setText(self._shown(date.fromordinal(start.toordinal() + days)))
        except (Refused, ValueError):
            return

    def _shown(self, day: date | None) -> str:
        return wording.in_words(day) if day is not None else ""

    def _take_icon(self) -> None:
        self._opener.setIcon(style.icon("date", "muted"))
