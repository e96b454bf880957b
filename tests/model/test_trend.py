"""Progress over time: what was due and what was done by each month's end."""

from __future__ import annotations

from datetime import date

from model import actions, agreed_dates, areas, trend
from model.store.plan import Plan

TODAY = date(2026, 3, 15)


def test_each_month_end_counts_what_was_due_and_done(plan: Plan) -> None:
    area = areas.add(plan, "Planning")
    january, february, later, gone = (
        actions.add(plan, area, "Part", on_day=date(2025, 12, 1), agreed=day)
        for day in (date(2026, 1, 31), date(2026, 2, 28), date(2026, 6, 30), date(2026, 1, 31))
    )
    actions.add(plan, area, "No date")
    actions.set_status(plan, january, "complete", date(2026, 2, 10))
    actions.edit(plan, later, status="complete", on_day=TODAY, completed_on=None)
    actions.set_status(plan, gone, "superseded", TODAY)
    agreed_dates.agree_date(plan, february, date(2026, 9, 30), TODAY, "Recruitment")
    points = trend.over_time(plan, TODAY, months=3)
    assert [(point.day, point.due, point.complete, point.total) for point in points] == [
        (date(2025, 12, 31), 0, 0, 3),
        (date(2026, 1, 31), 1, 0, 3),
        (date(2026, 2, 28), 2, 1, 3),
        (TODAY, 2, 2, 3),
    ]


def test_an_empty_plan_has_an_empty_picture(plan: Plan) -> None:
    assert {(point.due, point.complete) for point in trend.over_time(plan, TODAY)} == {(0, 0)}
    assert len(trend.over_time(plan, TODAY, months=12)) == 13
