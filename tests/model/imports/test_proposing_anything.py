"""Whatever a reader gives, proposals are made without an error, and can be printed."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.imports.as_json import as_json
from model.imports.pages import Box, Line, Page, Reading
from model.imports.proposing import propose
from tests.model.imports import inspectorate_papers as papers
from tests.model.imports.laid_out import FORMS, reading

_PIECES = """Inspection of|children\u2019s services|Inspection dates:|4 to 15 March 2024|31 February 2024|Dear|Ofsted
Lead inspector:|Judgement Grade|What needs to improve?|Areas for priority action|Recommendations|Responsible body|1.|2.
1.1|\u25fc|\u2013|(outcome 4, national framework)|(paragraphs 1, 2|Requires improvement|Good|inadequate|Contents|3
multi-|Joint targeted area inspection of|Area SEND inspection of|Local Area Partnership
Inspection outcome|Outcome 1|\u00b9
The experiences and progress of children in care|Next steps|by 30 March 2022|action plan|Focused visit to
This letter summarises the findings|Overall effectiveness|Yours sincerely|Local Safeguarding Children Board"""
_WORDS = st.sampled_from(re.split(r"[|\n]", _PIECES))
_TEXT = st.one_of(_WORDS, st.lists(_WORDS, max_size=5).map(" ".join), st.text(max_size=60))
_ROLES = (
    None,
    None,
    "heading 1",
    "heading 9",
    "bullet",
    "number",
    "cell 0,0",
    "cell 1,1",
    "cell x",
    "header",
    "footnote",
)
_PLACES = st.one_of(
    st.none(),
    st.tuples(st.floats(-100, 900), st.floats(-100, 900)).map(lambda at: Box(at[0], at[1], at[0] + 90, at[1] + 12)),
)
_SIZES = st.sampled_from((0.0, 9.0, 12.0, 26.0))
_LINES = st.builds(Line, _TEXT, _PLACES, st.just(()), _SIZES, st.booleans(), st.sampled_from(_ROLES))
_PAGES = st.builds(
    Page,
    st.integers(1, 9),
    st.sampled_from((0.0, 595.0)),
    st.sampled_from((0.0, 842.0)),
    st.lists(_LINES, max_size=40).map(tuple),
)
_READINGS = st.builds(
    Reading,
    st.sampled_from(("pdf", "docx", "html", "text")),
    st.just("a.pdf"),
    st.just("0" * 64),
    st.lists(_PAGES, max_size=4).map(tuple),
)
_PAPERS = (papers.ILACS_2024, papers.SIF_2014, papers.JTAI_2023, papers.AREA_SEND, papers.BEFORE_2013)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_READINGS)
def test_no_reading_is_too_odd(read: Reading) -> None:
    json.dumps(as_json(propose(read)))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_paper_with_lines_lost_or_doubled_is_too_odd(data: st.DataObject) -> None:
    paper = data.draw(st.sampled_from(_PAPERS))
    read = reading(
        paper.format(authority="Borsetshire", short="Borsetshire", heading="What needs to improve?"),
        data.draw(st.sampled_from(FORMS)),
    )
    pages = []
    for page in read.pages:
        lines = list(page.lines)
        for _ in range(data.draw(st.integers(0, 4))):
            at = data.draw(st.integers(0, max(len(lines) - 1, 0)))
            lines[at : at + 1] = data.draw(st.sampled_from(([], lines[at : at + 1] * 2, [data.draw(_LINES)])))
        pages.append(replace(page, lines=tuple(lines)))
    json.dumps(as_json(propose(replace(read, pages=tuple(pages)))))
