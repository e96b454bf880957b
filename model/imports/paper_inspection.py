"""The inspection that a council's paper talks about: what kind it was, and on which days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from model.framework_files import FrameworkFile, framework, framework_for
from model.imports.folding import same
from model.imports.paper_days import DAY, MONTH_ONLY, RUN, made
from model.imports.paper_facts import FRONT
from model.imports.paper_parts import Part
from model.imports.proposals import InspectionSaid, MeetingSaid, Stated, Words
from model.wording import listed


@dataclass(frozen=True, slots=True)
class About:
    """The inspection a paper is about, with what remains to be asked."""

    said: InspectionSaid | None
    graded: bool
    asks: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


_VISIT = re.compile(r"\bfoc+us+ed (?:assurance )?visit\b")
_TYPES = (
    (_VISIT, "ilacs", "focused-visit"),
    (re.compile(r"\bmonitoring visit\b"), "ilacs", "monitoring-visit"),
    (re.compile(r"\bjtai\b|joint targeted area inspection"), "jtai", "jtai"),
    (re.compile(r"\barea send inspection|send inspection|local area send"), "area-send", "inspection"),
    (re.compile(r"\bshort inspection\b"), "ilacs", "short"),
    (re.compile(r"\bstandard inspection\b"), "ilacs", "standard"),
    (re.compile(r"\bilacs\b|inspecti(?:on|ng) (?:of )?local authority children"), "ilacs", None),
    (
        re.compile(r"single inspection|services for children in need of help and protection, children looked after"),
        "sif",
        "inspection",
    ),
)
_TOOK_PLACE = re.compile(
    r"took place|fieldwork|field work|commenc|on site|on-site|carried out|was undertaken"
    r"|week (?:beginning|commencing)|w/c|visited|inspected|between"
)
_NOTICE = re.compile(r"given notice|notification|was notified|gave notice|notice of (?:the|an|its)|were notified")
_PUBLISHED = re.compile(r"\bpublish(?:ed|es)?\b|will be published|publication")
_RECEIVED = re.compile(r"\breceived (?:the|its|a|our) (?:final |draft )?(?:report|letter)\b|report was received")
_PAST = re.compile(r"\bprevious|\blast (?:full |been )?inspect|\bsince the last|\bin (?:19|20)\d\d, the")
_THEME = (
    re.compile(r"focus of the visit (?:had been|was|were)(?: on)? (?P<theme>[^.]{4,160})", re.IGNORECASE),
    re.compile(r"focus+ed visit (?:on|looking at|about|considering|of) (?P<theme>[A-Z][^.,;]{4,120})", re.IGNORECASE),
)


def inspection_of(parts: Sequence[Part], meeting: MeetingSaid | None) -> About:
    """The inspection the paper is about: told by its title first, then by the words around."""
    family, kind = _family_and_type(parts)
    if family is None:
        return About(None, False, unsure=("Which inspection the paper is about could not be told.",))
    about_day = day_of(meeting)
    found = InspectionSaid(type=kind)
    unsure: list[str] = []
    for part in parts:
        for sentence, where in part.sentences():
            found = _dates_in(sentence, where, found, about_day)
    if found.fieldwork_start is None:
        unsure += _only_month(parts, kind)
    day = date.fromisoformat(found.fieldwork_start.value) if found.fieldwork_start else None
    when = day or _about_when(parts, about_day)
    file = _ilacs(when) if family == "ilacs" else framework(family)
    theme = _theme(parts) if kind in ("focused-visit", "monitoring-visit", "jtai") else None
    asks = []
    if kind is None:
        asks.append("Which type of inspection was it? The paper does not say.")
    if day is None:
        asks.append("On which days was the fieldwork? The paper does not say.")
    graded = file is not None and (kind is None or file.type(kind).graded)
    return About(replace(found, framework=file.code if file else None, theme=theme), graded, tuple(asks), tuple(unsure))


def _ilacs(when: date | None) -> FrameworkFile | None:
    return framework_for("ilacs", when) if when is not None else None


def _family_and_type(parts: Sequence[Part]) -> tuple[str | None, str | None]:
    title = " ".join(part.plain for part in parts[:5])
    whole = " ".join(part.plain for part in parts)
    for text in (title, " ".join(part.plain for part in parts[:FRONT]), whole):
        hits = [(family, kind, match.start()) for pattern, family, kind in _TYPES if (match := pattern.search(text))]
        if not hits:
            continue
        family, kind, _ = hits[0]
        if kind is None:
            return family, _named_type(parts, family)
        return family, kind
    return None, None


def _named_type(parts: Sequence[Part], family: str) -> str | None:
    """The type that the sentences about this inspection name; more than one kind of them says nothing."""
    named = set()
    for part in parts:
        for sentence, _ in part.sentences():
            plain = same(sentence)
            if _PAST.search(plain) or re.search(
                r"usually|will (?:usually|take)|up to two|would be|before the next", plain
            ):
                continue
            named |= {kind for pattern, of, kind in _TYPES if of == family and kind and pattern.search(plain)}
    return named.pop() if len(named) == 1 else None


def _dates_in(sentence: str, where: Words, found: InspectionSaid, about: date | None) -> InspectionSaid:
    plain = same(sentence)
    if found.notified is None and _NOTICE.search(plain):
        day = _first_day(sentence, about, where)
        if day is not None:
            found = replace(found, notified=day)
    if found.published is None and _PUBLISHED.search(plain) and re.search(r"report|letter|ofsted", plain):
        match = re.search(r"publi\w+", sentence, re.IGNORECASE)
        day = _first_day(sentence[match.start() if match else 0 :], about, where) or _first_day(sentence, about, where)
        if day is not None:
            found = replace(found, published=day)
    if found.received is None and _RECEIVED.search(plain):
        day = _first_day(sentence, about, where)
        if day is not None:
            found = replace(found, received=day)
    if found.fieldwork_start is None and _TOOK_PLACE.search(plain):
        found = _fieldwork(sentence, where, found, about)
    return found


def _fieldwork(sentence: str, where: Words, found: InspectionSaid, about: date | None) -> InspectionSaid:
    run = RUN.search(sentence)
    if run is not None:
        last = made(run[4], run[5], run[6] or _year(about, run[4], run[5]))
        first = made(run[1], run[2] or run[5], run[3] or (str(last.year) if last else None))
        if first is not None and last is not None and 0 <= (last - first).days <= 130:
            inferred = run[6] is None
            return replace(
                found,
                fieldwork_start=Stated(
                    first.isoformat(), where, "likely" if inferred else "sure", inferred, _why(inferred)
                ),
                fieldwork_end=Stated(
                    last.isoformat(), where, "likely" if inferred else "sure", inferred, _why(inferred)
                ),
            )
    week = re.search(rf"week (?:beginning|commencing)(?: on)? (?:\w+day )?{DAY.pattern}", sentence, re.IGNORECASE)
    if week is not None:
        day = _first_day(week.group(), about, where)
        if day is not None:
            return replace(
                found,
                fieldwork_start=replace(
                    day, confidence="likely", why="The paper names the week, which begins on that day."
                ),
            )
    return found


def _first_day(sentence: str, about: date | None, where: Words) -> Stated | None:
    match = DAY.search(sentence)
    if match is None:
        return None
    day = made(match[1], match[2], match[3] or _year(about, match[1], match[2]))
    if day is None:
        return None
    inferred = match[3] is None
    return Stated(day.isoformat(), where, "likely" if inferred else "sure", inferred, _why(inferred))


def _why(inferred: bool) -> str | None:
    return "The paper prints no year; the last such day before its meeting was taken." if inferred else None


def _year(about: date | None, day: str, month: str) -> str | None:
    """The year of a day that is printed without one: that of the last such day up to a week after the meeting."""
    if about is None:
        return None
    this_year = made(day, month, str(about.year))
    if this_year is None:
        return None
    return str(about.year if (this_year - about).days <= 7 else about.year - 1)


def day_of(meeting: MeetingSaid | None) -> date | None:
    """The day of the meeting that the paper prints."""
    return date.fromisoformat(meeting.on_day.value) if meeting and meeting.on_day else None


def _about_when(parts: Sequence[Part], about: date | None) -> date | None:
    months = list(_months_named(parts))
    if months:
        return months[0][0]
    return about


def _months_named(parts: Sequence[Part]) -> Iterator[tuple[date, str]]:
    """Months in which the paper says that this inspection or visit was, the earlier ones left out."""
    for part in parts:
        for sentence, _ in part.sentences():
            plain = same(sentence)
            if not re.search(r"inspect|visit", plain) or _PAST.search(plain) or "last been" in plain:
                continue
            for match in MONTH_ONLY.finditer(sentence):
                day = made("1", match[1], match[2])
                if day is not None:
                    yield day, f"{match[1]} {match[2]}"


def _only_month(parts: Sequence[Part], kind: str | None) -> list[str]:
    named = list(dict.fromkeys(words for _, words in _months_named(parts)))
    what = "visit" if kind and kind.endswith("visit") else "inspection"
    return [f"The paper gives no day for the {what}; it names {listed(named[:3])}."] if named else []


def _theme(parts: Sequence[Part]) -> Stated | None:
    for part in parts:
        for pattern in _THEME:
            match = pattern.search(part.text)
            if match is not None:
                return Stated(" ".join(match["theme"].split()), part.at(*match.span("theme")), "likely")
    return None
