"""What an inspection report or letter says of the inspection itself: whose, when, by whom, published when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from model.imports.authorities import names_one, short_name
from model.imports.blocks import Piece
from model.imports.day_ranges import Days, first_run, one_day, runs
from model.imports.folding import SUPERSCRIPTS, same
from model.imports.kinds import FRONT_LINES, LETTER, Sort
from model.imports.proposals import Stated, Words
from model.imports.running_text import RunningText, words_of_lines
from model.wording import in_words

_DATES_LINE = re.compile(r"^(?:inspection dates?|dates? of (?:the )?inspection)\b", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"\b(?:report\s+)?(?:publication\s+date|published(?:\s+on)?|date\s+published|date\s+of\s+publication)\s*:?\s*",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:single\s+|re-?\s?|short\s+|standard\s+|unannounced\s+|announced\s+)*inspection\s+of\s+(?P<of>.*?)"
    r"(?:(?:local\s+authority\s+)?children['\u2019]s\s+(?:social\s+care\s+)?services\b"
    r"|services\s+for\s+children\s+in\s+need\s+of\s+help|(?:services\s+for\s+)?(?:safeguarding\s+and\s+)?looked[\s-]after\s+children(?:\s+services)?"
    r"|safeguarding\s+(?:and\s+looked[\s-]after\s+children\s+)?services"
    r"|local\s+authority\s+arrangements\s+for\s+the\s+protection\s+of\s+children)",
    re.IGNORECASE | re.DOTALL,
)
_VISIT_TITLE = re.compile(
    r"\b(?:visit|inspection)\s+(?:to|of|at)\s+(?P<of>[A-Z].{2,90}?)(?:\s+(?:local\s+authority\s+)?children['\u2019]s\s+(?:social\s+care\s+)?services|"
    r"\s+local\s+authority\b|(?=\s+This\s+letter)|(?=\s+I\s+am\s+writing)|(?=\s+The\s+visit)|(?=\s+on\s+\d))",
    re.DOTALL,
)
_SEND_TITLE = re.compile(
    r"\bArea\s+SEND\s+(?:\w+\s+)?(?:inspection|visit)\s+(?:of|to)\s+(?P<of>.{2,90}?)\s+(?:Local\s+Area\s+Partnership|local\s+area|Area\s+Partnership)",
    re.DOTALL | re.IGNORECASE,
)
_SEND_2016_TITLE = re.compile(
    r"\b(?:inspection|re-?visit)\s+(?:in|of|to)\s+(?P<of>[A-Z].{2,60}?)(?=\s+(?:Between|On|From|Joint)\s)", re.DOTALL
)
_JTAI_TITLE = re.compile(
    r"Joint\s+targeted\s+area\s+inspection\s+(?:\(JTAI\)\s+)?of\s+"
    r"(?:the\s+multi-?\s*agency\s+response\s+to\s+(?P<theme>.+?)\s+in\s+)?(?P<of>[A-Z][^.]{1,70}?)(?=\s+(?:This\s+(?:letter|inspection)|Between|From|On|In|During)\s|\s*$)",
    re.DOTALL,
)
_SENTENCE_OF_SIF = re.compile(
    r"children['\u2019]s\s+services\s+in\s+(?P<of>[A-Z][\w'\u2019 ,-]{2,60}?)\s+(?:are|is|requires?)\b", re.IGNORECASE
)
_RESPONSE_IN = re.compile(
    r"multi-?\s*agency\s+response\s+to\s+(?P<theme>[^.]{3,160}?)\s+in\s+(?:the\s+)?(?P<of>[A-Z][^.,]{1,60}?)[.,]"
)
_DEEP_DIVE = re.compile(
    r"deep\s+dive['\u2019]?\s+(?:focus|theme|evaluation|look)?\s*(?:on|of|into|at)\s+(?:the\s+(?:multi-?\s*agency\s+)?response\s+to\s+)?(?P<theme>[^.,]{5,140}?)[.,]",
    re.IGNORECASE,
)
_VISIT_THEME = re.compile(
    r"\b[Ii]nspectors?\s+(?:looked\s+at|reviewed|evaluated|considered|focused\s+on|assessed)\s+(?:the\s+)?"
    r"(?:local\s+authority['\u2019]s|council['\u2019]s|trust['\u2019]s|progress\s+made\s+in|effectiveness\s+of|quality\s+of)?\s*"
    r"(?:arrangements\s+for\s+|services\s+for\s+|the\s+)?(?P<theme>[^.:]{4,220}?)[.:]"
)
_LEAD = re.compile(r"^\s*(?:(?:lead|reporting)\s+(?:HMI\s+)?inspectors?)\b\s*:?\s*(?P<name>.*)$", re.IGNORECASE)
_LEAD_AFTER = re.compile(r"^\s*(?P<name>[A-Z][^,:;]{3,50}?)\s*,\s*(?P<post>[^;]*?\blead\s+inspector)\b", re.IGNORECASE)
_NAME_ENDS = re.compile(
    r"\s*(?:[,;(\u2013]|\b(?:Senior\s+)?(?:HMI|Her\s+Majesty|His\s+Majesty|SHMI|Ofsted|OBE|CBE|MBE|Regulatory\s+Inspect|Social\s+Care)\b).*$",
    re.DOTALL,
)
_PERSON = re.compile(r"[^\W\d_][\w'\u2019.-]*(?:\s*-?\s*[^\W\d_][\w'\u2019.-]*){1,4}$")
_INSPECTOR_LINE = re.compile(
    r"^(?:his|her) majesty's (?:senior )?inspector|^(?:senior )?hmi\b|^(?:ofsted )?(?:senior )?her majesty's inspector"
)
_TITLES = re.compile(r"^(?:mr|mrs|ms|miss|dr|sir|dame)\.?\s+", re.IGNORECASE)

_BEFORE_DAYS = (
    r"\btook place\b",
    r"\bBetween\b",
    r"\b(?:visit|inspection)\b[^.]{0,120}?\b(?:on|from|between)\b",
    r"\bFrom\b|\bOn\b",
)
"""What stands before the days of a visit, the surest first."""

SHORT_DAYS = 8
"""A short inspection is one week on site, a standard one two."""


@dataclass(slots=True)
class Facts:
    """What was found, and what must be asked or was not sure."""

    authority: Stated | None = None
    start: Stated | None = None
    end: Stated | None = None
    first_day: date | None = None
    last_day: date | None = None
    published: Stated | None = None
    lead_inspector: Stated | None = None
    theme: Stated | None = None
    next_inspection: Stated | None = None
    asks: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)


def facts_of(sort: Sort, pieces: Sequence[Piece]) -> Facts:
    found = Facts()
    front = list(pieces[:FRONT_LINES])
    _days(found, sort, front)
    _published(found, sort, front)
    _authority(found, sort, front, pieces)
    _lead(found, sort, pieces)
    if sort.family == "jtai":
        found.theme = _joint_theme(RunningText(front))
    elif sort.kind == LETTER:
        found.theme = _visit_theme(RunningText(front))
    if sort.family == "area-send":
        found.next_inspection = _next_inspection(RunningText(front))
    return found


# Days


def _days(found: Facts, sort: Sort, front: list[Piece]) -> None:
    where, days = _letter_days(front) if sort.kind == LETTER else _report_days(front)
    if days is None or where is None:
        found.asks.append("On which days was the fieldwork? The document does not say it where it usually stands.")
        return
    found.first_day, found.last_day = days.first, days.last
    found.start = Stated(days.first.isoformat(), where)
    found.end = Stated(days.last.isoformat(), where)


def _report_days(front: list[Piece]) -> tuple[Words | None, Days | None]:
    for index, piece in enumerate(front):
        if not _DATES_LINE.match(piece.line.text.strip()):
            continue
        text = RunningText(front[index : index + 3])
        for days in runs(text.text):
            return text.words_at(0, days.end), days
    return None, None


def _letter_days(front: list[Piece]) -> tuple[Words | None, Days | None]:
    """The days of the sentence that says when it took place; the letter's own date stands above "Dear"."""
    dear = next((index for index, piece in enumerate(front) if same(piece.line.text).startswith("dear")), 0)
    text = RunningText(front[dear:])
    for pattern in _BEFORE_DAYS:
        for match in re.finditer(pattern, text.text):
            days = first_run(text.text[match.start() : match.end() + 130].split(". ")[0])
            if days is not None:
                start = match.start()
                return text.words_at(start + days.start, start + days.end), days
    return None, None


def _published(found: Facts, sort: Sort, front: list[Piece]) -> None:
    for index, piece in enumerate(front):
        match = _PUBLISHED.search(piece.line.text)
        if match and match.start() < 12:
            # The day may stand in the next cell.
            alone = not piece.line.text[match.end() :].strip()
            text = RunningText(front[index : index + 1 + alone])
            day = one_day(text.text[match.end() - 1 :])
            if day is not None:
                found.published = Stated(day[0].isoformat(), words_of_lines(text.pieces))
                break
    if found.published is None and sort.kind == LETTER:
        for piece in front:
            if same(piece.line.text).startswith("dear"):
                break
            day = one_day(piece.line.text)
            if day is not None and len(piece.line.text.strip()) <= len(day[1]) + 14:
                found.published = Stated(
                    day[0].isoformat(), words_of_lines([piece]), "likely", why="It is the date of the letter."
                )
                break
    if found.published and found.last_day and found.published.value < found.last_day.isoformat():
        found.unsure.append(
            f"It says that it was published on {in_words(date.fromisoformat(found.published.value))}, "
            f"before the fieldwork ended on {in_words(found.last_day)}."
        )


# Whose


def _authority(found: Facts, sort: Sort, front: list[Piece], pieces: Sequence[Piece]) -> None:
    made = _titled(sort, front) or _addressed(sort, front)
    if made is None and sort.family == "sif":
        made = _matched(_SENTENCE_OF_SIF, RunningText(front))
    if made is None:
        found.asks.append("Which authority was inspected? The document does not name it where it usually stands.")
        return
    found.authority = made
    other = _matched(_SENTENCE_OF_SIF, RunningText(front)) if sort.family == "sif" else None
    if other is not None and not _alike(other.value, made.value):
        found.unsure.append(f"The title names {made.value}, the sentence with the overall judgement {other.value}.")


def _alike(one: str, other: str) -> bool:
    first, second = same(one), same(other)
    return first in second or second in first


def _matched(pattern: re.Pattern[str], text: RunningText) -> Stated | None:
    for match in pattern.finditer(text.text):
        name = short_name(match["of"])
        if name is not None:
            return Stated(name, text.at(match, "of"))
    return None


def _titled(sort: Sort, front: list[Piece]) -> Stated | None:
    if sort.family == "area-send":
        return _matched(_SEND_TITLE, RunningText(front[:20]))
    if sort.family == "jtai":
        text = RunningText(front)
        return _matched(_JTAI_TITLE, text) or _matched(_RESPONSE_IN, text)
    if sort.kind == LETTER:
        dear = next((index for index, piece in enumerate(front) if same(piece.line.text).startswith("dear")), 0)
        text = RunningText(front[max(0, dear - 6) :])
        return _matched(_SEND_2016_TITLE, text) if sort.type == "send-2016" else _matched(_VISIT_TITLE, text)
    return _report_title(front)


def _report_title(front: list[Piece]) -> Stated | None:
    """Inside the title, above it, or below it."""
    title = front[: next((at for at, one in enumerate(front) if _DATES_LINE.match(one.line.text.strip())), 12)]
    text = RunningText(title)
    match = _TITLE.search(text.text)
    if match is None:
        return None
    inside = short_name(match["of"])
    if inside is not None:
        return Stated(inside, text.at(match))
    above = RunningText(text.pieces_at(0, match.start())) if match.start() > 1 else None
    if above is not None:
        name = short_name(text.text[: match.start()])
        if name is not None:
            return Stated(name, text.words_at(0, match.start() - 1))
        for piece in reversed(title):
            if names_one(piece.line.text):
                return Stated(short_name(piece.line.text) or "", words_of_lines([piece]))
    for piece in text.pieces:
        if names_one(piece.line.text):
            return Stated(short_name(piece.line.text) or "", words_of_lines([piece]))
    below = text.text[match.end() :].strip()
    name = short_name(below.split(" and Review")[0]) if below else None
    return Stated(name, text.words_at(match.end() + 1, len(text.text))) if name else None


def _addressed(sort: Sort, front: list[Piece]) -> Stated | None:
    """The council of the address, where a title does not name it."""
    for piece in front[:20]:
        if same(piece.line.text).startswith("dear") or sort.kind != LETTER:
            return None
        for part in reversed(piece.line.text.split(",")):
            if re.search(r"\bcouncil\b|\bborough of\b", part, re.IGNORECASE) and names_one(part):
                return Stated(
                    short_name(part) or "", words_of_lines([piece]), "likely", why="It stands in the address."
                )
    return None


# By whom


def _lead(found: Facts, sort: Sort, pieces: Sequence[Piece]) -> None:
    for index, piece in enumerate(pieces):
        match = _LEAD.match(piece.line.text)
        if match is None:
            continue
        for offset, text in enumerate([match["name"], *(one.line.text for one in pieces[index + 1 : index + 2])]):
            name = person(text)
            if name is not None:
                found.lead_inspector = Stated(name, words_of_lines(pieces[index : index + 1 + offset]))
                return
    if sort.family == "area-send":
        found.lead_inspector = _lead_of_team(pieces)
    elif sort.kind == LETTER and sort.family != "jtai":
        found.lead_inspector = _signed(pieces)


def person(text: str) -> str | None:
    """A person's name out of "Jan Edwards, Her Majesty's Inspector"."""
    name = _NAME_ENDS.sub("", " ".join(text.split())).strip(" .,:" + SUPERSCRIPTS)
    name = re.sub(r"\s*-\s*", "-", name)
    name = _TITLES.sub("", name)
    if len(name) > 60 or not _PERSON.match(name) or not name[:1].isupper():
        return None
    return name


def _lead_of_team(pieces: Sequence[Piece]) -> Stated | None:
    """Ofsted's lead inspector in the table of the team, whose post may run over into the next line of its cell."""
    for index, piece in enumerate(pieces):
        text, taken = piece.line.text, [piece]
        if not re.search(r"\bofsted\b", text, re.IGNORECASE) or "," not in text:
            continue
        after = next((one for one in pieces[index + 1 : index + 4] if one.line.role == piece.line.role), None)
        if re.search(r"\blead\s*$", text, re.IGNORECASE) and after is not None:
            text, taken = f"{text} {after.line.text}", [piece, after]
        match = _LEAD_AFTER.match(text)
        if match and "ofsted" in match["post"].casefold():
            name = person(match["name"])
            if name is not None:
                return Stated(name, words_of_lines(taken))
    return None


def _signed(pieces: Sequence[Piece]) -> Stated | None:
    """Who signed: the first name after "Yours sincerely" with an inspector's post below it."""
    start = next((at for at, one in enumerate(pieces) if same(one.line.text).startswith("yours ")), None)
    if start is None:
        return None
    rest = list(pieces[start + 1 : start + 8])
    for piece, below in pairwise(rest):
        name = person(piece.line.text)
        if name is not None and _INSPECTOR_LINE.match(same(below.line.text)):
            return Stated(name, words_of_lines([piece, below]), "likely", why="This inspector signed the letter.")
    return None


# What about


def _joint_theme(text: RunningText) -> Stated | None:
    deep = _DEEP_DIVE.search(text.text)
    if deep is not None and not deep["theme"].casefold().startswith(("this ", "these ", "that ", "it ")):
        return Stated(_theme(deep["theme"]), text.at(deep))
    for pattern in (_RESPONSE_IN, _JTAI_TITLE):
        match = pattern.search(text.text)
        if match is not None and match["theme"]:
            return Stated(_theme(match["theme"]), text.at(match, "theme"))
    return None


def _visit_theme(text: RunningText) -> Stated | None:
    match = _VISIT_THEME.search(text.text)
    return Stated(_theme(match["theme"]), text.at(match), "likely") if match else None


def _theme(words: str) -> str:
    return " ".join(words.split()).strip(" :;,.")


def _next_inspection(text: RunningText) -> Stated | None:
    """The sentences that say when inspectors come again."""
    found = list(
        re.finditer(
            r"\b(?:A monitoring inspection will|The next (?:full )?(?:area SEND )?(?:re-?)?inspection)[^.]*\.",
            text.text,
            re.IGNORECASE,
        )
    )
    if not found:
        return None
    return Stated(" ".join(match.group() for match in found), text.words_at(found[0].start(), found[-1].end()))
