"""The program killed in the middle of edits: five times here, a hundred in ``python -m bench.kills``."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench import kills


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_no_answered_edit_is_lost_to_a_killed_process(tmp_path: Path) -> None:
    assert kills.kill_often(5, tmp_path, seed=3) > 0
