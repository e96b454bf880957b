"""Fails when a file of the program, its tests or its tools has more than 500 lines.

A file that long holds more than one thing. Data (TOML, JSON, CSV) and the changelog may grow.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

CAP = 500
ROOT = Path(__file__).resolve().parent.parent
SUFFIXES = frozenset({".css", ".html", ".md", ".ps1", ".py", ".qss", ".sh", ".typ"})
NAMES = frozenset({"Makefile", "run"})
MADE = frozenset({".git", ".hypothesis", ".venv", "__pycache__", "build", "out"})
GROWING = frozenset({"CHANGELOG.md"})


def project_files(root: Path) -> list[Path]:
    """Every file that is, or would be, committed; where git cannot say, every file that nobody made."""
    git = shutil.which("git")
    if git is not None:
        command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listing = subprocess.run(command, cwd=root, capture_output=True, check=False)
        if listing.returncode == 0:
            names = (name.decode() for name in listing.stdout.split(b"\0") if name)
            # A file deleted and not yet committed is still listed.
            return sorted({root / name for name in names if (root / name).is_file()})
    return sorted(_walk(root))


def _walk(root: Path) -> Iterator[Path]:
    for folder, inner, names in os.walk(root):
        inner[:] = [name for name in inner if name not in MADE and not name.endswith("_cache")]
        yield from (Path(folder, name) for name in names)


def too_long(paths: list[Path]) -> Iterator[tuple[Path, int]]:
    """The files over the cap, with how many lines each has."""
    for path in paths:
        if path.name in GROWING or (path.suffix not in SUFFIXES and path.name not in NAMES):
            continue
        lines = path.read_bytes().count(b"\n")
        if lines > CAP:
            yield path, lines


def main() -> int:
    found = list(too_long(project_files(ROOT)))
    for path, lines in found:
        print(f"{path.relative_to(ROOT)}: {lines} lines, {CAP} at most: split it by what it holds")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
