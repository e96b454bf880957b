"""Papers of our own words, laid out like an inspectorate's, as a reader would give them: no file is needed.

A paper is written line by line: ``! title``, ``# heading``, ``## smaller heading``, ``* item``, ``- deeper point``,
``1. item``, ``| left | right`` for a row of a table, ``~ footnote``, ``---`` for a new page, anything else a paragraph.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field

from model.imports.pages import Box, Line, Page, Reading

GLYPH = "\u25fc"
FORMS = ("placed", "tagged", "pasted", "paragraphs")
"""As of an untagged PDF, of a tagged one, as text pasted from a page, and as paragraphs of a Word file."""

_WIDTH = 84
_LEFT = 72.0


@dataclass
class _Sheet:
    form: str
    number: int = 1
    lines: list[Line] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    top: float = 90.0
    row: int = 0

    @property
    def has_places(self) -> bool:
        return self.form in ("placed", "tagged")

    def put(self, text: str, left: float, size: float, bold: bool, role: str | None, top: float | None = None) -> None:
        at = self.top if top is None else top
        box = Box(left, at, left + len(text) * size * 0.5, at + size) if self.has_places else None
        shown = role if self.form in ("tagged", "paragraphs") else None
        if self.form == "placed" and role in ("header", "footer", "footnote"):
            shown = role
        words = tuple((word, box) for word in text.split()) if box else ()
        placed = (size, bold) if self.has_places else (0.0, False)
        self.lines.append(Line(text, box, words, placed[0], placed[1], shown))

    def close(self, footer: str | None) -> None:
        if footer and self.has_places:
            self.put(f"{footer} {self.number}", _LEFT, 9, False, "footer", top=800.0)
        size = (595.0, 842.0) if self.has_places else (0.0, 0.0)
        self.pages.append(Page(self.number, *size, tuple(self.lines)))
        self.number, self.lines, self.top = self.number + 1, [], 90.0


def reading(
    text: str, form: str = "placed", *, footer: str | None = None, glyph: str = GLYPH, name: str = "paper.pdf"
) -> Reading:
    sheet = _Sheet(form)
    for raw in text.strip("\n").split("\n"):
        line = raw.strip()
        if line == "---":
            if form != "paragraphs":
                sheet.close(footer)
        elif line:
            _put(sheet, line, glyph)
    sheet.close(footer)
    kind = {"pasted": "text", "paragraphs": "docx"}.get(form, "pdf")
    return Reading(kind, name, "0" * 64, tuple(sheet.pages))


def _put(sheet: _Sheet, line: str, glyph: str) -> None:
    if line.startswith("|"):
        _row(sheet, [cell.strip() for cell in line.strip("|").split("|")])
        return
    sheet.row = 0
    mark, size, bold, role, indent = "", 12.0, False, None, 0.0
    if line.startswith("! "):
        line, size, role = line[2:], 26.0, "heading 1"
    elif line.startswith("# "):
        line, size, bold, role = line[2:], 14.0, True, "heading 2"
    elif line.startswith("## "):
        line, bold, role = line[3:], True, "heading 3"
    elif line.startswith("~ "):
        line, size, role = line[2:], 9.0, "footnote"
    elif line.startswith("* "):
        mark, line, role, indent = f"{glyph} ", line[2:], "bullet", 18.0
    elif line.startswith("- "):
        mark, line, role, indent = "\u2013 ", line[2:], "bullet", 36.0
    elif numbered := re.match(r"\d+\.\s", line):
        mark, line, role, indent = numbered.group(), line[numbered.end() :], "number", 28.0
    if sheet.form == "paragraphs":
        # A Word file keeps its marks to itself, and a paragraph is one line.
        sheet.put((mark if role == "number" else "") + line, 0, size, bold, role)
        return
    sheet.top += 12
    for index, part in enumerate(textwrap.wrap(line, _WIDTH - int(indent / 6), break_on_hyphens=True) or [""]):
        left = _LEFT + (indent if index else indent - 18 if role == "bullet" else 0)
        shown = role if index == 0 or not role or role.startswith(("heading", "footnote")) else None
        sheet.put(mark + part if index == 0 else part, left, size, bold, shown)
        sheet.top += size * 1.2


def _row(sheet: _Sheet, cells: list[str]) -> None:
    lefts = (_LEFT, 300.0)
    if not sheet.has_places:
        if sheet.form == "paragraphs":
            for column, cell in enumerate(cells):
                sheet.put(cell, 0, 12, False, f"cell {sheet.row},{column}")
        else:
            wrapped = [textwrap.wrap(cell, 38) for cell in cells]
            for index in range(max(len(one) for one in wrapped)):
                parts = [one[index] for one in wrapped if index < len(one)]
                sheet.put("    ".join(parts), 0, 12, False, None)
        sheet.row += 1
        return
    wide = len(cells) == 1
    start, deepest = sheet.top + 0.6, sheet.top
    for column, cell in enumerate(cells):
        top = start
        for part in textwrap.wrap(cell, _WIDTH if wide else 36 if column == 0 else 46):
            role = f"cell {sheet.row},{column}" if sheet.form == "tagged" else None
            sheet.put(part, lefts[column], 12, False, role, top=top)
            top += 14.4
        deepest = max(deepest, top)
    sheet.top = deepest
    sheet.row += 1
