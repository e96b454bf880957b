"""Lines as the parts of a page that a reader sees: headings, items of a list, paragraphs.

Running heads, page numbers and footnotes are left out, so that a list that runs over a page's end is one list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from model.imports import sections
from model.imports.folding import SUPERSCRIPTS, heading_words
from model.imports.pages import Line, Reading

LEFT_OUT = ("header", "footer", "footnote")

_GLYPHS = (
    "\u2022\u25fc\u25a0\u25aa\u25ab\u25cf\u25cb\u25e6\u2023\u2043\u2219\u00b7\u25ba\u27a2\u2713\u2714\u274f\u25a1\u25fe\u2b1b\u2756\u25c6\u2666\u00a7"
    "\ue000-\uf8ff"
)
_BULLET = re.compile(rf"\s*(?:[{_GLYPHS}]\s*|(?:[-\u2013\u2014\u2212*]|o(?=\s+\w))\s+)")
_DASH = re.compile(r"\s*[-\u2013\u2014\u2212o*]\s")
_NUMBER = re.compile(r"\s*(\d{1,3}(?:\.\d{1,2})*)[.)]?\s+(?=\S)")
_NUMBER_SURE = re.compile(r"\s*(\d{1,3}(?:\.\d{1,2})*)[.)]\s+(?=\S)|\s*(\d{1,2}\.\d{1,2})\s+(?=\S)")
_LETTERED = re.compile(r"\s*\(?([a-z]|[ivx]{1,4})[.)]\s+(?=\S)")
_ONLY_NUMBER = re.compile(r"\s*(?:page\s+)?\d{1,4}(?:\s+of\s+\d{1,4})?\s*$", re.IGNORECASE)
_ONLY_MARK = re.compile(rf"\s*(?:[{_GLYPHS}]|\d{{1,3}}[.)])\s*$")
_CELL = re.compile(r"cell (\d+),(\d+)$")
_FEWEST_PAGES = 3
_EDGE_LINES = 3
_SAME_PLACE = 4.0  # points
_LONGEST_NUMBERED = 16
"""Words of a numbered heading."""
_LONGEST_PRINTED = 150
"""Characters of a printed line that was pasted; what is longer is a paragraph."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A line with the number of its page."""

    line: Line
    page: int
    gap: float = 0.0  # from the top of the line before on this page to the top of this one; 0 where it is not known
    after_space: bool = False  # an empty line stands before it

    @property
    def left(self) -> float | None:
        return self.line.box.left if self.line.box else None

    @property
    def cell(self) -> tuple[int, int] | None:
        found = _CELL.match(self.line.role or "")
        return (int(found[1]), int(found[2])) if found else None


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before an item."""

    text: str  # "◼ " or "12. ", as printed
    number: str | None
    is_dash: bool
    is_letter: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """``kind`` is "heading", "item" or "text"."""

    kind: str
    pieces: tuple[Piece, ...]
    mark: Mark | None = None

    @property
    def page(self) -> int:
        return self.pieces[0].page

    @property
    def last_page(self) -> int | None:
        last = self.pieces[-1].page
        return last if last != self.page else None

    @property
    def left(self) -> float | None:
        return self.pieces[0].left

    @property
    def texts(self) -> list[str]:
        """Its lines, without the mark."""
        lines = [piece.line.text for piece in self.pieces]
        if self.mark is not None:
            lines[0] = lines[0][len(self.mark.text) :]
        return lines

    @property
    def quote(self) -> str:
        """Its lines as they stand on the page."""
        return "\n".join(piece.line.text for piece in self.pieces)

    @property
    def words(self) -> str:
        """As a heading, for comparing."""
        return heading_words(" ".join(piece.line.text for piece in self.pieces))

    @property
    def level(self) -> int | None:
        """The file's own level of the heading."""
        role = self.pieces[0].line.role or ""
        return int(role[8:]) if role.startswith("heading ") and role[8:].isdigit() else None

    @property
    def weight(self) -> tuple[float, bool]:
        """How large it is printed: the greater is the higher heading."""
        line = self.pieces[0].line
        return (round(line.size), line.bold)

    @property
    def is_cell(self) -> bool:
        return self.pieces[0].cell is not None


def pieces(reading: Reading) -> list[Piece]:
    """All lines that are part of the text, in order."""
    found: list[Piece] = []
    running = _pasted_running_lines(reading)
    for page in reading.pages:
        top: float | None = None
        space = False
        lines = _marks_beside_text(page.lines)
        for line in lines if len(reading.pages) == 1 else _without_pasted_notes(lines):
            if not line.text.strip():
                space = True
                continue
            if line.role in LEFT_OUT or (line.box is None and _pattern(line.text) in running):
                continue
            if _ONLY_NUMBER.match(line.text) and _at_edge(line, page.height) and line.role is None:
                continue
            gap = 0.0
            if line.box is not None:
                gap = line.box.top - top if top is not None else 0.0
                top = line.box.top
            found.append(Piece(line, page.number, gap, space))
            space = False
    return found


def _pasted_running_lines(reading: Reading) -> frozenset[str]:
    """Headers, footers and page numbers of pasted pages: what begins or ends most of them, digits apart."""
    if len(reading.pages) < _FEWEST_PAGES:
        return frozenset()
    counted: Counter[str] = Counter()
    for page in reading.pages:
        lines = [line.text for line in page.lines if line.box is None and line.role is None and line.text.strip()]
        counted.update({_pattern(text) for text in (*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:])})
    return frozenset(pattern for pattern, times in counted.items() if times > len(reading.pages) / 2)


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()))


def _marks_beside_text(lines: Sequence[Line]) -> Iterator[Line]:
    """Where text was pasted, a bullet or number may stand on a line of its own before its item."""
    mark = ""
    for line in lines:
        if line.box is None and line.role is None:
            if not mark and _ONLY_MARK.match(line.text):
                mark = line.text.strip()
                continue
            if mark:
                if not line.text.strip():
                    continue
                line, mark = replace(line, text=f"{mark} {line.text.lstrip()}"), ""
        yield line


def _without_pasted_notes(lines: Iterable[Line]) -> Iterator[Line]:
    """Footnotes of pasted pages stand below their last line and begin with a raised digit."""
    for line in lines:
        if line.box is None and line.role is None and line.text.lstrip()[:1] in tuple(SUPERSCRIPTS):
            return
        yield line


def _at_edge(line: Line, height: float) -> bool:
    if line.box is None or height <= 0:
        return False
    return line.box.bottom < height * 0.1 or line.box.top > height * 0.9


def mark_of(line: Line, sure: bool = False) -> Mark | None:
    """The bullet or number before a line. ``sure``: a number needs its stop."""
    text = line.text
    bullet = _BULLET.match(text)
    if bullet and bullet.end() < len(text):
        return Mark(bullet.group(), None, bool(_DASH.match(bullet.group() + " ")))
    numbered = _NUMBER_SURE.match(text)
    if numbered is None and line.role == "number" and not sure:
        numbered = _NUMBER.match(text)
    if numbered:
        return Mark(numbered.group(), next(group for group in numbered.groups() if group), False)
    lettered = _LETTERED.match(text)
    if lettered:
        return Mark(lettered.group(), None, False, is_letter=True)
    if line.role == "bullet":
        return Mark("", None, False)
    if line.role == "number":
        return Mark("", None, False)
    return None


def blocks(found: Sequence[Piece]) -> list[Block]:
    """Headings, items and paragraphs, in order."""
    body = _body_size(found)
    wrap = _wrap(found)
    made: list[Block] = []
    open_kind: str | None = None
    held: list[Piece] = []
    mark: Mark | None = None

    def close() -> None:
        nonlocal held, mark, open_kind
        if held:
            made.append(_closed(open_kind or "text", held, mark))
        held, mark, open_kind = [], None, None

    for piece in found:
        before = held[-1] if held else None
        new_mark = mark_of(piece.line)
        if is_heading(piece.line, body) and (new_mark is None or new_mark.number is not None):
            if not (open_kind == "heading" and before is not None and _one_heading(before, piece)):
                close()
                open_kind = "heading"
            held.append(piece)
        elif new_mark is not None and not (
            open_kind == "item" and before is not None and _is_wrapped(held, mark, piece, new_mark)
        ):
            close()
            open_kind, mark = "item", new_mark
            held.append(piece)
        elif open_kind in ("item", "text") and before is not None and _goes_on(held, mark, before, piece, wrap):
            held.append(piece)
        else:
            close()
            open_kind = "text"
            held.append(piece)
    close()
    return made


def _closed(kind: str, held: Sequence[Piece], mark: Mark | None) -> Block:
    """A numbered sentence in heavy letters is an item and no heading."""
    if kind == "heading":
        words = sum(len(piece.line.text.split()) for piece in held)
        numbered = mark_of(held[0].line, sure=True)
        long = words > _LONGEST_NUMBERED or held[-1].line.text.rstrip().endswith(".")
        if numbered is not None and numbered.number is not None and long:
            return Block("item", tuple(held), numbered)
    return Block(kind, tuple(held), mark)


def _body_size(found: Sequence[Piece]) -> float:
    sizes = [piece.line.size for piece in found if piece.line.size and len(piece.line.text) > 40]
    return median(sizes) if sizes else 0.0


def is_heading(line: Line, body: float) -> bool:
    """By the file's own word, or by its letters: bold, or larger than the body's."""
    role = line.role or ""
    if role.startswith("heading"):
        return not _is_plain(line, body)
    if role in ("bullet", "number") or role.startswith("cell"):
        return False
    text = line.text.strip()
    if not line.size or len(text) > 140 or not any(char.isalpha() for char in text):
        return False
    if text.endswith((".", ";", ",")) and not line.size > body + 1.2:
        return False
    return line.bold or (body > 0 and line.size > body + 1.2)


def _is_plain(line: Line, body: float) -> bool:
    """A sentence in the letters of the text, whatever the file's tags call it."""
    text = line.text.strip()
    heavy = line.bold or (body > 0 and line.size > body + 0.6) or (line.box is None and len(text) <= 140)
    return not heavy and (len(text) > 50 or text.endswith((".", ";", ",", "-")))


def _wrap(found: Sequence[Piece]) -> int:
    """The length at which lines without a place were broken; 0 where each is a paragraph."""
    lengths = sorted(len(piece.line.text) for piece in found if piece.line.box is None and piece.line.role is None)
    if not lengths:
        return 0
    usual, most = lengths[int(len(lengths) * 0.9)], lengths[int(len(lengths) * 0.97)]
    return usual if usual > 45 and most <= _LONGEST_PRINTED else 0


def _one_heading(before: Piece, piece: Piece) -> bool:
    """Whether a heading goes on in the next line."""
    if before.page != piece.page or (before.line.role or "") != (piece.line.role or ""):
        return False
    if before.line.box is None or mark_of(piece.line, sure=True) is not None:
        return False
    return (
        abs(before.line.size - piece.line.size) < 1
        and before.line.bold == piece.line.bold
        and piece.gap <= 1.45 * max(before.line.size, 1)
    )


def _is_wrapped(held: Sequence[Piece], mark: Mark | None, piece: Piece, new: Mark) -> bool:
    """Whether what looks like a mark is the start of a line that went on: "16. More", "- the", "18. This"."""
    if piece.line.role in ("bullet", "number") or mark is None:
        return False
    own, left = held[0].left, piece.left
    if new.number is not None:
        follows = mark.number is not None and _after(mark.number, new.number)
        if own is None or left is None:
            return mark.number is not None and not follows and not _after_top(mark.number, new.number)
        return left > own + _SAME_PLACE and not follows
    if new.is_letter:
        return own is not None and left is not None and left > own + _SAME_PLACE and new.text.lstrip()[0] != "("
    return False


def _after(before: str, after: str) -> bool:
    first, last = before.split("."), after.split(".")
    return len(first) == len(last) and first[:-1] == last[:-1] and int(last[-1]) == int(first[-1]) + 1


def _after_top(before: str, after: str) -> bool:
    """ "2" after "1.4"."""
    first, last = before.split("."), after.split(".")
    return len(last) < len(first) and _after(".".join(first[: len(last)]), after)


def _goes_on(held: Sequence[Piece], mark: Mark | None, before: Piece, piece: Piece, wrap: int) -> bool:
    """Whether a line belongs to what is open."""
    if (before.cell is None) != (piece.cell is None) or (before.cell is not None and before.cell != piece.cell):
        return before.page != piece.page and before.cell is not None and piece.cell is not None and mark is not None
    left, own = piece.left, held[0].left
    ended = before.line.text.rstrip().endswith((".", "!", "?", ":", ")"))
    if left is None or own is None:
        return _goes_on_without_place(before, piece, ended, wrap)
    size = max(before.line.size, piece.line.size, 8.0)
    if before.page != piece.page:
        if mark is not None:
            return left > own + _SAME_PLACE or not ended
        return not ended
    wide = piece.gap > 1.75 * size or piece.gap < -size
    if mark is not None:
        return (left > own + _SAME_PLACE and piece.gap < 3.2 * size and piece.gap > -size) or (not wide and not ended)
    return not wide and abs(piece.line.size - before.line.size) < 2


def _opens_or_ends(words: str) -> bool:
    return sections.opened_by(words) is not None or sections.ends_list(words) or sections.is_topic(words)


def _goes_on_without_place(before: Piece, piece: Piece, ended: bool, wrap: int) -> bool:
    """In pasted text a line may be a printed line; in a Word file or a web page it is a paragraph."""
    if before.line.role is not None or piece.line.role is not None or piece.after_space:
        return False
    starts = piece.line.text.lstrip()[:1]
    if not wrap or (starts.isupper() and _opens_or_ends(heading_words(piece.line.text))):
        return False
    if not ended and (starts.islower() or starts.isdigit() or starts in "(\u2018\u201c'\""):
        return True
    return len(before.line.text) >= wrap * (0.85 if ended else 0.65)
