"""How far what answers a promise has come: the actions under its areas and its own, each counted once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from model import ratings
from model.records import OPEN_STATUSES
from model.store.plan import Plan
from model.wording import plural


@dataclass(frozen=True, slots=True)
class Answered:
    """The actions that answer a commitment, without those that were superseded."""

    total: int = 0
    done: int = 0  # complete or embedded
    late: int = 0

    @property
    def part(self) -> float:
        """From 0 to 1; 0 where nothing answers it yet."""
        return self.done / self.total if self.total else 0.0

    @property
    def words(self) -> str:
        """As in "3 of 6 actions complete, 1 late"."""
        if not self.total:
            return "no action answers it yet"
        late = f", {self.late:,} late" if self.late else ""
        return f"{self.done:,} of {plural(self.total, 'action')} complete{late}"


NOTHING = Answered()

# An action under an area that answers, one that answers it too, or one that is named itself.
_ITS = """SELECT commitment, action FROM answer WHERE action IS NOT NULL
    UNION SELECT n.commitment, u.id FROM answer AS n JOIN action AS u ON u.area = n.area
    UNION SELECT n.commitment, x.action FROM answer AS n JOIN also_answers AS x ON x.area = n.area"""


def answered(plan: Plan, today: date, commitments: Iterable[str] | None = None) -> Mapping[str, Answered]:
    """How far each is, by the commitment's id; those that nothing answers are left out."""
    only = "" if commitments is None else "WHERE i.commitment IN (SELECT value FROM json_each(:commitments))"
    values = {"today": today.isoformat(), "commitments": json.dumps(list(commitments or ()))}
    rows = plan.rows(
        f"""WITH its AS ({_ITS})
        SELECT i.commitment, sum(a.status <> 'superseded'), sum(a.status IN ('complete', 'embedded')),
            sum({ratings.LATE} IS TRUE)
        FROM its AS i JOIN action AS a ON a.id = i.action {only} GROUP BY i.commitment""",
        values,
    )
    return {row: Answered(int(total), int(done), int(late)) for row, total, done, late in rows}


def of_actions(given: Iterable[tuple[str, date | None]], today: date) -> Answered:
    """The same of actions that were read already, as their status and agreed date."""
    counted = [(status, agreed) for status, agreed in given if status != "superseded"]
    return Answered(
        len(counted),
        sum(status in ("complete", "embedded") for status, _ in counted),
        sum(status in OPEN_STATUSES and agreed is not None and agreed < today for status, agreed in counted),
    )
