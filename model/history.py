"""Who changed what, and when, read from the change log and said in sentences."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from model.errors import Refused
from model.field_words import field_word, record_word
from model.record_names import Names
from model.store.plan import Plan
from model.store.rows import one_line
from model.wording import quoted, sentence_case

_LONGEST_ASKED = 500  # characters that are looked for; SQLite takes no pattern of more than 50,000 bytes

_UNDER = {
    "action": ("milestone", "action_update", "evidence", "date_change", "dependency", "also_answers", "answer"),
    "area": ("source", "evidence", "also_answers", "answer", "action"),
    "inspection": ("judgement", "source", "document"),
    "meeting": ("resolution", "question", "document"),
    "commitment": ("answer", "date_change"),
}
"""What belongs to the history of a record besides itself: what stands under it."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act of the history, an undoing and a putting back included."""

    id: str
    seq: int
    title: str  # of the act, or of the one that was undone
    sentence: str  # "Undid “Assign Head of Leaving Care to 12 actions”"
    at: datetime  # UTC
    who: str
    computer: str
    kind: str  # "act", "undo", "redo" or "reversal"
    of: str | None
    undone: bool  # it was undone or put back, and not done again since
    changes: int


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One changed field of one record, or with ``field`` None a record added or deleted."""

    table: str
    row: str
    name: str  # "action 3.2"
    field: str | None
    label: str  # "Agreed date"
    old: str  # in words
    new: str
    sentence: str
    exists: bool  # the record is in the plan now


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which acts are asked for; several conditions have to hold together.

    ``text`` is looked for in the acts' names and in what was written or deleted. ``since`` and ``until``
    (not included) are moments; a day is the one that begins there in UTC.
    """

    who: str | None = None
    record: tuple[str, str] | None = None  # table, id: what changed it or what stands under it
    tables: tuple[str, ...] = ()  # what changed a row of any of these
    text: str = ""
    since: datetime | date | None = None
    until: datetime | date | None = None


def act_ids(plan: Plan, wanted: Wanted, limit: int | None = None, offset: int = 0) -> list[tuple[str, datetime]]:
    """The acts that fit with their moments (UTC), newest first: a page of them, or all."""
    condition, values = _condition(wanted)
    values |= {"limit": -1 if limit is None else limit, "offset": offset}
    found = plan.rows(
        f"SELECT b.id, b.at FROM batch AS b WHERE {condition} ORDER BY b.seq DESC LIMIT :limit OFFSET :offset", values
    )
    return [(str(act), datetime.fromisoformat(at)) for act, at in found]


def these(plan: Plan, ids: Sequence[str]) -> list[Act]:
    """These acts, in the order of ``ids``; those that the plan does not know are left out."""
    found = {
        act.id: act for act in _acts(plan, "b.id IN (SELECT value FROM json_each(:ids))", {"ids": json.dumps(ids)})
    }
    return [found[act] for act in ids if act in found]


def acts(
    plan: Plan,
    *,
    who: str | None = None,
    record: tuple[str, str] | None = None,
    text: str = "",
    since: date | None = None,
    until: date | None = None,
    limit: int = 100,
    offset: int = 0,
) -> list[Act]:
    """The acts that fit, newest first: by person, by record (table, id), by words, by days (UTC, both included).

    The words are looked for in the acts' names and in what was written or deleted.
    """
    after = until + timedelta(days=1) if until is not None else None
    condition, values = _condition(Wanted(who=who, record=record, text=text, since=since, until=after))
    return _acts(plan, f"{condition} ORDER BY b.seq DESC LIMIT :limit OFFSET :offset",
                 values | {"limit": limit, "offset": offset})  # fmt: skip


def _condition(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    """SQL over the alias ``b``, and its named values."""
    conditions = ["1"]
    values: dict[str, Any] = {}
    if wanted.who is not None:
        conditions.append("b.who = :who")
        values["who"] = wanted.who
    if wanted.record is not None:
        table, row = wanted.record
        conditions.append(f"b.id IN ({_batches_of(table)})")
        values |= {"table": table, "row": row, "quoted": f"='{row}'"}
    if wanted.tables:
        conditions.append(
            """EXISTS (SELECT 1 FROM change AS c WHERE c.batch = b.id
            AND c.record IN (SELECT value FROM json_each(:tables)))"""
        )
        values["tables"] = json.dumps(wanted.tables)
    if one_line(wanted.text[:_LONGEST_ASKED]):
        conditions.append(
            r"""(b.title LIKE :text ESCAPE '\' OR EXISTS (SELECT 1 FROM change AS c WHERE c.batch = b.id
            AND (c.old LIKE :text ESCAPE '\' OR c.new LIKE :text ESCAPE '\')))"""
        )
        words = one_line(wanted.text[:_LONGEST_ASKED]).replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
        values["text"] = f"%{words}%"
    if wanted.since is not None:
        conditions.append("b.at >= :since")
        values["since"] = _moment(wanted.since)
    if wanted.until is not None:
        conditions.append("b.at < :until")
        values["until"] = _moment(wanted.until)
    return " AND ".join(conditions), values


def _moment(given: datetime | date) -> str:
    """As the log writes moments, so that they compare as text."""
    return (
        given.astimezone(UTC).isoformat(timespec="milliseconds") if isinstance(given, datetime) else given.isoformat()
    )


def _acts(plan: Plan, condition: str, values: dict[str, Any]) -> list[Act]:
    undone = _undone(plan)
    return [
        Act(
            batch, seq, title, _said(kind, title), datetime.fromisoformat(at), by, computer, kind, of,
            batch in undone, changes,
        )
        for batch, seq, title, at, by, computer, kind, of, changes in plan.rows(
            f"""SELECT b.id, b.seq, b.title, b.at, b.who, b.computer, b.kind, b.of,
                (SELECT count(*) FROM change WHERE batch = b.id)
            FROM batch AS b WHERE {condition}""",
            values,
        )
    ]  # fmt: skip


def of_record(plan: Plan, table: str, row: str, limit: int = 100, offset: int = 0) -> list[Act]:
    """The acts that changed a record or what stands under it, newest first."""
    return acts(plan, record=(table, row), limit=limit, offset=offset)


def details(plan: Plan, act_id: str, limit: int = 500, offset: int = 0) -> list[FieldChange]:
    """What an act changed, field by field, in the order in which it happened."""
    if not plan.rows("SELECT 1 FROM batch WHERE id = ?", [act_id]):
        raise Refused("That act is not in this plan's history.")
    names = Names(plan)
    return [
        _change(names, *change)
        for change in plan.rows(
            "SELECT record, row, field, old, new FROM change WHERE batch = ? ORDER BY id LIMIT ? OFFSET ?",
            [act_id, limit, offset],
        )
    ]


def record_changes(plan: Plan, table: str, row: str, limit: int = 200) -> list[tuple[Act, FieldChange]]:
    """Every change of one record itself, newest first, each with its act."""
    by_id = {act.id: act for act in of_record(plan, table, row, limit=limit)}
    names = Names(plan)
    found = plan.rows(
        """SELECT batch, record, row, field, old, new FROM change
        WHERE record = ? AND row = ? ORDER BY id DESC LIMIT ?""",
        [table, row, limit],
    )
    return [(by_id[batch], _change(names, *change)) for batch, *change in found if batch in by_id]


def people(plan: Plan) -> list[str]:
    """Everyone who changed the plan, by name."""
    return [str(who) for (who,) in plan.rows("SELECT DISTINCT who FROM batch ORDER BY who COLLATE NOCASE")]


def last_seq(plan: Plan) -> int:
    """Where the history stands now, for asking later what changed since."""
    ((seq,),) = plan.rows("SELECT coalesce(max(seq), 0) FROM batch")
    return int(seq)


def changed_since(plan: Plan, since: int | date) -> dict[str, frozenset[str]]:
    """Which rows of which tables were made, changed or deleted after that act, or from that day (UTC) on."""
    condition, value = ("b.seq > ?", since) if isinstance(since, int) else ("b.at >= ?", since.isoformat())
    found: dict[str, set[str]] = {}
    for table, row in plan.rows(
        f"SELECT DISTINCT c.record, c.row FROM batch AS b JOIN change AS c ON c.batch = b.id WHERE {condition}", [value]
    ):
        found.setdefault(table, set()).add(row)
    return {table: frozenset(rows) for table, rows in found.items()}


def _batches_of(table: str) -> str:
    """SQL for the batches that changed a record or, while it was there, anything that names it as its own."""
    own = "SELECT batch FROM change WHERE record = :table AND row = :row"
    under = _UNDER.get(table)
    if not under:
        return own
    listed = ", ".join(f"'{child}'" for child in under)
    # A row's text in the log names its parent: action='018f…'.
    return f"""{own} UNION SELECT c.batch FROM change AS k JOIN change AS c ON c.record = k.record AND c.row = k.row
        WHERE k.record IN ({listed}) AND k.field IS NULL
        AND instr(coalesce(k.new, k.old), char(31) || '{table}' || :quoted)"""


def _undone(plan: Plan) -> set[str]:
    """The batches whose last undoing has not been undone itself."""
    undone: set[str] = set()
    # A batch is reversed by later ones only, so read from the last one back each is settled in time.
    for batch, of in plan.rows("SELECT id, of FROM batch WHERE of IS NOT NULL ORDER BY seq DESC"):
        if batch not in undone:
            undone.add(str(of))
    return undone


def _said(kind: str, title: str) -> str:
    if kind == "undo":
        return f"Undid {quoted(title, 200)}"
    if kind == "redo":
        return f"Did again {quoted(title, 200)}"
    if kind == "reversal":
        return f"Put back {quoted(title, 200)}"
    return title


def _change(names: Names, table: str, row: str, field: str | None, old: Any, new: Any) -> FieldChange:
    name, exists = names.name(table, row), names.is_there(table, row)
    if field is None:
        verb = "Added" if old is None else "Deleted"
        label = sentence_case(record_word(table))
        return FieldChange(table, row, name, None, label, "", "", f"{verb} {names.titled(table, row)}", exists)
    label = sentence_case(field_word(table, field))
    if field == "position":
        return FieldChange(table, row, name, field, label, "", "", f"Moved {name} in the order", exists)
    before, after = names.value(table, field, old), names.value(table, field, new)
    return FieldChange(table, row, name, field, label, before, after, f"{label} of {name}: {before} → {after}", exists)
