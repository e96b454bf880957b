"""Keys that move the word cursor through a document: the same for pages and for lines."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from gui.importing.marking import Marking

_STEPS = {
    Qt.Key.Key_Left: "-word",
    Qt.Key.Key_Right: "word",
    Qt.Key.Key_Up: "-line",
    Qt.Key.Key_Down: "line",
    Qt.Key.Key_Home: "-line end",
    Qt.Key.Key_End: "line end",
}


def moved_by(event: QKeyEvent, marking: Marking) -> bool:
    """Take the key where it moves the cursor: Shift extends the selection, Ctrl+Up and Ctrl+Down go by the page."""
    step = _STEPS.get(Qt.Key(event.key()))
    if step is None or marking.reading is None:
        return False
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        if not step.endswith("line"):
            return False
        step = step.replace("line", "page")
    elif not event.modifiers() & Qt.KeyboardModifier.ShiftModifier and step.endswith("line end"):
        return False  # Home and End alone scroll, as everywhere
    marking.move(step, extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
    return True
