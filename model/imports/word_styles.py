"""What the styles and the numbering of a Word file make of a paragraph: heading, bold, size, and its number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from model.imports.flow import roman

_HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)
_DEEP = 20  # styles based on styles


def local(element: Any) -> str:
    """An element's name without its namespace; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: Any, name: str = "val") -> str | None:
    """An attribute by its name without its namespace: there are two namespaces of the same format."""
    if element is None:
        return None
    for key, found in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(found)
    return None


def child(element: Any, *path: str) -> Any:
    """The first child of that name, and in it the next; None where there is none."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in element if local(one) == name), None)
    return element


def is_on(element: Any) -> bool | None:
    """What a switch such as ``<w:b/>`` says; None where it is not there."""
    if element is None:
        return None
    return value(element) not in ("0", "false", "off", "none")


@dataclass(slots=True)
class Style:
    name: str = ""
    based_on: str | None = None
    heading: int | None = None
    size: float | None = None
    bold: bool | None = None
    hidden: bool | None = None
    number: tuple[str | None, int | None] = (None, None)  # list, level


class Styles:
    def __init__(self, root: Any) -> None:
        self._styles: dict[str, Style] = {}
        self.size = 10.0
        self.default: str | None = None
        if root is None:
            return
        half_points = value(child(root, "docDefaults", "rPrDefault", "rPr", "sz"))
        self.size = _half(half_points) or 10.0
        for element in root:
            if local(element) != "style":
                continue
            key = value(element, "styleId")
            if key is None:
                continue
            paragraph, run = child(element, "pPr"), child(element, "rPr")
            name = value(child(element, "name")) or ""
            heading = _level(value(child(paragraph, "outlineLvl")))
            named = _HEADING.match(name)
            if heading is None and named:
                heading = int(named[1])
            self._styles[key] = Style(
                name,
                value(child(element, "basedOn")),
                heading,
                _half(value(child(run, "sz"))),
                is_on(child(run, "b")),
                is_on(child(run, "vanish")),
                list_of(paragraph),
            )
            if value(element, "default") in ("1", "true") and value(element, "type") == "paragraph":
                self.default = key

    def of(self, key: str | None) -> Style:
        """With what it takes from those that it is based on."""
        whole = Style()
        seen = 0
        at = key if key in self._styles else self.default
        while at is not None and at in self._styles and seen < _DEEP:
            one = self._styles[at]
            whole.name = whole.name or one.name
            whole.heading = one.heading if whole.heading is None else whole.heading
            whole.size = one.size if whole.size is None else whole.size
            whole.bold = one.bold if whole.bold is None else whole.bold
            whole.hidden = one.hidden if whole.hidden is None else whole.hidden
            whole.number = (
                whole.number[0] or one.number[0],
                one.number[1] if whole.number[1] is None else whole.number[1],
            )
            at, seen = one.based_on, seen + 1
        return whole


def list_of(paragraph_properties: Any) -> tuple[str | None, int | None]:
    found = child(paragraph_properties, "numPr")
    level = value(child(found, "ilvl"))
    return value(child(found, "numId")), int(level) if level is not None and level.isdecimal() and len(
        level
    ) < 3 else None


@dataclass(slots=True)
class _Level:
    start: int = 1
    kind: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class _List:
    abstract: str
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts as Word does: paragraphs of one list are numbered in the order in which they are asked for."""

    def __init__(self, root: Any) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        for element in root if root is not None else ():
            if local(element) == "abstractNum":
                levels = {}
                for one in element:
                    number = value(one, "ilvl")
                    if local(one) == "lvl" and number is not None and number.isdecimal() and len(number) < 3:
                        levels[int(number)] = _Level(
                            _whole(value(child(one, "start")), 1),
                            value(child(one, "numFmt")) or "decimal",
                            value(child(one, "lvlText")) or "",
                        )
                self._levels[value(element, "abstractNumId") or ""] = levels
            elif local(element) == "num":
                made = _List(value(child(element, "abstractNumId")) or "")
                for one in element:
                    number = value(one, "ilvl")
                    start = value(child(one, "startOverride"))
                    if local(one) == "lvlOverride" and start is not None and number is not None and number.isdecimal():
                        made.starts[int(number)] = _whole(start, 1)
                self._lists[value(element, "numId") or ""] = made

    def next(self, number: str | None, level: int | None) -> tuple[str, bool] | None:
        """What Word prints before the paragraph, and whether it is a bullet; None: it is in no list."""
        found = self._lists.get(number or "")
        if found is None or number == "0":
            return None
        levels = self._levels.get(found.abstract, {})
        at = level or 0
        here = levels.get(at)
        if here is None or here.kind == "none":
            return None
        if here.kind == "bullet":
            return here.text or "•", True
        counts = self._counts.setdefault(found.abstract, {})
        if at in found.starts and (number or "", at) not in self._started:
            counts[at] = found.starts[at] - 1
        self._started.add((number or "", at))
        counts[at] = counts.get(at, here.start - 1) + 1
        for deeper in [one for one in counts if one > at]:
            del counts[deeper]
        text = here.text or f"%{at + 1}."
        for one in range(9):
            if f"%{one + 1}" in text:
                of_level = levels.get(one, _Level())
                text = text.replace(f"%{one + 1}", _written(counts.get(one, of_level.start), of_level.kind))
        return text, False


def _written(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter") and number >= 1:
        letter = chr(ord("a") + (number - 1) % 26) * min(5, (number - 1) // 26 + 1)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman") and 1 <= number < 4000:
        return roman(number) if kind == "lowerRoman" else roman(number).upper()
    return str(number)


def _half(half_points: str | None) -> float | None:
    if half_points is None or not half_points.isdecimal() or len(half_points) > 5:
        return None
    return int(half_points) / 2


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 7 else otherwise


def _level(outline: str | None) -> int | None:
    level = _whole(outline, 9)
    return level + 1 if level < 9 else None
