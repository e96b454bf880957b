"""What a person is reminded of when a plan is opened."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from model import (
    actions,
    agreed_dates,
    areas,
    commitments,
    date_requests,
    finding,
    inspections,
    meetings,
    milestones,
    people,
    reminders,
    samples,
    updates,
)
from model.filters import Filter
from model.reminders import Line
from model.sample_files import sample, sample_names
from model.store.plan import Plan
from tests.model.contents import contents

TODAY = date(2023, 8, 30)
LAST_WEEK = TODAY - timedelta(days=7)


@pytest.fixture
def area(plan: Plan) -> str:
    return areas.add(plan, "Leaving care")


def add(plan: Plan, area: str, title: str, day: date | None, **more: Any) -> str:
    made = actions.add(plan, area, title, agreed=day, on_day=date(2023, 5, 1), **more)
    updates.add(plan, made, TODAY - timedelta(days=3), done="Begun")
    return made


def lines(plan: Plan, since: date | None = LAST_WEEK, today: date = TODAY) -> dict[str, Line]:
    found = reminders.at_opening(plan, today, since)
    made = {f"{line.kind} {line.table}": line for line in found.lines}
    assert len(made) == len(found.lines)
    return made


def words(plan: Plan, since: date | None = LAST_WEEK, today: date = TODAY) -> list[str]:
    return [line.words for line in reminders.at_opening(plan, today, since).lines]


def test_an_empty_plan_reminds_of_nothing(plan: Plan) -> None:
    assert words(plan) == []
    assert reminders.at_opening(plan, TODAY, LAST_WEEK).heading == "Since 23 August 2023"
    assert reminders.at_opening(plan, TODAY, None).heading == "Reminders"
    assert reminders.at_opening(plan, TODAY, TODAY).heading == "Reminders"


def test_newly_late_is_what_was_not_late_when_last_opened(plan: Plan, area: str) -> None:
    old = add(plan, area, "Late for long", LAST_WEEK - timedelta(days=1))
    new = add(plan, area, "Due on the day of the last opening", LAST_WEEK)
    newest = add(plan, area, "Due yesterday", TODAY - timedelta(days=1))
    line = lines(plan)["late action"]
    assert (line.words, [item.id for item in line.items]) == ("2 actions newly late", [new, newest])
    assert line.told.split("\n")[1] == "1.3 Due yesterday, 1 day late"
    assert "late action" not in lines(plan, None)  # never opened before: the Overview tells what is late
    actions.set_status(plan, new, "complete", TODAY)
    agreed_dates.agree_date(plan, newest, date(2023, 12, 1), TODAY, "The system is late")
    assert words(plan) == []
    assert old


def test_what_is_due_soon_is_counted_with_today_and_the_last_day(plan: Plan, area: str) -> None:
    found = [add(plan, area, f"In {days}", TODAY + timedelta(days=days)) for days in (0, 14, 15)]
    line = lines(plan)["due action"]
    assert line.words == "2 actions due within 14 days"
    assert [item.id for item in line.items] == found[:2]
    assert line.told == "1.1 In 0, due today\n1.2 In 14, due in 14 days"


def test_steps_of_open_actions_only(plan: Plan, area: str) -> None:
    made = add(plan, area, "Train", date(2024, 1, 1))
    done = add(plan, area, "Trained", date(2024, 1, 1))
    milestones.add(plan, made, "Survey sent", due=TODAY + timedelta(days=3))
    milestones.add(plan, made, "Survey agreed", due=TODAY - timedelta(days=2))
    milestones.add(plan, done, "Of what is done", due=TODAY + timedelta(days=3))
    actions.set_status(plan, done, "complete", TODAY)
    assert words(plan) == ["1 milestone newly late", "1 milestone due within 14 days"]


def test_promises_past_and_due(plan: Plan) -> None:
    commitments.add(plan, "We shall report back", fixed_due=TODAY - timedelta(days=1))
    commitments.add(plan, "We shall train all", fixed_due=TODAY + timedelta(days=10))
    commitments.add(plan, "Long ago", fixed_due=date(2016, 3, 31))
    commitments.add(plan, "Kept", fixed_due=TODAY + timedelta(days=5), met_on=TODAY - timedelta(days=1))
    assert words(plan) == ["1 commitment newly past", "1 commitment due within 14 days"]


def test_updates_that_are_owed_are_those_the_owners_page_counts(plan: Plan, area: str) -> None:
    owner = people.add(plan, "Head of Leaving Care")
    owed = actions.add(plan, area, "Silent", owner=owner, on_day=TODAY)
    add(plan, area, "Answered", None, owner=owner)
    actions.add(plan, area, "Not begun", owner=owner, start=date(2024, 1, 1), on_day=TODAY)
    line = lines(plan)["updates action"]
    assert line.words == "1 update owed: none for 31 days"
    assert [item.id for item in line.items] == [owed]
    (load,) = people.loads(plan, TODAY)
    assert load.unanswered == 1
    assert finding.action_ids(plan, Filter(unanswered=True), finding.Sort(), TODAY) == [owed]
    assert len(finding.action_ids(plan, Filter(unanswered=False), finding.Sort(), TODAY)) == 2
    assert words(plan, today=TODAY - timedelta(days=30)) != words(plan)


def test_papers_requests_and_reviews(plan: Plan, area: str) -> None:
    body = meetings.add_body(plan, "Corporate Parenting Panel")
    meetings.add(plan, body, date(2023, 9, 7), title="A very long title of a meeting")
    meetings.add(plan, body, date(2023, 12, 7))
    made = add(plan, area, "Train", date(2024, 1, 1))
    date_requests.ask(plan, [made], date(2024, 6, 1), "The system is late", TODAY)
    actions.edit(plan, made, deadline_words="before the next inspection", review_on=TODAY)
    commitments.add(plan, "We keep at it", phrase="ongoing", review_on=TODAY)
    commitments.add(plan, "We keep at this too", phrase="ongoing", review_on=TODAY + timedelta(days=1))
    found = lines(plan)
    assert found["papers meeting"].words == "Papers for Corporate Parenting Panel due today"
    assert found["requests date_request"].words == "1 request to move a date waits"
    assert [item.table for item in found["reviews review"].items] == ["action", "commitment"]
    assert found["reviews review"].words == "2 review dates have come"


def test_statutory_dates_say_by_which_meeting(plan: Plan) -> None:
    made = inspections.add(plan, framework="ilacs-2023", type="standard", received=date(2023, 6, 1))
    body = meetings.add_body(plan, "Cabinet", kind="cabinet")
    with plan.batch("It approves"):
        plan.change("body", body, approves=True)
    meetings.add(plan, body, date(2023, 9, 6))
    due = lines(plan, today=date(2023, 8, 30))["statutory inspection"]
    assert due.words == "1 statutory date within 14 days"
    assert due.items[0].id == made
    assert "Cabinet, 6 September 2023; its papers were due on" in due.items[0].words
    papers = lines(plan, today=date(2023, 8, 20))["papers meeting"]
    assert papers.words == "Papers for Cabinet due in 9 days, the last before a statutory date"
    assert "; the last meeting that can approve “Written statement of action" in papers.told
    late = lines(plan, since=date(2023, 9, 1), today=date(2023, 9, 20))["late inspection"]
    assert late.words == "1 statutory date newly late"


def test_something_new_changes_the_keys_and_something_done_does_not_count_as_new(plan: Plan, area: str) -> None:
    first = add(plan, area, "One", TODAY + timedelta(days=3))
    add(plan, area, "Two", TODAY + timedelta(days=3))
    before = reminders.at_opening(plan, TODAY, LAST_WEEK)
    assert before.new_to(frozenset())
    assert not before.new_to(before.keys)
    actions.set_status(plan, first, "complete", TODAY)
    assert not reminders.at_opening(plan, TODAY, LAST_WEEK).new_to(before.keys)
    add(plan, area, "Three", TODAY + timedelta(days=3))
    assert reminders.at_opening(plan, TODAY, LAST_WEEK).new_to(before.keys)


@pytest.mark.parametrize("name", sample_names())
def test_asking_changes_nothing_and_every_item_is_in_the_plan(plan: Plan, name: str) -> None:
    samples.fill(plan, sample(name))
    before = contents(plan)
    today = plan.today(TODAY)
    found = reminders.at_opening(plan, today, today - timedelta(days=60))
    assert found.lines
    for line in found.lines:
        assert line.count >= len(line.items) > 0
        for item in line.items:
            assert plan.rows(f"SELECT 1 FROM {item.table} WHERE id = ?", [item.id])
    assert contents(plan) == before
