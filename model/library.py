"""The one way into ``resources/``: the data that comes with the program.

Nothing else opens a file there, so that where it lies is known in one place. What is
missing is our own mistake and a ``Fault``, never something the user did.
"""

from __future__ import annotations

from pathlib import Path

from model.errors import Fault

_ROOT = Path(__file__).resolve().parent.parent / "resources"


def path(*parts: str) -> Path:
    """Where a bundled file or folder lies, for a library that wants to open it itself."""
    found = _ROOT.joinpath(*parts)
    if not found.exists():
        raise Fault(f"The program's own data is incomplete: {'/'.join(parts)} is missing.")
    return found


def data(*parts: str) -> bytes:
    """The bytes of a bundled file."""
    return path(*parts).read_bytes()


def text(*parts: str) -> str:
    """The text of a bundled UTF-8 file, its line ends as ``\\n``."""
    return path(*parts).read_text(encoding="utf-8")


def names(folder: str, suffix: str) -> tuple[str, ...]:
    """The names, without ``suffix``, of a bundled folder's files of that kind, sorted."""
    return tuple(sorted(file.name.removesuffix(suffix) for file in path(folder).glob(f"*{suffix}")))
