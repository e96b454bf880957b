"""The fields of a rating scheme: which colours are used, what each is called and means, and what takes it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gui import style
from gui.style import space
from gui.widgets.badge import Badge
from gui.widgets.choice import Choice
from gui.widgets.inputs import FlagInput, LineInput
from gui.widgets.sections import Section
from gui.widgets.text import label
from model.records import RATINGS
from model.scheme_files import ALWAYS, LONGEST_MEANING, LONGEST_WORD, Case, Colour, Impact, Scheme
from model.scheme_words import CASE_WORDS

_BADGE = 124  # pixels; a longer word is cut short here, and stands whole in its field


@dataclass(frozen=True, slots=True)
class Part:
    """What the fields say."""

    colours: tuple[Colour, ...]
    cases: tuple[Case, ...]
    blue_as: str
    grey_as: str


class _ColourLine:
    """One colour: whether it is used, as it will look, its word, its meaning; or what it is shown as."""

    def __init__(self, part: str, value: str, owner: QWidget) -> None:
        self.value = value
        self.used = FlagInput(value.capitalize(), owner)
        self.used.setAccessibleName(f"{part}: use {value}")
        self.used.setVisible(value not in ALWAYS)
        self.always = label(value.capitalize(), parent=owner)
        self.always.setVisible(value in ALWAYS)
        self.badge = Badge(owner)
        self.badge.setMaximumWidth(_BADGE)
        self.word = LineInput(owner)
        self.word.setAccessibleName(f"{part}: word for {value}")
        self.word.setMaxLength(LONGEST_WORD + 1)
        self.meaning = LineInput(owner)
        self.meaning.setAccessibleName(f"{part}: meaning of {value}")
        self.meaning.setMaxLength(LONGEST_MEANING + 1)
        self.instead_words = label("not used; shown as", "muted", parent=owner)
        self.instead = Choice([(one, one.capitalize()) for one in ALWAYS], owner)
        self.instead.setAccessibleName(f"{part}: {value} is shown as")

    def show_used(self) -> None:
        used = self.used.value
        for widget in (self.word, self.meaning):
            widget.setVisible(used)
        for other in (self.instead_words, self.instead):
            other.setVisible(not used)
        self.show_badge()

    def show_badge(self) -> None:
        if self.used.value:
            self.badge.show_rating(self.value, self.word.text().strip() or self.value.capitalize())
        else:
            self.badge.show_words("–", "plain", f"{self.value.capitalize()} is not used")


class PartFields(QWidget):
    """The colours and cases of the delivery or of the impact rating. ``changed`` comes with each key typed."""

    changed = Signal()

    def __init__(self, part: str, cases: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part = part
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.s)
        grid = QGridLayout()
        grid.setHorizontalSpacing(space.s)
        grid.setVerticalSpacing(space.xs)
        grid.setColumnStretch(3, 1)
        grid.setColumnMinimumWidth(2, 120)
        for place, words in enumerate(("Colour", "As it looks", "Word", "Meaning")):
            grid.addWidget(label(words, "small"), 0, place)
        self.colours: dict[str, _ColourLine] = {}
        for row, value in enumerate(RATINGS, start=1):
            line = _ColourLine(part, value, self)
            self.colours[value] = line
            grid.addWidget(line.always if value in ALWAYS else line.used, row, 0)
            grid.addWidget(line.badge, row, 1, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(line.word, row, 2)
            grid.addWidget(line.meaning, row, 3)
            grid.addWidget(line.instead_words, row, 2)
            grid.addWidget(line.instead, row, 3, Qt.AlignmentFlag.AlignLeft)
            line.used.clicked.connect(partial(self._used, value))
            line.word.textEdited.connect(self._typed)
            line.meaning.textEdited.connect(self._typed)
            line.instead.chosen.connect(self._typed)
        column.addLayout(grid)
        column.addWidget(self._cases_section(cases))

    def _cases_section(self, cases: tuple[str, ...]) -> Section:
        section = Section("What takes which colour", self, is_open=False)
        grid = QGridLayout()
        grid.setHorizontalSpacing(space.s)
        grid.setVerticalSpacing(space.xs)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(2, 2)
        for place, words in enumerate(("", "Colour", "Its own word, where it has one")):
            grid.addWidget(label(words, "small"), 0, place)
        self.cases: dict[str, tuple[Choice, LineInput]] = {}
        for row, case in enumerate(cases, start=1):
            colour, word = Choice([(one, one.capitalize()) for one in RATINGS], self), LineInput(self)
            colour.setAccessibleName(f"{self.part}: colour of {CASE_WORDS[case]}")
            word.setAccessibleName(f"{self.part}: word for {CASE_WORDS[case]}")
            word.setMaxLength(LONGEST_WORD + 1)
            grid.addWidget(label(CASE_WORDS[case], "body", wrap=True), row, 0)
            grid.addWidget(colour, row, 1)
            grid.addWidget(word, row, 2)
            colour.chosen.connect(self._typed)
            word.textEdited.connect(self._typed)
            self.cases[case] = (colour, word)
        section.body.addLayout(grid)
        self.section = section
        return section

    def show_part(self, part: Scheme | Impact) -> None:
        held = {one.value: one for one in part.colours}
        for value, line in self.colours.items():
            colour = held.get(value)
            line.used.show_value(colour is not None)
            line.word.show_value(colour.word if colour else None)
            line.meaning.show_value(colour.meaning if colour else None)
            if value not in ALWAYS:
                line.instead.set_value(part.blue_as if value == "blue" else part.grey_as)
            line.show_used()
        self._offer_used()
        for case in part.cases:
            colour_choice, word = self.cases[case.case]
            colour_choice.set_value(case.colour)
            word.show_value(case.word)
        self._offer_used()

    def read(self) -> Part:
        colours = tuple(
            Colour(value=value, word=line.word.text().strip(), meaning=line.meaning.text().strip())
            for value, line in self.colours.items()
            if line.used.value
        )
        cases = tuple(
            Case(case=case, colour=colour.value, word=word.text().strip() or None)
            for case, (colour, word) in self.cases.items()
        )
        return Part(colours, cases, self.colours["blue"].instead.value, self.colours["grey"].instead.value)

    def field_of(self, name: str) -> QWidget | None:
        """The input that a refusal's field names, brought into sight; None where it is not one of these."""
        kind, _, rest = name.partition(" ")
        if kind != self.part.casefold():
            return None
        if rest.startswith("case "):
            self.section.set_open(True)
            pair = self.cases.get(rest.removeprefix("case "))
            return pair[0] if pair else None
        value, _, what = rest.partition(" ")
        line = self.colours.get(value)
        return None if line is None else line.meaning if what == "meaning" else line.word

    def _used(self, value: str, *_: object) -> None:
        line = self.colours[value]
        if line.used.value and not line.word.text().strip():
            # A word to begin with, which the person will change.
            line.word.show_value({"blue": "Embedded", "grey": "Not started"}[value] if self.part == "Delivery" else {
                "blue": "Sustained", "grey": "No data"}[value])  # fmt: skip
            line.meaning.show_value("Done, and it lasts." if value == "blue" else "Nothing is known of it yet.")
        line.show_used()
        if not line.used.value:
            for colour, _word in self.cases.values():
                if colour.value == value:
                    colour.set_value(line.instead.value)
        self._offer_used()
        self.changed.emit()

    def _offer_used(self) -> None:
        used = [value for value, line in self.colours.items() if line.used.value]
        for colour, word in self.cases.values():
            colour.set_pairs([(value, value.capitalize()) for value in used])
            own = self.colours.get(colour.value)
            word.setPlaceholderText(own.word.text().strip() if own is not None else "")

    def _typed(self, *_: object) -> None:
        for line in self.colours.values():
            line.show_badge()
        self._offer_used()
        self.changed.emit()


def show_refused(widget: QWidget, refused: bool) -> None:
    """Mark an input as the one that a sentence is about."""
    style.set_rule(widget, "refused", refused)
