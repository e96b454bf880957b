"""The one kind of error a person may meet, and the one that is our own fault."""

from __future__ import annotations


class Refused(Exception):
    """The world said no: bad input, a file that cannot be used, a rule that forbids it.

    ``str(error)`` is one plain sentence that says what is wrong and what to do. Nothing
    was changed. ``field`` names the column the sentence is about, where there is one, so
    that a window can show it beside the field.
    """

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class NotAPlan(Refused):
    """The file is not a Turnaround plan, or is damaged; it was left as it was."""


class NewerPlan(Refused):
    """The file was made by a newer Turnaround; not one byte of it was changed."""


class PlanInUse(Refused):
    """Someone else has the plan open. ``holder`` says who, where and since when."""

    def __init__(self, sentence: str, *, holder: str) -> None:
        super().__init__(sentence)
        self.holder = holder


class Conflict(Refused):
    """An older act cannot be reversed, because what it changed has been changed since."""


class Fault(Exception):
    """Our own mistake, such as writing outside a batch. To be reported, never caught."""
