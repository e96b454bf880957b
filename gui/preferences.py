"""What this user likes, described once: key, kind, default, meaning. Kept in an INI file of Qt's.

A key that is not described here is refused as our own mistake. A value in the file that does not fit
(edited by hand, or of a later version) counts as the default and is left alone until it is set.
``layout`` keys are what windows remember by themselves and no dialog shows.
"""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QSettings, QStandardPaths, Signal

from model.errors import Fault

RECENT = 10
"""How many plans are remembered as recent."""


@dataclass(frozen=True, slots=True)
class Preference:
    key: str
    kind: str  # "text", "choice", "number", "flag", "folder" or "list"
    default: Any
    label: str  # in the dialog; empty: not shown there
    meaning: str
    choices: tuple[tuple[str, str], ...] = ()
    minimum: int = 0
    maximum: int = 0


PREFERENCES: tuple[Preference, ...] = (
    Preference("who", "text", "", "Your name or post", "Stands beside every change you make in the plan's history."),
    Preference(
        "theme",
        "choice",
        "system",
        "Colours",
        "Light, dark, or as this computer is set.",
        (("system", "As this computer"), ("light", "Light"), ("dark", "Dark")),
    ),
    Preference("text_size", "number", 100, "Size of text", "In per cent of this computer's.", minimum=80, maximum=200),
    Preference(
        "reminders",
        "flag",
        True,
        "Reminders at opening",
        "A line over the page says what is newly late, due soon or waiting; once a day, unless there is something new.",
    ),
    Preference("papers_folder", "folder", "", "Folder for papers", "Where papers are saved unless you say."),
    Preference(
        "print_posts",
        "flag",
        True,
        "Posts in place of names",
        "How papers of a new plan name people; each plan can say otherwise.",
    ),
    Preference("recent", "list", (), "", "Plans opened lately, newest first."),
    Preference("papers_last", "list", (), "", "The folder and kind of the last paper saved."),
)

_LAYOUT = "layout/"


class Preferences(QObject):
    """The preferences of this user on this computer."""

    changed = Signal(str)  # key

    def __init__(self, file: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file or _default_file()
        self._settings = QSettings(str(self._file), QSettings.Format.IniFormat)
        self._described = {row.key: row for row in PREFERENCES}

    def __getitem__(self, key: str) -> Any:
        row = self._row(key)
        if not self._settings.contains(key):
            return row.default
        return _fitting(row, self._settings.value(key))

    def __setitem__(self, key: str, value: Any) -> None:
        row = self._row(key)
        if _fitting(row, _stored(row, value)) != (tuple(value) if row.kind == "list" else value):
            raise Fault(f"{value!r} does not fit the preference {key}")
        if self[key] == value:
            return
        self._settings.setValue(key, _stored(row, value))
        self.changed.emit(key)

    def who(self) -> str:
        """The name that stands in the history: as chosen, or as this user signs in to the computer."""
        return str(self["who"]).strip() or getpass.getuser()

    # --- layout: window, columns, sort and filters

    def layout(self, name: str) -> Any:
        """What was remembered under that name (plain JSON data), or None."""
        kept = self._settings.value(_LAYOUT + name)
        if not isinstance(kept, str):
            return None
        try:
            return json.loads(kept)
        except ValueError:
            return None

    def set_layout(self, name: str, value: Any) -> None:
        self._settings.setValue(_LAYOUT + name, json.dumps(value, sort_keys=True))

    def bytes_layout(self, name: str) -> QByteArray:
        kept = self._settings.value(_LAYOUT + name)
        return kept if isinstance(kept, QByteArray) else QByteArray()

    def set_bytes_layout(self, name: str, value: QByteArray) -> None:
        self._settings.setValue(_LAYOUT + name, value)

    # --- recent plans

    def remember_plan(self, path: Path) -> None:
        known = [str(path), *(name for name in self["recent"] if name != str(path))]
        self["recent"] = tuple(known[:RECENT])

    def forget_plan(self, path: Path) -> None:
        self["recent"] = tuple(name for name in self["recent"] if name != str(path))

    def recent_plans(self) -> list[Path]:
        return [Path(name) for name in self["recent"]]

    def sync(self) -> None:
        self._settings.sync()

    def _row(self, key: str) -> Preference:
        if key not in self._described:
            raise Fault(f"There is no preference {key}; describe it in gui/preferences.py")
        return self._described[key]


def _default_file() -> Path:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
    return Path(folder) / "preferences.ini"


def _stored(row: Preference, value: Any) -> Any:
    if row.kind == "list":
        return json.dumps(list(value))
    if row.kind == "flag":
        return "yes" if value else "no"
    return str(value)


def _fitting(row: Preference, kept: Any) -> Any:
    """The kept text as a value, or the default where it does not fit."""
    read = _READERS[row.kind]
    try:
        return read(row, str(kept))
    except ValueError:
        return row.default


def _read_choice(row: Preference, kept: str) -> str:
    if kept not in dict(row.choices):
        raise ValueError(kept)
    return kept


def _read_number(row: Preference, kept: str) -> int:
    number = int(kept)
    if not row.minimum <= number <= row.maximum:
        raise ValueError(kept)
    return number


def _read_flag(row: Preference, kept: str) -> bool:
    if kept not in ("yes", "no"):
        raise ValueError(kept)
    return kept == "yes"


def _read_list(row: Preference, kept: str) -> tuple[str, ...]:
    found = json.loads(kept)
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        raise ValueError(kept)
    return tuple(found)


def _read_text(row: Preference, kept: str) -> str:
    return kept


_READERS: dict[str, Callable[[Preference, str], Any]] = {
    "text": _read_text,
    "folder": _read_text,
    "choice": _read_choice,
    "number": _read_number,
    "flag": _read_flag,
    "list": _read_list,
}
