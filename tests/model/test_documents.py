"""Documents of an inspection or a meeting."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from model import documents, inspections, meetings
from model.records import Document
from model.store.plan import Plan
from tests.model.contents import there_and_back


def test_documents_belong_to_an_inspection_or_a_meeting(plan: Plan, tmp_path: Path) -> None:
    inspection = inspections.add(plan, framework="ilacs-2023", type="short", fieldwork_start=date(2023, 4, 24))
    meeting = meetings.add(plan, meetings.add_body(plan, "Scrutiny Panel"), date(2023, 9, 7))
    report = tmp_path / "Report.pdf"
    report.write_bytes(b"%PDF")
    kept = there_and_back(plan, lambda: documents.keep(plan, report, inspection=inspection))
    assert plan.undo_title == "Attach “Report.pdf”"
    linked = there_and_back(
        plan, lambda: documents.link(plan, "https://example.org/minutes", title="Minutes", meeting=meeting)
    )
    assert plan.undo_title == "Link “Minutes”"
    assert [d.id for d in documents.of_inspection(plan, inspection)] == [kept]
    assert [d.id for d in documents.of_meeting(plan, meeting)] == [linked]
    assert documents.of_meeting(plan, meeting)[0].link == "https://example.org/minutes"


def test_the_same_file_twice_is_kept_once(plan: Plan, tmp_path: Path) -> None:
    report = tmp_path / "Report.pdf"
    report.write_bytes(b"%PDF")
    first, second = documents.keep(plan, report), documents.keep(plan, report, title="The report again")
    assert plan.rows("SELECT count(*) FROM file") == [(1,)]
    documents.remove(plan, first)
    assert documents.opened(plan, second).content == b"%PDF"
    assert [d.title for d in plan.all(Document)] == ["The report again"]
