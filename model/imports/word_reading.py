"""Reads a Word file: paragraphs, lists with their numbers, tables and footnotes, in their order.

The parts of the file are read as what they are, XML in a ZIP, so that nothing in it is ever run, fetched or linked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from model.errors import Refused
from model.imports.characters import RAISED, one_line
from model.imports.flow import Cell, Flow
from model.imports.pages import Reading
from model.imports.word_styles import Numbering, Style, Styles, child, is_on, list_of, local, value
from model.imports.zip_parts import Parts

_LEFT_OUT = frozenset(
    ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "Fallback", "binData", "sectPr", "object")
)
_MACROS = ("vbaproject.bin", "vbadata.xml")


@dataclass(slots=True)
class _Run:
    text: str
    size: float
    bold: bool


def read(content: bytes, name: str, sha256: str) -> Reading:
    """Refuses a file that is locked, damaged, blown up, or that no word processor wrote."""
    parts = Parts(content, name)
    main = _main_part(parts)
    root = parts.markup(main)
    body = child(root, "body")
    if body is None:
        raise Refused(f"There is no document in {name}. Open it in Word, save it again, and import that.")
    document = _Document(parts, main)
    document.read(body)
    remarks = list(document.flow.remarks())
    if document.hid_something:
        remarks.append("Some text of the file is hidden in Word; it was left out.")
    if any(part.lower().endswith(_MACROS) for part in parts.names):
        remarks.append("The file holds macros; they were not run.")
    pages = document.flow.pages()
    if not any(page.has_text for page in pages):
        remarks.append("There is no text in this file.")
    title = next((one for one in _children(parts.markup("docProps/core.xml")) if local(one) == "title"), None)
    called = one_line(title.text or "") if title is not None else ""
    return Reading("docx", name, sha256, pages, called or None, tuple(remarks))


def _main_part(parts: Parts) -> str:
    """The package says which of its parts is the document; it is not always of the same name."""
    for relation in _children(parts.markup("_rels/.rels")):
        target = value(relation, "Target")
        if target and (value(relation, "Type") or "").endswith("/officeDocument"):
            return target.lstrip("/")
    return "word/document.xml"


def _children(element: Any) -> Iterator[Any]:
    yield from element if element is not None else ()


class _Document:
    def __init__(self, parts: Parts, main: str) -> None:
        self.flow = Flow()
        self.hid_something = False
        folder, _, file = main.rpartition("/")
        self._folder = folder + "/" if folder else ""
        self._parts = parts
        self._related: dict[str, list[str]] = {}
        for relation in _children(parts.markup(f"{self._folder}_rels/{file}.rels")):
            kind = (value(relation, "Type") or "").rpartition("/")[2]
            target = value(relation, "Target")
            if target and value(relation, "TargetMode") != "External":
                self._related.setdefault(kind, []).append(self._path(target))
        self._styles = Styles(self._first("styles"))
        self._numbering = Numbering(self._first("numbering"))
        self._notes = {"footnote": self._read_notes("footnotes"), "endnote": self._read_notes("endnotes")}
        self._told: list[tuple[str, str, str]] = []  # kind, key and number of notes whose marks were met on this page
        self._marks = 0

    def _path(self, target: str) -> str:
        return target.lstrip("/") if target.startswith("/") else self._folder + target

    def _first(self, kind: str) -> Any:
        return self._parts.markup(self._related[kind][0]) if kind in self._related else None

    def _read_notes(self, kind: str) -> dict[str, Any]:
        return {
            value(note, "id") or "": note
            for note in _children(self._first(kind))
            if value(note, "type") not in ("separator", "continuationSeparator", "continuationNotice")
        }

    def read(self, body: Any) -> None:
        self._margins("header")
        self._blocks(body, ())
        self._end_page()
        for told in self._told:
            self._tell(*told)
        self._margins("footer")

    def _margins(self, kind: str) -> None:
        """Headers, and footers, each once: a file does not say on which of its pages they stand."""
        said = set()
        for part in self._related.get(kind, []):
            root = self._parts.markup(part)
            for paragraph in root.iter() if root is not None else ():
                if local(paragraph) == "p":
                    text = one_line("".join(run.text for run in self._runs(paragraph, Style())))
                    if text and text not in said:
                        said.add(text)
                        self.flow.add(text, kind)

    def _blocks(self, parent: Any, cells: tuple[Cell, ...]) -> None:
        # Not deeper than the parser allows elements within elements to stand.
        for element in parent:
            if self.flow.is_full:
                return
            kind = local(element)
            if kind == "p":
                self._paragraph(element, cells)
            elif kind == "tbl":
                self._table(element, cells)
            elif kind not in _LEFT_OUT and kind not in ("tblPr", "tblGrid", "sdtPr", "sdtEndPr", "tcPr"):
                self._blocks(element, cells)

    def _table(self, element: Any, cells: tuple[Cell, ...]) -> None:
        number = self.flow.new_table()
        row = 0
        for line in _inside(element, "tr"):
            if child(line, "trPr", "del") is not None:
                continue
            column = _count(child(line, "trPr", "gridBefore"), 0)
            for cell in _inside(line, "tc"):
                merged = child(cell, "tcPr", "vMerge")
                if merged is None or value(merged) == "restart":
                    self._blocks(cell, ((number, row, column), *cells))
                column += _count(child(cell, "tcPr", "gridSpan"), 1)
            row += 1

    def _paragraph(self, element: Any, cells: tuple[Cell, ...]) -> None:
        properties = child(element, "pPr")
        style = self._styles.of(value(child(properties, "pStyle")))
        outline = value(child(properties, "outlineLvl"))
        heading = int(outline) + 1 if outline in tuple("012345678") else (None if outline == "9" else style.heading)
        runs = list(self._runs(element, style))
        own, own_level = list_of(properties)
        number = None
        if any(run.text.strip() for run in runs):
            level = style.number[1] if own_level is None else own_level
            number = self._numbering.next(own if own is not None else style.number[0], level)
        role = None
        if heading is not None:
            role = f"heading {min(heading, 6)}"
        elif number is not None:
            role = "bullet" if number[1] else "number"
        # Word notes where its pages began when it last drew them; a file that was never drawn is one page.
        whole = "".join(run.text for run in runs)
        breaks = whole.count("\f")
        before = breaks and not whole.partition("\f")[0].strip()
        if before:
            self._begin_page()
        line: list[_Run] = [_Run(number[0] + " ", 0.0, False)] if number is not None else []
        for run in runs:
            for at, piece in enumerate(run.text.replace("\f", "").split("\n")):
                if at:
                    role = self._line(line, role, cells)
                line.append(_Run(piece, run.size, run.bold))
        self._line(line, role, cells)
        for box in _text_boxes(element):
            self._blocks(box, cells)
        for _ in range(breaks - 1 if before else breaks):  # it goes on over the page, and stands where it began
            self._begin_page()

    def _begin_page(self) -> None:
        self._end_page()
        self.flow.new_page()

    def _line(self, runs: list[_Run], role: str | None, cells: tuple[Cell, ...]) -> str | None:
        """Keeps it, and empties ``runs``. Back comes the next line's role: a heading goes on, an item does not."""
        text = "".join(run.text for run in runs)
        letters = sum(len(run.text.strip()) for run in runs if run.size)
        bold = sum(len(run.text.strip()) for run in runs if run.bold)
        size = max(runs, key=lambda run: len(run.text) if run.size else -1).size if runs else 0.0
        runs.clear()
        if not text.strip():
            return role
        self.flow.add(text, role, size=size, bold=bold * 2 > letters, cells=cells)
        return role if role is not None and role.startswith("heading") else None

    def _runs(self, parent: Any, style: Style) -> Iterator[_Run]:
        for element in parent:
            kind = local(element)
            if kind == "r":
                run = self._run(element, style)
                if run is not None:
                    yield run
            elif kind not in _LEFT_OUT and kind not in ("p", "tbl"):
                yield from self._runs(element, style)

    def _run(self, element: Any, style: Style) -> _Run | None:
        properties = child(element, "rPr")
        named = (
            self._styles.of(value(child(properties, "rStyle"))) if child(properties, "rStyle") is not None else Style()
        )
        hidden = is_on(child(properties, "vanish"))
        if hidden or (hidden is None and (named.hidden or style.hidden)):
            self.hid_something = self.hid_something or any(local(one) == "t" for one in element)
            return None
        bold = is_on(child(properties, "b"))
        bold = next((one for one in (bold, named.bold, style.bold) if one is not None), False)
        half_points = value(child(properties, "sz"))
        size = (
            int(half_points) / 2
            if half_points is not None and half_points.isdecimal() and len(half_points) < 6
            else None
        )
        text = "".join(self._letters(element))
        raised = value(child(properties, "vertAlign")) == "superscript"
        if raised and text.strip().isdecimal():
            text = text.translate(RAISED)
        return _Run(text, size or named.size or style.size or self._styles.size, bool(bold))

    def _letters(self, run: Any) -> Iterator[str]:
        for element in run:
            kind = local(element)
            if kind == "t":
                yield (element.text or "").replace("\n", " ").replace("\f", " ")
            elif kind in ("tab", "ptab"):
                yield "\t"
            elif kind in ("br", "cr"):
                yield "\n" if value(element, "type") not in ("page", "column") else " "
            elif kind == "noBreakHyphen":
                yield "-"
            elif kind == "lastRenderedPageBreak":
                yield "\f"
            elif kind == "sym":
                yield _symbol(value(element, "char"))
            elif kind in ("footnoteReference", "endnoteReference"):
                yield self._mark(kind[:-9], value(element, "id") or "")

    def _mark(self, kind: str, key: str) -> str:
        if key not in self._notes[kind]:
            return ""
        self._marks += 1
        self._told.append((kind, key, str(self._marks).translate(RAISED)))
        return self._told[-1][2]

    def _end_page(self) -> None:
        """The footnotes of the page that ends; endnotes wait."""
        for told in self._told:
            if told[0] == "footnote":
                self._tell(*told)
        self._told = [told for told in self._told if told[0] != "footnote"]

    def _tell(self, kind: str, key: str, mark: str) -> None:
        note = self._notes[kind].pop(key, None)
        first = mark + " "
        for paragraph in note.iter() if note is not None else ():
            if local(paragraph) == "p":
                text = "".join(run.text for run in self._runs(paragraph, Style())).replace("\f", "")
                if text.strip():
                    self.flow.add(first + text, "footnote")
                    first = ""


def _inside(parent: Any, name: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, those within content controls and tracked changes among them."""
    for element in parent:
        kind = local(element)
        if kind == name:
            yield element
        elif kind in ("sdt", "sdtContent", "ins", "customXml", "smartTag", "moveTo"):
            yield from _inside(element, name)


def _text_boxes(paragraph: Any) -> Iterator[Any]:
    """What stands in boxes drawn on the page; where the file holds it twice for older programs, once."""
    waiting = [paragraph]
    while waiting:
        element = waiting.pop()
        for one in reversed(list(element)):
            kind = local(one)
            if kind == "txbxContent":
                yield one
            elif kind not in ("Fallback", "p", "tbl", "del"):
                waiting.append(one)


def _count(element: Any, otherwise: int) -> int:
    text = value(element)
    return min(int(text), 200) if text is not None and text.isdecimal() and len(text) < 6 else otherwise


def _symbol(code: str | None) -> str:
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    return chr(number) if 32 <= number < 0xD800 or 0xE000 <= number < 0x110000 else ""
