"""Files that are no plan, are damaged, too new, not to be written or in use: opened as a person opens them.

Each is said in plain words, and is byte for byte what it was, with nothing left beside it.
"""

from __future__ import annotations

import os
import random
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from gui import messages
from gui.main_window import MainWindow
from gui.workspace import Workspace
from model import areas
from model.store import opening
from model.store.plan import Sitting
from tests.gui.by_hand import Hands

ASKER = messages.asker  # the real one: conftest puts a recorder in its place

on_both = pytest.mark.parametrize("screen", ["none", pytest.param("virtual", marks=pytest.mark.window)])

MakeWindow = Callable[[Workspace], MainWindow]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    made = tmp_path / "shared drive"
    made.mkdir()
    yield made
    made.chmod(0o700)


@pytest.fixture
def path(folder: Path, sitting: Sitting) -> Path:
    """A plan with an area in it, closed."""
    made = folder / "Borsetshire.turnaround"
    plan = opening.create_plan(made, sitting, authority="Borsetshire", title="Improvement plan")
    areas.add(plan, "Planning and case records")
    plan.close()
    return made


@pytest.fixture
def other_sitting(sitting: Sitting, tmp_path: Path) -> Sitting:
    """Of a colleague at another computer."""
    local = tmp_path / "colleague"
    local.mkdir(mode=0o700)
    return Sitting("Head of Quality", "DESK-2", sitting.clock, local)


@pytest.fixture
def hands(make_window: MakeWindow, no_plan: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Hands:
    """Before the start page, with the program's real message boxes."""
    monkeypatch.setattr(messages, "asker", ASKER)
    return Hands(make_window(no_plan), qtbot)


def open_and_read(hands: Hands, monkeypatch: pytest.MonkeyPatch, path: Path, key: str = "Return") -> str:
    """File ▸ Open, this file; what the message box that comes says. The key leaves it."""
    monkeypatch.setattr(type(ASKER), "open_file", lambda *_: str(path))
    said: list[str] = []

    def drive(box: QMessageBox) -> None:
        said.append(box.text())
        hands.press(key)

    hands.in_dialog(QMessageBox, drive, lambda: hands.press("Ctrl+O"))
    (sentence,) = said
    return sentence


def everything(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def plain(sentence: str) -> bool:
    """Words for a person: no line of a report, no name of an exception, a full stop at the end."""
    return (
        sentence.endswith(".")
        and "\n" not in sentence
        and not any(word in sentence for word in ("Traceback", "Error", "Errno", "sqlite", "SQL", "None"))
    )


def truncated(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def at_random(path: Path) -> None:
    path.write_bytes(random.Random(7).randbytes(30_000))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def newer(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[60:64] = (9_999).to_bytes(4, "big")
    path.write_bytes(content)


@on_both
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (truncated, "Borsetshire.turnaround is damaged"),
        (at_random, "Borsetshire.turnaround is not a Turnaround plan"),
        (empty, "Borsetshire.turnaround is not a Turnaround plan"),
        (newer, "newer Turnaround"),
    ],
)
def test_what_cannot_be_opened_is_said_and_left_as_it_was(
    hands: Hands, path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[Path], None], said: str, screen: str,
) -> None:  # fmt: skip
    spoil(path)
    before = everything(folder)
    sentence = open_and_read(hands, monkeypatch, path)
    assert said in sentence
    assert plain(sentence), sentence
    assert everything(folder) == before
    assert not hands.window.workspace.has_plan
    assert hands.window.stack.currentWidget() is hands.window.start


@on_both
@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_read_only_plan_is_open_to_read_and_says_so(
    hands: Hands, path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, what: str, screen: str
) -> None:
    (path if what == "file" else folder).chmod(stat.S_IRUSR | (stat.S_IXUSR if what == "folder" else 0))
    before = everything(folder)
    monkeypatch.setattr(type(ASKER), "open_file", lambda *_: str(path))
    hands.press("Ctrl+O")
    window = hands.window
    assert "read only" in window.banner.sentence
    assert plain(window.banner.sentence), window.banner.sentence
    assert window.workspace.saved.sentence == "Read only"
    hands.press("Ctrl+3")
    assert [area.title for area in areas.in_order(window.workspace.plan)] == ["Planning and case records"]
    for command in ("plan.add_area", "plan.add_inspection", "edit.undo", "edit.delete", "edit.delete_for_good"):
        assert not window.commands.action(command).isEnabled()
    window.workspace.command("plan.add_area")
    assert "read only" in window.banner.sentence
    hands.press("Ctrl+W")
    assert everything(folder) == before


@on_both
def test_a_plan_that_a_colleague_has_open_can_be_read(
    hands: Hands, path: Path, folder: Path, other_sitting: Sitting, monkeypatch: pytest.MonkeyPatch, screen: str
) -> None:
    colleague = opening.open_plan(path, other_sitting)
    try:
        before = everything(folder)
        sentence = open_and_read(hands, monkeypatch, path, "Escape")
        assert "Head of Quality" in sentence
        assert "DESK-2" in sentence
        assert plain(sentence), sentence
        window = hands.window
        assert not window.workspace.has_plan
        open_and_read(hands, monkeypatch, path)  # Enter takes what harms nothing
        assert window.workspace.plan.read_only
        assert "read only" in window.banner.sentence
        hands.press("Ctrl+W")
        assert everything(folder) == before
    finally:
        colleague.close()


@on_both
def test_the_plan_that_is_open_here_is_not_opened_again(
    hands: Hands, path: Path, monkeypatch: pytest.MonkeyPatch, screen: str
) -> None:
    monkeypatch.setattr(type(ASKER), "open_file", lambda *_: str(path))
    hands.press("Ctrl+O")
    window = hands.window
    plan = window.workspace.plan
    before = path.read_bytes()
    link = path.with_name("link.turnaround")
    os.symlink(path, link)
    for name in (path, link):
        monkeypatch.setattr(type(ASKER), "open_file", lambda *_, name=name: str(name))
        hands.press("Ctrl+O")
        assert window.workspace.plan is plan
        assert window.said == f"{name.stem} is open already"
    assert path.read_bytes() == before


@on_both
def test_what_is_refused_leaves_the_open_plan_open(
    hands: Hands, path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, screen: str
) -> None:
    odd = folder / "odd.turnaround"
    at_random(odd)
    monkeypatch.setattr(type(ASKER), "open_file", lambda *_: str(path))
    hands.press("Ctrl+O")
    plan = hands.window.workspace.plan
    assert "not a Turnaround plan" in open_and_read(hands, monkeypatch, odd)
    assert hands.window.workspace.plan is plan
    hands.press("Ctrl+3")
    assert hands.window.workspace.do(areas.add, "Another area")
