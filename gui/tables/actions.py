"""The columns of a table of actions, and how each is changed where it stands."""

from __future__ import annotations

from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from gui.tables.columns import Column, Edit
from gui.workspace import Workspace
from model import actions, agreed_dates, people
from model.finding import ActionRow
from model.records import OPEN_STATUSES, STATUSES
from model.wording import days_late, due_in, in_words, plural, sentence_case


class ActionEdits:
    """Writes one field of one action. None where it was refused, which the window's banner says."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        self._workspace = workspace
        self._window = window

    def title(self, row: ActionRow, value: str) -> Any:
        return self._edit(row, title=value)

    def owner(self, row: ActionRow, value: str | None) -> Any:
        if value == row.owner:
            return True
        return self._workspace.do(actions.assign, [row.id], value)

    def sponsor(self, row: ActionRow, value: str | None) -> Any:
        return self._edit(row, sponsor=value)

    def start(self, row: ActionRow, value: date | None) -> Any:
        return self._edit(row, start=value)

    def forecast(self, row: ActionRow, value: date | None) -> Any:
        return self._edit(row, forecast=value)

    def percent(self, row: ActionRow, value: int | None) -> Any:
        return self._edit(row, percent=value)

    def agreed(self, row: ActionRow, value: date | None) -> Any:
        """The first date is taken as it is; moving one asks why, once the editor is closed."""
        if value == row.agreed:
            return True
        if row.agreed is None:
            return self._workspace.do(agreed_dates.agree_date, [row.id], value, self._workspace.today())
        from gui.dialogs import agree_date

        later = partial(agree_date.agree_date, self._workspace, self._window, [row.id], value)
        QTimer.singleShot(0, self._window, later)
        return True

    def status(self, row: ActionRow, value: str) -> Any:
        """*Embedded* asks for what it still needs, once the editor is closed."""
        if value == row.status:
            return True
        if value == "embedded":
            from gui.dialogs import embedded

            later = partial(embedded.set_status, self._workspace, self._window, [row.id], value)
            QTimer.singleShot(0, self._window, later)
            return True
        return self._workspace.do(actions.set_status, [row.id], value, self._workspace.today())

    def owners(self) -> list[tuple[str | None, str]]:
        return [(None, "Nobody"), *((person.id, person.name) for person in people.people(self._workspace.plan))]

    def _edit(self, row: ActionRow, **values: Any) -> Any:
        ((name, value),) = values.items()
        if getattr(row, name) == value:
            return True
        return self._workspace.do(actions.edit, row.id, **values)


def status_choices() -> list[tuple[str, str]]:
    return [(status, sentence_case(status)) for status in STATUSES]


def agreed_words(row: ActionRow) -> str:
    """The agreed date in full: where it stands from today, how far it came, whether it was late, what is asked."""
    if row.agreed is None:
        first = f"No agreed date: {row.deadline}" if row.deadline else "No agreed date"
    else:
        words = [in_words(row.agreed)]
        if row.late:
            words.append(days_late(row.days_late))
        elif row.days_left is not None:
            words.append(due_in(row.days_left))
        first = ", ".join(words)
    lines = [first, row.moves.sentence, row.moves.late_words if row.was_late else ""]
    if row.asked_for:
        lines.append("A request for a new date waits to be agreed")
    return "\n".join(filter(None, lines))


def agreed_short(row: ActionRow) -> str:
    """The agreed date, or the words that stand in its place: "ongoing; review 1 March 2027"."""
    return short_day(row.agreed) if row.agreed is not None else row.deadline


def moved_words(row: ActionRow) -> str:
    """ "91 days", "twice, 91 days", with "was late" until it is delivered; nothing where it never moved."""
    told = row.moves
    if not told.times:
        return ""
    how_often = {1: "", 2: "twice, "}.get(told.times, f"{told.times} times, ")
    if told.days is None:
        far = "no date now"
    elif told.days == 0:
        far = "and back"
    else:
        far = plural(abs(told.days), "day") + ("" if told.days > 0 else " earlier")
    return f"{how_often}{far}" + (", was late" if row.was_late else "")


def moved_hint(row: ActionRow) -> str:
    lines = (row.moves.sentence, row.moves.late_words if row.was_late else "")
    return "\n".join(filter(None, lines))


def forecast_words(row: ActionRow) -> str:
    """The forecast in full, and how it stands to the agreed date, which it never moves."""
    if row.forecast is None:
        return "No forecast"
    words = f"Forecast for {in_words(row.forecast)}"
    if row.agreed is None or row.forecast == row.agreed:
        return words
    days = (row.forecast - row.agreed).days
    far = f"{plural(abs(days), 'day')} {'after' if days > 0 else 'before'} the agreed date"
    return f"{words}, {far}" + (
        "; ask for a new date with Ctrl+Shift+D" if days > 0 and row.status in OPEN_STATUSES else ""
    )


def late_words(row: ActionRow) -> str:
    """ "61 days"; "was 5 days" for one that was late when its date was moved, until it is delivered."""
    if row.late:
        return plural(row.days_late, "day")
    return f"was {plural(row.was_late, 'day')}" if row.was_late else ""


def short_day(day: date | None) -> str:
    """A day as short as it stays clear: "4 May 2023"."""
    if day is None:
        return ""
    words = in_words(day).split()
    return f"{words[0]} {words[1][:3]} {words[2]}"


def flags_of(row: ActionRow) -> str:
    """What stands beside the status, in words."""
    flags = (
        (row.on_hold, "on hold"),
        (row.awaiting_signoff, "awaiting sign-off"),
        (row.exempt, "not in public papers"),
        (row.sample, "sample"),
    )
    return ", ".join(words for on, words in flags if on)


def held_words(row: ActionRow) -> str:
    """What holds it: "on hold", "awaiting sign-off", both or nothing."""
    held = ((row.on_hold, "on hold"), (row.awaiting_signoff, "awaiting sign-off"))
    return ", ".join(words for on, words in held if on)


def status_words(row: ActionRow) -> str:
    """The status, with what holds it."""
    return ", ".join(words for words in (sentence_case(row.status), held_words(row)) if words)


def _percent(row: ActionRow) -> str:
    return "" if row.percent is None else f"{row.percent} %"


def _steps(row: ActionRow) -> str:
    return f"{row.milestones_done} of {row.milestones}" if row.milestones else ""


def _number_order(row: ActionRow) -> tuple[int, ...]:
    return tuple(int(part) for part in row.number.split("."))


def action_columns(edits: ActionEdits) -> tuple[Column, ...]:
    """Every column; those most in use are shown until someone chooses others in the header's menu."""
    person = Edit("person", edits.owner, read=attrgetter("owner"), choices=edits.owners)
    return (
        Column("number", "No.", attrgetter("number"), value=_number_order, kind="text", width=46, sort="number",
               tip="People's number: the area, then the action. Never used twice."),
        Column("title", "Action", attrgetter("title"), width=220, sort="title",
               edit=Edit("line", edits.title, read=attrgetter("title"))),
        Column("area", "Area", _area, width=190, sort="area", shown=False,
               tip="The area for improvement it stands under."),
        Column("owner", "Owner", _owner, kind="person", width=126, sort="owner", hint=_owner_in_full, edit=person),
        Column("sponsor", "Sponsor", _sponsor, kind="person", width=160, sort="sponsor", shown=False,
               edit=Edit("person", edits.sponsor, read=attrgetter("sponsor"), choices=edits.owners)),
        Column("start", "Start", _day("start"), value=attrgetter("start"), kind="date", width=104, sort="start",
               shown=False, edit=Edit("date", edits.start, read=attrgetter("start"))),
        Column("first_agreed", "First agreed", _day("first_agreed"), value=attrgetter("first_agreed"), kind="date",
               width=104, sort="first_agreed", shown=False,
               tip="The date agreed first. It is never changed, however often the agreed date moves."),
        Column("agreed", "Agreed", agreed_short, value=attrgetter("agreed"), kind="date", width=96, sort="agreed",
               late=attrgetter("late"), hint=agreed_words, edit=Edit("date", edits.agreed, read=attrgetter("agreed")),
               tip="The agreed date in force. Moving it asks for the reason and keeps the old one."),
        Column("late", "Late", late_words, value=_days_late, kind="text", width=84, sort="late",
               late=attrgetter("late"), hint=moved_hint,
               tip="Days since the agreed date of an open action, or that it was late when its date was moved."),
        Column("delivery", "Delivery", attrgetter("rating.word"), value=attrgetter("rating.value"), kind="rating",
               width=110, sort="delivery", hint=attrgetter("rating.reason"),
               tip="Did we do it: by the plan's rules, or set by hand with a reason."),
        Column("status", "Status", status_words, kind="status", width=98, sort="status",
               edit=Edit("choice", edits.status, read=attrgetter("status"), choices=status_choices)),
        Column("forecast", "Forecast", _day("forecast"), value=attrgetter("forecast"), kind="date", width=104,
               sort="forecast", hint=forecast_words, edit=Edit("date", edits.forecast, read=attrgetter("forecast")),
               tip="When it is now expected to be done. It never changes the agreed date."),
        Column("percent", "Done", _percent, value=attrgetter("percent"), kind="percent", width=62, sort="percent",
               shown=False, edit=Edit("number", edits.percent, read=attrgetter("percent")), tip="Per cent done."),
        Column("updated", "Last update", _day("updated_on"), value=attrgetter("updated_on"), kind="date", width=108,
               sort="updated", shown=False),
        Column("completed", "Completed", _day("completed_on"), value=attrgetter("completed_on"), kind="date",
               width=104, sort="completed_on", shown=False),
        Column("steps", "Milestones", _steps, width=92, shown=False, tip="Milestones done, of all."),
        Column("evidence", "Evidence", _evidence, value=attrgetter("evidence"), kind="number", width=80, shown=False,
               tip="Pieces of evidence."),
        Column("moved", "Moved", moved_words, value=attrgetter("moved"), kind="text", width=150, sort="moved",
               shown=False, late=_was_late, hint=moved_hint,
               tip="How often and how far the agreed date moved from the first one, and whether it was late then."),
        Column("flags", "Flags", flags_of, width=140, shown=False),
    )  # fmt: skip


def _area(row: ActionRow) -> str:
    return f"{row.area_is} {row.area_title}"


def _owner(row: ActionRow) -> str:
    return row.owner_name or ""


def _owner_in_full(row: ActionRow) -> str:
    if row.owner_name is None:
        return "No owner"
    return ", ".join(part for part in (row.owner_name, row.owner_post) if part)


def _days_late(row: ActionRow) -> int:
    return row.days_late


def _sponsor(row: ActionRow) -> str:
    return row.sponsor_name or ""


def _evidence(row: ActionRow) -> str:
    return str(row.evidence) if row.evidence else ""


def _was_late(row: ActionRow) -> bool:
    return row.was_late > 0


def _day(field: str) -> partial[str]:
    return partial(_day_of, field)


def _day_of(field: str, row: ActionRow) -> str:
    return short_day(getattr(row, field))
