"""Opening a document of the plan: a kept file in the program this computer has for it, a link in the browser.

A kept file is opened as a copy that cannot be written, in a folder of this user's alone that goes when
Turnaround is closed. What could run something is only ever saved. A link to a share or a drive is shown
and copied, never opened: a path like that makes Windows send the user's sign-in to wherever it leads.
"""

from __future__ import annotations

import atexit
import shutil
import stat
import tempfile
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from gui import messages
from gui.workspace import Workspace
from model import documents
from model.documents import KeptFile
from model.errors import Refused
from model.records import Document

_folder: Path | None = None


def open_document(workspace: Workspace, parent: QWidget | None, document_id: str) -> bool:
    """Show a document to the person who asked for it. Whether it was shown, saved or its address copied."""
    try:
        document = workspace.plan.get(Document, document_id)
        if document.link is not None:
            return _follow(workspace, parent, document, document.link)
        kept = documents.opened(workspace.plan, document_id)
        if kept.may_run:
            return _only_save(workspace, parent, kept)
        path = _copy_to_read(kept, document_id)
    except Refused as error:
        workspace.refuse(str(error))
        return False
    return _show(
        workspace,
        QUrl.fromLocalFile(str(path)),
        f"Opened a copy of {kept.name} to read",
        f"This computer has no program to open {kept.name} with; save it and open it elsewhere.",
    )


def save_document(workspace: Workspace, parent: QWidget | None, document_id: str) -> bool:
    """Save a copy of a kept file where the person chooses. Whether it was saved."""
    try:
        kept = documents.opened(workspace.plan, document_id)
    except Refused as error:
        workspace.refuse(str(error))
        return False
    return _save(workspace, parent, kept)


def _follow(workspace: Workspace, parent: QWidget | None, document: Document, address: str) -> bool:
    if documents.is_web(document):
        return _show(
            workspace,
            QUrl(address, QUrl.ParsingMode.StrictMode),
            f"Opened in the browser: {address}",
            f"This computer has no browser to open {address} with.",
        )
    wanted = messages.choose(
        parent,
        "Where the document is kept",
        f"“{document.title}” is kept at {address}. Turnaround does not open places on drives and shares by itself; "
        "copy the address and paste it into your file manager.",
        ("Copy the address", "Close"),
    )
    if wanted != "Copy the address":
        return False
    QGuiApplication.clipboard().setText(address)
    workspace.say("The address was copied")
    return True


def _only_save(workspace: Workspace, parent: QWidget | None, kept: KeptFile) -> bool:
    wanted = messages.choose(
        parent,
        "This file is not opened",
        f"{kept.name} is of a kind that could run something, so Turnaround does not open it. "
        "It can be saved, to be looked at by whoever keeps your computers safe.",
        ("Save it…", "Leave it"),
    )
    return wanted == "Save it…" and _save(workspace, parent, kept)


def _save(workspace: Workspace, parent: QWidget | None, kept: KeptFile) -> bool:
    ending = Path(kept.name).suffix.lstrip(".") or "bin"
    path = messages.save_file(parent, "Save a copy of the document", (("This kind of file", ending),), kept.name)
    if path is None:
        return False
    try:
        path.write_bytes(kept.content)
    except OSError as reason:
        workspace.refuse(f"{path.name} could not be written there: {reason.strerror or 'no reason was given'}.")
        return False
    workspace.say(f"Saved a copy of {kept.name} as {path.name}")
    return True


def _show(workspace: Workspace, address: QUrl, done: str, refused: str) -> bool:
    if not QDesktopServices.openUrl(address):
        workspace.refuse(refused)
        return False
    workspace.say(done)
    return True


def _copy_to_read(kept: KeptFile, document_id: str) -> Path:
    """A copy that cannot be written, so that nobody takes it for the one in the plan."""
    global _folder
    try:
        if _folder is None or not _folder.is_dir():
            _folder = Path(tempfile.mkdtemp(prefix="turnaround-"))  # 0700
            atexit.register(shutil.rmtree, _folder, ignore_errors=True)
        place = _folder / document_id
        place.mkdir(mode=0o700, exist_ok=True)
        path = place / kept.name
        if not path.exists() or path.read_bytes() != kept.content:
            path.unlink(missing_ok=True)
            path.write_bytes(kept.content)
            path.chmod(stat.S_IRUSR)
    except OSError as reason:
        raise Refused(
            f"{kept.name} could not be copied to be opened: {reason.strerror or 'no reason was given'}."
        ) from reason
    return path
