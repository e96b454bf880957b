"""Reads a document of any kind that comes from outside, in this process. What it is, its content says, not its name.

The window and the command line read in a process apart: see ``child.py``.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from model.errors import Refused
from model.imports import limits
from model.imports.pages import Reading


def read(path: Path) -> Reading:
    """Refuses, in one sentence, what is no document of a kind that is read, or is too large or damaged."""
    try:
        size = path.stat().st_size
        if size > limits.FILE_BYTES:
            raise Refused(
                f"{path.name} has {size // limits.MEBIBYTE} MB, and at most "
                f"{limits.FILE_BYTES // limits.MEBIBYTE} MB are read. "
                "Save the pages that matter as a file of their own."
            )
        content = path.read_bytes()
    except OSError as error:
        raise Refused(f"{path.name} could not be read: {error.strerror or error}.") from error
    return read_content(content, path.name)


def read_content(content: bytes, name: str) -> Reading:
    """A document that is at hand already. ``name`` is for the person."""
    sha256 = hashlib.sha256(content).hexdigest()
    if b"%PDF-" in content[:1024]:
        from model.imports import pdf_reading

        return pdf_reading.read(content, name, sha256)
    raise Refused(f"{name} is none of the kinds that are read.")
