"""The papers that are made from a plan: their figures agree, nothing is lost, and nothing is told too early."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model import (
    actions,
    areas,
    commitments,
    evidence,
    inspections,
    meetings,
    people,
    progress,
    ratings,
    sample_files,
    updates,
)
from model.errors import Refused
from model.records import STATUSES, Action, Area, Commitment, Inspection, Person, Source
from model.reports.document import (
    NewPage,
    Paragraph,
    cell_text,
    plain_text,
)
from model.reports.owner_sheet import owner_sheet
from model.reports.paper_parts import day
from model.reports.progress_paper import progress_paper
from model.store.plan import Plan, Sitting
from tests.model.reports.papers_made import (
    MADE,
    TODAY,
    appendix,
    cells,
    figures_agree,
    headings,
    of_sample,
    table,
    tables,
    with_people,
)


@pytest.fixture(params=sample_files.sample_names())
def sample_plan(request: pytest.FixtureRequest, plan: Plan) -> Plan:
    """Each of the four sample plans, on its own day."""
    return of_sample(plan, request.param)


@pytest.fixture
def named(plan: Plan) -> Plan:
    return with_people(plan)


def test_figures_of_a_sample_agree(sample_plan: Plan) -> None:
    today = sample_plan.today(TODAY)
    paper = progress_paper(sample_plan, today, MADE)
    assert figures_agree(paper) == len(sample_plan.all(Action))
    late = [one for one in sample_plan.all(Action) if progress.is_late(one, today)]
    assert len(cells(table(paper, "late"))) == len(late) > 0
    days = [int(row[2].replace(",", "")) for row in cells(table(paper, "late"))]
    assert days == sorted(days, reverse=True)
    assert set(days) == {progress.days_late(one, today) for one in late}


def test_every_action_area_and_promise_of_a_sample_is_told(sample_plan: Plan) -> None:
    today = sample_plan.today(TODAY)
    paper = progress_paper(sample_plan, today, MADE)
    text = plain_text(paper)
    for action in sample_plan.all(Action):
        assert f"{action.number}\t{action.title}" in text
    for area in sample_plan.all(Area):
        assert f"Area {area.number}: {area.title}" in headings(paper)
    hidden = {one.id for one in sample_plan.all(Inspection) if inspections.embargoed(one, today)}
    told = [one for one in sample_plan.all(Commitment) if one.inspection not in hidden]
    assert told
    for commitment in told:
        assert f"“{commitment.sentence}”" in text
    for row in commitments.commitments(sample_plan, today):
        if row.commitment in told and row.clock.days_left is not None:
            assert row.clock.words.casefold() in text.casefold()


def test_ratings_and_reasons_are_the_windows(sample_plan: Plan) -> None:
    today = sample_plan.today(TODAY)
    paper = progress_paper(sample_plan, today, MADE)
    shown = ratings.area_ratings(sample_plan, today)
    hidden = {one.id for one in sample_plan.all(Inspection) if inspections.embargoed(one, today)}
    touched = {one.area for one in sample_plan.all(Source) if one.inspection in hidden}
    rows = cells(table(paper, "areas"))
    assert len(rows) == len(shown) + 1
    text = plain_text(paper)
    for area, row in zip(areas.in_order(sample_plan), rows, strict=False):
        if area.id not in touched:
            assert row[4:] == [shown[area.id].delivery.word, shown[area.id].impact.word]
            assert shown[area.id].delivery.reason.partition(": ")[2].rstrip(".").casefold() in text.casefold()


@given(
    of=st.lists(
        st.tuples(
            st.sampled_from(STATUSES),
            st.sampled_from((None, -400, -31, -1, 0, 3, 14, 200)),
            st.booleans(),
            st.booleans(),
        ),
        max_size=80,
    )
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_figures_agree_whatever_the_actions(sitting: Sitting, of: list[tuple[str, int | None, bool, bool]]) -> None:
    plan = Plan.in_memory(sitting, authority="Borsetshire", title="Improvement plan")
    try:
        with plan.batch("Fill"):
            under = [areas.add(plan, f"Area of {word}") for word in ("planning", "supervision", "recording")]
            for place, (status, days, exempt, held) in enumerate(of):
                agreed = None if days is None else date.fromordinal(TODAY.toordinal() + days)
                made = plan.add(
                    "action", area=under[place % 3], area_number=place % 3 + 1, item_number=place + 1,
                    title=f"Do the thing {place}", status=status, agreed=agreed, first_agreed=agreed, exempt=exempt,
                    on_hold=held, position=place,
                )  # fmt: skip
                if agreed is not None:
                    plan.add("date_change", action=made, new=agreed, on_day=TODAY)
        paper = progress_paper(plan, TODAY, MADE)
        printed = sum(not exempt for *_, exempt, _ in of)
        if printed:
            assert figures_agree(paper) == printed
        else:
            assert appendix(paper) == []
        assert plain_text(paper).count("exempt from publication") == (printed < len(of))
    finally:
        plan.close()


def test_paragraphs_are_numbered_through(plan: Plan) -> None:
    paper = progress_paper(of_sample(plan, "lincolnshire"), TODAY, MADE, body="Quality Assurance Board")
    labels = [block.label for block in paper.blocks if isinstance(block, Paragraph) and block.label]
    assert labels == [f"{place}." for place in range(1, len(labels) + 1)]
    assert len(labels) > 10


# --- whom it is for


def test_a_body_gets_the_paper_for_its_next_meeting(plan: Plan) -> None:
    text = plain_text(progress_paper(of_sample(plan, "lincolnshire"), TODAY, MADE, body="corporate  parenting panel"))
    assert "Report to\tCorporate Parenting Panel\nDate of meeting\t7 September 2023\n" in text
    assert "The Corporate Parenting Panel is asked to" in text
    assert "Position on\t30 August 2023" in text
    assert "Prepared on" not in text


def test_a_meeting_that_the_plan_does_not_have_can_be_named(plan: Plan) -> None:
    of_sample(plan, "lincolnshire")
    paper = progress_paper(plan, TODAY, MADE, body="Corporate Parenting Panel", meeting_day=date(2023, 12, 14))
    assert "Date of meeting\t14 December 2023" in plain_text(paper)
    meeting = meetings.next_meeting(plan, date(2023, 10, 1))
    assert meeting is not None
    asked = progress_paper(plan, TODAY, datetime(2023, 8, 31, tzinfo=UTC), meeting=meeting)
    assert "Report to\tChildren and Young People Scrutiny Committee\nDate of meeting\t20 October 2023" in plain_text(
        asked
    )
    assert "Prepared on\t31 August 2023" in plain_text(asked)


def test_an_unknown_body_is_refused(plan: Plan) -> None:
    with pytest.raises(Refused, match="no body called “Cabinet”"):
        progress_paper(plan, TODAY, MADE, body="Cabinet")


def test_what_members_asked_and_what_was_resolved_come_back(plan: Plan) -> None:
    of_sample(plan, "lincolnshire")
    paper = progress_paper(plan, TODAY, MADE, body="Quality Assurance Board")
    text = plain_text(paper)
    assert "Since the meeting of 26 July 2023" in headings(paper)
    assert "That two dates be moved, for the reasons given in the plan." in text
    (asked,) = tables(paper, "Members' questions")
    rows = cells(asked)
    assert len(rows) == 2
    assert f"A first count, by hand, for the September meeting\nBy {day(date(2023, 9, 27))}: in 28 days" in rows[0][2]
    assert f"By {day(date(2023, 9, 20))}: in 21 days" in rows[1][2]
    # A promise to the scrutiny committee is nothing for the board.
    (scrutiny,) = [one for one in meetings.bodies(plan) if "Scrutiny" in one.name]
    held = meetings.last_meeting(plan, TODAY, scrutiny.id)
    assert held is not None
    meetings.add_question(
        plan, held.id, "When?", answer="Soon.", promised="A date for the laptops", promised_by=date(2023, 8, 20)
    )
    assert "A date for the laptops" not in plain_text(progress_paper(plan, TODAY, MADE, body="Quality Assurance Board"))
    asked_there = plain_text(progress_paper(plan, TODAY, MADE, body=scrutiny.name))
    assert f"A date for the laptops\nBy {day(date(2023, 8, 20))}: 10 days past" in asked_there


def test_dates_that_were_moved_since_the_last_meeting_are_told_with_their_reason(plan: Plan) -> None:
    of_sample(plan, "lincolnshire")
    action = next(one for one in plan.all(Action) if one.status == "in progress" and one.agreed)
    actions.edit(plan, action.id, agreed=date(2024, 3, 1), on_day=date(2023, 8, 1), reason="The tender was late")
    paper = progress_paper(plan, TODAY, MADE, body="Quality Assurance Board")
    (moved,) = tables(paper, "Since the meeting of 26 July 2023")
    assert cells(moved)[-1] == [
        f"{action.number} {action.title}",
        cell_text(action.agreed),
        "1 Mar 2024",
        "The tender was late. Moved on 1 August 2023.",
    ]


# --- what is not told


def test_exempt_actions_are_counted_and_nothing_else(plan: Plan) -> None:
    area = areas.add(plan, "Planning for care leavers")
    told = actions.add(plan, area, "Write a standard", on_day=TODAY, agreed=date(2023, 12, 1), status="in progress")
    kept = actions.add(plan, area, "Settle the grievance", on_day=TODAY, agreed=date(2023, 1, 31), status="in progress")
    actions.set_exempt(plan, kept, True)
    updates.add(plan, kept, TODAY, done="Solicitors were instructed", obstacle="An appeal")
    evidence.note(plan, "Minutes of the hearing", action=kept, shows="It was upheld", impact="worse", on_day=TODAY)
    commitments.add(plan, "We shall report back in a month.", fixed_due=date(2023, 9, 30), actions=[told, kept])
    paper = progress_paper(plan, TODAY, MADE)
    text = plain_text(paper)
    for words in ("grievance", "Solicitors", "appeal", "hearing", "upheld", "1.2", "31 Jan 2023", "Off track,"):
        assert words not in text
    assert "1 action is exempt from publication" in text
    assert figures_agree(paper) == 1
    assert cells(table(paper, "areas"))[0][1:] == ["0\xa0of\xa01", "1", "0", "On track", "No data"]
    assert cells(table(paper, "commitments"))[0][3] == "Action 1.1\n0 of 1 action complete"
    actions.set_exempt(plan, kept, False)
    assert "Settle the grievance" in plain_text(progress_paper(plan, TODAY, MADE))


def under_embargo(plan: Plan) -> str:
    """A plan with a visit whose letter is public from 20 September, and an older inspection."""
    visit = inspections.add(
        plan, framework="ilacs-2023", type="focused-visit", fieldwork_start=date(2023, 8, 8),
        fieldwork_end=date(2023, 8, 9), received=date(2023, 8, 28), embargo_until=date(2023, 9, 20),
    )  # fmt: skip
    before = inspections.add(
        plan, framework="ilacs-2018", type="short", fieldwork_start=date(2019, 4, 29), published=date(2019, 6, 11),
        judgements=[inspections.Given("ilacs-2018.leaders", "good")],
    )  # fmt: skip
    graded = inspections.add(
        plan, framework="ilacs-2023", type="short", fieldwork_start=date(2023, 7, 3), published=date(2023, 9, 25),
        judgements=[inspections.Given("ilacs-2023.leaders", "outstanding")],
    )  # fmt: skip
    new = areas.add(plan, "Drift in pre-proceedings", words="Too many children wait in pre-proceedings.")
    areas.add_source(plan, new, inspection=visit, quote="Too many children wait in pre-proceedings.", page=2)
    actions.add(plan, new, "Track every letter before proceedings", on_day=TODAY, agreed=date(2023, 12, 1))
    old = areas.add(plan, "Plans that say by when", words="Timescales are missing from plans.", outcome="Dated plans")
    areas.add_source(plan, old, inspection=before, quote="Plans vary.", page=3)
    areas.add_source(plan, old, inspection=visit, quote="Timescales are missing from plans.", page=4)
    actions.add(plan, old, "Audit the plans", on_day=TODAY, agreed=date(2023, 12, 1))
    commitments.add(plan, "The waiting will end this year.", inspection=visit, fixed_due=date(2023, 12, 31))
    return graded


SECRETS = (
    "pre-proceedings", "letter before proceedings", "Timescales are missing", "The waiting will end", "Outstanding",
)  # fmt: skip


@pytest.mark.parametrize(
    ("today", "meeting_day"),
    [
        (date(2023, 8, 30), None),
        (date(2023, 8, 30), date(2023, 9, 7)),
        # The meeting is after the report is public, and its papers go out before.
        (date(2023, 9, 14), date(2023, 9, 28)),
    ],
)
def test_nothing_under_embargo_is_told(plan: Plan, today: date, meeting_day: date | None) -> None:
    under_embargo(plan)
    meetings.add_body(plan, "Cabinet", kind="cabinet")
    body = "Cabinet" if meeting_day else None
    paper = progress_paper(plan, today, MADE, body=body, meeting_day=meeting_day)
    text = plain_text(paper)
    for words in SECRETS:
        assert words not in text
    assert "ILACS focused visit, 8 to 9 August 2023" in text
    assert "with 1 area, 1 action and 1 commitment that come from it, is not in this paper" in text
    assert "A paper made on or after 25 September 2023 has it." in text
    assert figures_agree(paper) == 1
    assert "Area 2: Plans that say by when" in headings(paper)
    assert "Plans vary." in text or "page 3" in text


def test_after_the_embargo_all_is_told(plan: Plan) -> None:
    under_embargo(plan)
    text = plain_text(progress_paper(plan, date(2023, 9, 25), MADE))
    for words in SECRETS:
        assert words in text
    assert "Under embargo" not in text


# --- who is named


def documents(plan: Plan, *, posts: bool | None) -> str:
    papers = [progress_paper(plan, TODAY, MADE, body=body, posts=posts) for body in (None, "Scrutiny")]
    papers += [owner_sheet(plan, one.id, TODAY, MADE, posts=posts) for one in plan.all(Person)]
    around = [f"{paper.header} {paper.footer} {paper.author}" for paper in papers]
    return "\n".join([*around, *map(plain_text, papers)])


def test_posts_stand_in_place_of_every_name(named: Plan) -> None:
    text = documents(named, posts=True)
    for name in ("Okafor", "Gwilym", "O'Neil", "Adaeze", "Rhys", "Mary-Ann"):
        assert name.casefold() not in text.casefold()
    assert "Head of Leaving Care writes the standard" in text
    assert "Director of Children's Services agreed it." in text
    assert "Head of Leaving Care's team writes good plans." in text
    assert "post not given" in text
    assert "People are printed by their posts and not by name." in text


def test_names_are_printed_where_the_plan_says_so(named: Plan) -> None:
    with named.batch("Print names"):
        named.change("plan", named.details.id, print_posts=False)
    text = documents(named, posts=None)
    for name in ("Adaeze Okafor", "Rhys ap Gwilym", "Mary-Ann O'Neil"):
        assert name in text
    assert "People are printed by name" in text
    with named.batch("Print posts"):
        named.change("plan", named.details.id, print_posts=True)
    assert "Okafor" not in documents(named, posts=None)


@pytest.mark.parametrize("name", ["May", "Grace", "Mark"])
def test_a_first_name_alone_changes_no_ordinary_word(plan: Plan, name: str) -> None:
    people.add(plan, name, kind="person", post="Team Manager")
    area = areas.add(plan, "Marking plans with grace")
    actions.add(plan, area, "Mark the plans by the end of May", on_day=TODAY, agreed=date(2024, 5, 31))
    text = plain_text(progress_paper(plan, TODAY, MADE, posts=True))
    assert "Marking plans with grace" in text
    assert "by the end of May" in text


# --- a plan of any size


def test_an_empty_plan_says_what_to_do(plan: Plan) -> None:
    paper = progress_paper(plan, TODAY, MADE)
    assert headings(paper) == ["Nothing to report yet"]
    assert "add each area for improvement in the inspectors' words" in plain_text(paper)


def test_an_area_without_actions_and_a_plan_of_promises_alone_have_papers(plan: Plan) -> None:
    areas.add(plan, "Planning")
    text = plain_text(progress_paper(plan, TODAY, MADE))
    assert "The plan has 1 area and no actions yet." in text
    assert "No action stands under this area yet." in text
    areas.remove(plan, [one.id for one in plan.all(Area)])
    commitments.add(plan, "It will be better.")
    text = plain_text(progress_paper(plan, TODAY, MADE))
    assert "Needs a date" in text
    assert "No date was said." in text


def test_a_long_plan_tells_what_is_pressing_and_lists_every_action(plan: Plan) -> None:
    with plan.batch("Fill"):
        under = [areas.add(plan, f"Area of {place}") for place in range(12)]
        for place in range(120):
            agreed = date(2023, 1, 1) if place % 3 else date(2024, 1, 1)
            made = plan.add(
                "action", area=under[place % 12], area_number=place % 12 + 1, item_number=place // 12 + 1,
                title=f"Do the thing {place}", status="in progress", agreed=agreed, first_agreed=agreed, position=place,
            )  # fmt: skip
            plan.add("date_change", action=made, new=agreed, on_day=TODAY)
    paper = progress_paper(plan, TODAY, MADE)
    assert figures_agree(paper) == 120
    assert len([text for text in headings(paper) if text.startswith("Area ")]) == 12
    assert len(cells(table(paper, "late"))) == 20
    assert "the 20 latest stand here and all of them in Appendix A" in table(paper, "late").caption
    turned = [block for block in paper.blocks if isinstance(block, NewPage)]
    assert [block.landscape for block in turned] == [True]


# --- one owner's sheet


def test_an_owners_sheet_puts_late_first_and_says_what_is_asked(plan: Plan) -> None:
    of_sample(plan, "lincolnshire")
    owner = people.find(plan, "Principal Social Worker")
    assert owner is not None
    sheet = owner_sheet(plan, owner.id, TODAY, MADE)
    (to_do,) = tables(sheet, "To do")
    rows = cells(to_do)
    its = [one for one in plan.all(Action, "t.owner = ?", [owner.id]) if progress.is_open(one)]
    assert len(rows) == len(its) > 1
    late = [progress.is_late(one, TODAY) for one in its]
    assert ["days late" in row[1] for row in rows] == sorted(late, reverse=True)
    assert all(row[5] == "" for row in rows)
    assert all(row[4] for row in rows)
    assert sheet.landscape


def test_an_owners_sheet_holds_what_papers_leave_out_and_nobody_elses(plan: Plan) -> None:
    owner, other = people.add(plan, "Head of Leaving Care"), people.add(plan, "Head of Fostering")
    area = areas.add(plan, "Planning")
    actions.add(plan, area, "Settle the grievance", on_day=TODAY, owner=owner, exempt=True)
    actions.add(plan, area, "Recruit carers", on_day=TODAY, owner=other)
    text = plain_text(owner_sheet(plan, owner, TODAY, MADE))
    assert "Settle the grievance" in text
    assert "Not for publication" in text
    assert "Recruit carers" not in text
    assert "A date to agree." in text
    assert "A first update." in text
    people.remove(plan, other)
    with pytest.raises(Refused):
        owner_sheet(plan, other, TODAY, MADE)


def test_an_owner_without_actions_has_a_sheet_that_says_so(plan: Plan) -> None:
    owner = people.add(plan, "Head of Leaving Care")
    sheet = owner_sheet(plan, owner, TODAY, MADE)
    assert "No action in the plan has this owner." in plain_text(sheet)


def test_a_reader_of_the_plan_makes_the_same_paper(sample_plan: Plan) -> None:
    today = sample_plan.today(TODAY)
    reader = sample_plan.reader()
    try:
        assert progress_paper(reader, today, MADE) == progress_paper(sample_plan, today, MADE)
    finally:
        reader.close()
