"""The grades of inspections before the single inspection framework: a record at the end, or headings with grades."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model.framework_files import FrameworkFile, JudgementAreaEntry
from model.imports.blocks import Piece
from model.imports.folding import heading_words, same
from model.imports.proposals import JudgementSaid
from model.imports.running_text import words_of_lines

_GRADE = (
    r"outstanding|good|adequate|inadequate|satisfactory"
    r"|grade\s+[1-4](?:\s+\((?:outstanding|good|adequate|inadequate)\))?"
)


def judgements_of(framework: FrameworkFile, pieces: Sequence[Piece]) -> tuple[JudgementSaid, ...]:
    """The record of main findings at the end; each line stands under "Safeguarding services" or under looked after."""
    start = next(
        (
            at
            for at in range(len(pieces) - 1, -1, -1)
            if heading_words(pieces[at].line.text).startswith("record of main findings")
        ),
        None,
    )
    found = _record(framework, pieces[start:]) if start is not None else {}
    if not found:
        found = _graded_sections(framework, pieces)
    return tuple(found[area.code] for area in framework.areas if area.code in found)


_CONTEXTS = (("safeguarding services", "pre-2013.safeguarding"), ("services for looked after", "pre-2013.looked-after"))


def _record(framework: FrameworkFile, pieces: Sequence[Piece]) -> dict[str, JudgementSaid]:
    found: dict[str, JudgementSaid] = {}
    context = None
    lines: list[Piece] = []
    grades = [piece for piece in pieces if framework.grade_printed(piece.line.text)]
    for index, piece in enumerate(pieces):
        if piece in grades:
            continue
        words = heading_words(piece.line.text)
        named = next((code for start, code in _CONTEXTS if words.startswith(start)), None)
        if named is not None:
            context, lines = named, []
            continue
        lines = [*lines[-2:], piece]
        for length in (3, 2, 1):
            part = lines[-length:]
            name, rest = _split_grade(" ".join(one.line.text for one in part))
            area = framework.area_printed(name) or _likely_area(framework, name)
            if area is None or len(part) < length:
                continue
            code = context if area.code == "pre-2013.overall" and context else area.code
            printed = rest or _beside(grades, part) or _after(pieces, index, grades)
            grade = framework.grade_printed(printed) if printed else None
            if grade is not None and printed and code not in found:
                beside = [
                    one
                    for one in grades
                    if one.page == piece.page and one.line.box is not None and abs(_top(one) - _top(part[0])) < 20
                ]
                where = sorted({*part, *beside[:1]}, key=list(pieces).index)
                found[code] = JudgementSaid(name, code, printed, grade.code, words_of_lines(where))
                lines = []
            break
    return found


def _likely_area(framework: FrameworkFile, name: str) -> JudgementAreaEntry | None:
    """ "Outcomes for looked after children" for an area whose whole name goes on."""
    words = same(name)
    if len(words) < 12:
        return None
    alike = [area for area in framework.areas if same(area.name).startswith(words)]
    return alike[0] if len(alike) == 1 else None


def _split_grade(text: str) -> tuple[str, str | None]:
    match = re.search(rf"\s(?P<grade>{_GRADE})$", " ".join(text.split()), re.IGNORECASE)
    words = " ".join(text.split())
    return (words[: match.start()], match["grade"]) if match else (words, None)


def _beside(grades: Sequence[Piece], lines: Sequence[Piece]) -> str | None:
    if lines[0].line.box is None:
        return None
    page, tops = lines[0].page, [_top(one) for one in lines]
    near = [one for one in grades if one.page == page and min(abs(_top(one) - top) for top in tops) < 12]
    return near[0].line.text if near else None


def _after(pieces: Sequence[Piece], index: int, grades: Sequence[Piece]) -> str | None:
    """The grade that follows, where lines have no place."""
    if pieces[index].line.box is not None or index + 1 >= len(pieces) or pieces[index + 1] not in grades:
        return None
    return pieces[index + 1].line.text


def _graded_sections(framework: FrameworkFile, pieces: Sequence[Piece]) -> dict[str, JudgementSaid]:
    """A heading, and "Grade 4 (inadequate)" or the grade alone below it."""
    found: dict[str, JudgementSaid] = {}
    for index, piece in enumerate(pieces[1:], 1):
        grade = framework.grade_printed(piece.line.text.strip(" ."))
        if grade is None:
            continue
        for length in (3, 2, 1):
            lines = pieces[max(0, index - length) : index]
            area = framework.area_printed(" ".join(one.line.text for one in lines))
            if area is not None and area.code not in found:
                found[area.code] = JudgementSaid(
                    " ".join(one.line.text.strip() for one in lines),
                    area.code,
                    piece.line.text.strip(),
                    grade.code,
                    words_of_lines([*lines, piece]),
                )
                break
    return found


def _top(piece: Piece) -> float:
    return piece.line.box.top if piece.line.box else 0.0
