"""The tables of an area SEND report: areas for priority action with the body that answers, areas for improvement.

A row may run over a page's end, and a table without tags shows its rows only by the space between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from model.imports import sections
from model.imports.blocks import Piece, is_heading, mark_of
from model.imports.folding import Joiner, heading_words, without_note_marks
from model.imports.proposals import Finding
from model.imports.running_text import words_of_lines
from model.wording import plural_word

_HEADS = re.compile(
    r"responsible (?:body|bodies|organisations?|partners?)"
    r"|areas? for (?:priority action|improvement)|no\.?|number|priority"
)
_BODY_HEAD = re.compile(r"responsible (?:body|bodies|organisations?|partners?)")
_END = re.compile(
    r"local area partnership details|information about this inspection|inspection team"
    r"|if you are not happy.*|the office for standards.*"
)
_ROOM = 0.25  # points: a row's border adds half a point to the space between two lines
_ENDED = (".", "!", "?")


@dataclass(slots=True)
class _Row:
    body: list[Piece] = field(default_factory=list)
    words: list[Piece] = field(default_factory=list)
    guessed: bool = False


def findings_of(pieces: Sequence[Piece], joiner: Joiner) -> tuple[list[Finding], list[str]]:
    """Both tables' findings in order, and what was not sure."""
    found: list[Finding] = []
    doubts: list[str] = []
    body_size = median([one.line.size for one in pieces if one.line.size] or [0.0])
    for kind, lines in _tables(pieces, body_size):
        if _is_mixed(lines):
            doubts.append(
                f"The table of {plural_word(kind)} on page {lines[0].page} could not be read: "
                "its columns run into one another here."
            )
            continue
        rows = _rows(lines)
        if any(row.guessed for row in rows):
            doubts.append(
                f"Where one {kind} ends and the next begins is not marked on page {rows[0].words[0].page}; "
                "compare them with the page."
            )
        for row in rows:
            text = without_note_marks(joiner.join([_text(piece) for piece in row.words]))
            if len(text.split()) < 4 or sections.says_none(text.casefold()):
                continue
            body = joiner.join([piece.line.text for piece in row.body]) or None
            found.append(
                Finding(
                    kind, None, text, None, (), words_of_lines(row.words), body=body,
                    confidence="unsure" if row.guessed else "sure",
                )
            )  # fmt: skip
    return found, doubts


def _text(piece: Piece) -> str:
    mark = mark_of(piece.line, sure=True)
    return piece.line.text[len(mark.text) :] if mark and mark.number is None and not mark.is_letter else piece.line.text


def _tables(pieces: Sequence[Piece], body_size: float) -> Iterator[tuple[str, list[Piece]]]:
    """The lines between a heading and the next, headings of columns left out but for the one that names the body."""
    kind: str | None = None
    lines: list[Piece] = []
    for piece in pieces:
        words = heading_words(piece.line.text)
        opens = sections.opened_by(words)
        is_cell = piece.cell is not None
        if opens in (sections.PRIORITY, sections.IMPROVE) and not words.startswith("what") and not _in_sentence(piece):
            named = "area for priority action" if opens == sections.PRIORITY else "area for improvement"
            if kind is not None and named != kind and lines and not is_cell:
                yield kind, lines
                kind, lines = named, []
            elif kind is None or not is_cell:
                if kind is not None and kind != named:
                    yield kind, lines
                if kind != named:
                    lines = []
                kind = named
            continue
        if kind is None:
            continue
        if _END.fullmatch(words) or (
            is_heading(piece.line, body_size) and not _HEADS.fullmatch(words) and len(words) > 3
        ):
            if lines:
                yield kind, lines
            kind, lines = None, []
            continue
        lines.append(piece)
    if kind is not None and lines:
        yield kind, lines


def _is_mixed(lines: Sequence[Piece]) -> bool:
    """Whether two columns were pasted as one text."""
    placed = any(piece.line.box is not None or piece.cell is not None for piece in lines)
    return not placed and any(_BODY_HEAD.match(heading_words(piece.line.text)) for piece in lines)


def _in_sentence(piece: Piece) -> bool:
    return piece.line.text.rstrip().endswith((".", ","))


def _rows(lines: Sequence[Piece]) -> list[_Row]:
    lines = list(lines)
    cells = [piece for piece in lines if piece.cell is not None]
    if cells and len(cells) >= 0.8 * len(lines):
        return _rows_of_cells(cells)
    head = next((piece for piece in lines if _BODY_HEAD.fullmatch(heading_words(piece.line.text))), None)
    rest = [piece for piece in lines if not _HEADS.fullmatch(heading_words(piece.line.text))]
    if head is not None and head.left is not None:
        lefts = sorted(piece.left for piece in rest if piece.left is not None)
        right = next((left for left in lefts if left > head.left + 60), None)
        if right is not None:
            return _rows_of_columns(rest, right - 6)
    return _rows_by_room(rest)


def _rows_of_cells(cells: Sequence[Piece]) -> list[_Row]:
    rows: list[_Row] = []
    at: tuple[int, int] | None = None
    two = any(piece.cell is not None and piece.cell[1] > 0 for piece in cells)
    for piece in cells:
        if _HEADS.fullmatch(heading_words(piece.line.text)) or piece.cell is None:
            continue
        place = (piece.page, piece.cell[0])
        if place != at:
            rows.append(_Row())
            at = place
        (rows[-1].body if two and piece.cell[1] == 0 else rows[-1].words).append(piece)
    return _joined_over_pages(rows)


def _joined_over_pages(rows: Sequence[_Row]) -> list[_Row]:
    made: list[_Row] = []
    for row in rows:
        before = made[-1] if made else None
        if before is not None and before.words and row.words and before.words[-1].page != row.words[0].page:
            ended = before.words[-1].line.text.rstrip().endswith(_ENDED)
            if not ended or row.words[0].line.text.lstrip()[:1].islower():
                before.words += row.words
                before.body += row.body
                continue
        if row.words:
            made.append(row)
        elif before is not None:
            before.body += row.body
    return made


def _rows_of_columns(lines: Sequence[Piece], border: float) -> list[_Row]:
    """Two columns without tags: a row begins where both begin again."""
    rows: list[_Row] = []
    left = [piece for piece in lines if piece.left is not None and piece.left < border]
    right = [piece for piece in lines if piece.left is not None and piece.left >= border]
    starts: list[tuple[int, float]] = []
    gaps = [b - a for a, b in _tops(right)]
    usual = median(gaps) if gaps else 14.0
    before: Piece | None = None
    for piece in right:
        beside = any(one.page == piece.page and abs(_top(one) - _top(piece)) < 3 for one in left)
        fresh = before is None or before.page != piece.page
        ended = before is None or before.line.text.rstrip().endswith(_ENDED)
        wide = before is not None and not fresh and _top(piece) - _top(before) > usual + _ROOM
        above = max((_top(one) for one in left if one.page == piece.page and _top(one) < _top(piece) - 3), default=None)
        free = above is None or _top(piece) - above > usual + _ROOM
        if before is None or (beside and ended and (wide or free or fresh)):
            starts.append((piece.page, _top(piece)))
            rows.append(_Row())
        rows[-1].words.append(piece)
        before = piece
    for piece in left:
        place = max((at for at, start in enumerate(starts) if start <= (piece.page, _top(piece) + 3)), default=0)
        if rows:
            rows[place].body.append(piece)
    return rows


def _tops(pieces: Sequence[Piece]) -> Iterator[tuple[float, float]]:
    for before, after in pairwise(pieces):
        if before.page == after.page and 0 < _top(after) - _top(before) < 40:
            yield _top(before), _top(after)


def _top(piece: Piece) -> float:
    return piece.line.box.top if piece.line.box else 0.0


def _rows_by_room(lines: Sequence[Piece]) -> list[_Row]:
    """One column without tags: a row ends with a sentence, and its border makes a little room."""
    if not lines:
        return []
    placed = all(piece.line.box is not None for piece in lines)
    rows = [_Row(words=[lines[0]])]
    inner = [
        _top(after) - _top(before)
        for before, after in pairwise(lines)
        if before.page == after.page and not before.line.text.rstrip().endswith(_ENDED)
    ]
    usual = median(inner) if inner else 0.0
    opening = lines[0].line.text.split()[:1]
    for before, piece in pairwise(lines):
        ended = before.line.text.rstrip().endswith(_ENDED)
        fresh = before.page != piece.page
        capital = piece.line.text.lstrip()[:1].isupper()
        if not placed:
            # A paragraph of a Word file or web page, or a printed line of pasted text.
            starts, guessed = (
                ended and capital,
                not (piece.line.role or before.line.role or len(before.line.text) > 130),
            )
        elif mark_of(piece.line, sure=True) is not None:
            starts, guessed = True, False
        elif fresh or not usual:
            starts = guessed = ended and piece.line.text.split()[:1] == opening
        else:
            starts, guessed = ended and capital and _top(piece) - _top(before) > usual + _ROOM, False
        if starts:
            rows.append(_Row(guessed=guessed))
        rows[-1].words.append(piece)
    return rows
