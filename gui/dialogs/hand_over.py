"""Someone leaves: everything they still have to do goes to another, in one act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from gui.widgets.fields import Field
from gui.widgets.form import DialogForm
from gui.widgets.text import label
from gui.workspace import Workspace
from model import people
from model.errors import Refused
from model.people import ToHandOver
from model.records import Person
from model.wording import in_words, listed, plural


class HandOverDialog(DialogForm):
    """Who leaves, who takes it all, and since when; says what there is to hand over."""

    def __init__(self, workspace: Workspace, leaver: str | None, parent: QWidget | None = None) -> None:
        super().__init__(
            workspace, "Hand over everything", parent, ok="Hand over",
            words="All open actions, and what is sponsored, go to another in one act. One undo brings them back.",
        )  # fmt: skip
        self._loads = {
            load.person.id: load for load in people.loads(workspace.plan, workspace.today()) if load.person is not None
        }
        self.setMinimumWidth(520)
        self.add_fields(
            Field("leaver", "From", "choice", choices=self._leavers, required=True),
            Field("to", "To", "person", hint="Type a name or post"),
            Field("nobody", "To nobody for now", "flag", tip="They stand as actions without an owner."),
            Field("day", "Left on", "date", tip="The day of leaving, where they leave the council or the post."),
        )
        self.effect = label("", "strong", wrap=True)
        self.effect.setAccessibleName("What is handed over")
        self.add_effect(self.effect)
        person = workspace.plan.find(Person, leaver) if leaver is not None else None
        self.set_values(
            leaver=leaver, to=None, nobody=False, day=person.left_on if person is not None else None
        )  # fmt: skip
        self.editors["leaver"].committed.connect(self._leaver_chosen)
        self.editors["nobody"].committed.connect(self._nobody_chosen)
        self.editors["day"].input.textChanged.connect(self._say_effect)
        self.editors["to"].committed.connect(self._say_effect)
        self.accept_with(self._hand_over)
        self._say_effect()

    def _leavers(self) -> list[tuple[str, str]]:
        return [
            (row, f"{load.person.name} ({load.open:,} open)")
            for row, load in self._loads.items()
            if load.person is not None
        ]

    def _leaver_chosen(self, _: str, chosen: object) -> None:
        person = self.workspace.plan.find(Person, chosen) if isinstance(chosen, str) else None
        self.editors["day"].put(person.left_on if person is not None else None)
        self._say_effect()

    def _nobody_chosen(self, _: str, on: object) -> None:
        self.editors["to"].setVisible(not on)
        self._say_effect()

    def _say_effect(self, *_: object) -> None:
        leaver = self.editors["leaver"].input.value
        if leaver is None:
            self.effect.setText("Choose who hands over.")
            return
        name = self.workspace.plan.get(Person, leaver).name
        there = people.to_hand_over(self.workspace.plan, leaver, self.workspace.today())
        self.effect.setText(said_of(name, there) + self._left())

    def _left(self) -> str:
        try:
            day = self.editors["day"].value()
        except Refused:
            return ""
        return f" They are noted as having left on {in_words(day)}." if day is not None else ""

    def _hand_over(self, values: Mapping[str, Any]) -> Any:
        to = None if values["nobody"] else values.get("to")
        if to is None and not values["nobody"]:
            raise Refused("Choose who takes it over, or tick that nobody does for now.", field="to")
        return self.workspace.run(people.hand_over, values["leaver"], to, day=values["day"])


def said_of(name: str, there: ToHandOver) -> str:
    """What is handed over, and what stays where it is."""
    if not there.anything:
        return f"{name} has nothing open and sponsors nothing."
    parts = []
    if there.actions:
        late = f" ({there.late:,} late)" if there.late else ""
        parts.append(f"{plural(there.actions, 'open action')}{late}")
    sponsored = [
        plural(count, word) for count, word in ((there.areas, "area"), (there.sponsored, "open action")) if count
    ]
    if sponsored:
        parts.append(f"the sponsorship of {listed(sponsored)}")
    stays = f" {plural(there.stays, 'finished action').capitalize()} stay in the name of {name}." if there.stays else ""
    if there.stays == 1:
        stays = f" 1 finished action stays in the name of {name}."
    return f"{listed(parts)} of {name}.{stays}"


def hand_over(workspace: Workspace, parent: QWidget | None, leaver: str | None = None) -> bool:
    """Ask to whom, and hand over. Whether it was done."""
    if not people.people(workspace.plan):
        workspace.refuse("There is nobody in this plan yet who could hand anything over.")
        return False
    dialog = HandOverDialog(workspace, leaver, parent)
    try:
        return dialog.exec() == dialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()
