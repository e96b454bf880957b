"""A day that was worked out, with the sentence that says how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from model.errors import Refused

LAST_YEAR = 2200
"""Nothing in a plan is due later; it also keeps every sum within the calendar."""


@dataclass(frozen=True, slots=True)
class Due:
    """A worked-out day. ``sentence`` names the rule, what it was counted from and what was skipped."""

    day: date
    sentence: str


def too_far() -> Refused:
    return Refused(f"That period ends after the year {LAST_YEAR}; check the number and the unit.", field="amount")
