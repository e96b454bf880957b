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

from model.imports import limits
from model.imports.characters import LIGATURES, RAISED, UNSEEN
from model.imports.pages import Box

_SPACE = "\\t\\n\\x0b\\x0c\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000"
_LINE_END_HYPHENS = "\x02\ufffe"
"""What PDFium makes of the hyphen where a word is split at the end of a line."""
_WORD = re.compile(
    f"(?:[^{_SPACE}\\x02\\ufffe]*[\\x02\\ufffe]|[^{_SPACE}\\x02\\ufffe]+)(?P<after>[{_SPACE}]*?(?P<end>[\\r\\n]))?"
)
_CLEAN: dict[int, str | None] = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), None),
    **dict.fromkeys(map(ord, UNSEEN), None),
    **{ord(joined): parts for joined, parts in LIGATURES.items()},
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    0x02: "-",
    0xFFFE: "-",
    0x2011: "-",
    0xAD: "-",  # it has a glyph of its own here, so it was printed
}
_FOOTNOTE_MARK = re.compile(r"(?:(?P<before>\d{1,2})[^\W\d_]|.*[^\d\s](?P<after>\d{1,2})$)")
"""A word that may begin or end in one: "board1", "needed.2", "1Ofsted"."""
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
        if self.turn == 0:
            x, y, u, v = left - self.left, self.top - top, right - self.left, self.top - bottom
        else:
            x, y = self.point(left, bottom)
            u, v = self.point(right, top)
        if u < x:
            x, u = u, x
        if v < y:
            y, v = v, y
        return Box(round(x, 2), round(y, 2), round(u, 2), round(v, 2))


def sight(page: Any) -> Sight:
    """Of a loaded page. A page whose box says nothing sensible is taken for A4."""
    box = raw.FS_RECTF()
    turn = (raw.FPDFPage_GetRotation(page) % 4) * 90
    if raw.FPDF_GetPageBoundingBox(page, ctypes.byref(box)):
        sides = (box.left, box.bottom, box.right, box.top)
        if all(math.isfinite(side) for side in sides) and box.right > box.left and box.top > box.bottom:
            return Sight(*sides, turn)
    return Sight(0.0, 0.0, 595.0, 842.0, turn)


@dataclass(frozen=True, slots=True)
class _Painted:
    """What one act of painting letters has in common."""

    angle: int  # as seen on the page
    upright: bool  # as the page itself lies
    size: float
    y: float  # of the baseline, where it is upright and the page is not turned
    mcid: int
    bold: bool


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
        if count <= 0:
            return []
        most = min(self.most_characters, limits.CHARACTERS_ON_A_PAGE)
        if count > most:
            count, self.was_cut = most, True
        self.most_characters -= count
        words: list[Word] = []
        painted: dict[int, _Painted] = {}
        for found in _WORD.finditer(_letters(text_page, count)):
            letters = found[0]
            ends_line = bool(found["end"])
            if letters[-1] in _LINE_END_HYPHENS:
                ends_line = True
            letters = letters[: len(letters) - len(found["after"] or "")]
            text = letters if letters.isascii() and letters.isprintable() else letters.translate(_CLEAN)
            if text:
                word = self._word(text_page, text, found.start(), found.start() + len(letters) - 1, painted, seen)
                if word is not None:
                    word.ends_line = ends_line
                    words.append(word)
        return words

    def _word(
        self, text_page: Any, text: str, first: int, last: int, painted: dict[int, _Painted], seen: Sight
    ) -> Word | None:
        own = raw.FPDFText_GetTextObject(text_page, first)
        key = (ctypes.cast(own, ctypes.c_void_p).value or 0) if own else 0
        act = painted.get(key) if key else None
        if act is None:
            act = self._act(text_page, first, own, seen)
            painted[key] = act
        box = self._box_of(text_page, first, last, seen) if act.upright and not seen.turn else None
        if box is None:
            box = around(self._box(text_page, first, act.upright, seen), self._box(text_page, last, act.upright, seen))
        y = act.y
        if not act.upright or seen.turn:
            raw.FPDFText_GetCharOrigin(text_page, first, self._x, self._y)
            y = seen.point(self._x.value, self._y.value)[1]
        if not math.isfinite(box.left + box.top + box.right + box.bottom + y):
            return None
        mark = _FOOTNOTE_MARK.match(text) if len(text) < 60 and (text[-1].isdecimal() or text[0].isdecimal()) else None
        if mark and last > first:
            at_start = mark["before"] is not None
            digits = mark["before"] or mark["after"]
            if self._is_raised(text_page, first if at_start else last, last if at_start else first, act):
                above = digits.translate(RAISED)
                text = above + text[len(digits) :] if at_start else text[: -len(digits)] + above
        return Word(text, box, act.size, act.bold, y, act.mcid, act.angle)

    def _act(self, text_page: Any, index: int, own: Any, seen: Sight) -> _Painted:
        matrix = self._matrix
        if not raw.FPDFText_GetMatrix(text_page, index, matrix):
            matrix.a = matrix.d = 1.0
            matrix.b = matrix.c = 0.0
        angle = _quarter(matrix.a, matrix.b)
        size = raw.FPDFText_GetFontSize(text_page, index) * math.hypot(matrix.c, matrix.d)
        raw.FPDFText_GetCharOrigin(text_page, index, self._x, self._y)
        y = seen.point(self._x.value, self._y.value)[1]
        mcid = raw.FPDFPageObj_GetMarkedContentID(own) if own else -1
        bold = self._is_bold(own) if own else False
        size = round(size, 1) if math.isfinite(size) else 0.0
        return _Painted((angle + seen.turn) % 360, angle == 0, size, y, mcid, bold)

    def _box_of(self, text_page: Any, first: int, last: int, seen: Sight) -> Box | None:
        """The same of the two ends of a word that stands upright on a page that is not turned: most words do."""
        loose = self._loose
        if not raw.FPDFText_GetLooseCharBox(text_page, first, loose):
            return None
        left, right, top, bottom = loose.left, loose.right, loose.top, loose.bottom
        if first != last:
            if not raw.FPDFText_GetLooseCharBox(text_page, last, loose):
                return None
            end = loose.right
            top = loose.top if loose.top > top else top
            bottom = loose.bottom if loose.bottom < bottom else bottom
            left, right = (left, end) if end > left else (loose.left, right)
        if right <= left or top <= bottom:
            return None
        return Box(
            round(left - seen.left, 2),
            round(seen.top - top, 2),
            round(right - seen.left, 2),
            round(seen.top - bottom, 2),
        )

    def _box(self, text_page: Any, index: int, upright: bool, seen: Sight) -> Box:
        """Of the height of the letters' line where the text stands upright, else of the letter itself."""
        if upright and raw.FPDFText_GetLooseCharBox(text_page, index, self._loose):
            loose = self._loose
            if loose.right > loose.left and loose.top > loose.bottom:
                return seen.box(loose.left, loose.bottom, loose.right, loose.top)
        left, right, bottom, top = self._sides
        raw.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
        return seen.box(left.value, bottom.value, right.value, top.value)

    def _is_raised(self, text_page: Any, index: int, other: int, act: _Painted) -> bool:
        """Whether the foot of a digit stands well above the line on which another letter of the word stands."""
        if not act.upright:
            return False
        raw.FPDFText_GetCharOrigin(text_page, other, self._x, self._y)
        left, right, bottom, top = self._sides
        raw.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
        return bool(bottom.value - self._y.value > 0.18 * act.size)

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


def _letters(text_page: Any, count: int) -> str:
    """One for each character of PDFium's, in its order."""
    buffer = ctypes.create_string_buffer(2 * (count + 1))
    got = raw.FPDFText_GetText(text_page, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    if got == count + 1:
        text = buffer.raw[: 2 * count].decode("utf-16-le", errors="surrogatepass")
        if len(text) == count and raw.FPDFText_GetTextIndexFromCharIndex(text_page, count - 1) == count - 1:
            return text
    # It leaves some out, or there are characters that take two places there: one by one, then.
    codes = (raw.FPDFText_GetUnicode(text_page, index) for index in range(count))
    return "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)


def around(one: Box, other: Box) -> Box:
    """The smallest box that holds both."""
    return Box(
        one.left if one.left < other.left else other.left,
        one.top if one.top < other.top else other.top,
        one.right if one.right > other.right else other.right,
        one.bottom if one.bottom > other.bottom else other.bottom,
    )


def _quarter(a: float, b: float) -> int:
    """The turn of a text matrix to the nearest quarter, clockwise."""
    if abs(b) <= abs(a):
        return 0 if a >= 0 else 180
    return 270 if b > 0 else 90
