"""Everything the program asks or tells in a box of its own: always plain text, one place to record it.

Tests replace ``asker``; nothing else opens a message box or a file dialog. What is refused while
someone works is no box: it stands in the window's banner or at its field.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton, QWidget

Kinds = Sequence[tuple[str, str]]
"""Kinds of file: what they are called, and how their names end: ("Turnaround plan", "turnaround")."""


class Asker:
    """Asks with Qt's own boxes. Every answer that means "leave it" is None or the last button."""

    def choose(
        self, parent: QWidget | None, title: str, sentence: str, buttons: Sequence[str], *, danger: bool, detail: str
    ) -> str:
        """The button that was pressed; the last one also for Esc and closing."""
        # Boxes are imported when one is asked for: the start does without them.
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(parent)
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(sentence)
        box.setIcon(QMessageBox.Icon.Warning if danger else QMessageBox.Icon.NoIcon)
        if detail:
            box.setDetailedText(detail)
        made: list[QPushButton] = []
        for place, words in enumerate(buttons):
            role = QMessageBox.ButtonRole.RejectRole
            if place == 0 and len(buttons) > 1:
                role = QMessageBox.ButtonRole.AcceptRole
            elif place < len(buttons) - 1:
                role = QMessageBox.ButtonRole.ActionRole
            made.append(box.addButton(words, role))
        box.setEscapeButton(made[-1])
        # What cannot be taken back is never a stray Enter away.
        box.setDefaultButton(made[-1] if danger else made[0])
        box.exec()
        pressed = box.clickedButton()
        return buttons[made.index(pressed)] if pressed in made else buttons[-1]

    def words(self, parent: QWidget | None, title: str, label: str, initial: str) -> str | None:
        from PySide6.QtWidgets import QInputDialog, QLineEdit

        text, given = QInputDialog.getText(parent, title, label, QLineEdit.EchoMode.Normal, initial)
        return text if given else None

    def open_file(self, parent: QWidget | None, title: str, kinds: Kinds, folder: str) -> str:
        from PySide6.QtWidgets import QFileDialog

        return QFileDialog.getOpenFileName(parent, title, folder, _filter(kinds))[0]

    def open_files(self, parent: QWidget | None, title: str, kinds: Kinds, folder: str) -> list[str]:
        from PySide6.QtWidgets import QFileDialog

        return QFileDialog.getOpenFileNames(parent, title, folder, _filter(kinds))[0]

    def save_file(self, parent: QWidget | None, title: str, kinds: Kinds, name: str) -> str:
        from PySide6.QtWidgets import QFileDialog

        return QFileDialog.getSaveFileName(parent, title, name, _filter(kinds))[0]

    def folder(self, parent: QWidget | None, title: str, folder: str) -> str:
        from PySide6.QtWidgets import QFileDialog

        return QFileDialog.getExistingDirectory(parent, title, folder)


asker = Asker()


def confirm(
    parent: QWidget | None, title: str, sentence: str, *, yes: str, no: str = "Cancel", danger: bool = False
) -> bool:
    """Ask before something that is hard to take back."""
    return asker.choose(parent, title, sentence, (yes, no), danger=danger, detail="") == yes


def choose(parent: QWidget | None, title: str, sentence: str, buttons: Sequence[str]) -> str:
    """Ask which; the last button is the one that does nothing."""
    return asker.choose(parent, title, sentence, buttons, danger=False, detail="")


def tell(parent: QWidget | None, title: str, sentence: str, *, detail: str = "") -> None:
    """Say something that has to be read now; ``detail`` can be unfolded and copied."""
    asker.choose(parent, title, sentence, ("OK",), danger=False, detail=detail)


def ask_text(parent: QWidget | None, title: str, label: str, initial: str = "") -> str | None:
    """A short text, stripped; None where it was called off or left empty."""
    given = asker.words(parent, title, label, initial)
    return given.strip() or None if given is not None else None


def open_file(parent: QWidget | None, title: str, kinds: Kinds, folder: str = "") -> Path | None:
    chosen = asker.open_file(parent, title, kinds, folder)
    return Path(chosen) if chosen else None


def open_files(parent: QWidget | None, title: str, kinds: Kinds, folder: str = "") -> list[Path]:
    """Several files; none where it was called off."""
    return [Path(chosen) for chosen in asker.open_files(parent, title, kinds, folder)]


def save_file(parent: QWidget | None, title: str, kinds: Kinds, name: str = "") -> Path | None:
    """Where to save, with the ending of the first kind where none was typed. Qt has asked about overwriting."""
    chosen = asker.save_file(parent, title, kinds, name)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(f".{kinds[0][1]}")


def choose_folder(parent: QWidget | None, title: str, folder: str = "") -> Path | None:
    chosen = asker.folder(parent, title, folder)
    return Path(chosen) if chosen else None


def _filter(kinds: Kinds) -> str:
    return ";;".join([*(f"{words} (*.{ending})" for words, ending in kinds), "All files (*)"])
