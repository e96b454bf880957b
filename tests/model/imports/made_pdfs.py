"""Small PDFs for the tests, written by hand so that every byte of them is known."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

HEIGHT = 842


def show(x: float, top: float, words: str, size: float = 12, font: str = "F1") -> str:
    """The operators that paint ``words`` with their baseline ``top`` points under the top of an A4 page."""
    escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {HEIGHT - top} Tm ({escaped}) Tj ET\n"


def turned(x: float, top: float, words: str, matrix: str = "0 1 -1 0") -> str:
    """The same words, standing up the page."""
    return f"BT /F1 12 Tf {matrix} {x} {HEIGHT - top} Tm ({words}) Tj ET\n"


def rule(x: float, top: float, width: float, height: float) -> str:
    return f"{x} {HEIGHT - top} {width} {height} re f\n"


def pdf(
    pages: Sequence[str | bytes],
    *,
    rotate: int = 0,
    box: str = "0 0 595 842",
    encoding: str = "/WinAnsiEncoding",
    title: str | None = None,
    more: Mapping[str, str] | None = None,
    compress: bool = False,
) -> bytes:
    """One page for each content stream. ``more`` holds further entries of the catalogue."""
    objects: list[bytes] = []

    def add(body: str | bytes) -> int:
        objects.append(body.encode("latin-1") if isinstance(body, str) else body)
        return len(objects)

    entries = " ".join(f"/{key} {value}" for key, value in (more or {}).items())
    add(f"<< /Type /Catalog /Pages 2 0 R {entries} >>")
    add(b"")
    fonts = []
    for name in ("Helvetica", "Helvetica-Bold"):
        fonts.append(add(f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding {encoding} >>"))
    kids = []
    for content in pages:
        data = content.encode("cp1252") if isinstance(content, str) else content
        filters = ""
        if compress:
            data, filters = zlib.compress(data), "/Filter /FlateDecode"
        stream = add(f"<< /Length {len(data)} {filters} >>\nstream\n".encode("latin-1") + data + b"\nendstream")
        resources = f"<< /Font << /F1 {fonts[0]} 0 R /F2 {fonts[1]} 0 R >> >>"
        kids.append(
            add(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Rotate {rotate} "
                f"/Resources {resources} /Contents {stream} 0 R >>"
            )
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>".encode()
    info = add(f"<< /Title ({title}) >>") if title is not None else None
    return assemble(objects, info)


def assemble(objects: Sequence[bytes], info: int | None = None, trailer: str = "") -> bytes:
    """The objects, numbered from 1, with a table that says where each begins."""
    made = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        made += b"%010d 00000 n \n" % place
    of_info = f"/Info {info} 0 R" if info is not None else ""
    made += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {of_info} {trailer} >>\n".encode()
    made += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(made)


def locked() -> bytes:
    """Asks for a password that nobody has: no key fits its digest."""
    plain = pdf([show(72, 100, "Secret")])
    keys = "00" * 32
    crypt = f"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <{keys}> /U <{keys}> >>"
    return plain.replace(b"/Root 1 0 R", f"/Root 1 0 R {crypt} /ID [<{'00' * 16}> <{'00' * 16}>]".encode())
