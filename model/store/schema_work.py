"""The tables of what must improve and what is done about it: areas, actions, commitments.

Part of version 1 of the plan file; see ``schema`` for the rest and for how to read them.
"""

from __future__ import annotations

from model.records import IMPACTS, PERIOD_UNITS, RATINGS, SOURCE_ORIGINS, STATUSES
from model.store.schema_rules import days, flags, one_of, or_none, override

# As they were in version 1; records.AREA_KINDS has grown since.
_AREA_KINDS = (
    "area for improvement",
    "area for priority action",
    "priority and immediate action",
    "recommendation",
    "requirement",
    "significant weakness",
    "strategic priority",
)

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
    {one_of("kind", _AREA_KINDS)},
    {override("delivery")},
    {override("impact")},
    {flags("sample")}
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
    {one_of("origin", SOURCE_ORIGINS)},
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
    {one_of("status", STATUSES)},
    {days("start", "first_agreed", "agreed", "forecast", "completed_on", "signed_off_on", "recheck_on")},
    CONSTRAINT "The first agreed date is kept once a date was agreed"
        CHECK (agreed IS NULL OR first_agreed IS NOT NULL),
    {override("delivery")},
    {flags("exempt", "on_hold", "awaiting_signoff", "sample")}
) STRICT;
-- With its id, so that every id in the order of the plan is read from the index alone.
CREATE INDEX action_area ON action (area, position, id);
CREATE INDEX action_owner ON action (owner, agreed);
CREATE INDEX action_sponsor ON action (sponsor);
CREATE INDEX action_signed_off_by ON action (signed_off_by);
CREATE INDEX action_agreed ON action (agreed);
CREATE INDEX action_forecast ON action (forecast);
CREATE INDEX action_status ON action (status, agreed);
CREATE INDEX action_title ON action (title COLLATE NOCASE);
CREATE INDEX action_open ON action (agreed, owner, area, forecast)
    WHERE status IN ('not started', 'in progress');
-- All that the counts of progress ask of an action, and what makes an embedded one blue: model/ratings.py.
CREATE INDEX action_progress
    ON action (area, status, agreed, forecast, start, on_hold, delivery_override, awaiting_signoff);
CREATE INDEX action_embedded ON action (area, delivery_override, signed_off_by, owner, recheck_on, id)
    WHERE status = 'embedded';
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
    {days("due", "done_on")}
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
    {days("on_day")},
    {or_none("status_then", STATUSES)},
    {or_none("delivery_then", RATINGS)},
    {or_none("impact_then", RATINGS)},
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
    {or_none("impact", IMPACTS)},
    {days("on_day", "checked_on")}
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
    {or_none("unit", PERIOD_UNITS)},
    CONSTRAINT "A period has a number and a unit" CHECK ((amount IS NULL) = (unit IS NULL)),
    CONSTRAINT "A commitment is due on a day or after a period, not both"
        CHECK (amount IS NULL OR fixed_due IS NULL),
    {days("said_on", "counted_from", "fixed_due", "met_on")},
    {flags("sample")}
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
    {days("old", "new", "on_day")}
) STRICT;
CREATE INDEX date_change_action ON date_change (action);
CREATE INDEX date_change_commitment ON date_change (commitment);
CREATE INDEX date_change_meeting ON date_change (meeting);
"""
