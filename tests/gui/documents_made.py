"""Documents for the tests of importing: made-up reports as files, with what is read from them at hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from time import sleep

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.importing.item_table import Heading
from gui.importing.review_window import ReviewWindow
from gui.importing.reviewing import Fetched
from gui.importing.start import importing_of
from gui.workspace import Workspace
from model.errors import Refused
from model.imports import reading as reader
from model.imports.child import Outcome, Stop
from model.imports.pages import Reading
from model.imports.proposals import (
    Finding,
    InspectionSaid,
    JudgementSaid,
    MeetingSaid,
    Proposals,
    QuestionSaid,
    ResolutionSaid,
    Stated,
    Words,
)
from tests.model.imports.made_pdfs import pdf, show

OVERSIGHT = "The oversight of children missing from education."
PATHWAY = "Pathway plans for care leavers who live out of the area."


def report(path: Path, start: str = "2026-05-11", authority: str = "Borsetshire", areas: Sequence[str] = ()) -> bytes:
    """A report of three pages, written to a file."""
    wanted = list(areas) or [OVERSIGHT, PATHWAY]
    first = [show(72, 100, f"Inspection of {authority} children's services", 16), show(72, 140, f"Fieldwork {start}"),
             show(72, 170, "Overall effectiveness Good")]  # fmt: skip
    second = [show(72, 100, "What needs to improve?", 14)]
    second += [show(72, 140 + 30 * at, f"- {words}") for at, words in enumerate(wanted)]
    third = [show(72, 100, "Social workers know their children well and"), show(72, 114, "visit them often.")]
    content = pdf(["".join(first), "".join(second), "".join(third)])
    path.write_bytes(content)
    return content


def said(value: str, page: int, quote: str) -> Stated:
    return Stated(value, Words(page, quote))


def proposals(
    read: Reading, start: str = "2026-05-11", authority: str = "Borsetshire", areas: Sequence[str] = ()
) -> Proposals:
    """What such a report says."""
    wanted = list(areas) or [OVERSIGHT, PATHWAY]
    return Proposals(
        kind="inspection report", pages=len(read.pages), sha256=read.sha256, name=read.name,
        authority=said(authority, 1, f"Inspection of {authority}"),
        inspection=InspectionSaid(
            framework="ilacs-2023", type="short", type_inferred=True,
            fieldwork_start=said(start, 1, f"Fieldwork {start}"),
        ),
        judgements=(
            JudgementSaid("Overall effectiveness", "ilacs-2023.overall", "Good", "good",
                          Words(1, "Overall effectiveness Good")),
        ),
        findings=tuple(
            Finding("area for improvement", None, words, None, (), Words(2, f"- {words}")) for words in wanted
        ),
    )  # fmt: skip


class Given:
    """Reads what the test gives it, without a process: by the name of the file."""

    def __init__(self) -> None:
        self.read_ones: dict[str, tuple[Reading, Proposals]] = {}
        self.refused: dict[str, str] = {}
        self.waits = False
        self.stopped = 0

    def add(self, path: Path, content: bytes, **more: object) -> None:
        read = reader.read_content(content, path.name)
        self.read_ones[path.name] = (read, proposals(read, **more))  # type: ignore[arg-type]

    def propose(self, path: Path, *, stop: Stop) -> tuple[Reading, Proposals]:
        while self.waits:
            if stop():
                self.stopped += 1
                raise Refused("Reading was stopped.")
            sleep(0.01)
        if path.name in self.refused:
            raise Refused(self.refused[path.name])
        return self.read_ones[path.name]

    def propose_text(self, text: str, *, stop: Stop) -> tuple[Reading, Proposals]:
        return self.propose(Path("pasted text"), stop=stop)

    def propose_many(self, paths: Sequence[Path], *, stop: Stop) -> Iterator[Outcome]:
        for path in paths:
            try:
                read, found = self.propose(path, stop=stop)
            except Refused as refusal:
                if stop():
                    return
                yield Outcome(path, None, None, refusal)
            else:
                yield Outcome(path, read, found, None)

    def read(self, path: Path, *, stop: Stop) -> Reading:
        return self.propose(path, stop=stop)[0]


# --- a window worked by a person


def press(widget: QWidget, *keys: str) -> None:
    for key in keys:
        pressed = QKeySequence(key)[0]
        QTest.keyClick(widget, pressed.key(), pressed.keyboardModifiers())


def drop(window: QWidget, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(400, 300), copy, mime, left, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    event = QDropEvent(QPointF(400, 300), copy, mime, left, none)
    QApplication.sendEvent(window, event)
    assert event.isAccepted()


def reviewed(workspace: Workspace, qtbot: QtBot) -> ReviewWindow:
    """The review that is open, once its document was read."""
    importing = importing_of(workspace)
    qtbot.waitUntil(lambda: bool(importing.windows))
    window = importing.windows[-1]
    assert isinstance(window, ReviewWindow)
    qtbot.waitUntil(lambda: not window.waiting and window.isVisible())
    return window


def opened(workspace: Workspace, qtbot: QtBot, path: Path) -> ReviewWindow:
    importing_of(workspace).take([path])
    return reviewed(workspace, qtbot)


def marked(window: ReviewWindow) -> str:
    """The words that are highlighted in the document."""
    reading = window.document.marking.reading
    assert reading is not None
    lines = []
    for spot in window.document.highlighted:
        words = reading.pages[spot.page - 1].lines[spot.line].text.split()
        lines.append(" ".join(words[spot.first : spot.last + 1]))
    return " ".join(lines)


def item_keys(window: ReviewWindow) -> list[str]:
    rows = (window.items.row_at(at) for at in range(window.items.rowCount()))
    return [f"# {row.group}" if isinstance(row, Heading) else row.key for row in rows if row is not None]


def paper(workspace: Workspace) -> Fetched:
    """Minutes that do not say who met."""
    text = (
        "RESOLVED that the report be noted\nCouncillor A asked how many visits there were\nFour a year, by March 2027"
    )
    read: Reading = reader.read_text(text, "minutes.txt")
    found = Proposals(
        kind="minutes", pages=1, sha256=read.sha256, name=read.name,
        meeting=MeetingSaid(None, Stated("2026-03-05", None)),
        resolutions=(ResolutionSaid("That the report be noted", Words(1, "that the report be noted")),),
        questions=(QuestionSaid("a member", "How many visits?", "Four a year", Words(1, "how many visits")),),
        asks=("Which body met?",),
    )  # fmt: skip
    return Fetched(read, found, text.encode(), None)
