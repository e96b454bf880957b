"""Files that were made to do harm, or that are broken: each small, and made here."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import docx

from tests.model.imports.made_pdfs import assemble, pdf, show


def word_file(text: str = "What needs to improve") -> bytes:
    document = docx.Document()
    document.add_heading("Inspection of Borsetshire children's services", 1)
    document.add_paragraph(text)
    document.add_paragraph("The timeliness of visits.", style="List Bullet")
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_parts(content: bytes, parts: Mapping[str, bytes], *, instead: Mapping[bytes, bytes] | None = None) -> bytes:
    """The same ZIP with parts added or replaced, and words of its document replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename in parts:
                continue
            data = old.read(entry)
            if entry.filename == "word/document.xml":
                for before, after in (instead or {}).items():
                    assert before in data
                    data = data.replace(before, after)
            new.writestr(entry.filename, data)
        for name, data in parts.items():
            new.writestr(name, data)
    return buffer.getvalue()


def zip_bomb() -> bytes:
    """A Word file whose document unpacks to 300 MB of spaces."""
    document = b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        with packed.open("word/document.xml", "w") as part:
            part.write(document)
            for _ in range(300):
                part.write(b" " * 1024 * 1024)
    return buffer.getvalue()


def lying_zip() -> bytes:
    """The same, whose list of contents says that it unpacks to ten bytes."""
    content = bytearray(zip_bomb())
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        size = packed.getinfo("word/document.xml").file_size
    return bytes(content.replace(struct.pack("<L", size), struct.pack("<L", 10)))


def external_entity(system: str) -> bytes:
    root = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    made = with_parts(word_file("TheWords"), {})
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        document = packed.read("word/document.xml")
    body = document.partition(b"?>")[2].replace(b"TheWords", b"&outside;")
    doctype = f'<!DOCTYPE w:document [<!ENTITY outside SYSTEM "{system}">]>'.encode()
    return with_parts(made, {"word/document.xml": root + doctype + body})


def many_laughs() -> bytes:
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    body = (
        f"<!DOCTYPE w:document [{entities}]>"
        "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
        "<w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>"
    )
    return with_parts(word_file(), {"word/document.xml": body.encode()})


def deep_word_file(depth: int) -> bytes:
    opened, closed = "<w:sdt><w:sdtContent>" * depth, "</w:sdtContent></w:sdt>" * depth
    body = (
        "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
        f"<w:body>{opened}<w:p><w:r><w:t>Deep</w:t></w:r></w:p>{closed}</w:body></w:document>"
    )
    return with_parts(word_file(), {"word/document.xml": body.encode()})


def many_entries(count: int) -> bytes:
    return with_parts(word_file(), {f"word/media/{number}.png": b"" for number in range(count)})


def pdf_bomb(megabytes: int) -> bytes:
    """A page whose content is so many megabytes of blanks, packed a thousandfold, then once more."""
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(b" " * 1024 * 1024) for _ in range(megabytes)) + packer.flush()
    twice = zlib.compress(packed, 9)
    words = show(72, 100, "Words").encode()
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [5 0 R 6 0 R] "
        b"/Resources << /Font << /F1 4 0 R >> >> >>"
    )
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            page,
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(twice) + twice + b"\nendstream",
            b"<< /Length %d >>\nstream\n" % len(words) + words + b"\nendstream",
        ]
    )


def deep_objects(depth: int) -> bytes:
    """Arrays within arrays, where the list of pages should be."""
    return assemble(
        [b"<< /Type /Catalog /Pages 2 0 R /Deep " + b"[" * depth + b"]" * depth + b" >>",
         b"<< /Type /Pages /Kids [" + b"[" * depth + b"]" * depth + b"] /Count 1 >>"]
    )  # fmt: skip


def pages_in_a_ring() -> bytes:
    """The list of pages holds itself."""
    return assemble(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>"]
    )


def form_in_itself() -> bytes:
    """A form that paints itself."""
    form = b"/Self Do BT /F1 12 Tf 72 700 Td (Words) Tj ET"
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources 6 0 R >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Length 8 >>\nstream\n/Self Do\nendstream",
            b"<< /Font << /F1 4 0 R >> /XObject << /Self 7 0 R >> >>",
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources 6 0 R /Length %d >>\nstream\n" % len(form)
            + form + b"\nendstream",
        ]
    )  # fmt: skip


def pdf_with_script() -> bytes:
    action = "<< /S /JavaScript /JS (app.alert\\('x'\\)) >>"
    return pdf([show(72, 100, "Words")], more={"OpenAction": action, "AA": f"<< /WC {action} >>"})


def broken_table(content: bytes) -> bytes:
    """Every place in the table of objects is wrong by seven bytes."""
    head, mark, tail = content.partition(b"xref\n")
    lines = tail.split(b"\n")
    moved = [b"%010d 00000 n " % (int(line[:10]) + 7) if line.endswith(b" n ") else line for line in lines]
    return head + mark + b"\n".join(moved)
