"""Reads a web page that was saved: its words and their order. Nothing is fetched and no script is run.

The page is HTML as libxml2 reads it, without the network. What a browser would not show is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from model.errors import Refused
from model.imports.characters import RAISED, one_line
from model.imports.flow import Cell, Flow, roman
from model.imports.pages import Reading
from model.imports.text_reading import decoded

_LEFT_OUT = frozenset(
    (
        *("script", "style", "noscript", "template", "head", "svg", "math", "iframe", "frame", "object", "embed"),
        *("applet", "canvas", "audio", "video", "map", "select", "datalist", "button", "input", "textarea"),
        *("progress", "meter", "dialog"),
    )
)
_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i"),
        *("img", "ins", "kbd", "label", "mark", "nobr", "output", "q", "rp", "rt", "ruby", "s", "samp", "small"),
        *("span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_MAIN_IDS = ("mgContent", "main-content", "main", "content", "modgov")
"""Of the element that holds a page's own words: those of ModernGov, and those that councils' sites use."""


@dataclass(slots=True)
class _List:
    ordered: bool
    next: int
    kind: str


@dataclass(frozen=True, slots=True)
class _Within:
    """What stands round an element."""

    heading: int = 0
    lists: tuple[_List, ...] = ()
    cells: tuple[Cell, ...] = ()
    bold: bool = False
    role: str | None = None  # "header" or "footer"
    line_by_line: bool = False  # as it was typed: <pre>


def read(content: bytes, name: str, sha256: str) -> Reading:
    """Refuses a file in which there is no web page."""
    declared = _CHARSET.search(content[:4096])
    text = decoded(content, declared[1].decode("ascii") if declared else None).replace("\0", "")
    parser = etree.HTMLParser(
        encoding="utf-8", recover=True, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except etree.XMLSyntaxError as error:
        raise Refused(f"{name} is no web page that can be read. Copy its words and paste them instead.") from error
    if root is None:
        raise Refused(f"There is nothing in {name}.")
    page = _PageOfWeb()
    page.read(root)
    remarks = list(page.flow.remarks())
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        remarks.append("The page is nested deeper than is read; what stands deeper was left out.")
    title = root.find(".//title")
    called = one_line("".join(title.itertext())) if title is not None else ""
    return Reading("html", name, sha256, page.flow.pages(), called or None, tuple(remarks))


class _PageOfWeb:
    def __init__(self) -> None:
        self.flow = Flow()
        self._text: list[str] = []
        self._letters = self._bold = 0
        self._mark = ""  # "• " or "3. ", before the first words of an item
        self._role: str | None = None  # of that item's first line
        self._main: Any = None
        self._before_main = False
        self._rows: dict[int, int] = {}

    def read(self, root: Any) -> None:
        self._main = _main(root)
        self._before_main = self._main is not None
        around = _Within(role="header") if self._main is not None else _Within()
        # Without recursion, so that no depth of elements is too much: what is left to do, the next one last.
        waiting: list[tuple[str, Any, _Within]] = [("open", root, around)]
        while waiting and not self.flow.is_full:
            step, element, within = waiting.pop()
            if step == "text":
                self._words(element, within)
            elif step == "close":
                self._end(within)
            elif step == "after main":
                self._end(within)
                self._before_main = False
            else:
                self._open(element, within, waiting)
        self._end(_Within())

    def _open(self, element: Any, within: _Within, waiting: list[tuple[str, Any, _Within]]) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if element is not self._main and (not tag or tag in _LEFT_OUT or _is_hidden(element)):
            return
        if tag == "br":
            self._end(within)
            return
        inside = self._inside(element, tag, within)
        block = tag not in _INLINE
        if block:
            self._end(within)
        if tag == "li":
            self._begin_item(element, inside)
        steps: list[tuple[str, Any, _Within]] = []
        if tag == "sup" and (element.text or "").strip().isdecimal() and len(element) == 0:
            steps.append(("text", (element.text or "").strip().translate(RAISED), inside))
        elif element.text:
            steps.append(("text", element.text, inside))
        row = self._row(inside) if tag == "tr" else 0
        column = 0
        table = inside.cells[0][0] if inside.cells else -1
        for child in element:
            kind = child.tag if isinstance(child.tag, str) else ""
            if tag == "tr" and kind in ("td", "th") and table >= 0:
                cell = _Within(0, (), ((table, row, column), *inside.cells[1:]), kind == "th", inside.role)
                steps.append(("open", child, cell))
                column += _number(child.get("colspan"), 1, 100)
            else:
                steps.append(("open", child, inside))
            if child.tail:
                steps.append(("text", child.tail, inside))
        if element is self._main:
            steps.append(("after main", None, inside))
        elif block:
            steps.append(("close", None, inside))
        waiting.extend(reversed(steps))

    def _inside(self, element: Any, tag: str, within: _Within) -> _Within:
        heading, lists, cells, bold, role = within.heading, within.lists, within.cells, within.bold, within.role
        if element is self._main:
            role = None
        elif self._main is not None and role == "header" and not self._before_main:
            role = "footer"
        elif self._main is None and tag in ("nav", "header", "footer"):
            role = "footer" if tag == "footer" else "header"
        if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            heading, bold = int(tag[1]), True
        elif tag in ("b", "strong", "th"):
            bold = True
        elif tag in ("ul", "ol", "menu", "dir"):
            start = _number(element.get("start"), 1, 1_000_000)
            lists = (*lists, _List(tag == "ol", start, element.get("type") or "1"))
        elif tag == "table":
            table = self.flow.new_table()
            cells = ((table, -1, -1), *(cell for cell in cells if cell[1] >= 0))
        return _Within(heading, lists, cells, bold, role, within.line_by_line or tag == "pre")

    def _row(self, inside: _Within) -> int:
        if not inside.cells:
            return 0
        table = inside.cells[0][0]
        self._rows[table] = self._rows.get(table, -1) + 1
        return self._rows[table]

    def _begin_item(self, element: Any, inside: _Within) -> None:
        if inside.lists and inside.lists[-1].ordered:
            place = inside.lists[-1]
            number = _number(element.get("value"), place.next, 1_000_000)
            place.next = number + 1
            self._mark, self._role = _counted(number, place.kind) + ". ", "number"
        else:
            self._mark, self._role = "• ", "bullet"

    def _words(self, text: str, within: _Within) -> None:
        if within.line_by_line and "\n" in text:
            first, *others = text.split("\n")
            self._keep(first, within)
            for other in others:
                self._end(within)
                self._keep(other, within)
        else:
            self._keep(text, within)

    def _keep(self, text: str, within: _Within) -> None:
        self._text.append(text)
        letters = len(text.strip())
        self._letters += letters
        self._bold += letters if within.bold else 0

    def _end(self, within: _Within) -> None:
        text = "".join(self._text)
        self._text.clear()
        letters, bold = self._letters, self._bold
        self._letters = self._bold = 0
        if not one_line(text):
            return
        role = self._role or (f"heading {within.heading}" if within.heading else None)
        if within.role is not None:
            role = within.role
        cells = tuple(cell for cell in within.cells if cell[1] >= 0 and cell[2] >= 0)
        if within.role is not None:
            cells = ()
        self.flow.add(self._mark + text, role, bold=bold * 2 > letters, cells=cells)
        self._mark, self._role = "", None


def _main(root: Any) -> Any:
    """The element that holds the page's own words, where the page says so; else None."""
    found = [*root.iter("main"), *root.iterfind(".//*[@role='main']")]
    if not found:
        for name in _MAIN_IDS:
            found = [element for element in _named(root, name) if not _is_hidden(element)]
            if found:
                break
    return found[0] if found and len(one_line("".join(found[0].itertext()))) > 200 else None


def _named(root: Any, name: str) -> Iterator[Any]:
    for element in root.iter("div", "section", "article", "td"):
        if element.get("id") == name or name in (element.get("class") or "").split():
            yield element


def _is_hidden(element: Any) -> bool:
    style = element.get("style")
    return (
        element.get("hidden") is not None
        or element.get("type") == "hidden"
        or (style is not None and _HIDDEN_STYLE.search(style) is not None)
    )


def _number(text: str | None, otherwise: int, most: int) -> int:
    digits = (text or "").strip()
    return min(int(digits), most) if digits.isdecimal() and len(digits) < 10 else otherwise


def _counted(number: int, kind: str) -> str:
    """As a browser counts: 1, a, A, i, I."""
    if kind in ("a", "A") and 1 <= number <= 26:
        return chr(ord(kind) + number - 1)
    if kind in ("i", "I") and 1 <= number < 4000:
        written = roman(number)
        return written if kind == "i" else written.upper()
    return str(number)
