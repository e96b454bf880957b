"""The real reports, where they are at hand, against what a person read in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench import proposing as bench
from model.imports import reading
from model.imports.proposals import Proposals
from model.imports.proposing import propose

LABELS = {label["file"]: label for label in bench.labels()}


def proposed(shared: Path, name: str) -> Proposals:
    path = shared / "corpus" / name
    if not path.exists():
        pytest.skip(f"{name} is not among the reports here")
    return propose(reading.read(path))


def test_the_labels_are_many_and_a_third_was_held_out() -> None:
    held = sum(label["held_out"] for label in LABELS.values())
    assert len(LABELS) >= 36
    assert 0.3 <= held / len(LABELS) <= 0.36
    assert sum(len(label.get("findings", ())) for label in LABELS.values()) > 800


@pytest.mark.slow
@pytest.mark.parametrize("name", LABELS)
def test_a_report_is_read_as_a_person_read_it(shared: Path, name: str) -> None:
    label: dict[str, Any] = LABELS[name]
    found = proposed(shared, name)
    assert found.kind == label["kind"]
    assert not bench.score(label, found).misses
    assert not found.asks


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["jtai-dorset-2024-05-15.pdf", "jtai-halton-2024-01-26.pdf", "jtai-trafford-2023-12-22.pdf"]
)
def test_what_a_report_is_its_title_says_and_not_its_file_name(shared: Path, name: str) -> None:
    said = proposed(shared, name).inspection
    assert said is not None
    assert said.framework == "area-send"


@pytest.mark.slow
def test_no_digest_of_prose_but_its_own(shared: Path) -> None:
    """The scorer can find fault: with another report's label nearly nothing is right."""
    found = proposed(shared, "ilacs-slough-2019-03-04.pdf")
    made = bench.score(LABELS["ilacs-slough-2023-03-17.pdf"], found)
    assert made.right["findings found"] == made.right["findings right"] == 0
    assert made.right["fieldwork"] == 0
