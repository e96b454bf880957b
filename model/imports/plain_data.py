"""Readings and proposals as plain data and back: lists, text, numbers and None, as JSON knows them.

What comes from the process that read a stranger's document is checked field by field: the right number of values, each
of the type that the class names. Nothing else is ever made of it.
"""

from __future__ import annotations

import dataclasses
import json
import math
import types
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from model.imports.pages import KINDS, Box, Line, Page, Reading
from model.imports.proposals import Proposals

T = TypeVar("T")
Maker = Callable[[Any], Any]


class NotOurs(ValueError):
    """The data is not what the classes say."""


def of_reading(reading: Reading) -> list[Any]:
    """Words go without their text where they are those of the line, since the line has it."""
    pages = [[page.number, page.width, page.height, [_of_line(line) for line in page.lines]] for page in reading.pages]
    return [reading.kind, reading.name, reading.sha256, pages, reading.title, list(reading.remarks)]


def _of_line(line: Line) -> list[Any]:
    texts = [text for text, _ in line.words]
    places = [side for _, box in line.words for side in (box.left, box.top, box.right, box.bottom)]
    box = None if line.box is None else [line.box.left, line.box.top, line.box.right, line.box.bottom]
    same = " ".join(texts) == line.text and not any(" " in text for text in texts)
    return [line.text, box, None if same else texts, places, line.size, line.bold, line.role]


def to_reading(data: Any) -> Reading:
    """Raises NotOurs."""
    kind, name, sha256, pages, title, remarks = _list(data, 6)
    if kind not in KINDS:
        raise NotOurs(f"no kind of document: {kind!r:.40}")
    made = tuple(_to_page(page) for page in _list(pages))
    return Reading(
        kind,
        _text(name),
        _text(sha256),
        made,
        None if title is None else _text(title),
        tuple(map(_text, _list(remarks))),
    )


def _to_page(data: Any) -> Page:
    number, width, height, lines = _list(data, 4)
    return Page(_whole(number), _number(width), _number(height), tuple(_to_line(line) for line in _list(lines)))


def _to_line(data: Any) -> Line:
    text, box, texts, places, size, bold, role = _list(data, 7)
    _text(text)
    places = _list(places)
    if not all(type(side) in (float, int) for side in places) or not all(map(math.isfinite, places)):
        raise NotOurs("a place is no number")
    printed = text.split(" ") if texts is None else [_text(one) for one in _list(texts)]
    texts = printed if places or texts is not None else []
    if len(places) != 4 * len(texts):
        raise NotOurs("words and places do not match")
    sides = iter(places)
    boxes = map(Box, sides, sides, sides, sides)
    if type(bold) is not bool:
        raise NotOurs("bold is neither yes nor no")
    return Line(
        text,
        None if box is None else Box(*map(_number, _list(box, 4))),
        tuple(zip(texts, boxes, strict=True)),
        _number(size),
        bold,
        None if role is None else _text(role),
    )


def of_proposals(proposals: Proposals) -> Any:
    return _plain(proposals)


def to_proposals(data: Any) -> Proposals:
    """Raises NotOurs."""
    made = _maker(Proposals)(data)
    assert isinstance(made, Proposals)
    return made


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in dataclasses.fields(value)]
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError(f"{type(value).__name__} is no plain data")


@cache
def _maker(kind: Any) -> Maker:
    """What makes a value of that type from plain data, or raises NotOurs."""
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        make_record: Callable[..., Any] = kind
        hints = get_type_hints(kind)
        names = [field.name for field in dataclasses.fields(kind)]
        makers = [_maker(hints[name]) for name in names]

        def record(data: Any) -> Any:
            return make_record(*(make(one) for make, one in zip(makers, _list(data, len(makers)), strict=True)))

        return record
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            make = _maker(arguments[0])
            return lambda data: tuple(make(one) for one in _list(data))
        each = [_maker(argument) for argument in arguments]
        return lambda data: tuple(m(one) for m, one in zip(each, _list(data, len(each)), strict=True))
    if origin in (Union, types.UnionType) and type(None) in arguments and len(arguments) == 2:
        (other,) = (argument for argument in arguments if argument is not type(None))
        make = _maker(other)
        return lambda data: None if data is None else make(data)
    raise TypeError(f"{kind} has no plain form")


def _list(data: Any, length: int | None = None) -> list[Any]:
    if type(data) is not list or (length is not None and len(data) != length):
        raise NotOurs("not a list of that length")
    return data


def _text(data: Any) -> str:
    if type(data) is not str:
        raise NotOurs("not text")
    return data


def _number(data: Any) -> float:
    if type(data) not in (float, int) or not math.isfinite(data):
        raise NotOurs("not a number")
    return float(data)


def _whole(data: Any) -> int:
    if type(data) is not int or not 0 <= data < 10**9:
        raise NotOurs("not a whole number")
    return data


def _truth(data: Any) -> bool:
    if type(data) is not bool:
        raise NotOurs("neither yes nor no")
    return data


def _day(data: Any) -> date:
    try:
        return date.fromisoformat(_text(data))
    except ValueError as error:
        raise NotOurs("not a day") from error


_SIMPLE: dict[Any, Maker] = {str: _text, float: _number, int: _whole, bool: _truth, date: _day}


def packed(data: Any) -> bytes:
    """As JSON. A lone surrogate could not be sent, so it is escaped."""
    return json.dumps(data, ensure_ascii=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def unpacked(content: bytes) -> Any:
    """Raises NotOurs for anything that is no JSON, or nested deeper than Python follows."""
    try:
        return json.loads(content, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise NotOurs("not JSON") from error


def _refuse(name: str) -> Sequence[None]:
    raise ValueError(name)
