"""Some hundreds of mutated files; ``python -m bench.fuzz 10000`` reads ten thousand."""

from __future__ import annotations

import pytest

from bench import fuzz


def test_mutated_files_neither_crash_nor_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "ROOT", fuzz.ROOT / "nowhere")  # the same files here as where there are no real reports
    outcomes = fuzz.run(300, seed=1, keep=None)
    assert outcomes.died == []
    assert outcomes.late == []
    assert sum(outcomes.counts.values()) == 300
    assert outcomes.counts["read"] > 100, "most are still documents"
    assert outcomes.counts["refused"] > 20, "some are none any more"


def test_a_case_is_the_same_in_every_run() -> None:
    seeds = [("a.txt", b"What needs to improve\n" * 20), ("b.txt", b"Other words")]
    cases = [fuzz.case(seeds, number, seed=3) for number in range(50)]
    assert cases == [fuzz.case(seeds, number, seed=3) for number in range(50)]
    assert len({content for _, content in cases}) > 40
