"""What a document is, told by its form: the title, the lines that every report of its kind has, the letter's address.

A word alone says nothing: a council's paper quotes the titles of reports, and a novel may have an inspector in it. So
each kind needs its title where titles stand, and a second mark that only the kind itself has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from model.imports.blocks import Piece
from model.imports.folding import same

FRONT_LINES = 70
"""A title page and the beginning of what follows; a letter's first page."""
TITLE_LINES = 24

REPORT, LETTER, OTHER = "inspection report", "inspection letter", "other"


@dataclass(frozen=True, slots=True)
class Sort:
    """``family`` is that of the framework; ``type`` its type where the form says it."""

    kind: str
    family: str | None = None
    type: str | None = None


_DATES = re.compile(r"(?:^|\n)(?:inspection dates?|dates? of (?:the )?inspection)\b")
_DEAR = re.compile(r"(?:^|\n)dear\b")
_INSPECTORATE = re.compile(r"\bofsted\b|\bmajesty's inspector|\bcare quality commission\b")
_LEAD = re.compile(r"\b(?:lead|reporting) inspectors?\b")

_AREA_SEND = re.compile(
    r"(?:^|\n)area send (?P<what>\w+ )?(?:inspection|visit)\s+(?:of|to)\b|(?:^|\n)local area partnership report\b"
)
_AREA_SEND_BODY = re.compile(r"inspection outcome|what is it like to be a child|local area partnership'?s?")
_SEND_2016 = re.compile(
    r"joint (?:local )?area (?:send|special educational needs)\b.{0,80}inspection|joint area send (?:re-?visit|revisit)"
    r"|local area send inspection|area send revisit",
    re.DOTALL,
)
_JTAI = re.compile(r"(?:^|\n)(?:letter[ -]+)?joint targeted area inspection\b")
_JTAI_BODY = re.compile(
    r"next steps|written statement of|key strengths|what needs to improve|headline findings|areas? for improvement"
)
_VISIT = re.compile(
    r"(?:^|\n)(?:ilacs:? |ofsted:? )?"
    r"(?P<what>focus+ed(?: assurance)? visit|assurance visit|(?:\w+ )?monitoring visit|action[ -]planning visit)"
    r" (?:to|of|at)\b"
)
_VISIT_BODY = re.compile(
    r"this letter summarises the findings|i am writing to (?:summarise|inform)|findings of the (?:\w+ )*visit"
)
_ILACS = re.compile(
    r"(?:^|\n)(?:\w[^\n]{0,60}\n)?(?:short |standard |full )?(?:re-?)?"
    r"inspection of [^.]{0,120}?children's\s+(?:social\s+care\s+)?services",
    re.DOTALL,
)
_ILACS_BODY = re.compile(
    r"experiences and progress of\s+children|impact of leaders on (?:social work )?practice|what needs to improve"
)
_SIF = re.compile(
    r"(?:^|\n)(?:single |re-?)?\s*inspection of (?:[^.\n]{0,60})?"
    r"services for children in need of help\s+and\s+protection"
)
_SIF_BODY = re.compile(
    r"children looked after and achieving|overall judgement|children who need help and protection|adoption performance"
)
_PRE_2013 = re.compile(
    r"(?:^|\n)(?:unannounced |announced )?(?:annual )?inspection of (?P<what>"
    r"(?:services for )?(?:safeguarding and )?looked[ -]after children"
    r"|safeguarding(?: and looked[ -]after children)? services"
    r"|local authority arrangements\s+for\s+the\s+protection\s+of\s+children"
    r"|contact, referral and assessment|children's services)"
)


def sort_of(pieces: Sequence[Piece]) -> Sort:
    """Told by the front; ``OTHER`` where no form fits."""
    front = [same(piece.line.text) for piece in pieces[:FRONT_LINES]]
    title, first = "\n".join(front[:TITLE_LINES]), "\n".join(front)
    flat = " ".join(front)
    return (
        _area_send(title, flat)
        or _letter(title, first, flat, pieces)
        or _sif(title, first, flat)
        or _ilacs(title, first, flat, pieces)
        or _before_2013(title, first, flat, pieces)
        or Sort(OTHER)
    )


def _area_send(title: str, flat: str) -> Sort | None:
    found = _AREA_SEND.search(title)
    if found is None or not _AREA_SEND_BODY.search(flat):
        return None
    if not _DATES.search("\n" + title) and "inspection outcome" not in flat:
        return None
    what = next((one["what"] for one in _AREA_SEND.finditer(title) if one["what"]), "").strip()
    return Sort(
        REPORT,
        "area-send",
        {"monitoring": "monitoring-inspection", "thematic": "thematic-visit"}.get(what, "inspection"),
    )


def _letter(title: str, first: str, flat: str, pieces: Sequence[Piece]) -> Sort | None:
    dear = _DEAR.search(first)
    if dear is None:
        return None
    whole = " ".join(same(piece.line.text) for piece in pieces)
    if not _INSPECTORATE.search(whole):
        return None
    after = first[max(0, dear.start() - 300) :]
    if _JTAI.search(after) and _JTAI_BODY.search(whole):
        return Sort(LETTER, "jtai", "jtai")
    visit = _VISIT.search(after)
    if visit is not None and _VISIT_BODY.search(flat):
        return Sort(LETTER, "ilacs", _visit_type(visit["what"]))
    if _SEND_2016.search(after) and "local area" in whole:
        return Sort(LETTER, "other", "send-2016")
    return None


def _visit_type(what: str) -> str:
    if "monitoring" in what:
        return "monitoring-visit"
    return "action-planning-visit" if "planning" in what else "focused-visit"


def _sif(title: str, first: str, flat: str) -> Sort | None:
    if not _SIF.search(title) and not _SIF.search(title.replace("\n", " ")[:400]):
        return None
    if not _DATES.search("\n" + first) or not _SIF_BODY.search(flat):
        return None
    return Sort(REPORT, "sif", "inspection")


def _ilacs(title: str, first: str, flat: str, pieces: Sequence[Piece]) -> Sort | None:
    if not _ILACS.search(title) or not _DATES.search("\n" + first):
        return None
    body = flat if _ILACS_BODY.search(flat) else " ".join(same(piece.line.text) for piece in pieces[:400])
    if not _ILACS_BODY.search(body) or not _LEAD.search(body):
        return None
    return Sort(REPORT, "ilacs")


def _before_2013(title: str, first: str, flat: str, pieces: Sequence[Piece]) -> Sort | None:
    found = _PRE_2013.search(title) or _PRE_2013.search(" ".join(title.split()))
    if found is None or not (_DATES.search("\n" + first) or _LEAD.search(first)):
        return None
    whole = " ".join(same(piece.line.text) for piece in pieces)
    if not re.search(r"overall effectiveness|inspection judgements|areas? for (?:improvement|development)", whole):
        return None
    what = found["what"]
    if "arrangements" in what:
        return Sort(REPORT, "pre-2013", "child-protection")
    if "contact" in what:
        return Sort(LETTER if _DEAR.search(first) else REPORT, "pre-2013", "unannounced")
    if "safeguarding" in what:
        return Sort(REPORT, "pre-2013", "safeguarding-and-looked-after")
    return Sort(REPORT, "pre-2013", "looked-after")
