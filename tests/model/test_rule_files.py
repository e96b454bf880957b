"""Deadline rules as files: the program's own, and everything about a rule that is refused."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest

from model import framework_files, rule_files
from model.errors import Refused
from model.records import AREA_KINDS
from model.rule_files import Applies


def test_the_program_has_every_rule_of_the_field() -> None:
    codes = [entry.code for entry in rule_files.shipped()]
    assert [code for code in codes if "." not in code] == [f"R{number}" for number in range(1, 19)]
    assert [code for code in codes if "." in code] == ["R9.1", "R12.1"]
    said = {entry.code: (entry.counts_from, entry.length, entry.unit) for entry in rule_files.shipped()}
    assert said["R1"] == ("received", 30, "working days")
    assert said["R2"] == said["R4"] == said["R5"] == ("received", 70, "working days")
    assert said["R3"] == ("received", 20, "working days")
    assert said["R6"] == ("received", 35, "working days")
    assert said["R7"] == ("published", 30, "working days")
    assert said["R8"] == ("received", 18, "months")
    assert said["R9"][1:] == (3, "years")
    assert said["R9.1"][1:] == (5, "years")
    assert said["R10"] == ("fieldwork starts", 3, "years")
    assert said["R14"][1:] == (None, None)
    assert said["R15"] == ("meeting", 5, "clear days")


def test_what_was_not_checked_says_so() -> None:
    """What the field's notes mark as general knowledge or second-hand has no day on which it was checked."""
    unchecked = {entry.code for entry in rule_files.shipped() if entry.checked_on is None}
    assert unchecked == {"R6", "R7", "R17", "R18"}
    assert all(entry.authority for entry in rule_files.shipped())


def test_what_rules_apply_to_is_there() -> None:
    """Families, types and grades that a rule names are those of a framework of the program."""
    built_in = framework_files.built_in()
    families = {file.family for file in built_in} | {file.code for file in built_in}
    pairs = {f"{file.family}/{kind.code}" for file in built_in for kind in file.types}
    for entry in rule_files.shipped():
        applies = entry.applies
        assert set(applies.frameworks) <= families, entry.code
        of_it = [file for file in built_in if {file.family, file.code} & set(applies.frameworks)]
        assert set(applies.types) <= {kind.code for file in of_it for kind in file.types}, entry.code
        assert set(applies.outcomes) <= {grade.code for file in of_it for grade in file.grades}, entry.code
        assert set(applies.kinds) <= set(AREA_KINDS)
        assert set(applies.answered_by) <= pairs, entry.code


def test_what_a_rule_applies_to_goes_to_a_plan_and_back() -> None:
    for entry in rule_files.shipped():
        text = rule_files.applies_as_json(entry.applies)
        assert rule_files.applies_from_json(text) == entry.applies
        assert all(json.loads(text).values())
    assert rule_files.applies_from_json("{}") == Applies()
    every = Applies(
        frameworks=("ilacs",), types=("short",), kinds=("requirement",), outcomes=("good",), approval=True,
        expected=True, answered_by=("ilacs/short",),
    )  # fmt: skip
    assert rule_files.applies_from_json(rule_files.applies_as_json(every)) == every
    assert {one.name for one in fields(Applies)} >= set(json.loads(rule_files.applies_as_json(every)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("not JSON", "cannot be read"),
        ("[]", "cannot be read"),
        ('{"frameworkz": ["ilacs"]}', "cannot say “frameworkz”"),
        ('{"frameworks": "ilacs"}', "“frameworks” of a rule is a list of words."),
        ('{"frameworks": [""]}', "“frameworks” of a rule is a list of words."),
        ('{"kinds": [1]}', "“kinds” of a rule is a list of words."),
        ('{"approval": 1}', "“approval” of a rule is yes or no."),
    ],
)
def test_what_a_plan_keeps_is_read_strictly(text: str, said: str) -> None:
    with pytest.raises(Refused) as caught:
        rule_files.applies_from_json(text)
    assert said in str(caught.value)
    assert caught.value.field == "applies"


RULE = '[[rules]]\ncode = "L1"\nname = "House rule"\ncounts_from = "received"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (RULE + "length = 3", "A period has a number and a unit"),
        (RULE + 'unit = "days"', "A period has a number and a unit"),
        (RULE + 'length = 0\nunit = "days"', "whole number from 1 to 10,000"),
        (RULE + 'length = 10001\nunit = "days"', "whole number from 1 to 10,000"),
        (RULE + 'length = 3\nunit = "fortnights"', "must be one of"),
        (RULE + 'length = 3\nunit = "clear days"', "count back from a meeting"),
        (RULE + 'length = 3\nunit = "days"\nmonths_before = 121', "from 0 to 120 months"),
        (RULE + "months_after = 6", "needs a period to lie about"),
        (RULE.replace("received", "midsummer"), "must be one of"),
        (RULE.replace("L1", "L 1"), "A code has letters"),
        (RULE.replace("L1", "L" * 21), "A code has letters"),
        (RULE.replace("House rule", "House\\nrule"), "one line"),
        (RULE + "colour = 1", "is not known"),
        (RULE + RULE, "each needs its own"),
        (RULE + '[rules.applies]\nkinds = ["worry"]', "no kind of finding “worry”"),
        (RULE + '[rules.applies]\nbodies = ["board"]', "are of meetings"),
        (RULE + "[rules.applies]\napproves = true", "are of meetings"),
        (RULE + '[rules.applies]\nanswered_by = ["ilacs"]', "not a family and a type"),
        (RULE.replace("received", "meeting") + '[rules.applies]\ntypes = ["short"]', "“types” is of inspections"),
        (RULE.replace("received", "meeting") + '[rules.applies]\nbodies = ["jury"]', "no kind of body “jury”"),
        ('[[rules]]\ncode = "L1"', "has no name"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(text: str, said: str) -> None:
    with pytest.raises(Refused, match=r"^rules\.toml: ") as caught:
        rule_files.parse_rules(text, "rules.toml")
    assert said in str(caught.value)


def test_a_rule_says_no_more_than_it_has_to() -> None:
    (entry,) = rule_files.parse_rules(RULE + 'length = 10\nunit = "working days"\n', "house.toml")
    assert (entry.code, entry.length, entry.in_use, entry.applies) == ("L1", 10, True, Applies())
    assert rule_files.parse_rules("", "house.toml") == ()
