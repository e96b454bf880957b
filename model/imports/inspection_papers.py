"""One inspection report or letter as proposals: facts, grades, findings, each with the words it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from model.errors import Refused
from model.framework_files import FrameworkFile, framework, framework_for
from model.imports import findings, inspection_letters, sections, send_tables
from model.imports.blocks import Block, Piece, blocks
from model.imports.folding import Joiner, same
from model.imports.inspection_facts import SHORT_DAYS, Facts, facts_of
from model.imports.judgements import judgements_of
from model.imports.kinds import LETTER, Sort
from model.imports.pages import Reading
from model.imports.proposals import (
    Finding,
    InspectionSaid,
    JudgementSaid,
    PassageSaid,
    PrintedDeadline,
    Proposals,
    Stated,
)
from model.wording import in_words, plural

_MAY_HAVE_NO_LIST = ("monitoring-visit", "action-planning-visit", "monitoring-inspection", "thematic-visit")
_MONITORING_BEGAN_IN_ILACS = date(2018, 1, 1)


@dataclass(slots=True)
class _Paper:
    """What is known of the paper while it is taken apart."""

    reading: Reading
    sort: Sort
    pieces: Sequence[Piece]
    blocks: list[Block]
    joiner: Joiner
    facts: Facts
    asks: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)


def propose(reading: Reading, sort: Sort, pieces: Sequence[Piece]) -> Proposals:
    facts = facts_of(sort, pieces)
    paper = _Paper(
        reading, sort, pieces, blocks(pieces), Joiner.of(reading), facts, list(facts.asks), list(facts.unsure)
    )
    found_framework = _framework(paper)
    kind, inferred = _type(paper)
    judged: tuple[JudgementSaid, ...] = ()
    outcome = None
    if found_framework is not None and _is_graded(found_framework, kind):
        judgements = judgements_of(found_framework, pieces)
        judged = judgements.judgements
        paper.unsure += judgements.doubts
        if sort.family == "area-send" and judged:
            outcome = Stated(judged[0].grade, judged[0].at)
    found, passages = _findings(paper)
    family = sort.family or ""
    deadlines, doubts = inspection_letters.printed_deadlines(family, kind, paper.blocks)
    paper.unsure += doubts
    inspection = InspectionSaid(
        framework=found_framework.code if found_framework else None,
        type=kind,
        type_inferred=inferred,
        theme=facts.theme,
        fieldwork_start=facts.start,
        fieldwork_end=facts.end,
        published=facts.published,
        lead_inspector=facts.lead_inspector,
        outcome=outcome,
        next_inspection=facts.next_inspection,
        principal_authority=inspection_letters.principal_authority(paper.blocks) if family == "jtai" else None,
    )
    return Proposals(
        sort.kind,
        len(reading.pages),
        reading.sha256,
        reading.name,
        authority=facts.authority,
        inspection=inspection,
        judgements=judged,
        findings=tuple(found),
        printed_deadlines=tuple(deadlines),
        passages=tuple(passages),
        asks=tuple(dict.fromkeys(paper.asks)),
        unsure=tuple(dict.fromkeys((*paper.unsure, *_unread(reading), *_none_found(paper, found, deadlines)))),
        remarks=reading.remarks,
    )


# Framework and type


def _framework(paper: _Paper) -> FrameworkFile | None:
    sort, first = paper.sort, paper.facts.first_day
    if sort.family == "other":
        return framework("other-inspectorate")
    if first is None or sort.family is None:
        return None
    family = sort.family
    if sort.type == "monitoring-visit" and first < _MONITORING_BEGAN_IN_ILACS:
        family = "sif"
    try:
        return framework_for(family, first)
    except Refused:
        latest = {"sif": "sif", "area-send": "area-send", "jtai": "jtai", "pre-2013": "pre-2013", "ilacs": "ilacs-2018"}
        paper.unsure.append(
            f"Its form is that of another time than its fieldwork, which began on {in_words(first)}; compare both."
        )
        return framework(latest[family]) if family in latest else None


def _type(paper: _Paper) -> tuple[str | None, bool]:
    """The type, and whether it was inferred from the length of the fieldwork."""
    if paper.sort.type is not None:
        return paper.sort.type, False
    title = " ".join(same(piece.line.text) for piece in paper.pieces[:30])
    for name in ("short", "standard"):
        if f"{name} inspection" in title:
            return name, False
    facts = paper.facts
    if facts.first_day is None or facts.last_day is None:
        return None, False
    days = (facts.last_day - facts.first_day).days + 1
    return ("short" if days <= SHORT_DAYS else "standard"), True


def _is_graded(found: FrameworkFile, kind: str | None) -> bool:
    return any(entry.graded for entry in found.types if kind is None or entry.code == kind) and bool(found.areas)


# Findings


def _findings(paper: _Paper) -> tuple[list[Finding], list[PassageSaid]]:
    family = paper.sort.family
    wording = findings.Wording(
        lambda section: _kind(paper.sort, section),
        paper.joiner,
        confidence="sure" if paper.reading.kind in ("pdf", "docx", "html") else "likely",
        paragraphs=paper.sort.kind == LETTER,
    )
    found: list[Finding] = []
    passages: list[PassageSaid] = []
    for section in findings.sections_of(paper.blocks):
        if family == "area-send" and section.opens in (sections.PRIORITY, sections.IMPROVE) and not section.items:
            continue
        made = list(findings.findings_of(section, wording))
        if section.opens == sections.BETTER and family == "area-send":
            passages += [PassageSaid("headline finding", one.text, one.at) for one in made]
        else:
            found += made
    if family == "area-send" and not any(one.kind.startswith("area for") for one in found):
        rows, doubts = send_tables.findings_of(paper.pieces, paper.joiner)
        found += rows
        paper.unsure += doubts
    if paper.sort.kind == LETTER:
        passages += inspection_letters.headline_findings(paper.blocks, paper.joiner)
    return _each_once(found), passages


def _kind(sort: Sort, section: findings.Section) -> str | None:
    opens = section.opens
    if opens == sections.STRENGTH:
        return "strength" if not section.board else None
    if opens == sections.BETTER:
        return "headline finding" if sort.family == "area-send" else "area for improvement"
    if opens in (sections.WEAKNESS, sections.CONCERN):
        return opens if sort.type == "send-2016" else None
    if opens not in (sections.PRIORITY, sections.IMPROVE, sections.RECOMMEND):
        return None
    if sort.family == "sif" and section.board:
        return "LSCB recommendation"
    if opens == sections.PRIORITY:
        return "priority and immediate action" if sort.family in ("sif", "pre-2013") else "area for priority action"
    return "area for improvement" if opens == sections.IMPROVE else "recommendation"


def _each_once(found: Sequence[Finding]) -> list[Finding]:
    """A summary may print a list a second time."""
    seen: set[tuple[str, str]] = set()
    made = []
    for one in found:
        key = (one.kind, same(one.text))
        if one.text and key not in seen:
            seen.add(key)
            made.append(one)
    return made


# What is said when something is missing


def _unread(reading: Reading) -> list[str]:
    empty = [page.number for page in reading.pages if not page.has_text]
    if not empty or any("no text" in remark for remark in reading.remarks):
        return []
    return [f"{plural(len(empty), 'page')} had no text to read, so what stands there is missing."]


def _none_found(paper: _Paper, found: Sequence[Finding], deadlines: Sequence[PrintedDeadline]) -> list[str]:
    """Lists that every paper of its kind has, and that were not found."""
    said = []
    visited = paper.sort.type in _MAY_HAVE_NO_LIST
    if not visited and not any(one.kind not in ("strength", "headline finding") for one in found):
        said.append("No list of what must improve was found where it usually stands.")
    if paper.sort.family == "jtai" and not deadlines:
        said.append("No day by which the written statement is due was found in the letter.")
    return said
