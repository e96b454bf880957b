"""What the chips above the actions say, and the question of the plan that they make together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from gui.widgets.chips import FilterBar
from gui.workspace import Workspace
from model import areas, inspections, meetings, people, ratings
from model.errors import Fault
from model.finding import Filter
from model.records import OPEN_STATUSES, STATUSES
from model.scheme_words import best_first
from model.wording import days_in_words, in_words, sentence_case, short

NOBODY = ""
"""Stands among the owners for "no owner"."""

_BRINGS = "brings "
"""In front of the name of a chip that an entry of "More" brings out."""

DEADLINES = (
    ("late", "Late"),
    ("14", "Due in the next 14 days"),
    ("30", "Due in the next 30 days"),
    ("90", "Due in the next 90 days"),
    ("month", "Due this month"),
    ("none", "No agreed date"),
)
FLAGS = (
    ("was_late", "Was late when its date moved"),
    ("date_moved", "Agreed date was moved"),
    ("date_asked", "A new date is asked for"),
    ("on_hold", "On hold"),
    ("awaiting_signoff", "Awaiting sign-off"),
    ("unanswered", f"No update for {people.ANSWER_WITHIN} days"),
    ("exempt", "Not in public papers"),
    ("sample", "Sample data"),
)


class ActionFilters(FilterBar):
    """The chips, and the Filter that they stand for. ``changed`` comes when a person chose."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._gone: dict[str, tuple[str, ...]] = {}  # ids of a saved view that are no longer in the plan
        self._other_deadline: str | None = None  # one that a page asked for, besides those always offered
        self.add("status", "Status", self._statuses)
        self.add("owner", "Owner", self._owners)
        self.add("deadline", "Deadline", self._deadlines, many=False)
        self.add("area", "Area", self._areas)
        self.add("inspection", "Inspection", self._inspections)
        self.add("delivery", "Rating", self._ratings)
        # These two are asked for rarely: "More" brings them out.
        self._further = {
            "sponsor": self.add("sponsor", "Sponsor", self._sponsors),
            "body": self.add("body", "Committee", self._bodies),
        }
        self.more = self.add("flags", "More", self._flags)
        self._show_further()

    def filter(self, text: str = "") -> Filter:
        """What is asked for now."""
        return filter_of(self.values(), text)

    def show_filter(self, wanted: Filter) -> None:
        """Set the chips to this question, without saying so."""
        values = values_of(wanted)
        for name in ("owner", "area", "inspection", "sponsor", "body"):
            self._gone[name] = ()
            known = {value for value, _ in self.chip(name).choices()}
            self._gone[name] = tuple(value for value in values.get(name, ()) if value not in known)
        for key in values.get("deadline", ()):
            if key not in dict(DEADLINES):
                self._other_deadline = key
        self.set_values(values)

    def set_values(self, values: Mapping[str, Sequence[Any]]) -> None:
        super().set_values(values)
        self._show_further()

    def _show_further(self) -> None:
        for chip in self._further.values():
            chip.setVisible(bool(chip.values))

    def _changed(self) -> None:
        wanted = [name for name in self._further if _BRINGS + name in self.more.values]
        if not wanted:
            self._show_further()
            super()._changed()
            return
        self.more.set_values(tuple(value for value in self.more.values if not value.startswith(_BRINGS)))
        QTimer.singleShot(0, self, partial(self._bring_out, wanted[0]))

    def _bring_out(self, name: str) -> None:
        """Show one of the rarely used chips, with its list open."""
        self.more.close_list()
        self._further[name].show()
        self._further[name].open_list()

    def say_again(self) -> None:
        """Names may have changed: write the chips anew."""
        self.set_values(self.values())

    # --- what each chip offers

    def _statuses(self) -> list[tuple[str, str]]:
        return [(status, sentence_case(status)) for status in STATUSES]

    def _owners(self) -> list[tuple[str, str]]:
        return [(NOBODY, "Nobody"), *self._people(), *self._missing("owner")]

    def _sponsors(self) -> list[tuple[str, str]]:
        return [*self._people(), *self._missing("sponsor")]

    def _missing(self, name: str) -> list[tuple[str, str]]:
        """What a view asks for and is not there any more: said, so that nobody wonders why nothing is found."""
        return [(value, "no longer in the plan") for value in self._gone.get(name, ())]

    def _people(self) -> list[tuple[str, str]]:
        if not self._workspace.has_plan:
            return []
        return [(person.id, person.name) for person in people.people(self._workspace.plan)]

    def _deadlines(self) -> list[tuple[str, str]]:
        offered = list(DEADLINES)
        if self._other_deadline is not None:
            offered.append((self._other_deadline, _words_of_range(self._other_deadline)))
        return offered

    def _areas(self) -> list[tuple[str, str]]:
        if not self._workspace.has_plan:
            return []
        known = areas.in_order(self._workspace.plan)
        return [*((area.id, f"{area.number} {short(area.title, 70)}") for area in known), *self._missing("area")]

    def _inspections(self) -> list[tuple[str, str]]:
        if not self._workspace.has_plan:
            return []
        return [*inspections.names(self._workspace.plan).items(), *self._missing("inspection")]

    def _ratings(self) -> list[tuple[str, str]]:
        if not self._workspace.has_plan:
            return []
        scheme = ratings.scheme_of(self._workspace.plan)
        used = [(one.value, f"{sentence_case(one.value)}: {one.word}") for one in best_first(scheme)]
        gone = set(self.chip("delivery").values) - {value for value, _ in used}
        return [*used, *((value, f"{sentence_case(value)}: not used in this plan") for value in sorted(gone))]

    def _bodies(self) -> list[tuple[str, str]]:
        if not self._workspace.has_plan:
            return []
        known = meetings.bodies(self._workspace.plan)
        return [*((body.id, body.name) for body in known), *self._missing("body")]

    def _flags(self) -> list[tuple[str, str]]:
        return [*FLAGS, (_BRINGS + "sponsor", "By sponsor…"), (_BRINGS + "body", "By committee or board…")]


def filter_of(values: Mapping[str, tuple[Any, ...]], text: str = "") -> Filter:
    """The question that these chips and this search make together."""
    owners = values.get("owner", ())
    asked: dict[str, Any] = {
        "statuses": values.get("status", ()),
        "owners": tuple(owner for owner in owners if owner != NOBODY),
        "no_owner": NOBODY in owners,
        "areas": values.get("area", ()),
        "inspections": values.get("inspection", ()),
        "sponsors": values.get("sponsor", ()),
        "bodies": values.get("body", ()),
        "deliveries": values.get("delivery", ()),
        "text": text,
    }
    for flag in values.get("flags", ()):
        asked[flag] = True
    for deadline in values.get("deadline", ()):
        asked.update(_asked_of(deadline))
    return Filter(**asked)


def values_of(wanted: Filter) -> dict[str, tuple[Any, ...]]:
    """The chips that make this question."""
    statuses = wanted.statuses
    if wanted.open is not None and not statuses:
        statuses = tuple(status for status in STATUSES if (status in OPEN_STATUSES) == wanted.open)
    values: dict[str, tuple[Any, ...]] = {
        "status": tuple(statuses),
        "owner": (*((NOBODY,) if wanted.no_owner else ()), *wanted.owners),
        "area": tuple(wanted.areas),
        "inspection": tuple(wanted.inspections),
        "sponsor": tuple(wanted.sponsors),
        "body": tuple(wanted.bodies),
        "delivery": tuple(wanted.deliveries),
        "flags": tuple(name for name, _ in FLAGS if getattr(wanted, name)),
    }
    deadline = _deadline_of(wanted)
    values["deadline"] = (deadline,) if deadline else ()
    return {name: chosen for name, chosen in values.items() if chosen}


def filter_from(what: Mapping[str, Any]) -> Filter:
    """The question that another page asks with ``workspace.go("actions", late=True)``: fields of Filter."""
    given = dict(what)
    whole = given.pop("filter", None)
    if isinstance(whole, Filter):
        if given:
            raise Fault("Give a Filter or its fields, not both")
        return whole
    for one, many in (("owner", "owners"), ("status", "statuses"), ("area", "areas"), ("delivery", "deliveries"),
                      ("sponsor", "sponsors"), ("inspection", "inspections"), ("body", "bodies")):  # fmt: skip
        if one in given:
            given[many] = given.pop(one)
    for name in ("statuses", "owners", "sponsors", "areas", "inspections", "bodies", "deliveries"):
        if name in given:
            value = given[name]
            given[name] = (value,) if isinstance(value, str) else tuple(value)
    return Filter(**given)


def _asked_of(deadline: str) -> dict[str, Any]:
    if deadline == "late":
        return {"late": True}
    if deadline == "month":
        return {"due_this_month": True}
    if deadline == "none":
        return {"no_agreed_date": True}
    if deadline.isdigit():
        return {"due_within": int(deadline)}
    first, _, last = deadline.partition("/")
    return {
        "due_from": date.fromisoformat(first) if first else None,
        "due_to": date.fromisoformat(last) if last else None,
    }


def _deadline_of(wanted: Filter) -> str:
    if wanted.late:
        return "late"
    if wanted.no_agreed_date:
        return "none"
    if wanted.due_this_month:
        return "month"
    if wanted.due_within is not None:
        return str(wanted.due_within)
    if wanted.due_from is not None or wanted.due_to is not None:
        first = wanted.due_from.isoformat() if wanted.due_from else ""
        last = wanted.due_to.isoformat() if wanted.due_to else ""
        return f"{first}/{last}"
    return ""


def _words_of_range(key: str) -> str:
    if key.isdigit():
        return f"Due in the next {key} days"
    first, _, last = key.partition("/")
    if first and last:
        return f"Due {days_in_words(date.fromisoformat(first), date.fromisoformat(last))}"
    if first:
        return f"Due from {in_words(date.fromisoformat(first))}"
    return f"Due until {in_words(date.fromisoformat(last))}"
