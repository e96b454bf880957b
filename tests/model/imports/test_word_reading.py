"""Word files, web pages and text: what stands in them, in its order, with what the file says it is."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from model.errors import Refused
from model.imports import reading
from model.imports.pages import Reading
from tests.model.imports.hostile_files import saved, with_parts, word_file


def read(content: bytes, name: str = "paper") -> Reading:
    return reading.read_content(content, name)


def roles(content: bytes) -> list[tuple[str, str | None]]:
    return [(line.text, line.role) for page in read(content).pages for line in page.lines]


def test_headings_lists_and_tables_of_a_word_file() -> None:
    document = docx.Document()
    document.core_properties.title = "Report to the Board"
    document.add_heading("What needs to improve", 2)
    document.add_paragraph("The timeliness of visits.", style="List Bullet")
    for words in ("First.", "Second."):
        document.add_paragraph(words, style="List Number")
    table = document.add_table(2, 3)
    for number, words in enumerate(("Judgement", "Grade", "Since", "Overall", "Good", "2023")):
        table.cell(number // 3, number % 3).text = words
    document.add_paragraph("The last paragraph.")
    document.sections[0].header.paragraphs[0].text = "Borsetshire County Council"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    content = saved(document)
    found = read(content, "report.docx")
    assert (found.kind, found.title, found.remarks) == ("docx", "Report to the Board", ())
    assert [(line.text.lstrip("\u2022\uf0b7 "), line.role) for line in found.pages[0].lines] == [
        ("Borsetshire County Council", "header"),
        ("What needs to improve", "heading 2"),
        ("The timeliness of visits.", "bullet"),
        ("1. First.", "number"),
        ("2. Second.", "number"),
        ("Judgement", "cell 0,0"),
        ("Grade", "cell 0,1"),
        ("Since", "cell 0,2"),
        ("Overall", "cell 1,0"),
        ("Good", "cell 1,1"),
        ("2023", "cell 1,2"),
        ("The last paragraph.", None),
        ("Page 1", "footer"),
    ]
    heading = found.pages[0].lines[1]
    assert heading.bold
    assert heading.size == 13
    assert not found.pages[0].lines[-2].bold


def test_a_frame_with_one_column_is_no_table_in_word() -> None:
    document = docx.Document()
    table = document.add_table(2, 1)
    table.cell(0, 0).text = "In a frame"
    table.cell(1, 0).add_table(1, 2)
    inner = table.cell(1, 0).tables[0]
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Body", "Area"
    assert roles(saved(document)) == [("In a frame", None), ("Body", "cell 0,0"), ("Area", "cell 0,1")]


def test_merged_cells_keep_their_columns() -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    wide = table.cell(0, 0).merge(table.cell(0, 1))
    wide.text = "wide"
    high = table.cell(1, 0).merge(table.cell(2, 0))
    high.text = "high"
    found = dict(roles(saved(document)))
    assert found["wide"] == "cell 0,0"
    assert found["02"] == "cell 0,2"
    assert found["high"] == "cell 1,0"
    assert found["21"] == "cell 2,1"


def test_what_was_deleted_or_hidden_is_left_out_and_what_was_inserted_is_not() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The visits ")
    hidden = paragraph.add_run("secretly ")
    hidden.font.hidden = True
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>are on time</w:t></w:r></w:ins>"))
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>were late</w:delText></w:r></w:del>"))
    found = read(saved(document))
    assert [line.text for line in found.pages[0].lines] == ["The visits are on time"]
    assert found.remarks == ("Some text of the file is hidden in Word; it was left out.",)


def test_a_line_break_begins_a_line_and_a_page_that_word_drew_a_page() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Dear colleague")
    paragraph.add_run().add_break()
    paragraph.add_run("Focused visit")
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    last = document.add_paragraph("On the second page")
    last.runs[0]._r.insert(0, OxmlElement("w:lastRenderedPageBreak"))
    document.add_paragraph("And so is this.")
    found = read(saved(document))
    assert [[line.text for line in page.lines] for page in found.pages] == [
        ["Dear colleague", "Focused visit"],
        ["On the second page", "And so is this."],
    ]


def test_a_footnote_stands_at_the_end_of_its_page() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Section 20 applies")
    mark = OxmlElement("w:footnoteReference")
    mark.set(qn("w:id"), "2")
    paragraph.add_run()._r.append(mark)
    paragraph.add_run(" here.")
    document.add_paragraph("The next paragraph.")
    note = "<w:footnote w:id='2'><w:p><w:r><w:t>Of the Act.</w:t></w:r></w:p></w:footnote>"
    notes = f"<w:footnotes {nsdecls('w')}>{note}</w:footnotes>"
    content = saved(document)
    related = _relations(content).replace(
        "</Relationships>",
        '<Relationship Id="rIdN" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" '
        'Target="footnotes.xml"/></Relationships>',
    )
    content = with_parts(
        content, {"word/footnotes.xml": notes.encode(), "word/_rels/document.xml.rels": related.encode()}
    )
    assert roles(content) == [
        ("Section 20 applies\u00b9 here.", None),
        ("The next paragraph.", None),
        ("\u00b9 Of the Act.", "footnote"),
    ]


def _relations(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return packed.read("word/_rels/document.xml.rels").decode()


def test_a_word_file_is_known_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(word_file())
    assert reading.read(path).kind == "docx"
    path = tmp_path / "report.docx"
    path.write_bytes(b"<html><body><p>Words</p></body></html>")
    assert reading.read(path).kind == "html"
    path.write_bytes(b"Just words")
    assert reading.read(path).kind == "text"


def test_a_word_file_without_words_says_so() -> None:
    assert read(saved(docx.Document())).remarks == ("There is no text in this file.",)


MODERNGOV = """<html><head><title>Agenda item - Focused visit</title></head><body>
<div id="header"><a href="/">Home</a><ul><li>Councillors</li><li>Meetings</li></ul></div>
<div class="mgContent"><h1>Agenda item</h1><h2>Focused visit</h2>
<p>(To receive a report from the Executive Director, which invites the Committee to consider it)</p>
<h3>Minutes:</h3><div><p class="MsoNormal">The Committee was advised that an action plan would be in place<span>
</span>within the next 12 months.</p><ol type="a"><li>That the report be noted.</li><li>That it come back.</li></ol>
<table><tr><td colspan="2">Measures</td></tr><tr><td>Visits</td><td>81%</td></tr></table></div></div>
<div id="footer">Contact us</div></body></html>"""


def test_a_page_of_moderngov_is_read_without_what_is_round_it() -> None:
    found = read(MODERNGOV.encode())
    assert found.title == "Agenda item - Focused visit"
    assert [(line.text, line.role) for line in found.pages[0].lines] == [
        ("Home", "header"),
        ("\u2022 Councillors", "header"),
        ("\u2022 Meetings", "header"),
        ("Agenda item", "heading 1"),
        ("Focused visit", "heading 2"),
        ("(To receive a report from the Executive Director, which invites the Committee to consider it)", None),
        ("Minutes:", "heading 3"),
        ("The Committee was advised that an action plan would be in place within the next 12 months.", None),
        ("a. That the report be noted.", "number"),
        ("b. That it come back.", "number"),
        ("Measures", None),
        ("Visits", "cell 1,0"),
        ("81%", "cell 1,1"),
        ("Contact us", "footer"),
    ]


def test_lines_that_were_typed_stay_lines() -> None:
    assert roles(b"<html><body><pre>MINUTES\nof the   meeting\n\nheld on 4 May</pre></body></html>") == [
        ("MINUTES", None),
        ("of the meeting", None),
        ("held on 4 May", None),
    ]


def test_text_keeps_its_empty_lines_and_pages() -> None:
    found = reading.read_text("One\r\ntwo\n\n\n\nThree\x0cFour\n\n")
    assert [[line.text for line in page.lines] for page in found.pages] == [["One", "two", "", "Three"], ["Four"]]
    assert found.name == "pasted text"


def test_no_text_at_all_is_refused() -> None:
    with pytest.raises(Refused, match="no text"):
        reading.read_text(" \n\u200b\n ")


def test_the_seeds_are_read(shared: Path) -> None:
    for path in sorted((shared / "seeds").glob("*.txt")):
        found = reading.read(path)
        assert found.kind == "text"
        assert len(found.pages[0].lines) > 5
        assert not found.remarks
