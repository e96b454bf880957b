"""The Inspections page: timeline, judgement grid and list, and the panel of one inspection."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.pages.inspections import InspectionsPage
from gui.tables.judgement_grid import JudgementTable
from gui.widgets.grades import grade_value, short_area, short_grade
from gui.widgets.timeline import Mark, Timeline
from gui.workspace import Workspace
from model import areas, frameworks, inspections, judgement_grid
from model.records import Inspection, Judgement
from model.store.plan import Plan
from tests.gui.inspections_made import LEADERS, fill, given, words_of


@pytest.fixture
def ids(plan: Plan) -> dict[str, str]:
    return fill(plan)


@pytest.fixture
def page(ids: dict[str, str], window: MainWindow, qtbot: QtBot) -> InspectionsPage:
    shown = window.show_page("inspections")
    assert isinstance(shown, InspectionsPage)
    qtbot.waitUntil(lambda: shown.table.rowCount() == 4)
    return shown


def cell(page: InspectionsPage, line: str, inspection_id: str) -> QModelIndex:
    """The cell of the grid by the words at its head."""
    table = page.grid_table
    heads = [table.headerData(row, Qt.Orientation.Vertical) for row in range(table.rowCount())]
    return table.index(heads.index(line), table.column_of(inspection_id))


def choose(page: InspectionsPage, index: QModelIndex) -> None:
    page.grid.setCurrentIndex(index)


# --- the page


def test_an_empty_plan_says_what_to_enter_and_offers_to(window: MainWindow, qtbot: QtBot) -> None:
    page = window.show_page("inspections")
    assert page.stack.currentWidget() is page.empty
    assert any("No inspection yet" in words for words in words_of(page.empty))
    assert page.empty.button.text() == "Add inspection"
    assert page.header.summary == ""


def test_the_list_has_the_newest_first_with_grade_areas_and_report(
    page: InspectionsPage, plan: Plan, ids: dict[str, str]
) -> None:
    assert page.table.ids() == [ids["2023"], ids["2019"], ids["visit"], ids["sif"]]
    shown = [[column.words(page.table.row_at(row)) for column in page.table.columns[:4]] for row in range(4)]
    assert shown == [
        ["ILACS short inspection, 24 to 28 April 2023", "Outstanding", "", "under embargo"],
        ["ILACS short inspection, 29 April to 3 May 2019", "no overall grade", "", "published 11 Jun 2019"],
        ["ILACS focused visit, 25 April 2018", "not graded", "", "awaiting the report"],
        ["SIF single inspection, 22 October to 12 November 2014", "no overall grade", "", "published 6 Jan 2015"],
    ]
    assert page.header.summary == "4 inspections and visits, 2014 to 2023; 1 under embargo"
    area = areas.add(plan, "Planning for care leavers")
    areas.add_source(plan, area, inspection=ids["2023"], page=2)
    assert page.table.columns[2].words(page.table.row_at(0)) == "1"


def test_qt_finds_nothing_wrong_with_the_tables(page: InspectionsPage, plan: Plan, ids: dict[str, str]) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(table, mode) for table in (page.table, page.grid_table)]
    inspections.set_judgement(plan, ids["2023"], LEADERS, "good")
    inspections.add(plan, framework="area-send", type="inspection")
    inspections.remove(plan, ids["2019"])
    plan.undo()
    assert page.table.rowCount() == 5
    assert len(testers) == 2


def test_one_inspection_is_in_hand_whichever_part_it_was_chosen_in(
    page: InspectionsPage, window: MainWindow, ids: dict[str, str], qtbot: QtBot
) -> None:
    def in_hand() -> set[object]:
        return {window.workspace.selection.id, page.timeline.current, *page.view.selected_ids(),
                page.grid_table.column_at(page.grid.marked_column).inspection.id}  # fmt: skip

    page.timeline.setFocus()
    QTest.keyClick(page.timeline, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: in_hand() == {ids["sif"]})
    page.view.selectRow(0)
    qtbot.waitUntil(lambda: in_hand() == {ids["2023"]})
    choose(page, cell(page, "Care leavers", ids["2019"]))
    qtbot.waitUntil(lambda: in_hand() == {ids["2019"]})


def test_opening_a_judgement_shows_its_inspection(
    page: InspectionsPage, window: MainWindow, plan: Plan, ids: dict[str, str]
) -> None:
    (judgement,) = plan.all(Judgement, "t.inspection = ?", [ids["2019"]])
    assert page.show_record("judgement", judgement.id)
    assert window.workspace.selection.of("inspection") == (ids["2019"],)
    assert not page.show_record("area", ids["2019"])
    assert not page.show_record("inspection", "gone")


def test_delete_is_one_act_that_undo_takes_back(
    page: InspectionsPage, window: MainWindow, plan: Plan, ids: dict[str, str], qtbot: QtBot
) -> None:
    page.view.select_ids([ids["visit"]])
    qtbot.waitUntil(lambda: window.workspace.selection.of("inspection") == (ids["visit"],))
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    assert plan.find(Inspection, ids["visit"]) is None
    assert page.table.rowCount() == 3
    window.undo()
    assert page.table.ids() == [ids["2023"], ids["2019"], ids["visit"], ids["sif"]]
    window.redo()
    assert page.table.rowCount() == 3


def test_delete_and_edit_without_a_selection_say_what_to_do(page: InspectionsPage, window: MainWindow) -> None:
    window.workspace.select("", ())
    page.delete_selected()
    assert "Select the inspection to delete" in words_of(window.banner)[0]
    page.edit_selected()
    assert "Select one inspection" in words_of(window.banner)[0]


# --- the timeline


def test_a_visit_of_which_only_the_month_is_known_stands_there_and_one_without_is_counted(
    page: InspectionsPage, plan: Plan
) -> None:
    month = inspections.add(plan, framework="ilacs-2018", type="focused-visit", title="Focused visit, April 2021")
    inspections.add(plan, framework="ilacs-2023", type="focused-visit")
    assert {mark.id: mark.label for mark in page.timeline.marks()}[month] == "Focused visit, Apr 2021"
    assert len(page.timeline.marks()) == 5
    assert page.header.summary == "6 inspections and visits, 2014 to 2023; 1 under embargo; 1 without a date"


def test_the_timeline_is_to_scale_and_tells_graded_from_ungraded(page: InspectionsPage, ids: dict[str, str]) -> None:
    line = page.timeline
    marks = {mark.id: mark for mark in line.marks()}
    assert [mark.filled for mark in line.marks()] == [True, False, True, True]
    assert marks[ids["2023"]].sealed
    assert not marks[ids["2019"]].sealed
    assert line.years() == (2014, 2023)
    year = line.x_of(date(2016, 1, 1)) - line.x_of(date(2015, 1, 1))
    assert line.x_of(date(2020, 1, 1)) - line.x_of(date(2019, 1, 1)) == pytest.approx(year, abs=0.01)
    assert marks[ids["visit"]].words == (
        "ILACS focused visit, 25 April 2018: not graded. "
        "Fieldwork ended on 25 April 2018; the report has not been received."
    )


def test_a_mark_is_chosen_by_mouse_and_by_keys_and_said_in_words(qtbot: QtBot, workspace: Workspace) -> None:
    line = Timeline("Inspections")
    qtbot.addWidget(line)
    line.resize(600, line.sizeHint().height())
    chosen: list[str] = []
    opened: list[str] = []
    line.chosen.connect(chosen.append)
    line.opened.connect(opened.append)
    line.set_marks(
        [Mark("b", date(2020, 6, 1), "Visit, Jun 2020", "A visit.", filled=False),
         Mark("a", date(2015, 6, 1), "Inspection, Jun 2015", "An inspection.")],
        date(2023, 8, 30),
    )  # fmt: skip
    line.show()
    assert line.accessibleDescription() == "2 marks; the arrow keys go through them"
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(line, key)
    assert (chosen, opened) == (["a", "b"], ["b"])
    assert line.accessibleDescription() == "A visit. (2 of 2)"
    here = QPoint(round(line.x_of(date(2015, 6, 1))), round(line._line()))
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, here)
    assert chosen == ["a", "b", "a"]
    line.set_marks([], date(2023, 8, 30))
    assert (line.current, line.accessibleDescription()) == (None, "Empty")


def test_labels_never_stand_on_one_another(qtbot: QtBot, workspace: Workspace) -> None:
    line = Timeline("Inspections")
    qtbot.addWidget(line)
    line.resize(300, line.sizeHint().height())
    line.set_marks(
        [
            Mark(str(n), date(2020, n, 1), f"A long name of an inspection {n}", "", short=f"{n} 2020")
            for n in range(1, 9)
        ],
        date(2023, 8, 30),
    )
    line.set_current("3")
    placed = line._labels()
    assert placed[0][0].id == "3", "the chosen one always has its words"
    boxes = [box for _, box, _ in placed]
    assert not any(one.intersects(other) for place, one in enumerate(boxes) for other in boxes[:place])


# --- the grid


def test_old_names_stand_on_the_line_of_new_ones(page: InspectionsPage, ids: dict[str, str]) -> None:
    table = page.grid_table
    heads = [table.headerData(row, Qt.Orientation.Vertical) for row in range(table.rowCount())]
    assert heads == [
        "The impact of leaders", "Children who need help and protection", "Children in care", "Care leavers",
        "Overall effectiveness", "Local Safeguarding Children Board (LSCB)",
    ]  # fmt: skip
    in_care, leavers = cell(page, "Children in care", ids["2019"]), cell(page, "Care leavers", ids["2019"])
    assert [(mark.word, mark.beside) for mark in table.marks(in_care)] == [("Outstanding", "one grade for both")]
    assert table.in_words(leavers) == (
        "Care leavers at ILACS short inspection, 29 April to 3 May 2019: Outstanding. "
        "Graded as “The experiences and progress of children in care and care leavers”. "
        "The same grade stands for “The experiences and progress of children in care”. Page 1."
    )
    joined = table.marks(cell(page, "Children in care", ids["sif"]))
    assert [(mark.word, mark.value, mark.beside) for mark in joined] == [
        ("Good", "green", "Children looked after and achieving permanence"),
        ("Outstanding", "blue", "Adoption performance"),
    ]
    lscb = cell(page, "Local Safeguarding Children Board (LSCB)", ids["sif"])
    assert "Printed: “The LSCB requires improvement”. Page 30." in table.in_words(lscb)
    assert table.cell_at(lscb.siblingAtColumn(lscb.column() + 2)).words == "Not graded after July 2018"


def test_an_ungraded_visit_is_one_cell_that_says_why(page: InspectionsPage, ids: dict[str, str]) -> None:
    index = cell(page, "The impact of leaders", ids["visit"])
    assert page.grid.rowSpan(0, index.column()) == page.grid_table.rowCount()
    assert page.grid.ungraded_words(index) == "No grades are given at a focused visit"
    assert page.grid.grade_menu(index) is None


def test_the_line_under_the_grid_says_all_of_the_cell_in_hand(page: InspectionsPage, ids: dict[str, str]) -> None:
    choose(page, cell(page, "Care leavers", ids["2023"]))
    assert page.grid_words.text() == (
        "Care leavers at ILACS short inspection, 24 to 28 April 2023: No grade entered. No grade is entered yet."
    )


def test_a_letter_gives_the_grade_and_undo_takes_it_back(
    page: InspectionsPage, window: MainWindow, plan: Plan, ids: dict[str, str]
) -> None:
    choose(page, cell(page, "Care leavers", ids["2023"]))
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_R)
    assert given(plan, ids["2023"])["ilacs-2023.care-leavers"] == "requires-improvement"
    (mark,) = page.grid_table.marks(page.grid.currentIndex())
    assert (mark.word, mark.value) == ("Requires improvement", "amber")
    assert "Requires improvement to be good" in page.grid_words.text()
    assert plan.undo_title is not None
    assert "requires improvement to be good at ILACS short inspection" in plan.undo_title
    window.undo()
    assert "ilacs-2023.care-leavers" not in given(plan, ids["2023"])
    assert page.grid.currentIndex() == cell(page, "Care leavers", ids["2023"]), "the cell stays in hand"
    window.redo()
    QTest.keyClick(page.grid, Qt.Key.Key_Delete)
    assert "ilacs-2023.care-leavers" not in given(plan, ids["2023"])


def test_keys_do_nothing_where_no_grade_can_be(page: InspectionsPage, plan: Plan, ids: dict[str, str]) -> None:
    before = plan.undo_title
    for line, inspection in (("The impact of leaders", "visit"), ("Local Safeguarding Children Board (LSCB)", "2023")):
        choose(page, cell(page, line, ids[inspection]))
        for key in (Qt.Key.Key_G, Qt.Key.Key_X, Qt.Key.Key_Delete, Qt.Key.Key_Return):
            QTest.keyClick(page.grid, key)
    choose(page, cell(page, "Care leavers", ids["2023"]))
    QTest.keyClick(page.grid, Qt.Key.Key_X)  # no grade begins with it
    assert plan.undo_title == before


def test_the_menu_offers_the_grades_of_that_framework(page: InspectionsPage, plan: Plan, ids: dict[str, str]) -> None:
    index = cell(page, "The impact of leaders", ids["2023"])
    menu = page.grid.grade_menu(index)
    assert menu is not None
    actions = [action for action in menu.actions() if not action.isSeparator()]
    assert [action.text() for action in actions] == [
        "&Outstanding", "&Good", "&Requires improvement to be good", "&Inadequate", "&No grade",
    ]  # fmt: skip
    assert [action.isChecked() for action in actions] == [True, False, False, False, False]
    actions[1].trigger()
    assert given(plan, ids["2023"])[LEADERS] == "good"
    menu.deleteLater()


def test_of_joined_areas_each_has_its_own_menu(page: InspectionsPage, plan: Plan, ids: dict[str, str]) -> None:
    menu = page.grid.grade_menu(cell(page, "Children in care", ids["sif"]))
    assert menu is not None
    of_area = {action.text(): action.menu() for action in menu.actions()}
    assert list(of_area) == ["Children looked after and achieving permanence", "Adoption performance"]
    of_area["Adoption performance"].actions()[1].trigger()
    assert given(plan, ids["sif"])["sif.adoption"] == "good"
    assert given(plan, ids["sif"])["sif.looked-after"] == "good"
    # Alike, the two are one mark.
    (mark,) = page.grid_table.marks(cell(page, "Children in care", ids["sif"]))
    assert (mark.word, mark.beside) == ("Good", "2 grades alike")
    menu.deleteLater()


# A popup takes the keyboard, which the offscreen platform says it cannot do.
@pytest.mark.qt_log_ignore("^This plugin does not support")
def test_enter_opens_the_menu_at_the_cell(page: InspectionsPage, ids: dict[str, str], qtbot: QtBot) -> None:
    choose(page, cell(page, "The impact of leaders", ids["2023"]))
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert menu.accessibleName() == "Grade"
    menu.close()


def test_a_read_only_plan_has_no_menu(page: InspectionsPage, ids: dict[str, str]) -> None:
    page.grid.writable = False
    index = cell(page, "The impact of leaders", ids["2023"])
    assert page.grid.grade_menu(index) is None
    choose(page, index)
    QTest.keyClick(page.grid, Qt.Key.Key_G)
    assert page.grid_table.cell_at(index).words == "Outstanding"


def test_a_grid_that_is_too_high_hides_nothing_at_the_side(page: InspectionsPage, qtbot: QtBot) -> None:
    across, down = page.grid.horizontalScrollBar(), page.grid.verticalScrollBar()
    page.grid.setMaximumHeight(130)
    qtbot.waitUntil(down.isVisible)
    QApplication.processEvents()
    assert across.maximum() == 0


def test_the_grid_copies_as_a_spreadsheet_takes_it(page: InspectionsPage) -> None:
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == 7
    assert lines[0].split("\t")[4] == "ILACS short inspection, 24 to 28 April 2023"
    assert lines[4].split("\t") == [
        "The experiences and progress of care leavers", "No grade entered", "Not graded", "Outstanding",
        "No grade entered",
    ]  # fmt: skip


def test_colours_of_grades_come_with_the_length_of_the_scale() -> None:
    assert [grade_value(level, 4) for level in (1, 2, 3, 4)] == ["blue", "green", "amber", "red"]
    assert [grade_value(level, 3) for level in (1, 2, 3)] == ["green", "amber", "red"]
    assert grade_value(2, 5) == "grey"
    assert short_grade("Requires improvement to be good") == "Requires improvement"
    assert short_area("The experiences and progress of children in care") == "Children in care"
    assert short_area("Experiences and progress of care leavers") == "Care leavers"
    assert short_area("The impact of leaders on practice with children and families") == "The impact of leaders"


def test_a_refused_grade_changes_nothing(plan: Plan, workspace: Workspace, ids: dict[str, str]) -> None:
    table = JudgementTable(lambda *_: None)
    grid = judgement_grid.judgement_grid(plan)
    table.set_grid(grid, {code: frameworks.choice(plan, code) for code in ("sif", "ilacs-2018", "ilacs-2023")})
    index = table.index(0, 3)
    assert not table.setData(index, "good")
    assert table.data(index, Qt.ItemDataRole.EditRole) == "outstanding"
    assert not table.setData(index, "outstanding"), "the same grade is no act"


def test_every_part_of_the_page_has_a_name(page: InspectionsPage) -> None:
    for widget in (page.timeline, page.grid, page.view):
        assert widget.accessibleName()
