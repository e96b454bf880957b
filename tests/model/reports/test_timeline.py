"""The line of time as a paper: what is drawn, what is said, what stays out, and that it is read aloud."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from typing import Any

import docx
import pypdfium2
import pytest

from model import actions, areas, date_requests, deadline_rows, inspections, people, time_line
from model.deadlines import Wanted
from model.errors import Fault, Refused
from model.records import Action
from model.reports import timeline as timeline_module
from model.reports.document import Document, Group, Row, Table, cell_text, plain_text
from model.reports.html import write_html
from model.reports.pdf import write_pdf
from model.reports.pictures import TimePicture
from model.reports.timeline import timeline
from model.reports.word import write_word
from model.store.plan import Plan
from tests.model.reports.papers_made import MADE, TODAY, of_sample
from tests.model.reports.test_formats_pdf import tags, words


@pytest.fixture
def sample(plan: Plan) -> Plan:
    return of_sample(plan, "lincolnshire")


def pictures(paper: Document) -> list[TimePicture]:
    return [block for block in paper.blocks if isinstance(block, TimePicture)]


def the_table(paper: Document) -> Table:
    (found,) = [block for block in paper.blocks if isinstance(block, Table)]
    return found


def whats(paper: Document) -> list[str]:
    return [cell_text(row.cells[3]) for row in the_table(paper).rows if isinstance(row, Row)]


def test_every_date_is_in_a_picture_once_and_in_the_table_once(sample: Plan) -> None:
    paper = timeline(sample, TODAY, MADE)
    shown, _ = time_line.read(sample, TODAY, Wanted())
    drawn = [mark for picture in pictures(paper) for row in picture.rows for mark in row.marks]
    assert len(drawn) == shown.shown == len(whats(paper)) > 30
    assert sum(mark.standing == "late" for mark in drawn) == shown.late
    groups = [row.text for row in the_table(paper).rows if isinstance(row, Group)]
    assert groups[0] == f"Late ({shown.late})"
    assert all(0 <= mark.at <= 1 for mark in drawn)


def test_marks_stand_to_scale(sample: Plan) -> None:
    picture = pictures(timeline(sample, TODAY, MADE))[0]
    line = time_line.time_line(sample, TODAY, Wanted())
    lanes = [lane for lane in line.rows if isinstance(lane, time_line.Lane)]
    drawn = [row for row in picture.rows if row.marks]
    first, last = lanes[0].marks[0], lanes[1].marks[-1]
    per_day = (drawn[1].marks[-1].at - drawn[0].marks[0].at) / (last.day - first.day)
    assert picture.today is not None
    assert picture.today - drawn[0].marks[0].at == pytest.approx((line.today - first.day) * per_day, abs=1e-4)


def test_the_picture_says_in_words_what_it_shows(sample: Plan) -> None:
    found = pictures(timeline(sample, TODAY, MADE))
    assert len(found) == 2
    assert found[0].alt.startswith("Part 1 of 2 of a line of time from ")
    assert "today 30 August 2023" in found[0].alt
    assert found[0].alt.endswith("The table after the pictures gives every date in words.")
    late = sum(int(re.search(r"(\d+) late|none late", one.alt)[1] or 0) for one in found)  # type: ignore[index]
    assert late == 5
    assert [words for _, words in found[0].key][:3] == [
        "agreed date", "agreed first, with a bar to the date now", "forecast, where it differs",
    ]  # fmt: skip
    assert found[1].key == ()


@pytest.mark.parametrize(("paper", "size"), [("a4", (842, 595)), ("a3", (1191, 842))])
def test_the_pdf_is_tagged_landscape_and_its_figures_have_a_text(
    sample: Plan, paper: str, size: tuple[int, int]
) -> None:
    document = timeline(sample, TODAY, MADE, paper=paper)
    made = write_pdf(document)
    with pypdfium2.PdfDocument(made.content) as pdf:
        assert {tuple(round(side) for side in pdf.get_page_size(page)) for page in range(len(pdf))} == {size}
    assert b"pdfuaid" in made.content
    kinds = [kind for kind, _ in tags(made.content)]
    assert kinds.count("Figure") == len(pictures(document))
    assert alternatives(made.content) == [picture.alt for picture in pictures(document)]
    assert "Every date, month by month" in words(made.content)


def alternatives(content: bytes) -> list[str]:
    """The texts that stand for the figures."""
    import ctypes

    import pypdfium2.raw as pdfium

    found: list[str] = []

    def text(element: Any, read: Any) -> str:
        buffer = ctypes.create_string_buffer(4000)
        size = read(element, buffer, 4000)
        return buffer.raw[: max(0, size - 2)].decode("utf-16-le")

    def walk(element: Any) -> None:
        if text(element, pdfium.FPDF_StructElement_GetType) == "Figure":
            found.append(text(element, pdfium.FPDF_StructElement_GetAltText))
        for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
            if child:
                walk(child)

    with pypdfium2.PdfDocument(content) as pdf:
        for page in pdf:
            tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
            for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
                walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index))
            pdfium.FPDF_StructTree_Close(tree)
    return found


def test_web_page_and_word_say_the_picture_and_have_the_table(sample: Plan) -> None:
    paper = timeline(sample, TODAY, MADE, paper="a3")
    page = write_html(paper).decode()
    word = docx.Document(io.BytesIO(write_word(paper)))
    paragraphs = [one.text for one in word.paragraphs]
    for picture in pictures(paper):
        assert f"{picture.caption}. {picture.alt}" in page.replace("&#x27;", "'")
        assert f"{picture.caption}. {picture.alt}" in paragraphs
    assert "@page{size:A3" in page
    assert page.count("<tr>") + page.count("<tr ") > len(whats(paper))
    assert round(word.sections[0].page_width.pt) == 1191
    assert len(word.tables[0].rows) == len(the_table(paper).rows) + 1


def test_text_of_people_is_never_markup(plan: Plan) -> None:
    nasty = '#strong[x] $y$ <b>z</b> "q" \\ [brackets] @ref // note'
    area = areas.add(plan, nasty)
    actions.add(plan, area, nasty, on_day=TODAY, agreed=TODAY - timedelta(days=3))
    paper = timeline(plan, TODAY, MADE)
    # Lines are broken where the page asks for it; what counts is that each character is there.
    plain = "".join(words(write_pdf(paper).content).split())
    assert "".join(nasty.split()) in plain
    assert "<b>z</b>" not in write_html(paper).decode()
    assert nasty in plain_text(paper)


def test_names_give_way_to_posts(plan: Plan) -> None:
    person = people.add(plan, "Jo Example", kind="person", post="Head of Leaving Care")
    area = areas.add(plan, "Area")
    actions.add(plan, area, "Do", on_day=TODAY, agreed=TODAY, owner=person)
    said = plain_text(timeline(plan, TODAY, MADE, posts=True, group="owner"))
    assert "Jo Example" not in said
    assert "Head of Leaving Care" in said
    assert "Jo Example" in plain_text(timeline(plan, TODAY, MADE, posts=False))


def test_what_is_exempt_or_under_embargo_stays_out_and_is_counted(plan: Plan) -> None:
    visit = inspections.add(
        plan, framework="ilacs-2023", type="short", title="Secret visit", fieldwork_start=date(2023, 7, 24),
        fieldwork_end=date(2023, 7, 28), embargo_until=TODAY + timedelta(days=9),
    )  # fmt: skip
    closed, open_area = areas.add(plan, "Closed area"), areas.add(plan, "Open area")
    areas.add_source(plan, closed, inspection=visit)
    areas.add_source(plan, open_area, inspection=visit)
    areas.add_source(plan, open_area, origin="audit", note="Our own audit")
    actions.add(plan, closed, "Hidden by embargo", on_day=TODAY, agreed=TODAY)
    actions.add(plan, open_area, "Told", on_day=TODAY, agreed=TODAY)
    secret = actions.add(plan, open_area, "Exempt action", on_day=TODAY, agreed=TODAY)
    actions.edit(plan, secret, exempt=True)
    for group in time_line.GROUPS:
        paper = timeline(plan, TODAY, MADE, group=group)
        said = plain_text(paper)
        assert whats(paper) == ["2.1 Told"]
        for hidden in ("Hidden by embargo", "Exempt action", "Secret visit", "Closed area"):
            assert hidden not in said
        assert "1 action is exempt from publication, and is not shown." in said
        assert "Under embargo" in said


def test_a_move_that_is_asked_for_is_drawn_and_said(sample: Plan) -> None:
    (row,) = [one for one in sample.all(Action) if one.number == "1.4"]
    date_requests.ask(sample, [row.id], date(2024, 6, 28), "The supplier is late", TODAY)
    paper = timeline(sample, TODAY, MADE)
    asked = [mark for one in pictures(paper) for line in one.rows for mark in line.marks if mark.asked is not None]
    assert len(asked) == 1
    assert asked[0].asked is not None
    assert asked[0].asked > asked[0].at
    assert ("asked", "move asked for, not agreed yet") in pictures(paper)[0].key
    assert "sked to be moved to 28 June 2024, which is not agreed yet" in plain_text(paper)
    assert b"pdfuaid" in write_pdf(paper).content


def test_filters_are_said_at_the_head(sample: Plan) -> None:
    visit = inspections.in_order(sample)[-1]
    paper = timeline(sample, TODAY, MADE, wanted=Wanted(kinds=("action",), inspections=(visit.id,), done=True))
    assert f"raised by {inspections.name_of(sample, visit)}; with what is done or past" in plain_text(paper)
    assert {cell_text(row.cells[2]) for row in the_table(paper).rows if isinstance(row, Row)} == {"Action"}


def test_what_cannot_be_drawn_is_refused_in_a_sentence(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="take a filter off"):
        timeline(plan, TODAY, MADE)
    area = areas.add(plan, "Area")
    for number in range(3):
        actions.add(plan, area, f"Do {number}", on_day=TODAY, agreed=TODAY)
    monkeypatch.setattr(timeline_module, "MOST", 2)
    with pytest.raises(Refused, match="3 rows; 2 can be printed"):
        timeline(plan, TODAY, MADE)
    with pytest.raises(Fault):
        Document("T", MADE, (), paper="letter")


def test_many_rows_take_many_pages_and_groups_are_named_again(plan: Plan) -> None:
    area = areas.add(plan, "Area")
    with plan.batch("Fill"):
        for number in range(1, 101):
            day = TODAY + timedelta(days=number)
            row = plan.add("action", area=area, area_number=1, item_number=number, title=f"Action {number}",
                     first_agreed=day, agreed=day, position=float(number))  # fmt: skip
            plan.add("date_change", action=row, old=None, new=day, on_day=TODAY)
    for paper in ("a4", "a3"):
        document = timeline(plan, TODAY, MADE, paper=paper)
        found = pictures(document)
        assert len(found) > 2
        assert [one.rows[0].label for one in found] == ["1 Area", *["1 Area, continued"] * (len(found) - 1)]
        assert sum(len(row.marks) for one in found for row in one.rows) == 100
        made = write_pdf(document)
        # Each picture has a page of its own, and no page is left empty between them.
        with pypdfium2.PdfDocument(made.content) as pdf:
            texts = [page.get_textpage().get_text_bounded() for page in pdf]
        assert [f"part {number + 1} of {len(found)}" in texts[number] for number in range(len(found))] == [True] * len(
            found
        )


def test_days_of_three_centuries_fit_a_page(plan: Plan) -> None:
    area = areas.add(plan, "Area")
    for number, agreed in enumerate((date(1950, 1, 1), date(2023, 9, 1), date(2190, 12, 31))):
        actions.add(plan, area, f"Do {number}", on_day=date(1950, 1, 1), agreed=agreed)
    paper = timeline(plan, TODAY, MADE)
    (picture,) = pictures(paper)
    assert all(0 <= mark.at <= 1 for row in picture.rows for mark in row.marks)
    assert write_pdf(paper).pages == 1


def test_the_table_says_what_the_list_on_the_page_says(sample: Plan) -> None:
    paper = timeline(sample, TODAY, MADE, posts=False)
    shown, _ = time_line.read(sample, TODAY, Wanted())
    keys = [entry.key for section in shown.sections for entry in section.entries]
    listed = deadline_rows.rows(sample, keys, TODAY)
    assert whats(paper) == [f"{row.number} {row.what}".strip() for row in listed]
