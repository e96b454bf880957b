"""What a council's paper is, whose it is, and which meeting it is for.

Real papers often name neither their authority nor their day: then nothing is said here, and the person is asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from model.imports.authorities import short_name
from model.imports.paper_days import DAY, made, whole_day
from model.imports.paper_parts import Part
from model.imports.proposals import MeetingSaid, Stated, Words
from model.wording import MONTHS

FRONT = 14  # parts in which a paper says what it is

_DECISION = re.compile(r"^decision (?:maker|details|status)\b")
_MINUTES = re.compile(r"^(?:agenda item|minutes\b|resolved\b)|^(?:minutes|printed minutes) of\b|\bminutes:")
_OFFICER = re.compile(
    r"^(?:open |joint |exempt )?report (?:of|on behalf of|by|from) |^report to\b|^purpose of (?:the |this )?report"
    r"|^report (?:author|title)\b|^(?:lead |responsible )?(?:officer|director)\b.{0,40}report|^actions? required"
    r"|^(?:subject|executive summary|reason for (?:the )?report)\b"
)
_TALK = re.compile(
    r"\bofsted\b|\bilacs\b|\bjtai\b|joint targeted area inspection|area send|care quality commission"
    r"|inspecti(?:on|ng) of (?:local authority )?(?:services for )?child|single inspection framework"
    r"|inspecti(?:on|ng) (?:of )?local authority children|foc+us+ed visit|monitoring visit|hmi probation|hmicfrs"
)
_ABOUT_CHILDREN = re.compile(r"\bchild(?:ren)?\b|young people|care leavers|social work|\bsend\b")

_BODY_WORD = r"committee|panel|cabinet|board|council|sub-committee|executive|scrutiny|commission|forum"
_IS_BODY = re.compile(rf"\b(?:{_BODY_WORD})\b", re.IGNORECASE)
_REPORT_TO = re.compile(
    r"^(?:report )?to:?\s+(?P<body>.{4,90})$|^(?:committee|meeting"
    r"|decision maker):?\s+(?P<other>.{4,90})$",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    r"^(?:date(?: of (?:the )?(?:meeting|decision|committee))?|meeting date|on)\s*:?\s+(?P<day>.+)$", re.IGNORECASE
)
_DECIDED = re.compile(r"^decided at meeting:?\s*(?P<day>[\d/.]+)\s*[-\u2013]\s*(?P<body>.+)$", re.IGNORECASE)
_MEETING_OF = re.compile(
    rf"(?:minutes|meeting) of (?:the |a meeting of the )?(?P<body>[A-Z][\w'\u2019,& -]{{3,80}}?(?:{_BODY_WORD}))\b"
    rf"(?:[^.]{{0,40}}?\b(?:held )?on\s+(?:\w+day,? )?(?P<day>\d{{1,2}}[^.]{{3,20}}\d{{4}}))?",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"^(?:agenda(?: and minutes)?|minutes)(?: for)?[:, -]+(?P<body>.{4,80}?)\s*[-\u2013,]\s*"
    r"(?:\w+day,? )?(?P<day>\d.+)$",
    re.IGNORECASE,
)

_NAME = r"[A-Z][a-z]+(?:(?: upon | on |-| and | of | )(?:[A-Z][a-z]+|Hull|Wight|Sea|Tyne|Trent|Tees))*"
_WHOSE = (
    (
        re.compile(
            rf"\b(?P<of>{_NAME}) (?:(?:County|City|Metropolitan|Borough|District|Unitary|and"
            rf"|Council of) ?)*Council\b"
        ),
        3,
    ),
    (re.compile(rf"\b(?:London|Royal|Metropolitan) Borough of (?P<of>{_NAME})"), 3),
    (re.compile(rf"\b[Ii]nspection of (?P<of>{_NAME}?)(?:['\u2019]s)? (?:[Ll]ocal [Aa]uthority )?[Cc]hildren"), 3),
    (re.compile(rf"\b(?P<of>{_NAME})['\u2019]s? [Cc]hildren['\u2019]s (?:[Ss]ocial|[Ss]ervices)"), 2),
    (re.compile(rf"\b[Cc]hildren['\u2019]s [Ss]ervices in (?P<of>{_NAME})"), 2),
    (re.compile(rf"\b(?P<of>{_NAME}) (?:Local )?Safeguarding Children"), 2),
    (re.compile(rf"\b(?:[Ff]ocus+ed )?[Vv]isit to (?P<of>{_NAME})\b"), 1),
    (re.compile(rf"\b[Ii]nspectors visited (?P<of>{_NAME})\b"), 2),
    (re.compile(rf"\b(?P<of>{_NAME}) (?:was|has been) (?:given notice|judged|inspected)\b"), 2),
    (re.compile(rf"\bin (?P<of>{_NAME})\b(?=[.,])"), 1),
)
_NO_PLACE = frozenset(
    {
        *MONTHS,
        "Ofsted",
        "Children",
        "Services",
        "Cabinet",
        "Committee",
        "Council",
        "England",
        "Appendix",
        "County",
        "Member",
        "Members",
        "Local",
        "Safeguarding",
        "The",
        "This",
        "Full",
        "City",
        "Borough",
        "Department",
        "Education",
        "Social",
        "Head",
        "Director",
        "Executive",
        "Our",
        "Government",
        "Act",
        "Parliament",
        "Assembly",
        "Improvement",
        "Young",
        "Family",
        "Families",
        "Council's",
        "Corporate",
        "Town",
        "Parish",
        "Authority",
    }
)


# --- what it is


def kind_of_paper(parts: Sequence[Part]) -> str | None:
    """ "minutes", "officer report" or "decision notice"; None where it is no council's paper about an inspection."""
    if not parts:
        return None
    front = [part.plain for part in parts[:FRONT]]
    whole = " ".join(part.plain for part in parts)
    talk = len(_TALK.findall(whole))
    if talk < 2 or not _TALK.search(" ".join(front)) or not _ABOUT_CHILDREN.search(whole):
        return None
    if sum(bool(_DECISION.match(line)) for line in front) >= 1:
        return "decision notice"
    every = [part.plain for part in parts]
    if any(_OFFICER.match(line) for line in front):
        return "officer report"
    if any(_MINUTES.search(line) for line in (*front, *(line[:20] for line in every))):
        return "minutes"
    return None


# --- whose it is


def authority_of(parts: Sequence[Part]) -> Stated | None:
    """The authority, where the words name one. "The County Council" names nobody."""
    votes: Counter[str] = Counter()
    first: dict[str, Words] = {}
    for part in parts:
        for pattern, weight in _WHOSE:
            for match in pattern.finditer(part.text):
                name = short_name(match["of"])
                if name is None or set(name.split()) & _NO_PLACE:
                    continue
                votes[name] += weight
                first.setdefault(name, part.at(*match.span()))
    if not votes:
        return None
    (name, count), *others = votes.most_common(2)
    if others and others[0][1] == count:
        return None
    return Stated(name, first[name], "sure" if count >= 3 else "likely")


# --- the meeting


def meeting_of(parts: Sequence[Part]) -> MeetingSaid | None:
    """The body and the day that the paper itself prints, for itself."""
    body: Stated | None = None
    day: Stated | None = None
    for part in (*parts[: FRONT * 2], *parts[-8:]):
        for line in part.running.text.split("\t") if "\t" in part.running.text else (part.running.text,):
            text = " ".join(line.replace("*", " ").split())
            for pattern in (_DECIDED, _TITLED, _MEETING_OF):
                match = pattern.search(text)
                if match is not None:
                    body = body or _body(match["body"], part)
                    day = day or _stated_day(match["day"] or "", part)
            match = _REPORT_TO.match(text)
            if match is not None:
                body = body or _body(match["body"] or match["other"], part)
            match = _DATE_LINE.match(text)
            if match is not None:
                day = day or _stated_day(match["day"], part)
    if body is None or day is None:
        title = _title_page(parts)
        body, day = body or title[0], day or title[1]
    return MeetingSaid(body, day) if body or day else None


def _title_page(parts: Sequence[Part]) -> tuple[Stated | None, Stated | None]:
    """A report's own title: the body in capitals or by itself, and below it the day by itself."""
    lines = [piece for part in parts[:6] for piece in part.pieces]
    for at, piece in enumerate(lines):
        day = _only_day(piece.line.text)
        if day is None:
            continue
        above = [one.line.text.replace("*", " ") for one in lines[max(0, at - 3) : at]]
        name = " ".join(" ".join(above).split())
        body = None
        if name and len(name) <= 120 and _IS_BODY.search(name):
            where = Words(lines[at - 1].page, "\n".join(text.strip() for text in above if text.strip()))
            body = Stated(
                name.title().replace(" And ", " and ").replace(" Of ", " of ").replace(" The ", " the ")
                if name.isupper()
                else name,
                where,
            )
        return body, Stated(day.isoformat(), Words(piece.page, piece.line.text.strip()))
    return None, None


def _body(name: str, part: Part) -> Stated | None:
    name = " ".join(name.split()).strip(" .:-")
    if not _IS_BODY.search(name) or len(name) > 100:
        return None
    return Stated(name, part.words)


def _stated_day(text: str, part: Part) -> Stated | None:
    day = whole_day(text)
    return Stated(day.isoformat(), part.words) if day else None


def _only_day(text: str) -> date | None:
    plain = re.sub(
        r"^\s*(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+", "", text.replace("*", " ").strip(), flags=re.IGNORECASE
    )
    match = DAY.fullmatch(plain.strip(" .,"))
    return made(match[1], match[2], match[3]) if match and match[3] else None
