"""The words on a page of a PDF, as PDFium finds them, with their places, letters and tags.

PDFium gives characters in the order in which the file paints them. Each call to it costs more than the work it
does, so a word asks for its first and last character only.
"""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass
from typing import Any

from pypdfium2 import raw

from model.imports.characters import LIGATURES, RAISED, UNSEEN
from model.imports.pages import Box

_SPACES = frozenset("\t\n\x0b\x0c\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000") | {
    chr(n) for n in range(0x2000, 0x200B)
}
_LINE_END_HYPHENS = frozenset("\x02\ufffe")
"""What PDFium makes of the hyphen where a word is split at the end of a line."""
_FOOTNOTE_MARK = re.compile(r".*[^\W\d_].*?[^\d\s](\d{1,2})$|.*[.,;:’”)](\d{1,2})$")
"""A word that may end in one: "board1", "needed.2"."""
_BOLD_FLAG = 1 << 18


@dataclass(slots=True)
class Word:
    """``x`` and ``y`` are where its baseline begins, in the same points from the top left corner as ``box``."""

    text: str
    box: Box
    size: float
    bold: bool
    y: float
    mcid: int  # of its marked content; -1 where it has none
    angle: int  # 0, 90, 180 or 270, clockwise as seen on the page
    ends_line: bool = False  # PDFium saw a line end, or the word is split, after it


@dataclass(frozen=True, slots=True)
class Sight:
    """How the points of a page's own space lie on the page as it is seen, turned and cropped."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int  # 0, 90, 180 or 270, clockwise

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.turn % 180 else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.turn % 180 else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.turn == 90:
            return y - self.bottom, x - self.left
        if self.turn == 180:
            return self.right - x, y - self.bottom
        if self.turn == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        x, y = self.point(left, bottom)
        u, v = self.point(right, top)
        return Box(round(min(x, u), 2), round(min(y, v), 2), round(max(x, u), 2), round(max(y, v), 2))


def sight(page: Any) -> Sight:
    """Of a loaded page. A page whose box says nothing sensible is taken for A4."""
    box = raw.FS_RECTF()
    turn = (raw.FPDFPage_GetRotation(page) % 4) * 90
    if raw.FPDF_GetPageBoundingBox(page, ctypes.byref(box)):
        sides = (box.left, box.bottom, box.right, box.top)
        if all(math.isfinite(side) for side in sides) and box.right > box.left and box.top > box.bottom:
            return Sight(*sides, turn)
    return Sight(0.0, 0.0, 595.0, 842.0, turn)


class PageWords:
    """Reads the words of one loaded page after the other; fonts are asked for once in a document."""

    def __init__(self, most_characters: int) -> None:
        self.most_characters = most_characters
        self.was_cut = False
        self._fonts: dict[int, bool] = {}
        self._loose = raw.FS_RECTF()
        self._matrix = raw.FS_MATRIX()
        self._x = ctypes.c_double()
        self._y = ctypes.c_double()
        self._sides = tuple(ctypes.c_double() for _ in range(4))

    def of(self, page: Any, seen: Sight) -> list[Word]:
        text_page = raw.FPDFText_LoadPage(page)
        if not text_page:
            return []
        try:
            return self._words(text_page, seen)
        finally:
            raw.FPDFText_ClosePage(text_page)

    def _words(self, text_page: Any, seen: Sight) -> list[Word]:
        count = raw.FPDFText_CountChars(text_page)
        if count > self.most_characters:
            count, self.was_cut = self.most_characters, True
        self.most_characters -= max(0, count)
        unicode_of = raw.FPDFText_GetUnicode
        words: list[Word] = []
        objects: dict[int, tuple[int, bool]] = {}
        letters: list[str] = []
        first = last = -1
        high = 0
        for index in range(count):
            code = unicode_of(text_page, index)
            if 0xD800 <= code < 0xDC00:  # where a character of PDFium is 16 bits wide
                high = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
            high = 0
            letter = chr(code) if code < 0x110000 else "\ufffd"
            if letter in _SPACES:
                if letters:
                    self._add(words, text_page, "".join(letters), first, last, objects, seen)
                    letters.clear()
                if words and letter in "\r\n":
                    words[-1].ends_line = True
                continue
            if letter in _LINE_END_HYPHENS:
                letters.append("-")
                first = index if len(letters) == 1 else first
                self._add(words, text_page, "".join(letters), first, index, objects, seen)
                letters.clear()
                words[-1].ends_line = True
                continue
            if letter == "\xad":
                letter = "-"  # it has a glyph of its own here, so it was printed
            if letter in UNSEEN or code < 32 or 0x7F <= code < 0xA0:
                continue
            if not letters:
                first = index
            last = index
            letters.append(LIGATURES.get(letter, letter))
        if letters:
            self._add(words, text_page, "".join(letters), first, last, objects, seen)
        return words

    def _add(
        self,
        words: list[Word],
        text_page: Any,
        text: str,
        first: int,
        last: int,
        objects: dict[int, tuple[int, bool]],
        seen: Sight,
    ) -> None:
        matrix = self._matrix
        if not raw.FPDFText_GetMatrix(text_page, first, matrix):
            matrix.a = matrix.d = 1.0
            matrix.b = matrix.c = 0.0
        angle = _quarter(matrix.a, matrix.b)
        size = raw.FPDFText_GetFontSize(text_page, first) * math.hypot(matrix.c, matrix.d)
        raw.FPDFText_GetCharOrigin(text_page, first, self._x, self._y)
        x, y = seen.point(self._x.value, self._y.value)
        box = self._box(text_page, first, angle, seen)
        if last != first:
            box = around(box, self._box(text_page, last, angle, seen))
        if not all(math.isfinite(side) for side in (box.left, box.top, box.right, box.bottom, size, x, y)):
            return
        mark = _FOOTNOTE_MARK.match(text) if text[-1].isdecimal() and len(text) < 60 else None
        if mark and last > first and self._is_raised(text_page, last, size, y, seen):
            digits = mark[1] or mark[2]
            text = text[: -len(digits)] + digits.translate(RAISED)
        mcid, bold = -1, False
        painted = raw.FPDFText_GetTextObject(text_page, first)
        if painted:
            key = ctypes.cast(painted, ctypes.c_void_p).value or 0
            if key not in objects:
                objects[key] = (raw.FPDFPageObj_GetMarkedContentID(painted), self._is_bold(painted))
            mcid, bold = objects[key]
        words.append(Word(text, box, round(size, 1), bold, y, mcid, (angle + seen.turn) % 360))

    def _box(self, text_page: Any, index: int, angle: int, seen: Sight) -> Box:
        """Of the height of the letters' line where the text stands upright, else of the letter itself."""
        if angle == 0 and raw.FPDFText_GetLooseCharBox(text_page, index, self._loose):
            loose = self._loose
            if loose.right > loose.left and loose.top > loose.bottom:
                return seen.box(loose.left, loose.bottom, loose.right, loose.top)
        left, right, bottom, top = self._sides
        raw.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
        return seen.box(left.value, bottom.value, right.value, top.value)

    def _is_raised(self, text_page: Any, index: int, size: float, y: float, seen: Sight) -> bool:
        raw.FPDFText_GetMatrix(text_page, index, self._matrix)
        own = raw.FPDFText_GetFontSize(text_page, index) * math.hypot(self._matrix.c, self._matrix.d)
        raw.FPDFText_GetCharOrigin(text_page, index, self._x, self._y)
        return bool(own <= 0.8 * size and y - seen.point(self._x.value, self._y.value)[1] > 0.1 * size)

    def _is_bold(self, painted: Any) -> bool:
        if raw.FPDFTextObj_GetTextRenderMode(painted) == raw.FPDF_TEXTRENDERMODE_FILL_STROKE:
            return True
        font = raw.FPDFTextObj_GetFont(painted)
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self._fonts:
            name = ctypes.create_string_buffer(128)
            raw.FPDFFont_GetBaseFontName(font, name, 128)
            words = name.value.lower()
            heavy = any(word in words for word in (b"bold", b"black", b"heavy"))
            self._fonts[key] = heavy or bool(raw.FPDFFont_GetFlags(font) & _BOLD_FLAG)
        return self._fonts[key]


def around(one: Box, other: Box) -> Box:
    """The smallest box that holds both."""
    return Box(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )


def _quarter(a: float, b: float) -> int:
    """The turn of a text matrix to the nearest quarter, clockwise."""
    if abs(b) <= abs(a):
        return 0 if a >= 0 else 180
    return 270 if b > 0 else 90
