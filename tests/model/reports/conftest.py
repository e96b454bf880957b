"""One paper that uses every kind of block, with the words that break things."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from model.reports.document import (
    Bullets,
    Callout,
    Column,
    Document,
    Facts,
    Group,
    Heading,
    Key,
    NewPage,
    Paragraph,
    Quote,
    RatingMark,
    Row,
    Run,
    Table,
)

MADE = datetime(2023, 8, 30, 9, 15, tzinfo=UTC)

ODD = (
    "#strong[*not*] $markup$ @here <b>&amp; \\ `code` =1+1 “quoted” naïve café Łódź Ελλάδα",
    "Arabic مرحبا بالعالم and Hebrew שלום in one line",
    "emoji 😀 👩\u200d🚀 and 漢字 and \u0000nul\x07bell\ud800half",
    "x" * 300,
    "a letter with marks: x\u064b e\u0301 ṩ̂",
)

AREAS = (
    ("Quality of supervision", "Head of Leaving Care"),
    ("Placement sufficiency", "Head of Commissioning"),
    ("Timeliness of health assessments", "Designated Nurse"),
    ("Permanence planning", "Service Manager, Permanence"),
)
MARKS = (
    RatingMark("blue", "Embedded"),
    RatingMark("green", "On track"),
    RatingMark("amber", "Behind, recoverable"),
    RatingMark("red", "Off track"),
    RatingMark("grey", "Not started"),
)


def action_rows(count: int) -> tuple[Row | Group, ...]:
    rows: list[Row | Group] = []
    for index in range(count):
        area, owner = AREAS[index * len(AREAS) // count]
        if index == 0 or AREAS[(index - 1) * len(AREAS) // count] != (area, owner):
            rows.append(Group(f"Area {index * len(AREAS) // count + 1}: {area}"))
        rows.append(
            Row(
                (
                    f"{index * len(AREAS) // count + 1}.{index + 1}",
                    "Every child's plan is reviewed by the team manager within ten working days of the visit"
                    if index % 3
                    else "Set out what good supervision looks like, with practitioners, and audit it each quarter",
                    owner,
                    date(2023, 6, 30),
                    date(2023, 9 + index % 4, 29),
                    MARKS[index % 5],
                    "Done since last time: the first audit of 24 files was reported to the board."
                    if index % 2
                    else None,
                )
            )
        )
    return tuple(rows)


def build(odd: bool = True, actions: int = 40) -> Document:
    blocks = (
        Facts(
            (
                ("Report to", "Children and Young People Scrutiny Committee"),
                ("Date of meeting", date(2023, 9, 7)),
                ("Report of", "Executive Director of Children's Services"),
                ("Contact", "Improvement Officer, 01632 960123\nimprovement@borsetshire.example"),
                ("Delivery overall", MARKS[1]),
            )
        ),
        Callout("The committee is asked to", "note progress, and agree the new date for action 2.4."),
        Heading(1, "Summary"),
        Paragraph(
            (
                "Of 40 actions, ",
                Run("12 are complete", bold=True),
                ", 5 are ",
                Run("late", italic=True),
                " and 3 have moved since the last report. The late ones are in ",
                Run("the table", to="late"),
                " and all of them in ",
                Run("appendix A", to="appendix"),
                ". The report is at ",
                Run("reports.ofsted.gov.uk", url="https://reports.ofsted.gov.uk/"),
                ".",
            )
        ),
        Bullets(
            (
                "Supervision is recorded for nine children in ten.",
                "Health assessments are still late.",
                ("Two ", Run("new", bold=True), " actions."),
            )
        ),
        Bullets(("First this", "then that"), numbered=True),
        Heading(2, "What is late"),
        Table(
            (
                Column("Action", 0.5),
                Column("What", 3),
                Column("Owner", 1.4),
                Column("Agreed", 0.9),
                Column("Days late", 0.6, "right"),
                Column("Delivery", 1.3),
            ),
            (
                Row(
                    (
                        "1.2",
                        "Audit twenty-four case files a quarter",
                        "Head of Leaving Care",
                        date(2023, 7, 31),
                        30,
                        MARKS[2],
                    )
                ),
                Row(
                    (
                        "2.4",
                        "Open two homes for children with complex needs",
                        "Head of Commissioning",
                        date(2023, 5, 31),
                        1091,
                        MARKS[3],
                    )
                ),
                Row(("", "All", None, None, 1121, None), strong=True),
            ),
            caption="Actions that are late on 30 August 2023",
            anchor="late",
        ),
        Key(tuple((mark, "What this rating means in this plan, in a sentence.") for mark in MARKS)),
        Heading(1, "Area 1: the quality of supervision"),
        Quote(
            "The quality and frequency of supervision are not consistent.", "Ofsted, 14 June 2023, page 2, paragraph 5"
        ),
        Heading(2, "What was done"),
        Heading(3, "By the service"),
        Paragraph("Managers were trained in June.\nA second line of the same paragraph.", label="12."),
        Paragraph("Sample data.", small=True),
        Heading(4, "In detail"),
        *(Paragraph(text) for text in (ODD if odd else ())),
        *((Table((Column("A", 1), Column("B", 6)), tuple(Row((text, text)) for text in ODD)),) if odd else ()),
        NewPage(),
        Heading(1, "Commitments"),
        Paragraph("None."),
        NewPage(landscape=True),
        Heading(1, "Appendix A: every action", anchor="appendix"),
        Table(
            (
                Column("No.", 0.5),
                Column("Action", 3.2),
                Column("Owner", 1.5),
                Column("First agreed", 1),
                Column("Agreed", 1),
                Column("Delivery", 1.5),
                Column("Last update", 2.4),
            ),
            action_rows(actions),
            caption="Action plan",
        ),
    )
    return Document(
        "Children's services improvement: progress report",
        MADE,
        blocks,
        subtitle="September 2023",
        author="Borsetshire County Council",
        footer="Borsetshire County Council",
        numbered=True,
    )


def small(text: str) -> Document:
    """One text in every place where a text can stand."""
    return Document(
        title=f"T {text}",
        made=MADE,
        subtitle=text,
        author=text,
        header=text,
        footer=text,
        blocks=(
            Heading(1, f"H {text}", anchor="here"),
            Paragraph((text, Run(text, bold=True), Run(text, italic=True), Run(text, to="here"), Run(text, url=text))),
            Paragraph(text, label=text),
            Paragraph(text, small=True),
            Bullets((text, (text, Run(text, bold=True)))),
            Bullets((text,), numbered=True),
            Facts(((text, text), (text, RatingMark("red", text)))),
            Table(
                (Column(text), Column("B", 0.1), Column("C", 9)),
                (
                    Group(text),
                    Row((text, text, RatingMark("amber", text)), strong=True),
                    Row((text, None, (text, text))),
                ),
                caption=text,
            ),
            Quote(text, text),
            Callout(text, text),
            Key(((RatingMark("grey", text), text),), title=f"K {text}"),
        ),
    )


@pytest.fixture(scope="session")
def paper() -> Document:
    return build()


@pytest.fixture(scope="session")
def make_paper() -> Callable[..., Document]:
    return build


@pytest.fixture(scope="session")
def everywhere() -> Callable[[str], Document]:
    return small


@pytest.fixture(scope="session")
def odd() -> tuple[str, ...]:
    return ODD
