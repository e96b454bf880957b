"""What a document says, as proposals. It is told first what it is; a paper of a council goes to ``papers``."""

from __future__ import annotations

from model.imports import inspection_papers, papers
from model.imports.blocks import pieces
from model.imports.kinds import OTHER, sort_of
from model.imports.pages import Reading
from model.imports.proposals import Proposals

NOT_ONE = "This is no inspection report, letter or council paper that is known here; nothing is proposed from it."


def propose(reading: Reading) -> Proposals:
    """Never refuses: a document that is none of its kinds gives no proposals and says so."""
    found = pieces(reading)
    sort = sort_of(found)
    if sort.kind != OTHER:
        return inspection_papers.propose(reading, sort, found)
    return papers.propose_paper(reading, found) or other(reading)


def other(reading: Reading) -> Proposals:
    """Nothing, and the sentence that says so."""
    return Proposals(
        OTHER, len(reading.pages), reading.sha256, reading.name, unsure=(NOT_ONE,), remarks=reading.remarks
    )
