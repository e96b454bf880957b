"""From proposals to the plan: what is set beside what, what is written, and that one undo takes it all back."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import pytest

from model import areas, documents, inspections, passages, stated_values, statutory_dates
from model.imports import accepting, review
from model.imports.proposals import (
    Finding,
    InspectionSaid,
    JudgementSaid,
    MeetingSaid,
    PassageSaid,
    PrintedDeadline,
    Promise,
    Proposals,
    QuestionSaid,
    ResolutionSaid,
    Stated,
    Words,
)
from model.records import Area, Commitment, Document, Inspection, Judgement, Meeting, Passage, Question, Resolution
from model.store.plan import Plan
from tests.model.contents import contents, refused, there_and_back

TODAY = date(2026, 9, 1)
REPORT = b"%PDF-1.7 a report"
MINUTES = b"<html>minutes</html>"


def said(value: str, page: int = 1, confidence: str = "sure") -> Stated:
    return Stated(value, Words(page, value), confidence)


def finding(
    text: str, kind: str = "area for improvement", page: int = 2, tag: str | None = None, confidence: str = "sure"
) -> Finding:
    at = Words(page, f"\u25fc {text}")
    return Finding(kind=kind, number=None, text=text, tag=tag, paragraphs=(), at=at, confidence=confidence)


def report(
    start: str = "2026-05-11", *, authority: str = "Borsetshire", content: bytes = REPORT, **more: object
) -> Proposals:
    values: dict[str, object] = {
        "kind": "inspection report",
        "pages": 12,
        "sha256": hashlib.sha256(content).hexdigest(),
        "name": "report.pdf",
        "authority": said(authority),
        "inspection": InspectionSaid(
            framework="ilacs-2026", type="short", type_inferred=True, fieldwork_start=said(start),
            fieldwork_end=said(start[:-2] + "15"), published=said("2026-07-06"), lead_inspector=said("Lead Inspector"),
        ),
        "judgements": (
            JudgementSaid("The experiences and progress of care leavers", "ilacs-2026.care-leavers", "Good", "good",
                          Words(1, "The experiences and progress of care leavers Good")),
            JudgementSaid("The experiences and progress of children in care", "ilacs-2026.in-care",
                          "Requires improvement", "requires-improvement", Words(1, "Requires improvement")),
        ),
        "findings": (
            finding("The quality of pathway plans for care leavers living out of the area", page=2),
            finding("The oversight of children missing from education", page=3, tag="outcome 3"),
            finding("Workers know their children well", "strength", page=4),
        ),
    }  # fmt: skip
    values.update(more)
    return Proposals(**values)  # type: ignore[arg-type]


def finding_item(draft: review.Draft, place: int) -> review.Item:
    return next(item for item in draft.items if item.key == f"finding {place}")


def test_a_report_is_taken_in_by_one_act(plan: Plan) -> None:
    made = review.draft(plan, report(), TODAY)
    assert [item.key for item in made.ticked if item.group != "inspection"] == [
        "judgement 1", "judgement 2", "finding 1", "finding 2", "finding 3",
    ]  # fmt: skip
    done = there_and_back(plan, lambda: accepting.accept(plan, made, REPORT))
    assert done.sentence == "Taken in from report.pdf: 2 judgements, 2 areas and 1 passage."
    inspection = plan.get(Inspection, done.inspection or "")
    assert inspection.type_inferred
    assert inspection.fieldwork_start == date(2026, 5, 11)
    assert inspection.published == date(2026, 7, 6)
    (document,) = plan.all(Document)
    assert (document.title, document.pages, document.inspection) == ("Ofsted report, 6 July 2026", 12, inspection.id)
    assert documents.opened(plan, document.id).content == REPORT
    judgements = plan.all(Judgement, order="t.page, t.id")
    assert {(one.document, one.page) for one in judgements} == {(document.id, 1)}
    assert {one.quote for one in judgements} == {
        "The experiences and progress of care leavers Good", "Requires improvement",
    }  # fmt: skip
    first, second = areas.in_order(plan)
    assert second.tag == "outcome 3"
    (step,) = areas.golden_thread(plan, first.id)
    assert (step.source.document, step.source.page, step.opens) == (document.id, 2, inspection.id)
    assert step.source.quote == "\u25fc The quality of pathway plans for care leavers living out of the area"
    (strength,) = passages.of_inspection(plan, inspection.id)
    assert (strength.kind, strength.text, strength.page) == ("strength", "Workers know their children well", 4)
    assert set(stated_values.of_inspection(plan, inspection.id)) == {
        "fieldwork_start", "fieldwork_end", "published", "lead_inspector",
    }  # fmt: skip


def test_the_same_report_again_is_shown_beside_its_twin_and_not_ticked(plan: Plan) -> None:
    accepting.accept(plan, review.draft(plan, report(), TODAY), REPORT)
    again = review.draft(plan, report(), TODAY)
    assert again.inspection_match is not None
    assert again.inspection_match.sentence == "The plan holds an inspection whose fieldwork began on that day."
    first = finding_item(again, 1)
    assert not first.ticked
    assert first.matches[0].kind == "twin"
    assert first.why == "Area 1 says the same and comes from the same inspection."
    assert first.matches[0].text == "The quality of pathway plans for care leavers living out of the area"
    assert not again.ticked
    assert len(again.items) == 9  # none is dropped


def test_a_worry_raised_before_is_offered_for_its_golden_thread(plan: Plan) -> None:
    accepting.accept(plan, review.draft(plan, report(), TODAY), REPORT)
    later = report(
        "2029-03-05", content=b"%PDF another", findings=(
            finding("Pathway plans for care leavers, also those living out of the area, are too often out of date"),
            finding("The recording of supervision"),
        ), judgements=(),
    )  # fmt: skip
    later = replace(later, inspection=replace(later.inspection or InspectionSaid(), published=said("2029-05-01")))
    made = review.draft(plan, later, date(2029, 6, 1))
    assert made.inspection is None
    thread = finding_item(made, 1)
    assert thread.ticked
    assert [match.kind for match in thread.matches] == ["thread"]
    assert thread.matches[0].sentence == "This was raised in 2026."
    assert finding_item(made, 2).matches == ()
    joined = made.with_item(replace(thread, into=thread.matches[0].id))
    done = there_and_back(plan, lambda: accepting.accept(plan, joined, b"%PDF another"))
    assert len(plan.all(Area)) == 3
    thread_steps = areas.golden_thread(plan, done.areas[0])
    assert [step.day.year if step.day else None for step in thread_steps] == [2026, 2029]


def test_two_documents_that_disagree_are_both_kept_and_one_is_chosen(plan: Plan) -> None:
    done = accepting.accept(plan, review.draft(plan, report(), TODAY), REPORT)
    inspection = done.inspection or ""
    minutes = report(
        kind="minutes", content=b"minutes", name="minutes.docx", findings=(finding("The pace of change"),),
        judgements=(),
        inspection=InspectionSaid(
            framework="ilacs-2026", type="short", fieldwork_start=said("2026-05-08", 3), published=said("2026-07-06", 3)
        ),
    )  # fmt: skip
    made = review.draft(plan, minutes, TODAY)
    clash = next(item for item in made.items if item.field == "fieldwork_start")
    assert not clash.ticked
    assert clash.why == "The plan says 11 May 2026; tick this to take the document's instead. Both are kept."
    accepting.accept(plan, made, b"minutes")
    assert plan.get(Inspection, inspection).fieldwork_start == date(2026, 5, 11)
    (one,) = stated_values.disagreements(plan, inspection)
    assert (one.label, one.in_force) == ("First day of fieldwork", "11 May 2026")
    assert [(said.words, said.stated.page, said.stated.chosen) for said in one.said] == [
        ("11 May 2026", 1, True), ("8 May 2026", 3, False),
    ]  # fmt: skip
    there_and_back(plan, lambda: stated_values.choose(plan, one.said[1].stated.id))
    assert plan.get(Inspection, inspection).fieldwork_start == date(2026, 5, 8)
    (now,) = stated_values.disagreements(plan, inspection)
    assert now.in_force == "8 May 2026"


def test_a_document_about_another_authority_is_shown_with_nothing_ticked(plan: Plan) -> None:
    made = review.draft(plan, report(authority="Felpersham City Council"), TODAY)
    assert made.other_authority
    assert made.items
    assert not made.ticked
    assert not review.draft(plan, report(authority="Borsetshire County Council"), TODAY).other_authority


def test_what_was_read_unsurely_waits_for_a_person(plan: Plan) -> None:
    unsure = finding("Something about placements", confidence="unsure")
    grade = JudgementSaid("Overall", None, "Goodish", None, Words(1, "Overall Goodish"))
    made = review.draft(plan, report(findings=(unsure,), judgements=(grade,)), TODAY)
    assert not finding_item(made, 1).ticked
    judgement = next(item for item in made.items if item.kind == "judgement")
    assert not judgement.ticked
    ticked = made.tick([judgement.key], True)
    assert "Choose the judgement area and the grade" in refused(
        plan, lambda: accepting.accept(plan, ticked, REPORT), field=judgement.key
    )


def test_a_paper_brings_its_meeting_and_asks_for_what_it_does_not_say(plan: Plan) -> None:
    paper = Proposals(
        kind="minutes", pages=1, sha256=hashlib.sha256(MINUTES).hexdigest(), name="minutes.html",
        meeting=MeetingSaid(None, said("2023-09-07")),
        resolutions=(ResolutionSaid("That the report be noted", Words(1, "RESOLVED that the report be noted")),),
        questions=(QuestionSaid("a member", "How many visits?", "Four a year", Words(1, "How many visits?")),),
        commitments=(
            Promise("Services would be turned round within 12 months", "within 12 months", date(2023, 9, 7),
                    "the meeting", date(2024, 9, 7), "day", Words(1, "turned round within 12 months")),
        ),
        passages=(PassageSaid("money", "\u00a35 million was set aside", Words(1, "\u00a35 million")),),
        asks=("Which body met?",),
    )  # fmt: skip
    made = review.draft(plan, paper, TODAY)
    assert "which body" in refused(plan, lambda: accepting.accept(plan, made, None), field="body").lower()
    told = replace(made, body="Corporate Parenting Panel")
    done = there_and_back(plan, lambda: accepting.accept(plan, told, MINUTES))
    meeting = plan.get(Meeting, done.meeting or "")
    assert meeting.on_day == date(2023, 9, 7)
    (resolution,), (question,) = plan.all(Resolution), plan.all(Question)
    assert (resolution.document, resolution.page) == (done.document, 1)
    assert (question.text, question.answer) == ("How many visits?", "Four a year")
    (promise,) = plan.all(Commitment)
    assert (promise.phrase, promise.meeting, promise.document) == ("within 12 months", meeting.id, done.document)
    assert (promise.amount, promise.unit, promise.counted_from) == (12, "months", date(2023, 9, 7))
    (money,) = plan.all(Passage)
    assert (money.kind, money.meeting) == ("money", meeting.id)
    again = review.draft(plan, paper, TODAY)
    assert again.meeting == meeting.id
    assert not [item for item in again.ticked if item.kind in ("resolution", "question", "commitment")]


def test_a_printed_date_wins_over_the_computed_one(plan: Plan) -> None:
    letter = report(
        kind="inspection letter", judgements=(),
        inspection=InspectionSaid(
            framework="jtai", type="jtai", fieldwork_start=said("2019-07-08"), published=said("2019-08-23"),
            principal_authority=said("Borsetshire County Council"),
        ),
        findings=(finding("The pace of joint work", "area for priority action"),),
        printed_deadlines=(
            PrintedDeadline("by 3 December 2019", date(2019, 12, 3), "written statement of proposed action",
                            Words(5, "by 3 December 2019"), "R5"),
        ),
    )  # fmt: skip
    done = accepting.accept(plan, review.draft(plan, letter, TODAY), REPORT)
    assert plan.get(Inspection, done.inspection or "").principal_authority == "Borsetshire County Council"
    due = {one.rule.code: one for one in statutory_dates.of_inspection(plan, done.inspection or "", TODAY)}
    assert due["R5"].day == date(2019, 12, 3)
    assert due["R5"].computed is not None
    assert due["R5"].computed.day == date(2019, 12, 2)


def test_words_that_a_person_selected_become_what_they_say(plan: Plan) -> None:
    made = review.draft(plan, report(findings=()), TODAY)
    item = review.by_hand(
        made, "area for priority action", "  The front door\n is slow ", Words(6, "The front door\n is slow")
    )
    assert (item.group, item.text, item.title) == ("priority", "The front door is slow", "The front door is slow")
    accepting.accept(plan, made.with_item(item), REPORT)
    (area,) = plan.all(Area)
    assert (area.kind, area.words) == ("area for priority action", "The front door is slow")


@pytest.mark.parametrize("content", [None, REPORT])
def test_nothing_ticked_writes_nothing(plan: Plan, content: bytes | None) -> None:
    made = review.draft(plan, report(), TODAY)
    nothing = made.tick([item.key for item in made.items], False)
    assert refused(plan, lambda: accepting.accept(plan, nothing, content)).startswith("Nothing is ticked")


def test_a_folder_becomes_a_history_in_one_act(plan: Plan) -> None:
    older = report("2023-05-15", content=b"older", judgements=())
    older = replace(
        older, name="older.pdf",
        inspection=replace(older.inspection or InspectionSaid(), framework="ilacs-2023", published=said("2023-07-03")),
    )  # fmt: skip
    stranger = report(authority="Felpersham", content=b"x")
    nothing = Proposals(kind="other", pages=1, sha256="0" * 64, name="shopping.txt")
    before = contents(plan)
    read = [(report(), REPORT), (older, b"older"), (stranger, b"x"), (nothing, b"milk"), (report(), REPORT)]
    done, left = accepting.accept_all(plan, read, TODAY)
    assert [one.sentence.split(":")[0] for one in done] == ["Taken in from older.pdf", "Taken in from report.pdf"]
    assert {name for name, _ in left} == {"report.pdf", "shopping.txt"}
    reasons = [reason for _, reason in left]
    assert "It is about Felpersham, not Borsetshire." in reasons
    assert [inspections.day_of(one) for one in inspections.in_order(plan)] == [date(2023, 5, 15), date(2026, 5, 11)]
    plan.undo()
    assert contents(plan) == before
