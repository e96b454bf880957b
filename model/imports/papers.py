"""Council papers: minutes, officers' reports and decision notices that talk about an inspection.

What the paper does not name is asked for and never guessed: of real pages two in three do not name their authority.
"""

from __future__ import annotations

from collections.abc import Sequence

from model.framework_files import framework
from model.imports import paper_facts, paper_findings, paper_inspection, paper_said
from model.imports.blocks import Piece, pieces
from model.imports.pages import Reading
from model.imports.paper_parts import Part, parts_of
from model.imports.proposals import JudgementSaid, Proposals


def propose_paper(reading: Reading, found: Sequence[Piece] | None = None) -> Proposals | None:
    """What a council's paper says; None where it is no such paper."""
    parts = parts_of(pieces(reading) if found is None else found)
    kind = paper_facts.kind_of_paper(parts)
    if kind is None:
        return None
    authority = paper_facts.authority_of(parts)
    meeting = paper_facts.meeting_of(parts)
    about = paper_inspection.inspection_of(parts, meeting)
    on_day = paper_inspection.day_of(meeting)
    findings, under_way = paper_findings.findings_in(parts)
    commitments = paper_said.commitments_in(parts, on_day)
    asks = list(about.asks)
    if authority is None:
        asks.insert(0, "Which authority is this paper of? It does not say.")
    if meeting is None or meeting.body is None:
        asks.append("Which body met? The paper does not name it.")
    if meeting is None or meeting.on_day is None:
        asks.append("On which day did it meet? The paper does not say.")
    asks += [promise.asks for promise in commitments if promise.due is None and promise.asks]
    return Proposals(
        kind=kind, pages=len(reading.pages), sha256=reading.sha256, name=reading.name, authority=authority,
        inspection=about.said, judgements=tuple(_judgements(parts, about)), findings=tuple(findings),
        commitments=tuple(commitments), meeting=meeting, resolutions=tuple(paper_said.resolutions_in(parts)),
        questions=tuple(paper_said.questions_in(parts)),
        passages=(*under_way, *paper_findings.earlier_grades(parts), *paper_said.figures_in(parts)),
        asks=tuple(dict.fromkeys(asks)), unsure=about.unsure, remarks=reading.remarks,
    )  # fmt: skip


def _judgements(parts: Sequence[Part], about: paper_inspection.About) -> list[JudgementSaid]:
    if not about.graded or about.said is None or about.said.framework is None:
        return []
    return paper_findings.judgements_in(parts, framework(about.said.framework))
