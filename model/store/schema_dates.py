"""What version 2 of the plan file added: deadline rules, requests to move a date, and words with their source.

See ``schema`` for how to read the tables. Columns of version 1's tables are added where they stand; ``area`` is
built again, because its kinds grew and a CHECK cannot be changed in place.
"""

from __future__ import annotations

from model.records import AREA_KINDS, PASSAGE_KINDS, REQUEST_STATES, RULE_TRIGGERS, RULE_UNITS
from model.store.schema_rules import days, flags, one_of, or_none, override

AREA_AGAIN = f"""
CREATE TABLE area_2 (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    title TEXT NOT NULL CONSTRAINT "An area needs a title" CHECK (trim(title) <> ''),
    words TEXT,
    kind TEXT NOT NULL DEFAULT 'area for improvement',
    tag TEXT,
    theme TEXT,
    judgement_area TEXT REFERENCES judgement_area (id) ON DELETE SET NULL,
    sponsor TEXT REFERENCES person (id) ON DELETE SET NULL,
    outcome TEXT,
    delivery_override TEXT,
    delivery_reason TEXT,
    impact_override TEXT,
    impact_reason TEXT,
    position REAL NOT NULL,
    sample INTEGER NOT NULL DEFAULT 0,
    responsible_body TEXT,
    {one_of("kind", AREA_KINDS)},
    {override("delivery")},
    {override("impact")},
    {flags("sample")}
) STRICT;
INSERT INTO area_2 SELECT *, NULL FROM area;
DROP TABLE area;
ALTER TABLE area_2 RENAME TO area;
CREATE INDEX area_position ON area (position);
CREATE INDEX area_sponsor ON area (sponsor);
"""


def _more(table: str, column: str, rule: str = "TEXT") -> str:
    return f"ALTER TABLE {table} ADD COLUMN {column} {rule};\n"


_DOCUMENT = "TEXT REFERENCES document (id) ON DELETE SET NULL"
_PAGE = 'INTEGER CONSTRAINT "A page is a number from 1" CHECK (page >= 1)'


def _flag(column: str) -> str:
    return f"INTEGER NOT NULL DEFAULT 0 {flags(column)}"


def _day(column: str) -> str:
    return f"TEXT {days(column)}"


MORE_COLUMNS = "".join(
    (
        _more("inspection", "type_inferred", _flag("type_inferred")),
        _more("inspection", "principal_authority"),
        _more("inspection", "next_inspection"),
        _more("judgement", "document", _DOCUMENT),
        _more("judgement", "quote"),
        _more("action", "deadline_words"),
        _more("action", "review_on", _day("review_on")),
        _more("document", "kind"),
        _more("document", "pages", 'INTEGER CONSTRAINT "A document has pages from 1" CHECK (pages >= 1)'),
        _more("body", "approves", _flag("approves")),
        _more("resolution", "document", _DOCUMENT),
        _more("resolution", "page", _PAGE),
        _more("question", "document", _DOCUMENT),
        _more("question", "page", _PAGE),
        _more("commitment", "phrase"),
        _more("commitment", "due_from", _day("due_from")),
        _more("commitment", "review_on", _day("review_on")),
        _more("commitment", "document", _DOCUMENT),
    )
)

DATE_TABLES = f"""
CREATE TABLE deadline_rule (
    id TEXT PRIMARY KEY,
    code TEXT NOT NULL UNIQUE CONSTRAINT "A rule needs a code" CHECK (trim(code) <> ''),
    name TEXT NOT NULL CONSTRAINT "A rule needs a name" CHECK (trim(name) <> ''),
    counts_from TEXT NOT NULL,
    length INTEGER CONSTRAINT "A period is between 1 and 10,000" CHECK (length BETWEEN 1 AND 10000),
    unit TEXT,
    months_before INTEGER NOT NULL DEFAULT 0
        CONSTRAINT "A window is up to 120 months" CHECK (months_before BETWEEN 0 AND 120),
    months_after INTEGER NOT NULL DEFAULT 0
        CONSTRAINT "A window lasts up to 120 months" CHECK (months_after BETWEEN 0 AND 120),
    applies TEXT NOT NULL DEFAULT '{{}}',
    authority TEXT,
    checked_on TEXT,
    approximate INTEGER NOT NULL DEFAULT 0,
    statutory INTEGER NOT NULL DEFAULT 0,
    in_use INTEGER NOT NULL DEFAULT 1,
    note TEXT,
    position REAL NOT NULL,
    {one_of("counts_from", RULE_TRIGGERS)},
    {or_none("unit", RULE_UNITS)},
    CONSTRAINT "A period has a number and a unit" CHECK ((length IS NULL) = (unit IS NULL)),
    {days("checked_on")},
    {flags("approximate", "statutory", "in_use")}
) STRICT;
CREATE TABLE inspection_deadline (
    id TEXT PRIMARY KEY,
    inspection TEXT NOT NULL REFERENCES inspection (id) ON DELETE CASCADE,
    rule TEXT NOT NULL,
    printed TEXT,
    printed_day TEXT,
    page INTEGER CONSTRAINT "A page is a number from 1" CHECK (page >= 1),
    document TEXT REFERENCES document (id) ON DELETE SET NULL,
    met_on TEXT,
    not_owed INTEGER NOT NULL DEFAULT 0,
    note TEXT,
    UNIQUE (inspection, rule),
    {days("printed_day", "met_on")},
    {flags("not_owed")}
) STRICT;
CREATE INDEX inspection_deadline_document ON inspection_deadline (document);
CREATE TABLE calendar_day (
    id TEXT PRIMARY KEY,
    on_day TEXT NOT NULL UNIQUE,
    name TEXT,
    working INTEGER NOT NULL DEFAULT 0,
    {days("on_day")},
    {flags("working")}
) STRICT;
CREATE TABLE date_request (
    id TEXT PRIMARY KEY,
    action TEXT REFERENCES action (id) ON DELETE CASCADE,
    commitment TEXT REFERENCES commitment (id) ON DELETE CASCADE,
    wanted TEXT,
    reason TEXT NOT NULL CONSTRAINT "A request to move a date needs a reason" CHECK (trim(reason) <> ''),
    asked_by TEXT,
    asked_on TEXT NOT NULL,
    meeting TEXT REFERENCES meeting (id) ON DELETE SET NULL,
    state TEXT NOT NULL DEFAULT 'waiting',
    decided_on TEXT,
    decided_by TEXT,
    note TEXT,
    date_change TEXT REFERENCES date_change (id) ON DELETE SET NULL,
    position REAL NOT NULL,
    CONSTRAINT "A request belongs to one action or one commitment"
        CHECK ((action IS NULL) <> (commitment IS NULL)),
    CONSTRAINT "A request that is decided says when" CHECK ((state = 'waiting') = (decided_on IS NULL)),
    {one_of("state", REQUEST_STATES)},
    {days("wanted", "asked_on", "decided_on")}
) STRICT;
CREATE INDEX date_request_action ON date_request (action);
CREATE INDEX date_request_commitment ON date_request (commitment);
CREATE INDEX date_request_meeting ON date_request (meeting);
CREATE INDEX date_request_date_change ON date_request (date_change);
CREATE TABLE stated_value (
    id TEXT PRIMARY KEY,
    inspection TEXT NOT NULL REFERENCES inspection (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    document TEXT REFERENCES document (id) ON DELETE CASCADE,
    page INTEGER CONSTRAINT "A page is a number from 1" CHECK (page >= 1),
    quote TEXT,
    chosen INTEGER NOT NULL DEFAULT 0,
    {flags("chosen")}
) STRICT;
CREATE INDEX stated_value_inspection ON stated_value (inspection, field);
CREATE INDEX stated_value_document ON stated_value (document);
CREATE TABLE passage (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    inspection TEXT REFERENCES inspection (id) ON DELETE CASCADE,
    meeting TEXT REFERENCES meeting (id) ON DELETE CASCADE,
    document TEXT REFERENCES document (id) ON DELETE SET NULL,
    text TEXT NOT NULL CONSTRAINT "A passage has words" CHECK (trim(text) <> ''),
    page INTEGER CONSTRAINT "A page is a number from 1" CHECK (page >= 1),
    paragraph TEXT,
    quote TEXT,
    position REAL NOT NULL,
    {one_of("kind", PASSAGE_KINDS)}
) STRICT;
CREATE INDEX passage_inspection ON passage (inspection, kind);
CREATE INDEX passage_meeting ON passage (meeting, kind);
CREATE INDEX passage_document ON passage (document);
CREATE INDEX judgement_document ON judgement (document);
CREATE INDEX commitment_document ON commitment (document);
"""
