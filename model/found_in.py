"""In which of an action's texts the words stand that it was found by.

For a screenful of rows: their texts are read and looked through here, which is quicker than asking the
search index anew for each of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from model.field_words import record_word
from model.snippets import cut, hits, words_typed
from model.store.plan import Plan
from model.wording import sentence_case

_TEXTS = """WITH these AS (SELECT a.id, a.area FROM json_each(?) AS j CROSS JOIN action AS a ON a.id = j.value),
texts AS (
    SELECT id AS action, 0 AS rank, 'action' AS record, id AS row FROM these
    UNION ALL SELECT t.action, 1, 'milestone', t.id FROM these CROSS JOIN milestone AS t ON t.action = these.id
    UNION ALL SELECT t.action, 2, 'evidence', t.id FROM these CROSS JOIN evidence AS t ON t.action = these.id
    UNION ALL SELECT t.action, 3, 'action_update', t.id FROM these
        CROSS JOIN action_update AS t ON t.action = these.id
    UNION ALL SELECT id, 4, 'area', area FROM these
    UNION ALL SELECT these.id, 5, 'source', t.id FROM these CROSS JOIN source AS t ON t.area = these.area
    UNION ALL SELECT these.id, 6, 'evidence', t.id FROM these CROSS JOIN evidence AS t ON t.area = these.area
)
SELECT texts.action, texts.record, texts.row, s.text FROM texts
CROSS JOIN search_entry AS e ON e.record = texts.record AND e.row = texts.row
CROSS JOIN search AS s ON s.rowid = e.entry
ORDER BY texts.rank"""


@dataclass(frozen=True, slots=True)
class FoundIn:
    """One text of an action, of what stands under it or of its area."""

    record: str  # its table
    row: str
    kind: str  # "Update", in words
    snippet: str  # the words around the first that was found, on one line
    hits: tuple[tuple[int, int], ...]  # start and end of each found word in the snippet


def found_in(plan: Plan, words: str, action_ids: Iterable[str]) -> dict[str, FoundIn]:
    """For each of these actions the first of its texts that holds every word, as the beginning of a word.

    Its own come first, then those under it, then its area's. An action that was found by its number, or
    that does not hold the words, is left out.
    """
    wanted = words_typed(words)
    if not wanted:
        return {}
    found: dict[str, FoundIn] = {}
    for action, record, row, text in plan.rows(_TEXTS, [json.dumps(list(action_ids))]):
        places = hits(text, wanted) if action not in found else []
        if places:
            found[action] = FoundIn(record, row, sentence_case(record_word(record)), *cut(text, places))
    return found
