"""When the next inspection may come, printed where it is asked for and nowhere else."""

from __future__ import annotations

from datetime import UTC, date, datetime

from model import actions, areas, inspections, samples
from model.reports.document import Bullets, Heading, plain_text
from model.reports.progress_paper import progress_paper
from model.sample_files import sample
from model.store.plan import Plan

TODAY = date(2023, 8, 30)
MADE = datetime(2023, 8, 30, 9, 0, tzinfo=UTC)
TITLE = "When the next inspection may come"


def test_it_stands_in_the_paper_only_where_it_is_asked_for(plan: Plan) -> None:
    samples.fill(plan, sample("lincolnshire"))
    without = progress_paper(plan, TODAY, MADE)
    paper = progress_paper(plan, TODAY, MADE, forecast=True)
    assert TITLE not in [block.text for block in without.blocks if isinstance(block, Heading)]
    text = plain_text(paper)
    assert "Next ILACS inspection, by rule: between 24 October 2025 and 24 October 2026" in text
    assert "Next ILACS inspection, as measured: councils graded outstanding waited 4.4 years (median)" in text
    assert "2 areas would still be open on 24 October 2025" in text
    assert len(without.blocks) < len(paper.blocks)


def test_what_is_not_in_the_paper_does_not_speak_through_it(plan: Plan) -> None:
    inspections.add(plan, framework="ilacs-2023", type="standard", fieldwork_start=date(2023, 4, 24))
    area = areas.add(plan, "Leaving care")
    actions.add(plan, area, "Told", on_day=TODAY, agreed=date(2023, 12, 1))
    kept = actions.add(plan, area, "Kept", on_day=TODAY, agreed=date(2027, 12, 1))
    open_then = plain_text(progress_paper(plan, TODAY, MADE, forecast=True))
    assert "1 area would still be open on 24 October 2025" in open_then
    actions.set_exempt(plan, kept, True)
    text = plain_text(progress_paper(plan, TODAY, MADE, forecast=True))
    assert "no area would be open if every date is kept" in text


def test_an_inspection_under_embargo_is_not_given_away(plan: Plan) -> None:
    inspections.add(
        plan,
        framework="ilacs-2023",
        type="standard",
        fieldwork_start=date(2023, 4, 24),
        embargo_until=date(2023, 12, 1),
    )
    actions.add(plan, areas.add(plan, "Leaving care"), "Told", on_day=TODAY, agreed=date(2023, 12, 1))
    paper = progress_paper(plan, TODAY, MADE, forecast=True)
    assert TITLE not in [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert "2025" not in plain_text(paper)
    assert not [block for block in paper.blocks if isinstance(block, Bullets) and "Next ILACS" in str(block)]
