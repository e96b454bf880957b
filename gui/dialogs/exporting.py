"""Saving papers and registers: a sensible name, written in the background, and said where it is.

A file is made whole and put in its place at once. What cannot be written is refused in words, and a file
that stood there stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from gui import messages
from gui.background import Task
from gui.dialogs import papers
from gui.dialogs.papers import PROGRESS, Choice
from gui.workspace import Workspace
from model import people
from model.reports.document import Document
from model.store.plan import Plan

ENDINGS = {
    "pdf": "PDF",
    "docx": "Word document",
    "html": "Web page",
    "xlsx": "Excel workbook",
    "csv": "Comma-separated values",
    "ics": "Calendar",
    "json": "JSON",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a worker is to write, and when it was asked for."""

    path: Path
    today: date
    made: datetime


def paper_pdf(workspace: Workspace, parent: QWidget | None) -> Task | None:
    return _paper(workspace, parent, "pdf")


def paper_word(workspace: Workspace, parent: QWidget | None) -> Task | None:
    return _paper(workspace, parent, "docx")


def paper_html(workspace: Workspace, parent: QWidget | None) -> Task | None:
    return _paper(workspace, parent, "html")


def owner_sheet(workspace: Workspace, parent: QWidget | None) -> Task | None:
    """The sheet of the owner in hand; where none is, the preview asks whose."""
    person = workspace.selection.id if workspace.selection.of("person") else None
    if person is None:
        from gui.dialogs.printing import print_paper

        owners = [load.person for load in people.loads(workspace.plan, workspace.today()) if load.owned and load.person]
        if not owners:
            workspace.refuse("No action has an owner yet, so there is no sheet to save; assign one first.")
            return None
        choice = papers.first_choice(workspace)
        known = choice.owner in {one.id for one in owners}
        print_paper(workspace, parent, owner=choice.owner if known else owners[0].id)
        return None
    return _save(workspace, parent, papers.first_choice(workspace, owner=person), "pdf", _write_paper)


def register_xlsx(workspace: Workspace, parent: QWidget | None) -> Task | None:
    return _register(workspace, parent, "xlsx")


def register_csv(workspace: Workspace, parent: QWidget | None) -> Task | None:
    return _register(workspace, parent, "csv")


def plan_json(workspace: Workspace, parent: QWidget | None) -> Task | None:
    """The whole plan for other programs; files kept in it and its history are not in it."""
    name = papers.plan_name(workspace.plan, workspace.today())
    path = ask_where(workspace, parent, "json", name)
    return None if path is None else start(workspace, path, _write_json)


def save_document(
    workspace: Workspace,
    parent: QWidget | None,
    document: Document,
    choice: Choice,
    ending: str,
    content: bytes | None = None,
) -> Task | None:
    """Save a paper that is made already; ``content`` where it is written already too."""
    path = ask_where(workspace, parent, ending, papers.file_name(workspace.plan, choice))
    if path is None:
        return None
    return start(workspace, path, _write_document, document, content)


def ask_where(workspace: Workspace, parent: QWidget | None, ending: str, name: str) -> Path | None:
    """Where to save, beginning in the folder for papers with this name; None where it was called off."""
    folder = _folder(workspace)
    wanted = str(folder / f"{name}.{ending}") if folder is not None else f"{name}.{ending}"
    path = messages.save_file(parent, f"Save as {ENDINGS[ending]}", ((ENDINGS[ending], ending),), wanted)
    if path is None:
        return None
    if path.suffix.casefold() != f".{ending}":
        path = path.with_name(f"{path.name}.{ending}")
    workspace.preferences["papers_last"] = (str(path.parent),)
    return path


def start(workspace: Workspace, path: Path, write: Callable[..., Path], *what: Any) -> Task:
    """Have ``write(reader, task, asked, *what)`` make the file on a thread, and say where it is."""
    workspace.say(f"Writing {path.name}…")
    asked = Asked(path, workspace.today(), workspace.plan.sitting.clock())
    return workspace.background(write, asked, *what, done=partial(_done, workspace))


# --- within


def _paper(workspace: Workspace, parent: QWidget | None, ending: str) -> Task | None:
    choice = replace(papers.first_choice(workspace), kind=PROGRESS)
    return _save(workspace, parent, choice, ending, _write_paper)


def _save(
    workspace: Workspace, parent: QWidget | None, choice: Choice, ending: str, write: Callable[..., Path]
) -> Task | None:
    path = ask_where(workspace, parent, ending, papers.file_name(workspace.plan, choice))
    return None if path is None else start(workspace, path, write, choice)


def _register(workspace: Workspace, parent: QWidget | None, ending: str) -> Task | None:
    path = ask_where(workspace, parent, ending, papers.register_name(workspace.plan, workspace.today()))
    return None if path is None else start(workspace, path, _write_register)


def _done(workspace: Workspace, path: Path) -> None:
    sentence = f"Saved {path.name} in {path.parent}"
    workspace.say(sentence)
    workspace.offer(f"{sentence}.", "Show in folder", partial(_show_in_folder, workspace, path))


def _show_in_folder(workspace: Workspace, path: Path) -> None:
    if not path.parent.is_dir() or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))):
        workspace.refuse(f"The folder could not be shown here: {path.parent}")


def _folder(workspace: Workspace) -> Path | None:
    """The folder for papers of the preferences, else the last one, else where the plan is."""
    last = workspace.preferences["papers_last"]
    plan = workspace.plan.path
    for name in (workspace.preferences["papers_folder"], last[0] if last else "", plan.parent if plan else ""):
        if name and Path(name).is_dir():
            return Path(name)
    return None


def _write_paper(plan: Plan, task: Task, asked: Asked, choice: Choice) -> Path:
    from model.reports import files

    document = papers.document(plan, choice, asked.made)
    task.report(0.3)
    files.write_paper(document, asked.path)
    return asked.path


def _write_document(plan: Plan, task: Task, asked: Asked, document: Document, content: bytes | None) -> Path:
    from model.reports import files

    if content is not None:
        files.write_whole(asked.path, content)
    else:
        files.write_paper(document, asked.path)
    return asked.path


def _write_register(plan: Plan, task: Task, asked: Asked) -> Path:
    from model.reports import action_register, files

    register = action_register.action_register(plan, asked.today, asked.made)
    task.report(0.3)
    files.write_register(register, asked.path)
    return asked.path


def _write_json(plan: Plan, task: Task, asked: Asked) -> Path:
    from model.reports import files
    from model.reports import plan_json as whole

    files.write_whole(asked.path, whole.plan_json(plan).encode("utf-8"))
    return asked.path
