"""Sample plans: that they are sound, that they look alive, and that what they quote was printed."""

from __future__ import annotations

import dataclasses
import re
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from model import framework_files, sample_files
from model.errors import Refused
from model.records import OPEN_STATUSES
from model.sample_entries import SamplePlan

NAMES = ("durham", "lancashire", "leicestershire", "lincolnshire")

SMALL = """
[plan]
authority = "Borsetshire"
title = "Plan"
stands_on = 2023-08-30
statutory_status = "draft"

[[people]]
key = "head"
kind = "post"
name = "Head of Service"

[[people]]
key = "second"
kind = "post"
name = "Quality Manager"

[[bodies]]
key = "board"
name = "Board"
kind = "board"

[[meetings]]
key = "june"
body = "board"
on_day = 2023-06-28

[[inspections]]
key = "visit"
framework = "ilacs-2023"
type = "short"
fieldwork_start = 2023-04-24
fieldwork_end = 2023-04-28
published = 2023-06-14

[[inspections.judgements]]
area = "ilacs-2023.in-care"
grade = "good"

[[areas]]
key = "plans"
title = "Plans"
kind = "area for improvement"
judgement_area = "ilacs-2023.in-care"

[[areas.sources]]
origin = "inspection"
inspection = "visit"

[[areas.actions]]
key = "train"
title = "Train"
owner = "head"
start = 2023-05-01
first_agreed = 2023-07-31
agreed = 2023-09-29
status = "in progress"
percent = 40
date_changes = [
  { on_day = 2023-05-02, new = 2023-07-31 },
  { on_day = 2023-06-28, old = 2023-07-31, new = 2023-09-29, agreed_by = "Board", reason = "Leave", meeting = "june" },
]
updates = [{ on_day = 2023-08-01, said_by = "head", done = "Half." }]

[[areas.actions]]
key = "audit"
title = "Audit"
owner = "head"
start = 2023-05-01
status = "embedded"
completed_on = 2023-08-01
waits_for = ["train"]
evidence = [{ title = "Audit", checked_by = "second" }]

[[commitments]]
key = "six"
sentence = "Within six months."
counted_from = 2023-06-28
counted_from_what = "the meeting"
amount = 6
unit = "months"
areas = ["plans"]
"""


@pytest.fixture(params=NAMES)
def plan(request: pytest.FixtureRequest) -> SamplePlan:
    return sample_files.sample(request.param)


def test_there_are_four_samples() -> None:
    assert sample_files.sample_names() == NAMES


def test_an_unknown_sample_is_refused() -> None:
    with pytest.raises(Refused, match="no sample “rutland”; there are durham, lancashire"):
        sample_files.sample("rutland")


def test_a_small_sample_is_read(tmp_path: Path) -> None:
    file = tmp_path / "small.toml"
    file.write_text(SMALL, encoding="utf-8")
    read = sample_files.read_sample(file)
    assert [action.key for action in read.actions] == ["train", "audit"]
    assert read.areas[0].actions[0].date_changes[1].new == date(2023, 9, 29)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('owner = "head"', 'ownr = "head"', "the key “ownr” in areas 1 (plans), actions 1 (train) is not known"),
        ('key = "second"', 'key = "head"', "two people have the key “head”"),
        ('key = "audit"', 'key = "train"', "two actions have the key “train”"),
        ('owner = "head"', 'owner = "heed"', "train refers to “heed”, which is not among the people"),
        ('body = "board"', 'body = "bored"', "june refers to “bored”, which is not among the bodies"),
        ('inspection = "visit"', 'inspection = "vizit"', "plans refers to “vizit”, which is not among the inspections"),
        ('waits_for = ["train"]', 'waits_for = ["trane"]', "audit refers to “trane”, which is not among the actions"),
        ('waits_for = ["train"]', 'waits_for = ["audit"]', "action audit waits for itself"),
        ('owner = "head"', 'owner = "head"\nwaits_for = ["audit"]', "action train waits for itself"),
        ('areas = ["plans"]', 'areas = ["planz"]', "six refers to “planz”, which is not among the areas"),
        ('meeting = "june"', 'meeting = "july"', "train refers to “july”, which is not among the meetings"),
        ('kind = "post"', 'kind = "hero"', "is “hero”; it must be one of person, post, team, partner"),
        ('"in progress"', '"nearly"', "status is “nearly”; it must be one of not started, in progress"),
        ('unit = "months"', 'unit = "moons"', "unit is “moons”; it must be one of days"),
        ('framework = "ilacs-2023"', 'framework = "ilacs"', "names a framework that is not there, “ilacs”"),
        ('framework = "ilacs-2023"', 'framework = "ilacs-2018"', "was not in force"),
        ('type = "short"', 'type = "brief"', "has a type that ILACS, 2023 to March 2026 has not, “brief”"),
        ('type = "short"', 'type = "focused-visit"', "a focused visit, which is not graded, but has judgements"),
        ('grade = "good"', 'grade = "adequate"', "gives “adequate”, which is no grade of"),
        ('area = "ilacs-2023.in-care"', 'area = "sif.adoption"', "judges “sif.adoption”, which"),
        (
            'grade = "good"\n',
            'grade = "good"\n[[inspections.judgements]]\narea = "ilacs-2023.in-care"\ngrade = "good"\n',
            "judges “ilacs-2023.in-care” twice",
        ),
        (
            'grade = "good"\n',
            'grade = "good"\n[[inspections.deadlines]]\nrule = "R99"\n',
            "tells of a deadline by rule “R99”, which the program has not",
        ),
        (
            'grade = "good"\n',
            'grade = "good"\n[[inspections.deadlines]]\nrule = "R2"\nnot_owed = true\n',
            "does not owe what rule R2 says, without a note",
        ),
        (
            'grade = "good"\n',
            'grade = "good"\n[[inspections.deadlines]]\nrule = "R2"\n[[inspections.deadlines]]\nrule = "R2"\n',
            "tells of the deadline by rule R2 twice",
        ),
        ('judgement_area = "ilacs-2023.in-care"', 'judgement_area = "in-care"', "that no framework has, “in-care”"),
        ('origin = "inspection"', 'origin = "audit"', "but not both"),
        ("fieldwork_end = 2023-04-28", "fieldwork_end = 2023-04-21", "fieldwork_end (2023-04-21) is before"),
        ("published = 2023-06-14", "published = 2023-04-26", "published (2023-04-26) is before fieldwork_end"),
        ("start = 2023-05-01\nfirst", "start = 2023-10-01\nfirst", "agreed (2023-09-29) is before start"),
        ("agreed = 2023-09-29", "agreed = 2023-10-31", "must lead from the first agreed date to the agreed date"),
        ("first_agreed = 2023-07-31", "first_agreed = 2023-06-30", "must lead from the first agreed date"),
        ("old = 2023-07-31", "old = 2023-07-30", "must start from the one before it"),
        ('reason = "Leave", ', "", "a moved date needs a reason and who agreed it"),
        ("percent = 40", "percent = 140", "is 140 % done; write 0 to 100"),
        ("percent = 40", "percent = 40\ncompleted_on = 2023-08-01", "belongs to complete and embedded actions only"),
        ("completed_on = 2023-08-01", "", "belongs to complete and embedded actions only"),
        ("completed_on = 2023-08-01", "completed_on = 2023-08-31", "after the day on which the plan is read"),
        ("completed_on = 2023-08-01", "completed_on = 2023-08-01\npercent = 90", "is embedded at 90 %"),
        ('status = "embedded"', 'status = "embedded"\non_hold = true', "is embedded and cannot be on hold"),
        ('status = "embedded"', 'status = "embedded"\nawaiting_signoff = true', "cannot be awaiting sign-off"),
        (', checked_by = "second"', "", "embedded without evidence that a second person has checked"),
        ('checked_by = "second"', 'checked_by = "head"', "has evidence that its own owner has checked"),
        ("on_day = 2023-08-01, said_by", "on_day = 2023-09-01, said_by", "tells of 2023-09-01, which is after"),
        ("percent = 40", 'percent = 40\ndelivery_override = "red"', "both delivery_override and delivery_reason"),
        ('title = "Plans"', 'title = "Plans"\nimpact_reason = "So"', "both impact_override and impact_reason"),
        ('unit = "months"', "", "needs counted_from, counted_from_what, amount and unit together"),
        ('counted_from_what = "the meeting"', "", "needs counted_from, counted_from_what, amount and unit"),
        ('unit = "months"', 'unit = "months"\nfixed_due = 2023-12-28', "is counted and has a fixed date"),
        ("[plan]", "[plans]", "the key “plans” is not known"),
        ('authority = "Borsetshire"', "", "plan has no authority; add it"),
    ],
)
def test_a_wrong_sample_is_refused_with_file_and_reason(old: str, new: str, reason: str) -> None:
    assert old in SMALL
    with pytest.raises(Refused, match=re.escape(reason)) as refusal:
        sample_files.parse_sample(SMALL.replace(old, new, 1), "small.toml")
    assert str(refusal.value).startswith("small.toml: ")
    assert "\n" not in str(refusal.value)


def test_an_undeclared_change_of_date_is_refused() -> None:
    text = re.sub(r"date_changes = \[.*?\n\]\n", "", SMALL, flags=re.DOTALL)
    with pytest.raises(Refused, match="was given another date, but the date changes do not say when"):
        sample_files.parse_sample(text, "small.toml")


# What each sample shows ----------------------------------------------------------------------------------------


def test_on_its_day_a_sample_has_late_and_due_and_done_work(plan: SamplePlan) -> None:
    today = plan.plan.stands_on
    ahead = [(a.agreed - today).days for a in plan.actions if a.status in OPEN_STATUSES and a.agreed is not None]
    assert 12 <= len(plan.actions) <= 40
    assert sum(days < 0 for days in ahead) >= 2
    assert sum(0 <= days <= 30 for days in ahead) >= 2
    assert {"not started", "in progress", "complete", "embedded"} <= {action.status for action in plan.actions}
    assert any(len(action.date_changes) > 1 for action in plan.actions)
    assert any(action.awaiting_signoff for action in plan.actions)


def test_a_sample_has_commitments_with_and_without_a_date(plan: SamplePlan) -> None:
    dated = [one.fixed_due is not None or one.amount is not None for one in plan.commitments]
    assert any(dated)
    assert not all(dated)


def test_an_area_is_joined_to_more_than_one_inspection(plan: SamplePlan) -> None:
    if len(plan.inspections) > 1:
        threads = [{source.inspection for source in area.sources} - {None} for area in plan.areas]
        assert max(len(thread) for thread in threads) >= 2


def test_every_fact_has_a_source_and_everything_else_says_that_it_is_made_up(plan: SamplePlan) -> None:
    entries = (*plan.inspections, *plan.meetings, *plan.areas, *plan.actions, *plan.commitments)
    assert [entry.key for entry in entries if not entry.source and not entry.sample] == []


def test_nobody_is_named(plan: SamplePlan) -> None:
    assert {person.kind for person in plan.people} <= {"post", "team", "partner"}
    assert [person.key for person in plan.people if person.email] == []
    assert {question.member for meeting in plan.meetings for question in meeting.questions} <= {
        "a member",
        "members",
        "a member of the Board",
    }


def _days(entry: Any) -> Iterator[tuple[str, date]]:
    for described in dataclasses.fields(entry):
        value = getattr(entry, described.name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, date):
                yield described.name, one
            elif dataclasses.is_dataclass(one):
                yield from _days(one)


def test_work_is_done_and_agreed_on_weekdays(plan: SamplePlan) -> None:
    """A commitment may end on any day: the end of a year, or twelve months after."""
    for action in plan.actions:
        assert [(action.key, name, day) for name, day in _days(action) if day.weekday() > 4] == []
    for meeting in plan.meetings:
        assert meeting.on_day.weekday() < 5, meeting.key


def test_what_has_happened_is_not_after_the_day_of_the_plan(plan: SamplePlan) -> None:
    happened = {"on_day", "done_on", "checked_on", "completed_on"}
    for action in plan.actions:
        late = [(action.key, name, day) for name, day in _days(action) if name in happened]
        assert [one for one in late if one[2] > plan.plan.stands_on] == []


def test_inspections_stand_in_the_order_in_which_they_happened(plan: SamplePlan) -> None:
    known = [one.fieldwork_start for one in plan.inspections if one.fieldwork_start is not None]
    assert known == sorted(known)


def test_an_inspection_without_days_says_when_it_was_in_its_title(plan: SamplePlan) -> None:
    undated = [one for one in plan.inspections if one.fieldwork_start is None]
    assert all(one.title is not None and re.search(r"\b20\d\d\b", one.title) for one in undated)


# Against what was published ------------------------------------------------------------------------------------

REPORTS = {
    ("lincolnshire", "sif-2014"): "sif-lincolnshire-2015-01-06.pdf",
    ("lincolnshire", "jtai-2016"): "jtai-lincolnshire-2016-12-05.pdf",
    ("lincolnshire", "ilacs-2019"): "ilacs-lincolnshire-2019-06-11.pdf",
    ("lincolnshire", "ilacs-2023"): "ilacs-lincolnshire-2023-06-14.pdf",
    ("lancashire", "sif-2015"): "sif-lancashire-2015-11-27.pdf",
    ("durham", "sif-2016"): "sif-durham-2016-05-16.pdf",
    ("durham", "jtai-2018"): "jtai-durham-2018-08-24.pdf",
    ("durham", "ilacs-2019"): "ilacs-durham-2019-10-21.pdf",
    ("leicestershire", "sif-2016"): "sif-leicestershire-2017-02-13.pdf",
    ("leicestershire", "ilacs-2019"): "ilacs-leicestershire-2019-11-04.pdf",
}


def _plain(text: str) -> str:
    """One space between words; U+FFFE is how a hyphen at the end of a line comes out of a PDF."""
    text = text.replace("’", "'").replace("‘", "'").replace("–", "-")
    text = re.sub(r"\ufffe\s*", "-", text)
    return re.sub(r"(?<=\w)- (?=\w)", "-", " ".join(text.split())).casefold()


@cache
def _pages(file: Path) -> tuple[str, ...]:
    import pypdfium2

    report = pypdfium2.PdfDocument(file)
    try:
        return tuple(_plain(page.get_textpage().get_text_range()) for page in report)
    finally:
        report.close()


Page = Callable[[str, str, int], str]


@pytest.fixture
def page(shared: Path) -> Page:
    """A page of the report of one of a sample's inspections."""

    def read(name: str, inspection: str, number: int) -> str:
        return _pages(shared / "corpus" / REPORTS[name, inspection])[number - 1]

    return read


@pytest.mark.parametrize("name", NAMES)
def test_judgements_are_what_the_reports_print(name: str, page: Page) -> None:
    checked = 0
    for inspection in sample_files.sample(name).inspections:
        framework = framework_files.framework(inspection.framework)
        for judgement in inspection.judgements:
            assert judgement.page is not None
            text = page(name, inspection.key, judgement.page)
            area, grade = framework.area(judgement.area), framework.grade(judgement.grade)
            if judgement.printed and len(judgement.printed.split()) > 3:
                assert _plain(judgement.printed) in text, judgement
            else:
                grades = [judgement.printed] if judgement.printed else [grade.name]
                printed = [f"{_plain(area.name)} {_plain(one)}" for one in grades]
                assert any(one in text for one in printed), (inspection.key, judgement)
            checked += 1
    assert checked >= 7


@pytest.mark.parametrize("name", NAMES)
def test_findings_are_quoted_from_the_page_they_name(name: str, page: Page) -> None:
    checked = 0
    for area in sample_files.sample(name).areas:
        for source in area.sources:
            if source.inspection is not None and source.page is not None and source.quote is not None:
                text = page(name, source.inspection, source.page)
                assert _plain(source.quote).rstrip(".") in text, (area.key, source.page, source.quote)
                checked += 1
    assert checked >= 5


@pytest.mark.parametrize("name", NAMES)
def test_days_of_inspections_are_those_the_reports_print(name: str, page: Page) -> None:
    for inspection in sample_files.sample(name).inspections:
        if (name, inspection.key) in REPORTS:
            first, last = inspection.fieldwork_start, inspection.fieldwork_end
            assert first is not None
            assert last is not None
            text = page(name, inspection.key, 1)
            end = f"{last.day} {last:%B %Y}".casefold()
            assert re.search(rf"{first.day}\b[^.]{{0,25}}(to|and|-) ?{end}", text), (inspection.key, first, last)


@pytest.fixture(scope="session")
def papers(shared: Path) -> str:
    """The council papers from which the samples grew, as one text."""
    return " ".join(_plain(file.read_text(encoding="utf-8")) for file in sorted((shared / "seeds").glob("*.txt")))


@pytest.mark.parametrize("name", NAMES)
def test_what_was_said_in_committee_is_in_the_papers(name: str, papers: str) -> None:
    read = sample_files.sample(name)
    said = [one.sentence for one in read.commitments if not one.sample]
    said += [one.text for meeting in read.meetings for one in meeting.resolutions if one.source]
    said += [
        source.quote
        for area in read.areas
        for source in area.sources
        if source.quote and (source.meeting or (name, source.inspection) not in REPORTS)
    ]
    assert len(said) >= 4
    papers = papers.replace("*", "")
    assert [one for one in said if _plain(one).rstrip(".") not in papers] == []


def test_no_sample_names_an_officer_of_the_papers(shared: Path) -> None:
    """By what stands before an e-mail's sign: nobody's name need be written here."""
    folder = shared / "seeds"
    text = " ".join(file.read_text(encoding="utf-8") for file in folder.glob("*.txt"))
    officers = {name.replace(".", " ") for name in re.findall(r"([A-Za-z]+\.[A-Za-z]+)@", text)}
    assert len(officers) >= 3
    for name in NAMES:
        words = repr(sample_files.sample(name)).casefold()
        # The digest only keeps a failure from printing the name.
        assert [zlib.crc32(one.encode()) for one in officers if one.casefold() in words] == []
