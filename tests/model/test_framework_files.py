"""Frameworks as data: what comes with the program, and what a user's own file may be."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from model import framework_files
from model.errors import Refused
from model.framework_files import FrameworkFile, parse_framework, read_framework

OWN = """
code = "borset-2024"
name = "Borsetshire peer review"
inspectorate = "Borsetshire"
valid_from = 2024-01-01

[[types]]
code = "review"
name = "review"
graded = true

[[areas]]
code = "borset-2024.care"
name = "Children in care"
formerly = ["ilacs-2023.in-care"]

[[grades]]
code = "strong"
name = "Strong"
level = 1

[[grades]]
code = "weak"
name = "Weak"
level = 2
spellings = ["Not strong"]
"""


def test_each_framework_of_the_program_is_there() -> None:
    assert {one.code for one in framework_files.built_in()} == {
        "pre-2013",
        "sif",
        "ilacs-2018",
        "ilacs-2023",
        "ilacs-2026",
        "jtai",
        "area-send",
        "other-inspectorate",
    }


def test_an_area_continues_only_areas_of_frameworks_that_ended_before_it_began() -> None:
    """So ``formerly`` cannot go round in a circle."""
    ended = {area.code: one.valid_to for one in framework_files.built_in() for area in one.areas}
    began = {area.code: one.valid_from for one in framework_files.built_in() for area in one.areas}
    for one in framework_files.built_in():
        for area in one.areas:
            for older in area.formerly:
                last = ended[older]
                first = began[area.code]
                assert last is not None
                assert first is not None
                # The single inspection framework overlapped ILACS in 2018; it began earlier all the same.
                assert last < first or (older.startswith("sif.") and first.year >= 2018)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2018, 1, 1), "ilacs-2018"),
        (date(2022, 11, 28), "ilacs-2018"),
        (date(2022, 12, 31), "ilacs-2018"),
        (date(2023, 1, 1), "ilacs-2023"),
        (date(2023, 1, 23), "ilacs-2023"),
        (date(2026, 3, 31), "ilacs-2023"),
        (date(2026, 4, 1), "ilacs-2026"),
        (date(2030, 1, 1), "ilacs-2026"),
    ],
)
def test_the_first_day_of_fieldwork_chooses_the_set(day: date, code: str) -> None:
    assert framework_files.framework_for("ilacs", day).code == code


def test_no_framework_before_its_first_day() -> None:
    with pytest.raises(Refused, match=r"“ilacs” was in force on 31 December 2017") as refusal:
        framework_files.framework_for("ilacs", date(2017, 12, 31))
    assert refusal.value.field == "fieldwork_start"


def test_an_unknown_family_is_refused() -> None:
    with pytest.raises(Refused, match="no framework of the family “school”"):
        framework_files.framework_for("school", date(2020, 1, 1))


def test_a_family_has_one_framework_a_day() -> None:
    """Otherwise the choice by fieldwork would hang on the order of files."""
    for one in framework_files.built_in():
        for other in framework_files.built_in():
            if one is not other and one.family == other.family:
                assert (one.valid_to or date.max) < (other.valid_from or date.min) or (other.valid_to or date.max) < (
                    one.valid_from or date.min
                )


def test_care_leavers_split_from_children_in_care_in_2023() -> None:
    new = framework_files.framework("ilacs-2023")
    for name in ("in-care", "care-leavers"):
        assert "ilacs-2018.in-care-and-care-leavers" in new.area(f"ilacs-2023.{name}").formerly
    assert "sif.care-leavers" in new.area("ilacs-2023.care-leavers").formerly
    assert "sif.care-leavers" not in new.area("ilacs-2023.in-care").formerly


def test_three_judgements_of_the_single_framework_joined_in_2018() -> None:
    joined = framework_files.framework("ilacs-2018").area("ilacs-2018.in-care-and-care-leavers").formerly
    assert {"sif.looked-after", "sif.adoption", "sif.care-leavers"} <= set(joined)


def test_from_april_2026_nothing_is_graded_overall() -> None:
    assert any(area.overall for area in framework_files.framework("ilacs-2023").areas)
    assert not any(area.overall for area in framework_files.framework("ilacs-2026").areas)


@pytest.mark.parametrize(
    ("code", "words", "grade"),
    [
        ("ilacs-2018", "Requires improvement", "requires-improvement"),
        ("ilacs-2018", "Requires improvement \n to be good", "requires-improvement"),
        ("ilacs-2018", "Requiring Improvement to be Good", "requires-improvement"),
        ("sif", "requires improvement to be good.", "requires-improvement"),
        ("sif", "Adequate", None),
        ("pre-2013", "adequate", "adequate"),
        ("pre-2013", "Grade 4 (inadequate)", "inadequate"),
        ("area-send", "inconsistent experiences and outcomes", "outcome-2"),
        ("jtai", "good", None),
        ("ilacs-2026", "", None),
    ],
)
def test_a_grade_is_known_in_each_printed_spelling(code: str, words: str, grade: str | None) -> None:
    found = framework_files.framework(code).grade_printed(words)
    assert (found and found.code) == grade


@pytest.mark.parametrize(
    ("code", "words", "area"),
    [
        ("sif", "2.1 Adoption performance", "sif.adoption"),
        ("sif", "1. Children who need help and protection", "sif.help-and-protection"),
        ("ilacs-2023", "The experiences and progress of\nchildren in care", "ilacs-2023.in-care"),
        ("ilacs-2026", "The experiences and progress of children care leavers", "ilacs-2026.care-leavers"),
        ("ilacs-2026", "The impact of leaders on practice with children and families", "ilacs-2026.leaders"),
        (
            "ilacs-2018",
            "the experiences and progress of children in need of help and protection",
            "ilacs-2018.help-and-protection",
        ),
        ("ilacs-2018", "The experiences and progress of children in care", None),
    ],
)
def test_an_area_is_known_in_each_printed_name(code: str, words: str, area: str | None) -> None:
    found = framework_files.framework(code).area_printed(words)
    assert (found and found.code) == area


def test_what_a_framework_has_not_is_refused() -> None:
    one = framework_files.framework("sif")
    with pytest.raises(Refused, match="no type of inspection with the code “short”"):
        one.type("short")
    with pytest.raises(Refused, match=r"no judgement area with the code “sif\.nothing”"):
        one.area("sif.nothing")
    with pytest.raises(Refused, match="no grade with the code “adequate”"):
        one.grade("adequate")
    with pytest.raises(Refused, match="no framework with the code “sif-2”"):
        framework_files.framework("sif-2")


def test_a_users_own_file_works_the_same_way(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_bytes(b"\xef\xbb\xbf" + OWN.encode())  # Notepad writes a byte order mark
    own = read_framework(file)
    assert own.family == "borset-2024"
    assert own.valid_on(date(2024, 1, 1))
    assert not own.valid_on(date(2023, 12, 31))
    assert own.grade("weak").spellings == ("Not strong",)
    assert framework_files.framework_for("borset-2024", date(2025, 1, 1), [own]) is own


def test_a_users_file_may_continue_another_file_of_the_user() -> None:
    first = parse_framework(OWN, "first.toml")
    text = OWN.replace("borset-2024", "borset-2026").replace("ilacs-2023.in-care", "borset-2024.care")
    with pytest.raises(Refused, match=r"“borset-2024\.care”, which is not an area of any other framework"):
        parse_framework(text, "second.toml")
    assert parse_framework(text, "second.toml", [first]).areas[0].formerly == ("borset-2024.care",)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("code = ", "code = = ", "is not a readable TOML file"),
        ("valid_from = 2024-01-01", "valid_from = 2024-02-30", "is not a readable TOML file: Invalid date"),
        ("valid_from = 2024-01-01", 'valid_from = "2024-01-01"', "valid_from must be a day, written 2023-04-24"),
        ("valid_from = 2024-01-01", "valid_from = 2024-01-01T09:00:00", "valid_from must be a day"),
        ("valid_from = 2024-01-01", "valid_from = 2024-01-01\nvalid_to = 2023-12-31", "valid_to is before"),
        ("valid_from", "valid_form", "the key “valid_form” is not known; the keys there are code, name"),
        ("spellings", "spelings", "the key “spelings” in grades 2 (weak) is not known"),
        ('name = "Weak"', "", "grades 2 (weak) has no name; add it"),
        ('name = "Weak"', 'name = " "', "grades 2 (weak), name is empty"),
        ('name = "Weak"', "name = 7", "grades 2 (weak), name must be text"),
        ('name = "Weak"', 'name = "We\\u0000ak"', "has a control character"),
        ('name = "Weak"', f'name = "{"w" * 301}"', "is not a name of one line and at most 300 characters"),
        ('name = "Weak"', 'name = "strong"', "“strong” is printed for two grades, strong and weak"),
        ('"Not strong"', '"STRONG"', "“STRONG” is printed for two grades, strong and weak"),
        ('code = "weak"', 'code = "strong"', "two grades have the code “strong”"),
        ('code = "weak"', 'code = "Weak"', "may have only small letters"),
        ('code = "borset-2024.care"', 'code = "care"', "must be “borset-2024.” and then small letters"),
        ('code = "borset-2024"', 'code = "sif"', "must be “sif.” and then"),
        ("level = 2", "level = 3", "the levels of the grades must be 1, 2, 3 and so on"),
        ("level = 2", 'level = "2"', "level must be a whole number"),
        ("level = 2", "level = true", "level must be a whole number"),
        ("graded = true", 'graded = "yes"', "graded must be true or false"),
        ("graded = true", "graded = false", "no type of inspection is graded"),
        ('["ilacs-2023.in-care"]', '["ilacs-2023.nothing"]', "which is not an area of any other framework"),
        ('["ilacs-2023.in-care"]', '["borset-2024.care"]', "which is not an area of any other framework"),
        ('["ilacs-2023.in-care"]', '["sif.adoption", "sif.adoption"]', "names “sif.adoption” twice"),
        ('["ilacs-2023.in-care"]', '"ilacs-2023.in-care"', "formerly must be a list"),
        ("[[types]]", "[types]", "types must be a list"),
        ("[[types]]", "types = [1]\n[[x]]", "is not known"),
    ],
)
def test_a_wrong_file_is_refused_with_file_and_reason(old: str, new: str, reason: str) -> None:
    assert old in OWN
    with pytest.raises(Refused, match=re.escape(reason)) as refusal:
        parse_framework(OWN.replace(old, new), "own.toml")
    sentence = str(refusal.value)
    assert sentence.startswith("own.toml")
    assert sentence.endswith(".")
    assert "\n" not in sentence


def _without(table: str) -> str:
    return re.sub(rf"\[\[{table}\]\]\n(?:[^\[]+\n|.*= \[.*\n)*", "", OWN)


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("types", "there is no type of inspection"),
        ("areas", "“review” is graded, but there is nothing to grade"),
        ("grades", "“review” is graded, but there are no grades"),
    ],
)
def test_a_graded_framework_needs_types_areas_and_grades(table: str, reason: str) -> None:
    with pytest.raises(Refused, match=re.escape(reason)):
        parse_framework(_without(table), "own.toml")


def test_only_one_area_is_overall() -> None:
    second = '[[areas]]\ncode = "borset-2024.all"\nname = "All"\noverall = true\n'
    text = OWN.replace('name = "Children in care"', 'name = "Children in care"\noverall = true') + second
    with pytest.raises(Refused, match="more than one area is marked overall"):
        parse_framework(text, "own.toml")


def test_the_code_of_a_framework_of_the_program_is_taken() -> None:
    with pytest.raises(Refused, match="the code “sif” belongs to a framework of the program"):
        parse_framework(OWN.replace("borset-2024", "sif"), "own.toml")


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"gone\.toml could not be read"):
        read_framework(tmp_path / "gone.toml")
    with pytest.raises(Refused, match="could not be read"):
        read_framework(tmp_path)
    large = tmp_path / "large.toml"
    large.write_text(OWN + "#" * framework_files.MOST_BYTES, encoding="utf-8")
    with pytest.raises(Refused, match=r"large\.toml is larger than 256 KB"):
        read_framework(large)
    latin = tmp_path / "latin.toml"
    latin.write_bytes(OWN.replace("Strong", "Stärk").encode("latin-1"))
    with pytest.raises(Refused, match=r"latin\.toml is not a text file in UTF-8"):
        read_framework(latin)


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000,
        "a = " + "{a = " * 50_000,
        ".".join(["a"] * 100_000) + " = 1",
        ".".join(['"a"'] * 60_000) + " = 1",
        "[" + ".".join(["a"] * 100_000) + "]",
        "a = " + "9" * 200_000,
    ],
    ids=["brackets", "tables", "dots", "quoted dots", "header", "number"],
)
def test_a_file_made_to_hang_the_reader_is_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"own\.toml"):
        parse_framework(text, "own.toml")


# Against reports as they were published ------------------------------------------------------------------------

_DAY = re.compile(r"(\d{1,2})\s*(\w+)?\s*(\d{4})?\s*(?:to|[-–])\s*\d{1,2}\s*(\w+)\s*(\d{4})")
_MONTHS = {date(2000, month, 1).strftime("%B"): month for month in range(1, 13)}


def _first_pages(file: Path) -> str:
    import pypdfium2

    report = pypdfium2.PdfDocument(file)
    try:
        text = report[0].get_textpage().get_text_range()
    finally:
        report.close()
    return " ".join(text.replace("’", "'").split())


def _fieldwork_start(text: str) -> date:
    _, _, after = text.partition("Inspection date")
    found = _DAY.search(after)
    assert found is not None, after[:80]
    day, month, year, last_month, last_year = found.groups()
    return date(int(year or last_year), _MONTHS[month or last_month], int(day))


def _area_names_printed(framework: FrameworkFile, text: str) -> set[str]:
    """The areas whose name stands on the page, a longer name not counting as the shorter one in it."""
    left = text.casefold()
    printed = set()
    names = [(name, area.code) for area in framework.areas for name in (area.name, *area.spellings)]
    for name, code in sorted(names, key=lambda pair: -len(pair[0])):
        if name.casefold() in left:
            printed.add(code)
            left = left.replace(name.casefold(), "")
    return printed


def test_the_reports_print_the_areas_of_the_framework_of_their_fieldwork(shared: Path) -> None:
    reports = sorted((shared / "corpus").glob("ilacs-*.pdf"))
    assert len(reports) >= 30
    seen = set()
    for file in reports:
        text = _first_pages(file)
        framework = framework_files.framework_for("ilacs", _fieldwork_start(text))
        assert _area_names_printed(framework, text) == {area.code for area in framework.areas}, file.name
        assert ("Overall effectiveness" in text) == any(area.overall for area in framework.areas), file.name
        seen.add(framework.code)
    assert seen == {"ilacs-2018", "ilacs-2023", "ilacs-2026"}


def test_the_single_framework_prints_its_five_judgements(shared: Path) -> None:
    framework = framework_files.framework("sif")
    always = {f"sif.{name}" for name in ("help-and-protection", "looked-after", "adoption", "care-leavers", "leaders")}
    reports = sorted((shared / "corpus").glob("sif-*.pdf"))
    assert len(reports) >= 15
    for file in reports:
        text = _first_pages(file)
        assert always <= _area_names_printed(framework, text), file.name
        assert framework.valid_on(_fieldwork_start(text)), file.name


def test_area_send_reports_print_one_of_the_three_outcomes(shared: Path) -> None:
    framework = framework_files.framework("area-send")
    outcomes = set()
    for file in sorted((shared / "corpus").glob("send-*.pdf")):
        text = _first_pages(file).casefold()
        printed = {
            grade.code
            for grade in framework.grades
            if any(words.casefold() in text for words in (grade.name, *grade.spellings))
        }
        assert len(printed) == 1, (file.name, printed)
        outcomes |= printed
    assert outcomes == {"outcome-1", "outcome-2", "outcome-3"}
