"""Evidence and its documents: files kept in the plan, links, and names that can do no harm."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import actions, areas, documents, evidence, people
from model.records import Document, Evidence
from model.store.plan import Plan
from tests.model.contents import refused, there_and_back

DAY = date(2026, 3, 1)


@pytest.fixture
def area(plan: Plan) -> str:
    return areas.add(plan, "Planning")


@pytest.fixture
def action(plan: Plan, area: str) -> str:
    return actions.add(plan, area, "Audit")


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "Audit findings.pdf"
    path.write_bytes(b"%PDF-1.7 findings")
    return path


def test_a_file_is_kept_in_the_plan(plan: Plan, action: str, letter: Path) -> None:
    made = there_and_back(
        plan,
        lambda: evidence.attach(plan, letter, action=action, shows="10 of 12 current", impact="moving", on_day=DAY),
    )
    assert plan.undo_title == "Attach “Audit findings.pdf” to action 1.1"
    letter.unlink()
    (item,) = evidence.of_action(plan, action)
    assert (item.evidence.id, item.evidence.title) == (made, "Audit findings.pdf")
    assert item.document is not None
    assert (item.document.media_type, item.document.size) == ("application/pdf", 17)
    kept = documents.opened(plan, item.document.id)
    assert kept == documents.KeptFile("Audit findings.pdf", "application/pdf", b"%PDF-1.7 findings", False)


def test_evidence_belongs_to_one_action_or_one_area(plan: Plan, area: str, action: str) -> None:
    refused(plan, lambda: evidence.note(plan, "Audit", action=action, area=area))
    refused(plan, lambda: evidence.note(plan, "Audit"))
    there_and_back(plan, lambda: evidence.note(plan, "What young people said", area=area, impact="at target"))
    assert plan.undo_title == "Add evidence “What young people said” to area 1"
    assert [item.evidence.impact for item in evidence.of_area(plan, area)] == ["at target"]
    refused(plan, lambda: evidence.note(plan, "Audit", action=action, impact="wonderful"))


def test_links_are_web_addresses_or_places(plan: Plan, action: str) -> None:
    there_and_back(plan, lambda: evidence.add_link(plan, "https://example.org/audit.pdf", action=action))
    evidence.add_link(plan, "S:\\Children\\Audit.xlsx", action=action, title="Audit")
    evidence.add_link(plan, "\\\\server\\share\\Audit.xlsx", action=action, title="Audit")
    kept = {d.link: documents.is_web(d) for d in plan.all(Document)}
    assert kept == {
        "https://example.org/audit.pdf": True,
        "S:\\Children\\Audit.xlsx": False,
        "\\\\server\\share\\Audit.xlsx": False,
    }
    for address in (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "  ",
        "https://",
        "http://[",
        "a\nb",
    ):
        refused(plan, lambda address=address: evidence.add_link(plan, address, action=action), "link")
    refused(plan, lambda: documents.opened(plan, plan.all(Document)[0].id))


def test_evidence_is_checked_edited_and_deleted(plan: Plan, action: str, letter: Path) -> None:
    person = people.add(plan, "Principal Social Worker")
    made = evidence.attach(plan, letter, action=action)
    there_and_back(plan, lambda: evidence.check(plan, made, person, DAY))
    assert plan.undo_title == "Check evidence “Audit findings.pdf” by Principal Social Worker"
    assert evidence.of_action(plan, action)[0].checked_by_name == "Principal Social Worker"
    there_and_back(plan, lambda: evidence.uncheck(plan, made))
    there_and_back(plan, lambda: evidence.edit(plan, made, title="Audit", shows="All current"))
    there_and_back(plan, lambda: evidence.remove(plan, made))
    assert plan.all(Evidence) == plan.all(Document) == []


def test_a_document_that_is_used_elsewhere_stays(plan: Plan, area: str, action: str, letter: Path) -> None:
    made = evidence.attach(plan, letter, action=action)
    (document,) = plan.all(Document)
    areas.add_source(plan, area, origin="audit", document=document.id)
    evidence.remove(plan, made)
    assert [d.id for d in plan.all(Document)] == [document.id]
    there_and_back(plan, lambda: documents.edit(plan, document.id, title="The audit"))
    refused(plan, lambda: documents.edit(plan, document.id, title=" "), "title")
    there_and_back(plan, lambda: documents.remove(plan, document.id))
    assert plan.undo_title == "Delete document “The audit”"
    assert areas.sources(plan, area)[0].document is None


def test_what_cannot_be_kept_is_refused(
    plan: Plan, action: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusal(path: Path) -> str:
        return refused(plan, lambda: evidence.attach(plan, path, action=action))

    (tmp_path / "empty.pdf").touch()
    assert "is empty" in refusal(tmp_path / "empty.pdf")
    assert "could not be read" in refusal(tmp_path / "missing.pdf")
    assert "is not a file" in refusal(tmp_path)
    os.mkfifo(tmp_path / "pipe.pdf")
    assert "is not a file" in refusal(tmp_path / "pipe.pdf")
    for name in ("setup.exe", "letter.pdf.js", "Tracker.XLSM", "start.desktop", "page.html"):
        (tmp_path / name).write_bytes(b"x")
        assert "is a program" in refusal(tmp_path / name)
    monkeypatch.setattr(documents, "LARGEST", 2**20)
    (tmp_path / "film.mp4").write_bytes(b"x" * (2**20 + 1))
    assert "larger than 1 MB" in refusal(tmp_path / "film.mp4")
    (tmp_path / "film.mp4").write_bytes(b"x" * 2**20)
    evidence.attach(plan, tmp_path / "film.mp4", action=action)


def test_a_program_that_came_with_a_plan_is_never_opened(plan: Plan) -> None:
    with plan.batch("From elsewhere"):
        digest = plan.keep_file(b"MZ")
        row = plan.add("document", title="Letter", digest=digest, file_name="..\\..\\letter\u202efdp.exe", size=2)
    kept = documents.opened(plan, row)
    assert (kept.name, kept.may_run) == ("letterfdp.exe", True)


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\x.pdf", "x.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("a<b>:c|?.pdf", "a_b__c__.pdf"),
        (" .. ", "file"),
        ("", "file"),
        ("x" * 300 + ".docx", "x" * 115 + ".docx"),
        ("Bericht für März.pdf", "Bericht für März.pdf"),
    ],
)
def test_names_are_made_safe(given: str, safe: str) -> None:
    assert documents.safe_name(given) == safe


@given(st.text(max_size=400))
def test_a_safe_name_is_safe_whatever_it_was(name: str) -> None:
    safe = documents.safe_name(name)
    assert 0 < len(safe) <= documents.LONGEST_NAME
    assert not set(safe) & set('/\\<>:"|?*\0\n\r\u202e')
    assert safe.strip(" .") == safe
    assert documents.safe_name(safe) == safe
