"""Bodies, meetings, when papers are due, resolutions and members' questions."""

from __future__ import annotations

from datetime import date

import pytest

from model import meetings
from model.calendar_days import calendar_of
from model.errors import Fault
from model.records import Body, DateChange, Document, Meeting, Question, Resolution, Source
from model.store.plan import Plan
from tests.model.contents import contents, refused, there_and_back

TODAY = date(2023, 8, 30)


@pytest.fixture
def panel(plan: Plan) -> str:
    return meetings.add_body(plan, "Corporate Parenting Panel", kind="panel")


@pytest.fixture
def september(plan: Plan, panel: str) -> str:
    return meetings.add(plan, panel, date(2023, 9, 7))


def test_a_body_is_added_found_and_edited(plan: Plan) -> None:
    made = there_and_back(plan, lambda: meetings.add_body(plan, " Corporate  Parenting Panel", kind="panel"))
    assert plan.undo_title == "Add Corporate Parenting Panel"
    assert meetings.find_or_add_body(plan, "corporate parenting panel ") == made
    board = there_and_back(plan, lambda: meetings.find_or_add_body(plan, "Improvement Board", kind="board"))
    assert [body.id for body in meetings.bodies(plan)] == [made, board]
    there_and_back(plan, lambda: meetings.edit_body(plan, made, name="Parenting Panel", chair="Lead member"))
    assert plan.undo_title == "Edit name and chair of Corporate Parenting Panel"
    there_and_back(plan, lambda: meetings.edit_body(plan, made, approves=True))
    assert [body.approves for body in meetings.bodies(plan)] == [False, True]
    cabinet = there_and_back(plan, lambda: meetings.add_body(plan, "Cabinet", kind="cabinet", approves=True))
    assert plan.get(Body, cabinet).approves
    assert "in the plan already" in refused(plan, lambda: meetings.add_body(plan, "improvement board"), "name")
    refused(plan, lambda: meetings.edit_body(plan, made, name="Improvement  Board"), "name")
    assert "Type the name" in refused(plan, lambda: meetings.add_body(plan, " "), "name")
    with pytest.raises(Fault):
        meetings.edit_body(plan, made, id="x")  # type: ignore[call-arg]


def test_a_meeting_is_added_and_edited(plan: Plan, panel: str) -> None:
    made = there_and_back(plan, lambda: meetings.add(plan, panel, date(2023, 9, 7)))
    assert plan.undo_title == "Add meeting Corporate Parenting Panel, 7 September 2023"
    there_and_back(plan, lambda: meetings.edit(plan, made, on_day=date(2023, 9, 14), note="Moved"))
    assert plan.undo_title == "Edit day and note of Corporate Parenting Panel, 7 September 2023"
    special = there_and_back(plan, lambda: meetings.add(plan, panel, date(2023, 9, 14), title="Special meeting"))
    assert meetings.names(plan) == {
        made: "Corporate Parenting Panel, 14 September 2023",
        special: "Corporate Parenting Panel, 14 September 2023 (Special meeting)",
    }
    assert meetings.name_of(plan, plan.get(Meeting, special)) == meetings.names(plan)[special]


def test_what_is_no_meeting_is_refused(plan: Plan, panel: str, september: str) -> None:
    said = refused(plan, lambda: meetings.add(plan, panel, date(2023, 9, 7)), "on_day")
    assert said == (
        "Corporate Parenting Panel, 7 September 2023 is in the plan already; give a second meeting on that day a title."
    )
    other = meetings.add(plan, panel, date(2023, 9, 7), title="Special")
    refused(plan, lambda: meetings.edit(plan, other, title=None), "on_day")
    said = refused(plan, lambda: meetings.edit(plan, september, papers_due=date(2023, 9, 8)), "papers_due")
    assert said.endswith("leave the day out to have it worked out (30 August 2023).")
    refused(plan, lambda: meetings.add(plan, "gone", date(2023, 9, 7)))
    refused(plan, lambda: meetings.add(plan, panel, date(1023, 9, 7)), "on_day")


def test_papers_are_due_five_clear_days_before(plan: Plan, september: str) -> None:
    def due() -> meetings.PapersDue:
        return meetings.papers_due(plan.get(Meeting, september), calendar_of(plan))

    assert (due().day, due().worked_out) == (date(2023, 8, 30), True)
    assert due().sentence.startswith("Wednesday 30 August 2023 leaves 5 clear days before Thursday 7 September 2023")
    meetings.edit(plan, september, papers_due=date(2023, 8, 30))
    assert (due().day, due().worked_out) == (date(2023, 8, 30), False)
    assert due().sentence.startswith("Wednesday 30 August 2023 was entered by hand. Wednesday 30 August 2023 leaves")
    meetings.edit(plan, september, papers_due=date(2023, 9, 1))
    assert due().sentence == (
        "Friday 1 September 2023 was entered by hand. Five clear days before the meeting would be "
        "Wednesday 30 August 2023. This is too late for them."
    )
    meetings.edit(plan, september, papers_due=date(2023, 8, 25))
    assert due().day == date(2023, 8, 25)
    assert "too late" not in due().sentence


def test_next_and_last_meeting(plan: Plan, panel: str, september: str) -> None:
    board = meetings.add_body(plan, "Improvement Board", kind="board")
    past = meetings.add(plan, board, date(2023, 6, 1))
    later = meetings.add(plan, board, date(2023, 10, 1))

    def found(next_on: date, body: str | None = None) -> list[str | None]:
        both = meetings.last_meeting(plan, next_on, body), meetings.next_meeting(plan, next_on, body)
        return [one and one.id for one in both]

    assert found(TODAY) == [past, september]
    assert found(date(2023, 9, 7)) == [past, september]
    assert found(date(2023, 9, 8)) == [september, later]
    assert found(TODAY, board) == [past, later]
    assert found(date(2024, 1, 1)) == [later, None]
    assert found(TODAY, panel) == [None, september]


def test_the_list_of_meetings_counts(plan: Plan, panel: str, september: str) -> None:
    board = meetings.add_body(plan, "Improvement Board", kind="board")
    past = meetings.add(plan, board, date(2023, 6, 1))
    meetings.add_resolution(plan, past, "That the report be noted.")
    meetings.add_resolution(plan, past, "That the plan come back.")
    meetings.add_question(plan, past, "How many?", answer="Twelve.")
    meetings.add_question(plan, past, "By when?")
    meetings.add_question(plan, past, "And the cost?", answer="To follow.", promised="The cost", promised_by=TODAY)
    rows = meetings.meetings(plan, TODAY)
    assert [(row.meeting.id, row.days, row.body.id) for row in rows] == [(past, -90, board), (september, 8, panel)]
    assert (rows[0].resolutions, rows[0].questions, rows[0].unanswered) == (2, 3, 2)
    assert (rows[1].resolutions, rows[1].questions, rows[1].unanswered) == (0, 0, 0)
    assert rows[1].name == "Corporate Parenting Panel, 7 September 2023"
    assert rows[1].papers.day == TODAY
    assert [row.meeting.id for row in meetings.meetings(plan, TODAY, panel)] == [september]


def test_resolutions_keep_their_order(plan: Plan, september: str) -> None:
    first = there_and_back(plan, lambda: meetings.add_resolution(plan, september, "That it be noted."))
    assert plan.undo_title == "Add a resolution of Corporate Parenting Panel, 7 September 2023"
    second = meetings.add_resolution(plan, september, "That it come back.")
    third = there_and_back(plan, lambda: meetings.add_resolution(plan, september, "In front", before=first))
    assert [one.id for one in meetings.resolutions_of(plan, september)] == [third, first, second]
    there_and_back(plan, lambda: meetings.reorder_resolutions(plan, [third, first]))
    assert [one.id for one in meetings.resolutions_of(plan, september)] == [second, third, first]
    there_and_back(plan, lambda: meetings.edit_resolution(plan, first, "That it be welcomed."))
    assert plan.undo_title == "Edit resolution “That it be noted.”"
    refused(plan, lambda: meetings.edit_resolution(plan, first, " "), "text")
    refused(plan, lambda: meetings.add_resolution(plan, september, ""), "text")
    there_and_back(plan, lambda: meetings.remove_resolution(plan, first))
    assert plan.undo_title == "Delete resolution “That it be welcomed.”"
    there_and_back(plan, lambda: meetings.remove_resolution(plan, [second, third]))
    assert plan.all(Resolution) == []


def test_members_questions_and_what_was_promised(plan: Plan, september: str) -> None:
    one = there_and_back(plan, lambda: meetings.add_question(plan, september, "How many wait?", member="a member"))
    two = meetings.add_question(plan, september, "Why?", promised="A note", promised_by=date(2023, 9, 20))
    three = meetings.add_question(plan, september, "Where?", promised="A map", promised_by=date(2023, 9, 10))
    assert [question.id for question in meetings.promises(plan)] == [three, two]
    there_and_back(plan, lambda: meetings.edit_question(plan, three, answer="Here.", answered_on=date(2023, 9, 9)))
    assert plan.undo_title == "Edit answer and day of the answer of question “Where?”"
    assert [question.id for question in meetings.promises(plan)] == [two]
    there_and_back(plan, lambda: meetings.reorder_questions(plan, three, before=one))
    assert [question.id for question in meetings.questions_of(plan, september)] == [three, one, two]
    there_and_back(plan, lambda: meetings.edit_question(plan, one, text="How many wait now?"))
    refused(plan, lambda: meetings.edit_question(plan, one, text=" "), "text")
    refused(plan, lambda: meetings.add_question(plan, september, ""), "text")
    there_and_back(plan, lambda: meetings.remove_question(plan, [one]))
    assert plan.undo_title == "Delete question “How many wait now?”"
    there_and_back(plan, lambda: meetings.remove_question(plan, [two, three]))
    assert plan.all(Question) == []


def full_meeting(plan: Plan, panel: str) -> tuple[str, str]:
    meeting = meetings.add(plan, panel, date(2023, 6, 1))
    meetings.add_resolution(plan, meeting, "That it be noted.")
    meetings.add_question(plan, meeting, "How many?")
    with plan.batch("What names the meeting"):
        area = plan.add("area", number=plan.next_number("area"), title="Planning", position=1)
        plan.add("source", area=area, origin="meeting", meeting=meeting, position=1)
        plan.add("document", title="Minutes", meeting=meeting, link="https://example.org")
        action = plan.add("action", area=area, area_number=1, item_number=1, title="Audit", position=1,
                          agreed=TODAY, first_agreed=TODAY)  # fmt: skip
        plan.add("date_change", action=action, new=TODAY, on_day=TODAY, meeting=meeting)
    return meeting, area


def test_deleting_a_meeting_takes_along_what_stands_under_it_and_says_so(plan: Plan, panel: str) -> None:
    meeting, area = full_meeting(plan, panel)
    assert [one.id for one in meetings.areas_of(plan, meeting)] == [area]
    there_and_back(plan, lambda: meetings.remove(plan, meeting))
    assert plan.undo_title == (
        "Delete Corporate Parenting Panel, 1 June 2023 "
        "with 1 resolution, 1 question, 1 document and 1 source of an area"
    )
    for record in (Meeting, Resolution, Question, Document, Source):
        assert plan.all(record) == []
    assert [change.meeting for change in plan.all(DateChange)] == [None]
    refused(plan, lambda: meetings.remove(plan, meeting))


def test_deleting_a_body_takes_its_meetings(plan: Plan, panel: str, september: str) -> None:
    full_meeting(plan, panel)
    there_and_back(plan, lambda: meetings.remove_body(plan, panel))
    assert plan.undo_title == (
        "Delete Corporate Parenting Panel with 2 meetings, 1 resolution, 1 question, 1 document and 1 source of an area"
    )
    assert plan.all(Body) == plan.all(Meeting) == plan.all(Source) == []
    empty = meetings.add_body(plan, "Board")
    there_and_back(plan, lambda: meetings.remove_body(plan, empty))
    assert plan.undo_title == "Delete Board"


def test_several_meetings_go_in_one_act(plan: Plan, panel: str, september: str) -> None:
    other = meetings.add(plan, panel, date(2023, 12, 7))
    there_and_back(plan, lambda: meetings.remove(plan, [september, other]))
    assert plan.undo_title == "Delete 2 meetings"


def test_an_edit_to_what_it_is_changes_nothing(plan: Plan, panel: str, september: str) -> None:
    before = contents(plan)
    meetings.edit(plan, september, on_day=date(2023, 9, 7), body=panel)
    meetings.reorder_questions(plan, [meetings.add_question(plan, september, "Only one?")])
    plan.undo()
    assert contents(plan) == before


def test_a_meeting_and_the_body_that_meets_are_one_act(plan: Plan, panel: str) -> None:
    day = date(2023, 9, 12)
    made = there_and_back(plan, lambda: meetings.add_at_new_body(plan, " Improvement  Board", day, kind="board"))
    assert meetings.name_of(plan, plan.get(Meeting, made)) == "Improvement Board, 12 September 2023"
    assert plan.undo_title == "Add meeting Improvement Board, 12 September 2023"
    again = meetings.add_at_new_body(plan, "improvement board", date(2023, 10, 3))
    assert plan.get(Meeting, again).body == plan.get(Meeting, made).body, "a body of that name is taken"
    late = date(2023, 9, 13)
    refused(plan, lambda: meetings.add_at_new_body(plan, "Cabinet", day, papers_due=late), "papers_due")
    refused(plan, lambda: meetings.add_at_new_body(plan, "  ", day), "name")
