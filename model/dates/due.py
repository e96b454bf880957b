"""A day that was worked out, with the sentence that says how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from model.errors import Refused

LAST_YEAR = 2200
"""Nothing in a plan is due later; it also keeps every sum within the calendar."""


@dataclass(frozen=True, slots=True)
class Due:
    """A worked-out day: ``rule`` says what was counted and what was skipped, ``note`` what else is to be known."""

    day: date
    rule: str  # "12 months from 25 April 2018 (the visit) is 25 April 2019", without a full stop
    note: str = ""  # "That is a Saturday; the date is not moved."

    @property
    def sentence(self) -> str:
        return f"{self.rule}. {self.note}".strip()


def too_far() -> Refused:
    return Refused(f"That period ends after the year {LAST_YEAR}; check the number and the unit.", field="amount")
