"""Plans that papers are made from in the tests, and how the tables of a paper are read."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from model import actions, areas, commitments, evidence, meetings, people, sample_files, samples, updates
from model.reports.document import Document, Group, Heading, Row, Table, cell_text
from model.store.plan import Plan

MADE = datetime(2023, 8, 30, 9, 15, tzinfo=UTC)
TODAY = date(2023, 8, 30)


def of_sample(plan: Plan, name: str) -> Plan:
    samples.fill(plan, sample_files.sample(name))
    return plan


def tables(paper: Document, heading: str) -> list[Table]:
    """The tables between a heading of level 1 and the next one."""
    found: list[Table] = []
    inside = False
    for block in paper.blocks:
        if isinstance(block, Heading) and block.level == 1:
            inside = block.text == heading
        elif inside and isinstance(block, Table):
            found.append(block)
    return found


def table(paper: Document, anchor: str) -> Table:
    (found,) = [block for block in paper.blocks if isinstance(block, Table) and block.anchor == anchor]
    return found


def cells(given: Table) -> list[list[str]]:
    return [[cell_text(cell) for cell in row.cells] for row in given.rows if isinstance(row, Row)]


def appendix(paper: Document) -> list[list[str]]:
    """The rows of the table of every action."""
    return cells(paper.blocks[-1]) if isinstance(paper.blocks[-1], Table) else []


def headings(paper: Document) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Heading)]


def number(text: str) -> int:
    return int(text.replace(",", ""))


def figures_agree(paper: Document) -> int:
    """Checks that every count of a paper is the count of the others; returns how many actions it tells."""
    rows = appendix(paper)
    statuses = [re.split(",", row[6])[0] for row in rows]
    by_status = table(paper, "statuses")
    counts = {
        column.heading: number(cell)
        for column, cell in zip(by_status.columns[1:], cells(by_status)[0][1:], strict=True)
    }
    total = counts.pop("All")
    assert total == len(rows) == sum(counts.values())
    assert counts == {word: statuses.count(word) for word in counts}
    at_a_glance = [
        (*map(number, row[1].split("\xa0of\xa0")), number(row[2]), number(row[3]))
        for row in cells(table(paper, "areas"))
    ]
    *each, whole = at_a_glance
    assert whole == tuple(map(sum, zip(*each, strict=True)))
    # What was superseded is told, and is no work to do.
    assert whole[1] == total - statuses.count("Superseded")
    assert whole[0] == statuses.count("Complete") + statuses.count("Embedded")
    assert whole[2] == statuses.count("Not started") + statuses.count("In progress")
    assert whole[3] == number(cells(by_status)[1][-1])
    groups = [block.text for block in paper.blocks[-1].rows if isinstance(block, Group)]  # type: ignore[union-attr]
    with_work = sum(1 for one in each if one[1])
    assert with_work <= len(groups) <= with_work + statuses.count("Superseded")
    return total


def with_people(plan: Plan) -> Plan:
    """A plan of people with names, some of them written into texts."""
    head = people.add(plan, "Adaeze Okafor", kind="person", post="Head of Leaving Care", team="Leaving care")
    chief = people.add(plan, "Rhys ap Gwilym", kind="person", post="Director of Children's Services")
    nameless = people.add(plan, "Mary-Ann O'Neil", kind="person")
    area = areas.add(plan, "Planning", sponsor=chief, words="Ms Okafor's team writes good plans.")
    one = actions.add(
        plan, area, "Adaeze Okafor writes the standard", on_day=TODAY, agreed=date(2023, 6, 1), owner=head,
        status="in progress", sponsor=chief, support="MARY-ANN  O'NEIL and partners", success="adaeze okafor agrees",
    )  # fmt: skip
    actions.add(plan, area, "Audit", on_day=TODAY, agreed=date(2023, 12, 1), owner=nameless)
    updates.add(
        plan, one, date(2023, 8, 1), said_by=head, done="Dr. ap Gwilym agreed it.", next="Mrs O'Neil checks it.",
        obstacle="Adaeze Okafor, Rhys ap Gwilym and Mary-Ann O'Neil were on leave.",
    )  # fmt: skip
    body = meetings.add_body(plan, "Scrutiny")
    held = meetings.add(plan, body, date(2023, 7, 3))
    meetings.add_question(plan, held, "Who leads?", member="Cllr Okafor", answer="Rhys ap Gwilym does.")
    commitments.add(plan, "It will be done in six months.", speaker="Rhys ap Gwilym", meeting=held,
                    counted_from=date(2023, 7, 3), amount=6, unit="months", actions=[one])  # fmt: skip
    evidence.note(plan, "Letter of Adaeze Okafor", action=one, shows="Ms Okafor is content", on_day=TODAY)
    return plan
