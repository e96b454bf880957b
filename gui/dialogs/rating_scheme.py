"""The rating scheme of a plan: chosen among those that are printed, or made to a house's own words and limits."""

from __future__ import annotations

from dataclasses import asdict, replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from gui.dialogs.rating_scheme_fields import PartFields, show_refused
from gui.dialogs.rating_scheme_preview import PreviewPane
from gui.style import space
from gui.widgets.buttons import Button
from gui.widgets.choice import Choice
from gui.widgets.inputs import LineInput, NumberInput
from gui.widgets.sections import SectionHeader
from gui.widgets.text import label
from gui.workspace import Workspace
from model import rating_schemes, scheme_files
from model.errors import Refused
from model.scheme_files import (
    DELIVERY_CASES,
    IMPACT_CASES,
    LIMIT_WORDS,
    LONGEST_NAME,
    MOST_DAYS,
    MOVED_LATE,
    Impact,
    Rules,
    Scheme,
)
from model.scheme_words import MOVED_CHOICES

OWN = "own"
"""The entry for a scheme that is none of those that come with the program."""


class RatingSchemeDialog(QDialog):
    """Left the scheme, right what it changes on this plan. OK is one act."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.setWindowTitle("Rating scheme")
        self._shipped = {one.name: one for one in rating_schemes.shipped()}
        self._impacts = {one.name: one for one in rating_schemes.shipped_impacts()}
        self._marked: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(space.xl, space.l, space.xl, space.l)
        column.setSpacing(space.s)
        column.addWidget(label("Rating scheme", "heading"))
        column.addWidget(
            label(
                "What the colours mean in this plan, and after how many days. It is printed as the key of every paper.",
                "muted",
                wrap=True,
            )
        )
        trouble = rating_schemes.trouble_of(workspace.plan)
        self.trouble = label(trouble or "", "refusal", wrap=True)
        self.trouble.setVisible(bool(trouble))
        column.addWidget(self.trouble)
        panes = QHBoxLayout()
        panes.setSpacing(space.xl)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("scrolled")
        self._fields = QVBoxLayout(inside)
        self._fields.setContentsMargins(0, 0, space.m, 0)
        self._fields.setSpacing(space.s)
        self._build()
        self._scroll.setWidget(inside)
        self._scroll.setMinimumWidth(480)
        panes.addWidget(self._scroll, 6)
        self.preview = PreviewPane(workspace, self)
        self.preview.refused.connect(self._refused_in_preview)
        panes.addWidget(self.preview, 5)
        column.addLayout(panes, 1)
        self.refusal = label("", "refusal", wrap=True)
        self.refusal.hide()
        column.addWidget(self.refusal)
        column.addLayout(self._foot())
        for line in inside.findChildren(QLineEdit):
            line.installEventFilter(self)
        self.show_scheme(rating_schemes.scheme_of(workspace.plan))
        self.resize(1180, 720)
        if not workspace.writable:
            inside.setEnabled(False)
            self.ok_button.hide()
            self.cancel_button.setText("Close")

    # --- building

    def _build(self) -> None:
        self.scheme_choice = Choice([*((name, name) for name in self._shipped), (OWN, "Our own")], self)
        self.scheme_choice.setAccessibleName("Scheme")
        self.scheme_choice.chosen.connect(self._scheme_chosen)
        self.name = LineInput(self)
        self.name.setAccessibleName("Name of the scheme")
        self.name.setMaxLength(LONGEST_NAME + 1)
        self.name.textEdited.connect(self._named)
        self.source = label("", "small", wrap=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(space.s)
        grid.setVerticalSpacing(space.xs)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label("Scheme", "muted"), 0, 0)
        grid.addWidget(self.scheme_choice, 0, 1)
        grid.addWidget(label("Its name", "muted"), 1, 0)
        grid.addWidget(self.name, 1, 1)
        grid.addWidget(self.source, 2, 1)
        self._fields.addLayout(grid)
        self._fields.addWidget(SectionHeader("Delivery: is it being done?"))
        self.delivery = PartFields("Delivery", DELIVERY_CASES, self)
        self.delivery.changed.connect(self._changed)
        self._fields.addWidget(self.delivery)
        self._fields.addWidget(SectionHeader("Limits in days"))
        self._fields.addLayout(self._limit_fields())
        self._fields.addWidget(SectionHeader("When an agreed date was moved"))
        self._fields.addLayout(self._moved_fields())
        self._fields.addWidget(SectionHeader("Impact: does it work?"))
        self.impact_choice = Choice([*((name, name) for name in self._impacts), (OWN, "Our own")], self)
        self.impact_choice.setAccessibleName("Impact scheme")
        self.impact_choice.chosen.connect(self._impact_chosen)
        self._fields.addWidget(self.impact_choice)
        self.impact = PartFields("Impact", IMPACT_CASES, self)
        self.impact.changed.connect(self._changed)
        self._fields.addWidget(self.impact)
        self._fields.addStretch(1)

    def _limit_fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(space.m)
        grid.setVerticalSpacing(space.xs)
        grid.setColumnStretch(0, 1)
        self.limits: dict[str, NumberInput] = {}
        for row, (name, words) in enumerate(LIMIT_WORDS.items()):
            number = NumberInput(0, MOST_DAYS, "", self)
            number.setAccessibleName(words)
            number.textChanged.connect(self._changed)
            said = label(words, wrap=True)
            said.setBuddy(number)
            grid.addWidget(said, row, 0)
            grid.addWidget(number, row, 1)
            self.limits[name] = number
        return grid

    def _moved_fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(space.s)
        grid.setVerticalSpacing(space.xs)
        grid.setColumnStretch(1, 1)
        self.moved = Choice(tuple(MOVED_CHOICES.items()), self)
        self.moved_late = Choice([(one, one) for one in MOVED_LATE], self)
        for row, (words, choice) in enumerate((("It is rated", self.moved), ("Late when moved", self.moved_late))):
            choice.setAccessibleName(words)
            choice.chosen.connect(self._changed)
            grid.addWidget(label(words, "muted"), row, 0)
            grid.addWidget(choice, row, 1)
        stays = "Moving a date never turns an action that was late green, until it is delivered."
        grid.addWidget(label(stays, "small", wrap=True), 2, 1)
        return grid

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(space.s)
        self.usual_button = Button("The usual scheme again")
        self.usual_button.clicked.connect(self._usual)
        self.usual_button.setVisible(self.workspace.writable)
        foot.addWidget(self.usual_button)
        foot.addStretch(1)
        self.cancel_button = Button("Cancel")
        self.cancel_button.clicked.connect(self.reject)
        self.ok_button = Button("Rate by this scheme", kind="primary")
        self.ok_button.setDefault(True)
        self.ok_button.clicked.connect(self.accept)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.ok_button)
        return foot

    # --- showing and reading

    def show_scheme(self, scheme: Scheme) -> None:
        """Fill every field with this scheme, and try it on the plan."""
        self.name.show_value(scheme.name)
        for name, number in self.limits.items():
            number.blockSignals(True)
            number.show_value(asdict(scheme.limits)[name])
            number.blockSignals(False)
        self.delivery.show_part(scheme)
        self.impact.show_part(scheme.impact)
        self._impact_name = scheme.impact.name
        self._source, self._impact_source = scheme.source, scheme.impact.source
        self.moved.set_value(scheme.moved)
        self._offer_late()
        self.moved_late.set_value(scheme.moved_late)
        self._changed()

    def scheme(self) -> Scheme:
        """What the fields say. Raises Refused at the first that cannot be."""
        limits: dict[str, int] = {}
        for name, number in self.limits.items():
            try:
                value = number.value
            except Refused as error:
                raise Refused(str(error), field=name) from error
            if value is None:
                raise Refused(f"{LIMIT_WORDS[name]}: type a number of days.", field=name)
            limits[name] = value
        part, of_impact = self.delivery.read(), self.impact.read()
        impact = Impact(
            name=self._impact_name, source=self._impact_source, colours=of_impact.colours, cases=of_impact.cases,
            blue_as=of_impact.blue_as, grey_as=of_impact.grey_as,
        )  # fmt: skip
        like = next((one for one in self._impacts.values() if _same_impact(one, impact)), None)
        if like is not None:
            impact = like
        elif impact.name in self._impacts:
            impact = replace(impact, name="Our own impact rating", source=None)
        made = Scheme(
            name=self.name.text().strip(), source=self._source, colours=part.colours, cases=part.cases,
            blue_as=part.blue_as, grey_as=part.grey_as, limits=Rules(**limits), moved=self.moved.value,
            moved_late=self.moved_late.value, impact=impact,
        )  # fmt: skip
        known = self._shipped.get(made.name)
        if known is not None and not _same(made, known):
            # What is no longer as printed does not go by the printed name.
            made = replace(made, name=f"{known.name}, our own form"[:LONGEST_NAME], source=None)
        return made

    def _offer_late(self) -> None:
        """The word for moved dates can be had only where the scheme has it."""
        words = {"amber": "Amber at best, until it is delivered", "red": "Red, until it is delivered"}
        pairs = list(words.items())
        if self.moved.value == "own word":
            pairs.append(("own word", "The word for moved dates, with a mark"))
        chosen = self.moved_late.value
        self.moved_late.set_pairs(pairs)
        if chosen not in dict(pairs):
            self.moved_late.set_value("amber")

    # --- what happens

    def _scheme_chosen(self, name: str) -> None:
        if name == OWN:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            self.name.selectAll()
            self._changed()
            return
        kept = self.impact.read()
        scheme = self._shipped[name]
        self.show_scheme(replace(scheme, impact=self._impact_as(kept) or scheme.impact))

    def _impact_as(self, part: object) -> Impact | None:
        """How impact is rated stays when another way to rate delivery is chosen."""
        try:
            return self.scheme().impact
        except Refused:
            return None

    def _impact_chosen(self, name: str) -> None:
        if name != OWN:
            self._impact_name, self._impact_source = name, self._impacts[name].source
            self.impact.show_part(self._impacts[name])
        self._changed()

    def _usual(self) -> None:
        self.show_scheme(scheme_files.usual())

    def _named(self, *_: object) -> None:
        self._source = None if self.name.text().strip() not in self._shipped else self._source
        self._changed()

    def _changed(self, *_: object) -> None:
        self._clear_refusal()
        self._offer_late()
        try:
            scheme = self.scheme()
            scheme_files.check(scheme)
        except Refused as error:
            self.scheme_choice.set_value(OWN)
            self.preview.say_refused(str(error))
            return
        self.scheme_choice.set_value(next((n for n, one in self._shipped.items() if _same(scheme, one)), OWN))
        same_impact = next((n for n, one in self._impacts.items() if _same_impact(scheme.impact, one)), OWN)
        self.impact_choice.set_value(same_impact)
        source = scheme.source if self.scheme_choice.value != OWN else None
        self.source.setText(f"Source: {source}" if source else "The council's own.")
        self.preview.show_scheme(scheme)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Enter in a field is OK, as in every dialog; the field would take it for itself.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held == Qt.KeyboardModifier.NoModifier:
                self.ok_button.click()
                return True
        return super().eventFilter(watched, event)

    def accept(self) -> None:
        self._clear_refusal()
        try:
            scheme = self.scheme()
            self.workspace.run(rating_schemes.set_scheme, scheme)
        except Refused as error:
            self._show_refusal(error)
            return
        self.preview.stop()
        super().accept()

    def reject(self) -> None:
        self.preview.stop()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.preview.stop()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.screen().availableGeometry()
        if self.width() > room.width() - 40 or self.height() > room.height() - 60:
            self.resize(min(self.width(), room.width() - 40), min(self.height(), room.height() - 60))

    def _refused_in_preview(self, error: Refused) -> None:
        self._show_refusal(error)

    def _show_refusal(self, error: Refused) -> None:
        self.refusal.setText(str(error))
        self.refusal.show()
        name = error.field or ""
        at: QWidget | None = self.limits.get(name) or self.delivery.field_of(name) or self.impact.field_of(name)
        if at is None:
            at = {"name": self.name, "moved": self.moved, "moved_late": self.moved_late}.get(name)
        if at is not None:
            self._marked = at
            show_refused(at, True)
            self._scroll.ensureWidgetVisible(at)
            at.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear_refusal(self) -> None:
        self.refusal.hide()
        if self._marked is not None:
            show_refused(self._marked, False)
            self._marked = None


def _same(one: Scheme, other: Scheme) -> bool:
    """Whether two schemes rate delivery alike, whatever they say of impact."""
    return _sorted(replace(one, impact=other.impact)) == _sorted(other)


def _same_impact(one: Impact, other: Impact) -> bool:
    return _bare(one) == _bare(other)


def _sorted(scheme: Scheme) -> tuple[object, ...]:
    return (
        scheme.name, set(scheme.colours), set(scheme.cases), scheme.blue_as, scheme.grey_as, scheme.limits,
        scheme.moved, scheme.moved_late,
    )  # fmt: skip


def _bare(impact: Impact) -> tuple[object, ...]:
    return set(impact.colours), set(impact.cases), impact.blue_as, impact.grey_as


def rating_scheme(workspace: Workspace, parent: QWidget | None) -> None:
    """Choose or change the rating scheme of the plan, seeing what it changes before it is taken."""
    dialog = RatingSchemeDialog(workspace, parent)
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()
