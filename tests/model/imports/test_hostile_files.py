"""Whatever comes from outside: one plain sentence, or a sound reading, and the program goes on."""

from __future__ import annotations

import contextlib
import io
import re
import socket
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.errors import Refused
from model.imports import child, limits, reading
from model.imports.pages import Reading
from tests.model.imports import hostile_files, made_pdfs
from tests.model.imports.made_pdfs import pdf, show

SENTENCE = re.compile(r"[^\n]{10,300}[.!?]$")


@pytest.fixture(scope="module")
def reader() -> Iterator[child.Reader]:
    with child.Reader(seconds=20) as process:
        yield process


def read(reader: child.Reader, folder: Path, content: bytes, name: str = "paper.bin") -> Reading | str:
    """What the process apart makes of it: a reading, or the sentence of the refusal."""
    path = folder / name
    path.write_bytes(content)
    found: Reading | Refused
    try:
        found = reader.read(path)
    except Refused as error:
        found = error
    if isinstance(found, Reading):
        return found
    assert SENTENCE.match(str(found)), str(found)
    assert not getattr(found, "__notes__", []), "the process died"
    return str(found)


def words(found: Reading | str) -> list[str]:
    assert isinstance(found, Reading), found
    return [line.text for page in found.pages for line in page.lines]


PLAIN = pdf([show(72, 100, "What needs to improve"), show(72, 100, "The timeliness of visits.")])

REFUSED = {
    "empty": (b"", "is empty"),
    "blank": (b" \r\n\0\0 ", "is empty"),
    "locked PDF": (made_pdfs.locked(), "locked with a password"),
    "no PDF": (b"%PDF-1.7\nnothing more", "damaged"),
    "nothing but pages that hold themselves": (hostile_files.pages_in_a_ring(), "damaged"),
    "2,000 pages": (pdf([show(72, 100, "x")] * 2000), "2,000 pages"),
    "bomb": (hostile_files.zip_bomb(), "unpacks to far more"),
    "bomb that lies": (hostile_files.lying_zip(), "unpacks to far more|damaged"),
    "entity of a file": (hostile_files.external_entity("file:///etc/hostname"), "definitions"),
    "many laughs": (hostile_files.many_laughs(), "definitions|damaged"),
    "deep Word file": (hostile_files.deep_word_file(5000), "damaged"),
    "six thousand parts": (hostile_files.many_entries(6000), "parts"),
    "truncated Word file": (hostile_files.word_file()[:-400], "damaged"),
    "spreadsheet": (b"PK\x03\x04", "damaged"),
    "old Word file": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
        r"Word before 2007 \(\.doc\)",
    ),
    "locked Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    "rich text": (b"{\\rtf1\\ansi Words}", "Rich Text"),
    "e-mail": (b"From: a@example.org\r\nMIME-Version: 1.0\r\nSubject: Report\r\n\r\nWords", "an e-mail"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(200), "picture"),
    "noise": (bytes(range(256)) * 40, "none of the kinds"),
    "50 MB of text": (b"All work and no play. " * (50 * 1024 * 1024 // 22), "50 MB of text"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_is_refused_in_one_sentence(case: str, reader: child.Reader, tmp_path: Path) -> None:
    content, sentence = REFUSED[case]
    found = read(reader, tmp_path, content)
    assert isinstance(found, str), found
    assert re.search(sentence, found), found


@pytest.mark.parametrize(
    ("part", "called"), [("xl/workbook.xml", "workbook"), ("ppt/presentation.xml", "presentation")]
)
def test_other_files_of_office_are_named(part: str, called: str, reader: child.Reader, tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr(part, "<x/>")
    assert f"is a {called}" in str(read(reader, tmp_path, buffer.getvalue(), "report.docx"))


def test_a_truncated_pdf_gives_what_is_left_or_a_sentence(reader: child.Reader, tmp_path: Path) -> None:
    for length in range(0, len(PLAIN), 37):
        found = read(reader, tmp_path, PLAIN[:length])
        if isinstance(found, Reading):
            assert set(words(found)) <= {"What needs to improve", "The timeliness of visits.", "%PDF-1.7"}


def test_a_broken_table_of_objects_is_mended(reader: child.Reader, tmp_path: Path) -> None:
    for broken in (
        hostile_files.broken_table(PLAIN),
        PLAIN.partition(b"xref")[0] + b"trailer" + PLAIN.partition(b"trailer")[2],
        PLAIN.replace(b"startxref", b"startxxxx"),
    ):
        assert words(read(reader, tmp_path, broken)) == ["What needs to improve", "The timeliness of visits."]


def test_a_pdf_may_begin_with_something_else(reader: child.Reader, tmp_path: Path) -> None:
    assert words(read(reader, tmp_path, b"HTTP/1.1 200 OK\r\n\r\n" + PLAIN))[0] == "What needs to improve"


def test_objects_nested_deeply_do_no_harm(reader: child.Reader, tmp_path: Path) -> None:
    for content in (hostile_files.deep_objects(20_000), hostile_files.form_in_itself()):
        read(reader, tmp_path, content)
    assert words(read(reader, tmp_path, PLAIN))


def test_a_pdf_that_blows_up_ends_within_the_limits(tmp_path: Path) -> None:
    """700 MB of blanks, packed to some kilobytes."""
    with child.Reader(seconds=4) as process:
        path = tmp_path / "paper.pdf"
        path.write_bytes(hostile_files.pdf_bomb(700))
        with contextlib.suppress(Refused):  # it may be read, where the system is fast
            assert isinstance(process.read(path), Reading)
        path.write_bytes(PLAIN)
        assert words(process.read(path))


def test_a_script_in_a_pdf_is_nothing(reader: child.Reader, tmp_path: Path) -> None:
    assert words(read(reader, tmp_path, hostile_files.pdf_with_script())) == ["Words"]


def test_a_macro_is_not_run_and_said(reader: child.Reader, tmp_path: Path) -> None:
    content = hostile_files.with_parts(
        hostile_files.word_file(), {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(500)}
    )
    found = read(reader, tmp_path, content, "report.docm")
    assert isinstance(found, Reading)
    assert found.remarks == ("The file holds macros; they were not run.",)
    assert "What needs to improve" in words(found)


def test_nothing_is_fetched(reader: child.Reader, tmp_path: Path) -> None:
    """A server that nobody may ask stands by."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        over = threading.Event()

        def listen() -> None:
            while not over.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                asked.append(b"asked")
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            place = f"http://127.0.0.1:{port}/"
            page = (
                f'<!DOCTYPE html SYSTEM "{place}x.dtd"><html><head><link rel=stylesheet href="{place}a.css">'
                f'<script src="{place}a.js"></script><meta http-equiv="refresh" content="0;url={place}"></head>'
                f'<body><p>What needs to improve</p><img src="{place}a.png"><iframe src="{place}"></iframe>'
            )
            assert words(read(reader, tmp_path, page.encode())) == ["What needs to improve"]
            assert isinstance(read(reader, tmp_path, hostile_files.external_entity(place)), str)
            linked = hostile_files.with_parts(
                hostile_files.word_file(),
                {
                    "word/_rels/document.xml.rels": (
                        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                        f'relationships/styles" Target="{place}t.dotm" TargetMode="External"/></Relationships>'
                    ).encode()
                },
            )
            assert "What needs to improve" in words(read(reader, tmp_path, linked))
        finally:
            over.set()
            thread.join()
    assert asked == []


def test_a_file_of_this_computer_is_not_drawn_in(reader: child.Reader, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("The secret of this computer")
    place = secret.as_uri()
    entity = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY s SYSTEM "{place}">]>'
    for content in (
        hostile_files.external_entity(place),
        f'<html><body><p>Words</p><iframe src="{place}"></iframe><object data="{place}">x</object>'.encode(),
        f"{entity}<html><body><p>Words &s;</p></body></html>".encode(),
    ):
        found = read(reader, tmp_path, content)
        assert "secret" not in (found if isinstance(found, str) else " ".join(words(found)))


def test_scripts_and_what_is_hidden_are_left_out(reader: child.Reader, tmp_path: Path) -> None:
    page = """<html><head><title>Agenda item</title><style>p { color: red }</style></head><body onload="evil()">
    <script>document.write("<p>written</p>")</script><noscript>no script</noscript>
    <h2>Minutes</h2><p>It was <b>resolved</b><!-- not --> that:</p>
    <ul><li>the report be noted</li><li hidden>hidden</li><li style="display: none">hidden</li></ul>
    <ol start="3"><li>an update be brought</li></ol><template><p>template</p></template>
    <p onclick="evil()">Line one<br>line two</p><textarea>typed</textarea><svg><text>drawn</text></svg></body></html>"""
    found = read(reader, tmp_path, page.encode())
    assert isinstance(found, Reading)
    assert found.title == "Agenda item"
    assert [(line.text, line.role) for line in found.pages[0].lines] == [
        ("Minutes", "heading 2"),
        ("It was resolved that:", None),
        ("\u2022 the report be noted", "bullet"),
        ("3. an update be brought", "number"),
        ("Line one", None),
        ("line two", None),
    ]


def test_what_cannot_be_seen_is_dropped_from_words(reader: child.Reader, tmp_path: Path) -> None:
    inside = "im\u200bpro\u00adve\u202e visits\u202c \u2066plans\u2069 \ufeffand\u0000 of\ufb01ce\u0007"
    clean = "improve visits plans and office"
    assert words(read(reader, tmp_path, inside.encode("utf-8"))) == [clean]
    assert words(read(reader, tmp_path, inside.encode("utf-16"))) == [clean]
    assert words(read(reader, tmp_path, f"<html><body><p>{inside}</p></body></html>".encode())) == [clean]
    assert (
        words(read(reader, tmp_path, hostile_files.word_file(inside.replace("\0", "").replace("\7", ""))))[1] == clean
    )
    assert reading.read_text(inside).pages[0].lines[0].text == clean


def test_writing_from_right_to_left_keeps_its_order(reader: child.Reader, tmp_path: Path) -> None:
    words_of_it = "\u05d3\u05d5\u05d7 \u05e2\u05dc \u05d9\u05dc\u05d3\u05d9\u05dd, page 2"
    for content in (
        words_of_it.encode(),
        f"<p dir=rtl>{words_of_it}</p>".encode(),
        hostile_files.word_file(words_of_it),
    ):
        assert words_of_it in words(read(reader, tmp_path, content))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_read_in_whatever_it_was_written(encoding: str, reader: child.Reader, tmp_path: Path) -> None:
    text = "Children\u2019s services \u2013 \u00a35 million\n\nThe second paragraph \u2018as it is\u2019\n"
    found = words(read(reader, tmp_path, text.encode(encoding)))
    assert found == ["Children\u2019s services \u2013 \u00a35 million", "", "The second paragraph \u2018as it is\u2019"]


def test_html_nested_very_deeply_is_read_as_far_as_it_goes(reader: child.Reader, tmp_path: Path) -> None:
    page = "<html><body><p>Words</p>" + "<div>" * 50_000 + "deep" + "</div>" * 50_000
    found = read(reader, tmp_path, page.encode())
    assert "Words" in words(found)


def test_more_text_than_is_read_is_cut_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CHARACTERS", 100)
    found = reading.read_text("A line of words\n" * 20)
    assert sum(len(line.text) for line in found.pages[0].lines) <= 100
    assert "what comes after was not read" in found.remarks[0]
    found = reading.read_content(pdf([show(72, 100, "A line of words " * 10)] * 3), "paper.pdf")
    assert "what comes after was not read" in found.remarks[-1]


def test_a_part_is_locked(reader: child.Reader, tmp_path: Path) -> None:
    content = bytearray(hostile_files.word_file())
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        content[place + 8] |= 1
        place = content.find(b"PK\x01\x02", place + 1)
    assert "locked with a password" in str(read(reader, tmp_path, bytes(content)))


def test_a_document_in_word_without_a_document(reader: child.Reader, tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/other.xml", "<x/>")
    assert "no document in" in str(read(reader, tmp_path, buffer.getvalue()))
