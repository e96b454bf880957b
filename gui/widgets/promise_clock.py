"""The clock of one promise: a number to be read from afar, the sentence that was said, and how far its answer is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui import style
from gui.style import space
from gui.widgets.area_progress import ProgressBar
from gui.widgets.links import LinkLabel
from gui.widgets.text import ElidedLabel, escaped, label
from model.commitments import CommitmentRow
from model.wording import in_words, sentence_case

SOON = 31
"""Days from which on a promise that is due is shown in amber."""

_TONES = {"red": "red", "amber": "amber", "blue": "blue"}


def clock_rating(row: CommitmentRow) -> str:
    """The colour and shape of a clock: past red, soon amber, met blue; grey runs, or needs a date."""
    clock = row.clock
    if clock.state == "past":
        return "red"
    if clock.state == "met":
        return "blue"
    return "amber" if clock.state == "due" and (clock.days_left or 0) <= SOON else "grey"


class PromiseClock(QWidget):
    """Left the figure, right the words. The panel shows its sentence as a title already and leaves it out here."""

    opened = Signal(str)  # the commitment's id

    def __init__(self, parent: QWidget | None = None, *, with_sentence: bool = True) -> None:
        super().__init__(parent)
        self._row: CommitmentRow | None = None
        self._with_sentence = with_sentence
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(space.m)
        figure = QVBoxLayout()
        figure.setSpacing(0)
        self.number = label("", "number", parent=self)
        self.unit = label("", "small", parent=self)
        for part in (self.number, self.unit):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            part.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            figure.addWidget(part)
        figure.addStretch(1)
        across.addLayout(figure)
        words = QVBoxLayout()
        words.setSpacing(1)
        self.link = LinkLabel("", self)
        self.link.clicked.connect(self._open)
        self.link.setVisible(with_sentence)
        self.said = ElidedLabel("", "small", self)
        self.said.setContentsMargins(3, 0, 0, 0)
        self.said.setVisible(with_sentence)
        self.due = ElidedLabel("", "small", self)
        self.due.setContentsMargins(3, 0, 0, 0)
        words.addWidget(self.link)
        words.addWidget(self.said)
        words.addWidget(self.due)
        below = QHBoxLayout()
        below.setSpacing(space.s)
        below.setContentsMargins(3, 0, 0, 0)
        self.bar = ProgressBar(self)
        self.answered = ElidedLabel("", "small", self)
        below.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignVCenter)
        below.addWidget(self.answered, 1)
        words.addLayout(below)
        words.addStretch(1)
        across.addLayout(words, 1)

    def show_row(self, row: CommitmentRow) -> None:
        self._row = row
        number, unit = row.clock.figure
        self.number.setText(number)
        self.unit.setText(unit)
        style.set_rule(self.number, "tone", _TONES.get(clock_rating(row), "plain"))
        self.link.set_words(f"“{row.commitment.sentence}”")
        self.said.set_words(sentence_case(row.said) or "Nobody is named")
        self.due.set_words(self._due_words(row))
        # The explanation and the ledger are one movement of the mouse away, and read out with the figure.
        told = row.explained
        for part in (self.number, self.unit, self.due):
            part.setToolTip(escaped(told))
        self.number.setAccessibleName(f"{number} {unit}")
        self.setAccessibleName(f"{row.clock.words}: {row.commitment.sentence}")
        self.setAccessibleDescription(told)
        done = row.answered
        self.bar.show_parts(done.done, done.late, done.total - done.done - done.late)
        self.bar.setVisible(bool(done.total))
        self.answered.set_words(sentence_case(done.words))

    def _due_words(self, row: CommitmentRow) -> str:
        if row.clock.due is None:
            return row.clock.sentence
        if row.moved and self._with_sentence:  # the panel has its explanation right under it
            return row.moved
        return f"Due {in_words(row.clock.due)}" if row.clock.state != "past" else f"Was due {in_words(row.clock.due)}"

    def _open(self, *_: object) -> None:
        if self._row is not None:
            self.opened.emit(self._row.commitment.id)
