"""No path changes an agreed date without a line in its ledger: whatever is done, undone, done again or put back."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import count, pairwise
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from model import actions, agreed_dates, areas, commitments, date_requests, meetings, people, sample_files, samples
from model.calendar_days import calendar_of
from model.errors import Conflict, Fault, Refused
from model.records import STATUSES, Action, Batch, Commitment, DateRequest
from model.store.plan import Plan, Sitting
from tests.plans_made import empty_plan

MARCH, JUNE, AUGUST = date(2026, 3, 31), date(2026, 6, 30), date(2026, 8, 31)
TODAY = date(2025, 9, 1)
DAYS = st.sampled_from((MARCH, JUNE, AUGUST))
"""Few, so that a date is often moved away and back to a day it had before."""


def replayed(plan: Plan, action: str) -> tuple[date | None, date | None]:
    """The first and the last date that the lines of an action tell, each beginning where the one before ended."""
    first = at = None
    for old, new in plan.rows("SELECT old, new FROM date_change WHERE action = ? ORDER BY id", [action]):
        assert (date.fromisoformat(old) if old else None) == at
        at = date.fromisoformat(new) if new else None
        first = first or at
    return first, at


def assert_borne_out(plan: Plan) -> None:
    for one in plan.all(Action):
        assert replayed(plan, one.id) == (one.first_agreed, one.agreed)
    calendar = calendar_of(plan)
    for one in plan.all(Commitment):
        lines = commitments.date_changes_of(plan, one.id)
        due = commitments.due_of(one, calendar)
        if lines:
            assert lines[-1].new == (due.day if due else None)
        for before, after in pairwise(lines):
            assert after.old == before.new
    for one in plan.all(DateRequest):
        assert one.date_change is None or one.state == "agreed"


class Doings(RuleBasedStateMachine):
    """Whatever a person can do that comes near a date, in any order."""

    @initialize()
    def start(self) -> None:
        seconds = count()
        sitting = Sitting(
            who="Improvement Officer", computer="DESK-1",
            clock=lambda: datetime(2025, 9, 1, 9, tzinfo=UTC) + timedelta(seconds=next(seconds)),
            local_folder=Path("nowhere"),
        )  # fmt: skip
        self.plan = empty_plan(sitting)
        self.area = areas.add(self.plan, "Planning")
        self.owners = [people.add(self.plan, name, kind="post") for name in ("Head of Audit", "Head of Homes")]
        self.board = meetings.add(self.plan, meetings.add_body(self.plan, "Improvement Board", kind="board"), JUNE)
        self.promise = commitments.add(
            self.plan, "Within a year", said_on=TODAY, counted_from=TODAY, amount=12, unit="months"
        )
        for n in range(2):
            actions.add(self.plan, self.area, f"Part {n}", on_day=TODAY, agreed=MARCH)

    def teardown(self) -> None:
        if hasattr(self, "plan"):
            self.plan.close()

    def some(self, which: int, most: int = 1) -> list[str]:
        every = [one.id for one in self.plan.all(Action, order="t.id")]
        return [every[(which + n) % len(every)] for n in range(min(most, len(every)))] if every else []

    def a_request(self, which: int) -> list[str]:
        every = [one.id for one in self.plan.all(DateRequest, order="t.id")]
        return [every[which % len(every)]] if every else []

    @rule(day=st.none() | DAYS)
    def add(self, day: date | None) -> None:
        with suppress(Refused):
            actions.add(self.plan, self.area, "Further", on_day=TODAY, agreed=day)

    @rule(which=st.integers(0, 9), many=st.integers(1, 3), day=st.none() | DAYS, on_day=st.sampled_from((TODAY, JUNE)))
    def agree(self, which: int, many: int, day: date | None, on_day: date) -> None:
        with suppress(Refused):
            agreed_dates.agree_date(self.plan, self.some(which, many), day, on_day, "Recruitment", "the Board")

    @rule(which=st.integers(0, 9), days=st.lists(DAYS, min_size=2, max_size=3))
    def agree_each(self, which: int, days: list[date]) -> None:
        ids = self.some(which, len(days))
        with suppress(Refused):
            agreed_dates.agree_dates(self.plan, dict(zip(ids, days, strict=False)), TODAY, "Recruitment")

    @rule(which=st.integers(0, 9), day=st.none() | DAYS)
    def edit(self, which: int, day: date | None) -> None:
        for row in self.some(which):
            with suppress(Refused):
                actions.edit(self.plan, row, agreed=day, title="Edited", on_day=TODAY, reason="In the panel")

    @rule(which=st.integers(0, 9), many=st.integers(1, 3), day=st.none() | DAYS)
    def edit_many(self, which: int, many: int, day: date | None) -> None:
        with suppress(Refused):
            actions.edit_many(self.plan, self.some(which, many), start=day, forecast=day, percent=10)

    @rule(which=st.integers(0, 9), status=st.sampled_from(STATUSES))
    def status(self, which: int, status: str) -> None:
        with suppress(Refused):
            actions.set_status(self.plan, self.some(which), status, TODAY)

    @rule(which=st.integers(0, 9), owner=st.integers(0, 1))
    def assign(self, which: int, owner: int) -> None:
        with suppress(Refused):
            actions.assign(self.plan, self.some(which), self.owners[owner])

    @rule(way=st.booleans())
    def hand_over(self, way: bool) -> None:
        with suppress(Refused):
            people.hand_over(self.plan, *(self.owners if way else self.owners[::-1]))

    @rule(which=st.integers(0, 9))
    def remove(self, which: int) -> None:
        with suppress(Refused):
            actions.remove(self.plan, self.some(which))

    @rule(which=st.integers(0, 9), many=st.integers(1, 3), day=st.none() | DAYS)
    def ask(self, which: int, many: int, day: date | None) -> None:
        with suppress(Refused):
            date_requests.ask(self.plan, self.some(which, many), day, "The tender failed", TODAY, meeting=self.board)

    @rule(which=st.integers(0, 9), other=st.none() | DAYS)
    def agree_request(self, which: int, other: date | None) -> None:
        with suppress(Refused):
            date_requests.agree(self.plan, self.a_request(which), JUNE, meeting=self.board, other=other)

    @rule(which=st.integers(0, 9), withdraw=st.booleans())
    def refuse_request(self, which: int, withdraw: bool) -> None:
        with suppress(Refused):
            (date_requests.withdraw if withdraw else date_requests.refuse)(self.plan, self.a_request(which), JUNE)

    @rule(day=DAYS)
    def promise_another_day(self, day: date) -> None:
        with suppress(Refused):
            commitments.agree_date(self.plan, self.promise, day, TODAY, "Recruitment", "the Board")

    @rule(months=st.integers(1, 3) | st.none(), day=st.none() | DAYS)
    def correct_the_promise(self, months: int | None, day: date | None) -> None:
        with suppress(Refused):
            commitments.edit(self.plan, self.promise, amount=months, fixed_due=None if months else day)

    @rule()
    def undo(self) -> None:
        with suppress(Conflict):
            self.plan.undo()

    @rule()
    def redo(self) -> None:
        with suppress(Conflict):
            self.plan.redo()

    @rule(which=st.integers(0, 40))
    def put_back(self, which: int) -> None:
        acts = self.plan.all(Batch, "t.title LIKE '%date%' OR t.title LIKE 'A%' OR t.kind <> 'act'", (), "t.seq DESC")
        if acts:
            with suppress(Refused):
                self.plan.reverse(acts[which % len(acts)].id)

    @invariant()
    def every_date_is_borne_out(self) -> None:
        if hasattr(self, "plan"):
            assert_borne_out(self.plan)


TestDoings = Doings.TestCase
TestDoings.settings = settings(max_examples=40, stateful_step_count=30)


@pytest.fixture
def made(plan: Plan) -> list[str]:
    area = areas.add(plan, "Planning")
    return [actions.add(plan, area, f"Part {n}", on_day=TODAY, agreed=MARCH) for n in range(2)]


def test_a_date_is_not_written_past_the_ledger(plan: Plan, made: list[str]) -> None:
    """Each of these is our own mistake, and leaves the plan as it was."""
    line = agreed_dates.ledger(plan, made[0])[0].id

    def write(table: str, row: str | list[str], **values: object) -> None:
        with plan.batch("Past the ledger"):
            plan.change(table, row, **values)

    def take_line() -> None:
        with plan.batch("Past the ledger"):
            plan.remove("date_change", line)

    def add_line() -> None:
        with plan.batch("Past the ledger"):
            plan.add("date_change", action=made[0], old=MARCH, new=JUNE, reason="Nothing moved", on_day=TODAY)

    def add_action() -> None:
        with plan.batch("Past the ledger"):
            plan.add("action", area=plan.get(Action, made[0]).area, area_number=1, item_number=9, title="Imported",
                     position=9, agreed=MARCH, first_agreed=MARCH)  # fmt: skip

    attempts = [
        lambda: write("action", made, agreed=JUNE),
        lambda: write("action", made, agreed=None),
        lambda: write("action", made, first_agreed=JUNE),
        lambda: write("date_change", line, new=JUNE),
        take_line,
        add_line,
        add_action,
    ]
    for attempt in attempts:
        with pytest.raises(Fault, match="without its line"):
            attempt()
        assert_borne_out(plan)
    assert len(plan.all(Action)) == 2
    agreed_dates.agree_date(plan, made, JUNE, TODAY, "And the plan goes on working")


def test_line_and_date_go_and_come_together(plan: Plan, made: list[str]) -> None:
    agreed_dates.agree_date(plan, made, JUNE, TODAY, "Recruitment")
    for _ in range(2):
        plan.undo()
        assert [plan.get(Action, row).agreed for row in made] == [MARCH, MARCH]
        assert [len(agreed_dates.ledger(plan, row)) for row in made] == [1, 1]
        plan.redo()
        assert [plan.get(Action, row).agreed for row in made] == [JUNE, JUNE]
        assert [line.reason for line in agreed_dates.ledger(plan, made[0])] == [None, "Recruitment"]


def test_a_move_in_the_middle_is_not_put_back_even_if_the_day_is_the_same_again(plan: Plan, made: list[str]) -> None:
    """To March, to June, back to March, to June again: the first move to June cannot be taken out."""
    for day in (JUNE, MARCH, JUNE):
        agreed_dates.agree_date(plan, made[0], day, TODAY, "To and fro")
    acts = [one.id for one in plan.all(Batch, "t.title LIKE 'Agree 30 June%'", (), "t.seq")]
    with pytest.raises(Conflict, match="moved again since"):
        plan.reverse(acts[0])
    assert_borne_out(plan)
    plan.reverse(acts[1])
    assert plan.get(Action, made[0]).agreed == MARCH
    assert_borne_out(plan)


def test_the_first_agreed_date_is_not_lost_by_putting_back_the_act_that_agreed_it(plan: Plan) -> None:
    action = actions.add(plan, areas.add(plan, "Planning"), "Audit")
    agreed_dates.agree_date(plan, action, MARCH, TODAY)
    first = plan.all(Batch, order="t.seq DESC LIMIT 1")[0].id
    agreed_dates.agree_date(plan, action, JUNE, TODAY, "Recruitment")
    agreed_dates.agree_date(plan, action, MARCH, TODAY, "It went faster")
    with pytest.raises(Conflict, match="moved again since"):
        plan.reverse(first)
    assert plan.get(Action, action).first_agreed == MARCH


def test_dates_that_a_ledger_never_bore_out_can_still_be_moved(plan: Plan, made: list[str]) -> None:
    """A plan from elsewhere may lack lines; what is done here is held to what it does itself."""
    plan.db.conn.execute("BEGIN")
    plan.db.conn.execute(
        "INSERT INTO batch (id, title, at, who, computer, kind) VALUES ('b', 'x', 'y', 'z', 'c', 'act')"
    )
    plan.db.conn.execute("INSERT INTO current_batch (one, batch) VALUES (1, 'b')")
    plan.db.conn.execute("DELETE FROM date_change")
    plan.db.conn.execute("DELETE FROM current_batch")
    plan.db.conn.execute("COMMIT")
    agreed_dates.agree_date(plan, made, JUNE, TODAY, "Recruitment")
    plan.undo()
    plan.redo()
    assert [plan.get(Action, row).agreed for row in made] == [JUNE, JUNE]
    assert agreed_dates.moves(plan, made)[made[0]].sentence.startswith("Was 31 March, now 30 June 2026; moved once")
    with pytest.raises(Fault), plan.batch("Past the ledger"):
        plan.change("action", made, agreed=AUGUST)


def test_a_ledger_whose_lines_were_written_by_a_slow_clock_is_told_in_its_order(plan: Plan, made: list[str]) -> None:
    agreed_dates.agree_date(plan, made[0], JUNE, TODAY, "First")
    agreed_dates.agree_date(plan, made[0], AUGUST, TODAY, "Second")
    lines = agreed_dates.ledger(plan, made[0])
    assert [line.reason for line in agreed_dates.in_order(lines[::-1])] == [None, "First", "Second"]


@pytest.mark.parametrize("name", sample_files.sample_names())
def test_the_ledgers_of_every_sample_bear_out_its_dates(plan: Plan, name: str) -> None:
    samples.fill(plan, sample_files.sample(name))
    assert plan.all(Action)
    assert_borne_out(plan)
