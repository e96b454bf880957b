"""Rarer forms of letters and reports, and titles that stand elsewhere."""

from __future__ import annotations

from datetime import date

import pytest

from tests.model.imports import inspectorate_papers as papers
from tests.model.imports.laid_out import FORMS
from tests.model.imports.test_proposing import findings, proposed


@pytest.mark.parametrize("form", FORMS)
def test_a_joint_letter_of_2018_with_points_and_with_paragraphs(form: str) -> None:
    found = proposed(papers.JTAI_2018, form)
    said = found.inspection
    assert said is not None
    assert said.theme is not None
    assert said.theme.value == "sexual abuse in the family environment"
    assert found.authority is not None
    assert found.authority.value == "Borsetshire"
    assert said.principal_authority is not None
    assert said.principal_authority.confidence == "unsure"  # a post, and no authority
    urgent = [one for one in found.findings if one.kind == "area for priority action"]
    assert [len(one.points) for one in urgent] == [2, 0]
    improve = [one for one in found.findings if one.kind == "area for improvement"]
    assert [one.confidence for one in improve] == ["likely", "likely"]
    assert improve[1].text.startswith("The board does not ask why")
    assert [one.day for one in found.printed_deadlines] == [date(2018, 12, 3)]


@pytest.mark.parametrize("form", FORMS)
def test_a_letter_of_2018_about_a_local_area(form: str) -> None:
    found = proposed(papers.SEND_2016, form)
    said = found.inspection
    assert said is not None
    assert (said.framework, said.type) == ("other-inspectorate", "send-2016")
    assert findings(found, "significant weakness") == ["the time that plans take", "how parents are heard."]
    assert findings(found, "area for improvement") == ["Schools wait too long."]
    assert findings(found, "strength") == ["Early years settings know their children."]


def test_a_monitoring_inspection_has_no_outcome_and_need_have_no_list() -> None:
    found = proposed(papers.AREA_SEND_MONITORING)
    said = found.inspection
    assert said is not None
    assert said.type == "monitoring-inspection"
    assert not found.judgements
    assert not found.unsure


def test_a_title_below_another_and_a_lead_before_the_list() -> None:
    paper = papers.ILACS_2018.replace("! {authority}\n", "").replace(
        "## Inspection dates", "! {authority}\n## Inspection dates"
    )
    paper = paper.replace(
        "# What needs to improve\n", "# What needs to improve\nThe local authority needs to improve:\n"
    )
    found = proposed(paper, "placed", "London Borough of Pemberley")
    assert found.authority is not None
    assert found.authority.value == "Pemberley"
    assert [one.theme for one in found.findings] == [None, None]


def test_one_area_for_priority_action_with_one_bullet_is_that_bullet() -> None:
    paper = papers.FOCUSED_VISIT.replace("# Areas for priority action", "# Area for priority action")
    found = proposed(paper.replace("* The time that a plan takes.\n", ""))
    assert findings(found, "area for priority action") == [
        "Decisions about those who are at once in danger, and how soon they are made."
    ]
