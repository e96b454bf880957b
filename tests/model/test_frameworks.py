"""Frameworks copied into a plan, and the lines of the judgement grid."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from model import framework_files, frameworks
from model.framework_files import FrameworkFile, InspectionTypeEntry, parse_framework
from model.records import Framework, Grade, InspectionType, JudgementArea
from model.store.plan import Plan
from tests.model.contents import contents, refused, there_and_back

OWN = """
code = "borsetshire"
name = "Borsetshire peer challenge (BPC)"
inspectorate = "Neighbouring councils"
valid_from = 2024-01-01

[[types]]
code = "challenge"
name = "challenge"
graded = true

[[areas]]
code = "borsetshire.practice"
name = "Practice"
formerly = ["ilacs-2023.leaders"]

[[grades]]
code = "strong"
name = "Strong"
level = 1
spellings = ["Very strong"]
"""


def test_a_framework_is_copied_whole_and_once(plan: Plan) -> None:
    file = framework_files.framework("ilacs-2018")
    made = there_and_back(plan, lambda: frameworks.add(plan, file))
    assert plan.undo_title == "Add the framework ILACS, 2018 to 2022"
    assert [one.code for one in plan.all(InspectionType, order="t.position")] == [one.code for one in file.types]
    assert [one.name for one in plan.all(JudgementArea, order="t.position")] == [one.name for one in file.areas]
    assert [one.level for one in plan.all(Grade, order="t.position")] == [1, 2, 3, 4]
    before = contents(plan)
    assert frameworks.add(plan, file) == frameworks.add_by_code(plan, "ilacs-2018") == made
    assert contents(plan) == before


def test_a_users_own_framework_is_chosen_like_the_programs(plan: Plan) -> None:
    own = parse_framework(OWN, "own.toml")
    there_and_back(plan, lambda: frameworks.add(plan, own))
    codes = [one.code for one in frameworks.choices(plan)]
    assert codes.index("ilacs-2026") < codes.index("ilacs-2018") < codes.index("borsetshire")
    assert codes[-1] == frameworks.OTHER
    assert frameworks.choice(plan, "borsetshire") == own
    assert refused(plan, lambda: frameworks.choice(plan, "nowhere"), "framework")


def test_a_newer_file_adds_what_the_plans_copy_lacks_and_changes_nothing(plan: Plan) -> None:
    newer = framework_files.framework("ilacs-2018")
    older = replace(newer, types=newer.types[:2], name="ILACS")
    framework = frameworks.add(plan, older)
    there_and_back(plan, lambda: frameworks.add_by_code(plan, "ilacs-2018"))
    assert plan.undo_title == "Add to the framework ILACS, 2018 to 2022"
    assert plan.get(Framework, framework).name == "ILACS"
    assert len(plan.all(InspectionType)) == len(newer.types)


def test_what_a_newer_program_put_in_can_still_be_chosen(plan: Plan) -> None:
    file = framework_files.framework("ilacs-2018")
    visit = InspectionTypeEntry(code="night-visit", name="night visit", graded=False)
    frameworks.add(plan, replace(file, types=(*file.types, visit)))
    assert frameworks.choice(plan, "ilacs-2018").type("night-visit") == visit


def test_an_area_code_of_another_framework_is_refused(plan: Plan) -> None:
    frameworks.add(plan, parse_framework(OWN, "own.toml"))
    impostor = replace(parse_framework(OWN, "own.toml"), code="impostor")
    assert "in the plan already" in refused(plan, lambda: frameworks.add(plan, impostor))


def test_the_first_day_of_fieldwork_raises_a_doubt(plan: Plan) -> None:
    assert frameworks.doubt(plan, "ilacs-2018", None) is None
    assert frameworks.doubt(plan, "ilacs-2018", date(2022, 12, 5)) is None
    late = frameworks.doubt(plan, "ilacs-2018", date(2023, 4, 24))
    assert late == frameworks.Doubt(
        "ILACS, 2018 to 2022 is for fieldwork up to 31 December 2022; this inspection began on 24 April 2023, "
        "under ILACS, 2023 to March 2026.",
        "ilacs-2023",
    )
    early = frameworks.doubt(plan, "ilacs-2023", date(2017, 4, 24))
    assert early is not None
    assert early.better is None
    assert "is for fieldwork from 1 January 2023 on; this inspection began on 24 April 2017." in early.sentence


def test_what_people_call_an_inspection() -> None:
    def called(code: str, kind: str) -> str:
        file = framework_files.framework(code)
        return frameworks.kind_in_words(code, file.name, file.type(kind).name)

    assert called("ilacs-2023", "short") == "ILACS short inspection"
    assert called("ilacs-2018", "focused-visit") == "ILACS focused visit"
    assert called("sif", "monitoring-visit") == "SIF monitoring visit"
    assert called("jtai", "jtai") == "Joint targeted area inspection"
    assert called("area-send", "inspection") == "Area SEND inspection"
    assert called("area-send", "monitoring-inspection") == "Area SEND monitoring inspection"
    assert called("other-inspectorate", "peer-challenge") == "Peer challenge (LGA or region)"
    assert called("pre-2013", "child-protection") == "Child protection inspection"


def _lines(plan: Plan) -> dict[str, list[str]]:
    codes = {one.id: one.code for one in plan.all(JudgementArea)}
    return {line.name: [codes[area] for area in line.areas] for line in frameworks.lines(plan)}


def test_lines_join_renamed_and_split_areas(plan: Plan) -> None:
    for code in ("sif", "ilacs-2018", "ilacs-2023"):
        frameworks.add_by_code(plan, code)
    assert list(_lines(plan).items()) == [
        ("The impact of leaders on social work practice with children and families",
         ["ilacs-2023.leaders", "ilacs-2018.leaders", "sif.leaders"]),
        ("The experiences and progress of children who need help and protection",
         ["ilacs-2023.help-and-protection", "ilacs-2018.help-and-protection", "sif.help-and-protection"]),
        ("The experiences and progress of children in care",
         ["ilacs-2023.in-care", "ilacs-2018.in-care-and-care-leavers", "sif.looked-after", "sif.adoption"]),
        ("The experiences and progress of care leavers",
         ["ilacs-2023.care-leavers", "ilacs-2018.in-care-and-care-leavers", "sif.care-leavers"]),
        ("Overall effectiveness", ["ilacs-2023.overall", "ilacs-2018.overall", "sif.overall"]),
        ("The effectiveness of the Local Safeguarding Children Board (LSCB)", ["sif.lscb"]),
    ]  # fmt: skip


def test_areas_that_were_joined_share_a_line_while_the_join_is_the_newest(plan: Plan) -> None:
    for code in ("sif", "ilacs-2018"):
        frameworks.add_by_code(plan, code)
    assert _lines(plan)["The experiences and progress of children in care and care leavers"] == [
        "ilacs-2018.in-care-and-care-leavers", "sif.looked-after", "sif.adoption", "sif.care-leavers",
    ]  # fmt: skip


def test_a_gap_between_frameworks_is_bridged(plan: Plan) -> None:
    for code in ("pre-2013", "ilacs-2026"):
        frameworks.add_by_code(plan, code)
    lines = _lines(plan)
    leaders = next(codes for codes in lines.values() if "ilacs-2026.leaders" in codes)
    assert leaders == ["ilacs-2026.leaders", "pre-2013.leaders"]
    assert lines["Overall effectiveness"] == ["pre-2013.overall"]


def test_frameworks_that_continue_one_another_stand_together(plan: Plan) -> None:
    for code in ("other-inspectorate", "area-send", "sif", "ilacs-2023"):
        frameworks.add_by_code(plan, code)
    first_codes = [codes[0].partition(".")[0] for codes in _lines(plan).values()]
    assert first_codes == ["ilacs-2023"] * 5 + ["sif", "area-send", "other-inspectorate"]


def test_no_framework_no_lines(plan: Plan) -> None:
    assert frameworks.lines(plan) == ()


def test_every_built_in_framework_survives_the_plan(plan: Plan) -> None:
    for file in framework_files.built_in():
        frameworks.add(plan, file)
        assert frameworks.choice(plan, file.code) == file
        copy = frameworks._as_file(plan, plan.all(Framework, "t.code = ?", [file.code])[0])
        assert _kept(copy) == _kept(file)


def _kept(file: FrameworkFile) -> FrameworkFile:
    """What a plan keeps of a framework's file."""
    return replace(
        file,
        family=None,
        note=None,
        types=tuple(replace(one, notice=None, length=None, themes=()) for one in file.types),
        areas=tuple(replace(one, spellings=()) for one in file.areas),
    )
