"""What letters and reports ask for next: who answers, by which printed day, and headline findings in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from model.imports import sections
from model.imports.blocks import Block
from model.imports.day_ranges import one_day, weekday_printed
from model.imports.folding import Joiner, same, without_note_marks
from model.imports.proposals import PassageSaid, PrintedDeadline, Stated, Words
from model.imports.running_text import RunningText
from model.wording import in_words, with_weekday

_PRINCIPAL = re.compile(
    r"\b(?:We\s+have\s+)?(?:determined\s+that\s+|that\s+)?(?P<who>(?:the\s+)?[A-Z][^.;:]{2,120}?)\s+(?:is|as|will\s+be|to\s+be)\s+the\s+principal\s+authority\b"
)
_PREPARES = re.compile(
    r"(?:^|(?<=[.!?]\s))(?P<who>(?:The\s+)?[A-Z][^.;:]{2,90}?)\s+(?:should|must|is\s+required\s+to|will\s+need\s+to)\s+(?:now\s+)?prepare\s+(?:a|the)\s+written\s+statement\b"
)
_A_POST = re.compile(r"\b(?:director|officer|chief|head|chair)\b", re.IGNORECASE)
"""Somebody's post, and no authority: an older letter asks the director to prepare the statement."""
_ANSWER = (
    r"written\s+statement(?:\s+of(?:\s+proposed)?\s+action)?|statement\s+of(?:\s+proposed)?\s+action|(?:draft\s+(?:of\s+(?:its|the|their)\s+)?)?(?:priority\s+)?action\s+plan"
    r"|draft\s+plan|improvement\s+plan"
)
_ANSWERS = re.compile(rf"\b(?:{_ANSWER})\b", re.IGNORECASE)
_DUE = re.compile(
    r"\b(?P<phrase>(?:by|before|no\s+later\s+than|on\s+or\s+before|not\s+later\s+than)\s+(?:close\s+of\s+(?:business|play)\s+on\s+|the\s+end\s+of\s+|(?:\d{1,2}\s?[ap]m|midday|noon)\s+on\s+)?"
    r"(?P<day>(?:[A-Z][a-z]+day,?\s+)?(?:the\s+)?\d{1,2}(?:\s?(?:st|nd|rd|th))?\s+(?:of\s+)?[A-Z][a-z]+,?\s+(?:19|20)\d{2}))",
)
_SENTENCE_END = re.compile(r"\.\s+(?=[A-Z])")


def principal_authority(blocks: Sequence[Block]) -> Stated | None:
    """Whom the letter says, or, in older letters, who it says should prepare the statement."""
    texts = [RunningText(block.pieces) for block in blocks if block.kind != "heading"]
    for text in texts:
        match = _PRINCIPAL.search(text.text)
        if match is not None:
            return Stated(_without_lead(match["who"]), text.at(match))
    for text in texts:
        match = _PREPARES.search(text.text)
        if match is not None:
            who = _without_lead(match["who"])
            return Stated(
                who,
                text.at(match),
                "unsure" if _A_POST.search(who) else "likely",
                why="The letter names who should prepare the statement, and no principal authority.",
            )
    return None


def _without_lead(who: str) -> str:
    return re.sub(r"^(?:Next\s+steps\s+)?(?:We\s+have\s+determined\s+that\s+|that\s+)?", "", " ".join(who.split()))


def printed_deadlines(
    family: str, kind: str | None, blocks: Sequence[Block]
) -> tuple[list[PrintedDeadline], list[str]]:
    """The days by which the letter wants an answer, and what does not fit about them."""
    found: list[PrintedDeadline] = []
    doubts: list[str] = []
    for block in blocks:
        text = RunningText(block.pieces)
        for match in _DUE.finditer(text.text):
            day = one_day(match["day"])
            what = _asked_for(text.text[: match.start()])
            if day is None or what is None or any(one.day == day[0] and one.what == what for one in found):
                continue
            rule = _rule(family, kind, what)
            found.append(
                PrintedDeadline(" ".join(match["phrase"].split()), day[0], what, text.at(match, "phrase"), rule)
            )
            doubts += _doubts(match["day"], day[0])
    return found, doubts


def _asked_for(before: str) -> str | None:
    """What the sentence asks for that ends in "by" and a day."""
    sentence = _SENTENCE_END.split(before)[-1]
    asked = [same(match.group()) for match in _ANSWERS.finditer(sentence)]
    if not asked:
        return None
    return "written statement of proposed action" if "statement" in asked[-1] else asked[-1]


def _doubts(printed: str, day: date) -> list[str]:
    weekday = weekday_printed(printed)
    if weekday is None or with_weekday(day).startswith(weekday):
        return []
    return [
        f"The letter prints “{' '.join(printed.split())}”, but {in_words(day)} is a {with_weekday(day).split()[0]}."
    ]


def _rule(family: str, kind: str | None, what: str) -> str | None:
    if family == "jtai" and "statement" in what:
        return "R5"
    if family == "area-send" and "plan" in what:
        return "R6"
    if family == "ilacs" and kind == "focused-visit" and "plan" in what:
        return "R3" if "draft" in what else "R4"
    if family in ("ilacs", "sif") and "statement" in what:
        return "R2"
    return None


def headline_findings(blocks: Sequence[Block], joiner: Joiner) -> Iterator[PassageSaid]:
    """The paragraphs under "Headline findings"."""
    inside = False
    for block in blocks:
        if block.kind == "heading" or (block.kind == "text" and len(block.words.split()) < 6):
            opens = sections.opened_by(block.words)
            if opens is not None or sections.ends_list(block.words) or block.kind == "heading":
                inside = opens == sections.HEADLINES
                continue
        if inside:
            text = without_note_marks(joiner.join(block.texts))
            if len(text.split()) >= 5:
                yield PassageSaid("headline finding", text, Words(block.page, block.quote, block.last_page))
