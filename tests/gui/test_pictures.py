"""The pictures of the README can be taken from the window as it is now."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tools import pictures


@pytest.mark.window
def test_every_picture_is_taken(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(pictures.ROOT / "tools" / "pictures.py"), str(tmp_path)],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert {file.stem for file in tmp_path.iterdir()} == {picture.name for picture in pictures.PICTURES}
    for file in tmp_path.iterdir():
        image = QImage(str(file))
        assert (image.width(), image.height()) == pictures.SIZE
        assert len({image.pixel(x, y) for x in range(0, 1280, 16) for y in range(0, 800, 16)}) > 8
        assert file.stat().st_size <= pictures.LARGEST


def test_a_picture_keeps_its_colours_in_a_palette() -> None:
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(0xFFB3261E)
    image.setPixel(3, 4, 0xFF1B6E3C)
    kept = pictures.with_palette(image)
    assert kept.format() == QImage.Format.Format_Indexed8
    assert (kept.pixel(0, 0), kept.pixel(3, 4)) == (0xFFB3261E, 0xFF1B6E3C)
