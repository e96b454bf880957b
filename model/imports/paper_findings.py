"""What a council's paper repeats of an inspection: grades, strengths, areas for improvement, actions under way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from model.framework_files import FrameworkFile, GradeEntry
from model.imports.folding import same
from model.imports.paper_parts import Part
from model.imports.proposals import Finding, JudgementSaid, PassageSaid

_GRADE = r"outstanding|good|inadequate|adequate|requir(?:es?|ing) improvement(?: to be good)?"
_ENDS_IN_GRADE = re.compile(
    rf"^(?P<area>.{{8,160}}?)[\s:\u2013\u2014\"'\u2018\u2019\u201c(-]+(?P<grade>{_GRADE})[\"'\u2019\u201d).]*$",
    re.IGNORECASE,
)
_OVERALL = re.compile(
    rf"(?P<area>overall effectiveness)[^.]{{0,80}}?\b(?:as|was|is|of|to be)\s+[\"'\u2018\u201c]?(?P<grade>{_GRADE})\b",
    re.IGNORECASE,
)
_BOARD = re.compile(
    rf"(?P<area>effectiveness of the [^.]{{0,60}}Safeguarding Children"
    rf"(?:['\u2019]s)? Board)[^.]{{0,80}}?\bjudgement was\s+[\"'\u2018\u201c]?"
    rf"(?P<grade>{_GRADE})\b",
    re.IGNORECASE,
)
_GRADED = re.compile(
    rf"\b(?:grad(?:ed|ing)|judge(?:d|ment)|rated|judgement of)\b.{{0,80}}\b(?:{_GRADE})\b", re.IGNORECASE | re.DOTALL
)
_EARLIER = re.compile(r"\bin (?:19|20)\d\d\b|\blast (?:been )?inspected|\bprevious(?:ly)?\b|\bat the last\b")

_LEADS = (
    ("area for priority action", re.compile(r"priority actions?\b|areas? for priority")),
    (
        "area for improvement",
        re.compile(
            r"areas? (?:for|of|requiring|needing) (?:improvement|development)|(?:key )?areas? for improvement"
            r"|needs? to improve|(?:areas?|things?) (?:that|which) (?:need|require)"
            r"|needed? (?:to be )?(?:improv|strengthen)"
        ),
    ),
    (
        "recommendation",
        re.compile(r"\brecommendations? (?:were|was|are|made|from)\b|made the following recommendations"),
    ),
    (
        "strength",
        re.compile(
            r"\bstrengths?\b|positive (?:findings|comments|practice)|areas of good practice|what (?:is"
            r"|was) working well|highlighted the following good"
        ),
    ),
    (
        "headline finding",
        re.compile(r"factors? (?:had|have)? ?led to|concluded that|key findings|main findings|found that:"),
    ),
    (
        "action under way",
        re.compile(
            r"next steps|actions? (?:taken|under ?way|already)|progress (?:has been|made)"
            r"|it was noted that|actions:$|has already|since the inspection"
        ),
    ),
)
_PRIORITIES = re.compile(
    r"(?P<count>two|three|four|five|six) (?:key |strategic |main )*priorities(?: of| were| are"
    r"|,)?:? (?P<what>[^.]{15,400})\.",
    re.IGNORECASE,
)
_IN_A_SENTENCE = re.compile(
    r"areas? for (?:improvement|development) (?:were|was|are|is|include[sd]?"
    r"|identified (?:were|was|as))\s*:?\s*(?P<what>[^.]{15,400})\.",
    re.IGNORECASE,
)


def judgements_in(parts: Sequence[Part], file: FrameworkFile) -> list[JudgementSaid]:
    """Grades that the paper gives for this inspection, each once; those of earlier inspections are left out."""
    found: dict[str, JudgementSaid] = {}
    for part in parts:
        for said in (*_listed(part, file), *_in_sentences(part, file)):
            found.setdefault(said.area_id or said.area, said)
    return list(found.values())


def _listed(part: Part, file: FrameworkFile) -> Iterator[JudgementSaid]:
    if part.kind == "heading" or len(part.text) > 220:
        return
    match = _ENDS_IN_GRADE.match(part.text.strip())
    if match is None:
        return
    code = area_named(match["area"], file)
    grade = _grade(match["grade"], file)
    if code is not None and grade is not None:
        yield JudgementSaid(
            match["area"].strip(" -\u2013:'\"("), code, match["grade"], grade.code, part.words, "likely"
        )


def _in_sentences(part: Part, file: FrameworkFile) -> Iterator[JudgementSaid]:
    for sentence, where in part.sentences():
        if _EARLIER.search(same(sentence)) and not re.search(r"published|took place|feedback", same(sentence)):
            continue
        for pattern, wanted in ((_OVERALL, "overall"), (_BOARD, "lscb")):
            match = pattern.search(sentence)
            grade = _grade(match["grade"], file) if match else None
            area = next((one for one in file.areas if one.code.endswith(f".{wanted}")), None)
            if match is not None and grade is not None and area is not None:
                yield JudgementSaid(match["area"], area.code, match["grade"], grade.code, where, "likely")


def area_named(words: str, file: FrameworkFile) -> str | None:
    """The judgement area that a council's words mean: they reorder and reword the printed names."""
    plain = re.sub(r"\([^()]*\)", "", same(words)).strip(" -:*'\"")
    best, code = 0.0, None
    for area in file.areas:
        for name in (area.name, *area.spellings):
            likeness = fuzz.token_sort_ratio(plain, re.sub(r"^\d+(?:\.\d+)*\.?\s+", "", same(name)))
            if likeness > best:
                best, code = likeness, area.code
    return code if best >= 82 else None


def _grade(words: str, file: FrameworkFile) -> GradeEntry | None:
    plain = same(words).replace("requiring improvement", "requires improvement")
    return file.grade_printed(plain)


def earlier_grades(parts: Sequence[Part]) -> list[PassageSaid]:
    """Sentences with the grades of earlier inspections: worth keeping, and no judgement of this one."""
    return [
        PassageSaid("other", sentence, where)
        for part in parts
        if part.kind != "heading"
        for sentence, where in part.sentences()
        if _EARLIER.search(same(sentence)) and _GRADED.search(sentence)
    ]


def findings_in(parts: Sequence[Part]) -> tuple[list[Finding], list[PassageSaid]]:
    """Lists under words that say what they are, and sentences that name areas; the second are unsure."""
    found: list[Finding] = []
    passages: list[PassageSaid] = []
    lead: str | None = None
    heading: str | None = None
    for at, part in enumerate(parts):
        if part.kind == "item":
            kind = lead or heading
            if kind is not None:
                _take(part, kind, found, passages)
            continue
        told = _lead(part)
        if part.kind == "heading":
            heading, lead = told, told
        elif part.plain.endswith((":", ":-")) or (told and at + 1 < len(parts) and parts[at + 1].kind == "item"):
            lead = told
        else:
            lead = None
            found += _sentences(part)
    return found, passages


def _lead(part: Part) -> str | None:
    if part.kind != "heading" and len(part.text) > 600:
        return None
    # The last sentence leads on to the list; what stands before it speaks of other things.
    last = [sentence for sentence, _ in part.sentences()][-1:]
    text = same(last[0]) if last else part.plain
    return next((kind for kind, pattern in _LEADS if pattern.search(text)), None)


def _take(part: Part, kind: str, found: list[Finding], passages: list[PassageSaid]) -> None:
    text = part.text.strip().rstrip(",;").strip()
    text = re.sub(r"[;,]?\s+and$", "", text)
    if kind == "action under way":
        passages.append(PassageSaid(kind, text, part.words))
    else:
        found.append(Finding(kind, None, text, None, (), part.words, confidence="likely"))


def _sentences(part: Part) -> Iterator[Finding]:
    for pattern, kind in ((_PRIORITIES, "strategic priority"), (_IN_A_SENTENCE, "area for improvement")):
        match = pattern.search(part.text)
        if match is not None:
            where = part.at(*match.span())
            yield Finding(kind, None, match["what"].strip(), None, (), where, confidence="unsure")
