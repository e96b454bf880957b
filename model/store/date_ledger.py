"""No agreed date changes without its line in the ledger: a batch is held to it before it is committed.

Every line of ``date_change`` leads from one date of an action to the next. So what a batch adds to the
lines and takes from them has to lead from the agreed date before it to the one after it. Reading back an
older act would break that where the date was moved again since, even if it happens to be the same day
again: such a reversal is refused.
"""

from __future__ import annotations

from collections import Counter

from model.errors import Conflict, Fault
from model.store.change_log import read_row
from model.store.engine import Database

# The plus keeps SQLite from reading every change there ever was of that record, in place of the batch's own.
_TOUCHED = """SELECT 1 FROM change WHERE batch = ? AND (+record = 'date_change'
    OR +record = 'action' AND (field IS NULL OR field IN ('agreed', 'first_agreed'))) LIMIT 1"""

_DATED = """WITH touched (id) AS MATERIALIZED (
    SELECT row FROM change WHERE batch = :batch AND +record = 'action'
        AND (field IS NULL OR field IN ('agreed', 'first_agreed'))
    UNION SELECT d.action FROM change AS c CROSS JOIN date_change AS d ON d.id = c.row
        WHERE c.batch = :batch AND +c.record = 'date_change'
    UNION SELECT substr(c.old, instr(c.old, char(31) || 'action=''') + 9, 36) FROM change AS c
        WHERE c.batch = :batch AND +c.record = 'date_change' AND c.field IS NULL AND c.new IS NULL)"""
_ACTIONS = f"{_DATED} SELECT a.id, a.agreed, a.first_agreed FROM touched AS t CROSS JOIN action AS a ON a.id = t.id"
_THEIR_LINES = f"""{_DATED} SELECT d.action, d.old, d.new FROM touched AS t CROSS JOIN date_change AS d
    ON d.action = t.id ORDER BY d.id"""

MOVED_SINCE = "The agreed date was moved again since. Move the date by hand, or put back the later move first."


def check(db: Database, batch: str, *, reverses: bool) -> None:
    """Raises Conflict where ``batch``, which reverses another, would take a line out of the middle of a ledger.

    Raises Fault where it changed an agreed date, or a line, without the other. A plan that came with dates
    that its ledger does not bear out is held to what the batch itself did.
    """
    if not db.conn.execute(_TOUCHED, [batch]).fetchone():
        return
    doubtful = _in_doubt(db, batch)
    if not doubtful:
        return
    broken = _broken(db, batch, doubtful)
    if broken and reverses:
        raise Conflict(MOVED_SINCE)
    if broken:
        raise Fault(f"An agreed date changed without its line in the ledger: action {broken[0]}")


def _in_doubt(db: Database, batch: str) -> set[str]:
    """The actions it touched whose ledger does not lead, line by line, from the first date to the one in force."""
    first: dict[str, str | None] = {}
    last: dict[str, str | None] = {}
    torn = set()
    for action, old, new in db.conn.execute(_THEIR_LINES, {"batch": batch}):
        if last.get(action) != old:
            torn.add(action)
        first.setdefault(action, new)
        last[action] = new
    return {
        action
        for action, agreed, first_agreed in db.conn.execute(_ACTIONS, {"batch": batch})
        if action in torn or last.get(action) != agreed or first.get(action) != first_agreed
    }


def _broken(db: Database, batch: str, actions: set[str]) -> list[str]:
    """Which of these actions the batch itself left without a line for what it changed."""
    led: dict[str, Counter[object]] = {row: Counter() for row in actions}
    first: dict[str, list[object]] = {row: [] for row in actions}
    made: set[str] = set()
    taken: dict[str, list[str]] = {}
    wrong: set[str] = set()
    for record, row, field, old, new in db.conn.execute(
        """SELECT record, row, field, old, new FROM change
        WHERE batch = ? AND record IN ('action', 'date_change') ORDER BY id""",
        [batch],
    ):
        if record == "action" and row in actions:
            if field == "agreed":
                led[row].update({old: 1, new: -1})
            elif field == "first_agreed":
                first[row].append(old)
            elif field is None and old is None:
                led[row].update({None: 1, read_row(new)["agreed"]: -1})
                made.add(row)
        elif record == "date_change" and field is None:
            line = read_row(new if old is None else old)
            action = line["action"]
            if action not in actions:
                continue
            way = 1 if old is None else -1
            led[str(action)].update({line["new"]: way, line["old"]: -way})
            if way < 0:
                taken.setdefault(str(action), []).append(row)
        elif record == "date_change" and field in ("action", "old", "new"):
            found = db.conn.execute("SELECT action FROM date_change WHERE id = ?", [row]).fetchone()
            wrong.update(str(one) for one in found or () if one in actions)
    for action in actions:
        if any(led[action].values()):
            wrong.add(action)
        # A first agreed date is only unsaid together with the one line that said it.
        if any(old is not None for old in first[action]) and _lines(db, action):
            wrong.add(action)
        last = max(_lines(db, action), default="")
        if action not in made and any(line < last for line in taken.get(action, ())):
            wrong.add(action)
    return sorted(wrong)


def _lines(db: Database, action: str) -> list[str]:
    return [str(row) for (row,) in db.conn.execute("SELECT id FROM date_change WHERE action = ?", [action])]
