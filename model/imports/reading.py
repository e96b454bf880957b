"""Reads a document of any kind that comes from outside, in this process. What it is, its content says, not its name.

The window and the command line read in a process apart: see ``child.py``.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from model.errors import Refused
from model.imports import kind_of, limits, text_reading
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
    kind = kind_of.kind_of(content, name)
    if kind == "pdf":
        from model.imports import pdf_reading

        return pdf_reading.read(content, name, sha256)
    if kind == "docx":
        from model.imports import word_reading

        return word_reading.read(content, name, sha256)
    _check_text(len(content), name)
    if kind == "html":
        from model.imports import html_reading

        return html_reading.read(content, name, sha256)
    return text_reading.read(text_reading.decoded(content), name, sha256)


def read_text(text: str, name: str = "pasted text") -> Reading:
    """Text that was pasted. Its digest is that of its UTF-8."""
    content = text.encode("utf-8", errors="replace")
    _check_text(len(content), name)
    found = text_reading.read(text, name, hashlib.sha256(content).hexdigest())
    if not any(page.has_text for page in found.pages):
        raise Refused("There is no text to read.")
    return found


def _check_text(size: int, name: str) -> None:
    if size > limits.TEXT_BYTES:
        raise Refused(
            f"{name} has {size / limits.MEBIBYTE:.0f} MB of text, and at most "
            f"{limits.TEXT_BYTES // limits.MEBIBYTE} MB are read. Save the part that matters as a file of its own."
        )
