"""``main.py propose`` and ``main.py import``: through the reading process, as a script would call them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from model import inspections
from model.records import Area, Document
from model.store.opening import create_plan, read_plan
from model.store.plan import Sitting
from tests.model.imports import laid_out
from tests.model.imports.inspectorate_papers import ILACS_2024, ILACS_2026
from tests.model.shell import Shell


@pytest.fixture
def call(sitting: Sitting) -> Shell:
    return Shell(sitting)


def _filled(words: str) -> str:
    return words.format(authority="Borsetshire County Council", heading="What needs to improve")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two reports as text that was copied out of them, a shopping list, and a file that is none of these."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, words in (("b-2026.txt", ILACS_2026), ("a-2024.txt", ILACS_2024)):
        paper = laid_out.reading(_filled(words), "pasted")
        lines = [line.text for page in paper.pages for line in page.lines]
        (folder / name).write_text("\n".join(lines), encoding="utf-8")
    (folder / "shopping.txt").write_text("Milk\nBread\nEggs, a dozen\n")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    return folder


@pytest.fixture
def plan(tmp_path: Path, sitting: Sitting) -> Path:
    path = tmp_path / "plan.turnaround"
    create_plan(path, sitting, authority="Borsetshire", title="Improvement plan").close()
    return path


def test_what_a_report_says_for_a_person_and_as_json(call: Shell, folder: Path) -> None:
    assert call("propose", folder / "b-2026.txt") == 0
    assert "  Fieldwork from: 8 June 2026 (page 1)\n" in call.out
    assert "Area for improvement: The time that a first answer takes" in call.out
    assert call("propose", folder / "b-2026.txt", "--json") == 0
    said = json.loads(call.out)
    assert said["inspection"]["fieldwork_start"] == "2026-06-08"
    assert said["inspection"]["framework"] == "ilacs-2026"
    assert [one["kind"] for one in said["findings"]] == ["area for improvement"]
    assert [one["grade_id"] for one in said["judgements"]] == ["good"] * 4


def test_a_folder_is_shown_and_nothing_is_written(call: Shell, folder: Path, plan: Path) -> None:
    before = plan.read_bytes()
    assert call("import", plan, folder) == 0
    assert call.out.index("a-2024.txt") < call.out.index("b-2026.txt")
    assert "    [x] The time that a first answer takes" in call.out
    assert "shopping.txt" in call.out
    assert "picture.png" not in call.out
    assert call.out.endswith("Nothing was written; --accept takes in what is ticked.\n")
    assert plan.read_bytes() == before


def test_a_folder_is_taken_in_once(call: Shell, folder: Path, plan: Path, sitting: Sitting) -> None:
    assert call("import", plan, folder, "--accept") == 0
    assert "shopping.txt was left out: It is no inspection report" in call.out
    with_all = read_plan(plan, sitting)
    assert [inspections.day_of(one) for one in inspections.in_order(with_all)] == [date(2024, 3, 4), date(2026, 6, 8)]
    areas, kept = len(with_all.all(Area)), len(with_all.all(Document))
    assert (areas, kept) == (4, 2)
    with_all.close()
    assert call("import", plan, folder, "--accept") == 0
    assert call.out.count("The plan holds all of it already.") == 2
    again = read_plan(plan, sitting)
    assert (len(again.all(Area)), len(again.all(Document))) == (areas, kept)
    again.close()


def test_what_cannot_be_read_is_one_sentence(call: Shell, tmp_path: Path, plan: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\n nothing follows")
    before = plan.read_bytes()
    assert call("propose", broken) == 1
    assert call.error.count("\n") == 1
    assert call("import", plan, broken, "--accept") == 1
    assert call.error == "None of these documents could be read.\n"
    (tmp_path / "empty").mkdir()
    assert call("import", plan, tmp_path / "empty") == 1
    assert call.error.startswith("There is no document in ")
    assert call("import", tmp_path / "missing.turnaround", broken) == 1
    assert plan.read_bytes() == before
