"""The grades that a report gives: a table of areas and grades, sentences with the overall grade, headings with grades.

The areas and grades are those of the framework's file. A cell that wraps, a grade that stands beside the middle of its
area and a table read line by line are all met the same way: lines that are grades stand on one side, lines that are
names on the other, and each name has the grade that stands nearest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from model.framework_files import FrameworkFile, GradeEntry, JudgementAreaEntry
from model.imports import judgements_before_2013
from model.imports.blocks import Piece
from model.imports.folding import heading_words, same
from model.imports.proposals import JudgementSaid
from model.imports.running_text import RunningText, words_of_lines

_GRADE_WORDS = (
    r"outstanding|good|inadequate|adequate|satisfactory|requir(?:es?|ing)\s+improvement(?:\s+to\s+be\s+good)?"
    r"|grade\s+[1-4](?:\s+\((?:outstanding|good|adequate|inadequate)\))?"
)
_GRADE = re.compile(rf"\b(?:{_GRADE_WORDS})\b\)?", re.IGNORECASE)
_PART_OF_GRADE = re.compile(
    rf"(?:(?:{_GRADE_WORDS})|requires?|require|improvement(?:\s+to\s+be(?:\s+good)?)?|to\s+be\s+good|be\s+good|good)[.\u00b9\u00b2\u00b3]?$",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(?<!\w)\d(?:\.\d)?\.?(?!\w)")
_PARTS = re.compile(r"\b(?:requires?|improvement|to be good)\b", re.IGNORECASE)
_TABLE_HEAD = re.compile(r"^judgements?(?:\s+grades?)?$")
_NONE_FOUND = "No grades were found where they usually stand."
_MOST_LINES = 60
_ROOM_FOR_A_GRADE = 45  # characters
_STRAY = 12  # letters that belong to no name and no grade
_IN_SENTENCES = ("sif.overall", "sif.lscb")
"""What the single inspection framework grades in a sentence and not in the table."""
_OVERALL = re.compile(
    r"\b(?P<area>The\s+overall\s+judgement)\s+is\s+(?:that\s+)?"
    r"(?:(?:the\s+)?children['\u2019]s\s+services\s+(?:in\s+[^.]{2,60}?\s+)?)?(?:are\s+|is\s+)?"
    rf"(?P<grade>{_GRADE_WORDS})\b",
    re.IGNORECASE,
)
_SERVICES = re.compile(
    r"\b(?P<area>Children['\u2019]s\s+services\s+in\s+[^.]{3,60}?)\s+(?:are\s+|is\s+)?"
    rf"(?P<grade>{_GRADE_WORDS})\b",
    re.IGNORECASE,
)
_BOARD = re.compile(
    r"\b(?P<area>(?:The\s+)?(?:effectiveness\s+of\s+(?:the\s+)?)?(?:[\w-]+\s+){0,4}?"
    r"(?:Local\s+Safeguarding\s+Children\s+Board(?:\s*\(LSCB\))?|Safeguarding\s+Children\s+Board|LSCB))\s+(?:is\s+)?"
    rf"(?P<grade>{_GRADE_WORDS})(?=\s*[.]?(?:\s|$))",
    re.IGNORECASE,
)
_HEADING_GRADE = re.compile(rf"[:\u2013-]?\s*(?:(?:is|are)\s*:?\s*)?(?P<grade>{_GRADE_WORDS})$")


@dataclass(frozen=True, slots=True)
class Judged:
    """``doubts`` are sentences for the person."""

    judgements: tuple[JudgementSaid, ...]
    doubts: tuple[str, ...] = ()


def judgements_of(framework: FrameworkFile, pieces: Sequence[Piece]) -> Judged:
    if framework.family == "sif":
        return _of_single_inspection(framework, pieces)
    if framework.family == "area-send":
        return _of_area_send(framework, pieces)
    if framework.family == "pre-2013":
        found = judgements_before_2013.judgements_of(framework, pieces)
        return Judged(found, () if found else (_NONE_FOUND,))
    return _of_table(framework, pieces)


# A table of areas and grades


def _of_table(framework: FrameworkFile, pieces: Sequence[Piece]) -> Judged:
    start = next((at for at, one in enumerate(pieces[:_MOST_LINES]) if _TABLE_HEAD.match(same(one.line.text))), None)
    front = pieces[(start + 1 if start is not None else 0) : (start or 0) + _MOST_LINES]
    found = _rows(framework, front)
    doubts = []
    for area, grade in _headings(framework, pieces):
        said = found.get(area.code)
        if said is not None and said.grade_id != grade.code:
            doubts.append(
                f"“{area.name}” is “{said.grade}” in the table and “{grade.name}” in the heading of its section."
            )
            found[area.code] = replace(said, confidence="unsure")
    missing = [area for area in framework.areas if area.code not in found]
    by_heading = {area.code: (area, grade) for area, grade in _headings(framework, pieces)}
    for area in missing:
        if area.code in by_heading:
            made = _from_heading(framework, area, pieces)
            if made is not None:
                found[area.code] = made
    still = [area.name for area in framework.areas if area.code not in found]
    if found and still:
        doubts += [f"No grade for “{name}” was found." for name in still]
    elif not found:
        doubts.append(_NONE_FOUND)
    return Judged(tuple(found[area.code] for area in framework.areas if area.code in found), tuple(doubts))


def _rows(framework: FrameworkFile, front: Sequence[Piece]) -> dict[str, JudgementSaid]:
    """Rows of the table: by the places of its lines where they have places, else by their words."""
    if all(piece.line.box is not None for piece in front):
        found = _rows_by_place(framework, front)
        in_table = [area for area in framework.areas if area.code not in _IN_SENTENCES]
        if len(found) >= len(in_table) - (framework.family != "sif"):
            return found
    else:
        found = {}
    by_words = _rows_by_words(framework, front)
    return by_words if len(by_words) > len(found) else found


def _rows_by_place(framework: FrameworkFile, front: Sequence[Piece]) -> dict[str, JudgementSaid]:
    page = front[0].page if front else 1
    grades: list[list[Piece]] = []
    names: list[Piece] = []
    for piece in front:
        if piece.page != page:
            break
        if (
            _PART_OF_GRADE.match(" ".join(piece.line.text.split()))
            and piece.left is not None
            and names_left(names, piece)
        ):
            if grades and _wraps(grades[-1][-1], piece):
                grades[-1].append(piece)
            else:
                grades.append([piece])
        else:
            names.append(piece)
    found: dict[str, JudgementSaid] = {}
    for area, lines in _named(framework, names):
        middle = (_top(lines[0]) + _bottom(lines[-1])) / 2
        nearest = min(grades, key=lambda one: abs((_top(one[0]) + _bottom(one[-1])) / 2 - middle), default=None)
        if nearest is None:
            continue
        if abs((_top(nearest[0]) + _bottom(nearest[-1])) / 2 - middle) > 24:
            continue
        printed = " ".join(" ".join(piece.line.text for piece in nearest).split())
        grade = framework.grade_printed(printed)
        if area.code not in found and grade is not None:
            ordered = sorted({*lines, *nearest}, key=front.index)
            found[area.code] = _said(area, lines, printed, grade, ordered)
    return found


def names_left(names: Sequence[Piece], piece: Piece) -> bool:
    """Whether a line stands to the right of the names: a grade and no part of a sentence."""
    left = piece.left
    lefts = [one.left for one in names if one.left is not None]
    return left is not None and (not lefts or left > min(lefts) + 60)


def _wraps(above: Piece, piece: Piece) -> bool:
    """Whether a grade goes on in the next line of its cell."""
    text = same(f"{above.line.text} {piece.line.text}")
    if not re.fullmatch(r"requires? improvement(?: to be good)?|requires? improvement to be", text):
        return False
    return 0 < _top(piece) - _top(above) < 2.2 * max(above.line.size, 8)


def _top(piece: Piece) -> float:
    return piece.line.box.top if piece.line.box else 0.0


def _bottom(piece: Piece) -> float:
    return piece.line.box.bottom if piece.line.box else 0.0


def _named(framework: FrameworkFile, names: Sequence[Piece]) -> Iterator[tuple[JudgementAreaEntry, list[Piece]]]:
    """One to three lines that are the printed name of an area."""
    at = 0
    while at < len(names):
        for length in (3, 2, 1):
            lines = list(names[at : at + length])
            if len(lines) < length:
                continue
            area = framework.area_printed(" ".join(piece.line.text for piece in lines))
            if area is not None:
                yield area, lines
                at += length - 1
                break
        at += 1


def _said(
    area: JudgementAreaEntry, lines: Sequence[Piece], printed: str, grade: GradeEntry | None, where: Sequence[Piece]
) -> JudgementSaid:
    name = re.sub(r"^\d+(?:\.\d+)*\.?\s+", "", " ".join(" ".join(piece.line.text for piece in lines).split()))
    return JudgementSaid(name, area.code, printed, grade.code if grade else None, words_of_lines(where))


def _rows_by_words(framework: FrameworkFile, front: Sequence[Piece]) -> dict[str, JudgementSaid]:
    """The same from text without places, where a grade may stand between the words of its area.

    Each area runs to the beginning of the next; what is left of its words when its name is taken away is the grade.
    """
    text = RunningText(front)
    spans: list[tuple[int, JudgementAreaEntry, list[re.Match[str]]]] = []
    for area in framework.areas:
        if area.code in _IN_SENTENCES:
            continue
        best: list[re.Match[str]] | None = None
        for name in sorted((area.name, *area.spellings), key=len, reverse=True):
            words = _words_in_order(name, text.text)
            if words is not None and (
                best is None or words[-1].end() - words[0].start() < best[-1].end() - best[0].start() + 1
            ):
                best = words
                break
        if best is not None:
            spans.append((best[0].start(), area, best))
    spans.sort(key=lambda one: one[0])
    if not spans:
        return {}
    ends = [start for start, _, _ in spans[1:]]
    ends.append(min(len(text.text), spans[-1][2][-1].end() + _ROOM_FOR_A_GRADE))
    begin = _with_first_word_of_grade(text.text, spans[0][0])
    every_word = [word for _, _, words in spans for word in words]
    rest, inner = (
        " ".join(_NUMBERS.sub(" ", _without(text.text, every_word, begin, end)).split())
        for end in (ends[-1], every_word[-1].end())
    )
    grades = [match.group() for match in _GRADE.finditer(rest)]
    stray = _PARTS.sub("", _GRADE.sub("", inner))
    found: dict[str, JudgementSaid] = {}
    if len(grades) < len(spans) or sum(char.isalpha() for char in stray) > _STRAY:
        return {}
    # One grade a row, in the order of the rows.
    for (start, area, _), end, printed in zip(spans, ends, grades, strict=False):
        grade = framework.grade_printed(printed)
        if grade is not None:
            found[area.code] = JudgementSaid(
                area.name, area.code, printed, grade.code, text.words_at(start, end), "likely"
            )
    return found


def _with_first_word_of_grade(text: str, start: int) -> int:
    """Where the first grade began above the name that it stands beside: "Requires / 1. Children ... / improvement"."""
    before = re.search(r"\brequires?(?:\s+improvement)?\s+(?:\d\.?\s+)?$", text[:start], re.IGNORECASE)
    return before.start() if before else start


def _words_in_order(name: str, text: str) -> list[re.Match[str]] | None:
    """The words of a name in a text, in order, with nothing but a grade between them."""
    words = name.split()
    for first in re.finditer(rf"(?<!\w){re.escape(words[0])}(?!\w)", text, re.IGNORECASE):
        found = [first]
        for word in words[1:]:
            after = re.compile(
                rf"(?:\s|\b(?:{_GRADE_WORDS}|requires?|improvement|to be good)\b)*(?P<word>{re.escape(word)})(?!\w)",
                re.IGNORECASE,
            ).match(text, found[-1].end())
            if after is None:
                break
            inner = re.compile(rf"{re.escape(word)}(?!\w)", re.IGNORECASE).match(text, after.start("word"))
            if inner is None:
                break
            found.append(inner)
        else:
            return found
    return None


def _without(text: str, words: Sequence[re.Match[str]], start: int, limit: int) -> str:
    parts, place = [], start
    for word in words:
        parts.append(text[place : word.start()])
        place = word.end()
    parts.append(text[place:limit])
    return " ".join(" ".join(parts).split())


def _headings(framework: FrameworkFile, pieces: Sequence[Piece]) -> Iterator[tuple[JudgementAreaEntry, GradeEntry]]:
    """The grades that headings of sections repeat: "The experiences and progress of care leavers: good"."""
    for _, area, grade in _graded_headings(framework, pieces):
        yield area, grade


def _graded_headings(
    framework: FrameworkFile, pieces: Sequence[Piece]
) -> Iterator[tuple[tuple[Piece, ...], JudgementAreaEntry, GradeEntry]]:
    starts = tuple(
        {same(name)[:18] for area in framework.areas if not area.overall for name in (area.name, *area.spellings)}
    )
    for index, piece in enumerate(pieces):
        if not heading_words(piece.line.text).startswith(starts):
            continue
        for length in (1, 2, 3):
            lines = tuple(pieces[index : index + length])
            words = heading_words(" ".join(one.line.text for one in lines))
            match = _HEADING_GRADE.search(words)
            if match is None:
                continue
            area = framework.area_printed(words[: match.start()].strip(" :-\u2013"))
            grade = framework.grade_printed(match["grade"])
            if area is not None and grade is not None:
                yield lines, area, grade
                break


def _from_heading(
    framework: FrameworkFile, wanted: JudgementAreaEntry, pieces: Sequence[Piece]
) -> JudgementSaid | None:
    for lines, area, grade in _graded_headings(framework, pieces):
        if area.code == wanted.code:
            return JudgementSaid(area.name, area.code, grade.name, grade.code, words_of_lines(lines), "likely")
    return None


# The single inspection framework: a sentence, five lines, the board


def _of_single_inspection(framework: FrameworkFile, pieces: Sequence[Piece]) -> Judged:
    front = [piece for piece in pieces[:_MOST_LINES] if piece.page <= 2]
    found = _rows(framework, front)
    found.pop("sif.overall", None)
    found.pop("sif.lscb", None)
    doubts: list[str] = []
    overall = _sentence(framework, "sif.overall", (_OVERALL, _SERVICES), RunningText(front))
    if overall is not None:
        found["sif.overall"] = overall
    boards = list(_boards(framework, pieces))
    if boards:
        found["sif.lscb"] = boards[0]
        others = {one.grade for one in boards if one.grade_id != boards[0].grade_id}
        if others:
            found["sif.lscb"] = replace(boards[0], confidence="unsure")
            doubts.append(
                f"The safeguarding children board is “{boards[0].grade}” on page {boards[0].at.page} "
                f"and “{sorted(others)[0]}” elsewhere."
            )
    for area in framework.areas:
        if area.code not in found and area.code != "sif.lscb":
            doubts.append(f"No grade for “{area.name}” was found.")
    return Judged(tuple(found[area.code] for area in framework.areas if area.code in found), tuple(doubts))


def _sentence(
    framework: FrameworkFile, code: str, patterns: Sequence[re.Pattern[str]], text: RunningText
) -> JudgementSaid | None:
    for pattern in patterns:
        match = pattern.search(text.text)
        if match is None:
            continue
        grade = framework.grade_printed(match["grade"])
        if grade is not None:
            return JudgementSaid(match["area"], code, match["grade"], grade.code, text.at(match))
    return None


def _boards(framework: FrameworkFile, pieces: Sequence[Piece]) -> Iterator[JudgementSaid]:
    """What title page and section say of the board: lines that say nothing else."""
    for index, piece in enumerate(pieces):
        words = same(piece.line.text)
        if "lscb" not in words and "safeguarding children" not in words:
            continue
        text = RunningText(pieces[index : index + 2])
        match = _BOARD.match(text.text)
        if match is None or len(match.group()) > 120:
            continue
        after = text.text[match.end() :].strip(" .")
        whole_lines = RunningText(text.pieces_at(match.start(), match.end())).text
        if len(whole_lines.strip(" .")) > len(match.group()) + 2 and not after[:1].isupper():
            continue
        if len(whole_lines) > len(match.group()) + 3:
            continue
        grade = framework.grade_printed(match["grade"])
        if grade is not None:
            yield JudgementSaid(match["area"], "sif.lscb", match["grade"], grade.code, text.at(match))


# Area SEND: one outcome of three


def _of_area_send(framework: FrameworkFile, pieces: Sequence[Piece]) -> Judged:
    area = framework.areas[0]
    start = next((at for at, one in enumerate(pieces[:80]) if heading_words(one.line.text) == "inspection outcome"), 0)
    text = RunningText(pieces[start : start + 12])
    flat = same(text.text)
    for grade in framework.grades:
        for name in sorted((grade.name, *grade.spellings), key=len, reverse=True):
            words = same(name)
            place = flat.find(words)
            if place < 0:
                continue
            match = re.search(r"\s+".join(map(re.escape, name.split())), text.text, re.IGNORECASE)
            where = text.at(match) if match else words_of_lines(text.pieces)
            sentence = _sentence_at(text, match) if match else name
            said = JudgementSaid("Inspection outcome", area.code, sentence, grade.code, where)
            return Judged((said,))
    return Judged((), ("Which of the three outcomes was given could not be read.",))


def _sentence_at(text: RunningText, match: re.Match[str]) -> str:
    return " ".join(match.group().split())
