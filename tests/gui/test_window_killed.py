"""The window killed in the middle of edits: three times here, a hundred in ``python -m bench.window_kills``."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench import window_kills


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_no_edit_that_was_done_in_a_window_is_lost_to_a_killed_process(tmp_path: Path) -> None:
    assert window_kills.kill_often(3, tmp_path, seed=5)[0] > 0
