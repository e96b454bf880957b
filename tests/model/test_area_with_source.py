"""An area and where it comes from are one act."""

from __future__ import annotations

import pytest

from model import areas, outline
from model.errors import Refused
from model.store.plan import Plan
from tests.model.contents import contents


def test_an_area_is_added_with_its_source_and_both_are_taken_back_at_once(plan: Plan) -> None:
    before = contents(plan)
    area = areas.add(plan, "Records", source={"origin": "audit", "quote": "Thin chronologies", "page": 4})
    after = contents(plan)
    (source,) = areas.sources(plan, area)
    assert (source.origin, source.quote, source.page) == ("audit", "Thin chronologies", 4)
    assert plan.undo_title == "Add area “Records”"
    plan.undo()
    assert contents(plan) == before
    plan.redo()
    assert contents(plan) == after


def test_a_source_that_is_refused_leaves_no_area(plan: Plan) -> None:
    with pytest.raises(Refused) as refused:
        areas.add(plan, "Records", source={"origin": "inspection"})
    assert refused.value.field == "inspection"
    assert outline.area_ids(plan) == []
