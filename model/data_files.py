"""Reads TOML into frozen value objects, and says in one sentence what does not fit.

The class is the schema: its fields are the keys, their annotations what may stand there.
Understood are ``str``, ``bool``, ``int``, ``date``, each of them ``| None``, and a tuple of
``str`` or of another such class. A field without a default must be given; any other key is
refused by name, so that a slip of typing is never silently dropped. ``field(metadata=
{"one_of": WORDS})`` limits a text to those words.
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
import types
import typing
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from model.errors import Refused

T = TypeVar("T")

LONGEST_TEXT = 100_000
"""Characters that one field of a plan holds."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_MOST_STOPS = 200
"""Full stops in a line. The reader takes minutes over a key of 50,000 dotted parts; ours have three."""


def read_text(file: Path, *, most_bytes: int) -> str:
    """The text of a UTF-8 file of at most ``most_bytes``; anything else is refused."""
    try:
        with file.open("rb") as stream:
            content = stream.read(most_bytes + 1)
    except OSError as reason:
        why = reason.strerror or "the computer gave no reason"
        raise Refused(f"{file.name} could not be read: {why}.") from reason
    if len(content) > most_bytes:
        raise Refused(f"{file.name} is larger than {most_bytes // 1024} KB, more than such a file can need.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        raise Refused(f"{file.name} is not a text file in UTF-8; save it as UTF-8 and try again.") from reason


def parse(cls: type[T], text: str, file_name: str) -> T:
    """``text`` as one ``cls``. Refused, with the file's name and the reason, if it does not fit."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > _MOST_STOPS:
            raise Refused(f"{file_name}: line {number} has more than {_MOST_STOPS} full stops; break it up.")
    try:
        table = tomllib.loads(text)
    except RecursionError as reason:
        raise Refused(f"{file_name} is not a readable TOML file: its brackets are nested too deeply.") from reason
    except tomllib.TOMLDecodeError as reason:
        raise Refused(f"{file_name} is not a readable TOML file: {str(reason).rstrip('.')}.") from reason
    except ValueError as reason:  # Python reads no whole number of more than 4,300 digits
        raise Refused(f"{file_name} is not a readable TOML file: a number in it is too long.") from reason
    return _entry(cls, table, file_name, "")


def entry(cls: type[T], table: Mapping[str, object], name: str) -> T:
    """A table that was read elsewhere, as JSON is, as one ``cls``; refused as ``parse`` refuses."""
    return _entry(cls, table, name, "")


@cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _entry(cls: type[T], table: Mapping[str, object], file_name: str, place: str) -> T:
    hints = _hints(typing.cast(Any, cls))
    fields = {field.name: field for field in dataclasses.fields(typing.cast(Any, cls))}
    for key in table:
        if key not in fields:
            raise Refused(
                f"{file_name}: the key {_quoted(key)} {_in(place)}is not known; the keys there are {', '.join(fields)}."
            )
    values: dict[str, Any] = {}
    for name, field in fields.items():
        if name in table:
            at = f"{place}, {name}" if place else name
            value = _value(hints[name], table[name], file_name, at)
            allowed: Sequence[str] | None = field.metadata.get("one_of")
            if allowed is not None and value is not None and value not in allowed:
                raise Refused(f"{file_name}: {at} is {_quoted(str(value))}; it must be one of {', '.join(allowed)}.")
            values[name] = value
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            raise Refused(f"{file_name}: {place or 'the file'} has no {name}; add it.")
    return cls(**values)


def _value(hint: Any, given: object, file_name: str, place: str) -> object:
    if isinstance(hint, types.UnionType):
        hint = next(option for option in typing.get_args(hint) if option is not types.NoneType)
    if typing.get_origin(hint) is tuple:
        item = typing.get_args(hint)[0]
        if not isinstance(given, list):
            raise Refused(f"{file_name}: {place} must be a list.")
        named = [_called(place, index, value) for index, value in enumerate(given, start=1)]
        return tuple(_value(item, value, file_name, at) for at, value in zip(named, given, strict=True))
    if dataclasses.is_dataclass(hint):
        if not isinstance(given, dict):
            raise Refused(f"{file_name}: {place} must be a table.")
        return _entry(typing.cast(type[Any], hint), given, file_name, place)
    if hint is str:
        return _words(given, file_name, place)
    if hint is bool:
        if not isinstance(given, bool):
            raise Refused(f"{file_name}: {place} must be true or false, without quotation marks.")
        return given
    if hint is int:
        if not isinstance(given, int) or isinstance(given, bool) or not -(10**9) < given < 10**9:
            raise Refused(f"{file_name}: {place} must be a whole number, without quotation marks.")
        return given
    if hint is date:
        if not isinstance(given, date) or isinstance(given, datetime):
            raise Refused(f"{file_name}: {place} must be a day, written 2023-04-24, without quotation marks.")
        return given
    raise TypeError(f"no rule for {hint!r}")


def _words(given: object, file_name: str, place: str) -> str:
    if not isinstance(given, str):
        raise Refused(f"{file_name}: {place} must be text in quotation marks.")
    if not given.strip():
        raise Refused(f"{file_name}: {place} is empty; write something or leave the key out.")
    if len(given) > LONGEST_TEXT:
        raise Refused(f"{file_name}: {place} has more than {LONGEST_TEXT:,} characters.")
    if _CONTROL.search(given):
        raise Refused(f"{file_name}: {place} has a control character in it; type it again.")
    return given.strip()


def _called(place: str, index: int, value: object) -> str:
    """How a person finds this entry: by its key or code where it has one, and by counting."""
    if isinstance(value, dict):
        for name in ("key", "code"):
            if isinstance(value.get(name), str):
                return f"{place} {index} ({value[name][:60]})"
    return f"{place} {index}"


def _in(place: str) -> str:
    return f"in {place} " if place else ""


def _quoted(words: str) -> str:
    shown = words if len(words) <= 60 else words[:59] + "…"
    return f"“{shown}”"
