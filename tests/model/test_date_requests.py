"""Requests to move a date: asked, agreed into the ledger, refused or withdrawn; listed for the next board."""

from __future__ import annotations

from datetime import date

import pytest

from model import actions, agreed_dates, areas, checks, commitments, date_requests, meetings, people
from model.records import Action, Commitment, DateRequest
from model.store.plan import Plan
from tests.model.contents import refused, there_and_back

TODAY = date(2026, 3, 1)
MARCH, JUNE, AUGUST = date(2026, 3, 31), date(2026, 6, 30), date(2026, 8, 31)
BOARD_DAY = date(2026, 5, 4)


@pytest.fixture
def board(plan: Plan) -> str:
    scrutiny = meetings.add_body(plan, "Scrutiny Committee")
    meetings.add(plan, scrutiny, date(2026, 4, 1))
    return meetings.add(plan, meetings.add_body(plan, "Improvement Board", kind="board"), BOARD_DAY)


@pytest.fixture
def made(plan: Plan) -> list[str]:
    area = areas.add(plan, "Planning")
    owner = people.add(plan, "Head of Homes", kind="post")
    return [actions.add(plan, area, f"Part {n}", on_day=date(2025, 9, 1), agreed=MARCH, owner=owner) for n in range(3)]


def test_a_request_waits_and_changes_no_date(plan: Plan, made: list[str], board: str) -> None:
    ids = there_and_back(
        plan, lambda: date_requests.ask(plan, made[:2], JUNE, "The tender failed", TODAY, "Head of Homes", board)
    )
    assert plan.undo_title == "Ask for 30 June 2026 for 2 actions"
    rows = date_requests.waiting(plan)
    assert [one.request.id for one in rows] == ids
    first = rows[0]
    assert (first.number, first.now, first.days, first.owner_name) == ("1.1", MARCH, 91, "Head of Homes")
    assert first.called == "Action 1.1"
    assert first.sentence == "Asks for 30 June 2026 instead of 31 March 2026, 91 days later: The tender failed"
    assert (first.outcome, first.meeting_name) == ("waiting", "Improvement Board, 4 May 2026")
    assert plan.get(Action, made[0]).agreed == MARCH
    assert len(agreed_dates.ledger(plan, made[0])) == 1
    assert date_requests.count_waiting(plan) == 2


def test_a_day_for_each(plan: Plan, made: list[str]) -> None:
    there_and_back(plan, lambda: date_requests.ask(plan, made[:2], {made[0]: JUNE, made[1]: AUGUST}, "Staff", TODAY))
    assert plan.undo_title == "Ask for new dates for 2 actions"
    assert [one.request.wanted for one in date_requests.waiting(plan)] == [JUNE, AUGUST]


def test_asking_is_refused_where_there_is_nothing_to_move(plan: Plan, made: list[str]) -> None:
    assert "Say why" in refused(plan, lambda: date_requests.ask(plan, made, JUNE, " ", TODAY), "reason")
    assert refused(plan, lambda: date_requests.ask(plan, made, MARCH, "Why", TODAY), "wanted") == (
        "Action 1.1 is agreed for 31 March 2026 already; ask for another day."
    )
    undated = actions.add(plan, plan.get(Action, made[0]).area, "Undated")
    assert "no agreed date yet" in refused(plan, lambda: date_requests.ask(plan, undated, JUNE, "Why", TODAY), "wanted")
    actions.set_status(plan, made[2], "complete", TODAY)
    assert "is done or superseded" in refused(plan, lambda: date_requests.ask(plan, made[2], JUNE, "Why", TODAY))
    actions.edit(plan, made[0], start=date(2026, 2, 1))
    early = date(2026, 1, 1)
    assert "starts on 1 February 2026" in refused(
        plan, lambda: date_requests.ask(plan, made[0], early, "Why", TODAY), "agreed"
    )
    refused(plan, lambda: date_requests.ask(plan, made[0], JUNE, "Why", TODAY, meeting="nowhere"))
    refused(plan, lambda: date_requests.ask(plan, [], JUNE, "Why", TODAY))


def test_asking_again_replaces_what_waits(plan: Plan, made: list[str]) -> None:
    date_requests.ask(plan, made[0], JUNE, "The tender failed", TODAY)
    there_and_back(plan, lambda: date_requests.ask(plan, made[0], AUGUST, "And again", TODAY))
    newest, before = date_requests.of_action(plan, made[0])
    assert (newest.request.state, newest.request.wanted) == ("waiting", AUGUST)
    assert before.outcome == "withdrawn on 1 March 2026: Another date was asked for"


def test_agreeing_writes_the_ledger_and_names_its_line(plan: Plan, made: list[str], board: str) -> None:
    ids = date_requests.ask(plan, made[:2], JUNE, "The tender failed", TODAY, meeting=board)
    there_and_back(plan, lambda: date_requests.agree(plan, ids, BOARD_DAY, meeting=board))
    assert plan.undo_title == "Agree 2 requests to move a date"
    line = agreed_dates.ledger(plan, made[0])[-1]
    assert (line.old, line.new, line.reason, line.meeting, line.on_day) == (
        MARCH, JUNE, "The tender failed", board, BOARD_DAY,
    )  # fmt: skip
    request = plan.get(DateRequest, ids[0])
    assert (request.state, request.date_change, request.decided_by) == ("agreed", line.id, "the Improvement Board")
    assert plan.get(Action, made[0]).agreed == JUNE
    assert agreed_dates.moves(plan, made[0])[made[0]].sentence == (
        "Was 31 March, now 30 June 2026; moved once, 91 days; agreed by the Improvement Board on 4 May"
    )
    assert [one.row for one in date_requests.decided_at(plan, board)] == made[:2]
    assert "agreed by the Improvement Board on 4 May 2026 already" in refused(
        plan, lambda: date_requests.agree(plan, ids[0], BOARD_DAY)
    )


def test_another_date_may_be_agreed(plan: Plan, made: list[str], board: str) -> None:
    (request,) = date_requests.ask(plan, made[0], AUGUST, "The tender failed", TODAY)
    there_and_back(plan, lambda: date_requests.agree(plan, request, BOARD_DAY, "the Director", other=JUNE))
    assert plan.undo_title == "Agree the request to move action 1.1"
    held = plan.get(DateRequest, request)
    assert (held.wanted, held.note) == (AUGUST, "30 June 2026 was agreed; 31 August 2026 had been asked for")
    assert plan.get(Action, made[0]).agreed == JUNE


def test_what_is_done_meanwhile_is_not_moved(plan: Plan, made: list[str]) -> None:
    (request,) = date_requests.ask(plan, made[0], JUNE, "The tender failed", TODAY)
    actions.set_status(plan, made[0], "complete", TODAY)
    assert "is done or superseded since" in refused(plan, lambda: date_requests.agree(plan, request, BOARD_DAY))


@pytest.mark.parametrize(
    ("verb", "state", "title"),
    [
        (date_requests.refuse, "refused", "Refuse the request to move action 1.1"),
        (date_requests.withdraw, "withdrawn", "Withdraw the request to move action 1.1"),
    ],
)
def test_refusing_and_withdrawing_leave_the_date(
    plan: Plan, made: list[str], verb: object, state: str, title: str
) -> None:
    (request,) = date_requests.ask(plan, made[0], JUNE, "The tender failed", TODAY)
    assert callable(verb)
    there_and_back(plan, lambda: verb(plan, request, BOARD_DAY, "the Board", "Hold to March"))
    assert plan.undo_title == title
    (row,) = date_requests.of_action(plan, made[0])
    assert row.outcome == f"{state} by the Board on 4 May 2026: Hold to March"
    assert plan.get(Action, made[0]).agreed == MARCH
    assert date_requests.waiting(plan) == ()
    refused(plan, lambda: verb(plan, request, BOARD_DAY))


def test_the_next_board_hears_what_has_no_meeting_and_what_was_left(plan: Plan, made: list[str], board: str) -> None:
    loose, brought = made[:2]
    late = meetings.add(plan, meetings.bodies(plan)[0].id, date(2026, 6, 1))
    date_requests.ask(plan, loose, JUNE, "The tender failed", TODAY)
    ids = date_requests.ask(plan, brought, JUNE, "Staff", TODAY)
    there_and_back(plan, lambda: date_requests.bring_to(plan, ids, late))
    assert plan.undo_title == "Bring the request to move action 1.2 to Improvement Board, 1 June 2026"
    assert date_requests.next_board(plan, TODAY).id == board  # the committee meets earlier, but is no board
    assert [one.row for one in date_requests.for_meeting(plan, board, TODAY)] == [loose]
    assert [one.row for one in date_requests.for_meeting(plan, late, TODAY)] == [brought]
    after = date(2026, 6, 2)
    again = meetings.add(plan, meetings.bodies(plan)[0].id, date(2026, 7, 1))
    assert {one.row for one in date_requests.for_meeting(plan, again, after)} == {loose, brought}
    assert any("no decision is noted" in one.sentence for one in checks.problems(plan, after))
    assert not any("no decision is noted" in one.sentence for one in checks.problems(plan, TODAY))


def test_a_body_that_approves_comes_before_a_board(plan: Plan, board: str) -> None:
    cabinet = meetings.add_body(plan, "Cabinet", kind="cabinet")
    with plan.batch("It approves"):
        plan.change("body", cabinet, approves=True)
    held = meetings.add(plan, cabinet, date(2026, 9, 1))
    assert date_requests.next_board(plan, TODAY).id == held
    assert date_requests.next_board(plan, date(2027, 1, 1)) is None


def test_a_promised_date_is_asked_for_in_the_same_way(plan: Plan, board: str) -> None:
    promise = commitments.add(plan, "Within 12 months", counted_from=date(2025, 4, 30), amount=12, unit="months")
    ids = there_and_back(plan, lambda: date_requests.ask(plan, promise, JUNE, "Staff", TODAY, table="commitment"))
    assert plan.undo_title == "Ask for 30 June 2026 for commitment 1 “Within 12 months”"
    (row,) = date_requests.of_commitment(plan, promise)
    assert (row.called, row.now) == ("Commitment 1", date(2026, 4, 30))
    there_and_back(plan, lambda: date_requests.agree(plan, ids, BOARD_DAY, meeting=board))
    assert plan.get(Commitment, promise).fixed_due == JUNE
    moves = agreed_dates.moves_of_commitments(plan, {promise: JUNE})[promise]
    assert moves.sentence == (
        "Was 30 April, now 30 June 2026; moved once, 61 days; agreed by the Improvement Board on 4 May"
    )
    refused(plan, lambda: date_requests.ask(plan, promise, None, "Staff", TODAY, table="commitment"), "wanted")


def test_requests_go_with_their_action(plan: Plan, made: list[str]) -> None:
    date_requests.ask(plan, made[0], JUNE, "The tender failed", TODAY)
    there_and_back(plan, lambda: actions.remove(plan, made[0]))
    assert date_requests.waiting(plan) == ()
