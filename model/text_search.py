"""Search as you type over the whole plan: what was found, the words around it, and what to open.

Every word counts, each as a beginning, and upper case and accents make no difference. A number such as
"3.2" finds the action of that number first, "3" the area.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from model.field_words import record_word
from model.snippets import cut, hits, words_typed
from model.store import search as index
from model.store.plan import Plan
from model.wording import sentence_case, short

_NUMBER = re.compile(r"(\d{1,9})(?:\.(\d{0,9}))?")
_READ = 4
"""How many finds are looked at for each that is shown, so that titles can come before notes."""

_ORDER = ("area", "action", "commitment", "source", "milestone", "evidence", "action_update", "question", "resolution")


@dataclass(frozen=True, slots=True)
class Find:
    """One text that holds the words. ``table`` and ``opens`` say which record shows it."""

    record: str  # the table of the text itself
    row: str
    table: str
    opens: str
    number: str  # "3.2", "3" or ""
    title: str  # of the record that is opened
    kind: str  # "Update", in words
    snippet: str  # plain text
    hits: tuple[tuple[int, int], ...]  # start and end of each found word in the snippet


def search(plan: Plan, words: str, limit: int = 50) -> list[Find]:
    """What holds every one of these words, areas and actions first. Nothing typed finds nothing."""
    found = list(_by_number(plan, words))
    match = index.match_expression(words)
    if match is not None and len(found) < limit:
        known = {(find.record, find.row) for find in found}
        found += [find for find in _by_words(plan, words, match, limit) if (find.record, find.row) not in known]
    return found[:limit]


def _by_number(plan: Plan, words: str) -> Iterator[Find]:
    number = _NUMBER.fullmatch(words.strip())
    if number is None:
        return
    area, item = number.groups()
    if item is None:
        for row, title in plan.rows("SELECT id, title FROM area WHERE number = ?", [int(area)]):
            yield Find("area", row, "area", row, str(int(area)), title, "Area", short(title, 120), ())
    elif item:
        for row, title in plan.rows(
            "SELECT id, title FROM action WHERE area_number = ? AND item_number = ?", [int(area), int(item)]
        ):
            number_read = f"{int(area)}.{int(item)}"
            yield Find("action", row, "action", row, number_read, title, "Action", short(title, 120), ())


def _by_words(plan: Plan, words: str, match: str, limit: int) -> list[Find]:
    entries = plan.rows(
        """SELECT e.entry, e.record, e.row FROM search AS s CROSS JOIN search_entry AS e ON e.entry = s.rowid
        WHERE search MATCH ? LIMIT ?""",
        [match, limit * _READ],
    )
    entries.sort(key=lambda entry: (_ORDER.index(entry[1]), entry[0]))
    entries = entries[:limit]
    texts = dict(
        plan.rows(
            "SELECT rowid, text FROM search WHERE rowid IN (SELECT value FROM json_each(?))",
            [json.dumps([entry for entry, _, _ in entries])],
        )
    )
    wanted = words_typed(words)
    shown = _shown(plan, [(record, row) for _, record, row in entries])
    found = []
    for entry, record, row in entries:
        if (record, row) in shown:
            table, opens, number, title = shown[record, row]
            text = texts.get(entry, "")
            snippet, marked = cut(text, hits(text, wanted))
            kind = sentence_case(record_word(record))
            found.append(Find(record, row, table, opens, number, title, kind, snippet, marked))
    return found


_IN_ACTION = """SELECT t.id, 'action', a.id, a.area_number || '.' || a.item_number, a.title
    FROM "{table}" AS t JOIN action AS a ON a.id = t.action"""
_IN_AREA = """SELECT t.id, 'area', a.id, CAST(a.number AS TEXT), a.title
    FROM "{table}" AS t JOIN area AS a ON a.id = t.area"""
_IN_MEETING = """SELECT t.id, 'meeting', m.id, '', coalesce(m.title, b.name) FROM "{table}" AS t
    JOIN meeting AS m ON m.id = t.meeting JOIN body AS b ON b.id = m.body"""
_SHOWN: Mapping[str, str] = {
    "area": "SELECT t.id, 'area', t.id, CAST(t.number AS TEXT), t.title FROM area AS t",
    "action": "SELECT t.id, 'action', t.id, t.area_number || '.' || t.item_number, t.title FROM action AS t",
    "commitment": "SELECT t.id, 'commitment', t.id, CAST(t.number AS TEXT), t.sentence FROM commitment AS t",
    "source": _IN_AREA,
    "action_update": _IN_ACTION,
    "milestone": _IN_ACTION,
    "evidence": f"{_IN_ACTION} WHERE {{these}} UNION ALL {_IN_AREA}",
    "question": _IN_MEETING,
    "resolution": _IN_MEETING,
}


def _shown(plan: Plan, texts: list[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, str, str, str]]:
    """What each text opens: table, id, number and title."""
    these = "t.id IN (SELECT value FROM json_each(:rows))"
    found: dict[tuple[str, str], tuple[str, str, str, str]] = {}
    for record in dict.fromkeys(record for record, _ in texts):
        question = f"{_SHOWN[record]} WHERE {{these}}".format(table=record, these=these)
        values: dict[str, Any] = {"rows": json.dumps([row for of, row in texts if of == record])}
        for row, table, opens, number, title in plan.rows(question, values):
            found[record, row] = (table, opens, number, title)
    return found
