"""Mutated files, read and proposed from: ``python -m bench.fuzz 10000``. None may crash the process, or hang it.

Seeds are small files made here, and single pages of the real reports where they stand beside the project. What kills
the process that reads is kept in ``build/fuzz``, with its number, so that it can be looked into.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import tempfile
import threading
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import docx
import pypdfium2
import typst

from model.errors import Refused
from model.imports import child

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "fuzz"
SECONDS = 20.0
TOKENS = (
    *(b"obj", b"endobj", b"stream", b"endstream", b"xref", b"trailer", b"<<", b">>", b"[", b"]", b"(", b")", b"/Kids"),
    *(b"/Count", b"/Length", b"/Filter", b"/FlateDecode", b"/Type", b"/Parent", b"0 R", b" Tj", b" Tf", b" Tm", b"BT"),
    *(b"/StructParents", b"/MCID", b"/K", b"99999999999", b"-1", b"0.0000001", b"\0", b"\xff\xfe", b"\xe2\x80\x8b"),
    *(b"<p>", b"</p>", b"<table>", b"<td colspan=9999>", b"<li>", b"<!--", b"]]>", b"<!DOCTYPE", b"&a;", b"&#0;"),
    *(b"<w:p>", b"</w:p>", b"<w:tbl>", b"<w:tc>", b"<w:t>", b'w:val="-1"', b'w:val="99999999"'),
)

REPORT = """#set document(title: "Inspection of Borsetshire children's services")
#set page(footer: [Inspection of Borsetshire #h(1fr) #context counter(page).display()])
= Inspection of Borsetshire local authority children's services
Inspection dates: 5 to 9 June 2023 \\ Lead inspector: A. Inspector, His Majesty's Inspector
#table(columns: 2, [Judgement], [Grade], [The impact of leaders on social work practice with children and families],
[Requires improvement to be good], [The experiences and progress of children in care], [Good],
[Overall effectiveness], [Requires improvement to be good])
== What needs to improve
- The timeliness of initial visits.#footnote[As in 2019.]
- The quality of plans. (Paragraphs 12 and 14)
== Areas for priority action
+ The local authority should act by 2 December 2023.
#pagebreak()
#columns(2)[#lorem(90)]
"""
MINUTES = """<html><head><title>Agenda item</title></head><body><main><h1>Children's Services Scrutiny Committee</h1>
<p>Monday, 4 September 2023</p><h2>Minutes:</h2><p>The Committee received a report from the Director, which said:</p>
<ul><li>an action plan would be in place within 12 months;</li><li>the Committee <b>asked</b> why.</li></ul>
<table><tr><th>Measure</th><th>2023</th></tr><tr><td>Visits in time</td><td>81%</td></tr></table>
<p>RESOLVED: that an update be brought to the meeting in March 2024.</p></main></body></html>"""


def seeds() -> list[tuple[str, bytes]]:
    report = typst.compile(REPORT.encode(), ignore_system_fonts=True)
    assert isinstance(report, bytes)
    made = [
        ("typst.pdf", report),
        ("typst-open.pdf", _inflated(report)),
        ("minutes.html", MINUTES.encode()),
        ("minutes.txt", MINUTES.encode("utf-16")),
        ("report.docx", _word_file()),
        ("report.txt", REPORT.encode()),
    ]
    corpus = ROOT.parent / "shared" / "corpus"
    kinds = (
        "earlier-norfolk*",
        "sif-*2014*",
        "sif-*2018*",
        "ilacs-*2019*",
        "ilacs-*2023*",
        "ilacs-*2026*",
        "jtai-*",
        "send-*",
    )
    for kind in kinds:
        for path in sorted(corpus.glob(f"{kind}.pdf"))[:2]:
            page = _first_pages(path)
            made += [(path.name, page), (f"open-{path.name}", _inflated(page))]
    return made


def _first_pages(path: Path) -> bytes:
    """The first page and the third, so that a file is small enough to be read thousands of times."""
    with pypdfium2.PdfDocument(path) as whole, pypdfium2.PdfDocument.new() as few:
        few.import_pages(whole, [0, min(2, len(whole) - 1)])
        buffer = io.BytesIO()
        few.save(buffer)
    return buffer.getvalue()


def _inflated(pdf: bytes) -> bytes:
    """With its small streams unpacked, so that a changed byte changes a word and not all that follows it."""
    made, at = bytearray(), 0
    while True:
        start = pdf.find(b"stream\n", at)
        shift = 7
        if start < 0 or (pdf.find(b"stream\r\n", at) >= 0 and pdf.find(b"stream\r\n", at) < start):
            start, shift = pdf.find(b"stream\r\n", at), 8
        if start < 0:
            return bytes(made + pdf[at:])
        head = pdf.rfind(b"obj", at, start)
        body = start + shift
        end = pdf.find(b"endstream", body)
        entry = pdf[head:start] if head >= 0 else b""
        made += pdf[at : head if head >= 0 else start]
        try:
            opened = (
                zlib.decompress(pdf[body:end]) if b"/FlateDecode" in entry and b"/DecodeParms" not in entry else None
            )
        except zlib.error:
            opened = None
        if opened is None or head < 0:
            made += pdf[head if head >= 0 else start : end]
        else:
            made += entry.replace(b"/FlateDecode", b"").replace(b"/Filter", b"/Was") + b"stream\n" + opened + b"\n"
        at = end if end >= 0 else len(pdf)


def _word_file() -> bytes:
    document = docx.Document()
    document.add_heading("What needs to improve", 2)
    for words in ("The timeliness of visits.", "The quality of plans."):
        document.add_paragraph(words, style="List Number")
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ("Judgement", "Grade", "Overall", "Good"), strict=True):
        cell.text = words
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def mutated(content: bytes, other: bytes, chance: random.Random) -> bytes:
    """Changed in one to eight places."""
    if content.startswith(b"PK") and chance.random() < 0.7:
        return _mutated_inside(content, other, chance)
    made = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        chance.choice(_CHANGES)(made, other, chance)
    return bytes(made)


def _mutated_inside(content: bytes, other: bytes, chance: random.Random) -> bytes:
    """A part of a Word file, packed again."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        parts = (
            "word/document.xml",
            "word/numbering.xml",
            "word/styles.xml",
            "_rels/.rels",
            "word/_rels/document.xml.rels",
        )
        part = chance.choice([name for name in parts if name in old.namelist()])
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry.filename, mutated(data, other, chance) if entry.filename == part else data)
    return buffer.getvalue()


def _flip(made: bytearray, other: bytes, chance: random.Random) -> None:
    if made:
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)


def _put(made: bytearray, other: bytes, chance: random.Random) -> None:
    if made:
        made[chance.randrange(len(made))] = chance.choice((0, 10, 32, 60, 127, 128, 255))


def _cut(made: bytearray, other: bytes, chance: random.Random) -> None:
    at = chance.randrange(len(made) + 1)
    del made[at : at + chance.choice((1, 4, 64, 1024))]


def _end(made: bytearray, other: bytes, chance: random.Random) -> None:
    del made[chance.randrange(len(made) + 1) :]


def _again(made: bytearray, other: bytes, chance: random.Random) -> None:
    at = chance.randrange(len(made) + 1)
    made[at:at] = made[at : at + chance.choice((4, 64, 1024))] * chance.choice((1, 2, 50))


def _splice(made: bytearray, other: bytes, chance: random.Random) -> None:
    at, start = chance.randrange(len(made) + 1), chance.randrange(len(other) + 1)
    made[at:at] = other[start : start + chance.choice((16, 256, 4096))]


def _token(made: bytearray, other: bytes, chance: random.Random) -> None:
    at = chance.randrange(len(made) + 1)
    token = chance.choice(TOKENS)
    if chance.random() < 0.5:
        made[at:at] = token * chance.choice((1, 1, 3, 300))
    else:
        made[at : at + len(token)] = token


def _number(made: bytearray, other: bytes, chance: random.Random) -> None:
    digits = [at for at in range(min(len(made), 200_000)) if 48 <= made[at] < 58] if len(made) < 20_000 else []
    start = chance.choice(digits) if digits else chance.randrange(len(made) + 1)
    made[start : start + 1] = chance.choice((b"0", b"9", b"-1", b"4294967295", b"99999999999999999999", b"1e9"))


_CHANGES: Sequence[Callable[[bytearray, bytes, random.Random], None]] = (
    *(_flip, _flip, _put, _put, _cut, _end, _again, _splice, _token, _token, _number, _number),
)


@dataclass
class Outcomes:
    """``died``: the process did, by a fault of ours or of a library's; ``late``: it was over its time."""

    counts: Counter[str] = field(default_factory=Counter)
    died: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    slowest: float = 0.0
    slowest_case: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)


def run(count: int, seed: int = 0, *, at_once: int = 2, keep: Path | None = KEPT, first: int = 0) -> Outcomes:
    """Case n is the same in every run with the same seed and the same seeds."""
    made, outcomes = seeds(), Outcomes()
    numbers = iter(range(first, first + count))
    threads = [
        threading.Thread(target=_work, args=(made, numbers, seed, outcomes, keep, count)) for _ in range(at_once)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def case(made: Sequence[tuple[str, bytes]], number: int, seed: int) -> tuple[str, bytes]:
    chance = random.Random(seed * 1_000_003 + number)
    name, content = made[number % len(made)]
    return name, mutated(content, chance.choice(made)[1], chance)


def _work(
    made: Sequence[tuple[str, bytes]],
    numbers: Iterator[int],
    seed: int,
    outcomes: Outcomes,
    keep: Path | None,
    count: int,
) -> None:
    with tempfile.TemporaryDirectory(prefix="turnaround-fuzz-") as folder, child.Reader(seconds=SECONDS) as reader:
        while True:
            with outcomes.lock:
                number = next(numbers, None)
            if number is None:
                return
            name, content = case(made, number, seed)
            path = Path(folder) / name
            path.write_bytes(content)
            began = time.monotonic()
            what, note = _read(reader, path)
            took = time.monotonic() - began
            with outcomes.lock:
                outcomes.counts[what] += 1
                if took > outcomes.slowest:
                    outcomes.slowest, outcomes.slowest_case = took, f"{number} {name}"
                if what in ("died", "late"):
                    (outcomes.died if what == "died" else outcomes.late).append(f"{number} {name}: {note}")
                    if keep is not None:
                        keep.mkdir(parents=True, exist_ok=True)
                        (keep / f"{number}-{name}").write_bytes(content)
                if sum(outcomes.counts.values()) % 1000 == 0:
                    print(dict(outcomes.counts), file=sys.stderr)


def _read(reader: child.Reader, path: Path) -> tuple[str, str]:
    try:
        reading, _ = reader.propose(path)
    except Refused as error:
        notes = getattr(error, "__notes__", [])
        if notes:
            return "died", notes[0][-1500:]
        if "could not be read within" in str(error):
            return "late", str(error)
        if "memory" in str(error):
            return "refused: memory", ""
        if "not as it should be" in str(error):
            return "died", "an answer that is none"
        return "refused", ""
    return ("read" if any(page.has_text for page in reading.pages) else "read, no text"), ""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--at-once", type=int, default=2, help="processes")
    given = parser.parse_args()
    began = time.monotonic()
    outcomes = run(given.count, given.seed, at_once=given.at_once, first=given.first)
    took = time.monotonic() - began
    print(f"{given.count:,} files in {took:.0f} s; slowest {outcomes.slowest:.1f} s ({outcomes.slowest_case})")
    for what, count in outcomes.counts.most_common():
        print(f"  {count:6,}  {what}")
    for line in outcomes.died + outcomes.late:
        print(line)
    return 1 if outcomes.died or outcomes.late else 0


if __name__ == "__main__":
    raise SystemExit(main())
