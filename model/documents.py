"""Files kept inside a plan, by digest, and links to files kept elsewhere.

A file is bytes with a name; nothing here ever runs one. Its kind is told by the end of its name alone,
so that it means the same on every computer. Programs are not taken in, and one that came in with a plan
from elsewhere is only ever saved, never opened.
"""

from __future__ import annotations

import json
import re
import stat
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from model.chosen import named, present
from model.errors import Refused
from model.records import Document
from model.store.plan import Plan
from model.wording import quoted

LARGEST = 50 * 1024 * 1024
"""Bytes in one file: a plan is copied whole at every saving."""

LONGEST_NAME = 120

MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".doc": "application/msword",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".rtf": "application/rtf",
    ".txt": "text/plain",
    ".md": "text/plain",
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xls": "application/vnd.ms-excel",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".ppt": "application/vnd.ms-powerpoint",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".msg": "application/vnd.ms-outlook",
    ".eml": "message/rfc822",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".wav": "audio/wav",
    ".mp4": "video/mp4",
    ".zip": "application/zip",
}
_ANY = "application/octet-stream"

# What a double click would run, on Windows, macOS or Linux, or in a browser as a page of ours.
_RUNNING = """
    .app .appimage .appref-ms .bash .bat .bin .chm .cmd .com .command .cpl .deb .desktop .dll .dmg .docm .dotm .exe
    .gadget .hta .htm .html .inf .ins .iso .jar .js .jse .jnlp .library-ms .lnk .msc .msh .msi .msp .mst .pif .pkg .pl
    .potm .ppam .ppsm .pptm .ps1 .psd1 .psm1 .py .pyw .pyz .reg .rpm .run .scf .scr .sct .search-ms .sh .shb
    .shs .sldm .svg .terminal .url .vb .vbe .vbs .vhd .vhdx .webloc .website .ws .wsc .wsf .wsh .xht .xhtml .xlam
    .xll .xlsb .xlsm .xltm .xml .xsl"""
_RUNS = frozenset(_RUNNING.split())
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file as it is taken out of a plan; ``name`` is safe in any folder."""

    name: str
    media_type: str
    content: bytes
    may_run: bool  # offer to save it, never open it


def keep(
    plan: Plan,
    path: Path,
    *,
    title: str | None = None,
    inspection: str | None = None,
    meeting: str | None = None,
) -> str:
    """Keep a copy of a file in the plan and return the document's id.

    Refused: what is not an ordinary file or cannot be read, more than 50 MB, an empty file, a program.
    """
    name = safe_name(path.name)
    content = _read(path, name)
    with plan.batch(f"Attach {quoted(title or name)}"):
        return plan.add(
            "document",
            title=title or name,
            inspection=inspection,
            meeting=meeting,
            digest=plan.keep_file(content),
            file_name=name,
            media_type=media_type(name),
            size=len(content),
        )


def keep_content(
    plan: Plan,
    name: str,
    content: bytes,
    *,
    title: str,
    kind: str | None = None,
    pages: int | None = None,
    inspection: str | None = None,
    meeting: str | None = None,
) -> str:
    """Keep bytes that were read already, once for each inspection or meeting. Returns the document's id.

    Refused as in ``keep``. What came as a web page or with macros is kept all the same, and only ever saved.
    """
    if not content or len(content) > LARGEST:
        raise Refused(f"{name} is {'empty' if not content else 'too large'}, so it cannot be kept in the plan.")
    digest = plan.keep_file(content)
    for known in plan.all(Document, "t.digest = ?", [digest]):
        if (known.inspection, known.meeting) == (inspection, meeting):
            return known.id
    name = safe_name(name)
    with plan.batch(f"Attach {quoted(title)}"):
        return plan.add(
            "document", title=title, inspection=inspection, meeting=meeting, digest=digest, file_name=name,
            media_type=media_type(name), size=len(content), kind=kind, pages=pages,
        )  # fmt: skip


def link(
    plan: Plan,
    address: str,
    *,
    title: str | None = None,
    inspection: str | None = None,
    meeting: str | None = None,
) -> str:
    """Note where a document is kept: a web address, or a place on a drive or share. Returns its id."""
    address = _address(address)
    with plan.batch(f"Link {quoted(title or address)}"):
        return plan.add("document", title=title or address, inspection=inspection, meeting=meeting, link=address)


def edit(plan: Plan, document_id: str, *, title: str) -> None:
    present(plan, "document", document_id)
    if not title.strip():
        raise Refused("A document needs a title.", field="title")
    with plan.batch(f"Edit title of {named(plan, 'document', [document_id])}"):
        plan.change("document", document_id, title=title)


def remove(plan: Plan, ids: str | Iterable[str]) -> None:
    """Take documents out of the plan. What named them as evidence or source stays, without them."""
    ids = present(plan, "document", ids)
    with plan.batch(f"Delete {named(plan, 'document', ids)}"):
        plan.remove("document", ids)


def of_inspection(plan: Plan, inspection_id: str) -> list[Document]:
    return plan.all(Document, "t.inspection = ?", [inspection_id], "t.title COLLATE NOCASE, t.id")


def of_meeting(plan: Plan, meeting_id: str) -> list[Document]:
    return plan.all(Document, "t.meeting = ?", [meeting_id], "t.title COLLATE NOCASE, t.id")


def only_evidence(plan: Plan, evidence_ids: Iterable[str]) -> list[str]:
    """The documents that go when this evidence goes: nothing else in the plan names them."""
    return [
        str(row)
        for (row,) in plan.rows(
            """WITH these AS (SELECT value FROM json_each(?))
            SELECT DISTINCT d.id FROM evidence AS e JOIN document AS d ON d.id = e.document
            WHERE e.id IN these AND d.inspection IS NULL AND d.meeting IS NULL
              AND NOT EXISTS (SELECT 1 FROM source AS s WHERE s.document = d.id)
              AND NOT EXISTS (SELECT 1 FROM evidence AS o WHERE o.document = d.id AND o.id NOT IN these)""",
            [json.dumps(list(evidence_ids))],
        )
    ]


def opened(plan: Plan, document_id: str) -> KeptFile:
    """The bytes of a kept file under a safe name. Refused for a link, and for a file that is not whole."""
    document = plan.get(Document, document_id)
    if document.digest is None:
        raise Refused("This document is a link to one kept elsewhere; there is no copy of it in the plan.")
    name = safe_name(document.file_name or document.title)
    return KeptFile(name, media_type(name), plan.kept_file(document.digest), may_run(name))


def is_web(document: Document) -> bool:
    """Whether the link is a web address, which a browser may open. Others are shown and copied."""
    return document.link is not None and urlsplit(document.link).scheme in ("http", "https")


def safe_name(name: str) -> str:
    """The name of a file with nothing in it that could lead elsewhere or mislead the eye."""
    name = re.split(r"[/\\]", name)[-1]
    # Controls, and the marks that turn the direction of writing and would hide the true ending.
    kept = [c for c in name if unicodedata.category(c)[0] != "C"]
    name = re.sub(r'[<>:"|?*]', "_", "".join(kept))
    name = " ".join(name.split()).strip(" .") or "file"
    if _RESERVED.match(name):
        name = f"_{name}"
    if len(name) > LONGEST_NAME:
        suffix = PurePosixPath(name).suffix[:20]
        name = name[: LONGEST_NAME - len(suffix)].rstrip(" .") + suffix
    return name


def media_type(name: str) -> str:
    return MEDIA_TYPES.get(PurePosixPath(name.lower()).suffix, _ANY)


def may_run(name: str) -> bool:
    """Whether opening a file of this name could run something: anything whose kind is not known well."""
    suffix = PurePosixPath(name.lower()).suffix
    return suffix in _RUNS or suffix not in MEDIA_TYPES


def _read(path: Path, name: str) -> bytes:
    if PurePosixPath(name.lower()).suffix in _RUNS:
        raise Refused(f"{name} is a program, or can hold one, and is not kept in a plan; attach a PDF of it instead.")
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise Refused(f"{name} is not a file; put a folder into one zip file first.")
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as reason:
        raise Refused(f"{name} could not be read: {reason.strerror or 'no reason was given'}.") from reason
    if len(content) > LARGEST:
        raise Refused(f"{name} is larger than {LARGEST // 2**20} MB; link it where it is kept instead.")
    if not content:
        raise Refused(f"{name} is empty, so there is nothing to attach.")
    return content


def _address(given: str) -> str:
    address = given.strip()
    if not address or "\n" in address or "\r" in address:
        raise Refused("Type or paste the address of the document on one line.", field="link")
    if re.match(r"[A-Za-z]:[\\/]|\\\\|/", address):
        return address
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise Refused(
            "An address begins with https:// or http://, or is a place such as S:\\Children\\Letter.pdf.", field="link"
        )
    return address
