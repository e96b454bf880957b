"""The tables of a plan file, version 1, as the first migration makes them.

A CHECK carries its refusal as its name, so that the database says the sentence itself.
Days are kept as ISO text; comparing with ``date(x, '+0 days')`` refuses 30 February and every other shape.
Nothing derived is stored, and no rule of the field hides in a trigger: the only triggers are
the change log's, made anew from these tables (change_log.py).
No JSON function and no virtual table is used here or there: with ``trusted_schema`` off, SQLite before 3.42 refuses
them inside a schema.
"""

from __future__ import annotations

from model.records import BODY_KINDS, PERSON_KINDS, PLAN_STATUSES
from model.store.schema_rules import days, flags, one_of

# How acts and their changes are kept. Outside the log, like files and numbering.
LOG_TABLES = """
CREATE TABLE batch (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    computer TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('act', 'undo', 'redo', 'reversal')),
    of TEXT REFERENCES batch (id)
) STRICT;
CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    batch TEXT NOT NULL REFERENCES batch (id),
    record TEXT NOT NULL,
    row TEXT NOT NULL,
    field TEXT,
    old ANY,
    new ANY
) STRICT;
CREATE INDEX change_batch ON change (batch);
CREATE INDEX change_row ON change (record, row);
CREATE TABLE current_batch (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    batch TEXT NOT NULL
) STRICT;
CREATE TABLE numbering (kind TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT;
CREATE TABLE file (
    digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
    size INTEGER NOT NULL,
    content BLOB NOT NULL
) STRICT;
"""

PLAN_TABLES = f"""
CREATE TABLE plan (
    id TEXT PRIMARY KEY,
    authority TEXT NOT NULL,
    title TEXT NOT NULL,
    period TEXT,
    introduction TEXT,
    statutory_status TEXT NOT NULL DEFAULT 'draft',
    stands_on TEXT,
    print_posts INTEGER NOT NULL DEFAULT 0,
    rating_rules TEXT NOT NULL DEFAULT '{{}}',
    {one_of("statutory_status", PLAN_STATUSES)},
    {days("stands_on")},
    {flags("print_posts")}
) STRICT;
CREATE TABLE saved_view (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    page TEXT NOT NULL,
    spec TEXT NOT NULL,
    position REAL NOT NULL,
    UNIQUE (page, name)
) STRICT;
CREATE TABLE person (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL DEFAULT 'person',
    name TEXT NOT NULL CONSTRAINT "A person or post needs a name" CHECK (trim(name) <> ''),
    post TEXT,
    team TEXT,
    email TEXT,
    left_on TEXT,
    {one_of("kind", PERSON_KINDS)},
    {days("left_on")}
) STRICT;
"""

INSPECTION_TABLES = f"""
CREATE TABLE framework (
    id TEXT PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    inspectorate TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    source TEXT,
    {days("valid_from", "valid_to")}
) STRICT;
CREATE TABLE inspection_type (
    id TEXT PRIMARY KEY,
    framework TEXT NOT NULL REFERENCES framework (id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    graded INTEGER NOT NULL,
    position INTEGER NOT NULL,
    UNIQUE (framework, code),
    UNIQUE (framework, id, graded),
    {flags("graded")}
) STRICT;
CREATE TABLE judgement_area (
    id TEXT PRIMARY KEY,
    framework TEXT NOT NULL REFERENCES framework (id) ON DELETE CASCADE,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    formerly TEXT NOT NULL DEFAULT '[]',
    overall INTEGER NOT NULL DEFAULT 0,
    position INTEGER NOT NULL,
    UNIQUE (framework, id),
    {flags("overall")}
) STRICT;
CREATE TABLE grade (
    id TEXT PRIMARY KEY,
    framework TEXT NOT NULL REFERENCES framework (id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    spellings TEXT NOT NULL DEFAULT '[]',
    level INTEGER NOT NULL,
    position INTEGER NOT NULL,
    UNIQUE (framework, code),
    UNIQUE (framework, id)
) STRICT;
CREATE TABLE inspection (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    framework TEXT NOT NULL REFERENCES framework (id),
    type TEXT NOT NULL,
    graded INTEGER NOT NULL,
    title TEXT,
    theme TEXT,
    notified TEXT,
    fieldwork_start TEXT,
    fieldwork_end TEXT,
    feedback TEXT,
    received TEXT,
    published TEXT,
    embargo_until TEXT,
    lead_inspector TEXT,
    link TEXT,
    note TEXT,
    sample INTEGER NOT NULL DEFAULT 0,
    UNIQUE (id, framework, graded),
    FOREIGN KEY (framework, type, graded) REFERENCES inspection_type (framework, id, graded),
    {days("notified", "fieldwork_start", "fieldwork_end", "feedback", "received", "published", "embargo_until")},
    CONSTRAINT "Fieldwork cannot end before it starts"
        CHECK (fieldwork_start IS NULL OR fieldwork_end IS NULL OR fieldwork_start <= fieldwork_end),
    {flags("sample")}
) STRICT;
CREATE TABLE judgement (
    id TEXT PRIMARY KEY,
    inspection TEXT NOT NULL,
    framework TEXT NOT NULL,
    graded INTEGER NOT NULL DEFAULT 1
        CONSTRAINT "An ungraded visit has no judgement" CHECK (graded = 1),
    area TEXT NOT NULL,
    grade TEXT NOT NULL,
    printed TEXT,
    page INTEGER CONSTRAINT "A page is a number from 1" CHECK (page >= 1),
    UNIQUE (inspection, area),
    FOREIGN KEY (inspection, framework, graded)
        REFERENCES inspection (id, framework, graded) ON DELETE CASCADE,
    FOREIGN KEY (framework, area) REFERENCES judgement_area (framework, id),
    FOREIGN KEY (framework, grade) REFERENCES grade (framework, id)
) STRICT;
"""

MEETING_TABLES = f"""
CREATE TABLE body (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CONSTRAINT "A body needs a name" CHECK (trim(name) <> ''),
    kind TEXT NOT NULL DEFAULT 'committee',
    chair TEXT,
    note TEXT,
    {one_of("kind", BODY_KINDS)}
) STRICT;
CREATE TABLE meeting (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL REFERENCES body (id) ON DELETE CASCADE,
    on_day TEXT NOT NULL,
    title TEXT,
    papers_due TEXT,
    note TEXT,
    sample INTEGER NOT NULL DEFAULT 0,
    UNIQUE (body, on_day, title),
    {days("on_day", "papers_due")},
    CONSTRAINT "Papers are due before the meeting"
        CHECK (papers_due IS NULL OR papers_due <= on_day),
    {flags("sample")}
) STRICT;
CREATE TABLE resolution (
    id TEXT PRIMARY KEY,
    meeting TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    position REAL NOT NULL
) STRICT;
CREATE INDEX resolution_meeting ON resolution (meeting);
CREATE TABLE question (
    id TEXT PRIMARY KEY,
    meeting TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    member TEXT,
    text TEXT NOT NULL,
    answer TEXT,
    promised TEXT,
    promised_by TEXT,
    answered_on TEXT,
    position REAL NOT NULL,
    {days("promised_by", "answered_on")}
) STRICT;
CREATE INDEX question_meeting ON question (meeting);
CREATE TABLE document (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    inspection TEXT REFERENCES inspection (id) ON DELETE CASCADE,
    meeting TEXT REFERENCES meeting (id) ON DELETE CASCADE,
    digest TEXT REFERENCES file (digest),
    file_name TEXT,
    media_type TEXT,
    size INTEGER,
    link TEXT,
    CONSTRAINT "A document is either kept in the plan or a link"
        CHECK ((digest IS NULL) <> (link IS NULL))
) STRICT;
CREATE INDEX document_inspection ON document (inspection);
CREATE INDEX document_meeting ON document (meeting);
"""

# Search: one row of the index for each text, and which action or area it belongs to.
SEARCH_TABLES = """
CREATE TABLE search_entry (
    entry INTEGER PRIMARY KEY,
    record TEXT NOT NULL,
    row TEXT NOT NULL,
    action TEXT,
    area TEXT,
    UNIQUE (record, row)
) STRICT;
CREATE VIRTUAL TABLE search USING fts5 (
    text, prefix = '1 2 3 4', tokenize = "unicode61 remove_diacritics 2"
);
"""
