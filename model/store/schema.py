"""The tables of a plan file, version 1, as the first migration makes them.

A CHECK carries its refusal as its name, so that the database says the sentence itself.
Days are kept as ISO text; comparing with ``date(x, '+0 days')`` refuses 30 February and every other shape.
Nothing derived is stored, and no rule of the field hides in a trigger: the only triggers are
the change log's, made anew from these tables (change_log.py).
No JSON function and no virtual table is used here or there: with ``trusted_schema`` off, SQLite before 3.42 refuses
them inside a schema.
"""

from __future__ import annotations

from model.records import (
    AREA_KINDS,
    BODY_KINDS,
    IMPACTS,
    PERIOD_UNITS,
    PERSON_KINDS,
    PLAN_STATUSES,
    RATINGS,
    SOURCE_ORIGINS,
    STATUSES,
)


def _one_of(column: str, words: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"""CONSTRAINT "{column} is one of: {", ".join(words)}" CHECK ({column} IN ({listed}))"""


def _or_none(column: str, words: tuple[str, ...]) -> str:
    return _one_of(column, words).replace("CHECK (", f"CHECK ({column} IS NULL OR ")


def _days(*columns: str) -> str:
    return ",\n    ".join(
        f"""CONSTRAINT "{c} is a day of the calendar" CHECK ({c} IS date({c}, '+0 days'))""" for c in columns
    )


def _flags(*columns: str) -> str:
    return ",\n    ".join(f'CONSTRAINT "{c} is yes or no" CHECK ({c} IN (0, 1))' for c in columns)


def _override(rating: str) -> str:
    """An override and its reason come together or not at all."""
    return (
        _or_none(f"{rating}_override", RATINGS)
        + f""",
    CONSTRAINT "An overridden {rating} rating needs a reason"
        CHECK (({rating}_override IS NULL) = ({rating}_reason IS NULL))"""
    )


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
    {_one_of("statutory_status", PLAN_STATUSES)},
    {_days("stands_on")},
    {_flags("print_posts")}
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
    {_one_of("kind", PERSON_KINDS)},
    {_days("left_on")}
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
    {_days("valid_from", "valid_to")}
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
    {_flags("graded")}
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
    {_flags("overall")}
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
    {_days("notified", "fieldwork_start", "fieldwork_end", "feedback", "received", "published",
           "embargo_until")},
    CONSTRAINT "Fieldwork cannot end before it starts"
        CHECK (fieldwork_start IS NULL OR fieldwork_end IS NULL OR fieldwork_start <= fieldwork_end),
    {_flags("sample")}
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
    {_one_of("kind", BODY_KINDS)}
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
    {_days("on_day", "papers_due")},
    CONSTRAINT "Papers are due before the meeting"
        CHECK (papers_due IS NULL OR papers_due <= on_day),
    {_flags("sample")}
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
    {_days("promised_by", "answered_on")}
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

AREA_TABLES = f"""
CREATE TABLE area (
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
    {_one_of("kind", AREA_KINDS)},
    {_override("delivery")},
    {_override("impact")},
    {_flags("sample")}
) STRICT;
CREATE INDEX area_position ON area (position);
CREATE INDEX area_sponsor ON area (sponsor);
CREATE TABLE source (
    id TEXT PRIMARY KEY,
    area TEXT NOT NULL REFERENCES area (id) ON DELETE CASCADE,
    origin TEXT NOT NULL DEFAULT 'inspection',
    inspection TEXT REFERENCES inspection (id),
    meeting TEXT REFERENCES meeting (id),
    quote TEXT,
    page INTEGER CONSTRAINT "A page is a number from 1" CHECK (page >= 1),
    paragraph TEXT,
    document TEXT REFERENCES document (id) ON DELETE SET NULL,
    note TEXT,
    position REAL NOT NULL,
    {_one_of("origin", SOURCE_ORIGINS)},
    CONSTRAINT "A source from an inspection names the inspection"
        CHECK ((origin = 'inspection') = (inspection IS NOT NULL)),
    CONSTRAINT "A source from a meeting names the meeting"
        CHECK ((origin = 'meeting') = (meeting IS NOT NULL))
) STRICT;
CREATE INDEX source_area ON source (area);
CREATE INDEX source_inspection ON source (inspection);
CREATE INDEX source_meeting ON source (meeting);
CREATE INDEX source_document ON source (document);
"""

ACTION_TABLES = f"""
CREATE TABLE action (
    id TEXT PRIMARY KEY,
    area TEXT NOT NULL REFERENCES area (id) ON DELETE CASCADE,
    area_number INTEGER NOT NULL,
    item_number INTEGER NOT NULL,
    title TEXT NOT NULL CONSTRAINT "An action says what will be done" CHECK (trim(title) <> ''),
    how TEXT,
    owner TEXT REFERENCES person (id) ON DELETE SET NULL,
    sponsor TEXT REFERENCES person (id) ON DELETE SET NULL,
    support TEXT,
    start TEXT,
    first_agreed TEXT,
    agreed TEXT,
    forecast TEXT,
    status TEXT NOT NULL DEFAULT 'not started',
    percent INTEGER CONSTRAINT "Percent is between 0 and 100" CHECK (percent BETWEEN 0 AND 100),
    success TEXT,
    exempt INTEGER NOT NULL DEFAULT 0,
    on_hold INTEGER NOT NULL DEFAULT 0,
    awaiting_signoff INTEGER NOT NULL DEFAULT 0,
    completed_on TEXT,
    signed_off_by TEXT REFERENCES person (id) ON DELETE SET NULL,
    signed_off_on TEXT,
    recheck_on TEXT,
    delivery_override TEXT,
    delivery_reason TEXT,
    position REAL NOT NULL,
    sample INTEGER NOT NULL DEFAULT 0,
    UNIQUE (area_number, item_number),
    {_one_of("status", STATUSES)},
    {_days("start", "first_agreed", "agreed", "forecast", "completed_on", "signed_off_on",
           "recheck_on")},
    CONSTRAINT "The first agreed date is kept once a date was agreed"
        CHECK (agreed IS NULL OR first_agreed IS NOT NULL),
    {_override("delivery")},
    {_flags("exempt", "on_hold", "awaiting_signoff", "sample")}
) STRICT;
CREATE INDEX action_area ON action (area, position);
CREATE INDEX action_owner ON action (owner, agreed);
CREATE INDEX action_sponsor ON action (sponsor);
CREATE INDEX action_signed_off_by ON action (signed_off_by);
CREATE INDEX action_agreed ON action (agreed);
CREATE INDEX action_forecast ON action (forecast);
CREATE INDEX action_status ON action (status, agreed);
CREATE INDEX action_title ON action (title COLLATE NOCASE);
CREATE INDEX action_open ON action (agreed, owner, area, forecast)
    WHERE status IN ('not started', 'in progress');
CREATE TABLE also_answers (
    id TEXT PRIMARY KEY,
    action TEXT NOT NULL REFERENCES action (id) ON DELETE CASCADE,
    area TEXT NOT NULL REFERENCES area (id) ON DELETE CASCADE,
    UNIQUE (action, area)
) STRICT;
CREATE INDEX also_answers_area ON also_answers (area);
CREATE TABLE milestone (
    id TEXT PRIMARY KEY,
    action TEXT NOT NULL REFERENCES action (id) ON DELETE CASCADE,
    title TEXT NOT NULL CONSTRAINT "A milestone needs a title" CHECK (trim(title) <> ''),
    due TEXT,
    done_on TEXT,
    position REAL NOT NULL,
    {_days("due", "done_on")}
) STRICT;
CREATE INDEX milestone_action ON milestone (action, position);
CREATE TABLE dependency (
    id TEXT PRIMARY KEY,
    action TEXT NOT NULL REFERENCES action (id) ON DELETE CASCADE,
    waits_for TEXT NOT NULL REFERENCES action (id) ON DELETE CASCADE,
    UNIQUE (action, waits_for),
    CONSTRAINT "An action cannot wait for itself" CHECK (action <> waits_for)
) STRICT;
CREATE INDEX dependency_waits_for ON dependency (waits_for);
CREATE TABLE action_update (
    id TEXT PRIMARY KEY,
    action TEXT NOT NULL REFERENCES action (id) ON DELETE CASCADE,
    on_day TEXT NOT NULL,
    said_by TEXT REFERENCES person (id) ON DELETE SET NULL,
    done TEXT,
    next TEXT,
    obstacle TEXT,
    status_then TEXT,
    percent_then INTEGER CHECK (percent_then BETWEEN 0 AND 100),
    delivery_then TEXT,
    impact_then TEXT,
    {_days("on_day")},
    {_or_none("status_then", STATUSES)},
    {_or_none("delivery_then", RATINGS)},
    {_or_none("impact_then", RATINGS)},
    CONSTRAINT "An update says something"
        CHECK (coalesce(done, '') || coalesce(next, '') || coalesce(obstacle, '') <> '')
) STRICT;
CREATE INDEX action_update_action ON action_update (action, on_day);
CREATE INDEX action_update_said_by ON action_update (said_by);
CREATE TABLE evidence (
    id TEXT PRIMARY KEY,
    action TEXT REFERENCES action (id) ON DELETE CASCADE,
    area TEXT REFERENCES area (id) ON DELETE CASCADE,
    title TEXT NOT NULL CONSTRAINT "Evidence needs a title" CHECK (trim(title) <> ''),
    shows TEXT,
    impact TEXT,
    on_day TEXT,
    checked_by TEXT REFERENCES person (id) ON DELETE SET NULL,
    checked_on TEXT,
    document TEXT REFERENCES document (id) ON DELETE SET NULL,
    CONSTRAINT "Evidence belongs to one action or one area"
        CHECK ((action IS NULL) <> (area IS NULL)),
    {_or_none("impact", IMPACTS)},
    {_days("on_day", "checked_on")}
) STRICT;
CREATE INDEX evidence_action ON evidence (action);
CREATE INDEX evidence_area ON evidence (area);
CREATE INDEX evidence_document ON evidence (document);
CREATE INDEX evidence_checked_by ON evidence (checked_by);
"""

COMMITMENT_TABLES = f"""
CREATE TABLE commitment (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    sentence TEXT NOT NULL CONSTRAINT "A commitment needs its sentence" CHECK (trim(sentence) <> ''),
    speaker TEXT,
    inspection TEXT REFERENCES inspection (id) ON DELETE SET NULL,
    meeting TEXT REFERENCES meeting (id) ON DELETE SET NULL,
    said_on TEXT,
    counted_from TEXT,
    counted_from_what TEXT,
    amount INTEGER CONSTRAINT "A period is between 1 and 10,000" CHECK (amount BETWEEN 1 AND 10000),
    unit TEXT,
    fixed_due TEXT,
    met_on TEXT,
    outcome TEXT,
    page INTEGER CONSTRAINT "A page is a number from 1" CHECK (page >= 1),
    position REAL NOT NULL,
    sample INTEGER NOT NULL DEFAULT 0,
    {_or_none("unit", PERIOD_UNITS)},
    CONSTRAINT "A period has a number and a unit" CHECK ((amount IS NULL) = (unit IS NULL)),
    CONSTRAINT "A commitment is due on a day or after a period, not both"
        CHECK (amount IS NULL OR fixed_due IS NULL),
    {_days("said_on", "counted_from", "fixed_due", "met_on")},
    {_flags("sample")}
) STRICT;
CREATE INDEX commitment_inspection ON commitment (inspection);
CREATE INDEX commitment_meeting ON commitment (meeting);
CREATE TABLE answer (
    id TEXT PRIMARY KEY,
    commitment TEXT NOT NULL REFERENCES commitment (id) ON DELETE CASCADE,
    area TEXT REFERENCES area (id) ON DELETE CASCADE,
    action TEXT REFERENCES action (id) ON DELETE CASCADE,
    UNIQUE (commitment, area, action),
    CONSTRAINT "A commitment is answered by an area or an action"
        CHECK ((area IS NULL) <> (action IS NULL))
) STRICT;
CREATE INDEX answer_area ON answer (area);
CREATE INDEX answer_action ON answer (action);
CREATE TABLE date_change (
    id TEXT PRIMARY KEY,
    action TEXT REFERENCES action (id) ON DELETE CASCADE,
    commitment TEXT REFERENCES commitment (id) ON DELETE CASCADE,
    old TEXT,
    new TEXT,
    reason TEXT,
    agreed_by TEXT,
    meeting TEXT REFERENCES meeting (id) ON DELETE SET NULL,
    on_day TEXT NOT NULL,
    CONSTRAINT "A date change belongs to one action or one commitment"
        CHECK ((action IS NULL) <> (commitment IS NULL)),
    CONSTRAINT "Moving an agreed date needs a reason" CHECK (old IS NULL OR trim(reason) <> ''),
    CONSTRAINT "A date change changes the date" CHECK (old IS NOT new),
    {_days("old", "new", "on_day")}
) STRICT;
CREATE INDEX date_change_action ON date_change (action);
CREATE INDEX date_change_commitment ON date_change (commitment);
CREATE INDEX date_change_meeting ON date_change (meeting);
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
    text, prefix = '2', tokenize = "unicode61 remove_diacritics 2"
);
"""
