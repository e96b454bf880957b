"""What was said at a meeting: commitments with their deadline, resolutions, members' questions, money, measures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from model.dates.phrases import read_phrase
from model.dates.phrases_found import find_phrases
from model.imports.folding import same
from model.imports.paper_parts import Part
from model.imports.proposals import PassageSaid, Promise, QuestionSaid, ResolutionSaid, Words

_WILL = re.compile(
    r"\b(?:will|would|shall|is to|are to|was to|were to|committed to|going to|aims? to"
    r"|intends? to|planned to|plan to)\b"
)
_NOT_OURS = re.compile(
    r"\bofsted (?:will|would|take|may|chose|had|has)|\binspectors? (?:will|would)\b"
    r"|inspected every|will usually|usually receive"
    r"|letter .{0,60}(?:will|would) be published|report .{0,40}(?:will|would) be published"
    r"|next (?:ofsted |full )?inspection"
    r"|foc+us+ed visits? (?:between|before)|would continue to be inspected"
)
_SPEAKER = re.compile(
    r"\b(?:the )?(?P<who>(?:Corporate |Executive |Assistant |Deputy |Strategic |Interim |Service )*"
    r"(?:Director|Head|Manager|Chief Executive|Leader|Cabinet Member|Portfolio Holder|Chair(?:man)?)"
    r"(?:,? (?:of|for) [A-Z][\w'\u2019]*(?: (?:and |of |for |the )*[A-Z][\w'\u2019]*)*"
    r"|, [A-Z][\w'\u2019]*(?: [A-Z][\w'\u2019]*)*)?)"
    r",? (?:had |has )?(?:advised|confirmed|reported|assured|explained|stated|said|added)"
)
_RESOLVED = re.compile(
    r"^(?:\d+\.? )?(?:resolved|agreed|recommended|decisions?)\b[\s:\u2013-]*(?:that)?[\s:\u2013-]*", re.IGNORECASE
)
_AGREED = re.compile(r"^it was (?:agreed|resolved)(?: that)?,? (?P<what>.{10,})$", re.IGNORECASE)
_THAT = re.compile(r"^That [a-z].{10,}", re.DOTALL)
_NOTED = re.compile(r"\b(?:be|is|are) (?:noted|received|approved|agreed|endorsed|accepted|supported)\b|\bnoted\.?$")

_ASKED = re.compile(
    r"\b(?P<who>(?:Councillor|Cllr|The Chair(?:man|person)?|Chair|The Vice[- ]Chair(?:man)?"
    r"|[Aa] member|[Mm]embers?|County Councillor)"
    r"(?: [A-Z][\w'\u2019-]*(?: [A-Z][\w'\u2019-]*){0,2})?)\b[^.]{0,120}?\b(?:asked|queried"
    r"|questioned|enquired|sought (?:clarification|assurance)|wondered|wanted to know)\b"
)
_IN_RESPONSE = re.compile(
    r"^In (?:response|answer|reply) to (?:a |the )?(?:question|query|concern)s? (?:from"
    r"|raised by|by|of) (?P<who>[^,.]{3,60}), (?P<answer>.+)$",
    re.DOTALL,
)
_ANSWERED = re.compile(
    r"\b(?:was|were) (?:advised|assured|informed|told)|[Rr]eassurance was given|\b(?:advised"
    r"|confirmed|explained|replied|responded|stated|assured)\b(?: that)?"
    r"|[Ii]t was (?:also )?(?:reported|confirmed|explained)"
)
_RAISED = re.compile(
    r"raised the following|following (?:issues|points|questions|comments)|points? (?:were"
    r"|was) raised|during (?:the )?discussion"
)

_MONEY = re.compile(r"\u00a3\s?\d[\d,.]*\s?(?:m|bn|k|million|billion|thousand)?\b", re.IGNORECASE)
_MEASURE = re.compile(
    r"\b\d[\d,]*(?:\.\d+)? ?(?:%|per ?cent)|\b\d[\d,]* (?:\w+ ){0,3}?(?:cases|children"
    r"|referrals|social workers|visits|assessments|care leavers|plans|days)\b"
    r"|\(\d[\d,]* in total\)",
    re.IGNORECASE,
)


def commitments_in(parts: Sequence[Part], on_day: date | None) -> list[Promise]:
    """Sentences that say what will be done and by when. The day is only worked out where the paper says its own."""
    found = []
    for part in parts:
        if part.kind == "heading":
            continue
        for sentence, where in part.sentences():
            plain = same(sentence)
            if not _WILL.search(plain) or _NOT_OURS.search(plain):
                continue
            phrases = find_phrases(sentence)
            if phrases:
                found.append(_promise(sentence, phrases[0][2], where, on_day, part))
    return found


def _promise(sentence: str, words: str, where: Words, on_day: date | None, part: Part) -> Promise:
    read = read_phrase(words, said_on=on_day, said_on_what="the meeting" if on_day else None)
    speaker = _SPEAKER.search(sentence) or _SPEAKER.search(part.text)
    due = read.last if read is not None and read.kind in ("day", "window") else None
    counted = read.counted_from if read is not None else None
    asks = read.asks if read is not None and due is None else read.inferred if read is not None else None
    if read is not None and due is None and read.kind == "needs anchor":
        asks = f"From which day is “{words}” counted? The paper does not say when the meeting was."
    return Promise(
        sentence,
        words,
        counted,
        read.counted_from_what if read and counted else None,
        due,
        read.precision if read else None,
        where,
        speaker["who"] if speaker else None,
        asks,
        "likely" if due is not None else "unsure",
    )


# --- resolutions


def resolutions_in(parts: Sequence[Part]) -> list[ResolutionSaid]:
    """What was resolved: below the word, or after it, and what the paper says was agreed."""
    found: list[ResolutionSaid] = []
    below = False
    for part in parts:
        text = part.text.strip()
        match = _RESOLVED.match(text)
        if match is not None and (part.kind != "item" or match.end() < len(text)) and _opens(text, match):
            rest = text[match.end() :].strip()
            below = len(rest) < 8
            if not below:
                found.append(ResolutionSaid(_tidy(rest), part.words))
                below = rest.endswith(":")
        elif below and (part.kind == "item" or _THAT.match(text)):
            found.append(ResolutionSaid(_tidy(re.sub(r"^\(?[ivx]+\)\s*", "", text)), part.words))
        elif part.kind == "text":
            below = below and not text
            found += _agreed(part)
    return found


def _opens(text: str, match: re.Match[str]) -> bool:
    """Whether the word is the resolution's own: "Resolved:", "RESOLVED that"; not "Agreed actions are late"."""
    head = text[: match.end()]
    return (
        head.rstrip().endswith((":", "-", "\u2013"))
        or head.isupper()
        or "that" in head.casefold()
        or match.end() == len(text)
    )


def _agreed(part: Part) -> Iterator[ResolutionSaid]:
    if _THAT.match(part.text) and _NOTED.search(same(part.text)):
        yield ResolutionSaid(_tidy(part.text), part.words)  # the word above it was a picture or a heading
        return
    for sentence, where in part.sentences():
        match = _AGREED.match(sentence)
        if match is not None:
            yield ResolutionSaid(_tidy(match["what"]), where)


def _tidy(text: str) -> str:
    text = " ".join(text.split()).rstrip(",; ")
    text = re.sub(r"^[Tt]hat:?\s+", "That ", text)
    return re.sub(r"[;,]\s+and$", "", text)


# --- questions


def questions_in(parts: Sequence[Part]) -> list[QuestionSaid]:
    """Members' questions with their answers: from paragraphs that say who asked, and from lists of points raised."""
    found: list[QuestionSaid] = []
    raised = False
    for part in parts:
        if part.kind == "item":
            if raised:
                found.append(_point(part))
            continue
        raised = bool(_RAISED.search(part.plain)) and part.plain.endswith((":", ":-"))
        response = _IN_RESPONSE.match(part.text)
        asked = _ASKED.search(part.text)
        if response is not None:
            text = "The question is not recorded."
            found.append(QuestionSaid(response["who"].strip(), text, _cleaned(response["answer"]), part.words))
        elif asked is not None:
            question, answer = _split(part.text, asked.end())
            found.append(QuestionSaid(asked["who"], question, answer, part.words))
    return found


def _point(part: Part) -> QuestionSaid:
    question, answer = _split(part.text, 0)
    return QuestionSaid(None, question.rstrip(" ;,"), answer, part.words)


def _split(text: str, after: int) -> tuple[str, str | None]:
    """The question, and from the sentence that answers it the answer."""
    starts = [0, *(match.end() for match in re.finditer(r"[.?!]\s+(?=[A-Z])", text))]
    for start in starts:
        end = next((later for later in starts if later > start), len(text))
        if start >= max(after, 1) and _ANSWERED.search(text[start:end]):
            return _cleaned(text[:start]), _cleaned(text[start:])
    return _cleaned(text), None


def _cleaned(text: str) -> str:
    return re.sub(r"[;,]?\s+and$", "", " ".join(text.split())).strip(" ;,")


# --- money and measures


def figures_in(parts: Sequence[Part]) -> list[PassageSaid]:
    """Sentences with money in them, and sentences with figures about the service."""
    found = []
    for part in parts:
        if part.kind == "heading":
            continue
        for sentence, where in part.sentences():
            if _MONEY.search(sentence):
                found.append(PassageSaid("money", sentence, where))
            elif _MEASURE.search(sentence):
                found.append(PassageSaid("measure", sentence, where))
    return found
