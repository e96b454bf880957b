"""Papers and registers as files: the ending of the name chooses the format, and a file is written whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from model.errors import Refused
from model.reports.document import Document
from model.reports.spreadsheet import Register, write_csv, write_xlsx
from model.store import plan_file
from model.wording import listed


def _pdf(document: Document) -> bytes:
    from model.reports.pdf import write_pdf

    return write_pdf(document).content


def _word(document: Document) -> bytes:
    from model.reports.word import write_word

    return write_word(document)


def _html(document: Document) -> bytes:
    from model.reports.html import write_html

    return write_html(document)


PAPERS: dict[str, Callable[[Document], bytes]] = {".pdf": _pdf, ".docx": _word, ".html": _html}
REGISTERS: dict[str, Callable[[Register], bytes]] = {".xlsx": write_xlsx, ".csv": write_csv}


def check_kind(path: Path, endings: Sequence[str] | dict[str, Callable[[Document], bytes]]) -> str:
    """The ending of ``path``, in small letters. Raises Refused where it is none of ``endings``."""
    ending = path.suffix.casefold()
    if ending not in endings:
        raise Refused(f"{path.name} does not end in {listed(list(endings), 'or')}, so its format is not known.")
    return ending


def write_paper(document: Document, path: Path) -> None:
    """Write a paper as PDF, Word or HTML. Raises Refused where it cannot be written."""
    write_whole(path, PAPERS[check_kind(path, PAPERS)](document))


def write_register(register: Register, path: Path) -> None:
    """Write a register as a workbook or as CSV. Raises Refused where it cannot be written."""
    write_whole(path, REGISTERS[check_kind(path, list(REGISTERS))](register))


def write_whole(path: Path, content: bytes) -> None:
    """Replace or make a file so that nobody ever sees half of it. Raises Refused where that fails, and over a plan."""
    if plan_file.is_plan(path):
        raise Refused(f"{path} is a plan and is not written over; choose another name.")
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise Refused(
            f"{path} could not be written: {error.strerror}. Close it where it is open, or choose another place."
        ) from error
