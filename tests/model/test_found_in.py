"""Which text of an action holds the words, and finding actions by the words of their area."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import actions, areas, evidence, finding, inspections, milestones, people, updates
from model.errors import Refused
from model.finding import Filter, Sort
from model.found_in import found_in
from model.records import Action
from model.snippets import hits, words_typed
from model.store.plan import Plan
from tests.model.contents import contents

TODAY = date(2023, 8, 30)


@pytest.fixture
def made(plan: Plan) -> dict[str, str]:
    ilacs = inspections.add(plan, framework="ilacs-2023", type="short", fieldwork_start=date(2023, 4, 24))
    plans = areas.add(plan, "Pathway plans", words="Too often drawn up late.")
    areas.add_source(plan, plans, inspection=ilacs, quote="Élan was missing")
    homes = areas.add(plan, "Suitable homes")
    audit = actions.add(plan, plans, "Audit every plan", how="By the reviewing officers")
    train = actions.add(plan, plans, "Train all advisers")
    flats = actions.add(plan, homes, "Lease ten flats")
    long = "Forty files " * 8 + "and chronologies\nwere audited " + "again " * 30
    updates.add(plan, audit, date(2023, 8, 1), done=long)
    milestones.add(plan, train, "Trainer booked")
    evidence.note(plan, "Tenancies signed", action=flats)
    evidence.note(plan, "Survey of leavers", area=homes)
    return {"audit": audit, "train": train, "flats": flats}


def where(plan: Plan, words: str) -> dict[str, str]:
    """Number and kind of text for each action that the words are found in."""
    ids = finding.action_ids(plan, Filter(text=words), Sort("number"), TODAY)
    found = found_in(plan, words, ids)
    assert set(found) == set(ids)
    return {plan.get(Action, row).number: found[row].kind for row in ids}


def test_own_texts_first_then_those_under_it_then_its_areas(plan: Plan, made: dict[str, str]) -> None:
    assert where(plan, "plan") == {"1.1": "Action", "1.2": "Area"}
    assert where(plan, "REVIEW off") == {"1.1": "Action"}
    assert where(plan, "chronolog") == {"1.1": "Update"}
    assert where(plan, "booked") == {"1.2": "Milestone"}
    assert where(plan, "tenanc") == {"2.1": "Piece of evidence"}
    assert where(plan, "survey leavers") == {"2.1": "Piece of evidence"}
    assert where(plan, "drawn") == {"1.1": "Area", "1.2": "Area"}
    assert where(plan, "elan") == {"1.1": "Source", "1.2": "Source"}
    assert where(plan, "audit tenanc") == {}


def test_each_order_finds_the_same(plan: Plan, made: dict[str, str]) -> None:
    for words in ("plan", "drawn", "t", "survey"):
        orders = [finding.action_ids(plan, Filter(text=words), Sort(by), TODAY) for by in ("found", "plan", "agreed")]
        assert len({frozenset(ids) for ids in orders}) == 1
    assert finding.action_ids(plan, Filter(text="plan"), Sort("found"), TODAY) == [made["audit"], made["train"]]
    assert finding.action_ids(plan, Filter(text="plan"), Sort("found"), TODAY, 1, 1) == [made["train"]]
    assert finding.counts(plan, Filter(text="plan"), TODAY).total == 2


def test_the_snippet_is_one_line_around_the_first_word_found(plan: Plan, made: dict[str, str]) -> None:
    found = found_in(plan, "chron audit", [made["audit"]])[made["audit"]]
    assert found.snippet.startswith("…")
    assert found.snippet.endswith("…")
    assert "\n" not in found.snippet
    assert [found.snippet[first:last] for first, last in found.hits] == ["chronologies", "audited"]


LETTERS = st.text("abAB1 _-\u2019\u201c.\n", max_size=30)


@given(LETTERS, LETTERS)
def test_plain_letters_are_found_as_accented_ones_are(text: str, typed: str) -> None:
    wanted = words_typed(typed)
    assert hits(text, wanted) == hits(f"{text} \u00e9t\u00e9", wanted)


def test_words_that_are_none_find_nothing(plan: Plan, made: dict[str, str]) -> None:
    assert found_in(plan, " -- ", [made["audit"]]) == {}
    assert found_in(plan, "plan", []) == {}
    assert found_in(plan, "1.1", [made["audit"]]) == {}


def test_due_this_month_moves_on_with_the_month(plan: Plan, made: dict[str, str]) -> None:
    for row, day in (("audit", date(2023, 8, 1)), ("train", date(2023, 8, 31)), ("flats", date(2023, 9, 1))):
        actions.edit(plan, made[row], agreed=day, on_day=date(2023, 7, 1))

    def due(today: date) -> list[str]:
        return finding.action_ids(plan, Filter(due_this_month=True), Sort("number"), today)

    assert due(TODAY) == [made["audit"], made["train"]]
    assert due(date(2023, 9, 30)) == [made["flats"]]
    actions.set_status(plan, made["train"], "complete", TODAY)
    assert due(TODAY) == [made["audit"]]
    assert due(date(2024, 2, 29)) == []


def test_assigning_to_someone_new_is_one_act(plan: Plan, made: dict[str, str]) -> None:
    before = contents(plan)
    new = actions.assign_to_new(plan, [made["audit"], made["train"]], "  Head of  Quality ")
    assert plan.undo_title == "Assign Head of Quality to 2 actions"
    found = people.find(plan, "head of quality")
    assert found is not None
    assert (found.id, found.name, found.kind) == (new, "Head of Quality", "post")
    assert {plan.get(Action, made[row]).owner for row in ("audit", "train")} == {new}
    after = contents(plan)
    plan.undo()
    assert contents(plan) == before
    plan.redo()
    assert contents(plan) == after
    assert actions.assign_to_new(plan, made["flats"], "HEAD OF QUALITY") == new
    with pytest.raises(Refused):
        actions.assign_to_new(plan, made["flats"], "   ")
    with pytest.raises(Refused):
        actions.assign_to_new(plan, [], "Anyone")
