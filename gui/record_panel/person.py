"""The panel of an owner: who it is, what they carry, and what they sponsor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, ClassVar

from gui.dialogs.hand_over import hand_over
from gui.dialogs.person import kind_choices
from gui.record_panel.base import Field, RecordPanel
from gui.widgets.links import LinkList, LinkRow
from gui.widgets.text import label
from model import finding, people
from model.finding import ActionRow
from model.people import Held, Load
from model.records import Area, Person
from model.wording import days_late, due_in, in_words, sentence_case

_SHOWN = 15


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """An owner with what the panel shows of their work."""

    person: Person
    load: Load
    held: Held
    actions: tuple[ActionRow, ...]  # the most pressing open ones
    areas: tuple[Area, ...]


def _field(name: str, title: str, kind: str, **more: Any) -> Field:
    return Field(name, title, kind, read=attrgetter(f"person.{name}"), **more)


class PersonPanel(RecordPanel):
    """One owner."""

    TABLE = "person"
    WATCHES: ClassVar[Sequence[str]] = ("action", "action_update", "area", "plan")
    EDIT = staticmethod(people.edit)

    def read(self, record_id: str) -> ShownPerson | None:
        plan, today = self.workspace.plan, self.workspace.today()
        person = plan.find(Person, record_id)
        if person is None:
            return None
        loads = {load.person.id: load for load in people.loads(plan, today) if load.person is not None}
        held = people.held(plan, record_id, today)
        return ShownPerson(
            person,
            loads[record_id],
            held,
            tuple(finding.action_rows(plan, held.open[: _SHOWN + 1], today)),
            people.sponsored_areas(plan, record_id),
        )

    def build(self) -> None:
        self.section("Who").fields(
            _field("name", "Name", "line", required=True),
            _field("kind", "Kind", "choice", choices=kind_choices),
            _field("post", "Post", "line", hint="printed in place of a person's name"),
            _field("team", "Team", "line"),
            _field("email", "Email", "line"),
            _field("left_on", "Left on", "date", tip="Those who have left are not offered as owners any more."),
        )
        carried = self.section("What they carry")
        self.counts = label("", "strong", wrap=True)
        carried.add(self.counts)
        self.actions = LinkList("Open actions", most=_SHOWN, none="Nothing open.")
        self.actions.opened.connect(self.workspace.open)
        self.actions.more_asked.connect(self._show_all)
        carried.add(self.actions)
        self.all_button = carried.add_button("Show on the Actions page", self._show_all)
        self.hand_over_button = carried.add_button("Hand over everything…", self._hand_over)
        self.remind_button = carried.add_button("Reminder…", self._remind)
        carried.add_button("Calendar of their dates…", self._export_calendar)
        carried.add_button("Print this owner's sheet…", self._print_sheet)
        self.areas = LinkList("Areas they sponsor", none="No area.")
        self.areas.opened.connect(self.workspace.open)
        self.section("Sponsors", is_open=False).add(self.areas)

    def title(self, record: ShownPerson) -> tuple[str, str, str]:
        person = record.person
        parts = [part for part in (person.post, person.team) if part and part != person.name]
        if person.left_on is not None:
            still = f" and still owns {record.load.open:,}" if record.load.open else ""
            parts.append(f"left on {in_words(person.left_on)}{still}")
        return sentence_case(person.kind), person.name, sentence_case(", ".join(parts))

    def refreshed(self, record: ShownPerson) -> None:
        load = record.load
        counted = (
            (load.open, "open"), (load.late, "late"), (load.due_soon, "due soon"), (load.unanswered, "unanswered"),
            (load.undated, "without a date"), (load.done, "done"),
        )  # fmt: skip
        self.counts.setText(
            ", ".join(f"{count:,} {word}" for count, word in counted if count) or "Carries nothing yet."
        )
        self.actions.show_rows([_line(row) for row in record.actions[:_SHOWN]])
        self.all_button.setVisible(bool(load.owned))
        self.remind_button.setVisible(bool(load.open))
        self.hand_over_button.setVisible(self.workspace.writable and bool(load.open or record.areas))
        self.areas.show_rows([LinkRow("area", one.id, f"{one.number}  {one.title}") for one in record.areas])
        self.sections["Sponsors"].set_remark(str(len(record.areas)) if record.areas else "")
        hidden = load.open - min(len(record.actions), _SHOWN)
        self.actions.more.setText(f"and {hidden:,} more")
        self.actions.more.setVisible(hidden > 0)

    def _show_all(self) -> None:
        if self.record_id is not None:
            self.workspace.go("actions", owner=self.record_id)

    def _print_sheet(self) -> None:
        if self.record_id is not None:
            from gui.dialogs.printing import print_paper  # brings much along

            print_paper(self.workspace, self.window(), owner=self.record_id)

    def _remind(self) -> None:
        if self.record_id is not None:
            from gui.dialogs.remind_owners import remind_owners

            remind_owners(self.workspace, self.window(), (self.record_id,))

    def _export_calendar(self) -> None:
        if self.record_id is not None:
            from gui.dialogs.calendar_export import export_calendar

            export_calendar(self.workspace, self.window(), self.record_id)

    def _hand_over(self) -> None:
        if self.record_id is not None:
            hand_over(self.workspace, self.window(), self.record_id)


def _line(row: ActionRow) -> LinkRow:
    if row.agreed is None:
        when = row.deadline or "No agreed date"
    else:
        when = f"{in_words(row.agreed)}, {days_late(row.days_late) if row.late else due_in(row.days_left or 0)}"
    if row.moved:
        when += f", {row.moves.moved_words}" + (", was late" if row.was_late else "")
    return LinkRow("action", row.id, f"{row.number}  {row.title}", when, row.late)


PANEL = PersonPanel
