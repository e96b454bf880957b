"""The lines of the plan's tree: one shape for areas, actions and milestones, and their columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any

from PySide6.QtWidgets import QWidget

from gui.tables.actions import ActionEdits, status_choices
from gui.tables.columns import Column, Edit
from gui.widgets.golden_thread import thread_sentence, thread_words
from gui.workspace import Workspace
from model import areas, milestones, people
from model.areas import ThreadStep
from model.finding import ActionRow, AreaRow
from model.progress import Rating
from model.records import Milestone
from model.wording import days_late, in_words, plural, sentence_case

DONE, TO_DO = "done", "to do"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the tree. What a kind of record does not have is empty."""

    table: str  # "area", "action" or "milestone"
    id: str
    number: str
    title: str
    status: str = ""  # to edit: one of STATUSES, or done and to do
    status_words: str = ""
    status_tip: str = ""
    owner: str | None = None  # person.id; an area's sponsor
    owner_name: str = ""
    agreed: date | None = None  # an action's agreed date, a milestone's due date
    days_late: int = 0
    agreed_tip: str = ""
    forecast: date | None = None
    delivery: Rating | None = None
    impact: Rating | None = None
    steps: tuple[ThreadStep, ...] = ()
    sample: bool = False

    @property
    def late(self) -> bool:
        return self.days_late > 0


def area_line(row: AreaRow, steps: tuple[ThreadStep, ...]) -> Line:
    done = "no actions" if not row.total else f"{row.complete} of {row.total} complete"
    late = f", {row.late} late" if row.late else ""
    return Line(
        "area",
        row.id,
        str(row.number),
        row.title,
        status_words=sentence_case(done + late),
        status_tip=f"{plural(row.total, 'action')}: {row.open} open, {row.late} late, {row.complete} complete.",
        owner=row.sponsor,
        owner_name=row.sponsor_name or "",
        days_late=0,
        delivery=row.delivery,
        impact=row.impact,
        steps=steps,
        sample=row.sample,
    )


def action_line(row: ActionRow) -> Line:
    held = [words for on, words in ((row.on_hold, "on hold"), (row.awaiting_signoff, "awaiting sign-off")) if on]
    return Line(
        "action",
        row.id,
        row.number,
        row.title,
        status=row.status,
        status_words=", ".join([sentence_case(row.status), *held]),
        owner=row.owner,
        owner_name=row.owner_name or "",
        agreed=row.agreed,
        days_late=row.days_late,
        agreed_tip=_agreed_tip(row),
        forecast=row.forecast,
        delivery=row.rating,
        sample=row.sample,
    )


def milestone_line(step: Milestone, today: date) -> Line:
    late = (today - step.due).days if step.due is not None and step.done_on is None else 0
    return Line(
        "milestone",
        step.id,
        "",
        step.title,
        status=TO_DO if step.done_on is None else DONE,
        status_words="To do" if step.done_on is None else f"Done {short_day(step.done_on)}",
        agreed=step.due,
        days_late=max(0, late),
        agreed_tip=sentence_case(days_late(late)) if late > 0 else "",
    )


def short_day(day: date | None) -> str:
    """As short as it stays clear: "4 May 2023"."""
    if day is None:
        return ""
    words = in_words(day).split()
    return f"{words[0]} {words[1][:3]} {words[2]}"


def _agreed_tip(row: ActionRow) -> str:
    if row.agreed is None:
        none = f"No date has been agreed: {row.deadline}" if row.deadline else "No date has been agreed"
        return "\n".join(filter(None, (none, row.moves.sentence)))
    said = [f"Agreed for {in_words(row.agreed)}"]
    if row.late:
        said.append(days_late(row.days_late))
    moved = (row.moves.sentence, row.moves.late_words if row.was_late else "")
    return "\n".join(filter(None, ("; ".join(said), *moved)))


# --- editing where it stands


class LineEdits:
    """Writes one field of the record that a line shows. None where it was refused."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        self._workspace = workspace
        self._actions = ActionEdits(workspace, window)

    def title(self, line: Line, value: str) -> Any:
        if value == line.title:
            return True
        if line.table == "action":
            return self._actions.title(_as_row(line), value)
        verb: Callable[..., Any] = areas.edit if line.table == "area" else milestones.edit
        return self._workspace.do(verb, line.id, title=value)

    def owner(self, line: Line, value: str | None) -> Any:
        if value == line.owner:
            return True
        if line.table == "action":
            return self._actions.owner(_as_row(line), value)
        return self._workspace.do(areas.edit, line.id, sponsor=value)

    def agreed(self, line: Line, value: date | None) -> Any:
        if value == line.agreed:
            return True
        if line.table == "action":
            return self._actions.agreed(_as_row(line), value)
        return self._workspace.do(milestones.edit, line.id, due=value)

    def forecast(self, line: Line, value: date | None) -> Any:
        return True if value == line.forecast else self._actions.forecast(_as_row(line), value)

    def status(self, line: Line, value: str) -> Any:
        if value == line.status:
            return True
        if line.table == "action":
            return self._actions.status(_as_row(line), value)
        day = self._workspace.today() if value == DONE else None
        return self._workspace.do(milestones.set_done, line.id, day)

    def persons(self) -> list[tuple[str | None, str]]:
        return [(None, "Nobody"), *((person.id, person.name) for person in people.people(self._workspace.plan))]


def _as_row(line: Line) -> Any:
    """A line has the fields of an action's row that are edited here."""
    return line


def milestone_choices() -> list[tuple[str, str]]:
    return [(TO_DO, "To do"), (DONE, "Done")]


@dataclass(frozen=True)
class LineColumn(Column):
    """A column of the tree, which is edited differently, or not at all, by the kind of record."""

    edits: Mapping[str, Edit] | None = None

    def edit_of(self, line: Line) -> Edit | None:
        return (self.edits or {}).get(line.table)


def line_columns(edits: LineEdits) -> tuple[LineColumn, ...]:
    """The title comes first in the tree, its number beside it; the header's menu shows and hides the rest."""
    title = Edit("line", edits.title, read=attrgetter("title"))
    person = Edit("person", edits.owner, read=attrgetter("owner"), choices=edits.persons)
    agreed = Edit("date", edits.agreed, read=attrgetter("agreed"))
    forecast = Edit("date", edits.forecast, read=attrgetter("forecast"))
    status = partial(Edit, "choice", edits.status, read=attrgetter("status"))
    return (
        LineColumn("number", "No.", attrgetter("number"), value=number_order, width=82,
                   tip="People's number: the area, then the action. Kept when an action moves; never used twice."),
        LineColumn("title", "What", attrgetter("title"), width=300, hint=_title_tip,
                   edits={"area": title, "action": title, "milestone": title}),
        LineColumn("owner", "Owner", attrgetter("owner_name"), kind="person", width=118,
                   tip="Who carries an action; the sponsor of an area.", edits={"area": person, "action": person}),
        LineColumn("agreed", "Agreed date", _agreed_words, value=attrgetter("agreed"), kind="date", width=126,
                   late=attrgetter("late"), hint=_agreed_hint, edits={"action": agreed, "milestone": agreed},
                   tip="The date agreed for an action, a milestone's due date; for an area, when it was raised."),
        LineColumn("delivery", "Delivery", partial(_rating_word, "delivery"), value=partial(_rating, "delivery"),
                   kind="rating", width=110, hint=partial(_rating_reason, "delivery"),
                   tip="Did we do it: by the plan's rules, or set by hand with a reason."),
        LineColumn("status", "Status", attrgetter("status_words"), kind="status", width=156, hint=_status_hint,
                   edits={"action": status(choices=status_choices), "milestone": status(choices=milestone_choices)}),
        LineColumn("forecast", "Forecast", _forecast_words, value=attrgetter("forecast"), kind="date", width=92,
                   tip="When it is now expected. It never changes the agreed date.", edits={"action": forecast}),
        LineColumn("impact", "Impact", partial(_rating_word, "impact"), value=partial(_rating, "impact"),
                   kind="rating", width=106, hint=partial(_rating_reason, "impact"),
                   tip="Did it work: by the latest evidence, or set by hand with a reason. For areas."),
    )  # fmt: skip


def number_order(line: Line) -> Sequence[int]:
    return tuple(int(part) for part in line.number.split(".")) if line.number else ()


def _title_tip(line: Line) -> str:
    return f"{line.title}\n(made up for a sample)" if line.sample else line.title


def _agreed_words(line: Line) -> str:
    if line.table == "area":
        return thread_words(line.steps)
    return f"{short_day(line.agreed)}, late" if line.late else short_day(line.agreed)


def _agreed_hint(line: Line) -> str:
    return thread_sentence(line.steps) if line.table == "area" else line.agreed_tip


def _forecast_words(line: Line) -> str:
    return short_day(line.forecast)


def _status_hint(line: Line) -> str:
    return line.status_tip or line.status_words


def _rating(which: str, line: Line) -> str | None:
    rating: Rating | None = getattr(line, which)
    return rating.value if rating else None


def _rating_word(which: str, line: Line) -> str:
    rating: Rating | None = getattr(line, which)
    return rating.word if rating else ""


def _rating_reason(which: str, line: Line) -> str:
    rating: Rating | None = getattr(line, which)
    return rating.reason if rating else ""
