"""The process apart: what it reads comes back whole, and nothing that befalls it befalls the program."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import Refused
from model.imports import child, plain_data, reading
from model.imports.pages import Box, Line, Page, Reading
from model.imports.proposals import (
    Finding,
    InspectionSaid,
    JudgementSaid,
    PrintedDeadline,
    Promise,
    Proposals,
    Stated,
    Words,
)
from tests.model.imports.made_pdfs import pdf, show

ROOT = Path(__file__).resolve().parents[3]
REPORT = pdf([show(72, 100, "What needs to improve", 14, "F2") + show(72, 130, "The timeliness of visits."), ""])


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    path.write_bytes(REPORT)
    return path


@pytest.fixture
def entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Puts a program of the test's in the place of the reading process."""

    def put(body: str) -> None:
        path = tmp_path / "entry.py"
        path.write_text("import sys, os, time\n" + textwrap.dedent(body))
        monkeypatch.setattr(child, "_ENTRY", path)

    return put


def answering(said: bytes) -> str:
    return f"sys.stdin.buffer.readline()\nsys.stdout.buffer.write({said!r})\nsys.stdout.flush()\ntime.sleep(30)\n"


def test_what_is_read_apart_is_what_is_read_here(report: Path) -> None:
    here = reading.read(report)
    assert child.read_apart(report) == here
    assert here.remarks == ("There is no text on page 2.",)


def test_proposals_come_with_the_reading(report: Path) -> None:
    read, proposals = child.propose_apart(report)
    assert read == reading.read(report)
    assert (proposals.sha256, proposals.pages, proposals.name) == (read.sha256, 2, "report.pdf")


def test_pasted_text_is_read_apart_too() -> None:
    read, proposals = child.propose_text_apart("A shopping list\n\nEggs, flour \u2013 and \U0001f6d2\ud800 milk")
    assert [line.text for line in read.pages[0].lines] == [
        "A shopping list",
        "",
        "Eggs, flour \u2013 and \U0001f6d2\ufffd milk",
    ]
    assert proposals.kind == "other"


def test_a_refusal_is_the_same_sentence_as_here(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF-1.7 and no more")
    with pytest.raises(Refused) as here:
        reading.read(path)
    with pytest.raises(Refused) as apart:
        child.read_apart(path)
    assert str(apart.value) == str(here.value)
    with pytest.raises(Refused, match=r"^nothing\.pdf could not be read: "):
        child.read_apart(tmp_path / "nothing.pdf")


def test_one_process_reads_many(report: Path) -> None:
    with child.Reader() as reader:
        assert reader.read(report) == reader.read(report)


def test_a_process_that_dies_is_a_sentence_and_begins_again(report: Path) -> None:
    with child.Reader() as reader:
        reader.read(report)
        process = reader._process
        assert process is not None
        process.kill()
        process.wait()
        assert reader.read(report).pages
        assert reader._process is not None
        assert reader._process.pid != process.pid


@pytest.mark.parametrize(
    "body",
    [
        "sys.exit(3)",
        "os.abort()",
        "sys.stdin.buffer.readline()\nos._exit(0)",
        "raise RuntimeError('a bug of ours')",
        answering(b"12\n[1]"[:-2]).replace("time.sleep(30)", "pass"),
    ],
)
@pytest.mark.filterwarnings("default")
def test_any_death_is_one_sentence(body: str, entry: Any, report: Path) -> None:
    entry(body)
    with child.Reader() as reader, pytest.raises(Refused, match=r"^report\.pdf could not be read: ") as refused:
        reader.read(report)
    assert "exit status" in refused.value.__notes__[0]


@pytest.mark.parametrize(
    "said",
    [
        b"nonsense\n",
        b"-5\n",
        b"99999999999\nx",
        b"2\n{}",
        b"4\nnull",
        b"6\n[1, 2]",
        b"20000\n" + b"[" * 20000,
        b"22\n[\"done\", NaN, null]   ",
        b"24\n[\"done\", [1, 2], null]  ",
        b"27\n[\"refused\", [\"a\"], null]    ",
        b"23\n[\"evil\", \"words\", 1]   ",
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_one_sentence(said: bytes, entry: Any, report: Path) -> None:
    entry(answering(said))
    with child.Reader(seconds=10) as reader, pytest.raises(Refused, match=r"^report\.pdf could not be read"):
        reader.read(report)


def test_what_takes_too_long_is_stopped_and_said(entry: Any, report: Path) -> None:
    entry("time.sleep(60)")
    began = monotonic()
    with (
        child.Reader(seconds=0.5) as reader,
        pytest.raises(Refused, match=r"could not be read within 0 seconds|within"),
    ):
        reader.read(report)
    assert monotonic() - began < 10


def test_stopping_ends_the_process_at_once(entry: Any, report: Path) -> None:
    entry("time.sleep(60)")
    asked = []

    def stop() -> bool:
        asked.append(None)
        return len(asked) > 3

    with child.Reader() as reader:
        with pytest.raises(child.Stopped, match="was stopped"):
            reader.read(report, stop=stop)
        assert reader._process is None
    assert len(asked) == 4


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the process holds itself to its memory on Linux")
def test_too_much_memory_is_one_sentence(tmp_path: Path, report: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"A line of words that goes on.\n" * 600_000)
    with child.Reader(memory=100 * 1024 * 1024) as reader:
        with pytest.raises(Refused, match=r"^long\.txt takes more memory than reading it may"):
            reader.read(path)
        assert reader.read(report).pages


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals on Windows")
def test_a_process_shot_while_it_reads_is_one_sentence(entry: Any, report: Path) -> None:
    entry(f"sys.stdin.buffer.readline()\nos.kill(os.getpid(), {int(signal.SIGSEGV)})")
    with child.Reader() as reader, pytest.raises(Refused, match=r"^report\.pdf could not be read"):
        reader.read(report)


def test_it_starts_without_the_window_and_without_a_plan() -> None:
    asked = (
        "import sys; sys.path.insert(0, '.'); import model.imports.reader_process; "
        "print([name for name in ('PySide6', 'sqlite3', 'typst', 'docx', 'pypdfium2', 'lxml') if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_a_whole_folder_with_what_cannot_be_read_among_it(tmp_path: Path) -> None:
    paths = []
    for number in range(7):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(REPORT if number != 3 else b"%PDF-1.7 no more")
        paths.append(path)
    outcomes = {outcome.path: outcome for outcome in child.propose_many(paths, at_once=2)}
    assert set(outcomes) == set(paths)
    for path, outcome in outcomes.items():
        if path.name == "3.pdf":
            assert outcome.reading is None
            assert "damaged" in str(outcome.refused)
        else:
            assert outcome.refused is None
            assert outcome.reading is not None
            assert outcome.proposals is not None
            assert outcome.reading.name == path.name
    assert list(child.propose_many([])) == []


def test_a_whole_folder_can_be_stopped(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.pdf" for number in range(200)]
    for path in paths:
        path.write_bytes(REPORT)
    got: list[child.Outcome] = []
    for outcome in child.propose_many(paths, at_once=2, stop=lambda: len(got) >= 3):
        got.append(outcome)
    assert 3 <= len(got) < 200
    several = child.propose_many(paths, at_once=2)
    assert next(several).reading is not None
    several.close()


WHOLE = Proposals(
    "inspection report",
    12,
    "ab" * 32,
    "report.pdf",
    Stated("Borsetshire", Words(1, "Borsetshire", None)),
    InspectionSaid("ilacs-2023", None, True, fieldwork_start=Stated("2023-06-05", None, "likely", True, "Why.")),
    (JudgementSaid("Overall", "ilacs-2023.overall", "Good", "good", Words(1, "Good")),),
    (Finding("area for improvement", "1", "Visits.", None, ("21", "32"), Words(2, "Visits.", 3), points=("a", "b")),),
    (Promise("We will.", None, date(2023, 6, 5), "today", None, None, Words(4, "We will.")),),
    (PrintedDeadline("by 2 December 2019", date(2019, 12, 2), "statement", Words(1, "by")),),
    asks=("Which day?",),
    remarks=("There is no text on page 3.",),
)


def test_proposals_go_and_come_back() -> None:
    assert plain_data.to_proposals(json.loads(plain_data.packed(plain_data.of_proposals(WHOLE)))) == WHOLE


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"pages": 12}, ("pages", "12")),
        ({"pages": 12}, ("pages", True)),
        ({"asks": ("Which day?",)}, ("asks", "Which day?")),
        ({"asks": ("Which day?",)}, ("asks", [None])),
        ({"name": "x"}, ("name", None)),
    ],
)
def test_proposals_of_other_types_are_not_taken(change: dict[str, Any], wrong: tuple[str, Any]) -> None:
    fields = list(Proposals.__dataclass_fields__)
    data = plain_data.of_proposals(replace(WHOLE, **change))
    data[fields.index(wrong[0])] = wrong[1]
    with pytest.raises(plain_data.NotOurs):
        plain_data.to_proposals(data)


sides = st.floats(-1e6, 1e6).map(lambda side: round(side, 2))
boxes = st.builds(Box, sides, sides, sides, sides)
some_lines = st.builds(
    lambda words, size, bold, role: Line(" ".join(text for text, _ in words), None, tuple(words), size, bold, role),
    st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), boxes), max_size=4),
    sides,
    st.booleans(),
    st.none() | st.sampled_from(["footer", "cell 0,1"]),
)
some_pages = st.builds(Page, st.integers(1, 2000), sides, sides, st.lists(some_lines, max_size=3).map(tuple))


@given(st.lists(some_pages, max_size=3), st.none() | st.text(st.characters(exclude_categories=["Cs"])))
def test_a_reading_goes_and_comes_back(pages: list[Page], title: str | None) -> None:
    whole = Reading("pdf", "r.pdf", "00", tuple(pages), title, ("One.",))
    assert plain_data.to_reading(plain_data.unpacked(plain_data.packed(plain_data.of_reading(whole)))) == whole


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=7) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=20,
)


@given(anything)
def test_other_data_is_not_taken(data: Any) -> None:
    for made in (plain_data.to_reading, plain_data.to_proposals):
        with pytest.raises(plain_data.NotOurs):
            made(data)


@given(st.data())
def test_a_reading_with_one_value_changed_is_checked(data: st.DataObject) -> None:
    """Nothing but NotOurs is ever raised, and nothing but a Reading is ever made."""
    plain = plain_data.of_reading(reading.read_content(REPORT, "report.pdf"))
    at: Any = plain
    while True:
        place = data.draw(st.integers(0, len(at) - 1))
        if isinstance(at[place], list) and at[place] and data.draw(st.booleans()):
            at = at[place]
            continue
        at[place] = data.draw(anything)
        break
    try:
        made = plain_data.to_reading(plain)
    except plain_data.NotOurs:
        return
    assert plain_data.to_reading(plain_data.of_reading(made)) == made


def test_no_process_is_left_behind(report: Path) -> None:
    with child.Reader() as reader:
        reader.read(report)
        assert reader._process is not None
        pid = reader._process.pid
    if sys.platform != "win32":
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
