"""A framework's judgement areas as rows, each with its grade: for entering an inspection, and in its panel."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from gui.style import space
from gui.widgets.choice import Choice
from gui.widgets.grades import shape_icon, value_of
from gui.widgets.inputs import LineInput
from gui.widgets.text import Label, label
from model.errors import Refused
from model.framework_files import FrameworkFile, JudgementAreaEntry
from model.inspections import Given
from model.wording import quoted

NO_GRADE = "No grade"


class JudgementRows(QWidget):
    """One row an area. A grade is chosen by typing its first letter; Tab goes to the next area.

    Page and printed words are only there once asked for (``show_details``), or where there are some, so
    that entering grades stays a matter of a letter and a Tab each.
    """

    rebuilt = Signal()  # other rows stand here: whoever holds them orders the focus, see ``inputs``
    refused = Signal(str)  # why what was typed for a page or printed words cannot be
    changed = Signal(str)  # the code of the area whose grade, page or printed words a person changed

    def __init__(self, parent: QWidget | None = None, *, narrow: bool = False) -> None:
        super().__init__(parent)
        self._narrow = narrow
        self._file: FrameworkFile | None = None
        self._details = False
        self.rows: dict[str, JudgementRow] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(space.s)
        self._grid.setVerticalSpacing(space.xs)
        self._grid.setColumnStretch(0, 1)

    def show_framework(self, file: FrameworkFile) -> None:
        """Rows for this framework's areas. Grades stay where the new framework has the same area and grade."""
        if self._file is not None and [area.code for area in self._file.areas] == [area.code for area in file.areas]:
            self._file = file
            return
        kept = {one.area.partition(".")[2]: one for one in self.given()}
        for row in self.rows.values():
            for widget in row.widgets():
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self._file = file
        self.rows = {area.code: self._made(area, place) for place, area in enumerate(file.areas)}
        known = {grade.code for grade in file.grades}
        self.set_given(
            Given(area.code, one.grade, one.printed, one.page)
            for area in file.areas
            if (one := kept.get(area.code.partition(".")[2])) is not None and one.grade in known
        )
        self._show_details()
        self.rebuilt.emit()

    def inputs(self) -> list[QWidget]:
        """What can be typed into, in the order of Tab."""
        return [widget for row in self.rows.values() for widget in (row.grade, row.page, row.printed)]

    def given(self) -> list[Given]:
        """What stands here; an area without a grade is left out. Raises Refused where a page is none."""
        return [
            Given(code, row.grade.value, row.printed.value, row.page.page)
            for code, row in self.rows.items()
            if row.grade.value is not None
        ]

    def given_for(self, area: str) -> Given | None:
        return next((one for one in self.given() if one.area == area), None)

    def set_given(self, given: Iterable[Given]) -> None:
        """Show these grades, and no others, as what the plan holds."""
        held = {one.area: one for one in given}
        for code, row in self.rows.items():
            one = held.get(code)
            row.grade.set_value(one.grade if one else None)
            row.printed.show_value(one.printed if one else None)
            row.page.show_value(f"p. {one.page}" if one and one.page else None)
        self._show_details()

    def show_details(self) -> None:
        """Show page and printed words of every area that is graded, for typing."""
        self._details = True
        self._show_details()

    def set_writable(self, writable: bool) -> None:
        for row in self.rows.values():
            for widget in (row.grade, row.page, row.printed):
                widget.setEnabled(writable)

    # --- within

    def _made(self, area: JudgementAreaEntry, place: int) -> JudgementRow:
        assert self._file is not None
        row = JudgementRow(area, self._file, self)
        if self._narrow:
            self._grid.addWidget(row.name, place * 3, 0)
            self._grid.addWidget(row.graded, place * 3 + 1, 0)
            self._grid.addWidget(row.printed, place * 3 + 2, 0)
            row.name.setContentsMargins(0, space.xs if place else 0, 0, 0)
        else:
            self._grid.addWidget(row.name, place * 2, 0)
            self._grid.addWidget(row.graded, place * 2, 1)
            self._grid.addWidget(row.printed, place * 2 + 1, 0, 1, 2)
            row.graded.setFixedWidth(260)
        row.grade.chosen.connect(partial(self._changed, area.code))
        row.page.committed.connect(partial(self._changed, area.code))
        row.page.refused.connect(self.refused)
        row.printed.committed.connect(partial(self._changed, area.code))
        row.printed.refused.connect(self.refused)
        return row

    def _show_details(self) -> None:
        for row in self.rows.values():
            graded = row.grade.value is not None
            row.page.setVisible(graded and (self._details or bool(row.page.text())))
            row.printed.setVisible(graded and (self._details or bool(row.printed.text())))

    def _changed(self, area: str, _value: object) -> None:
        self._show_details()
        self.changed.emit(area)


class PageInput(LineInput):
    """The number of a page, or none: "7", "p. 7" and "page 7" are the same."""

    @property
    def page(self) -> int | None:
        """Raises Refused where it is no number of a page."""
        found = re.fullmatch(r"(?:p\.?|page)?\s*(\d{1,4})|", self.text().strip().casefold())
        number = int(found.group(1)) if found is not None and found.group(1) else None
        if found is None or number == 0:
            raise Refused(f"{quoted(self.text(), 20)} is no page; type its number.", field="page")
        return number

    @property
    def value(self) -> str | None:
        page = self.page
        return None if page is None else str(page)


class JudgementRow:
    """The widgets of one area."""

    def __init__(self, area: JudgementAreaEntry, file: FrameworkFile, parent: QWidget) -> None:
        self.name: Label = label(area.name, wrap=True, parent=parent)
        self.grade = Choice([(None, NO_GRADE), *((grade.code, grade.name) for grade in file.grades)], parent)
        for place, grade in enumerate(file.grades, start=1):
            self.grade.setItemIcon(place, shape_icon(value_of(file, grade.code)))
        self.grade.set_value(None)
        self.grade.setAccessibleName(f"Grade of {quoted(area.name, 120)}")
        self.name.setBuddy(self.grade)
        self.page = PageInput(parent)
        self.page.setPlaceholderText("page")
        self.page.setAccessibleName(f"Page of {quoted(area.name, 120)}")
        self.printed = LineInput(parent)
        self.printed.setPlaceholderText("as printed, where the words differ")
        self.printed.setAccessibleName(f"Printed words of {quoted(area.name, 120)}")
        self.page.setFixedWidth(72)
        self.graded = QWidget(parent)
        line = QHBoxLayout(self.graded)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(space.xs)
        line.addWidget(self.grade, 1)
        line.addWidget(self.page)

    def widgets(self) -> tuple[QWidget, ...]:
        return (self.name, self.graded, self.printed)
