"""What a record is called, also after it was deleted: from the plan, or from the last that the log knows."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields
from datetime import date
from typing import Any

from model import scheme_files
from model.field_words import field_word, record_word
from model.records import RATINGS, RECORDS
from model.store import change_log
from model.store.plan import Plan
from model.wording import in_words, quoted, short

_PEOPLE = ("owner", "sponsor", "said_by", "checked_by", "signed_off_by")
_RATINGS = ("delivery_override", "impact_override", "delivery_then", "impact_then")
_REFERS = {
    **dict.fromkeys(_PEOPLE, "person"),
    "waits_for": "action",
    "type": "inspection_type",
    **{
        table: table
        for table in (
            "action", "area", "inspection", "meeting", "body", "document", "framework", "commitment", "judgement_area",
            "grade",
        )
    },
}  # fmt: skip
_TYPES: Mapping[str, Mapping[str, str]] = {
    record.TABLE: {field.name: str(field.type) for field in fields(record)}  # type: ignore[attr-defined]
    for record in RECORDS
}

Row = Mapping[str, Any]


class Names:
    """The names of a plan's records, each looked up once."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._rows: dict[tuple[str, str], Row | None] = {}
        self._there: dict[tuple[str, str], bool] = {}

    def row(self, table: str, row: str) -> Row | None:
        """The record's columns as they are, or as they were when it was deleted; None where nothing is known."""
        key = (table, row)
        if table not in _TYPES:
            self._rows[key], self._there[key] = None, False
        if key not in self._rows:
            columns = list(_TYPES[table])
            found = self._plan.rows(f'SELECT {", ".join(columns)} FROM "{table}" WHERE id = ?', [row])
            self._there[key] = bool(found)
            self._rows[key] = dict(zip(columns, found[0], strict=True)) if found else self._logged(table, row)
        return self._rows[key]

    def is_there(self, table: str, row: str) -> bool:
        """Whether the record is in the plan now."""
        self.row(table, row)
        return self._there[table, row]

    def name(self, table: str, row: str) -> str:
        """As in "action 3.2", "area 3", "update of 14 June 2023 to action 3.2"."""
        known = self.row(table, row)
        if known is not None:
            with suppress(ValueError, TypeError, KeyError):  # what a damaged log says of a deleted record
                return self._name(table, known)
        return f"a {record_word(table)}"

    def titled(self, table: str, row: str) -> str:
        """The name with its title where the name is a number: "action 3.2 “Audit plans”"."""
        known = self.row(table, row)
        name = self.name(table, row)
        if known is not None and table in ("date_change", "date_request"):
            with suppress(TypeError, KeyError):  # what a damaged log says of a deleted line
                return f"{name}: {self._dates_told(table, known)}"
        title = (known or {}).get("title") or (known or {}).get("sentence")
        return f"{name} {quoted(title)}" if table in ("action", "area", "commitment") and title else name

    def value(self, table: str, column: str, value: Any) -> str:
        """A column's value in words: a name, a day, "yes", a short quotation, "nothing"."""
        kind = _TYPES.get(table, {}).get(column, "str")
        if value is None:
            return "nothing"
        if column == "area" and table == "judgement":
            return self.name("judgement_area", str(value))
        if column in _REFERS and kind.startswith("str"):
            return self.name(_REFERS[column], str(value))
        if kind == "bool":
            return "yes" if value else "no"
        if kind.startswith("date"):
            with suppress(ValueError):
                return in_words(date.fromisoformat(str(value)))
        if column.startswith("percent"):
            return f"{value} %"
        if column == "rating_rules":
            return quoted(scheme_files.read_json(str(value))[0].name)
        if column in _RATINGS and value in RATINGS:
            scheme = scheme_files.read_json(self._plan.details.rating_rules)[0]
            part = scheme.impact if column.startswith("impact") else scheme
            return f"{value} ({part.word(str(value))})"
        return short(str(value), 80)

    def _dates_told(self, table: str, known: Row) -> str:
        """What a line of the ledger, or a request, says: "31 March 2026 → 30 June 2026, by the Board: Recruitment"."""
        if table == "date_request":
            said = f"wants {self.value(table, 'wanted', known.get('wanted'))}"
        else:
            said = f"{self.value(table, 'old', known.get('old'))} → {self.value(table, 'new', known.get('new'))}"
            said = said.removeprefix("nothing → ")
            if known.get("agreed_by"):
                said += f", agreed by {short(str(known.get('agreed_by')), 40)}"
        return f"{said}: {short(str(known.get('reason')), 80)}" if known.get("reason") else said

    def _logged(self, table: str, row: str) -> Row | None:
        found = self._plan.rows(
            """SELECT coalesce(old, new) FROM change WHERE record = ? AND row = ? AND field IS NULL
            ORDER BY id DESC LIMIT 1""",
            [table, row],
        )
        with suppress(ValueError):
            return change_log.read_row(str(found[0][0])) if found else None
        return None

    def _name(self, table: str, row: Row) -> str:
        word = record_word(table)
        if table == "action":
            return f"action {row['area_number']}.{row['item_number']}"
        if table in ("area", "commitment"):
            return f"{word} {row['number']}"
        if table == "inspection":
            return row["title"] or f"inspection {row['number']}"
        if table in ("person", "body", "framework", "grade", "judgement_area", "inspection_type"):
            return str(row["name"])
        if table == "plan":
            return "the plan"
        if table == "meeting":
            return f"{self.name('body', row['body'])}, {in_words(date.fromisoformat(row['on_day']))}"
        if table == "deadline_rule":
            return f"deadline rule {row['code']}"
        if table == "calendar_day":
            return in_words(date.fromisoformat(row["on_day"]))
        if table == "saved_view":
            return f"saved view {quoted(row['name'])}"
        if table == "judgement":
            at = self.name("inspection", row["inspection"])
            return f"judgement on {self.name('judgement_area', row['area'])} at {at}"
        return self._name_under(table, row, word)

    def _name_under(self, table: str, row: Row, word: str) -> str:
        """The name of what stands under another record."""
        if table in ("inspection_deadline", "stated_value"):
            what = (
                f"deadline {row['rule']}" if table == "inspection_deadline" else field_word("inspection", row["field"])
            )
            return f"{what} of {self.name('inspection', row['inspection'])}"
        if table == "passage":
            return f"{row['kind']} {quoted(row['text'], 40)}"
        if table == "dependency":
            return f"wait of {self.name('action', row['action'])} for {self.name('action', row['waits_for'])}"
        if table == "also_answers":
            return f"answer of {self.name('action', row['action'])} to {self.name('area', row['area'])}"
        if table == "answer":
            by = ("area", row["area"]) if row["area"] else ("action", row["action"])
            return f"answer of {self.name(*by)} to {self.name('commitment', row['commitment'])}"
        if table == "action_update":
            day = in_words(date.fromisoformat(row["on_day"]))
            return f"update of {day} to {self.name('action', row['action'])}"
        of = next((parent for parent in ("action", "area", "commitment", "meeting") if row.get(parent)), None)
        title = row.get("title") or row.get("text")
        word = "evidence" if table == "evidence" else word  # "piece of" is for counting
        name = f"{word} {quoted(title, 40)}" if title else word
        return f"{name} of {self.name(of, row[of])}" if of and table != "document" else name
