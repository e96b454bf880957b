"""Council papers: what minutes, officers' reports and decision notices say, and what they leave to be asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.imports import reading
from model.imports.papers import propose_paper
from model.imports.proposals import Proposals
from model.imports.proposing import propose

PAPERS = Path(__file__).resolve().parents[2] / "files" / "papers"
MINUTES = (PAPERS / "minutes.txt").read_text(encoding="utf-8")
REPORT = (PAPERS / "report.txt").read_text(encoding="utf-8")
DECISION = (PAPERS / "decision.txt").read_text(encoding="utf-8")


def said(words: str) -> Proposals:
    found = propose_paper(reading.read_text(words))
    assert found is not None
    return found


def test_minutes_say_what_was_said_and_leave_the_rest_to_be_asked() -> None:
    found = said(MINUTES)
    assert found.kind == "minutes"
    assert found.authority is None
    assert found.inspection is not None
    assert (found.inspection.framework, found.inspection.type) == ("ilacs-2026", "focused-visit")
    assert found.inspection.theme is not None
    assert found.inspection.theme.value == "children missing education"
    assert found.judgements == ()
    assert found.asks[:4] == (
        "Which authority is this paper of? It does not say.",
        "On which days was the fieldwork? The paper does not say.",
        "Which body met? The paper does not name it.",
        "On which day did it meet? The paper does not say.",
    )
    first, second = found.commitments
    assert (first.phrase, first.due, first.speaker) == ("within six months", None, "Director of Children's Services")
    assert first.asks is not None
    assert first.asks in found.asks
    assert (second.phrase, second.due) == ("by the end of March 2028", date(2028, 3, 31))
    assert [one.text for one in found.resolutions] == [
        "That the report be noted and a further report be brought to the July meeting."
    ]


def test_a_members_question_has_its_answer() -> None:
    asked, response, north, cost = said(MINUTES).questions
    assert asked.member == "A member"
    assert asked.text == "A member asked how many children had no school place."
    assert asked.answer is not None
    assert asked.answer.startswith("The Head of Inclusion confirmed that 41 children")
    assert (response.member, response.answer) == (
        "Councillor Example", "the Head of Inclusion confirmed that visits took place weekly.",
    )  # fmt: skip
    assert north.text == "Caseloads in the north of the county."
    assert north.answer == ("The Panel was advised that two further teams would be recruited by the end of March 2028")
    assert (cost.text, cost.answer) == ("The cost of placements", None)


def test_an_officers_report_gives_the_inspection_its_grades_and_lists() -> None:
    found = said(REPORT)
    assert found.kind == "officer report"
    assert found.authority is not None
    assert found.authority.value == "Borsetshire"
    assert found.meeting is not None
    assert found.meeting.body is not None
    assert found.meeting.on_day is not None
    assert (found.meeting.body.value, found.meeting.on_day.value) == ("Children's Scrutiny Committee", "2024-03-14")
    one = found.inspection
    assert one is not None
    assert (one.framework, one.type) == ("ilacs-2023", "standard")
    days = [day.value for day in (one.notified, one.fieldwork_start, one.fieldwork_end, one.published) if day]
    assert days == ["2024-01-08", "2024-01-15", "2024-01-26", "2024-03-04"]
    assert {judgement.area_id: judgement.grade_id for judgement in found.judgements} == {
        "ilacs-2023.overall": "good",
        "ilacs-2023.leaders": "good",
        "ilacs-2023.help-and-protection": "requires-improvement",
        "ilacs-2023.in-care": "outstanding",
        "ilacs-2023.care-leavers": "good",
    }
    assert [(finding.kind, finding.text) for finding in found.findings] == [
        ("strength", "Early help reaches families sooner"),
        ("strength", "Foster carers are well supported"),
        ("area for improvement", "The timeliness of strategy meetings"),
        ("area for improvement", "The quality of written plans"),
    ]
    assert [passage.kind for passage in found.passages] == ["other", "money"]
    (promise,) = found.commitments
    assert (promise.phrase, promise.due) == ("by 12 June 2024", date(2024, 6, 12))


def test_a_decision_notice_names_its_body_day_and_resolutions() -> None:
    found = said(DECISION)
    assert found.kind == "decision notice"
    assert found.meeting is not None
    assert found.meeting.body is not None
    assert found.meeting.on_day is not None
    assert (found.meeting.body.value, found.meeting.on_day.value) == ("Cabinet", "2023-03-09")
    assert found.inspection is not None
    assert found.inspection.fieldwork_start is not None
    assert (found.inspection.fieldwork_start.value, found.inspection.type) == ("2022-11-28", "short")
    assert found.inspection.published is not None
    assert found.inspection.published.value == "2023-01-31"
    assert [one.text for one in found.resolutions] == [
        "the improvement plan be approved", "progress be reported every six months.",
    ]  # fmt: skip


def test_every_quotation_stands_in_the_paper() -> None:
    for paper in (MINUTES, REPORT, DECISION):
        plain = " ".join(paper.split())
        found = said(paper)
        for part in (*found.findings, *found.commitments, *found.resolutions, *found.questions, *found.passages):
            assert " ".join(part.at.quote.split()) in plain


@pytest.mark.parametrize(
    "words",
    [
        "Milk\nBread\nEggs, a dozen\n",
        "It was a bright cold day, and the inspector climbed the stairs. 'Ofsted,' she said, and knocked.\n" * 30,
        "Agenda item\n\nHighways\n\nMinutes:\n\nThe winter plan was considered.\n\nResolved:\n\nThat it be noted.",
        "Report to: Cabinet\nDate: 4 May 2023\nSubject: Budget\n\nChildren's services overspend. Ofsted is due.\n",
        "That.",
    ],
)
def test_nothing_is_proposed_from_what_is_no_paper_about_an_inspection(words: str) -> None:
    read = reading.read_text(words)
    assert propose_paper(read) is None
    found = propose(read)
    assert found.is_empty
    assert found.kind == "other"


@given(st.lists(st.sampled_from(f"{MINUTES}\n{REPORT}\n{DECISION}".splitlines()) | st.text(max_size=40), max_size=40))
def test_no_paper_is_too_odd_to_be_read(lines: list[str]) -> None:
    propose_paper(reading.read_text("\n".join(["x", *lines])))


SEEDS = {
    "000": {
        "kind": "minutes", "authority": "Lincolnshire", "body": None, "day": None, "type": "focused-visit",
        "start": None, "published": None, "areas": 0, "phrases": ["within the next 12 months", "during August"],
        "resolutions": 1, "questions": 3,
    },
    "001": {
        "kind": "officer report", "authority": "Lincolnshire", "body": "Corporate Parenting Panel",
        "day": "2023-09-07", "type": "short", "start": "2023-04-24", "published": "2023-06-15", "areas": 2,
        "phrases": [], "resolutions": 0, "questions": 0,
    },
    "002": {
        "kind": "decision notice", "authority": "Lancashire", "body": "Cabinet Committee on Performance Improvement",
        "day": "2015-12-10", "type": "inspection", "start": "2015-09-14", "published": "2015-11-27", "areas": 0,
        "phrases": ["by the end of March 2016"], "resolutions": 3, "questions": 0,
    },
    "003": {
        "kind": "minutes", "authority": None, "body": None, "day": None, "type": None, "start": None,
        "published": None, "areas": 0, "phrases": [], "resolutions": 1, "questions": 3,
    },
    "004": {
        "kind": "officer report", "authority": "Leicestershire",
        "body": "Children and Families Overview and Scrutiny Committee", "day": "2022-03-08",
        "type": "focused-visit", "start": "2022-01-24", "published": "2022-03-02", "areas": 2,
        "phrases": ["until 2023"], "resolutions": 0, "questions": 0,
    },
}  # fmt: skip
"""What the five papers say, by reading them."""


@pytest.mark.parametrize("seed", SEEDS)
def test_the_papers_that_the_program_grew_from(shared: Path, seed: str) -> None:
    (path,) = (shared / "seeds").glob(f"{seed}_*")
    found, wanted = propose(reading.read(path)), SEEDS[seed]
    inspection, meeting = found.inspection, found.meeting
    assert inspection is not None
    assert {
        "kind": found.kind,
        "authority": found.authority.value if found.authority else None,
        "body": meeting.body.value if meeting and meeting.body else None,
        "day": meeting.on_day.value if meeting and meeting.on_day else None,
        "type": inspection.type,
        "start": inspection.fieldwork_start.value if inspection.fieldwork_start else None,
        "published": inspection.published.value if inspection.published else None,
        "areas": sum(one.kind == "area for improvement" for one in found.findings),
        "phrases": [one.phrase for one in found.commitments],
        "resolutions": len(found.resolutions),
        "questions": len(found.questions),
    } == wanted
    if seed == "001":
        assert {one.area_id: one.grade_id for one in found.judgements} == {
            "ilacs-2023.overall": "outstanding", "ilacs-2023.leaders": "outstanding",
            "ilacs-2023.help-and-protection": "outstanding", "ilacs-2023.in-care": "outstanding",
            "ilacs-2023.care-leavers": "good",
        }  # fmt: skip
    if seed == "002":
        grades = {str(one.area_id).partition(".")[2]: one.grade_id for one in found.judgements}
        assert len(grades) == 7
        assert sorted(map(str, grades.values())) == ["good", *["inadequate"] * 4, *["requires-improvement"] * 2]
    if seed == "004":
        assert sum(one.kind == "strength" for one in found.findings) == 9
        assert found.judgements == ()
