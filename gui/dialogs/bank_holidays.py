"""The days that working days leave out: bank holidays of the years around today, and the plan's own changes to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from gui.dialogs.listing import ListingDialog
from gui.tables.columns import Column
from gui.tables.fitted_view import FittedView
from gui.tables.row_table import RowTable
from gui.widgets.buttons import Button
from gui.widgets.fields import Field
from gui.widgets.form import DialogForm
from gui.workspace import Workspace
from model import calendar_days
from model.dates import bank_holiday
from model.records import CalendarDay
from model.store.plan import Plan
from model.wording import WEEKDAYS, sentence_case

BEFORE, AFTER = 1, 3
"""Years before and after today's that are listed; days that were entered are listed whenever they are."""

_STANDING = {"holiday": "bank holiday", "added": "added in this plan", "working": "taken out: a working day"}


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of the calendar: what it is called and why it counts as it does."""

    day: date
    name: str
    standing: str  # a key of _STANDING
    entered: str | None  # the id of what was entered

    @property
    def id(self) -> str:
        return self.day.isoformat()


def days_around(plan: Plan, today: date) -> list[DayRow]:
    """Bank holidays of the years around today and every day that was entered, earliest first."""
    entered = {one.on_day: one for one in calendar_days.days(plan)}
    day, found = date(today.year - BEFORE, 1, 1), {}
    while day.year <= today.year + AFTER:
        name = bank_holiday(day)
        if name is not None and day.weekday() < 5:
            found[day] = DayRow(day, sentence_case(name), "holiday", None)
        day += timedelta(days=1)
    for one in entered.values():
        found[one.on_day] = _entered(one)
    return [found[day] for day in sorted(found)]


def _entered(one: CalendarDay) -> DayRow:
    if one.working:
        name = sentence_case(bank_holiday(one.on_day) or "No bank holiday")
        return DayRow(one.on_day, f"{name}: {one.name}" if one.name else name, "working", one.id)
    return DayRow(one.on_day, one.name or "A further holiday", "added", one.id)


class BankHolidaysDialog(ListingDialog):
    """Every day can be taken out or put in; computed dates follow at once."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(
            workspace,
            "Bank holidays",
            "Working days leave out weekends and these days: the bank holidays of England and Wales, which come with "
            "the program. Add a day that was proclaimed later; every computed date follows.",
            parent,
        )
        self.resize(720, 600)
        self.table = RowTable(
            (
                Column("day", "Day", value=lambda row: row.day, kind="date", width=120),
                Column("weekday", "", lambda row: WEEKDAYS[row.day.weekday()], width=104),
                Column("name", "What it is", lambda row: row.name, width=260),
                Column("standing", "Counts as", lambda row: _STANDING[row.standing], width=180),
            ),
            self,
        )
        self.view = FittedView(workspace, "bank-holidays", self.table, self, fit="name", least=160)
        self.view.setAccessibleName("Bank holidays")
        self.add_button = Button("Add holiday…")
        self.take_out_button = Button("Count as a working day")
        self.put_back_button = Button("As it was")
        self.add_button.clicked.connect(self._add)
        self.take_out_button.clicked.connect(self._take_out)
        self.put_back_button.clicked.connect(self._put_back)
        self.finish(self.view, self.add_button, self.take_out_button, self.put_back_button)
        self.refresh()
        coming = [row.id for row in self._rows if row.day >= workspace.today()]
        self.view.select_ids(coming[:1])

    def refresh(self) -> None:
        self._rows = days_around(self.workspace.plan, self.workspace.today())
        self.table.set_rows(self._rows)
        self.tell()

    def tell(self) -> None:
        chosen, writable = self._chosen_rows(), self.workspace.writable
        self.add_button.setEnabled(writable)
        self.take_out_button.setEnabled(writable and len(chosen) == 1 and chosen[0].standing == "holiday")
        self.put_back_button.setEnabled(writable and any(row.entered for row in chosen))

    def _chosen_rows(self) -> list[DayRow]:
        ids = self.view.selected_ids()
        return [row for row in self._rows if row.id in ids]

    def _add(self) -> None:
        form = HolidayForm(self.workspace, self)
        try:
            if form.exec() == QDialog.DialogCode.Accepted:
                self.refresh()
                self.view.select_ids([str(form.result_value)])
        finally:
            form.deleteLater()

    def _take_out(self) -> None:
        self.act(calendar_days.make_working, self._chosen_rows()[0].day)

    def _put_back(self) -> None:
        self.act(calendar_days.remove, [row.entered for row in self._chosen_rows() if row.entered])


class HolidayForm(DialogForm):
    """A day that is no working day after all."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, "Add holiday", parent)
        self.add_fields(
            Field("on_day", "Day", "date", required=True),
            Field("name", "What it is", "line", hint="State funeral", required=True),
        )
        self.accept_with(self._save)

    def _save(self, values: dict[str, Any]) -> str:
        self.workspace.run(calendar_days.add_holiday, values["on_day"], values["name"])
        return str(values["on_day"].isoformat())


def bank_holidays(workspace: Workspace, parent: QWidget | None) -> None:
    """Show the days that working days leave out."""
    dialog = BankHolidaysDialog(workspace, parent)
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()
