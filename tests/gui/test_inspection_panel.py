"""The panel of one inspection: everything about it, edited where it stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.record_panel.inspection import InspectionPanel
from gui.widgets.golden_thread import LinkLabel
from model import areas, commitments, documents, inspections
from model.records import Inspection
from model.store.plan import Plan
from tests.gui.inspections_made import LEADERS, fill, given, words_of


@pytest.fixture
def ids(plan: Plan) -> dict[str, str]:
    return fill(plan)


@pytest.fixture
def panel(window: MainWindow, ids: dict[str, str], qtbot: QtBot) -> InspectionPanel:
    return shown_panel(window, ids["2023"], qtbot)


def shown_panel(window: MainWindow, inspection_id: str, qtbot: QtBot) -> InspectionPanel:
    window.workspace.open("inspection", inspection_id)
    found = window.panel.panel
    assert isinstance(found, InspectionPanel)
    qtbot.waitUntil(lambda: found.record_id == inspection_id)
    return found


def test_the_panel_says_everything_of_an_inspection(panel: InspectionPanel) -> None:
    head = panel.title(panel.record)
    under = (
        "ILACS, 2023 to March 2026, short inspection. "
        "Received on 1 August 2023; under embargo until it is published on 14 September 2023."
    )
    assert head == (
        "Inspection 4", "ILACS short inspection, 24 to 28 April 2023",
        under,
    )  # fmt: skip
    assert [mark[:2] for mark in panel.marks(panel.record)] == [("amber", "Under embargo")]
    days = {name: panel.editors[name].value() for name in ("fieldwork_start", "received", "published", "notified")}
    assert days == {
        "fieldwork_start": date(2023, 4, 24), "received": date(2023, 8, 1), "published": date(2023, 9, 14),
        "notified": None,
    }  # fmt: skip
    for label in panel.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_day_is_changed_in_place_and_a_wrong_one_refused_beside_it(panel: InspectionPanel, plan: Plan) -> None:
    editor = panel.editors["fieldwork_end"]
    editor.input.setText("20/4/23")
    QTest.keyClick(editor.input, Qt.Key.Key_Return)
    assert editor.refusal == "Fieldwork cannot end before it begins, on 24 April 2023."
    assert plan.get(Inspection, panel.record_id or "").fieldwork_end == date(2023, 4, 28)
    editor.input.setText("5 May 2023")
    QTest.keyClick(editor.input, Qt.Key.Key_Return)
    assert editor.refusal == ""
    assert plan.get(Inspection, panel.record_id or "").fieldwork_end == date(2023, 5, 5)


def test_a_grade_is_changed_in_the_panel(panel: InspectionPanel, plan: Plan, window: MainWindow) -> None:
    row = panel.judgements.rows[LEADERS]
    row.grade.setFocus()
    QTest.keyClick(row.grade, Qt.Key.Key_G)
    assert given(plan, panel.record_id or "")[LEADERS] == "good"
    window.undo()
    assert row.grade.value == "outstanding"


def test_page_and_printed_words_are_kept_with_their_grade(
    panel: InspectionPanel, plan: Plan, window: MainWindow
) -> None:
    row = panel.judgements.rows[LEADERS]
    assert row.page.isHidden()
    panel.details_button.click()
    assert not row.page.isHidden()
    row.page.setText("page 2")
    QTest.keyClick(row.page, Qt.Key.Key_Return)
    row.printed.setText("are outstanding")
    QTest.keyClick(row.printed, Qt.Key.Key_Return)
    kept = next(one for one in inspections.judgements_given(plan, panel.record_id or "") if one.area == LEADERS)
    assert (kept.grade, kept.page, kept.printed) == ("outstanding", 2, "are outstanding")
    row.page.setText("two")
    QTest.keyClick(row.page, Qt.Key.Key_Return)
    assert "is no page" in words_of(window.banner)[0]
    row.page.clear()
    QTest.keyClick(row.page, Qt.Key.Key_Return)
    kept = next(one for one in inspections.judgements_given(plan, panel.record_id or "") if one.area == LEADERS)
    assert kept.page is None


def test_what_was_raised_stands_with_quote_and_place_and_opens_its_area(
    panel: InspectionPanel, plan: Plan, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    area = areas.add(plan, "Planning and case records for care leavers")
    for quote, place in (("The quality of planning.", ("2", None)), ("Many plans lacked specificity.", ("10", "49"))):
        areas.add_source(
            plan, area, inspection=panel.record_id, quote=quote, page=int(place[0] or 0), paragraph=place[1]
        )
    (entry,) = panel.raised.entries
    assert words_of(entry) == [
        "“The quality of planning.”", "Page 2", "“Many plans lacked specificity.”", "Page 10, paragraph 49",
    ]  # fmt: skip
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr(type(window.workspace), "open", lambda _, table, row: asked.append((table, row)))
    entry.findChildren(LinkLabel)[0].click()
    assert asked == [("area", area)]
    for _ in range(3):
        plan.undo()
    assert panel.raised.entries == []
    assert any("Nothing yet" in words for words in words_of(panel.raised))


def test_commitments_made_of_it_stand_with_the_days_left(
    panel: InspectionPanel, plan: Plan, ids: dict[str, str]
) -> None:
    commitments.add(plan, "Turned round within 12 months", inspection=panel.record_id, counted_from=date(2023, 4, 28),
                    amount=12, unit="months")  # fmt: skip
    (entry,) = panel.commitments.entries
    assert entry.findChildren(LinkLabel)[0].toolTip().count("Turned round within 12 months") == 1
    assert words_of(entry) == ["Due in 242 days"]


def test_documents_stand_with_where_they_are_kept_and_can_be_taken_out(
    panel: InspectionPanel, plan: Plan, tmp_path: Path
) -> None:
    (tmp_path / "Report.pdf").write_bytes(b"%PDF-1.7 " + b"x" * 3000)
    documents.keep(plan, tmp_path / "Report.pdf", inspection=panel.record_id)
    documents.link(plan, "https://reports.example/1", title="On the web", inspection=panel.record_id)
    assert [words_of(entry) for entry in panel.documents.lines] == [
        ["Link: https://reports.example/1"], ["Kept in the plan, 3 KB"],
    ]  # fmt: skip
    remove = [button for button in panel.documents.lines[1].findChildren(QToolButton)
              if button.accessibleName().startswith("Remove")]  # fmt: skip
    remove[0].click()
    assert len(panel.documents.lines) == 1
    plan.undo()
    assert len(panel.documents.lines) == 2


def test_an_ungraded_visit_has_no_rows_for_judgements(window: MainWindow, ids: dict[str, str], qtbot: QtBot) -> None:
    panel = shown_panel(window, ids["visit"], qtbot)
    assert panel.judgements.isHidden()
    assert panel.judgements_words.text() == "Focused visit: no grades are given."
    assert panel.editors["theme"].value() == "Planning and achieving permanence"


def test_the_panel_of_a_deleted_inspection_says_so(panel: InspectionPanel, plan: Plan, window: MainWindow) -> None:
    shown = panel.record_id or ""
    inspections.remove(plan, shown)
    assert window.workspace.selection.ids == ()
    plan.undo()
    window.workspace.open("inspection", shown)
    assert panel.record is not None


def test_every_control_of_the_panel_has_a_name(panel: InspectionPanel) -> None:
    for row in panel.judgements.rows.values():
        assert row.grade.accessibleName().startswith("Grade of “")
        assert row.page.accessibleName().startswith("Page of “")
