"""Inspections with their judgements: entering, changing, deleting them, and what a list says of them."""

from __future__ import annotations

from datetime import date

import pytest

from model import framework_files, frameworks, inspections, judgement_grid
from model.errors import Fault
from model.inspections import Given
from model.records import Commitment, Document, Inspection, Judgement, Source
from model.store.plan import Plan
from tests.model.contents import contents, refused, there_and_back

LINCOLNSHIRE = (
    Given("ilacs-2023.leaders", "outstanding"),
    Given("ilacs-2023.help-and-protection", "outstanding"),
    Given("ilacs-2023.in-care", "outstanding"),
    Given("ilacs-2023.care-leavers", "good", page=2),
    Given("ilacs-2023.overall", "outstanding"),
)


def short_2023(plan: Plan) -> str:
    return inspections.add(
        plan,
        framework="ilacs-2023",
        type="short",
        judgements=LINCOLNSHIRE,
        notified=date(2023, 4, 17),
        fieldwork_start=date(2023, 4, 24),
        fieldwork_end=date(2023, 4, 28),
        published=date(2023, 6, 14),
    )


def visit_2018(plan: Plan) -> str:
    return inspections.add(
        plan, framework="ilacs-2018", type="focused-visit", theme="Permanence",
        fieldwork_start=date(2018, 4, 25), fieldwork_end=date(2018, 4, 26),
    )  # fmt: skip


def standard_2019(plan: Plan, *judgements: Given) -> str:
    return inspections.add(
        plan, framework="ilacs-2018", type="standard", judgements=judgements,
        fieldwork_start=date(2019, 4, 29), fieldwork_end=date(2019, 5, 10),
    )  # fmt: skip


def sif_2014(plan: Plan, *judgements: Given) -> str:
    return inspections.add(
        plan, framework="sif", type="inspection", judgements=judgements,
        fieldwork_start=date(2014, 11, 4), fieldwork_end=date(2014, 11, 26),
    )  # fmt: skip


def raised(plan: Plan, inspection: str, title: str = "Planning", **source: object) -> str:
    with plan.batch("Add an area"):
        area = plan.add("area", number=plan.next_number("area"), title=title, position=plan.last_position("area"))
        plan.add("source", area=area, origin="inspection", inspection=inspection, position=1, **source)
    return area


def test_an_inspection_comes_with_its_judgements_in_one_act(plan: Plan) -> None:
    made = there_and_back(plan, lambda: short_2023(plan))
    assert plan.undo_title == "Add ILACS short inspection, 24 to 28 April 2023"
    assert inspections.judgements_given(plan, made) == LINCOLNSHIRE
    inspection = plan.get(Inspection, made)
    assert (inspection.number, inspection.graded) == (1, True)
    assert inspections.name_of(plan, inspection) == "ILACS short inspection, 24 to 28 April 2023"


def test_what_cannot_be_entered_is_refused(plan: Plan) -> None:
    def add(**given: object) -> str:
        values = {"framework": "ilacs-2023", "type": "short", **given}
        return inspections.add(plan, **values)  # type: ignore[arg-type]

    assert "Focused visits are not graded" in refused(
        plan, lambda: add(type="focused-visit", judgements=LINCOLNSHIRE), "type"
    )
    assert "does not grade “sif.lscb”" in refused(plan, lambda: add(judgements=[Given("sif.lscb", "good")]), "area")
    assert "no grade “fair”" in refused(plan, lambda: add(judgements=[Given("ilacs-2023.overall", "fair")]), "grade")
    assert "graded twice" in refused(plan, lambda: add(judgements=[*LINCOLNSHIRE, LINCOLNSHIRE[0]]), "area")
    assert "no type of inspection" in refused(plan, lambda: add(type="snap"), "type")
    assert "no framework" in refused(plan, lambda: add(framework="ofsted"), "framework")
    assert "before the day of notification" in refused(
        plan, lambda: add(notified=date(2023, 4, 17), fieldwork_start=date(2023, 4, 10)), "fieldwork_start"
    )
    assert "cannot end before it begins" in refused(
        plan, lambda: add(fieldwork_start=date(2023, 4, 24), fieldwork_end=date(2023, 4, 21)), "fieldwork_end"
    )
    for later in ("feedback", "received", "published"):
        days = {"fieldwork_start": date(2023, 4, 24), later: date(2022, 6, 14)}
        assert "before fieldwork begins, on 24 April 2023" in refused(plan, lambda days=days: add(**days), later)  # type: ignore[misc]
    with pytest.raises(Fault):
        add(number=3)


def test_fields_are_edited_and_days_checked_against_those_that_stay(plan: Plan) -> None:
    made = short_2023(plan)
    there_and_back(plan, lambda: inspections.edit(plan, made, received=date(2023, 6, 5), note="Read by the director"))
    assert plan.undo_title == "Edit day the report was received and note of ILACS short inspection, 24 to 28 April 2023"
    there_and_back(plan, lambda: inspections.edit(plan, made, received=None))
    refused(plan, lambda: inspections.edit(plan, made, published=date(2023, 4, 1)), "published")
    assert inspections.judgements_given(plan, made) == LINCOLNSHIRE
    refused(plan, lambda: inspections.edit(plan, "gone", note="x"))


def test_a_type_without_grades_needs_the_judgements_out_first(plan: Plan) -> None:
    made = short_2023(plan)
    said = refused(plan, lambda: inspections.edit(plan, made, type="focused-visit"), "type")
    assert said == "A focused visit gives no grades, and this inspection has 5 judgements; remove them first."
    refused(plan, lambda: inspections.edit(plan, made, type="focused-visit", judgements=LINCOLNSHIRE), "type")
    there_and_back(plan, lambda: inspections.edit(plan, made, type="focused-visit", judgements=()))
    assert plan.get(Inspection, made).graded is False
    there_and_back(plan, lambda: inspections.edit(plan, made, type="standard", judgements=LINCOLNSHIRE))
    assert inspections.judgements_given(plan, made) == LINCOLNSHIRE


def test_another_framework_needs_its_own_judgements(plan: Plan) -> None:
    made = short_2023(plan)
    said = refused(plan, lambda: inspections.edit(plan, made, framework="ilacs-2018"), "framework")
    assert "5 judgements in the words of another framework" in said
    older = (Given("ilacs-2018.in-care-and-care-leavers", "good"),)
    there_and_back(plan, lambda: inspections.edit(plan, made, framework="ilacs-2018", judgements=older))
    assert inspections.judgements_given(plan, made) == older
    said = refused(plan, lambda: inspections.edit(plan, made, framework="jtai"), "type")
    assert "no type of inspection with the code “short”" in said


def test_judgements_are_set_as_a_whole_and_only_what_differs_is_written(plan: Plan) -> None:
    made = short_2023(plan)
    kept = {one.area: one.id for one in plan.all(Judgement)}
    new = (*LINCOLNSHIRE[1:4], Given("ilacs-2023.overall", "good", "‘Good’", 1))
    there_and_back(plan, lambda: inspections.set_judgements(plan, made, new))
    assert inspections.judgements_given(plan, made) == new
    assert all(kept[one.area] == one.id for one in plan.all(Judgement))
    before = contents(plan)
    inspections.set_judgements(plan, made, new)
    assert contents(plan) == before
    visit = visit_2018(plan)
    refused(plan, lambda: inspections.set_judgements(plan, visit, new), "type")


def test_one_grade_is_set_where_it_stands(plan: Plan) -> None:
    made = short_2023(plan)
    there_and_back(plan, lambda: inspections.set_judgement(plan, made, "ilacs-2023.care-leavers", "inadequate"))
    assert plan.undo_title == (
        "Grade “The experiences and progress of care leavers” inadequate at ILACS short inspection, 24 to 28 April 2023"
    )
    assert Given("ilacs-2023.care-leavers", "inadequate") in inspections.judgements_given(plan, made)
    inspections.set_judgement(plan, made, "ilacs-2023.care-leavers", "good", printed="Good*", page=2)
    before = contents(plan)
    inspections.set_judgement(plan, made, "ilacs-2023.care-leavers", "good")
    assert contents(plan) == before
    there_and_back(plan, lambda: inspections.set_judgement(plan, made, "ilacs-2023.care-leavers", None))
    assert len(inspections.judgements_given(plan, made)) == 4
    refused(plan, lambda: inspections.set_judgement(plan, made, "sif.lscb", "good"), "area")
    refused(plan, lambda: inspections.set_judgement(plan, made, "ilacs-2023.overall", "fair"), "grade")
    visit = visit_2018(plan)
    refused(plan, lambda: inspections.set_judgement(plan, visit, "ilacs-2018.overall", "good"), "type")


def test_deleting_takes_along_what_names_it_and_says_so(plan: Plan) -> None:
    made, other = short_2023(plan), visit_2018(plan)
    with plan.batch("Attach"):
        letter = plan.add("document", title="Report", inspection=made, link="https://example.org/report")
        promise = plan.add("commitment", number=1, sentence="We will.", inspection=made, position=1)
    raised(plan, made)
    area = raised(plan, other, quote="Kept", document=letter)
    there_and_back(plan, lambda: inspections.remove(plan, made))
    assert plan.undo_title == (
        "Delete ILACS short inspection, 24 to 28 April 2023 with 5 judgements, 1 document and 1 source of an area"
    )
    (left,) = plan.all(Source)
    assert (left.area, left.quote, left.document) == (area, "Kept", None)
    assert plan.all(Judgement) == plan.all(Document) == []
    assert plan.get(Commitment, promise).inspection is None
    there_and_back(plan, lambda: inspections.remove(plan, [other]))
    assert plan.undo_title == "Delete ILACS focused visit, 25 to 26 April 2018 with 1 source of an area"
    assert "no longer in the plan" in refused(plan, lambda: inspections.remove(plan, other))
    assert "Choose" in refused(plan, lambda: inspections.remove(plan, []))


def test_several_are_deleted_in_one_act(plan: Plan) -> None:
    both = [short_2023(plan), visit_2018(plan)]
    there_and_back(plan, lambda: inspections.remove(plan, both))
    assert plan.undo_title == "Delete 2 inspections with 5 judgements"
    third = short_2023(plan)
    assert plan.get(Inspection, third).number == 3  # a number is not given again


def test_names_follow_the_days_that_are_known(plan: Plan) -> None:
    made = inspections.add(plan, framework="jtai", type="jtai")
    expected = [
        ({}, "no date yet"),
        ({"notified": date(2023, 4, 17)}, "notified 17 April 2023"),
        ({"received": date(2023, 6, 5)}, "received 5 June 2023"),
        ({"published": date(2023, 6, 14)}, "published 14 June 2023"),
        ({"fieldwork_end": date(2023, 4, 28)}, "28 April 2023"),
        ({"fieldwork_start": date(2023, 4, 24)}, "24 to 28 April 2023"),
    ]
    for fields, when in expected:
        inspections.edit(plan, made, **fields)  # type: ignore[arg-type]
        assert inspections.name_of(plan, plan.get(Inspection, made)) == f"Joint targeted area inspection, {when}"
    inspections.edit(plan, made, title="The 2023 inspection")
    assert inspections.names(plan) == {made: "The 2023 inspection"}


def test_the_list_is_in_order_of_time_and_counts(plan: Plan) -> None:
    short, visit = short_2023(plan), visit_2018(plan)
    nothing = inspections.add(plan, framework="other-inspectorate", type="peer-challenge")
    area = raised(plan, short)
    with plan.batch("Twice from one inspection"):
        plan.add("source", area=area, origin="inspection", inspection=short, position=2)
    raised(plan, short, "Offer to care leavers")
    rows = inspections.inspections(plan, date(2023, 8, 30))
    assert [row.inspection.id for row in rows] == [visit, short, nothing]
    assert [(row.judgements, row.overall, row.areas) for row in rows] == [
        (0, None, 0),
        (5, "Outstanding", 2),
        (0, None, 0),
    ]
    assert [row.standing.word for row in rows] == ["awaiting the report", "published", "no date"]
    assert (rows[1].framework_name, rows[1].type_name) == ("ILACS, 2023 to March 2026", "short inspection")
    assert rows[2].name == "Peer challenge (LGA or region), no date yet"


def test_a_month_in_the_title_puts_an_undated_visit_in_its_place(plan: Plan) -> None:
    short = short_2023(plan)
    visit = inspections.add(plan, framework="ilacs-2018", type="focused-visit", title="Focused visit, April 2018")
    unknown = inspections.add(plan, framework="ilacs-2018", type="focused-visit", title="A visit in 2018")
    standard = standard_2019(plan)
    assert [one.id for one in inspections.in_order(plan)] == [visit, standard, short, unknown]
    assert inspections.day_of(plan.get(Inspection, visit)) is None
    inspections.edit(plan, visit, published=date(2020, 1, 1))
    assert [one.id for one in inspections.in_order(plan)] == [standard, visit, short, unknown]


def test_what_was_taken_from_an_inspection(plan: Plan) -> None:
    short = short_2023(plan)
    second = raised(plan, short, "Offer", page=4)
    first = raised(plan, short, "Planning", page=2)
    raised(plan, visit_2018(plan), "Permanence")
    assert [(one.source.page, one.area.title) for one in inspections.sources_of(plan, short)] == [
        (2, "Planning"), (4, "Offer"),
    ]  # fmt: skip
    assert [area.id for area in inspections.areas_of(plan, short)] == [second, first]


@pytest.mark.parametrize(
    ("days", "word", "sentence"),
    [
        ({}, "no date", "No date is entered yet."),
        ({"notified": 1}, "notified", "Notified on 1 June 2023; the days of fieldwork are not entered."),
        ({"fieldwork_start": 20}, "to come", "Fieldwork begins on 20 June 2023."),
        ({"fieldwork_start": 14, "fieldwork_end": 16}, "fieldwork", "Inspectors are here: 14 to 16 June 2023."),
        ({"fieldwork_start": 1}, "awaiting the report",
         "Fieldwork ended on 1 June 2023; the report has not been received."),
        ({"received": 10}, "received", "Received on 10 June 2023, not yet published."),
        ({"received": 10, "embargo_until": 16}, "under embargo",
         "Received on 10 June 2023; under embargo until 16 June 2023."),
        ({"received": 10, "published": 20}, "under embargo",
         "Received on 10 June 2023; under embargo until it is published on 20 June 2023."),
        ({"embargo_until": 16}, "under embargo", "Under embargo until 16 June 2023."),
        ({"received": 10, "embargo_until": 15}, "received", "Received on 10 June 2023, not yet published."),
        ({"received": 10, "published": 15}, "published", "Published on 15 June 2023."),
        ({"published": 14, "embargo_until": 16}, "published", "Published on 14 June 2023."),
    ],
)  # fmt: skip
def test_how_far_an_inspection_has_come(plan: Plan, days: dict[str, int], word: str, sentence: str) -> None:
    given = {name: date(2023, 6, day) for name, day in days.items()}
    made = plan.get(Inspection, inspections.add(plan, framework="jtai", type="jtai", **given))  # type: ignore[arg-type]
    assert inspections.standing(made, date(2023, 6, 15)) == inspections.Standing(word, sentence)
    assert inspections.embargoed(made, date(2023, 6, 15)) == (word == "under embargo")


def test_short_or_standard_is_inferred_and_says_so() -> None:
    ilacs, jtai = framework_files.framework("ilacs-2023"), framework_files.framework("jtai")
    short = inspections.likely_type(ilacs, date(2023, 4, 24), date(2023, 4, 28))
    assert short is not None
    assert short.type == "short"
    assert short.sentence == "Inferred: a short inspection is one week on site, and fieldwork lasted 5 days."
    standard = inspections.likely_type(ilacs, date(2022, 5, 9), date(2022, 5, 20))
    assert standard is not None
    assert standard.type == "standard"
    visit = inspections.likely_type(ilacs, date(2022, 1, 26), date(2022, 1, 27))
    assert visit is not None
    assert visit.type == "focused-visit"
    assert inspections.likely_type(ilacs, date(2023, 4, 24), None) is None
    assert inspections.likely_type(ilacs, date(2023, 4, 28), date(2023, 4, 24)) is None
    assert inspections.likely_type(jtai, date(2023, 4, 24), date(2023, 4, 28)) is None


# --- the grid


def test_the_grid_joins_what_was_graded_over_four_inspections(plan: Plan) -> None:
    sif_2014(
        plan, Given("sif.looked-after", "good"),
        Given("sif.adoption", "outstanding"), Given("sif.care-leavers", "good"),
        Given("sif.lscb", "requires-improvement", "Requires improvement", 30),
    )  # fmt: skip
    visit_2018(plan)
    standard_2019(plan, Given("ilacs-2018.in-care-and-care-leavers", "outstanding", page=1))
    short_2023(plan)
    grid = judgement_grid.judgement_grid(plan)
    assert [(column.short_name, column.graded) for column in grid.columns] == [
        ("Single inspection, November 2014", True),
        ("Focused visit, April 2018", False),
        ("Standard inspection, April 2019", True),
        ("Short inspection, April 2023", True),
    ]
    words = {row.line.name.rpartition(" of ")[2]: [cell.words for cell in row.cells] for row in grid.rows}
    assert words["children in care"] == [
        "Children looked after and achieving permanence: Good; Adoption performance: Outstanding",
        "Not graded", "Outstanding", "Outstanding",
    ]  # fmt: skip
    assert words["care leavers"] == ["Good", "Not graded", "Outstanding", "Good"]
    assert words["Overall effectiveness"] == ["No grade entered", "Not graded", "No grade entered", "Outstanding"]
    assert words["the Local Safeguarding Children Board (LSCB)"] == [
        "Requires improvement", "Not graded", "Not graded after July 2018", "Not graded after July 2018",
    ]  # fmt: skip


def test_what_a_framework_does_not_grade_says_since_when_or_until_when(plan: Plan) -> None:
    inspections.add(plan, framework="pre-2013", type="child-protection", fieldwork_start=date(2012, 5, 14))
    sif_2014(plan)
    inspections.add(plan, framework="ilacs-2026", type="standard", fieldwork_start=date(2026, 5, 11))
    inspections.add(plan, framework="area-send", type="inspection", fieldwork_start=date(2024, 3, 4))
    rows = {row.line.name: row.cells for row in judgement_grid.judgement_grid(plan).rows}
    # Oldest first: pre-2013, SIF 2014, SEND 2024, ILACS 2026.
    assert rows["The experiences and progress of care leavers"][0].words == "Not graded before November 2013"
    # The overall grade went on under ILACS, which no inspection of this plan was under, until March 2026.
    assert rows["Overall effectiveness"][3].words == "Not graded after March 2026"
    send = rows["The experiences and progress of care leavers"][2]
    assert (send.words, send.reason) == ("–", "Area SEND inspection does not grade this on its own.")


def test_an_undated_visit_is_headed_by_its_own_title(plan: Plan) -> None:
    inspections.add(plan, framework="ilacs-2018", type="focused-visit", title="Focused visit, April 2018")
    (column,) = judgement_grid.judgement_grid(plan).columns
    assert column.short_name == "Focused visit, April 2018"


def test_a_cell_says_why_it_has_no_grade_or_under_which_name_it_has_one(plan: Plan) -> None:
    sif_2014(plan)
    visit_2018(plan)
    made = standard_2019(plan, Given("ilacs-2018.in-care-and-care-leavers", "outstanding", "‘Outstanding’", 1))
    short_2023(plan)
    rows = {row.line.name: row.cells for row in judgement_grid.judgement_grid(plan).rows}
    sif, visit, standard, short = rows["The experiences and progress of care leavers"]
    assert sif.state == "not entered"
    assert sif.reason == "No grade is entered yet. Graded as “Experiences and progress of care leavers”."
    assert [area.code for area in sif.areas] == ["sif.care-leavers"]
    assert (visit.state, visit.reason) == ("not graded", "No grades are given at a focused visit.")
    assert standard.reason == (
        "Graded as “The experiences and progress of children in care and care leavers”. "
        "The same grade stands for “The experiences and progress of children in care”."
    )
    (grade,) = standard.grades
    (judgement,) = plan.all(Judgement, "t.inspection = ?", [made])
    assert (grade.judgement, grade.grade, grade.level) == (judgement.id, "outstanding", 1)
    assert (grade.printed, grade.page) == ("‘Outstanding’", 1)
    assert (short.state, short.reason) == ("graded", "")
    lscb = rows["The effectiveness of the Local Safeguarding Children Board (LSCB)"]
    assert (lscb[3].state, lscb[3].reason) == ("not part", "ILACS, 2023 to March 2026 does not grade this on its own.")


def test_the_grid_has_only_lines_that_an_inspection_could_grade(plan: Plan) -> None:
    assert judgement_grid.judgement_grid(plan) == judgement_grid.JudgementGrid((), ())
    visit_2018(plan)
    grid = judgement_grid.judgement_grid(plan)
    assert (len(grid.columns), grid.rows) == (1, ())
    frameworks.add_by_code(plan, "sif")
    assert judgement_grid.judgement_grid(plan).rows == ()
    inspections.add(
        plan, framework="area-send", type="inspection", judgements=[Given("area-send.outcome", "outcome-2")]
    )
    (row,) = judgement_grid.judgement_grid(plan).rows
    assert [cell.words for cell in row.cells] == ["Not graded", "Inconsistent experiences and outcomes"]
    assert {cell.state for cell in row.cells} <= set(judgement_grid.CELL_STATES)


def test_a_type_that_is_chosen_is_no_longer_inferred(plan: Plan) -> None:
    made = inspections.add(plan, framework="ilacs-2023", type="short", type_inferred=True, principal_authority="ICB")
    there_and_back(plan, lambda: inspections.edit(plan, made, next_inspection="in about three years"))
    assert plan.get(Inspection, made).type_inferred
    there_and_back(plan, lambda: inspections.edit(plan, made, type="standard"))
    assert plan.undo_title == "Edit type of ILACS short inspection, no date yet"
    one = plan.get(Inspection, made)
    assert (one.type_inferred, one.principal_authority, one.next_inspection) == (False, "ICB", "in about three years")
