"""Search over everything: what is found, where the words stand, and what is opened."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model import actions, areas, commitments, evidence, meetings, milestones, updates
from model.store.plan import Plan
from model.text_search import Find, search

DAY = date(2026, 3, 1)


@pytest.fixture
def made(plan: Plan) -> dict[str, str]:
    area = areas.add(plan, "Pathway planning", words="Pathway plans are not always current.")
    action = actions.add(plan, area, "Audit pathway plans", how="A dip sample of twelve")
    meeting = meetings.add(plan, meetings.add_body(plan, "Scrutiny Panel"), DAY)
    return {
        "area": area,
        "action": action,
        "source": areas.add_source(plan, area, origin="audit", quote="Plans were late in Borsetshire"),
        "update": updates.add(plan, action, DAY, done="Chronologies drawn up for José"),
        "milestone": milestones.add(plan, action, "Pilot in the north"),
        "evidence": evidence.note(plan, "Thematic audit", area=area, shows="Seven of twelve current"),
        "commitment": commitments.add(plan, "We shall turn this round within twelve months"),
        "meeting": meeting,
        "question": meetings.add_question(plan, meeting, "How many young people have a laptop?"),
        "resolution": meetings.add_resolution(plan, meeting, "That the report be noted"),
    }


@pytest.mark.parametrize(
    ("words", "record", "table", "opens", "number", "kind"),
    [
        ("chronol", "action_update", "action", "action", "1.1", "Update"),
        ("borset", "source", "area", "area", "1", "Source"),
        ("north pil", "milestone", "action", "action", "1.1", "Milestone"),
        ("seven", "evidence", "area", "area", "1", "Piece of evidence"),
        ("turn ROUND", "commitment", "commitment", "commitment", "1", "Commitment"),
        ("laptop", "question", "meeting", "meeting", "", "Question"),
        ("noted", "resolution", "meeting", "meeting", "", "Resolution"),
        ("jose", "action_update", "action", "action", "1.1", "Update"),
        ("dip", "action", "action", "action", "1.1", "Action"),
    ],
)
def test_each_text_opens_what_it_belongs_to(
    plan: Plan, made: dict[str, str], words: str, record: str, table: str, opens: str, number: str, kind: str
) -> None:
    (find,) = search(plan, words)
    assert (find.record, find.table, find.opens, find.number) == (record, table, made[opens], number)
    assert find.kind == kind
    assert find.title


def test_areas_and_actions_come_first_and_the_hits_are_marked(plan: Plan, made: dict[str, str]) -> None:
    finds = search(plan, "plan")
    assert [find.record for find in finds] == ["area", "action", "source"]
    marked = [[find.snippet[start:end] for start, end in find.hits] for find in finds]
    assert marked == [["planning", "plans"], ["plans"], ["Plans"]]
    assert len(search(plan, "plan", limit=2)) == 2


def test_a_long_text_is_cut_to_the_words_around_the_hit(plan: Plan, made: dict[str, str]) -> None:
    updates.add(plan, made["action"], DAY, done="word " * 300 + "needle\nin <b>hay</b> " + "word " * 300)
    (find,) = search(plan, "needle hay")
    assert len(find.snippet) < 200
    assert "\n" not in find.snippet
    assert [find.snippet[start:end] for start, end in find.hits] == ["needle", "hay"]


def test_numbers_are_found_first(plan: Plan, made: dict[str, str]) -> None:
    actions.edit(plan, made["action"], how="See 3.2 of the letter and part 1 of the annex")
    assert [(find.record, find.opens) for find in search(plan, "1.1")][:1] == [("action", made["action"])]
    assert [find.record for find in search(plan, " 1 ")] == ["area", "action"]
    assert [find.record for find in search(plan, "3.2")] == ["action"]
    assert [find.record for find in search(plan, "9.9")] == []


def test_what_is_deleted_or_undone_is_not_found(plan: Plan, made: dict[str, str]) -> None:
    actions.remove(plan, made["action"])
    assert search(plan, "chronol") == search(plan, "dip") == []
    plan.undo()
    assert [find.record for find in search(plan, "chronol")] == ["action_update"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(words=st.text(max_size=60) | st.text(alphabet='"*-+^:()AND OR NOT NEAR1.\x02\x03\x00', max_size=30))
def test_nothing_typed_fails(plan: Plan, made: dict[str, str], words: str) -> None:
    for find in search(plan, words):
        assert isinstance(find, Find)
        assert all(0 <= start < end <= len(find.snippet) for start, end in find.hits)
