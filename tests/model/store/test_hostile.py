"""A plan file that someone wrote by hand, or that was damaged inside: refused in a sentence, or harmless."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from model import finding, history, ratings, text_search, views
from model.errors import NotAPlan, Refused
from model.records import SavedView
from model.sample_files import sample
from model.samples import fill
from model.store import plan_file
from model.store.opening import open_plan, read_plan, write_new
from model.store.plan import Plan, Sitting
from tests.plans_made import officer

TODAY = date(2024, 5, 1)
DEEP = "[" * 40_000 + "]" * 40_000

Mutate = Callable[..., Path]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a sound plan, as it is written."""
    folder = tmp_path_factory.mktemp("whole")

    def make(plan: Plan) -> None:
        plan.make(authority="Borsetshire", title="Improvement plan")
        fill(plan, sample("lincolnshire"))

    write_new(folder / "plan.turnaround", make, officer(folder))
    return (folder / "plan.turnaround").read_bytes()


@pytest.fixture
def mutate(tmp_path: Path, whole: bytes) -> Mutate:
    """Writes the plan with statements that no rule and no trigger of its own stands against."""
    path = tmp_path / "plan.turnaround"

    def written(statement: str, *values: object) -> Path:
        path.write_bytes(whole[: -plan_file.SEAL_LENGTH])
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("PRAGMA synchronous = OFF")
        other.execute("PRAGMA foreign_keys = OFF")
        other.execute("PRAGMA ignore_check_constraints = ON")
        triggers = other.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            other.execute(f"DROP TRIGGER {name}")
        other.execute(statement, values)
        for _, sql in triggers:
            other.execute(sql)
        other.close()
        plan_file.seal(path)  # a seal proves nothing about who wrote the file
        return path

    return written


@pytest.mark.parametrize(
    ("statement", "values"),
    [
        ("UPDATE action SET agreed = '0000-01-01', first_agreed = '0000-01-01'", ()),
        ("UPDATE plan SET stands_on = '0001-01-01'", ()),
        ("UPDATE plan SET stands_on = '9999-12-31'", ()),
        ("UPDATE meeting SET on_day = '9999-12-31', papers_due = NULL", ()),
        ("UPDATE action SET title = CAST(x'ff41ff' AS TEXT)", ()),
        ("UPDATE action SET title = CAST(x'eda080' AS TEXT)", ()),
        ("UPDATE batch SET who = CAST(x'ff41ff' AS TEXT)", ()),
        ("UPDATE change SET new = CAST(x'ff41ff' AS TEXT)", ()),
        ("UPDATE action SET title = 'a' || char(0)", ()),
        ("UPDATE action SET title = 'a' || char(31) || 'b'", ()),
        ("UPDATE area SET title = ?", ("W" * 100_001,)),
        ("UPDATE judgement_area SET formerly = ?", (DEEP,)),
        ("UPDATE judgement_area SET formerly = '[[1], {}]'", ()),
        ("UPDATE grade SET spellings = '7'", ()),
        ("UPDATE grade SET spellings = 'no JSON'", ()),
        ("UPDATE batch SET at = 'yesterday'", ()),
        ("UPDATE batch SET at = '2023-02-30T08:00:00.000+00:00'", ()),
        ("UPDATE batch SET at = '2023-02-03T25:00:00.000+00:00'", ()),
        ("UPDATE search_entry SET record = 'nothing'", ()),
        ("UPDATE search_config SET v = 99 WHERE k = 'version'", ()),
        ("UPDATE search_data SET block = randomblob(200)", ()),
        ("DELETE FROM plan", ()),
    ],
)
def test_what_no_plan_holds_is_refused(mutate: Mutate, sitting: Sitting, statement: str, values: tuple) -> None:
    path = mutate(statement, *values)
    before = path.read_bytes()
    for opening in (open_plan, read_plan):
        with pytest.raises(NotAPlan) as caught:
            opening(path, sitting)
        assert "\n" not in str(caught.value)
    assert path.read_bytes() == before


@pytest.mark.parametrize("rules", [DEEP, "9" * 5000, "[1]", "", '{"red_after_days": 1e400, "slip_days": -5}'])
def test_rating_rules_that_are_none_are_the_usual_ones(mutate: Mutate, sitting: Sitting, rules: str) -> None:
    path = mutate("UPDATE plan SET rating_rules = ?", rules)
    plan = read_plan(path, sitting)
    usual = ratings.progress.default_rules()
    assert ratings.rules_of(plan) == usual
    plan.close()


@pytest.mark.parametrize(
    "spec", [DEEP, "5", '{"filter": {"owners": ["\\ud800"]}}', '{"filter": {"text": "\\udfff"}}', '{"group": []}']
)
def test_a_view_that_cannot_be_read_is_refused_alone(mutate: Mutate, sitting: Sitting, spec: str) -> None:
    path = mutate("INSERT INTO saved_view VALUES ('v', 'Mine', 'actions', ?, 1.0)", spec)
    plan = read_plan(path, sitting)
    with pytest.raises(Refused, match="cannot be read"):
        views.read(plan.all(SavedView)[0])
    plan.close()


def test_a_view_of_days_beyond_the_calendar_finds_what_there_is(mutate: Mutate, sitting: Sitting) -> None:
    path = mutate(
        "INSERT INTO saved_view VALUES ('v', 'Mine', 'actions', '{\"filter\": {\"due_within\": 999999999999}}', 1.0)"
    )
    plan = read_plan(path, sitting)
    wanted = views.read(plan.all(SavedView)[0]).filter
    assert finding.action_ids(plan, wanted, finding.Sort(), date(2020, 1, 1))
    plan.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET record = 'nothing', row = 'x'",
        "UPDATE change SET old = x'00ff', new = 9e999, row = 'x' WHERE field IS NOT NULL",
        "UPDATE change SET field = 'nothing' WHERE field IS NOT NULL",
        "UPDATE change SET old = 'x=y', new = NULL, row = row || 'x' WHERE field IS NULL",
        "UPDATE change SET old = 'title=''x', new = NULL, row = row || 'x' WHERE field IS NULL",
    ],
)
def test_a_history_of_nonsense_can_be_read_and_not_put_back(mutate: Mutate, sitting: Sitting, statement: str) -> None:
    path = mutate(statement)
    plan = read_plan(path, sitting)
    for act in history.acts(plan, limit=10_000):
        history.details(plan, act.id)
    plan.read_only = False  # its private copy, to try what the window would
    for act in history.acts(plan, limit=10_000):
        with pytest.raises(Refused):
            plan.reverse(act.id)
    plan.close()


def test_what_is_damaged_later_is_said_in_a_sentence(mutate: Mutate, sitting: Sitting) -> None:
    """As in a plan so large that it is shown before it was looked at."""
    plan = read_plan(mutate("UPDATE plan SET title = title"), sitting)
    assert plan.file is not None
    other = sqlite3.connect(plan.file)
    other.execute("UPDATE search_content SET c0 = CAST(x'ff' AS TEXT)")
    other.commit()
    other.close()
    with pytest.raises(Refused, match="cannot be read"):
        text_search.search(plan, "care")
    plan.close()


def test_an_index_that_says_otherwise_is_found_where_another_program_saved_the_file(
    mutate: Mutate, sitting: Sitting
) -> None:
    path = mutate("UPDATE plan SET title = title")
    path.write_bytes(path.read_bytes()[: -plan_file.SEAL_LENGTH])
    other = sqlite3.connect(path)
    ((page,),) = other.execute("SELECT rootpage FROM sqlite_master WHERE name = 'action_title'").fetchall()
    ((size,),) = other.execute("PRAGMA page_size").fetchall()
    title = other.execute("SELECT title FROM action").fetchone()[0].encode()
    other.close()
    content = bytearray(path.read_bytes())
    at = content.index(title, (page - 1) * size, page * size)
    content[at + 1] ^= 1
    path.write_bytes(content)
    with pytest.raises(NotAPlan):
        read_plan(path, sitting)
