"""Saved views: kept whole, refused when they would lose something or cannot be read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from model import views
from model.finding import Filter, Sort
from model.records import SavedView
from model.store.plan import Plan
from model.views import View
from tests.model.contents import refused, there_and_back
from tests.model.test_finding import filters, sorts

LATE = View(
    Filter(late=True, owners=("p1",), due_to=date(2026, 3, 31)), Sort("late", True), "owner", ("title", "owner")
)


def test_a_view_is_saved_read_overwritten_renamed_and_deleted(plan: Plan) -> None:
    made = there_and_back(plan, lambda: views.save(plan, "actions", "What is late", LATE))
    assert plan.undo_title == "Save view “What is late”"
    assert views.read(plan.get(SavedView, made)) == LATE
    there_and_back(plan, lambda: views.overwrite(plan, made, View()))
    assert views.read(plan.get(SavedView, made)) == View()
    there_and_back(plan, lambda: views.rename(plan, made, "Everything"))
    assert plan.undo_title == "Rename view “What is late” to “Everything”"
    views.rename(plan, made, "EVERYTHING")
    there_and_back(plan, lambda: views.remove(plan, made))
    assert plan.undo_title == "Delete saved view “EVERYTHING”"


def test_a_name_is_given_once_on_a_page(plan: Plan) -> None:
    one = views.save(plan, "actions", "Late", View())
    two = views.save(plan, "actions", "Due soon", View())
    views.save(plan, "deadlines", "Late", View())
    assert "already" in refused(plan, lambda: views.save(plan, "actions", " late ", LATE), "name")
    assert "already" in refused(plan, lambda: views.rename(plan, two, "Late"), "name")
    refused(plan, lambda: views.save(plan, "actions", "  ", LATE), "name")
    there_and_back(plan, lambda: views.reorder(plan, two, before=one))
    assert [view.id for view in views.of_page(plan, "actions")] == [two, one]


@pytest.mark.parametrize(
    "view",
    [
        View(group="colour"),
        View(sort=Sort("colour")),
        View(Filter(statuses=("done",))),
        View(Filter(deliveries=("purple",))),
        View(Filter(due_within="soon")),  # type: ignore[arg-type]
        View(Filter(late="yes")),  # type: ignore[arg-type]
        View(columns=(1,)),  # type: ignore[arg-type]
    ],
)
def test_what_is_no_view_is_not_saved(plan: Plan, view: View) -> None:
    assert "cannot be saved" in refused(plan, lambda: views.save(plan, "actions", "Odd", view))


@pytest.mark.parametrize(
    "spec",
    [
        "", "[]", "7", "{", "null", '{"filter": 1}', '{"filter": {"colour": 1}}', '{"filter": {"late": "yes"}}',
        '{"colour": 1}', '{"sort": {"column": "plan", "x": 1}}', '{"filter": {"due_from": "2026-02-30"}}',
        '{"filter": {"owners": "p1"}}', '{"group": {}}', '{"filter": {"due_within": true}}',
    ],
)  # fmt: skip
def test_a_view_that_cannot_be_read_is_refused_in_a_sentence(plan: Plan, spec: str) -> None:
    with plan.batch("From elsewhere"):
        row = plan.add("saved_view", name="Odd", page="actions", spec=spec or "x", position=1)
    assert "“Odd” cannot be read" in refused(plan, lambda: views.read(plan.get(SavedView, row)))


@given(filters, sorts)
def test_every_view_comes_back_as_it_was(filter: Filter, sort: Sort) -> None:
    view = View(filter, sort)
    assert views.read(SavedView("v", "Any", "actions", views.as_text(view), 1.0)) == view
